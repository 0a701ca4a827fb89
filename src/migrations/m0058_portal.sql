-- Tables of the capability `portal`: what anybody may read of the municipality's services. Nothing here is
-- about single people.

-- Places and people waiting of a service as a job counted them at `counted_at`; `total` and `free` are empty
-- when the service keeps no count. `wait_days` is the middle of how long `waited` people waited in a year,
-- empty when they were too few to tell.
create table portal_figure (
  municipality_id bigint not null references municipality (id),
  service_id bigint not null,
  total integer,
  free integer,
  waiting bigint not null,
  wait_days bigint,
  waited bigint not null,
  counted_at bigint not null,
  primary key (municipality_id, service_id),
  foreign key (municipality_id, service_id) references service (municipality_id, id)
);

-- A version of a text of the guide in a language; the newest counts. One that is `shipped` has no words of its
-- own: the text of the program is shown again.
create table portal_text (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  language text not null,
  edition integer not null,
  shipped boolean not null,
  title text not null,
  lead text not null,
  body text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, code, language, edition)
);

-- News, or a plan that is discussed until `until_on`. A withdrawn one stays and is shown to nobody.
create table portal_news (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  title text not null,
  body text not null,
  title_en text not null,
  body_en text not null,
  href text not null,
  published_on text not null,
  until_on text,
  withdrawn_at bigint,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id)
);
create index portal_news_shown on portal_news (municipality_id, published_on);
