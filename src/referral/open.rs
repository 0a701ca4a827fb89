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
}

/// Who carries a case on, and its first terms.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Who is competent, and why.
    pub competence: Competence,
    /// The same as it is kept.
    answer: String,
    state: &'static str,
    due_on: Option<Day>,
    offer_by: Option<Day>,
}

impl Opening {
    /// Decides by the facts who is competent on the day of the wish, and counts the first terms.
    ///
    /// # Errors
    /// When a term cannot be counted: then the law file is broken.
    pub fn decide(law: &Law, facts: &law::Case, wish_on: Day) -> Result<Opening, StoreError> {
        let broken = |e: LawError| StoreError::Other(e.to_string());
        let competence = law.competence(facts).map_err(broken)?;
        let state = state_after(competence.competent, facts.person.urgent);
        let day = |rule: &str| -> Result<Option<Day>, StoreError> {
            if state != OURS {
                return Ok(None);
            }
            Ok(law.due(rule, wish_on.0, &[]).map_err(broken)?.due.map(Day))
        };
        let (due_on, offer_by) = (day("D01")?, day("D02")?);
        let answer =
            serde_json::to_string(&competence).map_err(|e| StoreError::Other(e.to_string()))?;
        Ok(Opening { competence, answer, state, due_on, offer_by })
    }
}

/// The state of a case that the municipality carries on.
const OURS: &str = "meeting_planning";

/// Opens the case.
///
/// # Errors
/// When the database refuses.
pub async fn open(tx: &mut Tx, new: &NewCase, opening: &Opening) -> Result<CaseId, StoreError> {
    let Opening { competence, answer, state, due_on, offer_by } = opening;
    let ours = *state == OURS;
    let decision_id = decision::keep(tx, answer).await?;
    let id = CaseId(tx.new_id());
    tx.insert_later(referral_case::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        wish_id: Set(new.wish),
        person_id: Set(new.person),
        service_id: Set(new.service),
        state: Set((*state).to_owned()),
        wish_on: Set(new.wish_on),
        due_on: Set(*due_on),
        // Whoever is not competent forwards the file at once (чл. 31(2) АПК): today.
        next_on: Set(if ours { *offer_by } else { Some(tx.today()) }),
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
    Ok(id)
}

/// The state in which the case waits for its first step.
fn state_after(competent: Competent, urgent: Option<Urgent>) -> &'static str {
    match competent {
        _ if urgent.is_some() => "hand_over_to_dsp",
        Competent::Municipality => OURS,
        Competent::Dsp | Competent::Court => "hand_over_to_dsp",
        Competent::OtherMunicipality => "hand_over_to_municipality",
        Competent::Provider | Competent::Nobody => "direct_to_provider",
    }
}

/// The name that a value of the law has in data.
fn text_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
