-- Tables of the capability `control`: visits by the official protocol with their measures, complaints
-- and signals, rounds against double financing, training of assistants, what lies on paper in a file,
-- and the papers that are about nobody alone. What was found and said is sealed; open stay days,
-- states and sums, by which work is sorted.

-- A complaint, a signal or a conflict; of the register of чл. 21, ал. 2, т. 9 ЗЛП.
create table control_signal (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  year integer not null,
  number bigint not null,
  kind text not null,
  via text not null,
  person_id bigint,
  agreement_id bigint,
  received_on text not null,
  due_on text not null,
  state text not null,
  outcome text not null,
  decided_on text,
  answered_on text,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id)
);
create index control_signal_state on control_signal (municipality_id, state, due_on);
create index control_signal_person on control_signal (municipality_id, person_id, id);
create index control_signal_agreement on control_signal (municipality_id, agreement_id, id);

-- A visit to a user and an assistant: planned, made by the protocol of Приложение № 6, or called off.
create table control_visit (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  agreement_id bigint not null,
  person_id bigint not null,
  assistant_id bigint not null,
  kind text not null,
  signal_id bigint,
  after_id bigint,
  due_on text not null,
  planned_on text not null,
  officer_id bigint,
  state text not null,
  held_on text,
  is_bad boolean not null,
  is_absent boolean not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, assistant_id) references assistant (municipality_id, id),
  foreign key (municipality_id, signal_id) references control_signal (municipality_id, id),
  foreign key (municipality_id, after_id) references control_visit (municipality_id, id)
);
create index control_visit_agreement on control_visit (municipality_id, agreement_id, held_on);
create index control_visit_person on control_visit (municipality_id, person_id, id);
create index control_visit_state on control_visit (municipality_id, state, planned_on);
create index control_visit_held on control_visit (municipality_id, held_on, id);
create index control_visit_signal on control_visit (municipality_id, signal_id, id);

-- What a visit recommended, with its last day and what came of it.
create table control_measure (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  visit_id bigint not null,
  person_id bigint not null,
  due_on text not null,
  done_on text,
  outcome text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, visit_id) references control_visit (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index control_measure_due on control_measure (municipality_id, done_on, due_on);
create index control_measure_visit on control_measure (municipality_id, visit_id, id);
create index control_measure_person on control_measure (municipality_id, person_id, id);

-- A round of checks against double financing: of the new users of a month, or of all users.
create table control_round (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  month text not null,
  due_on text not null,
  began_on text not null,
  ended_on text,
  total integer not null,
  paper_id bigint,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, month)
);
create index control_round_open on control_round (municipality_id, ended_on, due_on);

-- A user in a round.
create table control_line (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  round_id bigint not null,
  application_id bigint not null,
  person_id bigint not null,
  result text not null,
  checked_on text,
  content_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, round_id, application_id),
  foreign key (municipality_id, round_id) references control_round (municipality_id, id),
  foreign key (municipality_id, application_id) references assistance_application (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index control_line_person on control_line (municipality_id, person_id, id);
create index control_line_result on control_line (municipality_id, round_id, result, id);

-- A training of assistants.
create table control_training (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  held_on text not null,
  minutes integer not null,
  state text not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index control_training_held on control_training (municipality_id, held_on, id);

-- An assistant who was invited to a training: `invited`, `came`, `absent`.
create table control_attendance (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  training_id bigint not null,
  assistant_id bigint not null,
  state text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, training_id, assistant_id),
  foreign key (municipality_id, training_id) references control_training (municipality_id, id),
  foreign key (municipality_id, assistant_id) references assistant (municipality_id, id)
);
create index control_attendance_assistant on control_attendance (municipality_id, assistant_id, state);

-- A document of a file that is there on paper, seen by somebody on a day.
create table control_mark (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  agreement_id bigint not null,
  code text not null,
  marked_on text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id)
);
create index control_mark_of on control_mark (municipality_id, agreement_id, code);

-- A paper that is about nobody alone: the list of the visits of a month, the protocol of a round, the
-- list of those who came to a training. Numbered by kind.
create table control_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  month text not null,
  year integer not null,
  number bigint not null,
  code text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, year, number)
);
create index control_paper_code on control_paper (municipality_id, code);
create index control_paper_month on control_paper (municipality_id, kind, month);
