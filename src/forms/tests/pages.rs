//! The pages of own fields, and the forms that ask them.

use crate::forms::version::Forms;
use crate::forms::{Kind, transfer};
use crate::frontdesk::tests::Town;
use crate::testing::{Answer, TestApp, User};
use axum::body::Body;
use axum::http::{Request, header};

/// Who may change the forms of a municipality.
fn head(test: &TestApp, slug: &str) -> User {
    test.user(slug, "head")
}

/// Sends a form of an office's page with the version that the page of the form shows.
async fn send(test: &TestApp, user: &User, path: &str, fields: &[(&str, &str)]) -> Answer {
    let form: String = path.split('/').take(4).collect::<Vec<_>>().join("/");
    let edits = test.get(user, &form).await.value("_version").unwrap_or_default();
    let mut all = vec![("_version", edits.as_str())];
    all.extend_from_slice(fields);
    test.post(user, path, &all).await
}

async fn done(test: &TestApp, path: &str, fields: &[(&str, &str)]) {
    let answer = send(test, &head(test, "ruse"), path, fields).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.text());
}

const HEARD: [(&str, &str); 8] = [
    ("kind", "one"),
    ("bg", "Как научихте за нас"),
    ("en", "How did you learn about us"),
    ("seal", "usual"),
    ("option-0-bg", "от личен лекар"),
    ("option-0-en", "from a doctor"),
    ("option-1-bg", "от съсед"),
    ("option-1-en", "from a neighbour"),
];

/// The day of a version's beginning as boxes.
fn from(day: &'static str) -> [(&'static str, &'static str); 3] {
    [("from-day", day), ("from-month", "11"), ("from-year", "2026")]
}

/// The keys of the fields in the newest version of a form.
async fn keys(test: &TestApp, form: &str) -> Vec<String> {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let forms = Forms::load(&tx).await.expect("forms");
    tx.rollback().await;
    let newest = forms.of(Kind::from_code(form).expect("a form")).next_back().cloned();
    newest.expect("a version").fields.into_iter().map(|field| field.key).collect()
}

/// A version with one field of a choice, one number and one text, in force from today.
async fn contact_form(test: &TestApp) -> Vec<String> {
    let base = "/office/forms/contact";
    done(test, &format!("{base}/begin"), &[]).await;
    done(test, &format!("{base}/field"), &HEARD).await;
    let number = [("kind", "number"), ("bg", "Деца в дома"), ("en", "Children at home")];
    done(test, &format!("{base}/field"), &number).await;
    let text = [("kind", "short"), ("bg", "Кой го придружава"), ("en", "Who comes along")];
    done(test, &format!("{base}/field"), &text).await;
    done(test, &format!("{base}/publish"), &from("24")).await;
    keys(test, "contact").await
}

const USUAL: [(&str, &str); 5] = [
    ("topic", "telk"),
    ("outcome", "informed"),
    ("channel", "phone"),
    ("minutes", "7"),
    ("open", "1"),
];

async fn contact(test: &TestApp, fields: &[(&str, &str)]) -> Answer {
    let mut all = USUAL.to_vec();
    all.extend_from_slice(fields);
    test.post(&test.user("ruse", "intake"), "/contacts/new", &all).await
}

#[tokio::test]
async fn a_field_is_asked_shown_counted_and_written_into_the_file() {
    let town = Town::new().await;
    let test = &town.test;
    let clerk = test.user("ruse", "intake");
    let keys = contact_form(test).await;
    let names: Vec<String> = keys.iter().map(|key| format!("extra-{key}")).collect();
    let form = test.get(&clerk, "/contacts/new").await.text();
    assert!(form.contains("Как научихте за нас") && form.contains("от личен лекар"), "{form}");
    let english = test.get(&clerk, "/contacts/new?lang=en").await;
    assert!(english.text().contains("How did you learn about us"), "{}", english.text());
    let wrong = contact(test, &[(&names[1], "две"), (&names[2], "Дъщеря му Лиляна")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("Въведете цяло число"), "{}", wrong.text());
    assert!(wrong.text().contains("Дъщеря му Лиляна"), "nothing typed is lost");
    let saved = contact(test, &[(&names[0], "1"), (&names[1], "2"), (&names[2], "Лиляна")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    contact(test, &[(&names[0], "2")]).await;
    contact(test, &[]).await;
    let path = saved.location.trim_start_matches("/ruse").to_owned();
    let page = test.get(&clerk, &path).await.text();
    assert!(page.contains("от личен лекар") && page.contains("Лиляна"), "{page}");
    let one = test.get(&clerk, &format!("/api{path}")).await.json();
    assert_eq!(one["extra"][&keys[0]][0], "1", "{one}");
    assert_eq!(one["extra"][&keys[2]][0], "Лиляна");
    let numbers = test.get(&clerk, "/api/contacts/statistics?period=all").await.json();
    assert_eq!(numbers["by"][&names[0]]["1"]["contacts"], 1, "{numbers}");
    assert_eq!(numbers["by"][&names[0]][""]["contacts"], 1, "one did not say");
    assert!(numbers["by"][&names[1]].is_null(), "a number is not counted by");
    let table = test.get(&clerk, &format!("/contacts/statistics?by={}", names[0])).await.text();
    assert!(table.contains(&format!("{}=1", names[0])), "each number opens its list: {table}");
    for (value, lines) in [("1", 2), ("2", 2), ("none", 2)] {
        let file = format!("/contacts/export?{}={value}", names[0]);
        let file = test.get(&clerk, &file).await.text();
        assert_eq!(file.lines().count(), lines, "{value}: {file}");
    }
    let file = test.get(&clerk, "/contacts/export").await.text();
    assert!(file.contains("Как научихте за нас") && file.contains("от личен лекар"), "{file}");
    assert!(!file.contains("Лиляна"), "what is sealed leaves in no file");
}

#[tokio::test]
async fn what_was_entered_stays_under_its_version() {
    let town = Town::new().await;
    let test = &town.test;
    let clerk = test.user("ruse", "intake");
    let keys = contact_form(test).await;
    let name = format!("extra-{}", keys[0]);
    let saved = contact(test, &[(&name, "1")]).await;
    let path = saved.location.trim_start_matches("/ruse").to_owned();
    let base = "/office/forms/contact";
    let changed = send(test, &head(test, "ruse"), &format!("{base}/field"), &HEARD).await;
    assert_eq!(changed.status, 422, "a version in force is not changed");
    done(test, &format!("{base}/begin"), &[]).await;
    let mut off = HEARD.to_vec();
    off.extend([("key", keys[0].as_str()), ("off", "yes"), ("option-0-code", "1")]);
    done(test, &format!("{base}/field"), &off).await;
    let today = send(test, &head(test, "ruse"), &format!("{base}/publish"), &from("24")).await;
    assert_eq!(today.status, 422, "another version begins today");
    assert!(today.text().contains("25.11.2026"), "{}", today.text());
    done(test, &format!("{base}/publish"), &from("25")).await;
    let compared = test.get(&head(test, "ruse"), &format!("{base}/compare?one=1&other=2")).await;
    assert!(compared.text().contains("изключено"), "{}", compared.text());
    assert!(test.get(&clerk, "/contacts/new").await.text().contains("Как научихте"), "today");
    test.clock.set(test.clock.now().plus_ms(15 * 60 * 60 * 1000));
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let own = Forms::load(&tx).await.expect("forms").on(Kind::Contact, tx.today());
    tx.rollback().await;
    assert_eq!(own.fields.len(), 2, "tomorrow it is asked no more");
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let account = clerk.account.expect("an account");
    let token = kit::access::Sessions::open(&tx, account, "127.0.0.1", "test").await;
    tx.commit().await.expect("saved");
    let clerk = User { token: Some(token.expect("a session")), ..clerk };
    assert!(!test.get(&clerk, "/contacts/new").await.text().contains("Как научихте"));
    assert!(test.get(&clerk, &path).await.text().contains("от личен лекар"), "the answer stays");
    let edit = test.get(&clerk, &format!("{path}/edit")).await.text();
    assert!(edit.contains("Как научихте"), "an old contact asks what it asked: {edit}");
    let mut fields = USUAL.to_vec();
    fields.extend([("_version", "1"), (name.as_str(), "2")]);
    let corrected = test.post(&clerk, &format!("{path}/edit"), &fields).await;
    assert_eq!(corrected.status, 303, "{}", corrected.text());
    let page = test.get(&clerk, &path).await.text();
    assert!(page.contains("от съсед") && page.contains("от личен лекар"), "{page}");
}

#[tokio::test]
async fn two_heads_lose_nothing_and_mistakes_are_told_beside_the_boxes() {
    let test = TestApp::new().await;
    let user = head(&test, "ruse");
    let empty = test.get(&user, "/office/forms/wish").await.text();
    assert!(empty.contains("няма свои полета"), "{empty}");
    assert_eq!(test.get(&test.officer(), "/office/forms").await.status, 403);
    assert_eq!(test.get(&user, "/office/forms/pension").await.status, 404);
    done(&test, "/office/forms/wish/begin", &[]).await;
    done(&test, "/office/forms/wish/begin", &[]).await;
    let few = [("kind", "several"), ("bg", "Език"), ("option-0-bg", "турски")];
    let few = send(&test, &user, "/office/forms/wish/field", &few).await;
    assert_eq!(few.status, 422);
    assert!(few.text().contains("поне два възможни отговора"), "{}", few.text());
    assert!(few.text().contains("и на двата езика") && few.text().contains("турски"));
    done(&test, "/office/forms/wish/field", &HEARD).await;
    let mut late = HEARD.to_vec();
    late[1] = ("bg", "Друго");
    late.push(("_version", "1"));
    let conflict = test.post(&user, "/office/forms/wish/field", &late).await;
    assert_eq!(conflict.status, 409, "{}", conflict.text());
    let twice = send(&test, &user, "/office/forms/wish/field", &HEARD).await;
    assert!(twice.text().contains("Вече има поле с този надпис"), "{}", twice.text());
    let key = keys(&test, "wish").await.remove(0);
    let remove = [("key", key.as_str()), ("remove", "1")];
    done(&test, "/office/forms/wish/field", &remove).await;
    assert!(keys(&test, "wish").await.is_empty());
    done(&test, "/office/forms/wish/discard", &[]).await;
    let empty = test.get(&user, "/office/forms/wish").await.text();
    assert!(empty.contains("няма свои полета"), "{empty}");
}

async fn upload(test: &TestApp, user: &User, path: &str, file: &str) -> Answer {
    let token = user.token.clone().expect("a session");
    let hash = kit::crypto::fingerprint(&token);
    let csrf = kit::crypto::fingerprint(format!("csrf/{hash}"));
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{csrf}\r\n\
         --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.json\"\r\n\
         Content-Type: application/json\r\n\r\n{file}\r\n--b--\r\n"
    );
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

#[tokio::test]
async fn a_definition_goes_to_another_municipality() {
    let test = TestApp::new().await;
    contact_form(&test).await;
    let (ruse, mezdra) = (head(&test, "ruse"), head(&test, "mezdra"));
    let file = test.get(&ruse, "/office/forms/contact/definition?version=1").await.text();
    let own = transfer::read(file.as_bytes(), Kind::Contact).expect("sound");
    assert_eq!(own.len(), 3);
    assert_eq!(transfer::read(file.as_bytes(), Kind::Wish), Err("forms-file-other"));
    for broken in [
        file.replace("\"number\"", "\"what\""),
        file.replace(&own[0].key, "a b"),
        file.replace(&own[1].key, &own[0].key),
        "{}".to_owned(),
    ] {
        assert_eq!(transfer::read(broken.as_bytes(), Kind::Contact), Err("forms-file-unknown"));
        let answer = upload(&test, &mezdra, "/office/forms/contact/import", &broken).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
    }
    let taken = upload(&test, &mezdra, "/office/forms/contact/import", &file).await;
    assert_eq!(taken.status, 303, "{}", taken.text());
    let page = test.get(&mezdra, "/office/forms/contact").await.text();
    assert!(page.contains("чернова") && page.contains("Как научихте за нас"), "{page}");
    let form = test.get(&test.user("mezdra", "intake"), "/contacts/new").await.text();
    assert!(!form.contains("Как научихте"), "a draft is not asked");
    let answer = test.get(&test.user("ruse", "reader"), "/api/forms/contact").await.json();
    assert_eq!(answer["now"], 1, "{answer}");
    assert_eq!(answer["versions"][0]["fields"][0]["bg"], "Как научихте за нас");
}

#[tokio::test]
async fn a_program_sends_answers_by_key() {
    let town = Town::new().await;
    let test = &town.test;
    let keys = contact_form(test).await;
    let body = |extra: serde_json::Value| {
        let usual = serde_json::json!({ "topic": "telk", "outcome": "informed",
            "channel": "phone", "minutes": 5, "extra": extra });
        usual.to_string()
    };
    let clerk = test.user("ruse", "intake");
    let sent = body(serde_json::json!({ &keys[0]: ["2"], &keys[1]: ["3"] }));
    let saved = town.post_json(&clerk, "/api/contacts", &sent, "k1").await;
    assert_eq!(saved.status, 201, "{}", saved.text());
    assert_eq!(saved.json()["extra"][&keys[1]][0], "3");
    let list = test.get(&clerk, "/api/contacts").await.json();
    assert_eq!(list["rows"][0]["extra"][&keys[0]][0], "2", "{list}");
    for wrong in [
        serde_json::json!({ &keys[1]: ["много"] }),
        serde_json::json!({ &keys[0]: ["9"] }),
        serde_json::json!({ "other": ["1"] }),
    ] {
        let refused = town.post_json(&clerk, "/api/contacts", &body(wrong), "k2").await;
        assert_eq!(refused.status, 422, "{}", refused.text());
    }
}
