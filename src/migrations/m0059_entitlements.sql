-- A result of "What am I entitled to" that somebody asked to keep for the desk: no name, sealed, found by the
-- fingerprint of its code until a day.
create table entitlement_kept (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  day text not null,
  until text not null,
  fingerprint text not null,
  content_sealed blob not null,
  made_at bigint not null,
  primary key (municipality_id, id)
);
create index entitlement_kept_print on entitlement_kept (municipality_id, fingerprint);
create index entitlement_kept_until on entitlement_kept (municipality_id, until);
create index entitlement_kept_day on entitlement_kept (municipality_id, day);
