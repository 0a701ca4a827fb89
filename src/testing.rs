//! The program under test: a real database, two twin municipalities, people of each role.
//!
//! SQLite in a folder of its own by default; PostgreSQL when `OPORA_TEST_DATABASE_URL` names a
//! server where databases may be made. Included by unit tests and by tests/*.rs alike.
#![allow(dead_code, clippy::disallowed_methods, clippy::missing_panics_doc, missing_docs)]

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use kit::access::{self, Actor, NewAccount, Sessions};
use kit::store::{Db, DbOptions, NewMunicipality, Target};
use kit::types::{AccountId, Clock, Instant};
use kit::web::WebSettings;
use opora::app::App;
use opora::migrations::migrate;
use opora::roles;
use std::collections::HashMap;
use std::sync::Arc;
use tower::ServiceExt;

#[path = "shelf.rs"]
mod shelf;
use shelf::{Ready, fresh_database};

/// Saturday noon would be a day off: Tuesday, 24 November 2026, 10:00 in Sofia.
pub const NOW: Instant = Instant(1_795_507_200_000);

/// What stands ready was made so long before: a clock that stood still would give the same ids.
const MADE_BEFORE_MS: i64 = 10_000;

/// The program with its tests' municipalities `ruse` and `mezdra`.
pub struct TestApp {
    pub app: App,
    pub clock: Clock,
    pub router: axum::Router,
    pub target: Target,
    users: HashMap<(String, String), User>,
    folder: Arc<tempfile::TempDir>,
}

/// Somebody who asks.
#[derive(Clone, Debug)]
pub struct User {
    pub municipality: String,
    pub account: Option<AccountId>,
    pub token: Option<String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).expect("a body in JSON")
    }

    /// The value of a hidden or typed box of the page.
    pub fn value(&self, name: &str) -> Option<String> {
        let text = self.text();
        let at = text.find(&format!("name=\"{name}\""))?;
        let rest = &text[at..];
        let end = rest.find('>')?;
        let tag = &rest[..end];
        let value = tag.split_once("value=\"")?.1;
        Some(value.split_once('"')?.0.to_owned())
    }
}

impl TestApp {
    /// A fresh program; the clock stands at [`NOW`].
    pub async fn new() -> TestApp {
        TestApp::at(NOW).await
    }

    /// A fresh program with the clock at a moment.
    pub async fn at(now: Instant) -> TestApp {
        let name = format!("new-{}", now.0);
        TestApp::ready(&name, now, async || TestApp::made_at(now.plus_ms(-MADE_BEFORE_MS)).await)
            .await
    }

    /// The program with the demonstration; the clock stands at [`NOW`].
    pub async fn filled() -> TestApp {
        TestApp::ready("filled", NOW, async || {
            let test = TestApp::made_at(NOW.plus_ms(-6 * MADE_BEFORE_MS)).await;
            let wrong = opora::demo::fill(&test.app).await.expect("the demonstration");
            assert!(wrong.is_empty(), "{wrong:?}");
            test
        })
        .await
    }

    /// A copy of what stands ready in this run of tests, made by whoever comes first.
    async fn ready(name: &str, now: Instant, make: impl AsyncFnOnce() -> TestApp) -> TestApp {
        if std::env::var("NEXTEST_RUN_ID").is_err() {
            return make().await;
        }
        let made = Ready::find(name, async || {
            let made = make().await;
            made.app.db.close().await;
            let users = made.users.iter().map(|(key, user)| {
                serde_json::json!([key.0, key.1, user.account.map(|id| id.0), user.token])
            });
            let note = serde_json::Value::from_iter(users).to_string();
            // The folder with the database goes with the test; it is copied before.
            (made.target.clone(), note, made)
        });
        let ready = made.await.expect("a run of tests");
        let folder = Arc::new(tempfile::tempdir().expect("a folder for the test"));
        let server = std::env::var("OPORA_TEST_DATABASE_URL").ok();
        let target = ready.copy(server.as_deref(), &folder.path().join("opora.db")).await;
        let mut test = TestApp::on(target, folder, now).await;
        let users: Vec<(String, String, Option<i64>, Option<String>)> =
            serde_json::from_str(&ready.note()).expect("the users");
        test.users = users
            .into_iter()
            .map(|(municipality, role, account, token)| {
                let account = account.map(AccountId);
                let user = User { municipality: municipality.clone(), account, token };
                ((municipality, role), user)
            })
            .collect();
        test
    }

    async fn made_at(now: Instant) -> TestApp {
        let mut test = TestApp::empty(now).await;
        for (slug, code, name) in
            [("ruse", "RSE27", "Община Русе"), ("mezdra", "VRC27", "Община Мездра")]
        {
            test.add_municipality(slug, code, name).await;
        }
        test
    }

    /// A program with no municipality, as after installing it.
    pub async fn empty(now: Instant) -> TestApp {
        TestApp::over(std::env::var("OPORA_TEST_DATABASE_URL").ok(), now).await
    }

    /// The same on SQLite, whatever the other tests run on: to compare the two.
    pub async fn empty_on_sqlite(now: Instant) -> TestApp {
        TestApp::over(None, now).await
    }

    async fn over(server: Option<String>, now: Instant) -> TestApp {
        let folder = Arc::new(tempfile::tempdir().expect("a folder for the test"));
        let target = match server {
            Some(server) => Target::Postgres(fresh_database(&server).await),
            None => Target::Sqlite(folder.path().join("opora.db")),
        };
        if matches!(target, Target::Sqlite(_)) {
            migrate(&target).await.expect("migrations");
        }
        TestApp::on(target, folder, now).await
    }

    async fn on(target: Target, folder: Arc<tempfile::TempDir>, now: Instant) -> TestApp {
        ui::text::strict(true);
        // Why something failed stands beside the failure. The first test of a process sets it.
        let errors = tracing_subscriber::fmt().with_max_level(tracing::Level::ERROR);
        drop(errors.with_test_writer().try_init());
        let clock = Clock::standing_at(now);
        let db = open(&target, clock.clone()).await;
        let settings = WebSettings::default();
        let app = App::new(db, settings).expect("the program");
        let router = app.router();
        TestApp { app, clock, router, target, users: HashMap::new(), folder }
    }

    /// The folder of the test's files.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    async fn add_municipality(&mut self, slug: &str, code: &str, name: &str) {
        let new = NewMunicipality {
            slug: slug.into(),
            code: code.into(),
            name: name.into(),
            name_en: format!("Municipality of {slug}"),
            settings: "{}".into(),
        };
        let created = self.app.db.create_municipality(new).await.expect("a municipality");
        let actor = Actor::system(created.id, "test");
        let tx = self.app.db.write(&actor).await.expect("a transaction");
        roles::define_standard_roles(&tx).await.expect("roles");
        for role in roles::STANDARD_ROLES {
            let name = format!("Тест {}", role.name);
            let new = NewAccount { username: role.id, name: &name, post: role.name };
            let account = access::create_account(&tx, new).await.expect("an account");
            let today = tx.today();
            access::give_role(&tx, account, role.id, today).await.expect("a role");
            let token = Sessions::open(&tx, account, "127.0.0.1", "test").await.expect("a session");
            let user =
                User { municipality: slug.to_owned(), account: Some(account), token: Some(token) };
            self.users.insert((slug.to_owned(), role.id.to_owned()), user);
        }
        tx.commit().await.expect("saved");
    }

    /// The person of a role in a municipality.
    pub fn user(&self, municipality: &str, role: &str) -> User {
        self.users[&(municipality.to_owned(), role.to_owned())].clone()
    }

    /// Ruse's referral officer, who does most of the work.
    pub fn officer(&self) -> User {
        self.user("ruse", "referral_officer")
    }

    /// Sessions end after eight hours: somebody signs in again.
    pub async fn again(&self, user: &User) -> User {
        let tx = self.app.db.write(&self.system(&user.municipality)).await.expect("a transaction");
        let account = user.account.expect("an account");
        let token = Sessions::open(&tx, account, "127.0.0.1", "test").await.expect("a session");
        tx.commit().await.expect("saved");
        User { token: Some(token), ..user.clone() }
    }

    /// Somebody who is not signed in.
    pub fn nobody(&self, municipality: &str) -> User {
        User { municipality: municipality.to_owned(), account: None, token: None }
    }

    /// An actor of the program itself, for looking into the database.
    pub fn system(&self, municipality: &str) -> Actor {
        let id = self.app.db.municipality(municipality).expect("a municipality").id;
        Actor::system(id, "test")
    }

    fn request(&self, user: &User, method: &str, path: &str) -> axum::http::request::Builder {
        let builder = Request::builder().method(method).uri(path).header(header::HOST, "test");
        match &user.token {
            Some(token) => {
                builder.header(header::COOKIE, format!("opora-{}={token}", user.municipality))
            }
            None => builder,
        }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let location = parts.headers.get(header::LOCATION).and_then(|v| v.to_str().ok());
        Answer {
            status: parts.status,
            location: location.unwrap_or_default().to_owned(),
            headers: parts.headers.clone(),
            bytes: to_bytes(body, usize::MAX).await.expect("a body").to_vec(),
        }
    }

    /// Opens a page below the user's municipality.
    pub async fn get(&self, user: &User, path: &str) -> Answer {
        let path = format!("/{}{path}", user.municipality);
        self.send(self.request(user, "GET", &path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form below the user's municipality, with the session's token against forgery.
    pub async fn post(&self, user: &User, path: &str, fields: &[(&str, &str)]) -> Answer {
        let path = format!("/{}{path}", user.municipality);
        let mut pairs: Vec<(String, String)> = Vec::new();
        if let Some(token) = &user.token {
            let hash = kit::crypto::fingerprint(token);
            pairs.push(("_csrf".into(), kit::crypto::fingerprint(format!("csrf/{hash}"))));
        }
        pairs.extend(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        let request = self
            .request(user, "POST", &path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(encode(&pairs)))
            .expect("a request");
        self.send(request).await
    }

    /// Opens the database again, as after a restart.
    pub async fn reopened(&self) -> App {
        // A restart takes time: two makers of ids in one millisecond might give the same id.
        self.clock.set(self.clock.now().plus_ms(1));
        let db = open(&self.target, self.clock.clone()).await;
        App::new(db, WebSettings::default()).expect("the program")
    }
}

/// A form's body.
pub fn encode(pairs: &[(String, String)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                    char::from(byte).to_string()
                }
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    pairs
        .iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect::<Vec<_>>()
        .join("&")
}

async fn open(target: &Target, clock: Clock) -> Db {
    let root = kit::crypto::RootKey::from_bytes([7; 32]);
    Db::open(DbOptions { target: target.clone(), root, clock }).await.expect("the database")
}

#[tokio::test]
async fn the_first_page_opens_and_a_stranger_is_sent_to_sign_in() {
    let test = TestApp::new().await;
    let page = test.get(&test.nobody("ruse"), "").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("Община Русе"));
    let missing = test.get(&test.nobody("ruse"), "/nothing").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
