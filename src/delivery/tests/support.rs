//! A service with people in it, and what its pages are sent.

use crate::delivery::{NewPlan, add_plan};
use crate::people::{self, NewPerson};
use crate::placement::{self, Begin, ContractContent, NewContract, PlacementId, PlanContent};
use crate::services::{self, NewProvider, NewService, ServiceId};
use crate::testing::{Answer, TestApp, User};
use kit::types::Day;

/// A day of an ISO text.
pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// A day-care service of Ruse.
pub async fn service(test: &TestApp) -> ServiceId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let provider =
        NewProvider { name: "Доставчик Пробен".into(), ..NewProvider::default() };
    let provider_id = services::create_provider(&tx, &provider).await.expect("a provider");
    let new = NewService {
        code: "dc".into(),
        provider_id,
        name: "Дневна грижа Пробна".into(),
        kind: 7,
        funding: "state".into(),
        ..NewService::default()
    };
    let id = services::create_service(&tx, &new).await.expect("a service");
    tx.audit(kit::audit::Entry::list("test"));
    tx.commit().await.expect("saved");
    id
}

fn text(text: &str) -> String {
    text.to_owned()
}

/// A person of the service with a contract from one day to another.
pub async fn using(
    test: &TestApp,
    service: ServiceId,
    (family, from, until): (&str, &str, &str),
) -> PlacementId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new =
        NewPerson { given: "Проба".into(), family: family.into(), ..NewPerson::default() };
    let person = people::create(&mut tx, &new).await.expect("a person");
    let begin = Begin {
        person,
        chosen: None,
        service,
        duration: "long".into(),
        urgent: None,
        on: day(from).plus(-10),
        follows: None,
        officer: None,
    };
    let law = law::Law::current();
    let (id, _) = placement::begin(&mut tx, law, &begin).await.expect("a placement");
    let support = placement::NewPlan {
        assessed_on: day(from).plus(-3),
        fits: true,
        planned_on: Some(day(from).plus(-2)),
        received_on: day(from).plus(-1),
        content: PlanContent {
            team: vec![text("Един, психолог"), text("Два, работник")],
            conclusions: text("Отговаря."),
            plan: text("Два пъти седмично."),
        },
        file: None,
    };
    placement::record(&mut tx, &test.app, id, &support).await.expect("an assessment");
    let contract = NewContract {
        signed_on: day(from).plus(-1),
        from_on: day(from),
        until_on: day(until),
        fee_cents: None,
        content: ContractContent {
            subject: text("Дневна грижа"),
            manner: text("На адреса"),
            duties: text("По плана"),
            payment: String::new(),
            ending: text("По закона"),
        },
    };
    placement::sign_contract(&mut tx, &test.app, id, &contract).await.expect("a contract");
    tx.commit().await.expect("saved");
    id
}

/// A planned week of whole days from a day on.
pub async fn planned(test: &TestApp, id: PlacementId, (from, weekdays): (&str, &[u8])) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let of = placement::use_of(&tx, id).await.expect("a use");
    let plan = NewPlan {
        from_on: day(from),
        weekdays: weekdays.to_vec(),
        unit: "day".into(),
        units: 1,
        holidays: false,
    };
    add_plan(&mut tx, &of, &plan).await.expect("a plan");
    tx.commit().await.expect("saved");
}

/// Two people: one planned on all working days, one without a plan. Contracts from October.
pub async fn two(test: &TestApp) -> (ServiceId, PlacementId, PlacementId) {
    let service = service(test).await;
    let one = using(test, service, ("Първа", "2026-10-01", "2027-03-31")).await;
    let other = using(test, service, ("Втора", "2026-10-01", "2026-11-10")).await;
    planned(test, one, ("2026-10-01", &[1, 2, 3, 4, 5])).await;
    (service, one, other)
}

/// Touches a button of the sheet of a day.
pub async fn touch(
    test: &TestApp,
    user: &User,
    (service, on): (ServiceId, &str),
    button: &str,
) -> Answer {
    let path = format!("/delivery/{service}/day");
    test.post(user, &path, &[("day", on), ("say", button)]).await
}

/// The person of a placement in the JSON of a month.
pub async fn month(
    test: &TestApp,
    (service, month): (ServiceId, &str),
    id: PlacementId,
) -> serde_json::Value {
    let path = format!("/api/delivery/{service}?month={month}");
    let answer = test.get(&test.officer(), &path).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let all = answer.json();
    let id = id.to_string();
    let found = all.as_array().expect("a list").iter().find(|one| one["placement"] == id.as_str());
    found.expect("the person").clone()
}
