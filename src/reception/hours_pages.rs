//! When workers receive by appointment at a point: stretches by weekday, a gap is a break.

use super::booking::workers;
use super::overview::frame;
use super::store::reception_hours;
use super::store::setting::{self, NewHours};
use super::{HoursId, line};
use crate::app::App;
use crate::municipality::{self, Hours, ServicePointId, WEEKDAYS};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use ui::Choice;

#[derive(Template)]
#[template(path = "reception/hours_list.html")]
struct HoursPage {
    page: ui::Page,
    rows: Vec<Row>,
    new: String,
}

struct Row {
    href: String,
    worker: String,
    days: Vec<(String, String)>,
    period: String,
    in_force: bool,
}

/// Names of the weekdays with what stands beside them.
fn weekdays(ctx: &Ctx, value: impl Fn(usize) -> String) -> Vec<(String, String)> {
    let named = |(n, code): (usize, &&str)| {
        (ctx.t(&format!("reception-day-{code}")).into_owned(), value(n))
    };
    WEEKDAYS.iter().enumerate().map(named).collect()
}

pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let place = municipality::service_point(&tx, id).await?;
    let today = tx.today();
    let rows = setting::hours(&tx, Some(id), (today.plus(-365), today.plus(3650))).await?;
    let staff = workers(&tx).await?;
    tx.audit(Entry::list("reception-hours"));
    tx.commit().await?;
    let row = |row: reception_hours::Model| {
        let hours = Hours::from_text(&row.hours);
        let days = weekdays(&ctx, |n| hours.day(n));
        let to = row.valid_to.map(|day| day.bg()).unwrap_or_default();
        Row {
            href: ctx.url(&format!("/reception/hours/{}", row.id)),
            worker: staff
                .iter()
                .find(|(id, _)| *id == row.account_id)
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            days: days.into_iter().filter(|(_, hours)| !hours.is_empty()).collect(),
            period: format!("{} – {to}", row.valid_from.bg()),
            in_force: row.valid_from <= today && row.valid_to.is_none_or(|to| today <= to),
        }
    };
    let settings = (format!("/reception/points/{id}/settings"), place.name);
    html(&HoursPage {
        page: frame(&ctx, ctx.t("reception-hours-title"), &[settings]),
        rows: rows.into_iter().map(row).collect(),
        new: ctx.url(&format!("/reception/points/{id}/hours/new")),
    })
}

#[derive(Template)]
#[template(path = "reception/hours.html")]
struct HoursForm {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    version: String,
    workers: Vec<Choice>,
    weekdays: Vec<(String, String)>,
}

async fn hours_form(
    ctx: &Ctx,
    tx: &Tx,
    (point, id): (ServicePointId, Option<HoursId>),
    form: Form,
) -> Result<HoursForm, Problem> {
    let list = format!("/reception/points/{point}/hours");
    let trail = [(list.clone(), ctx.t("reception-hours-title").into_owned())];
    let key = if id.is_some() { "reception-hours-edit" } else { "reception-hours-new" };
    let mut page = frame(ctx, ctx.t(key), &trail);
    page.errors = form.errors();
    let staff = workers(tx).await?.into_iter();
    Ok(HoursForm {
        page,
        action: ctx.url(&id.map_or(list.clone(), |id| format!("/reception/hours/{id}"))),
        back: ctx.url(&list),
        version: form.get("_version").to_owned(),
        workers: staff.map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        weekdays: weekdays(ctx, |n| WEEKDAYS[n].to_owned()),
        form,
    })
}

async fn read(
    tx: &Tx,
    form: &mut Form,
    point: ServicePointId,
) -> Result<Option<NewHours>, StoreError> {
    let account = form.parsed("worker", "form-choose");
    let known = workers(tx).await?;
    if account.is_some_and(|account| !known.iter().any(|(id, _)| *id == account)) {
        form.wrong("worker", "form-choose");
    }
    let mut hours = Hours::default();
    for (n, name) in WEEKDAYS.iter().enumerate() {
        let typed = form.optional(name, 200);
        match Hours::parse_day(&typed) {
            Some(day) => hours.0[n] = day,
            None => form.wrong(name, "reception-hours-wrong"),
        }
    }
    let from = form.day("from");
    let to = form.day_optional("to");
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        form.wrong("to", "reception-hours-order");
    }
    let new = account.zip(from).map(|(account, from)| NewHours { point, account, hours, from, to });
    Ok(new.filter(|_| form.ok()))
}

pub async fn new(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let place = municipality::service_point(&tx, id).await?;
    let mut values = day_values("from", Some(tx.today()));
    // The point's own hours are the likeliest.
    for (n, name) in WEEKDAYS.iter().enumerate() {
        values.push(((*name).to_owned(), place.hours.day(n)));
    }
    let page = hours_form(&ctx, &tx, (id, None), Form::filled(ctx.lang, values)).await?;
    tx.audit(Entry::new("form", "reception-hours", ""));
    tx.commit().await?;
    html(&page)
}

pub async fn add(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ServicePointId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    line::point(&tx, id).await?;
    let Some(new) = read(&tx, &mut form, id).await? else {
        let page = hours_form(&ctx, &tx, (id, None), form).await?;
        tx.rollback().await;
        return again(&page);
    };
    tx.rollback().await;
    let path = format!("/reception/points/{id}/hours");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let hours = setting::add_hours(&tx, &new).await?;
    tx.audit(Entry::write("reception-hours-added", hours.0));
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("reception-saved")))
}

pub async fn edit(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<HoursId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = setting::one_hours(&tx, id).await?;
    let hours = Hours::from_text(&row.hours);
    let mut values = day_values("from", Some(row.valid_from));
    values.extend(day_values("to", row.valid_to));
    for (n, name) in WEEKDAYS.iter().enumerate() {
        values.push(((*name).to_owned(), hours.day(n)));
    }
    values.push(("worker".into(), row.account_id.to_string()));
    values.push(("_version".into(), row.version.to_string()));
    let form = Form::filled(ctx.lang, values);
    let page = hours_form(&ctx, &tx, (row.service_point_id, Some(id)), form).await?;
    tx.audit(Entry::read("reception-hours", id.0));
    tx.commit().await?;
    html(&page)
}

pub async fn change(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<HoursId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let row = setting::one_hours(&tx, id).await?;
    let point = row.service_point_id;
    let Some(new) = read(&tx, &mut form, point).await? else {
        let page = hours_form(&ctx, &tx, (point, Some(id)), form).await?;
        tx.rollback().await;
        return again(&page);
    };
    tx.rollback().await;
    let path = format!("/reception/points/{point}/hours");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    match setting::change_hours(&tx, (id, form.version()), &new).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            let row = setting::one_hours(&tx, id).await?;
            tx.rollback().await;
            let theirs = Hours::from_text(&row.hours);
            let compared = weekdays(&ctx, |n| theirs.day(n)).into_iter().enumerate();
            let compared = compared.map(|(n, (label, theirs))| Compared {
                label,
                mine: new.hours.day(n),
                theirs,
            });
            return Err(Problem::Conflict(compared.filter(|c| c.mine != c.theirs).collect()));
        }
        Err(e) => return Err(e.into()),
    }
    tx.audit(Entry::write("reception-hours-changed", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("reception-saved")))
}
