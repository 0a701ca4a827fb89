//! What other capabilities ask: who works here, what counts towards a result, hours by who pays.

use super::EmployeeId;
use super::count::{Under, Work, WorkedDay, was_known};
use super::course::Lasts;
use super::frame::{HOME, month_words};
use super::load::{self, Appointment, Known};
use crate::proof::{Proof, Span};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What can be counted here.
pub const COUNTED: &[&str] = &["appointments", "supplementary-agreements", "hours-worked"];

/// Somebody who works, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployeeName {
    /// Who.
    pub id: EmployeeId,
    /// The name.
    pub name: String,
    /// The code of the group of staff.
    pub group: String,
    /// The title of the post today; of people of providers what they are there.
    pub post: String,
    /// The provider; empty for the municipality's own staff.
    pub provider: String,
}

fn named(known: &Known, one: &load::Employee, post: Option<&Appointment>) -> EmployeeName {
    let own = post.map(|post| known.title(post.post_id));
    EmployeeName {
        id: one.id,
        name: one.name.clone(),
        group: one.staff_group.clone(),
        post: own.unwrap_or_else(|| one.provider_post.clone()),
        provider: known.provider(one.provider_id),
    }
}

/// The appointment of each person on a day; when there are two, the newer one.
#[must_use]
pub fn on_day(all: &[Appointment], day: Day) -> HashMap<EmployeeId, &Appointment> {
    let there = all.iter().filter(|one| one.revoked_at.is_none() && one.holds(day));
    there.map(|one| (one.employee_id, one)).collect()
}

/// Everybody who is not gone, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn employees(tx: &Tx) -> Result<Vec<EmployeeName>, StoreError> {
    let known = Known::read(tx).await?;
    let all = load::appointments(tx).await?;
    let posts = on_day(&all, tx.today());
    let today = tx.today();
    let mut people: Vec<_> =
        known.people.values().filter(|one| one.gone_on.is_none_or(|day| day >= today)).collect();
    people.sort_by(|a, b| (&a.folded, a.id).cmp(&(&b.folded, b.id)));
    Ok(people.into_iter().map(|one| named(&known, one, posts.get(&one.id).copied())).collect())
}

/// Some of them, also who is gone.
///
/// # Errors
/// When the database does not answer.
pub async fn employee_names(
    tx: &Tx,
    ids: &[EmployeeId],
) -> Result<HashMap<EmployeeId, EmployeeName>, StoreError> {
    let known = Known::read(tx).await?;
    let all = load::appointments(tx).await?;
    let posts = on_day(&all, tx.today());
    let asked = ids.iter().filter_map(|id| known.people.get(id));
    Ok(asked.map(|one| (one.id, named(&known, one, posts.get(&one.id).copied()))).collect())
}

/// The records of a span that count; of an unknown name none.
///
/// # Errors
/// When the database does not answer.
pub async fn proofs(tx: &Tx, counted: &str, span: &Span) -> Result<Vec<Proof>, StoreError> {
    match counted {
        "appointments" => appointed(tx, span).await,
        "supplementary-agreements" => agreed(tx, span).await,
        "hours-worked" => hours(tx, span).await,
        _ => Ok(Vec::new()),
    }
}

/// Who was appointed: for a project, those whose appointment the project paid for on its first
/// day there.
async fn appointed(tx: &Tx, span: &Span) -> Result<Vec<Proof>, StoreError> {
    let known = Known::read(tx).await?;
    let funding = load::funding(tx).await?;
    let mut all = Vec::new();
    for one in load::appointments(tx).await? {
        if !was_known(one.entered_at, one.revoked_at, span.known_at) {
            continue;
        }
        let paid = funding.iter().filter(|paid| {
            paid.appointment_id == one.id
                && was_known(paid.entered_at, paid.revoked_at, span.known_at)
                && paid.project_id.map(|id| id.0) == span.project
        });
        let first = match span.project {
            Some(_) => paid.map(|paid| paid.from_on.max(one.from_on)).min(),
            None => Some(one.from_on),
        };
        let Some(day) = first else { continue };
        if !span.holds(day, one.entered_at, one.revoked_at) {
            continue;
        }
        let words = [known.name(one.employee_id), known.title(one.post_id), one.order_number];
        all.push(Proof {
            once: format!("employee-{}", one.employee_id),
            label: words.join(", "),
            day,
            href: format!("{HOME}/appointments/{}", one.id),
            amount: 1,
        });
    }
    Ok(all)
}

async fn agreed(tx: &Tx, span: &Span) -> Result<Vec<Proof>, StoreError> {
    let known = Known::read(tx).await?;
    let all = load::supplements(tx).await?.into_iter().filter(|one| {
        let is_asked = span.project.is_none_or(|id| one.project_id.is_some_and(|own| own.0 == id));
        is_asked && span.holds(one.from_on, one.entered_at, one.revoked_at)
    });
    let proof = |one: load::Supplement| Proof {
        once: format!("supplement-{}", one.id),
        label: format!("{}, {}", known.name(one.employee_id), one.number),
        day: one.from_on,
        href: format!("{HOME}/supplements/{}", one.id),
        amount: 1,
    };
    Ok(all.map(proof).collect())
}

/// All days of work in a span, as it was known then.
async fn work_of(tx: &Tx, span: &Span) -> Result<Vec<(Under, WorkedDay)>, StoreError> {
    let work: Work = load::work(tx, (span.from, span.to)).await?.known(span.known_at);
    let last = span.to.min(span.known_at.day());
    let law = Law::current();
    Ok(work.worked((span.from, last), &|day| law.is_working(day.0)))
}

/// Whose hours are added up: the person, under what, the month.
type HoursOf = (EmployeeId, Under, String);

/// Whole hours of each person, month and contract.
async fn hours(tx: &Tx, span: &Span) -> Result<Vec<Proof>, StoreError> {
    let known = Known::read(tx).await?;
    let mut sums: BTreeMap<HoursOf, (i64, Day)> = BTreeMap::new();
    for (under, one) in work_of(tx, span).await? {
        if span.project.is_some() && one.project != span.project {
            continue;
        }
        let month = month_words(Month::of(one.day.0));
        let sum = sums.entry((one.employee, under, month)).or_insert((0, one.day));
        *sum = (sum.0 + one.minutes, sum.1.max(one.day));
    }
    let proof = |((employee, under, month), (minutes, day)): (HoursOf, (i64, Day))| Proof {
        once: match under {
            Under::Appointment(id) => format!("hours-{id}-{month}"),
            Under::Supplement(id) => format!("hours-{id}-{month}"),
        },
        label: format!("{}, {month}", known.name(employee)),
        day,
        href: match under {
            Under::Appointment(id) => format!("{HOME}/appointments/{id}"),
            Under::Supplement(id) => format!("{HOME}/supplements/{id}"),
        },
        amount: minutes / 60,
    };
    Ok(sums.into_iter().map(proof).collect())
}

/// All work, by person, day and who pays, of everybody who worked for a project between two days:
/// also what others paid for, so that a double payment shows.
///
/// # Errors
/// When the database does not answer.
pub async fn hours_of(
    tx: &Tx,
    project: i64,
    from: Day,
    to: Day,
) -> Result<Vec<WorkedDay>, StoreError> {
    let span = Span { project: Some(project), from, to, known_at: tx.now() };
    let all: Vec<WorkedDay> = work_of(tx, &span).await?.into_iter().map(|(_, one)| one).collect();
    let of_project = all.iter().filter(|one| one.project == Some(project));
    let people: HashSet<EmployeeId> = of_project.map(|one| one.employee).collect();
    let mut sums: BTreeMap<(EmployeeId, Day, String, Option<i64>), i64> = BTreeMap::new();
    for one in all.into_iter().filter(|one| people.contains(&one.employee)) {
        *sums.entry((one.employee, one.day, one.source, one.project)).or_default() += one.minutes;
    }
    let day = |((employee, day, source, project), minutes)| WorkedDay {
        employee,
        day,
        minutes,
        source,
        project,
    };
    Ok(sums.into_iter().map(day).collect())
}
