//! Booked hours.

use super::Town;

const DAY: &str = "2026-11-25";

fn path_of(location: &str) -> String {
    location.strip_prefix("/ruse").unwrap().to_owned()
}

#[tokio::test]
async fn an_hour_is_booked_moved_and_cancelled() {
    let town = Town::new().await;
    let officer = town.test.officer();
    let form = town.test.get(&officer, &format!("/reception/points/{}/book", town.point)).await;
    assert_eq!(form.status, 200, "{}", form.text());
    assert!(form.text().contains("вторник 24.11.2026, 10:30"), "{}", form.text());
    let booked = town.book(&officer, (DAY, "10:00"), &[]).await;
    assert_eq!(booked.status, 303, "{}", booked.text());
    let path = path_of(&booked.location);
    let page = town.test.get(&officer, &path).await.text();
    assert!(page.contains("Пенка Измислена") && page.contains("25.11.2026, 10:00"), "{page}");
    assert!(page.contains("Няма имейл"));
    // The same minutes are promised once.
    let twice = town.book(&officer, (DAY, "10:15"), &[]).await;
    assert_eq!(twice.status, 422);
    assert!(twice.text().contains("id=\"time-error\"") && twice.text().contains("вече е заето"));
    assert!(twice.text().contains("25.11.2026, 09:00"), "free hours are offered");
    let calendar = format!("/reception/points/{}/calendar?day={DAY}", town.point);
    let shown = town.test.get(&officer, &calendar).await;
    assert!(shown.status == 200 && shown.text().contains("Пенка Измислена"), "{}", shown.text());
    let form = town.test.get(&officer, &format!("{path}/move")).await;
    assert_eq!(form.status, 200, "{}", form.text());
    let worker = officer.account.unwrap().to_string();
    let moved = [
        ("_version", "1"),
        ("slot", "other"),
        ("worker", &*worker),
        ("day-day", "26"),
        ("day-month", "11"),
        ("day-year", "2026"),
        ("time", "13:30"),
        ("minutes", "45"),
    ];
    let answer = town.test.post(&officer, &format!("{path}/move"), &moved).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let late = town.test.post(&officer, &format!("{path}/move"), &moved).await;
    assert_eq!(late.status, 409, "somebody moved it meanwhile");
    assert_eq!(town.book(&officer, (DAY, "10:00"), &[]).await.status, 303, "the old time is free");
    let cancel = format!("{path}/cancel");
    let without = town.test.post(&officer, &cancel, &[("_version", "2")]).await;
    assert_eq!(without.status, 422);
    let why = [("_version", "2"), ("reason", "болна е")];
    assert_eq!(town.test.post(&officer, &cancel, &why).await.status, 303);
    assert!(town.test.get(&officer, &path).await.text().contains("Отказан: болна е"));
    let free = town.book(&officer, ("2026-11-26", "13:30"), &[]).await;
    assert_eq!(free.status, 303, "{}", free.text());
    assert_eq!(town.test.post(&officer, &cancel, &why).await.status, 409, "it has ended");
}

#[tokio::test]
async fn what_cannot_be_booked_is_said_beside_the_field() {
    let town = Town::new().await;
    let officer = town.test.officer();
    for (day, time, words) in [
        ("2026-12-24", "10:00", "почивен"),
        ("2026-11-28", "10:00", "почивен"),
        ("2026-11-23", "10:00", "е минал"),
        (DAY, "12:15", "не приема тогава"),
        (DAY, "10:03", "кръгли 5 минути"),
        (DAY, "25:00", "Въведете час"),
    ] {
        let answer = town.book(&officer, (day, time), &[]).await;
        assert_eq!(answer.status, 422, "{day} {time}");
        assert!(answer.text().contains(words), "{day} {time}: {}", answer.text());
        assert!(answer.text().contains("value=\"Пенка Измислена\""), "what was typed stays");
    }
    let nameless = town.book(&officer, (DAY, "10:00"), &[("name", "")]).await;
    assert!(nameless.status == 422 && nameless.text().contains("id=\"name-error\""));
    let mail = town.book(&officer, (DAY, "10:00"), &[("email", "иван")]).await;
    assert!(mail.status == 422 && mail.text().contains("id=\"email-error\""));
}

#[tokio::test]
async fn of_two_who_book_at_once_one_is_refused_by_the_database() {
    let town = Town::new().await;
    let (officer, head) = (town.test.officer(), town.test.user("ruse", "head"));
    let (first, second) = tokio::join!(
        town.book(&officer, (DAY, "11:00"), &[]),
        town.book(&head, (DAY, "11:15"), &[])
    );
    let mut codes = [first.status.as_u16(), second.status.as_u16()];
    codes.sort_unstable();
    assert_eq!(codes, [303, 422], "{}{}", first.text(), second.text());
    // The wall itself: the rows, without the check before them.
    use crate::reception::store::booked::{self, When, Who};
    use kit::store::StoreError;
    let tx = town.test.app.db.write(&town.test.system("ruse")).await.unwrap();
    let account = officer.account.unwrap();
    let at = crate::reception::moment(DAY.parse().unwrap(), 9 * 60);
    let when = When { point: town.point, account, at, minutes: 30 };
    let who = Who { name: "Пробен".into(), ..Who::default() };
    let id = || crate::reception::AppointmentId(tx.new_id());
    booked::add(&tx, id(), when, (&who, town.subject)).await.unwrap();
    let overlap = When { at: at.plus_ms(25 * 60_000), ..when };
    let refused = booked::add(&tx, id(), overlap, (&who, town.subject)).await;
    assert!(matches!(refused, Err(StoreError::Duplicate(_))), "{refused:?}");
}

#[tokio::test]
async fn hours_and_subjects_are_data_with_pages() {
    let town = Town::new().await;
    let head = town.test.user("ruse", "head");
    let list = format!("/reception/points/{}/hours", town.point);
    assert_eq!(town.test.get(&head, &format!("{list}/new")).await.status, 200);
    let worker = head.account.unwrap().to_string();
    let mut fields = vec![
        ("worker", worker.as_str()),
        ("mon", "9:00-11:00"),
        ("from-day", "1"),
        ("from-month", "12"),
        ("from-year", "2026"),
    ];
    assert_eq!(town.test.post(&head, &list, &fields).await.status, 303);
    fields[1].1 = "от девет";
    let wrong = town.test.post(&head, &list, &fields).await;
    assert!(wrong.status == 422 && wrong.text().contains("id=\"mon-error\""));
    assert!(town.test.get(&head, &list).await.text().contains("09:00–11:00"));
    let path =
        format!("/api/reception/points/{}/free?day=2026-12-07&days=1&worker={worker}", town.point);
    let free = town.test.get(&head, &path).await.json();
    let times: Vec<_> = free.as_array().unwrap().iter().map(|one| one["at"].clone()).collect();
    assert_eq!(times.len(), 4, "{free}");
    assert_eq!(times[0], "2026-12-07T09:00:00");
    let subject = [("name", "Помощи"), ("place", "2"), ("offered", "yes")];
    assert_eq!(town.test.post(&head, "/reception/subjects", &subject).await.status, 303);
    assert!(town.test.get(&head, "/reception/subjects").await.text().contains("Помощи"));
    let officer = town.test.officer();
    assert_eq!(town.test.get(&officer, "/reception/subjects").await.status, 403);
}
