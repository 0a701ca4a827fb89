//! Files: begun, led step by step, dropped. A step is noted after those on which it rests.

use super::content::{About, Noted, sealed};
use super::course::{self, Wrong, is_whole, refusals};
use super::load::{self, Noting, Whole};
use super::reference;
use super::score;
use super::store::{power_file, power_step};
use super::{FileId, StepId};
use crate::decisions::{self, DecisionId, NewDecision};
use crate::services::ServiceId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::Law;
use sea_orm::{IntoActiveModel, Set};

/// Under which name files are numbered.
const REGISTER: &str = "power-file";
/// Who decides on them.
pub const COUNCIL: &str = "municipal-council";

/// A file to be begun.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// Its kind.
    pub kind: String,
    /// The service of the directory, when there is one.
    pub service: Option<ServiceId>,
    /// When it began.
    pub begun_on: Day,
    /// For which day a competition is planned.
    pub planned_on: Option<Day>,
    /// What it is about.
    pub about: About,
}

/// Begins a file; a competition takes the criteria that hold on its first day.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &NewFile) -> Result<FileId, StoreError> {
    let id = FileId(tx.new_id());
    let mut about = new.about.clone();
    if course::is_contest(&new.kind) && about.criteria.is_empty() {
        about.criteria = reference::on(tx, new.begun_on).await?.contest;
    }
    let year = i32::from(new.begun_on.0.year());
    let row = power_file::Model {
        municipality_id: tx.municipality(),
        id,
        kind: new.kind.clone(),
        year,
        number: tx.next_number(REGISTER, year).await?,
        service_id: new.service,
        begun_on: new.begun_on,
        planned_on: new.planned_on,
        ended_on: None,
        ended_how: String::new(),
        content_sealed: sealed(tx, ("power_file", id.0), &about)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("power-file", id.0));
    Ok(id)
}

/// Corrects what a file is about and for which day its competition is planned.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn correct(
    tx: &mut Tx,
    id: FileId,
    (about, planned_on): (&About, Option<Day>),
    version: i32,
) -> Result<(), StoreError> {
    let active = power_file::ActiveModel {
        planned_on: Set(planned_on),
        content_sealed: Set(sealed(tx, ("power_file", id.0), about)?),
        ..Default::default()
    };
    tx.update::<power_file::Entity>(id, version, active).await?;
    tx.audit(Entry::write("power-file-corrected", id.0));
    Ok(())
}

/// A step to be noted.
#[derive(Clone, Debug)]
pub struct NewStep {
    /// Which.
    pub code: String,
    /// When it was done.
    pub on: Day,
    /// What follows has its longer term.
    pub is_extended: bool,
    /// What was written.
    pub noted: Noted,
}

/// What a step asks for besides those before it: a commission, candidates, points, a contract, an
/// agreement.
fn gate(whole: &Whole, code: &str) -> Vec<&'static str> {
    let members = whole.members.iter();
    match code {
        "commission" => {
            let sitting = members
                .map(|one| (one.row.role.as_str(), one.row.declared_on.is_some(), &one.content));
            score::lacks(&sitting.collect::<Vec<_>>())
        }
        "contest" if whole.admitted().is_empty() => vec!["powers-wrong-no-candidate"],
        "scoring" if whole.admitted().iter().any(|one| one.row.points.is_none()) => {
            vec!["powers-wrong-no-points"]
        }
        "contract" if whole.contract.is_none() => vec!["powers-wrong-no-contract"],
        "signed" if whole.agreement.is_none() => vec!["powers-wrong-no-agreement"],
        _ => Vec::new(),
    }
}

/// What stands in the way of a step.
///
/// # Errors
/// When the database does not answer.
pub async fn wrong(
    tx: &Tx,
    law: &Law,
    (whole, new): (&Whole, &NewStep),
) -> Result<Vec<Wrong>, StoreError> {
    let steps = whole.steps();
    let done = load::done(&whole.notings);
    let what = (new.code.as_str(), new.on);
    let mut wrong = refusals(law, (&steps, &done), what, whole.frame(tx.today()));
    let gates = gate(whole, &new.code);
    wrong.extend(gates.into_iter().map(|key| ("step", key, Vec::new())));
    if new.on < whole.file.row.begun_on {
        wrong.push(("on", "powers-wrong-begun", Vec::new()));
    }
    let decides = steps.iter().any(|step| step.code == new.code && step.decides);
    let has_number = new.noted.number.chars().any(char::is_alphanumeric);
    if decides && !has_number {
        wrong.push(("number", "powers-wrong-decision", Vec::new()));
    } else if decides && decisions::is_taken(tx, COUNCIL, &new.noted.number, new.on).await? {
        wrong.push(("number", "powers-wrong-taken", Vec::new()));
    }
    Ok(wrong)
}

/// Notes a step; a decision of the municipal council is entered in the register of decisions, and a
/// file of which nothing is left to do ends.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn note(
    tx: &mut Tx,
    law: &Law,
    (whole, new): (&Whole, &NewStep),
    version: i32,
) -> Result<StepId, StoreError> {
    let file = whole.file.row.id;
    let decides = whole.steps().iter().any(|step| step.code == new.code && step.decides);
    let decision_id = if decides { Some(decided(tx, whole, new).await?) } else { None };
    let id = StepId(tx.new_id());
    let row = power_step::Model {
        municipality_id: tx.municipality(),
        id,
        file_id: file,
        code: new.code.clone(),
        done_on: new.on,
        is_extended: new.is_extended,
        decision_id,
        content_sealed: sealed(tx, ("power_step", id.0), &new.noted)?,
        made_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    let known = Noting { row: row.clone(), content: new.noted.clone() };
    tx.insert(row.into_active_model()).await?;
    let notings: Vec<Noting> = whole.notings.iter().cloned().chain([known]).collect();
    let steps = whole.steps();
    let done = load::done(&notings);
    let points = course::walk(law, (&steps, &done), whole.frame(tx.today()));
    let ended = is_whole(&points).then_some(new.on);
    // Also when it goes on: two who note at once must not both win.
    let active = power_file::ActiveModel {
        ended_on: Set(ended),
        ended_how: Set(ended.map_or("", |_| "done").to_owned()),
        ..Default::default()
    };
    tx.update::<power_file::Entity>(file, version, active).await?;
    tx.audit(Entry::write("power-step", file.0));
    Ok(id)
}

async fn decided(tx: &Tx, whole: &Whole, new: &NewStep) -> Result<DecisionId, StoreError> {
    let file = &whole.file;
    let note = new.noted.note.trim();
    let text = if note.is_empty() { file.content.title.clone() } else { note.to_owned() };
    let decision = NewDecision {
        body: COUNCIL,
        origin: Some(file.row.id.0),
        href: super::frame::path(file.row.id, ""),
        number: new.noted.number.clone(),
        taken_on: new.on,
        text,
        responsible: None,
        due_on: None,
        is_public: true,
    };
    decisions::enter(tx, decision).await
}

/// Takes a step back that was noted by mistake; the file goes on.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn revoke(
    tx: &mut Tx,
    (whole, noting): (&Whole, &Noting),
    (why, version): (String, i32),
) -> Result<(), StoreError> {
    let id = noting.row.id;
    if let Some(decision) = noting.row.decision_id {
        decisions::withdraw(tx, decision, &why).await?;
    }
    let content = Noted { revoked: why, ..noting.content.clone() };
    let active = power_step::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("power_step", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<power_step::Entity>(id, noting.row.version, active).await?;
    let active = power_file::ActiveModel {
        ended_on: Set(None),
        ended_how: Set(String::new()),
        ..Default::default()
    };
    tx.update::<power_file::Entity>(whole.file.row.id, version, active).await?;
    tx.audit(Entry::write("power-step-revoked", whole.file.row.id.0));
    Ok(())
}

/// Drops a file that leads nowhere.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn end(
    tx: &mut Tx,
    whole: &Whole,
    (why, version): (String, i32),
) -> Result<(), StoreError> {
    let id = whole.file.row.id;
    let about = About { why, ..whole.file.content.clone() };
    let active = power_file::ActiveModel {
        ended_on: Set(Some(tx.today())),
        ended_how: Set("dropped".to_owned()),
        content_sealed: Set(sealed(tx, ("power_file", id.0), &about)?),
        ..Default::default()
    };
    tx.update::<power_file::Entity>(id, version, active).await?;
    tx.audit(Entry::write("power-file-dropped", id.0));
    Ok(())
}
