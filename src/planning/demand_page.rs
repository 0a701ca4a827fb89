//! One demand of АСП, and what was done about it.

use super::course::refused_day;
use super::frame::{self, HOME, SAID, name};
use super::record;
use super::table::{Block, PlanningPage};
use super::{DemandId, WRITE, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use ui::Link;

/// `GET /planning/demands/{id}`.
pub async fn show(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DemandId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = record::demand(&tx, id).await?;
    let row = load::row(&tx, one.row.cycle_id).await?;
    tx.audit(Entry::read("planning-demand", id.0));
    tx.commit().await?;
    let whole = name(&ctx, &row.kind, row.year);
    let page = frame::below(&ctx, ctx.t("planning-demand"), (row.id, whole));
    let mut page = PlanningPage::new(page);
    page.say(&ctx, "planning-column-number", one.content.number);
    page.say(&ctx, "planning-column-received", one.row.received_on.bg());
    let defect = ctx.t(&format!("planning-defect-{}", one.row.kind));
    page.say(&ctx, "planning-column-defect", defect);
    let handled = one.row.handled_on.map(|day| day.bg()).unwrap_or_default();
    page.say(&ctx, "planning-handled-on", handled);
    let title = |key: &str| Block { title: ctx.t(key).into_owned(), ..Block::default() };
    page.blocks = vec![
        title("planning-demand-text").said(&one.content.text),
        title("planning-demand-done").said(&one.content.done),
    ];
    if one.row.handled_on.is_none() && ctx.actor.may(WRITE) {
        let path = format!("{HOME}/demands/{id}/done");
        page.actions.push(Link::new(ctx.url(&path), ctx.t("planning-demand-handle")));
    }
    page.shown()
}

fn done_shown(ctx: &Ctx, (id, version): (DemandId, i32), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let page = frame::page(ctx, ctx.t("planning-demand-handle"));
    let home = format!("{HOME}/demands/{id}");
    Act::new("planning-demand-handle", "/done", "ui-save")
        .day(both, "on", ("planning-handled-on", String::new()))
        .area(both, "text", ("planning-demand-done", "planning-demand-done-hint"))
        .shown(ctx, Around { page, home, version: form.version_or(version) }, form)
}

/// `GET /planning/demands/{id}/done`.
pub async fn done_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DemandId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = record::demand(&tx, id).await?;
    tx.audit(Entry::read("planning-demand", id.0));
    tx.commit().await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    done_shown(&ctx, (id, one.row.version), &form)
}

/// `POST /planning/demands/{id}/done`.
pub async fn done_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DemandId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = record::demand(&tx, id).await?;
    let on = form.day("on");
    let since = Some(one.row.received_on);
    if let Some(key) = on.and_then(|on| refused_day(on, since, tx.today())) {
        form.wrong("on", key);
    }
    let text = form.required("text", SAID);
    let (Some(on), true) = (on, form.ok()) else {
        tx.audit(Entry::refused("planning-demand"));
        tx.commit().await?;
        return done_shown(&ctx, (id, one.row.version), &form);
    };
    let there = format!("{HOME}/demands/{id}");
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    let version = form.version_or(one.row.version);
    record::handle_demand(&mut tx, (&one, version), (on, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("planning-saved")))
}
