//! Takes jobs up and runs them, one at a time per municipality.

use super::entity::job;
use super::queue::enqueue;
use super::schedule::{Schedule, due_moment};
use crate::access::Actor;
use crate::store::{Db, StoreError};
use crate::types::MunicipalityId;
use futures_util::future::{BoxFuture, FutureExt};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// A job while it runs.
#[derive(Clone, Debug)]
pub struct Job {
    /// Whose it is.
    pub municipality: MunicipalityId,
    /// Its id.
    pub id: i64,
    /// What it is.
    pub kind: String,
    /// What it needs to know.
    pub payload: serde_json::Value,
}

/// What runs a kind of job. An error is kept and the job tried again; a panic is an error.
pub type Handler = Arc<dyn Fn(Job) -> BoxFuture<'static, anyhow::Result<()>> + Send + Sync>;

/// A claimed job belongs to its process for so long.
const CLAIM_MS: i64 = 10 * 60 * 1000;
const TRIES: i32 = 6;
const PAUSE: Duration = Duration::from_millis(500);

/// Runs the jobs of all municipalities of a database.
pub struct Worker {
    db: Db,
    handlers: HashMap<&'static str, Handler>,
    schedules: Vec<Schedule>,
}

impl Worker {
    /// A worker that knows no job yet.
    #[must_use]
    pub fn new(db: Db) -> Worker {
        Worker { db, handlers: HashMap::new(), schedules: Vec::new() }
    }

    /// Says how a kind of job is run.
    #[must_use]
    pub fn on(mut self, kind: &'static str, handler: Handler) -> Worker {
        self.handlers.insert(kind, handler);
        self
    }

    /// Says which jobs come back by the calendar.
    #[must_use]
    pub fn every(mut self, schedule: Schedule) -> Worker {
        self.schedules.push(schedule);
        self
    }

    /// Runs until it is told to stop; the job that runs then is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut minute = None;
        while !*stop.borrow() {
            let mut busy = false;
            // No schedule is finer than a minute.
            let now = Some(self.db.clock().now().0 / 60_000);
            let is_new_minute = std::mem::replace(&mut minute, now) != now;
            for municipality in self.db.municipalities() {
                if *stop.borrow() {
                    return;
                }
                if is_new_minute && let Err(e) = self.put_in_scheduled(municipality.id).await {
                    tracing::warn!(error = %e, "the schedules could not be put in");
                    minute = None;
                }
                match self.work(municipality.id).await {
                    Ok(ran) => busy |= ran,
                    Err(e) => tracing::warn!(error = %e, "the job queue could not be read"),
                }
            }
            if !busy {
                tokio::select! {
                    () = tokio::time::sleep(PAUSE) => {}
                    // Whoever could tell to stop is gone: nobody needs the jobs any more.
                    told = stop.changed() => if told.is_err() { return },
                }
            }
        }
    }

    /// Runs what is due of one municipality: a job at most. Says whether there was one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn turn(&self, municipality: MunicipalityId) -> Result<bool, StoreError> {
        self.put_in_scheduled(municipality).await?;
        self.work(municipality).await
    }

    async fn work(&self, municipality: MunicipalityId) -> Result<bool, StoreError> {
        let Some(job) = self.claim(municipality).await? else {
            return Ok(false);
        };
        let ran = match self.handlers.get(job.kind.as_str()) {
            // One that panics has failed like any other, and the worker goes on with the next job.
            Some(handler) => {
                let ran = AssertUnwindSafe(async { handler(job.clone()).await }).catch_unwind();
                ran.await.unwrap_or_else(|_| Err(anyhow::anyhow!("{} panicked", job.kind)))
            }
            None => Err(anyhow::anyhow!("no handler for {}", job.kind)),
        };
        self.note(&job, ran).await?;
        Ok(true)
    }

    async fn put_in_scheduled(&self, municipality: MunicipalityId) -> Result<(), StoreError> {
        let now = self.db.clock().now();
        for schedule in &self.schedules {
            let Some(due) = due_moment(schedule.cron, now) else {
                continue;
            };
            let actor = Actor::system(municipality, "schedule");
            let key = due.0.to_string();
            let read = self.db.read(&actor).await?;
            let there = read
                .find::<job::Entity>()
                .filter(job::Column::Kind.eq(schedule.kind))
                .filter(job::Column::Dedupe.eq(&key))
                .one(read.conn())
                .await?;
            read.rollback().await;
            if there.is_none() {
                let tx = self.db.write(&actor).await?;
                enqueue(&tx, schedule.kind, Some(&key), &serde_json::Value::Null, due).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }

    async fn claim(&self, municipality: MunicipalityId) -> Result<Option<Job>, StoreError> {
        let actor = Actor::system(municipality, "job queue");
        let now = self.db.clock().now();
        let due = Condition::any().add(job::Column::State.eq("waiting")).add(
            Condition::all()
                .add(job::Column::State.eq("running"))
                .add(job::Column::ClaimedUntil.lt(now)),
        );
        // What comes back by the calendar waits while there is something that a person asked for.
        let by_calendar = job::Column::Kind.is_in(self.schedules.iter().map(|one| one.kind));
        // Look first without the writer: mostly there is nothing.
        let read = self.db.read(&actor).await?;
        let row = read
            .find::<job::Entity>()
            .filter(due)
            .filter(job::Column::RunAt.lte(now))
            .order_by(by_calendar, Order::Asc)
            .order_by_asc(job::Column::RunAt)
            .one(read.conn())
            .await?;
        let Some(row) = row else {
            read.rollback().await;
            return Ok(None);
        };
        let payload = read.open("job", "sealed", row.id, &row.sealed)?;
        read.rollback().await;
        let tx = self.db.write(&actor).await?;
        let claimed = job::Entity::update_many()
            .set(job::ActiveModel {
                state: Set("running".to_owned()),
                attempts: Set(row.attempts + 1),
                claimed_until: Set(Some(now.plus_ms(CLAIM_MS))),
                ..Default::default()
            })
            .filter(job::Column::MunicipalityId.eq(municipality))
            .filter(job::Column::Id.eq(row.id))
            .filter(job::Column::Attempts.eq(row.attempts))
            .exec(tx.conn())
            .await?;
        tx.commit().await?;
        let payload = serde_json::from_str(&payload).unwrap_or_default();
        let job = Job { municipality, id: row.id, kind: row.kind, payload };
        Ok((claimed.rows_affected == 1).then_some(job))
    }

    async fn note(&self, job: &Job, ran: anyhow::Result<()>) -> Result<(), StoreError> {
        let actor = Actor::system(job.municipality, "job queue");
        let tx = self.db.write(&actor).await?;
        let row = tx
            .find::<job::Entity>()
            .filter(job::Column::Id.eq(job.id))
            .one(tx.conn())
            .await?
            .ok_or(StoreError::NotFound)?;
        let change = match ran {
            Ok(()) => job::ActiveModel {
                state: Set("done".to_owned()),
                done_at: Set(Some(tx.now())),
                error: Set(None),
                ..Default::default()
            },
            Err(e) => {
                tracing::warn!(kind = %job.kind, error = %e, "a job failed");
                let last = row.attempts >= TRIES;
                // 1, 4, 16 … minutes: a mail server's bad hour passes meanwhile.
                let wait = 60_000 * 4i64.pow(row.attempts.clamp(1, 8).unsigned_abs() - 1);
                job::ActiveModel {
                    state: Set(if last { "failed" } else { "waiting" }.to_owned()),
                    run_at: Set(tx.now().plus_ms(wait)),
                    error: Set(Some(format!("{e:#}"))),
                    ..Default::default()
                }
            }
        };
        job::Entity::update_many()
            .set(change)
            .filter(job::Column::MunicipalityId.eq(job.municipality))
            .filter(job::Column::Id.eq(job.id))
            .exec(tx.conn())
            .await?;
        tx.commit().await
    }
}
