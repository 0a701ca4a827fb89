//! Killed in the middle of writing, the program loses nothing that it called saved and burns no
//! number: 200 kills of a real process (fewer on PostgreSQL, where each start takes longer).
//!
//! The child is this same test program, started again with a variable that tells it to write.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../src/testing.rs"]
mod testing;

use kit::access::Actor;
use kit::store::{Db, DbOptions, Event, Target};
use kit::types::Clock;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;
use testing::TestApp;

const CHILD: &str = "OPORA_KILL_TARGET";

fn target_text(target: &Target) -> String {
    match target {
        Target::Sqlite(file) => format!("sqlite {}", file.display()),
        Target::Postgres(url) => format!("postgres {url}"),
    }
}

fn target_from(text: &str) -> Target {
    match text.split_once(' ').unwrap() {
        ("sqlite", file) => Target::Sqlite(file.into()),
        (_, url) => Target::Postgres(url.to_owned()),
    }
}

async fn open(target: Target) -> Db {
    let root = kit::crypto::RootKey::from_bytes([7; 32]);
    Db::open(DbOptions { target, root, clock: Clock::system() }).await.unwrap()
}

/// What the child does until it is killed: numbers, events, and a line for each that is saved.
async fn write_until_killed(target: Target) {
    let db = open(target).await;
    let id = db.municipality("ruse").unwrap().id;
    let mut writers = Vec::new();
    for _ in 0..8 {
        let db = db.clone();
        writers.push(tokio::spawn(async move {
            loop {
                let mut tx = db.write(&Actor::system(id, "test")).await.unwrap();
                let number = tx.next_number("killed", 2026).await.unwrap();
                let data = vec![("number", number.to_string())];
                tx.event(Event { kind: "killed", data, ..Event::default() }).await.unwrap();
                tx.commit().await.unwrap();
                println!("saved {number}");
            }
        }));
    }
    // They write for ever; the parent ends this process.
    std::future::pending::<()>().await;
    drop(writers);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_nothing_saved_is_lost_and_no_number_is_burned() {
    if let Ok(text) = std::env::var(CHILD) {
        write_until_killed(target_from(&text)).await;
        return;
    }
    let test = TestApp::new().await;
    let kills = if matches!(test.target, Target::Sqlite(_)) { 200 } else { 40 };
    let mut acknowledged = Vec::new();
    for round in 0..kills {
        acknowledged.extend(run_and_kill(&test.target, Duration::from_millis(2 + round % 23)));
    }
    let tried = acknowledged.len();
    assert!(tried as u64 >= kills, "a round without a saved write: {tried} in {kills}");

    let numbers = kept_numbers(&test).await;
    let kept: std::collections::HashSet<i64> = numbers.iter().copied().collect();
    let lost: Vec<_> = acknowledged.iter().filter(|number| !kept.contains(number)).collect();
    assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), acknowledged.len());
    let expected: Vec<i64> = (1..=numbers.len() as i64).collect();
    assert_eq!(numbers, expected, "numbers without gaps and twins");
    println!("{kills} kills, {} acknowledged, {} kept", acknowledged.len(), numbers.len());
}

/// Starts the child, waits for its first saved line and a little more, kills it with SIGKILL.
fn run_and_kill(target: &Target, after: Duration) -> Vec<i64> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed_in_the_middle_nothing_saved_is_lost_and_no_number_is_burned"])
        .arg("--nocapture")
        .env(CHILD, target_text(target))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let number = |line: &str| line.rsplit_once("saved ").and_then(|(_, n)| n.trim().parse().ok());
    let mut saved = Vec::new();
    for line in lines.by_ref().map_while(Result::ok) {
        if let Some(first) = number(&line) {
            saved.push(first);
            break;
        }
    }
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    saved.extend(lines.map_while(Result::ok).filter_map(|line| number(&line)));
    saved
}

async fn kept_numbers(test: &TestApp) -> Vec<i64> {
    use kit::store::entity::event;
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let db = open(test.target.clone()).await;
    let tx = db.read(&test.system("ruse")).await.unwrap();
    let rows = event::Entity::find()
        .filter(event::Column::MunicipalityId.eq(tx.municipality()))
        .filter(event::Column::Kind.eq("killed"))
        .all(tx.conn())
        .await
        .unwrap();
    let number = |row: event::Model| -> i64 {
        let data: serde_json::Value = serde_json::from_str(&row.data).unwrap();
        data["number"].as_str().unwrap().parse().unwrap()
    };
    let mut numbers: Vec<i64> = rows.into_iter().map(number).collect();
    numbers.sort_unstable();
    numbers
}
