//! What a candidate declares (Приложение № 4), which papers came, what service is counted; and what
//! follows from it, without a database.

use kit::types::Day;
use law::WorkLimits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The application is here; interview and decision are due.
    Applied,
    /// On the list: may be chosen.
    Listed,
    /// Not entered, and told so.
    Refused,
    /// Taken off the list.
    Removed,
}

impl State {
    /// All of them, as lists show them.
    pub const ALL: [State; 4] = [State::Applied, State::Listed, State::Refused, State::Removed];

    /// The code kept; the name has the key `assistants-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Applied => "applied",
            State::Listed => "listed",
            State::Refused => "refused",
            State::Removed => "removed",
        }
    }

    /// By its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Applied => "yellow",
            State::Listed => "green",
            State::Refused => "red",
            State::Removed => "grey",
        }
    }
}

/// Social status of form 4; words have the key `assistants-status-<code>`.
pub const STATUSES: [&str; 5] = ["unemployed", "pensioner", "student", "employed", "self-employed"];

/// The papers of чл. 26, ал. 1 ЗЛП; words have the key `assistants-paper-<code>`.
pub const PAPERS: [&str; 5] = ["cv", "contract", "violence", "experience", "medical"];

/// Only the fourth is brought „if any“.
const IF_ANY: &str = "experience";

/// How a paper came; words have the key `assistants-came-<code>`.
pub const CAME: [&str; 4] = ["given", "shown", "missing", "none"];

/// Service and professional experience that is counted for pay (чл. 12 НСОРЗ), up to a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    /// Whole years.
    pub years: u32,
    /// Months beyond them.
    pub months: u32,
    /// Days beyond them.
    pub days: u32,
    /// Counted up to this day; the contracts here are added.
    pub counted_on: Option<Day>,
    /// The paper that proves it.
    pub document: String,
}

/// The sealed part of a candidate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Candidate {
    /// Number of the identity card.
    pub card: String,
    /// Its day.
    pub card_on: Option<Day>,
    /// Who issued it.
    pub card_by: String,
    /// Education, for the labour contract.
    pub education: String,
    /// Qualification.
    pub qualification: String,
    /// Whom the candidate would like to assist, by name.
    pub prefers: Vec<String>,
    /// Settlements in which the candidate is ready to work.
    pub places: String,
    /// A code of [`STATUSES`].
    pub status: String,
    /// Declares: not placed under guardianship.
    pub not_interdicted: bool,
    /// Declares: not convicted of an intentional crime of general nature.
    pub not_convicted: bool,
    /// Declares: no measures as perpetrator of domestic violence.
    pub no_violence: bool,
    /// Went through a training for assistants.
    pub trained: bool,
    /// Declared years of experience in assistant care.
    pub experience: u32,
    /// Has a labour contract.
    pub has_contract: bool,
    /// Minutes a week under other labour contracts.
    pub other_minutes: u32,
    /// Gave written consent to work beyond the common week (чл. 113 КТ).
    pub longer_week: bool,
    /// Reduced capacity to work: a longer leave (чл. 319 КТ).
    pub reduced_capacity: bool,
    /// How each paper of [`PAPERS`] came.
    pub papers: BTreeMap<String, String>,
    /// Account at a bank, for pay.
    pub iban: String,
    /// Service that is counted.
    pub service: Service,
    /// Who took the application and checked it.
    pub accepted_by: String,
    /// What else the work needs.
    pub note: String,
}

/// Why somebody cannot be entered; words have the key `assistants-lack-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A ban, or its declaration is missing: чл. 25, ал. 1 ЗЛП.
    Interdicted,
    /// As above.
    Convicted,
    /// As above.
    Violence,
    /// Not of age.
    Young,
    /// Died.
    Dead,
    /// A paper of чл. 26, ал. 1 ЗЛП is missing.
    Paper(&'static str),
    /// No interview yet.
    Interview,
    /// The interview says: does not answer.
    Unfit,
}

impl Lack {
    /// Key of the words.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Lack::Interdicted => "assistants-lack-interdicted".to_owned(),
            Lack::Convicted => "assistants-lack-convicted".to_owned(),
            Lack::Violence => "assistants-lack-violence".to_owned(),
            Lack::Young => "assistants-lack-young".to_owned(),
            Lack::Dead => "assistants-lack-dead".to_owned(),
            Lack::Paper("violence") => "assistants-lack-violence-paper".to_owned(),
            Lack::Paper(code) => format!("assistants-lack-{code}"),
            Lack::Interview => "assistants-lack-interview".to_owned(),
            Lack::Unfit => "assistants-lack-unfit".to_owned(),
        }
    }
}

/// What is asked about a person beside the declaration.
#[derive(Clone, Copy, Debug, Default)]
pub struct About {
    /// Full years, when the day of birth is known.
    pub age: Option<u32>,
    /// Died.
    pub is_dead: bool,
    /// What the last interview says; none without one.
    pub fits: Option<bool>,
}

impl Candidate {
    /// Papers that are missing. The paper on experience is brought if there is one.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let came = |code: &str| self.papers.get(code).map_or("missing", String::as_str);
        let is_here = |code: &str| match came(code) {
            "given" | "shown" => true,
            "none" => code == IF_ANY,
            _ => false,
        };
        PAPERS.into_iter().filter(|code| !is_here(code)).collect()
    }

    /// All that keeps a candidate off the list (чл. 25–26 ЗЛП; чл. 6 Наредба № РД-07-7).
    #[must_use]
    pub fn lacks(&self, limits: &WorkLimits, about: About) -> Vec<Lack> {
        let mut all = Vec::new();
        let mut when = |is: bool, lack| {
            if is {
                all.push(lack);
            }
        };
        when(!self.not_interdicted, Lack::Interdicted);
        when(!self.not_convicted, Lack::Convicted);
        when(!self.no_violence, Lack::Violence);
        when(about.age.is_some_and(|age| age < limits.age), Lack::Young);
        when(about.is_dead, Lack::Dead);
        for paper in self.missing() {
            when(true, Lack::Paper(paper));
        }
        when(about.fits.is_none(), Lack::Interview);
        when(about.fits == Some(false), Lack::Unfit);
        all
    }
}

impl Service {
    /// Full years of service on a day: what was counted, and the days worked here since, idle ones
    /// left out. `worked` are first and last days; they may touch and overlap.
    #[must_use]
    pub fn full_years(&self, worked: &[(Day, Day)], on: Day) -> u32 {
        let mut worked: Vec<(Day, Day)> = worked.to_vec();
        worked.sort_unstable();
        let since = self.counted_on.or(worked.first().map(|(first, _)| *first));
        let Some(since) = since.filter(|since| *since <= on) else { return self.years };
        let span = jiff::Span::new()
            .years(i64::from(self.years))
            .months(i64::from(self.months))
            .days(i64::from(self.days));
        let Ok(anchor) = since.0.checked_sub(span) else { return self.years };
        // The days from `since` up to, not with, the day asked about that fall in a contract.
        let (mut busy, mut reached) = (0, since);
        for (first, last) in worked {
            let (from, until) = (first.max(reached), last.plus(1).min(on));
            if from < until {
                busy += until.days_since(from);
                reached = until;
            }
        }
        let idle = on.days_since(since) - busy;
        let end = on.plus(-idle).0;
        let whole = anchor.until((jiff::Unit::Year, end)).map_or(0, |span| span.get_years());
        u32::try_from(whole).unwrap_or(0)
    }
}
