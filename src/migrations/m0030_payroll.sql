-- Tables of the capability `payroll`: the pay of personal assistants. Hours, prices and amounts stand
-- open, by which sums are made and checked; reasons, accounts at a bank and papers are sealed.

-- A pay run of a month. One that was withdrawn stays; the next attempt follows.
create table payroll_run (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  month text not null,
  kind text not null,
  attempt integer not null,
  state text not null,
  year integer not null,
  number bigint not null,
  currency text not null,
  rules text not null,
  pay_by text,
  people integer not null,
  held integer not null,
  minutes bigint not null,
  gross bigint not null,
  contributions bigint not null,
  administration bigint not null,
  slips integer not null,
  begun_by bigint,
  account_name text not null,
  made_at bigint not null,
  prepared_by bigint,
  prepared_name text not null,
  prepared_at bigint,
  approved_by bigint,
  approved_name text not null,
  approved_at bigint,
  released_name text not null,
  released_at bigint,
  cancelled_at bigint,
  why_sealed blob,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, month, kind, attempt),
  unique (municipality_id, year, number)
);
create index payroll_run_state on payroll_run (municipality_id, state, month);

-- A line: what a labour contract brings for a month of work. Amounts in the currency of the month of
-- work are differences to what was released before; those beginning with `paid_` are the same in the
-- currency of the run. `released_turn` is set when the run is released: so nothing is paid twice.
create table payroll_line (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  run_id bigint not null,
  contract_id bigint not null,
  agreement_id bigint not null,
  person_id bigint not null,
  assistant_id bigint not null,
  report_id bigint not null,
  worked text not null,
  kind text not null,
  minutes integer not null,
  minutes_before integer not null,
  years integer not null,
  price text not null,
  percent text not null,
  rate text not null,
  gross_before bigint not null,
  currency text not null,
  pay bigint not null,
  supplement bigint not null,
  contributions bigint not null,
  administration bigint not null,
  paid_currency text not null,
  paid_pay bigint not null,
  paid_supplement bigint not null,
  paid_contributions bigint not null,
  paid_administration bigint not null,
  pay_by text,
  is_treasury boolean not null,
  turn integer not null,
  released_turn integer,
  held_kind text not null,
  held_by text not null,
  held_sealed blob,
  why_sealed blob,
  made_at bigint not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, run_id, contract_id, worked),
  unique (municipality_id, contract_id, worked, released_turn),
  foreign key (municipality_id, run_id) references payroll_run (municipality_id, id),
  foreign key (municipality_id, contract_id) references assistance_contract (municipality_id, id),
  foreign key (municipality_id, agreement_id) references assistance_agreement (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id),
  foreign key (municipality_id, assistant_id) references assistant (municipality_id, id),
  foreign key (municipality_id, report_id) references hour_report (municipality_id, id)
);
create index payroll_line_run on payroll_line (municipality_id, run_id, id);
create index payroll_line_worked on payroll_line (municipality_id, worked, released_turn);
create index payroll_line_person on payroll_line (municipality_id, person_id, worked);
create index payroll_line_assistant on payroll_line (municipality_id, assistant_id, worked);

-- What is to be transferred to an assistant after taxes, as the office enters it, and to which account.
create table payroll_net (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  run_id bigint not null,
  contract_id bigint not null,
  cents bigint not null,
  account_sealed blob not null,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, run_id, contract_id),
  foreign key (municipality_id, run_id) references payroll_run (municipality_id, id),
  foreign key (municipality_id, contract_id) references assistance_contract (municipality_id, id)
);

-- The pay slip of an assistant in a run.
create table payroll_slip (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  run_id bigint not null,
  assistant_id bigint not null,
  paper_id bigint not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  unique (municipality_id, run_id, assistant_id),
  foreign key (municipality_id, run_id) references payroll_run (municipality_id, id),
  foreign key (municipality_id, assistant_id) references assistant (municipality_id, id),
  foreign key (municipality_id, paper_id) references person_paper (municipality_id, id)
);

-- The account of a released run to АСП: what is asked for, until when, when it was filed.
create table payroll_request (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  run_id bigint not null,
  month text not null,
  kind text not null,
  year integer not null,
  number bigint not null,
  currency text not null,
  due_on text not null,
  again_on text not null,
  minutes bigint not null,
  gross bigint not null,
  contributions bigint not null,
  administration bigint not null,
  state_part bigint not null,
  child_aid bigint not null,
  supplement_aid bigint not null,
  filed_on text,
  document text not null,
  expected_on text,
  made_at bigint not null,
  account_name text not null,
  version integer not null,
  primary key (municipality_id, id),
  unique (municipality_id, run_id),
  unique (municipality_id, year, number),
  foreign key (municipality_id, run_id) references payroll_run (municipality_id, id)
);
create index payroll_request_month on payroll_request (municipality_id, month, id);
create index payroll_request_filed on payroll_request (municipality_id, filed_on, due_on);

-- The part of a user in an account.
create table payroll_claim (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  request_id bigint not null,
  person_id bigint not null,
  minutes bigint not null,
  gross bigint not null,
  contributions bigint not null,
  administration bigint not null,
  child_aid bigint not null,
  supplement_aid bigint not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, request_id) references payroll_request (municipality_id, id),
  foreign key (municipality_id, person_id) references person (municipality_id, id)
);
create index payroll_claim_request on payroll_claim (municipality_id, request_id, id);
create index payroll_claim_person on payroll_claim (municipality_id, person_id, id);

-- Money that came from АСП for an account.
create table payroll_transfer (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  request_id bigint not null,
  received_on text not null,
  cents bigint not null,
  document text not null,
  made_at bigint not null,
  account_name text not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, request_id) references payroll_request (municipality_id, id)
);
create index payroll_transfer_request on payroll_transfer (municipality_id, request_id, id);

-- A numbered paper: the statement of a run, an account to АСП, the report of a year.
create table payroll_paper (
  municipality_id bigint not null references municipality (id),
  id bigint not null,
  kind text not null,
  subject_id bigint not null,
  part integer not null,
  period text not null,
  year integer not null,
  number bigint not null,
  made_at bigint not null,
  account_name text not null,
  data_sealed blob not null,
  sealed blob not null,
  sha256 text not null,
  code text not null,
  primary key (municipality_id, id),
  unique (municipality_id, kind, year, number)
);
create index payroll_paper_of on payroll_paper (municipality_id, kind, subject_id, part);
create index payroll_paper_code on payroll_paper (municipality_id, code);
create index payroll_paper_period on payroll_paper (municipality_id, kind, period);
