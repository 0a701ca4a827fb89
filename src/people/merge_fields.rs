//! What two rows of one person say, field by field, and what stays of it.

use super::NewPerson;
use super::store::{person, write};
use kit::types::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fields of a person's row that a merge chooses between, in the order of the page.
pub const FIELDS: [&str; 12] = [
    "given", "middle", "family", "latin", "birth", "sex", "phone", "email", "language", "needs",
    "note", "died",
];

/// What a person's row says, as texts by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// Texts by the names of [`FIELDS`].
    pub texts: BTreeMap<String, String>,
    /// The address is protected.
    pub is_protected: bool,
}

impl Fields {
    /// What a row says.
    #[must_use]
    pub fn of(row: &person::Model, note: String) -> Fields {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let texts = [
            ("given", row.given.clone()),
            ("middle", row.middle.clone()),
            ("family", row.family.clone()),
            ("latin", row.latin.clone()),
            ("birth", day(row.birth_day)),
            ("sex", row.sex.clone()),
            ("phone", row.phone.clone()),
            ("email", row.email.clone()),
            ("language", row.language.clone()),
            ("needs", row.needs.clone()),
            ("note", note),
            ("died", day(row.died_on)),
        ];
        let texts = texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        Fields { texts, is_protected: row.is_protected }
    }

    /// The text of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// Says nothing in this field.
    #[must_use]
    pub fn is_blank(&self, name: &str) -> bool {
        let text = self.get(name);
        text.is_empty() || (name == "sex" && text == "unknown")
    }

    /// As a person to be written, with the day of death.
    #[must_use]
    pub fn person(&self) -> (NewPerson, Option<Day>) {
        let text = |name: &str| self.get(name).to_owned();
        let new = NewPerson {
            given: text("given"),
            middle: text("middle"),
            family: text("family"),
            latin: Some(text("latin")),
            birth_day: self.get("birth").parse().ok(),
            sex: text("sex"),
            phone: text("phone"),
            email: text("email"),
            language: text("language"),
            needs: text("needs"),
            note: text("note"),
            is_protected: self.is_protected,
            ..NewPerson::default()
        };
        (new, self.get("died").parse().ok())
    }

    /// Given, middle and family name in one text.
    #[must_use]
    pub fn full_name(&self) -> String {
        write::full_name(self.get("given"), self.get("middle"), self.get("family"))
    }
}

/// Whose value stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Of the row that stays.
    #[default]
    Kept,
    /// Of the row that goes.
    Gone,
    /// Both, one after the other: notes and needs.
    Both,
}

/// What somebody chose, field by field; `present` and `permanent` choose addresses.
pub type Choices = BTreeMap<String, Side>;

/// The fields as chosen.
#[must_use]
pub fn chosen(kept: &Fields, gone: &Fields, choices: &Choices) -> Fields {
    let pick = |name: &&str| {
        let (a, b) = (kept.get(name), gone.get(name));
        let text = match choices.get(*name).copied().unwrap_or_default() {
            Side::Gone => b.to_owned(),
            Side::Both if *name == "needs" => joined(a, b),
            Side::Both if a.is_empty() || b.is_empty() => format!("{a}{b}"),
            Side::Both => format!("{a}\n\n{b}"),
            // What only the other one says is not lost for want of a choice.
            Side::Kept if kept.is_blank(name) && !choices.contains_key(*name) => b.to_owned(),
            Side::Kept => a.to_owned(),
        };
        ((*name).to_owned(), text)
    };
    // Who hides does so in the one row too.
    let is_protected = kept.is_protected || gone.is_protected;
    Fields { texts: FIELDS.iter().map(pick).collect(), is_protected }
}

fn joined(one: &str, other: &str) -> String {
    let mut codes: Vec<&str> =
        one.split(',').chain(other.split(',')).filter(|code| !code.is_empty()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let texts = pairs.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
        Fields { texts, is_protected: false }
    }

    #[test]
    fn what_is_chosen_stays_and_what_is_not_known_is_taken_over() {
        let kept = fields(&[("given", "Мария"), ("phone", ""), ("note", "а"), ("needs", "x,y")]);
        let gone = fields(&[("given", "Марийка"), ("phone", "1"), ("note", "б"), ("needs", "y,z")]);
        let mut choices = Choices::new();
        assert_eq!(chosen(&kept, &gone, &choices).get("given"), "Мария");
        assert_eq!(chosen(&kept, &gone, &choices).get("phone"), "1");
        choices.insert("given".into(), Side::Gone);
        choices.insert("note".into(), Side::Both);
        choices.insert("needs".into(), Side::Both);
        choices.insert("phone".into(), Side::Kept);
        let result = chosen(&kept, &gone, &choices);
        assert_eq!((result.get("given"), result.get("note")), ("Марийка", "а\n\nб"));
        assert_eq!((result.get("needs"), result.get("phone")), ("x,y,z", ""));
    }
}
