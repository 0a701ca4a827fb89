//! The counting: one pass over the rows, both laws side by side, no allocation per row.

use super::population::{Population, Resident};
use crate::assistance::PayScale;
use crate::competence::Competent;
use crate::eligibility::{Decision, Memo, UNKNOWN, field};
use crate::money::{Currency, Money, Rounding};
use crate::support::{Disabled, Pension};
use crate::{Law, LawError};

/// Number of desks, the sides of the square of changes.
pub(super) const DESKS: usize = 6;

/// Counts of one group.
#[derive(Debug, Clone)]
pub(super) struct Totals {
    pub people: u64,
    /// People by desk before and after.
    pub desks: [[u64; DESKS]; DESKS],
    /// By right: people who gain it, who lose it.
    pub rights: Vec<(u64, u64)>,
    pub before: i64,
    pub after: i64,
    /// People with any money before.
    pub had: u64,
    /// People with any money after.
    pub has: u64,
    pub gain: u64,
    pub lose: u64,
}

impl Totals {
    fn new(rights: usize) -> Self {
        Self {
            people: 0,
            desks: [[0; DESKS]; DESKS],
            rights: vec![(0, 0); rights],
            before: 0,
            after: 0,
            had: 0,
            has: 0,
            gain: 0,
            lose: 0,
        }
    }

    fn money(&mut self, before: i64, after: i64, people: u32) {
        let many = i64::from(people);
        self.before = self.before.saturating_add(before.saturating_mul(many));
        self.after = self.after.saturating_add(after.saturating_mul(many));
        let people = u64::from(people);
        self.had += if before != 0 { people } else { 0 };
        self.has += if after != 0 { people } else { 0 };
        self.gain += if after > before { people } else { 0 };
        self.lose += if after < before { people } else { 0 };
    }

    fn decided(&mut self, before: Decision, after: Decision, people: u32) {
        let mut changed = before.yes ^ after.yes;
        while changed != 0 {
            let place = changed.trailing_zeros() as usize;
            changed &= changed - 1;
            let counts = &mut self.rights[place];
            let side = if after.yes >> place & 1 == 1 { &mut counts.0 } else { &mut counts.1 };
            *side += u64::from(people);
        }
    }
}

/// The prices of one law in one month.
struct Prices {
    scale: Option<PayScale>,
    line: bool,
    to_euro: bool,
}

/// One law, prepared for the rows.
struct Side<'a> {
    law: &'a Law,
    prices: Vec<Prices>,
    /// Rights to monthly support.
    support: u64,
    disability: usize,
    foreign_help: usize,
    pension: usize,
}

impl<'a> Side<'a> {
    fn new(law: &'a Law, population: &Population) -> Result<Self, LawError> {
        let prices = population.months.iter().map(|month| {
            let scale = law.pay_scale(*month, None).ok();
            let line = law.poverty_line(month.first_day()).ok();
            let currency = scale.map(|s| s.currency()).or(line.map(|l| l.currency));
            let to_euro = currency == Some(Currency::Bgn);
            Prices { scale, line: line.is_some(), to_euro }
        });
        let bits = law.right_ids().enumerate().filter(|(_, id)| id.starts_with("support-"));
        let place = |key: &str| field(key).ok_or_else(|| LawError::rules(format!("въпрос {key}")));
        Ok(Self {
            law,
            prices: prices.collect(),
            support: bits.fold(0, |all, (i, _)| all | 1 << i),
            disability: place("disability")?,
            foreign_help: place("foreign_help")?,
            pension: place("pension")?,
        })
    }

    /// Euro cents a month: the cost of personal assistance and the monthly support.
    fn money(&self, row: &Resident, decision: Decision) -> Result<i64, LawError> {
        let prices = &self.prices[usize::from(row.month)];
        let mut cents = 0;
        if row.minutes.0 > 0 {
            let scale = prices.scale.ok_or_else(|| {
                LawError::input(format!(
                    "няма цена на часа и осигуровки за {}",
                    crate::day::written(crate::day::date(row.day))
                ))
            })?;
            cents += scale.lines(row.minutes, u32::from(row.years)).cost;
        }
        if decision.yes & self.support != 0 && prices.line {
            cents += self.support(row)?;
        }
        if !prices.to_euro || cents == 0 {
            return Ok(cents);
        }
        Ok(self.law.convert(Money::bgn(cents), Rounding::Usual)?.cents)
    }

    fn support(&self, row: &Resident) -> Result<i64, LawError> {
        let values = &row.citizen.values;
        let pension = match values[self.pension] {
            UNKNOWN => Pension::None,
            place => Pension::at(place).unwrap_or(Pension::None),
        };
        let who = Disabled {
            degree: values[self.disability],
            foreign_help: values[self.foreign_help] == 1,
            pension,
        };
        self.law.support_cents_no(&who, row.day)
    }
}

/// Counts every group under both laws.
pub(super) fn run(
    before: &Law,
    after: &Law,
    population: &Population,
) -> Result<Vec<Totals>, LawError> {
    let rights = before.right_ids().count().max(after.right_ids().count());
    let mut totals = vec![Totals::new(rights); population.groups.len()];
    let (old, new) = (Side::new(before, population)?, Side::new(after, population)?);
    let mut rights_before = Memo::new(&before.eligibility);
    let mut rights_after = Memo::new(&after.eligibility);
    let same_rights = before.eligibility.same_as(&after.eligibility);
    for row in &population.residents {
        let total = &mut totals[row.group as usize];
        total.people += u64::from(row.people);
        let was = rights_before.decide(&row.citizen);
        let is = if same_rights { was } else { rights_after.decide(&row.citizen) };
        total.decided(was, is, row.people);
        total.money(old.money(row, was)?, new.money(row, is)?, row.people);
        if let Some(wish) = row.wish {
            let was = before.competent_for(wish, row.day)?;
            let is = after.competent_for(wish, row.day)?;
            total.desks[desk(was)][desk(is)] += u64::from(row.people);
        }
    }
    Ok(totals)
}

/// Place of a desk in the square of changes.
fn desk(competent: Competent) -> usize {
    competent as usize
}
