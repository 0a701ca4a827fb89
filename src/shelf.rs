//! Databases of the tests, made once in a run and copied for each test.
//!
//! Every test wants a migrated database with two municipalities and people of all roles, some the
//! whole demonstration. Tests are processes of their own, so what is ready stands in a folder that
//! bears the number of the run; whoever comes first makes it while the others wait.
#![allow(clippy::disallowed_methods)]

use kit::store::Target;
use opora::migrations::migrate;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Begins the names of the folders.
const FOLDER: &str = "opora-ready-";
/// A run is over after so long; what it left behind goes.
const OVER_SECONDS: u64 = 4 * 60 * 60;

/// A place for what is ready in this run; none when nobody says which run it is.
fn place() -> Option<PathBuf> {
    let run = std::env::var("NEXTEST_RUN_ID").ok()?;
    let folder = std::env::temp_dir().join(format!("{FOLDER}{run}"));
    if !folder.exists() {
        clear(&std::env::temp_dir());
    }
    fs::create_dir_all(&folder).expect("a folder for what is ready");
    Some(folder)
}

fn clear(temporary: &Path) {
    for entry in fs::read_dir(temporary).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(FOLDER);
        let changed = entry.metadata().and_then(|about| about.modified()).ok();
        let age = changed.and_then(|at| at.elapsed().ok()).unwrap_or_default();
        if is_ours && age.as_secs() > OVER_SECONDS {
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

/// What stands ready under a name: the database to be copied, and what its maker noted.
pub struct Ready {
    folder: PathBuf,
    name: String,
}

impl Ready {
    /// What stands ready under this name; made now, by one of those who ask, when nothing does.
    /// The maker gives a closed database, a note, and what keeps the database until it is copied.
    /// None outside of a run.
    pub async fn find<Keep>(
        name: &str,
        make: impl AsyncFnOnce() -> (Target, String, Keep),
    ) -> Option<Ready> {
        let ready = Ready { folder: place()?, name: name.to_owned() };
        let lock = File::create(ready.folder.join(format!("{name}.lock"))).expect("a lock");
        lock.lock().expect("locked");
        if !ready.note_file().exists() {
            let (made, note, kept) = make().await;
            match &made {
                Target::Sqlite(file) => {
                    fs::copy(file, ready.file()).expect("a copy");
                }
                Target::Postgres(address) => rename(address, &ready.database()).await,
            }
            drop(kept);
            fs::write(ready.note_file(), note).expect("a note");
        }
        Some(ready)
    }

    fn file(&self) -> PathBuf {
        self.folder.join(format!("{}.db", self.name))
    }

    fn note_file(&self) -> PathBuf {
        self.folder.join(format!("{}.json", self.name))
    }

    fn database(&self) -> String {
        format!("opora_ready_{}", self.name.replace('-', "_"))
    }

    /// What the maker noted.
    pub fn note(&self) -> String {
        fs::read_to_string(self.note_file()).expect("the note")
    }

    /// A copy for one test.
    pub async fn copy(&self, server: Option<&str>, file: &Path) -> Target {
        match server {
            Some(server) => Target::Postgres(clone_of(server, &self.database()).await),
            None => {
                fs::copy(self.file(), file).expect("a copy");
                Target::Sqlite(file.to_owned())
            }
        }
    }
}

/// The server's address without the database.
fn base(server: &str) -> &str {
    let server = server.trim_end_matches('/');
    let base = server.rsplit_once('/').filter(|(s, _)| s.contains("://") && !s.ends_with('/'));
    base.map_or(server, |(base, _)| base)
}

async fn admin(base: &str) -> DatabaseConnection {
    sea_orm::Database::connect(format!("{base}/postgres")).await.expect("PostgreSQL")
}

async fn rename(address: &str, name: &str) {
    let (base, made) = address.rsplit_once('/').expect("a database");
    let admin = admin(base).await;
    let sql = format!("alter database {made} rename to {name}");
    admin.execute_unprepared(&sql).await.expect("renamed");
    admin.close().await.expect("closed");
}

async fn clone_of(server: &str, template: &str) -> String {
    let base = base(server);
    let admin = admin(base).await;
    // One at a time: a template that is being copied is nobody else's.
    let lock = sea_orm::TransactionTrait::begin(&admin).await.expect("a transaction");
    lock.execute_unprepared("select pg_advisory_xact_lock(20261121)").await.expect("the lock");
    let name = format!("opora_test_{}", kit::crypto::random_u32());
    let sql = format!("create database {name} template {template}");
    admin.execute_unprepared(&sql).await.expect("a database");
    lock.commit().await.expect("unlocked");
    admin.close().await.expect("closed");
    format!("{base}/{name}")
}

/// A database of its own for one test, cloned from a migrated one.
pub async fn fresh_database(server: &str) -> String {
    let base = base(server);
    let admin = admin(base).await;
    let template = "opora_template";
    // Test processes run side by side: one makes the template, the others wait for it.
    let lock = sea_orm::TransactionTrait::begin(&admin).await.expect("a transaction");
    lock.execute_unprepared("select pg_advisory_xact_lock(20261122)").await.expect("the lock");
    let there = admin
        .query_one_raw(sea_orm::Statement::from_string(
            sea_orm::DbBackend::Postgres,
            format!("select 1 from pg_database where datname = '{template}'"),
        ))
        .await
        .expect("the list of databases");
    if there.is_none() {
        let making = format!("{template}_making");
        admin.execute_unprepared(&format!("drop database if exists {making}")).await.expect("drop");
        admin.execute_unprepared(&format!("create database {making}")).await.expect("create");
        migrate(&Target::Postgres(format!("{base}/{making}"))).await.expect("migrations");
        let sql = format!("alter database {making} rename to {template}");
        admin.execute_unprepared(&sql).await.expect("rename");
    }
    lock.commit().await.expect("unlocked");
    admin.close().await.expect("closed");
    clone_of(server, template).await
}
