-- Tables of the capability `results`: indicators of projects, points that a project opened, questions
-- and answers of participants (employees, never citizens) with the special categories apart, informed
-- estimates, evidence packs, numbered reports, and what is decided for the time after a project.
-- Evidence is entered and revoked, never rewritten, so that a value of the past stays as it was.

-- What a project promised, and which records count towards it.
create table result_indicator (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  place integer not null,
  code text not null,
  name text not null,
  definition text not null,
  unit text not null,
  base bigint not null,
  target bigint not null,
  counted text not null,
  closed_on text,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index result_indicator_project on result_indicator (municipality_id, project_id, place);

-- A service point that counts as opened by a project.
create table result_opening (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  point_id bigint not null,
  day text not null,
  entered_at bigint not null,
  revoked_at bigint,
  revoked_why text not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id),
  foreign key (municipality_id, point_id) references service_point (municipality_id, id)
);
create index result_opening_project on result_opening (municipality_id, project_id, day);

-- A question of the micro-data as the municipality words and codes it, in place of the usual one.
create table result_question (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  codes text not null,
  bg text not null,
  en text not null,
  is_asked boolean not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, code)
);

-- An employee who takes part in a project, with the answers that are not of a special category.
create table result_participant (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  employee_id bigint not null,
  joined_on text not null,
  left_on text,
  answers_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, project_id, employee_id),
  foreign key (municipality_id, project_id) references project (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);

-- The answers of special categories, seen and written with a right of their own.
create table result_special (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  participant_id bigint not null,
  answers_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, participant_id),
  foreign key (municipality_id, participant_id) references result_participant (municipality_id, id)
);

-- An informed estimate for an activity, in place of personal answers.
create table result_estimate (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  day text not null,
  activity text not null,
  code text not null,
  people bigint not null,
  of_people bigint not null,
  basis text not null,
  entered_at bigint not null,
  revoked_at bigint,
  revoked_why text not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index result_estimate_project on result_estimate (municipality_id, project_id, day);

-- An evidence pack: its contents and what is missing in `index_sealed`, the file in `sealed`.
create table result_pack (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  claim text not null,
  from_on text not null,
  to_on text not null,
  state text not null,
  done integer not null,
  total integer not null,
  missing integer not null,
  index_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  made_at bigint not null,
  finished_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index result_pack_project on result_pack (municipality_id, project_id, id);

-- A numbered report: technical, financial, micro-data.
create table result_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  kind text not null,
  from_on text not null,
  to_on text not null,
  has_heading boolean not null,
  year integer not null,
  number bigint not null,
  code text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, year, number),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index result_paper_code on result_paper (municipality_id, code);
create index result_paper_project on result_paper (municipality_id, project_id, id);

-- What becomes of a post or an office when the money of its project ends.
create table result_decision (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  subject text not null,
  kind text not null,
  valid_from text not null,
  content_sealed blob not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index result_decision_project on result_decision (municipality_id, project_id, id);
