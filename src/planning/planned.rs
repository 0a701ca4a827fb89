//! What is done to the planned services of a cycle: one comes, one changes, one is taken out. Texts that stand as
//! they were drafted from them follow; what somebody wrote is left alone.

use super::act::{self, closed};
use super::content::{Planned, SEALED};
use super::course::{CHANGES, WAYS};
use super::document::{budgets, tells_of};
use super::draft::{self, Sources};
use super::frame::bg;
use super::line::Drafted;
use super::load::{self, Cycle, Figure, Line, Part};
use super::neighbours::{Found, Gathered};
use super::store::planning_line;
use super::{CycleId, LineId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Compared, Problem};
use sea_orm::{IntoActiveModel, Set};

/// What is typed of a planned service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineGiven {
    /// Of which budget: see `budgets`.
    pub budget: String,
    /// Users now.
    pub users_now: i64,
    /// Users planned.
    pub planned: i64,
    /// A code of `CHANGES`.
    pub change: String,
    /// A code of `WAYS`.
    pub way: String,
    /// What it costs the state or the municipality in a year, in cents.
    pub cost_cents: i64,
    /// Its name and why.
    pub content: Planned,
}

impl From<&Drafted> for LineGiven {
    fn from(one: &Drafted) -> LineGiven {
        LineGiven {
            budget: one.budget.to_owned(),
            users_now: one.users_now,
            planned: one.planned,
            change: one.change.to_owned(),
            way: one.way.to_owned(),
            cost_cents: 0,
            content: Planned { name: one.name.clone(), motive: String::new() },
        }
    }
}

impl From<&Line> for LineGiven {
    fn from(one: &Line) -> LineGiven {
        LineGiven {
            budget: one.row.budget.clone(),
            users_now: one.row.users_now,
            planned: one.row.users_planned,
            change: one.row.change.clone(),
            way: one.row.way.clone(),
            cost_cents: one.row.cost_cents,
            content: one.planned.clone(),
        }
    }
}

impl LineGiven {
    /// The same as drafts know it; nothing where a code of it is not known.
    fn drafted(&self, kind: &str, set: i32) -> Option<Drafted> {
        fn code(all: &[&'static str], given: &str) -> Option<&'static str> {
            all.iter().copied().find(|one| *one == given)
        }
        Some(Drafted {
            budget: code(&budgets(kind), &self.budget)?,
            set: u8::try_from(set).unwrap_or(0),
            name: self.content.name.clone(),
            users_now: self.users_now,
            planned: self.planned,
            change: code(&CHANGES, &self.change)?,
            way: code(&WAYS, &self.way)?,
        })
    }
}

/// Writes a planned service of a cycle that begins down.
///
/// # Errors
/// When the database refuses.
pub async fn add_line(
    tx: &mut Tx,
    cycle: CycleId,
    (set, given): (u8, &LineGiven),
) -> Result<LineId, StoreError> {
    let id = LineId(tx.new_id());
    let row = planning_line::Model {
        municipality_id: tx.municipality(),
        id,
        cycle_id: cycle,
        budget: given.budget.clone(),
        set_no: set.into(),
        users_now: given.users_now,
        users_planned: given.planned,
        change: given.change.clone(),
        way: given.way.clone(),
        cost_cents: given.cost_cents,
        content_sealed: tx.seal_json("planning_line", SEALED, id.0, &given.content)?,
        removed_at: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert_later(row.into_active_model()).await?;
    tx.audit(Entry::write("planning-line", id.0));
    Ok(id)
}

/// A planned service with its number in the formula; zero for one of the directory.
type Numbered = (i32, LineGiven);

fn standing(cycle: &Cycle) -> Vec<Numbered> {
    cycle.lines.iter().map(|line| (line.row.set_no, LineGiven::from(line))).collect()
}

fn drafted(cycle: &Cycle, all: &[Numbered]) -> Vec<Drafted> {
    all.iter().filter_map(|(set, given)| given.drafted(&cycle.row.kind, *set)).collect()
}

/// The figures of a cycle as a draft refers to them.
fn gathered(cycle: &Cycle) -> Gathered {
    let found = |one: &Figure| Found {
        key: one.key.clone(),
        value: one.value,
        known_on: one.row.known_on,
        list: one.row.list.clone(),
        label: one.told.label.clone(),
        source: one.told.source.clone(),
    };
    Gathered { found: cycle.figures.iter().map(found).collect(), ..Gathered::default() }
}

fn sources<'a>(cycle: &Cycle, gathered: &'a Gathered, lines: &'a [Drafted]) -> Sources<'a> {
    Sources { year: cycle.row.year, on: cycle.row.figures_on.bg(), gathered, lines }
}

/// Drafts those texts anew that stand as they were drafted from the planned services of before.
async fn draft_anew(tx: &mut Tx, cycle: &Cycle, now: &[Numbered]) -> Result<(), Problem> {
    let (before, now) = (drafted(cycle, &standing(cycle)), drafted(cycle, now));
    let gathered = gathered(cycle);
    let both = (&sources(cycle, &gathered, &before), &sources(cycle, &gathered, &now));
    for (part, text) in draft::redrafted(&cycle.parts, both) {
        match act::put(tx, (cycle.row.id, part.code), (part.edition + 1, &text)).await {
            Ok(id) => tx.audit(Entry::write("planning-part", id.0)),
            // Somebody wrote this version at the same moment: the service is sent again.
            Err(StoreError::Duplicate(_)) => return Err(Problem::Conflict(Vec::new())),
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}

/// The texts that somebody wrote before the planned services of which they tell changed; none once the cycle is
/// adopted.
///
/// # Errors
/// When the database does not answer.
pub async fn outdated<'a>(tx: &Tx, cycle: &'a Cycle) -> Result<Vec<&'a Part>, StoreError> {
    if closed(cycle).is_some() {
        return Ok(Vec::new());
    }
    let changed = load::lines_changed(tx, cycle.row.id).await?;
    let lines = drafted(cycle, &standing(cycle));
    let gathered = gathered(cycle);
    let mut own = draft::own_words(&cycle.parts, &sources(cycle, &gathered, &lines));
    own.retain(|part| {
        let last = tells_of(part.code).and_then(|budget| changed.get(budget));
        last.is_some_and(|last| part.made_at.is_some_and(|made| made < *last))
    });
    Ok(own)
}

/// Adds a planned service.
///
/// # Errors
/// When the cycle is adopted, or somebody saved a text about its services at the same moment.
pub async fn add(tx: &mut Tx, cycle: &Cycle, given: &LineGiven) -> Result<LineId, Problem> {
    if let Some(refused) = closed(cycle) {
        return Err(refused);
    }
    let id = add_line(tx, cycle.row.id, (0, given)).await?;
    let mut now = standing(cycle);
    now.push((0, given.clone()));
    draft_anew(tx, cycle, &now).await?;
    Ok(id)
}

/// Changes a planned service.
///
/// # Errors
/// When the cycle is adopted; with both versions when somebody else saved meanwhile.
pub async fn change_line(
    tx: &mut Tx,
    (cycle, old): (&Cycle, &Line),
    (version, given): (i32, &LineGiven),
) -> Result<(), Problem> {
    if let Some(refused) = closed(cycle) {
        return Err(refused);
    }
    let id = old.row.id;
    if version != old.row.version {
        return Err(Problem::Conflict(compared(old, given)));
    }
    let active = planning_line::ActiveModel {
        users_now: Set(given.users_now),
        users_planned: Set(given.planned),
        change: Set(given.change.clone()),
        way: Set(given.way.clone()),
        cost_cents: Set(given.cost_cents),
        content_sealed: Set(tx.seal_json("planning_line", SEALED, id.0, &given.content)?),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<planning_line::Entity>(id, version, active).await?;
    tx.audit(Entry::write("planning-line", id.0));
    let mut now = standing(cycle);
    for (line, (_, kept)) in cycle.lines.iter().zip(&mut now) {
        if line.row.id == id {
            *kept = given.clone();
        }
    }
    draft_anew(tx, cycle, &now).await
}

/// What both say of a planned service, where they differ.
fn compared(old: &Line, given: &LineGiven) -> Vec<Compared> {
    let row = &old.row;
    let way = |code: &str| bg(&format!("planning-way-{code}"));
    let all = [
        ("planning-column-service", given.content.name.clone(), old.planned.name.clone()),
        ("planning-column-now", given.users_now.to_string(), row.users_now.to_string()),
        ("planning-column-planned", given.planned.to_string(), row.users_planned.to_string()),
        ("planning-column-way", way(&given.way), way(&row.way)),
        ("planning-column-motive", given.content.motive.clone(), old.planned.motive.clone()),
    ];
    let differ = all.into_iter().filter(|(_, mine, theirs)| mine != theirs);
    differ.map(|(key, mine, theirs)| Compared { label: bg(key), mine, theirs }).collect()
}

/// Takes a planned service out. Its row stays.
///
/// # Errors
/// As [`change_line`].
pub async fn remove_line(
    tx: &mut Tx,
    (cycle, old): (&Cycle, &Line),
    version: i32,
) -> Result<(), Problem> {
    if let Some(refused) = closed(cycle) {
        return Err(refused);
    }
    let active =
        planning_line::ActiveModel { removed_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<planning_line::Entity>(old.row.id, version, active).await?;
    tx.audit(Entry::write("planning-line-removed", old.row.id.0));
    let all = cycle.lines.iter().zip(standing(cycle));
    let rest = all.filter(|(line, _)| line.row.id != old.row.id).map(|(_, given)| given);
    draft_anew(tx, cycle, &rest.collect::<Vec<_>>()).await
}
