//! What is decided without a database.

use crate::powers::content::Seat;
use crate::powers::course::{Done, Frame, KINDS, is_whole, loose, refusals, walk};
use crate::powers::reference::{Criterion, Reference, criteria, steps};
use crate::powers::score::{ends, holds, lacks, places, points};
use kit::types::Day;
use law::Law;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn done(all: &[(&str, &str)]) -> Vec<Done> {
    let one = |(code, on): &(&str, &str)| Done {
        code: (*code).to_owned(),
        on: day(on),
        is_extended: false,
    };
    all.iter().map(one).collect()
}

fn frame(planned: Option<&str>, today: &str) -> Frame {
    Frame { planned: planned.map(day), today: day(today) }
}

#[test]
fn every_kind_has_steps_whose_terms_the_law_knows() {
    let (law, known) = (Law::current(), Reference::proposed().expect("reference data"));
    assert_eq!(known.evaluation.len(), law.assignment_criteria().expect("a rule"));
    assert_eq!(known.point.len(), 6);
    for kind in KINDS {
        let steps = known.of(kind);
        assert!(steps.len() >= 3, "{kind}");
        for step in &steps {
            let name = format!("{kind}/{}", step.code);
            for rule in [&step.rule, &step.extended, &step.earliest] {
                assert!(rule.is_empty() || law.deadline(rule).is_ok(), "{name}: {rule}");
            }
            let named = step.from.iter().chain(step.after.iter().flatten());
            for code in named.filter(|code| *code != "planned") {
                assert!(steps.iter().any(|one| one.code == *code), "{name}: {code}");
            }
            let has_term = !step.rule.is_empty() || step.days.is_some();
            assert_eq!(has_term, !step.from.is_empty() && step.earliest.is_empty(), "{name}");
            assert!(!step.article.is_empty() && matches!(step.mark.as_str(), "V" | "M"), "{name}");
        }
    }
}

#[test]
fn a_step_waits_for_those_before_it() {
    let (law, known) = (Law::current(), Reference::proposed().expect("reference data"));
    let steps = known.of("number");
    let keys = |done: &[Done], code: &str, on: &str| -> Vec<&'static str> {
        let wrong = refusals(law, (&steps, done), (code, day(on)), frame(None, "2026-11-24"));
        wrong.into_iter().map(|(_, key, _)| key).collect()
    };
    let begun = done(&[("apply", "2026-11-02")]);
    assert_eq!(keys(&begun, "decision", "2026-11-20"), ["powers-wrong-before"]);
    assert_eq!(keys(&begun, "asp", "2026-11-01"), ["powers-wrong-order"]);
    assert_eq!(keys(&begun, "asp", "2026-11-25"), ["powers-wrong-future"]);
    assert_eq!(keys(&begun, "apply", "2026-11-20"), ["powers-wrong-again"]);
    assert_eq!(keys(&begun, "nothing", "2026-11-20"), ["form-choose"]);
    assert!(keys(&begun, "asp", "2026-11-16").is_empty());
}

#[test]
fn the_course_says_what_is_next_until_when_and_what_is_late() {
    let (law, known) = (Law::current(), Reference::proposed().expect("reference data"));
    let steps = known.of("number");
    let begun = done(&[("apply", "2026-11-02")]);
    let states = |today: &str| -> Vec<&'static str> {
        let points = walk(law, (&steps, &begun), frame(None, today));
        points.iter().map(|point| point.state).collect()
    };
    assert_eq!(states("2026-11-16"), ["done", "next", "ahead", "ahead", "ahead"]);
    assert_eq!(states("2026-11-17"), ["done", "late", "ahead", "ahead", "ahead"]);
    let points = walk(law, (&steps, &begun), frame(None, "2026-11-16"));
    assert_eq!(points[1].due_on, Some(day("2026-11-16")), "14 days, чл. 85");
    assert!(!points[1].how.is_empty());
    assert!(!is_whole(&points));
}

#[test]
fn defects_start_the_term_of_the_agency_anew_and_need_not_come() {
    let (law, known) = (Law::current(), Reference::proposed().expect("reference data"));
    let steps = known.of("create");
    let due = |all: &[(&str, &str)]| {
        let done = done(all);
        let points = walk(law, (&steps, &done), frame(None, "2026-06-30"));
        points.iter().find(|point| point.step.code == "asp").and_then(|point| point.due_on)
    };
    let plain = [("apply", "2026-06-01"), ("forward", "2026-06-03"), ("aksu", "2026-06-10")];
    assert_eq!(due(&plain), Some(day("2026-07-01")));
    let mut mended = plain.to_vec();
    mended.extend([("defects", "2026-06-12"), ("fixed", "2026-06-19")]);
    assert_eq!(due(&mended), Some(day("2026-07-20")), "19 July is a Sunday");
    let mut over = done(&plain);
    over.extend(done(&[("asp", "2026-06-25")]));
    let points = walk(law, (&steps, &over), frame(None, "2026-06-30"));
    let defects = points.iter().find(|point| point.step.code == "defects").expect("a step");
    assert_eq!(defects.state, "passed");
}

#[test]
fn a_competition_is_at_least_45_days_after_its_notice() {
    let (law, known) = (Law::current(), Reference::proposed().expect("reference data"));
    let steps = known.of("assignment");
    let ready =
        done(&[("order", "2026-09-01"), ("notice", "2026-09-15"), ("commission", "2026-10-20")]);
    let wrong = |on: &str| {
        let what = ("contest", day(on));
        refusals(law, (&steps, &ready), what, frame(Some("2026-11-02"), "2026-11-24"))
    };
    let early = wrong("2026-10-29");
    assert_eq!(early.first().map(|one| one.1), Some("powers-wrong-early"));
    assert!(wrong("2026-11-02").is_empty());
}

#[test]
fn only_a_step_on_which_nothing_rests_is_taken_back() {
    let known = Reference::proposed().expect("reference data");
    let steps = known.of("number");
    let two = done(&[("apply", "2026-11-02"), ("asp", "2026-11-10")]);
    let codes: Vec<&str> = loose(&steps, &two).iter().map(|step| step.code.as_str()).collect();
    assert_eq!(codes, ["asp"]);
}

#[test]
fn points_stay_within_their_most_and_equal_ones_share_a_place() {
    let list = criteria("30; Опит\n70; Качество").expect("criteria");
    assert_eq!(points(&list, &["30", "0"]), Ok(vec![30, 0]));
    assert_eq!(points(&list, &["31", "-1"]), Err(vec![0, 1]));
    assert_eq!(points(&list, &["30"]), Err(vec![1]));
    assert_eq!(points(&list, &["30", "x"]), Err(vec![1]));
    assert_eq!(places(&[Some(80), None, Some(90), Some(80)]), [Some(2), None, Some(1), Some(2)]);
    for wrong in ["", "Опит", "0; Опит", "30;", "x; Опит"] {
        assert_eq!(criteria(wrong), None::<Vec<Criterion>>, "{wrong}");
    }
}

#[test]
fn a_contract_runs_as_long_as_the_law_lets() {
    let law = Law::current();
    let years = ends(law, false, day("2027-01-01")).expect("years");
    assert_eq!(years, [day("2028-12-31"), day("2032-01-01")]);
    let years = ends(law, true, day("2028-02-29")).expect("years");
    assert_eq!(years, [day("2029-02-27"), day("2033-02-28")]);
    assert!(holds(None, Some(day("2026-11-24")), day("2026-11-24")));
    assert!(!holds(None, Some(day("2026-11-24")), day("2026-11-25")));
    assert!(!holds(Some(day("2026-11-24")), Some(day("2031-11-24")), day("2026-11-23")));
    assert!(!holds(None, None, day("2026-11-24")), "no licence");
}

#[test]
fn a_commission_is_odd_has_one_chair_and_no_conflict() {
    let (clean, torn) = (Seat::default(), Seat { conflict: "Роднина".into(), ..Seat::default() });
    let good = [("chair", true, &clean), ("member", true, &clean), ("member", true, &clean)];
    assert!(lacks(&good).is_empty());
    assert_eq!(lacks(&good[..2]), ["powers-wrong-even"]);
    assert_eq!(lacks(&[]), ["powers-wrong-even", "powers-wrong-chair"]);
    let bad = [("chair", true, &clean), ("chair", false, &clean), ("member", true, &torn)];
    let keys = ["powers-wrong-chair", "powers-wrong-declared", "powers-wrong-conflict"];
    assert_eq!(lacks(&bad), keys);
}

#[test]
fn own_terms_are_set_only_where_the_law_has_none() {
    let known = Reference::proposed().expect("reference data");
    let line = |step: &crate::powers::reference::Step| {
        let days = step.days.map(|days| days.to_string()).unwrap_or_default();
        format!("{}/{}; {days}; {}", step.kind, step.code, step.title)
    };
    let whole: Vec<String> = known.step.iter().map(line).collect();
    assert!(steps(&whole.join("\n"), &known).is_some());
    assert!(steps(&whole[1..].join("\n"), &known).is_none(), "a step is missing");
    let own = whole.join("\n").replace("place/aksu; 7;", "place/aksu; 9;");
    let own = steps(&own, &known).expect("own terms");
    assert!(own.iter().any(|one| one.step == "place/aksu" && one.days == Some(9)));
    let wrong = whole.join("\n").replace("number/asp; ;", "number/asp; 3;");
    assert!(steps(&wrong, &known).is_none(), "a term of the law");
}
