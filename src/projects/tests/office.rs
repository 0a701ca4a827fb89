//! The way of a project through the office: from the register to double funding.

use crate::projects::amendment::budget_on;
use crate::projects::door;
use crate::projects::load;
use crate::projects::{ProjectId, Split};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::types::Instant;

const NEW: [(&str, &str); 16] = [
    ("short", "Капацитет"),
    ("name", "Укрепване на общинския капацитет"),
    ("contract", "BG05SFPR002-2.002-0109-С01"),
    ("programme", "Програма „Развитие на човешките ресурси“"),
    ("beneficiary", "Община Русе"),
    ("total", "1000,00"),
    ("european", "850,00"),
    ("national", "150,00"),
    ("currency", "BGN"),
    ("from-day", "1"),
    ("from-month", "4"),
    ("from-year", "2025"),
    ("until-day", "1"),
    ("until-month", "4"),
    ("until-year", "2027"),
    ("clause", "Само веднъж"),
];

fn done(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.trim_start_matches("/ruse").to_owned()
}

fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains(why), "{}", answer.text());
}

async fn begun(test: &TestApp, manager: &User) -> String {
    let path = done(&test.post(manager, "/projects/new", &NEW).await);
    let day = [("from-day", "1"), ("from-month", "4"), ("from-year", "2025")];
    let mut lines = day.to_vec();
    lines.push(("lines", "1; ; Материали; 350,00; 100,00\n2; ; Труд; 500,00; 50,00"));
    done(&test.post(manager, &format!("{path}/budget/new"), &lines).await);
    path
}

fn invoice<'a>(number: &'a str, total: &'a str, year: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("kind", "invoice"),
        ("number", number),
        ("supplier", "Образец ЕООД"),
        ("eik", "999000001"),
        ("what", "Хартия"),
        ("code", "1"),
        ("total", total),
        ("issued-day", "3"),
        ("issued-month", "2"),
        ("issued-year", year),
    ]
}

#[tokio::test]
async fn a_split_that_does_not_sum_is_not_saved() {
    let test = TestApp::new().await;
    let manager = test.user("ruse", "projects-manager");
    let mut wrong = NEW.to_vec();
    wrong[7] = ("national", "149,99");
    refused(&test.post(&manager, "/projects/new", &wrong).await, "не се сбират");
    let path = done(&test.post(&manager, "/projects/new", &NEW).await);
    let lines = [
        ("from-day", "1"),
        ("from-month", "4"),
        ("from-year", "2025"),
        ("lines", "1; ; Материали; 350,00; 100,00\n1; 9; Труд; 1; x"),
    ];
    let answer = test.post(&manager, &format!("{path}/budget/new"), &lines).await;
    refused(&answer, "Няма такава дейност");
}

#[tokio::test]
async fn spending_is_checked_entered_paid_and_revoked() {
    let test = TestApp::new().await;
    let manager = test.user("ruse", "projects-manager");
    let path = begun(&test, &manager).await;
    let spend = format!("{path}/spend");
    let early = invoice("1", "10,00", "2025");
    refused(&test.post(&manager, &spend, &early).await, "преди началото");
    let over = invoice("2", "450,01", "2026");
    refused(&test.post(&manager, &spend, &over).await, "Над реда");
    let made = done(&test.post(&manager, &spend, &invoice("77", "100,00", "2026")).await);
    refused(&test.post(&manager, &spend, &invoice("0077", "5,00", "2026")).await, "вече е вписан");
    let id: ProjectId = path.trim_start_matches("/projects/").parse().expect("an id");
    let today = [("on-day", "5"), ("on-month", "2"), ("on-year", "2026")];
    done(&test.post(&manager, &format!("{made}/pay"), &today).await);
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let before = tx.now();
    let sums = door::overview(&tx, id, before).await.expect("sums");
    tx.rollback().await;
    assert_eq!(sums.spent.bgn, Split { european: 8_500, national: 1_500 });
    assert_eq!(sums.paid, sums.spent);
    test.clock.set(Instant(before.0 + 60_000));
    let reason = [("reason", "Грешна сума")];
    done(&test.post(&manager, &format!("{made}/revoke"), &reason).await);
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let then = door::overview(&tx, id, before).await.expect("sums");
    let now = door::overview(&tx, id, tx.now()).await.expect("sums");
    assert_eq!(then.spent, sums.spent, "what was known then stays");
    assert_eq!(now.spent.bgn.total(), 0);
    assert_eq!(now.budget.bgn.total(), 100_000);
    tx.rollback().await;
}

#[tokio::test]
async fn an_amendment_entered_by_mistake_is_revoked_and_period_and_budget_are_as_without_it() {
    let test = TestApp::new().await;
    let manager = test.user("ruse", "projects-manager");
    let path = begun(&test, &manager).await;
    let id: ProjectId = path.trim_start_matches("/projects/").parse().expect("an id");
    let amend = [
        ("number", "Анекс 7"),
        ("what", "Срокът се съкращава"),
        ("signed-day", "1"),
        ("signed-month", "9"),
        ("signed-year", "2026"),
        ("until-day", "30"),
        ("until-month", "1"),
        ("until-year", "2026"),
    ];
    done(&test.post(&manager, &format!("{path}/amend"), &amend).await);
    let spend = format!("{path}/spend");
    refused(&test.post(&manager, &spend, &invoice("1", "9,00", "2026")).await, "след края");
    let read = async || test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let tx = read().await;
    let amendment = load::amendments(&tx, Some(id)).await.expect("amendments").remove(0);
    tx.rollback().await;
    let own = amendment.row.id.to_string();
    let version = [
        ("from-day", "1"),
        ("from-month", "9"),
        ("from-year", "2026"),
        ("amendment", own.as_str()),
        ("lines", "1; ; Материали; 300,00; 100,00\n2; ; Труд; 550,00; 50,00"),
    ];
    done(&test.post(&manager, &format!("{path}/budget/new"), &version).await);
    let holds = async || {
        let tx = read().await;
        let lines = load::lines_now(&tx, id).await.expect("lines");
        let until = door::names(&tx).await.expect("projects").remove(0).to;
        tx.rollback().await;
        (lines[0].split().total(), until.to_string())
    };
    assert_eq!(holds().await, (40_000, "2026-01-30".to_owned()));
    let then = test.clock.now();
    test.clock.set(then.plus_ms(60_000));
    let revoke = format!("/projects/amendments/{own}/revoke");
    let asked = test.get(&manager, &revoke).await;
    assert!(asked.text().contains("2 → 1"), "what changes is told before: {}", asked.text());
    refused(&test.post(&manager, &revoke, &[("reason", "")]).await, "Попълнете това поле");
    let why = [("reason", "Споразумението е по друг проект")];
    done(&test.post(&manager, &revoke, &why).await);
    assert_eq!(holds().await, (45_000, "2027-04-01".to_owned()));
    let page = test.get(&manager, &path).await.text();
    assert!(page.contains("Анекс 7") && page.contains(why[0].1), "it stays in the history: {page}");
    let again = test.get(&manager, &format!("{path}/amend?again={own}")).await;
    assert_eq!(again.value("number").as_deref(), Some("Анекс 7"));
    let twice = test.post(&manager, &revoke, &why).await;
    assert!(twice.status.is_client_error(), "{}", twice.text());
    done(&test.post(&manager, &spend, &invoice("1", "9,00", "2026")).await);
    let tx = read().await;
    let all = load::amendments(&tx, Some(id)).await.expect("amendments");
    let versions = load::budgets(&tx, id).await.expect("budgets");
    let held = budget_on((&versions, &all), (tx.today(), then)).expect("a version");
    assert_eq!(held.row.number, 2, "what was known then stays");
    tx.rollback().await;
}

#[tokio::test]
async fn the_heading_of_a_paper_is_that_of_its_day() {
    let test = TestApp::new().await;
    let manager = test.user("ruse", "projects-manager");
    let path = begun(&test, &manager).await;
    let id: ProjectId = path.trim_start_matches("/projects/").parse().expect("an id");
    let fields = [
        ("from-day", "1"),
        ("from-month", "6"),
        ("from-year", "2026"),
        ("header", "Първи ред\nВтори ред"),
        ("footer", "Долен ред"),
        ("statement", "Съфинансирано от Европейския съюз"),
        ("emblem", "Знаме"),
    ];
    done(&test.post(&manager, &format!("{path}/publicity/new"), &fields).await);
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let on = |text: &str| text.parse().expect("a day");
    let before = door::printed(&tx, id, on("2026-05-31")).await.expect("read").expect("a heading");
    let after = door::printed(&tx, id, on("2026-06-01")).await.expect("read").expect("a heading");
    assert_eq!(before["lines"].as_array().expect("lines").len(), 4);
    assert_eq!(after["lines"][1], "Втори ред");
    assert_eq!(after["footer"][0], "Долен ред");
    let budgets = load::budgets(&tx, id).await.expect("budgets");
    assert_eq!(budgets.len(), 1);
    tx.rollback().await;
    let made = test.post(&manager, &format!("{path}/paper"), &[("kind", "poster")]).await;
    let paper = test.get(&manager, &done(&made)).await;
    assert!(paper.bytes.starts_with(b"%PDF"));
}

#[tokio::test]
async fn every_page_opens_empty_and_filled_and_others_see_nothing() {
    let test = TestApp::new().await;
    let manager = test.user("ruse", "projects-manager");
    let path = begun(&test, &manager).await;
    let made =
        done(&test.post(&manager, &format!("{path}/spend"), &invoice("9", "9,00", "2026")).await);
    let below = [
        "",
        "/edit",
        "/amend",
        "/spending?state=outside",
        "/budget",
        "/budget/file",
        "/budget/new",
        "/commitments",
        "/commit",
        "/spending",
        "/spending.csv",
        "/spend",
        "/flow",
        "/flow.csv",
        "/claims",
        "/claim",
        "/activities",
        "/activity",
        "/risks",
        "/risk",
        "/procurement",
        "/procure",
        "/publicity",
        "/publicity/new",
        "/upload",
    ];
    let pages = below.map(|rest| format!("{path}{rest}"));
    let whole = ["/projects", "/projects/list.csv", "/projects/double", "/projects/reference"];
    for page in pages.iter().map(String::as_str).chain(whole).chain([made.as_str()]) {
        let answer = test.get(&manager, page).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.text());
        assert!(answer.bytes.len() < 60_000, "{page}");
    }
    assert_eq!(test.get(&test.user("mezdra", "head"), &path).await.status, StatusCode::NOT_FOUND);
    let clerk = test.get(&test.user("ruse", "intake"), &path).await;
    assert_eq!(clerk.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_contract_shows_the_documents_under_it_and_is_revoked_with_a_reason() {
    let test = TestApp::new().await;
    let manager = test.user("ruse", "projects-manager");
    let path = begun(&test, &manager).await;
    let id: ProjectId = path.trim_start_matches("/projects/").parse().expect("an id");
    let contract = [
        ("supplier", "Образец ЕООД"),
        ("number", "Д-5"),
        ("subject", "Канцеларски материали"),
        ("concluded-day", "2"),
        ("concluded-month", "2"),
        ("concluded-year", "2026"),
        ("code", "1"),
        ("total", "50,00"),
    ];
    done(&test.post(&manager, &format!("{path}/commit"), &contract).await);
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let own = load::commitments(&tx, id).await.expect("contracts")[0].row.id.to_string();
    tx.rollback().await;
    let mut document = invoice("41", "60,00", "2026");
    document.push(("commitment", &own));
    done(&test.post(&manager, &format!("{path}/spend"), &document).await);
    let home = format!("/projects/commitments/{own}");
    let page = test.get(&manager, &home).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text().replace('\u{a0}', " ");
    assert!(text.contains("Хартия") && text.contains("надхвърлят с 10,00"), "{text}");
    let revoke = format!("{home}/revoke");
    assert_eq!(test.get(&manager, &revoke).await.status, StatusCode::OK);
    refused(&test.post(&manager, &revoke, &[("reason", "")]).await, "Попълнете това поле");
    let made = test.post(&manager, &revoke, &[("reason", "Вписан два пъти")]).await;
    assert_eq!(done(&made), home, "back to the contract");
    let after = test.get(&manager, &home).await.text();
    assert!(after.contains("Вписан два пъти") && !after.contains(&revoke), "{after}");
}

#[tokio::test]
async fn a_claim_goes_its_steps_and_a_wrong_one_is_revoked_and_counts_no_more() {
    let test = TestApp::new().await;
    let manager = test.user("ruse", "projects-manager");
    let path = begun(&test, &manager).await;
    let id: ProjectId = path.trim_start_matches("/projects/").parse().expect("an id");
    done(&test.post(&manager, &format!("{path}/spend"), &invoice("8", "9,00", "2026")).await);
    let claim = [
        ("kind", "interim"),
        ("from-day", "1"),
        ("from-month", "1"),
        ("from-year", "2026"),
        ("until-day", "30"),
        ("until-month", "6"),
        ("until-year", "2026"),
        ("total", "9,00"),
    ];
    done(&test.post(&manager, &format!("{path}/claim"), &claim).await);
    let read = async || test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let tx = read().await;
    let own = load::claims(&tx, id).await.expect("claims")[0].row.id.to_string();
    tx.rollback().await;
    let home = format!("/projects/payment-claims/{own}");
    let page = test.get(&manager, &home).await;
    assert!(page.text().contains("Образец ЕООД"), "the documents of its period: {}", page.text());
    let on = [("on-day", "20"), ("on-month", "7"), ("on-year", "2026"), ("total", "9,00")];
    for _ in 0..3 {
        assert_eq!(done(&test.post(&manager, &format!("{home}/step"), &on).await), home);
    }
    let received = async || {
        let tx = read().await;
        let sums = door::overview(&tx, id, tx.now()).await.expect("sums");
        tx.rollback().await;
        sums.received.bgn.total()
    };
    assert_eq!(received().await, 900);
    let none = test.post(&manager, &format!("{home}/step"), &on).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "there is no next step");
    let then = test.clock.now();
    test.clock.set(then.plus_ms(60_000));
    let revoke = format!("{home}/revoke");
    refused(&test.post(&manager, &revoke, &[("reason", "")]).await, "Попълнете това поле");
    done(&test.post(&manager, &revoke, &[("reason", "Двойно вписано")]).await);
    assert_eq!(received().await, 0);
    let tx = read().await;
    let before = door::overview(&tx, id, then).await.expect("sums");
    assert_eq!(before.received.bgn.total(), 900, "what was known then stays");
    assert!(door::claims(&tx, id).await.expect("claims").is_empty());
    tx.rollback().await;
    let list = test.get(&manager, &format!("{path}/claims")).await.text();
    assert!(!list.contains(&own), "{list}");
    let revoked = test.get(&manager, &format!("{path}/claims?state=revoked")).await.text();
    assert!(revoked.contains(&own), "{revoked}");
}
