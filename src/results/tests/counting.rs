//! Counting without a database: once, on any day, as known then and now; totals; rows of a table.

use crate::proof::{Proof, Span};
use crate::results::count::{
    Goal, Source, Standing, changed, distinct, end_of, known_then, months, names, source, three,
    until,
};
use crate::results::heading::{sampled, words};
use crate::results::indicator::{NewIndicator, refused};
use crate::results::question::{Answers, checked, usual};
use crate::results::totals::totals;
use kit::types::{Day, Instant};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn proof(once: &str, on: &str, amount: i64) -> Proof {
    Proof {
        once: once.to_owned(),
        label: once.to_owned(),
        day: day(on),
        href: format!("/workforce/{once}/{on}"),
        amount,
    }
}

#[test]
fn whoever_is_named_twice_counts_once_from_the_earliest_day() {
    let all = distinct(vec![
        proof("employee-2", "2024-03-01", 1),
        proof("employee-1", "2024-02-01", 1),
        proof("employee-2", "2024-01-15", 1),
    ]);
    assert_eq!(
        all.iter().map(|one| one.day.to_string()).collect::<Vec<_>>(),
        ["2024-01-15", "2024-02-01"]
    );
    for (on, value) in [("2024-01-14", 0), ("2024-01-15", 1), ("2024-02-01", 2), ("2030-01-01", 2)]
    {
        assert_eq!(until(&all, day(on)), value, "{on}");
    }
}

#[test]
fn amounts_add_up_and_months_end_on_the_last_day_asked_for() {
    let all = distinct(vec![proof("a", "2024-01-31", 500), proof("b", "2024-02-10", 70)]);
    let series = months(&all, day("2024-01-10"), day("2024-03-05"));
    let shown: Vec<(String, i64)> = series.iter().map(|(d, v)| (d.to_string(), *v)).collect();
    assert_eq!(
        shown,
        [
            ("2024-01-31".to_owned(), 500),
            ("2024-02-29".to_owned(), 570),
            ("2024-03-05".to_owned(), 570)
        ]
    );
}

#[test]
fn a_value_of_the_past_stays_as_it_was_when_its_record_is_revoked() {
    let at = day("2024-05-31");
    let span = |known_at| Span { project: None, from: day("2024-01-01"), to: at, known_at };
    let (entered, revoked) = (end_of(day("2024-05-01")), end_of(day("2024-07-01")));
    let then = span(end_of(at));
    let now = span(end_of(day("2024-08-01")));
    assert!(then.holds(day("2024-05-01"), entered, Some(revoked)), "it counted then");
    assert!(!now.holds(day("2024-05-01"), entered, Some(revoked)), "it counts no more");
    let late = end_of(day("2024-06-15"));
    assert!(!then.holds(day("2024-05-02"), late, None), "it was not known then");
    assert!(now.holds(day("2024-05-02"), late, None), "it is known now");
}

#[test]
fn a_correction_names_what_is_gone_and_what_came_later() {
    let (kept, wrong) = (proof("a", "2024-01-01", 1), proof("b", "2024-01-02", 1));
    let right = proof("c", "2024-01-03", 1);
    let found = changed(&[kept.clone(), wrong.clone()], &[kept.clone(), right.clone()]);
    assert_eq!((found.gone, found.later), (vec![wrong], vec![right]));
    let same = changed(std::slice::from_ref(&kept), std::slice::from_ref(&kept));
    assert!(same.gone.is_empty() && same.later.is_empty());
    let more = changed(&[proof("d", "2024-01-04", 10)], &[proof("d", "2024-01-04", 12)]);
    assert_eq!((more.gone.len(), more.later.len()), (1, 1), "another number is a correction too");
}

#[test]
fn progress_is_told_in_percent_and_in_a_word() {
    let goal = Goal { base: 0, target: 22, from: day("2023-06-01"), to: day("2025-01-31") };
    let middle = three(goal.from, goal.to)[1];
    for (value, on, percent, standing) in [
        (0, day("2023-05-01"), 0, Standing::Ahead),
        (0, day("2023-07-01"), 0, Standing::Behind),
        (11, middle, 50, Standing::OnWay),
        (5, middle, 22, Standing::Behind),
        (21, day("2025-01-31"), 95, Standing::Missed),
        (22, day("2023-07-01"), 100, Standing::Reached),
        (30, day("2026-01-01"), 136, Standing::Reached),
    ] {
        assert_eq!(goal.percent(value), percent, "{value} on {on}");
        assert_eq!(goal.standing(value, on), standing, "{value} on {on}");
    }
}

#[test]
fn each_name_is_counted_by_one_capability() {
    assert_eq!(source("points-opened"), Some(Source::Points));
    assert_eq!(source("appointments"), Some(Source::Workforce));
    assert_eq!(source("trained"), Some(Source::Training));
    assert_eq!(source("events"), Some(Source::Campaigns));
    assert_eq!(source("nothing"), None);
    let mut all = names();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count, "a name stands twice");
}

#[test]
fn an_indicator_without_a_way_to_go_is_refused() {
    let new = |base, target, counted: &str| NewIndicator {
        base,
        target,
        counted: counted.to_owned(),
        ..NewIndicator::default()
    };
    assert_eq!(refused(&new(0, 15, "appointments")), None);
    assert_eq!(refused(&new(-1, 15, "appointments")).expect("refused").0, "base");
    assert_eq!(refused(&new(15, 15, "appointments")).expect("refused").0, "target");
    assert_eq!(refused(&new(0, 15, "clouds")).expect("refused").0, "counted");
}

#[test]
fn the_end_of_a_day_is_before_the_next_one_and_never_ahead_of_now() {
    let last = end_of(day("2024-03-31"));
    assert_eq!(last.day(), day("2024-03-31"), "the day of the change to summer time");
    assert_eq!(last.plus_ms(1).day(), day("2024-04-01"));
    let now = Instant(last.0 - 1_000);
    assert_eq!(known_then(day("2024-03-31"), now), now);
}

#[test]
fn answers_are_kept_only_when_the_question_has_them() {
    let questions = usual().expect("questions");
    let given = Answers::from([
        ("sex".to_owned(), "woman".to_owned()),
        ("age".to_owned(), "a hundred".to_owned()),
        ("education".to_owned(), "refused".to_owned()),
        ("shoe-size".to_owned(), "42".to_owned()),
    ]);
    let kept = checked(&questions, &given);
    assert_eq!(kept["sex"], "woman");
    assert_eq!(kept["age"], "not-collected");
    assert_eq!(kept["education"], "refused");
    assert!(!kept.contains_key("shoe-size"));
}

#[test]
fn a_cell_is_read_by_words_code_or_value() {
    ui::Texts::load(&crate::app::texts());
    let questions = usual().expect("questions");
    let age = questions.iter().find(|one| one.name == "age").expect("age");
    for cell in ["От 18 до 29 години", "от 18 до 29 години", "18 to 29", "EECO07", "18-29"]
    {
        assert_eq!(age.read(cell).as_deref(), Some("18-29"), "{cell}");
    }
    assert_eq!(age.read("Отказва да отговори").as_deref(), Some("refused"));
    assert_eq!(age.read("").as_deref(), Some("not-collected"));
    assert_eq!(age.read("стар"), None);
}

#[test]
fn a_heading_is_sampled_over_the_whole_period_and_put_in_words() {
    let days = sampled(day("2023-06-01"), day("2025-01-31"));
    assert_eq!((days[0], days[days.len() - 1]), (day("2023-06-01"), day("2025-01-31")));
    assert!(days.windows(2).all(|two| two[0] < two[1]));
    let heading =
        serde_json::json!({ "lines": ["Програма", "Проект"], "statement": "Съфинансирано" });
    let said = words(Some(&heading)).expect("words");
    assert_eq!(said, ["Програма / Проект", "Съфинансирано"]);
    assert_eq!(words(None), None);
}

proptest! {
    #[test]
    fn everybody_stands_once_under_each_question(sexes in proptest::collection::vec(0usize..4, 0..40)) {
        let questions = usual().expect("questions");
        let said = ["woman", "man", "other", "refused"];
        let one = |n: &usize| Answers::from([("sex".to_owned(), said[*n].to_owned())]);
        let all: Vec<Answers> = sexes.iter().map(one).collect();
        let rows = totals(&questions, &all);
        for question in &questions {
            let own = rows.iter().filter(|row| row.question == question.name);
            let people: i64 = own.clone().map(|row| row.people[3]).sum();
            prop_assert_eq!(people, i64::try_from(all.len()).expect("few"));
            for row in own {
                prop_assert_eq!(row.people[..3].iter().sum::<i64>(), row.people[3]);
            }
        }
    }
}
