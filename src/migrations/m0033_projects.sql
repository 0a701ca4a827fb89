-- A project with a grant: its contract as it is searched for (Cyrillic and Latin letters that look alike
-- are one, no spaces), the period and the split of the first contract. Amounts are cents of `currency`.
create table project (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  contract_key text not null,
  currency text not null,
  from_on text not null,
  until_on text not null,
  european bigint not null,
  national bigint not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index project_contract on project (municipality_id, contract_key);

-- An amendment of the contract: from its day on another period may hold. Never rewritten.
create table project_amendment (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  signed_on text not null,
  from_on text,
  until_on text,
  content_sealed blob not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index project_amendment_of on project_amendment (municipality_id, project_id, signed_on);

-- Activities and sub-activities, with planned and real days.
create table project_activity (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  parent_id bigint,
  code text not null,
  planned_from text not null,
  planned_until text not null,
  real_from text,
  real_until text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index project_activity_of on project_activity (municipality_id, project_id, code);

-- A version of the budget, by the contract or an amendment; its lines never change.
create table project_budget (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  number integer not null,
  amendment_id bigint,
  valid_from text not null,
  content_sealed blob not null,
  entered_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, project_id, number),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);

create table project_line (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  budget_id bigint not null,
  activity_id bigint,
  code text not null,
  european bigint not null,
  national bigint not null,
  content_sealed blob not null,
  primary key (municipality_id, id),
  unique (municipality_id, budget_id, code),
  foreign key (municipality_id, budget_id) references project_budget (municipality_id, id)
);

-- A contract with a supplier; `code` is the line of the budget.
create table project_commitment (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  procurement_id bigint,
  code text not null,
  concluded_on text not null,
  until_on text,
  european bigint not null,
  national bigint not null,
  content_sealed blob not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index project_commitment_of on project_commitment (municipality_id, project_id, concluded_on);

-- Money spent, with its document. What was entered wrongly is revoked and entered anew.
create table project_spending (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  commitment_id bigint,
  activity_id bigint,
  code text not null,
  kind text not null,
  issued_on text not null,
  paid_on text,
  paid_at bigint,
  european bigint not null,
  national bigint not null,
  worked_on text,
  minutes integer not null,
  content_sealed blob not null,
  entered_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index project_spending_of on project_spending (municipality_id, project_id, issued_on);
create index project_spending_day on project_spending (municipality_id, issued_on);

-- The scanned document of a spending.
create table project_file (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  spending_id bigint not null,
  media text not null,
  sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, spending_id) references project_spending (municipality_id, id)
);
create index project_file_of on project_file (municipality_id, spending_id, id);

-- A claim for payment: what was claimed, verified, received, each with its day.
create table project_claim (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  number integer not null,
  kind text not null,
  from_on text not null,
  until_on text not null,
  filed_on text,
  verified_on text,
  received_on text,
  received_at bigint,
  claimed_european bigint not null,
  claimed_national bigint not null,
  verified_european bigint not null,
  verified_national bigint not null,
  received_european bigint not null,
  received_national bigint not null,
  content_sealed blob not null,
  entered_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, project_id, number),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);

create table project_risk (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  likelihood integer not null,
  impact integer not null,
  due_on text,
  closed_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index project_risk_of on project_risk (municipality_id, project_id);
create index project_risk_due on project_risk (municipality_id, due_on);

-- What is bought by a procedure, and its steps with their terms.
create table project_procurement (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  code text not null,
  estimate bigint not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index project_procurement_of on project_procurement (municipality_id, project_id);

create table project_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  procurement_id bigint not null,
  place integer not null,
  due_on text not null,
  done_on text,
  content_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, procurement_id) references project_procurement (municipality_id, id)
);
create index project_step_of on project_step (municipality_id, project_id, place);
create index project_step_due on project_step (municipality_id, due_on);

-- How papers of a project are headed from a day on. Of two of the same day the later one holds.
create table project_publicity (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  from_on text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index project_publicity_of on project_publicity (municipality_id, project_id, from_on);

-- What was decided on a finding of the check against double funding; the last decision holds.
create table project_decision (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  finding_hash text not null,
  outcome text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id)
);
create index project_decision_of on project_decision (municipality_id, finding_hash);

-- A table that was sent: looked at first, entered afterwards.
create table project_upload (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  kind text not null,
  state text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);

-- What the municipality set itself: steps of procurement with their days, minutes of a working day.
create table project_reference (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  content_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);

create table project_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  project_id bigint not null,
  kind text not null,
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
create index project_paper_code on project_paper (municipality_id, code);
create index project_paper_of on project_paper (municipality_id, project_id);
