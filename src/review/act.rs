//! What is done to an analysis: begun from data, edited, brought before the council, signed, sent.

use super::course::{BLOCKS, State, Step};
use super::figures::{SPECS, written};
use super::frame::{bg_with, home};
use super::load::{self, Analysis, Section};
use super::neighbours::{self, Values};
use super::store::{review_analysis, review_figure, review_section};
use super::{AnalysisId, FigureId, SectionId, paper};
use kit::audit::Entry;
use kit::store::{Municipality, StoreError, Tx};
use kit::types::Day;
use kit::web::{Compared, Problem};
use law::Law;
use sea_orm::{IntoActiveModel, Set};

/// The text that a block begins with: its figures in sentences.
#[must_use]
pub fn drafted(block: &str, year: i16, values: &Values) -> String {
    let mut args: Vec<(&str, String)> = vec![("year", year.to_string())];
    for spec in SPECS.iter().filter(|one| one.block == block) {
        let value = values.get(spec.code).copied().unwrap_or(0);
        args.push((spec.code, written(spec.unit, value)));
    }
    bg_with(&format!("review-draft-{block}"), &args)
}

async fn put(
    tx: &Tx,
    (id, block): (AnalysisId, &str),
    (edition, text): (i32, &str),
) -> Result<SectionId, StoreError> {
    let own = SectionId(tx.new_id());
    let row = review_section::Model {
        municipality_id: tx.municipality(),
        id: own,
        analysis_id: id,
        block: block.to_owned(),
        edition,
        content_sealed: tx.seal("review_section", "content_sealed", own.0, text)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    Ok(own)
}

/// Begins the analysis of a year: its figures are taken, its blocks drafted from them.
///
/// # Errors
/// When the year has one, or the database refuses.
pub async fn begin(tx: &mut Tx, law: &Law, year: i16) -> Result<AnalysisId, Problem> {
    let all = load::all(tx).await?;
    if all.iter().any(|row| row.year == i32::from(year)) {
        return Err(Problem::Impossible("review-refused-year"));
    }
    let id = AnalysisId(tx.new_id());
    let row = review_analysis::Model {
        municipality_id: tx.municipality(),
        id,
        year: i32::from(year),
        state: State::Draft.code().to_owned(),
        proposed_at: None,
        decision_number: String::new(),
        decided_on: None,
        signed_at: None,
        signed_by: String::new(),
        sent_number: String::new(),
        sent_on: None,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let values = load::now(tx, law, year).await?;
    for block in BLOCKS {
        put(tx, (id, block), (1, &drafted(block, year, &values))).await?;
    }
    for spec in &SPECS {
        let row = review_figure::Model {
            municipality_id: tx.municipality(),
            id: FigureId(tx.new_id()),
            analysis_id: id,
            code: spec.code.to_owned(),
            value: values.get(spec.code).copied().unwrap_or(0),
            taken_at: tx.now(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("review-analysis", id.0));
    Ok(id)
}

/// Saves a new version of a section over the one that was edited.
///
/// # Errors
/// When the analysis is signed, or somebody saved a newer version meanwhile: then both texts are told.
pub async fn edit(
    tx: &mut Tx,
    (row, old): (&review_analysis::Model, &Section),
    (edition, text): (i32, &str),
) -> Result<(), Problem> {
    if !State::of(&row.state).is_open() {
        return Err(Problem::Impossible("review-refused-signed"));
    }
    if edition != old.edition {
        let label = bg_with(&format!("review-block-{}", old.block), &[]);
        let (mine, theirs) = (text.to_owned(), old.text.clone());
        return Err(Problem::Conflict(vec![Compared { label, mine, theirs }]));
    }
    let saved = put(tx, (row.id, old.block), (edition + 1, text)).await;
    let id = saved.map_err(|e| match e {
        // Of two that save at once the later one learns it from the database.
        StoreError::Duplicate(_) => Problem::Conflict(Vec::new()),
        other => other.into(),
    })?;
    tx.audit(Entry::write("review-section", id.0));
    Ok(())
}

/// Takes the figures anew. The texts stay as they are: people wrote them.
async fn refresh(tx: &Tx, one: &Analysis) -> Result<(), StoreError> {
    let taken = load::taken(tx, one.row.id).await?;
    for figure in one.figures.iter().filter(|one| one.is_changed()) {
        let Some(row) = taken.get(figure.spec.code) else { continue };
        let active = review_figure::ActiveModel {
            value: Set(figure.now),
            taken_at: Set(tx.now()),
            ..Default::default()
        };
        tx.update::<review_figure::Entity>(row.id, row.version, active).await?;
    }
    Ok(())
}

/// What a step brings along: a number and a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Of the council's decision, or of the sending.
    pub number: String,
    /// Its day.
    pub on: Option<Day>,
}

/// Takes a step.
///
/// # Errors
/// When the analysis is not there yet, or the database refuses.
pub async fn step(
    tx: &mut Tx,
    (one, step): (&Analysis, Step),
    (given, press): (&Given, (&Municipality, &str)),
) -> Result<(), Problem> {
    let state = step.after(one.state()).map_err(Problem::Impossible)?;
    let mut active =
        review_analysis::ActiveModel { state: Set(state.code().to_owned()), ..Default::default() };
    match step {
        Step::Refresh => refresh(tx, one).await?,
        Step::Propose => {
            let title = bg_with("review-proposal", &[("year", one.row.year.to_string())]);
            neighbours::propose(tx, &title, &home(one.row.id)).await?;
            active.proposed_at = Set(Some(tx.now()));
        }
        Step::Discuss => {
            active.decision_number = Set(given.number.clone());
            active.decided_on = Set(given.on);
        }
        Step::Sign => {
            active.signed_at = Set(Some(tx.now()));
            active.signed_by = Set(tx.actor().name.to_string());
            paper::add(tx, one, press).await?;
        }
        Step::Send => {
            active.sent_number = Set(given.number.clone());
            active.sent_on = Set(given.on);
        }
    }
    tx.update::<review_analysis::Entity>(one.row.id, one.row.version, active).await?;
    tx.audit(Entry::new("review-step", "review-analysis", step.code()));
    Ok(())
}
