//! Reading: units, posts, people, appointments and what belongs to them.

use super::count::Work;
use super::course::Lasts;
use super::store::{
    employee, workforce_appointment, workforce_funding, workforce_leave, workforce_mentor,
    workforce_post, workforce_sheet, workforce_sheet_day, workforce_supplement, workforce_unit,
};
use super::{
    AppointmentId, EmployeeId, LeaveId, MentorId, PostId, SupplementId, TimeSheetId, UnitId,
};
use crate::services::{self, ProviderId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// A unit, as its row.
pub type Unit = workforce_unit::Model;
/// A post.
pub type Post = workforce_post::Model;
/// Somebody who works.
pub type Employee = employee::Model;
/// An appointment.
pub type Appointment = workforce_appointment::Model;
/// Who pays for an appointment, from a day to a day.
pub type Funding = workforce_funding::Model;
/// A supplementary agreement.
pub type Supplement = workforce_supplement::Model;
/// A time sheet.
pub type TimeSheet = workforce_sheet::Model;
/// A line of a time sheet.
pub type SheetDay = workforce_sheet_day::Model;

/// All units, the closed ones too, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn units(tx: &Tx) -> Result<Vec<Unit>, StoreError> {
    let rows = tx.find::<workforce_unit::Entity>();
    Ok(rows.order_by_asc(workforce_unit::Column::Name).all(tx.conn()).await?)
}

/// One unit.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn unit(tx: &Tx, id: UnitId) -> Result<Unit, StoreError> {
    let row = tx.find::<workforce_unit::Entity>().filter(workforce_unit::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// All posts, the closed ones too, in the order of their entry.
///
/// # Errors
/// When the database does not answer.
pub async fn posts(tx: &Tx) -> Result<Vec<Post>, StoreError> {
    let rows = tx.find::<workforce_post::Entity>();
    Ok(rows.order_by_asc(workforce_post::Column::Id).all(tx.conn()).await?)
}

/// One post.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn post(tx: &Tx, id: PostId) -> Result<Post, StoreError> {
    let row = tx.find::<workforce_post::Entity>().filter(workforce_post::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// All people, those who are gone too, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn people(tx: &Tx) -> Result<Vec<Employee>, StoreError> {
    let rows = tx.find::<employee::Entity>();
    let rows = rows.order_by_asc(employee::Column::Folded).order_by_asc(employee::Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is nobody.
pub async fn employee(tx: &Tx, id: EmployeeId) -> Result<Employee, StoreError> {
    let row = tx.find::<employee::Entity>().filter(employee::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// All appointments, also revoked ones, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn appointments(tx: &Tx) -> Result<Vec<Appointment>, StoreError> {
    use workforce_appointment::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_asc(Column::FromOn).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One appointment.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn appointment(tx: &Tx, id: AppointmentId) -> Result<Appointment, StoreError> {
    use workforce_appointment::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The funding of all appointments, also revoked, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn funding(tx: &Tx) -> Result<Vec<Funding>, StoreError> {
    use workforce_funding::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_asc(Column::FromOn).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// The funding of one appointment, also revoked, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn funding_of(tx: &Tx, id: AppointmentId) -> Result<Vec<Funding>, StoreError> {
    use workforce_funding::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::AppointmentId.eq(id));
    Ok(rows.order_by_asc(Column::FromOn).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// All supplementary agreements, also revoked ones, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn supplements(tx: &Tx) -> Result<Vec<Supplement>, StoreError> {
    use workforce_supplement::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_asc(Column::FromOn).order_by_asc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One supplementary agreement.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn supplement(tx: &Tx, id: SupplementId) -> Result<Supplement, StoreError> {
    use workforce_supplement::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// All time sheets, also revoked ones, the newest month first.
///
/// # Errors
/// When the database does not answer.
pub async fn sheets(tx: &Tx) -> Result<Vec<TimeSheet>, StoreError> {
    use workforce_sheet::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_desc(Column::Month).order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One time sheet.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn sheet(tx: &Tx, id: TimeSheetId) -> Result<TimeSheet, StoreError> {
    use workforce_sheet::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The lines of a time sheet that are not revoked, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn lines_of(tx: &Tx, id: TimeSheetId) -> Result<Vec<SheetDay>, StoreError> {
    use workforce_sheet_day::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SheetId.eq(id));
    let rows = rows.filter(Column::RevokedAt.is_null());
    Ok(rows.order_by_asc(Column::Day).order_by_asc(Column::BeginMinute).all(tx.conn()).await?)
}

/// Mentors of everybody, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn mentors(tx: &Tx) -> Result<Vec<workforce_mentor::Model>, StoreError> {
    use workforce_mentor::{Column, Entity};
    Ok(tx.find::<Entity>().order_by_desc(Column::FromOn).all(tx.conn()).await?)
}

/// One time with a mentor.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn mentor(tx: &Tx, id: MentorId) -> Result<workforce_mentor::Model, StoreError> {
    use workforce_mentor::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// One leave.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn leave(tx: &Tx, id: LeaveId) -> Result<workforce_leave::Model, StoreError> {
    use workforce_leave::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// All leave that meets a time, also revoked, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn leaves(
    tx: &Tx,
    (first, last): (Day, Day),
) -> Result<Vec<workforce_leave::Model>, StoreError> {
    use workforce_leave::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::UntilOn.gte(first));
    let rows = rows.filter(Column::FromOn.lte(last)).order_by_desc(Column::FromOn);
    Ok(rows.all(tx.conn()).await?)
}

/// Everything that is known of work in a time, also what was revoked. Six queries.
///
/// # Errors
/// When the database does not answer.
pub async fn work(tx: &Tx, (first, last): (Day, Day)) -> Result<Work, StoreError> {
    use workforce_sheet_day::{Column, Entity};
    let span = (first, Some(last));
    let mut appointments = appointments(tx).await?;
    appointments.retain(|one| one.meets(span));
    let mut supplements = supplements(tx).await?;
    supplements.retain(|one| one.meets(span));
    let days = tx.find::<Entity>().filter(Column::Day.gte(first)).filter(Column::Day.lte(last));
    Ok(Work {
        appointments,
        funding: funding(tx).await?,
        supplements,
        sheets: sheets(tx).await?,
        days: days.order_by_asc(Column::Day).all(tx.conn()).await?,
        leave: leaves(tx, (first, last)).await?,
    })
}

/// Units, posts and people by their ids: what lists need for names.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The units.
    pub units: HashMap<UnitId, Unit>,
    /// The posts.
    pub posts: HashMap<PostId, Post>,
    /// The people.
    pub people: HashMap<EmployeeId, Employee>,
    /// Names of providers.
    pub providers: HashMap<ProviderId, String>,
}

impl Known {
    /// Reads them. Four queries.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(tx: &Tx) -> Result<Known, StoreError> {
        let providers = services::providers(tx).await?;
        Ok(Known {
            units: units(tx).await?.into_iter().map(|one| (one.id, one)).collect(),
            posts: posts(tx).await?.into_iter().map(|one| (one.id, one)).collect(),
            people: people(tx).await?.into_iter().map(|one| (one.id, one)).collect(),
            providers: providers.into_iter().map(|one| (one.id, one.name)).collect(),
        })
    }

    /// The name of a unit.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> String {
        self.units.get(&id).map(|one| one.name.clone()).unwrap_or_default()
    }

    /// The title of a post.
    #[must_use]
    pub fn title(&self, id: PostId) -> String {
        self.posts.get(&id).map(|one| one.title.clone()).unwrap_or_default()
    }

    /// The name of a person.
    #[must_use]
    pub fn name(&self, id: EmployeeId) -> String {
        self.people.get(&id).map(|one| one.name.clone()).unwrap_or_default()
    }

    /// The name of a provider; empty for own staff.
    #[must_use]
    pub fn provider(&self, id: Option<ProviderId>) -> String {
        id.and_then(|id| self.providers.get(&id)).cloned().unwrap_or_default()
    }
}
