//! A transaction: made from an actor, carrying its municipality, ending with its audit rows.

use super::StoreError;
use super::conn::{Conn, Kind};
use super::db::Inner;
use super::entity::{change, event};
use crate::access::Actor;
use crate::audit::{self, Entry};
use crate::crypto::MunicipalityKey;
use crate::types::{Day, Instant, MunicipalityId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter,
    QueryTrait, Select, Set, Value,
};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// So many changes share a statement; below SQLite's limit of bound values.
const CHANGES_AT_ONCE: usize = 1_000;

/// A table whose rows belong to a municipality. Made by [`crate::owned!`].
pub trait Owned: EntityTrait {
    /// The column that names the municipality.
    fn municipality() -> Self::Column;
}

/// A table whose rows are edited by people: each has a version.
pub trait Versioned: Owned {
    /// The row's own id.
    fn id() -> Self::Column;
    /// Counts the edits from 1.
    fn version() -> Self::Column;
}

/// Something that happened to a person or a case: a row of the timeline.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// `wish-registered`; the text shown has the key `event-wish-registered`.
    pub kind: &'static str,
    /// Whose timeline it stands on.
    pub person: Option<i64>,
    /// Which case it belongs to.
    pub case: Option<i64>,
    /// Values for the text: numbers, days, names of services. Nothing sensitive: this is not sealed.
    pub data: Vec<(&'static str, String)>,
}

/// Counts a transaction among those that read, as long as it lives.
struct Reading(Arc<AtomicUsize>);

impl Reading {
    fn among(count: &Arc<AtomicUsize>) -> Reading {
        count.fetch_add(1, Ordering::Relaxed);
        Reading(count.clone())
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A transaction of one actor. Dropped without [`Tx::commit`], nothing of it happened.
pub struct Tx {
    txn: Option<Conn>,
    reads_only: bool,
    reading: Option<Reading>,
    tells: AtomicBool,
    seals: AtomicBool,
    db: Arc<Inner>,
    actor: Actor,
    key: Arc<MunicipalityKey>,
    entries: Vec<Entry>,
    /// Rows of the audit that are ready: those of other transactions, which only read.
    rows: Vec<audit::Row>,
    began: Instant,
    behalf: OnceLock<String>,
}

impl Tx {
    pub(super) fn new(
        txn: Conn,
        reads_only: bool,
        db: Arc<Inner>,
        actor: Actor,
        key: Arc<MunicipalityKey>,
    ) -> Tx {
        let began = db.clock.now();
        let (entries, rows) = (Vec::new(), Vec::new());
        let (tells, seals) = (AtomicBool::new(false), AtomicBool::new(false));
        let behalf = OnceLock::new();
        let reading = reads_only.then(|| Reading::among(&db.reading));
        Tx {
            txn: Some(txn),
            reads_only,
            reading,
            tells,
            seals,
            db,
            actor,
            key,
            entries,
            rows,
            began,
            behalf,
        }
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Whose data this transaction sees.
    #[must_use]
    pub fn municipality(&self) -> MunicipalityId {
        self.actor.municipality
    }

    /// The municipality whose data this transaction sees, from memory.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not among those of the installation.
    pub fn home(&self) -> Result<Arc<super::Municipality>, StoreError> {
        let own = self.municipality();
        self.db.municipality(|one| one.id == own).ok_or(StoreError::NotFound)
    }

    /// The moment the transaction began.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.began
    }

    /// Today in Sofia.
    #[must_use]
    pub fn today(&self) -> Day {
        self.began.day()
    }

    /// A fresh id for a row.
    #[must_use]
    pub fn new_id(&self) -> i64 {
        self.db.ids.next(self.began)
    }

    /// The connection, for the queries of a `store.rs`.
    ///
    /// # Panics
    /// Never: the connection is only taken when the transaction ends, which consumes it.
    #[must_use]
    #[expect(clippy::expect_used, reason = "taken only by commit and rollback, which consume self")]
    pub fn conn(&self) -> &Conn {
        self.txn.as_ref().expect("a transaction that has not ended")
    }

    /// How the n-th value of a very long statement is written. Short ones write `$n`, which both
    /// databases read; SQLite looks for each such name among all others.
    #[must_use]
    pub fn mark(&self, n: usize) -> std::borrow::Cow<'static, str> {
        match self.conn().get_database_backend() {
            DbBackend::Postgres => format!("${n}").into(),
            _ => "?".into(),
        }
    }

    /// The rows of a table that belong to this municipality.
    #[must_use]
    pub fn find<E: Owned>(&self) -> Select<E> {
        E::find().filter(E::municipality().eq(self.municipality()))
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a unique constraint refuses it.
    pub async fn insert<A>(&self, row: A) -> Result<(), StoreError>
    where
        A: ActiveModelTrait,
        A::Entity: Owned,
    {
        A::Entity::insert(row).exec_without_returning(self.conn()).await?;
        Ok(())
    }

    /// Adds a row with the next question or at the end: for rows that no constraint refuses.
    ///
    /// # Errors
    /// When the database refuses it: here, by the next question or at the end.
    pub async fn insert_later<A>(&self, row: A) -> Result<(), StoreError>
    where
        A: ActiveModelTrait,
        A::Entity: Owned,
    {
        self.later(A::Entity::insert(row)).await
    }

    /// Runs a statement with the next question or at the end; nobody waits for its outcome.
    ///
    /// # Errors
    /// When the database refuses it: here, by the next question or at the end.
    pub async fn later(&self, statement: impl QueryTrait) -> Result<(), StoreError> {
        let statement = statement.build(self.conn().get_database_backend());
        Ok(self.conn().later(statement).await?)
    }

    /// Changes the set columns of a row if it still has the version that was read, and raises it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else saved meanwhile (or the row is not there).
    pub async fn update<E: Versioned>(
        &self,
        id: impl Into<Value>,
        version: i32,
        mut row: E::ActiveModel,
    ) -> Result<(), StoreError>
    where
        E::ActiveModel: ActiveModelTrait<Entity = E>,
    {
        row.set(E::version(), Value::from(version + 1));
        let changed = E::update_many()
            .set(row)
            .filter(E::municipality().eq(self.municipality()))
            .filter(E::id().eq(id.into()))
            .filter(E::version().eq(version))
            .exec(self.conn())
            .await?;
        if changed.rows_affected == 1 { Ok(()) } else { Err(StoreError::Conflict) }
    }

    /// Records what happened, in this transaction: a row of the timeline and one of the audit.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn event(&mut self, happened: Event) -> Result<(), StoreError> {
        let data: serde_json::Map<String, serde_json::Value> = happened
            .data
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone().into()))
            .collect();
        let row = event::ActiveModel {
            municipality_id: Set(self.municipality()),
            id: Set(self.new_id()),
            at: Set(self.began),
            kind: Set(happened.kind.to_owned()),
            account_id: Set(self.actor.account),
            account_name: Set(self.actor.name.to_string()),
            person_id: Set(happened.person),
            case_id: Set(happened.case),
            data: Set(serde_json::Value::Object(data).to_string()),
        };
        self.insert_later(row).await?;
        let object = happened.case.or(happened.person).unwrap_or_default();
        self.audit(Entry::write(happened.kind, object).about(happened.person));
        Ok(())
    }

    /// Tells derived data, such as the name index, that things changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn changed(
        &self,
        kind: &str,
        objects: impl IntoIterator<Item = i64>,
    ) -> Result<(), StoreError> {
        let row = |object| change::ActiveModel {
            municipality_id: Set(self.municipality()),
            id: Set(self.new_id()),
            kind: Set(kind.to_owned()),
            object_id: Set(object),
        };
        let rows: Vec<_> = objects.into_iter().map(row).collect();
        for some in rows.chunks(CHANGES_AT_ONCE) {
            self.later(change::Entity::insert_many(some.to_vec())).await?;
            self.tells.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Notes for the audit what is read or done; written when the transaction commits.
    pub fn audit(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Says whose work this is when the actor stands in for somebody: all its audit rows name him.
    /// The first one named counts: a transaction is about one piece of work.
    pub fn on_behalf_of(&self, username: &str) {
        self.behalf.get_or_init(|| username.to_owned());
    }

    /// Rows of the audit that are ready; written when the transaction commits.
    pub(crate) fn audit_rows(&mut self, rows: Vec<audit::Row>) {
        self.rows.extend(rows);
    }

    /// Seals a text for one row of a table.
    ///
    /// # Errors
    /// When the municipality's key is gone.
    pub fn seal(
        &self,
        table: &'static str,
        column: &'static str,
        row: i64,
        text: &str,
    ) -> Result<Vec<u8>, StoreError> {
        self.seal_bytes(table, column, row, text.as_bytes())
    }

    /// Seals bytes for one row of a table.
    ///
    /// # Errors
    /// When the municipality's key is gone.
    pub fn seal_bytes(
        &self,
        table: &'static str,
        column: &'static str,
        row: i64,
        bytes: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        self.seals.store(true, Ordering::Relaxed);
        Ok(self.key.seal(table, column, row, bytes)?)
    }

    /// Opens a sealed text of one row.
    ///
    /// # Errors
    /// When it was sealed for another place, or changed.
    pub fn open(
        &self,
        table: &'static str,
        column: &'static str,
        row: i64,
        sealed: &[u8],
    ) -> Result<String, StoreError> {
        Ok(self.key.open_text(table, column, row, sealed)?)
    }

    /// The municipality's keys, for opening bytes and for blind indices. What is sealed in a
    /// transaction is sealed by [`Tx::seal`].
    #[must_use]
    pub fn key(&self) -> &Arc<MunicipalityKey> {
        &self.key
    }

    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.db
    }

    /// Ends the transaction. Returns when the work and its audit rows are on disk; a reading
    /// transaction returns when its audit rows are.
    ///
    /// # Errors
    /// When anything could not be kept: then nothing was.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        let mut rows = std::mem::take(&mut self.rows);
        let mut own = audit::rows(&self.entries, &self.actor, &self.key, self.began, &self.db.ids)?;
        for row in &mut own {
            row.on_behalf_of = self.behalf.get().cloned();
        }
        rows.extend(own);
        if self.seals.load(Ordering::Relaxed) && !self.reads_only {
            self.key_stands(&self.key).await?;
        }
        let written = rows.len();
        let Some(txn) = self.txn.take() else {
            return Err(StoreError::Other("the transaction is over".into()));
        };
        match txn.0 {
            Kind::Turn(turn) => turn.commit(audit::statements(DbBackend::Sqlite, rows)).await?,
            Kind::Postgres(txn) if !self.reads_only => {
                for statement in audit::statements(DbBackend::Postgres, rows) {
                    txn.execute_raw(statement).await?;
                }
                txn.commit().await?;
            }
            reading => {
                self.reading = None;
                let (_, kept) = tokio::join!(Conn(reading).end(), self.db.audit.write(rows));
                kept?;
            }
        }
        if self.tells.load(Ordering::Relaxed) {
            self.db.changes.fetch_add(1, Ordering::SeqCst);
        }
        self.actor.audited(written);
        Ok(())
    }

    /// Ends the transaction and undoes its work.
    pub async fn rollback(mut self) {
        if let Some(txn) = self.txn.take() {
            let _ = txn.end().await;
        }
    }
}
