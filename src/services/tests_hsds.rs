//! The directory by HSDS 3.1, against the published description of each object: fields, which are
//! required, kinds, formats and closed lists (docs.openreferral.org, schema reference 3.1). No
//! package carries the schema itself, so it is written here as a table.

#![allow(clippy::too_many_lines, reason = "a table is told in one piece")]

use super::*;
use crate::testing::TestApp;
use axum::http::StatusCode;
use serde_json::Value;

/// What a field holds.
#[derive(Clone, Copy)]
enum Holds {
    Text,
    Number,
    Uuid,
    Email,
    Uri,
    Date,
    Time,
    OneOf(&'static [&'static str]),
    Object(&'static str),
    Objects(&'static str),
}
use Holds::{Date, Email, Number, Object, Objects, OneOf, Text, Time, Uri, Uuid};

/// A field: name, what it holds, whether it is required.
type Field = (&'static str, Holds, bool);

const STATUS: &[&str] = &["active", "inactive", "defunct", "temporarily closed"];
const KIND_OF_PLACE: &[&str] = &["physical", "postal", "virtual"];
const DAYS: &[&str] = &["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The fields of an object, as far as they are written; a field that is not here is a fault.
fn fields(object: &str) -> &'static [Field] {
    match object {
        "service" => &[
            ("id", Uuid, true),
            ("name", Text, true),
            ("alternate_name", Text, false),
            ("description", Text, false),
            ("email", Email, false),
            ("status", OneOf(STATUS), true),
            ("application_process", Text, false),
            ("fees_description", Text, false),
            ("accreditations", Text, false),
            ("eligibility_description", Text, false),
            ("assured_date", Date, false),
            ("alert", Text, false),
            ("phones", Objects("phone"), false),
            ("service_at_locations", Objects("service_at_location"), false),
            ("organization", Object("organization"), false),
            ("funding", Objects("funding"), false),
            ("attributes", Objects("attribute"), false),
        ],
        "organization" => &[
            ("id", Uuid, true),
            ("name", Text, true),
            ("description", Text, true),
            ("email", Email, false),
            ("website", Uri, false),
            ("legal_status", Text, false),
            ("contacts", Objects("contact"), false),
            ("phones", Objects("phone"), false),
            ("organization_identifiers", Objects("organization_identifier"), false),
        ],
        "organization_identifier" => &[
            ("id", Uuid, true),
            ("organization_id", Uuid, false),
            ("identifier_scheme", Text, false),
            ("identifier_type", Text, true),
            ("identifier", Text, true),
        ],
        "contact" => &[
            ("id", Uuid, true),
            ("organization_id", Uuid, false),
            ("name", Text, false),
            ("email", Email, false),
        ],
        "phone" => &[("id", Uuid, true), ("number", Text, true)],
        "funding" => &[("id", Uuid, true), ("service_id", Uuid, false), ("source", Text, false)],
        "attribute" => &[
            ("id", Uuid, true),
            ("link_id", Uuid, false),
            ("taxonomy_term_id", Uuid, false),
            ("link_type", Text, false),
            ("link_entity", Text, false),
            ("value", Text, false),
            ("label", Text, false),
            ("taxonomy_term", Object("taxonomy_term"), false),
        ],
        "taxonomy_term" => &[
            ("id", Uuid, true),
            ("code", Text, false),
            ("name", Text, true),
            ("description", Text, true),
            ("taxonomy", Text, false),
            ("taxonomy_id", Uuid, false),
            ("language", Text, false),
        ],
        "taxonomy" => &[
            ("id", Uuid, true),
            ("name", Text, true),
            ("description", Text, true),
            ("version", Text, false),
        ],
        "service_at_location" => &[
            ("id", Uuid, true),
            ("service_id", Uuid, false),
            ("location_id", Uuid, false),
            ("location", Object("location"), false),
            ("schedules", Objects("schedule"), false),
        ],
        "location" => &[
            ("id", Uuid, true),
            ("location_type", OneOf(KIND_OF_PLACE), true),
            ("name", Text, false),
            ("description", Text, false),
            ("latitude", Number, false),
            ("longitude", Number, false),
            ("addresses", Objects("address"), false),
            ("phones", Objects("phone"), false),
        ],
        "address" => &[
            ("id", Uuid, true),
            ("location_id", Uuid, false),
            ("address_1", Text, true),
            ("city", Text, true),
            ("state_province", Text, true),
            ("postal_code", Text, true),
            ("country", Text, true),
            ("address_type", OneOf(KIND_OF_PLACE), true),
        ],
        "schedule" => &[
            ("id", Uuid, true),
            ("service_at_location_id", Uuid, false),
            ("freq", OneOf(&["WEEKLY", "MONTHLY"]), false),
            ("byday", OneOf(DAYS), false),
            ("opens_at", Time, false),
            ("closes_at", Time, false),
        ],
        other => panic!("no such object: {other}"),
    }
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    let hex = |c: char| c == '-' || (c.is_ascii_hexdigit() && !c.is_ascii_uppercase());
    parts == [8, 4, 4, 4, 12] && text.chars().all(hex)
}

fn is_time(text: &str) -> bool {
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u8>().ok());
    let mut parts = text.split(':');
    text.len() == 5
        && number(parts.next()).is_some_and(|hour| hour <= 24)
        && number(parts.next()).is_some_and(|minute| minute < 60)
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
        let text = value.as_str();
        let is_right = match holds {
            Text => text.is_some(),
            Number => value.is_number(),
            Uuid => text.is_some_and(is_uuid),
            Email => text.is_some_and(kit::mail::Mailer::is_address),
            Uri => text.is_some_and(|text| text.starts_with("http")),
            Date => text.is_some_and(|text| text.parse::<kit::types::Day>().is_ok()),
            Time => text.is_some_and(is_time),
            OneOf(list) => text.is_some_and(|text| list.contains(&text)),
            Object(other) => {
                faults(value, other, &at, found);
                true
            }
            Objects(other) => {
                for (n, one) in value.as_array().into_iter().flatten().enumerate() {
                    faults(one, other, &format!("{at}[{n}]"), found);
                }
                value.is_array()
            }
        };
        if !is_right {
            found.push(format!("{at}: {value}"));
        }
    }
}

/// Ids of all objects of a list, with its kind.
fn check_all(list: &Value, object: &str) -> usize {
    let list = list.as_array().expect("a list");
    let mut found = Vec::new();
    for (n, one) in list.iter().enumerate() {
        faults(one, object, &format!("{object}[{n}]"), &mut found);
    }
    assert!(found.is_empty(), "{} faults: {:#?}", found.len(), &found[..found.len().min(10)]);
    list.len()
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
    assert_eq!(about["version"], "3.1");
    let page = test.get(&head, "/api/hsds/services?per_page=2&page=2").await.json();
    assert_eq!((&page["total_items"], &page["total_pages"]), (&3.into(), &2.into()));
    assert_eq!((&page["last_page"], &page["size"]), (&true.into(), &1.into()));
    assert_eq!(check_all(&page["contents"], "service"), 1);
    let id = page["contents"][0]["id"].as_str().unwrap();
    let one = test.get(&head, &format!("/api/hsds/services/{id}")).await.json();
    let mut found = Vec::new();
    faults(&one, "service", "service", &mut found);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(one["service_at_locations"][0]["location"]["addresses"][0]["country"], "BG");
    let lists = [
        ("organizations", "organization"),
        ("service_at_locations", "service_at_location"),
        ("taxonomies", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term"),
    ];
    for (list, object) in lists {
        let page = test.get(&head, &format!("/api/hsds/{list}")).await.json();
        assert!(check_all(&page["contents"], object) > 0, "{list}");
    }
    let twin = test.user("mezdra", "head");
    let elsewhere = test.get(&twin, &format!("/api/hsds/services/{id}")).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}
