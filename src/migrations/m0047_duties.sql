-- Tables of the capability `duties`: what a municipality made of the duties that the rules give, the events
-- from which terms run, what became of each duty, who is reminded and how. The duties themselves are data of
-- the program; nothing here is about the people the office serves.

-- A duty as the municipality keeps it from a day on: who answers, its own day, whether it is owed at all.
create table duty_version (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  valid_from text not null,
  owner_id bigint,
  own_day text not null,
  applies boolean not null,
  why text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, code, valid_from),
  foreign key (municipality_id, owner_id) references account (municipality_id, id)
);

-- From which day the calendar is kept: what was due before is not asked for.
create table duty_start (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  from_on text not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);

-- Something that happened and from which a term runs.
create table duty_event (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  happened_on text not null,
  content_sealed blob not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index duty_event_day on duty_event (municipality_id, happened_on, id);

-- Who answers for one occasion in place of whoever answers for the duty.
create table duty_occasion (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  occasion text not null,
  owner_id bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, code, occasion),
  foreign key (municipality_id, owner_id) references account (municipality_id, id)
);

-- What became of a duty on one occasion: done, or not owed this time. A mark taken back keeps its place in
-- `turn`, so that one mark at most holds.
create table duty_mark (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  occasion text not null,
  year integer not null,
  state text not null,
  due_on text not null,
  done_on text,
  document_on text,
  content_sealed blob not null,
  media text not null,
  turn bigint not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, code, occasion, turn)
);
create index duty_mark_year on duty_mark (municipality_id, year, turn);

-- The document behind a mark, when it was attached.
create table duty_file (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  mark_id bigint not null,
  media text not null,
  sealed blob not null,
  sha256 text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, mark_id) references duty_mark (municipality_id, id)
);
create index duty_file_mark on duty_file (municipality_id, mark_id);

-- Where an account is reminded.
create table duty_address (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint not null,
  mail_sealed blob not null,
  made_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, account_id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);

-- The secret address at which a calendar reads the duties of an account.
create table duty_feed (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint not null,
  fingerprint text not null,
  made_at bigint not null,
  revoked_at bigint,
  primary key (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index duty_feed_fingerprint on duty_feed (municipality_id, fingerprint);
create index duty_feed_account on duty_feed (municipality_id, account_id, id);

-- A reminder, so that none is sent twice.
create table duty_reminder (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint not null,
  code text not null,
  occasion text not null,
  days integer not null,
  due_on text not null,
  made_at bigint not null,
  sent_at bigint,
  primary key (municipality_id, id),
  unique (municipality_id, account_id, code, occasion, days),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index duty_reminder_due on duty_reminder (municipality_id, due_on, id);

-- The calendar of a month or of a year on paper.
create table duty_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  period text not null,
  year integer not null,
  number bigint not null,
  code text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number)
);
create index duty_paper_code on duty_paper (municipality_id, code);
