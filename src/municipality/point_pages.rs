//! Pages of the service points: list, one point, entering, correcting, closing.

use super::frame::{page, period, sections};
use super::hours::{Hours, WEEKDAYS};
use super::point::{NewServicePoint, ServicePoint, create_service_point, settlements_of};
use super::{ADMIN, ServicePointId, point};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, cut, day_values, html, list_address, see};

const LIST: &str = "/office/points";

#[derive(Template)]
#[template(path = "municipality/points.html")]
struct PointsPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    rows: Vec<Row>,
    pages: ui::Pages,
    closed: bool,
    other_list: String,
    new: Option<String>,
}

struct Row {
    href: String,
    name: String,
    address: String,
    counters: i32,
    funding: String,
    funding_ended: bool,
    closed_on: Option<Day>,
}

pub async fn points(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = point::service_points(&tx).await?;
    let places = settlements_of(&tx, &ctx.municipality.code).await?;
    tx.audit(Entry::list("service-point"));
    tx.commit().await?;
    let today = app.today();
    let closed = form.get("state") == "closed";
    let wanted =
        all.into_iter().filter(|point| point.closed_on.is_some_and(|d| d < today) == closed);
    let rows = wanted.map(|point| Row {
        href: ctx.url(&format!("{LIST}/{}", point.id)),
        address: whole_address(&point, &places),
        counters: point.counters,
        funding: point.paid_by(today).map(|f| f.source.clone()).unwrap_or_default(),
        funding_ended: point.funding_ended(today),
        closed_on: point.closed_on,
        name: point.name,
    });
    let state = if closed { "closed" } else { "" };
    let (rows, pages) =
        cut(rows.collect(), &form, &list_address(&ctx.url(LIST), &[("state", state)]));
    let other = if closed { "" } else { "closed" };
    html(&PointsPage {
        page: page(&ctx, ctx.t("office-section-points"), &[]),
        sections: sections(&ctx),
        rows,
        pages,
        closed,
        other_list: list_address(&ctx.url(LIST), &[("state", other)]),
        new: ctx.actor.may(ADMIN).then(|| ctx.url("/office/points/new")),
    })
}

fn whole_address(point: &ServicePoint, places: &[(String, String)]) -> String {
    let place = places.iter().find(|(code, _)| Some(code) == point.ekatte.as_ref());
    match place {
        Some((_, name)) => format!("{name}, {}", point.address),
        None => point.address.clone(),
    }
}

#[derive(Template)]
#[template(path = "municipality/point.html")]
struct PointPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    point: ServicePoint,
    address: String,
    hours: Vec<(String, String)>,
    funding: Vec<FundingRow>,
    funding_ended: bool,
    path: String,
    may_change: bool,
}

struct FundingRow {
    source: String,
    period: String,
    in_force: bool,
    edit: String,
}

pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let point = point::service_point(&tx, id).await?;
    let places = settlements_of(&tx, &ctx.municipality.code).await?;
    tx.audit(Entry::read("service-point", id.0));
    tx.commit().await?;
    let today = app.today();
    let path = ctx.url(&format!("{LIST}/{id}"));
    let funding = point.funding.iter().map(|row| FundingRow {
        source: row.source.clone(),
        period: period(&ctx, row.from, row.to),
        in_force: row.in_force(today),
        edit: format!("{path}/funding?funding={}", row.id),
    });
    html(&PointPage {
        page: page(&ctx, point.name.clone(), &[(LIST, &ctx.t("office-section-points"))]),
        sections: sections(&ctx),
        address: whole_address(&point, &places),
        hours: weekdays(&ctx, |place| point.hours.day(place)),
        funding: funding.collect(),
        funding_ended: point.funding_ended(today),
        may_change: ctx.actor.may(ADMIN),
        point,
        path,
    })
}

/// Name of each weekday and what stands beside it.
fn weekdays(ctx: &Ctx, value: impl Fn(usize) -> String) -> Vec<(String, String)> {
    let keys = [
        "office-day-mon",
        "office-day-tue",
        "office-day-wed",
        "office-day-thu",
        "office-day-fri",
        "office-day-sat",
        "office-day-sun",
    ];
    keys.iter().enumerate().map(|(n, key)| (ctx.t(key).into_owned(), value(n))).collect()
}

#[derive(Template)]
#[template(path = "municipality/point_form.html")]
struct PointForm {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    version: i32,
    places: Vec<ui::Choice>,
    weekdays: Vec<(String, String)>,
    is_new: bool,
    cancel: String,
}

fn point_form(
    ctx: &Ctx,
    form: Form,
    places: &[(String, String)],
    edited: Option<(ServicePointId, i32)>,
) -> PointForm {
    let title = ctx.t(if edited.is_some() { "office-point-edit" } else { "office-point-new" });
    let mut page = page(ctx, title, &[(LIST, &ctx.t("office-section-points"))]);
    page.errors = form.errors();
    let path = match edited {
        Some((id, _)) => ctx.url(&format!("{LIST}/{id}")),
        None => ctx.url(LIST),
    };
    PointForm {
        page,
        sections: sections(ctx),
        form,
        version: edited.map_or(0, |(_, version)| version),
        places: places.iter().map(|(code, name)| ui::Choice::new(code, name)).collect(),
        weekdays: weekdays(ctx, |n| format!("hours-{}", WEEKDAYS[n])),
        is_new: edited.is_none(),
        cancel: path.clone(),
        action: path,
    }
}

fn read_point(form: &mut Form, places: &[(String, String)], is_new: bool) -> NewServicePoint {
    let name = form.required("name", 200);
    let ekatte = form.optional("ekatte", 5);
    if !ekatte.is_empty() && !places.iter().any(|(code, _)| *code == ekatte) {
        form.wrong("ekatte", "form-choose");
    }
    let address = form.required("address", 300);
    let phone = form.optional("phone", 100);
    let mut hours = Hours::default();
    for (place, day) in WEEKDAYS.iter().enumerate() {
        let field = format!("hours-{day}");
        match Hours::parse_day(form.get(&field)) {
            Some(stretches) => hours.0[place] = stretches,
            None => form.wrong(&field, "office-hours-wrong"),
        }
    }
    let counters = form.parsed::<i32>("counters", "office-number-wrong").unwrap_or_default();
    if !(0..=200).contains(&counters) {
        form.wrong("counters", "office-number-wrong");
    }
    let opened_on = form.day("opened");
    let mut funding = Vec::new();
    if is_new {
        let source = form.optional("source", 300);
        let to = form.day_optional("paid-to");
        if let (false, Some(from)) = (source.is_empty(), opened_on) {
            if to.is_some_and(|to| to < from) {
                form.wrong("paid-to", "office-days-order");
            }
            funding.push((source, from, to));
        }
    }
    let opened_on = opened_on.unwrap_or(Day(jiff::civil::Date::MIN));
    let ekatte = Some(ekatte).filter(|code| !code.is_empty());
    NewServicePoint { name, ekatte, address, phone, hours, counters, funding, opened_on }
}

pub async fn new(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let places = settlements_of(&tx, &ctx.municipality.code).await?;
    tx.audit(Entry::new("open-form", "service-point", ""));
    tx.commit().await?;
    let _ = form;
    let fresh = day_values("opened", Some(app.today()));
    let fresh = fresh.into_iter().chain([("counters".to_owned(), "1".to_owned())]);
    let form = ctx.resumed(Form::filled(ctx.lang, fresh), &[]).await?;
    html(&point_form(&ctx, form, &places, None))
}

pub async fn add(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let places = settlements_of(&tx, &ctx.municipality.code).await?;
    tx.rollback().await;
    let new = read_point(&mut form, &places, true);
    if !form.ok() {
        return again(&point_form(&ctx, form, &places, None));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(LIST)).await?;
    ctx.sent(&tx, &form).await?;
    let id = create_service_point(&tx, &new).await?;
    note(&mut tx, "point-added", &new.name).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{LIST}/{id}"), Some("office-saved")))
}

pub(super) async fn note(tx: &mut Tx, kind: &'static str, name: &str) -> Result<(), StoreError> {
    tx.event(Event { kind, data: vec![("name", name.to_owned())], ..Event::default() }).await
}

pub async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let point = point::service_point(&tx, id).await?;
    let places = settlements_of(&tx, &ctx.municipality.code).await?;
    tx.audit(Entry::read("service-point", id.0));
    tx.commit().await?;
    let form = ctx.resumed(Form::filled(ctx.lang, values_of(&point)), &[]).await?;
    let version = form.version_or(point.version);
    html(&point_form(&ctx, form, &places, Some((id, version))))
}

fn values_of(point: &ServicePoint) -> Vec<(String, String)> {
    let mut values = vec![
        ("name".to_owned(), point.name.clone()),
        ("ekatte".to_owned(), point.ekatte.clone().unwrap_or_default()),
        ("address".to_owned(), point.address.clone()),
        ("phone".to_owned(), point.phone.clone()),
        ("counters".to_owned(), point.counters.to_string()),
    ];
    let hours = WEEKDAYS.iter().enumerate();
    values.extend(hours.map(|(place, day)| (format!("hours-{day}"), point.hours.day(place))));
    values.extend(day_values("opened", Some(point.opened_on)));
    values
}

pub async fn change(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let there = point::service_point(&tx, id).await?;
    let places = settlements_of(&tx, &ctx.municipality.code).await?;
    tx.rollback().await;
    let new = read_point(&mut form, &places, false);
    if there.closed_on.is_some_and(|last| last < new.opened_on) {
        form.wrong("opened", "office-days-order");
    }
    if !form.ok() {
        let version = form.version();
        return again(&point_form(&ctx, form, &places, Some((id, version))));
    }
    let path = format!("{LIST}/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    match point::change(&tx, id, form.version(), &new).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            let theirs = point::service_point(&tx, id).await?;
            tx.rollback().await;
            return Err(Problem::Conflict(compared(&ctx, &form, &theirs)));
        }
        Err(e) => return Err(e.into()),
    }
    note(&mut tx, "point-changed", &new.name).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("office-saved")))
}

fn compared(ctx: &Ctx, form: &Form, theirs: &ServicePoint) -> Vec<Compared> {
    let saved = values_of(theirs);
    let label = |name: &str| match name {
        "name" => ctx.t("office-point-name"),
        "ekatte" => ctx.t("office-point-settlement"),
        "address" => ctx.t("office-address"),
        "phone" => ctx.t("office-phone"),
        "counters" => ctx.t("office-point-counters"),
        day if day.starts_with("hours-") => ctx.t("office-point-hours"),
        _ => ctx.t("office-point-opened"),
    };
    let differing = saved.into_iter().filter(|(name, value)| form.get(name) != value);
    differing
        .map(|(name, theirs)| Compared {
            label: label(&name).into_owned(),
            mine: form.get(&name).to_owned(),
            theirs,
        })
        .collect()
}
