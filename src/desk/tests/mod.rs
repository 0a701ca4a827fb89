//! What the desk promises.

mod office;
mod pure;
mod trouble;

use crate::testing::{Answer, TestApp, User};

/// The desk of Ruse with somebody on duty beyond its hours: the small world has no service points.
pub(super) struct Desk {
    pub test: TestApp,
    pub citizen: User,
    pub officer: User,
}

/// The path below the municipality.
pub(super) fn below(location: &str) -> String {
    location.strip_prefix("/ruse").unwrap().to_owned()
}

impl Desk {
    pub async fn open() -> Desk {
        let test = TestApp::new().await;
        let (citizen, officer) = (test.nobody("ruse"), test.officer());
        let desk = Desk { test, citizen, officer };
        desk.duty("extra").await;
        desk
    }

    pub async fn duty(&self, code: &str) {
        let answer = self.test.post(&self.officer, "/desk/duty", &[("duty", code)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }

    /// Begins a talk; gives its address.
    pub async fn ask(&self, fields: &[(&str, &str)]) -> String {
        let answer = self.test.post(&self.citizen, "/chat", fields).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        below(&answer.location)
    }

    pub async fn see(&self, path: &str) -> String {
        let answer = self.test.get(&self.citizen, path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.text()
    }

    /// The address of the first talk on the desk.
    pub async fn first(&self) -> String {
        let page = self.test.get(&self.officer, "/desk").await.text();
        let rest = page.split_once("href=\"/ruse/desk/talks/").expect("a talk").1;
        format!("/desk/talks/{}", rest.split_once('"').unwrap().0)
    }

    pub async fn act(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.test.post(&self.officer, path, fields).await
    }

    /// Takes the first talk; gives its address.
    pub async fn take(&self) -> String {
        let talk = self.first().await;
        assert_eq!(self.act(&format!("{talk}/take"), &[]).await.status, 303);
        talk
    }

    pub fn later(&self, minutes: i64) {
        self.test.clock.set(self.test.clock.now().plus_ms(minutes * 60_000));
    }

    pub async fn tidy(&self) {
        let ruse = self.test.system("ruse").municipality;
        super::tidy::tidy(&self.test.app, ruse).await.unwrap();
    }
}
