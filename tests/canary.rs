//! The twin municipality: each of its texts carries a word that stands nowhere else, and nobody of
//! the first municipality is ever shown that word, wherever they look and whatever ids they send.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

mod common;
#[path = "../src/testing.rs"]
mod testing;

use axum::body::Body;
use axum::http::{Request, header};
use common::{Ids, columns, csrf, rows, words};
use kit::crypto::{MunicipalityKey, sha256};
use kit::store::{Db, Target};
use opora::{app, roles};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement, Value};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use testing::{Answer, TestApp, User};

/// A word of no language, and the same in Latin letters.
const MARK: &str = "Ясмогазков";
const MARK_LATIN: &str = "Yasmogazkov";
/// So much of it is looked for: an answer that repeats the question does not hold the whole.
const SOUGHT: [&str; 3] = ["Ясмогазк", "Ясмугазко", "Yasmogazk"];

/// Columns of texts that hold what somebody wrote: each gets the word.
const WRITTEN: &[(&str, &[&str])] = &[
    ("account", &["username", "name", "post"]),
    ("address", &["line"]),
    ("answer_script", &["answer", "article", "approved_by"]),
    ("api_token", &["name"]),
    ("homecare_assistant", &["account_name"]),
    ("homecare_assignment", &["account_name"]),
    ("homecare_fact", &["account_name"]),
    ("homecare_link", &["account_name"]),
    ("homecare_month", &["account_name", "reopened_by"]),
    ("homecare_plan", &["account_name"]),
    ("homecare_report", &["account_name"]),
    ("homecare_step", &["account_name"]),
    ("appointment_message", &["subject", "answer"]),
    ("assistant", &["account_name"]),
    ("assistant_step", &["account_name"]),
    ("assistance_agreement", &["before_number", "account_name"]),
    ("assistance_amendment", &["account_name"]),
    ("assistance_application", &["account_name"]),
    ("assistance_check", &["account_name"]),
    ("assistance_contract", &["before_number", "account_name"]),
    ("assistance_message", &["document", "account_name"]),
    ("assistance_record", &["protocol", "account_name"]),
    ("assistance_schedule", &["account_name"]),
    ("assistance_step", &["account_name"]),
    ("audit", &["actor", "on_behalf_of", "role", "ip", "object_id", "purpose", "reason"]),
    ("citizen_link", &["account_name"]),
    ("consent", &["account_name"]),
    ("control_attendance", &["account_name"]),
    ("control_line", &["account_name"]),
    ("control_mark", &["account_name"]),
    ("control_measure", &["account_name"]),
    ("control_paper", &["account_name"]),
    ("control_round", &["account_name"]),
    ("control_signal", &["account_name"]),
    ("control_training", &["account_name"]),
    ("control_visit", &["account_name"]),
    ("decision_record", &["account_name"]),
    ("power_file", &["account_name"]),
    ("power_step", &["account_name"]),
    ("power_candidate", &["account_name"]),
    ("power_member", &["account_name"]),
    ("power_contract", &["account_name"]),
    ("power_evaluation", &["account_name"]),
    ("power_agreement", &["account_name"]),
    ("power_reference", &["account_name"]),
    ("power_paper", &["account_name"]),
    ("decision_entry", &["account_name"]),
    ("decision_evidence", &["account_name"]),
    ("decision_paper", &["account_name"]),
    ("study", &["title", "account_name"]),
    ("study_form", &["title", "account_name"]),
    ("study_paper", &["account_name"]),
    ("study_round", &["account_name"]),
    ("study_weighting", &["account_name"]),
    ("supervision", &["account_name"]),
    ("supervision_action", &["account_name"]),
    ("supervision_meeting", &["account_name"]),
    ("online_sent", &["account_name"]),
    ("online_step", &["account_name"]),
    ("voice_complaint", &["account_name"]),
    ("voice_form", &["title", "account_name"]),
    ("voice_paper", &["account_name"]),
    ("voice_step", &["account_name"]),
    ("voice_survey", &["title", "account_name"]),
    ("supervision_paper", &["account_name"]),
    ("training_attendance", &["account_name"]),
    ("training_course", &["title", "themes", "account_name"]),
    ("training_day", &["themes"]),
    ("training_invited", &["account_name"]),
    ("training_message", &["account_name"]),
    ("training_paper", &["account_name"]),
    ("training_plan", &["note", "revoked_why", "account_name"]),
    ("training_profile", &["account_name"]),
    ("training_question", &["bg", "en", "account_name"]),
    ("training_seminar", &["title", "account_name"]),
    ("training_standard", &["provider", "account_name"]),
    ("campaign", &["name", "aim", "funded_by", "account_name"]),
    ("campaign_choice", &["bg", "en"]),
    ("campaign_entry", &["place", "title", "detail", "link", "account_name"]),
    ("campaign_event", &["title", "place", "partners", "account_name"]),
    ("campaign_file", &["account_name"]),
    ("campaign_import", &["file_name", "account_name"]),
    ("campaign_paper", &["account_name"]),
    ("campaign_population", &["source"]),
    ("consent_text", &["text", "account_name"]),
    ("notice_bulletin", &["title", "body", "title_en", "body_en", "account_name"]),
    ("notice_setting", &["account_name"]),
    ("notice_step", &["account_name"]),
    ("notice_template", &["subject", "body", "short", "account_name"]),
    ("notice_unreachable", &["account_name"]),
    ("desk_point", &["hours"]),
    ("desk_setting", &["sites"]),
    ("council_attendance", &["account_name"]),
    ("council_decision", &["account_name"]),
    ("council_declaration", &["account_name"]),
    ("council_item", &["account_name"]),
    ("council_letter", &["account_name"]),
    ("council_mandate", &["decision", "note", "account_name"]),
    ("council_member", &["account_name"]),
    ("council_message", &["subject", "answer", "account_name"]),
    ("council_minutes", &["account_name"]),
    ("council_opinion", &["account_name"]),
    ("council_paper", &["account_name"]),
    ("council_proposal", &["account_name"]),
    ("council_recusal", &["account_name"]),
    ("council_rule", &["basis", "note", "account_name"]),
    ("council_sitting", &["account_name"]),
    ("cooperation_conference", &["account_name"]),
    ("cooperation_institution", &["account_name"]),
    ("cooperation_message", &["subject", "answer", "account_name"]),
    ("cooperation_paper", &["account_name"]),
    ("cooperation_request", &["account_name"]),
    ("cooperation_seat", &["account_name"]),
    ("cooperation_task", &["account_name"]),
    ("council_vote", &["account_name"]),
    ("contact", &["place"]),
    ("data_request", &["account_name"]),
    ("deputy", &["reason"]),
    ("fee_account", &["account_name", "cancelled_by"]),
    ("fee_ground", &["account_name"]),
    ("fee_payment", &["document", "account_name"]),
    ("fee_rate", &["legacy_name", "basis", "account_name"]),
    ("fee_remittance", &["document", "account_name"]),
    ("fee_run", &["account_name"]),
    ("delivery_entry", &["account_name"]),
    ("delivery_month", &["account_name", "reopened_by"]),
    ("delivery_plan", &["account_name"]),
    ("delivery_tablet", &["name", "account_name"]),
    ("delivery_worker", &["name", "account_name"]),
    ("hour_report", &["village", "account_name"]),
    ("hour_step", &["account_name"]),
    ("hour_link", &["account_name"]),
    ("hour_pin", &["account_name"]),
    ("hour_run", &["village", "account_name"]),
    ("hour_blank", &["account_name"]),
    ("payroll_net", &["account_name"]),
    ("payroll_paper", &["account_name"]),
    ("payroll_request", &["document", "account_name"]),
    ("payroll_run", &["account_name", "prepared_name", "approved_name", "released_name"]),
    ("payroll_line", &["held_by"]),
    ("payroll_slip", &["account_name"]),
    ("payroll_transfer", &["document", "account_name"]),
    ("project", &["account_name"]),
    ("project_amendment", &["account_name"]),
    ("project_activity", &["account_name"]),
    ("project_budget", &["account_name"]),
    ("project_commitment", &["account_name"]),
    ("project_spending", &["account_name"]),
    ("project_file", &["account_name"]),
    ("project_claim", &["account_name"]),
    ("project_risk", &["account_name"]),
    ("project_procurement", &["account_name"]),
    ("project_step", &["account_name"]),
    ("project_publicity", &["account_name"]),
    ("project_decision", &["account_name"]),
    ("project_upload", &["account_name"]),
    ("project_reference", &["account_name"]),
    ("project_paper", &["account_name"]),
    ("figure", &["source", "note", "folded", "account_name", "ended_why", "ended_by"]),
    ("figure_group", &["bg", "en", "note", "account_name"]),
    ("figure_import", &["file_name", "account_name"]),
    ("need_map", &["basis", "note", "account_name"]),
    ("need_paper", &["account_name"]),
    ("need_service", &["account_name"]),
    ("duty_event", &["account_name"]),
    ("duty_mark", &["account_name"]),
    ("duty_occasion", &["account_name"]),
    ("duty_paper", &["account_name"]),
    ("duty_start", &["account_name"]),
    ("duty_version", &["why", "account_name"]),
    ("atlas_border", &["name"]),
    ("atlas_import", &["file_name", "source", "revoked_why", "account_name"]),
    ("forecast", &["title", "account_name"]),
    ("forecast_assumption", &["name", "source", "account_name"]),
    ("forecast_paper", &["account_name"]),
    ("report_saved", &["title", "account_name"]),
    ("scenario", &["title", "account_name"]),
    ("scenario_rate", &["source", "account_name"]),
    ("review_analysis", &["decision_number", "signed_by", "sent_number", "account_name"]),
    ("review_paper", &["account_name"]),
    ("review_section", &["account_name"]),
    ("planning_cycle", &["decision_number", "sent_number", "account_name"]),
    ("planning_debate", &["account_name"]),
    ("planning_demand", &["account_name"]),
    ("planning_inquiry", &["account_name"]),
    ("planning_line", &["account_name"]),
    ("planning_opinion", &["account_name"]),
    ("planning_paper", &["account_name"]),
    ("planning_part", &["account_name"]),
    ("planning_release", &["withdrawn_by", "account_name"]),
    ("result_decision", &["account_name"]),
    ("result_estimate", &["activity", "basis", "revoked_why", "account_name"]),
    ("result_indicator", &["name", "definition", "unit", "account_name"]),
    ("result_opening", &["revoked_why", "account_name"]),
    ("result_pack", &["claim", "account_name"]),
    ("result_paper", &["account_name"]),
    ("result_participant", &["revoked_why", "account_name"]),
    ("result_question", &["codes", "bg", "en", "account_name"]),
    ("result_special", &["account_name"]),
    ("oversight_check", &["account_name"]),
    ("oversight_file", &["account_name"]),
    ("oversight_finding", &["account_name"]),
    ("oversight_indicator", &["criterion", "indicator_no", "words", "method", "account_name"]),
    ("oversight_number", &["note", "account_name"]),
    ("oversight_objection", &["account_name"]),
    ("oversight_paper", &["account_name"]),
    ("oversight_plan", &["account_name"]),
    ("oversight_prescription", &["account_name"]),
    ("oversight_record", &["account_name"]),
    ("oversight_talk", &["account_name"]),
    ("portal_news", &["title", "body", "title_en", "body_en", "account_name"]),
    ("portal_text", &["title", "lead", "body", "account_name"]),
    ("person_away", &["account_name"]),
    ("discarded_draft", &["path"]),
    ("directory_setting", &["value"]),
    ("disability_fact", &["account_name"]),
    ("disclosure_limit", &["account_name", "ended_by"]),
    ("disability_scan", &["account_name"]),
    ("contact_choice", &["bg", "en"]),
    ("contact_sheet", &["place"]),
    ("document", &["title"]),
    ("draft", &["path"]),
    ("duplicate_pair", &["decided_by"]),
    ("event", &["account_name", "data"]),
    ("form_key", &["location"]),
    ("index_key", &["tbl", "col"]),
    ("key_progress", &["tbl", "col"]),
    ("form_value", &["plain"]),
    ("form_version", &["fields"]),
    ("hand_over", &["receiver"]),
    ("job", &["dedupe", "error"]),
    ("licence", &["number", "ground", "source"]),
    ("law_value", &["act", "reason", "withdrawn_why"]),
    ("meeting", &["place"]),
    ("person", &["given", "middle", "family", "latin", "folded", "phone", "email"]),
    ("person_merge", &["account_name", "undone_by"]),
    ("person_name", &["name"]),
    ("person_note", &["account_name"]),
    ("person_paper", &["title", "account_name"]),
    ("person_warning", &["account_name"]),
    ("print_batch", &["account_name"]),
    ("provider_link", &["email", "base", "account_name"]),
    ("provider", &["name", "folded", "address", "phone", "email", "website", "contact", "note"]),
    ("reason_version", &["title", "body", "account_name"]),
    ("reception_hours", &["hours"]),
    ("reception_subject", &["name", "name_en"]),
    ("referral_order", &["number"]),
    ("representative", &["name", "document", "phone"]),
    ("role", &["name", "name_en"]),
    (
        "service",
        &[
            "code",
            "name",
            "folded",
            "legacy_name",
            "users",
            "address",
            "decision",
            "source",
            "note",
            "environment",
            "purpose",
            "admission",
            "fee",
            "fee_source",
            "phone",
            "email",
            "search",
            "sorted",
        ],
    ),
    ("service_capacity", &["decision", "protocol", "source", "note", "account_name", "struck_why"]),
    ("service_document", &["title", "account_name"]),
    ("service_inquiry", &["email", "account_name"]),
    ("service_point", &["name", "address", "phone", "hours"]),
    ("service_unit", &["name", "account_name"]),
    ("need_area", &["bg", "en"]),
    ("support_action", &["marked_by"]),
    ("support_plan", &["account_name"]),
    ("support_version", &["approved_by", "account_name"]),
    ("waiting_skip", &["account_name"]),
    ("service_point_funding", &["source"]),
    ("service_report", &["by_whom", "handled_by", "outcome"]),
    ("service_share", &["basis", "account_name", "struck_why"]),
    ("settlement_point", &["source"]),
    ("standard_role", &["rights"]),
    ("service_site", &["name", "address", "phone", "email", "hours", "note"]),
    ("service_state", &["reason", "account_name"]),
    ("session", &["ip", "agent"]),
    ("signal", &["institution", "closed_reason"]),
    ("urgent_notice", &["whom"]),
    ("wish", &["place"]),
    ("employee", &["name", "folded", "provider_post", "account_name"]),
    ("workforce_appointment", &["order_number", "end_reason", "revoked_why", "account_name"]),
    ("workforce_competence", &["name", "name_en", "account_name"]),
    ("workforce_funding", &["account_name"]),
    ("workforce_held", &["evidence", "account_name"]),
    ("workforce_leave", &["revoked_why", "account_name"]),
    ("workforce_mentor", &["note", "account_name"]),
    ("workforce_need", &["account_name"]),
    ("workforce_paper", &["account_name"]),
    ("workforce_plan", &["account_name"]),
    ("workforce_post", &["title", "account_name"]),
    ("workforce_sheet", &["signed_by", "revoked_why", "account_name"]),
    ("workforce_sheet_day", &["work", "account_name"]),
    ("workforce_supplement", &["number", "task", "revoked_why", "account_name"]),
    ("workforce_unit", &["name", "account_name"]),
    ("work_transfer", &["reason"]),
    ("work_transfer_draft", &["path"]),
];

/// Columns of texts that hold only codes, days, hashes and keys of the program.
const CODED: &[&str] = &[
    "group_code",
    "area",
    "figure_on",
    "slot",
    "part_of",
    "needed_on",
    "from_ekatte",
    "to_ekatte",
    "rings",
    "mark",
    "rates",
    "tells_on",
    "measure",
    "need_group",
    "whole_on",
    "schedule",
    "became",
    "expires_on",
    "saved_on",
    "credential",
    "identity",
    "login",
    "proof",
    "begun_on",
    "declared_on",
    "href",
    "number_key",
    "here_from",
    "class_code",
    "gone_on",
    "order_on",
    "source",
    "staff_group",
    "audience",
    "begins",
    "channels",
    "contact_code",
    "counted_on",
    "digest",
    "ends",
    "entry_on",
    "to_on",
    "targets",
    "counted",
    "from_on",
    "joined_on",
    "left_on",
    "again_on",
    "currency",
    "expected_on",
    "held_kind",
    "paid_currency",
    "pay_by",
    "percent",
    "period",
    "price",
    "rate",
    "rules",
    "worked",
    "applied_on",
    "began_on",
    "checked_on",
    "done_on",
    "concluded_on",
    "held_on",
    "known_on",
    "register_code",
    "role",
    "starts_on",
    "standards",
    "season_until",
    "season_from",
    "need_groups",
    "manners",
    "issued_on",
    "ended_how",
    "eik",
    "durations",
    "decided_on",
    "counts",
    "assured_on",
    "assured_how",
    "asked_on",
    "class",
    "pays_in",
    "answer",
    "also_kinds",
    "ages",
    "access",
    "accessible_format",
    "action",
    "age_group",
    "annul_reason",
    "annulled_on",
    "answered_on",
    "appeal_ended_on",
    "appeal_outcome",
    "appealed_on",
    "approved_on",
    "asker",
    "band",
    "belonging",
    "birth_day",
    "capacity",
    "body",
    "campaign",
    "capacity_on",
    "channel",
    "closed_on",
    "code",
    "competent",
    "confidence",
    "correlation",
    "day",
    "died_on",
    "documents",
    "due_on",
    "duration",
    "ekatte",
    "ends_on",
    "extended_on",
    "filed_on",
    "ended_on",
    "field",
    "first_day",
    "follow_up_on",
    "form",
    "forwarded",
    "funding",
    "given_on",
    "ground",
    "handed_on",
    "handed_over_how",
    "how",
    "id",
    "iis_consent_on",
    "iis_consent_withdrawn_on",
    "iis_entered_on",
    "invite_hash",
    "kind",
    "known_rule",
    "language",
    "last_day",
    "late_reason",
    "law",
    "level",
    "list",
    "media",
    "needs",
    "next_kind",
    "next_on",
    "noticed_on",
    "object_kind",
    "offered_channel",
    "opened_on",
    "noted_on",
    "outcome",
    "password_hash",
    "place_kind",
    "purpose",
    "reasons",
    "received_on",
    "priority",
    "regime",
    "register",
    "replacement_care",
    "result",
    "right_id",
    "role_id",
    "rule",
    "sent_on",
    "sex",
    "sha256",
    "signed_how",
    "signed_on",
    "state",
    "stated_on",
    "subject",
    "token_hash",
    "topic",
    "until",
    "urgent",
    "valid_from",
    "valid_to",
    "valid_until",
    "value",
    "via",
    "wish_on",
    "withdrawn_how",
    "withdrawn_on",
    "end_ground",
    "urgent_ground",
    "ask_on",
    "left_how",
    "offered_on",
    "answer_by",
    "assessed_on",
    "planned_on",
    "refused_on",
    "appealed_by",
    "until_on",
    "reported_on",
    "evaluated_on",
    "updated_on",
    "fingerprint",
    "taken_on",
    "fits",
    "marked_on",
    "sent_how",
    "accepted_on",
    "retired_on",
    "nudged_on",
    "papers",
    "weekdays",
    "unit",
    "month",
    "pin_hash",
    "paid_on",
    "part",
    "contract_key",
    "planned_from",
    "planned_until",
    "real_from",
    "real_until",
    "verified_on",
    "worked_on",
    "finding_hash",
    "phase",
    "question",
    "standard",
    "started_on",
    "target_groups",
    "stock",
    "agency_due_on",
    "agency_on",
    "appendix_code",
    "consent",
    "method",
    "objections_until",
    "ordered_on",
    "risk",
    "handled_on",
    "majority",
    "majority_of",
    "published_on",
    "qualified",
    "qualified_of",
    "quorum",
    "reply",
    "report_until",
    "block",
    "document_on",
    "happened_on",
    "occasion",
    "own_day",
    "budget",
    "change",
    "document",
    "figures_on",
    "way",
    "called_on",
    "citizen_how",
    "citizen_on",
    "direction",
    "dropped_on",
    "reminded_on",
    "sharing",
];

/// What the word is written into.
fn is_written(table: &str, column: &str) -> bool {
    WRITTEN.iter().any(|(t, list)| *t == table && list.contains(&column))
}

fn marked(text: &str) -> String {
    match serde_json::from_str::<Json>(text) {
        Ok(mut value @ (Json::Object(_) | Json::Array(_))) => {
            mark_strings(&mut value);
            value.to_string()
        }
        // Lines are parts of a sealed address or name.
        _ => text.lines().map(|line| format!("{line} {MARK}")).collect::<Vec<_>>().join("\n"),
    }
}

/// Marks what people wrote and leaves the codes, or the row would not be read at all.
fn mark_strings(value: &mut Json) {
    match value {
        Json::String(text) if !text.is_ascii() || text.contains(' ') => {
            text.push(' ');
            text.push_str(MARK);
        }
        Json::Array(list) => list.iter_mut().for_each(mark_strings),
        Json::Object(map) => map.values_mut().for_each(mark_strings),
        _ => {}
    }
}

struct Twin {
    /// Digits of identifiers, which must be shown to nobody of the other municipality either.
    digits: BTreeSet<Vec<u8>>,
    /// How many values were marked.
    marked: u64,
}

/// Writes the word into every text of the twin, open or sealed.
async fn mark_all(test: &TestApp) -> Twin {
    let twin = test.system("mezdra").municipality.0;
    let key = test.app.db.keys().of(twin).unwrap();
    let owner = Db::owner(&test.target).await.unwrap();
    if matches!(test.target, Target::Sqlite(_)) {
        owner.execute_unprepared("drop trigger audit_no_update").await.unwrap();
    }
    let mut done = Twin { digits: BTreeSet::new(), marked: 0 };
    for (table, column, kind) in columns(&owner, &test.target).await {
        if table == "municipality" || table == "settlement" || column == "wrapped" {
            continue;
        }
        match kind.as_str() {
            "text" if is_written(&table, &column) => {
                done.marked += mark_column(&owner, (&table, &column), twin).await;
            }
            "text" => {
                let known = CODED.contains(&column.as_str());
                assert!(known, "{table}.{column}: may somebody write into it?");
            }
            "blob" if column.ends_with("sealed") && column != "totp_sealed" => {
                let digits = mark_sealed(&owner, (&table, &column), (twin, &key)).await;
                done.marked += digits.len() as u64;
                if table == "identifier" {
                    done.digits.extend(digits.into_iter().map(String::into_bytes));
                }
            }
            _ => {}
        }
    }
    mark_settings(&owner, twin).await;
    owner.close().await.unwrap();
    done
}

async fn run(owner: &DatabaseConnection, sql: &str, values: Vec<Value>) -> u64 {
    let backend = owner.get_database_backend();
    let done = owner.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await;
    done.unwrap_or_else(|e| panic!("{sql}: {e}")).rows_affected()
}

async fn mark_column(owner: &DatabaseConnection, (t, c): (&str, &str), twin: i64) -> u64 {
    let is_json = matches!((t, c), ("event", "data") | ("form_version", "fields"));
    if !is_json && c != "hours" {
        let mark = if c == "latin" || c == "name_en" || c == "email" { MARK_LATIN } else { MARK };
        let mark = if c == "folded" { mark.to_lowercase() } else { mark.to_owned() };
        let sql = format!("update {t} set {c} = {c} || $2 where municipality_id = $1");
        return run(owner, &sql, vec![twin.into(), format!(" {mark}").into()]).await;
    }
    let mut count = 0;
    for row in
        rows(owner, &format!("select id, {c} as v from {t} where municipality_id = $1"), twin).await
    {
        let (id, text): (i64, String) =
            (row.try_get("", "id").unwrap(), row.try_get("", "v").unwrap());
        let sql = format!("update {t} set {c} = $3 where municipality_id = $1 and id = $2");
        count += run(owner, &sql, vec![twin.into(), id.into(), marked(&text).into()]).await;
    }
    count
}

/// Opens, marks and seals again; answers with what stood there.
async fn mark_sealed(
    owner: &DatabaseConnection,
    (t, c): (&str, &str),
    (twin, key): (i64, &MunicipalityKey),
) -> Vec<String> {
    let (table, column): (&'static str, &'static str) = (t.to_owned().leak(), c.to_owned().leak());
    let sql = format!("select id, {c} as v from {t} where municipality_id = $1");
    let mut before = Vec::new();
    for row in rows(owner, &sql, twin).await {
        let id: i64 = row.try_get("", "id").unwrap();
        let sealed: Option<Vec<u8>> = row.try_get("", "v").unwrap();
        let Some(sealed) = sealed.filter(|sealed| !sealed.is_empty()) else { continue };
        let plain = key.open(table, column, id, &sealed).unwrap();
        let plain = String::from_utf8(plain).unwrap_or_else(|_| "%PDF-1.7".to_owned());
        let again = key.seal(table, column, id, marked(&plain).as_bytes()).unwrap();
        let sql = format!("update {t} set {c} = $3 where municipality_id = $1 and id = $2");
        run(owner, &sql, vec![twin.into(), id.into(), again.into()]).await;
        before.push(plain);
    }
    before
}

async fn mark_settings(owner: &DatabaseConnection, twin: i64) {
    let found = rows(owner, "select settings as v from municipality where id = $1", twin).await;
    let text: String = found[0].try_get("", "v").unwrap();
    let sql = "update municipality set settings = $2 where id = $1";
    run(owner, sql, vec![twin.into(), marked(&text).into()]).await;
}

/// Everything of the twin in a database, as one fingerprint.
async fn fingerprint(test: &TestApp, without: &[&str]) -> BTreeMap<String, [u8; 32]> {
    let twin = test.system("mezdra").municipality.0;
    let owner = Db::owner(&test.target).await.unwrap();
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column, _) in columns(&owner, &test.target).await {
        tables.entry(table).or_default().push(column);
    }
    let mut prints = BTreeMap::new();
    for (table, columns) in tables {
        if !columns.iter().any(|c| c == "municipality_id") || without.contains(&table.as_str()) {
            continue;
        }
        let all = columns.iter().map(|c| format!("coalesce(cast({c} as text), '')"));
        let all = all.collect::<Vec<_>>().join(" || '|' || ");
        let sql = format!("select {all} as v from {table} where municipality_id = $1 order by 1");
        let sql = if matches!(test.target, Target::Sqlite(_)) {
            // Bytes that are no text are told apart by their hexadecimal form.
            let all = columns.iter().map(|c| format!("coalesce(hex({c}), '')"));
            let all = all.collect::<Vec<_>>().join(" || '|' || ");
            format!("select {all} as v from {table} where municipality_id = $1 order by 1")
        } else {
            sql
        };
        let mut whole = String::new();
        for row in rows(&owner, &sql, twin).await {
            whole.push_str(&row.try_get::<String>("", "v").unwrap());
            whole.push('\n');
        }
        prints.insert(table, sha256(whole.as_bytes()));
    }
    owner.close().await.unwrap();
    prints
}

/// Looks for the word, and for the twin's digits, in an answer.
fn look(test: &TestApp, twin: &Twin, answer: &Answer, what: &str) {
    let text = words(test, &answer.bytes).to_lowercase();
    for mark in [MARK, MARK_LATIN] {
        assert!(!text.contains(&mark.to_lowercase()), "{what}: {text}");
    }
    let lengths: BTreeSet<usize> = twin.digits.iter().map(Vec::len).collect();
    let shown = |run: &str| {
        let mut parts = lengths.iter().flat_map(|length| run.as_bytes().windows(*length));
        parts.any(|part| twin.digits.contains(part))
    };
    // An identifier stands in a long run of letters and digits; a page has few of them.
    let mut runs = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| run.len() >= 6);
    assert!(!runs.any(shown), "{what} shows an identifier of the twin");
    assert!(answer.status.as_u16() < 500, "{what}: {} {text}", answer.status);
}

async fn marked_test() -> (TestApp, Twin) {
    let mut test = TestApp::filled().await;
    own_value_of_the_twin(&test).await;
    let twin = mark_all(&test).await;
    assert!(twin.marked > 5_000 && twin.digits.len() > 100, "{} marked", twin.marked);
    // A fresh program: nothing of before is in its memory.
    test.app = test.reopened().await;
    test.router = test.app.router();
    (test, twin)
}

/// The demonstration leaves the law as it is: the twin enters a value of its own.
async fn own_value_of_the_twin(test: &TestApp) {
    let administrator = test.user("mezdra", "administrator");
    let path = "/law/rules/D07/value";
    let key = test.get(&administrator, path).await.value("_key").unwrap_or_default();
    let sent = [
        ("_key", key.as_str()),
        ("value", "5"),
        ("act", "Заповед 7"),
        ("reason", "По-кратък срок"),
        ("from-day", "1"),
        ("from-month", "1"),
        ("from-year", "2027"),
    ];
    let answer = test.post(&administrator, path, &sent).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

fn everybody(test: &TestApp) -> Vec<(&'static str, User)> {
    let staff = roles::STANDARD_ROLES.iter().map(|role| (role.id, test.user("ruse", role.id)));
    let mut all: Vec<_> = staff.chain([("nobody", test.nobody("ruse"))]).collect();
    all.sort_by_key(|(role, _)| *role != "head");
    all
}

#[tokio::test]
async fn nobody_is_shown_anything_of_the_twin() {
    let (test, twin) = marked_test().await;
    // The word is there for whom it belongs to, or this test would prove nothing.
    let own = test.get(&test.user("mezdra", "head"), "/office/points").await;
    assert!(own.text().contains(MARK), "{}", own.text());
    let (ours, theirs) = (Ids::load(&test, "ruse").await, Ids::load(&test, "mezdra").await);
    let asked_besides = [
        format!("?q={}", "%D0%AF%D1%81%D0%BC%D0%BE%D0%B3%D0%B0%D0%B7%D0%BA"),
        format!(
            "?person={}&signal={}&service={}&account={}&case={}&point={}&wish={}&officer={}&from={}",
            theirs.first("people"),
            theirs.first("signals"),
            theirs.first("services"),
            theirs.first("accounts"),
            theirs.first("referrals"),
            theirs.first("points"),
            theirs.first("wishes"),
            theirs.first("accounts"),
            theirs.first("people"),
        ),
        "?page=2&lang=en".to_owned(),
    ];
    let routes: Vec<_> =
        app::routes().list().iter().filter(|r| r.method == "GET").cloned().collect();
    let mut asked = 0;
    let mut walked = BTreeSet::new();
    for (role, user) in everybody(&test) {
        for route in &routes {
            // Whoever may open a page first looks at it from every side: the head at cases of every
            // state, somebody else at some. For the next ones the rows are the same, so one is enough.
            let is_first = !walked.contains(&route.path);
            let most = match (role, is_first) {
                ("head", _) => usize::MAX,
                (_, true) => 2,
                _ => 1,
            };
            let (mut own, mut their) = (ours.paths(route), theirs.paths(route));
            own.truncate(most);
            their.truncate(most.min(4));
            // Who may not open a page at all is refused each time before anything is read.
            let first = own.first().unwrap_or(&route.path).clone();
            let is_refused = is_refused(&test, &twin, &user, &first).await;
            if is_refused {
                own.clear();
                their.truncate(1);
            }
            for path in own.iter().chain(&their) {
                let answer = test.get(&user, path).await;
                look(&test, &twin, &answer, &format!("{role} GET {path}"));
                asked += 1;
            }
            // Their child below our parent.
            for (our, their) in own.iter().zip(&their) {
                let mixed = mixed(our, their);
                let answer = test.get(&user, &mixed).await;
                look(&test, &twin, &answer, &format!("{role} GET {mixed}"));
            }
            if is_refused {
                continue;
            }
            walked.insert(route.path.clone());
            let besides = if is_first { asked_besides.as_slice() } else { &asked_besides[..1] };
            for query in besides {
                let path = format!("{first}{query}");
                let answer = test.get(&user, &path).await;
                look(&test, &twin, &answer, &format!("{role} GET {path}"));
                asked += 1;
            }
        }
        search(&test, &twin, &user, role).await;
    }
    assert!(asked > 1_500, "{asked} questions");
    println!("{asked} questions, {} marked values", twin.marked);
}

/// Whether a role has no right to a page.
async fn is_refused(test: &TestApp, twin: &Twin, user: &User, path: &str) -> bool {
    let answer = test.get(user, path).await;
    look(test, twin, &answer, &format!("GET {path}"));
    answer.status == 403
}

/// The path with our first id and their last.
fn mixed(our: &str, their: &str) -> String {
    let mut parts: Vec<&str> = our.split('/').collect();
    let theirs: Vec<&str> = their.split('/').collect();
    let last = (0..parts.len()).rev().find(|n| parts[*n] != theirs[*n]);
    if let Some(last) = last {
        parts[last] = theirs[last];
    }
    parts.join("/")
}

async fn search(test: &TestApp, twin: &Twin, user: &User, role: &str) {
    let digits = twin.digits.iter().take(5).filter_map(|digits| std::str::from_utf8(digits).ok());
    for q in SOUGHT.into_iter().chain(digits) {
        for path in ["/people/search", "/api/people/search"] {
            let answer = match path {
                "/people/search" => test.post(user, path, &[("q", q)]).await,
                _ => json(test, user, path, &serde_json::json!({ "q": q })).await,
            };
            let mut answer = answer;
            // A page repeats what was typed: of a word a part, of a number all of it.
            if q.is_ascii() && !q.starts_with('Y') {
                answer.bytes = answer.text().replace(q, "").into_bytes();
            }
            look(test, twin, &answer, &format!("{role} POST {path} {q}"));
        }
    }
}

async fn json(test: &TestApp, user: &User, path: &str, body: &Json) -> Answer {
    let token = user.token.clone().unwrap_or_default();
    let request = Request::builder()
        .method("POST")
        .uri(format!("/{}{path}", user.municipality))
        .header(header::HOST, "test")
        .header(header::COOKIE, format!("opora-{}={token}", user.municipality))
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-csrf-token", csrf(&token))
        .body(Body::from(body.to_string()))
        .unwrap();
    test.send(request).await
}

#[tokio::test]
async fn nobody_changes_anything_of_the_twin() {
    let (test, twin) = marked_test().await;
    let theirs = Ids::load(&test, "mezdra").await;
    // Sealing goes on by itself and belongs to nobody.
    let before = fingerprint(&test, &["audit_seal", "audit_checkpoint", "audit_tree_head"]).await;
    assert!(before.len() > 30, "{:?}", before.keys());
    let people = theirs.first("people").to_owned();
    for (role, user) in everybody(&test) {
        for route in app::routes().list().iter().filter(|route| route.method == "POST") {
            if route.path.ends_with("/sign-out") || route.path.ends_with("/account/sessions/end") {
                continue;
            }
            for path in theirs.paths(route) {
                let answer = test.post(&user, &path, &pushed(&theirs)).await;
                look(&test, &twin, &answer, &format!("{role} POST {path}"));
                let opened = answer.status == 200 && path.contains(&people);
                assert!(!opened, "{role} POST {path}: {}", answer.text());
            }
        }
    }
    let after = fingerprint(&test, &["audit_seal", "audit_checkpoint", "audit_tree_head"]).await;
    let changed: Vec<_> = before.iter().filter(|(table, print)| after[*table] != **print).collect();
    assert!(changed.is_empty(), "{:?}", changed.iter().map(|(table, _)| table).collect::<Vec<_>>());
}

/// Fields by which a form names rows of others.
fn pushed(theirs: &Ids) -> Vec<(&str, &str)> {
    vec![
        ("_version", "1"),
        ("person", theirs.first("people")),
        ("service", theirs.first("services")),
        ("provider", theirs.first("providers")),
        ("renews", theirs.first("licences")),
        ("signal", theirs.first("signals")),
        ("point", theirs.first("points")),
        ("account", theirs.first("accounts")),
        ("member", theirs.first("accounts")),
        ("officer", theirs.first("accounts")),
        ("name", "Чужда ръка"),
        ("note", "Чужда ръка"),
        ("reason", "Чужда ръка"),
    ]
}

#[tokio::test]
async fn on_postgresql_raw_sql_of_one_municipality_does_not_reach_the_other() {
    if std::env::var("OPORA_TEST_DATABASE_URL").is_err() {
        return;
    }
    let test = TestApp::filled().await;
    let Target::Postgres(url) = &test.target else { return };
    let (ruse, twin) = (test.system("ruse").municipality.0, test.system("mezdra").municipality.0);
    let owner = Db::owner(&test.target).await.unwrap();
    let tables: BTreeSet<String> = columns(&owner, &test.target)
        .await
        .into_iter()
        .filter(|(_, column, _)| column == "municipality_id")
        .map(|(table, ..)| table)
        .collect();
    assert!(tables.len() > 30, "{tables:?}");
    // One connection, so that what is set on it stays.
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let app = sea_orm::Database::connect(options).await.unwrap();
    app.execute_unprepared("set role opora_app").await.unwrap();
    let mut filled = 0;
    for table in &tables {
        let count = format!("select count(*) as n from {table}");
        let of = async |conn: &DatabaseConnection, sql: &str| -> i64 {
            let statement = Statement::from_string(conn.get_database_backend(), sql);
            conn.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
        };
        app.execute_unprepared("select set_config('opora.municipality', '', false)").await.unwrap();
        assert_eq!(of(&app, &count).await, 0, "{table} without a municipality");
        let set = format!("select set_config('opora.municipality', '{ruse}', false)");
        app.execute_unprepared(&set).await.unwrap();
        let theirs = format!("{count} where municipality_id = {twin}");
        assert_eq!(of(&app, &theirs).await, 0, "{table} shows the twin's rows");
        assert_eq!(of(&app, &format!("{count} where municipality_id <> {ruse}")).await, 0);
        let (own, there) = (of(&app, &count).await, of(&owner, &theirs).await);
        let all_own = of(&owner, &format!("{count} where municipality_id = {ruse}")).await;
        assert_eq!(own, all_own, "{table}: one's own rows are all there");
        filled += usize::from(there > 0);
        for sql in [
            format!("update {table} set municipality_id = {ruse} where municipality_id = {twin}"),
            format!("delete from {table} where municipality_id = {twin}"),
        ] {
            // The audit refuses both to everybody; the rest find no row.
            let changed = app.execute_unprepared(&sql).await.map_or(0, |done| done.rows_affected());
            assert_eq!(changed, 0, "{sql}");
        }
        let moved = format!("update {table} set municipality_id = {twin}");
        assert!(own == 0 || app.execute_unprepared(&moved).await.is_err(), "{moved}");
        assert_eq!(of(&owner, &theirs).await, there, "{table}");
    }
    assert!(filled > 20, "only {filled} tables of the twin have rows");
}
