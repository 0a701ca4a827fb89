//! The page behind the code of a sheet: anybody who holds it answers once, on a phone, without an account
//! and without a name; plainly or easy to read. And the same questions for who asks them at a visit.

use super::SurveyId;
use super::asking::{Posed, boxes, read};
use super::frame::{self, HOME, service_choices};
use super::question::digits;
use super::sheet::{self, HOWS, New};
use super::sheets_page::with_services;
use super::survey::{self, State, Survey};
use super::survey_page::BACK;
use crate::app::App;
use crate::services::{Service, ServiceId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Choice, Field};

#[derive(Template)]
#[template(path = "voices/answer.html")]
struct AnswerPage {
    page: ui::Page,
    lead: String,
    /// Why nothing can be answered; empty when it can.
    over: String,
    action: String,
    easy: bool,
    other: String,
    service: Field,
    services: Vec<Choice>,
    posed: Vec<Posed>,
}

/// The version that is asked for: `easy=1` or `easy=0` in the address or in the form, else that of the
/// sheet.
fn is_easy(form: &Form, usual: bool) -> bool {
    match form.get("easy") {
        "1" => true,
        "0" => false,
        _ => usual,
    }
}

fn draw(
    ctx: &Ctx,
    (form, mut page): (&Form, ui::Page),
    (survey, action, easy): (&Survey, String, bool),
    services: &[Service],
) -> AnswerPage {
    page.errors = form.errors();
    let has_easy = survey.asked.questions.iter().any(|one| !one.easy.is_empty());
    let other = match (easy, has_easy) {
        (true, _) => format!("{action}?easy=0"),
        (false, true) => format!("{action}?easy=1"),
        (false, false) => String::new(),
    };
    AnswerPage {
        page,
        lead: if easy { ctx.t("voices-easy-lead").into_owned() } else { survey.asked.lead.clone() },
        over: String::new(),
        action,
        easy,
        other,
        service: form.field("service"),
        services: service_choices(services),
        posed: boxes(ctx, form, (survey, easy)),
    }
}

/// Whether a sheet can be answered now: nothing, or the key of why not.
fn why_not(survey: &Survey, is_used: bool, tx: &Tx) -> Option<&'static str> {
    match survey.state(tx.today()) {
        _ if is_used => Some("voices-answered-before"),
        State::Open => None,
        State::Planned => Some("voices-answer-early"),
        State::Entering | State::Closed => Some("voices-answer-late"),
    }
}

fn told(ctx: &Ctx, survey: &Survey, key: &str) -> AnswerPage {
    let page = ctx.public_page(survey.row.title.clone());
    let empty = Form::empty(ctx.lang);
    let mut page = draw(ctx, (&empty, page), (survey, String::new(), false), &[]);
    page.over = ctx.t(key).into_owned();
    page.posed = Vec::new();
    page.other = String::new();
    page
}

/// `GET /survey/{secret}?easy=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let tx = app.db.read(&ctx.nobody()).await?;
    let row = sheet::behind(&tx, &code).await?;
    let survey = survey::survey(&tx, row.survey_id).await?;
    let refusal = why_not(&survey, row.is_used, &tx);
    tx.rollback().await;
    if let Some(key) = refusal {
        return html(&told(&ctx, &survey, key));
    }
    let page = ctx.public_page(survey.row.title.clone());
    let action = ctx.url(&format!("/survey/{code}"));
    let easy = is_easy(&form, row.is_easy);
    html(&draw(&ctx, (&form, page), (&survey, action, easy), &[]))
}

/// `POST /survey/{secret}`. Sent twice, it is kept once: the code is used up with the first.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let there = format!("/survey/{code}");
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let row = sheet::behind(&tx, &code).await?;
    let survey = survey::survey(&tx, row.survey_id).await?;
    if why_not(&survey, row.is_used, &tx).is_some() {
        tx.audit(audit::Entry::refused("voice-answer"));
        tx.commit().await?;
        return Ok(see(&ctx, &there, None));
    }
    let is_easy = is_easy(&form, row.is_easy);
    let answered = read(&mut form, (&survey, is_easy));
    if !form.ok() {
        tx.audit(audit::Entry::refused("voice-answer"));
        tx.commit().await?;
        let page = ctx.public_page(survey.row.title.clone());
        return again(&draw(&ctx, (&form, page), (&survey, ctx.url(&there), is_easy), &[]));
    }
    sheet::use_up(&tx, &[row.id]).await?;
    let new = New { service: row.service_id, how: HOWS[1], is_easy, sheet: answered };
    sheet::keep(&mut tx, &survey, &[new]).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("voices-thanks")))
}

fn talk_drawn(ctx: &Ctx, form: &Form, (survey, all): (&Survey, &[Service])) -> AnswerPage {
    let page = frame::page(ctx, ctx.t("voices-talk"), BACK);
    let action = ctx.url(&format!("{HOME}/surveys/{}/talk", survey.row.id));
    draw(ctx, (form, page), (survey, action, is_easy(form, false)), all)
}

/// `GET /voices/surveys/{id}/talk?easy=`: the questions for whoever asks them at a visit.
pub async fn talk_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (survey, all) = with_services(&tx, id).await?;
    tx.audit(audit::Entry::read("voice-survey", id.0));
    tx.commit().await?;
    html(&talk_drawn(&ctx, &form, (&survey, &all)))
}

/// `POST /voices/surveys/{id}/talk`.
pub async fn talk_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (survey, all) = with_services(&tx, id).await?;
    let service: Option<ServiceId> = form.parsed("service", "form-choose");
    if service.is_some_and(|id| !all.iter().any(|one| one.id == id)) {
        form.wrong("service", "form-choose");
    }
    let is_easy = is_easy(&form, false);
    let answered = read(&mut form, (&survey, is_easy));
    let (Some(service), true) = (service, form.ok()) else {
        tx.audit(audit::Entry::refused("voice-answer"));
        tx.commit().await?;
        return again(&talk_drawn(&ctx, &form, (&survey, &all)));
    };
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/surveys/{id}"))).await?;
    let new = New { service, how: HOWS[2], is_easy, sheet: answered };
    sheet::keep(&mut tx, &survey, &[new]).await?;
    tx.commit().await?;
    let rest = if is_easy { "?easy=1" } else { "" };
    Ok(see(&ctx, &format!("{HOME}/surveys/{id}/talk{rest}"), Some("voices-answer-kept")))
}
