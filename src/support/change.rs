//! Writing documents down: begun, saved, approved, signed, given; with what follows from each in the
//! same transaction.

use super::content::{Content, sealed};
use super::course::{Kind, Move, Stage, missing, next, refused_source};
use super::load::{self, Whole};
use super::store::{support_action, support_version};
use super::{VersionId, follow, letter, terms};
use crate::app::App;
use crate::consent;
use crate::placement::{self, Brief, NewPlan, PlacementId, PlanContent};
use kit::store::{Event, Municipality, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::Set;

/// A document that is begun.
#[derive(Clone, Debug)]
pub struct NewVersion {
    /// Of which placement.
    pub placement: PlacementId,
    /// What.
    pub kind: Kind,
    /// `first`, `wish`, `term`, `need`, `leaving`.
    pub ground: String,
    /// Why, of an update.
    pub reason: String,
}

/// Which office prints, and where the code of a paper is checked.
pub struct Press<'a> {
    /// The office.
    pub municipality: &'a Municipality,
    /// Where a code is checked, without the code.
    pub verify: String,
}

/// Records what happened to a document, on the timelines of the person and of the case.
pub async fn happened(
    tx: &mut Tx,
    brief: &Brief,
    kind: &'static str,
    data: Vec<(&'static str, String)>,
) -> Result<(), StoreError> {
    let case = brief.case.map(|case| case.0);
    tx.event(Event { kind, person: Some(brief.person.0), case, data }).await
}

/// Begins a document; an update begins as a copy of what holds.
///
/// # Errors
/// When it may not be begun now.
pub async fn begin(tx: &mut Tx, app: &App, new: &NewVersion) -> Result<VersionId, Problem> {
    let law = app.law(tx.municipality());
    let brief = placement::brief(tx, &law, new.placement).await?;
    let rows = load::versions(tx, new.placement).await?;
    let base = super::begin::may(&law, (&brief, &rows), (new.kind, &new.ground), tx.today())?;
    let mut content = copied(tx, &rows, new.kind).await?;
    content.reason.clone_from(&new.reason);
    let own = rows.iter().filter(|row| row.kind == new.kind.code());
    let number = own.map(|row| row.number).max().unwrap_or(0) + 1;
    let id = VersionId(tx.new_id());
    let wanted = (new.kind, new.ground.as_str(), !content.longer.is_empty());
    tx.insert(support_version::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(new.placement),
        kind: Set(new.kind.code().to_owned()),
        number: Set(number),
        base_id: Set(base),
        state: Set(Stage::Draft.code().to_owned()),
        ground: Set(new.ground.clone()),
        fits: Set(String::new()),
        joint: Set(content.joint == "yes"),
        due_on: Set(terms::sign_by(&law, &brief, wanted)?),
        approved_on: Set(None),
        approved_by: Set(String::new()),
        signed_on: Set(None),
        given_on: Set(None),
        sent_on: Set(None),
        sent_how: Set(String::new()),
        content_sealed: Set(sealed(tx, id, &content)?),
        paper_id: Set(None),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        version: Set(1),
    })
    .await?;
    happened(tx, &brief, "support-begun", of(new.kind, number)).await?;
    Ok(id)
}

fn of(kind: Kind, number: i32) -> Vec<(&'static str, String)> {
    vec![("kind", kind.code().to_owned()), ("number", number.to_string())]
}

/// What a new version begins with: what holds, without what belongs to its own days; of a first one
/// the team, and for a report the goals of the plan.
async fn copied(
    tx: &Tx,
    rows: &[support_version::Model],
    kind: Kind,
) -> Result<Content, StoreError> {
    let held = |kind: Kind| load::in_force(rows, kind);
    let opened = |row: Option<&support_version::Model>| match row {
        Some(row) => super::content::content(tx, row),
        None => Ok(Content::default()),
    };
    let assessed = opened(held(Kind::Assessment))?;
    let mut content = match kind {
        Kind::Evaluation => Content {
            goals: opened(held(Kind::Plan))?.goals,
            team: assessed.team.clone(),
            ..Content::default()
        },
        kind => opened(held(kind))?,
    };
    if content.team.is_empty() || kind == Kind::Plan {
        content.team.clone_from(&assessed.team);
    }
    if let Some(row) = held(kind).filter(|_| matches!(kind, Kind::Plan | Kind::Joint)) {
        let done = load::actions(tx, row.id).await?;
        leave_out(&mut content, &done);
    }
    let Content { longer, longer_why, signer, .. } = &mut content;
    for text in [longer, longer_why, signer] {
        text.clear();
    }
    (content.begun_on, content.ended_on) = (None, None);
    Ok(content)
}

/// What is done does not go on into the next plan; the goal stays.
fn leave_out(content: &mut Content, marked: &[support_action::Model]) {
    let mut rows = marked.iter();
    for goal in &mut content.goals {
        goal.actions.retain(|_| rows.next().is_none_or(|row| row.state != "done"));
    }
}

/// Saves what is written in a draft, if it still has this version.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn save(
    tx: &mut Tx,
    app: &App,
    whole: &Whole,
    (content, version): (&Content, i32),
) -> Result<(), Problem> {
    if whole.stage != Stage::Draft {
        return Err(Problem::Impossible("support-refused-state"));
    }
    let (id, brief) = (whole.row.id, &whole.around.brief);
    let law = app.law(tx.municipality());
    let longer = !content.longer.is_empty();
    let active = support_version::ActiveModel {
        content_sealed: Set(sealed(tx, id, content)?),
        fits: Set(content.fits.clone()),
        joint: Set(content.joint == "yes"),
        due_on: Set(terms::sign_by(&law, brief, (whole.kind, &whole.row.ground, longer))?),
        ..Default::default()
    };
    tx.update::<support_version::Entity>(id, version, active).await?;
    let changes_term = longer == whole.content.longer.is_empty();
    if changes_term && whole.kind == Kind::Assessment {
        placement::extend(tx, app, (whole.row.placement_id, longer)).await?;
    }
    Ok(happened(tx, brief, "support-saved", of(whole.kind, whole.row.number)).await?)
}

/// The head of the service approves: the document is numbered and printed.
///
/// # Errors
/// When something is missing, or a consent on which it rests does not hold.
pub async fn approve(
    tx: &mut Tx,
    whole: &Whole,
    press: &Press<'_>,
    (by, on): (&str, Day),
) -> Result<(), Problem> {
    let after = step(whole, Move::Approve)?;
    if !missing(whole.kind, &whole.content, whole.frame()).is_empty() {
        return Err(Problem::Impossible("support-refused-missing"));
    }
    let frame = whole.frame();
    let mut others = whole.content.sources.iter().filter(|one| one.consent_on.is_some());
    let refused = whole.content.sources.iter().any(|one| refused_source(one, frame).is_some());
    if refused {
        return Err(Problem::Impossible("support-source-consent"));
    }
    if others.next().is_some() && !holds_consent(tx, whole).await? {
        return Err(Problem::Impossible("support-refused-consent"));
    }
    let paper = letter::paper(tx, whole, press, (by, on)).await?;
    let active = support_version::ActiveModel {
        state: Set(after.code().to_owned()),
        approved_on: Set(Some(on)),
        approved_by: Set(by.to_owned()),
        paper_id: Set(Some(paper)),
        ..Default::default()
    };
    tx.update::<support_version::Entity>(whole.row.id, whole.row.version, active).await?;
    told(tx, whole, "support-approved").await
}

/// Whether the consent to information from others stands in the register, not withdrawn.
async fn holds_consent(tx: &Tx, whole: &Whole) -> Result<bool, StoreError> {
    consent::holds(tx, whole.around.brief.person, "third_party").await
}

fn step(whole: &Whole, step: Move) -> Result<Stage, Problem> {
    next(whole.stage, step).ok_or(Problem::Impossible("support-refused-state"))
}

async fn told(tx: &mut Tx, whole: &Whole, kind: &'static str) -> Result<(), Problem> {
    let data = of(whole.kind, whole.row.number);
    Ok(happened(tx, &whole.around.brief, kind, data).await?)
}

/// A document goes back to be mended, or is given up.
///
/// # Errors
/// When its stage does not allow it.
pub async fn turn_back(tx: &mut Tx, whole: &Whole, way: Move) -> Result<(), Problem> {
    let after = step(whole, way)?;
    let mut active = support_version::ActiveModel {
        state: Set(after.code().to_owned()),
        approved_on: Set(None),
        approved_by: Set(String::new()),
        ..Default::default()
    };
    if after == Stage::Dropped {
        active.due_on = Set(None);
    }
    tx.update::<support_version::Entity>(whole.row.id, whole.row.version, active).await?;
    let kind = if after == Stage::Dropped { "support-dropped" } else { "support-returned" };
    told(tx, whole, kind).await
}

/// Team and person signed: the document holds, and the placement goes on by it.
///
/// # Errors
/// When its stage or the state of the placement does not allow it.
pub async fn sign(
    tx: &mut Tx,
    app: &App,
    whole: &Whole,
    (signer, on): (&str, Day),
) -> Result<(), Problem> {
    let after = step(whole, Move::Sign)?;
    let law = app.law(tx.municipality());
    let content = Content { signer: signer.to_owned(), ..whole.content.clone() };
    let active = support_version::ActiveModel {
        state: Set(after.code().to_owned()),
        signed_on: Set(Some(on)),
        due_on: Set(terms::send_by(&law, whole.kind, on)?),
        content_sealed: Set(sealed(tx, whole.row.id, &content)?),
        ..Default::default()
    };
    tx.update::<support_version::Entity>(whole.row.id, whole.row.version, active).await?;
    told(tx, whole, "support-signed").await?;
    match whole.kind {
        Kind::Assessment if whole.frame().first && content.fits == "no" => {
            let new = plan_of(&content, (on, None), &content);
            placement::record(tx, app, whole.row.placement_id, &new).await?;
        }
        Kind::Assessment => {}
        Kind::Plan => {
            let base = load::row(tx, whole.row.base_id.unwrap_or(whole.row.id)).await?;
            let assessed = super::content::content(tx, &base)?;
            let day = base.signed_on.unwrap_or(on);
            let new = plan_of(&assessed, (day, Some(on)), &content);
            placement::record(tx, app, whole.row.placement_id, &new).await?;
            follow::begin(tx, whole, &content).await?;
        }
        Kind::Joint => follow::begin(tx, whole, &content).await?,
        Kind::Evaluation => {
            let text = whole.words(ui::Lang::Bg).flat(&content);
            let text: Vec<String> = text.iter().map(|(n, v)| format!("{n}: {v}")).collect();
            let id = whole.row.placement_id;
            placement::evaluated(tx, app, id, (on, &text.join("\n"))).await?;
        }
    }
    Ok(())
}

/// What the placement keeps of an assessment and its plan.
fn plan_of(
    assessed: &Content,
    (assessed_on, planned_on): (Day, Option<Day>),
    plan: &Content,
) -> NewPlan {
    let fits = planned_on.is_some();
    let goal = |goal: &super::content::Goal| format!("{} ({})", goal.aim, goal.result);
    NewPlan {
        assessed_on,
        fits,
        planned_on,
        received_on: planned_on.unwrap_or(assessed_on),
        content: PlanContent {
            team: assessed.team_lines(),
            conclusions: assessed.text("conclusions").to_owned(),
            plan: plan.goals.iter().map(goal).collect::<Vec<_>>().join("\n"),
        },
        file: None,
    }
}

/// A signed document was given to the person and sent to who referred.
///
/// # Errors
/// When its stage does not allow it.
pub async fn give(
    tx: &mut Tx,
    whole: &Whole,
    (given_on, sent_on): (Day, Day),
    how: &str,
) -> Result<(), Problem> {
    let after = step(whole, Move::Give)?;
    let active = support_version::ActiveModel {
        state: Set(after.code().to_owned()),
        given_on: Set(Some(given_on)),
        sent_on: Set(Some(sent_on)),
        sent_how: Set(how.to_owned()),
        ..Default::default()
    };
    tx.update::<support_version::Entity>(whole.row.id, whole.row.version, active).await?;
    told(tx, whole, "support-given").await
}
