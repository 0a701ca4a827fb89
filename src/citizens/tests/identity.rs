//! The door of a provider of identities, against a small server of the test's own: it signs what it is
//! told to sign, so that each thing that must be refused can be made.

use super::{Browser, person};
use crate::citizens::identity::Extra;
use crate::citizens::{Identity, account_of};
use crate::people::{IdentifierKind, PersonId, add_identifier};
use crate::testing::{Answer, TestApp};
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::routing::{get, post};
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreGenderClaim, CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
};
use openidconnect::{
    Audience, IdToken, IdTokenClaims, IssuerUrl, JsonWebKeyId, Nonce, PrivateSigningKey,
    StandardClaims, SubjectIdentifier,
};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// A key of the test's own (RFC 8410), of no worth outside it.
const KEY: &str = "-----BEGIN PRIVATE KEY-----\n\
    MC4CAQAwBQYDK2VwBCIEIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH\n\
    -----END PRIVATE KEY-----\n";
const NUMBER: &str = "8001010008";

/// What the provider says of whoever comes next.
#[derive(Clone, Debug)]
struct Says {
    nonce: String,
    audience: &'static str,
    number: Option<&'static str>,
    lives_s: i64,
}

type Spoken = Arc<Mutex<Says>>;

fn key() -> CoreEdDsaPrivateSigningKey {
    let id = Some(JsonWebKeyId::new("test".to_owned()));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(KEY, id).expect("a key")
}

fn token(issuer: &str, says: &Says, now_ms: i64) -> String {
    let at = |ms: i64| chrono::DateTime::from_timestamp_millis(ms).expect("a moment");
    let mut extra = Extra::default();
    if let Some(number) = says.number {
        extra.rest.insert("personal_number".to_owned(), number.into());
    }
    let claims: IdTokenClaims<Extra, CoreGenderClaim> = IdTokenClaims::new(
        IssuerUrl::new(issuer.to_owned()).expect("an address"),
        vec![Audience::new(says.audience.to_owned())],
        at(now_ms + says.lives_s * 1000),
        at(now_ms),
        StandardClaims::new(SubjectIdentifier::new("subject-1".to_owned())),
        extra,
    );
    let claims = claims.set_nonce(Some(Nonce::new(says.nonce.clone())));
    let token: IdToken<_, _, CoreJweContentEncryptionAlgorithm, _> =
        IdToken::new(claims, &key(), CoreJwsSigningAlgorithm::EdDsa, None, None).expect("signed");
    token.to_string()
}

async fn same(value: Value) -> Json<Value> {
    Json(value)
}

/// A provider on a free port; gives its address.
async fn provider(says: Spoken, now_ms: i64) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let told = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
    });
    let keys = json!({ "keys": [serde_json::to_value(key().as_verification_key()).unwrap()] });
    let signs = issuer.clone();
    let answer = move || {
        let (says, signs) = (says.clone(), signs.clone());
        async move {
            let says = says.lock().unwrap().clone();
            let id_token = token(&signs, &says, now_ms);
            Json(json!({ "access_token": "a", "token_type": "Bearer", "id_token": id_token }))
        }
    };
    let router = axum::Router::new()
        .route("/.well-known/openid-configuration", get(move || same(told.clone())))
        .route("/keys", get(move || same(keys.clone())))
        .route("/token", post(answer));
    tokio::spawn(async move { axum::serve(listener, router).await });
    issuer
}

/// The program with this provider, beside the one of the test on the same database.
fn with_provider(test: &TestApp, issuer: &str) -> axum::Router {
    let identity = Identity::new(issuer, ("opora", Some("secret".into())), "personal_number");
    test.app.clone().with_identity(Some(identity.expect("a provider"))).router()
}

async fn ask(router: &axum::Router, path: &str, cookie: &str) -> Answer {
    let request = Request::builder().uri(path).header(header::HOST, "test");
    let request = request.header(header::COOKIE, cookie).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let location = parts.headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
    Answer {
        status: parts.status,
        location: location.unwrap_or_default().to_owned(),
        headers: parts.headers.clone(),
        bytes: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
    }
}

fn of_query(address: &str, name: &str) -> String {
    let query = address.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let pair = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
    pair.unwrap_or_default().to_owned()
}

fn cookie_of(answer: &Answer) -> String {
    let all = answer.headers.get_all(header::SET_COOKIE).iter();
    let mut texts = all.filter_map(|value| value.to_str().ok());
    let text = texts.find(|text| text.starts_with("opora-identity=")).unwrap_or_default();
    text.split(';').next().unwrap_or_default().to_owned()
}

/// To the provider and back; `change` spoils what the provider says.
async fn way(test: &TestApp, change: impl Fn(&mut Says)) -> (Answer, axum::Router, String, String) {
    let says = Says { nonce: String::new(), audience: "opora", number: None, lives_s: 300 };
    let says: Spoken = Arc::new(Mutex::new(says));
    let issuer = provider(says.clone(), test.clock.now().0).await;
    let router = with_provider(test, &issuer);
    let begun = ask(&router, "/ruse/my/identity", "").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    assert!(begun.location.starts_with(&issuer), "{}", begun.location);
    assert!(!of_query(&begun.location, "code_challenge").is_empty(), "PKCE");
    {
        let mut says = says.lock().unwrap();
        says.nonce = of_query(&begun.location, "nonce");
        change(&mut says);
    }
    let (state, cookie) = (of_query(&begun.location, "state"), cookie_of(&begun));
    let back = format!("/ruse/my/identity/return?code=c&state={state}");
    let answer = ask(&router, &back, &cookie).await;
    (answer, router, back, cookie)
}

#[tokio::test]
async fn without_a_provider_there_is_no_such_door() {
    let test = TestApp::new().await;
    let browser = Browser::default();
    assert_eq!(browser.get(&test, "/my/identity").await.status, StatusCode::NOT_FOUND);
    assert!(!browser.get(&test, "/my/sign-in").await.text().contains("електронна идентичност"));
}

async fn with_number(test: &TestApp) -> PersonId {
    let ivan = person(test, "Иван", "1980-01-01").await;
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    add_identifier(&tx, ivan, IdentifierKind::Egn, NUMBER).await.unwrap();
    tx.commit().await.unwrap();
    ivan
}

#[tokio::test]
async fn whom_the_provider_names_comes_in_and_the_account_is_theirs() {
    let test = TestApp::new().await;
    let ivan = with_number(&test).await;
    let (answer, router, back, cookie) =
        way(&test, |says| says.number = Some("PNOBG-8001010008")).await;
    assert_eq!(answer.status, StatusCode::OK, "{} {}", answer.location, answer.text());
    let mut browser = Browser::default();
    browser.keep(&answer);
    assert_eq!(browser.get(&test, "/my").await.status, StatusCode::OK);
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    assert!(account_of(&tx, ivan).await.unwrap().is_some());
    tx.rollback().await;
    let again = ask(&router, &back, &cookie).await;
    assert_eq!(again.location, "/ruse/my/sign-in", "the way back serves once");
}

#[tokio::test]
async fn a_way_that_another_browser_began_leads_nowhere() {
    let test = TestApp::new().await;
    let says = Says { nonce: String::new(), audience: "opora", number: None, lives_s: 300 };
    let issuer = provider(Arc::new(Mutex::new(says)), test.clock.now().0).await;
    let router = with_provider(&test, &issuer);
    let begun = ask(&router, "/ruse/my/identity", "").await;
    let state = of_query(&begun.location, "state");
    let back = format!("/ruse/my/identity/return?code=c&state={state}");
    assert_eq!(ask(&router, &back, "").await.location, "/ruse/my/sign-in", "no cookie");
    let other = ask(&router, "/ruse/my/identity", "").await;
    let cookie = cookie_of(&other);
    assert_eq!(ask(&router, &back, &cookie).await.location, "/ruse/my/sign-in", "another state");
}

#[tokio::test]
async fn what_the_provider_did_not_say_to_us_now_is_refused() {
    type Spoil = fn(&mut Says);
    let test = TestApp::new().await;
    let spoils: [(&str, Spoil); 3] = [
        ("another nonce", |says| says.nonce = "other".to_owned()),
        ("another audience", |says| says.audience = "somebody else"),
        ("its term is over", |says| says.lives_s = -600),
    ];
    for (why, spoil) in spoils {
        let (answer, ..) = way(&test, spoil).await;
        assert_eq!(answer.location, "/ruse/my/sign-in", "{why}");
        let mut browser = Browser::default();
        browser.keep(&answer);
        assert!(browser.cookie.is_empty(), "{why}");
    }
}
