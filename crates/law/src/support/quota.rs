//! The employer's quota (чл. 38 ЗХУ; чл. 30 ППЗХУ).
//!
//! Invariant: a municipality counts as an employer like any other; money is of the month asked
//! about.

use jiff::civil::Date;
use serde::Serialize;

use crate::day::number;
use crate::derivation::Derivation;
use crate::money::Money;
use crate::rate::Rate;
use crate::{Law, LawError};

/// What an employer owes under the quota (чл. 38 ЗХУ).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quota {
    /// Places to be filled.
    pub required: u32,
    /// The exact share, such as `2.46`.
    pub exact: String,
    /// Monthly contribution for the unfilled places.
    pub contribution: String,
    /// Monthly purchases that can replace the contribution.
    pub alternative: String,
    /// Currency of the amounts.
    pub currency: crate::Currency,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

impl Law {
    /// What an employer owes for `staff` people of whom `filled` places are filled.
    ///
    /// # Errors
    /// `NotInForce` when the minimum wage of the day is not known.
    pub fn quota(&self, staff: u32, filled: u32, day: Date) -> Result<Quota, LawError> {
        let rules = &self.disability;
        let (from, to, small) = rules.small;
        let mut why = Derivation::default();
        let (required, exact) = if staff >= rules.large_from {
            why.cite(self.book().newest("zhu.quota.large")?);
            let hundredths = rules.large.of_cents(i64::from(staff) * 100);
            let required = u32::try_from(hundredths / 100).unwrap_or(u32::MAX);
            (required, Money::eur(hundredths).decimal())
        } else if (from..=to).contains(&staff) {
            why.cite(self.book().newest("zhu.quota.small")?);
            (small, small.to_string())
        } else {
            (0, "0".to_owned())
        };
        let unfilled = required.saturating_sub(filled);
        let wage = self.assistance.pay.minimum_month.at(number(day))?.value;
        let amount = |rate: Rate| {
            let cents = rate.of_cents(wage.cents).saturating_mul(i64::from(unfilled));
            Money { cents, ..wage }
        };
        let (contribution, alternative) = (amount(rules.contribution), amount(rules.alternative));
        why.step(format!("Персонал {staff}: изискват се {required} места, заети {filled}."));
        for (id, money) in
            [("zhu.quota.contribution", contribution), ("zhu.quota.alternative", alternative)]
        {
            let rule = self.book().newest(id)?;
            why.step_by(rule, format!("{}: {}.", rule.title, money.written()));
        }
        Ok(Quota {
            required,
            exact,
            contribution: contribution.decimal(),
            alternative: alternative.decimal(),
            currency: wage.currency,
            derivation: why,
        })
    }
}
