//! Money in whole cents with its currency, and the conversion between lev and euro.
//!
//! Invariants: no floats; amounts of different currencies are never added; the rate is used whole
//! and comes from the rules; rounding looks only at the third decimal digit of the truncated result
//! (чл. 13 and 45 ЗВЕРБ).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::derivation::Derivation;
use crate::reader::{Reader, RuleNo};
use crate::{Law, LawError};

/// A currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Bulgarian lev.
    Bgn,
    /// Euro.
    Eur,
}

/// An amount in whole cents (стотинки) of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Hundredths of the currency.
    pub cents: i64,
    /// The currency.
    pub currency: Currency,
}

/// Which rounding a conversion uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Half up by the third digit (чл. 13 ЗВЕРБ).
    Usual,
    /// Up by any third digit above zero: pay, benefits, pensions (чл. 45 ЗВЕРБ).
    Benefits,
}

impl Money {
    /// An amount in euro cents.
    #[must_use]
    pub const fn eur(cents: i64) -> Self {
        Self { cents, currency: Currency::Eur }
    }

    /// An amount in stotinki.
    #[must_use]
    pub const fn bgn(cents: i64) -> Self {
        Self { cents, currency: Currency::Bgn }
    }

    /// Reads `771009.00`, `771009` or `0,5`; at most two decimals.
    ///
    /// # Errors
    /// `BadInput` on anything else, and on amounts beyond what cents in 64 bits hold.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, LawError> {
        let wrong = || LawError::input(format!("„{text}“ не е сума с най-много два знака"));
        let (minus, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let point = digits.len() > whole.len();
        if whole.is_empty() || !all_digits(whole) || !all_digits(part) || part.len() > 2 {
            return Err(wrong());
        }
        if point && part.is_empty() {
            return Err(wrong());
        }
        let whole: i64 = whole.parse().map_err(|_| wrong())?;
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| wrong())?;
        let cents = whole.checked_mul(100).and_then(|c| c.checked_add(part)).ok_or_else(wrong)?;
        Ok(Self { cents: if minus { -cents } else { cents }, currency })
    }

    /// The amount as a plain decimal: `880.32`.
    #[must_use]
    pub fn decimal(self) -> String {
        let sign = if self.cents < 0 { "-" } else { "" };
        let cents = self.cents.unsigned_abs();
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }

    /// The amount as Bulgarians write it: `1 527,12 лв.`, `880,32 €`.
    #[must_use]
    pub fn written(self) -> String {
        let plain = self.decimal();
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, "00"));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
        let mut grouped = String::new();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                grouped.push('\u{a0}');
            }
            grouped.push(digit);
        }
        let mark = match self.currency {
            Currency::Bgn => "лв.",
            Currency::Eur => "€",
        };
        format!("{sign}{grouped},{part}\u{a0}{mark}")
    }
}

/// The rate and the two rounding rules, with the rules that say so.
#[derive(Debug, Clone)]
pub(crate) struct Rates {
    /// Levs per euro in hundred-thousandths: 1.95583 is 195583.
    rate: i128,
    rate_rule: RuleNo,
    usual: (i128, RuleNo),
    benefits: (i128, RuleNo),
}

const RATE_SCALE: i128 = 100_000;

impl Rates {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        let (rate_rule, rule) = reader.one("euro.rate")?;
        let scaled = rule.decimal()? * Decimal::from(RATE_SCALE);
        let rate = if scaled.is_integer() { scaled.to_i128() } else { None };
        let rate = rate.filter(|r| *r > 0);
        let (usual_rule, usual) = reader.one("euro.rounding")?;
        let (benefits_rule, benefits) = reader.one("euro.rounding.benefits")?;
        reader.one("euro.day")?.1.day()?;
        reader.one("euro.double-display-until")?.1.day()?;
        Ok(Self {
            rate: rate.ok_or_else(|| LawError::rules("euro.rate: най-много пет знака"))?,
            rate_rule,
            usual: (i128::from(usual.int::<u8>()?), usual_rule),
            benefits: (i128::from(benefits.int::<u8>()?), benefits_rule),
        })
    }
}

/// An amount in both currencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exchange {
    /// Decimal text in levs.
    pub bgn: String,
    /// Decimal text in euro.
    pub eur: String,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

impl Law {
    /// Converts to the other currency.
    ///
    /// # Errors
    /// `BadInput` when the result does not fit in cents of 64 bits.
    pub fn convert(&self, money: Money, rounding: Rounding) -> Result<Money, LawError> {
        let rates = &self.rates;
        let cents = i128::from(money.cents.unsigned_abs());
        let (thousandths, currency) = match money.currency {
            Currency::Bgn => (cents * 10 * RATE_SCALE / rates.rate, Currency::Eur),
            Currency::Eur => (cents * 10 * rates.rate / RATE_SCALE, Currency::Bgn),
        };
        let up_from = match rounding {
            Rounding::Usual => rates.usual.0,
            Rounding::Benefits => rates.benefits.0,
        };
        let rounded = thousandths / 10 + i128::from(thousandths % 10 >= up_from);
        let signed = if money.cents < 0 { -rounded } else { rounded };
        let cents = i64::try_from(signed).map_err(|_| LawError::input("сумата е твърде голяма"))?;
        Ok(Money { cents, currency })
    }

    /// An amount in both currencies with the reasoning.
    ///
    /// # Errors
    /// As [`Law::convert`].
    ///
    /// ```
    /// use law::{Currency, Law, Money, Rounding};
    /// let aid = Money::parse("380", Currency::Bgn)?;
    /// assert_eq!(Law::current().exchange(aid, Rounding::Benefits)?.eur, "194.29");
    /// # Ok::<(), law::LawError>(())
    /// ```
    pub fn exchange(&self, money: Money, rounding: Rounding) -> Result<Exchange, LawError> {
        let other = self.convert(money, rounding)?;
        let rules = self.book().rules();
        let rate = &rules[self.rates.rate_rule];
        let round = match rounding {
            Rounding::Usual => &rules[self.rates.usual.1],
            Rounding::Benefits => &rules[self.rates.benefits.1],
        };
        let mut why = Derivation::default();
        let whole = rate.value_text().replace('.', ",");
        why.step_by(rate, format!("Курсът е {whole} лв. за 1 €, използван цял."));
        why.step_by(round, format!("{}.", round.title));
        why.step(format!("{} = {}.", money.written(), other.written()));
        let (bgn, eur) = match money.currency {
            Currency::Bgn => (money, other),
            Currency::Eur => (other, money),
        };
        Ok(Exchange { bgn: bgn.decimal(), eur: eur.decimal(), derivation: why })
    }
}
