//! For tests: which text keys are used but nowhere defined, defined but unused, or lacking in a language.
//!
//! A key counts as used where it stands in quotes in a `.rs` or `.html` file, as in `t("key")` or in a `match` that gives keys, or
//! where another message names it; comments and `mod tests` do not count. `t`, `ta`, `text` and `text_args` with a key in quotes need that key to exist.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource};

/// What is wrong with the text keys. Each line names the key and a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Asked for, but defined nowhere.
    pub missing: Vec<String>,
    /// Defined, but asked for nowhere.
    pub unused: Vec<String>,
    /// Defined in Bulgarian only.
    pub lacking_in_en: Vec<String>,
    /// Defined in English only.
    pub lacking_in_bg: Vec<String>,
    /// Defined twice in one language.
    pub twice: Vec<String>,
    /// The two languages use different arguments.
    pub different_arguments: Vec<String>,
    /// Files that cannot be read or parsed.
    pub unreadable: Vec<String>,
}

impl Report {
    /// Nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        *self == Report::default()
    }
}

/// Defined keys of one language: where, and with which arguments.
type Defined = BTreeMap<String, (String, BTreeSet<String>)>;

#[derive(Default)]
struct Findings {
    report: Report,
    bg: Defined,
    en: Defined,
    /// Keys asked for by `t("…")` and the like, with a place.
    asked: BTreeMap<String, String>,
    /// Everything in quotes, and keys that messages name.
    quoted: BTreeSet<String>,
}

/// Looks through the folders for `.ftl`, `.rs` and `.html` files. Folders named target, node_modules, dist or tmp are left out.
#[must_use]
pub fn keys(folders: &[&Path]) -> Report {
    let mut found = Findings::default();
    for folder in folders {
        walk(folder, &mut found);
    }
    let Findings { mut report, bg, en, asked, quoted } = found;
    for (key, (place, arguments)) in &bg {
        if !quoted.contains(key) {
            report.unused.push(format!("{key} ({place})"));
        }
        match en.get(key) {
            None => report.lacking_in_en.push(format!("{key} ({place})")),
            Some((_, others)) if others != arguments => {
                report.different_arguments.push(format!("{key} ({place})"))
            }
            Some(_) => {}
        }
    }
    let only_en = en.iter().filter(|(key, _)| !bg.contains_key(*key));
    report.lacking_in_bg.extend(only_en.map(|(key, (place, _))| format!("{key} ({place})")));
    let undefined = asked.iter().filter(|(key, _)| !bg.contains_key(*key));
    report.missing.extend(undefined.map(|(key, place)| format!("{key} ({place})")));
    report
}

fn walk(folder: &Path, found: &mut Findings) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        found.report.unreadable.push(folder.display().to_string());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            if !matches!(name, "target" | "node_modules" | "dist" | "tmp") && !name.starts_with('.')
            {
                walk(&path, found);
            }
            continue;
        }
        match path.extension().and_then(|end| end.to_str()) {
            Some("ftl") => read(&path, found, read_texts),
            Some("rs" | "html") => read(&path, found, read_uses),
            _ => {}
        }
    }
}

fn read(path: &Path, found: &mut Findings, reader: fn(&Path, &str, &mut Findings)) {
    match std::fs::read_to_string(path) {
        Ok(content) => reader(path, &content, found),
        Err(error) => found.report.unreadable.push(format!("{}: {error}", path.display())),
    }
}

fn read_texts(path: &Path, content: &str, found: &mut Findings) {
    let place = path.display().to_string();
    let resource: Resource<&str> =
        fluent_syntax::parser::parse(content).unwrap_or_else(|(resource, errors)| {
            found.report.unreadable.extend(errors.iter().map(|error| format!("{place}: {error}")));
            resource
        });
    let bulgarian = path.file_stem().is_some_and(|stem| stem == "bg");
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut names = Names::default();
        if let Some(pattern) = &message.value {
            names.pattern(pattern);
        }
        found.quoted.extend(names.messages);
        let defined = if bulgarian { &mut found.bg } else { &mut found.en };
        let key = message.id.name.to_owned();
        if let Some((before, _)) = defined.insert(key.clone(), (place.clone(), names.arguments)) {
            found.report.twice.push(format!("{key} ({before}, {place})"));
        }
    }
}

/// Arguments and other messages that a message names.
#[derive(Default)]
struct Names {
    arguments: BTreeSet<String>,
    messages: BTreeSet<String>,
}

impl Names {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else {
                continue;
            };
            match expression {
                Expression::Inline(inline) => self.inline(inline),
                Expression::Select { selector, variants } => {
                    self.inline(selector);
                    for variant in variants {
                        self.pattern(&variant.value);
                    }
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.messages.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|argument| self.inline(argument))
            }
            _ => {}
        }
    }
}

fn read_uses(path: &Path, content: &str, found: &mut Findings) {
    let content = &without_remarks(content, path.extension().is_some_and(|end| end == "rs"));
    for (start, _) in content.match_indices('"') {
        let rest = &content[start + 1..];
        let Some(end) = rest.find(['"', '\n']) else {
            continue;
        };
        let word = &rest[..end];
        if !is_key(word) {
            continue;
        }
        found.quoted.insert(word.to_owned());
        if asks_for_text(&content[..start]) {
            let line = content[..start].matches('\n').count() + 1;
            found
                .asked
                .entry(word.to_owned())
                .or_insert_with(|| format!("{}:{line}", path.display()));
        }
    }
}

/// The content with comments (and tests inside a Rust file) blanked out; lines keep their numbers.
fn without_remarks(content: &str, rust: bool) -> String {
    if rust {
        let code = content.split_once("#[cfg(test)]\nmod ").map_or(content, |(code, _)| code);
        return code
            .lines()
            .map(|line| if line.trim_start().starts_with("//") { "" } else { line })
            .collect::<Vec<_>>()
            .join("\n");
    }
    let mut kept = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, inside)) = rest.split_once("{#") {
        let (remark, after) = inside.split_once("#}").unwrap_or((inside, ""));
        kept.push_str(before);
        kept.extend(remark.matches('\n'));
        rest = after;
    }
    kept + rest
}

fn is_key(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_lowercase())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The text before the quote ends with `t(`, `ta(`, or `text(lang, ` and `text_args(lang, `.
fn asks_for_text(before: &str) -> bool {
    let before = before.trim_end();
    let called = |name: &str, head: &str| {
        head.ends_with(name)
            && !head[..head.len() - name.len()]
                .ends_with(|last: char| last.is_alphanumeric() || last == '_')
    };
    if let Some(head) = before.strip_suffix('(') {
        return called("t", head) || called("ta", head);
    }
    let Some(head) = before.strip_suffix(',') else {
        return false;
    };
    let Some((head, argument)) = head.rsplit_once('(') else {
        return false;
    };
    argument.len() < 40
        && !argument.contains('"')
        && (called("text", head) || called("text_args", head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_told_from_other_quotes() {
        assert!(asks_for_text("page.t("));
        assert!(asks_for_text("page.ta(\n  "));
        assert!(asks_for_text("text(Lang::Bg, "));
        assert!(!asks_for_text("format("));
        assert!(!asks_for_text("html("));
        assert!(!asks_for_text("context(lang, "));
    }

    #[test]
    fn remarks_and_tests_do_not_count() {
        assert_eq!(without_remarks("a {# t(\"x\")\n #} b", false), "a \n b");
        assert_eq!(without_remarks("a\n/// t(\"x\")\n#[cfg(test)]\nmod tests {}", true), "a\n");
    }

    #[test]
    fn own_keys_are_all_defined_and_used() {
        let report = keys(&[Path::new(".")]);
        let own = |lines: Vec<String>| {
            lines.into_iter().filter(|line| line.starts_with("ui-")).collect::<Vec<_>>()
        };
        assert_eq!(own(report.missing), Vec::<String>::new());
        assert_eq!(own(report.unused), Vec::<String>::new());
        assert_eq!(report.lacking_in_en, Vec::<String>::new());
        assert_eq!(report.lacking_in_bg, Vec::<String>::new());
        assert_eq!(report.different_arguments, Vec::<String>::new());
    }

    #[test]
    fn mistakes_are_found() {
        let folder = std::env::temp_dir().join(format!("opora-keys-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(
            folder.join("bg.ftl"),
            "a-one = едно { $n }\na-two = две\na-one = пак\na-three = три { a-two }\n",
        )
        .unwrap();
        std::fs::write(folder.join("en.ftl"), "a-one = one { $m }\na-four = four\n").unwrap();
        std::fs::write(
            folder.join("page.html"),
            "{{ page.t(\"a-one\") }} {{ page.t(\"a-five\") }}",
        )
        .unwrap();
        let report = keys(&[&folder]);
        std::fs::remove_dir_all(&folder).unwrap();
        let first_words = |lines: &[String]| {
            lines
                .iter()
                .filter_map(|line| line.split(' ').next().map(str::to_owned))
                .collect::<Vec<_>>()
        };
        assert_eq!(first_words(&report.missing), ["a-five"]);
        assert_eq!(first_words(&report.unused), ["a-three"]);
        assert_eq!(first_words(&report.lacking_in_en), ["a-three", "a-two"]);
        assert_eq!(first_words(&report.lacking_in_bg), ["a-four"]);
        assert_eq!(first_words(&report.twice), ["a-one"]);
        assert_eq!(first_words(&report.different_arguments), ["a-one"]);
        assert!(!report.is_clean());
    }
}
