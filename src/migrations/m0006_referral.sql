-- Tables of the capability `referral`: a wish on its way to a preliminary assessment (ПО). How
-- competence was derived repeats the facts of the person: sealed.

-- What the law answered about competence, each answer kept once: a case of the past keeps showing
-- what was said then. The id is a keyed fingerprint of the answer, so that the same answer has the
-- same id and nobody without the key can guess answers.
create table decision (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  answer_sealed blob not null,
  primary key (municipality_id, id)
);

create table referral_case (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  wish_id bigint not null,
  person_id bigint not null,
  service_id bigint not null,
  state text not null,
  wish_on text not null,
  due_on text,
  next_on text,
  next_kind text not null,
  officer_id bigint,
  rule text not null,
  regime text not null,
  competent text not null,
  decision_id bigint not null,
  closed_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, wish_id),
  foreign key (municipality_id, wish_id) references wish (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id),
  foreign key (municipality_id, decision_id) references decision (municipality_id, id)
);
create index referral_case_state on referral_case (municipality_id, state, id);
create index referral_case_person on referral_case (municipality_id, person_id, id);
create index referral_case_officer on referral_case (municipality_id, officer_id, next_on);
create index referral_case_next on referral_case (municipality_id, next_on);
create index referral_case_open on referral_case (municipality_id, closed_at, next_on);

create table meeting (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  case_id bigint not null,
  offered_at bigint not null,
  offered_channel text not null,
  planned_at bigint not null,
  place_kind text not null,
  place text not null,
  state text not null,
  held_at bigint,
  informed_orally boolean not null,
  informed_in_writing boolean not null,
  accessible_format text not null,
  note_sealed blob,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id)
);
create index meeting_case on meeting (municipality_id, case_id, id);

-- A request for information to an institution (чл. 76(2) ЗСУ). Whom and what: sealed.
create table info_request (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  case_id bigint not null,
  question_sealed blob not null,
  sent_on text not null,
  due_on text not null,
  answered_on text,
  answer_sealed blob,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id)
);
create index info_request_case on info_request (municipality_id, case_id, id);
create index info_request_due on info_request (municipality_id, answered_on, due_on);

-- Reasons are codes; the words of them are in the sealed content. An annulled assessment stays
-- beside the one written after it: `attempt` counts them.
create table assessment (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  case_id bigint not null,
  attempt integer not null,
  year integer,
  number bigint,
  state text not null,
  order_id bigint,
  officer_id bigint,
  sealed blob not null,
  signed_on text,
  signed_how text not null,
  signed_late boolean not null,
  late_reason text not null,
  declined boolean not null,
  handed_over_at bigint,
  handed_over_how text not null,
  iis_consent_on text,
  iis_consent_withdrawn_on text,
  iis_entered_on text,
  appealed_on text,
  appeal_ended_on text,
  appeal_outcome text not null,
  annulled_on text,
  annul_reason text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, case_id, attempt),
  unique (municipality_id, year, number),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id),
  foreign key (municipality_id, order_id) references referral_order (municipality_id, id)
);

-- A service proposed in the assessment; chosen by the person or not.
create table proposal (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  assessment_id bigint not null,
  service_id bigint not null,
  chosen boolean not null,
  duration text,
  valid_until text,
  position integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, assessment_id, service_id),
  foreign key (municipality_id, assessment_id) references assessment (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);

-- Time that does not count for the validity of the ПО (чл. 16(2) ППЗСУ).
create table pause (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  assessment_id bigint not null,
  proposal_id bigint,
  ground text not null,
  first_day text not null,
  last_day text,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, assessment_id) references assessment (municipality_id, id)
);
create index pause_assessment on pause (municipality_id, assessment_id, id);

-- Letters and printed acts: numbered, kept sealed with their fingerprint and a code to verify.
create table document (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  case_id bigint not null,
  kind text not null,
  register text not null,
  year integer not null,
  number bigint not null,
  title text not null,
  made_at bigint not null,
  account_id bigint,
  media text not null,
  -- What the printer was given. The print is empty until it is made (see mod.rs).
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  code text not null,
  primary key (municipality_id, id),
  unique (municipality_id, register, year, number),
  unique (municipality_id, code),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id)
);
create index document_case on document (municipality_id, case_id, id);

-- The file of a wish handed to the body that is competent, or the way to the provider shown.
create table hand_over (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  case_id bigint not null,
  receiver text not null,
  channel text not null,
  handed_on text not null,
  late boolean not null,
  document_id bigint,
  account_id bigint,
  primary key (municipality_id, id),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id),
  foreign key (municipality_id, document_id) references document (municipality_id, id)
);
create index hand_over_case on hand_over (municipality_id, case_id, id);
