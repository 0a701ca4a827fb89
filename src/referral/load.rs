//! A case with everything that hangs on it, in few queries.

use super::CaseId;
use super::case::State;
use super::content::Content;
use super::decision::Decision;
use super::store::{
    assessment, decision, document, hand_over, info_request, meeting, pause, proposal,
    referral_case, wish_row,
};
use super::{AssessmentId, DocumentId};
use crate::people::{self, Head};
use crate::services::{self, Service};
use kit::store::{Happened, StoreError, Timeline, Tx};
use kit::types::Instant;
use kit::web::Problem;
use sea_orm::{ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

/// How much of the timeline a case page shows.
pub const TIMELINE_ROWS: u64 = 20;

/// A document without its content.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DocumentHead {
    /// The document.
    pub id: DocumentId,
    /// `assessment`, `letter`, `direction`, `scan`.
    pub kind: String,
    /// Year of its register.
    pub year: i32,
    /// Number in its register.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// When it was made.
    pub made_at: Instant,
    /// `application/pdf`, `image/png`, `image/jpeg`.
    pub media: String,
    /// Fingerprint; empty until it is printed.
    pub sha256: String,
}

/// A case in short: what its head, its state and the next step need.
pub struct Short {
    /// The row.
    pub case: referral_case::Model,
    /// The state.
    pub state: State,
    /// Whose it is.
    pub head: Head,
    /// The service wished.
    pub service: Service,
    /// Who is competent, and why.
    pub decision: Decision,
    /// The meetings, oldest first.
    pub meetings: Vec<meeting::Model>,
    /// The assessments, oldest first; the annulled too.
    pub assessments: Vec<assessment::Model>,
}

impl Short {
    /// The assessment that counts.
    #[must_use]
    pub fn assessment(&self) -> Option<&assessment::Model> {
        self.assessments.iter().rev().find(|row| row.annulled_on.is_none())
    }

    /// The meeting that is offered or agreed.
    #[must_use]
    pub fn open_meeting(&self) -> Option<&meeting::Model> {
        self.meetings.iter().rev().find(|row| row.state == "offered" || row.state == "agreed")
    }

    /// The meeting that was held.
    #[must_use]
    pub fn held(&self) -> Option<&meeting::Model> {
        self.meetings.iter().rev().find(|row| row.state == "held")
    }

    /// Whether the wish comes from one of the urgent groups.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        !self.decision.notify.is_empty()
    }
}

/// What else a case page shows.
pub struct Rest {
    /// The wish.
    pub wish: Option<wish_row::Model>,
    /// Requests to institutions.
    pub requests: Vec<info_request::Model>,
    /// Services of the assessment that counts.
    pub proposals: Vec<proposal::Model>,
    /// Stops of its clock.
    pub pauses: Vec<pause::Model>,
    /// Documents.
    pub documents: Vec<DocumentHead>,
    /// To whom the file was handed.
    pub hand_overs: Vec<hand_over::Model>,
    /// What happened.
    pub timeline: Vec<Happened>,
}

/// The row of a case.
pub async fn row(tx: &Tx, id: CaseId) -> Result<referral_case::Model, StoreError> {
    let found = tx.find::<referral_case::Entity>().filter(referral_case::Column::Id.eq(id));
    found.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The state of a row.
pub fn state(case: &referral_case::Model) -> Result<State, StoreError> {
    State::from_code(&case.state).ok_or_else(|| StoreError::Other("a case's state".into()))
}

pub async fn meetings(tx: &Tx, id: CaseId) -> Result<Vec<meeting::Model>, StoreError> {
    let rows = tx.find::<meeting::Entity>().filter(meeting::Column::CaseId.eq(id));
    Ok(rows.order_by_asc(meeting::Column::Id).all(tx.conn()).await?)
}

pub async fn assessments(tx: &Tx, id: CaseId) -> Result<Vec<assessment::Model>, StoreError> {
    let rows = tx.find::<assessment::Entity>().filter(assessment::Column::CaseId.eq(id));
    Ok(rows.order_by_asc(assessment::Column::Attempt).all(tx.conn()).await?)
}

pub async fn requests(tx: &Tx, id: CaseId) -> Result<Vec<info_request::Model>, StoreError> {
    let rows = tx.find::<info_request::Entity>().filter(info_request::Column::CaseId.eq(id));
    Ok(rows.order_by_asc(info_request::Column::Id).all(tx.conn()).await?)
}

pub async fn proposals(tx: &Tx, id: AssessmentId) -> Result<Vec<proposal::Model>, StoreError> {
    let rows = tx.find::<proposal::Entity>().filter(proposal::Column::AssessmentId.eq(id));
    Ok(rows.order_by_asc(proposal::Column::Position).all(tx.conn()).await?)
}

pub async fn pauses(tx: &Tx, id: AssessmentId) -> Result<Vec<pause::Model>, StoreError> {
    let rows = tx.find::<pause::Entity>().filter(pause::Column::AssessmentId.eq(id));
    Ok(rows.order_by_asc(pause::Column::Id).all(tx.conn()).await?)
}

pub async fn documents(tx: &Tx, id: CaseId) -> Result<Vec<DocumentHead>, StoreError> {
    use document::Column;
    let rows = tx
        .find::<document::Entity>()
        .filter(Column::CaseId.eq(id))
        .order_by_asc(Column::Id)
        .select_only()
        .columns([
            Column::Id,
            Column::Kind,
            Column::Year,
            Column::Number,
            Column::Title,
            Column::MadeAt,
            Column::Media,
            Column::Sha256,
        ])
        .into_model::<DocumentHead>();
    Ok(rows.all(tx.conn()).await?)
}

pub async fn wish(
    tx: &Tx,
    case: &referral_case::Model,
) -> Result<Option<wish_row::Model>, StoreError> {
    let row = tx.find::<wish_row::Entity>().filter(wish_row::Column::Id.eq(case.wish_id));
    Ok(row.one(tx.conn()).await?)
}

/// A case in short.
pub async fn short(tx: &Tx, id: CaseId) -> Result<Short, StoreError> {
    let found = tx.find::<referral_case::Entity>().filter(referral_case::Column::Id.eq(id));
    let found = found.find_also_related(decision::Entity).one(tx.conn()).await?;
    let (case, answer) = found.ok_or(StoreError::NotFound)?;
    Ok(Short {
        state: state(&case)?,
        head: people::head(tx, case.person_id).await?,
        service: services::service(tx, case.service_id).await?,
        decision: match answer {
            Some(kept) => Decision::read(&super::decision::opened(tx, &kept)?),
            None => Decision::default(),
        },
        meetings: meetings(tx, id).await?,
        assessments: assessments(tx, id).await?,
        case,
    })
}

/// What a case page shows besides; of the timeline what is older than `before`.
pub async fn rest(tx: &Tx, short: &Short, before: Option<i64>) -> Result<Rest, StoreError> {
    use hand_over::Column;
    let id = short.case.id;
    let (proposals, pauses) = match short.assessment() {
        Some(row) if row.signed_on.is_some() => {
            (proposals(tx, row.id).await?, pauses(tx, row.id).await?)
        }
        _ => Default::default(),
    };
    let handed = tx.find::<hand_over::Entity>().filter(Column::CaseId.eq(id));
    Ok(Rest {
        wish: wish(tx, &short.case).await?,
        requests: requests(tx, id).await?,
        proposals,
        pauses,
        documents: documents(tx, id).await?,
        hand_overs: handed.order_by_asc(Column::Id).all(tx.conn()).await?,
        timeline: tx.timeline(Timeline::Case(id.0), before, TIMELINE_ROWS).await?,
    })
}

/// What is written in an assessment.
pub fn content(tx: &Tx, row: &assessment::Model) -> Result<Content, StoreError> {
    let text = tx.open("assessment", "sealed", row.id.0, &row.sealed)?;
    serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))
}

/// A step that is not possible, as a problem.
pub fn refused(refusal: super::case::Refusal) -> Problem {
    Problem::Impossible(refusal.key())
}
