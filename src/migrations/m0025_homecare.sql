-- Tables of the capability `homecare`: assistant support (асистентска подкрепа, чл. 93 ЗСУ). Who the
-- assistants are, what is known and declared of people, when somebody is visited: sealed.

-- Who helps: a person of staff or from outside. Name, telephone and post are sealed.
create table homecare_assistant (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint,
  ekatte text not null,
  from_on text not null,
  until_on text,
  weekly_minutes integer not null,
  facts_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index homecare_assistant_from on homecare_assistant (municipality_id, from_on, id);

-- The address by which an assistant reports from a telephone; only its fingerprint is kept.
create table homecare_link (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  assistant_id bigint not null,
  fingerprint text not null,
  made_at bigint not null,
  expires_at bigint not null,
  opened_at bigint,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, fingerprint),
  foreign key (municipality_id, assistant_id) references homecare_assistant (municipality_id, id)
);
create index homecare_link_assistant on homecare_link (municipality_id, assistant_id, id);

-- What is declared of a person, and what excludes the service, with days; its kind tells of health:
-- sealed. Nothing is overwritten: a mistake is withdrawn, an end is written down.
create table homecare_fact (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  from_on text not null,
  until_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  withdrawn_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index homecare_fact_person on homecare_fact (municipality_id, person_id, from_on);

-- The hours plan of a contract from a day on: agreed minutes a month, visits of the week, needs.
create table homecare_plan (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  from_on text not null,
  month_minutes integer not null,
  holidays boolean not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  replaced_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id)
);
create index homecare_plan_placement on homecare_plan (municipality_id, placement_id, from_on);

-- Who helps whom, and who stands in, from a day to a day.
create table homecare_assignment (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  assistant_id bigint not null,
  part text not null,
  from_on text not null,
  until_on text,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id),
  foreign key (municipality_id, assistant_id) references homecare_assistant (municipality_id, id)
);
create index homecare_assignment_placement on homecare_assignment (municipality_id, placement_id, from_on);
create index homecare_assignment_assistant on homecare_assignment (municipality_id, assistant_id, from_on);

-- The report of an assistant about one person in a month: visits and who confirmed them, sealed.
create table homecare_report (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  service_id bigint not null,
  assistant_id bigint not null,
  month text not null,
  state text not null,
  minutes integer not null,
  days integer not null,
  content_sealed blob not null,
  changed_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, placement_id, assistant_id, month),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id),
  foreign key (municipality_id, assistant_id) references homecare_assistant (municipality_id, id)
);
create index homecare_report_month on homecare_report (municipality_id, month, service_id, id);
create index homecare_report_assistant on homecare_report (municipality_id, assistant_id, month);

-- What happened to a report: sent, approved, returned and why.
create table homecare_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  report_id bigint not null,
  kind text not null,
  via text not null,
  at bigint not null,
  account_name text not null,
  note_sealed blob,
  primary key (municipality_id, id),
  foreign key (municipality_id, report_id) references homecare_report (municipality_id, id)
);
create index homecare_step_report on homecare_step (municipality_id, report_id, id);

-- A month of the service that was closed: its numbered list as it stood. Opened again, it is closed
-- anew by the next attempt.
create table homecare_month (
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
