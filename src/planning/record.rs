//! What happens around a cycle: debates that were held, data asked of bodies, demands of АСП.

use super::content::{Debate, Demand, Inquiry, SEALED};
use super::frame::{ANSWER, term};
use super::opinion;
use super::store::{planning_debate, planning_demand, planning_inquiry};
use super::summary::{Heard, Held};
use super::{CycleId, DebateId, DemandId, InquiryId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// The opinions of a cycle for its summary: without names.
///
/// # Errors
/// When the database does not answer.
pub async fn heard(tx: &Tx, cycle: CycleId) -> Result<Vec<Heard>, StoreError> {
    let heard = |one: opinion::Said| Heard {
        number: one.row.number,
        outcome: one.row.outcome,
        text: one.content.text,
        answer: one.content.answer,
    };
    Ok(opinion::all(tx, cycle).await?.into_iter().map(heard).collect())
}

/// The debates of a cycle by day.
///
/// # Errors
/// When the database does not answer.
pub async fn held(tx: &Tx, cycle: CycleId) -> Result<Vec<Held>, StoreError> {
    use planning_debate::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::CycleId.eq(cycle))
        .order_by_asc(Column::HeldOn)
        .order_by_asc(Column::Id);
    let read = |row: planning_debate::Model| {
        let said: Debate =
            tx.open_json("planning_debate", SEALED, row.id.0, &row.content_sealed)?;
        let (kind, on, people) = (row.kind, row.held_on, row.people);
        Ok(Held { kind, on, people, place: said.place, text: said.text })
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

/// Enters a debate that was held.
///
/// # Errors
/// When the database refuses.
pub async fn add_debate(tx: &mut Tx, cycle: CycleId, one: &Held) -> Result<DebateId, StoreError> {
    let id = DebateId(tx.new_id());
    let said = Debate { place: one.place.clone(), text: one.text.clone() };
    let row = planning_debate::Model {
        municipality_id: tx.municipality(),
        id,
        cycle_id: cycle,
        kind: one.kind.clone(),
        held_on: one.on,
        people: one.people,
        content_sealed: tx.seal_json("planning_debate", SEALED, id.0, &said)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("planning-debate", id.0));
    Ok(id)
}

/// Data asked of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The row.
    pub row: planning_inquiry::Model,
    /// What was asked and answered.
    pub content: Inquiry,
}

fn asked(tx: &Tx, row: planning_inquiry::Model) -> Result<Asked, StoreError> {
    let content = tx.open_json("planning_inquiry", SEALED, row.id.0, &row.content_sealed)?;
    Ok(Asked { row, content })
}

/// The inquiries of a cycle by day.
///
/// # Errors
/// When the database does not answer.
pub async fn inquiries(tx: &Tx, cycle: CycleId) -> Result<Vec<Asked>, StoreError> {
    use planning_inquiry::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::CycleId.eq(cycle))
        .order_by_asc(Column::SentOn)
        .order_by_asc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| asked(tx, row)).collect()
}

/// One inquiry.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn inquiry(tx: &Tx, id: InquiryId) -> Result<Asked, StoreError> {
    use planning_inquiry::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    asked(tx, row.ok_or(StoreError::NotFound)?)
}

/// Enters an inquiry; the law tells until when it is answered (чл. 3, ал. 3 НПСУ).
///
/// # Errors
/// When the law does not know the day, or the database refuses.
pub async fn add_inquiry(
    tx: &mut Tx,
    law: &Law,
    cycle: CycleId,
    (content, sent_on): (&Inquiry, Day),
) -> Result<InquiryId, StoreError> {
    let id = InquiryId(tx.new_id());
    let due_on = term(law, ANSWER, sent_on)
        .ok_or_else(|| StoreError::Other(format!("no term {ANSWER} from {sent_on}")))?;
    let row = planning_inquiry::Model {
        municipality_id: tx.municipality(),
        id,
        cycle_id: cycle,
        sent_on,
        due_on,
        answered_on: None,
        content_sealed: tx.seal_json("planning_inquiry", SEALED, id.0, content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("planning-inquiry", id.0));
    Ok(id)
}

/// Enters the answer of a body.
///
/// # Errors
/// When it was answered before, or somebody else saved meanwhile.
pub async fn answer_inquiry(
    tx: &mut Tx,
    (old, version): (&Asked, i32),
    (on, answer): (Day, &str),
) -> Result<(), Problem> {
    if old.row.answered_on.is_some() {
        return Err(Problem::Impossible("planning-refused-answered"));
    }
    let id = old.row.id;
    let content = Inquiry { answer: answer.to_owned(), ..old.content.clone() };
    let active = planning_inquiry::ActiveModel {
        answered_on: Set(Some(on)),
        content_sealed: Set(tx.seal_json("planning_inquiry", SEALED, id.0, &content)?),
        ..Default::default()
    };
    tx.update::<planning_inquiry::Entity>(id, version, active).await?;
    tx.audit(Entry::write("planning-inquiry", id.0));
    Ok(())
}

/// A demand of АСП.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demanded {
    /// The row.
    pub row: planning_demand::Model,
    /// What it says.
    pub content: Demand,
}

fn demanded(tx: &Tx, row: planning_demand::Model) -> Result<Demanded, StoreError> {
    let content = tx.open_json("planning_demand", SEALED, row.id.0, &row.content_sealed)?;
    Ok(Demanded { row, content })
}

/// The demands about a cycle by day.
///
/// # Errors
/// When the database does not answer.
pub async fn demands(tx: &Tx, cycle: CycleId) -> Result<Vec<Demanded>, StoreError> {
    use planning_demand::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::CycleId.eq(cycle))
        .order_by_asc(Column::ReceivedOn)
        .order_by_asc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| demanded(tx, row)).collect()
}

/// One demand.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn demand(tx: &Tx, id: DemandId) -> Result<Demanded, StoreError> {
    use planning_demand::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    demanded(tx, row.ok_or(StoreError::NotFound)?)
}

/// Enters a demand that came on a day.
///
/// # Errors
/// When the database refuses.
pub async fn add_demand(
    tx: &mut Tx,
    cycle: CycleId,
    (kind, received_on): (&str, Day),
    content: &Demand,
) -> Result<DemandId, StoreError> {
    let id = DemandId(tx.new_id());
    let row = planning_demand::Model {
        municipality_id: tx.municipality(),
        id,
        cycle_id: cycle,
        kind: kind.to_owned(),
        received_on,
        handled_on: None,
        content_sealed: tx.seal_json("planning_demand", SEALED, id.0, content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("planning-demand", id.0));
    Ok(id)
}

/// Notes what was done about a demand.
///
/// # Errors
/// When it was dealt with before, or somebody else saved meanwhile.
pub async fn handle_demand(
    tx: &mut Tx,
    (old, version): (&Demanded, i32),
    (on, done): (Day, &str),
) -> Result<(), Problem> {
    if old.row.handled_on.is_some() {
        return Err(Problem::Impossible("planning-refused-answered"));
    }
    let id = old.row.id;
    let content = Demand { done: done.to_owned(), ..old.content.clone() };
    let active = planning_demand::ActiveModel {
        handled_on: Set(Some(on)),
        content_sealed: Set(tx.seal_json("planning_demand", SEALED, id.0, &content)?),
        ..Default::default()
    };
    tx.update::<planning_demand::Entity>(id, version, active).await?;
    tx.audit(Entry::write("planning-demand", id.0));
    Ok(())
}
