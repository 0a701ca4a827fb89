-- An institution with which the municipality works on cases; whom to call there is sealed with the rest.
create table cooperation_institution (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  is_active boolean not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);

-- A conference on a case. `placement_id` is there when it is about the support in a service; `sequence` grows each
-- time it is moved; `called_on` is the day on which invitations were written, `citizen_on` that on which the person
-- was told.
create table cooperation_conference (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  year integer not null,
  number bigint not null,
  case_id bigint not null,
  placement_id bigint,
  person_id bigint not null,
  officer_id bigint,
  ground text not null,
  day text not null,
  begins text not null,
  form text not null,
  state text not null,
  sequence integer not null,
  called_on text,
  citizen_on text,
  citizen_how text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index cooperation_conference_day on cooperation_conference (municipality_id, day);
create index cooperation_conference_case on cooperation_conference (municipality_id, case_id);
create index cooperation_conference_person on cooperation_conference (municipality_id, person_id);
create index cooperation_conference_open on cooperation_conference (municipality_id, state, day);

-- Who is invited, on which ground something is shared with them, and how they took part.
create table cooperation_seat (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  conference_id bigint not null,
  institution_id bigint,
  role text not null,
  part text not null,
  sharing text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, conference_id) references cooperation_conference (municipality_id, id),
  foreign key (municipality_id, institution_id) references cooperation_institution (municipality_id, id)
);
create index cooperation_seat_of on cooperation_seat (municipality_id, conference_id);

-- A message to somebody who is invited: the invitation, that the day moved, that it is called off.
create table cooperation_message (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  conference_id bigint not null,
  seat_id bigint not null,
  kind text not null,
  to_sealed blob not null,
  subject text not null,
  text_sealed blob not null,
  fingerprint text not null,
  ends_on text not null,
  sequence integer not null,
  made_at bigint not null,
  sent_at bigint,
  answer text not null,
  opened_at bigint,
  reply text not null,
  replied_at bigint,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, conference_id) references cooperation_conference (municipality_id, id),
  foreign key (municipality_id, seat_id) references cooperation_seat (municipality_id, id)
);
create index cooperation_message_of on cooperation_message (municipality_id, conference_id);
create index cooperation_message_print on cooperation_message (municipality_id, fingerprint);

-- What was agreed at a conference: a task, followed to its end.
create table cooperation_task (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  conference_id bigint not null,
  institution_id bigint,
  due_on text not null,
  done_on text,
  dropped_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, conference_id) references cooperation_conference (municipality_id, id),
  foreign key (municipality_id, institution_id) references cooperation_institution (municipality_id, id)
);
create index cooperation_task_of on cooperation_task (municipality_id, conference_id);
create index cooperation_task_due on cooperation_task (municipality_id, due_on);

-- A request to an institution (`direction` out) or from one (in). `previous_id` is the request that was forwarded.
create table cooperation_request (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  direction text not null,
  year integer not null,
  number bigint not null,
  institution_id bigint not null,
  case_id bigint,
  person_id bigint,
  officer_id bigint,
  previous_id bigint,
  ground text not null,
  sent_on text not null,
  due_on text not null,
  reminded_on text,
  answered_on text,
  outcome text not null,
  forwarded_id bigint,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, direction, year, number),
  foreign key (municipality_id, institution_id) references cooperation_institution (municipality_id, id),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index cooperation_request_sent on cooperation_request (municipality_id, sent_on);
create index cooperation_request_case on cooperation_request (municipality_id, case_id);
create index cooperation_request_person on cooperation_request (municipality_id, person_id);
create index cooperation_request_due on cooperation_request (municipality_id, answered_on, due_on);

-- A paper with a number and a code: minutes, what one institution is told of them, invitation, request, reminder, answer.
create table cooperation_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  year integer not null,
  number bigint not null,
  conference_id bigint,
  seat_id bigint,
  request_id bigint,
  code text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, year, number),
  foreign key (municipality_id, conference_id) references cooperation_conference (municipality_id, id),
  foreign key (municipality_id, request_id) references cooperation_request (municipality_id, id)
);
create index cooperation_paper_code on cooperation_paper (municipality_id, code);
create index cooperation_paper_conference on cooperation_paper (municipality_id, conference_id);
create index cooperation_paper_request on cooperation_paper (municipality_id, request_id);
