//! Reports read and opened, with all that stands around them in a month.

use super::ReportId;
use super::check::{self, Against, Beside, Finding, Stay};
use super::count::{self, Counted};
use super::course::State;
use super::sheet::Sheet;
use super::store::{hour_report, hour_step};
use crate::app::App;
use crate::assistance::{self, ContractId, MonthContract};
use crate::delivery;
use crate::people::{self, Head, PersonId};
use crate::placement;
use crate::services;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use law::{Law, Month};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};

/// Residential care among the kinds of services (чл. 15 ЗСУ).
const RESIDENTIAL: u8 = 8;

/// Opens what was sealed as JSON.
pub fn opened<T: DeserializeOwned>(
    tx: &Tx,
    (table, row): (&'static str, i64),
    sealed: &[u8],
) -> Result<T, StoreError> {
    tx.open_json(table, "content_sealed", row, sealed)
}

/// An attempt at a report, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The row.
    pub row: hour_report::Model,
    /// Where it stands.
    pub state: State,
    /// What it says.
    pub sheet: Sheet,
}

impl Report {
    /// Its month.
    pub fn month(&self) -> Result<Month, StoreError> {
        Month::parse(&self.row.month).map_err(|e| StoreError::Other(e.to_string()))
    }

    /// Counted minutes of one that was accepted.
    #[must_use]
    pub fn counted(&self) -> u32 {
        u32::try_from(self.row.counted).unwrap_or(0)
    }
}

/// A row opened.
pub fn report(tx: &Tx, row: hour_report::Model) -> Result<Report, StoreError> {
    let sheet = opened(tx, ("hour_report", row.id.0), &row.content_sealed)?;
    let state = State::from_code(&row.state);
    let state = state.ok_or_else(|| StoreError::Other(format!("a state {}", row.state)))?;
    Ok(Report { row, state, sheet })
}

/// One report.
pub async fn one(tx: &Tx, id: ReportId) -> Result<Report, StoreError> {
    let row = tx.find::<hour_report::Entity>().filter(hour_report::Column::Id.eq(id));
    report(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

#[cfg(test)]
/// All attempts of a contract, newest month first, oldest attempt first.
pub async fn of_contract(tx: &Tx, id: ContractId) -> Result<Vec<Report>, StoreError> {
    use hour_report::Column;
    let rows = tx.find::<hour_report::Entity>().filter(Column::ContractId.eq(id));
    let rows = rows.order_by_desc(Column::Month).order_by_asc(Column::Attempt);
    rows.all(tx.conn()).await?.into_iter().map(|row| report(tx, row)).collect()
}

/// All reports about a user, newest month first.
pub async fn of_user(tx: &Tx, id: PersonId) -> Result<Vec<Report>, StoreError> {
    use hour_report::Column;
    let rows = tx.find::<hour_report::Entity>().filter(Column::PersonId.eq(id));
    let rows = rows.order_by_desc(Column::Month).order_by_asc(Column::Attempt);
    rows.all(tx.conn()).await?.into_iter().map(|row| report(tx, row)).collect()
}

/// What was done with a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Said {
    /// In words: a reason, an explanation.
    pub text: String,
    /// Who said it.
    pub name: String,
}

/// What was done with a report, oldest first.
pub async fn steps(tx: &Tx, id: ReportId) -> Result<Vec<(hour_step::Model, Said)>, StoreError> {
    use hour_step::Column;
    let rows = tx.find::<hour_step::Entity>().filter(Column::ReportId.eq(id));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    let one = |row: hour_step::Model| {
        let said = opened(tx, ("hour_step", row.id.0), &row.content_sealed)?;
        Ok((row, said))
    };
    rows.into_iter().map(one).collect()
}

/// A contract of a month with its reports.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The contract.
    pub contract: MonthContract,
    /// The user.
    pub user: Head,
    /// The assistant.
    pub assistant: Head,
    /// Stays of the user in the month.
    pub stays: Vec<Stay>,
    /// Attempts, oldest first.
    pub reports: Vec<Report>,
    /// Minutes in released pay runs; see [`Book::with_paid`].
    pub paid: u32,
}

impl Entry {
    /// The last attempt.
    #[must_use]
    pub fn last(&self) -> Option<&Report> {
        self.reports.last()
    }

    /// The last accepted attempt.
    #[must_use]
    pub fn accepted(&self) -> Option<&Report> {
        self.reports.iter().rfind(|one| one.state == State::Accepted)
    }

    /// The attempt whose hours stand: the last that was sent, else the accepted one.
    #[must_use]
    pub fn live(&self) -> Option<&Report> {
        let stands = |one: &&Report| {
            matches!(one.state, State::Sent | State::Accepted) || one.state.is_filed()
        };
        self.last().filter(stands).or_else(|| self.accepted())
    }

    /// Whether something may be written: nothing yet, a draft, or one that was sent back.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.last().is_none_or(|one| one.state.is_open_to_write())
    }

    /// Code of the state as lists show it: `missing` when nothing came.
    #[must_use]
    pub fn state(&self) -> &'static str {
        self.last().map_or("missing", |one| one.state.code())
    }

    /// Whether a stay of the user has a day.
    #[must_use]
    pub fn is_away(&self, day: Day) -> bool {
        self.stays.iter().any(|stay| stay.holds(day))
    }

    /// What counts of days.
    #[must_use]
    pub fn counts(&self, law: &Law, sheet: &Sheet) -> Counted {
        count::counted(law, &self.contract, sheet, &self.stays)
    }
}

/// Contracts of a month.
#[derive(Clone, Debug)]
pub struct Book {
    /// The month.
    pub month: Month,
    /// Its contracts.
    pub entries: Vec<Entry>,
}

impl Book {
    /// The entry of a contract.
    #[must_use]
    pub fn of(&self, id: ContractId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.contract.contract == id)
    }

    /// The same with the minutes that were paid.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn with_paid(mut self, app: &App, tx: &Tx) -> Result<Book, StoreError> {
        let ids: Vec<ContractId> = self.entries.iter().map(|one| one.contract.contract).collect();
        let paid = (app.paid)(tx, self.month, &ids).await?;
        for one in &mut self.entries {
            one.paid = paid.get(&one.contract.contract).copied().unwrap_or(0);
        }
        Ok(self)
    }

    /// Other reports that meet an entry's.
    fn beside(&self, law: &Law, entry: &Entry) -> Vec<Beside> {
        let own = &entry.contract;
        let mut all = Vec::new();
        for other in &self.entries {
            let it = &other.contract;
            let same_assistant = it.assistant_person == own.assistant_person;
            let same_user = it.user == own.user;
            let Some(live) = other.live().filter(|_| it.contract != own.contract) else { continue };
            if !same_assistant && !same_user {
                continue;
            }
            let counts = match live.state {
                State::Accepted => live.counted(),
                _ => other.counts(law, &live.sheet).minutes,
            };
            all.push(Beside {
                same_assistant,
                same_user,
                substitutes: it.substitute_of == Some(own.contract)
                    || own.substitute_of == Some(it.contract),
                lines: live.sheet.lines.clone(),
                counts,
            });
        }
        all
    }

    /// What is found in days of an entry.
    #[must_use]
    pub fn findings(&self, law: &Law, entry: &Entry, sheet: &Sheet) -> Vec<Finding> {
        let alone = |stay: &&Stay| !sheet.accompanies(stay.from, stay.until);
        let stays: Vec<Stay> = entry.stays.iter().filter(alone).copied().collect();
        let against = Against {
            contract: &entry.contract,
            month: self.month,
            died_on: entry.user.died_on,
            stays: &stays,
            beside: &self.beside(law, entry),
            counts: entry.counts(law, sheet).minutes,
        };
        check::findings(law, &sheet.lines, &against)
    }
}

/// Which contracts of a month are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a> {
    /// All.
    All,
    /// One, with those that it meets.
    Of(ContractId),
    /// These, with those that they meet.
    These(&'a [ContractId]),
    /// Those of an assistant, with those that they meet.
    Assistant(PersonId),
    /// Those of a user, with those that they meet.
    User(PersonId),
    /// Those of a person as user or assistant, with those that they meet.
    Person(PersonId),
}

/// The contracts of a month that are wanted, and those that they meet. Of some the others are not
/// read: the telephone of one family does not open the month of all.
async fn contracts(
    tx: &Tx,
    law: &Law,
    month: Month,
    which: Which<'_>,
) -> Result<Vec<MonthContract>, StoreError> {
    let one;
    let whom;
    let (ids, people): (&[ContractId], &[PersonId]) = match which {
        Which::All => return assistance::contracts_in(tx, law, month).await,
        Which::Of(id) => {
            one = [id];
            (&one, &[])
        }
        Which::These(ids) => (ids, &[]),
        Which::Assistant(person) | Which::User(person) | Which::Person(person) => {
            whom = [person];
            (&[], &whom)
        }
    };
    let found = assistance::contracts_near(tx, law, month, (ids, people)).await?;
    Ok(wanted(found, which))
}

fn wanted(contracts: Vec<MonthContract>, which: Which<'_>) -> Vec<MonthContract> {
    let is = |one: &MonthContract| match which {
        Which::All => true,
        Which::Of(id) => one.contract == id,
        Which::These(ids) => ids.contains(&one.contract),
        Which::Assistant(person) => one.assistant_person == person,
        Which::User(person) => one.user == person,
        Which::Person(person) => one.user == person || one.assistant_person == person,
    };
    let near: HashSet<PersonId> = contracts
        .iter()
        .filter(|one| is(one))
        .flat_map(|one| [one.user, one.assistant_person])
        .collect();
    let meets = |one: &MonthContract| {
        is(one) || near.contains(&one.user) || near.contains(&one.assistant_person)
    };
    contracts.into_iter().filter(meets).collect()
}

/// The contracts of a month with people, stays and reports.
pub async fn book(tx: &Tx, law: &Law, month: Month, which: Which<'_>) -> Result<Book, StoreError> {
    let contracts = contracts(tx, law, month, which).await?;
    let users: Vec<PersonId> = contracts.iter().map(|one| one.user).collect();
    let workers = contracts.iter().map(|one| one.assistant_person);
    let everyone: Vec<PersonId> = users.iter().copied().chain(workers).collect();
    let heads = people::heads(tx, &everyone).await?;
    let stays = stays(tx, &users, month).await?;
    let ids: HashSet<ContractId> = contracts.iter().map(|one| one.contract).collect();
    let mut reports = of_month(tx, (month, which), &ids).await?;
    let entry = |contract: MonthContract| {
        Some(Entry {
            user: heads.get(&contract.user)?.clone(),
            assistant: heads.get(&contract.assistant_person)?.clone(),
            stays: stays.get(&contract.user).cloned().unwrap_or_default(),
            reports: reports.remove(&contract.contract).unwrap_or_default(),
            contract,
            paid: 0,
        })
    };
    Ok(Book { month, entries: contracts.into_iter().filter_map(entry).collect() })
}

async fn of_month(
    tx: &Tx,
    (month, which): (Month, Which<'_>),
    ids: &HashSet<ContractId>,
) -> Result<HashMap<ContractId, Vec<Report>>, StoreError> {
    use hour_report::Column;
    let mut rows = tx.find::<hour_report::Entity>().filter(Column::Month.eq(month.to_string()));
    if which != Which::All {
        rows = rows.filter(Column::ContractId.is_in(ids.iter().copied()));
    }
    let rows = rows.order_by_asc(Column::Attempt).order_by_asc(Column::Id);
    let mut all: HashMap<ContractId, Vec<Report>> = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        if ids.contains(&row.contract_id) {
            all.entry(row.contract_id).or_default().push(report(tx, row)?);
        }
    }
    Ok(all)
}

/// Days in hospital and in residential care, by person.
async fn stays(
    tx: &Tx,
    users: &[PersonId],
    month: Month,
) -> Result<HashMap<PersonId, Vec<Stay>>, StoreError> {
    let days = (Day(month.first_day()), Day(month.last_day()));
    let mut all: HashMap<PersonId, Vec<Stay>> = HashMap::new();
    for (person, stays) in delivery::in_stays(tx, users, days).await? {
        let stays = stays.into_iter().map(|(from, until)| Stay { from, until });
        all.entry(person).or_default().extend(stays);
    }
    let uses = placement::uses_among(tx, users, days).await?;
    let ids: Vec<services::ServiceId> = uses.iter().map(|one| one.service).collect();
    let services = services::by_ids(tx, &ids).await?;
    for one in uses {
        if services.get(&one.service).is_none_or(|service| service.kind != RESIDENTIAL) {
            continue;
        }
        let cover =
            one.cover.iter().map(|cover| Stay { from: cover.from_on, until: cover.until_on });
        all.entry(one.person).or_default().extend(cover);
    }
    Ok(all)
}
