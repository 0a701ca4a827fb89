//! The formula without a database: every worked example of the ordinance's numbers.

use crate::needs::formula::{Set, base, set, sets, sum};
use law::{Law, PopulationCount};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::str::FromStr;

fn number(text: &str) -> Decimal {
    Decimal::from_str(text).expect("a number")
}

fn point(no: u8) -> &'static Set {
    set(no).expect("a point of the annex")
}

/// Assumed counts of two municipalities: invented for the examples.
const GROUPS: [(&str, [i64; 2]); 11] = [
    ("all", [150_000, 17_669]),
    ("adults", [124_500, 14_700]),
    ("children", [25_500, 2_969]),
    ("adults-disabled", [12_000, 1_550]),
    ("children-disabled", [750, 75]),
    ("home-adults-disabled-unable", [2_400, 310]),
    ("disabled-care", [5_400, 620]),
    ("old-unable-no-degree", [600, 90]),
    ("home-children-disabled", [700, 70]),
    ("home-adults-care", [4_900, 570]),
    ("home-old-unable", [700, 105]),
];

fn people(town: usize) -> impl Fn(&str) -> Option<Decimal> {
    move |group| {
        let known = GROUPS.iter().find(|(code, _)| *code == group);
        known.map(|(_, counts)| Decimal::from(counts[town]))
    }
}

/// Products and sum of a service in one of the two towns.
fn worked(no: u8, town: usize) -> (Vec<String>, String) {
    let (terms, total) = sum(point(no), &people(town));
    let products = terms.iter().map(|term| term.amount.expect("a product").to_string());
    (products.collect(), total.expect("a sum").to_string())
}

fn said(products: &[&str], total: &str) -> (Vec<String>, String) {
    (products.iter().map(|text| (*text).to_owned()).collect(), total.to_owned())
}

#[test]
fn therapy_and_rehabilitation_comes_to_the_worked_example() {
    assert_eq!(worked(5, 0), said(&["51", "49.8", "58.65", "67.2", "61.5"], "288.15"));
    let small = ["6.00746", "5.88", "6.8287", "8.68", "6.15"];
    assert_eq!(worked(5, 1), said(&small, "33.54616"));
}

#[test]
fn day_care_for_adults_adds_replacement_care_to_its_base() {
    assert_eq!(worked(9, 0), said(&["42", "79.68", "110.4", "48"], "280.08"));
    assert_eq!(worked(9, 1), said(&["4.94732", "9.408", "14.26", "6.2"], "34.81532"));
    let own = |town: usize| base(&sum(point(9), &people(town)).0);
    assert_eq!((own(0), own(1)), (Some(number("232.08")), Some(number("28.61532"))));
}

#[test]
fn assistant_support_has_three_criteria_for_replacement_care() {
    let large = ["127.5", "719.28", "144", "15.4", "34.3", "5.145"];
    assert_eq!(worked(25, 0), said(&large, "1045.625"));
    let small = ["15.01865", "82.584", "21.6", "1.54", "3.99", "0.77175"];
    assert_eq!(worked(25, 1), said(&small, "125.5044"));
    let own = |town: usize| base(&sum(point(25), &people(town)).0);
    assert_eq!((own(0), own(1)), (Some(number("990.78")), Some(number("119.20265"))));
}

#[test]
fn a_shelter_for_the_homeless_is_below_one_service() {
    assert_eq!(worked(21, 0), said(&["3.75", "3.735"], "7.485"));
    assert_eq!(worked(21, 1), said(&["0.441725", "0.441"], "0.882725"));
    let law = Law::current();
    for total in ["7.485", "0.882725"] {
        let least = law.least_services(21, number(total)).expect("a standard");
        assert!(least.below_minimum, "{total}");
    }
    let five = law.least_services(5, number("288.15")).expect("a standard");
    assert_eq!((five.services.as_str(), five.max), ("6", 50));
    let nine = law.least_services(9, number("280.08")).expect("a standard");
    assert_eq!((nine.services.as_str(), nine.max), ("10", 30));
}

#[test]
fn users_are_rounded_as_the_municipality_set() {
    // № 5 and № 21 of the small town, № 25 of the large one: down, nearest, up.
    let examples = [
        ("33.54616", ["33", "34", "34"]),
        ("1045.625", ["1045", "1046", "1046"]),
        ("0.882725", ["0", "1", "1"]),
    ];
    for (exact, rounded) in examples {
        for (way, wanted) in ["down", "nearest", "up"].into_iter().zip(rounded) {
            let draft = format!("[[rule]]\nid = \"planning.rounding\"\nvalue = \"{way}\"");
            let law = Law::current().with_draft(&draft).expect("a draft");
            assert_eq!(law.rounded_users(number(exact)), (number(wanted), way));
        }
        assert_eq!(Law::current().rounded_users(number(exact)), (number(exact), "exact"));
    }
}

#[test]
fn the_25_points_are_as_the_annex_prints_them() {
    let numbers: Vec<u8> = sets().iter().map(|set| set.no).collect();
    assert_eq!(numbers, (1..=25).collect::<Vec<u8>>());
    for set in sets() {
        let level = match set.no {
            1..=9 | 21 | 25 => "municipality",
            10..=17 => "district",
            _ => "country",
        };
        assert_eq!(set.level, level, "№ {}", set.no);
        let more = match set.no {
            25 => 110,
            8 | 9 | 12..=20 => 100,
            _ => 0,
        };
        assert_eq!(set.weights(), Decimal::from(100 + more), "№ {}", set.no);
        assert!(set.article.contains(&format!("т. {}", set.no)), "{}", set.article);
        // Only the odd number of № 6 is an open question.
        assert_eq!(set.warning.is_empty(), set.no != 6, "№ {}", set.no);
    }
    let odd = &point(6).terms[4];
    assert_eq!((odd.group.as_str(), odd.per_1000), ("children-disabled", Decimal::from(20)));
    let contrast = [point(3).terms[4].per_1000, point(5).terms[4].per_1000];
    assert_eq!(contrast, [Decimal::from(325), Decimal::from(410)]);
}

#[test]
fn each_group_that_the_formula_asks_for_is_in_the_catalogue() {
    let known = crate::figures::Catalogue::proposed().expect("the groups");
    for term in sets().iter().flat_map(|set| &set.terms) {
        assert!(known.get(&term.group).is_some(), "{}", term.group);
    }
}

#[test]
fn a_missing_group_leaves_the_service_without_a_number_and_is_named() {
    let without = |group: &str| if group == "adults" { None } else { people(0)(group) };
    let (terms, total) = sum(point(5), &without);
    assert_eq!(total, None);
    let missing: Vec<&str> =
        terms.iter().filter(|term| term.people.is_none()).map(|term| term.group.as_str()).collect();
    assert_eq!(missing, ["adults"]);
    assert_eq!(terms[0].amount, Some(Decimal::from(51)), "what is known is still told");
    // Replacement care alone missing leaves the base.
    let without = |group: &str| match group {
        "home-adults-disabled-unable" => None,
        other => people(0)(other),
    };
    let (terms, total) = sum(point(9), &without);
    assert_eq!((total, base(&terms)), (None, Some(number("232.08"))));
}

/// The same counts as the rules of the law read them: by criterion of each territory.
fn counted(counts: &BTreeMap<String, u64>) -> Vec<PopulationCount> {
    let law = Law::current();
    let count = |criterion: &law::Criterion| {
        let people = counts.get(&criterion.id).copied().unwrap_or(0);
        let text =
            format!("criterion,count,source,date\n{},{people},НСИ,2026-01-01\n", criterion.id);
        PopulationCount::read_csv(&text).expect("a count").remove(0)
    };
    law.criteria().iter().map(count).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn the_sum_is_that_of_the_rules_of_the_law(seed in 1_u64..1_000_000) {
        let law = Law::current();
        let mut counts = BTreeMap::new();
        let mut at = seed;
        for criterion in law.criteria() {
            at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            counts.insert(criterion.id.clone(), at >> 44);
        }
        let need = law.need(&counted(&counts)).expect("needs");
        for (set, other) in sets().iter().zip(&need.services) {
            // In one service a group stands for one criterion: terms and criteria go together.
            let by_group: BTreeMap<&str, Decimal> = set
                .terms
                .iter()
                .zip(&other.terms)
                .map(|(term, same)| (term.group.as_str(), Decimal::from(counts[&same.criterion])))
                .collect();
            let (_, total) = sum(set, &|group| by_group.get(group).copied());
            prop_assert_eq!(total.map(|total| total.to_string()), other.users.clone());
        }
    }

    #[test]
    fn more_people_never_need_less(more in 0_i64..100_000) {
        let plenty = |group: &str| people(1)(group).map(|known| known + Decimal::from(more));
        for no in [5_u8, 9, 21, 25] {
            let (_, before) = sum(point(no), &people(1));
            let (_, after) = sum(point(no), &plenty);
            prop_assert!(after >= before);
        }
    }
}
