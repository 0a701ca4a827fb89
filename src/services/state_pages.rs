//! The page on which it is said whether a service works: open, paused, seasonal, closed.

use super::ServiceId;
use super::facts::{self, Whole};
use super::page::stands;
use super::standing::{self, Entry as Stand, NewStanding, Standing};
use super::typed::one_of;
use super::words;
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Event;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};

#[derive(Template)]
#[template(path = "services/state.html")]
struct StatePage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    states: Vec<ui::Choice>,
    history: Vec<Row>,
}

struct Row {
    day: String,
    state: String,
    colour: &'static str,
    text: String,
    by: String,
}

fn row(ctx: &Ctx, one: &Stand) -> Row {
    let standing = Standing {
        state: one.state.clone(),
        is_open: false,
        since: None,
        until: one.last_day,
        reason: one.reason.clone(),
        season: (one.season_from.clone(), one.season_until.clone()),
    };
    Row {
        day: one.first_day.bg(),
        state: words::say(ctx.lang, &words::STATES, &one.state),
        colour: words::state_colour(&one.state),
        text: stands(ctx, &standing),
        by: one.account_name.clone(),
    }
}

fn draw(ctx: &Ctx, whole: &Whole, history: &[Stand], form: Form) -> StatePage {
    let path = format!("/services/{}", whole.id);
    let title = ctx.ta("services-state-title", &[("name", &whole.facts.name)]);
    let trail = [(path.clone(), whole.facts.name.clone())];
    let mut page = super::frame::frame(ctx, title, &trail);
    page.errors = form.errors();
    let states = words::choices(ctx.lang, &words::STATES).into_iter().map(|choice| {
        let hint = ctx.t(&format!("services-is-{}-hint", choice.value));
        choice.hint(hint)
    });
    StatePage {
        page,
        action: ctx.url(&format!("{path}/state")),
        back: ctx.url(&path),
        states: states.collect(),
        history: history.iter().map(|one| row(ctx, one)).collect(),
        form,
    }
}

async fn read(app: &App, ctx: &Ctx, id: ServiceId) -> Result<(Whole, Vec<Stand>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    let history = standing::histories(&tx, &[id]).await?.remove(&id).unwrap_or_default();
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    Ok((whole, history))
}

/// `GET /services/{id}/state`.
pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let (whole, history) = read(&app, &ctx, id).await?;
    let mut values = vec![("state".to_owned(), whole.state.clone())];
    values.extend(day_values("first", Some(app.today())));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    html(&draw(&ctx, &whole, &history, form))
}

/// A day of each year as typed: `15.06`. As month and day: `06-15`.
fn month_day(form: &mut Form, name: &str) -> String {
    let typed = form.required(name, 10);
    let parts = typed.trim_end_matches('.').split_once(['.', '/', '-']);
    let read = parts.and_then(|(day, month)| {
        let (day, month): (i8, i8) = (day.trim().parse().ok()?, month.trim().parse().ok()?);
        // A leap year has all days.
        jiff::civil::Date::new(2024, month, day).ok()
    });
    match read {
        Some(date) => format!("{:02}-{:02}", date.month(), date.day()),
        None if typed.is_empty() => String::new(),
        None => {
            form.wrong(name, "services-month-day-wrong");
            String::new()
        }
    }
}

/// What is typed of how a service stands.
pub fn typed(form: &mut Form) -> NewStanding {
    let state = one_of(form, "state", &words::STATES);
    let first_day = form.day("first");
    let last_day = if state == "paused" { form.day_optional("last") } else { None };
    if first_day.zip(last_day).is_some_and(|(first, last)| last < first) {
        form.wrong("last", "services-last-before-first");
    }
    let season = match state.as_str() {
        "seasonal" => (month_day(form, "season-from"), month_day(form, "season-until")),
        _ => Default::default(),
    };
    // Somebody who is turned away is told why.
    let reason = match state.as_str() {
        "paused" | "closed" => form.required("reason", 500),
        _ => form.optional("reason", 500),
    };
    NewStanding { state, first_day, last_day, season, reason }
}

/// The event that tells of a state.
pub fn event_of(state: &str) -> &'static str {
    match state {
        "paused" => "service-paused",
        "seasonal" => "service-seasonal",
        "closed" => "service-closed",
        _ => "service-reopened",
    }
}

/// `POST /services/{id}/state`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = typed(&mut form);
    if !form.ok() {
        let (whole, history) = read(&app, &ctx, id).await?;
        return again(&draw(&ctx, &whole, &history, form));
    }
    let path = format!("/services/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let whole = facts::whole(&tx, id).await?;
    standing::set_standing(&tx, id, &new).await?;
    let kind = event_of(&new.state);
    let day = new.first_day.map(Day::bg).unwrap_or_default();
    let data = vec![("name", whole.facts.name), ("day", day)];
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}
