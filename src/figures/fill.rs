//! Figures of the demonstration. Called by the demonstration only.

use super::catalogue::{BANDS, age_code, catalogue};
use super::deed::{self, NewValue, Origin};
use super::frame::{chosen_place, names};
use super::load;
use super::value::kind;
use crate::app::App;
use kit::access::Actor;
use kit::store::Municipality;
use kit::types::Day;
use kit::web::Problem;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::str::FromStr;

/// Figures of one source, as the demonstration tells them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Told {
    /// How people were counted.
    pub kind: String,
    /// `municipality`, `district`, `country` or an EKATTE.
    pub place: String,
    /// For which day.
    pub on: String,
    /// Who says so.
    pub source: String,
    /// What else is to be known.
    pub note: String,
    /// Codes of groups with their amounts.
    pub of: Vec<(String, String)>,
    /// EKATTE with the amount of the whole population.
    pub settlements: Vec<(String, String)>,
    /// Women by bands of five years.
    pub women: Vec<i64>,
    /// Men by bands of five years.
    pub men: Vec<i64>,
}

/// Enters figures. A figure that is there already stays.
///
/// # Errors
/// When the file is not as expected, or the database refuses.
pub async fn fill(
    app: &App,
    actor: &Actor,
    (office, all): (&Municipality, &[Told]),
) -> Result<(), Problem> {
    let mut tx = app.db.write(actor).await?;
    if load::is_filled(&tx).await? {
        return Ok(());
    }
    let known = catalogue(&tx).await?;
    let names = names(&tx, &office.code).await?;
    for told in all {
        for (group, place, amount) in lines(told) {
            let wrong = || Problem::internal(format!("{}: {group} {place}", told.source));
            known.get(&group).ok_or_else(wrong)?;
            let on: Day = told.on.parse().map_err(Problem::internal)?;
            let new = NewValue {
                territory: chosen_place(&place, &names).ok_or_else(wrong)?,
                kind: kind(&told.kind).ok_or_else(wrong)?,
                on,
                amount: Decimal::from_str(&amount).map_err(Problem::internal)?,
                source: told.source.clone(),
                note: told.note.clone(),
                group: group.clone(),
            };
            deed::add(&mut tx, &new, Origin::default()).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Group, place and amount of everything that is told.
fn lines(told: &Told) -> Vec<(String, String, String)> {
    let of = told.of.iter();
    let of = of.map(|(group, amount)| (group.clone(), told.place.clone(), amount.clone()));
    let settled = told.settlements.iter();
    let settled =
        settled.map(|(ekatte, amount)| ("all".to_owned(), ekatte.clone(), amount.clone()));
    let ages = |people: &[i64], is_female: bool| -> Vec<(String, String, String)> {
        let bands = (0..BANDS).zip(people);
        let line = |(band, people): (u8, &i64)| {
            (age_code(band, is_female), told.place.clone(), people.to_string())
        };
        bands.map(line).collect()
    };
    let people = ages(&told.women, true).into_iter().chain(ages(&told.men, false));
    of.chain(settled).chain(people).collect()
}
