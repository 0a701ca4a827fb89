//! The calendar with what is known of it: one query for each kind of row, none for each duty.

use super::DutyEventId;
use super::calendar::{self, Happened, Occurrence};
use super::content::{Told, opened};
use super::course::state;
use super::frame::bounds;
use super::rule::{self, Duty, Every, Kept, in_force};
use super::store::{duty_event, duty_mark, duty_occasion, duty_start, duty_version};
use jiff::civil::Date;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// Terms from events are at most so many years long.
const YEARS: i16 = 3;

/// A duty of the calendar.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which, by when.
    pub one: Occurrence,
    /// Who answers for it.
    pub owner: Option<AccountId>,
    /// What became of it.
    pub mark: Option<duty_mark::Model>,
    /// What happened, for one that follows an event.
    pub told: String,
}

impl Row {
    /// Where it stands.
    #[must_use]
    pub fn state(&self, today: Day) -> &'static str {
        let mark = self.mark.as_ref().map(|mark| mark.state.as_str());
        state(self.one.due, mark, (today, rule::book().soon()))
    }

    /// What is to be done, on which occasion, in words.
    #[must_use]
    pub fn name(&self) -> String {
        let title = &self.one.duty.title;
        match (self.one.duty.every, self.one.occasion.split_once('-')) {
            (Every::Month, Some((year, month))) => format!("{title} ({month}.{year} г.)"),
            (Every::Event, _) if !self.told.is_empty() => format!("{title}: {}", self.told),
            _ => title.clone(),
        }
    }
}

/// The versions of all duties, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions(tx: &Tx) -> Result<Vec<duty_version::Model>, StoreError> {
    let rows = tx.find::<duty_version::Entity>().order_by_asc(duty_version::Column::ValidFrom);
    Ok(rows.all(tx.conn()).await?)
}

/// What the versions say.
#[must_use]
pub fn kept(rows: &[duty_version::Model]) -> Vec<Kept> {
    let one = |row: &duty_version::Model| Kept {
        code: row.code.clone(),
        valid_from: row.valid_from,
        owner: row.owner_id,
        own_day: row.own_day.clone(),
        applies: row.applies,
    };
    rows.iter().map(one).collect()
}

/// From which day the calendar is kept, as it was saved.
///
/// # Errors
/// When the database does not answer.
pub async fn start(tx: &Tx) -> Result<Option<duty_start::Model>, StoreError> {
    Ok(tx.find::<duty_start::Entity>().one(tx.conn()).await?)
}

/// The events whose terms may end in a year, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn events(tx: &Tx, year: i16) -> Result<Vec<(duty_event::Model, Told)>, StoreError> {
    use duty_event::{Column, Entity};
    let (from, to) = (bounds(year.saturating_sub(YEARS)).0, bounds(year).1);
    let rows = tx
        .find::<Entity>()
        .filter(Column::HappenedOn.between(from, to))
        .filter(Column::RevokedAt.is_null())
        .order_by_asc(Column::HappenedOn)
        .order_by_asc(Column::Id);
    let read = |row: duty_event::Model| {
        let told = opened(tx, ("duty_event", row.id.0), &row.content_sealed)?;
        Ok((row, told))
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

/// An event.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn event(tx: &Tx, id: DutyEventId) -> Result<(duty_event::Model, Told), StoreError> {
    use duty_event::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let told = opened(tx, ("duty_event", id.0), &row.content_sealed)?;
    Ok((row, told))
}

fn happened(row: &duty_event::Model) -> Happened {
    Happened { occasion: row.id.to_string(), code: row.code.clone(), on: row.happened_on }
}

/// The calendar of a year, by day. Five queries.
///
/// # Errors
/// When the database does not answer.
pub async fn year(tx: &Tx, law: &Law, year: i16) -> Result<Vec<Row>, StoreError> {
    let kept = kept(&versions(tx).await?);
    let events = events(tx, year).await?;
    let start = start(tx).await?.map(|row| row.from_on);
    let list: Vec<Happened> = events.iter().map(|(row, _)| happened(row)).collect();
    let told: HashMap<String, String> =
        events.into_iter().map(|(row, told)| (row.id.to_string(), told.what)).collect();
    let mut all = calendar::year(law, (&kept, &list), year);
    all.retain(|one| start.is_none_or(|start| one.due >= start));
    let marks = tx
        .find::<duty_mark::Entity>()
        .filter(duty_mark::Column::Year.eq(i32::from(year)))
        .filter(duty_mark::Column::Turn.eq(0))
        .all(tx.conn())
        .await?;
    let own = tx.find::<duty_occasion::Entity>().all(tx.conn()).await?;
    let key = |code: &str, occasion: &str| (code.to_owned(), occasion.to_owned());
    let mut marks: HashMap<_, _> =
        marks.into_iter().map(|row| (key(&row.code, &row.occasion), row)).collect();
    let own: HashMap<_, _> =
        own.into_iter().map(|row| (key(&row.code, &row.occasion), row.owner_id)).collect();
    let row = |one: Occurrence| {
        let at = key(&one.duty.code, &one.occasion);
        let usual = in_force(&kept, &one.duty.code, one.due).and_then(|kept| kept.owner);
        Row {
            owner: own.get(&at).copied().or(usual),
            mark: marks.remove(&at),
            told: told.get(&one.occasion).cloned().unwrap_or_default(),
            one,
        }
    };
    Ok(all.into_iter().map(row).collect())
}

/// In which years an occasion of a duty can fall due.
async fn years(tx: &Tx, duty: &Duty, occasion: &str) -> Result<Vec<i16>, StoreError> {
    let year = |text: &str| -> Option<i16> {
        text.parse().ok().filter(|year| (2000..=2200).contains(year))
    };
    match duty.every {
        Every::Year => Ok(year(occasion).into_iter().collect()),
        Every::Month => {
            let first = occasion.split('-').next().and_then(year);
            Ok(first.map(|year: i16| vec![year, year + 1]).unwrap_or_default())
        }
        Every::Event => {
            let id: DutyEventId = occasion.parse().map_err(|_| StoreError::NotFound)?;
            let on = event(tx, id).await?.0.happened_on.0.year();
            Ok((on..=on.saturating_add(YEARS)).collect())
        }
    }
}

/// One duty on one occasion.
///
/// # Errors
/// [`StoreError::NotFound`] when the calendar has none.
pub async fn one(tx: &Tx, law: &Law, (code, occasion): (&str, &str)) -> Result<Row, StoreError> {
    let duty = rule::duty(code).ok_or(StoreError::NotFound)?;
    for at in years(tx, duty, occasion).await? {
        let all = year(tx, law, at).await?;
        let is_it = |row: &Row| row.one.duty.code == code && row.one.occasion == occasion;
        if let Some(row) = all.into_iter().find(is_it) {
            return Ok(row);
        }
    }
    Err(StoreError::NotFound)
}

/// What is not done and falls due until a day: late ones of a year back too.
///
/// # Errors
/// When the database does not answer.
pub async fn open(tx: &Tx, law: &Law, until: Day) -> Result<Vec<Row>, StoreError> {
    let from = Date::new(tx.today().0.year(), 1, 1).map_or(tx.today(), Day);
    let mut all = Vec::new();
    for at in from.plus(-1).0.year()..=until.0.year() {
        let rows = year(tx, law, at).await?;
        all.extend(rows.into_iter().filter(|row| row.mark.is_none() && row.one.due <= until));
    }
    Ok(all)
}
