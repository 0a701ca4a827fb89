//! Where an hour can be booked, and when: for anybody, without a name.

use super::frame::{HOME, OWN, clock, day_words};
use super::{point, times};
use crate::app::App;
use crate::municipality::ServicePointId;
use crate::reception::When;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html};
use ui::Link;

/// So many days are on a page.
const SHOWN_DAYS: i32 = 7;

/// A service point in the list.
struct Place {
    link: Link,
    address: String,
    phone: String,
    next: String,
}

#[derive(Template)]
#[template(path = "booking/points.html")]
struct PointsPage {
    page: ui::Page,
    places: Vec<Place>,
    own: String,
}

/// `GET /book`.
pub async fn points(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let law = app.law(ctx.actor.municipality);
    let today = tx.today();
    let mut places = Vec::new();
    // The open points of a municipality are few, and each is asked for its next free hour.
    for one in point::points(&tx).await?.into_iter().filter(|one| one.is_open) {
        let days = (today, today.plus(one.days_ahead));
        let hours = times::hours((&tx, &law), one.place.id, days, None).await?;
        let next = hours
            .first()
            .map(|when| format!("{}, {}", day_words(ctx.lang, when.at), clock(when.at)));
        places.push(Place {
            link: Link::new(ctx.url(&format!("{HOME}/points/{}", one.place.id)), one.place.name),
            address: one.place.address,
            phone: one.place.phone,
            next: next.unwrap_or_default(),
        });
    }
    tx.rollback().await;
    html(&PointsPage { page: ctx.public_page(ctx.t("booking-title")), places, own: ctx.url(OWN) })
}

/// A day with its free times.
pub struct DayTimes {
    /// The day in words.
    pub name: String,
    /// Address and time.
    pub times: Vec<Link>,
}

/// Hours by day, each as a link made of it.
pub fn by_day(ctx: &Ctx, hours: &[When], href: impl Fn(&When) -> String) -> Vec<DayTimes> {
    let days = hours.chunk_by(|one, other| one.at.day() == other.at.day());
    let day = |group: &[When]| DayTimes {
        name: group.first().map(|one| day_words(ctx.lang, one.at)).unwrap_or_default(),
        times: group.iter().map(|one| Link::new(href(one), clock(one.at))).collect(),
    };
    days.map(day).collect()
}

/// The day from which a page shows times: today, unless another is asked for.
pub fn from_day(form: &Form, today: Day) -> Day {
    form.get("from").parse().unwrap_or(today).max(today)
}

#[derive(Template)]
#[template(path = "booking/times.html")]
struct TimesPage {
    page: ui::Page,
    place: String,
    phone: String,
    days: Vec<DayTimes>,
    before: Option<String>,
    after: Option<String>,
    all: String,
}

/// `GET /book/points/{id}`.
pub async fn times(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let law = app.law(ctx.actor.municipality);
    let today = tx.today();
    let point = point::open_point(&tx, id).await?;
    let last = today.plus(point.days_ahead);
    let from = from_day(&form, today).min(last);
    let to = from.plus(SHOWN_DAYS - 1);
    let hours = times::hours((&tx, &law), id, (from, to), None).await?;
    tx.rollback().await;
    let here = ctx.url(&format!("{HOME}/points/{id}"));
    let other = |day: Day| format!("{here}?from={day}");
    let href = |one: &When| format!("{here}/new?slot={}", one.at.0);
    let title = ctx.ta("booking-times-title", &[("point", &point.place.name)]).into_owned();
    let mut page = ctx.public_page(title);
    page.back = Some(Link::new(ctx.url(HOME), ctx.t("booking-title")));
    html(&TimesPage {
        page,
        place: point.place.address,
        phone: point.place.phone,
        days: by_day(&ctx, &hours, href),
        before: (from > today).then(|| other(from.plus(-SHOWN_DAYS).max(today))),
        after: (to < last).then(|| other(to.plus(1))),
        all: ctx.url(HOME),
    })
}
