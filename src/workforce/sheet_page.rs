//! Time sheets on the screen: the list, a month written day by day on a phone, print and signing.

use super::count::{Fault, Typed};
use super::course::{time, typed_time};
use super::employee_form::deed;
use super::employee_list::paper_href;
use super::frame::{self, HOME, month_of, month_words};
use super::load::{self, Known, Supplement, TimeSheet};
use super::supplement::{self, faults, open_sheet, sheets_of};
use super::supplement_page::first_of;
use super::table::{self, Cell, Line, List, Part, Thing};
use super::{SupplementId, TimeSheetId};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, choices, html, see};
use law::Month;
use std::collections::BTreeMap;
use ui::{Field, Link};

/// Columns of time sheets.
pub const COLUMNS: [&str; 4] = ["month", "employee", "total", "signed"];
/// The list of time sheets.
pub const BACK: (&str, &str) = ("/timesheets", "workforce-sheets");
const STATES: [&str; 4] = ["draft", "printed", "signed", "revoked"];
/// The longest account of a day.
const WORK: usize = 300;

fn state_of(one: &TimeSheet) -> (&'static str, &'static str) {
    match (one.revoked_at, one.signed_on, one.paper_id) {
        (Some(_), ..) => ("revoked", "grey"),
        (_, Some(_), _) => ("signed", "green"),
        (.., Some(_)) => ("printed", "yellow"),
        _ => ("draft", "blue"),
    }
}

/// A time sheet as a line of a list.
#[must_use]
pub fn line(ctx: &Ctx, known: &Known, one: &TimeSheet) -> Line {
    let (word, colour) = state_of(one);
    let month = Month::parse(&one.month).map(month_words).unwrap_or_default();
    Line {
        href: ctx.url(&format!("{HOME}/timesheets/{}", one.id)),
        cells: vec![
            Cell::new(month),
            Cell::new(known.name(one.employee_id)),
            Cell::new(time(one.minutes)),
            Cell::day(one.signed_on),
        ],
        word: ctx.t(&format!("workforce-sheet-{word}")).into_owned(),
        colour,
    }
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (all, known) = (load::sheets(&tx).await?, Known::read(&tx).await?);
    tx.audit(what);
    tx.commit().await?;
    let asked = form.get("state");
    let all = all.iter().filter(|one| asked.is_empty() || state_of(one).0 == asked);
    Ok(all.map(|one| line(ctx, &known, one)).collect())
}

/// `GET /workforce/timesheets?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = lines(&app, &ctx, (&form, audit::Entry::list("time-sheet"))).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("workforce-sheets-lead").into_owned();
    list.states =
        choices(&ctx, &STATES, form.get("state"), |code| format!("workforce-sheet-{code}"));
    list.file = "/timesheets.csv".to_owned();
    list.empty = "workforce-empty-sheets";
    table::shown(&ctx, form, list)
}

/// `GET /workforce/timesheets.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "time-sheet", "list");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "timesheets"), lines)
}

struct DayRow {
    day: String,
    is_off: bool,
    begin: Field,
    end: Field,
    work: Field,
}

#[derive(Template)]
#[template(path = "workforce/sheet.html")]
struct SheetPage {
    page: ui::Page,
    lead: String,
    action: String,
    cancel: String,
    month: String,
    version: i32,
    rows: Vec<DayRow>,
}

fn days(one: &Supplement, month: Month) -> Vec<Day> {
    let last = Day(month.last_day()).min(one.until_on);
    let mut day = first_of(one, month);
    let mut all = Vec::new();
    while day <= last {
        all.push(day);
        day = day.plus(1);
    }
    all
}

fn box_name(what: &str, day: Day) -> String {
    format!("{what}-{}", day.0.day())
}

fn draw(
    (app, ctx, form): (&App, &Ctx, &Form),
    (one, known, month): (&Supplement, &Known, Month),
    version: i32,
) -> SheetPage {
    let law = app.law(ctx.actor.municipality);
    let name = known.name(one.employee_id);
    let mut page = frame::page(ctx, format!("{name}: {}", month_words(month)), BACK);
    page.errors = form.errors();
    let row = |day: Day| DayRow {
        day: day.bg(),
        is_off: !law.is_working(day.0),
        begin: form.field(&box_name("begin", day)),
        end: form.field(&box_name("end", day)),
        work: form.field(&box_name("work", day)),
    };
    let args = [("number", one.number.clone()), ("hours", time(one.month_minutes))];
    SheetPage {
        page,
        lead: ctx.ta("workforce-sheet-lead", &args).into_owned(),
        action: ctx.url(&format!("{HOME}/supplements/{}/month", one.id)),
        cancel: ctx.url(&format!("{HOME}/supplements/{}", one.id)),
        month: month.to_string(),
        version: form.version_or(version),
        rows: days(one, month).into_iter().map(row).collect(),
    }
}

/// `GET /workforce/supplements/{id}/month?month=`.
pub async fn month_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupplementId>,
    form: Form,
) -> Result<Response, Problem> {
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::supplement(&tx, id).await?;
    let known = Known::read(&tx).await?;
    let sheets = sheets_of(&tx, id).await?;
    let there = open_sheet(&sheets, month);
    let lines = match there {
        Some(sheet) => load::lines_of(&tx, sheet.id).await?,
        None => Vec::new(),
    };
    tx.audit(audit::Entry::read("supplement", id.0));
    tx.commit().await?;
    let values = lines.iter().flat_map(|line| {
        [
            (box_name("begin", line.day), time(line.begin_minute)),
            (box_name("end", line.day), time(line.end_minute)),
            (box_name("work", line.day), line.work.clone()),
        ]
    });
    let filled = Form::filled(ctx.lang, values);
    let version = there.map_or(0, |sheet| sheet.version);
    html(&draw((&app, &ctx, &filled), (&one, &known, month), version))
}

/// The lines that were typed, with the day of each; a box that cannot be read is noted.
fn typed(form: &mut Form, one: &Supplement, month: Month) -> Vec<Typed> {
    let mut all = Vec::new();
    for day in days(one, month) {
        let names = ["begin", "end", "work"].map(|what| box_name(what, day));
        let [begin, end] = [0, 1].map(|at| form.optional(&names[at], 10));
        let work = form.optional(&names[2], WORK);
        if begin.is_empty() && end.is_empty() && work.is_empty() {
            continue;
        }
        let times = (typed_time(&begin), typed_time(&end));
        if times.0.is_none() {
            form.wrong(&names[0], "workforce-wrong-time");
        }
        if times.1.is_none() {
            form.wrong(&names[1], "workforce-wrong-time");
        }
        if work.is_empty() {
            form.wrong(&names[2], "form-required");
        }
        if let (Some(begin), Some(end)) = times {
            all.push(Typed { day, begin, end, work });
        }
    }
    all
}

fn note(form: &mut Form, lines: &[Typed], found: &BTreeMap<usize, Fault>) {
    for (at, fault) in found {
        if let Some(line) = lines.get(*at) {
            form.wrong(&box_name("begin", line.day), fault.key());
        }
    }
}

/// `POST /workforce/supplements/{id}/month`.
pub async fn month_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupplementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = load::supplement(&tx, id).await?;
    let lines = typed(&mut form, &one, month);
    let found = faults(&tx, &law, (&one, month, &lines)).await?;
    note(&mut form, &lines, &found);
    if !form.ok() {
        let known = Known::read(&tx).await?;
        tx.rollback().await;
        return again(&draw((&app, &ctx, &form), (&one, &known, month), form.version()));
    }
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/supplements/{id}"))).await?;
    let made = supplement::write(&mut tx, &law, (&one, month, &lines, form.version())).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/timesheets/{made}"), Some("workforce-done")))
}

/// `GET /workforce/timesheets/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TimeSheetId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let sheet = load::sheet(&tx, id).await?;
    let one = load::supplement(&tx, sheet.supplement_id).await?;
    let (known, lines) = (Known::read(&tx).await?, load::lines_of(&tx, id).await?);
    tx.audit(audit::Entry::read("time-sheet", id.0));
    tx.commit().await?;
    let name = known.name(sheet.employee_id);
    let title = format!("{}: {name}", ctx.t("workforce-sheet"));
    let mut thing = Thing::new(frame::page(&ctx, title, BACK), name);
    let (word, colour) = state_of(&sheet);
    thing.state = ctx.t(&format!("workforce-sheet-{word}")).into_owned();
    thing.colour = colour;
    thing.number = Month::parse(&sheet.month).map(month_words).unwrap_or_default();
    thing.pdf = paper_href(&ctx, sheet.paper_id);
    thing.say(&ctx, "workforce-supplement", one.number.clone());
    thing.say(&ctx, "workforce-column-total", time(sheet.minutes));
    thing.say(&ctx, "workforce-month-hours", time(one.month_minutes));
    thing.say(&ctx, "workforce-column-signed", sheet.signed_on.map(Day::bg).unwrap_or_default());
    thing.say(&ctx, "workforce-signed-by", sheet.signed_by.clone());
    thing.say(&ctx, "workforce-revoked-why", sheet.revoked_why.clone());
    let rows = lines.iter().map(|line| Line {
        cells: vec![
            Cell::day(Some(line.day)),
            Cell::new(format!("{}–{}", time(line.begin_minute), time(line.end_minute))),
            Cell::new(time(line.end_minute - line.begin_minute)),
            Cell::new(line.work.clone()),
        ],
        ..Line::default()
    });
    let columns = ["day", "time", "hours", "work"];
    thing.parts.push(Part::new(&ctx, "workforce-paper-days", &columns, rows.collect()));
    let at = |rest: &str, key: &str| deed(&ctx, format!("{HOME}/timesheets/{id}{rest}"), key);
    let path = format!("{HOME}/supplements/{}/month?month={}", one.id, sheet.month);
    let all = match word {
        "draft" => {
            vec![deed(&ctx, path, "workforce-sheet-edit"), at("/print", "workforce-sheet-print")]
        }
        "printed" => {
            vec![deed(&ctx, path, "workforce-sheet-edit"), at("/sign", "workforce-sheet-sign")]
        }
        _ => Vec::new(),
    };
    thing.actions = all.into_iter().flatten().collect();
    if word != "revoked" {
        thing.actions.extend(at("/revoke", "workforce-revoke"));
    }
    let agreement = ctx.url(&format!("{HOME}/supplements/{}", one.id));
    thing.links.push(Link::new(agreement, ctx.t("workforce-to-supplement")));
    thing.shown()
}
