//! Who accompanies somebody new, and who stands in for somebody away.

use super::load;
use super::store::{workforce_leave, workforce_mentor};
use super::{EmployeeId, LeaveId, MentorId};
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{IntoActiveModel, Set};

/// Gives somebody new a mentor.
///
/// # Errors
/// When they are the same person, or there is a mentor already.
pub async fn add_mentor(
    tx: &mut Tx,
    (employee, mentor): (EmployeeId, EmployeeId),
    ((from, until), note): ((Day, Day), &str),
) -> Result<MentorId, Problem> {
    let all = load::mentors(tx).await?;
    let has = all
        .iter()
        .any(|one| one.employee_id == employee && one.ended_on.is_none() && one.until_on >= from);
    if employee == mentor || until < from || has {
        return Err(Problem::Impossible("workforce-refused-mentor"));
    }
    let id = MentorId(tx.new_id());
    let row = workforce_mentor::Model {
        municipality_id: tx.municipality(),
        id,
        employee_id: employee,
        mentor_id: mentor,
        from_on: from,
        until_on: until,
        ended_on: None,
        note: note.to_owned(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("mentor", id.0));
    Ok(id)
}

/// Ends the time with a mentor, with what came of it.
///
/// # Errors
/// When it has ended, or was changed meanwhile.
pub async fn end_mentor(
    tx: &mut Tx,
    one: &workforce_mentor::Model,
    (on, note): (Day, &str),
) -> Result<(), Problem> {
    if one.ended_on.is_some() || on < one.from_on {
        return Err(Problem::Impossible("workforce-refused-mentor"));
    }
    let row = workforce_mentor::ActiveModel {
        ended_on: Set(Some(on)),
        note: Set(note.to_owned()),
        ..Default::default()
    };
    tx.update::<workforce_mentor::Entity>(one.id, one.version, row).await?;
    tx.audit(Entry::write("mentor-end", one.id.0));
    Ok(())
}

/// Enters that somebody is away, and who stands in.
///
/// # Errors
/// When the days do not fit, meet other leave, or the deputy is away too.
pub async fn add_leave(
    tx: &mut Tx,
    (employee, deputy): (EmployeeId, Option<EmployeeId>),
    (kind, (from, until)): (&str, (Day, Day)),
) -> Result<LeaveId, Problem> {
    let all = load::leaves(tx, (from, until)).await?;
    let is_away =
        |id: EmployeeId| all.iter().any(|one| one.revoked_at.is_none() && one.employee_id == id);
    if until < from || deputy == Some(employee) || is_away(employee) {
        return Err(Problem::Impossible("workforce-refused-leave"));
    }
    if deputy.is_some_and(is_away) {
        return Err(Problem::Impossible("workforce-refused-deputy"));
    }
    let id = LeaveId(tx.new_id());
    let row = workforce_leave::Model {
        municipality_id: tx.municipality(),
        id,
        employee_id: employee,
        deputy_id: deputy,
        kind: kind.to_owned(),
        from_on: from,
        until_on: until,
        entered_at: tx.now(),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("leave", id.0));
    Ok(id)
}

/// Revokes leave that was entered wrongly.
///
/// # Errors
/// When it was revoked, or changed meanwhile.
pub async fn revoke_leave(
    tx: &mut Tx,
    one: &workforce_leave::Model,
    why: &str,
) -> Result<(), Problem> {
    if one.revoked_at.is_some() {
        return Err(Problem::Impossible("workforce-refused-revoked"));
    }
    let row = workforce_leave::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        revoked_why: Set(why.to_owned()),
        ..Default::default()
    };
    tx.update::<workforce_leave::Entity>(one.id, one.version, row).await?;
    tx.audit(Entry::write("leave-revoked", one.id.0).because(why));
    Ok(())
}
