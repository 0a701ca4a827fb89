//! The pages behind the address of a shared tablet. No account: who the worker is, their personal
//! number says; without it nobody of the service is shown.

use super::entry::By;
use super::entry_page::{self, Behind};
use super::frame::day_of;
use super::load;
use super::pin::{self, Tried};
use super::sheet::{self, At};
use super::sitting::{self, Sitting};
use super::store::delivery_tablet;
use super::tablet;
use super::{TabletId, WorkerId};
use crate::app::App;
use crate::placement::PlacementId;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, list_address, see};
use sea_orm::Set;
use ui::{Choice, Field};

#[derive(Template)]
#[template(path = "delivery/door.html")]
struct DoorPage {
    page: ui::Page,
    action: String,
    service: String,
    form: Form,
    pin: Field,
    workers: Vec<Choice>,
    closed: String,
}

fn at(secret: &str, rest: &str) -> String {
    format!("/tablet/{secret}{rest}")
}

/// The worker as who acts: the audit names them.
fn acting(ctx: &Ctx, sitting: &Sitting) -> Actor {
    let mut actor = ctx.actor.clone();
    actor.name = sitting.worker.name.as_str().into();
    actor.username = "tablet".into();
    actor
}

/// A box whose value is not shown again.
pub fn unseen(field: Field) -> Field {
    Field { value: String::new(), ..field }
}

async fn draw(
    tx: &Tx,
    ctx: &Ctx,
    (row, secret): (&delivery_tablet::Model, &str),
    form: Form,
) -> Result<DoorPage, Problem> {
    let is_open = tablet::is_open(row, tx.now());
    let service = load::service(tx, row.service_id).await?;
    let workers = if is_open { pin::workers(tx, row.service_id).await? } else { Vec::new() };
    let choice = |one: super::store::delivery_worker::Model| {
        let id = one.id.to_string();
        let is_chosen = form.get("worker") == id;
        Choice::new(id, one.name).checked(is_chosen)
    };
    let closed = match (is_open, workers.is_empty()) {
        (false, _) => ctx.t("delivery-door-closed").into_owned(),
        (true, true) => ctx.t("delivery-door-nobody").into_owned(),
        _ => String::new(),
    };
    let mut page = ctx.public_page(ctx.t("delivery-door-title"));
    page.errors = form.errors();
    Ok(DoorPage {
        page,
        action: ctx.url(&at(secret, "")),
        service: service.name,
        workers: workers.into_iter().map(choice).collect(),
        closed,
        pin: unseen(form.field("pin")),
        form,
    })
}

/// `GET /tablet/{secret}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tablet::behind(&tx, &secret).await?;
    let sits = sitting::current(&tx, &headers, row.id).await?.is_some();
    let shown = draw(&tx, &ctx, (&row, &secret), Form::empty(ctx.lang)).await?;
    tx.audit(Entry::read("delivery-tablet", row.id.0));
    tx.commit().await?;
    if sits && shown.closed.is_empty() {
        return Ok(see(&ctx, &at(&secret, "/sheet"), None));
    }
    html(&shown)
}

/// `POST /tablet/{secret}`: a worker says who they are.
pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let pin = form.required("pin", 6);
    let chosen: Option<WorkerId> = form.parsed("worker", "form-choose");
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = tablet::behind(&tx, &secret).await?;
    tx.audit(Entry::read("delivery-tablet", row.id.0));
    let known = pin::workers(&tx, row.service_id).await?;
    let worker = chosen.and_then(|id| known.into_iter().find(|one| one.id == id));
    let is_open = tablet::is_open(&row, tx.now());
    let (Some(worker), true) = (worker, form.ok() && is_open) else {
        if chosen.is_some() && is_open && form.ok() {
            form.wrong("worker", "form-choose");
        }
        let shown = draw(&tx, &ctx, (&row, &secret), form).await?;
        tx.commit().await?;
        return again(&shown);
    };
    // Counted first and on disk before it is checked: a try cannot be had for nothing.
    let mut tried = pin::counted(&mut tx, &row, &worker).await?;
    tx.commit().await?;
    if tried == Tried::Right {
        tried = pin::checked(&worker, &pin).await?;
    }
    if tried != Tried::Right {
        refused(&mut form, tried);
        let tx = app.db.read(&ctx.actor).await?;
        let shown = draw(&tx, &ctx, (&row, &secret), form).await?;
        tx.rollback().await;
        return again(&shown);
    }
    let token = welcomed(&app, &ctx, (row.id, worker.id)).await?;
    let response = see(&ctx, &at(&secret, "/sheet"), None);
    Ok(sitting::with_cookie(response, &ctx, (&token, app.kit.settings.https)))
}

/// Why nobody was let in, beside the box.
fn refused(form: &mut Form, tried: Tried) {
    match tried {
        Tried::Wrong(left) => {
            let args = [("left", left)];
            let text = ui::text::text_args(form.lang(), "delivery-pin-wrong", &args);
            form.wrong_text("pin", text.into_owned());
        }
        Tried::Wait => form.wrong("pin", "delivery-pin-wait"),
        Tried::Locked | Tried::Right => form.wrong("pin", "delivery-pin-is-locked"),
    }
}

async fn welcomed(
    app: &App,
    ctx: &Ctx,
    (tablet, worker): (TabletId, WorkerId),
) -> Result<String, StoreError> {
    let mut tx = app.db.write(&ctx.actor).await?;
    pin::forgiven(&tx, tablet, worker).await?;
    let token = sitting::open(&tx, tablet, worker).await?;
    let at = tx.now();
    let active = delivery_tablet::ActiveModel { opened_at: Set(Some(at)), ..Default::default() };
    super::store::touched(&tx, tablet, active).await?;
    tx.audit(Entry::write("delivery-sitting", worker.0));
    tx.commit().await?;
    Ok(token)
}

/// What stands behind the pages of who sits at a tablet; none when the number must be given again.
struct Inside {
    tablet: delivery_tablet::Model,
    sitting: Sitting,
    actor: Actor,
}

async fn inside(
    app: &App,
    ctx: &Ctx,
    (secret, headers): (&str, &HeaderMap),
) -> Result<Option<Inside>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let tablet = tablet::behind(&tx, secret).await?;
    let now = tx.now();
    let sitting = sitting::current(&tx, headers, tablet.id).await?;
    tx.audit(Entry::read("delivery-tablet", tablet.id.0));
    tx.commit().await?;
    let Some(sitting) = sitting.filter(|_| tablet::is_open(&tablet, now)) else {
        return Ok(None);
    };
    let actor = acting(ctx, &sitting);
    if sitting::is_stale(&sitting.row, now) {
        let mut tx = app.db.write(&actor).await?;
        sitting::touch(&tx, &sitting.row).await?;
        tx.audit(Entry::read("delivery-tablet", tablet.id.0));
        tx.commit().await?;
    }
    Ok(Some(Inside { tablet, sitting, actor }))
}

fn places(ctx: &Ctx, secret: &str, is_closed: bool) -> At {
    At {
        base: ctx.url(&at(secret, "/sheet")),
        people: String::new(),
        entry: |at, id, day| {
            let page = at.base.replace("/sheet", "/entry");
            list_address(&page, &[("row", &id.to_string()), ("day", &day.to_string())])
        },
        can_write: !is_closed,
    }
}

/// `GET /tablet/{secret}/sheet?day=`.
pub async fn sheet(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let Some(inside) = inside(&app, &ctx, (&secret, &headers)).await? else {
        return Ok(see(&ctx, &at(&secret, ""), None));
    };
    let day = day_of(&form, app.today()).min(app.today());
    let law = app.law(ctx.actor.municipality);
    let service = inside.tablet.service_id;
    let mut tx = app.db.read(&inside.actor).await?;
    let sheet = sheet::read(&tx, &law, (service, day)).await?;
    tx.audit(Entry::read("delivery", service.0));
    tx.commit().await?;
    let places = places(&ctx, &secret, sheet.is_closed);
    let mut shown = sheet::draw(&ctx, &sheet, (&places, day, app.today()), &form);
    shown.page = shown.page.for_anyone();
    shown.worker = inside.sitting.worker.name;
    shown.leave = ctx.url(&at(&secret, "/leave"));
    html(&shown)
}

/// `POST /tablet/{secret}/sheet`: one button of the sheet.
pub async fn say(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let Some(inside) = inside(&app, &ctx, (&secret, &headers)).await? else {
        return Ok(see(&ctx, &at(&secret, ""), None));
    };
    let day = day_of(&form, app.today());
    let law = app.law(ctx.actor.municipality);
    let service = inside.tablet.service_id;
    let back = list_address(&at(&secret, "/sheet"), &[("day", &day.to_string())]);
    let mut tx = app.db.write(&inside.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let by = By { name: &inside.sitting.worker.name, via: "tablet", why: "" };
    sheet::said(&mut tx, &law, (service, day), (form.get("say"), by)).await?;
    tx.audit(Entry::write("delivery-said", service.0));
    tx.commit().await?;
    Ok(see(&ctx, &back, None))
}

fn entry_places(ctx: &Ctx, secret: &str, day: Day) -> (String, String) {
    let sheet = ctx.url(&at(secret, "/sheet"));
    let back = list_address(&sheet, &[("day", &day.to_string())]);
    (ctx.url(&at(secret, "/entry")), back)
}

fn entry_drawn(
    ctx: &Ctx,
    (behind, secret): (&Behind, &str),
    (placement, day): (PlacementId, Day),
    form: Form,
) -> Result<entry_page::EntryPage, Problem> {
    let mut shown = entry_page::draw(ctx, behind, entry_places(ctx, secret, day), form)?;
    shown.page = shown.page.for_anyone();
    shown.hidden.push(("row", placement.to_string()));
    Ok(shown)
}

/// The day of a person that a form names, read for the worker.
async fn of_person(
    app: &App,
    inside: &Inside,
    form: &Form,
) -> Result<(entry_page::Behind, PlacementId, Day), Problem> {
    let placement: PlacementId = form.get("row").parse().map_err(|_| Problem::NotFound)?;
    let day = day_of(form, app.today());
    let mut tx = app.db.read(&inside.actor).await?;
    let law = app.law(tx.municipality());
    let of = (inside.tablet.service_id, placement, day);
    let behind = entry_page::behind(&tx, &law, of).await?;
    tx.audit(Entry::read("delivery", placement.0).about(Some(behind.line.of.person.0)));
    tx.commit().await?;
    Ok((behind, placement, day))
}

/// `GET /tablet/{secret}/entry?row=&day=`.
pub async fn entry(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let Some(inside) = inside(&app, &ctx, (&secret, &headers)).await? else {
        return Ok(see(&ctx, &at(&secret, ""), None));
    };
    let (behind, placement, day) = of_person(&app, &inside, &form).await?;
    let form = entry_page::fresh(&ctx, &behind);
    html(&entry_drawn(&ctx, (&behind, &secret), (placement, day), form)?)
}

/// `POST /tablet/{secret}/entry`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let Some(inside) = inside(&app, &ctx, (&secret, &headers)).await? else {
        return Ok(see(&ctx, &at(&secret, ""), None));
    };
    let (behind, placement, day) = of_person(&app, &inside, &form).await?;
    let Some((say, why)) = entry_page::read(&mut form, behind.corrects()) else {
        return again(&entry_drawn(&ctx, (&behind, &secret), (placement, day), form)?);
    };
    let back = list_address(&at(&secret, "/sheet"), &[("day", &day.to_string())]);
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&inside.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    let by = By { name: &inside.sitting.worker.name, via: "tablet", why: &why };
    entry_page::write(&mut tx, &law, (&behind, &form), (&say, by)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, None))
}

/// `POST /tablet/{secret}/leave`: the worker is done.
pub async fn leave(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(inside) = inside(&app, &ctx, (&secret, &headers)).await? {
        let mut tx = app.db.write(&inside.actor).await?;
        sitting::end(&tx, &inside.sitting.row).await?;
        tx.audit(Entry::write("delivery-sitting-ended", inside.sitting.worker.id.0));
        tx.commit().await?;
    }
    let response = see(&ctx, &at(&secret, ""), None);
    Ok(sitting::with_cookie(response, &ctx, ("", app.kit.settings.https)))
}
