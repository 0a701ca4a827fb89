//! The work of an import, in batches: check, enter, take back. Each batch is a transaction that
//! writes its position too; whoever comes after a crash goes on from there.

use super::rows::{self, Read, person};
use super::store::{self, Noted, Progress};
use super::{JOB, RunId, Stage};
use crate::app::App;
use crate::municipality::all_settlements;
use crate::people::{
    self, AddressKind, IdentifierKind, NewPerson, PersonId, find_many, likely_many,
};
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::MunicipalityId;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Rows in one transaction: the one writer is not kept from others for long.
const BATCH: usize = 500;

/// Who an import speaks of while it works.
const PURPOSE: &str = "imports: чл. 73, 75 ЗСУ";

/// A row that waits for a decision, as it is kept.
#[derive(Serialize, Deserialize)]
pub struct Likely {
    pub person: sheet::Checked,
    pub alike: Vec<PersonId>,
}

/// Goes on with an import until it needs a person or ends; tells how many rows of the stage are
/// done.
///
/// # Errors
/// When the database does not answer, or another works on it.
pub async fn work(
    app: &App,
    municipality: MunicipalityId,
    id: RunId,
    tell: &(dyn Fn(&Progress) + Sync),
) -> anyhow::Result<()> {
    let actor = Actor::system(municipality, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let run = store::progress(&tx, id).await?;
    tx.rollback().await;
    match run.stage() {
        Stage::Checking | Stage::Running => {
            let all = checked_rows(app, &actor, &run).await?;
            if run.stage() == Stage::Checking {
                check(app, &actor, run, (&all, tell)).await
            } else {
                enter(app, &actor, run, (&all, tell)).await
            }
        }
        Stage::Undoing => take_back(app, &actor, run, tell).await,
        _ => Ok(()),
    }
}

/// Takes an import to its next stage.
///
/// # Errors
/// [`StoreError::Conflict`] when it stands elsewhere by now.
pub async fn advance(tx: &Tx, run: &Progress, next: Stage) -> Result<(), StoreError> {
    let moved = Progress { state: next.code().to_owned(), position: 0, ..run.clone() };
    store::step(tx, (run.stage(), run.position), &moved).await
}

/// Puts the job in that goes on with an import.
///
/// # Errors
/// When the database refuses.
pub async fn go_on(tx: &Tx, id: RunId) -> Result<(), StoreError> {
    kit::jobs::enqueue(tx, JOB, None, &serde_json::json!({ "run": id.0 }), tx.now()).await
}

async fn checked_rows(app: &App, actor: &Actor, run: &Progress) -> anyhow::Result<Vec<Read>> {
    let tx = app.db.read(actor).await?;
    let (kind, bytes) = store::file(&tx, run.id).await?;
    let detail = store::detail(&tx, run)?;
    let settlements = all_settlements(&tx).await?;
    tx.rollback().await;
    let kind = sheet::Kind::from_code(&kind).context("a kind of file")?;
    let home = app.db.municipalities().into_iter().find(|m| m.id == actor.municipality);
    let (home, today) = (home.context("the municipality")?.code.clone(), app.today());
    let all = tokio::task::spawn_blocking(move || {
        let places = rows::places(settlements, &home);
        rows::check_all((kind, &bytes), &detail, &places, today)
    });
    Ok(all.await??)
}

/// Who is known by an identifier, for each of these people.
async fn known(tx: &Tx, people: &[&NewPerson]) -> Result<Vec<Option<PersonId>>, StoreError> {
    let wanted: Vec<(IdentifierKind, String)> =
        people.iter().flat_map(|person| person.identifiers.clone()).collect();
    let owners = find_many(tx, &wanted).await?;
    let owner = |person: &&NewPerson| person.identifiers.iter().find_map(|id| owners.get(id));
    Ok(people.iter().map(|person| owner(person).copied()).collect())
}

type Work<'a> = (&'a [Read], &'a (dyn Fn(&Progress) + Sync));

fn rest<'a>(all: &'a [Read], run: &Progress) -> &'a [Read] {
    all.get(usize::try_from(run.position).unwrap_or_default()..).unwrap_or_default()
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Notes what is not to be entered: wrong rows, known people, likely ones.
async fn check(
    app: &App,
    actor: &Actor,
    mut run: Progress,
    (all, tell): Work<'_>,
) -> anyhow::Result<()> {
    for batch in rest(all, &run).chunks(BATCH) {
        let noted = look(app, actor, batch).await?;
        let of = |outcome: &str| count(noted.iter().filter(|n| n.outcome == outcome).count());
        let before = run.position;
        run.position += count(batch.len());
        run.known_count += of("known");
        run.likely_count += of("likely");
        run.wrong_count += of("wrong");
        let mut tx = app.db.write(actor).await?;
        store::note(&tx, run.id, noted).await?;
        store::step(&tx, (Stage::Checking, before), &run).await?;
        tx.audit(Entry::search("person"));
        tx.commit().await?;
        tell(&run);
    }
    let tx = app.db.write(actor).await?;
    let all = run.position;
    (run.state, run.position) = (Stage::Checked.code().to_owned(), 0);
    store::step(&tx, (Stage::Checking, all), &run).await?;
    Ok(tx.commit().await?)
}

/// The rows of a batch that are not simply new.
async fn look(app: &App, actor: &Actor, batch: &[Read]) -> Result<Vec<Noted>, StoreError> {
    let mut noted = Vec::new();
    let mut good = Vec::new();
    for row in batch {
        match &row.person {
            Ok(checked) => good.push((row.line, checked, person(checked))),
            Err(wrong) => noted.push(Noted {
                line: row.line,
                outcome: "wrong",
                person: None,
                cells: serde_json::to_string(wrong).unwrap_or_default(),
            }),
        }
    }
    let tx = app.db.read(actor).await?;
    let people: Vec<&NewPerson> = good.iter().map(|(_, _, person)| person).collect();
    let owners = known(&tx, &people).await?;
    tx.rollback().await;
    let mut fresh = Vec::new();
    for (row, owner) in good.iter().zip(owners) {
        match owner {
            Some(person) => noted.push(Noted {
                line: row.0,
                outcome: "known",
                person: Some(person),
                cells: String::new(),
            }),
            None => fresh.push(row),
        }
    }
    let people: Vec<&NewPerson> = fresh.iter().map(|(_, _, person)| person).collect();
    let alike = likely_many(app, actor, &people).await?;
    for ((line, checked, _), alike) in fresh.into_iter().zip(alike) {
        if !alike.is_empty() {
            let likely = Likely { person: (*checked).clone(), alike };
            let cells = serde_json::to_string(&likely).unwrap_or_default();
            noted.push(Noted { line: *line, outcome: "likely", person: None, cells });
        }
    }
    Ok(noted)
}

/// Enters the new people, and renews the addresses of the known ones when that is wanted.
async fn enter(
    app: &App,
    actor: &Actor,
    mut run: Progress,
    (all, tell): Work<'_>,
) -> anyhow::Result<()> {
    let tx = app.db.read(actor).await?;
    let noted = store::outcomes(&tx, run.id).await?;
    tx.rollback().await;
    let noted: HashMap<i32, (String, Option<PersonId>)> =
        noted.into_iter().map(|(line, outcome, person)| (line, (outcome, person))).collect();
    for batch in rest(all, &run).chunks(BATCH) {
        let before = run.position;
        run.position += count(batch.len());
        let mut tx = app.db.write(actor).await?;
        let good = batch.iter().filter_map(|row| Some((row, row.person.as_ref().ok()?)));
        let mut fresh = Vec::new();
        for (row, checked) in good {
            match noted.get(&row.line).map(|(outcome, person)| (outcome.as_str(), *person)) {
                None => fresh.push((row.line, person(checked))),
                Some(("known", Some(id))) if run.known_rule == "update" => {
                    run.updated_count += i32::from(renew(&mut tx, id, checked).await?);
                }
                Some(_) => {}
            }
        }
        run.created_count += enter_new(&mut tx, &mut run.known_count, (run.id, fresh)).await?;
        store::step(&tx, (Stage::Running, before), &run).await?;
        tx.commit().await?;
        tell(&run);
    }
    let mut tx = app.db.write(actor).await?;
    end(&mut tx, &run, Stage::Done, "import-done").await?;
    Ok(tx.commit().await?)
}

/// Enters those of these rows whom nobody entered since the check; gives their number.
async fn enter_new(
    tx: &mut Tx,
    known_count: &mut i32,
    (run, fresh): (RunId, Vec<(i32, NewPerson)>),
) -> Result<i32, StoreError> {
    let people: Vec<&NewPerson> = fresh.iter().map(|(_, person)| person).collect();
    let owners = known(tx, &people).await?;
    let mut rows = Vec::with_capacity(fresh.len());
    let (mut lines, mut new) = (Vec::new(), Vec::new());
    for ((line, person), owner) in fresh.into_iter().zip(owners) {
        match owner {
            Some(_) => {
                *known_count += 1;
                let cells = String::new();
                rows.push(Noted { line, outcome: "known", person: owner, cells });
            }
            None => {
                lines.push(line);
                new.push(person);
            }
        }
    }
    let ids = people::create_many(tx, &new).await?;
    rows.extend(lines.into_iter().zip(&ids).map(|(line, id)| Noted {
        line,
        outcome: "created",
        person: Some(*id),
        cells: String::new(),
    }));
    store::note(tx, run, rows).await?;
    Ok(count(ids.len()))
}

async fn renew(tx: &mut Tx, id: PersonId, checked: &sheet::Checked) -> Result<bool, StoreError> {
    let both =
        [(AddressKind::Present, &checked.present), (AddressKind::Permanent, &checked.permanent)];
    let mut is_renewed = false;
    for (kind, place) in both {
        if let Some((ekatte, line)) = place {
            is_renewed |= people::renew_address(tx, id, kind, (ekatte, line)).await?;
        }
    }
    Ok(is_renewed)
}

/// Ends an import: its file goes.
pub async fn end(
    tx: &mut Tx,
    run: &Progress,
    stage: Stage,
    event: &'static str,
) -> Result<(), StoreError> {
    let ended =
        Progress { state: stage.code().to_owned(), ended_at: Some(tx.now()), ..run.clone() };
    store::step(tx, (run.stage(), run.position), &ended).await?;
    store::forget_file(tx, run.id).await?;
    let counts = [("created", run.created_count), ("updated", run.updated_count)];
    let data = counts.map(|(name, count)| (name, count.to_string())).to_vec();
    tx.event(Event { kind: event, data, ..Event::default() }).await
}

/// Takes the people back with whom nobody has worked.
async fn take_back(
    app: &App,
    actor: &Actor,
    mut run: Progress,
    tell: &(dyn Fn(&Progress) + Sync),
) -> anyhow::Result<()> {
    let mut line = -1;
    loop {
        let mut tx = app.db.write(actor).await?;
        let rows = store::rows(&tx, (run.id, "created"), line, BATCH as u64).await?;
        let Some(last) = rows.last() else {
            end(&mut tx, &run, Stage::Undone, "import-undone").await?;
            return Ok(tx.commit().await?);
        };
        line = last.line;
        let ids: Vec<PersonId> = rows.iter().filter_map(|row| row.person_id).collect();
        let gone = people::remove_untouched(&tx, &ids).await?;
        store::settle(&tx, store::of_people(run.id, &gone), ("created", "undone"), None).await?;
        let before = run.position;
        run.position += count(gone.len());
        run.created_count -= count(gone.len());
        store::step(&tx, (Stage::Undoing, before), &run).await?;
        tx.audit(Entry::new("remove", "person", &gone.len().to_string()));
        tx.commit().await?;
        tell(&run);
    }
}
