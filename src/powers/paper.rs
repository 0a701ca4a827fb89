//! Papers of a file, numbered by kind: the announcement of a competition, the protocol of its
//! commission, the evaluations of a contract, the sheet of an agreement.

use super::course::{is_agreement, is_contest};
use super::frame::{HOME, Press, bg, bg_with, day, path};
use super::list::period;
use super::load::{self, Evaluation, Whole};
use super::score;
use super::store::power_paper::{self, Column, Entity};
use super::{FileId, PowerPaperId};
use crate::app::App;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept, verify_address};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Pdf, Problem, chosen, pdf, see};
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// The kinds; titles have the key `powers-paper-<code>`.
pub const KINDS: [&str; 5] = ["notice", "protocol", "evaluation", "agreement", "course"];

/// Which papers a file can have now.
#[must_use]
pub fn kinds(whole: &Whole) -> Vec<&'static str> {
    let kind = whole.file.row.kind.as_str();
    let can = |paper: &&str| match *paper {
        "notice" => is_contest(kind) && whole.done_on("order").is_some(),
        "protocol" => is_contest(kind) && whole.done_on("contest").is_some(),
        "evaluation" => whole.contract.is_some(),
        "agreement" => is_agreement(kind) && whole.agreement.is_some(),
        _ => true,
    };
    KINDS.into_iter().filter(can).collect()
}

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:04}"))];
    bg_with(&format!("powers-number-{kind}"), &args)
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| bg(&format!("powers-column-{name}"))).collect()
}

fn section(title: &str, names: &[&str], rows: Vec<Vec<String>>) -> Value {
    json!({ "title": bg(title), "heads": heads(names), "rows": rows })
}

/// The conditions of a competition, with its criteria.
fn notice(whole: &Whole) -> Value {
    let about = &whole.file.content;
    let row = |one: &super::reference::Criterion| vec![one.title.clone(), one.most.to_string()];
    let rows = about.criteria.iter().map(row).collect();
    let texts = [
        ("powers-service-words", &about.service),
        ("powers-funding", &about.funding),
        ("powers-conditions", &about.conditions),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
    let texts = texts.map(|(title, text)| json!({ "title": bg(title), "text": text }));
    let mut sections: Vec<Value> = texts.collect();
    sections.push(section("powers-contest-criteria", &["criterion", "most"], rows));
    sections.into()
}

/// Commission, candidates with their points criterion by criterion, ranking, other opinions.
fn protocol(whole: &Whole) -> Value {
    let members = whole.members.iter().map(|one| {
        vec![
            one.content.name.clone(),
            one.content.post.clone(),
            bg(&format!("powers-role-{}", one.row.role)),
            day(one.row.declared_on),
        ]
    });
    let points: Vec<Option<i32>> = whole.candidates.iter().map(|one| one.row.points).collect();
    let ranked = whole.candidates.iter().zip(score::places(&points)).map(|(one, place)| {
        vec![
            one.content.name.clone(),
            one.content.licence.clone(),
            day(one.content.licence_until),
            one.row.points.map(|points| points.to_string()).unwrap_or_default(),
            place.map(|place| place.to_string()).unwrap_or_default(),
            one.content.why.clone(),
        ]
    });
    let mut sections = vec![
        section("powers-commission", &["name", "post", "role", "declared"], members.collect()),
        section(
            "powers-candidates",
            &["candidate", "licence", "until", "points", "place", "note"],
            ranked.collect(),
        ),
    ];
    for one in whole.admitted() {
        let criteria = &whole.file.content.criteria;
        let rows = criteria.iter().zip(&one.content.scores).map(|(criterion, points)| {
            vec![criterion.title.clone(), criterion.most.to_string(), points.to_string()]
        });
        let mut part = section("powers-scores", &["criterion", "most", "points"], rows.collect());
        part["title"] = one.content.name.clone().into();
        sections.push(part);
    }
    let dissent = whole.members.iter().filter(|one| !one.content.dissent.is_empty());
    let dissent: Vec<String> =
        dissent.map(|one| format!("{}: {}", one.content.name, one.content.dissent)).collect();
    if !dissent.is_empty() {
        sections.push(json!({ "title": bg("powers-dissent"), "text": dissent.join("\n") }));
    }
    sections.into()
}

/// The evaluations of a contract, year by year.
fn evaluations(all: &[Evaluation]) -> Value {
    let part = |one: &Evaluation| {
        let judged = &one.content;
        let rows = judged.criteria.iter().zip(&judged.points).map(|(criterion, points)| {
            vec![criterion.title.clone(), criterion.most.to_string(), points.to_string()]
        });
        let mut rows: Vec<Vec<String>> = rows.collect();
        let most = score::most(&judged.criteria).to_string();
        rows.push(vec![bg("powers-sum"), most, one.row.points.to_string()]);
        let mut part = section("powers-evaluations", &["criterion", "most", "points"], rows);
        part["title"] = one.row.year.to_string().into();
        part["sum"] = "yes".into();
        let text = [judged.conclusion.as_str(), judged.measures.as_str()];
        part["text"] = text.join("\n").trim().into();
        part
    };
    all.iter().map(part).collect::<Vec<_>>().into()
}

fn agreement(whole: &Whole) -> Value {
    let Some(one) = &whole.agreement else { return json!([]) };
    let content = &one.content;
    let said = content.points.iter().filter(|(_, text)| !text.is_empty());
    let mut sections: Vec<Value> =
        said.map(|(title, text)| json!({ "title": title, "text": text })).collect();
    if !content.case.is_empty() {
        let case = bg(&format!("powers-case-{}", content.case));
        sections.push(json!({ "title": bg("powers-case"), "text": case }));
        sections.push(json!({ "title": bg("powers-councils"), "text": content.decisions }));
    }
    sections.into()
}

/// What is done and what is next, with terms and articles.
fn course(law: &Law, whole: &Whole, today: kit::types::Day) -> Value {
    let row = |point: &super::course::Point<'_>| {
        vec![
            point.step.title.clone(),
            point.step.article.clone(),
            day(point.due_on),
            day(point.done_on),
            bg(&format!("powers-step-{}", point.state)),
        ]
    };
    let rows = whole.course(law, today).iter().map(row).collect();
    json!([section("powers-course", &["step", "article", "due", "done", "state"], rows)])
}

fn facts(whole: &Whole, kind: &str) -> Value {
    let mut facts = vec![
        [bg("powers-column-kind"), bg(&format!("powers-kind-{}", whole.file.row.kind))],
        [bg("powers-column-begun"), whole.file.row.begun_on.bg()],
    ];
    let mut say = |key: &str, text: String| {
        if !text.is_empty() {
            facts.push([bg(key), text]);
        }
    };
    say("powers-planned", day(whole.file.row.planned_on));
    if let Some(one) = whole.agreement.as_ref().filter(|_| kind == "agreement") {
        say("powers-column-number", one.content.number.clone());
        say("powers-parties", one.content.parties.lines().collect::<Vec<_>>().join("; "));
        say("powers-column-service", one.content.service.clone());
        say("powers-column-period", period(one.row.from_on, one.row.until_on));
    }
    if let Some(one) = whole.contract.as_ref().filter(|_| kind == "evaluation") {
        say("powers-column-number", one.content.number.clone());
        say("powers-column-provider", one.content.provider.clone());
        say("powers-column-period", period(Some(one.row.from_on), Some(one.row.until_on)));
    }
    json!(facts)
}

/// Writes a paper down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    law: &Law,
    (whole, kind, press): (&Whole, &'static str, &Press),
) -> Result<PowerPaperId, StoreError> {
    let today = tx.today();
    let mut data = press.frame(&bg(&format!("powers-paper-{kind}")));
    data["about"] = whole.file.content.title.clone().into();
    data["facts"] = facts(whole, kind);
    data["sections"] = match (kind, &whole.contract) {
        ("notice", _) => notice(whole),
        ("protocol", _) => protocol(whole),
        ("evaluation", Some(one)) => {
            let id = one.row.id;
            let all = load::evaluations(tx, &[id]).await?.remove(&id).unwrap_or_default();
            evaluations(&all)
        }
        ("agreement", _) => agreement(whole),
        _ => course(law, whole, today),
    };
    data["rule"] = bg(&format!("powers-rule-{kind}")).into();
    let id = PowerPaperId(tx.new_id());
    let year = i32::from(today.0.year());
    let next = tx.next_number(&format!("power-{kind}"), year).await?;
    let code = coded(&mut data, &press.verify);
    let date = format!("{} г.", today.bg());
    data["register"] = json!({ "number": number(kind, year, next), "date": date });
    let row = power_paper::Model {
        municipality_id: tx.municipality(),
        id,
        file_id: whole.file.row.id,
        kind: kind.to_owned(),
        year,
        number: next,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("power-paper", id.0));
    Ok(id)
}

/// The papers of a file: id and words, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &Tx, id: FileId) -> Result<Vec<(PowerPaperId, String)>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::FileId.eq(id)).order_by_desc(Column::Id);
    let words = |row: power_paper::Model| {
        let title = bg(&format!("powers-paper-{}", row.kind));
        let number = number(&row.kind, row.year, row.number);
        (row.id, format!("{title} {number} / {}", row.made_at.day().bg()))
    };
    Ok(rows.all(tx.conn()).await?.into_iter().map(words).collect())
}

/// `POST /powers/dossiers/{id}/paper`.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = chosen(&mut form, "kind", &KINDS);
    let Some(kind) = KINDS.into_iter().find(|known| *known == kind) else {
        return Err(form.problem());
    };
    let law = app.law(ctx.actor.municipality);
    let verify = verify_address(&app, &ctx, &headers);
    let press = Press::of(&app, ctx.actor.municipality, verify)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let whole = load::whole(&tx, id).await?;
    if !kinds(&whole).contains(&kind) {
        return Err(Problem::Impossible("powers-refused-paper"));
    }
    let made = add(&mut tx, &law, (&whole, kind, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/power-papers/{made}"), None))
}

/// `GET /powers/power-papers/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PowerPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("power-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: match row.kind.as_str() {
                "notice" => "powers-paper-notice",
                "protocol" => "powers-paper-protocol",
                "evaluation" => "powers-paper-evaluation",
                "agreement" => "powers-paper-agreement",
                _ => "powers-paper-course",
            },
            number: number(&row.kind, row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
