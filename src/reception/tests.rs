//! The reception as its users meet it.

mod booking;
mod mail;
mod queue;

use super::{NewHours, Subject, SubjectId, add_hours, add_subject, set_up};
use crate::municipality::{Hours, NewServicePoint, ServicePointId, create_service_point};
use crate::testing::{Answer, TestApp, User};

/// A municipality with a point of three counters that receives people, and one worker's hours.
pub(super) struct Town {
    pub test: TestApp,
    pub point: ServicePointId,
    pub subject: SubjectId,
}

impl Town {
    pub async fn new() -> Town {
        Town::of(TestApp::new().await).await
    }

    pub async fn of(test: TestApp) -> Town {
        let officer = test.officer().account.unwrap();
        let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
        let day = Hours::parse_day("09:00-12:00, 13:00-16:00").unwrap();
        let mut hours = Hours::default();
        for weekday in hours.0.iter_mut().take(5) {
            weekday.clone_from(&day);
        }
        let point = NewServicePoint {
            name: "Фронт-офис Център".into(),
            ekatte: None,
            address: "ул. „Примерна“ № 1".into(),
            phone: "000 555 00 00".into(),
            hours: hours.clone(),
            counters: 3,
            funding: Vec::new(),
            opened_on: "2023-01-01".parse().unwrap(),
        };
        let point = create_service_point(&tx, &point).await.unwrap();
        set_up(&tx, point).await.unwrap();
        let subject = Subject {
            name: "Лична помощ".into(),
            name_en: "Personal assistance".into(),
            place: 1,
            is_offered: true,
        };
        let subject = add_subject(&tx, &subject).await.unwrap();
        let from = "2026-01-01".parse().unwrap();
        let new = NewHours { point, account: officer, hours, from, to: None };
        add_hours(&tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        Town { test, point, subject }
    }

    /// The public address of a page: `touch` or `hall`.
    pub async fn door(&self, which: &str) -> String {
        let head = self.test.user("ruse", "head");
        let page =
            self.test.get(&head, &format!("/reception/points/{}/settings", self.point)).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let text = page.text();
        let start = format!("href=\"/ruse/{which}/");
        let rest = text.split_once(&start).expect("an address").1;
        format!("/{which}/{}", rest.split_once('"').unwrap().0)
    }

    /// Takes a number by the touch page; gives the path of its page.
    pub async fn touch(&self, door: &str) -> String {
        let nobody = self.test.nobody("ruse");
        let answer = self.test.post(&nobody, door, &[("subject", &self.subject.to_string())]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.location.strip_prefix("/ruse").unwrap().to_owned()
    }

    /// Calls the next number to a counter.
    pub async fn next(&self, counter: &str) -> Answer {
        let path = format!("/reception/points/{}/next", self.point);
        self.test.post(&self.test.officer(), &path, &[("counter", counter)]).await
    }

    /// The page of a counter.
    pub async fn counter(&self, counter: &str) -> String {
        let path = format!("/reception/points/{}?counter={counter}", self.point);
        let page = self.test.get(&self.test.officer(), &path).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page.text()
    }

    /// Books an hour of the officer, as typed.
    pub async fn book(
        &self,
        user: &User,
        (day, time): (&str, &str),
        more: &[(&str, &str)],
    ) -> Answer {
        let date: Vec<&str> = day.split('-').collect();
        let officer = self.test.officer().account.unwrap().to_string();
        let subject = self.subject.to_string();
        let mut fields = vec![
            ("slot", "other"),
            ("worker", officer.as_str()),
            ("day-day", date[2]),
            ("day-month", date[1]),
            ("day-year", date[0]),
            ("time", time),
            ("minutes", "30"),
            ("subject", subject.as_str()),
            ("name", "Пенка Измислена"),
            ("phone", "000 555 01 02"),
        ];
        fields.retain(|(name, _)| !more.iter().any(|(own, _)| own == name));
        fields.extend(more);
        self.test.post(user, &format!("/reception/points/{}/book", self.point), &fields).await
    }
}

/// The number that a counter's page shows as being served.
pub(super) fn served(page: &str) -> Option<i64> {
    let rest = page.split_once("<p class=\"opora-number\">")?.1;
    rest.split_once('<')?.0.parse().ok()
}
