//! Who was at the trainings and who worked by supplementary agreements, day by day, as pieces of an
//! evidence pack: one paper for each training and for each agreement.

use super::draft::Drafts;
use super::frame::{bg, bg_with};
use super::neighbours::{attendance, time_sheets};
use super::pack::Pack;
use super::report::{Section, printed};
use kit::store::{StoreError, Tx};
use kit::types::Day;

fn heads(names: [&str; 4]) -> Vec<String> {
    names.map(|name| bg(&format!("results-column-{name}"))).into()
}

/// The attendance lists of the trainings that the project pays for.
///
/// # Errors
/// When the database does not answer.
pub async fn attended(tx: &Tx, drafts: &mut Drafts<'_>, row: &Pack) -> Result<(), StoreError> {
    let days = (row.from_on, row.to_on);
    for seminar in attendance(tx, row.project_id.0, days).await? {
        let mut sections = Vec::new();
        for one in seminar.days {
            let args = [("title", seminar.title.clone()), ("day", one.day.bg())];
            if one.rows.is_empty() {
                drafts.missing.push(bg_with("results-missing-attendance", &args));
            } else if !one.is_listed {
                drafts.missing.push(bg_with("results-missing-list", &args));
            }
            let args = [("day", one.day.bg()), ("hours", one.hours.to_string())];
            sections.push(printed(&Section {
                title: bg_with("results-attendance-day", &args),
                text: if one.rows.is_empty() {
                    bg("results-attendance-nobody")
                } else {
                    String::new()
                },
                heads: heads(["employee", "post", "hours", "how"]),
                rows: one.rows.into_iter().map(Vec::from).collect(),
            }));
        }
        let title = bg_with("results-attendance", &[("title", seminar.title)]);
        drafts.paper("5-attendance", title, |data| data["sections"] = sections.into());
    }
    Ok(())
}

/// The time sheets of the supplementary agreements that the project pays for.
///
/// # Errors
/// When the database does not answer.
pub async fn worked(tx: &Tx, drafts: &mut Drafts<'_>, row: &Pack) -> Result<(), StoreError> {
    let days = (row.from_on, row.to_on);
    for agreement in time_sheets(tx, row.project_id.0, days).await? {
        let who = [("name", agreement.employee.clone()), ("number", agreement.number.clone())];
        let (mut sections, mut unwritten) = (Vec::new(), Vec::new());
        for one in agreement.months {
            let [name, number] = who.clone();
            let args = [name, number, ("month", one.month.clone())];
            if !one.is_written {
                unwritten.push(one.month);
                continue;
            }
            if one.signed_on.is_none() {
                drafts.missing.push(bg_with("results-missing-signed", &args));
            }
            let signed = one.signed_on.map_or_else(|| bg("results-sheet-unsigned"), Day::bg);
            let args = [("month", one.month), ("hours", one.total), ("signed", signed)];
            sections.push(printed(&Section {
                title: bg_with("results-sheet-month", &args),
                text: String::new(),
                heads: heads(["day", "time", "hours", "work"]),
                rows: one.rows.into_iter().map(Vec::from).collect(),
            }));
        }
        if !unwritten.is_empty() {
            let [name, number] = who.clone();
            let args = [name, number, ("months", unwritten.join(", "))];
            drafts.missing.push(bg_with("results-missing-sheet", &args));
        }
        if !sections.is_empty() {
            let title = bg_with("results-sheets", &who);
            drafts.paper("6-timesheets", title, |data| data["sections"] = sections.into());
        }
    }
    Ok(())
}
