//! Agreements that were concluded before the municipality began with Opora: written down as they
//! are in force, with what was sent in its time noted as sent.

use super::aids::Redirects;
use super::apply::{NewChoice, ROLES, add_choice, compute, step, unlawful};
use super::content::{Application, Directive, Labour, Note, Terms, Through, opened, sealed};
use super::course::State;
use super::labour::priced;
use super::load::{self, BEFORE};
use super::store::{
    assistance_agreement, assistance_application, assistance_contract, assistance_record,
    assistance_schedule,
};
use super::week::Week;
use super::{AgreementId, ApplicationId, ContractId, RecordId, ScheduleId};
use crate::assistants::AssistantId;
use crate::people::PersonId;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The kind of the event.
pub const BROUGHT: &str = "assistance-brought";
/// The kind of the event when it is taken back.
pub const TAKEN_BACK: &str = "assistance-taken-back";

/// So many agreements in one question; below SQLite's limit of bound values.
const AT_ONCE: usize = 10_000;

/// An agreement of before, with its labour contract.
#[derive(Clone, Debug)]
pub struct Before {
    /// The user.
    pub user: PersonId,
    /// On the list of candidates.
    pub assistant: AssistantId,
    /// The directive behind it.
    pub directive: Directive,
    /// The aids of the user that go to the municipality since then.
    pub aids: Redirects,
    /// Number, as it was given then.
    pub number: String,
    /// The day.
    pub concluded_on: Day,
    /// Hours a month.
    pub hours: u32,
    /// First and last day of its term.
    pub term: (Day, Day),
    /// The first day from which it is kept here.
    pub here_from: Day,
    /// The plan-schedule.
    pub week: Week,
    /// Number of the labour contract.
    pub contract_number: String,
    /// Its day.
    pub contract_on: Day,
    /// First day of work.
    pub starts_on: Day,
    /// Full years of service on the first day here.
    pub years: u32,
    /// Who speaks for the user; empty when nobody does.
    pub representative: String,
    /// In words: from where it comes.
    pub note: String,
}

/// What was written of an agreement of before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The application.
    pub application: ApplicationId,
    /// The agreement.
    pub agreement: AgreementId,
    /// The labour contract.
    pub contract: ContractId,
}

/// Writes an agreement of before down: application, agreement, plan-schedule, labour contract and
/// records, all as they are in force. Whether it may be is for the caller to check.
///
/// # Errors
/// When the database refuses, or the hours fit no kind of contract.
pub async fn bring(tx: &mut Tx, law: &Law, new: &Before) -> Result<Made, StoreError> {
    let application = match same_application(tx, new).await? {
        Some(id) => id,
        None => application(tx, law, new).await?,
    };
    let role = ROLES[0].to_owned();
    let choice = NewChoice { assistant: new.assistant, role, hours: new.hours };
    add_choice(tx, application, (&choice, i32::MAX)).await?;
    let agreement = agreement(tx, application, new).await?;
    schedule(tx, agreement, new).await?;
    let contract = contract(tx, law, (agreement, new)).await?;
    let note = Note { text: new.note.clone(), document: new.number.clone(), ..Note::default() };
    let on = ("brought", new.concluded_on);
    step(tx, (application, Some(agreement)), on, (&note, None)).await?;
    super::agree::count_hours(tx, new.assistant).await?;
    let who = crate::assistants::assistant(tx, new.assistant).await?.person;
    for person in [new.user, who] {
        let data = vec![("note", new.number.clone())];
        tx.event(Event { kind: BROUGHT, person: Some(person.0), case: None, data }).await?;
    }
    Ok(Made { application, agreement, contract })
}

/// The application of before by the same directive and with the same aids: two assistants of one
/// user have one.
async fn same_application(tx: &Tx, new: &Before) -> Result<Option<ApplicationId>, StoreError> {
    let known = load::applications_of(tx, new.user).await?;
    let same = known.into_iter().find(|one| {
        one.row.year == BEFORE
            && one.state == State::Agreed
            && one.content.directive.number == new.directive.number
            && one.content.gets_child_aid == new.aids.child_aid
            && one.content.supplement_cents == new.aids.supplement
    });
    Ok(same.map(|one| one.row.id))
}

async fn application(tx: &mut Tx, law: &Law, new: &Before) -> Result<ApplicationId, StoreError> {
    let id = ApplicationId(tx.new_id());
    let through = Through {
        name: new.representative.clone(),
        document: new.note.clone(),
        ..Through::default()
    };
    let has_supplement = new.aids.supplement.is_some();
    let mut content = Application {
        directive: new.directive.clone(),
        through: Some(through).filter(|one| !one.name.is_empty()),
        all_hours: true,
        gets_child_aid: new.aids.child_aid,
        consent_child_aid: new.aids.child_aid.then_some(true),
        gets_supplement: has_supplement,
        consent_supplement: has_supplement.then_some(true),
        supplement_cents: new.aids.supplement,
        is_true: true,
        lets_in: true,
        no_other: true,
        note: new.note.clone(),
        ..Application::default()
    };
    let month = law::Month::of(new.here_from.0);
    compute(law, &mut content, (month, new.directive.hours, new.years))?;
    let row = assistance_application::Model {
        municipality_id: tx.municipality(),
        id,
        person_id: new.user,
        year: BEFORE,
        number: tx.next_number("assistance-application", BEFORE).await?,
        filed_on: new.concluded_on,
        state: State::Agreed.code().to_owned(),
        due_on: None,
        hours: i32::try_from(new.directive.hours).unwrap_or(0),
        content_sealed: sealed(tx, ("assistance_application", id.0), &content)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}

async fn agreement(
    tx: &mut Tx,
    application_id: ApplicationId,
    new: &Before,
) -> Result<AgreementId, StoreError> {
    let id = AgreementId(tx.new_id());
    let row = assistance_agreement::Model {
        municipality_id: tx.municipality(),
        id,
        application_id,
        person_id: new.user,
        assistant_id: new.assistant,
        year: BEFORE,
        number: tx.next_number("assistance-agreement", BEFORE).await?,
        before_number: new.number.clone(),
        here_from: Some(new.here_from),
        concluded_on: new.concluded_on,
        hours: i32::try_from(new.hours).unwrap_or(0),
        directive_hours: i32::try_from(new.directive.hours).unwrap_or(0),
        from_on: new.term.0,
        until_on: new.term.1,
        held_on: None,
        ended_on: None,
        end_ground: String::new(),
        content_sealed: sealed(tx, ("assistance_agreement", id.0), &Terms::default())?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok(id)
}

async fn schedule(tx: &mut Tx, agreement: AgreementId, new: &Before) -> Result<(), StoreError> {
    let id = ScheduleId(tx.new_id());
    let row = assistance_schedule::Model {
        municipality_id: tx.municipality(),
        id,
        agreement_id: agreement,
        turn: 1,
        from_on: new.term.0.min(new.starts_on),
        content_sealed: sealed(tx, ("assistance_schedule", id.0), &new.week)?,
        replaced_at: None,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await
}

async fn contract(
    tx: &mut Tx,
    law: &Law,
    (agreement_id, new): (AgreementId, &Before),
) -> Result<ContractId, StoreError> {
    let kind = law.contract(new.hours).map_err(unlawful)?;
    let code = kind.register_codes.last().cloned().unwrap_or_default();
    // The pay of the first month that is counted here.
    let priced_on = new.starts_on.max(new.here_from);
    let content = priced(law, Labour::default(), (priced_on, new.hours, new.years))?;
    let id = ContractId(tx.new_id());
    let row = assistance_contract::Model {
        municipality_id: tx.municipality(),
        id,
        agreement_id,
        assistant_id: new.assistant,
        substitute_of: None,
        year: BEFORE,
        number: tx.next_number("assistance-contract", BEFORE).await?,
        before_number: new.contract_number.clone(),
        concluded_on: new.contract_on,
        starts_on: new.starts_on,
        ends_on: new.term.1,
        hours: i32::try_from(new.hours).unwrap_or(0),
        hours_per_day: kind.hours_per_day.map(i32::from),
        ground: kind.ground,
        register_code: code.clone(),
        ended_on: None,
        end_ground: String::new(),
        content_sealed: sealed(tx, ("assistance_contract", id.0), &content)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    for (kind, on) in [("concluded", new.contract_on), ("start", new.starts_on)] {
        sent_before(tx, (id, kind, on), (&code, &new.note)).await?;
    }
    Ok(id)
}

/// A record that went to the register of employment in its time: nothing is due of it.
async fn sent_before(
    tx: &mut Tx,
    (contract_id, kind, on): (ContractId, &str, Day),
    (code, protocol): (&str, &str),
) -> Result<(), StoreError> {
    let id = RecordId(tx.new_id());
    let note = Note { until: Some(on), ..Note::default() };
    let row = assistance_record::Model {
        municipality_id: tx.municipality(),
        id,
        contract_id,
        kind: kind.to_owned(),
        code: code.to_owned(),
        due_on: on,
        content_sealed: sealed(tx, ("assistance_record", id.0), &note)?,
        sent_on: Some(on),
        protocol: protocol.to_owned(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await
}

/// Which of these numbers agreements of before have, with their days.
///
/// # Errors
/// When the database does not answer.
pub async fn known_before(
    tx: &Tx,
    numbers: &[String],
) -> Result<Vec<(String, Day, AgreementId)>, StoreError> {
    use assistance_agreement::{Column, Entity};
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx
        .find::<Entity>()
        .filter(Column::BeforeNumber.is_in(numbers.iter().map(String::as_str)))
        .select_only()
        .columns([Column::BeforeNumber, Column::ConcludedOn, Column::Id])
        .into_tuple();
    Ok(rows.all(tx.conn()).await?)
}

/// An agreement that is in force, beside which another is to be brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The user.
    pub user: PersonId,
    /// The assistant as a person.
    pub assistant: PersonId,
    /// Hours a month.
    pub hours: u32,
    /// Its plan-schedule today.
    pub week: Week,
}

/// The agreements in force with any of these people, as users or as assistants.
///
/// # Errors
/// When the database does not answer.
pub async fn in_force(
    tx: &Tx,
    (people, on): (&[PersonId], Day),
) -> Result<Vec<InForce>, StoreError> {
    let people: HashSet<PersonId> = people.iter().copied().collect();
    let mut pairs = super::pairs::pairs(tx, super::Pairs::Open).await?;
    pairs.retain(|pair| people.contains(&pair.user) || people.contains(&pair.assistant_person));
    let mut weeks = HashMap::new();
    let ids: Vec<AgreementId> = pairs.iter().map(|pair| pair.agreement).collect();
    for part in ids.chunks(AT_ONCE) {
        weeks.extend(schedules(tx, part).await?);
    }
    let in_force = |pair: super::Pair| {
        let held = weeks.get(&pair.agreement).and_then(|all| load::schedule_on(all, on));
        InForce {
            user: pair.user,
            assistant: pair.assistant_person,
            hours: u32::try_from(pair.hours).unwrap_or(0),
            week: held.map(|(_, week)| week.clone()).unwrap_or_default(),
        }
    };
    Ok(pairs.into_iter().map(in_force).collect())
}

/// All versions of the plan-schedules of some agreements.
type Schedules = HashMap<AgreementId, Vec<(assistance_schedule::Model, Week)>>;

async fn schedules(tx: &Tx, ids: &[AgreementId]) -> Result<Schedules, StoreError> {
    use assistance_schedule::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::AgreementId.is_in(ids.iter().copied()));
    let mut all = Schedules::new();
    for row in rows.order_by_asc(Column::Turn).all(tx.conn()).await? {
        let week = opened(tx, ("assistance_schedule", row.id.0), &row.content_sealed)?;
        all.entry(row.agreement_id).or_default().push((row, week));
    }
    Ok(all)
}
