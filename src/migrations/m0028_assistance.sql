-- Tables of the capability `assistance`: applications for personal assistance, agreements of three
-- parties with their plans of the week, labour contracts, and what goes to others. What people say
-- and what is known of them is sealed; open stay days, hours and states, by which work is sorted.

create table assistance_application (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  year integer not null,
  number bigint not null,
  filed_on text not null,
  state text not null,
  due_on text,
  hours integer not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index assistance_application_person on assistance_application (municipality_id, person_id, id);
create index assistance_application_state on assistance_application (municipality_id, state, due_on);

-- Whom the applicant chooses: assistants and substitutes, all of the list of candidates.
create table assistance_choice (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  application_id bigint not null,
  assistant_id bigint not null,
  role text not null,
  hours integer not null,
  turn integer not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, application_id, assistant_id, role),
  foreign key (municipality_id, application_id) references assistance_application (municipality_id, id),
  foreign key (municipality_id, assistant_id) references assistant (municipality_id, id)
);
create index assistance_choice_assistant on assistance_choice (municipality_id, assistant_id, id);

-- The agreement of one user, one assistant and the municipality. `held_on` is the day on which it
-- was noted that a new decision was asked for in time: then the last day does not end it.
create table assistance_agreement (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  application_id bigint not null,
  person_id bigint not null,
  assistant_id bigint not null,
  year integer not null,
  number bigint not null,
  concluded_on text not null,
  hours integer not null,
  directive_hours integer not null,
  from_on text not null,
  until_on text not null,
  held_on text,
  ended_on text,
  end_ground text not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, application_id) references assistance_application (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, assistant_id) references assistant (municipality_id, id)
);
create index assistance_agreement_person on assistance_agreement (municipality_id, person_id, id);
create index assistance_agreement_assistant on assistance_agreement (municipality_id, assistant_id, id);
create index assistance_agreement_application on assistance_agreement (municipality_id, application_id, id);
create index assistance_agreement_end on assistance_agreement (municipality_id, ended_on, until_on);

-- A version of the plan-schedule; a later version of the same or an earlier day replaces it.
create table assistance_schedule (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  agreement_id bigint not null,
  turn integer not null,
  from_on text not null,
  content_sealed blob not null,
  replaced_at bigint,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, agreement_id, turn),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id)
);

-- The labour contract of an assistant, or of who stands in for one.
create table assistance_contract (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  agreement_id bigint not null,
  assistant_id bigint not null,
  substitute_of bigint,
  year integer not null,
  number bigint not null,
  concluded_on text not null,
  starts_on text not null,
  ends_on text not null,
  hours integer not null,
  hours_per_day integer,
  ground text not null,
  register_code text not null,
  ended_on text,
  end_ground text not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id),
  foreign key (municipality_id, assistant_id) references assistant (municipality_id, id),
  foreign key (municipality_id, substitute_of) references assistance_contract (municipality_id, id)
);
create index assistance_contract_agreement on assistance_contract (municipality_id, agreement_id, id);
create index assistance_contract_assistant on assistance_contract (municipality_id, assistant_id, id);
create index assistance_contract_days on assistance_contract (municipality_id, starts_on, ended_on);

-- A change of hours, place or party, by a written annex.
create table assistance_amendment (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  agreement_id bigint not null,
  contract_id bigint,
  kind text not null,
  concluded_on text not null,
  from_on text not null,
  hours_before integer not null,
  hours_after integer not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id),
  foreign key (municipality_id, contract_id) references assistance_contract (municipality_id, id)
);
create index assistance_amendment_agreement on assistance_amendment (municipality_id, agreement_id, from_on);

-- What was done with an application or an agreement: notices, corrections, checks, proofs.
create table assistance_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  application_id bigint not null,
  agreement_id bigint,
  kind text not null,
  held_on text not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, application_id) references assistance_application (municipality_id, id),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id)
);
create index assistance_step_of on assistance_step (municipality_id, application_id, id);

-- A check against double financing: initial, of a month, of six months.
create table assistance_check (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  application_id bigint not null,
  kind text not null,
  checked_on text not null,
  found boolean not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, application_id) references assistance_application (municipality_id, id)
);
create index assistance_check_of on assistance_check (municipality_id, application_id, checked_on);

-- A record for the register of employment: contract, start, change, end; with its last day.
create table assistance_record (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  contract_id bigint not null,
  kind text not null,
  code text not null,
  due_on text not null,
  content_sealed blob not null,
  sent_on text,
  protocol text not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, contract_id) references assistance_contract (municipality_id, id)
);
create index assistance_record_due on assistance_record (municipality_id, sent_on, due_on);
create index assistance_record_contract on assistance_record (municipality_id, contract_id, id);

-- What goes to АСП and НОИ ex officio, with its last day and the day on which it went.
create table assistance_message (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  application_id bigint not null,
  agreement_id bigint,
  body text not null,
  kind text not null,
  known_on text not null,
  due_on text not null,
  content_sealed blob not null,
  paper_id bigint,
  sent_on text,
  document text not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, application_id) references assistance_application (municipality_id, id),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id)
);
create index assistance_message_due on assistance_message (municipality_id, sent_on, due_on);
create index assistance_message_of on assistance_message (municipality_id, application_id, id);

-- Who leads the office works with assistance too; who refers people sees it.
insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'assistants.read' from role_right where right_id = 'referral.write';
insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'assistance.read' from role_right where right_id = 'referral.write';
insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'assistants.write' from role_right where right_id = 'support.lead';
insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'assistance.write' from role_right where right_id = 'support.lead';
