//! A database of kit's own tables with two municipalities.
#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::expect_used, missing_docs)]

use kit::access::Actor;
use kit::audit::{Entry, entity::audit};
use kit::crypto::RootKey;
use kit::store::{
    Db, DbOptions, NewMunicipality, SCHEMA, SCHEMA_KEYS, SqlMigration, Target, secure,
};
use kit::types::{Clock, Instant, MunicipalityId};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, IntoActiveModel, QueryOrder,
};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// 24 November 2026, 10:00 in Sofia.
pub const NOW: Instant = Instant(1_795_507_200_000);

struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let migration =
            |name, sql| -> Box<dyn MigrationTrait> { Box::new(SqlMigration { name, sql }) };
        vec![migration("m0001_kit", SCHEMA), migration("m0017_keys", SCHEMA_KEYS)]
    }
}

pub struct Base {
    pub db: Db,
    pub clock: Clock,
    pub ruse_id: MunicipalityId,
    pub mezdra_id: MunicipalityId,
    target: Target,
    folder: tempfile::TempDir,
}

impl Base {
    pub async fn new() -> Base {
        let folder = tempfile::tempdir().unwrap();
        let target = match std::env::var("OPORA_TEST_DATABASE_URL") {
            Ok(server) => Target::Postgres(fresh_database(&server).await),
            Err(_) => Target::Sqlite(folder.path().join("opora.db")),
        };
        let owner = Db::owner(&target).await.unwrap();
        Migrations::up(&owner, None).await.unwrap();
        secure(&owner).await.unwrap();
        owner.close().await.unwrap();
        let clock = Clock::standing_at(NOW);
        let root = RootKey::from_bytes([7; 32]);
        let options = DbOptions { target: target.clone(), root, clock: clock.clone() };
        let db = Db::open(options).await.unwrap();
        let mut ids = Vec::new();
        for (slug, code) in [("ruse", "RSE27"), ("mezdra", "VRC27")] {
            let new = NewMunicipality {
                slug: slug.into(),
                code: code.into(),
                name: slug.into(),
                name_en: slug.into(),
                settings: "{}".into(),
            };
            ids.push(db.create_municipality(new).await.unwrap().id);
        }
        Base { db, clock, ruse_id: ids[0], mezdra_id: ids[1], target, folder }
    }

    pub fn ruse(&self) -> Actor {
        Actor::system(self.ruse_id, "test")
    }

    pub fn mezdra(&self) -> Actor {
        Actor::system(self.mezdra_id, "test")
    }

    /// The same database as another process sees it, with a clock of its own.
    pub async fn again(&self, clock: &Clock) -> Db {
        let root = RootKey::from_bytes([7; 32]);
        let (target, clock) = (self.target.clone(), clock.clone());
        Db::open(DbOptions { target, root, clock }).await.unwrap()
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.target, Target::Postgres(_))
    }

    pub fn sqlite_folder(&self) -> Option<&std::path::Path> {
        (!self.is_postgres()).then(|| self.folder.path())
    }

    /// Opens a person so many times.
    pub async fn read_some(&self, times: usize) {
        for n in 0..times {
            let mut tx = self.db.read(&self.ruse()).await.unwrap();
            tx.audit(Entry::read("person", n as i64).about(Some(n as i64)));
            tx.commit().await.unwrap();
        }
    }

    pub async fn audit_ids(&self) -> Vec<i64> {
        let tx = self.db.read(&self.ruse()).await.unwrap();
        let rows = tx.find::<audit::Entity>().order_by_asc(audit::Column::Id);
        rows.all(tx.conn()).await.unwrap().into_iter().map(|row| row.id).collect()
    }

    async fn owner(&self) -> DatabaseConnection {
        let owner = Db::owner(&self.target).await.unwrap();
        let lift = match self.is_postgres() {
            // What an administrator with full power over the server could do.
            true => {
                "alter table audit no force row level security; \
                     alter table audit_seal no force row level security; \
                     alter table audit_checkpoint no force row level security; \
                     alter table audit_tree_head no force row level security"
            }
            false => {
                "drop trigger if exists audit_no_update; drop trigger if exists audit_no_delete; \
                      drop trigger if exists audit_seal_no_update; \
                      drop trigger if exists audit_seal_no_delete; \
                      drop trigger if exists audit_checkpoint_no_update; \
                      drop trigger if exists audit_checkpoint_no_delete; \
                      drop trigger if exists audit_tree_head_no_update; \
                      drop trigger if exists audit_tree_head_no_delete"
            }
        };
        owner.execute_unprepared(lift).await.unwrap();
        owner
    }

    /// Does to the database what an attacker with its file or its owner's password could.
    pub async fn tamper(&self, sql: &str) {
        let owner = self.owner().await;
        owner.execute_unprepared(sql).await.unwrap();
        owner.close().await.unwrap();
    }

    pub async fn insert_old_audit_row(&self, id: i64) {
        let tx = self.db.read(&self.ruse()).await.unwrap();
        let row = tx.find::<audit::Entity>().one(tx.conn()).await.unwrap().unwrap();
        tx.rollback().await;
        let owner = self.owner().await;
        let forged = audit::Model { id, ..row }.into_active_model();
        audit::Entity::insert(forged).exec_without_returning(&owner).await.unwrap();
        owner.close().await.unwrap();
    }

    async fn as_app(&self) -> DatabaseConnection {
        let Target::Postgres(url) = &self.target else { panic!("PostgreSQL only") };
        sea_orm::Database::connect(url.as_str()).await.unwrap()
    }

    pub async fn raw_as_app(&self, sql: &str) -> Result<(), DbErr> {
        let conn = self.as_app().await;
        conn.execute_unprepared(&format!("set role opora_app; {sql}")).await.map(drop)
    }

    pub async fn raw_count_as_app(&self, sql: &str) -> i64 {
        use sea_orm::TransactionTrait;
        let txn = self.as_app().await.begin().await.unwrap();
        txn.execute_unprepared("set local role opora_app").await.unwrap();
        let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, sql);
        let row = txn.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }
}

async fn fresh_database(server: &str) -> String {
    let server = server.trim_end_matches('/');
    let base = server.rsplit_once('/').filter(|(s, _)| s.contains("://") && !s.ends_with('/'));
    let base = base.map_or(server, |(base, _)| base);
    let admin = sea_orm::Database::connect(format!("{base}/postgres")).await.unwrap();
    let name = format!("opora_kit_{}", kit::crypto::random_u32());
    admin.execute_unprepared(&format!("create database {name}")).await.unwrap();
    admin.close().await.unwrap();
    format!("{base}/{name}")
}
