-- Tables of the capability `training`: the catalogue and the plan of the year, seminars with their days,
-- who was invited and came, evaluation, certificates; supervision with its meetings and what was agreed.
-- What counts towards a result has the moment it was entered and the one it was revoked; a wrong record
-- is revoked and entered anew. Nothing here is about the people the office serves.

-- What is taught: kind, themes, academic hours, for whom, for how many months a certificate holds.
create table training_course (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  title text not null,
  themes text not null,
  hours integer not null,
  target_groups text not null,
  months integer,
  share integer not null,
  state text not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index training_course_kind on training_course (municipality_id, kind, id);

-- A line of the plan of a year: a course in a month, for how many, by whose money.
create table training_plan (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  year integer not null,
  month_no integer not null,
  course_id bigint not null,
  people integer not null,
  project_id bigint,
  funding text not null,
  note text not null,
  entered_at bigint not null,
  revoked_at bigint,
  revoked_why text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, course_id) references training_course (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index training_plan_year on training_plan (municipality_id, year, month_no);

-- A course as it is given once. It counts from the moment it was noted as held.
create table training_seminar (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  course_id bigint not null,
  after_id bigint,
  kind text not null,
  title text not null,
  project_id bigint,
  funding text not null,
  trainer_id bigint,
  first_day text not null,
  last_day text not null,
  hours integer not null,
  share integer not null,
  content_sealed blob not null,
  entered_at bigint not null,
  held_at bigint,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, course_id) references training_course (municipality_id, id),
  foreign key (municipality_id, after_id) references training_seminar (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id),
  foreign key (municipality_id, trainer_id) references employee (municipality_id, id)
);
create index training_seminar_day on training_seminar (municipality_id, first_day, id);
create index training_seminar_last on training_seminar (municipality_id, last_day, id);
create index training_seminar_course on training_seminar (municipality_id, course_id, id);

-- A day of a seminar: its programme, and the code that is shown in the room.
create table training_day (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  seminar_id bigint not null,
  day text not null,
  hours integer not null,
  begins text not null,
  themes text not null,
  code text not null,
  primary key (municipality_id, id),
  unique (municipality_id, seminar_id, day),
  foreign key (municipality_id, seminar_id) references training_seminar (municipality_id, id)
);

-- Who was invited to a seminar, with the fingerprint of their own address.
create table training_invited (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  seminar_id bigint not null,
  employee_id bigint not null,
  fingerprint text not null,
  failures integer not null,
  is_rated boolean not null,
  ends_on text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, seminar_id, employee_id),
  foreign key (municipality_id, seminar_id) references training_seminar (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);
create index training_invited_link on training_invited (municipality_id, fingerprint);
create index training_invited_employee on training_invited (municipality_id, employee_id, id);

-- Somebody was there on a day. `turn` is 0 while the record stands and its own id afterwards: of one
-- employee and day no two stand.
create table training_attendance (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  seminar_id bigint not null,
  day_id bigint not null,
  employee_id bigint not null,
  hours integer not null,
  how text not null,
  turn bigint not null,
  why_sealed blob not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, day_id, employee_id, turn),
  foreign key (municipality_id, seminar_id) references training_seminar (municipality_id, id),
  foreign key (municipality_id, day_id) references training_day (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);
create index training_attendance_seminar on training_attendance (municipality_id, seminar_id, id);
create index training_attendance_employee on training_attendance (municipality_id, employee_id, id);

-- A question of an evaluation, of the municipality's own; an entry with the code of a shipped one
-- stands for it.
create table training_question (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  phase text not null,
  bg text not null,
  en text not null,
  state text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, code)
);

-- What a participant knew before and after, from 1 to 6.
create table training_score (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  seminar_id bigint not null,
  invited_id bigint not null,
  phase text not null,
  question text not null,
  score integer not null,
  made_at bigint not null,
  primary key (municipality_id, id),
  unique (municipality_id, invited_id, phase, question),
  foreign key (municipality_id, seminar_id) references training_seminar (municipality_id, id),
  foreign key (municipality_id, invited_id) references training_invited (municipality_id, id)
);
create index training_score_seminar on training_score (municipality_id, seminar_id, phase);

-- How often a seminar or a supervision was given a score: only sums, so that nobody can be found behind
-- one.
create table training_rating (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  subject text not null,
  subject_id bigint not null,
  question text not null,
  score integer not null,
  given integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, subject, subject_id, question, score)
);

-- A certificate, or the list to be signed on a day; numbered by kind.
create table training_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  seminar_id bigint not null,
  day_id bigint,
  employee_id bigint,
  year integer not null,
  number bigint not null,
  code text not null,
  issued_on text not null,
  valid_until text,
  turn bigint not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  why_sealed blob not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, year, number),
  foreign key (municipality_id, seminar_id) references training_seminar (municipality_id, id),
  foreign key (municipality_id, day_id) references training_day (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);
create index training_paper_code on training_paper (municipality_id, code);
create index training_paper_seminar on training_paper (municipality_id, seminar_id, id);
create index training_paper_employee on training_paper (municipality_id, employee_id, id);
create index training_paper_until on training_paper (municipality_id, kind, valid_until);

-- What the norms need to know of an employee: the first day of work, and an appendix of their own.
create table training_profile (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  employee_id bigint not null,
  started_on text,
  standard text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, employee_id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);

-- By which appendix the staff of a provider is trained and supervised.
create table training_standard (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  provider text not null,
  standard text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, provider)
);

-- A supervision as it was contracted: with whom, of a group or of single persons. No person served is
-- ever named here.
create table supervision (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  project_id bigint,
  funding text not null,
  starts_on text not null,
  ends_on text not null,
  content_sealed blob not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index supervision_begins on supervision (municipality_id, starts_on, id);

-- A meeting of a supervision: day, hours, themes in general.
create table supervision_meeting (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  supervision_id bigint not null,
  day text not null,
  hours integer not null,
  content_sealed blob not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, supervision_id) references supervision (municipality_id, id)
);
create index supervision_meeting_of on supervision_meeting (municipality_id, supervision_id, day);
create index supervision_meeting_day on supervision_meeting (municipality_id, day, id);

-- Who was at a meeting. It stands as long as the meeting does.
create table supervision_person (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  meeting_id bigint not null,
  employee_id bigint not null,
  primary key (municipality_id, id),
  unique (municipality_id, meeting_id, employee_id),
  foreign key (municipality_id, meeting_id) references supervision_meeting (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);
create index supervision_person_employee on supervision_person (municipality_id, employee_id, id);

-- What was agreed: by whom, until when, what came of it.
create table supervision_action (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  supervision_id bigint not null,
  employee_id bigint,
  due_on text not null,
  done_on text,
  outcome text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, supervision_id) references supervision (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);
create index supervision_action_due on supervision_action (municipality_id, done_on, due_on);
create index supervision_action_of on supervision_action (municipality_id, supervision_id, id);
