//! The contact log.

use super::Town;
use axum::http::StatusCode;

const USUAL: [(&str, &str); 4] =
    [("topic", "day_care"), ("outcome", "informed"), ("channel", "phone"), ("minutes", "7")];

#[tokio::test]
async fn an_anonymous_contact_is_listed_counted_and_remembered_as_default() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let point = town.point.to_string();
    let mut fields = USUAL.to_vec();
    fields.push(("point", &point));
    let saved = town.test.post(&officer, "/contacts/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(saved.location.starts_with("/ruse/contacts/new?saved="), "{}", saved.location);
    let fresh = saved.location.trim_start_matches("/ruse").to_owned();
    let fresh = town.test.get(&officer, &fresh).await.text();
    assert!(fresh.contains("Поправи го") && fresh.contains("Отмени записа"), "{fresh}");
    let list = town.test.get(&officer, "/contacts?channel=phone&law=zsu").await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text());
    assert!(list.text().contains("Дневен център, дневна грижа"));
    assert!(list.text().contains("получи информация и съвет"));
    let other = town.test.get(&officer, "/contacts?channel=letter").await.text();
    assert!(other.contains("Няма контакти"));
    let form = town.test.get(&officer, "/contacts/new").await;
    assert!(form.text().contains("<option value=\"phone\" selected>"), "as the last time");
    assert!(form.text().contains(&format!("<option value=\"{point}\" selected>")));
    assert!(!form.text().contains("ЕГН\""), "no identifier is asked");
    let statistics = town.test.get(&officer, "/contacts/statistics").await;
    assert_eq!(statistics.status, StatusCode::OK, "{}", statistics.text());
    assert!(statistics.text().contains("topic=day_care"), "each number opens its list");
    assert!(statistics.text().contains("11.2026"));
    assert!(statistics.text().contains("from=2026-11-01"));
}

#[tokio::test]
async fn a_contact_of_a_person_stands_on_the_timeline_with_its_note_sealed() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let person = town.person("Мария", Some("63427")).await.to_string();
    let form = town.test.get(&officer, &format!("/contacts/new?person={person}")).await;
    assert!(form.text().contains("Мария Примерова"));
    let mut fields = USUAL.to_vec();
    fields.extend([("person", person.as_str()), ("note", "Синът ѝ ще се обади.")]);
    fields.push(("open", "1"));
    let saved = town.test.post(&officer, "/contacts/new", &fields).await;
    let path = saved.location.trim_start_matches("/ruse").to_owned();
    let page = town.test.get(&officer, &path).await.text();
    assert!(page.contains("Синът ѝ ще се обади."), "{page}");
    let tx = town.test.app.db.read(&town.test.system("ruse")).await.unwrap();
    let id: crate::people::PersonId = person.parse().unwrap();
    let whose = kit::store::Timeline::Person(id.0);
    let timeline = tx.timeline(whose, None, 10).await.unwrap();
    tx.rollback().await;
    let newest = &timeline[0];
    assert_eq!(newest.text(ui::Lang::Bg), "Контакт: Дневен център, дневна грижа");
    assert!(newest.data.iter().all(|(_, value)| !value.contains("Синът")));
}

#[tokio::test]
async fn two_editors_lose_nothing() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let mut first = USUAL.to_vec();
    first.push(("open", "1"));
    let saved = town.test.post(&officer, "/contacts/new", &first).await;
    let path = saved.location.trim_start_matches("/ruse").to_owned();
    let form = town.test.get(&officer, &format!("{path}/edit")).await;
    assert_eq!(form.value("_version").as_deref(), Some("1"), "{}", form.text());
    let mut mine = USUAL.to_vec();
    mine.extend([("_version", "1"), ("note", "моята бележка")]);
    let ok = town.test.post(&officer, &format!("{path}/edit"), &mine).await;
    assert_eq!(ok.status, StatusCode::SEE_OTHER, "{}", ok.text());
    let mut late = USUAL.to_vec();
    late.extend([("_version", "1"), ("note", "другата бележка")]);
    let conflict = town.test.post(&officer, &format!("{path}/edit"), &late).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text().contains("моята бележка"));
    assert!(conflict.text().contains("другата бележка"));
    let page = town.test.get(&officer, &path).await.text();
    assert!(page.contains("Какво е пишело преди поправките"), "what it said before is kept");
}

#[tokio::test]
async fn wrong_contacts_are_shown_again() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let wrong = [("topic", "weather"), ("minutes", "-3"), ("note", "запази това")];
    let page = town.test.post(&officer, "/contacts/new", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("запази това"));
    assert!(page.text().contains("Въведете минути"));
    let mut unknown = USUAL.to_vec();
    unknown.push(("person", "0000000000000"));
    let page = town.test.post(&officer, "/contacts/new", &unknown).await;
    assert_ne!(page.status, StatusCode::SEE_OTHER);
    let json = r#"{"topic":"fees","outcome":"informed","channel":"phone","minutes":5}"#;
    let made = town.post_json(&officer, "/api/contacts", json, "c1").await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_eq!(made.json()["law"], "zsu");
    let list = town.test.get(&officer, "/api/contacts").await.json();
    assert_eq!(list["rows"].as_array().unwrap().len(), 1);
    let stranger = town.test.user("mezdra", "referral_officer");
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let seen = town.test.get(&stranger, &format!("/contacts/{id}")).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_future_is_refused_beside_the_field_and_the_past_is_fine() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let mut fields = USUAL.to_vec();
    fields.extend([("at-day", "31"), ("at-month", "12"), ("at-year", "2190"), ("at-time", "9:00")]);
    let refused = town.test.post(&officer, "/contacts/new", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Това е в бъдещето"), "{}", refused.text());
    let mut fields = USUAL.to_vec();
    fields.extend([("at-day", "5"), ("at-month", "3"), ("at-year", "2026"), ("at-time", "9:00")]);
    let late = town.test.post(&officer, "/contacts/new", &fields).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER, "{}", late.text());
}

#[tokio::test]
async fn a_mistake_is_cancelled_and_a_promised_call_waits_in_my_work() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let today = town.test.app.today().0;
    let (day, month, year) =
        (today.day().to_string(), today.month().to_string(), today.year().to_string());
    let mut fields = USUAL.to_vec();
    fields.extend([("follow-day", day.as_str()), ("follow-month", &month), ("open", "1")]);
    fields.push(("follow-year", &year));
    let saved = town.test.post(&officer, "/contacts/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let path = saved.location.trim_start_matches("/ruse").to_owned();
    let work = town.test.get(&officer, "/work").await.text();
    assert!(work.contains("Обещани обаждания"), "{work}");
    let calls = town.test.get(&officer, "/contacts/follow-ups").await.text();
    assert!(calls.contains(&path), "{calls}");
    let done = town.test.post(&officer, &format!("{path}/follow-up"), &[("_version", "1")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let calls = town.test.get(&officer, "/contacts/follow-ups").await.text();
    assert!(!calls.contains(&path));
    let gone = town.test.post(&officer, &format!("{path}/cancel"), &[("_version", "2")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    let list = town.test.get(&officer, "/contacts").await.text();
    assert!(list.contains("Няма контакти"), "{list}");
    let page = town.test.get(&officer, &path).await.text();
    assert!(page.contains("анулиран"), "kept, and says so");
}
