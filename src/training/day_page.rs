//! A day of a seminar: its code for the room, who was there by the list, the list to be signed.

use super::attend::{self, There};
use super::frame::{self, HOME, Press};
use super::load::{self, Seminar};
use super::paper;
use super::store::{training_attendance, training_day, training_invited};
use super::table::{Cell, Line, Part};
use super::{TrainingDayId, WRITE};
use crate::app::App;
use crate::workforce::{EmployeeId, EmployeeName};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use ui::Choice;

const CAME: [&str; 4] = ["employee", "hours", "how", "entered"];
const BACK: (&str, &str) = ("", "training-seminars");

/// A day with those who may be there.
struct Behind {
    seminar: Seminar,
    day: training_day::Model,
    people: Vec<(training_invited::Model, EmployeeName)>,
    came: Vec<training_attendance::Model>,
}

impl Behind {
    fn waiting(&self) -> Vec<&EmployeeName> {
        let people = self.people.iter().map(|(_, one)| one);
        people.filter(|one| self.came.iter().all(|row| row.employee_id != one.id)).collect()
    }
}

async fn behind(tx: &Tx, id: TrainingDayId) -> Result<Behind, Problem> {
    let day = load::day(tx, id).await?;
    let seminar = load::seminar(tx, day.seminar_id).await?;
    let people = attend::participants(tx, &seminar).await?;
    let mut came = load::attendance(tx, &[day.seminar_id]).await?;
    came.retain(|row| row.day_id == id);
    Ok(Behind { seminar, day, people, came })
}

#[derive(Template)]
#[template(path = "training/day.html")]
struct DayPage {
    page: ui::Page,
    name: String,
    number: String,
    facts: Vec<(String, String)>,
    code: String,
    refusal: String,
    form: Form,
    action: String,
    print: String,
    waiting: Vec<Choice>,
    part: Part,
    seminar: String,
}

fn draw(ctx: &Ctx, form: Form, (behind, today): (&Behind, Day)) -> DayPage {
    let (day, one) = (&behind.day, &behind.seminar);
    let may = ctx.actor.may(WRITE);
    let refusal = attend::refusal(one, (day, today));
    let line = |row: &training_attendance::Model| {
        let known = behind.people.iter().find(|(_, one)| one.id == row.employee_id);
        let name = known.map(|(_, one)| one.name.clone()).unwrap_or_default();
        let path = ctx.url(&format!("{HOME}/attendance/{}", row.id));
        Line {
            href: if may && one.is_open() { path } else { String::new() },
            cells: vec![
                Cell::new(name),
                Cell::number(row.hours),
                Cell::new(ctx.t(&format!("training-how-{}", row.how))),
                Cell::new(format!("{}, {}", row.entered_at.bg(), row.account_name)),
            ],
            ..Line::default()
        }
    };
    let choice = |one: &EmployeeName| {
        let id = one.id.to_string();
        let is_there = form.has_value("came", &id);
        Choice::new(id, one.name.clone()).checked(is_there)
    };
    let waiting = behind.waiting().into_iter().map(choice).collect();
    let facts = [
        ("training-begins", day.begins.clone()),
        ("training-column-hours", day.hours.to_string()),
        ("training-place", one.content.place.clone()),
        ("training-themes", day.themes.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let lines = behind.came.iter().map(line).collect();
    let home = ctx.url(&format!("{HOME}/days/{}", day.id));
    let title = format!("{}: {}", one.row.title, day.day.bg());
    let mut page = frame::page(ctx, title, BACK);
    page.errors = form.errors();
    DayPage {
        page,
        name: one.row.title.clone(),
        number: day.day.bg(),
        facts: facts.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        code: if may && one.is_open() { day.code.clone() } else { String::new() },
        refusal: refusal.map(|key| ctx.t(key).into_owned()).unwrap_or_default(),
        waiting: if may && refusal.is_none() { waiting } else { Vec::new() },
        print: if may { format!("{home}/sheet") } else { String::new() },
        action: home,
        part: Part::new(ctx, "training-attendance", &CAME, lines),
        seminar: ctx.url(&format!("{HOME}/seminars/{}", one.row.id)),
        form,
    }
}

/// `GET /training/days/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TrainingDayId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    tx.audit(audit::Entry::read("training-day", id.0));
    tx.commit().await?;
    let all = behind.waiting().into_iter().map(|one| ("came", one.id.to_string()));
    let form = Form::filled(ctx.lang, all);
    html(&draw(&ctx, form, (&behind, app.today())))
}

/// `POST /training/days/{id}`: who was there, by the list.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TrainingDayId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    let most = behind.day.hours;
    let hours: Option<i32> = form.parsed_optional("hours", "training-wrong-number");
    let hours = hours.unwrap_or(most);
    if !(1..=most).contains(&hours) {
        form.wrong("hours", "training-wrong-day-hours");
    }
    let came: Vec<EmployeeId> =
        form.all("came").into_iter().filter_map(|id| id.parse().ok()).collect();
    if came.is_empty() {
        form.wrong("came", "form-choose");
    }
    if !form.ok() {
        tx.audit(audit::Entry::read("training-day", id.0));
        tx.commit().await?;
        return again(&draw(&ctx, form, (&behind, app.today())));
    }
    let home = format!("{HOME}/days/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let there: Vec<There> = came.into_iter().map(|employee| There { employee, hours }).collect();
    attend::note(&mut tx, (&behind.seminar, &behind.day), (&there, attend::HOWS[0])).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}

/// `POST /training/days/{id}/sheet`: the list to be signed, numbered.
pub async fn sheet(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TrainingDayId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    if behind.seminar.row.revoked_at.is_some() {
        return Err(Problem::Impossible("training-refused-revoked"));
    }
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/days/{id}"))).await?;
    let made = paper::list(&mut tx, &press, (&behind.seminar, &behind.day)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/issued/{made}"), None))
}
