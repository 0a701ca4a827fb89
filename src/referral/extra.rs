//! The own fields of the office on the preliminary assessment, and what a step of the case still
//! waits for in them and in those of the wish.

use super::assessment::{FormFrame, begin, draft};
use super::case::{Facts, Move, next};
use super::load::{self, Short, refused};
use super::store::assessment;
use super::view::{frame, path};
use super::{AssessmentId, CaseId};
use crate::app::App;
use crate::forms::{self, Boxes, Forms, Kind, Own, Step, Values};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, see};
use ui::Link;

/// The part of the assessment, in addresses and texts.
const PART: &str = "extra";
/// Under which name the forms of the steps note that something is missing.
const MISSING: &str = "extra-missing";

/// The own fields of an assessment with their answers; of one that is not begun those of today.
pub async fn of_assessment(
    tx: &Tx,
    forms: &Forms,
    row: Option<&assessment::Model>,
) -> Result<(Own, Values), StoreError> {
    let Some(row) = row else {
        return Ok((forms.on(Kind::Assessment, tx.today()), Values::default()));
    };
    let on = row.signed_on.unwrap_or(tx.today());
    forms::of_row(tx, forms, (Kind::Assessment, row.id.0, on)).await
}

/// The own fields of a case's wish with their answers.
pub async fn of_wish(tx: &Tx, forms: &Forms, short: &Short) -> Result<(Own, Values), StoreError> {
    let case = &short.case;
    forms::of_row(tx, forms, (Kind::Wish, case.wish_id.0, case.wish_on)).await
}

/// What a step waits for, each with the page where it is filled in.
#[derive(Template)]
#[template(path = "referral/missing.html")]
pub struct Missing {
    page: ui::Page,
    lines: Vec<(String, Link)>,
}

impl Missing {
    /// What a step of a case waits for.
    pub async fn load(ctx: &Ctx, tx: &Tx, short: &Short, at: Step) -> Result<Self, StoreError> {
        let forms = Forms::load(tx).await?;
        let (own, values) = of_wish(tx, &forms, short).await?;
        let wish = own.missing(&values, at, ctx.lang).join("; ");
        let wish_page = format!("/wishes/{}/fields", short.case.wish_id);
        let (own, values) = of_assessment(tx, &forms, short.assessment()).await?;
        let written = match at {
            Step::Sign => own.missing(&values, at, ctx.lang).join("; "),
            _ => String::new(),
        };
        let written_page = path(short.case.id, "/assessment/extra");
        let link = |page: &str, key: &str| Link::new(ctx.url(page), ctx.t(key));
        let mut lines = vec![
            (wish, link(&wish_page, "referral-missing-wish")),
            (written, link(&written_page, "referral-missing-assessment")),
        ];
        lines.retain(|(labels, _)| !labels.is_empty());
        Ok(Missing { page: ctx.page(String::new()), lines })
    }

    /// Notes in the form of the step that something is missing.
    pub fn note(&self, ctx: &Ctx, form: &mut Form) {
        let labels: Vec<&str> = self.lines.iter().map(|(labels, _)| labels.as_str()).collect();
        if !labels.is_empty() {
            let args = [("fields", labels.join("; "))];
            form.wrong_text(MISSING, ctx.ta("referral-missing", &args).into_owned());
        }
    }
}

#[derive(Template)]
#[template(path = "referral/extra.html")]
struct ExtraPage {
    page: ui::Page,
    frame: FormFrame,
    boxes: Boxes,
}

fn page(ctx: &Ctx, (short, own): (&Short, &Own), (form, version): (&Form, i32)) -> ExtraPage {
    let mut page = frame(ctx, short, "referral-part-extra");
    page.errors = form.errors();
    ExtraPage {
        page,
        frame: FormFrame::new(ctx, short.case.id, PART, version),
        boxes: own.boxes(ctx, form, Step::Save),
    }
}

pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let forms = Forms::load(&tx).await?;
    let (own, values) = of_assessment(&tx, &forms, draft.short.assessment()).await?;
    let form = ctx.draft(&tx, Form::filled(ctx.lang, own.values(&values))).await?;
    tx.commit().await?;
    if own.is_empty() {
        return Err(Problem::NotFound);
    }
    html(&page(&ctx, (&draft.short, &own), (&form, form.version_or(draft.version))))
}

pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let forms = Forms::load(&tx).await?;
    let (own, before) = of_assessment(&tx, &forms, draft.short.assessment()).await?;
    tx.commit().await?;
    let values = own.read(&mut form, Step::Save);
    if !form.ok() {
        return again(&page(&ctx, (&draft.short, &own), (&form, form.version())));
    }
    if draft.version != form.version() {
        return Err(conflict(&ctx, &own, (&values, &before)));
    }
    let result = path(id, "/assessment");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&result)).await?;
    let case = load::row(&tx, id).await?;
    next(load::state(&case)?, Move::Write, &Facts::default()).map_err(refused)?;
    let row = match draft.short.assessment() {
        Some(row) => {
            let same = assessment::ActiveModel {
                officer_id: sea_orm::Set(tx.actor().account),
                ..Default::default()
            };
            tx.update::<assessment::Entity>(row.id, form.version(), same).await?;
            row.id
        }
        None => begin(&tx, &case, draft.short.assessments.len(), &draft.content).await?,
    };
    put(&mut tx, (id, row), (&own, &values), case.person_id.0).await?;
    ctx.drop_draft(&tx, &path(id, "/assessment/extra")).await?;
    tx.commit().await?;
    Ok(see(&ctx, &result, Some("referral-part-saved")))
}

async fn put(
    tx: &mut Tx,
    (case, row): (CaseId, AssessmentId),
    (own, values): (&Own, &Values),
    person: i64,
) -> Result<(), StoreError> {
    forms::save(tx, (Kind::Assessment, row.0), (own, values)).await?;
    tx.event(Event {
        kind: "assessment-saved",
        person: Some(person),
        case: Some(case.0),
        data: vec![("part", PART.to_owned())],
    })
    .await
}

/// Both versions of what two people answered.
fn conflict(ctx: &Ctx, own: &Own, (mine, theirs): (&Values, &Values)) -> Problem {
    let both = own.named(mine, ctx.lang).into_iter().zip(own.named(theirs, ctx.lang));
    let both = both.map(|((label, mine), (_, theirs))| Compared { label, mine, theirs });
    Problem::Conflict(both.filter(|c| c.mine != c.theirs).collect())
}

/// What was answered in the own fields of a case: in those of its wish, and of its assessment.
pub async fn shown(
    ctx: &Ctx,
    tx: &Tx,
    short: &Short,
) -> Result<[Vec<(String, String)>; 2], StoreError> {
    let forms = Forms::load(tx).await?;
    let (own, values) = of_wish(tx, &forms, short).await?;
    let wish = own.shown(&values, ctx.lang);
    let (own, values) = of_assessment(tx, &forms, short.assessment()).await?;
    Ok([wish, own.shown(&values, ctx.lang)])
}

/// Whether the office has own fields on the assessment, and whether nothing is left to answer.
pub async fn progress(ctx: &Ctx, tx: &Tx, short: &Short) -> Result<Option<bool>, StoreError> {
    let forms = Forms::load(tx).await?;
    let (own, values) = of_assessment(tx, &forms, short.assessment()).await?;
    let missing = own.missing(&values, Step::Sign, ctx.lang);
    Ok((!own.is_empty()).then_some(missing.is_empty() && !values.0.is_empty()))
}
