-- Tables of the capability `scenarios`: what if, where to open, with all that each was worked out from. Nothing here
-- is about single people.

-- A scenario and how far it is worked out, in percent.
create table scenario (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  title text not null,
  seed bigint not null,
  done integer not null,
  made_at bigint not null,
  ended_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);

-- What a scenario is worked out from, and what came of it.
create table scenario_content (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  scenario_id bigint not null,
  part text not null,
  content_sealed blob not null,
  primary key (municipality_id, id),
  unique (municipality_id, scenario_id, part),
  foreign key (municipality_id, scenario_id) references scenario (municipality_id, id)
);

-- What a place of a service costs, what a user pays, how many of a thousand users leave in a year. A change is a new
-- row: the newest counts.
create table scenario_rate (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service integer not null,
  cost_cents bigint not null,
  fee_cents bigint not null,
  turnover integer,
  source text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id)
);
create index scenario_rate_service on scenario_rate (municipality_id, service, id);
