//! The summary of a discussion, drafted from what came and what was held (чл. 42, ал. 3; чл. 62, ал. 2 НПСУ).
//! Pure. Names of citizens do not stand in it.

use super::course::OUTCOMES;
use super::frame::{bg, bg_with};
use kit::types::Day;

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// From which day.
    pub published_on: Day,
    /// The last day of the discussion.
    pub ends_on: Day,
    /// When and why it was withdrawn.
    pub withdrawn: Option<(Day, String)>,
}

/// An opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Its number.
    pub number: i64,
    /// A code of `OUTCOMES`; empty while it is not answered.
    pub outcome: String,
    /// What it says.
    pub text: String,
    /// The answer.
    pub answer: String,
}

/// A debate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// A code of `DEBATES`.
    pub kind: String,
    /// Its day.
    pub on: Day,
    /// Where it was.
    pub place: String,
    /// How many came.
    pub people: i32,
    /// What was said.
    pub text: String,
}

/// All of a discussion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discussion {
    /// The publications, oldest first.
    pub releases: Vec<Release>,
    /// The opinions by number.
    pub opinions: Vec<Heard>,
    /// The debates by day.
    pub debates: Vec<Held>,
}

/// The text of a part of the summary.
#[must_use]
pub fn drafted(part: &str, of: &Discussion) -> String {
    let lines: Vec<String> = match part {
        "summary-course" => of.releases.iter().map(release).collect(),
        "summary-opinions" => opinions(&of.opinions),
        "summary-debates" => of.debates.iter().map(debate).collect(),
        _ => changes(&of.opinions),
    };
    if lines.is_empty() { bg("planning-draft-none") } else { lines.join("\n") }
}

fn release(one: &Release) -> String {
    let args = [("from", one.published_on.bg()), ("to", one.ends_on.bg())];
    let text = bg_with("planning-summary-release", &args);
    match &one.withdrawn {
        None => text,
        Some((on, reason)) => {
            let args = [("on", on.bg()), ("reason", reason.clone())];
            format!("{text} {}", bg_with("planning-summary-withdrawn", &args))
        }
    }
}

fn opinions(all: &[Heard]) -> Vec<String> {
    if all.is_empty() {
        return Vec::new();
    }
    let count = |outcome: &str| all.iter().filter(|one| one.outcome == outcome).count();
    let mut args = vec![("count", all.len().to_string())];
    args.extend(OUTCOMES.iter().map(|code| (*code, count(code).to_string())));
    args.push(("open", count("").to_string()));
    let mut lines = vec![bg_with("planning-summary-opinions", &args)];
    lines.extend(all.iter().map(|one| {
        let args = [
            ("number", one.number.to_string()),
            ("text", flat(&one.text)),
            ("answer", flat(&one.answer)),
        ];
        let key = match one.outcome.as_str() {
            "" => "planning-summary-unanswered",
            _ => "planning-summary-opinion",
        };
        bg_with(key, &args)
    }));
    lines
}

fn debate(one: &Held) -> String {
    let args = [
        ("kind", bg(&format!("planning-debate-{}", one.kind))),
        ("on", one.on.bg()),
        ("place", one.place.clone()),
        ("people", one.people.to_string()),
        ("text", flat(&one.text)),
    ];
    bg_with("planning-summary-debate", &args)
}

/// What is taken into the documents: opinions that were accepted, wholly or partly.
fn changes(all: &[Heard]) -> Vec<String> {
    let taken = all.iter().filter(|one| OUTCOMES[..2].contains(&one.outcome.as_str()));
    taken
        .map(|one| {
            let args = [("number", one.number.to_string()), ("answer", flat(&one.answer))];
            bg_with("planning-summary-change", &args)
        })
        .collect()
}

/// In one line; brackets of citizens are not references.
fn flat(text: &str) -> String {
    let text = text.replace("[[", "[ [").replace("]]", "] ]");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
