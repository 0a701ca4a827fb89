//! The account of a run by users, without a database: hours and cost of each, the aids that pay a part
//! of it, what is left for the state.

use super::frame::{minutes, paid};
use super::store::payroll_line;
use super::sums::Sums;
use crate::assistance::{AgreementId, Redirects};
use crate::people::PersonId;
use law::{ChildAidInput, Currency, Law, LawError, Minutes, Money, Month, Rounding};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The part of a user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// Minutes.
    pub minutes: i64,
    /// Amounts in the currency of the run.
    pub sums: Sums,
    /// Aid for a child that goes to the municipality.
    pub child_aid: i64,
    /// Supplement of чл. 103 КСО that goes to the municipality.
    pub supplement: i64,
}

impl Claim {
    /// What the state pays of the cost: the rest after the aids. Of cost that is taken back it gets
    /// back the same rest.
    #[must_use]
    pub fn state(&self) -> i64 {
        let cost = self.sums.cost();
        let rest = cost - self.child_aid - self.supplement;
        if cost < 0 { rest.min(0) } else { rest.max(0) }
    }
}

impl std::ops::Add for Claim {
    type Output = Claim;

    fn add(self, other: Claim) -> Claim {
        Claim {
            minutes: self.minutes + other.minutes,
            sums: self.sums + other.sums,
            child_aid: self.child_aid + other.child_aid,
            supplement: self.supplement + other.supplement,
        }
    }
}

/// The aids of a user for a month of work, in a currency: child aid and supplement.
///
/// # Errors
/// When the law has no price or no ceiling for the month.
pub fn aids(
    law: &Law,
    (worked, years): (Month, u32),
    (redirects, currency): (&Redirects, Currency),
) -> Result<(i64, i64), LawError> {
    let own = law.pay_scale(worked, None)?.currency();
    let changed = |cents: i64, from: Currency, to: Currency, rounding: Rounding| {
        if from == to {
            return Ok(cents);
        }
        law.convert(Money { cents, currency: from }, rounding).map(|money| money.cents)
    };
    let supplement = redirects.supplement.unwrap_or(0);
    let child = if redirects.child_aid && redirects.hours > 0 {
        let cents = changed(supplement, Currency::Eur, own, Rounding::Usual)?;
        let input = ChildAidInput {
            month: worked,
            hours: Minutes::hours(redirects.hours),
            years_of_service: years,
            supplement: redirects.supplement.map(|_| Money { cents, currency: own }),
            employer_rate: None,
        };
        let aid = Money::parse(&law.child_aid(&input)?.amount, own)?;
        changed(aid.cents, own, currency, Rounding::Benefits)?
    } else {
        0
    };
    Ok((child, changed(supplement, Currency::Eur, currency, Rounding::Usual)?))
}

/// A user and a month of work.
pub type Aided = (PersonId, String);

/// Whether something of a user goes to the municipality.
#[must_use]
pub fn has_aids(one: &Redirects) -> bool {
    one.child_aid || one.supplement.is_some()
}

/// What was paid of a user and a month of work under agreements with aids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stood {
    /// Minutes of all assistants.
    pub minutes: i64,
    /// Years of service in the line that brought the aids.
    pub years: i32,
}

impl Stood {
    /// The same after one more line that adds minutes.
    #[must_use]
    pub fn with(self, minutes: i64, years: i32) -> Stood {
        let years = if self.minutes > 0 { self.years } else { years };
        Stood { minutes: self.minutes + minutes, years }
    }
}

/// The users of whom a run may bring aids or take them back: those of lines that are not held.
#[must_use]
pub fn aided(
    lines: &[payroll_line::Model],
    redirects: &HashMap<AgreementId, Redirects>,
) -> HashSet<PersonId> {
    let free = lines.iter().filter(|row| row.held_kind.is_empty());
    let has = |row: &&payroll_line::Model| redirects.get(&row.agreement_id).is_some_and(has_aids);
    free.filter(has).map(|row| row.person_id).collect()
}

/// The claims of the lines that are not held, by user. Aids go to the municipality once for a user
/// and a month of work in which help was paid: they come with its first line, whichever assistant's
/// it is, and are taken back with the correction that leaves no hour of the month (чл. 8 и 9 Наредба
/// № РД-07-7). `before` is what earlier runs had paid.
///
/// # Errors
/// Those of [`aids`].
pub fn by_user(
    law: &Law,
    lines: &[payroll_line::Model],
    (redirects, currency): (&HashMap<AgreementId, Redirects>, Currency),
    before: &HashMap<Aided, Stood>,
) -> Result<BTreeMap<PersonId, Claim>, LawError> {
    let mut all: BTreeMap<PersonId, Claim> = BTreeMap::new();
    let mut now: BTreeMap<Aided, (Stood, &Redirects)> = BTreeMap::new();
    let stood = |of: &Aided| before.get(of).copied().unwrap_or_default();
    for row in lines.iter().filter(|row| row.held_kind.is_empty()) {
        let claim = all.entry(row.person_id).or_default();
        claim.minutes += minutes(row);
        claim.sums = claim.sums + paid(row);
        let of_agreement = redirects.get(&row.agreement_id).filter(|one| has_aids(one));
        let Some(one) = of_agreement else { continue };
        let of = (row.person_id, row.worked.clone());
        let known = stood(&of);
        let (stands, _) = now.entry(of).or_insert((known, one));
        *stands = stands.with(minutes(row), row.years);
    }
    for (of, (stands, one)) in now {
        let known = stood(&of);
        let (sign, years) = match (known.minutes > 0, stands.minutes > 0) {
            (false, true) => (1, stands.years),
            (true, false) => (-1, known.years),
            _ => continue,
        };
        let years = u32::try_from(years).unwrap_or(0);
        let (child, supplement) = aids(law, (Month::parse(&of.1)?, years), (one, currency))?;
        let claim = all.entry(of.0).or_default();
        claim.child_aid += sign * child;
        claim.supplement += sign * supplement;
    }
    Ok(all)
}
