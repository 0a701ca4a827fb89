//! Everything held about a person, and who looked, put together for the person (чл. 15 ОРЗД):
//! dates and purposes of consultations, by role, without names of staff and without what the rules and
//! the limits of [`crate::trust`] hide.

use crate::app::App;
use crate::people::{Holding, PersonId};
use crate::trust::{self, Asked, Viewer};
use kit::store::{StoreError, Tx};
use std::collections::BTreeSet;
use ui::Lang;

/// So many rows of the audit are read for one answer.
const LOOKS: usize = 1_000;

/// What every capability holds; parts with nothing in them are left out.
pub async fn held(app: &App, tx: &Tx, id: PersonId) -> Result<Vec<Holding>, StoreError> {
    let mut all = Vec::new();
    for holder in app.holdings {
        all.extend(holder(app, tx, id).await?);
    }
    all.push(looked(tx, id).await?);
    all.retain(|part| !part.lines.is_empty());
    Ok(all)
}

/// On which days and for which purposes the file was opened or changed: each once a day.
async fn looked(tx: &Tx, id: PersonId) -> Result<Holding, StoreError> {
    let asked = Asked { viewer: Viewer::Own, before: None, most: LOOKS };
    let rows = trust::looked(tx, id, asked).await?.looks;
    let mut part = Holding::new("consent-looked");
    let mut seen = BTreeSet::new();
    for row in rows {
        let day = row.at.day().bg();
        let what = trust::action(Lang::Bg, &row.action);
        let line = format!("{what}; {}", trust::purpose(Lang::Bg, &row.purpose));
        if seen.insert((day.clone(), line.clone())) {
            part.lines.push((day, line));
        }
    }
    Ok(part)
}
