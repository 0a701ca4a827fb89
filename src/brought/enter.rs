//! One agreement of a table written down: people found or entered, the directive, the list of
//! candidates, the agreement with its labour contract; and all that was written, taken back.

use super::judge::Good;
use super::row::{Line, identifier, person};
use crate::assistance::{
    self, AgreementId, ApplicationId, Before, ContractId, Directive, Made, Redirects,
};
use crate::assistants::{self, AssistantId, Service};
use crate::disability::{self, FactId, Facts, NewFact};
use crate::people::{self, PersonId};
use crate::{control, hours, payroll};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use serde::{Deserialize, Serialize};
use sheet::Checked;
use ui::Lang;

/// What was written of a row, so that it can be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Application, agreement, labour contract.
    pub made: Made,
    /// People entered.
    pub people: Vec<PersonId>,
    /// The entry in the list of candidates, when it was made.
    pub assistant: Option<AssistantId>,
    /// The directive, when it was entered.
    pub fact: Option<FactId>,
}

/// From where what is written comes, in words of the documents.
#[must_use]
pub fn origin() -> String {
    ui::text::text(Lang::Bg, "brought-origin").into_owned()
}

/// Who a person of a row is: the one who was pointed out, has the identifier, or is entered now.
async fn who(
    tx: &mut Tx,
    checked: &Checked,
    (chosen, entered): (Option<PersonId>, &mut Vec<PersonId>),
) -> Result<PersonId, StoreError> {
    let Some((kind, value)) = identifier(checked) else { return Err(StoreError::NotFound) };
    if let Some(id) = people::find_exact(tx, kind, &value).await? {
        return Ok(id);
    }
    if let Some(id) = chosen {
        people::add_identifier(tx, id, kind, &value).await?;
        return Ok(id);
    }
    let id = people::create(tx, &person(checked)).await?;
    entered.push(id);
    Ok(id)
}

fn directive(line: &Line) -> Directive {
    Directive {
        number: line.directive_number.clone(),
        issued_on: line.directive_on,
        from_on: line.directive_on,
        until_on: Some(line.directive_until),
        degree: line.degree,
        hours: line.directive_hours,
        ..Directive::default()
    }
}

async fn fact(
    tx: &mut Tx,
    law: &Law,
    (user, line): (PersonId, &Line),
) -> Result<Option<FactId>, StoreError> {
    if line.directive_number.is_empty() {
        return Ok(None);
    }
    let facts = Facts {
        number: line.directive_number.clone(),
        issued_on: line.directive_on,
        term: "until".to_owned(),
        until: Some(line.directive_until),
        support: "personal_assistance".to_owned(),
        grade: line.degree,
        hours: Some(line.directive_hours),
        note: origin(),
        ..Facts::default()
    };
    let new = NewFact { kind: "directive".to_owned(), facts, of: None };
    disability::bring(tx, law, user, &new).await
}

/// Writes an agreement of a table down, with everything it needs.
///
/// # Errors
/// When the database refuses.
pub async fn enter(
    tx: &mut Tx,
    law: &Law,
    good: &Good,
    here_from: Day,
) -> Result<Written, StoreError> {
    let line = &good.line;
    let mut entered = Vec::new();
    let user = who(tx, &line.user, (good.known.0, &mut entered)).await?;
    let helper = who(tx, &line.assistant, (good.known.1, &mut entered)).await?;
    let fact = fact(tx, law, (user, line)).await?;
    let service = Service {
        years: line.years,
        months: line.months,
        counted_on: Some(here_from),
        document: origin(),
        ..Service::default()
    };
    let listed = assistants::of_person(tx, helper).await?.filter(|one| one.is_listed());
    let (assistant, is_new, years) = match listed {
        Some(one) => (one.id, false, one.content.service.full_years(&[], here_from)),
        None => {
            let relation = Some(line.relation.as_str()).filter(|text| !text.is_empty());
            let note = relation.map_or_else(origin, |words| format!("{}; {words}", origin()));
            let new = assistants::Before {
                person: helper,
                number: line.listed_number.clone(),
                listed_on: line.listed_on.unwrap_or(line.on),
                hours: line.hours,
                other_minutes: line.other_minutes,
                service,
                note,
            };
            (assistants::bring(tx, law, &new).await?, true, line.years)
        }
    };
    let before = Before {
        user,
        assistant,
        directive: directive(line),
        aids: Redirects {
            hours: line.directive_hours,
            child_aid: line.aids.child,
            supplement: line.aids.supplement,
        },
        number: line.number.clone(),
        concluded_on: line.on,
        hours: line.hours,
        term: (line.from, line.until),
        here_from,
        week: good.week.clone(),
        contract_number: line.contract_number.clone(),
        contract_on: line.contract_on,
        starts_on: line.starts_on,
        years,
        representative: line.representative.clone(),
        note: origin(),
    };
    let made = assistance::bring(tx, law, &before).await?;
    Ok(Written { made, people: entered, assistant: is_new.then_some(assistant), fact })
}

/// Whether somebody has worked with anything that was written: a report, pay, a visit, a change.
///
/// # Errors
/// When the database does not answer.
pub async fn worked_with(tx: &Tx, all: &[Written]) -> Result<bool, StoreError> {
    let made: Vec<Made> = all.iter().map(|one| one.made.clone()).collect();
    let applications: Vec<ApplicationId> = made.iter().map(|one| one.application).collect();
    let agreements: Vec<AgreementId> = made.iter().map(|one| one.agreement).collect();
    let contracts: Vec<ContractId> = made.iter().map(|one| one.contract).collect();
    let helpers: Vec<AssistantId> = all.iter().filter_map(|one| one.assistant).collect();
    let facts: Vec<FactId> = all.iter().filter_map(|one| one.fact).collect();
    let people: Vec<PersonId> = all.iter().flat_map(|one| one.people.clone()).collect();
    let asked = control::Asked {
        applications: &applications,
        agreements: &agreements,
        assistants: &helpers,
    };
    Ok(hours::names(tx, (&contracts, &people)).await?
        || payroll::names(tx, (&contracts, &helpers)).await?
        || control::names(tx, asked).await?
        || disability::worked_with(tx, &facts).await?
        || assistants::worked_with(tx, &helpers).await?
        || assistance::worked_with(tx, (&made, &helpers)).await?)
}

/// Takes back what was written; who asks has looked with [`worked_with`]. People with whom somebody
/// works for another reason stay. Gives how many went.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(tx: &mut Tx, all: &[Written]) -> Result<usize, StoreError> {
    let made: Vec<Made> = all.iter().map(|one| one.made.clone()).collect();
    let helpers: Vec<AssistantId> = all.iter().filter_map(|one| one.assistant).collect();
    let facts: Vec<FactId> = all.iter().filter_map(|one| one.fact).collect();
    let people: Vec<PersonId> = all.iter().flat_map(|one| one.people.clone()).collect();
    assistance::take_back(tx, (&made, &helpers)).await?;
    assistants::take_back(tx, &helpers).await?;
    disability::take_back(tx, &facts).await?;
    let own =
        [assistance::BROUGHT, assistance::TAKEN_BACK, assistants::BROUGHT, disability::BROUGHT];
    Ok(people::remove_but(tx, &people, &own).await?.len())
}
