//! The touch page: a number by one touch, no name needed. Public under its own address.

use super::line;
use super::store::queue::{self, Taken};
use super::store::setting::{self, Door};
use super::ticket::{PRIORITIES, State};
use super::{SubjectId, TicketId};
use crate::app::App;
use crate::municipality::{self, ServicePoint};
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, html, see};

#[derive(Template)]
#[template(path = "reception/touch.html")]
struct TouchPage {
    page: ui::Page,
    action: String,
    point: String,
    subjects: Vec<(SubjectId, String)>,
    priorities: Vec<ui::Choice>,
    waiting: u32,
    expected: Option<(i64, i64)>,
    closed: bool,
    hours: String,
    problem: Option<String>,
}

/// The hours of today in words; empty on a day off.
fn hours_today(app: &App, ctx: &Ctx, point: &ServicePoint) -> (String, bool) {
    let law = app.law(ctx.actor.municipality);
    let now = app.clock().now();
    let worked = super::slots::worked(law.calendar(), &point.hours, now.day());
    let minute = super::slots::minute_of(now);
    let is_open = worked.iter().any(|(from, to)| (*from..*to).contains(&minute));
    let clock = |m: &i32| super::slots::clock(super::slots::moment(now.day(), *m));
    let texts = worked.iter().map(|(from, to)| format!("{}–{}", clock(from), clock(to)));
    (texts.collect::<Vec<_>>().join(", "), is_open)
}

async fn touch_page(
    app: &App,
    ctx: &Ctx,
    tx: &Tx,
    secret: &str,
    problem: Option<&str>,
) -> Result<TouchPage, Problem> {
    let point = line::behind(tx, Door::Touch, secret).await?;
    let place = municipality::service_point(tx, point.id).await?;
    let load = line::load(tx, point.id).await?;
    let subjects = setting::subjects(tx).await?.into_iter().filter(|one| one.is_offered);
    let named = |one: super::store::reception_subject::Model| {
        let english = ctx.lang == ui::Lang::En && !one.name_en.is_empty();
        (one.id, if english { one.name_en } else { one.name })
    };
    let (hours, is_open) = hours_today(app, ctx, &place);
    let problem = match problem {
        None if !point.gives_tickets => Some("reception-touch-stopped"),
        other => other,
    };
    let none = [ui::Choice::new("", ctx.t("reception-touch-no-priority")).checked(true)];
    let prefer = PRIORITIES[1..].iter();
    let prefer =
        prefer.map(|code| ui::Choice::new(*code, ctx.t(&format!("reception-priority-{code}"))));
    let page = ctx.public_page(ctx.t("reception-touch-title"));
    Ok(TouchPage {
        page,
        action: ctx.url(&format!("/touch/{secret}")),
        point: place.name,
        subjects: subjects.map(named).collect(),
        priorities: none.into_iter().chain(prefer).collect(),
        waiting: load.waiting,
        expected: load.expected(load.waiting),
        closed: !is_open,
        hours,
        problem: problem.map(|key| ctx.t(key).into_owned()),
    })
}

pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let page = touch_page(&app, &ctx, &tx, &secret, None).await?;
    tx.commit().await?;
    html(&page)
}

/// The page again, saying why no number was given.
async fn refused(
    app: &App,
    ctx: &Ctx,
    secret: &str,
    (key, status): (&str, StatusCode),
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let page = touch_page(app, ctx, &tx, secret, Some(key)).await?;
    tx.commit().await?;
    let mut response = html(&page)?;
    *response.status_mut() = status;
    Ok(response)
}

pub async fn take(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let point = line::behind(&tx, Door::Touch, &secret).await?;
    let subject = line::offered(&tx, form.get("subject")).await?;
    let key = match subject {
        _ if !point.gives_tickets => Some("reception-touch-stopped"),
        None => Some("reception-touch-choose"),
        Some(_) if line::is_too_fast(&tx, &point).await? => Some("reception-touch-fast"),
        Some(_) => None,
    };
    let (Some(subject), None) = (subject, key) else {
        tx.rollback().await;
        let status = match key {
            Some("reception-touch-fast") => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let key = key.unwrap_or("reception-touch-choose");
        return refused(&app, &ctx, &secret, (key, status)).await;
    };
    let taken =
        Taken { point: point.id, subject, priority: priority(&form), reason: String::new() };
    let (id, _) = line::take(&mut tx, &taken).await?;
    let path = format!("/touch/{secret}/{id}");
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, None))
}

/// Who touches may say that they need to go first; a worker sees it and decides. Never „urgent“:
/// that is for the office to say.
fn priority(form: &Form) -> String {
    let said = form.get("priority");
    PRIORITIES[1..].iter().find(|code| **code == said).map_or_else(String::new, |c| (*c).into())
}

#[derive(Template)]
#[template(path = "reception/number.html")]
struct NumberPage {
    page: ui::Page,
    back: String,
    point: String,
    subject: String,
    number: i64,
    taken: String,
    ahead: Option<u32>,
    expected: Option<(i64, i64)>,
    counter: Option<i32>,
    over: bool,
}

pub async fn ticket(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret, id)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let id: TicketId = id.parse().map_err(|_| Problem::NotFound)?;
    let tx = app.db.read(&ctx.actor).await?;
    let point = line::behind(&tx, Door::Touch, &secret).await?;
    let row = queue::one(&tx, id).await?;
    if row.service_point_id != point.id || row.day != tx.today() {
        return Err(StoreError::NotFound.into());
    }
    let place = municipality::service_point(&tx, point.id).await?;
    let subjects = setting::subjects(&tx).await?;
    let is_waiting = row.state == State::Waiting.code();
    let ahead = if is_waiting { Some(line::ahead(&tx, &row).await?) } else { None };
    let load = line::load(&tx, point.id).await?;
    tx.commit().await?;
    let page = ctx.public_page(ctx.ta("reception-number-title", &[("number", row.number)]));
    let subject = subjects.into_iter().find(|one| one.id == row.subject_id);
    html(&NumberPage {
        page,
        back: ctx.url(&format!("/touch/{secret}")),
        point: place.name,
        subject: subject.map(|one| one.name).unwrap_or_default(),
        number: row.number,
        taken: row.taken_at.bg(),
        expected: ahead.and_then(|ahead| load.expected(ahead)),
        ahead,
        over: row.ended_at.is_some(),
        counter: row.at_counter,
    })
}
