//! Invented people as rows: sealed, with ids and the days of their cases. Computed beside the
//! writer; only registration numbers are given by it, in the order of time.

use super::course::{Answers, Course, Decision, course};
use super::desk::{Desk, Offered, age};
use super::draw::Draw;
use super::invent::{self, Invented};
use super::names::Names;
use super::store::Value;
use crate::people::{SINCE_UNKNOWN, phone};
use kit::search::{latin, plain};
use kit::types::{Day, Ids, Instant, encode_id};
use serde_json::json;

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
    /// Today.
    pub today: Day,
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

/// One person while the rows are made.
struct Now<'a> {
    number: u64,
    id: i64,
    person: &'a Invented,
    /// Counts rows, so that no two of a person have one id.
    rows: u64,
}

impl Now<'_> {
    /// An id for something that happened at a moment: it sorts by time, and tells the person.
    fn id(&mut self, at: Instant) -> i64 {
        self.rows += 1;
        Ids::floor(Instant((at.0 & !127) | i64::try_from(self.rows & 127).unwrap_or_default()))
            | i64::try_from(self.number & 0x3f_ffff).unwrap_or_default()
    }
}

/// A moment of the working day.
fn moment(day: Day, draw: &mut Draw) -> Instant {
    let morning = Instant::of_local(day.0.at(8, 30, 0, 0));
    morning.plus_ms(i64::from(draw.between(0, 8 * 60 * 60 * 1000)))
}

fn day(value: Option<Day>) -> Value {
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
        let person = invent::person(self.names, self.desk.half, plan.today, &mut draw, number);
        // People came one after another over the office's days.
        let passed = (number - plan.before) * u64::from(plan.days.unsigned_abs()) / plan.people;
        let first = plan.today.plus(i32::try_from(passed)? - plan.days);
        let first = self.answers.working_before(first);
        let came = moment(first, &mut draw);
        let mut now = Now { number, id: 0, person: &person, rows: 0 };
        now.id = now.id(came);
        self.person_rows(chunk, &mut now, came, &mut draw)?;
        let (clerk, name) = self.clerk(&mut draw);
        let head = self.event(&mut now, came, ("person-entered", None), (clerk, &name));
        chunk.events.extend(Happened { head, data: Vec::new() }.row(None));
        let mut taken = Vec::new();
        for turn in 0..plan.wishes {
            let share = |turn: u64| i32::try_from(turn).unwrap_or_default();
            let left = plan.today.days_since(first);
            let (from, to) = (left * share(turn), left * share(turn + 1));
            let wishes = share(plan.wishes).max(1);
            let on = first.plus(draw.between(from / wishes, to / wishes));
            let on = self.answers.working_before(on);
            self.wish(chunk, &mut now, on, (&mut taken, &mut draw))?;
        }
        for _ in 0..plan.contacts {
            let on = first.plus(draw.between(0, plan.today.days_since(first)));
            let on = self.answers.working_before(on);
            self.contact(chunk, &mut now, on, &mut draw)?;
        }
        Ok(())
    }

    fn clerk(&self, draw: &mut Draw) -> (i64, String) {
        draw.one_of(&self.desk.clerks).cloned().unwrap_or_default()
    }

    fn event(
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

    fn seal(
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
        chunk.people.extend::<[Value; 19]>([
            here.clone(),
            now.id.into(),
            person.given.as_str().into(),
            person.middle.as_str().into(),
            person.family.as_str().into(),
            latin(&name).into(),
            plain(&name).into(),
            day(Some(person.birth_day)),
            if person.is_female { "female" } else { "male" }.into(),
            phone::normal(&person.phone).into(),
            person.email.as_str().into(),
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
                self.desk.key.blind("identifier", "value", digits)?.into(),
            ]);
        }
        let place = |draw: &mut Draw| {
            let found = draw.weighted(&self.desk.settlements, |(_, people)| *people);
            (found.map(|(code, _)| code.clone()).unwrap_or_default(), invent::street(self.names, draw))
        };
        let present = place(draw);
        let permanent = if draw.percent(15) { place(draw) } else { present.clone() };
        for (kind, (ekatte, line)) in [("permanent", permanent), ("present", present)] {
            let id = now.id(came);
            let (shown, sealed) = if person.is_protected {
                let text = format!("{ekatte}\n{line}");
                ((None, String::new()), self.seal(("address", "sealed"), id, &text)?)
            } else {
                ((Some(ekatte), line), None::<Vec<u8>>.into())
            };
            chunk.addresses.extend::<[Value; 9]>([
                here.clone(),
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
        const TOPICS: [(&str, &str); 9] = [
            ("services_overview", "zsu"),
            ("assistant_support", "zsu"),
            ("personal_assistance", "zlp"),
            ("day_care", "zsu"),
            ("residential", "zsu"),
            ("fees", "zsu"),
            ("case_status", "zsu"),
            ("telk", "zhu"),
            ("forms", "other"),
        ];
        const CHANNELS: [(&str, u64); 6] = [
            ("visit_unplanned", 40),
            ("phone", 30),
            ("visit_booked", 12),
            ("home_visit", 8),
            ("village_office", 6),
            ("email", 4),
        ];
        const OUTCOMES: [(&str, u64); 5] = [
            ("informed", 60),
            ("form_filled", 15),
            ("call_back", 10),
            ("sent_to_other", 10),
            ("meeting_booked", 5),
        ];
        let (clerk, _) = self.clerk(draw);
        let at = moment(on, draw);
        let id = now.id(at);
        let (topic, law) = draw.one_of(&TOPICS).copied().unwrap_or_default();
        let drawn = |list: &[(&'static str, u64)], draw: &mut Draw| {
            draw.weighted(list, |(_, weight)| *weight).map_or("", |(id, _)| id)
        };
        let (channel, outcome) = (drawn(&CHANNELS, draw), drawn(&OUTCOMES, draw));
        let minutes = draw.between(1, 9) * 5;
        let note = if draw.percent(35) { draw.one_of(&self.names.notes.contact) } else { None };
        let is_anonymous = draw.percent(8);
        let point = draw.one_of(&self.desk.points).copied();
        chunk.contacts.extend::<[Value; 14]>([
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
        ]);
        Ok(())
    }

    fn choose(&self, adult: bool, taken: &[usize], draw: &mut Draw) -> Option<usize> {
        let all = self.desk.services.iter().enumerate();
        let fits: Vec<usize> = all
            .filter(|(place, service)| {
                !taken.contains(place) && if adult { service.for_adults } else { service.for_children }
            })
            .map(|(place, _)| place)
            .collect();
        draw.weighted(&fits, |place| {
            // What people ask for most.
            if self.desk.services[*place].kind == 10 { 12 } else { 2 }
        })
        .copied()
    }

    fn wish(
        &mut self,
        chunk: &mut Chunk,
        now: &mut Now<'_>,
        on: Day,
        (taken, draw): (&mut Vec<usize>, &mut Draw),
    ) -> anyhow::Result<()> {
        const FORMS: [(&str, u64); 4] =
            [("oral_on_site", 60), ("oral_phone", 20), ("written", 15), ("electronic", 5)];
        let desk = self.desk;
        let years = age(now.person.birth_day, on);
        let Some(place) = self.choose(years >= 18, taken, draw) else { return Ok(()) };
        taken.push(place);
        let service = &desk.services[place];
        let at = moment(on, draw);
        let (clerk, clerk_name) = self.clerk(draw);
        let officer = draw.one_of(&desk.officers).cloned().unwrap_or_default();
        let form = draw.weighted(&FORMS, |(_, weight)| *weight).map_or("", |(id, _)| id);
        let words = invent::said(self.names, (service.kind, now.person.is_female, years), draw);
        let point = draw.one_of(&desk.points).copied();
        let facts = facts(desk, service, on);
        let decision = self.answers.decision(place, &facts)?;
        let course =
            course(&mut self.answers, (on, self.plan.today), &decision, service.kind, draw)?;
        let (wish, case) = (now.id(at), now.id(at));
        let row = vec![
            desk.municipality.id.0.into(),
            wish.into(),
            i32::from(on.0.year()).into(),
            0i64.into(),
            at.0.into(),
            day(Some(on)),
            at.0.into(),
            clerk.into(),
            point.into(),
            form.into(),
            now.id.into(),
            service.id.into(),
            None::<i64>.into(),
            serde_json::to_string(&facts)?.into(),
            self.seal(("wish", "words_sealed"), wish, words)?,
            None::<i64>.into(),
            1i32.into(),
        ];
        let opened = self.event(now, at, ("case-opened", Some(case)), (clerk, &clerk_name));
        let data = vec![("rule", decision.rule.clone()), ("competent", decision.competent.clone())];
        chunk.events.extend(Happened { head: opened, data }.row(None));
        let head = self.event(now, at, ("wish-registered", Some(case)), (clerk, &clerk_name));
        let data = vec![("service", service.name.clone())];
        chunk.wishes.push(Numbered { at, row, event: Happened { head, data } });
        chunk.cases.extend(self.case_row(now, (case, wish, on), service, (&decision, &course, officer.0)));
        self.happened(chunk, now, (case, service, &officer), (&course, draw))
    }

    fn case_row(
        &self,
        now: &Now<'_>,
        (case, wish, on): (i64, i64, Day),
        service: &Offered,
        (decision, course, officer): (&Decision, &Course, i64),
    ) -> [Value; 17] {
        let closed = course.closed_on.map(|day| Instant::of_local(day.0.at(16, 0, 0, 0)).0);
        [
            self.desk.municipality.id.0.into(),
            case.into(),
            wish.into(),
            now.id.into(),
            service.id.into(),
            course.state.into(),
            day(Some(on)),
            day(course.due_on),
            day(course.next_on),
            course.next_kind.into(),
            officer.into(),
            decision.rule.as_str().into(),
            decision.regime.as_str().into(),
            decision.competent.as_str().into(),
            decision.json.as_str().into(),
            closed.into(),
            1i32.into(),
        ]
    }

    /// Meeting, assessment and hand-over of a case.
    fn happened(
        &self,
        chunk: &mut Chunk,
        now: &mut Now<'_>,
        (case, service, officer): (i64, &Offered, &(i64, String)),
        (course, draw): (&Course, &mut Draw),
    ) -> anyhow::Result<()> {
        let who = (officer.0, officer.1.as_str());
        if let Some((offered, planned, held)) = course.meeting {
            let (offered, planned) = (moment(offered, draw), moment(planned, draw));
            let at_home = draw.percent(25);
            let note = draw.one_of(&self.names.notes.meeting).filter(|_| held);
            let id = now.id(offered);
            chunk.meetings.extend::<[Value; 15]>([
                self.desk.municipality.id.0.into(),
                id.into(),
                case.into(),
                offered.0.into(),
                "phone".into(),
                planned.0.into(),
                if at_home { "home" } else { "municipality" }.into(),
                "".into(),
                if held { "held" } else { "agreed" }.into(),
                Some(planned.0).filter(|_| held).into(),
                held.into(),
                held.into(),
                if held { "ordinary" } else { "" }.into(),
                self.seal(("meeting", "note_sealed"), id, note.map_or("", String::as_str))?,
                1i32.into(),
            ]);
            let place = if at_home { "в дома" } else { "в общината" };
            let head = self.event(now, offered, ("meeting-agreed", Some(case)), who);
            let data =
                vec![("at", planned.bg()), ("place", place.to_owned()), ("late", "no".to_owned())];
            chunk.events.extend(Happened { head, data }.row(None));
            if held {
                let head = self.event(now, planned, ("meeting-held", Some(case)), who);
                let data = vec![("at", planned.bg())];
                chunk.events.extend(Happened { head, data }.row(None));
            }
        }
        if course.signed.is_some() {
            self.assessment(chunk, now, (case, service, officer), (course, draw))?;
        }
        if let Some(on) = course.handed_on {
            let at = moment(on, draw);
            let receiver = self.desk.settings.dsp.name.clone();
            let head = self.event(now, at, ("case-handed-over", Some(case)), who);
            let data = vec![("receiver", receiver), ("day", on.bg()), ("late", "no".to_owned())];
            chunk.events.extend(Happened { head, data }.row(None));
        }
        Ok(())
    }

    fn assessment(
        &self,
        chunk: &mut Chunk,
        now: &mut Now<'_>,
        (case, service, officer): (i64, &Offered, &(i64, String)),
        (course, draw): (&Course, &mut Draw),
    ) -> anyhow::Result<()> {
        let Some(signed) = &course.signed else { return Ok(()) };
        let who = (officer.0, officer.1.as_str());
        let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
        let at = moment(signed.on, draw);
        let (id, proposal) = (now.id(at), now.id(at));
        let given = signed.given_on.map(|day| moment(day, draw));
        let content = self.content((service, signed.on), (signed.declined, signed.duration), draw);
        let row = vec![
            self.desk.municipality.id.0.into(),
            id.into(),
            i32::from(signed.on.0.year()).into(),
            0i64.into(),
            case.into(),
            "signed".into(),
            self.desk.order.into(),
            officer.0.into(),
            self.seal(("assessment", "sealed"), id, &content)?,
            day(Some(signed.on)),
            "paper".into(),
            signed.is_late.into(),
            signed.declined.into(),
            given.map(|at| at.0).into(),
            if given.is_some() { "in_person" } else { "" }.into(),
            day(Some(signed.on).filter(|_| !signed.declined)),
            None::<String>.into(),
            None::<String>.into(),
            1i32.into(),
            if signed.is_late { "Изчаква се сведение от институция." } else { "" }.into(),
            "".into(),
            "".into(),
            1i32.into(),
        ];
        let duration = Some(signed.duration).filter(|_| !signed.declined);
        chunk.proposals.extend::<[Value; 8]>([
            self.desk.municipality.id.0.into(),
            proposal.into(),
            id.into(),
            service.id.into(),
            (!signed.declined).into(),
            duration.map(str::to_owned).into(),
            day(signed.valid_until),
            0i32.into(),
        ]);
        let head = self.event(now, at, ("assessment-signed", Some(case)), who);
        let data = vec![
            ("day", signed.on.bg()),
            ("late", yes(signed.is_late)),
            ("declined", yes(signed.declined)),
        ];
        chunk.assessments.push(Numbered { at, row, event: Happened { head, data } });
        if let Some(given) = given {
            let head = self.event(now, given, ("assessment-given", Some(case)), who);
            let data = vec![("how", "на ръка".to_owned()), ("late", "no".to_owned())];
            chunk.events.extend(Happened { head, data }.row(None));
        }
        Ok(())
    }

    /// The assessment's content, as the capability `referral` keeps it.
    fn content(
        &self,
        (service, on): (&Offered, Day),
        (declined, duration): (bool, &str),
        draw: &mut Draw,
    ) -> String {
        let mut needs = serde_json::Map::new();
        for _ in 0..2 {
            let Some(need) = draw.one_of(&self.names.need) else { continue };
            let area = match need.area.as_str() {
                "self_care" | "mobility" | "household" => "everyday",
                "communication" | "social" => "contacts",
                "learning_work" => "work",
                same => same,
            };
            let text = draw.one_of(&need.texts).cloned().unwrap_or_default();
            needs.insert(area.to_owned(), text.into());
        }
        let reason = if declined { "Засега предпочита да помагат близките." } else { "" };
        json!({
            "sources": "Разговор с лицето",
            "needs": needs,
            "proposal": [{
                "service": encode_id(service.id),
                "why": "",
                "chosen": !declined,
                "duration": if declined { "" } else { duration },
                "reason": reason,
            }],
            "consent": if declined { "no" } else { "yes" },
            "consent_on": on.to_string(),
            "copies": "два екземпляра: за лицето и за преписката",
        })
        .to_string()
    }
}

fn facts(desk: &Desk, service: &Offered, on: Day) -> law::Case {
    law::Case {
        date: on.0,
        signed: None,
        this_municipality: desk.municipality.code.clone(),
        service: service.facts.clone(),
        person: law::Person {
            present_address: Some(desk.municipality.code.clone()),
            ..law::Person::default()
        },
    }
}
