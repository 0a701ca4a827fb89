//! Who was consulted: for the project whose office or campaign it was, by the day, each person once.

use super::packed::project;
use crate::frontdesk::tests::Town;
use crate::municipality::{Hours, NewServicePoint, create_service_point};
use crate::proof::Span;
use crate::results::gather::proofs;
use axum::http::StatusCode;
use kit::types::Day;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[tokio::test]
async fn who_is_consulted_counts_for_the_project_that_opened_the_office_and_once() {
    let town = Town::new().await;
    let (test, officer) = (&town.test, town.test.officer());
    let manager = test.user("ruse", "projects-manager");
    let path = project(test, &manager).await;
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let new = NewServicePoint {
        name: "Приемна на проекта".into(),
        ekatte: Some("63427".into()),
        address: "ул. „Примерна“ № 2".into(),
        phone: String::new(),
        hours: Hours::default(),
        counters: 1,
        funding: Vec::new(),
        opened_on: day("2026-11-02"),
    };
    let opened = create_service_point(&tx, &new).await.expect("a point").to_string();
    tx.commit().await.expect("saved");
    let home = path.replace("/projects/", "/results/projects/");
    let said = test.post(&manager, &format!("{home}/openings"), &[("point", &opened)]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    let person = town.person("Мария", Some("63427")).await.to_string();
    let other = town.point.to_string();
    for (point, person) in
        [(&opened, person.as_str()), (&opened, person.as_str()), (&opened, ""), (&other, "")]
    {
        let mut fields = vec![("topic", "telk"), ("outcome", "informed"), ("channel", "phone")];
        fields.extend([("minutes", "10"), ("point", point.as_str())]);
        if !person.is_empty() {
            fields.push(("person", person));
        }
        let saved = test.post(&officer, "/contacts/new", &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    }
    let id: crate::projects::ProjectId =
        path.trim_start_matches("/projects/").parse().expect("an id");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let span = |project: Option<i64>, to: &str| Span {
        project,
        from: day("2025-04-01"),
        to: day(to),
        known_at: tx.now(),
    };
    for (project, to, expected) in [
        (Some(id.0), "2026-11-24", 2),
        (Some(id.0), "2026-11-23", 0),
        (Some(id.0 + 1), "2026-11-24", 0),
        (None, "2026-11-24", 3),
    ] {
        let found = proofs(&tx, "consulted", &span(project, to)).await.expect("proofs");
        assert_eq!(found.len(), expected, "{project:?} until {to}: {found:?}");
        assert!(found.iter().all(|one| one.day == day("2026-11-24") && one.amount == 1));
    }
    tx.rollback().await;
}
