//! The foundation on a real database: SQLite by default, PostgreSQL when
//! `OPORA_TEST_DATABASE_URL` names a server where databases may be made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

mod support;

use kit::access::entity::account;
use kit::access::{
    self, Actor, NewAccount, RoleSpec, SecondFactor, SessionError, Sessions, SignIn,
};
use kit::audit::{Entry, Finding, seal, verify};
use kit::jobs::entity::job;
use kit::jobs::{Handler, Schedule, Worker, enqueue, failed, retry};
use kit::store::{Event, FormKey, StoreError, Timeline};
use kit::types::Instant;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use support::{Base, NOW};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_writers_get_numbers_without_gaps_and_failures_burn_none() {
    let base = Base::new().await;
    let mut tasks = Vec::new();
    for n in 0..64 {
        let (db, actor) = (base.db.clone(), base.ruse());
        tasks.push(tokio::spawn(async move {
            let tx = db.write(&actor).await.unwrap();
            let number = tx.next_number("wish", 2026).await.unwrap();
            match n % 4 {
                0 => {
                    tx.rollback().await;
                    None
                }
                1 => {
                    drop(tx);
                    None
                }
                _ => {
                    tx.commit().await.unwrap();
                    Some(number)
                }
            }
        }));
    }
    let mut numbers = Vec::new();
    for task in tasks {
        numbers.extend(task.await.unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=32).collect::<Vec<i64>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_caller_that_goes_away_leaves_nothing_and_blocks_nobody() {
    let base = Base::new().await;
    for round in 0..40u64 {
        let (db, actor) = (base.db.clone(), base.ruse());
        let task = tokio::spawn(async move {
            let tx = db.write(&actor).await.unwrap();
            tx.next_number("lost", 2026).await.unwrap();
            tokio::time::sleep(std::time::Duration::from_secs(60)).await;
            tx.commit().await.unwrap();
        });
        tokio::time::sleep(std::time::Duration::from_millis(round % 7)).await;
        task.abort();
        let _ = task.await;
    }
    let tx = base.db.write(&base.ruse()).await.unwrap();
    assert_eq!(tx.next_number("lost", 2026).await.unwrap(), 1, "nothing was counted");
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_form_is_taken_once_and_points_to_its_result() {
    let base = Base::new().await;
    let key = FormKey::fresh();
    let tx = base.db.write(&base.ruse()).await.unwrap();
    tx.use_form(&key, "/ruse/people/1").await.unwrap();
    tx.commit().await.unwrap();
    let tx = base.db.write(&base.ruse()).await.unwrap();
    match tx.use_form(&key, "/ruse/people/2").await {
        Err(StoreError::FormUsed(location)) => assert_eq!(location, "/ruse/people/1"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn one_municipality_does_not_see_the_other() {
    let base = Base::new().await;
    let mut tx = base.db.write(&base.ruse()).await.unwrap();
    tx.event(Event { kind: "wish-registered", person: Some(7), ..Event::default() }).await.unwrap();
    tx.commit().await.unwrap();
    for (actor, rows) in [(base.ruse(), 1), (base.mezdra(), 0)] {
        let tx = base.db.read(&actor).await.unwrap();
        let found = tx.timeline(Timeline::Person(7), None, 10).await.unwrap();
        assert_eq!(found.len(), rows);
    }
}

#[tokio::test]
async fn an_answer_longer_than_what_waits_at_a_time_is_read_whole() {
    let base = Base::new().await;
    let mut tx = base.db.write(&base.ruse()).await.unwrap();
    for _ in 0..600 {
        let kind = "wish-registered";
        tx.event(Event { kind, person: Some(7), ..Event::default() }).await.unwrap();
    }
    tx.commit().await.unwrap();
    // Twice on the same connection: what ended late the first time is not taken for the second end.
    for _ in 0..2 {
        let tx = base.db.read(&base.ruse()).await.unwrap();
        let mut questions = tx.questions();
        let whole = tx.ask_timeline(&mut questions, (Timeline::Person(7), None, 600));
        let newest = tx.ask_timeline(&mut questions, (Timeline::Person(7), None, 1));
        let mut answers = tx.all_answers(questions).await.unwrap();
        assert_eq!(answers.timeline(whole).unwrap().len(), 600);
        assert_eq!(answers.timeline(newest).unwrap().len(), 1);
        tx.rollback().await;
    }
}

#[tokio::test]
async fn postgresql_itself_hides_rows_when_a_query_forgets_its_municipality() {
    let base = Base::new().await;
    if !base.is_postgres() {
        return;
    }
    let mut tx = base.db.write(&base.ruse()).await.unwrap();
    tx.event(Event { kind: "wish-registered", person: Some(7), ..Event::default() }).await.unwrap();
    tx.commit().await.unwrap();
    use sea_orm::{EntityTrait, PaginatorTrait};
    for (actor, rows) in [(base.ruse(), 1), (base.mezdra(), 0)] {
        let tx = base.db.read(&actor).await.unwrap();
        let all = kit::store::entity::event::Entity::find().count(tx.conn()).await.unwrap();
        assert_eq!(all, rows, "a query without a filter");
    }
    let refused = base.raw_as_app("update audit set actor = 'x'").await;
    assert!(refused.is_err(), "the serving role cannot change the audit");
    let nothing = base.raw_count_as_app("select count(*) from audit").await;
    assert_eq!(nothing, 0, "without a municipality there are no rows");
}

#[tokio::test]
async fn the_audit_is_written_sealed_and_verified() {
    let base = Base::new().await;
    base.read_some(30).await;
    let head = seal(&base.db, base.ruse_id).await.unwrap().unwrap();
    assert!(head.seq >= 30);
    let verified = verify(&base.db, base.ruse_id, std::slice::from_ref(&head)).await.unwrap();
    assert_eq!(verified.finding, None);
    assert_eq!(verified.rows, head.seq);
    assert_eq!(kit::audit::Checkpoint::parse(&head.line()), Some(head));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_seal_at_once_leave_one_whole_chain() {
    let base = Base::new().await;
    for _ in 0..4 {
        base.read_some(30).await;
        let (first, second) =
            tokio::join!(seal(&base.db, base.ruse_id), seal(&base.db, base.ruse_id));
        assert!(first.is_ok() || second.is_ok(), "{first:?} {second:?}");
    }
    seal(&base.db, base.ruse_id).await.unwrap();
    let rows = base.audit_ids().await.len() as i64;
    let verified = verify(&base.db, base.ruse_id, &[]).await.unwrap();
    assert_eq!((verified.finding, verified.rows), (None, rows));
}

#[tokio::test]
async fn each_kind_of_tampering_is_found_at_its_row() {
    for (what, sql) in [
        ("edit", "update audit set actor = 'somebody else' where id = {5}"),
        ("delete", "delete from audit where id = {5}"),
        ("swap", "update audit set actor = actor || 'x', at = at + 1 where id in ({5}, {6})"),
        ("cut tail", "delete from audit_seal where seq > {cut}"),
        ("insert", ""),
    ] {
        let base = Base::new().await;
        base.read_some(20).await;
        let head = seal(&base.db, base.ruse_id).await.unwrap().unwrap();
        let rows = base.audit_ids().await;
        let fifth = rows[4];
        match what {
            "insert" => base.insert_old_audit_row(rows[0] - (3_600_000 << 22)).await,
            _ => {
                let sql = sql
                    .replace("{5}", &fifth.to_string())
                    .replace("{6}", &rows[5].to_string())
                    .replace("{cut}", &(head.seq - 3).to_string());
                base.tamper(&sql).await;
                if what == "cut tail" {
                    base.tamper(&format!("delete from audit where id > {}", rows[rows.len() - 4]))
                        .await;
                    base.tamper("delete from audit_checkpoint").await;
                }
            }
        }
        let found =
            verify(&base.db, base.ruse_id, std::slice::from_ref(&head)).await.unwrap().finding;
        match (what, &found) {
            ("edit" | "swap", Some(Finding::Changed { audit_id, .. })) => {
                assert_eq!(*audit_id, fifth)
            }
            ("delete", Some(Finding::Deleted { audit_id, .. })) => assert_eq!(*audit_id, fifth),
            ("cut tail", Some(Finding::Cut { signed, found })) => assert!(signed > found),
            ("insert", Some(Finding::Inserted { .. })) => {}
            _ => panic!("{what}: {found:?}"),
        }
    }
}

#[tokio::test]
async fn when_the_audit_cannot_be_written_nothing_is_read() {
    let base = Base::new().await;
    base.tamper("alter table audit rename to audit_gone").await;
    let mut tx = base.db.read(&base.ruse()).await.unwrap();
    tx.audit(Entry::read("person", 7));
    assert!(tx.commit().await.is_err());
}

async fn somebody(base: &Base) -> (access::SecondFactor, kit::types::AccountId) {
    let tx = base.db.write(&base.ruse()).await.unwrap();
    let role = RoleSpec { id: "clerk", name: "Ч", name_en: "C", rights: &["people.read"] };
    access::define_role(&tx, &role).await.unwrap();
    let new = NewAccount {
        username: "ana", name: "Ана Примерова", post: "социален работник"
    };
    let id = access::create_account(&tx, new).await.unwrap();
    access::give_role(&tx, id, "clerk", tx.today()).await.unwrap();
    let hash = kit::crypto::hash_password("вярна парола").unwrap();
    access::set_password(&tx, id, hash).await.unwrap();
    let factor = SecondFactor::fresh();
    access::enrol_second_factor(&tx, id, &factor).await.unwrap();
    tx.commit().await.unwrap();
    (factor, id)
}

fn typed<'a>(password: &'a str, code: &'a str) -> SignIn<'a> {
    SignIn { username: "ana", password, code, ip: "127.0.0.1", agent: "test" }
}

#[tokio::test]
async fn signing_in_asks_for_both_factors_and_takes_a_code_once() {
    let base = Base::new().await;
    let (factor, _) = somebody(&base).await;
    let code = factor.code(base.clock.now());
    let id = base.ruse_id;
    assert!(access::sign_in(&base.db, id, typed("грешна парола", &code)).await.is_err());
    assert!(access::sign_in(&base.db, id, typed("вярна парола", "000000")).await.is_err());
    let token = access::sign_in(&base.db, id, typed("вярна парола", &code)).await.unwrap();
    let sessions = Sessions::new(base.db.clone());
    let who = sessions.by_cookie(id, &token).await.unwrap();
    assert!(who.actor.may("people.read"));
    assert!(!who.actor.may("people.write"));
    assert!(access::sign_in(&base.db, id, typed("вярна парола", &code)).await.is_err(), "again");
    assert!(sessions.by_cookie(base.mezdra_id, &token).await.is_err(), "another municipality");
}

#[tokio::test]
async fn a_hash_of_a_cheaper_time_is_made_anew_when_its_password_comes() {
    let base = Base::new().await;
    let (factor, id) = somebody(&base).await;
    let params = argon2::Params::new(8, 1, 1, None).unwrap();
    let cheap = argon2::Argon2::new(Default::default(), Default::default(), params);
    let cheap = argon2::PasswordHasher::hash_password(&cheap, "вярна парола".as_bytes()).unwrap();
    let tx = base.db.write(&base.ruse()).await.unwrap();
    access::set_password(&tx, id, cheap.to_string()).await.unwrap();
    tx.commit().await.unwrap();
    let kept = async || {
        let tx = base.db.read(&base.ruse()).await.unwrap();
        let row = tx.find::<account::Entity>().filter(account::Column::Id.eq(id));
        row.one(tx.conn()).await.unwrap().unwrap().password_hash.unwrap()
    };

    let code = factor.code(base.clock.now());
    assert!(access::sign_in(&base.db, base.ruse_id, typed("друга", &code)).await.is_err());
    assert_eq!(kept().await, cheap.to_string(), "a wrong password changes nothing");
    access::sign_in(&base.db, base.ruse_id, typed("вярна парола", &code)).await.unwrap();
    let renewed = kept().await;
    assert!(!kit::crypto::is_cheaper_than_today(&renewed), "{renewed}");
    assert!(kit::crypto::verify_password("вярна парола", &renewed));
}

#[tokio::test]
async fn failures_slow_down_and_pass() {
    let base = Base::new().await;
    let (factor, _) = somebody(&base).await;
    for _ in 0..4 {
        assert!(access::sign_in(&base.db, base.ruse_id, typed("грешна", "000000")).await.is_err());
    }
    let code = factor.code(base.clock.now());
    let slowed = access::sign_in(&base.db, base.ruse_id, typed("вярна парола", &code)).await;
    assert!(matches!(slowed, Err(access::SignInError::Wait(_))), "{slowed:?}");
    base.clock.set(NOW.plus_ms(60_000));
    let code = factor.code(base.clock.now());
    assert!(access::sign_in(&base.db, base.ruse_id, typed("вярна парола", &code)).await.is_ok());
}

#[tokio::test]
async fn a_session_ends_by_idleness_by_age_and_at_once_when_its_account_is_closed() {
    let base = Base::new().await;
    let (_, id) = somebody(&base).await;
    let open = async || {
        let tx = base.db.write(&base.ruse()).await.unwrap();
        let token = Sessions::open(&tx, id, "127.0.0.1", "test").await.unwrap();
        tx.commit().await.unwrap();
        token
    };
    let sessions = Sessions::new(base.db.clone());
    let (idle, busy) = (open().await, open().await);
    let minutes = |n: i64| NOW.plus_ms(n * 60_000);
    for step in 1..=48 {
        base.clock.set(minutes(step * 10));
        let who = sessions.by_cookie(base.ruse_id, &busy).await;
        assert_eq!(who.is_ok(), step * 10 <= 480, "minute {}", step * 10);
    }
    let ended = sessions.by_cookie(base.ruse_id, &idle).await;
    assert!(matches!(ended, Err(SessionError::Ended(_))), "{ended:?}");
    let fresh = open().await;
    assert!(sessions.by_cookie(base.ruse_id, &fresh).await.is_ok());
    let tx = base.db.write(&base.ruse()).await.unwrap();
    access::disable_account(&tx, id).await.unwrap();
    tx.commit().await.unwrap();
    sessions.forget();
    assert!(sessions.by_cookie(base.ruse_id, &fresh).await.is_err());
}

#[tokio::test]
async fn a_job_runs_once_is_tried_again_and_waits_for_a_person_at_last() {
    let base = Base::new().await;
    let ran = Arc::new(AtomicUsize::new(0));
    let counter = ran.clone();
    let handler: Handler = Arc::new(move |job| {
        let counter = counter.clone();
        Box::pin(async move {
            counter.fetch_add(1, Ordering::SeqCst);
            if job.payload["fail"] == true { anyhow::bail!("no") } else { Ok(()) }
        })
    });
    let worker = Worker::new(base.db.clone()).on("letter", handler);
    let tx = base.db.write(&base.ruse()).await.unwrap();
    for _ in 0..2 {
        let payload = serde_json::json!({"fail": false});
        enqueue(&tx, "letter", Some("case 7"), &payload, tx.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    while worker.turn(base.ruse_id).await.unwrap() {}
    assert_eq!(ran.load(Ordering::SeqCst), 1, "one letter for one case");

    let tx = base.db.write(&base.ruse()).await.unwrap();
    enqueue(&tx, "letter", None, &serde_json::json!({"fail": true}), tx.now()).await.unwrap();
    tx.commit().await.unwrap();
    let mut at = NOW;
    for _ in 0..6 {
        while worker.turn(base.ruse_id).await.unwrap() {}
        at = at.plus_ms(3 * 24 * 3_600_000);
        base.clock.set(at);
    }
    let tx = base.db.read(&base.ruse()).await.unwrap();
    let waiting = failed(&tx).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].attempts, 6);
    tx.rollback().await;
    let tx = base.db.write(&base.ruse()).await.unwrap();
    retry(&tx, waiting[0].id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(worker.turn(base.ruse_id).await.unwrap());
}

#[tokio::test]
async fn a_job_that_panics_has_failed_and_the_next_one_runs() {
    let base = Base::new().await;
    let ran = Arc::new(AtomicUsize::new(0));
    let counter = ran.clone();
    let count: Handler = Arc::new(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ok(()) })
    });
    let worker = Worker::new(base.db.clone())
        .on("at-once", Arc::new(|job| panic!("{} is impossible", job.kind)))
        .on("meanwhile", Arc::new(|job| Box::pin(async move { panic!("{}", job.kind) })))
        .on("letter", count);
    let tx = base.db.write(&base.ruse()).await.unwrap();
    for kind in ["at-once", "meanwhile", "letter"] {
        enqueue(&tx, kind, None, &serde_json::Value::Null, tx.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    while worker.turn(base.ruse_id).await.unwrap() {}
    assert_eq!(ran.load(Ordering::SeqCst), 1);
    let tx = base.db.read(&base.ruse()).await.unwrap();
    let kept = tx.find::<job::Entity>().order_by_asc(job::Column::Kind).all(tx.conn()).await;
    let kept: Vec<_> = kept.unwrap().into_iter().map(|row| (row.kind, row.error)).collect();
    assert_eq!(kept[0], ("at-once".into(), Some("at-once panicked".into())));
    assert_eq!(kept[1], ("letter".into(), None));
    assert_eq!(kept[2], ("meanwhile".into(), Some("meanwhile panicked".into())));
}

#[tokio::test]
async fn what_a_person_asked_for_goes_before_what_the_calendar_brings() {
    let base = Base::new().await;
    let ran = Arc::new(std::sync::Mutex::new(Vec::new()));
    let kept = ran.clone();
    let handler: Handler = Arc::new(move |job| {
        kept.lock().unwrap().push(job.kind);
        Box::pin(async { Ok(()) })
    });
    let worker = Worker::new(base.db.clone())
        .on("letter", handler.clone())
        .on("each-minute", handler)
        .every(Schedule { kind: "each-minute", cron: "* * * * *" });
    // What the calendar brings was due when the minute began, the letter only now.
    base.clock.set(NOW.plus_ms(30_000));
    let tx = base.db.write(&base.ruse()).await.unwrap();
    enqueue(&tx, "letter", None, &serde_json::Value::Null, tx.now()).await.unwrap();
    tx.commit().await.unwrap();
    while worker.turn(base.ruse_id).await.unwrap() {}
    assert_eq!(*ran.lock().unwrap(), ["letter", "each-minute"]);
}

#[tokio::test]
async fn secrets_lie_nowhere_in_the_files() {
    let base = Base::new().await;
    let Some(folder) = base.sqlite_folder() else {
        return;
    };
    let canary = "тайна-бележка-канарче-7788";
    let tx = base.db.write(&base.ruse()).await.unwrap();
    let payload = serde_json::json!({ "note": canary });
    enqueue(&tx, "letter", None, &payload, Instant(tx.now().0 + 1_000_000)).await.unwrap();
    tx.commit().await.unwrap();
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!contains(&bytes, canary.as_bytes()));
    }
}

fn contains(bytes: &[u8], sought: &[u8]) -> bool {
    bytes.windows(sought.len()).any(|window| window == sought)
}

#[tokio::test]
async fn the_actor_of_a_public_page_has_no_rights() {
    let base = Base::new().await;
    let actor = Actor::public(base.ruse_id, "test");
    assert!(!actor.may("people.read"));
    assert!(actor.account.is_none());
}
