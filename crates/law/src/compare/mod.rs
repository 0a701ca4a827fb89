//! Two laws over one population: who gains, who loses, who goes to another desk.
//!
//! Invariants: both laws see the same rows; counts of people below the small number (rule
//! `comparison.small-number`) are not shown, nor sums that would tell about fewer people, nor a
//! total from which one hidden group could be computed; money is euro cents.

mod population;
mod protect;
mod run;

pub use population::Population;
pub use protect::{Comparison, DeskChange, GroupChange, MoneyChange, RightChange};

use crate::reader::Reader;
use crate::{Law, LawError};

#[derive(Debug, Clone, Copy)]
pub(crate) struct CompareRules {
    small: u64,
}

impl CompareRules {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        Ok(Self { small: reader.one("comparison.small-number")?.1.int()? })
    }
}

impl Law {
    /// What changes for a population when `draft` takes the place of this law.
    ///
    /// # Errors
    /// `BadInput` when a row needs a rate that one of the laws does not know on its day.
    ///
    /// ```
    /// use law::{Law, Population};
    /// let today = Law::current();
    /// let draft = today.with_draft("[[rule]]\nid = \"regime.switch\"\nvalue = \"2027-07-01\"")?;
    /// let people = Population::read_csv(
    ///     "date,people,kind,funding,this_municipality,present_address\n\
    ///      2027-02-01,120,7,state,RSE27,RSE27\n",
    /// )?;
    /// let comparison = today.compare(&draft, &people)?;
    /// assert_eq!(comparison.groups[0].desk_changed, Some(120));
    /// # Ok::<(), law::LawError>(())
    /// ```
    pub fn compare(&self, draft: &Self, population: &Population) -> Result<Comparison, LawError> {
        let totals = run::run(self, draft, population)?;
        Ok(protect::protect(self, draft, population, &totals))
    }
}
