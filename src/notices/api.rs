//! The same as JSON: what is sent and where it stands, and what is done by hand, so that a program may
//! confirm e-delivery.

use super::course::Deed;
use super::find::{self, Sieve};
use super::frame::{LINE, TEXT, days};
use super::queue::{self, Change};
use super::store::notice::Model;
use super::{NoticeId, run};
use crate::app::App;
use crate::people::PersonId;
use axum::Json;
use axum::extract::{Path, State as Shared};
use kit::audit::Entry;
use kit::jobs::enqueue;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, Paging, Problem};
use serde::{Deserialize, Serialize};

/// A notice.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NoticeOut {
    #[schema(value_type = String)]
    id: NoticeId,
    /// The code of its template.
    template: String,
    /// `email`, `sms`, `account`, `delivery`.
    channel: String,
    /// `waiting`, `sent`, `tried`, `delivered`, `failed`, `stopped`, `returned`, `cancelled`.
    state: String,
    /// To whom; the id of the person for e-delivery.
    to: String,
    subject: String,
    text: String,
    #[schema(value_type = Option<String>)]
    person: Option<PersonId>,
    #[schema(value_type = i64)]
    queued_at: Instant,
    #[schema(value_type = Option<String>, format = Date)]
    sent_on: Option<Day>,
    /// The number of the message in e-delivery.
    number: String,
    version: i32,
}

fn out(tx: &Tx, row: Model) -> Result<NoticeOut, StoreError> {
    let (to, content, outcome) = queue::opened(tx, &row)?;
    Ok(NoticeOut {
        id: row.id,
        template: row.code,
        channel: row.channel,
        state: row.state,
        to,
        subject: content.subject,
        text: content.text,
        person: row.person_id,
        queued_at: row.queued_at,
        sent_on: row.sent_on,
        number: outcome.number,
        version: row.version,
    })
}

/// `GET /api/notices?period=&channel=&state=&code=&page=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/notices",
    operation_id = "notices",
    params(
        ("period" = Option<String>, Query),
        ("channel" = Option<String>, Query),
        ("state" = Option<String>, Query),
        ("code" = Option<String>, Query),
        ("page" = Option<u64>, Query),
    ),
    responses((status = 200, description = "", body = Vec<NoticeOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<NoticeOut>>, Problem> {
    let (between, _) = days(&form, app.today());
    let sieve = Sieve::read(&form, between);
    let mut tx = app.db.read(&ctx.actor).await?;
    let (rows, _) = find::page(&tx, &sieve, Paging::asked(&form)).await?;
    let all = rows.into_iter().map(|row| out(&tx, row)).collect::<Result<Vec<_>, _>>()?;
    tx.audit(Entry::list("notice"));
    tx.commit().await?;
    Ok(Json(all))
}

/// `GET /api/notices/{id}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/notices/{id}",
    operation_id = "notice",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = NoticeOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<NoticeId>,
) -> Result<Json<NoticeOut>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = queue::one(&tx, id).await?;
    tx.audit(Entry::read("notice", id.0).about(row.person_id.map(|person| person.0)));
    let one = out(&tx, row)?;
    tx.commit().await?;
    Ok(Json(one))
}

/// What is done with a notice.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct NoticeDeedIn {
    /// The version that was read.
    version: i32,
    /// The number of the message in e-delivery, when it was sent.
    #[serde(default)]
    number: String,
    /// The day of sending.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    /// Why it came back or was taken back; of a download, its day.
    #[serde(default)]
    why: String,
}

fn read(new: NoticeDeedIn, (row, deed): (&Model, Deed), today: Day) -> Result<Change, Problem> {
    if new.number.chars().count() > LINE || new.why.chars().count() > TEXT {
        return Err(Problem::TooLarge);
    }
    if new.on.is_some_and(|on| on > today) {
        return Err(Problem::Impossible("notices-wrong-ahead"));
    }
    let lacks = match deed {
        Deed::Sent => new.number.is_empty() || new.on.is_none(),
        Deed::Cancel | Deed::Returned => new.why.is_empty(),
        Deed::Retry | Deed::Delivered => false,
    };
    if lacks {
        return Err(Problem::Impossible("notices-wrong-lacks"));
    }
    let sent_on = match deed {
        Deed::Sent => new.on,
        Deed::Retry => None,
        _ => row.sent_on,
    };
    let mut change = Change { sent_on, note: new.why, ..Change::default() };
    change.outcome.number = new.number;
    Ok(change)
}

/// `POST /api/notices/{id}/do/{deed}`: `retry`, `cancel`, `sent`, `delivered`, `returned`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/notices/{id}/do/{deed}",
    operation_id = "notice-do",
    params(("id" = String, Path), ("deed" = String, Path)),
    request_body = NoticeDeedIn,
    responses((status = 200, description = "", body = NoticeOut)),
)]
pub async fn deed(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id, deed)): Path<(String, String, String)>,
    form: Form,
) -> Result<Json<NoticeOut>, Problem> {
    let id: NoticeId = id.parse().map_err(|_| Problem::NotFound)?;
    let deed = Deed::ALL.into_iter().find(|one| one.code() == deed).ok_or(Problem::NotFound)?;
    let new: NoticeDeedIn = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let place = ctx.url(&format!("/api/notices/{id}"));
    tx.use_form(&form.key(), &place).await?;
    let mut row = queue::one(&tx, id).await?;
    if !deed.is_possible(&row.channel, &row.state) {
        return Err(Problem::Impossible("notices-wrong-state"));
    }
    row.version = new.version;
    let (_, _, before) = queue::opened(&tx, &row)?;
    let mut change = read(new, (&row, deed), tx.today())?;
    if change.outcome.number.is_empty() && deed != Deed::Retry {
        change.outcome.number = before.number;
    }
    queue::change(&mut tx, &row, deed.leads_to(), change).await?;
    if deed == Deed::Retry {
        enqueue(&tx, run::TURN, None, &serde_json::Value::Null, tx.now()).await?;
    }
    let row = queue::one(&tx, id).await?;
    let one = out(&tx, row)?;
    tx.commit().await?;
    Ok(Json(one))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, deed))]
pub struct ApiDocument;
