//! `opora backup` and `opora restore`: a copy that was checked, and getting it back.
//!
//! The copy holds the database, the signed heads of the audit and a manifest with fingerprints and
//! counts. The root key is not in it: kept together they would open each other. The manifest names
//! the key (by a fingerprint) that the copy needs.

use super::serve::Place;
use anyhow::{Context, bail, ensure};
use kit::crypto::{RootKey, fingerprint as sha256_of};
use kit::store::{Db, Target};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

const DATABASE: &str = "opora.db";
const HEADS: &str = "audit-checkpoints.txt";
const MANIFEST: &str = "manifest.json";

/// What a copy says about itself.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// Version of the program that made it.
    program: String,
    /// When, in UTC milliseconds.
    made_at: i64,
    /// Which root key opens it.
    root_key: String,
    /// SHA-256 of each file.
    files: BTreeMap<String, String>,
}

fn fingerprint(file: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    Ok(sha256_of(&bytes))
}

/// Writes a copy into an empty folder, while the service goes on.
///
/// # Errors
/// When the folder is not empty, the disk is full, or the database is PostgreSQL.
pub async fn backup(db: &Db, place: &Place, folder: &Path) -> anyhow::Result<()> {
    if matches!(place.target, Target::Postgres(_)) {
        bail!("PostgreSQL се копира с pg_dump; запазете и файла {HEADS}");
    }
    std::fs::create_dir_all(folder)?;
    ensure!(folder.read_dir()?.next().is_none(), "папката {} не е празна", folder.display());
    db.copy_to(&folder.join(DATABASE)).await?;
    let mut names = vec![DATABASE];
    let heads = place.checkpoints_file();
    if heads.exists() {
        std::fs::copy(&heads, folder.join(HEADS))?;
        names.push(HEADS);
    }
    let mut files = BTreeMap::new();
    for name in names {
        files.insert(name.to_owned(), fingerprint(&folder.join(name))?);
    }
    let manifest = Manifest {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: db.clock().now().0,
        root_key: db.keys().root().name(),
        files,
    };
    std::fs::write(folder.join(MANIFEST), serde_json::to_string_pretty(&manifest)?)?;
    say!("Копието е в {}.", folder.display());
    say!("Коренният ключ {} не е в него: пазете го другаде.", manifest.root_key);
    Ok(())
}

/// Puts a copy into an empty data folder that already has its root key, and verifies it.
///
/// # Errors
/// When a file differs from the manifest, the key is another, or the audit is not sound.
pub async fn restore(place: &Place, folder: &Path) -> anyhow::Result<()> {
    let Target::Sqlite(file) = &place.target else {
        bail!("PostgreSQL се възстановява с pg_restore");
    };
    ensure!(!file.exists(), "в {} вече има база", place.folder.display());
    let text = std::fs::read_to_string(folder.join(MANIFEST))
        .with_context(|| format!("в {} няма {MANIFEST}", folder.display()))?;
    let manifest: Manifest = serde_json::from_str(&text)?;
    for (name, sum) in &manifest.files {
        ensure!(fingerprint(&folder.join(name))? == *sum, "файлът {name} е променен");
    }
    let key_file = place.key_file();
    ensure!(
        key_file.exists(),
        "сложете първо коренния ключ {} в {}",
        manifest.root_key,
        key_file.display()
    );
    let key = RootKey::load_or_create(&key_file)?;
    ensure!(
        key.name() == manifest.root_key,
        "ключът е {}, а копието иска {}",
        key.name(),
        manifest.root_key
    );
    std::fs::copy(folder.join(DATABASE), file)?;
    if manifest.files.contains_key(HEADS) {
        std::fs::copy(folder.join(HEADS), place.checkpoints_file())?;
    }
    let db = super::serve::open(place, kit::types::Clock::system()).await?;
    let sound = super::audit::run(&db, place).await?;
    db.close().await;
    ensure!(sound, "одитът на копието не е цял");
    say!("Възстановено в {}.", place.folder.display());
    Ok(())
}
