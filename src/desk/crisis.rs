//! Words that tell of danger, and whom to call: data in `crisis.toml`, looked for without a database.

use serde::Deserialize;
use std::sync::LazyLock;
use ui::Lang;

/// A telephone to call.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// Never changes.
    pub code: String,
    /// The number.
    pub number: String,
    bg: String,
    en: String,
}

impl Line {
    /// Who answers there.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        if lang == Lang::Bg { &self.bg } else { &self.en }
    }

    /// The number as a telephone dials it.
    #[must_use]
    pub fn href(&self) -> String {
        let digits: String = self.number.chars().filter(char::is_ascii_digit).collect();
        format!("tel:{digits}")
    }
}

/// A danger, the words that tell of it, and who helps.
#[derive(Clone, Debug, Deserialize)]
pub struct Group {
    /// Never changes: a talk keeps it.
    pub code: String,
    bg: String,
    en: String,
    lines: Vec<String>,
    stems: Vec<String>,
}

impl Group {
    /// What to do.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        if lang == Lang::Bg { &self.bg } else { &self.en }
    }
}

/// What the file says.
#[derive(Debug, Default, Deserialize)]
pub struct Crisis {
    /// Telephones.
    #[serde(rename = "line")]
    pub lines: Vec<Line>,
    /// Dangers, the gravest first.
    #[serde(rename = "group")]
    pub groups: Vec<Group>,
}

/// The file of this program.
#[must_use]
pub fn crisis() -> &'static Crisis {
    // A broken file would tell of nothing; a test reads it.
    static READ: LazyLock<Crisis> =
        LazyLock::new(|| toml::from_str(include_str!("crisis.toml")).unwrap_or_default());
    &READ
}

/// Small letters with one space between words and one before the first.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words {
        out.push(' ');
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// The dangers of which a text tells.
#[must_use]
pub fn found(text: &str) -> Vec<&'static Group> {
    let text = folded(text);
    let tells = |group: &&Group| group.stems.iter().any(|stem| text.contains(&folded(stem)));
    crisis().groups.iter().filter(tells).collect()
}

/// The codes of dangers, as a talk keeps them; those it had before stay.
#[must_use]
pub fn joined(before: &str, found: &[&Group]) -> String {
    let known: Vec<&str> = before.split(' ').filter(|code| !code.is_empty()).collect();
    let fresh = found.iter().map(|group| group.code.as_str()).filter(|code| !known.contains(code));
    known.iter().copied().chain(fresh).collect::<Vec<_>>().join(" ")
}

/// What a page shows of the dangers that a talk keeps: what to do, and whom to call.
pub struct Help {
    /// What to do.
    pub words: Vec<String>,
    /// Address, number, who answers.
    pub lines: Vec<(String, String, String)>,
}

/// The help for dangers by their codes; `None` when there are none.
#[must_use]
pub fn help(risk: &str, lang: Lang) -> Option<Help> {
    let all = crisis();
    let is_named = |code: &str| risk.split(' ').any(|one| one == code);
    let groups: Vec<&Group> = all.groups.iter().filter(|group| is_named(&group.code)).collect();
    if groups.is_empty() {
        return None;
    }
    let is_asked = |line: &&Line| groups.iter().any(|group| group.lines.contains(&line.code));
    let shown = |line: &Line| (line.href(), line.number.clone(), line.words(lang).to_owned());
    Some(Help {
        words: groups.iter().map(|group| group.words(lang).to_owned()).collect(),
        lines: all.lines.iter().filter(is_asked).map(shown).collect(),
    })
}
