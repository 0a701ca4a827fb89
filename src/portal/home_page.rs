//! The first page for anybody: what can be done here, where and when the office receives, what is new.

use super::book;
use super::frame::{self, COMPLAINT, HOME, now_words, off_lines, week};
use super::neighbours::{self, BOOKING, CHECK, DESK, FORMS, MY, QUESTION, STATUS, WISH};
use super::news;
use super::news_page::{self, Row};
use super::opening::{self, Off};
use crate::app::App;
use crate::municipality::{ServicePoint, Settings, service_points};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::types::Instant;
use kit::web::{Ctx, Problem, html};
use ui::Link;

/// News on the first page.
const NEWS: u64 = 3;

/// What can be done, with a sentence on it.
struct Way {
    href: String,
    title: String,
    text: String,
}

/// Where the office receives.
struct Desk {
    name: String,
    address: String,
    phone: String,
    now: String,
    week: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage {
    page: ui::Page,
    ways: Vec<Way>,
    needs: Vec<Link>,
    desks: Vec<Desk>,
    off: Vec<(String, String)>,
    phone: String,
    news: Vec<Row>,
    talk: Option<String>,
    complaint: String,
}

fn ways(ctx: &Ctx) -> Vec<Way> {
    let all = [
        (format!("{HOME}/services"), "portal-services", "portal-services-text"),
        (format!("{HOME}/guide"), "portal-guide", "portal-guide-text"),
        (CHECK.to_owned(), "portal-check", "portal-check-text"),
        (WISH.to_owned(), "portal-wish", "portal-wish-text"),
        (FORMS.to_owned(), "portal-forms", "portal-forms-text"),
        (STATUS.to_owned(), "portal-status", "portal-status-text"),
        (MY.to_owned(), "portal-my", "portal-my-text"),
        (BOOKING.to_owned(), "portal-booking", "portal-booking-text"),
        (QUESTION.to_owned(), "portal-question", "portal-question-text"),
    ];
    let way = |(path, title, text): (String, &str, &str)| Way {
        href: ctx.url(&path),
        title: ctx.t(title).into_owned(),
        text: ctx.t(text).into_owned(),
    };
    all.map(way).into()
}

fn desk(ctx: &Ctx, point: &ServicePoint, (off, at): (&Off, Instant)) -> Desk {
    let now = opening::now(&point.hours, off, at.local());
    Desk {
        name: point.name.clone(),
        address: point.address.clone(),
        phone: point.phone.clone(),
        now: now_words(ctx, now.as_ref(), at.day()),
        week: week(ctx, &point.hours),
    }
}

/// `GET /portal`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let points = service_points(&tx).await?;
    let fresh = news::shown(&tx, NEWS).await?;
    let is_desk_open = neighbours::is_desk_open(&tx, &app).await?;
    let now = tx.now();
    tx.rollback().await;
    let law = app.law(ctx.actor.municipality);
    let off = opening::days_off(law.calendar(), now.day());
    let open = points.iter().filter(|point| point.works(now.day()));
    let need = |one: &book::Need| {
        let href = ctx.url(&format!("{HOME}/services?need={}", one.code));
        Link::new(href, one.words(ctx.lang))
    };
    html(&HomePage {
        page: frame::page(&ctx, ctx.t("portal-title"), ""),
        ways: ways(&ctx),
        needs: book::needs().iter().map(need).collect(),
        desks: open.map(|point| desk(&ctx, point, (&off, now))).collect(),
        off: off_lines(&off),
        phone: Settings::of(&ctx.municipality).phone,
        news: fresh.iter().map(|one| news_page::row(&ctx, one, now.day())).collect(),
        talk: is_desk_open.then(|| ctx.url(DESK)),
        complaint: ctx.url(COMPLAINT),
    })
}
