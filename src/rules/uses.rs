//! Which screens and commands rest on a rule.

use kit::web::Ctx;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    r#use: Vec<Use>,
}

/// A place of the program that rests on rules.
#[derive(Deserialize)]
pub struct Use {
    rules: Vec<String>,
    text: String,
    /// Where to see it; empty when it is a command.
    path: String,
}

static USES: LazyLock<Vec<Use>> = LazyLock::new(|| {
    let file: Result<File, _> = toml::from_str(include_str!("uses.toml"));
    file.map(|file| file.r#use).unwrap_or_default()
});

fn rests_on(asked: &Use, id: &str) -> bool {
    asked.rules.iter().any(|rule| match rule.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => id == rule || id.strip_prefix(rule.as_str()).is_some_and(|r| r.starts_with('.')),
    })
}

/// The places that rest on a rule, as links; a command has no address.
pub fn of(ctx: &Ctx, id: &str) -> Vec<ui::Link> {
    let found = USES.iter().filter(|one| rests_on(one, id));
    found
        .map(|one| {
            let href = if one.path.is_empty() { String::new() } else { ctx.url(&one.path) };
            ui::Link::new(href, ctx.t(&one.text))
        })
        .collect()
}

#[cfg(test)]
#[test]
fn every_rule_that_the_screens_name_is_in_the_list() {
    let mut named = std::collections::BTreeSet::new();
    for folder in ["src/frontdesk", "src/referral", "src/people", "src/services"] {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            let quoted = text.split('"').filter(|word| word.len() == 3 && word.starts_with('D'));
            named.extend(quoted.filter(|w| w[1..].parse::<u8>().is_ok()).map(str::to_owned));
        }
    }
    assert!(named.len() >= 7, "{named:?}");
    for id in named {
        let listed = USES.iter().any(|u| u.rules.contains(&id) && !u.path.starts_with("/law"));
        assert!(listed, "{id} is asked by a page and not in uses.toml");
    }
    let ids: Vec<&str> = law::Law::current().book().rules().iter().map(|r| r.id.as_str()).collect();
    for one in USES.iter() {
        for rule in &one.rules {
            let start = rule.trim_end_matches('*');
            assert!(ids.iter().any(|id| id.starts_with(start)), "{rule} is no rule");
        }
    }
}
