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

/// Adds the job that prints what a table keeps.
#[must_use]
pub fn printing<E: Keeps>(app: &App, worker: jobs::Worker) -> jobs::Worker {
    let app = app.clone();
    let print: jobs::Handler = Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            let id = job.payload["paper"].as_i64().context("a paper")?;
            let actor = Actor::system(job.municipality, E::PURPOSE);
            match print::<E>(&app, &actor, id).await {
                Ok(_) => Ok(()),
                Err(problem) => anyhow::bail!("not printed: {}", problem.status()),
            }
        })
    });
    worker.on(E::PRINTING, print)
}

fn column<E: Keeps>(name: &'static str) -> Expr {
    Expr::col((E::default(), name))
}

/// A paper in print: as it was kept, else printed now and kept. The writer is not held meanwhile.
///
/// # Errors
/// When there is none, the printer refuses the data, or the database the print.
pub async fn print<E: Keeps>(app: &App, actor: &Actor, id: i64) -> Result<Vec<u8>, Problem> {
    let tx = app.db.read(actor).await?;
    let row = tx.find::<E>().filter(column::<E>("id").eq(id)).one(tx.conn()).await?;
    let kept = E::kept(row.ok_or(StoreError::NotFound)?);
    if !kept.sealed.is_empty() {
        let bytes = tx.key().open(E::TABLE, "sealed", id, &kept.sealed);
        tx.rollback().await;
        return Ok(bytes.map_err(StoreError::from)?);
    }
    let sheet = Sheet::of::<E>(&tx, &kept)?;
    tx.rollback().await;
    let printer = app.printer.clone();
    let printed = move || sheet.printed(&printer);
    let bytes = tokio::task::spawn_blocking(printed).await.map_err(Problem::internal)??;
    let mut tx = app.db.write(actor).await?;
    keep::<E>(&mut tx, &kept, &bytes).await?;
    tx.commit().await?;
    Ok(bytes)
}

/// Keeps what was printed. Of two who print at once the first one's bytes stay: they are the same
/// anyway.
///
/// # Errors
/// When the database refuses.
pub(super) async fn keep<E: Keeps>(
    tx: &mut Tx,
    kept: &Kept,
    bytes: &[u8],
) -> Result<(), StoreError> {
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
