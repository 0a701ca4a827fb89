-- Who stands in for whom, work passed on, work that stalled, and what a piece of work weighs.

-- Somebody is away and a colleague sees his work beside his own. Ended early, not deleted.
create table deputy (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  absent_id bigint not null,
  deputy_id bigint not null,
  first_day text not null,
  last_day text not null,
  reason text not null,
  named_by bigint,
  ended_on text,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, absent_id) references account (municipality_id, id),
  foreign key (municipality_id, deputy_id) references account (municipality_id, id)
);
create index deputy_deputy on deputy (municipality_id, deputy_id, last_day);

-- All or some of somebody's work was passed on. What moved stands in the two tables below, so
-- that it can be undone on the same day.
create table work_transfer (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  from_id bigint not null,
  reason text not null,
  at bigint not null,
  account_id bigint,
  cases integer not null,
  drafts integer not null,
  calls integer not null,
  hours integer not null,
  undone_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, from_id) references account (municipality_id, id)
);

create table work_transfer_case (
  municipality_id bigint not null references municipality (id),
  transfer_id bigint not null,
  case_id bigint not null,
  to_id bigint not null,
  primary key (municipality_id, transfer_id, case_id),
  foreign key (municipality_id, transfer_id) references work_transfer (municipality_id, id),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id)
);

-- A draft that went with it, by the address of its page.
create table work_transfer_draft (
  municipality_id bigint not null references municipality (id),
  transfer_id bigint not null,
  path text not null,
  to_id bigint not null,
  primary key (municipality_id, transfer_id, path),
  foreign key (municipality_id, transfer_id) references work_transfer (municipality_id, id)
);

-- What else went with it: an agreed call (`call`) or a booked hour (`hour`).
create table work_transfer_other (
  municipality_id bigint not null references municipality (id),
  transfer_id bigint not null,
  kind text not null,
  row_id bigint not null,
  to_id bigint not null,
  primary key (municipality_id, transfer_id, kind, row_id),
  foreign key (municipality_id, transfer_id) references work_transfer (municipality_id, id)
);

-- An agreed call that was passed on to a colleague; the contact stays that of who had it.
alter table contact add column follow_up_by bigint;

-- A draft thrown away; kept sealed for a day, so that it can be taken back.
create table discarded_draft (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint not null,
  path text not null,
  sealed blob not null,
  at bigint not null,
  discarded_at bigint not null,
  primary key (municipality_id, id)
);
create index discarded_draft_account on discarded_draft (municipality_id, account_id, id);

-- A case whose next step is overdue by more days than the municipality lets pass. Written by the
-- nightly job; a case that moved on is no longer here in the morning.
create table stalled_case (
  municipality_id bigint not null references municipality (id),
  case_id bigint not null,
  due_on text not null,
  noted_on text not null,
  primary key (municipality_id, case_id),
  foreign key (municipality_id, case_id) references referral_case (municipality_id, id)
);

-- Numbers the municipality decides: days until work counts as stalled, weights of the load. What
-- is absent has the number that the program starts with.
create table work_number (
  municipality_id bigint not null references municipality (id),
  code text not null,
  value integer not null,
  primary key (municipality_id, code)
);

-- Whoever sees the work of all passes it on too.
insert into role_right (municipality_id, role_id, right_id)
  select municipality_id, role_id, 'work.assign' from role_right where right_id = 'frontdesk.team';
