//! The ledger of hours: granted, agreed, planned, worked, confirmed, counted, paid, left.

use super::course::State;
use super::load::Entry;
use crate::assistance::ContractId;
use crate::people::PersonId;
use std::collections::{HashMap, HashSet};

/// Minutes of a contract, of a user or of an assistant in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Ledger {
    /// Of the directive.
    pub granted: u32,
    /// Of the agreement.
    pub agreed: u32,
    /// Of the plan-schedule.
    pub planned: u32,
    /// As the assistant says.
    pub worked: u32,
    /// As the user confirmed.
    pub confirmed: u32,
    /// Accepted by the office: they are paid.
    pub counted: u32,
    /// In released pay runs.
    pub paid: u32,
    /// Agreed and not accepted yet.
    pub left: u32,
}

impl Ledger {
    /// Its lines with the keys of their names.
    #[must_use]
    pub fn lines(&self) -> Vec<(&'static str, u32)> {
        vec![
            ("hours-ledger-granted", self.granted),
            ("hours-ledger-agreed", self.agreed),
            ("hours-ledger-planned", self.planned),
            ("hours-ledger-worked", self.worked),
            ("hours-ledger-confirmed", self.confirmed),
            ("hours-ledger-counted", self.counted),
            ("hours-ledger-paid", self.paid),
            ("hours-ledger-left", self.left),
        ]
    }
}

/// The ledger of a contract in a month.
#[must_use]
pub fn of_entry(entry: &Entry) -> Ledger {
    let contract = &entry.contract;
    let agreed = contract.hours * 60;
    let live = entry.live();
    let worked = live.map_or(0, |one| one.sheet.worked());
    let is_confirmed = live.is_some_and(|one| one.state != State::Sent);
    let counted = entry.accepted().map_or(0, super::load::Report::counted);
    Ledger {
        granted: contract.directive_hours * 60,
        agreed,
        planned: contract.planned(),
        worked,
        confirmed: if is_confirmed { worked } else { 0 },
        counted,
        paid: entry.paid,
        left: agreed.saturating_sub(counted),
    }
}

/// The ledger of some contracts of a month: of a user, of an assistant, of both. A directive is that
/// of a user (чл. 21, ал. 3 ЗЛП), so it stands once for each user, however many assistants there are;
/// hours of a substitute are hours of the contract that is replaced, not further ones.
#[must_use]
pub fn of_entries(entries: &[Entry]) -> Ledger {
    let known: HashSet<ContractId> = entries.iter().map(|one| one.contract.contract).collect();
    let mut granted: HashMap<PersonId, u32> = HashMap::new();
    let mut sum = Ledger::default();
    for entry in entries {
        let one = of_entry(entry);
        let own = granted.entry(entry.contract.user).or_default();
        *own = (*own).max(one.granted);
        if entry.contract.substitute_of.is_none_or(|replaced| !known.contains(&replaced)) {
            sum.agreed += one.agreed;
            sum.planned += one.planned;
        }
        sum.worked += one.worked;
        sum.confirmed += one.confirmed;
        sum.counted += one.counted;
        sum.paid += one.paid;
    }
    Ledger { granted: granted.values().sum(), left: sum.agreed.saturating_sub(sum.counted), ..sum }
}
