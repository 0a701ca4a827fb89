-- Tables that every capability stands on. One text for SQLite and PostgreSQL
-- (the runner writes `bytea` for `blob` on PostgreSQL). Days are ISO text, instants are
-- milliseconds in UTC, ids are 63-bit integers; municipality_id comes first in every key.

create table municipality (
  id bigint not null primary key,
  slug text not null unique,
  code text not null unique,
  name text not null,
  name_en text not null,
  settings text not null,
  version integer not null,
  created_at bigint not null
);

create table municipality_key (
  municipality_id bigint not null references municipality (id),
  version integer not null,
  wrapped blob not null,
  created_at bigint not null,
  primary key (municipality_id, version)
);

create table register_counter (
  municipality_id bigint not null references municipality (id),
  register text not null,
  year integer not null,
  last bigint not null,
  primary key (municipality_id, register, year)
);

create table form_key (
  municipality_id bigint not null references municipality (id),
  id text not null,
  account_id bigint,
  location text not null,
  at bigint not null,
  primary key (municipality_id, id)
);

create table event (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  at bigint not null,
  kind text not null,
  account_id bigint,
  account_name text not null,
  person_id bigint,
  case_id bigint,
  data text not null,
  primary key (municipality_id, id)
);
create index event_person on event (municipality_id, person_id, id);
create index event_case on event (municipality_id, case_id, id);

create table change (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  object_id bigint not null,
  primary key (municipality_id, id)
);

create table draft (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint not null,
  path text not null,
  sealed blob not null,
  at bigint not null,
  primary key (municipality_id, id),
  unique (municipality_id, account_id, path)
);

create table account (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  username text not null,
  name text not null,
  post text not null,
  password_hash text,
  totp_sealed blob,
  totp_last_step bigint not null,
  invite_hash text,
  invite_until bigint,
  disabled_at bigint,
  version integer not null,
  created_at bigint not null,
  primary key (municipality_id, id),
  unique (municipality_id, username)
);

create table role (
  municipality_id bigint not null references municipality (id),
  id text not null,
  name text not null,
  name_en text not null,
  primary key (municipality_id, id)
);

create table role_right (
  municipality_id bigint not null references municipality (id),
  role_id text not null,
  right_id text not null,
  primary key (municipality_id, role_id, right_id),
  foreign key (municipality_id, role_id) references role (municipality_id, id)
);

create table account_role (
  municipality_id bigint not null references municipality (id),
  account_id bigint not null,
  role_id text not null,
  valid_from text not null,
  valid_to text,
  primary key (municipality_id, account_id, role_id),
  foreign key (municipality_id, account_id) references account (municipality_id, id),
  foreign key (municipality_id, role_id) references role (municipality_id, id)
);

create table session (
  municipality_id bigint not null references municipality (id),
  token_hash text not null,
  id bigint not null,
  account_id bigint not null,
  created_at bigint not null,
  seen_at bigint not null,
  ended_at bigint,
  ip text not null,
  agent text not null,
  primary key (municipality_id, token_hash),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index session_account on session (municipality_id, account_id, ended_at);

create table api_token (
  municipality_id bigint not null references municipality (id),
  token_hash text not null,
  id bigint not null,
  name text not null,
  role_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  revoked_at bigint,
  primary key (municipality_id, token_hash),
  foreign key (municipality_id, role_id) references role (municipality_id, id)
);

create table sign_in_throttle (
  municipality_id bigint not null references municipality (id),
  subject text not null,
  failures integer not null,
  until bigint not null,
  at bigint not null,
  primary key (municipality_id, subject)
);

create table audit (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  at bigint not null,
  actor text not null,
  account_id bigint,
  on_behalf_of text,
  role text not null,
  session_id bigint,
  ip text not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  subject text,
  purpose text not null,
  reason text,
  outcome text not null,
  correlation text not null,
  primary key (municipality_id, id)
);
create index audit_subject on audit (municipality_id, subject, id);
create index audit_account on audit (municipality_id, account_id, id);

create table audit_seal (
  municipality_id bigint not null references municipality (id),
  seq bigint not null,
  audit_id bigint not null,
  hash blob not null,
  primary key (municipality_id, seq),
  unique (municipality_id, audit_id)
);

create table audit_checkpoint (
  municipality_id bigint not null references municipality (id),
  seq bigint not null,
  at bigint not null,
  hash blob not null,
  signature blob not null,
  primary key (municipality_id, seq)
);

create table job (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  dedupe text,
  sealed blob not null,
  state text not null,
  attempts integer not null,
  run_at bigint not null,
  claimed_until bigint,
  error text,
  created_at bigint not null,
  done_at bigint,
  primary key (municipality_id, id),
  unique (municipality_id, kind, dedupe)
);
create index job_due on job (municipality_id, state, run_at);
