//! `opora admin copy-database --to …`: everything from SQLite to an empty PostgreSQL or back, checked
//! row by row.

use super::serve::Place;
use crate::migrations::migrate;
use anyhow::{Context, bail, ensure};
use kit::crypto::sha256;
use kit::store::{Db, Target};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, QueryResult, Statement,
    TransactionTrait, Value,
};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Rows read and written at a time, so that few values are in one statement.
const ROWS: usize = 200;
/// The list of applied migrations: the new database has its own.
const OWN: &str = "seaql_migrations";
/// The column that tells whose row it is.
const MUNICIPALITY: &str = "municipality_id";

/// A table as SQLite declares it.
struct Table {
    name: String,
    columns: Vec<(String, Kind)>,
    needs: BTreeSet<String>,
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Integer,
    Big,
    Bytes,
    Bool,
}

/// Copies. Nobody should be working with the old database meanwhile; it is not changed.
///
/// # Errors
/// When the new database has data, does not answer, or a row arrived differently.
pub async fn run(place: &Place, to: &str) -> anyhow::Result<()> {
    let target = if to.starts_with("postgres") {
        Target::Postgres(to.to_owned())
    } else {
        Target::Sqlite(PathBuf::from(to))
    };
    match (&place.target, &target) {
        (Target::Sqlite(_), Target::Sqlite(_)) => bail!("за копие на SQLite има opora backup"),
        (Target::Postgres(_), Target::Postgres(_)) => bail!("за копие на PostgreSQL има pg_dump"),
        _ => {}
    }
    migrate(&place.target).await?;
    migrate(&target).await.context("новата база")?;
    let (old, new) = (Db::owner(&place.target).await?, Db::owner(&target).await?);
    let there = new.query_one_raw(plain(&new, "select 1 from municipality limit 1")).await?;
    ensure!(there.is_none(), "в новата база вече има данни");
    // One snapshot of the old, one transaction of the new: all or nothing.
    let (from, into) = (old.begin().await?, new.begin().await?);
    // Both have the same schema; the one of SQLite is the easier to read.
    let described = if matches!(target, Target::Sqlite(_)) { &into } else { &from };
    let tables = ordered(tables(described).await?)?;
    let mut total = 0;
    for table in &tables {
        let mut rows = 0;
        for part in parts(&from, table).await? {
            rows += part_copied(&from, &into, table, part).await?;
        }
        say!("{}: {rows}", table.name);
        total += rows;
    }
    into.commit().await?;
    from.rollback().await?;
    close(old, new).await?;
    say!("Копирани и сверени са {total} реда. Ключовете остават в {}.", place.folder.display());
    Ok(())
}

async fn close(old: DatabaseConnection, new: DatabaseConnection) -> anyhow::Result<()> {
    old.close().await?;
    Ok(new.close().await?)
}

fn plain(conn: &impl ConnectionTrait, sql: &str) -> Statement {
    Statement::from_string(conn.get_database_backend(), sql.to_owned())
}

async fn tables(from: &DatabaseTransaction) -> anyhow::Result<Vec<Table>> {
    let sql = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'";
    let mut tables = Vec::new();
    for row in from.query_all_raw(plain(from, sql)).await? {
        let name: String = row.try_get("", "name")?;
        if name == OWN {
            continue;
        }
        let mut columns = Vec::new();
        let info = format!("select name, type from pragma_table_info('{name}')");
        for column in from.query_all_raw(plain(from, &info)).await? {
            let kind: String = column.try_get("", "type")?;
            columns.push((column.try_get("", "name")?, kind_of(&kind)?));
        }
        let list = format!("select \"table\" as t from pragma_foreign_key_list('{name}')");
        let mut needs = BTreeSet::new();
        for key in from.query_all_raw(plain(from, &list)).await? {
            needs.insert(key.try_get::<String>("", "t")?);
        }
        needs.remove(&name);
        tables.push(Table { name, columns, needs });
    }
    Ok(tables)
}

fn kind_of(declared: &str) -> anyhow::Result<Kind> {
    Ok(match declared.to_lowercase().as_str() {
        "text" => Kind::Text,
        "integer" => Kind::Integer,
        "bigint" => Kind::Big,
        "blob" => Kind::Bytes,
        "boolean" => Kind::Bool,
        other => bail!("непознат вид колона „{other}“"),
    })
}

/// Those that others point at come first.
fn ordered(mut waiting: Vec<Table>) -> anyhow::Result<Vec<Table>> {
    let mut done: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let known: BTreeSet<String> = done.iter().map(|table| table.name.clone()).collect();
        let (ready, rest): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|table| table.needs.is_subset(&known));
        ensure!(!ready.is_empty(), "таблиците сочат една към друга в кръг");
        done.extend(ready);
        waiting = rest;
    }
    Ok(done)
}

fn names(table: &Table) -> String {
    let quoted = table.columns.iter().map(|(name, _)| format!("\"{name}\""));
    quoted.collect::<Vec<_>>().join(", ")
}

fn values(table: &Table, row: &QueryResult) -> anyhow::Result<Vec<Value>> {
    let value = |(name, kind): &(String, Kind)| -> anyhow::Result<Value> {
        Ok(match kind {
            Kind::Text => row.try_get::<Option<String>>("", name)?.into(),
            Kind::Integer => row.try_get::<Option<i32>>("", name)?.into(),
            Kind::Big => row.try_get::<Option<i64>>("", name)?.into(),
            Kind::Bytes => row.try_get::<Option<Vec<u8>>>("", name)?.into(),
            Kind::Bool => row.try_get::<Option<bool>>("", name)?.into(),
        })
    };
    table.columns.iter().map(value).collect()
}

/// A table is copied municipality by municipality, for the new database shows and takes only the
/// rows of one; `None` is a table without municipality.
async fn parts(from: &DatabaseTransaction, table: &Table) -> anyhow::Result<Vec<Option<i64>>> {
    if !table.columns.iter().any(|(name, _)| name == MUNICIPALITY) {
        return Ok(vec![None]);
    }
    let rows = from.query_all_raw(plain(from, "select id from municipality order by id")).await?;
    rows.iter().map(|row| Ok(Some(row.try_get("", "id")?))).collect()
}

async fn part_copied(
    from: &DatabaseTransaction,
    into: &DatabaseTransaction,
    table: &Table,
    part: Option<i64>,
) -> anyhow::Result<usize> {
    for side in [from, into] {
        if let (Some(municipality), DbBackend::Postgres) = (part, side.get_database_backend()) {
            let sql = "select set_config('opora.municipality', $1, true)";
            let value = [municipality.to_string().into()];
            side.query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, value))
                .await?;
        }
    }
    let mut sent = Digest::default();
    let mut pages = Pages::open(from, table, part).await?;
    while let Some(page) = pages.next().await.with_context(|| table.name.clone())? {
        let mut all = Vec::new();
        let rows = page.len();
        for values in page {
            sent.add(&values);
            all.extend(values);
        }
        let statement =
            Statement::from_sql_and_values(into.get_database_backend(), insert(table, rows), all);
        into.execute_raw(statement).await.with_context(|| table.name.clone())?;
    }
    let mut arrived = Digest::default();
    let mut pages = Pages::open(into, table, part).await?;
    while let Some(page) = pages.next().await? {
        page.iter().for_each(|values| arrived.add(values));
    }
    ensure!(arrived == sent, "таблица {} не пристигна същата; нищо не е записано", table.name);
    Ok(sent.rows)
}

/// A table read page by page: a large one does not fit into memory.
struct Pages<'a> {
    conn: &'a DatabaseTransaction,
    table: &'a Table,
    own: String,
    /// SQLite: the last place read. PostgreSQL keeps it in a cursor.
    after: i64,
}

impl<'a> Pages<'a> {
    async fn open(
        conn: &'a DatabaseTransaction,
        table: &'a Table,
        part: Option<i64>,
    ) -> anyhow::Result<Pages<'a>> {
        let own = part.map_or("true".to_owned(), |id| format!("{MUNICIPALITY} = {id}"));
        if conn.get_database_backend() == DbBackend::Postgres {
            let (columns, name) = (names(table), &table.name);
            conn.execute_unprepared(&format!(
                "declare pages_{name} no scroll cursor for select {columns} from \"{name}\" where {own}"
            ))
            .await?;
        }
        Ok(Pages { conn, table, own, after: i64::MIN })
    }

    async fn next(&mut self) -> anyhow::Result<Option<Vec<Vec<Value>>>> {
        let rows = if self.conn.get_database_backend() == DbBackend::Postgres {
            self.fetched().await?
        } else {
            self.read().await?
        };
        let page = rows.iter().map(|row| values(self.table, row)).collect::<anyhow::Result<_>>()?;
        Ok(Some(page).filter(|_| !rows.is_empty()))
    }

    async fn fetched(&self) -> anyhow::Result<Vec<QueryResult>> {
        // Named by its table: statements are kept by their text, with the columns they once gave.
        let name = &self.table.name;
        let fetch = plain(self.conn, &format!("fetch {ROWS} from pages_{name}"));
        let rows = self.conn.query_all_raw(fetch).await?;
        if rows.is_empty() {
            self.conn.execute_unprepared(&format!("close pages_{name}")).await?;
        }
        Ok(rows)
    }

    async fn read(&mut self) -> anyhow::Result<Vec<QueryResult>> {
        let (columns, name, own) = (names(self.table), &self.table.name, &self.own);
        let sql = format!(
            "select rowid as row_place, {columns} from \"{name}\" where {own} and rowid > $1 \
             order by rowid limit {ROWS}"
        );
        let after = [self.after.into()];
        let page = Statement::from_sql_and_values(DbBackend::Sqlite, sql, after);
        let rows = self.conn.query_all_raw(page).await?;
        if let Some(last) = rows.last() {
            self.after = last.try_get("", "row_place")?;
        }
        Ok(rows)
    }
}

fn insert(table: &Table, rows: usize) -> String {
    let width = table.columns.len();
    let row = |row: usize| {
        let places: Vec<String> =
            (1..=width).map(|column| format!("${}", row * width + column)).collect();
        format!("({})", places.join(", "))
    };
    let all: Vec<String> = (0..rows).map(row).collect();
    format!("insert into \"{}\" ({}) values {}", table.name, names(table), all.join(", "))
}

/// Rows and a sum over their fingerprints: the same in whichever order they come.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Digest {
    rows: usize,
    sum: [u8; 32],
}

impl Digest {
    fn add(&mut self, values: &[Value]) {
        self.rows += 1;
        let fingerprint = sha256(format!("{values:?}").as_bytes());
        for (total, byte) in self.sum.iter_mut().zip(fingerprint) {
            *total = total.wrapping_add(byte);
        }
    }
}
