//! Those who left only a telephone: they are told that the hour is booked or moved. Whoever left an e-mail
//! is written to by the reception, which also reminds both. A job, so that a gateway that is away stops
//! nobody from booking.

use super::frame::OWN;
use crate::app::App;
use crate::municipality;
use crate::notices::{self, Notice, Target};
use crate::reception::{self, AppointmentId};
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::store::{StoreError, Tx};
use std::sync::Arc;

/// The job.
pub const JOB: &str = "booking-notice";
const PURPOSE: &str = "booking: чл. 75, ал. 2 ЗСУ";
/// The templates of the notices.
const MADE: &str = "appointment-booked";
const MOVED: &str = "appointment-moved";

/// Puts in what is to be told of an hour.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &Tx, (id, sequence): (AppointmentId, i32)) -> Result<(), StoreError> {
    let payload = serde_json::json!({ "appointment": id, "sequence": sequence });
    enqueue(tx, JOB, None, &payload, tx.now()).await
}

/// Runs [`JOB`].
pub fn handler(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move { tell(&app, &job).await })
    })
}

/// An hour that was moved or cancelled since is not told of, and nothing is where no gateway is set.
async fn tell(app: &App, job: &Job) -> anyhow::Result<()> {
    let id: AppointmentId = serde_json::from_value(job.payload["appointment"].clone())?;
    let mut tx = app.db.write(&Actor::system(job.municipality, PURPOSE)).await?;
    let found = reception::booked_hours(&tx, &[id]).await?.pop();
    let same = |sequence: i32| job.payload["sequence"].as_i64() == Some(i64::from(sequence));
    let found = found.filter(|one| one.state == "booked" && same(one.sequence));
    let goes = notices::can_send_short(&tx).await?;
    let Some(one) = found.filter(|_| goes) else {
        tx.rollback().await;
        return Ok(());
    };
    let place = municipality::service_point(&tx, one.when.point).await?;
    let notice = Notice {
        template: if one.sequence > 0 { MOVED } else { MADE },
        to: Target::Phone(one.who.phone.clone()),
        args: vec![
            ("name", one.who.name.clone()),
            ("day", one.when.at.day().bg()),
            ("time", super::frame::clock(one.when.at)),
            ("place", format!("{}, {}", place.name, place.address)),
        ],
        about: None,
        href: OWN.to_owned(),
    };
    notices::send(&mut tx, &notice).await?;
    tx.audit(Entry::write("booking-told", id.0));
    Ok(tx.commit().await?)
}
