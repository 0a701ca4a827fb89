//! Whether two cards describe one person, case by case.

use super::IdentifierKind;
use super::matching::*;
use kit::search::fold;

fn card(name: &str, born: &str) -> Card {
    let parts: Vec<&str> = name.split(' ').collect();
    let named = match parts.as_slice() {
        [given, family] => Card::named(given, "", family),
        [given, middle, family] => Card::named(given, middle, family),
        _ => Card::named(name, "", ""),
    };
    Card { birth_day: born.parse().ok(), ..named }
}

fn with_phone(card: Card) -> Card {
    Card { phone: "+359888111222".into(), ..card }
}

#[test]
fn the_same_card_with_a_second_trait_is_sure() {
    let one = with_phone(card("Мария Иванова Петрова", "1956-03-12"));
    assert_eq!(compare(&one, &one).band, Band::Sure);
    let latin = with_phone(card("Maria Ivanova Petrova", "1956-03-12"));
    assert_eq!(compare(&one, &latin).band, Band::Sure);
    let alone = card("Мария Иванова Петрова", "1956-03-12");
    assert_eq!(compare(&alone, &alone).band, Band::Likely, "namesakes of one day exist");
}

#[test]
fn namesakes_twins_father_and_son_are_never_sure() {
    let one = with_phone(card("Мария Иванова Петрова", "1956-03-12"));
    for other in [
        with_phone(card("Марина Иванова Петрова", "1956-03-12")),
        with_phone(card("Мария Иванова Петрова", "1984-07-01")),
        with_phone(card("Мария Георгиева Петрова", "1956-03-12")),
        card("Мария Иванова Петрова", ""),
    ] {
        let alike = compare(&one, &other);
        assert_ne!(alike.band, Band::Sure, "{:?}", alike.reasons);
        assert_eq!(alike, compare(&other, &one), "the order of the two does not matter");
    }
}

#[test]
fn two_numbers_of_a_kind_contradict_and_one_number_tells() {
    let number = |value: &str| vec![(IdentifierKind::Egn, value.to_owned())];
    let one = with_phone(card("Мария Иванова Петрова", "1956-03-12"));
    let a = Card { numbers: number("5603126372"), ..one.clone() };
    let b = Card { numbers: number("5603126390"), ..one.clone() };
    assert!(compare(&a, &b).reasons.contains(&"other_identifier"));
    assert_ne!(compare(&a, &b).band, Band::Sure);
    assert_eq!(compare(&a, &a).band, Band::Sure);
    let stranger =
        Card { numbers: number("5603126372"), ..card("Стоян Колев", "1980-01-01") };
    assert_eq!(compare(&a, &stranger).band, Band::Likely, "a person must look");
}

#[test]
fn the_ways_in_which_a_name_differs_are_told() {
    let one = card("Мария Иванова Петрова", "1956-03-12");
    for (name, code) in [
        ("Мария Иванова Перова", "name_one_letter"),
        ("Мария Иванова Димитрова", "family_changed"),
        ("Мария Иванова Петрова-Колева", "family_part"),
        ("Петрова Мария Иванова", "name_order"),
        ("Петрова Мария", "name_order"),
        ("Миме Иванова Петрова", "short_name"),
        ("Мария Петрова", "same_given_family"),
        ("Мария И. Петрова", "same_given_family"),
        ("Стоянка Колева Минкова", "other_name"),
    ] {
        let alike = compare(&one, &card(name, "1956-03-12"));
        assert!(alike.reasons.contains(&code), "{name}: {:?}", alike.reasons);
    }
    let maiden =
        Card { earlier: vec![fold("Мария Иванова Димитрова")], ..one };
    let other = card("Мария Иванова Димитрова", "1956-03-12");
    assert!(compare(&maiden, &other).reasons.contains(&"earlier_name"));
}

#[test]
fn a_slip_in_the_birth_day_is_told_from_another_day() {
    let reason =
        |one: &str, other: &str| birth(&card("А Б", one), &card("А Б", other)).unwrap_or_default();
    assert_eq!(reason("1956-03-12", "1956-12-03"), "birth_day_slip");
    assert_eq!(reason("1956-03-12", "1956-03-13"), "birth_day_slip");
    assert_eq!(reason("1956-03-12", "1961-03-13"), "other_birth_day");
    assert_eq!(reason("1956-03-12", ""), "");
}

#[test]
fn every_reason_has_its_weight() {
    for code in AGAINST.iter().chain(&CLEAR_NAMES) {
        assert_ne!(weight(code), 0, "{code}");
    }
}
