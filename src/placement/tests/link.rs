//! The safe link: one answer, an end, nothing for who guesses.

use super::support::{day, given, led_to, sent, state};
use crate::placement::link::make;
use crate::placement::load;
use crate::placement::telling::Task;
use crate::referral::support::done;
use crate::testing::{TestApp, User};
use axum::http::StatusCode;

pub async fn placed(test: &TestApp) -> String {
    let (case, _) = given(test).await;
    let page = format!("/placements/begin?case={case}");
    let proposal = test.get(&test.officer(), &page).await.value("proposal").expect("a service");
    let case = case.to_string();
    let mut fields = vec![("case", case.as_str()), ("proposal", proposal.as_str()), ("urgent", "")];
    fields.extend(day("on", 24));
    led_to(&done(test, (&page, "/placements/begin"), &fields).await)
}

pub async fn linked(test: &TestApp, id: &str) -> String {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let short = load::short(&tx, id.parse().expect("an id")).await.expect("a placement");
    let until = "2026-12-08".parse().expect("a day");
    let (_, secret) =
        make(&mut tx, &test.app, &short, (Task::Answer, until), ("", "")).await.expect("a link");
    tx.commit().await.expect("saved");
    secret
}

pub fn stranger(test: &TestApp) -> User {
    User { account: None, token: None, ..test.officer() }
}

#[tokio::test]
async fn a_provider_answers_once_by_link_and_sees_what_became_of_it() {
    let test = TestApp::new().await;
    let id = placed(&test).await;
    let secret = linked(&test, &id).await;
    let path = format!("/provider/{secret}");
    let nobody = stranger(&test);
    let page = test.get(&nobody, &path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    assert!(text.contains("Измислена Пробна Образцова") && text.contains("0888000000"), "{text}");
    assert!(!text.contains("5101014448") && !text.contains("Тайна"), "only what it needs: {text}");
    let wrong = test.post(&nobody, &path, &[("answer", "full"), ("name", "М. Примерова")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is missing");
    let fields = [("answer", "full"), ("name", "М. Примерова"), ("reason", "Групата е пълна")];
    let answer = test.post(&nobody, &path, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(state(&test, &id).await, "waiting");
    let after = test.get(&nobody, &path).await.text();
    assert!(after.contains("Отговорът ви е получен"), "{after}");
    assert!(after.contains("В списъка на чакащите"), "{after}");
    let twice = [("answer", "not_provided"), ("name", "Друг"), ("reason", "Не")];
    let second = test.post(&nobody, &path, &twice).await;
    assert_eq!(second.status, StatusCode::OK, "the page, not a second answer");
    assert_eq!(state(&test, &id).await, "waiting");
}

#[tokio::test]
async fn a_link_expired_revoked_or_guessed_shows_nobody() {
    let test = TestApp::new().await;
    let id = placed(&test).await;
    let nobody = stranger(&test);
    for guessed in ["0", "zz", &"a".repeat(32)] {
        let answer = test.get(&nobody, &format!("/provider/{guessed}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text());
    }
    let first = linked(&test, &id).await;
    let second = linked(&test, &id).await;
    let page = test.get(&nobody, &format!("/provider/{first}")).await.text();
    assert!(page.contains("спряна") && !page.contains("Измислена"), "{page}");
    let mezdra = User { municipality: "mezdra".into(), ..nobody.clone() };
    let other = test.get(&mezdra, &format!("/provider/{second}")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "another municipality");
    sent(
        &test,
        &id,
        "/refuse",
        &[&day("on", 24)[..], &[("reason", "Не"), ("child", "no")]].concat(),
    )
    .await;
    let page = test.get(&nobody, &format!("/provider/{second}")).await.text();
    assert!(page.contains("не се чака отговор"), "{page}");
    let later = kit::types::Instant(test.clock.now().0 + 30 * 24 * 3_600_000);
    test.clock.set(later);
    let page = test.get(&nobody, &format!("/provider/{second}")).await.text();
    assert!(page.contains("изтекла") && !page.contains("Измислена"), "{page}");
}
