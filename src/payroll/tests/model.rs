//! Two years of pay with everything that happens to it, against a reference written here: prices and
//! rates that change, levs that become euro, amended hours, corrections back in time, held lines, aids.
//! Hours, pay and account agree at every release; after every month each month of work was paid as it
//! is due by then, once.

use super::reference::{
    CHILD_AID, Chance, FIRST, LEARNS, MONTHS, Report, SINCE, SUPPLEMENT, SUPPLEMENT_LEVS, agreed,
    month, redirects, reference, reports, years,
};
use crate::assistance::{AgreementId, ContractId, Redirects};
use crate::assistants::AssistantId;
use crate::hours::{Class, ReportId};
use crate::payroll::claim::{Aided, Claim, Stood, aided, by_user};
use crate::payroll::compute::{Basis, Source, lines};
use crate::payroll::frame::{beside, minutes, paid};
use crate::payroll::line::{Frame, Line, Released, Work};
use crate::payroll::store::payroll_line;
use crate::payroll::sums::{Sums, code};
use crate::payroll::{LineId, RunId, term};
use crate::people::PersonId;
use kit::types::{Instant, MunicipalityId};
use law::{Currency, Law, LocalValue, Month};
use std::collections::{BTreeMap, HashMap, HashSet};

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

/// The books of the town: what was released, in its own currency and in minutes; what is held; for
/// how many months aids of each user came.
#[derive(Default)]
struct Books {
    released: HashMap<Key, Released>,
    minutes: HashMap<Key, i64>,
    held: HashSet<Key>,
    aids: HashMap<PersonId, i64>,
}

impl Books {
    /// Counts a run, holds some lines, releases the others; hours, pay and account must agree.
    fn run(&mut self, law: &Law, basis: Basis, chance: &mut Chance) -> usize {
        let frame = basis.frame;
        let basis = Basis { released: self.released.clone(), ..basis };
        let stood = self.stood();
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
            assert!(line.work.minutes <= agreed(source.contract.0, line.work.worked) * 60);
            let key = (source.contract, line.work.worked);
            if !row.held_kind.is_empty() {
                self.held.insert(key);
                continue;
            }
            self.held.remove(&key);
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
        let of = (&redirects(), frame.currency);
        let claims = by_user(law, &rows, of, &stood).expect("claims");
        self.aids(&claims, frame.currency);
        let free = || rows.iter().filter(|row| row.held_kind.is_empty());
        let of_pay: Sums = free().map(paid).sum();
        let of_account: Sums = claims.values().map(|claim| claim.sums).sum();
        assert_eq!(of_pay, of_account, "pay and account");
        let hours: i64 = free().map(minutes).sum();
        assert_eq!(hours, claims.values().map(|claim| claim.minutes).sum::<i64>(), "hours");
        free().count()
    }

    /// Minutes paid of each user and month.
    fn stood(&self) -> HashMap<Aided, Stood> {
        let mut all: HashMap<Aided, Stood> = HashMap::new();
        for ((contract, worked), minutes) in &self.minutes {
            let of = (PersonId(contract.0 / 2), worked.to_string());
            let one = all.entry(of).or_default();
            *one = one.with(*minutes, 0);
        }
        all
    }

    /// The aids of all accounts: one for each user and month of work in which somebody helped. What a
    /// correction leaves without an hour is taken back.
    fn aids(&mut self, claims: &BTreeMap<PersonId, Claim>, currency: Currency) {
        let is_euro = currency == Currency::Eur;
        for (person, claim) in claims {
            let (came, one) = match person.0 % 3 {
                1 => (claim.child_aid, CHILD_AID[usize::from(is_euro)]),
                2 => (claim.supplement, if is_euro { SUPPLEMENT } else { SUPPLEMENT_LEVS }),
                _ => (0, 1),
            };
            assert_eq!((came % one, claim.child_aid + claim.supplement), (0, came), "{person}");
            *self.aids.entry(*person).or_default() += came / one;
        }
        let mut due: HashMap<PersonId, i64> = HashMap::new();
        for ((person, _), stands) in self.stood() {
            let is_aided = person.0 % 3 != 0 && stands.minutes > 0;
            *due.entry(person).or_default() += i64::from(is_aided);
        }
        for (person, months) in due {
            assert_eq!(self.aids.get(&person).copied().unwrap_or(0), months, "aids of {person}");
        }
    }

    /// The ledger of hours, pay and reference agree on all that is not held.
    fn agree(&self, all: &[Report], now: Month) {
        let known = all.iter().filter(|one| one.pays_in <= now);
        let ledger: BTreeMap<(i64, Month), u32> =
            known.map(|one| ((one.contract, one.worked), one.minutes)).collect();
        for ((contract, worked), minutes) in ledger {
            let key = (ContractId(contract), worked);
            if self.held.contains(&key) {
                continue;
            }
            let learnt = now >= month(LEARNS);
            let due = reference(worked, minutes, years(contract, worked, now), learnt);
            let paid = self.released.get(&key).map(|one| one.sums).unwrap_or_default();
            assert_eq!(paid, due, "contract {contract}, {worked}, after {now}");
            let hours = self.minutes.get(&key).copied().unwrap_or(0);
            assert_eq!(hours, i64::from(minutes), "hours of {contract}, {worked}, after {now}");
        }
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
            // What is held is looked at anew with every month.
            books.held.clear();
            count += books.run(&law, basis(&law, &all, now, false), &mut chance);
            count += books.run(&law, basis(&law, &all, now, true), &mut chance);
            books.agree(&all, now);
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
        by_user(law, &rows, (&known, Currency::Eur), &HashMap::new()).expect("claims")
    };
    let with = claimed(&[report]);
    assert_eq!(with[&PersonId(1)].child_aid, 19_429, "T14: whole, for the month that ended early");
    assert!(claimed(&[]).is_empty(), "T15: no help, no aid");
}

#[test]
fn two_assistants_of_one_user_bring_the_aid_once_although_one_reports_late() {
    let (law, now) = (Law::current(), month("2026-11"));
    let of =
        |contract, class| Report { contract, worked: now, minutes: 2_520, class, pays_in: now };
    let all = [of(2, Class::Timely), of(3, Class::Late)];
    let aids = Redirects { hours: 84, child_aid: true, supplement: Some(13_786) };
    let known = HashMap::from([(AgreementId(2), aids), (AgreementId(3), aids)]);
    let rows = |is_late: bool| {
        let counted = lines(law, &basis(law, &all, now, is_late)).expect("lines");
        let row = |(source, line): &(Source, Line)| row(source, line, Currency::Eur, false);
        counted.iter().map(row).collect::<Vec<_>>()
    };
    let claims = |rows: &[payroll_line::Model], before: &HashMap<Aided, Stood>| {
        let all = by_user(law, rows, (&known, Currency::Eur), before).expect("claims");
        (all[&PersonId(1)].child_aid, all[&PersonId(1)].supplement)
    };
    let regular = rows(false);
    assert_eq!(aided(&regular, &known), HashSet::from([PersonId(1)]));
    assert_eq!(claims(&regular, &HashMap::new()), (19_429, 13_786));
    let late: Vec<_> = rows(true).into_iter().filter(|row| row.contract_id.0 == 3).collect();
    let stood = Stood { minutes: 2_520, years: 0 };
    let before = HashMap::from([((PersonId(1), now.to_string()), stood)]);
    assert_eq!(
        claims(&late, &before),
        (0, 0),
        "the account of late reports asks for no second aid"
    );
}

#[test]
fn a_correction_that_leaves_no_hour_of_a_month_takes_the_aids_back() {
    let (law, worked) = (Law::current(), month("2026-11"));
    let now = beside(worked, 1);
    let aids = Redirects { hours: 84, child_aid: true, supplement: Some(13_786) };
    let known = HashMap::from([(AgreementId(2), aids)]);
    let key = (ContractId(2), worked);
    // The line of a month that had these minutes and has those, and what the account asks for.
    let corrected = |was: u32, is: u32| {
        let of = |minutes, pays_in| Report {
            contract: 2,
            worked,
            minutes,
            class: Class::Timely,
            pays_in,
        };
        let mut own = basis(law, &[of(was, worked)], worked, false);
        if let Some((source, line)) = lines(law, &own).expect("lines").pop() {
            let before = Released {
                sums: line.sums,
                minutes: source.work.minutes,
                years: source.work.years,
                turns: 1,
                ..Released::default()
            };
            own.released = HashMap::from([(key, before)]);
        }
        let stood = Stood { minutes: i64::from(was), years: 0 };
        let next = basis(law, &[of(is, now)], now, false);
        let counted = lines(law, &Basis { released: own.released, ..next }).expect("lines");
        let rows: Vec<payroll_line::Model> =
            counted.iter().map(|(source, line)| row(source, line, Currency::Eur, false)).collect();
        let before = HashMap::from([((PersonId(1), worked.to_string()), stood)]);
        by_user(law, &rows, (&known, Currency::Eur), &before).expect("claims")[&PersonId(1)]
    };
    let gone = corrected(84 * 60, 0);
    assert_eq!((gone.child_aid, gone.supplement), (-19_429, -13_786));
    assert!(gone.sums.cost() < 0, "the cost too");
    assert_eq!(gone.state(), gone.sums.cost() + 19_429 + 13_786, "the state gets its rest back");
    let fewer = corrected(84 * 60, 60);
    assert_eq!((fewer.child_aid, fewer.supplement), (0, 0), "an hour of help keeps the aid whole");
    assert_eq!(fewer.state(), fewer.sums.cost(), "what was paid too much is the state's");
    let again = corrected(0, 84 * 60);
    assert_eq!((again.child_aid, again.supplement), (19_429, 13_786), "help is found after all");
}
