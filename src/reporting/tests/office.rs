//! Reports as the office works with them.

use crate::people::{self, NewPerson};
use crate::placement::{self, Begin, ContractContent, NewContract, PlanContent};
use crate::reporting::{self, Dimension, Measure, Question};
use crate::services::{self, NewFigure, NewProvider, NewService, ServiceId};
use crate::testing::{TestApp, User};
use axum::http::StatusCode;
use kit::types::{Day, Instant, MunicipalityId};
use law::Month;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn town(test: &TestApp) -> MunicipalityId {
    test.system("ruse").municipality
}

async fn service(test: &TestApp) -> ServiceId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let provider = NewProvider { name: "Доставчик".to_owned(), ..NewProvider::default() };
    let provider_id = services::create_provider(&tx, &provider).await.expect("a provider");
    let new = NewService {
        code: "S1".to_owned(),
        provider_id,
        name: "Асистентска подкрепа Пробна".to_owned(),
        kind: 10,
        in_zsu: true,
        funding: "state".to_owned(),
        ..NewService::default()
    };
    let id = services::create_service(&tx, &new).await.expect("a service");
    let figure = NewFigure {
        counts: "places".to_owned(),
        first_day: "2026-01-01".parse().ok(),
        total: 12,
        ..NewFigure::default()
    };
    services::add_figure(&tx, id, &figure).await.expect("a figure");
    tx.audit(kit::audit::Entry::list("test"));
    tx.commit().await.expect("saved");
    id
}

fn text(text: &str) -> String {
    text.to_owned()
}

/// Somebody who uses a service by a contract from a day on.
async fn user_of(test: &TestApp, service: ServiceId, (family, sex, from): (&str, &str, &str)) {
    let from: Day = from.parse().expect("a day");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewPerson {
        given: text("Проба"),
        family: text(family),
        sex: text(sex),
        birth_day: "1950-05-05".parse().ok(),
        ..NewPerson::default()
    };
    let person = people::create(&mut tx, &new).await.expect("a person");
    let begin = Begin {
        person,
        chosen: None,
        service,
        duration: text("long"),
        urgent: None,
        on: from.plus(-10),
        follows: None,
        officer: None,
    };
    let law = law::Law::current();
    let (id, _) = placement::begin(&mut tx, law, &begin).await.expect("a placement");
    let support = placement::NewPlan {
        assessed_on: from.plus(-3),
        fits: true,
        planned_on: Some(from.plus(-2)),
        received_on: from.plus(-1),
        content: PlanContent {
            team: vec![text("Един, психолог"), text("Друга, социален работник")],
            conclusions: text("Отговаря."),
            plan: text("Два пъти седмично."),
        },
        file: None,
    };
    placement::record(&mut tx, &test.app, id, &support).await.expect("an assessment");
    let contract = NewContract {
        signed_on: from.plus(-1),
        from_on: from,
        until_on: from.plus(365),
        fee_cents: None,
        content: ContractContent {
            subject: text("Подкрепа"),
            manner: text("На адреса"),
            duties: text("По плана"),
            payment: String::new(),
            ending: text("По закона"),
        },
    };
    placement::sign_contract(&mut tx, &test.app, id, &contract).await.expect("a contract");
    tx.commit().await.expect("saved");
}

fn question(split: &[Dimension]) -> Question {
    Question {
        measure: Measure::Users,
        split: split.to_vec(),
        filter: Vec::new(),
        from: Month::parse("2026-01").expect("a month"),
        to: Month::parse("2026-11").expect("a month"),
        as_known_on: None,
    }
}

async fn count(test: &TestApp, question: &Question) -> i64 {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let rows = reporting::ask(&tx, question).await.expect("an answer");
    tx.rollback().await;
    rows.iter().map(|row| row.count).sum()
}

#[tokio::test]
async fn a_past_figure_asked_again_after_a_correction_is_the_same() {
    let test = TestApp::new().await;
    let service = service(&test).await;
    user_of(&test, service, ("Първа", "female", "2026-09-10")).await;
    let first = reporting::refresh(&test.app, town(&test)).await.expect("a layer");
    assert!(first.changed > 0);
    let then: Day = test.app.today();
    assert_eq!(count(&test, &question(&[])).await, 1);
    // Two days later somebody is entered who used the service all the time.
    test.clock.set(Instant(test.clock.now().0 + 2 * DAY_MS));
    user_of(&test, service, ("Втора", "female", "2026-09-01")).await;
    assert_eq!(count(&test, &question(&[])).await, 1, "the layer is refreshed by night");
    let next = reporting::refresh(&test.app, town(&test)).await.expect("a refresh");
    assert!(next.people >= 1 && next.changed > 0, "{next:?}");
    assert_eq!(count(&test, &question(&[])).await, 2);
    let known = Question { as_known_on: Some(then), ..question(&[]) };
    assert_eq!(count(&test, &known).await, 1, "as it was known then");
    let again = reporting::refresh(&test.app, town(&test)).await.expect("a refresh");
    assert_eq!(again.changed, 0, "nothing happened since");
}

/// The addresses of lists on a page, with the number that leads to each.
fn numbers(page: &str) -> Vec<(String, i64)> {
    let mut found = Vec::new();
    for part in page.split("href=\"").skip(1) {
        let Some((href, rest)) = part.split_once("\">") else { continue };
        let number = rest.split('<').next().and_then(|text| text.trim().parse().ok());
        if let (true, Some(number)) = (href.contains("/reporting/list?"), number) {
            let own = href.replace("&#38;", "&").replace("&amp;", "&");
            found.push((own.trim_start_matches("/ruse").to_owned(), number));
        }
    }
    found
}

async fn listed(test: &TestApp, user: &User, path: &str) -> i64 {
    let answer = test.get(user, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    let text = answer.text();
    let mark = "data-count=\"";
    let at = text.find(mark).expect("a count") + mark.len();
    let shown: i64 = text[at..].split('"').next().and_then(|n| n.parse().ok()).expect("a number");
    let rows = i64::try_from(text.matches("<th scope=\"row\"").count()).expect("a number");
    if !path.contains("measure=places") {
        assert_eq!(rows, shown, "the list is as long as it says: {path}");
    }
    shown
}

#[tokio::test]
async fn every_number_opens_a_list_that_is_as_long() {
    let test = TestApp::new().await;
    let service = service(&test).await;
    for (family, sex) in [("Първа", "female"), ("Втора", "female"), ("Трети", "male")]
    {
        user_of(&test, service, (family, sex, "2026-09-10")).await;
    }
    reporting::refresh(&test.app, town(&test)).await.expect("a layer");
    let head = test.user("ruse", "head");
    for asked in [
        "measure=users&split=sex&split=month&from=2026-08&to=2026-11",
        "measure=entered&split=kind&split=age&from=2026-01&to=2026-11",
        "measure=places&split=service&from=2026-10&to=2026-11",
    ] {
        let page = test.get(&head, &format!("/reporting/build?{asked}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let numbers = numbers(&page.text());
        assert!(numbers.len() > 1, "{asked}: {}", page.text());
        for (path, number) in numbers {
            assert_eq!(listed(&test, &head, &path).await, number, "{path}");
        }
    }
}

#[tokio::test]
async fn who_may_not_see_people_sees_the_number_alone() {
    let test = TestApp::new().await;
    let service = service(&test).await;
    user_of(&test, service, ("Първа", "female", "2026-09-10")).await;
    reporting::refresh(&test.app, town(&test)).await.expect("a layer");
    let manager = test.user("ruse", "projects-manager");
    let page = test.get(&manager, "/reporting/build?measure=users&split=sex").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Жени") && numbers(&page.text()).is_empty());
    let list = test.get(&manager, "/reporting/list?measure=users").await;
    assert_eq!(list.status, StatusCode::FORBIDDEN);
    let clerk = test.user("ruse", "intake");
    assert_eq!(test.get(&clerk, "/reporting").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_file_for_publication_hides_small_numbers() {
    let test = TestApp::new().await;
    let service = service(&test).await;
    user_of(&test, service, ("Първа", "female", "2026-09-10")).await;
    reporting::refresh(&test.app, town(&test)).await.expect("a layer");
    let head = test.user("ruse", "head");
    let asked = "measure=users&split=sex&from=2026-09&to=2026-11&format=csv";
    let own = test.get(&head, &format!("/reporting/file?{asked}")).await.text();
    assert!(own.contains("Жени;1"), "{own}");
    let public = test.get(&head, &format!("/reporting/file?{asked}&public=1")).await.text();
    assert!(public.contains("Жени;скрито") && public.contains("Общо;скрито"), "{public}");
    for wrong in ["", "0", "101", "много"] {
        let answer = test.post(&head, "/reporting/settings", &[("threshold", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let answer = test.post(&head, "/reporting/settings", &[("threshold", "1")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let open = test.get(&head, &format!("/reporting/file?{asked}&public=1")).await.text();
    assert!(open.contains("Жени;1"), "{open}");
}

#[tokio::test]
async fn a_report_is_saved_shared_scheduled_and_removed_by_its_owner() {
    let test = TestApp::new().await;
    let (head, analyst) = (test.user("ruse", "head"), test.user("ruse", "analyst"));
    let untitled = test.post(&head, "/reporting/save", &[("title", "")]).await;
    assert_eq!(untitled.status, StatusCode::UNPROCESSABLE_ENTITY);
    let question = "measure=waiting&split=kind&from=2026-01&to=2026-11";
    let fields = [("title", "Чакащи по вид"), ("question", question)];
    let saved = test.post(&head, "/reporting/save", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let at = saved.location.find("/reporting/").expect("an address");
    let home = saved.location[at..].to_owned();
    assert_eq!(test.get(&analyst, &home).await.status, StatusCode::NOT_FOUND, "not shared yet");
    let with = analyst.account.expect("an account").to_string();
    let share = test.post(&head, &format!("{home}/share"), &[("with", with.as_str())]).await;
    assert_eq!(share.status, StatusCode::SEE_OTHER, "{}", share.text());
    assert!(test.get(&analyst, "/reporting").await.text().contains("Чакащи по вид"));
    assert_eq!(test.get(&analyst, &home).await.status, StatusCode::OK);
    let foreign = test.post(&analyst, &format!("{home}/remove"), &[]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "only its owner changes it");
    let path = format!("{home}/schedule");
    let nowhere = test.post(&head, &path, &[("schedule", "week"), ("mail", "")]).await;
    assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("schedule", "week"), ("mail", "nachalnik@example.bg")];
    assert_eq!(test.post(&head, &path, &fields).await.status, StatusCode::SEE_OTHER);
    let removed = test.post(&head, &format!("{home}/remove"), &[]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.text());
    assert_eq!(test.get(&head, &home).await.status, StatusCode::NOT_FOUND);
}
