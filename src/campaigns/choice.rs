//! The words to choose from: what the program brings, and under the same code what a municipality
//! wrote in its place or added.

use super::ChoiceId;
use super::store::campaign_choice::{self, Column, Entity};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::encode_id;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde::Deserialize;
use std::sync::LazyLock;
use ui::{Choice, Lang};

/// The lists; words have the key `campaigns-list-<code>`.
pub const LISTS: [&str; 5] = ["event", "audience", "came", "channel", "media"];

#[derive(Debug, Deserialize)]
struct Item {
    id: String,
    bg: String,
    en: String,
}

#[derive(Debug, Default, Deserialize)]
struct Reference {
    event: Vec<Item>,
    audience: Vec<Item>,
    came: Vec<Item>,
    channel: Vec<Item>,
    media: Vec<Item>,
}

fn reference() -> &'static Reference {
    // A broken file would give empty lists; a test reads it.
    static READ: LazyLock<Reference> =
        LazyLock::new(|| toml::from_str(include_str!("reference.toml")).unwrap_or_default());
    &READ
}

fn brought(list: &str) -> &'static [Item] {
    let all = reference();
    match list {
        "event" => &all.event,
        "audience" => &all.audience,
        "came" => &all.came,
        "channel" => &all.channel,
        _ => &all.media,
    }
}

/// A word of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// What is stored.
    pub code: String,
    /// In Bulgarian.
    pub bg: String,
    /// In English, or empty.
    pub en: String,
    /// Whether it can still be chosen.
    pub is_offered: bool,
    /// Version of the municipality's own row; 0 when it has none.
    pub version: i32,
}

impl Word {
    /// In a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        if lang == Lang::Bg || self.en.is_empty() { &self.bg } else { &self.en }
    }
}

/// All lists of a municipality.
#[derive(Clone, Debug)]
pub struct Words(Vec<(&'static str, Vec<Word>)>);

impl Words {
    /// Reads them. One query.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(tx: &Tx) -> Result<Words, StoreError> {
        let rows = tx.find::<Entity>().order_by_asc(Column::Id).all(tx.conn()).await?;
        Ok(Words(LISTS.map(|list| (list, words(list, &rows))).into()))
    }

    /// The words of a list.
    #[must_use]
    pub fn of(&self, list: &str) -> &[Word] {
        let found = self.0.iter().find(|(name, _)| *name == list);
        found.map_or(&[], |(_, words)| words.as_slice())
    }

    /// The text of a code; the code itself when nothing has it.
    #[must_use]
    pub fn say(&self, list: &str, code: &str, lang: Lang) -> String {
        let word = self.of(list).iter().find(|word| word.code == code);
        word.map_or(code, |word| word.text(lang)).to_owned()
    }

    /// The texts of several codes with commas.
    #[must_use]
    pub fn say_all(&self, list: &str, codes: &str, lang: Lang) -> String {
        let texts: Vec<String> =
            super::course::apart(codes).iter().map(|code| self.say(list, code, lang)).collect();
        texts.join(", ")
    }

    /// What can be chosen; `kept` stay although they are no longer offered, and are chosen.
    #[must_use]
    pub fn choices(&self, list: &str, kept: &[String], lang: Lang) -> Vec<Choice> {
        let shown = self.of(list).iter().filter(|w| w.is_offered || kept.contains(&w.code));
        let choice = |word: &Word| {
            Choice::new(word.code.as_str(), word.text(lang)).checked(kept.contains(&word.code))
        };
        shown.map(choice).collect()
    }

    /// Whether a code can be chosen.
    #[must_use]
    pub fn has(&self, list: &str, code: &str) -> bool {
        self.of(list).iter().any(|word| word.code == code)
    }
}

fn words(list: &str, rows: &[campaign_choice::Model]) -> Vec<Word> {
    let mut all: Vec<Word> = brought(list)
        .iter()
        .map(|item| Word {
            code: item.id.clone(),
            bg: item.bg.clone(),
            en: item.en.clone(),
            is_offered: true,
            version: 0,
        })
        .collect();
    for row in rows.iter().filter(|row| row.list == list) {
        let own = Word {
            code: row.code.clone(),
            bg: row.bg.clone(),
            en: row.en.clone(),
            is_offered: row.is_offered,
            version: row.version,
        };
        match all.iter_mut().find(|word| word.code == own.code) {
            Some(place) => *place = own,
            None => all.push(own),
        }
    }
    all
}

/// Adds a word (with an empty code), or writes the municipality's own in place of one; `word.version`
/// is what was read.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else saved meanwhile.
pub async fn save(tx: &mut Tx, list: &str, word: &Word) -> Result<(), StoreError> {
    let rows = tx.find::<Entity>().filter(Column::List.eq(list));
    let found = rows.filter(Column::Code.eq(word.code.as_str())).one(tx.conn()).await?;
    let id = match found {
        Some(there) => {
            let row = campaign_choice::ActiveModel {
                bg: Set(word.bg.clone()),
                en: Set(word.en.clone()),
                is_offered: Set(word.is_offered),
                ..Default::default()
            };
            tx.update::<Entity>(there.id, word.version, row).await?;
            there.id
        }
        None => {
            let id = ChoiceId(tx.new_id());
            let code = if word.code.is_empty() { encode_id(id.0) } else { word.code.clone() };
            let row = campaign_choice::Model {
                municipality_id: tx.municipality(),
                id,
                list: list.to_owned(),
                code,
                bg: word.bg.clone(),
                en: word.en.clone(),
                is_offered: word.is_offered,
                version: 1,
            };
            tx.insert(row.into_active_model()).await?;
            id
        }
    };
    tx.audit(Entry::write("campaign-list-changed", id.0));
    Ok(())
}
