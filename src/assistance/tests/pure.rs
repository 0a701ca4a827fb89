//! States, irregularities, weeks and the worked examples of days and sums, without a database.

use super::ready::{day, said, week};
use crate::assistance::Through;
use crate::assistance::apply::{child_aid, term};
use crate::assistance::course::{Move, State};
use crate::assistance::named::{Named, meant, offered};
use crate::assistance::suggest::Fit;
use crate::assistance::week::{Elsewhere, Span, Week, Wrong, clock, read_clock};
use crate::assistants::AssistantId;
use law::{Law, Month, Redirected};

#[test]
fn an_application_that_is_not_put_right_is_suspended_and_goes_on_when_it_is() {
    let irregular = State::Filed.after(Move::Notify).expect("a state");
    let suspended = irregular.after(Move::Suspend).expect("a state");
    assert_eq!(suspended, State::Suspended, "T16: nothing by 12 November");
    assert!(!suspended.is_over(), "never closed for it");
    assert_eq!(suspended.after(Move::Fix), Some(State::Regular));
    assert_eq!(State::Filed.after(Move::Suspend), None);
    assert_eq!(State::NotConsidered.after(Move::Fix), None);
    assert_eq!(State::Filed.after(Move::Agree), None, "not before it is regular");
    assert_eq!(State::Agreed.after(Move::Agree), Some(State::Agreed), "a second assistant");
}

#[test]
fn what_is_missing_is_irregular_and_only_a_refused_consent_is_not_considered() {
    assert_eq!(said(84).irregular(84), [""; 0]);
    assert_eq!(said(84).irregular(85), ["hours"]);
    let mut one = said(84);
    one.directive.number.clear();
    one.no_other = false;
    assert_eq!(one.irregular(84), ["directive", "declarations"]);
    let mut one = said(84);
    one.gets_child_aid = true;
    assert_eq!((one.irregular(84), one.refuses_consent()), (vec!["child-aid"], false));
    one.consent_child_aid = Some(false);
    assert_eq!((one.irregular(84), one.refuses_consent()), (vec![], true));
    one.consent_child_aid = Some(true);
    assert!(one.consents() && !one.refuses_consent());
    let mut one = said(84);
    one.consent_supplement = Some(false);
    assert!(!one.refuses_consent(), "nobody asked for it");
    one.through = Some(Through { name: "Баща".into(), ..Through::default() });
    assert_eq!(one.irregular(84), ["through"]);
}

fn span(weekday: u8, from: u32, to: u32) -> Span {
    Span { weekday, from, to, activities: String::new() }
}

#[test]
fn a_week_is_of_working_days_by_day_and_within_the_limits() {
    let limits = Law::current().work_limits();
    let wrong = |spans: Vec<Span>, there: &Elsewhere| {
        Week { spans, other: String::new() }.wrong(&limits, there)
    };
    let alone = Elsewhere::default();
    assert_eq!(week(480).wrong(&limits, &alone), []);
    assert_eq!(wrong(vec![], &alone), [Wrong::Empty]);
    assert_eq!(wrong(vec![span(6, 540, 600)], &alone), [Wrong::Weekday]);
    assert_eq!(wrong(vec![span(1, 600, 540)], &alone), [Wrong::Order]);
    assert_eq!(wrong(vec![span(1, 1_300, 1_330)], &alone), [Wrong::Night]);
    assert_eq!(wrong(vec![span(1, 480, 961)], &alone), [Wrong::Long]);
    let twice = vec![span(1, 540, 600), span(1, 590, 620)];
    assert_eq!(wrong(twice, &alone), [Wrong::Overlap]);
    let touching = vec![span(1, 540, 600), span(1, 600, 660)];
    assert_eq!(wrong(touching, &alone), []);
    let other = Elsewhere { weeks: vec![week(240)], ..Elsewhere::default() };
    assert_eq!(wrong(vec![span(2, 600, 660)], &other), [Wrong::Elsewhere]);
    assert_eq!(wrong(vec![span(2, 780, 1_020)], &other), [], "after the other user");
    assert_eq!(wrong(vec![span(2, 780, 1_021)], &other), [Wrong::Long], "9 hours in all");
    let second = Elsewhere { other_minutes: 9 * 60, ..Elsewhere::default() };
    assert_eq!(week(480).wrong(&limits, &second), [Wrong::WeekLong]);
    let agreed = Elsewhere { longer_week: true, ..second };
    assert_eq!(week(480).wrong(&limits, &agreed), []);
}

#[test]
fn each_fault_of_a_week_names_the_part_that_it_is_about() {
    let limits = Law::current().work_limits();
    let about = |spans: Vec<Span>, there: &Elsewhere| {
        Week { spans, other: String::new() }.faults(&limits, there)
    };
    let alone = Elsewhere::default();
    let many = vec![span(1, 540, 600), span(3, 700, 640), span(4, 300, 400), span(4, 390, 900)];
    assert_eq!(
        about(many, &alone),
        [
            (Wrong::Order, Some(1)),
            (Wrong::Night, Some(2)),
            (Wrong::Long, Some(3)),
            (Wrong::Overlap, Some(3)),
        ]
    );
    let busy = Elsewhere { weeks: vec![week(240)], ..Elsewhere::default() };
    let found = about(vec![span(1, 900, 960), span(5, 540, 600)], &busy);
    assert_eq!(found, [(Wrong::Elsewhere, Some(1))]);
    let second = Elsewhere { other_minutes: 48 * 60, ..Elsewhere::default() };
    assert_eq!(about(vec![span(2, 540, 600)], &second), [(Wrong::WeekLong, None)]);
}

#[test]
fn a_holiday_and_a_weekend_have_no_minutes() {
    let law = Law::current();
    let week = week(480);
    let sum = |month: &str| -> u32 {
        let month = Month::parse(month).expect("a month");
        let first = day(&month.first_day().to_string());
        let last = day(&month.last_day().to_string());
        (0..=last.days_since(first)).map(|n| week.on(law, first.plus(n).0)).sum()
    };
    assert_eq!(sum("2026-11") / 480, 21, "P1: 21 working days");
    assert_eq!(sum("2026-12") / 480, 20, "P2: 24, 25 and 28 December are days off");
    assert_eq!(sum("2026-07") / 480, 23, "P3");
}

#[test]
fn clocks_are_read_as_people_type_them() {
    assert_eq!(read_clock("9"), Some(540));
    assert_eq!(read_clock("09:30"), Some(570));
    assert_eq!(read_clock("9.30"), Some(570));
    assert_eq!((read_clock("25:00"), read_clock("9:60"), read_clock("сутрин")), (None, None, None));
    assert_eq!(clock(570), "09:30");
}

#[test]
fn the_part_of_the_aid_is_that_of_the_worked_examples() {
    let month = Month::parse("2026-11").expect("a month");
    let amount = |hours, years, supplement| {
        child_aid(Law::current(), (month, hours), (years, supplement)).expect("a sum").amount
    };
    assert_eq!(amount(15, 0, None), "93.71", "C1");
    assert_eq!(amount(15, 10, None), "99.33", "C2");
    assert_eq!(amount(31, 0, None), "193.66", "C3");
    assert_eq!(amount(32, 0, None), "194.29", "C4");
    for hours in [42, 84, 168] {
        assert_eq!(amount(hours, 0, None), "194.29", "C5");
    }
    assert_eq!(amount(15, 0, Some(13_786)), "0.00", "C7");
    assert_eq!(amount(42, 0, Some(13_786)), "124.52", "C8");
    assert_eq!(amount(84, 0, Some(13_786)), "194.29", "C9");
}

#[test]
fn days_of_the_worked_examples_follow() {
    let law = Law::current();
    let on = |id: &str, from: &str| term(law, id, day(from)).expect("a day");
    assert_eq!(on("Z07", "2026-11-12"), day("2026-11-19"), "T11: contract");
    assert_eq!(on("Z09", "2026-11-19"), day("2026-12-01"), "T11: start");
    assert_eq!(on("Z08", "2026-11-19"), day("2026-11-20"), "T11: record, the earlier working day");
    assert_eq!(on("Z09", "2026-11-30"), day("2026-12-01"), "T12");
    assert_eq!(on("Z08a", "2026-12-01"), day("2026-11-30"), "T11, T12: before work begins");
    assert_eq!(on("Z08", "2026-11-30"), day("2026-12-03"), "T12: record");
    for signed in ["2026-12-01", "2026-12-02", "2026-12-03"] {
        assert_eq!(on("Z09", signed), day("2027-01-01"), "T12: one month lost");
    }
    let first = (0..7).map(|n| day("2027-01-01").plus(n)).find(|one| law.is_working(one.0));
    assert_eq!(first, Some(day("2027-01-04")), "T12: the first working day");
    let child = law.redirection_ends(Redirected::ChildAid, day("2026-12-10").0);
    assert_eq!(child, day("2027-01-01").0, "T14");
    let again = law.family_paid_until(day("2027-02-03").0);
    assert_eq!(again, day("2027-02-28").0, "T14: until the end of the month of the new contract");
    let none = Redirected::Supplement { help_given: false };
    assert_eq!(law.redirection_ends(none, day("2026-12-10").0), day("2026-12-01").0, "T15");
    assert_eq!(on("Z04", "2026-11-02"), day("2026-11-05"), "T16: notice");
    assert_eq!(on("Z05", "2026-11-05"), day("2026-11-12"), "T16: putting right");
    assert_eq!(on("Z06", "2026-11-12"), day("2026-11-19"), "T16: agreement");
    assert_eq!(on("Z11", "2026-11-09"), day("2026-11-16"), "T17: the user");
    assert_eq!(on("Z11a", "2026-11-13"), day("2026-11-16"), "T17: the municipality");
}

#[test]
fn whoever_lives_near_is_suggested_first_then_by_hours_and_experience() {
    let fit = Fit { metres: Some(0), works_there: false, is_enough: true, experience: 1, free: 84 };
    let next_door = fit;
    let same_village = Fit { metres: Some(3_900), experience: 9, ..fit };
    let as_far = Fit { metres: Some(4_100), experience: 12, ..fit };
    let far = Fit { metres: Some(23_000), experience: 30, ..fit };
    let comes = Fit { metres: Some(40_000), works_there: true, is_enough: false, ..fit };
    let unknown = Fit { metres: None, experience: 40, ..fit };
    let mut all = [unknown, far, same_village, as_far, comes, next_door];
    all.sort_by_key(Fit::rank);
    assert_eq!(all, [next_door, comes, as_far, same_village, far, unknown]);
}

#[test]
fn an_assistant_is_named_by_words_that_only_one_has_or_by_the_number() {
    let named = |n: i64, name: &str, free: u32| Named {
        id: AssistantId(n),
        number: format!("КА-2026-{n:05}"),
        name: name.to_owned(),
        text: format!("{name} – свободни {free} ч. (КА-2026-{n:05})"),
        free,
    };
    let all = [
        named(1, "Ана Образцова гр. Русе", 20),
        named(2, "Ана Образцова с. Николово", 168),
        named(3, "Боян Примеров гр. Русе", 0),
    ];
    let offered = offered(&all);
    assert_eq!(offered.len(), 3, "who has no hours left may still stand in for somebody");
    for (one, text) in all.iter().zip(&offered) {
        assert_eq!(meant(&all, text), Ok(one.id), "what is offered is understood: {text}");
    }
    assert_eq!(meant(&all, "боян"), Ok(AssistantId(3)));
    assert_eq!(meant(&all, "Образцова, Ник"), Ok(AssistantId(2)));
    assert_eq!(meant(&all, "Ана Образцова"), Err("assistance-name-several"));
    assert_eq!(meant(&all, "КА-2026-00001"), Ok(AssistantId(1)));
    let before = "Боян Примеров, гр. Русе – свободни 40 ч.";
    assert_eq!(meant(&all, before), Ok(AssistantId(3)), "hours may have changed since");
    for nobody in ["Веселин", "–", "КА-2026-00009"] {
        assert_eq!(meant(&all, nobody), Err("assistance-name-unknown"), "{nobody}");
    }
}
