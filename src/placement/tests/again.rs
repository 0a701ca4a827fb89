//! Another choice after a refusal: what is free, how far it is, who refers to it.

use super::support::{come, day, led_to, sent, service_of, state};
use crate::municipality::{Settlement, put_settlements};
use crate::people::{self, NewPerson, PersonId};
use crate::services::{self, NewSite, Point, ServiceId};
use crate::testing::TestApp;
use axum::http::StatusCode;
use kit::types::Instant;

const RUSE: (&str, &str, Point) = ("63427", "Русе", (43_848_700, 25_954_200));
const MARTEN: (&str, &str, Point) = ("47336", "Мартен", (43_905_000, 26_074_000));

/// Settlements with their points, services in them, a person who lives in Ruse.
async fn town(test: &TestApp, sites: &[(ServiceId, &str, Option<Point>)]) -> PersonId {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let settlement = |(ekatte, name, _): (&str, &str, Point)| Settlement {
        ekatte: ekatte.into(),
        kind: "гр.".into(),
        name: name.into(),
        name_latin: String::new(),
        folded: name.to_lowercase(),
        municipality_code: "RSE27".into(),
        municipality_name: "Русе".into(),
        district_code: "RSE".into(),
    };
    put_settlements(&tx, &[settlement(RUSE), settlement(MARTEN)]).await.expect("settlements");
    for (ekatte, _, point) in [RUSE, MARTEN] {
        services::put_point(&tx, ekatte, (point, "OpenStreetMap")).await.expect("a point");
    }
    for (service, ekatte, place) in sites {
        let site = NewSite {
            ekatte: Some((*ekatte).to_owned()),
            address: "ул. „Пробна“ № 1".into(),
            place: *place,
            ..NewSite::default()
        };
        services::add_site(&tx, *service, &site).await.expect("a site");
    }
    let person = NewPerson {
        given: "Далечна".into(),
        family: "Пробна".into(),
        present: Some((RUSE.0.to_owned(), "ул. „Тиха“ № 2".to_owned())),
        ..NewPerson::default()
    };
    let id = people::create(&mut tx, &person).await.expect("a person");
    tx.commit().await.expect("saved");
    id
}

#[tokio::test]
async fn the_near_and_free_come_first_and_what_dsp_refers_to_is_only_told_of() {
    let test = TestApp::new().await;
    let first = service_of(&test, ("T1", "municipal"), 2).await;
    let far = service_of(&test, ("T2", "municipal"), 2).await;
    let near = service_of(&test, ("T3", "municipal"), 2).await;
    let state_paid = service_of(&test, ("T4", "state"), 2).await;
    let sites = [
        (far, MARTEN.0, None),
        // A kilometre north of the middle of the town.
        (near, RUSE.0, Some((43_857_693, 25_954_200))),
        (state_paid, RUSE.0, None),
    ];
    let person = town(&test, &sites).await;
    let (id, _) = come(&test, person, first).await;
    let id = id.to_string();
    let reason = [("reason", "Не"), ("child", "no")];
    sent(&test, &id, "/refuse", &[day("on", 24), reason.to_vec()].concat()).await;
    assert_eq!(state(&test, &id).await, "choice_again");
    let officer = test.officer();
    let again = format!("/placements/{id}/again");
    let page = test.get(&officer, &again).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let page = page.text();
    let wanted = [
        "по въздух от гр. Русе",
        "1,0 км по въздух",
        "11,5 км по въздух (до населеното място)",
        "насочва Дирекция „Социално подпомагане“",
    ];
    for part in wanted {
        assert!(page.contains(part), "{part}: {page}");
    }
    let at = |id: ServiceId| page.find(&format!("value=\"{id}\""));
    assert!(at(near) < at(far) && at(near).is_some(), "the near one first");
    assert_eq!(at(state_paid), None, "what this office may not refer to is not offered");
    let json = test.get(&officer, &format!("/api/placements/{id}/choices")).await.json();
    let of = |id: ServiceId| {
        let all = json.as_array().expect("a list");
        all.iter().find(|one| one["service"] == id.to_string()).cloned().expect("a service")
    };
    assert_eq!(of(near)["metres"], 1_000, "{json}");
    assert_eq!(
        (&of(state_paid)["is_offered"], &of(far)["is_exact"]),
        (&false.into(), &false.into())
    );
    let picked = state_paid.to_string();
    let choice = [day("on", 24), vec![("service", picked.as_str())]].concat();
    let refused = test.post(&officer, &again, &choice).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    // From the first day of the full division it is this office's.
    test.clock.set(Instant(test.clock.now().0 + 40 * 86_400_000));
    let officer = crate::referral::support::signed_in(&test).await;
    let json = test.get(&officer, &format!("/api/placements/{id}/choices")).await.json();
    let all = json.as_array().expect("a list");
    assert!(all.iter().all(|one| one["is_offered"] == true), "{json}");
    let picked = near.to_string();
    let choice = [day("on", 24), vec![("service", picked.as_str())]].concat();
    let chosen = test.post(&officer, &again, &choice).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.text());
    assert_ne!(led_to(&chosen), id);
}

#[tokio::test]
async fn a_protected_address_is_not_told_by_a_distance() {
    let test = TestApp::new().await;
    let first = service_of(&test, ("T1", "municipal"), 2).await;
    let near = service_of(&test, ("T3", "municipal"), 2).await;
    town(&test, &[(near, RUSE.0, None)]).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let person = NewPerson {
        given: "Скрита".into(),
        family: "Пробна".into(),
        is_protected: true,
        present: Some((RUSE.0.to_owned(), "ул. „Тайна“ № 3".to_owned())),
        ..NewPerson::default()
    };
    let person = people::create(&mut tx, &person).await.expect("a person");
    tx.commit().await.expect("saved");
    let (id, _) = come(&test, person, first).await;
    let path = format!("/api/placements/{id}/choices");
    let seen = test.get(&test.officer(), &path).await.json();
    assert!(seen[0]["metres"].is_number(), "who may see the address sees the distance: {seen}");
    let hidden = test.get(&test.user("ruse", "reader"), &path).await.json();
    assert!(hidden[0]["metres"].is_null(), "{hidden}");
}
