-- What training tells and prints: messages to participants, papers of supervision, the meeting at which
-- something was agreed, the address at which an employee is written to.

-- A message about a seminar to somebody who was invited, as it was written, and what the mail server said.
-- `turn` counts the messages of a kind to one of them: of two who send the first at once, one does.
create table training_message (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  seminar_id bigint not null,
  invited_id bigint not null,
  kind text not null,
  turn integer not null,
  subject text not null,
  text_sealed blob not null,
  to_sealed blob not null,
  written_at bigint not null,
  sent_at bigint,
  answer text not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, invited_id, kind, turn),
  foreign key (municipality_id, seminar_id) references training_seminar (municipality_id, id),
  foreign key (municipality_id, invited_id) references training_invited (municipality_id, id)
);
create index training_message_seminar on training_message (municipality_id, seminar_id, id);

-- A paper of supervision: the protocol of a meeting, a year of a supervision, a year of one employee,
-- numbered by kind. It is overtaken when a meeting that it tells of is revoked.
create table supervision_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  supervision_id bigint,
  meeting_id bigint,
  employee_id bigint,
  covers integer not null,
  year integer not null,
  number bigint not null,
  code text not null,
  issued_on text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  entered_at bigint not null,
  overtaken_at bigint,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, year, number),
  foreign key (municipality_id, supervision_id) references supervision (municipality_id, id),
  foreign key (municipality_id, meeting_id) references supervision_meeting (municipality_id, id),
  foreign key (municipality_id, employee_id) references employee (municipality_id, id)
);
create index supervision_paper_code on supervision_paper (municipality_id, code);
create index supervision_paper_of on supervision_paper (municipality_id, supervision_id, id);
create index supervision_paper_meeting on supervision_paper (municipality_id, meeting_id, id);
create index supervision_paper_employee on supervision_paper (municipality_id, employee_id, id);

-- At which meeting something was agreed; of what was entered before this, none is known.
alter table supervision_action add column meeting_id bigint;

-- Where an employee is written to; none when it is not known.
alter table employee add column email_sealed blob;
