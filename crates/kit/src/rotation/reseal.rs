//! Sealing what an older key sealed with the one that seals now.

use super::entity::key_progress;
use super::{Count, Sealed, ask, status};
use crate::access::Actor;
use crate::audit::Entry;
use crate::crypto::{MunicipalityKey, SEALED_HEAD};
use crate::store::{Db, StoreError, Tx};
use crate::types::MunicipalityId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, Statement, Value,
};
use std::time::Duration;

/// So many rows are looked at in one step.
const ROWS: usize = 200;
/// So many bytes are held in memory in one step: files are sealed too.
const BYTES: i64 = 4 << 20;
/// So many steps make one job: then others get their turn.
const STEPS: usize = 20;

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many values are sealed anew; there is more.
    Went(u64),
    /// No column has a value of an older version that opens.
    Done,
}

/// The sealing anew of one municipality.
#[derive(Clone)]
pub struct Resealing {
    db: Db,
    municipality: MunicipalityId,
    columns: Vec<Sealed>,
}

/// The bytes with which a value of a version begins.
pub(super) fn head_of(version: u32) -> Vec<u8> {
    version.to_be_bytes().to_vec()
}

impl Resealing {
    /// Over these columns, which are all that are sealed.
    #[must_use]
    pub fn new(db: &Db, municipality: MunicipalityId, columns: Vec<Sealed>) -> Resealing {
        Resealing { db: db.clone(), municipality, columns }
    }

    fn actor(&self) -> Actor {
        Actor::system(self.municipality, "sealing with a new key")
    }

    /// A part of the work, as a job: asks for the next part when there is more.
    ///
    /// # Errors
    /// When the database refuses, or values are left that do not open.
    pub async fn job(&self) -> Result<(), StoreError> {
        self.db.reload_key(self.municipality).await?;
        for _ in 0..STEPS {
            if self.step().await? == Step::Done {
                return self.check().await;
            }
            // Who saves something meanwhile comes first.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let tx = self.db.write(&self.actor()).await?;
        ask(&tx, tx.now()).await?;
        tx.commit().await
    }

    /// What is left after the last step does not open, and must not go unseen.
    async fn check(&self) -> Result<(), StoreError> {
        let tx = self.db.read(&self.actor()).await?;
        let current = tx.key().current();
        let waits = tx.key_versions().await?.iter().any(|row| row.version > current);
        let left = status(&tx, &self.columns).await?;
        tx.rollback().await;
        if waits {
            // A still newer key has been made and does not seal yet.
            let tx = self.db.write(&self.actor()).await?;
            ask(&tx, tx.now().plus_ms(crate::crypto::ANNOUNCED_MS)).await?;
            return tx.commit().await;
        }
        let Some(count) = left.iter().find(|count| count.version < current) else {
            return Ok(());
        };
        self.forget().await?;
        let Count { table, column, version, values } = count;
        Err(StoreError::Other(format!(
            "{values} values of {table}.{column} do not open with key version {version}"
        )))
    }

    /// Lets the walk begin at the start again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn forget(&self) -> Result<(), StoreError> {
        let tx = self.db.write(&self.actor()).await?;
        key_progress::Entity::delete_many()
            .filter(key_progress::Column::MunicipalityId.eq(self.municipality))
            .filter(key_progress::Column::Version.eq(tx.key().current()))
            .exec(tx.conn())
            .await?;
        tx.commit().await
    }

    /// Seals some values anew.
    ///
    /// # Errors
    /// When the database refuses; what earlier steps did stays.
    pub async fn step(&self) -> Result<Step, StoreError> {
        let tx = self.db.read(&self.actor()).await?;
        let version = tx.key().current();
        let known = of_version(&tx, version).await?;
        tx.rollback().await;
        let at = |place: &Sealed| {
            known.iter().find(|row| row.tbl == place.table && row.col == place.column)
        };
        if self.columns.iter().any(|place| at(place).is_none()) {
            return self.begin(version, &known).await;
        }
        for place in &self.columns {
            if let Some(row) = at(place).filter(|row| row.done_at.is_none()) {
                return self.some_of(*place, row.clone(), version).await.map(Step::Went);
            }
        }
        self.once_more(version).await
    }

    /// All columns were walked. A process that did not know the new key yet may have written
    /// behind the walk: such columns are walked again.
    async fn once_more(&self, version: u32) -> Result<Step, StoreError> {
        let tx = self.db.read(&self.actor()).await?;
        let left = status(&tx, &self.columns).await?;
        let known = of_version(&tx, version).await?;
        tx.rollback().await;
        let mut again = Vec::new();
        for count in left.iter().filter(|count| count.version < version) {
            let row = known.iter().find(|r| r.tbl == count.table && r.col == count.column);
            // A walk that began at the start and sealed nothing will not do better now.
            let hopeless = row.is_some_and(|row| row.total < 0);
            again.extend(row.filter(|_| !hopeless).cloned());
        }
        if again.is_empty() {
            return Ok(Step::Done);
        }
        let tx = self.db.write(&self.actor()).await?;
        for row in again {
            let mut fresh = row.into_active_model();
            fresh.last_id = sea_orm::Set(i64::MIN);
            fresh.done_at = sea_orm::Set(None);
            // The second walk is the last one: what it leaves does not open.
            fresh.total = sea_orm::Set(-1);
            update(&tx, fresh).await?;
        }
        tx.commit().await?;
        Ok(Step::Went(0))
    }

    /// Counts what is to be done, so that the progress is told against the whole.
    async fn begin(&self, version: u32, known: &[key_progress::Model]) -> Result<Step, StoreError> {
        let tx = self.db.read(&self.actor()).await?;
        let mut fresh = Vec::new();
        for Sealed { table, column } in self.columns.iter().copied() {
            if known.iter().any(|row| row.tbl == table && row.col == column) {
                continue;
            }
            let text = format!(
                "select count(*) from {table} where municipality_id = $1 \
                 and length({column}) > 0 and substr({column}, 1, 4) < $2"
            );
            let values = [tx.municipality().0.into(), head_of(version).into()];
            let row = tx.conn().query_one_raw(statement(&tx, &text, values)).await?;
            fresh.push(key_progress::Model {
                municipality_id: self.municipality,
                version: i32::try_from(version).unwrap_or(i32::MAX),
                tbl: table.to_owned(),
                col: column.to_owned(),
                total: row.map_or(Ok(0), |row| row.try_get_by_index::<i64>(0))?,
                resealed: 0,
                last_id: i64::MIN,
                done_at: None,
            });
        }
        tx.rollback().await;
        let tx = self.db.write(&self.actor()).await?;
        let rows = fresh.into_iter().map(IntoActiveModel::into_active_model);
        let insert = key_progress::Entity::insert_many(rows);
        match insert.exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
            Ok(_) => tx.commit().await?,
            // Another process began the same; both may go on, each value is taken once.
            Err(StoreError::Duplicate(_)) => tx.rollback().await,
            Err(e) => return Err(e),
        }
        Ok(Step::Went(0))
    }

    /// The next values of a column.
    async fn some_of(
        &self,
        place: Sealed,
        at: key_progress::Model,
        version: u32,
    ) -> Result<u64, StoreError> {
        let tx = self.db.read(&self.actor()).await?;
        let (old, last) = older(&tx, place, at.last_id, version).await?;
        let mut fresh = Vec::with_capacity(old.len());
        for (id, sealed) in old {
            match tx.key().open(place.table, place.column, id, &sealed) {
                Ok(plain) => fresh.push((id, sealed, zeroize::Zeroizing::new(plain))),
                Err(e) => tracing::error!(
                    error = %e, table = place.table, id, "a value was not sealed anew"
                ),
            }
        }
        tx.rollback().await;
        let mut tx = self.db.write(&self.actor()).await?;
        let mut changed = 0;
        for (id, sealed, plain) in fresh {
            changed += replace(&tx, place, (id, &sealed), &plain).await?;
        }
        let is_done = last.is_none();
        let mut row = at.clone().into_active_model();
        row.resealed = sea_orm::Set(at.resealed + i64::try_from(changed).unwrap_or_default());
        row.last_id = sea_orm::Set(last.unwrap_or(at.last_id));
        row.done_at = sea_orm::Set(is_done.then(|| tx.now()));
        update(&tx, row).await?;
        if is_done {
            let what = format!("{}.{} {version}", place.table, place.column);
            tx.audit(Entry::new("key-resealed", "municipality_key", &what));
        }
        tx.commit().await?;
        Ok(changed)
    }
}

async fn of_version(tx: &Tx, version: u32) -> Result<Vec<key_progress::Model>, StoreError> {
    let rows = tx.find::<key_progress::Entity>();
    Ok(rows.filter(key_progress::Column::Version.eq(version)).all(tx.conn()).await?)
}

async fn update(tx: &Tx, row: key_progress::ActiveModel) -> Result<(), StoreError> {
    key_progress::Entity::update(row).exec(tx.conn()).await?;
    Ok(())
}

pub(super) fn statement(tx: &Tx, text: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(tx.conn().get_database_backend(), text, values)
}

/// The next values that an older version sealed, and up to which row they were looked for; none
/// when there are no more.
async fn older(
    tx: &Tx,
    place: Sealed,
    after: i64,
    version: u32,
) -> Result<(Vec<(i64, Vec<u8>)>, Option<i64>), StoreError> {
    let Sealed { table, column } = place;
    let wanted = format!(
        "municipality_id = $1 and id > $2 and length({column}) > 0 \
         and substr({column}, 1, 4) < $3"
    );
    let text = format!(
        "select id, cast(length({column}) as bigint) from {table} where {wanted} \
         order by id limit {ROWS}"
    );
    let values = || [tx.municipality().0.into(), after.into(), head_of(version).into()];
    let rows = tx.conn().query_all_raw(statement(tx, &text, values())).await?;
    let (mut last, mut bytes) = (None, 0);
    for row in rows {
        bytes += row.try_get_by_index::<i64>(1)?;
        if last.is_some() && bytes > BYTES {
            break;
        }
        last = Some(row.try_get_by_index::<i64>(0)?);
    }
    let Some(until) = last else { return Ok((Vec::new(), None)) };
    let text = format!("select id, {column} from {table} where {wanted} and id <= $4");
    let values = values().into_iter().chain([until.into()]);
    let rows = tx.conn().query_all_raw(statement(tx, &text, values)).await?;
    let pair = |row: sea_orm::QueryResult| {
        Ok((row.try_get_by_index::<i64>(0)?, row.try_get_by_index::<Vec<u8>>(1)?))
    };
    let old = rows.into_iter().map(pair).collect::<Result<Vec<_>, sea_orm::DbErr>>()?;
    Ok((old, Some(until)))
}

/// Puts a value in the place of the one that was read, unless somebody saved another meanwhile: a
/// sealed value begins with its key version and a nonce that no other has.
async fn replace(
    tx: &Tx,
    place: Sealed,
    (id, was): (i64, &[u8]),
    plain: &[u8],
) -> Result<u64, StoreError> {
    let Sealed { table, column } = place;
    let fresh = tx.seal_bytes(table, column, id, plain)?;
    debug_assert!(MunicipalityKey::version_of(&fresh) >= MunicipalityKey::version_of(was));
    let head = was.get(..SEALED_HEAD).unwrap_or(was).to_vec();
    let text = format!(
        "update {table} set {column} = $1 where municipality_id = $2 and id = $3 \
         and substr({column}, 1, {SEALED_HEAD}) = $4"
    );
    let values = [fresh.into(), tx.municipality().0.into(), id.into(), head.into()];
    Ok(tx.conn().execute_raw(statement(tx, &text, values)).await?.rows_affected())
}
