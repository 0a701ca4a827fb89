//! The notice by which the person learns of a refusal.

use super::journey::{assessment, begun};
use super::link::placed;
use super::support::{day, given, sent};
use crate::testing::TestApp;
use axum::http::StatusCode;

/// The address of the notice on the page of a placement.
fn notice(page: &str) -> String {
    let at = page.find("Известие за отказ на доставчик</a>").expect("a notice");
    let start = page[..at].rfind("href=\"").expect("a link") + 6;
    let href = page[start..].split('"').next().expect("an address");
    href.trim_start_matches("/ruse").to_owned()
}

async fn printed(test: &TestApp, path: &str) -> String {
    let answer = test.get(&test.officer(), path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert!(answer.bytes.starts_with(b"%PDF"));
    let file = test.folder().join("notice.pdf");
    std::fs::write(&file, &answer.bytes).expect("written");
    let out = std::process::Command::new("pdftotext").arg(&file).arg("-").output();
    let text = String::from_utf8(out.expect("pdftotext").stdout).expect("text");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn who_is_refused_after_the_assessment_reads_why_and_until_when_to_appeal() {
    let test = TestApp::new().await;
    let (case, _) = given(&test).await;
    let id = begun(&test, case).await;
    sent(&test, &id, "/assessment", &assessment("no")).await;
    let officer = test.officer();
    let page = test.get(&officer, &format!("/placements/{id}")).await.text();
    let path = notice(&page);
    let text = printed(&test, &path).await;
    let wanted = [
        "ИО-2026-00001",
        "чл. 78, ал. 5, т. 2 ЗСУ",
        "Измислена Пробна Образцова",
        "Има нужда от дневна грижа",
        // Fourteen days from the refusal, and thirty from then.
        "08.12.2026",
        "07.01.2027",
        "чл. 20, ал. 3 ППЗСУ",
    ];
    for part in wanted {
        assert!(text.contains(part), "{part}: {text}");
    }
    let json = test.get(&officer, &format!("/api/placements/{id}")).await.json();
    assert_eq!(json["refusals"][0]["ground"], "unfit", "{json}");
    assert_eq!(json["refusals"][0]["notice"], format!("/ruse{path}"), "{json}");
    // The timelines of the person and of the case lead to it.
    let person = path.split("/papers/").next().expect("a person");
    let timeline = test.get(&officer, &format!("{person}/timeline")).await.text();
    assert!(timeline.contains(&format!("/ruse{path}")), "{timeline}");
    let page = test.get(&officer, &format!("/referrals/{case}")).await.text();
    assert!(page.contains(&format!("/ruse{path}")), "{page}");
}

#[tokio::test]
async fn who_asks_for_what_is_not_provided_is_told_that_another_choice_is_open() {
    let test = TestApp::new().await;
    let id = placed(&test).await;
    let reason = [("reason", "Не предоставяме нощна грижа"), ("child", "no")];
    sent(&test, &id, "/refuse", &[day("on", 24), reason.to_vec()].concat()).await;
    let page = test.get(&test.officer(), &format!("/placements/{id}")).await.text();
    let text = printed(&test, &notice(&page)).await;
    for part in ["чл. 78, ал. 5, т. 1 ЗСУ", "Не предоставяме нощна грижа", "друг доставчик"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Може да обжалвате отказа до"), "no appeal of its own: {text}");
}
