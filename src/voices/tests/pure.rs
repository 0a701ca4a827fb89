//! Questions, counts, groups and terms without a database.

use crate::voices::content::{Answer, Asked, Question, Sheet};
use crate::voices::course::{STANDS, State, may_answer, rule, stands};
use crate::voices::form::{options, wrong};
use crate::voices::question::{checked, digits, grouped, typed};
use crate::voices::result::{hundredths, is_shown, mean, percent, permille, shown_groups, tally};
use crate::voices::sheet::digits_of;
use crate::voices::survey;
use kit::types::Day;
use law::Law;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn question(kind: &str) -> Question {
    let option = |code: &str| Answer { code: code.to_owned(), text: code.to_uppercase() };
    Question {
        code: "q".to_owned(),
        kind: kind.to_owned(),
        text: "?".to_owned(),
        easy: "?".to_owned(),
        options: vec![option("a"), option("b"), option("c")],
    }
}

fn sheet(values: &[&str]) -> Sheet {
    Sheet::from([("q".to_owned(), values.iter().map(|one| (*one).to_owned()).collect())])
}

#[test]
fn a_clerk_types_the_numbers_of_the_sheet() {
    let several = question("several");
    assert_eq!(typed(&several, ("3, 1", false)), Ok(vec!["a".to_owned(), "c".to_owned()]));
    assert_eq!(typed(&several, ("", false)), Ok(Vec::new()));
    assert_eq!(typed(&several, ("4", false)), Err("voices-wrong-number"));
    assert_eq!(typed(&several, ("0", false)), Err("voices-wrong-number"));
    assert_eq!(typed(&question("choice"), ("1 2", false)), Err("voices-wrong-one"));
    assert_eq!(typed(&question("faces"), ("3", false)), Ok(vec!["bad".to_owned()]));
    assert_eq!(typed(&question("scale"), ("1", false)), Ok(vec!["1".to_owned()]));
    assert_eq!(typed(&question("scale"), ("1", true)), Ok(vec!["5".to_owned()]), "the good face");
    let plain = Question { easy: String::new(), ..question("scale") };
    assert_eq!(typed(&plain, ("1", true)), Err("voices-wrong-not-easy"));
    assert_eq!(typed(&question("text"), ("Да, 1", false)), Ok(vec!["Да, 1".to_owned()]));
    assert_eq!(checked(&question("choice"), &["z"]), Err("form-choose"));
}

#[test]
fn codes_are_read_as_they_are_printed() {
    let code = digits_of("0123456789abcdef0123456789abcdef", 1_000_000_000_000);
    assert_eq!(code.len(), 12);
    assert_eq!(digits(&grouped(&code)), code);
    assert_eq!(digits_of("000000000000000f", 1_000_000_000_000), "000000000000");
}

#[test]
fn answers_are_counted_with_parts_and_means() {
    let scale = question("scale");
    let sheets = [sheet(&["5"]), sheet(&["4"]), sheet(&["5"]), sheet(&[])];
    let all: Vec<&Sheet> = sheets.iter().collect();
    let counted = tally(&scale, &all);
    assert_eq!(counted.base, 3, "an empty answer is none");
    assert_eq!(mean(&scale, &counted).map(hundredths), Some("4,67".to_owned()));
    assert_eq!(percent(permille(2, 3)), "66,7 %");
    assert_eq!(percent(permille(0, 0)), "0,0 %");
    assert_eq!(mean(&question("choice"), &tally(&question("choice"), &all)), None);
    let several = question("several");
    let both = [sheet(&["a", "b"]), sheet(&["a"])];
    let counted = tally(&several, &both.iter().collect::<Vec<_>>());
    assert_eq!(counted.counts[0], ("a".to_owned(), 2));
    assert_eq!(counted.base, 2, "of people, not of crosses");
}

#[test]
fn fewer_than_five_are_shown_neither_alone_nor_as_what_is_left() {
    let groups = |counts: &[i64]| shown_groups(&counts.iter().copied().enumerate().collect());
    assert_eq!(groups(&[14, 11, 9, 3]), [0, 1], "three would be left of the whole");
    assert_eq!(groups(&[14, 11, 9, 5]), [0, 1, 2, 3]);
    assert_eq!(groups(&[14, 3, 2]), [0], "five are left");
    assert!(groups(&[6, 1]).is_empty());
    assert!(groups(&[4]).is_empty());
    let one = question("choice");
    let sheets: Vec<Sheet> = (0..4).map(|_| sheet(&["a"])).collect();
    let of: Vec<(usize, &Sheet)> = sheets.iter().map(|sheet| (0, sheet)).collect();
    assert!(!is_shown(&one, &of, None));
}

proptest! {
    #[test]
    fn no_shown_groups_leave_one_to_four_people(counts in prop::collection::vec(0_i64..20, 0..8)) {
        let counts: BTreeMap<usize, i64> = counts.into_iter().enumerate().collect();
        let shown = shown_groups(&counts);
        let left: i64 =
            counts.iter().filter(|(key, _)| !shown.contains(key)).map(|(_, count)| count).sum();
        prop_assert!(left == 0 || left >= 5 || shown.is_empty());
        prop_assert!(shown.iter().all(|key| counts[key] >= 5));
    }
}

#[test]
fn options_keep_their_codes_when_others_come() {
    let before = [
        Answer { code: "yes".to_owned(), text: "Да".to_owned() },
        Answer { code: "o1".to_owned(), text: "Не".to_owned() },
    ];
    let made = options("Не\n\nНе знам\nДа\nДа", &before);
    let codes: Vec<&str> = made.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["o1", "o2", "yes"]);
    let few = Question { options: Vec::new(), ..question("choice") };
    let asked = Asked { lead: String::new(), questions: vec![question("scale"), few] };
    assert_eq!(wrong(&asked), [(1, "voices-wrong-options")]);
    assert_eq!(wrong(&Asked::default()), [(0, "voices-wrong-no-questions")]);
}

#[test]
fn a_survey_goes_from_planned_to_closed() {
    let days = (day("2026-11-01"), day("2026-11-20"));
    let of = |closed, today| survey::state(days, closed, day(today));
    assert_eq!(of(None, "2026-10-31"), survey::State::Planned);
    assert_eq!(of(None, "2026-11-20"), survey::State::Open);
    assert_eq!(of(None, "2026-11-21"), survey::State::Entering);
    assert_eq!(of(Some(day("2026-11-10")), "2026-11-12"), survey::State::Closed);
}

#[test]
fn a_late_answer_is_taken_and_shown_as_late() {
    let due = day("2026-11-20");
    let of = |state, answered: Option<&str>, today| {
        stands(state, (due, answered.map(day)), day(today)).0
    };
    assert_eq!(of(State::Open, None, "2026-11-20"), STANDS[0]);
    assert_eq!(of(State::Open, None, "2026-11-21"), STANDS[1]);
    assert_eq!(of(State::Answered, Some("2026-11-20"), "2026-12-01"), STANDS[2]);
    assert_eq!(of(State::Answered, Some("2026-11-21"), "2026-12-01"), STANDS[3]);
    let open = (State::Open, day("2026-10-20"));
    assert!(may_answer(open, day("2026-11-30"), day("2026-12-01")), "after its term");
    assert!(!may_answer(open, day("2026-10-19"), day("2026-12-01")), "before it came");
    assert!(!may_answer(open, day("2026-12-02"), day("2026-12-01")), "in the future");
    assert!(!may_answer((State::Answered, open.1), day("2026-11-30"), day("2026-12-01")));
}

#[test]
fn each_kind_has_the_term_of_its_article() {
    let term = |sort: &str| {
        let term = Law::current().deadline(rule(sort)).expect("a rule");
        term.day(day("2026-11-20").0).expect("a day").date().map(Day)
    };
    assert_eq!(term("complaint"), Some(day("2026-12-21")));
    assert_eq!(term("signal"), Some(day("2027-01-20")));
    assert_eq!(term("proposal"), Some(day("2027-01-20")));
}
