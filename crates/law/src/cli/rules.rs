//! `law rules`.

use jiff::civil::Date;
use serde::Serialize;

use super::Output;
use crate::derivation::Derivation;
use crate::rule::{Confidence, Rule};
use crate::words::amount;
use crate::{Law, LawError};

/// Which rules to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleFilter {
    /// Only rules in force on this day.
    pub at: Option<Date>,
    /// Only rules with an open question.
    pub open: bool,
    /// Only the rule with this id, in all its versions.
    pub id: Option<String>,
}

#[derive(Serialize)]
struct Rules<'a> {
    rules: Vec<&'a Rule>,
    #[serde(flatten)]
    derivation: Derivation,
}

/// `law rules [--at DAY] [--open] [--id X]`
///
/// # Errors
/// `UnknownRule` for an id that does not exist, `NotInForce` when it is not in force on the day.
pub fn rules(law: &Law, filter: &RuleFilter) -> Result<Output, LawError> {
    if let Some(id) = &filter.id {
        match filter.at {
            Some(day) => law.book().at(id, day)?,
            None => law.book().newest(id)?,
        };
    }
    let wanted = |rule: &&Rule| {
        filter.at.is_none_or(|day| rule.in_force(day))
            && (!filter.open || rule.open.is_some())
            && filter.id.as_ref().is_none_or(|id| *id == rule.id)
    };
    let rules: Vec<&Rule> = law.book().rules().iter().filter(wanted).collect();
    let mut why = Derivation::default();
    let mut head = String::new();
    for rule in &rules {
        head.push_str(&line(rule));
        why.cite(rule);
    }
    if rules.is_empty() {
        why.rule_version = law.version();
    }
    why.step(format!("Намерени правила: {}.", rules.len()));
    let answer = Rules { rules, derivation: why.clone() };
    let mut out = Output::new(&answer, &head, &why)?;
    // The articles of hundreds of rules in one line help nobody; each rule shows its own.
    out.text = format!("{}\n\nНамерени правила: {}.\n", head.trim_end(), answer.rules.len());
    Ok(out)
}

/// One rule as a line of text.
fn line(rule: &Rule) -> String {
    let until = rule.valid_to.map_or(String::new(), |to| format!(" до {to}"));
    let doubt = match rule.confidence {
        Confidence::V => "",
        Confidence::C => " [C]",
        Confidence::M => " [M]",
    };
    let open = rule.open.as_ref().map_or(String::new(), |o| format!("\n    отворено: {o}"));
    format!(
        "{}: {} – {}{doubt} ({}; от {}{until}){open}\n",
        rule.id,
        rule.title,
        value_text(rule),
        rule.articles.join("; "),
        rule.valid_from
    )
}

/// The value of a rule for people; structured values are shown short.
pub(crate) fn value_text(rule: &Rule) -> String {
    match &rule.value {
        toml::Value::Table(table) if rule.unit == "standard" => standard(table),
        toml::Value::Table(table) => {
            let get = |key: &str| {
                table.get(key).map(|v| match v {
                    toml::Value::String(s) => s.clone(),
                    other => other.to_string(),
                })
            };
            match (get("amount"), get("currency"), get("from"), get("to")) {
                (Some(amount), Some(currency), _, _) => {
                    let mark = if currency == "EUR" { "€" } else { "лв." };
                    format!("{} {mark}", amount.replace('.', ","))
                }
                (_, _, Some(from), Some(to)) => amount(&rule.unit, &format!("{from}–{to}")),
                _ => rule.value.to_string(),
            }
        }
        toml::Value::Array(list) => {
            let short = |v: &toml::Value| match v {
                toml::Value::String(s) => s.clone(),
                toml::Value::Table(t) => factor(t),
                toml::Value::Array(a) => {
                    a.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>().join(" и ")
                }
                other => other.to_string(),
            };
            list.iter().map(short).collect::<Vec<_>>().join(", ")
        }
        _ => amount(&rule.unit, &rule.value_text()),
    }
}

fn factor(table: &toml::Table) -> String {
    let get = |key: &str| table.get(key).map(ToString::to_string).unwrap_or_default();
    let get = |key: &str| get(key).replace('"', "");
    format!("{} {} / {} %", get("criterion"), get("k").replace('.', ","), get("w"))
}

/// „20–50 потребители; 0,3 служители на потребител; заети длъжности поне 75 %“.
fn standard(table: &toml::Table) -> String {
    let get = |key: &str| table.get(key).map(|v| v.to_string().replace('"', "").replace('.', ","));
    let users = get("min").zip(get("max")).map(|(min, max)| format!("{min}–{max} потребители"));
    let parts = [
        users,
        get("replacement").map(|n| format!("от тях {n} за заместваща грижа")),
        get("per_user").map(|n| format!("{n} служители на потребител")),
        get("least_staff").map(|n| format!("поне {n} служители")),
        get("posts").map(|n| format!("заети длъжности поне {n} %")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
