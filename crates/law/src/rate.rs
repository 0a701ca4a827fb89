//! Rates and products of money, in whole numbers.
//!
//! Invariants: a rate is whole parts per million, so four decimals of a percent are exact; every
//! product is computed in 128 bits and rounded once, half up.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::LawError;
use crate::rule::Rule;

const MILLION: i128 = 1_000_000;

/// Parts per million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(i64);

impl Rate {
    /// Reads a percent such as `19.22`.
    ///
    /// # Errors
    /// `BadInput` when it is not a number of 0..=1000 with at most four decimals.
    pub fn percent(text: &str) -> Result<Self, LawError> {
        let wrong = || LawError::input(format!("„{text}“ не е процент"));
        let number: Decimal = text.parse().map_err(|_| wrong())?;
        Self::of(number * Decimal::from(10_000)).ok_or_else(wrong)
    }

    /// Reads the value of a rule as a percent.
    pub(crate) fn percent_of(rule: &Rule) -> Result<Self, LawError> {
        let scaled = rule.decimal()? * Decimal::from(10_000);
        Self::of(scaled).ok_or_else(|| LawError::rules(format!("„{}“: не е процент", rule.id)))
    }

    /// Reads the value of a rule as a factor, such as `1.4`.
    pub(crate) fn factor_of(rule: &Rule) -> Result<Self, LawError> {
        let scaled = rule.decimal()? * Decimal::from(1_000_000);
        Self::of(scaled).ok_or_else(|| LawError::rules(format!("„{}“: не е множител", rule.id)))
    }

    fn of(scaled: Decimal) -> Option<Self> {
        let parts = if scaled.is_integer() { scaled.to_i64() } else { None };
        parts.filter(|p| (0..=10_000_000).contains(p)).map(Self)
    }

    /// This rate so many times.
    #[must_use]
    pub(crate) fn times(self, n: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(n)))
    }

    /// The rate of an amount in cents, rounded half up.
    #[must_use]
    #[inline]
    pub(crate) fn of_cents(self, cents: i64) -> i64 {
        to_cents(i128::from(cents) * i128::from(self.0), MILLION)
    }

    /// Cents in millionths times this factor, still in millionths.
    #[inline]
    pub(crate) fn scale_cents(self, cents: i64) -> i64 {
        clamp(i128::from(cents) * i128::from(self.0))
    }

    /// One plus the rate, in millionths.
    pub(crate) fn one_plus(self) -> i128 {
        MILLION + i128::from(self.0)
    }

    /// The rate in percent as data, such as `7.2`.
    #[must_use]
    pub fn percent_text(self) -> String {
        Decimal::new(self.0, 4).normalize().to_string()
    }

    /// The rate in percent as Bulgarians write it: `7,2 %`.
    #[must_use]
    pub fn written(self) -> String {
        format!("{} %", self.percent_text().replace('.', ","))
    }
}

/// A quotient of whole non-negative numbers rounded half up.
#[inline]
pub(crate) fn to_cents(product: i128, divisor: i128) -> i64 {
    clamp((2 * product + divisor) / (2 * divisor))
}

#[inline]
fn clamp(n: i128) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Millionths, the scale of [`Rate`].
pub(crate) const fn million() -> i128 {
    MILLION
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rounding_is_half_up() {
        assert_eq!(to_cents(5, 10), 1);
        assert_eq!(to_cents(4, 10), 0);
        assert_eq!(Rate::percent("7.2").unwrap().of_cents(44_016), 3_169);
        assert_eq!(Rate::percent("19.22").unwrap().percent_text(), "19.22");
        assert_eq!(Rate::percent("19.22").unwrap().written(), "19,22 %");
        assert_eq!(Rate::percent("3").unwrap().written(), "3 %");
        assert!(Rate::percent("-1").is_err() && Rate::percent("x").is_err());
        assert!(Rate::percent("0.00001").is_err());
    }

    proptest! {
        #[test]
        fn shares_never_lose_more_than_half_a_cent(
            cents in 0i64..1_000_000_000, ppm in 0i64..1_000_000,
        ) {
            let share = i128::from(Rate(ppm).of_cents(cents));
            let exact = i128::from(cents) * i128::from(ppm);
            prop_assert!((share * MILLION - exact).abs() * 2 <= MILLION);
        }
    }
}
