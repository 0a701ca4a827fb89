//! What the short forms of a placement share: what is behind them, their frame, and the write that
//! follows.

use super::PlacementId;
use super::course::State;
use super::load::{self, Short};
use super::store::placement;
use crate::app::App;
use crate::people;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
pub use kit::web::Act;
use kit::web::{Around, Ctx, Form, Problem, day_values, see};
use ui::Link;

/// The place of a placement below the municipality.
pub fn path(id: PlacementId, rest: &str) -> String {
    format!("/placements/{id}{rest}")
}

/// A page about a placement: its title, and the way back.
pub fn frame(ctx: &Ctx, short: &Short, key: &str) -> ui::Page {
    let mut page = ctx.page(ctx.t(key));
    page.alarms = people::alarm_lines(&short.alarms, ctx.lang);
    page.breadcrumbs = vec![
        Link::new(ctx.url("/placements"), ctx.t("placement-list")),
        Link::new(ctx.url(&path(short.row.id, "")), short.head.name.clone()),
        Link::new("", ctx.t(key)),
    ];
    page
}

/// A placement in short, read for a form.
pub async fn opened(app: &App, ctx: &Ctx, id: PlacementId) -> Result<Short, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = load::short(&tx, id).await?;
    tx.audit(Entry::read("placement", id.0).about(Some(short.row.person_id.0)));
    tx.commit().await?;
    Ok(short)
}

/// Refuses a form that is for another state.
pub fn in_state(short: &Short, state: State) -> Result<(), Problem> {
    if short.state == state { Ok(()) } else { Err(Problem::Impossible("placement-refused-state")) }
}

/// Shows a form; again, with what is wrong, when it was sent with mistakes.
pub fn shown(ctx: &Ctx, short: &Short, act: Act, form: &Form) -> Result<Response, Problem> {
    let page = frame(ctx, short, act.title());
    let home = path(short.row.id, "");
    act.shown(ctx, Around { page, home, version: short.row.version }, form)
}

/// A form with a day, filled in with today, for a placement in a state.
pub async fn dated(
    app: &App,
    ctx: &Ctx,
    (id, state): (PlacementId, State),
    act: impl Fn(&Ctx, &Form) -> Act,
) -> Result<Response, Problem> {
    let short = opened(app, ctx, id).await?;
    in_state(&short, state)?;
    let today = day_values("on", Some(app.today()));
    let form = ctx.resumed(Form::filled(ctx.lang, today), &[]).await?;
    shown(ctx, &short, act(ctx, &form), &form)
}

/// The day of such a form: it must not be in the future.
pub fn past_day(form: &mut Form, today: Day) -> Option<Day> {
    let on = form.day("on");
    if on.is_some_and(|on| on > today) {
        form.wrong("on", "placement-day-future");
    }
    on
}

/// The write that a good form leads to: its key is used up, its draft is dropped, the row is read
/// anew.
pub async fn doing(
    app: &App,
    ctx: &Ctx,
    id: PlacementId,
    form: &Form,
) -> Result<(Tx, placement::Model), Problem> {
    let tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, form).await?;
    let row = load::row(&tx, id).await?;
    Ok((tx, row))
}

/// The end of such a write.
pub async fn done(
    tx: Tx,
    ctx: &Ctx,
    id: PlacementId,
    flash: &'static str,
) -> Result<Response, Problem> {
    tx.commit().await?;
    Ok(see(ctx, &path(id, ""), Some(flash)))
}
