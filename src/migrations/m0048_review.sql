-- Tables of the capability `review`: the yearly analysis of the state and effectiveness of the social services
-- (чл. 113 ЗСУ): its sections in versions, the figures as they were taken, what was signed. Nothing here is
-- about single people.

-- The analysis of a year and how far it came.
create table review_analysis (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  year integer not null,
  state text not null,
  proposed_at bigint,
  decision_number text not null,
  decided_on text,
  signed_at bigint,
  signed_by text not null,
  sent_number text not null,
  sent_on text,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, year)
);

-- A version of the text of a section; the newest counts.
create table review_section (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  analysis_id bigint not null,
  block text not null,
  edition integer not null,
  content_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, analysis_id, block, edition),
  foreign key (municipality_id, analysis_id) references review_analysis (municipality_id, id)
);

-- A figure as it was when it was taken into the analysis.
create table review_figure (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  analysis_id bigint not null,
  code text not null,
  value bigint not null,
  taken_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, analysis_id, code),
  foreign key (municipality_id, analysis_id) references review_analysis (municipality_id, id)
);

-- The signed analysis as a paper, and as the document that was exported; neither changes any more.
create table review_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  analysis_id bigint not null,
  year integer not null,
  number bigint not null,
  code text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  document_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, analysis_id) references review_analysis (municipality_id, id)
);
create index review_paper_code on review_paper (municipality_id, code);
create index review_paper_analysis on review_paper (municipality_id, analysis_id);

-- The figures of a year are counted by these days.
create index placement_accepted on placement (municipality_id, accepted_on);
create index placement_ended on placement (municipality_id, ended_on);
create index provider_refusal_day on provider_refusal (municipality_id, refused_on);
create index fee_remittance_day on fee_remittance (municipality_id, sent_on);
