-- Tables of the capability `brought`: agreements on personal assistance that the municipality had
-- before it began with Opora, brought in from a table.

-- An agreement or a labour contract that was concluded before has the number that it got then, and
-- the first day from which its reports, pay and control are kept here.
alter table assistance_agreement add column before_number text not null default '';
alter table assistance_agreement add column here_from text;
alter table assistance_contract add column before_number text not null default '';
create index assistance_agreement_before on assistance_agreement (municipality_id, before_number);
-- What is asked before an agreement is taken back: whether anything names it.
create index hour_blank_contract on hour_blank (municipality_id, contract_id);
create index payroll_net_contract on payroll_net (municipality_id, contract_id);
create index payroll_slip_assistant on payroll_slip (municipality_id, assistant_id);
create index control_line_application on control_line (municipality_id, application_id);

-- One table that came. `detail_sealed` holds the name of the file, the heads and what each column
-- holds; `head_blind` finds an earlier file with the same heads, `file_blind` the same file again.
-- The file is kept until the work ends. `position` is how many rows of the present stage are done: it
-- is written with the rows, so a killed process leaves neither gaps nor doubles.
create table brought_run (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  state text not null,
  kind text not null,
  here_from text not null,
  account_id bigint,
  detail_sealed blob not null,
  head_blind blob not null,
  file_blind blob not null,
  file_sealed blob not null,
  total integer not null,
  position integer not null,
  entered_count integer not null,
  people_count integer not null,
  known_count integer not null,
  likely_count integer not null,
  wrong_count integer not null,
  started_at bigint not null,
  ended_at bigint,
  primary key (municipality_id, id)
);
create index brought_run_head on brought_run (municipality_id, head_blind);
create index brought_run_file on brought_run (municipality_id, file_blind);

-- A row of the table with what became of it. `cells_sealed` holds what is wrong; the row and the
-- likely people while somebody must decide; or what was written, so that it can be taken back.
create table brought_row (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  run_id bigint not null,
  line integer not null,
  outcome text not null,
  agreement_id bigint,
  cells_sealed blob not null,
  primary key (municipality_id, id),
  unique (municipality_id, run_id, line),
  foreign key (municipality_id, run_id) references brought_run (municipality_id, id),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id)
);
create index brought_row_run on brought_row (municipality_id, run_id, outcome, line);
create index brought_row_agreement on brought_row (municipality_id, agreement_id);
