//! What booking by citizens promises.

use super::point::{self, Point};
use super::reserve::{digits_of, grouped, plain_contact};
use super::times;
use crate::municipality::{Hours, NewServicePoint, ServicePointId, create_service_point};
use crate::reception::{self, NewHours, Subject, SubjectId, When};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::types::{AccountId, Day, Instant};

#[test]
fn a_moment_is_offered_once_and_not_in_the_next_hour() {
    let point = ServicePointId(1);
    let when = |account: i64, minutes: i64| When {
        point,
        account: AccountId(account),
        at: Instant(minutes * 60_000),
        minutes: 30,
    };
    let all = vec![when(2, 90), when(1, 90), when(1, 30), when(2, 60)];
    let left = times::once_each(all, Instant(0));
    let told: Vec<_> = left.iter().map(|one| (one.account.0, one.at.0 / 60_000)).collect();
    assert_eq!(told, [(2, 60), (1, 90)]);
}

#[test]
fn one_contact_is_counted_however_it_is_written() {
    assert_eq!(plain_contact("+359 888 12-34-56", ""), "0888123456");
    assert_eq!(plain_contact("0888 123 456", "a@b.bg"), "0888123456");
    assert_eq!(plain_contact("", " Ivan@Example.BG "), "ivan@example.bg");
    assert_eq!(digits_of("000000000000001f"), "000000000001");
    assert_eq!(grouped("123456789012"), "1234 5678 9012");
}

struct Town {
    test: TestApp,
    citizen: User,
    point: ServicePointId,
    subject: SubjectId,
}

fn below(location: &str) -> String {
    location.strip_prefix("/ruse").unwrap().to_owned()
}

impl Town {
    async fn new() -> Town {
        let test = TestApp::new().await;
        let officer = test.officer().account.unwrap();
        let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
        let mut hours = Hours::default();
        for weekday in hours.0.iter_mut().take(5) {
            *weekday = Hours::parse_day("09:00-12:00, 13:00-16:00").unwrap();
        }
        let new = NewServicePoint {
            name: "Фронт-офис Център".into(),
            ekatte: None,
            address: "ул. „Примерна“ № 1".into(),
            phone: "000 555 00 00".into(),
            hours: hours.clone(),
            counters: 3,
            funding: Vec::new(),
            opened_on: "2023-01-01".parse().unwrap(),
        };
        let point = create_service_point(&tx, &new).await.unwrap();
        reception::set_up(&tx, point).await.unwrap();
        let subject = Subject {
            name: "Лична помощ".into(),
            name_en: "Personal assistance".into(),
            place: 1,
            is_offered: true,
        };
        let subject = reception::add_subject(&tx, &subject).await.unwrap();
        let from: Day = "2026-01-01".parse().unwrap();
        let new = NewHours { point, account: officer, hours, from, to: None };
        reception::add_hours(&tx, &new).await.unwrap();
        point::open_for_demo(&tx, law::Law::current()).await.unwrap();
        tx.commit().await.unwrap();
        let citizen = test.nobody("ruse");
        Town { test, citizen, point, subject }
    }

    /// The milliseconds of an hour.
    fn slot(&self, day: &str, minute: i32) -> String {
        reception::moment(day.parse().unwrap(), minute).0.to_string()
    }

    async fn book(&self, slot: &str, changed: &[(&str, &str)]) -> Answer {
        let subject = self.subject.to_string();
        let usual = [
            ("slot", slot),
            ("subject", &*subject),
            ("name", "Пенка Измислена"),
            ("phone", "000 555 02 01"),
        ];
        let kept = usual.iter().filter(|(name, _)| !changed.iter().any(|(one, _)| one == name));
        let fields: Vec<(&str, &str)> = kept.copied().chain(changed.iter().copied()).collect();
        let path = format!("/book/points/{}/new", self.point);
        self.test.post(&self.citizen, &path, &fields).await
    }
}

#[tokio::test]
async fn an_hour_is_found_booked_moved_and_cancelled_by_its_code() {
    let town = Town::new().await;
    let list = town.test.get(&town.citizen, "/book").await.text();
    assert!(list.contains("Фронт-офис Център") && list.contains("Първи свободен час"), "{list}");
    let times = format!("/book/points/{}", town.point);
    let page = town.test.get(&town.citizen, &times).await.text();
    let slot = town.slot("2026-11-25", 10 * 60);
    assert!(page.contains(&format!("/new?slot={slot}")), "{page}");
    assert!(!page.contains("Тест Служител"), "no name of a worker: {page}");
    let form = town.test.get(&town.citizen, &format!("{times}/new?slot={slot}")).await;
    assert!(form.text().contains("25.11.2026, 10:00"), "{}", form.text());
    let booked = town.book(&slot, &[]).await;
    assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.text());
    let own = below(&booked.location);
    assert!(own.len() == "/booked/".len() + 12, "{own}");
    let page = town.test.get(&town.citizen, &own).await.text();
    assert!(page.contains("25.11.2026, 10:00") && page.contains("записан"), "{page}");
    let calendar = format!("/reception/points/{}/calendar?day=2026-11-25", town.point);
    let staff = town.test.get(&town.test.officer(), &calendar).await.text();
    assert!(staff.contains("Пенка Измислена"), "{staff}");
    let other = town.slot("2026-11-26", 13 * 60);
    let moved = town.test.post(&town.citizen, &format!("{own}/move"), &[("slot", &other)]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text());
    let page = town.test.get(&town.citizen, &own).await.text();
    assert!(page.contains("26.11.2026, 13:00"), "{page}");
    let again = town.book(&slot, &[("phone", "000 555 02 09")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "the old time is free: {}", again.text());
    let gone = town.test.post(&town.citizen, &format!("{own}/cancel"), &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    assert!(town.test.get(&town.citizen, &own).await.text().contains("отказан"));
    let late = town.test.post(&town.citizen, &format!("{own}/cancel"), &[]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_hour_is_promised_once_and_what_was_typed_stays() {
    let town = Town::new().await;
    let slot = town.slot("2026-11-25", 10 * 60);
    let twice = [("_key", "the-same-form")];
    let first = town.book(&slot, &twice).await;
    let same = town.book(&slot, &twice).await;
    assert_eq!((first.status, &same.location), (StatusCode::SEE_OTHER, &first.location));
    let other = town.book(&slot, &[("phone", "000 555 02 02")]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.text().contains("вече не е свободен"), "{}", other.text());
    assert!(other.text().contains("value=\"Пенка Измислена\""), "{}", other.text());
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_box_and_a_contact_has_a_few_hours() {
    let town = Town::new().await;
    let slot = |minute: i32| town.slot("2026-11-25", minute);
    for (field, value, words) in [
        ("name", "", "id=\"name-error\""),
        ("phone", "", "телефон или имейл"),
        ("phone", "12", "поне шест цифри"),
        ("email", "иван", "id=\"email-error\""),
        ("subject", "", "id=\"subject-error\""),
    ] {
        let answer = town.book(&slot(600), &[(field, value)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(answer.text().contains(words), "{field}: {}", answer.text());
    }
    for (day, minute) in [("2026-12-24", 600), ("2026-11-28", 600), ("2026-11-25", 725)] {
        let answer = town.book(&town.slot(day, minute), &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{day} {minute}");
    }
    for minute in [540, 570] {
        assert_eq!(town.book(&slot(minute), &[]).await.status, StatusCode::SEE_OTHER);
    }
    // The same telephone, written as from abroad.
    let third = town.book(&slot(600), &[("phone", "+359 00 555 02 01")]).await;
    assert!(third.text().contains("вече има записани часове"), "{}", third.text());
    let other = town.book(&slot(600), &[("phone", "000 555 02 09")]).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.text());
}

#[tokio::test]
async fn a_point_that_is_not_open_and_a_guessed_code_tell_nothing() {
    let town = Town::new().await;
    let tx = town.test.app.db.write(&town.test.system("ruse")).await.unwrap();
    let one = point::open_point(&tx, town.point).await.unwrap();
    point::set(&tx, &Point { is_open: false, ..one }).await.unwrap();
    tx.commit().await.unwrap();
    let page = town.test.get(&town.citizen, &format!("/book/points/{}", town.point)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let mut last = StatusCode::OK;
    for n in 0..40 {
        last = town.test.get(&town.citizen, &format!("/booked/{n:012}")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
