//! Keys of the whole program: every sealed column is known to the sealing anew, every blind index
//! has a key that is kept apart, a change of keys survives kills, and an old backup comes back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

mod common;
#[path = "../src/testing.rs"]
mod testing;

use common::{columns, rows};
use kit::access::Actor;
use kit::crypto::MunicipalityKey;
use kit::rotation::{JOB, Resealing, Sealed, Step, retire, rotate};
use kit::store::entity::draft;
use kit::store::{Db, DbOptions, Target};
use kit::types::{AccountId, Clock};
use opora::app::indices;
use opora::commands::backup;
use opora::commands::serve::Place;
use opora::migrations::sealed_columns;
use opora::people::{self, PaperId, Sought};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use testing::{NOW, TestApp};

/// Columns of bytes that are not sealed: keys under the root key, hashes, signatures, indices.
/// The reporting layer packs months of people as numbers: no name, no identifier, nothing typed.
const OPEN_BYTES: &[&str] = &["wrapped", "hash", "signature", "root", "peaks", "packed"];

#[tokio::test]
async fn every_column_of_bytes_is_sealed_anew_or_known_to_be_none() {
    let test = TestApp::new().await;
    let owner = Db::owner(&test.target).await.unwrap();
    let listed = sealed_columns();
    let mut found = 0;
    for (table, column, kind) in columns(&owner, &test.target).await {
        let is_listed = listed.iter().any(|s| s.table == table && s.column == column);
        if kind.contains("blob") || kind.contains("bytea") {
            let is_open = OPEN_BYTES.contains(&column.as_str())
                || column == "blind"
                || column.ends_with("_blind");
            assert!(is_listed != is_open, "{table}.{column}: sealed or not?");
            found += usize::from(is_listed);
        } else {
            assert!(!is_listed, "{table}.{column} is sealed and not bytes");
        }
    }
    assert_eq!(found, listed.len());
    assert!(found > 40, "{found}");
    // The row of a sealed value is known by its id.
    let entities = opora::migrations::entities();
    for Sealed { table, column } in listed {
        assert!(entities[table].contains_key("id"), "{table}.{column} has no id");
    }
}

fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            into.push(code.to_owned());
        }
    }
}

/// An index that is not in the list would lose its key with the first version of the seals.
#[test]
fn every_blind_index_in_the_code_is_in_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    sources(&root.join("src"), &mut texts);
    sources(&root.join("crates/kit/src"), &mut texts);
    let mut found = BTreeSet::new();
    for text in &texts {
        for part in text.split("Index::new(\"").skip(1) {
            let (table, rest) = part.split_once("\", \"").unwrap();
            found.insert((table.to_owned(), rest.split_once('"').unwrap().0.to_owned()));
        }
    }
    let listed: BTreeSet<_> =
        indices().iter().map(|i| (i.table().to_owned(), i.column().to_owned())).collect();
    assert_eq!(found, listed);
}

/// Every sealed value of a municipality, opened, with its key version.
async fn opened(test: &TestApp, slug: &str) -> BTreeMap<(String, i64), (Vec<u8>, u32)> {
    let id = test.system(slug).municipality.0;
    let key = test.app.db.keys().of(id).unwrap();
    let owner = Db::owner(&test.target).await.unwrap();
    let mut all = BTreeMap::new();
    for Sealed { table, column } in sealed_columns() {
        let sql = format!(
            "select id, {column} as v from {table} where municipality_id = $1 and length({column}) > 0"
        );
        for row in rows(&owner, &sql, id).await {
            let (at, sealed): (i64, Vec<u8>) =
                (row.try_get("", "id").unwrap(), row.try_get("", "v").unwrap());
            let plain = key.open(table, column, at, &sealed).unwrap();
            let version = MunicipalityKey::version_of(&sealed).unwrap();
            all.insert((format!("{table}.{column}"), at), (plain, version));
        }
    }
    all
}

async fn open_some_papers(test: &TestApp) {
    let actor = test.system("ruse");
    let owner = Db::owner(&test.target).await.unwrap();
    let sql = "select id from person_paper where municipality_id = $1 order by id limit 5";
    let found = rows(&owner, sql, actor.municipality.0).await;
    let ids = found.iter().map(|row| PaperId(row.try_get("", "id").unwrap()));
    let ids: Vec<PaperId> = ids.collect();
    owner.close().await.unwrap();
    assert_eq!(ids.len(), 5);
    people::print_papers(&test.app, &actor, &ids).await.unwrap();
}

#[tokio::test]
async fn all_that_the_demonstration_holds_is_sealed_anew_by_the_job_and_opens() {
    let mut test = TestApp::filled().await;
    let worker = test.app.worker();
    // What the demonstration left to be printed is printed first: it would be new otherwise. Its
    // letters wait to be opened; some are.
    while worker.turn(test.system("ruse").municipality).await.unwrap() {}
    open_some_papers(&test).await;
    let before = opened(&test, "ruse").await;
    let places: BTreeSet<&String> = before.keys().map(|(place, _)| place).collect();
    assert!(places.len() > 25, "{places:?}");
    let actor = test.system("ruse");
    let mut tx = test.app.db.write(&actor).await.unwrap();
    rotate(&mut tx, &indices()).await.unwrap();
    tx.commit().await.unwrap();
    test.clock.set(NOW.plus_ms(15_000));
    let db = test.app.db.clone();
    let waiting = async || {
        use kit::jobs::entity::job;
        let tx = db.read(&actor).await.unwrap();
        let rows = tx.find::<job::Entity>().filter(job::Column::Kind.eq(JOB));
        let rows = rows.all(tx.conn()).await.unwrap();
        rows.iter().filter(|row| row.state != "done").count()
    };
    for _ in 0..2_000 {
        if waiting().await == 0 {
            break;
        }
        worker.turn(actor.municipality).await.unwrap();
    }
    assert_eq!(waiting().await, 0);
    // Jobs came and went meanwhile; everything else is as it was.
    let same = |all: BTreeMap<(String, i64), (Vec<u8>, u32)>| -> Vec<_> {
        let kept = all.into_iter().filter(|((place, _), _)| place != "job.sealed");
        kept.map(|(place, (plain, _))| (place, plain)).collect()
    };
    let after = opened(&test, "ruse").await;
    assert!(after.values().all(|(_, version)| *version == 2));
    assert_eq!(same(after), same(before));
    let mut tx = test.app.db.write(&actor).await.unwrap();
    assert_eq!(retire(&mut tx, &sealed_columns(), &indices()).await.unwrap(), [1]);
    tx.commit().await.unwrap();
    // Pages of a program that knows only the new key: people, and one found by an identifier.
    let user = test.user("ruse", "head");
    test.app = test.reopened().await;
    test.router = test.app.router();
    for path in ["/people", "/referrals", "/work", "/office/jobs"] {
        let answer = test.get(&user, path).await;
        assert!(answer.status == 200 || path == "/office/jobs", "{path}: {}", answer.text());
    }
    let ours = opened(&test, "ruse").await;
    let number = ours.iter().find(|((place, _), _)| place == "identifier.sealed").unwrap();
    let number = String::from_utf8(number.1.0.clone()).unwrap();
    let sought = Sought::Number(number);
    let hits = opora::people::search(&test.app, &actor, &sought).await.unwrap();
    assert!(!hits.is_empty(), "found by the same blind index");
}

#[tokio::test]
async fn a_backup_from_before_the_change_comes_back_with_the_root_key() {
    let folder = tempfile::tempdir().unwrap();
    let [data, copy, back] = ["data", "copy", "back"].map(|name| folder.path().join(name));
    let place = Place::folder(&data);
    let open =
        async |place: &Place, clock| opora::commands::serve::open(place, clock).await.unwrap();
    let clock = Clock::standing_at(NOW);
    let db = open(&place, clock.clone()).await;
    let app = opora::app::App::new(db.clone(), kit::web::WebSettings::default()).unwrap();
    opora::demo::offices(&app).await.unwrap();
    let actor = Actor::system(db.municipality("ruse").unwrap().id, "test");
    let id = keep(&db, &actor, "от преди смяната").await;
    backup::backup(&db, &place, &copy).await.unwrap();
    let mut tx = db.write(&actor).await.unwrap();
    rotate(&mut tx, &indices()).await.unwrap();
    tx.commit().await.unwrap();
    clock.set(NOW.plus_ms(15_000));
    let work = Resealing::new(&db, actor.municipality, sealed_columns());
    while work.step().await.unwrap() != Step::Done {}
    let mut tx = db.write(&actor).await.unwrap();
    assert_eq!(retire(&mut tx, &sealed_columns(), &indices()).await.unwrap(), [1]);
    tx.commit().await.unwrap();
    db.close().await;

    std::fs::create_dir(&back).unwrap();
    std::fs::copy(data.join("root.key"), back.join("root.key")).unwrap();
    let restored = Place::folder(&back);
    backup::restore(&restored, &copy).await.unwrap();
    for (place, version) in [(restored, 1), (Place::folder(&data), 2)] {
        let db = open(&place, clock.clone()).await;
        assert_eq!(db.keys().of(actor.municipality.0).unwrap().versions(), [version]);
        assert_eq!(texts(&db, &actor).await[&id], "от преди смяната");
        db.close().await;
    }
}

async fn keep(db: &Db, actor: &Actor, text: &str) -> i64 {
    let tx = db.write(actor).await.unwrap();
    let id = tx.new_id();
    tx.insert(draft::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        account_id: Set(AccountId(1)),
        path: Set(format!("/{id}")),
        sealed: Set(tx.seal("draft", "sealed", id, text).unwrap()),
        at: Set(tx.now()),
    })
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn texts(db: &Db, actor: &Actor) -> HashMap<i64, String> {
    let tx = db.read(actor).await.unwrap();
    let rows = tx.find::<draft::Entity>().all(tx.conn()).await.unwrap();
    let open =
        |row: draft::Model| (row.id, tx.open("draft", "sealed", row.id, &row.sealed).unwrap());
    rows.into_iter().map(open).collect()
}

const CHILD: &str = "OPORA_KEYS_TARGET";

async fn open(target: &str) -> Db {
    let target = match target.split_once(' ').unwrap() {
        ("sqlite", file) => Target::Sqlite(file.into()),
        (_, url) => Target::Postgres(url.to_owned()),
    };
    let root = kit::crypto::RootKey::from_bytes([7; 32]);
    Db::open(DbOptions { target, root, clock: Clock::system() }).await.unwrap()
}

/// What the child does until it is killed: four writers change values and say what is saved, a
/// fifth seals all anew.
async fn change_until_killed(target: &str, round: &str) {
    let db = open(target).await;
    let actor = Actor::system(db.municipality("ruse").unwrap().id, "test");
    let mut ids: Vec<i64> = texts(&db, &actor).await.into_keys().collect();
    ids.sort_unstable();
    for part in ids.chunks(ids.len().div_ceil(4)) {
        let (db, actor, part) = (db.clone(), actor.clone(), part.to_vec());
        let round = round.to_owned();
        tokio::spawn(async move {
            for turn in 0.. {
                for id in part.iter().skip(turn % 7).step_by(7) {
                    let tx = db.write(&actor).await.unwrap();
                    let text = format!("{round}.{turn:06}");
                    draft::Entity::update_many()
                        .set(draft::ActiveModel {
                            sealed: Set(tx.seal("draft", "sealed", *id, &text).unwrap()),
                            ..Default::default()
                        })
                        .filter(draft::Column::MunicipalityId.eq(tx.municipality()))
                        .filter(draft::Column::Id.eq(*id))
                        .exec(tx.conn())
                        .await
                        .unwrap();
                    tx.commit().await.unwrap();
                    println!("saved {id} {text}");
                }
            }
        });
    }
    let work = Resealing::new(&db, actor.municipality, sealed_columns());
    loop {
        if work.step().await.unwrap() == Step::Done {
            println!("resealed");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_sealing_anew_no_saved_value_is_lost_or_older() {
    if let Ok(text) = std::env::var(CHILD) {
        let (round, target) = text.split_once(' ').unwrap();
        change_until_killed(target, round).await;
        return;
    }
    let test = TestApp::new().await;
    let (target, kills) = match &test.target {
        Target::Sqlite(file) => (format!("sqlite {}", file.display()), 40),
        Target::Postgres(url) => (format!("postgres {url}"), 15),
    };
    let db = open(&target).await;
    let actor = Actor::system(db.municipality("ruse").unwrap().id, "test");
    for n in 0..600 {
        keep(&db, &actor, &format!("00.{n:06}")).await;
    }
    // The key was made by the clock of the test, long ago for the system's clock or long to come:
    // what counts is the real one.
    let mut tx = db.write(&actor).await.unwrap();
    rotate(&mut tx, &indices()).await.unwrap();
    tx.commit().await.unwrap();
    tokio::time::sleep(Duration::from_millis(10_100)).await;
    let mut saved: HashMap<i64, String> = HashMap::new();
    let mut told = 0;
    for round in 1..=kills {
        let wait = Duration::from_millis(3 + round * 7 % 60);
        for line in run_and_kill(&format!("{round:02} {target}"), wait) {
            let (id, text) = line.split_once(' ').unwrap();
            saved.insert(id.parse().unwrap(), text.to_owned());
            told += 1;
        }
    }
    db.reload_key(actor.municipality).await.unwrap();
    let kept = texts(&db, &actor).await;
    assert_eq!(kept.len(), 600);
    for (id, text) in &saved {
        // What was being saved when the kill came may be newer; older it may not be.
        assert!(kept[id] >= *text, "{id}: {} was saved, {} is kept", text, kept[id]);
    }
    let work = Resealing::new(&db, actor.municipality, sealed_columns());
    while work.step().await.unwrap() != Step::Done {}
    let mut tx = db.write(&actor).await.unwrap();
    assert_eq!(retire(&mut tx, &sealed_columns(), &indices()).await.unwrap(), [1]);
    tx.commit().await.unwrap();
    let fresh = open(&target).await;
    assert_eq!(fresh.keys().of(actor.municipality.0).unwrap().versions(), [2]);
    assert_eq!(texts(&fresh, &actor).await, kept);
    println!("{kills} kills, {told} values acknowledged");
}

/// Starts the child, waits for its first saved line and a little more, kills it with SIGKILL.
fn run_and_kill(wanted: &str, after: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed_while_sealing_anew_no_saved_value_is_lost_or_older"])
        .arg("--nocapture")
        .env(CHILD, wanted)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let told = |line: &str| line.split_once("saved ").map(|(_, rest)| rest.trim().to_owned());
    let mut saved = Vec::new();
    for line in lines.by_ref().map_while(Result::ok) {
        if let Some(first) = told(&line) {
            saved.push(first);
            break;
        }
    }
    std::thread::sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    let rest: Vec<String> = lines.map_while(Result::ok).filter_map(|line| told(&line)).collect();
    // The last line may be cut in the middle.
    saved.extend(
        rest.into_iter().filter(|line| line.split('.').nth(1).is_some_and(|n| n.len() == 6)),
    );
    saved
}
