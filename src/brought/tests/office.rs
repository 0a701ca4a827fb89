//! A table through the pages: checked, shown, entered, gone on with after a kill, taken back.

use super::made::{Row, file, good, towns};
use crate::assistance::{self, AgreementId, NewCheck, Pairs};
use crate::brought::{Progress, Way, progress, whole};
use crate::imports::Arrived;
use crate::people::{self, NewPerson, Wanted};
use crate::testing::{Answer, TestApp, User};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use kit::types::Day;
use law::{Law, Month};
use sea_orm::sea_query::{Alias, Query};

/// Who works with personal assistance.
fn officer(test: &TestApp) -> User {
    test.user("ruse", "assistance_officer")
}

/// Sends a file as a browser does.
async fn send(test: &TestApp, user: &User, path: &str, content: &str) -> Answer {
    let token = user.token.clone().unwrap_or_default();
    let csrf = kit::crypto::fingerprint(format!("csrf/{}", kit::crypto::fingerprint(&token)));
    let mut body = String::new();
    for (field, value) in [("_csrf", csrf.as_str()), ("_key", "")] {
        let head = format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n");
        body += &format!("{head}{value}\r\n");
    }
    body += "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n";
    body += "Content-Type: application/octet-stream\r\n\r\n";
    body += &format!("{content}\r\n--b--\r\n");
    let request = Request::builder()
        .method("POST")
        .uri(format!("/{}{path}", user.municipality))
        .header(header::HOST, "test")
        .header(header::COOKIE, format!("opora-{}={token}", user.municipality))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(body))
        .expect("a request");
    test.send(request).await
}

/// The path below the municipality to which an answer leads.
fn path_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let path = answer.location.strip_prefix("/ruse").expect("a page of Ruse");
    path.split('?').next().unwrap_or_default().to_owned()
}

async fn work(test: &TestApp) {
    let worker = test.app.worker();
    let municipality = test.system("ruse").municipality;
    while worker.turn(municipality).await.expect("a turn") {}
}

/// What stands in the boxes of the columns.
fn boxes(page: &str) -> Vec<(String, String)> {
    let tags = page.split("<input").skip(1).filter_map(|part| part.split('>').next());
    let of = |tag: &str, name: &str| {
        let value =
            tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_default().to_owned()
    };
    let tags = tags.filter(|tag| tag.contains("list=\"fields\""));
    tags.map(|tag| (of(tag, "name"), of(tag, "value"))).collect()
}

/// Uploads the rows and tells the columns as they are proposed.
async fn checked(test: &TestApp, rows: &[Row]) -> String {
    let user = officer(test);
    let path = path_of(&send(test, &user, "/brought", &file(rows)).await);
    let page = test.get(&user, &format!("{path}/columns")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    let mut fields = boxes(&text);
    fields.push(("from".into(), "2026-11-01".into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let told = test.post(&user, &format!("{path}/columns"), &fields).await;
    assert_eq!(path_of(&told), path);
    work(test).await;
    path
}

async fn contracts(test: &TestApp, month: &str) -> usize {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let month = Month::parse(month).expect("a month");
    let all = assistance::contracts_in(&tx, Law::current(), month).await.expect("a list");
    tx.rollback().await;
    all.len()
}

async fn people(test: &TestApp) -> usize {
    use sea_orm::EntityTrait;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let told = kit::store::entity::event::Entity::find().all(tx.conn()).await.expect("events");
    told.iter().filter(|event| event.kind == "person-entered").count()
}

/// Sixty rows, five of them wrong.
fn sixty() -> Vec<Row> {
    let mut rows: Vec<Row> = (1..=60).map(good).collect();
    rows[4].hours = 85;
    rows[9].user.1 = "6101047501".into();
    rows[14].place = "с. Никъде".into();
    rows[19].until = "20.11.2026".into();
    rows[24].number.clone_from(&good(1).number);
    rows
}

#[tokio::test]
async fn sixty_rows_become_agreements_that_pay_sees_and_are_taken_back() {
    let test = TestApp::new().await;
    towns(&test).await;
    let user = officer(&test);
    let path = checked(&test, &sixty()).await;
    let preview = test.get(&user, &path).await.text();
    for words in [
        "Още нищо не е записано",
        "Часовете са повече от тези в направлението: 84",
        "Контролната цифра не съвпада",
        "Няма такова населено място",
        "изтекло на 20.11.2026",
        "същия номер и дата стои и на ред 2",
        "Запиши 55 споразумения",
    ] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    assert!(!preview.contains("6101047501"), "no whole number on the page");
    assert_eq!((people(&test).await, contracts(&test, "2026-11").await), (0, 0));
    test.post(&user, &format!("{path}/start"), &[]).await;
    work(&test).await;
    assert_eq!((people(&test).await, contracts(&test, "2026-11").await), (110, 55));
    assert_eq!(contracts(&test, "2026-10").await, 0, "earlier months are not kept here");
    let list = test.get(&user, &format!("{path}/agreements")).await.text();
    assert!(list.contains("1/2025") && list.contains("/ruse/assistance/agreements/"), "{list}");
    nothing_is_due(&test).await;

    // The same file again enters nothing.
    let again = checked(&test, &sixty()).await;
    let page = test.get(&user, &again).await.text();
    // The 55, and the row that bears the number of one of them.
    assert!(page.contains("?of=known\">56</a>"), "{page}");
    let cancelled = test.post(&user, &format!("{again}/cancel"), &[]).await;
    assert_eq!(path_of(&cancelled), "/brought");

    let undone = test.post(&user, &format!("{path}/undo"), &[]).await;
    assert_eq!(path_of(&undone), path, "{}", undone.text());
    work(&test).await;
    let page = test.get(&user, &path).await.text();
    assert!(page.contains("върнато"), "{page}");
    assert_eq!((people(&test).await, contracts(&test, "2026-11").await), (0, 0));
}

/// Records and messages went in their time, control begins now.
async fn nothing_is_due(test: &TestApp) {
    let law = Law::current();
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let until = tx.today();
    let wanted = Wanted { until, most: 100, whose: None };
    let tasks = assistance::tasks(&tx, law, wanted).await.expect("tasks");
    assert!(tasks.is_empty(), "{tasks:?}");
    let tasks = crate::control::tasks(&tx, law, wanted).await.expect("tasks");
    assert!(tasks.is_empty(), "{tasks:?}");
    let pairs = assistance::pairs(&tx, Pairs::Open).await.expect("pairs");
    let first: Day = "2026-11-01".parse().expect("a day");
    assert!(pairs.iter().all(|pair| pair.since == Some(first)), "{pairs:?}");
    tx.rollback().await;
}

#[tokio::test]
async fn with_what_somebody_has_worked_stays() {
    let test = TestApp::new().await;
    towns(&test).await;
    let user = officer(&test);
    let path = checked(&test, &[good(1), good(2)]).await;
    test.post(&user, &format!("{path}/start"), &[]).await;
    work(&test).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let pairs = assistance::pairs(&tx, Pairs::Open).await.expect("pairs");
    let check = NewCheck { kind: "initial".into(), ..NewCheck::default() };
    assistance::check(&mut tx, pairs[0].application, &check).await.expect("a check");
    tx.commit().await.expect("saved");
    let undone = test.post(&user, &format!("{path}/undo"), &[]).await;
    assert_eq!(undone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", undone.text());
    assert_eq!(contracts(&test, "2026-11").await, 2);
}

#[tokio::test]
async fn who_is_like_somebody_is_asked_about() {
    let test = TestApp::new().await;
    towns(&test).await;
    let user = officer(&test);
    let row = good(1);
    let names: Vec<&str> = row.user.0.split(' ').collect();
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewPerson {
        given: names[0].into(),
        middle: names[1].into(),
        family: names[2].into(),
        birth_day: "1940-02-02".parse().ok(),
        ..NewPerson::default()
    };
    let known = people::create(&mut tx, &new).await.expect("a person");
    tx.commit().await.expect("saved");
    let path = checked(&test, &[row, good(2)]).await;
    test.post(&user, &format!("{path}/start"), &[]).await;
    work(&test).await;
    assert_eq!(contracts(&test, "2026-11").await, 1, "the other row waits");
    let page = test.get(&user, &path).await.text();
    assert!(page.contains("прилича на"), "{page}");
    let at = page.split("/brought/rows/").nth(1).and_then(|t| t.split('"').next());
    let at = format!("/brought/rows/{}", at.expect("a row that waits"));
    let stranger = test.post(&user, &at, &[("user", "00000000007zz")]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND, "only who was proposed");
    let decided = test.post(&user, &at, &[("user", &known.to_string())]).await;
    assert_eq!(path_of(&decided), path);
    assert_eq!(contracts(&test, "2026-11").await, 2);
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let own = assistance::agreements_of_person(&tx, known).await.expect("agreements");
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].number(), "1/2025");
    tx.rollback().await;
    let twice = test.post(&user, &at, &[("user", "new")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// Numbers and hours of all agreements.
async fn written(test: &TestApp) -> Vec<(String, i32)> {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let pairs = assistance::pairs(&tx, Pairs::Open).await.expect("pairs");
    tx.rollback().await;
    let mut all: Vec<_> = pairs.into_iter().map(|pair| (pair.number, pair.hours)).collect();
    all.sort();
    all
}

#[tokio::test]
async fn who_comes_after_a_crash_goes_on_where_it_stopped() {
    let (test, calm) = (TestApp::new().await, TestApp::new().await);
    towns(&test).await;
    towns(&calm).await;
    // Some have one assistant, whose weeks follow from each other, across the batches.
    let mut rows = sixty();
    for n in [30, 40, 50] {
        rows[n].assistant = rows[n - 29].assistant.clone();
    }
    let bytes = file(&rows).into_bytes();
    for life in 0..4 {
        let (app, actor, bytes) = (test.reopened().await, test.system("ruse"), bytes.clone());
        let ended = tokio::spawn(async move {
            let arrived = Arrived::read("а.csv", bytes.into()).await.expect("a table");
            let stop = |_: &Progress| std::panic::resume_unwind(Box::new("killed"));
            whole(&app, &actor, arrived, Way::default(), &stop).await
        });
        let ended = ended.await;
        test.clock.set(test.clock.now().plus_ms(1_000));
        assert!(ended.is_err(), "life {life} was killed: {ended:?}");
    }
    for one in [&test, &calm] {
        let arrived = Arrived::read("а.csv", bytes.clone().into()).await.expect("a table");
        let actor = one.system("ruse");
        let id = whole(&one.app, &actor, arrived, Way::default(), &|_| {}).await.expect("done");
        let tx = one.app.db.read(&actor).await.expect("a transaction");
        let run = progress(&tx, id).await.expect("a table");
        tx.rollback().await;
        let counts = (run.entered_count, run.known_count, run.likely_count, run.wrong_count);
        assert_eq!(counts, (55, 0, 0, 5), "{run:?}");
    }
    assert_eq!(written(&test).await, written(&calm).await, "neither gaps nor doubles");
}

#[tokio::test]
async fn programs_take_the_same_steps() {
    let test = TestApp::new().await;
    towns(&test).await;
    let user = officer(&test);
    let sent = send(&test, &user, "/api/brought", &file(&[good(1)])).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
    assert_eq!(sent.json()["state"], "columns");
    let list = test.get(&user, "/api/brought").await;
    assert_eq!(list.json()["tables"][0]["rows"], 1);
    let id = sent.json()["id"].as_str().expect("an id").to_owned();
    let wrong = test.get(&user, &format!("/api/brought/{id}/wrong")).await;
    assert_eq!(wrong.json()["wrong"].as_array().map(Vec::len), Some(0));
    let early = test.post(&user, &format!("/api/brought/{id}/start"), &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let template = test.get(&user, "/brought/template").await;
    assert_eq!(sheet::detect(&template.bytes, "a.xlsx"), Some(sheet::Kind::Xlsx));
    let guessed = super::super::field::Field::guess(&super::super::template::heads());
    assert!(guessed.iter().all(Option::is_some), "{guessed:?}");
    let nobody: Vec<AgreementId> = Vec::new();
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    assert!(assistance::pairs(&tx, Pairs::Among(&nobody)).await.expect("none").is_empty());
    tx.rollback().await;
}

#[tokio::test]
async fn a_table_of_many_columns_has_a_light_page_and_unknown_words_are_told() {
    let test = TestApp::new().await;
    let user = officer(&test);
    let heads = crate::brought::template::heads();
    assert!(heads.len() >= 30, "{}", heads.len());
    let cells = vec![
        "Много дълъг текст в клетка от таблицата на общината";
        heads.len()
    ]
    .join(";");
    let rows = format!("{cells}\n").repeat(8);
    let content = format!("{}\n{rows}", heads.join(";"));
    let path = path_of(&send(&test, &user, "/brought", &content).await);
    let page = test.get(&user, &format!("{path}/columns")).await.text();
    assert!(page.len() < 60_000, "{} bytes for {} columns", page.len(), heads.len());
    let mut fields = boxes(&page);
    assert_eq!(fields.len(), heads.len());
    assert!(fields.iter().all(|(_, value)| !value.is_empty()), "all are recognised: {fields:?}");
    fields[0].1 = "Любим цвят".into();
    fields.push(("from".into(), "2026-11-01".into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let told = test.post(&user, &format!("{path}/columns"), &fields).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = told.text();
    assert!(text.contains("Изберете от списъка") && text.contains("Любим цвят"), "{text}");
    assert!(text.len() < 60_000, "{} bytes", text.len());
}

#[tokio::test]
async fn aids_that_are_brought_in_go_into_the_account() {
    let test = TestApp::new().await;
    towns(&test).await;
    let user = officer(&test);
    let mut row = good(1);
    row.aids = ["", "127,88"];
    let path = checked(&test, &[row, good(2)]).await;
    test.post(&user, &format!("{path}/start"), &[]).await;
    work(&test).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = Query::select()
        .column(Alias::new("id"))
        .from(Alias::new("assistance_agreement"))
        .to_owned();
    let redirects = assistance::redirects(&tx, all).await.expect("redirects");
    let pairs = assistance::pairs(&tx, Pairs::Open).await.expect("pairs");
    let of = |number: &str| {
        let pair = pairs.iter().find(|pair| pair.number == number).expect("a pair");
        redirects[&pair.agreement]
    };
    assert_eq!((of("1/2025").child_aid, of("1/2025").supplement), (false, Some(12_788)));
    assert_eq!((of("2/2025").child_aid, of("2/2025").supplement), (false, None));
    tx.rollback().await;
    let undone = test.post(&user, &format!("{path}/undo"), &[]).await;
    assert_eq!(path_of(&undone), path, "{}", undone.text());
    work(&test).await;
    assert_eq!(contracts(&test, "2026-11").await, 0);
}
