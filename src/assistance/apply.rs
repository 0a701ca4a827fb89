//! An application comes: what it says, who is chosen, what of the aid goes to the municipality, and
//! what is sent on ex officio.

use super::content::{Application, Note, sealed};
use super::course::{Move, State};
use super::load::{self, Filed};
use super::message::{self, NewMessage};
use super::paper;
use super::store::{assistance_application, assistance_choice, assistance_step};
use super::{AgreementId, ApplicationId, ChoiceId, StepId};
use crate::assistants::{self, AssistantId, Press};
use crate::people::{PaperId, PersonId};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{ChildAid, ChildAidInput, Currency, Law, LawError, Minutes, Money, Month};
use sea_orm::{IntoActiveModel, Set};

/// The terms: notice of irregularities, putting right, agreement.
pub const NOTICE: &str = "Z04";
/// As above.
pub const FIXING: &str = "Z05";
/// As above.
pub const AGREEING: &str = "Z06";
/// Six months without support after a repeated violation.
pub const DEPRIVED: &str = "Z45";
/// The ground of that end.
pub const DEPRIVATION: &str = "assistance.end.9";

/// The roles of who is chosen; words have the key `assistance-role-<code>`.
pub const ROLES: [&str; 2] = ["assistant", "substitute"];

/// Somebody chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChoice {
    /// On the list of candidates.
    pub assistant: AssistantId,
    /// A code of [`ROLES`].
    pub role: String,
    /// Hours a month; nothing while it is not said.
    pub hours: u32,
}

/// An application to be entered.
#[derive(Clone, Debug, Default)]
pub struct NewApplication {
    /// The day it came.
    pub filed_on: Option<Day>,
    /// Hours a month that are wanted.
    pub hours: u32,
    /// What it says.
    pub content: Application,
    /// Who is chosen.
    pub choices: Vec<NewChoice>,
}

pub(super) fn unlawful(e: LawError) -> StoreError {
    StoreError::Other(e.to_string())
}

/// The day on which a term ends that begins on a day.
pub(super) fn term(law: &Law, id: &str, from: Day) -> Result<Day, StoreError> {
    let due = law.deadline(id).and_then(|term| term.day(from.0)).map_err(unlawful)?;
    Ok(due.date().map_or(from, Day))
}

/// The part of the aid for a child that goes to the municipality, with its reasoning.
///
/// # Errors
/// Those of [`Law::child_aid`].
pub fn child_aid(
    law: &Law,
    (month, hours): (Month, u32),
    (years_of_service, supplement): (u32, Option<i64>),
) -> Result<ChildAid, LawError> {
    let supplement = supplement.map(|cents| Money { cents, currency: Currency::Eur });
    let (hours, employer_rate) = (Minutes::hours(hours), None);
    law.child_aid(&ChildAidInput { month, hours, years_of_service, supplement, employer_rate })
}

/// Enters an application.
///
/// # Errors
/// When one is open already, somebody chosen is not on the list, or the person is deprived.
pub async fn apply(
    tx: &mut Tx,
    law: &Law,
    person: PersonId,
    (new, press): (&NewApplication, &Press),
) -> Result<ApplicationId, Problem> {
    let filed_on = new.filed_on.unwrap_or(tx.today());
    may_apply(tx, law, person, filed_on).await?;
    let mut content = new.content.clone();
    let mut years = 0;
    for choice in &new.choices {
        let one = assistants::assistant(tx, choice.assistant).await?;
        if !one.is_listed() {
            return Err(Problem::Impossible("assistance-refused-not-listed"));
        }
        if one.person == person {
            return Err(Problem::Impossible("assistance-refused-self"));
        }
        if choice.role == ROLES[0] && years == 0 {
            years = one.content.service.full_years(&[], filed_on);
        }
    }
    compute(law, &mut content, (Month::of(filed_on.0), new.hours, years))?;
    let id = ApplicationId(tx.new_id());
    let year = i32::from(filed_on.0.year());
    let row = assistance_application::Model {
        municipality_id: tx.municipality(),
        id,
        person_id: person,
        year,
        number: tx.next_number("assistance-application", year).await?,
        filed_on,
        state: State::Filed.code().to_owned(),
        due_on: Some(term(law, NOTICE, filed_on)?),
        hours: i32::try_from(new.hours).unwrap_or(0),
        content_sealed: sealed(tx, ("assistance_application", id.0), &content)?,
        paper_id: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    for (turn, choice) in (0..).zip(&new.choices) {
        add_choice(tx, id, (choice, turn)).await?;
    }
    let filed = load::application(tx, id).await?;
    let paper = paper::application(tx, &filed, press).await?;
    let active =
        assistance_application::ActiveModel { paper_id: Set(Some(paper)), ..Default::default() };
    tx.update::<assistance_application::Entity>(id, 1, active).await?;
    step(tx, (id, None), ("filed", filed_on), (&Note::default(), Some(paper))).await?;
    copies(tx, law, (&filed, filed_on)).await?;
    let data = vec![("note", filed.number())];
    let kind = "assistance-filed";
    tx.event(Event { kind, person: Some(person.0), case: None, data }).await?;
    Ok(id)
}

/// Fills in the computed part of the aid, when there is consent to it.
pub(super) fn compute(
    law: &Law,
    content: &mut Application,
    (month, hours, years): (Month, u32, u32),
) -> Result<(), StoreError> {
    if !content.gets_child_aid || hours == 0 {
        return Ok(());
    }
    let supplement = content.supplement_cents.filter(|_| content.gets_supplement);
    let aid = child_aid(law, (month, hours), (years, supplement)).map_err(unlawful)?;
    content.child_aid = aid.amount;
    content.child_aid_steps = aid.derivation.steps;
    Ok(())
}

/// Full years of service of the assistant chosen first: the part of the aid depends on them.
pub(super) async fn years_of_chosen(tx: &Tx, filed: &Filed) -> Result<u32, StoreError> {
    let choices = load::choices(tx, filed.row.id).await?;
    let Some(first) = choices.iter().find(|one| one.role == ROLES[0]) else { return Ok(0) };
    let one = assistants::assistant(tx, first.assistant_id).await?;
    Ok(one.content.service.full_years(&[], filed.row.filed_on))
}

async fn may_apply(tx: &Tx, law: &Law, person: PersonId, on: Day) -> Result<(), Problem> {
    let known = load::applications_of(tx, person).await?;
    let is_open = |filed: &Filed| !filed.state.is_over() && filed.state != State::Agreed;
    if known.iter().any(is_open) {
        return Err(Problem::Impossible("assistance-refused-open"));
    }
    for agreement in load::agreements_of_person(tx, person).await? {
        if agreement.row.end_ground != DEPRIVATION {
            continue;
        }
        let ended = agreement.row.ended_on.unwrap_or(on);
        if on < term(law, DEPRIVED, ended)? {
            return Err(Problem::Impossible("assistance-refused-deprived"));
        }
    }
    Ok(())
}

/// Adds somebody chosen.
pub(super) async fn add_choice(
    tx: &Tx,
    id: ApplicationId,
    (choice, turn): (&NewChoice, i32),
) -> Result<(), StoreError> {
    let row = assistance_choice::Model {
        municipality_id: tx.municipality(),
        id: ChoiceId(tx.new_id()),
        application_id: id,
        assistant_id: choice.assistant,
        role: choice.role.clone(),
        hours: i32::try_from(choice.hours).unwrap_or(0),
        turn,
        version: 1,
    };
    tx.insert(row.into_active_model()).await
}

/// Copies of the application go to who pays the aid and the supplement (чл. 2, ал. 10), to each once:
/// when it comes, or when a consent that was missing is given.
pub(super) async fn copies(
    tx: &mut Tx,
    law: &Law,
    (filed, known_on): (&Filed, Day),
) -> Result<(), StoreError> {
    let known = load::messages(tx, filed.row.id).await?;
    let has = |body: &str| known.iter().any(|row| row.body == body && row.kind == "application");
    for body in message::bodies(&filed.content) {
        if has(body) {
            continue;
        }
        let new = NewMessage {
            application: filed.row.id,
            agreement: None,
            body,
            kind: "application",
            known_on,
            facts: vec![("number".to_owned(), filed.number())],
        };
        message::add(tx, law, &new).await?;
    }
    Ok(())
}

/// Notes what was done.
pub(super) async fn step(
    tx: &Tx,
    (application, agreement): (ApplicationId, Option<AgreementId>),
    (kind, held_on): (&str, Day),
    (note, paper_id): (&Note, Option<PaperId>),
) -> Result<(), StoreError> {
    let id = StepId(tx.new_id());
    let row = assistance_step::Model {
        municipality_id: tx.municipality(),
        id,
        application_id: application,
        agreement_id: agreement,
        kind: kind.to_owned(),
        held_on,
        content_sealed: sealed(tx, ("assistance_step", id.0), note)?,
        paper_id,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await
}

/// Moves an application on.
///
/// # Errors
/// When it is in no state for it, or somebody saved meanwhile.
pub(super) async fn moved(
    tx: &mut Tx,
    filed: &Filed,
    (by, due_on): (Move, Option<Day>),
) -> Result<State, Problem> {
    let next = filed.state.after(by).ok_or(Problem::Impossible("assistance-refused-state"))?;
    let active = assistance_application::ActiveModel {
        state: Set(next.code().to_owned()),
        due_on: Set(due_on),
        ..Default::default()
    };
    let (id, version) = (filed.row.id, filed.row.version);
    tx.update::<assistance_application::Entity>(id, version, active).await?;
    let kind = match next {
        State::Filed => "assistance-filed",
        State::Regular => "assistance-regular",
        State::Irregular => "assistance-irregular",
        State::Suspended => "assistance-suspended",
        State::NotConsidered => "assistance-not-considered",
        State::NoCandidate => "assistance-no-candidate",
        State::Agreed => "assistance-agreed",
        State::Withdrawn => "assistance-withdrawn",
    };
    let data = vec![("note", filed.number())];
    tx.event(Event { kind, person: Some(filed.row.person_id.0), case: None, data }).await?;
    Ok(next)
}
