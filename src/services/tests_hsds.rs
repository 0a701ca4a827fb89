//! The directory by HSDS 3.1, against the schema as [`fields`] tells it.

use super::tests_hsds_schema::{DAYS, Holds, fields};
use super::*;
use crate::testing::TestApp;
use axum::http::StatusCode;
use serde_json::{Value, json};

fn is_uuid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    let hex = |c: char| c == '-' || (c.is_ascii_hexdigit() && !c.is_ascii_uppercase());
    parts == [8, 4, 4, 4, 12] && text.chars().all(hex)
}

fn is_email(text: &str) -> bool {
    text.is_ascii() && kit::mail::Mailer::is_address(text)
}

/// With a scheme, of the characters of RFC 3986.
fn is_uri(text: &str) -> bool {
    let is_held = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    let scheme = text.split_once(':').map(|(scheme, _)| scheme).unwrap_or_default();
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_held)
}

/// `2026-11-22`.
fn is_date(text: &str) -> bool {
    text.parse::<kit::types::Day>().is_ok_and(|day| day.to_string() == text)
}

/// `10:00`, with seconds or an offset from UTC when they are told.
fn is_time(text: &str) -> bool {
    let clock = text.split(['Z', '+', '-']).next().unwrap_or_default();
    let parts: Vec<&str> = clock.split(':').collect();
    let is_below = |part: &str, end: u8| {
        part.len() == 2 && part.parse::<u8>().is_ok_and(|number| number < end)
    };
    matches!(parts.len(), 2 | 3)
        && is_below(parts[0], 24)
        && parts[1..].iter().all(|&part| is_below(part, 60))
}

fn are_days(text: &str) -> bool {
    let is_place = |c: char| matches!(c, '+' | '-') || c.is_ascii_digit();
    text.split(',').all(|part| DAYS.contains(&part.trim_start_matches(is_place)))
}

/// What is wrong with an object, with the way to it.
fn faults(value: &Value, object: &str, at: &str, found: &mut Vec<String>) {
    let Some(map) = value.as_object() else {
        found.push(format!("{at}: not an object"));
        return;
    };
    let known = fields(object);
    for name in map.keys().filter(|name| !known.iter().any(|(known, ..)| known == name)) {
        found.push(format!("{at}.{name}: {object} has no such field"));
    }
    for (name, holds, is_required) in known {
        let at = format!("{at}.{name}");
        let Some(value) = map.get(*name) else {
            if *is_required {
                found.push(format!("{at}: required"));
            }
            continue;
        };
        if !is_right(value, *holds, &at, found) {
            found.push(format!("{at}: {value}"));
        }
    }
}

/// Whether a value is of its kind; what is wrong inside it is noted on the way.
fn is_right(value: &Value, holds: Holds, at: &str, found: &mut Vec<String>) -> bool {
    let text = value.as_str();
    match holds {
        Holds::Text => text.is_some(),
        Holds::Number => value.is_number(),
        Holds::Whole => value.is_u64(),
        Holds::Bool => value.is_boolean(),
        Holds::Uuid => text.is_some_and(is_uuid),
        Holds::Email => text.is_some_and(is_email),
        Holds::Uri => text.is_some_and(is_uri),
        Holds::Date => text.is_some_and(is_date),
        Holds::Moment => text.is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
        Holds::Time => text.is_some_and(is_time),
        Holds::Days => text.is_some_and(are_days),
        Holds::OneOf(list) => text.is_some_and(|text| list.contains(&text)),
        Holds::Object(other) => {
            faults(value, other, at, found);
            true
        }
        Holds::Objects(other) => {
            for (n, one) in value.as_array().into_iter().flatten().enumerate() {
                faults(one, other, &format!("{at}[{n}]"), found);
            }
            value.is_array()
        }
    }
}

fn check(value: &Value, object: &str) {
    let mut found = Vec::new();
    faults(value, object, object, &mut found);
    assert!(found.is_empty(), "{} faults: {:#?}", found.len(), &found[..found.len().min(10)]);
}

/// Checks all objects of a list; says how many there are.
fn check_all(list: &Value, object: &str) -> usize {
    let list = list.as_array().expect("a list");
    for one in list {
        check(one, object);
    }
    list.len()
}

/// Checks a page and all objects on it; says how many there are.
fn check_page(page: &Value, object: &str) -> usize {
    let mut header = page.clone();
    let contents = header["contents"].take();
    header.as_object_mut().expect("a page").remove("contents");
    check(&header, "page");
    check_all(&contents, object)
}

#[test]
fn every_object_of_the_schema_is_described() {
    let (mut left, mut seen) = (vec!["service"], Vec::new());
    while let Some(object) = left.pop() {
        if seen.contains(&object) {
            continue;
        }
        seen.push(object);
        for (_, holds, _) in fields(object) {
            if let Holds::Object(other) | Holds::Objects(other) = holds {
                left.push(*other);
            }
        }
    }
    assert_eq!(seen.len(), 23, "{seen:?}");
}

#[test]
fn what_is_not_as_the_schema_asks_is_found() {
    let right = json!({
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Дневна грижа",
        "status": "active",
        "url": "https://primer.example/a?b=%D0%B0",
        "email": "office@primer.example",
        "assured_date": "2026-11-22",
        "last_modified": "2026-11-22T10:30:45.123Z",
        "minimum_age": 18,
        "schedules": [{
            "id": "48102e86-bb50-41c4-8f1e-e269368c41d1",
            "byday": "MO,-1FR",
            "opens_at": "09:00+02:00",
            "closes_at": "18:00:00",
        }],
    });
    check(&right, "service");
    let wrong = json!({
        "id": "AC14",
        "status": "open",
        "url": "/primer",
        "email": "служба@primer.example",
        "assured_date": "22.11.2026",
        "last_modified": "2026-11-22",
        "minimum_age": "18",
        "funding": {},
        "kind": "7",
        "schedules": [{ "byday": "ПН", "opens_at": "24:00", "closes_at": "9:00" }],
    });
    let mut found = Vec::new();
    faults(&wrong, "service", "service", &mut found);
    // Nine that stand beside the schedule, the name and the schedule's id that are not there.
    assert_eq!(found.len(), 9 + 1 + 4, "{found:#?}");
}

#[tokio::test]
async fn the_export_of_the_demonstration_is_as_published() {
    let test = TestApp::empty(crate::testing::NOW).await;
    crate::demo::offices(&test.app).await.unwrap();
    for (slug, services) in [("ruse", 30), ("mezdra", 20)] {
        let own = test.app.db.municipality(slug).unwrap();
        let text = export_hsds(&test.app, &own).await.unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["version"], "3.1");
        assert!(check_all(&document["services"], "service") >= services);
        assert!(check_all(&document["organizations"], "organization") > 3);
        assert_eq!(check_all(&document["taxonomies"], "taxonomy"), 8);
        assert!(check_all(&document["taxonomy_terms"], "taxonomy_term") > 30);
        let again = export_hsds(&test.app, &own).await.unwrap();
        assert_eq!(text, again, "ids are the same each time");
    }
}

#[tokio::test]
async fn programs_read_the_directory_page_by_page() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    for n in 1..=3 {
        let name = format!("Дневна грижа {n}");
        let provider = format!("Доставчик {n}");
        let new = [
            ("name", name.as_str()),
            ("in-zsu", "yes"),
            ("new-provider", provider.as_str()),
            ("provider-kind", "private"),
            ("kind", "7"),
            ("access", "specialised"),
            ("purpose", "supporting"),
            ("level", "municipal"),
            ("funding", "state"),
            ("address", "ул. „Първа“ № 1"),
            ("source", "проба"),
            ("confidence", "V"),
        ];
        let added = test.post(&head, "/services", &new).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    }
    let about = test.get(&head, "/api/hsds").await.json();
    check(&about, "about");
    assert_eq!(about["version"], "3.1");
    assert_eq!(about["openapi_url"], "http://test/api/openapi.json");
    let page = test.get(&head, "/api/hsds/services?per_page=2&page=2").await.json();
    assert_eq!((&page["total_items"], &page["total_pages"]), (&3.into(), &2.into()));
    assert_eq!((&page["last_page"], &page["size"]), (&true.into(), &1.into()));
    assert_eq!(check_page(&page, "service"), 1);
    let id = page["contents"][0]["id"].as_str().unwrap();
    let one = test.get(&head, &format!("/api/hsds/services/{id}")).await.json();
    check(&one, "service");
    assert_eq!(one["service_at_locations"][0]["location"]["addresses"][0]["country"], "BG");
    let lists = [
        ("organizations", "organization"),
        ("service_at_locations", "service_at_location"),
        ("taxonomies", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term"),
    ];
    for (list, object) in lists {
        let page = test.get(&head, &format!("/api/hsds/{list}")).await.json();
        assert!(check_page(&page, object) > 0, "{list}");
    }
    let twin = test.user("mezdra", "head");
    let elsewhere = test.get(&twin, &format!("/api/hsds/services/{id}")).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_was_typed_is_told_in_the_format_of_its_field() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let provider = NewProvider {
        name: "Приют „Пример“".into(),
        kind: "private".into(),
        email: "служба@пример.бг".into(),
        website: "https://пример.бг/a?b=1".into(),
        contact: "Мария Примерова".into(),
        ..NewProvider::default()
    };
    let provider_id = create_provider(&tx, &provider).await.unwrap();
    let service = NewService {
        code: "p1".into(),
        provider_id,
        name: "Подслон".into(),
        email: "office@primer.example".into(),
        ..NewService::default()
    };
    let service = create_service(&tx, &service).await.unwrap();
    let mut site = NewSite { address: "ул. „Първа“ № 1".into(), ..NewSite::default() };
    site.hours.0[0] = vec!["00:00-24:00".into()];
    site.place = Some((43_835_600, -500_000));
    add_site(&tx, service, &site).await.unwrap();
    tx.audit(kit::audit::Entry::new("test", "service", ""));
    tx.commit().await.unwrap();
    let page = test.get(&head, "/api/hsds/services?full=true").await.json();
    assert_eq!(check_page(&page, "service"), 1);
    let one = &page["contents"][0];
    let website = "https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.%D0%B1%D0%B3/a?b=1";
    assert_eq!(one["organization"]["website"], website);
    assert_eq!(one["organization"].get("email"), None);
    assert_eq!(one["email"], "office@primer.example");
    let at = &one["service_at_locations"][0];
    let day = &at["schedules"][0];
    assert_eq!(day["byday"], "MO");
    assert_eq!(day["opens_at"], "00:00");
    assert_eq!(day["closes_at"], "23:59");
    assert_eq!(at["location"]["longitude"], -0.5);
}
