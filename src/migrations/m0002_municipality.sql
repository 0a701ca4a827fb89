-- Tables of the capability `municipality`, and the national classification of settlements.

create table settlement (
  ekatte text not null primary key,
  kind text not null,
  name text not null,
  name_latin text not null,
  folded text not null,
  municipality_code text not null,
  municipality_name text not null,
  district_code text not null
);
create index settlement_folded on settlement (folded);
create index settlement_municipality on settlement (municipality_code, folded);

create table service_point (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  name text not null,
  ekatte text references settlement (ekatte),
  address text not null,
  phone text not null,
  hours text not null,
  counters integer not null,
  opened_on text not null,
  closed_on text,
  version integer not null,
  primary key (municipality_id, id)
);

-- Who pays for a service point, and from when to when. The end of the money is not the end of the
-- point: it stands here, not in the point.
create table service_point_funding (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  point_id bigint not null,
  source text not null,
  valid_from text not null,
  valid_to text,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, point_id) references service_point (municipality_id, id)
);
create index service_point_funding_point on service_point_funding (municipality_id, point_id);

-- The mayor's order that names the staff who refer (чл. 75(3) ЗСУ, чл. 10(4) ППЗСУ).
create table referral_order (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  number text not null,
  day text not null,
  valid_from text not null,
  valid_to text,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, number, day)
);
create table referral_order_member (
  municipality_id bigint not null references municipality (id),
  order_id bigint not null,
  account_id bigint not null,
  valid_from text,
  valid_to text,
  primary key (municipality_id, order_id, account_id),
  foreign key (municipality_id, order_id) references referral_order (municipality_id, id),
  foreign key (municipality_id, account_id) references account (municipality_id, id)
);
