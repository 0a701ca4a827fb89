//! What is wrong or odd in a report, each with its article and numbers. Pure.
//!
//! Invariant: what cannot be (another month, after death, outside the contract, two users at one
//! hour, over the directive) stops; everything else is shown to the officer and decided by a person.

use super::sheet::Line;
use crate::assistance::MonthContract;
use kit::types::Day;
use law::{Law, Month};
use std::collections::{BTreeMap, BTreeSet};

/// The most minutes a day has.
const DAY: u32 = 24 * 60;

/// A kind of finding; words have the key `hours-finding-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A day of another month.
    Month,
    /// A day outside the contract.
    Term,
    /// After the user's death.
    Death,
    /// With another user at the same hour.
    Overlap,
    /// More than the directive, with all assistants of the user.
    Directive,
    /// More than agreed.
    Agreed,
    /// On a day of a stay in hospital or residential care.
    Away,
    /// More than a normal day.
    Day,
    /// More than a week of all contracts.
    Week,
    /// On a weekend or holiday.
    Holiday,
    /// On a day without a plan, or none on a planned day.
    Unplanned,
    /// Assistant and substitute on one day.
    Both,
}

impl Kind {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Month => "month",
            Kind::Term => "term",
            Kind::Death => "death",
            Kind::Overlap => "overlap",
            Kind::Directive => "directive",
            Kind::Agreed => "agreed",
            Kind::Away => "away",
            Kind::Day => "day",
            Kind::Week => "week",
            Kind::Holiday => "holiday",
            Kind::Unplanned => "unplanned",
            Kind::Both => "both",
        }
    }

    /// Whether it cannot be: such a report is neither sent nor accepted.
    #[must_use]
    pub fn stops(self) -> bool {
        matches!(self, Kind::Month | Kind::Term | Kind::Death | Kind::Overlap | Kind::Directive)
    }
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub kind: Kind,
    /// On which days.
    pub days: Vec<Day>,
    /// Minutes that the report says.
    pub has: u32,
    /// Minutes that the limit allows.
    pub limit: u32,
}

/// Days away: in hospital or in residential care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// First day.
    pub from: Day,
    /// Last day; none while it lasts.
    pub until: Option<Day>,
}

impl Stay {
    /// Whether a day is one of them.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Another report of the same month, of the same assistant or of the same user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Of the same assistant, with another user.
    pub same_assistant: bool,
    /// Of the same user, by another assistant.
    pub same_user: bool,
    /// One of the two replaces the other.
    pub substitutes: bool,
    /// Its days.
    pub lines: Vec<Line>,
    /// Minutes that count of it.
    pub counts: u32,
}

/// What a report is checked against.
#[derive(Clone, Debug)]
pub struct Against<'a> {
    /// The contract in the month.
    pub contract: &'a MonthContract,
    /// The month.
    pub month: Month,
    /// Day of the user's death.
    pub died_on: Option<Day>,
    /// Stays of the user.
    pub stays: &'a [Stay],
    /// Other reports of the month.
    pub beside: &'a [Beside],
    /// Minutes of this report that count.
    pub counts: u32,
}

/// Everything found in the days of a report, gravest first.
#[must_use]
pub fn findings(law: &Law, lines: &[Line], against: &Against<'_>) -> Vec<Finding> {
    let worked: Vec<&Line> = lines.iter().filter(|line| line.minutes > 0).collect();
    let mut all = Vec::new();
    let on = |kind: Kind, is: &dyn Fn(&Line) -> bool| {
        let some: Vec<&&Line> = worked.iter().filter(|line| is(line)).collect();
        (!some.is_empty()).then(|| Finding {
            kind,
            days: some.iter().map(|line| line.day).collect(),
            has: some.iter().map(|line| line.minutes).sum(),
            limit: 0,
        })
    };
    let Against { contract, month, .. } = against;
    let in_month = |day: Day| Month::of(day.0) == *month;
    let in_term = |day: Day| contract.first <= day && day <= contract.last;
    all.extend(on(Kind::Month, &|line| !in_month(line.day) || line.minutes > DAY));
    all.extend(on(Kind::Term, &|line| in_month(line.day) && !in_term(line.day)));
    all.extend(on(Kind::Death, &|line| against.died_on.is_some_and(|died| line.day > died)));
    all.extend(on(Kind::Overlap, &|line| against.beside.iter().any(|other| overlaps(line, other))));
    all.extend(directive(against));
    all.extend(agreed(contract, &worked));
    all.extend(on(Kind::Away, &|line| against.stays.iter().any(|stay| stay.holds(line.day))));
    all.extend(days(law, &worked, against));
    all.extend(weeks(law, &worked, against));
    all.extend(on(Kind::Holiday, &|line| !law.is_working(line.day.0)));
    all.extend(unplanned(contract, &worked));
    all.extend(on(Kind::Both, &|line| {
        let other = against.beside.iter().filter(|one| one.same_user && one.substitutes);
        other.flat_map(|one| &one.lines).any(|own| own.day == line.day && own.minutes > 0)
    }));
    all
}

/// Work of the same assistant at the same hour: only where both say the hours.
fn overlaps(line: &Line, other: &Beside) -> bool {
    let meets = |own: &Line| match (line.from, line.to, own.from, own.to) {
        (Some(from), Some(to), Some(own_from), Some(own_to)) => from < own_to && own_from < to,
        _ => false,
    };
    other.same_assistant
        && other.lines.iter().any(|own| own.day == line.day && own.minutes > 0 && meets(own))
}

fn directive(against: &Against<'_>) -> Option<Finding> {
    let others = against.beside.iter().filter(|one| one.same_user).map(|one| one.counts);
    let has = against.counts + others.sum::<u32>();
    let limit = against.contract.directive_hours * 60;
    (has > limit).then_some(Finding { kind: Kind::Directive, days: Vec::new(), has, limit })
}

fn agreed(contract: &MonthContract, worked: &[&Line]) -> Option<Finding> {
    let has: u32 = worked.iter().map(|line| line.minutes).sum();
    let limit = contract.hours * 60;
    (has > limit).then_some(Finding { kind: Kind::Agreed, days: Vec::new(), has, limit })
}

/// Minutes of the same assistant by day, this report and the others.
fn by_day(worked: &[&Line], against: &Against<'_>) -> BTreeMap<Day, u32> {
    let own = worked.iter().map(|line| (line.day, line.minutes));
    let others = against.beside.iter().filter(|one| one.same_assistant);
    let others = others.flat_map(|one| &one.lines).map(|line| (line.day, line.minutes));
    let mut all = BTreeMap::new();
    for (day, minutes) in own.chain(others) {
        *all.entry(day).or_default() += minutes;
    }
    all
}

fn days(law: &Law, worked: &[&Line], against: &Against<'_>) -> Option<Finding> {
    let limit = law.work_limits().day.0;
    let own: BTreeSet<Day> = worked.iter().map(|line| line.day).collect();
    let over = by_day(worked, against).into_iter();
    let over: Vec<(Day, u32)> =
        over.filter(|(day, minutes)| own.contains(day) && *minutes > limit).collect();
    let has = over.iter().map(|(_, minutes)| *minutes).max()?;
    Some(Finding {
        kind: Kind::Day,
        days: over.into_iter().map(|(day, _)| day).collect(),
        has,
        limit,
    })
}

/// Weeks longer than all labour contracts together may be, also with other employers; whoever
/// consented in writing may work longer (чл. 113 КТ).
fn weeks(law: &Law, worked: &[&Line], against: &Against<'_>) -> Option<Finding> {
    let limit = law.work_limits().week.0;
    let contract = against.contract;
    if contract.longer_week {
        return None;
    }
    let mut of: BTreeMap<Day, u32> = BTreeMap::new();
    for (day, minutes) in by_day(worked, against) {
        let back = i32::from(day.0.weekday().to_monday_zero_offset());
        *of.entry(day.plus(-back)).or_default() += minutes;
    }
    of.values_mut().for_each(|minutes| *minutes += contract.other_minutes);
    of.retain(|_, minutes| *minutes > limit);
    let has = of.values().copied().max()?;
    Some(Finding { kind: Kind::Week, days: of.into_keys().collect(), has, limit })
}

/// Days where the report and the plan say different things: work without a plan, a plan without work.
fn unplanned(contract: &MonthContract, worked: &[&Line]) -> Option<Finding> {
    let done: BTreeMap<Day, u32> = worked.iter().map(|line| (line.day, line.minutes)).collect();
    let differs =
        contract.days.iter().filter(|plan| (plan.minutes > 0) != done.contains_key(&plan.day));
    let days: Vec<Day> = differs.map(|plan| plan.day).collect();
    let has = done.values().sum();
    let finding = Finding { kind: Kind::Unplanned, days, has, limit: contract.planned() };
    (!finding.days.is_empty()).then_some(finding)
}
