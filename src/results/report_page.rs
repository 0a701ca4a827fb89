//! Reports on the screen: of which days, as a numbered paper or as a spreadsheet; those that were made.

use super::WRITE;
use super::frame::{self, HOME, Parts, Post, home, period};
use super::paper;
use super::report::{Asked, KINDS, report};
use super::store::result_paper::Model;
use super::table::{Cell, Line, Part, format_of};
use crate::app::App;
use crate::people::verify_address;
use crate::projects::ProjectId;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem, choices, list_address, see};
use ui::Link;

const COLUMNS: [&str; 4] = ["number", "kind", "period", "made"];

/// The papers of a project as rows.
pub fn line(ctx: &Ctx, row: &Model) -> Line {
    let heading = if row.has_heading { "results-has-heading" } else { "results-no-heading" };
    Line {
        href: ctx.url(&format!("{HOME}/papers/{}", row.id)),
        cells: vec![
            Cell::new(paper::number(row)),
            Cell::new(ctx.t(&format!("results-paper-{}", row.kind))),
            Cell::new(format!("{} – {}", row.from_on.bg(), row.to_on.bg())),
            Cell::new(row.made_at.bg()),
        ],
        word: ctx.t(heading).into_owned(),
        colour: if row.has_heading { "green" } else { "red" },
    }
}

/// `GET /results/projects/{id}/reports?from=&to=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    let made = paper::of_project(&tx, id).await?;
    tx.audit(Entry::list("result-paper"));
    tx.commit().await?;
    let (from, to) = period(&form, &project);
    let filled = [("from", from.to_string()), ("to", to.to_string())];
    let form = Form::filled(ctx.lang, filled.clone());
    let path = format!("{}/reports", home(id));
    let mut page = Parts::new(&ctx, &project, ("/reports", "results-reports"));
    page.lead = ctx.t("results-reports-lead").into_owned();
    let lines = made.iter().map(|row| line(&ctx, row)).collect();
    page.parts = vec![Part::new(&ctx, "results-reports-made", &COLUMNS, lines)];
    if ctx.actor.may(WRITE) {
        let words = ("results-report-new", path.clone(), "results-report-make");
        let mut post = Post::between(&ctx, &form, words);
        let kinds = choices(&ctx, &KINDS, KINDS[0], |kind| format!("results-paper-{kind}"));
        post.picks.push((form.field("kind"), ctx.t("results-column-kind").into(), kinds));
        page.posts.push(post);
    }
    let [(_, from), (_, to)] = &filled;
    let link = |kind: &&str| {
        let table = ctx.url(&format!("{path}/table"));
        let query = [("kind", *kind), ("from", &**from), ("to", &**to), ("format", "xlsx")];
        let words = ctx.t(&format!("results-paper-{kind}"));
        Link::new(list_address(&table, &query), format!("{words} (XLSX)"))
    };
    page.links = KINDS.iter().map(link).collect();
    page.shown()
}

/// `POST /results/projects/{id}/reports`.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let (from, to) = (form.day("from"), form.day("to"));
    let kind = kit::web::chosen(&mut form, "kind", &KINDS);
    let (Some(from), Some(to), true) = (from, to, form.ok()) else {
        return Err(Problem::Impossible("results-wrong-period"));
    };
    if to < from {
        return Err(Problem::Impossible("results-wrong-period"));
    }
    let verify = verify_address(&app, &ctx, &headers);
    let path = format!("{}/reports", home(id));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let project = frame::project(&tx, id).await?;
    let asked = Asked { kind: &kind, from, to, known_at: tx.now() };
    paper::add(&mut tx, (&*ctx.municipality, &verify), (&project, asked)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}

/// `GET /results/projects/{id}/reports/table?kind=&from=&to=&format=`.
pub async fn table(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let kind = KINDS.into_iter().find(|kind| *kind == form.get("kind")).unwrap_or(KINDS[0]);
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    let (from, to) = period(&form, &project);
    let asked = Asked { kind, from, to, known_at: tx.now() };
    let report = report(&tx, &project, asked).await?;
    tx.audit(Entry::new("print", "result-report", kind));
    tx.commit().await?;
    report.table.file(kind, format_of(&form))
}
