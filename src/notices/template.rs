//! The words of notices: what the program brings, which names may stand in braces, and filling
//! them in. No database.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use ui::Lang;

const SHIPPED: &str = include_str!("templates.toml");
/// Names that every template knows.
pub const ALWAYS: [&str; 3] = ["municipality", "phone", "link"];
/// News: the only kind that somebody may leave.
pub const NEWS: &str = "news";

/// The words of a template in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Words {
    /// The subject of a mail; nothing of anybody stands in it.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The text of a short message.
    pub short: String,
}

/// What a template is called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Name {
    bg: String,
    en: String,
}

/// A template as the program brings it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Template {
    /// How the other capabilities ask for it.
    pub code: String,
    /// `service` or `news`.
    pub kind: String,
    /// Somebody waits for it at this moment.
    #[serde(default)]
    pub urgent: bool,
    name: Name,
    /// Names that must stand in the text, each with an example.
    pub needed: BTreeMap<String, String>,
    /// Names that may, each with an example.
    pub known: BTreeMap<String, String>,
    bg: Words,
    en: Words,
}

impl Template {
    /// What it is called.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Bg => &self.name.bg,
            Lang::En => &self.name.en,
        }
    }

    /// The words that the program brings.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &Words {
        match lang {
            Lang::Bg => &self.bg,
            Lang::En => &self.en,
        }
    }

    /// Whether a name may stand in braces.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        ALWAYS.contains(&name) || self.needed.contains_key(name) || self.known.contains_key(name)
    }

    /// The examples for a preview.
    #[must_use]
    pub fn examples(&self, municipality: &str, phone: &str, link: &str) -> Values {
        let mut values = Values::new();
        let always = [municipality, phone, link];
        values.extend(ALWAYS.iter().zip(always).map(|(n, v)| ((*n).to_owned(), v.to_owned())));
        values.extend(self.known.clone());
        values.extend(self.needed.clone());
        values
    }
}

/// Values by name.
pub type Values = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Book {
    template: Vec<Template>,
}

static BOOK: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let read: Result<Book, _> = toml::from_str(SHIPPED);
    // A test reads it: a broken file does not leave the house.
    read.map(|book| book.template).unwrap_or_default()
});

/// All templates.
#[must_use]
pub fn all() -> &'static [Template] {
    &BOOK
}

/// The template of a code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Template> {
    BOOK.iter().find(|one| one.code == code)
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// A name in braces that nobody fills in.
    Unknown(String),
    /// A name that must be there and is not.
    Missing(String),
    /// A brace that opens and does not close, or the other way round.
    Open,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Plain(&'a str),
    Name(&'a str),
}

/// The pieces of a text; nothing when its braces are not in order.
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((plain, after)) = rest.split_once('{') {
        if plain.contains('}') {
            return None;
        }
        let (name, after) = after.split_once('}')?;
        if name.contains('{') || name.trim().is_empty() {
            return None;
        }
        found.push(Piece::Plain(plain));
        found.push(Piece::Name(name));
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    found.push(Piece::Plain(rest));
    Some(found)
}

/// What is wrong with one text of a template; `must` says whether the needed names must stand in it.
#[must_use]
pub fn mistakes(template: &Template, text: &str, must: bool) -> Vec<Mistake> {
    let Some(pieces) = pieces(text) else { return vec![Mistake::Open] };
    let names: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Name(name) => Some(*name),
            Piece::Plain(_) => None,
        })
        .collect();
    let unknown = names.iter().filter(|name| !template.knows(name));
    let mut found: Vec<Mistake> =
        unknown.map(|name| Mistake::Unknown((*name).to_owned())).collect();
    if must {
        let missing = template.needed.keys().filter(|name| !names.contains(&name.as_str()));
        found.extend(missing.map(|name| Mistake::Missing(name.clone())));
    }
    found
}

/// A text with its names filled in. In a subject a value is one line.
#[must_use]
pub fn filled(text: &str, values: &Values) -> String {
    let Some(pieces) = pieces(text) else { return text.to_owned() };
    let word = |piece: &Piece<'_>| match piece {
        Piece::Plain(text) => (*text).to_owned(),
        Piece::Name(name) => values.get(*name).cloned().unwrap_or_default(),
    };
    pieces.iter().map(word).collect()
}

/// The words filled in; a subject stays one line, whatever a value holds.
#[must_use]
pub fn written(words: &Words, values: &Values) -> Words {
    let subject = filled(&words.subject, values);
    Words {
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        body: filled(&words.body, values),
        short: filled(&words.short, values),
    }
}
