//! The demonstration: the municipalities of Ruse and Mezdra as their public pages tell, with
//! invented staff and people.
//!
//! Purpose: somebody who tries Opora finds an office at work on the first page.
//! Invariants: nobody here is real; everything goes in through the doors that staff use, but for
//! the many rows of [`generate`]. The facts are in the folder `demo/`, the code only reads them.

mod catalogue;
mod course;
mod desk;
mod draw;
mod files;
mod generate;
mod invent;
mod names;
mod office;
mod rows;
mod rows_case;
mod sign_ins;
mod store;

pub use generate::{Wanted, generate};
pub use sign_ins::{SignInLine, sign_ins, write_sign_ins};

use crate::app::App;
use crate::municipality::put_settlements;
use kit::access::Actor;

/// Why the program itself writes here.
const PURPOSE: &str = "demonstration";

/// Invented people of each municipality; one chunk, so that they are there as a whole or not.
const PEOPLE: u64 = 200;
const SEED: u64 = 1;

/// Fills an installation with the demonstration. What is there already is left as it is, so that
/// a fill that was killed goes on.
///
/// # Errors
/// When a file of the demonstration is not as expected, or the database refuses.
pub async fn fill(app: &App) -> anyhow::Result<()> {
    offices(app).await?;
    for file in files::all()? {
        let wanted = Wanted {
            municipality: file.office.municipality.slug,
            people: PEOPLE,
            seed: SEED,
            wishes: 1,
            contacts: 3,
        };
        if !has_people(app, &wanted.municipality).await? {
            generate(&app.db, &wanted, |_| ()).await?;
        }
    }
    Ok(())
}

async fn has_people(app: &App, slug: &str) -> anyhow::Result<bool> {
    let Some(municipality) = app.db.municipality(slug) else {
        return Ok(false);
    };
    let tx = app.db.read(&Actor::system(municipality.id, PURPOSE)).await?;
    let people = store::people(&tx).await?;
    tx.rollback().await;
    Ok(people > 0)
}

/// The municipalities with their office and services, and nobody they work for.
///
/// # Errors
/// As [`fill`].
pub async fn offices(app: &App) -> anyhow::Result<()> {
    let files = files::all()?;
    let mut settlements = false;
    // One slow hash for all: the demonstration has one password.
    let hash = kit::crypto::hash_password(crate::municipality::DEMO_PASSWORD)
        .map_err(|e| anyhow::anyhow!("the demonstration's password: {e}"))?;
    for file in &files {
        let municipality = office::open(&app.db, &file.office).await?;
        let actor = Actor::system(municipality.id, PURPOSE);
        let tx = app.db.read(&actor).await?;
        let there = office::is_filled(&tx).await?;
        tx.rollback().await;
        if there {
            continue;
        }
        let mut tx = app.db.write(&actor).await?;
        if !settlements {
            let rows: Vec<_> = files::settlements().into_iter().map(|(row, _)| row).collect();
            put_settlements(&tx, &rows).await?;
            settlements = true;
        }
        office::fill(&mut tx, &file.office, &hash).await?;
        catalogue::fill(&tx, &file.services).await?;
        tx.audit(kit::audit::Entry::new(
            "demonstration-filled",
            "municipality",
            &municipality.slug,
        ));
        tx.commit().await?;
    }
    app.db.reload_municipalities().await?;
    Ok(())
}

/// Whether an installation holds the demonstration: Ruse with the staff of its file.
///
/// # Errors
/// When the database does not answer.
pub async fn is_demo(app: &App) -> anyhow::Result<bool> {
    let files = files::all()?;
    for file in &files {
        let Some(municipality) = app.db.municipality(&file.office.municipality.slug) else {
            return Ok(false);
        };
        let tx = app.db.read(&Actor::system(municipality.id, PURPOSE)).await?;
        let filled = office::is_filled(&tx).await?;
        tx.rollback().await;
        if !filled {
            return Ok(false);
        }
    }
    Ok(true)
}
