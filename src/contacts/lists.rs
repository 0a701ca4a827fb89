//! The lists that an office edits: topics, documents, campaigns. What the program brings is the
//! beginning; a row of the office under the same code takes its place.

use super::reference::{Item, reference};
use super::store::contact_choice::{self, Column, Entity};
use super::{ChoiceId, store};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, encode_id};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};
use ui::{Choice, Lang};

/// The names of the lists, as the database and addresses write them.
pub const LISTS: [&str; 3] = ["topic", "document", "campaign"];

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its place in its list, from 1: what is typed to reach it.
    pub number: usize,
    /// What is stored in contacts. Never changes.
    pub code: String,
    /// The law, of a topic.
    pub law: String,
    pub bg: String,
    pub en: String,
    pub valid_from: Option<Day>,
    pub valid_to: Option<Day>,
    /// The row of the office, when it has one.
    pub own: Option<ChoiceId>,
    pub version: i32,
}

impl Line {
    /// The words in a language.
    pub fn words(&self, lang: Lang) -> &str {
        if lang == Lang::Bg || self.en.is_empty() { &self.bg } else { &self.en }
    }

    /// Whether it is offered on a day.
    pub fn holds(&self, on: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= on) && self.valid_to.is_none_or(|to| on <= to)
    }
}

impl From<&Item> for Line {
    fn from(item: &Item) -> Line {
        let (code, law) = (item.id.clone(), item.law.clone());
        Line { code, law, bg: item.bg.clone(), en: item.en.clone(), ..Line::default() }
    }
}

/// All three lists.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    pub topics: Vec<Line>,
    pub documents: Vec<Line>,
    pub campaigns: Vec<Line>,
}

impl Lists {
    /// Reads them.
    pub async fn load(tx: &Tx) -> Result<Lists, StoreError> {
        let rows = tx.find::<Entity>().order_by_asc(Column::Id).all(tx.conn()).await?;
        let list = |name: &str, brought: &[Item]| {
            let mut lines: Vec<Line> = brought.iter().map(Line::from).collect();
            for row in rows.iter().filter(|row| row.list == name) {
                let own = line(row);
                match lines.iter_mut().find(|line| line.code == own.code) {
                    Some(place) => *place = own,
                    None => lines.push(own),
                }
            }
            for (number, line) in (1..).zip(lines.iter_mut()) {
                line.number = number;
            }
            lines
        };
        Ok(Lists {
            topics: list("topic", &reference().topic),
            documents: list("document", &reference().document),
            campaigns: list("campaign", &[]),
        })
    }

    /// The list of this name.
    pub fn named(&self, name: &str) -> &[Line] {
        match name {
            "topic" => &self.topics,
            "document" => &self.documents,
            _ => &self.campaigns,
        }
    }

    /// The law of a topic.
    pub fn law_of(&self, topic: &str) -> &str {
        self.topics.iter().find(|line| line.code == topic).map_or("other", |line| &line.law)
    }

    /// The topic that somebody means: its code, its number, its words or their beginning.
    pub fn topic_meant(&self, typed: &str, on: Day) -> Option<&Line> {
        let typed = typed.trim();
        let first: String = typed.chars().take_while(char::is_ascii_digit).collect();
        let folded = kit::search::fold(typed);
        let offered = || self.topics.iter().filter(|line| line.holds(on));
        let exact = offered().find(|line| line.code == typed || line.number.to_string() == first);
        let starts = |line: &&Line| kit::search::fold(&line.bg).starts_with(&folded);
        exact.or_else(|| offered().find(starts).filter(|_| !folded.is_empty()))
    }
}

fn line(row: &contact_choice::Model) -> Line {
    Line {
        number: 0,
        code: row.code.clone(),
        law: row.law.clone(),
        bg: row.bg.clone(),
        en: row.en.clone(),
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        own: Some(row.id),
        version: row.version,
    }
}

/// The words of a code; the code itself when nothing has it.
pub fn words(list: &[Line], code: &str, lang: Lang) -> String {
    list.iter().find(|line| line.code == code).map_or(code, |line| line.words(lang)).to_owned()
}

/// Whether a code is offered on a day.
pub fn offers(list: &[Line], code: &str, on: Day) -> bool {
    list.iter().any(|line| line.code == code && line.holds(on))
}

/// What a list offers on a day, and `kept` even when it no longer does.
pub fn offered(list: &[Line], on: Day, (kept, lang): (&str, Lang)) -> Vec<Choice> {
    let shown = list.iter().filter(|line| line.holds(on) || line.code == kept);
    shown.map(|line| Choice::new(line.code.as_str(), line.words(lang))).collect()
}

/// As [`offered`], each with its number before it: typing the number chooses it.
pub fn numbered(list: &[Line], on: Day, (kept, lang): (&str, Lang)) -> Vec<Choice> {
    let shown = list.iter().filter(|line| line.holds(on) || line.code == kept);
    let choice = |line: &Line| {
        Choice::new(line.code.as_str(), format!("{} {}", line.number, line.words(lang)))
    };
    shown.map(choice).collect()
}

/// What is saved of a row.
#[derive(Clone, Debug)]
pub struct NewLine {
    /// Which list.
    pub list: String,
    /// What is stored; made when empty.
    pub code: String,
    /// The law, of a topic.
    pub law: String,
    /// In Bulgarian.
    pub bg: String,
    /// In English.
    pub en: String,
    /// Offered from.
    pub valid_from: Option<Day>,
    /// Offered until.
    pub valid_to: Option<Day>,
}

/// Adds a row, or changes the office's own row if it still has this version.
pub async fn save(tx: &mut Tx, new: &NewLine, version: i32) -> Result<String, StoreError> {
    let row = contact_choice::ActiveModel {
        law: Set(new.law.clone()),
        bg: Set(new.bg.clone()),
        en: Set(new.en.clone()),
        valid_from: Set(new.valid_from),
        valid_to: Set(new.valid_to),
        ..Default::default()
    };
    let found = tx.find::<Entity>().filter(Column::List.eq(&new.list));
    let found = found.filter(Column::Code.eq(&new.code)).one(tx.conn()).await?;
    let (id, code) = match found {
        Some(there) => {
            tx.update::<store::contact_choice::Entity>(there.id, version, row).await?;
            (there.id, new.code.clone())
        }
        None => {
            let id = ChoiceId(tx.new_id());
            let code = if new.code.is_empty() { encode_id(id.0) } else { new.code.clone() };
            tx.insert(contact_choice::ActiveModel {
                municipality_id: Set(tx.municipality()),
                id: Set(id),
                list: Set(new.list.clone()),
                code: Set(code.clone()),
                version: Set(1),
                ..row
            })
            .await?;
            (id, code)
        }
    };
    tx.audit(Entry::write("contact-list-changed", id.0));
    Ok(code)
}
