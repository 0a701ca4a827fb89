//! Appointments: made by an order, paid by one source after another, ended or revoked.

use super::course::Lasts;
use super::load::{self, Appointment, Funding};
use super::store::{workforce_appointment, workforce_funding};
use super::{AppointmentId, EmployeeId, FundingId, PostId};
use crate::projects::ProjectId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{IntoActiveModel, Set};

/// The most minutes of a week that one appointment has.
pub const WEEK_MOST: i32 = 40 * 60;

/// Who pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// A code of [`super::course::SOURCES`].
    pub source: String,
    /// The project, when one pays.
    pub project: Option<ProjectId>,
}

/// An appointment to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAppointment {
    /// Who.
    pub employee: EmployeeId,
    /// To what.
    pub post: PostId,
    /// A code of [`super::course::KINDS`].
    pub kind: String,
    /// Number of the order or contract, and its day.
    pub order: (String, Day),
    /// The first day, and the last one when it is agreed.
    pub span: (Day, Option<Day>),
    /// Minutes of a week.
    pub weekly_minutes: i32,
    /// Who pays from the first day on.
    pub payer: Payer,
}

async fn fits(tx: &Tx, new: &NewAppointment) -> Result<(), Problem> {
    let (from, until) = new.span;
    if until.is_some_and(|until| until < from) {
        return Err(Problem::Impossible("workforce-refused-span"));
    }
    let employee = load::employee(tx, new.employee).await?;
    if employee.provider_id.is_some() || employee.gone_on.is_some_and(|gone| gone < from) {
        return Err(Problem::Impossible("workforce-refused-own"));
    }
    let post = load::post(tx, new.post).await?;
    if !post.holds(from) {
        return Err(Problem::Impossible("workforce-refused-post"));
    }
    let all = load::appointments(tx).await?;
    let there = all.iter().filter(|one| one.revoked_at.is_none() && one.post_id == new.post);
    let meet: Vec<&Appointment> = there.filter(|one| one.meets(new.span)).collect();
    if meet.iter().any(|one| one.employee_id == new.employee) {
        return Err(Problem::Impossible("workforce-refused-twice"));
    }
    // The places are full when on some day of the time all are taken; days on which somebody
    // begins are enough to look at.
    let begins = meet.iter().map(|one| one.from_on.max(from));
    let taken = begins.map(|day| meet.iter().filter(|one| one.holds(day)).count()).max();
    if taken.is_some_and(|taken| i32::try_from(taken).is_ok_and(|taken| taken >= post.places)) {
        return Err(Problem::Impossible("workforce-refused-places"));
    }
    Ok(())
}

/// Makes an appointment.
///
/// # Errors
/// When it is not of own staff, the post has no place, or the days do not fit.
pub async fn add(tx: &mut Tx, new: &NewAppointment) -> Result<AppointmentId, Problem> {
    fits(tx, new).await?;
    let id = AppointmentId(tx.new_id());
    let row = workforce_appointment::Model {
        municipality_id: tx.municipality(),
        id,
        employee_id: new.employee,
        post_id: new.post,
        kind: new.kind.clone(),
        order_number: new.order.0.clone(),
        order_on: new.order.1,
        from_on: new.span.0,
        until_on: new.span.1,
        end_reason: String::new(),
        weekly_minutes: new.weekly_minutes,
        entered_at: tx.now(),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    put_funding(tx, id, (&new.payer, new.span)).await?;
    tx.audit(Entry::write("appointment", id.0));
    Ok(id)
}

async fn put_funding(
    tx: &Tx,
    id: AppointmentId,
    (payer, (from, until)): (&Payer, (Day, Option<Day>)),
) -> Result<(), StoreError> {
    let row = workforce_funding::Model {
        municipality_id: tx.municipality(),
        id: FundingId(tx.new_id()),
        appointment_id: id,
        source: payer.source.clone(),
        project_id: payer.project,
        from_on: from,
        until_on: until,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await
}

async fn revoke_funding(tx: &Tx, one: &Funding) -> Result<(), StoreError> {
    let row =
        workforce_funding::ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<workforce_funding::Entity>(one.id, one.version, row).await
}

/// Cuts the funding after a day: what goes on longer is revoked and entered anew until that day.
async fn cut(tx: &Tx, id: AppointmentId, last: Day) -> Result<(), StoreError> {
    let all = load::funding_of(tx, id).await?;
    let longer =
        |one: &&Funding| one.revoked_at.is_none() && one.until_on.is_none_or(|until| until > last);
    for one in all.iter().filter(longer) {
        revoke_funding(tx, one).await?;
        if one.from_on <= last {
            let payer = Payer { source: one.source.clone(), project: one.project_id };
            put_funding(tx, id, (&payer, (one.from_on, Some(last)))).await?;
        }
    }
    Ok(())
}

/// From a day on somebody else pays; the appointment goes on.
///
/// # Errors
/// When the day is not in the appointment, or it was changed meanwhile.
pub async fn fund(
    tx: &mut Tx,
    one: &Appointment,
    (from, payer): (Day, &Payer),
) -> Result<(), Problem> {
    if one.revoked_at.is_some() || !one.holds(from) {
        return Err(Problem::Impossible("workforce-refused-span"));
    }
    touched(tx, one, workforce_appointment::ActiveModel::default()).await?;
    cut(tx, one.id, from.plus(-1)).await?;
    put_funding(tx, one.id, (payer, (from, one.until_on))).await?;
    tx.audit(Entry::write("appointment-funding", one.id.0));
    Ok(())
}

async fn touched(
    tx: &Tx,
    one: &Appointment,
    row: workforce_appointment::ActiveModel,
) -> Result<(), StoreError> {
    let row = workforce_appointment::ActiveModel {
        account_name: Set(tx.actor().name.to_string()),
        ..row
    };
    tx.update::<workforce_appointment::Entity>(one.id, one.version, row).await
}

/// Ends an appointment after a day.
///
/// # Errors
/// When the day is not in the appointment, or it was changed meanwhile.
pub async fn end(
    tx: &mut Tx,
    one: &Appointment,
    (last, reason): (Day, &str),
) -> Result<(), Problem> {
    if one.revoked_at.is_some() || !one.holds(last) {
        return Err(Problem::Impossible("workforce-refused-span"));
    }
    let row = workforce_appointment::ActiveModel {
        until_on: Set(Some(last)),
        end_reason: Set(reason.to_owned()),
        ..Default::default()
    };
    touched(tx, one, row).await?;
    cut(tx, one.id, last).await?;
    tx.audit(Entry::write("appointment-end", one.id.0).because(reason));
    Ok(())
}

/// Revokes what was entered wrongly, with its funding.
///
/// # Errors
/// When it was revoked or changed meanwhile.
pub async fn revoke(tx: &mut Tx, one: &Appointment, why: &str) -> Result<(), Problem> {
    if one.revoked_at.is_some() {
        return Err(Problem::Impossible("workforce-refused-revoked"));
    }
    let row = workforce_appointment::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        revoked_why: Set(why.to_owned()),
        ..Default::default()
    };
    touched(tx, one, row).await?;
    for paid in load::funding_of(tx, one.id).await?.iter().filter(|one| one.revoked_at.is_none()) {
        revoke_funding(tx, paid).await?;
    }
    tx.audit(Entry::write("appointment-revoked", one.id.0).because(why));
    Ok(())
}
