//! What is found while days are typed, and what is refused beside its day.

use super::ready::{self, Family, as_planned, at, boxes, family, second};
use crate::hours::load;
use crate::testing::{Answer, TestApp};
use axum::http::StatusCode;
use sea_orm::{ConnectionTrait, Statement, Value};

/// Posts days of a month in the office: those of the plan, but some other.
async fn posted(
    test: &TestApp,
    (family, place, month): (&Family, &str, &str),
    other: &[(&str, &str)],
) -> Answer {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let book = ready::book(&tx, family.contract, "2026-11").await;
    tx.rollback().await;
    let mut fields = boxes(&as_planned(&book, family.contract));
    fields.retain(|(name, _)| other.iter().all(|(own, _)| own != name));
    let of = [
        ("month", month),
        ("filed-day", "2"),
        ("filed-month", "12"),
        ("filed-year", "2026"),
        ("signer", "Ползвател Пробна"),
    ];
    fields.extend(of.iter().chain(other).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    let named: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let path = format!("/worktime/labour/{}/{place}", family.contract);
    test.post(&test.user("ruse", "head"), &path, &named).await
}

async fn attempts(test: &TestApp, family: &Family) -> usize {
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let all = load::of_contract(&tx, family.contract).await.expect("attempts").len();
    tx.rollback().await;
    all
}

/// Changes what the office knows, as another capability would.
async fn set(test: &TestApp, sql: &str, values: Vec<Value>) {
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let backend = tx.conn().get_database_backend();
    let changed = Statement::from_sql_and_values(backend, sql, values);
    let done = tx.conn().execute_raw(changed).await.expect("a change");
    assert_eq!(done.rows_affected(), 1, "{sql}");
    tx.commit().await.expect("saved");
}

#[tokio::test]
async fn days_are_checked_while_they_are_typed_and_nothing_is_kept() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let typed = (&family, "typed", "2026-11");
    let plain = posted(&test, typed, &[]).await;
    assert_eq!(plain.status, StatusCode::OK, "{}", plain.text());
    assert!(plain.text().contains("Общо 168 ч, по график 168 ч"), "{}", plain.text());
    assert!(!plain.text().contains("govuk-inset-text"), "by the plan nothing is found");
    // A long day, a Saturday, and the week that they make.
    let odd = [("h3", "12"), ("h4", "12"), ("h5", "12"), ("h7", "8")];
    let answer = posted(&test, typed, &odd).await.text();
    for words in [
        "Отработени са 188 ч, договорени са 168 ч",
        "До 12 ч в един ден при нормално 8 ч: 03.11.2026, 04.11.2026, 05.11.2026",
        "60 ч в седмицата от 02.11.2026 по всички трудови договори",
        "Работа в почивен или празничен ден: 07.11.2026",
        "Различава се от план-графика на 07.11.2026",
    ] {
        assert!(answer.contains(words), "{words}: {answer}");
    }
    assert_eq!(attempts(&test, &family).await, 0);
}

#[tokio::test]
async fn a_day_after_death_is_refused_beside_its_box() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let id = test.app.db.municipality("ruse").expect("ruse").id;
    let sql = "update person set died_on = $1 where municipality_id = $2 and id = $3";
    set(&test, sql, vec!["2026-11-26".into(), id.0.into(), family.user.0.into()]).await;
    let answer = posted(&test, (&family, "enter", "2026-11"), &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    let text = answer.text();
    assert!(text.contains("id=\"h27-error\"") && text.contains("id=\"h30-error\""), "{text}");
    assert!(!text.contains("id=\"h26-error\""), "the day itself was worked: {text}");
    assert_eq!(attempts(&test, &family).await, 0);
}

#[tokio::test]
async fn a_report_over_the_directive_is_refused_with_its_numbers() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let id = test.app.db.municipality("ruse").expect("ruse").id;
    let sql = "update assistance_agreement set directive_hours = $1 \
               where municipality_id = $2 and person_id = $3";
    set(&test, sql, vec![100_i32.into(), id.0.into(), family.user.0.into()]).await;
    let answer = posted(&test, (&family, "enter", "2026-11"), &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    let words = "имат 168 ч, а направлението е за 100 ч";
    assert!(answer.text().contains(words), "{}", answer.text());
    assert_eq!(attempts(&test, &family).await, 0);
}

#[tokio::test]
async fn a_report_of_a_month_without_a_contract_or_to_come_is_refused() {
    let test = at("2026-12-02").await;
    let family = family(&test, 168).await;
    let before = posted(&test, (&family, "enter", "2026-10"), &[]).await;
    assert_eq!(before.status, StatusCode::NOT_FOUND, "the contract began in November");
    let none = posted(&test, (&family, "enter", "2026-13"), &[]).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST, "{}", none.text());
    let later = posted(&test, (&family, "enter", "2027-01"), &[]).await;
    assert_eq!(later.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(later.text().contains("id=\"h4-error\""), "{}", later.text());
    assert_eq!(attempts(&test, &family).await, 0);
}

#[tokio::test]
async fn one_assistant_is_not_reported_with_two_users_at_one_hour() {
    let test = at("2026-12-02").await;
    let first = family(&test, 42).await;
    let other = second(&test, &first, 42).await;
    let at_nine = [("f3", "9:00"), ("t3", "11:00")];
    let filed = posted(&test, (&first, "enter", "2026-11"), &at_nine).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    let at_ten = [("f3", "10:00"), ("t3", "12:00")];
    let warned = posted(&test, (&other, "typed", "2026-11"), &at_ten).await.text();
    let words = "По същото време асистентът е при друг потребител: 03.11.2026";
    assert!(warned.contains(words), "{warned}");
    let refused = posted(&test, (&other, "enter", "2026-11"), &at_ten).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("id=\"h3-error\""), "{}", refused.text());
    let after = [("f3", "11:00"), ("t3", "13:00")];
    let filed = posted(&test, (&other, "enter", "2026-11"), &after).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "one after the other: {}", filed.text());
}
