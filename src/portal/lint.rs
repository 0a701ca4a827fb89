//! Whether a text is easy to read: how long its sentences and words are, whether it says words of offices
//! or hides who does what, whether each abbreviation stands in the glossary. What counts is data
//! (`plain.toml`); nothing here asks a database.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use ui::Lang;

const SHIPPED: &str = include_str!("plain.toml");
/// A mean says something of so many sentences and more.
const LEAST_SENTENCES: usize = 3;
/// Marks that end a sentence.
const ENDS: [char; 7] = ['.', '!', '?', '…', ':', ';', '\n'];

/// What easy-to-read text of a language keeps to.
#[derive(Clone, Debug, Default, Deserialize)]
struct Plain {
    sentence_words: usize,
    mean_words: usize,
    word_letters: usize,
    short: Vec<String>,
    passive: Vec<String>,
    clerical: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
struct Both {
    bg: Plain,
    en: Plain,
}

static BOTH: LazyLock<Both> = LazyLock::new(|| toml::from_str(SHIPPED).unwrap_or_default());

fn plain(lang: Lang) -> &'static Plain {
    match lang {
        Lang::Bg => &BOTH.bg,
        Lang::En => &BOTH.en,
    }
}

/// What is hard to read in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// `sentence`, `mean`, `word`, `abbreviation`, `clerical`, `passive`; words have the key
    /// `portal-edit-lint-<rule>`.
    pub rule: &'static str,
    /// The words it is about.
    pub said: String,
    /// What to say in their place, or how long it is.
    pub advice: String,
}

impl Found {
    fn new(rule: &'static str, said: impl Into<String>, advice: impl Into<String>) -> Found {
        Found { rule, said: said.into(), advice: advice.into() }
    }
}

/// Single words of the glossary, in small letters: these may be used though they are long or short forms.
#[must_use]
pub fn known<'a>(glossary: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    glossary.into_iter().flat_map(words).map(str::to_lowercase).collect()
}

/// What is hard to read in a text of a language. `known` are the words that the glossary explains.
#[must_use]
pub fn lint(text: &str, lang: Lang, known: &BTreeSet<String>) -> Vec<Found> {
    let rules = plain(lang);
    let mut found = Vec::new();
    let mut lengths = Vec::new();
    for sentence in sentences(text, &rules.short) {
        let count = words(&sentence).len();
        lengths.push(count);
        if count > rules.sentence_words {
            found.push(Found::new("sentence", sentence, count.to_string()));
        }
    }
    let all: usize = lengths.iter().sum();
    if lengths.len() >= LEAST_SENTENCES && all > rules.mean_words * lengths.len() {
        found.push(Found::new("mean", "", (all / lengths.len()).to_string()));
    }
    for word in words(text) {
        if known.contains(&word.to_lowercase()) {
            continue;
        }
        let longest = word.split('-').map(|part| part.chars().count()).max().unwrap_or_default();
        if longest > rules.word_letters {
            found.push(Found::new("word", word, longest.to_string()));
        }
        if word.chars().filter(|letter| letter.is_uppercase()).count() > 1 {
            found.push(Found::new("abbreviation", word, ""));
        }
    }
    let low = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    for (said, instead) in &rules.clerical {
        if begins_a_word(&low, said) {
            found.push(Found::new("clerical", said, instead));
        }
    }
    for said in rules.passive.iter().filter(|said| begins_a_word(&low, said)) {
        found.push(Found::new("passive", said, ""));
    }
    found
}

/// Whether the phrase stands in the text where a word begins.
fn begins_a_word(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(char::is_alphanumeric)
    })
}

/// The words of a text: runs of letters, figures and hyphens with a letter among them.
fn words(text: &str) -> Vec<&str> {
    let inside = |letter: char| letter.is_alphanumeric() || "'’-".contains(letter);
    text.split(|letter: char| !inside(letter))
        .map(|word| word.trim_matches(['-', '\'', '’']))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect()
}

/// The sentences of a text. A heading and an item of a list end at the end of their line; a point after
/// a short form such as „чл.“ or within a number ends nothing.
fn sentences(text: &str, short: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    let mut sentence = String::new();
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        sentence.push(letter);
        let follows = rest.peek().copied().unwrap_or('\n');
        let is_end = letter == '\n'
            || ENDS.contains(&letter)
                && (follows.is_whitespace() || "“”\"".contains(follows))
                && !(letter == '.' && goes_on(&sentence, short));
        if is_end {
            keep(&mut all, &mut sentence);
        }
    }
    keep(&mut all, &mut sentence);
    all
}

/// Whether the point at the end belongs to a short form.
fn goes_on(sentence: &str, short: &[String]) -> bool {
    let said = sentence.trim_end_matches('.');
    let last = said.rsplit([' ', '(', '\u{a0}']).next().unwrap_or_default().to_lowercase();
    short.contains(&last)
}

fn keep(all: &mut Vec<String>, sentence: &mut String) {
    let whole = sentence.trim().trim_start_matches(['#', '-']).trim().to_owned();
    sentence.clear();
    if whole.chars().any(char::is_alphabetic) {
        all.push(whole);
    }
}
