//! A village mayor's office sends its wishes on one sheet, on behalf of the centre.

use super::Town;
use axum::http::StatusCode;

#[tokio::test]
async fn a_village_office_sends_twenty_wishes() {
    let town = Town::new().await;
    let office = town.test.user("ruse", "village_office");
    let (service, point) = (town.own_day_care.to_string(), town.point.to_string());
    for path in ["/people", "/contacts", "/wishes", "/work"] {
        let refused = town.test.get(&office, path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    let form = town.test.get(&office, "/sheets/wishes/new").await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert!(form.text().len() < 60_000, "{} bytes", form.text().len());
    let names: Vec<(String, String)> = (0..20)
        .map(|row| (format!("r{row}-name"), format!("Човек{row} Селски Измислен{row}")))
        .collect();
    let born: Vec<(String, String)> =
        (0..20).map(|row| (format!("r{row}-egn"), format!("{}.05.1950", row + 1))).collect();
    let mut fields = vec![
        ("channel", "village_office"),
        ("ekatte", "63427"),
        ("point", point.as_str()),
        ("service", &service),
        ("rows", "20"),
    ];
    let cells = names.iter().chain(&born);
    fields.extend(cells.map(|(name, value)| (name.as_str(), value.as_str())));
    let saved = town.test.post(&office, "/sheets/wishes/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let sheet = saved.location.trim_start_matches("/ruse").to_owned();
    let own = town.test.get(&office, &sheet).await;
    assert_eq!(own.status, StatusCode::OK, "{}", own.text());
    let id = sheet.trim_start_matches("/sheets/").to_owned();
    let officer = town.test.officer();
    let list = town.test.get(&officer, &format!("/wishes?sheet={id}")).await.text();
    assert_eq!(list.matches("<a class=\"govuk-link\" href=\"/ruse/wishes/").count(), 20, "{list}");
    assert!(list.contains("чрез кметство: гр. Русе"), "{list}");
    let cases = town.test.get(&officer, "/api/wishes").await.json();
    assert_eq!(cases["rows"].as_array().unwrap().len(), 20);
    // Sent once more by somebody who forgot: everybody is found, nobody is entered twice.
    let again = town.test.post(&office, "/sheets/wishes/new", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = again.text();
    assert!(page.contains("name=\"r0-person\""), "{page}");
    assert!(!page.contains("1950, "), "an office learns no more than it wrote");
    let other = town.test.user("mezdra", "village_office");
    let hidden = town.test.get(&other, &sheet).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_sure_match_is_offered_and_a_wrong_row_saves_nothing() {
    let town = Town::new().await;
    let office = town.test.user("ruse", "village_office");
    let service = town.own_day_care.to_string();
    let head = [("channel", "village_office"), ("ekatte", "63427"), ("rows", "3")];
    let mut wrong = head.to_vec();
    wrong.extend([("r0-name", "Иван Измислен"), ("r0-egn", "1234567890")]);
    let refused = town.test.post(&office, "/sheets/wishes/new", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("Това ЕГН не е вярно"), "{}", refused.text());
    assert!(refused.text().contains("номер или име на услуга"));
    let egn = law::Egn::compose(jiff::civil::date(1950, 5, 12), 750).unwrap().reveal();
    let mut fields = head.to_vec();
    fields.extend([("r0-name", "Иван Измислен"), ("r0-egn", &egn), ("r0-service", &service)]);
    let saved = town.test.post(&office, "/sheets/wishes/new", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let other = town.day_care.to_string();
    let mut second = head.to_vec();
    second.extend([("r0-name", "И. Измислен"), ("r0-egn", &egn), ("r0-service", &other)]);
    let asked = town.test.post(&office, "/sheets/wishes/new", &second).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = asked.text();
    assert!(page.contains("Това ЕГН вече е в регистъра"), "{page}");
    let at = page.find("name=\"r0-person\"").unwrap();
    let value = page[at..].split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    second.push(("r0-person", &value));
    let saved = town.test.post(&office, "/sheets/wishes/new", &second).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let officer = town.test.officer();
    let found = town.test.get(&officer, &format!("/api/wishes?person={value}")).await.json();
    assert_eq!(found["rows"].as_array().unwrap().len(), 2, "one person, two wishes");
}
