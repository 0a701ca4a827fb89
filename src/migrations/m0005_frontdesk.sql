-- Tables of the capability `frontdesk`: what people come with.

create table contact (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  at bigint not null,
  account_id bigint not null,
  service_point_id bigint,
  channel text not null,
  place text not null,
  topic text not null,
  law text not null,
  outcome text not null,
  minutes integer not null,
  person_id bigint,
  note_sealed blob,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id),
  foreign key (municipality_id, service_point_id) references service_point (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index contact_person on contact (municipality_id, person_id, id);
create index contact_account on contact (municipality_id, account_id, id);
create index contact_at on contact (municipality_id, at);
create index contact_topic on contact (municipality_id, topic, at);

-- A wish stated by the person (чл. 10 ППЗСУ): a statement, kept as it was made. The facts on which
-- competence hangs tell of violence, guardianship and child protection: sealed.
create table wish (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  year integer not null,
  number bigint not null,
  stated_at bigint not null,
  stated_on text not null,
  registered_at bigint not null,
  account_id bigint not null,
  service_point_id bigint,
  channel text not null,
  person_id bigint not null,
  service_id bigint not null,
  representative_id bigint,
  facts_sealed blob not null,
  words_sealed blob,
  signal_id bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, account_id) references account (municipality_id, id),
  foreign key (municipality_id, service_point_id) references service_point (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id),
  foreign key (municipality_id, representative_id) references representative (municipality_id, id)
);
create index wish_person on wish (municipality_id, person_id, id);

-- A signal by an institution (чл. 82(2) ЗСУ): not a wish. The wish must come from the person.
create table signal (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  year integer not null,
  number bigint not null,
  received_at bigint not null,
  account_id bigint not null,
  institution text not null,
  channel text not null,
  urgent text,
  person_id bigint,
  sealed blob not null,
  state text not null,
  closed_at bigint,
  closed_reason text,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, account_id) references account (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index signal_state on signal (municipality_id, state, id);

-- Somebody of an urgent group was noticed: ДСП, and МВР on danger to life, must be told at once
-- (чл. 10(5) ППЗСУ). Open until `notified_at` is set.
create table urgent_notice (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  wish_id bigint,
  signal_id bigint,
  body text not null,
  urgent text not null,
  noticed_on text not null,
  notified_at bigint,
  how text not null,
  whom text not null,
  account_id bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, wish_id) references wish (municipality_id, id),
  foreign key (municipality_id, signal_id) references signal (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index urgent_notice_open on urgent_notice (municipality_id, notified_at, id);
create index urgent_notice_wish on urgent_notice (municipality_id, wish_id);
create index urgent_notice_signal on urgent_notice (municipality_id, signal_id);
