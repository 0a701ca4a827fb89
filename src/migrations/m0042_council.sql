-- Tables of the capability `council`: the rules of the council, its compositions and members, meetings
-- with agenda, attendance, recusal, votes, decisions, minutes; letters, proposals and opinions, messages
-- and papers. Who is in the council and what is said there is kept sealed: users of services are among
-- the members, and a point may be closed to the public.

-- The rules of the council as they hold from a day: the municipality's own, in versions.
create table council_rule (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  valid_from text not null,
  members integer not null,
  term_months integer not null,
  regular_months integer not null,
  extra_part integer not null,
  notice_days integer not null,
  quorum text not null,
  majority text not null,
  majority_of text not null,
  qualified text not null,
  qualified_of text not null,
  minutes_days integer not null,
  letter_days integer not null,
  absences integer not null,
  confidential_months integer not null,
  report_until text not null,
  basis text not null,
  note text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id)
);
create index council_rule_from on council_rule (municipality_id, valid_from, id);

-- A composition by a decision of the municipal council, with its term.
create table council_mandate (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  decision text not null,
  decided_on text not null,
  starts_on text not null,
  ends_on text not null,
  ended_on text,
  note text not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index council_mandate_starts on council_mandate (municipality_id, starts_on, id);

-- Somebody in a composition: whom they stand for, in which post, from when until when.
create table council_member (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  mandate_id bigint not null,
  position integer not null,
  kind text not null,
  role text not null,
  body text not null,
  starts_on text not null,
  ended_on text,
  ended_how text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, mandate_id) references council_mandate (municipality_id, id)
);
create index council_member_mandate on council_member (municipality_id, mandate_id, position);

-- What a member declared: an interest, or to keep silent until a day.
create table council_declaration (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  member_id bigint not null,
  kind text not null,
  given_on text not null,
  until_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, member_id) references council_member (municipality_id, id)
);
create index council_declaration_member on council_declaration (municipality_id, member_id, id);

-- What waits for an agenda: a paper of another capability, or a proposal for quality.
create table council_proposal (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  href text not null,
  state text not null,
  content_sealed blob not null,
  handled_on text,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index council_proposal_state on council_proposal (municipality_id, state, id);

-- A letter to the council and the answer to it, with its last day.
create table council_letter (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  received_on text not null,
  from_on text not null,
  due_on text not null,
  answered_on text,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index council_letter_due on council_letter (municipality_id, answered_on, due_on);
create index council_letter_received on council_letter (municipality_id, received_on, id);

-- A meeting of the council: called, opened, closed; what the room sees of it now.
create table council_sitting (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  mandate_id bigint not null,
  year integer not null,
  number bigint not null,
  kind text not null,
  form text not null,
  day text not null,
  begins text not null,
  sequence integer not null,
  content_sealed blob not null,
  fingerprint text not null,
  live_item_id bigint,
  live_sealed blob not null,
  had_quorum boolean not null,
  called_at bigint,
  opened_at bigint,
  closed_at bigint,
  revoked_at bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, mandate_id) references council_mandate (municipality_id, id)
);
create index council_sitting_day on council_sitting (municipality_id, day, id);
create index council_sitting_live on council_sitting (municipality_id, fingerprint);
create index council_sitting_mandate on council_sitting (municipality_id, mandate_id, day);

-- A point of an agenda, with what is proposed and by which majority it is decided.
create table council_item (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  sitting_id bigint not null,
  position integer not null,
  is_closed boolean not null,
  majority text not null,
  proposal_id bigint,
  state text not null,
  href text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, sitting_id) references council_sitting (municipality_id, id),
  foreign key (municipality_id, proposal_id) references council_proposal (municipality_id, id)
);
create index council_item_sitting on council_item (municipality_id, sitting_id, position);
create index council_item_proposal on council_item (municipality_id, proposal_id);

-- How a member took part in a meeting, from when until when.
create table council_attendance (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  sitting_id bigint not null,
  member_id bigint not null,
  how text not null,
  came_at bigint,
  left_at bigint,
  content_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, sitting_id, member_id),
  foreign key (municipality_id, sitting_id) references council_sitting (municipality_id, id),
  foreign key (municipality_id, member_id) references council_member (municipality_id, id)
);
create index council_attendance_member on council_attendance (municipality_id, member_id, sitting_id);

-- A member who takes no part in a point, and why.
create table council_recusal (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  item_id bigint not null,
  member_id bigint not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, item_id, member_id),
  foreign key (municipality_id, item_id) references council_item (municipality_id, id),
  foreign key (municipality_id, member_id) references council_member (municipality_id, id)
);
create index council_recusal_member on council_recusal (municipality_id, member_id, id);

-- A vote on a point with the numbers it was counted by. `turn` is 0 while it stands and its own id
-- afterwards: of one point no two stand.
create table council_vote (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  item_id bigint not null,
  how text not null,
  majority text not null,
  members integer not null,
  present integer not null,
  recused integer not null,
  quorum_needed integer not null,
  needed integer not null,
  voted_for integer not null,
  against integer not null,
  abstained integer not null,
  outcome text not null,
  turn bigint not null,
  why_sealed blob not null,
  taken_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, item_id, turn),
  foreign key (municipality_id, item_id) references council_item (municipality_id, id)
);

-- How a member voted in a vote by name.
create table council_ballot (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  vote_id bigint not null,
  member_id bigint not null,
  answer text not null,
  primary key (municipality_id, id),
  unique (municipality_id, vote_id, member_id),
  foreign key (municipality_id, vote_id) references council_vote (municipality_id, id),
  foreign key (municipality_id, member_id) references council_member (municipality_id, id)
);
create index council_ballot_member on council_ballot (municipality_id, member_id, id);

-- A decision taken on a point, as the minutes say it; the register of decisions follows it to its end.
create table council_decision (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  sitting_id bigint not null,
  item_id bigint not null,
  register_id bigint not null,
  year integer not null,
  number bigint not null,
  due_on text,
  is_public boolean not null,
  content_sealed blob not null,
  made_at bigint not null,
  revoked_at bigint,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, sitting_id) references council_sitting (municipality_id, id),
  foreign key (municipality_id, item_id) references council_item (municipality_id, id)
);
create index council_decision_sitting on council_decision (municipality_id, sitting_id, id);
create index council_decision_item on council_decision (municipality_id, item_id, id);

-- A written opinion of a member on a point.
create table council_opinion (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  item_id bigint not null,
  member_id bigint not null,
  given_on text not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, item_id) references council_item (municipality_id, id),
  foreign key (municipality_id, member_id) references council_member (municipality_id, id)
);
create index council_opinion_item on council_opinion (municipality_id, item_id, id);
create index council_opinion_member on council_opinion (municipality_id, member_id, id);

-- An invitation or another message to a member, with their own address; when it was opened and answered.
create table council_message (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  sitting_id bigint not null,
  member_id bigint not null,
  kind text not null,
  to_sealed blob not null,
  subject text not null,
  text_sealed blob not null,
  fingerprint text not null,
  ends_on text not null,
  sequence integer not null,
  made_at bigint not null,
  sent_at bigint,
  answer text not null,
  opened_at bigint,
  reply text not null,
  replied_at bigint,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, sitting_id) references council_sitting (municipality_id, id),
  foreign key (municipality_id, member_id) references council_member (municipality_id, id)
);
create index council_message_sitting on council_message (municipality_id, sitting_id, id);
create index council_message_link on council_message (municipality_id, fingerprint);
create index council_message_member on council_message (municipality_id, member_id, id);

-- The minutes of a meeting: whole, and as everybody may read them.
create table council_minutes (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  sitting_id bigint not null,
  due_on text not null,
  drafted_at bigint not null,
  signed_on text,
  sent_on text,
  published_on text,
  content_sealed blob not null,
  public_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, sitting_id),
  foreign key (municipality_id, sitting_id) references council_sitting (municipality_id, id)
);
create index council_minutes_due on council_minutes (municipality_id, sent_on, due_on);
create index council_minutes_published on council_minutes (municipality_id, published_on, id);

-- Minutes, an extract or a yearly report on paper; numbered by kind, with a code that anybody may check.
create table council_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  sitting_id bigint,
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
  foreign key (municipality_id, sitting_id) references council_sitting (municipality_id, id)
);
create index council_paper_code on council_paper (municipality_id, code);
create index council_paper_sitting on council_paper (municipality_id, sitting_id, id);
