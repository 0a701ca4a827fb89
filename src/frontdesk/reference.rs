//! What the front desk offers to choose from, read once from `reference.toml`.

use serde::Deserialize;
use std::sync::LazyLock;
use ui::{Choice, Lang};

/// One thing to choose: its id is stored, its words are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Item {
    /// Never changes.
    pub id: String,
    bg: String,
    en: String,
    /// What is said this way is written down and signed (чл. 29(5) АПК).
    #[serde(default)]
    pub protocol: bool,
    /// The articles that a printed document names.
    #[serde(default)]
    pub ground: String,
    #[serde(default)]
    ask: String,
    #[serde(default)]
    ask_en: String,
}

impl Item {
    /// The words in a language.
    pub fn words(&self, lang: Lang) -> &str {
        if lang == Lang::Bg { &self.bg } else { &self.en }
    }

    fn question(&self, lang: Lang) -> &str {
        if lang == Lang::Bg { &self.ask } else { &self.ask_en }
    }
}

/// The lists.
#[derive(Debug, Default, Deserialize)]
pub struct Reference {
    /// How a wish is stated.
    pub wish_form: Vec<Item>,
    /// The three urgent groups.
    pub urgent_group: Vec<Item>,
    /// Institutions that signal.
    pub signaller: Vec<Item>,
    /// Kinds of services by чл. 15 ЗСУ; the id is the item's number.
    pub kind: Vec<Item>,
    /// How an institution is told.
    pub how_told: Vec<Item>,
    /// What came of an attempt to reach somebody.
    pub reached: Vec<Item>,
}

/// The lists of this program.
pub fn reference() -> &'static Reference {
    // A broken file would give empty lists; a test reads it.
    static READ: LazyLock<Reference> =
        LazyLock::new(|| toml::from_str(include_str!("reference.toml")).unwrap_or_default());
    &READ
}

/// Whether a list has this id.
pub fn has(list: &[Item], id: &str) -> bool {
    list.iter().any(|item| item.id == id)
}

/// The words of an id; the id itself when an older version of the program wrote it.
pub fn words(list: &[Item], id: &str, lang: Lang) -> String {
    list.iter().find(|item| item.id == id).map_or(id, |item| item.words(lang)).to_owned()
}

/// A list as answers of a form.
pub fn choices(list: &[Item], lang: Lang) -> Vec<Choice> {
    let choice = |item: &Item| {
        let choice = Choice::new(item.id.as_str(), item.words(lang));
        if item.ask.is_empty() { choice } else { choice.hint(item.question(lang)) }
    };
    list.iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        let lists = reference();
        assert!(lists.reached.len() > 3 && lists.how_told.len() > 3);
        assert_eq!(words(&lists.kind, "7", Lang::Bg), "дневна грижа");
    }
}
