-- Tables of the capability `forecast`: assumptions on births, deaths and moves with their source and mark,
-- forecasts of need and of waiting lists with all they were computed from. Nothing here is about single
-- people.

-- An assumption. A change is a new row: what was computed by an older one can be read as it was.
create table forecast_assumption (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  name text not null,
  source text not null,
  mark text not null,
  tells_on text not null,
  rates text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id)
);

-- A forecast: how far ahead (years of need, months of waiting lists), of which chance, how far its runs are.
create table forecast (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  title text not null,
  seed bigint not null,
  runs integer not null,
  ahead integer not null,
  done integer not null,
  made_at bigint not null,
  ended_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index forecast_kind on forecast (municipality_id, kind, id);

-- What a forecast was computed from (`inputs`), and what came out of it (`outcome`).
create table forecast_content (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  forecast_id bigint not null,
  part text not null,
  content_sealed blob not null,
  primary key (municipality_id, id),
  unique (municipality_id, forecast_id, part),
  foreign key (municipality_id, forecast_id) references forecast (municipality_id, id)
);

-- A forecast on paper, numbered, with a code that anybody may check.
create table forecast_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  forecast_id bigint not null,
  year integer not null,
  number bigint not null,
  code text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, forecast_id) references forecast (municipality_id, id)
);
create index forecast_paper_code on forecast_paper (municipality_id, code);
create index forecast_paper_forecast on forecast_paper (municipality_id, forecast_id);
