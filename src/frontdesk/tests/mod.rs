//! The front desk as its users meet it.

mod sheets;
mod signals;
mod way;
mod wishes;
mod work;

use crate::municipality::{Hours, NewServicePoint, ServicePointId, create_service_point};
use crate::people::{self, NewPerson, PersonId};
use crate::services::{self, NewProvider, NewService, ServiceId};
use crate::testing::{Answer, TestApp, User};
use axum::body::Body;
use axum::http::{Request, header};
use kit::store::Db;
use kit::types::Instant;
use sea_orm::ConnectionTrait;

/// A municipality with a service point, two settlements and services.
pub(crate) struct Town {
    pub test: TestApp,
    pub point: ServicePointId,
    /// Day care of kind 7, paid by the state.
    pub day_care: ServiceId,
    /// The same, paid by the municipality.
    pub own_day_care: ServiceId,
    /// Not a service of the law.
    pub lunch: ServiceId,
}

/// Ten in the morning of a day in Sofia.
pub(crate) fn morning(year: i16, month: i8, day: i8) -> Instant {
    Instant::of_local(jiff::civil::date(year, month, day).at(10, 0, 0, 0))
}

impl Town {
    pub async fn new() -> Town {
        Town::of(TestApp::new().await).await
    }

    pub async fn at(now: Instant) -> Town {
        Town::of(TestApp::at(now).await).await
    }

    async fn of(test: TestApp) -> Town {
        let owner = Db::owner(&test.target).await.unwrap();
        owner
            .execute_unprepared(
                "insert into settlement values \
                 ('63427','гр.','Русе','Ruse','русе','RSE27','Русе','RSE'), \
                 ('47714','гр.','Мездра','Mezdra','мездра','VRC27','Мездра','VRC')",
            )
            .await
            .unwrap();
        owner.close().await.unwrap();
        let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
        let point = NewServicePoint {
            name: "Фронт-офис Център".into(),
            ekatte: Some("63427".into()),
            address: "ул. „Примерна“ № 1".into(),
            phone: String::new(),
            hours: Hours::default(),
            counters: 2,
            funding: Vec::new(),
            opened_on: "2023-01-01".parse().unwrap(),
        };
        let point = create_service_point(&tx, &point).await.unwrap();
        let provider = NewProvider {
            name: "Община Русе".into(),
            kind: "municipality".into(),
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            ..NewProvider::default()
        };
        let provider_id = services::create_provider(&tx, &provider).await.unwrap();
        let mut ids = Vec::new();
        for (code, name, kind, in_zsu, funding) in [
            ("d1", "Дневна грижа", 7, true, "state"),
            ("d2", "Дневна грижа на общината", 7, true, "municipal"),
            ("l1", "Топъл обяд", 1, false, "municipal"),
        ] {
            let new = NewService {
                code: code.into(),
                provider_id,
                name: name.into(),
                kind,
                in_zsu,
                funding: funding.into(),
                ..NewService::default()
            };
            ids.push(services::create_service(&tx, &new).await.unwrap());
        }
        tx.commit().await.unwrap();
        Town { test, point, day_care: ids[0], own_day_care: ids[1], lunch: ids[2] }
    }

    /// A person of Ruse's register who lives in a settlement, or nowhere known.
    pub async fn person(&self, name: &str, ekatte: Option<&str>) -> PersonId {
        let mut tx = self.test.app.db.write(&self.test.system("ruse")).await.unwrap();
        let new = NewPerson {
            given: name.into(),
            family: "Примерова".into(),
            present: ekatte.map(|code| (code.to_owned(), "ул. „Измислена“ № 7".to_owned())),
            ..NewPerson::default()
        };
        let id = people::create(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A wish's form as it is sent when all is as usual, with some fields changed.
    pub fn wish<'a>(
        &self,
        service: &'a str,
        changed: &[(&'a str, &'a str)],
    ) -> Vec<(&'a str, &'a str)> {
        let mut fields = vec![
            ("service", service),
            ("words", "Искам през деня да не съм сама."),
            ("channel", "oral_on_site"),
            ("urgent", "none"),
            ("guardianship", "none"),
        ];
        fields.retain(|(name, _)| !changed.iter().any(|(other, _)| other == name));
        fields.extend_from_slice(changed);
        fields
    }

    /// Sends JSON with the session's token against forgery.
    pub async fn post_json(&self, user: &User, path: &str, body: &str, key: &str) -> Answer {
        let token = user.token.clone().unwrap();
        let hash = kit::crypto::fingerprint(&token);
        let request = Request::builder()
            .method("POST")
            .uri(format!("/{}{path}", user.municipality))
            .header(header::HOST, "test")
            .header(header::COOKIE, format!("opora-{}={token}", user.municipality))
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-csrf-token", kit::crypto::fingerprint(format!("csrf/{hash}")))
            .header("idempotency-key", key)
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.test.send(request).await
    }
}
