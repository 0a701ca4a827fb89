//! The pages for anybody and those of who writes, over the database.

use crate::placement::{NewUnit, add_unit};
use crate::portal::figures;
use crate::services::{
    NewProvider, NewService, NewSite, ServiceId, add_site, create_provider, create_service,
    offer_of,
};
use crate::testing::{Answer, TestApp};
use axum::http::StatusCode;
use kit::audit::Entry;

/// What a service of these tests is: its code, name, address and places.
type Made<'a> = (&'a str, &'a str, &'a str, Option<i32>);

async fn made(test: &TestApp, all: &[Made<'_>]) -> Vec<ServiceId> {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let provider = NewProvider { name: "Община Русе".into(), ..NewProvider::default() };
    let provider_id = create_provider(&tx, &provider).await.expect("a provider");
    let mut ids = Vec::new();
    for (code, name, address, places) in all {
        let new = NewService {
            code: (*code).to_owned(),
            provider_id,
            name: (*name).to_owned(),
            kind: 7,
            address: (*address).to_owned(),
            groups: "disability".into(),
            ages: "children".into(),
            ..NewService::default()
        };
        let id = create_service(&tx, &new).await.expect("a service");
        if let Some(total) = *places {
            let unit = NewUnit { name: String::new(), total, funded: total, taken: 1 };
            add_unit(&tx, id, &unit).await.expect("a unit");
        }
        ids.push(id);
    }
    tx.audit(Entry::list("test"));
    tx.commit().await.expect("saved");
    ids
}

async fn count(test: &TestApp) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    figures::count(&mut tx).await.expect("counted");
    tx.commit().await.expect("saved");
}

async fn read(test: &TestApp, path: &str) -> String {
    let answer = test.get(&test.nobody("ruse"), path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    assert!(answer.bytes.len() < 60_000, "{path}: {} bytes", answer.bytes.len());
    // Only whoever asks for another language keeps that choice.
    let keeps = answer.headers.contains_key("set-cookie");
    assert!(!keeps || path.contains("lang="), "{path} sets a cookie");
    answer.text()
}

#[tokio::test]
async fn a_service_is_found_with_its_free_places_and_their_age() {
    let test = TestApp::new().await;
    let all = [("A", "Слънце", "ул. „Дунав“ 1", Some(3)), ("B", "Луна", "ул. „Дунав“ 2", None)];
    let ids = made(&test, &all).await;
    let before = read(&test, "/portal/services").await;
    assert!(before.contains("Местата не се броят"), "{before}");
    count(&test).await;
    test.clock.set(test.clock.now().plus_ms(3 * 60 * 60 * 1000));
    let list = read(&test, "/portal/services?need=child-disability").await;
    assert!(list.contains("2 свободни места от 3") && list.contains("преди 3 часа"), "{list}");
    assert!(list.contains("Луна"));
    let none = read(&test, "/portal/services?need=older").await;
    assert!(!none.contains("Слънце") && none.contains("Няма такава услуга"), "{none}");
    let one = read(&test, &format!("/portal/services/{}", ids[0])).await;
    for said in ["2 свободни места от 3", "ул. „Дунав“ 1", "До 20 дни", "14 дни", "чл. 73 ЗСУ"]
    {
        assert!(one.contains(said), "{said}: {one}");
    }
    let english = read(&test, &format!("/portal/services/{}?lang=en", ids[0])).await;
    assert!(english.contains("2 free places of 3"), "{english}");
    let json = test.get(&test.nobody("ruse"), "/portal/data/services.json").await.json();
    assert_eq!(json[0]["free_places"], 2);
    let table = test.get(&test.nobody("ruse"), "/portal/data/services.csv").await.text();
    assert!(table.contains("Слънце") && table.contains("Свободни места"), "{table}");
}

#[tokio::test]
async fn a_hidden_place_stands_nowhere() {
    let test = TestApp::new().await;
    let ids = made(&test, &[("C", "Кризисен център", "", Some(4))]).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let site = NewSite {
        name: "Тайният дом".into(),
        place: Some((43_851_234, 25_951_234)),
        ..NewSite::default()
    };
    add_site(&tx, ids[0], &site).await.expect("a place");
    tx.audit(Entry::list("test"));
    tx.commit().await.expect("saved");
    count(&test).await;
    let one = format!("/portal/services/{}", ids[0]);
    let all = ["/portal/services", &one, "/portal/data/services.json", "/portal/data/services.csv"];
    for path in all {
        let text = test.get(&test.nobody("ruse"), path).await.text();
        assert!(text.contains("Кризисен център"), "{path}: {text}");
        for hidden in ["Тайният", "43.85", "openstreetmap"] {
            assert!(!text.contains(hidden), "{path} shows {hidden}");
        }
    }
    let tx = test.app.db.read(&test.system("mezdra")).await.expect("a transaction");
    assert!(offer_of(&tx, ids[0]).await.is_err(), "a service of another municipality");
    tx.rollback().await;
}

#[tokio::test]
async fn many_services_come_in_pages_that_stay_light() {
    let test = TestApp::new().await;
    let codes: Vec<String> = (0..45).map(|n| format!("S{n:02}")).collect();
    let name = "Дневна грижа за деца и младежи с увреждания и техните семейства";
    let all: Vec<Made<'_>> =
        codes.iter().map(|code| (code.as_str(), name, "ул. „Борисова“ 16", Some(9))).collect();
    made(&test, &all).await;
    count(&test).await;
    let list = read(&test, "/portal/services").await;
    assert!(list.contains("45 услуги") && list.contains("page=3"), "{list}");
    let last = read(&test, "/portal/services?page=3").await;
    assert_eq!(last.matches("8 свободни места от 9").count(), 5);
}

fn saved(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

#[tokio::test]
async fn a_text_is_previewed_published_and_taken_back_and_two_writers_lose_nothing() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let path = "/portal-editing/guide/older-parent";
    let first = test.get(&head, path).await;
    let (key, version) =
        (first.value("_key").expect("a key"), first.value("_version").expect("one"));
    let sent = |act: &'static str, key: &str, version: &str, lead: &str| {
        vec![
            ("_key".to_owned(), key.to_owned()),
            ("_version".to_owned(), version.to_owned()),
            ("text".to_owned(), "bg".to_owned()),
            ("act".to_owned(), act.to_owned()),
            ("title".to_owned(), "Баба и дядо".to_owned()),
            ("lead".to_owned(), lead.to_owned()),
            ("body".to_owned(), "## Какво\nОбадете се.\n- лична карта".to_owned()),
        ]
    };
    let post = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        test.post(&head, path, &fields).await
    };
    let easy = "Помощ има.";
    let preview = post(sent("preview", &key, &version, easy)).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.text().contains("Така ще се вижда"), "{}", preview.text());
    assert!(!read(&test, "/portal/guide/older-parent").await.contains("Баба и дядо"));
    let hard = post(sent("publish", &key, &version, "Правоимащото лице подава молба.")).await;
    assert_eq!(hard.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(hard.text().contains("Канцеларска дума"), "{}", hard.text());
    saved(&post(sent("publish", &key, &version, easy)).await);
    let shown = read(&test, "/portal/guide/older-parent").await;
    assert!(shown.contains("Баба и дядо") && shown.contains("<li>лична карта</li>"), "{shown}");
    assert!(read(&test, "/portal/guide/older-parent?lang=en").await.contains("older parent"));
    let late = post(sent("publish", "another-key", &version, easy)).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
    let again = test.get(&head, path).await;
    let (key, version) =
        (again.value("_key").expect("a key"), again.value("_version").expect("one"));
    saved(&post(sent("shipped", &key, &version, easy)).await);
    assert!(read(&test, "/portal/guide/older-parent").await.contains("Грижа за възрастен родител"));
}

#[tokio::test]
async fn news_are_shown_from_their_day_and_a_plan_asks_for_opinions() {
    let test = TestApp::new().await;
    let clerk = test.user("ruse", "intake");
    let publish = async |title: &str, day: &str, kind: &str, until: &str| {
        let fields = [
            ("kind", kind),
            ("title", title),
            ("body", "Четете тук."),
            ("from-day", day),
            ("from-month", "11"),
            ("from-year", "2026"),
            ("until-day", until),
            ("until-month", if until.is_empty() { "" } else { "12" }),
            ("until-year", if until.is_empty() { "" } else { "2026" }),
        ];
        test.post(&clerk, "/portal-editing/news/new", &fields).await
    };
    let refused = publish("План без срок", "20", "plan", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    saved(&publish("Годишен план", "20", "plan", "15").await);
    let later = publish("Утрешна новина", "25", "news", "").await;
    saved(&later);
    let list = read(&test, "/portal/news").await;
    assert!(list.contains("Годишен план") && list.contains("15.12.2026"), "{list}");
    assert!(!list.contains("Утрешна новина"), "{list}");
    let home = later.location.split('?').next().unwrap_or_default().replace("/ruse", "");
    let hidden = home.replace("/portal-editing", "/portal");
    assert_eq!(test.get(&test.nobody("ruse"), &hidden).await.status, StatusCode::NOT_FOUND);
    test.clock.set(test.clock.now().plus_ms(24 * 60 * 60 * 1000));
    let clerk = test.again(&clerk).await;
    let piece = read(&test, &format!("{hidden}?lang=en")).await;
    assert!(piece.contains("lang=\"bg\"") && piece.contains("Утрешна новина"), "{piece}");
    saved(&test.post(&clerk, &format!("{home}/withdraw"), &[("_version", "1")]).await);
    assert_eq!(test.get(&test.nobody("ruse"), &hidden).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_first_page_leads_into_the_portal_and_each_page_to_the_statement() {
    let test = TestApp::new().await;
    assert!(read(&test, "").await.contains("href=\"/ruse/portal\""));
    let home = read(&test, "/portal").await;
    assert!(home.contains("href=\"/ruse/portal/guide\"") && !home.contains("Тест "), "{home}");
    let sign_in = test.get(&test.nobody("ruse"), "/sign-in").await.text();
    assert!(sign_in.contains("href=\"/ruse/portal/accessibility\""), "{sign_in}");
    let violence = read(&test, "/portal/guide/violence").await;
    assert!(violence.contains("data-leave") && violence.contains("112"), "{violence}");
    assert!(!read(&test, "/portal/guide/carer").await.contains("data-leave"));
    assert!(read(&test, "/portal/accessibility").await.contains("чл. 58в"));
    for path in ["/portal/guide", "/portal/glossary", "/portal/data", "/portal/feedback"] {
        read(&test, path).await;
        read(&test, &format!("{path}?lang=en")).await;
    }
    let missing = test.get(&test.nobody("ruse"), "/portal/guide/nothing").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_remark_on_a_barrier_gets_a_number_a_code_and_a_day() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let empty = test.post(&nobody, "/portal/feedback", &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = [("text", "Не мога да стигна бутона с клавиатура."), ("page", "/portal")];
    let done = test.post(&nobody, "/portal/feedback", &sent).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    assert!(done.text().contains("Вашият код"), "{}", done.text());
}
