//! The labour contract: its kind by the agreed hours, the day on which work begins, the pay, and
//! what goes to the register of employment and to who pays the aid.

use super::agree::count_hours;
use super::apply::{term, unlawful};
use super::content::{Labour, sealed};
use super::load::{self, Agreement, Contract};
use super::message::{self, NewMessage};
use super::month;
use super::paper;
use super::record::{self, NewRecord};
use super::store::assistance_contract::{self, Entity};
use super::{AgreementId, ContractId};
use crate::assistants::{self, AssistantId, Press};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{Law, Minutes, Money, Month};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait, Set};

/// The terms: contract, start of work.
pub const CONTRACT: &str = "Z07";
/// As above.
pub const START: &str = "Z09";
/// The rule with the code of a substitute's contract.
const SUBSTITUTE: &str = "assistance.substitute";

/// Somebody stands in for an assistant.
#[derive(Clone, Debug)]
pub struct Substitute {
    /// Who.
    pub assistant: AssistantId,
    /// Whose contract.
    pub of: ContractId,
    /// The first day, by the contract.
    pub from_on: Day,
    /// The last day that is expected.
    pub until_on: Day,
    /// Why the assistant is absent.
    pub absence: String,
}

/// A labour contract to be concluded.
#[derive(Clone, Debug, Default)]
pub struct NewLabour {
    /// The day.
    pub concluded_on: Option<Day>,
    /// Code in the register: one of those that the law gives for the hours; the last one when empty.
    pub code: String,
    /// Trial, place, leave, other conditions.
    pub content: Labour,
    /// Of a substitute.
    pub substitute: Option<Substitute>,
}

/// What follows from hours, days and service before a contract is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// The kind of contract.
    pub kind: law::Contract,
    /// First day of work.
    pub starts_on: Day,
    /// Pay with its reasoning filled in.
    pub content: Labour,
}

/// The pay of a contract by the scale of the month in which work begins.
pub(super) fn priced(
    law: &Law,
    mut content: Labour,
    (starts_on, hours, years): (Day, u32, u32),
) -> Result<Labour, StoreError> {
    let month = Month::of(starts_on.0);
    let scale = law.pay_scale(month, None).map_err(unlawful)?;
    let lines = scale.lines(Minutes::hours(hours), years);
    let show = |cents| Money { cents, currency: scale.currency() }.decimal();
    content.base_pay = show(lines.pay);
    content.service_pay = show(lines.service_supplement);
    content.years = years;
    content.hour_price = scale.hour_price();
    let pay = law.pay(month, Minutes::hours(hours), years, None).map_err(unlawful)?;
    content.steps = pay.derivation.steps;
    if content.leave_days == 0 {
        content.leave_days = law.work_limits().leave_days;
    }
    Ok(content)
}

/// What a contract would be.
///
/// # Errors
/// When the hours fit no kind, or a rate is not known.
pub async fn drafted(
    tx: &Tx,
    law: &Law,
    agreement: &Agreement,
    new: &NewLabour,
) -> Result<Drafted, Problem> {
    let concluded_on = new.concluded_on.unwrap_or(tx.today());
    let (who, starts_on, hours) = match &new.substitute {
        None => {
            let hours = u32::try_from(agreement.row.hours).unwrap_or(0);
            (agreement.row.assistant_id, term(law, START, concluded_on)?, hours)
        }
        Some(one) => {
            let replaced = load::contract(tx, one.of).await?;
            let hours = load::hours_of(tx, &replaced.row, Month::of(one.from_on.0)).await?;
            (one.assistant, one.from_on, hours)
        }
    };
    let kind = law.contract(hours);
    let kind = kind.map_err(|_| Problem::Impossible("assistance-refused-hours"))?;
    let years = years_on(tx, who, starts_on).await?;
    let mut content = priced(law, new.content.clone(), (starts_on, hours, years))?;
    if content.notice.is_empty() {
        // What the form says when nobody wrote another notice: by the kind of contract.
        let is_114 = kind.hours_per_day.is_none() && new.substitute.is_none();
        let key = if is_114 { "assistance-notice-114" } else { "assistance-notice-term" };
        content.notice = paper::bg(key);
    }
    Ok(Drafted { kind, starts_on, content })
}

/// Full years of service of an assistant on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn years_on(tx: &Tx, id: AssistantId, on: Day) -> Result<u32, StoreError> {
    let who = assistants::assistant(tx, id).await?;
    let own = tx
        .find::<Entity>()
        .filter(assistance_contract::Column::AssistantId.eq(id))
        .select_only()
        .column(assistance_contract::Column::AssistantId)
        .into_query();
    let worked = month::worked(tx, own, on).await?.remove(&id).unwrap_or_default();
    Ok(who.content.service.full_years(&worked, on))
}

async fn hindered(
    tx: &Tx,
    agreement: &Agreement,
    (new, drafted): (&NewLabour, &Drafted),
) -> Result<Option<&'static str>, StoreError> {
    let concluded_on = new.concluded_on.unwrap_or(tx.today());
    let row = &agreement.row;
    if !agreement.is_open() || concluded_on < row.concluded_on {
        return Ok(Some("assistance-refused-ended"));
    }
    if load::schedules(tx, row.id).await?.is_empty() {
        return Ok(Some("assistance-refused-unplanned"));
    }
    let is_late = row.held_on.is_none() && row.until_on < drafted.starts_on;
    if is_late {
        return Ok(Some("assistance-refused-term"));
    }
    let known = load::contracts_under(tx, row.id).await?;
    let open = |one: &&Contract| one.row.ended_on.is_none();
    Ok(match &new.substitute {
        None => {
            let main = known.iter().filter(open).any(|one| one.row.substitute_of.is_none());
            main.then_some("assistance-refused-contract")
        }
        Some(one) => {
            let who = assistants::assistant(tx, one.assistant).await?;
            let replaced = known.iter().filter(open).find(|own| own.row.id == one.of);
            match replaced {
                None => Some("assistance-refused-replaced"),
                Some(_) if !who.is_listed() => Some("assistance-refused-not-listed"),
                Some(own) if own.row.assistant_id == one.assistant => {
                    Some("assistance-refused-same")
                }
                Some(_) if who.person == row.person_id => Some("assistance-refused-self"),
                Some(_) if one.from_on < concluded_on || one.until_on < one.from_on => {
                    Some("assistance-refused-days")
                }
                Some(_) => None,
            }
        }
    })
}

/// Concludes a labour contract under an agreement.
///
/// # Errors
/// When there is one already, the agreement has ended or has no plan-schedule, or the substitute is
/// not on the list.
pub async fn conclude(
    tx: &mut Tx,
    law: &Law,
    agreement: &Agreement,
    (new, press): (&NewLabour, &Press),
) -> Result<ContractId, Problem> {
    let concluded_on = new.concluded_on.unwrap_or(tx.today());
    let drafted = drafted(tx, law, agreement, new).await?;
    if let Some(key) = hindered(tx, agreement, (new, &drafted)).await? {
        return Err(Problem::Impossible(key));
    }
    let code = code(law, (new, &drafted.kind))?;
    let id = ContractId(tx.new_id());
    let year = i32::from(concluded_on.0.year());
    let number = tx.next_number("assistance-contract", year).await?;
    let substitute = new.substitute.as_ref();
    let mut content = drafted.content.clone();
    if let Some(one) = substitute {
        content.absence.clone_from(&one.absence);
    }
    let row = assistance_contract::Model {
        municipality_id: tx.municipality(),
        id,
        agreement_id: agreement.row.id,
        assistant_id: substitute.map_or(agreement.row.assistant_id, |one| one.assistant),
        substitute_of: substitute.map(|one| one.of),
        year,
        number,
        before_number: String::new(),
        concluded_on,
        starts_on: drafted.starts_on,
        ends_on: substitute.map_or(agreement.row.until_on, |one| one.until_on),
        hours: i32::try_from(drafted.kind.hours).unwrap_or(0),
        hours_per_day: drafted.kind.hours_per_day.map(i32::from),
        ground: drafted.kind.ground,
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
    let contract = load::contract(tx, id).await?;
    let paper = paper::contract(tx, law, (&contract, agreement), press).await?;
    let active =
        assistance_contract::ActiveModel { paper_id: Set(Some(paper)), ..Default::default() };
    tx.update::<Entity>(id, 1, active).await?;
    follow(tx, law, (agreement, &contract), &code).await?;
    Ok(id)
}

/// The code of the register: of a substitute its own, else one of those of the hours.
fn code(law: &Law, (new, kind): (&NewLabour, &law::Contract)) -> Result<String, Problem> {
    if new.substitute.is_some() {
        let rule = law.book().newest(SUBSTITUTE).map_err(unlawful)?;
        return Ok(rule.value_text());
    }
    match kind.register_codes.iter().find(|code| **code == new.code) {
        Some(code) => Ok(code.clone()),
        None if new.code.is_empty() => {
            // „До завършване на определена работа“ is not repeated against чл. 68, ал. 4–5 КТ.
            Ok(kind.register_codes.last().cloned().unwrap_or_default())
        }
        None => Err(Problem::Impossible("assistance-refused-code")),
    }
}

/// What follows from a contract: records, messages, hours on the list, events.
async fn follow(
    tx: &mut Tx,
    law: &Law,
    (agreement, contract): (&Agreement, &Contract),
    code: &str,
) -> Result<(), Problem> {
    let id = contract.row.id;
    let days = [("concluded", contract.row.concluded_on), ("start", contract.row.starts_on)];
    for (kind, on) in days {
        let (from, pay) = (contract.row.starts_on, contract.content.base_pay.as_str());
        record::add(tx, law, &NewRecord { contract: id, kind, code, on, from, pay }).await?;
    }
    if contract.row.substitute_of.is_none() {
        let facts = vec![
            ("contract".to_owned(), contract.number()),
            ("starts".to_owned(), contract.row.starts_on.to_string()),
        ];
        tell(tx, law, agreement, ("concluded", contract.row.concluded_on, &facts)).await?;
    }
    count_hours(tx, contract.row.assistant_id).await?;
    let who = assistants::assistant(tx, contract.row.assistant_id).await?.person;
    for person in [agreement.row.person_id, who] {
        let data = vec![("note", contract.number())];
        let kind = "assistance-contract";
        tx.event(Event { kind, person: Some(person.0), case: None, data }).await?;
    }
    Ok(())
}

/// Tells who pays the aid and the supplement.
pub(super) async fn tell(
    tx: &mut Tx,
    law: &Law,
    agreement: &Agreement,
    (kind, known_on, facts): (&'static str, Day, &[(String, String)]),
) -> Result<(), StoreError> {
    let filed = load::application(tx, agreement.row.application_id).await?;
    let agreement: Option<AgreementId> = Some(agreement.row.id);
    for body in message::bodies(&filed.content) {
        let (application, facts) = (filed.row.id, facts.to_vec());
        let new = NewMessage { application, agreement, body, kind, known_on, facts };
        message::add(tx, law, &new).await?;
    }
    Ok(())
}
