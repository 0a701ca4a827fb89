//! Who may be the same person as one about to be entered: shown while typing, asked about before
//! the form saves, and looked at once more when it does.

use super::matching::{Alike, Band, Card, SHOWN, compare};
use super::search::name_index;
use super::store::{cards, read};
use super::{NewPerson, PersonId};
use crate::app::App;
use kit::access::Actor;
use kit::search::full_of;
use kit::store::{StoreError, Tx};
use std::collections::HashMap;

/// Names that are looked at.
const LOOKED_AT: usize = 20;
/// People of one birth day that are looked at.
const BORN_MAX: u64 = 60;
/// Shown at most: with more, nobody reads.
const SHOWN_MAX: usize = 5;

/// Somebody who may be the same person.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub id: PersonId,
    /// How likely, and why.
    pub alike: Alike,
}

impl Candidate {
    /// Must be asked about before somebody new is saved: likely, or the same name with nothing
    /// against it.
    #[must_use]
    pub fn must_be_asked(&self) -> bool {
        self.alike.band >= Band::Likely
            || (self.alike.points >= SHOWN
                && !self.alike.reasons.iter().any(|code| code.starts_with("other_")))
    }
}

/// People who may be the one described, the likeliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn candidates(
    app: &App,
    actor: &Actor,
    new: &NewPerson,
) -> Result<Vec<Candidate>, StoreError> {
    let mut ids = by_name(app, actor, new).await?;
    let tx = app.db.read(actor).await?;
    for (kind, value) in &new.identifiers {
        ids.extend(read::people_of_number(&tx, &kind.normal(value)).await?);
    }
    let phone = super::phone::normal(&new.phone);
    if phone.chars().filter(char::is_ascii_digit).count() >= 6 {
        ids.extend(read::people_of_phone(&tx, &phone, LOOKED_AT as u64).await?);
    }
    if let Some(day) = new.birth_day {
        ids.extend(cards::born_on(&tx, day, BORN_MAX).await?);
    }
    ids.sort_unstable_by_key(|id| id.0);
    ids.dedup();
    let known = cards::cards(&tx, &ids).await?;
    tx.rollback().await;
    let mut list = ranked(&cards::of_new(new), each(&known));
    list.truncate(SHOWN_MAX);
    Ok(list)
}

/// Those with such a name, also where a short form was typed.
async fn by_name(app: &App, actor: &Actor, new: &NewPerson) -> Result<Vec<PersonId>, StoreError> {
    let index = name_index(app, actor).await?;
    let year = new.birth_day.map(|day| format!(" {}", day.0.year())).unwrap_or_default();
    let mut ids: Vec<PersonId> = Vec::new();
    for name in spellings(new) {
        // The space says that the last word is finished.
        let hits = index.search(&format!("{name}{year} "), LOOKED_AT);
        ids.extend(hits.into_iter().map(|hit| PersonId(hit.id)));
    }
    Ok(ids)
}

/// The name as typed, and with the full forms of a short given name.
pub(super) fn spellings(new: &NewPerson) -> Vec<String> {
    let mut list = vec![new.full_name()];
    for full in full_of(&new.given) {
        list.push(NewPerson { given: full.clone(), ..new.clone() }.full_name());
    }
    list
}

fn each(known: &HashMap<PersonId, Card>) -> impl Iterator<Item = (PersonId, &Card)> {
    known.iter().map(|(id, card)| (*id, card))
}

/// Those of the known who are worth showing, the likeliest first.
pub(super) fn ranked<'a>(
    card: &Card,
    known: impl IntoIterator<Item = (PersonId, &'a Card)>,
) -> Vec<Candidate> {
    let candidate = |(id, other): (PersonId, &'a Card)| {
        let alike = compare(card, other);
        (alike.points >= SHOWN).then_some(Candidate { id, alike })
    };
    let mut list: Vec<Candidate> = known.into_iter().filter_map(candidate).collect();
    list.sort_by_key(|found| {
        (std::cmp::Reverse((found.alike.band, found.alike.points)), found.id.0)
    });
    list.dedup_by_key(|found| found.id);
    list
}

/// Inside the transaction that saves: those entered since `seen_until` who must be asked about and
/// whom the clerk was not shown. Nobody else of the municipality enters anybody meanwhile.
///
/// # Errors
/// When the database does not answer.
pub async fn entered_meanwhile(
    tx: &Tx,
    new: &NewPerson,
    (seen_until, seen): (i64, &[PersonId]),
) -> Result<Vec<Candidate>, StoreError> {
    cards::one_at_a_time(tx).await?;
    let ids = cards::entered_after(tx, seen_until).await?;
    let ids: Vec<PersonId> = ids.into_iter().filter(|id| !seen.contains(id)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let known = cards::cards(tx, &ids).await?;
    let list = ranked(&cards::of_new(new), each(&known));
    Ok(list.into_iter().filter(Candidate::must_be_asked).take(SHOWN_MAX).collect())
}
