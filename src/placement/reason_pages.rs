//! Pages of the texts for reasons: all of them, one with its versions, a new one, the next version,
//! retiring.

use super::ReasonId;
use super::reasons::{self, KINDS, Text, Version};
use crate::app::App;
use crate::municipality;
use askama::Template;
use axum::Json;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, html, see};
use serde::Serialize;
use ui::{Head, Link};

/// Where the texts are.
pub const HOME: &str = "/placements/reasons";
/// The longest text: a page.
const BODY_MAX: usize = 4_000;

struct Line {
    href: String,
    title: String,
    body: String,
    kind: String,
    version: String,
    retired: String,
}

fn line(ctx: &Ctx, text: &Text) -> Line {
    let args = [("number", text.number.to_string()), ("day", text.written.0.day().bg())];
    Line {
        href: ctx.url(&format!("{HOME}/{}", text.id)),
        title: text.title.clone(),
        body: text.body.clone(),
        kind: ctx.t(&format!("placement-reason-{}", text.kind)).into_owned(),
        version: ctx.ta("placement-reason-version", &args).into_owned(),
        retired: text.retired_on.map(Day::bg).unwrap_or_default(),
    }
}

#[derive(Template)]
#[template(path = "placement/reasons.html")]
struct ReasonsPage {
    page: ui::Page,
    heads: Vec<Head>,
    lines: Vec<Line>,
    add: Option<String>,
}

fn may_change(ctx: &Ctx) -> bool {
    ctx.actor.may(municipality::FORMS)
}

fn frame(ctx: &Ctx, title: &str) -> ui::Page {
    let mut page = ctx.page(title.to_owned());
    page.breadcrumbs = vec![
        Link::new(ctx.url("/placements"), ctx.t("placement-list")),
        Link::new(ctx.url(HOME), ctx.t("placement-reasons")),
        Link::new("", title.to_owned()),
    ];
    page
}

/// `GET /placements/reasons`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = reasons::all(&tx).await?;
    tx.audit(Entry::list("reason-text"));
    tx.commit().await?;
    let heads = ["placement-reason-title", "placement-reason-kind", "placement-reason-now"];
    html(&ReasonsPage {
        page: ctx.page(ctx.t("placement-reasons")),
        heads: heads.map(|key| Head::new(ctx.t(key))).to_vec(),
        lines: all.iter().map(|text| line(&ctx, text)).collect(),
        add: may_change(&ctx).then(|| ctx.url(&format!("{HOME}/new"))),
    })
}

#[derive(Template)]
#[template(path = "placement/reason.html")]
struct ReasonPage {
    page: ui::Page,
    line: Line,
    versions: Vec<(String, String)>,
    version: i32,
    may_change: bool,
}

fn told(ctx: &Ctx, one: &Version) -> (String, String) {
    let args = [("number", one.number.to_string()), ("day", one.written_at.day().bg())];
    let title = ctx.ta("placement-reason-version", &args);
    (format!("{title}, {}", one.account_name), one.body.clone())
}

/// `GET /placements/reasons/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReasonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let text = reasons::one(&tx, id).await?;
    let versions = reasons::versions(&tx, id).await?;
    tx.audit(Entry::read("reason-text", id.0));
    tx.commit().await?;
    html(&ReasonPage {
        page: frame(&ctx, &text.title),
        line: line(&ctx, &text),
        versions: versions.iter().map(|one| told(&ctx, one)).collect(),
        version: text.version,
        may_change: may_change(&ctx),
    })
}

fn new_act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    let act = Act::new("placement-reason-new", "", "ui-save").lead(ctx.t("placement-reason-lead"));
    let kinds = ("placement-reason-kind", KINDS.as_slice());
    written(act.one(boxes, "kind", kinds, |kind| format!("placement-reason-{kind}")), boxes)
}

fn change_act(ctx: &Ctx, form: &Form) -> Act {
    let act = Act::new("placement-reason-change", "", "ui-save");
    written(act.lead(ctx.t("placement-reason-change-lead")), (ctx, form))
}

fn written(act: Act, boxes: (&Ctx, &Form)) -> Act {
    act.line(boxes, "title", "placement-reason-title").area(
        boxes,
        "body",
        ("placement-reason-body", "placement-reason-body-hint"),
    )
}

fn drawn(
    ctx: &Ctx,
    act: Act,
    (home, version): (String, i32),
    form: &Form,
) -> Result<Response, Problem> {
    let page = frame(ctx, &ctx.t(act.title()));
    act.shown(ctx, Around { page, home, version }, form)
}

/// `GET /placements/reasons/new`.
pub async fn new(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::new("open-form", "reason-text", ""));
    let form = ctx.draft(&tx, Form::empty(ctx.lang)).await?;
    tx.commit().await?;
    drawn(&ctx, new_act(&ctx, &form), (HOME.to_owned(), 0), &form)
}

fn typed(form: &mut Form) -> (String, String) {
    (form.required("title", 200), form.required("body", BODY_MAX))
}

/// `POST /placements/reasons`.
pub async fn add(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let kind = chosen(&mut form, "kind", &KINDS);
    let (title, body) = typed(&mut form);
    if !form.ok() {
        return drawn(&ctx, new_act(&ctx, &form), (HOME.to_owned(), 0), &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    ctx.sent(&tx, &form).await?;
    let id = reasons::add(&mut tx, &kind, (&title, &body)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/{id}"), Some("placement-reason-saved")))
}

/// `GET /placements/reasons/{id}/edit`.
pub async fn edit(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReasonId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let text = reasons::one(&tx, id).await?;
    tx.audit(Entry::read("reason-text", id.0));
    let values = [("title", text.title.as_str()), ("body", text.body.as_str())];
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    tx.commit().await?;
    drawn(&ctx, change_act(&ctx, &form), (format!("{HOME}/{id}"), text.version), &form)
}

/// `POST /placements/reasons/{id}`: the next version.
pub async fn change(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReasonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (title, body) = typed(&mut form);
    let (home, version) = (format!("{HOME}/{id}"), form.version());
    if !form.ok() {
        return drawn(&ctx, change_act(&ctx, &form), (home, version), &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    ctx.sent(&tx, &form).await?;
    reasons::change(&mut tx, (id, version), (&title, &body)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("placement-reason-saved")))
}

/// `POST /placements/reasons/{id}/retire`: it is not offered any more, or offered again.
pub async fn retire(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReasonId>,
    form: Form,
) -> Result<Response, Problem> {
    let home = format!("{HOME}/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let there = reasons::one(&tx, id).await?;
    let on = if there.retired_on.is_some() { None } else { Some(tx.today()) };
    reasons::retire(&mut tx, (id, form.version()), on).await?;
    tx.commit().await?;
    let flash = on.map_or("placement-reason-offered", |_| "placement-reason-retired-done");
    Ok(see(&ctx, &home, Some(flash)))
}

/// A text for reasons.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReasonOut {
    /// The text.
    #[schema(value_type = String)]
    id: ReasonId,
    /// `not_provided`, `unfit`, `end`, `urgent`.
    kind: String,
    /// Its version.
    number: i32,
    title: String,
    body: String,
    /// Since when it is not offered.
    #[schema(value_type = Option<String>, format = Date)]
    retired_on: Option<Day>,
}

/// `GET /api/placements/reasons`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/placements/reasons",
    operation_id = "placements-reasons",
    responses((status = 200, description = "", body = Vec<ReasonOut>)),
)]
pub async fn as_json(Shared(app): Shared<App>, ctx: Ctx) -> Result<Json<Vec<ReasonOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = reasons::all(&tx).await?;
    tx.audit(Entry::list("reason-text"));
    tx.commit().await?;
    let out = |text: Text| ReasonOut {
        id: text.id,
        kind: text.kind,
        number: text.number,
        title: text.title,
        body: text.body,
        retired_on: text.retired_on,
    };
    Ok(Json(all.into_iter().map(out).collect()))
}
