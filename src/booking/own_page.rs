//! The hour behind a code: when it is, another time for it, and cancelling.

use super::frame::{HOME, OWN, clock, day_words};
use super::reserve::{self, digits, grouped};
use super::times_page::from_day;
use super::{remind, times};
use crate::app::App;
use crate::municipality::{self, ServicePoint};
use crate::reception::{self, Booked, When};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::{Choice, Field, Lang, Link};

/// So many other times are offered at once.
const OFFERED: usize = 30;
/// Times of so many days are offered at once.
const DAYS: i32 = 14;

#[derive(Template)]
#[template(path = "booking/enter.html")]
struct EnterPage {
    page: ui::Page,
    form: Form,
    action: String,
    book: String,
}

/// `GET /booked`.
pub async fn enter(ctx: Ctx) -> Result<Response, Problem> {
    html(&EnterPage {
        page: ctx.public_page(ctx.t("booking-enter-title")),
        action: ctx.url(OWN),
        book: ctx.url(HOME),
        form: Form::empty(ctx.lang),
    })
}

/// `POST /booked`: a code that was typed leads to its page, where guessing is counted.
pub async fn find(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let code = digits(form.get("code"));
    let code = if code.is_empty() { "0".to_owned() } else { code };
    let mut tx = app.db.read(&ctx.nobody()).await?;
    tx.audit(Entry::search("booking"));
    tx.commit().await?;
    Ok(see(&ctx, &format!("{OWN}/{code}"), None))
}

#[derive(Template)]
#[template(path = "booking/own.html")]
struct OwnPage {
    page: ui::Page,
    path: String,
    code: String,
    state: String,
    colour: &'static str,
    facts: Vec<(String, String)>,
    may_change: bool,
    by_mail: bool,
    book: String,
}

fn when_words(lang: Lang, at: Instant) -> String {
    format!("{}, {}", day_words(lang, at), clock(at))
}

fn is_open(one: &Booked, now: Instant) -> bool {
    one.state == "booked" && one.when.at > now
}

fn colour(state: &str) -> &'static str {
    match state {
        "booked" => "blue",
        "held" => "green",
        _ => "grey",
    }
}

async fn place_of(tx: &Tx, one: &Booked) -> Result<ServicePoint, StoreError> {
    municipality::service_point(tx, one.when.point).await
}

/// `GET /booked/{secret}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let one = reserve::behind(&tx, &code).await?;
    let place = place_of(&tx, &one).await?;
    let now = tx.now();
    tx.audit(Entry::read("booking", one.id.0));
    tx.commit().await?;
    let minutes = ctx.ta("booking-minutes-n", &[("minutes", one.when.minutes)]).into_owned();
    let facts = [
        ("booking-when", format!("{} ({minutes})", when_words(ctx.lang, one.when.at))),
        ("booking-place", format!("{}, {}", place.name, place.address)),
        ("booking-phone-of-point", place.phone),
    ];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    html(&OwnPage {
        page: ctx.public_page(ctx.t("booking-own-title")),
        path: ctx.url(&format!("{OWN}/{code}")),
        code: grouped(&code),
        state: ctx.t(&format!("booking-state-{}", one.state)).into_owned(),
        colour: colour(&one.state),
        facts: facts.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect(),
        may_change: is_open(&one, now),
        by_mail: !one.who.email.is_empty() && app.mail.is_some(),
        book: ctx.url(HOME),
    })
}

#[derive(Template)]
#[template(path = "booking/move.html")]
struct MovePage {
    page: ui::Page,
    action: String,
    back: String,
    version: i32,
    now: String,
    days: Vec<DayChoices>,
    later: String,
}

/// The free times of a day, as choices of one question that goes over all days.
struct DayChoices {
    id: String,
    field: Field,
    name: String,
    times: Vec<Choice>,
}

fn days(ctx: &Ctx, form: &Form, hours: &[When]) -> Vec<DayChoices> {
    let choice = |when: &When| {
        let value = when.at.0.to_string();
        let is_chosen = form.get("slot") == value;
        Choice::new(value, clock(when.at)).checked(is_chosen)
    };
    let day = |(n, group): (usize, &[When])| DayChoices {
        // The first day has the id to which the summary of mistakes leads, and shows the mistake.
        id: if n == 0 { String::new() } else { format!("day-{n}") },
        field: match form.field("slot") {
            field if n == 0 => field,
            field => Field { error: None, ..field },
        },
        name: group.first().map(|one| day_words(ctx.lang, one.at)).unwrap_or_default(),
        times: group.iter().map(choice).collect(),
    };
    let groups = hours.chunk_by(|one, other| one.at.day() == other.at.day());
    groups.enumerate().map(day).collect()
}

async fn other_hours(
    app: &App,
    tx: &Tx,
    (one, from): (&Booked, Day),
) -> Result<Vec<When>, StoreError> {
    let law = app.law(tx.municipality());
    let days = (from, from.plus(DAYS));
    let mut hours = times::hours((tx, &law), one.when.point, days, Some(one.id)).await?;
    hours.retain(|when| when.at != one.when.at);
    Ok(hours)
}

async fn draw(
    (app, ctx): (&App, &Ctx),
    tx: &Tx,
    (one, code, form): (&Booked, &str, Form),
) -> Result<MovePage, Problem> {
    if !is_open(one, tx.now()) {
        return Err(Problem::Impossible("booking-refused-ended"));
    }
    let from = from_day(&form, tx.today());
    let mut hours = other_hours(app, tx, (one, from)).await?;
    hours.truncate(OFFERED);
    let last = hours.last().map_or(from.plus(DAYS), |when| when.at.day());
    let path = ctx.url(&format!("{OWN}/{code}"));
    let mut page = ctx.public_page(ctx.t("booking-move-title"));
    page.errors = form.errors();
    page.back = Some(Link::new(path.clone(), ctx.t("booking-own-title")));
    Ok(MovePage {
        page,
        action: format!("{path}/move"),
        later: format!("{path}/move?from={}", last.plus(1)),
        back: path,
        version: form.version_or(one.version),
        now: when_words(ctx.lang, one.when.at),
        days: days(ctx, &form, &hours),
    })
}

/// `GET /booked/{secret}/move`.
pub async fn move_page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let one = reserve::behind(&tx, &code).await?;
    let page = draw((&app, &ctx), &tx, (&one, &code, form)).await?;
    tx.audit(Entry::read("booking", one.id.0));
    tx.commit().await?;
    html(&page)
}

/// The form again: the time is not free, or none was chosen.
async fn refused(
    (app, ctx): (&App, &Ctx),
    (code, mut form): (&str, Form),
) -> Result<Response, Problem> {
    form.wrong("slot", "booking-wrong-taken");
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let one = reserve::behind(&tx, code).await?;
    let page = draw((app, ctx), &tx, (&one, code, form)).await?;
    tx.audit(Entry::refused("booking"));
    tx.commit().await?;
    again(&page)
}

/// `POST /booked/{secret}/move`.
pub async fn change(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let one = reserve::behind(&tx, &code).await?;
    let at = form.get("slot").parse().ok().map(Instant);
    let day = at.map_or(tx.today(), Instant::day);
    let hours = other_hours(&app, &tx, (&one, day)).await?;
    let when = hours.into_iter().find(|when| Some(when.at) == at);
    if one.version != form.version_or(one.version) || !is_open(&one, tx.now()) {
        return Err(Problem::Impossible("booking-refused-ended"));
    }
    let Some(when) = when else {
        tx.rollback().await;
        return refused((&app, &ctx), (&code, form)).await;
    };
    // The place noted holds no code.
    tx.use_form(&form.key(), &ctx.url(OWN)).await?;
    match reception::change_time(&app, &mut tx, &one, when).await {
        Ok(()) => {}
        Err(StoreError::Duplicate(_)) => {
            tx.rollback().await;
            return refused((&app, &ctx), (&code, form)).await;
        }
        Err(other) => return Err(other.into()),
    }
    if one.who.email.is_empty() {
        remind::put(&tx, (one.id, one.sequence + 1)).await?;
    }
    tx.audit(Entry::write("booking-moved", one.id.0));
    tx.commit().await?;
    Ok(see(&ctx, &format!("{OWN}/{code}"), Some("booking-moved")))
}

/// `POST /booked/{secret}/cancel`.
pub async fn cancel(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let code = digits(&code);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let one = reserve::behind(&tx, &code).await?;
    if !is_open(&one, tx.now()) {
        return Err(Problem::Impossible("booking-refused-ended"));
    }
    tx.use_form(&form.key(), &ctx.url(OWN)).await?;
    let reason = ui::text::text(Lang::Bg, "booking-cancelled-by-citizen");
    reception::cancel(&app, &mut tx, (one.id, one.version), &reason).await?;
    tx.audit(Entry::write("booking-cancelled", one.id.0));
    tx.commit().await?;
    Ok(see(&ctx, &format!("{OWN}/{code}"), Some("booking-cancelled")))
}
