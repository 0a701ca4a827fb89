//! An end that was a mistake is taken back: the agreement, and the contracts that ended with it, go on,
//! and what waited to be sent about the end is not sent.
//!
//! Invariant: only while nobody outside was told. What has gone to НАП, АСП or НОИ is put right with
//! them, and help begins again with a new application.

use super::agree::{ceiling, count_hours, elsewhere};
use super::apply::step;
use super::content::{Note, sealed};
use super::load::{self, Agreement, Contract};
use super::store::{
    assistance_agreement, assistance_contract, assistance_message, assistance_record,
    assistance_step,
};
use super::week::Wrong;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::Set;

/// The kind of a record or a message that is not sent, because what it told was taken back.
const VOID: &str = "void";

/// What an end did.
struct Undone {
    contracts: Vec<Contract>,
    records: Vec<assistance_record::Model>,
    messages: Vec<assistance_message::Model>,
}

/// The last end under an agreement, of all of it or of one contract.
async fn last_end(tx: &Tx, agreement: &Agreement) -> Result<assistance_step::Model, Problem> {
    let kind = if agreement.is_open() { "contract-ended" } else { "ended" };
    let steps = load::steps(tx, agreement.row.application_id).await?;
    let of = Some(agreement.row.id);
    let own = steps.into_iter().map(|(row, _)| row);
    let own = own.filter(|row| row.agreement_id == of && row.kind == kind);
    own.max_by_key(|row| row.id).ok_or(Problem::Impossible("assistance-refused-undone"))
}

async fn undone(tx: &Tx, agreement: &Agreement) -> Result<Undone, Problem> {
    let end = last_end(tx, agreement).await?;
    let known = load::contracts_under(tx, agreement.row.id).await?;
    let ids: Vec<_> = known.iter().map(|one| one.row.id).collect();
    let mut records = load::records(tx, &ids).await?;
    // What was written together was written at one moment.
    records.retain(|row| row.kind == "ended" && row.made_at == end.made_at);
    let mut contracts = known;
    contracts.retain(|one| {
        one.row.ended_on.is_some() && records.iter().any(|row| row.contract_id == one.row.id)
    });
    let mut messages = load::messages(tx, agreement.row.application_id).await?;
    messages.retain(|row| {
        row.agreement_id == Some(agreement.row.id)
            && row.kind == "ended"
            && row.made_at == end.made_at
    });
    let is_told = records.iter().any(|row| row.sent_on.is_some())
        || messages.iter().any(|row| row.sent_on.is_some());
    if is_told {
        return Err(Problem::Impossible("assistance-refused-told"));
    }
    if agreement.is_open() && contracts.is_empty() {
        return Err(Problem::Impossible("assistance-refused-undone"));
    }
    Ok(Undone { contracts, records, messages })
}

/// Whether what goes on again still fits: the hours of the directive, the week of the assistant, one
/// main contract.
async fn fits(
    tx: &Tx,
    law: &Law,
    (agreement, undone): (&Agreement, &Undone),
) -> Result<(), Problem> {
    let is_main = |one: &Contract| one.row.substitute_of.is_none();
    let known = load::contracts_under(tx, agreement.row.id).await?;
    let has_main = known.iter().any(|one| one.row.ended_on.is_none() && is_main(one));
    if has_main && undone.contracts.iter().any(is_main) {
        return Err(Problem::Impossible("assistance-refused-contract"));
    }
    let today = tx.today();
    let schedules = load::schedules(tx, agreement.row.id).await?;
    if let Some((_, week)) = load::schedule_on(&schedules, today) {
        let wrong = week.wrong(&law.work_limits(), &elsewhere(tx, agreement, today).await?);
        if let Some(first) = wrong.first() {
            return Err(Problem::Impossible(Wrong::key(*first)));
        }
    }
    if agreement.is_open() {
        return Ok(());
    }
    let filed = load::application(tx, agreement.row.application_id).await?;
    let others = load::agreements_of(tx, filed.row.id).await?;
    let mut hours: Vec<u32> = others
        .iter()
        .filter(|one| one.is_open())
        .map(|one| u32::try_from(one.row.hours).unwrap_or(u32::MAX))
        .collect();
    hours.push(u32::try_from(agreement.row.hours).unwrap_or(u32::MAX));
    match ceiling(law, &filed, &hours) {
        Some(key) => Err(Problem::Impossible(key)),
        None => Ok(()),
    }
}

/// What waited to be sent about the end is closed without being sent.
async fn silenced(tx: &Tx, undone: &Undone) -> Result<(), StoreError> {
    let today = tx.today();
    for row in &undone.records {
        let active = assistance_record::ActiveModel {
            kind: Set(VOID.to_owned()),
            sent_on: Set(Some(today)),
            ..Default::default()
        };
        tx.update::<assistance_record::Entity>(row.id, row.version, active).await?;
    }
    for row in &undone.messages {
        let active = assistance_message::ActiveModel {
            kind: Set(VOID.to_owned()),
            sent_on: Set(Some(today)),
            ..Default::default()
        };
        tx.update::<assistance_message::Entity>(row.id, row.version, active).await?;
    }
    Ok(())
}

async fn reopened(tx: &Tx, one: &Contract) -> Result<(), StoreError> {
    let id = one.row.id;
    let mut content = one.content.clone();
    content.ending = Note::default();
    let active = assistance_contract::ActiveModel {
        ended_on: Set(None),
        end_ground: Set(String::new()),
        content_sealed: Set(sealed(tx, ("assistance_contract", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<assistance_contract::Entity>(id, one.row.version, active).await?;
    count_hours(tx, one.row.assistant_id).await
}

/// Takes the last end under an agreement back: that of the agreement with all its contracts, or, while
/// the agreement is open, that of one contract.
///
/// # Errors
/// When nothing ended, the end was told outside, or what would go on does not fit any more.
pub async fn undo(
    tx: &mut Tx,
    law: &Law,
    agreement: &Agreement,
    (on, why): (Day, &str),
) -> Result<(), Problem> {
    let all = undone(tx, agreement).await?;
    fits(tx, law, (agreement, &all)).await?;
    let id = agreement.row.id;
    if !agreement.is_open() {
        let mut terms = agreement.terms.clone();
        terms.ending = Note::default();
        let active = assistance_agreement::ActiveModel {
            ended_on: Set(None),
            end_ground: Set(String::new()),
            content_sealed: Set(sealed(tx, ("assistance_agreement", id.0), &terms)?),
            ..Default::default()
        };
        tx.update::<assistance_agreement::Entity>(id, agreement.row.version, active).await?;
    }
    for one in &all.contracts {
        reopened(tx, one).await?;
    }
    silenced(tx, &all).await?;
    let of = (agreement.row.application_id, Some(id));
    let note = Note { text: why.to_owned(), ..Note::default() };
    step(tx, of, ("end-undone", on), (&note, None)).await?;
    let data = vec![("note", agreement.number())];
    let person = Some(agreement.row.person_id.0);
    Ok(tx.event(Event { kind: "assistance-end-undone", person, case: None, data }).await?)
}
