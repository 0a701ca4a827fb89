//! Quorum, majorities, terms and redaction without a database.

use crate::council::attend::absences;
use crate::council::count::{Majority, Quorum, Tally, Wrong, adopted, least};
use crate::council::frame::{is_time, minutes_of};
use crate::council::minutes::{HIDDEN, Minutes, Part, hidden, public};
use crate::council::rules::{Rules, months_after, shipped};
use kit::types::Day;
use law::Law;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn the_shipped_rules_are_those_of_sofia() {
    let rules = shipped();
    assert_ne!(rules, Rules::default(), "the file is read");
    assert_eq!((rules.members, rules.notice_days, rules.minutes_days), (17, 5, 7));
    assert_eq!((rules.letter_days, rules.absences, rules.confidential_months), (15, 3, 12));
    assert_eq!(rules.report_by(2026), Some(day("2027-03-31")));
    assert_eq!(rules.extra_needed(17), 6, "a third of seventeen, rounded up");
}

#[test]
fn parts_of_people_are_whole_people() {
    for (share, of, wanted) in [
        ("more-than-half", 17, 9),
        ("more-than-half", 10, 6),
        ("half", 9, 5),
        ("half", 10, 5),
        ("two-thirds", 9, 6),
        ("two-thirds", 10, 7),
        ("three-quarters", 9, 7),
        ("three-quarters", 8, 6),
    ] {
        assert_eq!(least(share, of), wanted, "{share} of {of}");
    }
}

#[test]
fn who_takes_no_part_is_not_counted_and_the_number_needed_stays() {
    let whole = Quorum::new("more-than-half", (9, 5, 0));
    assert!(whole.is_met());
    let less = Quorum::new("more-than-half", (9, 5, 1));
    assert!(!less.is_met());
    assert_eq!((less.needed, less.entitled(), less.missing()), (5, 4, 1));
    assert!(!Quorum::new("half", (0, 0, 0)).is_met(), "a council of nobody decides nothing");
}

#[test]
fn a_point_is_adopted_by_the_majority_it_asks_for() {
    let quorum = Quorum::new("more-than-half", (9, 8, 1));
    let simple = Majority { share: "more-than-half", of: "present" };
    let qualified = Majority { share: "two-thirds", of: "all" };
    let votes = |voted_for, against, abstained| Tally { voted_for, against, abstained };
    assert_eq!((simple.needed(&quorum), qualified.needed(&quorum)), (4, 6));
    assert_eq!(adopted(&quorum, simple, votes(4, 3, 0)), Ok(true));
    assert_eq!(adopted(&quorum, simple, votes(3, 0, 4)), Ok(false), "who abstains is there");
    assert_eq!(adopted(&quorum, qualified, votes(5, 2, 0)), Ok(false));
    assert_eq!(adopted(&quorum, qualified, votes(6, 1, 0)), Ok(true));
    assert_eq!(adopted(&quorum, simple, votes(8, 0, 0)), Err(Wrong::TooMany));
    assert_eq!(adopted(&quorum, simple, votes(0, 0, 0)), Err(Wrong::Nobody));
    let few = Quorum::new("more-than-half", (9, 4, 0));
    assert_eq!(adopted(&few, simple, votes(4, 0, 0)), Err(Wrong::NoQuorum));
}

#[test]
fn terms_are_counted_by_the_calendar_of_the_law() {
    let (law, rules) = (Law::current(), shipped());
    // Five days before Friday, 11 December 2026, is a Sunday: the Friday before it.
    assert_eq!(rules.call_by(law, day("2026-12-11")), day("2026-12-04"));
    // Seven working days after Friday, 18 December 2026, with Christmas, its substitute and New
    // Year between.
    assert_eq!(rules.minutes_by(law, day("2026-12-18")), day("2027-01-04"));
    // Fifteen days after 20 November 2026 is a Saturday: the Monday after it.
    assert_eq!(rules.answer_by(law, day("2026-11-20")), day("2026-12-07"));
    assert_eq!(months_after(day("2026-11-30"), 3), day("2027-02-28"));
}

#[test]
fn absences_in_a_row_end_with_a_meeting_that_was_attended() {
    assert_eq!(absences(["absent", "excused", "present", "absent"]), 2);
    assert_eq!(absences(["remote", "absent"]), 0);
}

#[test]
fn a_time_of_day_is_told_from_anything_else() {
    assert_eq!(minutes_of("09:30"), Some(570));
    for bad in ["", "9", "24:00", "9:5", "ab:cd", "10:60"] {
        assert!(!is_time(bad), "{bad}");
    }
}

#[test]
fn marks_identifiers_and_names_are_hidden() {
    let names = [("Ана Пробна".to_owned(), "представител".to_owned())];
    let text = "Ана Пробна каза [[тайна]] за ЕГН 7523169263, телефон 082 123.";
    let shown = hidden(text, &names);
    assert_eq!(shown, format!("представител каза {HIDDEN} за ЕГН {HIDDEN}, телефон 082 123."));
    assert_eq!(hidden("до [[края", &[]), format!("до {HIDDEN}"), "a mark that stays open");
}

#[test]
fn of_a_closed_point_the_public_learns_only_that_it_was_there() {
    ui::Texts::load(&crate::app::texts());
    let part = |title: &str, text: &str, is_closed| Part {
        title: title.to_owned(),
        text: text.to_owned(),
        is_closed,
    };
    let whole = Minutes {
        opening: "Начало\n1. Открита\n2. Закрита за Ана – докладва Б".to_owned(),
        parts: vec![
            part("1. Открита", "Гласува се.", false),
            part("2. Закрита за Ана", "Ана", true),
        ],
        closing: "Край".to_owned(),
    };
    let shown = public(&whole, &[]);
    let all = format!("{shown:?}");
    assert!(!all.contains("Ана") && all.contains("Гласува се."), "{all}");
    assert_eq!(shown.parts.len(), 2);
    assert_eq!(public(&shown, &[]), shown, "twice is as once");
}

proptest! {
    #[test]
    fn more_people_never_undo_a_quorum(members in 1i64..60, present in 0i64..60, more in 0i64..10) {
        let present = present.min(members);
        let before = Quorum::new("more-than-half", (members, present, 0));
        let after = Quorum::new("more-than-half", (members, (present + more).min(members), 0));
        prop_assert!(after.is_met() || !before.is_met());
        prop_assert!(before.is_met() == (before.missing() == 0));
    }
}
