//! Accounts of citizens: the door, whose things are whose, what is hidden, and what is said of a place in
//! a list.

mod door;
mod identity;
mod own;

use super::whose::{Facts, Standing, may_own, standing};
use super::words::{action_code, article, purpose_code};
use crate::people::{self, NewPerson, NewRepresentative, PersonId};
use crate::testing::{Answer, TestApp, User, encode};
use axum::body::Body;
use axum::http::{Request, header};
use kit::access::SecondFactor;
use kit::types::Day;
use law::Signs;

/// Somebody at a browser: the cookie of their account.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    pub cookie: String,
}

impl Browser {
    /// Keeps the cookie of an account that an answer sets.
    pub fn keep(&mut self, answer: &Answer) {
        for value in answer.headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().unwrap_or_default();
            if text.starts_with("opora-me-") {
                self.cookie = text.split(';').next().unwrap_or_default().to_owned();
            }
        }
    }

    fn token(&self) -> String {
        let secret = self.cookie.split_once('=').map(|(_, value)| value).unwrap_or_default();
        let hash = kit::crypto::fingerprint(secret);
        kit::crypto::fingerprint(format!("csrf/citizen/{hash}"))
    }

    pub async fn get(&self, test: &TestApp, path: &str) -> Answer {
        let request = Request::builder().uri(format!("/ruse{path}")).header(header::HOST, "test");
        let request = request.header(header::COOKIE, &self.cookie).body(Body::empty()).unwrap();
        test.send(request).await
    }

    /// Sends a form with the token of the session.
    pub async fn post(&self, test: &TestApp, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut pairs = vec![("_csrf".to_owned(), self.token())];
        pairs.extend(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
        self.post_as_is(test, path, &pairs).await
    }

    pub async fn post_as_is(
        &self,
        test: &TestApp,
        path: &str,
        pairs: &[(String, String)],
    ) -> Answer {
        let request = Request::builder()
            .method("POST")
            .uri(format!("/ruse{path}"))
            .header(header::HOST, "test")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(encode(pairs)))
            .unwrap();
        test.send(request).await
    }
}

pub const PASSWORD: &str = "много дълго изречение";

/// A browser with a new account, its number and its second factor.
pub async fn opened(test: &TestApp) -> (Browser, String, SecondFactor) {
    let mut browser = Browser::default();
    let form = browser.get(test, "/my/new").await;
    let secret = form.value("secret").expect("the second factor");
    let factor = SecondFactor::from_base32(&secret).expect("a secret");
    let code = factor.code(test.clock.now());
    let fields = [
        ("secret", secret.as_str()),
        ("password", PASSWORD),
        ("again", PASSWORD),
        ("code", code.as_str()),
        ("_key", secret.get(..12).unwrap_or_default()),
    ];
    let answer = browser.post(test, "/my/new", &fields).await;
    assert_eq!(answer.location, "/ruse/my", "{}", answer.text());
    browser.keep(&answer);
    let home = browser.get(test, "/my").await.text();
    let login = home.split("Номер за вход: <strong>").nth(1).expect("the number");
    let login = super::account::digits(login.split('<').next().unwrap_or_default());
    assert_eq!(login.len(), 9, "{home}");
    (browser, login, factor)
}

/// Ties the account of a browser to a person, as an officer does.
pub async fn tied(test: &TestApp, browser: &mut Browser, person: PersonId) -> Answer {
    let page = browser.post(test, "/my/code", &[("_key", "code")]).await.text();
    let code = page.split("govuk-heading-xl\">").nth(1).expect("the code");
    let code = super::account::digits(code.split('<').next().unwrap_or_default());
    let path = format!("/people/{person}/citizen");
    let fields = [("code", code.as_str()), ("proof", "id_card"), ("_key", "tie")];
    test.post(&test.officer(), &path, &fields).await
}

/// A person of Ruse born on a day.
pub async fn person(test: &TestApp, given: &str, birth: &str) -> PersonId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let new = NewPerson {
        given: given.into(),
        family: "Измислена".into(),
        birth_day: birth.parse().ok(),
        ..Default::default()
    };
    let id = people::create(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Somebody becomes the parent of another.
pub async fn parent_of(test: &TestApp, child: PersonId, parent: PersonId) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let new = NewRepresentative {
        other: Some(parent),
        ground: "parent".into(),
        ..NewRepresentative::default()
    };
    let from: Day = "2020-01-01".parse().unwrap();
    people::add_representative(&mut tx, child, from, &new).await.unwrap();
    tx.commit().await.unwrap();
}

/// The officer, for pages of the desk.
pub fn officer(test: &TestApp) -> User {
    test.officer()
}

#[test]
fn who_sees_whom_follows_from_age_signature_and_closing() {
    let all = [Signs::Alone, Signs::WithConsent, Signs::Representative, Signs::Unknown];
    for signs in all {
        for (is_signer, is_closed) in [(false, false), (false, true), (true, true)] {
            let facts = Facts { signs, is_signer, is_closed };
            assert_eq!(standing(facts), None, "{facts:?}");
        }
    }
    let open = |signs| standing(Facts { signs, is_signer: true, is_closed: false });
    assert_eq!(open(Signs::Representative), Some(Standing::Instead));
    assert_eq!(open(Signs::WithConsent), Some(Standing::Consents));
    assert_eq!((open(Signs::Alone), open(Signs::Unknown)), (None, None));
    // Who consents sees what is to be decided; the log and the data are the child's own.
    assert!(Standing::Consents.viewer().is_none());
    assert!(may_own(Signs::Alone) && may_own(Signs::WithConsent));
    assert!(!may_own(Signs::Representative) && !may_own(Signs::Unknown));
}

#[test]
fn every_purpose_for_which_data_are_handled_has_plain_words() {
    // These handle nobody's data but the program's own.
    let silent = ["rules", "powers", "portal", "description of the programming interface"];
    let routes = crate::app::routes();
    for route in routes.list() {
        let name = route.purpose.split(": ").next().unwrap_or_default();
        let code = purpose_code(route.purpose);
        let is_known = code != "other" || silent.contains(&name);
        assert!(is_known, "{} has no plain words: {}", route.purpose, route.path);
    }
    assert_eq!(purpose_code("people: чл. 73, 75 ЗСУ"), "people");
    assert_eq!(article("people: чл. 73, 75 ЗСУ"), "чл. 73, 75 ЗСУ");
    assert_eq!((action_code("read"), action_code("something new")), ("read", "other"));
}
