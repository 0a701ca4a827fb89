//! Monitoring of a year and visits of the council on the screen: which method was used when, entering, what
//! came of a recommendation.

use super::content::Seen;
use super::course::RECORDS;
use super::frame::{self, HOME, LINE, Press, TEXT, days_of, provider_choices, year_of};
use super::load::{self, Record};
use super::record::{self, NewRecord};
use super::setting;
use super::table::{self, Cell, Line, List, Thing, Tile};
use super::{RecordId, WRITE};
use crate::app::App;
use crate::services::ProviderId;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use std::collections::HashMap;
use ui::{Choice, Link};

const BACK: (&str, &str) = ("/monitoring", "oversight-monitoring");
const COLUMNS: [&str; 5] = ["what", "provider", "day", "due", "done"];
const SHOWN: [&str; 4] = ["late", "open", "done", "none"];

/// What it is, in words.
fn words(ctx: &Ctx, one: &Record) -> String {
    match one.row.method.as_str() {
        "" => ctx.t("oversight-record-observation").into_owned(),
        method => ctx.t(&format!("oversight-method-{method}")).into_owned(),
    }
}

/// Where a recommendation stands.
fn state(one: &Record, today: Day) -> (&'static str, &'static str) {
    match (one.row.due_on, one.row.done_on) {
        (None, _) => ("none", "grey"),
        (Some(_), Some(_)) => ("done", "green"),
        (Some(due), None) if due < today => ("late", "red"),
        _ => ("open", "blue"),
    }
}

fn provider_of(names: &HashMap<ProviderId, String>, one: &Record) -> String {
    one.row.provider_id.map(|id| frame::name_of(names, id)).unwrap_or_default()
}

async fn rows(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, Entry),
) -> Result<(Vec<Record>, HashMap<ProviderId, String>), Problem> {
    let (from, to) = days_of(year_of(form, app.today()));
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::records(&tx, from, to).await?;
    let names = frame::providers(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok((all, names))
}

fn lines(
    ctx: &Ctx,
    (all, names): (&[Record], &HashMap<ProviderId, String>),
    (form, today): (&Form, Day),
) -> Vec<Line> {
    let (wanted, method) = (form.get("state"), form.get("method"));
    let is_wanted = |one: &&Record| {
        let of_state = wanted.is_empty() || state(one, today).0 == wanted;
        let of_method = match method {
            "" => true,
            code if code == RECORDS[1] => one.row.kind == RECORDS[1],
            code => one.row.method == code,
        };
        of_state && of_method
    };
    let line = |one: &Record| {
        let (code, colour) = state(one, today);
        Line {
            href: ctx.url(&format!("{HOME}/monitoring/{}", one.row.id)),
            cells: vec![
                Cell::new(words(ctx, one)),
                Cell::new(provider_of(names, one)),
                Cell::day(Some(one.row.held_on)),
                Cell::day(one.row.due_on),
                Cell::day(one.row.done_on),
            ],
            word: ctx.t(&format!("oversight-recommended-{code}")).into_owned(),
            colour,
        }
    };
    all.iter().filter(is_wanted).map(line).collect()
}

/// Codes of the methods, and of visits of the council.
fn methods() -> Result<Vec<String>, StoreError> {
    let all = setting::methods()?.into_iter().map(|one| one.code);
    Ok(all.chain([RECORDS[1].to_owned()]).collect())
}

/// Key of the words of a method, or of a visit of the council.
fn method_key(code: &str) -> String {
    match code == RECORDS[1] {
        true => "oversight-record-observation".to_owned(),
        false => format!("oversight-method-{code}"),
    }
}

/// `GET /oversight/monitoring?year=&state=&method=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let year = year_of(&form, app.today());
    let what = Entry::list("oversight-monitoring");
    let (all, names) = rows(&app, &ctx, (&form, what)).await?;
    let lines = lines(&ctx, (&all, &names), (&form, app.today()));
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.ta("oversight-monitoring-lead", &[("year", year)]).into_owned();
    list.around = frame::around(&ctx, "/monitoring", year);
    list.kept = vec![("year", year.to_string())];
    list.states =
        choices(&ctx, &SHOWN, form.get("state"), |code| format!("oversight-recommended-{code}"));
    let methods = methods()?;
    let codes: Vec<&str> = methods.iter().map(String::as_str).collect();
    let picks = choices(&ctx, &codes, form.get("method"), method_key);
    list.picks.push(("method", ctx.t("oversight-method").into_owned(), picks));
    // Which of the methods were used this year, and which were not.
    let tile = |code: &&str| {
        let of = |one: &&Record| one.row.method == **code || one.row.kind == **code;
        let number = all.iter().filter(of).count();
        Tile {
            href: ctx.url(&format!("{HOME}/monitoring?year={year}&method={code}")),
            number,
            text: ctx.t(&method_key(code)).into_owned(),
            state: if number == 0 { "soon" } else { "" },
        }
    };
    list.tiles = codes.iter().map(tile).collect();
    list.file = "/monitoring.csv".to_owned();
    list.empty = "oversight-empty-monitoring";
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/monitoring/new"));
        list.actions.push(Link::new(new, ctx.t("oversight-record-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /oversight/monitoring.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::new("print", "oversight-monitoring", "list");
    let (all, names) = rows(&app, &ctx, (&form, what)).await?;
    let lines = lines(&ctx, (&all, &names), (&form, app.today()));
    table::csv(&ctx, &form, (&COLUMNS, "monitoring"), lines)
}

fn new_shown(
    ctx: &Ctx,
    form: &Form,
    names: &HashMap<ProviderId, String>,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    // A method whose text was not read yet says so.
    let choice = |one: setting::Method| {
        let text = ctx.t(&method_key(&one.code)).into_owned();
        match one.confidence.as_str() {
            "V" => Choice::new(one.code, text),
            sure => {
                let sure = ctx.t(&format!("oversight-sure-{sure}"));
                Choice::new(one.code, format!("{text} ({sure})"))
            }
        }
    };
    let mut methods: Vec<Choice> = setting::methods()?.into_iter().map(choice).collect();
    methods.push(Choice::new(RECORDS[1], ctx.t(&method_key(RECORDS[1]))));
    let label = ctx.t("oversight-provider-or-all").into_owned();
    let none = String::new;
    let act = Act::new("oversight-record-new", "/new", "ui-save")
        .lead(ctx.t("oversight-record-lead"))
        .choice(both, "method", (ctx.t("oversight-method").into_owned(), methods))
        .choice(both, "provider", (label, provider_choices(names)))
        .day(both, "on", ("oversight-column-day", none()))
        .line(both, "who", "oversight-who")
        .line(both, "place", "oversight-place")
        .area(both, "found", ("oversight-found", ""))
        .area(both, "recommended", ("oversight-recommended", ""))
        .day(both, "due", ("oversight-column-due", none()))
        .one(both, "propose", ("oversight-propose-council", &["no", "yes"]), |code| {
            format!("oversight-{code}")
        });
    let page = frame::page(ctx, ctx.t("oversight-record-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/monitoring"), version: 0 }, form)
}

/// `GET /oversight/monitoring/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let names = frame::providers(&tx).await?;
    tx.audit(Entry::list("oversight-monitoring"));
    tx.commit().await?;
    let mut values = day_values("on", Some(app.today()));
    values.push(("propose".to_owned(), "no".to_owned()));
    new_shown(&ctx, &Form::filled(ctx.lang, values), &names)
}

fn read(
    form: &mut Form,
    (names, today): (&HashMap<ProviderId, String>, Day),
) -> Result<Option<NewRecord>, StoreError> {
    let methods = methods()?;
    let codes: Vec<&str> = methods.iter().map(String::as_str).collect();
    let method = chosen(form, "method", &codes);
    let provider: Option<ProviderId> = form.parsed_optional("provider", "form-choose");
    if provider.is_some_and(|id| !names.contains_key(&id)) {
        form.wrong("provider", "form-choose");
    }
    let held = form.day("on");
    if held.is_some_and(|on| on > today) {
        form.wrong("on", "oversight-refused-day");
    }
    let who = form.required("who", LINE);
    let place = form.optional("place", LINE);
    let found = form.required("found", TEXT);
    let recommended = form.optional("recommended", TEXT);
    let due_on = form.day_optional("due");
    if due_on.is_none() && !recommended.is_empty() && form.ok() {
        form.wrong("due", "form-day-required");
    }
    if let (Some(due), Some(on)) = (due_on, held)
        && due < on
    {
        form.wrong("due", "oversight-refused-day");
    }
    let is_visit = method == RECORDS[1];
    Ok(held.map(|held_on| NewRecord {
        kind: RECORDS[usize::from(is_visit)].to_owned(),
        method: if is_visit { String::new() } else { method },
        provider,
        held_on,
        due_on,
        proposes: form.get("propose") == "yes",
        content: Seen { who, place, found, recommended, result: String::new() },
    }))
}

/// `POST /oversight/monitoring/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let names = frame::providers(&tx).await?;
    let new = read(&mut form, (&names, tx.today()))?;
    let (Some(new), true) = (new, form.ok()) else {
        tx.audit(Entry::list("oversight-monitoring"));
        tx.commit().await?;
        return new_shown(&ctx, &form, &names);
    };
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/monitoring"))).await?;
    let provider = new.provider.map(|id| frame::name_of(&names, id)).unwrap_or_default();
    let id = record::add(&mut tx, &press, (&new, &provider)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/monitoring/{id}"), Some("oversight-done")))
}

async fn known(app: &App, ctx: &Ctx, id: RecordId) -> Result<(Record, String), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::record(&tx, id).await?;
    let names = frame::providers(&tx).await?;
    tx.audit(Entry::read("oversight-record", id.0));
    tx.commit().await?;
    let provider = provider_of(&names, &one);
    Ok((one, provider))
}

/// `GET /oversight/monitoring/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RecordId>,
) -> Result<Response, Problem> {
    let (one, provider) = known(&app, &ctx, id).await?;
    let (code, colour) = state(&one, app.today());
    let title = words(&ctx, &one);
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), BACK), title);
    thing.state = ctx.t(&format!("oversight-recommended-{code}")).into_owned();
    thing.colour = colour;
    let paper = one.row.paper_id.map(|id| ctx.url(&format!("{HOME}/check-papers/{id}")));
    thing.pdf = paper.unwrap_or_default();
    let of = &one.content;
    let proposed = if one.row.is_proposed { "oversight-yes" } else { "oversight-no" };
    for (key, text) in [
        ("oversight-column-provider", provider),
        ("oversight-column-day", one.row.held_on.bg()),
        ("oversight-who", of.who.clone()),
        ("oversight-place", of.place.clone()),
        ("oversight-found", of.found.clone()),
        ("oversight-recommended", of.recommended.clone()),
        ("oversight-column-due", one.row.due_on.map(Day::bg).unwrap_or_default()),
        ("oversight-column-done", one.row.done_on.map(Day::bg).unwrap_or_default()),
        ("oversight-result", of.result.clone()),
        ("oversight-propose-council", ctx.t(proposed).into_owned()),
    ] {
        thing.say(&ctx, key, text);
    }
    if ctx.actor.may(WRITE) && matches!(code, "open" | "late") {
        let href = ctx.url(&format!("{HOME}/monitoring/{id}/done"));
        thing.actions = vec![Link::new(href, ctx.t("oversight-record-done"))];
    }
    thing.shown()
}

fn done_shown(ctx: &Ctx, one: &Record, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let fact = (ctx.t("oversight-recommended").into_owned(), one.content.recommended.clone());
    let act = Act::new("oversight-record-done", "/done", "ui-save")
        .facts(vec![fact])
        .day(both, "on", ("oversight-column-done", String::new()))
        .area(both, "result", ("oversight-result", "oversight-result-hint"));
    let page = frame::page(ctx, ctx.t("oversight-record-done"), BACK);
    let version = form.version_or(one.row.version);
    act.shown(
        ctx,
        Around { page, home: format!("{HOME}/monitoring/{}", one.row.id), version },
        form,
    )
}

/// `GET /oversight/monitoring/{id}/done`.
pub async fn done_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RecordId>,
) -> Result<Response, Problem> {
    let (one, _) = known(&app, &ctx, id).await?;
    done_shown(&ctx, &one, &Form::filled(ctx.lang, day_values("on", Some(app.today()))))
}

/// `POST /oversight/monitoring/{id}/done`.
pub async fn done_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RecordId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut one, _) = known(&app, &ctx, id).await?;
    let on = form.day("on");
    if on.is_some_and(|on| on < one.row.held_on || on > app.today()) {
        form.wrong("on", "oversight-refused-day");
    }
    let result = form.required("result", TEXT);
    let (Some(on), true) = (on, form.ok()) else {
        return done_shown(&ctx, &one, &form);
    };
    one.row.version = form.version_or(one.row.version);
    let home = format!("{HOME}/monitoring/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    record::done(&mut tx, &one, (on, &result)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("oversight-done")))
}
