//! What is drafted and how it is put together, without a database.

use crate::planning::document::{ANALYSIS, PLAN, PROPOSAL, SUMMARY};
use crate::planning::draft::{Sources, drafted, own_words, redrafted};
use crate::planning::figure::Key;
use crate::planning::line::{Drafted, plan, proposal};
use crate::planning::load::Part;
use crate::planning::neighbours::{Found, Gathered, Offered, SetNow};
use rust_decimal::Decimal;

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn texts() {
    ui::Texts::load(&crate::app::texts());
}

#[test]
fn the_plan_has_two_parts_of_seven_items() {
    texts();
    let divisions = PLAN.divisions();
    let begin: Vec<_> = divisions.iter().map(|parts| (parts[0], parts.len())).collect();
    assert_eq!(begin, [("map-funded", 7), ("own-funded", 7)], "чл. 59 НПСУ");
    for code in PLAN.headed {
        assert!(ui::text::has(&format!("planning-over-{code}")), "{code}");
    }
    for whole in [ANALYSIS, PROPOSAL, SUMMARY] {
        assert_eq!(whole.divisions(), [whole.parts], "{}", whole.code);
    }
}

fn planned(now: i64, planned: i64) -> Drafted {
    Drafted {
        budget: "map",
        set: 0,
        name: "Дневна грижа".to_owned(),
        users_now: now,
        planned,
        change: crate::planning::course::change(now, planned),
        way: "own",
    }
}

fn sources<'a>(gathered: &'a Gathered, lines: &'a [Drafted]) -> Sources<'a> {
    Sources { year: 2027, on: "30.06.2026".to_owned(), gathered, lines }
}

#[test]
fn a_text_follows_the_planned_services_until_somebody_writes_it() {
    texts();
    let gathered = Gathered::default();
    let (old, new) = ([planned(120, 120)], [planned(120, 125)]);
    let (before, now) = (sources(&gathered, &old), sources(&gathered, &new));
    let part = |code, text: String| Part { code, text, edition: 1, made_at: None };
    let own = |code| part(code, drafted(code, &before));
    let all =
        [own("map-changes"), own("map-new"), own("map-ways"), own("own-changes"), own("map-staff")];
    assert!(all[0].text.contains("Не се предвижда."), "{}", all[0].text);
    let anew = redrafted(&all, (&before, &now));
    let told: Vec<_> = anew.iter().map(|(part, _)| part.code).collect();
    assert_eq!(told, ["map-changes"], "the others say what they said");
    let text = &anew[0].1;
    assert!(text.contains("Дневна грижа: Увеличаване, от 120 на 125 потребители."), "{text}");
    assert!(!text.contains("Не се предвижда."), "{text}");

    let written = [part("map-changes", "Искаме пет места повече.".to_owned()), own("map-new")];
    assert!(redrafted(&written, (&before, &now)).is_empty(), "somebody wrote it");
    let own: Vec<_> = own_words(&written, &now).iter().map(|part| part.code).collect();
    assert_eq!(own, ["map-changes"]);
}

#[test]
fn places_that_nobody_stated_are_no_nought() {
    texts();
    let offered = vec![Offered {
        name: "Обучение (доставчик)".to_owned(),
        is_own: false,
        way: "contract",
        places: None,
    }];
    let gathered = Gathered { offered, unstated: 1, ..Gathered::default() };
    let lines = plan(&gathered);
    assert_eq!(lines.len(), 1, "it goes on");
    let now = sources(&gathered, &lines);
    let funded = drafted("map-funded", &now);
    assert!(funded.contains("Обучение (доставчик) – местата не са посочени."), "{funded}");
    assert!(!drafted("own-funded", &now).contains("Обучение"), "of the other budget");
    let services = drafted("analysis-services", &now);
    assert!(services.contains("не са посочени и не са в сбора: 1."), "{services}");
}

#[test]
fn of_a_service_of_the_whole_country_the_district_plans_its_own_need() {
    texts();
    // № 19 over the people of the country comes to 5 086.784, over those of the district to 146.65003.
    let set = SetNow {
        no: 19,
        name: "интегрирана грижа".to_owned(),
        total: Some(number("5086.784")),
        own: Some(number("146.65003")),
        places: 0,
        on_map: None,
        missing: Vec::new(),
        products: Vec::new(),
    };
    let unknown = SetNow { no: 24, own: None, ..set.clone() };
    let found = |key: &str, value: &str| Found {
        key: Key::parse(key).expect("a known family"),
        value: number(value),
        known_on: "2026-06-30".parse().expect("a day"),
        list: String::new(),
        label: String::new(),
        source: String::new(),
    };
    let gathered = Gathered {
        found: vec![
            found("need:19", "5086.784"),
            found("need:19.district", "146.65003"),
            found("places:19", "0"),
        ],
        sets: vec![set, unknown],
        ..Gathered::default()
    };
    let lines = proposal(law::Law::current(), &gathered);
    let told: Vec<_> = lines.iter().map(|one| (one.set, one.budget, one.planned)).collect();
    assert_eq!(told, [(19, "district", 147)], "nobody proposes the need of the whole country");
    let text = drafted("proposal-district", &sources(&gathered, &lines));
    assert!(text.contains("[[need:19.district]]") && !text.contains("[[need:19]]"), "{text}");
}
