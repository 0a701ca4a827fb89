//! The page on which anybody answers, on a phone, without an account and without a name: behind the
//! code of a sheet, once; or at the public address of a study that is open to all.

use super::asking::{Posed, agreeing, boxes, read, read_contact, read_stratum, strata};
use super::sheet::{self, HOWS, New, is_taken};
use super::store::study_unit;
use super::study::{self, State, Study};
use super::unit::{self, STATES};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::crypto::digits;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::Choice;

/// The questions on a page: for anybody, or for an interviewer.
#[derive(Template)]
#[template(path = "studies/answer.html")]
pub struct AnswerPage {
    /// The page.
    pub page: ui::Page,
    /// What was typed.
    pub form: Form,
    /// What stands above the questions.
    pub lead: String,
    /// Why nothing can be answered; empty when it can.
    pub over: String,
    /// Where it is sent.
    pub action: String,
    /// The strata to choose from.
    pub strata: Vec<Choice>,
    /// The questions.
    pub posed: Vec<Posed>,
    /// The box of the consent, when a name may be left.
    pub agreeing: Vec<Choice>,
    /// Where an interviewer goes back; empty for anybody else.
    pub home: String,
    /// The script that shows kept pages without a network; empty when none are kept.
    pub worker: String,
    /// Which unit of which study an interviewer asks.
    pub asked: (String, String),
    /// How an interview may end.
    pub outcomes: Vec<Choice>,
}

/// The questions of a study with what was typed.
#[must_use]
pub fn drawn(ctx: &Ctx, (study, form): (&Study, Form), action: String) -> AnswerPage {
    let mut page = ctx.public_page(study.row.title.clone());
    page.errors = form.errors();
    AnswerPage {
        page,
        lead: study.plan.asked.lead.clone(),
        over: String::new(),
        action,
        strata: Vec::new(),
        posed: boxes(ctx, &form, &study.plan.asked),
        agreeing: match study.row.is_named {
            true => agreeing(ctx, &form, study),
            false => Vec::new(),
        },
        home: String::new(),
        worker: String::new(),
        asked: Default::default(),
        outcomes: Vec::new(),
        form,
    }
}

fn told(ctx: &Ctx, study: &Study, key: &str) -> Result<Response, Problem> {
    let mut page = drawn(ctx, (study, Form::empty(ctx.lang)), String::new());
    page.over = ctx.t(key).into_owned();
    html(&page)
}

/// Whether it can be answered now: nothing, or the key of why not.
fn why_not(study: &Study, (how, is_used): (&str, bool), today: Day) -> Option<&'static str> {
    if is_used {
        return Some("studies-answered-before");
    }
    match study.state(today) {
        State::Planned => Some("studies-answer-early"),
        _ if is_taken(study, how, today) => None,
        _ => Some("studies-answer-late"),
    }
}

async fn behind(tx: &Tx, code: &str) -> Result<(study_unit::Model, Study), Problem> {
    let row = unit::behind(tx, code).await?;
    let study = study::study(tx, row.study_id).await?;
    Ok((row, study))
}

/// `GET /study/{secret}`: by the code of a sheet.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let tx = app.db.read(&ctx.nobody()).await?;
    let (row, study) = behind(&tx, &code).await?;
    let refusal = why_not(&study, (HOWS[1], row.state == STATES[1]), tx.today());
    tx.rollback().await;
    if let Some(key) = refusal {
        return told(&ctx, &study, key);
    }
    let action = ctx.url(&format!("/study/{code}"));
    html(&drawn(&ctx, (&study, Form::empty(ctx.lang)), action))
}

/// `POST /study/{secret}`. Sent twice, it is kept once: the code is used up with the first.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let there = format!("/study/{code}");
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let (row, study) = behind(&tx, &code).await?;
    if why_not(&study, (HOWS[1], row.state == STATES[1]), tx.today()).is_some() {
        tx.audit(Entry::refused("study-answer"));
        tx.commit().await?;
        return Ok(see(&ctx, &there, None));
    }
    let sheet = read(&mut form, &study.plan.asked);
    let contact = read_contact(&mut form, &study, tx.today());
    if !form.ok() {
        tx.audit(Entry::refused("study-answer"));
        tx.commit().await?;
        return again(&drawn(&ctx, (&study, form), ctx.url(&there)));
    }
    unit::settle(&tx, &[row.id], STATES[1]).await?;
    let new = New { stratum: row.stratum, how: HOWS[1], sheet };
    sheet::keep(&mut tx, &study, &[new]).await?;
    if let Some(contact) = contact {
        sheet::keep_contact(&mut tx, study.row.id, &contact).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("studies-thanks")))
}

fn open_drawn(ctx: &Ctx, (study, form): (&Study, Form), action: String) -> AnswerPage {
    let strata = strata(study, &form);
    AnswerPage { strata, ..drawn(ctx, (study, form), action) }
}

/// `GET /study-open/{secret}`: at the address for all.
pub async fn open(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let study = study::behind(&tx, &secret).await?;
    let refusal = why_not(&study, (HOWS[3], false), tx.today());
    tx.rollback().await;
    if let Some(key) = refusal {
        return told(&ctx, &study, key);
    }
    let action = ctx.url(&format!("/study-open/{secret}"));
    html(&open_drawn(&ctx, (&study, Form::empty(ctx.lang)), action))
}

/// `POST /study-open/{secret}`. Sent twice from one page, it is kept once.
pub async fn open_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let there = format!("/study-open/{secret}");
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let study = study::behind(&tx, &secret).await?;
    if why_not(&study, (HOWS[3], false), tx.today()).is_some() {
        tx.audit(Entry::refused("study-answer"));
        tx.commit().await?;
        return Ok(see(&ctx, &there, None));
    }
    let sheet = read(&mut form, &study.plan.asked);
    let stratum = read_stratum(&mut form, &study);
    let contact = read_contact(&mut form, &study, tx.today());
    if !form.ok() {
        tx.audit(Entry::refused("study-answer"));
        tx.commit().await?;
        return again(&open_drawn(&ctx, (&study, form), ctx.url(&there)));
    }
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    sheet::keep(&mut tx, &study, &[New { stratum, how: HOWS[3], sheet }]).await?;
    if let Some(contact) = contact {
        sheet::keep_contact(&mut tx, study.row.id, &contact).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("studies-thanks")))
}
