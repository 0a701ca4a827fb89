-- Tables of the capability `oversight`: the programme of checks of a year, checks from their order to what
-- followed, findings with their evidence, words of users with their consent, prescriptions, objections,
-- monitoring and visits of the council; the checklists and the numbers of the municipality in dated versions.

-- A number of the municipality: the weight of a reason for a check, or a term of its own. The newest row
-- that is in force on a day counts; before the first one stands what the program ships.
create table oversight_number (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  points integer not null,
  most integer not null,
  valid_from text not null,
  note text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id)
);
create index oversight_number_from on oversight_number (municipality_id, valid_from, id);

-- A line of a checklist of the municipality's own, or one that stands in the place of a shipped one.
create table oversight_indicator (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  appendix_code text not null,
  code text not null,
  standard_no integer not null,
  criterion text not null,
  indicator_no text not null,
  words text not null,
  method text not null,
  needs_evidence boolean not null,
  confidence text not null,
  state text not null,
  valid_from text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id)
);
create index oversight_indicator_of on oversight_indicator (municipality_id, appendix_code, valid_from, id);

-- A provider in the programme of a year. `turn` is 0 while the line stands and its own id afterwards.
create table oversight_plan (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  year integer not null,
  month_no integer not null,
  provider_id bigint not null,
  is_must boolean not null,
  points integer not null,
  risk text not null,
  turn bigint not null,
  why_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, provider_id, turn),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id)
);
create index oversight_plan_year on oversight_plan (municipality_id, year, month_no);

-- A check of a provider. `turn` is 0 while it is open and its own id afterwards: of one provider no two are
-- open. `fingerprint` is of the address by which the tablet writes; empty when there is none.
create table oversight_check (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  provider_id bigint not null,
  service_id bigint,
  plan_id bigint,
  after_id bigint,
  kind text not null,
  state text not null,
  turn bigint not null,
  standard text not null,
  ordered_on text,
  starts_on text,
  ends_on text,
  began_on text,
  ended_on text,
  due_on text,
  reported_on text,
  is_late boolean not null,
  is_bad boolean not null,
  sent_on text,
  objections_until text,
  agency_due_on text,
  agency_on text,
  fingerprint text not null,
  order_paper_id bigint,
  report_paper_id bigint,
  letter_paper_id bigint,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, provider_id, turn),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id),
  foreign key (municipality_id, plan_id) references oversight_plan (municipality_id, id),
  foreign key (municipality_id, after_id) references oversight_check (municipality_id, id)
);
create index oversight_check_state on oversight_check (municipality_id, state, id);
create index oversight_check_begun on oversight_check (municipality_id, began_on, id);
create index oversight_check_open on oversight_check (municipality_id, turn, id);
create index oversight_check_ended on oversight_check (municipality_id, ended_on);
create index oversight_check_agency on oversight_check (municipality_id, agency_on);
create index oversight_check_link on oversight_check (municipality_id, fingerprint);

-- What was found of one line of the checklist. `source` says from what the system filled it in.
create table oversight_finding (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  check_id bigint not null,
  code text not null,
  result text not null,
  source text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, check_id, code),
  foreign key (municipality_id, check_id) references oversight_check (municipality_id, id)
);

-- Evidence: a photograph or a scanned document of a line of the checklist.
create table oversight_file (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  check_id bigint not null,
  code text not null,
  media text not null,
  size integer not null,
  sha256 text not null,
  sealed blob not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, check_id) references oversight_check (municipality_id, id)
);
create index oversight_file_check on oversight_file (municipality_id, check_id, id);

-- What a user said, who agreed to be asked: how they agreed and when. No name is kept.
create table oversight_talk (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  check_id bigint not null,
  consent text not null,
  asked_on text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, check_id) references oversight_check (municipality_id, id)
);
create index oversight_talk_check on oversight_talk (municipality_id, check_id, id);

-- What the provider must do until a day, and what came of it.
create table oversight_prescription (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  check_id bigint not null,
  provider_id bigint not null,
  code text not null,
  given_on text not null,
  due_on text not null,
  state text not null,
  done_on text,
  follow_id bigint,
  decision_id bigint,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, check_id) references oversight_check (municipality_id, id),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id),
  foreign key (municipality_id, follow_id) references oversight_check (municipality_id, id)
);
create index oversight_prescription_check on oversight_prescription (municipality_id, check_id, id);
create index oversight_prescription_given on oversight_prescription (municipality_id, given_on);
create index oversight_prescription_due on oversight_prescription (municipality_id, state, due_on);

-- An objection of the provider to the report, and the answer.
create table oversight_objection (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  check_id bigint not null,
  received_on text not null,
  is_late boolean not null,
  answered_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, check_id) references oversight_check (municipality_id, id)
);
create index oversight_objection_check on oversight_objection (municipality_id, check_id, id);
create index oversight_objection_open on oversight_objection (municipality_id, answered_on, id);

-- Monitoring of a year by one of the methods, or a visit of the council to a service.
create table oversight_record (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  method text not null,
  provider_id bigint,
  held_on text not null,
  due_on text,
  done_on text,
  is_proposed boolean not null,
  paper_id bigint,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id)
);
create index oversight_record_held on oversight_record (municipality_id, held_on, id);
create index oversight_record_due on oversight_record (municipality_id, due_on);

-- Papers: the programme, orders, reports, letters, protocols of visits of the council.
create table oversight_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  check_id bigint,
  year integer not null,
  number bigint not null,
  code text not null,
  issued_on text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, year, number),
  foreign key (municipality_id, check_id) references oversight_check (municipality_id, id)
);
create index oversight_paper_code on oversight_paper (municipality_id, code);
create index oversight_paper_check on oversight_paper (municipality_id, check_id, id);
create index oversight_paper_kind on oversight_paper (municipality_id, kind, year, id);
