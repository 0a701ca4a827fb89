//! Changes of an agreement: hours from the first of a month, place, party; a waiver of hours; and a
//! filing in time that keeps the agreement alive beyond its term.

use super::AmendmentId;
use super::agree::{ceiling, count_hours};
use super::apply::step;
use super::content::{Note, sealed};
use super::ending::{self, NewEnd};
use super::labour::{priced, tell, years_on};
use super::load::{self, Agreement, Contract};
use super::paper;
use super::record::{self, NewRecord};
use super::store::{assistance_agreement, assistance_amendment, assistance_contract};
use crate::assistants::Press;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{IntoActiveModel, Set};

/// What is changed; words have the key `assistance-amend-<code>`.
pub const KINDS: [&str; 3] = ["hours", "place", "party"];

/// A change to be written.
#[derive(Clone, Debug)]
pub struct NewAmendment {
    /// A code of [`KINDS`].
    pub kind: String,
    /// The day of the annex.
    pub concluded_on: Day,
    /// From this day on; hours change with a month.
    pub from_on: Day,
    /// Hours a month, of a change of hours.
    pub hours: u32,
    /// The new place, or who comes in whose stead.
    pub text: String,
    /// The user asked for fewer hours (чл. 2, ал. 9).
    pub is_waiver: bool,
}

fn open_main(all: &[Contract]) -> Option<&Contract> {
    all.iter().find(|one| one.row.ended_on.is_none() && one.row.substitute_of.is_none())
}

async fn may_have(
    tx: &Tx,
    law: &Law,
    agreement: &Agreement,
    new: &NewAmendment,
) -> Result<(), Problem> {
    if !agreement.is_open() || new.from_on < agreement.row.concluded_on {
        return Err(Problem::Impossible("assistance-refused-ended"));
    }
    if new.kind != KINDS[0] {
        return Ok(());
    }
    if new.from_on.0.day() != 1 {
        return Err(Problem::Impossible("assistance-refused-first"));
    }
    let filed = load::application(tx, agreement.row.application_id).await?;
    let others = load::agreements_of(tx, filed.row.id).await?;
    let others = others.iter().filter(|one| one.is_open() && one.row.id != agreement.row.id);
    let mut hours: Vec<u32> =
        others.map(|one| u32::try_from(one.row.hours).unwrap_or(u32::MAX)).collect();
    hours.push(new.hours);
    match ceiling(law, &filed, &hours) {
        Some("assistance-refused-hours") => Err(Problem::Impossible("assistance-refused-hours")),
        _ => Ok(()),
    }
}

/// Changes an agreement and its labour contract.
///
/// # Errors
/// When it has ended, the hours are above the directive, or hours would change within a month.
pub async fn amend(
    tx: &mut Tx,
    law: &Law,
    agreement: &Agreement,
    (new, press): (&NewAmendment, &Press),
) -> Result<AmendmentId, Problem> {
    may_have(tx, law, agreement, new).await?;
    let contracts = load::contracts_under(tx, agreement.row.id).await?;
    let main = open_main(&contracts);
    let before = u32::try_from(agreement.row.hours).unwrap_or(0);
    let after = if new.kind == KINDS[0] { new.hours } else { before };
    let change = law.amendment(before, after);
    let change = change.map_err(|_| Problem::Impossible("assistance-refused-hours"))?;
    let id = AmendmentId(tx.new_id());
    let note = Note { text: new.text.clone(), ..Note::default() };
    let paper = paper::amendment(tx, agreement, (new, before, press)).await?;
    let row = assistance_amendment::Model {
        municipality_id: tx.municipality(),
        id,
        agreement_id: agreement.row.id,
        contract_id: main.map(|one| one.row.id),
        kind: new.kind.clone(),
        concluded_on: new.concluded_on,
        from_on: new.from_on,
        hours_before: i32::try_from(before).unwrap_or(0),
        hours_after: i32::try_from(after).unwrap_or(0),
        content_sealed: sealed(tx, ("assistance_amendment", id.0), &note)?,
        paper_id: Some(paper),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    rewrite(tx, agreement, (new, after)).await?;
    if let Some(main) = main {
        recorded(tx, law, (main, new), change).await?;
    }
    let kind = if new.is_waiver { "waived" } else { "amended" };
    let facts =
        vec![("from".to_owned(), new.from_on.to_string()), ("hours".to_owned(), after.to_string())];
    tell(tx, law, agreement, (kind, new.concluded_on, &facts)).await?;
    let of = (agreement.row.application_id, Some(agreement.row.id));
    step(tx, of, (kind, new.concluded_on), (&note, Some(paper))).await?;
    let person = Some(agreement.row.person_id.0);
    let data = vec![("note", agreement.number())];
    tx.event(Event { kind: "assistance-amended", person, case: None, data }).await?;
    Ok(id)
}

/// What a change means for the labour contract: its pay by the new hours, and a record of each kind
/// for the register of employment.
async fn recorded(
    tx: &mut Tx,
    law: &Law,
    (main, new): (&Contract, &NewAmendment),
    change: law::Amendment,
) -> Result<(), StoreError> {
    let (id, on, from) = (main.row.id, new.concluded_on, new.from_on);
    let mut content = main.content.clone();
    if new.kind == KINDS[0] {
        let years = years_on(tx, main.row.assistant_id, from).await?;
        content = priced(law, content, (from, new.hours, years))?;
        let active = assistance_contract::ActiveModel {
            content_sealed: Set(sealed(tx, ("assistance_contract", id.0), &content)?),
            ..Default::default()
        };
        tx.update::<assistance_contract::Entity>(id, main.row.version, active).await?;
    }
    let mut codes = change.register_codes;
    if new.kind == "place" {
        let rule = law.book().newest("register.amend.other");
        codes.extend(rule.map(law::Rule::value_text).ok());
    }
    let (kind, pay) = ("amended", content.base_pay.as_str());
    for code in &codes {
        record::add(tx, law, &NewRecord { contract: id, kind, code, on, from, pay }).await?;
    }
    count_hours(tx, main.row.assistant_id).await
}

async fn rewrite(
    tx: &Tx,
    agreement: &Agreement,
    (new, hours): (&NewAmendment, u32),
) -> Result<(), StoreError> {
    let mut active = assistance_agreement::ActiveModel {
        hours: Set(i32::try_from(hours).unwrap_or(0)),
        ..Default::default()
    };
    if new.kind == "place" {
        let mut terms = agreement.terms.clone();
        terms.place.clone_from(&new.text);
        let id = agreement.row.id;
        active.content_sealed = Set(sealed(tx, ("assistance_agreement", id.0), &terms)?);
    }
    let (id, version) = (agreement.row.id, agreement.row.version);
    tx.update::<assistance_agreement::Entity>(id, version, active).await
}

/// A new decision was asked for in time, or РЗИ told of a delay: the agreement goes on beyond its
/// term (чл. 26, ал. 7 ЗХУ).
///
/// # Errors
/// When it has ended.
pub async fn hold(
    tx: &mut Tx,
    agreement: &Agreement,
    (on, proof): (Day, &Note),
) -> Result<(), Problem> {
    if !agreement.is_open() {
        return Err(Problem::Impossible("assistance-refused-ended"));
    }
    let mut terms = agreement.terms.clone();
    terms.held = proof.clone();
    let id = agreement.row.id;
    let active = assistance_agreement::ActiveModel {
        held_on: Set(Some(on)),
        content_sealed: Set(sealed(tx, ("assistance_agreement", id.0), &terms)?),
        ..Default::default()
    };
    tx.update::<assistance_agreement::Entity>(id, agreement.row.version, active).await?;
    let of = (agreement.row.application_id, Some(id));
    step(tx, of, ("held", on), (proof, None)).await?;
    let person = Some(agreement.row.person_id.0);
    let data = vec![("note", agreement.number())];
    Ok(tx.event(Event { kind: "assistance-held", person, case: None, data }).await?)
}

/// The new decision came: the term of the directive is now this one; or, without a new term, the
/// agreement ends on the day from which nothing protects it.
///
/// # Errors
/// When it is not held.
pub async fn release(
    tx: &mut Tx,
    law: &Law,
    agreement: &Agreement,
    ((on, until), why, press): ((Day, Option<Day>), &str, &Press),
) -> Result<(), Problem> {
    if agreement.row.held_on.is_none() || !agreement.is_open() {
        return Err(Problem::Impossible("assistance-refused-not-held"));
    }
    let Some(until) = until else {
        let new = NewEnd {
            ground: "assistance.end.3".to_owned(),
            known_on: on,
            last_on: Some(on.plus(-1)),
            why: why.to_owned(),
            help_given: true,
            code: String::new(),
        };
        return ending::end(tx, law, agreement, (&new, press)).await;
    };
    let (id, version) = (agreement.row.id, agreement.row.version);
    let active = assistance_agreement::ActiveModel {
        held_on: Set(None),
        until_on: Set(until),
        ..Default::default()
    };
    tx.update::<assistance_agreement::Entity>(id, version, active).await?;
    ending::lengthen(tx, agreement, until).await?;
    let note = Note { text: why.to_owned(), until: Some(until), ..Note::default() };
    let of = (agreement.row.application_id, Some(id));
    Ok(step(tx, of, ("released", on), (&note, None)).await?)
}
