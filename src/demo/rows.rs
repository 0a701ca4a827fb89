//! Invented people as rows: sealed, with ids and the days of their cases. Computed beside the
//! writer; only registration numbers are given by it, in the order of time.

use super::course::Answers;
use super::desk::{Desk, age};
use super::draw::Draw;
use super::invent::{self, Invented};
use super::names::Names;
use super::store::Value;
use crate::contacts;
use crate::people::{self, SINCE_UNKNOWN, phone};
use kit::search::{latin, plain};
use kit::types::{Day, Ids, Instant};
use std::collections::BTreeMap;

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// How many people there were before.
    pub before: u64,
    /// How many are to be made.
    pub people: u64,
    /// Wishes of each; each has a case.
    pub wishes: u64,
    /// Contacts of each.
    pub contacts: u64,
    /// The last day on which anything has happened: yesterday, so that the hour at which the
    /// people are made changes nothing.
    pub last: Day,
    /// How many days the office has worked.
    pub days: i32,
}

/// Rows of a few hundred people.
#[derive(Default)]
pub struct Chunk {
    pub people: Vec<Value>,
    pub identifiers: Vec<Value>,
    pub addresses: Vec<Value>,
    pub contacts: Vec<Value>,
    pub wishes: Vec<Numbered>,
    /// Answers of the law by their ids.
    pub decisions: BTreeMap<i64, String>,
    pub cases: Vec<Value>,
    pub meetings: Vec<Value>,
    pub assessments: Vec<Numbered>,
    pub proposals: Vec<Value>,
    pub events: Vec<Value>,
}

/// A row that waits for its registration number, and the event that tells of it.
pub struct Numbered {
    pub at: Instant,
    pub row: Vec<Value>,
    pub event: Happened,
}

/// An event before its number is known.
pub struct Happened {
    pub head: Vec<Value>,
    pub data: Vec<(&'static str, String)>,
}

impl Happened {
    /// Its row.
    pub fn row(mut self, number: Option<String>) -> Vec<Value> {
        let mut data = serde_json::Map::new();
        if let Some(number) = number {
            data.insert("number".into(), number.into());
        }
        for (name, value) in self.data {
            data.insert(name.into(), value.into());
        }
        self.head.push(serde_json::Value::Object(data).to_string().into());
        self.head
    }
}

/// Makes the people of a chunk.
pub struct Maker<'a> {
    pub desk: &'a Desk,
    pub names: &'a Names,
    pub plan: Plan,
    pub answers: Answers,
}

/// What people ask about, and its law.
const TOPICS: [(&str, &str); 13] = [
    ("services_overview", "zsu"),
    ("wish_service", "zsu"),
    ("parking_card", "zhu"),
    ("hot_lunch", "other"),
    ("home_patronage", "zsu"),
    ("assistant_support", "zsu"),
    ("personal_assistance", "zlp"),
    ("day_care", "zsu"),
    ("residential", "zsu"),
    ("fees", "zsu"),
    ("case_status", "zsu"),
    ("telk", "zhu"),
    ("forms", "other"),
];

/// How they come, and how often.
const CHANNELS: [(&str, u64); 9] = [
    ("visit_unplanned", 44),
    ("phone", 28),
    ("home_visit", 6),
    ("village_office", 7),
    ("event", 5),
    ("email", 4),
    ("third_party", 3),
    ("letter", 2),
    ("online", 1),
];

/// Who asks, and how often.
const ASKERS: [(&str, u64); 4] =
    [("self", 62), ("relative", 28), ("guardian", 6), ("institution", 4)];

/// What comes of it, and how often.
const OUTCOMES: [(&str, u64); 5] = [
    ("informed", 60),
    ("form_filled", 15),
    ("call_back", 10),
    ("sent_to_other", 10),
    ("meeting_booked", 5),
];

/// One person while the rows are made.
pub struct Now<'a> {
    number: u64,
    pub id: i64,
    pub person: &'a Invented,
    /// Where the person lives.
    ekatte: String,
    /// Counts rows, so that no two of a person have one id.
    rows: u64,
}

impl Now<'_> {
    /// An id for something that happened at a moment: it sorts by time, and tells the person.
    pub fn id(&mut self, at: Instant) -> i64 {
        self.rows += 1;
        Ids::floor(Instant((at.0 & !127) | i64::try_from(self.rows & 127).unwrap_or_default()))
            | i64::try_from(self.number & 0x3f_ffff).unwrap_or_default()
    }
}

/// An hour of the working day.
pub fn hour(day: Day, draw: &mut Draw) -> Instant {
    let morning = Instant::of_local(day.0.at(8, 30, 0, 0));
    morning.plus_ms(i64::from(draw.between(0, 8 * 60 * 60 * 1000)))
}

/// A day as the databases keep it.
pub fn day(value: Option<Day>) -> Value {
    value.map(|day| day.to_string()).into()
}

impl Maker<'_> {
    /// The people with these numbers.
    pub fn chunk(&mut self, numbers: std::ops::Range<u64>) -> anyhow::Result<Chunk> {
        let mut chunk = Chunk::default();
        for number in numbers {
            self.person(&mut chunk, number)?;
        }
        Ok(chunk)
    }

    fn person(&mut self, chunk: &mut Chunk, number: u64) -> anyhow::Result<()> {
        let plan = self.plan;
        let mut draw = Draw::new(plan.seed, number);
        let person = invent::person(self.names, self.desk.half, plan.last, &mut draw, number);
        // People came one after another over the office's days.
        let passed = (number - plan.before) * u64::from(plan.days.unsigned_abs()) / plan.people;
        let first = plan.last.plus(i32::try_from(passed)? - plan.days);
        let first = self.answers.working_before(first);
        let came = hour(first, &mut draw);
        let mut now = Now { number, id: 0, person: &person, ekatte: String::new(), rows: 0 };
        now.id = now.id(came);
        self.person_rows(chunk, &mut now, came, &mut draw)?;
        let (clerk, name) = self.clerk(&mut draw);
        let head = self.event(&mut now, came, ("person-entered", None), (clerk, &name));
        chunk.events.extend(Happened { head, data: Vec::new() }.row(None));
        let mut taken = Vec::new();
        for turn in 0..plan.wishes {
            let share = |turn: u64| i32::try_from(turn).unwrap_or_default();
            let left = plan.last.days_since(first);
            let (from, to) = (left * share(turn), left * share(turn + 1));
            let wishes = share(plan.wishes).max(1);
            let on = first.plus(draw.between(from / wishes, to / wishes));
            let on = self.answers.working_before(on);
            self.wish(chunk, &mut now, on, (&mut taken, &mut draw))?;
        }
        for _ in 0..plan.contacts {
            let on = first.plus(draw.between(0, plan.last.days_since(first)));
            let on = self.answers.working_before(on);
            self.contact(chunk, &mut now, on, &mut draw)?;
        }
        Ok(())
    }

    pub fn clerk(&self, draw: &mut Draw) -> (i64, String) {
        draw.one_of(&self.desk.clerks).cloned().unwrap_or_default()
    }

    pub fn event(
        &self,
        now: &mut Now<'_>,
        at: Instant,
        (kind, case): (&str, Option<i64>),
        (account, name): (i64, &str),
    ) -> Vec<Value> {
        let id = now.id(at);
        vec![
            self.desk.municipality.id.0.into(),
            id.into(),
            at.0.into(),
            kind.into(),
            account.into(),
            name.into(),
            now.id.into(),
            case.into(),
        ]
    }

    pub fn seal(
        &self,
        (table, column): (&'static str, &'static str),
        row: i64,
        text: &str,
    ) -> anyhow::Result<Value> {
        if text.is_empty() {
            return Ok(None::<Vec<u8>>.into());
        }
        Ok(self.desk.key.seal(table, column, row, text.as_bytes())?.into())
    }

    fn person_rows(
        &self,
        chunk: &mut Chunk,
        now: &mut Now<'_>,
        came: Instant,
        draw: &mut Draw,
    ) -> anyhow::Result<()> {
        let person = now.person;
        let here: Value = self.desk.municipality.id.0.into();
        let name = format!("{} {} {}", person.given, person.middle, person.family);
        // As people::store::names: of who is protected the names are sealed.
        let (latin, is_open) = (latin(&name), !person.is_protected);
        let parts = [&person.given, &person.middle, &person.family, &latin, &person.email];
        let sealed = if is_open {
            None::<Vec<u8>>.into()
        } else {
            let text = parts.map(String::as_str).join("\n");
            self.seal(("person", "name_sealed"), now.id, &text)?
        };
        let shown = |text: &str| -> Value { if is_open { text } else { "" }.into() };
        chunk.people.extend::<[Value; 20]>([
            here.clone(),
            now.id.into(),
            shown(&person.given),
            shown(&person.middle),
            shown(&person.family),
            shown(&latin),
            shown(&plain(&name)),
            sealed,
            day(Some(person.birth_day)),
            if person.is_female { "female" } else { "male" }.into(),
            phone::normal(&person.phone).into(),
            shown(&person.email),
            person.language.as_str().into(),
            person.needs.as_str().into(),
            None::<Vec<u8>>.into(),
            person.is_protected.into(),
            None::<String>.into(),
            None::<i64>.into(),
            1i32.into(),
            came.0.into(),
        ]);
        if let Some((kind, digits)) = &person.identifier {
            let id = now.id(came);
            chunk.identifiers.extend::<[Value; 6]>([
                here.clone(),
                id.into(),
                now.id.into(),
                kind.code().into(),
                self.seal(("identifier", "sealed"), id, digits)?,
                self.desk.key.blind(&people::IDENTIFIER, digits)?.into(),
            ]);
        }
        self.addresses(chunk, now, came, draw)
    }

    fn addresses(
        &self,
        chunk: &mut Chunk,
        now: &mut Now<'_>,
        came: Instant,
        draw: &mut Draw,
    ) -> anyhow::Result<()> {
        let place = |draw: &mut Draw| {
            let found = draw.weighted(&self.desk.settlements, |(_, people)| *people);
            (
                found.map(|(code, _)| code.clone()).unwrap_or_default(),
                invent::street(self.names, draw),
            )
        };
        let present = place(draw);
        let permanent = if draw.percent(15) { place(draw) } else { present.clone() };
        if !now.person.is_protected {
            now.ekatte.clone_from(&present.0);
        }
        for (kind, (ekatte, line)) in [("permanent", permanent), ("present", present)] {
            let id = now.id(came);
            let (shown, sealed) = if now.person.is_protected {
                let text = format!("{ekatte}\n{line}");
                ((None, String::new()), self.seal(("address", "sealed"), id, &text)?)
            } else {
                ((Some(ekatte), line), None::<Vec<u8>>.into())
            };
            chunk.addresses.extend::<[Value; 9]>([
                self.desk.municipality.id.0.into(),
                id.into(),
                now.id.into(),
                kind.into(),
                shown.0.into(),
                shown.1.into(),
                sealed,
                day(Some(SINCE_UNKNOWN)),
                None::<String>.into(),
            ]);
        }
        Ok(())
    }

    fn contact(
        &self,
        chunk: &mut Chunk,
        now: &mut Now<'_>,
        on: Day,
        draw: &mut Draw,
    ) -> anyhow::Result<()> {
        let (clerk, _) = self.clerk(draw);
        let at = hour(on, draw);
        let id = now.id(at);
        let (topic, law) = draw.one_of(&TOPICS).copied().unwrap_or_default();
        let drawn = |list: &[(&'static str, u64)], draw: &mut Draw| {
            draw.weighted(list, |(_, weight)| *weight).map_or("", |(id, _)| id)
        };
        let (channel, outcome) = (drawn(&CHANNELS, draw), drawn(&OUTCOMES, draw));
        let minutes = draw.between(1, 9) * 5;
        let note = if draw.percent(35) { draw.one_of(&self.names.notes.contact) } else { None };
        let is_anonymous = draw.percent(22);
        let point = draw.one_of(&self.desk.points).copied();
        let is_asked = !is_anonymous || draw.percent(60);
        let born = now.person.birth_day;
        let years = i16::try_from(age(born, on)).unwrap_or_default();
        let sex = if now.person.is_female { "female" } else { "male" };
        let campaign = self.desk.campaigns.iter().find(|(_, from, to)| (*from..=*to).contains(&on));
        let campaign = campaign.filter(|_| channel == "event" || draw.percent(8));
        let script = self.desk.scripts.iter().rfind(|(t, from, _)| t == topic && *from <= on);
        let document = if outcome == "form_filled" { "list_documents" } else { "" };
        // What was promised in the last days is still to be done.
        let call = (outcome == "call_back" && on >= self.plan.last.plus(-4))
            .then(|| self.answers.working_before(self.plan.last.plus(2)));
        chunk.contacts.extend::<[Value; 22]>([
            self.desk.municipality.id.0.into(),
            id.into(),
            at.0.into(),
            clerk.into(),
            point.into(),
            channel.into(),
            "".into(),
            topic.into(),
            law.into(),
            outcome.into(),
            minutes.into(),
            Some(now.id).filter(|_| !is_anonymous).into(),
            self.seal(("contact", "note_sealed"), id, note.map_or("", String::as_str))?,
            1i32.into(),
            drawn(&ASKERS, draw).into(),
            Some(now.ekatte.clone()).filter(|code| is_asked && !code.is_empty()).into(),
            if is_asked { sex } else { "unknown" }.into(),
            if is_asked { contacts::age_group(years) } else { "" }.into(),
            script.map(|(_, _, id)| *id).into(),
            document.into(),
            campaign.map_or("", |(code, ..)| code.as_str()).into(),
            day(call),
        ]);
        Ok(())
    }
}
