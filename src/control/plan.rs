//! The list of a month: every pair whose visit is due, planned or made in it (чл. 12, ал. 3 и 11
//! Наредба № РД-07-7). Five queries, however many pairs there are.

use super::course::{Standing, State, standing};
use super::load::{self, Known, Visit};
use super::{VisitId, visit};
use crate::assistance::{self, AgreementId, Pair, Pairs};
use crate::people::{self, PersonId};
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day};
use law::{Law, Month};
use std::collections::HashMap;

/// A pair in the list of a month.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The pair.
    pub pair: Pair,
    /// The last visit before.
    pub last_on: Option<Day>,
    /// The last day of the next one.
    pub due_on: Day,
    /// How it stands; none when it is not its turn.
    pub standing: Option<Standing>,
    /// The visit of this month, else the next planned one.
    pub visit: Option<VisitId>,
    /// Its day.
    pub visit_on: Option<Day>,
    /// Who goes.
    pub officer: Option<AccountId>,
}

/// The list of a month with the names in it.
#[derive(Clone, Debug)]
pub struct Book {
    /// All pairs with an assistant at work, by their last days.
    pub entries: Vec<Entry>,
    /// The visits planned or made in the month, also to pairs that have ended.
    pub visits: Vec<Visit>,
    /// Names of users and assistants.
    pub names: HashMap<PersonId, String>,
    /// Settlements of users.
    pub villages: HashMap<PersonId, String>,
    /// Names of those who go.
    pub officers: HashMap<AccountId, String>,
}

impl Book {
    /// A name; empty when it is not known.
    #[must_use]
    pub fn name(&self, id: PersonId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }

    /// A settlement.
    #[must_use]
    pub fn village(&self, id: PersonId) -> &str {
        self.villages.get(&id).map_or("", String::as_str)
    }

    /// Who goes.
    #[must_use]
    pub fn officer(&self, id: Option<AccountId>) -> &str {
        id.and_then(|id| self.officers.get(&id)).map_or("", String::as_str)
    }
}

fn entry(
    law: &Law,
    pair: Pair,
    (known, visits): (&Known, &HashMap<AgreementId, Vec<&Visit>>),
    (last, today): (Day, Day),
) -> Result<Entry, StoreError> {
    let own = visits.get(&pair.agreement).map(Vec::as_slice).unwrap_or_default();
    let held = own.iter().rfind(|one| one.state == State::Held);
    let planned = own.iter().rfind(|one| one.state == State::Planned);
    let last_on = known.held.get(&pair.agreement).copied();
    let due_on = visit::due(law, &pair, last_on)?;
    let next = known.planned.get(&pair.agreement).copied();
    let of_month = held.or(planned);
    let days = (held.and_then(|one| one.row.held_on), planned.map(|one| one.row.planned_on));
    Ok(Entry {
        last_on,
        due_on,
        standing: standing(due_on, days, (last, today)),
        visit: of_month.map(|one| one.row.id).or(next.map(|(id, _)| id)),
        visit_on: days.0.or(days.1).or(next.map(|(_, day)| day)),
        officer: of_month.and_then(|one| one.row.officer_id),
        pair,
    })
}

/// The list of a month.
///
/// # Errors
/// When the database does not answer, or the law does not know a day.
pub async fn book(tx: &Tx, law: &Law, month: Month) -> Result<Book, StoreError> {
    let (first, last) = (Day(month.first_day()), Day(month.last_day()));
    let today = tx.today();
    let pairs = assistance::pairs(tx, Pairs::Open).await?;
    let known = load::known(tx).await?;
    let visits = load::visits_between(tx, first, last).await?;
    let mut by_agreement: HashMap<AgreementId, Vec<&Visit>> = HashMap::new();
    for one in &visits {
        by_agreement.entry(one.row.agreement_id).or_default().push(one);
    }
    let mut ids: Vec<PersonId> = pairs.iter().flat_map(|p| [p.user, p.assistant_person]).collect();
    ids.extend(visits.iter().map(|one| one.row.person_id));
    let heads = people::heads(tx, &ids).await?;
    let users: Vec<PersonId> = pairs.iter().map(|pair| pair.user).collect();
    let villages = people::settlements_of(tx, &users, today).await?;
    let accounts = kit::access::accounts(tx, today).await?;
    let works = |pair: &Pair| pair.since.is_some_and(|since| since <= last);
    let mut entries = Vec::new();
    for pair in pairs.into_iter().filter(works) {
        entries.push(entry(law, pair, (&known, &by_agreement), (last, today))?);
    }
    entries.sort_by_key(|one| (one.due_on, one.pair.agreement));
    Ok(Book {
        entries,
        names: heads.into_iter().map(|(id, head)| (id, head.name)).collect(),
        villages,
        officers: accounts.into_iter().map(|one| (one.id, one.name)).collect(),
        visits,
    })
}
