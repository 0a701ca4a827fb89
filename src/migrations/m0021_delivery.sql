-- Tables of the capability `delivery`: what a service gives each person on each day, against what
-- is planned. Why somebody is absent tells of their health: sealed.

-- The week of one placement from a day on; the last one that began and was not replaced counts.
create table delivery_plan (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  from_on text not null,
  weekdays text not null,
  unit text not null,
  units integer not null,
  holidays boolean not null,
  made_at bigint not null,
  account_name text not null,
  replaced_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id)
);
create index delivery_plan_placement on delivery_plan (municipality_id, placement_id, from_on);

-- What was given on a day. A correction is a row of its own with the next attempt; the old one stays.
create table delivery_entry (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  service_id bigint not null,
  day text not null,
  attempt integer not null,
  kind text not null,
  minutes integer not null,
  reason_sealed blob,
  via text not null,
  made_at bigint not null,
  account_name text not null,
  why_sealed blob,
  replaced_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, placement_id, day, attempt),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index delivery_entry_service on delivery_entry (municipality_id, service_id, day);

-- Days on which a person is known to be away: in hospital, on holiday. The reason and a note: sealed.
create table person_away (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  from_on text not null,
  until_on text,
  reason_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index person_away_person on person_away (municipality_id, person_id, from_on);

-- A month of a service that was closed: its numbered list as it stood. Opened again, it is closed
-- anew by the next attempt.
create table delivery_month (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  month text not null,
  attempt integer not null,
  year integer not null,
  number bigint not null,
  closed_at bigint not null,
  account_name text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  code text not null,
  reopened_at bigint,
  reopened_by text not null,
  reason_sealed blob,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, month, attempt),
  unique (municipality_id, year, number),
  unique (municipality_id, code),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);

-- The address of a shared tablet of a service; only its fingerprint is kept.
create table delivery_tablet (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  name text not null,
  fingerprint text not null,
  made_at bigint not null,
  expires_at bigint not null,
  opened_at bigint,
  revoked_at bigint,
  failures integer not null,
  failed_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, fingerprint),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index delivery_tablet_service on delivery_tablet (municipality_id, service_id, id);

-- Who enters days on a tablet, by a personal number of which only a slow hash is kept.
create table delivery_worker (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  name text not null,
  pin_hash text not null,
  failures integer not null,
  made_at bigint not null,
  ended_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index delivery_worker_service on delivery_worker (municipality_id, service_id, id);

-- A worker at a tablet, from the right number until a while after the last touch.
create table delivery_sitting (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  tablet_id bigint not null,
  worker_id bigint not null,
  token_hash text not null,
  began_at bigint not null,
  seen_at bigint not null,
  ended_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, tablet_id) references delivery_tablet (municipality_id, id),
  foreign key (municipality_id, worker_id) references delivery_worker (municipality_id, id)
);
