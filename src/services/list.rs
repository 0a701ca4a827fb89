//! The list of services, as a page and as a file.

use super::api::places_words;
use super::facts::{self, Whole};
use super::frame::sections;
use super::search::{self, FILTERS, Sought};
use super::{ServiceId, WRITE, setting, words};
use crate::app::App;
use crate::municipality::settlements;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut, html, list_address};
use sheet::{Format, Writer};

#[derive(Template)]
#[template(path = "services/list.html")]
struct ListPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    filters: Vec<(&'static str, &'static str, Vec<ui::Choice>)>,
    heads: Vec<ui::Head>,
    found: usize,
    rows: Vec<Row>,
    pages: ui::Pages,
    new: Option<String>,
    files: Vec<ui::Link>,
    chips: Vec<ui::Link>,
}

struct Row {
    href: String,
    name: String,
    legacy: String,
    provider: String,
    address: String,
    kind: String,
    level: String,
    funding: String,
    capacity: String,
    confidence: String,
    colour: &'static str,
    state: String,
    state_colour: &'static str,
    assured: String,
    is_stale: bool,
    is_known: bool,
    in_zsu: bool,
}

/// The settlements in which there are services, by name.
async fn places(tx: &Tx) -> Result<Vec<ui::Choice>, StoreError> {
    let codes = facts::places(tx).await?;
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut known: Vec<_> = settlements(tx, &codes).await?.into_values().collect();
    known.sort_by_cached_key(|place| (place.kind != "гр.", kit::search::plain(&place.name)));
    Ok(known
        .into_iter()
        .map(|place| ui::Choice::new(place.ekatte.clone(), place.label()))
        .collect())
}

fn filters(
    ctx: &Ctx,
    places: Vec<ui::Choice>,
    providers: Vec<ui::Choice>,
) -> Vec<(&'static str, &'static str, Vec<ui::Choice>)> {
    let choices = |all: &[(&str, &str)]| words::choices(ctx.lang, all);
    let mut states = choices(&[("working", "services-state-open")]);
    states.extend(choices(&words::STATES));
    vec![
        ("kind", "services-kind", choices(&words::KINDS)),
        ("state", "services-state", states),
        ("place", "services-settlement", places),
        ("age", "services-ages", choices(&words::AGES)),
        ("group", "services-groups", choices(&words::GROUPS)),
        ("access", "services-access", choices(&words::ACCESS)),
        ("funding", "services-funding", choices(&words::FUNDING)),
        ("level", "services-level", choices(&words::LEVELS)),
        ("provider", "services-provider", providers),
        ("stale", "services-assured", choices(&[("yes", "services-assured-old")])),
    ]
}

pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let stale = setting::numbers(&tx).await?.stale_before(tx.today());
    let found = search::sought(&tx, &Sought::of(&form, stale)).await?;
    let order = form.get("sort").to_owned();
    let given = FILTERS.map(|name| (name, form.get(name)));
    let unsorted = list_address(&ctx.url("/services"), &given);
    let mut sorted = given.to_vec();
    sorted.push(("sort", &order));
    let base = list_address(&ctx.url("/services"), &sorted);
    let count = found.len();
    let (ids, pages) = cut(found, &form, &base);
    let shown = facts::wholes(&tx, &ids).await?;
    let places = places(&tx).await?;
    let providers = facts::providers(&tx).await?;
    let entry = if form.get("q").is_empty() { Entry::list } else { Entry::search };
    tx.audit(entry("service"));
    tx.commit().await?;
    let providers =
        providers.into_iter().map(|(id, name)| ui::Choice::new(id.to_string(), name)).collect();
    let filters = filters(&ctx, places, providers);
    let chips = chips(&ctx, &form, &filters);
    let file = |format: &str| {
        let mut with = sorted.clone();
        with.push(("format", format));
        list_address(&ctx.url("/services/export"), &with)
    };
    html(&ListPage {
        page: ctx.page(ctx.t("services-title")),
        sections: sections(&ctx),
        heads: heads(&ctx, &unsorted, &order),
        found: count,
        rows: shown.iter().map(|whole| row(&ctx, whole, (stale, app.today()))).collect(),
        pages,
        new: ctx.actor.may(WRITE).then(|| ctx.url("/services/new")),
        files: vec![
            ui::Link::new(file("xlsx"), ctx.t("services-file-xlsx")),
            ui::Link::new(file("csv"), ctx.t("services-file-csv")),
        ],
        action: ctx.url("/services"),
        chips,
        filters,
        form,
    })
}

/// What limits the list now; each link takes one limit away.
fn chips(
    ctx: &Ctx,
    form: &Form,
    filters: &[(&'static str, &'static str, Vec<ui::Choice>)],
) -> Vec<ui::Link> {
    let set = filters.iter().filter_map(|(name, _, choices)| {
        let value = form.get(name);
        let choice = choices.iter().find(|choice| !value.is_empty() && choice.value == value)?;
        let rest = FILTERS.map(|other| (other, if other == *name { "" } else { form.get(other) }));
        Some(ui::Link::new(list_address(&ctx.url("/services"), &rest), choice.text.clone()))
    });
    set.collect()
}

fn heads(ctx: &Ctx, base: &str, order: &str) -> Vec<ui::Head> {
    let joint = if base.contains('?') { '&' } else { '?' };
    let by = |name: &str| format!("{base}{joint}sort={name}");
    let on = |name: &str, ascending: bool| (order == name).then_some(ascending);
    vec![
        ui::Head::new(ctx.t("services-name")).sorted(by("name"), on("name", true)),
        ui::Head::new(ctx.t("services-kind")).sorted(base, on("", true)),
        ui::Head::new(ctx.t("services-capacity")).sorted(by("capacity"), on("capacity", false)),
        ui::Head::new(ctx.t("services-state")),
        ui::Head::new(ctx.t("services-assured")).sorted(by("assured"), on("assured", true)),
    ]
}

fn row(ctx: &Ctx, whole: &Whole, (stale, today): (Day, Day)) -> Row {
    let facts = &whole.facts;
    let say = |all, value: &str| words::say(ctx.lang, all, value);
    Row {
        href: ctx.url(&format!("/services/{}", whole.id)),
        name: facts.name.clone(),
        legacy: facts.legacy_name.clone(),
        provider: whole.provider.clone(),
        address: facts.address.clone(),
        kind: say(&words::KINDS, &facts.kind.to_string()),
        level: say(&words::LEVELS, &facts.level),
        funding: say(&words::FUNDING, &facts.funding),
        capacity: places_words(ctx, facts.capacity, facts.capacity_on),
        confidence: say(&words::CONFIDENCE, &facts.confidence),
        colour: words::colour(&facts.confidence),
        state: say(&words::STATES, &whole.state),
        state_colour: words::state_colour(&whole.state),
        assured: assured(ctx, whole.assured_on, today),
        is_stale: whole.assured_on.is_none_or(|day| day < stale),
        is_known: whole.assured_on.is_some(),
        in_zsu: facts.in_zsu,
    }
}

/// „преди 12 дни“, or that nobody has confirmed it.
pub fn assured(ctx: &Ctx, on: Option<Day>, today: Day) -> String {
    match on {
        None => ctx.t("services-assured-never").into_owned(),
        Some(day) => {
            let days = today.days_since(day).max(0);
            let age = ctx.ta("services-assured-days", &[("count", days)]);
            format!("{} ({age})", day.bg())
        }
    }
}

/// `GET /services/export`: the list with its filters as a file.
pub async fn export(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let format = Format::from_code(form.get("format"));
    let mut tx = app.db.read(&ctx.actor).await?;
    let stale = setting::numbers(&tx).await?.stale_before(tx.today());
    let found = search::sought(&tx, &Sought::of(&form, stale)).await?;
    let all = facts::wholes(&tx, &found).await?;
    tx.audit(Entry::new("print", "service", "list"));
    tx.commit().await?;
    let bytes = written(&ctx, format, &all).map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"services.{}\"", format.code());
    let headers =
        [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

fn written(ctx: &Ctx, format: Format, all: &[Whole]) -> Result<Vec<u8>, sheet::WriteError> {
    let heads = [
        "services-name",
        "services-legacy-name",
        "services-provider",
        "services-kind",
        "services-also-kinds",
        "services-access",
        "services-purpose",
        "services-ages",
        "services-groups",
        "services-durations",
        "services-manners",
        "services-environment",
        "services-level",
        "services-funding",
        "services-address",
        "services-phone",
        "services-email",
        "services-capacity",
        "services-capacity-on",
        "services-decision",
        "services-state",
        "services-last-day",
        "services-assured",
        "services-fee",
        "services-source",
        "services-confidence",
    ];
    let heads: Vec<String> = heads.iter().map(|key| ctx.t(key).into_owned()).collect();
    let mut writer = Writer::new(format, &heads)?;
    for one in all {
        writer.row(&cells(ctx, one))?;
    }
    writer.finish()
}

fn cells(ctx: &Ctx, one: &Whole) -> Vec<String> {
    let facts = &one.facts;
    let say = |all, value: &str| words::say(ctx.lang, all, value);
    let several = |all, values: &str| words::say_all(ctx.lang, all, values);
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    vec![
        facts.name.clone(),
        facts.legacy_name.clone(),
        one.provider.clone(),
        say(&words::KINDS, &facts.kind.to_string()),
        several(&words::KINDS, &facts.also_kinds),
        say(&words::ACCESS, &facts.access),
        say(&words::PURPOSE, &facts.purpose),
        several(&words::AGES, &facts.ages),
        several(&words::GROUPS, &facts.groups),
        several(&words::DURATIONS, &facts.durations),
        several(&words::MANNERS, &facts.manners),
        several(&words::ENVIRONMENT, &facts.environment),
        say(&words::LEVELS, &facts.level),
        say(&words::FUNDING, &facts.funding),
        facts.address.clone(),
        facts.phone.clone(),
        facts.email.clone(),
        facts.capacity.map(|places| places.to_string()).unwrap_or_default(),
        day(facts.capacity_on),
        facts.decision.clone(),
        say(&words::STATES, &one.state),
        day(one.closed_on),
        day(one.assured_on),
        facts.fee.clone(),
        facts.source.clone(),
        say(&words::CONFIDENCE, &facts.confidence),
    ]
}

/// The ids of a page of services, as the programming interface lists them.
pub async fn page_of(tx: &Tx, form: &Form) -> Result<Vec<ServiceId>, StoreError> {
    let stale = setting::numbers(tx).await?.stale_before(tx.today());
    search::sought(tx, &Sought::of(form, stale)).await
}
