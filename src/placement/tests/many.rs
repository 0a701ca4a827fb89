//! Many contracts printed together; refusals and waiting counted; a trial of placements.

use super::journey::{contract, placed_and_assessed};
use super::support::{come, day, persons, sent, service};
use crate::referral::support::work;
use crate::testing::TestApp;
use axum::http::StatusCode;

#[tokio::test]
async fn contracts_are_printed_together_and_taken_away_in_one_file() {
    let test = TestApp::new().await;
    let id = placed_and_assessed(&test).await;
    sent(&test, &id, "/contract", &contract()).await;
    let officer = test.officer();
    let list = test.get(&officer, "/placements/contracts?from=2026-11-01&until=2026-11-30").await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text());
    assert!(list.text().contains("1/2026") && list.text().contains("Отпечатай всички"));
    let none = test.get(&officer, "/placements/contracts?until=2026-10-31").await.text();
    assert!(none.contains("Няма такива договори"), "{none}");
    let file = test.get(&officer, "/placements/contracts/list.csv").await.text();
    assert!(file.contains("Дневна грижа Пробна"), "{file}");
    let empty = [("from", ""), ("until", "2026-10-31")];
    let refused = test.post(&officer, "/placements/contracts/print", &empty).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let begun = test.post(&officer, "/placements/contracts/print", &[]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let batch = begun.location.trim_start_matches("/ruse").to_owned();
    let busy = test.get(&officer, &batch).await;
    assert!(busy.text().contains("Готови са 0 от 1"), "{}", busy.text());
    assert!(busy.headers.contains_key("refresh"), "the page comes again by itself");
    let early = test.get(&officer, &format!("{batch}/file")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    work(&test).await;
    let done = test.get(&officer, &batch).await;
    assert!(done.text().contains("Готови са 1 от 1"), "{}", done.text());
    assert!(!done.headers.contains_key("refresh"));
    let zip = test.get(&officer, &format!("{batch}/file")).await;
    assert_eq!(zip.status, StatusCode::OK);
    assert!(zip.bytes.starts_with(b"PK"), "a packed file");
    let holds = |what: &[u8]| zip.bytes.windows(what.len()).any(|part| part == what);
    assert!(holds(b"placement-contract-2026-00001.pdf") && holds(b"%PDF-"));
    let stranger = test.user("mezdra", "referral_officer");
    assert_eq!(test.get(&stranger, &batch).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn refusals_and_ends_are_counted_and_each_number_opens_its_list() {
    let test = TestApp::new().await;
    let id = super::link::placed(&test).await;
    let reason = [("reason", "Не предоставяме нощна грижа"), ("child", "no")];
    sent(&test, &id, "/refuse", &[day("on", 24), reason.to_vec()].concat()).await;
    let officer = test.officer();
    let page = test.get(&officer, "/placements/statistics").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let text = page.text();
    let at = text.find("ground=not_provided").expect("a number with its list");
    let start = text[..at].rfind('"').expect("an address") + 1;
    let href: String = text[start..].chars().take_while(|c| *c != '"').collect();
    let href = href.replace("&#38;", "&").replace("&amp;", "&");
    let list = test.get(&officer, href.trim_start_matches("/ruse")).await.text();
    assert!(list.contains("Измислена") && list.contains("не предоставя"), "{list}");
    let other = test.get(&officer, "/placements/refusals?ground=unfit").await.text();
    assert!(other.contains("Няма откази"), "{other}");
    let file = test.get(&officer, "/placements/refusals/list.csv").await.text();
    assert!(file.contains("24.11.2026") && !file.contains("нощна грижа"), "no reasons: {file}");
    let close = [("ground", "withdrawn")];
    sent(&test, &id, "/close", &[day("on", 24), close.to_vec()].concat()).await;
    let text = test.get(&officer, "/placements/statistics").await.text();
    assert!(text.contains("state=closed") && text.contains("ground=withdrawn"), "{text}");
    let path = "/placements?state=closed&ground=withdrawn&from=2026-01-01&until=2026-11-24";
    assert!(test.get(&officer, path).await.text().contains("Измислена"));
    let before = "/placements?state=closed&ground=withdrawn&until=2026-11-23";
    assert!(!test.get(&officer, before).await.text().contains("Измислена"));
}

#[tokio::test]
async fn a_trial_tells_who_would_get_a_place_and_writes_nothing() {
    let test = TestApp::new().await;
    let service = service(&test, "T1", 1).await;
    let people = persons(&test, 3).await;
    come(&test, people[0], service).await;
    let (first, _) = come(&test, people[1], service).await;
    let (second, _) = come(&test, people[2], service).await;
    let officer = test.officer();
    let base = format!("/places/{service}/trial");
    let page = test.get(&officer, &base).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("място получават 0 от 2"), "{}", page.text());
    let more = test.get(&officer, &format!("{base}?extra=1")).await.text();
    assert!(more.contains("място получават 1 от 2") && more.contains("от 24.11.2026"), "{more}");
    let passed = format!("{base}?tried=yes&extra=1&who={second}");
    let passed = test.get(&officer, &passed).await.text();
    assert!(passed.contains("прескочени: 1"), "{passed}");
    let line = test.get(&officer, &format!("/places/{service}")).await.text();
    assert!(line.contains(&first.to_string()) && line.contains(&second.to_string()), "{line}");
}
