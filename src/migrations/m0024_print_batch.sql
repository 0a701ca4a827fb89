-- Papers of contracts printed together: which, how many are done, by whom they were asked for.
create table print_batch (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  account_id bigint,
  account_name text not null,
  made_at bigint not null,
  papers text not null,
  total integer not null,
  done integer not null,
  finished_at bigint,
  version integer not null,
  primary key (municipality_id, id)
);
create index service_contract_signed on service_contract (municipality_id, signed_on, id);
