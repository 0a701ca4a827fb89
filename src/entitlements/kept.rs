//! Results that somebody asked to keep for the desk: sealed, without a name, found by a code of twelve
//! digits, gone after the days that `checks.toml` gives.

use super::KeptId;
use super::answers::Answers;
use super::checks::{check, checks};
use super::evaluate::{Outcomes, code};
use super::store::entitlement_kept::{self, Column, Entity};
use super::words;
use crate::app::App;
use kit::access::Actor;
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint};
use kit::jobs;
use kit::store::{StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ui::Lang;

/// By what the codes are made.
pub const SECRET: Index = Index::new("entitlement_kept", "secret");
/// Twelve digits: they are said over a counter, and nobody guesses them.
const DIGITS: u64 = 1_000_000_000_000;
/// So much is taken of what was typed as a code.
const LONGEST: usize = 40;

/// An outcome as it was on the day on which it was kept.
pub struct Outcome {
    /// The right.
    pub code: &'static str,
    /// `yes`, `no`, `ask`.
    pub answer: &'static str,
    /// The condition that decided, in Bulgarian.
    pub why: String,
    /// Where it stands.
    pub article: String,
    /// What to do next; empty of a "no".
    pub next: String,
}

/// What somebody kept for the desk.
pub struct Checked {
    /// Question and answer, by their codes.
    pub answers: Vec<(String, String)>,
    /// What was found.
    pub outcomes: Vec<Outcome>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Line {
    code: String,
    answer: String,
    why: String,
    article: String,
    next: String,
}

/// What is sealed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Content {
    answers: Vec<(String, String)>,
    outcomes: Vec<Line>,
}

/// A result that was kept.
pub struct Kept {
    /// Which.
    pub id: KeptId,
    /// On which day.
    pub day: Day,
    /// Until which day it opens.
    pub until: Day,
    /// What is in it.
    pub checked: Checked,
}

/// The digits of what was typed.
#[must_use]
pub fn digits(typed: &str) -> String {
    typed.chars().take(LONGEST).filter(char::is_ascii_digit).collect()
}

/// A code as it is said: in fours.
#[must_use]
pub fn grouped(code: &str) -> String {
    let digits: Vec<char> = code.chars().collect();
    digits.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The code made of the key of a form: who sends it twice is led to the same page.
///
/// # Errors
/// When the municipality's key is gone.
pub fn code_of(tx: &Tx, seed: &str) -> Result<String, StoreError> {
    let secret: String = tx.key().secret(&SECRET, seed)?.chars().take(15).collect();
    let number = u64::from_str_radix(&secret, 16).unwrap_or_default() % DIGITS;
    Ok(format!("{number:012}"))
}

fn answer_of(text: &str) -> Option<&'static str> {
    ["yes", "no", "ask"].into_iter().find(|one| *one == text)
}

fn lines(outcomes: &Outcomes) -> Vec<Line> {
    let line = |found: &super::evaluate::Found| Line {
        code: found.check.code.clone(),
        answer: code(found.answer).to_owned(),
        why: words::why(Lang::Bg, (found, outcomes.income.as_ref())),
        article: words::article(Lang::Bg, found),
        next: words::next(Lang::Bg, found),
    };
    outcomes.found.iter().map(line).collect()
}

/// Keeps a result under a code.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    tx: &mut Tx,
    code: &str,
    (answers, outcomes): (&Answers, &Outcomes),
) -> Result<KeptId, StoreError> {
    let id = KeptId(tx.new_id());
    // Only what was asked: an answer to a question that was left out later says nothing.
    let asked = outcomes.way.asked.iter();
    let pairs = asked.filter_map(|one| Some((one.key.clone(), answers.get(&one.key)?.clone())));
    let content = Content { answers: pairs.collect(), outcomes: lines(outcomes) };
    let text = serde_json::to_string(&content).map_err(|e| StoreError::Other(e.to_string()))?;
    let today = tx.today();
    let row = entitlement_kept::Model {
        municipality_id: tx.municipality(),
        id,
        day: today,
        until: today.plus(checks().keep.days),
        fingerprint: fingerprint(code),
        content_sealed: tx.seal("entitlement_kept", "content_sealed", id.0, &text)?,
        made_at: tx.now(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("entitlement-kept", id.0));
    Ok(id)
}

/// How many were kept on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn kept_on(tx: &Tx, day: Day) -> Result<u64, StoreError> {
    Ok(tx.find::<Entity>().filter(Column::Day.eq(day)).count(tx.conn()).await?)
}

fn opened(tx: &Tx, row: &entitlement_kept::Model) -> Result<Kept, StoreError> {
    let text = tx.open("entitlement_kept", "content_sealed", row.id.0, &row.content_sealed)?;
    let content: Content =
        serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))?;
    // A right that is not checked any more is not shown.
    let outcome = |line: Line| {
        let code = check(&line.code)?.code.as_str();
        let answer = answer_of(&line.answer)?;
        Some(Outcome { code, answer, why: line.why, article: line.article, next: line.next })
    };
    let outcomes = content.outcomes.into_iter().filter_map(outcome).collect();
    let checked = Checked { answers: content.answers, outcomes };
    Ok(Kept { id: row.id, day: row.day, until: row.until, checked })
}

/// The result behind a code, while it opens.
///
/// # Errors
/// When the database does not answer.
pub async fn behind(tx: &Tx, code: &str) -> Result<Option<Kept>, StoreError> {
    let row = tx
        .find::<Entity>()
        .filter(Column::Fingerprint.eq(fingerprint(digits(code))))
        .filter(Column::Until.gte(tx.today()))
        .one(tx.conn())
        .await?;
    row.map(|row| opened(tx, &row)).transpose()
}

/// A result by its id, while it opens.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn kept(tx: &Tx, id: KeptId) -> Result<Kept, StoreError> {
    let row = tx
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::Until.gte(tx.today()))
        .one(tx.conn())
        .await?;
    opened(tx, &row.ok_or(StoreError::NotFound)?)
}

/// What somebody kept under a code, while it opens.
///
/// # Errors
/// When the database does not answer.
pub async fn of_code(tx: &Tx, code: &str) -> Result<Option<Checked>, StoreError> {
    Ok(behind(tx, code).await?.map(|kept| kept.checked))
}

/// Whether anything is kept.
///
/// # Errors
/// When the database does not answer.
pub async fn is_any(tx: &Tx) -> Result<bool, StoreError> {
    let row = tx.find::<Entity>().order_by_asc(Column::Id).limit(1).one(tx.conn()).await?;
    Ok(row.is_some())
}

/// Removes what does not open any more; gives how many.
///
/// # Errors
/// When the database does not answer.
pub async fn remove_old(app: &App, municipality: MunicipalityId) -> Result<u64, StoreError> {
    let actor = Actor::system(municipality, "entitlements: the days of keeping are over");
    let mut tx = app.db.write(&actor).await?;
    let gone = Entity::delete_many()
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Until.lt(tx.today()))
        .exec(tx.conn())
        .await?;
    if gone.rows_affected > 0 {
        tx.audit(Entry::write("entitlement-removed", 0));
    }
    tx.commit().await?;
    Ok(gone.rows_affected)
}

/// The nightly job.
pub fn nightly(app: &App) -> jobs::Handler {
    let app = app.clone();
    Arc::new(move |job: jobs::Job| {
        let app = app.clone();
        Box::pin(async move {
            remove_old(&app, job.municipality).await?;
            Ok(())
        })
    })
}
