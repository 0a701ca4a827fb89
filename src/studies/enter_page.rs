//! A paper entered by keyboard: its code, and of each question the numbers of the answers as the
//! sheet shows them. What is wrong stands in its cell, and nothing is kept.

use super::StudyId;
use super::content::Question;
use super::frame;
use super::question::{self, typed, values, words};
use super::sheet::{self, HOWS, New};
use super::study::{self, Study};
use super::study_page::{above, home};
use super::unit::{self, STATES};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::crypto::digits;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Field, Head};

/// A box with what it is for.
struct Row {
    label: String,
    field: Field,
}

#[derive(Template)]
#[template(path = "studies/enter.html")]
struct EnterPage {
    page: ui::Page,
    action: String,
    back: String,
    heads: Vec<Head>,
    legend: Vec<(String, String)>,
    rows: Vec<Row>,
}

fn name_of(question: &Question) -> String {
    format!("q-{}", question.code)
}

fn legend(ctx: &Ctx, question: &Question) -> String {
    let known = values(question);
    if known.is_empty() {
        return ctx.t("studies-enter-words").into_owned();
    }
    let one = |(at, value): (usize, &&str)| format!("{} – {}", at + 1, words(question, value));
    known.iter().enumerate().map(one).collect::<Vec<_>>().join("; ")
}

fn draw(ctx: &Ctx, form: &Form, one: &Study) -> EnterPage {
    let mut page = frame::page(ctx, ctx.t("studies-enter"), &above(one));
    page.errors = form.errors();
    let questions = || (1..).zip(&one.plan.asked.questions);
    let code = ctx.t("studies-column-code").into_owned();
    let mut rows = vec![Row { label: code, field: form.field("code") }];
    rows.extend(questions().map(|(at, question): (usize, &Question)| Row {
        label: format!("{at}. {}", question.text),
        field: form.field(&name_of(question)),
    }));
    let heads = ["question", "typed"];
    EnterPage {
        page,
        action: ctx.url(&format!("{}/enter", home(one.row.id))),
        back: ctx.url(&home(one.row.id)),
        heads: heads.map(|name| Head::new(ctx.t(&format!("studies-column-{name}")))).into(),
        legend: questions()
            .map(|(at, question): (usize, &Question)| {
                (format!("{at}. {}", question.text), legend(ctx, question))
            })
            .collect(),
        rows,
    }
}

/// `GET /studies/{id}/enter`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    tx.audit(Entry::read("study", id.0));
    tx.commit().await?;
    html(&draw(&ctx, &Form::empty(ctx.lang), &one))
}

/// What the paper says; what is wrong stands in its cell.
fn read(form: &mut Form, one: &Study) -> super::content::Sheet {
    let asked = &one.plan.asked;
    let given = |question: &Question| typed(question, form.get(&name_of(question)));
    let (mut sheet, wrong) = question::sheet(asked, given);
    for (code, key) in wrong {
        // Who left out on paper what must be answered is not asked again.
        if key != "form-required" {
            form.wrong(&format!("q-{code}"), key);
        }
    }
    sheet.retain(|_, values| !values.is_empty());
    if sheet.is_empty() && form.ok() {
        form.wrong("code", "studies-wrong-empty");
    }
    sheet
}

/// `POST /studies/{id}/enter`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    let code = digits(&form.required("code", 40));
    let found = unit::behind_all(&tx, &[code]).await?.into_iter().next();
    let found = found.filter(|row| row.study_id == id);
    match &found {
        None => form.wrong("code", "studies-wrong-code"),
        Some(row) if row.state == STATES[1] => form.wrong("code", "studies-wrong-code-used"),
        Some(_) => {}
    }
    let sheet = read(&mut form, &one);
    let (Some(unit), true) = (found, form.ok()) else {
        tx.audit(Entry::refused("study-answer"));
        tx.commit().await?;
        return again(&draw(&ctx, &form, &one));
    };
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    unit::settle(&tx, &[unit.id], STATES[1]).await?;
    let new = New { stratum: unit.stratum, how: HOWS[0], sheet };
    sheet::keep(&mut tx, &one, &[new]).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{}/enter", home(id)), Some("studies-paper-kept")))
}
