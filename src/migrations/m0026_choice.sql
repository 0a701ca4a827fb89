-- What helps to choose and to say why: texts for reasons, points of settlements for distances, who
-- pays which share of a service; and what the program gave to its standard roles.

-- Texts that a municipality keeps for reasons: of a refusal on either ground, of an end of a
-- contract, of urgent support. What was written with one is kept where it was written.
create table reason_text (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  retired_on text,
  version integer not null,
  primary key (municipality_id, id)
);
create table reason_version (
  municipality_id bigint not null references municipality (id),
  reason_id bigint not null,
  number integer not null,
  title text not null,
  body text not null,
  written_at bigint not null,
  account_name text not null,
  primary key (municipality_id, reason_id, number),
  foreign key (municipality_id, reason_id) references reason_text (municipality_id, id)
);

-- The reasons of an end, in words.
alter table placement add column end_reason_sealed blob;

-- The address by which the office reached the system when a link was made: mails lead there when the
-- municipality has not said where they shall.
alter table provider_link add column base text not null default '';

-- Where a settlement is, in millionths of a degree: for the distance by air from who lives there.
create table settlement_point (
  municipality_id bigint not null references municipality (id),
  ekatte text not null references settlement (ekatte),
  latitude_e6 integer not null,
  longitude_e6 integer not null,
  source text not null,
  primary key (municipality_id, ekatte)
);

-- Who pays which part of a service with mixed funding from a day on, in percent or in places. What
-- was is never written over; what was entered by mistake is struck out with a reason and stays.
create table service_share (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  first_day text not null,
  counts text not null,
  state integer not null,
  municipal integer not null,
  own integer not null,
  basis text not null,
  entered_at bigint not null,
  account_name text not null,
  struck_at bigint,
  struck_why text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index service_share_service on service_share (municipality_id, service_id, first_day);

-- The rights that the program gave to a standard role, in order; empty when the municipality had
-- made the role its own before this was written down.
create table standard_role (
  municipality_id bigint not null references municipality (id),
  role_id text not null,
  rights text not null,
  primary key (municipality_id, role_id)
);
