//! Late reports, decisions and corrections, with the days of the law.

use super::ready::{self, Family, as_planned, at, day, family, noon};
use crate::hours::check::Stay;
use crate::hours::count;
use crate::hours::course::Move;
use crate::hours::decide::{self, Explained, timeline};
use crate::hours::filing::Written;
use crate::hours::page::signed_on_paper;
use crate::hours::sheet::{Signed, Treatment};
use crate::hours::{Class, State, accepted_in, accepted_of, load};
use crate::testing::TestApp;
use kit::web::Problem;
use law::Law;

/// The report of November, filed on a day; today is that day.
async fn filed(test: &TestApp, family: &Family, on: &str) -> State {
    test.clock.set(noon(on));
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    let sheet = as_planned(&book, family.contract);
    let written = Written { sheet, via: "paper", village: String::new() };
    let by = Signed { name: "Ползвател".to_owned(), how: "paper".to_owned() };
    let of = (family.contract, ready::month("2026-11"));
    let state = signed_on_paper(&mut tx, Law::current(), of, (&written, by, day(on))).await;
    tx.commit().await.expect("saved");
    state.expect("filed")
}

async fn explained(test: &TestApp, family: &Family, (who, on): (&str, &str)) {
    test.clock.set(noon(on));
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    let entry = book.of(family.contract).expect("the entry");
    let report = entry.last().expect("a report");
    let said = decide::explain(&mut tx, (entry, report), (who, day(on)), "Бях болен").await;
    said.expect("explained");
    tx.commit().await.expect("saved");
}

async fn accepted(test: &TestApp, family: &Family, reason: &str) -> Result<(), &'static str> {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    let entry = book.of(family.contract).expect("the entry");
    let report = entry.last().expect("a report");
    match decide::accept(&mut tx, Law::current(), (&book, entry, report), reason).await {
        Ok(()) => {
            tx.commit().await.expect("saved");
            Ok(())
        }
        Err(Problem::Impossible(key)) => {
            tx.rollback().await;
            Err(key)
        }
        Err(other) => panic!("another problem: {other:?}"),
    }
}

#[tokio::test]
async fn a_late_report_wants_the_explanations_of_both_and_reasons() {
    let test = at("2026-12-11").await;
    let family = family(&test, 168).await;
    assert_eq!(filed(&test, &family, "2026-12-11").await, State::Late, "T8");
    assert_eq!(accepted(&test, &family, "да").await, Err("hours-refused-unexplained"));
    explained(&test, &family, ("assistant", "2026-12-11")).await;
    assert_eq!(accepted(&test, &family, "да").await, Err("hours-refused-unexplained"));
    explained(&test, &family, ("user", "2026-12-14")).await;
    assert_eq!(accepted(&test, &family, "").await, Err("hours-refused-reason"));
    assert_eq!(accepted(&test, &family, "Основателни").await, Ok(()));
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = accepted_in(&tx, ready::month("2026-11")).await.expect("a list");
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].class, all[0].filed_on), (Class::Late, Some(day("2026-12-11"))));
    let report = load::one(&tx, all[0].report).await.expect("the report");
    let explained = Explained::of(&load::steps(&tx, all[0].report).await.expect("steps"));
    assert_eq!(explained.both(), Some(day("2026-12-14")));
    let line = timeline(Law::current(), &report, explained).expect("days");
    assert_eq!(line.explanations_by.map(kit::types::Day), Some(day("2026-12-16")), "T8");
    assert_eq!(line.pay_by.map(kit::types::Day), Some(day("2026-12-21")));
    tx.rollback().await;
}

#[tokio::test]
async fn the_last_day_and_the_day_after_part_ways() {
    for (on, state) in [
        ("2026-12-03", State::Confirmed),
        ("2026-12-04", State::Late),
        ("2026-12-14", State::Late),
        ("2026-12-15", State::Manual),
    ] {
        let test = at(on).await;
        let family = family(&test, 168).await;
        assert_eq!(filed(&test, &family, on).await, state, "T7, T9: {on}");
    }
}

#[tokio::test]
async fn what_is_too_late_is_decided_by_an_officer_and_paid_with_a_later_month() {
    let test = at("2026-12-15").await;
    let family = family(&test, 168).await;
    assert_eq!(filed(&test, &family, "2026-12-15").await, State::Manual);
    assert_eq!(accepted(&test, &family, "").await, Err("hours-refused-reason"));
    assert_eq!(accepted(&test, &family, "Работата е свършена").await, Ok(()));
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    assert!(accepted_in(&tx, ready::month("2026-11")).await.expect("a list").is_empty());
    let all = accepted_in(&tx, ready::month("2026-12")).await.expect("a list");
    assert_eq!(all.len(), 1, "with the request of 10 January");
    assert_eq!((all[0].class, all[0].month), (Class::Earlier, ready::month("2026-11")));
    tx.rollback().await;
}

#[tokio::test]
async fn a_month_with_treatment_is_reported_after_the_month_in_which_it_ended() {
    let test = at("2027-01-06").await;
    let family = family(&test, 168).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    let mut sheet = as_planned(&book, family.contract);
    let (from, until) = (day("2026-11-20"), day("2026-12-10"));
    sheet.treatment = Some(Treatment { from, until, document: "епикриза 12".to_owned() });
    assert!(sheet.accompanies(from, Some(until)) && !sheet.accompanies(from, None));
    let entry = book.of(family.contract).expect("the entry");
    let stay = [Stay { from, until: Some(until) }];
    let with = count::counted(Law::current(), &entry.contract, &sheet, &stay);
    let unbothered = count::counted(Law::current(), &entry.contract, &sheet, &[]);
    assert_eq!(with, unbothered, "days beside the user are days of work");
    assert!(!book.findings(Law::current(), entry, &sheet).iter().any(|one| one.kind.stops()));
    let written = Written { sheet, via: "paper", village: String::new() };
    let by = Signed { name: "Ползвател".to_owned(), how: "paper".to_owned() };
    let of = (family.contract, ready::month("2026-11"));
    let on = day("2027-01-06");
    let state = signed_on_paper(&mut tx, Law::current(), of, (&written, by, on)).await;
    assert_eq!(state.expect("filed"), State::Confirmed, "without it it would be too late");
    tx.commit().await.expect("saved");
    assert_eq!(accepted(&test, &family, "").await, Ok(()));
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = accepted_in(&tx, ready::month("2026-12")).await.expect("a list");
    assert_eq!(all.len(), 1, "asked for with the month in which it ended");
    assert_eq!((all[0].class, all[0].month), (Class::Earlier, ready::month("2026-11")));
    tx.rollback().await;
}

#[tokio::test]
async fn a_refused_report_promises_no_day_of_pay() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    assert_eq!(filed(&test, &family, "2026-12-02").await, State::Confirmed);
    let head = test.user("ruse", "head");
    let page = format!("/worktime/labour/{}?month=2026-11", family.contract);
    let before = test.get(&head, &page).await.text();
    assert!(before.contains("Плаща се до") && before.contains("Искане до АСП до"), "{before}");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    let entry = book.of(family.contract).expect("the entry");
    let report = entry.last().expect("a report");
    let why = (Move::Refuse, "Не е работено");
    decide::close(&mut tx, (&book, entry, report), why).await.expect("refused");
    tx.commit().await.expect("saved");
    let after = test.get(&head, &page).await.text();
    assert!(after.contains("Не е работено") && after.contains("Представен на"), "{after}");
    assert!(!after.contains("Плаща се до") && !after.contains("Искане до АСП до"), "{after}");
}

#[tokio::test]
async fn a_correction_says_what_it_replaces_and_the_old_month_stays() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    filed(&test, &family, "2026-12-02").await;
    accepted(&test, &family, "").await.expect("accepted");
    test.clock.set(noon("2027-01-20"));
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    let entry = book.of(family.contract).expect("the entry");
    decide::correct(&mut tx, (&book, entry), "Пропуснат ден").await.expect("begun");
    tx.commit().await.expect("saved");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let now = accepted_in(&tx, ready::month("2026-11")).await.expect("a list");
    assert_eq!(now.len(), 1, "until the new one is accepted the old one counts");
    tx.rollback().await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    let mut sheet = as_planned(&book, family.contract);
    sheet.lines.pop();
    let written = Written { sheet, via: "clerk", village: String::new() };
    let by = Signed { name: "Ползвател".to_owned(), how: "paper".to_owned() };
    let of = (family.contract, ready::month("2026-11"));
    let filed = (&written, by, day("2026-12-03"));
    signed_on_paper(&mut tx, Law::current(), of, filed).await.expect("filed");
    tx.commit().await.expect("saved");
    accepted(&test, &family, "Поправка").await.expect("accepted");
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let old = accepted_in(&tx, ready::month("2026-11")).await.expect("a list");
    assert_eq!(
        (old.len(), old[0].attempt, old[0].counted),
        (1, 1, 168 * 60),
        "a rerun finds the same"
    );
    let new = accepted_in(&tx, ready::month("2027-01")).await.expect("a list");
    assert_eq!((new.len(), new[0].attempt, new[0].counted), (1, 2, 160 * 60));
    assert_eq!(new[0].replaces, Some((old[0].report, 168 * 60)));
    assert_eq!(new[0].class, Class::Earlier);
    let both = accepted_of(&tx, family.contract, ready::month("2026-11")).await.expect("a list");
    assert_eq!(both.len(), 2);
    tx.rollback().await;
}
