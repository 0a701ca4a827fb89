//! Pages of who pays which part of a service: all entries, a new one, striking one out.

use super::facts::{self, Whole};
use super::share::{self, Entered, NewShares, Shares};
use super::typed::{count, one_of};
use super::{ServiceId, ShareId, WRITE, words};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Event;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};

struct Row {
    id: ShareId,
    since: String,
    parts: String,
    basis: String,
    by: String,
    now: bool,
    struck: Option<String>,
}

#[derive(Template)]
#[template(path = "services/shares.html")]
struct SharesPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    heads: Vec<ui::Head>,
    rows: Vec<Row>,
    counts: Vec<ui::Choice>,
    is_mixed: bool,
    may_change: bool,
}

/// „държавен бюджет 60%, общински бюджет 40%“: the parts in words.
pub fn words_of(ctx: &Ctx, shares: &Shares) -> String {
    let keys = ["services-share-state", "services-share-municipal", "services-share-own"];
    let parts = keys.iter().zip(shares.parts()).filter(|(_, part)| *part > 0);
    let unit = format!("services-share-{}-n", shares.counts);
    let word =
        |(key, part): (&&str, i32)| format!("{} {}", ctx.t(key), ctx.ta(&unit, &[("count", part)]));
    parts.map(word).collect::<Vec<_>>().join(", ")
}

fn row(ctx: &Ctx, one: &Entered, now: Option<ShareId>) -> Row {
    let struck = one.struck_at.map(|at| {
        let args = [("day", at.day().bg()), ("why", one.struck_why.clone())];
        ctx.ta("services-struck", &args).into_owned()
    });
    Row {
        id: one.id,
        since: one.first_day.bg(),
        parts: words_of(ctx, &share::told(one)),
        basis: one.basis.clone(),
        by: one.account_name.clone(),
        now: now == Some(one.id),
        struck,
    }
}

fn draw(ctx: &Ctx, whole: &Whole, all: &[Entered], (form, today): (Form, Day)) -> SharesPage {
    let path = format!("/services/{}", whole.id);
    let trail = [(path.clone(), whole.facts.name.clone())];
    let title = ctx.ta("services-shares-title", &[("name", &whole.facts.name)]);
    let mut page = super::frame::frame(ctx, title, &trail);
    page.errors = form.errors();
    let now = share::in_force(all, today).map(|one| one.id);
    let heads = ["services-share-since", "services-shares", "services-share-basis"];
    SharesPage {
        page,
        action: ctx.url(&format!("{path}/shares")),
        back: ctx.url(&path),
        heads: heads.map(|key| ui::Head::new(ctx.t(key))).into(),
        rows: all.iter().map(|one| row(ctx, one, now)).collect(),
        counts: words::choices(ctx.lang, &words::SHARED),
        is_mixed: whole.facts.funding == MIXED,
        may_change: ctx.actor.may(WRITE),
        form,
    }
}

/// Only of such a service parts are entered.
const MIXED: &str = "mixed";

async fn read(app: &App, ctx: &Ctx, id: ServiceId) -> Result<(Whole, Vec<Entered>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    let all = share::entered(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    Ok((whole, all))
}

/// `GET /services/{id}/shares`.
pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let (whole, all) = read(&app, &ctx, id).await?;
    let fresh = Form::filled(ctx.lang, [("counts", share::PERCENT)]);
    let form = ctx.resumed(fresh, &[]).await?;
    html(&draw(&ctx, &whole, &all, (form, app.today())))
}

fn typed(form: &mut Form) -> NewShares {
    let counts = one_of(form, "counts", &words::SHARED);
    let parts = ["state", "municipal", "own"].map(|name| count(form, name).unwrap_or_default());
    let first_day = form.day("first");
    NewShares { counts, first_day, parts, basis: form.required("basis", 300) }
}

/// What stands in the way of parts: another kind of funding, or that they do not make the whole.
async fn check(
    app: &App,
    ctx: &Ctx,
    (whole, new): (&Whole, &NewShares),
    form: &mut Form,
) -> Result<(), Problem> {
    if whole.facts.funding != MIXED {
        form.wrong("counts", "services-share-not-mixed");
    }
    let tx = app.db.read(&ctx.actor).await?;
    let day = new.first_day.unwrap_or(tx.today());
    let places = share::places(&tx, whole.id, day).await?;
    tx.rollback().await;
    if let Err(off) = new.checked(places) {
        let args = [("sum", off.sum), ("whole", off.whole)];
        let key = if new.counts == share::PERCENT { "percent" } else { "places" };
        let message = ctx.ta(&format!("services-share-sum-{key}"), &args);
        form.wrong_text("state", message.into_owned());
    }
    Ok(())
}

/// `POST /services/{id}/shares`.
pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = typed(&mut form);
    let (whole, all) = read(&app, &ctx, id).await?;
    if form.ok() {
        check(&app, &ctx, (&whole, &new), &mut form).await?;
    }
    if !form.ok() {
        return again(&draw(&ctx, &whole, &all, (form, app.today())));
    }
    let path = format!("/services/{id}/shares");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    share::add_shares(&tx, id, &new).await?;
    let day = new.first_day.map(Day::bg).unwrap_or_default();
    let parts = new.parts.map(|part| part.to_string()).join(" / ");
    let data = vec![("parts", parts), ("day", day)];
    let kind = "service-shares-entered";
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}

/// `POST /services/{id}/shares/{share}`: parts that were entered by mistake.
pub async fn strike(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, share)): Path<(String, ServiceId, ShareId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", 300);
    if !form.ok() {
        let (whole, all) = read(&app, &ctx, id).await?;
        return again(&draw(&ctx, &whole, &all, (form, app.today())));
    }
    let path = format!("/services/{id}/shares");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let struck = share::strike(&tx, (id, share), &why).await?;
    let data = vec![("day", struck.first_day.bg())];
    let kind = "service-shares-struck";
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}
