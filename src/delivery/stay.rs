//! Stays in hospital or in residential care: known of anybody, also of whoever uses no service here.
//!
//! Invariants: a wrong stay is struck out with a reason and stays to be read, and nothing reckons
//! with it any more; two stays of a person share no day.

use super::AwayId;
use super::away;
use super::days::STAYS;
use super::person::all_aways;
use super::store::person_away::{self, Entity};
use crate::people::PersonId;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::Set;
use serde::{Deserialize, Serialize};

/// The most known absences of a person looked at, the newest.
const MOST: u64 = 200;

/// Why and by whom a stay was struck out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Struck {
    /// Why, in words.
    pub why: String,
    /// Who.
    pub by: String,
}

/// What is sealed of a known absence: what [`super::Reason`] says, and that it is struck out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Noted {
    /// A code of the reasons, or of [`STAYS`].
    pub code: String,
    /// In words.
    pub note: String,
    /// It was wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub struck: Option<Struck>,
}

/// What is sealed of a known absence.
pub fn noted(tx: &Tx, row: &person_away::Model) -> Result<Noted, StoreError> {
    tx.open_json("person_away", "reason_sealed", row.id.0, &row.reason_sealed)
}

/// A stay to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStay {
    /// A code of [`STAYS`].
    pub kind: String,
    /// The first day.
    pub from_on: Day,
    /// The last day; none while it lasts.
    pub until_on: Option<Day>,
    /// How it is known: who said it, by which document.
    pub source: String,
}

/// A stay that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The row.
    pub id: AwayId,
    /// What it says.
    pub says: NewStay,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub made_on: Day,
    /// The version of the row.
    pub version: i32,
    /// It was wrong.
    pub struck: Option<Struck>,
}

/// The stays of a person, also those struck out, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Vec<Stay>, StoreError> {
    let mut all = Vec::new();
    for row in all_aways(tx, person, MOST).await? {
        let noted = noted(tx, &row)?;
        if !STAYS.contains(&noted.code.as_str()) {
            continue;
        }
        let (kind, source) = (noted.code, noted.note);
        let says = NewStay { kind, from_on: row.from_on, until_on: row.until_on, source };
        let (id, made_on, version) = (row.id, row.made_at.day(), row.version);
        all.push(Stay { id, says, by: row.account_name, made_on, version, struck: noted.struck });
    }
    Ok(all)
}

/// Whether a stay shares a day with one that stands, other than itself.
#[must_use]
pub fn overlaps(known: &[Stay], new: &NewStay, own: Option<AwayId>) -> bool {
    let meets = |one: &NewStay| {
        one.until_on.is_none_or(|last| last >= new.from_on)
            && new.until_on.is_none_or(|last| one.from_on <= last)
    };
    known.iter().any(|one| one.struck.is_none() && Some(one.id) != own && meets(&one.says))
}

/// Whether a change says no more than the last day of a stay that lasted: nothing was wrong then.
#[must_use]
pub fn only_ends(old: &NewStay, new: &NewStay) -> bool {
    let open = NewStay { until_on: None, ..new.clone() };
    old.until_on.is_none() && new.until_on.is_some() && *old == open
}

/// Writes a stay down.
///
/// # Errors
/// When its days are in the wrong order, or another stay has one of them.
pub async fn add(tx: &mut Tx, person: PersonId, new: &NewStay) -> Result<AwayId, Problem> {
    if new.until_on.is_some_and(|last| last < new.from_on) {
        return Err(Problem::Impossible("delivery-away-wrong"));
    }
    if overlaps(&of_person(tx, person).await?, new, None) {
        return Err(Problem::Impossible("delivery-stay-twice"));
    }
    let noted = Noted { code: new.kind.clone(), note: new.source.clone(), struck: None };
    let id = away::put(tx, person, (new.from_on, new.until_on), &noted).await?;
    // Where the person was is told by nobody's timeline: it may be their health.
    let data = vec![("from", new.from_on.bg())];
    tx.event(Event { kind: "delivery-stay", person: Some(person.0), case: None, data }).await?;
    Ok(id)
}

async fn standing(tx: &Tx, person: PersonId, id: AwayId) -> Result<Stay, Problem> {
    let known = of_person(tx, person).await?;
    let found = known.into_iter().find(|one| one.id == id && one.struck.is_none());
    found.ok_or(Problem::NotFound)
}

/// Writes a stay anew: its last day, when it lasted and no more is said; else the old one is struck
/// out and the new one takes its place.
///
/// # Errors
/// As [`add`] and [`strike`].
pub async fn change(
    tx: &mut Tx,
    person: PersonId,
    (id, version): (AwayId, i32),
    (new, why): (&NewStay, &str),
) -> Result<(), Problem> {
    let old = standing(tx, person, id).await?;
    if !only_ends(&old.says, new) {
        strike(tx, person, (id, version), why).await?;
        add(tx, person, new).await?;
        return Ok(());
    }
    if new.until_on.is_some_and(|last| last < new.from_on) {
        return Err(Problem::Impossible("delivery-away-wrong"));
    }
    let active = person_away::ActiveModel { until_on: Set(new.until_on), ..Default::default() };
    tx.update::<Entity>(id, version, active).await?;
    let data = vec![("until", new.until_on.map(Day::bg).unwrap_or_default())];
    Ok(tx.event(Event { kind: "delivery-back", person: Some(person.0), case: None, data }).await?)
}

/// Strikes a wrong stay out.
///
/// # Errors
/// [`Problem::NotFound`] when there is none that stands; without a reason.
pub async fn strike(
    tx: &mut Tx,
    person: PersonId,
    (id, version): (AwayId, i32),
    why: &str,
) -> Result<(), Problem> {
    let old = standing(tx, person, id).await?;
    if why.is_empty() {
        return Err(Problem::Impossible("delivery-stay-why"));
    }
    let by = tx.actor().name.to_string();
    let struck = Some(Struck { why: why.to_owned(), by });
    let noted = Noted { code: old.says.kind, note: old.says.source, struck };
    let sealed = tx.seal_json("person_away", "reason_sealed", id.0, &noted)?;
    let active = person_away::ActiveModel { reason_sealed: Set(sealed), ..Default::default() };
    tx.update::<Entity>(id, version, active).await?;
    let data = vec![("from", old.says.from_on.bg())];
    let kind = "delivery-stay-struck";
    Ok(tx.event(Event { kind, person: Some(person.0), case: None, data }).await?)
}
