//! The pages as people open them; files entered whole and taken back whole.

use crate::atlas::{places, travel};
use crate::municipality::{Settlement, put_settlements};
use crate::services::{self, NewProvider, NewService};
use crate::testing::{Answer, TestApp, User};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use kit::search::fold;
use kit::store::Tx;

const TOWNS: [(&str, &str, &str, (i32, i32)); 3] = [
    ("63427", "гр.", "Русе", (43_836_000, 25_966_000)),
    ("02796", "с.", "Басарбово", (43_777_000, 25_951_000)),
    ("72357", "с.", "Тетово", (43_817_000, 26_283_000)),
];

async fn towns(tx: &Tx) {
    let row = |(ekatte, kind, name, _): &(&str, &str, &str, (i32, i32))| Settlement {
        ekatte: (*ekatte).into(),
        kind: (*kind).into(),
        name: (*name).into(),
        name_latin: (*name).into(),
        folded: fold(name),
        municipality_name: "Русе".into(),
        municipality_code: "RSE27".into(),
        district_code: "RSE".into(),
    };
    let rows: Vec<Settlement> = TOWNS.iter().map(row).collect();
    put_settlements(tx, &rows).await.expect("settlements");
    for (ekatte, _, _, at) in TOWNS {
        services::put_point(tx, ekatte, (at, "карта")).await.expect("a point");
    }
}

/// A service in the town, and one whose address nobody may know.
async fn service(tx: &Tx, name: &str, address: &str) {
    let provider =
        NewProvider { name: format!("Доставчик на {name}"), ..NewProvider::default() };
    let provider_id = services::create_provider(tx, &provider).await.expect("a provider");
    let new = NewService {
        provider_id,
        code: name.to_owned(),
        name: name.to_owned(),
        kind: 6,
        in_zsu: true,
        ekatte: Some("63427".to_owned()),
        address: address.to_owned(),
        ..NewService::default()
    };
    services::create_service(tx, &new).await.expect("a service");
}

async fn office() -> TestApp {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    towns(&tx).await;
    service(&tx, "Дневен център", "ул. Измислена 1").await;
    service(&tx, "Кризисен център", "").await;
    tx.audit(kit::audit::Entry::list("test"));
    tx.commit().await.expect("saved");
    test
}

async fn opened(test: &TestApp, path: &str) -> Answer {
    let answer = test.get(&test.user("ruse", "head"), path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    assert!(answer.bytes.len() < 60_000, "{path}: {} bytes", answer.bytes.len());
    answer
}

async fn bring(test: &TestApp, kind: &str, content: &str, key: &str) -> serde_json::Value {
    let user = test.user("ruse", "head");
    let body = serde_json::json!({
        "kind": kind, "name": "файл", "source": "Измерено", "content": content,
    });
    let answer = post_json(test, &user, ("/api/atlas/sources", key), &body.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn post_json(test: &TestApp, user: &User, to: (&str, &str), body: &str) -> Answer {
    let token = user.token.clone().expect("somebody");
    let hash = kit::crypto::fingerprint(&token);
    let request = Request::builder()
        .method("POST")
        .uri(format!("/{}{}", user.municipality, to.0))
        .header(header::HOST, "test")
        .header(header::COOKIE, format!("opora-{}={token}", user.municipality))
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-csrf-token", kit::crypto::fingerprint(format!("csrf/{hash}")))
        .header("idempotency-key", to.1)
        .body(Body::from(body.to_owned()))
        .expect("a request");
    test.send(request).await
}

#[tokio::test]
async fn every_page_opens_empty_and_filled_and_as_a_file() {
    for test in [TestApp::new().await, office().await] {
        for path in [
            "/atlas",
            "/atlas?group=old&kind=6&by=km&limit=12,5&state=far",
            "/atlas?group=nobody&kind=99&limit=-4&state=x&page=7",
            "/atlas/map.csv",
            "/atlas/people",
            "/atlas/people?territory=country&year=1066",
            "/atlas/people.csv",
            "/atlas/trends",
            "/atlas/trends.csv",
            "/atlas/flows",
            "/atlas/flows?month=2026-10",
            "/atlas/flows.csv",
            "/atlas/imports",
            "/atlas/roads.csv",
            "/atlas/settings",
            "/api/atlas/places",
            "/api/atlas/reach?by=km",
            "/api/atlas/sources",
            "/service-map",
        ] {
            opened(&test, path).await;
        }
        for name in ["map", "people", "trends", "flows"] {
            let svg = opened(&test, &format!("/atlas/{name}.svg")).await.text();
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "{name}: {svg}");
            let head = test.user("ruse", "head");
            let png = test.get(&head, &format!("/atlas/{name}.png")).await;
            assert!(png.bytes.starts_with(b"\x89PNG"), "{name}: {}", png.status);
        }
    }
}

#[tokio::test]
async fn the_map_is_walked_by_keyboard_in_the_order_of_its_table() {
    let test = office().await;
    let page = opened(&test, "/atlas?kind=6").await.text();
    let map = page.split("class=\"opora-drawing\"").nth(1).expect("a map");
    let map = map.split("</svg>").next().expect("its end");
    let links = |text: &str| -> Vec<String> {
        let hrefs = text.split("href=\"/ruse/atlas/settlements/").skip(1);
        hrefs.map(|rest| rest[..5].to_owned()).collect()
    };
    let table = page.split("id=\"table\"").nth(1).expect("a table");
    assert_eq!(links(map), ["02796", "63427", "72357"]);
    assert_eq!(links(map), links(table));
    assert!(map.contains("role=\"group\"") && map.contains("aria-label=\"с. Басарбово: "), "{map}");
    assert!(!map.contains("style="), "the pages allow no styles");
    let place = opened(&test, "/atlas/settlements/72357?kind=6").await.text();
    assert!(place.contains("Дневен център") && place.contains("по права линия"), "{place}");
    assert!(!place.contains("мин..") && !place.contains("км.."), "one full stop: {place}");
    let head = test.user("ruse", "head");
    let foreign = test.get(&head, "/atlas/settlements/47714").await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_newer_file_counts_before_an_older_one_until_it_is_taken_back() {
    let test = office().await;
    let minutes = async || {
        let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
        let codes = ["63427".to_owned(), "02796".to_owned()];
        let leg = travel(&tx, &codes).await.expect("ways").get("63427", "02796");
        tx.rollback().await;
        leg
    };
    assert!(!minutes().await.is_measured);
    bring(&test, "roads", "От;До;Минути\nРусе;Басарбово;10\n", "a").await;
    let newer = bring(&test, "roads", "От;До;Минути\nРусе;Басарбово;25\n", "b").await;
    assert_eq!(minutes().await.minutes, 25.0);
    let id = newer["file"]["id"].as_str().expect("an id");
    let head = test.user("ruse", "head");
    let to = format!("/atlas/sources/{id}/revoke");
    let without = test.post(&head, &to, &[("_version", "1"), ("why", "")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = test.post(&head, &to, &[("_version", "1"), ("why", "Грешен файл")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!(minutes().await.minutes, 10.0, "what the older file says counts again");
    let again = test.post(&head, &to, &[("_version", "2"), ("why", "Пак")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = opened(&test, &format!("/atlas/sources/{id}")).await.text();
    assert!(page.contains("Грешен файл") && page.contains("гр. Русе"), "{page}");
}

#[tokio::test]
async fn a_file_with_a_wrong_row_enters_nothing() {
    let test = office().await;
    let content = "От;До;Минути\nРусе;Басарбово;10\nРусе;Атлантида;10\n";
    let came = bring(&test, "roads", content, "a").await;
    assert!(came["file"].is_null());
    assert_eq!(came["wrong"][0]["row"], 3);
    assert_eq!(came["wrong"][0]["typed"], "Атлантида");
    let files = opened(&test, "/api/atlas/sources").await.json();
    assert_eq!(files.as_array().map(Vec::len), Some(0));
    let head = test.user("ruse", "head");
    let empty = test.post(&head, "/atlas/imports", &[("kind", "roads"), ("source", "х")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let body = "{\"kind\":\"roads\",\"name\":\"a\",\"source\":\"x\",\"content\":\"а;б\\n1;2\\n\"}";
    let refused = post_json(&test, &head, ("/api/atlas/sources", "b"), body).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn borders_are_drawn_beneath_the_settlements() {
    let test = office().await;
    let border = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\
        \"properties\":{\"ekatte\":\"02796\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":\
        [[[25.9,43.7],[26.0,43.7],[26.0,43.8],[25.9,43.8],[25.9,43.7]]]}}]}";
    bring(&test, "borders", border, "a").await;
    let page = opened(&test, "/atlas").await.text();
    assert!(page.contains("fill-rule=\"evenodd\"") && page.contains("<title>с. Басарбово</title>"));
    assert!(opened(&test, "/service-map").await.text().contains("fill-rule=\"evenodd\""));
}

#[tokio::test]
async fn the_map_for_anybody_tells_no_hidden_place_and_no_people() {
    let test = office().await;
    let page = test.get(&test.nobody("ruse"), "/service-map").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("Дневен център") && text.contains("ул. Измислена 1"), "{text}");
    assert!(!text.contains("Кризисен център"), "{text}");
    assert!(text.contains("гр. Русе, услуги: 1"), "{text}");
}

#[tokio::test]
async fn settings_are_numbers_within_reason() {
    let test = office().await;
    let head = test.user("ruse", "head");
    let fields = |speed| [("factor-percent", "150"), ("speed", speed), ("near-minutes", "5")];
    for wrong in ["", "бързо", "0", "900"] {
        let answer = test.post(&head, "/atlas/settings", &fields(wrong)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let saved = test.post(&head, "/atlas/settings", &fields("60")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let reach = opened(&test, "/api/atlas/reach?kind=6").await.json();
    let covered = |at: usize| reach["settlements"][at]["covered"].as_bool();
    assert_eq!([covered(0), covered(1)], [Some(false), Some(true)], "{reach}");
    let clerk = test.user("ruse", "intake");
    assert_eq!(test.get(&clerk, "/atlas/settings").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn only_own_settlements_with_a_point_are_places() {
    let test = office().await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = places(&tx).await.expect("places");
    let names: Vec<&str> = all.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["с. Басарбово", "гр. Русе", "с. Тетово"]);
    tx.rollback().await;
    let tx = test.app.db.read(&test.system("mezdra")).await.expect("a transaction");
    assert!(places(&tx).await.expect("places").is_empty(), "points are of each municipality");
    tx.rollback().await;
}

#[tokio::test]
async fn the_demonstration_fits_on_light_pages() {
    let test = TestApp::filled().await;
    for (municipality, town) in [("ruse", "63427"), ("mezdra", "47714")] {
        let head = test.user(municipality, "head");
        for path in [
            "/atlas".to_owned(),
            "/atlas?group=old&kind=6".to_owned(),
            format!("/atlas/settlements/{town}"),
            "/atlas/people".to_owned(),
            "/atlas/trends".to_owned(),
            "/atlas/flows".to_owned(),
            "/atlas/imports".to_owned(),
            "/service-map".to_owned(),
        ] {
            let answer = test.get(&head, &path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
            assert!(answer.bytes.len() < 60_000, "{path}: {} bytes", answer.bytes.len());
        }
        let map = test.get(&head, "/atlas").await.text();
        assert!(map.contains("по пътя"), "road times of the demonstration");
    }
}
