//! The letter by which the file of a wish goes to whoever is competent (чл. 31, ал. 2 АПК).

use super::case::State;
use super::load::Short;
use super::paper::{self, bg, bg_with, or};
use super::store::wish_row;
use crate::municipality::Settings;
use kit::store::{StoreError, Tx};
use serde_json::{Value, json};

/// What the letter says besides the file.
pub struct Letter<'a> {
    /// Lines of the receiver, the name first.
    pub receiver: Vec<String>,
    /// The case.
    pub short: &'a Short,
    /// The wish.
    pub wish: Option<&'a wish_row::Model>,
    /// Remarks by the officer, or empty.
    pub note: &'a str,
}

/// The receiver that a case goes to, as far as the settings know it.
pub fn receiver(settings: &Settings, short: &Short) -> String {
    match short.state {
        State::HandOverToDsp => or(&settings.dsp.name, "referral-dsp"),
        State::DirectToProvider => short.service.provider.clone(),
        _ => short.decision.municipality.clone().unwrap_or_default(),
    }
}

/// Puts the letter into the frame.
pub async fn fill(
    tx: &mut Tx,
    data: &mut Value,
    settings: &Settings,
    letter: &Letter<'_>,
) -> Result<(), StoreError> {
    let short = letter.short;
    let urgent = short.is_urgent();
    data["addressee"] = letter.receiver.clone().into();
    data["subject"] =
        bg(if urgent { "referral-letter-urgent" } else { "referral-letter-subject" }).into();
    let opening = bg_with(
        if urgent { "referral-letter-opening-urgent" } else { "referral-letter-opening" },
        "service",
        &short.service.name,
    );
    let opening =
        if letter.note.is_empty() { opening } else { format!("{opening}\n{}", letter.note) };
    data["opening"] = opening.into();
    data["person"] = paper::person(tx, &short.head, "hand-over letter").await?;
    let on = tx.today();
    data["representative"] = paper::representative(tx, &short.head, (on, "")).await?;
    data["wish"] = paper::wish(tx, settings, (letter.wish, short.case.wish_on))?;
    let decision = &short.decision;
    let steps: Vec<Value> =
        decision.derivation.iter().map(|text| json!({ "text": text })).collect();
    let article = decision.articles.join(", ");
    data["competence"] = json!({
        "body": letter.receiver.first(),
        "article": article,
        "steps": steps,
        "version": decision.rule_version,
    });
    if urgent {
        data["urgent"] = urgent_part(tx, short, letter.wish)?;
    }
    data["signatures"] = json!([
        { "role": bg("referral-letter-for"), "name": or(&settings.mayor, "referral-letter-mayor") },
        { "role": bg("referral-letter-made-by"), "name": tx.actor().name.to_string() },
    ]);
    Ok(())
}

fn urgent_part(
    tx: &Tx,
    short: &Short,
    wish: Option<&wish_row::Model>,
) -> Result<Value, StoreError> {
    let facts = match wish {
        Some(row) => tx.open("wish", "facts_sealed", row.id.0, &row.facts_sealed)?,
        None => String::new(),
    };
    let facts: Value = serde_json::from_str(&facts).unwrap_or_default();
    let group = facts["person"]["urgent"].as_str().unwrap_or("crisis");
    let danger = facts["person"]["life_in_danger"].as_bool().unwrap_or_default();
    Ok(json!({
        "group": bg(&format!("referral-urgent-{group}")),
        "text": bg("referral-letter-urgent-text"),
        "danger": bg(if danger { "referral-letter-danger" } else { "referral-letter-no-danger" }),
        "safe_contact": short.head.phone,
    }))
}
