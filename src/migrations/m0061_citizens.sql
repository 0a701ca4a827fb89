-- Tables of the capability `citizens`: accounts of people outside the office, their keys, sessions and
-- one-time steps, the link of an account to a person; and of `trust`: what of the audit is shown later or
-- not at all. No name, no address and no identifier stands in an account: whose it is says only the link.

-- An account. Its login is a number that the program draws; a password is never without a second factor.
create table citizen (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  login text not null,
  password_hash text not null,
  totp_sealed blob,
  totp_last_step bigint not null,
  identity text not null,
  made_at bigint not null,
  closed_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, login)
);
create index citizen_identity on citizen (municipality_id, identity);

-- A passkey, found by the fingerprint of its name.
create table citizen_passkey (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  citizen_id bigint not null,
  credential text not null,
  key_sealed blob not null,
  made_at bigint not null,
  used_at bigint,
  removed_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, credential),
  foreign key (municipality_id, citizen_id) references citizen (municipality_id, id)
);
create index citizen_passkey_of on citizen_passkey (municipality_id, citizen_id, removed_at);

-- An open session: only the fingerprint of its token, without network address and browser.
create table citizen_session (
  municipality_id bigint not null references municipality (id),
  token_hash text not null,
  id bigint not null,
  citizen_id bigint not null,
  created_at bigint not null,
  seen_at bigint not null,
  ended_at bigint,
  primary key (municipality_id, token_hash),
  foreign key (municipality_id, citizen_id) references citizen (municipality_id, id)
);
create index citizen_session_of on citizen_session (municipality_id, citizen_id, ended_at);

-- What is remembered between two requests of one signing in: used once, and for minutes.
create table citizen_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  fingerprint text not null,
  state_sealed blob not null,
  expires_at bigint not null,
  used_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, fingerprint)
);
create index citizen_step_end on citizen_step (municipality_id, expires_at);

-- The code that somebody shows at the desk so that their account becomes theirs.
create table citizen_code (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  citizen_id bigint not null,
  fingerprint text not null,
  expires_at bigint not null,
  used_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, citizen_id) references citizen (municipality_id, id)
);
create index citizen_code_print on citizen_code (municipality_id, fingerprint);

-- Whose an account is: from when, by which proof, and when that ended.
create table citizen_link (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  citizen_id bigint not null,
  person_id bigint not null,
  how text not null,
  proof text not null,
  made_at bigint not null,
  account_name text not null,
  ended_at bigint,
  ended_how text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, citizen_id) references citizen (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index citizen_link_account on citizen_link (municipality_id, citizen_id, ended_at);
create index citizen_link_person on citizen_link (municipality_id, person_id, ended_at);

-- A limit upon who learns of consultations: of kind `log`, entries of some days are shown later or never;
-- of kind `closed`, one who stands near the person sees nothing of them. It has a ground and a last day.
create table disclosure_limit (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  kind text not null,
  other_id bigint,
  ground text not null,
  from_on text not null,
  to_on text,
  until_on text not null,
  reason_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  ended_on text,
  ended_by text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, other_id) references person (municipality_id, id)
);
create index disclosure_limit_person on disclosure_limit (municipality_id, person_id, id);
create index disclosure_limit_other on disclosure_limit (municipality_id, other_id, person_id);
create index disclosure_limit_until on disclosure_limit (municipality_id, until_on, id);
