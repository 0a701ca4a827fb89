//! Rounds against double financing (чл. 5, ал. 5 Наредба № РД-07-7): of the new users of a month,
//! and of all users every six months. A checked user gets a check in the application too.

use super::content::{Compared, opened, sealed};
use super::frame::{HALF_YEAR, MONTHLY, bg, bg_with, term};
use super::paper;
use super::store::{control_line, control_round};
use super::{LineId, RoundId};
use crate::assistance::{self, ApplicationId, NewCheck, Note, Pair, Pairs};
use crate::assistants::Press;
use crate::delivery::month_words;
use crate::people::{self, PersonId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::{Law, Month};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use ui::Lang;

/// The rounds: of a month, of six months. The same codes as those of checks.
pub const KINDS: [&str; 2] = ["month", "half-year"];
/// What a check found: nothing, or other support; words have the key `control-line-<code>`.
pub const RESULTS: [&str; 2] = ["clear", "found"];

/// A round, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The row.
    pub row: control_round::Model,
    /// Which sources are asked, and the conclusion.
    pub content: Compared,
}

/// A user in a round, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The row.
    pub row: control_line::Model,
    /// What was compared.
    pub content: Compared,
}

impl Round {
    /// The kind as a known code.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        KINDS.into_iter().find(|kind| *kind == self.row.kind).unwrap_or(KINDS[0])
    }
}

fn round_of(tx: &Tx, row: control_round::Model) -> Result<Round, StoreError> {
    let content = opened(tx, ("control_round", row.id.0), &row.content_sealed)?;
    Ok(Round { row, content })
}

/// One round.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn round(tx: &Tx, id: RoundId) -> Result<Round, StoreError> {
    let row = tx.find::<control_round::Entity>().filter(control_round::Column::Id.eq(id));
    round_of(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// All rounds, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn rounds(tx: &Tx) -> Result<Vec<Round>, StoreError> {
    let rows = tx.find::<control_round::Entity>();
    let rows = rows.order_by_desc(control_round::Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| round_of(tx, row)).collect()
}

fn line_of(tx: &Tx, row: control_line::Model) -> Result<Checked, StoreError> {
    let content = opened(tx, ("control_line", row.id.0), &row.content_sealed)?;
    Ok(Checked { row, content })
}

/// The users of a round.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(tx: &Tx, id: RoundId) -> Result<Vec<Checked>, StoreError> {
    let rows = tx.find::<control_line::Entity>().filter(control_line::Column::RoundId.eq(id));
    let rows = rows.order_by_asc(control_line::Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| line_of(tx, row)).collect()
}

/// The checks of a user in all rounds, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn lines_of(tx: &Tx, person: PersonId) -> Result<Vec<Checked>, StoreError> {
    use control_line::Column;
    let rows = tx.find::<control_line::Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| line_of(tx, row)).collect()
}

/// One user of a round.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn line(tx: &Tx, id: LineId) -> Result<Checked, StoreError> {
    let row = tx.find::<control_line::Entity>().filter(control_line::Column::Id.eq(id));
    line_of(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// How many users of each round are checked, and with how many something was found.
///
/// # Errors
/// When the database does not answer.
pub async fn counts(tx: &Tx) -> Result<HashMap<(RoundId, String), i64>, StoreError> {
    use control_line::Column;
    let rows: Vec<(RoundId, String, i64)> = tx
        .find::<control_line::Entity>()
        .select_only()
        .column(Column::RoundId)
        .column(Column::Result)
        .column_as(Column::Id.count(), "users")
        .group_by(Column::RoundId)
        .group_by(Column::Result)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, result, users)| ((id, result), users)).collect())
}

/// Which users belong to a round: those whose agreement is of the month, or all. One row for each
/// application, however many assistants a user has.
#[must_use]
pub fn users(pairs: &[Pair], kind: &str, month: Month) -> BTreeMap<ApplicationId, PersonId> {
    let is_new = |pair: &&Pair| kind != KINDS[0] || Month::of(pair.concluded_on.0) == month;
    pairs.iter().filter(is_new).map(|pair| (pair.application, pair.user)).collect()
}

/// A round that should be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// A code of [`KINDS`].
    pub kind: &'static str,
    /// Its month.
    pub month: Month,
    /// The last day.
    pub due_on: Day,
    /// From which day the term was counted.
    pub from: Day,
    /// How many users.
    pub users: usize,
}

/// The rounds that should be made now and were not begun: of this month when somebody is new in it,
/// and of all users when the last one is six months old.
///
/// # Errors
/// When the law does not know a day.
pub fn wanted(
    law: &Law,
    (pairs, rounds): (&[Pair], &[Round]),
    today: Day,
) -> Result<Vec<Wanted>, StoreError> {
    let month = Month::of(today.0);
    let begun = |kind: &str, month: Month| {
        rounds.iter().any(|one| one.row.kind == kind && one.row.month == month.to_string())
    };
    let mut all = Vec::new();
    let new = users(pairs, KINDS[0], month).len();
    if new > 0 && !begun(KINDS[0], month) {
        let from = Day(month.first_day());
        let due_on = term(law, MONTHLY, from)?;
        all.push(Wanted { kind: KINDS[0], month, due_on, from, users: new });
    }
    let last = rounds.iter().filter(|one| one.row.kind == KINDS[1]);
    let is_open = last.clone().any(|one| one.row.ended_on.is_none());
    let last = last.filter_map(|one| one.row.ended_on).max();
    let from = last.or(pairs.iter().map(|pair| pair.known_from).min());
    if let Some(from) = from.filter(|_| !is_open && !begun(KINDS[1], month)) {
        let due_on = term(law, HALF_YEAR, from)?;
        let users = users(pairs, KINDS[1], month).len();
        if users > 0 {
            all.push(Wanted { kind: KINDS[1], month, due_on, from, users });
        }
    }
    Ok(all)
}

/// Begins a round: writes its users down.
///
/// # Errors
/// When there is one of the kind and month, or nobody is to be checked.
pub async fn begin(tx: &mut Tx, (wanted, sources): (&Wanted, &str)) -> Result<RoundId, Problem> {
    let pairs = assistance::pairs(tx, Pairs::Open).await?;
    let users = users(&pairs, wanted.kind, wanted.month);
    if users.is_empty() {
        return Err(Problem::Impossible("control-refused-nobody"));
    }
    let id = RoundId(tx.new_id());
    let content = Compared { sources: sources.to_owned(), ..Compared::default() };
    let row = control_round::Model {
        municipality_id: tx.municipality(),
        id,
        kind: wanted.kind.to_owned(),
        month: wanted.month.to_string(),
        due_on: wanted.due_on,
        began_on: tx.today(),
        ended_on: None,
        total: i32::try_from(users.len()).unwrap_or(i32::MAX),
        paper_id: None,
        content_sealed: sealed(tx, ("control_round", id.0), &content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    match tx.insert(row.into_active_model()).await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Problem::Impossible("control-refused-round"));
        }
        other => other?,
    }
    for (application, person) in users {
        let line = LineId(tx.new_id());
        let row = control_line::Model {
            municipality_id: tx.municipality(),
            id: line,
            round_id: id,
            application_id: application,
            person_id: person,
            result: String::new(),
            checked_on: None,
            content_sealed: sealed(tx, ("control_line", line.0), &Compared::default())?,
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("control-round", id.0));
    Ok(id)
}

/// Notes what was compared for a user, and what came out.
///
/// # Errors
/// When the round is closed, or the day is ahead.
pub async fn check(
    tx: &mut Tx,
    (round, line): (&Round, &Checked),
    (on, result, content): (Day, &str, &Compared),
) -> Result<(), Problem> {
    let is_early = on < round.row.began_on.min(tx.today()) || on > tx.today();
    if round.row.ended_on.is_some() || is_early || !RESULTS.contains(&result) {
        return Err(Problem::Impossible("control-refused-line"));
    }
    let id = line.row.id;
    let content = Compared { by: tx.actor().name.to_string(), ..content.clone() };
    let active = control_line::ActiveModel {
        result: Set(result.to_owned()),
        checked_on: Set(Some(on)),
        content_sealed: Set(sealed(tx, ("control_line", id.0), &content)?),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<control_line::Entity>(id, line.row.version, active).await?;
    let found = result == RESULTS[1];
    let text = [content.found.as_str(), content.conclusion.as_str()].join(" ");
    let note = Note {
        sources: content.sources.clone(),
        text: text.trim().to_owned(),
        by: content.by.clone(),
        ..Note::default()
    };
    let new = NewCheck { kind: round.kind().to_owned(), on: Some(on), found, note };
    assistance::check(tx, line.row.application_id, &new).await?;
    tx.audit(Entry::write("control-line", id.0).about(Some(line.row.person_id.0)));
    Ok(())
}

/// What the protocol of a round says.
async fn protocol(
    tx: &Tx,
    (round, lines): (&Round, &[Checked]),
    (conclusion, press): (&str, &Press),
) -> Result<Value, Problem> {
    let ids: Vec<PersonId> = lines.iter().map(|one| one.row.person_id).collect();
    let heads = people::heads(tx, &ids).await?;
    let row = |one: &Checked| {
        let name = heads.get(&one.row.person_id).map(|head| head.name.clone());
        [
            name.unwrap_or_default(),
            one.row.checked_on.map(Day::bg).unwrap_or_default(),
            one.content.sources.clone(),
            bg(&format!("control-line-{}", one.row.result)),
            one.content.found.clone(),
        ]
    };
    let rows: Vec<[String; 5]> = lines.iter().map(row).collect();
    let heads = ["user", "checked", "sources", "result", "found-support"];
    let heads = heads.map(|name| bg(&format!("control-column-{name}")));
    let month = Month::parse(&round.row.month).map_err(Problem::internal)?;
    let args = [
        ("month", month_words(Lang::Bg, month)),
        ("count", rows.len().to_string()),
        ("found", lines.iter().filter(|one| one.row.result == RESULTS[1]).count().to_string()),
    ];
    let title = bg(&format!("control-round-{}", round.kind()));
    let mut data = press.frame(&bg("control-paper-round"), &bg("control-round-ground"));
    data["about"] = title.clone().into();
    data["opening"] = bg_with("control-round-opening", &args).into();
    data["sections"] = json!([
        { "title": title, "heads": heads, "rows": rows },
        { "title": bg("control-conclusion"), "text": conclusion },
    ]);
    data["signatures"] =
        json!([{ "role": bg("control-round-officer"), "name": tx.actor().name.to_string() }]);
    Ok(data)
}

/// Closes a round in which everybody was checked, with a numbered protocol.
///
/// # Errors
/// When somebody was not checked, or it was closed meanwhile.
pub async fn close(
    tx: &mut Tx,
    round: &Round,
    (on, conclusion, press): (Day, &str, &Press),
) -> Result<(), Problem> {
    let lines = lines(tx, round.row.id).await?;
    let is_whole = lines.iter().all(|one| one.row.checked_on.is_some());
    if round.row.ended_on.is_some() || !is_whole || on > tx.today() {
        return Err(Problem::Impossible("control-refused-close"));
    }
    let data = protocol(tx, (round, &lines), (conclusion, press)).await?;
    let of = (paper::ROUND, round.row.month.as_str());
    let paper = paper::add(tx, of, (data, &press.verify)).await?;
    let content = Compared {
        conclusion: conclusion.to_owned(),
        by: tx.actor().name.to_string(),
        ..round.content.clone()
    };
    let id = round.row.id;
    let active = control_round::ActiveModel {
        ended_on: Set(Some(on)),
        paper_id: Set(Some(paper)),
        content_sealed: Set(sealed(tx, ("control_round", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<control_round::Entity>(id, round.row.version, active).await?;
    tx.audit(Entry::write("control-round", id.0));
    Ok(())
}
