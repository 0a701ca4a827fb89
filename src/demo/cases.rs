//! Wishes of invented people and what came of them, as rows.

use super::course::{Course, Decision, course};
use super::desk::{Desk, Offered, age};
use super::draw::Draw;
use super::invent;
use super::rows::{Chunk, Happened, Maker, Now, Numbered, day, hour};
use super::steps::area_of;
use super::store::Value;
use kit::types::{Day, Instant, encode_id};
use serde_json::json;

/// How wishes are stated, and how often.
const FORMS: [(&str, u64); 4] =
    [("oral_on_site", 60), ("oral_phone", 20), ("written", 15), ("electronic", 5)];

impl Maker<'_> {
    fn choose(&self, adult: bool, taken: &[usize], draw: &mut Draw) -> Option<usize> {
        let all = self.desk.services.iter().enumerate();
        let fits: Vec<usize> = all
            .filter(|(place, service)| {
                !taken.contains(place)
                    && if adult { service.for_adults } else { service.for_children }
            })
            .map(|(place, _)| place)
            .collect();
        draw.weighted(&fits, |place| {
            // What people ask for most.
            if self.desk.services[*place].kind == 10 { 12 } else { 2 }
        })
        .copied()
    }

    /// A wish stated on a day, with its case.
    pub fn wish(
        &mut self,
        chunk: &mut Chunk,
        now: &mut Now<'_>,
        on: Day,
        (taken, draw): (&mut Vec<usize>, &mut Draw),
    ) -> anyhow::Result<()> {
        let desk = self.desk;
        let years = age(now.person.birth_day, on);
        let Some(place) = self.choose(years >= 18, taken, draw) else {
            return Ok(());
        };
        taken.push(place);
        let service = &desk.services[place];
        let at = hour(on, draw);
        let (clerk, clerk_name) = self.clerk(draw);
        let officer = draw.one_of(&desk.officers).cloned().unwrap_or_default();
        let form = draw.weighted(&FORMS, |(_, weight)| *weight).map_or("", |(id, _)| id);
        let words = invent::said(self.names, (service.kind, now.person.is_female, years), draw);
        let point = draw.one_of(&desk.points).copied();
        let facts = facts(desk, service, on);
        let decision = self.answers.decision(&desk.key, place, &facts)?;
        let course =
            course(&mut self.answers, (on, self.plan.last), &decision, service.kind, draw)?;
        let kept = chunk.decisions.entry(decision.id.0);
        kept.or_insert_with(|| decision.json.clone());
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
            self.seal(("wish", "facts_sealed"), wish, &serde_json::to_string(&facts)?)?,
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
        chunk.cases.extend(self.case_row(
            now,
            (case, wish, on),
            service,
            (&decision, &course, officer.0),
        )?);
        self.happened(chunk, now, (case, service, &officer), (&course, draw))
    }

    fn case_row(
        &self,
        now: &Now<'_>,
        (case, wish, on): (i64, i64, Day),
        service: &Offered,
        (decision, course, officer): (&Decision, &Course, i64),
    ) -> anyhow::Result<[Value; 17]> {
        let closed = course.closed_on.map(|day| Instant::of_local(day.0.at(16, 0, 0, 0)).0);
        Ok([
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
            decision.id.0.into(),
            closed.into(),
            1i32.into(),
        ])
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
            let offered = hour(offered, draw);
            let planned = hour(planned, draw);
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
            let at = hour(on, draw);
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
        let Some(signed) = &course.signed else {
            return Ok(());
        };
        let who = (officer.0, officer.1.as_str());
        let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
        let at = hour(signed.on, draw);
        let (id, proposal) = (now.id(at), now.id(at));
        let given = signed.given_on.map(|day| hour(day, draw));
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
            if signed.is_late {
                "Изчаква се сведение от институция."
            } else {
                ""
            }
            .into(),
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
            let Some(need) = draw.one_of(&self.names.need) else {
                continue;
            };
            let area = area_of(&need.area);
            let text = draw.one_of(&need.texts).cloned().unwrap_or_default();
            needs.insert(area.to_owned(), text.into());
        }
        let reason = if declined {
            "Засега предпочита да помагат близките."
        } else {
            ""
        };
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
