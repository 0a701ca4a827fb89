//! The agreement of three parties, and its plan-schedule in versions.

use super::apply::{ROLES, moved, step};
use super::content::{Note, Terms, sealed};
use super::course::Move;
use super::load::{self, Agreement, Filed};
use super::paper;
use super::store::{assistance_agreement, assistance_choice};
use super::store::{assistance_contract, assistance_schedule};
use super::week::{Elsewhere, Week, Wrong};
use super::{AgreementId, ScheduleId};
use crate::assistants::{self, AssistantId, Press};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, Set};

/// The first check against double financing.
pub const INITIAL: &str = "initial";

/// An agreement to be concluded.
#[derive(Clone, Debug)]
pub struct NewAgreement {
    /// With whom.
    pub assistant: AssistantId,
    /// The day.
    pub concluded_on: Day,
    /// Hours a month.
    pub hours: u32,
    /// Place, other conditions, town.
    pub terms: Terms,
}

/// Why an agreement cannot be concluded; the key of the words.
///
/// # Errors
/// When the database does not answer.
pub async fn hindrance(
    tx: &Tx,
    law: &Law,
    filed: &Filed,
    new: &NewAgreement,
) -> Result<Option<&'static str>, StoreError> {
    let content = &filed.content;
    if !content.irregular(filed.hours()).is_empty() || !content.consents() {
        return Ok(Some("assistance-refused-irregular"));
    }
    let checks = load::checks(tx, filed.row.id).await?;
    match checks.iter().rfind(|(row, _)| row.kind == INITIAL) {
        None => return Ok(Some("assistance-refused-unchecked")),
        Some((row, _)) if row.found => return Ok(Some("assistance-refused-double")),
        Some((row, _)) if new.concluded_on < row.checked_on => {
            return Ok(Some("assistance-refused-unchecked"));
        }
        Some(_) => {}
    }
    let assistant = assistants::assistant(tx, new.assistant).await?;
    if !assistant.is_listed() {
        return Ok(Some("assistance-refused-not-listed"));
    }
    if assistant.person == filed.row.person_id {
        return Ok(Some("assistance-refused-self"));
    }
    let until = content.directive.until_on;
    if until.is_none_or(|until| until < new.concluded_on) {
        return Ok(Some("assistance-refused-term"));
    }
    let others = load::agreements_of(tx, filed.row.id).await?;
    let open = || others.iter().filter(|one| one.is_open());
    if open().any(|one| one.row.assistant_id == new.assistant) {
        return Ok(Some("assistance-refused-same"));
    }
    let mut hours: Vec<u32> =
        open().map(|one| u32::try_from(one.row.hours).unwrap_or(u32::MAX)).collect();
    hours.push(new.hours);
    Ok(ceiling(law, filed, &hours))
}

/// Whether hours of all assistants are within the directive and what the user asked for.
#[must_use]
pub fn ceiling(law: &Law, filed: &Filed, hours: &[u32]) -> Option<&'static str> {
    if law.agreement(filed.content.directive.hours, hours).is_err() {
        return Some("assistance-refused-hours");
    }
    let sum: u32 = hours.iter().sum();
    (sum > filed.hours()).then_some("assistance-refused-wanted")
}

/// Concludes an agreement.
///
/// # Errors
/// When something hinders it: see [`hindrance`].
pub async fn conclude(
    tx: &mut Tx,
    law: &Law,
    filed: &Filed,
    (new, press): (&NewAgreement, &Press),
) -> Result<AgreementId, Problem> {
    if filed.state.after(Move::Agree).is_none() {
        return Err(Problem::Impossible("assistance-refused-state"));
    }
    if let Some(key) = hindrance(tx, law, filed, new).await? {
        return Err(Problem::Impossible(key));
    }
    let directive = &filed.content.directive;
    let (from, until) = (directive.from_on, directive.until_on);
    let id = AgreementId(tx.new_id());
    let year = i32::from(new.concluded_on.0.year());
    let row = assistance_agreement::Model {
        municipality_id: tx.municipality(),
        id,
        application_id: filed.row.id,
        person_id: filed.row.person_id,
        assistant_id: new.assistant,
        year,
        number: tx.next_number("assistance-agreement", year).await?,
        before_number: String::new(),
        here_from: None,
        concluded_on: new.concluded_on,
        hours: i32::try_from(new.hours).unwrap_or(0),
        directive_hours: i32::try_from(directive.hours).unwrap_or(0),
        from_on: from.map_or(new.concluded_on, |from| from.max(new.concluded_on)),
        until_on: until.unwrap_or(new.concluded_on),
        held_on: None,
        ended_on: None,
        end_ground: String::new(),
        content_sealed: sealed(tx, ("assistance_agreement", id.0), &new.terms)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    choose(tx, filed, new).await?;
    let agreement = load::agreement(tx, id).await?;
    let paper = paper::agreement(tx, law, (&agreement, filed), press).await?;
    let active =
        assistance_agreement::ActiveModel { paper_id: Set(Some(paper)), ..Default::default() };
    tx.update::<assistance_agreement::Entity>(id, 1, active).await?;
    moved(tx, filed, (Move::Agree, None)).await?;
    let note = Note { text: agreement.number(), ..Note::default() };
    let on = ("agreed", new.concluded_on);
    step(tx, (filed.row.id, Some(id)), on, (&note, Some(paper))).await?;
    let who = assistants::assistant(tx, new.assistant).await?.person;
    let data = vec![("note", agreement.number())];
    tx.event(Event { kind: "assistance-with", person: Some(who.0), case: None, data }).await?;
    Ok(id)
}

/// Whoever the agreement is with stands among the chosen.
async fn choose(tx: &Tx, filed: &Filed, new: &NewAgreement) -> Result<(), StoreError> {
    use assistance_choice::{Column, Entity};
    let known = tx
        .find::<Entity>()
        .filter(Column::ApplicationId.eq(filed.row.id))
        .filter(Column::AssistantId.eq(new.assistant))
        .filter(Column::Role.eq(ROLES[0]))
        .one(tx.conn())
        .await?;
    let hours = new.hours;
    match known {
        Some(row) => {
            let hours = i32::try_from(hours).unwrap_or(0);
            let active = assistance_choice::ActiveModel { hours: Set(hours), ..Default::default() };
            tx.update::<Entity>(row.id, row.version, active).await
        }
        None => {
            let role = ROLES[0].to_owned();
            let choice = super::apply::NewChoice { assistant: new.assistant, role, hours };
            super::apply::add_choice(tx, filed.row.id, (&choice, i32::MAX)).await
        }
    }
}

/// What else the assistant of an agreement does on a day: weeks with other users, work elsewhere.
///
/// # Errors
/// When the database does not answer.
pub async fn elsewhere(tx: &Tx, agreement: &Agreement, on: Day) -> Result<Elsewhere, StoreError> {
    use assistance_agreement::{Column, Entity};
    let who = assistants::assistant(tx, agreement.row.assistant_id).await?;
    let same = assistants::all_of(tx, who.person).await?.into_iter().map(|one| one.id);
    let rows = tx
        .find::<Entity>()
        .filter(Column::AssistantId.is_in(same))
        .filter(Column::EndedOn.is_null())
        .filter(Column::Id.ne(agreement.row.id));
    let mut weeks = Vec::new();
    for row in rows.all(tx.conn()).await? {
        if row.held_on.is_none() && row.until_on < on {
            continue;
        }
        let all = load::schedules(tx, row.id).await?;
        weeks.extend(load::schedule_on(&all, on).map(|(_, week)| week.clone()));
    }
    let content = who.content;
    Ok(Elsewhere { weeks, other_minutes: content.other_minutes, longer_week: content.longer_week })
}

/// Writes a version of the plan-schedule; a version of the same day or later is replaced.
///
/// # Errors
/// When the agreement has ended.
pub async fn plan(
    tx: &mut Tx,
    law: &Law,
    agreement: &Agreement,
    (from_on, week, press): (Day, &Week, &Press),
) -> Result<ScheduleId, Problem> {
    if !agreement.is_open() {
        return Err(Problem::Impossible("assistance-refused-ended"));
    }
    let wrong = week.wrong(&law.work_limits(), &elsewhere(tx, agreement, from_on).await?);
    if let Some(first) = wrong.first() {
        return Err(Problem::Impossible(Wrong::key(*first)));
    }
    let known = load::schedules(tx, agreement.row.id).await?;
    for (row, _) in known.iter().filter(|(row, _)| row.from_on >= from_on) {
        if row.replaced_at.is_some() {
            continue;
        }
        let replaced_at = Set(Some(tx.now()));
        let active = assistance_schedule::ActiveModel { replaced_at, ..Default::default() };
        tx.update::<assistance_schedule::Entity>(row.id, row.version, active).await?;
    }
    let id = ScheduleId(tx.new_id());
    let turn = i32::try_from(known.len() + 1).unwrap_or(i32::MAX);
    let paper = paper::schedule(tx, agreement, ((turn, from_on), week, press)).await?;
    let row = assistance_schedule::Model {
        municipality_id: tx.municipality(),
        id,
        agreement_id: agreement.row.id,
        turn,
        from_on,
        content_sealed: sealed(tx, ("assistance_schedule", id.0), week)?,
        replaced_at: None,
        paper_id: Some(paper),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let kind = "assistance-planned";
    let data = vec![("note", from_on.bg())];
    let person = Some(agreement.row.person_id.0);
    tx.event(Event { kind, person, case: None, data }).await?;
    Ok(id)
}

/// Hours a month agreed with an assistant in contracts that have not ended, noted on the list.
///
/// # Errors
/// When the database refuses.
pub async fn count_hours(tx: &Tx, assistant: AssistantId) -> Result<(), StoreError> {
    use assistance_contract::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::AssistantId.eq(assistant))
        .filter(Column::EndedOn.is_null())
        .all(tx.conn())
        .await?;
    let mut sum = 0;
    for row in rows {
        let month = law::Month::of(row.ends_on.0);
        sum += load::hours_of(tx, &row, month).await?;
    }
    assistants::hours_taken(tx, assistant, sum).await
}
