//! The protocol of a visit in the official form (Приложение № 6): filled, prepared for a visit, blank.

use super::content::Protocol;
use super::frame::{bg, bg_with};
use super::visit::Held;
use crate::assistance::Pair;
use crate::assistants::{LINE, Press};
use crate::people::{self, NewPaper, PaperId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The kind of the paper.
const KIND: &str = "control-protocol";
const FORM: &str = include_str!("form6.toml");

#[derive(Deserialize)]
struct Layout {
    name: String,
    ground: String,
    field: Vec<(String, String)>,
    found: String,
    columns: Vec<String>,
    row: Vec<String>,
    opinion: String,
    recommendation: String,
    absence: String,
    assistant_opinion: String,
    signature: Vec<String>,
}

/// An opinion in words; the choice of the form when there is none.
fn opinion(code: &str, text: &str, none: &str) -> String {
    match code {
        "" => none.to_owned(),
        code => format!("{} {text}", bg(&format!("control-opinion-{code}"))).trim().to_owned(),
    }
}

fn or_line(text: &str) -> String {
    if text.is_empty() { LINE.to_owned() } else { text.to_owned() }
}

/// What the printer is given. Fields that are not known are left as lines to write on.
fn data(
    press: &Press,
    fields: &BTreeMap<&str, String>,
    (protocol, names): (&Protocol, &[String; 3]),
) -> Result<(String, Value), StoreError> {
    let form: Layout = toml::from_str(FORM).map_err(|e| StoreError::Other(e.to_string()))?;
    let value = |key: &str| or_line(fields.get(key).map(String::as_str).unwrap_or_default());
    let lines: Vec<[String; 2]> =
        form.field.iter().map(|(key, label)| [label.clone(), value(key)]).collect();
    let blank = super::content::Row::default();
    let row = |(n, question): (usize, &String)| {
        let one = protocol.rows.get(n).unwrap_or(&blank);
        [
            question.clone(),
            or_line(&one.found),
            opinion(&one.user, &one.user_text, &form.opinion),
            opinion(&one.officer, "", &form.opinion),
        ]
    };
    let rows: Vec<[String; 4]> = form.row.iter().enumerate().map(row).collect();
    let ending = [
        [form.assistant_opinion.clone(), opinion(&protocol.assistant, "", &form.opinion)],
        [form.recommendation.clone(), or_line(&protocol.recommendation)],
        [form.absence.clone(), or_line(&protocol.absence)],
    ];
    let mut data = press.frame(&form.name, &form.ground);
    data["sections"] = json!([
        { "title": bg("control-protocol-head"), "lines": lines },
        { "title": form.found, "heads": form.columns, "rows": rows },
        { "title": bg("control-protocol-end"), "lines": ending },
    ]);
    let sign = |(role, name): (&String, &String)| json!({ "role": role, "name": or_line(name) });
    data["signatures"] = form.signature.iter().zip(names).map(sign).collect();
    Ok((form.name, data))
}

/// Names of user and assistant.
async fn both(tx: &Tx, pair: &Pair) -> Result<[String; 2], StoreError> {
    let heads = people::heads(tx, &[pair.user, pair.assistant_person]).await?;
    let name = |id| heads.get(&id).map(|head| head.name.clone()).unwrap_or_default();
    Ok([name(pair.user), name(pair.assistant_person)])
}

/// The protocol of a visit that was made: numbered and kept with the user's papers.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    pair: &Pair,
    (held, press): (&Held, &Press),
) -> Result<PaperId, Problem> {
    let [user, assistant] = both(tx, pair).await?;
    let protocol = &held.protocol;
    let args = [("day", held.on.bg()), ("at", protocol.at.clone())];
    let fields = BTreeMap::from([
        ("day", bg_with("control-protocol-day", &args)),
        ("place", protocol.place.clone()),
        ("officers", protocol.officers.clone()),
        ("order", protocol.order.clone()),
        ("user", user.clone()),
        ("assistant", assistant.clone()),
    ]);
    let signer = if protocol.signer.is_empty() { user } else { protocol.signer.clone() };
    let names = [signer, assistant, protocol.officers.clone()];
    let (_, data) = data(press, &fields, (protocol, &names))?;
    let title = bg("people-paper-control-protocol");
    let (person, verify) = (pair.user, press.verify.clone());
    Ok(people::add_paper(tx, NewPaper { person, kind: KIND, title, data, verify }).await?)
}

/// The protocol prepared for a visit: names and day, the rest to be written by hand.
///
/// # Errors
/// When the database does not answer.
pub async fn prepared(
    tx: &Tx,
    (pair, day, officer): (&Pair, Day, &str),
    press: &Press,
) -> Result<(String, Value), Problem> {
    let [user, assistant] = both(tx, pair).await?;
    let fields = BTreeMap::from([
        ("day", day.bg()),
        ("officers", officer.to_owned()),
        ("user", user.clone()),
        ("assistant", assistant.clone()),
    ]);
    let names = [user, assistant, officer.to_owned()];
    Ok(data(press, &fields, (&Protocol::default(), &names))?)
}

/// The form with nothing in it.
///
/// # Errors
/// When the form cannot be read, a defect of the build.
pub fn blank(press: &Press) -> Result<(String, Value), StoreError> {
    let names = [String::new(), String::new(), String::new()];
    data(press, &BTreeMap::new(), (&Protocol::default(), &names))
}
