-- Tables of the capability `fees`: what is due for what was given, what was paid, what went on to
-- whom. Income, grounds and the arithmetic of an account tell of a person's means: sealed.

-- A rate of the municipality: of one service, or of an old type of service by its name. Percents are
-- hundredths of a percent, amounts are cents of the euro.
create table fee_rate (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint,
  legacy_name text not null,
  kind text not null,
  percent integer not null,
  cents bigint not null,
  unit text not null,
  free_item integer,
  reduced integer,
  by_days boolean not null,
  basis text not null,
  valid_from text not null,
  valid_to text,
  confidence text not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index fee_rate_service on fee_rate (municipality_id, service_id, valid_from);

-- Why a person pays nothing or less, and what their income is, from a day on.
create table fee_ground (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  from_on text not null,
  until_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index fee_ground_person on fee_ground (municipality_id, person_id, from_on);

-- The account of a month. One that was wrong is cancelled and stays; the next attempt follows.
create table fee_account (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  person_id bigint not null,
  service_id bigint not null,
  month text not null,
  attempt integer not null,
  year integer not null,
  number bigint not null,
  funding text not null,
  cents bigint not null,
  due_on text not null,
  data_sealed blob not null,
  paper_id bigint,
  issued_at bigint not null,
  account_name text not null,
  cancelled_at bigint,
  cancelled_by text not null,
  why_sealed blob,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, placement_id, month, attempt),
  unique (municipality_id, year, number),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index fee_account_month on fee_account (municipality_id, month, id);
create index fee_account_person on fee_account (municipality_id, person_id, id);
create index fee_account_due on fee_account (municipality_id, cancelled_at, due_on);

-- What went on for a month: to the ministry or to the municipality's own budget.
create table fee_remittance (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  month text not null,
  funding text not null,
  cents bigint not null,
  sent_on text not null,
  document text not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index fee_remittance_month on fee_remittance (municipality_id, month, id);

-- A payment; one that was wrong has a row beside it that takes it back.
create table fee_payment (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint not null,
  funding text not null,
  cents bigint not null,
  paid_on text not null,
  how text not null,
  document text not null,
  reverses_id bigint,
  remittance_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, reverses_id),
  foreign key (municipality_id, account_id) references fee_account (municipality_id, id),
  foreign key (municipality_id, reverses_id) references fee_payment (municipality_id, id),
  foreign key (municipality_id, remittance_id) references fee_remittance (municipality_id, id)
);
create index fee_payment_account on fee_payment (municipality_id, account_id, id);
create index fee_payment_day on fee_payment (municipality_id, paid_on, id);

-- One action that issues the accounts of a month.
create table fee_run (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  month text not null,
  total integer not null,
  done integer not null,
  began_at bigint not null,
  ended_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index fee_run_month on fee_run (municipality_id, month, id);
