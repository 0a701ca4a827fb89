//! The office: who may sign and administer, what counts in the very next request, what is shown
//! once, what two editors see.

use super::*;
use crate::roles::{RIGHTS, STANDARD_ROLES};
use crate::testing::{NOW, TestApp, User, encode};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use kit::access::{self, SecondFactor};
use kit::types::{AccountId, Day};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn admin(test: &TestApp) -> User {
    test.user("ruse", "administrator")
}

fn id_of(user: &User) -> AccountId {
    user.account.unwrap()
}

fn date<'a>(name: &str, parts: [&'a str; 3]) -> Vec<(String, &'a str)> {
    let units = ["day", "month", "year"];
    units.iter().zip(parts).map(|(unit, part)| (format!("{name}-{unit}"), part)).collect()
}

fn pairs<'a>(fields: &'a [(String, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (name.as_str(), *value)).collect()
}

#[tokio::test]
async fn only_staff_named_in_an_order_in_force_may_sign() {
    let test = TestApp::new().await;
    let (officer, head) = (id_of(&test.officer()), id_of(&test.user("ruse", "head")));
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let first = NewOrder {
        number: "1".into(),
        day: day("2023-06-01"),
        valid_from: day("2023-06-01"),
        valid_to: Some(day("2026-01-11")),
        members: vec![Member::whole(head)],
    };
    let second = NewOrder {
        number: "2".into(),
        day: day("2026-01-09"),
        valid_from: day("2026-01-12"),
        valid_to: None,
        members: vec![
            Member::whole(head),
            Member { account: officer, from: Some(day("2026-03-02")), to: Some(day("2026-06-30")) },
        ],
    };
    create_order(&tx, &first).await.unwrap();
    create_order(&tx, &second).await.unwrap();

    let number = |order: Option<Order>| order.map(|order| order.number);
    assert_eq!(order_in_force(&tx, day("2023-05-31")).await.unwrap(), None);
    assert_eq!(number(order_in_force(&tx, day("2026-01-11")).await.unwrap()), Some("1".into()));
    assert_eq!(number(order_in_force(&tx, day("2026-01-12")).await.unwrap()), Some("2".into()));
    assert_eq!(number(may_sign(&tx, head, day("2026-12-31")).await.unwrap()), Some("2".into()));
    for (on, may) in [
        ("2026-03-01", false),
        ("2026-03-02", true),
        ("2026-06-30", true),
        ("2026-07-01", false),
        ("2025-01-01", false),
    ] {
        let signs = may_sign(&tx, officer, day(on)).await.unwrap();
        assert_eq!(signs.is_some(), may, "{on}");
        assert!(signs.is_none_or(|order| order.members.contains(&officer)));
    }
    tx.rollback().await;
}

#[tokio::test]
async fn an_order_is_entered_once_and_ends_the_one_before() {
    let test = TestApp::new().await;
    let admin = admin(&test);
    let officer = id_of(&test.officer()).to_string();
    let mut fields = vec![("number".to_owned(), "17"), ("member".to_owned(), officer.as_str())];
    fields.extend(date("day", ["1", "3", "2026"]));
    fields.extend(date("from", ["1", "3", "2026"]));
    let first = test.post(&admin, "/office/order", &pairs(&fields)).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());

    let mut fields = vec![
        ("number".to_owned(), "18"),
        ("member".to_owned(), officer.as_str()),
        ("replaces".to_owned(), "yes"),
        ("_key".to_owned(), "double-click"),
    ];
    fields.extend(date("day", ["20", "11", "2026"]));
    fields.extend(date("from", ["23", "11", "2026"]));
    let once = test.post(&admin, "/office/order", &pairs(&fields)).await;
    let page = test.get(&admin, "/office/order").await;
    assert!(
        page.text().contains("17") && page.text().contains("22.11.2026"),
        "ended the day before"
    );
    fields[0].1 = "19";
    let twice = test.post(&admin, "/office/order", &pairs(&fields)).await;
    assert_eq!((once.status, twice.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    assert_eq!(orders(&tx).await.unwrap().len(), 2, "a double click makes one order");
    tx.rollback().await;

    let nobody = test.post(&admin, "/office/order", &[("number", "20")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text().contains("Посочете поне един служител"));
    assert_eq!(nobody.value("number").as_deref(), Some("20"), "what was typed stays");
}

#[tokio::test]
async fn a_point_whose_money_ended_goes_on_and_says_so() {
    let test = TestApp::new().await;
    let admin = admin(&test);
    let mut fields = vec![
        ("name".to_owned(), "Фронт-офис Център"),
        ("address".to_owned(), "ул. Примерна 1"),
        ("counters".to_owned(), "3"),
        ("hours-mon".to_owned(), "8:30-12:00, 12.30-17:00"),
        ("source".to_owned(), "Проект"),
    ];
    fields.extend(date("opened", ["1", "9", "2023"]));
    fields.extend(date("paid-to", ["1", "4", "2025"]));
    let added = test.post(&admin, "/office/points", &pairs(&fields)).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let path = added.location.strip_prefix("/ruse").unwrap().to_owned();
    for page in ["/office/points", path.as_str()] {
        let shown = test.get(&test.officer(), page).await;
        assert!(shown.text().contains("Фронт-офис Център"));
        assert!(shown.text().to_lowercase().contains("финансирането е изтекло"), "{page}");
    }
    assert!(test.get(&admin, &path).await.text().contains("08:30–12:00, 12:30–17:00"));

    let mut paid = vec![("source".to_owned(), "Бюджет на общината")];
    paid.extend(date("from", ["2", "4", "2025"]));
    let paid = test.post(&admin, &format!("{path}/funding"), &pairs(&paid)).await;
    assert_eq!(paid.status, StatusCode::SEE_OTHER, "{}", paid.text());
    let shown = test.get(&admin, &path).await.text();
    assert!(shown.contains("Проект") && shown.contains("Бюджет на общината"), "history stays");
    assert!(!shown.to_lowercase().contains("финансирането е изтекло"));

    fields[3].1 = "от сутрин до вечер";
    let wrong = test.post(&admin, "/office/points", &pairs(&fields)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("от сутрин до вечер"), "what was typed stays");

    let elsewhere = test.user("mezdra", "administrator");
    assert_eq!(test.get(&elsewhere, &path).await.status, StatusCode::NOT_FOUND);
    let steal = test.post(&elsewhere, &format!("{path}/close"), &[("reopen", "1")]).await;
    assert_eq!(steal.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let test = TestApp::new().await;
    let admin = admin(&test);
    let path = format!("/office/accounts/{}", id_of(&admin));
    let taken = test.post(&admin, &format!("{path}/roles"), &[("role", "reader")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", taken.text());
    assert!(taken.text().contains("никой няма да може да управлява"));
    let closed = test.post(&admin, &format!("{path}/close"), &[]).await;
    assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let role = [
        ("name", "Администратор"),
        ("name-en", "Administrator"),
        ("right", "office.read"),
        (
            "seen",
            "decisions.read notices.admin office.admin office.forms office.read reception.admin \
             reception.read services.read services.write",
        ),
    ];
    let emptied = test.post(&admin, "/office/roles/administrator", &role).await;
    assert_eq!(emptied.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", emptied.text());
    assert_eq!(test.get(&admin, "/office/settings").await.status, StatusCode::OK);

    let head = test.user("ruse", "head");
    let given = format!("/office/accounts/{}/roles", id_of(&head));
    let given = test.post(&admin, &given, &[("role", "head"), ("role", "administrator")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    assert_eq!(test.get(&head, "/office/settings").await.status, StatusCode::OK, "at once");
    let taken = test.post(&admin, &format!("{path}/roles"), &[("role", "reader")]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "now there is another");
    assert_eq!(test.get(&admin, "/office/settings").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_closed_account_is_refused_in_its_next_request() {
    let test = TestApp::new().await;
    let officer = test.officer();
    assert_eq!(test.get(&officer, "/office").await.status, StatusCode::OK);
    let path = format!("/office/accounts/{}/close", id_of(&officer));
    let closed = test.post(&admin(&test), &path, &[]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let next = test.get(&officer, "/office").await;
    assert_eq!(next.status, StatusCode::SEE_OTHER);
    assert!(next.location.starts_with("/ruse/sign-in"));
    let list = test.get(&admin(&test), "/office/accounts?state=closed").await;
    assert!(list.text().contains("referral_officer"));
}

#[tokio::test]
async fn a_role_as_somebody_else_left_it_is_not_written_over() {
    let test = TestApp::new().await;
    let role = [
        ("name", "Четене"),
        ("name-en", "Reading"),
        ("right", "office.read"),
        ("seen", "office.read people.read"),
    ];
    let late = test.post(&admin(&test), "/office/roles/reader", &role).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("Вижда хора и досиетата им"));
    let page = test.get(&test.officer(), "/office/roles").await.text();
    assert!(page.contains("Чете журнала за достъпа") && page.contains("Служител по насочване"));
}

#[tokio::test]
async fn every_right_that_a_route_asks_for_has_a_name() {
    use crate::{frontdesk, people, referral, services};
    let asked = crate::app::routes();
    let asked = asked.list().iter().filter_map(|route| match route.need {
        Need::Right(right) => Some(right),
        _ => None,
    });
    // These are asked for inside pages.
    let others = [people::PROTECTED, frontdesk::TEAM, referral::WRITE, services::WRITE];
    for right in asked.chain(others) {
        assert!(RIGHTS.iter().any(|(known, _)| *known == right), "{right}");
    }
    for role in STANDARD_ROLES {
        assert!(role.rights.iter().all(|right| RIGHTS.iter().any(|(known, _)| known == right)));
    }
}

#[tokio::test]
async fn an_invitation_is_shown_once_and_used_once() {
    let test = TestApp::new().await;
    let fields = [
        ("name", "Проба Пробова"),
        ("username", "p.probova"),
        ("post", "Специалист"),
        ("role", "intake"),
        ("_key", "one"),
    ];
    let added = test.post(&admin(&test), "/office/accounts", &fields).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text());
    let link = added.text();
    let start = link.find("/ruse/invitation/").expect("the link");
    let secret: String = link[start + "/ruse/invitation/".len()..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let again = test.post(&admin(&test), "/office/accounts", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the name is taken by then");
    let list = test.get(&admin(&test), "/office/accounts?q=probova").await.text();
    assert!(list.contains("Проба Пробова") && !list.contains(&secret));

    let path = format!("/invitation/{secret}");
    let nobody = test.nobody("ruse");
    let page = test.get(&nobody, &path).await;
    assert_eq!(page.status, StatusCode::OK);
    let factor = page.value("secret").unwrap();
    let code = SecondFactor::from_base32(&factor).unwrap().code(NOW);
    let password = "четири думи са парола";
    let short =
        [("password", "кратка"), ("again", "кратка"), ("secret", &*factor), ("code", &*code)];
    let short = test.post(&nobody, &path, &short).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields =
        [("password", password), ("again", password), ("secret", &*factor), ("code", &*code)];
    let taken = test.post(&nobody, &path, &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    assert_eq!(test.get(&nobody, &path).await.status, StatusCode::NOT_FOUND, "used up");
    assert_eq!(test.post(&nobody, &path, &fields).await.status, StatusCode::NOT_FOUND);

    let sign_in = [("username", "p.probova"), ("password", password), ("code", &*code)];
    let entered = test.post(&nobody, "/sign-in", &sign_in).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
}

#[tokio::test]
async fn an_invitation_holds_for_a_day() {
    let test = TestApp::new().await;
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let secret = access::invite(&tx, id_of(&test.officer())).await.unwrap();
    tx.commit().await.unwrap();
    let path = format!("/invitation/{secret}");
    assert_eq!(test.get(&test.nobody("ruse"), &path).await.status, StatusCode::OK);
    assert_eq!(test.get(&test.nobody("mezdra"), &path).await.status, StatusCode::NOT_FOUND);
    test.clock.set(NOW.plus_ms(24 * 60 * 60 * 1000 + 1));
    assert_eq!(test.get(&test.nobody("ruse"), &path).await.status, StatusCode::NOT_FOUND);
}

async fn with_token(test: &TestApp, secret: &str, path: &str) -> StatusCode {
    let request = Request::builder()
        .uri(path)
        .header("host", "test")
        .header("authorization", format!("Bearer {secret}"))
        .body(Body::empty())
        .unwrap();
    test.send(request).await.status
}

#[tokio::test]
async fn a_token_has_one_role_of_one_municipality_until_its_day() {
    let test = TestApp::new().await;
    let admin = admin(&test);
    let fields = [("name", "справка"), ("role", "reader"), ("days", "7"), ("_key", "k")];
    let made = test.post(&admin, "/office/tokens", &fields).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text());
    let text = made.text();
    let at = text.find("id=\"secret\"").unwrap();
    let secret = text[at..].split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let again = test.post(&admin, "/office/tokens", &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "a double click makes one token");
    assert!(!test.get(&admin, "/office/tokens").await.text().contains(&secret), "shown once");

    assert_eq!(with_token(&test, &secret, "/ruse/api/services").await, StatusCode::OK);
    assert_eq!(with_token(&test, &secret, "/ruse/office/settings").await, StatusCode::FORBIDDEN);
    let elsewhere = with_token(&test, &secret, "/mezdra/api/services").await;
    assert_eq!(elsewhere, StatusCode::UNAUTHORIZED);
    assert_eq!(with_token(&test, &secret, "/ruse/account").await, StatusCode::NOT_FOUND);
    test.clock.set(NOW.plus_ms(7 * 24 * 60 * 60 * 1000));
    let late = with_token(&test, &secret, "/ruse/api/services").await;
    assert_eq!(late, StatusCode::UNAUTHORIZED);
    test.clock.set(NOW);
    assert_eq!(with_token(&test, &secret, "/ruse/api/services").await, StatusCode::OK);
    let revoke = text.split("action=\"/ruse").find(|part| part.contains("/revoke\"")).unwrap();
    let revoke = revoke.split('"').next().unwrap();
    assert_eq!(test.post(&admin, revoke, &[]).await.status, StatusCode::SEE_OTHER);
    let after = with_token(&test, &secret, "/ruse/api/services").await;
    assert_eq!(after, StatusCode::UNAUTHORIZED);
}

fn settings_fields<'a>(unit: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    let format = "{year}-{number}";
    vec![
        ("unit", unit),
        ("stamp", "yes"),
        ("header", "Министерство\nПрограма\nБенефициент\nПроект\nДоговор\nПериод"),
        ("footer", "Съфинансирано от Европейския съюз"),
        ("number-contact", format),
        ("number-wish", format),
        ("number-assessment", "ПО-{year}-{number}"),
        ("number-letter", format),
        ("number-signal", format),
        ("_version", version),
    ]
}

#[tokio::test]
async fn of_two_editors_of_the_settings_the_second_sees_both_versions() {
    let test = TestApp::new().await;
    let admin = admin(&test);
    let page = test.get(&admin, "/office/settings").await;
    let version = page.value("_version").unwrap();
    let first = settings_fields("Отдел Едно", &version);
    let first = test.post(&admin, "/office/settings", &first).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    let second = settings_fields("Отдел Две", &version);
    let second = test.post(&admin, "/office/settings", &second).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.text().contains("Отдел Едно") && second.text().contains("Отдел Две"));

    let municipality = test.app.db.municipality("ruse").unwrap();
    let settings = Settings::of(&municipality);
    assert_eq!(settings.unit, "Отдел Едно", "read from memory at once");
    let printed = settings.publicity().unwrap();
    assert_eq!(printed["lines"].as_array().unwrap().last().unwrap(), "Период");
    assert_eq!(settings.office(&municipality)["unit"], "Отдел Едно");
    let same = Numbers::write("{number}", 2026, 7);
    assert_eq!(
        (Numbers::write(&settings.numbers.assessment, 2026, 15), same),
        ("ПО-2026-15".into(), "7".into())
    );

    let mut twins = settings_fields("Отдел", &version);
    twins[4].1 = "К-{number}";
    let twins = test.post(&admin, "/office/settings", &twins).await;
    assert_eq!(twins.status, StatusCode::UNPROCESSABLE_ENTITY, "numbers would repeat each year");
}

#[tokio::test]
async fn failed_jobs_wait_for_a_person_and_are_tried_again() {
    let test = TestApp::new().await;
    let handler: kit::jobs::Handler =
        std::sync::Arc::new(|_| Box::pin(async { Err(anyhow::anyhow!("no mail server")) }));
    let worker = kit::jobs::Worker::new(test.app.db.clone()).on("send-letter", handler);
    let system = test.system("ruse");
    let tx = test.app.db.write(&system).await.unwrap();
    kit::jobs::enqueue(&tx, "send-letter", None, &serde_json::Value::Null, NOW).await.unwrap();
    tx.commit().await.unwrap();
    for hour in 0..6 {
        test.clock.set(NOW.plus_ms(hour * 48 * 60 * 60 * 1000));
        assert!(worker.turn(system.municipality).await.unwrap());
    }
    test.clock.set(NOW);
    let page = test.get(&admin(&test), "/office/jobs").await.text();
    assert!(page.contains("no mail server") && page.contains("send-letter"));
    let retry = page.split("action=\"/ruse").find(|part| part.contains("/retry\"")).unwrap();
    let retry = retry.split('"').next().unwrap();
    let other = test.user("mezdra", "administrator");
    assert_eq!(test.post(&other, retry, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(test.post(&admin(&test), retry, &[]).await.status, StatusCode::SEE_OTHER);
    let page = test.get(&admin(&test), "/office/jobs").await.text();
    assert!(page.contains("Няма неуспешни задачи"));
}

/// An account of Ruse with a password and a second factor, signed in.
async fn with_password(test: &TestApp, password: &str) -> (User, SecondFactor) {
    let user = test.user("ruse", "intake");
    let factor = SecondFactor::fresh();
    let hash = kit::crypto::hash_password(password).unwrap();
    let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    access::set_password(&tx, id_of(&user), hash).await.unwrap();
    access::enrol_second_factor(&tx, id_of(&user), &factor).await.unwrap();
    let token = access::Sessions::open(&tx, id_of(&user), "127.0.0.1", "phone").await.unwrap();
    tx.commit().await.unwrap();
    (User { token: Some(token), ..user }, factor)
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_other_sessions() {
    let test = TestApp::new().await;
    let (user, factor) = with_password(&test, "първата ми парола").await;
    let (other, _) = {
        let tx = test.app.db.write(&test.system("ruse")).await.unwrap();
        let token = access::Sessions::open(&tx, id_of(&user), "", "laptop").await.unwrap();
        tx.commit().await.unwrap();
        (User { token: Some(token), ..user.clone() }, ())
    };
    assert_eq!(test.get(&other, "/account").await.status, StatusCode::OK);
    let code = factor.code(NOW);
    let fields = |current| {
        let new = "съвсем друга парола";
        [("current", current), ("code", &*code), ("password", new), ("again", new)]
    };
    let wrong = test.post(&user, "/account/password", &fields("не е тази")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.text().contains("съвсем друга парола"), "passwords are never sent back");
    let changed = test.post(&user, "/account/password", &fields("първата ми парола")).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    assert_eq!(test.get(&other, "/account").await.status, StatusCode::SEE_OTHER, "ended");
    assert_eq!(test.get(&user, "/account").await.status, StatusCode::SEE_OTHER, "old token too");
    let cookies: Vec<String> = changed
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap().to_owned())
        .collect();
    let cookie = cookies.iter().find(|cookie| cookie.starts_with("opora-ruse=")).unwrap();
    let token = cookie.trim_start_matches("opora-ruse=").split(';').next().unwrap().to_owned();
    let same = User { token: Some(token), ..user };
    assert_eq!(test.get(&same, "/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn one_ends_ones_own_sessions_and_no_other() {
    let test = TestApp::new().await;
    let (user, _) = with_password(&test, "първата ми парола").await;
    let page = test.get(&user, "/account").await.text();
    assert!(page.contains("тази сесия"));
    let (other, _) = with_password(&test, "първата ми парола").await;
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let head = access::Sessions::of(&tx, id_of(&test.user("ruse", "head"))).await.unwrap();
    let own = access::Sessions::of(&tx, id_of(&user)).await.unwrap();
    tx.rollback().await;
    let foreign = format!("/account/sessions/{}/end", SessionId(head[0].id));
    assert_eq!(test.post(&other, &foreign, &[]).await.status, StatusCode::NOT_FOUND);
    let end = format!("/account/sessions/{}/end", SessionId(own[0].id));
    let ended = test.post(&other, &end, &[]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
}

async fn set_up(test: &TestApp, fields: &[(&str, &str)]) -> crate::testing::Answer {
    let pairs: Vec<(String, String)> =
        fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let request = Request::builder()
        .method("POST")
        .uri("/setup")
        .header("host", "test")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(encode(&pairs)))
        .unwrap();
    test.send(request).await
}

async fn open(test: &TestApp, path: &str) -> crate::testing::Answer {
    test.send(Request::builder().uri(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn an_empty_installation_is_opened_with_the_code_and_only_once() {
    let test = TestApp::empty(NOW).await;
    assert_eq!(open(&test, "/setup").await.status, StatusCode::NOT_FOUND, "no code, no door");
    let code = open_setup(&test.app).await.unwrap().expect("a code");
    let start = open(&test, "/").await;
    assert!(start.text().contains("Системата е празна"));
    assert_eq!(open(&test, "/setup").await.status, StatusCode::OK);
    let fields = |code| {
        [
            ("code", code),
            ("name", "Община Проба"),
            ("name-en", "Municipality of Proba"),
            ("slug", "proba"),
            ("municipality", "RSE27"),
            ("admin", "Първа Първова"),
            ("username", "p.parvova"),
        ]
    };
    for _ in 0..4 {
        let wrong = set_up(&test, &fields("0000-0000-00000")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("Кодът не е верен"), "{}", wrong.text());
        assert_eq!(wrong.value("slug").as_deref(), Some("proba"), "what was typed stays");
    }
    let throttled = set_up(&test, &fields(&code)).await;
    assert!(throttled.text().contains("Твърде много опити"), "even the right code waits");
    test.clock.set(NOW.plus_ms(3_000));
    let mut reserved = fields(&code);
    reserved[3].1 = "health";
    assert_eq!(set_up(&test, &reserved).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let typed = code.to_uppercase().replace('-', " ");
    let opened = set_up(&test, &fields(&typed)).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    assert!(opened.location.starts_with("/proba/invitation/"));
    assert_eq!(open(&test, &opened.location).await.status, StatusCode::OK);
    assert_eq!(set_up(&test, &fields(&code)).await.status, StatusCode::NOT_FOUND, "used up");
    assert!(open_setup(&test.app).await.unwrap().is_none());
    assert!(open(&test, "/").await.text().contains("Община Проба"));
}

#[tokio::test]
async fn the_start_page_and_the_signs_of_life_need_nobody() {
    let test = TestApp::new().await;
    let start = open(&test, "/").await;
    assert!(start.text().contains("href=\"/mezdra\"") && start.text().contains("Община Русе"));
    let live = open(&test, "/health/live").await;
    assert_eq!(live.bytes, b"ok");
    assert_eq!(open(&test, "/health/ready").await.status, StatusCode::OK);
    assert!(open_setup(&test.app).await.unwrap().is_none(), "accounts are there");
    let forged = Request::builder()
        .method("POST")
        .uri("/setup")
        .header("host", "test")
        .header("origin", "https://elsewhere.example")
        .body(Body::empty())
        .unwrap();
    assert_eq!(test.send(forged).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_page_of_the_office_opens_and_is_small() {
    let test = TestApp::new().await;
    let admin = admin(&test);
    let account = format!("/office/accounts/{}", id_of(&admin));
    let pages = [
        "/office",
        "/office/points",
        "/office/points?state=closed",
        "/office/points/new",
        "/office/order",
        "/office/order/new",
        "/office/accounts",
        "/office/accounts/new",
        "/office/roles",
        "/office/roles/new",
        "/office/roles/head",
        "/office/tokens",
        "/office/settings",
        "/office/jobs",
        "/account",
        "/account/password",
        &account,
        &format!("{account}/edit"),
        &format!("{account}/close"),
    ];
    for path in pages {
        for path in [
            path.to_owned(),
            format!("{path}{}lang=en", if path.contains('?') { '&' } else { '?' }),
        ] {
            let page = test.get(&admin, &path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
            assert!(page.bytes.len() < 60_000, "{path}: {} bytes", page.bytes.len());
        }
    }
    let reader = test.user("ruse", "reader");
    for path in ["/office/tokens", "/office/settings", "/office/jobs", "/office/points/new"] {
        assert_eq!(test.get(&reader, path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(test.get(&admin, "/office/roles/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_of_jobs_tells_how_far_a_change_of_keys_is() {
    let test = TestApp::new().await;
    let system = test.system("ruse");
    let jobs = async || test.get(&admin(&test), "/office/jobs").await.text();
    assert!(jobs().await.contains("Не тече смяна на ключа"));
    let mut tx = test.app.db.write(&system).await.unwrap();
    kit::rotation::rotate(&mut tx, &crate::app::indices()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(jobs().await.contains("До десет секунди"));
    test.clock.set(NOW.plus_ms(11_000));
    let worker = test.app.worker();
    let work = kit::rotation::Resealing::new(
        &test.app.db,
        system.municipality,
        crate::migrations::sealed_columns(),
    );
    work.step().await.unwrap();
    let page = jobs().await;
    assert!(page.contains("запечатват наново с ключ версия 2: готови са 0 от"), "{page}");
    assert!(page.contains("<progress") && page.contains("value=\"0\""), "{page}");
    for _ in 0..20 {
        if !worker.turn(system.municipality).await.unwrap() {
            break;
        }
    }
    let page = jobs().await;
    assert!(page.contains("Всичко е запечатано с ключ версия 2") && page.contains("value=\"100\""));
}

#[tokio::test]
async fn whoever_sees_many_pages_has_them_in_groups_and_who_sees_few_in_a_row() {
    let test = TestApp::new().await;
    let head = test.get(&test.user("ruse", "head"), "/campaigns").await.text();
    assert!(
        head.contains("<span class=\"govuk-visually-hidden\">: Кампании</span></summary>"),
        "{head}"
    );
    assert!(!head.contains("class=\"govuk-service-navigation\""), "{head}");
    let menu = head.split("</nav>").next().unwrap_or_default();
    for path in ["work", "people", "referrals", "assistance", "projects", "services", "office"] {
        assert!(menu.contains(&format!("href=\"/ruse/{path}\"")), "{path}: {menu}");
    }
    let auditor = test.get(&test.user("ruse", "auditor"), "/audit").await.text();
    assert!(auditor.contains("class=\"govuk-service-navigation\""), "{auditor}");
    assert!(!auditor.contains("opora-menu"), "{auditor}");
}
