//! Minutes that write themselves from what was noted in the meeting, and what everybody may read of
//! them. Pure: texts in, texts out.

use super::agenda::Item;
use super::attend::HOWS;
use super::count::Quorum;
use super::frame::{bg, bg_with, is_identifier};
use super::record::Record;
use super::store::council_vote;
use serde::{Deserialize, Serialize};

/// What stands in place of what is not shown.
pub const HIDDEN: &str = "[заличено]";
/// Marks around what the secretary does not want to be shown.
const MARKS: [&str; 2] = ["[[", "]]"];

/// A part of the minutes: a point of the agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    /// What it is called.
    pub title: String,
    /// What happened.
    pub text: String,
    /// Whether it is closed to the public.
    pub is_closed: bool,
}

/// Minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Minutes {
    /// When, where, who, the quorum, the agenda.
    pub opening: String,
    /// The points.
    pub parts: Vec<Part>,
    /// How it ended.
    pub closing: String,
}

/// The quorum with its arithmetic.
#[must_use]
pub fn quorum_words(lang: ui::Lang, quorum: &Quorum, share: &str) -> String {
    let args = [
        ("members", quorum.members.to_string()),
        ("share", ui::text::text(lang, &format!("council-share-{share}")).into_owned()),
        ("needed", quorum.needed.to_string()),
        ("present", quorum.present.to_string()),
        ("recused", quorum.recused.to_string()),
        ("entitled", quorum.entitled().to_string()),
        ("missing", quorum.missing().to_string()),
    ];
    let key = if quorum.is_met() { "council-quorum-met" } else { "council-quorum-missing" };
    ui::text::text_args(lang, key, &args).into_owned()
}

/// A vote with its arithmetic.
#[must_use]
pub fn vote_words(lang: ui::Lang, row: &council_vote::Model) -> String {
    let word = |key: String| ui::text::text(lang, &key).into_owned();
    let args = [
        ("manner", word(format!("council-manner-{}", row.how))),
        ("for", row.voted_for.to_string()),
        ("against", row.against.to_string()),
        ("abstained", row.abstained.to_string()),
        ("entitled", (row.present - row.recused).to_string()),
        ("recused", row.recused.to_string()),
        ("needed", row.needed.to_string()),
        ("majority", word(format!("council-majority-{}", row.majority))),
        ("outcome", word(format!("council-outcome-{}", row.outcome))),
    ];
    ui::text::text_args(lang, "council-vote-words", &args).into_owned()
}

fn named(record: &Record, how: &str) -> String {
    let hows = [how];
    let one = |one: &super::term::Member| {
        let by = record.room.noted.get(&one.row.id).map(|noted| noted.content.by.clone());
        match by.filter(|by| !by.is_empty()) {
            Some(by) => format!("{} ({by})", one.content.name),
            None => one.content.name.clone(),
        }
    };
    record.who(&hows).map(one).collect::<Vec<_>>().join(", ")
}

fn opening(record: &Record) -> String {
    let row = &record.sitting.row;
    let none = std::collections::HashSet::new();
    let quorum = record.room.quorum(&record.rules, &none);
    let args = [
        ("kind", bg(&format!("council-sitting-{}", row.kind))),
        ("day", row.day.bg()),
        ("time", row.begins.clone()),
        ("place", super::invite::place(&record.sitting)),
        ("chair", record.post("chair").to_owned()),
    ];
    let mut lines = vec![bg_with("council-minutes-opening", &args)];
    for how in HOWS {
        let names = named(record, how);
        if !names.is_empty() {
            lines.push(format!("{}: {names}.", bg(&format!("council-how-{how}"))));
        }
    }
    lines.push(quorum_words(ui::Lang::Bg, &quorum, &record.rules.quorum));
    lines.push(bg("council-minutes-agenda"));
    lines.extend(super::invite::agenda_lines(&record.items));
    lines.join("\n")
}

fn ballot_lines(record: &Record, vote: &council_vote::Model) -> Vec<String> {
    let line = |answer: &&str| {
        let own = record.ballots.iter();
        let own = own.filter(|row| row.vote_id == vote.id && row.answer == **answer);
        let names: Vec<&str> = own.map(|row| record.name(row.member_id)).collect();
        let word = bg(&format!("council-answer-{answer}"));
        (!names.is_empty()).then(|| format!("{word}: {}.", names.join(", ")))
    };
    super::count::ANSWERS.iter().filter_map(line).collect()
}

fn part(record: &Record, (at, item): (usize, &Item)) -> Part {
    let id = item.row.id;
    let mut lines = Vec::new();
    let mut say = |key: &str, text: &str| {
        if !text.is_empty() {
            lines.push(bg_with(key, &[("text", text.to_owned())]));
        }
    };
    say("council-minutes-reports", &item.content.rapporteur);
    let own = record.recusals.iter().filter(|(row, _)| row.item_id == id);
    for (row, why) in own {
        say("council-minutes-recused", &format!("{} – {why}", record.name(row.member_id)));
    }
    for (row, text) in record.opinions.iter().filter(|(row, _)| row.item_id == id) {
        let day = row.given_on.bg();
        say("council-minutes-opinion", &format!("{}, {day}: {text}", record.name(row.member_id)));
    }
    say("council-minutes-said", &item.content.summary);
    if record.vote(id).is_some() {
        say("council-minutes-draft", &item.content.draft);
    }
    if let Some(vote) = record.vote(id) {
        lines.push(vote_words(ui::Lang::Bg, vote));
        lines.extend(ballot_lines(record, vote));
    }
    for one in record.decisions(id) {
        let args = [
            ("number", one.number()),
            ("text", one.content.text.clone()),
            ("responsible", one.content.responsible.clone()),
            ("due", one.row.due_on.map(kit::types::Day::bg).unwrap_or_default()),
        ];
        let key = match (one.content.responsible.is_empty(), one.row.due_on) {
            (true, _) => "council-minutes-decided",
            (false, None) => "council-minutes-decided-by",
            (false, Some(_)) => "council-minutes-decided-until",
        };
        lines.push(bg_with(key, &args));
    }
    if lines.is_empty() {
        lines.push(bg("council-minutes-nothing"));
    }
    let title = format!("{}. {}", at + 1, item.content.title);
    Part { title, text: lines.join("\n"), is_closed: item.row.is_closed }
}

/// Writes the minutes of a meeting from what was noted.
#[must_use]
pub fn write(record: &Record) -> Minutes {
    let ended = record.sitting.row.closed_at.map(|at| {
        let local = at.local();
        format!("{:02}:{:02}", local.hour(), local.minute())
    });
    let key = match record.sitting.row.had_quorum {
        true => "council-minutes-closing",
        false => "council-minutes-closing-without",
    };
    Minutes {
        opening: opening(record),
        parts: record.items.iter().enumerate().map(|one| part(record, one)).collect(),
        closing: bg_with(key, &[("time", ended.unwrap_or_default())]),
    }
}

/// A text without what stands between the marks, without identifiers of people and with other words
/// for some names. What is marked and not closed is hidden to the end.
#[must_use]
pub fn hidden(text: &str, names: &[(String, String)]) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARKS[0]) {
        shown.push_str(before);
        shown.push_str(HIDDEN);
        rest = after.split_once(MARKS[1]).map_or("", |(_, after)| after);
    }
    shown.push_str(rest);
    for (name, other) in names.iter().filter(|(name, _)| !name.is_empty()) {
        shown = shown.replace(name.as_str(), other);
    }
    let mut whole = String::new();
    let mut digits = String::new();
    for c in shown.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        whole.push_str(if is_identifier(&digits) { HIDDEN } else { &digits });
        digits.clear();
        if c != '\0' {
            whole.push(c);
        }
    }
    whole
}

/// What everybody may read: closed points keep only that they were there.
#[must_use]
pub fn public(whole: &Minutes, names: &[(String, String)]) -> Minutes {
    let closed: Vec<&str> =
        whole.parts.iter().filter(|part| part.is_closed).map(|part| part.title.as_str()).collect();
    let kept = |line: &&str| !closed.iter().any(|title| line.starts_with(title));
    let opening: Vec<&str> = whole.opening.lines().filter(kept).collect();
    let part = |(at, part): (usize, &Part)| match part.is_closed {
        true => Part {
            title: bg_with("council-public-closed", &[("number", (at + 1).to_string())]),
            text: bg("council-public-closed-text"),
            is_closed: true,
        },
        false => Part {
            title: hidden(&part.title, names),
            text: hidden(&part.text, names),
            is_closed: false,
        },
    };
    Minutes {
        opening: hidden(&opening.join("\n"), names),
        parts: whole.parts.iter().enumerate().map(part).collect(),
        closing: hidden(&whole.closing, names),
    }
}

/// Names that everybody reads in other words: of those who stand for the users of services.
#[must_use]
pub fn hidden_names(record: &Record) -> Vec<(String, String)> {
    let users = record.room.members.iter().filter(|one| one.row.body == "users");
    users.map(|one| (one.content.name.clone(), bg("council-public-user"))).collect()
}
