//! Budgets: versions by contract and amendment, written as lines of text, compared with spending.

use super::amendment::budget_on;
use super::check;
use super::content::{Titled, sealed};
use super::load::{self, Activity, Amendment, Budget, Project, Spending, number_key};
use super::money::{Split, decimal, read};
use super::store::{project_budget, project_line};
use super::{ActivityId, AmendmentId, BudgetId, LineId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::IntoActiveModel;
use std::collections::{BTreeSet, HashMap};

/// The most lines of a budget.
pub const MOST: usize = 200;

/// A line to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLine {
    /// Its number: `2.1`.
    pub code: String,
    /// The number of its activity; empty for costs of the whole project.
    pub activity: String,
    /// What is paid.
    pub title: String,
    /// How much.
    pub split: Split,
}

/// A mistake in a text of lines: the row, and the key of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// From 1.
    pub row: usize,
    /// Key of the words.
    pub key: &'static str,
}

/// Reads one line of five texts: number, activity, title, European part, national part. When one of
/// the parts is empty it is nothing.
///
/// # Errors
/// The key of what is wrong.
pub fn line(cells: [&str; 5], activities: &[Activity]) -> Result<NewLine, &'static str> {
    let [code, activity, title, european, national] = cells;
    if code.is_empty() || title.is_empty() {
        return Err("projects-wrong-line-empty");
    }
    if !activity.is_empty() && !activities.iter().any(|one| one.row.code == activity) {
        return Err("projects-wrong-line-activity");
    }
    let part = |text: &str| if text.is_empty() { Some(0) } else { read(text) };
    let (Some(european), Some(national)) = (part(european), part(national)) else {
        return Err("projects-wrong-line-amount");
    };
    if european < 0 || national < 0 || european + national == 0 {
        return Err("projects-wrong-line-amount");
    }
    let [code, activity, title] = [code, activity, title].map(str::to_owned);
    Ok(NewLine { code, activity, title, split: Split { european, national } })
}

/// Reads a text of lines, each `number; activity; title; European; national`.
///
/// # Errors
/// Everything that is wrong with them.
pub fn lines(text: &str, activities: &[Activity]) -> Result<Vec<NewLine>, Vec<Mistake>> {
    let mut found: Vec<NewLine> = Vec::new();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let rows = text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty());
    for (at, row) in rows {
        let cells: Vec<&str> = row.split(';').map(str::trim).collect();
        let read = match <[&str; 5]>::try_from(cells) {
            Ok(cells) => line(cells, activities),
            Err(_) => Err("projects-wrong-line-cells"),
        };
        match read {
            Ok(one) if !seen.insert(one.code.clone()) => {
                wrong.push(Mistake { row: at + 1, key: "projects-wrong-line-twice" });
            }
            Ok(one) => found.push(one),
            Err(key) => wrong.push(Mistake { row: at + 1, key }),
        }
    }
    if found.len() > MOST {
        wrong.push(Mistake { row: MOST, key: "projects-wrong-line-many" });
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

/// The lines of a version as text, to be changed.
#[must_use]
pub fn text(lines: &[load::Line], activities: &[Activity]) -> String {
    let number = |id: ActivityId| {
        let found = activities.iter().find(|one| one.row.id == id);
        found.map_or("", |one| one.row.code.as_str())
    };
    let row = |one: &load::Line| {
        let activity = one.row.activity_id.map_or("", number);
        let parts = [one.row.european, one.row.national].map(decimal);
        format!("{}; {activity}; {}; {}; {}", one.row.code, one.content.title, parts[0], parts[1])
    };
    lines.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// A version to be entered.
#[derive(Clone, Debug)]
pub struct NewBudget {
    /// Since when it holds.
    pub valid_from: Day,
    /// The amendment that brought it.
    pub amendment: Option<AmendmentId>,
    /// Why.
    pub why: String,
    /// Its lines.
    pub lines: Vec<NewLine>,
}

/// Enters a version. Its lines must sum to the grant: see [`check::budget`].
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, one: &Project, new: &NewBudget) -> Result<BudgetId, StoreError> {
    let before = load::budgets(tx, one.row.id).await?;
    let activities = load::activities(tx, one.row.id).await?;
    let codes: HashMap<&str, ActivityId> =
        activities.iter().map(|known| (known.row.code.as_str(), known.row.id)).collect();
    let id = BudgetId(tx.new_id());
    let why = Titled { title: new.why.clone(), ..Titled::default() };
    let row = project_budget::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: one.row.id,
        number: before.last().map_or(1, |last| last.row.number + 1),
        amendment_id: new.amendment,
        valid_from: new.valid_from,
        content_sealed: sealed(tx, ("project_budget", id.0), &why)?,
        entered_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    for line in &new.lines {
        let own = LineId(tx.new_id());
        let titled = Titled { title: line.title.clone(), ..Titled::default() };
        let row = project_line::Model {
            municipality_id: tx.municipality(),
            id: own,
            project_id: one.row.id,
            budget_id: id,
            activity_id: codes.get(line.activity.as_str()).copied(),
            code: line.code.clone(),
            european: line.split.european,
            national: line.split.national,
            content_sealed: sealed(tx, ("project_line", own.0), &titled)?,
        };
        tx.insert_later(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("project-budget", one.row.id.0));
    Ok(id)
}

/// Whether lines sum to the grant of a project.
///
/// # Errors
/// What is missing.
pub fn sums(one: &Project, lines: &[NewLine]) -> Result<(), Split> {
    let parts: Vec<Split> = lines.iter().map(|line| line.split).collect();
    check::budget(one.grant(), &parts)
}

/// A line of the budget against what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// Its number.
    pub code: String,
    /// What is paid; empty for money on a line that the budget no longer has.
    pub title: String,
    /// What it holds.
    pub budget: Split,
    /// Contracts with suppliers.
    pub committed: Split,
    /// Documents.
    pub spent: Split,
    /// Of them paid.
    pub paid: Split,
}

impl Against {
    /// What is left of it.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.budget.total() - self.spent.total()
    }
}

/// The budget against what stands of contracts and documents, by line.
#[must_use]
pub fn against(
    lines: &[load::Line],
    commitments: &[load::Commitment],
    spending: &[Spending],
) -> Vec<Against> {
    let committed = commitments.iter().filter(|one| one.row.revoked_at.is_none());
    let committed: Vec<(&str, Split)> =
        committed.map(|one| (one.row.code.as_str(), one.split())).collect();
    let stands: Vec<&Spending> = spending.iter().filter(|one| one.stands()).collect();
    let mut codes: BTreeSet<&str> = lines.iter().map(|one| one.row.code.as_str()).collect();
    codes.extend(committed.iter().map(|(code, _)| *code));
    codes.extend(stands.iter().map(|one| one.row.code.as_str()));
    let mut codes: Vec<&str> = codes.into_iter().collect();
    codes.sort_by_cached_key(|code| number_key(code));
    let row = |code: &str| {
        let line = lines.iter().find(|one| one.row.code == code);
        let own = stands.iter().filter(|one| one.row.code == code);
        let paid = own.clone().filter(|one| one.row.paid_on.is_some());
        Against {
            code: code.to_owned(),
            title: line.map(|one| one.content.title.clone()).unwrap_or_default(),
            budget: line.map(load::Line::split).unwrap_or_default(),
            committed: committed.iter().filter(|(c, _)| *c == code).map(|(_, s)| *s).sum(),
            spent: own.map(|one| one.split()).sum(),
            paid: paid.map(|one| one.split()).sum(),
        }
    };
    codes.into_iter().map(row).collect()
}

/// The version that a page shows: the one of a number, else the one of today.
#[must_use]
pub fn version<'a>(
    (versions, amendments): (&'a [Budget], &[Amendment]),
    asked: &str,
    tx: &Tx,
) -> Option<&'a Budget> {
    let named = asked.parse::<i32>().ok();
    let named = named.and_then(|number| versions.iter().find(|one| one.row.number == number));
    named.or_else(|| budget_on((versions, amendments), (tx.today(), tx.now())))
}
