//! A day with numbers.

use super::{Town, served};
use kit::types::Instant;
use std::collections::BTreeSet;

const MINUTE: i64 = 60_000;

#[tokio::test]
async fn a_day_at_three_counters() {
    let town = Town::new().await;
    let (touch, hall) = (town.door("touch").await, town.door("hall").await);
    let nobody = town.test.nobody("ruse");
    let page = town.test.get(&nobody, &touch).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("Лична помощ") && page.text().contains("Никой не чака"));
    let mut tickets = Vec::new();
    for _ in 0..4 {
        tickets.push(town.touch(&touch).await);
    }
    let own = town.test.get(&nobody, &tickets[3]).await.text();
    assert!(own.contains("opora-number\">4<") && own.contains("Преди Вас чакат 3 души"), "{own}");
    let mut called = BTreeSet::new();
    for counter in ["1", "2", "3"] {
        assert_eq!(town.next(counter).await.status, 303);
        called.insert(served(&town.counter(counter).await).expect("a number"));
    }
    assert_eq!(called, BTreeSet::from([1, 2, 3]));
    let room = town.test.get(&nobody, &hall).await.text();
    assert!(room.contains("aria-live=\"assertive\">Номер 3, гише 3<"), "{room}");
    assert!(room.contains("http-equiv=\"refresh\""));
    let still = town.test.get(&nobody, &format!("{hall}?still=1")).await.text();
    assert!(!still.contains("http-equiv=\"refresh\"") && !still.contains("data-poll"));
    // A counter that is busy calls nobody else.
    let busy = town.next("1").await;
    assert_eq!(busy.status, 422);
    assert!(busy.text().contains("още се обслужва номер 1"), "{}", busy.text());
    let mine = town.test.get(&nobody, &tickets[0]).await.text();
    assert!(mine.contains("Повикан сте на гише 1"), "{mine}");
}

/// Id and version of a number that a page offers to call.
fn offered(page: &str, number: i64) -> (String, String) {
    let end = "</span></button>";
    let at = page.find(&format!("> {number}{end}")).expect("a button");
    let before = &page[..at];
    let form = before.rfind("<form").expect("a form");
    let form = &before[form..];
    let id = form.split_once("/reception/tickets/").unwrap().1.split_once('"').unwrap().0;
    let version = form.split_once("name=\"_version\" value=\"").unwrap().1;
    (id.to_owned(), version.split_once('"').unwrap().0.to_owned())
}

#[tokio::test]
async fn a_number_is_not_called_twice() {
    let town = Town::new().await;
    let touch = town.door("touch").await;
    town.touch(&touch).await;
    town.touch(&touch).await;
    let (id, version) = offered(&town.counter("1").await, 2);
    let officer = town.test.officer();
    let path = format!("/reception/tickets/{id}");
    let step = async |counter: &str, what: &str, version: &str| {
        let fields = [("counter", counter), ("move", what), ("_version", version)];
        town.test.post(&officer, &path, &fields).await
    };
    assert_eq!(step("1", "called", &version).await.status, 303);
    let again = step("2", "called", &version).await;
    assert_eq!(again.status, 422);
    assert!(again.text().contains("Номер 2 вече е повикан на гише 1"), "{}", again.text());
    // What another worker changed meanwhile is said too.
    let stale = step("1", "done", "1").await;
    assert_eq!(stale.status, 422, "{}", stale.text());
    assert_eq!(step("1", "missed", "2").await.status, 303);
    assert!(town.counter("1").await.contains("Дойде по-късно"), "who comes late can be called");
    assert_eq!(step("3", "called", "3").await.status, 303);
    let passed = [("counter", "3"), ("move", "passed"), ("to", "2"), ("_version", "4")];
    assert_eq!(town.test.post(&officer, &path, &passed).await.status, 303);
    town.next("2").await;
    assert_eq!(served(&town.counter("2").await), Some(2), "passed on, it goes before number 1");
    let history = town.test.get(&officer, &path).await.text();
    for words in ["Взет номер", "Повикан", "Не се яви", "Прехвърлен"]
    {
        assert!(history.contains(words), "{words}: {history}");
    }
}

#[tokio::test]
async fn counters_that_call_at_once_get_different_numbers() {
    let town = Town::new().await;
    let touch = town.door("touch").await;
    for _ in 0..3 {
        town.touch(&touch).await;
    }
    let answers = tokio::join!(town.next("1"), town.next("2"), town.next("3"));
    assert_eq!([answers.0.status, answers.1.status, answers.2.status], [303, 303, 303]);
    let mut numbers = BTreeSet::new();
    for counter in ["1", "2", "3"] {
        numbers.extend(served(&town.counter(counter).await));
    }
    assert_eq!(numbers, BTreeSet::from([1, 2, 3]));
    assert_eq!(town.next("1").await.status, 422);
}

#[tokio::test]
async fn the_touch_page_is_bound_to_its_address_and_not_flooded() {
    let town = Town::new().await;
    let (nobody, head) = (town.test.nobody("ruse"), town.test.user("ruse", "head"));
    let touch = town.door("touch").await;
    let subject = town.subject.to_string();
    for _ in 0..10 {
        town.touch(&touch).await;
    }
    let fast = town.test.post(&nobody, &touch, &[("subject", &subject)]).await;
    assert_eq!(fast.status, 429);
    assert!(fast.text().contains("твърде много номера"), "{}", fast.text());
    town.test.clock.set(Instant(crate::testing::NOW.0 + 2 * MINUTE));
    town.touch(&touch).await;
    let wrong = town.test.post(&nobody, &touch, &[("subject", "x")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(town.test.get(&nobody, "/touch/guessed").await.status, 404);
    assert_eq!(town.test.get(&town.test.nobody("mezdra"), &touch).await.status, 404);
    let renew = format!("/reception/points/{}/renew", town.point);
    assert_eq!(town.test.post(&head, &renew, &[("door", "touch")]).await.status, 303);
    assert_eq!(town.test.get(&nobody, &touch).await.status, 404, "the old address is dead");
    let fresh = town.door("touch").await;
    assert_eq!(town.test.get(&nobody, &fresh).await.status, 200);
    let settings = format!("/reception/points/{}/settings", town.point);
    let stop = [("gives", "no"), ("per_minute", "10"), ("slot_minutes", "30"), ("_version", "2")];
    assert_eq!(town.test.post(&head, &settings, &stop).await.status, 303);
    let stopped = town.test.post(&nobody, &fresh, &[("subject", &subject)]).await;
    assert_eq!(stopped.status, 422);
    assert!(stopped.text().contains("не се дават номера"));
}

#[tokio::test]
async fn waiting_times_open_their_lists_and_foretell() {
    let town = Town::new().await;
    let touch = town.door("touch").await;
    let start = crate::testing::NOW.0;
    let officer = town.test.officer();
    let next = format!("/reception/points/{}/next", town.point);
    // Asked first: a session ends after a while without work.
    let reader = town.test.user("ruse", "reader");
    assert_eq!(town.test.get(&reader, "/reception").await.status, 200);
    assert_eq!(town.test.post(&reader, &next, &[("counter", "1")]).await.status, 403);
    for turn in 0..6 {
        town.test.clock.set(Instant(start + turn * 20 * MINUTE));
        town.touch(&touch).await;
        town.test.clock.set(Instant(start + (turn * 20 + 4) * MINUTE));
        assert_eq!(town.next("1").await.status, 303);
        town.test.clock.set(Instant(start + (turn * 20 + 14) * MINUTE));
        let page = town.counter("1").await;
        let value = |name: &str| {
            let rest = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
            rest.split_once('"').unwrap().0.to_owned()
        };
        let (ticket, version) = (value("ticket"), value("_version"));
        let fields =
            [("counter", "1"), ("finish", "1"), ("ticket", &*ticket), ("_version", &*version)];
        assert_eq!(town.test.post(&officer, &next, &fields).await.status, 303);
    }
    town.touch(&touch).await;
    let page = town.test.get(&town.test.nobody("ruse"), &touch).await.text();
    assert!(page.contains("Очаквано чакане: от 10 до 20 минути"), "{page}");
    let figures = town.test.get(&officer, "/reception/statistics").await.text();
    assert!(figures.contains("24.11.2026") && figures.contains("10:00–10:59"), "{figures}");
    let path = "/api/reception/statistics";
    let twin = town.test.get(&officer, path).await.json();
    assert_eq!(twin["points"][0]["tickets"], 7, "{twin}");
    assert_eq!(twin["points"][0]["mean_wait_minutes"], 4);
    let tens = "/reception/tickets?from=2026-11-24&to=2026-11-24&hour=10";
    let list = town.test.get(&officer, tens).await.text();
    assert_eq!(list.matches("/ruse/reception/tickets/0").count(), 3, "{list}");
}

#[tokio::test]
async fn programs_work_the_queue_too() {
    let town = Town::new().await;
    let touch = town.door("touch").await;
    town.touch(&touch).await;
    let officer = town.test.officer();
    let path = format!("/api/reception/points/{}/queue", town.point);
    let queue = town.test.get(&officer, &path).await.json();
    assert_eq!(queue["waiting"][0]["number"], 1, "{queue}");
    assert_eq!(queue["expected_minutes"], serde_json::Value::Null);
}
