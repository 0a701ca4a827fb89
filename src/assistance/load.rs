//! Applications, agreements and contracts read and opened.

use super::content::{Application, Labour, Note, Terms, opened};
use super::course::State;
use super::month::hours_in;
use super::store::{
    assistance_agreement, assistance_amendment, assistance_application, assistance_check,
    assistance_choice, assistance_contract, assistance_message, assistance_record,
    assistance_schedule, assistance_step,
};
use super::week::Week;
use super::{AgreementId, ApplicationId, ContractId};
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use ui::Lang;

fn number(key: &str, year: i32, number: i64) -> String {
    let key = if year == BEFORE { "assistance-number-before" } else { key };
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    ui::text::text_args(Lang::Bg, key, &args).into_owned()
}

/// The year under which is counted what was concluded before the municipality began with Opora:
/// no year of the registers kept here.
pub const BEFORE: i32 = 0;

/// The number of an application in words.
#[must_use]
pub fn application_number(year: i32, no: i64) -> String {
    number("assistance-number-application", year, no)
}

/// The number of an agreement in words; the one it had before, if it was brought in.
#[must_use]
pub fn agreement_number(row: &assistance_agreement::Model) -> String {
    if row.before_number.is_empty() {
        return number("assistance-number-agreement", row.year, row.number);
    }
    row.before_number.clone()
}

/// The number of a labour contract in words; the one it had before, if it was brought in.
#[must_use]
pub fn contract_number(row: &assistance_contract::Model) -> String {
    if row.before_number.is_empty() {
        return number("assistance-number-contract", row.year, row.number);
    }
    row.before_number.clone()
}

/// An application, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The row.
    pub row: assistance_application::Model,
    /// Where it stands.
    pub state: State,
    /// What it says.
    pub content: Application,
}

impl Filed {
    /// Its number in words.
    #[must_use]
    pub fn number(&self) -> String {
        application_number(self.row.year, self.row.number)
    }

    /// Hours a month that are asked for.
    #[must_use]
    pub fn hours(&self) -> u32 {
        u32::try_from(self.row.hours).unwrap_or(0)
    }
}

pub(super) fn filed(tx: &Tx, row: assistance_application::Model) -> Result<Filed, StoreError> {
    let content = opened(tx, ("assistance_application", row.id.0), &row.content_sealed)?;
    let state = State::from_code(&row.state);
    let state = state.ok_or_else(|| StoreError::Other(format!("a state {}", row.state)))?;
    Ok(Filed { row, state, content })
}

/// One application.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn application(tx: &Tx, id: ApplicationId) -> Result<Filed, StoreError> {
    use assistance_application::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    filed(tx, row.ok_or(StoreError::NotFound)?)
}

/// Some applications by their ids.
pub async fn applications_by(
    tx: &Tx,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Filed>, StoreError> {
    use assistance_application::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    let rows = rows.all(tx.conn()).await?.into_iter();
    rows.map(|row| Ok((row.id, filed(tx, row)?))).collect()
}

/// The applications of a person, oldest first.
pub async fn applications_of(tx: &Tx, person: PersonId) -> Result<Vec<Filed>, StoreError> {
    use assistance_application::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| filed(tx, row)).collect()
}

/// Who is chosen, in order.
pub async fn choices(
    tx: &Tx,
    id: ApplicationId,
) -> Result<Vec<assistance_choice::Model>, StoreError> {
    use assistance_choice::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ApplicationId.eq(id));
    Ok(rows.order_by_asc(Column::Turn).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// An agreement as others may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The row.
    pub row: assistance_agreement::Model,
    /// What it says beside days and hours.
    pub terms: Terms,
}

impl Agreement {
    /// Its number in words.
    #[must_use]
    pub fn number(&self) -> String {
        agreement_number(&self.row)
    }

    /// It holds on a day: begun, not ended, and within its term or kept alive by a filing in time.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        let row = &self.row;
        row.concluded_on <= day
            && row.ended_on.is_none_or(|last| day <= last)
            && (row.held_on.is_some() || day <= row.until_on)
    }

    /// Not ended.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.row.ended_on.is_none()
    }
}

pub(super) fn agreed(tx: &Tx, row: assistance_agreement::Model) -> Result<Agreement, StoreError> {
    let terms = opened(tx, ("assistance_agreement", row.id.0), &row.content_sealed)?;
    Ok(Agreement { row, terms })
}

/// One agreement.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn agreement(tx: &Tx, id: AgreementId) -> Result<Agreement, StoreError> {
    use assistance_agreement::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    agreed(tx, row.ok_or(StoreError::NotFound)?)
}

/// The agreements of an application, oldest first.
pub async fn agreements_of(tx: &Tx, id: ApplicationId) -> Result<Vec<Agreement>, StoreError> {
    use assistance_agreement::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ApplicationId.eq(id));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| agreed(tx, row)).collect()
}

/// The agreements of a person as a user, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn agreements_of_person(tx: &Tx, person: PersonId) -> Result<Vec<Agreement>, StoreError> {
    use assistance_agreement::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| agreed(tx, row)).collect()
}

/// A labour contract, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// The row.
    pub row: assistance_contract::Model,
    /// What it says beside days and hours.
    pub content: Labour,
}

impl Contract {
    /// Its number in words.
    #[must_use]
    pub fn number(&self) -> String {
        contract_number(&self.row)
    }
}

fn labour(tx: &Tx, row: assistance_contract::Model) -> Result<Contract, StoreError> {
    let content = opened(tx, ("assistance_contract", row.id.0), &row.content_sealed)?;
    Ok(Contract { row, content })
}

/// One labour contract.
pub async fn contract(tx: &Tx, id: ContractId) -> Result<Contract, StoreError> {
    use assistance_contract::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    labour(tx, row.ok_or(StoreError::NotFound)?)
}

/// Some labour contracts by their ids.
pub async fn contracts_by(
    tx: &Tx,
    ids: &[ContractId],
) -> Result<HashMap<ContractId, Contract>, StoreError> {
    use assistance_contract::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    let rows = rows.all(tx.conn()).await?.into_iter();
    rows.map(|row| Ok((row.id, labour(tx, row)?))).collect()
}

/// The labour contracts under an agreement, oldest first.
pub async fn contracts_under(tx: &Tx, id: AgreementId) -> Result<Vec<Contract>, StoreError> {
    use assistance_contract::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::AgreementId.eq(id));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| labour(tx, row)).collect()
}

/// The versions of the plan-schedule of an agreement, oldest first, replaced ones too.
pub async fn schedules(
    tx: &Tx,
    id: AgreementId,
) -> Result<Vec<(assistance_schedule::Model, Week)>, StoreError> {
    use assistance_schedule::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::AgreementId.eq(id));
    let rows = rows.order_by_asc(Column::Turn).all(tx.conn()).await?;
    let week = |row: assistance_schedule::Model| {
        let week = opened(tx, ("assistance_schedule", row.id.0), &row.content_sealed)?;
        Ok((row, week))
    };
    rows.into_iter().map(week).collect()
}

/// The version that holds on a day.
#[must_use]
pub fn schedule_on(
    all: &[(assistance_schedule::Model, Week)],
    day: Day,
) -> Option<&(assistance_schedule::Model, Week)> {
    let held = all.iter().filter(|(row, _)| row.replaced_at.is_none() && row.from_on <= day);
    held.max_by_key(|(row, _)| (row.from_on, row.turn))
}

/// The changes of an agreement, oldest first.
pub async fn amendments(
    tx: &Tx,
    id: AgreementId,
) -> Result<Vec<(assistance_amendment::Model, Note)>, StoreError> {
    use assistance_amendment::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::AgreementId.eq(id));
    let rows = rows.order_by_asc(Column::FromOn).order_by_asc(Column::Id);
    let note = |row: assistance_amendment::Model| {
        let note = opened(tx, ("assistance_amendment", row.id.0), &row.content_sealed)?;
        Ok((row, note))
    };
    rows.all(tx.conn()).await?.into_iter().map(note).collect()
}

/// Agreed hours of a contract in a month.
pub async fn hours_of(
    tx: &Tx,
    contract: &assistance_contract::Model,
    month: Month,
) -> Result<u32, StoreError> {
    let all = amendments(tx, contract.agreement_id).await?;
    let own = all.into_iter().map(|(row, _)| row);
    let own = own.filter(|row| row.kind == "hours" && row.contract_id == Some(contract.id));
    Ok(hours_in(contract, &own.collect::<Vec<_>>(), month))
}

/// What was done with an application, newest first.
pub async fn steps(
    tx: &Tx,
    id: ApplicationId,
) -> Result<Vec<(assistance_step::Model, Note)>, StoreError> {
    use assistance_step::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ApplicationId.eq(id));
    let rows = rows.order_by_desc(Column::Id).all(tx.conn()).await?;
    let note = |row: assistance_step::Model| {
        let note = opened(tx, ("assistance_step", row.id.0), &row.content_sealed)?;
        Ok((row, note))
    };
    rows.into_iter().map(note).collect()
}

/// The checks against double financing, oldest first.
pub async fn checks(
    tx: &Tx,
    id: ApplicationId,
) -> Result<Vec<(assistance_check::Model, Note)>, StoreError> {
    use assistance_check::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ApplicationId.eq(id));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    let note = |row: assistance_check::Model| {
        let note = opened(tx, ("assistance_check", row.id.0), &row.content_sealed)?;
        Ok((row, note))
    };
    rows.into_iter().map(note).collect()
}

/// The messages of an application, oldest first.
pub async fn messages(
    tx: &Tx,
    id: ApplicationId,
) -> Result<Vec<assistance_message::Model>, StoreError> {
    use assistance_message::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ApplicationId.eq(id));
    Ok(rows.order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// The records of a contract, oldest first.
pub async fn records(
    tx: &Tx,
    ids: &[ContractId],
) -> Result<Vec<assistance_record::Model>, StoreError> {
    use assistance_record::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ContractId.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(Column::Id).all(tx.conn()).await?)
}
