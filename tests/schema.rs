//! A migrated database has exactly the columns that the entities read, on both databases, and each
//! table of case data puts the municipality first.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

#[path = "../src/testing.rs"]
mod testing;

use kit::store::{Db, Target};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use std::collections::BTreeMap;
use testing::TestApp;

/// Columns of each table: name, whether it may be null, place in the primary key (from 1, or 0).
type Schema = BTreeMap<String, BTreeMap<String, (bool, i64)>>;

/// Tables that belong to the installation, not to a municipality.
const SHARED: &[&str] = &["municipality", "settlement", "seaql_migrations"];

async fn schema(conn: &DatabaseConnection, target: &Target) -> Schema {
    let (backend, sql) = match target {
        Target::Sqlite(_) => (
            DbBackend::Sqlite,
            "select m.name, c.name, cast(c.\"notnull\" as bigint), cast(c.pk as bigint) \
             from sqlite_master m join pragma_table_info(m.name) c \
             where m.type = 'table' and m.name not like 'sqlite_%'",
        ),
        Target::Postgres(_) => (
            DbBackend::Postgres,
            "select c.table_name::text, c.column_name::text, \
             (case when c.is_nullable = 'NO' then 1 else 0 end)::bigint, \
             coalesce((select array_position(i.indkey::int2[], a.attnum) + 1 from pg_index i \
               where i.indrelid = a.attrelid and i.indisprimary), 0)::bigint \
             from information_schema.columns c \
             join pg_attribute a on a.attrelid = format('%I', c.table_name)::regclass \
               and a.attname = c.column_name \
             where c.table_schema = 'public'",
        ),
    };
    let rows = conn.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
    let mut found = Schema::new();
    for row in rows {
        let table: String = row.try_get_by_index(0).unwrap();
        let column: String = row.try_get_by_index(1).unwrap();
        let not_null: i64 = row.try_get_by_index(2).unwrap();
        let place: i64 = row.try_get_by_index(3).unwrap();
        found.entry(table).or_default().insert(column, (not_null == 0, place));
    }
    found
}

#[tokio::test]
async fn every_table_of_case_data_puts_the_municipality_first() {
    let test = TestApp::new().await;
    let conn = Db::owner(&test.target).await.unwrap();
    let schema = schema(&conn, &test.target).await;
    assert!(schema.len() > 25, "{:?}", schema.keys());
    for (table, columns) in schema.iter().filter(|(table, _)| !SHARED.contains(&table.as_str())) {
        let column = columns.get("municipality_id");
        let (nullable, place) = column.unwrap_or_else(|| panic!("{table} has no municipality_id"));
        assert!(!nullable, "{table}: municipality_id may be null");
        assert_eq!(*place, 1, "{table}: municipality_id is not first in the primary key");
    }
}

#[tokio::test]
async fn entities_and_migrations_agree() {
    let test = TestApp::new().await;
    let conn = Db::owner(&test.target).await.unwrap();
    let schema = schema(&conn, &test.target).await;
    let entities = opora::migrations::entities();
    for (table, columns) in &entities {
        let real = schema.get(table).unwrap_or_else(|| panic!("{table} is not migrated"));
        let names: Vec<_> = real.keys().cloned().collect();
        let declared: Vec<_> = columns.keys().cloned().collect();
        assert_eq!(declared, names, "{table}");
        for (column, (nullable, key)) in columns {
            assert_eq!(*nullable, real[column].0, "{table}.{column}: may it be null?");
            assert_eq!(*key, real[column].1 > 0, "{table}.{column}: is it in the key?");
        }
    }
    let forgotten: Vec<_> = schema
        .keys()
        .filter(|table| !entities.contains_key(*table) && *table != "seaql_migrations")
        .collect();
    assert!(forgotten.is_empty(), "tables without an entity: {forgotten:?}");
}

#[tokio::test]
async fn on_postgresql_each_table_has_its_wall() {
    let test = TestApp::new().await;
    if matches!(test.target, Target::Sqlite(_)) {
        return;
    }
    let conn = Db::owner(&test.target).await.unwrap();
    let rows = conn
        .query_all_raw(Statement::from_string(
            DbBackend::Postgres,
            "select relname::text from pg_class where relnamespace = 'public'::regnamespace \
             and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)",
        ))
        .await
        .unwrap();
    let open: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    let unguarded: Vec<_> = open.iter().filter(|t| !SHARED.contains(&t.as_str())).collect();
    assert!(unguarded.is_empty(), "without row-level security: {unguarded:?}");
}
