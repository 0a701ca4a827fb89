//! How long people waited: by point, by day, by hour. Each number opens the numbers behind it.

use super::overview::sections;
use super::store::queue::{self, Counted, Filter};
use super::ticket_pages::{filter, point_choices, query, shown};
use crate::app::App;
use crate::municipality::ServicePointId;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Problem, html};
use std::collections::BTreeMap;
use ui::Choice;

/// So many days are shown unless others are asked for.
const DAYS: i32 = 30;
const HOUR_MS: i64 = 3_600_000;

#[derive(Template)]
#[template(path = "reception/statistics.html")]
struct StatisticsPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    points: Vec<Choice>,
    total: Line,
    tables: Vec<(String, Vec<Line>)>,
}

/// A line: what it is of, and the figures.
pub struct Line {
    pub text: String,
    pub href: String,
    pub missed_href: String,
    pub tickets: i64,
    pub missed: i64,
    /// Mean waiting time in minutes; none while nobody was called.
    pub waited: Option<i64>,
}

/// Figures by point, by day and by hour.
#[derive(Default)]
pub struct Figures {
    pub all: Counted,
    pub points: BTreeMap<ServicePointId, Counted>,
    pub days: BTreeMap<Day, Counted>,
    pub hours: BTreeMap<i8, Counted>,
}

fn add(to: &mut Counted, more: &Counted) {
    to.tickets += more.tickets;
    to.called += more.called;
    to.waited_ms += more.waited_ms;
    to.missed += more.missed;
}

/// Puts the counted hours into points, days and hours of Sofia.
pub fn figures(counted: &[(ServicePointId, i64, Counted)], hour: Option<i8>) -> Figures {
    let mut figures = Figures::default();
    for (point, since, counted) in counted {
        let at = Instant(since * HOUR_MS);
        let of_day = at.local().hour();
        if hour.is_some_and(|hour| hour != of_day) {
            continue;
        }
        add(&mut figures.all, counted);
        add(figures.points.entry(*point).or_default(), counted);
        add(figures.days.entry(at.day()).or_default(), counted);
        add(figures.hours.entry(of_day).or_default(), counted);
    }
    figures
}

/// Mean waiting time in whole minutes.
pub fn mean(counted: &Counted) -> Option<i64> {
    (counted.called > 0).then(|| counted.waited_ms / counted.called / 60_000)
}

fn line(ctx: &Ctx, text: String, narrow: &Filter, counted: &Counted) -> Line {
    let list = ctx.url("/reception/tickets");
    let missed = Filter { state: super::ticket::State::of("missed"), ..narrow.clone() };
    Line {
        text,
        href: query(&list, narrow),
        missed_href: query(&list, &missed),
        tickets: counted.tickets,
        missed: counted.missed,
        waited: mean(counted),
    }
}

/// The days that are asked for; the last ones when none are.
pub fn asked(form: &mut Form, today: Day) -> Filter {
    let mut asked = filter(form);
    if asked.from.is_none() && asked.to.is_none() {
        (asked.from, asked.to) = (Some(today.plus(-DAYS)), Some(today));
    }
    asked
}

pub async fn page(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let asked = asked(&mut form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let counted = queue::counted(&tx, &asked).await?;
    let points = point_choices(&tx).await?;
    tx.audit(Entry::list("ticket-statistics"));
    tx.commit().await?;
    let figures = figures(&counted, asked.hour);
    let of_point = figures.points.iter().map(|(id, counted)| {
        let text = id.to_string();
        let name = points.iter().find(|one| one.value == text).map(|one| one.text.clone());
        let narrow = Filter { point: Some(*id), ..asked.clone() };
        line(&ctx, name.unwrap_or_default(), &narrow, counted)
    });
    let of_day = figures.days.iter().rev().map(|(day, counted)| {
        let narrow = Filter { from: Some(*day), to: Some(*day), ..asked.clone() };
        line(&ctx, day.bg(), &narrow, counted)
    });
    let of_hour = figures.hours.iter().map(|(hour, counted)| {
        let narrow = Filter { hour: Some(*hour), ..asked.clone() };
        line(&ctx, format!("{hour:02}:00–{hour:02}:59"), &narrow, counted)
    });
    let tables = vec![
        (ctx.t("reception-by-point").into_owned(), of_point.collect()),
        (ctx.t("reception-by-day").into_owned(), of_day.collect()),
        (ctx.t("reception-by-hour").into_owned(), of_hour.collect()),
    ];
    let total = line(&ctx, String::new(), &asked, &figures.all);
    let mut page = ctx.page(ctx.t("reception-statistics-title"));
    page.errors = form.errors();
    html(&StatisticsPage {
        page,
        sections: sections(&ctx),
        action: ctx.url("/reception/statistics"),
        form: shown(&ctx, &asked),
        total,
        tables,
        points,
    })
}
