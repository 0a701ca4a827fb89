//! Prescriptions: what a provider must do until a day, whether it did, and the check that follows. Each
//! stands in the register of decisions too.

use super::check::{self, NewCheck};
use super::content::{Told, sealed};
use super::course::{FOLLOWED, State};
use super::load::{self, Check, Prescription};
use super::paper;
use super::store::oversight_prescription::{ActiveModel, Entity, Model};
use super::{CheckId, PrescriptionId};
use crate::decisions::{self, NewDecision};
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{IntoActiveModel, Set};

/// Who takes such decisions, as the register of decisions calls it.
const BODY: &str = "check";

/// A prescription to be given.
#[derive(Clone, Debug)]
pub struct NewPrescription {
    /// The line of the checklist; empty for the whole service.
    pub code: String,
    /// Until when.
    pub due_on: Day,
    /// What is to be done, by whom.
    pub content: Told,
}

/// Gives a prescription after a visit, and enters it in the register of decisions.
///
/// # Errors
/// When there was no visit, the check is over, or the day is before today.
pub async fn give(
    tx: &mut Tx,
    (check, provider): (&Check, &str),
    new: &NewPrescription,
) -> Result<PrescriptionId, Problem> {
    if !matches!(check.state, State::Visiting | State::Ended | State::Reported) {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    let today = tx.today();
    if new.due_on < today {
        return Err(Problem::Impossible("oversight-refused-day"));
    }
    let known = load::prescribed(tx, check.row.id).await?.len();
    let papers = paper::of_checks(tx, &[check.row.id]).await?;
    let order = check.row.order_paper_id.and_then(|id| papers.get(&id));
    let order = order.map(|row| paper::number(&row.kind, row.year, row.number));
    let decision = NewDecision {
        body: BODY,
        origin: Some(check.row.id.0),
        href: check.home(),
        number: format!("{}-{}", order.unwrap_or_default(), known + 1),
        taken_on: today,
        text: format!("{provider}: {}", new.content.text),
        responsible: Some(new.content.responsible.clone()),
        due_on: Some(new.due_on),
        is_public: false,
    };
    let decision = decisions::enter(tx, decision).await?;
    let id = PrescriptionId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        check_id: check.row.id,
        provider_id: check.row.provider_id,
        code: new.code.clone(),
        given_on: today,
        due_on: new.due_on,
        state: FOLLOWED[0].to_owned(),
        done_on: None,
        follow_id: None,
        decision_id: Some(decision),
        content_sealed: sealed(tx, ("oversight_prescription", id.0), &new.content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("oversight-prescription", id.0));
    Ok(id)
}

/// Notes on which day it was seen that a prescription was done, or was not.
///
/// # Errors
/// When that was noted before, the day is impossible, or somebody else saved meanwhile.
pub async fn follow(
    tx: &mut Tx,
    one: &Prescription,
    (state, on, result): (&str, Day, &str),
) -> Result<(), Problem> {
    let row = &one.row;
    if row.state != FOLLOWED[0] || !FOLLOWED[1..].contains(&state) {
        return Err(Problem::Impossible("oversight-refused-followed"));
    }
    if on < row.given_on || on > tx.today() {
        return Err(Problem::Impossible("oversight-refused-day"));
    }
    let content = Told { result: result.to_owned(), ..one.content.clone() };
    let active = ActiveModel {
        state: Set(state.to_owned()),
        done_on: Set(Some(on)),
        content_sealed: Set(sealed(tx, ("oversight_prescription", row.id.0), &content)?),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("oversight-prescription", row.id.0));
    Ok(())
}

/// Prepares the check that sees whether a prescription was done.
///
/// # Errors
/// When one follows already, or the provider has an open check.
pub async fn check_again(tx: &mut Tx, one: &Prescription, basis: &str) -> Result<CheckId, Problem> {
    let row = &one.row;
    if row.follow_id.is_some() {
        return Err(Problem::Impossible("oversight-refused-followed"));
    }
    let first = load::check(tx, row.check_id).await?;
    let new = NewCheck {
        provider: row.provider_id,
        service: first.row.service_id,
        plan: None,
        after: Some(row.check_id),
        kind: "follow-up".to_owned(),
        standard: first.row.standard,
        basis: basis.to_owned(),
    };
    let id = check::prepare(tx, &new).await?;
    let active = ActiveModel { follow_id: Set(Some(id)), ..Default::default() };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("oversight-prescription", row.id.0));
    Ok(id)
}
