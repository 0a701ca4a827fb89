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
use std::sync::Mutex;

/// Begins the names of the folders.
const FOLDER: &str = "opora-ready-";
/// A run is over after so long; what it left behind goes.
const OVER_SECONDS: u64 = 4 * 60 * 60;

/// Ends the names of the files whose lock says that a database is still in use.
const USED: &str = "used";
/// Set to `memory` by bin/with-postgres when the server's files lie there: to copy files and to drop
/// databases is quick then, while on a disk each of thousands of files would be waited for.
const PLACE: &str = "OPORA_TEST_DATABASE_PLACE";

/// The locks on the databases of this process: they end with it, however it ends.
static USING: Mutex<Vec<File>> = Mutex::new(Vec::new());

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

/// A copy of a template, to which nobody is connected: several may be copied from it at once.
async fn clone_of(server: &str, template: &str) -> String {
    let base = base(server);
    let admin = admin(base).await;
    let name = format!("opora_test_{}", kit::crypto::random_u32());
    let in_memory = std::env::var(PLACE).is_ok_and(|place| place == "memory");
    if let (true, Some(folder)) = (in_memory, place()) {
        drop_unused(&admin, &folder).await;
        hold(&folder, &name);
    }
    // Files are copied in half the time that it takes to write every page through the server's log.
    let strategy = if in_memory { " strategy file_copy" } else { "" };
    let sql = format!("create database {name} template {template}{strategy}");
    admin.execute_unprepared(&sql).await.expect("a database");
    admin.close().await.expect("closed");
    format!("{base}/{name}")
}

/// Says that this process uses a database; locked before others can see it.
fn hold(folder: &Path, name: &str) {
    let making = folder.join(format!("{name}.making"));
    let file = File::create(&making).expect("a lock");
    file.lock().expect("locked");
    fs::rename(making, folder.join(format!("{name}.{USED}"))).expect("a lock in its place");
    USING.lock().expect("the locks").push(file);
}

/// Drops the databases of tests that are over: a thousand of them, 27 MB each, would fill the memory.
async fn drop_unused(admin: &DatabaseConnection, folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != USED) {
            continue;
        }
        // Gone when another test was quicker.
        let Ok(file) = File::open(&path) else { continue };
        if file.try_lock().is_err() {
            continue;
        }
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a database's name");
        let sql = format!("drop database if exists {name} with (force)");
        admin.execute_unprepared(&sql).await.expect("dropped");
        drop(fs::remove_file(&path));
    }
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
