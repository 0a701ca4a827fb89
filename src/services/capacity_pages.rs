//! Pages of the capacity: all figures with the decisions behind them, a new one, striking one out.

use super::capacity::{self, Figure, NewFigure};
use super::facts::{self, Whole};
use super::typed::{count, one_of};
use super::{CapacityId, ServiceId, WRITE, words};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Event;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};

#[derive(Template)]
#[template(path = "services/capacity.html")]
struct CapacityPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    heads: Vec<ui::Head>,
    rows: Vec<Row>,
    counts: Vec<ui::Choice>,
    confidence: Vec<ui::Choice>,
    may_change: bool,
}

struct Row {
    id: CapacityId,
    since: String,
    total: String,
    funded: String,
    decision: String,
    source: String,
    confidence: String,
    colour: &'static str,
    by: String,
    note: String,
    now: bool,
    struck: Option<String>,
}

fn row(ctx: &Ctx, one: &Figure, now: Option<CapacityId>) -> Row {
    let key = format!("services-count-{}", one.counts);
    let decided = one.decided_on.map(Day::bg).unwrap_or_default();
    let protocol = (!one.protocol.is_empty())
        .then(|| ctx.ta("services-protocol-n", &[("number", &one.protocol)]).into_owned());
    let decision = [Some(one.decision.clone()), protocol, Some(decided)];
    let decision: Vec<String> =
        decision.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let struck = one.struck_at.map(|at| {
        let args = [("day", at.day().bg()), ("why", one.struck_why.clone())];
        ctx.ta("services-struck", &args).into_owned()
    });
    Row {
        id: one.id,
        since: one.first_day.bg(),
        total: ctx.ta(&key, &[("count", one.total)]).into_owned(),
        funded: one.funded.map(|funded| funded.to_string()).unwrap_or_default(),
        decision: decision.join(", "),
        source: one.source.clone(),
        confidence: words::say(ctx.lang, &words::CONFIDENCE, &one.confidence),
        colour: words::colour(&one.confidence),
        by: one.account_name.clone(),
        note: one.note.clone(),
        now: now == Some(one.id),
        struck,
    }
}

fn draw(ctx: &Ctx, whole: &Whole, figures: &[Figure], (form, today): (Form, Day)) -> CapacityPage {
    let path = format!("/services/{}", whole.id);
    let trail = [(path.clone(), whole.facts.name.clone())];
    let title = ctx.ta("services-capacity-title", &[("name", &whole.facts.name)]);
    let mut page = super::frame::frame(ctx, title, &trail);
    page.errors = form.errors();
    let now = capacity::in_force(figures, today).map(|one| one.id);
    let heads =
        ["services-capacity-since", "services-capacity", "services-funded", "services-decision"];
    let choices = |all| words::choices(ctx.lang, all);
    CapacityPage {
        page,
        action: ctx.url(&format!("{path}/capacity")),
        back: ctx.url(&path),
        heads: heads.map(|key| ui::Head::new(ctx.t(key))).into(),
        rows: figures.iter().map(|one| row(ctx, one, now)).collect(),
        counts: choices(&words::COUNTS),
        confidence: choices(&words::CONFIDENCE),
        may_change: ctx.actor.may(WRITE),
        form,
    }
}

async fn read(app: &App, ctx: &Ctx, id: ServiceId) -> Result<(Whole, Vec<Figure>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    let figures = capacity::figures(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    Ok((whole, figures))
}

/// `GET /services/{id}/capacity`.
pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let (whole, figures) = read(&app, &ctx, id).await?;
    let fresh = Form::filled(ctx.lang, [("counts", "places"), ("confidence", "V")]);
    let form = ctx.resumed(fresh, &[]).await?;
    html(&draw(&ctx, &whole, &figures, (form, app.today())))
}

/// The figure typed.
pub fn typed(form: &mut Form) -> NewFigure {
    let total = count(form, "total");
    if total.is_none() && form.get("total").is_empty() {
        form.wrong("total", "services-number-wrong");
    }
    let funded = count(form, "funded");
    if funded.zip(total).is_some_and(|(funded, total)| total < funded) {
        form.wrong("funded", "services-funded-more");
    }
    NewFigure {
        counts: one_of(form, "counts", &words::COUNTS),
        first_day: form.day("first"),
        total: total.unwrap_or_default(),
        funded,
        decision: form.optional("decision", 300),
        protocol: form.optional("protocol", 100),
        decided_on: form.day_optional("decided"),
        source: form.required("source", 1000),
        confidence: one_of(form, "confidence", &words::CONFIDENCE),
        note: form.optional("note", 1000),
    }
}

/// `POST /services/{id}/capacity`.
pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = typed(&mut form);
    if !form.ok() {
        let (whole, figures) = read(&app, &ctx, id).await?;
        return again(&draw(&ctx, &whole, &figures, (form, app.today())));
    }
    let path = format!("/services/{id}/capacity");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    enter(&mut tx, id, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}

/// Enters a figure and tells it.
pub async fn enter(
    tx: &mut kit::store::Tx,
    id: ServiceId,
    new: &NewFigure,
) -> Result<CapacityId, Problem> {
    let whole = facts::whole(tx, id).await?;
    let figure = capacity::add_figure(tx, id, new).await?;
    let was = whole.facts.capacity.map_or_else(|| "—".to_owned(), |count| count.to_string());
    let day = new.first_day.map(Day::bg).unwrap_or_default();
    let data = vec![("was", was), ("is", new.total.to_string()), ("day", day)];
    let kind = "service-capacity-decided";
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    Ok(figure)
}

/// `POST /services/{id}/capacity/{figure}`: a figure that was entered by mistake.
pub async fn strike(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, figure)): Path<(String, ServiceId, CapacityId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", 300);
    if !form.ok() {
        let (whole, figures) = read(&app, &ctx, id).await?;
        return again(&draw(&ctx, &whole, &figures, (form, app.today())));
    }
    let path = format!("/services/{id}/capacity");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let struck = capacity::strike(&tx, (id, figure), &why).await?;
    let data = vec![("count", struck.total.to_string()), ("day", struck.first_day.bg())];
    let kind = "service-capacity-struck";
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}
