//! What happened and what follows: events entered here, and the terms that other capabilities count.

use super::content::Told;
use super::frame::{self, HOME, LINE, TEXT, place, year_of};
use super::rule::{self, Duty};
use super::store::duty_event;
use super::table::{self, Cell, Line, List};
use super::year_page::waiting_lines;
use super::{DutyEventId, WRITE, keep, load, neighbours};
use crate::app::App;
use crate::people::Wanted;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use ui::{Choice, Link};

const COLUMNS: [&str; 3] = ["duty", "due", "note"];
const BACK: (&str, &str) = ("/events", "duties-events");
/// So many days ahead what others count is shown.
const AHEAD: i32 = 60;
/// So many tasks of a capability.
const TASKS: u64 = 50;

/// `GET /duties/events?year=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let today = app.today();
    let year = year_of(&form, today);
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let events = load::events(&tx, year).await?;
    let rows = load::year(&tx, &law, year).await?;
    let wanted = Wanted { whose: None, until: today.plus(AHEAD), most: TASKS };
    let tasks = neighbours::waiting(&tx, &law, (&ctx.actor, wanted)).await?;
    tx.audit(Entry::list("duty-events"));
    tx.commit().await?;
    let own = |(row, told): &(duty_event::Model, Told)| {
        let id = row.id.to_string();
        let due = rows.iter().find(|one| one.one.occasion == id)?;
        let title = &due.one.duty.title;
        let note = format!("{}: {} ({})", row.happened_on.bg(), told.what, row.account_name);
        let state = due.state(today);
        Some(Line {
            href: ctx.url(&place(&row.code, &id)),
            cells: vec![Cell::new(title.clone()), Cell::day(Some(due.one.due)), Cell::new(note)],
            word: ctx.t(&format!("duties-state-{state}")).into_owned(),
            colour: super::course::colour(state),
        })
    };
    let mut lines: Vec<Line> = events.iter().filter_map(own).collect();
    lines.extend(waiting_lines(&ctx, tasks, today));
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("duties-events-lead").into_owned();
    list.around = frame::around(&ctx, "/events", year);
    list.kept = vec![("year", year.to_string())];
    list.empty = "duties-empty-events";
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/events/new"));
        list.actions.push(Link::new(new, ctx.t("duties-event-new")));
    }
    table::shown(&ctx, form, list)
}

fn duties() -> Vec<Choice> {
    let open = rule::book().duties.iter().filter(|one| one.takes_events());
    let words = |one: &Duty| format!("{} → {}", one.trigger, one.title);
    open.map(|one| Choice::new(one.code.clone(), words(one))).collect()
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("duties-event-new", "/new", "ui-save")
        .lead(ctx.t("duties-event-lead"))
        .choice(both, "duty", (ctx.t("duties-column-duty").into_owned(), duties()))
        .day(both, "on", ("duties-column-happened", String::new()))
        .line(both, "what", "duties-event-what");
    let page = frame::page(ctx, ctx.t("duties-event-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/events"), version: 0 }, form)
}

/// `GET /duties/events/new`.
pub async fn new_form(ctx: Ctx) -> Result<Response, Problem> {
    new_shown(&ctx, &Form::empty(ctx.lang))
}

fn read(form: &mut Form, today: Day) -> Option<(&'static Duty, Day, Told)> {
    let code = form.required("duty", LINE);
    let duty = rule::duty(&code).filter(|one| one.takes_events());
    if duty.is_none() && !code.is_empty() {
        form.wrong("duty", "form-choose");
    }
    let on = form.day("on");
    if on.is_some_and(|on| on > today) {
        form.wrong("on", "duties-wrong-ahead");
    }
    let what = form.required("what", LINE);
    Some((duty?, on?, Told { what, why: String::new() }))
}

/// `POST /duties/events/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = read(&mut form, app.today());
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some((duty, on, told)), true) = (new, form.ok()) else {
        tx.audit(Entry::list("duty-events"));
        tx.commit().await?;
        return new_shown(&ctx, &form);
    };
    let home = format!("{HOME}/events");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    keep::event(&mut tx, (&duty.code, on), &told).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}

fn revoke_shown(
    ctx: &Ctx,
    (row, told): (&duty_event::Model, &Told),
    form: &Form,
) -> Result<Response, Problem> {
    let title = rule::duty(&row.code).map(|one| one.title.clone()).unwrap_or_default();
    let facts = [
        ("duties-column-duty", title),
        ("duties-column-happened", row.happened_on.bg()),
        ("duties-event-what", told.what.clone()),
        ("duties-column-who", row.account_name.clone()),
        ("duties-why", told.why.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let mut act = Act::new("duties-revoke", "", "duties-revoke").facts(facts.into());
    if row.revoked_at.is_none() {
        act = act.area((ctx, form), "why", ("duties-why", "duties-revoke-hint"));
    }
    let page = frame::page(ctx, ctx.t("duties-revoke"), BACK);
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/happened/{}", row.id), version }, form)
}

/// `GET /duties/happened/{id}`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DutyEventId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (row, told) = load::event(&tx, id).await?;
    tx.audit(Entry::read("duty-event", id.0));
    tx.commit().await?;
    revoke_shown(&ctx, (&row, &told), &Form::empty(ctx.lang))
}

/// `POST /duties/happened/{id}`: an event is taken back with a reason.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<DutyEventId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let (mut row, told) = load::event(&tx, id).await?;
    if !form.ok() {
        tx.audit(Entry::read("duty-event", id.0));
        tx.commit().await?;
        return revoke_shown(&ctx, (&row, &told), &form);
    }
    row.version = form.version_or(row.version);
    let home = format!("{HOME}/events");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    keep::revoke(&mut tx, (&row, &told), &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("duties-saved")))
}
