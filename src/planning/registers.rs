//! What our own registers show, month by month: users, wishes, those who wait, refusals, staff.

use super::figure::Key;
use super::frame::bg;
use super::neighbours::{Found, Gathered, words};
use crate::reporting::{self, Dimension, Measure, Question};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Month;

/// What happened is counted over a year.
const MONTHS: i64 = 12;

/// A question to the layer: the family of its figures, what is counted, how it is split, and whether over
/// the last year or in the last month.
type Asked = (&'static str, Measure, Option<Dimension>, bool);

fn questions() -> Vec<Asked> {
    let kind = || Some(Dimension::ServiceKind);
    let group = || Some(Dimension::Group);
    vec![
        ("users", Measure::Users, None, false),
        ("users-kind", Measure::Users, kind(), false),
        ("users-group", Measure::Users, group(), false),
        ("wishes", Measure::Wishes, None, true),
        ("wishes-kind", Measure::Wishes, kind(), true),
        ("wishes-group", Measure::Wishes, group(), true),
        ("waiting", Measure::Waiting, None, false),
        ("waiting-kind", Measure::Waiting, kind(), false),
        ("refusals", Measure::Refusals, None, true),
        ("elsewhere", Measure::FromElsewhere, None, true),
        ("elsewhere-kind", Measure::FromElsewhere, kind(), true),
        ("staff", Measure::Staff, None, false),
    ]
}

/// Whether anybody used a service in the year until a month. Where nobody did, the registers were not kept yet:
/// nobody among users, waiting and refused is then not a number but one that is not known.
async fn is_kept(tx: &Tx, to: Month) -> Result<bool, StoreError> {
    let (measure, from) = (Measure::Users, to.plus(1 - MONTHS));
    let question =
        Question { measure, split: Vec::new(), filter: Vec::new(), from, to, as_known_on: None };
    Ok(!reporting::ask(tx, &question).await?.is_empty())
}

/// What the registers show, from the monthly layer.
///
/// # Errors
/// When the database does not answer.
pub async fn layer(tx: &Tx, (on, all): (Day, &mut Gathered)) -> Result<(), StoreError> {
    let to = Month::of(on.0);
    let is_kept = is_kept(tx, to).await?;
    let source = bg("planning-source-reporting");
    for (family, measure, split, over_year) in questions() {
        let from = if over_year { to.plus(1 - MONTHS) } else { to };
        let prefix = if family.ends_with("-group") { "services-group" } else { "services-kind" };
        let (is_one, split) = (split.is_none(), split.into_iter().collect());
        let question = Question { measure, split, filter: Vec::new(), from, to, as_known_on: None };
        let rows = reporting::ask(tx, &question).await?;
        let mut rows: Vec<(Vec<String>, i64)> =
            rows.into_iter().map(|row| (row.keys, row.count)).collect();
        // Staff and wishes have registers of their own.
        let says_nobody = is_kept || matches!(measure, Measure::Staff | Measure::Wishes);
        if is_one && rows.is_empty() && says_nobody {
            rows.push((Vec::new(), 0));
        }
        for (keys, count) in rows {
            let item = if is_one { String::new() } else { keys.join(".") };
            all.found.push(Found {
                label: if is_one { String::new() } else { words(prefix, &item) },
                list: reporting::list_href(&question, &keys),
                key: Key::new(family, item),
                value: count.into(),
                known_on: on,
                source: source.clone(),
            });
        }
    }
    Ok(())
}
