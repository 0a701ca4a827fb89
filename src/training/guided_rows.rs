//! What papers of supervision say, as rows and sections: meetings, who was there, what was agreed. No
//! database.

use super::SupervisionId;
use super::frame::{bg, bg_with, name_of};
use super::load::{Action, Meeting};
use super::store::supervision_person;
use crate::workforce::{EmployeeId, EmployeeName};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Employees by their ids.
pub type Names = HashMap<EmployeeId, EmployeeName>;

/// What was agreed, as rows: what, who, until when, what came of it.
fn agreed_rows(all: &[Action], known: &Names, with_result: bool) -> Vec<Vec<String>> {
    let row = |one: &Action| {
        let owner = one.row.employee_id.map(|id| name_of(known, id));
        let mut cells = vec![
            one.content.text.clone(),
            owner.unwrap_or_else(|| bg("training-everybody")),
            one.row.due_on.bg(),
        ];
        if with_result {
            let outcome = match one.row.outcome.as_str() {
                "" => bg("training-outcome-open"),
                code => bg(&format!("training-outcome-{code}")),
            };
            let said = [outcome, one.content.result.clone()];
            cells.push(said.join(". ").trim_end_matches(". ").to_owned());
        }
        cells
    };
    all.iter().map(row).collect()
}

/// A section of what was agreed; without anything it says so.
#[must_use]
pub fn agreed_section(all: &[Action], known: &Names, with_result: bool) -> Value {
    if all.is_empty() {
        return json!({ "title": bg("training-agreed"), "text": bg("training-agreed-none") });
    }
    let mut heads = vec!["agreed", "owner", "due"];
    if with_result {
        heads.push("result");
    }
    let heads: Vec<String> =
        heads.into_iter().map(|name| bg(&format!("training-column-{name}"))).collect();
    let rows = agreed_rows(all, known, with_result);
    json!({ "title": bg("training-agreed"), "heads": heads, "rows": rows })
}

/// The meetings of a year that stand.
#[must_use]
pub fn of_year(all: Vec<Meeting>, year: i16) -> Vec<Meeting> {
    let stands = |one: &Meeting| one.row.revoked_at.is_none() && one.row.day.0.year() == year;
    all.into_iter().filter(stands).collect()
}

/// Meetings as rows: day, hours, supervisor, themes, how many were there.
#[must_use]
pub fn meeting_rows(
    meetings: &[Meeting],
    present: &[supervision_person::Model],
    supervisor: impl Fn(SupervisionId) -> String,
) -> Vec<Vec<String>> {
    let row = |one: &Meeting| {
        let people = present.iter().filter(|person| person.meeting_id == one.row.id).count();
        vec![
            one.row.day.bg(),
            one.row.hours.to_string(),
            supervisor(one.row.supervision_id),
            one.content.themes.clone(),
            people.to_string(),
        ]
    };
    meetings.iter().map(row).collect()
}

/// A section of meetings.
#[must_use]
pub fn meetings_section(rows: &[Vec<String>]) -> Value {
    let heads = ["day", "hours", "supervisor", "themes", "present"]
        .map(|name| bg(&format!("training-column-{name}")));
    json!({ "title": bg("training-meetings"), "heads": heads, "rows": rows })
}

/// Who was at so many meetings, for so many hours, by name.
#[must_use]
pub fn people_rows(
    (meetings, present): (&[Meeting], &[supervision_person::Model]),
    known: &Names,
) -> Vec<[String; 4]> {
    let mut sums: HashMap<EmployeeId, (usize, i32)> = HashMap::new();
    for person in present {
        let Some(one) = meetings.iter().find(|one| one.row.id == person.meeting_id) else {
            continue;
        };
        let sum = sums.entry(person.employee_id).or_default();
        *sum = (sum.0 + 1, sum.1 + one.row.hours);
    }
    let row = |(id, (times, hours)): (EmployeeId, (usize, i32))| {
        let post = known.get(&id).map(|one| one.post.clone()).unwrap_or_default();
        [name_of(known, id), post, times.to_string(), hours.to_string()]
    };
    let mut rows: Vec<[String; 4]> = sums.into_iter().map(row).collect();
    rows.sort();
    rows
}

/// What a year comes to: meetings and hours.
#[must_use]
pub fn year_opening(meetings: &[Meeting], year: i16) -> String {
    let hours: i32 = meetings.iter().map(|one| one.row.hours).sum();
    let args = [
        ("year", year.to_string()),
        ("count", meetings.len().to_string()),
        ("hours", hours.to_string()),
    ];
    bg_with("training-guided-year-opening", &args)
}
