//! Two laws over one population: who changes desk, who gains, and that few people stay hidden.

#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::sync::LazyLock;

use law::{Comparison, Competent, Law, LawError, Population};
use proptest::prelude::*;

const SWITCH: &str = "[[rule]]\nid = \"regime.switch\"\nvalue = \"2027-07-01\"";
const COEFFICIENT: &str =
    "[[rule]]\nid = \"assistance.coefficient\"\nvalue = \"1.5\"\nvalid_from = \"2027-01-01\"";

static DEARER: LazyLock<Law> = LazyLock::new(|| Law::current().with_draft(COEFFICIENT).unwrap());

fn compare(draft: &str, csv: &str) -> Comparison {
    let law = Law::current();
    let draft = law.with_draft(draft).unwrap();
    law.compare(&draft, &Population::read_csv(csv).unwrap()).unwrap()
}

#[test]
fn a_later_switch_sends_people_back_to_the_agency() {
    let csv = "date,group,people,kind,funding,this_municipality,present_address\n\
               2027-02-01,Русе,120,7,state,RSE27,RSE27\n\
               2027-02-01,Русе,30,7,municipal,RSE27,RSE27\n\
               2027-08-01,Мездра,50,7,state,VRC21,VRC21\n\
               2026-12-01,Мездра,60,7,state,VRC21,VRC21\n";
    let got = compare(SWITCH, csv);
    let names: Vec<_> = got.groups.iter().map(|g| g.group.as_str()).collect();
    assert_eq!(names, ["всички", "Русе", "Мездра"]);
    assert_eq!(got.groups[0].people, Some(260));
    assert_eq!(got.groups[0].desk_changed, Some(120));
    let change = &got.groups[1].desks[0];
    assert_eq!(
        (change.before, change.after, change.people),
        (Competent::Municipality, Competent::Dsp, Some(120))
    );
    assert_eq!(got.groups[2].desk_changed, Some(0));
    assert_eq!(got.changed_rules, ["regime.switch"]);
}

#[test]
fn a_higher_coefficient_costs_more() {
    let csv = "date,group,people,hours,years_of_service\n\
               2027-02-01,Русе,10,84:00,12\n2027-02-01,Русе,10,168,0\n2026-12-01,Русе,10,168,0\n";
    let got = compare(COEFFICIENT, csv);
    let money = &got.groups[1].money;
    // 10 × 562,54 + 20 × 1049,52 before; 10 × 602,26 + 10 × 1123,62 + 10 × 1049,52 after.
    assert_eq!(money.before.as_deref(), Some("26615.80"));
    assert_eq!(money.after.as_deref(), Some("27754.00"));
    assert_eq!((money.gain, money.lose), (Some(20), Some(0)));
    assert_eq!((money.people_before, money.people_after), (Some(30), Some(30)));
}

#[test]
fn rights_and_support_follow_the_poverty_line_and_the_degree() {
    let csv = "date,people,age,disability,foreign_help,living,other_assistance,child_aid,pension\n\
               2026-11-01,40,45,60,no,home,no,no,none\n2026-11-01,7,45,95,yes,home,no,no,social\n";
    let line =
        "[[rule]]\nid = \"zhu.poverty-line\"\nvalue = { amount = \"400.00\", currency = \"EUR\" }";
    let got = compare(line, csv);
    let all = &got.groups[0].money;
    // 40 × 27,34 + 7 × 222,66 before; 40 × 28,00 + 7 × 228,00 after.
    assert_eq!(all.before.as_deref(), Some("2652.22"));
    assert_eq!(all.after.as_deref(), Some("2716.00"));
    assert_eq!(all.gain, Some(47));
    let degree =
        "[[rule]]\nid = \"fact.disability-50\"\nvalue = { field = \"disability\", at_least = 70 }";
    let got = compare(degree, csv);
    let lost: Vec<_> = got.groups[0].rights.iter().map(|r| (r.id.as_str(), r.lost)).collect();
    assert!(lost.contains(&("day-care", Some(40))), "{lost:?}");
    assert!(lost.contains(&("support-1", Some(40))), "{lost:?}");
    assert!(!lost.iter().any(|(id, _)| *id == "personal-assistance"));
    assert_eq!(got.groups[0].money.lose, Some(40));
}

#[test]
fn a_group_of_few_is_hidden_and_cannot_be_computed() {
    let csv =
        "date,group,people,hours\n2027-02-01,А,100,84\n2027-02-01,Б,4,84\n2027-02-01,В,50,84\n";
    let got = compare(COEFFICIENT, csv);
    let people: Vec<_> = got.groups.iter().map(|g| g.people).collect();
    // One group alone is hidden, so the total that would give it away is hidden too.
    assert_eq!(people, [None, Some(100), None, Some(50)]);
    assert_eq!(got.groups[2].money.before, None);
    assert_eq!(got.groups[0].money.before, None);
    assert!(got.groups[1].money.before.is_some());
    let csv =
        "date,group,people,hours\n2027-02-01,А,100,84\n2027-02-01,Б,4,84\n2027-02-01,В,3,84\n";
    let got = compare(COEFFICIENT, csv);
    assert_eq!(got.groups[0].people, Some(107));
}

#[test]
fn the_same_law_changes_nothing() {
    let law = Law::current();
    let csv = "date,people,hours,age,disability\n2027-02-01,10,84,40,90\n";
    let got = law.compare(law, &Population::read_csv(csv).unwrap()).unwrap();
    assert!(got.groups.iter().all(|g| g.rights.is_empty() && g.desks.is_empty()));
    assert_eq!(got.groups[0].money.before, got.groups[0].money.after);
    assert!(got.changed_rules.is_empty());
}

#[test]
fn bad_rows_are_named_by_line() {
    for (csv, word) in [
        ("group\nА\n", "date"),
        ("date,colour\n2027-01-01,red\n", "colour"),
        ("date,age\n2027-01-01,200\n", "ред 2"),
        ("date,age\n2027-01-01,20\n2027-13-01,20\n", "ред 3"),
        ("date,hours\n2027-01-01,84:99\n", "84:99"),
        ("date,people\n2027-01-01,-5\n", "people"),
        ("date,kind\n2027-01-01,7\n", "funding"),
        ("date,kind,funding\n2027-01-01,12,state\n", "12"),
    ] {
        let error = Population::read_csv(csv).unwrap_err();
        assert!(matches!(&error, LawError::BadInput(text) if text.contains(word)), "{error}");
    }
    let early = Population::read_csv("date,hours\n2019-05-01,84\n").unwrap();
    let law = Law::current();
    assert!(law.compare(law, &early).is_err());
}

#[test]
fn a_draft_must_name_rules_that_exist() {
    for draft in [
        "[[rule]]\nid = \"regime.swich\"\nvalue = \"2027-07-01\"",
        "[[rule]]\nvalue = 1",
        "nonsense",
        "",
        "[[rule]]\nid = \"assistance.coefficient\"\nvalue = 1.5",
        "[[rule]]\nid = \"regime.switch\"\nvalue = \"2027-02-30\"",
        "[[rule]]\nid = \"D01\"\nvalue = \"twenty\"",
        "[[rule]]\nid = \"assistance.contract.1\"\nvalue = { from = 1, to = 80 }",
    ] {
        assert!(matches!(Law::current().with_draft(draft), Err(LawError::BadRules(_))), "{draft}");
    }
}

#[test]
fn a_draft_with_an_end_gives_the_old_value_back() {
    let draft = "[[rule]]\nid = \"assistance.administration\"\nvalue = \"5\"\n\
                 valid_from = \"2027-01-01\"\nvalid_to = \"2027-12-31\"";
    let law = Law::current().with_draft(draft).unwrap();
    let at = |day: &str| {
        law.book().at("assistance.administration", day.parse().unwrap()).unwrap().value_text()
    };
    assert_eq!(
        [at("2026-12-31"), at("2027-01-01"), at("2027-12-31"), at("2028-01-01")],
        ["3", "5", "5", "3"]
    );
}

proptest! {
    #[test]
    fn shown_groups_never_exceed_the_total(sizes in proptest::collection::vec(0u32..12, 1..8)) {
        let mut csv = "date,group,people,hours\n".to_owned();
        for (i, size) in sizes.iter().enumerate() {
            csv.push_str(&format!("2027-02-01,г{i},{size},84\n"));
        }
        let got = Law::current().compare(&DEARER, &Population::read_csv(&csv).unwrap()).unwrap();
        for group in &got.groups {
            prop_assert!(group.people.is_none_or(|n| n == 0 || n >= got.hidden_below));
        }
        let shown: u64 = got.groups[1..].iter().filter_map(|g| g.people).sum();
        let real: u64 = sizes.iter().map(|s| u64::from(*s)).sum();
        if let Some(total) = got.groups[0].people {
            prop_assert_eq!(total, real);
            let hidden = got.groups[1..].iter().filter(|g| g.people.is_none()).count();
            prop_assert!(hidden != 1 || got.groups.len() == 2, "{} {}", shown, total);
        }
    }
}
