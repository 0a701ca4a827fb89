-- Tables of the capability `online`: forms that somebody began on the page for anybody, what was sent,
-- what was done with it, and the files that came along. What somebody typed is sealed; open stay days,
-- states and codes, by which work is sorted. A code of an address is kept only as its blind index.

-- A form that was begun and not sent yet. It goes when its term is over.
create table online_draft (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  fingerprint text not null,
  saved_on text not null,
  expires_on text not null,
  sent_id bigint,
  content_sealed blob not null,
  made_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, fingerprint)
);
create index online_draft_ends on online_draft (municipality_id, expires_on, id);

-- What somebody sent: a wish, an application, a signal, a complaint, a question.
create table online_sent (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  year integer not null,
  number bigint not null,
  state text not null,
  fingerprint text not null,
  sent_on text not null,
  sent_at bigint not null,
  due_on text not null,
  is_urgent boolean not null,
  officer_id bigint,
  person_id bigint,
  citizen_id bigint,
  became text not null,
  closed_on text,
  content_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  unique (municipality_id, fingerprint),
  foreign key (municipality_id, officer_id) references account (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index online_sent_state on online_sent (municipality_id, state, due_on, id);
create index online_sent_day on online_sent (municipality_id, sent_on, id);
create index online_sent_person on online_sent (municipality_id, person_id, id);
create index online_sent_citizen on online_sent (municipality_id, citizen_id, id);

-- What was done with it, in order; what is written here whoever sent it reads.
create table online_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  sent_id bigint not null,
  kind text not null,
  day text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, sent_id) references online_sent (municipality_id, id)
);
create index online_step_of on online_step (municipality_id, sent_id, id);

-- A file: of a form that was begun, and of what was sent once that is done.
create table online_file (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  draft_id bigint,
  sent_id bigint,
  media text not null,
  size bigint not null,
  sha256 text not null,
  content_sealed blob not null,
  bytes_sealed blob not null,
  made_at bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, draft_id) references online_draft (municipality_id, id),
  foreign key (municipality_id, sent_id) references online_sent (municipality_id, id)
);
create index online_file_draft on online_file (municipality_id, draft_id, id);
create index online_file_sent on online_file (municipality_id, sent_id, id);
