//! The letters about an application: irregular, suspended, not considered, nobody to assist, ended.

use super::ending::NewEnd;
use super::load::{self, Agreement, Filed};
use super::paper::{bg, bg_with, kept};
use crate::assistants::Press;
use crate::people::{self, PaperId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use serde_json::json;

/// A letter about an application: key of its kind, its words, what is listed.
async fn letter(
    tx: &Tx,
    filed: &Filed,
    (kind, args): (&'static str, &[(&str, String)]),
    (text, press): (&str, &Press),
) -> Result<PaperId, StoreError> {
    let person = filed.row.person_id;
    let head = people::head(tx, person).await?;
    let through = filed.content.through.as_ref().map(|one| one.name.clone());
    let name = bg(&format!("people-paper-{kind}"));
    let mut data = press.frame(&name, &bg(&format!("{kind}-law")));
    let addressee: Vec<String> = through.into_iter().chain([head.name]).collect();
    data["addressee"] = json!(addressee);
    let filed_args = [("number", filed.number()), ("filed", filed.row.filed_on.bg())];
    let args: Vec<_> = filed_args.into_iter().chain(args.iter().cloned()).collect();
    data["opening"] = bg_with(&format!("{kind}-opening"), &args).into();
    if !text.is_empty() {
        data["sections"] = json!([{ "title": bg(&format!("{kind}-what")), "text": text }]);
    }
    data["closing"] = bg_with(&format!("{kind}-closing"), &args).into();
    data["signatures"] = json!([{ "role": bg("assistants-mayor"), "name": press.mayor() }]);
    kept(tx, (person, kind), (data, press)).await
}

pub(super) async fn irregular(
    tx: &Tx,
    filed: &Filed,
    ((on, until), what, press): ((Day, Day), &str, &Press),
) -> Result<PaperId, StoreError> {
    let args = [("day", on.bg()), ("until", until.bg())];
    letter(tx, filed, ("assistance-irregular", &args), (what, press)).await
}

pub(super) async fn suspended(
    tx: &Tx,
    filed: &Filed,
    (on, what, press): (Day, &str, &Press),
) -> Result<PaperId, StoreError> {
    letter(tx, filed, ("assistance-suspended", &[("day", on.bg())]), (what, press)).await
}

pub(super) async fn not_considered(
    tx: &Tx,
    filed: &Filed,
    (on, press): (Day, &Press),
) -> Result<PaperId, StoreError> {
    letter(tx, filed, ("assistance-not-considered", &[("day", on.bg())]), ("", press)).await
}

pub(super) async fn no_candidate(
    tx: &Tx,
    filed: &Filed,
    (on, what, press): (Day, &str, &Press),
) -> Result<PaperId, StoreError> {
    letter(tx, filed, ("assistance-no-candidate", &[("day", on.bg())]), (what, press)).await
}

/// The letter that an agreement ends.
pub(super) async fn ended(
    tx: &Tx,
    agreement: &Agreement,
    ((new, last), ground, press): ((&NewEnd, Day), &str, &Press),
) -> Result<PaperId, StoreError> {
    let filed = load::application(tx, agreement.row.application_id).await?;
    let args =
        [("agreement", agreement.number()), ("ground", ground.to_owned()), ("last", last.bg())];
    letter(tx, &filed, ("assistance-ended", &args), (&new.why, press)).await
}
