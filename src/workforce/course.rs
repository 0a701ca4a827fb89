//! What things here are called, and when they hold. No database.

use super::store::{
    workforce_appointment, workforce_funding, workforce_leave, workforce_post, workforce_supplement,
};
use crate::projects::ProjectId;
use kit::types::Day;

/// Groups of staff; norms of training go by them. Words: `workforce-group-<code>`.
pub const GROUPS: [&str; 6] =
    ["referral", "manager", "specialist", "direct", "auxiliary", "volunteer"];
/// Who pays. Words: `workforce-source-<code>`.
pub const SOURCES: [&str; 3] = ["project", "municipal", "state"];
/// The source that is a project.
pub const PROJECT: &str = "project";
/// On what ground somebody works. Words: `workforce-kind-<code>`.
pub const KINDS: [&str; 3] = ["service", "labour", "civil"];
/// Why somebody is away; an illness is not told. Words: `workforce-leave-<code>`.
pub const LEAVES: [&str; 4] = ["paid", "unpaid", "official", "other"];
/// In which money an hour is paid.
pub const CURRENCIES: [&str; 2] = ["EUR", "BGN"];
/// The highest level of a competence; 0 is none. Words: `workforce-level-<number>`.
pub const LEVELS: i32 = 4;
/// A day has so many minutes.
pub const DAY_MINUTES: i32 = 24 * 60;
/// Somebody works on so many days of a week.
pub const WEEK_DAYS: i32 = 5;

/// From a day, perhaps to a day.
pub trait Lasts {
    /// The first day and the last one.
    fn span(&self) -> (Day, Option<Day>);

    /// Whether a day is in it.
    fn holds(&self, day: Day) -> bool {
        let (from, until) = self.span();
        from <= day && until.is_none_or(|until| day <= until)
    }

    /// Whether it meets a time.
    fn meets(&self, (first, last): (Day, Option<Day>)) -> bool {
        let (from, until) = self.span();
        until.is_none_or(|until| first <= until) && last.is_none_or(|last| from <= last)
    }
}

impl Lasts for workforce_appointment::Model {
    fn span(&self) -> (Day, Option<Day>) {
        (self.from_on, self.until_on)
    }
}

impl Lasts for workforce_funding::Model {
    fn span(&self) -> (Day, Option<Day>) {
        (self.from_on, self.until_on)
    }
}

impl Lasts for workforce_post::Model {
    fn span(&self) -> (Day, Option<Day>) {
        (self.from_on, self.until_on)
    }
}

impl Lasts for workforce_supplement::Model {
    fn span(&self) -> (Day, Option<Day>) {
        (self.from_on, Some(self.until_on))
    }
}

impl Lasts for workforce_leave::Model {
    fn span(&self) -> (Day, Option<Day>) {
        (self.from_on, Some(self.until_on))
    }
}

/// What became of a post or an appointment when the money of a project ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum After {
    /// It goes on, and somebody else pays.
    Stays,
    /// It goes on, and nobody is named who pays.
    Unpaid,
    /// It ends with the money.
    Ends,
}

impl After {
    /// All, in the order of the page.
    pub const ALL: [After; 3] = [After::Unpaid, After::Ends, After::Stays];

    /// As pages write it; words: `workforce-after-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            After::Stays => "stays",
            After::Unpaid => "unpaid",
            After::Ends => "ends",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            After::Stays => "green",
            After::Unpaid => "red",
            After::Ends => "grey",
        }
    }

    /// Of an appointment, when a project ends on a day. `funding` is all of the appointment; what
    /// the project itself was said to pay later does not count.
    #[must_use]
    pub fn of(
        until: Option<Day>,
        funding: &[workforce_funding::Model],
        (project, end): (ProjectId, Day),
    ) -> After {
        let next = end.plus(1);
        if until.is_some_and(|until| until <= end) {
            return After::Ends;
        }
        let mut goes_on = funding.iter().filter(|one| one.revoked_at.is_none());
        let pays =
            |one: &workforce_funding::Model| one.project_id != Some(project) && one.holds(next);
        if goes_on.any(pays) { After::Stays } else { After::Unpaid }
    }
}

/// How far somebody's competence is from what the post needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What the post needs.
    pub needed: i32,
    /// What the person has.
    pub held: i32,
}

impl Gap {
    /// So many levels are missing.
    #[must_use]
    pub fn missing(self) -> i32 {
        (self.needed - self.held).max(0)
    }
}

/// A time of day that was typed: `8`, `8:30`, `8.30`, `0830`; in minutes.
#[must_use]
pub fn typed_time(text: &str) -> Option<i32> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.trim();
    let (hours, minutes) = match text.split_once([':', '.', ',']) {
        Some(parts) => parts,
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => (text, "00"),
    };
    if !is_number(hours) || !is_number(minutes) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let at = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && at <= DAY_MINUTES).then_some(at)
}

/// A time of day, or an amount of work, as people write it: `08:30`.
#[must_use]
pub fn time(minutes: i32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Hours as people type them: `8`, `7:30`, `7,5`; in minutes.
#[must_use]
pub fn typed_hours(text: &str) -> Option<i32> {
    if let Some((whole, "5")) = text.trim().split_once([',', '.']) {
        let whole: i32 = whole.parse().ok().filter(|hours| (0..10_000).contains(hours))?;
        return Some(whole * 60 + 30);
    }
    let minutes = law::Minutes::parse(text.trim()).ok()?;
    i32::try_from(minutes.0).ok()
}
