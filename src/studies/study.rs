//! Studies: whom they ask, how they are drawn, which questions, where they stand.

use super::StudyId;
use super::content::{Plan, opened, sealed};
use super::form::Form;
use super::sample::{self, ALLOCATIONS, METHODS, MOST_STRATA, MOST_UNITS, Stratum};
use super::store::study::{ActiveModel, Column, Entity, Model};
use super::store::study_answer;
use super::unit;
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint, random_bytes};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::HashMap;

/// By what the addresses are made at which anybody answers.
pub const SECRET: Index = Index::new("study", "secret");

/// Where a study stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its first day is ahead.
    Planned,
    /// Whoever was drawn answers.
    Open,
    /// The last day is over: papers and interviews are entered, nobody answers by phone.
    Entering,
    /// No answer is taken any more; the results are shown.
    Closed,
}

impl State {
    /// All of them, as lists show them.
    pub const ALL: [State; 4] = [State::Planned, State::Open, State::Entering, State::Closed];

    /// Its code; words have the key `studies-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Open => "open",
            State::Entering => "entering",
            State::Closed => "closed",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Planned => "grey",
            State::Open => "green",
            State::Entering => "yellow",
            State::Closed => "blue",
        }
    }

    /// Whether answers are taken, be it from paper and interviews only.
    #[must_use]
    pub fn takes(self) -> bool {
        matches!(self, State::Open | State::Entering)
    }
}

/// Where a study of some days stands on a day.
#[must_use]
pub fn state_of(row: &Model, today: Day) -> State {
    match row.closed_on {
        Some(_) => State::Closed,
        None if today < row.starts_on => State::Planned,
        None if today <= row.ends_on => State::Open,
        None => State::Entering,
    }
}

/// A study, opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// The row.
    pub row: Model,
    /// What it is made of.
    pub plan: Plan,
}

impl Study {
    /// Where it stands on a day.
    #[must_use]
    pub fn state(&self, today: Day) -> State {
        state_of(&self.row, today)
    }

    /// Its days in words.
    #[must_use]
    pub fn period(&self) -> String {
        format!("{} – {}", self.row.starts_on.bg(), self.row.ends_on.bg())
    }

    /// How many people, or households, it is about.
    #[must_use]
    pub fn population(&self) -> i64 {
        self.plan.strata.iter().map(|one| one.size).sum()
    }

    /// How many were drawn.
    #[must_use]
    pub fn drawn(&self) -> i64 {
        self.plan.strata.iter().map(|one| one.drawn).sum()
    }

    /// A stratum's name.
    #[must_use]
    pub fn stratum(&self, at: i32) -> &str {
        let at = usize::try_from(at).ok();
        at.and_then(|at| self.plan.strata.get(at)).map_or("", |one| one.name.as_str())
    }
}

fn opened_one(tx: &Tx, row: Model) -> Result<Study, StoreError> {
    let plan = opened(tx, ("study", row.id.0), &row.content_sealed)?;
    Ok(Study { row, plan })
}

/// One study.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn study(tx: &Tx, id: StudyId) -> Result<Study, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    opened_one(tx, row.ok_or(StoreError::NotFound)?)
}

/// The study at whose address anybody answers. Whoever guesses learns nothing.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn behind(tx: &Tx, secret: &str) -> Result<Study, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::Fingerprint.eq(fingerprint(secret)));
    opened_one(tx, rows.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// All studies, the newest first. Plans are not opened.
///
/// # Errors
/// When the database does not answer.
pub async fn studies(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().order_by_desc(Column::StartsOn).order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// How many answered each study.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(tx: &Tx) -> Result<HashMap<StudyId, i64>, StoreError> {
    use study_answer::{Column, Entity};
    let rows: Vec<(StudyId, i64)> = tx
        .find::<Entity>()
        .select_only()
        .column(Column::StudyId)
        .column_as(Column::Id.count(), "answers")
        .group_by(Column::StudyId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}

/// A study that is planned.
#[derive(Clone, Debug, Default)]
pub struct NewStudy {
    /// What it is called.
    pub title: String,
    /// A code of `METHODS`.
    pub method: String,
    /// The parts of the population with their sizes.
    pub strata: Vec<Stratum>,
    /// How many are to be drawn; of a study of all nothing.
    pub size: i64,
    /// A code of `ALLOCATIONS`.
    pub allocation: String,
    /// What the draw begins with; made when it is empty.
    pub seed: String,
    /// Where the list of the population comes from.
    pub source: String,
    /// Whether anybody may answer at a public address.
    pub is_open: bool,
    /// Whether people may leave their name, when they agree to it.
    pub is_named: bool,
}

/// What is wrong with the sample of a study: the field and the key of the words.
#[must_use]
pub fn wrong(new: &NewStudy) -> Option<(&'static str, &'static str)> {
    // Sizes are checked one by one before they are added up.
    let people: i64 = new.strata.iter().map(|one| one.size.clamp(0, sample::MOST_PEOPLE)).sum();
    let is_simple = new.method == METHODS[1];
    let is_fine = |one: &Stratum| {
        let is_sized = (1..=sample::MOST_PEOPLE).contains(&one.size);
        is_sized && !one.name.is_empty() && one.spread.is_finite() && one.spread > 0.0
    };
    let is_few = (1..=MOST_STRATA).contains(&new.strata.len());
    if !is_few || !new.strata.iter().all(is_fine) {
        return Some(("strata", "studies-wrong-strata"));
    }
    if is_simple && new.strata.len() > 1 {
        return Some(("strata", "studies-wrong-one-stratum"));
    }
    if new.method == METHODS[0] {
        let is_large = people > MOST_UNITS && !new.is_open;
        return is_large.then_some(("open", "studies-wrong-all"));
    }
    if !(1..=people.min(MOST_UNITS)).contains(&new.size) {
        return Some(("size", "studies-wrong-size"));
    }
    None
}

/// The strata with how many are drawn from each.
fn shared(new: &NewStudy) -> Vec<Stratum> {
    let people: i64 = new.strata.iter().map(|one| one.size).sum();
    let counts: Vec<i64> = if new.method != METHODS[0] {
        sample::allocated(&new.strata, new.size, &new.allocation)
    } else if people <= MOST_UNITS {
        new.strata.iter().map(|one| one.size).collect()
    } else {
        // Of all, and too many for a code each: they answer at the public address.
        vec![0; new.strata.len()]
    };
    let strata = new.strata.iter().zip(counts);
    strata.map(|(one, drawn)| Stratum { drawn, ..one.clone() }).collect()
}

/// Plans a study with the questions of a published version, and draws its sample.
///
/// # Errors
/// When the version is a draft, the days are the wrong way round, or the sample cannot be drawn.
pub async fn add(
    tx: &mut Tx,
    (form, days): (&Form, (Day, Day)),
    new: &NewStudy,
) -> Result<StudyId, Problem> {
    let is_known =
        METHODS.contains(&new.method.as_str()) && ALLOCATIONS.contains(&new.allocation.as_str());
    if form.is_draft() || days.1 < days.0 || !is_known || wrong(new).is_some() {
        return Err(Problem::Impossible("studies-refused-study"));
    }
    let id = StudyId(tx.new_id());
    let seed = match new.seed.is_empty() {
        true => format!("{:016x}", u64::from_be_bytes(random_bytes::<8>())),
        false => new.seed.clone(),
    };
    let plan = Plan {
        asked: form.asked.clone(),
        strata: shared(new),
        seed,
        allocation: new.allocation.clone(),
        source: new.source.clone(),
    };
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        code: form.row.code.clone(),
        edition: form.row.edition,
        title: new.title.clone(),
        method: new.method.clone(),
        starts_on: days.0,
        ends_on: days.1,
        closed_on: None,
        is_open: new.is_open,
        is_named: new.is_named,
        fingerprint: if new.is_open { fingerprint(secret(tx, id)?) } else { String::new() },
        content_sealed: sealed(tx, ("study", id.0), &plan)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    unit::draw(tx, id, &plan).await?;
    tx.audit(Entry::write("study", id.0));
    Ok(id)
}

/// The secret of the address at which anybody answers.
///
/// # Errors
/// When the municipality's key is gone.
pub fn secret(tx: &Tx, id: StudyId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// Closes a study: no answer is taken any more.
///
/// # Errors
/// When it is closed, or its first day is ahead.
pub async fn close(tx: &mut Tx, one: &Study) -> Result<(), Problem> {
    let today = tx.today();
    if !one.state(today).takes() {
        return Err(Problem::Impossible("studies-refused-close"));
    }
    let active = ActiveModel { closed_on: Set(Some(today)), ..Default::default() };
    tx.update::<Entity>(one.row.id, one.row.version, active).await?;
    tx.audit(Entry::write("study-closed", one.row.id.0));
    Ok(())
}
