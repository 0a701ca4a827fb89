//! Where a person lives: permanent and present address, with history; a protected one is sealed.

use super::create::SINCE_UNKNOWN;
use super::store::write::{self, Place};
use super::store::{address, read};
use super::{Head, PersonId};
use crate::municipality::{Settlement, settlements};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use std::collections::HashMap;

/// The two addresses that the law tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AddressKind {
    /// Present (настоящ адрес): it decides who is competent.
    Present,
    /// Permanent (постоянен адрес).
    Permanent,
}

impl AddressKind {
    /// Both kinds.
    pub const ALL: [AddressKind; 2] = [AddressKind::Present, AddressKind::Permanent];

    /// As the database and forms write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            AddressKind::Permanent => "permanent",
            AddressKind::Present => "present",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<AddressKind> {
        AddressKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Key of its name.
    #[must_use]
    pub fn text_key(self) -> &'static str {
        match self {
            AddressKind::Permanent => "people-address-permanent",
            AddressKind::Present => "people-address-present",
        }
    }
}

/// An address as it may be shown to the asker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Its row.
    pub id: i64,
    /// Permanent or present.
    pub kind: AddressKind,
    /// The settlement, when known and not hidden.
    pub settlement: Option<Settlement>,
    /// Street, number, flat; empty when hidden.
    pub line: String,
    /// It is protected and the asker may not see it.
    pub is_hidden: bool,
    /// First day.
    pub valid_from: Day,
    /// Last day.
    pub valid_to: Option<Day>,
    /// It was written by mistake and corrected: it never held.
    pub is_mistake: bool,
}

impl Address {
    /// Settlement and line in one text; empty when hidden.
    #[must_use]
    pub fn text(&self) -> String {
        let place = self.settlement.as_ref().map(Settlement::full_label).unwrap_or_default();
        let parts = [place.as_str(), self.line.as_str()];
        parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(", ")
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The first day, unless nobody knows it.
    #[must_use]
    pub fn known_from(&self) -> Option<Day> {
        Some(self.valid_from).filter(|day| *day != SINCE_UNKNOWN)
    }
}

fn is_mistake(row: &address::Model) -> bool {
    row.valid_to.is_some_and(|last| last < row.valid_from)
}

/// EKATTE code and line of a row, sealed or not.
pub(super) fn opened(
    tx: &Tx,
    row: &address::Model,
) -> Result<(Option<String>, String), StoreError> {
    let Some(sealed) = &row.sealed else {
        return Ok((row.ekatte.clone(), row.line.clone()));
    };
    // Of a protected address the settlement is sealed too: `ekatte<newline>line`.
    let text = tx.open("address", "sealed", row.id, sealed)?;
    let (ekatte, line) = text.split_once('\n').unwrap_or(("", &text));
    Ok((Some(ekatte.to_owned()).filter(|e| !e.is_empty()), line.to_owned()))
}

/// Of each person the row of a kind that holds on a day. A row that was a mistake ends before it
/// begins, so it never does.
pub(super) fn in_force(
    rows: Vec<address::Model>,
    kind: AddressKind,
    on: Day,
) -> HashMap<PersonId, address::Model> {
    let holds = |row: &address::Model| {
        row.kind == kind.code() && row.valid_from <= on && row.valid_to.is_none_or(|to| on <= to)
    };
    // Rows come oldest first: of two the later one stays.
    rows.into_iter().filter(holds).map(|row| (row.person_id, row)).collect()
}

/// A person's addresses with their history, newest first. Protected ones stay sealed unless the
/// asker may see them.
///
/// # Errors
/// When the database does not answer.
pub async fn addresses(
    tx: &Tx,
    id: PersonId,
    may_see_protected: bool,
) -> Result<Vec<Address>, StoreError> {
    let mut rows = read::addresses(tx, &[id]).await?;
    rows.reverse();
    let mut texts = Vec::with_capacity(rows.len());
    for row in &rows {
        let is_hidden = row.sealed.is_some() && !may_see_protected;
        texts.push(if is_hidden { None } else { Some(opened(tx, row)?) });
    }
    let codes: Vec<&str> =
        texts.iter().flatten().filter_map(|(ekatte, _)| ekatte.as_deref()).collect();
    let places = settlements(tx, &codes).await?;
    let shown = rows.iter().zip(&texts).filter_map(|(row, text)| {
        let ekatte = text.as_ref().and_then(|(ekatte, _)| ekatte.as_ref());
        Some(Address {
            id: row.id,
            kind: AddressKind::from_code(&row.kind)?,
            settlement: ekatte.and_then(|code| places.get(code)).cloned(),
            line: text.as_ref().map(|(_, line)| line.clone()).unwrap_or_default(),
            is_hidden: text.is_none(),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            is_mistake: is_mistake(row),
        })
    });
    Ok(shown.collect())
}

/// The address of a kind on a day, in one text. Empty when there is none, and when it is
/// protected and the asker may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn address_text(
    tx: &Tx,
    id: PersonId,
    (kind, on): (AddressKind, Day),
    may_see_protected: bool,
) -> Result<String, StoreError> {
    let list = addresses(tx, id, may_see_protected).await?;
    let held = list.into_iter().find(|address| address.kind == kind && address.holds_on(on));
    Ok(held.map(|address| address.text()).unwrap_or_default())
}

/// Code and name of the settlement in which each of several people lives on a day; nothing of
/// protected addresses. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn places_of(
    tx: &Tx,
    ids: &[PersonId],
    on: Day,
) -> Result<HashMap<PersonId, (String, String)>, StoreError> {
    let rows = read::addresses(tx, ids).await?;
    let codes: Vec<&str> = rows.iter().filter_map(|row| row.ekatte.as_deref()).collect();
    let places = settlements(tx, &codes).await?;
    let present = in_force(rows, AddressKind::Present, on);
    let place = |row: &address::Model| {
        let code = row.ekatte.clone()?;
        let label = places.get(&code)?.label();
        Some((row.person_id, (code, label)))
    };
    Ok(present.values().filter_map(place).collect())
}

/// The settlement in which each of several people lives on a day; nothing of protected addresses.
/// Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn settlements_of(
    tx: &Tx,
    ids: &[PersonId],
    on: Day,
) -> Result<HashMap<PersonId, String>, StoreError> {
    let rows = read::addresses(tx, ids).await?;
    let codes: Vec<&str> = rows.iter().filter_map(|row| row.ekatte.as_deref()).collect();
    let places = settlements(tx, &codes).await?;
    Ok(present_settlements(rows, &places, on))
}

/// The settlement of the present address for each person of a list, of rows read oldest first;
/// nothing of protected ones, whoever asks: lists are seen by bystanders.
pub(super) fn present_settlements(
    rows: Vec<address::Model>,
    places: &HashMap<String, Settlement>,
    on: Day,
) -> HashMap<PersonId, String> {
    let present = in_force(rows, AddressKind::Present, on);
    let label = |row: &address::Model| Some(places.get(row.ekatte.as_deref()?)?.label());
    present.values().filter_map(|row| Some((row.person_id, label(row)?))).collect()
}

/// Why an address cannot begin on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Another one begins on that day: it is to be corrected instead.
    SameDay,
    /// The corrected day would pass a neighbour.
    Overlaps,
}

/// The days of an address.
type Days = (Day, Option<Day>);

/// A new address of a kind from a day on: it ends the one before; one that begins later ends it.
pub(super) async fn move_to(
    tx: &mut Tx,
    head: &Head,
    (kind, from): (AddressKind, Day),
    place: Place<'_>,
) -> Result<Result<(), Refusal>, StoreError> {
    let rows = of_kind(tx, head.id, kind).await?;
    if rows.iter().any(|row| row.valid_from == from) {
        return Ok(Err(Refusal::SameDay));
    }
    let before = rows.iter().rfind(|row| row.valid_from < from);
    let after = rows.iter().find(|row| row.valid_from > from);
    if let Some(before) = before.filter(|row| row.valid_to.is_none_or(|last| last >= from)) {
        write::end_address(tx, before.id, from.plus(-1)).await?;
    }
    let until = after.map(|row| row.valid_from.plus(-1));
    write::add_address(tx, head.id, (kind, (from, until)), &place).await?;
    happened(tx, head, "address-added", kind).await?;
    Ok(Ok(()))
}

/// Corrects an address: the old row stays as a mistake, a new one takes its days.
pub(super) async fn correct(
    tx: &mut Tx,
    head: &Head,
    (old, from): (i64, Day),
    place: Place<'_>,
) -> Result<Result<(), Refusal>, StoreError> {
    let rows = read::addresses(tx, &[head.id]).await?;
    let row = rows.into_iter().find(|row| row.id == old && !is_mistake(row));
    let row = row.ok_or(StoreError::NotFound)?;
    let kind = AddressKind::from_code(&row.kind).ok_or(StoreError::NotFound)?;
    let others = of_kind(tx, head.id, kind).await?;
    let before = others.iter().rfind(|other| other.valid_from < row.valid_from);
    let too_early = before.is_some_and(|other| from <= other.valid_from);
    if too_early || row.valid_to.is_some_and(|last| from > last) {
        return Ok(Err(Refusal::Overlaps));
    }
    // The neighbour that ended when this one began follows the corrected day.
    if let Some(before) = before.filter(|b| b.valid_to == Some(row.valid_from.plus(-1))) {
        write::end_address(tx, before.id, from.plus(-1)).await?;
    }
    write::end_address(tx, row.id, row.valid_from.plus(-1)).await?;
    let days: Days = (from, row.valid_to);
    write::add_address(tx, head.id, (kind, days), &place).await?;
    happened(tx, head, "address-corrected", kind).await?;
    Ok(Ok(()))
}

async fn of_kind(
    tx: &Tx,
    id: PersonId,
    kind: AddressKind,
) -> Result<Vec<address::Model>, StoreError> {
    let mut rows = read::addresses(tx, &[id]).await?;
    rows.retain(|row| row.kind == kind.code() && !is_mistake(row));
    Ok(rows)
}

/// The event names no place: events are not sealed. The person's row is raised, so that of two
/// who change addresses at once one is told.
async fn happened(
    tx: &mut Tx,
    head: &Head,
    what: &'static str,
    kind: AddressKind,
) -> Result<(), StoreError> {
    write::touch(tx, head).await?;
    let data = vec![("kind", kind.code().to_owned())];
    tx.event(Event { kind: what, person: Some(head.id.0), data, ..Event::default() }).await
}

/// Seals or opens all addresses of a person whose protection begins or ends.
pub(super) async fn protect(tx: &Tx, id: PersonId, is_protected: bool) -> Result<(), StoreError> {
    for row in read::addresses(tx, &[id]).await? {
        if row.sealed.is_some() == is_protected {
            continue;
        }
        let (ekatte, line) = opened(tx, &row)?;
        let ekatte = ekatte.unwrap_or_default();
        let place = Place { ekatte: &ekatte, line: &line, is_protected };
        write::rewrite_address(tx, row.id, &place).await?;
    }
    Ok(())
}
