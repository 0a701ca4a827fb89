-- Tables of the capability `desk`: live talks of citizens with a worker on duty. What was said is sealed.
-- A talk keeps its lines after its end only when the citizen agreed; `lines_until` says how long. Open stay
-- moments, states and codes, by which the queue is sorted. No network address stands anywhere.

-- A talk: waiting, taken, ended.
create table desk_talk (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  day text not null,
  fingerprint text not null,
  state text not null,
  is_urgent boolean not null,
  risk text not null,
  is_kept boolean not null,
  began_at bigint not null,
  heard_at bigint not null,
  taken_at bigint,
  account_id bigint,
  ended_at bigint,
  ended_how text not null,
  lines_until bigint,
  is_cleared boolean not null,
  content_sealed blob not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index desk_talk_print on desk_talk (municipality_id, fingerprint);
create index desk_talk_state on desk_talk (municipality_id, state, is_urgent, id);
create index desk_talk_day on desk_talk (municipality_id, day, id);
create index desk_talk_until on desk_talk (municipality_id, is_cleared, lines_until);

-- What was said, in order: by the citizen or by the worker.
create table desk_line (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  talk_id bigint not null,
  via text not null,
  at bigint not null,
  account_id bigint,
  text_sealed blob not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, talk_id) references desk_talk (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index desk_line_talk on desk_line (municipality_id, talk_id, id);

-- A talk handed over: into a contact, a wish or an appointment.
create table desk_pass (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  talk_id bigint not null,
  kind text not null,
  at bigint not null,
  account_id bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, talk_id) references desk_talk (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index desk_pass_talk on desk_pass (municipality_id, talk_id, id);

-- When a worker is on duty at the desk; `is_extra` beyond its hours.
create table desk_duty (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint not null,
  is_extra boolean not null,
  began_at bigint not null,
  ended_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index desk_duty_open on desk_duty (municipality_id, ended_at, account_id);

-- The service points whose workers answer, with the hours of the desk; empty hours are those of the point.
create table desk_point (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  answers boolean not null,
  hours text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, id) references service_point (municipality_id, id)
);

-- How the desk works: on which sites its page may stand, how long a kept transcript stays.
create table desk_setting (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  sites text not null,
  keep_days integer not null,
  idle_minutes integer not null,
  version integer not null,
  primary key (municipality_id, id)
);
