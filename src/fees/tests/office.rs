//! From a closed month to what goes on: rate, ground, account, payments, arrears, remittance.

use crate::delivery::{self, By, NewPlan, Say};
use crate::fees::{self, GroundContent, NewRate};
use crate::people::{self, NewPerson, PersonId};
use crate::placement::{self, Begin, ContractContent, NewContract, PlacementId, PlanContent};
use crate::services::{self, NewProvider, NewService, ServiceId};
use crate::testing::{Answer, TestApp};
use axum::http::StatusCode;
use kit::types::Day;
use law::Month;

struct Set {
    service: ServiceId,
    person: PersonId,
    placement: PlacementId,
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn text(text: &str) -> String {
    text.to_owned()
}

/// A contract for a year from October.
fn contract() -> NewContract {
    NewContract {
        signed_on: day("2026-09-30"),
        from_on: day("2026-10-01"),
        until_on: day("2027-09-30"),
        fee_cents: None,
        content: ContractContent {
            subject: text("Грижа"),
            manner: text("В дома"),
            duties: text("По плана"),
            payment: String::new(),
            ending: text("По закона"),
        },
    }
}

/// A home of Ruse with one resident, who was there the whole of October; the month is closed.
async fn home(test: &TestApp) -> Set {
    let law = law::Law::current();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let provider = NewProvider { name: "Дом Пробен".into(), ..NewProvider::default() };
    let provider_id = services::create_provider(&tx, &provider).await.expect("a provider");
    let new = NewService {
        code: "home".into(),
        provider_id,
        name: "Резидентна грижа Пробна".into(),
        kind: 8,
        access: "specialised".into(),
        level: "municipal".into(),
        funding: "state".into(),
        ..NewService::default()
    };
    let service = services::create_service(&tx, &new).await.expect("a service");
    let new = NewPerson {
        given: "Проба".into(),
        family: "Платена".into(),
        birth_day: Some(day("1940-01-01")),
        ..NewPerson::default()
    };
    let person = people::create(&mut tx, &new).await.expect("a person");
    let begin = Begin {
        person,
        chosen: None,
        service,
        duration: "residential".into(),
        urgent: None,
        on: day("2026-09-01"),
        follows: None,
        officer: None,
    };
    let (placement, _) = placement::begin(&mut tx, law, &begin).await.expect("a placement");
    let support = placement::NewPlan {
        assessed_on: day("2026-09-20"),
        fits: true,
        planned_on: Some(day("2026-09-21")),
        received_on: day("2026-09-22"),
        content: PlanContent {
            team: vec![text("Един"), text("Два")],
            conclusions: text("Отговаря."),
            plan: text("План."),
        },
        file: None,
    };
    placement::record(&mut tx, &test.app, placement, &support).await.expect("an assessment");
    let contract = contract();
    placement::sign_contract(&mut tx, &test.app, placement, &contract).await.expect("a contract");
    let of = placement::use_of(&tx, placement).await.expect("a use");
    let plan = NewPlan {
        from_on: day("2026-10-01"),
        weekdays: (1..=7).collect(),
        unit: "day-night".into(),
        units: 1,
        holidays: true,
    };
    delivery::add_plan(&mut tx, &of, &plan).await.expect("a plan");
    for n in 0..31 {
        let by = By { name: "Тест", via: "office", why: "" };
        let at = (service, placement, day("2026-10-01").plus(n));
        delivery::say(&mut tx, law, at, (&Say::Present(None), by)).await.expect("a day");
    }
    let october = Month::parse("2026-10").expect("a month");
    delivery::close(&mut tx, &test.app, (service, october), "http://test").await.expect("closed");
    tx.commit().await.expect("saved");
    Set { service, person, placement }
}

async fn rated(test: &TestApp, set: &Set) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let rate = NewRate {
        service: Some(set.service),
        kind: "percent".into(),
        percent: 7_000,
        basis: "Решение № 1".into(),
        valid_from: Some(day("2026-01-01")),
        mark: "V".into(),
        by_days: true,
        ..NewRate::default()
    };
    fees::add_rate(&mut tx, &rate).await.expect("a rate");
    let income =
        GroundContent {
            code: "income".into(), income: Some(60_000), document: "Справка".into()
        };
    let from = (day("2026-01-01"), None);
    fees::add_ground(&mut tx, set.person, from, &income).await.expect("an income");
    tx.commit().await.expect("saved");
}

async fn answer_of(test: &TestApp) -> (String, i64) {
    let head = test.user("ruse", "head");
    let answer = test.get(&head, "/api/fees/due?month=2026-10").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let all = answer.json();
    let one = &all[0];
    (one["answer"].as_str().expect("an answer").to_owned(), one["cents"].as_i64().expect("cents"))
}

async fn issued(test: &TestApp) -> String {
    let head = test.user("ruse", "head");
    let sent = test.post(&head, "/fees/issue", &[("month", "2026-10")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = test.get(&head, "/fees?month=2026-10").await.text();
    assert!(page.contains("<progress"), "how far it has come: {page}");
    let id = test.app.db.municipality("ruse").expect("a municipality").id;
    let worker = test.app.worker();
    while worker.turn(id).await.expect("a turn") {}
    let bills = test.get(&head, "/api/fees/bills?month=2026-10").await.json();
    bills["rows"][0]["id"].as_str().expect("an account").to_owned()
}

async fn pay(test: &TestApp, bill: &str, sum: &str, on: &str) -> Answer {
    let parts: Vec<&str> = on.split('-').collect();
    let fields = [
        ("sum", sum),
        ("paid_on-year", parts[0]),
        ("paid_on-month", parts[1]),
        ("paid_on-day", parts[2]),
        ("how", "bank"),
        ("document", "ПН 17"),
    ];
    let page = test.get(&test.user("ruse", "head"), &format!("/fees/bills/{bill}/pay")).await;
    let version = page.value("_version").unwrap_or_default();
    let fields = [&fields[..], &[("_version", version.as_str())]].concat();
    test.post(&test.user("ruse", "head"), &format!("/fees/bills/{bill}/pay"), &fields).await
}

#[tokio::test]
async fn what_is_missing_is_said_and_then_what_is_due_with_its_arithmetic() {
    let test = TestApp::new().await;
    let set = home(&test).await;
    let head = test.user("ruse", "head");
    assert_eq!(answer_of(&test).await, ("missing".to_owned(), 0));
    let page = test.get(&head, "/fees?month=2026-10").await.text();
    assert!(page.contains("Няма въведен размер"), "{page}");
    rated(&test, &set).await;
    assert_eq!(answer_of(&test).await, ("pay".to_owned(), 42_000));
    let due = format!("/fees/due/{}?month=2026-10", set.placement);
    let due = test.get(&head, &due).await.text();
    assert!(due.contains("70 % от доход 600,00") && due.contains("чл. 74 ППЗСУ"), "{due}");
    let open = format!("/fees/due/{}?month=2026-11", set.placement);
    let open = test.get(&head, &open).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY, "November is not closed");
    let exempt = [
        ("code", "exempt.no-income"),
        ("document", "Декларация"),
        ("from_on-day", "1"),
        ("from_on-month", "10"),
        ("from_on-year", "2026"),
    ];
    let grounds = format!("/fees/people/{}", set.person);
    let saved = test.post(&head, &format!("{grounds}/new"), &exempt).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(answer_of(&test).await, ("nothing".to_owned(), 0));
    let page = test.get(&head, &grounds).await.text();
    assert!(page.contains("чл. 103, ал. 1 ЗСУ") && page.contains("600,00"), "{page}");
}

#[tokio::test]
async fn an_account_is_issued_once_paid_in_parts_and_taken_back_by_a_row() {
    let test = TestApp::new().await;
    let set = home(&test).await;
    rated(&test, &set).await;
    let head = test.user("ruse", "head");
    let bill = issued(&test).await;
    let again = test.post(&head, "/fees/issue", &[("month", "2026-10")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody is left");
    let path = format!("/fees/bills/{bill}");
    let page = test.get(&head, &path).await.text();
    assert!(page.contains("СМ-2026-00001") && page.contains("420,00"), "{page}");
    let at = page.find("/papers/").expect("a paper");
    let begin = page[..at].rfind("/people/").expect("whose");
    let pdf: String = page[begin..].chars().take_while(|c| *c != '"').collect();
    assert!(test.get(&head, &pdf).await.bytes.starts_with(b"%PDF"));
    let much = pay(&test, &bill, "500", "2026-11-20").await;
    assert_eq!(much.status, StatusCode::UNPROCESSABLE_ENTITY, "more than is left");
    let part = pay(&test, &bill, "100,50", "2026-11-20").await;
    assert_eq!(part.status, StatusCode::SEE_OTHER, "{}", part.text());
    let page = test.get(&head, &path).await.text();
    assert!(page.contains("Платена отчасти") && page.contains("319,50"), "{page}");
    let at = page.find("reverse?payment=").expect("a link") + "reverse?payment=".len();
    let payment: String = page[at..].chars().take(13).collect();
    let cancel = test.post(&head, &format!("{path}/cancel"), &[("why", "Грешка")]).await;
    assert_eq!(cancel.status, StatusCode::UNPROCESSABLE_ENTITY, "something is paid");
    let back = [("payment", payment.as_str()), ("document", "Сторно 1")];
    let reversed = test.post(&head, &format!("{path}/reverse"), &back).await;
    assert_eq!(reversed.status, StatusCode::SEE_OTHER, "{}", reversed.text());
    let twice = test.post(&head, &format!("{path}/reverse"), &back).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = test.get(&head, &path).await.text();
    assert!(page.contains("сторнирано") && page.contains("-100,50"), "{page}");
    let cancel = test.post(&head, &format!("{path}/cancel"), &[("why", "Грешка")]).await;
    assert_eq!(cancel.status, StatusCode::SEE_OTHER, "{}", cancel.text());
    assert_ne!(issued(&test).await, "", "another attempt");
    let bills = test.get(&head, "/api/fees/bills?month=2026-10").await.json();
    assert_eq!(bills["rows"].as_array().expect("rows").len(), 2);
}

#[tokio::test]
async fn who_is_late_for_too_long_is_given_a_month_and_what_came_goes_on() {
    let test = TestApp::new().await;
    let set = home(&test).await;
    rated(&test, &set).await;
    let head = test.user("ruse", "head");
    let bill = issued(&test).await;
    pay(&test, &bill, "20", "2026-11-20").await;
    let page = test.get(&head, "/fees/remittance?month=2026-11").await.text();
    assert!(page.contains("20,00") && page.contains("чл. 52 ЗСУ"), "{page}");
    let list = test.get(&head, "/fees/payments?month=2026-11&funding=state").await.text();
    assert!(list.contains("СМ-2026-00001") && list.contains("Още не"), "{list}");
    let send = [
        ("month", "2026-11"),
        ("funding", "state"),
        ("sent_on-day", "24"),
        ("sent_on-month", "11"),
        ("sent_on-year", "2026"),
        ("document", "ПП 5"),
    ];
    let sent = test.post(&head, "/fees/remittance/send", &send).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let twice = test.post(&head, "/fees/remittance/send", &send).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is left");
    let page = test.get(&head, "/fees/remittance?month=2026-11").await.text();
    assert!(page.contains("ПП 5"), "{page}");
    let none = test.get(&head, "/fees/arrears").await.text();
    assert!(none.contains("Никой не е просрочил"), "the term is not over: {none}");
    test.clock.set(kit::types::Instant(test.clock.now().0 + 40 * 24 * 3_600_000));
    let head = test.user("ruse", "head");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let late = crate::fees::arrears::unpaid(&tx).await.expect("a list");
    tx.rollback().await;
    assert_eq!((late.len(), late[0].months, late[0].cents), (1, 1, 40_000));
    drop(head);
}

#[tokio::test]
async fn rates_follow_each_other_and_only_who_may_enters_them() {
    let test = TestApp::new().await;
    let set = home(&test).await;
    rated(&test, &set).await;
    let head = test.user("ruse", "head");
    let service = set.service.to_string();
    let fields = [
        ("service", service.as_str()),
        ("kind", "percent"),
        ("percent", "62,5"),
        ("reduced", "50"),
        ("basis", "Решение № 2"),
        ("valid_from-day", "15"),
        ("valid_from-month", "10"),
        ("valid_from-year", "2026"),
        ("mark", "V"),
    ];
    let refused = test.post(&test.officer(), "/fees/rates/new", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let wrong: Vec<_> = fields.iter().copied().filter(|(name, _)| *name != "basis").collect();
    let wrong = test.post(&head, "/fees/rates/new", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let saved = test.post(&head, "/fees/rates/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = test.get(&head, "/fees/rates").await.text();
    assert!(page.contains("62,5 %") && page.contains("14.10.2026"), "the old one ended: {page}");
    assert_eq!(
        answer_of(&test).await,
        ("pay".to_owned(), 37_500),
        "the rate at the end of the month"
    );
}
