//! Amounts of pay: whole cents of one currency, each part rounded once, the rest by adding.

use law::{Currency, Law, LawError, Money, PayLines, Rounding};

/// What hours of a month bring, in cents of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Hours times price.
    pub pay: i64,
    /// Supplement for service.
    pub supplement: i64,
    /// Employer's contributions.
    pub contributions: i64,
    /// For administration, on top.
    pub administration: i64,
}

impl Sums {
    /// Pay and supplement.
    #[must_use]
    pub fn gross(&self) -> i64 {
        self.pay + self.supplement
    }

    /// Gross and contributions.
    #[must_use]
    pub fn cost(&self) -> i64 {
        self.gross() + self.contributions
    }

    /// Whether nothing is left to pay or to take back.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Sums::default()
    }

    /// The same in another currency. Pay is rounded as the law wants it for pay (чл. 45 ЗВЕРБ), the
    /// rest as usual; gross stays the sum of its parts.
    ///
    /// # Errors
    /// Those of [`Law::convert`].
    pub fn converted(&self, law: &Law, from: Currency, to: Currency) -> Result<Sums, LawError> {
        if from == to {
            return Ok(*self);
        }
        let exchanged = |cents: i64, rounding| {
            law.convert(Money { cents, currency: from }, rounding).map(|money| money.cents)
        };
        let gross = exchanged(self.gross(), Rounding::Benefits)?;
        let pay = exchanged(self.pay, Rounding::Benefits)?;
        Ok(Sums {
            pay,
            supplement: gross - pay,
            contributions: exchanged(self.contributions, Rounding::Usual)?,
            administration: exchanged(self.administration, Rounding::Usual)?,
        })
    }
}

impl From<PayLines> for Sums {
    fn from(lines: PayLines) -> Sums {
        Sums {
            pay: lines.pay,
            supplement: lines.service_supplement,
            contributions: lines.contributions,
            administration: lines.administration,
        }
    }
}

impl std::ops::Add for Sums {
    type Output = Sums;

    fn add(self, other: Sums) -> Sums {
        Sums {
            pay: self.pay + other.pay,
            supplement: self.supplement + other.supplement,
            contributions: self.contributions + other.contributions,
            administration: self.administration + other.administration,
        }
    }
}

impl std::ops::Sub for Sums {
    type Output = Sums;

    fn sub(self, other: Sums) -> Sums {
        Sums {
            pay: self.pay - other.pay,
            supplement: self.supplement - other.supplement,
            contributions: self.contributions - other.contributions,
            administration: self.administration - other.administration,
        }
    }
}

impl std::iter::Sum for Sums {
    fn sum<I: Iterator<Item = Sums>>(all: I) -> Sums {
        all.fold(Sums::default(), |one, other| one + other)
    }
}

/// The code of a currency, as banks write it.
#[must_use]
pub fn code(currency: Currency) -> &'static str {
    match currency {
        Currency::Bgn => "BGN",
        Currency::Eur => "EUR",
    }
}

/// A currency by its code.
#[must_use]
pub fn currency(code: &str) -> Currency {
    if code == "BGN" { Currency::Bgn } else { Currency::Eur }
}

/// An amount as people read it.
#[must_use]
pub fn written(cents: i64, code: &str) -> String {
    Money { cents, currency: currency(code) }.written()
}

/// An amount as programs read it: `880.32`.
#[must_use]
pub fn decimal(cents: i64) -> String {
    Money::eur(cents).decimal()
}
