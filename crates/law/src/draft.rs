//! Laying one rule of a draft over the rules of the book.
//!
//! Invariants: the rule keeps its place in the order; versions never overlap afterwards; a draft
//! can add rules only to the families whose ids hold a day of their own.

use jiff::civil::Date;

use crate::LawError;
use crate::book::{Source, has_float, rule_of, take, take_text};
use crate::day::{date, number};
use crate::rule::{Confidence, Rule};

/// Rules that a draft may add because their ids hold a day or a name of their own.
const OPEN_FAMILIES: [&str; 3] = [OFF, WORK, "calendar.holiday."];
/// Days off, and days worked in their place, that the government declares for one year.
pub(crate) const OFF: &str = "calendar.off.";
pub(crate) const WORK: &str = "calendar.work.";

/// The name and date that a draft gives itself.
pub(crate) struct Draft<'a> {
    pub name: &'a str,
    pub date: Option<Date>,
    /// A municipality's own value, not a draft of the law.
    pub local: bool,
}

/// Lays one rule of a draft over the rules.
pub(crate) fn lay_over(
    rules: &mut Vec<Rule>,
    mut change: toml::Table,
    defaults: &toml::Table,
    draft: &Draft<'_>,
) -> Result<(), LawError> {
    let id = take_text(&mut change, "id")?.ok_or_else(|| LawError::rules("проект: няма id"))?;
    let from: Option<Date> = take(&mut change, "valid_from")?;
    let newest = rules.iter().filter(|r| r.id == id).max_by_key(|r| r.valid_from).cloned();
    let Some(newest) = newest else {
        return add_new(rules, &id, from, change, (defaults, draft));
    };
    let from = from.unwrap_or(newest.valid_from);
    let base = rules
        .iter()
        .filter(|r| r.id == id && r.valid_from <= from)
        .max_by_key(|r| r.valid_from)
        .cloned()
        .unwrap_or(newest);
    let mut changed = merged(base.clone(), change)?;
    changed.valid_from = from;
    changed.draft = Some(draft.name.to_owned());
    changed.local = draft.local;
    if draft.local && changed.confidence == Confidence::V {
        changed.open = None;
    }
    changed.file_date = draft.date.unwrap_or(changed.file_date);
    let last = changed.valid_to;
    // The rule keeps its place, because services and rights are numbered by the order of the file.
    let place = rules.iter().position(|r| r.id == id).unwrap_or(rules.len());
    rules.retain(|r| r.id != id || r.valid_from < from || last.is_some_and(|l| r.valid_from > l));
    for old in rules.iter_mut().filter(|r| r.id == id && r.valid_from < from) {
        if old.valid_to.is_none_or(|l| l >= from) {
            old.valid_to = Some(date(number(from) - 1));
        }
    }
    if let Some(last) = last
        && base.valid_to.is_none_or(|l| l > last)
        && base.valid_from <= last
    {
        let valid_from = date(number(last) + 1);
        rules.insert(place, Rule { valid_from, ..base });
    }
    rules.insert(place, changed);
    Ok(())
}

fn add_new(
    rules: &mut Vec<Rule>,
    id: &str,
    from: Option<Date>,
    mut change: toml::Table,
    (defaults, draft): (&toml::Table, &Draft<'_>),
) -> Result<(), LawError> {
    let family = OPEN_FAMILIES.iter().find(|f| id.starts_with(**f));
    // A day worked instead of another is declared by the same article as a day off.
    let family = family.map(|f| if *f == WORK { OFF } else { f });
    let model = family.and_then(|f| rules.iter().find(|r| r.id.starts_with(f))).cloned();
    let Some(model) = model else {
        return Err(LawError::rules(format!("проектът сочи непознато правило „{id}“")));
    };
    let source = Source {
        file: model.file,
        act: String::new(),
        date: draft.date.unwrap_or(model.file_date),
    };
    change.insert("id".to_owned(), id.into());
    change.entry("articles").or_insert_with(|| model.articles.clone().into());
    change.entry("title").or_insert_with(|| model.title.clone().into());
    change.entry("unit").or_insert_with(|| model.unit.clone().into());
    change.entry("source").or_insert_with(|| format!("проект: {}", draft.name).into());
    let from = from.unwrap_or(model.valid_from);
    change.insert("valid_from".to_owned(), from.to_string().into());
    let mut rule = rule_of(change, defaults, &source)?;
    rule.draft = Some(draft.name.to_owned());
    rule.local = draft.local;
    rules.push(rule);
    Ok(())
}

/// `base` with the keys that the draft names replaced.
fn merged(base: Rule, mut change: toml::Table) -> Result<Rule, LawError> {
    let mut rule = base;
    if let Some(value) = change.remove("value") {
        rule.value = value;
    }
    rule.title = take_text(&mut change, "title")?.unwrap_or(rule.title);
    rule.unit = take_text(&mut change, "unit")?.unwrap_or(rule.unit);
    rule.articles = take(&mut change, "articles")?.unwrap_or(rule.articles);
    rule.valid_to = take(&mut change, "valid_to")?.or(rule.valid_to);
    rule.confidence = take(&mut change, "confidence")?.unwrap_or(rule.confidence);
    rule.source = take_text(&mut change, "source")?.unwrap_or(rule.source);
    rule.note = take_text(&mut change, "note")?.or(rule.note);
    rule.open = take_text(&mut change, "open")?.or(rule.open);
    rule.municipal_override =
        take(&mut change, "municipal_override")?.unwrap_or(rule.municipal_override);
    rule.extra.extend(change);
    if has_float(&rule.value) || rule.extra.values().any(has_float) {
        return Err(LawError::rules(format!("„{}“: дробно число; пиши го като текст", rule.id)));
    }
    Ok(rule)
}
