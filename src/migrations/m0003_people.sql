-- Tables of the capability `people`. Sealed columns hold what must not lie open: identifiers,
-- notes, and of a person whose address is protected the whole address (with its settlement) and
-- the names: whoever holds a copy of the database cannot learn who hides where.

create table person (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  given text not null,
  middle text not null,
  family text not null,
  latin text not null,
  folded text not null,
  name_sealed blob,
  birth_day text,
  sex text not null,
  phone text not null,
  email text not null,
  language text not null,
  needs text not null,
  note_sealed blob,
  is_protected boolean not null,
  died_on text,
  merged_into bigint,
  version integer not null,
  created_at bigint not null,
  primary key (municipality_id, id)
);
create index person_folded on person (municipality_id, folded);
create index person_birth on person (municipality_id, birth_day);
create index person_phone on person (municipality_id, phone);

create table person_name (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  kind text not null,
  name text not null,
  name_sealed blob,
  until text,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index person_name_person on person_name (municipality_id, person_id);

create table identifier (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  kind text not null,
  sealed blob not null,
  blind blob not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, blind),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index identifier_person on identifier (municipality_id, person_id);

create table address (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  kind text not null,
  ekatte text references settlement (ekatte),
  line text not null,
  sealed blob,
  valid_from text not null,
  valid_to text,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index address_person on address (municipality_id, person_id, kind, valid_to);

create table representative (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  name text not null,
  ground text not null,
  document text not null,
  limits_sealed blob not null,
  phone text not null,
  valid_from text not null,
  valid_to text,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index representative_person on representative (municipality_id, person_id);
