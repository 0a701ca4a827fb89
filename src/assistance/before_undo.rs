//! Agreements of before taken back while nobody has worked with them: some queries, however many
//! there are.

use super::before::{Made, TAKEN_BACK};
use super::load::BEFORE;
use super::store::{
    assistance_agreement, assistance_amendment, assistance_application, assistance_check,
    assistance_choice, assistance_contract, assistance_message, assistance_record,
    assistance_schedule, assistance_step,
};
use super::{AgreementId, ApplicationId, ContractId};
use crate::assistants::{self, AssistantId};
use kit::store::{Event, Owned, StoreError, Tx};
use sea_orm::sea_query::{ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
};
use std::collections::HashSet;

/// Whether a table has such a row.
async fn any<E: Owned>(tx: &Tx, of: SimpleExpr) -> Result<bool, StoreError> {
    Ok(tx.find::<E>().filter(of).limit(1).one(tx.conn()).await?.is_some())
}

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
    if all.is_empty() {
        return Ok(false);
    }
    Ok(used_elsewhere(tx, (all, assistants)).await?
        || is_changed(tx, all).await?
        || has_more(tx, all).await?)
}

/// Whether a row that was written is another by now, or one was added to it.
async fn is_changed(tx: &Tx, all: &[Made]) -> Result<bool, StoreError> {
    use assistance_agreement::{Column as Agreement, Entity as Agreements};
    use assistance_application::{Column as Application, Entity as Applications};
    use assistance_contract::{Column as Labour, Entity as Labours};
    use assistance_record::{Column as Record, Entity as Records};
    use assistance_schedule::{Column as Schedule, Entity as Schedules};
    let agreements = || all.iter().map(|one| one.agreement);
    let applications = || all.iter().map(|one| one.application);
    let contracts = || all.iter().map(|one| one.contract);
    let of = Agreement::Id.is_in(agreements()).and(Agreement::Version.ne(1));
    if any::<Agreements>(tx, of).await? {
        return Ok(true);
    }
    let of = Application::Id.is_in(applications()).and(Application::Version.ne(1));
    if any::<Applications>(tx, of).await? {
        return Ok(true);
    }
    let other = Labour::Version.ne(1).or(Labour::Id.is_not_in(contracts()));
    let of = Labour::AgreementId.is_in(agreements()).and(other);
    if any::<Labours>(tx, of).await? {
        return Ok(true);
    }
    let of = Record::ContractId.is_in(contracts());
    if any::<Records>(tx, of.clone().and(Record::Version.ne(1))).await? {
        return Ok(true);
    }
    // Each contract came with two records and one plan-schedule.
    let records = tx.find::<Records>().filter(of).count(tx.conn()).await?;
    let of = Schedule::AgreementId.is_in(agreements());
    let schedules = tx.find::<Schedules>().filter(of).count(tx.conn()).await?;
    let made = all.len() as u64;
    Ok(records != 2 * made || schedules != made)
}

/// Whether there is more than what was written: a change, a message, a check, a step, or another
/// agreement under the same application.
async fn has_more(tx: &Tx, all: &[Made]) -> Result<bool, StoreError> {
    use assistance_agreement::Column as Agreement;
    use assistance_step::Column as Step;
    let agreements = || all.iter().map(|one| one.agreement);
    let applications = || all.iter().map(|one| one.application);
    let of = assistance_amendment::Column::AgreementId.is_in(agreements());
    if any::<assistance_amendment::Entity>(tx, of).await? {
        return Ok(true);
    }
    let of = assistance_message::Column::ApplicationId.is_in(applications());
    if any::<assistance_message::Entity>(tx, of).await? {
        return Ok(true);
    }
    let of = assistance_check::Column::ApplicationId.is_in(applications());
    if any::<assistance_check::Entity>(tx, of).await? {
        return Ok(true);
    }
    let of = Step::ApplicationId.is_in(applications()).and(Step::Kind.ne("brought"));
    if any::<assistance_step::Entity>(tx, of).await? {
        return Ok(true);
    }
    let of = Agreement::ApplicationId.is_in(applications()).and(Agreement::Year.ne(BEFORE));
    any::<assistance_agreement::Entity>(tx, of).await
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
/// with them is for the caller to ask: see [`worked_with`]. The assistants named go as well, so
/// their hours are not counted anew.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(
    tx: &mut Tx,
    (all, assistants): (&[Made], &[AssistantId]),
) -> Result<(), StoreError> {
    use assistance_agreement::{Column, Entity};
    let agreements: Vec<AgreementId> = all.iter().map(|one| one.agreement).collect();
    let contracts: Vec<ContractId> = all.iter().map(|one| one.contract).collect();
    let asked = || tx.find::<Entity>().filter(Column::Id.is_in(agreements.iter().copied()));
    let rows = asked().all(tx.conn()).await?;
    let workers = asked().select_only().column(Column::AssistantId).into_query();
    let workers = assistants::assistants_in(tx, workers).await?;
    let of = assistance_record::Column::ContractId.is_in(contracts.iter().copied());
    gone::<assistance_record::Entity>(tx, of).await?;
    let of = assistance_contract::Column::Id.is_in(contracts);
    gone::<assistance_contract::Entity>(tx, of).await?;
    let of = assistance_schedule::Column::AgreementId.is_in(agreements.iter().copied());
    gone::<assistance_schedule::Entity>(tx, of).await?;
    let of = assistance_step::Column::AgreementId.is_in(agreements.iter().copied());
    gone::<assistance_step::Entity>(tx, of).await?;
    gone::<Entity>(tx, Column::Id.is_in(agreements)).await?;
    applications_gone(tx, &rows).await?;
    let stay = rows.iter().map(|row| row.assistant_id).filter(|id| !assistants.contains(id));
    for id in stay.collect::<HashSet<_>>() {
        super::agree::count_hours(tx, id).await?;
    }
    for row in rows {
        let worker = workers.get(&row.assistant_id).map(|one| one.person);
        for person in [Some(row.person_id), worker].into_iter().flatten() {
            let data = vec![("note", row.before_number.clone())];
            tx.event(Event { kind: TAKEN_BACK, person: Some(person.0), case: None, data }).await?;
        }
    }
    Ok(())
}

/// The choices behind agreements that went, and the applications under which none is left.
async fn applications_gone(
    tx: &Tx,
    rows: &[assistance_agreement::Model],
) -> Result<(), StoreError> {
    use assistance_agreement::{Column, Entity};
    use assistance_application::Column as Application;
    use assistance_choice::{Column as Choice, Entity as Choices};
    let of_row = |row: &assistance_agreement::Model| {
        let of = Choice::ApplicationId.eq(row.application_id);
        of.and(Choice::AssistantId.eq(row.assistant_id))
    };
    let pairs = rows.iter().map(of_row).fold(Condition::any(), Condition::add);
    if !rows.is_empty() {
        let own = Choice::MunicipalityId.eq(tx.municipality());
        Choices::delete_many().filter(own).filter(pairs).exec(tx.conn()).await?;
    }
    let applications: HashSet<ApplicationId> = rows.iter().map(|row| row.application_id).collect();
    let left: Vec<ApplicationId> = tx
        .find::<Entity>()
        .filter(Column::ApplicationId.is_in(applications.iter().copied()))
        .select_only()
        .column(Column::ApplicationId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let bare = applications.into_iter().filter(|id| !left.contains(id));
    gone::<assistance_application::Entity>(tx, Application::Id.is_in(bare)).await
}
