//! Rows that change their person: set-based over every table that holds people, with a log of what
//! moved. Names of tables and columns come from the capabilities' own lists, never from outside.

use super::once::{duplicate_pair, person_merge};
use super::{address, person, person_name};
use crate::people::PersonId;
use crate::people::belonging::Belonging;
use kit::store::entity::draft;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set, Statement,
    Value,
};

/// Rows that are offered for choice of one belonging.
pub const ADDED_MAX: usize = 100;

fn statement(tx: &Tx, sql: String, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(tx.conn().get_database_backend(), sql, values)
}

async fn execute(tx: &Tx, sql: String, values: Vec<Value>) -> Result<u64, StoreError> {
    Ok(tx.conn().execute_raw(statement(tx, sql, values)).await?.rows_affected())
}

fn town(tx: &Tx) -> Value {
    tx.municipality().0.into()
}

/// How many rows of a belonging name a person.
pub async fn count(tx: &Tx, belonging: &Belonging, id: PersonId) -> Result<i64, StoreError> {
    let Belonging { table, column, .. } = belonging;
    let sql =
        format!("select count(*) as n from {table} where municipality_id = $1 and {column} = $2");
    let row = tx.conn().query_one_raw(statement(tx, sql, vec![town(tx), id.0.into()])).await?;
    Ok(row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0))
}

/// Moves all rows of a belonging from one person to another and keeps which they were.
pub async fn move_rows(
    tx: &Tx,
    (belonging, merge): (&Belonging, i64),
    (from, to): (PersonId, PersonId),
) -> Result<u64, StoreError> {
    let Belonging { table, column, .. } = belonging;
    let log = format!(
        "insert into person_merge_row (municipality_id, merge_id, belonging, row_id) \
         select municipality_id, $2, $3, id from {table} \
         where municipality_id = $1 and {column} = $4"
    );
    let values = vec![town(tx), merge.into(), belonging.name().into(), from.0.into()];
    execute(tx, log, values).await?;
    let sql =
        format!("update {table} set {column} = $2 where municipality_id = $1 and {column} = $3");
    execute(tx, sql, vec![town(tx), to.0.into(), from.0.into()]).await
}

/// Sends back the rows that a merge moved, as far as they are still with whom it gave them to.
pub async fn move_back(
    tx: &Tx,
    (belonging, merge): (&Belonging, i64),
    (from, to): (PersonId, PersonId),
) -> Result<u64, StoreError> {
    let Belonging { table, column, .. } = belonging;
    // By `+ 0` the rows are found by their ids: a database that thinks a person has few rows would
    // walk all of them for each row of the log.
    let sql = format!(
        "update {table} set {column} = $2 where municipality_id = $1 and {column} + 0 = $3 \
         and id in (select row_id from person_merge_row \
         where municipality_id = $1 and merge_id = $4 and belonging = $5)"
    );
    let values = vec![town(tx), to.0.into(), from.0.into(), merge.into(), belonging.name().into()];
    execute(tx, sql, values).await
}

/// Rows of a belonging that came to a person since a merge: of those that follow others none.
pub async fn added_since(
    tx: &Tx,
    (belonging, merge): (&Belonging, i64),
    kept: PersonId,
) -> Result<Vec<i64>, StoreError> {
    let Belonging { table, column, follows, .. } = belonging;
    let alone = follows.map(|f| format!("and t.{} is null ", f.column)).unwrap_or_default();
    let sql = format!(
        "select t.id as id from {table} t where t.municipality_id = $1 and t.{column} = $2 \
         and t.id > $3 {alone}and not exists (select 1 from person_merge_row r \
         where r.municipality_id = t.municipality_id and r.belonging = $4 and r.row_id = t.id \
         and r.merge_id >= $3) order by t.id desc limit {ADDED_MAX}"
    );
    let values = vec![town(tx), kept.0.into(), merge.into(), belonging.name().into()];
    let rows = tx.conn().query_all_raw(statement(tx, sql, values)).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
}

/// Gives one row to another person.
pub async fn give(
    tx: &Tx,
    (belonging, row): (&Belonging, i64),
    (from, to): (PersonId, PersonId),
) -> Result<u64, StoreError> {
    let Belonging { table, column, .. } = belonging;
    let sql = format!(
        "update {table} set {column} = $2 where municipality_id = $1 and {column} = $3 and id = $4"
    );
    execute(tx, sql, vec![town(tx), to.0.into(), from.0.into(), row.into()]).await
}

/// Lets the rows of a belonging follow those they belong to.
pub async fn follow(
    tx: &Tx,
    belonging: &Belonging,
    (from, to): (PersonId, PersonId),
) -> Result<u64, StoreError> {
    let (Belonging { table, column, .. }, Some(follows)) = (belonging, belonging.follows) else {
        return Ok(0);
    };
    let sql = format!(
        "update {table} set {column} = $2 where municipality_id = $1 and {column} = $3 \
         and {} in (select id from {} where municipality_id = $1 and {} = $2)",
        follows.column, follows.table, follows.person
    );
    execute(tx, sql, vec![town(tx), to.0.into(), from.0.into()]).await
}

/// Marks a person as merged into another, or as its own again.
pub async fn mark(
    tx: &Tx,
    (id, version): (PersonId, i32),
    into: Option<PersonId>,
) -> Result<(), StoreError> {
    let row = person::ActiveModel { merged_into: Set(into), ..Default::default() };
    tx.update::<person::Entity>(id, version, row).await?;
    tx.changed("person", [id.0]).await
}

/// Raises a person's version above another's: a form opened for one cannot be saved over both.
pub async fn outrun(tx: &Tx, id: PersonId, version: i32) -> Result<(), StoreError> {
    person::Entity::update_many()
        .set(person::ActiveModel { version: Set(version), ..Default::default() })
        .filter(person::Column::MunicipalityId.eq(tx.municipality()))
        .filter(person::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Writes the last day of an address, or that it goes on.
pub async fn set_address_end(tx: &Tx, id: i64, last: Option<Day>) -> Result<(), StoreError> {
    address::Entity::update_many()
        .set(address::ActiveModel { valid_to: Set(last), ..Default::default() })
        .filter(address::Column::MunicipalityId.eq(tx.municipality()))
        .filter(address::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Keeps a name under which a person was known.
pub async fn add_name(
    tx: &Tx,
    id: PersonId,
    (name, is_protected): (&str, bool),
) -> Result<i64, StoreError> {
    let row = tx.new_id();
    tx.insert(person_name::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(row),
        person_id: Set(id),
        kind: Set("merged".to_owned()),
        until: Set(None),
        ..super::names::earlier_columns(tx, row, name, is_protected)?
    })
    .await?;
    Ok(row)
}

/// Takes back the names that a merge kept.
pub async fn drop_names(tx: &Tx, ids: &[i64]) -> Result<(), StoreError> {
    person_name::Entity::delete_many()
        .filter(person_name::Column::MunicipalityId.eq(tx.municipality()))
        .filter(person_name::Column::Id.is_in(ids.iter().copied()))
        .filter(person_name::Column::Kind.eq("merged"))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Unfinished forms of one person's pages become those of another's, unless there is one already.
pub async fn move_drafts(tx: &Tx, (from, to): (PersonId, PersonId)) -> Result<(), StoreError> {
    let (old, new) = (format!("/people/{from}"), format!("/people/{to}"));
    let rows = tx
        .find::<draft::Entity>()
        .filter(draft::Column::Path.contains(&old))
        .all(tx.conn())
        .await?;
    for row in rows {
        let path = row.path.replace(&old, &new);
        let there = tx
            .find::<draft::Entity>()
            .filter(draft::Column::AccountId.eq(row.account_id))
            .filter(draft::Column::Path.eq(&path))
            .one(tx.conn())
            .await?;
        if there.is_some() {
            continue;
        }
        draft::Entity::update_many()
            .set(draft::ActiveModel { path: Set(path), ..Default::default() })
            .filter(draft::Column::MunicipalityId.eq(tx.municipality()))
            .filter(draft::Column::Id.eq(row.id))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// One merge.
pub async fn merge(tx: &Tx, id: i64) -> Result<person_merge::Model, StoreError> {
    let row =
        tx.find::<person_merge::Entity>().filter(person_merge::Column::Id.eq(id)).one(tx.conn());
    row.await?.ok_or(StoreError::NotFound)
}

/// Merges that a person was part of, the newest first.
pub async fn merges_of(tx: &Tx, id: PersonId) -> Result<Vec<person_merge::Model>, StoreError> {
    let of = Condition::any()
        .add(person_merge::Column::KeptId.eq(id))
        .add(person_merge::Column::GoneId.eq(id));
    let rows = tx.find::<person_merge::Entity>().filter(of);
    Ok(rows.order_by_desc(person_merge::Column::Id).all(tx.conn()).await?)
}

/// Into whom a person was merged, if at all.
pub async fn merged_into(tx: &Tx, id: PersonId) -> Result<Option<PersonId>, StoreError> {
    let row = tx.find::<person::Entity>().filter(person::Column::Id.eq(id)).one(tx.conn()).await?;
    Ok(row.and_then(|row| row.merged_into))
}

/// The pair of two people takes a state: `merged`, or `open` again; other open pairs of the one
/// who is gone are closed.
pub async fn settle_pairs(
    tx: &Tx,
    (kept, gone): (PersonId, PersonId),
    state: &str,
) -> Result<(), StoreError> {
    let (one, other) = if kept.0 < gone.0 { (kept, gone) } else { (gone, kept) };
    let here = || {
        duplicate_pair::Entity::update_many()
            .filter(duplicate_pair::Column::MunicipalityId.eq(tx.municipality()))
    };
    let put = |state: &str| duplicate_pair::ActiveModel {
        state: Set(state.to_owned()),
        decided_at: Set(Some(tx.now())),
        decided_by: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    here()
        .set(put(state))
        .filter(duplicate_pair::Column::OneId.eq(one))
        .filter(duplicate_pair::Column::OtherId.eq(other))
        .exec(tx.conn())
        .await?;
    let of = Condition::any()
        .add(duplicate_pair::Column::OneId.eq(gone))
        .add(duplicate_pair::Column::OtherId.eq(gone));
    here()
        .set(put("closed"))
        .filter(of)
        .filter(duplicate_pair::Column::State.eq("open"))
        .exec(tx.conn())
        .await?;
    Ok(())
}
