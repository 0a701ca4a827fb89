-- Tables of the capability `consent`: what people agreed to, and what they ask about their data.

-- The text that is shown before somebody agrees. A new version stands beside the old one.
create table consent_text (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  purpose text not null,
  number integer not null,
  text text not null,
  valid_from text not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, purpose, number)
);

create table consent (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  purpose text not null,
  text_id bigint not null,
  capacity text not null,
  how text not null,
  given_on text not null,
  withdrawn_on text,
  withdrawn_how text not null,
  facts_sealed blob not null,
  scan_sealed blob not null,
  media text not null,
  account_name text not null,
  made_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, text_id) references consent_text (municipality_id, id)
);
create index consent_person on consent (municipality_id, person_id);
create index consent_given on consent (municipality_id, given_on, id);

create table data_request (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  year integer not null,
  number bigint not null,
  kind text not null,
  channel text not null,
  received_on text not null,
  due_on text not null,
  extended_on text,
  answered_on text,
  outcome text not null,
  paper_id bigint,
  facts_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, paper_id) references person_paper (municipality_id, id)
);
create index data_request_person on data_request (municipality_id, person_id);
create index data_request_due on data_request (municipality_id, answered_on, due_on);

insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'consent.read' from role_right where right_id = 'referral.write';
insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'consent.write' from role_right where right_id = 'referral.write';
