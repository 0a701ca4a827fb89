//! Two years of pay with everything that happens to it, against a reference written here: hours, pay and
//! account agree at every release, and in the end each month of work was paid as it is due, once.

use crate::assistance::{AgreementId, ContractId, Redirects};
use crate::assistants::AssistantId;
use crate::hours::{Class, ReportId};
use crate::payroll::claim::by_user;
use crate::payroll::compute::{Basis, Source, lines};
use crate::payroll::frame::{beside, minutes, paid};
use crate::payroll::line::{Frame, Line, Released, Work};
use crate::payroll::store::payroll_line;
use crate::payroll::sums::{Sums, code};
use crate::payroll::{LineId, RunId, term};
use crate::people::PersonId;
use kit::types::{Instant, MunicipalityId};
use law::{Currency, Law, LocalValue, Month};
use std::collections::{BTreeMap, HashMap};

const CONTRACTS: i64 = 40;
const FIRST: &str = "2025-01";
const MONTHS: i64 = 24;
/// The municipality learns in this month that its rate of contributions is another one.
const LEARNS: &str = "2026-08";
/// … since this day.
const SINCE: &str = "2026-03-01";

/// Chance from a seed, the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// Half up, of whole numbers; written anew, not taken from the program.
fn part(sum: i64, numerator: i64, denominator: i64) -> i64 {
    let product = i128::from(sum) * i128::from(numerator) * 2 + i128::from(denominator);
    i64::try_from(product / (2 * i128::from(denominator))).expect("a sum")
}

/// What is due of a month of work, in the currency of that month.
fn reference(worked: Month, minutes: u32, years: u32, learnt: bool) -> Sums {
    let price = if worked < month("2026-01") { 909 } else { 524 };
    let pay = part(price, i64::from(minutes), 60);
    let supplement = part(pay, 6 * i64::from(years), 1_000);
    let rate = if learnt && worked >= month("2026-03") { 1_902 } else { 1_922 };
    let contributions = part(pay + supplement, rate, 10_000);
    let administration = part(pay + supplement + contributions, 3, 100);
    Sums { pay, supplement, contributions, administration }
}

/// A report as somebody accepted it.
#[derive(Clone, Copy)]
struct Report {
    contract: i64,
    worked: Month,
    minutes: u32,
    class: Class,
    pays_in: Month,
}

/// The reports of two years: most in time, some late, some too late for their request, some corrected
/// months later.
fn reports(chance: &mut Chance) -> Vec<Report> {
    let mut all = Vec::new();
    for back in 0..MONTHS {
        let worked = beside(month(FIRST), back);
        for contract in 1..=CONTRACTS {
            if chance.one_in(15) {
                continue;
            }
            let minutes = u32::try_from(chance.below(168 * 4 + 1)).expect("small") * 15;
            let (class, later) = match chance.below(12) {
                0 => (Class::Late, 0),
                1 => (Class::Earlier, 1),
                _ => (Class::Timely, 0),
            };
            let pays_in = beside(worked, later);
            all.push(Report { contract, worked, minutes, class, pays_in });
            if chance.one_in(9) {
                let later = i64::try_from(chance.below(5)).expect("small") + later + 1;
                let minutes = u32::try_from(chance.below(168 * 4 + 1)).expect("small") * 15;
                let pays_in = beside(worked, later);
                all.push(Report { contract, worked, minutes, class: Class::Earlier, pays_in });
            }
        }
    }
    all.sort_by_key(|one| one.pays_in);
    all
}

/// Years of service as they are known in a month: some learn of an old paper later.
fn years(contract: i64, worked: Month, now: Month) -> u32 {
    let base = u32::try_from(contract % 12).expect("small");
    let whole = u32::try_from(worked.first_day().year() - 2025).expect("small");
    let found = contract % 5 == 0 && now >= month("2025-09");
    base + whole + if found { 3 } else { 0 }
}

fn source(one: &Report, now: Month) -> Source {
    Source {
        contract: ContractId(one.contract),
        agreement: AgreementId(one.contract),
        // Two assistants of one user.
        user: PersonId(one.contract / 2),
        assistant: AssistantId(one.contract),
        report: ReportId(one.contract),
        work: Work {
            worked: one.worked,
            minutes: one.minutes,
            years: years(one.contract, one.worked, now),
        },
        class: one.class,
        pays_in: one.pays_in,
        pay_by: None,
        is_treasury: false,
    }
}

fn row(source: &Source, line: &Line, currency: Currency, is_held: bool) -> payroll_line::Model {
    let small = |n: u32| i32::try_from(n).expect("small");
    payroll_line::Model {
        municipality_id: MunicipalityId(1),
        id: LineId(1),
        run_id: RunId(1),
        contract_id: source.contract,
        agreement_id: source.agreement,
        person_id: source.user,
        assistant_id: source.assistant,
        report_id: source.report,
        worked: line.work.worked.to_string(),
        kind: line.kind.code().to_owned(),
        minutes: small(line.work.minutes),
        minutes_before: small(line.before.minutes),
        years: small(line.work.years),
        price: line.price.clone(),
        percent: line.percent.clone(),
        rate: line.rate.clone(),
        gross_before: line.before.sums.gross(),
        currency: code(line.currency).to_owned(),
        pay: line.sums.pay,
        supplement: line.sums.supplement,
        contributions: line.sums.contributions,
        administration: line.sums.administration,
        paid_currency: code(currency).to_owned(),
        paid_pay: line.paid.pay,
        paid_supplement: line.paid.supplement,
        paid_contributions: line.paid.contributions,
        paid_administration: line.paid.administration,
        pay_by: None,
        is_treasury: false,
        turn: line.before.turns + 1,
        released_turn: None,
        held_kind: if is_held { "other".to_owned() } else { String::new() },
        held_by: String::new(),
        held_sealed: None,
        why_sealed: None,
        made_at: Instant(0),
        version: 1,
    }
}

type Key = (ContractId, Month);

/// The books of the town: what was released, in its own currency and in minutes.
#[derive(Default)]
struct Books {
    released: HashMap<Key, Released>,
    minutes: HashMap<Key, i64>,
}

impl Books {
    /// Counts a run, holds some lines, releases the others; hours, pay and account must agree.
    fn run(&mut self, law: &Law, basis: Basis, chance: &mut Chance) -> usize {
        let frame = basis.frame;
        let basis = Basis { released: self.released.clone(), ..basis };
        let counted = lines(law, &basis).expect("lines");
        assert_eq!(counted, lines(law, &basis).expect("lines"), "a rerun gives the same");
        let rows: Vec<payroll_line::Model> = counted
            .iter()
            .map(|(source, line)| row(source, line, frame.currency, chance.one_in(20)))
            .collect();
        for ((source, line), row) in counted.iter().zip(&rows) {
            assert_eq!(line.paid.gross(), line.paid.pay + line.paid.supplement);
            if line.currency == frame.currency {
                assert_eq!(line.paid, line.sums);
            } else {
                // Away from zero by any third digit: чл. 45 ЗВЕРБ, counted anew.
                let levs = i128::from(line.sums.gross().unsigned_abs());
                let thousandths = levs * 10 * 100_000 / 195_583;
                let cents = thousandths / 10 + i128::from(thousandths % 10 > 0);
                assert_eq!(i128::from(line.paid.gross().unsigned_abs()), cents);
            }
            if !row.held_kind.is_empty() {
                continue;
            }
            let key = (source.contract, line.work.worked);
            let one = self.released.entry(key).or_default();
            assert_eq!(*one, line.before, "a line stands on what was released");
            one.sums = one.sums + line.sums;
            (one.minutes, one.years) = (line.work.minutes, line.work.years);
            one.turns += 1;
            one.price.clone_from(&line.price);
            one.percent.clone_from(&line.percent);
            one.rate.clone_from(&line.rate);
            *self.minutes.entry(key).or_default() += minutes(row);
        }
        let claims = by_user(law, &rows, (&HashMap::new(), frame.currency)).expect("claims");
        let free = || rows.iter().filter(|row| row.held_kind.is_empty());
        let of_pay: Sums = free().map(paid).sum();
        let of_account: Sums = claims.values().map(|claim| claim.sums).sum();
        assert_eq!(of_pay, of_account, "pay and account");
        let hours: i64 = free().map(minutes).sum();
        assert_eq!(hours, claims.values().map(|claim| claim.minutes).sum::<i64>(), "hours");
        free().count()
    }
}

fn law_in(now: Month) -> Law {
    let own = LocalValue {
        id: "pay.contributions".to_owned(),
        value: "19,02".to_owned(),
        from: SINCE.parse().expect("a day"),
        to: None,
        ground: "КИД 88".to_owned(),
    };
    let known: &[LocalValue] = if now >= month(LEARNS) { std::slice::from_ref(&own) } else { &[] };
    Law::current().with_local(known, now.last_day()).expect("a law")
}

fn basis(law: &Law, all: &[Report], now: Month, is_late: bool) -> Basis {
    let sources = all.iter().filter(|one| one.pays_in <= now).map(|one| source(one, now));
    Basis {
        frame: Frame { month: now, currency: term::currency(law, now).expect("a currency") },
        is_late,
        after_regular: is_late,
        sources: sources.collect(),
        released: HashMap::new(),
    }
}

#[test]
fn two_years_of_hours_pay_and_accounts_agree_with_the_reference() {
    for seed in [0x5eed, 0xca11, 0x0b0a] {
        let mut chance = Chance(seed);
        let all = reports(&mut chance);
        let mut books = Books::default();
        let (mut now, mut count) = (month(FIRST), 0);
        // Some months more, so that what was held and what came last is paid too.
        for _ in 0..MONTHS + 11 {
            // The year after is not known yet: its price is that of the last year.
            let law = law_in(now);
            count += books.run(&law, basis(&law, &all, now, false), &mut chance);
            count += books.run(&law, basis(&law, &all, now, true), &mut chance);
            now = beside(now, 1);
        }
        let last: BTreeMap<(i64, Month), u32> =
            all.iter().map(|one| ((one.contract, one.worked), one.minutes)).collect();
        assert!(count > last.len(), "there were corrections");
        for ((contract, worked), minutes) in last {
            let key = (ContractId(contract), worked);
            let due = reference(worked, minutes, years(contract, worked, now), true);
            let paid = books.released.get(&key).cloned().unwrap_or_default();
            assert_eq!(paid.sums, due, "contract {contract}, {worked}, seed {seed:x}");
            let hours = books.minutes.get(&key).copied().unwrap_or(0);
            assert_eq!(hours, i64::from(minutes), "hours of {contract}, {worked}");
        }
    }
}

#[test]
fn an_aid_comes_with_the_month_in_which_help_was_given_and_with_no_other() {
    let (law, now) = (Law::current(), month("2026-12"));
    let report =
        Report { contract: 2, worked: now, minutes: 20 * 60, class: Class::Timely, pays_in: now };
    let aids = Redirects { hours: 42, child_aid: true, supplement: Some(0) };
    let known = HashMap::from([(AgreementId(2), aids)]);
    let claimed = |all: &[Report]| {
        let counted = lines(law, &basis(law, all, now, false)).expect("lines");
        let rows: Vec<payroll_line::Model> =
            counted.iter().map(|(source, line)| row(source, line, Currency::Eur, false)).collect();
        by_user(law, &rows, (&known, Currency::Eur)).expect("claims")
    };
    let with = claimed(&[report]);
    assert_eq!(with[&PersonId(1)].child_aid, 19_429, "T14: whole, for the month that ended early");
    assert!(claimed(&[]).is_empty(), "T15: no help, no aid");
}
