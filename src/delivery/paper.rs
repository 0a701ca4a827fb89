//! The numbered list of a closed month: what is printed, the job that prints it, the file.

use super::MonthId;
use super::days::{Sums, hours};
use super::frame::month_words;
use super::load::{Line, counted};
use super::store::delivery_month::{self, Column, Entity};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::{Answered, Verified};
use crate::services::{Service, ServiceId};
use anyhow::Context;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Instant;
use kit::web::{Ctx, Pdf, Problem, pdf, qr_rows};
use law::{Law, Month};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::{Value, json};
use std::sync::Arc;
use ui::Lang;

const TEMPLATE: &str = include_str!("month.typ");

/// The job that prints.
pub const PRINTING: &str = "print-delivery-month";

fn bg(key: &str) -> String {
    ui::text::text(Lang::Bg, key).into_owned()
}

fn bg_with(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// The number of a list in words.
#[must_use]
pub fn number(row: &delivery_month::Model) -> String {
    number_words(row.year, row.number)
}

fn number_words(year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    bg_with("delivery-paper-number", &args)
}

/// What a list says: everything as it stood when the month was closed.
pub struct Said<'a> {
    /// The municipality.
    pub office: &'a Municipality,
    /// The service.
    pub service: &'a Service,
    /// The month.
    pub month: Month,
    /// People with their days.
    pub lines: &'a [Line],
    /// Who closed it.
    pub by: &'a str,
}

/// What the printer is given, without number and code.
#[must_use]
pub fn data(law: &Law, said: &Said<'_>) -> Value {
    let Said { office, service, month, lines, by } = said;
    let settings = Settings::of(office);
    let units = super::load::units(law, service.kind);
    let articles: Vec<String> = units.first().map(|unit| unit.articles.clone()).unwrap_or_default();
    let sums = lines.iter().map(|line| line.sums).fold(Sums::default(), std::ops::Add::add);
    let cells = lines.first().map(|line| line.cells.as_slice()).unwrap_or_default();
    let days: Vec<Value> = cells
        .iter()
        .map(|cell| {
            let off = !law.is_working(cell.day.0);
            json!({ "number": cell.day.0.day().to_string(), "off": off })
        })
        .collect();
    let notes: Vec<Value> = counted(lines)
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(one, count)| {
            json!([bg(&format!("delivery-exception-{}", one.code())), count.to_string()])
        })
        .collect();
    let provider = [("provider", service.provider.clone())];
    let mut data = json!({
        "office": settings.office(office),
        "name": bg("delivery-paper-title"),
        "about": format!("{}, {}", service.name, month_words(Lang::Bg, *month)),
        "ground": articles.join(", "),
        "opening": bg_with("delivery-paper-opening", &provider),
        "days": days,
        "rows": lines.iter().map(row).collect::<Vec<Value>>(),
        "sums": written(sums),
        "legend": bg("delivery-paper-legend"),
        "notes": notes,
        "signatures": [
            { "role": bg("delivery-paper-provider"), "name": service.provider },
            { "role": bg("delivery-paper-employee"), "name": by },
        ],
    });
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    data
}

fn written(sums: Sums) -> Value {
    json!({
        "planned": hours(sums.planned),
        "given": hours(sums.given),
        "present": sums.present.to_string(),
        "absent": sums.absent.to_string(),
    })
}

/// A person of the list: whether they were there, never why not.
fn row(line: &Line) -> Value {
    let mark = |cell: &super::days::Cell| match &cell.said {
        Some(said) if said.is_present => hours(said.minutes),
        Some(_) => bg("delivery-mark-absent"),
        None if cell.planned > 0 => "?".to_owned(),
        None => String::new(),
    };
    let mut row = written(line.sums);
    row["name"] = line.name.clone().into();
    row["marks"] = line.cells.iter().map(mark).collect::<Vec<_>>().into();
    row
}

/// Gives a list its number and code, and asks for it to be printed.
///
/// # Errors
/// When the database refuses.
pub async fn numbered(
    tx: &Tx,
    id: MonthId,
    (data, verify): (&mut Value, &str),
) -> Result<(i32, i64, String), StoreError> {
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number("delivery-month", year).await?;
    let random = i64::from_be_bytes(kit::crypto::random_bytes::<8>()) & i64::MAX;
    let code = MonthId(random).to_string();
    data["register"] = json!({
        "number": number_words(year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    data["verify"] =
        json!({ "code": code.to_uppercase(), "address": format!("{verify}?code={code}") });
    jobs::enqueue(tx, PRINTING, None, &json!({ "month": id.0 }), tx.now()).await?;
    Ok((year, next, code))
}

async fn found(tx: &Tx, id: MonthId) -> Result<delivery_month::Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// The list with a code, for the public check.
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: "delivery-paper-title",
            number: number(&row),
            day: row.closed_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}

/// Runs [`PRINTING`].
pub fn printing(app: &App) -> jobs::Handler {
    let app = app.clone();
    Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            let id = job.payload["month"].as_i64().context("a month")?;
            let actor = Actor::system(job.municipality, "delivery: printing");
            match print(&app, &actor, MonthId(id)).await {
                Ok(_) => Ok(()),
                Err(problem) => anyhow::bail!("not printed: {}", problem.status()),
            }
        })
    })
}

/// A list in print: as it was kept, else printed now and kept. The writer is not held meanwhile.
async fn print(app: &App, actor: &Actor, id: MonthId) -> Result<Vec<u8>, Problem> {
    let tx = app.db.read(actor).await?;
    let row = found(&tx, id).await?;
    if !row.sealed.is_empty() {
        let kept = tx.key().open("delivery_month", "sealed", id.0, &row.sealed);
        tx.rollback().await;
        return Ok(kept.map_err(StoreError::from)?);
    }
    let data = tx.open("delivery_month", "data_sealed", id.0, &row.data_sealed)?;
    tx.rollback().await;
    let (printer, at) = (app.printer.clone(), row.closed_at);
    let printed = move || render(&printer, &data, at);
    let bytes = tokio::task::spawn_blocking(printed).await.map_err(Problem::internal)??;
    let mut tx = app.db.write(actor).await?;
    let sealed = tx.seal_bytes("delivery_month", "sealed", id.0, &bytes)?;
    let sha256 = kit::crypto::sha256(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let active = delivery_month::ActiveModel {
        sealed: Set(sealed),
        sha256: Set(sha256),
        ..Default::default()
    };
    // Of two who print at once the first one's bytes stay: they are the same anyway.
    Entity::update_many()
        .set(active)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .filter(Column::Sha256.eq(""))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::print("delivery-month", id.0));
    tx.commit().await?;
    Ok(bytes)
}

fn render(printer: &print::Printer, data: &str, at: Instant) -> Result<Vec<u8>, Problem> {
    let mut data: Value = serde_json::from_str(data).map_err(Problem::internal)?;
    let address = data["verify"]["address"].as_str().unwrap_or_default().to_owned();
    data["verify"]["matrix"] = json!(qr_rows(&address));
    let created = jiff::Timestamp::from_millisecond(at.0)
        .and_then(|at| at.in_tz("Europe/Sofia"))
        .map_err(Problem::internal)?;
    let title = bg("delivery-paper-title");
    let job = print::Job {
        template: TEMPLATE,
        data: &data,
        title: &title,
        lang: "bg-BG",
        created: &created,
    };
    // The message may quote the data: it is not logged.
    let printed = printer.pdf(&job).map_err(|_| Problem::internal("the printer refused"))?;
    Ok(printed.bytes)
}

/// `GET /delivery/{id}/months/{month}`.
pub async fn download(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, service, id)): Path<(String, ServiceId, MonthId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = found(&tx, id).await?;
    if row.service_id != service {
        return Err(Problem::NotFound);
    }
    tx.audit(Entry::print("delivery-month", id.0));
    tx.commit().await?;
    let bytes = print(&app, &ctx.actor, id).await?;
    Ok(pdf(Pdf { name: format!("delivery-{}-{}", row.month, row.number), bytes }))
}
