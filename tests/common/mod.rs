//! What the tests of safety share: the rows of a municipality by what routes ask for, and reading
//! the raw database.
#![allow(dead_code)]

use kit::store::{Db, Target};
use kit::types::encode_id;
use kit::web::RouteInfo;
use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement};
use std::collections::BTreeMap;

use crate::testing::TestApp;

/// Queries for the ids that stand in addresses: by the segments before each parameter. Of cases one
/// of each state, of the rest the first few.
const QUERIES: &[(&str, &str)] = &[
    ("people", "select id from person where municipality_id = $1 order by id limit 4"),
    ("wishes", "select id from wish where municipality_id = $1 order by id limit 4"),
    ("waiting", "select id from placement where municipality_id = $1 order by id limit 2"),
    ("contacts", "select id from contact where municipality_id = $1 order by id limit 2"),
    // Of the front desk and of the control of personal assistance: each has a register of its own.
    (
        "signals",
        "select id from (select id from signal where municipality_id = $1 order by id limit 3) \
         of_desk union all select id from (select id from control_signal \
         where municipality_id = $1 order by id limit 3) of_control",
    ),
    ("visits", "select min(id) as id from control_visit where municipality_id = $1 group by state"),
    ("measures", "select id from control_measure where municipality_id = $1 order by id limit 2"),
    ("rounds", "select id from control_round where municipality_id = $1 order by id limit 2"),
    ("training", "select id from control_training where municipality_id = $1 order by id limit 2"),
    ("seminars", "select id from training_seminar where municipality_id = $1 order by id limit 4"),
    ("days", "select id from training_day where municipality_id = $1 order by id limit 2"),
    (
        "attendance",
        "select id from training_attendance where municipality_id = $1 order by id limit 2",
    ),
    (
        "studies",
        "select min(id) as id from study where municipality_id = $1 group by method, closed_on",
    ),
    ("study-forms", "select id from study_form where municipality_id = $1 order by id limit 2"),
    ("study-rounds", "select id from study_round where municipality_id = $1 order by id limit 2"),
    ("study-papers", "select id from study_paper where municipality_id = $1 order by id limit 2"),
    ("surveys", "select id from voice_survey where municipality_id = $1 order by id limit 3"),
    ("complaints", "select id from voice_complaint where municipality_id = $1 order by id limit 5"),
    (
        "inbox",
        "select min(id) as id from online_sent where municipality_id = $1 group by kind, state",
    ),
    (
        "inbox/enclosed",
        "select sent_id as parent, id from online_file where municipality_id = $1 \
         and sent_id is not null order by id limit 2",
    ),
    ("online", "select id from online_sent where municipality_id = $1 order by id limit 3"),
    ("pdf", "select id from voice_paper where municipality_id = $1 order by id limit 3"),
    ("invited", "select id from training_invited where municipality_id = $1 order by id limit 2"),
    ("issued", "select id from training_paper where municipality_id = $1 order by id limit 2"),
    ("courses", "select id from training_course where municipality_id = $1 order by id limit 2"),
    ("plan", "select id from training_plan where municipality_id = $1 order by id limit 2"),
    // Of oversight.
    (
        "checks",
        "select min(id) as id from oversight_check where municipality_id = $1 group by state",
    ),
    (
        "prescriptions",
        "select min(id) as id from oversight_prescription where municipality_id = $1 group by state",
    ),
    (
        "objections",
        "select id from oversight_objection where municipality_id = $1 order by id limit 2",
    ),
    (
        "monitoring",
        "select id from oversight_record where municipality_id = $1 order by id limit 2",
    ),
    ("check-plans", "select id from oversight_plan where municipality_id = $1 order by id limit 2"),
    ("check-files", "select id from oversight_file where municipality_id = $1 order by id limit 2"),
    (
        "check-papers",
        "select min(id) as id from oversight_paper where municipality_id = $1 group by kind",
    ),
    ("supervision", "select id from supervision where municipality_id = $1 order by id limit 2"),
    (
        "meetings",
        "select id from supervision_meeting where municipality_id = $1 order by id limit 2",
    ),
    (
        "supervision-papers",
        "select id from supervision_paper where municipality_id = $1 order by id limit 3",
    ),
    ("agreed", "select id from supervision_action where municipality_id = $1 order by id limit 2"),
    (
        "conferences",
        "select min(id) as id from cooperation_conference where municipality_id = $1 group by state",
    ),
    ("seats", "select id from cooperation_seat where municipality_id = $1 order by id limit 3"),
    (
        "agreed-tasks",
        "select id from cooperation_task where municipality_id = $1 order by id limit 2",
    ),
    // Of the cooperation and of the plans: each has a register of its own.
    (
        "inquiries",
        "select id from (select id from cooperation_request where municipality_id = $1 \
         order by id limit 4) of_cooperation union all select id from (select id from \
         planning_inquiry where municipality_id = $1 order by id limit 2) of_plans",
    ),
    (
        "institutions",
        "select id from cooperation_institution where municipality_id = $1 order by id limit 2",
    ),
    (
        "invitations",
        "select id from cooperation_message where municipality_id = $1 order by id limit 2",
    ),
    (
        "cooperation-papers",
        "select min(id) as id from cooperation_paper where municipality_id = $1 group by kind",
    ),
    ("campaigns", "select id from campaign where municipality_id = $1 order by id limit 2"),
    (
        "events",
        "select min(id) as id from campaign_event where municipality_id = $1 group by state",
    ),
    ("files", "select id from campaign_file where municipality_id = $1 order by id limit 2"),
    ("photos", "select id from campaign_file where municipality_id = $1 order by id limit 2"),
    ("entries", "select id from campaign_entry where municipality_id = $1 order by id limit 2"),
    ("prints", "select id from campaign_paper where municipality_id = $1 order by id limit 3"),
    ("pairs", "select id from assistance_agreement where municipality_id = $1 order by id limit 2"),
    (
        "referrals",
        "select min(id) as id from referral_case where municipality_id = $1 group by state",
    ),
    ("services", "select id from service where municipality_id = $1 order by id limit 2"),
    ("placements", "select min(id) as id from placement where municipality_id = $1 group by state"),
    (
        "placements/plans",
        "select placement_id as parent, id from support_plan where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "support",
        "select min(id) as id from support_version where municipality_id = $1 group by kind, state",
    ),
    ("provider-desk", "select id from placement where municipality_id = $1 order by id limit 2"),
    ("print", "select id from print_batch where municipality_id = $1 order by id limit 2"),
    ("actions", "select id from support_action where municipality_id = $1 order by id limit 2"),
    (
        "delivery",
        "select distinct service_id as id from placement where municipality_id = $1 \
         order by service_id limit 2",
    ),
    (
        "delivery/people",
        "select service_id as parent, id from placement where municipality_id = $1 \
         and state in ('in_service', 'review', 'arrears') order by id limit 2",
    ),
    ("worktime", "select id from hour_report where municipality_id = $1 order by id limit 3"),
    ("runs", "select id from hour_run where municipality_id = $1 order by id limit 2"),
    ("labour", "select id from assistance_contract where municipality_id = $1 order by id limit 2"),
    ("due", "select id from placement where municipality_id = $1 order by id limit 2"),
    ("bills", "select id from fee_account where municipality_id = $1 order by id limit 2"),
    // Of personal assistance and of assistant support: each has a register of its own.
    (
        "assistants",
        "select id from (select id from assistant where municipality_id = $1 \
         order by id limit 2) of_assistance union all select id from (select id from \
         homecare_assistant where municipality_id = $1 order by id limit 2) of_support",
    ),
    ("payroll", "select id from payroll_run where municipality_id = $1 order by id limit 2"),
    (
        "lines",
        "select id from (select id from payroll_line where municipality_id = $1 order by id limit 2) \
         of_pay union all select id from (select id from control_line where municipality_id = $1 \
         order by id limit 2) of_control",
    ),
    ("asp", "select id from payroll_request where municipality_id = $1 order by id limit 2"),
    (
        "papers",
        "select id from (select id from payroll_paper where municipality_id = $1 \
         order by id limit 2) of_pay union all select id from (select id from control_paper \
         where municipality_id = $1 order by id limit 2) of_control union all select id from \
         (select id from project_paper where municipality_id = $1 order by id limit 2) of_projects \
         union all select id from \
         (select id from result_paper where municipality_id = $1 order by id limit 2) of_results",
    ),
    ("dossiers", "select id from power_file where municipality_id = $1 order by id limit 3"),
    ("powers", "select id from power_file where municipality_id = $1 order by id limit 2"),
    ("candidates", "select id from power_candidate where municipality_id = $1 order by id limit 2"),
    ("commission", "select id from power_member where municipality_id = $1 order by id limit 2"),
    ("assigned", "select id from power_contract where municipality_id = $1 order by id limit 2"),
    ("power-papers", "select id from power_paper where municipality_id = $1 order by id limit 2"),
    ("decisions", "select id from decision_record where municipality_id = $1 order by id limit 3"),
    ("evidence", "select id from decision_evidence where municipality_id = $1 order by id limit 2"),
    ("extracts", "select id from decision_paper where municipality_id = $1 order by id limit 2"),
    ("projects", "select id from project where municipality_id = $1 order by id limit 2"),
    (
        "activities",
        "select id from project_activity where municipality_id = $1 order by id limit 2",
    ),
    (
        "amendments",
        "select id from project_amendment where municipality_id = $1 order by id limit 2",
    ),
    (
        "commitments",
        "select id from project_commitment where municipality_id = $1 order by id limit 2",
    ),
    ("spending", "select id from project_spending where municipality_id = $1 order by id limit 3"),
    ("invoices", "select id from project_file where municipality_id = $1 order by id limit 2"),
    (
        "payment-claims",
        "select id from project_claim where municipality_id = $1 order by id limit 3",
    ),
    ("risks", "select id from project_risk where municipality_id = $1 order by id limit 2"),
    ("steps", "select id from project_step where municipality_id = $1 order by id limit 2"),
    ("tables", "select id from project_upload where municipality_id = $1 order by id limit 2"),
    (
        "indicators",
        "select id from result_indicator where municipality_id = $1 order by id limit 2",
    ),
    ("openings", "select id from result_opening where municipality_id = $1 order by id limit 2"),
    (
        "microdata",
        "select id from result_participant where municipality_id = $1 order by id limit 2",
    ),
    ("estimates", "select id from result_estimate where municipality_id = $1 order by id limit 2"),
    ("marks", "select id from duty_mark where municipality_id = $1 order by id limit 2"),
    ("happened", "select id from duty_event where municipality_id = $1 order by id limit 2"),
    (
        "notices",
        "select min(id) as id from notice where municipality_id = $1 group by channel, state",
    ),
    ("bulletins", "select id from notice_bulletin where municipality_id = $1 order by id limit 2"),
    (
        "unreachable",
        "select id from notice_unreachable where municipality_id = $1 order by id limit 2",
    ),
    ("calendars", "select id from duty_paper where municipality_id = $1 order by id limit 2"),
    ("figures", "select id from figure where municipality_id = $1 order by id limit 3"),
    (
        "figure-imports",
        "select id from figure_import where municipality_id = $1 order by id limit 2",
    ),
    ("own-groups", "select id from figure_group where municipality_id = $1 order by id limit 2"),
    ("assign", "select id from service where municipality_id = $1 order by id limit 2"),
    ("need-papers", "select id from need_paper where municipality_id = $1 order by id limit 2"),
    ("sources", "select id from atlas_import where municipality_id = $1 order by id limit 2"),
    // Of the results kept for the desk and of the reports: each has a register of its own.
    (
        "saved",
        "select id from (select id from entitlement_kept where municipality_id = $1 \
         order by id limit 2) of_entitlements union all select id from (select id from report_saved \
         where municipality_id = $1 order by id limit 2) of_reports",
    ),
    ("analyses", "select id from review_analysis where municipality_id = $1 order by id limit 2"),
    ("computed", "select id from forecast where municipality_id = $1 order by id limit 3"),
    (
        "assumptions",
        "select id from forecast_assumption where municipality_id = $1 order by id limit 2",
    ),
    ("cycles", "select id from planning_cycle where municipality_id = $1 order by id limit 2"),
    (
        "planning-public",
        "select id from planning_cycle where municipality_id = $1 order by id limit 2",
    ),
    ("planned", "select id from planning_line where municipality_id = $1 order by id limit 2"),
    ("opinions", "select id from planning_opinion where municipality_id = $1 order by id limit 2"),
    ("demands", "select id from planning_demand where municipality_id = $1 order by id limit 2"),
    ("made", "select id from scenario where municipality_id = $1 order by id limit 4"),
    ("news", "select id from portal_news where municipality_id = $1 order by id limit 2"),
    ("packs", "select id from result_pack where municipality_id = $1 order by id limit 2"),
    ("reasons", "select id from reason_text where municipality_id = $1 order by id limit 2"),
    (
        "services/shares",
        "select service_id as parent, id from service_share where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "applications",
        "select min(id) as id from assistance_application where municipality_id = $1 group by state",
    ),
    (
        "agreements",
        "select id from assistance_agreement where municipality_id = $1 order by id limit 2",
    ),
    ("records", "select id from assistance_record where municipality_id = $1 order by id limit 2"),
    // Of personal assistance and of the council: each has a register of its own.
    (
        "messages",
        "select id from (select id from assistance_message where municipality_id = $1 \
         order by id limit 2) of_assistance union all select id from (select id from \
         council_message where municipality_id = $1 order by id limit 2) of_council",
    ),
    (
        "sittings",
        "select id from council_sitting where municipality_id = $1 order by id desc limit 5",
    ),
    ("agenda", "select id from council_item where municipality_id = $1 order by id limit 3"),
    ("votes", "select id from council_vote where municipality_id = $1 order by id limit 2"),
    ("resolved", "select id from council_decision where municipality_id = $1 order by id limit 2"),
    ("mandates", "select id from council_mandate where municipality_id = $1 order by id limit 2"),
    ("members", "select id from council_member where municipality_id = $1 order by id limit 3"),
    ("letters", "select id from council_letter where municipality_id = $1 order by id limit 3"),
    ("proposals", "select id from council_proposal where municipality_id = $1 order by id limit 3"),
    ("printed", "select id from council_paper where municipality_id = $1 order by id limit 2"),
    (
        "delivery/months",
        "select service_id as parent, id from delivery_month where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "delivery/workers",
        "select service_id as parent, id from delivery_worker where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "places",
        "select service_id as id from service_unit where municipality_id = $1 order by id limit 2",
    ),
    (
        "places/units",
        "select service_id as parent, id from service_unit where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "services/capacity",
        "select service_id as parent, id from service_capacity where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "services/sites",
        "select service_id as parent, id from service_site where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "services/documents",
        "select service_id as parent, id from service_document where municipality_id = $1 \
         order by id limit 2",
    ),
    ("reports", "select id from service_report where municipality_id = $1 order by id limit 2"),
    ("providers", "select id from provider where municipality_id = $1 order by id limit 2"),
    ("organizations", "select id from provider where municipality_id = $1 order by id limit 2"),
    ("licences", "select id from licence where municipality_id = $1 order by id limit 2"),
    ("tickets", "select id from ticket where municipality_id = $1 order by id limit 2"),
    // Of the reception and of the workforce: each has a register of its own.
    (
        "appointments",
        "select id from (select id from appointment where municipality_id = $1 order by id limit 2) \
         of_desk union all select id from (select id from workforce_appointment \
         where municipality_id = $1 order by id limit 2) of_staff",
    ),
    ("employees", "select id from employee where municipality_id = $1 order by id limit 2"),
    ("units", "select id from workforce_unit where municipality_id = $1 order by id limit 2"),
    ("posts", "select id from workforce_post where municipality_id = $1 order by id limit 2"),
    (
        "supplements",
        "select id from workforce_supplement where municipality_id = $1 order by id limit 2",
    ),
    ("timesheets", "select id from workforce_sheet where municipality_id = $1 order by id limit 2"),
    (
        "sheet-papers",
        "select id from workforce_paper where municipality_id = $1 order by id limit 2",
    ),
    ("mentors", "select id from workforce_mentor where municipality_id = $1 order by id limit 2"),
    ("leave", "select id from workforce_leave where municipality_id = $1 order by id limit 2"),
    (
        "plans",
        "select id from (select id from workforce_plan where municipality_id = $1 \
         order by id limit 2) of_staff union all select id from (select id from campaign \
         where municipality_id = $1 order by id limit 2) of_campaigns",
    ),
    (
        "competences",
        "select id from workforce_competence where municipality_id = $1 order by id limit 2",
    ),
    ("hours", "select id from reception_hours where municipality_id = $1 order by id limit 2"),
    ("subjects", "select id from reception_subject where municipality_id = $1 order by id limit 2"),
    ("talks", "select id from desk_talk where municipality_id = $1 order by id limit 4"),
    ("materials", "select id from campaign_paper where municipality_id = $1 order by id limit 2"),
    ("sheets", "select id from contact_sheet where municipality_id = $1 order by id limit 2"),
    ("points", "select id from service_point where municipality_id = $1 order by id limit 2"),
    ("order", "select id from referral_order where municipality_id = $1 order by id limit 2"),
    ("accounts", "select id from account where municipality_id = $1 order by id limit 3"),
    ("hand-over", "select id from account where municipality_id = $1 order by id limit 3"),
    ("drafts", "select id from draft where municipality_id = $1 order by id limit 2"),
    ("deputies", "select id from deputy where municipality_id = $1 order by id limit 2"),
    ("transfers", "select id from work_transfer where municipality_id = $1 order by id limit 2"),
    ("values", "select id from law_value where municipality_id = $1 order by id limit 2"),
    ("sessions", "select id from session where municipality_id = $1 order by id limit 2"),
    ("tokens", "select id from api_token where municipality_id = $1 order by id limit 2"),
    ("jobs", "select id from job where municipality_id = $1 order by id limit 2"),
    (
        "referrals/documents",
        "select case_id as parent, id from document where municipality_id = $1 order by id limit 8",
    ),
    (
        "people/papers",
        "select person_id as parent, id from person_paper where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "people/warnings",
        "select person_id as parent, id from person_warning where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "people/notes",
        "select person_id as parent, id from person_note where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "people/disability",
        "select person_id as parent, id from disability_fact where municipality_id = $1 \
         order by id limit 3",
    ),
    (
        "people/disability-scans",
        "select f.person_id as parent, s.id as id from disability_scan s \
         join disability_fact f on f.municipality_id = s.municipality_id and f.id = s.fact_id \
         where s.municipality_id = $1 order by s.id limit 2",
    ),
    (
        "people/consents",
        "select person_id as parent, id from consent where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "people/data-requests",
        "select person_id as parent, id from data_request where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "people/addresses",
        "select person_id as parent, id from address where municipality_id = $1 order by id limit 4",
    ),
    (
        "people/household",
        "select a.id as parent, b.id as id from person a join person b \
         on b.municipality_id = a.municipality_id and b.id > a.id \
         where a.municipality_id = $1 order by a.id, b.id limit 2",
    ),
    (
        "people/log",
        "select (select min(id) from person where municipality_id = $1) as parent, \
         min(id) as id from audit where municipality_id = $1",
    ),
    (
        "people/merge",
        "select one_id as parent, other_id as id from duplicate_pair where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "people/merges",
        "select kept_id as parent, id from person_merge where municipality_id = $1 \
         order by id limit 2",
    ),
    ("imports", "select id from import_run where municipality_id = $1 order by id limit 2"),
    ("brought", "select id from brought_run where municipality_id = $1 order by id limit 2"),
    // Of tables of people and of agreements: each has rows of its own.
    (
        "rows",
        "select id from (select id from import_row where municipality_id = $1 order by id limit 2) \
         of_people union all select id from (select id from brought_row \
         where municipality_id = $1 order by id limit 2) of_agreements",
    ),
    (
        "contracts",
        "select p.id from placement p join service s on s.municipality_id = p.municipality_id \
         and s.id = p.service_id where p.municipality_id = $1 and s.kind = 10 \
         and p.state in ('in_service', 'review', 'arrears') order by p.id limit 2",
    ),
    (
        "report",
        "select min(id) as id from homecare_report where municipality_id = $1 group by state",
    ),
    (
        "services/months",
        "select service_id as parent, id from homecare_month where municipality_id = $1 \
         order by id limit 2",
    ),
    (
        "people/representatives",
        "select person_id as parent, id from representative where municipality_id = $1 \
         order by id limit 3",
    ),
];

/// What opens these is a secret of the address itself.
const SECRETS: &[&str] = &[
    "invitation",
    "hall",
    "touch",
    "confirm",
    "provider",
    "tablet",
    "assistant",
    "my-hours",
    "my-training",
    "certificate",
    "survey",
    "complaint",
    "check-visit",
    "council-invitation",
    "council-live",
    "duty-calendar",
    "study",
    "study-open",
    "study-visit",
    "conference-invitation",
    "kept",
    "begun",
    "sending",
    "enclosing",
    "removing",
    "follow",
    "chat",
    "booked",
];

/// What can be done with a row, as the addresses name it.
const DONE: &[(&str, &str)] = &[
    ("assistants", "interview enter refuse remove"),
    ("applications", "accept notify fix suspend refuse check agree no-candidate reopen withdraw"),
    ("agreements", "contract substitute amend hold release end end-contract undo"),
    ("notices", "retry cancel sent delivered returned"),
];

/// Parameters that are no ids of rows but codes: of the rules, of the program, of the address itself.
fn codes(names: &[&str], below: &str) -> Option<Vec<&'static str>> {
    let codes = match names {
        ["rules"] => vec!["D07"],
        // A service of the annex is its number.
        ["needs"] => vec!["5"],
        ["roles"] => vec!["head"],
        // A settlement is its code.
        ["settlements"] => vec!["63427"],
        ["forms"] => vec!["contact"],
        // The page for anybody has a short code.
        ["campaigns"] if below.starts_with("/campaigns") => vec!["2026-1"],
        ["council-public"] => vec!["2026-1"],
        // A text of the guide is a code that the program ships.
        ["guide" | "texts"] => vec!["violence"],
        ["scripts"] => vec!["wish"],
        // A duty is a code of the rules, and the month or year for which it is owed.
        ["codes"] => vec!["fees-remit"],
        ["codes", "at"] => vec!["fees-remit", "2026-10"],
        // The words of a notice in a language.
        ["templates", "in"] => vec!["letter", "bg"],
        ["begun", "{secret}"] => vec!["nothing", "check"],
        [one] if SECRETS.contains(one) => vec!["nothing"],
        _ => return None,
    };
    Some(codes)
}

/// The ids of a municipality, each as one or two parameters of an address.
pub struct Ids(BTreeMap<&'static str, Vec<Vec<String>>>);

impl Ids {
    /// Reads them.
    pub async fn load(test: &TestApp, municipality: &str) -> Ids {
        let owner = Db::owner(&test.target).await.unwrap();
        let own = test.system(municipality).municipality.0;
        let mut all = BTreeMap::new();
        for (name, sql) in QUERIES {
            let rows = rows(&owner, sql, own).await;
            let one = |row: &QueryResult, column: &str| {
                row.try_get::<i64>("", column).ok().map(encode_id)
            };
            let ids = rows.iter().map(|row| {
                let pair = [one(row, "parent"), one(row, "id")];
                pair.into_iter().flatten().collect::<Vec<_>>()
            });
            assert!(all.insert(*name, ids.collect()).is_none(), "{name} is asked twice");
        }
        owner.close().await.unwrap();
        Ids(all)
    }

    /// The first id below a segment, for `?person=` and the like.
    pub fn first(&self, name: &str) -> &str {
        self.0[name].first().map_or("0000000000000", |ids| ids[0].as_str())
    }

    /// The addresses of a route below its municipality, with each of the ids.
    ///
    /// # Panics
    /// When a route has a parameter that no query above knows: write one.
    pub fn paths(&self, route: &RouteInfo) -> Vec<String> {
        let below = route.path.strip_prefix("/{municipality}").unwrap();
        let segments: Vec<&str> = below.split('/').collect();
        let places: Vec<usize> =
            (0..segments.len()).filter(|n| segments[*n].starts_with('{')).collect();
        let names: Vec<&str> = places.iter().map(|n| segments[n - 1]).collect();
        let filled = |values: &[String]| {
            let mut parts: Vec<String> = segments.iter().map(|s| (*s).to_owned()).collect();
            for (place, value) in places.iter().zip(values) {
                parts[*place].clone_from(value);
            }
            parts.join("/")
        };
        if let Some(codes) = codes(&names, below) {
            let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
            return vec![filled(&codes)];
        }
        match names.as_slice() {
            [] => vec![below.to_owned()],
            ["touch", "{secret}"] => {
                vec![filled(&["nothing".to_owned(), self.first("tickets").to_owned()])]
            }
            // What is done is a code of the address.
            [of, "do"] => {
                let done = DONE.iter().find(|(name, _)| name == of);
                let (_, codes) = done.unwrap_or_else(|| panic!("what is done? {}", route.path));
                let each = |ids: &Vec<String>| {
                    let codes = codes.split(' ').map(str::to_owned);
                    codes.map(|code| filled(&[ids[0].clone(), code])).collect::<Vec<_>>()
                };
                self.0[*of].iter().flat_map(each).collect()
            }
            names => {
                let known = self.0.get(names.join("/").as_str());
                let known = known.unwrap_or_else(|| panic!("whose ids? {}", route.path));
                known.iter().map(|ids| filled(ids)).collect()
            }
        }
    }
}

/// Rows of a query with one parameter.
pub async fn rows(conn: &DatabaseConnection, sql: &str, id: i64) -> Vec<QueryResult> {
    let backend = conn.get_database_backend();
    conn.query_all_raw(Statement::from_sql_and_values(backend, sql, [id.into()])).await.unwrap()
}

/// The columns of each table as the database declares them: `text`, `blob`, `integer` …
pub async fn columns(conn: &DatabaseConnection, target: &Target) -> Vec<(String, String, String)> {
    let sql = match target {
        Target::Sqlite(_) => {
            "select m.name as t, c.name as c, c.type as k from sqlite_master m \
             join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'"
        }
        Target::Postgres(_) => {
            "select table_name::text as t, column_name::text as c, \
             replace(data_type::text, 'bytea', 'blob') as k from information_schema.columns \
             where table_schema = 'public'"
        }
    };
    let backend = conn.get_database_backend();
    let found = conn.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
    let text = |row: &QueryResult, column: &str| row.try_get::<String>("", column).unwrap();
    let kind = |row: &QueryResult| text(row, "k").to_lowercase();
    let list = found.iter().map(|row| (text(row, "t"), text(row, "c"), kind(row)));
    let mut list: Vec<_> = list.filter(|(table, ..)| table != "seaql_migrations").collect();
    list.sort();
    list
}

/// The text of an answer; of a printed document what stands on its pages.
pub fn words(test: &TestApp, bytes: &[u8]) -> String {
    if !bytes.starts_with(b"%PDF") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let file = test.folder().join("answer.pdf");
    std::fs::write(&file, bytes).unwrap();
    let out = std::process::Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
    String::from_utf8(out.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A session's token against forgery.
pub fn csrf(token: &str) -> String {
    kit::crypto::fingerprint(format!("csrf/{}", kit::crypto::fingerprint(token)))
}
