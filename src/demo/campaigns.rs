//! Information campaigns of the demonstration: each record is entered on its day, so that figures of an
//! old day are what they were.

use super::{PURPOSE, files};
use crate::app::App;
use crate::campaigns::{self, Told};
use crate::municipality::Settings;
use crate::projects;
use anyhow::Context;
use kit::access::Actor;
use kit::store::Municipality;
use kit::types::{Day, Instant};
use kit::web::Problem;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

#[derive(Deserialize)]
struct File {
    campaign: Vec<Told>,
}

fn said(problem: Problem) -> anyhow::Error {
    anyhow::anyhow!("the campaigns of the demonstration: {problem:?}")
}

/// Fills them, unless they are filled. The clock is one that stands; it shows `now` again afterwards.
///
/// # Errors
/// When the file is not as expected, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality, now: Instant) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = campaigns::is_filled(&tx).await.map_err(said)?;
    let known = projects::names(&tx).await?;
    tx.rollback().await;
    if is_done {
        return Ok(());
    }
    people_of(app, &actor).await?;
    let file: File =
        toml::from_str(include_str!("../../demo/campaigns.toml")).context("demo/campaigns.toml")?;
    for told in file.campaign.iter().filter(|one| one.municipality == municipality.slug) {
        let project = known.iter().find(|one| one.from <= told.from && told.to <= one.to);
        let filled = one(app, (&actor, told), (project.map(|one| one.id), now)).await;
        app.clock().set(now);
        filled?;
    }
    Ok(())
}

/// How many people live where.
async fn people_of(app: &App, actor: &Actor) -> anyhow::Result<()> {
    let mut tx = app.db.write(actor).await?;
    for (ekatte, people, day, source) in files::populations() {
        let of = (people, day, source.as_str());
        campaigns::fill_population(&mut tx, &ekatte, of).await.map_err(said)?;
    }
    Ok(tx.commit().await?)
}

/// One campaign: its plan on its first day, then each day on which something happened, then what is
/// ahead and the materials of today.
async fn one(
    app: &App,
    (actor, told): (&Actor, &Told),
    (project, now): (Option<projects::ProjectId>, Instant),
) -> anyhow::Result<()> {
    let today = now.day();
    let at = |day: Day, hour: i8| app.clock().set(Instant::of_local(day.0.at(hour, 30, 0, 0)));
    at(told.from.min(today), 8);
    let mut tx = app.db.write(actor).await?;
    let id = campaigns::fill_campaign(&mut tx, told, project).await.map_err(said)?;
    tx.commit().await?;
    let days = told.event.iter().map(|one| one.on).chain(told.entry.iter().map(|one| one.on));
    let days: BTreeSet<Day> = days.filter(|day| *day < today).collect();
    for day in days {
        at(day, 17);
        let mut tx = app.db.write(actor).await?;
        campaigns::fill_events(&mut tx, (id, told), |on| on == day).await.map_err(said)?;
        tx.commit().await?;
    }
    app.clock().set(now);
    let mut tx = app.db.write(actor).await?;
    campaigns::fill_events(&mut tx, (id, told), |on| on >= today).await.map_err(said)?;
    if told.from <= today && today <= told.to {
        let office = app.db.municipalities();
        let office = office.iter().find(|one| one.id == actor.municipality);
        let office = Arc::clone(office.context("the municipality")?);
        let site = Settings::of(&office).site;
        campaigns::fill_materials(&mut tx, (app, &office), (id, &site)).await.map_err(said)?;
    }
    tx.commit().await?;
    Ok(())
}
