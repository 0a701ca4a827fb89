//! `opora keys …`: changing the keys that seal what is sensitive, while people work.

use crate::app::indices;
use crate::migrations::sealed_columns;
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use kit::access::Actor;
use kit::rotation::{self, Resealing, RetireError, Step, status};
use kit::store::{Db, Municipality};
use std::sync::Arc;
use std::time::Duration;

/// The order of the steps, for the help.
pub const STEPS: &str = "\
The steps, all while people work:
  1. opora backup …         a copy; it opens with root.key also after the old key is destroyed
  2. opora keys rotate      a new key; from ten seconds later everything new is sealed with it
  3. opora keys reseal      seals the old values anew; a running service does it by itself
  4. opora keys status      how many values each key version still seals
  5. opora keys retire      destroys the old keys, after counting that they seal nothing
Each step may be interrupted and run again.";

/// What to do with the keys.
#[derive(Subcommand)]
pub enum Keys {
    /// Makes a new key. Everything saved from ten seconds later is sealed with it.
    Rotate(Whose),
    /// Seals with the newest key what older keys sealed. A running service does this by itself.
    Reseal(Whose),
    /// Counts the sealed values by key version and table.
    Status(Whose),
    /// Destroys the old keys, after counting that they seal nothing.
    Retire(Whose),
}

/// Of which municipality.
#[derive(Args)]
pub struct Whose {
    /// The municipality, by its name in addresses; all when it is not given.
    #[arg(long)]
    municipality: Option<String>,
}

const PURPOSE: &str = "keys, from the command line";

impl Whose {
    fn all(&self, db: &Db) -> anyhow::Result<Vec<Arc<Municipality>>> {
        let Some(slug) = &self.municipality else { return Ok(db.municipalities()) };
        let found = db.municipality(slug);
        let found = found.with_context(|| {
            format!("няма община „{slug}“; вижте opora admin municipality list")
        })?;
        Ok(vec![found])
    }
}

/// Runs a command. Says whether what was asked for was done.
///
/// # Errors
/// When a municipality is unknown or the database does not answer.
pub async fn run(db: &Db, command: Keys) -> anyhow::Result<bool> {
    let (whose, act) = match command {
        Keys::Rotate(whose) => (whose, Act::Rotate),
        Keys::Reseal(whose) => (whose, Act::Reseal),
        Keys::Status(whose) => (whose, Act::Status),
        Keys::Retire(whose) => (whose, Act::Retire),
    };
    let mut all_done = true;
    for municipality in whose.all(db)? {
        match act {
            Act::Rotate => rotate(db, &municipality).await?,
            Act::Reseal => reseal(db, &municipality).await?,
            Act::Status => tell(db, &municipality).await?,
            Act::Retire => all_done &= retire(db, &municipality).await?,
        }
    }
    Ok(all_done)
}

#[derive(Clone, Copy)]
enum Act {
    Rotate,
    Reseal,
    Status,
    Retire,
}

async fn rotate(db: &Db, of: &Municipality) -> anyhow::Result<()> {
    let mut tx = db.write(&Actor::system(of.id, PURPOSE)).await?;
    let version = rotation::rotate(&mut tx, &indices()).await?;
    tx.commit().await?;
    say!(
        "{}: направен е ключ версия {version}. След десет секунди с него се запечатва всичко ново.",
        of.name
    );
    say!("  Старите стойности запечатва наново работещата система; иначе opora keys reseal.");
    Ok(())
}

async fn reseal(db: &Db, of: &Municipality) -> anyhow::Result<()> {
    wait_for_newest(db, of).await?;
    let work = Resealing::new(db, of.id, sealed_columns());
    work.forget().await?;
    let (mut done, mut told) = (0, 0);
    while let Step::Went(some) = work.step().await? {
        done += some;
        if done >= told + 10_000 {
            told = done;
            say!("{}: {done} стойности са запечатани наново", of.name);
        }
    }
    say!("{}: запечатани наново {done} стойности.", of.name);
    tell(db, of).await
}

/// A key made a moment ago begins to seal when every process knows it.
async fn wait_for_newest(db: &Db, of: &Municipality) -> anyhow::Result<()> {
    for _ in 0..24 {
        db.reload_key(of.id).await?;
        let key = db.keys().of(of.id.0).context("няма ключ")?;
        if key.versions().last() == Some(&key.current()) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    bail!("новият ключ още не запечатва: сверете часовниците на машините")
}

async fn tell(db: &Db, of: &Municipality) -> anyhow::Result<()> {
    db.reload_key(of.id).await?;
    let tx = db.read(&Actor::system(of.id, PURPOSE)).await?;
    let (key, counts) = (tx.key(), status(&tx, &sealed_columns()).await?);
    let versions: Vec<String> = key.versions().iter().map(u32::to_string).collect();
    say!("{}: запечатва версия {}; има версии {}", of.name, key.current(), versions.join(", "));
    for version in key.versions() {
        let own = counts.iter().filter(|count| count.version == version);
        let total: i64 = own.clone().map(|count| count.values).sum();
        say!("  версия {version}: {total} стойности");
        for count in own {
            say!("    {}.{}\t{}", count.table, count.column, count.values);
        }
    }
    let strange = counts.iter().filter(|count| !key.versions().contains(&count.version));
    for count in strange {
        say!(
            "  НЯМА КЛЮЧ за версия {}: {}.{}\t{}",
            count.version,
            count.table,
            count.column,
            count.values
        );
    }
    tx.rollback().await;
    Ok(())
}

async fn retire(db: &Db, of: &Municipality) -> anyhow::Result<bool> {
    wait_for_newest(db, of).await?;
    let mut tx = db.write(&Actor::system(of.id, PURPOSE)).await?;
    match rotation::retire(&mut tx, &sealed_columns(), &indices()).await {
        Ok(gone) if gone.is_empty() => {
            tx.rollback().await;
            say!("{}: няма стари ключове.", of.name);
        }
        Ok(gone) => {
            tx.commit().await?;
            db.reload_key(of.id).await?;
            let gone: Vec<String> = gone.iter().map(u32::to_string).collect();
            say!("{}: унищожени са ключовете версия {}.", of.name, gone.join(", "));
        }
        Err(RetireError::InUse(counts)) => {
            tx.rollback().await;
            say!("{}: нищо не е унищожено, старите ключове още запечатват:", of.name);
            for count in counts {
                let kit::rotation::Count { table, column, version, values } = count;
                say!("  версия {version}: {table}.{column}\t{values}");
            }
            return Ok(false);
        }
        Err(RetireError::Store(e)) => return Err(e.into()),
    }
    Ok(true)
}
