//! Sheets: codes that are given out, and answers. A code is used once; what was answered with it is not
//! kept beside it. The id of an answer is drawn at random, so that not even its order tells anything.

use super::content::{Sheet, opened, sealed};
use super::store::{voice_answer, voice_code};
use super::survey::{State, Survey};
use super::{AnswerId, CodeId};
use crate::services::ServiceId;
use kit::audit::Entry;
use kit::crypto::{Index, fingerprint, random_bytes};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};

pub use kit::crypto::digits_of;

/// By what the codes of sheets are made.
pub const SECRET: Index = Index::new("voice_code", "secret");
/// So many sheets are printed at once: more would not fit one paper.
pub const MOST_COPIES: u32 = 60;
/// So many answers a survey takes: they are counted in memory.
pub const MOST_ANSWERS: u64 = 5_000;
/// How an answer came.
pub const HOWS: [&str; 3] = ["paper", "phone", "visit"];

/// Twelve digits of a secret: a clerk types them by the number keys.
const DIGITS: u64 = 1_000_000_000_000;

fn code_of(tx: &Tx, id: CodeId) -> Result<String, StoreError> {
    Ok(digits_of(&tx.key().secret(&SECRET, &id.to_string())?, DIGITS))
}

/// Gives out codes for users of a service.
///
/// # Errors
/// When the survey takes no answers any more, or too many are asked for.
pub async fn give_out(
    tx: &mut Tx,
    survey: &Survey,
    (service, copies, is_easy): (ServiceId, u32, bool),
) -> Result<Vec<String>, Problem> {
    let state = survey.state(tx.today());
    if !matches!(state, State::Planned | State::Open) || !(1..=MOST_COPIES).contains(&copies) {
        return Err(Problem::Impossible("voices-refused-codes"));
    }
    let mut codes = Vec::new();
    let mut rows = Vec::new();
    for _ in 0..copies {
        let id = CodeId(tx.new_id());
        let code = code_of(tx, id)?;
        let row = voice_code::Model {
            municipality_id: tx.municipality(),
            id,
            survey_id: survey.row.id,
            service_id: service,
            fingerprint: fingerprint(&code),
            is_easy,
            is_used: false,
        };
        rows.push(row.into_active_model());
        codes.push(code);
    }
    voice_code::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    tx.audit(Entry::write("voice-codes", survey.row.id.0));
    Ok(codes)
}

/// The row of a code that somebody holds. Whoever guesses learns nothing.
///
/// # Errors
/// [`Problem::NotFound`] when no sheet has it.
pub async fn behind(tx: &Tx, code: &str) -> Result<voice_code::Model, Problem> {
    let rows = behind_all(tx, &[code.to_owned()]).await?;
    rows.into_iter().next().ok_or(Problem::NotFound)
}

/// The rows of several codes: one query.
///
/// # Errors
/// When the database does not answer.
pub async fn behind_all(tx: &Tx, codes: &[String]) -> Result<Vec<voice_code::Model>, StoreError> {
    let prints: Vec<String> = codes.iter().map(fingerprint).collect();
    let rows =
        tx.find::<voice_code::Entity>().filter(voice_code::Column::Fingerprint.is_in(prints));
    Ok(rows.all(tx.conn()).await?)
}

/// How many codes were given out, and how many of them were used.
///
/// # Errors
/// When the database does not answer.
pub async fn given_out(tx: &Tx, survey: &Survey) -> Result<[u64; 2], StoreError> {
    use voice_code::{Column, Entity};
    let all = tx.find::<Entity>().filter(Column::SurveyId.eq(survey.row.id));
    let used = all.clone().filter(Column::IsUsed.eq(true)).count(tx.conn()).await?;
    Ok([all.count(tx.conn()).await?, used])
}

/// An answer that came.
#[derive(Clone, Debug)]
pub struct New {
    /// Of which service.
    pub service: ServiceId,
    /// A code of [`HOWS`].
    pub how: &'static str,
    /// On the easy-to-read version.
    pub is_easy: bool,
    /// What was answered.
    pub sheet: Sheet,
}

/// Keeps answers, and nothing beside them.
///
/// # Errors
/// When the survey takes none any more.
pub async fn keep(tx: &mut Tx, survey: &Survey, new: &[New]) -> Result<(), Problem> {
    let state = survey.state(tx.today());
    let is_in_time = match state {
        State::Open => true,
        // Papers that were answered in time are entered until the survey is closed.
        State::Entering => new.iter().all(|one| one.how != HOWS[1]),
        State::Planned | State::Closed => false,
    };
    if !is_in_time {
        return Err(Problem::Impossible("voices-refused-over"));
    }
    let kept = tx
        .find::<voice_answer::Entity>()
        .filter(voice_answer::Column::SurveyId.eq(survey.row.id))
        .count(tx.conn())
        .await?;
    if kept + new.len() as u64 > MOST_ANSWERS {
        return Err(Problem::Impossible("voices-refused-many"));
    }
    let mut rows = Vec::new();
    for one in new {
        let id = AnswerId(i64::from_be_bytes(random_bytes::<8>()) & i64::MAX);
        rows.push(voice_answer::Model {
            municipality_id: tx.municipality(),
            id,
            survey_id: survey.row.id,
            service_id: one.service,
            how: one.how.to_owned(),
            is_easy: one.is_easy,
            content_sealed: sealed(tx, ("voice_answer", id.0), &one.sheet)?,
        });
    }
    // Not in the order in which they came.
    rows.sort_by_key(|row| row.id);
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    voice_answer::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    tx.audit(Entry::write("voice-answer", survey.row.id.0));
    Ok(())
}

/// Marks codes as used.
///
/// # Errors
/// When one of them was used before: then nothing may be kept.
pub async fn use_up(tx: &Tx, ids: &[CodeId]) -> Result<(), Problem> {
    use voice_code::{Column, Entity};
    let changed = Entity::update_many()
        .col_expr(Column::IsUsed, Expr::value(true))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::IsUsed.eq(false))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == ids.len() as u64 {
        return Ok(());
    }
    Err(Problem::Impossible("voices-refused-used"))
}

/// The answers of a survey, opened.
///
/// # Errors
/// When the database does not answer.
pub async fn answers(
    tx: &Tx,
    survey: &Survey,
) -> Result<Vec<(voice_answer::Model, Sheet)>, StoreError> {
    let rows = tx
        .find::<voice_answer::Entity>()
        .filter(voice_answer::Column::SurveyId.eq(survey.row.id))
        .order_by_asc(voice_answer::Column::Id)
        .all(tx.conn())
        .await?;
    let read = |row: voice_answer::Model| {
        let sheet = opened(tx, ("voice_answer", row.id.0), &row.content_sealed)?;
        Ok((row, sheet))
    };
    rows.into_iter().map(read).collect()
}
