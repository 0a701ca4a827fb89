-- Tables of the capability `forms`: fields that a municipality adds to its forms, and what is
-- answered in them.

-- A version of the own fields of a form. `valid_from` is empty while it is a draft; from that day
-- on it is never changed, only followed by the next. `fields` is the list as JSON.
create table form_version (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  form text not null,
  number integer not null,
  valid_from text,
  fields text not null,
  account_id bigint,
  at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, form, number)
);

-- An answer, bound to the form, the row and the version under which it was given; of a field with
-- several answers one row each. Texts about people are sealed; numbers, days and choices are plain,
-- so that they can be counted. A correction ends a row and adds the next.
create table form_value (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  form text not null,
  row_id bigint not null,
  field text not null,
  version_id bigint not null,
  plain text,
  value_sealed blob,
  at bigint not null,
  account_id bigint,
  ended_at bigint,
  ended_by bigint,
  primary key (municipality_id, id),
  foreign key (municipality_id, version_id) references form_version (municipality_id, id)
);
create index form_value_row on form_value (municipality_id, form, row_id);
create index form_value_field on form_value (municipality_id, form, field, plain);
