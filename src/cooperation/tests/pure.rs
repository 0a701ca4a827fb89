//! What is decided without a database.

use crate::cooperation::course::{
    CONFERENCE_STATES, Invited, REQUEST_STATES, TASK_STATES, conference_state, counted, is_told,
    request_state, task_state, term, time, wrong_to_call, wrong_to_hold,
};
use crate::cooperation::{READ, course};
use kit::types::Day;
use law::Law;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn a_request_is_late_after_its_last_day_and_not_on_it() {
    let due = day("2026-11-24");
    let state = |outcome: &str, answered: Option<&str>, today: &str| {
        request_state((outcome, due, answered.map(day)), day(today))
    };
    assert_eq!(state("", None, "2026-11-24"), "open");
    assert_eq!(state("", None, "2026-11-25"), "late");
    assert_eq!(state("answered", Some("2026-11-24"), "2026-12-30"), "answered");
    assert_eq!(state("answered", Some("2026-11-25"), "2026-12-30"), "answered-late");
    for outcome in ["refused", "forwarded", "withdrawn"] {
        assert_eq!(state(outcome, Some("2026-11-30"), "2026-12-30"), outcome);
    }
}

#[test]
fn a_task_that_was_dropped_is_not_late() {
    let due = day("2026-11-24");
    let state = |done: Option<&str>, dropped: Option<&str>| {
        task_state((done.map(day), dropped.map(day), due), day("2026-12-01"))
    };
    assert_eq!(state(None, None), "late");
    assert_eq!(state(Some("2026-11-24"), None), "done");
    assert_eq!(state(Some("2026-11-25"), None), "done-late");
    assert_eq!(state(None, Some("2026-11-30")), "dropped");
}

#[test]
fn a_conference_whose_day_is_over_waits_to_be_noted() {
    let on = day("2026-11-24");
    let state = |state: &str, called: Option<Day>, today: &str| {
        conference_state((state, on, called), day(today))
    };
    assert_eq!(state("planned", None, "2026-11-24"), "planned");
    assert_eq!(state("planned", Some(on), "2026-11-24"), "called");
    assert_eq!(state("planned", Some(on), "2026-11-25"), "overdue");
    assert_eq!(state("cancelled", Some(on), "2026-11-25"), "cancelled");
}

#[test]
fn each_state_is_in_its_list_of_filters() {
    for state in ["open", "late", "answered", "answered-late"] {
        assert!(REQUEST_STATES.contains(&state), "{state}");
    }
    for state in ["open", "late", "done", "done-late", "dropped"] {
        assert!(TASK_STATES.contains(&state), "{state}");
    }
    for state in ["planned", "called", "overdue", "held", "failed", "cancelled"] {
        assert!(CONFERENCE_STATES.contains(&state), "{state}");
    }
}

#[test]
fn the_states_of_requests_add_up_to_their_number() {
    let states = ["late", "open", "answered", "answered", "answered-late", "refused", "withdrawn"];
    let counts = counted(states.into_iter());
    assert_eq!(counts[0], 7);
    assert_eq!(counts[1..].iter().sum::<i64>(), counts[0]);
    assert_eq!(counts[3], 2, "answered in time");
}

#[test]
fn the_term_of_a_request_is_at_most_seven_days_with_its_articles() {
    let found = term(Law::current(), day("2026-11-24")).expect("a term");
    assert_eq!(found.last, day("2026-12-01"));
    assert!(found.proposed <= found.last);
    let told = found.how.join(" ");
    assert!(told.contains("чл. 76, ал. 2 ЗСУ") && told.contains("чл. 36, ал. 7 АПК"), "{told}");
}

fn institution(sharing: &str, has_words: bool) -> Invited<'_> {
    Invited { role: "institution", sharing, part: "", has_words }
}

#[test]
fn nobody_is_invited_before_it_is_written_what_they_may_be_told() {
    let (on, today) = (day("2026-12-01"), day("2026-11-24"));
    let wrong = |seats: &[Invited<'_>], consents: bool| {
        wrong_to_call(("planned", on, today), seats, consents)
    };
    assert_eq!(wrong(&[], true), ["cooperation-wrong-nobody"]);
    assert_eq!(wrong(&[institution("law", false)], true), ["cooperation-wrong-unsaid"]);
    assert!(wrong(&[institution("law", true)], false).is_empty());
    assert!(wrong(&[institution("none", false)], false).is_empty());
    assert_eq!(wrong(&[institution("consent", true)], false), ["cooperation-wrong-consent"]);
    assert!(wrong(&[institution("consent", true)], true).is_empty());
    let over = wrong_to_call(("planned", today, on), &[institution("none", false)], true);
    assert_eq!(over, ["cooperation-refused-state"]);
}

#[test]
fn a_conference_is_held_on_its_day_by_two_at_least_and_with_the_knowledge_of_the_person() {
    let on = day("2026-11-24");
    let wrong = |today: &str, parts: &[&str], told: bool| {
        wrong_to_hold(("planned", on, day(today)), parts, told)
    };
    assert!(wrong("2026-11-24", &["present", "remote", "absent"], true).is_empty());
    assert_eq!(wrong("2026-11-23", &["present", "remote"], true), ["cooperation-wrong-ahead"]);
    assert_eq!(wrong("2026-11-24", &["present", "remote"], false), ["cooperation-wrong-untold"]);
    assert_eq!(wrong("2026-11-24", &["present", "excused"], true), ["cooperation-wrong-alone"]);
    let again = wrong_to_hold(("held", on, on), &["present", "present"], true);
    assert_eq!(again, ["cooperation-refused-state"]);
}

#[test]
fn what_rests_on_a_consent_is_told_only_while_it_holds() {
    assert!(is_told("law", false));
    assert!(is_told("consent", true));
    assert!(!is_told("consent", false));
    assert!(!is_told("none", true));
}

#[test]
fn an_hour_has_its_minutes() {
    assert_eq!(time("9:30"), Some((9, 30)));
    assert_eq!(time("10.05"), Some((10, 5)));
    for wrong in ["", "9", "24:00", "10:60", "10:5", "-1:00", "10:30:00"] {
        assert_eq!(time(wrong), None, "{wrong}");
    }
}

#[test]
fn the_page_of_a_case_asks_for_the_right_that_is_kept_here() {
    assert_eq!(crate::referral::COOPERATION, READ);
    assert!(course::GROUNDS.contains(&"zsu-76-1"));
}
