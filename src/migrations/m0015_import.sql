-- Tables of the capability `imports`: people brought in from a spreadsheet.

-- One import. `detail_sealed` holds the name of the file, the heads and what each column holds;
-- `head_blind` finds an earlier file with the same heads, `file_blind` the same file again. The file
-- itself is kept until the import ends. `position` is how many rows of the present stage are done:
-- it is written with the rows, so a killed process leaves neither gaps nor doubles.
create table import_run (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  state text not null,
  kind text not null,
  known_rule text not null,
  account_id bigint,
  detail_sealed blob not null,
  head_blind blob not null,
  file_blind blob not null,
  file_sealed blob not null,
  total integer not null,
  position integer not null,
  created_count integer not null,
  updated_count integer not null,
  known_count integer not null,
  likely_count integer not null,
  wrong_count integer not null,
  started_at bigint not null,
  ended_at bigint,
  primary key (municipality_id, id)
);
create index import_run_head on import_run (municipality_id, head_blind);

-- A row of the file with what became of it. `cells_sealed` holds what is wrong, or the cells and the
-- likely people while somebody must decide; else it is empty.
create table import_row (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  run_id bigint not null,
  line integer not null,
  outcome text not null,
  person_id bigint,
  cells_sealed blob not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, run_id) references import_run (municipality_id, id)
);
create index import_row_run on import_row (municipality_id, run_id, outcome, line);
