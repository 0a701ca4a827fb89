-- Tables of the capability `voices`: questionnaires in versions, surveys of users of services with the
-- codes of their sheets and the answers, complaints, signals and proposals about services, papers.
-- Nothing ties an answer to a person: it has no moment, no code and no name, and its id is drawn at
-- random. What somebody wrote is sealed; open stay days, states and codes, by which work is sorted.

-- A version of a questionnaire, of the municipality's own; the first versions are shipped.
create table voice_form (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  edition integer not null,
  title text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, code, edition)
);

-- A survey over services and a period. It keeps the questions as they were asked.
create table voice_survey (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  edition integer not null,
  title text not null,
  starts_on text not null,
  ends_on text not null,
  closed_on text,
  before_id bigint,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, before_id) references voice_survey (municipality_id, id)
);
create index voice_survey_day on voice_survey (municipality_id, starts_on, id);
create index voice_survey_open on voice_survey (municipality_id, closed_on, ends_on);

-- A service whose users are asked.
create table voice_subject (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  survey_id bigint not null,
  service_id bigint not null,
  provider_id bigint not null,
  primary key (municipality_id, id),
  unique (municipality_id, survey_id, service_id),
  foreign key (municipality_id, survey_id) references voice_survey (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id)
);

-- The code of a sheet: only its fingerprint, and whether somebody answered with it.
create table voice_code (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  survey_id bigint not null,
  service_id bigint not null,
  fingerprint text not null,
  is_easy boolean not null,
  is_used boolean not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, survey_id) references voice_survey (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index voice_code_print on voice_code (municipality_id, fingerprint);
create index voice_code_survey on voice_code (municipality_id, survey_id, is_used);

-- A sheet that somebody answered. Deliberately without moment, code and name.
create table voice_answer (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  survey_id bigint not null,
  service_id bigint not null,
  how text not null,
  is_easy boolean not null,
  content_sealed blob not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, survey_id) references voice_survey (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index voice_answer_survey on voice_answer (municipality_id, survey_id, id);

-- A complaint, a signal or a proposal about a service.
create table voice_complaint (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  year integer not null,
  number bigint not null,
  kind text not null,
  via text not null,
  topic text not null,
  service_id bigint,
  provider_id bigint,
  received_on text not null,
  due_on text not null,
  state text not null,
  outcome text not null,
  officer_id bigint,
  forwarded text not null,
  answered_on text,
  is_anonymous boolean not null,
  reopened integer not null,
  fingerprint text not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, service_id) references service (municipality_id, id),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id),
  foreign key (municipality_id, officer_id) references account (municipality_id, id)
);
create index voice_complaint_state on voice_complaint (municipality_id, state, due_on);
create index voice_complaint_day on voice_complaint (municipality_id, received_on, id);
create index voice_complaint_provider on voice_complaint (municipality_id, provider_id, state);
create index voice_complaint_print on voice_complaint (municipality_id, fingerprint);

-- What was done with a complaint, in order.
create table voice_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  complaint_id bigint not null,
  kind text not null,
  day text not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, complaint_id) references voice_complaint (municipality_id, id)
);
create index voice_step_of on voice_step (municipality_id, complaint_id, id);

-- Sheets with codes, results, answers and letters, numbered by kind.
create table voice_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  about_id bigint not null,
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
create index voice_paper_code on voice_paper (municipality_id, code);
create index voice_paper_about on voice_paper (municipality_id, about_id, id);
