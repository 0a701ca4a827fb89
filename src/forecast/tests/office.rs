//! Forecasts in the office: begun, computed by the job, shown, compared, printed, refused.

use super::cohort::inputs;
use crate::forecast::act::{self, Frame};
use crate::forecast::content::{Inputs, QueueInputs};
use crate::forecast::months::{Known, start};
use crate::forecast::queue::Start;
use crate::forecast::{ForecastId, newest};
use crate::testing::TestApp;
use axum::http::StatusCode;
use kit::types::encode_id;

fn frame(title: &str, ahead: i32) -> Frame {
    Frame { title: title.to_owned(), ahead, seed: 7, runs: 100 }
}

async fn begun(test: &TestApp, title: &str, inputs: &Inputs) -> ForecastId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let row = act::add(&mut tx, &frame(title, 10), inputs).await.expect("added");
    act::ask(&tx, row.id).await.expect("asked");
    tx.commit().await.expect("saved");
    row.id
}

async fn work(test: &TestApp) {
    let worker = test.app.worker();
    let municipality = test.system("ruse").municipality;
    while worker.turn(municipality).await.expect("a turn") {}
}

#[tokio::test]
async fn a_forecast_is_computed_by_the_job_and_shown_with_its_assumptions() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let one = begun(&test, "Първа", &inputs(7)).await;
    let home = format!("/forecasts/computed/{one}");
    let waiting = test.get(&head, &home).await;
    assert!(waiting.text().contains("<progress"), "{}", waiting.text());
    assert!(waiting.headers.contains_key("refresh"), "the page comes again by itself");
    let early = test.post(&head, &format!("{home}/paper"), &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing to print yet");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    assert_eq!(newest(&tx).await.expect("asked"), None, "it is not computed yet");
    tx.rollback().await;
    work(&test).await;
    let page = test.get(&head, &home).await.text();
    assert!(!page.contains("<progress") && page.contains("<svg"), "{page}");
    assert!(page.contains("№ 25 услуга") && page.contains("Липсват данни"), "{page}");
    assert!(page.contains("Раждаемост, страната"), "its assumptions stand below");
    assert!(page.len() < 60_000, "{} bytes", page.len());
    let part = test.get(&head, &format!("{home}/part?of=25")).await;
    assert_eq!(part.status, StatusCode::OK);
    assert!(part.text().contains("40,00"), "the arithmetic of today: {}", part.text());
    for of in ["movement", "tested"] {
        let part = test.get(&head, &format!("{home}/part?of={of}")).await;
        assert_eq!(part.status, StatusCode::OK, "{of}");
    }
    let none = test.get(&head, &format!("{home}/part?of=24")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let name = newest(&tx).await.expect("asked").expect("a forecast");
    assert_eq!((name.id, name.href), (one, home.clone()));
    tx.rollback().await;
    let clerk = test.user("ruse", "intake");
    assert_eq!(test.get(&clerk, &home).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_forecast_is_printed_once_and_read_as_a_table() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let one = begun(&test, "Първа", &inputs(7)).await;
    work(&test).await;
    let home = format!("/forecasts/computed/{one}");
    for _ in 0..2 {
        let made = test.post(&head, &format!("{home}/paper"), &[]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    }
    let pdf = test.get(&head, &format!("{home}/pdf")).await;
    assert_eq!(&pdf.bytes[..5], b"%PDF-");
    let csv = test.get(&head, &format!("{home}/table?format=csv")).await.text();
    assert!(csv.contains("Население;2026;Всички;18000 (18000–18000)"), "{csv}");
    let xlsx = test.get(&head, &format!("{home}/table?format=xlsx")).await;
    assert_eq!(&xlsx.bytes[..2], b"PK");
    let json = test.get(&head, &format!("/api{home}")).await.json();
    assert_eq!(json["start_year"], 2026);
    assert_eq!(json["people"].as_array().map(Vec::len), Some(11));
    assert_eq!(json["series"][0]["code"], "25");
}

fn lists() -> Inputs {
    let first = law::Month::parse("2025-01").expect("a month");
    let month = |at: i64| Known {
        month: first.plus(at),
        waiting: 8,
        users: 40,
        places: 40,
        entered: 4,
        left: 4,
    };
    let months: Vec<Known> = (0..12).map(month).collect();
    let start = Start { months: 6, ..start(&months).expect("a start") };
    Inputs::Waiting(vec![QueueInputs { kind: "7".to_owned(), months, start }])
}

#[tokio::test]
async fn two_forecasts_of_one_kind_are_compared_and_of_two_kinds_refused() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let first = begun(&test, "Първа", &inputs(7)).await;
    let second = begun(&test, "Втора", &inputs(8)).await;
    let list = begun(&test, "Чакащи", &lists()).await;
    work(&test).await;
    let compare =
        |one: ForecastId, other: ForecastId| format!("/forecasts/compare?one={one}&other={other}");
    let page = test.get(&head, &compare(first, second)).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("Втора") && text.contains("2036"), "{text}");
    let other = test.get(&head, &compare(first, list)).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "need and lists");
    let asked = test.get(&head, "/forecasts/compare").await.text();
    assert!(asked.contains("Чакащи"), "the choice: {asked}");
    let page = test.get(&head, &format!("/forecasts/computed/{list}")).await.text();
    assert!(page.contains("Дневна грижа"), "the kind in words: {page}");
    let part = test.get(&head, &format!("/forecasts/computed/{list}/part?of=7")).await;
    assert!(part.text().contains("01.2026"), "the month after the known ones: {}", part.text());
    let all = test.get(&head, "/forecasts").await.text();
    assert!(all.contains("Готова") && all.contains("Първа"), "{all}");
}

/// All boxes of an assumption on migration.
fn sheet(value: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = [
        ("kind", "migration"),
        ("name", "Заселване"),
        ("source", "НСИ, таблица за 2025 г."),
        ("mark", "V"),
        ("spread", "2,5"),
        ("on-day", "31"),
        ("on-month", "12"),
        ("on-year", "2025"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    for sex in ["women", "men"] {
        fields.extend((0..18).map(|at| (format!("{sex}_{at}"), value.to_owned())));
    }
    fields
}

#[tokio::test]
async fn an_assumption_is_entered_with_its_source_and_a_newer_one_beside_it() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let path = "/forecasts/assumptions/new";
    let post = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        test.post(&head, path, &fields).await
    };
    for kind in ["fertility", "survival", "migration"] {
        let form = test.get(&head, &format!("{path}?kind={kind}")).await;
        assert_eq!(form.status, StatusCode::OK, "{kind}");
        assert!(form.value("women_17").is_some(), "{kind}");
    }
    for wrong in ["", "много", "500", "inf"] {
        let answer = post(sheet(wrong)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let answer = test.post(&head, path, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "an empty form");
    let made = post(sheet("-4,5")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let at = made.location.find("/forecasts/").expect("an address");
    let one = made.location[at..].to_owned();
    let page = test.get(&head, &one).await.text();
    assert!(page.contains("-4,5") && page.contains("таблица за 2025"), "{page}");
    let id = one.rsplit('/').next().expect("an id").to_owned();
    let again = test.get(&head, &format!("{path}?kind=migration&from={id}")).await;
    assert_eq!(again.value("men_0").as_deref(), Some("-4,5"), "the older one fills the boxes");
    let json = test.get(&head, "/api/forecasts/assumptions").await.json();
    assert_eq!(json.as_array().map(Vec::len), Some(4), "its own and the three of the program");
    assert_eq!(json[0]["women"][0], -4.5);
}

#[tokio::test]
async fn what_cannot_be_forecast_is_said_and_nothing_is_made() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let form = test.get(&head, "/forecasts/new").await;
    assert_eq!(form.status, StatusCode::OK);
    assert_eq!(form.value("ahead").as_deref(), Some("10"));
    let usual = [
        ("title", "Опит"),
        ("ahead", "10"),
        ("runs", "100"),
        ("seed", "1"),
        ("fertility", "shipped-0"),
        ("survival", "shipped-1"),
        ("migration", "shipped-2"),
    ];
    let nobody = test.post(&head, "/forecasts/new", &usual).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "no population is known");
    assert!(nobody.text().contains("по възраст и пол"), "{}", nobody.text());
    for (name, wrong) in [("ahead", "11"), ("runs", "5"), ("seed", "-1"), ("fertility", "nothing")]
    {
        let fields = usual.map(|(key, value)| (key, if key == name { wrong } else { value }));
        let answer = test.post(&head, "/forecasts/new", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert_eq!(answer.value("title").as_deref(), Some("Опит"), "what was typed stays");
    }
    let fields = [("title", "Опит"), ("ahead", "12"), ("runs", "100"), ("seed", "1")];
    let none = test.post(&head, "/forecasts/new-waiting", &fields).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "no months are known");
    let list = test.get(&head, "/api/forecasts").await.json();
    assert_eq!(list.as_array().map(Vec::len), Some(0));
    let unknown = test.get(&head, &format!("/forecasts/computed/{}", encode_id(1))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
