//! Entering, correcting and withdrawing a value. A row never changes its figure: the one before stays
//! with who ended it and why.

use super::store::figure::{self, Entity, Model};
use super::value::{Territory, milli};
use super::{FigureImportId, ValueId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, encode_id};
use kit::web::Problem;
use rust_decimal::Decimal;
use sea_orm::{IntoActiveModel, Set};

/// What is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewValue {
    /// A code of the catalogue.
    pub group: String,
    /// A code of [`super::value::KINDS`].
    pub kind: &'static str,
    /// Where.
    pub territory: Territory,
    /// The day for which it holds.
    pub on: Day,
    /// How many.
    pub amount: Decimal,
    /// Who says so.
    pub source: String,
    /// What else is to be known.
    pub note: String,
}

impl NewValue {
    /// What makes it the only one of its kind: of each such there is one that counts.
    #[must_use]
    pub fn slot(&self) -> String {
        slot(
            (&self.group, self.kind),
            (self.territory.area(), self.territory.ekatte()),
            (self.on, &self.source),
        )
    }
}

/// The fingerprint of group, kind, territory, day and source.
#[must_use]
pub fn slot(
    (group, kind): (&str, &str),
    (area, ekatte): (&str, &str),
    (on, source): (Day, &str),
) -> String {
    let source = kit::search::plain(source);
    kit::crypto::fingerprint(format!("{group}|{kind}|{area}|{ekatte}|{on}|{source}"))
}

/// From which row of which table it came, and which row it replaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The table and its row.
    pub import: Option<(FigureImportId, i32)>,
    /// The row that it corrects.
    pub replaces: Option<ValueId>,
}

/// The row of a new value.
fn model(tx: &Tx, new: &NewValue, origin: Origin) -> Result<Model, Problem> {
    let amount_milli = milli(new.amount).ok_or(Problem::Impossible("figures-wrong-amount"))?;
    Ok(Model {
        municipality_id: tx.municipality(),
        id: ValueId(tx.new_id()),
        group_code: new.group.clone(),
        kind: new.kind.to_owned(),
        area: new.territory.area().to_owned(),
        ekatte: new.territory.ekatte().to_owned(),
        figure_on: new.on,
        amount_milli,
        source: new.source.clone(),
        note: new.note.clone(),
        folded: kit::search::plain(&format!("{} {}", new.source, new.note)),
        import_id: origin.import.map(|(import, _)| import),
        import_row: origin.import.map_or(0, |(_, row)| row),
        replaces_id: origin.replaces,
        slot: new.slot(),
        entered_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        ended_at: None,
        ended_how: String::new(),
        ended_why: String::new(),
        ended_by: String::new(),
        version: 1,
    })
}

/// Enters a value.
///
/// # Errors
/// When there is one of the same group, kind, territory, day and source, or the amount cannot be.
pub async fn add(tx: &mut Tx, new: &NewValue, origin: Origin) -> Result<ValueId, Problem> {
    let row = model(tx, new, origin)?;
    let id = row.id;
    match tx.insert(row.into_active_model()).await {
        Err(StoreError::Duplicate(_)) => Err(Problem::Impossible("figures-wrong-twice")),
        Err(e) => Err(e.into()),
        Ok(()) => {
            tx.audit(Entry::write("figure", id.0));
            Ok(id)
        }
    }
}

/// Ends a value: it stays to be read, and counts no more.
///
/// # Errors
/// When it was ended before, or somebody saved meanwhile.
pub async fn end(
    tx: &mut Tx,
    old: &Model,
    (how, why, version): (&'static str, &str, i32),
) -> Result<(), Problem> {
    if old.ended_at.is_some() {
        return Err(Problem::Impossible("figures-refused-ended"));
    }
    let active = figure::ActiveModel {
        slot: Set(encode_id(old.id.0)),
        ended_at: Set(Some(tx.now())),
        ended_how: Set(how.to_owned()),
        ended_why: Set(why.to_owned()),
        ended_by: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<Entity>(old.id, version, active).await?;
    tx.audit(Entry::write("figure-ended", old.id.0));
    Ok(())
}

/// Corrects a value: the old row stays, the new one names it.
///
/// # Errors
/// As [`end`] and [`add`].
pub async fn correct(
    tx: &mut Tx,
    (old, version): (&Model, i32),
    new: &NewValue,
    (why, import): (&str, Option<(FigureImportId, i32)>),
) -> Result<ValueId, Problem> {
    end(tx, old, ("corrected", why, version)).await?;
    add(tx, new, Origin { import, replaces: Some(old.id) }).await
}
