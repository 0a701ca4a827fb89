//! Runs and lines read; people and contracts behind them, a question for all.

use super::claim::{Aided, Stood, has_aids};
use super::course::State;
use super::frame::refused;
use super::line::Released;
use super::store::{payroll_line, payroll_run};
use super::sums::Sums;
use super::{LineId, RunId};
use crate::assistance::{self, ContractFacts, ContractId};
use crate::assistants::{self, Assistant, AssistantId};
use crate::hours::ReportId;
use crate::people::{self, Head, PersonId};
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use law::Month;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};
use std::collections::{HashMap, HashSet};

/// So many people in one question; below SQLite's limit of bound values.
const AT_ONCE: usize = 10_000;

/// One run.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn run(tx: &Tx, id: RunId) -> Result<payroll_run::Model, StoreError> {
    let row = tx.find::<payroll_run::Entity>().filter(payroll_run::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Where it stands.
///
/// # Errors
/// When the database holds another word.
pub fn state(row: &payroll_run::Model) -> Result<State, StoreError> {
    State::from_code(&row.state).ok_or_else(|| StoreError::Other(format!("a state {}", row.state)))
}

/// A run that is released.
///
/// # Errors
/// When it is not.
pub fn released(row: &payroll_run::Model) -> Result<(), Problem> {
    let is = row.state == State::Released.code();
    if is { Ok(()) } else { Err(refused("payroll-refused-released")) }
}

/// The runs of a month, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_month(tx: &Tx, month: Month) -> Result<Vec<payroll_run::Model>, StoreError> {
    use payroll_run::Column;
    let rows = tx.find::<payroll_run::Entity>().filter(Column::Month.eq(month.to_string()));
    Ok(rows.order_by_asc(Column::Kind).order_by_asc(Column::Attempt).all(tx.conn()).await?)
}

/// The first and the last month with a released run.
///
/// # Errors
/// When the database does not answer.
pub async fn released_months(tx: &Tx) -> Result<Option<(Month, Month)>, StoreError> {
    use payroll_run::Column;
    let months: Vec<String> = tx
        .find::<payroll_run::Entity>()
        .filter(Column::State.eq(State::Released.code()))
        .order_by_asc(Column::Month)
        .select_only()
        .column(Column::Month)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let read = |month: Option<&String>| month.and_then(|month| Month::parse(month).ok());
    Ok(read(months.first()).zip(read(months.last())))
}

fn of_run(tx: &Tx, id: RunId) -> Select<payroll_line::Entity> {
    tx.find::<payroll_line::Entity>().filter(payroll_line::Column::RunId.eq(id))
}

/// The lines of a run, as they were counted.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(tx: &Tx, id: RunId) -> Result<Vec<payroll_line::Model>, StoreError> {
    Ok(of_run(tx, id).order_by_asc(payroll_line::Column::Id).all(tx.conn()).await?)
}

/// The reports that some runs paid. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn reports_paid(tx: &Tx, runs: &[RunId]) -> Result<HashSet<ReportId>, StoreError> {
    use payroll_line::Column;
    if runs.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<ReportId> = tx
        .find::<payroll_line::Entity>()
        .filter(Column::RunId.is_in(runs.iter().copied()))
        .filter(Column::ReleasedTurn.is_not_null())
        .select_only()
        .column(Column::ReportId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}

/// One line.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn line(tx: &Tx, id: LineId) -> Result<payroll_line::Model, StoreError> {
    let row = tx.find::<payroll_line::Entity>().filter(payroll_line::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// The columns of a released line that say what was paid of whose month.
#[derive(FromQueryResult)]
struct PaidRow {
    contract_id: ContractId,
    assistant_id: AssistantId,
    report_id: ReportId,
    worked: String,
    minutes: i32,
    years: i32,
    price: String,
    percent: String,
    rate: String,
    pay: i64,
    supplement: i64,
    contributions: i64,
    administration: i64,
}

/// What was released of a contract and a month of work.
#[derive(Clone, Debug)]
pub struct Paid {
    /// All lines together.
    pub released: Released,
    /// Of whom.
    pub assistant: AssistantId,
    /// The report of the last line.
    pub report: ReportId,
}

/// What was released of the months of work, of all or from a month on, by contract and month.
///
/// # Errors
/// When the database does not answer.
pub async fn released_since(
    tx: &Tx,
    first: Option<Month>,
) -> Result<HashMap<(ContractId, Month), Paid>, StoreError> {
    use payroll_line::Column as C;
    let mut rows = tx.find::<payroll_line::Entity>().filter(C::ReleasedTurn.is_not_null());
    if let Some(first) = first {
        rows = rows.filter(C::Worked.gte(first.to_string()));
    }
    let whose = [C::ContractId, C::AssistantId, C::ReportId, C::Worked, C::Minutes, C::Years];
    let by = [C::Price, C::Percent, C::Rate];
    let rows = rows
        .order_by_asc(C::Worked)
        .order_by_asc(C::ReleasedTurn)
        .select_only()
        .columns(whose)
        .columns(by)
        .columns([C::Pay, C::Supplement, C::Contributions, C::Administration])
        .into_model::<PaidRow>();
    let mut all: HashMap<(ContractId, Month), Paid> = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        let Ok(month) = Month::parse(&row.worked) else { continue };
        let (assistant, report) = (row.assistant_id, row.report_id);
        let own = all.entry((row.contract_id, month));
        let own = own.or_insert(Paid { released: Released::default(), assistant, report });
        own.report = report;
        let one = &mut own.released;
        let (pay, supplement) = (row.pay, row.supplement);
        let (contributions, administration) = (row.contributions, row.administration);
        one.sums = one.sums + Sums { pay, supplement, contributions, administration };
        one.minutes = u32::try_from(row.minutes).unwrap_or(0);
        one.years = u32::try_from(row.years).unwrap_or(0);
        one.turns += 1;
        (one.price, one.percent, one.rate) = (row.price, row.percent, row.rate);
    }
    Ok(all)
}

/// The sum of the lines of a run that are not held, in its currency.
#[must_use]
pub fn total(lines: &[payroll_line::Model]) -> Sums {
    lines.iter().filter(|row| row.held_kind.is_empty()).map(super::frame::paid).sum()
}

/// Whoever and whatever is behind the lines of a run.
pub struct Around {
    /// Users and assistants.
    pub people: HashMap<PersonId, Head>,
    /// Assistants.
    pub assistants: HashMap<AssistantId, Assistant>,
    /// Contracts.
    pub contracts: HashMap<ContractId, ContractFacts>,
}

impl Around {
    /// The name of the assistant of a line.
    #[must_use]
    pub fn assistant(&self, row: &payroll_line::Model) -> String {
        let person = self.worker(row).and_then(|person| self.people.get(&person));
        person.map(|head| head.name.clone()).unwrap_or_default()
    }

    /// The assistant of a line as a person.
    #[must_use]
    pub fn worker(&self, row: &payroll_line::Model) -> Option<PersonId> {
        self.assistants.get(&row.assistant_id).map(|one| one.person)
    }

    /// The name of the user of a line.
    #[must_use]
    pub fn user(&self, row: &payroll_line::Model) -> String {
        self.people.get(&row.person_id).map(|head| head.name.clone()).unwrap_or_default()
    }

    /// The number of the contract of a line.
    #[must_use]
    pub fn contract(&self, row: &payroll_line::Model) -> String {
        self.contracts.get(&row.contract_id).map(|one| one.number.clone()).unwrap_or_default()
    }
}

fn ids(select: Select<payroll_line::Entity>, column: payroll_line::Column) -> SelectStatement {
    select.select_only().column(column).into_query()
}

/// The agreements of a run.
#[must_use]
pub fn agreements_of(tx: &Tx, id: RunId) -> SelectStatement {
    ids(of_run(tx, id), payroll_line::Column::AgreementId)
}

/// What runs released before this one paid of some users under agreements with aids, by user and
/// month of work. Three queries for so many users as a question may name.
///
/// # Errors
/// When the database does not answer.
pub async fn stood_before(
    tx: &Tx,
    run: &payroll_run::Model,
    (users, oldest): (&HashSet<PersonId>, &str),
) -> Result<HashMap<Aided, Stood>, StoreError> {
    use payroll_line::Column;
    use payroll_run::Column as Run;
    let mut all: HashMap<Aided, Stood> = HashMap::new();
    let Some(at) = run.released_at else { return Ok(all) };
    let runs = || {
        let at_once = Condition::all().add(Run::ReleasedAt.eq(at)).add(Run::Id.lt(run.id));
        let runs = tx
            .find::<payroll_run::Entity>()
            .filter(Run::State.eq(State::Released.code()))
            .filter(Condition::any().add(Run::ReleasedAt.lt(at)).add(at_once));
        runs.select_only().column(Run::Id).into_query()
    };
    let users: Vec<PersonId> = users.iter().copied().collect();
    for part in users.chunks(AT_ONCE) {
        let lines = tx
            .find::<payroll_line::Entity>()
            .filter(Column::RunId.in_subquery(runs()))
            .filter(Column::Worked.gte(oldest))
            .filter(Column::ReleasedTurn.is_not_null())
            .filter(Column::PersonId.is_in(part.iter().copied()));
        let redirects = assistance::redirects(tx, ids(lines.clone(), Column::AgreementId)).await?;
        for row in lines.order_by_asc(Column::Id).all(tx.conn()).await? {
            if redirects.get(&row.agreement_id).is_some_and(has_aids) {
                let one = all.entry((row.person_id, row.worked.clone())).or_default();
                *one = one.with(super::frame::minutes(&row), row.years);
            }
        }
    }
    Ok(all)
}

/// Several people, however many they are.
///
/// # Errors
/// When the database does not answer.
pub async fn heads(
    tx: &Tx,
    wanted: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Head>, StoreError> {
    let once: HashSet<PersonId> = wanted.into_iter().collect();
    let list: Vec<PersonId> = once.into_iter().collect();
    let mut all = HashMap::new();
    for part in list.chunks(AT_ONCE) {
        all.extend(people::heads(tx, part).await?);
    }
    Ok(all)
}

/// Everything behind the lines of a run. Three questions.
///
/// # Errors
/// When the database does not answer.
pub async fn around(
    tx: &Tx,
    id: RunId,
    rows: &[payroll_line::Model],
) -> Result<Around, StoreError> {
    use payroll_line::Column;
    let assistants = ids(of_run(tx, id), Column::AssistantId);
    let assistants = assistants::assistants_in(tx, assistants).await?;
    let contracts = ids(of_run(tx, id), Column::ContractId);
    let contracts = assistance::contract_facts(tx, contracts).await?;
    let workers = assistants.values().map(|one| one.person);
    let people = heads(tx, rows.iter().map(|row| row.person_id).chain(workers)).await?;
    Ok(Around { people, assistants, contracts })
}
