//! Worked examples, days, states and files, without a database.

use crate::assistance::{ContractId, Redirects};
use crate::payroll::claim::{Claim, aids};
use crate::payroll::course::{Move, State, is_second};
use crate::payroll::leave::{Base, paid};
use crate::payroll::line::{Frame, Kind, Line, Prices, Released, Work, hours, line};
use crate::payroll::net::{Net, read};
use crate::payroll::pain::{Order, Transfer, plain, xml};
use crate::payroll::paper::{ROWS, parts};
use crate::payroll::rates::key;
use crate::payroll::sums::Sums;
use crate::payroll::term::{self, KINDS, Standing};
use kit::types::{AccountId, Day};
use law::{Currency, Iban, Law, Money, Month};
use std::collections::HashMap;

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn due(of: &str, hours: u32, years: u32) -> Sums {
    let prices = Prices::of(Law::current(), month(of)).expect("prices");
    prices.due(&Work { worked: month(of), minutes: hours * 60, years })
}

/// Name, month, hours, years of service; gross, cost and administration in cents.
type Example = (&'static str, &'static str, u32, u32, [i64; 3]);

const EXAMPLES: [Example; 9] = [
    ("P1: a full month", "2026-11", 168, 0, [88_032, 104_952, 3_149]),
    ("P2: agreed hours of a short month", "2026-12", 168, 0, [88_032, 104_952, 3_149]),
    ("P3: agreed hours of a long month", "2026-07", 168, 0, [88_032, 104_952, 3_149]),
    ("P4: twelve years of service", "2026-11", 84, 12, [47_185, 56_254, 1_688]),
    ("P5: seven years of service", "2026-11", 150, 7, [81_901, 97_642, 2_929]),
    ("P6: twenty-five years of service", "2026-11", 168, 25, [101_237, 120_695, 3_621]),
    ("P7: fewer hours than agreed", "2026-11", 30, 0, [15_720, 18_741, 562]),
    ("P9: eleven months of service are no year", "2026-11", 84, 0, [44_016, 52_476, 1_574]),
    ("the year before, in levs", "2025-10", 168, 0, [152_712, 182_063, 5_462]),
];

#[test]
fn the_worked_examples_are_paid_as_written() {
    for (name, of, hours, years, wanted) in EXAMPLES {
        let sums = due(of, hours, years);
        assert_eq!([sums.gross(), sums.cost(), sums.administration], wanted, "{name}");
    }
}

#[test]
fn five_days_of_paid_leave_bring_the_whole_month_p8() {
    let law = Law::current();
    let worked = due("2026-11", 128, 0);
    assert_eq!(worked.gross(), 67_072, "P8: 16 of 21 days");
    let base = |of: &str, gross: i64, days: u32| Base {
        month: month(of),
        gross: Money { cents: gross, currency: Currency::Eur },
        days,
    };
    let october = base("2026-10", 88_032, 22);
    let (from, sum) = paid(law, (month("2026-11"), 5), &[october]).expect("a sum").expect("a base");
    assert_eq!((from.month, sum.cents), (october.month, 20_960), "P8");
    assert_eq!(worked.gross() + sum.cents, 88_032, "P8");
    let ill = base("2026-10", 36_014, 9);
    let september = base("2026-09", 88_032, 21);
    let found = paid(law, (month("2026-11"), 5), &[ill, september]).expect("a sum");
    assert_eq!(found.map(|(base, _)| base), Some(september), "nine days are too few");
    assert_eq!(paid(law, (month("2026-11"), 5), &[ill]).expect("a sum"), None);
    let levs = Base {
        month: month("2025-12"),
        gross: Money { cents: 152_712, currency: Currency::Bgn },
        days: 20,
    };
    let (_, sum) = paid(law, (month("2026-01"), 1), &[levs]).expect("a sum").expect("a base");
    assert_eq!(sum.currency, Currency::Eur, "what was earned in levs is paid in euro");
}

fn counted(frame: (&str, Currency), work: Work, before: Option<&Released>) -> Option<Line> {
    let law = Law::current();
    let frame = Frame { month: month(frame.0), currency: frame.1 };
    let prices = Prices::of(law, work.worked).expect("prices");
    line(law, &frame, &prices, (&work, before)).expect("a line")
}

fn released(one: &Line) -> Released {
    Released {
        sums: one.before.sums + one.sums,
        minutes: one.work.minutes,
        years: one.work.years,
        price: one.price.clone(),
        percent: one.percent.clone(),
        rate: one.rate.clone(),
        turns: one.before.turns + 1,
    }
}

#[test]
fn what_is_released_is_not_paid_again_and_a_change_is_one_line_with_its_reason() {
    ui::Texts::load(&crate::app::texts());
    let work = Work { worked: month("2026-10"), minutes: 84 * 60, years: 11 };
    let first = counted(("2026-10", Currency::Eur), work, None).expect("pay");
    assert_eq!(first.kind, Kind::Pay);
    assert!(first.why.is_empty());
    let paid = released(&first);
    assert_eq!(
        counted(("2026-11", Currency::Eur), work, Some(&paid)),
        None,
        "nobody is paid twice"
    );
    let known = Work { years: 12, ..work };
    let more = counted(("2026-11", Currency::Eur), known, Some(&paid)).expect("a correction");
    assert_eq!(more.kind, Kind::Correction);
    // 7,2 % of 440,16 instead of 6,6 %: 31,69 - 29,05.
    assert_eq!((more.sums.pay, more.sums.supplement), (0, 264));
    assert!(more.why.contains("12 вместо 11"), "{}", more.why);
    assert!(more.why.contains("469,21") && more.why.contains("471,85"), "{}", more.why);
    let less = Work { minutes: 80 * 60, ..known };
    let back = counted(("2026-12", Currency::Eur), less, Some(&released(&more))).expect("back");
    assert!(back.sums.gross() < 0 && back.why.contains("80 вместо 84"), "{}", back.why);
    let both = released(&back);
    assert_eq!(both.sums, due("2026-10", 80, 12), "all lines together are what is due");
    assert_eq!(both.turns, 3);
}

#[test]
fn a_report_that_missed_its_run_is_paid_with_the_next() {
    ui::Texts::load(&crate::app::texts());
    let work = Work { worked: month("2026-09"), minutes: 600, years: 0 };
    let late = counted(("2026-10", Currency::Eur), work, None).expect("pay");
    assert_eq!(late.kind, Kind::Earlier);
    assert!(late.why.contains("септември"), "{}", late.why);
    let none = Work { minutes: 0, ..work };
    assert_eq!(counted(("2026-10", Currency::Eur), none, None), None, "no hours, no line");
}

#[test]
fn december_2025_is_counted_in_levs_and_paid_in_euro() {
    let law = Law::current();
    assert_eq!(term::currency(law, month("2025-11")).expect("a currency"), Currency::Bgn);
    assert_eq!(term::currency(law, month("2025-12")).expect("a currency"), Currency::Eur);
    let work = Work { worked: month("2025-12"), minutes: 168 * 60, years: 0 };
    let one = counted(("2025-12", Currency::Eur), work, None).expect("pay");
    assert_eq!((one.currency, one.sums.gross()), (Currency::Bgn, 152_712));
    // 1527,12 / 1,95583 = 780,803…: any third digit above zero raises the second.
    assert_eq!(one.paid.gross(), 78_081);
    assert_eq!(one.paid.gross(), one.paid.pay + one.paid.supplement);
}

#[test]
fn the_days_of_an_account_are_those_of_the_law() {
    let law = Law::current();
    let due = term::request_by(law, month("2026-10"), KINDS[0]).expect("a day");
    assert_eq!(due, day("2026-11-10"), "T1");
    assert_eq!(term::expected(law, KINDS[0], (due, due)).expect("a day"), day("2026-11-18"), "T1");
    let late = term::request_by(law, month("2026-10"), KINDS[1]).expect("a day");
    assert_eq!(late, day("2026-11-13"), "T3: the 15th is a Sunday");
    let money = term::expected(law, KINDS[1], (late, late)).expect("a day");
    assert_eq!(money, day("2026-11-20"), "T3");
    let again = term::again_by(law, due).expect("a day");
    assert_eq!(again, day("2026-12-10"), "T5");
    assert_eq!(term::pay_by(law, month("2026-11")).expect("a day"), Some(day("2026-12-18")), "T7");
    // Who files on the 16th is not paid on the 18th: АСП waits five working days.
    let slow = term::expected(law, KINDS[0], (due, day("2026-11-16"))).expect("a day");
    assert_eq!(slow, day("2026-11-23"));
    assert_eq!(term::year_by(law, 2026).expect("a day"), day("2027-01-29"));
}

#[test]
fn an_account_missed_once_goes_with_the_next_and_missed_twice_is_the_towns_own() {
    let days = (day("2026-11-10"), day("2026-12-10"));
    let filed = |on: &str| Some((day(on), day("2026-12-18")));
    let today = day("2026-12-05");
    assert_eq!(Standing::of(days, None, day("2026-11-10")), Standing::Open(days.0));
    assert_eq!(Standing::of(days, None, day("2026-11-11")), Standing::Missed(days.1));
    assert_eq!(Standing::of(days, None, day("2026-12-11")), Standing::Own);
    assert_eq!(Standing::of(days, filed("2026-12-05"), today), Standing::Filed(day("2026-12-18")));
    assert_eq!(Standing::of(days, filed("2026-12-11"), day("2026-12-11")), Standing::Own);
}

#[test]
fn states_follow_each_other_and_nothing_changes_after_the_release() {
    let way = [Move::Count, Move::Submit, Move::Approve, Move::Release];
    let end = way.into_iter().try_fold(State::Counting, State::after);
    assert_eq!(end, Some(State::Released));
    let all = [Move::Count, Move::Submit, Move::Approve, Move::Return, Move::Release, Move::Cancel];
    for what in all {
        assert_eq!(State::Released.after(what), None, "{what:?}");
        assert_eq!(State::Cancelled.after(what), None, "{what:?}");
    }
    assert_eq!(State::Approved.after(Move::Approve), None, "it is approved once");
    assert_eq!(State::Prepared.after(Move::Return), Some(State::Draft));
    assert_eq!(State::ALL.map(|state| State::from_code(state.code())), State::ALL.map(Some));
    let [one, other] = [1, 2].map(|n| Some(AccountId(n)));
    assert!(is_second(other, [one, one]));
    assert!(!is_second(one, [one, one]) && !is_second(one, [other, one]));
    assert!(!is_second(None, [one, one]), "the program is no second person");
}

#[test]
fn redirected_aids_are_those_of_the_examples() {
    let law = Law::current();
    let of = |hours, supplement| {
        let one = Redirects { hours, child_aid: true, supplement };
        aids(law, (month("2026-11"), 0), (&one, Currency::Eur)).expect("aids")
    };
    assert_eq!(of(15, None), (9_371, 0), "C1");
    let one = Redirects { hours: 15, child_aid: true, supplement: None };
    let served = aids(law, (month("2026-11"), 10), (&one, Currency::Eur));
    assert_eq!(served.expect("aids"), (9_933, 0), "C2");
    assert_eq!(of(31, None), (19_366, 0), "C3");
    assert_eq!(of(32, None), (19_429, 0), "C4");
    for hours in [42, 84, 168] {
        assert_eq!(of(hours, None), (19_429, 0), "C5");
    }
    assert_eq!(of(15, Some(13_786)), (0, 13_786), "C7: the supplement goes whole");
    assert_eq!(of(42, Some(13_786)), (12_452, 13_786), "C8");
    assert_eq!(of(84, Some(13_786)), (19_429, 13_786), "C9");
    let none = Redirects { hours: 42, child_aid: false, supplement: None };
    assert_eq!(aids(law, (month("2026-11"), 0), (&none, Currency::Eur)).expect("aids"), (0, 0));
    let claim = Claim { sums: due("2026-11", 168, 0), child_aid: 19_429, ..Claim::default() };
    assert_eq!(claim.state(), 85_523, "C6");
}

#[test]
fn net_amounts_are_checked_line_by_line() {
    let own = "BG80BNBG96611020345678".to_owned();
    let known = HashMap::from([
        ("ТД-1".to_owned(), (ContractId(1), own.clone())),
        ("ТД-2".to_owned(), (ContractId(2), String::new())),
    ]);
    let text = "ТД-1;712,45\nТД-2;1 200,00;bg15 uncr 7000 1522 6046 29\n\n";
    let all = read(text, &known).expect("read");
    assert_eq!(all[0], (ContractId(1), Net { cents: 71_245, iban: own }));
    assert_eq!(all[1].1.cents, 120_000);
    for (text, wrong) in [
        ("ТД-9;1,00", "payroll-net-contract"),
        ("ТД-1;-1,00", "payroll-net-amount"),
        ("ТД-1;много", "payroll-net-amount"),
        ("ТД-2;1,00", "payroll-net-iban"),
        ("ТД-1;1,00;BG81BNBG96611020345678", "payroll-net-iban"),
        ("ТД-1;1,00\nТД-1;2,00", "payroll-net-twice"),
    ] {
        let found = read(text, &known).expect_err(text);
        assert_eq!(found.last().map(|one| one.1), Some(wrong), "{text}");
    }
}

/// Names of elements in the order in which they open; fails when one is not closed.
fn elements(text: &str) -> Vec<String> {
    let (mut open, mut all): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for part in text.split('<').skip(1) {
        let (tag, _) = part.split_once('>').expect("a tag ends");
        if tag.starts_with('?') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{text}");
        } else {
            let name = tag.split(' ').next().unwrap_or_default().to_owned();
            all.push(name.clone());
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    all
}

#[test]
fn the_file_of_transfers_has_the_structure_of_pain_001() {
    let iban = "BG80BNBG96611020345678";
    let one = |n: i64, name: &str| Transfer {
        id: format!("E{n}"),
        name: name.to_owned(),
        iban: "BG15UNCR70001522604629".to_owned(),
        cents: n * 100 + 5,
        what: "Възнаграждение <лична помощ> & още".to_owned(),
    };
    let transfers = [one(7, "Мария Пробна-Измислена"), one(8, "Асен")];
    let order = Order {
        id: "OPORA-1",
        made_at: "2026-11-18T10:00:00",
        payer: "Община Русе",
        iban,
        on: "2026-11-18",
        transfers: &transfers,
    };
    let text = xml(&order);
    assert_eq!(text, xml(&order), "made again it is the same file");
    let names = elements(&text);
    let head = ["Document", "CstmrCdtTrfInitn", "GrpHdr", "MsgId", "CreDtTm", "NbOfTxs", "CtrlSum"];
    assert_eq!(names[..head.len()], head.map(str::to_owned));
    assert_eq!(names.iter().filter(|name| *name == "CdtTrfTxInf").count(), 2);
    let order = [
        "PmtInfId",
        "PmtMtd",
        "BtchBookg",
        "PmtTpInf",
        "ReqdExctnDt",
        "Dbtr",
        "DbtrAcct",
        "DbtrAgt",
        "ChrgBr",
        "CdtTrfTxInf",
    ];
    let places: Vec<usize> =
        order.iter().map(|name| names.iter().position(|one| one == name).expect("there")).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(text.contains("pain.001.001.09") && text.contains("<NbOfTxs>2</NbOfTxs>"));
    assert!(text.contains("<CtrlSum>15.10</CtrlSum>"), "{text}");
    assert!(text.contains("<Nm>Maria Probna-Izmislena</Nm>"), "{text}");
    for account in text.split("<IBAN>").skip(1) {
        let account = account.split('<').next().unwrap_or_default();
        assert!(Iban::parse(account).is_ok(), "{account}");
    }
    assert_eq!(plain("//Щука & Ко//", 70), "Shtuka Ko");
}

#[test]
fn hours_are_written_with_their_minutes_and_their_sign() {
    assert_eq!([0, 60, 90, -90].map(hours), ["0", "1", "1:30", "-1:30"]);
}

#[test]
fn what_is_the_towns_own_is_told_apart_from_what_the_law_says() {
    let told = |law: &Law, id: &str| key(law.book().at(id, day("2026-11-01").0).expect("a rule"));
    let law = Law::current();
    assert_eq!(told(law, "pay.contributions"), Some("payroll-rate-default"));
    assert_eq!(told(law, "reading.F4.rounding"), Some("payroll-rate-default"));
    for said in ["wage.minimum.hour", "assistance.coefficient", "pay.service-supplement"] {
        assert_eq!(told(law, said), None, "{said}");
    }
    let own = law::LocalValue {
        id: "pay.contributions".to_owned(),
        value: "19,02".to_owned(),
        from: day("2026-01-01").0,
        to: None,
        ground: "КИД 88".to_owned(),
    };
    let law = law.with_local(&[own], day("2026-11-01").0).expect("a law");
    assert_eq!(told(&law, "pay.contributions"), Some("payroll-rate-own"));
}

#[test]
fn a_long_list_goes_on_papers_of_the_same_length() {
    let lengths = |rows: usize| {
        let rows: Vec<Vec<String>> = vec![Vec::new(); rows];
        parts(&rows).into_iter().map(<[_]>::len).collect::<Vec<usize>>()
    };
    assert_eq!(lengths(0), [0], "an empty list is a paper too");
    assert_eq!([lengths(1), lengths(ROWS)], [[1], [ROWS]]);
    assert_eq!(lengths(1_034), [517, 517]);
    assert_eq!(lengths(2 * ROWS + 1), [401, 401, 399]);
}
