//! `opora migrate`: brings a database to the newest schema, with a copy of the old one first.

use super::serve::Place;
use crate::migrations::{migrate, pending};
use kit::store::Target;
use kit::types::Clock;

/// Migrates. A SQLite file that has data is copied beside itself before anything changes.
///
/// # Errors
/// When the database does not answer, or the copy or a migration fails.
pub async fn run(place: &Place) -> anyhow::Result<()> {
    std::fs::create_dir_all(&place.folder)?;
    let waiting = pending(&place.target).await?;
    if waiting.is_empty() {
        say!("Схемата е най-новата.");
        return Ok(());
    }
    if let Target::Sqlite(file) = &place.target
        && file.metadata().is_ok_and(|data| data.len() > 0)
    {
        let copy = file.with_extension(format!("before-{}.db", Clock::system().today()));
        if !copy.exists() {
            std::fs::copy(file, &copy)?;
            say!("Копие на старата база: {}", copy.display());
        }
    }
    migrate(&place.target).await?;
    say!("Приложени промени на схемата: {}", waiting.join(", "));
    Ok(())
}
