//! The page of the points of settlements: where each is, by which source, and changing one.

use super::WRITE;
use super::distance::{self, SettlementPoint};
use super::site::{degrees, written_degrees};
use crate::app::App;
use crate::municipality::{Settlement, settlements, settlements_of};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, Tx};
use kit::web::{Ctx, Form, Problem, again, html, see};
use std::collections::HashMap;
use ui::{Choice, Head};

/// Where the page is.
const HOME: &str = "/services/points";

struct Row {
    name: String,
    place: String,
    source: String,
}

#[derive(Template)]
#[template(path = "services/points.html")]
struct PointsPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    settlements: Vec<Choice>,
    may_change: bool,
}

/// Points with the names of their settlements, and the settlements of the municipality.
struct Read {
    points: Vec<SettlementPoint>,
    names: HashMap<String, Settlement>,
    own: Vec<(String, String)>,
}

async fn read(ctx: &Ctx, tx: &Tx) -> Result<Read, Problem> {
    let points = distance::points(tx).await?;
    let codes: Vec<&str> = points.iter().map(|point| point.ekatte.as_str()).collect();
    let names = settlements(tx, &codes).await?;
    let own = settlements_of(tx, &ctx.municipality.code).await?;
    Ok(Read { points, names, own })
}

fn draw(ctx: &Ctx, read: &Read, form: Form) -> PointsPage {
    let mut page = super::frame::frame(ctx, ctx.t("services-points"), &[]);
    page.errors = form.errors();
    let row = |point: &SettlementPoint| Row {
        name: read.names.get(&point.ekatte).map(Settlement::full_label).unwrap_or_default(),
        place: format!(
            "{}, {}",
            written_degrees(point.latitude_e6),
            written_degrees(point.longitude_e6)
        ),
        source: point.source.clone(),
    };
    let choice = |(code, name): &(String, String)| {
        Choice::new(code.clone(), name.clone()).checked(form.get("ekatte") == code)
    };
    PointsPage {
        page,
        action: ctx.url(HOME),
        back: ctx.url("/services"),
        heads: ["services-settlement", "services-point", "services-source"]
            .map(|key| Head::new(ctx.t(key)))
            .to_vec(),
        rows: read.points.iter().map(row).collect(),
        settlements: read.own.iter().map(choice).collect(),
        may_change: ctx.actor.may(WRITE),
        form,
    }
}

/// `GET /services/points`.
pub async fn show(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let read = read(&ctx, &tx).await?;
    tx.audit(Entry::list("settlement-point"));
    let form = ctx.draft(&tx, Form::empty(ctx.lang)).await?;
    tx.commit().await?;
    html(&draw(&ctx, &read, form))
}

/// `POST /services/points`: where a settlement is.
pub async fn save(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let there = read(&ctx, &tx).await?;
    tx.rollback().await;
    let ekatte = form.required("ekatte", 10);
    let known = there.own.iter().find(|(code, _)| *code == ekatte);
    if known.is_none() && !ekatte.is_empty() {
        form.wrong("ekatte", "form-choose");
    }
    let mut degree = |name: &str, most: i32| {
        let typed = form.required(name, 20);
        let found = degrees(&typed, most);
        if found.is_none() && !typed.is_empty() {
            form.wrong(name, "services-degrees-wrong");
        }
        found
    };
    let point = (degree("latitude", 90), degree("longitude", 180));
    let source = form.required("source", 300);
    let (Some((_, name)), (Some(north), Some(east)), true) = (known, point, form.ok()) else {
        return again(&draw(&ctx, &there, form));
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    ctx.sent(&tx, &form).await?;
    distance::put_point(&tx, &ekatte, ((north, east), &source)).await?;
    let place = format!("{}, {}", written_degrees(north), written_degrees(east));
    let data = vec![("name", name.clone()), ("place", place)];
    tx.event(Event { kind: "settlement-point", data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, HOME, Some("services-saved")))
}
