//! What may be paid twice: the person-hours of time sheets and trainings beside the spending, asked of
//! the check of the projects.

use super::frame::{self, Parts};
use super::neighbours::{findings, worked};
use super::table::{Cell, Line, Part};
use crate::app::App;
use crate::projects::ProjectId;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Id, Problem};
use ui::Link;

/// `GET /results/projects/{id}/double`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    let hours = worked(&tx, &project).await?;
    let found = findings(&tx, (&hours, ctx.lang)).await?;
    tx.audit(Entry::list("result-double"));
    tx.commit().await?;
    let mut page = Parts::new(&ctx, &project, ("/double", "results-double"));
    let all = hours.worked.iter().chain(&hours.attended);
    let minutes: i64 = all.clone().map(|one| one.minutes).sum();
    let args = [
        ("count", all.count().to_string()),
        ("hours", (minutes / 60).to_string()),
        ("found", found.len().to_string()),
    ];
    page.lead = ctx.ta("results-double-lead", &args).into_owned();
    let line = |one: &super::neighbours::Finding| Line {
        href: one.hrefs.first().map(|href| ctx.url(href)).unwrap_or_default(),
        cells: vec![Cell::new(one.kind.clone()), Cell::new(one.text.clone())],
        ..Line::default()
    };
    let lines = found.iter().map(line).collect();
    page.parts = vec![Part::new(&ctx, "results-double", &["kind", "finding"], lines)];
    let others = found.iter().flat_map(|one| one.hrefs.iter().skip(1).map(move |href| (one, href)));
    let link = |(one, href): (&super::neighbours::Finding, &String)| {
        Link::new(ctx.url(href), one.text.clone())
    };
    page.links = others.map(link).collect();
    page.shown()
}
