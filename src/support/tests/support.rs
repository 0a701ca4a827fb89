//! A placement in a service of the municipality, and forms as an officer sends them.

use crate::people::{self, NewPerson, PersonId};
use crate::placement::{
    Begin, ContractContent, NewContract, NewUnit, PlacementId, State, add_unit, begin,
    sign_contract,
};
use crate::services::{self, NewProvider, NewService};
use crate::testing::{Answer, TestApp, User};
use kit::types::Day;

/// What kind of service is made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sort {
    pub provider: &'static str,
    pub kind: u8,
    pub replacement: bool,
    pub born: &'static str,
}

/// A service of the municipality itself for grown people.
pub const OWN: Sort =
    Sort { provider: "municipality", kind: 7, replacement: false, born: "1956-02-03" };

/// A person at a provider of this sort.
pub async fn placed(test: &TestApp, sort: Sort) -> (PersonId, PlacementId) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let provider = NewProvider {
        name: "Община Русе".into(),
        kind: sort.provider.into(),
        ..NewProvider::default()
    };
    let provider_id = services::create_provider(&tx, &provider).await.expect("a provider");
    let new = NewService {
        code: "own".into(),
        provider_id,
        name: "Дневен център „Изгрев“".into(),
        kind: sort.kind,
        replacement_care: sort.replacement.then(|| "home".to_owned()),
        ..NewService::default()
    };
    let service = services::create_service(&tx, &new).await.expect("a service");
    let unit = NewUnit { name: String::new(), total: 4, funded: 4, taken: 0 };
    add_unit(&tx, service, &unit).await.expect("a unit");
    let new = NewPerson {
        given: "Измислена".into(),
        family: "Пробна".into(),
        birth_day: sort.born.parse().ok(),
        ..NewPerson::default()
    };
    let person = people::create(&mut tx, &new).await.expect("a person");
    let coming = Begin {
        person,
        chosen: None,
        service,
        duration: if sort.kind == 8 { "residential" } else { "long" }.into(),
        urgent: None,
        on: tx.today(),
        follows: None,
        officer: test.officer().account,
    };
    let (id, state) = begin(&mut tx, law::Law::current(), &coming).await.expect("a placement");
    assert_eq!(state, State::AtProvider);
    tx.commit().await.expect("saved");
    (person, id)
}

/// Who approves.
pub fn head(test: &TestApp) -> User {
    test.user("ruse", "head")
}

/// The three boxes of a day of November 2026.
pub fn day(name: &str, on: &str) -> Vec<(String, String)> {
    let part = |unit: &str, value: &str| (format!("{name}-{unit}"), value.to_owned());
    vec![part("day", on), part("month", "11"), part("year", "2026")]
}

/// Opens a form and sends it with these boxes, its key and its version.
pub async fn send(
    test: &TestApp,
    user: &User,
    (page, to): (&str, &str),
    fields: &[(String, String)],
) -> Answer {
    let shown = test.get(user, page).await;
    assert_eq!(shown.status, 200, "{page}: {}", shown.text());
    let hidden = ["_key", "_version", "section", "item", "kind"];
    let mut all: Vec<(&str, String)> = hidden
        .iter()
        .filter(|name| !fields.iter().any(|(known, _)| known == *name))
        .filter_map(|name| Some((*name, shown.value(name)?)))
        .collect();
    all.extend(fields.iter().map(|(name, value)| (name.as_str(), value.clone())));
    let all: Vec<(&str, &str)> = all.iter().map(|(n, v)| (*n, v.as_str())).collect();
    test.post(user, to, &all).await
}

/// Pairs of texts as boxes.
pub fn boxes(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Sends a form that is good, and gives the last segment of where it leads.
pub async fn sent(
    test: &TestApp,
    user: &User,
    (page, to): (&str, &str),
    fields: &[(String, String)],
) -> String {
    let answer = send(test, user, (page, to), fields).await;
    assert_eq!(answer.status, 303, "{to}: {}", answer.text());
    let path = answer.location.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Begins a document of a placement.
pub async fn begun(test: &TestApp, id: PlacementId, kind: &str, more: &[(&str, &str)]) -> String {
    let page = format!("/placements/{id}/support/begin?kind={kind}");
    let to = format!("/placements/{id}/support/begin");
    sent(test, &test.officer(), (&page, &to), &boxes(more)).await
}

/// Writes a section of a document.
pub async fn write(test: &TestApp, id: &str, section: &str, fields: &[(String, String)]) {
    let page = format!("/support/{id}/edit?section={section}");
    let to = format!("/support/{id}/edit");
    sent(test, &test.officer(), (&page, &to), fields).await;
}

/// Who made it and when.
pub fn team(is_assessment: bool) -> Vec<(String, String)> {
    let mut list = boxes(&[
        ("team", "Мария Примерова, психолог\nИван Измислен, социален работник"),
        ("longer", "no"),
    ]);
    list.extend(day("ended_on", "24"));
    if is_assessment {
        list.extend(day("begun_on", "23"));
        list.extend(boxes(&[("methods", "interview"), ("methods", "home")]));
    }
    list
}

/// A whole assessment, not approved.
pub async fn assessment(test: &TestApp, id: PlacementId, fits: &str) -> String {
    let made = begun(test, id, "assessment", &[]).await;
    write(test, &made, "team", &team(true)).await;
    let source = [("kind", "person"), ("about", "Ежедневие и здраве")];
    write(test, &made, "sources", &boxes(&source)).await;
    let needs = [
        ("level-health", "2"),
        ("strength-health", "Следва лечението си"),
        ("need-health", "Придружаване до лекар"),
    ];
    write(test, &made, "needs", &boxes(&needs)).await;
    let view = [
        ("person_view", "Искам да съм сред хора"),
        ("conclusions", "Нужна е подкрепа през деня"),
        ("recommendations", "Дневна грижа"),
        ("fits", fits),
    ];
    write(test, &made, "view", &boxes(&view)).await;
    made
}

/// A whole plan, not approved.
pub async fn plan(test: &TestApp, id: PlacementId) -> String {
    let made = begun(test, id, "plan", &[]).await;
    write(test, &made, "team", &team(false)).await;
    goal(test, &made, "Излиза сама до магазина").await;
    let items = [
        ("activities", "Дневна грижа, целодневно, пет дни, трима служители"),
        ("results", "Повече самостоятелност"),
        ("terms", "До шест месеца"),
        ("leaving", "Защитено жилище"),
        ("health", "no"),
        ("joint", "yes"),
    ];
    write(test, &made, "items", &boxes(&items)).await;
    made
}

/// A goal with two actions.
pub async fn goal(test: &TestApp, id: &str, aim: &str) {
    let mut fields = boxes(&[
        ("area", "movement"),
        ("aim", aim),
        ("result", "Три пъти седмично без придружител"),
        ("what-0", "Упражнения за равновесие"),
        ("who-0", "рехабилитатор"),
        ("often-0", "два пъти седмично"),
        ("what-1", "Разходка с придружител"),
        ("who-1", "социален работник"),
    ]);
    fields.extend(day("until-0", "20"));
    write(test, id, "goals", &fields).await;
}

/// Approves by the head, signs with the person.
pub async fn approved_and_signed(test: &TestApp, id: &str) {
    approve(test, id).await;
    let path = format!("/support/{id}/sign");
    let mut fields = boxes(&[("signer", "person")]);
    fields.extend(day("on", "24"));
    sent(test, &test.officer(), (&path, &path), &fields).await;
}

/// The head of the service approves.
pub async fn approve(test: &TestApp, id: &str) {
    let path = format!("/support/{id}/approve");
    let mut fields = boxes(&[("by", "Елена Ръководителова")]);
    fields.extend(day("on", "24"));
    sent(test, &head(test), (&path, &path), &fields).await;
}

/// Gives and sends a document.
pub async fn give(test: &TestApp, id: &str) {
    let path = format!("/support/{id}/give");
    let mut fields = boxes(&[("how", "file")]);
    fields.extend(day("given_on", "24"));
    fields.extend(day("sent_on", "24"));
    sent(test, &test.officer(), (&path, &path), &fields).await;
}

/// A document as JSON.
pub async fn json(test: &TestApp, path: &str) -> serde_json::Value {
    let answer = test.get(&test.officer(), path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.json()
}

/// Assessment and plan signed, contract signed: the person uses the service.
pub async fn in_service(test: &TestApp) -> (PersonId, PlacementId, String) {
    let (person, id) = placed(test, OWN).await;
    let made = assessment(test, id, "yes").await;
    approved_and_signed(test, &made).await;
    let planned = plan(test, id).await;
    approved_and_signed(test, &planned).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let on: Day = tx.today();
    let new = NewContract {
        signed_on: on,
        from_on: on,
        until_on: on.plus(700),
        fee_cents: None,
        content: ContractContent::default(),
    };
    sign_contract(&mut tx, &test.app, id, &new).await.expect("a contract");
    tx.commit().await.expect("saved");
    (person, id, planned)
}
