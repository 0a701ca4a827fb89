//! `opora generate`: any number of invented people, to try Opora at the size of a country.

use super::demo::clock;
use super::serve::{self, Place};
use crate::app::App;
use crate::demo::{self, Assisted, Wanted};
use crate::migrations::{drop_indices, make_indices};
use crate::payroll;
use anyhow::Context;
use kit::access::Actor;
use kit::types::Day;
use kit::web::WebSettings;

/// From so many people on it is faster to write without indices and to build them at the end.
const MANY: u64 = 20_000;

/// Makes them. The municipalities of the demonstration are opened when they are not there.
///
/// # Errors
/// When the municipality is unknown or the database refuses.
pub async fn run(place: &Place, wanted: &Wanted, today: Option<Day>) -> anyhow::Result<()> {
    let db = serve::open(place, clock(today)).await?;
    let app = App::new(db, WebSettings::default())?;
    demo::offices(&app).await?;
    let all = wanted.people;
    let many = all >= MANY;
    if many {
        app.db.expect_many_rows().await?;
        drop_indices(&place.target, &demo::tables()).await?;
    }
    let made = demo::generate(&app.db, wanted, |made| {
        if made % 10_000 == 0 || made == all {
            say!("{made} от {all}");
        }
    })
    .await;
    app.db.close().await;
    if many {
        say!("указатели");
        make_indices(&place.target).await?;
    }
    made
}

/// Makes assistants with users, contracts and reports of the last month, for measuring.
///
/// # Errors
/// When the municipality is unknown or the database refuses.
pub async fn assisted(place: &Place, wanted: &Assisted, today: Option<Day>) -> anyhow::Result<()> {
    let all = wanted.assistants;
    if all == 0 {
        return Ok(());
    }
    let db = serve::open(place, clock(today)).await?;
    let made = demo::assisted(&db, wanted, |made| {
        if made % 10_000 == 0 || made == all {
            say!("{made} от {all}");
        }
    })
    .await;
    db.close().await;
    made
}

/// Enters net amounts of the newest released run, for measuring the file for the bank.
///
/// # Errors
/// When the municipality is unknown, nothing is released, or the database refuses.
pub async fn nets(place: &Place, municipality: &str, today: Option<Day>) -> anyhow::Result<()> {
    let db = serve::open(place, clock(today)).await?;
    let known = db.municipality(municipality);
    let known = known.with_context(|| format!("няма община „{municipality}“"))?;
    let mut tx = db.write(&Actor::system(known.id, "generate: payroll")).await?;
    let made = payroll::fill_nets(&mut tx).await;
    let made = made.map_err(|problem| anyhow::anyhow!("net amounts: {}", problem.status()))?;
    tx.commit().await?;
    db.close().await;
    say!("{made} нетни суми");
    Ok(())
}
