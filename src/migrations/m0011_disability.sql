-- What is known of a person beside the register: decisions on disability and need, warnings,
-- notes, and papers about the person as a whole. Numbers, degrees and texts are sealed: they tell
-- of health. Open stay the last day and the state, for the list of what expires is sorted by them.

create table disability_fact (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  line_id bigint not null,
  kind text not null,
  ends_on text,
  filed_on text,
  in_time boolean not null,
  replaced_by bigint,
  alerts integer not null,
  facts_sealed blob not null,
  account_name text not null,
  made_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index disability_fact_person on disability_fact (municipality_id, person_id);
create index disability_fact_end on disability_fact (municipality_id, ends_on);

create table disability_scan (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  fact_id bigint not null,
  media text not null,
  sealed blob not null,
  account_name text not null,
  made_at bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, fact_id) references disability_fact (municipality_id, id)
);
create index disability_scan_fact on disability_scan (municipality_id, fact_id);

create table person_warning (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  kind text not null,
  text_sealed blob not null,
  why_sealed blob not null,
  valid_from text not null,
  valid_to text,
  ended_sealed blob,
  account_name text not null,
  made_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index person_warning_person on person_warning (municipality_id, person_id);

create table person_note (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  kind text not null,
  line_id bigint not null,
  replaced_by bigint,
  text_sealed blob not null,
  why_sealed blob not null,
  account_id bigint,
  account_name text not null,
  made_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index person_note_person on person_note (municipality_id, person_id);

-- A numbered paper about a person as a whole; those of a case are in `document`.
create table person_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  kind text not null,
  year integer not null,
  number bigint not null,
  title text not null,
  made_at bigint not null,
  account_name text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  code text not null,
  primary key (municipality_id, id),
  unique (municipality_id, code),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index person_paper_person on person_paper (municipality_id, person_id);

-- Who already worked with cases works with these facts too.
insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'disability.read' from role_right where right_id = 'referral.read';
insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'disability.write' from role_right where right_id = 'referral.write';
insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'people.private' from role_right where right_id = 'referral.write';
