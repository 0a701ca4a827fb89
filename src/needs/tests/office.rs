//! Needs in the office: the table, the sum, the map, services by kind, paper and file.

use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;

fn done(answer: &Answer, town: &str) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location.trim_start_matches(&format!("/{town}")).to_owned()
}

async fn get(test: &TestApp, user: &User, path: &str) -> String {
    let answer = test.get(user, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    assert!(answer.bytes.len() < 60_000, "{path}: {} bytes", answer.bytes.len());
    answer.text()
}

/// The counts of the worked examples for the smaller of the two towns.
const SMALL: [(&str, &str); 5] = [
    ("all", "17669"),
    ("adults", "14700"),
    ("children", "2969"),
    ("adults-disabled", "1550"),
    ("children-disabled", "75"),
];

async fn enter(test: &TestApp, user: &User, all: &[(&str, &str)]) {
    for (group, amount) in all {
        let fields = [
            ("group", *group),
            ("place", "municipality"),
            ("kind", "present"),
            ("on-day", "31"),
            ("on-month", "12"),
            ("on-year", "2025"),
            ("amount", *amount),
            ("source", "Пример"),
        ];
        done(&test.post(user, "/figures/new", &fields).await, "mezdra");
    }
}

#[tokio::test]
async fn the_sum_of_a_service_stands_term_by_term_and_names_what_is_missing() {
    let test = TestApp::new().await;
    let user = test.user("mezdra", "analyst");
    enter(&test, &user, &SMALL[..4]).await;
    let page = get(&test, &user, "/needs/5").await;
    assert!(page.contains("липсват данни") && page.contains("деца с трайни увреждания"), "{page}");
    assert!(
        page.contains("/figures/new?group=children-disabled"),
        "a missing figure can be entered"
    );
    enter(&test, &user, &SMALL[4..]).await;
    let page = get(&test, &user, "/needs/5").await;
    for text in ["6,00746", "5,88", "6,8287", "8,68", "6,15", "33,54616", "33,55"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(page.contains("надолу – 33; до най-близкото цяло – 34; нагоре – 34"), "{page}");
    let json = test.get(&user, "/api/needs/5").await.json();
    assert_eq!((json["total"].as_str(), json["no"].as_u64()), (Some("33.54616"), Some(5)));
    let before = test.get(&user, "/api/needs/5?on=2025-12-30").await.json();
    assert!(before["total"].is_null(), "the figures hold from their day on");
    assert_eq!(test.get(&user, "/needs/26").await.status, StatusCode::NOT_FOUND);
    let page = get(&test, &user, "/needs/6").await;
    assert!(page.contains("№ 6 печата 20"), "{page}");
    let page = get(&test, &user, "/needs/25").await;
    assert!(page.contains("добавят 110 %"), "{page}");
}

#[tokio::test]
async fn a_need_of_the_whole_country_is_told_for_the_district_too() {
    let test = TestApp::new().await;
    let user = test.user("mezdra", "analyst");
    for (place, group, amount) in [
        ("country", "all", "6400000"),
        ("country", "adults", "5356800"),
        ("district", "all", "184500"),
        ("district", "adults", "154426"),
    ] {
        let fields = [
            ("group", group),
            ("place", place),
            ("kind", "present"),
            ("on-day", "31"),
            ("on-month", "12"),
            ("on-year", "2025"),
            ("amount", amount),
            ("source", "Пример"),
        ];
        done(&test.post(&user, "/figures/new", &fields).await, "mezdra");
    }
    let page = get(&test, &user, "/needs/24").await;
    assert!(page.contains("587,84") && page.contains("16,9463"), "{page}");
}

#[tokio::test]
async fn the_rounding_is_a_value_of_the_municipality() {
    let test = TestApp::new().await;
    let user = test.user("mezdra", "analyst");
    enter(&test, &user, &SMALL).await;
    let administrator = test.user("mezdra", "administrator");
    let path = "/law/rules/planning.rounding/value";
    let key = test.get(&administrator, path).await.value("_key").unwrap_or_default();
    let sent = [
        ("_key", key.as_str()),
        ("value", "up"),
        ("act", "Заповед 7"),
        ("reason", "Нагоре, за да има място за всички"),
        ("from-day", "1"),
        ("from-month", "1"),
        ("from-year", "2026"),
    ];
    done(&test.post(&administrator, path, &sent).await, "mezdra");
    let json = test.get(&user, "/api/needs/5").await.json();
    assert_eq!((json["total"].as_str(), json["rounded"].as_str()), (Some("33.54616"), Some("34")));
}

#[tokio::test]
async fn the_map_keeps_its_old_entries_and_the_newest_of_a_day_counts() {
    let test = TestApp::new().await;
    let user = test.user("mezdra", "analyst");
    let entry = |users: &'static str, year: &'static str| {
        [
            ("service", "5"),
            ("users", users),
            ("from-day", "1"),
            ("from-month", "1"),
            ("from-year", year),
            ("basis", "Решение № 574"),
        ]
    };
    for (users, year) in [("30", "2025"), ("32", "2025"), ("40", "2027")] {
        done(&test.post(&user, "/needs/map/new", &entry(users, year)).await, "mezdra");
    }
    let wrong = test.post(&user, "/needs/map/new", &entry("-1", "2025")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let on = async |day: &str| {
        let json = test.get(&user, &format!("/api/needs/5?on={day}")).await.json();
        json["on_map"].as_i64()
    };
    assert_eq!(on("2024-12-31").await, None);
    assert_eq!(on("2026-06-01").await, Some(32));
    assert_eq!(on("2027-01-01").await, Some(40));
    let list = get(&test, &user, "/needs/map").await;
    assert_eq!(list.matches("Решение № 574").count(), 3, "{list}");
}

#[tokio::test]
async fn the_demonstration_has_its_table_whose_numbers_are_those_of_the_pages() {
    let test = TestApp::filled().await;
    for town in ["mezdra", "ruse"] {
        let user = test.user(town, "analyst");
        let table = get(&test, &user, "/needs").await;
        assert!(table.contains("Потребност"), "{table}");
        let all = test.get(&user, "/api/needs").await.json();
        let all = all.as_array().expect("25 services");
        assert_eq!(all.len(), 25);
        let open = all.iter().filter(|one| one["total"].is_null()).count();
        // One group of the district of Ruse is missing on purpose.
        assert_eq!(open, usize::from(town == "ruse"), "{town}");
        for no in [5, 9, 21, 25] {
            let one = &all[no - 1];
            let page = get(&test, &user, &format!("/needs/{no}")).await;
            for count in ["places", "users", "waiting"] {
                let number = one[count].as_i64().expect("a count");
                // Thousands are set apart on the page; of nothing no row of sums is shown.
                if (1..1_000).contains(&number) {
                    assert!(page.contains(&format!(">{number}<")), "{town} {no} {count}: {page}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_service_of_several_possible_kinds_is_assigned_by_somebody() {
    let test = TestApp::filled().await;
    let user = test.user("ruse", "analyst");
    let list = get(&test, &user, "/needs/services").await;
    assert!(list.contains("не се брои"), "{list}");
    let at = list.find("/needs/assign/").expect("a service");
    let path = list[at..at + "/needs/assign/".len() + 13].to_owned();
    let wrong = test.post(&user, &path, &[("point", "26")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    done(&test.post(&user, &path, &[("point", "19")]).await, "ruse");
    let page = get(&test, &user, "/needs/19").await;
    assert!(page.contains(&path), "{page}");
}

#[tokio::test]
async fn the_calculation_is_printed_with_a_number_and_taken_as_a_table() {
    let test = TestApp::new().await;
    let user = test.user("mezdra", "analyst");
    enter(&test, &user, &SMALL).await;
    let path = done(&test.post(&user, "/needs/paper", &[("on", "2026-06-30")]).await, "mezdra");
    let paper = test.get(&user, &path).await;
    assert_eq!(paper.status, StatusCode::OK);
    assert!(paper.bytes.starts_with(b"%PDF"));
    let list = get(&test, &user, "/needs/papers").await;
    assert!(list.contains("ИП-2026-00001"), "{list}");
    let csv = test.get(&user, "/needs/file?as=csv&on=2026-06-30").await.text();
    assert!(csv.contains("терапия и рехабилитация;33.54616;"), "{csv}");
    let sheet = test.get(&user, "/needs/file?as=xlsx").await;
    assert!(sheet.bytes.starts_with(b"PK"));
    let reader = test.user("mezdra", "projects-manager");
    assert_eq!(test.get(&reader, "/needs").await.status, StatusCode::OK);
    assert_eq!(test.get(&reader, "/needs/map/new").await.status, StatusCode::FORBIDDEN);
}
