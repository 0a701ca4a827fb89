//! The papers: individual assessment, support plan with the plan of health care, joint plan, report
//! of evaluation. Each is numbered in its register and checked by its code.

use super::change::Press;
use super::course::Kind;
use super::lines::Part;
use super::load::Whole;
use crate::municipality::Settings;
use crate::people::{self, NewPaper, PaperId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use serde_json::{Value, json};
use ui::Lang;

/// A text in the language of documents.
fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

fn year_of(day: Day) -> String {
    format!("{} г.", day.bg())
}

fn section(part: Part) -> Value {
    let mut value = json!({ "title": part.title });
    if !part.rows.is_empty() {
        value["lines"] = json!(part.rows);
    }
    if !part.table.is_empty() {
        value["heads"] = json!(part.heads);
        value["rows"] = json!(part.table);
    }
    value
}

/// The register of a kind of paper; its name has the key `people-paper-<register>`.
fn register(kind: Kind) -> &'static str {
    match kind {
        Kind::Assessment => "support-assessment",
        Kind::Plan => "support-plan",
        Kind::Joint => "support-joint",
        Kind::Evaluation => "support-evaluation",
    }
}

/// Writes the paper of a document down: it is printed by a job.
///
/// # Errors
/// When the database refuses.
pub async fn paper(
    tx: &Tx,
    whole: &Whole,
    press: &Press<'_>,
    (by, on): (&str, Day),
) -> Result<PaperId, StoreError> {
    let kind = register(whole.kind);
    let name = bg(&format!("people-paper-{kind}"));
    let mut data = frame(whole, press);
    data["name"] = name.clone().into();
    data["ground"] = bg(&format!("support-paper-ground-{}", whole.kind.code())).into();
    data["about"] = about(whole).into();
    let words = whole.words(Lang::Bg);
    let parts = words.parts(&whole.content).into_iter();
    // The team signs below, so its names stand there too.
    let filled = parts.filter(|part| !part.rows.is_empty() || !part.table.is_empty());
    let mut sections = vec![service(whole)];
    sections.extend(filled.map(section));
    data["sections"] = sections.into();
    let args = [("by", by.to_owned()), ("day", year_of(on))];
    data["closing"] = ui::text::text_args(Lang::Bg, "support-paper-approved", &args).into();
    data["signatures"] = signatures(whole, by);
    let person = whole.around.brief.person;
    let verify = press.verify.clone();
    people::add_paper(tx, NewPaper { person, kind, title: name, data, verify }).await
}

/// Office, heading of the project and the person: the frame of every paper.
fn frame(whole: &Whole, press: &Press<'_>) -> Value {
    let settings = Settings::of(press.municipality);
    let head = &whole.around.head;
    let mut person = json!({ "name": head.name });
    if let Some(day) = head.birth_day {
        person["born"] = year_of(day).into();
    }
    let mut data = json!({ "office": settings.office(press.municipality), "person": person });
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    data
}

/// The version, and why it is made.
fn about(whole: &Whole) -> String {
    let ground = bg(&format!("support-ground-{}", whole.row.ground));
    let args = [("number", whole.row.number.to_string()), ("ground", ground)];
    ui::text::text_args(Lang::Bg, "support-paper-about", &args).into_owned()
}

fn service(whole: &Whole) -> Value {
    let around = &whole.around;
    let duration = bg(&format!("placement-duration-{}", around.brief.duration));
    json!({
        "title": bg("support-service"),
        "lines": [
            [bg("support-service"), around.service.name],
            [bg("support-provider"), around.service.provider],
            [bg("support-duration"), duration],
        ],
    })
}

/// Places for the team, the head of the service and the person or who speaks for them.
fn signatures(whole: &Whole, by: &str) -> Value {
    let sign = |role: String, name: &str| json!({ "role": role, "name": name });
    let role =
        |post: &str| if post.is_empty() { bg("support-paper-member") } else { post.to_owned() };
    let team = &whole.content.team;
    let mut list: Vec<Value> = team.iter().map(|one| sign(role(&one.post), &one.name)).collect();
    list.push(sign(bg("support-paper-head"), by));
    if whole.kind != Kind::Evaluation {
        let key = if whole.frame().alone { "person" } else { "representative" };
        let name = if whole.frame().alone { whole.around.head.name.as_str() } else { "" };
        list.push(sign(bg(&format!("support-paper-{key}")), name));
    }
    list.into()
}
