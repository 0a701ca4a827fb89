//! The journey of a case through its pages.

use super::support::{at, done, made, meet, pdf_text, sign, state, write};
use crate::testing::TestApp;

#[tokio::test]
async fn a_wish_becomes_a_signed_and_given_assessment() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    let case = made.case;
    let officer = test.officer();
    let page = test.get(&officer, &at(case, "")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("Предложи среща"));
    let list = test.get(&officer, "/referrals").await;
    assert!(list.text().contains("Измислена Пробна Образцова"), "{}", list.text());
    meet(&test, case).await;
    assert_eq!(state(&test, case).await, "assessing");
    write(&test, case, &[(made.service, "yes"), (made.other, "yes")]).await;
    sign(&test, case).await;
    assert_eq!(state(&test, case).await, "po_issued");
    let page = test.get(&officer, &at(case, "")).await.text();
    assert!(page.contains("ПО-2026-1"), "{page}");
    assert!(page.contains("24.01.2027"), "two months for day care: {page}");
    assert!(page.contains("24.02.2027"), "three months for residential care");
    done(&test, (&at(case, "/give"), &at(case, "/give")), &[("how", "in_person")]).await;
    let page = test.get(&officer, &at(case, "")).await.text();
    assert!(page.contains("08.12.2026"), "the last day of the appeal");
    let text = pdf_text(&test, &page).await;
    assert!(text.contains("ПО-2026-1"), "{text}");
    assert!(text.contains("Измислена Пробна Образцова"), "{text}");
    assert!(text.contains("Искам да не съм сама"), "{text}");
}

#[tokio::test]
async fn a_state_funded_service_goes_to_the_directorate_with_a_letter() {
    let test = TestApp::new().await;
    let made = made(&test, "state").await;
    let case = made.case;
    assert_eq!(state(&test, case).await, "hand_over_to_dsp");
    let fields = [
        ("receiver", "Дирекция Пробна"),
        ("channel", "ssev"),
        ("handed_on-day", "24"),
        ("handed_on-month", "11"),
        ("handed_on-year", "2026"),
    ];
    done(&test, (&at(case, "/hand-over"), &at(case, "/hand-over")), &fields).await;
    assert_eq!(state(&test, case).await, "handed_to_dsp");
    let page = test.get(&test.officer(), &at(case, "")).await.text();
    let text = pdf_text(&test, &page).await;
    assert!(text.contains("ИЗХ-2026-1"), "{text}");
    assert!(text.contains("Дирекция Пробна"), "{text}");
}

#[tokio::test]
async fn who_declines_everything_gets_a_noted_paper_and_the_case_ends() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    meet(&test, made.case).await;
    write(&test, made.case, &[(made.service, "no")]).await;
    sign(&test, made.case).await;
    assert_eq!(state(&test, made.case).await, "closed_declined");
    let page = test.get(&test.officer(), &at(made.case, "")).await.text();
    assert!(page.contains("не желае предложените услуги"), "{page}");
    let text = pdf_text(&test, &page).await;
    assert!(text.contains("Услуги, които лицето не желае"), "{text}");
}

#[tokio::test]
async fn an_appeal_stops_the_clock_and_its_end_starts_it_again() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    let case = made.case;
    meet(&test, case).await;
    write(&test, case, &[(made.service, "yes")]).await;
    sign(&test, case).await;
    let today =
        [("appealed_on-day", "24"), ("appealed_on-month", "11"), ("appealed_on-year", "2026")];
    let early = test.post(&test.officer(), &at(case, "/appeal"), &today).await;
    assert_eq!(early.status, 422, "not given yet");
    done(&test, (&at(case, "/give"), &at(case, "/give")), &[("how", "in_person")]).await;
    done(&test, (&at(case, "/appeal"), &at(case, "/appeal")), &today).await;
    assert_eq!(state(&test, case).await, "appealed");
    let fields = [
        ("outcome", "rejected"),
        ("ended_on-day", "24"),
        ("ended_on-month", "11"),
        ("ended_on-year", "2026"),
    ];
    done(&test, (&at(case, "/appeal/end"), &at(case, "/appeal/end")), &fields).await;
    assert_eq!(state(&test, case).await, "po_issued");
    let page = test.get(&test.officer(), &at(case, "")).await.text();
    assert!(page.contains("25.01.2027"), "one paused day: {page}");
}
