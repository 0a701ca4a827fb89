//! Short and tender forms of given names: Гошо is Георги, Миме is Мария. The list is `short.txt`.
//!
//! Invariants: keys of `fold` on both sides, so either script finds them; a short form never stands
//! for itself.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;

static FULL: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut map: HashMap<String, Vec<String>> = HashMap::new();
    let lines = include_str!("short.txt").lines().filter(|line| !line.starts_with('#'));
    for (short, full) in lines.filter_map(|line| line.split_once(':')) {
        let short = fold(short);
        for name in full.split_whitespace().map(fold).filter(|name| *name != short) {
            let names = map.entry(short.clone()).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    map
});

/// The full names that a short form may stand for, folded; nothing for a name that is not short.
#[must_use]
pub fn full_of(word: &str) -> &'static [String] {
    FULL.get(&fold(word)).map_or(&[], Vec::as_slice)
}

/// Whether one of two folded given names is a short form of the other, or both of a third.
#[must_use]
pub fn is_short_for(one: &str, other: &str) -> bool {
    let (of_one, of_other) = (full_of(one), full_of(other));
    let holds = |list: &[String], word: &str| list.iter().any(|name| name == word);
    holds(of_one, other) || holds(of_other, one) || of_one.iter().any(|name| holds(of_other, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_lead_to_full_ones() {
        assert_eq!(full_of("Гошо"), [fold("Георги")]);
        assert!(full_of("gosho").contains(&fold("Георги")));
        assert!(full_of("Георги").is_empty());
        let short = |one: &str, other: &str| is_short_for(&fold(one), &fold(other));
        assert!(short("Митко", "Димитър") && short("Мария", "Миме") && short("Гошо", "Жоро"));
        assert!(!short("Иван", "Георги") && !short("Иван", "Иван"));
    }
}
