//! Pages of the catalogue: the list, one service, its end.

use super::api::{FILTERS, capacity};
use super::facts::{self, Sought, Whole};
use super::{ServiceId, WRITE, words};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, Timeline};
use kit::web::{Ctx, Form, Id, Problem, again, cut, day_values, html, list_address, see};

#[derive(Template)]
#[template(path = "services/list.html")]
struct ListPage {
    page: ui::Page,
    form: Form,
    action: String,
    kinds: Vec<ui::Choice>,
    access: Vec<ui::Choice>,
    funding: Vec<ui::Choice>,
    levels: Vec<ui::Choice>,
    states: Vec<ui::Choice>,
    heads: Vec<ui::Head>,
    found: usize,
    rows: Vec<Row>,
    pages: ui::Pages,
    new: Option<String>,
}

struct Row {
    href: String,
    name: String,
    legacy: String,
    provider: String,
    kind: String,
    level: String,
    funding: String,
    capacity: String,
    confidence: String,
    colour: &'static str,
    in_zsu: bool,
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut found = facts::sought(&tx, &Sought::of(&form)).await?;
    let entry = if form.get("q").is_empty() { Entry::list } else { Entry::search };
    tx.audit(entry("service"));
    tx.commit().await?;
    let order = form.get("sort").to_owned();
    sort(&mut found, &order);
    let count = found.len();
    let filters = FILTERS.map(|name| (name, form.get(name)));
    let unsorted = list_address(&ctx.url("/services"), &filters);
    let mut filters = filters.to_vec();
    filters.push(("sort", &order));
    let base = list_address(&ctx.url("/services"), &filters);
    let (found, pages) = cut(found, &form, &base);
    let choices = |all| words::choices(ctx.lang, all);
    let states = [("", "services-state-open"), ("ended", "services-state-ended")];
    html(&ListPage {
        page: ctx.page(ctx.t("services-title")),
        kinds: choices(&words::KINDS),
        access: choices(&words::ACCESS),
        funding: choices(&words::FUNDING),
        levels: choices(&words::LEVELS),
        states: choices(&states),
        heads: heads(&ctx, &unsorted, &order),
        found: count,
        rows: found.iter().map(|whole| row(&ctx, whole)).collect(),
        pages,
        new: ctx.actor.may(WRITE).then(|| ctx.url("/services/new")),
        action: ctx.url("/services"),
        form,
    })
}

/// By kind and name as it came, by name, or by capacity, the largest first.
fn sort(found: &mut [Whole], order: &str) {
    match order {
        "name" => found.sort_by_cached_key(|whole| kit::search::plain(&whole.facts.name)),
        "capacity" => found.sort_by_key(|whole| std::cmp::Reverse(whole.facts.capacity)),
        _ => {}
    }
}

fn heads(ctx: &Ctx, base: &str, order: &str) -> Vec<ui::Head> {
    let joint = if base.contains('?') { '&' } else { '?' };
    let by = |name: &str| format!("{base}{joint}sort={name}");
    let on = |name: &str, ascending: bool| (order == name).then_some(ascending);
    vec![
        ui::Head::new(ctx.t("services-name")).sorted(by("name"), on("name", true)),
        ui::Head::new(ctx.t("services-kind")).sorted(base, on("", true)),
        ui::Head::new(ctx.t("services-level")),
        ui::Head::new(ctx.t("services-capacity")).sorted(by("capacity"), on("capacity", false)),
    ]
}

fn row(ctx: &Ctx, whole: &Whole) -> Row {
    let facts = &whole.facts;
    Row {
        href: ctx.url(&format!("/services/{}", whole.id)),
        name: facts.name.clone(),
        legacy: facts.legacy_name.clone(),
        provider: whole.provider.clone(),
        kind: words::say(ctx.lang, &words::KINDS, &facts.kind.to_string()),
        level: words::say(ctx.lang, &words::LEVELS, &facts.level),
        funding: words::say(ctx.lang, &words::FUNDING, &facts.funding),
        capacity: capacity(ctx, facts.capacity, facts.capacity_on),
        confidence: words::say(ctx.lang, &words::CONFIDENCE, &facts.confidence),
        colour: words::colour(&facts.confidence),
        in_zsu: facts.in_zsu,
    }
}

#[derive(Template)]
#[template(path = "services/service.html")]
struct ServicePage {
    page: ui::Page,
    whole: Whole,
    kind: String,
    access: String,
    purpose: String,
    level: String,
    funding: String,
    environment: String,
    replacement: String,
    capacity: String,
    confidence: String,
    colour: &'static str,
    ended: bool,
    history: Vec<ui::Event>,
    path: String,
    may_change: bool,
}

/// So much of a service's history is shown.
const HISTORY_ROWS: u64 = 50;

pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    let history = tx.timeline(Timeline::Case(id.0), None, HISTORY_ROWS).await?;
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    let facts = &whole.facts;
    let say = |all, value: &str| words::say(ctx.lang, all, value);
    let history = history.iter().map(|row| ui::Event {
        title: row.text(ctx.lang),
        by: row.by.clone(),
        when: row.at.bg(),
        iso: row.at.day().to_string(),
        ..ui::Event::default()
    });
    let mut page = ctx.page(facts.name.clone());
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/services"), ctx.t("services-title")),
        ui::Link::new("", facts.name.clone()),
    ];
    html(&ServicePage {
        page,
        kind: say(&words::KINDS, &facts.kind.to_string()),
        access: say(&words::ACCESS, &facts.access),
        purpose: say(&words::PURPOSE, &facts.purpose),
        level: say(&words::LEVELS, &facts.level),
        funding: say(&words::FUNDING, &facts.funding),
        environment: words::say_all(ctx.lang, &words::ENVIRONMENT, &facts.environment),
        replacement: say(
            &words::REPLACEMENT,
            facts.replacement_care.as_deref().unwrap_or_default(),
        ),
        capacity: capacity(&ctx, facts.capacity, facts.capacity_on),
        confidence: say(&words::CONFIDENCE, &facts.confidence),
        colour: words::colour(&facts.confidence),
        ended: whole.ended(app.today()),
        history: history.collect(),
        path: ctx.url(&format!("/services/{id}")),
        may_change: ctx.actor.may(WRITE),
        whole,
    })
}

#[derive(Template)]
#[template(path = "services/close.html")]
struct ClosePage {
    page: ui::Page,
    form: Form,
    action: String,
    version: i32,
}

fn close_form(ctx: &Ctx, form: Form, whole: &Whole, version: i32) -> ClosePage {
    let path = ctx.url(&format!("/services/{}", whole.id));
    let mut page = ctx.page(ctx.ta("services-close-title", &[("name", &whole.facts.name)]));
    page.errors = form.errors();
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/services"), ctx.t("services-title")),
        ui::Link::new(path.clone(), whole.facts.name.clone()),
    ];
    ClosePage { page, form, action: format!("{path}/close"), version }
}

pub async fn close_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    let last = whole.closed_on.or(Some(app.today()));
    let form = Form::filled(ctx.lang, day_values("closed", last));
    html(&close_form(&ctx, form, &whole, whole.version))
}

pub async fn close(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    tx.rollback().await;
    let reopens = form.has("reopen");
    let last = if reopens { None } else { form.day("closed") };
    if !form.ok() {
        let version = form.version();
        return again(&close_form(&ctx, form, &whole, version));
    }
    let path = format!("/services/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    facts::close(&tx, id, form.version(), last).await?;
    let name = ("name", whole.facts.name);
    let (kind, data) = match last {
        Some(day) => ("service-closed", vec![name, ("day", day.bg())]),
        None => ("service-reopened", vec![name]),
    };
    tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}
