//! The demonstration: the municipalities of Ruse and Mezdra as their public pages tell, with
//! invented staff and people.
//!
//! Purpose: somebody who tries Opora finds an office at work on the first page.
//! Invariants: nobody here is real; everything goes in through the doors that staff use, but for
//! the many rows of [`generate`]. The facts are in the folder `demo/`, the code only reads them.

mod assistance;
mod assisted;
mod assisted_rows;
mod atlas;
mod brought;
mod campaigns;
mod candidates;
mod cases;
mod catalogue;
mod choice;
mod citizens;
mod citizens_desk;
mod control;
mod cooperation;
mod council;
mod course;
mod decisions;
mod delivery;
mod desk;
mod directory;
mod draw;
mod duties;
mod entitlements;
mod facts;
mod fees;
mod figures;
mod files;
mod forecast;
mod forms;
mod generate;
mod homecare;
mod hours;
mod imports;
mod invent;
mod log;
mod names;
mod notices;
mod office;
mod once;
mod online;
mod oversight;
mod payroll;
mod placements;
mod planning;
mod portal;
mod powers;
mod projects;
mod reception;
mod reporting;
mod results;
mod review;
mod rows;
mod scenarios;
mod sign_ins;
mod steps;
mod store;
mod stories;
mod story_file;
mod studies;
mod support;
mod training;
mod voices;
mod walker;
mod work;
mod workforce;

#[cfg(test)]
mod tests;

pub use assisted::{Assisted, assisted};
pub use generate::{Wanted, generate, tables};
pub use sign_ins::{SignInLine, sign_ins, write_sign_ins};

use crate::app::App;
use crate::municipality::put_settlements;
use kit::access::Actor;
use kit::store::Municipality;
use std::pin::Pin;

/// Why the program itself writes here.
const PURPOSE: &str = "demonstration";

/// Invented people of each municipality, besides those of the stories; made in one transaction.
const PEOPLE: u64 = 200;
const SEED: u64 = 1;
/// EKATTE of the two towns.
const RUSE: &str = "63427";
/// As above.
const MEZDRA: &str = "47714";
/// The office was set up so long before the first story.
const OFFICE_MS: i64 = 200 * 24 * 60 * 60 * 1000;

/// Fills an installation with the demonstration. What is there already is left as it is, so that
/// a fill that was killed goes on. The stories happened on past days: the clock must be one that
/// stands, and shows the same moment again afterwards. Gives what of the stories did not come out
/// as written.
///
/// # Errors
/// When a file of the demonstration is not as expected, or the database refuses.
pub async fn fill(app: &App) -> anyhow::Result<Vec<String>> {
    let now = app.clock().now();
    app.clock().set(now.plus_ms(-OFFICE_MS));
    apart(|| offices(app)).await?;
    app.clock().set(now);
    let mut wrong = Vec::new();
    for file in files::all()? {
        let slug = file.office.municipality.slug;
        let Some(municipality) = app.db.municipality(&slug) else { continue };
        let is_new = people_of(app, &municipality).await? == 0;
        if is_new {
            wrong.extend(apart(|| stories::tell(app, &municipality, now)).await?);
        }
        if people_of(app, &municipality).await? < PEOPLE {
            let wanted =
                Wanted { municipality: slug, people: PEOPLE, seed: SEED, wishes: 1, contacts: 3 };
            apart(|| generate(&app.db, &wanted, |_| ())).await?;
            apart(|| log::sheets(app, &municipality)).await?;
        }
        apart(|| once::fill(app, &municipality)).await?;
        if !crate::reception::is_set_up(app, municipality.id).await? {
            apart(|| reception::fill(app, &municipality, now)).await?;
        }
        apart(|| work::fill(app, &municipality, now)).await?;
        // Before places are counted: who uses a service since the summer has one of the taken ones.
        apart(|| delivery::fill(app, &municipality)).await?;
        apart(|| placements::fill(app, &municipality)).await?;
        apart(|| homecare::fill(app, &municipality)).await?;
        apart(|| fees::fill(app, &municipality)).await?;
        let seat = if municipality.slug == "ruse" { RUSE } else { MEZDRA };
        apart(|| assistance::fill(app, &municipality, seat)).await?;
        apart(|| hours::fill(app, &municipality)).await?;
        apart(|| payroll::fill(app, &municipality, now)).await?;
        apart(|| control::fill(app, &municipality)).await?;
        apart(|| projects::fill(app, &municipality)).await?;
        apart(|| workforce::fill(app, &municipality)).await?;
        apart(|| training::fill(app, &municipality)).await?;
        apart(|| campaigns::fill(app, &municipality, now)).await?;
        apart(|| results::fill(app, &municipality)).await?;
        // Before what brings decisions of its own.
        apart(|| decisions::fill(app, &municipality)).await?;
        apart(|| powers::fill(app, &municipality)).await?;
        apart(|| voices::fill(app, &municipality)).await?;
        apart(|| oversight::fill(app, &municipality)).await?;
        apart(|| council::fill(app, &municipality)).await?;
        apart(|| duties::fill(app, &municipality)).await?;
        apart(|| review::fill(app, &municipality)).await?;
        // After the services and those who use them: needs and the monthly layer count them.
        apart(|| figures::fill(app, &municipality)).await?;
        apart(|| reporting::fill(app, &municipality)).await?;
        apart(|| studies::fill(app, &municipality)).await?;
        apart(|| atlas::fill(app, &municipality)).await?;
        // From the figures and the map; plans are drafted from all of them.
        apart(|| forecast::fill(app, &municipality)).await?;
        apart(|| scenarios::fill(app, &municipality)).await?;
        apart(|| planning::fill(app, &municipality)).await?;
        apart(|| cooperation::fill(app, &municipality)).await?;
        apart(|| entitlements::fill(app, &municipality)).await?;
        apart(|| online::fill(app, &municipality)).await?;
        apart(|| notices::fill(app, &municipality)).await?;
        apart(|| citizens::fill(app, &municipality)).await?;
        apart(|| citizens_desk::fill(app, &municipality)).await?;
        // After the others: what they tell of begins with their own families.
        apart(|| brought::fill(app, &municipality)).await?;
        apart(|| forms::fill(app, &municipality, now)).await?;
        // After all that takes a place.
        apart(|| portal::fill(app, &municipality)).await?;
        if is_new {
            apart(|| leave_unprinted(app, &municipality)).await?;
        }
    }
    Ok(wrong)
}

/// A part of the demonstration with memory of its own: the states of all parts in one are more than
/// the stack of a thread holds.
fn apart<F: Future>(part: impl FnOnce() -> F) -> Pin<Box<F>> {
    Box::pin(part())
}

/// Hundreds of papers would be printed for nobody while somebody waits for a first page: each is
/// printed when it is opened.
async fn leave_unprinted(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let tx = app.db.write(&Actor::system(municipality.id, PURPOSE)).await?;
    kit::jobs::withdraw_alike(&tx, "print-").await?;
    tx.commit().await?;
    Ok(())
}

async fn people_of(app: &App, municipality: &Municipality) -> anyhow::Result<u64> {
    let tx = app.db.read(&Actor::system(municipality.id, PURPOSE)).await?;
    let people = store::people(&tx).await?;
    tx.rollback().await;
    Ok(people)
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
        catalogue::fill(&tx, (&file.services, &file.providers)).await?;
        choice::fill(&mut tx).await?;
        log::lists(&mut tx, &file.office.municipality.slug).await?;
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
