//! Calls and hours that pass with the work, and forms that keep what was begun.

use super::tests::{DAY_MS, Office, id};
use crate::people::{self, PersonId};
use crate::testing::{Answer, User};
use axum::http::StatusCode;
use kit::types::Instant;

fn day_fields(name: &str, (day, month, year): (&str, &str, &str)) -> Vec<(String, String)> {
    [("day", day), ("month", month), ("year", year)]
        .map(|(part, value)| (format!("{name}-{part}"), value.to_owned()))
        .into()
}

async fn post(office: &Office, who: &User, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    office.test.post(who, path, &fields).await
}

/// Calls that the officer agreed on for tomorrow.
async fn calls(office: &Office, how_many: usize) {
    for n in 0..how_many {
        let mut fields: Vec<(String, String)> = [
            ("topic", "fees"),
            ("law", "zsu"),
            ("channel", "phone"),
            ("outcome", "informed"),
            ("minutes", "5"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        fields.extend(day_fields("follow", ("5", "1", "2027")));
        let saved = post(office, &office.officer, "/contacts/new", &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{n}: {}", saved.text());
    }
}

#[tokio::test]
async fn agreed_calls_pass_on_and_come_back() {
    let office = Office::with(0).await;
    calls(&office, 2).await;
    let (test, head) = (&office.test, &office.head);
    let (from, to) = (id(&office.officer), id(&office.colleague));
    let mine = test.get(&office.officer, "/api/work/deadlines?who=me").await.json();
    assert_eq!(mine.as_array().unwrap().len(), 2, "{mine}");
    assert_eq!(mine[0]["what"], "contacts-task-call");
    let form = test.get(head, &format!("/work/hand-over/{from}")).await.text();
    assert!(form.contains("Уговорени обаждания: 2"), "{form}");
    let administrator = test.user("ruse", "administrator");
    let refused = test.post(&administrator, &format!("/office/accounts/{from}/close"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "calls wait for this person");
    let fields = [("by", "service"), ("all", &*to), ("reason", "Напуска")];
    let done = office.hand_over(&fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let work = test.get(&office.colleague, "/work").await.text();
    assert!(work.contains("Уговорено обаждане"), "{work}");
    let list = test.get(&office.colleague, "/contacts/follow-ups?who=me").await.text();
    // His name stands in the header too.
    assert_eq!(list.matches("Колега Примерова").count(), 3, "{list}");
    let mine = test.get(&office.officer, "/api/work/deadlines?who=me").await.json();
    assert_eq!(mine.as_array().unwrap().len(), 0, "{mine}");
    let path = done.location.trim_start_matches("/ruse").split('?').next().unwrap().to_owned();
    let page = test.get(head, &path).await;
    let version = page.value("_version").unwrap();
    let undo = test.post(head, &format!("{path}/undo"), &[("_version", &version)]).await;
    assert_eq!(undo.status, StatusCode::SEE_OTHER, "{}", undo.text());
    let mine = test.get(&office.officer, "/api/work/deadlines?who=me").await.json();
    assert_eq!(mine.as_array().unwrap().len(), 2, "{mine}");
}

#[tokio::test]
async fn calls_stay_when_so_chosen() {
    let office = Office::with(1).await;
    calls(&office, 1).await;
    let to = id(&office.colleague);
    let fields = [("by", "service"), ("all", &*to), ("calls", "stay"), ("reason", "Отпуск")];
    assert_eq!(office.hand_over(&fields).await.status, StatusCode::SEE_OTHER);
    let mine = office.test.get(&office.officer, "/api/work/deadlines?who=me").await.json();
    assert_eq!(mine.as_array().unwrap().len(), 1, "{mine}");
}

/// What is typed into the page at `path` and not sent.
async fn begin(office: &Office, path: &str, fields: &[(&str, &str)]) {
    let page = format!("/ruse{path}");
    let mut all = vec![("_path", page.as_str())];
    all.extend_from_slice(fields);
    let kept = office.test.post(&office.officer, "/drafts", &all).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT, "{}", kept.text());
}

async fn somebody(office: &Office) -> PersonId {
    office.person("Недописан").await
}

#[tokio::test]
async fn every_long_form_goes_on_where_it_was_left() {
    let office = Office::with(0).await;
    let id = somebody(&office).await;
    let words = "започнато и недописано";
    let forms = [
        ("/people/{id}/notes", "text"),
        ("/people/{id}/warnings/new", "why"),
        ("/people/{id}/representatives/new", "name"),
        ("/people/{id}/addresses/new", "address-line"),
        ("/people/{id}/consents/new?purpose=third_party", "scope"),
        ("/people/{id}/data-requests/new", "asked"),
        ("/people/{id}/disability/new?kind=expert", "note"),
        ("/people/{id}/wishes/new", "words"),
        ("/people/{id}/edit", "note"),
        ("/people/new", "given"),
        ("/contacts/new", "note"),
        ("/signals/new", "text"),
        ("/sheets/wishes/new", "place"),
        ("/sheets/contacts/new", "place"),
        ("/services/new", "name"),
        ("/work/deputies/new", "reason"),
    ];
    let able = office.test.user("ruse", "administrator");
    for (path, field) in forms {
        let path = path.replace("{id}", &id.to_string());
        let who = if path.starts_with("/services") { &able } else { &office.officer };
        let page = office.test.get(who, &path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        let text = page.text();
        assert!(text.contains("data-autosave=\"/ruse/drafts\""), "{path} keeps no draft");
        assert!(text.contains("name=\"_path\""), "{path} does not say where it stands");
        let own = format!("/ruse{path}");
        let kind = path.split("kind=").nth(1).unwrap_or_default();
        let purpose = path.split("purpose=").nth(1).unwrap_or_default();
        let fields =
            [("_path", own.as_str()), (field, words), ("kind", kind), ("purpose", purpose)];
        let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        office.test.post(who, "/drafts", &fields).await;
        let again = office.test.get(who, &path).await.text();
        assert!(again.contains(words), "{path} does not show what was begun: {again}");
        assert!(again.contains("Продължавате започнатото"), "{path} does not say so");
        let list = office.test.get(who, "/work/drafts").await.text();
        assert!(list.contains(&kit_escaped(&own)), "{path} is not in the list: {list}");
        assert!(!list.contains("Незавършен формуляр<"), "{path} has no name: {list}");
        office.test.post(who, "/work/drafts", &[("path", own.as_str())]).await;
        let gone = office.test.get(who, &path).await.text();
        assert!(!gone.contains(words), "{path} still shows what was thrown away");
    }
}

fn kit_escaped(text: &str) -> String {
    text.replace('&', "&#38;")
}

#[tokio::test]
async fn a_sent_form_is_no_longer_unfinished() {
    let office = Office::with(0).await;
    let path = format!("/people/{}/notes", somebody(&office).await);
    begin(&office, &path, &[("text", "недописано"), ("kind", "shared")]).await;
    let own = format!("/ruse{path}");
    let fields = [("_path", own.as_str()), ("kind", "shared"), ("text", "Дописано.")];
    let saved = office.test.post(&office.officer, &path, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let list = office.test.get(&office.officer, "/work/drafts").await.text();
    assert!(!list.contains(&own), "{list}");
}

#[tokio::test]
async fn what_was_begun_over_an_older_version_is_compared() {
    let office = Office::with(0).await;
    let id = somebody(&office).await;
    let path = format!("/people/{id}/edit");
    let page = office.test.get(&office.officer, &path).await;
    let old = page.value("_version").unwrap();
    begin(&office, &path, &[("given", "Чернова"), ("_version", &old)]).await;
    let mut tx = office.test.app.db.write(&office.test.system("ruse")).await.unwrap();
    let head = people::head(&tx, id).await.unwrap();
    drop(head);
    tx.audit(kit::audit::Entry::list("person"));
    tx.commit().await.unwrap();
    let again = office.test.get(&office.officer, &path).await;
    assert_eq!(again.value("_version").as_deref(), Some(old.as_str()));
    assert!(again.text().contains("Чернова"));
}

#[tokio::test]
async fn what_was_typed_can_be_read_when_the_form_is_gone() {
    let office = Office::with(0).await;
    let typed = [("text", "Дълъг текст, който не бива да се губи"), ("kind", "shared")];
    begin(&office, "/people/0000000000000/notes", &typed).await;
    let list = office.test.get(&office.officer, "/work/drafts").await.text();
    let link = list.split("href=\"/ruse/work/drafts/").nth(1).unwrap();
    let path = format!("/work/drafts/{}", &link[..13]);
    let page = office.test.get(&office.officer, &path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("който не бива да се губи"));
    let other = office.test.get(&office.colleague, &path).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "it is somebody else's");
}

#[tokio::test]
async fn what_is_typed_when_the_session_is_over_waits_after_signing_in() {
    let office = Office::with(0).await;
    let path = format!("/people/{}/notes", somebody(&office).await);
    office.test.clock.set(Instant(office.test.clock.now().0 + DAY_MS));
    let own = format!("/ruse{path}");
    let fields = [("_path", own.as_str()), ("kind", "shared"), ("text", "Изпратено твърде късно")];
    let late = office.test.post(&office.officer, &path, &fields).await;
    assert_ne!(late.status, StatusCode::OK);
    let officer = office.again(&office.officer).await;
    let page = office.test.get(&officer, &path).await.text();
    assert!(page.contains("Изпратено твърде късно"), "{page}");
}

#[tokio::test]
async fn a_program_passes_work_on_and_reads_deputies_and_drafts() {
    let office = Office::with(2).await;
    calls(&office, 1).await;
    begin(&office, "/contacts/new", &[("note", "недописано")]).await;
    let (test, to) = (&office.test, id(&office.colleague));
    let drafts = test.get(&office.officer, "/api/work/drafts").await.json();
    assert_eq!(drafts[0]["what"], "work-draft-contact", "{drafts}");
    let deputies = test.get(&office.officer, "/api/work/deputies").await.json();
    assert_eq!(deputies.as_array().unwrap().len(), 0);
    let path = format!("/api/work/hand-over/{}", id(&office.officer));
    let none = office.post_json(&office.head, &path, r#"{"reason":"Напуска"}"#).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.text());
    let body = format!(r#"{{"to":"{to}","drafts":true,"reason":"Напуска"}}"#);
    let done = office.post_json(&office.head, &path, &body).await;
    assert_eq!(done.status, StatusCode::CREATED, "{}", done.text());
    let theirs = test.get(&office.colleague, "/api/work/drafts").await.json();
    assert_eq!(theirs.as_array().unwrap().len(), 1, "{theirs}");
    let theirs = test.get(&office.colleague, "/api/work/deadlines?who=me").await.json();
    assert_eq!(theirs.as_array().unwrap().len(), 1, "{theirs}");
    let stranger = office.post_json(&office.colleague, &path, &body).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}
