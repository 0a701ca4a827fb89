//! Signals by institutions.

use super::Town;
use axum::http::StatusCode;

#[tokio::test]
async fn a_signal_is_not_a_wish_until_the_person_states_one() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let person = town.person("Мария", Some("63427")).await.to_string();
    let fields = [
        ("institution", "hospital"),
        ("channel", "letter"),
        ("person", person.as_str()),
        ("text", "Предстои изписване."),
    ];
    let saved = town.test.post(&officer, "/signals/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let path = saved.location.trim_start_matches("/ruse").to_owned();
    let wishes = town.test.get(&officer, "/api/wishes").await.json();
    assert!(wishes["rows"].as_array().unwrap().is_empty(), "no wish came of it");
    let page = town.test.get(&officer, &path).await.text();
    assert!(page.contains("Предстои изписване.") && page.contains("СИГ-2026-1"), "{page}");
    let id = path.rsplit('/').next().unwrap().to_owned();
    assert!(page.contains(&format!("/people/{person}/wishes/new?signal={id}")));
    assert!(town.test.get(&officer, "/signals").await.text().contains("СИГ-2026-1"));
    let service = town.day_care.to_string();
    let wish = town.wish(&service, &[("signal", &id)]);
    let done = town.test.post(&officer, &format!("/people/{person}/wishes"), &wish).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = town.test.get(&officer, &path).await.text();
    assert!(page.contains("лицето заяви желание"), "{page}");
    let closed = town.test.get(&officer, "/signals?state=closed").await.text();
    assert!(closed.contains("СИГ-2026-1"));
}

#[tokio::test]
async fn a_described_person_in_danger_interrupts_and_the_signal_ends_with_an_outcome() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let fields = [
        ("institution", "police"),
        ("channel", "phone"),
        ("who", "Жена на около 40 години"),
        ("text", "Намерена на гарата."),
        ("urgent", "trafficking"),
        ("life_in_danger", "yes"),
    ];
    let saved = town.test.post(&officer, "/signals/new", &fields).await;
    assert!(saved.location.ends_with("/urgent"), "{}", saved.text());
    let red = saved.location.trim_start_matches("/ruse").to_owned();
    let page = town.test.get(&officer, &red).await.text();
    assert!(page.contains("112"), "{page}");
    let told = [("body", "dsp"), ("body", "mvr"), ("whom", "дежурен"), ("how", "phone")];
    let told = town.test.post(&officer, &red, &told).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.text());
    let path = red.trim_end_matches("/urgent").to_owned();
    let empty = town.test.post(&officer, &path, &[("_version", "1")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let end = [("_version", "1"), ("outcome", "handed_to_dsp"), ("result", "Поета от ДСП.")];
    let ended = town.test.post(&officer, &path, &end).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text());
    let late = town.test.post(&officer, &path, &end).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let stranger = town.test.user("mezdra", "referral_officer");
    assert_eq!(town.test.get(&stranger, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_signal_without_a_person_must_say_who() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let fields = [("institution", "school"), ("channel", "phone"), ("text", "Текст")];
    let page = town.test.post(&officer, "/signals/new", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Текст"));
}

#[tokio::test]
async fn attempts_to_reach_the_person_are_recorded_and_listed() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let new = [
        ("institution", "hospital"),
        ("channel", "phone"),
        ("urgent", "none"),
        ("who", "Възрастен мъж от с. Николово"),
        ("text", "Изписан е, няма кой да го гледа."),
    ];
    let saved = town.test.post(&officer, "/signals/new", &new).await;
    let path = saved.location.trim_start_matches("/ruse").to_owned();
    let list = town.test.get(&officer, "/signals").await.text();
    assert!(list.contains("още не е търсен"), "{list}");
    let wrong = [("channel", "phone"), ("reached", "")];
    let refused = town.test.post(&officer, &format!("{path}/outreach"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let attempt =
        [("channel", "home_visit"), ("reached", "not_there"), ("note", "Съседката знае.")];
    let tried = town.test.post(&officer, &format!("{path}/outreach"), &attempt).await;
    assert_eq!(tried.status, StatusCode::SEE_OTHER, "{}", tried.text());
    let page = town.test.get(&officer, &path).await.text();
    assert!(page.contains("не е на адреса") && page.contains("Съседката знае."), "{page}");
    for query in ["institution=hospital", "sort=oldest", "state=all"] {
        let list = town.test.get(&officer, &format!("/signals?{query}")).await.text();
        assert!(list.contains("1, последен на"), "{query}: {list}");
    }
    let none = town.test.get(&officer, "/signals?urgent=yes").await.text();
    assert!(none.contains("Няма такива сигнали"));
    let file = town.test.get(&officer, "/signals/export").await.text();
    assert!(file.contains("лечебно заведение") && !file.contains("Николово"), "{file}");
    let id = path.trim_start_matches("/signals/");
    let json = town.test.get(&officer, &format!("/api/signals/{id}")).await.json();
    assert_eq!(json["attempts"].as_array().unwrap().len(), 1, "{json}");
}
