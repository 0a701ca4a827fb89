//! The office at work, over the database and through its pages.

use crate::proof::Span;
use crate::testing::TestApp;
use crate::work;
use crate::workforce::appointment::{self, NewAppointment, Payer};
use crate::workforce::employee::{self, NewEmployee};
use crate::workforce::office::{self, NewPost, NewUnit};
use crate::workforce::supplement::{self, NewSupplement};
use crate::workforce::{EmployeeId, PostId, SupplementId, door, load, setting, staff};
use axum::http::StatusCode;
use kit::store::Tx;
use kit::types::Day;
use kit::web::Problem;
use law::Money;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn municipal() -> Payer {
    Payer { source: "municipal".into(), project: None }
}

async fn somebody(tx: &mut Tx, name: &str) -> EmployeeId {
    let new = NewEmployee { name: name.into(), group: "referral".into(), ..NewEmployee::default() };
    employee::add(tx, &new).await.expect("an employee")
}

async fn post(tx: &mut Tx, places: i32) -> PostId {
    let span = (day("2023-01-01"), None);
    let unit = NewUnit { parent: None, name: "Фронт офис".into(), span };
    let unit = office::add_unit(tx, &unit).await.expect("a unit");
    let new = NewPost {
        unit,
        point: None,
        title: "Социален работник".into(),
        class_code: String::new(),
        group: "referral".into(),
        places,
        payer: municipal(),
        span,
    };
    office::add_post(tx, &new).await.expect("a post")
}

fn to(employee: EmployeeId, post: PostId) -> NewAppointment {
    NewAppointment {
        employee,
        post,
        kind: "labour".into(),
        order: ("РД-1".into(), day("2026-01-05")),
        span: (day("2026-01-12"), None),
        weekly_minutes: 2_400,
        payer: municipal(),
    }
}

/// Somebody with an appointment and an agreement.
async fn agreed(test: &TestApp) -> SupplementId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let who = somebody(&mut tx, "Примерна Колева Образцова").await;
    let post = post(&mut tx, 1).await;
    appointment::add(&mut tx, &to(who, post)).await.expect("appointed");
    let new = NewSupplement {
        employee: who,
        signed: ("ДС-1".into(), day("2026-09-28")),
        task: "Консултиране".into(),
        span: (day("2026-10-01"), day("2026-12-31")),
        rate: Money::eur(640),
        month_minutes: 1_200,
        is_outside: true,
        payer: municipal(),
    };
    let id = supplement::add(&mut tx, &new).await.expect("an agreement");
    tx.commit().await.expect("saved");
    id
}

#[tokio::test]
async fn a_post_has_no_more_people_than_places() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let one = somebody(&mut tx, "Първа Примерова").await;
    let other = somebody(&mut tx, "Втора Примерова").await;
    let post = post(&mut tx, 1).await;
    let made = appointment::add(&mut tx, &to(one, post)).await.expect("appointed");
    let full = appointment::add(&mut tx, &to(other, post)).await;
    assert!(matches!(full, Err(Problem::Impossible("workforce-refused-places"))));
    let row = load::appointment(&tx, made).await.expect("the appointment");
    appointment::end(&mut tx, &row, (day("2026-03-31"), "чл. 325 КТ")).await.expect("ended");
    let later = NewAppointment { span: (day("2026-04-01"), None), ..to(other, post) };
    appointment::add(&mut tx, &later).await.expect("the place is free again");
    let funding = load::funding_of(&tx, made).await.expect("funding");
    let open: Vec<_> = funding.iter().filter(|one| one.revoked_at.is_none()).collect();
    assert_eq!((funding.len(), open.len()), (2, 1), "the old row is revoked, not rewritten");
    assert_eq!(open[0].until_on, Some(day("2026-03-31")));
}

#[tokio::test]
async fn a_value_of_an_old_moment_stays_when_a_record_is_revoked() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let one = somebody(&mut tx, "Първа Примерова").await;
    let post = post(&mut tx, 2).await;
    let made = appointment::add(&mut tx, &to(one, post)).await.expect("appointed");
    let before = tx.now();
    tx.commit().await.expect("saved");
    test.clock.set(before.plus_ms(60_000));
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let row = load::appointment(&tx, made).await.expect("the appointment");
    appointment::revoke(&mut tx, &row, "Друг служител").await.expect("revoked");
    let span =
        |known_at| Span { project: None, from: day("2026-01-01"), to: day("2026-12-31"), known_at };
    let then = door::proofs(&tx, "appointments", &span(before)).await.expect("proofs");
    let now = door::proofs(&tx, "appointments", &span(tx.now())).await.expect("proofs");
    assert_eq!((then.len(), now.len()), (1, 0));
    assert!(door::proofs(&tx, "nothing", &span(before)).await.expect("proofs").is_empty());
}

#[tokio::test]
async fn two_people_do_not_share_an_egn() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewEmployee {
        name: "Първа Примерова".into(),
        group: "manager".into(),
        egn: "6101047500".into(),
        ..NewEmployee::default()
    };
    let id = employee::add(&mut tx, &new).await.expect("an employee");
    let row = load::employee(&tx, id).await.expect("the row");
    assert_eq!(employee::egn_of(&tx, &row).expect("opened"), "6101047500");
    let twice = employee::add(&mut tx, &new).await;
    assert!(matches!(twice, Err(Problem::Impossible("workforce-refused-egn"))));
}

#[tokio::test]
async fn a_month_is_written_refused_with_the_reason_printed_and_signed() {
    let test = TestApp::new().await;
    let id = agreed(&test).await;
    let head = test.user("ruse", "head");
    let path = format!("/workforce/supplements/{id}/month");
    let wrong =
        [("month", "2026-10"), ("begin-6", "16:00"), ("end-6", "18:00"), ("work-6", "Разговори")];
    let refused = test.post(&head, &path, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("обичайното работно време"), "{}", refused.text());
    let right =
        [("month", "2026-10"), ("begin-6", "17:30"), ("end-6", "19:00"), ("work-6", "Разговори")];
    let saved = test.post(&head, &path, &right).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let sheet = saved.location.trim_start_matches("/ruse").to_owned();
    assert!(test.get(&head, &sheet).await.text().contains("01:30"));
    let early =
        test.post(&head, &format!("{sheet}/sign"), &[("on", "2026-11-20"), ("by", "Х")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is printed yet");
    let printed = test.post(&head, &format!("{sheet}/print"), &[]).await;
    assert_eq!(printed.status, StatusCode::SEE_OTHER, "{}", printed.text());
    let signed =
        test.post(&head, &format!("{sheet}/sign"), &[("on", "2026-11-20"), ("by", "Х")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());
    let again = test.post(&head, &path, &right).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "a signed sheet stays");
}

#[tokio::test]
async fn every_list_opens_and_strangers_see_nothing() {
    let test = TestApp::new().await;
    let id = agreed(&test).await;
    let head = test.user("ruse", "head");
    for path in
        ["", "/posts", "/units", "/supplements", "/timesheets", "/after", "/competences", "/plans"]
    {
        let page = test.get(&head, &format!("/workforce{path}")).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
    }
    let one = format!("/workforce/supplements/{id}");
    let other = test.get(&test.user("mezdra", "head"), &one).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let clerk = test.get(&test.user("ruse", "intake"), &one).await;
    assert_eq!(clerk.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_passed_the_limit_is_shown_until_a_plan_is_written() {
    let test = TestApp::filled().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let all = work::weighted_loads(&tx, tx.today(), None).await.expect("loads");
    let heaviest = all.into_iter().max_by_key(|(_, load)| *load);
    let (account, load) = heaviest.expect("somebody works");
    assert!(load > 1, "{load}");
    let new = NewEmployee {
        name: "Натоварена Примерова".into(),
        group: "referral".into(),
        account: Some(account),
        ..NewEmployee::default()
    };
    let id = employee::add(&mut tx, &new).await.expect("an employee");
    setting::put(&mut tx, &[("load-most", "1".to_owned())]).await.expect("the limit");
    tx.commit().await.expect("saved");
    let head = test.user("ruse", "head");
    let path = format!("/workforce/employees/{id}/plan");
    let page = test.get(&head, "/workforce/load?state=over").await;
    assert!(page.text().contains(&format!("{path}?load={load}")), "{}", page.text());
    let form = test.get(&head, &format!("{path}?load={load}")).await;
    assert_eq!(form.value("load"), Some(load.to_string()), "what was counted is not typed again");
    let load = load.to_string();
    let days = [("on-day", "24"), ("on-month", "11"), ("on-year", "2026")];
    let due = [("due-day", "8"), ("due-month", "12"), ("due-year", "2026")];
    let typed = [("load", load.as_str()), ("text", "Сама на гишето"), ("measures", "Помощ")];
    let fields: Vec<(&str, &str)> = days.into_iter().chain(due).chain(typed).collect();
    let saved = test.post(&head, &path, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let over = test.get(&head, "/workforce/load?state=over").await;
    assert!(!over.text().contains("Натоварена Примерова"), "{}", over.text());
    let planned = test.get(&head, "/workforce/load?state=planned").await;
    assert!(planned.text().contains("Натоварена Примерова"), "{}", planned.text());
    let open = test.get(&head, "/workforce/plans.csv?state=open").await.text();
    let answered = test.get(&head, "/workforce/plans.csv?state=answered").await.text();
    assert!(
        open.contains("Натоварена Примерова") && !answered.contains("Натоварена"),
        "{answered}"
    );
}

#[tokio::test]
async fn who_is_away_without_a_deputy_stands_in_a_list_of_its_own() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let alone = somebody(&mut tx, "Самотна Примерова").await;
    let covered = somebody(&mut tx, "Заместена Образцова").await;
    let other = somebody(&mut tx, "Заместница Измислова").await;
    let days = (day("2026-11-30"), day("2026-12-04"));
    staff::add_leave(&mut tx, (alone, None), ("paid", days)).await.expect("leave");
    staff::add_leave(&mut tx, (covered, Some(other)), ("paid", days)).await.expect("leave");
    let twice = staff::add_leave(&mut tx, (other, Some(covered)), ("paid", days)).await;
    assert!(matches!(twice, Err(Problem::Impossible("workforce-refused-deputy"))));
    tx.commit().await.expect("saved");
    let head = test.user("ruse", "head");
    let page = test.get(&head, "/workforce/leave?state=alone").await.text();
    assert!(page.contains("Самотна Примерова") && !page.contains("Заместена Образцова"), "{page}");
    let file = test.get(&head, "/workforce/leave.csv").await.text();
    assert!(file.contains("Заместница Измислова") && file.contains("30.11.2026"), "{file}");
}
