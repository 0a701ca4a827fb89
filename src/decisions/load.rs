//! Decisions and what belongs to them, read and opened.

use super::content::{Content, Said, Shown, opened};
use super::course::{State, standing};
use super::store::{decision, decision_entry, decision_evidence};
use super::{DecisionId, EvidenceId};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

/// A decision, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The row.
    pub row: decision::Model,
    /// What was sealed.
    pub content: Content,
}

impl Decision {
    /// Where it stands on a day: a code of [`super::course::STANDINGS`].
    #[must_use]
    pub fn standing(&self, today: Day) -> &'static str {
        if self.row.withdrawn_at.is_some() {
            return "withdrawn";
        }
        standing(State::of(&self.row.state), self.row.due_on, today)
    }
}

/// What happened to a decision, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The row.
    pub row: decision_entry::Model,
    /// What was sealed.
    pub said: Said,
}

/// What shows that something was done, without the bytes of a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Which.
    pub id: EvidenceId,
    /// The kind of the scan; `link` when there is none.
    pub media: String,
    /// What it is.
    pub shown: Shown,
    /// When it was entered.
    pub made_at: Instant,
    /// By whom.
    pub account_name: String,
}

/// Which decisions are asked for. Empty texts ask for all.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Who took them.
    pub body: String,
    /// Where they stand; withdrawn ones only when this says so.
    pub standing: String,
    /// In which year they were taken.
    pub year: Option<i32>,
    /// Only what the public may read.
    pub is_public: bool,
}

fn open(tx: &Tx, row: decision::Model) -> Result<Decision, StoreError> {
    let content = opened(tx, ("decision_record", row.id.0), &row.content_sealed)?;
    Ok(Decision { row, content })
}

/// One decision.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn decision(tx: &Tx, id: DecisionId) -> Result<Decision, StoreError> {
    use decision::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    open(tx, row.ok_or(StoreError::NotFound)?)
}

/// Decisions, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn decisions(tx: &Tx, sought: &Sought) -> Result<Vec<Decision>, StoreError> {
    use decision::{Column, Entity};
    let mut rows = tx.find::<Entity>();
    if !sought.body.is_empty() {
        rows = rows.filter(Column::Body.eq(sought.body.as_str()));
    }
    if let Some(year) = sought.year {
        rows = rows.filter(Column::Year.eq(year));
    }
    if sought.is_public {
        rows = rows.filter(Column::IsPublic.eq(true));
    }
    rows = match sought.standing.as_str() {
        "withdrawn" => rows.filter(Column::WithdrawnAt.is_not_null()),
        _ => rows.filter(Column::WithdrawnAt.is_null()),
    };
    rows = match sought.standing.as_str() {
        "" | "withdrawn" => rows,
        "late" => rows
            .filter(Column::State.is_in(["open", "in-progress"]))
            .filter(Column::DueOn.lt(tx.today())),
        state => rows.filter(Column::State.eq(state)),
    };
    let rows = rows.order_by_desc(Column::TakenOn).order_by_desc(Column::Id);
    let mut all = Vec::new();
    for row in rows.all(tx.conn()).await? {
        all.push(open(tx, row)?);
    }
    Ok(all)
}

/// Decisions of one record that were not withdrawn, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_origin(tx: &Tx, body: &str, origin: i64) -> Result<Vec<Decision>, StoreError> {
    use decision::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::Body.eq(body))
        .filter(Column::OriginId.eq(origin))
        .filter(Column::WithdrawnAt.is_null())
        .order_by_asc(Column::TakenOn)
        .order_by_asc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| open(tx, row)).collect()
}

/// Decisions that should be carried out until a day.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(tx: &Tx, (until, most): (Day, u64)) -> Result<Vec<Decision>, StoreError> {
    use decision::{Column, Entity};
    let rows = tx
        .find::<Entity>()
        .filter(Column::State.is_in(["open", "in-progress"]))
        .filter(Column::DueOn.lte(until))
        .filter(Column::WithdrawnAt.is_null())
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(most);
    rows.all(tx.conn()).await?.into_iter().map(|row| open(tx, row)).collect()
}

/// State and term of the decisions that a body took in a period.
///
/// # Errors
/// When the database does not answer.
pub async fn states(
    tx: &Tx,
    body: &str,
    (from, to): (Day, Day),
) -> Result<Vec<(State, Option<Day>)>, StoreError> {
    use decision::{Column, Entity};
    let rows: Vec<(String, Option<Day>)> = tx
        .find::<Entity>()
        .filter(Column::Body.eq(body))
        .filter(Column::TakenOn.gte(from))
        .filter(Column::TakenOn.lte(to))
        .filter(Column::WithdrawnAt.is_null())
        .select_only()
        .column(Column::State)
        .column(Column::DueOn)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(state, due_on)| (State::of(&state), due_on)).collect())
}

/// The decision of a body with a number of a year, unless it is withdrawn.
///
/// # Errors
/// When the database does not answer.
pub async fn numbered(
    tx: &Tx,
    body: &str,
    (year, key): (i32, &str),
) -> Result<Option<DecisionId>, StoreError> {
    use decision::{Column, Entity};
    let row = tx
        .find::<Entity>()
        .filter(Column::Body.eq(body))
        .filter(Column::Year.eq(year))
        .filter(Column::NumberKey.eq(key))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.id))
}

/// The years in which decisions were taken, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn years(tx: &Tx) -> Result<Vec<i32>, StoreError> {
    use decision::{Column, Entity};
    let rows = tx.find::<Entity>().select_only().column(Column::Year).distinct();
    let mut years: Vec<i32> = rows.into_tuple().all(tx.conn()).await?;
    years.sort_unstable_by(|a, b| b.cmp(a));
    Ok(years)
}

/// What happened to a decision, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn entries(tx: &Tx, id: DecisionId) -> Result<Vec<Entry>, StoreError> {
    use decision_entry::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::DecisionId.eq(id)).order_by_desc(Column::Id);
    let entry = |row: decision_entry::Model| {
        let said = opened(tx, ("decision_entry", row.id.0), &row.content_sealed)?;
        Ok(Entry { row, said })
    };
    rows.all(tx.conn()).await?.into_iter().map(entry).collect()
}

/// What shows that a decision was carried out, the oldest first. The bytes of scans stay where they
/// are.
///
/// # Errors
/// When the database does not answer.
pub async fn evidence(tx: &Tx, id: DecisionId) -> Result<Vec<Evidence>, StoreError> {
    use decision_evidence::{Column, Entity};
    let rows: Vec<(EvidenceId, String, Vec<u8>, Instant, String)> = tx
        .find::<Entity>()
        .filter(Column::DecisionId.eq(id))
        .order_by_asc(Column::Id)
        .select_only()
        .columns([
            Column::Id,
            Column::Media,
            Column::ContentSealed,
            Column::MadeAt,
            Column::AccountName,
        ])
        .into_tuple()
        .all(tx.conn())
        .await?;
    let evidence = |(id, media, sealed, made_at, account_name): (
        EvidenceId,
        String,
        Vec<u8>,
        Instant,
        String,
    )| {
        let shown = opened(tx, ("decision_evidence", id.0), &sealed)?;
        Ok(Evidence { id, media, shown, made_at, account_name })
    };
    rows.into_iter().map(evidence).collect()
}
