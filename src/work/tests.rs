//! Work as the office organises it.

use super::note_stalled;
use crate::municipality::{NewDeputy, name_deputy};
use crate::people::{self, NewPerson, PersonId};
use crate::services::{self, NewProvider, NewService, ServiceId};
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;
use kit::access::{self, NewAccount, Sessions};
use kit::audit::entity::audit;
use kit::store::Db;
use kit::types::{AccountId, Instant};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub struct Office {
    pub test: TestApp,
    pub officer: User,
    pub head: User,
    pub colleague: User,
    services: Vec<ServiceId>,
}

pub fn id(user: &User) -> String {
    user.account.unwrap().to_string()
}

impl Office {
    /// An office with a colleague of the officer and so many cases of the officer, of two services
    /// in turn.
    pub async fn with(cases: usize) -> Office {
        let at = Instant::of_local(jiff::civil::date(2027, 1, 4).at(10, 0, 0, 0));
        let test = TestApp::at(at).await;
        let owner = Db::owner(&test.target).await.unwrap();
        let town = "insert into settlement values \
             ('63427','гр.','Русе','Ruse','русе','RSE27','Русе','RSE')";
        owner.execute_unprepared(town).await.unwrap();
        owner.close().await.unwrap();
        let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
        let provider =
            NewProvider { name: "Община".into(), kind: "municipality".into(), ..provider() };
        let provider_id = services::create_provider(&tx, &provider).await.unwrap();
        let mut list = Vec::new();
        for (code, name) in [("d1", "Дневна грижа"), ("d2", "Подкрепа")] {
            let new = NewService {
                code: code.into(),
                provider_id,
                name: name.into(),
                kind: 7,
                in_zsu: true,
                funding: "state".into(),
                ..NewService::default()
            };
            list.push(services::create_service(&tx, &new).await.unwrap());
        }
        let new =
            NewAccount { username: "kolega", name: "Колега Примерова", post: "" };
        let account = access::create_account(&tx, new).await.unwrap();
        let today = tx.today();
        access::give_role(&tx, account, "referral_officer", today).await.unwrap();
        let token = Sessions::open(&tx, account, "127.0.0.1", "test").await.unwrap();
        tx.commit().await.unwrap();
        let colleague =
            User { municipality: "ruse".into(), account: Some(account), token: Some(token) };
        let (officer, head) = (test.officer(), test.user("ruse", "head"));
        let office = Office { test, officer, head, colleague, services: list };
        for n in 0..cases {
            let person = office.person(&format!("Лице{n}")).await;
            office.wish(person, office.services[n % 2]).await;
        }
        office
    }

    pub async fn person(&self, name: &str) -> PersonId {
        let mut tx = self.test.app.db.write(&self.test.system("ruse")).await.unwrap();
        let new = NewPerson {
            given: name.into(),
            family: "Примерова".into(),
            present: Some(("63427".to_owned(), "ул. „Измислена“ № 7".to_owned())),
            ..NewPerson::default()
        };
        let id = people::create(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn wish(&self, person: PersonId, service: ServiceId) {
        let service = service.to_string();
        let fields = [
            ("service", service.as_str()),
            ("words", "Искам помощ."),
            ("channel", "oral_on_site"),
            ("urgent", "none"),
            ("guardianship", "none"),
        ];
        let saved =
            self.test.post(&self.officer, &format!("/people/{person}/wishes"), &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    }

    async fn work_of(&self, who: &User) -> Answer {
        self.test.get(&self.head, &format!("/work/load/list?what=open&who={}", id(who))).await
    }

    /// Sends JSON with the session's token against forgery.
    pub async fn post_json(&self, user: &User, path: &str, body: &str) -> Answer {
        let token = user.token.clone().unwrap();
        let hash = kit::crypto::fingerprint(&token);
        let request = axum::http::Request::builder()
            .method("POST")
            .uri(format!("/{}{path}", user.municipality))
            .header("host", "test")
            .header("cookie", format!("opora-{}={token}", user.municipality))
            .header("content-type", "application/json")
            .header("x-csrf-token", kit::crypto::fingerprint(format!("csrf/{hash}")))
            .body(axum::body::Body::from(body.to_owned()))
            .unwrap();
        self.test.send(request).await
    }

    /// Signs somebody in again: his session is over when the clock has moved by days.
    pub async fn again(&self, who: &User) -> User {
        let tx = self.test.app.db.write(&self.test.system("ruse")).await.unwrap();
        let account = who.account.unwrap();
        let token = Sessions::open(&tx, account, "127.0.0.1", "test").await.unwrap();
        tx.commit().await.unwrap();
        User { municipality: "ruse".into(), account: Some(account), token: Some(token) }
    }

    pub async fn hand_over(&self, fields: &[(&str, &str)]) -> Answer {
        let path = format!("/work/hand-over/{}", id(&self.officer));
        self.test.post(&self.head, &path, fields).await
    }
}

fn provider() -> NewProvider {
    NewProvider {
        name: String::new(),
        kind: String::new(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        ..NewProvider::default()
    }
}

#[tokio::test]
async fn all_work_passes_on_and_comes_back_on_the_same_day() {
    let office = Office::with(3).await;
    let (test, head) = (&office.test, &office.head);
    let to = id(&office.colleague);
    let draft = [("_path", "/ruse/contacts/new"), ("note", "започнато от другия")];
    test.post(&office.officer, "/drafts", &draft).await;
    let form = test.get(head, &format!("/work/hand-over/{}", id(&office.officer))).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert!(form.text().contains("Незавършен контакт"), "{}", form.text());
    assert!(!form.text().contains("започнато от другия"));
    let preview = format!("/work/hand-over/{}/preview?by=service&all={to}", id(&office.officer));
    let preview = test.get(head, &preview).await.text();
    assert!(preview.contains("Колега Примерова"), "{preview}");
    let no_reason = office.hand_over(&[("all", &to)]).await;
    assert_eq!(no_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("by", "service"), ("all", &*to), ("drafts", &*to), ("reason", "Напуска")];
    let done = office.hand_over(&fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(office.work_of(&office.colleague).await.text().contains("Лице2 Примерова"));
    assert!(!office.work_of(&office.officer).await.text().contains("Лице"));
    let mine = test.get(&office.colleague, "/contacts/new").await.text();
    assert!(mine.contains("започнато от другия"), "the draft is handed over");
    let own = test.get(&office.officer, "/contacts/new").await.text();
    assert!(!own.contains("започнато от другия"));
    let path = done.location.trim_start_matches("/ruse").split('?').next().unwrap().to_owned();
    let page = test.get(head, &path).await;
    assert!(page.text().contains("Напуска") && page.text().contains("Върни работата"));
    let version = page.value("_version").unwrap();
    let undo = test.post(head, &format!("{path}/undo"), &[("_version", &version)]).await;
    assert_eq!(undo.status, StatusCode::SEE_OTHER, "{}", undo.text());
    assert!(office.work_of(&office.officer).await.text().contains("Лице2 Примерова"));
    let own = test.get(&office.officer, "/contacts/new").await.text();
    assert!(own.contains("започнато от другия"), "the draft is back");
    let twice = test.post(head, &format!("{path}/undo"), &[("_version", "2")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.text());
}

#[tokio::test]
async fn the_next_day_it_cannot_be_undone() {
    let office = Office::with(1).await;
    let to = id(&office.colleague);
    let done = office.hand_over(&[("all", &to), ("reason", "Напуска")]).await;
    let path = done.location.trim_start_matches("/ruse").split('?').next().unwrap().to_owned();
    office.test.clock.set(Instant(office.test.clock.now().0 + DAY_MS));
    let head = office.again(&office.head).await;
    let late = office.test.post(&head, &format!("{path}/undo"), &[("_version", "1")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.text());
    let list = format!("/work/load/list?what=open&who={to}");
    assert!(office.test.get(&head, &list).await.text().contains("Лице0"));
}

#[tokio::test]
async fn parts_and_single_cases_go_their_own_ways() {
    let office = Office::with(4).await;
    let (to, head) = (id(&office.colleague), id(&office.head));
    let second = format!("to-{}", office.services[1]);
    let fields = [("by", "service"), ("all", &*to), (&*second, &*head), ("reason", "Разделяне")];
    let done = office.hand_over(&fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let colleague = office.work_of(&office.colleague).await.text();
    assert!(colleague.contains("Лице0") && colleague.contains("Лице2"));
    let head = office.work_of(&office.head).await.text();
    assert!(head.contains("Лице1") && head.contains("Лице3") && !head.contains("Лице0"));
    let person = office.person("Единично").await;
    office.wish(person, office.services[0]).await;
    let page = format!("/work/hand-over/{}?by=case", id(&office.officer));
    let page = office.test.get(&office.head, &page).await;
    assert!(page.text().contains("Единично Примерова"), "{}", page.text());
    let case = page.value("case").unwrap();
    let none = office.hand_over(&[("by", "case"), ("all", &to), ("reason", "Един")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("by", "case"), ("all", &*to), ("case", &*case), ("reason", "Един")];
    assert_eq!(office.hand_over(&fields).await.status, StatusCode::SEE_OTHER);
    assert!(office.work_of(&office.colleague).await.text().contains("Единично"));
}

#[tokio::test]
async fn an_account_with_open_work_is_not_closed() {
    let office = Office::with(1).await;
    let administrator = office.test.user("ruse", "administrator");
    let path = format!("/office/accounts/{}/close", id(&office.officer));
    let page = office.test.get(&administrator, &path).await.text();
    assert!(page.contains("чака 1 нещо"), "{page}");
    let refused = office.test.post(&administrator, &path, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    let to = id(&office.colleague);
    office.hand_over(&[("all", &to), ("reason", "Напуска")]).await;
    let closed = office.test.post(&administrator, &path, &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
}

#[tokio::test]
async fn a_deputy_sees_the_work_and_acts_on_behalf() {
    let office = Office::with(1).await;
    let (test, colleague) = (&office.test, &office.colleague);
    let before = test.get(colleague, "/work").await.text();
    assert!(!before.contains("Лице0"));
    let fields = [
        ("absent", id(&office.officer)),
        ("deputy", id(colleague)),
        ("first-day", "4".into()),
        ("first-month", "1".into()),
        ("first-year", "2027".into()),
        ("last-day", "8".into()),
        ("last-month", "1".into()),
        ("last-year", "2027".into()),
        ("reason", "отпуск".into()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let stranger = test.post(colleague, "/work/deputies/new", &fields).await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY, "not the colleague's to name");
    let named = test.post(&office.officer, "/work/deputies/new", &fields).await;
    assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.text());
    let again = test.post(&office.officer, "/work/deputies/new", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "two for the same days");
    let work = test.get(colleague, "/work").await.text();
    assert!(work.contains("Лице0") && work.contains("вместо Тест Служител по насочване"), "{work}");
    let case = work.split("/referrals/").nth(1).unwrap()[..13].to_owned();
    test.get(colleague, &format!("/referrals/{case}/meeting")).await;
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let rows = audit::Entity::find()
        .filter(audit::Column::AccountId.eq(colleague.account))
        .filter(audit::Column::OnBehalfOf.eq("referral_officer"))
        .all(tx.conn())
        .await
        .unwrap();
    assert!(!rows.is_empty(), "audited on behalf of the absent one");
    tx.rollback().await;
    test.clock.set(Instant(test.clock.now().0 + 5 * DAY_MS));
    let after = test.get(&office.again(colleague).await, "/work").await;
    assert_eq!(after.status, StatusCode::OK);
    assert!(!after.text().contains("Лице0"), "the time is over");
}

#[tokio::test]
async fn what_stalls_is_noted_once_shown_with_why_and_forgotten_when_it_moves() {
    let office = Office::with(2).await;
    let test = &office.test;
    let municipality = test.system("ruse").municipality;
    assert_eq!(note_stalled(&test.app, municipality).await.unwrap(), 0);
    // Due on 7 January; more than five days late on the 13th.
    test.clock.set(Instant(test.clock.now().0 + 9 * DAY_MS));
    assert_eq!(note_stalled(&test.app, municipality).await.unwrap(), 2);
    assert_eq!(note_stalled(&test.app, municipality).await.unwrap(), 0, "once");
    let head = office.again(&office.head).await;
    let page = test.get(&head, "/work?list=stalled").await.text();
    assert!(page.contains("Лице0") && page.contains("началникът е уведомен"), "{page}");
    let json = test.get(&head, "/api/work?list=stalled").await.json();
    assert_eq!(json["rows"].as_array().unwrap().len(), 2, "{json}");
    let numbers = [
        ("stall-days", "30"),
        ("weight-open", "1"),
        ("weight-new", "1"),
        ("weight-closed", "1"),
        ("weight-meetings", "1"),
        ("weight-contacts", "1"),
        ("weight-overdue", "1"),
    ];
    let saved = test.post(&head, "/work/numbers", &numbers).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    note_stalled(&test.app, municipality).await.unwrap();
    let json = test.get(&head, "/api/work?list=stalled").await.json();
    assert_eq!(json["rows"].as_array().unwrap().len(), 0, "{json}");
}

#[tokio::test]
async fn the_load_of_a_week_counts_and_opens_its_lists() {
    let office = Office::with(3).await;
    let test = &office.test;
    let page = test.get(&office.head, "/work/load").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("what=new") && page.bytes.len() < 60_000);
    let json = test.get(&office.head, "/api/work/load").await.json();
    let worker = &json["workers"][0];
    assert_eq!((worker["open"].as_i64(), worker["new"].as_i64()), (Some(3), Some(3)), "{json}");
    assert_eq!(worker["weighted"].as_i64(), Some(9), "3 open × 1 and 3 new × 2");
    let list = format!("/work/load/list?what=new&who={}", id(&office.officer));
    assert!(test.get(&office.head, &list).await.text().contains("Лице1"));
    for what in ["closed", "meetings", "contacts", "overdue"] {
        let list = format!("/work/load/list?what={what}&who={}", id(&office.officer));
        assert_eq!(test.get(&office.head, &list).await.status, StatusCode::OK);
    }
    let csv = test.get(&office.head, "/work/load/csv").await.text();
    assert!(csv.contains("\"Тест Служител по насочване\";3;3;0;0;0;0;9"), "{csv}");
    let own = test.get(&office.colleague, &list).await.text();
    assert!(!own.contains("Лице1"), "the work of others is the head's to see");
}

#[tokio::test]
async fn a_draft_thrown_away_can_be_taken_back_for_a_day() {
    let office = Office::with(0).await;
    let (test, officer) = (&office.test, &office.officer);
    let draft = [("_path", "/ruse/contacts/new"), ("note", "започнато")];
    test.post(officer, "/drafts", &draft).await;
    let gone = test.post(officer, "/work/drafts", &[("path", "/ruse/contacts/new")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert!(!test.get(officer, "/contacts/new").await.text().contains("започнато"));
    let page = test.get(officer, "/work/drafts").await.text();
    let restore = page.split("/restore\"").next().unwrap().rsplit("/ruse").next().unwrap();
    let restore = format!("{restore}/restore");
    let other = test.post(&office.colleague, &restore, &[]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "of somebody else");
    let back = test.post(officer, &restore, &[]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    assert!(test.get(officer, "/contacts/new").await.text().contains("започнато"));
}

#[tokio::test]
async fn who_stands_in_is_asked_by_days() {
    let office = Office::with(0).await;
    let tx = office.test.app.db.write(&office.test.system("ruse")).await.unwrap();
    let day = |text: &str| text.parse().unwrap();
    let new = NewDeputy {
        absent: office.officer.account.unwrap(),
        deputy: office.colleague.account.unwrap(),
        first_day: day("2027-01-05"),
        last_day: day("2027-01-06"),
        reason: String::new(),
    };
    name_deputy(&tx, &new).await.unwrap();
    let deputy: AccountId = office.colleague.account.unwrap();
    let today = crate::municipality::stands_in_for(&tx, deputy).await.unwrap();
    assert!(today.is_empty(), "from tomorrow");
    tx.commit().await.unwrap();
    office.test.clock.set(Instant(office.test.clock.now().0 + DAY_MS));
    let tx = office.test.app.db.read(&office.test.system("ruse")).await.unwrap();
    let today = crate::municipality::stands_in_for(&tx, deputy).await.unwrap();
    assert_eq!(today.len(), 1);
    tx.rollback().await;
}
