//! One ordered list of migrations, each a text of SQL that both databases read.

use super::APPEND_ONLY;
use super::engine::APP_ROLE;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

/// A migration: its name, which orders it for ever, and its text.
pub struct SqlMigration {
    /// `m0001_foundation`: never changed once released.
    pub name: &'static str,
    /// Statements divided by `;` at a line's end. `blob` becomes `bytea` on PostgreSQL.
    pub sql: &'static str,
}

impl MigrationName for SqlMigration {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SqlMigration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let conn = manager.get_connection();
        for statement in statements(self.sql) {
            let text = match conn.get_database_backend() {
                DbBackend::Postgres => statement.replace(" blob", " bytea"),
                _ => statement,
            };
            conn.execute_unprepared(&text).await?;
        }
        Ok(())
    }
}

/// The statements of a migration without their comments.
fn statements(sql: &str) -> Vec<String> {
    let code: String = sql
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .flat_map(|line| [line, "\n"])
        .collect();
    code.split(";\n").map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// An index that a migration makes, apart from those that keep something unique.
pub struct Index<'a> {
    /// Its table.
    pub table: &'a str,
    name: &'a str,
    columns: &'a str,
}

impl Index<'_> {
    /// Makes it, if it is not there.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn make(&self, conn: &impl ConnectionTrait) -> Result<(), DbErr> {
        let Index { table, name, columns } = self;
        let text = format!("create index if not exists {name} on {table} {columns}");
        conn.execute_unprepared(&text).await.map(drop)
    }

    /// Drops it, if it is there.
    ///
    /// # Errors
    /// As [`Index::make`].
    pub async fn drop(&self, conn: &impl ConnectionTrait) -> Result<(), DbErr> {
        conn.execute_unprepared(&format!("drop index if exists {}", self.name)).await.map(drop)
    }
}

/// The indices of a migration.
#[must_use]
pub fn indices(sql: &str) -> Vec<Index<'_>> {
    let parts = sql.split("create index ").skip(1);
    parts
        .filter_map(|part| {
            let (name, rest) = part.split_once(" on ")?;
            let (table, rest) = rest.split_once(' ')?;
            Some(Index { table, name, columns: rest.split_once(";\n")?.0 })
        })
        .collect()
}

/// After the migrations: walls that follow from the schema, so that no table can forget them.
///
/// On PostgreSQL every table with a `municipality_id` gets row-level security, forced also for
/// its owner's queries, and the serving role its grants; the audit can be added to and read,
/// nothing else. On SQLite triggers refuse changes of the audit.
///
/// # Errors
/// When the database refuses.
pub async fn secure(conn: &impl ConnectionTrait) -> Result<(), DbErr> {
    match conn.get_database_backend() {
        DbBackend::Postgres => secure_postgres(conn).await,
        _ => secure_sqlite(conn).await,
    }
}

async fn secure_sqlite(conn: &impl ConnectionTrait) -> Result<(), DbErr> {
    for table in APPEND_ONLY {
        for (what, verb) in [("update", "changed"), ("delete", "deleted")] {
            conn.execute_unprepared(&format!(
                "create trigger if not exists {table}_no_{what} before {what} on {table} \
                 begin select raise(abort, 'a row of {table} cannot be {verb}'); end"
            ))
            .await?;
        }
    }
    Ok(())
}

async fn secure_postgres(conn: &impl ConnectionTrait) -> Result<(), DbErr> {
    // Two databases of one server may be prepared at once, as tests do: the role and who belongs
    // to it are the server's, and whoever comes second finds that the other has just done it.
    for statement in [
        format!(
            "if not exists (select from pg_roles where rolname = '{APP_ROLE}') then \
             create role {APP_ROLE} nologin nosuperuser nobypassrls; end if;"
        ),
        format!("grant {APP_ROLE} to current_user;"),
    ] {
        conn.execute_unprepared(&format!(
            "do $$ begin {statement} \
             exception when duplicate_object or unique_violation then null; end $$"
        ))
        .await?;
    }
    conn.execute_unprepared(&format!("grant usage on schema public to {APP_ROLE}")).await?;
    conn.execute_unprepared(&format!(
        "grant select, insert, update, delete on all tables in schema public to {APP_ROLE}"
    ))
    .await?;
    for table in APPEND_ONLY {
        conn.execute_unprepared(&format!(
            "revoke update, delete, truncate on {table} from {APP_ROLE}"
        ))
        .await?;
    }
    let owned = conn
        .query_all_raw(Statement::from_string(
            DbBackend::Postgres,
            "select table_name::text from information_schema.columns \
             where table_schema = 'public' and column_name = 'municipality_id'",
        ))
        .await?;
    for row in owned {
        let table: String = row.try_get_by_index(0)?;
        for statement in [
            format!("alter table {table} enable row level security"),
            format!("alter table {table} force row level security"),
            format!("drop policy if exists own_municipality on {table}"),
            format!(
                "create policy own_municipality on {table} using (municipality_id = \
                 nullif(current_setting('opora.municipality', true), '')::bigint)"
            ),
        ] {
            conn.execute_unprepared(&statement).await?;
        }
    }
    Ok(())
}
