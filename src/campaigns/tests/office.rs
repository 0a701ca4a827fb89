//! Campaigns over the database: events, entries, proofs, withdrawing, files.

use crate::campaigns::book::Book;
use crate::campaigns::content::Shown;
use crate::campaigns::course::Targets;
use crate::campaigns::entry::{self, APPROACH, HANDED, NewEntry};
use crate::campaigns::event::{self, NewEvent};
use crate::campaigns::file::{self, NewFile, PHOTO};
use crate::campaigns::plan::{self, NewPlan};
use crate::campaigns::{CampaignId, proofs};
use crate::proof::Span;
use crate::testing::TestApp;
use kit::store::Tx;
use kit::types::{Day, Instant};
use kit::web::Problem;

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub async fn campaign(tx: &mut Tx) -> CampaignId {
    let new = NewPlan {
        name: "Проба".into(),
        aim: "Всеки да знае.".into(),
        audience: vec!["all".into()],
        channels: vec!["events".into()],
        from: day("2026-11-01"),
        to: day("2026-12-20"),
        project: None,
        funded_by: "Бюджет".into(),
        targets: Targets::default(),
        is_public: true,
        contact_code: None,
    };
    plan::add(tx, &new).await.expect("a campaign")
}

pub fn meeting(on: &str) -> NewEvent {
    NewEvent {
        kind: "meeting".into(),
        title: "Среща".into(),
        held_on: day(on),
        begins: "10:00".into(),
        ends: "12:00".into(),
        ekatte: "63427".into(),
        place: "читалището".into(),
        partners: String::new(),
        contact: "Домакин".into(),
        note: String::new(),
    }
}

fn span(known_at: Instant) -> Span {
    Span { project: None, from: day("2026-01-01"), to: day("2026-12-31"), known_at }
}

#[tokio::test]
async fn a_withdrawn_report_still_counts_for_the_day_before() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = campaign(&mut tx).await;
    let of = plan::campaign(&tx, id).await.expect("the campaign");
    let event = event::add(&mut tx, &of, &meeting("2026-11-20")).await.expect("an event");
    let planned = event::event(&tx, event).await.expect("the event");
    let came = [("citizens".to_owned(), 20), ("mayors".to_owned(), 1)];
    event::report(&mut tx, &planned, (&came, "Въпроси")).await.expect("reported");
    tx.commit().await.expect("saved");
    let before = test.clock.now();
    test.clock.set(before.plus_ms(3_600_000));
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let held = event::event(&tx, event).await.expect("the event");
    event::revoke(&mut tx, &held, "Грешен брой").await.expect("withdrawn");
    let twice = event::revoke(&mut tx, &held, "Пак").await;
    assert!(twice.is_err(), "the version is older");
    let now = tx.now();
    let old = proofs(&tx, "reached", &span(before)).await.expect("proofs");
    assert_eq!(old.iter().map(|one| one.amount).sum::<i64>(), 21);
    assert!(proofs(&tx, "reached", &span(now)).await.expect("proofs").is_empty());
    let early = span(before.plus_ms(-1));
    assert!(proofs(&tx, "events", &early).await.expect("proofs").is_empty());
    assert!(proofs(&tx, "nothing", &span(now)).await.expect("proofs").is_empty());
    tx.rollback().await;
}

#[tokio::test]
async fn an_event_stays_within_its_campaign_and_is_reported_once() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = campaign(&mut tx).await;
    let of = plan::campaign(&tx, id).await.expect("the campaign");
    let outside = event::add(&mut tx, &of, &meeting("2027-01-10")).await;
    assert!(matches!(outside, Err(Problem::Impossible("campaigns-refused-outside"))));
    let event = event::add(&mut tx, &of, &meeting("2026-11-30")).await.expect("an event");
    let ahead = event::event(&tx, event).await.expect("the event");
    let came = [("citizens".to_owned(), 3)];
    let early = event::report(&mut tx, &ahead, (&came, "")).await;
    assert!(matches!(early, Err(Problem::Impossible("campaigns-refused-early"))));
    event::cancel(&mut tx, &ahead, "Лошо време").await.expect("called off");
    let off = event::event(&tx, event).await.expect("the event");
    let late = event::report(&mut tx, &off, (&came, "")).await;
    assert!(matches!(late, Err(Problem::Impossible("campaigns-refused-state"))));
    tx.rollback().await;
}

#[tokio::test]
async fn copies_and_approaches_count_and_settlements_are_reached() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = campaign(&mut tx).await;
    let on = day("2026-11-10");
    let nowhere = NewEntry { campaign: Some(id), amount: 10, ..NewEntry::on(HANDED, on) };
    assert!(entry::add(&mut tx, &nowhere).await.is_err(), "handed out somewhere");
    let copies = NewEntry { ekatte: "63427".into(), amount: 120, ..nowhere };
    let first = entry::add(&mut tx, &copies).await.expect("copies");
    let bare = NewEntry { title: "Приемни дни".into(), ..NewEntry::on(APPROACH, on) };
    assert!(entry::add(&mut tx, &bare).await.is_err(), "an approach is proved by something");
    let proved = NewEntry { detail: "Заповед".into(), campaign: Some(id), ..bare };
    entry::add(&mut tx, &proved).await.expect("an approach");
    let of = plan::campaign(&tx, id).await.expect("the campaign");
    let book = Book::load(&tx, Some(id)).await.expect("a book");
    let figures: Vec<i64> = ["copies", "approaches", "settlements", "events"]
        .iter()
        .map(|figure| book.figure(&of, figure))
        .collect();
    assert_eq!(figures, [120, 1, 1, 0]);
    let old = entry::entry(&tx, first).await.expect("the entry");
    entry::revoke(&mut tx, &old, "Двойно").await.expect("withdrawn");
    let book = Book::load(&tx, Some(id)).await.expect("a book");
    assert_eq!(book.figure(&of, "copies"), 0);
    tx.rollback().await;
}

#[tokio::test]
async fn a_photograph_is_sealed_and_goes_when_it_is_withdrawn() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let id = campaign(&mut tx).await;
    let of = plan::campaign(&tx, id).await.expect("the campaign");
    let event = event::add(&mut tx, &of, &meeting("2026-11-20")).await.expect("an event");
    let bytes = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3];
    let shown = Shown { about: "Срещата".into(), ..Shown::default() };
    let new = |people| NewFile { kind: PHOTO, bytes: &bytes, people, shown: shown.clone() };
    let silent = file::add(&mut tx, event, &new(None)).await;
    assert!(matches!(silent, Err(Problem::Impossible("campaigns-refused-answer"))));
    let some = file::add(&mut tx, event, &new(Some(3))).await;
    assert!(matches!(some, Err(Problem::Impossible("campaigns-refused-consent"))));
    let kept = file::add(&mut tx, event, &new(Some(0))).await.expect("kept");
    assert_eq!(file::content(&tx, kept).await.expect("the file").1, bytes);
    let head = file::head(&tx, kept).await.expect("its head");
    file::revoke(&mut tx, &head, "Оттеглено съгласие").await.expect("withdrawn");
    assert!(file::content(&tx, kept).await.is_err(), "no longer shown");
    tx.rollback().await;
}
