//! Weighting: known margins are typed question by question; they are kept only when the answers can
//! be brought to agree with them.

use super::StudyId;
use super::content::{Margins, Question};
use super::frame::{self, LINE};
use super::outcome::{self, Whole, weighed};
use super::question::{values, words};
use super::result_page::{facts, read};
use super::sample::{MOST_PEOPLE, whole as whole_number};
use super::study_page::{above, home};
use super::weight::Refusal;
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use std::collections::BTreeMap;
use ui::Field;

/// So many of the population have an answer at most: all strata together.
const MOST: i64 = MOST_PEOPLE * super::sample::MOST_STRATA as i64;

/// A value with the box for how many of the population have it.
struct Count {
    field: Field,
    label: String,
    hint: String,
}

/// A question with its boxes.
struct Part {
    title: String,
    boxes: Vec<Count>,
}

#[derive(Template)]
#[template(path = "studies/weights.html")]
struct WeightsPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    facts: Vec<(String, String)>,
    parts: Vec<Part>,
}

fn name_of(question: &Question, value: &str) -> String {
    format!("m-{}-{value}", question.code)
}

/// How many answered so, of all who did: none is told of fewer than may be shown.
fn hint(ctx: &Ctx, count: Option<i64>) -> String {
    match count {
        Some(count) => ctx.ta("studies-weights-answered", &[("count", count)]).into_owned(),
        None => ctx.t("studies-hidden").into_owned(),
    }
}

fn draw(ctx: &Ctx, form: Form, whole: &Whole) -> WeightsPage {
    let mut page = frame::page(ctx, ctx.t("studies-weights"), &above(&whole.study));
    page.errors = form.errors();
    let found = whole.found();
    let part = |question: &&Question| {
        let own = found.iter().find(|one| one.question.code == question.code);
        let count = |value: &&str| {
            let part = own.and_then(|one| one.parts.iter().find(|part| part.value == *value));
            Count {
                field: form.field(&name_of(question, value)),
                label: words(question, value),
                hint: hint(ctx, part.and_then(|part| part.count)),
            }
        };
        Part { title: question.text.clone(), boxes: values(question).iter().map(count).collect() }
    };
    WeightsPage {
        page,
        action: ctx.url(&format!("{}/weights", home(whole.study.row.id))),
        back: ctx.url(&home(whole.study.row.id)),
        facts: facts(ctx.lang, whole),
        parts: whole.dividing().iter().map(part).collect(),
        form,
    }
}

/// `GET /studies/{id}/weights`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
) -> Result<Response, Problem> {
    let whole = read(&app, &ctx, (id, Entry::read("study-results", id.0))).await?;
    let mut boxes = vec![("source".to_owned(), whole.margins.source.clone())];
    for question in whole.dividing() {
        let Some(known) = whole.margins.known.get(&question.code) else { continue };
        let count = |(value, count): (&String, &i64)| (name_of(question, value), count.to_string());
        boxes.extend(known.iter().map(count));
    }
    html(&draw(&ctx, Form::filled(ctx.lang, boxes), &whole))
}

/// What was typed: of each question all values, or none.
fn typed(form: &mut Form, whole: &Whole) -> Margins {
    let mut margins = Margins { source: form.optional("source", LINE), ..Margins::default() };
    for question in whole.dividing() {
        let names: Vec<(String, &str)> =
            values(question).into_iter().map(|value| (name_of(question, value), value)).collect();
        if names.iter().all(|(name, _)| form.get(name).is_empty()) {
            continue;
        }
        let mut known = BTreeMap::new();
        for (name, value) in &names {
            let count = whole_number(form.get(name)).filter(|count| *count <= MOST);
            match count {
                Some(count) => {
                    known.insert((*value).to_owned(), count);
                }
                None => form.wrong(name, "studies-wrong-margin"),
            }
        }
        if let Some((name, _)) = names.first()
            && known.values().sum::<i64>() == 0
        {
            form.wrong(name, "studies-wrong-margin");
        }
        margins.known.insert(question.code.clone(), known);
    }
    if !margins.known.is_empty() && margins.source.is_empty() {
        form.wrong("source", "form-required");
    }
    margins
}

/// Notes why the answers cannot be brought to agree with the margins.
fn refused(form: &mut Form, (whole, refusal): (&Whole, &(Refusal, String, String))) {
    let (refusal, code, value) = refusal;
    let question = whole.dividing().into_iter().find(|one| one.code == *code);
    match (refusal, question) {
        (Refusal::Nobody(..), Some(question)) => {
            form.wrong(&name_of(question, value), "studies-wrong-nobody");
        }
        _ => form.wrong("source", "studies-wrong-apart"),
    }
}

/// `POST /studies/{id}/weights`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let whole = outcome::whole(&tx, id).await?;
    let margins = typed(&mut form, &whole);
    if form.ok()
        && let Err(refusal) = weighed((&whole.study, &whole.answers), &margins)
    {
        refused(&mut form, (&whole, &refusal));
    }
    if !form.ok() {
        tx.audit(Entry::refused("study-weighting"));
        tx.commit().await?;
        return again(&draw(&ctx, form, &whole));
    }
    let there = format!("{}/weights", home(id));
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    outcome::keep_margins(&mut tx, id, &margins).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("studies-weights-kept")))
}
