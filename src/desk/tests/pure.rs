//! Without a database.

use crate::desk::course::{How, Stand, State, lines_until, may_take, stand};
use crate::desk::line::Line;
use crate::desk::opening::{is_within, next, stretches, words};
use crate::desk::setting::site;
use crate::desk::{crisis, pass};
use crate::municipality::Hours;
use crate::reception::moment;
use kit::types::{Day, Instant};
use law::Law;
use ui::Lang;

fn codes(text: &str) -> Vec<&'static str> {
    crisis::found(text).into_iter().map(|group| group.code.as_str()).collect()
}

#[test]
fn words_of_danger_are_found_in_both_scripts_and_ordinary_ones_are_not() {
    assert_eq!(codes("Вече НЕ ИСКАМ  да живея."), ["suicide"]);
    assert_eq!(codes("ne mi se jivee"), ["suicide"]);
    assert_eq!(codes("Мъжът ми ме бие, а съседът бие детето"), ["violence", "child"]);
    assert_eq!(codes("he beats me"), ["violence"]);
    assert!(codes("Как се кандидатства за лична помощ? Кога работите?").is_empty());
    assert!(codes("Обиеме на плочките").is_empty(), "only at the beginning of a word");
    assert_eq!(crisis::joined("violence", &crisis::found("да умра, ме бие")), "violence suicide");
}

#[test]
fn every_danger_has_its_words_and_a_telephone_that_exists() {
    let texts = [include_str!("../bg.ftl"), include_str!("../en.ftl")];
    let all = crisis::crisis();
    assert!(all.groups.len() >= 4 && all.lines.len() >= 4, "the file is read");
    for group in &all.groups {
        let key = format!("\ndesk-risk-{} = ", group.code);
        assert!(texts.iter().all(|text| text.contains(&key)), "{key}");
        for lang in [Lang::Bg, Lang::En] {
            let help = crisis::help(&group.code, lang).expect("help");
            assert!(!help.words[0].is_empty());
            assert!(help.lines.iter().any(|(href, ..)| href == "tel:112"), "{}", group.code);
        }
    }
    assert!(crisis::help("", Lang::Bg).is_none());
}

#[test]
fn a_talk_stands_by_who_is_there() {
    assert_eq!(stand(State::Waiting, false, true), Stand::Waiting);
    assert_eq!(stand(State::Waiting, false, false), Stand::Left);
    assert_eq!(stand(State::Taken, true, true), Stand::Talking);
    assert_eq!(stand(State::Taken, false, true), Stand::Waiting, "a colleague takes it over");
    assert_eq!(stand(State::Taken, false, false), Stand::Left);
    assert_eq!(stand(State::Ended, true, true), Stand::Ended);
    assert!(may_take(State::Waiting, false) && may_take(State::Taken, false));
    assert!(!may_take(State::Taken, true) && !may_take(State::Ended, false));
}

#[test]
fn words_stay_only_when_that_was_agreed() {
    assert_eq!(lines_until(1_000, How::Citizen, (false, 30)), 1_000);
    assert_eq!(lines_until(1_000, How::Question, (false, 30)), 1_000);
    assert_eq!(lines_until(1_000, How::Worker, (false, 30)), 1_000 + 15 * 60_000);
    assert_eq!(lines_until(0, How::Idle, (true, 30)), 30 * 24 * 3_600_000);
}

fn hours(typed: &str) -> Hours {
    let mut hours = Hours::default();
    for weekday in hours.0.iter_mut().take(5) {
        *weekday = Hours::parse_day(typed).unwrap();
    }
    hours
}

fn at(day: &str, minute: i32) -> Instant {
    moment(day.parse::<Day>().unwrap(), minute)
}

#[test]
fn the_desk_keeps_to_hours_breaks_and_holidays() {
    let law = Law::current();
    let all = [hours("09:00-12:00, 13:00-17:00"), hours("08:30-10:00")];
    let calendar = law.calendar();
    let day: Day = "2026-11-24".parse().unwrap();
    assert_eq!(stretches(calendar, &all, day), [(510, 720), (780, 1020)]);
    assert_eq!(words(calendar, &all, day), "08:30–12:00, 13:00–17:00");
    assert!(is_within(calendar, &all, at("2026-11-24", 511)));
    assert!(!is_within(calendar, &all, at("2026-11-24", 740)), "the break");
    assert!(!is_within(calendar, &all, at("2026-12-24", 600)), "a holiday");
    assert_eq!(next(calendar, &all, at("2026-11-24", 740)), Some(at("2026-11-24", 780)));
    assert_eq!(next(calendar, &all, at("2026-11-27", 1100)), Some(at("2026-11-30", 510)));
    assert_eq!(next(calendar, &[], at("2026-11-24", 740)), None);
}

#[test]
fn a_site_is_a_scheme_and_a_host() {
    assert_eq!(site(" https://WWW.Example.bg/ ").as_deref(), Some("https://www.example.bg"));
    assert_eq!(site("http://127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080"));
    for wrong in ["", "example.bg", "https://", "https://a b", "https://x;script-src *", "*"] {
        assert_eq!(site(wrong), None, "{wrong}");
    }
}

#[test]
fn a_note_of_a_long_talk_is_cut_and_says_so() {
    let line =
        |via: &str, text: &str| Line { via: via.to_owned(), at: Instant(0), text: text.to_owned() };
    let short = [line("citizen", "Здравейте"), line("worker", "Добър ден")];
    assert_eq!(pass::note(&short, ("Г", "С")), "Г: Здравейте\nС: Добър ден");
    let long: Vec<Line> = (0..50).map(|_| line("citizen", &"а".repeat(100))).collect();
    let note = pass::note(&long, ("Г", "С"));
    assert!(note.chars().count() <= 1_901 && note.ends_with('…'), "{}", note.chars().count());
}
