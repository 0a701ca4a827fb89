//! Papers entered by keyboard: a bundle of sheets, a row each, with the code and the numbers of the
//! answers as the sheet shows them. All rows are kept or none; what is wrong stands in its cell.

use super::content::{Question, Sheet};
use super::frame::{self, HOME};
use super::question::{FACES, digits, has_faces, is_empty, typed, values, words};
use super::sheet::{self, HOWS, New};
use super::store::voice_code;
use super::survey::{self, Survey};
use super::survey_page::BACK;
use super::{CodeId, SurveyId};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use std::collections::BTreeSet;
use ui::{Field, Head};

/// Rows of a page: a handful of papers.
const ROWS: usize = 10;

/// A row: the code and a cell for each question.
struct Row {
    code: Field,
    /// What the code's cell is called for who does not see the table.
    label: String,
    /// Each with the name of its cell.
    cells: Vec<(Field, String)>,
}

#[derive(Template)]
#[template(path = "voices/enter.html")]
struct EnterPage {
    page: ui::Page,
    action: String,
    back: String,
    heads: Vec<Head>,
    /// What the numbers mean, question by question.
    legend: Vec<(String, String)>,
    rows: Vec<Row>,
}

fn legend(ctx: &Ctx, question: &Question) -> String {
    let known = values(question);
    if known.is_empty() {
        return ctx.t("voices-enter-words").into_owned();
    }
    let one =
        |(at, value): (usize, &&str)| format!("{} – {}", at + 1, words(question, value, ctx.lang));
    let plain = known.iter().enumerate().map(one).collect::<Vec<_>>().join("; ");
    if question.kind == "scale" && has_faces(question, true) {
        let faces = FACES.map(|code| ctx.t(&format!("voices-face-{code}")).into_owned());
        let args = [("plain", plain), ("faces", faces.join(", "))];
        return ctx.ta("voices-enter-easy", &args).into_owned();
    }
    plain
}

fn draw(ctx: &Ctx, form: &Form, survey: &Survey) -> EnterPage {
    let mut page = frame::page(ctx, ctx.t("voices-enter"), BACK);
    page.errors = form.errors();
    let questions = &survey.asked.questions;
    let number = |at: usize| ctx.ta("voices-question-number", &[("number", at + 1)]).into_owned();
    let mut heads = vec![Head::new(ctx.t("voices-column-code"))];
    heads.extend((0..questions.len()).map(|at| Head::new(number(at))));
    let row = |at: usize| {
        let label = |what: String| format!("{}. {what}", at + 1);
        let cell = |n: usize| (form.field(&format!("r{at}-{n}")), label(number(n)));
        Row {
            code: form.field(&format!("r{at}-code")),
            label: label(ctx.t("voices-column-code").into_owned()),
            cells: (0..questions.len()).map(cell).collect(),
        }
    };
    let explained = questions
        .iter()
        .enumerate()
        .map(|(at, one)| (format!("{}. {}", at + 1, one.text), legend(ctx, one)));
    EnterPage {
        page,
        action: ctx.url(&format!("{HOME}/surveys/{}/enter", survey.row.id)),
        back: ctx.url(&format!("{HOME}/surveys/{}", survey.row.id)),
        heads,
        legend: explained.collect(),
        rows: (0..ROWS).map(row).collect(),
    }
}

/// `GET /voices/surveys/{id}/enter`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let survey = survey::survey(&tx, id).await?;
    tx.audit(audit::Entry::read("voice-survey", id.0));
    tx.commit().await?;
    html(&draw(&ctx, &Form::empty(ctx.lang), &survey))
}

/// A paper as it was typed: its row and its code.
struct Paper {
    row: usize,
    code: String,
}

/// The rows that hold something, each with a code of its own.
fn papers(form: &mut Form, survey: &Survey) -> Vec<Paper> {
    let mut all: Vec<Paper> = Vec::new();
    for row in 0..ROWS {
        let name = format!("r{row}-code");
        let code = digits(form.get(&name));
        let has_cells =
            (0..survey.asked.questions.len()).any(|n| !form.get(&format!("r{row}-{n}")).is_empty());
        match (code.is_empty(), has_cells) {
            (true, false) => {}
            (true, true) => form.wrong(&name, "voices-wrong-no-code"),
            (false, _) if all.iter().any(|one| one.code == code) => {
                form.wrong(&name, "voices-wrong-code-twice");
            }
            (false, _) => all.push(Paper { row, code }),
        }
    }
    if all.is_empty() && form.ok() {
        form.wrong("r0-code", "voices-wrong-no-code");
    }
    all
}

/// What a row answers, by the numbers of the version that was given out; what is wrong stands in its
/// cell.
fn answered(form: &mut Form, (survey, row, is_easy): (&Survey, usize, bool)) -> Sheet {
    let mut sheet = Sheet::new();
    for (n, question) in survey.asked.questions.iter().enumerate() {
        let name = format!("r{row}-{n}");
        match typed(question, (form.get(&name), is_easy)) {
            Ok(list) if list.is_empty() => {}
            Ok(list) => {
                sheet.insert(question.code.clone(), list);
            }
            Err(key) => form.wrong(&name, key),
        }
    }
    if is_empty(&sheet) {
        form.wrong(&format!("r{row}-code"), "voices-wrong-empty");
    }
    sheet
}

/// The papers with their codes as they were given out in this survey and not used.
fn found(
    form: &mut Form,
    (survey, papers): (&Survey, &[Paper]),
    rows: &[voice_code::Model],
) -> Vec<(CodeId, New)> {
    let mut all = Vec::new();
    for one in papers {
        let print = kit::crypto::fingerprint(&one.code);
        let known = rows.iter().find(|row| row.fingerprint == print);
        let known = known.filter(|row| row.survey_id == survey.row.id);
        let name = format!("r{}-code", one.row);
        match known {
            None => form.wrong(&name, "voices-wrong-code"),
            Some(row) if row.is_used => form.wrong(&name, "voices-wrong-code-used"),
            Some(row) => {
                let sheet = answered(form, (survey, one.row, row.is_easy));
                let (service, is_easy) = (row.service_id, row.is_easy);
                all.push((row.id, New { service, how: HOWS[0], is_easy, sheet }));
            }
        }
    }
    all
}

/// `POST /voices/surveys/{id}/enter`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let survey = survey::survey(&tx, id).await?;
    let papers = papers(&mut form, &survey);
    let codes: Vec<String> = papers.iter().map(|one| one.code.clone()).collect();
    let rows = sheet::behind_all(&tx, &codes).await?;
    let found = found(&mut form, (&survey, &papers), &rows);
    if !form.ok() {
        tx.audit(audit::Entry::refused("voice-answer"));
        tx.commit().await?;
        return again(&draw(&ctx, &form, &survey));
    }
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/surveys/{id}"))).await?;
    let ids: BTreeSet<CodeId> = found.iter().map(|(id, _)| *id).collect();
    sheet::use_up(&tx, &ids.into_iter().collect::<Vec<_>>()).await?;
    let new: Vec<New> = found.into_iter().map(|(_, new)| new).collect();
    sheet::keep(&mut tx, &survey, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/surveys/{id}/enter"), Some("voices-papers-kept")))
}
