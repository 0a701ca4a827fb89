//! Records for the register of employment (регистър на заетостта): contract, start of work, change,
//! end; each with its last day, the day on which it went and the protocol of НАП.

use super::apply::term;
use super::content::{Note, sealed};
use super::store::assistance_record::{self, Column, Entity};
use super::{ContractId, RecordId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// A record to be sent.
#[derive(Clone, Copy, Debug)]
pub struct NewRecord<'a> {
    /// Of which contract.
    pub contract: ContractId,
    /// `concluded`, `start`, `amended`, `ended`; words have the key `assistance-record-<code>`.
    pub kind: &'static str,
    /// Field 12 or 27.
    pub code: &'a str,
    /// The day from which its term runs; of the start the first working day itself.
    pub on: Day,
    /// The day from which it holds: of a change the first day of the changed hours or pay.
    pub from: Day,
    /// The base pay of a month that it tells, decimal: what comes later changes it no more.
    pub pay: &'a str,
}

/// Keys of what a record keeps of its day.
pub const FROM: &str = "from";
/// As above.
pub const PAY: &str = "base-pay";

fn due(law: &Law, kind: &str, on: Day) -> Result<Day, StoreError> {
    let rule = match kind {
        "start" => "Z08a",
        "ended" => "Z08c",
        _ => "Z08",
    };
    term(law, rule, on)
}

/// Writes a record down. One whose kind is unknown to the law of that day has its day as the last.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, law: &Law, new: &NewRecord<'_>) -> Result<RecordId, StoreError> {
    let id = RecordId(tx.new_id());
    // Before the register there was another notice with the same days.
    let due_on = due(law, new.kind, new.on).unwrap_or(new.on);
    let facts = vec![(FROM.to_owned(), new.from.to_string()), (PAY.to_owned(), new.pay.to_owned())];
    let note = Note { until: Some(new.on), facts, ..Note::default() };
    let row = assistance_record::Model {
        municipality_id: tx.municipality(),
        id,
        contract_id: new.contract,
        kind: new.kind.to_owned(),
        code: new.code.to_owned(),
        due_on,
        content_sealed: sealed(tx, ("assistance_record", id.0), &note)?,
        sent_on: None,
        protocol: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}

/// One record.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, id: RecordId) -> Result<assistance_record::Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// Records that were not sent, or all; by their last day.
///
/// # Errors
/// When the database does not answer.
pub async fn list(tx: &Tx, is_open: bool) -> Result<Vec<assistance_record::Model>, StoreError> {
    let mut rows = tx.find::<Entity>();
    if is_open {
        rows = rows.filter(Column::SentOn.is_null());
    }
    let rows = rows.order_by_asc(Column::DueOn).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// Notes that a record went, with the protocol of НАП. A rejected one is sent again in its own term.
///
/// # Errors
/// [`StoreError::Conflict`] when it was noted meanwhile.
pub async fn sent(
    tx: &mut Tx,
    law: &Law,
    row: &assistance_record::Model,
    (on, protocol, is_rejected): (Day, &str, bool),
) -> Result<(), StoreError> {
    let mut active =
        assistance_record::ActiveModel { protocol: Set(protocol.to_owned()), ..Default::default() };
    if is_rejected {
        active.due_on = Set(term(law, "Z08b", on)?);
    } else {
        active.sent_on = Set(Some(on));
    }
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("assistance-record", row.id.0));
    Ok(())
}
