//! For what consent is asked, and for what it is not: read from `purposes.toml`.

use serde::Deserialize;
use std::sync::LazyLock;
use ui::Lang;

/// A purpose that rests on consent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Purpose {
    /// `third_party`, `iis` …
    pub code: String,
    name: String,
    name_en: String,
    /// The articles that ask for consent.
    pub ground: String,
    /// `case`: kept with a case, shown here.
    pub kept: String,
    /// The words shown before the municipality wrote its own.
    pub text: String,
    effect: String,
    effect_en: String,
}

/// A purpose that rests on the law.
#[derive(Clone, Debug, Deserialize)]
pub struct Free {
    name: String,
    name_en: String,
    /// The articles.
    pub ground: String,
}

#[derive(Default, Deserialize)]
struct File {
    purpose: Vec<Purpose>,
    free: Vec<Free>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("purposes.toml")).unwrap_or_default());

fn words<'a>(lang: Lang, bg: &'a str, en: &'a str) -> &'a str {
    if lang == Lang::Bg { bg } else { en }
}

impl Purpose {
    /// Its name.
    pub fn name(&self, lang: Lang) -> &str {
        words(lang, &self.name, &self.name_en)
    }

    /// What follows when it is withdrawn.
    pub fn effect(&self, lang: Lang) -> &str {
        words(lang, &self.effect, &self.effect_en)
    }

    /// Whether it is entered in this register.
    pub fn is_own(&self) -> bool {
        self.kept.is_empty()
    }
}

impl Free {
    /// Its name.
    pub fn name(&self, lang: Lang) -> &str {
        words(lang, &self.name, &self.name_en)
    }
}

/// All purposes that rest on consent.
pub fn purposes() -> &'static [Purpose] {
    &FILE.purpose
}

/// A purpose by its code.
pub fn purpose(code: &str) -> Option<&'static Purpose> {
    FILE.purpose.iter().find(|purpose| purpose.code == code)
}

/// The name of a purpose; of an unknown one its code.
pub fn name_of(lang: Lang, code: &str) -> String {
    purpose(code).map_or(code, |purpose| purpose.name(lang)).to_owned()
}

/// What needs no consent.
pub fn free() -> &'static [Free] {
    &FILE.free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_has_its_words() {
        assert!(purposes().len() >= 4 && free().len() >= 4);
        for purpose in purposes() {
            assert!(!purpose.ground.is_empty() && !purpose.name(Lang::En).is_empty());
            assert_eq!(purpose.is_own(), !purpose.text.is_empty(), "{}", purpose.code);
            assert_eq!(purpose.is_own(), !purpose.effect(Lang::Bg).is_empty());
        }
    }
}
