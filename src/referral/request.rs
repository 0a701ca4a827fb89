//! Requests for information to institutions (чл. 76, ал. 2 ЗСУ), with the term that was set.

use super::case::{Facts, Move, next};
use super::load::{self, refused};
use super::moves::put_state;
use super::store::info_request;
use super::view::{path, term};
use super::{CaseId, RequestId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::Event;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::Set;

/// What is wrong with the form of the case page, as an answer of its own.
fn wrong(form: &Form) -> Option<Problem> {
    let errors = form.errors();
    let list: Vec<(String, String)> = errors.into_iter().map(|e| (e.field, e.message)).collect();
    (!list.is_empty()).then_some(Problem::Fields(list))
}

pub async fn ask(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let institution = form.required("institution", 300);
    let question = form.required("question", 4_000);
    let due_on = form.day("due_on");
    // The municipality sets the term; the law sets its upper limit.
    let last = term(app.law, "D07", app.today())?;
    if due_on.zip(last).is_some_and(|(due, last)| due > last) {
        return Err(Problem::Impossible("referral-request-too-long"));
    }
    if due_on.is_some_and(|due| due < app.today()) {
        form.wrong("due_on", "referral-request-past");
    }
    if let Some(problem) = wrong(&form) {
        return Err(problem);
    }
    let Some(due_on) = due_on else {
        return Err(Problem::Fields(Vec::new()));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let case = load::row(&tx, id).await?;
    let after = next(load::state(&case)?, Move::Ask, &Facts::default()).map_err(refused)?;
    let request = RequestId(tx.new_id());
    tx.insert(info_request::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(request),
        case_id: Set(id),
        institution: Set(institution.clone()),
        question_sealed: Set(tx.seal("info_request", "question_sealed", request.0, &question)?),
        sent_on: Set(tx.today()),
        due_on: Set(due_on),
        answered_on: Set(None),
        answer_sealed: Set(None),
        version: Set(1),
    })
    .await?;
    tx.event(Event {
        kind: "request-sent",
        person: Some(case.person_id.0),
        case: Some(id.0),
        data: vec![("institution", institution), ("day", due_on.bg())],
    })
    .await?;
    put_state(&tx, app.law, &case, after).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-request-done")))
}

pub async fn answer(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let request: Option<RequestId> = form.parsed("request", "form-choose");
    let answer = form.required("answer", 10_000);
    if let Some(problem) = wrong(&form) {
        return Err(problem);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let case = load::row(&tx, id).await?;
    let rows = load::requests(&tx, id).await?;
    let row = rows.into_iter().find(|row| Some(row.id) == request).ok_or(Problem::NotFound)?;
    if row.answered_on.is_some() {
        return Err(Problem::Impossible("referral-refused-state"));
    }
    let active = info_request::ActiveModel {
        answered_on: Set(Some(tx.today())),
        answer_sealed: Set(Some(tx.seal("info_request", "answer_sealed", row.id.0, &answer)?)),
        ..Default::default()
    };
    tx.update::<info_request::Entity>(row.id, row.version, active).await?;
    let late = row.due_on < tx.today();
    tx.event(Event {
        kind: "request-answered",
        person: Some(case.person_id.0),
        case: Some(id.0),
        data: vec![
            ("institution", row.institution),
            ("late", if late { "yes" } else { "no" }.to_owned()),
        ],
    })
    .await?;
    let state = load::state(&case)?;
    put_state(&tx, app.law, &case, state).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-answer-done")))
}
