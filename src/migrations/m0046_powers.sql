-- A file of the municipality's powers: an agreement, an assignment, a service made, changed or closed. `number` is
-- its own by year; `planned_on` the day for which a competition is planned.
create table power_file (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  year integer not null,
  number bigint not null,
  service_id bigint,
  begun_on text not null,
  planned_on text,
  ended_on text,
  ended_how text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number)
);
create index power_file_kind on power_file (municipality_id, kind, begun_on);
create index power_file_open on power_file (municipality_id, ended_on);

-- A step that was done; one noted by mistake is revoked with a reason and noted anew.
create table power_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  file_id bigint not null,
  code text not null,
  done_on text not null,
  is_extended boolean not null,
  decision_id bigint,
  content_sealed blob not null,
  made_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, file_id) references power_file (municipality_id, id)
);
create index power_step_of on power_step (municipality_id, file_id);

-- Who takes part in a competition, with the licence as of that day, and the scores.
create table power_candidate (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  file_id bigint not null,
  provider_id bigint,
  state text not null,
  points integer,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, file_id) references power_file (municipality_id, id)
);
create index power_candidate_of on power_candidate (municipality_id, file_id);

-- Who sits in the commission of a competition.
create table power_member (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  file_id bigint not null,
  role text not null,
  declared_on text,
  left_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, file_id) references power_file (municipality_id, id)
);
create index power_member_of on power_member (municipality_id, file_id);

-- A contract that assigns a service.
create table power_contract (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  file_id bigint not null,
  candidate_id bigint not null,
  service_id bigint,
  is_partnership boolean not null,
  signed_on text not null,
  from_on text not null,
  until_on text not null,
  ended_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, file_id) references power_file (municipality_id, id),
  unique (municipality_id, file_id)
);
create index power_contract_until on power_contract (municipality_id, until_on);

-- How a contract was carried out in a year.
create table power_evaluation (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  contract_id bigint not null,
  year integer not null,
  points integer not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, contract_id, year),
  foreign key (municipality_id, contract_id) references power_contract (municipality_id, id)
);

-- What an agreement between municipalities says.
create table power_agreement (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  file_id bigint not null,
  is_host boolean not null,
  from_on text,
  until_on text,
  ended_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, file_id) references power_file (municipality_id, id),
  unique (municipality_id, file_id)
);
create index power_agreement_until on power_agreement (municipality_id, until_on);

-- Criteria, points and own terms as the municipality set them, from a day on; never rewritten.
create table power_reference (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  valid_from text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id)
);
create index power_reference_from on power_reference (municipality_id, valid_from);

-- A paper of a file with a number and a code.
create table power_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  file_id bigint not null,
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
  foreign key (municipality_id, file_id) references power_file (municipality_id, id)
);
create index power_paper_code on power_paper (municipality_id, code);
create index power_paper_of on power_paper (municipality_id, file_id);
