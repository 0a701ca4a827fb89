//! Reports that cannot be: of days to come, after death, by somebody without a contract.

use super::ready::{self, Family, as_planned, at, boxes, day, family};
use crate::hours::filing::Written;
use crate::hours::page::signed_on_paper;
use crate::hours::sheet::{Sheet, Signed};
use crate::hours::{State, link, load};
use crate::testing::{TestApp, encode};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use kit::web::Problem;
use law::Law;
use sea_orm::{ConnectionTrait, Statement, Value};

/// A report on paper of November, changed, filed on a day; the key of the refusal when it is refused.
async fn filed(
    test: &TestApp,
    family: &Family,
    on: &str,
    change: impl FnOnce(&mut Sheet),
) -> Result<State, &'static str> {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    let mut sheet = as_planned(&book, family.contract);
    change(&mut sheet);
    let written = Written { sheet, via: "paper", village: String::new() };
    let by = Signed { name: "Ползвател".to_owned(), how: "paper".to_owned() };
    let of = (family.contract, ready::month("2026-11"));
    match signed_on_paper(&mut tx, Law::current(), of, (&written, by, day(on))).await {
        Ok(state) => {
            tx.commit().await.expect("saved");
            Ok(state)
        }
        Err(Problem::Impossible(key)) => {
            tx.rollback().await;
            Err(key)
        }
        Err(other) => panic!("another problem: {other:?}"),
    }
}

#[tokio::test]
async fn nobody_reports_a_day_that_has_not_come() {
    let test = at("2026-11-16").await;
    let family = family(&test, 168).await;
    let whole = filed(&test, &family, "2026-11-16", |_| {}).await;
    assert_eq!(whole, Err("hours-refused-future"));
    let last = day("2026-11-16");
    let until = |sheet: &mut Sheet| sheet.lines.retain(|line| line.day <= last);
    let early = filed(&test, &family, "2026-11-13", until).await;
    assert_eq!(early, Err("hours-refused-future"), "filed before its last day");
    assert_eq!(filed(&test, &family, "2026-11-16", until).await, Ok(State::Confirmed));
}

#[tokio::test]
async fn work_after_the_users_death_is_not_taken() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let backend = tx.conn().get_database_backend();
    let sql = "update person set died_on = $1 where municipality_id = $2 and id = $3";
    let values: [Value; 3] =
        ["2026-11-18".into(), tx.municipality().0.into(), family.user.0.into()];
    let died = Statement::from_sql_and_values(backend, sql, values);
    tx.conn().execute_raw(died).await.expect("the day of death");
    tx.commit().await.expect("saved");
    let whole = filed(&test, &family, "2026-12-02", |_| {}).await;
    assert_eq!(whole, Err("hours-refused-death"));
    let last = day("2026-11-18");
    let until = |sheet: &mut Sheet| sheet.lines.retain(|line| line.day <= last);
    assert_eq!(filed(&test, &family, "2026-12-02", until).await, Ok(State::Confirmed));
}

/// 3 November from one minute of the day to another.
fn third(from: u32, to: u32) -> impl FnOnce(&mut Sheet) {
    move |sheet| {
        let third = sheet.lines.iter_mut().find(|line| line.day == day("2026-11-03"));
        let third = third.expect("a planned day");
        (third.from, third.to, third.minutes) = (Some(from), Some(to), to - from);
    }
}

#[tokio::test]
async fn an_assistant_is_not_with_two_users_at_the_same_hour() {
    let test = at("2026-12-02").await;
    let morning = family(&test, 84).await;
    let afternoon = ready::second(&test, &morning, 42).await;
    let first = filed(&test, &morning, "2026-12-02", third(540, 660)).await;
    assert_eq!(first, Ok(State::Confirmed));
    let both = filed(&test, &afternoon, "2026-12-02", third(600, 720)).await;
    assert_eq!(both, Err("hours-refused-overlap"), "from 10 to 11 with both");
    let after = filed(&test, &afternoon, "2026-12-02", third(660, 780)).await;
    assert_eq!(after, Ok(State::Confirmed), "one after the other");
}

#[tokio::test]
async fn who_has_no_contract_reports_nothing_by_phone() {
    let test = at("2026-12-02").await;
    let (own, other) = (family(&test, 168).await, family(&test, 84).await);
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let until = ready::day("2027-06-30");
    let of = (other.worker, "assistant");
    let (_, secret) = link::make(&mut tx, of, ("Заместник", until)).await.expect("an address");
    let book = ready::book(&tx, own.contract, "2026-11").await;
    tx.commit().await.expect("saved");
    let mut fields = boxes(&as_planned(&book, own.contract));
    let more = [("month", "2026-11"), ("do", "send")].map(|(n, v)| (n.to_owned(), v.to_owned()));
    fields.extend(more);
    fields.push(("contract".to_owned(), own.contract.to_string()));
    let request = Request::builder()
        .method("POST")
        .uri(format!("/ruse/my-hours/{secret}/write"))
        .header(header::HOST, "test")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(encode(&fields)))
        .expect("a request");
    let answer = test.send(request).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text());
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = load::of_contract(&tx, own.contract).await.expect("attempts");
    assert!(all.is_empty(), "{all:?}");
    tx.rollback().await;
}
