//! What the program ships: the texts of the guide, the glossary, the needs by which people look for a
//! service and the ways into one. Read once; pure.

use super::lint;
use crate::services::Offer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use ui::Lang;

const GUIDE: &str = include_str!("guide.toml");
const WAYS: &str = include_str!("ways.toml");

/// A text in a language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = PortalText)]
pub struct Text {
    /// Its title.
    pub title: String,
    /// What stands first.
    pub lead: String,
    /// The rest, in lines (see [`super::text`]).
    pub body: String,
}

/// A text of the guide: what to do in a situation of life.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Article {
    /// Its code: the last part of its address.
    pub code: String,
    /// Whether whoever reads it may have to leave the page at once.
    #[serde(default)]
    pub leave: bool,
    /// The need by which services for it are found; empty for none.
    #[serde(default)]
    pub need: String,
    /// What of the law it rests on.
    #[serde(default)]
    pub articles: Vec<String>,
    bg: Text,
    en: Text,
}

impl Article {
    /// The shipped text in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &Text {
        match lang {
            Lang::Bg => &self.bg,
            Lang::En => &self.en,
        }
    }
}

/// A word and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Meaning {
    /// The word.
    pub word: String,
    /// What it means.
    pub means: String,
}

/// A word of the glossary in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Term {
    bg: Meaning,
    en: Meaning,
}

impl Term {
    /// The word in a language.
    #[must_use]
    pub fn meaning(&self, lang: Lang) -> &Meaning {
        match lang {
            Lang::Bg => &self.bg,
            Lang::En => &self.en,
        }
    }
}

/// What somebody needs, in plain words, and which services fit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Need {
    /// Its code in addresses.
    pub code: String,
    /// Kinds of чл. 15; any when empty.
    #[serde(default)]
    pub kinds: Vec<u8>,
    /// Groups of чл. 14; any when empty.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Ages; any when empty.
    #[serde(default)]
    pub ages: Vec<String>,
    bg: String,
    en: String,
}

impl Need {
    /// Its words.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        match lang {
            Lang::Bg => &self.bg,
            Lang::En => &self.en,
        }
    }

    /// Whether a service answers it.
    #[must_use]
    pub fn fits(&self, offer: &Offer) -> bool {
        let among = |wanted: &[String], given: &str| {
            let mut given = given.split(',').map(str::trim);
            wanted.is_empty() || given.any(|one| wanted.iter().any(|want| want == one))
        };
        let is_kind = self.kinds.is_empty() || self.kinds.contains(&offer.kind);
        is_kind && among(&self.groups, &offer.groups) && among(&self.ages, &offer.ages)
    }
}

/// How one comes into a service, in a language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct WayText {
    /// What to bring.
    pub documents: Vec<String>,
    /// What happens, step by step.
    pub steps: Vec<String>,
    /// How long it takes.
    pub term: String,
    /// What it costs.
    pub fee: String,
    /// What to do after a refusal.
    pub appeal: String,
}

/// How one comes into services of a sort.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Way {
    code: String,
    /// What of the law it rests on.
    pub articles: Vec<String>,
    bg: WayText,
    en: WayText,
}

impl Way {
    /// Its words in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &WayText {
        match lang {
            Lang::Bg => &self.bg,
            Lang::En => &self.en,
        }
    }
}

#[derive(Default, Deserialize)]
struct Guide {
    version: String,
    term: Vec<Term>,
    article: Vec<Article>,
}

#[derive(Default, Deserialize)]
struct Ways {
    need: Vec<Need>,
    way: Vec<Way>,
}

static SHIPPED: LazyLock<Guide> = LazyLock::new(|| toml::from_str(GUIDE).unwrap_or_default());
static ENTRIES: LazyLock<Ways> = LazyLock::new(|| toml::from_str(WAYS).unwrap_or_default());

/// The day of the shipped texts.
#[must_use]
pub fn version() -> &'static str {
    &SHIPPED.version
}

/// All texts of the guide.
#[must_use]
pub fn articles() -> &'static [Article] {
    &SHIPPED.article
}

/// The text of a code.
#[must_use]
pub fn article(code: &str) -> Option<&'static Article> {
    articles().iter().find(|one| one.code == code)
}

/// The glossary.
#[must_use]
pub fn terms() -> &'static [Term] {
    &SHIPPED.term
}

/// The words that the glossary explains, for the lint.
#[must_use]
pub fn known(lang: Lang) -> BTreeSet<String> {
    lint::known(terms().iter().map(|term| term.meaning(lang).word.as_str()))
}

/// All needs.
#[must_use]
pub fn needs() -> &'static [Need] {
    &ENTRIES.need
}

/// The need of a code.
#[must_use]
pub fn need(code: &str) -> Option<&'static Need> {
    needs().iter().find(|one| one.code == code)
}

/// All ways.
#[must_use]
pub fn ways() -> &'static [Way] {
    &ENTRIES.way
}

/// The kinds of чл. 15 that ask for a way of their own.
const SHELTER: u8 = 9;
const ASSISTANT: u8 = 10;

/// The code of the way into a service, by what the directory knows of it: the first that holds.
fn way_code(offer: &Offer) -> &'static str {
    let is_for = |group: &str| offer.groups.split(',').any(|one| one.trim() == group);
    match offer {
        _ if offer.funding == "private" => "private",
        _ if !offer.in_zsu => "other",
        _ if offer.access != "specialised" => "open",
        _ if offer.kind == ASSISTANT => "assistant",
        // A place that is not shown is a refuge: it takes in at once.
        _ if is_for("adults_crisis") && (offer.kind == SHELTER || offer.address.is_empty()) => {
            "urgent"
        }
        _ => "referral",
    }
}

/// The way into a service.
#[must_use]
pub fn way(offer: &Offer) -> Option<&'static Way> {
    let code = way_code(offer);
    ways().iter().find(|one| one.code == code)
}
