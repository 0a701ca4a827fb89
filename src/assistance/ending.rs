//! The end of an agreement and of the contracts under it: grounds and notice by the law, records,
//! and from when the family is paid its aid again.

use super::agree::count_hours;
use super::apply::{step, term};
use super::content::{Note, sealed};
use super::labour::tell;
use super::letter;
use super::load::{self, Agreement, Contract};
use super::record::{self, NewRecord};
use super::store::{assistance_agreement, assistance_contract};
use crate::assistants::Press;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{Law, Redirected};
use sea_orm::Set;

/// The ground with a written notice of any party.
pub const NOTICE_GROUND: &str = "assistance.end.5";
/// Notice of a contract under чл. 114 КТ, and of one with a term.
const NOTICES: [&str; 2] = ["Z30", "Z31"];
/// The code of an end that has none of its own.
const OTHER: &str = "064";

/// The end of an agreement.
#[derive(Clone, Debug)]
pub struct NewEnd {
    /// Id of the ground in the law.
    pub ground: String,
    /// The day on which the municipality learnt of it, or the notice was received.
    pub known_on: Day,
    /// The last day; by the notice when none is said.
    pub last_on: Option<Day>,
    /// Why, in words.
    pub why: String,
    /// Help was given in the month of the end.
    pub help_given: bool,
    /// Code of the end of the contract; the one that follows from the ground when empty.
    pub code: String,
}

/// The last day of an agreement by its ground: with a notice, the day on which its days are over.
///
/// # Errors
/// When the law has no such term.
pub fn last_day(law: &Law, new: &NewEnd) -> Result<Day, StoreError> {
    if new.ground == NOTICE_GROUND {
        let over = term(law, "Z29", new.known_on)?;
        return Ok(new.last_on.map_or(over, |day| day.max(over)));
    }
    Ok(new.last_on.unwrap_or(new.known_on))
}

/// When the notice of a labour contract is over: 15 days under чл. 114 КТ, else three months and no
/// more than what is left of the term.
///
/// # Errors
/// When the law has no such term.
pub fn notice_over(law: &Law, contract: &Contract, given_on: Day) -> Result<Day, StoreError> {
    let is_114 = contract.row.hours_per_day.is_none();
    let over = term(law, NOTICES[usize::from(!is_114)], given_on)?;
    Ok(over.min(contract.row.ends_on))
}

fn code_of(ground: &str) -> &'static str {
    match ground {
        "assistance.end.3" => "004",
        "assistance.end.4" => "041",
        _ => OTHER,
    }
}

/// Ends an agreement with all contracts under it.
///
/// # Errors
/// When it has ended, or the ground is none of the law.
pub async fn end(
    tx: &mut Tx,
    law: &Law,
    agreement: &Agreement,
    (new, press): (&NewEnd, &Press),
) -> Result<(), Problem> {
    if !agreement.is_open() {
        return Err(Problem::Impossible("assistance-refused-ended"));
    }
    let grounds = law.assistance_end_grounds();
    let ground = grounds.iter().find(|one| one.id == new.ground).ok_or(Problem::NotFound)?;
    let last = last_day(law, new)?;
    if last < agreement.row.concluded_on {
        return Err(Problem::Impossible("assistance-refused-days"));
    }
    let id = agreement.row.id;
    let mut terms = agreement.terms.clone();
    terms.ending = Note { text: new.why.clone(), until: Some(new.known_on), ..Note::default() };
    let active = assistance_agreement::ActiveModel {
        ended_on: Set(Some(last)),
        end_ground: Set(new.ground.clone()),
        content_sealed: Set(sealed(tx, ("assistance_agreement", id.0), &terms)?),
        ..Default::default()
    };
    tx.update::<assistance_agreement::Entity>(id, agreement.row.version, active).await?;
    let code = if new.code.is_empty() { code_of(&new.ground) } else { &new.code };
    for contract in load::contracts_under(tx, id).await? {
        if contract.row.ended_on.is_none() {
            close(tx, law, &contract, (last, code, &new.why)).await?;
        }
    }
    let paper = letter::ended(tx, agreement, ((new, last), &ground.title, press)).await?;
    let facts = redirected(tx, law, agreement, (last, new.help_given)).await?;
    tell(tx, law, agreement, ("ended", new.known_on, &facts)).await?;
    let of = (agreement.row.application_id, Some(id));
    let note = Note { text: format!("{}. {}", ground.title, new.why), ..Note::default() };
    step(tx, of, ("ended", last), (&note, Some(paper))).await?;
    let data = vec![("note", format!("{}, {}", agreement.number(), last.bg()))];
    let person = Some(agreement.row.person_id.0);
    Ok(tx.event(Event { kind: "assistance-ended", person, case: None, data }).await?)
}

/// Whether another assistant of the same application still works.
async fn is_helped(tx: &Tx, agreement: &Agreement) -> Result<bool, StoreError> {
    for one in load::agreements_of(tx, agreement.row.application_id).await? {
        let own = load::contracts_under(tx, one.row.id).await?;
        if one.is_open() && own.iter().any(|contract| contract.row.ended_on.is_none()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The days from which the family is paid its aid and its supplement again: only when nobody helps any
/// more (чл. 8 и 9 Наредба № РД-07-7).
async fn redirected(
    tx: &Tx,
    law: &Law,
    agreement: &Agreement,
    (last, help_given): (Day, bool),
) -> Result<Vec<(String, String)>, StoreError> {
    let mut all =
        vec![("agreement".to_owned(), agreement.number()), ("last".to_owned(), last.to_string())];
    if is_helped(tx, agreement).await? {
        return Ok(all);
    }
    let child = law.redirection_ends(Redirected::ChildAid, last.0);
    let supplement = law.redirection_ends(Redirected::Supplement { help_given }, last.0);
    all.extend([
        ("child-aid-until".to_owned(), child.to_string()),
        ("supplement-until".to_owned(), supplement.to_string()),
    ]);
    Ok(all)
}

async fn close(
    tx: &mut Tx,
    law: &Law,
    contract: &Contract,
    (last, code, why): (Day, &str, &str),
) -> Result<(), StoreError> {
    let id = contract.row.id;
    // Of a contract whose work has not begun nothing is left: it ends on the day it was made.
    let mut content = contract.content.clone();
    content.ending = Note { text: why.to_owned(), ..Note::default() };
    let active = assistance_contract::ActiveModel {
        ended_on: Set(Some(last)),
        end_ground: Set(code.to_owned()),
        content_sealed: Set(sealed(tx, ("assistance_contract", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<assistance_contract::Entity>(id, contract.row.version, active).await?;
    let pay = content.base_pay.as_str();
    let new = NewRecord { contract: id, kind: "ended", code, on: last, from: last, pay };
    record::add(tx, law, &new).await?;
    count_hours(tx, contract.row.assistant_id).await
}

/// Ends one labour contract: of a substitute whose work is over, or of an assistant who leaves. The
/// agreement stays, so that somebody stands in.
///
/// # Errors
/// When it has ended, or the code is none of the register.
pub async fn end_contract(
    tx: &mut Tx,
    law: &Law,
    contract: &Contract,
    (last, code, why): (Day, &str, &str),
) -> Result<(), Problem> {
    if contract.row.ended_on.is_some() || last < contract.row.concluded_on {
        return Err(Problem::Impossible("assistance-refused-ended"));
    }
    if !law.register_ends().iter().any(|end| end.code == code) {
        return Err(Problem::NotFound);
    }
    close(tx, law, contract, (last, code, why)).await?;
    let agreement = load::agreement(tx, contract.row.agreement_id).await?;
    if contract.row.substitute_of.is_none() {
        let facts = redirected(tx, law, &agreement, (last, true)).await?;
        tell(tx, law, &agreement, ("ended", tx.today(), &facts)).await?;
    }
    let of = (agreement.row.application_id, Some(agreement.row.id));
    let note = Note { text: format!("{}. {why}", contract.number()), ..Note::default() };
    step(tx, of, ("contract-ended", last), (&note, None)).await?;
    let data = vec![("note", format!("{}, {}", contract.number(), last.bg()))];
    let person = Some(agreement.row.person_id.0);
    Ok(tx.event(Event { kind: "assistance-contract-ended", person, case: None, data }).await?)
}

/// The main contract of an agreement goes on until a new last day.
pub(super) async fn lengthen(tx: &Tx, agreement: &Agreement, until: Day) -> Result<(), StoreError> {
    for contract in load::contracts_under(tx, agreement.row.id).await? {
        if contract.row.ended_on.is_some() || contract.row.substitute_of.is_some() {
            continue;
        }
        let active = assistance_contract::ActiveModel { ends_on: Set(until), ..Default::default() };
        let (id, version) = (contract.row.id, contract.row.version);
        tx.update::<assistance_contract::Entity>(id, version, active).await?;
    }
    Ok(())
}
