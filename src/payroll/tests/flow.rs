//! A month of pay through the pages: two persons, nothing twice, a correction, the account and its money.

use crate::demo::{self, Assisted};
use crate::hours::tests::ready::{self, Family, as_planned, at, boxes, family, noon};
use crate::payroll::{RunId, count, load, slip};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use law::Law;

/// The report of a month, as planned, entered and accepted.
pub async fn accepted(test: &TestApp, family: &Family, month: &str, filed: &str) {
    test.clock.set(noon(filed));
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, month).await;
    tx.rollback().await;
    let mut fields = boxes(&as_planned(&book, family.contract));
    let date = ready::day(filed).0;
    let more = [
        ("month", month.to_owned()),
        ("filed-day", date.day().to_string()),
        ("filed-month", date.month().to_string()),
        ("filed-year", date.year().to_string()),
        ("signer", "Ползвател Пробна".to_owned()),
    ];
    fields.extend(more.map(|(name, value)| (name.to_owned(), value)));
    let named: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let head = test.again(&test.user("ruse", "head")).await;
    let path = format!("/worktime/labour/{}/enter", family.contract);
    let answer = test.post(&head, &path, &named).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, month).await;
    let report = book.of(family.contract).and_then(|one| one.last()).expect("a report").row.id;
    tx.rollback().await;
    let path = format!("/worktime/{report}/decide");
    let answer = test.post(&head, &path, &[("what", "accept")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

pub fn done(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
}

fn refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains(words), "{}", answer.text());
}

pub async fn begun(test: &TestApp, by: &User, month: &str, kind: &str) -> RunId {
    let fields = [("month", month), ("kind", kind)];
    let answer = test.post(by, "/payroll/begin", &fields).await;
    done(&answer);
    let id = answer.location.rsplit('/').next().expect("an id");
    id.parse().expect("an id")
}

/// The job, as often as it is asked for.
pub async fn counted(test: &TestApp, id: RunId) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let law = test.app.law(tx.municipality());
    count::lines(&mut tx, &law, id).await.expect("counted");
    tx.commit().await.expect("saved");
}

pub async fn released(test: &TestApp, id: RunId) {
    let (accountant, head) = (test.user("ruse", "accountant"), test.user("ruse", "head"));
    done(&test.post(&accountant, &format!("/payroll/{id}/submit"), &[]).await);
    done(&test.post(&head, &format!("/payroll/{id}/approve"), &[]).await);
    done(&test.post(&head, &format!("/payroll/{id}/release"), &[]).await);
}

pub async fn page(test: &TestApp, user: &User, path: &str) -> String {
    let answer = test.get(user, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    assert!(answer.text().len() < 60_000, "{path}");
    answer.text()
}

#[tokio::test]
async fn a_run_goes_from_draft_to_release_by_two_persons_and_pays_nobody_twice() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    accepted(&test, &family, "2026-11", "2026-12-02").await;
    let (accountant, head) = (test.user("ruse", "accountant"), test.user("ruse", "head"));
    let id = begun(&test, &accountant, "2026-11", "regular").await;
    let again = [("month", "2026-11"), ("kind", "regular")];
    refused(&test.post(&accountant, "/payroll/begin", &again).await, "вече има такава ведомост");
    // A process that is killed in the middle leaves nothing; the next one counts the same, once.
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    count::lines(&mut tx, Law::current(), id).await.expect("counted");
    tx.rollback().await;
    counted(&test, id).await;
    counted(&test, id).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let lines = load::lines(&tx, id).await.expect("lines");
    tx.rollback().await;
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].minutes, lines[0].pay), (168 * 60, 88_032), "P1");
    let path = format!("/payroll/{id}");
    let shown = page(&test, &accountant, &path).await;
    assert!(
        shown.contains("880,32") && shown.contains("1\u{a0}049,52") || shown.contains("1049,52")
    );
    done(&test.post(&accountant, &format!("{path}/submit"), &[]).await);
    let own = test.post(&accountant, &format!("{path}/approve"), &[]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN, "an accountant approves nothing");
    done(&test.post(&head, &format!("{path}/approve"), &[]).await);
    refused(&test.post(&head, &format!("{path}/approve"), &[]).await, "вече е одобрена");
    done(&test.post(&head, &format!("{path}/release"), &[]).await);
    refused(&test.post(&head, &format!("{path}/release"), &[]).await, "пусната и не се променя");
    let labour = format!("/worktime/labour/{}?month=2026-11", family.contract);
    let ledger = page(&test, &head, &labour).await;
    assert!(ledger.contains("Платени"), "{ledger}");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let paid = (test.app.paid)(&tx, ready::month("2026-11"), &[family.contract]).await;
    tx.rollback().await;
    assert_eq!(paid.expect("minutes").get(&family.contract), Some(&(168 * 60)));
    let late = begun(&test, &accountant, "2026-11", "late").await;
    counted(&test, late).await;
    let submit = test.post(&accountant, &format!("/payroll/{late}/submit"), &[]).await;
    refused(&submit, "няма ред за плащане");
}

#[tokio::test]
async fn who_made_a_run_does_not_approve_it() {
    let test = at("2026-12-02").await;
    let family = family(&test, 84).await;
    accepted(&test, &family, "2026-11", "2026-12-02").await;
    let head = test.user("ruse", "head");
    let id = begun(&test, &head, "2026-11", "regular").await;
    refused(&test.post(&head, &format!("/payroll/{id}/submit"), &[]).await, "още се изчисляват");
    counted(&test, id).await;
    done(&test.post(&head, &format!("/payroll/{id}/submit"), &[]).await);
    refused(&test.post(&head, &format!("/payroll/{id}/approve"), &[]).await, "втори служител");
    let back = test.post(&head, &format!("/payroll/{id}/return"), &[("why", "Липсва ред")]).await;
    done(&back);
    assert!(page(&test, &head, &format!("/payroll/{id}")).await.contains("Липсва ред"));
    let gone = test.post(&head, &format!("/payroll/{id}/cancel"), &[("why", "Наново")]).await;
    done(&gone);
    let next = begun(&test, &test.user("ruse", "accountant"), "2026-11", "regular").await;
    assert_ne!(id, next, "a run that was given up stays, another is begun");
    let stranger = test.get(&test.user("mezdra", "head"), &format!("/payroll/{id}")).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_held_line_stops_nobody_and_comes_with_the_next_run() {
    let test = at("2026-12-02").await;
    let (one, other) = (family(&test, 168).await, family(&test, 84).await);
    accepted(&test, &one, "2026-11", "2026-12-02").await;
    accepted(&test, &other, "2026-11", "2026-12-02").await;
    let accountant = test.user("ruse", "accountant");
    let id = begun(&test, &accountant, "2026-11", "regular").await;
    counted(&test, id).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let lines = load::lines(&tx, id).await.expect("lines");
    tx.rollback().await;
    let held = lines.iter().find(|row| row.contract_id == one.contract).expect("a line");
    let path = format!("/payroll/lines/{}", held.id);
    let empty = test.post(&accountant, &format!("{path}/hold"), &[("kind", "doubt")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked for");
    let fields = [("kind", "doubt"), ("why", "Сигнал от съсед")];
    done(&test.post(&accountant, &format!("{path}/hold"), &fields).await);
    assert!(page(&test, &accountant, &path).await.contains("Сигнал от съсед"));
    released(&test, id).await;
    let after = test.post(&accountant, &format!("{path}/free"), &[]).await;
    refused(&after, "само в чернова");
    let late = begun(&test, &accountant, "2026-11", "late").await;
    counted(&test, late).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let lines = load::lines(&tx, late).await.expect("lines");
    tx.rollback().await;
    assert_eq!(lines.len(), 1, "only what was held: {lines:?}");
    assert_eq!((lines[0].contract_id, lines[0].pay), (one.contract, 88_032));
}

pub async fn own_rate(test: &TestApp, value: &str) {
    let administrator = test.again(&test.user("ruse", "administrator")).await;
    let path = "/law/rules/pay.contributions/value";
    let key = test.get(&administrator, path).await.value("_key").unwrap_or_default();
    let fields = [
        ("_key", key.as_str()),
        ("act", "Писмо № 1/2026"),
        ("reason", "КИД 88"),
        ("value", value),
        ("from-day", "1"),
        ("from-month", "11"),
        ("from-year", "2026"),
    ];
    done(&test.post(&administrator, path, &fields).await);
}

#[tokio::test]
async fn a_rate_changed_after_the_release_makes_correction_lines_in_the_next_run() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    accepted(&test, &family, "2026-11", "2026-12-02").await;
    let accountant = test.user("ruse", "accountant");
    let id = begun(&test, &accountant, "2026-11", "regular").await;
    counted(&test, id).await;
    released(&test, id).await;
    test.clock.set(noon("2027-01-05"));
    own_rate(&test, "19,02").await;
    let accountant = test.again(&accountant).await;
    let next = begun(&test, &accountant, "2026-12", "regular").await;
    counted(&test, next).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let lines = load::lines(&tx, next).await.expect("lines");
    let old = load::lines(&tx, id).await.expect("lines");
    tx.rollback().await;
    let [one] = lines.as_slice() else { panic!("one line: {lines:?}") };
    assert_eq!((one.kind.as_str(), one.worked.as_str()), ("correction", "2026-11"));
    // 19,02 % of 880,32 is 167,44; 169,20 were counted.
    assert_eq!((one.pay, one.contributions), (0, -176));
    assert_eq!(old[0].contributions, 16_920, "a released line never changes");
    let shown = page(&test, &accountant, &format!("/payroll/lines/{}", one.id)).await;
    assert!(shown.contains("19,02 % вместо 19,22 %"), "{shown}");
}

pub async fn account(test: &TestApp, id: RunId) -> String {
    let accountant = test.user("ruse", "accountant");
    let answer = test.post(&accountant, &format!("/payroll/{id}/account"), &[]).await;
    done(&answer);
    let again = test.post(&accountant, &format!("/payroll/{id}/account"), &[]).await;
    assert_eq!(again.location, answer.location, "one run has one account");
    answer.location.trim_start_matches("/ruse").to_owned()
}

#[tokio::test]
async fn the_account_is_filed_and_compared_with_the_money_that_came() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    accepted(&test, &family, "2026-11", "2026-12-02").await;
    let accountant = test.user("ruse", "accountant");
    let id = begun(&test, &accountant, "2026-11", "regular").await;
    counted(&test, id).await;
    let early = test.post(&accountant, &format!("/payroll/{id}/account"), &[]).await;
    refused(&early, "само за пусната ведомост");
    released(&test, id).await;
    let path = account(&test, id).await;
    let shown = page(&test, &accountant, &path).await;
    assert!(shown.contains("31,49") && shown.contains("10.12.2026"), "{shown}");
    let unfiled = test.get(&accountant, &format!("{path}/transfer")).await;
    refused(&unfiled, "отбележете отчета като подаден");
    let on = [("on-day", "2"), ("on-month", "12"), ("on-year", "2026"), ("document", "ССЕВ 1")];
    done(&test.post(&accountant, &format!("{path}/filed"), &on).await);
    test.clock.set(noon("2026-12-18"));
    let accountant = test.again(&accountant).await;
    let mut fields = on.to_vec();
    fields[0].1 = "18";
    fields.push(("sum", "1 000,00"));
    done(&test.post(&accountant, &format!("{path}/transfer"), &fields).await);
    let shown = page(&test, &accountant, &path).await;
    assert!(shown.contains("-81,01"), "1081,01 were asked for: {shown}");
    let head = test.again(&test.user("ruse", "head")).await;
    assert!(page(&test, &head, "/payroll/asp").await.contains("-81,01"));
    let printed = test.post(&accountant, &format!("/payroll/{id}/statement"), &[]).await;
    done(&printed);
    let paper = test.get(&accountant, printed.location.trim_start_matches("/ruse")).await;
    assert!(paper.bytes.starts_with(b"%PDF"), "{:?}", paper.status);
}

#[tokio::test]
async fn an_account_missed_twice_is_shown_as_the_towns_own_cost() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    accepted(&test, &family, "2026-11", "2026-12-02").await;
    let id = begun(&test, &test.user("ruse", "accountant"), "2026-11", "regular").await;
    counted(&test, id).await;
    released(&test, id).await;
    let path = account(&test, id).await;
    test.clock.set(noon("2026-12-11"));
    let accountant = test.again(&test.user("ruse", "accountant")).await;
    assert!(page(&test, &accountant, &path).await.contains("Срокът е пропуснат"));
    test.clock.set(noon("2027-01-12"));
    let accountant = test.again(&accountant).await;
    let shown = page(&test, &accountant, &path).await;
    assert!(shown.contains("за сметка на бюджета на общината"), "{shown}");
}

#[tokio::test]
async fn files_are_the_same_when_made_again_and_slips_are_printed_once() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    accepted(&test, &family, "2026-11", "2026-12-02").await;
    let accountant = test.user("ruse", "accountant");
    let id = begun(&test, &accountant, "2026-11", "regular").await;
    counted(&test, id).await;
    released(&test, id).await;
    let file = format!("/payroll/{id}/file?format=csv");
    let first = test.get(&accountant, &file).await;
    assert!(
        first.text().contains("880.32") && first.text().contains("2026-11"),
        "{}",
        first.text()
    );
    assert_eq!(first.bytes, test.get(&accountant, &file).await.bytes);
    let clerk = test.get(&test.user("ruse", "assistance_officer"), &file).await;
    assert_eq!(clerk.status, StatusCode::FORBIDDEN, "a right of its own");
    let form = test.get(&accountant, &format!("/payroll/{id}/net")).await.text();
    let number = form.split("ТД-").nth(1).and_then(|rest| rest.split(';').next());
    let number = format!("ТД-{}", number.expect("a contract in the list"));
    let nets = format!("{number};712,45;BG80BNBG96611020345678");
    done(&test.post(&accountant, &format!("/payroll/{id}/net"), &[("nets", &nets)]).await);
    let fields = [
        ("iban", "BG15UNCR70001522604629"),
        ("on-day", "18"),
        ("on-month", "12"),
        ("on-year", "2026"),
    ];
    let bank = test.post(&accountant, &format!("/payroll/{id}/bank"), &fields).await;
    assert!(bank.text().contains("<InstdAmt Ccy=\"EUR\">712.45"), "{}", bank.text());
    let actor = test.system("ruse");
    for _ in 0..2 {
        let of = (id, "http://test/ruse/verify");
        slip::all(&test.app, &actor, of).await.expect("slips");
    }
    let packed = test.get(&accountant, &format!("/payroll/{id}/slips")).await;
    assert!(packed.bytes.starts_with(b"PK"), "{:?}", packed.status);
    assert_eq!(
        packed.text().matches("pay-slip-2026-00001.pdf").count(),
        2,
        "one file, named twice"
    );
    assert!(!packed.text().contains("pay-slip-2026-00002.pdf"));
    let year = page(&test, &accountant, "/payroll/year?year=2026").await;
    assert!(year.contains("65 и повече"), "born in 1950: {year}");
}

#[tokio::test]
async fn generated_assistants_are_paid_what_they_agreed_and_transferred_once() {
    let test = at("2026-12-02").await;
    let wanted = Assisted { municipality: "ruse".to_owned(), assistants: 5, accepted: true };
    demo::assisted(&test.app.db, &wanted, |_| ()).await.expect("assistants");
    let accountant = test.user("ruse", "accountant");
    let id = begun(&test, &accountant, "2026-11", "regular").await;
    counted(&test, id).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let lines = load::lines(&tx, id).await.expect("lines");
    tx.rollback().await;
    assert_eq!(lines.len(), 5);
    let pay: Vec<(i32, i64)> = lines.iter().map(|row| (row.minutes, row.pay)).collect();
    assert_eq!(pay, [(84 * 60, 44_016); 5]);
    let served: Vec<i64> = lines.iter().map(|row| row.supplement).collect();
    assert_eq!(served.iter().sum::<i64>(), 264 + 528 + 792 + 1_056, "0 to 4 years of service");
    released(&test, id).await;
    for _ in 0..2 {
        let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
        let nets = crate::payroll::fill_nets(&mut tx).await.expect("net amounts");
        assert_eq!(nets, 5);
        tx.commit().await.expect("saved");
    }
    let fields = [
        ("iban", "BG15UNCR70001522604629"),
        ("on-day", "18"),
        ("on-month", "12"),
        ("on-year", "2026"),
    ];
    let bank = test.post(&accountant, &format!("/payroll/{id}/bank"), &fields).await;
    assert!(bank.text().contains("<NbOfTxs>5</NbOfTxs>"), "{}", bank.text());
    let again = test.post(&accountant, &format!("/payroll/{id}/bank"), &fields).await;
    assert_eq!(bank.bytes, again.bytes, "asked for again it is the same file");
}

#[tokio::test]
async fn generated_reports_that_wait_need_nobodys_eyes() {
    let test = at("2026-12-02").await;
    let wanted = Assisted { municipality: "ruse".to_owned(), assistants: 3, accepted: false };
    demo::assisted(&test.app.db, &wanted, |_| ()).await.expect("assistants");
    let head = test.user("ruse", "head");
    let taken = test.post(&head, "/worktime/accept", &[("month", "2026-11")]).await;
    done(&taken);
    let run = page(&test, &head, taken.location.trim_start_matches("/ruse")).await;
    assert!(run.contains("от 3"), "all three wait: {run}");
}

#[tokio::test]
async fn the_pay_of_a_leave_is_counted_beside_the_line() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    accepted(&test, &family, "2026-11", "2026-12-02").await;
    let accountant = test.user("ruse", "accountant");
    let november = begun(&test, &accountant, "2026-11", "regular").await;
    counted(&test, november).await;
    released(&test, november).await;
    test.clock.set(noon("2027-01-04"));
    accepted(&test, &family, "2026-12", "2027-01-04").await;
    let accountant = test.again(&accountant).await;
    let december = begun(&test, &accountant, "2026-12", "regular").await;
    counted(&test, december).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let line = load::lines(&tx, december).await.expect("lines").remove(0);
    tx.rollback().await;
    let path = format!("/payroll/lines/{}/leave", line.id);
    assert!(!page(&test, &accountant, &path).await.contains("чл. 177"), "nothing was asked");
    let shown = page(&test, &accountant, &format!("{path}?days=5")).await;
    // 880,32 × 21 / (21 × 20) = 44,016, that is 44,02 a day.
    assert!(shown.contains("ноември") && shown.contains("220,10"), "{shown}");
}
