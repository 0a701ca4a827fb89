-- Tables of the capability `rules`: what a municipality decided itself where the law leaves it so.

-- A value of a rule from a day on, by an act. A value is never deleted: one entered by mistake is
-- withdrawn, and whoever asks sees both.
create table law_value (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  rule text not null,
  value text not null,
  valid_from text not null,
  valid_to text,
  act text not null,
  reason text not null,
  withdrawn_on text,
  withdrawn_why text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index law_value_rule on law_value (municipality_id, rule, valid_from);
