//! After the signature: pauses, the end of validity, annulling; requests to institutions.

use super::support::{at, boxes, done, made, meet, post, ready, sign, signed_in, state, write};
use crate::referral::expire_due;
use crate::testing::{NOW, TestApp};
use law::{Duration, PauseGround, ValidityInput, ValidityPause};

#[tokio::test]
async fn a_pause_moves_the_validity_as_the_law_counts() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    ready(&test, made.case, made.service).await;
    sign(&test, made.case).await;
    test.clock.set(NOW.plus_ms(20 * 86_400_000));
    let officer = signed_in(&test).await;
    let mut fields = boxes("first_day", ("1", "12", "2026"));
    fields.extend(boxes("last_day", ("10", "12", "2026")));
    fields.push(("ground".into(), "hospital"));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    let answer = test.post(&officer, &at(made.case, "/pauses"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let date = |text: &str| text.parse::<jiff::civil::Date>().expect("a day");
    let pause = ValidityPause {
        ground: PauseGround::Hospital,
        from: date("2026-12-01"),
        to: Some(date("2026-12-10")),
    };
    let law = law::Law::current().validity(&ValidityInput {
        signed: date("2026-11-24"),
        duration: Duration::Long,
        pauses: vec![pause],
        as_of: date("2026-12-14"),
    });
    let law = law.expect("an answer");
    assert_eq!(law.valid_until, Some(date("2027-02-03")), "ten days more than 24.01.2027");
    let page = test.get(&officer, &at(made.case, "")).await.text();
    assert!(page.contains("03.02.2027"), "{page}");
    for step in &law.derivation.steps[..1] {
        assert!(page.contains(step.as_str()), "{step}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_pause_is_said_beside_it() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    ready(&test, made.case, made.service).await;
    sign(&test, made.case).await;
    let mut fields = boxes("first_day", ("1", "11", "2026"));
    fields.push(("ground".into(), "hospital"));
    let answer = post(&test, &at(made.case, "/pauses"), &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("след подписването"), "{}", answer.text());
}

#[tokio::test]
async fn an_assessment_expires_by_night() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    ready(&test, made.case, made.service).await;
    sign(&test, made.case).await;
    done(&test, (&at(made.case, "/give"), &at(made.case, "/give")), &[("how", "email")]).await;
    let municipality = test.app.db.municipality("ruse").expect("Ruse").id;
    assert_eq!(expire_due(&test.app, municipality).await.expect("a round"), 0);
    test.clock.set(NOW.plus_ms(63 * 86_400_000));
    assert_eq!(expire_due(&test.app, municipality).await.expect("a round"), 1);
    let officer = signed_in(&test).await;
    let answer = test.get(&officer, &format!("/api{}", at(made.case, ""))).await;
    assert_eq!(answer.json()["state"], "expired");
    assert_eq!(expire_due(&test.app, municipality).await.expect("a round"), 0);
}

#[tokio::test]
async fn a_signed_assessment_is_annulled_and_written_again() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    ready(&test, made.case, made.service).await;
    sign(&test, made.case).await;
    let to = at(made.case, "/annul");
    let fields = [("reason", "mistake"), ("note", "Сгрешена услуга")];
    done(&test, (&to, &to), &fields).await;
    assert_eq!(state(&test, made.case).await, "assessing");
    sign(&test, made.case).await;
    let page = test.get(&test.officer(), &at(made.case, "")).await.text();
    assert!(page.contains("ПО-2026-2") && page.contains("Анулирана ПО-2026-1"), "{page}");
    assert!(page.contains("Сгрешена услуга"));
}

#[tokio::test]
async fn an_institution_has_at_most_the_term_of_the_law() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    let to = at(made.case, "/requests");
    let mut fields = boxes("due_on", ("15", "12", "2026"));
    fields.push(("institution".into(), "Пробна болница"));
    fields.push(("question".into(), "Каква подкрепа е нужна?"));
    let answer = post(&test, &to, &fields).await;
    assert_eq!(answer.status, 422);
    let text = answer.text();
    assert!(text.contains("Каква подкрепа е нужна?"), "what was typed stays: {text}");
    assert!(text.contains("01.12.2026"), "the last lawful day is named: {text}");
    drop(fields.splice(..3, boxes("due_on", ("26", "11", "2026"))));
    assert_eq!(post(&test, &to, &fields).await.status, 303);
    test.clock.set(NOW.plus_ms(5 * 86_400_000));
    let officer = signed_in(&test).await;
    let page = test.get(&officer, &at(made.case, "")).await.text();
    assert!(page.contains("Пробна болница") && page.contains("просрочено"), "{page}");
    let start = page.find("?request=").expect("a link to answer") + "?request=".len();
    let request = page[start..start + 13].to_owned();
    let fields = [("request", request.as_str()), ("answer", "Помощ при хранене")];
    let answer = test.post(&officer, &at(made.case, "/requests/answer"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = test.get(&officer, &at(made.case, "")).await.text();
    assert!(page.contains("Помощ при хранене"), "{page}");
}

#[tokio::test]
async fn who_did_not_come_is_offered_another_meeting() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    let case = made.case;
    let offer = [
        ("day-day", "4"),
        ("day-month", "12"),
        ("day-year", "2026"),
        ("time", "9"),
        ("place_kind", "home"),
        ("channel", "phone"),
        ("agreed", "yes"),
    ];
    let answer = done(&test, (&at(case, "/meeting"), &at(case, "/meeting")), &offer).await;
    let cookie = format!("{:?}", answer.headers.get("set-cookie"));
    assert!(cookie.contains("referral-meeting-late"), "after the five days: {cookie}");
    let fields = [("x", "y")];
    assert_eq!(test.post(&test.officer(), &at(case, "/meeting/missed"), &fields).await.status, 303);
    assert_eq!(state(&test, case).await, "meeting_planning");
    let page = test.get(&test.officer(), &at(case, "")).await.text();
    assert!(page.contains("лицето не дойде"), "{page}");
    meet(&test, case).await;
    write(&test, case, &[(made.service, "yes")]).await;
    sign(&test, case).await;
    assert_eq!(state(&test, case).await, "po_issued");
}

#[tokio::test]
async fn a_withdrawn_wish_closes_the_case() {
    let test = TestApp::new().await;
    let made = made(&test, "municipal").await;
    let to = at(made.case, "/close");
    let none = send_without(&test, &to).await;
    assert_eq!(none, 422, "a reason is needed");
    done(&test, (&to, &to), &[("reason", "withdrawn")]).await;
    assert_eq!(state(&test, made.case).await, "closed");
    assert_eq!(test.get(&test.officer(), &at(made.case, "/meeting")).await.status, 422);
}

async fn send_without(test: &TestApp, to: &str) -> u16 {
    test.post(&test.officer(), to, &[]).await.status.as_u16()
}
