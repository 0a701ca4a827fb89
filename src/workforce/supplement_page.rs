//! Supplementary agreements on the screen: the list, a new one, one with its months.

use super::appointment::Payer;
use super::course::{CURRENCIES, Lasts, time, typed_hours};
use super::employee_form::{BACK as PEOPLE, deed};
use super::employee_page::lasting;
use super::frame::{self, HOME, Projects, TEXT, YES_NO, source_of};
use super::load::{self, Employee, Known, Supplement};
use super::supplement::{self, NewSupplement, months, open_sheet, rate_of, sheets_of};
use super::table::{self, Cell, Line, List, Part, Thing};
use super::{EmployeeId, SupplementId, WRITE, sheet_page};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use law::{Currency, Money};
use ui::Link;

const COLUMNS: [&str; 6] = ["number", "employee", "task", "source", "from", "until"];
const BACK: (&str, &str) = ("/supplements", "workforce-supplements");

async fn lines(app: &App, ctx: &Ctx, what: audit::Entry) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::supplements(&tx).await?;
    let (known, projects) = (Known::read(&tx).await?, Projects::read(&tx).await?);
    tx.audit(what);
    tx.commit().await?;
    let line = |one: &Supplement| {
        let (word, colour) = lasting(ctx, (one.revoked_at.is_some(), one.span()), app.today());
        Line {
            href: ctx.url(&format!("{HOME}/supplements/{}", one.id)),
            cells: vec![
                Cell::new(one.number.clone()),
                Cell::new(known.name(one.employee_id)),
                Cell::new(one.task.clone()),
                Cell::new(projects.words(ctx.lang, &one.source, one.project_id)),
                Cell::day(Some(one.from_on)),
                Cell::day(Some(one.until_on)),
            ],
            word,
            colour,
        }
    };
    Ok(all.iter().rev().map(line).collect())
}

/// `GET /workforce/supplements`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = lines(&app, &ctx, audit::Entry::list("supplement")).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("workforce-supplements-lead").into_owned();
    list.file = "/supplements.csv".to_owned();
    table::shown(&ctx, form, list)
}

/// `GET /workforce/supplements.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "supplement", "list");
    let lines = lines(&app, &ctx, what).await?;
    table::csv(&ctx, &form, (&COLUMNS, "supplements"), lines)
}

fn new_shown(
    ctx: &Ctx,
    form: &Form,
    (one, projects): (&Employee, &Projects),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("workforce-supplement-new", "/supplement", "ui-save")
        .line(both, "number", "workforce-column-number")
        .day(both, "signed", ("workforce-signed-on", String::new()))
        .area(both, "task", ("workforce-column-task", ""))
        .day(both, "from", ("workforce-column-from", String::new()))
        .day(both, "until", ("workforce-last-day", String::new()))
        .line(both, "rate", "workforce-rate")
        .one(both, "currency", ("workforce-currency", &CURRENCIES), |code| {
            format!("workforce-currency-{code}")
        })
        .line(both, "hours", "workforce-month-hours")
        .one(both, "outside", ("workforce-outside", &YES_NO), |code| format!("workforce-{code}"))
        .choice(
            both,
            "source",
            (ctx.t("workforce-column-source").into_owned(), projects.choices(ctx)),
        );
    let title = format!("{}: {}", ctx.t("workforce-supplement-new"), one.name);
    let home = format!("{HOME}/employees/{}", one.id);
    act.shown(ctx, Around { page: frame::page(ctx, title, PEOPLE), home, version: 0 }, form)
}

/// `GET /workforce/employees/{id}/supplement`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::employee(&tx, id).await?;
    let projects = Projects::read(&tx).await?;
    tx.audit(audit::Entry::read("employee", id.0));
    tx.commit().await?;
    let mut values = day_values("signed", Some(app.today()));
    values.extend(day_values("from", Some(app.today())));
    values.push(("currency".to_owned(), CURRENCIES[0].to_owned()));
    values.push(("outside".to_owned(), YES_NO[0].to_owned()));
    new_shown(&ctx, &Form::filled(ctx.lang, values), (&one, &projects))
}

fn typed(form: &mut Form, employee: EmployeeId, projects: &Projects) -> Option<NewSupplement> {
    let number = form.required("number", 60);
    let signed = form.day("signed");
    let task = form.required("task", TEXT);
    let (from, until) = (form.day("from"), form.day("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        form.wrong("until", "workforce-wrong-span");
    }
    let rate = form.required("rate", 20);
    let currency = match chosen(form, "currency", &CURRENCIES).as_str() {
        "BGN" => Currency::Bgn,
        _ => Currency::Eur,
    };
    let rate = Money::parse(&rate, currency).ok().filter(|rate| rate.cents > 0);
    if rate.is_none() {
        form.wrong("rate", "workforce-wrong-rate");
    }
    let hours = form.required("hours", 10);
    let month_minutes = typed_hours(&hours).filter(|minutes| (1..=31 * 24 * 60).contains(minutes));
    if month_minutes.is_none() {
        form.wrong("hours", "workforce-wrong-number");
    }
    let is_outside = chosen(form, "outside", &YES_NO) == "yes";
    let (source, project) = source_of(form, projects)?;
    let (rate, month_minutes) = (rate?, month_minutes?);
    let span = (from?, until?);
    let signed = (number, signed.filter(|_| form.ok())?);
    let payer = Payer { source, project };
    Some(NewSupplement { employee, signed, task, span, rate, month_minutes, is_outside, payer })
}

/// `POST /workforce/employees/{id}/supplement`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EmployeeId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let projects = Projects::read(&tx).await?;
    let Some(new) = typed(&mut form, id, &projects) else {
        let one = load::employee(&tx, id).await?;
        tx.rollback().await;
        return new_shown(&ctx, &form, (&one, &projects));
    };
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/employees/{id}"))).await?;
    let made = supplement::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/supplements/{made}"), Some("workforce-done")))
}

/// `GET /workforce/supplements/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupplementId>,
) -> Result<Response, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::supplement(&tx, id).await?;
    let (known, projects) = (Known::read(&tx).await?, Projects::read(&tx).await?);
    let sheets = sheets_of(&tx, id).await?;
    tx.audit(audit::Entry::read("supplement", id.0));
    tx.commit().await?;
    let name = known.name(one.employee_id);
    let title = format!("{} {}", ctx.t("workforce-supplement"), one.number);
    let mut thing = Thing::new(frame::page(&ctx, title, BACK), name);
    thing.number.clone_from(&one.number);
    (thing.state, thing.colour) = lasting(&ctx, (one.revoked_at.is_some(), one.span()), today);
    let outside = if one.is_outside { "workforce-yes" } else { "workforce-no" };
    thing.say(&ctx, "workforce-signed-on", one.signed_on.bg());
    thing.say(&ctx, "workforce-column-task", one.task.clone());
    thing.say(&ctx, "workforce-column-from", one.from_on.bg());
    thing.say(&ctx, "workforce-column-until", one.until_on.bg());
    thing.say(&ctx, "workforce-rate", rate_of(&one).written());
    thing.say(&ctx, "workforce-month-hours", time(one.month_minutes));
    thing.say(&ctx, "workforce-outside", ctx.t(outside));
    let payer = projects.words(ctx.lang, &one.source, one.project_id);
    thing.say(&ctx, "workforce-column-source", payer);
    thing.say(&ctx, "workforce-revoked-why", one.revoked_why.clone());
    let lines = sheets.iter().map(|sheet| sheet_page::line(&ctx, &known, sheet));
    thing.parts.push(Part::new(&ctx, "workforce-sheets", &sheet_page::COLUMNS, lines.collect()));
    if one.revoked_at.is_none() {
        for month in months(&one, today).into_iter().rev() {
            if open_sheet(&sheets, month).is_none() {
                let path = format!("{HOME}/supplements/{id}/month?month={month}");
                let words = [("month", frame::month_words(month))];
                if ctx.actor.may(WRITE) {
                    let text = ctx.ta("workforce-month-write", &words);
                    thing.actions.push(Link::new(ctx.url(&path), text));
                }
            }
        }
        let revoke = deed(&ctx, format!("{HOME}/supplements/{id}/revoke"), "workforce-revoke");
        thing.actions.extend(revoke);
    }
    let person = ctx.url(&format!("{HOME}/employees/{}", one.employee_id));
    thing.links.push(Link::new(person, ctx.t("workforce-to-employee")));
    thing.shown()
}

fn revoke_shown(ctx: &Ctx, form: &Form, one: &Supplement) -> Result<Response, Problem> {
    let act = Act::new("workforce-revoke", "/revoke", "workforce-revoke")
        .grave()
        .lead(ctx.t("workforce-revoke-lead"))
        .area((ctx, form), "why", ("workforce-revoked-why", ""));
    let title = format!("{}: {}", ctx.t("workforce-revoke"), one.number);
    let around = Around {
        page: frame::page(ctx, title, BACK),
        home: format!("{HOME}/supplements/{}", one.id),
        version: form.version_or(one.version),
    };
    act.shown(ctx, around, form)
}

/// `GET /workforce/supplements/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupplementId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::supplement(&tx, id).await?;
    tx.audit(audit::Entry::read("supplement", id.0));
    tx.commit().await?;
    revoke_shown(&ctx, &Form::empty(ctx.lang), &one)
}

/// `POST /workforce/supplements/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupplementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = load::supplement(&tx, id).await?;
    if !form.ok() {
        tx.rollback().await;
        return revoke_shown(&ctx, &form, &one);
    }
    one.version = form.version_or(one.version);
    let home = format!("{HOME}/supplements/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    supplement::revoke(&mut tx, &one, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}

/// The day on which a month begins or the agreement does.
#[must_use]
pub fn first_of(one: &Supplement, month: law::Month) -> Day {
    Day(month.first_day()).max(one.from_on)
}
