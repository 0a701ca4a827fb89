//! What is done to a cycle while it is written: begun from data, edited part by part, its figures taken anew.

use super::content::{SEALED, Told};
use super::course::State;
use super::document::{KINDS, documents};
use super::draft::{self, Sources};
use super::frame::bg;
use super::line;
use super::load::{self, Cycle, Part};
use super::neighbours::{self, Found};
use super::planned::{LineGiven, add_line};
use super::store::{planning_cycle, planning_figure, planning_part};
use super::{CycleId, FigureId, PartId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Compared, Problem};
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set};
use std::collections::HashMap;

/// Texts that lost a race are kept so many to a part; who comes after is told both and keeps his own.
const ASIDE: u64 = 50;

fn part_row(
    tx: &Tx,
    (cycle, part): (CycleId, &str),
    (edition, text): (i32, &str),
) -> Result<planning_part::Model, StoreError> {
    let id = PartId(tx.new_id());
    Ok(planning_part::Model {
        municipality_id: tx.municipality(),
        id,
        cycle_id: cycle,
        part: part.to_owned(),
        edition,
        content_sealed: tx.seal("planning_part", SEALED, id.0, text)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    })
}

/// Writes a version of a part down.
///
/// # Errors
/// [`StoreError::Duplicate`] when somebody wrote this version first.
pub async fn put(
    tx: &Tx,
    (cycle, part): (CycleId, &str),
    (edition, text): (i32, &str),
) -> Result<PartId, StoreError> {
    let row = part_row(tx, (cycle, part), (edition, text))?;
    let id = row.id;
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}

async fn take(tx: &Tx, cycle: CycleId, one: &Found) -> Result<(), StoreError> {
    let id = FigureId(tx.new_id());
    let told = Told { label: one.label.clone(), source: one.source.clone() };
    let row = planning_figure::Model {
        municipality_id: tx.municipality(),
        id,
        cycle_id: cycle,
        code: one.key.to_string(),
        value: one.value.normalize().to_string(),
        known_on: one.known_on,
        list: one.list.clone(),
        content_sealed: tx.seal_json("planning_figure", SEALED, id.0, &told)?,
        taken_at: tx.now(),
        version: 1,
    };
    tx.insert_later(row.into_active_model()).await
}

/// Begins the planning for a year: figures are taken on a day, services and texts drafted from them.
///
/// # Errors
/// When the year has one of this kind, or the database refuses.
pub async fn begin(
    tx: &mut Tx,
    law: &Law,
    (kind, year, on): (&str, i32, Day),
) -> Result<CycleId, Problem> {
    let all = load::all(tx).await?;
    if all.iter().any(|row| row.year == year && row.kind == kind) {
        return Err(Problem::Impossible("planning-refused-year"));
    }
    let id = CycleId(tx.new_id());
    let row = planning_cycle::Model {
        municipality_id: tx.municipality(),
        id,
        kind: kind.to_owned(),
        year,
        state: State::Draft.code().to_owned(),
        figures_on: on,
        proposed_at: None,
        decision_number: String::new(),
        decided_on: None,
        sent_number: String::new(),
        sent_on: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let gathered = neighbours::gathered(tx, law, on).await?;
    for one in &gathered.found {
        take(tx, id, one).await?;
    }
    let is_map = kind == KINDS[0];
    let lines = if is_map { line::proposal(law, &gathered) } else { line::plan(&gathered) };
    for one in &lines {
        add_line(tx, id, (one.set, &LineGiven::from(one))).await?;
    }
    let sources = Sources { year, on: on.bg(), gathered: &gathered, lines: &lines };
    let discussed = documents(kind).iter().filter(|one| one.is_discussed);
    for part in discussed.flat_map(|one| one.parts).copied() {
        let text = draft::drafted(part, &sources);
        let row = part_row(tx, (id, part), (1, &text))?;
        tx.insert_later(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("planning-cycle", id.0));
    Ok(id)
}

/// Why a cycle cannot be written in any more.
#[must_use]
pub fn closed(cycle: &Cycle) -> Option<Problem> {
    (!cycle.state().is_open()).then_some(Problem::Impossible("planning-refused-adopted"))
}

/// What became of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It is the newest version.
    Saved,
    /// Somebody saved a newer one meanwhile: the text is kept aside, both are told.
    Aside(Compared),
}

/// Saves a new version of a part over the one that was edited. Whoever comes too late loses nothing: the text
/// stands among the versions, and both texts are shown.
///
/// # Errors
/// When the cycle is adopted, or the database refuses.
pub async fn edit(
    tx: &mut Tx,
    (cycle, old): (&Cycle, &Part),
    (edition, text): (i32, &str),
) -> Result<Edited, Problem> {
    if let Some(refused) = closed(cycle) {
        return Err(refused);
    }
    let at = (cycle.row.id, old.code);
    if edition == old.edition {
        let id = put(tx, at, (edition + 1, text)).await?;
        tx.audit(Entry::write("planning-part", id.0));
        return Ok(Edited::Saved);
    }
    let (mine, theirs) = (text.to_owned(), old.text.clone());
    aside(tx, at, text).await?;
    let label = bg(&format!("planning-part-{}", old.code));
    Ok(Edited::Aside(Compared { label, mine, theirs }))
}

/// Keeps a text that lost a race, once.
async fn aside(tx: &mut Tx, at: (CycleId, &str), text: &str) -> Result<(), StoreError> {
    use planning_part::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::CycleId.eq(at.0)).filter(Column::Part.eq(at.1));
    let count = rows.filter(Column::Edition.lt(0)).count(tx.conn()).await?;
    let known = load::editions(tx, at).await?;
    let next = i32::try_from(count + 1).unwrap_or(i32::MAX);
    if count < ASIDE && !known.iter().any(|(_, kept)| kept == text) {
        let id = put(tx, at, (-next, text)).await?;
        tx.audit(Entry::write("planning-part-aside", id.0));
    } else {
        tx.audit(Entry::refused("planning-part"));
    }
    Ok(())
}

/// Takes the figures anew, by the data of today about the same day. The texts stay as they are: people wrote
/// them, and their references show the new values. A figure that is gone stays as it was.
///
/// # Errors
/// When the database refuses.
pub async fn refresh(tx: &mut Tx, law: &Law, cycle: &Cycle) -> Result<usize, StoreError> {
    let gathered = neighbours::gathered(tx, law, cycle.row.figures_on).await?;
    let known: HashMap<&str, &load::Figure> =
        cycle.figures.iter().map(|one| (one.row.code.as_str(), one)).collect();
    let mut changed = 0;
    for one in &gathered.found {
        let code = one.key.to_string();
        let Some(old) = known.get(code.as_str()) else {
            take(tx, cycle.row.id, one).await?;
            changed += 1;
            continue;
        };
        if old.value == one.value && old.row.known_on == one.known_on {
            continue;
        }
        let told = Told { label: one.label.clone(), source: one.source.clone() };
        let id = old.row.id;
        let active = planning_figure::ActiveModel {
            value: Set(one.value.normalize().to_string()),
            known_on: Set(one.known_on),
            list: Set(one.list.clone()),
            content_sealed: Set(tx.seal_json("planning_figure", SEALED, id.0, &told)?),
            taken_at: Set(tx.now()),
            ..Default::default()
        };
        tx.update::<planning_figure::Entity>(id, old.row.version, active).await?;
        changed += 1;
    }
    Ok(changed)
}
