//! The individual file of a user (чл. 21, ал. 2, т. 5 ЗЛП; чл. 2, ал. 13 Наредба № РД-07-7): which
//! document of the law is there and which is missing. Decided without a database from what is known.

use super::content::{Mark, opened, sealed};
use super::frame::{HALF_YEAR, beside, term};
use super::load;
use super::store::control_mark;
use super::{MarkId, visit};
use crate::assistance::{self, AgreementId, Dossier, Pairs};
use crate::hours;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month, ReportInput};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The rules that name the documents begin so.
const PREFIX: &str = "control.file.";

/// How a document stands; words have the key `control-piece-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// It should be there and is not.
    Missing,
    /// It is not asked for, or not yet.
    NotDue,
    /// The program keeps it.
    There,
    /// Somebody saw it on paper.
    OnPaper,
}

impl Piece {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Piece::Missing => "missing",
            Piece::NotDue => "not-due",
            Piece::There => "there",
            Piece::OnPaper => "on-paper",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            Piece::Missing => "red",
            Piece::NotDue => "grey",
            Piece::There | Piece::OnPaper => "green",
        }
    }

    fn of(is_there: bool) -> Piece {
        if is_there { Piece::There } else { Piece::Missing }
    }
}

/// What is known of a file besides the dossier.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The last day of the next visit.
    pub visit_due: Option<Day>,
    /// The pair was visited.
    pub was_visited: bool,
    /// The last day of the next check of all users.
    pub round_due: Option<Day>,
    /// The report of the last month that is over was filed; none when none is due.
    pub reported: Option<bool>,
    /// Documents seen on paper.
    pub marks: Vec<String>,
}

fn by_term(due: Option<Day>, was_ever: bool, today: Day) -> Piece {
    match due {
        Some(due) if due < today => Piece::Missing,
        _ if was_ever => Piece::There,
        _ => Piece::NotDue,
    }
}

/// How a document stands.
#[must_use]
pub fn piece(code: &str, (dossier, facts): (&Dossier, &Facts), today: Day) -> Piece {
    let application = &dossier.application;
    let has_record = |kind: &str| dossier.records.iter().any(|(one, sent)| one == kind && *sent);
    let found = match code {
        "application" => Piece::of(dossier.has_form),
        "directive" => Piece::of(!application.directive.number.is_empty()),
        "consent" => {
            let due = [
                (application.gets_child_aid, application.consent_child_aid),
                (application.gets_supplement, application.consent_supplement),
            ];
            match due.iter().any(|(gets, _)| *gets) {
                false => Piece::NotDue,
                true => Piece::of(due.iter().all(|(gets, said)| !gets || said.is_some())),
            }
        }
        "initial-check" => Piece::of(dossier.checks.iter().any(|(kind, _)| kind == "initial")),
        "candidate" => {
            let papers = &dossier.candidate.papers;
            Piece::of(!papers.is_empty() && papers.values().all(|how| how != "missing"))
        }
        "agreement" => Piece::of(dossier.has_agreement),
        "schedule" => Piece::of(dossier.has_schedule),
        "contract" => Piece::of(!dossier.contracts.is_empty()),
        "job" if dossier.contracts.is_empty() => Piece::NotDue,
        "register" if dossier.contracts.is_empty() => Piece::NotDue,
        "register" => Piece::of(has_record("concluded") && has_record("start")),
        "report" => facts.reported.map_or(Piece::NotDue, Piece::of),
        "visit" => by_term(facts.visit_due, facts.was_visited, today),
        "round" => {
            let was = dossier.checks.iter().any(|(kind, _)| kind == "half-year");
            by_term(facts.round_due, was, today)
        }
        "messages" => match dossier.messages {
            (0, _) => Piece::NotDue,
            (_, waiting) => Piece::of(waiting == 0),
        },
        _ => Piece::Missing,
    };
    match found {
        Piece::Missing if facts.marks.iter().any(|mark| mark == code) => Piece::OnPaper,
        other => other,
    }
}

/// A file: the dossier with each document of the law.
#[derive(Clone, Debug)]
pub struct File {
    /// What is known.
    pub dossier: Dossier,
    /// Each document: its code, and how it stands.
    pub pieces: Vec<(String, Piece)>,
}

impl File {
    /// How many are missing.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.pieces.iter().filter(|(_, piece)| *piece == Piece::Missing).count()
    }

    /// How many are there, of those that are asked for.
    #[must_use]
    pub fn there(&self) -> (usize, usize) {
        let asked = self.pieces.iter().filter(|(_, piece)| *piece != Piece::NotDue).count();
        (asked - self.missing(), asked)
    }
}

/// The documents of the law: the code and the name of each, with its articles.
#[must_use]
pub fn documents(law: &Law) -> Vec<(String, String)> {
    let named = |rule: &law::Rule| {
        let code = rule.id.trim_start_matches(PREFIX).to_owned();
        (code, format!("{} ({})", rule.title, rule.articles.join("; ")))
    };
    law.file_documents().map(named).collect()
}

/// The last month whose reports should have come by a day.
fn reported_month(law: &Law, today: Day) -> Result<Month, StoreError> {
    let last = beside(Month::of(today.0), -1);
    let input = ReportInput { month: last, filed: None, explained: None };
    let line = law.report(&input).map_err(|e| StoreError::Other(e.to_string()))?;
    Ok(if Day(line.due) < today { last } else { beside(last, -1) })
}

/// The documents seen on paper, by agreement.
async fn marks(tx: &Tx) -> Result<HashMap<AgreementId, Vec<String>>, StoreError> {
    let rows = tx.find::<control_mark::Entity>().order_by_asc(control_mark::Column::Id);
    let mut all: HashMap<AgreementId, Vec<String>> = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        all.entry(row.agreement_id).or_default().push(row.code);
    }
    Ok(all)
}

/// The files that are asked for.
///
/// # Errors
/// When the database does not answer, or the law does not know a day.
pub async fn files(tx: &Tx, law: &Law, of: Pairs<'_>) -> Result<Vec<File>, StoreError> {
    let today = tx.today();
    let dossiers = assistance::dossiers(tx, of).await?;
    let known = load::known(tx).await?;
    let mut marks = marks(tx).await?;
    let month = reported_month(law, today)?;
    let reported = hours::filed_in(tx, month).await?;
    let codes: Vec<String> = documents(law).into_iter().map(|(code, _)| code).collect();
    let mut all = Vec::new();
    for dossier in dossiers {
        let pair = &dossier.pair;
        let held = known.held.get(&pair.agreement).copied();
        let half = dossier.checks.iter().filter(|(kind, _)| kind == "half-year");
        let half = half.map(|(_, day)| *day).max().unwrap_or(pair.concluded_on);
        let worked = pair.since.is_some_and(|since| since <= Day(month.last_day()));
        let facts = Facts {
            visit_due: match pair.since {
                Some(_) => Some(visit::due(law, pair, held)?),
                None => None,
            },
            was_visited: held.is_some(),
            round_due: Some(term(law, HALF_YEAR, half)?),
            reported: worked.then(|| reported.contains(&pair.agreement)),
            marks: marks.remove(&pair.agreement).unwrap_or_default(),
        };
        let of = |code: &String| (code.clone(), piece(code, (&dossier, &facts), today));
        let pieces = codes.iter().map(of).collect();
        all.push(File { dossier, pieces });
    }
    Ok(all)
}

/// What was seen on paper for an agreement, oldest first: the code, the day, the remark.
///
/// # Errors
/// When the database does not answer.
pub async fn marks_of(
    tx: &Tx,
    id: AgreementId,
) -> Result<Vec<(control_mark::Model, Mark)>, StoreError> {
    let rows = tx.find::<control_mark::Entity>().filter(control_mark::Column::AgreementId.eq(id));
    let rows = rows.order_by_asc(control_mark::Column::Id).all(tx.conn()).await?;
    let read = |row: control_mark::Model| {
        let mark = opened(tx, ("control_mark", row.id.0), &row.content_sealed)?;
        Ok((row, mark))
    };
    rows.into_iter().map(read).collect()
}

/// Notes that a document was seen on paper.
///
/// # Errors
/// When the database refuses.
pub async fn mark(
    tx: &mut Tx,
    agreement: AgreementId,
    (code, on, mark): (&str, Day, &Mark),
) -> Result<MarkId, StoreError> {
    let id = MarkId(tx.new_id());
    let row = control_mark::Model {
        municipality_id: tx.municipality(),
        id,
        agreement_id: agreement,
        code: code.to_owned(),
        marked_on: on,
        content_sealed: sealed(tx, ("control_mark", id.0), mark)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("control-mark", id.0));
    Ok(id)
}
