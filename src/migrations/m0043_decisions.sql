-- A decision that was taken and is followed to its end. `body` says who took it; `origin_id` is the meeting or
-- check it comes from and `href` where that is shown, both empty for one entered by hand. `number_key` is the
-- number without marks and leading zeros: once for a body and year. A withdrawn one frees its number.
create table decision_record (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  body text not null,
  origin_id bigint,
  href text not null,
  year integer not null,
  number_key text not null,
  taken_on text not null,
  due_on text,
  state text not null,
  done_on text,
  is_public boolean not null,
  content_sealed blob not null,
  made_at bigint not null,
  withdrawn_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, body, year, number_key)
);
create index decision_origin on decision_record (municipality_id, body, origin_id);
create index decision_due on decision_record (municipality_id, state, due_on);
create index decision_taken on decision_record (municipality_id, taken_on);

-- What happened to a decision: progress, a change of state, a correction with what stood before, a withdrawal.
-- Never rewritten.
create table decision_entry (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  decision_id bigint not null,
  kind text not null,
  state text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, decision_id) references decision_record (municipality_id, id)
);
create index decision_entry_of on decision_entry (municipality_id, decision_id);

-- What shows that a decision was carried out: a link, or a scanned paper in `sealed`.
create table decision_evidence (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  decision_id bigint not null,
  media text not null,
  content_sealed blob not null,
  sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, decision_id) references decision_record (municipality_id, id)
);
create index decision_evidence_of on decision_evidence (municipality_id, decision_id);

-- An extract of the register with a number.
create table decision_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
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
create index decision_paper_code on decision_paper (municipality_id, code);
