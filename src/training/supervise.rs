//! Supervision: what was contracted, the meetings with their themes in general, what was agreed and what
//! came of it. By design there is no case in it: no field for a person served, and a text that holds an
//! identifier is refused.

use super::content::{Agreed, Guided, Themes, holds_identifier, sealed};
use super::guided_paper;
use super::load::{self, Action, Meeting, Supervision};
use super::programme::same_name;
use super::store::{supervision, supervision_action, supervision_meeting, supervision_person};
use super::{ActionId, MeetingId, PersonRowId, SupervisionId};
use crate::projects::ProjectId;
use crate::workforce::{EmployeeId, EmployeeName};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{IntoActiveModel, Set};

/// Of a group or of one person; words have the key `training-supervision-<code>`.
pub const KINDS: [&str; 2] = ["group", "individual"];
/// What came of what was agreed; words have the key `training-outcome-<code>`.
pub const OUTCOMES: [&str; 3] = ["done", "partly", "not"];
/// So many may be at a meeting.
pub const MOST: usize = 40;

/// A supervision as it is entered.
#[derive(Clone, Debug, Default)]
pub struct NewSupervision {
    /// A code of [`KINDS`].
    pub kind: String,
    /// By whose money.
    pub project: Option<ProjectId>,
    /// A code of `FUNDINGS`.
    pub funding: String,
    /// From which day to which.
    pub period: Option<(Day, Day)>,
    /// By whom, what for.
    pub content: Guided,
}

fn refuse_identifiers(texts: &[&str]) -> Result<(), Problem> {
    match texts.iter().any(|text| holds_identifier(text)) {
        true => Err(Problem::Impossible("training-wrong-identifier")),
        false => Ok(()),
    }
}

/// Enters a supervision.
///
/// # Errors
/// When it has no period, or a text holds an identifier.
pub async fn add(tx: &mut Tx, new: &NewSupervision) -> Result<SupervisionId, Problem> {
    let Some((from, to)) = new.period.filter(|(from, to)| from <= to) else {
        return Err(Problem::Impossible("training-refused-period"));
    };
    refuse_identifiers(&[&new.content.aims, &new.content.summary])?;
    let id = SupervisionId(tx.new_id());
    let row = supervision::Model {
        municipality_id: tx.municipality(),
        id,
        kind: new.kind.clone(),
        project_id: new.project,
        funding: new.funding.clone(),
        starts_on: from,
        ends_on: to,
        content_sealed: sealed(tx, ("supervision", id.0), &new.content)?,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("supervision", id.0));
    Ok(id)
}

/// A meeting as it is entered.
#[derive(Clone, Debug)]
pub struct NewMeeting<'a> {
    /// The day.
    pub day: Day,
    /// Academic hours.
    pub hours: u32,
    /// What about, in general.
    pub themes: String,
    /// Who was there.
    pub present: &'a [EmployeeName],
}

/// Why a meeting cannot be entered; the key of the reason.
#[must_use]
pub fn refusal(of: &Supervision, new: &NewMeeting<'_>, today: Day) -> Option<&'static str> {
    let is_supervisor = |one: &EmployeeName| same_name(&of.content.supervisor, &one.name);
    let is_within = of.row.starts_on <= new.day && new.day <= of.row.ends_on;
    if of.row.revoked_at.is_some() {
        Some("training-refused-revoked")
    } else if !is_within || new.day > today {
        Some("training-refused-meeting-day")
    } else if new.present.is_empty() || new.present.len() > MOST {
        Some("training-refused-nobody")
    } else if of.row.kind == KINDS[1] && new.present.len() > 1 {
        Some("training-refused-one")
    } else if new.present.iter().any(is_supervisor) {
        Some("training-refused-supervisor")
    } else if holds_identifier(&new.themes) {
        Some("training-wrong-identifier")
    } else {
        None
    }
}

/// Enters a meeting with those who were there.
///
/// # Errors
/// As [`refusal`].
pub async fn meet(
    tx: &mut Tx,
    of: &Supervision,
    new: &NewMeeting<'_>,
) -> Result<MeetingId, Problem> {
    if let Some(key) = refusal(of, new, tx.today()) {
        return Err(Problem::Impossible(key));
    }
    let id = MeetingId(tx.new_id());
    let content = Themes { themes: new.themes.clone(), why: String::new() };
    let row = supervision_meeting::Model {
        municipality_id: tx.municipality(),
        id,
        supervision_id: of.row.id,
        day: new.day,
        hours: i32::try_from(new.hours).unwrap_or(0),
        content_sealed: sealed(tx, ("supervision_meeting", id.0), &content)?,
        entered_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    for one in new.present {
        let row = supervision_person::Model {
            municipality_id: tx.municipality(),
            id: PersonRowId(tx.new_id()),
            meeting_id: id,
            employee_id: one.id,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("supervision-meeting", id.0));
    Ok(id)
}

/// Something to be done, as it was agreed.
#[derive(Clone, Debug)]
pub struct NewAction {
    /// What.
    pub text: String,
    /// At which meeting, when it was at one.
    pub meeting: Option<MeetingId>,
    /// By whom; none: by all of them.
    pub owner: Option<EmployeeId>,
    /// Until when.
    pub due_on: Day,
}

/// Enters what was agreed.
///
/// # Errors
/// When the supervision was revoked, or the text holds an identifier.
pub async fn agree(tx: &mut Tx, of: &Supervision, new: &NewAction) -> Result<ActionId, Problem> {
    if of.row.revoked_at.is_some() {
        return Err(Problem::Impossible("training-refused-revoked"));
    }
    refuse_identifiers(&[&new.text])?;
    let id = ActionId(tx.new_id());
    let content = Agreed { text: new.text.clone(), result: String::new() };
    let row = supervision_action::Model {
        municipality_id: tx.municipality(),
        id,
        supervision_id: of.row.id,
        meeting_id: new.meeting,
        employee_id: new.owner,
        due_on: new.due_on,
        done_on: None,
        outcome: String::new(),
        content_sealed: sealed(tx, ("supervision_action", id.0), &content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("supervision-action", id.0));
    Ok(id)
}

/// Notes what came of something agreed.
///
/// # Errors
/// When it was noted before, the day is ahead, or the text holds an identifier.
pub async fn follow(
    tx: &mut Tx,
    action: &Action,
    (on, outcome, result): (Day, &str, &str),
) -> Result<(), Problem> {
    if action.row.done_on.is_some() || on > tx.today() || !OUTCOMES.contains(&outcome) {
        return Err(Problem::Impossible("training-refused-follow"));
    }
    refuse_identifiers(&[result])?;
    let id = action.row.id;
    let content = Agreed { result: result.to_owned(), ..action.content.clone() };
    let active = supervision_action::ActiveModel {
        done_on: Set(Some(on)),
        outcome: Set(outcome.to_owned()),
        content_sealed: Set(sealed(tx, ("supervision_action", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<supervision_action::Entity>(id, action.row.version, active).await?;
    tx.audit(Entry::write("supervision-action", id.0));
    Ok(())
}

/// Revokes a meeting that was entered wrongly; those who were there go with it.
///
/// # Errors
/// When it was revoked before.
pub async fn revoke_meeting(tx: &mut Tx, meeting: &Meeting, why: &str) -> Result<(), Problem> {
    if meeting.row.revoked_at.is_some() {
        return Err(Problem::Impossible("training-refused-revoked"));
    }
    let id = meeting.row.id;
    let content = Themes { why: why.to_owned(), ..meeting.content.clone() };
    let active = supervision_meeting::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("supervision_meeting", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<supervision_meeting::Entity>(id, meeting.row.version, active).await?;
    guided_paper::overtake(tx, std::slice::from_ref(meeting)).await?;
    tx.audit(Entry::write("supervision-meeting-revoked", id.0));
    Ok(())
}

/// Revokes a supervision that was entered wrongly, with all its meetings.
///
/// # Errors
/// When it was revoked before.
pub async fn revoke(tx: &mut Tx, of: &Supervision, why: &str) -> Result<(), Problem> {
    if of.row.revoked_at.is_some() {
        return Err(Problem::Impossible("training-refused-revoked"));
    }
    let id = of.row.id;
    let content = Guided { why: why.to_owned(), ..of.content.clone() };
    let active = supervision::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("supervision", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<supervision::Entity>(id, of.row.version, active).await?;
    let meetings = load::meetings(tx, &[id]).await?;
    guided_paper::overtake(tx, &meetings).await?;
    tx.audit(Entry::write("supervision-revoked", id.0));
    Ok(())
}

/// Who was ever at a meeting of some supervisions, that stands.
///
/// # Errors
/// When the database does not answer.
pub async fn people(
    tx: &Tx,
    meetings: &[Meeting],
) -> Result<Vec<supervision_person::Model>, StoreError> {
    let standing = meetings.iter().filter(|one| one.row.revoked_at.is_none());
    let ids: Vec<MeetingId> = standing.map(|one| one.row.id).collect();
    load::present(tx, &ids).await
}
