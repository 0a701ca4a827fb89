//! What must not happen.

use super::support::{TODAY, another, at, made, meet, ready, send, sign, signed_in, state, write};
use crate::testing::TestApp;
use sea_orm::{ConnectionTrait, Statement};
use std::sync::Arc;

#[tokio::test]
async fn only_who_is_named_in_the_order_signs() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    meet(&test, made.case).await;
    write(&test, made.case, &[(made.service, "yes")]).await;
    let head = test.user("ruse", "head");
    let mut fields = TODAY.to_vec();
    fields.push(("signed_how", "paper"));
    let to = at(made.case, "/sign");
    let answer = send(&test, &head, (&to, &to), &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("заповед на кмета"), "{}", answer.text());
    assert!(answer.text().contains("/ruse/office"), "the page of the orders is named");
    assert_eq!(state(&test, made.case).await, "assessing");
    sign(&test, made.case).await;
    let page = test.get(&head, &at(made.case, "")).await.text();
    assert!(page.contains("ПО-2026-1"), "the refusal burned no number: {page}");
}

#[tokio::test]
async fn signing_after_the_term_is_allowed_with_a_reason_and_flagged() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    meet(&test, made.case).await;
    write(&test, made.case, &[(made.service, "yes")]).await;
    test.clock.set(crate::testing::NOW.plus_ms(25 * 86_400_000));
    let token = signed_in(&test).await;
    let to = at(made.case, "/sign");
    let mut fields = vec![
        ("signed_on-day", "19"),
        ("signed_on-month", "12"),
        ("signed_on-year", "2026"),
        ("signed_how", "paper"),
    ];
    let answer = send(&test, &token, (&to, &to), &fields).await;
    assert_eq!(answer.status, 422, "a reason is asked for");
    fields.extend([("late_reason", "person"), ("late_note", "Лицето беше в болница")]);
    let answer = send(&test, &token, (&to, &to), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = test.get(&token, &at(made.case, "")).await.text();
    assert!(page.contains("Лицето беше в болница") && page.contains("след срока"), "{page}");
}

#[tokio::test]
async fn a_double_click_signs_once() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    meet(&test, made.case).await;
    write(&test, made.case, &[(made.service, "yes")]).await;
    let to = at(made.case, "/sign");
    let page = test.get(&test.officer(), &to).await;
    let (key, version) =
        (page.value("_key").expect("key"), page.value("_version").expect("version"));
    let mut fields = TODAY.to_vec();
    fields.extend([("signed_how", "paper"), ("_key", &key), ("_version", &version)]);
    let officer = test.officer();
    let (one, two) =
        tokio::join!(test.post(&officer, &to, &fields), test.post(&officer, &to, &fields));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303), "{}", two.text());
    let page = test.get(&officer, &at(made.case, "")).await.text();
    assert!(page.contains("ПО-2026-1") && !page.contains("ПО-2026-2"));
}

#[tokio::test]
async fn two_who_write_the_same_part_compare() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    meet(&test, made.case).await;
    write(&test, made.case, &[(made.service, "yes")]).await;
    let to = at(made.case, "/assessment/needs");
    let page = test.get(&test.officer(), &to).await;
    let version = page.value("_version").expect("a version");
    let first = [("_version", version.as_str()), ("everyday", "Първи текст")];
    assert_eq!(test.post(&test.officer(), &to, &first).await.status, 303);
    let second = [("_version", version.as_str()), ("everyday", "Втори текст")];
    let answer = test.post(&test.user("ruse", "head"), &to, &second).await;
    assert_eq!(answer.status, 409);
    let text = answer.text();
    assert!(text.contains("Първи текст") && text.contains("Втори текст"), "{text}");
}

#[tokio::test]
async fn parallel_signings_leave_no_gap_in_the_numbers() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    let mut cases = vec![made.case];
    for n in 0..15 {
        let egn = format!("52010100{n:02}");
        cases.push(another(&test, made.service, "municipal", &egn).await);
    }
    for case in &cases {
        ready(&test, *case, made.service).await;
    }
    let test = Arc::new(test);
    let mut all = tokio::task::JoinSet::new();
    for case in cases {
        let test = test.clone();
        all.spawn(async move { sign(&test, case).await });
    }
    all.join_all().await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let sql = "select number from assessment order by number";
    let statement = Statement::from_string(tx.conn().get_database_backend(), sql);
    let rows = tx.conn().query_all_raw(statement).await.expect("rows");
    let numbers: Vec<i64> = rows.iter().map(|r| r.try_get("", "number").expect("n")).collect();
    assert_eq!(numbers, (1..=16).collect::<Vec<_>>());
    tx.rollback().await;
}

#[tokio::test]
async fn another_municipality_finds_nothing() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    meet(&test, made.case).await;
    let stranger = test.user("mezdra", "referral_officer");
    for rest in ["", "/meeting", "/meeting/held", "/assessment", "/sign", "/hand-over"] {
        let answer = test.get(&stranger, &at(made.case, rest)).await;
        assert_eq!(answer.status, 404, "{rest}");
    }
    for rest in ["/give", "/close", "/annul", "/meeting/agree", "/consent", "/expire"] {
        let fields = [("how", "email"), ("reason", "died"), ("annul_reason", "x")];
        let answer = test.post(&stranger, &at(made.case, rest), &fields).await;
        assert_eq!(answer.status, 404, "{rest}: {}", answer.text());
    }
    let list = test.get(&stranger, "/api/referrals").await;
    assert_eq!(list.json()["cases"].as_array().map(Vec::len), Some(0));
}
