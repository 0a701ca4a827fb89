//! A case with everything that hangs on it, in few queries.

use super::CaseId;
use super::case::State;
use super::content::Content;
use super::decision::Decision;
use super::own::{AskedOwn, OwnFields};
use super::store::{
    assessment, decision, document, hand_over, info_request, meeting, pause, proposal,
    referral_case, wish_row,
};
use super::{AssessmentId, DocumentId};
use crate::forms::{self, AskedValues, Kept, Kind};
use crate::municipality;
use crate::people::{self, AskedHead, AskedWarnings, Head, Warning};
use crate::services::{self, AskedServices, ServiceHead, ServiceId};
use kit::store::{
    Answers, Asked, AskedTimeline, Happened, Questions, Standing, StoreError, Timeline, Tx,
    is_found,
};
use kit::types::Instant;
use kit::web::Problem;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use std::collections::HashMap;

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

/// Under which number a wish is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct WishNumber {
    /// Year of the register.
    pub year: i32,
    /// Number in it.
    pub number: i64,
}

/// A case in short: what its head, its state and the next step need.
pub struct Short {
    /// The row.
    pub case: referral_case::Model,
    /// The state.
    pub state: State,
    /// Whose it is.
    pub head: Head,
    /// What warns of the person today; not asked for where nobody is shown it.
    pub alarms: Vec<Warning>,
    /// The service wished.
    pub service: ServiceHead,
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
    pub wish: Option<WishNumber>,
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
    /// The services of the proposals.
    pub known: HashMap<ServiceId, ServiceHead>,
    /// What was answered in own fields.
    pub own: OwnFields,
}

/// The row of a case.
pub async fn row(tx: &Tx, id: CaseId) -> Result<referral_case::Model, StoreError> {
    let case = of_case(tx, id).one(tx.conn()).await?.ok_or(StoreError::NotFound)?;
    municipality::act_for(tx, case.officer_id).await?;
    Ok(case)
}

/// The state of a row.
pub fn state(case: &referral_case::Model) -> Result<State, StoreError> {
    State::from_code(&case.state).ok_or_else(|| StoreError::Other("a case's state".into()))
}

fn of_case(tx: &Tx, id: CaseId) -> Select<referral_case::Entity> {
    tx.find::<referral_case::Entity>().filter(referral_case::Column::Id.eq(id))
}

/// One column of a case, for the questions about what it points to.
fn column_of(tx: &Tx, id: CaseId, column: referral_case::Column) -> SelectStatement {
    of_case(tx, id).select_only().column(column).into_query()
}

fn meetings_of(tx: &Tx, id: CaseId) -> Select<meeting::Entity> {
    let rows = tx.find::<meeting::Entity>().filter(meeting::Column::CaseId.eq(id));
    rows.order_by_asc(meeting::Column::Id)
}

pub async fn meetings(tx: &Tx, id: CaseId) -> Result<Vec<meeting::Model>, StoreError> {
    Ok(meetings_of(tx, id).all(tx.conn()).await?)
}

fn assessments_of(tx: &Tx, id: CaseId) -> Select<assessment::Entity> {
    let rows = tx.find::<assessment::Entity>().filter(assessment::Column::CaseId.eq(id));
    rows.order_by_asc(assessment::Column::Attempt)
}

pub async fn assessments(tx: &Tx, id: CaseId) -> Result<Vec<assessment::Model>, StoreError> {
    Ok(assessments_of(tx, id).all(tx.conn()).await?)
}

fn requests_of(tx: &Tx, id: CaseId) -> Select<info_request::Entity> {
    let rows = tx.find::<info_request::Entity>().filter(info_request::Column::CaseId.eq(id));
    rows.order_by_asc(info_request::Column::Id)
}

pub async fn requests(tx: &Tx, id: CaseId) -> Result<Vec<info_request::Model>, StoreError> {
    Ok(requests_of(tx, id).all(tx.conn()).await?)
}

pub async fn proposals(tx: &Tx, id: AssessmentId) -> Result<Vec<proposal::Model>, StoreError> {
    let rows = tx.find::<proposal::Entity>().filter(proposal::Column::AssessmentId.eq(id));
    Ok(rows.order_by_asc(proposal::Column::Position).all(tx.conn()).await?)
}

pub async fn pauses(tx: &Tx, id: AssessmentId) -> Result<Vec<pause::Model>, StoreError> {
    let rows = tx.find::<pause::Entity>().filter(pause::Column::AssessmentId.eq(id));
    Ok(rows.order_by_asc(pause::Column::Id).all(tx.conn()).await?)
}

fn documents_of(tx: &Tx, id: CaseId) -> Select<document::Entity> {
    use document::Column;
    tx.find::<document::Entity>()
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
}

pub async fn wish(
    tx: &Tx,
    case: &referral_case::Model,
) -> Result<Option<wish_row::Model>, StoreError> {
    let row = tx.find::<wish_row::Entity>().filter(wish_row::Column::Id.eq(case.wish_id));
    Ok(row.one(tx.conn()).await?)
}

/// A case in short, asked for among other questions.
#[derive(Clone)]
struct AskedShort {
    case: Asked<referral_case::Model>,
    head: AskedHead,
    alarms: Option<AskedWarnings>,
    service: AskedServices,
    decision: Asked<decision::Model>,
    meetings: Asked<meeting::Model>,
    assessments: Asked<assessment::Model>,
}

impl AskedShort {
    fn ask(tx: &Tx, questions: &mut Questions, id: CaseId) -> AskedShort {
        use referral_case::Column;
        let answer = column_of(tx, id, Column::DecisionId);
        let answer = tx.find::<decision::Entity>().filter(is_found(decision::Column::Id, answer));
        let service = column_of(tx, id, Column::ServiceId);
        AskedShort {
            case: questions.ask(&of_case(tx, id)),
            head: people::ask_head(tx, questions, column_of(tx, id, Column::PersonId)),
            alarms: None,
            service: services::ask_one(tx, questions, service),
            decision: questions.ask(&answer),
            meetings: questions.ask(&meetings_of(tx, id)),
            assessments: questions.ask(&assessments_of(tx, id)),
        }
    }

    /// The same for somebody who is shown what warns of the person.
    fn ask_with_alarms(tx: &Tx, questions: &mut Questions, id: CaseId) -> AskedShort {
        let person = column_of(tx, id, referral_case::Column::PersonId);
        let alarms = Some(people::ask_alarms(tx, questions, person));
        AskedShort { alarms, ..AskedShort::ask(tx, questions, id) }
    }

    fn read(self, tx: &Tx, answers: &mut Answers) -> Result<Short, StoreError> {
        let case = answers.take(self.case)?.pop().ok_or(StoreError::NotFound)?;
        let head = people::asked_head(tx, answers, self.head)?;
        let alarms = self.alarms.map(|asked| people::asked_alarms(tx, answers, asked));
        let alarms = alarms.transpose()?.unwrap_or_default();
        let mut services = services::asked(answers, self.service)?;
        Ok(Short {
            state: state(&case)?,
            alarms,
            head,
            service: services.remove(&case.service_id).ok_or(StoreError::NotFound)?,
            decision: match answers.take(self.decision)?.pop() {
                Some(kept) => Decision::read(&super::decision::opened(tx, &kept)?),
                None => Decision::default(),
            },
            meetings: answers.take(self.meetings)?,
            assessments: answers.take(self.assessments)?,
            case,
        })
    }
}

/// A case in short.
pub async fn short(tx: &Tx, id: CaseId) -> Result<Short, StoreError> {
    static SHORT: Standing<AskedShort> = Standing::new();
    let (questions, asked) = SHORT.about(tx, [id.0], |questions, [id]| {
        AskedShort::ask_with_alarms(tx, questions, CaseId(id))
    });
    let short = asked.read(tx, &mut tx.answers(questions).await?)?;
    municipality::act_for(tx, short.case.officer_id).await?;
    Ok(short)
}

/// A case in short, the newest of what happened and the own fields of its assessments: all that the
/// programming interface tells.
pub struct Told {
    pub short: Short,
    pub timeline: Vec<Happened>,
    pub kept: HashMap<i64, Kept>,
}

/// A case as the programming interface tells it, in one message.
pub async fn told(tx: &Tx, id: CaseId) -> Result<Told, StoreError> {
    static TOLD: Standing<(AskedShort, AskedTimeline, AskedValues)> = Standing::new();
    let (questions, (short, timeline, kept)) = TOLD.about(tx, [id.0], |questions, [id]| {
        let short = AskedShort::ask(tx, questions, CaseId(id));
        let timeline = tx.ask_timeline(questions, (Timeline::Case(id), None, TIMELINE_ROWS));
        let own = tx.find::<assessment::Entity>().filter(assessment::Column::CaseId.eq(id));
        let own = own.select_only().column(assessment::Column::Id).into_query();
        (short, timeline, forms::ask_values(tx, questions, Kind::Assessment, own))
    });
    let mut answers = tx.all_answers(questions).await?;
    Ok(Told {
        short: short.read(tx, &mut answers)?,
        timeline: answers.timeline(timeline)?,
        kept: forms::asked_values(tx, &mut answers, kept)?,
    })
}

#[derive(Clone)]
struct AskedRest {
    wish: Asked<WishNumber>,
    requests: Asked<info_request::Model>,
    proposals: Asked<proposal::Model>,
    known: AskedServices,
    pauses: Asked<pause::Model>,
    documents: Asked<DocumentHead>,
    hand_overs: Asked<hand_over::Model>,
    timeline: AskedTimeline,
    own: AskedOwn,
}

impl AskedRest {
    fn ask(tx: &Tx, questions: &mut Questions, id: CaseId, before: Option<i64>) -> AskedRest {
        use wish_row::Column::{Id, Number, Year};
        let wish_id = || column_of(tx, id, referral_case::Column::WishId);
        let wish = tx.find::<wish_row::Entity>().filter(is_found(Id, wish_id()));
        let own = || {
            let own = tx.find::<assessment::Entity>().filter(assessment::Column::CaseId.eq(id));
            own.select_only().column(assessment::Column::Id).into_query()
        };
        let proposals =
            tx.find::<proposal::Entity>().filter(proposal::Column::AssessmentId.in_subquery(own()));
        let services =
            proposals.clone().select_only().column(proposal::Column::ServiceId).into_query();
        let pauses =
            tx.find::<pause::Entity>().filter(pause::Column::AssessmentId.in_subquery(own()));
        let handed = tx.find::<hand_over::Entity>().filter(hand_over::Column::CaseId.eq(id));
        let timeline = (Timeline::Case(id.0), before, TIMELINE_ROWS);
        AskedRest {
            wish: questions.ask_for(&wish.select_only().columns([Year, Number])),
            requests: questions.ask(&requests_of(tx, id)),
            proposals: questions.ask(&proposals.order_by_asc(proposal::Column::Position)),
            known: services::ask(tx, questions, services),
            pauses: questions.ask(&pauses.order_by_asc(pause::Column::Id)),
            documents: questions.ask_for(&documents_of(tx, id)),
            hand_overs: questions.ask(&handed.order_by_asc(hand_over::Column::Id)),
            timeline: tx.ask_timeline(questions, timeline),
            own: AskedOwn::ask(tx, questions, (wish_id(), own())),
        }
    }

    fn read(self, tx: &Tx, answers: &mut Answers, short: &Short) -> Result<Rest, StoreError> {
        let counts = short.assessment().filter(|row| row.signed_on.is_some()).map(|row| row.id);
        let mut proposals = answers.take(self.proposals)?;
        proposals.retain(|row| Some(row.assessment_id) == counts);
        let mut pauses = answers.take(self.pauses)?;
        pauses.retain(|row| Some(row.assessment_id) == counts);
        Ok(Rest {
            wish: answers.take(self.wish)?.pop(),
            requests: answers.take(self.requests)?,
            proposals,
            pauses,
            documents: answers.take(self.documents)?,
            hand_overs: answers.take(self.hand_overs)?,
            timeline: answers.timeline(self.timeline)?,
            known: services::asked(answers, self.known)?,
            own: self.own.read(tx, answers, short)?,
        })
    }
}

/// All that a case page shows; of the timeline what is older than `before`.
pub async fn whole(tx: &Tx, id: CaseId, before: Option<i64>) -> Result<(Short, Rest), StoreError> {
    static NEWEST: Standing<(AskedShort, AskedRest)> = Standing::new();
    static OLDER: Standing<(AskedShort, AskedRest)> = Standing::new();
    let ask = |questions: &mut Questions, id: i64, before| {
        let short = AskedShort::ask_with_alarms(tx, questions, CaseId(id));
        (short, AskedRest::ask(tx, questions, CaseId(id), before))
    };
    let (questions, (short, rest)) = match before {
        None => NEWEST.about(tx, [id.0], |questions, [id]| ask(questions, id, None)),
        Some(before) => OLDER
            .about(tx, [id.0, before], |questions, [id, before]| ask(questions, id, Some(before))),
    };
    let mut answers = tx.all_answers(questions).await?;
    let short = short.read(tx, &mut answers)?;
    let rest = rest.read(tx, &mut answers, &short)?;
    Ok((short, rest))
}

/// What is written in an assessment.
pub fn content(tx: &Tx, row: &assessment::Model) -> Result<Content, StoreError> {
    tx.open_json("assessment", "sealed", row.id.0, &row.sealed)
}

/// A step that is not possible, as a problem.
pub fn refused(refusal: super::case::Refusal) -> Problem {
    Problem::Impossible(refusal.key())
}
