-- Tables of the capability `booking`: hours that citizens booked themselves, upon the appointments of the
-- reception. The code by which somebody changes or cancels theirs is kept as a fingerprint only; by what
-- somebody is reached, as a keyed code that counts how many hours one has.

-- What the messages about an appointment say besides: the code by which it is changed.
alter table appointment add column more_sealed blob;

create table booking (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  fingerprint text not null,
  contact_code text not null,
  made_at bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, id) references appointment (municipality_id, id)
);
create index booking_print on booking (municipality_id, fingerprint);
create index booking_contact on booking (municipality_id, contact_code, id);
create index booking_made on booking (municipality_id, made_at);

-- The service points whose hours anybody may book, and how far ahead.
create table booking_point (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  is_open boolean not null,
  days_ahead integer not null,
  most_per_contact integer not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, id) references service_point (municipality_id, id)
);
