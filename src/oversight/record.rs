//! Monitoring by one of the seven methods, and visits of the council: who saw what, what they recommend and
//! until when, what came of it.

use super::RecordId;
use super::content::{Seen, sealed};
use super::course::RECORDS;
use super::frame::{HOME, Press, bg, bg_with};
use super::load::Record;
use super::paper;
use super::store::oversight_record::{ActiveModel, Entity, Model};
use crate::council;
use crate::services::ProviderId;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{IntoActiveModel, Set};
use serde_json::{Value, json};

/// What was seen.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// A code of `RECORDS`.
    pub kind: String,
    /// The method; empty for a visit of the council.
    pub method: String,
    /// Of which provider; of all when none.
    pub provider: Option<ProviderId>,
    /// On which day.
    pub held_on: Day,
    /// Until when the recommendation is to be followed.
    pub due_on: Option<Day>,
    /// Whether it is brought before the council.
    pub proposes: bool,
    /// What is written.
    pub content: Seen,
}

/// What it is, in words.
#[must_use]
pub fn title(new: &NewRecord, provider: &str) -> String {
    let what = match new.kind == RECORDS[1] {
        true => bg("oversight-record-observation"),
        false => bg(&format!("oversight-method-{}", new.method)),
    };
    if provider.is_empty() { what } else { format!("{what}: {provider}") }
}

fn data(press: &Press, (new, provider): (&NewRecord, &str)) -> Value {
    let ground = match new.kind == RECORDS[1] {
        true => "oversight-ground-observation",
        false => "oversight-ground-monitoring",
    };
    let mut data = press.frame((&bg("oversight-paper-protocol"), &bg(ground)));
    data["about"] = title(new, provider).into();
    data["opening"] = bg_with("oversight-held-on", &[("day", new.held_on.bg())]).into();
    let of = &new.content;
    let lines = [
        ("oversight-who", of.who.clone()),
        ("oversight-place", of.place.clone()),
        ("oversight-column-due", new.due_on.map(Day::bg).unwrap_or_default()),
    ];
    let lines = lines.into_iter().filter(|(_, text)| !text.is_empty());
    let lines: Vec<[String; 2]> = lines.map(|(key, text)| [bg(key), text]).collect();
    let mut sections = vec![
        json!({ "title": bg("oversight-record-about"), "lines": lines }),
        json!({ "title": bg("oversight-found"), "text": of.found }),
    ];
    if !of.recommended.is_empty() {
        let recommended = json!({ "title": bg("oversight-recommended"), "text": of.recommended });
        sections.push(recommended);
    }
    data["sections"] = sections.into();
    data["signatures"] = json!([{ "role": bg("oversight-who"), "name": of.who }]);
    data
}

/// Writes down what was seen, with its protocol, and brings it before the council when that is wanted.
///
/// # Errors
/// When the day is ahead, or the recommendation ends before it.
pub async fn add(
    tx: &mut Tx,
    press: &Press,
    (new, provider): (&NewRecord, &str),
) -> Result<RecordId, Problem> {
    if new.held_on > tx.today() || new.due_on.is_some_and(|due| due < new.held_on) {
        return Err(Problem::Impossible("oversight-refused-day"));
    }
    let id = RecordId(tx.new_id());
    let data = data(press, (new, provider));
    let paper = paper::add(tx, press, (paper::PROTOCOL, None, data)).await?;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        kind: new.kind.clone(),
        method: new.method.clone(),
        provider_id: new.provider,
        held_on: new.held_on,
        due_on: new.due_on,
        done_on: None,
        is_proposed: new.proposes,
        paper_id: Some(paper),
        content_sealed: sealed(tx, ("oversight_record", id.0), &new.content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    if new.proposes {
        let home = format!("{HOME}/monitoring/{id}");
        council::propose(tx, &title(new, provider), &home).await?;
    }
    tx.audit(Entry::write("oversight-record", id.0));
    Ok(id)
}

/// Notes what came of a recommendation.
///
/// # Errors
/// When that was noted, the day is impossible, or somebody else saved meanwhile.
pub async fn done(tx: &mut Tx, one: &Record, (on, result): (Day, &str)) -> Result<(), Problem> {
    let row = &one.row;
    if row.done_on.is_some() || row.due_on.is_none() {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    if on < row.held_on || on > tx.today() {
        return Err(Problem::Impossible("oversight-refused-day"));
    }
    let content = Seen { result: result.to_owned(), ..one.content.clone() };
    let active = ActiveModel {
        done_on: Set(Some(on)),
        content_sealed: Set(sealed(tx, ("oversight_record", row.id.0), &content)?),
        ..Default::default()
    };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("oversight-record", row.id.0));
    Ok(())
}
