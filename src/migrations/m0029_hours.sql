-- Tables of the capability `hours`: the monthly reports of personal assistants, what was done with
-- them, the addresses by which assistants and users reach them, and work with many at once. Days,
-- remarks, reasons and explanations are sealed; open stay sums, states and days, by which work is
-- sorted and pay is counted.

-- An attempt at the report of a contract and a month. What was sent is never changed: a correction
-- is the next attempt. `class` and `pays_in` are set when it is accepted: in time, late, of an
-- earlier month, and with which month it is paid.
create table hour_report (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  contract_id bigint not null,
  agreement_id bigint not null,
  person_id bigint not null,
  assistant_id bigint not null,
  month text not null,
  attempt integer not null,
  state text not null,
  via text not null,
  village text not null,
  planned integer not null,
  worked integer not null,
  agreed integer not null,
  counted integer not null,
  years integer not null,
  is_flat boolean not null,
  findings integer not null,
  sent_on text,
  filed_on text,
  accepted_on text,
  class text not null,
  pays_in text not null,
  content_sealed blob not null,
  replaced_at bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, contract_id, month, attempt),
  foreign key (municipality_id, contract_id) references assistance_contract (municipality_id, id),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, assistant_id) references assistant (municipality_id, id)
);
create index hour_report_month on hour_report (municipality_id, month, state, id);
create index hour_report_pays on hour_report (municipality_id, pays_in, state, id);
create index hour_report_person on hour_report (municipality_id, person_id, month);
create index hour_report_assistant on hour_report (municipality_id, assistant_id, month);

-- What was done with a report, by whom, and why.
create table hour_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  report_id bigint not null,
  kind text not null,
  held_on text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, report_id) references hour_report (municipality_id, id)
);
create index hour_step_of on hour_step (municipality_id, report_id, id);

-- The address of an assistant or of a user on their own phone. The secret is kept nowhere.
create table hour_link (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  role text not null,
  fingerprint text not null,
  holder_sealed blob not null,
  made_at bigint not null,
  expires_at bigint not null,
  opened_at bigint,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index hour_link_fingerprint on hour_link (municipality_id, fingerprint);
create index hour_link_person on hour_link (municipality_id, person_id, role, id);

-- The personal number with which a user confirms on the phone of the assistant.
create table hour_pin (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  holder_sealed blob not null,
  pin_hash text not null,
  failures integer not null,
  made_at bigint not null,
  ended_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index hour_pin_person on hour_pin (municipality_id, person_id, id);

-- Work with many reports at once: accepting, reminding, printing of blank ones.
create table hour_run (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  month text not null,
  village text not null,
  papers text not null,
  total integer not null,
  done integer not null,
  left_out integer not null,
  began_at bigint not null,
  ended_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index hour_run_month on hour_run (municipality_id, month, kind, id);

-- A blank report that was printed for a contract and a month; its code stands on the paper.
create table hour_blank (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  contract_id bigint not null,
  month text not null,
  paper_id bigint not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, contract_id) references assistance_contract (municipality_id, id),
  foreign key (municipality_id, paper_id) references person_paper (municipality_id, id)
);
create index hour_blank_paper on hour_blank (municipality_id, paper_id);
create index hour_blank_of on hour_blank (municipality_id, month, contract_id, id);
