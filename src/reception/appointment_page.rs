//! One appointment: who comes, what was written to them, and what may be done.

use super::overview::frame;
use super::store::booked;
use super::store::setting;
use super::{AppointmentId, WRITE, appointment};
use crate::app::App;
use crate::municipality;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::access;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, html, list_address, see};
use law::weekday_name;
use ui::Link;

#[derive(Template)]
#[template(path = "reception/appointment.html")]
struct AppointmentPage {
    page: ui::Page,
    path: String,
    version: i32,
    rows: Vec<(String, String)>,
    name: String,
    person: Option<Link>,
    state: String,
    colour: &'static str,
    reason: String,
    is_open: bool,
    is_past: bool,
    may: bool,
    messages: Vec<Letter>,
    sends_mail: bool,
    has_address: bool,
    contact: String,
}

struct Letter {
    subject: String,
    written: String,
    sent: String,
    is_overtaken: bool,
    text: String,
}

/// The colour of a state's word.
pub fn colour(state: &str) -> &'static str {
    match state {
        "booked" => "blue",
        "held" => "green",
        "missed" => "orange",
        _ => "grey",
    }
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = booked::one(&tx, id).await?;
    let who = booked::who(&tx, &row)?;
    let reason = booked::reason(&tx, &row)?;
    let point = municipality::service_point(&tx, row.service_point_id).await?;
    let staff = access::accounts(&tx, tx.today()).await?;
    let subjects = setting::subjects(&tx).await?;
    let mut messages = Vec::new();
    for one in booked::messages(&tx, id).await? {
        let (_, text) = booked::opened(&tx, &one)?;
        messages.push(Letter {
            written: one.written_at.bg(),
            sent: one.sent_at.map(|at| at.bg()).unwrap_or_default(),
            is_overtaken: one.answer == "overtaken",
            subject: one.subject,
            text,
        });
    }
    let now = tx.now();
    tx.audit(Entry::read("appointment", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    let on = row.starts_at.day();
    let worker = staff.into_iter().find(|one| one.id == row.account_id).map(|one| one.name);
    let subject = subjects.into_iter().find(|one| one.id == row.subject_id).map(|one| one.name);
    let minutes = ctx.ta("reception-minutes-n", &[("minutes", row.minutes)]);
    let rows = [
        ("reception-when", format!("{}, {} ({minutes})", weekday_name(on.0), row.starts_at.bg())),
        ("reception-worker", worker.unwrap_or_default()),
        ("reception-point", format!("{}, {}", point.name, point.address)),
        ("reception-subject", subject.unwrap_or_default()),
        ("reception-phone", who.phone),
        ("reception-email", who.email.clone()),
        ("reception-note", who.note),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    let calendar = format!("/reception/points/{}/calendar?day={on}", row.service_point_id);
    let person = row.person_id;
    let contact = [
        ("person", person.map(|id| id.to_string()).unwrap_or_default()),
        ("point", row.service_point_id.to_string()),
        ("channel", "visit_planned".to_owned()),
    ];
    let contact: Vec<(&str, &str)> = contact.iter().map(|(n, v)| (*n, v.as_str())).collect();
    html(&AppointmentPage {
        page: frame(&ctx, ctx.t("reception-appointment"), &[(calendar, point.name.clone())]),
        path: ctx.url(&format!("/reception/appointments/{id}")),
        version: row.version,
        rows: rows.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect(),
        person: person.map(|id| Link::new(ctx.url(&format!("/people/{id}")), who.name.clone())),
        name: who.name,
        state: ctx.t(&format!("reception-appointment-{}", row.state)).into_owned(),
        colour: colour(&row.state),
        reason,
        is_open: row.state == "booked",
        is_past: row.starts_at <= now,
        may: ctx.actor.may(WRITE),
        messages,
        sends_mail: app.mail.is_some(),
        has_address: !who.email.is_empty(),
        contact: list_address(&ctx.url("/contacts/new"), &contact),
    })
}

#[derive(Template)]
#[template(path = "reception/cancel.html")]
struct CancelPage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    version: i32,
    when: String,
    name: String,
}

async fn cancel_form(
    app: &App,
    ctx: &Ctx,
    id: AppointmentId,
    form: Form,
) -> Result<CancelPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = booked::one(&tx, id).await?;
    let who = booked::who(&tx, &row)?;
    tx.audit(Entry::read("appointment", id.0).about(row.person_id.map(|person| person.0)));
    tx.commit().await?;
    if row.state != "booked" {
        return Err(Problem::Impossible("reception-ended"));
    }
    let back = format!("/reception/appointments/{id}");
    let trail = [(back.clone(), who.name.clone())];
    let mut page = frame(ctx, ctx.t("reception-cancel-title"), &trail);
    page.errors = form.errors();
    Ok(CancelPage {
        page,
        action: ctx.url(&format!("{back}/cancel")),
        back: ctx.url(&back),
        version: if form.version() > 0 { form.version() } else { row.version },
        when: row.starts_at.bg(),
        name: who.name,
        form,
    })
}

pub async fn cancel_page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
) -> Result<Response, Problem> {
    html(&cancel_form(&app, &ctx, id, Form::empty(ctx.lang)).await?)
}

pub async fn cancel(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let reason = form.required("reason", 500);
    if !form.ok() {
        return again(&cancel_form(&app, &ctx, id, form).await?);
    }
    let path = format!("/reception/appointments/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let done = appointment::cancel(&app, &mut tx, (id, form.version()), &reason).await;
    if let Err(StoreError::Conflict) = done {
        let problem = conflict(&ctx, &tx, id, "cancelled").await?;
        tx.rollback().await;
        return Err(problem);
    }
    done?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("reception-cancelled")))
}

/// What somebody else made of it meanwhile.
async fn conflict(
    ctx: &Ctx,
    tx: &kit::store::Tx,
    id: AppointmentId,
    mine: &str,
) -> Result<Problem, Problem> {
    let row = booked::one(tx, id).await?;
    let state = |code: &str| ctx.t(&format!("reception-appointment-{code}")).into_owned();
    let theirs = format!("{}, {}", state(&row.state), row.starts_at.bg());
    let label = ctx.t("reception-state").into_owned();
    Ok(Problem::Conflict(vec![Compared { label, mine: state(mine), theirs }]))
}

/// „Дойде“ or „Не се яви“.
pub async fn mark(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AppointmentId>,
    form: Form,
) -> Result<Response, Problem> {
    let came = form.has("came");
    let path = format!("/reception/appointments/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let done = appointment::mark(&mut tx, (id, form.version()), came).await;
    if let Err(StoreError::Conflict) = done {
        let problem = conflict(&ctx, &tx, id, if came { "held" } else { "missed" }).await?;
        tx.rollback().await;
        return Err(problem);
    }
    done?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("reception-marked")))
}
