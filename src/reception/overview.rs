//! The reception of today: each point with its queue and its booked hours.

use super::store::booked::{self, Shown};
use super::store::{queue, setting};
use super::ticket::State;
use super::{ADMIN, line};
use crate::app::App;
use crate::municipality::{self, ServicePointId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Problem, html, list_address};
use ui::Link;

#[derive(Template)]
#[template(path = "reception/overview.html")]
struct OverviewPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    points: Vec<Point>,
    admin: bool,
}

struct Point {
    name: String,
    queue: String,
    calendar: String,
    settings: String,
    is_set_up: bool,
    waiting: (i64, String),
    called: (i64, String),
    done: (i64, String),
    booked: usize,
    expected: Option<(i64, i64)>,
}

/// A page of the reception with its way back.
pub fn frame(ctx: &Ctx, title: impl Into<String>, trail: &[(String, String)]) -> ui::Page {
    let mut page = ctx.page(title);
    let first = Link::new(ctx.url("/reception"), ctx.t("reception-title"));
    let between = trail.iter().map(|(path, text)| Link::new(ctx.url(path), text.clone()));
    let here = Link::new("", page.title.clone());
    page.breadcrumbs = std::iter::once(first).chain(between).chain([here]).collect();
    page
}

/// The sections beside each other.
pub fn sections(ctx: &Ctx) -> Vec<ui::NavItem> {
    let here = ctx.path.split('?').next().unwrap_or_default();
    let all = [
        ("/reception", "reception-section-today", true),
        ("/reception/tickets", "reception-section-tickets", true),
        ("/reception/statistics", "reception-section-statistics", true),
        ("/reception/subjects", "reception-section-subjects", ctx.actor.may(ADMIN)),
    ];
    let shown = all.into_iter().filter(|(_, _, may)| *may);
    let item = |(path, key, _): (&str, &str, bool)| {
        let href = ctx.url(path);
        let current = here == href;
        ui::NavItem::new(href, ctx.t(key)).current(current)
    };
    shown.map(item).collect()
}

pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let today = tx.today();
    let places = municipality::service_points(&tx).await?;
    let known: Vec<_> = setting::points(&tx).await?.into_iter().map(|row| row.id).collect();
    let counts = queue::counts(&tx, today).await?;
    let shown = Shown { point: None, account: None, from: today, to: today };
    let booked = booked::between(&tx, shown).await?;
    let mut points = Vec::new();
    for place in places.into_iter().filter(|place| place.works(today)) {
        let is_set_up = known.contains(&place.id);
        // A municipality has a handful of points.
        let load = if is_set_up { line::load(&tx, place.id).await? } else { line::Load::default() };
        let of_state = |state: State| {
            let own = counts.iter().find(|(id, code, _)| *id == place.id && code == state.code());
            (own.map_or(0, |(_, _, count)| *count), tickets(&ctx, (place.id, today), state))
        };
        let path = |rest: &str| ctx.url(&format!("/reception/points/{}{rest}", place.id));
        points.push(Point {
            queue: path(""),
            calendar: path("/calendar"),
            settings: path("/settings"),
            is_set_up,
            waiting: of_state(State::Waiting),
            called: of_state(State::Called),
            done: of_state(State::Done),
            booked: booked
                .iter()
                .filter(|row| row.service_point_id == place.id && row.state != "cancelled")
                .count(),
            expected: load.expected(load.waiting),
            name: place.name,
        });
    }
    tx.audit(Entry::list("ticket"));
    tx.commit().await?;
    html(&OverviewPage {
        page: ctx.page(ctx.t("reception-title")),
        sections: sections(&ctx),
        points,
        admin: ctx.actor.may(ADMIN),
    })
}

/// The list of a point's numbers of today in a state.
fn tickets(ctx: &Ctx, (point, today): (ServicePointId, Day), state: State) -> String {
    let today = today.to_string();
    let point = point.to_string();
    let list =
        [("point", point.as_str()), ("from", &today), ("to", &today), ("state", state.code())];
    list_address(&ctx.url("/reception/tickets"), &list)
}
