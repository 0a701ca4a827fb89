-- Tables of the capability `assistants`: who asked to be an assistant and who stands on the list of
-- candidates. What they declared, their papers, service and account at a bank are sealed.

create table assistant (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  person_id bigint not null,
  year integer not null,
  number bigint not null,
  applied_on text not null,
  due_on text not null,
  state text not null,
  decided_on text,
  ended_on text,
  hours_offered integer not null,
  hours_taken integer not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index assistant_person on assistant (municipality_id, person_id, id);
create index assistant_state on assistant (municipality_id, state, due_on);

-- What was done: applied, interviewed, entered, refused, removed, changed, a paper brought.
create table assistant_step (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  assistant_id bigint not null,
  kind text not null,
  held_on text not null,
  content_sealed blob not null,
  paper_id bigint,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, assistant_id) references assistant (municipality_id, id)
);
create index assistant_step_of on assistant_step (municipality_id, assistant_id, id);
