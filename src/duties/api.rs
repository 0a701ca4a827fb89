//! The same as JSON.

use super::content::Proof;
use super::course::{is_record, refused};
use super::duty_page::Place;
use super::frame::{LINE, TEXT, place, year_of};
use super::load::{self, Row};
use super::mark::{self, NewMark};
use crate::app::App;
use axum::Json;
use axum::extract::{Path, State as Shared};
use kit::audit::Entry;
use kit::types::{AccountId, Day};
use kit::web::{Ctx, Form, Problem};
use serde::{Deserialize, Serialize};

/// A duty of the calendar.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DutyOut {
    /// Its code: `fees-remit` …
    code: String,
    /// The year, the month of work, or the event.
    occasion: String,
    title: String,
    articles: Vec<String>,
    /// Who owes it.
    who: String,
    #[schema(value_type = String, format = Date)]
    opens: Day,
    #[schema(value_type = String, format = Date)]
    due: Day,
    /// `late`, `soon`, `due`, `done`, `none`.
    state: &'static str,
    /// Who answers for it.
    #[schema(value_type = Option<String>)]
    owner: Option<AccountId>,
    #[schema(value_type = Option<String>, format = Date)]
    done_on: Option<Day>,
    /// `V` is fixed; `M` and `C` may be set by the municipality.
    confidence: String,
    /// How the day was counted.
    arithmetic: Vec<String>,
}

fn out(row: Row, today: Day) -> DutyOut {
    DutyOut {
        code: row.one.duty.code.clone(),
        title: row.name(),
        articles: row.one.duty.articles.clone(),
        who: row.one.duty.who.clone(),
        opens: row.one.opens,
        due: row.one.due,
        state: row.state(today),
        owner: row.owner,
        done_on: row.mark.as_ref().and_then(|mark| mark.done_on),
        confidence: row.one.duty.confidence.clone(),
        occasion: row.one.occasion,
        arithmetic: row.one.steps,
    }
}

/// `GET /api/duties?year=`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/duties",
    operation_id = "duties",
    params(("year" = Option<i16>, Query)),
    responses((status = 200, description = "", body = Vec<DutyOut>)),
)]
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<DutyOut>>, Problem> {
    let today = app.today();
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = load::year(&tx, &law, year_of(&form, today)).await?;
    tx.audit(Entry::list("duties"));
    tx.commit().await?;
    Ok(Json(rows.into_iter().map(|row| out(row, today)).collect()))
}

/// `GET /api/duties/codes/{code}/at/{occasion}`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/duties/codes/{code}/at/{occasion}",
    operation_id = "duty",
    params(("code" = String, Path), ("occasion" = String, Path)),
    responses((status = 200, description = "", body = DutyOut)),
)]
pub async fn one(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, occasion)): Place,
) -> Result<Json<DutyOut>, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::one(&tx, &law, (&code, &occasion)).await?;
    tx.audit(Entry::new("read", "duty", &code));
    tx.commit().await?;
    Ok(Json(out(row, app.today())))
}

/// That a duty was done.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct DutyDoneIn {
    /// On which day.
    #[schema(value_type = String, format = Date)]
    done_on: Day,
    /// A record of the system, below the municipality.
    #[serde(default)]
    record: String,
    /// The number of a document.
    #[serde(default)]
    number: String,
    /// Its day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    document_on: Option<Day>,
    #[serde(default)]
    note: String,
}

fn check(new: &DutyDoneIn, row: &Row, today: Day) -> Result<(), Problem> {
    if let Some((_, key)) = refused(&row.one, (new.done_on, new.document_on), today) {
        return Err(Problem::Impossible(key));
    }
    if !new.record.is_empty() && !is_record(&new.record) {
        return Err(Problem::Impossible("duties-wrong-record"));
    }
    if new.number.is_empty() != new.document_on.is_none() {
        return Err(Problem::Impossible("duties-wrong-number"));
    }
    if new.record.is_empty() && new.number.is_empty() {
        return Err(Problem::Impossible("duties-wrong-nothing"));
    }
    let long = [(&new.record, LINE), (&new.number, LINE), (&new.note, TEXT)];
    match long.iter().any(|(text, most)| text.chars().count() > *most) {
        true => Err(Problem::TooLarge),
        false => Ok(()),
    }
}

/// `POST /api/duties/codes/{code}/at/{occasion}/done`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/duties/codes/{code}/at/{occasion}/done",
    operation_id = "duty-done",
    params(("code" = String, Path), ("occasion" = String, Path)),
    request_body = DutyDoneIn,
    responses((status = 200, description = "", body = DutyOut)),
)]
pub async fn done(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, code, occasion)): Place,
    form: Form,
) -> Result<Json<DutyOut>, Problem> {
    let new: DutyDoneIn = form.json()?;
    let today = app.today();
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&place(&code, &occasion))).await?;
    let row = load::one(&tx, &law, (&code, &occasion)).await?;
    check(&new, &row, today)?;
    let proof =
        Proof { record: new.record, number: new.number, note: new.note, ..Proof::default() };
    let (done, document) = (Some(new.done_on), new.document_on);
    mark::add(&mut tx, &row, &NewMark { done, document, proof, file: None }).await?;
    let row = load::one(&tx, &law, (&code, &occasion)).await?;
    tx.commit().await?;
    Ok(Json(out(row, today)))
}

/// What these routes are, for the description of the programming interface.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, one, done))]
pub struct ApiDocument;
