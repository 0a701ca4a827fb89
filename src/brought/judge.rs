//! Whether the agreements of a table can be in force together: with the law, with each other, and
//! with what is in the register already. No database.

use super::plan::week;
use super::row::{Aids, Line, Told, identifier};
use crate::assistance::{AgreementId, Elsewhere, InForce, Week, WeekWrong};
use crate::people::{PersonId, age_on};
use kit::types::Day;
use law::Law;
use std::collections::HashMap;

/// What the register knows of the people and the numbers of a table.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Agreements of before by number and day.
    pub numbers: HashMap<(String, Day), AgreementId>,
    /// People by identifier.
    pub people: HashMap<String, PersonId>,
    /// Agreements in force with any of these people.
    pub in_force: Vec<InForce>,
}

/// A good line with what follows from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Good {
    /// What the row says.
    pub line: Line,
    /// Its plan-schedule.
    pub week: Week,
    /// The user and the assistant, when they are in the register.
    pub known: (Option<PersonId>, Option<PersonId>),
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can be entered.
    Good(Box<Good>),
    /// Its agreement is in the register.
    Known(AgreementId),
    /// What is wrong.
    Wrong(Vec<Told>),
}

/// A row with its number in the file.
pub type Read = (i32, Result<Line, Vec<Told>>);

/// By what a person of a row is the same as another.
fn key(checked: &sheet::Checked) -> String {
    identifier(checked).map(|(_, value)| value).unwrap_or_default()
}

fn told(field: &str, fault: &str, value: impl Into<String>) -> Told {
    Told { field: field.to_owned(), fault: fault.to_owned(), value: value.into() }
}

/// What is wrong with a line by itself.
#[must_use]
pub fn alone(law: &Law, line: &Line, today: Day) -> Vec<Told> {
    let mut all = Vec::new();
    let mut when = |is: bool, field: &str, fault: &str, value: String| {
        if is {
            all.push(told(field, fault, value));
        }
    };
    let late = |day: Option<Day>, than: Day| day.is_some_and(|day| day > than);
    let most = line.degree.and_then(|degree| law.degree_hours(degree).ok());
    let exceeds = most.is_some_and(|most| line.directive_hours > most);
    let most = most.map(|most| most.to_string()).unwrap_or_default();
    when(exceeds, "directive-hours", "degree-hours", most);
    let given = line.directive_hours.to_string();
    when(line.hours > line.directive_hours, "hours", "hours-directive", given);
    let fits = line.hours > line.directive_hours || law.contract(line.hours).is_ok();
    when(!fits, "hours", "hours-kind", line.hours.to_string());
    when(line.on > today, "on", "day-future", line.on.bg());
    when(late(line.directive_on, line.on), "on", "before-directive", line.on.bg());
    when(late(line.listed_on, line.on), "listed-on", "listed-late", line.on.bg());
    when(line.until < line.from, "until", "reversed", line.until.bg());
    let is_over = line.until >= line.from && line.until < today;
    when(is_over, "until", "ended", line.until.bg());
    let beyond = line.until > line.directive_until;
    when(beyond, "until", "after-directive", line.directive_until.bg());
    when(line.contract_on < line.on, "contract-on", "contract-early", line.on.bg());
    when(line.starts_on < line.contract_on, "starts-on", "start-early", line.contract_on.bg());
    when(key(&line.user) == key(&line.assistant), "assistant-egn", "self", String::new());
    let limit = law.work_limits().age;
    let age = line.assistant.born.map(|born| age_on(Day(born), today));
    let is_young = age.is_some_and(|age| i64::from(age) < i64::from(limit));
    when(is_young, "assistant-egn", "young", limit.to_string());
    let limit = child_until(law);
    let age = line.user.born.map(|born| i64::from(age_on(Day(born), today)));
    let is_grown = line.aids.child && age.zip(limit).is_some_and(|(age, limit)| age >= limit);
    when(is_grown, "child-aid", "aid-age", limit.unwrap_or_default().to_string());
    all
}

/// The age from which nobody gets the aid for a child any more.
fn child_until(law: &Law) -> Option<i64> {
    let rule = law.book().newest("fact.age-20-under").ok()?;
    rule.value.get("below").and_then(|age| age.as_integer())
}

/// The lines that can be in force, by their place, and what is wrong with the others.
struct Judging<'a> {
    law: &'a Law,
    world: &'a World,
    lines: Vec<(i32, Line)>,
    wrong: HashMap<i32, Vec<Told>>,
}

impl Judging<'_> {
    fn known(&self, line: &Line) -> (Option<PersonId>, Option<PersonId>) {
        let of = |checked| self.world.people.get(&key(checked)).copied();
        (of(&line.user), of(&line.assistant))
    }

    fn note(&mut self, number: i32, what: Told) {
        self.wrong.entry(number).or_default().push(what);
    }

    /// The same agreement, or the same two people, twice.
    fn twice(&mut self) {
        let mut numbers: HashMap<(String, Day), i32> = HashMap::new();
        let mut pairs: HashMap<(String, String), i32> = HashMap::new();
        let mut found = Vec::new();
        for (number, line) in &self.lines {
            let pair = (key(&line.user), key(&line.assistant));
            let (user, assistant) = self.known(line);
            let is_in_force = user.zip(assistant).is_some_and(|(user, assistant)| {
                let same = |one: &InForce| one.user == user && one.assistant == assistant;
                self.world.in_force.iter().any(same)
            });
            if let Some(first) = numbers.get(&(line.number.clone(), line.on)) {
                found.push((*number, told("number", "same-number", first.to_string())));
            } else if let Some(first) = pairs.get(&pair) {
                found.push((*number, told("assistant-egn", "same-pair", first.to_string())));
            } else if is_in_force {
                found.push((*number, told("assistant-egn", "in-force", String::new())));
            }
            numbers.entry((line.number.clone(), line.on)).or_insert(*number);
            pairs.entry(pair).or_insert(*number);
        }
        for (number, what) in found {
            self.note(number, what);
        }
    }

    /// Hours of all assistants of a user against the directive (чл. 12 ЗЛП).
    fn ceilings(&mut self) {
        let mut users: HashMap<String, Vec<(i32, u32, u32)>> = HashMap::new();
        let mut in_force: HashMap<String, u32> = HashMap::new();
        for (number, line) in &self.lines {
            let key = key(&line.user);
            let of_user = self.known(line).0;
            let hours = self.world.in_force.iter().filter(|one| Some(one.user) == of_user);
            in_force.insert(key.clone(), hours.map(|one| one.hours).sum());
            users.entry(key).or_default().push((*number, line.hours, line.directive_hours));
        }
        for (key, rows) in users {
            let before = in_force.get(&key).copied().unwrap_or(0);
            let sum = rows.iter().map(|(_, hours, _)| *hours).fold(before, u32::saturating_add);
            let least = rows.iter().map(|(.., directive)| *directive).min().unwrap_or(0);
            for (number, hours, directive) in &rows {
                if *directive != least {
                    self.note(*number, told("directive-hours", "differs", least.to_string()));
                } else if sum > least && sum > *hours {
                    self.note(*number, told("hours", "together", sum.to_string()));
                }
            }
        }
    }

    /// The aids are the user's, not the agreement's: all rows of a user tell the same.
    fn aids(&mut self) {
        let mut first: HashMap<String, (i32, Aids)> = HashMap::new();
        let mut found = Vec::new();
        for (number, line) in &self.lines {
            let of_user = first.entry(key(&line.user)).or_insert((*number, line.aids));
            let (row, aids) = *of_user;
            if aids != line.aids {
                let field = if aids.child == line.aids.child { "supplement" } else { "child-aid" };
                found.push((*number, told(field, "aids-differ", row.to_string())));
            }
        }
        for (number, what) in found {
            self.note(number, what);
        }
    }

    /// The week of each line beside the others of its assistant; the first beyond them is wrong.
    fn weeks(&mut self, note: &str) -> HashMap<i32, Week> {
        let limits = self.law.work_limits();
        let mut busy: HashMap<String, Vec<Week>> = HashMap::new();
        let mut weeks = HashMap::new();
        let mut found = Vec::new();
        for (number, line) in &self.lines {
            if self.wrong.contains_key(number) {
                continue;
            }
            let of_assistant = self.known(line).1;
            let in_force =
                self.world.in_force.iter().filter(|one| Some(one.assistant) == of_assistant);
            let others = busy
                .entry(key(&line.assistant))
                .or_insert_with(|| in_force.map(|one| one.week.clone()).collect());
            let kind = self.law.contract(line.hours).ok();
            let own = week(line, kind.and_then(|kind| kind.hours_per_day), others, note);
            let elsewhere = Elsewhere {
                weeks: others.clone(),
                other_minutes: line.other_minutes,
                longer_week: false,
            };
            match own.wrong(&limits, &elsewhere).first() {
                Some(wrong) => {
                    let field = if line.days.is_empty() { "hours" } else { "mon" };
                    found.push((*number, told(field, WeekWrong::key(*wrong), String::new())));
                }
                None => {
                    others.push(own.clone());
                    weeks.insert(*number, own);
                }
            }
        }
        for (number, what) in found {
            self.note(number, what);
        }
        weeks
    }
}

/// What becomes of each row, in the order given. `note` is written in plan-schedules.
#[must_use]
pub fn judge(
    law: &Law,
    world: &World,
    rows: Vec<Read>,
    (today, note): (Day, &str),
) -> Vec<(i32, Verdict)> {
    let mut verdicts = Vec::with_capacity(rows.len());
    let mut judging = Judging { law, world, lines: Vec::new(), wrong: HashMap::new() };
    for (number, row) in rows {
        let line = match row {
            Ok(line) => line,
            Err(wrong) => {
                verdicts.push((number, Verdict::Wrong(wrong)));
                continue;
            }
        };
        let wrong = alone(law, &line, today);
        if let Some(id) = world.numbers.get(&(line.number.clone(), line.on)) {
            verdicts.push((number, Verdict::Known(*id)));
        } else if wrong.is_empty() {
            judging.lines.push((number, line));
        } else {
            verdicts.push((number, Verdict::Wrong(wrong)));
        }
    }
    judging.twice();
    judging.ceilings();
    judging.aids();
    let mut weeks = judging.weeks(note);
    let lines = std::mem::take(&mut judging.lines);
    for (number, line) in lines {
        let verdict = match (judging.wrong.remove(&number), weeks.remove(&number)) {
            (Some(wrong), _) => Verdict::Wrong(wrong),
            (None, week) => {
                let known = judging.known(&line);
                let week = week.unwrap_or_default();
                Verdict::Good(Box::new(Good { line, week, known }))
            }
        };
        verdicts.push((number, verdict));
    }
    verdicts.sort_by_key(|(number, _)| *number);
    verdicts
}
