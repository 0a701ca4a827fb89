//! Ways, reach, files, ages: without a database.

use crate::atlas::ages::{BROAD, band, bands, trend, years};
use crate::atlas::borders::{self, KEPT_MAX};
use crate::atlas::reach::{Home, Near, Site, reached, spread, sum};
use crate::atlas::roads::{self, NewRoad};
use crate::atlas::setting::Numbers;
use crate::atlas::travel::{Guess, Travel};
use crate::figures::Cell;
use crate::services::ServiceId;
use proptest::prelude::*;
use sheet::{Place, Places};
use std::collections::HashMap;

const RUSE: &str = "63427";
const BASARBOVO: &str = "02796";
const NIKOLOVO: &str = "51679";

fn known() -> Places {
    let place = |ekatte: &str, kind: &str, name: &str, code: &str| Place {
        ekatte: ekatte.to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        municipality_code: code.to_owned(),
        municipality: code.to_owned(),
    };
    let list = vec![
        place(RUSE, "гр.", "Русе", "RSE27"),
        place(BASARBOVO, "с.", "Басарбово", "RSE27"),
        place(NIKOLOVO, "с.", "Николово", "RSE27"),
        place("00001", "с.", "Иваново", "XXX01"),
        place("00002", "с.", "Иваново", "XXX02"),
    ];
    Places::new(list, "RSE27")
}

fn travel() -> Travel {
    let points = HashMap::from([
        (RUSE.to_owned(), (43_836_000, 25_966_000)),
        (BASARBOVO.to_owned(), (43_777_000, 25_951_000)),
        (NIKOLOVO.to_owned(), (43_868_000, 26_109_000)),
    ]);
    Travel::new(points, Guess { factor: 1.5, speed: 60.0 })
}

#[test]
fn a_road_counts_before_the_straight_line_in_both_directions() {
    let mut travel = travel();
    let line = travel.get(RUSE, BASARBOVO);
    assert!(!line.is_measured && (9.9..10.2).contains(&line.km), "{line:?}");
    assert!((line.minutes - line.km).abs() < 1e-9, "at 60 km/h a kilometre is a minute");
    travel.put((RUSE.to_owned(), BASARBOVO.to_owned()), (125, Some(9_400)));
    for (from, to) in [(RUSE, BASARBOVO), (BASARBOVO, RUSE)] {
        let road = travel.get(from, to);
        assert!(road.is_measured);
        assert_eq!((road.minutes, road.km), (12.5, 9.4));
    }
    travel.put((RUSE.to_owned(), NIKOLOVO.to_owned()), (200, None));
    assert_eq!(travel.get(NIKOLOVO, RUSE).km, 20.0, "a table of times alone: by the speed");
    assert_eq!(travel.get(RUSE, RUSE).minutes, 0.0);
    let nowhere = travel.get(RUSE, "99999");
    assert!(!nowhere.is_known() && nowhere.minutes.is_infinite());
    assert_eq!(travel.measured(), 2);
}

fn home(ekatte: &str, people: Option<f64>) -> Home {
    Home { ekatte: ekatte.to_owned(), name: ekatte.to_owned(), people }
}

fn site(id: i64, ekatte: Option<&str>, at: Option<(i32, i32)>) -> Site {
    let ekatte = ekatte.map(str::to_owned);
    Site { service: ServiceId(id), name: format!("услуга {id}"), ekatte, at, places: None }
}

#[test]
fn who_is_beyond_the_limit_is_not_covered_and_the_sum_says_so() {
    let mut travel = travel();
    travel.put((BASARBOVO.to_owned(), RUSE.to_owned()), (300, Some(10_000)));
    let homes = [home(RUSE, Some(1_000.0)), home(BASARBOVO, Some(200.0)), home(NIKOLOVO, None)];
    let sites = [site(1, Some(RUSE), None), site(2, None, None)];
    let near = Near::Minutes(30.0);
    let all = reached(&homes, &sites, (&travel, near));
    assert!(all[0].is_covered && all[0].here == 1);
    assert!(all[1].is_covered, "thirty minutes are within thirty");
    let total = sum(&homes, &all, near);
    assert_eq!((total.people, total.covered, total.unknown), (1_200.0, 1_200.0, 1));
    assert_eq!(total.mean, Some(5.0), "200 people have 30 minutes, 1 000 have none");
    let near = Near::Minutes(29.9);
    let all = reached(&homes, &sites, (&travel, near));
    assert!(!all[1].is_covered);
    assert_eq!(sum(&homes, &all, near).uncovered(), 200.0);
    let near = Near::Km(10.0);
    assert!(reached(&homes, &sites, (&travel, near))[1].is_covered, "ten kilometres are near");
    let none = reached(&homes, &[], (&travel, near));
    assert!(none.iter().all(|one| one.nearest.is_none() && !one.is_covered));
    assert_eq!(sum(&homes, &none, near).mean, None);
}

#[test]
fn a_place_outside_of_every_known_settlement_is_reached_by_its_point() {
    let travel = travel();
    let at = Some((43_868_000, 26_109_000));
    for site in [site(1, None, at), site(1, Some("99999"), at)] {
        let all = reached(&[home(NIKOLOVO, None)], &[site], (&travel, Near::Km(1.0)));
        assert!(all[0].is_covered, "{all:?}");
    }
}

#[test]
fn a_figure_of_the_whole_is_spread_without_loss() {
    let by = spread(120.0, &[Some(300.0), None, Some(100.0)]);
    assert_eq!(by, [Some(90.0), None, Some(30.0)]);
    assert_eq!(spread(120.0, &[Some(0.0)]), [None::<f64>], "nobody lives there");
}

fn table(lines: &str) -> Result<roads::Read<NewRoad>, &'static str> {
    let text = format!("От;До;Минути;Километри\n{lines}");
    roads::read((text.as_bytes(), "a.csv"), &known())
}

#[test]
fn a_table_of_times_is_read_as_people_write_it() {
    let read = table(
        "гр. Русе;с. Басарбово;12,5;9,4\n;Николово;20;\n\
         Бележка: по данни на кметовете;;;\n",
    )
    .expect("a table");
    assert!(read.wrong.is_empty(), "{:?}", read.wrong);
    let road = |from: &str, to: &str, minutes_tenths, metres| NewRoad {
        from: from.to_owned(),
        to: to.to_owned(),
        minutes_tenths,
        metres,
    };
    // The second line has a merged cell: it begins where the first one does.
    let expected = [road(RUSE, BASARBOVO, 125, Some(9_400)), road(RUSE, NIKOLOVO, 200, None)];
    assert_eq!(read.rows, expected);
}

#[test]
fn each_wrong_row_of_a_table_is_named() {
    let read = table(
        "Русе;Атлантида;10;5\nРусе;Иваново;10;5\nРусе;Русе;10;5\nРусе;Николово;десет;5\n\
         Русе;Николово;10;-5\nРусе;Николово;1;50\nРусе;Басарбово;12;9\nРусе;Басарбово;13;9\n",
    )
    .expect("a table");
    let found: Vec<(u32, &str, &str)> =
        read.wrong.iter().map(|one| (one.row, one.key, one.typed.as_str())).collect();
    let expected = [
        (2, "atlas-row-settlement", "Атлантида"),
        (3, "atlas-row-settlement", "Иваново"),
        (4, "atlas-row-same", "Русе"),
        (5, "atlas-row-minutes", "десет"),
        (6, "atlas-row-km", "-5"),
        (7, "atlas-row-fast", "1"),
        (9, "atlas-row-twice", "Басарбово"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_file_that_is_no_table_of_times_is_refused_as_a_whole() {
    let read = |text: &str| roads::read((text.as_bytes(), "a.csv"), &known()).err();
    assert_eq!(read("Русе;Басарбово;12\nа;б;в\n"), Some("atlas-file-heads"));
    assert_eq!(roads::read((b"\x00\x01\x02", "a.xlsx"), &known()).err(), Some("atlas-file-broken"));
}

fn shape(properties: &str, kind: &str, coordinates: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"{kind}\",\
         \"coordinates\":{coordinates}}}}}"
    )
}

fn collection(features: &[String]) -> Vec<u8> {
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(","));
    text.into_bytes()
}

const SQUARE: &str = "[[[25.9,43.7],[26.0,43.7],[26.0,43.8],[25.9,43.8],[25.9,43.7]]]";

#[test]
fn borders_are_of_settlements_or_of_the_whole() {
    let file = collection(&[
        shape("{\"ekatte\":\"63427\",\"name\":\"Русе\"}", "Polygon", SQUARE),
        shape("{\"ekatte\":2796}", "MultiPolygon", &format!("[{SQUARE},{SQUARE}]")),
        shape("{\"name\":\"с. Николово\"}", "Polygon", SQUARE),
        shape("{\"code\":\"RSE27\"}", "Polygon", SQUARE),
    ]);
    let read = borders::read(&file, &known(), "RSE27").expect("borders");
    assert!(read.wrong.is_empty(), "{:?}", read.wrong);
    let codes: Vec<&str> = read.rows.iter().map(|one| one.ekatte.as_str()).collect();
    assert_eq!(codes, [RUSE, BASARBOVO, NIKOLOVO, ""]);
    assert_eq!(read.rows[1].rings.len(), 2);
    assert_eq!(read.rows[0].rings[0][0], (43_700_000, 25_900_000), "north before east");
}

#[test]
fn each_wrong_shape_is_named_and_wrong_files_are_refused() {
    let file = collection(&[
        shape("{\"ekatte\":\"99999\"}", "Polygon", SQUARE),
        shape("{\"ekatte\":\"63427\"}", "Point", "[25.9,43.7]"),
        shape("{\"ekatte\":\"63427\"}", "Polygon", "[[[420000,4850000],[1,2],[3,4],[5,6]]]"),
        shape("{\"ekatte\":\"63427\"}", "Polygon", SQUARE),
        shape("{\"ekatte\":\"63427\"}", "Polygon", SQUARE),
        shape("{\"ekatte\":\"02796\"}", "Polygon", "[[]]"),
    ]);
    let read = borders::read(&file, &known(), "RSE27").expect("a file");
    let found: Vec<(u32, &str)> = read.wrong.iter().map(|one| (one.row, one.key)).collect();
    let expected = [
        (1, "atlas-row-settlement"),
        (2, "atlas-row-geometry"),
        (3, "atlas-row-degrees"),
        (5, "atlas-row-twice"),
        (6, "atlas-row-geometry"),
    ];
    assert_eq!(found, expected);
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    for (file, key) in [
        ("{", "atlas-file-json"),
        (deep.as_str(), "atlas-file-json"),
        ("[]", "atlas-file-geojson"),
        ("{\"type\":\"Topology\"}", "atlas-file-geojson"),
        ("{\"type\":\"FeatureCollection\",\"features\":[]}", "atlas-file-empty"),
    ] {
        assert_eq!(
            borders::read(file.as_bytes(), &known(), "RSE27").err(),
            Some(key),
            "{file:.20}"
        );
    }
    let large = vec![b' '; borders::BYTES_MAX + 1];
    assert_eq!(borders::read(&large, &known(), "RSE27").err(), Some("atlas-file-large"));
}

#[test]
fn a_border_of_very_many_points_is_kept_light_and_keeps_its_corners() {
    let turn = |step: i32| {
        let angle = f64::from(step) / 20_000.0 * std::f64::consts::TAU;
        let far = 0.2 + 0.0001 * (angle * 900.0).sin();
        format!("[{:.6},{:.6}]", 26.0 + far * angle.cos(), 43.8 + far * angle.sin())
    };
    let ring: Vec<String> = (0..=20_000).map(turn).collect();
    let file = collection(&[shape(
        "{\"ekatte\":\"63427\"}",
        "Polygon",
        &format!("[[{}]]", ring.join(",")),
    )]);
    let read = borders::read(&file, &known(), "RSE27").expect("borders");
    let ring = &read.rows[0].rings[0];
    assert!((20..=KEPT_MAX).contains(&ring.len()), "{}", ring.len());
    assert_eq!(ring.first(), ring.last(), "it ends where it begins");
    let east = ring.iter().map(|at| at.1).max().expect("points");
    assert!((26_199_000..=26_201_000).contains(&east), "{east}");
}

proptest! {
    /// Whatever a border looks like, what is kept of it are points of it, and few enough.
    #[test]
    fn what_is_kept_of_a_border_was_in_it(
        points in proptest::collection::vec((25.0f64..27.0, 43.0f64..44.0), 4..200),
    ) {
        let text: Vec<String> =
            points.iter().map(|(east, north)| format!("[{east:.6},{north:.6}]")).collect();
        let closed = format!("[[{},{}]]", text.join(","), text[0]);
        let file = collection(&[shape("{\"ekatte\":\"63427\"}", "Polygon", &closed)]);
        let read = borders::read(&file, &known(), "RSE27").expect("borders");
        let e6 = |degrees: f64| {
            (format!("{degrees:.6}").parse::<f64>().unwrap_or(0.0) * 1_000_000.0).round() as i32
        };
        let there: Vec<(i32, i32)> =
            points.iter().map(|(east, north)| (e6(*north), e6(*east))).collect();
        let ring = &read.rows[0].rings[0];
        prop_assert!(ring.len() <= KEPT_MAX);
        prop_assert!(ring.iter().all(|at| there.contains(at)));
    }

    /// The nearest place is never farther than another one, whatever is known of the roads.
    #[test]
    fn nobody_is_sent_farther_than_the_nearest(
        times in proptest::collection::vec((0usize..3, 0usize..3, 1i32..900), 0..9),
        limit in 1.0f64..90.0,
    ) {
        let codes = [RUSE, BASARBOVO, NIKOLOVO];
        let mut travel = travel();
        for (from, to, minutes) in times {
            travel.put((codes[from].to_owned(), codes[to].to_owned()), (minutes, None));
        }
        let homes = codes.map(|code| home(code, Some(10.0)));
        let sites = [site(1, Some(RUSE), None), site(2, Some(NIKOLOVO), None)];
        let near = Near::Minutes(limit);
        let all = reached(&homes, &sites, (&travel, near));
        for (home, one) in homes.iter().zip(&all) {
            let (_, nearest) = one.nearest.expect("points are known");
            for to in [RUSE, NIKOLOVO] {
                prop_assert!(nearest.minutes <= travel.get(&home.ekatte, to).minutes);
            }
            prop_assert_eq!(one.is_covered, nearest.minutes <= limit);
        }
        let total = sum(&homes, &all, near);
        prop_assert!((total.covered + total.uncovered() - total.people).abs() < 1e-9);
    }
}

#[test]
fn ages_are_bands_from_the_youngest_and_broad_ages_add_up() {
    let cell = |year, band, is_female, people| Cell { year, band, is_female, people };
    let cells = [
        cell(2021, 0, true, 10),
        cell(2021, 0, false, 11),
        cell(2021, 17, true, 5),
        cell(2026, 7, false, 40),
    ];
    assert_eq!(years(&cells), [2021, 2026]);
    assert_eq!((band(0).as_str(), band(17).as_str()), ("0–4", "85+"));
    let known = bands(&cells, 2021);
    assert_eq!(known.len(), 18);
    assert_eq!(known[0], ("0–4".to_owned(), 10, 11));
    assert_eq!(known[17], ("85+".to_owned(), 5, 0));
    assert!(bands(&cells, 1990).is_empty());
    let [all, young, working, old] = BROAD.map(|broad| trend(&cells, &[2021, 2026], broad));
    assert_eq!((young, working, old), (vec![21, 0], vec![0, 40], vec![5, 0]));
    assert_eq!(all, [26, 40]);
}

#[test]
fn what_stands_in_for_a_road_comes_from_the_settings() {
    let numbers = Numbers { factor_percent: 150, speed: 60, near_minutes: 30 };
    assert_eq!(numbers.guess(), Guess { factor: 1.5, speed: 60.0 });
}
