//! Reading the timeline: what happened to a person or in a case, newest first.

use super::entity::event;
use super::{Answers, Asked, Questions, StoreError, Tx};
use crate::types::Instant;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};

/// Whose timeline is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeline {
    /// A person's, through all capabilities.
    Person(i64),
    /// A case's.
    Case(i64),
}

/// What a timeline tells of an event.
#[derive(FromQueryResult)]
struct Row {
    id: i64,
    at: Instant,
    kind: String,
    account_name: String,
    case_id: Option<i64>,
    data: String,
}

/// The place of a timeline among other questions.
#[derive(Clone, Copy)]
pub struct AskedTimeline(Asked<Row>);

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Happened {
    /// Its id: older rows have smaller ones.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// What: the text shown has the key `event-` and this.
    pub kind: String,
    /// Who did it.
    pub by: String,
    /// Which case it belongs to.
    pub case: Option<i64>,
    /// Values for the text.
    pub data: Vec<(String, String)>,
}

impl From<event::Model> for Happened {
    fn from(row: event::Model) -> Happened {
        let event::Model { id, at, kind, account_name, case_id, data, .. } = row;
        happened(Row { id, at, kind, account_name, case_id, data })
    }
}

impl Happened {
    /// The place below the municipality that the row leads to, such as the paper it tells of.
    #[must_use]
    pub fn leads_to(&self) -> Option<&str> {
        let value = self.data.iter().find(|(name, _)| name == "leads_to");
        value.map(|(_, path)| path.as_str()).filter(|path| path.starts_with('/'))
    }

    /// The row in words.
    #[must_use]
    pub fn text(&self, lang: ui::Lang) -> String {
        let args: Vec<(&str, &str)> =
            self.data.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ui::text::text_args(lang, &format!("event-{}", self.kind), &args).into_owned()
    }
}

impl Tx {
    /// So many rows of a timeline older than `before` (all when `None`), newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn timeline(
        &self,
        whose: Timeline,
        before: Option<i64>,
        rows: u64,
    ) -> Result<Vec<Happened>, StoreError> {
        let found = self.timeline_rows(whose, before, rows).into_model::<Row>();
        Ok(found.all(self.conn()).await?.into_iter().map(happened).collect())
    }

    /// Asks for rows of a timeline among other questions; [`Answers::timeline`] takes them.
    pub fn ask_timeline(
        &self,
        questions: &mut Questions,
        (whose, before, rows): (Timeline, Option<i64>, u64),
    ) -> AskedTimeline {
        AskedTimeline(questions.ask_for(&self.timeline_rows(whose, before, rows)))
    }

    fn timeline_rows(
        &self,
        whose: Timeline,
        before: Option<i64>,
        rows: u64,
    ) -> Select<event::Entity> {
        use event::Column;
        let whose = match whose {
            Timeline::Person(id) => Column::PersonId.eq(id),
            Timeline::Case(id) => Column::CaseId.eq(id),
        };
        let mut query = self.find::<event::Entity>().filter(whose);
        if let Some(id) = before {
            query = query.filter(Column::Id.lt(id));
        }
        let told = [
            Column::Id,
            Column::At,
            Column::Kind,
            Column::AccountName,
            Column::CaseId,
            Column::Data,
        ];
        query.order_by_desc(Column::Id).limit(rows).select_only().columns(told)
    }
}

impl Answers {
    /// The rows of a timeline that were asked for.
    ///
    /// # Errors
    /// When a row cannot be read.
    pub fn timeline(&mut self, asked: AskedTimeline) -> Result<Vec<Happened>, StoreError> {
        Ok(self.take(asked.0)?.into_iter().map(happened).collect())
    }
}

fn happened(row: Row) -> Happened {
    let data: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&row.data).unwrap_or_default();
    let data = data.into_iter().map(|(name, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (name, text)
    });
    Happened {
        id: row.id,
        at: row.at,
        kind: row.kind,
        by: row.account_name,
        case: row.case_id,
        data: data.collect(),
    }
}
