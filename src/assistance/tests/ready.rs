//! A family with an assistant on the list, for the other tests.

use crate::assistance::{
    self, AgreementId, Application, ApplicationId, Directive, NewAgreement, NewApplication,
    NewCheck, NewLabour, Note, Span, Terms, Week,
};
use crate::assistants::{
    self, AssistantId, Candidate, Interview, NewCandidate, PAPERS, Press, Service,
};
use crate::people::{self, NewPerson, PersonId};
use crate::testing::TestApp;
use kit::store::Tx;
use kit::types::Day;
use law::Law;

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub async fn person(tx: &mut Tx, given: &str, born: &str) -> PersonId {
    let new = NewPerson {
        given: given.into(),
        family: "Пробна".into(),
        birth_day: born.parse().ok(),
        ..NewPerson::default()
    };
    people::create(tx, &new).await.expect("a person")
}

pub fn press(test: &TestApp) -> Press {
    let id = test.app.db.municipality("ruse").expect("ruse").id;
    Press::of(&test.app, id, "http://test/verify".to_owned()).expect("a press")
}

/// Somebody on the list since October, with so many years of service.
pub async fn listed(tx: &mut Tx, test: &TestApp, (name, years): (&str, u32)) -> AssistantId {
    let law = Law::current();
    let who = person(tx, name, "1980-01-01").await;
    let on = day("2026-10-01");
    let content = Candidate {
        not_interdicted: true,
        not_convicted: true,
        no_violence: true,
        papers: PAPERS.map(|code| (code.to_owned(), "given".to_owned())).into(),
        service: Service { years, counted_on: Some(on), ..Service::default() },
        ..Candidate::default()
    };
    let new = NewCandidate { applied_on: Some(on), hours_offered: 168, content };
    let press = press(test);
    let id = assistants::apply(tx, law, who, (&new, &press)).await.expect("a candidate");
    let one = assistants::assistant(tx, id).await.expect("the candidate");
    let sheet = Interview { fits: Some(true), ..Interview::default() };
    assistants::interview(tx, &one, (on, &sheet)).await.expect("an interview");
    let one = assistants::assistant(tx, id).await.expect("the candidate");
    assistants::enter(tx, law, &one, on).await.expect("entered");
    id
}

/// What an application says that lacks nothing.
pub fn said(hours: u32) -> Application {
    Application {
        directive: Directive {
            number: "17".into(),
            issued_on: Some(day("2026-10-20")),
            from_on: Some(day("2026-10-20")),
            until_on: Some(day("2028-10-19")),
            hours,
            ..Directive::default()
        },
        all_hours: true,
        is_true: true,
        lets_in: true,
        no_other: true,
        ..Application::default()
    }
}

/// An application that is regular and checked.
pub async fn regular(
    tx: &mut Tx,
    test: &TestApp,
    (content, filed_on): (Application, &str),
) -> ApplicationId {
    let law = Law::current();
    let user = person(tx, "Ползвател", "1950-01-01").await;
    let hours = content.directive.hours;
    let new = NewApplication {
        filed_on: Some(day(filed_on)),
        hours,
        content,
        ..NewApplication::default()
    };
    let press = press(test);
    let id = assistance::apply(tx, law, user, (&new, &press)).await.expect("an application");
    let filed = assistance::application(tx, id).await.expect("the application");
    assistance::accept(tx, law, &filed, day(filed_on)).await.expect("regular");
    let note = Note { sources: "АСП".into(), ..Note::default() };
    let check = NewCheck { kind: "initial".into(), on: Some(day(filed_on)), found: false, note };
    assistance::check(tx, id, &check).await.expect("a check");
    id
}

/// Each working day from 9 for so many minutes.
pub fn week(minutes: u32) -> Week {
    let span = |weekday| Span { weekday, from: 540, to: 540 + minutes, activities: String::new() };
    Week { spans: (1..=5).map(span).collect(), other: String::new() }
}

pub fn agreement(assistant: AssistantId, (hours, on): (u32, &str)) -> NewAgreement {
    let terms = Terms { place: "в дома".into(), ..Terms::default() };
    NewAgreement { assistant, concluded_on: day(on), hours, terms }
}

/// An agreement with a plan-schedule.
pub async fn agreed(
    tx: &mut Tx,
    test: &TestApp,
    id: ApplicationId,
    (assistant, hours, on): (AssistantId, u32, &str),
) -> AgreementId {
    let law = Law::current();
    let filed = assistance::application(tx, id).await.expect("the application");
    let new = agreement(assistant, (hours, on));
    let press = press(test);
    let made = assistance::conclude_agreement(tx, law, &filed, (&new, &press)).await;
    let made = made.expect("an agreement");
    let one = assistance::agreement(tx, made).await.expect("the agreement");
    let minutes =
        law.contract(hours).expect("a kind").hours_per_day.map_or(120, |h| u32::from(h) * 60);
    assistance::plan(tx, law, &one, (day(on), &week(minutes), &press)).await.expect("a plan");
    made
}

pub fn labour(on: &str) -> NewLabour {
    NewLabour { concluded_on: Some(day(on)), ..NewLabour::default() }
}
