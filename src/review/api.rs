//! The same as JSON.

use super::course::State;
use super::figures::written;
use super::load::{self, Figure};
use super::{AnalysisId, store::review_analysis};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem};
use serde::Serialize;

/// The analysis of a year.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReviewOut {
    #[schema(value_type = String)]
    id: AnalysisId,
    year: i32,
    /// `draft`, `proposed`, `discussed`, `signed`, `sent`.
    state: &'static str,
    /// Number of the council's decision.
    decision: String,
    #[schema(value_type = Option<String>, format = Date)]
    decided_on: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    sent_on: Option<Day>,
}

fn out(row: review_analysis::Model) -> ReviewOut {
    ReviewOut {
        id: row.id,
        year: row.year,
        state: State::of(&row.state).code(),
        decision: row.decision_number,
        decided_on: row.decided_on,
        sent_on: row.sent_on,
    }
}

/// `GET /api/review`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/review",
    operation_id = "reviews",
    responses((status = 200, description = "", body = Vec<ReviewOut>)),
)]
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<ReviewOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::all(&tx).await?;
    tx.audit(Entry::list("review-analysis"));
    tx.commit().await?;
    Ok(Json(all.into_iter().map(out).collect()))
}

/// A figure.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReviewFigureOut {
    code: &'static str,
    block: &'static str,
    /// The capability that counts.
    source: &'static str,
    /// As it was taken; money in cents.
    value: i64,
    /// The same as people read it.
    words: String,
    /// As it is now.
    now: i64,
    /// The list behind it, below the municipality.
    list: String,
}

/// A section.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReviewSectionOut {
    block: &'static str,
    text: String,
    /// Which version.
    edition: i32,
}

/// An analysis with its sections and figures.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReviewWholeOut {
    #[serde(flatten)]
    analysis: ReviewOut,
    sections: Vec<ReviewSectionOut>,
    figures: Vec<ReviewFigureOut>,
}

/// `GET /api/review/analyses/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/review/analyses/{id}",
    operation_id = "review",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = ReviewWholeOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AnalysisId>,
) -> Result<Json<ReviewWholeOut>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::analysis(&tx, &law, id).await?;
    tx.audit(Entry::read("review-analysis", id.0));
    tx.commit().await?;
    let figure = |figure: &Figure| ReviewFigureOut {
        code: figure.spec.code,
        block: figure.spec.block,
        source: figure.spec.source,
        value: figure.taken,
        words: written(figure.spec.unit, figure.taken),
        now: figure.now,
        list: one.list_of(figure),
    };
    let figures = one.figures.iter().map(figure).collect();
    let section = |section: load::Section| ReviewSectionOut {
        block: section.block,
        text: section.text,
        edition: section.edition,
    };
    let sections = one.sections.into_iter().map(section).collect();
    Ok(Json(ReviewWholeOut { analysis: out(one.row), sections, figures }))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one))]
pub struct ApiDocument;
