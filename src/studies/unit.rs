//! What was drawn: units of the list, each with a code of its own, by which it answers once.

use super::content::Plan;
use super::sample;
use super::store::study_unit::{ActiveModel, Column, Entity, Model};
use super::study::Study;
use super::{RoundId, StudyId, UnitId};
use kit::crypto::{Index, digits_of, fingerprint};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

/// By what the codes of sheets are made.
pub const SECRET: Index = Index::new("study_unit", "secret");
/// How a unit answered; words have the key `studies-unit-<code>`. The first one: it did not yet.
pub const STATES: [&str; 4] = ["waiting", "answered", "refused", "absent"];
/// So many units are given out at once: on paper, or to an interviewer.
pub const MOST_GIVEN: u64 = 60;
/// Twelve digits of a secret: a clerk types them by the number keys.
const DIGITS: u64 = 1_000_000_000_000;
/// Rows of one insertion: each value is a parameter of the query.
const BATCH: usize = 500;

/// The code of a unit.
///
/// # Errors
/// When the municipality's key is gone.
pub fn code_of(tx: &Tx, id: UnitId) -> Result<String, StoreError> {
    Ok(digits_of(&tx.key().secret(&SECRET, &id.to_string())?, DIGITS))
}

/// Draws the units of a study.
///
/// # Errors
/// When the database refuses.
pub async fn draw(tx: &Tx, study: StudyId, plan: &Plan) -> Result<(), StoreError> {
    let mut rows: Vec<ActiveModel> = Vec::new();
    for (at, stratum) in plan.strata.iter().enumerate() {
        for place in sample::drawn(&plan.seed, (at + 1, stratum.size), stratum.drawn) {
            let id = UnitId(tx.new_id());
            let row = Model {
                municipality_id: tx.municipality(),
                id,
                study_id: study,
                stratum: i32::try_from(at).unwrap_or(i32::MAX),
                place,
                round_id: None,
                is_given: false,
                state: STATES[0].to_owned(),
                fingerprint: fingerprint(code_of(tx, id)?),
            };
            rows.push(row.into_active_model());
        }
    }
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(BATCH));
        Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
        rows = rest;
    }
    Ok(())
}

/// The unit of a code that somebody holds. Whoever guesses learns nothing.
///
/// # Errors
/// [`Problem::NotFound`] when no unit has it.
pub async fn behind(tx: &Tx, code: &str) -> Result<Model, Problem> {
    let rows = behind_all(tx, &[code.to_owned()]).await?;
    rows.into_iter().next().ok_or(Problem::NotFound)
}

/// The units of several codes: one query.
///
/// # Errors
/// When the database does not answer.
pub async fn behind_all(tx: &Tx, codes: &[String]) -> Result<Vec<Model>, StoreError> {
    let prints: Vec<String> = codes.iter().map(fingerprint).collect();
    Ok(tx.find::<Entity>().filter(Column::Fingerprint.is_in(prints)).all(tx.conn()).await?)
}

/// All units of a study, in the order of the strata and of their lists.
///
/// # Errors
/// When the database does not answer.
pub async fn units(tx: &Tx, study: StudyId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::StudyId.eq(study));
    let rows = rows.order_by_asc(Column::Stratum).order_by_asc(Column::Place);
    Ok(rows.all(tx.conn()).await?)
}

/// The units of a round, in the order in which they are visited.
///
/// # Errors
/// When the database does not answer.
pub async fn of_round(tx: &Tx, round: RoundId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::RoundId.eq(round));
    let rows = rows.order_by_asc(Column::Stratum).order_by_asc(Column::Place);
    Ok(rows.all(tx.conn()).await?)
}

/// How many units of a study are in each stratum in each state.
///
/// # Errors
/// When the database does not answer.
pub async fn tally(tx: &Tx, study: StudyId) -> Result<Vec<(i32, String, i64)>, StoreError> {
    let rows: Vec<(i32, String, i64)> = tx
        .find::<Entity>()
        .filter(Column::StudyId.eq(study))
        .select_only()
        .column(Column::Stratum)
        .column(Column::State)
        .column_as(Column::Id.count(), "units")
        .group_by(Column::Stratum)
        .group_by(Column::State)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows)
}

/// Gives out units of a stratum that nobody was given yet, to a round or on paper.
///
/// # Errors
/// When the study takes no answers any more, or nothing is left to give.
pub async fn give(
    tx: &Tx,
    study: &Study,
    (stratum, count): (i32, u64),
    round: Option<RoundId>,
) -> Result<Vec<Model>, Problem> {
    if study.row.closed_on.is_some() || !(1..=MOST_GIVEN).contains(&count) {
        return Err(Problem::Impossible("studies-refused-codes"));
    }
    let rows = tx
        .find::<Entity>()
        .filter(Column::StudyId.eq(study.row.id))
        .filter(Column::Stratum.eq(stratum))
        .filter(Column::IsGiven.eq(false))
        .filter(Column::State.eq(STATES[0]))
        .order_by_asc(Column::Place)
        .limit(count);
    let rows = rows.all(tx.conn()).await.map_err(StoreError::from)?;
    if rows.is_empty() {
        return Err(Problem::Impossible("studies-refused-none-left"));
    }
    let given = Entity::update_many()
        .col_expr(Column::IsGiven, Expr::value(true))
        .col_expr(Column::RoundId, Expr::value(round.map(|id| id.0)))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(tx.conn());
    given.await.map_err(StoreError::from)?;
    Ok(rows)
}

/// Notes how units answered. A unit answers once.
///
/// # Errors
/// When one of them answered before: then nothing may be kept.
pub async fn settle(tx: &Tx, ids: &[UnitId], state: &str) -> Result<(), Problem> {
    let changed = Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::State.ne(STATES[1]))
        .exec(tx.conn())
        .await
        .map_err(StoreError::from)?;
    if changed.rows_affected == ids.len() as u64 {
        return Ok(());
    }
    Err(Problem::Impossible("studies-refused-used"))
}
