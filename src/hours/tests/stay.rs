//! Stays of whoever has only personal assistance: written down, warned about, corrected, struck out.

use super::ready::{at, day, family};
use crate::delivery::{self, NewStay, Stay, Struck};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;

fn fields<'a>(
    until: &'a str,
    source: &'a str,
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let from = [("from-day", "5"), ("from-month", "11"), ("from-year", "2026")];
    let mut all = vec![("kind", "hospital"), ("source", source)];
    all.extend(from);
    if !until.is_empty() {
        all.extend([("until-day", until), ("until-month", "11"), ("until-year", "2026")]);
    }
    all.extend_from_slice(more);
    all
}

async fn known(test: &TestApp, officer: &User, of: crate::people::PersonId) -> serde_json::Value {
    test.get(officer, &format!("/api/worktime/people/{of}/stays")).await.json()
}

fn is_refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains(words), "{}", answer.text());
}

#[tokio::test]
async fn a_stay_of_who_has_only_an_assistant_warns_until_it_is_struck_out() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let officer = test.user("ruse", "assistance_officer");
    let home = format!("/worktime/people/{}", family.user);
    let stay = format!("{home}/stay");
    let enter = format!("/worktime/labour/{}/enter?month=2026-11", family.contract);
    let warns = "Потребителят е в болница или на резидентна грижа на 05.11.2026";
    assert!(!test.get(&officer, &enter).await.text().contains(warns));
    is_refused(&test.post(&officer, &stay, &[]).await, "Попълнете това поле");
    is_refused(&test.post(&officer, &stay, &fields("4", "Епикриза", &[])).await, "преди първия");
    let saved = test.post(&officer, &stay, &fields("9", "Епикриза", &[])).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    is_refused(
        &test.post(&officer, &stay, &fields("", "Пак", &[])).await,
        "вече има записан престой",
    );
    assert!(test.get(&officer, &enter).await.text().contains(warns));
    let page = test.get(&officer, &home).await.text();
    assert!(page.contains("Епикриза") && page.contains("05.11.2026 – 09.11.2026"), "{page}");
    assert!(page.contains("Дни престой"), "the ledger counts them: {page}");
    let listed = known(&test, &officer, family.user).await;
    let id = listed[0]["id"].as_str().expect("an id").to_owned();
    is_refused(
        &test.post(&officer, &format!("{home}/unstay"), &[("stay", &id)]).await,
        "Попълнете",
    );
    let why = [("stay", id.as_str()), ("why", "Друг човек със същото име")];
    let struck = test.post(&officer, &format!("{home}/unstay"), &why).await;
    assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.text());
    assert!(!test.get(&officer, &enter).await.text().contains(warns), "it counts no more");
    assert!(test.get(&officer, &home).await.text().contains("Друг човек"), "it stays to be read");
    let twice = test.post(&officer, &format!("{home}/unstay"), &why).await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_stay_that_ends_is_the_same_and_one_that_was_wrong_is_kept_beside_the_right_one() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let officer = test.user("ruse", "assistance_officer");
    let stay = format!("/worktime/people/{}/stay", family.user);
    let open = test.post(&officer, &stay, &fields("", "Сестрата се обади", &[])).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER, "{}", open.text());
    let first = known(&test, &officer, family.user).await;
    let id = first[0]["id"].as_str().expect("an id").to_owned();
    let of = [("stay", id.as_str())];
    let ends = test.post(&officer, &stay, &fields("9", "Сестрата се обади", &of)).await;
    assert_eq!(ends.status, StatusCode::SEE_OTHER, "{}", ends.text());
    let ended = known(&test, &officer, family.user).await;
    assert_eq!(ended.as_array().map(Vec::len), Some(1));
    assert_eq!(
        (ended[0]["id"].as_str(), ended[0]["until"].as_str()),
        (Some(&*id), Some("2026-11-09"))
    );
    is_refused(&test.post(&officer, &stay, &fields("12", "Епикриза", &of)).await, "грешен");
    let of = [("stay", id.as_str()), ("why", "По епикризата е до 12 ноември")];
    let right = test.post(&officer, &stay, &fields("12", "Епикриза", &of)).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.text());
    let both = known(&test, &officer, family.user).await;
    let all = both.as_array().expect("a list");
    assert_eq!(all.len(), 2);
    let stands: Vec<_> = all.iter().filter(|one| one["struck"] == "").collect();
    assert_eq!((stands.len(), stands[0]["until"].as_str()), (1, Some("2026-11-12")));
}

#[test]
fn two_stays_share_no_day_unless_one_was_wrong() {
    let says = |from: &str, until: Option<&str>| NewStay {
        kind: "hospital".to_owned(),
        from_on: day(from),
        until_on: until.map(day),
        source: "Епикриза".to_owned(),
    };
    let stay = |says: NewStay, struck: Option<Struck>| Stay {
        id: delivery::AwayId(7),
        says,
        by: String::new(),
        made_on: day("2026-11-24"),
        version: 1,
        struck,
    };
    let known = [stay(says("2026-11-05", Some("2026-11-09")), None)];
    assert!(delivery::stay_overlaps(&known, &says("2026-11-09", None), None));
    assert!(!delivery::stay_overlaps(&known, &says("2026-11-10", None), None));
    assert!(!delivery::stay_overlaps(&known, &says("2026-11-01", Some("2026-11-04")), None));
    let own = Some(delivery::AwayId(7));
    assert!(!delivery::stay_overlaps(&known, &says("2026-11-06", None), own), "itself");
    let wrong = [stay(says("2026-11-05", None), Some(Struck::default()))];
    assert!(!delivery::stay_overlaps(&wrong, &says("2026-11-06", None), None));
    let (open, ended) = (says("2026-11-05", None), says("2026-11-05", Some("2026-11-09")));
    assert!(delivery::stay_only_ends(&open, &ended));
    assert!(!delivery::stay_only_ends(&ended, &open));
    assert!(!delivery::stay_only_ends(&open, &says("2026-11-06", Some("2026-11-09"))));
}
