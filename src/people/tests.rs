//! People end to end: entered, found, corrected, and what must not be seen.
#![allow(clippy::too_many_lines, reason = "a journey is told in one piece")]

use super::*;
use crate::municipality::{Settlement, put_settlements};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::search::{fold, latin};

const EGN: &str = "6101047500";

async fn start() -> (TestApp, User) {
    let test = TestApp::new().await;
    let place = |ekatte: &str, kind: &str, name: &str, code: &str, municipality: &str| Settlement {
        ekatte: ekatte.into(),
        kind: kind.into(),
        name: name.into(),
        name_latin: latin(name),
        folded: fold(name),
        municipality_code: code.into(),
        municipality_name: municipality.into(),
        district_code: code[..3].into(),
    };
    let list = [
        place("63427", "гр.", "Русе", "RSE27", "Русе"),
        place("02796", "с.", "Басарбово", "RSE27", "Русе"),
        place("32033", "с.", "Иваново", "RSE08", "Иваново"),
        place("32000", "с.", "Иваново", "HKV34", "Харманли"),
        place("47714", "гр.", "Мездра", "VRC27", "Мездра"),
    ];
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    put_settlements(&tx, &list).await.expect("settlements");
    tx.commit().await.expect("saved");
    let officer = test.officer();
    (test, officer)
}

async fn enter(test: &TestApp, municipality: &str, new: NewPerson) -> PersonId {
    let mut tx = test.app.db.write(&test.system(municipality)).await.expect("a transaction");
    let id = create(&mut tx, &new).await.expect("a person");
    tx.commit().await.expect("saved");
    id
}

fn ivan() -> NewPerson {
    NewPerson {
        given: "Иван".into(),
        middle: "Щерев".into(),
        family: "Измислен".into(),
        birth_day: "1961-01-04".parse().ok(),
        sex: "male".into(),
        phone: "+359 888 111 222".into(),
        identifiers: vec![(IdentifierKind::Egn, EGN.into())],
        present: Some(("02796".into(), "ул. Тайна 7".into())),
        note: "Страхува се от кучета.".into(),
        ..NewPerson::default()
    }
}

fn fields<'a>(extra: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut list = vec![
        ("given", "Мария"),
        ("family", "Примерова"),
        ("birth-day", "4"),
        ("birth-month", "1"),
        ("birth-year", "1961"),
        ("sex", "female"),
        ("language", "bg"),
    ];
    list.extend(extra);
    list
}

async fn sought(test: &TestApp, user: &User, q: &str) -> String {
    let mut answer = test.post(user, "/people/search", &[("q", q)]).await;
    if answer.status == StatusCode::SEE_OTHER {
        let path = answer.location.split_once('/').expect("a path").1;
        let path = path.split_once('/').map(|(_, rest)| format!("/{rest}")).expect("a path");
        answer = test.get(user, &path).await;
    }
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

#[tokio::test]
async fn a_person_is_found_however_they_are_sought() {
    let (test, officer) = start().await;
    assert!(sought(&test, &officer, "Измислен").await.contains("Няма такъв човек"));
    enter(&test, "ruse", ivan()).await;
    for typed in [
        "Иван Измислен",
        "измсилен",
        "Ivan Shterev",
        "Izmislen 1961",
        "0888 111 222",
        "+359888111222",
        "610104 7500",
        "ЕГН 6101047500",
    ] {
        let page = sought(&test, &officer, typed).await;
        assert!(page.contains("Иван Щерев Измислен"), "{typed}: {page}");
        assert!(page.contains("61******00") && page.contains("с. Басарбово"), "{typed}");
        assert!(!page.contains("value=\"Иван Щерев\"") && page.contains("Въведи нов човек"));
    }
    let page = sought(&test, &officer, "Стоянка Колева").await;
    assert!(!page.contains("Измислен") && page.contains("value=\"Стоянка Колева\""), "{page}");
}

#[tokio::test]
async fn a_number_never_stands_in_an_address() {
    let (test, officer) = start().await;
    enter(&test, "ruse", ivan()).await;
    let page = test.get(&officer, &format!("/people?q={EGN}")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!page.text().contains("Измислен"));
    let answer = test.get(&officer, &format!("/api/people?q={EGN}")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let found = test.get(&officer, "/api/people?q=Izmislen").await.json();
    assert_eq!(found["people"][0]["identifier"], "61******00");
}

#[tokio::test]
async fn a_person_is_entered_once_however_often_the_button_is_pressed() {
    let (test, officer) = start().await;
    let form = test.get(&officer, "/people/new").await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let key = form.value("_key").expect("a key");
    let typed =
        fields(&[("_key", &key), ("present-place", "басарбово"), ("present-line", "ул. 1")]);
    let first = test.post(&officer, "/people/new", &typed).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let second = test.post(&officer, "/people/new", &typed).await;
    assert_eq!((second.status, &second.location), (StatusCode::SEE_OTHER, &first.location));
    let path = first.location.trim_start_matches("/ruse").to_owned();
    let page = test.get(&officer, &path).await.text();
    assert!(page.contains("Мария Примерова") && page.contains("Maria Primerova"), "{page}");
    assert!(page.contains("с. Басарбово, общ. Русе, ул. 1"), "{page}");
    assert!(page.contains("Въведен в регистъра"), "{page}");
    assert_eq!(sought(&test, &officer, "Примерова").await.matches("Maria Primerova").count(), 1);
}

#[tokio::test]
async fn a_wrong_check_digit_is_told_and_what_was_typed_stays() {
    let (test, officer) = start().await;
    let typed = fields(&[("id-kind", "egn"), ("id-value", "6101047501"), ("note", "дълъг текст")]);
    let page = test.post(&officer, "/people/new", &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = page.text();
    assert!(text.contains("контролната цифра не съвпада"), "{text}");
    assert!(text.contains("6101047501") && text.contains("дълъг текст"), "{text}");
    let no_kind = fields(&[("id-value", EGN)]);
    let text = test.post(&officer, "/people/new", &no_kind).await.text();
    assert!(text.contains("Изберете вида на номера"), "{text}");
}

#[tokio::test]
async fn what_differs_from_the_egn_is_asked_about_and_not_changed() {
    let (test, officer) = start().await;
    let typed = fields(&[("id-kind", "egn"), ("id-value", EGN)]);
    let page = test.post(&officer, "/people/new", &typed).await;
    assert!(page.text().contains("Полът е различен от този по ЕГН"), "{}", page.text());
    let confirmed = fields(&[("id-kind", "egn"), ("id-value", EGN), ("confirm-egn", "yes")]);
    let saved = test.post(&officer, "/people/new", &confirmed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = test.get(&officer, saved.location.trim_start_matches("/ruse")).await.text();
    assert!(page.contains("жена"), "{page}");
}

#[tokio::test]
async fn a_known_number_leads_to_its_person_and_a_like_name_is_asked_about() {
    let (test, officer) = start().await;
    let id = enter(&test, "ruse", ivan()).await;
    let typed = fields(&[("id-kind", "egn"), ("id-value", EGN), ("confirm-egn", "yes")]);
    let page = test.post(&officer, "/people/new", &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains(&format!("/ruse/people/{id}")), "{}", page.text());
    let like = [("given", "Иван"), ("middle", "Щерев"), ("family", "Измислин"), ("sex", "male")];
    let page = test.post(&officer, "/people/new", &like).await;
    assert!(page.text().contains("Да, това е Иван Щерев Измислен"), "{}", page.text());
    let id = id.to_string();
    let same: Vec<_> = like.iter().copied().chain([("same", id.as_str())]).collect();
    let opened = test.post(&officer, "/people/new", &same).await;
    assert_eq!(opened.location, format!("/ruse/people/{id}"));
    let other: Vec<_> = like.iter().copied().chain([("same", "different")]).collect();
    let saved = test.post(&officer, "/people/new", &other).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_ne!(saved.location, format!("/ruse/people/{id}"));
}

#[tokio::test]
async fn a_settlement_of_several_is_chosen_in_a_second_step() {
    let (test, officer) = start().await;
    let page = test.post(&officer, "/people/new", &fields(&[("present-place", "Иваново")])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = page.text();
    assert!(text.contains("общ. Харманли") && text.contains("value=\"32033\""), "{text}");
    let chosen = fields(&[
        ("present-place", "Иваново"),
        ("present-for", "Иваново"),
        ("present-ekatte", "32000"),
    ]);
    let saved = test.post(&officer, "/people/new", &chosen).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = test.get(&officer, saved.location.trim_start_matches("/ruse")).await.text();
    assert!(page.contains("с. Иваново, общ. Харманли"), "{page}");
    let typing = test.get(&officer, "/people/places?for=present&present-place=ив").await.text();
    assert!(typing.contains("общ. Харманли") && typing.contains("name=\"present-ekatte\""));
    let none = test.post(&officer, "/people/new", &fields(&[("present-place", "Никъде")])).await;
    assert!(none.text().contains("Няма такова населено място"));
}

#[tokio::test]
async fn a_protected_address_is_seen_by_a_named_circle_only() {
    let (test, officer) = start().await;
    let new = NewPerson { is_protected: true, ..ivan() };
    let id = enter(&test, "ruse", new).await;
    let clerk = test.user("ruse", "intake");
    let sheet = format!("/people/{id}");
    let page = test.get(&officer, &sheet).await.text();
    assert!(page.contains("Тайна 7"), "{page}");
    let leaks =
        |text: &str| text.contains("Тайна") || text.contains("Басарбово") || text.contains("02796");
    for path in ["", "/timeline", "/print", "/edit", "/addresses/new", "/representatives/new"] {
        let page = test.get(&clerk, &format!("{sheet}{path}")).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        assert!(!leaks(&page.text()), "{path}");
    }
    assert!(!leaks(&sought(&test, &clerk, "Измислен").await));
    assert!(!leaks(&sought(&test, &officer, "Измислен").await), "lists hide it from everybody");
    assert!(!leaks(&test.get(&officer, &format!("{sheet}/print")).await.text()), "paper travels");
    for path in ["/api/people?q=Izmislen".to_owned(), format!("/api/people/{id}")] {
        let answer = test.get(&clerk, &path).await;
        assert!(!leaks(&answer.text()), "{path}: {}", answer.text());
    }
    assert!(leaks(&test.get(&officer, &format!("/api/people/{id}")).await.text()));
    let mut tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let today = tx.today();
    let kind = (AddressKind::Present, today);
    assert_eq!(address_text(&tx, id, kind, false).await.expect("a text"), "");
    assert!(leaks(&address_text(&tx, id, kind, true).await.expect("a text")));
    let residence = residence(&tx, id, today).await.expect("a residence");
    assert_eq!(residence.municipality_code.as_deref(), Some("RSE27"), "competence still knows");
    tx.audit(kit::audit::Entry::list("person"));
    tx.commit().await.expect("audited");
    let row = test.get(&officer, &sheet).await;
    let text = row.text();
    let link = text.split(&format!("{sheet}/addresses/")).nth(1).expect("a link");
    let row = link.split('"').next().expect("an id").to_owned();
    let link = if row == "new" {
        text.split(&format!("{sheet}/addresses/")).nth(2).expect("a link").split('"').next()
    } else {
        Some(row.as_str())
    };
    let link = link.expect("an id");
    let opened = test.get(&clerk, &format!("{sheet}/addresses/{link}")).await;
    assert_eq!(opened.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_may_not_see_an_address_cannot_end_its_protection() {
    let (test, officer) = start().await;
    let id = enter(&test, "ruse", NewPerson { is_protected: true, ..ivan() }).await;
    let clerk = test.user("ruse", "intake");
    let path = format!("/people/{id}/edit");
    let typed = [("_version", "1"), ("given", "Иван"), ("family", "Измислен"), ("sex", "male")];
    let saved = test.post(&clerk, &path, &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = test.get(&clerk, &format!("/people/{id}")).await.text();
    assert!(page.contains("Защитен адрес") && !page.contains("Тайна"), "{page}");
    let typed = [("_version", "2"), ("given", "Иван"), ("family", "Измислен"), ("sex", "male")];
    let saved = test.post(&officer, &path, &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = test.get(&clerk, &format!("/people/{id}")).await.text();
    assert!(page.contains("Тайна 7") && page.contains("Защитата на адреса е свалена"), "{page}");
}

#[tokio::test]
async fn two_editors_see_both_versions_and_the_earlier_name_stays() {
    let (test, officer) = start().await;
    let id = enter(&test, "ruse", ivan()).await;
    let path = format!("/people/{id}/edit");
    let form = test.get(&officer, &path).await;
    assert!(form.text().contains("Страхува се от кучета."), "{}", form.text());
    let first = [("_version", "1"), ("given", "Иван"), ("family", "Новоименен"), ("sex", "male")];
    let saved = test.post(&officer, &path, &first).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let second = [("_version", "1"), ("given", "Иван"), ("family", "Другоименен"), ("sex", "male")];
    let clash = test.post(&officer, &path, &second).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    let text = clash.text();
    assert!(text.contains("Другоименен") && text.contains("Новоименен"), "{text}");
    let page = test.get(&officer, &format!("/people/{id}")).await.text();
    assert!(page.contains("Иван Щерев Измислен (до"), "{page}");
    assert!(sought(&test, &officer, "Измислен").await.contains("Новоименен"), "by the old name");
    assert!(sought(&test, &officer, "Novoimenen").await.contains("Новоименен"), "by the new name");
}

#[tokio::test]
async fn an_address_ends_the_one_before_and_a_correction_leaves_a_trace() {
    let (test, officer) = start().await;
    let id = enter(&test, "ruse", ivan()).await;
    let path = format!("/people/{id}/addresses/new");
    let typed = |version: &'static str, line: &'static str| {
        vec![
            ("_version", version),
            ("kind", "present"),
            ("address-place", "Мездра"),
            ("address-line", line),
            ("from-day", "1"),
            ("from-month", "11"),
            ("from-year", "2026"),
        ]
    };
    let saved = test.post(&officer, &path, &typed("1", "ул. Първа 1")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let stale = test.post(&officer, &path, &typed("1", "ул. Втора 2")).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "the same day is corrected");
    assert!(stale.text().contains("ул. Втора 2"), "what was typed stays");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let list = addresses(&tx, id, true).await.expect("addresses");
    let lives = |day: &str| {
        let day = day.parse().expect("a day");
        list.iter().find(|a| a.holds_on(day)).map(Address::text).unwrap_or_default()
    };
    assert!(lives("2026-10-31").contains("Басарбово") && lives("2026-11-01").contains("Мездра"));
    let code = |day: &str| residence_code(&tx, id, day.parse().expect("a day"));
    assert_eq!(code("2020-05-05").await, "RSE27", "the first address holds from the beginning");
    assert_eq!(code("2026-11-24").await, "VRC27");
    let row = kit::types::encode_id(list[0].id);
    tx.rollback().await;
    let path = format!("/people/{id}/addresses/{row}");
    let form = test.get(&officer, &path).await;
    assert!(form.text().contains("ул. Първа 1"), "{}", form.text());
    let mut right = typed("2", "ул. Вярна 3");
    right.retain(|(name, _)| *name != "kind");
    let saved = test.post(&officer, &path, &right).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = test.get(&officer, &format!("/people/{id}")).await.text();
    assert!(page.contains("ул. Вярна 3") && page.contains("въведен по грешка"), "{page}");
    assert!(page.contains("Поправен е настоящият адрес"), "{page}");
}

async fn residence_code(tx: &kit::store::Tx, id: PersonId, on: kit::types::Day) -> String {
    residence(tx, id, on).await.expect("a residence").municipality_code.unwrap_or_default()
}

#[tokio::test]
async fn a_representative_is_entered_and_ended() {
    let (test, officer) = start().await;
    let id = enter(&test, "ruse", ivan()).await;
    let path = format!("/people/{id}/representatives/new");
    assert_eq!(test.get(&officer, &path).await.status, StatusCode::OK);
    let typed = [
        ("name", "Петър Измислен"),
        ("ground", "attorney"),
        ("from-day", "2"),
        ("from-month", "2"),
        ("from-year", "2026"),
    ];
    let page = test.post(&officer, &path, &typed).await;
    assert!(page.text().contains("Посочете пълномощното"), "{}", page.text());
    let mut full = typed.to_vec();
    full.extend([("document", "пълномощно № 7"), ("limits", "само заявяване")]);
    let saved = test.post(&officer, &path, &full).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let list = representatives(&tx, id, tx.today()).await.expect("representatives");
    assert_eq!(list.len(), 1);
    let end = format!("/people/{id}/representatives/{}/end", list[0].id);
    tx.rollback().await;
    assert_eq!(test.get(&officer, &end).await.status, StatusCode::OK);
    let typed =
        [("_version", "1"), ("last-day", "30"), ("last-month", "11"), ("last-year", "2026")];
    assert_eq!(test.post(&officer, &end, &typed).await.status, StatusCode::SEE_OTHER);
    assert_eq!(test.post(&officer, &end, &typed).await.status, StatusCode::CONFLICT);
    let page = test.get(&officer, &format!("/people/{id}")).await.text();
    assert!(page.contains("до 30.11.2026") && page.contains("приключва на 30.11.2026"), "{page}");
}

#[tokio::test]
async fn a_whole_number_is_shown_on_a_stated_reason() {
    let (test, officer) = start().await;
    let id = enter(&test, "ruse", ivan()).await;
    let sheet = test.get(&officer, &format!("/people/{id}")).await.text();
    assert!(!sheet.contains(EGN) && sheet.contains("61******00"), "{sheet}");
    let path = format!("/people/{id}/identifiers/open");
    let asked = test.post(&officer, &path, &[]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!asked.text().contains(EGN));
    let shown = test.post(&officer, &path, &[("reason", "document")]).await;
    assert!(shown.text().contains(EGN), "{}", shown.text());
    let typed = [("id-kind", "foreign_document"), ("id-value", "XX 12345")];
    let path = format!("/people/{id}/identifiers/new");
    let added = test.post(&officer, &path, &typed).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    assert!(sought(&test, &officer, "xx12345").await.contains("Измислен"));
}

#[tokio::test]
async fn another_municipality_finds_nobody() {
    let (test, officer) = start().await;
    let id = enter(&test, "ruse", ivan()).await;
    let stranger = test.user("mezdra", "referral_officer");
    for path in ["", "/timeline", "/print", "/edit", "/addresses/new", "/identifiers/open"] {
        let page = test.get(&stranger, &format!("/people/{id}{path}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(
        test.get(&stranger, &format!("/api/people/{id}")).await.status,
        StatusCode::NOT_FOUND
    );
    for typed in ["Измислен", EGN, "0888111222"] {
        assert!(!sought(&test, &stranger, typed).await.contains("Щерев"), "{typed}");
    }
    let reader = test.user("ruse", "reader");
    assert_eq!(test.get(&reader, "/people/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(test.get(&officer, &format!("/people/{id}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_programming_interface_enters_and_tells_what_is_wrong() {
    let (test, officer) = start().await;
    let send = async |body: serde_json::Value| -> Answer {
        let token = officer.token.clone().expect("a token");
        let hash = kit::crypto::fingerprint(&token);
        let request = axum::http::Request::post("/ruse/api/people")
            .header("host", "test")
            .header("cookie", format!("opora-ruse={token}"))
            .header("x-csrf-token", kit::crypto::fingerprint(format!("csrf/{hash}")))
            .header("idempotency-key", "one")
            .header("content-type", "application/json")
            .body(axum::body::Body::from(body.to_string()))
            .expect("a request");
        test.send(request).await
    };
    let wrong = send(serde_json::json!({
        "given": "Мария", "identifier": {"kind": "egn", "value": "6101047501"}
    }));
    let wrong = wrong.await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
    assert_eq!(wrong.json()["errors"][0]["field"], "id-value");
    let right = serde_json::json!({
        "given": "Мария", "family": "Примерова", "needs": ["step_free"],
        "present": {"ekatte": "63427", "line": "ул. 1"}
    });
    let made = send(right.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let id = made.json()["id"].as_str().expect("an id").to_owned();
    let person = test.get(&officer, &format!("/api/people/{id}")).await.json();
    assert_eq!(person["present_address"]["settlement"], "гр. Русе, общ. Русе");
    assert_eq!(person["needs"][0], "step_free");
    let again = send(right).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(again.location, format!("/ruse/api/people/{id}"));
}

#[tokio::test]
async fn what_is_sealed_cannot_be_read_in_the_file() {
    let (test, officer) = start().await;
    let protected = NewPerson { is_protected: true, ..ivan() };
    let id = enter(&test, "ruse", protected).await;
    let typed = [("given", "Иван"), ("family", "Х"), ("note", "тайна бележка"), ("_path", "")];
    test.post(&officer, "/drafts", &typed).await;
    test.get(&officer, &format!("/people/{id}")).await;
    let mut bytes = Vec::new();
    for name in ["opora.db", "opora.db-wal"] {
        bytes.extend(std::fs::read(test.folder().join(name)).unwrap_or_default());
    }
    if bytes.is_empty() {
        return; // PostgreSQL keeps its files elsewhere.
    }
    let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(has("0888111222"), "the look itself works");
    for secret in [EGN, "Измислен", "кучета", "Тайна 7", "тайна бележка"]
    {
        assert!(!has(secret), "{secret}");
    }
}

#[tokio::test]
async fn the_timeline_is_read_page_by_page() {
    let (test, officer) = start().await;
    let id = enter(&test, "ruse", ivan()).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    for _ in 0..60 {
        let kind = "person-corrected";
        let event = kit::store::Event { kind, person: Some(id.0), ..Default::default() };
        tx.event(event).await.expect("an event");
    }
    tx.commit().await.expect("saved");
    let path = format!("/people/{id}/timeline");
    let first = test.get(&officer, &path).await.text();
    assert_eq!(first.matches("moj-timeline__item").count(), 50);
    let older = first.split(&format!("{path}?before=")).nth(1).expect("a link to older rows");
    let older = older.split('"').next().expect("an id");
    let second = test.get(&officer, &format!("{path}?before={older}")).await.text();
    assert_eq!(second.matches("moj-timeline__item").count(), 11);
    assert!(second.contains("rel=\"prev\"") && !second.contains("rel=\"next\""), "{second}");
}

#[tokio::test]
async fn who_was_looked_for_leads_back_to_the_work_that_asked() {
    let (test, officer) = start().await;
    let id = enter(&test, "ruse", ivan()).await;
    let page = test.get(&officer, "/people?next=wish&q=Izmislen").await.text();
    assert!(page.contains("Изберете човека, който заявява желание"), "{page}");
    assert!(page.contains(&format!("href=\"/ruse/people/{id}/wishes/new\"")), "{page}");
    let typed = [("q", "Мария Примерова"), ("next", "contact")];
    let found = test.post(&officer, "/people/search", &typed).await;
    assert!(found.location.ends_with("&next=contact"), "{}", found.location);
    let begun = [("start", "yes"), ("typed", "Мария Примерова"), ("next", "contact")];
    let form = test.post(&officer, "/people/new", &begun).await;
    assert_eq!(form.value("next").as_deref(), Some("contact"));
    assert_eq!(form.value("family").as_deref(), Some("Примерова"));
    let saved = test.post(&officer, "/people/new", &fields(&[("next", "contact")])).await;
    assert!(saved.location.starts_with("/ruse/contacts/new?person="), "{}", saved.location);
}

/// The register as a file: numbers on a reason alone, protected people never.
#[tokio::test]
async fn the_register_is_taken_away_without_the_protected() {
    use super::{IdentifierKind, NewPerson, create_many};
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let person = |given: &str, egn: &str, is_protected: bool| NewPerson {
        given: given.into(),
        family: "Примерова".into(),
        identifiers: vec![(IdentifierKind::Egn, egn.into())],
        phone: "=0888".into(),
        is_protected,
        ..NewPerson::default()
    };
    let people = [person("Ана", "6101047500", false), person("Скрита", "0000000002", true)];
    create_many(&mut tx, &people).await.expect("entered");
    tx.commit().await.expect("saved");
    let head = test.user("ruse", "head");
    let open = test.post(&head, "/people/export", &[("format", "csv")]).await;
    assert_eq!(open.status, StatusCode::OK, "{}", open.text());
    assert!(open.text().contains("Ана;;Примерова"), "{}", open.text());
    assert!(!open.text().contains("6101047500") && !open.text().contains("Скрита"));
    let why = [("format", "csv"), ("numbers", "yes")];
    let without = test.post(&head, "/people/export", &why).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = [("format", "xlsx"), ("numbers", "yes"), ("reason", "преброяване")];
    let with = test.post(&head, "/people/export", &why).await;
    let table = ::sheet::read(&with.bytes, ::sheet::Kind::Xlsx).expect("a table");
    let row = table.rows_from(0).next().expect("a row").cells();
    assert_eq!((row[0].as_str(), row[3].as_str(), table.len()), ("Ана", "6101047500", 1));
    let officer = test.post(&test.officer(), "/people/export", &why).await;
    assert_eq!(officer.status, StatusCode::FORBIDDEN);
}
