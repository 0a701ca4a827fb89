//! The office: plan, assistants, the sheet of a month, approval, closing and what is handed over.

use super::support::{assigned, assistant, contract, day, fields, person, planned, set};
use crate::homecare::{self, FactContent};
use crate::placement::PlacementId;
use crate::testing::{Answer, TestApp, User};
use axum::http::StatusCode;

fn sheet(placement: PlacementId) -> String {
    format!("/homecare/contracts/{placement}/sheet")
}

async fn sent(test: &TestApp, user: &User, path: &str, all: &[(&str, &str)]) -> Answer {
    let shown = test.get(user, path).await;
    let version = shown.value("_version").unwrap_or_default();
    let mut fields = vec![("_version", version.as_str())];
    fields.extend_from_slice(all);
    test.post(user, path.split('?').next().unwrap_or(path), &fields).await
}

/// Enters visits of October through the sheet; gives the address of the report.
async fn reported(test: &TestApp, set: &super::support::Set, visits: &[(&str, &str)]) -> String {
    let who = set.assistant.to_string();
    let path = format!("{}?assistant={who}&month=2026-10", sheet(set.placement));
    let mut all = vec![("assistant", who.as_str()), ("month", "2026-10")];
    all.extend_from_slice(visits);
    let answer = sent(test, &test.officer(), &path, &all).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let to = answer.location.split('?').next().unwrap_or_default();
    to.trim_start_matches("/ruse").to_owned()
}

async fn confirmed(test: &TestApp, report: &str) -> Answer {
    let mut all = fields("on", "2026-11-02");
    all.extend([("who".to_owned(), "person"), ("name".to_owned(), "Проба Първа")]);
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    sent(test, &test.officer(), &format!("{report}/confirm"), &all).await
}

async fn approved(test: &TestApp, report: &str) -> Answer {
    let head = test.user("ruse", "head");
    let version = test.get(&head, report).await.value("_version").unwrap_or_default();
    test.post(&head, &format!("{report}/approve"), &[("_version", &version)]).await
}

#[tokio::test]
async fn a_plan_is_written_by_form_and_mistakes_stand_beside_the_boxes() {
    let test = TestApp::new().await;
    let set = set(&test).await;
    let officer = test.officer();
    let path = format!("/homecare/contracts/{}/plan", set.placement);
    let shown = test.get(&officer, &path).await.text();
    assert!(shown.contains("26") && shown.contains("08:00"), "the last plan: {shown}");
    let from = fields("from_on", "2026-11-25");
    let with = |rest: &[(&'static str, &'static str)]| {
        let mut all: Vec<(String, String)> =
            from.iter().map(|(name, value)| (name.clone(), (*value).to_owned())).collect();
        all.extend(rest.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        all
    };
    let cases: [(&[(&'static str, &'static str)], &str); 4] = [
        (&[("hours", "30")], "поне едно посещение"),
        (
            &[
                ("hours", "x"),
                ("visit-0-weekday", "2"),
                ("visit-0-from", "8"),
                ("visit-0-until", "9"),
            ],
            "Въведете часове",
        ),
        (
            &[
                ("hours", "30"),
                ("visit-0-weekday", "2"),
                ("visit-0-from", "10"),
                ("visit-0-until", "9"),
            ],
            "след началото",
        ),
        (
            &[
                ("hours", "30"),
                ("visit-0-weekday", "2"),
                ("visit-0-from", "8"),
                ("visit-0-until", "10"),
                ("visit-1-weekday", "2"),
                ("visit-1-from", "9:30"),
                ("visit-1-until", "11"),
            ],
            "застъпва",
        ),
    ];
    for (rest, said) in cases {
        let all = with(rest);
        let all: Vec<(&str, &str)> = all.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let answer = test.post(&officer, &path, &all).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(answer.text().contains(said), "{said}: {}", answer.text());
    }
    let good = with(&[
        ("hours", "30:30"),
        ("visit-0-weekday", "2"),
        ("visit-0-from", "8"),
        ("visit-0-until", "10:30"),
        ("visit-0-item", "moving"),
        ("need-moving", "До банята с помощ"),
    ]);
    let good: Vec<(&str, &str)> = good.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let saved = test.post(&officer, &path, &good).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let home = test.get(&officer, &format!("/homecare/contracts/{}", set.placement)).await.text();
    assert!(home.contains("30:30 ч") && home.contains("До банята с помощ"), "{home}");
    assert!(home.contains("вторник 08:00–10:30"), "{home}");
}

#[tokio::test]
async fn an_assistant_is_not_at_two_people_at_once_and_over_hours_only_knowingly() {
    let test = TestApp::new().await;
    let set = set(&test).await;
    let officer = test.officer();
    let other = person(&test, ("Втора", "female", "1941-01-04")).await;
    let second = contract(&test, set.service, other).await;
    planned(&test, second, &[5]).await;
    let path = format!("/homecare/contracts/{second}/assign");
    let page = test.get(&officer, &path).await.text();
    assert!(page.contains("Заети 6 от 20 ч"), "{page}");
    let who = set.assistant.to_string();
    let mut all = fields("from_on", "2026-11-24");
    all.extend([("assistant".to_owned(), who.as_str()), ("part".to_owned(), "main")]);
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let clash = test.post(&officer, &path, &all).await;
    assert_eq!(clash.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(clash.text().contains("петък, 08:00–10:00"), "{}", clash.text());
    // Three hours a week are not enough for six.
    let third = person(&test, ("Трета", "female", "1942-01-04")).await;
    let third = contract(&test, set.service, third).await;
    planned(&test, third, &[1, 2, 3]).await;
    let short = assistant(&test, ("Бойка Кратка", 3)).await.to_string();
    let path = format!("/homecare/contracts/{third}/assign");
    let mut all: Vec<(&str, &str)> =
        all.into_iter().filter(|(name, _)| *name != "assistant").collect();
    all.push(("assistant", &short));
    let over = test.post(&officer, &path, &all).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(over.text().contains("6 ч при уговорени 3 ч"), "{}", over.text());
    all.push(("anyway", "yes"));
    let done = test.post(&officer, &path, &all).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let twice = test.post(&officer, &path, &all).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "named already");
    let list = test.get(&officer, "/homecare/assistants").await.text();
    assert!(list.contains("6 / 3") && list.contains("над часовете"), "{list}");
}

#[tokio::test]
async fn a_sheet_refuses_what_cannot_be_and_fills_in_the_plan() {
    let test = TestApp::new().await;
    let set = set(&test).await;
    let officer = test.officer();
    let who = set.assistant.to_string();
    let path = format!("{}?assistant={who}&month=2026-11", sheet(set.placement));
    let shown = test.get(&officer, &path).await.text();
    assert!(shown.contains("v2-0-from") && !shown.contains("v30-0-from"), "until today: {shown}");
    let base = [("assistant", who.as_str()), ("month", "2026-11")];
    let plan = [&base[..], &[("do", "plan")]].concat();
    let filled = test.post(&officer, &sheet(set.placement), &plan).await.text();
    assert!(filled.contains("name=\"v2-0-from\" value=\"08:00\""), "{filled}");
    assert!(filled.contains("name=\"v3-0-from\" value=\"\""), "no plan on Tuesdays: {filled}");
    let more = [&base[..], &[("more", "2"), ("v2-0-from", "8"), ("v2-0-until", "9")]].concat();
    let more = test.post(&officer, &sheet(set.placement), &more).await.text();
    assert!(more.contains("v2-1-from"), "{more}");
    let wrong: [(&[(&str, &str)], &str); 3] = [
        (&[("v2-0-from", "осем"), ("v2-0-until", "9")], "Въведете час"),
        (&[("v2-0-from", "9"), ("v2-0-until", "8")], "след началото"),
        (
            &[("v2-0-from", "8"), ("v2-0-until", "10"), ("v2-1-from", "9"), ("v2-1-until", "11")],
            "застъпва",
        ),
    ];
    for (rest, said) in wrong {
        let answer = test.post(&officer, &sheet(set.placement), &[&base[..], rest].concat()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(answer.text().contains(said), "{said}: {}", answer.text());
    }
    // The same assistant at another person at the same time.
    let other = person(&test, ("Втора", "female", "1941-01-04")).await;
    let second = contract(&test, set.service, other).await;
    planned(&test, second, &[2]).await;
    assigned(&test, second, (set.assistant, "main")).await;
    let visit = [("v2-0-from", "8"), ("v2-0-until", "10")];
    let one = test.post(&officer, &sheet(set.placement), &[&base[..], &visit].concat()).await;
    assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.text());
    let other = test.post(&officer, &sheet(second), &[&base[..], &visit].concat()).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.text().contains("отчел друго лице"), "{}", other.text());
}

#[tokio::test]
async fn a_report_is_confirmed_approved_closed_and_its_hours_go_to_delivery() {
    let test = TestApp::new().await;
    let set = set(&test).await;
    let head = test.user("ruse", "head");
    let visits =
        [("v2-0-from", "8"), ("v2-0-until", "10"), ("v5-0-from", "8"), ("v5-0-until", "9:30")];
    let report = reported(&test, &set, &visits).await;
    let page = test.get(&head, &report).await.text();
    assert!(page.contains("3:30 ч в 2 дни"), "{page}");
    assert!(page.contains("самообслужване"), "activities of the plan: {page}");
    let early = approved(&test, &report).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody confirmed it");
    let close = format!("/homecare/services/{}/close", set.service);
    let open = test.post(&head, &close, &[("month", "2026-10")]).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY, "a report is open");
    let done = confirmed(&test, &report).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let by_officer = test.post(&test.officer(), &format!("{report}/approve"), &[]).await;
    assert_eq!(by_officer.status, StatusCode::FORBIDDEN, "only who may approve");
    let work = test.get(&head, "/work/deadlines?whose=all").await.text();
    assert!(work.contains("Отчет на асистент чака одобрение"), "{work}");
    let done = approved(&test, &report).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let form = test.get(&head, &format!("{close}?month=2026-10")).await;
    assert!(form.text().contains("Всички отчети са одобрени"), "{}", form.text());
    let closed = test.post(&head, &close, &[("month", "2026-10")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text());
    let given =
        test.get(&head, &format!("/api/delivery/{}?month=2026-10", set.service)).await.json();
    assert_eq!(given[0]["sums"]["given"], 210, "{given}");
    let back = [("reason", "Грешка"), ("_version", "3")];
    let back = test.post(&head, &format!("{report}/return"), &back).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "the month is closed");
    let list = test.get(&head, "/homecare?month=2026-10").await.text();
    assert!(list.contains("АП-2026-00001"), "{list}");
    let at = list.find(&format!("/homecare/services/{}/months/", set.service)).expect("the list");
    let address: String = list[at..].chars().take_while(|c| *c != '"').collect();
    let pdf = test.get(&head, &address).await;
    assert!(pdf.bytes.starts_with(b"%PDF"), "{}", pdf.text());
    let reopen = format!("/homecare/services/{}/reopen", set.service);
    let without = test.post(&head, &reopen, &[("month", "2026-10")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "why?");
    let reason = [("month", "2026-10"), ("reason", "Пропуснато посещение")];
    let opened = test.post(&head, &reopen, &reason).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    let csv = test.get(&head, "/homecare/list?month=2026-10&format=csv").await.text();
    assert!(csv.contains("Проба Първа") && csv.contains("Ана Помощникова;3:30;2;Одобрен"), "{csv}");
    let xlsx = test.get(&head, "/homecare/list?month=2026-10&format=xlsx").await;
    assert!(xlsx.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn a_report_of_days_in_hospital_is_given_back_with_a_reason() {
    let test = TestApp::new().await;
    let set = set(&test).await;
    let head = test.user("ruse", "head");
    let report = reported(&test, &set, &[("v5-0-from", "8"), ("v5-0-until", "10")]).await;
    confirmed(&test, &report).await;
    let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    let content = FactContent {
        kind: "hospital".into(),
        yes: true,
        by: "document".into(),
        who: "Епикриза".into(),
        note: String::new(),
    };
    let days = (day("2026-10-04"), Some(day("2026-10-08")));
    homecare::add_fact(&mut tx, set.person, days, &content).await.expect("a fact");
    tx.commit().await.expect("saved");
    let refused = approved(&test, &report).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("не може да бъде одобрен"), "{}", refused.text());
    let without = sent(&test, &head, &format!("{report}/return"), &[]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "why?");
    let back = [("reason", "В болница е била до осми")];
    let back = sent(&test, &head, &format!("{report}/return"), &back).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
    let page = test.get(&head, &report).await.text();
    assert!(page.contains("Върнат: В болница е била до осми"), "{page}");
    assert!(page.contains("Още не е потвърден"), "the user confirms again: {page}");
    let list = test.get(&head, "/homecare?month=2026-10&kind=returned").await.text();
    assert!(list.contains("Проба Първа"), "{list}");
    let none = test.get(&head, "/homecare?month=2026-10&kind=approved").await.text();
    assert!(none.contains("Няма договори"), "{none}");
}

#[tokio::test]
async fn the_register_keeps_names_sealed_and_programs_read_the_month() {
    let test = TestApp::new().await;
    let set = set(&test).await;
    let officer = test.officer();
    let mut all = fields("from_on", "2026-11-01");
    all.extend([("name".to_owned(), "Вяра Нова"), ("week".to_owned(), "40")]);
    let with: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let made = test.post(&officer, "/homecare/assistants/new", &with).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let wrong = test.post(&officer, "/homecare/assistants/new", &[("week", "200")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let list = test.get(&officer, "/api/homecare/assistants").await.json();
    assert_eq!(list[1]["name"], "Вяра Нова");
    let month = test.get(&officer, "/api/homecare?month=2026-10").await.json();
    assert_eq!(month[0]["placement"], set.placement.to_string().as_str());
    // October 2026: four Mondays, four Wednesdays, five Fridays.
    assert_eq!(month[0]["planned"], 13 * 120);
    let outside =
        test.get(&test.user("mezdra", "head"), "/api/homecare?month=2026-10").await.json();
    assert!(outside.as_array().expect("a list").is_empty());
}
