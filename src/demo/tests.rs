//! The demonstration is filled once, and a seed gives the same people.

use super::{SignInLine, Wanted, fill, generate, is_demo, offices, sign_ins};
use crate::frontdesk::WishId;
use crate::people::{self, PaperId, PersonId};
use crate::testing::{NOW, TestApp};
use kit::access::{SecondFactor, SignIn, sign_in};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use std::collections::HashMap;

async fn rows(test: &TestApp, slug: &str, sql: &str) -> Vec<QueryResult> {
    let actor = test.system(slug);
    let tx = test.app.db.read(&actor).await.unwrap();
    let backend = tx.conn().get_database_backend();
    let own = [actor.municipality.0.into()];
    let found =
        tx.conn().query_all_raw(Statement::from_sql_and_values(backend, sql, own)).await.unwrap();
    tx.rollback().await;
    found
}

async fn count(test: &TestApp, slug: &str, table: &str) -> i64 {
    let sql = format!("select count(*) as n from {table} where municipality_id = $1");
    rows(test, slug, &sql).await[0].try_get("", "n").unwrap()
}

#[tokio::test]
async fn the_demonstration_is_filled_once() {
    let test = TestApp::new().await;
    assert!(!is_demo(&test.app).await.unwrap());
    assert_eq!(fill(&test.app).await.unwrap(), Vec::<String>::new());
    assert!(is_demo(&test.app).await.unwrap());
    let tables = ["account", "service", "service_point", "person", "wish", "contact", "event"];
    let mut first = Vec::new();
    for table in tables {
        first.push(count(&test, "ruse", table).await);
    }
    assert!(first.iter().all(|rows| *rows > 0), "{first:?}");
    fill(&test.app).await.unwrap();
    for (table, before) in tables.into_iter().zip(first) {
        assert_eq!(count(&test, "ruse", table).await, before, "{table}");
    }
    let states = "select distinct state from referral_case where municipality_id = $1";
    assert!(rows(&test, "ruse", states).await.len() >= 8);
    let numbers = "select max(number) as last, count(*) as n from wish \
                   where municipality_id = $1 group by year";
    for year in rows(&test, "mezdra", numbers).await {
        let (last, n): (i64, i64) =
            (year.try_get("", "last").unwrap(), year.try_get("", "n").unwrap());
        assert_eq!(last, n, "no number is missing");
    }
}

/// Nobody prints them beforehand, so that nobody finds out too late: of each kind the first few.
#[tokio::test]
async fn every_kind_of_paper_of_the_demonstration_prints() {
    let test = TestApp::filled().await;
    let waiting = "select count(*) as n from job where municipality_id = $1 \
                   and state = 'waiting' and kind = 'print-person-paper'";
    let papers = "select kind, id from person_paper where municipality_id = $1 order by id";
    for slug in ["ruse", "mezdra"] {
        assert_eq!(rows(&test, slug, waiting).await[0].try_get::<i64>("", "n").unwrap(), 0);
        let with_account = "select count(*) as n from employee where municipality_id = $1 \
                            and account_id is not null";
        let carriers: i64 = rows(&test, slug, with_account).await[0].try_get("", "n").unwrap();
        assert!(carriers >= 5, "who carries cases is an employee: {slug} {carriers}");
        // The municipality of a test has no site; that of the demonstration has.
        let settings = "select settings from municipality where id = $1";
        let settings: String =
            rows(&test, slug, settings).await[0].try_get("", "settings").unwrap();
        let settings: serde_json::Value = serde_json::from_str(&settings).unwrap_or_default();
        let site = settings["site"].as_str().unwrap_or_default();
        let addresses = "select id, data_sealed from payroll_paper where municipality_id = $1";
        let tx = test.app.db.read(&test.system(slug)).await.unwrap();
        for row in rows(&test, slug, addresses).await {
            let (id, sealed): (i64, Vec<u8>) =
                (row.try_get("", "id").unwrap(), row.try_get("", "data_sealed").unwrap());
            let data = tx.open("payroll_paper", "data_sealed", id, &sealed).unwrap();
            let address = format!("\"address\":\"{site}/{slug}/verify?code=");
            assert!(data.contains(&address), "a code that a telephone opens: {data}");
        }
        tx.rollback().await;
        let mut kinds: HashMap<String, Vec<PaperId>> = HashMap::new();
        for row in rows(&test, slug, papers).await {
            let kind = kinds.entry(row.try_get("", "kind").unwrap()).or_default();
            kind.push(PaperId(row.try_get("", "id").unwrap()));
        }
        assert!(kinds.len() > 10, "{:?}", kinds.keys());
        for (kind, papers) in kinds {
            let few = &papers[..papers.len().min(3)];
            let printed = people::print_papers(&test.app, &test.system(slug), few).await;
            assert!(printed.is_ok(), "{kind} of {slug}: {printed:?}");
        }
    }
}

#[tokio::test]
async fn staff_of_the_demonstration_sign_in() {
    let test = TestApp::new().await;
    offices(&test.app).await.unwrap();
    let lines = sign_ins().unwrap();
    let of = |name: &str| -> SignInLine {
        lines.iter().find(|line| line.username == name).unwrap().clone()
    };
    assert!(!lines.iter().any(|line| line.username == "ruse.left"), "an ended account");
    for town in ["ruse", "mezdra"] {
        assert_eq!(of(&format!("{town}.assistance")).role, "assistance_officer");
    }
    let line = of("ruse.social1");
    let code = SecondFactor::from_base32(&line.secret).unwrap().code(test.clock.now());
    let municipality = test.app.db.municipality(&line.municipality).unwrap().id;
    let typed = SignIn {
        username: &line.username,
        password: line.password,
        code: &code,
        ip: "127.0.0.1",
        agent: "test",
    };
    assert!(sign_in(&test.app.db, municipality, typed).await.is_ok());
}

/// What a seed made, opened: without what each installation numbers by itself.
async fn opened(test: &TestApp) -> Vec<String> {
    let mut all = Vec::new();
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    let person = "select p.id as id, p.given || ' ' || p.middle || ' ' || p.family || p.phone as name, \
                  p.birth_day as born, i.id as i, i.sealed as sealed from person p \
                  left join identifier i on i.municipality_id = p.municipality_id \
                  and i.person_id = p.id where p.municipality_id = $1 order by p.id";
    for row in rows(test, "ruse", person).await {
        let text = |column: &str| row.try_get::<String>("", column).unwrap();
        let id: i64 = row.try_get("", "id").unwrap();
        let sealed: Option<Vec<u8>> = row.try_get("", "sealed").unwrap();
        let digits = sealed.map(|sealed| {
            let of: i64 = row.try_get("", "i").unwrap();
            tx.open("identifier", "sealed", of, &sealed).unwrap()
        });
        all.push(format!("{id} {} {} {digits:?}", text("name"), text("born")));
    }
    let wish = "select w.id as id, w.number as number, w.stated_on as day, w.facts_sealed as facts, \
                w.words_sealed as sealed, c.state as state, c.next_on as next, d.id as decision, \
                d.answer_sealed as answer from wish w \
                join referral_case c on c.municipality_id = w.municipality_id and c.wish_id = w.id \
                join decision d on d.municipality_id = c.municipality_id and d.id = c.decision_id \
                where w.municipality_id = $1 order by w.id";
    for row in rows(test, "ruse", wish).await {
        let text = |column: &str| row.try_get::<Option<String>>("", column).unwrap();
        let id: i64 = row.try_get("", "id").unwrap();
        let number: i64 = row.try_get("", "number").unwrap();
        let sealed: Option<Vec<u8>> = row.try_get("", "sealed").unwrap();
        let words = sealed.map(|sealed| tx.open("wish", "words_sealed", id, &sealed).unwrap());
        let opened = |column: &str, (table, name): (&'static str, &'static str), id: i64| {
            let sealed: Vec<u8> = row.try_get("", column).unwrap();
            tx.open(table, name, id, &sealed).unwrap()
        };
        let facts = opened("facts", ("wish", "facts_sealed"), id);
        let decision: i64 = row.try_get("", "decision").unwrap();
        let answer = opened("answer", ("decision", "answer_sealed"), decision);
        let parts = ["day", "state", "next"].map(text);
        all.push(format!("{} {number} {parts:?} {facts} {answer} {words:?}", WishId(id)));
    }
    let contact = "select id, at, channel, topic, outcome, minutes from contact \
                   where municipality_id = $1 order by id";
    for row in rows(test, "ruse", contact).await {
        let id: i64 = row.try_get("", "id").unwrap();
        let text = |column: &str| row.try_get::<String>("", column).unwrap();
        all.push(format!("{id} {} {} {}", text("channel"), text("topic"), text("outcome")));
    }
    let event = "select id, at, kind, account_name, data from event \
                 where municipality_id = $1 and person_id is not null order by id";
    for row in rows(test, "ruse", event).await {
        let id: i64 = row.try_get("", "id").unwrap();
        let at: i64 = row.try_get("", "at").unwrap();
        let text = |column: &str| row.try_get::<String>("", column).unwrap();
        all.push(format!("{id} {at} {} {} {}", text("kind"), text("account_name"), text("data")));
    }
    let assessment = "select id, case_id, number, state, sealed from assessment \
                      where municipality_id = $1 order by id";
    for row in rows(test, "ruse", assessment).await {
        let number = |column: &str| row.try_get::<i64>("", column).unwrap();
        let sealed: Vec<u8> = row.try_get("", "sealed").unwrap();
        let text = tx.open("assessment", "sealed", number("id"), &sealed).unwrap();
        let mut content: serde_json::Value = serde_json::from_str(&text).unwrap();
        content["proposal"][0]["service"] = "".into();
        let state: String = row.try_get("", "state").unwrap();
        let numbers = ["id", "case_id", "number"].map(number);
        all.push(format!("{numbers:?} {state} {content}"));
    }
    tx.rollback().await;
    all
}

fn wanted(people: u64) -> Wanted {
    Wanted { municipality: "ruse".into(), people, seed: 7, wishes: 3, contacts: 10 }
}

#[tokio::test]
async fn the_same_seed_makes_the_same_people() {
    // Where the tests run on PostgreSQL, this compares it with SQLite.
    let (one, other) = (TestApp::empty(NOW).await, TestApp::empty_on_sqlite(NOW).await);
    for test in [&one, &other] {
        offices(&test.app).await.unwrap();
        // A chunk and a part of one, whichever thread is the quicker.
        generate(&test.app.db, &wanted(1_100), |_| ()).await.unwrap();
    }
    let (a, b) = (opened(&one).await, opened(&other).await);
    assert!(a.len() > 1_100 * (1 + 3 + 10), "people, wishes, contacts and what happened");
    assert!(a == b, "{:?}", a.iter().zip(&b).find(|(a, b)| a != b));
}

#[tokio::test]
async fn more_people_can_be_added_and_are_found_by_the_doors() {
    let test = TestApp::new().await;
    offices(&test.app).await.unwrap();
    generate(&test.app.db, &wanted(30), |_| ()).await.unwrap();
    generate(&test.app.db, &wanted(20), |_| ()).await.unwrap();
    assert_eq!(count(&test, "ruse", "person").await, 50);
    let first = "select person_id from wish where municipality_id = $1 order by id limit 1";
    let id: i64 = rows(&test, "ruse", first).await[0].try_get("", "person_id").unwrap();
    let tx = test.app.db.read(&test.system("ruse")).await.unwrap();
    assert!(!people::head(&tx, PersonId(id)).await.unwrap().name.is_empty());
    let lives = people::residence(&tx, PersonId(id), tx.today()).await.unwrap();
    assert_eq!(lives.municipality_code.as_deref(), Some("RSE27"));
    tx.rollback().await;
}
