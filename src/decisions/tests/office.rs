//! The way of a decision: entered, followed, shown, corrected, withdrawn; what others ask.

use crate::decisions::{self, DecisionId, NewDecision};
use crate::people::Wanted;
use crate::testing::{Answer, TestApp};
use axum::http::StatusCode;
use kit::store::StoreError;
use kit::types::Day;

const NEW: [(&str, &str); 10] = [
    ("body", "municipal-council"),
    ("number", "17/2026"),
    ("taken-day", "2"),
    ("taken-month", "11"),
    ("taken-year", "2026"),
    ("text", "Създава Дневен център"),
    ("responsible", "Кметът"),
    ("due-day", "20"),
    ("due-month", "11"),
    ("due-year", "2026"),
];

fn new<'a>(public: &'a str, other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all: Vec<(&str, &str)> = NEW.to_vec();
    all.push(("public", public));
    for (name, value) in other {
        all.retain(|(known, _)| known != name);
        all.push((*name, *value));
    }
    all
}

fn done(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.trim_start_matches("/ruse").to_owned()
}

fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains(why), "{}", answer.text());
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn taken(number: &str) -> NewDecision {
    NewDecision {
        body: "council",
        origin: Some(7),
        href: "/council/meetings/1".into(),
        number: number.into(),
        taken_on: day("2026-11-10"),
        text: "Предлага повече места".into(),
        responsible: Some("Дирекция".into()),
        due_on: Some(day("2026-11-20")),
        is_public: true,
    }
}

#[tokio::test]
async fn a_number_stands_once_for_a_body_and_year_until_it_is_withdrawn() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let path = done(&test.post(&head, "/decisions/new", &new("no", &[])).await);
    let again = test.post(&head, "/decisions/new", &new("no", &[("number", "№ 017")])).await;
    refused(&again, "вече има решение с такъв номер");
    done(&test.post(&head, "/decisions/new", &new("no", &[("body", "mayor")])).await);
    let other = done(&test.post(&head, "/decisions/new", &new("no", &[("number", "18")])).await);
    let same = new("no", &[("number", "17"), ("why", "Грешка")]);
    refused(&test.post(&head, &format!("{other}/edit"), &same).await, "вече има решение");
    refused(&test.post(&head, &format!("{path}/withdraw"), &[]).await, "");
    done(&test.post(&head, &format!("{path}/withdraw"), &[("why", "Двойно")]).await);
    done(&test.post(&head, "/decisions/new", &new("no", &[("number", "17")])).await);
    let note = [("note", "Нещо"), ("state", "same")];
    refused(&test.post(&head, &format!("{path}/progress"), &note).await, "оттеглено");
    assert!(test.get(&head, &path).await.text().contains("Двойно"), "it stays readable");
}

#[tokio::test]
async fn a_decision_is_followed_to_its_end_and_a_correction_keeps_what_stood_before() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let early = new("yes", &[("due-day", "1")]);
    refused(&test.post(&head, "/decisions/new", &early).await, "Срокът е преди");
    let nobody = new("yes", &[("responsible", "")]);
    refused(&test.post(&head, "/decisions/new", &nobody).await, "никой не отговаря");
    let path = done(&test.post(&head, "/decisions/new", &new("yes", &[])).await);
    assert!(test.get(&head, "/decisions?state=late").await.text().contains("17/2026"));
    assert!(!test.get(&head, "/decisions?state=open").await.text().contains("17/2026</a>"));
    let progress = format!("{path}/progress");
    let bare = [("note", "Изпратено"), ("state", "done")];
    refused(&test.post(&head, &progress, &bare).await, "");
    let whole = [
        ("note", "Изпратено до АСП"),
        ("state", "done"),
        ("done-day", "23"),
        ("done-month", "11"),
        ("done-year", "2026"),
    ];
    done(&test.post(&head, &progress, &whole).await);
    let show = format!("{path}/show");
    let script = [("title", "Писмо"), ("link", "javascript:alert(1)")];
    refused(&test.post(&head, &show, &script).await, "https://");
    refused(&test.post(&head, &show, &[("title", "Писмо")]).await, "връзка или сканиран");
    done(&test.post(&head, &show, &[("title", "Писмо"), ("link", "https://a.bg/1")]).await);
    let edit = format!("{path}/edit");
    refused(&test.post(&head, &edit, &new("yes", &[("why", "Нищо")])).await, "Нищо не е");
    let changed = new("yes", &[("text", "Създава Център"), ("why", "Име")]);
    done(&test.post(&head, &edit, &changed).await);
    let page = test.get(&head, &path).await.text();
    for words in ["Изпратено до АСП", "https://a.bg/1", "Създава Център", "Дневен център"]
    {
        assert!(page.contains(words), "{words}");
    }
    let stale = new("yes", &[("text", "Друго"), ("why", "Старо"), ("_version", "1")]);
    assert_eq!(test.post(&head, &edit, &stale).await.status, StatusCode::CONFLICT);
    for rest in ["", "/edit", "/progress", "/show", "/withdraw"] {
        let answer = test.get(&head, &format!("{path}{rest}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{rest}");
    }
}

#[tokio::test]
async fn anybody_reads_public_decisions_and_no_others() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    done(&test.post(&head, "/decisions/new", &new("yes", &[("text", "Явно решение")])).await);
    let inner = new("no", &[("text", "Вътрешно решение"), ("number", "18")]);
    done(&test.post(&head, "/decisions/new", &inner).await);
    let nobody = test.nobody("ruse");
    for path in ["/decisions/public", "/decisions/public.csv", "/decisions/public?q=решение"]
    {
        let path = path.replace("решение", "%D1%80%D0%B5%D1%88%D0%B5%D0%BD%D0%B8%D0%B5");
        let text = test.get(&nobody, &path).await.text();
        assert!(text.contains("Явно решение"), "{path}");
        assert!(!text.contains("Вътрешно"), "{path}");
    }
    let reader = test.user("ruse", "reader");
    assert!(test.get(&reader, "/decisions").await.text().contains("Вътрешно"));
    assert_eq!(test.get(&reader, "/decisions/new").await.status, StatusCode::FORBIDDEN);
    let sheet = test.get(&head, "/decisions/file?as=xlsx").await;
    assert!(sheet.bytes.starts_with(b"PK"), "a spreadsheet");
    let fields = [("body", "municipal-council"), ("year", "2026")];
    let made = done(&test.post(&head, "/decisions/paper", &fields).await);
    assert!(test.get(&head, &made).await.bytes.starts_with(b"%PDF"));
    let json = test.get(&head, "/api/decisions?public=yes").await.json();
    assert_eq!(json.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn other_capabilities_enter_find_count_and_withdraw_decisions() {
    let test = TestApp::new().await;
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id: DecisionId = decisions::enter(&tx, taken("1")).await.expect("entered");
    let again = decisions::enter(&tx, taken("01/2026")).await;
    assert!(matches!(again, Err(StoreError::Duplicate(_))), "the same number");
    assert!(decisions::is_taken(&tx, "council", "№ 1", day("2026-03-01")).await.expect("asked"));
    assert!(decisions::enter(&tx, taken("№")).await.is_err(), "no number");
    let quiet = NewDecision { responsible: None, due_on: None, ..taken("2") };
    decisions::enter(&tx, quiet).await.expect("entered");
    let names = decisions::of_origin(&tx, "council", 7).await.expect("names");
    let states: Vec<_> = names.iter().map(|one| (one.number.as_str(), one.state)).collect();
    assert_eq!(states, [("1", "late"), ("2", "noted")]);
    let year = (day("2026-01-01"), day("2026-12-31"));
    let counts = decisions::counts(&tx, "council", year.0, year.1).await.expect("counts");
    assert_eq!(counts, [2, 1, 1]);
    let wanted = Wanted { whose: None, until: day("2026-12-01"), most: 10 };
    let tasks = decisions::tasks(&tx, wanted).await.expect("tasks");
    assert_eq!(tasks.len(), 1, "what needs no doing waits for nobody");
    decisions::withdraw(&tx, id, "Протоколът е сгрешен").await.expect("withdrawn");
    decisions::withdraw(&tx, id, "Пак").await.expect("stays as it is");
    assert_eq!(decisions::of_origin(&tx, "council", 7).await.expect("names").len(), 1);
    let counts = decisions::counts(&tx, "council", year.0, year.1).await.expect("counts");
    assert_eq!(counts, [1, 1, 0]);
    tx.rollback().await;
}
