//! `opora audit …`: verifying all of it, and proofs for somebody who has only the public key.

use super::audit;
use super::serve::Place;
use anyhow::{Context, bail, ensure};
use clap::{Args, Subcommand};
use kit::access::Actor;
use kit::audit::{CheckError, Proof, Shown, prove_growth, prove_row, seal, tree_head, verifier};
use kit::store::{Db, Municipality, StoreError};
use kit::types::decode_id;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What to do with the audit.
#[derive(Subcommand)]
pub enum AuditCommand {
    /// Recomputes the chains and the trees and points at the first bad row.
    Verify,
    /// Prints the public key by which proofs are checked: give it to whoever is to check.
    Key(Whose),
    /// Prints the newest signed head: a witness keeps it, to compare with later ones.
    Head(Whose),
    /// Prints a proof: of a row, or that an older head is the beginning of a newer one.
    Prove(Wanted),
    /// Checks a proof with the public key alone; needs no data.
    Check(Asked),
}

/// Of which municipality.
#[derive(Args)]
pub struct Whose {
    /// The municipality, by its name in addresses; needed where there are several.
    #[arg(long)]
    municipality: Option<String>,
}

/// What is to be proven.
#[derive(Args)]
pub struct Wanted {
    #[command(flatten)]
    whose: Whose,
    /// The row, by its number or as the journal shows it.
    #[arg(long, value_name = "ID", conflicts_with = "from", required_unless_present = "from")]
    row: Option<String>,
    /// The older head, by how many rows it covers.
    #[arg(long, value_name = "ROWS")]
    from: Option<u64>,
    /// The newer head; the newest when it is not given.
    #[arg(long, value_name = "ROWS", requires = "from")]
    to: Option<u64>,
}

/// What is to be checked.
#[derive(Args)]
pub struct Asked {
    /// The file of the proof.
    file: PathBuf,
    /// The public key, as opora audit key prints it, or a file that holds it.
    #[arg(long)]
    key: String,
}

impl Whose {
    fn one(&self, db: &Db) -> anyhow::Result<Arc<Municipality>> {
        if let Some(slug) = &self.municipality {
            return db.municipality(slug).with_context(|| format!("няма община „{slug}“"));
        }
        match db.municipalities().as_slice() {
            [one] => Ok(one.clone()),
            _ => bail!("кажете --municipality: общините тук са няколко"),
        }
    }
}

/// Runs a command over the data. Says whether the audit is sound.
///
/// # Errors
/// When the municipality, row or head is unknown, or the database does not answer.
pub async fn run(db: &Db, place: &Place, command: AuditCommand) -> anyhow::Result<bool> {
    let root = db.keys().root();
    match command {
        AuditCommand::Verify => return audit::run(db, place).await,
        AuditCommand::Key(whose) => say!("{}", verifier(root, whose.one(db)?.id)),
        AuditCommand::Head(whose) => {
            let id = whose.one(db)?.id;
            seal(db, id).await?;
            let tx = db.read(&Actor::system(id, "head of the audit")).await?;
            let head = tree_head(&tx, None).await?.context("одитът е празен")?;
            tx.rollback().await;
            super::print(format_args!("{}", head.note(root)));
        }
        AuditCommand::Prove(wanted) => {
            let proof = prove(db, &wanted).await?;
            say!("{}", serde_json::to_string_pretty(&proof)?);
        }
        AuditCommand::Check(_) => {}
    }
    Ok(true)
}

async fn prove(db: &Db, wanted: &Wanted) -> anyhow::Result<Proof> {
    let id = wanted.whose.one(db)?.id;
    // What was written a moment ago is proven too.
    seal(db, id).await?;
    let tx = db.read(&Actor::system(id, "proof from the audit")).await?;
    let root = db.keys().root();
    let proof = match (&wanted.row, wanted.from) {
        (Some(row), _) => {
            let known = row.parse().ok().or_else(|| decode_id(row));
            let id = known.with_context(|| format!("„{row}“ не е номер на ред"))?;
            prove_row(&tx, root, id).await
        }
        (None, Some(from)) => prove_growth(&tx, root, from, wanted.to).await,
        (None, None) => bail!("кажете --row или --from"),
    };
    tx.rollback().await;
    match proof {
        Err(StoreError::NotFound) => bail!("няма такъв запечатан ред или подписан връх"),
        other => Ok(other?),
    }
}

/// Checks a proof. Needs neither the database nor the keys of the installation.
///
/// # Errors
/// When a file cannot be read.
pub fn check(asked: &Asked) -> anyhow::Result<ExitCode> {
    let text =
        std::fs::read_to_string(&asked.file).with_context(|| asked.file.display().to_string())?;
    let key = match std::fs::read_to_string(&asked.key) {
        Ok(line) => line,
        Err(_) => asked.key.clone(),
    };
    ensure!(key.contains('+'), "ключът е редът, който печата opora audit key");
    match kit::audit::check(&text, key.trim()) {
        Ok(Shown::Row(row, head)) => {
            say!("ВЯРНО: редът е в одита, подписан на {} над {} реда.", head.at.bg(), head.size);
            for (name, value) in row.iter().filter(|(_, value)| !value.is_empty()) {
                say!("  {name}: {value}");
            }
            return Ok(ExitCode::SUCCESS);
        }
        Ok(Shown::Grown(older, newer)) => {
            let (from, to) = (older.size, newer.size);
            say!(
                "ВЯРНО: към {from} реда са добавени още {}; нищо преди не е променено.",
                to - from
            );
            return Ok(ExitCode::SUCCESS);
        }
        Err(CheckError::Unreadable) => say!("НЕВЯРНО: файлът не е доказателство."),
        Err(CheckError::Signature) => say!("НЕВЯРНО: върхът не е подписан с този ключ."),
        Err(CheckError::Root) => {
            say!("НЕВЯРНО: данните не водят до подписания връх.");
        }
    }
    Ok(ExitCode::FAILURE)
}
