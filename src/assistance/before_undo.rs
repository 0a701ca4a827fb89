//! Agreements of before taken back while nobody has worked with them.

use super::before::{Made, TAKEN_BACK};
use super::load::{self, BEFORE};
use super::store::{
    assistance_agreement, assistance_application, assistance_choice, assistance_contract,
    assistance_record, assistance_schedule, assistance_step,
};
use crate::assistants::{self, AssistantId};
use kit::store::{Event, Owned, StoreError, Tx};
use sea_orm::sea_query::{ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

/// Which of the agreements of before somebody has worked with: a change, another plan-schedule or
/// contract, an end, a proof, a message, another assistant under the same application; or an
/// assistant who came with one is chosen elsewhere.
///
/// # Errors
/// When the database does not answer.
pub async fn worked_with(
    tx: &Tx,
    (all, assistants): (&[Made], &[AssistantId]),
) -> Result<bool, StoreError> {
    if used_elsewhere(tx, (all, assistants)).await? {
        return Ok(true);
    }
    for one in all {
        let agreement = load::agreement(tx, one.agreement).await?;
        let application = load::application(tx, one.application).await?;
        let contracts = load::contracts_under(tx, one.agreement).await?;
        let records = load::records(tx, &[one.contract]).await?;
        let steps = load::steps(tx, one.application).await?;
        let others = load::agreements_of(tx, one.application).await?;
        let is_touched = agreement.row.version != 1
            || application.row.version != 1
            || contracts.len() != 1
            || contracts.iter().any(|own| own.row.version != 1)
            || records.len() != 2
            || records.iter().any(|row| row.version != 1)
            || load::schedules(tx, one.agreement).await?.len() != 1
            || !load::amendments(tx, one.agreement).await?.is_empty()
            || !load::messages(tx, one.application).await?.is_empty()
            || !load::checks(tx, one.application).await?.is_empty()
            || steps.iter().any(|(row, _)| row.kind != "brought")
            || others.iter().any(|other| other.row.year != BEFORE);
        if is_touched {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether assistants who came with agreements of before are chosen or work elsewhere too.
async fn used_elsewhere(
    tx: &Tx,
    (all, assistants): (&[Made], &[AssistantId]),
) -> Result<bool, StoreError> {
    use assistance_choice::Column as Choice;
    use assistance_contract::Column as Labour;
    if assistants.is_empty() {
        return Ok(false);
    }
    let chosen = tx
        .find::<assistance_choice::Entity>()
        .filter(Choice::AssistantId.is_in(assistants.iter().copied()))
        .filter(Choice::ApplicationId.is_not_in(all.iter().map(|one| one.application)));
    let labours = tx
        .find::<assistance_contract::Entity>()
        .filter(Labour::AssistantId.is_in(assistants.iter().copied()))
        .filter(Labour::Id.is_not_in(all.iter().map(|one| one.contract)));
    Ok(chosen.count(tx.conn()).await? + labours.count(tx.conn()).await? > 0)
}

async fn gone<E: Owned>(tx: &Tx, of: SimpleExpr) -> Result<(), StoreError> {
    let rows = E::delete_many().filter(E::municipality().eq(tx.municipality())).filter(of);
    rows.exec(tx.conn()).await?;
    Ok(())
}

/// Takes agreements of before back, with all that was written of them. Whether anybody has worked
/// with them is for the caller to ask: see [`worked_with`].
///
/// # Errors
/// When the database refuses.
pub async fn take_back(tx: &mut Tx, all: &[Made]) -> Result<(), StoreError> {
    for one in all {
        let row = load::agreement(tx, one.agreement).await?.row;
        let of = assistance_record::Column::ContractId.eq(one.contract);
        gone::<assistance_record::Entity>(tx, of).await?;
        let of = assistance_contract::Column::Id.eq(one.contract);
        gone::<assistance_contract::Entity>(tx, of).await?;
        let of = assistance_schedule::Column::AgreementId.eq(one.agreement);
        gone::<assistance_schedule::Entity>(tx, of).await?;
        let of = assistance_step::Column::AgreementId.eq(one.agreement);
        gone::<assistance_step::Entity>(tx, of).await?;
        let of = assistance_agreement::Column::Id.eq(one.agreement);
        gone::<assistance_agreement::Entity>(tx, of).await?;
        let of = assistance_choice::Column::ApplicationId.eq(one.application);
        let of = of.and(assistance_choice::Column::AssistantId.eq(row.assistant_id));
        gone::<assistance_choice::Entity>(tx, of).await?;
        if load::agreements_of(tx, one.application).await?.is_empty() {
            let of = assistance_application::Column::Id.eq(one.application);
            gone::<assistance_application::Entity>(tx, of).await?;
        }
        super::agree::count_hours(tx, row.assistant_id).await?;
        let who = assistants::assistant(tx, row.assistant_id).await?.person;
        for person in [row.person_id, who] {
            let data = vec![("note", row.before_number.clone())];
            tx.event(Event { kind: TAKEN_BACK, person: Some(person.0), case: None, data }).await?;
        }
    }
    Ok(())
}
