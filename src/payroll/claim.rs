//! The account of a run by users, without a database: hours and cost of each, the aids that pay a part
//! of it, what is left for the state.

use super::frame::{minutes, paid};
use super::line::Kind;
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
    /// What the state pays of the cost: the rest after the aids.
    #[must_use]
    pub fn state(&self) -> i64 {
        (self.sums.cost() - self.child_aid - self.supplement).max(0)
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

/// The users of whom a run may bring aids: those of lines that are not held and are the first of
/// their contract and month.
#[must_use]
pub fn aided(
    lines: &[payroll_line::Model],
    redirects: &HashMap<AgreementId, Redirects>,
) -> HashSet<PersonId> {
    let is_first = |row: &&payroll_line::Model| {
        row.held_kind.is_empty() && row.kind != Kind::Correction.code()
    };
    let has = |row: &&payroll_line::Model| redirects.get(&row.agreement_id).is_some_and(has_aids);
    lines.iter().filter(is_first).filter(has).map(|row| row.person_id).collect()
}

/// The claims of the lines that are not held, by user. Aids come once for a user and a month of
/// work, with its first line: neither a correction brings them, nor another assistant of the user
/// whose report came with a later run. `before` are those whose aids came with an earlier one.
///
/// # Errors
/// Those of [`aids`].
pub fn by_user(
    law: &Law,
    lines: &[payroll_line::Model],
    (redirects, currency): (&HashMap<AgreementId, Redirects>, Currency),
    before: &HashSet<Aided>,
) -> Result<BTreeMap<PersonId, Claim>, LawError> {
    let mut all: BTreeMap<PersonId, Claim> = BTreeMap::new();
    let mut had: HashSet<(PersonId, &str)> = HashSet::new();
    for row in lines.iter().filter(|row| row.held_kind.is_empty()) {
        let claim = all.entry(row.person_id).or_default();
        claim.minutes += minutes(row);
        claim.sums = claim.sums + paid(row);
        let is_first = row.kind != Kind::Correction.code();
        let key = (row.person_id, row.worked.as_str());
        let Some(one) = redirects.get(&row.agreement_id).filter(|_| is_first) else { continue };
        let came = || before.contains(&(row.person_id, row.worked.clone()));
        if !has_aids(one) || came() || !had.insert(key) {
            continue;
        }
        let worked = Month::parse(&row.worked)?;
        let years = u32::try_from(row.years).unwrap_or(0);
        let (child, supplement) = aids(law, (worked, years), (one, currency))?;
        claim.child_aid += child;
        claim.supplement += supplement;
    }
    Ok(all)
}
