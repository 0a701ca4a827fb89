//! Places under many hands at once, and the order of the list.

use super::support::{come, coming, persons, service};
use crate::placement::load;
use crate::placement::waiting::{self, NewOffer};
use crate::placement::{State, begin};
use crate::testing::TestApp;
use kit::types::Day;
use kit::web::Problem;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixty_four_for_ten_places_ten_get_one_and_the_rest_wait_in_order() {
    let test = TestApp::new().await;
    let service = service(&test, "T10", 10).await;
    let people = persons(&test, 64).await;
    let tasks = people.into_iter().map(|person| {
        let (db, actor) = (test.app.db.clone(), test.system("ruse"));
        tokio::spawn(async move {
            let mut tx = db.write(&actor).await.expect("a transaction");
            let new = coming(person, service, tx.today());
            let begun = begin(&mut tx, law::Law::current(), &new).await.expect("a placement");
            tx.commit().await.expect("saved");
            begun
        })
    });
    let tasks: Vec<_> = tasks.collect();
    let mut states = Vec::new();
    for task in tasks {
        states.push(task.await.expect("no panic"));
    }
    let in_place = states.iter().filter(|(_, state)| *state == State::AtProvider).count();
    assert_eq!(in_place, 10);
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let line = waiting::line(&tx, service).await.expect("a line");
    assert_eq!(line.len(), 54);
    assert!(line.windows(2).all(|pair| pair[0].turn + 1 == pair[1].turn), "no gap, no tie");
    let places = load::places_of(&tx, service).await.expect("places").expect("known");
    assert_eq!((places.reserved, places.taken, places.free(), places.waiting), (10, 0, 0, 54));
    tx.rollback().await;
}

#[tokio::test]
async fn nobody_is_passed_over_without_a_reason() {
    let test = TestApp::new().await;
    let service = service(&test, "T1", 1).await;
    let people = persons(&test, 3).await;
    let (holder, _) = come(&test, people[0], service).await;
    let (first, state) = come(&test, people[1], service).await;
    assert_eq!(state, State::Waiting);
    let (second, _) = come(&test, people[2], service).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let row = load::row(&tx, holder).await.expect("a row");
    let today = tx.today();
    super::super::end::give_up(&mut tx, &test.app, &row, (today, "moved")).await.expect("closed");
    tx.commit().await.expect("saved");
    let offer = |skip: Option<(&str, &str)>| NewOffer {
        placement: second,
        answer_by: "2026-11-27".parse::<Day>().expect("a day"),
        how: "phone".into(),
        skip: skip.map(|(a, b)| (a.to_owned(), b.to_owned())),
    };
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let refused = waiting::offer(&mut tx, &test.app, &offer(None)).await;
    assert!(matches!(refused, Err(Problem::Impossible("placement-refused-order"))));
    tx.rollback().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let why = Some(("unreachable", "Три обаждания без отговор"));
    waiting::offer(&mut tx, &test.app, &offer(why)).await.expect("an offer");
    tx.commit().await.expect("saved");
    let page = test.get(&test.officer(), &format!("/placements/{first}")).await.text();
    assert!(page.contains("Три обаждания без отговор"), "{page}");
    assert!(page.contains("1-и по ред"), "the turn is kept: {page}");
}
