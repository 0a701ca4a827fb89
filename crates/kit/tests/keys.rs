//! Changing keys while people work, and proofs from the audit, on a real database.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, missing_docs)]

mod support;

use kit::access::Actor;
use kit::audit::{
    CheckError, Shown, check, prove_growth, prove_row, seal, tree_head, verifier, verify,
};
use kit::crypto::{Index, MunicipalityKey, RootKey};
use kit::rotation::{Resealing, RetireError, Sealed, Step, progress, retire, rotate, status};
use kit::store::entity::draft;
use kit::store::{Db, StoreError, entities};
use kit::types::{AccountId, Clock};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use support::{Base, NOW};

const WORD: Index = Index::new("draft", "word");

fn columns() -> Vec<Sealed> {
    let tables = entities();
    Sealed::among(tables.iter().map(|(table, columns)| (table, columns)))
}

async fn keep(db: &Db, actor: &Actor, text: &str) -> Result<i64, StoreError> {
    let tx = db.write(actor).await?;
    let id = tx.new_id();
    tx.insert(draft::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        account_id: Set(AccountId(1)),
        path: Set(format!("/{id}")),
        sealed: Set(tx.seal("draft", "sealed", id, text)?),
        at: Set(tx.now()),
    })
    .await?;
    tx.commit().await?;
    Ok(id)
}

async fn change(db: &Db, actor: &Actor, id: i64, text: &str) -> Result<(), StoreError> {
    let tx = db.write(actor).await?;
    draft::Entity::update_many()
        .set(draft::ActiveModel {
            sealed: Set(tx.seal("draft", "sealed", id, text)?),
            ..Default::default()
        })
        .filter(draft::Column::MunicipalityId.eq(tx.municipality()))
        .filter(draft::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    tx.commit().await
}

/// What is kept, and by which key version.
async fn kept(db: &Db, actor: &Actor) -> Vec<(i64, String, u32)> {
    let tx = db.read(actor).await.unwrap();
    let rows = tx.find::<draft::Entity>().order_by_asc(draft::Column::Id);
    let rows = rows.all(tx.conn()).await.unwrap();
    let open = |row: draft::Model| {
        let text = tx.open("draft", "sealed", row.id, &row.sealed).unwrap();
        (row.id, text, MunicipalityKey::version_of(&row.sealed).unwrap())
    };
    let kept = rows.into_iter().map(open).collect();
    tx.rollback().await;
    kept
}

async fn new_key(db: &Db, actor: &Actor) -> u32 {
    let mut tx = db.write(actor).await.unwrap();
    let version = rotate(&mut tx, &[WORD]).await.unwrap();
    tx.commit().await.unwrap();
    version
}

async fn reseal(db: &Db, actor: &Actor) -> u64 {
    let work = Resealing::new(db, actor.municipality, columns());
    let mut done = 0;
    while let Step::Went(some) = work.step().await.unwrap() {
        done += some;
    }
    done
}

async fn destroy(db: &Db, actor: &Actor) -> Result<Vec<u32>, RetireError> {
    let mut tx = db.write(actor).await.unwrap();
    let gone = retire(&mut tx, &columns(), &[WORD]).await?;
    tx.commit().await.unwrap();
    db.reload_key(actor.municipality).await.unwrap();
    Ok(gone)
}

#[tokio::test]
async fn a_key_is_made_takes_over_and_the_old_one_is_destroyed_when_it_seals_nothing() {
    let base = Base::new().await;
    let (db, ruse) = (&base.db, base.ruse());
    let word = |db: &Db| db.keys().of(ruse.municipality.0).unwrap().blind(&WORD, "дума").unwrap();
    let before = word(db);
    for n in 0..450 {
        keep(db, &ruse, &format!("текст {n}")).await.unwrap();
    }
    let texts: Vec<_> = kept(db, &ruse).await.into_iter().map(|row| row.1).collect();
    assert_eq!(new_key(db, &ruse).await, 2);
    keep(db, &ruse, "преди да са разбрали всички").await.unwrap();
    assert_eq!(kept(db, &ruse).await.last().unwrap().2, 1, "announced, not yet sealing");

    base.clock.set(NOW.plus_ms(11_000));
    keep(db, &ruse, "с новия").await.unwrap();
    assert_eq!(kept(db, &ruse).await.last().unwrap().2, 2, "new writes use it at once");
    let in_use = destroy(db, &ruse).await.unwrap_err();
    assert!(
        matches!(&in_use, RetireError::InUse(counts) if counts.iter().any(|c| c.values == 451))
    );

    assert!(reseal(db, &ruse).await >= 451);
    let now = kept(db, &ruse).await;
    assert!(now.iter().all(|row| row.2 == 2));
    assert_eq!(now.iter().take(450).map(|row| row.1.clone()).collect::<Vec<_>>(), texts);
    let tx = db.read(&ruse).await.unwrap();
    let how_far = progress(&tx).await.unwrap();
    assert_eq!((how_far.current, how_far.versions), (2, 2));
    assert_eq!(how_far.resealed, how_far.total);
    assert!(status(&tx, &columns()).await.unwrap().iter().all(|count| count.version == 2));
    tx.rollback().await;
    assert_eq!(destroy(db, &ruse).await.unwrap(), [1]);
    assert_eq!(destroy(db, &ruse).await.unwrap(), Vec::<u32>::new(), "again: nothing to do");

    // A fresh process knows only the new key, opens everything and finds by the same index.
    let fresh = base.again(&base.clock).await;
    assert_eq!(kept(&fresh, &ruse).await, kept(db, &ruse).await);
    assert_eq!(fresh.keys().of(ruse.municipality.0).unwrap().versions(), [2]);
    assert_eq!(word(&fresh), before);
    let mezdra = base.mezdra();
    assert_eq!(fresh.keys().of(mezdra.municipality.0).unwrap().versions(), [1], "not the other's");
}

#[tokio::test]
async fn who_does_not_know_that_the_key_is_gone_saves_nothing_with_it() {
    let base = Base::new().await;
    let (db, ruse) = (&base.db, base.ruse());
    // Another process whose clock stands: it never looks for other keys by itself.
    let asleep = base.again(&Clock::standing_at(NOW)).await;
    keep(&asleep, &ruse, "стар").await.unwrap();
    new_key(db, &ruse).await;
    base.clock.set(NOW.plus_ms(11_000));
    reseal(db, &ruse).await;
    keep(&asleep, &ruse, "зад гърба").await.unwrap();
    assert!(matches!(destroy(db, &ruse).await, Err(RetireError::InUse(_))), "one more came");
    assert_eq!(reseal(db, &ruse).await, 1, "the walk begins again for it");
    assert_eq!(destroy(db, &ruse).await.unwrap(), [1]);

    let refused = change(&asleep, &ruse, kept(db, &ruse).await[0].0, "изгубен").await;
    // It noticed at its last saving that there is a newer key, or is refused now and then knows.
    if let Err(e) = refused {
        assert!(matches!(e, StoreError::Unavailable(_)), "{e:?}");
    }
    keep(&asleep, &ruse, "нов").await.unwrap();
    let all = kept(db, &ruse).await;
    assert!(all.iter().all(|row| row.2 == 2), "{all:?}");
    assert_eq!(kept(&asleep, &ruse).await, all);
}

#[tokio::test]
async fn what_was_sealed_before_the_key_went_is_not_kept_after() {
    let base = Base::new().await;
    if !base.is_postgres() {
        // SQLite has one writer: while one seals, nobody destroys.
        return;
    }
    let (db, ruse) = (&base.db, base.ruse());
    new_key(db, &ruse).await;
    let tx = db.write(&ruse).await.unwrap();
    let id = tx.new_id();
    let sealed = tx.seal("draft", "sealed", id, "късно").unwrap();
    tx.insert(draft::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        account_id: Set(AccountId(1)),
        path: Set("/late".into()),
        sealed: Set(sealed),
        at: Set(tx.now()),
    })
    .await
    .unwrap();
    base.clock.set(NOW.plus_ms(11_000));
    let other = base.again(&base.clock).await;
    reseal(&other, &ruse).await;
    assert_eq!(destroy(&other, &ruse).await.unwrap(), [1]);
    assert!(matches!(tx.commit().await, Err(StoreError::Unavailable(_))));
    assert!(kept(db, &ruse).await.is_empty());
    keep(db, &ruse, "наново").await.unwrap();
    assert_eq!(kept(db, &ruse).await[0].2, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sealing_anew_never_overwrites_what_somebody_saves_meanwhile() {
    let base = Base::new().await;
    let (db, ruse) = (base.db.clone(), base.ruse());
    let mut ids = Vec::new();
    for n in 0..60 {
        ids.push(keep(&db, &ruse, &format!("{n}.0")).await.unwrap());
    }
    new_key(&db, &ruse).await;
    base.clock.set(NOW.plus_ms(11_000));
    let mut writers = Vec::new();
    for part in ids.chunks(15) {
        let (db, ruse, part) = (db.clone(), ruse.clone(), part.to_vec());
        writers.push(tokio::spawn(async move {
            for round in 1..=20 {
                for id in &part {
                    change(&db, &ruse, *id, &format!("{id}.{round}")).await.unwrap();
                }
            }
        }));
    }
    // Two processes seal anew at once.
    let other = base.again(&base.clock).await;
    let (a, b) = tokio::join!(reseal(&db, &ruse), reseal(&other, &ruse));
    for writer in writers {
        writer.await.unwrap();
    }
    reseal(&db, &ruse).await;
    for (id, text, version) in kept(&db, &ruse).await {
        assert_eq!((text, version), (format!("{id}.20"), 2), "{a} and {b} sealed anew");
    }
    assert_eq!(destroy(&db, &ruse).await.unwrap(), [1]);
}

#[tokio::test]
async fn a_value_that_does_not_open_keeps_its_key_alive_and_is_told() {
    let base = Base::new().await;
    let (db, ruse) = (&base.db, base.ruse());
    let broken = keep(db, &ruse, "повреден").await.unwrap();
    keep(db, &ruse, "здрав").await.unwrap();
    base.tamper(&format!("update draft set path = '/x', sealed = (select sealed from draft where id <> {broken} limit 1) where id = {broken}")).await;
    new_key(db, &ruse).await;
    base.clock.set(NOW.plus_ms(11_000));
    let work = Resealing::new(db, ruse.municipality, columns());
    let told = work.job().await.unwrap_err().to_string();
    assert!(told.contains("1 values of draft.sealed"), "{told}");
    assert!(matches!(destroy(db, &ruse).await, Err(RetireError::InUse(c)) if c[0].values == 1));
}

#[tokio::test]
async fn a_row_is_proven_with_the_public_key_alone_and_a_changed_proof_is_not() {
    let base = Base::new().await;
    let (db, ruse) = (&base.db, base.ruse());
    base.read_some(10).await;
    seal(db, base.ruse_id).await.unwrap();
    let ids = base.audit_ids().await;
    base.read_some(7).await;
    seal(db, base.ruse_id).await.unwrap();
    let root = RootKey::from_bytes([7; 32]);
    let key = verifier(&root, base.ruse_id);
    let tx = db.read(&ruse).await.unwrap();
    let newest = tree_head(&tx, None).await.unwrap().unwrap();
    assert!(newest.size > ids.len() as u64);
    for id in base.audit_ids().await {
        let proof = prove_row(&tx, &root, id).await.unwrap();
        let json = serde_json::to_string(&proof).unwrap();
        let Ok(Shown::Row(row, head)) = check(&json, &key) else { panic!("{json}") };
        assert_eq!(row[1], ("id".to_owned(), id.to_string()));
        assert_eq!(head, newest);
        let other = verifier(&RootKey::from_bytes([8; 32]), base.ruse_id);
        assert_eq!(check(&json, &other), Err(CheckError::Signature));
        let mezdra = verifier(&root, base.mezdra_id);
        assert_eq!(check(&json, &mezdra), Err(CheckError::Signature), "another municipality");
        let changed = json.replace("\"read\"", "\"list\"");
        assert!(changed != json && check(&changed, &key) == Err(CheckError::Root), "{changed}");
    }
    assert_eq!(check("{}", &key), Err(CheckError::Unreadable));
    let older = ids.len() as u64;
    let proof = prove_growth(&tx, &root, older, None).await.unwrap();
    let json = serde_json::to_string(&proof).unwrap();
    let Ok(Shown::Grown(from, to)) = check(&json, &key) else { panic!("{json}") };
    assert_eq!((from.size, to.size), (older, newest.size));
    let none = prove_growth(&tx, &root, older - 1, None).await;
    assert!(matches!(none, Err(StoreError::NotFound)), "no head was signed there");
    assert!(matches!(prove_row(&tx, &root, 1).await, Err(StoreError::NotFound)));
    assert_eq!(verify(db, base.ruse_id, &[]).await.unwrap().finding, None);
}

#[tokio::test]
async fn a_rewritten_audit_does_not_grow_from_the_head_that_a_witness_keeps() {
    let base = Base::new().await;
    let (db, ruse) = (&base.db, base.ruse());
    base.read_some(6).await;
    seal(db, base.ruse_id).await.unwrap();
    let root = RootKey::from_bytes([7; 32]);
    let key = verifier(&root, base.ruse_id);
    let tx = db.read(&ruse).await.unwrap();
    let witness = tree_head(&tx, None).await.unwrap().unwrap();
    tx.rollback().await;
    // Somebody with the machine and its keys changes a row and builds everything anew.
    let third = base.audit_ids().await[2];
    base.tamper(&format!("update audit set actor = 'друг' where id = {third}")).await;
    base.tamper("delete from audit_seal").await;
    base.tamper("delete from audit_checkpoint").await;
    base.tamper("delete from audit_tree_head").await;
    base.read_some(2).await;
    seal(db, base.ruse_id).await.unwrap();
    assert_eq!(verify(db, base.ruse_id, &[]).await.unwrap().finding, None, "sound by itself");
    let tx = db.read(&ruse).await.unwrap();
    let now = tree_head(&tx, None).await.unwrap().unwrap();
    let missing = prove_growth(&tx, &root, witness.size, None).await;
    assert!(matches!(missing, Err(StoreError::NotFound)));
    // A proof forged from the new rows with the witness's own head does not hold.
    let mut forged =
        serde_json::to_value(prove_growth(&tx, &root, now.size, None).await.unwrap()).unwrap();
    forged["older"] = witness.note(&root).into();
    assert_eq!(check(&forged.to_string(), &key), Err(CheckError::Root));
}
