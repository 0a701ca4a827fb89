-- Tables of the capability `reporting`: the monthly layer over which reports are counted, and the reports that
-- somebody saved. The layer holds no names: a person is an id, a month of birth, a sex and a settlement.

-- One row per person, service and run of months in which nothing about them changed, packed for each measure
-- and service (see src/reporting/row.rs): what is known now.
create table report_sheet (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  measure text not null,
  service_id bigint not null,
  provider_id bigint not null,
  kind integer not null,
  need_group text not null,
  entries integer not null,
  packed blob not null,
  primary key (municipality_id, id),
  unique (municipality_id, measure, service_id, provider_id, kind, need_group)
);

-- The same for what was known until a day and was corrected on it. Nothing here is ever changed.
create table report_past (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  measure text not null,
  service_id bigint not null,
  provider_id bigint not null,
  kind integer not null,
  need_group text not null,
  until_on text not null,
  packed blob not null,
  primary key (municipality_id, id)
);
create index report_past_until on report_past (municipality_id, measure, until_on);

-- How far the layer has come: events up to the mark are in it.
create table report_state (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  mark bigint not null,
  begun_on text not null,
  refreshed_at bigint not null,
  whole_on text not null,
  people bigint not null,
  changed bigint not null,
  version integer not null,
  primary key (municipality_id, id)
);

-- What the municipality decides: the threshold of small numbers.
create table report_setting (
  municipality_id bigint not null references municipality (id),
  code text not null,
  value text not null,
  primary key (municipality_id, code)
);

-- A report that somebody saved: its question, who sees it, when it is sent.
create table report_saved (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint,
  account_name text not null,
  title text not null,
  question text not null,
  schedule text not null,
  sent_on text,
  mail_sealed blob not null,
  removed_at bigint,
  made_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index report_saved_account on report_saved (municipality_id, account_id, id);
create index report_saved_schedule on report_saved (municipality_id, schedule, id);

-- A colleague with whom a report is shared.
create table report_share (
  municipality_id bigint not null references municipality (id),
  report_id bigint not null,
  account_id bigint not null,
  primary key (municipality_id, report_id, account_id),
  foreign key (municipality_id, report_id) references report_saved (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index report_share_account on report_share (municipality_id, account_id);
