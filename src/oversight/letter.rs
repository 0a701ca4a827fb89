//! What stands on the papers of a check: the order, the report, the letter to АКСУ.

use super::checklist::{self, Line};
use super::course::RESULTS;
use super::frame::{Press, bg, bg_with};
use super::load::{Check, Finding, Prescription};
use kit::store::StoreError;
use kit::types::Day;
use serde_json::{Value, json};
use std::collections::HashMap;

/// What a paper needs to know of a check besides the check.
pub struct Whole<'a> {
    /// The provider.
    pub provider: &'a str,
    /// The service; empty when all are checked.
    pub service: &'a str,
    /// The checklist.
    pub lines: &'a [Line],
    /// What was found.
    pub found: &'a HashMap<String, Finding>,
    /// What was prescribed.
    pub told: &'a [Prescription],
    /// How many users were asked, with their consent.
    pub talks: usize,
}

fn day(day: Option<Day>) -> String {
    day.map(Day::bg).unwrap_or_default()
}

/// The lines that are not empty.
fn known(lines: &[(&str, String)]) -> Value {
    let lines = lines.iter().filter(|(_, text)| !text.is_empty());
    lines.map(|(key, text)| json!([bg(key), text])).collect()
}

/// The sections that say something.
fn filled(sections: Value) -> Value {
    let Value::Array(mut all) = sections else { return Value::Null };
    let says = |section: &Value, name: &str| match &section[name] {
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => false,
    };
    all.retain(|section| ["text", "lines", "rows"].iter().any(|name| says(section, name)));
    Value::Array(all)
}

/// The appendix in words.
///
/// # Errors
/// When the checklists cannot be read.
pub fn standard(code: &str) -> Result<String, StoreError> {
    let name = checklist::appendix(code)?.map(|one| one.name.clone()).unwrap_or_default();
    Ok(bg_with("oversight-standard-words", &[("code", code.to_owned()), ("name", name)]))
}

/// The order for a check (чл. 31 НКСУ). Its check has the day of the report, were the visit to end on its
/// last day.
///
/// # Errors
/// When the checklists cannot be read.
pub fn order(
    press: &Press,
    (check, provider, service): (&Check, &str, &str),
) -> Result<Value, StoreError> {
    let (row, of) = (&check.row, &check.content);
    let mut data = press.frame((&bg("oversight-paper-order"), &bg("oversight-ground-order")));
    data["about"] = provider.into();
    let args = [("provider", provider.to_owned()), ("basis", of.basis.clone())];
    data["opening"] = bg_with("oversight-order-opening", &args).into();
    data["sections"] = json!([
        { "title": bg("oversight-order-orders"), "lines": known(&[
            ("oversight-column-kind", bg(&format!("oversight-kind-{}", row.kind))),
            ("oversight-scope", of.scope.clone()),
            ("oversight-people", of.people.clone()),
            ("oversight-experts", of.experts.clone()),
            ("oversight-column-provider", provider.to_owned()),
            ("oversight-column-service", service.to_owned()),
            ("oversight-column-standard", standard(&row.standard)?),
            ("oversight-place", of.place.clone()),
            ("oversight-term", format!("{} – {}", day(row.starts_on), day(row.ends_on))),
            ("oversight-report-due", day(row.due_on)),
        ]) },
        { "title": bg("oversight-order-report"), "text": bg("oversight-order-report-text") },
    ]);
    data["signatures"] = json!([{ "role": bg("oversight-mayor"), "name": press.mayor() }]);
    Ok(data)
}

/// A line with its finding, as three texts: what, result, what was seen.
fn row(line: &Line, found: Option<&Finding>) -> Option<[String; 3]> {
    let found = found.filter(|one| RESULTS[..2].contains(&one.row.result.as_str()))?;
    let seen = [found.content.note.as_str(), found.content.evidence.as_str()];
    let mut seen: Vec<&str> = seen.into_iter().filter(|text| !text.is_empty()).collect();
    seen.dedup();
    Some([line.label(), bg(&format!("oversight-result-{}", found.row.result)), seen.join("; ")])
}

fn rows(whole: &Whole<'_>, result: &str) -> Vec<[String; 3]> {
    let own =
        |line: &&Line| whole.found.get(&line.code).is_some_and(|one| one.row.result == result);
    let lines = whole.lines.iter().filter(own);
    lines.filter_map(|line| row(line, whole.found.get(&line.code))).collect()
}

/// Lines that are not asked any more keep their findings; the report counts what was looked at.
fn counts(whole: &Whole<'_>) -> String {
    let count = |result: &str| rows(whole, result).len();
    let (met, bad) = (count(RESULTS[0]), count(RESULTS[1]));
    let rest = whole.lines.len() - met - bad;
    let args = [("met", met.to_string()), ("bad", bad.to_string()), ("rest", rest.to_string())];
    bg_with("oversight-report-counts", &args)
}

fn prescribed(whole: &Whole<'_>) -> Vec<[String; 3]> {
    let line = |one: &Prescription| {
        [one.content.text.clone(), one.content.responsible.clone(), one.row.due_on.bg()]
    };
    whole.told.iter().map(line).collect()
}

/// The report of a check (чл. 33 НКСУ).
///
/// # Errors
/// When the checklists cannot be read.
pub fn report(press: &Press, check: &Check, whole: &Whole<'_>) -> Result<Value, StoreError> {
    let (row, of) = (&check.row, &check.content);
    let mut data = press.frame((&bg("oversight-paper-report"), &bg("oversight-ground-report")));
    data["about"] = whole.provider.into();
    let heads =
        [bg("oversight-column-line"), bg("oversight-column-result"), bg("oversight-column-seen")];
    let told = [bg("oversight-what"), bg("oversight-responsible"), bg("oversight-column-due")];
    let talks = if whole.talks == 0 { String::new() } else { whole.talks.to_string() };
    data["sections"] = filled(json!([
        { "title": bg("oversight-report-object"), "lines": known(&[
            ("oversight-column-kind", bg(&format!("oversight-kind-{}", row.kind))),
            ("oversight-column-service", whole.service.to_owned()),
            ("oversight-column-standard", standard(&row.standard)?),
            ("oversight-place", of.place.clone()),
            ("oversight-held", format!("{} – {}", day(row.began_on), day(row.ended_on))),
            ("oversight-people", of.people.clone()),
            ("oversight-experts", of.experts.clone()),
            ("oversight-present", of.present.clone()),
            ("oversight-talks", talks),
        ]) },
        { "title": bg("oversight-report-facts"), "text": counts(whole), "heads": &heads,
          "rows": rows(whole, RESULTS[0]) },
        { "title": bg("oversight-report-bad"), "heads": &heads, "rows": rows(whole, RESULTS[1]) },
        { "title": bg("oversight-prescriptions"), "heads": told, "rows": prescribed(whole) },
        { "title": bg("oversight-report-other"), "text": of.other },
        { "title": bg("oversight-report-copies"), "text": of.copies },
    ]));
    data["signatures"] = json!([{ "role": bg("oversight-checkers"), "name": of.people }]);
    Ok(data)
}

/// The letter to АКСУ (чл. 34 НКСУ).
#[must_use]
pub fn agency(press: &Press, check: &Check, whole: &Whole<'_>) -> Value {
    let row = &check.row;
    let mut data = press.frame((&bg("oversight-paper-letter"), &bg("oversight-ground-letter")));
    data["addressee"] = json!([bg("oversight-agency-name"), bg("oversight-agency-seat")]);
    data["about"] = whole.provider.into();
    let args = [
        ("provider", whole.provider.to_owned()),
        ("reported", day(row.reported_on)),
        ("due", day(row.agency_due_on)),
    ];
    data["opening"] = bg_with("oversight-letter-opening", &args).into();
    let heads =
        [bg("oversight-column-line"), bg("oversight-column-result"), bg("oversight-column-seen")];
    let told = [bg("oversight-what"), bg("oversight-responsible"), bg("oversight-column-due")];
    data["sections"] = filled(json!([
        { "title": bg("oversight-report-bad"), "heads": heads, "rows": rows(whole, RESULTS[1]) },
        { "title": bg("oversight-prescriptions"), "heads": told, "rows": prescribed(whole) },
    ]));
    data["closing"] = bg("oversight-letter-closing").into();
    data["signatures"] = json!([{ "role": bg("oversight-mayor"), "name": press.mayor() }]);
    data
}
