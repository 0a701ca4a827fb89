//! What personal assistance waits for: checks and terms of applications, contracts, records, messages,
//! and agreements whose term ends.

use super::AgreementId;
use super::apply::term;
use super::frame::{agreement_path, application_path};
use super::labour::CONTRACT;
use super::store::{
    assistance_agreement, assistance_application, assistance_contract, assistance_message,
    assistance_record,
};
use crate::people::{Task, Wanted};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::HashMap;

/// The first and the second warning before a term ends.
pub const FIRST: &str = "Z57";
/// As above.
const SECOND: &str = "Z58";

fn key(state: &str) -> &'static str {
    match state {
        "filed" => "assistance-task-check",
        "irregular" => "assistance-task-fix",
        _ => "assistance-task-agree",
    }
}

/// The tasks until a day: they belong to whoever works with personal assistance.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let mut all = applications(tx, wanted).await?;
    all.extend(uncontracted(tx, law, wanted).await?);
    all.extend(ending(tx, law, wanted).await?);
    all.extend(outgoing(tx, wanted).await?);
    Ok(all)
}

async fn applications(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use assistance_application::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::DueOn.is_not_null())
        .filter(Column::DueOn.lte(wanted.until))
        .filter(Column::State.is_in(["filed", "irregular", "regular"]))
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let today = tx.today();
    let task = |row: assistance_application::Model| Task {
        day: row.due_on.unwrap_or(today),
        key: key(&row.state),
        person: Some(row.person_id),
        note: super::load::application_number(row.year, row.number),
        path: application_path(row.id, ""),
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(task).collect())
}

/// Agreements without a labour contract: none was made yet, or the last one ended and the agreement
/// waits for another assistant.
async fn uncontracted(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use assistance_agreement::{Column, Entity};
    use assistance_contract::Column as Contract;
    let goes_on =
        Condition::any().add(Contract::EndedOn.is_null()).add(Contract::EndedOn.gte(tx.today()));
    let contracted = tx.find::<assistance_contract::Entity>().filter(goes_on);
    let contracted = contracted.select_only().column(Contract::AgreementId).into_query();
    let rows = tx
        .find::<Entity>()
        .filter(Column::EndedOn.is_null())
        .filter(Column::Id.not_in_subquery(contracted))
        .order_by_asc(Column::ConcludedOn)
        .limit(wanted.most)
        .all(tx.conn())
        .await?;
    let ids = rows.iter().map(|row| row.id);
    let ended: Vec<(AgreementId, Option<Day>)> = tx
        .find::<assistance_contract::Entity>()
        .filter(Contract::AgreementId.is_in(ids))
        .order_by_asc(Contract::EndedOn)
        .select_only()
        .columns([Contract::AgreementId, Contract::EndedOn])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let ended: HashMap<AgreementId, Option<Day>> = ended.into_iter().collect();
    let mut all = Vec::new();
    for row in rows {
        let last = ended.get(&row.id).copied().flatten();
        let since = last.map_or(row.concluded_on, |last| last.max(row.concluded_on));
        let day = term(law, CONTRACT, since)?;
        if day <= wanted.until {
            all.push(task_of(&row, day, "assistance-task-contract"));
        }
    }
    Ok(all)
}

fn task_of(row: &assistance_agreement::Model, day: Day, key: &'static str) -> Task {
    Task {
        day,
        key,
        person: Some(row.person_id),
        note: super::load::agreement_number(row),
        path: agreement_path(row.id, ""),
    }
}

/// Agreements whose term ends within the warnings; the day is that of the second warning while it
/// is ahead, then the last day itself.
async fn ending(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use assistance_agreement::{Column, Entity};
    let today = tx.today();
    // A warning runs backwards from an end: of all ends that are near enough the law is asked.
    let far = today.0.saturating_add(jiff::Span::new().years(1));
    let rows = tx
        .find::<Entity>()
        .filter(Column::EndedOn.is_null())
        .filter(Column::HeldOn.is_null())
        .filter(Column::UntilOn.lte(Day(far)))
        .order_by_asc(Column::UntilOn)
        .order_by_asc(Column::Id)
        .limit(wanted.most);
    let mut all = Vec::new();
    for row in rows.all(tx.conn()).await? {
        if term(law, FIRST, row.until_on)? > today {
            continue;
        }
        let second = term(law, SECOND, row.until_on)?;
        let day = if today <= second { second } else { row.until_on };
        if day <= wanted.until || today <= second {
            all.push(task_of(&row, day, "assistance-task-ending"));
        }
    }
    Ok(all)
}

async fn outgoing(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    use assistance_message::Column as Message;
    use assistance_record::Column as Record;
    let records = tx
        .find::<assistance_record::Entity>()
        .filter(Record::SentOn.is_null())
        .filter(Record::DueOn.lte(wanted.until))
        .order_by_asc(Record::DueOn)
        .limit(wanted.most);
    let messages = tx
        .find::<assistance_message::Entity>()
        .filter(Message::SentOn.is_null())
        .filter(Message::DueOn.lte(wanted.until))
        .order_by_asc(Message::DueOn)
        .limit(wanted.most);
    let record = |row: assistance_record::Model| Task {
        day: row.due_on,
        key: "assistance-task-record",
        person: None,
        note: row.code,
        path: format!("/assistance/records/{}", row.id),
    };
    let message = |row: assistance_message::Model| Task {
        day: row.due_on,
        key: "assistance-task-message",
        person: None,
        note: String::new(),
        path: format!("/assistance/messages/{}", row.id),
    };
    let mut all: Vec<Task> = records.all(tx.conn()).await?.into_iter().map(record).collect();
    all.extend(messages.all(tx.conn()).await?.into_iter().map(message));
    Ok(all)
}
