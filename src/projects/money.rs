//! Amounts split between Europe and the state, in both currencies. Without a database.
//!
//! An amount is kept in the currency of its contract. In the other currency the whole and the
//! European part are converted by the law's rate and rounding; the national part is what is left,
//! so that the two parts always sum.

use kit::store::StoreError;
use law::{Currency, Law, Money, Rounding};
use serde::Serialize;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// An amount in cents, by who pays it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = ProjectSplit)]
pub struct Split {
    /// The European part.
    pub european: i64,
    /// The national part.
    pub national: i64,
}

impl Split {
    /// Both parts.
    #[must_use]
    pub fn total(self) -> i64 {
        self.european + self.national
    }

    /// A part of an amount, split as this one: the European part rounded half up to the cent, the
    /// national part is the rest.
    #[must_use]
    pub fn share(self, total: i64) -> Split {
        let whole = i128::from(self.total());
        if whole <= 0 {
            return Split { european: total, national: 0 };
        }
        let twice = i128::from(total) * i128::from(self.european) * 2 + whole;
        let european = i64::try_from(twice.div_euclid(whole * 2)).unwrap_or(total);
        Split { european, national: total - european }
    }
}

impl Add for Split {
    type Output = Split;

    fn add(self, other: Split) -> Split {
        Split { european: self.european + other.european, national: self.national + other.national }
    }
}

impl Sub for Split {
    type Output = Split;

    fn sub(self, other: Split) -> Split {
        Split { european: self.european - other.european, national: self.national - other.national }
    }
}

impl Sum for Split {
    fn sum<I: Iterator<Item = Split>>(all: I) -> Split {
        all.fold(Split::default(), Add::add)
    }
}

/// An amount in both currencies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = ProjectAmounts)]
pub struct Amounts {
    /// In stotinki.
    pub bgn: Split,
    /// In euro cents.
    pub eur: Split,
}

/// The code of a currency in the database.
#[must_use]
pub fn code(currency: Currency) -> &'static str {
    match currency {
        Currency::Bgn => "BGN",
        Currency::Eur => "EUR",
    }
}

/// The currency of a code; levs are what the first contracts are in.
#[must_use]
pub fn currency(code: &str) -> Currency {
    if code == "EUR" { Currency::Eur } else { Currency::Bgn }
}

fn converted(law: &Law, cents: i64, currency: Currency) -> Result<i64, StoreError> {
    let money = law.convert(Money { cents, currency }, Rounding::Usual);
    Ok(money.map_err(|e| StoreError::Other(e.to_string()))?.cents)
}

/// An amount of one currency in both.
///
/// # Errors
/// When it is larger than cents in 64 bits hold.
pub fn both(law: &Law, split: Split, currency: Currency) -> Result<Amounts, StoreError> {
    let european = converted(law, split.european, currency)?;
    let national = converted(law, split.total(), currency)? - european;
    let other = Split { european, national };
    Ok(match currency {
        Currency::Bgn => Amounts { bgn: split, eur: other },
        Currency::Eur => Amounts { bgn: other, eur: split },
    })
}

/// An amount in its own currency: `1 527,12 лв.`.
#[must_use]
pub fn written(cents: i64, currency: Currency) -> String {
    Money { cents, currency }.written()
}

/// An amount in both currencies: `771 009,00 лв. (394 210,64 €)`.
#[must_use]
pub fn shown(law: &Law, cents: i64, currency: Currency) -> String {
    let own = Money { cents, currency };
    match law.convert(own, Rounding::Usual) {
        Ok(other) => format!("{} ({})", own.written(), other.written()),
        Err(_) => own.written(),
    }
}

/// An amount as it stands in a table for a program: `771009.00`.
#[must_use]
pub fn decimal(cents: i64) -> String {
    Money { cents, currency: Currency::Bgn }.decimal()
}

/// Reads an amount as people type it: `1 527,12`.
#[must_use]
pub fn read(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    Money::parse(&plain, Currency::Bgn).ok().map(|money| money.cents)
}
