//! Treatment abroad or rehabilitation of the user, with the assistant beside them (чл. 15, ал. 3
//! ЗЛП): the report waits for its end and comes with a document (чл. 32, ал. 4 ЗЛП).

use super::load::Entry;
use super::sheet::{Sheet, Treatment};
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Form, day_values};
use law::{Law, Month, ReportInput, ReportTimeline};

/// The longest name of a document.
const DOCUMENT_MAX: usize = 200;

/// Reads the boxes: nothing, or both days and the document.
pub fn read(form: &mut Form, month: Month, today: Day) -> Option<Treatment> {
    let from = form.day_optional("treated-from");
    let until = form.day_optional("treated-until");
    let document = form.optional("treated-document", DOCUMENT_MAX);
    if from.is_none() && until.is_none() && document.is_empty() {
        return None;
    }
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    for (name, day) in [("treated-from", from), ("treated-until", until)] {
        if day.is_none() {
            form.wrong(name, "form-day-required");
        }
    }
    if document.is_empty() {
        form.wrong("treated-document", "form-required");
    }
    let (from, until) = (from?, until?);
    if until < from {
        form.wrong("treated-until", "hours-wrong-order");
    }
    if until > today {
        form.wrong("treated-until", "hours-treated-future");
    }
    if from > last || until < first {
        form.wrong("treated-from", "hours-treated-month");
    }
    Some(Treatment { from, until, document })
}

/// The boxes of what was written before.
#[must_use]
pub fn values(entry: &Entry) -> Vec<(String, String)> {
    let known = entry.last().filter(|one| one.state.is_open_to_write());
    let Some(one) = known.and_then(|report| report.sheet.treatment.as_ref()) else {
        return Vec::new();
    };
    let mut all = day_values("treated-from", Some(one.from));
    all.extend(day_values("treated-until", Some(one.until)));
    all.push(("treated-document".to_owned(), one.document.clone()));
    all
}

/// The days of a report by the law, with its treatment.
///
/// # Errors
/// When the days contradict each other.
pub fn followed(
    law: &Law,
    sheet: &Sheet,
    input: &ReportInput,
) -> Result<ReportTimeline, StoreError> {
    let line = match &sheet.treatment {
        Some(one) => law.report_after_treatment(input, one.until.0),
        None => law.report(input),
    };
    line.map_err(|e| StoreError::Other(e.to_string()))
}
