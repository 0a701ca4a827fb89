//! Pay of the demonstration: the month before the last one, released and paid by АСП; the last one waits
//! to be begun.

use super::PURPOSE;
use super::assistance::said;
use crate::app::App;
use crate::municipality::Settings;
use crate::payroll;
use kit::access::{Actor, accounts};
use kit::store::Municipality;
use kit::types::{Day, Instant};
use law::Month;

/// Fills it, unless it is filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality, now: Instant) -> anyhow::Result<()> {
    let system = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&system).await?;
    let is_done = payroll::has_runs(&tx).await?;
    let known = accounts(&tx, now.day()).await?;
    tx.rollback().await;
    let head = format!("{}.head", municipality.slug);
    let second = known.iter().find(|one| one.username == head);
    let first = known.iter().find(|one| one.username.contains("social"));
    let (Some(first), Some(second), false) = (first, second, is_done) else { return Ok(()) };
    let acting = |account: &kit::access::Account| {
        let mut actor = system.clone();
        actor.account = Some(account.id);
        actor.name = account.name.as_str().into();
        actor.username = account.username.as_str().into();
        actor
    };
    let today = now.day();
    let month = before(before(Month::of(today.0)));
    // The office made it before the money was asked for: on the ninth of the month after.
    let on = Day(month.last_day()).plus(9);
    app.clock().set(Instant::of_local(on.0.at(14, 20, 0, 0)));
    let site = Settings::of(municipality).site;
    let verify = format!("{}/{}/verify", site.trim_end_matches('/'), municipality.slug);
    let (first, second) = (acting(first), acting(second));
    let done = payroll::fill(app, [&first, &second], (month, &verify)).await;
    app.clock().set(now);
    done.map_err(said)
}

fn before(month: Month) -> Month {
    Month::of(Day(month.first_day()).plus(-1).0)
}
