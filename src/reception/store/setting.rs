//! How points receive people, what they come with, when workers receive by appointment.

use super::{reception_hours, reception_point, reception_subject};
use crate::municipality::{Hours, ServicePointId};
use crate::reception::{HoursId, SubjectId};
use kit::crypto::Index;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, Set};

const TABLE: &str = "reception_point";
/// By which secret a touch page is known.
pub const TOUCH: Index = Index::new("reception_point", "touch");
/// By which secret the page of a waiting room is known.
pub const HALL: Index = Index::new("reception_point", "hall");
/// A touch page gives so many numbers in a minute, unless somebody says otherwise.
const PER_MINUTE: i32 = 10;
const SLOT_MINUTES: i32 = 30;

/// Which of the two public pages of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Where numbers are taken.
    Touch,
    /// What hangs in the waiting room.
    Hall,
}

/// How a point receives people, if that was ever set up.
pub async fn point(
    tx: &Tx,
    id: ServicePointId,
) -> Result<Option<reception_point::Model>, StoreError> {
    let row = tx.find::<reception_point::Entity>().filter(reception_point::Column::Id.eq(id));
    Ok(row.one(tx.conn()).await?)
}

/// All points that were set up.
pub async fn points(tx: &Tx) -> Result<Vec<reception_point::Model>, StoreError> {
    Ok(tx.find::<reception_point::Entity>().all(tx.conn()).await?)
}

/// The point behind a public address.
pub async fn point_of(
    tx: &Tx,
    door: Door,
    secret: &str,
) -> Result<reception_point::Model, StoreError> {
    use reception_point::Column;
    let column = if door == Door::Touch { Column::TouchBlind } else { Column::HallBlind };
    let rows = tx.find::<reception_point::Entity>().filter(column.eq(blind(tx, door, secret)?));
    rows.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

fn blind(tx: &Tx, door: Door, secret: &str) -> Result<Vec<u8>, StoreError> {
    let index = if door == Door::Touch { &TOUCH } else { &HALL };
    Ok(tx.key().blind(index, secret)?)
}

/// The secret of a public address, for who prints it.
pub fn secret(tx: &Tx, row: &reception_point::Model, door: Door) -> Result<String, StoreError> {
    match door {
        Door::Touch => tx.open(TABLE, "touch_sealed", row.id.0, &row.touch_sealed),
        Door::Hall => tx.open(TABLE, "hall_sealed", row.id.0, &row.hall_sealed),
    }
}

fn fresh(
    tx: &Tx,
    id: ServicePointId,
    door: Door,
) -> Result<reception_point::ActiveModel, StoreError> {
    let secret = kit::crypto::token();
    let blind = Set(blind(tx, door, &secret)?);
    Ok(match door {
        Door::Touch => reception_point::ActiveModel {
            touch_blind: blind,
            touch_sealed: Set(tx.seal(TABLE, "touch_sealed", id.0, &secret)?),
            ..Default::default()
        },
        Door::Hall => reception_point::ActiveModel {
            hall_blind: blind,
            hall_sealed: Set(tx.seal(TABLE, "hall_sealed", id.0, &secret)?),
            ..Default::default()
        },
    })
}

/// Sets a point up with fresh addresses and usual numbers.
pub async fn add_point(tx: &Tx, id: ServicePointId) -> Result<(), StoreError> {
    let hall = fresh(tx, id, Door::Hall)?;
    tx.insert(reception_point::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        hall_blind: hall.hall_blind,
        hall_sealed: hall.hall_sealed,
        gives_tickets: Set(true),
        per_minute: Set(PER_MINUTE),
        slot_minutes: Set(SLOT_MINUTES),
        version: Set(1),
        ..fresh(tx, id, Door::Touch)?
    })
    .await
}

/// Gives a public page a new address; the old one leads nowhere from now on.
pub async fn renew(
    tx: &Tx,
    row: &reception_point::Model,
    door: Door,
    version: i32,
) -> Result<(), StoreError> {
    tx.update::<reception_point::Entity>(row.id, version, fresh(tx, row.id, door)?).await
}

/// What of a point is set by people.
#[derive(Clone, Copy, Debug)]
pub struct Ways {
    pub gives_tickets: bool,
    pub per_minute: i32,
    pub slot_minutes: i32,
}

pub async fn set_ways(
    tx: &Tx,
    (id, version): (ServicePointId, i32),
    ways: Ways,
) -> Result<(), StoreError> {
    let row = reception_point::ActiveModel {
        gives_tickets: Set(ways.gives_tickets),
        per_minute: Set(ways.per_minute),
        slot_minutes: Set(ways.slot_minutes),
        ..Default::default()
    };
    tx.update::<reception_point::Entity>(id, version, row).await
}

/// All subjects in their order; those no longer offered too.
pub async fn subjects(tx: &Tx) -> Result<Vec<reception_subject::Model>, StoreError> {
    use reception_subject::Column;
    let rows = tx.find::<reception_subject::Entity>();
    Ok(rows.order_by_asc(Column::Place).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// A subject as it is typed.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its name.
    pub name: String,
    /// Its name in English, or empty.
    pub name_en: String,
    /// Where it stands among the others.
    pub place: i32,
    /// Whether it is a button of the touch page.
    pub is_offered: bool,
}

impl Subject {
    fn row(&self) -> reception_subject::ActiveModel {
        reception_subject::ActiveModel {
            name: Set(self.name.clone()),
            name_en: Set(self.name_en.clone()),
            place: Set(self.place),
            is_offered: Set(self.is_offered),
            ..Default::default()
        }
    }
}

/// Adds a subject.
///
/// # Errors
/// When the database refuses.
pub async fn add_subject(tx: &Tx, new: &Subject) -> Result<SubjectId, StoreError> {
    let id = SubjectId(tx.new_id());
    tx.insert(reception_subject::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        version: Set(1),
        ..new.row()
    })
    .await?;
    Ok(id)
}

pub async fn change_subject(
    tx: &Tx,
    (id, version): (SubjectId, i32),
    new: &Subject,
) -> Result<(), StoreError> {
    tx.update::<reception_subject::Entity>(id, version, new.row()).await
}

/// The hours in force at some time between two days, of a point or of all.
pub async fn hours(
    tx: &Tx,
    point: Option<ServicePointId>,
    (from, to): (Day, Day),
) -> Result<Vec<reception_hours::Model>, StoreError> {
    use reception_hours::Column;
    let ends = Condition::any().add(Column::ValidTo.is_null()).add(Column::ValidTo.gte(from));
    let mut rows =
        tx.find::<reception_hours::Entity>().filter(Column::ValidFrom.lte(to)).filter(ends);
    if let Some(point) = point {
        rows = rows.filter(Column::ServicePointId.eq(point));
    }
    Ok(rows.order_by_asc(Column::ValidFrom).order_by_asc(Column::Id).all(tx.conn()).await?)
}

pub async fn one_hours(tx: &Tx, id: HoursId) -> Result<reception_hours::Model, StoreError> {
    let row = tx.find::<reception_hours::Entity>().filter(reception_hours::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Hours as they are typed.
#[derive(Clone, Debug)]
pub struct NewHours {
    /// Where.
    pub point: ServicePointId,
    /// Whose.
    pub account: AccountId,
    /// The stretches of each weekday.
    pub hours: Hours,
    /// First day.
    pub from: Day,
    /// Last day; none while they hold.
    pub to: Option<Day>,
}

impl NewHours {
    fn row(&self) -> reception_hours::ActiveModel {
        reception_hours::ActiveModel {
            service_point_id: Set(self.point),
            account_id: Set(self.account),
            hours: Set(self.hours.to_text()),
            valid_from: Set(self.from),
            valid_to: Set(self.to),
            ..Default::default()
        }
    }
}

/// Adds hours.
///
/// # Errors
/// When the database refuses.
pub async fn add_hours(tx: &Tx, new: &NewHours) -> Result<HoursId, StoreError> {
    let id = HoursId(tx.new_id());
    tx.insert(reception_hours::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        version: Set(1),
        ..new.row()
    })
    .await?;
    Ok(id)
}

pub async fn change_hours(
    tx: &Tx,
    (id, version): (HoursId, i32),
    new: &NewHours,
) -> Result<(), StoreError> {
    tx.update::<reception_hours::Entity>(id, version, new.row()).await
}
