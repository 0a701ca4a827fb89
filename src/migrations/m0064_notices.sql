-- Tables of the capability `notices`: what is sent to people by mail, by short message, in their account and
-- by e-delivery; the words it is made of; who reads news; which addresses take nothing; how all is sent.

-- Something that is sent. One receiver has one `receiver_blind`, whatever it is about: their order is kept by it.
create table notice (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  receiver_blind blob not null,
  channel text not null,
  code text not null,
  kind text not null,
  language text not null,
  is_urgent boolean not null,
  person_id bigint,
  citizen_id bigint,
  bulletin_id bigint,
  to_sealed blob not null,
  content_sealed blob not null,
  href text not null,
  state text not null,
  attempts integer not null,
  next_at bigint not null,
  queued_at bigint not null,
  day text not null,
  ended_at bigint,
  sent_on text,
  result_sealed blob,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index notice_due on notice (municipality_id, state, next_at, id);
create index notice_receiver on notice (municipality_id, receiver_blind, state, id);
create index notice_person on notice (municipality_id, person_id, id);
create index notice_citizen on notice (municipality_id, citizen_id, id);
create index notice_bulletin_one on notice (municipality_id, bulletin_id, id);
create index notice_day on notice (municipality_id, day, id);
create index notice_sent on notice (municipality_id, sent_on, channel);

-- What became of it, step by step.
create table notice_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  notice_id bigint not null,
  state text not null,
  at bigint not null,
  note_sealed blob,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, notice_id) references notice (municipality_id, id)
);
create index notice_step_of on notice_step (municipality_id, notice_id, id);

-- The words of a notice as a municipality says them; a version is never changed.
create table notice_template (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  language text not null,
  number integer not null,
  subject text not null,
  body text not null,
  short text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, code, language, number)
);

-- News to whoever asked for them.
create table notice_bulletin (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  title text not null,
  body text not null,
  title_en text not null,
  body_en text not null,
  state text not null,
  made_at bigint not null,
  sent_at bigint,
  readers integer not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);

-- Who reads news: asked, said it again from the mailbox, left.
create table notice_reader (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  receiver_blind blob not null,
  to_sealed blob not null,
  language text not null,
  state text not null,
  token_hash text not null,
  fingerprint text not null,
  asked_at bigint not null,
  confirmed_at bigint,
  left_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, receiver_blind)
);
create index notice_reader_confirm on notice_reader (municipality_id, token_hash);
create index notice_reader_leave on notice_reader (municipality_id, fingerprint);
create index notice_reader_state on notice_reader (municipality_id, state, id);

-- Addresses that take nothing, until somebody finds out better.
create table notice_unreachable (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  receiver_blind blob not null,
  channel text not null,
  to_sealed blob not null,
  result_sealed blob not null,
  person_id bigint,
  noted_at bigint not null,
  cleared_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index notice_unreachable_receiver on notice_unreachable (municipality_id, receiver_blind, cleared_at);
create index notice_unreachable_person on notice_unreachable (municipality_id, person_id, cleared_at);
create index notice_unreachable_open on notice_unreachable (municipality_id, cleared_at, id);

-- How notices are sent; the newest number holds.
create table notice_setting (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  number integer not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, number)
);

-- Where an account of a citizen is reached.
create table notice_account (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  citizen_id bigint not null,
  content_sealed blob not null,
  language text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, citizen_id)
);
