//! What was found of the lines of the checklist: each line has one finding, written again while the visit
//! lasts.

use super::FindingId;
use super::checklist::{self, Line};
use super::computed;
use super::content::{Found, sealed};
use super::course::{State, judged};
use super::load::{self, Check, Finding};
use super::store::oversight_finding::{ActiveModel, Entity, Model};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Law;
use sea_orm::{IntoActiveModel, Set};
use std::collections::{HashMap, HashSet};

/// What is written of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The line.
    pub code: String,
    /// A code of `RESULTS`.
    pub result: String,
    /// From what the system filled it in; empty when a checker did.
    pub source: String,
    /// What was seen.
    pub content: Found,
}

/// The checklist of a check: as it was in force when it was ordered.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(tx: &Tx, check: &Check) -> Result<Vec<Line>, StoreError> {
    let day = check.row.ordered_on.unwrap_or(tx.today());
    checklist::asked(tx, (&check.row.standard, day)).await
}

async fn put(
    tx: &mut Tx,
    check: &Check,
    (old, new): (Option<&Finding>, &Written),
) -> Result<(), StoreError> {
    let Some(old) = old else {
        let id = FindingId(tx.new_id());
        let row = Model {
            municipality_id: tx.municipality(),
            id,
            check_id: check.row.id,
            code: new.code.clone(),
            result: new.result.clone(),
            source: new.source.clone(),
            content_sealed: sealed(tx, ("oversight_finding", id.0), &new.content)?,
            made_at: tx.now(),
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        return tx.insert(row.into_active_model()).await;
    };
    let is_same = old.row.result == new.result && old.content == new.content;
    if is_same {
        return Ok(());
    }
    let id = old.row.id;
    let active = ActiveModel {
        result: Set(new.result.clone()),
        source: Set(new.source.clone()),
        content_sealed: Set(sealed(tx, ("oversight_finding", id.0), &new.content)?),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<Entity>(id, old.row.version, active).await
}

/// Writes findings. Those that are said to be met without the evidence they need are kept as such, and
/// given back: they are not met.
///
/// # Errors
/// When there is no visit under way.
pub async fn save(
    tx: &mut Tx,
    (check, lines): (&Check, &[Line]),
    written: &[Written],
) -> Result<Vec<String>, Problem> {
    if check.state != State::Visiting {
        return Err(Problem::Impossible("oversight-refused-state"));
    }
    let known: HashMap<&str, &Line> = lines.iter().map(|line| (line.code.as_str(), line)).collect();
    let old = load::findings(tx, check.row.id).await?;
    let files = load::files(tx, check.row.id).await?;
    let shown: HashSet<&str> = files.iter().map(|file| file.code.as_str()).collect();
    let mut unproven = Vec::new();
    for one in written {
        let Some(line) = known.get(one.code.as_str()) else { continue };
        let has = !one.content.evidence.is_empty() || shown.contains(one.code.as_str());
        let result = judged(&one.result, (line.evidence, has)).to_owned();
        if result != one.result {
            unproven.push(one.code.clone());
        }
        let new = Written { result, ..one.clone() };
        put(tx, check, (old.get(&one.code), &new)).await?;
    }
    tx.audit(Entry::write("oversight-findings", check.row.id.0));
    Ok(unproven)
}

/// Fills in what the system knows; a line that somebody wrote already stays.
///
/// # Errors
/// When the database refuses.
pub async fn fill_in(tx: &mut Tx, law: &Law, check: &Check) -> Result<(), StoreError> {
    let lines = lines(tx, check).await?;
    let old = load::findings(tx, check.row.id).await?;
    for one in computed::filled(tx, law, (check, &lines)).await? {
        if old.contains_key(&one.code) {
            continue;
        }
        // What the system shows is its own evidence.
        let content = Found { note: one.note.clone(), evidence: one.note };
        let (code, result, source) = (one.code, one.result.to_owned(), one.source);
        put(tx, check, (None, &Written { code, result, source, content })).await?;
    }
    Ok(())
}
