//! The register of decisions: entered, followed, corrected, withdrawn. Each change leaves a row.

use super::content::{Content, Said, Shown, sealed};
use super::course::{State, number_key};
use super::load::{self, Decision};
use super::store::{decision, decision_entry, decision_evidence};
use super::{DecisionId, EntryId, EvidenceId};
use crate::people::scanned::Scan;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{IntoActiveModel, Set};

/// A decision to be entered.
#[derive(Clone, Debug)]
pub struct Entered<'a> {
    /// Who took it.
    pub body: &'a str,
    /// The record it comes from, and where that is shown.
    pub origin: Option<(i64, String)>,
    /// When it was taken.
    pub taken_on: Day,
    /// Until when it is carried out.
    pub due_on: Option<Day>,
    /// Whether the public may read it.
    pub is_public: bool,
    /// In words.
    pub content: Content,
}

/// Whether a body has a decision with this number in the year of the day; `but` is not counted.
///
/// # Errors
/// When the database does not answer.
pub async fn is_taken(
    tx: &Tx,
    body: &str,
    (number, taken_on): (&str, Day),
    but: Option<DecisionId>,
) -> Result<bool, StoreError> {
    let year = i32::from(taken_on.0.year());
    let known = load::numbered(tx, body, (year, &number_key(number, taken_on))).await?;
    Ok(known.is_some() && known != but)
}

/// Enters a decision.
///
/// # Errors
/// [`StoreError::Duplicate`] when the body has a decision with this number in this year.
pub async fn add(tx: &Tx, new: Entered<'_>) -> Result<DecisionId, StoreError> {
    let number = (new.content.number.as_str(), new.taken_on);
    // Asked first: a refusal of the database would end the whole transaction.
    if is_taken(tx, new.body, number, None).await? {
        return Err(StoreError::Duplicate(format!("decision {}", new.content.number)));
    }
    let id = DecisionId(tx.new_id());
    let (origin_id, href) = new.origin.unzip();
    let state = State::first(Some(&new.content.responsible));
    let row = decision::Model {
        municipality_id: tx.municipality(),
        id,
        body: new.body.to_owned(),
        origin_id,
        href: href.unwrap_or_default(),
        year: i32::from(new.taken_on.0.year()),
        number_key: number_key(&new.content.number, new.taken_on),
        taken_on: new.taken_on,
        due_on: new.due_on.filter(|_| state.waits()),
        state: state.code().to_owned(),
        done_on: None,
        is_public: new.is_public,
        content_sealed: sealed(tx, ("decision_record", id.0), &new.content)?,
        made_at: tx.now(),
        withdrawn_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}

async fn tell(
    tx: &Tx,
    id: DecisionId,
    (kind, state): (&str, &str),
    said: &Said,
) -> Result<EntryId, StoreError> {
    let own = EntryId(tx.new_id());
    let row = decision_entry::Model {
        municipality_id: tx.municipality(),
        id: own,
        decision_id: id,
        kind: kind.to_owned(),
        state: state.to_owned(),
        content_sealed: sealed(tx, ("decision_entry", own.0), said)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    Ok(own)
}

/// Notes what was done, and where the decision stands now when that changed.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn note(
    tx: &Tx,
    one: &Decision,
    (to, done_on): (Option<State>, Option<Day>),
    (note, version): (String, i32),
) -> Result<(), StoreError> {
    let kind = if to.is_some() { "state" } else { "progress" };
    let mut active = decision::ActiveModel::default();
    if let Some(to) = to {
        active.state = Set(to.code().to_owned());
        active.done_on = Set(done_on.filter(|_| to == State::Done));
    }
    tx.update::<decision::Entity>(one.row.id, version, active).await?;
    let said = Said { note, ..Said::default() };
    tell(tx, one.row.id, (kind, to.map_or("", State::code)), &said).await?;
    Ok(())
}

/// What a correction sets.
#[derive(Clone, Debug)]
pub struct Correction {
    /// In words.
    pub content: Content,
    /// When it was taken.
    pub taken_on: Day,
    /// Until when it is carried out.
    pub due_on: Option<Day>,
    /// Whether the public may read it.
    pub is_public: bool,
}

/// What a correction changes: end of the key of a field, and what stood there.
#[must_use]
pub fn changed(one: &Decision, new: &Correction) -> Vec<(String, String)> {
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let yes = |is: bool| String::from(if is { "✓" } else { "–" });
    let (was, now) = (&one.content, &new.content);
    let all = [
        ("number", was.number.clone(), now.number.clone()),
        ("text", was.text.clone(), now.text.clone()),
        ("responsible", was.responsible.clone(), now.responsible.clone()),
        ("source", was.source.clone(), now.source.clone()),
        ("taken", one.row.taken_on.bg(), new.taken_on.bg()),
        ("due", day(one.row.due_on), day(new.due_on)),
        ("public", yes(one.row.is_public), yes(new.is_public)),
    ];
    let differ = all.into_iter().filter(|(_, was, now)| was != now);
    differ.map(|(name, was, _)| (name.to_owned(), was)).collect()
}

/// Corrects a decision; what stood before stays readable.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn correct(
    tx: &Tx,
    one: &Decision,
    new: &Correction,
    (note, version): (String, i32),
) -> Result<(), StoreError> {
    let id = one.row.id;
    let mut active = decision::ActiveModel {
        year: Set(i32::from(new.taken_on.0.year())),
        number_key: Set(number_key(&new.content.number, new.taken_on)),
        taken_on: Set(new.taken_on),
        due_on: Set(new.due_on),
        is_public: Set(new.is_public),
        content_sealed: Set(sealed(tx, ("decision_record", id.0), &new.content)?),
        ..Default::default()
    };
    // Somebody answers for it now, or nobody any more: as when it is entered.
    let first = State::first(Some(&new.content.responsible));
    let state = State::of(&one.row.state);
    if matches!((state, first), (State::Noted, State::Open) | (State::Open, State::Noted)) {
        active.state = Set(first.code().to_owned());
    }
    tx.update::<decision::Entity>(id, version, active).await?;
    let said = Said { note, was: changed(one, new) };
    tell(tx, id, ("correction", ""), &said).await?;
    Ok(())
}

/// Withdraws a decision that was entered by mistake; its number is free again.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn withdraw(
    tx: &Tx,
    one: &Decision,
    (reason, version): (&str, i32),
) -> Result<(), StoreError> {
    let id = one.row.id;
    let active = decision::ActiveModel {
        withdrawn_at: Set(Some(tx.now())),
        number_key: Set(format!("{}#{id}", one.row.number_key)),
        ..Default::default()
    };
    tx.update::<decision::Entity>(id, version, active).await?;
    let said = Said { note: reason.to_owned(), ..Said::default() };
    tell(tx, id, ("withdrawn", ""), &said).await?;
    Ok(())
}

/// Keeps what shows that something was done: a link, or a scan.
///
/// # Errors
/// When the database refuses.
pub async fn show(
    tx: &Tx,
    decision: DecisionId,
    shown: &Shown,
    scan: Option<&Scan>,
) -> Result<EvidenceId, StoreError> {
    let id = EvidenceId(tx.new_id());
    let bytes = match scan {
        Some(scan) => tx.seal_bytes("decision_evidence", "sealed", id.0, &scan.bytes)?,
        None => Vec::new(),
    };
    let row = decision_evidence::Model {
        municipality_id: tx.municipality(),
        id,
        decision_id: decision,
        media: scan.map_or("link", |scan| scan.media).to_owned(),
        content_sealed: sealed(tx, ("decision_evidence", id.0), shown)?,
        sealed: bytes,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}
