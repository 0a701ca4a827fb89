//! Publication for discussion, its withdrawal, the council's step, adoption and sending to АСП.

use super::content::{Released, SEALED};
use super::course::{self, Discussed, Step};
use super::document::{Document, SUMMARY};
use super::frame::{bg, bg_with, home};
use super::load::{self, Cycle};
use super::paper::{self, New, PHASES};
use super::record;
use super::register::{self, Decided};
use super::store::{planning_cycle, planning_release};
use super::summary::{self, Discussion, Release};
use super::{CycleId, ReleaseId, act};
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// A publication with what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The row.
    pub row: planning_release::Model,
    /// Why it was withdrawn.
    pub said: Released,
}

/// The publications of a cycle, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn releases(tx: &Tx, id: CycleId) -> Result<Vec<Published>, StoreError> {
    use planning_release::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::CycleId.eq(id)).order_by_asc(Column::Id);
    let read = |row: planning_release::Model| {
        let said = tx.open_json("planning_release", SEALED, row.id.0, &row.content_sealed)?;
        Ok(Published { row, said })
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

/// The publication that stands: the last one, unless it was withdrawn.
#[must_use]
pub fn standing(all: &[Published]) -> Option<&Published> {
    all.last().filter(|one| one.row.withdrawn_on.is_none())
}

/// All of a discussion, for its summary.
///
/// # Errors
/// When the database does not answer.
pub async fn discussion(tx: &Tx, id: CycleId) -> Result<Discussion, StoreError> {
    let release = |one: Published| Release {
        published_on: one.row.published_on,
        ends_on: one.row.ends_on,
        withdrawn: one.row.withdrawn_on.map(|on| (on, one.said.reason)),
    };
    Ok(Discussion {
        releases: releases(tx, id).await?.into_iter().map(release).collect(),
        opinions: record::heard(tx, id).await?,
        debates: record::held(tx, id).await?,
    })
}

/// What is known of the discussion when the council is to adopt.
///
/// # Errors
/// When the database does not answer.
pub async fn discussed(tx: &Tx, cycle: &Cycle) -> Result<Discussed, StoreError> {
    let all = releases(tx, cycle.row.id).await?;
    let debates = record::held(tx, cycle.row.id).await?;
    let of = |kind: &str| debates.iter().filter(|one| one.kind == kind).count();
    let is_summed =
        SUMMARY.parts.iter().all(|part| cycle.part(part).is_some_and(|one| one.edition > 0));
    Ok(Discussed {
        ends_on: standing(&all).map(|one| one.row.ends_on),
        debates: of("public"),
        in_council: of("council"),
        is_summed,
    })
}

/// What a step brings along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Number of the decision, or of the sending.
    pub number: String,
    /// Its day; of a publication the last day of the discussion.
    pub on: Option<Day>,
    /// Why a publication is withdrawn.
    pub reason: String,
}

/// With what papers are made: the office, and where codes are checked.
pub type Press<'a> = (&'a Municipality, &'a str);

/// The title of a cycle in Bulgarian.
#[must_use]
pub fn title(cycle: &Cycle) -> String {
    let args = [("year", cycle.row.year.to_string())];
    bg_with(&format!("planning-name-{}", cycle.row.kind), &args)
}

/// Takes a step.
///
/// # Errors
/// The reason when it cannot be taken, or the database refuses.
pub async fn step(
    tx: &mut Tx,
    law: &Law,
    (cycle, step): (&Cycle, Step),
    (given, press): (&Given, Press<'_>),
) -> Result<(), Problem> {
    let state = step.after(cycle.state()).map_err(Problem::Impossible)?;
    let id = cycle.row.id;
    let mut active =
        planning_cycle::ActiveModel { state: Set(state.code().to_owned()), ..Default::default() };
    match step {
        Step::Refresh => {
            act::refresh(tx, law, cycle).await?;
        }
        Step::Council => {
            let args = [("name", title(cycle))];
            register::propose(tx, &bg_with("planning-proposed", &args), &home(id)).await?;
            active.proposed_at = Set(Some(tx.now()));
        }
        Step::Publish => publish(tx, cycle, (given, press)).await?,
        Step::Withdraw => withdraw(tx, id, &given.reason).await?,
        Step::Summarise => summarise(tx, cycle).await?,
        Step::Adopt => {
            adopt(tx, cycle, (given, press)).await?;
            active.decision_number = Set(given.number.clone());
            active.decided_on = Set(given.on);
        }
        Step::Send => {
            send(tx, cycle, (given, press)).await?;
            active.sent_number = Set(given.number.clone());
            active.sent_on = Set(given.on);
        }
    }
    tx.update::<planning_cycle::Entity>(id, cycle.row.version, active).await?;
    tx.audit(Entry::new("planning-step", "planning-cycle", step.code()));
    Ok(())
}

fn discussed_documents(cycle: &Cycle) -> impl Iterator<Item = &'static Document> {
    cycle.documents().iter().filter(|one| one.is_discussed)
}

/// Publishes the documents as they stand: what anybody reads during the discussion does not change under them.
async fn publish(
    tx: &mut Tx,
    cycle: &Cycle,
    (given, press): (&Given, Press<'_>),
) -> Result<(), Problem> {
    let Some(ends_on) = given.on else {
        return Err(Problem::Impossible("form-day-required"));
    };
    let id = ReleaseId(tx.new_id());
    let today = tx.today();
    let row = planning_release::Model {
        municipality_id: tx.municipality(),
        id,
        cycle_id: cycle.row.id,
        published_on: today,
        ends_on,
        withdrawn_on: None,
        withdrawn_by: String::new(),
        content_sealed: tx.seal_json("planning_release", SEALED, id.0, &Released::default())?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let args = [("from", today.bg()), ("to", ends_on.bg())];
    let closing = bg_with("planning-closing-draft", &args);
    for document in discussed_documents(cycle) {
        let new = New {
            document: document.code,
            phase: PHASES[0],
            release: Some(id),
            sections: paper::sections(cycle, document),
            addressee: Vec::new(),
            closing: closing.clone(),
        };
        paper::add(tx, cycle, new, press).await?;
    }
    tx.audit(Entry::write("planning-release", id.0));
    Ok(())
}

/// Withdraws the publication that stands. It stays, with its day and its reason; the thirty days begin anew with
/// the next one.
async fn withdraw(tx: &mut Tx, id: CycleId, reason: &str) -> Result<(), Problem> {
    let all = releases(tx, id).await?;
    let one = standing(&all).ok_or(Problem::Impossible("planning-refused-unpublished"))?;
    let said = Released { reason: reason.to_owned() };
    let own = one.row.id;
    let active = planning_release::ActiveModel {
        withdrawn_on: Set(Some(tx.today())),
        withdrawn_by: Set(tx.actor().name.to_string()),
        content_sealed: Set(tx.seal_json("planning_release", SEALED, own.0, &said)?),
        ..Default::default()
    };
    tx.update::<planning_release::Entity>(own, one.row.version, active).await?;
    tx.audit(Entry::write("planning-release-withdrawn", own.0).because(reason));
    Ok(())
}

/// Writes the summary from what came: a new version of each of its parts, over whatever was there.
async fn summarise(tx: &mut Tx, cycle: &Cycle) -> Result<(), Problem> {
    let of = discussion(tx, cycle.row.id).await?;
    for part in SUMMARY.parts.iter().copied() {
        let edition = cycle.part(part).map_or(0, |one| one.edition);
        let text = summary::drafted(part, &of);
        let id = act::put(tx, (cycle.row.id, part), (edition + 1, &text)).await?;
        tx.audit(Entry::write("planning-part", id.0));
    }
    Ok(())
}

/// Enters the decision of the municipal council and prints what was adopted.
async fn adopt(
    tx: &mut Tx,
    cycle: &Cycle,
    (given, press): (&Given, Press<'_>),
) -> Result<(), Problem> {
    let Some(on) = given.on else {
        return Err(Problem::Impossible("form-day-required"));
    };
    let known = discussed(tx, cycle).await?;
    if let Some(key) = course::refused_adoption(known, on, tx.today()) {
        return Err(Problem::Impossible(key));
    }
    let (name, id) = (title(cycle), cycle.row.id);
    let args = [("number", given.number.clone()), ("day", on.bg())];
    let closing = bg_with("planning-closing-adopted", &args);
    let decided = Decided {
        origin: id.0,
        href: home(id),
        number: &given.number,
        on,
        text: bg_with("planning-decision", &[("name", name)]),
    };
    register::decide(tx, decided).await.map_err(|e| match e {
        StoreError::Duplicate(_) => Problem::Impossible("planning-wrong-taken"),
        other => other.into(),
    })?;
    for document in cycle.documents() {
        let new = New {
            document: document.code,
            phase: PHASES[1],
            release: None,
            sections: paper::sections(cycle, document),
            addressee: Vec::new(),
            closing: closing.clone(),
        };
        paper::add(tx, cycle, new, press).await?;
    }
    Ok(())
}

/// Writes the letter to АСП with which the adopted documents go.
async fn send(
    tx: &mut Tx,
    cycle: &Cycle,
    (given, press): (&Given, Press<'_>),
) -> Result<(), Problem> {
    let day = |day: Option<Day>| day.map(|day| day.bg()).unwrap_or_default();
    let papers = paper::papers(tx, cycle.row.id).await?;
    let sent = papers.iter().filter(|one| one.phase == PHASES[1]).rev();
    let names: Vec<String> =
        sent.map(|one| bg(&format!("planning-document-{}", one.document))).collect();
    let args = [
        ("name", title(cycle)),
        ("number", cycle.row.decision_number.clone()),
        ("day", day(cycle.row.decided_on)),
        ("documents", names.join("; ")),
    ];
    let section = crate::docx::Section {
        title: bg("planning-letter-title"),
        text: bg_with("planning-letter", &args),
        ..crate::docx::Section::default()
    };
    let args = [("number", given.number.clone()), ("day", day(given.on))];
    let new = New {
        document: "letter",
        phase: PHASES[2],
        release: None,
        sections: vec![section],
        addressee: vec![bg("planning-asp")],
        closing: bg_with("planning-closing-sent", &args),
    };
    paper::add(tx, cycle, new, press).await?;
    Ok(())
}

/// Whether the cycle is shown to anybody: it was published once.
///
/// # Errors
/// [`Problem::NotFound`] when it never was.
pub async fn public_cycle(
    tx: &Tx,
    id: CycleId,
) -> Result<(planning_cycle::Model, Vec<Published>), Problem> {
    let row = load::row(tx, id).await?;
    let all = releases(tx, id).await?;
    if all.is_empty() { Err(Problem::NotFound) } else { Ok((row, all)) }
}

/// Cycles that anybody may see, the newest year first: those that were published once.
///
/// # Errors
/// When the database does not answer.
pub async fn public_cycles(tx: &Tx) -> Result<Vec<planning_cycle::Model>, StoreError> {
    use planning_release::Entity;
    let rows = tx.find::<Entity>().all(tx.conn()).await?;
    let known: std::collections::HashSet<CycleId> = rows.iter().map(|row| row.cycle_id).collect();
    let mut all = load::all(tx).await?;
    all.retain(|row| known.contains(&row.id));
    Ok(all)
}
