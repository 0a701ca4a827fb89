//! What an account shows: the log with its exclusions, a child's things and from whom they are kept, the
//! data, a place in a list, the paper at the desk.

use super::{Browser, PASSWORD, officer, opened, parent_of, person, tied};
use crate::citizens::account;
use crate::people::PersonId;
use crate::testing::{Answer, TestApp};
use crate::trust::{self, NewLimit, Viewer};
use axum::http::StatusCode;
use kit::access::SecondFactor;
use kit::audit::Entry;

/// A browser whose account belongs to a person.
async fn owner(test: &TestApp, person: PersonId) -> Browser {
    let (mut browser, login, factor) = opened(test).await;
    let done = tied(test, &mut browser, person).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    come_in(test, (&login, &factor)).await
}

async fn come_in(test: &TestApp, (login, factor): (&str, &SecondFactor)) -> Browser {
    test.clock.set(test.clock.now().plus_ms(60_000));
    let code = factor.code(test.clock.now());
    let fields = [("login", login), ("password", PASSWORD), ("code", code.as_str())];
    let mut browser = Browser::default();
    let answer = browser.post(test, "/my/sign-in", &fields).await;
    assert_eq!(answer.location, "/ruse/my", "{}", answer.text());
    browser.keep(&answer);
    browser
}

async fn noted(test: &TestApp, person: PersonId, objects: &[&'static str]) {
    let mut actor = test.system("ruse");
    actor.account = test.officer().account;
    actor.username = "referral_officer".into();
    actor.name = "Издайна Служителка".into();
    actor.roles = "referral_officer".into();
    actor.purpose = "people: чл. 73, 75 ЗСУ";
    let mut tx = test.app.db.write(&actor).await.unwrap();
    for &object in objects {
        tx.audit(Entry::read(object, person.0).about(Some(person.0)));
    }
    tx.commit().await.unwrap();
}

async fn limit(test: &TestApp, person: PersonId, (kind, other): (&str, Option<PersonId>)) {
    let mut tx = test.app.db.write(&test.system("ruse")).await.unwrap();
    let today = tx.today();
    let new = NewLimit {
        kind: kind.into(),
        other,
        ground: "child".into(),
        from_on: today,
        to_on: None,
        until_on: today.plus(10),
        reason: "заповед за защита".into(),
    };
    trust::set_limit(&mut tx, person, &new).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_person_sees_who_looked_by_unit_and_role_and_asks() {
    let test = TestApp::new().await;
    let ivan = person(&test, "Иван", "1970-05-05").await;
    noted(&test, ivan, &["person", "signal"]).await;
    let browser = owner(&test, ivan).await;
    let log = browser.get(&test, &format!("/my/people/{ivan}/log")).await;
    assert_eq!(log.status, StatusCode::OK, "{}", log.text());
    assert!(log.bytes.len() < 60_000);
    let text = log.text();
    assert!(text.contains("Отваряне") && text.contains("работа по Вашия случай"), "{text}");
    assert!(!text.contains("Издайна") && !text.contains("referral_officer"), "{text}");

    let ask = text.split("href=\"").find(|part| part.contains("/ask\"")).expect("a question");
    let ask = ask.split('"').next().unwrap().strip_prefix("/ruse").unwrap().to_owned();
    assert_eq!(browser.get(&test, &ask).await.status, StatusCode::OK);
    let empty = browser.post(&test, &ask, &[("_key", "q1")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("text", "Защо е отварян случаят ми?"), ("_key", "q2")];
    let asked = browser.post(&test, &ask, &fields).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
    assert!(asked.text().contains("Ще отговорим до"));
}

#[tokio::test]
async fn the_log_shown_is_the_audit_without_what_is_documented_as_hidden() {
    let test = TestApp::new().await;
    let ivan = person(&test, "Иван", "1970-05-05").await;
    noted(&test, ivan, &["person", "signal", "urgent", "case"]).await;
    let browser = owner(&test, ivan).await;
    let text = browser.get(&test, &format!("/my/people/{ivan}/log")).await.text();
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let counted = trust::counted(&tx, ivan, Viewer::Own).await.unwrap();
    tx.rollback().await;
    assert_eq!(counted.hidden, [("harm".to_owned(), 2)]);
    // The opening of the log is itself in the audit, and not yet on the page that it opened.
    assert_eq!(text.matches("scope=\"row\"").count(), counted.shown - 1);
}

#[tokio::test]
async fn a_hidden_entry_is_not_there_to_be_asked_about() {
    let test = TestApp::new().await;
    let ivan = person(&test, "Иван", "1970-05-05").await;
    noted(&test, ivan, &["signal"]).await;
    let browser = owner(&test, ivan).await;
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let subject = kit::audit::subject_of(&tx, ivan.0).unwrap();
    let wanted = kit::audit::Wanted {
        subject: &subject,
        object_kinds: &["signal"],
        ..kit::audit::Wanted::default()
    };
    let row = kit::audit::find(&tx, &wanted, 1).await.unwrap().remove(0);
    tx.rollback().await;
    let path = format!("/my/people/{ivan}/log/{}/ask", kit::types::encode_id(row.id));
    assert_eq!(browser.get(&test, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_parent_sees_a_small_child_and_a_parent_who_is_kept_away_sees_nothing() {
    let test = TestApp::new().await;
    let mother = person(&test, "Майка", "1985-05-05").await;
    let child = person(&test, "Мими", "2017-05-05").await;
    parent_of(&test, child, mother).await;
    noted(&test, child, &["person", "warning", "note"]).await;
    let browser = owner(&test, mother).await;
    let path = format!("/my/people/{child}/log");
    let log = browser.get(&test, &path).await;
    assert_eq!(log.status, StatusCode::OK, "{}", log.text());
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let counted = trust::counted(&tx, child, Viewer::Representative).await.unwrap();
    tx.rollback().await;
    assert_eq!(counted.hidden, [("child".to_owned(), 2)]);

    limit(&test, child, ("closed", Some(mother))).await;
    let home = browser.get(&test, "/my").await.text();
    assert!(!home.contains("Мими"), "the child is not there: {home}");
    for path in ["log", "data", "data.json", "data.pdf"] {
        let answer = browser.get(&test, &format!("/my/people/{child}/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let nobody = browser.get(&test, &format!("/my/people/{}/{path}", PersonId(7))).await;
        assert_eq!(nobody.status, answer.status, "as if there were no such person");
    }
    test.clock.set(test.clock.now().plus_ms(11 * 24 * 60 * 60 * 1000));
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let set = trust::limits_of(&tx, &[child]).await.unwrap();
    assert!(!trust::is_closed(&set, mother, tx.today()), "its last day is over");
    tx.rollback().await;
}

#[tokio::test]
async fn from_fourteen_on_the_log_and_the_data_are_the_childs_own() {
    let test = TestApp::new().await;
    let mother = person(&test, "Майка", "1985-05-05").await;
    let child = person(&test, "Голям", "2011-05-05").await;
    parent_of(&test, child, mother).await;
    let parent = owner(&test, mother).await;
    let home = parent.get(&test, "/my").await.text();
    assert!(home.contains("Голям") && home.contains("Вие давате съгласие"), "{home}");
    for path in ["log", "data"] {
        let answer = parent.get(&test, &format!("/my/people/{child}/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_stranger_and_an_account_without_a_person_see_nobody() {
    let test = TestApp::new().await;
    let ivan = person(&test, "Иван", "1970-05-05").await;
    let path = format!("/my/people/{ivan}/log");
    let stranger = Browser::default().get(&test, &path).await;
    assert_eq!(stranger.location, "/ruse/my/sign-in");
    let (browser, ..) = opened(&test).await;
    assert_eq!(browser.get(&test, &path).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = owner(&test, person(&test, "Друг", "1960-01-01").await).await;
    assert_eq!(other.get(&test, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_correction_is_asked_for_and_the_data_go_along_as_json_and_pdf() {
    let test = TestApp::new().await;
    let ivan = person(&test, "Иван", "1970-05-05").await;
    let browser = owner(&test, ivan).await;
    let path = format!("/my/people/{ivan}/data");
    let sent = browser.post(&test, &path, &[("asked", "Името ми е Йоан."), ("_key", "c1")]).await;
    assert_eq!(sent.location, format!("/ruse{path}"), "{}", sent.text());
    let page = browser.get(&test, &path).await.text();
    assert!(page.contains("Името ми е Йоан.") && page.contains("поправка на данни"), "{page}");
    let json = browser.get(&test, &format!("/my/people/{ivan}/data.json")).await.json();
    assert_eq!(json["requests"][0]["kind"], "correction");
    assert!(json["held"].as_array().is_some_and(|held| !held.is_empty()));
    assert!(json["looked"].as_array().is_some_and(|looked| !looked.is_empty()));
    let pdf = browser.get(&test, &format!("/my/people/{ivan}/data.pdf")).await;
    assert!(pdf.bytes.starts_with(b"%PDF"), "{}", pdf.status);
    let desk = test.get(&officer(&test), "/data-requests?state=open").await.text();
    assert!(desk.contains("поправка на данни"));
}

#[tokio::test]
async fn the_data_tell_of_the_own_account_and_nothing_of_one_that_was_anothers() {
    let test = TestApp::new().await;
    let ivan = person(&test, "Иван", "1970-05-05").await;
    let (mut browser, login, factor) = opened(&test).await;
    let done = tied(&test, &mut browser, ivan).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let browser = come_in(&test, (&login, &factor)).await;
    let number = account::grouped(&login);
    let json = browser.get(&test, &format!("/my/people/{ivan}/data.json")).await.text();
    assert!(json.contains("Профил за граждани") && json.contains(&number), "{json}");
    assert!(json.contains("На гишето: лична карта"), "{json}");
    assert!(json.contains("Последно ползван на"), "{json}");
    assert!(!json.contains("Тест "), "no name of staff: {json}");
    let end = format!("/people/{ivan}/citizen/end");
    let ended = test.post(&officer(&test), &end, &[("end", "wrong"), ("_key", "e")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text());
    let held = test.get(&officer(&test), &format!("/api/people/{ivan}/holdings")).await.text();
    assert!(held.contains("Свързан е по грешка"), "{held}");
    assert!(!held.contains(&number) && !held.contains("Последно ползван"), "{held}");
}

#[tokio::test]
async fn the_log_is_printed_at_the_desk_and_the_audit_says_so() {
    let test = TestApp::new().await;
    let ivan = person(&test, "Иван", "1970-05-05").await;
    let path = format!("/people/{ivan}/citizen/log");
    let paper = test.post(&officer(&test), &path, &[("asker", "own"), ("_key", "p")]).await;
    assert!(paper.bytes.starts_with(b"%PDF"), "{}", paper.text());
    let audit = test.get(&test.user("ruse", "auditor"), "/audit?action=print").await.text();
    assert!(audit.contains("поискана на гишето"), "{audit}");
    let empty = test.post(&officer(&test), &path, &[("_key", "q")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_limit_is_set_at_the_desk_with_a_last_day_within_a_year() {
    let test = TestApp::new().await;
    let ivan = person(&test, "Иван", "1970-05-05").await;
    let path = format!("/people/{ivan}/citizen/limits");
    let with = |year: &'static str| {
        vec![
            ("kind", "log"),
            ("ground", "investigation"),
            ("from-day", "1"),
            ("from-month", "11"),
            ("from-year", "2026"),
            ("until-day", "1"),
            ("until-month", "3"),
            ("until-year", year),
            ("reason", "писмо"),
        ]
    };
    let late = test.post(&officer(&test), &path, &with("2029")).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("до една година напред"));
    let set = test.post(&officer(&test), &path, &with("2027")).await;
    assert_eq!(set.location, format!("/ruse/people/{ivan}/citizen"), "{}", set.text());
    let page = test.get(&officer(&test), &format!("/people/{ivan}/citizen")).await.text();
    assert!(page.contains("Скрити по основания") && page.contains("37а ЗЗЛД"), "{page}");
}

#[tokio::test]
async fn whoever_waits_sees_the_place_and_says_that_they_still_wait() {
    let test = TestApp::filled().await;
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let (login, code) = account::oldest(&tx).await.unwrap().expect("the demonstration's account");
    tx.rollback().await;
    let password = crate::municipality::DEMO_PASSWORD;
    let fields = [("login", login.as_str()), ("password", password), ("code", code.as_str())];
    let mut browser = Browser::default();
    let answer = browser.post(&test, "/my/sign-in", &fields).await;
    assert_eq!(answer.location, "/ruse/my", "{}", answer.text());
    browser.keep(&answer);
    let page = browser.get(&test, "/my/waiting").await;
    let text = page.text();
    assert!(text.contains("Вашият номер в списъка е"), "{text}");
    let action = text.split("action=\"").find(|part| part.starts_with("/ruse/my/waiting/"));
    let action = action.and_then(|part| part.split('"').next()).expect("a form").to_owned();
    let path = action.strip_prefix("/ruse").unwrap();
    let version = page.value("_version").expect("a version");
    let stale = [("say", "still"), ("_version", "0"), ("_key", "s0")];
    let refused = browser.post(&test, path, &stale).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("say", "still"), ("_version", version.as_str()), ("_key", "s1")];
    let said = browser.post(&test, path, &fields).await;
    assert_eq!(said.location, "/ruse/my/waiting", "{}", said.text());
    let after = browser.get(&test, "/my/waiting").await.text();
    assert!(after.contains("Последно потвърдихте"), "{after}");
    let stranger = Browser::default().post(&test, path, &fields).await;
    assert_eq!(stranger.location, "/ruse/my/sign-in");
}

/// Fills in and sends a form that anybody may send. Gives what answered.
async fn sent_online(
    test: &TestApp,
    browser: &Browser,
    kind: &str,
    typed: &[(&str, &str)],
) -> Answer {
    let key = format!("new-{kind}");
    let begun = browser.post(test, &format!("/online/{kind}/new"), &[("_key", &key)]).await;
    let home = begun.location.strip_prefix("/ruse").expect("a form").to_owned();
    for (name, value) in typed {
        browser.post(test, &format!("{home}/{name}"), &[(*name, *value)]).await;
    }
    browser.post(test, &format!("{home}/files"), &[]).await;
    let code = home.rsplit('/').next().expect("a code");
    browser.post(test, &format!("/online/sending/{code}"), &[]).await
}

#[tokio::test]
async fn what_is_sent_while_signed_in_is_listed_and_a_signal_is_not() {
    let test = TestApp::new().await;
    let (browser, ..) = opened(&test).await;
    let signal = [
        ("who", "Баба Пена"),
        ("where", "с. Примерово"),
        ("words", "Вика за помощ."),
        ("danger", "no"),
        ("capacity", "citizen"),
        ("from", ""),
    ];
    let question = [("words", "Кога работите?"), ("from", "")];
    for (kind, typed) in [("signal", &signal[..]), ("question", &question[..])] {
        let sent = sent_online(&test, &browser, kind, typed).await;
        assert!(sent.location.starts_with("/ruse/online/follow/"), "{kind}: {}", sent.text());
    }
    let home = browser.get(&test, "/my").await.text();
    assert_eq!(home.matches("/ruse/online/follow/").count(), 1, "{home}");
}
