//! The course of an invented case: what has happened by today, by the terms of the law.

use super::draw::Draw;
use crate::referral::DecisionId;
use anyhow::Context;
use jiff::civil::Date;
use kit::crypto::MunicipalityKey;
use kit::types::Day;
use law::{Competent, Duration, Law};
use std::collections::HashMap;
use std::rc::Rc;

/// Answers of the law, kept while people are made: days and services repeat.
pub struct Answers {
    law: &'static Law,
    terms: HashMap<(&'static str, Date), Option<Day>>,
    decisions: HashMap<(usize, Date), Rc<Decision>>,
    validities: HashMap<(&'static str, Date), Option<Day>>,
}

/// Who is competent, as a case keeps it.
pub struct Decision {
    pub rule: String,
    pub regime: String,
    pub competent: String,
    pub is_ours: bool,
    pub is_to_provider: bool,
    pub id: DecisionId,
    /// The whole answer.
    pub json: String,
}

impl Answers {
    pub fn new() -> Answers {
        Answers {
            law: Law::current(),
            terms: HashMap::new(),
            decisions: HashMap::new(),
            validities: HashMap::new(),
        }
    }

    /// The last day of a term.
    pub fn term(&mut self, rule: &'static str, from: Day) -> anyhow::Result<Option<Day>> {
        if let Some(known) = self.terms.get(&(rule, from.0)) {
            return Ok(*known);
        }
        let due = self.law.due(rule, from.0, &[])?.due.map(Day);
        self.terms.insert((rule, from.0), due);
        Ok(due)
    }

    /// The decision for the n-th service of the catalogue.
    pub fn decision(
        &mut self,
        key: &MunicipalityKey,
        place: usize,
        case: &law::Case,
    ) -> anyhow::Result<Rc<Decision>> {
        if let Some(known) = self.decisions.get(&(place, case.date)) {
            return Ok(known.clone());
        }
        let found = self.law.competence(case)?;
        let text = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let json = serde_json::to_string(&found)?;
        let decision = Rc::new(Decision {
            id: DecisionId::of(key, &json)?,
            rule: found.rule.clone(),
            regime: text(serde_json::to_value(found.regime)?),
            competent: text(serde_json::to_value(found.competent)?),
            is_ours: found.competent == Competent::Municipality,
            is_to_provider: matches!(found.competent, Competent::Provider | Competent::Nobody),
            json,
        });
        self.decisions.insert((place, case.date), decision.clone());
        Ok(decision)
    }

    /// Until when an assessment signed on a day may be taken up.
    fn validity(&mut self, on: Day, duration: &'static str) -> anyhow::Result<Option<Day>> {
        if let Some(known) = self.validities.get(&(duration, on.0)) {
            return Ok(*known);
        }
        let kind: Duration =
            serde_json::from_value(duration.into()).context("a duration of the law")?;
        let input =
            law::ValidityInput { signed: on.0, duration: kind, pauses: Vec::new(), as_of: on.0 };
        let until = self.law.validity(&input)?.valid_until.map(Day);
        self.validities.insert((duration, on.0), until);
        Ok(until)
    }

    /// The day itself when it is a working one, else the last one before it.
    pub fn working_before(&self, day: Day) -> Day {
        Day(self.law.calendar().previous_working(day.0))
    }

    /// So many working days later.
    pub fn working(&self, day: Day, days: i32) -> Day {
        Day(self.law.add_working_days(day.0, days.unsigned_abs()))
    }
}

/// A signed assessment.
pub struct Signed {
    pub on: Day,
    pub is_late: bool,
    pub duration: &'static str,
    pub declined: bool,
    pub given_on: Option<Day>,
    pub valid_until: Option<Day>,
}

/// What has happened by today.
pub struct Course {
    pub state: &'static str,
    pub next_kind: &'static str,
    pub next_on: Option<Day>,
    pub due_on: Option<Day>,
    pub closed_on: Option<Day>,
    /// The day of the offer and the day of the meeting; whether it was held.
    pub meeting: Option<(Day, Day, bool)>,
    pub signed: Option<Signed>,
    pub handed_on: Option<Day>,
}

/// The course of a case that began on a day.
pub fn course(
    answers: &mut Answers,
    (wish_on, today): (Day, Day),
    decision: &Decision,
    kind: u8,
    draw: &mut Draw,
) -> anyhow::Result<Course> {
    let mut course = Course {
        state: "meeting_planning",
        next_kind: "offer_meeting",
        next_on: answers.term("D02", wish_on)?,
        due_on: answers.term("D01", wish_on)?,
        closed_on: None,
        meeting: None,
        signed: None,
        handed_on: None,
    };
    // All draws come first, so that a later day changes what has happened but not what will.
    let steps = [draw.between(0, 2), draw.between(1, 3), draw.between(3, 10)];
    let (fate, length) = (draw.below(100), draw.below(100));
    if !decision.is_ours {
        handed(&mut course, answers.working(wish_on, steps[0]), (wish_on, today), decision);
        return Ok(course);
    }
    let offered = answers.working(wish_on, steps[0]);
    let meeting = answers.working(offered, steps[1]);
    // Some wishes of the last weeks wait longer than they may: "My work" shows them.
    if offered > today || (fate >= 96 && wish_on.plus(40) > today) {
        return Ok(course);
    }
    course.meeting = Some((offered, meeting, meeting <= today));
    if meeting > today {
        (course.state, course.next_kind) = ("meeting_set", "hold_meeting");
        course.next_on = Some(meeting);
        return Ok(course);
    }
    (course.state, course.next_kind) = ("assessing", "write_assessment");
    course.next_on = course.due_on;
    let signing = answers.working(meeting, steps[2]);
    if signing > today {
        return Ok(course);
    }
    if fate < 4 {
        (course.state, course.next_kind, course.next_on) = ("closed", "", None);
        course.closed_on = Some(signing);
        return Ok(course);
    }
    let duration = match (kind, length) {
        (8, _) => "residential",
        (_, 0..30) => "short",
        (_, 30..75) => "medium",
        _ => "long",
    };
    let signed = signed(answers, &course, (signing, today), duration, fate)?;
    after_signing(&mut course, &signed, today);
    course.signed = Some(signed);
    Ok(course)
}

fn handed(course: &mut Course, day: Day, (wish_on, today): (Day, Day), decision: &Decision) {
    let (open, done) = match (decision.is_to_provider, decision.competent.as_str()) {
        (true, _) => ("direct_to_provider", "directed_to_provider"),
        (_, "other_municipality") => ("hand_over_to_municipality", "handed_to_municipality"),
        _ => ("hand_over_to_dsp", "handed_to_dsp"),
    };
    course.due_on = None;
    if day > today {
        (course.state, course.next_kind, course.next_on) = (open, "hand_over", Some(wish_on));
    } else {
        (course.state, course.next_kind, course.next_on) = (done, "", None);
        (course.closed_on, course.handed_on) = (Some(day), Some(day));
    }
}

fn signed(
    answers: &mut Answers,
    course: &Course,
    (on, today): (Day, Day),
    duration: &'static str,
    fate: u64,
) -> anyhow::Result<Signed> {
    let declined = (4..10).contains(&fate);
    let valid_until = answers.validity(on, duration)?;
    let given_on = answers.working(on, 1);
    Ok(Signed {
        on,
        is_late: course.due_on.is_some_and(|last| last < on),
        duration,
        declined,
        given_on: (given_on <= today).then_some(given_on),
        valid_until: valid_until.filter(|_| !declined),
    })
}

fn after_signing(course: &mut Course, signed: &Signed, today: Day) {
    course.state = if signed.declined { "closed_declined" } else { "po_issued" };
    let Some(given) = signed.given_on else {
        (course.next_kind, course.next_on) = ("give_assessment", Some(signed.on));
        return;
    };
    match signed.valid_until {
        _ if signed.declined => {
            (course.next_kind, course.next_on, course.closed_on) = ("", None, Some(given));
        }
        Some(last) if last < today => {
            (course.state, course.next_kind, course.next_on) = ("expired", "", None);
            course.closed_on = Some(last.plus(1));
        }
        until => (course.next_kind, course.next_on) = ("watch_validity", until),
    }
}
