//! Saying what a person was given on a day, and correcting it: the old row stays.

use super::EntryId;
use super::Months;
use super::days::{self, Cell, REASONS, Said};
use super::load::{self, Line, Reason};
use super::store::delivery_entry::{self, Column, Entity};
use crate::placement::PlacementId;
use crate::services::ServiceId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{Law, Month};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};

/// What is said of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Say {
    /// There; all that was planned, or so many minutes.
    Present(Option<u32>),
    /// Not there, and why.
    Absent(Reason),
}

/// Who says it and why it is said again.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The name of who says it.
    pub name: &'a str,
    /// `office` or `tablet`.
    pub via: &'static str,
    /// Why it is corrected; empty for what is said first.
    pub why: &'a str,
}

/// What was read of one person for one day, before it is said.
pub struct Place<'a> {
    /// The person in the service.
    pub line: &'a Line,
    /// The day.
    pub cell: &'a Cell,
}

/// Reads `present`, or a code of [`REASONS`].
#[must_use]
pub fn say_of(code: &str) -> Option<Say> {
    match code {
        "present" => Some(Say::Present(None)),
        code if REASONS.contains(&code) => {
            Some(Say::Absent(Reason { code: code.to_owned(), note: String::new() }))
        }
        _ => None,
    }
}

/// Refuses what may not be said of a day: one to come, one that no contract covers, one of a closed
/// month.
///
/// # Errors
/// Why not.
pub async fn allowed(tx: &Tx, service: ServiceId, cell: &Cell) -> Result<(), Problem> {
    if cell.day > tx.today() {
        return Err(Problem::Impossible("delivery-refused-future"));
    }
    if !cell.is_covered {
        return Err(Problem::Impossible("delivery-refused-outside"));
    }
    if super::closed::<Months>(tx, service, Month::of(cell.day.0)).await?.is_some() {
        return Err(Problem::Impossible("delivery-refused-closed"));
    }
    Ok(())
}

/// Says it. What was said before is replaced and stays to be read; that needs a reason.
///
/// # Errors
/// As [`allowed`]; when somebody said something meanwhile.
pub async fn say(
    tx: &mut Tx,
    law: &Law,
    (service, placement, day): (ServiceId, PlacementId, Day),
    (say, by): (&Say, By<'_>),
) -> Result<EntryId, Problem> {
    let line = load::line(tx, law, (service, placement), (day, day)).await?;
    let cell = line.cells.first().ok_or(Problem::NotFound)?;
    allowed(tx, service, cell).await?;
    Ok(write(tx, law, Place { line: &line, cell }, (say, by)).await?)
}

/// Writes an entry that [`allowed`] lets through.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody said something meanwhile, or no reason is given for a
/// correction.
pub async fn write(
    tx: &mut Tx,
    law: &Law,
    place: Place<'_>,
    (say, by): (&Say, By<'_>),
) -> Result<EntryId, StoreError> {
    let Place { line, cell } = place;
    let last = latest(tx, line.of.placement, cell.day).await?;
    if last.is_some() && by.why.is_empty() {
        return Err(StoreError::Conflict);
    }
    let id = EntryId(tx.new_id());
    let (kind, minutes, sealed) = match say {
        Say::Present(minutes) => {
            let planned =
                if cell.planned > 0 { cell.planned } else { usual(tx, law, line).await? };
            ("present", minutes.unwrap_or(planned), None)
        }
        Say::Absent(reason) => {
            let text = serde_json::to_string(reason);
            let text = text.map_err(|e| StoreError::Other(e.to_string()))?;
            ("absent", 0, Some(tx.seal("delivery_entry", "reason_sealed", id.0, &text)?))
        }
    };
    let why = match by.why {
        "" => None,
        why => Some(tx.seal("delivery_entry", "why_sealed", id.0, why)?),
    };
    if let Some(last) = &last {
        let active =
            delivery_entry::ActiveModel { replaced_at: Set(Some(tx.now())), ..Default::default() };
        tx.update::<Entity>(last.id, last.version, active).await?;
    }
    let added = tx.insert(delivery_entry::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(line.of.placement),
        service_id: Set(line.of.service),
        day: Set(cell.day),
        attempt: Set(last.map_or(1, |last| last.attempt + 1)),
        kind: Set(kind.to_owned()),
        minutes: Set(i32::try_from(minutes).unwrap_or(i32::MAX)),
        reason_sealed: Set(sealed),
        via: Set(by.via.to_owned()),
        made_at: Set(tx.now()),
        account_name: Set(by.name.to_owned()),
        why_sealed: Set(why),
        replaced_at: Set(None),
        version: Set(1),
    });
    match added.await {
        // Two at once: the second one is told to look again.
        Err(StoreError::Duplicate(_)) => return Err(StoreError::Conflict),
        other => other?,
    }
    let what = if by.why.is_empty() { "delivery-entered" } else { "delivery-corrected" };
    tx.audit(Entry::write(what, id.0).about(Some(line.of.person.0)));
    Ok(id)
}

/// Minutes of who came without a plan for the day: as on the planned ones, else one unit.
async fn usual(tx: &Tx, law: &Law, line: &Line) -> Result<u32, StoreError> {
    if let Some(plan) = line.plans.last().filter(|plan| plan.minutes > 0) {
        return Ok(plan.minutes);
    }
    let service = load::service(tx, line.of.service).await?;
    let units = load::units(law, service.kind);
    Ok(units.first().map_or(0, |unit| unit.minutes))
}

async fn latest(
    tx: &Tx,
    placement: PlacementId,
    day: Day,
) -> Result<Option<delivery_entry::Model>, StoreError> {
    Ok(history(tx, placement, day).await?.pop())
}

/// Everything that was said of a day, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn history(
    tx: &Tx,
    placement: PlacementId,
    day: Day,
) -> Result<Vec<delivery_entry::Model>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::PlacementId.eq(placement))
        .filter(Column::Day.eq(day))
        .order_by_asc(Column::Attempt);
    Ok(rows.all(tx.conn()).await?)
}

/// Says of all who are planned on a day and of whom nothing was said that they were there; of who is
/// known to be away, that they were not.
///
/// # Errors
/// As [`allowed`].
pub async fn say_rest(
    tx: &mut Tx,
    law: &Law,
    (service, day): (ServiceId, Day),
    by: By<'_>,
) -> Result<u32, Problem> {
    let lines = load::lines(tx, law, Some(service), (day, day)).await?;
    let mut count = 0;
    for line in &lines {
        let Some(cell) = line.cells.first() else { continue };
        if cell.planned == 0 || cell.said.is_some() {
            continue;
        }
        allowed(tx, service, cell).await?;
        let say = match &cell.away {
            Some(code) => Say::Absent(Reason { code: code.clone(), note: String::new() }),
            None => Say::Present(None),
        };
        write(tx, law, Place { line, cell }, (&say, by)).await?;
        count += 1;
    }
    Ok(count)
}

/// What was said of a day, in words.
#[must_use]
pub fn in_words(said: &Said, lang: ui::Lang) -> String {
    if said.is_present {
        let args = [("hours", days::hours(said.minutes))];
        return ui::text::text_args(lang, "delivery-was-present", &args).into_owned();
    }
    let reason = ui::text::text(lang, &format!("delivery-reason-{}", said.reason));
    ui::text::text_args(lang, "delivery-was-absent", &[("reason", reason)]).into_owned()
}
