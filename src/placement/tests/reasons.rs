//! Texts for reasons: chosen, with an own paragraph; a later version changes nothing that was said.

use super::link::placed;
use super::support::{day, led_to, sent};
use crate::referral::support::send;
use crate::testing::TestApp;
use axum::http::StatusCode;

#[tokio::test]
async fn a_text_is_chosen_with_an_own_paragraph_and_kept_as_it_was() {
    let test = TestApp::new().await;
    let (head, officer) = (test.user("ruse", "head"), test.officer());
    let home = "/placements/reasons";
    let new = [("kind", "not_provided"), ("title", "Друга група"), ("body", "Само за деца.")];
    let stranger = test.post(&officer, home, &new).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN, "who keeps the forms keeps the texts");
    let added = test.post(&head, home, &new).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let text = led_to(&added);
    let id = placed(&test).await;
    let page = test.get(&officer, &format!("/placements/{id}/refuse")).await.text();
    assert!(page.contains("Друга група: Само за деца."), "{page}");
    let fields = [("child", "no"), ("text", text.as_str()), ("reason", "Предлагаме консултиране.")];
    sent(&test, &id, "/refuse", &[day("on", 24), fields.to_vec()].concat()).await;
    let shows = async |part: &str| {
        let page = test.get(&officer, &format!("/placements/{id}")).await.text();
        assert!(page.contains(part), "{part}: {page}");
    };
    shows("Само за деца.\n\nПредлагаме консултиране.").await;
    // The next version is for the next refusal.
    let (edit, one) = (format!("{home}/{text}/edit"), format!("{home}/{text}"));
    let next = [("title", "Друга група"), ("body", "Само за деца до 7 години.")];
    let changed = send(&test, &head, (&edit, &one), &next).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    shows("Само за деца.\n\nПредлагаме консултиране.").await;
    let page = test.get(&officer, &one).await.text();
    assert!(page.contains("версия 2") && page.contains("Само за деца.<"), "both: {page}");
    let stale = test.post(&head, &one, &[&next[..], &[("_version", "1")]].concat()).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let retired = send(&test, &head, (&edit, &format!("{one}/retire")), &[]).await;
    assert_eq!(retired.status, StatusCode::SEE_OTHER, "{}", retired.text());
    let json = test.get(&officer, "/api/placements/reasons").await.json();
    assert_eq!((&json[0]["number"], &json[0]["retired_on"]), (&2.into(), &"2026-11-24".into()));
    let second = super::support::persons(&test, 1).await[0];
    let service = super::support::service(&test, "T3", 2).await;
    let (other, _) = super::support::come(&test, second, service).await;
    let page = test.get(&officer, &format!("/placements/{other}/refuse")).await.text();
    assert!(!page.contains("Друга група"), "a retired text is not offered: {page}");
    let fields = [("child", "no"), ("text", text.as_str()), ("reason", "Не.")];
    let all = [day("on", 24), fields.to_vec()].concat();
    let answer = test.post(&officer, &format!("/placements/{other}/refuse"), &all).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
}

#[tokio::test]
async fn a_reason_of_an_end_stands_on_the_page() {
    let test = TestApp::new().await;
    let id = super::journey::placed_and_assessed(&test).await;
    sent(&test, &id, "/contract", &super::journey::contract()).await;
    let new = [("kind", "end"), ("title", "По съгласие"), ("body", "Страните се съгласиха.")];
    let text = led_to(&test.post(&test.user("ruse", "head"), "/placements/reasons", &new).await);
    let fields = [("ground", "mutual"), ("text", text.as_str())];
    sent(&test, &id, "/end", &[day("on", 24), fields.to_vec()].concat()).await;
    let page = test.get(&test.officer(), &format!("/placements/{id}")).await.text();
    assert!(page.contains("Страните се съгласиха."), "{page}");
}
