//! A report as the office sees it: visits, what does not fit, who confirmed it; confirming on paper,
//! approving, giving back with a reason.

use super::frame::{self, contract, month_words};
use super::place::Place;
use super::report::{self, By, CONFIRMS, Confirmed};
use super::rows::{self, fault_words};
use super::week::time;
use super::{CLOSE, ReportId, WRITE};
use crate::app::App;
use crate::delivery;
use crate::delivery::hours;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, html, list_address, see};
use ui::{Event, Head, Link};

struct Row {
    day: String,
    time: String,
    hours: String,
    items: String,
    tags: Vec<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "homecare/report.html")]
struct ReportPage {
    page: ui::Page,
    name: String,
    state: String,
    colour: &'static str,
    note: String,
    pairs: Vec<(String, String)>,
    warnings: Vec<String>,
    returned: String,
    heads: Vec<Head>,
    rows: Vec<Row>,
    events: Vec<Event>,
    approve: String,
    actions: Vec<Link>,
    version: i32,
}

/// Colour of a state.
#[must_use]
pub fn colour(state: &str) -> &'static str {
    match state {
        "sent" => "yellow",
        "approved" => "green",
        "returned" => "orange",
        _ => "grey",
    }
}

/// The place of a report below the municipality.
pub fn path(id: ReportId, rest: &str) -> String {
    format!("/homecare/report/{id}{rest}")
}

async fn place_of(app: &App, tx: &Tx, id: ReportId) -> Result<Place, Problem> {
    let law = app.law(tx.municipality());
    let row = report::one(tx, id).await?.row;
    let month = law::Month::parse(&row.month).map_err(Problem::internal)?;
    Ok(Place::read(tx, &law, (row.placement_id, row.assistant_id), month).await?)
}

async fn behind(app: &App, ctx: &Ctx, id: ReportId) -> Result<Place, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let place = place_of(app, &tx, id).await?;
    tx.audit(Entry::read("homecare-report", id.0).about(Some(place.line.of.person.0)));
    tx.commit().await?;
    Ok(place)
}

fn framed(ctx: &Ctx, place: &Place, title: &str) -> ui::Page {
    let home = ctx.url(&contract(place.line.of.placement, ""));
    frame::page(ctx, ctx.t(title), vec![Link::new(home, place.line.name.clone())])
}

fn visit_rows(ctx: &Ctx, place: &Place) -> Vec<Row> {
    let faults = place.faults(place.visits());
    let mut last = None;
    let row = |visit: &super::week::Visit| {
        let is_first = last.replace(visit.day) != Some(visit.day);
        let found = faults.get(&visit.day).into_iter().flatten().filter(|_| is_first);
        let tag = |fault: &super::week::Fault| {
            (fault_words(ctx, *fault), if fault.stops() { "red" } else { "orange" })
        };
        let items: Vec<_> =
            visit.items.iter().map(|item| ctx.t(&format!("homecare-item-{item}"))).collect();
        Row {
            day: delivery::day_short(ctx.lang, visit.day),
            time: format!("{}–{}", time(visit.from), time(visit.until)),
            hours: hours(visit.minutes()),
            items: items.join(", "),
            tags: found.map(tag).collect(),
        }
    };
    place.visits().iter().map(row).collect()
}

/// Who confirmed a report, in words.
fn confirmed_words(ctx: &Ctx, place: &Place) -> String {
    let confirmed = place.report.as_ref().and_then(|report| report.content.confirmed.as_ref());
    let Some(one) = confirmed else { return ctx.t("homecare-not-confirmed").into_owned() };
    let args = [
        ("who", ctx.t(&format!("homecare-confirmed-{}", one.who)).into_owned()),
        ("name", one.name.clone()),
        ("how", ctx.t(&format!("homecare-how-{}", one.how)).into_owned()),
        ("on", one.on.bg()),
    ];
    ctx.ta("homecare-confirmed", &args).into_owned()
}

fn warnings(ctx: &Ctx, place: &Place) -> Vec<String> {
    let mut all = Vec::new();
    let faults = place.faults(place.visits());
    if faults.values().flatten().any(|fault| fault.stops()) {
        all.push(ctx.t("homecare-stops").into_owned());
    }
    let over = place.over_month(place.visits());
    if over > 0 {
        all.push(ctx.ta("homecare-over-month", &[("hours", hours(over))]).into_owned());
    }
    all
}

fn actions(ctx: &Ctx, place: &Place) -> (String, Vec<Link>) {
    let Some(report) = &place.report else { return Default::default() };
    let link = |rest: &str, key: &str| Link::new(ctx.url(&path(report.row.id, rest)), ctx.t(key));
    let (mut list, mut approve) = (Vec::new(), String::new());
    if ctx.actor.may(WRITE) && place.is_open() {
        let sheet = list_address(
            &ctx.url(&contract(place.line.of.placement, "/sheet")),
            &[
                ("assistant", &place.assistant.row.id.to_string()),
                ("month", &place.month.to_string()),
            ],
        );
        list.push(Link::new(sheet, ctx.t("homecare-sheet-edit")));
        if !place.visits().is_empty() {
            list.push(link("/confirm", "homecare-confirm"));
        }
    }
    if ctx.actor.may(CLOSE) && !place.is_closed {
        if report.row.state == "sent" {
            approve = ctx.url(&path(report.row.id, "/approve"));
        }
        if matches!(report.row.state.as_str(), "sent" | "approved") {
            list.push(link("/return", "homecare-return"));
        }
    }
    (approve, list)
}

/// `GET /homecare/report/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let place = place_of(&app, &tx, id).await?;
    let steps = report::steps(&tx, id).await?;
    tx.audit(Entry::read("homecare-report", id.0).about(Some(place.line.of.person.0)));
    tx.commit().await?;
    let report = place.report.as_ref().ok_or(Problem::NotFound)?;
    let state = report.row.state.as_str();
    let last = steps.first().filter(|(row, _)| row.kind == "returned");
    let returned = last.map(|(_, note)| ctx.ta("homecare-returned-why", &[("why", note)]));
    let event = |(row, note): &(super::store::homecare_step::Model, String)| Event {
        title: ctx.t(&format!("homecare-step-{}", row.kind)).into_owned(),
        by: format!("{} ({})", row.account_name, ctx.t(&format!("homecare-via-{}", row.via))),
        when: row.at.bg(),
        text: note.clone(),
        ..Event::default()
    };
    let (approve, actions) = actions(&ctx, &place);
    let pair = |key: &str, text: String| (ctx.t(key).into_owned(), text);
    let mut page = framed(&ctx, &place, "homecare-report");
    page.alarms = Vec::new();
    let head = |name: &str| Head::new(ctx.t(&format!("homecare-column-{name}")));
    html(&ReportPage {
        page,
        name: place.line.name.clone(),
        state: ctx.t(&format!("homecare-state-{state}")).into_owned(),
        colour: colour(state),
        note: month_words(ctx.lang, place.month),
        pairs: vec![
            pair("homecare-assistant", place.assistant.facts.name.clone()),
            pair("homecare-service", place.line.service.name.clone()),
            pair("homecare-sums", rows::sums_words(&ctx, &place, place.visits())),
            pair("homecare-confirmation", confirmed_words(&ctx, &place)),
        ],
        warnings: warnings(&ctx, &place),
        returned: returned.map(std::borrow::Cow::into_owned).unwrap_or_default(),
        heads: ["day", "time", "hours", "items", "why"].map(head).into(),
        rows: visit_rows(&ctx, &place),
        events: steps.iter().map(event).collect(),
        approve,
        actions,
        version: report.row.version,
    })
}

fn shown(
    ctx: &Ctx,
    (place, id): (&Place, ReportId),
    act: Act,
    form: &Form,
) -> Result<Response, Problem> {
    let page = framed(ctx, place, act.title());
    let version = place.report.as_ref().map_or(0, |report| report.row.version);
    act.shown(ctx, Around { page, home: path(id, ""), version }, form)
}

fn confirm_act(ctx: &Ctx, place: &Place, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("homecare-confirm", "/confirm", "homecare-confirm-button")
        .lead(ctx.t("homecare-confirm-lead"))
        .facts(vec![(
            ctx.t("homecare-sums").into_owned(),
            rows::sums_words(ctx, place, place.visits()),
        )])
        .one(boxes, "who", ("homecare-confirm-who", &CONFIRMS), |code| {
            format!("homecare-confirmed-{code}")
        })
        .line(boxes, "name", "homecare-confirm-name")
        .day(boxes, "on", ("homecare-confirm-on", String::new()))
}

/// Who confirmed, as it was typed.
pub fn confirmed(form: &mut Form, (how, today): (&str, Day)) -> Option<Confirmed> {
    let who = chosen(form, "who", &CONFIRMS);
    let name = form.required("name", 200);
    let on = if how == "mark" { Some(today) } else { form.day("on") };
    if on.is_some_and(|on| on > today) {
        form.wrong("on", "homecare-day-future");
    }
    let on = on.filter(|_| form.ok())?;
    Some(Confirmed { who, name, how: how.to_owned(), on })
}

/// `GET /homecare/report/{id}/confirm`.
pub async fn confirm_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
) -> Result<Response, Problem> {
    let place = behind(&app, &ctx, id).await?;
    if !place.is_open() {
        return Err(Problem::Impossible("homecare-refused-state"));
    }
    let mut values = day_values("on", Some(app.today()));
    values.push(("who".to_owned(), CONFIRMS[0].to_owned()));
    values.push(("name".to_owned(), place.line.name.clone()));
    let form = Form::filled(ctx.lang, values);
    shown(&ctx, (&place, id), confirm_act(&ctx, &place, &form), &form)
}

/// `POST /homecare/report/{id}/confirm`: the signed paper is in the office.
pub async fn confirm(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let place = behind(&app, &ctx, id).await?;
    let Some(confirmed) = confirmed(&mut form, ("paper", app.today())) else {
        return shown(&ctx, (&place, id), confirm_act(&ctx, &place, &form), &form);
    };
    let name = ctx.actor.name.to_string();
    let by = By { name: &name, via: "office" };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let fresh = place_of(&app, &tx, id).await?;
    let version = form.version();
    report::send(&mut tx, &fresh, (confirmed, version), by).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("homecare-sent")))
}

/// `POST /homecare/report/{id}/approve`.
pub async fn approve(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
    form: Form,
) -> Result<Response, Problem> {
    let name = ctx.actor.name.to_string();
    let by = By { name: &name, via: "office" };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let place = place_of(&app, &tx, id).await?;
    report::approve(&mut tx, &place, form.version(), by).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("homecare-approved")))
}

fn return_act(ctx: &Ctx, form: &Form) -> Act {
    Act::new("homecare-return", "/return", "homecare-return-button")
        .lead(ctx.t("homecare-return-lead"))
        .area((ctx, form), "reason", ("homecare-return-reason", ""))
}

/// `GET /homecare/report/{id}/return`.
pub async fn return_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
) -> Result<Response, Problem> {
    let place = behind(&app, &ctx, id).await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    shown(&ctx, (&place, id), return_act(&ctx, &form), &form)
}

/// `POST /homecare/report/{id}/return`.
pub async fn give_back(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ReportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let reason = form.required("reason", 2_000);
    if !form.ok() {
        let place = behind(&app, &ctx, id).await?;
        return shown(&ctx, (&place, id), return_act(&ctx, &form), &form);
    }
    let name = ctx.actor.name.to_string();
    let by = By { name: &name, via: "office" };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let place = place_of(&app, &tx, id).await?;
    report::give_back(&mut tx, &place, (&reason, form.version()), by).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("homecare-given-back")))
}
