//! Road times of the demonstration: from each settlement to the town, invented from the straight
//! line and said to be so. Between villages nothing is known, so that both ways of measuring are
//! seen.

use super::{MEZDRA, PURPOSE, RUSE};
use crate::app::App;
use crate::{atlas, services};
use kit::access::Actor;
use kit::store::Municipality;
use std::fmt::Write;

const SOURCE: &str = "Измислени времена за демонстрацията";
/// Hundredths by which a road is longer than the straight line, by turns: no road is like another.
const LONGER: [i64; 5] = [118, 131, 125, 146, 137];
/// Kilometres that are driven in an hour.
const SPEED: i64 = 52;

/// Fills them, unless they are filled.
///
/// # Errors
/// When the database refuses.
pub async fn fill(app: &App, municipality: &Municipality) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let is_done = atlas::is_filled(&tx).await?;
    let places = atlas::places(&tx).await?;
    tx.rollback().await;
    let seat = if municipality.slug == "ruse" { RUSE } else { MEZDRA };
    let Some(town) = places.iter().find(|place| place.ekatte == seat) else { return Ok(()) };
    if is_done {
        return Ok(());
    }
    let mut table = "От;До;Минути;Километри\n".to_owned();
    let others = places.iter().filter(|place| place.ekatte != seat);
    for (place, longer) in others.zip(LONGER.into_iter().cycle()) {
        let line = services::metres((place.lat_e6, place.lon_e6), (town.lat_e6, town.lon_e6));
        let metres = line * longer / 100;
        let minutes = 2 + metres * 60 / 1_000 / SPEED;
        let (km, tenth) = (metres / 1_000, metres % 1_000 / 100);
        writeln!(table, "{};{seat};{minutes};{km},{tenth}", place.ekatte)?;
    }
    let mut tx = app.db.write(&actor).await?;
    atlas::fill_roads(&mut tx, &table, ("vremena.csv", SOURCE))
        .await
        .map_err(|problem| anyhow::anyhow!("road times of the demonstration: {problem:?}"))?;
    Ok(tx.commit().await?)
}
