//! Closing a month of a service: every report is approved, the list is numbered, the hours are handed
//! over to delivery, from where fees are counted.

use super::frame::month_of;
use super::load::{self, Line};
use super::paper;
use super::place::Place;
use super::store::homecare_month::Entity;
use super::week::Visit;
use crate::app::App;
use crate::delivery::{self, MonthId, Say, add_closing, closings, month_act, with_month};
use crate::people::verify_address;
use crate::services::ServiceId;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Act, Ctx, Form, Id, Problem, list_address, see};
use law::{Law, Month};
use std::collections::BTreeMap;

/// Says in delivery what the approved reports of a person say; days that stand there already with
/// the same minutes stay.
async fn handed(tx: &mut Tx, law: &Law, line: &Line, month: Month) -> Result<(), Problem> {
    let mut minutes: BTreeMap<Day, u32> = BTreeMap::new();
    for row in &line.reports {
        let place = Place::read(tx, law, (line.of.placement, row.assistant_id), month).await?;
        for visit in place.visits() {
            *minutes.entry(visit.day).or_default() += Visit::minutes(visit);
        }
    }
    let of = (line.of.service, line.of.placement);
    let (said, is_closed) = delivery::said_of(tx, law, of, month).await?;
    let why = ui::text::text(ui::Lang::Bg, "homecare-handed").into_owned();
    let name = tx.actor().name.to_string();
    for (day, minutes) in minutes {
        if said.get(&day) == Some(&minutes) {
            continue;
        }
        if is_closed {
            return Err(Problem::Impossible("homecare-refused-delivery"));
        }
        let why = if said.contains_key(&day) { why.as_str() } else { "" };
        let by = delivery::By { name: &name, via: "office", why };
        let say = Say::Present(Some(minutes));
        delivery::say(tx, law, (of.0, of.1, day), (&say, by)).await?;
    }
    Ok(())
}

/// Closes a month and numbers its list. `verify` is where codes are checked.
///
/// # Errors
/// When the month is not over, is closed, has reports that are not approved, or delivery does not
/// take the hours.
pub async fn close(
    tx: &mut Tx,
    app: &App,
    (service, month): (ServiceId, Month),
    verify: &str,
) -> Result<MonthId, Problem> {
    if Day(month.last_day()) >= tx.today() {
        return Err(Problem::Impossible("homecare-refused-month"));
    }
    let closings = closings::<Entity>(tx, service, month).await?;
    if closings.last().is_some_and(|row| row.reopened_at.is_none()) {
        return Err(Problem::Impossible("homecare-refused-closed"));
    }
    let behind = load::service(tx, service).await?;
    let law = app.law(tx.municipality());
    let lines = load::lines(tx, &law, Some(service), month).await?;
    let is_open = lines.iter().flat_map(|line| &line.reports).any(|row| row.state != "approved");
    if is_open {
        return Err(Problem::Impossible("homecare-refused-open"));
    }
    for line in &lines {
        handed(tx, &law, line, month).await?;
    }
    let known = app.db.municipalities();
    let office = known.iter().find(|one| one.id == tx.municipality()).ok_or(Problem::NotFound)?;
    let by = tx.actor().name.to_string();
    let names = load::assistants(tx, &lines).await?;
    let said =
        paper::Said { office, service: &behind, month, lines: &lines, names: &names, by: &by };
    let mut data = paper::data(&law, &said);
    let closing = (service, month, closings.last());
    add_closing::<Entity>(tx, closing, (&mut data, verify)).await
}

/// `GET /homecare/services/{id}`: giving up leads back to the list.
pub async fn home(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    load::service(&tx, id).await?;
    tx.audit(Entry::list("homecare"));
    tx.commit().await?;
    Ok(see(&ctx, "/homecare", None))
}

/// `GET /homecare/services/{id}/close?month=`: what should be looked at before.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    form: Form,
) -> Result<Response, Problem> {
    let (today, law) = (app.today(), app.law(ctx.actor.municipality));
    let month = month_of(&form, today);
    let mut tx = app.db.read(&ctx.actor).await?;
    let service = load::service(&tx, id).await?;
    let lines = load::lines(&tx, &law, Some(id), month).await?;
    tx.audit(Entry::read("homecare", id.0));
    tx.commit().await?;
    if Day(month.last_day()) >= today {
        return Err(Problem::Impossible("homecare-refused-month"));
    }
    let kinds = ["no-report", "draft", "sent", "returned", "over"];
    let counted = kinds.iter().filter_map(|kind| {
        let count = lines.iter().filter(|line| super::list::is_of(line, month, kind)).count();
        let name = ctx.t(&format!("homecare-kind-{kind}"));
        (count > 0).then(|| format!("{name} – {count}"))
    });
    let list: Vec<String> = counted.collect();
    let lead = if list.is_empty() {
        ctx.t("homecare-close-clean").into_owned()
    } else {
        ctx.ta("homecare-close-lead", &[("list", list.join("; "))]).into_owned()
    };
    let filled = with_month(&ctx, month);
    let act = Act::new("homecare-close", "/close", "homecare-close-button").lead(lead);
    month_act::<Entity>(&ctx, act.hidden(&filled, "month"), (&service, month), &filled)
}

/// `POST /homecare/services/{id}/close`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let month = Month::parse(form.get("month")).map_err(|_| Problem::BadRequest("form-choose"))?;
    let back = list_address("/homecare", &[("month", &month.to_string())]);
    let verify = verify_address(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    close(&mut tx, &app, (id, month), &verify).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("homecare-close-done")))
}
