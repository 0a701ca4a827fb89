-- Tables of the capability `services`: the catalogue that the referral chooses from.

create table provider (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  name text not null,
  kind text not null,
  address text not null,
  phone text not null,
  email text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, name)
);

create table service (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  provider_id bigint not null,
  name text not null,
  folded text not null,
  legacy_name text not null,
  kind integer not null,
  in_zsu boolean not null,
  access text not null,
  purpose text not null,
  users text not null,
  level text not null,
  funding text not null,
  environment text not null,
  replacement_care text,
  optional_referral boolean not null,
  legacy_home boolean not null,
  address text not null,
  ekatte text references settlement (ekatte),
  capacity integer,
  capacity_on text,
  decision text not null,
  source text not null,
  confidence text not null,
  note text not null,
  closed_on text,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, code),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id)
);
create index service_kind on service (municipality_id, kind, folded);
