-- One person once: likely pairs found by night, merges with what each row was before, so that a
-- merge can be undone; who is related to whom, and who lives in one household.

-- Two people who may be one. `one_id` is the smaller id. A pair that somebody looked at and called
-- two people stays, with who, when and why, and is not proposed again.
create table duplicate_pair (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  one_id bigint not null,
  other_id bigint not null,
  band text not null,
  points integer not null,
  reasons text not null,
  state text not null,
  found_at bigint not null,
  decided_at bigint,
  decided_by text not null,
  why_sealed blob,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, one_id, other_id),
  foreign key (municipality_id, one_id) references person (municipality_id, id),
  foreign key (municipality_id, other_id) references person (municipality_id, id)
);
create index duplicate_pair_state on duplicate_pair (municipality_id, state, points, id);
create index duplicate_pair_other on duplicate_pair (municipality_id, other_id);

-- The person `gone_id` was merged into `kept_id`. `before_sealed` holds what the kept row was, what
-- the merge wrote, and which addresses and names it touched.
create table person_merge (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kept_id bigint not null,
  gone_id bigint not null,
  at bigint not null,
  account_name text not null,
  why_sealed blob not null,
  before_sealed blob not null,
  undone_at bigint,
  undone_by text not null,
  undone_why_sealed blob,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, kept_id) references person (municipality_id, id),
  foreign key (municipality_id, gone_id) references person (municipality_id, id)
);
create index person_merge_kept on person_merge (municipality_id, kept_id);
create index person_merge_gone on person_merge (municipality_id, gone_id);

-- Which row a merge moved: `belonging` names its table and column.
create table person_merge_row (
  municipality_id bigint not null references municipality (id),
  merge_id bigint not null,
  belonging text not null,
  row_id bigint not null,
  primary key (municipality_id, merge_id, belonging, row_id),
  foreign key (municipality_id, merge_id) references person_merge (municipality_id, id)
);
create index person_merge_row_row on person_merge_row (municipality_id, belonging, row_id);

create index person_merged on person (municipality_id, merged_into);

-- A representative may stand in the register too; then the name is read there. Relations that give
-- no right to speak (a spouse, a carer) stand in the same table: one list of who is close.
alter table representative add column other_id bigint;
alter table representative add column why_sealed blob;
create index representative_other on representative (municipality_id, other_id);

create table household (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  created_at bigint not null,
  version integer not null,
  primary key (municipality_id, id)
);

-- Who lives in a household from when to when. A row is ended, never deleted.
create table household_member (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  household_id bigint not null,
  person_id bigint not null,
  valid_from text not null,
  valid_to text,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, household_id) references household (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index household_member_person on household_member (municipality_id, person_id);
create index household_member_household on household_member (municipality_id, household_id);
