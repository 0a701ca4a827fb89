//! Places and waiting lists of services: how many are free, who waits in which order; a part of a
//! service with places of its own is entered and changed here.

use super::list::Line;
use super::list::places_line;
use super::places::{self, NewUnit, Places, Unit};
use super::store::{placement, waiting_entry};
use super::waiting::line;
use super::{UnitId, WRITE};
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Compared, Ctx, Form, Id, Problem, html, see};
use sea_orm::{ColumnTrait, QueryFilter};
use std::collections::HashMap;
use ui::{Head, Link};

/// The most places of one unit.
const PLACES_MAX: i32 = 10_000;

/// A service with its places.
struct Row {
    href: String,
    name: String,
    provider: String,
    total: i32,
    funded: i32,
    taken: i32,
    reserved: i32,
    free: i32,
    waiting: u64,
}

#[derive(Template)]
#[template(path = "placement/lines.html")]
struct LinesPage {
    page: ui::Page,
    heads: Vec<Head>,
    rows: Vec<Row>,
}

/// `GET /places`: every service whose places are known or for which somebody waits.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = places::all(&tx).await?;
    let ids: Vec<ServiceId> = known.keys().copied().collect();
    let named = services::by_ids(&tx, &ids).await?;
    tx.audit(Entry::list("places"));
    tx.commit().await?;
    let row = |(id, places): (&ServiceId, &Places)| {
        let service = named.get(id)?;
        Some(Row {
            href: ctx.url(&format!("/places/{id}")),
            name: service.name.clone(),
            provider: service.provider.clone(),
            total: places.total,
            funded: places.funded,
            taken: places.taken,
            reserved: places.reserved,
            free: places.free(),
            waiting: places.waiting,
        })
    };
    let mut rows: Vec<Row> = known.iter().filter_map(row).collect();
    rows.sort_by(|a, b| {
        (std::cmp::Reverse(a.waiting), &a.name).cmp(&(std::cmp::Reverse(b.waiting), &b.name))
    });
    let text = |key: &str| Head::new(ctx.t(&format!("placement-{key}")));
    let number = |key: &str| text(key).numeric();
    let heads = vec![
        text("column-service"),
        text("provider"),
        number("total"),
        number("funded"),
        number("taken"),
        number("reserved"),
        number("free"),
        number("waiting"),
    ];
    let mut page = ctx.page(ctx.t("placement-waiting-lists"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/placements"), ctx.t("placement-list")),
        Link::new("", ctx.t("placement-waiting-lists")),
    ];
    html(&LinesPage { page, heads, rows })
}

/// Who waits, as the page shows it.
struct Waiting {
    place: usize,
    line: Line,
    entered: String,
    urgent: String,
}

/// A unit with who counted last.
struct UnitLine {
    href: String,
    unit: Unit,
    updated: String,
}

#[derive(Template)]
#[template(path = "placement/line.html")]
struct LinePage {
    page: ui::Page,
    service: Service,
    places: String,
    /// Who pays how many of the places, where funding is mixed.
    shares: String,
    units: Vec<UnitLine>,
    unit_heads: Vec<Head>,
    waiting: Vec<Waiting>,
    heads: Vec<Head>,
    new: Option<String>,
    trial: String,
    forecast: Vec<(String, String)>,
}

async fn waiting(
    ctx: &Ctx,
    tx: &Tx,
    entries: &[waiting_entry::Model],
) -> Result<Vec<Waiting>, StoreError> {
    let ids: Vec<_> = entries.iter().map(|entry| entry.placement_id).collect();
    let rows = tx.find::<placement::Entity>().filter(placement::Column::Id.is_in(ids));
    let rows: HashMap<_, _> =
        rows.all(tx.conn()).await?.into_iter().map(|row| (row.id, row)).collect();
    let ordered: Vec<placement::Model> =
        entries.iter().filter_map(|entry| rows.get(&entry.placement_id).cloned()).collect();
    let lines = super::list::lines(ctx, tx, &ordered).await?;
    let one = |(n, (entry, line)): (usize, (&waiting_entry::Model, Line))| Waiting {
        place: n + 1,
        line,
        entered: entry.entered_at.bg(),
        urgent: match entry.urgent_ground.as_str() {
            "" => String::new(),
            ground => ctx.t(&format!("placement-urgent-{ground}")).into_owned(),
        },
    };
    Ok(entries.iter().zip(lines).enumerate().map(one).collect())
}

/// How many places get free by the ends of contracts: at the end of each of the next months.
async fn forecast(
    tx: &Tx,
    service: ServiceId,
    free: Option<i32>,
) -> Result<Vec<(String, String)>, StoreError> {
    let Some(free) = free else { return Ok(Vec::new()) };
    let ends = super::load::contract_ends(tx, service).await?;
    let today = tx.today();
    let mut list = Vec::new();
    for months in 1..=6_i64 {
        let Ok(last) = today.0.checked_add(jiff::Span::new().months(months)) else { break };
        let last = Day(last.last_of_month());
        let ended = ends.iter().filter(|end| **end <= last).count();
        let ended = i32::try_from(ended).unwrap_or(i32::MAX);
        list.push((last.bg(), (free + ended).to_string()));
    }
    Ok(list)
}

/// How many of the places the state, the municipality and own means pay for.
fn shares_line(ctx: &Ctx, (shares, places): (Option<services::Shares>, Option<Places>)) -> String {
    let Some((shares, places)) = shares.zip(places) else { return String::new() };
    let [state, municipal, own] = shares.places(places.total);
    let args = [("state", state), ("municipal", municipal), ("own", own)];
    ctx.ta("placement-shares", &args).into_owned()
}

/// `GET /places/{id}`: the places and the waiting list of one service.
pub async fn line_page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = services::service(&tx, id).await?;
    let units = places::units(&tx, id).await?;
    let sum = super::load::places_of(&tx, id).await?;
    let entries = line(&tx, id).await?;
    let rows = waiting(&ctx, &tx, &entries).await?;
    let forecast = forecast(&tx, id, sum.map(|places| places.free())).await?;
    let shares = services::shares_on(&tx, &[id], tx.today()).await?.remove(&id);
    tx.audit(Entry::list("waiting"));
    tx.commit().await?;
    let text = |key: &str| Head::new(ctx.t(&format!("placement-{key}")));
    let unit = |unit: Unit| UnitLine {
        href: ctx.url(&format!("/places/{id}/units/{}", unit.id)),
        updated: format!("{}, {}", unit.updated_at.bg(), unit.account_name),
        unit,
    };
    let mut page = ctx.page(service.name.clone());
    page.breadcrumbs = vec![
        Link::new(ctx.url("/placements"), ctx.t("placement-list")),
        Link::new(ctx.url("/places"), ctx.t("placement-waiting-lists")),
        Link::new("", service.name.clone()),
    ];
    let new = ctx.actor.may(WRITE).then(|| ctx.url(&format!("/places/{id}/units/new")));
    html(&LinePage {
        page,
        places: places_line(&ctx, sum.as_ref()),
        shares: shares_line(&ctx, (shares, sum)),
        unit_heads: vec![
            text("unit"),
            text("total").numeric(),
            text("funded").numeric(),
            text("taken").numeric(),
            text("reserved").numeric(),
            text("updated"),
        ],
        units: units.into_iter().map(unit).collect(),
        heads: vec![
            text("place").numeric(),
            text("column-person"),
            text("entered"),
            text("column-next"),
        ],
        waiting: rows,
        new,
        trial: ctx.url(&format!("/places/{id}/trial")),
        forecast,
        service,
    })
}

fn unit_act(ctx: &Ctx, form: &Form, rest: &'static str) -> Act {
    let boxes = (ctx, form);
    Act::new("placement-unit-title", rest, "ui-save")
        .lead(ctx.t("placement-unit-lead"))
        .line(boxes, "name", "placement-unit")
        .line(boxes, "total", "placement-total")
        .line(boxes, "funded", "placement-funded")
        .line(boxes, "taken", "placement-taken")
}

async fn unit_frame(
    app: &App,
    ctx: &Ctx,
    (id, home, version): (ServiceId, String, i32),
) -> Result<Around, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = services::service(&tx, id).await?;
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    let mut page = ctx.page(ctx.t("placement-unit-title"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/places"), ctx.t("placement-waiting-lists")),
        Link::new(ctx.url(&format!("/places/{id}")), service.name),
        Link::new("", ctx.t("placement-unit-title")),
    ];
    Ok(Around { page, home, version })
}

/// What was typed of a unit; mistakes stand beside the fields.
fn read_unit(form: &mut Form, reserved: i32) -> Option<NewUnit> {
    let name = form.optional("name", 200);
    let mut number = |name: &str| {
        let found = form.parsed::<i32>(name, "placement-number-wrong");
        if found.is_some_and(|n| !(0..=PLACES_MAX).contains(&n)) {
            form.wrong(name, "placement-number-wrong");
        }
        found
    };
    let (total, funded, taken) = (number("total"), number("funded"), number("taken"));
    let (total, (funded, taken)) = total.zip(funded.zip(taken))?;
    if funded > total {
        form.wrong("funded", "placement-funded-wrong");
    }
    if taken.saturating_add(reserved) > total {
        form.wrong("total", "placement-total-wrong");
    }
    form.ok().then_some(NewUnit { name, total, funded, taken })
}

/// `GET /places/{id}/units/new`.
pub async fn new_unit(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let around = unit_frame(&app, &ctx, (id, format!("/places/{id}"), 0)).await?;
    let form = Form::filled(ctx.lang, [("taken", "0"), ("funded", "0")]);
    let form = ctx.resumed(form, &[]).await?;
    unit_act(&ctx, &form, "/units").shown(&ctx, around, &form)
}

/// `POST /places/{id}/units`.
pub async fn add_unit(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = read_unit(&mut form, 0);
    if let Some(new) = new {
        let mut tx = app.db.write(&ctx.actor).await?;
        tx.use_form(&form.key(), &ctx.url(&format!("/places/{id}"))).await?;
        ctx.sent(&tx, &form).await?;
        match places::add_unit(&tx, id, &new).await {
            Ok(_) => {
                counted(&mut tx, id, &new).await?;
                tx.commit().await?;
                return Ok(see(&ctx, &format!("/places/{id}"), Some("placement-unit-done")));
            }
            Err(StoreError::Duplicate(_)) => {
                tx.rollback().await;
                form.wrong("name", "placement-unit-twice");
            }
            Err(other) => return Err(other.into()),
        }
    }
    let around = unit_frame(&app, &ctx, (id, format!("/places/{id}"), 0)).await?;
    unit_act(&ctx, &form, "/units").shown(&ctx, around, &form)
}

async fn counted(tx: &mut Tx, id: ServiceId, new: &NewUnit) -> Result<(), StoreError> {
    let service = services::service(tx, id).await?.name;
    let data = vec![("service", service), ("total", new.total.to_string())];
    tx.event(Event { kind: "placement-unit", data, ..Event::default() }).await
}

async fn unit_of(app: &App, ctx: &Ctx, of: (ServiceId, UnitId)) -> Result<Unit, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let units = places::units(&tx, of.0).await?;
    tx.rollback().await;
    units.into_iter().find(|unit| unit.id == of.1).ok_or(Problem::NotFound)
}

/// `GET /places/{id}/units/{unit}`.
pub async fn edit_unit(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, unit)): Path<(String, ServiceId, UnitId)>,
) -> Result<Response, Problem> {
    let row = unit_of(&app, &ctx, (id, unit)).await?;
    let values = [
        ("name", row.name.clone()),
        ("total", row.total.to_string()),
        ("funded", row.funded.to_string()),
        ("taken", row.taken.to_string()),
    ];
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    let home = format!("/places/{id}/units/{unit}");
    let around = unit_frame(&app, &ctx, (id, home, form.version_or(row.version))).await?;
    unit_act(&ctx, &form, "").shown(&ctx, around, &form)
}

/// `POST /places/{id}/units/{unit}`.
pub async fn change_unit(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, unit)): Path<(String, ServiceId, UnitId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let row = unit_of(&app, &ctx, (id, unit)).await?;
    let Some(new) = read_unit(&mut form, row.reserved) else {
        let home = format!("/places/{id}/units/{unit}");
        let around = unit_frame(&app, &ctx, (id, home, form.version())).await?;
        return unit_act(&ctx, &form, "").shown(&ctx, around, &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&format!("/places/{id}"))).await?;
    ctx.sent(&tx, &form).await?;
    match places::change_unit(&tx, unit, form.version(), &new).await {
        Ok(()) => {
            counted(&mut tx, id, &new).await?;
            tx.commit().await?;
            Ok(see(&ctx, &format!("/places/{id}"), Some("placement-unit-done")))
        }
        Err(StoreError::Conflict) => {
            tx.rollback().await;
            let there = unit_of(&app, &ctx, (id, unit)).await?;
            let label = |key: &str| ctx.t(key).into_owned();
            let pair = |key: &str, mine: String, theirs: String| Compared {
                label: label(key),
                mine,
                theirs,
            };
            Err(Problem::Conflict(vec![
                pair("placement-unit", new.name, there.name),
                pair("placement-total", new.total.to_string(), there.total.to_string()),
                pair("placement-funded", new.funded.to_string(), there.funded.to_string()),
                pair("placement-taken", new.taken.to_string(), there.taken.to_string()),
            ]))
        }
        Err(other) => Err(other.into()),
    }
}
