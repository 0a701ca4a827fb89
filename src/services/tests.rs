//! The catalogue: found by any name, corrected without loss, known with its source.
#![allow(clippy::too_many_lines, reason = "a journey is told in one piece")]

use super::*;
use crate::testing::TestApp;
use axum::http::StatusCode;

fn fields<'a>(name: &'a str, capacity: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("legacy-name", "Център за обществена подкрепа"),
        ("in-zsu", "yes"),
        ("new-provider", "Община Русе"),
        ("provider-kind", "municipality"),
        ("kind", "7"),
        ("access", "specialised"),
        ("purpose", "supporting"),
        ("level", "municipal"),
        ("funding", "state"),
        ("environment", "specialised"),
        ("environment", "mobile"),
        ("capacity", capacity),
        ("capacity-on-day", "31"),
        ("capacity-on-month", "12"),
        ("capacity-on-year", "2025"),
        ("source", "Решение № 529 от 20.04.2017"),
        ("confidence", "C"),
        ("_version", version),
    ]
}

#[tokio::test]
async fn a_service_is_entered_found_corrected_and_closed() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let mut new = fields("Дневна грижа за възрастни", "20", "");
    new.push(("_key", "once"));
    let added = test.post(&head, "/services", &new).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let path = added.location.strip_prefix("/ruse").unwrap().to_owned();
    let again = test.post(&head, "/services", &new).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the provider is there by then");

    let officer = test.officer();
    for query in ["q=dnevna", "q=ОБЩЕСТВЕНА подкрепа", "kind=7&level=municipal", "funding=state"]
    {
        let query = query.replace(' ', "%20");
        let list = test.get(&officer, &format!("/services?{query}")).await.text();
        assert!(list.contains("Дневна грижа за възрастни"), "{query}");
        assert!(list.contains("преди:") && list.contains("20 места към 31.12.2025"));
        assert!(list.contains("източниците се разминават"));
    }
    assert!(test.get(&officer, "/services?kind=1").await.text().contains("Няма услуги"));

    let page = test.get(&officer, &path).await.text();
    assert!(
        page.contains("Решение № 529") && page.contains("Мобилна") && page.contains("Дневна грижа")
    );
    let provider = {
        let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
        let found = all(&tx).await.unwrap();
        tx.rollback().await;
        assert_eq!(found.len(), 1);
        found[0].provider_id.to_string()
    };
    let mut change = fields("Дневна грижа за хора в напреднала възраст", "", "1");
    change[3] = ("provider", &provider);
    let changed = test.post(&head, &path, &change).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    let page = test.get(&officer, &path).await.text();
    assert!(page.contains("20 места"), "what has a page of its own stays");
    assert!(page.contains("Преименувана от"), "the history stays");
    let late = test.post(&head, &path, &change).await;
    assert_eq!(late.status, StatusCode::CONFLICT);

    let closed = test.post(&head, &format!("{path}/state"), &state("closed", "1.11.2026")).await;
    assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    let mut with_reason = state("closed", "1.11.2026");
    with_reason.push(("reason", "Решение № 12 на общинския съвет"));
    let closed = test.post(&head, &format!("{path}/state"), &with_reason).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let working = test.get(&officer, "/services?state=working").await.text();
    assert!(!working.contains("Дневна грижа за хора"));
    let list = test.get(&officer, "/services").await.text();
    assert!(list.contains("Дневна грижа за хора") && list.contains("закрита"), "nothing is hidden");
}

/// The boxes of the page of states.
fn state<'a>(state: &'a str, first: &'a str) -> Vec<(&'a str, &'a str)> {
    let parts: Vec<&str> = first.split('.').collect();
    vec![
        ("state", state),
        ("first-day", parts[0]),
        ("first-month", parts[1]),
        ("first-year", parts[2]),
    ]
}

#[tokio::test]
async fn programs_read_the_same_catalogue() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    test.post(&head, "/services", &fields("Подслон", "12", "")).await;
    let list = test.get(&head, "/api/services?q=podslon").await.json();
    let service = &list["services"][0];
    assert_eq!((&service["name"], &service["capacity"]), (&"Подслон".into(), &12.into()));
    let path = format!("/api/services/{}", service["id"].as_str().unwrap());
    let one = test.get(&head, &path).await.json();
    assert_eq!(one["source"], "Решение № 529 от 20.04.2017");
    assert_eq!(one["environment"], serde_json::json!(["specialised", "mobile"]));
    let elsewhere = test.get(&test.user("mezdra", "head"), &path).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert_eq!(elsewhere.headers["content-type"], "application/problem+json");
    let nobody = test.get(&test.nobody("ruse"), "/api/services").await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_figure_without_a_source_is_not_taken() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let mut new = fields("Подслон", "много", "");
    new.retain(|(name, _)| *name != "source" && *name != "level");
    let wrong = test.post(&head, "/services", &new).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.value("capacity").as_deref(), Some("много"), "what was typed stays");
    assert!(wrong.text().contains("Въведете цяло число"));
    let officer = test.officer();
    assert_eq!(test.get(&officer, "/services/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(test.get(&head, "/services/new").await.status, StatusCode::OK);
}

#[test]
fn kinds_are_called_as_the_law_calls_them() {
    let rules = include_str!("../../crates/law/rules/services.toml");
    let book = law::Book::read(&[rules]).unwrap();
    ui::Texts::load(&crate::app::texts());
    for (item, key) in words::KINDS {
        let rule = book.newest(&format!("service.kind.{item:0>2}")).unwrap();
        let name = ui::text::text(ui::Lang::Bg, key);
        assert_eq!(name.to_lowercase(), rule.title.to_lowercase(), "{item}");
    }
}

/// A service of a private provider, as the head enters it; gives the paths of both.
async fn private_service(test: &TestApp) -> (String, String) {
    let head = test.user("ruse", "head");
    let provider = [
        ("name", "Дневен център „Пример“ ООД"),
        ("kind", "private"),
        ("eik", "000530632"),
        ("email", "office@primer.example"),
        ("website", "https://primer.example"),
    ];
    let added = test.post(&head, "/providers", &provider).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let provider = added.location.strip_prefix("/ruse").unwrap().to_owned();
    let mut new = fields("Дневна грижа за деца", "20", "");
    new[3] = ("provider", provider.rsplit('/').next().unwrap());
    let added = test.post(&head, "/services", &new).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    (provider, added.location.strip_prefix("/ruse").unwrap().to_owned())
}

fn id_of(path: &str) -> ServiceId {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

async fn licence_of(test: &TestApp, id: ServiceId, day: &str) -> Licence {
    let actor = test.system("ruse");
    let law = test.app.law(actor.municipality);
    let tx = test.app.db.read(&actor).await.unwrap();
    let mut found = licence_on(&tx, &law, &[id], day.parse().unwrap()).await.unwrap();
    tx.rollback().await;
    found.remove(&id).unwrap()
}

#[tokio::test]
async fn a_licence_is_checked_on_the_day() {
    // The last day for asking is 31.12.2026: from a month before it the office is warned.
    let test = TestApp::at(crate::testing::NOW.plus_ms(10 * 24 * 60 * 60 * 1000)).await;
    let head = test.user("ruse", "head");
    let wrong = [("name", "А"), ("kind", "private"), ("eik", "000530633")];
    let wrong = test.post(&head, "/providers", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("контролната цифра"));
    let (provider, service) = private_service(&test).await;
    let id = id_of(&service);
    assert_eq!(licence_of(&test, id, "2026-11-24").await, Licence::Missing);
    let page = test.get(&head, &service).await.text();
    assert!(page.contains("Не е известен лиценз"));
    let of = service.rsplit('/').next().unwrap();
    let licence = [
        ("service", of),
        ("number", "0117"),
        ("issued-day", "31"),
        ("issued-month", "3"),
        ("issued-year", "2022"),
        ("source", "Регистър, прегледан на 20.11.2026"),
    ];
    let added = test.post(&head, &format!("{provider}/licences"), &licence).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    assert!(licence_of(&test, id, "2027-03-31").await.is_good());
    let expired = licence_of(&test, id, "2027-04-01").await;
    assert_eq!(expired.code(), "expired", "expired yesterday");
    let page = test.get(&head, &provider).await.text();
    assert!(page.contains("важи до 31.03.2027"), "five years by the law: {page}");
    let page = test.get(&head, &service).await.text();
    assert!(page.contains("Подновяването се иска най-късно на 31.12.2026"), "{page}");
    // The municipality itself needs none.
    let mut own = fields("Подслон", "12", "");
    own[3] = ("new-provider", "Община Русе");
    let own = test.post(&head, "/services", &own).await;
    let own = id_of(own.location.strip_prefix("/ruse").unwrap());
    assert_eq!(licence_of(&test, own, "2026-11-24").await, Licence::NotNeeded);
}

#[tokio::test]
async fn the_figure_on_a_day_is_computed_and_earlier_ones_stay() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let (_, service) = private_service(&test).await;
    let id = id_of(&service);
    let figure = [
        ("total", "30"),
        ("counts", "places"),
        ("funded", "25"),
        ("first-day", "1"),
        ("first-month", "1"),
        ("first-year", "2027"),
        ("decision", "Решение № 900"),
        ("protocol", "40"),
        ("decided-day", "20"),
        ("decided-month", "11"),
        ("decided-year", "2026"),
        ("source", "https://obs.example/900"),
        ("confidence", "V"),
    ];
    let path = format!("{service}/capacity");
    let mut more = figure.to_vec();
    more[2] = ("funded", "31");
    let wrong = test.post(&head, &path, &more).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = test.post(&head, &path, &figure).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let on = async |day: &str| {
        let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
        let found = capacity_on(&tx, id, day.parse().unwrap()).await.unwrap();
        tx.rollback().await;
        found
    };
    assert_eq!(on("2026-12-31").await, Some(20));
    assert_eq!(on("2027-01-01").await, Some(30));
    assert_eq!(on("2019-01-01").await, None);
    let page = test.get(&head, &service).await.text();
    assert!(page.contains("20 места") && page.contains("от 01.01.2027: 30"), "{page}");
    let list = test.get(&head, &path).await.text();
    assert!(list.contains("Решение № 900") && list.contains("протокол 40"));
    let places = {
        let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
        let found = places_on(&tx, &[id], "2027-02-01".parse().unwrap()).await.unwrap();
        tx.rollback().await;
        found[&id].clone()
    };
    assert_eq!((places.total, places.funded), (30, Some(25)));
    // One entered by mistake is struck out and stays.
    let at = list.find("/capacity/").unwrap() + "/capacity/".len();
    let newest = list[at..].split('"').next().unwrap().to_owned();
    let struck = test.post(&head, &format!("{path}/{newest}"), &[("why", "сгрешена")]).await;
    assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.text());
    assert_eq!(on("2027-01-01").await, Some(20));
    assert!(test.get(&head, &path).await.text().contains("сгрешена"));
}

#[tokio::test]
async fn places_pauses_papers_and_reports_are_kept() {
    let test = TestApp::new().await;
    let (head, officer) = (test.user("ruse", "head"), test.officer());
    let (_, service) = private_service(&test).await;
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let place = crate::municipality::Settlement {
        ekatte: "63427".into(),
        kind: "гр.".into(),
        name: "Русе".into(),
        name_latin: "Ruse".into(),
        folded: "русе".into(),
        municipality_code: "RSE27".into(),
        municipality_name: "Русе".into(),
        district_code: "RSE".into(),
    };
    crate::municipality::put_settlements(&tx, &[place]).await.unwrap();
    let mut tx = tx;
    tx.audit(kit::audit::Entry::new("test", "settlement", ""));
    tx.commit().await.unwrap();
    let site = [
        ("ekatte", "63427"),
        ("address", "ул. „Втора“ № 2"),
        ("latitude", "43.8356"),
        ("longitude", "25.9657"),
        ("mon", "8:30-12:00, 12:30-17:00"),
        ("phone", "082 000 001"),
    ];
    let mut wrong = site.to_vec();
    wrong[2] = ("latitude", "север");
    let answer = test.post(&head, &format!("{service}/sites"), &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = test.post(&head, &format!("{service}/sites"), &site).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let page = test.get(&officer, &service).await.text();
    assert!(page.contains("ул. „Втора“ № 2") && page.contains("43.8356, 25.9657"), "{page}");
    assert!(page.contains("08:30–12:00, 12:30–17:00"));
    let found = test.get(&officer, "/services?q=vtora&place=63427").await.text();
    assert!(found.contains("Дневна грижа за деца"), "{found}");

    let mut pause = state("paused", "24.11.2026");
    pause.extend([("last-day", "30"), ("last-month", "11"), ("last-year", "2026")]);
    pause.push(("reason", "Ремонт"));
    let paused = test.post(&head, &format!("{service}/state"), &pause).await;
    assert_eq!(paused.status, StatusCode::SEE_OTHER, "{}", paused.text());
    let page = test.get(&officer, &service).await.text();
    assert!(page.contains("спряна") && page.contains("до 30.11.2026, Ремонт"), "{page}");
    let standing = {
        let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
        let id = id_of(&service);
        let day = "2026-12-01".parse().unwrap();
        let found = standing_on(&tx, &[id], day).await.unwrap().remove(&id).unwrap();
        tx.rollback().await;
        found
    };
    assert!(standing.is_open, "the pause has run out");

    let said = [("text", "Телефонът вече е друг")];
    let reported = test.post(&officer, &format!("{service}/report"), &said).await;
    assert_eq!(reported.status, StatusCode::SEE_OTHER, "{}", reported.text());
    let list = test.get(&head, "/services/reports").await.text();
    assert!(list.contains("Телефонът вече е друг"), "{list}");
    let at = list.find("/services/reports/").unwrap();
    let path = list[at..].split('"').next().unwrap().to_owned();
    let handled = test.post(&head, &path, &[("outcome", "поправен")]).await;
    assert_eq!(handled.status, StatusCode::SEE_OTHER);
    assert!(test.get(&head, "/services/reports").await.text().contains("Няма съобщени"));
    assert!(test.get(&head, "/services/reports?state=handled").await.text().contains("поправен"));

    let assured = test.post(&head, &format!("{service}/assure"), &[]).await;
    assert_eq!(assured.status, StatusCode::SEE_OTHER);
    assert!(test.get(&officer, &service).await.text().contains("24.11.2026 (днес)"));
    let stale = test.get(&officer, "/services?stale=yes").await.text();
    assert!(stale.contains("Няма услуги"), "{stale}");
    let file = test.get(&officer, "/services/export?format=csv").await.text();
    assert!(file.contains("Дневна грижа за деца"), "{file}");
}

#[tokio::test]
async fn a_mistyped_word_is_found() {
    let test = TestApp::new().await;
    let (_, _service) = private_service(&test).await;
    let officer = test.officer();
    for query in ["дневна грижа", "grizha", "днвна", "primer", "дневнна гирижа"]
    {
        let list = test.get(&officer, &format!("/services?q={}", escaped(query))).await.text();
        assert!(list.contains("Дневна грижа за деца"), "{query}");
    }
    for query in ["санаториум", "дневна санаториум"] {
        let list = test.get(&officer, &format!("/services?q={}", escaped(query))).await.text();
        assert!(list.contains("Няма услуги"), "{query}");
    }
    let both = test.get(&officer, "/services?group=disability").await.text();
    assert!(both.contains("Няма услуги"), "the group was not entered");
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A question to the provider; gives the address of its link.
async fn asked(test: &TestApp, provider: &str, service: &str) -> (InquiryId, String) {
    let numbers = Numbers { address: "https://opora.example".into(), ..Numbers::default() };
    let provider: ProviderId = provider.rsplit('/').next().unwrap().parse().unwrap();
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    put_numbers(&tx, &numbers).await.unwrap();
    let about = [id_of(service)];
    let to = (provider, "office@primer.example");
    let id = inquiry::put(&mut tx, to, (&about, &numbers)).await.unwrap();
    tx.commit().await.unwrap();
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let row = inquiry::inquiry(&tx, id).await.unwrap();
    let letter = inquiry::letter(&test.app, &tx, &row).await.unwrap();
    let secret = inquiry::secret(&tx, &row).unwrap();
    tx.rollback().await;
    assert_ne!(row.token_hash, secret, "only the fingerprint is kept open");
    let link = format!("https://opora.example/ruse/confirm/{secret}");
    assert!(letter.contains(&link) && letter.contains("Дневна грижа за деца"), "{letter}");
    (id, format!("/confirm/{secret}"))
}

#[tokio::test]
async fn a_provider_confirms_by_a_link_that_serves_once() {
    let test = TestApp::new().await;
    let (provider, service) = private_service(&test).await;
    let (head, nobody) = (test.user("ruse", "head"), test.nobody("ruse"));
    let (_, link) = asked(&test, &provider, &service).await;
    for _ in 0..2 {
        // What looks into mail opens links: reading confirms nothing.
        let page = test.get(&nobody, &link).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.text().contains("Изпрати отговора"));
    }
    assert!(test.get(&head, &service).await.text().contains("никой не е потвърждавал"));
    let answer = format!("answer-{}", id_of(&service));
    let bare = test.post(&nobody, &link, &[(&answer, "changed")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "what has changed is needed");
    let said = test.post(&nobody, &link, &[(&answer, "true")]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    assert!(test.get(&head, &service).await.text().contains("24.11.2026 (днес)"));
    let after = test.get(&nobody, &link).await.text();
    assert!(after.contains("Отговорът е получен") && !after.contains("Изпрати"), "{after}");
    let note = format!("note-{}", id_of(&service));
    let again = [(answer.as_str(), "changed"), (note.as_str(), "друг телефон")];
    let again = test.post(&nobody, &link, &again).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "used: the page tells what was said");
    assert!(test.get(&head, "/services/reports").await.text().contains("Няма съобщени"));
    assert!(test.get(&head, &provider).await.text().contains("отговорен"));
}

#[tokio::test]
async fn a_link_that_is_guessed_revoked_or_late_does_nothing() {
    let test = TestApp::new().await;
    let (provider, service) = private_service(&test).await;
    let (head, nobody) = (test.user("ruse", "head"), test.nobody("ruse"));
    let guessed = test.get(&nobody, "/confirm/0123456789abcdef0123456789abcdef").await;
    assert_eq!(guessed.status, StatusCode::NOT_FOUND);
    let (_, link) = asked(&test, &provider, &service).await;
    let elsewhere = test.get(&test.nobody("mezdra"), &link).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    let revoked = test.post(&head, &format!("{provider}/revoke"), &[]).await;
    assert_eq!(revoked.status, StatusCode::SEE_OTHER, "{}", revoked.text());
    assert!(test.get(&nobody, &link).await.text().contains("отменена"));
    test.post(&nobody, &link, &[]).await;
    let (_, link) = asked(&test, &provider, &service).await;
    test.clock.set(test.clock.now().plus_ms(31 * 24 * 60 * 60 * 1000));
    assert!(test.get(&nobody, &link).await.text().contains("важала до"));
    let late = test.post(&nobody, &link, &[]).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER);
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let there = super::service(&tx, id_of(&service)).await.unwrap();
    tx.rollback().await;
    assert_eq!(there.assured_on, None, "nothing was confirmed");
}

#[tokio::test]
async fn a_change_that_a_provider_reports_waits_for_the_office() {
    let test = TestApp::new().await;
    let (provider, service) = private_service(&test).await;
    let (_, link) = asked(&test, &provider, &service).await;
    let (answer, note) =
        (format!("answer-{}", id_of(&service)), format!("note-{}", id_of(&service)));
    let said = [(answer.as_str(), "changed"), (note.as_str(), "Преместихме се")];
    test.post(&test.nobody("ruse"), &link, &said).await;
    let head = test.user("ruse", "head");
    let list = test.get(&head, "/services/reports").await.text();
    assert!(list.contains("Преместихме се") && list.contains("„Пример“ ООД"), "{list}");
    let page = test.get(&head, &service).await.text();
    assert!(page.contains("1 съобщена промяна чака") && page.contains("никой не е потвърждавал"));
}
