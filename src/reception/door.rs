//! What citizens book by themselves, through the capability that has the page for it: the hours that are
//! offered, an hour with who comes, another time for it.

use super::appointment::{self, Wanted};
use super::store::booked::{self, When, Who};
use super::store::{appointment as rows, setting};
use super::{AppointmentId, SubjectId};
use crate::app::App;
use crate::municipality::ServicePointId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter};

/// The hours of a point that are free.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// How long each takes.
    pub minutes: i32,
    /// Each with its worker, by time.
    pub hours: Vec<When>,
}

/// The free hours of a point between two days, as long as its usual appointment. None when the point does
/// not receive by appointment.
///
/// # Errors
/// When the database does not answer.
pub async fn offered(
    (tx, law): (&Tx, &Law),
    point: ServicePointId,
    days: (Day, Day),
    but: Option<AppointmentId>,
) -> Result<Offered, StoreError> {
    let Some(own) = setting::point(tx, point).await? else { return Ok(Offered::default()) };
    let minutes = own.slot_minutes;
    let wanted = Wanted { point, worker: None, minutes, but };
    let free = appointment::free(tx, law, wanted, days).await?;
    let when = |one: appointment::Free| When { point, account: one.account, at: one.at, minutes };
    Ok(Offered { minutes, hours: free.into_iter().map(when).collect() })
}

/// What people may come with: id, name, name in English or empty.
///
/// # Errors
/// When the database does not answer.
pub async fn offered_subjects(tx: &Tx) -> Result<Vec<(SubjectId, String, String)>, StoreError> {
    let all = setting::subjects(tx).await?.into_iter().filter(|one| one.is_offered);
    Ok(all.map(|one| (one.id, one.name, one.name_en)).collect())
}

/// A booked hour with who comes.
#[derive(Clone, Debug)]
pub struct Booked {
    /// The hour.
    pub id: AppointmentId,
    /// When and with whom.
    pub when: When,
    /// Who comes.
    pub who: Who,
    /// `booked`, `held`, `missed`, `cancelled`.
    pub state: String,
    /// Counts its moves.
    pub sequence: i32,
    /// Version of the row.
    pub version: i32,
    row: rows::Model,
}

/// Some booked hours, in the order of their ids.
///
/// # Errors
/// When the database does not answer.
pub async fn booked_hours(tx: &Tx, ids: &[AppointmentId]) -> Result<Vec<Booked>, StoreError> {
    let found = tx
        .find::<rows::Entity>()
        .filter(rows::Column::Id.is_in(ids.iter().copied()))
        .all(tx.conn())
        .await?;
    let one = |row: rows::Model| {
        let when = When {
            point: row.service_point_id,
            account: row.account_id,
            at: row.starts_at,
            minutes: row.minutes,
        };
        Ok::<Booked, StoreError>(Booked {
            id: row.id,
            when,
            who: booked::who(tx, &row)?,
            state: row.state.clone(),
            sequence: row.sequence,
            version: row.version,
            row,
        })
    };
    let mut all: Vec<Booked> = found.into_iter().map(one).collect::<Result<_, StoreError>>()?;
    all.sort_by_key(|one| one.id);
    Ok(all)
}

/// Moves a booked hour to another time; whoever left an address is told.
///
/// # Errors
/// [`StoreError::Duplicate`] when a minute of it is taken; [`StoreError::Conflict`] when somebody else
/// changed it or it does not stand any more.
pub async fn change_time(
    app: &App,
    tx: &mut Tx,
    one: &Booked,
    when: When,
) -> Result<(), StoreError> {
    if one.state != "booked" {
        return Err(StoreError::Conflict);
    }
    appointment::change_time(app, tx, (&one.row, one.version), when).await
}
