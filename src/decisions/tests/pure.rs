//! What is decided without a database.

use crate::decisions::course::{State, counted, number_key, refusals, standing};
use crate::decisions::progress::is_link;
use kit::types::Day;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn the_same_number_is_one_however_it_is_written() {
    let on = day("2026-05-14");
    for written in ["3/2026", "№ 3", "03 / 2026", "  3  "] {
        assert_eq!(number_key(written, on), "3", "{written}");
    }
    assert_eq!(number_key("3/2026", on), number_key("№ 003", on));
    assert_eq!(number_key("1276/46", on), "1276-46");
    assert_ne!(number_key("3-А", on), number_key("3-Б", on));
    assert_eq!(number_key("2026", on), "2026", "a number may look like a year");
    assert_eq!(number_key("№ /", on), "");
}

#[test]
fn late_is_what_waits_beyond_its_day() {
    let today = day("2026-11-24");
    assert_eq!(standing(State::Open, Some(day("2026-11-23")), today), "late");
    assert_eq!(standing(State::InProgress, Some(day("2026-11-24")), today), "in-progress");
    assert_eq!(standing(State::Done, Some(day("2026-11-23")), today), "done");
    assert_eq!(standing(State::Open, None, today), "open");
    assert_eq!(State::first(Some(" ")), State::Noted);
    assert_eq!(State::first(Some("Кметът")), State::Open);
    let rows = [
        (State::Open, Some(day("2026-01-01"))),
        (State::Noted, None),
        (State::Done, Some(day("2026-01-01"))),
        (State::Dropped, None),
    ];
    assert_eq!(counted(&rows, today), [4, 2, 1]);
}

#[test]
fn nothing_is_done_before_it_was_decided_or_in_the_future() {
    let days = (day("2026-11-01"), day("2026-11-24"));
    let done = |on: Option<&str>| {
        let all = refusals(days, Some(State::Done), (on.map(day), "Изпълнено"));
        all.first().map(|(_, key)| *key)
    };
    assert_eq!(done(None), Some("form-day-required"));
    assert_eq!(done(Some("2026-10-31")), Some("decisions-wrong-before"));
    assert_eq!(done(Some("2026-11-25")), Some("decisions-wrong-future"));
    assert_eq!(done(Some("2026-11-24")), None);
    let dropped = refusals(days, Some(State::Dropped), (None, ""));
    assert_eq!(dropped, [("note", "decisions-wrong-no-reason")]);
}

#[test]
fn a_link_leads_to_a_page_and_nowhere_else() {
    assert!(is_link("https://obs.ruse-bg.eu/1276"));
    for wrong in ["javascript:alert(1)", "https://", "obs.ruse-bg.eu", "https://a b", ""] {
        assert!(!is_link(wrong), "{wrong}");
    }
}
