//! Shared tablets of a service and the workers who use them: addresses are made and taken back,
//! numbers given, changed and ended.

use super::frame::{self, path};
use super::load;
use super::pin::{self, NewWorker, TRIES, add_worker};
use super::store::{delivery_tablet, delivery_worker};
use super::{TabletId, WorkerId};
use crate::app::App;
use crate::services::{Service, ServiceId};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::crypto::Index;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, Problem, again, day_values, html, see};
use law::Month;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};

/// By what the addresses of tablets are made.
pub const SECRET: Index = Index::new("delivery_tablet", "secret");
/// An address is offered for so many days; another day may be typed.
const USUAL_DAYS: i32 = 180;
/// And for no more than so many.
const MOST_DAYS: i32 = 366;

/// The secret of a tablet's address; kept nowhere.
pub fn secret(tx: &Tx, id: TabletId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// The tablet with a secret. Whoever guesses learns nothing: it is as if no page were there.
///
/// # Errors
/// [`Problem::NotFound`] when there is none.
pub async fn behind(tx: &Tx, secret: &str) -> Result<delivery_tablet::Model, Problem> {
    let row = tx
        .find::<delivery_tablet::Entity>()
        .filter(delivery_tablet::Column::Fingerprint.eq(kit::crypto::fingerprint(secret)))
        .one(tx.conn())
        .await
        .map_err(StoreError::from)?;
    row.ok_or(Problem::NotFound)
}

/// Whether a tablet may be used.
#[must_use]
pub fn is_open(row: &delivery_tablet::Model, now: Instant) -> bool {
    row.revoked_at.is_none() && row.expires_at > now
}

/// Makes an address.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    service: ServiceId,
    (name, until): (&str, Day),
) -> Result<(TabletId, String), StoreError> {
    let id = TabletId(tx.new_id());
    let secret = secret(tx, id)?;
    tx.insert(delivery_tablet::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        service_id: Set(service),
        name: Set(name.to_owned()),
        fingerprint: Set(kit::crypto::fingerprint(&secret)),
        made_at: Set(tx.now()),
        expires_at: Set(Instant::of_local(until.plus(1).0.at(0, 0, 0, 0))),
        opened_at: Set(None),
        revoked_at: Set(None),
        failures: Set(0),
        failed_at: Set(None),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    tx.audit(Entry::write("delivery-tablet-made", id.0));
    Ok((id, secret))
}

async fn tablets(tx: &Tx, service: ServiceId) -> Result<Vec<delivery_tablet::Model>, StoreError> {
    use delivery_tablet::Column;
    let rows = tx.find::<delivery_tablet::Entity>().filter(Column::ServiceId.eq(service));
    Ok(rows.order_by_desc(Column::Id).all(tx.conn()).await?)
}

struct TabletRow {
    id: TabletId,
    name: String,
    until: String,
    opened: String,
    word: String,
    colour: &'static str,
    address: String,
    qr: String,
}

struct WorkerRow {
    action: String,
    name: String,
    is_locked: bool,
}

#[derive(Template)]
#[template(path = "delivery/tablet.html")]
struct TabletPage {
    page: ui::Page,
    service: String,
    home: String,
    pin: ui::Field,
    form: Form,
    tablets: Vec<TabletRow>,
    workers: Vec<WorkerRow>,
}

/// What the page shows.
struct Behind {
    service: Service,
    tablets: Vec<(delivery_tablet::Model, String)>,
    workers: Vec<delivery_worker::Model>,
    now: Instant,
}

async fn read(app: &App, ctx: &Ctx, id: ServiceId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = load::service(&tx, id).await?;
    let mut list = Vec::new();
    for row in tablets(&tx, id).await? {
        let secret = if is_open(&row, tx.now()) { secret(&tx, row.id)? } else { String::new() };
        list.push((row, secret));
    }
    let workers = pin::workers(&tx, id).await?;
    let now = tx.now();
    tx.audit(Entry::read("delivery-tablets", id.0));
    tx.commit().await?;
    Ok(Behind { service, tablets: list, workers, now })
}

fn address(app: &App, ctx: &Ctx, headers: &HeaderMap, secret: &str) -> String {
    format!("{}{}", app.kit.origin(headers), ctx.url(&format!("/tablet/{secret}")))
}

fn draw(app: &App, ctx: &Ctx, (behind, headers): (&Behind, &HeaderMap), form: Form) -> TabletPage {
    let tablet = |(row, secret): &(delivery_tablet::Model, String)| {
        let (word, colour) = match (row.revoked_at, secret.is_empty()) {
            (Some(_), _) => ("delivery-tablet-revoked", "grey"),
            (None, true) => ("delivery-tablet-expired", "grey"),
            (None, false) => ("delivery-tablet-open", "green"),
        };
        let address =
            if secret.is_empty() { String::new() } else { address(app, ctx, headers, secret) };
        let opened =
            row.opened_at.map_or_else(|| ctx.t("delivery-tablet-never").into_owned(), |at| at.bg());
        TabletRow {
            id: row.id,
            name: row.name.clone(),
            until: Instant(row.expires_at.0 - 1).day().bg(),
            opened,
            word: ctx.t(word).into_owned(),
            colour,
            qr: String::new(),
            address,
        }
    };
    let mut tablets: Vec<TabletRow> = behind.tablets.iter().map(tablet).collect();
    // A picture of many squares is heavy: the newest address is the one to be scanned.
    if let Some(newest) = tablets.iter_mut().find(|row| !row.address.is_empty()) {
        newest.qr = kit::web::qr_svg(&newest.address);
    }
    let id = behind.service.id;
    let worker = |row: &delivery_worker::Model| WorkerRow {
        action: ctx.url(&path(id, &format!("/workers/{}", row.id))),
        name: row.name.clone(),
        is_locked: row.failures >= TRIES,
    };
    let title = ctx.t("delivery-tablet").into_owned();
    let mut page = frame::page_of(ctx, &behind.service, (title, Month::of(behind.now.day().0)));
    page.errors = form.errors();
    TabletPage {
        page,
        service: behind.service.name.clone(),
        home: ctx.url(&path(id, "")),
        tablets,
        workers: behind.workers.iter().map(worker).collect(),
        pin: super::door::unseen(form.field("pin")),
        form,
    }
}

/// `GET /delivery/{id}/tablet`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let behind = read(&app, &ctx, id).await?;
    let until = day_values("until", Some(app.today().plus(USUAL_DAYS)));
    html(&draw(&app, &ctx, (&behind, &headers), Form::filled(ctx.lang, until)))
}

/// `POST /delivery/{id}/tablet`: an address is made.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let name = form.required("name", 100);
    let until = form.day("until");
    let today = app.today();
    if until.is_some_and(|day| day < today || day > today.plus(MOST_DAYS)) {
        form.wrong("until", "delivery-tablet-until-wrong");
    }
    let behind = read(&app, &ctx, id).await?;
    let (Some(until), true) = (until, form.ok()) else {
        return again(&draw(&app, &ctx, (&behind, &headers), form));
    };
    let back = path(id, "/tablet");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    add(&mut tx, id, (&name, until)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("delivery-tablet-made")))
}

/// `POST /delivery/{id}/tablet/revoke`: an address is taken back.
pub async fn revoke(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let which: TabletId = form.get("tablet").parse().map_err(|_| Problem::NotFound)?;
    let back = path(id, "/tablet");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let row = tablets(&tx, id).await?.into_iter().find(|row| row.id == which);
    let row = row.ok_or(Problem::NotFound)?;
    let active =
        delivery_tablet::ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<delivery_tablet::Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("delivery-tablet-revoked", row.id.0));
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("delivery-tablet-stopped")))
}

/// A number that was typed, with its mistakes beside the box.
fn typed_pin(form: &mut Form) -> String {
    let pin = form.required("pin", 6);
    if !pin.is_empty() && !pin::is_fit(&pin) {
        form.wrong("pin", "delivery-pin-unfit");
    }
    pin
}

/// `POST /delivery/{id}/workers`: a worker with a number.
pub async fn enlist(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let name = form.required("worker", 100);
    let pin = typed_pin(&mut form);
    let behind = read(&app, &ctx, id).await?;
    if behind.workers.iter().any(|row| row.name == name) {
        form.wrong("worker", "delivery-worker-twice");
    }
    if !form.ok() {
        return again(&draw(&app, &ctx, (&behind, &headers), form));
    }
    let pin_hash = pin::hashed(&pin).await?;
    let back = path(id, "/tablet");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    add_worker(&mut tx, NewWorker { service: id, name: &name, pin_hash }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("delivery-worker-done")))
}

/// `POST /delivery/{id}/workers/{worker}`: a new number, or the worker left.
pub async fn change(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, worker)): Path<(String, ServiceId, WorkerId)>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let ends = form.get("do") == "end";
    let mut active = delivery_worker::ActiveModel::default();
    let back = path(id, "/tablet");
    if ends {
        active.ended_at = Set(Some(app.clock().now()));
    } else {
        let pin = typed_pin(&mut form);
        if !form.ok() {
            let behind = read(&app, &ctx, id).await?;
            return again(&draw(&app, &ctx, (&behind, &headers), form));
        }
        active.pin_hash = Set(pin::hashed(&pin).await?);
        active.failures = Set(0);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let row = pin::worker(&tx, (id, worker)).await?;
    tx.update::<delivery_worker::Entity>(row.id, row.version, active).await?;
    let what = if ends { "delivery-worker-ended" } else { "delivery-pin-changed" };
    tx.audit(Entry::write(what, row.id.0));
    tx.commit().await?;
    Ok(see(&ctx, &back, Some(if ends { "delivery-worker-gone" } else { "delivery-pin-done" })))
}
