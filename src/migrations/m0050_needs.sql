-- Tables of the capability `needs`: which service of the directory counts for which service of the annex,
-- what the National Map says of each, calculations that were printed. Nothing here is about single people.

-- For which point of the annex to чл. 36 НПСУ a service counts.
create table need_service (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  set_no integer not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, service_id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);

-- An entry of the National Map: the most users of a service from a day on. Rows are added, never changed; of one
-- day the newest counts.
create table need_map (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  set_no integer not null,
  users bigint not null,
  valid_from text not null,
  basis text not null,
  note text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id)
);
create index need_map_day on need_map (municipality_id, set_no, valid_from);

-- The calculation of a day as a paper.
create table need_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  needed_on text not null,
  year integer not null,
  number bigint not null,
  code text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number)
);
create index need_paper_code on need_paper (municipality_id, code);
