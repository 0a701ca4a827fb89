-- Tables of the capability `figures`: indicator values with their pedigree, own groups of the municipality,
-- tables that were brought in. Nothing here is about single people.

-- A table as it was read, and what its columns mean. Nothing of it counts before it is entered.
create table figure_import (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  file_name text not null,
  total integer not null,
  rows_sealed blob not null,
  plan_sealed blob not null,
  read_at bigint not null,
  entered_at bigint,
  revoked_at bigint,
  why_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);

-- A value of a group in a territory on a day. Never changed: a correction is a row of its own, and the one
-- before is ended. The amount is kept in thousandths. `slot` is unique while the row counts: a fingerprint of
-- group, kind, territory, day and source; of an ended row its own id.
create table figure (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  group_code text not null,
  kind text not null,
  area text not null,
  ekatte text not null,
  figure_on text not null,
  amount_milli bigint not null,
  source text not null,
  note text not null,
  folded text not null,
  import_id bigint,
  import_row integer not null,
  replaces_id bigint,
  slot text not null,
  entered_at bigint not null,
  account_name text not null,
  ended_at bigint,
  ended_how text not null,
  ended_why text not null,
  ended_by text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, slot),
  foreign key (municipality_id, import_id) references figure_import (municipality_id, id),
  foreign key (municipality_id, replaces_id) references figure (municipality_id, id)
);
create index figure_of_group on figure (municipality_id, group_code, area, ekatte, figure_on);
create index figure_by_day on figure (municipality_id, figure_on, kind);
create index figure_of_import on figure (municipality_id, import_id);
create index figure_replaces on figure (municipality_id, replaces_id);

-- A group that the municipality counts besides those of the catalogue.
create table figure_group (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  bg text not null,
  en text not null,
  part_of text not null,
  note text not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, code)
);
