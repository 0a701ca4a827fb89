//! Two years as they go in a town, from a seed, and what is due of them: written anew, so that the
//! program is compared with something that it did not count itself.

use crate::assistance::{AgreementId, Redirects};
use crate::hours::Class;
use crate::payroll::frame::beside;
use crate::payroll::sums::Sums;
use law::Month;
use std::collections::HashMap;

pub const CONTRACTS: i64 = 40;
pub const FIRST: &str = "2025-01";
pub const MONTHS: i64 = 24;
/// The municipality learns in this month that its rate of contributions is another one.
pub const LEARNS: &str = "2026-08";
/// … since this day.
pub const SINCE: &str = "2026-03-01";
/// Cents of a supplement, in euro, and in levs at the fixed rate.
pub const SUPPLEMENT: i64 = 13_786;
pub const SUPPLEMENT_LEVS: i64 = 26_963;
/// The most of the aid for a child: 380 levs, and in euro.
pub const CHILD_AID: [i64; 2] = [38_000, 19_429];

/// Chance from a seed, the same everywhere.
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

pub fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// Half up, of whole numbers; written anew, not taken from the program.
pub fn part(sum: i64, numerator: i64, denominator: i64) -> i64 {
    let product = i128::from(sum) * i128::from(numerator) * 2 + i128::from(denominator);
    i64::try_from(product / (2 * i128::from(denominator))).expect("a sum")
}

/// What is due of a month of work, in the currency of that month.
pub fn reference(worked: Month, minutes: u32, years: u32, learnt: bool) -> Sums {
    let price = if worked < month("2026-01") { 909 } else { 524 };
    let pay = part(price, i64::from(minutes), 60);
    let supplement = part(pay, 6 * i64::from(years), 1_000);
    let rate = if learnt && worked >= month("2026-03") { 1_902 } else { 1_922 };
    let contributions = part(pay + supplement, rate, 10_000);
    let administration = part(pay + supplement + contributions, 3, 100);
    Sums { pay, supplement, contributions, administration }
}

/// Agreed hours of a contract in a month: an amendment changes them once.
pub fn agreed(contract: i64, worked: Month) -> u32 {
    let kinds = [42, 84, 126, 168];
    let is_amended = worked >= beside(month(FIRST), 6 + contract % 11);
    let at = contract + if is_amended { 1 + contract % 3 } else { 0 };
    kinds[usize::try_from(at % 4).expect("small")]
}

/// What counts of a month: the agreed hours, or fewer that were done.
pub fn counted(chance: &mut Chance, (contract, worked): (i64, Month)) -> u32 {
    let most = agreed(contract, worked) * 60;
    if chance.one_in(3) {
        u32::try_from(chance.below(u64::from(most / 15) + 1)).expect("small") * 15
    } else {
        most
    }
}

/// The aids of a user that go to the municipality: of some a part of the aid for a child, of some the
/// supplement.
pub fn redirects() -> HashMap<AgreementId, Redirects> {
    let of = |contract: i64| Redirects {
        hours: 168,
        child_aid: contract / 2 % 3 == 1,
        supplement: (contract / 2 % 3 == 2).then_some(SUPPLEMENT),
    };
    (1..=CONTRACTS).map(|contract| (AgreementId(contract), of(contract))).collect()
}

/// A report as somebody accepted it.
#[derive(Clone, Copy)]
pub struct Report {
    pub contract: i64,
    pub worked: Month,
    pub minutes: u32,
    pub class: Class,
    pub pays_in: Month,
}

/// The reports of two years: most in time, some late, some too late for their request, some corrected
/// months later.
pub fn reports(chance: &mut Chance) -> Vec<Report> {
    let mut all = Vec::new();
    for back in 0..MONTHS {
        let worked = beside(month(FIRST), back);
        for contract in 1..=CONTRACTS {
            if chance.one_in(15) {
                continue;
            }
            let minutes = counted(chance, (contract, worked));
            let (class, later) = match chance.below(12) {
                0 => (Class::Late, 0),
                1 => (Class::Earlier, 1),
                _ => (Class::Timely, 0),
            };
            let pays_in = beside(worked, later);
            all.push(Report { contract, worked, minutes, class, pays_in });
            if chance.one_in(9) {
                let later = i64::try_from(chance.below(5)).expect("small") + later + 1;
                let minutes = counted(chance, (contract, worked));
                let pays_in = beside(worked, later);
                all.push(Report { contract, worked, minutes, class: Class::Earlier, pays_in });
            }
        }
    }
    all.sort_by_key(|one| one.pays_in);
    all
}

/// Years of service as they are known in a month: some learn of an old paper later.
pub fn years(contract: i64, worked: Month, now: Month) -> u32 {
    let base = u32::try_from(contract % 12).expect("small");
    let whole = u32::try_from(worked.first_day().year() - 2025).expect("small");
    let found = contract % 5 == 0 && now >= month("2025-09");
    base + whole + if found { 3 } else { 0 }
}
