//! The pages for anybody: a form is begun, saved, gone on with, sent, followed; guessing is stopped; files
//! that do not fit are refused; a form that lay while the rules changed asks again.

use super::with_file;
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::types::Instant;

fn below(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.strip_prefix("/ruse").expect("a page of Ruse").to_owned()
}

/// Begins a form. Gives its address.
async fn begun(test: &TestApp, kind: &str) -> String {
    let nobody = test.nobody("ruse");
    let path = format!("/online/{kind}/new");
    let key = [("_key", "the-key-of-a-page")];
    below(&test.post(&nobody, &path, &key).await)
}

/// Answers a page. Gives where it leads.
async fn answer(test: &TestApp, home: &str, step: &str, fields: &[(&str, &str)]) -> String {
    below(&test.post(&test.nobody("ruse"), &format!("{home}/{step}"), fields).await)
}

const WISH: [(&str, &[(&str, &str)]); 7] = [
    ("behalf", &[("behalf", "self")]),
    (
        "person",
        &[
            ("name", "Живка Измислена"),
            ("born-day", "3"),
            ("born-month", "4"),
            ("born-year", "1949"),
        ],
    ),
    ("lives", &[("lives", "с. Примерово, ул. „Първа“ 1")]),
    ("reach", &[("phone", "0000 123 456")]),
    ("words", &[("words", "Трудно ми е да готвя.\nИскам помощ вкъщи.")]),
    ("service", &[("service", "")]),
    ("danger", &[("danger", "no")]),
];

/// Answers all pages of a wish; the form is ready to be sent.
async fn filled(test: &TestApp) -> String {
    let home = begun(test, "wish").await;
    let mut there = String::new();
    for (step, fields) in WISH {
        there = answer(test, &home, step, fields).await;
    }
    assert_eq!(there, format!("{home}/files"), "the questions are over");
    assert_eq!(answer(test, &home, "files", &[]).await, format!("{home}/check"));
    home
}

fn code_of(home: &str) -> &str {
    home.rsplit('/').next().expect("a code")
}

async fn file(test: &TestApp, path: &str, file: (&str, &[u8])) -> Answer {
    with_file(test, (path, ""), file).await
}

#[tokio::test]
async fn a_form_is_saved_gone_on_with_sent_and_followed_by_number_and_code() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let home = begun(&test, "wish").await;
    assert_eq!(begun(&test, "wish").await, home, "sent twice it leads to the same form");
    let wrong = test.post(&nobody, &format!("{home}/person"), &[("name", "Живка")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("value=\"Живка\""), "nothing typed is lost");
    let code = code_of(&home).to_owned();
    let resumed = test.post(&nobody, "/online/resume", &[("code", &code)]).await;
    assert_eq!(below(&resumed), home);
    assert_eq!(filled(&test).await, home);
    let check = test.get(&nobody, &format!("{home}/check")).await;
    assert!(check.text().contains("с. Примерово") && check.text().contains("/lives"));
    assert!(check.bytes.len() < 60_000, "{}", check.bytes.len());
    let sent = test.post(&nobody, &format!("/online/sending/{code}"), &[]).await;
    let there = below(&sent);
    let page = test.get(&nobody, &there).await;
    assert!(page.text().contains("2026-00001"), "{}", page.text());
    assert!(page.text().contains("Изпратено"), "the confirmation");
    assert!(!page.text().contains("Живка"), "whoever finds the code reads no name");
    let twice = test.post(&nobody, &format!("/online/sending/{code}"), &[]).await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "{}", twice.text());
    assert!(there.starts_with(&below(&twice)), "the second sending leads to the first");
    assert!(there.starts_with(&below(&test.get(&nobody, &home).await)), "and so does the form");
    let secret = there.trim_start_matches("/online/follow/").split('?').next().expect("a secret");
    let (_, secret) = secret.split_once('-').expect("number and code");
    let asked = [("number", "№ 2026-00001"), ("code", secret)];
    let found = test.post(&nobody, "/online/status", &asked).await;
    assert!(there.starts_with(&below(&found)));
}

#[tokio::test]
async fn wrong_numbers_and_wrong_codes_get_the_same_answer_and_are_stopped() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let home = filled(&test).await;
    let code = code_of(&home);
    let there = below(&test.post(&nobody, &format!("/online/sending/{code}"), &[]).await);
    let real = there.split('?').next().and_then(|p| p.rsplit('-').next()).expect("a code");
    let ask = async |number: &str, code: &str| {
        test.post(&nobody, "/online/status", &[("number", number), ("code", code)]).await
    };
    let other_number = ask("2026-00002", real).await;
    let other_code = ask("2026-00001", "1111222233334444").await;
    assert_eq!(other_number.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other_code.status, other_number.status);
    for answer in [&other_number, &other_code] {
        assert!(answer.text().contains("Няма нищо с този номер и този код"));
    }
    let mut last = StatusCode::OK;
    for n in 0..40 {
        last = ask("2026-00001", &format!("{n:016}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ask("2026-00001", real).await.status, StatusCode::TOO_MANY_REQUESTS);
    let resumed = test.post(&nobody, "/online/resume", &[("code", code)]).await;
    assert_eq!(resumed.status, StatusCode::TOO_MANY_REQUESTS, "neither by the other door");
}

#[tokio::test]
async fn codes_of_a_check_that_lead_nowhere_are_counted_with_all_other_codes() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let mut last = StatusCode::OK;
    for n in 0..40 {
        last = test.get(&nobody, &format!("/online/wish/new?check={n:012}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let other = [("number", "2026-00001"), ("code", "1111222233334444")];
    let status = test.post(&nobody, "/online/status", &other).await.status;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "neither by the other door");
    let plain = test.get(&nobody, "/online/wish/new").await.status;
    assert_eq!(plain, StatusCode::OK, "who has no code still sees what is asked");
}

#[tokio::test]
async fn files_that_do_not_fit_are_refused_and_the_others_stay() {
    let test = TestApp::new().await;
    let home = begun(&test, "question").await;
    let path = format!("/online/enclosing/{}", code_of(&home));
    let good = file(&test, &path, ("scan.pdf", b"%PDF-1.7 one")).await;
    assert_eq!(below(&good), format!("{home}/files"));
    for (name, bytes, words) in [
        ("bomb.zip", b"PK\x03\x04 many zeros".to_vec(), "online-file"),
        ("page.png", b"%PDF-1.7 two".to_vec(), "online-file"),
        ("scan.pdf", b"%PDF-1.7 one".to_vec(), "вече е прикачен"),
        ("none.pdf", Vec::new(), "Изберете файл"),
    ] {
        let refused = file(&test, &path, (name, &bytes)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.text().contains("scan.pdf"), "{name}: the first is still there");
        if words != "online-file" {
            assert!(refused.text().contains(words), "{name}: {}", refused.text());
        }
    }
    let large = vec![b'x'; 13 * 1024 * 1024];
    let bomb = file(&test, &path, ("bomb.pdf", &large)).await;
    assert_eq!(bomb.status, StatusCode::PAYLOAD_TOO_LARGE);
    for n in 2..=6 {
        let bytes = format!("%PDF-1.7 number {n}").into_bytes();
        assert_eq!(file(&test, &path, ("p.pdf", &bytes)).await.status, StatusCode::SEE_OTHER);
    }
    let seventh = file(&test, &path, ("p.pdf", b"%PDF-1.7 seventh")).await;
    assert_eq!(seventh.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seventh.text().contains("вече са шест"));
}

/// 28.12.2026, ten o'clock: the regime changes in four days, the form is kept for two weeks.
fn before_new_year() -> Instant {
    Instant::of_local(jiff::civil::date(2026, 12, 28).at(10, 0, 0, 0))
}

#[tokio::test]
async fn a_form_resumed_after_the_rules_changed_says_what_changed_and_asks_only_that() {
    let test = TestApp::at(before_new_year()).await;
    let nobody = test.nobody("ruse");
    let home = filled(&test).await;
    test.clock.set(before_new_year().plus_ms(8 * 24 * 60 * 60 * 1000));
    let page = test.get(&nobody, &home).await;
    assert!(page.text().contains("Правилата се промениха"), "{}", page.text());
    assert!(page.text().contains("В коя община и на кой адрес"));
    assert!(!page.text().contains("Трите имена"), "nothing else is named");
    let sent = test.post(&nobody, &format!("/online/sending/{}", code_of(&home)), &[]).await;
    assert_eq!(below(&sent), format!("{home}/check"), "it is not sent as it was");
    assert_eq!(below(&test.get(&nobody, &format!("{home}/check")).await), format!("{home}/lives"));
    let again = [("lives", "община Примерна, с. Примерово")];
    assert_eq!(answer(&test, &home, "lives", &again).await, format!("{home}/check"));
    let sent = test.post(&nobody, &format!("/online/sending/{}", code_of(&home)), &[]).await;
    assert!(below(&sent).starts_with("/online/follow/"));
}

#[tokio::test]
async fn a_form_that_was_not_sent_goes_when_its_term_is_over() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let home = begun(&test, "question").await;
    let path = format!("/online/enclosing/{}", code_of(&home));
    assert_eq!(file(&test, &path, ("a.pdf", b"%PDF-1.7")).await.status, StatusCode::SEE_OTHER);
    test.clock.set(test.clock.now().plus_ms(15 * 24 * 60 * 60 * 1000));
    assert_eq!(test.get(&nobody, &home).await.status, StatusCode::NOT_FOUND);
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    assert_eq!(crate::online::draft::expire(&mut tx).await.expect("removed"), 1);
    assert_eq!(crate::online::draft::expire(&mut tx).await.expect("nothing more"), 0);
    tx.commit().await.expect("saved");
}

#[tokio::test]
async fn a_complaint_has_its_term_in_the_register_of_complaints() {
    let test = TestApp::new().await;
    let nobody: User = test.nobody("ruse");
    let home = begun(&test, "complaint").await;
    for (step, fields) in [
        ("sort", &[("sort", "proposal")][..]),
        ("topic", &[("topic", "food")][..]),
        ("service", &[("service", "")][..]),
        ("words", &[("words", "Повече плодове.")][..]),
        ("from", &[("from", "")][..]),
        ("files", &[][..]),
    ] {
        answer(&test, &home, step, fields).await;
    }
    let sent = test.post(&nobody, &format!("/online/sending/{}", code_of(&home)), &[]).await;
    let page = test.get(&nobody, &below(&sent)).await;
    assert!(page.text().contains("Регистрирано"), "{}", page.text());
    assert!(page.text().contains("Отговор до"), "{}", page.text());
}
