//! The notice of a refusal, for the person: on which lawful ground and why the provider refused,
//! where and until when that can be appealed, what the office does next. It is written in the
//! transaction of the refusal, whichever way the refusal came.

use super::letter::{bg, bg_with, frame, paper, signatures, year_of};
use super::load::{self, Short};
use super::moves::{broken, told};
use super::step::last_day;
use super::store::placement;
use super::{WRITE, refusals};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::PaperId;
use crate::services;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Day;
use law::Law;
use serde_json::{Value, json};

/// What a notice tells.
pub struct Refused<'a> {
    /// `not_provided`, `unfit`.
    pub ground: &'a str,
    /// The reasons of the provider.
    pub reason: &'a str,
    /// The day of the refusal.
    pub on: Day,
    /// The day from which its terms run.
    pub received_on: Day,
}

/// Writes the notice of a refusal down; gives the paper.
///
/// # Errors
/// When the database refuses.
pub async fn written(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    refused: &Refused<'_>,
) -> Result<PaperId, StoreError> {
    let short = load::short(tx, row.id).await?;
    let known = app.db.municipalities();
    let office = known.iter().find(|one| one.id == tx.municipality());
    let office = office.ok_or(StoreError::NotFound)?;
    let mut data = frame(office, &short);
    data["addressee"] = json!([short.head.name]);
    data["ground"] = bg(&format!("placement-refusal-law-{}", refused.ground)).into();
    data["opening"] = bg("placement-paper-refusal-text").into();
    let law = app.law(tx.municipality());
    data["sections"] = sections(&law, office, (&short, refused))?;
    let actor = tx.actor();
    // A provider's answer comes without anybody of the office: whoever hands the notice over signs.
    let signer = if actor.may(WRITE) { actor.name.to_string() } else { String::new() };
    data["signatures"] = signatures(&[("placement-paper-employee", &signer)]);
    let verify = verify(office, services::letters_lead_to(tx).await?);
    let id = paper(tx, &short, (refusals::NOTICE, data), verify).await?;
    let leads_to = format!("/people/{}/papers/{id}", short.row.person_id);
    told(tx, row, "placement-refusal-notice", vec![("leads_to", leads_to)]).await?;
    Ok(id)
}

/// Where codes are checked: where letters lead, else at the address of the municipality.
fn verify(office: &Municipality, told: String) -> String {
    let base = if told.is_empty() { Settings::of(office).site } else { told };
    format!("{}/{}/verify", base.trim_end_matches('/'), office.slug)
}

fn sections(
    law: &Law,
    office: &Municipality,
    (short, refused): (&Short, &Refused<'_>),
) -> Result<Value, StoreError> {
    let lines = json!([
        [bg("placement-service"), short.service.name],
        [bg("placement-provider"), short.service.provider],
        [bg("placement-refuse-ground"), bg(&format!("placement-ground-{}", refused.ground))],
        [bg("placement-refused-on"), year_of(refused.on)],
        [bg("placement-received-on"), year_of(refused.received_on)],
    ]);
    Ok(json!([
        { "title": bg("placement-paper-refusal-title"), "lines": lines },
        { "title": bg("placement-refuse-reason"), "text": refused.reason },
        { "title": bg("placement-paper-refusal-appeal"), "text": appeal(law, office, refused)? },
        { "title": bg("placement-paper-refusal-next"), "text": next(law, refused)? },
    ]))
}

/// The last day to appeal; none where the law gives no appeal of its own.
fn appeal_by(law: &Law, refused: &Refused<'_>) -> Result<Option<Day>, StoreError> {
    if refused.ground == "unfit" {
        last_day(law, "D11", refused.received_on).map_err(broken)
    } else {
        Ok(None)
    }
}

/// Where and until when to appeal.
fn appeal(law: &Law, office: &Municipality, refused: &Refused<'_>) -> Result<String, StoreError> {
    let Some(by) = appeal_by(law, refused)? else {
        return Ok(bg("placement-paper-refusal-objection"));
    };
    let court = Settings::of(office).court;
    let court = if court.is_empty() { bg("placement-paper-refusal-court") } else { court };
    let args = [("day", year_of(by)), ("court", court)];
    Ok(bg_with("placement-paper-refusal-appeal-text", &args))
}

/// What the office does next, and by when.
fn next(law: &Law, refused: &Refused<'_>) -> Result<String, StoreError> {
    let Some(over) = appeal_by(law, refused)? else {
        return Ok(bg("placement-paper-refusal-choice"));
    };
    let by = last_day(law, "D17", over).map_err(broken)?.unwrap_or(over);
    Ok(bg_with("placement-paper-refusal-next-text", &[("day", year_of(by))]))
}
