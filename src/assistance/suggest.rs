//! Who of the list could assist a user: whoever lives or works near first, then by hours and experience.
//! Distances are by air between the points of settlements; who stands before whom is said by
//! [`Fit::rank`], without a database.

use super::load::Filed;
use crate::assistants::{self, Assistant, AssistantId};
use crate::people::{self, PersonId};
use crate::services::{self, Point};
use kit::store::{StoreError, Tx};
use kit::web::Ctx;
use std::cmp::Reverse;
use std::collections::HashMap;

/// So many candidates are suggested.
const MOST: usize = 8;
/// Who lives within the same so many metres is equally far: hours and experience tell them apart.
const BAND_M: i64 = 5_000;

/// How somebody fits a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Metres by air between the settlements, when both are known.
    pub metres: Option<i64>,
    /// Said that they work where the user lives.
    pub works_there: bool,
    /// Has the hours of the user free.
    pub is_enough: bool,
    /// Years of experience.
    pub experience: u32,
    /// Free hours a month.
    pub free: u32,
}

impl Fit {
    /// Its place in the list: the smallest first.
    #[must_use]
    pub fn rank(&self) -> (i64, bool, Reverse<u32>, Reverse<u32>) {
        let band = match (self.works_there, self.metres) {
            (true, _) => 0,
            (false, Some(metres)) => (metres + BAND_M - 1) / BAND_M,
            (false, None) => i64::MAX,
        };
        (band, !self.is_enough, Reverse(self.experience), Reverse(self.free))
    }
}

/// Somebody who is suggested.
pub struct Suggested {
    /// Their page.
    pub href: String,
    /// Their name.
    pub name: String,
    /// Where they live.
    pub place: String,
    /// How far that is.
    pub far: String,
    /// Years of experience.
    pub experience: String,
    /// Free hours a month.
    pub free: String,
}

/// Metres between two settlements; none when one has no point.
fn between(points: &HashMap<String, Point>, from: &str, to: &str) -> Option<i64> {
    if from == to {
        return Some(0);
    }
    Some(services::metres(*points.get(from)?, *points.get(to)?))
}

/// A distance in words.
fn far_words(ctx: &Ctx, metres: Option<i64>) -> String {
    match metres {
        None => ctx.t("assistance-far-unknown").into_owned(),
        Some(0) => ctx.t("assistance-far-here").into_owned(),
        Some(metres) => {
            let tenths = (metres + 50) / 100;
            let count = format!("{},{}", tenths / 10, tenths % 10);
            ctx.ta("assistance-far-km", &[("count", count)]).into_owned()
        }
    }
}

/// Who could assist the user of an application, beside those who are chosen. Four queries.
///
/// # Errors
/// When the database does not answer.
pub async fn suggested(
    tx: &Tx,
    ctx: &Ctx,
    (filed, chosen): (&Filed, &[AssistantId]),
) -> Result<Vec<Suggested>, StoreError> {
    let user = filed.row.person_id;
    let mut all = assistants::all(tx, Some(assistants::State::Listed)).await?;
    all.retain(|one| !chosen.contains(&one.id) && one.hours_free() > 0 && one.person != user);
    let mut ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    ids.push(user);
    let places = people::places_of(tx, &ids, tx.today()).await?;
    let points = services::points(tx).await?.into_iter();
    let points: HashMap<String, Point> =
        points.map(|row| (row.ekatte, (row.latitude_e6, row.longitude_e6))).collect();
    let home = places.get(&user);
    let wanted = filed.hours();
    let fit = |one: &Assistant| {
        let own = places.get(&one.person);
        let name = home.and_then(|(_, label)| label.rsplit(' ').next());
        Fit {
            metres: home.zip(own).and_then(|(from, to)| between(&points, &from.0, &to.0)),
            works_there: name.is_some_and(|name| one.content.places.contains(name)),
            is_enough: one.hours_free() >= wanted,
            experience: one.content.experience,
            free: one.hours_free(),
        }
    };
    let mut all: Vec<(Fit, Assistant)> = all.into_iter().map(|one| (fit(&one), one)).collect();
    all.sort_by_key(|(fit, _)| fit.rank());
    all.truncate(MOST);
    let ids: Vec<PersonId> = all.iter().map(|(_, one)| one.person).collect();
    let heads = people::heads(tx, &ids).await?;
    let row = |(fit, one): &(Fit, Assistant)| Suggested {
        href: ctx.url(&format!("/assistants/{}", one.id)),
        name: heads.get(&one.person).map(|head| head.name.clone()).unwrap_or_default(),
        place: places.get(&one.person).map(|(_, label)| label.clone()).unwrap_or_default(),
        far: far_words(ctx, fit.metres),
        experience: one.content.experience.to_string(),
        free: one.hours_free().to_string(),
    };
    Ok(all.iter().map(row).collect())
}
