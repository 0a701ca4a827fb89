//! Papers that are described in the transaction of their cause and printed after it: by a job, or at
//! once for whoever opens one before that. What was printed is kept and never printed anew.

use super::PersonId;
use crate::app::App;
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::crypto::{fingerprint, random_bytes};
use kit::jobs;
use kit::store::{Owned, StoreError, Tx};
use kit::types::{Instant, encode_id};
use kit::web::{Problem, qr_rows};
use sea_orm::QueryFilter;
use sea_orm::sea_query::{Expr, ExprTrait};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::Mutex;

/// A paper as its row keeps it.
pub struct Kept {
    /// The row.
    pub id: i64,
    /// Whom it is about, when it is about one person.
    pub about: Option<PersonId>,
    /// Its title.
    pub title: String,
    /// What it is printed with.
    pub template: &'static str,
    /// When it was described.
    pub made_at: Instant,
    /// What the printer is given.
    pub data_sealed: Vec<u8>,
    /// The print; empty until it is made.
    pub sealed: Vec<u8>,
}

/// A table whose rows keep papers, in the columns `id`, `data_sealed`, `sealed` and `sha256`.
pub trait Keeps: Owned + Send + Sync + 'static {
    /// The table, as its columns are sealed.
    const TABLE: &'static str;
    /// What the audit calls a row.
    const OBJECT: &'static str;
    /// The kind of the job that prints.
    const PRINTING: &'static str;
    /// On whose behalf the job prints.
    const PURPOSE: &'static str;

    /// The paper of a row.
    fn kept(row: Self::Model) -> Kept;
}

/// Writes the code of a new paper, and the address where it is checked, into its data. Gives the code.
pub fn coded(data: &mut Value, verify: &str) -> String {
    let code = encode_id(i64::from_be_bytes(random_bytes::<8>()) & i64::MAX);
    data["verify"] =
        json!({ "code": code.to_uppercase(), "address": format!("{verify}?code={code}") });
    code
}

/// Asks for a paper to be printed.
///
/// # Errors
/// When the database refuses.
pub async fn ask<E: Keeps>(tx: &Tx, id: i64) -> Result<(), StoreError> {
    jobs::enqueue(tx, E::PRINTING, None, &json!({ "paper": id }), tx.now()).await
}

/// Asks for several papers to be printed together, on all processors.
///
/// # Errors
/// When the database refuses.
pub async fn ask_all<E: Keeps>(tx: &Tx, ids: &[i64]) -> Result<(), StoreError> {
    jobs::enqueue(tx, E::PRINTING, None, &json!({ "papers": ids }), tx.now()).await
}

/// Adds the job that prints what a table keeps.
#[must_use]
pub fn printing<E: Keeps>(app: &App, worker: jobs::Worker) -> jobs::Worker {
    let app = app.clone();
    let print: jobs::Handler = Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            let one = job.payload["paper"].as_i64().map(|id| vec![id]);
            let ids: Vec<i64> = match one {
                Some(one) => one,
                None => serde_json::from_value(job.payload["papers"].clone()).context("papers")?,
            };
            let actor = Actor::system(job.municipality, E::PURPOSE);
            match print_all::<E>(&app, &actor, &ids).await {
                Ok(()) => Ok(()),
                Err(problem) => anyhow::bail!("not printed: {}", problem.status()),
            }
        })
    });
    worker.on(E::PRINTING, print)
}

fn column<E: Keeps>(name: &'static str) -> Expr {
    Expr::col((E::default(), name))
}

/// Whoever wants a paper that is being printed waits for it: printing it beside would only take the
/// time twice. Papers share a few turns, so that nothing grows.
static TURNS: [Mutex<()>; 61] = [const { Mutex::const_new(()) }; 61];

fn turn(id: i64) -> &'static Mutex<()> {
    &TURNS[usize::try_from(id.unsigned_abs() % 61).unwrap_or(0)]
}

/// What was kept of a paper; none until it is printed.
async fn kept<E: Keeps>(app: &App, actor: &Actor, id: i64) -> Result<Option<Vec<u8>>, Problem> {
    let tx = app.db.read(actor).await?;
    let row = tx.find::<E>().filter(column::<E>("id").eq(id)).one(tx.conn()).await?;
    let kept = E::kept(row.ok_or(StoreError::NotFound)?);
    let bytes = match kept.sealed.as_slice() {
        [] => Ok(None),
        sealed => tx.key().open(E::TABLE, "sealed", id, sealed).map(Some),
    };
    tx.rollback().await;
    Ok(bytes.map_err(StoreError::from)?)
}

/// A paper in print: as it was kept, else printed now and kept. The writer is not held meanwhile.
///
/// # Errors
/// When there is none, the printer refuses the data, or the database the print.
pub async fn print<E: Keeps>(app: &App, actor: &Actor, id: i64) -> Result<Vec<u8>, Problem> {
    if let Some(bytes) = kept::<E>(app, actor, id).await? {
        return Ok(bytes);
    }
    print_all::<E>(app, actor, &[id]).await?;
    kept::<E>(app, actor, id).await?.ok_or(Problem::internal("the print is not there"))
}

/// Prints those of some papers that are not printed yet, on all processors. All are in memory at
/// once: whoever has many asks for a part at a time.
///
/// # Errors
/// As [`print`], when one of them cannot be printed.
pub async fn print_all<E: Keeps>(app: &App, actor: &Actor, ids: &[i64]) -> Result<(), Problem> {
    let Some(first) = ids.first() else { return Ok(()) };
    let _turn = turn(*first).lock().await;
    let tx = app.db.read(actor).await?;
    let rows = tx.find::<E>().filter(column::<E>("id").is_in(ids.iter().copied()));
    let rows = rows.all(tx.conn()).await?.into_iter();
    let papers: Vec<Kept> = rows.map(E::kept).filter(|kept| kept.sealed.is_empty()).collect();
    let sheets = papers.iter().map(|kept| Sheet::of::<E>(&tx, kept));
    let sheets = sheets.collect::<Result<Vec<Sheet>, Problem>>()?;
    tx.rollback().await;
    if papers.is_empty() {
        return Ok(());
    }
    let printer = app.printer.clone();
    let printed = move || {
        let jobs: Vec<print::Job<'_>> = sheets.iter().map(Sheet::job).collect();
        printer.pdfs(&jobs)
    };
    let printed = tokio::task::spawn_blocking(printed).await.map_err(Problem::internal)?;
    let mut tx = app.db.write(actor).await?;
    for (kept, pdf) in papers.iter().zip(printed) {
        // The message may quote the data: it is not logged.
        let pdf = pdf.map_err(|_| Problem::internal("the printer refused"))?;
        keep::<E>(&mut tx, kept, &pdf.bytes).await?;
    }
    Ok(tx.commit().await?)
}

/// Keeps what was printed. Of two who print at once the first one's bytes stay: they are the same
/// anyway.
///
/// # Errors
/// When the database refuses.
async fn keep<E: Keeps>(tx: &mut Tx, kept: &Kept, bytes: &[u8]) -> Result<(), StoreError> {
    let sealed = tx.seal_bytes(E::TABLE, "sealed", kept.id, bytes)?;
    E::update_many()
        .col_expr("sealed", Expr::value(sealed))
        .col_expr("sha256", Expr::value(fingerprint(bytes)))
        .filter(column::<E>("municipality_id").eq(tx.municipality()))
        .filter(column::<E>("id").eq(kept.id))
        .filter(column::<E>("sha256").eq(""))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::print(E::OBJECT, kept.id).about(kept.about.map(|person| person.0)));
    Ok(())
}

/// What the printer is given for one paper.
pub(super) struct Sheet {
    title: String,
    template: &'static str,
    data: Value,
    created: jiff::Zoned,
}

impl Sheet {
    /// From what was written down.
    pub(super) fn of<E: Keeps>(tx: &Tx, kept: &Kept) -> Result<Sheet, Problem> {
        let data = tx.open(E::TABLE, "data_sealed", kept.id, &kept.data_sealed)?;
        let mut data: Value = serde_json::from_str(&data).map_err(Problem::internal)?;
        let address = data["verify"]["address"].as_str().unwrap_or_default().to_owned();
        data["verify"]["matrix"] = json!(qr_rows(&address));
        Sheet::new((kept.title.clone(), kept.template), data, kept.made_at)
    }

    /// From data without a code, made at a time.
    pub(super) fn new(
        (title, template): (String, &'static str),
        data: Value,
        made_at: Instant,
    ) -> Result<Sheet, Problem> {
        let created = jiff::Timestamp::from_millisecond(made_at.0)
            .and_then(|at| at.in_tz("Europe/Sofia"))
            .map_err(Problem::internal)?;
        Ok(Sheet { title, template, data, created })
    }

    /// As a job of the printer.
    pub(super) fn job(&self) -> print::Job<'_> {
        let (data, title, created) = (&self.data, &*self.title, &self.created);
        print::Job { template: self.template, data, title, lang: "bg-BG", created }
    }

    /// In print.
    pub(super) fn printed(&self, printer: &print::Printer) -> Result<Vec<u8>, Problem> {
        // The message may quote the data: it is not logged.
        let printed = printer.pdf(&self.job());
        Ok(printed.map_err(|_| Problem::internal("the printer refused"))?.bytes)
    }
}
