//! A case to work on, and the steps of the journey as an officer makes them.

use crate::municipality::{Member, NewOrder, create_order};
use crate::people::{self, IdentifierKind, NewPerson};
use crate::referral::assessment::begin;
use crate::referral::content::{Content, Proposed};
use crate::referral::moves::put_state;
use crate::referral::store::meeting;
use crate::referral::{CaseId, MeetingId, NewCase, Opening, State, WishId, load, open};
use crate::services::{self, NewProvider, NewService, ServiceId};
use crate::testing::{Answer, TestApp, User};
use kit::types::Day;
use sea_orm::{ConnectionTrait, Set, Statement};

/// An open case of Ruse and what it is about.
pub struct Made {
    pub case: CaseId,
    pub service: ServiceId,
    pub other: ServiceId,
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// A case in Ruse for a service that is paid so; the officer is named in an order.
pub async fn made(test: &TestApp, funding: &str) -> Made {
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let account = test.officer().account.expect("an account");
    let order = NewOrder {
        number: "РД-01-15".into(),
        day: day("2026-01-05"),
        valid_from: day("2026-01-05"),
        valid_to: None,
        members: vec![Member::whole(account)],
    };
    create_order(&tx, &order).await.expect("an order");
    let provider =
        NewProvider { name: "Пробен доставчик".into(), ..NewProvider::default() };
    let provider_id = services::create_provider(&tx, &provider).await.expect("a provider");
    let service = |code: &str, name: &str, kind: u8| NewService {
        code: code.into(),
        provider_id,
        name: name.into(),
        kind,
        funding: funding.into(),
        ..NewService::default()
    };
    let day_care = service("DG", "Дневна грижа Пробна", 7);
    let home = service("RG", "Резидентна грижа Пробна", 8);
    let service = services::create_service(&tx, &day_care).await.expect("a service");
    let other = services::create_service(&tx, &home).await.expect("a service");
    tx.commit().await.expect("saved");
    let case = another(test, service, funding, "5101014448").await;
    Made { case, service, other }
}

/// One more case for the same service.
pub async fn another(test: &TestApp, service: ServiceId, funding: &str, egn: &str) -> CaseId {
    let officer = test.officer().account.expect("an account");
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let person = NewPerson {
        given: "Измислена".into(),
        middle: "Пробна".into(),
        family: "Образцова".into(),
        phone: "0888000000".into(),
        identifiers: vec![(IdentifierKind::Egn, egn.to_owned())],
        ..NewPerson::default()
    };
    let person = people::create(&mut tx, &person).await.expect("a person");
    let facts: law::Case = serde_json::from_value(serde_json::json!({
        "date": tx.today(), "this_municipality": "RSE27",
        "service": {"kind": 7, "funding": funding, "provider_municipality": "RSE27"},
        "person": {"present_address": "RSE27"},
    }))
    .expect("facts");
    let wish = WishId(tx.new_id());
    let words = tx.seal("wish", "words_sealed", wish.0, "Искам да не съм сама.").expect("sealed");
    let number = tx.next_number("wish", 2026).await.expect("a number");
    let sql = "insert into wish (municipality_id, id, year, number, stated_at, stated_on, \
        registered_at, account_id, channel, person_id, service_id, facts_sealed, words_sealed, version) \
        values ($1, $2, 2026, $3, $4, $5, $4, $6, 'oral_on_site', $7, $8, $9, $10, 1)";
    let values: Vec<sea_orm::Value> = vec![
        tx.municipality().into(),
        wish.into(),
        number.into(),
        tx.now().into(),
        tx.today().into(),
        officer.into(),
        person.into(),
        service.into(),
        tx.seal("wish", "facts_sealed", wish.0, &serde_json::to_string(&facts).expect("json"))
            .expect("sealed")
            .into(),
        words.into(),
    ];
    let backend = tx.conn().get_database_backend();
    tx.conn()
        .execute_raw(Statement::from_sql_and_values(backend, sql, values))
        .await
        .expect("a wish");
    let opening = Opening::decide(law::Law::current(), &facts, tx.today()).expect("an answer");
    let new = NewCase { wish, person, service, wish_on: tx.today() };
    let case = open(&mut tx, &new, &opening).await.expect("a case");
    tx.commit().await.expect("saved");
    case
}

/// Sends the form of a page with its keys and the fields given.
pub async fn send(
    test: &TestApp,
    user: &User,
    (page, to): (&str, &str),
    fields: &[(&str, &str)],
) -> Answer {
    let shown = test.get(user, page).await;
    assert_eq!(shown.status, 200, "{page}: {}", shown.text());
    let version = shown.value("_version").unwrap_or_default();
    let mut all = vec![("_version", version.as_str())];
    all.extend_from_slice(fields);
    test.post(user, to, &all).await
}

/// Sends a form and expects to be led on.
pub async fn done(test: &TestApp, (page, to): (&str, &str), fields: &[(&str, &str)]) -> Answer {
    let answer = send(test, &test.officer(), (page, to), fields).await;
    assert_eq!(answer.status, 303, "{to}: {}", answer.text());
    answer
}

pub fn at(case: CaseId, rest: &str) -> String {
    format!("/referrals/{case}{rest}")
}

/// The three boxes of a day: `day("signed_on", 24, 11, 2026)`.
pub const TODAY: [(&str, &str); 3] =
    [("signed_on-day", "24"), ("signed_on-month", "11"), ("signed_on-year", "2026")];

/// Meeting offered, agreed and held on the day of the wish.
pub async fn meet(test: &TestApp, case: CaseId) {
    let fields = [
        ("day-day", "24"),
        ("day-month", "11"),
        ("day-year", "2026"),
        ("time", "09:30"),
        ("place_kind", "municipality"),
        ("channel", "in_person"),
        ("agreed", "yes"),
    ];
    done(test, (&at(case, "/meeting"), &at(case, "/meeting")), &fields).await;
    let fields = [
        ("day-day", "24"),
        ("day-month", "11"),
        ("day-year", "2026"),
        ("time", "09:45"),
        ("informed", "orally"),
        ("informed", "in_writing"),
        ("format", "large_print"),
        ("note", "Тайна бележка от срещата"),
    ];
    done(test, (&at(case, "/meeting/held"), &at(case, "/meeting/held")), &fields).await;
}

/// Needs, proposal of the services and the answers given.
pub async fn write(test: &TestApp, case: CaseId, answers: &[(ServiceId, &str)]) {
    let part = |name: &str| at(case, &format!("/assessment/{name}"));
    let fields = [("everyday", "Помощ при къпане"), ("sources", "Лицето")];
    done(test, (&part("needs"), &part("needs")), &fields).await;
    let ids: Vec<String> = answers.iter().map(|(id, _)| id.to_string()).collect();
    let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("service", id.as_str())).collect();
    done(test, (&part("proposal"), &part("proposal")), &fields).await;
    let mut fields: Vec<(String, &str)> = vec![("declined_note".into(), "Обсъдено")];
    for (id, answer) in answers {
        fields.push((format!("chosen-{id}"), answer));
        fields.push((format!("duration-{id}"), "long"));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    done(test, (&part("choice"), &part("choice")), &fields).await;
}

/// Signs today on paper.
pub async fn sign(test: &TestApp, case: CaseId) -> Answer {
    let mut fields = TODAY.to_vec();
    fields.push(("signed_how", "paper"));
    done(test, (&at(case, "/sign"), &at(case, "/sign")), &fields).await
}

/// The state of a case by its JSON.
pub async fn state(test: &TestApp, case: CaseId) -> String {
    let answer = test.get(&test.officer(), &format!("/api{}", at(case, ""))).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()["state"].as_str().expect("a state").to_owned()
}

/// A case brought to the day of signing without its pages: met, written, chosen.
pub async fn ready(test: &TestApp, case: CaseId, service: ServiceId) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let row = load::row(&tx, case).await.expect("a case");
    tx.insert(meeting::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(MeetingId(tx.new_id())),
        case_id: Set(case),
        offered_at: Set(tx.now()),
        offered_channel: Set("phone".into()),
        planned_at: Set(tx.now()),
        place_kind: Set("municipality".into()),
        place: Set(String::new()),
        state: Set("held".into()),
        held_at: Set(Some(tx.now())),
        informed_orally: Set(true),
        informed_in_writing: Set(true),
        accessible_format: Set("ordinary".into()),
        note_sealed: Set(None),
        version: Set(1),
    })
    .await
    .expect("a meeting");
    let mut content = Content::default();
    content.needs.insert("everyday".into(), "Помощ".into());
    let chosen = Proposed { chosen: Some(true), duration: "long".into(), ..Proposed::new(service) };
    content.proposal.push(chosen);
    begin(&tx, &row, 0, &content).await.expect("an assessment");
    put_state(&tx, law::Law::current(), &row, State::Assessing).await.expect("a state");
    tx.audit(kit::audit::Entry::list("test"));
    tx.commit().await.expect("saved");
}

/// The three boxes of a day.
pub fn boxes<'a>(
    name: &str,
    (day, month, year): (&'a str, &'a str, &'a str),
) -> Vec<(String, &'a str)> {
    let part = |unit: &str| format!("{name}-{unit}");
    vec![(part("day"), day), (part("month"), month), (part("year"), year)]
}

/// As [`send`] without looking at the page first.
pub async fn post(test: &TestApp, path: &str, fields: &[(String, &str)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    test.post(&test.officer(), path, &fields).await
}

/// The text of the first document of a case's page.
pub async fn pdf_text(test: &TestApp, page: &str) -> String {
    let start = page.find("/documents/").expect("a document");
    let head = page[..start].rfind('"').expect("a link") + 1;
    let href = &page[head..start + 11 + 13];
    let path = href.strip_prefix("/ruse").expect("an address of Ruse");
    let answer = test.get(&test.officer(), path).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.bytes.starts_with(b"%PDF"));
    let file = test.folder().join("po.pdf");
    std::fs::write(&file, &answer.bytes).expect("written");
    let out = std::process::Command::new("pdftotext").arg(&file).arg("-").output();
    let text = String::from_utf8(out.expect("pdftotext").stdout).expect("text");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sessions end after eight hours: the officer signs in again.
pub async fn signed_in(test: &TestApp) -> User {
    test.again(&test.officer()).await
}

/// The jobs of Ruse that are due.
pub async fn work(test: &TestApp) {
    let ruse = test.system("ruse").municipality;
    while test.app.worker().turn(ruse).await.expect("a turn") {}
}
