//! The way of a file, without a database: which steps are done, which comes next, until when and by
//! which article, and what stands in the way of a step.

use super::reference::Step;
use kit::types::Day;
use law::Law;

/// The kinds of files; words have the key `powers-kind-<code>`.
pub const KINDS: [&str; 9] = [
    "assignment",
    "partnership",
    "create",
    "create-own",
    "number",
    "place",
    "close",
    "agreement-55",
    "agreement-56",
];

/// The day for which a competition is planned, as the start of a term.
const PLANNED: &str = "planned";
/// So many days ahead the earliest day of a step is looked for.
const FAR: i32 = 400;

/// Whether a file is a competition.
#[must_use]
pub fn is_contest(kind: &str) -> bool {
    matches!(kind, "assignment" | "partnership")
}

/// Whether a file is an agreement between municipalities.
#[must_use]
pub fn is_agreement(kind: &str) -> bool {
    kind.starts_with("agreement-")
}

/// A step that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Which.
    pub code: String,
    /// When.
    pub on: Day,
    /// What follows has its longer term.
    pub is_extended: bool,
}

/// What is known of a file besides its steps.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The day for which a competition is planned.
    pub planned: Option<Day>,
    /// Today.
    pub today: Day,
}

/// A step in the course of a file.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    /// What is done.
    pub step: &'a Step,
    /// When it was done.
    pub done_on: Option<Day>,
    /// `done`, `late`, `next`, `possible`, `ahead`, `passed`.
    pub state: &'static str,
    /// Until when, as far as it is known.
    pub due_on: Option<Day>,
    /// Not before this day.
    pub earliest: Option<Day>,
    /// How the term was counted.
    pub how: Vec<String>,
}

/// A mistake: field, key of the text, arguments.
pub type Wrong = (&'static str, &'static str, Vec<(&'static str, String)>);

fn day_of(done: &[Done], code: &str) -> Option<Day> {
    done.iter().find(|one| one.code == code).map(|one| one.on)
}

/// The steps without which a step cannot be.
#[must_use]
pub fn before<'a>(steps: &[&'a Step], at: usize) -> Vec<&'a Step> {
    match &steps[at].after {
        Some(codes) => {
            let named = |step: &&&Step| codes.contains(&step.code);
            steps.iter().filter(named).copied().collect()
        }
        None => steps[..at].iter().rfind(|step| !step.optional).copied().into_iter().collect(),
    }
}

/// The day from which the term of a step runs: the last of those it names that is there.
fn start(step: &Step, done: &[Done], planned: Option<Day>) -> Option<Day> {
    let day = |code: &String| if code == PLANNED { planned } else { day_of(done, code) };
    step.from.iter().rev().find_map(day)
}

/// Until when a step is done that runs from a day, and how that was counted.
#[must_use]
pub fn term(law: &Law, step: &Step, (from, extended): (Day, bool)) -> Option<(Day, Vec<String>)> {
    let is_longer = extended && (!step.extended.is_empty() || step.extended_days.is_some());
    let rule = if is_longer && !step.extended.is_empty() { &step.extended } else { &step.rule };
    if !rule.is_empty() {
        let due = law.due(rule, from.0, &[]).ok()?;
        let mut how = due.derivation.steps;
        how.push(due.derivation.articles.join("; "));
        return due.due.map(|day| (Day(day), how));
    }
    let (days, unit) = match step.extended_days.filter(|_| is_longer) {
        Some(days) => (days, step.extended_unit.as_str()),
        None => (step.days?, step.unit.as_str()),
    };
    let due = match unit {
        "working-days" => law.add_working_days(from.0, days),
        _ => law.next_working(from.plus(i32::try_from(days).ok()?).0),
    };
    Some((Day(due), vec![format!("{} + {days} → {}", from.bg(), Day(due).bg())]))
}

/// The first day on which a step may be when a rule counts back from it to a day.
fn earliest(law: &Law, step: &Step, from: Option<Day>) -> Option<Day> {
    let from = from.filter(|_| !step.earliest.is_empty())?;
    let rule = law.deadline(&step.earliest).ok()?;
    let back = |day: &Day| {
        let last = rule.day(day.0).ok().and_then(|due| due.date());
        last.is_some_and(|last| from <= Day(last))
    };
    (0..FAR).map(|days| from.plus(days)).find(back)
}

/// The course of a file.
#[must_use]
pub fn walk<'a>(law: &Law, (steps, done): (&[&'a Step], &[Done]), frame: Frame) -> Vec<Point<'a>> {
    let is_done = |step: &&Step| day_of(done, &step.code).is_some();
    let point = |(at, &step): (usize, &&'a Step)| {
        let done_on = day_of(done, &step.code);
        let from = start(step, done, frame.planned);
        let extended = done.iter().any(|one| step.from.contains(&one.code) && one.is_extended);
        let counted = from.and_then(|from| term(law, step, (from, extended)));
        let (due_on, how) = counted.map_or((None, Vec::new()), |(day, how)| (Some(day), how));
        let ready = before(steps, at).iter().all(is_done);
        let later = steps[at + 1..].iter().any(|next| !next.optional && is_done(next));
        let state = match (done_on, ready, step.optional) {
            (Some(_), ..) => "done",
            (None, _, true) if later => "passed",
            (None, true, true) => "possible",
            (None, true, false) if due_on.is_some_and(|due| due < frame.today) => "late",
            (None, true, false) => "next",
            _ => "ahead",
        };
        Point { step, done_on, state, due_on, earliest: earliest(law, step, from), how }
    };
    steps.iter().enumerate().map(point).collect()
}

/// Whether nothing is left to do.
#[must_use]
pub fn is_whole(points: &[Point<'_>]) -> bool {
    points.iter().all(|point| point.step.optional || point.done_on.is_some())
}

/// What stands in the way of noting a step.
#[must_use]
pub fn refusals(
    law: &Law,
    (steps, done): (&[&Step], &[Done]),
    (code, on): (&str, Day),
    frame: Frame,
) -> Vec<Wrong> {
    let Some(at) = steps.iter().position(|step| step.code == code) else {
        return vec![("step", "form-choose", Vec::new())];
    };
    if day_of(done, code).is_some() {
        return vec![("step", "powers-wrong-again", Vec::new())];
    }
    let mut wrong: Vec<Wrong> = Vec::new();
    for step in before(steps, at) {
        match day_of(done, &step.code) {
            None => wrong.push(("step", "powers-wrong-before", vec![("step", step.title.clone())])),
            Some(day) if on < day => {
                let args = vec![("step", step.title.clone()), ("day", day.bg())];
                wrong.push(("on", "powers-wrong-order", args));
            }
            Some(_) => {}
        }
    }
    if on > frame.today {
        wrong.push(("on", "powers-wrong-future", Vec::new()));
    }
    let from = start(steps[at], done, frame.planned);
    if let Some(first) = earliest(law, steps[at], from).filter(|first| on < *first) {
        wrong.push(("on", "powers-wrong-early", vec![("day", first.bg())]));
    }
    wrong
}

/// The steps that may be noted by mistake and revoked: those on which no later one rests.
#[must_use]
pub fn loose<'a>(steps: &[&'a Step], done: &[Done]) -> Vec<&'a Step> {
    let is_done = |step: &Step| day_of(done, &step.code).is_some();
    let rests = |step: &Step| {
        (0..steps.len()).any(|at| {
            let needs = before(steps, at).iter().any(|one| one.code == step.code);
            needs && is_done(steps[at])
        })
    };
    steps.iter().copied().filter(|&step| is_done(step) && !rests(step)).collect()
}
