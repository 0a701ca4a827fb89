-- Tables of the capability `planning`: the needs analysis, the planning proposal and the annual plan (чл. 37–43
-- and 58–63 НПСУ): their parts in versions, figures as they were taken, planned services, publications, opinions
-- of citizens, debates, requests for data, demands of АСП, papers. Nothing here is about single users.

-- The planning of a year: for the map (analysis and proposal) or of a year (annual plan), and how far it came.
create table planning_cycle (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  year integer not null,
  state text not null,
  figures_on text not null,
  proposed_at bigint,
  decision_number text not null,
  decided_on text,
  sent_number text not null,
  sent_on text,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, year)
);

-- A version of the text of a part; the newest counts. Below zero stand texts that lost a race: kept, not counted.
create table planning_part (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  cycle_id bigint not null,
  part text not null,
  edition integer not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, cycle_id, part, edition),
  foreign key (municipality_id, cycle_id) references planning_cycle (municipality_id, id)
);

-- A figure as it was when it was taken: texts refer to it by its code.
create table planning_figure (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  cycle_id bigint not null,
  code text not null,
  value text not null,
  known_on text not null,
  list text not null,
  content_sealed blob not null,
  taken_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, cycle_id, code),
  foreign key (municipality_id, cycle_id) references planning_cycle (municipality_id, id)
);

-- A planned service: users now and planned, what changes, how the municipality provides it.
create table planning_line (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  cycle_id bigint not null,
  budget text not null,
  set_no integer not null,
  users_now bigint not null,
  users_planned bigint not null,
  change text not null,
  way text not null,
  cost_cents bigint not null,
  content_sealed blob not null,
  removed_at bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, cycle_id) references planning_cycle (municipality_id, id)
);
create index planning_line_cycle on planning_line (municipality_id, cycle_id, id);

-- A publication for discussion; one that is withdrawn stays with its reason.
create table planning_release (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  cycle_id bigint not null,
  published_on text not null,
  ends_on text not null,
  withdrawn_on text,
  withdrawn_by text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, cycle_id) references planning_cycle (municipality_id, id)
);
create index planning_release_cycle on planning_release (municipality_id, cycle_id, id);
create index planning_release_ends on planning_release (municipality_id, ends_on);

-- What somebody thinks of a published document, and the answer.
create table planning_opinion (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  cycle_id bigint not null,
  number bigint not null,
  document text not null,
  via text not null,
  received_on text not null,
  outcome text not null,
  answered_on text,
  is_shown boolean not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, cycle_id, number),
  foreign key (municipality_id, cycle_id) references planning_cycle (municipality_id, id)
);
create index planning_opinion_day on planning_opinion (municipality_id, received_on);

-- A debate that was held, with the public or in the council on social services.
create table planning_debate (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  cycle_id bigint not null,
  kind text not null,
  held_on text not null,
  people integer not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, cycle_id) references planning_cycle (municipality_id, id)
);
create index planning_debate_cycle on planning_debate (municipality_id, cycle_id, held_on);

-- Data asked of a body that keeps it, with the last day of its answer.
create table planning_inquiry (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  cycle_id bigint not null,
  sent_on text not null,
  due_on text not null,
  answered_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, cycle_id) references planning_cycle (municipality_id, id)
);
create index planning_inquiry_cycle on planning_inquiry (municipality_id, cycle_id, sent_on);
create index planning_inquiry_due on planning_inquiry (municipality_id, due_on);

-- A demand of АСП that the analysis be calculated anew.
create table planning_demand (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  cycle_id bigint not null,
  kind text not null,
  received_on text not null,
  handled_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, cycle_id) references planning_cycle (municipality_id, id)
);
create index planning_demand_cycle on planning_demand (municipality_id, cycle_id, received_on);

-- A document as it was published or adopted, as paper and as a document for a word processor; neither changes.
create table planning_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  cycle_id bigint not null,
  release_id bigint,
  document text not null,
  phase text not null,
  year integer not null,
  number bigint not null,
  code text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  document_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, cycle_id) references planning_cycle (municipality_id, id),
  foreign key (municipality_id, release_id) references planning_release (municipality_id, id)
);
create index planning_paper_code on planning_paper (municipality_id, code);
create index planning_paper_cycle on planning_paper (municipality_id, cycle_id, id);
