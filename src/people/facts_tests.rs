//! Warnings, notes, the timeline sifted, and the sheet for the citizen.
#![allow(clippy::too_many_lines, reason = "a journey is told in one piece")]

use super::*;
use crate::testing::{TestApp, User};
use axum::http::StatusCode;
use kit::store::Event;

async fn start() -> (TestApp, User, PersonId) {
    let test = TestApp::new().await;
    let officer = test.officer();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewPerson {
        given: "Вълко".into(),
        family: "Предпазлив".into(),
        sex: "male".into(),
        ..NewPerson::default()
    };
    let id = create(&mut tx, &new).await.expect("a person");
    tx.commit().await.expect("saved");
    (test, officer, id)
}

async fn saved(test: &TestApp, user: &User, path: &str, fields: &[(&str, &str)]) {
    let answer = test.post(user, path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

async fn id_of(test: &TestApp, path: &str) -> (String, String) {
    let list = test.get(&test.officer(), path).await.json();
    let text = |name: &str| list[0][name].to_string().trim_matches('"').to_owned();
    (text("id"), text("version"))
}

#[tokio::test]
async fn a_warning_stands_on_every_page_until_it_is_taken_down_on_purpose() {
    let (test, officer, id) = start().await;
    let new = format!("/people/{id}/warnings/new");
    let mut fields = vec![
        ("kind", "violence"),
        ("text", "Бившият съпруг живее на етажа"),
        ("why", "Каза го тя на срещата"),
        ("from-day", "20"),
        ("from-month", "11"),
        ("from-year", "2026"),
    ];
    saved(&test, &officer, &new, &fields).await;
    fields[0].1 = "dog";
    fields[1].1 = "Вързано на верига до входа";
    saved(&test, &officer, &new, &fields).await;
    for path in ["", "/timeline", "/notes", "/warnings", "/edit", "/disability", "/consents"] {
        let page = test.get(&officer, &format!("/people/{id}{path}")).await.text();
        assert!(page.contains("Бившият съпруг живее на етажа"), "{path}");
        assert!(page.contains("Зло куче: Вързано на верига"), "{path}");
    }
    // The words on violence are for the named circle; that there is a warning is for everybody.
    let intake = test.user("ruse", "intake");
    let page = test.get(&intake, &format!("/people/{id}")).await.text();
    assert!(page.contains("Домашно насилие") && !page.contains("Бившият съпруг"), "{page}");
    // It is taken down with a reason and only when confirmed; it stays to be read.
    let (warning, version) = id_of(&test, &format!("/api/people/{id}/warnings")).await;
    let end = format!("/people/{id}/warnings/{warning}/end");
    let mut fields = vec![
        ("_version", version.as_str()),
        ("last-day", "23"),
        ("last-month", "11"),
        ("last-year", "2026"),
        ("why", "Кучето е продадено"),
    ];
    let answer = test.post(&officer, &end, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    fields.push(("sure", "yes"));
    saved(&test, &officer, &end, &fields).await;
    let answer = test.post(&officer, &end, &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    let page = test.get(&officer, &format!("/people/{id}/warnings")).await.text();
    assert!(page.contains("Кучето е продадено"), "{page}");
    let page = test.get(&officer, &format!("/people/{id}")).await.text();
    assert!(!page.contains("Зло куче: Вързано"), "{page}");
}

#[tokio::test]
async fn a_private_note_is_for_its_readers_and_a_correction_keeps_what_was_said() {
    let (test, officer, id) = start().await;
    let path = format!("/people/{id}/notes");
    saved(&test, &officer, &path, &[("kind", "private"), ("text", "Не вярва на лекаря")]).await;
    saved(&test, &officer, &path, &[("kind", "shared"), ("text", "Иска среща сутрин")]).await;
    let intake = test.user("ruse", "intake");
    let page = test.get(&intake, &path).await.text();
    assert!(page.contains("Иска среща сутрин") && !page.contains("Не вярва"), "{page}");
    let answer = test.post(&intake, &path, &[("kind", "private"), ("text", "x")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (note, version) = id_of(&test, &format!("/api/people/{id}/notes")).await;
    let correct = format!("{path}/{note}");
    let fields =
        [("_version", version.as_str()), ("text", "Иска среща следобед"), ("why", "Чуто грешно")];
    saved(&test, &officer, &correct, &fields).await;
    let page = test.get(&officer, &path).await.text();
    for said in ["Иска среща следобед", "Иска среща сутрин", "Чуто грешно", "Не вярва на лекаря"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    let answer = test.post(&officer, &correct, &fields).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    // The sheet for the citizen: the shared note, in the newest words, and no private one.
    let sheet = test.get(&officer, &format!("/people/{id}/print")).await.text();
    assert!(sheet.contains("Иска среща следобед") && !sheet.contains("Не вярва"), "{sheet}");
    assert!(sheet.contains("1 служебна бележка"), "{sheet}");
    assert!(!sheet.contains("moj-timeline__byline"), "no names of staff: {sheet}");
    let print = format!("/people/{id}/print");
    let answer = test.post(&officer, &print, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    let answer = test.post(&officer, &print, &[("sure", "yes")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let paper = answer.location.trim_start_matches("/ruse").to_owned();
    let printed = test.get(&officer, &paper).await;
    assert_eq!(printed.status, StatusCode::OK);
    assert!(printed.bytes.starts_with(b"%PDF-"));
    // Anybody may check the paper by its code, and learns nothing of the person.
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let id: PaperId = paper.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    let code = super::store::facts::paper(&tx, id).await.expect("the paper").code;
    tx.rollback().await;
    let check = test.get(&test.nobody("ruse"), &format!("/verify?code={code}")).await.text();
    assert!(check.contains("ЛЛ-2026-00001") && !check.contains("Предпазлив"), "{check}");
}

#[tokio::test]
async fn a_timeline_of_five_thousand_is_sifted_and_paged() {
    let (test, officer, id) = start().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    for n in 0..5_000u32 {
        if n % 500 == 499 {
            tx.commit().await.expect("saved");
            tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
        }
        let (kind, case) = if n % 5 == 0 { ("scan-added", Some(7)) } else { ("note-added", None) };
        let data = vec![("note", "shared".to_owned())];
        let event = Event { kind, person: Some(id.0), case, data };
        tx.event(event).await.expect("an event");
    }
    tx.commit().await.expect("saved");
    let base = format!("/people/{id}/timeline");
    let day = "from-day=24&from-month=11&from-year=2026&to-day=24&to-month=11&to-year=2026";
    for query in
        ["".to_owned(), "?of=referral".into(), format!("?{day}"), format!("?of=people&{day}")]
    {
        let page = test.get(&officer, &format!("{base}{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.bytes.len() < 60_000, "{} bytes", page.bytes.len());
    }
    // Sifted: only what was asked for, and the links keep the filter.
    let page = test.get(&officer, &format!("{base}?of=referral")).await.text();
    assert!(page.contains("Добавен сканиран документ") && !page.contains("Записана бележка"));
    assert!(page.contains("of=referral&#38;before=") || page.contains("of=referral&amp;before="));
    let none = test.get(&officer, &format!("{base}?of=nobody")).await.text();
    assert!(none.contains("Няма събития"), "{none}");
    // Down and up again by the keys.
    let list = test.get(&officer, &format!("/api{base}?of=referral")).await.json();
    assert_eq!(list["events"].as_array().map(Vec::len), Some(50));
    let mut seen = 0;
    let mut next = Some(format!("/ruse/api{base}?of=referral"));
    while let Some(path) = next {
        let list = test.get(&officer, path.trim_start_matches("/ruse")).await.json();
        seen += list["events"].as_array().map_or(0, Vec::len);
        next = list["next"].as_str().map(str::to_owned);
    }
    assert_eq!(seen, 1_000);
}
