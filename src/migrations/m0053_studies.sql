-- Tables of the capability `studies`: questionnaires in versions, studies with their samples, the rounds
-- of interviewers, answers, weighting, who agreed to be asked again, papers. Nothing ties an answer to
-- whom it came from: it has no moment, no code and no name, and its id is drawn at random. What somebody
-- wrote is sealed; open stay days, states and codes, by which work is sorted.

-- A version of a questionnaire: a draft until it is published, and then never changed.
create table study_form (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  edition integer not null,
  title text not null,
  published_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, code, edition)
);

-- A study: whom it asks, how they are chosen, and the questions as they are asked.
create table study (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  edition integer not null,
  title text not null,
  method text not null,
  starts_on text not null,
  ends_on text not null,
  closed_on text,
  is_open boolean not null,
  is_named boolean not null,
  fingerprint text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index study_day on study (municipality_id, starts_on, id);
create index study_ends on study (municipality_id, closed_on, ends_on);
create index study_print on study (municipality_id, fingerprint);

-- The way of one interviewer: an address of its own, while it is not closed.
create table study_round (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  study_id bigint not null,
  fingerprint text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, study_id) references study (municipality_id, id)
);
create index study_round_of on study_round (municipality_id, study_id, id);
create index study_round_print on study_round (municipality_id, fingerprint);

-- What was drawn: the number of a unit in the list of its stratum, and how it answered. Its code is kept
-- as a fingerprint only.
create table study_unit (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  study_id bigint not null,
  stratum integer not null,
  place bigint not null,
  round_id bigint,
  is_given boolean not null,
  state text not null,
  fingerprint text not null,
  primary key (municipality_id, id),
  unique (municipality_id, study_id, stratum, place),
  foreign key (municipality_id, study_id) references study (municipality_id, id),
  foreign key (municipality_id, round_id) references study_round (municipality_id, id)
);
create index study_unit_print on study_unit (municipality_id, fingerprint);
create index study_unit_round on study_unit (municipality_id, round_id, id);

-- What somebody answered. Deliberately without moment, code and name.
create table study_answer (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  study_id bigint not null,
  stratum integer not null,
  how text not null,
  content_sealed blob not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, study_id) references study (municipality_id, id)
);
create index study_answer_of on study_answer (municipality_id, study_id, id);

-- Known margins by which answers are weighted; the newest counts.
create table study_weighting (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  study_id bigint not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, study_id) references study (municipality_id, id)
);
create index study_weighting_of on study_weighting (municipality_id, study_id, id);

-- Somebody who agreed to be named and asked again. Nothing ties it to an answer.
create table study_contact (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  study_id bigint not null,
  withdrawn_on text,
  content_sealed blob not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, study_id) references study (municipality_id, id)
);
create index study_contact_of on study_contact (municipality_id, study_id, id);

-- Sheets with codes, results, numbered by kind.
create table study_paper (
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
create index study_paper_code on study_paper (municipality_id, code);
create index study_paper_about on study_paper (municipality_id, about_id, id);
