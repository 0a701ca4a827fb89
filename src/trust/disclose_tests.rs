//! The matrix of exclusions: who reads, what was opened, which limit is set, on which day.

use super::disclose::{Limit, Noted, Viewer, article, hidden, is_closed, known};
use super::{Asked, set_limit};
use super::{LIMIT_GROUNDS, LimitId, NewLimit, counted, end_limit, limits_of, look, looked};
use crate::people::{NewPerson, PersonId, create};
use crate::testing::TestApp;
use kit::audit::Entry;
use kit::types::Day;

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn limit(kind: &str, until: &str) -> Limit {
    Limit {
        id: LimitId(1),
        person: PersonId(7),
        kind: kind.into(),
        other: (kind == "closed").then_some(PersonId(8)),
        ground: "investigation".into(),
        from_on: day("2026-11-01"),
        to_on: Some(day("2026-11-30")),
        until_on: day(until),
        ended_on: None,
        version: 1,
    }
}

fn is_shown(noted: (&str, &str), viewer: Viewer, (limits, today): (&[Limit], &str)) -> bool {
    let noted = Noted { day: day(noted.0), object: noted.1 };
    hidden(noted, viewer, (limits, day(today))).is_none()
}

#[test]
fn the_rules_are_read_and_every_ground_has_its_article() {
    assert_eq!(known(), (3, LIMIT_GROUNDS.len()));
    for ground in LIMIT_GROUNDS {
        assert!(article(ground).contains("ОРЗД"), "{ground}");
    }
}

#[test]
fn who_reads_and_what_was_opened_decide_together() {
    use Viewer::{Own, Representative};
    let none: &[Limit] = &[];
    let now = "2026-11-24";
    for (object, viewer, expected) in [
        ("person", Own, true),
        ("person", Representative, true),
        ("case", Representative, true),
        // A signal is shown a year later, to nobody sooner.
        ("signal", Own, false),
        ("signal", Representative, false),
        ("urgent", Own, false),
        // What was noted to protect somebody is theirs to read, not of who signs instead of them.
        ("warning", Own, true),
        ("warning", Representative, false),
        ("note", Own, true),
        ("note", Representative, false),
    ] {
        assert_eq!(is_shown(("2026-11-20", object), viewer, (none, now)), expected, "{object}");
    }
    assert!(is_shown(("2026-11-20", "signal"), Own, (none, "2027-11-21")), "a year later");
    assert!(!is_shown(("2026-11-20", "signal"), Own, (none, "2027-11-20")), "on its last day");
    assert!(!is_shown(("2020-01-01", "warning"), Representative, (none, now)), "never");
}

#[test]
fn a_limit_hides_the_entries_of_its_days_until_its_last_day() {
    let set = [limit("log", "2026-12-31")];
    let entry = ("2026-11-20", "person");
    assert!(!is_shown(entry, Viewer::Own, (&set, "2026-12-31")));
    assert!(is_shown(entry, Viewer::Own, (&set, "2027-01-01")), "delayed, then shown");
    assert!(is_shown(("2026-10-31", "person"), Viewer::Own, (&set, "2026-12-01")), "before it");
    assert!(is_shown(("2026-12-01", "person"), Viewer::Own, (&set, "2026-12-02")), "after it");
    let ended = [Limit { ended_on: Some(day("2026-12-05")), ..set[0].clone() }];
    assert!(is_shown(entry, Viewer::Own, (&ended, "2026-12-06")), "ended sooner");
    let closed = [limit("closed", "2026-12-31")];
    assert!(is_shown(entry, Viewer::Own, (&closed, "2026-12-01")), "another kind");
}

#[test]
fn of_two_reasons_the_longer_one_is_told() {
    let set = [limit("log", "2026-12-31")];
    let noted = Noted { day: day("2026-11-20"), object: "signal" };
    let why = hidden(noted, Viewer::Own, (&set, day("2026-12-01"))).expect("hidden");
    assert_eq!((why.ground.as_str(), why.until), ("harm", Some(day("2027-11-20"))));
    let noted = Noted { day: day("2026-11-20"), object: "warning" };
    let why = hidden(noted, Viewer::Representative, (&set, day("2026-12-01"))).expect("hidden");
    assert_eq!((why.ground.as_str(), why.until), ("child", None));
}

#[test]
fn a_person_is_closed_from_the_one_who_is_named_and_from_nobody_else() {
    let set = [limit("closed", "2026-12-31")];
    assert!(is_closed(&set, PersonId(8), day("2026-12-31")));
    assert!(!is_closed(&set, PersonId(8), day("2027-01-01")), "its time is over");
    assert!(!is_closed(&set, PersonId(9), day("2026-12-01")));
    assert!(!is_closed(&[limit("log", "2026-12-31")], PersonId(8), day("2026-12-01")));
}

async fn opened(test: &TestApp, person: PersonId, objects: &[&'static str]) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    for &object in objects {
        tx.audit(Entry::read(object, person.0).about(Some(person.0)));
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_shown_and_the_hidden_make_the_whole_audit_and_a_page_has_no_gap() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let new = NewPerson {
        given: "Вида".into(), family: "Измислена".into(), ..Default::default()
    };
    let person = create(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    opened(&test, person, &["person", "signal", "signal", "case", "warning", "person"]).await;

    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let own = counted(&tx, person, Viewer::Own).await.unwrap();
    assert_eq!(own.hidden, [("harm".to_owned(), 2)]);
    assert_eq!(own.all, own.shown + 2);
    let speaks = counted(&tx, person, Viewer::Representative).await.unwrap();
    assert_eq!(speaks.all, own.all);
    let sum: usize = speaks.hidden.iter().map(|(_, count)| count).sum();
    assert_eq!((sum, speaks.shown + sum), (3, speaks.all));
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let asked = Asked { viewer: Viewer::Own, before, most: 2 };
        let page = looked(&tx, person, asked).await.unwrap();
        assert!(page.older.is_none() || page.looks.len() == 2, "a page with more is full");
        seen.extend(page.looks.into_iter().map(|look| look.object));
        before = page.older;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), own.shown);
    assert!(!seen.iter().any(|object| object == "signal"));
    tx.rollback().await;
}

#[tokio::test]
async fn a_limit_hides_by_day_and_its_end_shows_what_it_hid() {
    let test = TestApp::new().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let new =
        NewPerson {
            given: "Скрита".into(), family: "Измислена".into(), ..Default::default()
        };
    let person = create(&mut tx, &new).await.unwrap();
    let today = tx.today();
    let new = NewLimit {
        kind: "log".into(),
        other: None,
        ground: "investigation".into(),
        from_on: today,
        to_on: None,
        until_on: today.plus(30),
        reason: "писмо на прокуратурата".into(),
    };
    let id = set_limit(&mut tx, person, &new).await.unwrap();
    tx.commit().await.unwrap();
    opened(&test, person, &["person"]).await;

    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let before = counted(&tx, person, Viewer::Own).await.unwrap();
    assert_eq!(before.shown, 0, "{before:?}");
    let page = looked(&tx, person, Asked { viewer: Viewer::Own, before: None, most: 50 }).await;
    assert!(page.unwrap().looks.is_empty());
    let held = limits_of(&tx, &[person]).await.unwrap();
    end_limit(&mut tx, person, (id, held[0].version)).await.unwrap();
    tx.commit().await.unwrap();

    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let after = counted(&tx, person, Viewer::Own).await.unwrap();
    // That there was a limit is itself shown a year later.
    assert_eq!(after.hidden, [("investigation".to_owned(), 2)]);
    assert_eq!(after.shown + 2, after.all);
    let page = looked(&tx, person, Asked { viewer: Viewer::Own, before: None, most: 50 }).await;
    let first = page.unwrap().looks.remove(0);
    assert_eq!(look(&tx, (person, Viewer::Own), first.id).await.unwrap(), first);
    assert!(look(&tx, (PersonId(person.0 + 1), Viewer::Own), first.id).await.is_err());
    tx.rollback().await;
}
