//! What counts towards a result: events, people reached, copies, new approaches, consultations.

use super::book::Book;
use super::entry::{APPROACH, Entered, HANDED};
use super::plan::{self, Campaign};
use super::store::campaign_event;
use super::{CampaignId, book};
use crate::contacts::{self, Logged};
use crate::municipality::ServicePointId;
use crate::proof::{Proof, Span};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use std::collections::{HashMap, HashSet};

/// The names of what is counted here.
pub const COUNTED: &[&str] = &["events", "reached", "copies", "approaches", "consulted"];

/// The records of a span, of one of [`COUNTED`]; none of another name.
///
/// # Errors
/// When the database does not answer.
pub async fn proofs(tx: &Tx, counted: &str, span: &Span) -> Result<Vec<Proof>, StoreError> {
    if counted == "consulted" {
        return consulted(tx, span, &[]).await;
    }
    if !COUNTED.contains(&counted) {
        return Ok(Vec::new());
    }
    let known: HashMap<CampaignId, Campaign> =
        plan::campaigns(tx).await?.into_iter().map(|one| (one.row.id, one)).collect();
    let book = Book::load(tx, None).await?;
    Ok(match counted {
        "events" | "reached" => events(&book, (&known, span), counted == "reached"),
        "copies" => entries(&book, (&known, span), HANDED),
        _ => entries(&book, (&known, span), APPROACH),
    })
}

type Known<'a> = (&'a HashMap<CampaignId, Campaign>, &'a Span);

/// When a record stopped to count: by itself or with its campaign, whichever came first.
fn revoked(own: Option<Instant>, campaign: Option<&Campaign>) -> Option<Instant> {
    let of = campaign.and_then(|one| one.row.revoked_at);
    own.into_iter().chain(of).min()
}

fn pays(span: &Span, project: Option<i64>) -> bool {
    span.project.is_none_or(|asked| project == Some(asked))
}

/// Events that were held, as they were reported: by one, or by those who came.
fn events(book: &Book, (known, span): Known<'_>, by_people: bool) -> Vec<Proof> {
    let counts = |row: &campaign_event::Model| {
        let campaign = known.get(&row.campaign_id);
        let project = campaign.and_then(|one| one.row.project_id).map(|id| id.0);
        let reported = row.reported_at?;
        let is_in = span.holds(row.held_on, reported, revoked(row.revoked_at, campaign));
        (is_in && pays(span, project)).then_some(())
    };
    let all = book.events.iter().filter(|one| counts(&one.row).is_some());
    let proof = |one: &super::event::Event| Proof {
        once: format!("campaign-event-{}", one.row.id.0),
        label: one.row.title.clone(),
        day: one.row.held_on,
        href: one.home(),
        amount: if by_people { book.people(one.row.id) } else { 1 },
    };
    all.map(proof).filter(|one| one.amount > 0).collect()
}

/// Entries of a register: copies by their number, approaches by one.
fn entries(book: &Book, (known, span): Known<'_>, register: &str) -> Vec<Proof> {
    let counts = |one: &&Entered| {
        let row = &one.row;
        let campaign = row.campaign_id.and_then(|id| known.get(&id));
        let project = row.project_id.or(campaign.and_then(|one| one.row.project_id));
        row.register == register
            && pays(span, project.map(|id| id.0))
            && span.holds(row.entry_on, row.entered_at, revoked(row.revoked_at, campaign))
    };
    let proof = |one: &Entered| Proof {
        once: format!("campaign-entry-{}", one.row.id.0),
        label: [one.row.title.as_str(), one.row.place.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        day: one.row.entry_on,
        href: one.home(),
        amount: one.row.amount,
    };
    let mut all: Vec<Proof> = book.entries.iter().filter(counts).map(proof).collect();
    all.sort_by(|a, b| (a.day, &a.once).cmp(&(b.day, &b.once)));
    all
}

/// A point that a project opened, with the day since which its consultations count.
pub type Opened = (ServicePointId, Day);

/// Whether a consultation belongs to a project: it names a campaign of the project, or was at a point
/// that the project had opened by then.
#[must_use]
pub fn is_of(one: &Logged, codes: &HashSet<&str>, points: &[Opened]) -> bool {
    let day = one.at.day();
    codes.contains(one.campaign.as_str())
        || points.iter().any(|(point, since)| one.point == Some(*point) && *since <= day)
}

/// People who were consulted, by the days of the consultations: somebody who is known once, somebody
/// without a name each time. Of a project those that belong to it: see [`is_of`].
///
/// # Errors
/// When the database does not answer.
pub async fn consulted(tx: &Tx, span: &Span, points: &[Opened]) -> Result<Vec<Proof>, StoreError> {
    let known = plan::campaigns(tx).await?;
    let own = known.iter().filter(|one| {
        let stood = one.row.revoked_at.is_none_or(|at| at > span.known_at);
        stood && span.project.is_some() && one.row.project_id.map(|id| id.0) == span.project
    });
    let codes: HashSet<&str> =
        own.map(|one| one.row.contact_code.as_str()).filter(|code| !code.is_empty()).collect();
    let all = contacts::logged(tx, span.from, span.to).await?;
    let counts = |one: &Logged| {
        let is_asked = span.project.is_none() || is_of(one, &codes, points);
        is_asked && span.holds(one.at.day(), one.at, one.cancelled_at)
    };
    let proof = |one: Logged| Proof {
        once: match one.person {
            Some(person) => format!("person-{person}"),
            None => format!("contact-{}", one.id),
        },
        label: book::consultation(one.at.day()),
        day: one.at.day(),
        href: format!("/contacts/{}", one.id),
        amount: 1,
    };
    Ok(all.into_iter().filter(counts).map(proof).collect())
}
