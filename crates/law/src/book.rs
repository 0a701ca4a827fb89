//! The book of rules: reading the rule files, and laying a draft over them.
//!
//! Invariants after [`Book::read`] and [`Book::overlay`]: ids are unique per day (versions of one
//! id do not overlap), no value holds a float, every article has the shape the handbook prints,
//! order is the order of the files. Reading is pure: the same texts give the same book.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use serde::Deserialize;

use crate::LawError;
use crate::draft::{Draft, lay_over};
use crate::local::LocalValue;
use crate::rule::{Confidence, Rule};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    meta: Option<RawMeta>,
    #[serde(default)]
    defaults: toml::Table,
    #[serde(default)]
    rule: Vec<toml::Table>,
}

#[derive(Debug, Clone, Deserialize)]
struct RawMeta {
    file: Option<String>,
    act: Option<String>,
    name: Option<String>,
    date: Option<Date>,
}

/// A rule file: which act it holds and the date it was last checked.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Source {
    /// File name without the extension.
    pub file: String,
    /// The acts it restates.
    pub act: String,
    /// Date of the last check.
    pub date: Date,
}

/// All rules, in the order of the files, with an index by id.
#[derive(Debug, Clone)]
pub struct Book {
    sources: Vec<Source>,
    rules: Vec<Rule>,
    by_id: HashMap<String, Vec<usize>>,
}

impl Book {
    /// Reads rule files.
    ///
    /// # Errors
    /// `BadRules` on text that is not TOML, a missing key, a float, two versions on one day.
    pub fn read(texts: &[&str]) -> Result<Self, LawError> {
        let mut sources = Vec::new();
        let mut rules = Vec::new();
        for text in texts {
            let raw: RawFile = toml::from_str(text).map_err(|e| LawError::rules(e.message()))?;
            let source = source_of(raw.meta)?;
            for table in raw.rule {
                rules.push(rule_of(table, &raw.defaults, &source)?);
            }
            sources.push(source);
        }
        Self::finish(sources, rules)
    }

    /// This book with a draft laid over it.
    ///
    /// In the draft a `[[rule]]` needs `id` and whatever changes. Without `valid_from` it changes
    /// the newest version of the rule; with a `valid_from` it starts a new version on that day (and
    /// ends the one before), or changes the version that starts on that very day.
    ///
    /// # Errors
    /// `BadRules` when the draft is not TOML, names an id that does not exist (so a misspelt id is
    /// never silently ignored), or leaves the book in contradiction.
    pub fn overlay(&self, draft: &str) -> Result<Self, LawError> {
        let raw: RawFile = toml::from_str(draft)
            .map_err(|e| LawError::rules(format!("проект: {}", e.message())))?;
        let name = raw
            .meta
            .as_ref()
            .and_then(|m| m.name.clone().or_else(|| m.file.clone()))
            .unwrap_or_else(|| "без име".to_owned());
        let dated = raw.meta.as_ref().and_then(|m| m.date);
        if raw.rule.is_empty() {
            return Err(LawError::rules("проектът не съдържа нито едно правило [[rule]]"));
        }
        let mut rules = self.rules.clone();
        for table in raw.rule {
            let draft = Draft { name: &name, date: dated, local: false };
            lay_over(&mut rules, table, &raw.defaults, &draft)?;
        }
        Self::finish(self.sources.clone(), rules)
    }

    /// This book with a municipality's own values laid over it, which have been allowed.
    pub(crate) fn overlay_local(
        &self,
        values: &[&LocalValue],
        dated: &BTreeSet<String>,
    ) -> Result<Self, LawError> {
        let mut rules = self.rules.clone();
        for value in values {
            let draft = Draft { name: &value.ground, date: None, local: true };
            let change = value.table(self, dated.contains(&value.id))?;
            lay_over(&mut rules, change, &toml::Table::new(), &draft)?;
        }
        Self::finish(self.sources.clone(), rules)
    }

    /// This book with a municipality's own settings laid over it: the form of a draft, but only
    /// rules that the law leaves to the municipality (`municipal_override`).
    ///
    /// # Errors
    /// As [`Book::overlay`]; `BadRules` naming the rule that the municipality may not change.
    pub fn overlay_municipal(&self, settings: &str) -> Result<Self, LawError> {
        let raw: RawFile = toml::from_str(settings)
            .map_err(|e| LawError::rules(format!("настройки: {}", e.message())))?;
        for table in &raw.rule {
            let id = table.get("id").and_then(toml::Value::as_str).unwrap_or_default();
            let own = ["id", "value", "valid_from", "valid_to", "note"];
            let strange = table.keys().find(|key| !own.contains(&key.as_str()));
            if !self.newest(id)?.municipal_override || strange.is_some() {
                let what = strange.map_or(String::new(), |key| format!(" ({key})"));
                let text = format!("общината не може да променя „{id}“{what}");
                return Err(LawError::rules(text));
            }
        }
        self.overlay(settings)
    }

    /// The rule files.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// All versions of all rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// All versions of one rule, oldest first; empty if unknown.
    #[must_use]
    pub fn history(&self, id: &str) -> Vec<&Rule> {
        self.versions(id).map(|(_, rule)| rule).collect()
    }

    /// Rules with an open question.
    pub fn open(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(|r| r.open.is_some())
    }

    /// Rules whose id, title, articles, note or open question hold all the words, whatever their
    /// case.
    #[must_use]
    pub fn search(&self, words: &str) -> Vec<&Rule> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let fits = |rule: &&Rule| {
            let (note, open) = (rule.note.as_deref(), rule.open.as_deref());
            let text = [rule.id.as_str(), &rule.title, note.unwrap_or(""), open.unwrap_or("")];
            let text = format!("{} {}", text.join(" "), rule.articles.join(" ")).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        self.rules.iter().filter(fits).collect()
    }

    /// Versions of one id with their places in [`Book::rules`], oldest first; empty if unknown.
    pub(crate) fn versions(&self, id: &str) -> impl Iterator<Item = (usize, &Rule)> {
        let places = self.by_id.get(id).map_or(&[][..], Vec::as_slice);
        places.iter().map(|&i| (i, &self.rules[i]))
    }

    /// The newest version of a rule.
    ///
    /// # Errors
    /// `UnknownRule`.
    pub fn newest(&self, id: &str) -> Result<&Rule, LawError> {
        let found = self.versions(id).last();
        found.map(|(_, r)| r).ok_or_else(|| LawError::UnknownRule(id.to_owned()))
    }

    /// The version of a rule in force on a day.
    ///
    /// # Errors
    /// `UnknownRule`, or `NotInForce` when the rule has no version on that day.
    pub fn at(&self, id: &str, day: Date) -> Result<&Rule, LawError> {
        self.newest(id)?;
        let found = self.versions(id).find(|(_, r)| r.in_force(day));
        found.map(|(_, r)| r).ok_or_else(|| LawError::NotInForce { id: id.to_owned(), day })
    }

    fn finish(sources: Vec<Source>, mut rules: Vec<Rule>) -> Result<Self, LawError> {
        let mut by_id: HashMap<String, Vec<usize>> = HashMap::new();
        // A stable sort by first use keeps the order of the files and puts versions in time order.
        let mut first: HashMap<String, usize> = HashMap::new();
        for (i, rule) in rules.iter().enumerate() {
            first.entry(rule.id.clone()).or_insert(i);
        }
        rules.sort_by_key(|r| (first.get(&r.id).copied().unwrap_or(usize::MAX), r.valid_from));
        for (i, rule) in rules.iter_mut().enumerate() {
            rule.stamp();
            by_id.entry(rule.id.clone()).or_default().push(i);
        }
        for (id, places) in &by_id {
            check_versions(id, places.iter().map(|&i| &rules[i]))?;
        }
        Ok(Self { sources, rules, by_id })
    }
}

fn source_of(meta: Option<RawMeta>) -> Result<Source, LawError> {
    let meta = meta.ok_or_else(|| LawError::rules("липсва [meta]"))?;
    match (meta.file, meta.act, meta.date) {
        (Some(file), Some(act), Some(date)) => Ok(Source { file, act, date }),
        _ => Err(LawError::rules("[meta] иска file, act и date")),
    }
}

fn check_versions<'a>(id: &str, versions: impl Iterator<Item = &'a Rule>) -> Result<(), LawError> {
    let mut before: Option<&Rule> = None;
    for rule in versions {
        if let Some(options) = rule.extra.get("options").and_then(toml::Value::as_array)
            && !options.contains(&rule.value)
        {
            let text = format!("„{id}“: „{}“ не е сред възможностите", rule.value_text());
            return Err(LawError::rules(text));
        }
        if rule.valid_to.is_some_and(|last| last < rule.valid_from) {
            return Err(LawError::rules(format!("„{id}“: valid_to е преди valid_from")));
        }
        if let Some(old) = before
            && old.valid_to.is_none_or(|last| rule.valid_from <= last)
        {
            let day = rule.valid_from;
            return Err(LawError::rules(format!("„{id}“: две версии на {day}")));
        }
        before = Some(rule);
    }
    Ok(())
}

pub(crate) fn rule_of(
    own: toml::Table,
    defaults: &toml::Table,
    source: &Source,
) -> Result<Rule, LawError> {
    let mut all = defaults.clone();
    all.extend(own);
    let id = take_text(&mut all, "id")?.ok_or_else(|| LawError::rules("правило без id"))?;
    let need = |what: &str| LawError::rules(format!("„{id}“: липсва {what}"));
    let rule = Rule {
        title: take_text(&mut all, "title")?.ok_or_else(|| need("title"))?,
        value: all.remove("value").ok_or_else(|| need("value"))?,
        unit: take_text(&mut all, "unit")?.ok_or_else(|| need("unit"))?,
        articles: take(&mut all, "articles")?.ok_or_else(|| need("articles"))?,
        valid_from: take(&mut all, "valid_from")?.ok_or_else(|| need("valid_from"))?,
        valid_to: take(&mut all, "valid_to")?,
        confidence: take(&mut all, "confidence")?.unwrap_or(Confidence::V),
        source: take_text(&mut all, "source")?.ok_or_else(|| need("source"))?,
        note: take_text(&mut all, "note")?,
        open: take_text(&mut all, "open")?,
        municipal_override: take(&mut all, "municipal_override")?.unwrap_or(false),
        file: source.file.clone(),
        file_date: source.date,
        draft: None,
        local: false,
        version: String::new(),
        extra: all,
        id,
    };
    if has_float(&rule.value) || rule.extra.values().any(has_float) {
        return Err(LawError::rules(format!("„{}“: дробно число; пиши го като текст", rule.id)));
    }
    Ok(rule)
}

pub(crate) fn take<T: serde::de::DeserializeOwned>(
    table: &mut toml::Table,
    key: &str,
) -> Result<Option<T>, LawError> {
    let Some(value) = table.remove(key) else {
        return Ok(None);
    };
    value.try_into().map(Some).map_err(|e| LawError::rules(format!("{key}: {}", e.message())))
}

pub(crate) fn take_text(table: &mut toml::Table, key: &str) -> Result<Option<String>, LawError> {
    take(table, key)
}

pub(crate) fn has_float(value: &toml::Value) -> bool {
    match value {
        toml::Value::Float(_) => true,
        toml::Value::Array(list) => list.iter().any(has_float),
        toml::Value::Table(table) => table.values().any(has_float),
        _ => false,
    }
}
