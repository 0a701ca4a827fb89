-- Tables of the capability `placement`: the way of a person from a signed assessment (ПО) into a
-- service and out of it again. What providers write of people, reasons and teams: sealed.

-- The day on which the person presented the assessment to the provider of this service; while it
-- stands, the service is taken up and its validity does not run out.
alter table proposal add column taken_on text;

-- A part of a service with places of its own: a flat, a group, a shift. A service whose places
-- are known has one at least.
create table service_unit (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  service_id bigint not null,
  name text not null,
  total integer not null,
  funded integer not null,
  taken integer not null,
  reserved integer not null,
  updated_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, name),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);

create table placement (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  case_id bigint,
  proposal_id bigint,
  service_id bigint not null,
  unit_id bigint,
  follows_id bigint,
  state text not null,
  duration text not null,
  urgent boolean not null,
  stated_on text not null,
  next_on text,
  next_kind text not null,
  officer_id bigint,
  ended_on text,
  end_ground text not null,
  closed_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id),
  foreign key (municipality_id, proposal_id) references proposal (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id),
  foreign key (municipality_id, unit_id) references service_unit (municipality_id, id),
  foreign key (municipality_id, follows_id) references placement (municipality_id, id)
);
create index placement_person on placement (municipality_id, person_id, id);
create index placement_case on placement (municipality_id, case_id, id);
create index placement_state on placement (municipality_id, state, next_on);
create index placement_service on placement (municipality_id, service_id, state, id);
create index placement_open on placement (municipality_id, closed_at, next_on);

-- Who waits, in strict order of entry (чл. 79, ал. 3 ЗСУ): `turn` counts within the service.
create table waiting_entry (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  service_id bigint not null,
  turn bigint not null,
  entered_at bigint not null,
  urgent_ground text not null,
  reason_sealed blob,
  asked_on text,
  ask_on text,
  left_at bigint,
  left_how text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, service_id, turn),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index waiting_entry_open on waiting_entry (municipality_id, service_id, left_at, turn);
create index waiting_entry_placement on waiting_entry (municipality_id, placement_id, id);
create index waiting_entry_ask on waiting_entry (municipality_id, left_at, ask_on);

-- A place offered to who waits.
create table place_offer (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  unit_id bigint,
  offered_on text not null,
  answer_by text not null,
  how text not null,
  answered_on text,
  answer text not null,
  paper_id bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id)
);
create index place_offer_placement on place_offer (municipality_id, placement_id, id);

-- Who was passed over when a place was offered to somebody later in the list, and why.
create table waiting_skip (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  entry_id bigint not null,
  offer_id bigint not null,
  ground text not null,
  reason_sealed blob not null,
  skipped_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, entry_id) references waiting_entry (municipality_id, id),
  foreign key (municipality_id, offer_id) references place_offer (municipality_id, id)
);
create index waiting_skip_entry on waiting_skip (municipality_id, entry_id, id);

-- The individual assessment (ИОП) and the support plan (ИПП), each version a row.
create table support_plan (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  attempt integer not null,
  assessed_on text not null,
  fits boolean not null,
  planned_on text,
  received_on text not null,
  content_sealed blob not null,
  file_sealed blob not null,
  media text not null,
  sha256 text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, placement_id, attempt),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id)
);

-- A refusal of the provider: not_provided (чл. 78, ал. 5, т. 1 ЗСУ) or unfit (т. 2).
create table provider_refusal (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  service_id bigint not null,
  ground text not null,
  reason_sealed blob not null,
  refused_on text not null,
  received_on text not null,
  late boolean not null,
  appealed_on text,
  appealed_by text not null,
  appeal_ended_on text,
  outcome text not null,
  paper_id bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);
create index provider_refusal_placement on provider_refusal (municipality_id, placement_id, id);
create index provider_refusal_service on provider_refusal (municipality_id, service_id, refused_on);

-- A contract for the use of a service (чл. 39 ППЗСУ); a prolongation is a row of its own.
create table service_contract (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  prolongs_id bigint,
  year integer not null,
  number bigint not null,
  signed_on text not null,
  from_on text not null,
  until_on text not null,
  fee_cents bigint,
  content_sealed blob not null,
  reported_on text,
  evaluated_on text,
  evaluation_sealed blob,
  updated_on text,
  paper_id bigint,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id)
);
create index service_contract_placement on service_contract (municipality_id, placement_id, id);
create index service_contract_until on service_contract (municipality_id, until_on);

-- A safe link for the provider: one answer, an end, no account. Only its fingerprint is kept; what
-- was shown through it is kept as it was.
create table provider_link (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  fingerprint text not null,
  email text not null,
  snapshot_sealed blob not null,
  made_at bigint not null,
  expires_at bigint not null,
  opened_at bigint,
  answered_at bigint,
  answer text not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, fingerprint),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id)
);
create index provider_link_placement on provider_link (municipality_id, placement_id, id);
