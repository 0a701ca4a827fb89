//! The lines of a pay run from accepted reports and from what was released, without a database.
//!
//! A run takes whatever is true now of each contract and month of work, and pays the difference to
//! what was released. So a report that missed its run, a corrected report, a rate and a service of
//! earlier years that became known later all come out of the same sum, and nothing comes twice.

use super::line::{Frame, Line, Prices, Released, Work, line};
use crate::assistance::{AgreementId, ContractId};
use crate::assistants::AssistantId;
use crate::hours::{Class, ReportId};
use crate::people::PersonId;
use kit::types::Day;
use law::{Law, LawError, Month};
use std::collections::{BTreeMap, HashMap};

/// An accepted report as pay needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The labour contract.
    pub contract: ContractId,
    /// The agreement.
    pub agreement: AgreementId,
    /// The user.
    pub user: PersonId,
    /// The assistant, on the list of candidates.
    pub assistant: AssistantId,
    /// The report.
    pub report: ReportId,
    /// Hours and service.
    pub work: Work,
    /// How the report came.
    pub class: Class,
    /// With which month its money is asked for.
    pub pays_in: Month,
    /// Last day to pay.
    pub pay_by: Option<Day>,
    /// Pay is due before АСП must transfer.
    pub is_treasury: bool,
}

/// Everything a run is counted from.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The run.
    pub frame: Frame,
    /// It is the run of late reports.
    pub is_late: bool,
    /// The regular run of the month is released: what it left out goes with the late one.
    pub after_regular: bool,
    /// Accepted reports, those of earlier requests first.
    pub sources: Vec<Source>,
    /// What was released, by contract and month of work.
    pub released: HashMap<(ContractId, Month), Released>,
}

impl Basis {
    /// Whether a report belongs into this run.
    fn takes(&self, one: &Source) -> bool {
        let own = one.pays_in == self.frame.month;
        let is_late = own && one.class == Class::Late;
        if self.is_late { is_late || (own && self.after_regular) } else { !is_late }
    }

    /// The reports that hold: of several attempts at a month the last.
    fn last(&self) -> BTreeMap<(ContractId, Month), &Source> {
        let mut last = BTreeMap::new();
        for one in &self.sources {
            last.insert((one.contract, one.work.worked), one);
        }
        last
    }
}

/// The lines of a run, by contract and month of work.
///
/// # Errors
/// When the law has no price for a month.
pub fn lines(law: &Law, basis: &Basis) -> Result<Vec<(Source, Line)>, LawError> {
    let mut prices: BTreeMap<Month, Prices> = BTreeMap::new();
    let mut all = Vec::new();
    for (key, source) in basis.last() {
        if !basis.takes(source) {
            continue;
        }
        let known = match prices.entry(source.work.worked) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(Prices::of(law, source.work.worked)?)
            }
        };
        let of = (&source.work, basis.released.get(&key));
        if let Some(line) = line(law, &basis.frame, known, of)? {
            all.push((source.clone(), line));
        }
    }
    Ok(all)
}
