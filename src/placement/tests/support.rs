//! People and services to place, and forms as an officer sends them.

use crate::people::{self, NewPerson, PersonId};
use crate::placement::{Begin, NewUnit, PlacementId, State, add_unit, begin};
use crate::referral::CaseId;
use crate::referral::support::{at, done, made, ready, sign};
use crate::services::{self, NewProvider, NewService, ServiceId};
use crate::testing::{Answer, TestApp};
use kit::types::Day;

/// A service of Ruse with so many places, paid by the state.
pub async fn service(test: &TestApp, code: &str, places: i32) -> ServiceId {
    service_of(test, (code, "state"), places).await
}

/// A service of Ruse with so many places and this funding.
pub async fn service_of(test: &TestApp, (code, funding): (&str, &str), places: i32) -> ServiceId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let provider =
        NewProvider { name: format!("Доставчик {code}"), ..NewProvider::default() };
    let provider_id = services::create_provider(&tx, &provider).await.expect("a provider");
    let new = NewService {
        code: code.into(),
        provider_id,
        name: format!("Услуга {code}"),
        kind: 7,
        funding: funding.into(),
        ..NewService::default()
    };
    let id = services::create_service(&tx, &new).await.expect("a service");
    let unit = NewUnit { name: String::new(), total: places, funded: places, taken: 0 };
    add_unit(&tx, id, &unit).await.expect("a unit");
    tx.audit(kit::audit::Entry::list("test"));
    tx.commit().await.expect("saved");
    id
}

/// So many people.
pub async fn persons(test: &TestApp, count: usize) -> Vec<PersonId> {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let mut list = Vec::new();
    for n in 0..count {
        let new = NewPerson {
            given: "Чакаща".into(),
            family: format!("Пробна{n}"),
            ..NewPerson::default()
        };
        list.push(people::create(&mut tx, &new).await.expect("a person"));
    }
    tx.commit().await.expect("saved");
    list
}

/// What begins the placement of a person without a case.
pub fn coming(person: PersonId, service: ServiceId, on: Day) -> Begin {
    Begin {
        person,
        chosen: None,
        service,
        duration: "long".into(),
        urgent: None,
        on,
        follows: None,
        officer: None,
    }
}

/// Begins it.
pub async fn come(test: &TestApp, person: PersonId, service: ServiceId) -> (PlacementId, State) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = coming(person, service, tx.today());
    let begun = begin(&mut tx, law::Law::current(), &new).await.expect("a placement");
    tx.commit().await.expect("saved");
    begun
}

/// A case of Ruse whose assessment is signed and given; the service chosen in it.
pub async fn given(test: &TestApp) -> (CaseId, ServiceId) {
    let made = made(test, "municipal").await;
    ready(test, made.case, made.service).await;
    sign(test, made.case).await;
    done(test, (&at(made.case, "/give"), &at(made.case, "/give")), &[("how", "in_person")]).await;
    (made.case, made.service)
}

/// The three boxes of a day of November 2026.
pub fn day(name: &'static str, on: u8) -> Vec<(&'static str, &'static str)> {
    let part = |unit: &str| -> &'static str { Box::leak(format!("{name}-{unit}").into()) };
    let on: &'static str = Box::leak(on.to_string().into());
    vec![(part("day"), on), (part("month"), "11"), (part("year"), "2026")]
}

/// Sends a form of a placement and expects to be led on.
pub async fn sent(test: &TestApp, id: &str, rest: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/placements/{id}{rest}");
    done(test, (&path, &path), fields).await
}

/// The state of a placement by its JSON.
pub async fn state(test: &TestApp, id: &str) -> String {
    let answer = test.get(&test.officer(), &format!("/api/placements/{id}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["state"].as_str().expect("a state").to_owned()
}

/// The last segment of where an answer leads.
pub fn led_to(answer: &Answer) -> String {
    let path = answer.location.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}
