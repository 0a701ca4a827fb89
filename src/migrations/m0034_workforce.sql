-- Tables of the capability `workforce`: the units of the office, posts, people who work there and
-- people of providers, appointments with the history of their funding, supplementary agreements for
-- hourly work with time sheets, mentors, competences, leave, plans against overload. Employees are not
-- citizens of the register of people. A wrong record is revoked with a reason and entered anew, so that
-- a figure of an earlier day stays as it was. Sealed are identifiers and what a plan says of a person.

-- A number or a list that the municipality decides.
create table workforce_setting (
  municipality_id bigint not null references municipality (id),
  code text not null,
  value text not null,
  primary key (municipality_id, code)
);

-- A unit of the office; closed, it stays in the history.
create table workforce_unit (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  parent_id bigint,
  name text not null,
  from_on text not null,
  until_on text,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, parent_id) references workforce_unit (municipality_id, id)
);
create index workforce_unit_parent on workforce_unit (municipality_id, parent_id);

-- A post: so many places in a unit, perhaps at a service point, and who pays for it.
create table workforce_post (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  unit_id bigint not null,
  point_id bigint,
  title text not null,
  class_code text not null,
  staff_group text not null,
  places integer not null,
  source text not null,
  project_id bigint,
  from_on text not null,
  until_on text,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, unit_id) references workforce_unit (municipality_id, id),
  foreign key (municipality_id, point_id) references service_point (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index workforce_post_unit on workforce_post (municipality_id, unit_id);
create index workforce_post_point on workforce_post (municipality_id, point_id);
create index workforce_post_project on workforce_post (municipality_id, project_id);

-- Who works for the municipality, or for a provider and takes part in trainings.
create table employee (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  name text not null,
  folded text not null,
  staff_group text not null,
  provider_id bigint,
  provider_post text not null,
  account_id bigint,
  egn_blind blob not null,
  egn_sealed blob not null,
  entered_at bigint not null,
  gone_on text,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index employee_folded on employee (municipality_id, folded);
create index employee_provider on employee (municipality_id, provider_id);
create index employee_account on employee (municipality_id, account_id);
create index employee_egn on employee (municipality_id, egn_blind);

-- An appointment to a post.
create table workforce_appointment (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  employee_id bigint not null,
  post_id bigint not null,
  kind text not null,
  order_number text not null,
  order_on text not null,
  from_on text not null,
  until_on text,
  end_reason text not null,
  weekly_minutes integer not null,
  entered_at bigint not null,
  revoked_at bigint,
  revoked_why text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id),
  foreign key (municipality_id, post_id) references workforce_post (municipality_id, id)
);
create index workforce_appointment_employee on workforce_appointment (municipality_id, employee_id);
create index workforce_appointment_post on workforce_appointment (municipality_id, post_id);
create index workforce_appointment_until on workforce_appointment (municipality_id, until_on);

-- Who pays for an appointment, from when to when: it may change while the appointment goes on.
create table workforce_funding (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  appointment_id bigint not null,
  source text not null,
  project_id bigint,
  from_on text not null,
  until_on text,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, appointment_id) references workforce_appointment (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index workforce_funding_appointment on workforce_funding (municipality_id, appointment_id);
create index workforce_funding_project on workforce_funding (municipality_id, project_id, from_on);

-- A supplementary agreement for hourly work with somebody who is appointed.
create table workforce_supplement (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  employee_id bigint not null,
  number text not null,
  signed_on text not null,
  task text not null,
  from_on text not null,
  until_on text not null,
  rate_cents bigint not null,
  currency text not null,
  month_minutes integer not null,
  is_outside boolean not null,
  source text not null,
  project_id bigint,
  entered_at bigint not null,
  revoked_at bigint,
  revoked_why text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index workforce_supplement_employee on workforce_supplement (municipality_id, employee_id);
create index workforce_supplement_project on workforce_supplement (municipality_id, project_id, from_on);

-- A paper: the time sheet of a month as it is signed.
create table workforce_paper (
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
create index workforce_paper_code on workforce_paper (municipality_id, code);

-- The time sheet of a month under a supplementary agreement; after a revoked one comes the next turn.
create table workforce_sheet (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  supplement_id bigint not null,
  employee_id bigint not null,
  month text not null,
  turn integer not null,
  minutes integer not null,
  paper_id bigint,
  signed_on text,
  signed_by text not null,
  entered_at bigint not null,
  revoked_at bigint,
  revoked_why text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, supplement_id, month, turn),
  foreign key (municipality_id, supplement_id) references workforce_supplement (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id),
  foreign key (municipality_id, paper_id) references workforce_paper (municipality_id, id)
);
create index workforce_sheet_employee on workforce_sheet (municipality_id, employee_id, month);
create index workforce_sheet_signed on workforce_sheet (municipality_id, signed_on, month);

-- Work of a day on a time sheet.
create table workforce_sheet_day (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  sheet_id bigint not null,
  employee_id bigint not null,
  day text not null,
  begin_minute integer not null,
  end_minute integer not null,
  work text not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, sheet_id) references workforce_sheet (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);
create index workforce_sheet_day_sheet on workforce_sheet_day (municipality_id, sheet_id, day);
create index workforce_sheet_day_day on workforce_sheet_day (municipality_id, day, employee_id);

-- Somebody new is accompanied by a colleague.
create table workforce_mentor (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  employee_id bigint not null,
  mentor_id bigint not null,
  from_on text not null,
  until_on text not null,
  ended_on text,
  note text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id),
  foreign key (municipality_id, mentor_id) references employee (municipality_id, id)
);
create index workforce_mentor_employee on workforce_mentor (municipality_id, employee_id);
create index workforce_mentor_until on workforce_mentor (municipality_id, ended_on, until_on);

-- A competence; the list is the municipality's own.
create table workforce_competence (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  name text not null,
  name_en text not null,
  retired_on text,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);

-- Which level of a competence a post needs.
create table workforce_need (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  post_id bigint not null,
  competence_id bigint not null,
  level integer not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, post_id, competence_id),
  foreign key (municipality_id, post_id) references workforce_post (municipality_id, id),
  foreign key (municipality_id, competence_id) references workforce_competence (municipality_id, id)
);

-- Which level somebody has, since when and by what it is shown; the newest one holds.
create table workforce_held (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  employee_id bigint not null,
  competence_id bigint not null,
  level integer not null,
  held_on text not null,
  evidence text not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id),
  foreign key (municipality_id, competence_id) references workforce_competence (municipality_id, id)
);
create index workforce_held_employee on workforce_held (municipality_id, employee_id, held_on);

-- Somebody is away, and who stands in.
create table workforce_leave (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  employee_id bigint not null,
  deputy_id bigint,
  kind text not null,
  from_on text not null,
  until_on text not null,
  entered_at bigint not null,
  revoked_at bigint,
  revoked_why text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id),
  foreign key (municipality_id, deputy_id) references employee (municipality_id, id)
);
create index workforce_leave_employee on workforce_leave (municipality_id, employee_id, from_on);
create index workforce_leave_until on workforce_leave (municipality_id, until_on);

-- A worker had more on his hands than the limit: what is done about it, by when, and the answer.
create table workforce_plan (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  employee_id bigint not null,
  noted_on text not null,
  due_on text not null,
  answered_on text,
  load integer not null,
  most integer not null,
  content_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);
create index workforce_plan_employee on workforce_plan (municipality_id, employee_id);
create index workforce_plan_due on workforce_plan (municipality_id, answered_on, due_on);
