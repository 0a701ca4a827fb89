//! Over the database: a check from its order to its letter, the tablet, refusals, lists.

use crate::oversight::check::{self, NewCheck};
use crate::oversight::course::UNPROVEN;
use crate::oversight::{CheckId, checked, load, unchecked_since, visit_page};
use crate::services::{self, NewProvider, ProviderId};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::types::{Day, Instant};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn noon(text: &str) -> Instant {
    Instant::of_local(day(text).0.at(12, 0, 0, 0))
}

/// A provider with a prepared check by the appendix on residential care of children.
async fn prepared(test: &TestApp) -> (ProviderId, CheckId) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewProvider {
        name: "Измислен доставчик".into(),
        kind: "private".into(),
        ..NewProvider::default()
    };
    let provider = services::create_provider(&tx, &new).await.expect("a provider");
    let new = NewCheck {
        provider,
        service: None,
        plan: None,
        after: None,
        kind: "periodic".into(),
        standard: "10".into(),
        basis: "програма".into(),
    };
    let id = check::prepare(&mut tx, &new).await.expect("a check");
    tx.commit().await.expect("saved");
    (provider, id)
}

async fn one(test: &TestApp, id: CheckId) -> load::Check {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let one = load::check(&tx, id).await.expect("a check");
    tx.rollback().await;
    one
}

fn days<'a>(name: &str, (d, m, y): (&'a str, &'a str, &'a str)) -> Vec<(String, &'a str)> {
    vec![(format!("{name}-day"), d), (format!("{name}-month"), m), (format!("{name}-year"), y)]
}

/// Sends the form of a move.
async fn send(
    test: &TestApp,
    (who, id, deed): (&User, CheckId, &str),
    fields: &[(String, &str)],
) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    test.post(who, &format!("/oversight/checks/{id}/{deed}"), &fields).await
}

async fn ordered(test: &TestApp, (who, id): (&User, CheckId)) -> Answer {
    let mut fields: Vec<(String, &str)> = [
        ("basis", "програма"),
        ("scope", "стандартите"),
        ("people", "Инспектор Измислен"),
        ("place", "на място"),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    fields.extend(days("from", ("24", "11", "2026")));
    fields.extend(days("to", ("27", "11", "2026")));
    send(test, (who, id, "order"), &fields).await
}

async fn begun(test: &TestApp, (who, id): (&User, CheckId)) {
    let done = ordered(test, (who, id)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let mut fields = days("on", ("24", "11", "2026"));
    fields.push(("present".to_owned(), "ръководителят"));
    let done = send(test, (who, id, "begin"), &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

async fn tablet(test: &TestApp, id: CheckId) -> String {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let secret = visit_page::secret(&tx, id).expect("a secret");
    tx.rollback().await;
    format!("/check-visit/{secret}")
}

#[tokio::test]
async fn a_visit_needs_an_order_and_a_provider_has_one_open_check() {
    let test = TestApp::new().await;
    let who = test.user("ruse", "inspector");
    let (provider, id) = prepared(&test).await;
    let mut fields = days("on", ("24", "11", "2026"));
    fields.push(("present".to_owned(), "ръководителят"));
    let refused = send(&test, (&who, id, "begin"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "no order yet");
    assert_eq!(one(&test, id).await.row.began_on, None);
    let of = provider.to_string();
    let second =
        [("provider", of.as_str()), ("kind", "signal"), ("standard", "10"), ("basis", "сигнал")];
    let refused = test.post(&who, "/oversight/checks/new", &second).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("открита проверка"), "{}", refused.text());
    let done = ordered(&test, (&who, id)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let mut early = days("on", ("23", "11", "2026"));
    early.push(("present".to_owned(), "ръководителят"));
    let refused = send(&test, (&who, id, "begin"), &early).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("преди заповедта"), "{}", refused.text());
    let other = test.user("mezdra", "inspector");
    let page = test.get(&other, &format!("/oversight/checks/{id}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_tablet_keeps_what_is_typed_and_says_what_lacks_evidence() {
    let test = TestApp::new().await;
    let who = test.user("ruse", "inspector");
    let (_, id) = prepared(&test).await;
    begun(&test, (&who, id)).await;
    let nobody = test.nobody("ruse");
    let home = tablet(&test, id).await;
    let page = test.get(&nobody, &home).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("data-keep") && page.bytes.len() < 60_000);
    let mut found = None;
    for no in 1..=6 {
        let part = test.get(&nobody, &format!("{home}/part?no={no}")).await;
        if part.status != StatusCode::OK {
            break;
        }
        assert!(part.bytes.len() < 60_000, "{}", part.bytes.len());
        if part.text().contains("name=\"result-Q09\"") {
            found = Some(no.to_string());
        }
    }
    let no = found.expect("a part with the line on complaints");
    let send = |evidence: &'static str, key: &'static str| {
        let (test, nobody, no) = (&test, &nobody, no.clone());
        let path = format!("{home}/part");
        async move {
            let fields = [
                ("no", no.as_str()),
                ("result-Q09", "met"),
                ("evidence-Q09", evidence),
                ("_key", key),
            ];
            test.post(nobody, &path, &fields).await
        }
    };
    let lacking = send("", "first").await;
    assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lacking.text().contains("не се брои"), "{}", lacking.text());
    let result = async || {
        let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
        let found = load::findings(&tx, id).await.expect("findings");
        tx.rollback().await;
        found["Q09"].row.result.clone()
    };
    assert_eq!(result().await, UNPROVEN, "kept, and not met");
    let end = send_end(&test, (&who, id), ("24", "11", "2026")).await;
    assert_eq!(end.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", end.text());
    let whole = send("Регистър на жалбите № 1", "second").await;
    assert_eq!(whole.status, StatusCode::SEE_OTHER, "{}", whole.text());
    let twice = send("Регистър на жалбите № 1", "second").await;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "sent later twice makes one thing");
    assert_eq!(result().await, "met");
    let end = send_end(&test, (&who, id), ("24", "11", "2026")).await;
    assert_eq!(end.status, StatusCode::SEE_OTHER, "{}", end.text());
    let gone = test.get(&nobody, &home).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "the visit is over");
}

async fn send_end(test: &TestApp, (who, id): (&User, CheckId), on: (&str, &str, &str)) -> Answer {
    send(test, (who, id, "end"), &days("on", on)).await
}

#[tokio::test]
async fn words_of_a_user_need_a_consent_and_hold_no_identifier() {
    let test = TestApp::new().await;
    let who = test.user("ruse", "inspector");
    let (_, id) = prepared(&test).await;
    begun(&test, (&who, id)).await;
    let ask = |consent: &'static str, by: &'static str, words: &'static str| {
        let mut fields = days("on", ("24", "11", "2026"));
        fields.push(("consent".to_owned(), consent));
        fields.push(("by".to_owned(), by));
        fields.push(("words".to_owned(), words));
        fields
    };
    for fields in [
        ask("none", "документ № 1", "Добре е."),
        ask("written", "", "Добре е."),
        ask("written", "документ № 1", "Аз съм 7523169263"),
    ] {
        let refused = send(&test, (&who, id, "ask"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    }
    let done = send(&test, (&who, id, "ask"), &ask("written", "документ № 1", "Добре е.")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

#[tokio::test]
async fn a_late_report_is_taken_and_marked_and_the_agency_is_told_in_three_days() {
    let test = TestApp::new().await;
    let who = test.user("ruse", "inspector");
    let (provider, id) = prepared(&test).await;
    begun(&test, (&who, id)).await;
    let home = tablet(&test, id).await;
    let bad = [("no", "1"), ("result-S01", "not-met"), ("note-S01", "Няма програма.")];
    let kept = test.post(&test.nobody("ruse"), &format!("{home}/part"), &bad).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let end = send_end(&test, (&who, id), ("24", "11", "2026")).await;
    assert_eq!(end.status, StatusCode::SEE_OTHER, "{}", end.text());
    assert_eq!(one(&test, id).await.row.due_on, Some(day("2026-12-04")));
    test.clock.set(noon("2026-12-07"));
    let who = test.again(&who).await;
    let report = send(&test, (&who, id, "report"), &[]).await;
    assert_eq!(report.status, StatusCode::SEE_OTHER, "{}", report.text());
    let row = one(&test, id).await.row;
    assert!(row.is_late && row.is_bad);
    assert_eq!(row.agency_due_on, Some(day("2026-12-10")));
    let mut told = days("due", ("15", "1", "2027"));
    told.push(("text".to_owned(), "Да се състави програма."));
    told.push(("responsible".to_owned(), "Ръководителят"));
    let given = send(&test, (&who, id, "prescribe"), &told).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    let early = send(&test, (&who, id, "close"), &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody was told yet");
    let sent = send(&test, (&who, id, "send"), &days("on", ("7", "12", "2026"))).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let letter = send(&test, (&who, id, "agency"), &[]).await;
    assert_eq!(letter.status, StatusCode::SEE_OTHER, "{}", letter.text());
    let row = one(&test, id).await.row;
    for paper in [row.order_paper_id, row.report_paper_id, row.letter_paper_id] {
        let path = format!("/oversight/check-papers/{}", paper.expect("a paper"));
        let file = test.get(&who, &path).await;
        assert!(file.bytes.starts_with(b"%PDF"), "{}", file.text());
    }
    let closed = send(&test, (&who, id, "close"), &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let sums = checked(&tx, day("2026-01-01"), day("2026-12-31")).await.expect("sums");
    assert_eq!((sums.held, sums.prescriptions, sums.done, sums.reported), (1, 1, 0, 1));
    assert!(load::open_of(&tx, provider).await.expect("none").is_none());
    let left = unchecked_since(&tx, day("2026-11-25")).await.expect("providers");
    assert!(left.is_empty(), "a provider without a service is not checked by rule");
    tx.rollback().await;
}

#[tokio::test]
async fn lists_open_empty_and_with_the_demonstration_and_are_light() {
    let paths = [
        "/oversight",
        "/oversight/checks.csv",
        "/oversight/checks/new",
        "/oversight/programme",
        "/oversight/programme?year=2027",
        "/oversight/programme.csv",
        "/oversight/programme/risk?year=2027",
        "/oversight/programme/propose?year=2027",
        "/oversight/programme/print",
        "/oversight/programme/new",
        "/oversight/prescriptions",
        "/oversight/prescriptions.csv",
        "/oversight/monitoring",
        "/oversight/monitoring.csv",
        "/oversight/monitoring/new",
        "/oversight/numbers",
        "/oversight/checklists?appendix=10",
        "/oversight/checklists/edit?appendix=10&code=Q01",
        "/api/oversight/checks",
        "/api/oversight/programme?year=2027",
        "/api/oversight/prescriptions",
        "/api/oversight/monitoring",
    ];
    for test in [TestApp::new().await, TestApp::filled().await] {
        let who = test.user("ruse", "inspector");
        for path in paths {
            let page = test.get(&who, path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
            let is_page = !path.contains(".csv") && !path.starts_with("/api");
            assert!(!is_page || page.bytes.len() < 60_000, "{path}: {}", page.bytes.len());
        }
    }
}

#[tokio::test]
async fn a_line_of_the_municipality_stands_for_a_shipped_one_from_its_day() {
    let test = TestApp::new().await;
    let who = test.user("ruse", "inspector");
    let mut fields: Vec<(String, &str)> = [
        ("appendix", "10"),
        ("code", "Q01"),
        ("standard", "9"),
        ("number", "89"),
        ("text", "Всички длъжности са заети"),
        ("evidence", "yes"),
        ("sure", "M"),
        ("state", "open"),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    fields.extend(days("from", ("1", "12", "2026")));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    let done = test.post(&who, "/oversight/checklists/edit", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let path = "/oversight/checklists?appendix=10";
    let now = test.get(&who, path).await.text();
    assert!(!now.contains("Всички длъжности са заети"), "not before its day");
    test.clock.set(noon("2026-12-01"));
    let who = test.again(&who).await;
    let then = test.get(&who, path).await.text();
    let second = test.get(&who, &format!("{path}&page=2")).await.text();
    assert!((then + &second).contains("Всички длъжности са заети"));
}
