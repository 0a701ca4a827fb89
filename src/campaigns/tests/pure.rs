//! Rules, map, lists: without a database.

use crate::atlas::draw::Look;
use crate::campaigns::course::{self, State, Targets};
use crate::campaigns::entry::is_link;
use crate::campaigns::file::{LIST, PHOTO, media};
use crate::campaigns::material::comes_in;
use crate::campaigns::reach::{Spot, marks, uncovered};
use kit::types::{Day, Instant};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn an_event_stands_by_its_day_until_it_is_reported() {
    let today = day("2026-11-24");
    let table = [
        (State::Planned, "2026-11-23", "missing"),
        (State::Planned, "2026-11-24", "soon"),
        (State::Planned, "2026-12-01", "soon"),
        (State::Planned, "2026-12-02", "planned"),
        (State::Held, "2026-11-01", "held"),
        (State::Cancelled, "2026-11-01", "cancelled"),
    ];
    for (state, on, word) in table {
        assert_eq!(course::standing((state, day(on)), None, today).0, word, "{on}");
        let gone = course::standing((state, day(on)), Some(Instant(1)), today).0;
        assert_eq!(gone, "revoked", "{on}");
    }
}

#[test]
fn a_report_waits_for_the_day_and_needs_somebody() {
    let came = |people: i64| vec![("citizens".to_owned(), people)];
    let (on, today) = (day("2026-11-24"), day("2026-11-24"));
    let refused = |state, people, today| course::report_refused((state, on), &came(people), today);
    assert_eq!(refused(State::Planned, 5, today), None);
    assert_eq!(refused(State::Planned, 5, on.plus(-1)), Some("campaigns-refused-early"));
    assert_eq!(refused(State::Planned, 0, today), Some("campaigns-refused-nobody"));
    assert_eq!(refused(State::Planned, -3, today), Some("campaigns-wrong-number"));
    assert_eq!(refused(State::Held, 5, today), Some("campaigns-refused-state"));
}

#[test]
fn a_photograph_without_an_answer_is_refused() {
    let refused = |people, how, by| course::photo_refused(people, (how, by));
    assert_eq!(refused(None, "signed", "Служител"), Some("campaigns-refused-answer"));
    assert_eq!(refused(Some(0), "", ""), None);
    assert_eq!(refused(Some(2), "", "Служител"), Some("campaigns-refused-consent"));
    assert_eq!(refused(Some(2), "signed", ""), Some("campaigns-refused-consent"));
    assert_eq!(refused(Some(2), "signed", "Служител"), None);
    assert_eq!(refused(Some(-1), "signed", "Служител"), Some("campaigns-wrong-number"));
}

#[test]
fn a_file_is_known_by_its_first_bytes() {
    assert_eq!(media(LIST, b"%PDF-1.7"), Some("application/pdf"));
    assert_eq!(media(PHOTO, b"%PDF-1.7"), None, "a photograph is a picture");
    assert_eq!(media(PHOTO, &[0xff, 0xd8, 0xff, 0xe0]), Some("image/jpeg"));
    assert_eq!(media(PHOTO, b"<svg onload=x>"), None);
}

#[test]
fn hours_and_links_are_read_as_people_write_them() {
    assert_eq!(course::hour("9.30").as_deref(), Some("09:30"));
    assert_eq!(course::hour("14").as_deref(), Some("14:00"));
    assert_eq!(course::hour("24:00"), None);
    assert_eq!(course::hour("обяд"), None);
    assert!(is_link("https://novini.example/a"));
    assert!(!is_link("javascript:alert(1)"));
    assert!(!is_link("https://две думи.bg"));
}

#[test]
fn targets_are_kept_and_percent_is_whole() {
    let mut targets = Targets::default();
    targets.0.insert("events".to_owned(), 8);
    assert_eq!(Targets::read(&targets.text()), targets);
    assert_eq!(targets.of("events"), Some(8));
    assert_eq!(targets.of("copies"), None);
    assert_eq!([course::percent(4, 8), course::percent(9, 8), course::percent(1, 0)], [50, 112, 0]);
}

#[test]
fn the_map_holds_every_settlement_whose_place_is_known() {
    let spot = |name: &str, point, people, events, reached| Spot {
        name: name.to_owned(),
        point,
        population: people,
        events,
        reached,
        ..Spot::default()
    };
    let spots = [
        spot("Русе", Some((43_848_700, 25_954_200)), Some(147_817), 2, 60),
        spot("Тетово", Some((43_717_000, 26_300_000)), Some(1_914), 0, 0),
        spot("Просена", None, None, 0, 0),
        spot("Басарбово", Some((43_777_000, 25_951_000)), Some(1_355), 1, 15),
    ];
    let map = marks(&spots, |spot| spot.name.clone());
    assert_eq!(map.len(), 3, "who has no point is in the table only");
    let names: Vec<&str> = map.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Русе", "Тетово", "Басарбово"]);
    assert_eq!((map[0].look, map[1].look), (Look::Full, Look::Missing));
    assert!(
        map[0].share > map[2].share && map[2].share > map[1].share,
        "more people, larger circle"
    );
    let missed: Vec<&str> = uncovered(&spots).iter().map(|spot| spot.name.as_str()).collect();
    assert_eq!(missed, ["Тетово", "Просена"], "the unknown last");
}

#[test]
fn a_poster_is_no_booklet() {
    assert!(comes_in("brochure", "a5") && comes_in("poster", "a3"));
    assert!(!comes_in("poster", "a5") && !comes_in("brochure", "a3"));
}
