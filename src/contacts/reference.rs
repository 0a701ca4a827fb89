//! What the contact log offers to choose from, read once from `reference.toml`.

use serde::Deserialize;
use std::sync::LazyLock;
use ui::{Choice, Lang};

/// One thing to choose: its id is stored, its words are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Item {
    /// Never changes.
    pub id: String,
    /// In Bulgarian.
    pub bg: String,
    /// In English.
    pub en: String,
    /// The law that a topic belongs to.
    #[serde(default)]
    pub law: String,
    /// Written by earlier versions, no longer offered.
    #[serde(default)]
    pub old: bool,
}

impl Item {
    /// The words in a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        if lang == Lang::Bg { &self.bg } else { &self.en }
    }
}

/// The lists.
#[derive(Debug, Default, Deserialize)]
pub struct Reference {
    /// Laws people ask about.
    pub law: Vec<Item>,
    /// Topics that the program brings.
    pub topic: Vec<Item>,
    /// How people come.
    pub channel: Vec<Item>,
    /// What comes of a contact.
    pub outcome: Vec<Item>,
    /// Who asks.
    pub asker: Vec<Item>,
    /// Sex.
    pub sex: Vec<Item>,
    /// Age groups.
    pub age: Vec<Item>,
    /// Documents that the program brings.
    pub document: Vec<Item>,
}

/// The lists of this program.
pub fn reference() -> &'static Reference {
    // A broken file would give empty lists; a test reads it.
    static READ: LazyLock<Reference> =
        LazyLock::new(|| toml::from_str(include_str!("reference.toml")).unwrap_or_default());
    &READ
}

/// Whether a list offers this id.
#[must_use]
pub fn has(list: &[Item], id: &str) -> bool {
    list.iter().any(|item| item.id == id)
}

/// The words of an id; the id itself when an older version of the program wrote it.
#[must_use]
pub fn words(list: &[Item], id: &str, lang: Lang) -> String {
    list.iter().find(|item| item.id == id).map_or(id, |item| item.words(lang)).to_owned()
}

/// A list as answers of a form.
#[must_use]
pub fn choices(list: &[Item], lang: Lang) -> Vec<Choice> {
    let offered = list.iter().filter(|item| !item.old);
    offered.map(|item| Choice::new(item.id.as_str(), item.words(lang))).collect()
}

/// The age group of somebody of so many years.
#[must_use]
pub fn age_group(years: i16) -> &'static str {
    let from = |item: &Item| item.id.trim_start_matches('a').parse::<i16>().unwrap_or(i16::MAX);
    let group = reference().age.iter().rev().find(|item| from(item) <= years.max(0));
    group.map_or("", |item| item.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_every_topic_has_a_law() {
        let lists = reference();
        assert!(lists.topic.len() > 20 && lists.document.len() > 3);
        assert!(lists.topic.iter().all(|topic| has(&lists.law, &topic.law)));
        assert_eq!(choices(&lists.channel, Lang::Bg).len(), 9, "nine channels");
        assert_eq!(words(&lists.channel, "visit_booked", Lang::En), "booked visit");
    }

    #[test]
    fn ages_fall_into_their_groups() {
        let ages = [0, 17, 18, 54, 55, 79, 80, 104].map(age_group);
        assert_eq!(ages, ["a0", "a0", "a18", "a30", "a55", "a65", "a80", "a80"]);
    }
}
