//! What goes wrong around the program: texts and files that are too large, a full disk, a database
//! that is away, nonsense in every form. Each time a clear answer, nothing lost, nothing half-done.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

mod common;
#[path = "../src/testing.rs"]
mod testing;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use common::{Ids, csrf, rows};
use kit::store::{Db, DbOptions, Target};
use kit::web::WebSettings;
use opora::app::{self, App};
use opora::roles;
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use testing::{Answer, TestApp, User};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::task::JoinHandle;

fn contact(note: &str) -> Vec<(&str, &str)> {
    vec![
        ("channel", "phone"),
        ("topic", "day_care"),
        ("outcome", "informed"),
        ("minutes", "10"),
        ("note", note),
    ]
}

async fn count(test: &TestApp, table: &str) -> i64 {
    let owner = Db::owner(&test.target).await.unwrap();
    let sql = format!("select count(*) as n from {table} where municipality_id = $1");
    let found = rows(&owner, &sql, test.system("ruse").municipality.0).await;
    owner.close().await.unwrap();
    found[0].try_get("", "n").unwrap()
}

/// A failure is told in Bulgarian, with a number by which its cause is found in the log.
fn is_told(answer: &Answer, status: StatusCode, words: &str) {
    let text = answer.text();
    assert_eq!(answer.status, status, "{text}");
    assert!(text.contains(words), "{text}");
    assert!(text.contains("Номер на случая:"), "{text}");
}

#[tokio::test]
async fn five_megabytes_are_refused_beside_the_field_and_stay_in_it() {
    let test = TestApp::new().await;
    // 5 MB of Cyrillic: a browser sends 15.
    let text = "щ".repeat(5 * 1024 * 1024 / 2);
    let answer = test.post(&test.officer(), "/contacts/new", &contact(&text)).await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(page.contains(&text), "what was typed stays");
    assert!(page.contains("govuk-error-message") && page.contains("2621440"), "the count is told");
    assert_eq!(count(&test, "contact").await, 0);
    let again = test.post(&test.officer(), "/contacts/new", &contact("кратко")).await;
    assert_eq!(again.status, 303, "{}", again.text());
}

#[tokio::test]
async fn a_hundred_megabytes_are_cut_off() {
    let test = TestApp::new().await;
    let large = "a".repeat(25 * 1024 * 1024);
    let answer = test.post(&test.officer(), "/contacts/new", &contact(&large)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("прекалено голямо"), "{}", answer.text());
    let answer =
        test.post(&test.nobody("ruse"), "/sign-in", &[("username", &large[..70_000])]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "a stranger has less to say");

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = test.router.clone();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    for (user, most) in [(test.officer(), 40), (test.nobody("ruse"), 16)] {
        let taken = pour(address, &user).await;
        assert!(taken < most * 1024 * 1024, "{taken} bytes were taken");
    }
    server.abort();
}

/// Sends without end; answers with how much was taken before the other side had enough.
async fn pour(address: std::net::SocketAddr, user: &User) -> usize {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let token = user.token.clone().unwrap_or_default();
    let head = format!(
        "POST /ruse/contacts/new HTTP/1.1\r\nhost: test\r\ncookie: opora-ruse={token}\r\n\
         x-csrf-token: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: 104857600\r\n\r\n",
        csrf(&token)
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let (part, mut taken) = (vec![b'a'; 64 * 1024], 0);
    while taken < 100 * 1024 * 1024 {
        let wait = std::time::Duration::from_secs(5);
        match tokio::time::timeout(wait, stream.write(&part)).await {
            Ok(Ok(written)) if written > 0 => taken += written,
            _ => break,
        }
    }
    taken
}

/// So many pages the database may have; on SQLite's one writer.
async fn limit_pages(test: &TestApp, pages: u64) {
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let sql = format!("pragma max_page_count = {pages}");
    tx.conn().execute_unprepared(&sql).await.unwrap();
    tx.rollback().await;
}

#[tokio::test]
async fn a_full_disk_is_told_loses_nothing_and_passes() {
    let test = TestApp::new().await;
    if matches!(test.target, Target::Postgres(_)) {
        return;
    }
    let officer = test.officer();
    // Longer than a page of the database: such a note needs room.
    let note = "Бележка, за която трябва място. ".repeat(120);
    let (mut saved, mut full) = (0, None);
    for _ in 0..60 {
        // The writing connection may be another after each failure, and knows no limit then.
        limit_pages(&test, 1).await;
        let answer = test.post(&officer, "/contacts/new", &contact(&note)).await;
        match answer.status {
            StatusCode::SEE_OTHER => saved += 1,
            _ => full = full.or(Some(answer)),
        }
    }
    let full = full.expect("the disk was never full");
    is_told(&full, StatusCode::INSUFFICIENT_STORAGE, "Няма място на диска");
    assert_eq!(count(&test, "contact").await, saved, "what was called saved is there, no more");
    // Many at once: each hears the truth about its own.
    limit_pages(&test, 1).await;
    let mut tasks = Vec::new();
    for n in 0..24 {
        let (router, note) = (test.router.clone(), format!("{note} {n}"));
        let one = Arc::new(test.officer());
        tasks.push(tokio::spawn(async move { send(router, &one, &contact(&note)).await }));
    }
    for task in tasks {
        let status = task.await.unwrap();
        assert!(status == 303 || status == 507, "{status}");
        saved += i64::from(status == 303);
    }
    assert_eq!(count(&test, "contact").await, saved, "acknowledged and kept are the same");
    limit_pages(&test, 1_000_000).await;
    for _ in 0..5 {
        let answer = test.post(&officer, "/contacts/new", &contact(&note)).await;
        assert_eq!(answer.status, 303, "room is back: {}", answer.text());
        assert!(answer.location.contains("/contacts/"), "{}", answer.location);
        saved += 1;
    }
    assert_eq!(test.get(&officer, "/contacts").await.status, 200);
    assert_eq!(count(&test, "contact").await, saved);
    let verified = kit::audit::verify(&test.app.db, test.system("ruse").municipality, &[]).await;
    assert_eq!(verified.unwrap().finding, None);
}

/// PostgreSQL on a full disk answers with its code 53100. A real server is made to say so here: a
/// disk to fill needs more rights than a test has.
#[tokio::test]
async fn a_full_disk_of_postgresql_is_told_loses_nothing_and_passes() {
    let test = TestApp::new().await;
    if !matches!(test.target, Target::Postgres(_)) {
        return;
    }
    let officer = test.officer();
    assert_eq!(test.post(&officer, "/contacts/new", &contact("преди")).await.status, 303);
    let contacts = count(&test, "contact").await;
    let owner = Db::owner(&test.target).await.unwrap();
    // The last row of the transaction finds no room: all before it must go too.
    let full = "create function no_room() returns trigger language plpgsql as $$ begin \
                raise exception 'could not extend file' using errcode = '53100'; \
                end $$";
    owner.execute_unprepared(full).await.unwrap();
    let trigger = "create trigger no_room before insert on audit for each row \
                   when (new.action <> 'list') execute function no_room()";
    owner.execute_unprepared(trigger).await.unwrap();
    let answer = test.post(&officer, "/contacts/new", &contact("няма място")).await;
    is_told(&answer, StatusCode::INSUFFICIENT_STORAGE, "Няма място на диска");
    assert_eq!(test.get(&officer, "/contacts").await.status, 200, "reading goes on");
    assert_eq!(count(&test, "contact").await, contacts, "nothing half-done");
    owner.execute_unprepared("drop trigger no_room on audit").await.unwrap();
    owner.close().await.unwrap();
    assert_eq!(test.post(&officer, "/contacts/new", &contact("след")).await.status, 303);
    assert_eq!(count(&test, "contact").await, contacts + 1);
}

async fn send(router: axum::Router, user: &User, fields: &[(&str, &str)]) -> u16 {
    use tower::ServiceExt;
    let token = user.token.clone().unwrap();
    let mut pairs = vec![("_csrf".to_owned(), csrf(&token))];
    pairs.extend(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    let request = Request::builder()
        .method("POST")
        .uri("/ruse/contacts/new")
        .header(header::HOST, "test")
        .header(header::COOKIE, format!("opora-ruse={token}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(testing::encode(&pairs)))
        .unwrap();
    router.oneshot(request).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_file_held_by_another_program_is_told_and_passes() {
    let test = TestApp::new().await;
    if matches!(test.target, Target::Postgres(_)) {
        return;
    }
    let officer = test.officer();
    let other = Db::owner(&test.target).await.unwrap();
    other.execute_unprepared("begin immediate").await.unwrap();
    let answer = test.post(&officer, "/contacts/new", &contact("изчакай")).await;
    is_told(&answer, StatusCode::SERVICE_UNAVAILABLE, "Базата данни не отговаря");
    other.execute_unprepared("rollback").await.unwrap();
    let answer = test.post(&officer, "/contacts/new", &contact("изчакай")).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(count(&test, "contact").await, 1);
}

/// The way to a PostgreSQL server, which can be cut.
struct Way {
    port: u16,
    server: String,
    task: JoinHandle<()>,
}

impl Way {
    async fn open(server: &str, port: u16) -> Way {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let to = server.to_owned();
        let task = tokio::spawn(async move {
            // Dropped with this task, and with it each connection.
            let mut all = tokio::task::JoinSet::new();
            while let Ok((mut near, _)) = listener.accept().await {
                let to = to.clone();
                all.spawn(async move {
                    if to.starts_with('/') {
                        let mut far = UnixStream::connect(&to).await.unwrap();
                        let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
                    } else {
                        let mut far = TcpStream::connect(&to).await.unwrap();
                        let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
                    }
                });
            }
        });
        Way { port, server: server.to_owned(), task }
    }

    async fn cut(&mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }

    async fn mend(&mut self) {
        *self = Way::open(&self.server, self.port).await;
    }
}

/// The address of a server by its URL, and the URL through a port of this machine.
fn through(url: &str, port: u16) -> (String, String) {
    let rest = url.strip_prefix("postgres://").unwrap();
    let (who, place) = rest.split_once('@').unwrap_or(("", rest));
    let (host, name) = place.split_once('/').unwrap();
    let server = if host.starts_with("%2F") {
        format!("{}/.s.PGSQL.5432", host.replace("%2F", "/"))
    } else if host.contains(':') {
        host.to_owned()
    } else {
        format!("{host}:5432")
    };
    (server, format!("postgres://{who}@127.0.0.1:{port}/{name}"))
}

#[tokio::test]
async fn a_server_that_is_away_is_told_and_comes_back() {
    let mut test = TestApp::new().await;
    let Target::Postgres(url) = test.target.clone() else { return };
    let (server, _) = through(&url, 0);
    let mut way = Way::open(&server, 0).await;
    let (_, near) = through(&url, way.port);
    let root = kit::crypto::RootKey::from_bytes([7; 32]);
    let options = DbOptions { target: Target::Postgres(near), root, clock: test.clock.clone() };
    test.app = App::new(Db::open(options).await.unwrap(), WebSettings::default()).unwrap();
    test.router = test.app.router();
    let officer = test.officer();
    // Several connections are open when the server goes.
    let asked = (0..12).map(|_| test.get(&officer, "/contacts"));
    for answer in join(asked).await {
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    way.cut().await;
    let answer = test.post(&officer, "/contacts/new", &contact("изчакай")).await;
    is_told(&answer, StatusCode::SERVICE_UNAVAILABLE, "Базата данни не отговаря");
    let answer = test.get(&officer, "/contacts").await;
    is_told(&answer, StatusCode::SERVICE_UNAVAILABLE, "Базата данни не отговаря");
    way.mend().await;
    for n in 1..=3 {
        let answer = test.post(&officer, "/contacts/new", &contact("изчакай")).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(count(&test, "contact").await, n);
    }
}

/// Waits for all of them at once.
async fn join<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut all: Vec<_> = all.map(Box::pin).collect();
    let mut done: Vec<Option<T>> = all.iter().map(|_| None).collect();
    std::future::poll_fn(move |context| {
        for (one, place) in all.iter_mut().zip(&mut done) {
            if place.is_none()
                && let std::task::Poll::Ready(value) = one.as_mut().poll(context)
            {
                *place = Some(value);
            }
        }
        if done.iter().any(Option::is_none) {
            return std::task::Poll::Pending;
        }
        std::task::Poll::Ready(done.iter_mut().filter_map(Option::take).collect())
    })
    .await
}

#[tokio::test]
async fn a_session_that_ends_while_somebody_writes_keeps_the_text() {
    let test = TestApp::new().await;
    let mut officer = test.officer();
    assert_eq!(test.get(&officer, "/contacts/new").await.status, 200);
    test.clock.set(testing::NOW.plus_ms(20 * 60_000));
    let mut fields = contact("Дълга бележка, писана двайсет минути.");
    fields.push(("_path", "/ruse/contacts/new"));
    let answer = test.post(&officer, "/contacts/new", &fields).await;
    assert_eq!(answer.status, 303);
    assert!(answer.location.starts_with("/ruse/sign-in?next="), "{}", answer.location);
    assert_eq!(count(&test, "contact").await, 0);
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let account = officer.account.unwrap();
    let token = kit::access::Sessions::open(&tx, account, "127.0.0.1", "test").await.unwrap();
    tx.commit().await.unwrap();
    officer.token = Some(token);
    let page = test.get(&officer, "/contacts/new").await.text();
    assert!(page.contains("Дълга бележка, писана двайсет минути."), "{page}");
    let other = test.get(&test.user("mezdra", "head"), "/contacts/new").await.text();
    assert!(!other.contains("Дълга бележка"), "nobody else reads it");
}

/// What no form expects.
const NONSENSE: &[&str] = &[
    "",
    "\0\u{1}\u{7f}",
    "-1",
    "99999999999999999999999999",
    "2026-02-30",
    "0000000000000",
    "'; drop table person; --",
    "<script>alert(1)</script>",
    "\u{202e}ѝ\u{301}👩‍👩‍👧",
];

/// Names of the boxes of all forms, as their pages show them.
const BOXES: &[&str] = &[
    "_version",
    "_key",
    "_path",
    "name",
    "username",
    "post",
    "role",
    "password",
    "again",
    "secret",
    "code",
    "given",
    "family",
    "id-kind",
    "id-value",
    "birth-day",
    "birth-month",
    "birth-year",
    "present-place",
    "person",
    "service",
    "words",
    "channel",
    "urgent",
    "guardianship",
    "point",
    "topic",
    "law",
    "outcome",
    "minutes",
    "note",
    "institution",
    "who",
    "text",
    "day-day",
    "day-month",
    "day-year",
    "time",
    "place_kind",
    "informed",
    "format",
    "everyday",
    "sources",
    "signed_on-day",
    "signed_on-month",
    "signed_on-year",
    "signed_how",
    "how",
    "reason",
    "receiver",
    "due_on-day",
    "due_on-month",
    "due_on-year",
    "question",
    "request",
    "answer",
    "ground",
    "first-day",
    "first-month",
    "first-year",
    "pause",
    "days",
    "number",
    "kind",
    "capacity",
    "counters",
    "valid_from-day",
    "valid_from-month",
    "valid_from-year",
    "member",
    "page",
    "q",
    "from",
    "to",
    "sort",
    "state",
    "month",
    "year",
    "lang",
    "next",
    "signal",
    "before",
    "after",
];

#[tokio::test]
async fn nonsense_in_any_form_breaks_nothing() {
    every_other_form(0).await;
}

#[tokio::test]
async fn nonsense_in_the_other_forms_breaks_nothing() {
    every_other_form(1).await;
}

/// Asks every other page and form for nonsense: two halves, that no core waits for one long test.
async fn every_other_form(begin: usize) {
    let test = TestApp::filled().await;
    let ids = Ids::load(&test, "ruse").await;
    let (mut asked, mut broken) = (0, Vec::new());
    for route in app::routes().list().iter().skip(begin).step_by(2) {
        if route.path.ends_with("/sign-out") || route.path.contains("/sessions") {
            continue;
        }
        // Somebody who is let in.
        let user = roles::STANDARD_ROLES
            .iter()
            .find(|role| match route.need {
                kit::web::Need::Right(right) => role.rights.contains(&right),
                _ => role.id == "head",
            })
            .map(|role| test.user("ruse", role.id));
        let user = user.unwrap_or_else(|| test.officer());
        let mut paths = ids.paths(route);
        paths.truncate(3);
        for path in paths {
            for nonsense in NONSENSE {
                let fields: Vec<(&str, &str)> =
                    BOXES.iter().map(|name| (*name, *nonsense)).collect();
                let answer = if route.method == "GET" {
                    let pairs: Vec<_> =
                        fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
                    test.get(&user, &format!("{path}?{}", testing::encode(&pairs))).await
                } else {
                    test.post(&user, &path, &fields).await
                };
                let text = answer.text();
                let what = format!("{} {path} {nonsense:?}", route.method);
                if answer.status.as_u16() >= 500 || text.contains("<script>alert") {
                    broken.push(format!("{what}: {}", answer.status));
                }
                asked += 1;
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(asked > 2_500, "{asked}");
    assert!(count(&test, "person").await > 0);
}
