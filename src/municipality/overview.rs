//! The office at a glance: numbers that open the list behind them, and what needs a hand.

use super::frame::sections;
use super::{ADMIN, order, point};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::jobs;
use kit::web::{Ctx, Problem, html};

#[derive(Template)]
#[template(path = "municipality/overview.html")]
struct OverviewPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    tiles: Vec<Tile>,
    order: Option<String>,
    order_href: String,
    unpaid: Vec<ui::Link>,
}

struct Tile {
    href: String,
    number: usize,
    text: String,
    state: &'static str,
}

pub async fn overview(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let today = app.today();
    let administers = ctx.actor.may(ADMIN);
    let mut tx = app.db.read(&ctx.actor).await?;
    let points = point::service_points(&tx).await?;
    let order = order::order_in_force(&tx, today).await?;
    let accounts = access::accounts(&tx, today).await?;
    let failed = if administers { jobs::failed(&tx).await?.len() } else { 0 };
    tx.audit(Entry::list("office"));
    tx.commit().await?;
    let open = accounts.iter().filter(|account| account.disabled_at.is_none());
    let (ready, invited): (Vec<_>, Vec<_>) = open.partition(|account| account.has_second_factor);
    let unpaid = points.iter().filter(|point| point.funding_ended(today));
    let unpaid: Vec<ui::Link> = unpaid
        .map(|point| ui::Link::new(ctx.url(&format!("/office/points/{}", point.id)), &*point.name))
        .collect();
    let tile = |path: &str, number: usize, key: &str, state: &'static str| Tile {
        href: ctx.url(path),
        number,
        text: ctx.t(key).into_owned(),
        state,
    };
    let working = points.iter().filter(|point| point.works(today)).count();
    let signing = order.as_ref().map_or(0, |order| order.members.len());
    let mut tiles = vec![
        tile("/office/points", working, "office-tile-points", ""),
        tile(
            "/office/order",
            signing,
            "office-tile-signing",
            if signing == 0 { "late" } else { "" },
        ),
        tile("/office/accounts", ready.len(), "office-tile-accounts", ""),
        tile("/office/accounts?state=invited", invited.len(), "office-tile-invited", ""),
    ];
    if administers {
        let state = if failed > 0 { "late" } else { "done" };
        tiles.push(tile("/office/jobs", failed, "office-tile-jobs", state));
    }
    html(&OverviewPage {
        page: ctx.page(ctx.t("nav-office")),
        sections: sections(&ctx),
        tiles,
        order: order.map(|order| {
            let args = [("number", &order.number), ("day", &order.day.bg())];
            ctx.ta("office-order-title", &args).into_owned()
        }),
        order_href: ctx.url("/office/order"),
        unpaid,
    })
}
