//! Every route refuses whom it must: strangers, the wrong role, another municipality, those whose
//! work here has ended, and forged forms. The list of routes is the program's own, so a new route
//! cannot be forgotten.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

#[path = "../src/testing.rs"]
mod testing;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use kit::access::{self, NewAccount, Sessions};
use kit::web::{Need, RouteInfo};
use opora::app;
use testing::{Answer, TestApp, User};

/// The route's path in a municipality, its parameters filled with what could be an id.
fn path_of(route: &RouteInfo, municipality: &str) -> String {
    let filled = route.path.split('/').map(|segment| match segment {
        "{municipality}" => municipality,
        s if s.starts_with('{') => "00000000007zz",
        s => s,
    });
    filled.collect::<Vec<_>>().join("/")
}

async fn ask(test: &TestApp, route: &RouteInfo, path: &str, user: &User) -> Answer {
    let below = path.strip_prefix(&format!("/{}", user.municipality)).unwrap_or(path);
    match route.method {
        "GET" => test.get(user, below).await,
        _ => test.post(user, below, &[]).await,
    }
}

fn is_api(route: &RouteInfo) -> bool {
    route.path.starts_with("/{municipality}/api/")
}

/// Sent to sign in, or told that nobody is signed in.
fn is_turned_away(route: &RouteInfo, answer: &Answer) -> bool {
    if is_api(route) {
        return answer.status == StatusCode::UNAUTHORIZED;
    }
    answer.status == StatusCode::SEE_OTHER && answer.location.contains("/sign-in?next=")
}

/// Somebody of Ruse with an account and no role.
async fn without_role(test: &TestApp) -> User {
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let new = NewAccount {
        username: "norole", name: "Безролев Примеров", post: "стажант"
    };
    let id = access::create_account(&tx, new).await.unwrap();
    let token = Sessions::open(&tx, id, "127.0.0.1", "test").await.unwrap();
    tx.commit().await.unwrap();
    User { municipality: "ruse".into(), account: Some(id), token: Some(token) }
}

fn guarded() -> Vec<RouteInfo> {
    let routes = app::routes().list().to_vec();
    routes.into_iter().filter(|route| !matches!(route.need, Need::Public | Need::Secret)).collect()
}

#[tokio::test]
async fn strangers_are_turned_away_from_every_route() {
    let test = TestApp::new().await;
    let nobody = test.nobody("ruse");
    let routes = guarded();
    assert!(routes.len() >= 20, "{} routes", routes.len());
    for route in routes {
        let answer = ask(&test, &route, &path_of(&route, "ruse"), &nobody).await;
        assert!(
            is_turned_away(&route, &answer),
            "{} {}: {}",
            route.method,
            route.path,
            answer.status
        );
    }
}

#[tokio::test]
async fn who_lacks_the_right_is_refused_and_it_is_recorded() {
    let test = TestApp::new().await;
    let user = without_role(&test).await;
    for route in guarded().into_iter().filter(|route| matches!(route.need, Need::Right(_))) {
        let answer = ask(&test, &route, &path_of(&route, "ruse"), &user).await;
        let what = format!("{} {}", route.method, route.path);
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}");
        assert!(count_refusals(&test, &what).await > 0, "{what} left no row in the audit");
    }
}

async fn count_refusals(test: &TestApp, what: &str) -> usize {
    use kit::audit::entity::audit;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let rows = audit::Entity::find()
        .filter(audit::Column::MunicipalityId.eq(tx.municipality()))
        .filter(audit::Column::Outcome.eq("refused"))
        .filter(audit::Column::ObjectId.eq(what))
        .all(tx.conn());
    rows.await.unwrap().len()
}

#[tokio::test]
async fn a_session_of_another_municipality_opens_nothing() {
    let test = TestApp::new().await;
    let head = test.user("mezdra", "head");
    for route in guarded() {
        let path = path_of(&route, "ruse");
        let cookie = format!("opora-mezdra={0}; opora-ruse={0}", head.token.clone().unwrap());
        let request = Request::builder()
            .method(route.method)
            .uri(&path)
            .header(header::HOST, "test")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::empty())
            .unwrap();
        let answer = test.send(request).await;
        assert!(is_turned_away(&route, &answer), "{} {path}: {}", route.method, answer.status);
    }
}

#[tokio::test]
async fn whose_account_is_closed_is_turned_away_in_the_very_next_request() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    assert_eq!(test.get(&head, "/sign-in").await.status, StatusCode::OK);
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    access::disable_account(&tx, head.account.unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    test.app.kit.sessions.forget();
    for route in guarded() {
        let answer = ask(&test, &route, &path_of(&route, "ruse"), &head).await;
        assert!(
            is_turned_away(&route, &answer),
            "{} {}: {}",
            route.method,
            route.path,
            answer.status
        );
    }
}

#[tokio::test]
async fn forged_forms_are_refused_on_every_route_that_changes_something() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let cookie = format!("opora-ruse={}", head.token.clone().unwrap());
    let stolen = kit::crypto::fingerprint("csrf/of another session");
    for route in guarded().into_iter().filter(|route| route.method == "POST") {
        for (name, value, body) in [
            ("x-none", "", String::new()),
            ("x-none", "", format!("_csrf={stolen}")),
            ("sec-fetch-site", "cross-site", format!("_csrf={}", right_token(&head))),
            ("origin", "https://elsewhere.example", format!("_csrf={}", right_token(&head))),
        ] {
            let request = Request::builder()
                .method("POST")
                .uri(path_of(&route, "ruse"))
                .header(header::HOST, "test")
                .header(header::COOKIE, &cookie)
                .header(name, value)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(body.clone()))
                .unwrap();
            let answer = test.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {name} {body}", route.path);
        }
    }
}

fn right_token(user: &User) -> String {
    let hash = kit::crypto::fingerprint(user.token.as_deref().unwrap());
    kit::crypto::fingerprint(format!("csrf/{hash}"))
}

#[tokio::test]
async fn every_answer_has_the_headers_that_protect_it() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    for route in app::routes().list().iter().filter(|route| route.method == "GET") {
        let answer = ask(&test, route, &path_of(route, "ruse"), &head).await;
        assert!(
            answer.status.as_u16() < 500,
            "{}: {} {}",
            route.path,
            answer.status,
            answer.text()
        );
        let header = |name: &str| {
            answer.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
        };
        assert!(
            header("content-security-policy").starts_with("default-src 'none'"),
            "{}",
            route.path
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    }
}

#[test]
fn no_two_routes_are_the_same_and_each_says_why_it_handles_data() {
    let routes = app::routes().list().to_vec();
    let mut seen = std::collections::HashSet::new();
    for route in &routes {
        assert!(seen.insert((route.method, route.path.clone())), "{} twice", route.path);
        assert!(!route.purpose.is_empty());
    }
}
