//! Parts, steps, references, drafts, small numbers and refusals without a database.

use crate::planning::course::{
    Discussed, STEPS, State, Step, change, refused_adoption, refused_change, refused_day,
    refused_end, refused_year,
};
use crate::planning::document::{
    ANALYSIS, KINDS, PLAN, PROPOSAL, budgets, document_of, documents, families, part,
};
use crate::planning::draft::{Sources, drafted, kept};
use crate::planning::figure::{
    FAMILIES, Key, Piece, common_day, pieces, published, resolved, tell_day, unknown, written,
};
use crate::planning::line::{level, plan, proposal, rounding, whole};
use crate::planning::neighbours::{Found, Gathered, Offered, Product, SetNow};
use crate::planning::summary::{self, Discussion, Heard, Held, Release};
use kit::types::Day;
use law::Law;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeSet;

/// Fewer people than this are few.
const SMALL: i64 = 5;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn texts() {
    ui::Texts::load(&crate::app::texts());
}

fn found(key: &str, value: &str, label: &str) -> Found {
    Found {
        key: Key::parse(key).expect("a known family"),
        value: number(value),
        known_on: day("2026-06-30"),
        list: "/services".to_owned(),
        label: label.to_owned(),
        source: "източник".to_owned(),
    }
}

fn set(no: u8, total: Option<&str>, (places, on_map): (i64, Option<i64>)) -> SetNow {
    SetNow {
        no,
        name: format!("услуга {no}"),
        total: total.map(number),
        own: total.map(number),
        places,
        on_map,
        missing: if total.is_some() {
            Vec::new()
        } else {
            vec!["деца до 7 години".to_owned()]
        },
        products: Vec::new(),
    }
}

#[test]
fn the_documents_have_the_parts_of_the_law() {
    texts();
    assert_eq!(ANALYSIS.parts.len(), 7, "чл. 39, ал. 1 НПСУ");
    assert_eq!(PLAN.parts.len(), 14, "чл. 60 и чл. 61 НПСУ");
    let items = |start: &str| PLAN.parts.iter().filter(|part| part.starts_with(start)).count();
    assert_eq!((items("map-"), items("own-")), (7, 7));
    const { assert!(PROPOSAL.is_discussed) };
    for kind in KINDS {
        let all: Vec<&str> = documents(kind).iter().flat_map(|one| one.parts).copied().collect();
        let once: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), once.len(), "{kind}");
        for code in all {
            assert_eq!(part(kind, code), Some(code));
            assert!(document_of(kind, code).is_some(), "{code}");
            for family in families(code) {
                assert!(FAMILIES.iter().any(|one| one.code == *family), "{code}: {family}");
            }
        }
        for budget in budgets(kind) {
            assert!(ui::text::has(&format!("planning-budget-{budget}")), "{budget}");
        }
    }
    assert_eq!(part(KINDS[0], "map-funded"), None, "a part of the other kind");
}

#[test]
fn nothing_is_adopted_before_the_discussion_and_nothing_changes_afterwards() {
    for step in [Step::Withdraw, Step::Summarise, Step::Adopt] {
        assert_eq!(step.after(State::Draft), Err("planning-refused-unpublished"), "{step:?}");
    }
    assert_eq!(Step::Publish.after(State::Open), Err("planning-refused-published"));
    assert_eq!(Step::Withdraw.after(State::Open), Ok(State::Draft));
    assert_eq!(Step::Adopt.after(State::Open), Ok(State::Adopted));
    assert_eq!(Step::Send.after(State::Open), Err("planning-refused-unadopted"));
    assert_eq!(Step::Send.after(State::Adopted), Ok(State::Sent));
    for step in STEPS.into_iter().filter(|step| *step != Step::Send) {
        for state in [State::Adopted, State::Sent] {
            assert_eq!(step.after(state), Err("planning-refused-adopted"), "{step:?}");
        }
    }
    for state in [State::Draft, State::Open, State::Adopted, State::Sent] {
        assert_eq!(State::of(state.code()), state);
    }
}

#[test]
fn adoption_waits_for_the_last_day_for_debates_and_for_the_summary() {
    let today = day("2026-08-20");
    let all =
        Discussed { ends_on: Some(day("2026-08-17")), debates: 1, in_council: 1, is_summed: true };
    let refused = |known, on: &str| refused_adoption(known, day(on), today);
    assert_eq!(refused(all, "2026-08-18"), None, "the day after the last one");
    assert_eq!(refused(all, "2026-08-17"), Some("planning-wrong-early"));
    assert_eq!(refused(all, "2026-08-21"), Some("planning-wrong-ahead"));
    let none = Discussed { ends_on: None, ..all };
    assert_eq!(refused(none, "2026-08-18"), Some("planning-refused-unpublished"));
    let unheard = Discussed { debates: 0, ..all };
    assert_eq!(refused(unheard, "2026-08-18"), Some("planning-refused-debates"));
    let alone = Discussed { in_council: 0, ..all };
    assert_eq!(refused(alone, "2026-08-18"), Some("planning-refused-council"));
    let unsummed = Discussed { is_summed: false, ..all };
    assert_eq!(refused(unsummed, "2026-08-18"), Some("planning-refused-summary"));
}

#[test]
fn a_discussion_lasts_as_long_as_the_law_counts() {
    // Published on 16 November, the last day is 16 December: the day of publication does not count.
    let least = crate::planning::frame::term(Law::current(), "D29", day("2026-11-16"));
    assert_eq!(least, Some(day("2026-12-16")));
    let least = least.expect("a term");
    assert_eq!(refused_end(day("2026-12-15"), least), Some("planning-wrong-short"));
    assert_eq!(refused_end(least, least), None);
    assert_eq!(refused_end(day("2027-01-31"), least), None, "longer is allowed");
    let sending = crate::planning::frame::sending(Law::current(), 2027);
    assert_eq!(sending, Some(day("2026-08-31")), "in the year before");
    let answer = crate::planning::frame::term(Law::current(), "D32", day("2026-12-16"));
    assert_eq!(answer, Some(day("2026-12-30")));
}

#[test]
fn asp_may_demand_a_new_calculation_on_five_grounds_that_have_words() {
    texts();
    let grounds = Law::current().recalculation_grounds();
    assert_eq!(grounds.len(), 5, "чл. 44, ал. 3 НПСУ");
    for code in grounds {
        assert!(ui::text::has(&format!("planning-defect-{code}")), "{code}");
    }
}

#[test]
fn days_and_years_out_of_reach_are_refused() {
    let today = day("2026-11-24");
    assert_eq!(refused_day(day("2026-11-25"), None, today), Some("planning-wrong-ahead"));
    let since = Some(day("2026-11-20"));
    assert_eq!(refused_day(day("2026-11-19"), since, today), Some("planning-wrong-before"));
    assert_eq!(refused_day(day("2026-11-20"), since, today), None);
    for (year, wanted) in [(2020, true), (2021, false), (2031, false), (2032, true)] {
        assert_eq!(refused_year(KINDS[0], year, today).is_some(), wanted, "{year}");
    }
    assert!(refused_year("other", 2027, today).is_some());
}

#[test]
fn what_changes_follows_from_the_numbers() {
    for (now, then, wanted) in
        [(10, 10, "keep"), (10, 12, "more"), (10, 8, "fewer"), (0, 5, "new"), (5, 0, "end")]
    {
        assert_eq!(change(now, then), wanted);
        assert_eq!(refused_change(wanted, (now, then)), None);
        assert_eq!(refused_change("other", (now, then)), Some("planning-wrong-change"));
    }
}

#[test]
fn a_reference_is_told_from_words_and_an_open_bracket_is_words() {
    let text = "общо [[need:05]] и [[users]] [[";
    let all = pieces(text);
    assert_eq!(all[1], Piece::Reference("need:05"));
    assert_eq!(all[3], Piece::Reference("users"));
    assert_eq!(all[4], Piece::Text(" [["));
    let known = BTreeSet::from(["users".to_owned()]);
    assert_eq!(unknown(text, &known), ["need:05"]);
    assert_eq!(resolved("x [[users]]", &|code| format!("<{code}>")), "x <users>");
    assert_eq!(Key::parse("need:05").map(|key| key.to_string()), Some("need:05".to_owned()));
    assert_eq!(Key::parse("strange:05"), None);
}

#[test]
fn numbers_are_written_as_people_read_them() {
    let plain = |text: &str| written(number(text)).replace('\u{a0}', " ");
    for (given, wanted) in [
        ("17669", "17 669"),
        ("33.54616", "33,55"),
        ("0.882725", "0,88"),
        ("120", "120"),
        ("1045.625", "1 045,63"),
        ("-1234", "−1 234"),
        ("1000000", "1 000 000"),
    ] {
        assert_eq!(plain(given), wanted);
    }
}

#[test]
fn the_day_of_figures_is_told_once_where_it_is_one() {
    let day_of = |code: &str| match code {
        "people" | "children" => Some(day("2025-12-31")),
        "need" => Some(day("2026-10-24")),
        _ => None,
    };
    let line = "2 × [[people]] + 3 × [[children]] = [[need]]";
    assert_eq!(tell_day(&pieces(line), &day_of), [false, false, false, true, false, true]);
    assert_eq!(common_day(line, &day_of), None);
    let same = "[[people]], [[children]] и [[people]]";
    assert_eq!(common_day(same, &day_of), Some(day("2025-12-31")));
    assert_eq!(common_day("[[people]]", &day_of), None, "one figure tells its own day");
}

#[test]
fn a_draft_names_what_is_missing_and_refers_only_to_what_is_known() {
    texts();
    let gathered = Gathered {
        found: vec![found("people:all", "17669", "общ брой"), found("users", "12", "")],
        sets: vec![set(3, None, (10, None))],
        ..Gathered::default()
    };
    let known: BTreeSet<String> = gathered.found.iter().map(|one| one.key.to_string()).collect();
    let sources =
        Sources { year: 2027, on: "30.06.2026".to_owned(), gathered: &gathered, lines: &[] };
    for kind in KINDS {
        let discussed = documents(kind).iter().filter(|one| one.is_discussed);
        for code in discussed.flat_map(|one| one.parts) {
            let text = drafted(code, &sources);
            assert!(!text.is_empty(), "{code}");
            assert!(unknown(&text, &known).is_empty(), "{code}: {text}");
        }
    }
    let text = drafted("analysis-indicators", &sources);
    assert!(text.contains("[[people:all]]"), "{text}");
    assert!(text.contains("Липсват данни: Население: пълнолетни лица."), "{text}");
    assert!(text.contains("№ 3 услуга 3") && text.contains("деца до 7 години"), "{text}");
    assert_eq!(kept("без числа", &known), "без числа");
}

#[test]
fn the_need_is_told_term_by_term() {
    texts();
    let product = |per_1000: &str, weight: &str| Product {
        per_1000: number(per_1000),
        weight: number(weight),
        people: Key::new("people", "all"),
    };
    let products = vec![product("0.05", "50"), product("0.06", "50")];
    let gathered = Gathered {
        found: vec![
            found("people:all", "17669", "общ брой"),
            found("need:21", "0.882725", "подслон"),
        ],
        sets: vec![SetNow { products, ..set(21, Some("0.882725"), (0, None)) }],
        ..Gathered::default()
    };
    let sources =
        Sources { year: 2027, on: "30.06.2026".to_owned(), gathered: &gathered, lines: &[] };
    let text = drafted("analysis-indicators", &sources);
    let wanted = "№ 21 услуга 21: 0,05 / 1000 × 50 % × [[people:all]] + 0,06 / 1000 × 50 % × \
                  [[people:all]] = [[need:21]].";
    assert!(text.contains(wanted), "{text}");
}

#[test]
fn every_service_with_a_shown_need_is_proposed_and_no_other() {
    let law = Law::current();
    let gathered = Gathered {
        sets: vec![
            set(5, Some("33.54616"), (20, Some(30))),
            set(9, Some("0"), (0, None)),
            set(3, None, (10, None)),
            set(12, Some("8.2"), (0, None)),
            set(21, Some("0.882725"), (0, None)),
        ],
        ..Gathered::default()
    };
    let lines = proposal(law, &gathered);
    let told: Vec<_> =
        lines.iter().map(|one| (one.set, one.budget, one.users_now, one.planned)).collect();
    // The law leaves the exact number: upwards, so that nobody is left out.
    let wanted = [(5, "municipal", 30, 34), (12, "district", 0, 9), (21, "municipal", 0, 1)];
    assert_eq!(told, wanted);
    assert_eq!(lines[0].change, "more");
    assert_eq!(lines[1].change, "new");
}

#[test]
fn services_are_planned_at_the_level_of_their_criteria() {
    let law = Law::current();
    for no in 1..=25 {
        let wanted =
            if (1..=9).contains(&no) || no == 21 || no == 25 { "municipal" } else { "district" };
        assert_eq!(level(law, no), wanted, "{no}");
    }
    assert_eq!(rounding(law), RoundingStrategy::AwayFromZero);
    assert_eq!(whole(number("33.54616"), RoundingStrategy::AwayFromZero), 34);
    assert_eq!(whole(number("33.54616"), RoundingStrategy::ToZero), 33);
}

#[test]
fn the_annual_plan_keeps_what_works_and_adds_what_the_map_has_above_it() {
    let offered = |code: &str, is_own: bool, places: i64| Offered {
        name: format!("Услуга {code}"),
        is_own,
        way: "own",
        places: Some(places),
    };
    let gathered = Gathered {
        offered: vec![offered("A", false, 30), offered("B", true, 60)],
        sets: vec![set(5, Some("33"), (30, Some(50))), set(9, None, (10, Some(10)))],
        ..Gathered::default()
    };
    let told: Vec<_> = plan(&gathered)
        .into_iter()
        .map(|one| (one.budget, one.users_now, one.planned, one.change))
        .collect();
    assert_eq!(told, [("map", 30, 30, "keep"), ("own", 60, 60, "keep"), ("map", 0, 20, "new")]);
}

#[test]
fn the_summary_tells_everything_and_takes_no_reference_from_a_citizen() {
    texts();
    let heard = |number: i64, outcome: &str, text: &str| Heard {
        number,
        outcome: outcome.to_owned(),
        text: text.to_owned(),
        answer: "отговор".to_owned(),
    };
    let of = Discussion {
        releases: vec![Release {
            published_on: day("2026-07-01"),
            ends_on: day("2026-07-31"),
            withdrawn: Some((day("2026-07-02"), "грешка в таблицата".to_owned())),
        }],
        opinions: vec![heard(1, "accepted", "да [[users]]"), heard(2, "", "не\nсъм съгласна")],
        debates: vec![Held {
            kind: "public".to_owned(),
            on: day("2026-07-10"),
            place: "читалището".to_owned(),
            people: 34,
            text: "питат".to_owned(),
        }],
    };
    let course = summary::drafted("summary-course", &of);
    assert!(course.contains("01.07.2026") && course.contains("грешка в таблицата"), "{course}");
    let opinions = summary::drafted("summary-opinions", &of);
    assert!(opinions.contains("Постъпили становища: 2. Приети: 1"), "{opinions}");
    assert!(unknown(&opinions, &BTreeSet::new()).is_empty(), "{opinions}");
    assert!(opinions.contains("не съм съгласна") && opinions.contains("Без отговор"), "{opinions}");
    assert!(summary::drafted("summary-debates", &of).contains("34"));
    let changes = summary::drafted("summary-changes", &of);
    assert!(changes.contains("№ 1") && !changes.contains("№ 2"), "{changes}");
    let none = summary::drafted("summary-debates", &Discussion::default());
    assert_eq!(none, "Не се предвижда.");
}

fn counts(values: &[i64]) -> Vec<(Key, Decimal)> {
    let one =
        |(at, value): (usize, &i64)| (Key::new("users-kind", at.to_string()), (*value).into());
    values.iter().enumerate().map(one).collect()
}

#[test]
fn a_need_is_published_however_small_and_a_few_users_are_not() {
    let mut all = counts(&[2, 40, 50]);
    all.push((Key::new("need", "21"), number("0.88")));
    let shown = published(&all, SMALL);
    assert_eq!(shown[&Key::new("need", "21")], Some(number("0.88")));
    assert_eq!(shown[&Key::new("users-kind", "0")], None);
    let hidden = shown.values().filter(|value| value.is_none()).count();
    assert!(hidden >= 2, "the small one would be found from the total");
}

proptest! {
    #[test]
    fn no_small_number_is_published(values in prop::collection::vec(0i64..60, 1..12)) {
        let shown = published(&counts(&values), SMALL);
        prop_assert_eq!(shown.len(), values.len());
        for (at, value) in values.iter().enumerate() {
            let one = shown[&Key::new("users-kind", at.to_string())];
            if (1..SMALL).contains(value) {
                prop_assert_eq!(one, None);
            }
            if let Some(told) = one {
                prop_assert_eq!(told, Decimal::from(*value));
            }
        }
    }

    #[test]
    fn a_text_is_the_sum_of_its_pieces(text in "[a-z\\[\\]: ]{0,40}") {
        let again = resolved(&text, &|code| format!("[[{code}]]"));
        prop_assert_eq!(again, text);
    }
}
