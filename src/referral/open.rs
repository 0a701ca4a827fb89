//! A case is opened by a wish; the law says who carries it on.

use super::decision;
use super::store::referral_case;
use super::{CaseId, WishId};
use crate::people::PersonId;
use crate::services::ServiceId;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use law::{Competence, Competent, Law, LawError, Urgent};
use sea_orm::Set;

/// What a wish brings to its case.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// The wish.
    pub wish: WishId,
    /// Whose it is.
    pub person: PersonId,
    /// The service wished.
    pub service: ServiceId,
    /// The day it was stated: the terms run from it.
    pub wish_on: Day,
    /// The facts on which competence was decided, and the decision.
    pub facts: law::Case,
}

/// Opens the case: decides who is competent on the day of the wish and sets the first terms.
///
/// # Errors
/// When the database refuses, or a term cannot be counted (then the law file is broken).
pub async fn open(
    tx: &mut Tx,
    law: &Law,
    new: &NewCase,
) -> Result<(CaseId, Competence), StoreError> {
    let broken = |e: LawError| StoreError::Other(e.to_string());
    let competence = law.competence(&new.facts).map_err(broken)?;
    let state = state_after(competence.competent, new.facts.person.urgent);
    let ours = state == "meeting_planning";
    let day = |rule: &str| -> Result<Option<Day>, StoreError> {
        let due = law.due(rule, new.wish_on.0, &[]).map_err(broken)?;
        Ok(due.due.map(Day))
    };
    let answer =
        serde_json::to_string(&competence).map_err(|e| StoreError::Other(e.to_string()))?;
    let decision_id = decision::keep(tx, &answer).await?;
    let id = CaseId(tx.new_id());
    tx.insert(referral_case::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        wish_id: Set(new.wish),
        person_id: Set(new.person),
        service_id: Set(new.service),
        state: Set(state.to_owned()),
        wish_on: Set(new.wish_on),
        due_on: Set(if ours { day("D01")? } else { None }),
        // Whoever is not competent forwards the file at once (чл. 31(2) АПК): today.
        next_on: Set(if ours { day("D02")? } else { Some(tx.today()) }),
        next_kind: Set(if ours { "offer_meeting" } else { "hand_over" }.to_owned()),
        officer_id: Set(tx.actor().account),
        rule: Set(competence.rule.clone()),
        regime: Set(text_of(&competence.regime)),
        competent: Set(text_of(&competence.competent)),
        decision_id: Set(decision_id),
        closed_at: Set(None),
        version: Set(1),
    })
    .await?;
    tx.event(Event {
        kind: "case-opened",
        person: Some(new.person.0),
        case: Some(id.0),
        data: vec![
            ("rule", competence.rule.clone()),
            ("competent", text_of(&competence.competent)),
        ],
    })
    .await?;
    Ok((id, competence))
}

/// The state in which the case waits for its first step.
fn state_after(competent: Competent, urgent: Option<Urgent>) -> &'static str {
    match competent {
        _ if urgent.is_some() => "hand_over_to_dsp",
        Competent::Municipality => "meeting_planning",
        Competent::Dsp | Competent::Court => "hand_over_to_dsp",
        Competent::OtherMunicipality => "hand_over_to_municipality",
        Competent::Provider | Competent::Nobody => "direct_to_provider",
    }
}

/// The name that a value of the law has in data.
fn text_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
