-- Attendance and copies from a spreadsheet: what was read stays sealed until it is entered, and after
-- that as the proof of what stood in the file. Which records came from it is known row by row, so that
-- all of it can be taken back at once.
create table campaign_import (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  campaign_id bigint not null,
  kind text not null,
  file_name text not null,
  total integer not null,
  rows_sealed blob not null,
  read_at bigint not null,
  entered_at bigint,
  revoked_at bigint,
  why_sealed blob not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, campaign_id) references campaign (municipality_id, id)
);
create index campaign_import_of on campaign_import (municipality_id, campaign_id, id);

-- What a row of a file became: an event with its report, or copies that were handed out.
create table campaign_import_row (
  municipality_id bigint not null references municipality (id),
  import_id bigint not null,
  number integer not null,
  event_id bigint,
  entry_id bigint,
  primary key (municipality_id, import_id, number),
  foreign key (municipality_id, import_id) references campaign_import (municipality_id, id),
  foreign key (municipality_id, event_id) references campaign_event (municipality_id, id),
  foreign key (municipality_id, entry_id) references campaign_entry (municipality_id, id)
);

-- The directory of services as it stood when an edition was made: an edition of which the directory
-- says something else today is no longer current.
alter table campaign_paper add column stock text not null default '';
