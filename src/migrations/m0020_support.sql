-- Tables of the capability `support`: individual assessments (ИОП), support plans (ИПП), joint plans
-- and reports of evaluation that are made here, and the actions that follow from plans. What is
-- written of people is sealed; days, states and numbers are plain, so that what is due is found.

-- Areas in which needs are assessed. What the program brings stands in areas.toml; a row of the
-- municipality under the same code takes its place.
create table need_area (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  bg text not null,
  en text not null,
  turn integer not null,
  off boolean not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, code)
);

-- A version of a document: assessment, plan, joint, evaluation. A plan stands on an assessment
-- (base_id). Nothing is deleted: a draft given up stays as dropped.
create table support_version (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  placement_id bigint not null,
  kind text not null,
  number integer not null,
  base_id bigint,
  state text not null,
  ground text not null,
  fits text not null,
  joint boolean not null,
  due_on text,
  approved_on text,
  approved_by text not null,
  signed_on text,
  given_on text,
  sent_on text,
  sent_how text not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, placement_id, kind, number),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id),
  foreign key (municipality_id, base_id) references support_version (municipality_id, id)
);
create index support_version_state on support_version (municipality_id, state, due_on);

-- An action of a signed plan: what, by whom and how often is sealed.
create table support_action (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  version_id bigint not null,
  placement_id bigint not null,
  turn integer not null,
  due_on text,
  state text not null,
  text_sealed blob not null,
  note_sealed blob,
  marked_on text,
  marked_by text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, version_id, turn),
  foreign key (municipality_id, version_id) references support_version (municipality_id, id),
  foreign key (municipality_id, placement_id) references placement (municipality_id, id)
);
create index support_action_open on support_action (municipality_id, state, due_on);
create index support_action_placement on support_action (municipality_id, placement_id, id);
