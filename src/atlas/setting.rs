//! What the municipality decides: how much longer a road is than the straight line, how fast one
//! drives, how far is near.

use super::store::atlas_setting as row;
use super::travel::Guess;
use kit::store::{Owned, StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// What holds now, in whole hundredths, kilometres an hour and minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// A road is so many hundredths of the straight line.
    pub factor_percent: i32,
    /// Kilometres in an hour.
    pub speed: i32,
    /// A service is near within so many minutes.
    pub near_minutes: i32,
}

impl Default for Numbers {
    /// Reference data to start with, for a municipality to correct: roads of hills and the speed of
    /// third-class roads.
    fn default() -> Numbers {
        Numbers { factor_percent: 135, speed: 45, near_minutes: 30 }
    }
}

impl Numbers {
    /// What stands in for a road that nobody measured.
    #[must_use]
    pub fn guess(&self) -> Guess {
        Guess {
            factor: f64::from(self.factor_percent) / 100.0,
            speed: f64::from(self.speed.max(1)),
        }
    }
}

/// Codes of the numbers, each with the least and the most it may be.
pub const CODES: [(&str, i32, i32); 3] =
    [("factor-percent", 100, 400), ("speed", 5, 130), ("near-minutes", 1, 600)];

/// What holds now.
///
/// # Errors
/// When the database does not answer.
pub async fn numbers(tx: &Tx) -> Result<Numbers, StoreError> {
    let mut numbers = Numbers::default();
    for one in tx.find::<row::Entity>().all(tx.conn()).await? {
        let Ok(value) = one.value.parse() else { continue };
        match one.code.as_str() {
            "factor-percent" => numbers.factor_percent = value,
            "speed" => numbers.speed = value,
            "near-minutes" => numbers.near_minutes = value,
            _ => {}
        }
    }
    Ok(numbers)
}

/// Writes what shall hold.
///
/// # Errors
/// When the database refuses.
pub async fn put_numbers(tx: &Tx, numbers: Numbers) -> Result<(), StoreError> {
    row::Entity::delete_many()
        .filter(<row::Entity as Owned>::municipality().eq(tx.municipality()))
        .exec(tx.conn())
        .await?;
    let values = [numbers.factor_percent, numbers.speed, numbers.near_minutes];
    for ((code, ..), value) in CODES.into_iter().zip(values) {
        tx.insert(row::ActiveModel {
            municipality_id: Set(tx.municipality()),
            code: Set(code.to_owned()),
            value: Set(value.to_string()),
        })
        .await?;
    }
    Ok(())
}
