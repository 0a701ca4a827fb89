//! Whether an entry of the audit is shown to whom it is about: the rules that hold for everybody, and
//! the limits that were set for one person. Pure: no database.
//!
//! Whatever is hidden has a ground with its article, and a day from which it is shown, or none.

use super::LimitId;
use crate::people::PersonId;
use kit::types::Day;
use serde::Deserialize;
use std::sync::LazyLock;

/// Who reads the log of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// The person.
    Own,
    /// Somebody who signs instead of the person.
    Representative,
}

impl Viewer {
    fn code(self) -> &'static str {
        match self {
            Viewer::Own => "own",
            Viewer::Representative => "representative",
        }
    }
}

/// Kinds of limits; the name has the key `trust-limit-<code>`.
pub const KINDS: [&str; 2] = ["log", "closed"];
/// Grounds of limits; the name has the key `trust-ground-<code>`.
pub const GROUNDS: [&str; 4] = ["investigation", "harm", "violence", "child"];
/// A limit holds for so many days at most; one that is still needed is looked at and set anew.
pub const MOST_DAYS: i32 = 365;

/// A limit that was set for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The row.
    pub id: LimitId,
    /// Whose log or whose whole file it is about.
    pub person: PersonId,
    /// A code of [`KINDS`].
    pub kind: String,
    /// From whom the person is kept closed.
    pub other: Option<PersonId>,
    /// A code of [`GROUNDS`].
    pub ground: String,
    /// The first day of the entries.
    pub from_on: Day,
    /// The last day of the entries; those to come too when there is none.
    pub to_on: Option<Day>,
    /// The last day on which the limit holds, unless it is set anew.
    pub until_on: Day,
    /// The day on which somebody ended it before.
    pub ended_on: Option<Day>,
    /// Version of the row.
    pub version: i32,
}

impl Limit {
    /// Whether it holds on a day. One that is ended ends at once: what was hidden is shown.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.ended_on.is_none() && day <= self.until_on
    }
}

/// What of an entry decides.
#[derive(Clone, Copy, Debug)]
pub struct Noted<'a> {
    /// The day it was made.
    pub day: Day,
    /// The name under which what was opened is noted.
    pub object: &'a str,
}

/// Why an entry is not shown today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// A code of [`GROUNDS`].
    pub ground: String,
    /// The last day on which it is hidden; none when it is never shown to this viewer.
    pub until: Option<Day>,
}

#[derive(Debug, Deserialize)]
struct Rule {
    objects: Vec<String>,
    viewers: Vec<String>,
    ground: String,
    days: Option<i32>,
}

#[derive(Debug, Deserialize)]
struct Ground {
    code: String,
    article: String,
}

#[derive(Debug, Default, Deserialize)]
struct Rules {
    #[serde(default)]
    rule: Vec<Rule>,
    #[serde(default)]
    ground: Vec<Ground>,
}

/// The rules that are shipped; a test reads them, so that a mistake in them never ships.
static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("hidden.toml")).unwrap_or_default());

/// How many rules and grounds there are: a file that cannot be read has none.
#[cfg(test)]
pub(super) fn known() -> (usize, usize) {
    (RULES.rule.len(), RULES.ground.len())
}

/// The articles of a ground.
#[must_use]
pub fn article(ground: &str) -> &'static str {
    let known = RULES.ground.iter().find(|known| known.code == ground);
    known.map_or("", |known| known.article.as_str())
}

/// Why an entry is not shown to a viewer today; none when it is shown. The limits are those of the
/// person whom the entry is about.
#[must_use]
pub fn hidden(
    noted: Noted<'_>,
    viewer: Viewer,
    (limits, today): (&[Limit], Day),
) -> Option<Hidden> {
    let set = limits.iter().filter(|limit| limit.kind == "log" && limit.holds_on(today));
    let set = set.filter(|limit| {
        limit.from_on <= noted.day && limit.to_on.is_none_or(|last| noted.day <= last)
    });
    let set = set.map(|limit| Hidden { ground: limit.ground.clone(), until: Some(limit.until_on) });
    let ruled = RULES.rule.iter().filter(|rule| {
        rule.objects.iter().any(|name| name == noted.object)
            && rule.viewers.iter().any(|name| name == viewer.code())
    });
    let ruled = ruled.map(|rule| Hidden {
        ground: rule.ground.clone(),
        until: rule.days.map(|days| noted.day.plus(days)),
    });
    // Of several reasons the one that lasts longest counts: what is never shown before all.
    let mut all: Vec<Hidden> =
        set.chain(ruled.filter(|one| one.until.is_none_or(|last| today <= last))).collect();
    all.sort_by_key(|one| (one.until.is_some(), one.until.map(std::cmp::Reverse)));
    all.into_iter().next()
}

/// Whether a person is kept closed from somebody who stands near them: by a limit that names them.
#[must_use]
pub fn is_closed(limits: &[Limit], other: PersonId, today: Day) -> bool {
    let mut closed = limits.iter().filter(|limit| limit.kind == "closed");
    closed.any(|limit| limit.other == Some(other) && limit.holds_on(today))
}
