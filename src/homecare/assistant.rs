//! Assistants: people of staff and from outside, with name and telephone sealed; how much of their
//! week is taken and by whom.

use super::load::{self, Assigned};
use super::store::assistant::{self, Column, Entity};
use super::week::{Slot, Week, week_on};
use super::{AssistantId, frame};
use crate::placement::PlacementId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::Ctx;
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The sealed part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Full name.
    pub name: String,
    /// Telephone.
    pub phone: String,
}

/// An assistant, opened.
#[derive(Clone, Debug)]
pub struct Assistant {
    /// The row.
    pub row: assistant::Model,
    /// Name and telephone.
    pub facts: Facts,
}

impl Assistant {
    /// Whether they are appointed on a day.
    #[must_use]
    pub fn works(&self, day: Day) -> bool {
        self.row.from_on <= day && self.row.until_on.is_none_or(|until| day <= until)
    }

    /// Their minutes a week.
    #[must_use]
    pub fn weekly(&self) -> u32 {
        u32::try_from(self.row.weekly_minutes).unwrap_or_default()
    }
}

/// What is written of an assistant.
#[derive(Clone, Debug)]
pub struct NewAssistant {
    /// Name and telephone.
    pub facts: Facts,
    /// Their account, when they are of staff.
    pub account: Option<AccountId>,
    /// Where they live: the code of the settlement, or empty.
    pub ekatte: String,
    /// First and last day of the appointment.
    pub days: (Day, Option<Day>),
    /// Minutes a week.
    pub weekly_minutes: u32,
}

fn opened(tx: &Tx, row: assistant::Model) -> Result<Assistant, StoreError> {
    let facts = tx.open_json("homecare_assistant", "facts_sealed", row.id.0, &row.facts_sealed)?;
    Ok(Assistant { row, facts })
}

/// All assistants by name; those who left too.
///
/// # Errors
/// When the database does not answer.
pub async fn all(tx: &Tx) -> Result<Vec<Assistant>, StoreError> {
    let rows = tx.find::<Entity>().order_by_asc(Column::Id).all(tx.conn()).await?;
    let mut all: Vec<Assistant> =
        rows.into_iter().map(|row| opened(tx, row)).collect::<Result<_, _>>()?;
    all.sort_by(|a, b| (&a.facts.name, a.row.id).cmp(&(&b.facts.name, b.row.id)));
    Ok(all)
}

/// Assistants by id.
pub async fn by_ids(
    tx: &Tx,
    ids: &[AssistantId],
) -> Result<HashMap<AssistantId, Assistant>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    let rows = rows.all(tx.conn()).await?;
    rows.into_iter().map(|row| Ok((row.id, opened(tx, row)?))).collect()
}

/// One assistant.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: AssistantId) -> Result<Assistant, StoreError> {
    by_ids(tx, &[id]).await?.remove(&id).ok_or(StoreError::NotFound)
}

fn filled(
    tx: &Tx,
    id: AssistantId,
    new: &NewAssistant,
) -> Result<assistant::ActiveModel, StoreError> {
    Ok(assistant::ActiveModel {
        account_id: Set(new.account),
        ekatte: Set(new.ekatte.clone()),
        from_on: Set(new.days.0),
        until_on: Set(new.days.1),
        weekly_minutes: Set(i32::try_from(new.weekly_minutes).unwrap_or(i32::MAX)),
        facts_sealed: Set(tx.seal_json("homecare_assistant", "facts_sealed", id.0, &new.facts)?),
        ..Default::default()
    })
}

/// Enters an assistant.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewAssistant) -> Result<AssistantId, StoreError> {
    let id = AssistantId(tx.new_id());
    let row = assistant::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
        ..filled(tx, id, new)?
    };
    tx.insert(row).await?;
    tx.audit(Entry::write("assistant-entered", id.0));
    Ok(id)
}

/// Changes an assistant.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody changed them meanwhile.
pub async fn change(
    tx: &mut Tx,
    (id, version): (AssistantId, i32),
    new: &NewAssistant,
) -> Result<(), StoreError> {
    let row = filled(tx, id, new)?;
    tx.update::<Entity>(id, version, row).await?;
    tx.audit(Entry::write("assistant-changed", id.0));
    Ok(())
}

/// Whom an assistant helps: the assignment, the person's name, the week that holds.
#[derive(Clone, Debug)]
pub struct Task {
    /// The assignment.
    pub assigned: Assigned,
    /// The person's name.
    pub name: String,
    /// The plans of the contract, oldest first.
    pub weeks: Vec<Week>,
}

impl Task {
    /// The planned visits of the week that holds on a day.
    #[must_use]
    pub fn slots(&self, day: Day) -> &[Slot] {
        week_on(&self.weeks, day).map_or(&[], |week| week.slots.as_slice())
    }

    /// Planned minutes of a week.
    #[must_use]
    pub fn minutes(&self, day: Day) -> u32 {
        week_on(&self.weeks, day).map_or(0, Week::minutes)
    }
}

/// Whom each assistant helps on some of the days. Four queries.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(
    tx: &Tx,
    law: &Law,
    days: (Day, Option<Day>),
) -> Result<HashMap<AssistantId, Vec<Task>>, StoreError> {
    let assigned = load::assigned_on(tx, days).await?;
    let placements: Vec<PlacementId> = assigned.iter().map(|one| one.row.placement_id).collect();
    let weeks = load::weeks(tx, &placements).await?;
    let names = load::names(tx, law, &placements).await?;
    let mut all: HashMap<AssistantId, Vec<Task>> = HashMap::new();
    for assigned in assigned {
        let placement = assigned.row.placement_id;
        let task = Task {
            name: names.get(&placement).cloned().unwrap_or_default(),
            weeks: weeks.get(&placement).cloned().unwrap_or_default(),
            assigned,
        };
        all.entry(task.assigned.row.assistant_id).or_default().push(task);
    }
    Ok(all)
}

/// Visits of a plan that meet visits of other people of the same assistant, in words.
#[must_use]
pub fn clashes(
    ctx: &Ctx,
    (placement, slots): (PlacementId, &[Slot]),
    tasks: &[Task],
    day: Day,
) -> Vec<String> {
    let mut all = Vec::new();
    for task in tasks.iter().filter(|task| task.assigned.row.placement_id != placement) {
        for other in task.slots(day) {
            if let Some(own) = slots.iter().find(|own| own.meets(other)) {
                let args = [
                    ("name", task.name.clone()),
                    ("day", ctx.t(&format!("delivery-weekday-{}", other.weekday)).into_owned()),
                    ("from", super::week::time(other.from.max(own.from))),
                    ("until", super::week::time(other.until.min(own.until))),
                ];
                all.push(ctx.ta("homecare-clash", &args).into_owned());
            }
        }
    }
    all
}

/// Days of an appointment in words.
#[must_use]
pub fn appointed(ctx: &Ctx, one: &Assistant) -> String {
    frame::span(ctx, one.row.from_on, one.row.until_on)
}
