-- The contact log in depth: lists that the office edits, answers in versions, sheets, signals.

-- Topics, documents and campaigns of a municipality. A topic of the program that is renamed or
-- retired stands here under its code; what is not here is as the program brings it.
create table contact_choice (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  list text not null,
  code text not null,
  law text not null,
  bg text not null,
  en text not null,
  valid_from text,
  valid_to text,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, list, code)
);

-- What is answered on a topic. A version is never changed: a new one follows it.
create table answer_script (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  topic text not null,
  number integer not null,
  answer text not null,
  article text not null,
  approved_by text not null,
  approved_on text not null,
  valid_from text not null,
  created_at bigint not null,
  primary key (municipality_id, id),
  unique (municipality_id, topic, number)
);

-- A sheet with many rows from one place: an outreach day, a village mayor's office.
create table contact_sheet (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  at bigint not null,
  entered_at bigint not null,
  account_id bigint not null,
  service_point_id bigint,
  channel text not null,
  place text not null,
  ekatte text,
  campaign text not null,
  lines integer not null,
  undone_at bigint,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id),
  foreign key (municipality_id, service_point_id) references service_point (municipality_id, id)
);
create index contact_sheet_account on contact_sheet (municipality_id, account_id, id);

-- What a contact said before it was corrected or cancelled.
create table contact_change (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  contact_id bigint not null,
  at bigint not null,
  account_id bigint not null,
  was_sealed blob not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, contact_id) references contact (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index contact_change_contact on contact_change (municipality_id, contact_id, id);

alter table contact add column asker text not null default 'self';
alter table contact add column ekatte text;
alter table contact add column sex text not null default 'unknown';
alter table contact add column age_group text not null default '';
alter table contact add column script_id bigint;
alter table contact add column documents text not null default '';
alter table contact add column campaign text not null default '';
alter table contact add column follow_up_on text;
alter table contact add column followed_up_at bigint;
alter table contact add column sheet_id bigint;
alter table contact add column cancelled_at bigint;
create index contact_follow_up on contact (municipality_id, follow_up_on, id);
create index contact_point on contact (municipality_id, service_point_id, at);
create index contact_sheet_rows on contact (municipality_id, sheet_id, id);

-- A wish that came through a village mayor's office: which one, and with which sheet.
alter table wish add column via text not null default '';
alter table wish add column place text not null default '';
alter table wish add column sheet_id bigint;
create index wish_sheet on wish (municipality_id, sheet_id, id);
create index wish_registered on wish (municipality_id, registered_at, id);

-- An attempt to reach the person whom a signal is about.
create table signal_outreach (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  signal_id bigint not null,
  at bigint not null,
  account_id bigint not null,
  channel text not null,
  result text not null,
  note_sealed blob,
  primary key (municipality_id, id),
  foreign key (municipality_id, signal_id) references signal (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
create index signal_outreach_signal on signal_outreach (municipality_id, signal_id, id);
create index signal_received on signal (municipality_id, received_at, id);
