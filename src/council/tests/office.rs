//! A council in the office: from the composition to the published minutes, and what is refused on
//! the way.

use crate::council::content::Person;
use crate::council::minutes_deed;
use crate::council::rules::months_after;
use crate::council::term::{self, NewMandate, NewMember};
use crate::council::{MandateId, invite, letter, meetings_held, propose, sitting};
use crate::post_office::post_office;
use crate::testing::{TestApp, User};
use axum::http::StatusCode;
use kit::mail::Mailer;
use kit::types::{Day, Instant};
use kit::web::Problem;
use mail_parser::MessageParser;

struct Town {
    test: TestApp,
    who: User,
    members: Vec<String>,
    mandate: MandateId,
}

fn person(name: &str, body: &str, role: &str) -> NewMember {
    NewMember {
        kind: "main".into(),
        role: role.into(),
        body: body.into(),
        from: "2026-01-10".parse().expect("a day"),
        content: Person {
            name: name.into(),
            email: "chlen@example.bg".into(),
            ..Person::default()
        },
    }
}

impl Town {
    /// A council of five with a secretary.
    async fn new() -> Town {
        Town::of(TestApp::new().await).await
    }

    async fn of(test: TestApp) -> Town {
        let who = test.user("ruse", "council-secretary");
        let mut tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
        let from: Day = "2026-01-10".parse().expect("a day");
        let to = months_after(from, 36).plus(-1);
        let decided_on = from.plus(-5);
        let new =
            NewMandate { decision: "№ 1".into(), decided_on, from, to, note: String::new() };
        let mandate = term::add_mandate(&mut tx, &new).await.expect("a composition");
        let row = term::mandate(&tx, mandate).await.expect("it");
        let mut members = Vec::new();
        for (name, body, role) in [
            ("Първа Пробна", "municipality", "chair"),
            ("Втори Пробен", "labour", "member"),
            ("Трета Пробна", "provider", "member"),
            ("Четвърти Пробен", "npo", "member"),
            ("Пета Пробна", "users", "member"),
            ("Шеста Пробна", "municipality", "secretary"),
        ] {
            let id = term::add_member(&mut tx, &row, &person(name, body, role)).await;
            members.push(id.expect("a member").to_string());
        }
        tx.commit().await.expect("saved");
        Town { test, who, members, mandate }
    }

    async fn ok(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.test.post(&self.who, path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text());
        answer.location.trim_start_matches("/ruse").to_owned()
    }

    async fn wrong(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.test.post(&self.who, path, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text());
        answer.text()
    }

    /// A meeting on a day of December 2026 with one point, called.
    async fn called(&self, date: &str) -> (String, String) {
        let fields = [
            ("kind", "regular"),
            ("form", "room"),
            ("begins", "10:00"),
            ("place", "Зала 1"),
            ("day-day", date),
            ("day-month", "12"),
            ("day-year", "2026"),
        ];
        let home = self.ok("/council/sittings/new", &fields).await;
        self.wrong(&format!("{home}/call"), &[("why", "няма дневен ред")]).await;
        let point = [
            ("title", "Анализ"),
            ("draft", "Съветът приема анализа."),
            ("majority", "simple"),
            ("closed", "no"),
        ];
        self.ok(&format!("{home}/item"), &point).await;
        self.ok(&format!("{home}/call"), &[("why", "неотложно")]).await;
        let page = self.test.get(&self.who, &home).await.text();
        let at = page.find("/council/agenda/").expect("a point");
        let item = page[at..].split('"').next().expect("an address").to_owned();
        (home, item)
    }

    async fn came(&self, home: &str, hows: &[&str]) {
        let names: Vec<String> = self.members.iter().map(|id| format!("how-{id}")).collect();
        let fields: Vec<(&str, &str)> =
            names.iter().map(String::as_str).zip(hows.iter().copied()).collect();
        self.ok(&format!("{home}/attendance"), &fields).await;
    }

    fn at(&self, day: &str) {
        let day: Day = day.parse().expect("a day");
        self.test.clock.set(Instant::of_local(day.0.at(10, 0, 0, 0)));
    }
}

/// The quorum is missing, then met; who may not vote is refused; the point is adopted and decided.
async fn voted(town: &Town, (home, item): (&str, &str)) {
    let early = town.wrong(&format!("{item}/vote"), &[("manner", "count"), ("for", "3")]).await;
    assert!(early.contains("сегашното състояние"), "{early}");
    town.ok(&format!("{home}/open"), &[]).await;
    // Two of five: one is missing, and the page says how that was counted.
    town.came(home, &["present", "remote", "absent", "excused", "absent", "present"]).await;
    let text = town.wrong(&format!("{item}/vote"), &[("manner", "count"), ("for", "2")]).await;
    assert!(text.contains("Няма кворум") && text.contains("нужни са 3 от 5"), "{text}");
    town.wrong(&format!("{item}/decide"), &[("text", "Да"), ("public", "yes")]).await;
    town.came(home, &["present", "remote", "present", "present", "absent", "present"]).await;
    let recused = [("member", town.members[2].as_str()), ("why", "работи там")];
    town.ok(&format!("{item}/recuse"), &recused).await;
    let vote = |n: usize| format!("vote-{}", town.members[n]);
    for who in [2, 4, 5] {
        let name = vote(who);
        let fields = [("manner", "names"), (name.as_str(), "for")];
        let text = town.wrong(&format!("{item}/vote"), &fields).await;
        assert!(text.contains("Гласува само член"), "{who}: {text}");
    }
    let many = [("manner", "count"), ("for", "3"), ("against", "1")];
    let text = town.wrong(&format!("{item}/vote"), &many).await;
    assert!(text.contains("повече от тези, които могат да гласуват: 3"), "{text}");
    let names = [vote(0), vote(1), vote(3)];
    let votes = [
        ("manner", "names"),
        (names[0].as_str(), "for"),
        (names[1].as_str(), "for"),
        (names[2].as_str(), "abstained"),
    ];
    town.ok(&format!("{item}/vote"), &votes).await;
    town.wrong(&format!("{item}/vote"), &[("manner", "count"), ("for", "1")]).await;
    let decided = [
        ("text", "Съветът приема анализа."),
        ("responsible", "директорът"),
        ("due-day", "1"),
        ("due-month", "3"),
        ("due-year", "2027"),
        ("public", "yes"),
    ];
    town.ok(&format!("{item}/decide"), &decided).await;
}

#[tokio::test]
async fn a_meeting_goes_from_its_call_to_the_published_minutes() {
    let mut town = Town::new().await;
    let (home, item) = town.called("8").await;
    town.at("2026-12-08");
    town.who = town.test.again(&town.who).await;
    voted(&town, (&home, &item)).await;
    town.ok(&format!("{home}/close"), &[]).await;
    town.ok(&format!("{home}/minutes"), &[]).await;
    let page = town.test.get(&town.who, &format!("{home}/minutes")).await.text();
    for part in
        ["Решение № 1/2026", "Отговаря: директорът", "Отвод: Трета Пробна", "Четвърти Пробен"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let text =
        [("opening", "Начало"), ("part-0", "Пета Пробна каза [[тайна]]."), ("closing", "Край")];
    town.ok(&format!("{home}/minutes"), &text).await;
    town.wrong(&format!("{home}/send"), &[]).await;
    town.ok(&format!("{home}/sign"), &[]).await;
    town.wrong(&format!("{home}/minutes"), &text).await;
    // Seven working days after 8 December is the 17th: sent on the 18th is late, and taken.
    town.at("2026-12-18");
    town.who = town.test.again(&town.who).await;
    town.ok(&format!("{home}/send"), &[]).await;
    let late = town.test.get(&town.who, &format!("{home}/minutes")).await.text();
    assert!(late.contains("Изпратен след срока"), "{late}");
    let nobody = town.test.nobody("ruse");
    let hidden = town.test.get(&nobody, "/council-public/2026-1").await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let shown =
        [("opening", "Начало"), ("part-0", "Пета Пробна каза [[тайна]]."), ("closing", "Край")];
    town.ok(&format!("{home}/publish"), &shown).await;
    for path in ["/council-public/2026-1", "/council-public/2026-1/akn", "/council-public"] {
        let page = town.test.get(&nobody, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        let text = page.text();
        assert!(!text.contains("тайна") && !text.contains("Пета Пробна"), "{path}: {text}");
    }
    let tx = town.test.app.db.read(&town.test.system("ruse")).await.expect("a transaction");
    let (from, to) = ("2026-01-01".parse().expect("a day"), "2026-12-31".parse().expect("a day"));
    assert_eq!(meetings_held(&tx, from, to).await.expect("counted"), [1, 0]);
    tx.rollback().await;
}

#[tokio::test]
async fn an_invitation_is_opened_by_its_own_address_and_answered() {
    let town = Town::new().await;
    let (home, _) = town.called("8").await;
    let tx = town.test.app.db.read(&town.test.system("ruse")).await.expect("a transaction");
    let id = home.trim_start_matches("/council/sittings/").parse().expect("an id");
    let rows = invite::messages(&tx, id).await.expect("messages");
    let secret = invite::secret(&tx, rows[0].id).expect("a secret");
    tx.rollback().await;
    assert_eq!(rows.len(), 6, "each member and the secretary");
    let nobody = town.test.nobody("ruse");
    let path = format!("/council-invitation/{secret}");
    let page = town.test.get(&nobody, &path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.text().contains("Анализ") && page.text().contains("Зала 1"));
    let empty = town.test.post(&nobody, &path, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = town.test.post(&nobody, &path, &[("reply", "remote")]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    let file = town.test.get(&nobody, &format!("{path}/calendar")).await.text();
    assert!(file.contains("DTSTART:20261208T080000Z") && file.contains("SUMMARY"), "{file}");
    let tx = town.test.app.db.read(&town.test.system("ruse")).await.expect("a transaction");
    let rows = invite::messages(&tx, id).await.expect("messages");
    let live = sitting::live_path(&tx, id).expect("an address");
    tx.rollback().await;
    assert!(rows[0].opened_at.is_some() && rows[0].reply == "remote");
    assert!(rows[1].opened_at.is_none());
    let screen = town.test.get(&nobody, &live).await;
    assert_eq!(screen.status, StatusCode::OK, "{}", screen.text());
    assert!(
        screen.text().contains("http-equiv=\"refresh\"") && screen.text().contains("data-poll")
    );
    let guessed = town.test.get(&nobody, "/council-live/0123456789").await;
    assert_eq!(guessed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_invitation_comes_by_mail_with_the_meeting_for_the_calendar() {
    let (post, port) = post_office();
    let mut test = TestApp::new().await;
    let server = format!("smtp://127.0.0.1:{port}");
    let mailer = Mailer::new(&server, "Община Русе <no-reply@ruse.example.bg>");
    test.app = test.app.clone().with_mail(Some(mailer.expect("a mailer")));
    test.router = test.app.router();
    let town = Town::of(test).await;
    town.called("8").await;
    let worker = town.test.app.worker();
    let ruse = town.test.app.db.municipality("ruse").expect("a municipality").id;
    while worker.turn(ruse).await.expect("a turn") {}
    let came = post.came.lock().expect("the mail").clone();
    assert_eq!(came.len(), 6, "each member and the secretary");
    let message = MessageParser::default().parse(came[0].1.as_slice()).expect("a message");
    let subject = message.subject().expect("a subject");
    assert!(subject.starts_with("Покана за заседание на вторник, 08.12.2026"), "{subject}");
    let text = message.body_text(0).expect("a text");
    assert!(text.contains("1. Анализ") && text.contains("/council-invitation/"), "{text}");
    let file = message.attachment(0).expect("a file").contents().to_vec();
    let calendar = String::from_utf8(file).expect("a calendar");
    assert!(calendar.contains("METHOD:PUBLISH") && calendar.contains("T080000Z"), "{calendar}");
}

#[tokio::test]
async fn nobody_is_in_a_composition_twice_and_no_meeting_is_called_after_its_term() {
    let town = Town::new().await;
    let mut tx = town.test.app.db.write(&town.test.system("ruse")).await.expect("a transaction");
    let row = term::mandate(&tx, town.mandate).await.expect("the composition");
    let again = person("първа  пробна", "npo", "member");
    let twice = term::add_member(&mut tx, &row, &again).await;
    assert!(matches!(twice, Err(Problem::Impossible("council-wrong-twice"))));
    let other = person("Нов Председател", "npo", "chair");
    let taken = term::add_member(&mut tx, &row, &other).await;
    assert!(matches!(taken, Err(Problem::Impossible("council-wrong-role-taken"))));
    tx.rollback().await;
    let path = format!("/council/mandates/{}/end", town.mandate);
    let ended =
        [("day-day", "30"), ("day-month", "11"), ("day-year", "2026"), ("why", "Нов съвет")];
    town.ok(&path, &ended).await;
    let fields = [
        ("kind", "regular"),
        ("form", "room"),
        ("begins", "10:00"),
        ("place", "Зала 1"),
        ("day-day", "8"),
        ("day-month", "12"),
        ("day-year", "2026"),
    ];
    let text = town.wrong("/council/sittings/new", &fields).await;
    assert!(text.contains("няма действащ състав"), "{text}");
}

#[tokio::test]
async fn a_letter_answered_after_fifteen_days_is_taken_and_shown_late() {
    let mut town = Town::new().await;
    let fields = [
        ("sender", "Сдружение"),
        ("subject", "Места"),
        ("received-day", "24"),
        ("received-month", "11"),
        ("received-year", "2026"),
    ];
    let home = town.ok("/council/letters/new", &fields).await;
    town.at("2026-12-10");
    town.who = town.test.again(&town.who).await;
    let answer = [
        ("day-day", "10"),
        ("day-month", "12"),
        ("day-year", "2026"),
        ("number", "1"),
        ("text", "Отговор"),
    ];
    town.ok(&format!("{home}/answer"), &answer).await;
    let page = town.test.get(&town.who, &home).await.text();
    assert!(page.contains("Отговорено след срока") && page.contains("закъснение 1 дни"), "{page}");
    town.wrong(&format!("{home}/answer"), &answer).await;
    let id = home.trim_start_matches("/council/letters/").parse().expect("an id");
    let tx = town.test.app.db.read(&town.test.system("ruse")).await.expect("a transaction");
    let one = letter::letter(&tx, id).await.expect("the letter");
    assert_eq!(one.row.due_on, "2026-12-09".parse().expect("a day"));
    tx.rollback().await;
}

#[tokio::test]
async fn pages_open_over_the_demonstration_and_are_light() {
    let test = TestApp::filled().await;
    let head = test.user("ruse", "head");
    for path in [
        "/council",
        "/council/sittings.csv",
        "/council/sittings/new",
        "/council/mandates",
        "/council/mandates/new",
        "/council/proposals",
        "/council/proposals/new",
        "/council/letters",
        "/council/letters/new",
        "/council/report",
        "/council/report/new",
        "/council/rules",
        "/council/rules/new",
        "/council-public",
        "/api/council/sittings",
        "/api/council/members",
        "/api/council/letters",
        "/api/council/proposals",
    ] {
        let page = test.get(&head, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        let is_page = !path.contains(".csv") && !path.starts_with("/api");
        assert!(!is_page || page.bytes.len() < 60_000, "{path}: {}", page.bytes.len());
    }
    let tx = test.app.db.read(&test.system("ruse")).await.expect("a transaction");
    let (from, to) = (tx.today().plus(-200), tx.today().plus(60));
    let all = sitting::sittings(&tx, from, to).await.expect("meetings");
    assert_eq!(meetings_held(&tx, from, to).await.expect("counted"), [2, 1]);
    let published = minutes_deed::published(&tx).await.expect("minutes");
    tx.rollback().await;
    assert_eq!((all.len(), published.len()), (3, 1));
    for one in all {
        for rest in ["", "/minutes", "/room"] {
            let path = format!("{}{rest}", one.path());
            let page = test.get(&head, &path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        }
    }
    let other = test.get(&test.user("mezdra", "head"), &sitting_path(&test).await).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

async fn sitting_path(test: &TestApp) -> String {
    let tx = test.app.db.write(&test.system("ruse")).await.expect("a transaction");
    propose(&tx, "Материал", "/services").await.expect("proposed");
    let (from, to) = (tx.today().plus(-200), tx.today().plus(60));
    let all = sitting::sittings(&tx, from, to).await.expect("meetings");
    tx.commit().await.expect("saved");
    all[0].path()
}
