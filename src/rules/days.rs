//! The days off of a year, and those that the government declares for it (чл. 154, ал. 3 КТ).

use super::list::below;
use super::store::{self, law_value};
use super::value::{self, New};
use super::{WRITE, frame, sections};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, list_address, see};
use law::{Law, NonWorking, weekday_name};

/// The kinds of a declared day: the beginning of its rule's id.
const KINDS: [(&str, &str); 2] = [("off", "rules-day-off"), ("work", "rules-day-work")];

#[derive(Template)]
#[template(path = "rules/days.html")]
struct DaysPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    year: i16,
    before: Option<String>,
    after: Option<String>,
    days: Vec<(String, &'static str, String)>,
    working: u32,
    declared: Vec<Declared>,
    new: Option<String>,
}

struct Declared {
    day: String,
    kind: &'static str,
    act: String,
    reason: String,
    withdrawn: bool,
    withdraw: Option<String>,
}

/// The year that is asked for: this one unless another of the calendar is named.
pub fn year(law: &Law, form: &Form, today: Day) -> i16 {
    let (first, last) = law.calendar().years();
    let asked = form.get("year").parse().ok().filter(|year| (first..=last).contains(year));
    asked.unwrap_or(today.0.year())
}

/// The days off of a year but for plain weekends, and how many days are worked.
pub fn of_year(law: &Law, year: i16) -> (Vec<NonWorking>, u32) {
    let first = jiff::civil::date(year, 1, 1);
    let last = jiff::civil::date(year, 12, 31);
    (law.calendar().non_working(year), law.calendar().working_days_between(first, last))
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let year = year(&law, &form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = store::all(&tx).await?;
    tx.audit(Entry::list("law-value"));
    tx.commit().await?;
    let may = ctx.actor.may(WRITE);
    let (days, working) = of_year(&law, year);
    let of_year = |row: &&law_value::Model| kind(row).is_some() && row.valid_from.0.year() == year;
    let (first, last) = law.calendar().years();
    let other = |year: i16| {
        let text = year.to_string();
        list_address(&ctx.url("/law/days"), &[("year", &text)])
    };
    let title = ctx.ta("rules-days-title", &[("year", year.to_string())]);
    html(&DaysPage {
        page: frame(&ctx, title, &[]),
        sections: sections(&ctx),
        year,
        before: (year > first).then(|| other(year - 1)),
        after: (year < last).then(|| other(year + 1)),
        days: days.into_iter().map(|d| (Day(d.day).bg(), weekday_name(d.day), d.reason)).collect(),
        working,
        declared: own.iter().filter(of_year).map(|row| declared(&ctx, row, may)).collect(),
        new: may.then(|| ctx.url("/law/days/new")),
    })
}

fn kind(row: &law_value::Model) -> Option<&'static str> {
    let named = |(name, _): &&(&str, &str)| row.rule.starts_with(&format!("calendar.{name}."));
    KINDS.iter().find(named).map(|(_, key)| *key)
}

fn declared(ctx: &Ctx, row: &law_value::Model, may: bool) -> Declared {
    let withdrawn = row.withdrawn_on.is_some();
    Declared {
        day: row.valid_from.bg(),
        kind: kind(row).unwrap_or_default(),
        act: row.act.clone(),
        reason: row.reason.clone(),
        withdraw: (may && !withdrawn).then(|| ctx.url(&format!("/law/values/{}/withdraw", row.id))),
        withdrawn,
    }
}

#[derive(Template)]
#[template(path = "rules/day_form.html")]
struct DayForm {
    page: ui::Page,
    form: Form,
    kinds: Vec<ui::Choice>,
    action: String,
    cancel: String,
}

fn day_form(ctx: &Ctx, form: Form) -> DayForm {
    let mut page = below(ctx, ctx.t("rules-day-new"), None);
    page.errors = form.errors();
    let kinds = KINDS.map(|(kind, key)| {
        let checked = form.get("kind") == kind;
        ui::Choice::new(kind, ctx.t(key)).checked(checked)
    });
    let action = ctx.url("/law/days");
    DayForm { page, form, kinds: kinds.into(), cancel: action.clone(), action }
}

pub async fn new(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::list("law-value"));
    tx.commit().await?;
    html(&day_form(&ctx, Form::filled(ctx.lang, [("kind", "off")])))
}

pub async fn add(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let Some(new) = read(&mut form, &app) else {
        return again(&day_form(&ctx, form));
    };
    let path = format!("/law/days?year={}", new.from.0.year());
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let others = store::of_rule(&tx, &new.rule).await?;
    if others.iter().any(|row| row.withdrawn_on.is_none()) {
        tx.rollback().await;
        form.wrong("day", "rules-refused-declared");
        return again(&day_form(&ctx, form));
    }
    let id = store::add(&tx, &new).await?;
    value::note(&mut tx, "law-day-declared", id, &new).await?;
    tx.commit().await?;
    value::take(&app, &ctx).await?;
    Ok(see(&ctx, &path, Some("rules-saved")))
}

fn read(form: &mut Form, app: &App) -> Option<New> {
    let kind = form.required("kind", 10);
    if !kind.is_empty() && !KINDS.iter().any(|(name, _)| *name == kind) {
        form.wrong("kind", "form-choose");
    }
    let day = form.day("day");
    let act = form.required("act", 500);
    let reason = form.optional("reason", 500);
    let day = day?;
    let rule = format!("calendar.{kind}.{day}");
    let new = New { rule, value: day.to_string(), from: day, to: Some(day), act, reason };
    if form.ok() {
        value::check(form, app.laws.country(), &new);
    }
    form.ok().then_some(new)
}
