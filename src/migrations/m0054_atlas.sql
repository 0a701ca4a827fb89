-- The atlas: how long one drives between settlements, where borders run, and what the municipality
-- decides of both. Points of settlements stand in settlement_point.

-- A file that was brought in, whole: times of roads or borders. Of two files the newer one counts,
-- pair by pair and settlement by settlement; one that was a mistake is taken back with a reason.
create table atlas_import (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  file_name text not null,
  source text not null,
  total integer not null,
  entered_at bigint not null,
  revoked_at bigint,
  revoked_why text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index atlas_import_kind on atlas_import (municipality_id, kind, id);

-- Tenths of a minute and metres by road from one settlement to another; metres where they were told.
create table atlas_road (
  municipality_id bigint not null references municipality (id),
  import_id bigint not null,
  from_ekatte text not null references settlement (ekatte),
  to_ekatte text not null references settlement (ekatte),
  minutes_tenths integer not null,
  metres integer,
  primary key (municipality_id, import_id, from_ekatte, to_ekatte),
  foreign key (municipality_id, import_id) references atlas_import (municipality_id, id)
);
create index atlas_road_from on atlas_road (municipality_id, from_ekatte, to_ekatte);

-- The border of a settlement's land, or of the municipality whole where no code stands. `rings` are
-- outlines as JSON: lists of latitude and longitude in millionths of a degree.
create table atlas_border (
  municipality_id bigint not null references municipality (id),
  import_id bigint not null,
  ekatte text not null,
  name text not null,
  rings text not null,
  primary key (municipality_id, import_id, ekatte),
  foreign key (municipality_id, import_id) references atlas_import (municipality_id, id)
);

-- What the municipality decides: how much longer a road is than the straight line, how fast one
-- drives, how far is near. What is absent has what the program starts with.
create table atlas_setting (
  municipality_id bigint not null references municipality (id),
  code text not null,
  value text not null,
  primary key (municipality_id, code)
);
