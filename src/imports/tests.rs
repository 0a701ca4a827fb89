//! Imports as their users meet them.

use super::{Arrived, Way, whole};
use crate::municipality::{Settlement, put_settlements};
use crate::testing::{Answer, TestApp, User};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use kit::jobs::entity::job;
use kit::search::fold;

const FILE: &str = "Име;Презиме;Фамилия;ЕГН;Дата на раждане;Населено място;Адрес;Дом\n\
    Иван;Петров;Димитров;6101047500;;Русе;ул. „Дунав“ № 1;1\n\
    Ана;Иванова;Колева;;4.1.1950;с. Басарбово;ул. „Първа“ № 2;2\n\
    Пeтър;;Стоянов;;;Русе;;3\n\
    Мария;;Георгиева;6101047501;31.02.1961;Никъде;;4\n\
    Иван;Петров;Димитров;6101047500;;;;5\n";

async fn towns(test: &TestApp) {
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let place = |ekatte: &str, kind: &str, name: &str| Settlement {
        ekatte: ekatte.into(),
        kind: kind.into(),
        name: name.into(),
        name_latin: name.into(),
        folded: fold(name),
        municipality_name: "Русе".into(),
        municipality_code: "RSE27".into(),
        district_code: "RSE".into(),
    };
    let list = [place("63427", "гр.", "Русе"), place("02796", "с.", "Басарбово")];
    put_settlements(&tx, &list).await.expect("settlements");
    tx.commit().await.expect("saved");
}

/// Who may bring many people in.
fn head(test: &TestApp) -> User {
    test.user("ruse", "head")
}

/// Sends a file as a browser does.
async fn send(test: &TestApp, user: &User, path: &str, (name, bytes): (&str, &[u8])) -> Answer {
    let token = user.token.clone().unwrap_or_default();
    let csrf = kit::crypto::fingerprint(format!("csrf/{}", kit::crypto::fingerprint(&token)));
    let mut body = Vec::new();
    for (field, value) in [("_csrf", csrf.as_str()), ("_key", "")] {
        let part =
            format!("--b\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend(part.as_bytes());
    }
    let head = format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    body.extend(head.as_bytes());
    body.extend(bytes);
    body.extend(b"\r\n--b--\r\n");
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

/// The path of an import below its municipality, from where an answer leads.
fn path_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.strip_prefix("/ruse").expect("a page of Ruse").to_owned()
}

async fn work(test: &TestApp) {
    let worker = test.app.worker();
    let municipality = test.system("ruse").municipality;
    while worker.turn(municipality).await.expect("a turn") {}
}

/// Uploads the file and tells the columns as they are proposed.
async fn checked(test: &TestApp, file: &str) -> String {
    let user = head(test);
    let path = path_of(&send(test, &user, "/imports", ("хора.csv", file.as_bytes())).await);
    let page = test.get(&user, &format!("{path}/columns")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let fields = proposed(&page);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let told = test.post(&user, &format!("{path}/columns"), &fields).await;
    assert_eq!(path_of(&told), path);
    let busy = test.get(&user, &path).await;
    assert!(busy.headers.contains_key(header::REFRESH), "the page comes again");
    assert!(busy.text().contains("<progress"), "{}", busy.text());
    work(test).await;
    path
}

/// Names and chosen values of the boxes of the columns.
fn proposed(page: &Answer) -> Vec<(String, String)> {
    let text = page.text();
    let boxes = text.split("<select").skip(1).map(|part| {
        let name = part.split("name=\"").nth(1).and_then(|t| t.split('"').next());
        let part = part.split("</select>").next().unwrap_or_default();
        let chosen = part.split("<option value=\"").find(|option| option.contains(" selected"));
        let chosen = chosen.and_then(|option| option.split('"').next());
        (name.unwrap_or_default().to_owned(), chosen.unwrap_or_default().to_owned())
    });
    boxes.collect()
}

async fn people(test: &TestApp) -> usize {
    use sea_orm::EntityTrait;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let told = kit::store::entity::event::Entity::find().all(tx.conn()).await.expect("events");
    told.iter().filter(|event| event.kind == "person-entered").count()
}

#[tokio::test]
async fn a_table_is_checked_shown_entered_and_taken_back() {
    let test = TestApp::new().await;
    towns(&test).await;
    let user = head(&test);
    let path = checked(&test, FILE).await;
    let preview = test.get(&user, &path).await.text();
    for words in [
        "Още нищо не е записано",
        "Името смесва кирилица и латиница",
        "Контролната цифра не съвпада",
        "61******01",
        "Не е дата",
        "Няма такова населено място",
        "Същият човек стои и на ред 2",
        "Запиши 2 нови хора",
    ] {
        assert!(preview.contains(words), "{words}: {preview}");
    }
    assert!(!preview.contains("6101047501"), "no whole number on the page");
    assert_eq!(people(&test).await, 0);
    let report = test.get(&user, &format!("{path}/report")).await;
    assert!(report.text().contains("61******01;"), "{}", report.text());

    test.post(&user, &format!("{path}/start"), &[]).await;
    work(&test).await;
    assert_eq!(people(&test).await, 2);
    let done = test.get(&user, &path).await.text();
    assert!(done.contains("готово"), "{done}");
    let list = test.get(&user, &format!("{path}/people")).await.text();
    assert!(list.contains("Иван Петров Димитров") && list.contains("/ruse/people/"), "{list}");
    let again = test.post(&user, &format!("{path}/start"), &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it is over");

    let undone = test.post(&user, &format!("{path}/undo"), &[]).await;
    assert_eq!(path_of(&undone), path);
    work(&test).await;
    assert_eq!(people(&test).await, 0);
    let list = test.get(&user, "/imports").await.text();
    assert!(list.contains("върнато"), "{list}");
}

#[tokio::test]
async fn who_is_known_is_not_entered_twice_and_who_is_like_somebody_is_asked_about() {
    let test = TestApp::new().await;
    towns(&test).await;
    let user = head(&test);
    let first = checked(&test, FILE).await;
    test.post(&user, &format!("{first}/start"), &[]).await;
    work(&test).await;
    // The first by number, with a new address; the second by a name one letter off and the day.
    let file = "Име;Презиме;Фамилия;ЕГН;Дата на раждане;Населено място;Адрес;Дом\n\
        Иван;Петров;Димитров;6101047500;;с. Басарбово;ул. „Нова“ № 9;1\n\
        Анна;Иванова;Колева;;4.1.1950;;;2\n\
        Роза;Иванова;Колева;;7.3.1988;;;3\n";
    let path = path_of(&send(&test, &user, "/imports", ("нови.csv", file.as_bytes())).await);
    let page = test.get(&user, &format!("{path}/columns")).await;
    let mut fields = proposed(&page);
    fields.push(("rule".into(), "update".into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    test.post(&user, &format!("{path}/columns"), &fields).await;
    work(&test).await;
    let preview = test.get(&user, &path).await.text();
    assert!(preview.contains("Запиши 1 нов човек"), "{preview}");
    assert!(preview.contains("Ана Иванова Колева"), "who it is like: {preview}");
    test.post(&user, &format!("{path}/start"), &[]).await;
    work(&test).await;
    assert_eq!(people(&test).await, 3);
    let done = test.get(&user, &path).await.text();
    assert!(done.contains("От тях с нов адрес"), "{done}");
    let row = done.split("/imports/rows/").nth(1).and_then(|t| t.split('"').next());
    let row = format!("/imports/rows/{}", row.expect("a row that waits"));
    let stranger = test.post(&user, &row, &[("decision", "00000000007zz")]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND, "only who was proposed");
    let decided = test.post(&user, &row, &[("decision", "new")]).await;
    assert_eq!(path_of(&decided), path);
    assert_eq!(people(&test).await, 4);
    let twice = test.post(&user, &row, &[("decision", "new")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_import_with_which_somebody_has_worked_stays() {
    let test = TestApp::new().await;
    towns(&test).await;
    let user = head(&test);
    let path = checked(&test, FILE).await;
    test.post(&user, &format!("{path}/start"), &[]).await;
    work(&test).await;
    let list = test.get(&user, &format!("{path}/people")).await.text();
    let person = list.split("/ruse/people/").nth(1).and_then(|t| t.split('"').next());
    let note = format!("/people/{}/notes", person.expect("a person"));
    let sent = [("text", "идва в четвъртък"), ("kind", "shared")];
    let noted = test.post(&user, &note, &sent).await;
    assert!(noted.status.is_redirection(), "{}", noted.text());
    let undone = test.post(&user, &format!("{path}/undo"), &[]).await;
    assert_eq!(undone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", undone.text());
    assert_eq!(people(&test).await, 2);
}

#[tokio::test]
async fn what_is_no_table_is_refused_in_words() {
    let test = TestApp::new().await;
    let user = head(&test);
    for (name, bytes, words) in [
        ("a.xlsx", b"PK\x03\x04 xl/workbook cut".as_slice(), "Файлът е повреден"),
        ("a.xlsx", b"%PDF-1.7".as_slice(), "не е таблица"),
        ("a.csv", "Име;Фамилия\n".as_bytes(), "няма редове"),
    ] {
        let answer = send(&test, &user, "/imports", (name, bytes)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
    }
    let none = test.post(&user, "/imports", &[]).await;
    assert!(none.text().contains("Изберете файл"), "{}", none.text());
    let path = path_of(&send(&test, &user, "/imports", ("a.csv", "А;Б\n1;2\n".as_bytes())).await);
    let told = test.post(&user, &format!("{path}/columns"), &[]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text().contains("Посочете къде са името и фамилията"), "{}", told.text());
    let cancelled = test.post(&user, &format!("{path}/cancel"), &[]).await;
    assert_eq!(cancelled.location, "/ruse/imports");
}

#[tokio::test]
async fn the_empty_table_is_understood_when_it_comes_back() {
    let test = TestApp::new().await;
    let user = head(&test);
    let file = test.get(&user, "/imports/template").await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(sheet::detect(&file.bytes, "a.xlsx"), Some(sheet::Kind::Xlsx));
    let heads: Vec<String> =
        super::template::fields().map(|field| field.head().to_owned()).collect();
    let guessed = sheet::Field::guess(&heads);
    assert!(guessed.iter().all(Option::is_some), "{guessed:?}");
}

#[tokio::test]
async fn programs_take_the_same_steps() {
    let test = TestApp::new().await;
    towns(&test).await;
    let user = head(&test);
    let sent = send(&test, &user, "/api/imports", ("хора.csv", FILE.as_bytes())).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text());
    let path = sent.location.strip_prefix("/ruse").map(str::to_owned);
    let path = path.unwrap_or_else(|| {
        let at = sent.headers.get(header::LOCATION).and_then(|v| v.to_str().ok());
        at.and_then(|at| at.strip_prefix("/ruse")).expect("a place").to_owned()
    });
    assert_eq!(sent.json()["state"], "columns");
    let wrong = test.get(&user, &format!("{path}/wrong")).await;
    assert_eq!(wrong.json()["wrong"].as_array().map(Vec::len), Some(0));
    let list = test.get(&user, "/api/imports").await;
    assert_eq!(list.json()["imports"][0]["rows"], 5);
    let early = test.post(&user, &format!("{path}/start"), &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A process that is killed leaves its job claimed: another worker, or the same command again,
/// goes on from the rows that are written. Here the work is stopped after each batch.
#[tokio::test]
async fn who_comes_after_a_crash_goes_on_where_it_stopped() {
    let test = TestApp::new().await;
    towns(&test).await;
    let mut file = String::from("Име;Фамилия;Дата на раждане;Населено място\n");
    for n in 0..1_300 {
        let name = ["Ана", "Борил", "Вяра", "Галин"][n % 4];
        let day = format!("{}.{}.{}", n % 28 + 1, n / 28 % 12 + 1, 1930 + n % 60);
        file += &format!("{name};Примеров{};{day};Русе\n", word(n));
    }
    let actor = test.system("ruse");
    let run = |app: crate::app::App, bytes: Vec<u8>| {
        let actor = actor.clone();
        async move {
            let arrived = Arrived::read("хора.csv", bytes.into()).await.expect("a table");
            let stop = |_: &super::Progress| std::panic::resume_unwind(Box::new("killed"));
            whole(&app, &actor, arrived, Way::default(), &stop).await
        }
    };
    // Each life of the program ends in the middle of the work, after its first batch.
    for life in 0..6 {
        let app = test.reopened().await;
        let ended = tokio::spawn(run(app, file.clone().into_bytes())).await;
        test.clock.set(test.clock.now().plus_ms(1_000));
        assert!(ended.is_err(), "life {life} was killed: {ended:?}");
    }
    let arrived = Arrived::read("хора.csv", file.into_bytes().into()).await.expect("a table");
    let id = whole(&test.app, &actor, arrived, Way::default(), &|_| {}).await.expect("imported");
    let tx = test.app.db.read(&actor).await.expect("a transaction");
    let run = super::progress(&tx, id).await.expect("an import");
    tx.rollback().await;
    assert_eq!((run.created_count, run.wrong_count, run.likely_count), (1_300, 0, 0), "{run:?}");
    assert_eq!(people(&test).await, 1_300, "neither gaps nor doubles");
}

/// A word for a number, so that no two names are alike.
fn word(mut n: usize) -> String {
    let letters: Vec<char> = "абвгдежзик".chars().collect();
    let mut text = String::new();
    for _ in 0..4 {
        text.push(letters[n % 10]);
        text.push(letters[(n * 7 + 3) % 10]);
        n /= 10;
    }
    text
}

#[tokio::test]
async fn an_import_that_stands_still_is_taken_up_again() {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let test = TestApp::new().await;
    towns(&test).await;
    let user = head(&test);
    let path = checked(&test, FILE).await;
    test.post(&user, &format!("{path}/start"), &[]).await;
    // The worker that claimed the job was killed.
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    job::Entity::delete_many()
        .filter(job::Column::MunicipalityId.eq(tx.municipality()))
        .filter(job::Column::Kind.eq(super::JOB))
        .filter(job::Column::State.eq("waiting"))
        .exec(tx.conn())
        .await
        .expect("gone");
    tx.commit().await.expect("saved");
    work(&test).await;
    assert_eq!(people(&test).await, 0);
    let resumed = test.post(&user, &format!("{path}/resume"), &[]).await;
    assert_eq!(path_of(&resumed), path);
    work(&test).await;
    assert_eq!(people(&test).await, 2);
}
