-- The directory of services as it stands today, and how it came to stand so: who provides with which
-- licence, where, with how many places by which decision, whether it works, who said last that the
-- entry is true.

alter table provider add column eik text not null default '';
alter table provider add column website text not null default '';
alter table provider add column contact text not null default '';
alter table provider add column note text not null default '';
alter table provider add column folded text not null default '';

-- `search` is the folded text of all that a service is sought by; `sorted` the name as lists put it
-- in order; `state` is what the newest entry of service_state says today.
alter table service add column also_kinds text not null default '';
alter table service add column ages text not null default '';
alter table service add column need_groups text not null default '';
alter table service add column durations text not null default '';
alter table service add column manners text not null default '';
alter table service add column standards text not null default '';
alter table service add column admission text not null default '';
alter table service add column fee text not null default '';
alter table service add column fee_source text not null default '';
alter table service add column phone text not null default '';
alter table service add column email text not null default '';
alter table service add column search text not null default '';
alter table service add column sorted text not null default '';
alter table service add column state text not null default 'open';
alter table service add column assured_on text;
alter table service add column assured_how text not null default '';
create index service_sorted on service (municipality_id, sorted, id);
create index service_provider on service (municipality_id, provider_id);

-- A licence for one service; a renewal is a row of its own that names the one before.
create table licence (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  provider_id bigint not null,
  service_id bigint not null,
  renews_id bigint,
  number text not null,
  issued_on text not null,
  valid_until text not null,
  asked_on text,
  ended_on text,
  ended_how text not null,
  ground text not null,
  source text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id),
  foreign key (municipality_id, renews_id) references licence (municipality_id, id)
);
create index licence_service on licence (municipality_id, service_id);
create index licence_until on licence (municipality_id, valid_until);

-- A place where a service is given. Coordinates are millionths of a degree.
create table service_site (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  name text not null,
  ekatte text references settlement (ekatte),
  address text not null,
  latitude_e6 integer,
  longitude_e6 integer,
  phone text not null,
  email text not null,
  hours text not null,
  note text not null,
  closed_on text,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index service_site_service on service_site (municipality_id, service_id);

-- How many places from which day, by which decision. The figure on a day is computed; what was is
-- never written over. One entered by mistake is struck out with a reason and stays.
create table service_capacity (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  first_day text not null,
  counts text not null,
  total integer not null,
  funded integer,
  decision text not null,
  protocol text not null,
  decided_on text,
  source text not null,
  confidence text not null,
  note text not null,
  entered_at bigint not null,
  account_name text not null,
  struck_at bigint,
  struck_why text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index service_capacity_service on service_capacity (municipality_id, service_id, first_day);

-- Whether a service works, from which day. `season_from` and `season_until` are month and day:
-- `06-15`.
create table service_state (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  state text not null,
  first_day text not null,
  last_day text,
  season_from text not null,
  season_until text not null,
  reason text not null,
  entered_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index service_state_service on service_state (municipality_id, service_id, first_day);

-- Rules of admission, price lists, decisions: kept sealed as all uploads are.
create table service_document (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  kind text not null,
  title text not null,
  media text not null,
  size integer not null,
  sealed blob not null,
  sha256 text not null,
  added_at bigint not null,
  account_name text not null,
  removed_at bigint,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index service_document_service on service_document (municipality_id, service_id);

-- A question to a provider whether its entries are true. The secret of its link is sealed until the
-- letter is sent and then empty; its fingerprint stays. The link serves once and for a time.
create table service_inquiry (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  provider_id bigint not null,
  email text not null,
  secret_sealed blob not null,
  token_hash text not null,
  state text not null,
  asked_at bigint not null,
  mailed_at bigint,
  expires_at bigint not null,
  answered_at bigint,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, token_hash),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id)
);
create index service_inquiry_provider on service_inquiry (municipality_id, provider_id, id);

-- The services that a question is about, and what was answered of each.
create table service_inquiry_entry (
  municipality_id bigint not null references municipality (id),
  inquiry_id bigint not null,
  service_id bigint not null,
  answer text not null,
  primary key (municipality_id, inquiry_id, service_id),
  foreign key (municipality_id, inquiry_id) references service_inquiry (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);

-- What somebody says is no longer true of an entry: a provider by the link, or staff.
create table service_report (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  inquiry_id bigint,
  text_sealed blob not null,
  by_whom text not null,
  reported_at bigint not null,
  handled_at bigint,
  handled_by text not null,
  outcome text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index service_report_open on service_report (municipality_id, handled_at, id);
create index service_report_service on service_report (municipality_id, service_id);

-- What the municipality decides of its directory: after how many days a question is sent, how long
-- a link serves, the address that letters lead to. What is absent has what the program starts with.
create table directory_setting (
  municipality_id bigint not null references municipality (id),
  code text not null,
  value text not null,
  primary key (municipality_id, code)
);

-- What stood in one row of the catalogue becomes the first entries of its history.
insert into service_site (municipality_id, id, service_id, name, ekatte, address, phone, email, hours,
    note, version)
  select municipality_id, id, id, '', ekatte, address, '', '', '', '', 1 from service
  where address <> '';
insert into service_capacity (municipality_id, id, service_id, first_day, counts, total, decision,
    protocol, source, confidence, note, entered_at, account_name, struck_why)
  select municipality_id, id, id, coalesce(capacity_on, '2020-07-01'), 'places', capacity, decision,
    '', source, confidence, '', 0, '', '' from service where capacity is not null;
