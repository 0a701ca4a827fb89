//! Requests for information to institutions (чл. 76, ал. 2 ЗСУ), with the term that was set.

use super::act::{Act, opened, shown};
use super::case::{Facts, Move, next};
use super::load::{self, refused};
use super::moves::put_state;
use super::store::info_request;
use super::view::{path, term, written};
use super::{CaseId, RequestId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;
use serde::{Deserialize, Serialize};

/// Whom was asked what. Sealed as a whole: the name of a hospital says enough of a person.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Question {
    /// Whom.
    pub institution: String,
    /// What.
    pub text: String,
}

/// The question of a request, opened.
pub fn question(tx: &Tx, row: &info_request::Model) -> Result<Question, StoreError> {
    tx.open_json("info_request", "question_sealed", row.id.0, &row.question_sealed)
}

fn ask_act(app: &App, ctx: &Ctx, form: &Form) -> Result<Act, Problem> {
    // The municipality sets the term; the law sets its upper limit.
    let last = written(term(&app.law(ctx.actor.municipality), "D07", app.today())?);
    let hint = ctx.ta("referral-request-limit", &[("day", last)]).into_owned();
    let boxes = (ctx, form);
    Ok(Act::new("referral-request-new", "/requests", "referral-request-send")
        .line(boxes, "institution", "referral-request-institution")
        .area(boxes, "question", ("referral-request-question", "referral-request-question-hint"))
        .day(boxes, "due_on", ("referral-request-due", hint)))
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, Some((Move::Ask, Facts::default()))).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, &short, ask_act(&app, &ctx, &form)?, &form)
}

/// The day by which an answer is expected, within the limit of the law.
fn due_day(app: &App, ctx: &Ctx, form: &mut Form) -> Result<Option<Day>, Problem> {
    let due = form.day("due_on");
    let last = term(&app.law(ctx.actor.municipality), "D07", app.today())?;
    if due.zip(last).is_some_and(|(due, last)| due > last) {
        let message = ctx.ta("referral-request-limit", &[("day", written(last))]).into_owned();
        form.wrong_text("due_on", message);
    }
    if due.is_some_and(|due| due < app.today()) {
        form.wrong("due_on", "referral-request-past");
    }
    Ok(due.filter(|_| form.ok()))
}

pub async fn ask(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let institution = form.required("institution", 300);
    let text = form.required("question", 4_000);
    let Some(due_on) = due_day(&app, &ctx, &mut form)? else {
        let short = opened(&app, &ctx, id, None).await?;
        return shown(&ctx, &short, ask_act(&app, &ctx, &form)?, &form);
    };
    let question = serde_json::to_string(&Question { institution, text });
    let question = question.map_err(Problem::internal)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let case = load::row(&tx, id).await?;
    let after = next(load::state(&case)?, Move::Ask, &Facts::default()).map_err(refused)?;
    let request = RequestId(tx.new_id());
    tx.insert(info_request::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(request),
        case_id: Set(id),
        question_sealed: Set(tx.seal("info_request", "question_sealed", request.0, &question)?),
        sent_on: Set(tx.today()),
        due_on: Set(due_on),
        answered_on: Set(None),
        answer_sealed: Set(None),
        version: Set(1),
    })
    .await?;
    let (person, data) = (Some(case.person_id.0), vec![("day", due_on.bg())]);
    tx.event(Event { kind: "request-sent", person, case: Some(id.0), data }).await?;
    put_state(&tx, &app.law(ctx.actor.municipality), &case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-request-done")))
}

fn answer_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("referral-request-answer", "/requests/answer", "referral-request-record")
        .hidden(form, "request")
        .area((ctx, form), "answer", ("referral-request-answer", "referral-request-answer-hint"))
}

pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let short = opened(&app, &ctx, id, None).await?;
    shown(&ctx, &short, answer_act(&ctx, &form), &form)
}

pub async fn answer(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let request: RequestId = form.get("request").parse().map_err(|_| Problem::NotFound)?;
    let answer = form.required("answer", 10_000);
    if !form.ok() {
        let short = opened(&app, &ctx, id, None).await?;
        return shown(&ctx, &short, answer_act(&ctx, &form), &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let case = load::row(&tx, id).await?;
    let rows = load::requests(&tx, id).await?;
    let row = rows.into_iter().find(|row| row.id == request).ok_or(Problem::NotFound)?;
    if row.answered_on.is_some() {
        return Err(Problem::Impossible("referral-refused-state"));
    }
    let active = info_request::ActiveModel {
        answered_on: Set(Some(tx.today())),
        answer_sealed: Set(Some(tx.seal("info_request", "answer_sealed", row.id.0, &answer)?)),
        ..Default::default()
    };
    tx.update::<info_request::Entity>(row.id, row.version, active).await?;
    let late = super::view::yes_no(row.due_on < tx.today());
    let (person, data) = (Some(case.person_id.0), vec![("late", late)]);
    tx.event(Event { kind: "request-answered", person, case: Some(id.0), data }).await?;
    let state = load::state(&case)?;
    put_state(&tx, &app.law(ctx.actor.municipality), &case, state).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-answer-done")))
}
