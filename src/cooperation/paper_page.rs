//! Papers as they are asked for and opened.

use super::conference_act::consents;
use super::course::is_told;
use super::frame::{HOME, Press, bg, path};
use super::load;
use super::paper::{Subject, add, number};
use super::store::cooperation_paper::{self, Column, Entity};
use super::{ConferenceId, CooperationPaperId, InquiryId, SeatId};
use crate::app::App;
use crate::people::{Answered, Verified, print_kept};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Pdf, Problem, chosen, pdf, see};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Select};

/// What is made for somebody who is invited; titles have the key `cooperation-paper-<code>`.
pub const OF_SEAT: [&str; 2] = ["invitation", "extract"];
/// What is made of a conference as a whole.
const MINUTES: &str = "minutes";

async fn listed(
    tx: &Tx,
    rows: Select<Entity>,
) -> Result<Vec<(CooperationPaperId, String)>, StoreError> {
    let words = |row: cooperation_paper::Model| {
        let title = bg(&format!("cooperation-paper-{}", row.kind));
        let number = number(&row.kind, row.year, row.number);
        (row.id, format!("{title} {number} / {}", row.made_at.day().bg()))
    };
    let rows = rows.order_by_desc(Column::Id).all(tx.conn()).await?;
    Ok(rows.into_iter().map(words).collect())
}

/// The papers of a conference: id and words, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of(
    tx: &Tx,
    id: ConferenceId,
) -> Result<Vec<(CooperationPaperId, String)>, StoreError> {
    listed(tx, tx.find::<Entity>().filter(Column::ConferenceId.eq(id))).await
}

/// The letters of a request: id and words, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_request(
    tx: &Tx,
    id: InquiryId,
) -> Result<Vec<(CooperationPaperId, String)>, StoreError> {
    listed(tx, tx.find::<Entity>().filter(Column::RequestId.eq(id))).await
}

/// `POST /cooperation/conferences/{id}/minutes`: of one that was held.
pub async fn minutes(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Id(id): Id<ConferenceId>,
    form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let one = load::conference(&tx, id).await?;
    if one.row.state != "held" {
        return Err(Problem::Impossible("cooperation-refused-not-held"));
    }
    let made = add(&mut tx, (MINUTES, &press), Subject::Conference(id)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/cooperation-papers/{made}"), None))
}

/// `POST /cooperation/seats/{id}/paper`: the letter of somebody who is invited, or what they are
/// told of the minutes.
pub async fn of_seat(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Id(id): Id<SeatId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = chosen(&mut form, "kind", &OF_SEAT);
    let Some(kind) = OF_SEAT.into_iter().find(|known| *known == kind) else {
        return Err(form.problem());
    };
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let seat = load::seat(&tx, id).await?;
    let one = load::conference(&tx, seat.row.conference_id).await?;
    tx.use_form(&form.key(), &ctx.url(&path(one.row.id, ""))).await?;
    let is_ready = match kind {
        "extract" => one.row.state == "held",
        _ => one.row.state == "planned",
    };
    if !is_ready {
        return Err(Problem::Impossible("cooperation-refused-state"));
    }
    // What rests on a consent that is gone is not told: the paper would say nothing.
    let consents = consents(&tx, &one).await?;
    if seat.row.sharing == "consent" && !is_told(&seat.row.sharing, consents) {
        return Err(Problem::Impossible("cooperation-wrong-consent"));
    }
    let made = add(&mut tx, (kind, &press), Subject::Seat(id)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/cooperation-papers/{made}"), None))
}

/// `GET /cooperation/cooperation-papers/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CooperationPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("cooperation-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: match row.kind.as_str() {
                "minutes" => "cooperation-paper-minutes",
                "extract" => "cooperation-paper-extract",
                "invitation" => "cooperation-paper-invitation",
                "request" => "cooperation-paper-request",
                "reminder" => "cooperation-paper-reminder",
                _ => "cooperation-paper-answer",
            },
            number: number(&row.kind, row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
