//! Is the application regular: notice, putting right, suspension; refusal of a consent; nobody to
//! assist; giving up. Each notice is a paper.

use super::apply::{AGREEING, FIXING, copies, moved, step, term};
use super::content::{Note, sealed};
use super::course::Move;
use super::letter;
use super::load::Filed;
use super::paper;
use super::store::{assistance_application, assistance_check};
use super::{ApplicationId, CheckId};
use crate::assistants::Press;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{IntoActiveModel, Set};

/// Found regular: the term for the agreement runs from the day of filing.
///
/// # Errors
/// When something is irregular, or a consent was refused.
pub async fn accept(tx: &mut Tx, law: &Law, filed: &Filed, on: Day) -> Result<(), Problem> {
    if !filed.content.irregular(filed.hours()).is_empty() || filed.content.refuses_consent() {
        return Err(Problem::Impossible("assistance-refused-irregular"));
    }
    let due = term(law, AGREEING, filed.row.filed_on)?;
    moved(tx, filed, (Move::Accept, Some(due))).await?;
    Ok(step(tx, (filed.row.id, None), ("regular", on), (&Note::default(), None)).await?)
}

/// A written notice of irregularities; served on a day, from which the days for putting right run.
///
/// # Errors
/// When the application is in no state for it.
pub async fn notify(
    tx: &mut Tx,
    law: &Law,
    filed: &Filed,
    (on, what, press): (Day, &str, &Press),
) -> Result<(), Problem> {
    let until = term(law, FIXING, on)?;
    moved(tx, filed, (Move::Notify, Some(until))).await?;
    let paper = letter::irregular(tx, filed, ((on, until), what, press)).await?;
    let note = Note { text: what.to_owned(), until: Some(until), ..Note::default() };
    Ok(step(tx, (filed.row.id, None), ("irregular", on), (&note, Some(paper))).await?)
}

/// Put right on a day: with a new content. In time, the term for the agreement runs from the end of
/// the days for putting right; after a suspension from the day itself.
///
/// # Errors
/// When something is still irregular.
pub async fn fix(
    tx: &mut Tx,
    law: &Law,
    filed: &Filed,
    (on, what): (Day, &str),
) -> Result<(), Problem> {
    if !filed.content.irregular(filed.hours()).is_empty() || filed.content.refuses_consent() {
        return Err(Problem::Impossible("assistance-refused-irregular"));
    }
    let from = filed.row.due_on.filter(|until| on <= *until).unwrap_or(on);
    let due = term(law, AGREEING, from)?;
    moved(tx, filed, (Move::Fix, Some(due))).await?;
    let note = Note { text: what.to_owned(), ..Note::default() };
    Ok(step(tx, (filed.row.id, None), ("fixed", on), (&note, None)).await?)
}

/// Not put right: the procedure is suspended, not closed, and the applicant is told so.
///
/// # Errors
/// Before the days for putting right are over.
pub async fn suspend(
    tx: &mut Tx,
    filed: &Filed,
    (on, what, press): (Day, &str, &Press),
) -> Result<(), Problem> {
    if filed.row.due_on.is_some_and(|until| on <= until) {
        return Err(Problem::Impossible("assistance-refused-early"));
    }
    moved(tx, filed, (Move::Suspend, None)).await?;
    let paper = letter::suspended(tx, filed, (on, what, press)).await?;
    let note = Note { text: what.to_owned(), ..Note::default() };
    Ok(step(tx, (filed.row.id, None), ("suspended", on), (&note, Some(paper))).await?)
}

/// Not considered: only where a required consent was refused.
///
/// # Errors
/// When no consent was refused.
pub async fn not_consider(
    tx: &mut Tx,
    filed: &Filed,
    (on, press): (Day, &Press),
) -> Result<(), Problem> {
    if !filed.content.refuses_consent() {
        return Err(Problem::Impossible("assistance-refused-consent"));
    }
    moved(tx, filed, (Move::Refuse, None)).await?;
    let paper = letter::not_considered(tx, filed, (on, press)).await?;
    let step_of = (filed.row.id, None);
    Ok(step(tx, step_of, ("not-considered", on), (&Note::default(), Some(paper))).await?)
}

/// Nobody on the list can assist: the applicant is told what was tried.
///
/// # Errors
/// When the application is in no state for it.
pub async fn no_candidate(
    tx: &mut Tx,
    filed: &Filed,
    (on, what, press): (Day, &str, &Press),
) -> Result<(), Problem> {
    moved(tx, filed, (Move::NoCandidate, None)).await?;
    let paper = letter::no_candidate(tx, filed, (on, what, press)).await?;
    let note = Note { text: what.to_owned(), ..Note::default() };
    Ok(step(tx, (filed.row.id, None), ("no-candidate", on), (&note, Some(paper))).await?)
}

/// Somebody was found after all.
///
/// # Errors
/// When the application is in no state for it.
pub async fn reopen(tx: &mut Tx, law: &Law, filed: &Filed, on: Day) -> Result<(), Problem> {
    moved(tx, filed, (Move::Reopen, Some(term(law, AGREEING, on)?))).await?;
    Ok(step(tx, (filed.row.id, None), ("reopened", on), (&Note::default(), None)).await?)
}

/// The applicant gives up before an agreement.
///
/// # Errors
/// When there is an agreement already.
pub async fn withdraw(tx: &mut Tx, filed: &Filed, (on, why): (Day, &str)) -> Result<(), Problem> {
    moved(tx, filed, (Move::Withdraw, None)).await?;
    let note = Note { text: why.to_owned(), ..Note::default() };
    Ok(step(tx, (filed.row.id, None), ("withdrawn", on), (&note, None)).await?)
}

/// The content of an application that is not yet regular is written anew: the form is printed with it,
/// and whoever pays an aid to which there is a consent now gets the copy.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn rewrite(
    tx: &mut Tx,
    law: &Law,
    (filed, press): (&Filed, &Press),
) -> Result<(), StoreError> {
    let (id, today) = (filed.row.id, tx.today());
    let paper = paper::application(tx, filed, press).await?;
    let active = assistance_application::ActiveModel {
        hours: Set(filed.row.hours),
        content_sealed: Set(sealed(tx, ("assistance_application", id.0), &filed.content)?),
        paper_id: Set(Some(paper)),
        ..Default::default()
    };
    tx.update::<assistance_application::Entity>(id, filed.row.version, active).await?;
    step(tx, (id, None), ("edited", today), (&Note::default(), Some(paper))).await?;
    copies(tx, law, (filed, today)).await?;
    let person = Some(filed.row.person_id.0);
    tx.audit(Entry::write("assistance-application", id.0).about(person));
    Ok(())
}

/// A check against double financing (чл. 4–5 Наредба № РД-07-7).
#[derive(Clone, Debug, Default)]
pub struct NewCheck {
    /// `initial`, `month`, `half-year`; words have the key `assistance-check-<code>`.
    pub kind: String,
    /// The day.
    pub on: Option<Day>,
    /// Other support for the same needs was found.
    pub found: bool,
    /// Sources asked, and the conclusion.
    pub note: Note,
}

/// Notes a check.
///
/// # Errors
/// When the database refuses.
pub async fn check(
    tx: &mut Tx,
    application: ApplicationId,
    new: &NewCheck,
) -> Result<CheckId, StoreError> {
    let id = CheckId(tx.new_id());
    let row = assistance_check::Model {
        municipality_id: tx.municipality(),
        id,
        application_id: application,
        kind: new.kind.clone(),
        checked_on: new.on.unwrap_or(tx.today()),
        found: new.found,
        content_sealed: sealed(tx, ("assistance_check", id.0), &new.note)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("assistance-check", id.0));
    Ok(id)
}
