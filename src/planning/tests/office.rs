//! Planning from its draft to what was sent, with those who edit at once, those who write too much, and a
//! publication that is withdrawn.

use crate::testing::{NOW, TestApp, User};
use axum::http::StatusCode;
use kit::types::{Instant, encode_id};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A day in three boxes.
fn boxes(day: &str) -> [(&'static str, String); 3] {
    let parts: Vec<String> =
        day.split('-').map(|part| part.trim_start_matches('0').to_owned()).collect();
    [("on-day", parts[2].clone()), ("on-month", parts[1].clone()), ("on-year", parts[0].clone())]
}

/// A form with a day.
async fn sent(
    test: &TestApp,
    user: &User,
    path: &str,
    (fields, on): (&[(&str, &str)], &str),
) -> crate::testing::Answer {
    let day = boxes(on);
    let mut all: Vec<(&str, &str)> = fields.to_vec();
    all.extend(day.iter().map(|(name, value)| (*name, value.as_str())));
    test.post(user, path, &all).await
}

async fn begun(test: &TestApp, head: &User, kind: &str) -> String {
    let fields = [("kind", kind), ("year", "2027")];
    let made = sent(test, head, "/planning/new", (&fields, "2026-11-20")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let at = made.location.find("/planning/").expect("an address");
    made.location[at..].split('?').next().unwrap_or_default().to_owned()
}

fn public(home: &str) -> String {
    home.replace("/planning/cycles", "/planning-public")
}

async fn published(test: &TestApp, head: &User, home: &str) {
    let path = format!("{home}/publish");
    // Thirty days end on Christmas Eve, and the days off after it move the term to the 29th.
    let done = sent(test, head, &path, (&[], "2026-12-29")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

#[tokio::test]
async fn a_year_is_planned_once_of_a_kind_and_only_by_who_may() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    assert_eq!(test.get(&head, "/planning").await.status, StatusCode::OK);
    for (kind, year, on) in [
        ("annual", "2020", "2026-11-20"),
        ("other", "2027", "2026-11-20"),
        ("annual", "2027", "2026-11-25"),
        ("annual", "", "2026-11-20"),
    ] {
        let fields = [("kind", kind), ("year", year)];
        let answer = sent(&test, &head, "/planning/new", (&fields, on)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind} {year} {on}");
    }
    let home = begun(&test, &head, "annual").await;
    begun(&test, &head, "map").await;
    let fields = [("kind", "annual"), ("year", "2027")];
    let again = sent(&test, &head, "/planning/new", (&fields, "2026-11-20")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the year has one");
    let page = test.get(&head, &home).await.text();
    assert!(page.contains("31.08.2026"), "the last day of sending: {page}");
    let clerk = test.user("ruse", "intake");
    assert_eq!(test.get(&clerk, "/planning").await.status, StatusCode::FORBIDDEN);
    let reader = test.user("ruse", "reader");
    assert_eq!(test.get(&reader, &home).await.status, StatusCode::OK);
    let refused = test.post(&reader, &format!("{home}/refresh"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let unknown = format!("/planning/cycles/{}", encode_id(1));
    assert_eq!(test.get(&head, &unknown).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn of_three_who_edit_a_part_nobody_loses_a_text() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let home = begun(&test, &head, "annual").await;
    let path = format!("{home}/edit");
    let write = async |text: &str, version: &str| {
        let fields = [("part", "map-new"), ("text", text), ("_version", version)];
        test.post(&head, &path, &fields).await
    };
    assert_eq!(write("Първи текст", "1").await.status, StatusCode::SEE_OTHER);
    for late in ["Втори текст", "Трети текст"] {
        let conflict = write(late, "1").await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        let page = conflict.text();
        assert!(page.contains("Първи текст") && page.contains(late), "both are told: {page}");
    }
    let editions = test.get(&head, &format!("{home}/editions?part=map-new")).await.text();
    for text in ["Първи текст", "Втори текст", "Трети текст"] {
        assert!(editions.contains(text), "{text} in {editions}");
    }
    assert!(editions.contains("Записано едновременно с друг"), "{editions}");
    let part = test.get(&head, &format!("{home}/part?part=map-new")).await.text();
    assert!(part.contains("Първи текст") && !part.contains("Втори текст"), "{part}");
    // Over the newest version the second one saves after all.
    assert_eq!(write("Първи и втори текст", "2").await.status, StatusCode::SEE_OTHER);
    let strange = write("Текст с [[need:99]]", "3").await;
    assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(strange.text().contains("need:99"), "{}", strange.text());
    assert_eq!(write("", "3").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let none = test.get(&head, &format!("{home}/edit?part=analysis-staff")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "a part of the other kind");
}

#[tokio::test]
async fn nothing_is_adopted_before_thirty_days_and_then_it_stays_as_it_was() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let nobody = test.nobody("ruse");
    let home = begun(&test, &head, "annual").await;
    let open = public(&home);
    assert_eq!(test.get(&nobody, &open).await.status, StatusCode::NOT_FOUND, "not published");
    let short = sent(&test, &head, &format!("{home}/publish"), (&[], "2026-12-28")).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("най-малко 30 дни"), "{}", short.text());
    published(&test, &head, &home).await;
    let page = test.get(&nobody, &open).await;
    assert!(page.text().contains("29.12.2026"), "{}", page.text());
    let early = [("number", "12")];
    let adopt = format!("{home}/adopt");
    let refused = sent(&test, &head, &adopt, (&early, "2026-11-24")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("още не е приключило"), "{}", refused.text());
    let said = [("document", "plan"), ("text", "Повече места в селата.")];
    let filed = test.post(&nobody, &format!("{open}/opinion"), &said).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    let document = test.get(&nobody, &format!("{open}/document?document=plan&section=4")).await;
    assert!(document.text().contains("Нови услуги"), "{}", document.text());
    for heading in [
        "Част първа. Услуги по Националната карта",
        "Част втора. Услуги, финансирани от общинския бюджет (чл. 61 НПСУ)",
        ">1. Услуги от общинския бюджет, които се финансират<",
    ] {
        assert!(document.text().contains(heading), "{heading}: {}", document.text());
    }
    // The draft goes on; what is published stays.
    let fields = [("part", "map-new"), ("text", "Нещо ново"), ("_version", "1")];
    test.post(&head, &format!("{home}/edit"), &fields).await;
    let again = test.get(&nobody, &format!("{open}/document?document=plan&section=4")).await;
    assert!(!again.text().contains("Нещо ново"), "{}", again.text());

    test.clock.set(Instant(NOW.0 + 36 * DAY_MS));
    let head = test.again(&head).await;
    let late = test.post(&nobody, &format!("{open}/opinion"), &said).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "the discussion is over");
    let number = [("number", "12")];
    for wanted in ["обществено обсъждане", "в СВСУ", "обобщение"] {
        let refused = sent(&test, &head, &adopt, (&number, "2026-12-30")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wanted}");
        assert!(refused.text().contains(wanted), "{wanted}: {}", refused.text());
        let (path, kind) = match wanted {
            "обобщение" => (format!("{home}/summarise"), "public"),
            "в СВСУ" => (format!("{home}/debate"), "council"),
            _ => (format!("{home}/debate"), "public"),
        };
        let held = [("kind", kind), ("place", "читалището"), ("people", "20"), ("text", "Питат.")];
        let done = sent(&test, &head, &path, (&held, "2026-12-10")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    }
    let summary = test.get(&head, &format!("{home}/part?part=summary-opinions")).await.text();
    assert!(summary.contains("Повече места в селата."), "{summary}");
    let done = sent(&test, &head, &adopt, (&number, "2026-12-30")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let register = test.get(&head, "/decisions").await.text();
    assert!(register.contains("Годишен план за социалните услуги за 2027"), "{register}");
    let fields = [("part", "map-new"), ("text", "Друго")];
    let refused = test.post(&head, &format!("{home}/edit"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "it is adopted");
    let kept = test.get(&nobody, &format!("{open}/docx?document=plan")).await;
    assert_eq!(&kept.bytes[..2], b"PK", "a document is a packed folder");
    let sending = sent(&test, &head, &format!("{home}/send"), (&number, "2026-12-30")).await;
    assert_eq!(sending.status, StatusCode::SEE_OTHER, "{}", sending.text());
    let same = test.get(&nobody, &format!("{open}/docx?document=plan")).await;
    assert_eq!(same.bytes, kept.bytes);
    let data = test.get(&nobody, &format!("{open}/data.json")).await.json();
    assert_eq!(data["year"], 2027);
    let table = test.get(&nobody, &format!("{open}/data.csv")).await;
    assert_eq!(table.status, StatusCode::OK);
}

#[tokio::test]
async fn a_withdrawn_publication_leaves_its_trace_and_the_days_begin_anew() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let nobody = test.nobody("ruse");
    let home = begun(&test, &head, "map").await;
    let open = public(&home);
    published(&test, &head, &home).await;
    assert_eq!(test.get(&nobody, &format!("{open}/docx")).await.status, StatusCode::OK);
    let path = format!("{home}/withdraw");
    let empty = test.post(&head, &path, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    let done = test.post(&head, &path, &[("reason", "Сгрешена таблица")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = test.get(&nobody, &open).await;
    assert!(page.text().contains("Сгрешена таблица"), "{}", page.text());
    assert_eq!(test.get(&nobody, &format!("{open}/docx")).await.status, StatusCode::NOT_FOUND);
    let said = [("document", "analysis"), ("text", "Становище")];
    let refused = test.post(&nobody, &format!("{open}/opinion"), &said).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    test.clock.set(Instant(NOW.0 + 5 * DAY_MS));
    let head = test.again(&head).await;
    let short = sent(&test, &head, &format!("{home}/publish"), (&[], "2026-12-28")).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY, "the days begin anew");
    let done = sent(&test, &head, &format!("{home}/publish"), (&[], "2027-01-11")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = test.get(&nobody, &open).await.text();
    assert!(page.contains("Сгрешена таблица") && page.contains("11.01.2027"), "{page}");
}

#[tokio::test]
async fn a_flood_of_opinions_is_stopped_and_an_opinion_is_shown_only_when_the_office_says_so() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let nobody = test.nobody("ruse");
    let home = begun(&test, &head, "annual").await;
    let open = public(&home);
    published(&test, &head, &home).await;
    let path = format!("{open}/opinion");
    let empty = test.post(&nobody, &path, &[("document", "plan")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is said");
    let strange = [("document", "analysis"), ("text", "Друг документ")];
    assert_eq!(test.post(&nobody, &path, &strange).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let once = [("document", "plan"), ("text", "Първо мнение"), ("_key", "one-key-of-a-page")];
    for _ in 0..2 {
        assert_eq!(test.post(&nobody, &path, &once).await.status, StatusCode::SEE_OTHER);
    }
    let page = test.get(&nobody, &open).await.text();
    assert!(
        page.contains("Постъпило е едно становище") && !page.contains("Първо мнение"),
        "{page}"
    );
    let list = test.get(&head, &format!("{home}/opinions")).await.text();
    let at = list.find("/planning/opinions/").expect("an opinion");
    let own: String = list[at..].chars().take_while(|c| *c != '"').collect();
    let answer = [("outcome", "accepted"), ("text", "Приема се."), ("shown", "yes")];
    let done = test.post(&head, &format!("{own}/answer"), &answer).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = test.get(&nobody, &open).await.text();
    assert!(page.contains("Първо мнение") && page.contains("Приема се."), "{page}");
    let many = [("document", "plan"), ("text", "Пак")];
    let mut last = StatusCode::SEE_OTHER;
    for _ in 0..31 {
        last = test.post(&nobody, &path, &many).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "who files many is stopped");
}

#[tokio::test]
async fn a_planned_service_that_changes_needs_a_reason_and_two_versions_are_told() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let home = begun(&test, &head, "annual").await;
    let path = format!("{home}/line");
    let with = |planned: &'static str, change: &'static str, motive: &'static str| {
        [
            ("name", "Дневна грижа"),
            ("budget", "map"),
            ("now", "20"),
            ("planned", planned),
            ("change", change),
            ("way", "own"),
            ("cost", "1 234,50"),
            ("motive", motive),
        ]
    };
    for wrong in [with("30", "more", ""), with("30", "fewer", "Има чакащи"), with("-1", "end", "x")]
    {
        let answer = test.post(&head, &path, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
    }
    let done = test.post(&head, &path, &with("30", "more", "Има чакащи")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let list = test.get(&head, &format!("{home}/lines")).await.text();
    let at = list.find("/planning/planned/").expect("a planned service");
    let edit: String = list[at..].chars().take_while(|c| *c != '"').collect();
    let changed = |planned: &'static str| {
        [
            ("now", "20"),
            ("planned", planned),
            ("change", "more"),
            ("way", "own"),
            ("motive", "Има чакащи"),
            ("_version", "1"),
        ]
    };
    assert_eq!(test.post(&head, &edit, &changed("35")).await.status, StatusCode::SEE_OTHER);
    let conflict = test.post(&head, &edit, &changed("40")).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text().contains("35") && conflict.text().contains("40"));
}

#[tokio::test]
async fn drafted_texts_follow_a_planned_service_and_a_written_one_is_told_to_be_older() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let home = begun(&test, &head, "annual").await;
    let part = format!("{home}/part?part=map-changes");
    let line = |planned: &'static str| {
        [
            ("name", "Грижа за проба"),
            ("budget", "map"),
            ("now", "20"),
            ("planned", planned),
            ("change", "more"),
            ("way", "own"),
            ("motive", "Има чакащи"),
        ]
    };
    let done = test.post(&head, &format!("{home}/line"), &line("30")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let drafted = test.get(&head, &part).await.text();
    assert!(drafted.contains("Грижа за проба: Увеличаване, от 20 на 30 потребители."), "{drafted}");
    let own = [("part", "map-changes"), ("text", "Десет места повече."), ("_version", "2")];
    let written = test.post(&head, &format!("{home}/edit"), &own).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());

    test.clock.set(Instant(NOW.0 + 60_000));
    let lines = format!("{home}/lines");
    let list = test.get(&head, &lines).await.text();
    assert!(!list.contains("Планираните услуги са променени"), "nothing changed: {list}");
    let name = list.find("Грижа за проба").expect("its name");
    let at = list[..name].rfind("/planning/planned/").expect("a planned service");
    let edit: String = list[at..].chars().take_while(|c| *c != '"').collect();
    let done = test.post(&head, &edit, &line("35")[2..]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let list = test.get(&head, &lines).await.text();
    assert!(list.contains("Планираните услуги са променени"), "{list}");
    assert!(list.contains("part?part=map-changes"), "{list}");
    assert!(!list.contains("part?part=map-new"), "its draft says the same: {list}");
    let page = test.get(&head, &part).await.text();
    assert!(page.contains("Десет места повече."), "nobody's words are written over: {page}");
    assert!(page.contains("Планираните услуги са променени"), "{page}");
    // Whoever writes it anew has seen them.
    test.clock.set(Instant(NOW.0 + 120_000));
    let own = [("part", "map-changes"), ("text", "Петнадесет повече."), ("_version", "3")];
    test.post(&head, &format!("{home}/edit"), &own).await;
    let page = test.get(&head, &part).await.text();
    assert!(!page.contains("Планираните услуги са променени"), "{page}");
}

#[tokio::test]
async fn nobody_in_registers_that_were_not_kept_is_no_number() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let home = begun(&test, &head, "annual").await;
    let page = test.get(&head, &format!("{home}/part?part=map-persons")).await.text();
    assert!(page.contains("Липсват данни: Потребители."), "{page}");
    assert!(!page.contains("Услугите се ползват от"), "{page}");
}

#[tokio::test]
async fn bodies_owe_their_answer_in_time_and_a_demand_has_one_of_five_grounds() {
    let test = TestApp::new().await;
    let head = test.user("ruse", "head");
    let home = begun(&test, &head, "map").await;
    let fields = [("body", "НСИ"), ("number", "7"), ("text", "Население")];
    let asked = sent(&test, &head, &format!("{home}/inquiry"), (&fields, "2026-11-10")).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    let page = test.get(&head, &home).await.text();
    assert!(page.contains("24.11.2026"), "fourteen days: {page}");
    let fields = [("number", "5"), ("kind", "other"), ("text", "Преработете")];
    let path = format!("{home}/demand");
    let wrong = sent(&test, &head, &path, (&fields, "2026-11-20")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("number", "5"), ("kind", "criterion"), ("text", "Преработете")];
    let done = sent(&test, &head, &path, (&fields, "2026-11-20")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = test.get(&head, &home).await.text();
    assert!(page.contains("Липсва показател по критерий"), "{page}");
}
