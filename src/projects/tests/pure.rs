//! What is decided without a database.

use crate::projects::check::{self, Document, Told, Twice};
use crate::projects::contract::{key, missing};
use crate::projects::double::{Paid, Worked, find};
use crate::projects::flow::{spread, table};
use crate::projects::money::{Split, both, read};
use crate::projects::upload;
use kit::types::Day;
use law::{Currency, Law, Month};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn a_contract_is_the_same_in_cyrillic_and_latin_letters() {
    let printed = "BG05SFPR002-2.002-0109-С01";
    assert_eq!(key(printed), "BG05SFPR002-2.002-0109-C01");
    assert_eq!(key(" bg05sfpr002 – 2.002-0109-c01 "), key(printed));
    assert!(missing(printed).is_empty());
    assert_eq!(missing("BG05SFPR002-200-0135"), ["procedure", "contract"]);
    assert_eq!(missing(""), ["none"]);
}

#[test]
fn the_grants_of_both_documents_sum_in_both_currencies() {
    let law = Law::current();
    let ruse = Split { european: 65_535_765, national: 11_565_135 };
    let amounts = both(law, ruse, Currency::Bgn).expect("amounts");
    assert_eq!(amounts.bgn.total(), 77_100_900);
    assert_eq!(amounts.eur.total(), 39_421_064, "771 009 / 1.95583");
    assert_eq!(amounts.eur.european + amounts.eur.national, amounts.eur.total());
    assert_eq!(read("771 009,00"), Some(77_100_900));
    assert_eq!(read("12,345"), None);
}

proptest! {
    #[test]
    fn a_share_always_sums(
        total in 0_i64..1_000_000_000,
        european in 0_i64..1_000_000,
        national in 0_i64..1_000_000,
    ) {
        let part = Split { european, national }.share(total);
        prop_assert_eq!(part.total(), total);
        prop_assert!(part.european >= 0 && part.national >= 0);
    }

    #[test]
    fn what_is_laid_over_months_sums(cents in 0_i64..100_000_000, days in 0_i32..1_500) {
        let from = day("2023-04-01");
        let parts = spread(cents, from, from.plus(days));
        prop_assert_eq!(parts.iter().map(|(_, part)| part).sum::<i64>(), cents);
    }
}

fn told() -> Told<'static> {
    Told {
        split: Split { european: 8_500, national: 1_500 },
        total: 10_000,
        issued_on: day("2024-05-01"),
        paid_on: None,
        period: (day("2023-04-01"), day("2025-04-01")),
        line: Some(20_000),
        before: 0,
        twice: None,
        reason: "",
        today: day("2026-11-24"),
    }
}

#[test]
fn money_is_refused_for_each_thing_that_is_wrong_with_it() {
    let keys =
        |told: &Told<'_>| check::spending(told).into_iter().map(|r| r.key).collect::<Vec<_>>();
    assert!(keys(&told()).is_empty());
    let split = Split { european: 8_500, national: 1_400 };
    assert_eq!(keys(&Told { split, ..told() }), ["projects-wrong-split"]);
    let early = Told { issued_on: day("2023-03-31"), ..told() };
    assert_eq!(keys(&early), ["projects-wrong-before"]);
    let late = Told { issued_on: day("2025-04-02"), ..told() };
    assert_eq!(keys(&late), ["projects-wrong-after"]);
    let over = check::spending(&Told { before: 15_000, ..told() });
    assert_eq!((over[0].key, over[0].over), ("projects-wrong-over", 5_000));
    assert!(keys(&Told { before: 15_000, reason: "поскъпване", ..told() }).is_empty());
    assert_eq!(keys(&Told { line: None, ..told() }), ["projects-wrong-line"]);
    let twice = Told { twice: Some(Twice::Line), reason: "пак", ..told() };
    assert_eq!(keys(&twice), ["projects-wrong-twice"]);
    let elsewhere = Told { twice: Some(Twice::Elsewhere), ..told() };
    assert_eq!(keys(&elsewhere), ["projects-wrong-elsewhere"]);
    assert!(keys(&Told { reason: "разделена", ..elsewhere }).is_empty());
}

#[test]
fn an_invoice_is_told_by_supplier_number_and_day() {
    let one = Document::new(("999000004", "Едно име"), "0000001203", day("2024-06-20"));
    let two = Document::new(("999000004", "друго име"), "1203", day("2024-06-20"));
    assert!(one.is(&two));
    assert!(!one.is(&Document { day: day("2024-06-21"), ..two }));
}

#[test]
fn a_budget_sums_or_tells_what_is_left() {
    let grant = Split { european: 850, national: 150 };
    assert_eq!(check::budget(grant, &[grant]), Ok(()));
    let rest = check::budget(grant, &[Split { european: 800, national: 150 }]);
    assert_eq!(rest, Err(Split { european: 50, national: 0 }));
}

fn worked(source: &str, minutes: i64) -> Worked {
    Worked {
        who: "Примерна Лицева".into(),
        label: "Примерна Лицева".into(),
        day: day("2024-05-14"),
        minutes,
        source: source.into(),
        href: format!("/x/{source}/{minutes}"),
    }
}

#[test]
fn hours_are_double_when_two_sources_pay_more_than_a_day() {
    let found = |origins: [&[Worked]; 2]| find(origins, &[], 480).len();
    assert_eq!(found([&[worked("А", 480), worked("Б", 180)], &[]]), 1);
    assert_eq!(found([&[worked("А", 240), worked("Б", 240)], &[]]), 0, "a whole day");
    assert_eq!(found([&[worked("А", 600)], &[]]), 0, "one source");
    assert_eq!(found([&[worked("А", 480)], &[worked("А", 480)]]), 0, "the same hours told twice");
    assert_eq!(found([&[worked("А", 480)], &[worked("Б", 60)]]), 1, "a document and a sheet");
}

#[test]
fn a_thing_is_double_when_two_sources_pay_it() {
    let paid = |kind: &'static str, what: &str, source: &str| Paid {
        kind,
        what: what.into(),
        label: what.into(),
        source: source.into(),
        href: format!("/x/{source}"),
    };
    let all = [
        paid("item", "инв 417", "А"),
        paid("item", "инв 417", "Б"),
        paid("item", "", "А"),
        paid("item", "", "Б"),
        paid("invoice", "1|2|3", "А"),
        paid("invoice", "1|2|3", "А"),
        paid("part", "инв 417", "В"),
    ];
    let found = find([&[], &[]], &all, 480);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].hrefs.len()), ("item", 2));
}

#[test]
fn every_month_of_the_period_has_its_row() {
    let month = Month::parse("2024-05").expect("a month");
    let rows = table((day("2024-01-10"), day("2024-06-01")), &[(2, month, 700), (2, month, 50)]);
    assert_eq!(rows.len(), 6);
    assert_eq!(rows[4].sums, [0, 0, 750, 0, 0]);
}

#[test]
fn a_sheet_is_read_by_its_heads() {
    let heads = ["Ред на бюджета", "Фактура №", "Дата", "Доставчик", "ЕИК", "Сума"];
    let found = upload::columns(&heads.map(str::to_owned));
    assert_eq!(found.get("number"), Some(&1));
    assert_eq!(found.get("total"), Some(&5));
    assert_eq!(upload::day("24.11.2026 г."), Some(day("2026-11-24")));
    assert_eq!(upload::day("2026-11-24"), Some(day("2026-11-24")));
    assert_eq!(upload::day("31.02.2026"), None);
}
