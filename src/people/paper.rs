//! Papers about a person as a whole: numbered and described in the transaction of their cause,
//! printed after it by a job, or at once for whoever opens one before that.

use super::store::facts::{self, person_paper};
use super::{PaperId, PersonId};
use crate::app::App;
use anyhow::Context;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant, encode_id};
use kit::web::{Ctx, Pdf, Problem, pdf, qr_rows};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::Value;
use std::sync::Arc;
use ui::Lang;

const TEMPLATE: &str = include_str!("paper.typ");

/// The kind of the job that prints.
pub const PRINTING: &str = "print-person-paper";

/// A paper that is about to exist. Its number comes from the register of its kind; the name of the
/// kind has the key `people-paper-<kind>`, the form of the number `people-paper-number-<kind>`.
pub struct NewPaper {
    /// Whose.
    pub person: PersonId,
    /// `sheet`, `data`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// What the printer is given, without number and code: see `paper.typ`.
    pub data: Value,
    /// Where the code can be checked, without the code.
    pub verify: String,
}

/// A paper in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The paper.
    pub id: PaperId,
    /// Whose.
    pub person: PersonId,
    /// `sheet`, `data`.
    pub kind: String,
    /// Its number in words.
    pub number: String,
    /// The day.
    pub day: Day,
    /// Fingerprint; empty until it is printed.
    pub sha256: String,
}

impl From<person_paper::Model> for Paper {
    fn from(row: person_paper::Model) -> Paper {
        Paper {
            id: row.id,
            person: row.person_id,
            number: number(&row.kind, row.year, row.number),
            kind: row.kind,
            day: row.made_at.day(),
            sha256: row.sha256,
        }
    }
}

fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:05}"))];
    ui::text::text_args(Lang::Bg, &format!("people-paper-number-{kind}"), &args).into_owned()
}

/// Writes a paper down: number, code and data. It is printed later.
///
/// # Errors
/// When the database refuses.
pub async fn add_paper(tx: &Tx, new: NewPaper) -> Result<PaperId, StoreError> {
    let id = PaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(new.kind, year).await?;
    let code = encode_id(i64::from_be_bytes(kit::crypto::random_bytes::<8>()) & i64::MAX);
    let mut data = new.data;
    data["register"] = serde_json::json!({
        "number": number(new.kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    data["verify"] = serde_json::json!({
        "code": code.to_uppercase(),
        "address": format!("{}?code={code}", new.verify),
    });
    tx.insert(person_paper::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(new.person),
        kind: Set(new.kind.to_owned()),
        year: Set(year),
        number: Set(next),
        title: Set(new.title),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        data_sealed: Set(tx.seal("person_paper", "data_sealed", id.0, &data.to_string())?),
        sealed: Set(Vec::new()),
        sha256: Set(String::new()),
        code: Set(code),
    })
    .await?;
    let payload = serde_json::json!({ "paper": id.0 });
    jobs::enqueue(tx, PRINTING, None, &payload, tx.now()).await?;
    Ok(id)
}

/// The address where codes are checked, as the browser reaches us.
#[must_use]
pub fn verify_address(app: &App, ctx: &Ctx, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let scheme = if app.kit.settings.https { "https" } else { "http" };
    format!("{scheme}://{host}{}", ctx.url("/verify"))
}

/// The paper with a code, for the public check.
///
/// # Errors
/// When the database does not answer.
pub async fn paper_by_code(tx: &Tx, code: &str) -> Result<Option<Paper>, StoreError> {
    Ok(facts::paper_of_code(tx, code).await?.map(Paper::from))
}

/// One paper.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn paper(tx: &Tx, id: PaperId) -> Result<Paper, StoreError> {
    facts::paper(tx, id).await.map(Paper::from)
}

/// The job that prints what was written down.
pub fn printing(app: &App) -> jobs::Handler {
    let app = app.clone();
    Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            let id = job.payload["paper"].as_i64().context("a paper")?;
            let actor = Actor::system(job.municipality, "people: printing");
            match print(&app, &actor, PaperId(id)).await {
                Ok(_) => Ok(()),
                Err(problem) => anyhow::bail!("not printed: {}", problem.status()),
            }
        })
    })
}

/// A paper in print: as it was kept, else printed now and kept. The writer is not held meanwhile.
async fn print(app: &App, actor: &Actor, id: PaperId) -> Result<Vec<u8>, Problem> {
    let tx = app.db.read(actor).await?;
    let row = facts::paper(&tx, id).await?;
    if !row.sealed.is_empty() {
        let kept = tx.key().open("person_paper", "sealed", id.0, &row.sealed);
        tx.rollback().await;
        return Ok(kept.map_err(StoreError::from)?);
    }
    let data = tx.open("person_paper", "data_sealed", id.0, &row.data_sealed)?;
    tx.rollback().await;
    let (printer, title) = (app.printer.clone(), row.title.clone());
    let printed = move || render(&printer, &Sheet::of(title, &data, row.made_at)?);
    let bytes = tokio::task::spawn_blocking(printed).await.map_err(Problem::internal)??;
    let mut tx = app.db.write(actor).await?;
    keep(&tx, id, &bytes).await?;
    tx.audit(Entry::print("person-paper", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    Ok(bytes)
}

/// Keeps what was printed. Of two who print at once the first one's bytes stay: they are the same
/// anyway.
///
/// # Errors
/// When the database refuses.
pub(super) async fn keep(tx: &Tx, id: PaperId, bytes: &[u8]) -> Result<(), StoreError> {
    let sha256 = kit::crypto::sha256(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let active = person_paper::ActiveModel {
        sealed: Set(tx.seal_bytes("person_paper", "sealed", id.0, bytes)?),
        sha256: Set(sha256),
        ..Default::default()
    };
    person_paper::Entity::update_many()
        .set(active)
        .filter(person_paper::Column::MunicipalityId.eq(tx.municipality()))
        .filter(person_paper::Column::Id.eq(id))
        .filter(person_paper::Column::Sha256.eq(""))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What the printer is given for one paper.
pub(super) struct Sheet {
    title: String,
    data: Value,
    created: jiff::Zoned,
}

impl Sheet {
    /// From what was written down.
    pub(super) fn of(title: String, data: &str, made_at: Instant) -> Result<Sheet, Problem> {
        let mut data: Value = serde_json::from_str(data).map_err(Problem::internal)?;
        let address = data["verify"]["address"].as_str().unwrap_or_default().to_owned();
        data["verify"]["matrix"] = serde_json::json!(qr_rows(&address));
        let created = jiff::Timestamp::from_millisecond(made_at.0)
            .and_then(|at| at.in_tz("Europe/Sofia"))
            .map_err(Problem::internal)?;
        Ok(Sheet { title, data, created })
    }

    /// As a job of the printer.
    pub(super) fn job(&self) -> print::Job<'_> {
        let (data, title, created) = (&self.data, &*self.title, &self.created);
        print::Job { template: TEMPLATE, data, title, lang: "bg-BG", created }
    }
}

fn render(printer: &print::Printer, sheet: &Sheet) -> Result<Vec<u8>, Problem> {
    // The message may quote the data: it is not logged.
    let printed = printer.pdf(&sheet.job());
    Ok(printed.map_err(|_| Problem::internal("the printer refused"))?.bytes)
}

/// `GET /people/{id}/papers/{paper}`.
pub async fn download(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, person, id)): Path<(String, PersonId, PaperId)>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = facts::paper(&tx, id).await?;
    let may = row.kind != "data" || ctx.actor.may("consent.read");
    if row.person_id != person || !may {
        return Err(Problem::NotFound);
    }
    tx.audit(Entry::print("person-paper", id.0).about(Some(person.0)));
    tx.commit().await?;
    let bytes = print(&app, &ctx.actor, id).await?;
    let name = format!("{}-{}-{}", row.kind, row.year, row.number);
    Ok(pdf(Pdf { name, bytes }))
}
