//! What hangs in the waiting room: the numbers that were called, written large and said as text.

use super::line;
use super::store::queue;
use super::store::setting::Door;
use super::ticket::State;
use crate::app::App;
use crate::municipality;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::web::{Ctx, Form, Problem, html};

/// So many numbers are shown as those that come next.
const NEXT: usize = 8;

#[derive(Template)]
#[template(path = "reception/hall.html")]
struct HallPage {
    page: ui::Page,
    point: String,
    called: Vec<(i64, i32)>,
    next: Vec<i64>,
    waiting: u32,
    expected: Option<(i64, i64)>,
    said: String,
    time: String,
    still: bool,
    here: String,
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let point = line::behind(&tx, Door::Hall, &secret).await?;
    let place = municipality::service_point(&tx, point.id).await?;
    let mut rows = queue::in_state(&tx, (point.id, tx.today()), State::Called).await?;
    let waiting = line::waiting(&tx, point.id, 0).await?;
    let load = line::load(&tx, point.id).await?;
    let now = tx.now();
    tx.commit().await?;
    // The newest call first; one that is called again is new again.
    rows.sort_by_key(|row| std::cmp::Reverse((row.called_at, row.number)));
    let called: Vec<_> = rows.iter().map(|row| (row.number, row.at_counter.unwrap_or(0))).collect();
    let say = |(number, counter): &(i64, i32)| {
        let args = [("number", number.to_string()), ("counter", counter.to_string())];
        ctx.ta("reception-hall-said", &args).into_owned()
    };
    let page = ctx.public_page(ctx.t("reception-hall-title"));
    html(&HallPage {
        page,
        point: place.name,
        said: called.first().map(say).unwrap_or_default(),
        called,
        next: waiting.iter().take(NEXT).map(|row| row.number).collect(),
        waiting: load.waiting,
        expected: load.expected(load.waiting),
        time: super::slots::clock(now),
        still: form.has("still"),
        here: ctx.url(&format!("/hall/{secret}")),
    })
}
