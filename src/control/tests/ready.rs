//! A family with an assistant at work since 1 November 2026, for the other tests.

use crate::assistance::{
    self, AgreementId, Application, Directive, NewAgreement, NewApplication, NewCheck, NewLabour,
    Note, Pair, Pairs, Span, Terms, Week,
};
use crate::assistants::{self, AssistantId, Candidate, Interview, NewCandidate, PAPERS, Press};
use crate::control::content::{Protocol, Row};
use crate::control::course::ROWS;
use crate::control::visit::Held;
use crate::people::{self, NewPerson, PersonId};
use crate::testing::TestApp;
use kit::store::Tx;
use kit::types::{Day, Instant};
use law::Law;

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub fn noon(text: &str) -> Instant {
    Instant::of_local(day(text).0.at(12, 0, 0, 0))
}

/// A program whose clock stands at noon of a day.
pub async fn at(text: &str) -> TestApp {
    TestApp::at(noon(text)).await
}

pub fn press(test: &TestApp) -> Press {
    let id = test.app.db.municipality("ruse").expect("ruse").id;
    Press::of(&test.app, id, "http://test/ruse/verify".to_owned()).expect("a press")
}

async fn person(tx: &mut Tx, given: &str, born: &str) -> PersonId {
    let new = NewPerson {
        given: given.into(),
        family: "Пробна".into(),
        birth_day: born.parse().ok(),
        ..NewPerson::default()
    };
    people::create(tx, &new).await.expect("a person")
}

async fn listed(tx: &mut Tx, press: &Press, name: &str) -> AssistantId {
    let (law, on) = (Law::current(), day("2026-09-01"));
    let who = person(tx, name, "1980-01-01").await;
    let mut papers: std::collections::BTreeMap<String, String> =
        PAPERS.map(|code| (code.to_owned(), "given".to_owned())).into();
    papers.insert("experience".to_owned(), "none".to_owned());
    let content = Candidate {
        not_interdicted: true,
        not_convicted: true,
        no_violence: true,
        papers,
        ..Candidate::default()
    };
    let new = NewCandidate { applied_on: Some(on), hours_offered: 168, content };
    let id = assistants::apply(tx, law, who, (&new, press)).await.expect("a candidate");
    let one = assistants::assistant(tx, id).await.expect("the candidate");
    let sheet = Interview { fits: Some(true), ..Interview::default() };
    assistants::interview(tx, &one, (on, &sheet)).await.expect("an interview");
    let one = assistants::assistant(tx, id).await.expect("the candidate");
    assistants::enter(tx, law, &one, on).await.expect("entered");
    id
}

async fn agreed(
    tx: &mut Tx,
    press: &Press,
    (user, assistant): (PersonId, AssistantId),
) -> AgreementId {
    let law = Law::current();
    let content = Application {
        directive: Directive {
            number: "17".into(),
            issued_on: Some(day("2026-09-20")),
            from_on: Some(day("2026-09-20")),
            until_on: Some(day("2028-09-19")),
            hours: 168,
            ..Directive::default()
        },
        all_hours: true,
        is_true: true,
        lets_in: true,
        no_other: true,
        ..Application::default()
    };
    let on = day("2026-10-05");
    let new =
        NewApplication { filed_on: Some(on), hours: 168, content, ..NewApplication::default() };
    let id = assistance::apply(tx, law, user, (&new, press)).await.expect("an application");
    let filed = assistance::application(tx, id).await.expect("the application");
    assistance::accept(tx, law, &filed, on).await.expect("regular");
    let note = Note { sources: "АСП".into(), ..Note::default() };
    let check = NewCheck { kind: "initial".into(), on: Some(on), found: false, note };
    assistance::check(tx, id, &check).await.expect("a check");
    let filed = assistance::application(tx, id).await.expect("the application");
    let terms = Terms { place: "в дома".into(), ..Terms::default() };
    let new = NewAgreement { assistant, concluded_on: day("2026-10-12"), hours: 168, terms };
    assistance::conclude_agreement(tx, law, &filed, (&new, press)).await.expect("an agreement")
}

/// A family with an assistant of 168 hours a month, working since 1 November 2026.
pub async fn family(test: &TestApp) -> Pair {
    let law = Law::current();
    let press = press(test);
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let assistant = listed(&mut tx, &press, "Асистентка").await;
    let user = person(&mut tx, "Ползвател", "1950-01-01").await;
    let made = agreed(&mut tx, &press, (user, assistant)).await;
    let agreement = assistance::agreement(&tx, made).await.expect("the agreement");
    let span = |weekday| Span { weekday, from: 480, to: 960, activities: String::new() };
    let week = Week { spans: (1..=5).map(span).collect(), other: String::new() };
    let plan = (day("2026-10-12"), &week, &press);
    assistance::plan(&mut tx, law, &agreement, plan).await.expect("a plan");
    let new = NewLabour { concluded_on: Some(day("2026-10-15")), ..NewLabour::default() };
    let made_of = assistance::conclude_contract(&mut tx, law, &agreement, (&new, &press)).await;
    made_of.expect("a contract");
    let pair = assistance::pairs(&tx, Pairs::Agreement(made)).await.expect("pairs").remove(0);
    tx.commit().await.expect("saved");
    pair
}

/// A protocol with which everybody is content, or not.
pub fn protocol(opinion: &str, recommendation: &str) -> Protocol {
    let row = |_: &&str| Row {
        found: "Наред е.".to_owned(),
        user: opinion.to_owned(),
        officer: "good".to_owned(),
        ..Row::default()
    };
    Protocol {
        place: "в дома".to_owned(),
        officers: "Служител".to_owned(),
        rows: ROWS.iter().map(row).collect(),
        recommendation: recommendation.to_owned(),
        ..Protocol::default()
    }
}

pub fn held(on: &str, protocol: Protocol) -> Held {
    Held { on: day(on), is_absent: false, protocol, until: None, who: String::new() }
}
