//! A service of assistant support with people, a plan and assistants.

use crate::homecare::{
    self, AssistantFacts, AssistantId, NewAssistant, NewPlan, PlanContent, Slot,
};
use crate::people::{self, NewPerson, PersonId};
use crate::placement::{
    self, Begin, ContractContent, NewContract, PlacementId, PlanContent as Support,
};
use crate::services::{self, NewProvider, NewService, ServiceId};
use crate::testing::TestApp;
use kit::types::Day;

/// A day of an ISO text.
pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn text(text: &str) -> String {
    text.to_owned()
}

/// A person of Ruse.
pub async fn person(test: &TestApp, (family, sex, born): (&str, &str, &str)) -> PersonId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewPerson {
        given: "Проба".into(),
        family: family.into(),
        sex: sex.into(),
        birth_day: born.parse().ok(),
        ..NewPerson::default()
    };
    let id = people::create(&mut tx, &new).await.expect("a person");
    tx.commit().await.expect("saved");
    id
}

/// The service of Ruse.
pub async fn service(test: &TestApp) -> ServiceId {
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let provider =
        NewProvider { name: "Община Пробна".into(), ..NewProvider::default() };
    let provider_id = services::create_provider(&tx, &provider).await.expect("a provider");
    let new = NewService {
        code: "as".into(),
        provider_id,
        name: "Асистентска подкрепа Пробна".into(),
        kind: 10,
        access: "specialised".into(),
        level: "municipal".into(),
        funding: "state".into(),
        ..NewService::default()
    };
    let id = services::create_service(&tx, &new).await.expect("a service");
    let mut tx = tx;
    tx.audit(kit::audit::Entry::list("test"));
    tx.commit().await.expect("saved");
    id
}

/// A contract from the first of October 2026 for half a year.
pub async fn contract(test: &TestApp, service: ServiceId, person: PersonId) -> PlacementId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let begin = Begin {
        person,
        chosen: None,
        service,
        duration: text("long"),
        urgent: None,
        on: day("2026-09-10"),
        follows: None,
        officer: None,
    };
    let law = law::Law::current();
    let (id, _) = placement::begin(&mut tx, law, &begin).await.expect("a placement");
    let support = placement::NewPlan {
        assessed_on: day("2026-09-20"),
        fits: true,
        planned_on: Some(day("2026-09-21")),
        received_on: day("2026-09-22"),
        content: Support {
            team: vec![text("Един, психолог"), text("Два, работник")],
            conclusions: text("Отговаря."),
            plan: text("Три пъти седмично."),
        },
        file: None,
    };
    placement::record(&mut tx, &test.app, id, &support).await.expect("an assessment");
    let contract = NewContract {
        signed_on: day("2026-09-30"),
        from_on: day("2026-10-01"),
        until_on: day("2027-03-31"),
        fee_cents: None,
        content: ContractContent {
            subject: text("Асистентска подкрепа"),
            manner: text("В дома"),
            duties: text("По плана"),
            payment: String::new(),
            ending: text("По закона"),
        },
    };
    placement::sign_contract(&mut tx, &test.app, id, &contract).await.expect("a contract");
    tx.commit().await.expect("saved");
    id
}

/// Visits from eight to ten on some weekdays.
pub fn slots(weekdays: &[u8]) -> Vec<Slot> {
    let slot = |weekday: &u8| Slot {
        weekday: *weekday,
        from: 8 * 60,
        until: 10 * 60,
        items: vec![text("care"), text("household")],
    };
    weekdays.iter().map(slot).collect()
}

/// A plan of 26 hours a month from the first day of the contract.
pub async fn planned(test: &TestApp, id: PlacementId, weekdays: &[u8]) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let of = placement::use_of(&tx, id).await.expect("a use");
    let new = NewPlan {
        month_minutes: 26 * 60,
        holidays: false,
        content: PlanContent { slots: slots(weekdays), needs: Vec::new() },
    };
    homecare::add_plan(&mut tx, &of, (day("2026-10-01"), &new)).await.expect("a plan");
    tx.commit().await.expect("saved");
}

/// An assistant of so many hours a week.
pub async fn assistant(test: &TestApp, (name, hours): (&str, u32)) -> AssistantId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewAssistant {
        facts: AssistantFacts { name: text(name), phone: text("0888 000 000") },
        account: None,
        ekatte: String::new(),
        days: (day("2026-09-01"), None),
        weekly_minutes: hours * 60,
    };
    let id = homecare::add_assistant(&mut tx, &new).await.expect("an assistant");
    tx.commit().await.expect("saved");
    id
}

/// Names an assistant from the first day of the contract.
pub async fn assigned(test: &TestApp, id: PlacementId, (who, part): (AssistantId, &str)) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let of = placement::use_of(&tx, id).await.expect("a use");
    let days = (day("2026-10-01"), None);
    homecare::assign(&mut tx, &of, (who, part), days).await.expect("an assignment");
    tx.commit().await.expect("saved");
}

/// A whole set: one person helped on Mondays, Wednesdays and Fridays.
pub struct Set {
    /// The service.
    pub service: ServiceId,
    /// Whom.
    pub person: PersonId,
    /// The contract.
    pub placement: PlacementId,
    /// Who helps.
    pub assistant: AssistantId,
}

/// Makes it.
pub async fn set(test: &TestApp) -> Set {
    let service = service(test).await;
    let person = person(test, ("Първа", "female", "1940-01-04")).await;
    let placement = contract(test, service, person).await;
    planned(test, placement, &[1, 3, 5]).await;
    let assistant = assistant(test, ("Ана Помощникова", 20)).await;
    assigned(test, placement, (assistant, "main")).await;
    Set { service, person, placement, assistant }
}

/// The boxes of a day.
pub fn fields<'a>(name: &str, value: &'a str) -> Vec<(String, &'a str)> {
    let mut parts = value.split('-');
    let mut part = || parts.next().unwrap_or_default().trim_start_matches('0');
    let (year, month, day) = (part(), part(), part());
    vec![
        (format!("{name}-day"), day),
        (format!("{name}-month"), month),
        (format!("{name}-year"), year),
    ]
}
