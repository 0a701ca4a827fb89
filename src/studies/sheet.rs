//! Answers as they are kept: without moment, code and name. The id of an answer is drawn at random,
//! so that not even its order tells anything.

use super::content::{Contact, Sheet, opened, sealed};
use super::store::{study_answer, study_contact};
use super::study::{State, Study};
use super::{AnswerId, ContactId, StudyId};
use kit::audit::Entry;
use kit::crypto::random_bytes;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};

/// So many answers a study takes: they are counted in memory.
pub const MOST_ANSWERS: u64 = 10_000;
/// How an answer came; words have the key `studies-how-<code>`.
pub const HOWS: [&str; 4] = ["paper", "phone", "visit", "open"];

/// An answer that came.
#[derive(Clone, Debug)]
pub struct New {
    /// Of which stratum.
    pub stratum: i32,
    /// A code of [`HOWS`].
    pub how: &'static str,
    /// What was answered.
    pub sheet: Sheet,
}

fn random() -> i64 {
    i64::from_be_bytes(random_bytes::<8>()) & i64::MAX
}

/// Whether a study takes answers that come so on a day.
#[must_use]
pub fn is_taken(study: &Study, how: &str, today: Day) -> bool {
    match study.state(today) {
        State::Open => true,
        // What was answered in time on paper and to interviewers is entered until the study is
        // closed.
        State::Entering => how == HOWS[0] || how == HOWS[2],
        State::Planned | State::Closed => false,
    }
}

/// Keeps answers, and nothing beside them.
///
/// # Errors
/// When the study takes none any more.
pub async fn keep(tx: &mut Tx, study: &Study, new: &[New]) -> Result<(), Problem> {
    if new.iter().any(|one| !is_taken(study, one.how, tx.today())) {
        return Err(Problem::Impossible("studies-refused-over"));
    }
    let kept = tx
        .find::<study_answer::Entity>()
        .filter(study_answer::Column::StudyId.eq(study.row.id))
        .count(tx.conn())
        .await
        .map_err(StoreError::from)?;
    if kept + new.len() as u64 > MOST_ANSWERS {
        return Err(Problem::Impossible("studies-refused-many"));
    }
    let mut rows = Vec::new();
    for one in new {
        let id = AnswerId(random());
        rows.push(study_answer::Model {
            municipality_id: tx.municipality(),
            id,
            study_id: study.row.id,
            stratum: one.stratum,
            how: one.how.to_owned(),
            content_sealed: sealed(tx, ("study_answer", id.0), &one.sheet)?,
        });
    }
    // Not in the order in which they came.
    rows.sort_by_key(|row| row.id);
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    let kept = study_answer::Entity::insert_many(rows).exec_without_returning(tx.conn());
    kept.await.map_err(StoreError::from)?;
    tx.audit(Entry::write("study-answer", study.row.id.0));
    Ok(())
}

/// The answers of a study, opened.
///
/// # Errors
/// When the database does not answer.
pub async fn answers(
    tx: &Tx,
    study: StudyId,
) -> Result<Vec<(study_answer::Model, Sheet)>, StoreError> {
    let rows = tx
        .find::<study_answer::Entity>()
        .filter(study_answer::Column::StudyId.eq(study))
        .order_by_asc(study_answer::Column::Id)
        .all(tx.conn())
        .await?;
    let read = |row: study_answer::Model| {
        let sheet = opened(tx, ("study_answer", row.id.0), &row.content_sealed)?;
        Ok((row, sheet))
    };
    rows.into_iter().map(read).collect()
}

/// Keeps the name of somebody who agreed to it, apart from what they answered.
///
/// # Errors
/// When the database refuses.
pub async fn keep_contact(tx: &mut Tx, study: StudyId, new: &Contact) -> Result<(), StoreError> {
    let id = ContactId(random());
    let row = study_contact::Model {
        municipality_id: tx.municipality(),
        id,
        study_id: study,
        withdrawn_on: None,
        content_sealed: sealed(tx, ("study_contact", id.0), new)?,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("study-contact", study.0));
    Ok(())
}

/// Who agreed to be named in a study, and did not take it back.
///
/// # Errors
/// When the database does not answer.
pub async fn contacts(tx: &Tx, study: StudyId) -> Result<Vec<(ContactId, Contact)>, StoreError> {
    use study_contact::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::StudyId.eq(study));
    let rows = rows.filter(Column::WithdrawnOn.is_null()).order_by_asc(Column::Id);
    let read = |row: study_contact::Model| {
        Ok((row.id, opened(tx, ("study_contact", row.id.0), &row.content_sealed)?))
    };
    rows.all(tx.conn()).await?.into_iter().map(read).collect()
}

/// Somebody takes the consent back: the name is gone, that there was one stays.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none in the study, or it was taken back before.
pub async fn withdraw(tx: &mut Tx, (study, id): (StudyId, ContactId)) -> Result<(), StoreError> {
    use study_contact::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    let row = row.filter(|row| row.study_id == study && row.withdrawn_on.is_none());
    let row = row.ok_or(StoreError::NotFound)?;
    let nothing = sealed(tx, ("study_contact", row.id.0), &Contact::default())?;
    Entity::update_many()
        .col_expr(Column::WithdrawnOn, Expr::value(tx.today()))
        .col_expr(Column::ContentSealed, Expr::value(nothing))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    tx.audit(Entry::write("study-contact-withdrawn", id.0));
    Ok(())
}
