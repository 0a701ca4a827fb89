//! Assigning services to private providers: how long a contract may run, how many criteria its
//! evaluation of a year has (чл. 65, 68 ЗСУ; чл. 98, 100 ППЗСУ).
//!
//! Invariant: every number is the value of a rule.

use crate::reader::Reader;
use crate::{Law, LawError};

const CRITERIA: &str = "assignment.criteria";
/// Least and most years of a contract for a created service.
const SERVICE: [&str; 2] = ["assignment.service.least", "assignment.service.most"];
/// The same of a public-private partnership.
const PARTNERSHIP: [&str; 2] = ["assignment.partnership.least", "assignment.partnership.most"];

pub(crate) fn check(reader: &Reader<'_>) -> Result<(), LawError> {
    for id in SERVICE.iter().chain(&PARTNERSHIP).chain([&CRITERIA]) {
        reader.one(id)?.1.int::<u32>()?;
    }
    Ok(())
}

impl Law {
    /// Least and most years of a contract that assigns a service.
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    ///
    /// ```
    /// let law = law::Law::current();
    /// assert_eq!(law.assignment_years(false)?, [2, 5]);
    /// assert_eq!(law.assignment_years(true)?, [1, 5]);
    /// # Ok::<(), law::LawError>(())
    /// ```
    pub fn assignment_years(&self, is_partnership: bool) -> Result<[u32; 2], LawError> {
        let ids = if is_partnership { PARTNERSHIP } else { SERVICE };
        let years = |id: &str| self.book().newest(id)?.int::<u32>();
        Ok([years(ids[0])?, years(ids[1])?])
    }

    /// How many criteria the evaluation of a year has.
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    pub fn assignment_criteria(&self) -> Result<usize, LawError> {
        self.book().newest(CRITERIA)?.int()
    }
}
