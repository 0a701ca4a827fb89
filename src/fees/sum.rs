//! What is due for a month, with its arithmetic. Pure.
//!
//! Invariants: every product is rounded once, half a cent up; the sum of an account is the sum of
//! its lines; who owes is the law's answer, how much is the municipality's rate.

use law::{Fee, FeeDue, FeeQuestion, Law, LawError, Money, Month, Payer};
use serde::{Deserialize, Serialize};

/// Hundredths of a percent in the whole.
pub const WHOLE: i64 = 10_000;

/// By what an amount is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// Hundredths of a percent of the income of a month.
    Percent(i64),
    /// Cents for so many minutes.
    Unit {
        /// Cents.
        cents: i64,
        /// Length of the unit.
        minutes: u32,
    },
}

/// The rate of the municipality that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// By what.
    pub rate: Rate,
    /// Hundredths of a percent of the fee that is paid in a reduced case; none when not decided.
    pub reduced: Option<i64>,
    /// A month that the contract covers only partly is paid by its days.
    pub by_days: bool,
    /// The decision.
    pub basis: String,
}

/// What an account hangs on.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The month.
    pub month: Month,
    /// Kind of service, item of чл. 15 ЗСУ.
    pub kind: u8,
    /// Access.
    pub access: law::Access,
    /// Who funds it.
    pub funding: law::Funding,
    /// Item of чл. 104 ЗСУ, when the service is a free one.
    pub free_item: Option<u8>,
    /// The person.
    pub payer: Payer,
    /// Income of a month in cents, when known.
    pub income: Option<i64>,
    /// The rate, when there is one.
    pub tariff: Option<Tariff>,
    /// Minutes given.
    pub minutes: u32,
    /// Days of the month that the contract covers.
    pub covered: u32,
}

/// A line of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is, in Bulgarian.
    pub text: String,
    /// How much.
    pub cents: i64,
}

/// What is due, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// The lines.
    pub lines: Vec<Line>,
    /// Their sum.
    pub cents: i64,
    /// How it was made, step by step.
    pub steps: Vec<String>,
    /// Articles.
    pub articles: Vec<String>,
    /// The version of the rules.
    pub rules: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// So much.
    Pay(Sum),
    /// Nothing is owed, and why.
    Nothing(Sum),
    /// It cannot be said: the key tells what is missing.
    Missing(&'static str, Sum),
}

impl Due {
    /// The sum with its reasons.
    #[must_use]
    pub fn sum(&self) -> &Sum {
        match self {
            Due::Pay(sum) | Due::Nothing(sum) | Due::Missing(_, sum) => sum,
        }
    }
}

/// `part` of `whole` parts of an amount, rounded half a cent up.
#[must_use]
pub fn share(cents: i64, part: i64, whole: i64) -> i64 {
    let (part, whole) = (i128::from(part), i128::from(whole.max(1)));
    let product = i128::from(cents) * part;
    let rounded = (product * 2 + whole).div_euclid(whole * 2);
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

fn eur(cents: i64) -> String {
    Money::eur(cents).written()
}

/// A percent of hundredths: `70 %`, `12,5 %`.
#[must_use]
pub fn percent(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => format!("{whole} %"),
        rest if rest % 10 == 0 => format!("{whole},{} %", rest / 10),
        rest => format!("{whole},{rest:02} %"),
    }
}

fn asked(law: &Law, facts: &Facts) -> Result<Fee, LawError> {
    law.fee(&FeeQuestion {
        date: facts.month.last_day(),
        kind: facts.kind,
        access: facts.access,
        funding: facts.funding,
        free_item: facts.free_item,
        payer: facts.payer.clone(),
    })
}

/// What is due for a month.
///
/// # Errors
/// When the law cannot answer for that day.
pub fn due(law: &Law, facts: &Facts) -> Result<Due, LawError> {
    let fee = asked(law, facts)?;
    let why = &fee.derivation;
    let mut sum = Sum {
        steps: why.steps.clone(),
        articles: why.articles.clone(),
        rules: why.rule_version.clone(),
        ..Sum::default()
    };
    match fee.due {
        FeeDue::None => return Ok(Due::Nothing(sum)),
        FeeDue::ByProvider => return Ok(Due::Nothing(sum)),
        FeeDue::Reduced | FeeDue::Full | FeeDue::ByCouncil => {}
    }
    let Some(tariff) = &facts.tariff else {
        return Ok(Due::Missing("fees-missing-rate", sum));
    };
    if facts.minutes == 0 {
        sum.steps.push("През месеца нищо не е предоставено: такса не се дължи.".to_owned());
        return Ok(Due::Nothing(sum));
    }
    let Some(base) = based(facts, tariff, &mut sum) else {
        return Ok(Due::Missing("fees-missing-income", sum));
    };
    let whole = in_part(facts, tariff, base, &mut sum);
    if fee.due == FeeDue::Reduced {
        let Some(reduced) = tariff.reduced else {
            return Ok(Due::Missing("fees-missing-reduced", sum));
        };
        let paid = share(whole, reduced, WHOLE);
        sum.steps.push(format!(
            "Намален размер: {} от {} = {}.",
            percent(reduced),
            eur(whole),
            eur(paid)
        ));
        let text = format!("Намаление: плаща се {}", percent(reduced));
        sum.lines.push(Line { text, cents: paid - whole });
    }
    sum.cents = sum.lines.iter().map(|line| line.cents).sum();
    let total = eur(sum.cents);
    sum.steps.push(format!("Дължимо за месеца: {total}. Плаща се след изтичането му."));
    for article in &law.book().newest("fee.no-prepayment")?.articles {
        if !sum.articles.contains(article) {
            sum.articles.push(article.clone());
        }
    }
    Ok(if sum.cents > 0 { Due::Pay(sum) } else { Due::Nothing(sum) })
}

/// The fee of a whole month, before what makes it less; none without an income that it needs.
fn based(facts: &Facts, tariff: &Tariff, sum: &mut Sum) -> Option<i64> {
    match tariff.rate {
        Rate::Percent(hundredths) => {
            let income = facts.income?;
            let cents = share(income, hundredths, WHOLE);
            let of = percent(hundredths);
            sum.steps.push(format!(
                "{}: {of} от доход {} = {}.",
                tariff.basis,
                eur(income),
                eur(cents)
            ));
            sum.lines.push(Line { text: format!("{of} от личния доход"), cents });
            Some(cents)
        }
        Rate::Unit { cents, minutes } => {
            let total = share(cents, i64::from(facts.minutes), i64::from(minutes));
            let hours = crate::delivery::hours(facts.minutes);
            let unit = crate::delivery::hours(minutes);
            sum.steps.push(format!(
                "{}: {} за {unit} ч; предоставени {hours} ч = {}.",
                tariff.basis,
                eur(cents),
                eur(total)
            ));
            sum.lines.push(Line {
                text: format!("{hours} ч по {} за {unit} ч", eur(cents)),
                cents: total,
            });
            Some(total)
        }
    }
}

/// A month that the contract covers only partly: a percent of an income is paid by its days.
fn in_part(facts: &Facts, tariff: &Tariff, base: i64, sum: &mut Sum) -> i64 {
    let days = i64::from(facts.month.last_day().day());
    let covered = i64::from(facts.covered);
    let is_part = covered < days && tariff.by_days && matches!(tariff.rate, Rate::Percent(_));
    if !is_part {
        return base;
    }
    let part = share(base, covered, days);
    sum.steps.push(format!(
        "Договорът покрива {covered} от {days} дни: {} × {covered} / {days} = {}.",
        eur(base),
        eur(part)
    ));
    let text = format!("Непълен месец: {covered} от {days} дни");
    sum.lines.push(Line { text, cents: part - base });
    part
}
