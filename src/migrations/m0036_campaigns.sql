-- Tables of the capability `campaigns`: information campaigns with their aims and measures, what is
-- held where and who came, scans and photographs, papers and materials, copies handed out, media
-- items and new approaches, and how often a public page was opened. Whom to ask at a place, what was
-- said, why something was withdrawn and who stands on a photograph is sealed.

-- A campaign: its plan. `targets` is JSON: what is counted and how much of it is wanted.
create table campaign (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  code text not null,
  contact_code text not null,
  project_id bigint,
  name text not null,
  aim text not null,
  audience text not null,
  channels text not null,
  funded_by text not null,
  from_on text not null,
  to_on text not null,
  targets text not null,
  is_public boolean not null,
  entered_at bigint not null,
  revoked_at bigint,
  why_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, code),
  foreign key (municipality_id, project_id) references project (municipality_id, id)
);
create index campaign_period on campaign (municipality_id, from_on, id);
create index campaign_project on campaign (municipality_id, project_id, id);

-- What is held: a meeting, a stand, a visit. Reported once; a wrong report is withdrawn with the event.
create table campaign_event (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  campaign_id bigint not null,
  kind text not null,
  title text not null,
  held_on text not null,
  begins text not null,
  ends text not null,
  ekatte text not null,
  place text not null,
  partners text not null,
  state text not null,
  content_sealed blob not null,
  entered_at bigint not null,
  reported_at bigint,
  revoked_at bigint,
  why_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, campaign_id) references campaign (municipality_id, id)
);
create index campaign_event_of on campaign_event (municipality_id, campaign_id, held_on);
create index campaign_event_state on campaign_event (municipality_id, state, held_on);
create index campaign_event_day on campaign_event (municipality_id, held_on, id);

-- How many of a kind of people came to an event.
create table campaign_attendance (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  event_id bigint not null,
  kind text not null,
  people bigint not null,
  primary key (municipality_id, id),
  unique (municipality_id, event_id, kind),
  foreign key (municipality_id, event_id) references campaign_event (municipality_id, id)
);

-- A signed attendance list, or a photograph with the consent of those who are shown.
create table campaign_file (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  event_id bigint not null,
  kind text not null,
  media text not null,
  size integer not null,
  people bigint not null,
  sealed blob not null,
  content_sealed blob not null,
  sha256 text not null,
  entered_at bigint not null,
  revoked_at bigint,
  why_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, event_id) references campaign_event (municipality_id, id)
);
create index campaign_file_of on campaign_file (municipality_id, event_id, id);

-- A numbered paper: the calendar, an attendance list, an edition of a brochure, poster or leaflet.
create table campaign_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  campaign_id bigint not null,
  event_id bigint,
  kind text not null,
  form text not null,
  language text not null,
  year integer not null,
  number bigint not null,
  code text not null,
  digest text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, year, number),
  foreign key (municipality_id, campaign_id) references campaign (municipality_id, id),
  foreign key (municipality_id, event_id) references campaign_event (municipality_id, id)
);
create index campaign_paper_code on campaign_paper (municipality_id, code);
create index campaign_paper_of on campaign_paper (municipality_id, campaign_id, kind, id);

-- Copies printed and handed out, media items, new approaches: what is entered and may be withdrawn.
create table campaign_entry (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  register text not null,
  campaign_id bigint,
  project_id bigint,
  paper_id bigint,
  kind text not null,
  entry_on text not null,
  ekatte text not null,
  place text not null,
  title text not null,
  detail text not null,
  link text not null,
  amount bigint not null,
  entered_at bigint not null,
  revoked_at bigint,
  why_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, campaign_id) references campaign (municipality_id, id),
  foreign key (municipality_id, project_id) references project (municipality_id, id),
  foreign key (municipality_id, paper_id) references campaign_paper (municipality_id, id)
);
create index campaign_entry_of on campaign_entry (municipality_id, campaign_id, register, entry_on);
create index campaign_entry_day on campaign_entry (municipality_id, register, entry_on, id);

-- How often the public page of a campaign was opened on a day. Nobody who opened it is known.
create table campaign_view (
  municipality_id bigint not null references municipality (id),
  campaign_id bigint not null,
  day text not null,
  views bigint not null,
  primary key (municipality_id, campaign_id, day),
  foreign key (municipality_id, campaign_id) references campaign (municipality_id, id)
);

-- The municipality's own words in the lists: kinds of events, audiences, channels, media.
create table campaign_choice (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  list text not null,
  code text not null,
  bg text not null,
  en text not null,
  is_offered boolean not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, list, code)
);

-- How many people live in a settlement, as the municipality takes it from a source.
create table campaign_population (
  municipality_id bigint not null references municipality (id),
  ekatte text not null,
  people bigint not null,
  counted_on text not null,
  source text not null,
  primary key (municipality_id, ekatte)
);
