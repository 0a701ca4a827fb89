//! Corrections back in time: by what changed, however long ago it was paid.

use super::flow::{accepted, begun, counted, done, own_rate, released};
use super::many::waits_for;
use crate::hours::tests::ready::{at, family, noon};
use crate::payroll::load;

#[tokio::test]
async fn what_becomes_known_later_than_a_year_is_corrected_too_and_what_nobody_paid_is_paid() {
    let test = at("2026-12-02").await;
    let (paid, held) = (family(&test, 168).await, family(&test, 84).await);
    accepted(&test, &paid, "2026-11", "2026-12-02").await;
    accepted(&test, &held, "2026-11", "2026-12-02").await;
    let accountant = test.user("ruse", "accountant");
    let first = begun(&test, &accountant, "2026-11", "regular").await;
    counted(&test, first).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let lines = load::lines(&tx, first).await.expect("lines");
    tx.rollback().await;
    let line = lines.iter().find(|row| row.contract_id == held.contract).expect("a line").id;
    let why = [("kind", "doubt"), ("why", "Сигнал")];
    let answer = test.post(&accountant, &format!("/payroll/lines/{line}/hold"), &why).await;
    done(&answer);
    released(&test, first).await;
    test.clock.set(noon("2028-01-05"));
    own_rate(&test, "19,02").await;
    let accountant = test.again(&accountant).await;
    let next = begun(&test, &accountant, "2027-12", "regular").await;
    counted(&test, next).await;
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let lines = load::lines(&tx, next).await.expect("lines");
    tx.rollback().await;
    let of = |contract| lines.iter().find(|row| row.contract_id == contract).expect("a line");
    assert_eq!(lines.len(), 2, "{lines:?}");
    let one = of(paid.contract);
    assert_eq!((one.kind.as_str(), one.worked.as_str()), ("correction", "2026-11"));
    assert_eq!((one.pay, one.contributions), (0, -176), "19,02 % of 880,32 instead of 19,22 %");
    let other = of(held.contract);
    assert_eq!((other.kind.as_str(), other.pay), ("earlier", 44_016), "held, and never paid");
}

#[tokio::test]
async fn who_was_left_out_of_the_run_of_a_month_is_not_forgotten_by_the_15th() {
    let test = at("2026-12-02").await;
    let (one, other) = (family(&test, 168).await, family(&test, 84).await);
    accepted(&test, &one, "2026-11", "2026-12-02").await;
    let accountant = test.user("ruse", "accountant");
    let id = begun(&test, &accountant, "2026-11", "regular").await;
    counted(&test, id).await;
    released(&test, id).await;
    assert!(!waits_for(&test, "payroll-task-late").await, "everybody is paid");
    accepted(&test, &other, "2026-11", "2026-12-03").await;
    assert!(waits_for(&test, "payroll-task-late").await, "the second came after the run");
    let accountant = test.again(&accountant).await;
    begun(&test, &accountant, "2026-11", "late").await;
    assert!(!waits_for(&test, "payroll-task-late").await, "its run is begun");
}
