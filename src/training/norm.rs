//! Who has learnt enough and was supervised often enough, without a database: what the rules of the law
//! ask of somebody against what they did.

use jiff::ToSpan;
use kit::types::Day;
use law::{Law, TrainingNorm};

/// The kinds of what is attended that a norm counts: all but the introduction count for the year.
const INTRODUCTORY: &str = "introductory";
const YEARLY: &str = "yearly";

/// Something that was attended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Kind of the training, `supervision-group` or `supervision-individual`.
    pub kind: String,
    /// The day.
    pub day: Day,
    /// Academic hours.
    pub hours: i64,
    /// The seminar or the meeting: of several days of one seminar one time is counted.
    pub of: i64,
}

/// How somebody stands to a norm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Less than is asked for, and the time is over.
    Behind,
    /// Less than is asked for; there is time yet.
    Due,
    /// Enough, but not for long.
    Soon,
    /// Enough.
    Met,
}

impl State {
    /// All, the worst first.
    pub const ALL: [State; 4] = [State::Behind, State::Due, State::Soon, State::Met];

    /// Its code; words have the key `training-norm-state-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Behind => "behind",
            State::Due => "due",
            State::Soon => "soon",
            State::Met => "met",
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub fn colour(self) -> &'static str {
        match self {
            State::Behind => "red",
            State::Due => "blue",
            State::Soon => "orange",
            State::Met => "green",
        }
    }
}

/// How somebody stands to a norm, with the arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What was done in the window.
    pub done: i64,
    /// What is missing.
    pub missing: i64,
    /// The last day on which it holds, or on which it is to be done; of who is behind the day on
    /// which it ran out.
    pub until: Option<Day>,
    /// In a word.
    pub state: State,
}

/// Who is asked.
#[derive(Clone, Copy, Debug)]
pub struct Worker<'a> {
    /// Code of the group.
    pub group: &'a str,
    /// The appendix of their service, when it is known.
    pub appendix: Option<&'a str>,
    /// The first day of work, when it is known.
    pub started: Option<Day>,
}

fn later(day: Day, months: u32) -> Day {
    day.0.checked_add(i64::from(months).months()).map_or(day, Day)
}

/// Whether something attended counts for a norm.
fn counts(what: &str, kind: &str) -> bool {
    match what {
        YEARLY => kind != INTRODUCTORY && !kind.starts_with("supervision"),
        what => what == kind,
    }
}

/// What was done for a norm, newest first: the day and the amount.
fn amounts(norm: &TrainingNorm<'_>, done: &[Done]) -> Vec<(Day, i64)> {
    let mut own: Vec<&Done> = done.iter().filter(|one| counts(norm.what, &one.kind)).collect();
    own.sort_by_key(|one| std::cmp::Reverse((one.day, one.of)));
    if norm.in_hours {
        return own.into_iter().map(|one| (one.day, one.hours)).collect();
    }
    let mut seen = Vec::new();
    let times = own.into_iter().filter(|one| {
        let is_new = !seen.contains(&(&one.kind, one.of));
        seen.push((&one.kind, one.of));
        is_new
    });
    times.map(|one| (one.day, 1)).collect()
}

/// The day on which the newest amounts, added up, reach what is required.
fn reached(amounts: &[(Day, i64)], required: i64) -> Option<Day> {
    let mut sum = 0;
    amounts.iter().find_map(|(day, amount)| {
        sum += amount;
        (sum >= required).then_some(*day)
    })
}

/// The numbers that a standing needs besides its norm.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// Today.
    pub today: Day,
    /// So many days before something ends it is told.
    pub warn_days: u32,
    /// Until when the introductory training ends, in months from the first day of work.
    pub introductory_months: u32,
}

impl Numbers {
    /// As the law of the municipality has them.
    ///
    /// # Errors
    /// Never with a law that was built.
    pub fn of(law: &Law, today: Day) -> Result<Numbers, law::LawError> {
        let law::TrainingNumbers { warn_days, introductory_months, .. } = law.training_numbers()?;
        Ok(Numbers { today, warn_days, introductory_months })
    }
}

/// How somebody stands to a norm.
#[must_use]
pub fn standing(
    norm: &TrainingNorm<'_>,
    (worker, done): (Worker<'_>, &[Done]),
    numbers: Numbers,
) -> Standing {
    let Numbers { today, warn_days, introductory_months } = numbers;
    let required = i64::from(norm.required);
    let mut all = amounts(norm, done);
    all.retain(|(day, _)| *day <= today);
    let Some(months) = norm.months else {
        let sum: i64 = all.iter().map(|(_, amount)| amount).sum();
        let until = worker.started.map(|day| later(day, introductory_months));
        let state = match until {
            _ if sum >= required => State::Met,
            Some(until) if today <= until => State::Due,
            _ => State::Behind,
        };
        let until = until.filter(|_| state != State::Met);
        return Standing { done: sum, missing: (required - sum).max(0), until, state };
    };
    let in_window = |day: Day| later(day, months) > today;
    let sum: i64 = all.iter().filter(|(day, _)| in_window(*day)).map(|(_, amount)| amount).sum();
    let missing = (required - sum).max(0);
    // The last day on which it still holds.
    let last = reached(&all, required).map(|day| later(day, months).plus(-1));
    if missing == 0 {
        let warn = last.is_some_and(|until| until.days_since(today) <= days(warn_days));
        let state = if warn { State::Soon } else { State::Met };
        return Standing { done: sum, missing, until: last, state };
    }
    // Who has just begun has the first window to do it in.
    let first = worker.started.map(|day| later(day, months)).filter(|until| today <= *until);
    match first {
        Some(until) => Standing { done: sum, missing, until: Some(until), state: State::Due },
        None => Standing { done: sum, missing, until: last, state: State::Behind },
    }
}

fn days(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// All norms of somebody, with how they stand.
#[must_use]
pub fn standings<'a>(
    norms: &[TrainingNorm<'a>],
    (worker, done): (Worker<'_>, &[Done]),
    numbers: Numbers,
) -> Vec<(TrainingNorm<'a>, Standing)> {
    let own = norms.iter().filter(|norm| norm.is_for(worker.group, worker.appendix));
    own.map(|norm| (norm.clone(), standing(norm, (worker, done), numbers))).collect()
}
