//! Which service points anybody may book, on the screen of who sets them.

use super::frame::HOME;
use super::point::{self, Point};
use crate::app::App;
use crate::municipality::ServicePointId;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::{Choice, Link};

/// The list, below the municipality.
const LIST: &str = "/booking/points";
/// Days ahead and hours per contact that may be set.
const AHEAD: std::ops::RangeInclusive<i32> = 1..=90;
const MOST: std::ops::RangeInclusive<i32> = 1..=10;

/// A service point in the list.
struct Row {
    href: String,
    name: String,
    ahead: i32,
    most: i32,
    is_open: bool,
    calendar: String,
}

#[derive(Template)]
#[template(path = "booking/settings.html")]
struct ListPage {
    page: ui::Page,
    rows: Vec<Row>,
    public: String,
}

/// `GET /booking/points`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = point::points(&tx).await?;
    tx.audit(Entry::list("booking-point"));
    tx.commit().await?;
    let row = |one: Point| Row {
        href: ctx.url(&format!("{LIST}/{}", one.place.id)),
        calendar: ctx.url(&format!("/reception/points/{}/calendar", one.place.id)),
        name: one.place.name,
        ahead: one.days_ahead,
        most: one.most_per_contact,
        is_open: one.is_open,
    };
    html(&ListPage {
        page: ctx.page(ctx.t("booking-settings")),
        rows: all.into_iter().map(row).collect(),
        public: ctx.url(HOME),
    })
}

#[derive(Template)]
#[template(path = "booking/point.html")]
struct PointPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    version: i32,
    open: Vec<Choice>,
}

async fn known(tx: &Tx, id: ServicePointId) -> Result<Point, Problem> {
    let all = point::points(tx).await?;
    all.into_iter().find(|one| one.place.id == id).ok_or(Problem::NotFound)
}

fn draw(ctx: &Ctx, one: &Point, form: Form) -> PointPage {
    let mut page = ctx.page(one.place.name.clone());
    page.back = Some(Link::new(ctx.url(LIST), ctx.t("booking-settings")));
    page.errors = form.errors();
    let open = Choice::new("yes", ctx.t("booking-open"));
    PointPage {
        page,
        action: ctx.url(&format!("{LIST}/{}", one.place.id)),
        back: ctx.url(LIST),
        version: form.version(),
        open: vec![open.checked(form.has_value("open", "yes"))],
        form,
    }
}

/// `GET /booking/points/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = known(&tx, id).await?;
    tx.audit(Entry::read("booking-point", id.0));
    tx.commit().await?;
    let values = [
        ("open", if one.is_open { "yes" } else { "" }.to_owned()),
        ("ahead", one.days_ahead.to_string()),
        ("most", one.most_per_contact.to_string()),
        ("_version", one.version.to_string()),
    ];
    html(&draw(&ctx, &one, Form::filled(ctx.lang, values)))
}

/// A whole number within bounds.
fn within(form: &mut Form, name: &str, bounds: &std::ops::RangeInclusive<i32>) -> i32 {
    let value: i32 = form.parsed(name, "booking-wrong-number").unwrap_or_default();
    if form.field(name).error.is_none() && !bounds.contains(&value) {
        form.wrong(name, "booking-wrong-number");
    }
    value
}

/// `POST /booking/points/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let days_ahead = within(&mut form, "ahead", &AHEAD);
    let most_per_contact = within(&mut form, "most", &MOST);
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = known(&tx, id).await?;
    if !form.ok() {
        tx.audit(Entry::refused("booking-point"));
        tx.commit().await?;
        return again(&draw(&ctx, &one, form));
    }
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    let is_open = form.has_value("open", "yes");
    let version = form.version();
    point::set(&tx, &Point { is_open, days_ahead, most_per_contact, version, ..one }).await?;
    tx.audit(Entry::write("booking-point-set", id.0));
    tx.commit().await?;
    Ok(see(&ctx, LIST, Some("booking-saved")))
}
