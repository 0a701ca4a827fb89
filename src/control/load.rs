//! Visits, measures, signals and what surrounds them, read and opened.

use super::content::{Measure, Protocol, Said, opened};
use super::course::{Signalled, State};
use super::store::{control_measure, control_signal, control_visit};
use super::{MeasureId, SignalId, VisitId};
use crate::assistance::{AgreementId, Pair};
use crate::people::{self, PersonId};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;
use ui::Lang;

/// A visit, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The row.
    pub row: control_visit::Model,
    /// Where it stands.
    pub state: State,
    /// The protocol; of a planned one nearly empty.
    pub protocol: Protocol,
}

fn visit_of(tx: &Tx, row: control_visit::Model) -> Result<Visit, StoreError> {
    let protocol = opened(tx, ("control_visit", row.id.0), &row.content_sealed)?;
    let state = State::from_code(&row.state);
    let state = state.ok_or_else(|| StoreError::Other(format!("a state {}", row.state)))?;
    Ok(Visit { row, state, protocol })
}

async fn opened_visits(
    tx: &Tx,
    rows: Select<control_visit::Entity>,
) -> Result<Vec<Visit>, StoreError> {
    let rows = rows.order_by_asc(control_visit::Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| visit_of(tx, row)).collect()
}

/// One visit.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn visit(tx: &Tx, id: VisitId) -> Result<Visit, StoreError> {
    let row = tx.find::<control_visit::Entity>().filter(control_visit::Column::Id.eq(id));
    visit_of(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// The visits under an agreement, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn visits_under(tx: &Tx, id: AgreementId) -> Result<Vec<Visit>, StoreError> {
    let rows = tx.find::<control_visit::Entity>();
    opened_visits(tx, rows.filter(control_visit::Column::AgreementId.eq(id))).await
}

/// The visits to a user, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn visits_to(tx: &Tx, id: PersonId) -> Result<Vec<Visit>, StoreError> {
    let rows = tx.find::<control_visit::Entity>();
    opened_visits(tx, rows.filter(control_visit::Column::PersonId.eq(id))).await
}

/// The visits that a signal led to, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn visits_after(tx: &Tx, id: SignalId) -> Result<Vec<Visit>, StoreError> {
    let rows = tx.find::<control_visit::Entity>();
    opened_visits(tx, rows.filter(control_visit::Column::SignalId.eq(id))).await
}

/// The visits that are planned or were made between two days.
///
/// # Errors
/// When the database does not answer.
pub async fn visits_between(tx: &Tx, first: Day, last: Day) -> Result<Vec<Visit>, StoreError> {
    use control_visit::Column;
    let planned = Condition::all()
        .add(Column::State.eq(State::Planned.code()))
        .add(Column::PlannedOn.between(first, last));
    let held = Condition::all()
        .add(Column::State.eq(State::Held.code()))
        .add(Column::HeldOn.between(first, last));
    let rows = tx.find::<control_visit::Entity>();
    opened_visits(tx, rows.filter(Condition::any().add(planned).add(held))).await
}

/// The last day on which each pair was visited and met, and the planned visits that wait.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The last visit of each agreement.
    pub held: HashMap<AgreementId, Day>,
    /// The next planned one, with its day.
    pub planned: HashMap<AgreementId, (VisitId, Day)>,
}

/// What is known of all pairs. A visit at which the assistant was not met does not count as control.
///
/// # Errors
/// When the database does not answer.
pub async fn known(tx: &Tx) -> Result<Known, StoreError> {
    use control_visit::Column;
    let held: Vec<(AgreementId, Option<Day>)> = tx
        .find::<control_visit::Entity>()
        .filter(Column::State.eq(State::Held.code()))
        .filter(Column::IsAbsent.eq(false))
        .select_only()
        .column(Column::AgreementId)
        .column_as(Column::HeldOn.max(), "last")
        .group_by(Column::AgreementId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let planned: Vec<(AgreementId, VisitId, Day)> = tx
        .find::<control_visit::Entity>()
        .filter(Column::State.eq(State::Planned.code()))
        .order_by_desc(Column::PlannedOn)
        .select_only()
        .column(Column::AgreementId)
        .column(Column::Id)
        .column(Column::PlannedOn)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(Known {
        held: held.into_iter().filter_map(|(id, day)| Some((id, day?))).collect(),
        planned: planned.into_iter().map(|(of, id, day)| (of, (id, day))).collect(),
    })
}

/// A measure, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The row.
    pub row: control_measure::Model,
    /// What is to be done, and what came of it.
    pub content: Measure,
}

async fn opened_measures(
    tx: &Tx,
    rows: Select<control_measure::Entity>,
) -> Result<Vec<Asked>, StoreError> {
    let rows = rows.order_by_asc(control_measure::Column::DueOn);
    let rows = rows.order_by_asc(control_measure::Column::Id).all(tx.conn()).await?;
    let read = |row: control_measure::Model| {
        let content = opened(tx, ("control_measure", row.id.0), &row.content_sealed)?;
        Ok(Asked { row, content })
    };
    rows.into_iter().map(read).collect()
}

/// One measure.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn measure(tx: &Tx, id: MeasureId) -> Result<Asked, StoreError> {
    let rows = tx.find::<control_measure::Entity>().filter(control_measure::Column::Id.eq(id));
    opened_measures(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// The measures of some visits, by their last day.
///
/// # Errors
/// When the database does not answer.
pub async fn measures_of(tx: &Tx, visits: &[VisitId]) -> Result<Vec<Asked>, StoreError> {
    let own = control_measure::Column::VisitId.is_in(visits.iter().copied());
    opened_measures(tx, tx.find::<control_measure::Entity>().filter(own)).await
}

/// The measures: those that are not followed up, or all.
///
/// # Errors
/// When the database does not answer.
pub async fn measures(tx: &Tx, is_open: bool) -> Result<Vec<Asked>, StoreError> {
    let mut rows = tx.find::<control_measure::Entity>();
    if is_open {
        rows = rows.filter(control_measure::Column::DoneOn.is_null());
    }
    opened_measures(tx, rows).await
}

/// A complaint or a signal, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The row.
    pub row: control_signal::Model,
    /// Where it stands.
    pub state: Signalled,
    /// What it says.
    pub content: Said,
}

impl Signal {
    /// Its number in words.
    #[must_use]
    pub fn number(&self) -> String {
        let number = format!("{:05}", self.row.number);
        let args = [("year", self.row.year.to_string()), ("number", number)];
        ui::text::text_args(Lang::Bg, "control-number-signal", &args).into_owned()
    }
}

async fn opened_signals(
    tx: &Tx,
    rows: Select<control_signal::Entity>,
) -> Result<Vec<Signal>, StoreError> {
    let rows = rows.order_by_asc(control_signal::Column::Id).all(tx.conn()).await?;
    let read = |row: control_signal::Model| {
        let content = opened(tx, ("control_signal", row.id.0), &row.content_sealed)?;
        let state = Signalled::from_code(&row.state);
        let state = state.ok_or_else(|| StoreError::Other(format!("a state {}", row.state)))?;
        Ok(Signal { row, state, content })
    };
    rows.into_iter().map(read).collect()
}

/// One signal.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn signal(tx: &Tx, id: SignalId) -> Result<Signal, StoreError> {
    let rows = tx.find::<control_signal::Entity>().filter(control_signal::Column::Id.eq(id));
    opened_signals(tx, rows).await?.pop().ok_or(StoreError::NotFound)
}

/// The signals of a state, or all.
///
/// # Errors
/// When the database does not answer.
pub async fn signals(tx: &Tx, state: Option<Signalled>) -> Result<Vec<Signal>, StoreError> {
    let mut rows = tx.find::<control_signal::Entity>();
    if let Some(state) = state {
        rows = rows.filter(control_signal::Column::State.eq(state.code()));
    }
    opened_signals(tx, rows).await
}

/// The signals about a user, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn signals_about(tx: &Tx, id: PersonId) -> Result<Vec<Signal>, StoreError> {
    let rows = tx.find::<control_signal::Entity>();
    opened_signals(tx, rows.filter(control_signal::Column::PersonId.eq(id))).await
}

/// Names of users and assistants of some pairs.
///
/// # Errors
/// When the database does not answer.
pub async fn names(tx: &Tx, pairs: &[Pair]) -> Result<HashMap<PersonId, String>, StoreError> {
    let ids: Vec<PersonId> = pairs.iter().flat_map(|p| [p.user, p.assistant_person]).collect();
    let heads = people::heads(tx, &ids).await?;
    Ok(heads.into_iter().map(|(id, head)| (id, head.name)).collect())
}
