//! One person once, end to end: told while typing, merged with all that hangs on them, undone.
#![allow(clippy::too_many_lines, reason = "a journey is told in one piece")]

use super::*;
use crate::app::belongings;
use crate::testing::{TestApp, User};
use axum::http::StatusCode;
use kit::store::Event;
use std::collections::BTreeSet;

async fn enter(test: &TestApp, new: NewPerson) -> PersonId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = create(&mut tx, &new).await.expect("a person");
    tx.commit().await.expect("saved");
    id
}

fn maria(family: &str) -> NewPerson {
    NewPerson {
        given: "Мария".into(),
        middle: "Иванова".into(),
        family: family.into(),
        birth_day: "1956-03-12".parse().ok(),
        sex: "female".into(),
        phone: "+359 888 111 222".into(),
        ..NewPerson::default()
    }
}

async fn start() -> (TestApp, User) {
    let test = TestApp::new().await;
    let officer = test.officer();
    (test, officer)
}

fn local(location: &str) -> String {
    location.trim_start_matches("/ruse").to_owned()
}

#[tokio::test]
async fn who_is_alike_is_shown_while_typing() {
    let (test, officer) = start().await;
    enter(&test, maria("Петрова")).await;
    let typed = [
        ("given", "Миме"),
        ("family", "Петрова"),
        ("birth-day", "12"),
        ("birth-month", "3"),
        ("birth-year", "1956"),
    ];
    let part = test.post(&officer, "/people/new/likely", &typed).await;
    assert_eq!(part.status, StatusCode::OK, "{}", part.text());
    let text = part.text();
    assert!(text.contains("Мария Иванова Петрова") && text.contains("вероятно същият"), "{text}");
    assert!(text.contains("същата дата на раждане") && text.contains("кратко име"), "{text}");
    let nobody = test.post(&officer, "/people/new/likely", &[("given", "Стоян")]).await;
    assert!(!nobody.text().contains("Петрова"));
    let form = test.get(&officer, "/people/new").await.text();
    assert!(form.contains("/ruse/people/new/likely"), "{form}");
}

#[tokio::test]
async fn two_clerks_entering_one_person_at_once_are_told() {
    let (test, officer) = start().await;
    let typed =
        [("given", "Станка"), ("middle", "Колева"), ("family", "Бърдарова"), ("sex", "female")];
    let clerk = test.user("ruse", "intake");
    let (one, other) = tokio::join!(
        test.post(&officer, "/people/new", &typed),
        test.post(&clerk, "/people/new", &typed)
    );
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
    let told = if one.status == StatusCode::SEE_OTHER { other } else { one };
    assert!(told.text().contains("Да, това е Станка Колева Бърдарова"), "{}", told.text());
    let seen = told.value("seen").expect("who was shown");
    let mut again = typed.to_vec();
    again.extend([("same", "different"), ("seen", seen.as_str())]);
    let saved = test.post(&clerk, "/people/new", &again).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

#[tokio::test]
async fn a_name_in_two_scripts_is_asked_about_and_repaired() {
    let (test, officer) = start().await;
    let typed = [("given", "Ивaн"), ("family", "Примеров"), ("sex", "male")];
    let page = test.post(&officer, "/people/new", &typed).await;
    assert!(page.text().contains("Поправено: Иван Примеров"), "{}", page.text());
    let mut again = typed.to_vec();
    again.push(("script", "repair"));
    let saved = test.post(&officer, "/people/new", &again).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = test.get(&officer, &local(&saved.location)).await.text();
    assert!(page.contains("Иван Примеров"), "{page}");
}

#[tokio::test]
async fn likely_pairs_are_listed_compared_and_called_two_people() {
    let (test, officer) = start().await;
    let one = enter(&test, maria("Петрова")).await;
    let other = enter(&test, maria("Перова")).await;
    enter(&test, NewPerson { birth_day: "1990-01-01".parse().ok(), ..maria("Колева") }).await;
    let found = find_duplicates(&test.app, &test.system("ruse")).await.expect("a search");
    assert_eq!(found, 1);
    let page = test.get(&officer, "/people/duplicates").await.text();
    assert!(page.contains("Мария Иванова Петрова") && page.contains("Мария Иванова Перова"));
    assert!(page.contains("сигурно същият") && page.contains("с една буква"), "{page}");
    let list = test.get(&officer, "/api/people/duplicates?band=sure").await.json();
    assert_eq!(list["pairs"][0]["one"], one.to_string());
    assert_eq!(list["pairs"].as_array().map(Vec::len), Some(1));
    let path = format!("/people/{one}/merge/{other}");
    let compare = test.get(&officer, &path).await;
    assert_eq!(compare.status, StatusCode::OK, "{}", compare.text());
    let empty = test.post(&officer, &format!("{path}/dismiss"), &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let two = [("two", "сестри, сверено с личните карти")];
    let done = test.post(&officer, &format!("{path}/dismiss"), &two).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    find_duplicates(&test.app, &test.system("ruse")).await.expect("a search");
    let page = test.get(&officer, "/people/duplicates").await.text();
    assert!(page.contains("Няма такива двойки"), "what was decided is not proposed again: {page}");
    let page = test.get(&officer, "/people/duplicates?state=dismissed").await.text();
    assert!(page.contains("сверено с личните карти") && page.contains("Служител"), "{page}");
    let clerk = test.user("ruse", "intake");
    assert_eq!(test.get(&clerk, "/people/duplicates").await.status, StatusCode::FORBIDDEN);
    let stranger = test.user("mezdra", "referral_officer");
    assert_eq!(test.get(&stranger, &path).await.status, StatusCode::NOT_FOUND);
    assert!(!test.get(&stranger, "/people/duplicates").await.text().contains("Петрова"));
}

/// So many events of a person: a transaction holds no more audit rows than one statement takes.
async fn happen(test: &TestApp, id: PersonId, count: usize) {
    for part in vec![(); count].chunks(500) {
        let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
        for _ in part {
            let happened =
                Event { kind: "person-corrected", person: Some(id.0), ..Event::default() };
            tx.event(happened).await.expect("an event");
        }
        tx.commit().await.expect("saved");
    }
}

async fn events(test: &TestApp, id: PersonId) -> usize {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let whose = kit::store::Timeline::Person(id.0);
    let count = tx.timeline(whose, None, 100_000).await.expect("rows").len();
    tx.rollback().await;
    count
}

async fn merged(test: &TestApp, officer: &User, kept: PersonId, gone: PersonId) {
    let path = format!("/people/{kept}/merge/{gone}");
    let form = test.get(officer, &path).await;
    let version = form.value("_version").expect("a version");
    let gone_version = form.value("gone-version").expect("a version");
    let typed = [
        ("_version", version.as_str()),
        ("gone-version", gone_version.as_str()),
        ("why", "Сверено с личната карта."),
        ("f-phone", "gone"),
        ("confirm", "yes"),
    ];
    let done = test.post(officer, &path, &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(done.location, format!("/ruse/people/{kept}"));
}

/// The page of the merge into a person, as the sheet links it.
async fn merge_path(test: &TestApp, officer: &User, kept: PersonId) -> String {
    let sheet = test.get(officer, &format!("/people/{kept}")).await.text();
    let at = format!("/people/{kept}/merges/");
    let id = sheet.split(&at).nth(1).expect("a link").split('"').next().expect("an id").to_owned();
    format!("{at}{id}")
}

#[tokio::test]
async fn a_merge_moves_everything_and_its_undo_sends_it_back() {
    let (test, officer) = start().await;
    let kept = enter(&test, maria("Петрова")).await;
    let gone = enter(
        &test,
        NewPerson {
            phone: "+359 888 333 444".into(),
            identifiers: vec![(IdentifierKind::Foreign, "XX12345".into())],
            present: None,
            note: "Чува трудно.".into(),
            ..maria("Димитрова")
        },
    )
    .await;
    happen(&test, gone, 5_000).await;
    let (mine, theirs) = (events(&test, kept).await, events(&test, gone).await);
    merged(&test, &officer, kept, gone).await;
    assert_eq!(events(&test, gone).await, 0, "all of it moved");
    assert_eq!(events(&test, kept).await, mine + theirs + 1);
    let old = test.get(&officer, &format!("/people/{gone}")).await;
    assert_eq!((old.status, old.location), (StatusCode::SEE_OTHER, format!("/ruse/people/{kept}")));
    let posted = test.post(&officer, &format!("/people/{gone}/edit"), &[]).await;
    assert_eq!(posted.status, StatusCode::TEMPORARY_REDIRECT);
    let sheet = test.get(&officer, &format!("/people/{kept}")).await.text();
    assert!(sheet.contains("888 333 444") && sheet.contains("Чува трудно."), "{sheet}");
    assert!(sheet.contains("Мария Иванова Димитрова"), "the other name is kept: {sheet}");
    assert!(sheet.contains("Обединен с друг запис"), "{sheet}");
    let found =
        test.get(&officer, "/api/people?q=Мария Димитрова".replace(' ', "%20").as_str()).await;
    assert_eq!(found.json()["people"][0]["id"], kept.to_string(), "the index follows");
    assert_eq!(found.json()["people"].as_array().map(Vec::len), Some(1));
    // Two more come to the one person; one of them was meant for the other.
    happen(&test, kept, 2).await;
    let path = merge_path(&test, &officer, kept).await;
    let page = test.get(&officer, &path).await;
    let text = page.text();
    let boxes: Vec<&str> =
        text.split("name=\"give-").skip(1).filter_map(|s| s.split('"').next()).collect();
    let boxes: BTreeSet<String> = boxes.into_iter().map(|name| format!("give-{name}")).collect();
    assert_eq!(boxes.len(), 2, "{text}");
    let given = boxes.first().expect("a box").as_str();
    let typed = [("why", "Двама души са."), (given, "give")];
    let done = test.post(&officer, &path, &typed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(events(&test, gone).await, theirs + 1 + 1, "back, one given, and the undo itself");
    assert_eq!(events(&test, kept).await, mine + 1 + 1 + 1);
    let sheet = test.get(&officer, &format!("/people/{kept}")).await.text();
    assert!(sheet.contains("888 111 222") && !sheet.contains("Чува трудно."), "{sheet}");
    assert!(!sheet.contains("Мария Иванова Димитрова"), "{sheet}");
    let back = test.get(&officer, &format!("/people/{gone}")).await;
    assert_eq!(back.status, StatusCode::OK);
    assert!(
        back.text().contains("******5") && back.text().contains("Чува трудно."),
        "{}",
        back.text()
    );
    let again = test.post(&officer, &path, &[("why", "пак")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text());
}

#[tokio::test]
async fn who_hides_stays_hidden_in_a_merge_and_after_its_undo() {
    let (test, officer) = start().await;
    let kept = enter(&test, maria("Петрова")).await;
    let gone = enter(&test, NewPerson { is_protected: true, ..maria("Тайнова") }).await;
    merged(&test, &officer, kept, gone).await;
    let open = "select count(*) as n from person where given <> ''";
    let named = |test: &TestApp| rows(test.app.db.clone(), test.system("ruse"), open);
    assert_eq!(named(&test).await, 0, "no name of either lies open");
    let path = merge_path(&test, &officer, kept).await;
    let done = test.post(&officer, &path, &[("why", "Двама души са.")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(named(&test).await, 1, "the one who did not hide is open again");
}

async fn rows(db: kit::store::Db, actor: kit::access::Actor, sql: &'static str) -> i64 {
    use sea_orm::{ConnectionTrait, Statement};
    let tx = db.read(&actor).await.expect("a transaction");
    let backend = tx.conn().get_database_backend();
    let row = tx.conn().query_one_raw(Statement::from_string(backend, sql)).await.expect("a row");
    let count = row.and_then(|row| row.try_get("", "n").ok()).unwrap_or(-1);
    tx.rollback().await;
    count
}

#[tokio::test]
async fn a_stale_form_merges_nothing_and_what_speaks_against_is_confirmed() {
    let (test, officer) = start().await;
    let egn = |value: &str| vec![(IdentifierKind::Egn, value.to_owned())];
    let kept = enter(&test, NewPerson { identifiers: egn("5603126372"), ..maria("Петрова") }).await;
    let gone = enter(&test, NewPerson { identifiers: egn("6101047500"), ..maria("Петрова") }).await;
    let path = format!("/people/{kept}/merge/{gone}");
    let page = test.post(&officer, &path, &[("why", "един е")]).await;
    assert!(page.text().contains("Потвърдете, че сте сверили"), "{}", page.text());
    let stale = [("why", "един е"), ("confirm", "yes"), ("gone-version", "7")];
    let page = test.post(&officer, &path, &stale).await;
    assert!(page.text().contains("Някой промени единия запис"), "{}", page.text());
    merged(&test, &officer, kept, gone).await;
    let twice = test.get(&officer, &path).await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND, "one of them is no more");
}

#[tokio::test]
async fn relations_say_who_signs_and_are_seen_from_both_sides() {
    let (test, officer) = start().await;
    let mother = enter(&test, maria("Петрова")).await;
    let child = enter(
        &test,
        NewPerson {
            given: "Ани".into(),
            family: "Петрова".into(),
            birth_day: "2014-05-05".parse().ok(),
            ..NewPerson::default()
        },
    )
    .await;
    let sheet = test.get(&officer, &format!("/people/{child}")).await.text();
    assert!(sheet.contains("подписва родител или настойник") && sheet.contains("няма записан"));
    assert!(sheet.contains("чл. 3, ал. 2 ЗЛС") && sheet.contains("чл. 15, ал. 1 ЗЗДет"), "{sheet}");
    let mother_id = mother.to_string();
    let typed = [
        ("other", mother_id.as_str()),
        ("ground", "parent"),
        ("from-day", "5"),
        ("from-month", "5"),
        ("from-year", "2014"),
    ];
    let path = format!("/people/{child}/representatives/new");
    assert!(
        test.get(&officer, &format!("{path}?other={mother_id}")).await.text().contains("Мария")
    );
    let saved = test.post(&officer, &path, &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let sheet = test.get(&officer, &format!("/people/{child}")).await.text();
    assert!(sheet.contains("Мария Иванова Петрова") && !sheet.contains("няма записан такъв"));
    let other = test.get(&officer, &format!("/people/{mother}")).await.text();
    assert!(other.contains("Родител е на") && other.contains("Ани Петрова"), "{other}");
    let helper = [
        ("name", "Петя"),
        ("ground", "helper"),
        ("limits", "само информация"),
        ("from-day", "1"),
        ("from-month", "1"),
        ("from-year", "2026"),
    ];
    let page = test.post(&officer, &format!("/people/{mother}/representatives/new"), &helper).await;
    assert!(page.text().contains("до кога е посочен"), "{}", page.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let signing = signing(&test.app, &tx, child).await.expect("an answer");
    assert_eq!(signing.signers.len(), 1);
    let id = signing.signers[0].id;
    tx.rollback().await;
    let path = format!("/people/{child}/representatives/{id}/correct");
    let form = test.get(&officer, &path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    let mut right = typed.to_vec();
    right.extend([("_version", "1"), ("why", "сгрешено основание")]);
    right[1] = ("ground", "adoptive_parent");
    let saved = test.post(&officer, &path, &right).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(test.get(&officer, &format!("/people/{child}")).await.text().contains("осиновител"));
}

#[tokio::test]
async fn a_household_is_joined_and_left() {
    let (test, officer) = start().await;
    let one = enter(&test, maria("Петрова")).await;
    let other = enter(&test, maria("Колева")).await;
    let path = format!("/people/{one}/household/{other}");
    assert_eq!(test.get(&officer, &path).await.status, StatusCode::OK);
    let day = [("day-day", "1"), ("day-month", "2"), ("day-year", "2026")];
    let saved = test.post(&officer, &path, &day).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = test.get(&officer, &format!("/people/{other}/household")).await.text();
    assert!(page.contains("Мария Иванова Петрова") && page.contains("Мария Иванова Колева"));
    let twice = test.post(&officer, &path, &day).await;
    assert!(twice.text().contains("И двамата вече са в домакинство"), "{}", twice.text());
    let left = test.post(&officer, &format!("{path}/leave"), &day).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.text());
    let page = test.get(&officer, &format!("/people/{one}/household")).await.text();
    assert!(page.contains("до 01.02.2026"), "{page}");
}

#[test]
fn every_column_that_names_a_person_is_a_belonging() {
    let known: BTreeSet<String> = belongings().iter().map(Belonging::name).collect();
    // Pairs, merges and the person's own row are what a merge is made of.
    let own = ["duplicate_pair", "person_merge", "person_merge_row", "person"];
    for (table, columns) in crate::migrations::entities() {
        for (column, _) in columns.iter().filter(|(name, _)| name.as_str() == "person_id") {
            let name = format!("{table}.{column}");
            assert!(known.contains(&name) || own.contains(&&*table), "{name} is not a belonging");
        }
    }
}
