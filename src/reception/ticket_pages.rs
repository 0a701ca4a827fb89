//! One number with its history, and the list of numbers behind every figure.

use super::overview::{frame, sections};
use super::store::queue::{self, Filter};
use super::store::setting;
use super::ticket::State;
use super::{SubjectId, TicketId};
use crate::app::App;
use crate::municipality::{self, ServicePointId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Paging, Problem, html, list_address, paged};
use std::collections::HashMap;
use ui::{Choice, Pages};

#[derive(Template)]
#[template(path = "reception/tickets.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    points: Vec<Choice>,
    states: Vec<Choice>,
    hours: Vec<Choice>,
    rows: Vec<Row>,
    pages: Pages,
    statistics: String,
}

struct Row {
    href: String,
    number: i64,
    taken: String,
    point: String,
    subject: String,
    state: String,
    colour: &'static str,
    waited: Option<i64>,
    served: Option<i64>,
}

/// Reads the filter of a list or of figures. Days are read as three boxes or as one text.
pub fn filter(form: &mut Form) -> Filter {
    let mut day = |name: &str| match form.get(name).parse::<Day>() {
        Ok(day) => Some(day),
        Err(_) => form.day_optional(name),
    };
    let (from, to) = (day("from"), day("to"));
    Filter {
        point: form.get("point").parse().ok(),
        from,
        to,
        hour: form.get("hour").parse().ok(),
        state: State::of(form.get("state")),
    }
}

/// A filter as a query.
pub fn query(path: &str, filter: &Filter) -> String {
    let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let point = filter.point.map(|id| id.to_string()).unwrap_or_default();
    let hour = filter.hour.map(|hour| hour.to_string()).unwrap_or_default();
    let (from, to) = (text(filter.from), text(filter.to));
    let state = filter.state.map(State::code).unwrap_or_default();
    let pairs = [
        ("point", point.as_str()),
        ("from", &from),
        ("to", &to),
        ("hour", &hour),
        ("state", state),
    ];
    list_address(path, &pairs)
}

/// The form of a filter whose days came as one text each.
pub fn shown(ctx: &Ctx, filter: &Filter) -> Form {
    let mut values = kit::web::day_values("from", filter.from);
    values.extend(kit::web::day_values("to", filter.to));
    let mut put = |name: &str, value: String| values.push((name.to_owned(), value));
    put("point", filter.point.map(|id| id.to_string()).unwrap_or_default());
    put("hour", filter.hour.map(|hour| hour.to_string()).unwrap_or_default());
    put("state", filter.state.map(State::code).unwrap_or_default().to_owned());
    Form::filled(ctx.lang, values)
}

/// Names of points, as choices.
pub async fn point_choices(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let points = municipality::service_points(tx).await?;
    Ok(points.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect())
}

fn colour(state: &str) -> &'static str {
    match state {
        "waiting" => "blue",
        "called" => "green",
        "missed" => "orange",
        _ => "grey",
    }
}

fn minutes(from: kit::types::Instant, to: Option<kit::types::Instant>) -> Option<i64> {
    to.map(|to| (to.0 - from.0) / 60_000)
}

pub async fn list(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut asked = filter(&mut form);
    if asked.from.is_none() && asked.to.is_none() {
        (asked.from, asked.to) = (Some(app.today()), Some(app.today()));
    }
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = match asked.hour {
        None => queue::list(&tx, &asked, ((number - 1) * PAGE_ROWS, PAGE_ROWS + 1)).await?,
        // An hour is one of Sofia: the numbers of its days are looked through.
        Some(hour) => {
            let all = queue::list(&tx, &asked, (0, 20_000)).await?.into_iter();
            let of_hour = all.filter(|row| row.taken_at.local().hour() == hour);
            let skip = usize::try_from((number - 1) * PAGE_ROWS).unwrap_or(usize::MAX);
            of_hour.skip(skip).take(PAGE_ROWS as usize + 1).collect()
        }
    };
    let points = point_choices(&tx).await?;
    let subjects: HashMap<SubjectId, String> =
        setting::subjects(&tx).await?.into_iter().map(|one| (one.id, one.name)).collect();
    tx.audit(Entry::list("ticket"));
    tx.commit().await?;
    let base = query(&ctx.url("/reception/tickets"), &asked);
    let (found, paging) = paged(found, number, base);
    let name = |id: ServicePointId| {
        let id = id.to_string();
        points.iter().find(|one| one.value == id).map(|one| one.text.clone()).unwrap_or_default()
    };
    let rows = found.into_iter().map(|row| Row {
        href: ctx.url(&format!("/reception/tickets/{}", row.id)),
        number: row.number,
        taken: row.taken_at.bg(),
        point: name(row.service_point_id),
        subject: subjects.get(&row.subject_id).cloned().unwrap_or_default(),
        state: ctx.t(&format!("reception-state-{}", row.state)).into_owned(),
        colour: colour(&row.state),
        waited: minutes(row.taken_at, row.first_called_at),
        served: row.called_at.and_then(|at| minutes(at, row.ended_at)),
    });
    let state = |code: &str| Choice::new(code, ctx.t(&format!("reception-state-{code}")));
    let mut page = ctx.page(ctx.t("reception-tickets-title"));
    page.errors = form.errors();
    html(&ListPage {
        page,
        sections: sections(&ctx),
        action: ctx.url("/reception/tickets"),
        rows: rows.collect(),
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        statistics: query(&ctx.url("/reception/statistics"), &asked),
        states: ["waiting", "called", "done", "missed"].map(state).into(),
        hours: (7..20)
            .map(|h| Choice::new(h.to_string(), format!("{h:02}:00–{h:02}:59")))
            .collect(),
        form: shown(&ctx, &asked),
        points,
    })
}

#[derive(Template)]
#[template(path = "reception/ticket.html")]
struct TicketPage {
    page: ui::Page,
    number: i64,
    point: String,
    subject: String,
    taken: String,
    state: String,
    colour: &'static str,
    priority: String,
    reason: String,
    moves: Vec<ui::Event>,
    back: String,
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TicketId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = queue::one(&tx, id).await?;
    let reason = queue::reason(&tx, &row)?;
    let history = queue::history(&tx, id).await?;
    let place = municipality::service_point(&tx, row.service_point_id).await?;
    let subjects = setting::subjects(&tx).await?;
    let staff: HashMap<AccountId, String> = access::accounts(&tx, tx.today())
        .await?
        .into_iter()
        .map(|one| (one.id, one.name))
        .collect();
    tx.audit(Entry::read("ticket", id.0));
    tx.commit().await?;
    let moves = history.into_iter().rev().map(|one| ui::Event {
        title: move_words(&ctx, &one.kind, one.counter),
        by: one.account_id.and_then(|id| staff.get(&id).cloned()).unwrap_or_default(),
        when: one.at.bg(),
        ..ui::Event::default()
    });
    let number = row.number;
    let priority = Some(row.priority.as_str()).filter(|code| !code.is_empty());
    let counter = form.get("counter").parse().unwrap_or(1);
    let subject = subjects.into_iter().find(|one| one.id == row.subject_id);
    html(&TicketPage {
        page: frame(&ctx, ctx.ta("reception-number-title", &[("number", number)]), &[]),
        number,
        point: place.name,
        subject: subject.map(|one| one.name).unwrap_or_default(),
        taken: row.taken_at.bg(),
        state: ctx.t(&format!("reception-state-{}", row.state)).into_owned(),
        colour: colour(&row.state),
        priority: priority
            .map(|code| ctx.t(&format!("reception-priority-{code}")).into_owned())
            .unwrap_or_default(),
        reason,
        moves: moves.collect(),
        back: ctx.url(&format!("/reception/points/{}?counter={counter}", row.service_point_id)),
    })
}

fn move_words(ctx: &Ctx, kind: &str, counter: Option<i32>) -> String {
    let what = ctx.t(&format!("reception-move-{kind}"));
    match counter {
        Some(counter) => {
            format!("{what}, {}", ctx.ta("reception-at-counter", &[("counter", counter)]))
        }
        None => what.into_owned(),
    }
}
