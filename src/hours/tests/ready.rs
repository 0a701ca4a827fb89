//! A family with an assistant whose contract runs in November 2026, for the other tests.

use crate::assistance::{
    self, AgreementId, Application, ContractId, Directive, NewAgreement, NewApplication, NewCheck,
    NewLabour, Note, Span, Terms, Week,
};
use crate::assistants::{self, AssistantId, Candidate, Interview, NewCandidate, PAPERS, Press};
use crate::hours::load::{self, Book, Which};
use crate::hours::sheet::{KINDS, Sheet};
use crate::people::{self, NewPerson, PersonId};
use crate::testing::TestApp;
use kit::store::Tx;
use kit::types::{Day, Instant};
use law::{Law, Month};

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// A program whose clock stands at noon of a day.
pub async fn at(text: &str) -> TestApp {
    TestApp::at(noon(text)).await
}

pub fn noon(text: &str) -> Instant {
    Instant::of_local(day(text).0.at(12, 0, 0, 0))
}

/// What the tests know of the family.
pub struct Family {
    pub contract: ContractId,
    pub user: PersonId,
    pub worker: PersonId,
    pub assistant: AssistantId,
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

async fn listed(tx: &mut Tx, press: &Press, name: &str) -> (AssistantId, PersonId) {
    let (law, on) = (Law::current(), day("2026-09-01"));
    let who = person(tx, name, "1980-01-01").await;
    let content = Candidate {
        not_interdicted: true,
        not_convicted: true,
        no_violence: true,
        papers: PAPERS.map(|code| (code.to_owned(), "given".to_owned())).into(),
        ..Candidate::default()
    };
    let new = NewCandidate { applied_on: Some(on), hours_offered: 168, content };
    let id = assistants::apply(tx, law, who, (&new, press)).await.expect("a candidate");
    let one = assistants::assistant(tx, id).await.expect("the candidate");
    let sheet = Interview { fits: Some(true), ..Interview::default() };
    assistants::interview(tx, &one, (on, &sheet)).await.expect("an interview");
    let one = assistants::assistant(tx, id).await.expect("the candidate");
    assistants::enter(tx, law, &one, on).await.expect("entered");
    (id, who)
}

async fn agreed(
    tx: &mut Tx,
    press: &Press,
    (user, assistant, hours): (PersonId, AssistantId, u32),
) -> AgreementId {
    let law = Law::current();
    let content = Application {
        directive: Directive {
            number: "17".into(),
            issued_on: Some(day("2026-09-20")),
            from_on: Some(day("2026-09-20")),
            until_on: Some(day("2028-09-19")),
            hours,
            ..Directive::default()
        },
        all_hours: true,
        is_true: true,
        lets_in: true,
        no_other: true,
        ..Application::default()
    };
    let on = day("2026-10-05");
    let new = NewApplication { filed_on: Some(on), hours, content, ..NewApplication::default() };
    let id = assistance::apply(tx, law, user, (&new, press)).await.expect("an application");
    let filed = assistance::application(tx, id).await.expect("the application");
    assistance::accept(tx, law, &filed, on).await.expect("regular");
    let note = Note { sources: "АСП".into(), ..Note::default() };
    let check = NewCheck { kind: "initial".into(), on: Some(on), found: false, note };
    assistance::check(tx, id, &check).await.expect("a check");
    let filed = assistance::application(tx, id).await.expect("the application");
    let terms = Terms { place: "в дома".into(), ..Terms::default() };
    let new = NewAgreement { assistant, concluded_on: day("2026-10-12"), hours, terms };
    assistance::conclude_agreement(tx, law, &filed, (&new, press)).await.expect("an agreement")
}

fn press(test: &TestApp) -> Press {
    let id = test.app.db.municipality("ruse").expect("ruse").id;
    Press::of(&test.app, id, "http://test/ruse/verify".to_owned()).expect("a press")
}

/// A family with an assistant of so many hours a month, working since 1 November 2026.
pub async fn family(test: &TestApp, hours: u32) -> Family {
    let press = press(test);
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let who = listed(&mut tx, &press, "Асистентка").await;
    let made = joined(&mut tx, &press, (who, hours, 540)).await;
    tx.commit().await.expect("saved");
    made
}

/// Another user of the same assistant, later in the day.
pub async fn second(test: &TestApp, first: &Family, hours: u32) -> Family {
    let press = press(test);
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let who = (first.assistant, first.worker);
    let made = joined(&mut tx, &press, (who, hours, 780)).await;
    tx.commit().await.expect("saved");
    made
}

/// A new user with an assistant whose day begins so many minutes after midnight.
async fn joined(
    tx: &mut Tx,
    press: &Press,
    (who, hours, begins): ((AssistantId, PersonId), u32, u32),
) -> Family {
    let law = Law::current();
    let (assistant, worker) = who;
    let user = person(tx, "Ползвател", "1950-01-01").await;
    let made = agreed(tx, press, (user, assistant, hours)).await;
    let agreement = assistance::agreement(tx, made).await.expect("the agreement");
    let per_day = law.contract(hours).expect("a kind").hours_per_day.map_or(2, u32::from);
    let span = |weekday| Span {
        weekday,
        from: begins,
        to: begins + per_day * 60,
        activities: String::new(),
    };
    let week = Week { spans: (1..=5).map(span).collect(), other: String::new() };
    let plan = (day("2026-10-12"), &week, press);
    assistance::plan(tx, law, &agreement, plan).await.expect("a plan");
    let new = NewLabour { concluded_on: Some(day("2026-10-15")), ..NewLabour::default() };
    let contract = assistance::conclude_contract(tx, law, &agreement, (&new, press)).await;
    Family { contract: contract.expect("a contract"), user, worker, assistant }
}

pub async fn book(tx: &Tx, contract: ContractId, of: &str) -> Book {
    load::book(tx, Law::current(), month(of), Which::Of(contract)).await.expect("a book")
}

/// The month as planned, with kinds and account.
pub fn as_planned(book: &Book, contract: ContractId) -> Sheet {
    let entry = book.of(contract).expect("the entry");
    let mut lines = Sheet::as_planned(&entry.contract.days);
    for line in &mut lines {
        line.kinds = vec![KINDS[0].to_owned()];
    }
    Sheet { lines, account: "По плана.".to_owned(), ..Sheet::default() }
}

/// The boxes of a form for the days of a sheet.
pub fn boxes(sheet: &Sheet) -> Vec<(String, String)> {
    let days = sheet.lines.iter();
    let mut all: Vec<(String, String)> = days
        .map(|line| (format!("h{}", line.day.0.day()), crate::hours::sheet::hours(line.minutes)))
        .collect();
    all.push(("kinds".to_owned(), "personal".to_owned()));
    all.push(("account".to_owned(), sheet.account.clone()));
    all
}
