-- Tables of the capability `reception`: the queue of those who come today, and booked hours.

-- How a service point receives people. Its id is the service point's own. The addresses of the
-- touch page and of the waiting room are secrets: found by blind index, shown to who prints them.
create table reception_point (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  touch_blind blob not null,
  touch_sealed blob not null,
  hall_blind blob not null,
  hall_sealed blob not null,
  gives_tickets boolean not null,
  per_minute integer not null,
  slot_minutes integer not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, touch_blind),
  unique (municipality_id, hall_blind),
  foreign key (municipality_id, id) references service_point (municipality_id, id)
);

-- What people come with: a button of the touch page.
create table reception_subject (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  name text not null,
  name_en text not null,
  place integer not null,
  is_offered boolean not null,
  version integer not null,
  primary key (municipality_id, id)
);

-- A number in a queue. Nobody's name is on it. `at_counter` is set while somebody is served there:
-- a counter serves one at a time.
create table ticket (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_point_id bigint not null,
  day text not null,
  number bigint not null,
  subject_id bigint not null,
  state text not null,
  priority text not null,
  reason_sealed blob,
  for_counter integer,
  at_counter integer,
  taken_at bigint not null,
  first_called_at bigint,
  called_at bigint,
  called_times integer not null,
  ended_at bigint,
  account_id bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, service_point_id, day, number),
  unique (municipality_id, service_point_id, day, at_counter),
  foreign key (municipality_id, service_point_id) references reception_point (municipality_id, id),
  foreign key (municipality_id, subject_id) references reception_subject (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index ticket_state on ticket (municipality_id, service_point_id, day, state);

-- What was done with a number, by whom, at which counter.
create table ticket_move (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  ticket_id bigint not null,
  at bigint not null,
  kind text not null,
  counter integer,
  account_id bigint,
  primary key (municipality_id, id),
  foreign key (municipality_id, ticket_id) references ticket (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index ticket_move_ticket on ticket_move (municipality_id, ticket_id, id);

-- When a worker receives people by appointment at a point; a break is a gap between stretches.
create table reception_hours (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_point_id bigint not null,
  account_id bigint not null,
  hours text not null,
  valid_from text not null,
  valid_to text,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_point_id) references reception_point (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index reception_hours_account on reception_hours (municipality_id, account_id, valid_from);

-- A booked hour. Who comes and how they are reached is sealed; the person of the register is named
-- by id when they are in it. `sequence` counts the moves, for calendars.
create table appointment (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_point_id bigint not null,
  account_id bigint not null,
  day text not null,
  starts_at bigint not null,
  minutes integer not null,
  person_id bigint,
  name_sealed blob not null,
  phone_sealed blob not null,
  email_sealed blob not null,
  subject_id bigint not null,
  note_sealed blob,
  state text not null,
  reason_sealed blob,
  sequence integer not null,
  booked_at bigint not null,
  booked_by bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, service_point_id) references reception_point (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, subject_id) references reception_subject (municipality_id, id),
  foreign key (municipality_id, booked_by) references account (municipality_id, id)
);
create index appointment_day on appointment (municipality_id, day, service_point_id);
create index appointment_person on appointment (municipality_id, person_id, id);

-- The minutes of a worker that an appointment takes, in pieces of five: two appointments cannot
-- share one, whoever books at the same moment. Freed when the appointment is moved or cancelled.
create table appointment_piece (
  municipality_id bigint not null references municipality (id),
  account_id bigint not null,
  at bigint not null,
  appointment_id bigint not null,
  primary key (municipality_id, account_id, at),
  foreign key (municipality_id, account_id) references account (municipality_id, id),
  foreign key (municipality_id, appointment_id) references appointment (municipality_id, id)
);
create index appointment_piece_of on appointment_piece (municipality_id, appointment_id);

-- A message about an appointment, as it was written, and what the mail server said.
create table appointment_message (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  appointment_id bigint not null,
  kind text not null,
  subject text not null,
  text_sealed blob not null,
  to_sealed blob not null,
  written_at bigint not null,
  sent_at bigint,
  answer text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, appointment_id) references appointment (municipality_id, id)
);
create index appointment_message_of on appointment_message (municipality_id, appointment_id, id);
