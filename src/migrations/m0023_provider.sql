-- The provider's side of a placement: what a safe link asks for, when the provider accepted, who
-- of a provider has an account.

-- What the one answer is about: answer, assessment, contract.
alter table provider_link add column purpose text not null default 'answer';

-- The last day on which the provider was reminded of it.
alter table provider_link add column nudged_on text;

-- The day on which the provider said that it begins the assessment.
alter table placement add column accepted_on text;

-- The provider for which an account works: it sees the referrals to that provider's services.
create table provider_account (
  municipality_id bigint not null references municipality (id),
  account_id bigint not null,
  provider_id bigint not null,
  version integer not null,
  primary key (municipality_id, account_id),
  foreign key (municipality_id, account_id) references account (municipality_id, id),
  foreign key (municipality_id, provider_id) references provider (municipality_id, id)
);
