//! `opora audit verify`: recomputes the chains and says where the first bad row is.

use super::serve::Place;
use anyhow::Context;
use kit::audit::{Checkpoint, Finding, Verified, verify};
use kit::store::Db;
use std::path::Path;

/// The signed heads that were written outside the database. None when the file is not there.
///
/// # Errors
/// When the file cannot be read or a line is not a head.
pub fn checkpoints(file: &Path) -> anyhow::Result<Vec<Checkpoint>> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(e).with_context(|| file.display().to_string()),
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty());
    lines
        .map(|(n, line)| {
            Checkpoint::parse(line)
                .with_context(|| format!("{}, ред {}: не е подписан връх", file.display(), n + 1))
        })
        .collect()
}

/// Verifies the audit of each municipality. Returns whether all is as it was written.
///
/// # Errors
/// When the database does not answer.
pub async fn run(db: &Db, place: &Place) -> anyhow::Result<bool> {
    let outside = checkpoints(&place.checkpoints_file())?;
    let mut sound = true;
    for municipality in db.municipalities() {
        let Verified { rows, unsealed, checkpoints, finding } =
            verify(db, municipality.id, &outside).await?;
        say!(
            "{}: {rows} запечатани реда, {unsealed} още незапечатани, {checkpoints} подписани върха",
            municipality.name
        );
        if let Some(finding) = finding {
            sound = false;
            say!("  НАМЕСА: {}", in_words(&finding));
        }
    }
    Ok(sound)
}

/// What was found, for a person.
#[must_use]
pub fn in_words(finding: &Finding) -> String {
    match finding {
        Finding::Changed { seq, audit_id } => {
            format!("ред {seq} (номер {audit_id}) не е какъвто е бил при запечатването")
        }
        Finding::Deleted { seq, audit_id } => format!("ред {seq} (номер {audit_id}) е изтрит"),
        Finding::Gap { seq } => format!("във веригата липсва място {seq}"),
        Finding::Inserted { audit_id } => {
            format!("ред с номер {audit_id} е добавен със стара дата извън веригата")
        }
        Finding::Cut { signed, found } => {
            format!("веригата е отрязана: подписани са {signed} реда, намерени са {found}")
        }
        Finding::BadCheckpoint { seq } => {
            format!("върхът на ред {seq} не е подписан с ключа на тази инсталация или се различава")
        }
    }
}
