//! The work with a table, in batches: check, enter, take back. Each batch is a transaction that
//! writes its position too; whoever comes after a crash goes on from there.

use super::enter::{self, Written, origin};
use super::field::Field;
use super::judge::{Read, Verdict, World, judge};
use super::row::{Line, Reader, identifier, person};
use super::store::{self, Noted, Progress};
use super::{JOB, PURPOSE, RunId};
use crate::app::App;
use crate::assistance;
use crate::imports::{Stage, places};
use crate::municipality::all_settlements;
use crate::people::{IdentifierKind, NewPerson, PersonId, find_many, likely_many};
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Rows checked in one transaction.
const CHECKED: usize = 500;
/// Agreements entered or taken back in one transaction: the one writer is not kept from others for
/// long, and each is many rows.
const ENTERED: usize = 20;

/// A row that waits for a decision, as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Likely {
    /// What the row says.
    pub line: Line,
    /// Who may be the user.
    pub user: Vec<PersonId>,
    /// Who may be the assistant.
    pub assistant: Vec<PersonId>,
}

type Verdicts = Vec<(i32, Verdict)>;
type Tell<'a> = &'a (dyn Fn(&Progress) + Sync);

/// Goes on with a table until it needs a person or ends; tells how many rows of the stage are done.
///
/// # Errors
/// When the database does not answer, or another works on it.
pub async fn work(
    app: &App,
    municipality: MunicipalityId,
    id: RunId,
    tell: Tell<'_>,
) -> anyhow::Result<()> {
    let actor = Actor::system(municipality, PURPOSE);
    app.freshen_law(municipality).await?;
    let tx = app.db.read(&actor).await?;
    let run = store::progress(&tx, id).await?;
    tx.rollback().await;
    match run.stage() {
        Stage::Checking => {
            let all = judged(app, &actor, &run).await?;
            check(app, &actor, run, (&all, tell)).await
        }
        Stage::Running => {
            let all = judged(app, &actor, &run).await?;
            enter_all(app, &actor, run, (&all, tell)).await
        }
        Stage::Undoing => take_back(app, &actor, run, tell).await,
        _ => Ok(()),
    }
}

/// Takes the work to its next stage.
///
/// # Errors
/// [`StoreError::Conflict`] when it stands elsewhere by now.
pub async fn advance(tx: &Tx, run: &Progress, next: Stage) -> Result<(), StoreError> {
    let moved = Progress { state: next.code().to_owned(), position: 0, ..run.clone() };
    store::step(tx, (run.stage(), run.position), &moved).await
}

/// Puts the job in that goes on with a table.
///
/// # Errors
/// When the database refuses.
pub async fn go_on(tx: &Tx, id: RunId) -> Result<(), StoreError> {
    kit::jobs::enqueue(tx, JOB, None, &serde_json::json!({ "run": id.0 }), tx.now()).await
}

/// Reads the file and tells what becomes of each row.
async fn judged(app: &App, actor: &Actor, run: &Progress) -> anyhow::Result<Verdicts> {
    let tx = app.db.read(actor).await?;
    let (kind, bytes) = store::file(&tx, run.id).await?;
    let detail = store::detail(&tx, run)?;
    let settlements = all_settlements(&tx).await?;
    tx.rollback().await;
    let kind = sheet::Kind::from_code(&kind).context("a kind of file")?;
    let home = app.db.municipalities().into_iter().find(|m| m.id == actor.municipality);
    let (home, today) = (home.context("the municipality")?.code.clone(), app.today());
    let rows = tokio::task::spawn_blocking(move || -> Result<Vec<Read>, sheet::ReadError> {
        let columns: Vec<_> = detail.columns.iter().map(|code| Field::from_code(code)).collect();
        let table = sheet::read(&bytes, kind)?;
        let places = places(settlements, &home);
        let reader = Reader { columns: &columns, places: &places, today };
        let line = |row: &sheet::Row<'_>| i32::try_from(row.number()).unwrap_or(i32::MAX);
        Ok(table.rows_from(0).map(|row| (line(&row), reader.read(row))).collect())
    });
    let rows = rows.await??;
    let law = app.law(actor.municipality);
    let lines: Vec<&Line> = rows.iter().filter_map(|(_, row)| row.as_ref().ok()).collect();
    let tx = app.db.read(actor).await?;
    let world = world(&tx, &lines, today).await?;
    tx.rollback().await;
    Ok(judge(&law, &world, rows, (today, &origin())))
}

/// What the register knows of the people and numbers of some lines.
///
/// # Errors
/// When the database does not answer.
pub async fn world(tx: &Tx, lines: &[&Line], today: Day) -> Result<World, StoreError> {
    let of_line = |line: &&Line| [identifier(&line.user), identifier(&line.assistant)];
    let wanted: HashSet<(IdentifierKind, String)> =
        lines.iter().flat_map(of_line).flatten().collect();
    let wanted: Vec<_> = wanted.into_iter().collect();
    let found = find_many(tx, &wanted).await?;
    let people: HashMap<String, PersonId> =
        found.into_iter().map(|((_, value), id)| (value, id)).collect();
    let mut numbers = HashMap::new();
    let all: Vec<String> = lines.iter().map(|line| line.number.clone()).collect();
    for part in all.chunks(CHECKED) {
        for (number, on, id) in assistance::known_before(tx, part).await? {
            numbers.insert((number, on), id);
        }
    }
    let known: Vec<PersonId> = people.values().copied().collect();
    let in_force = if known.is_empty() {
        Vec::new()
    } else {
        assistance::in_force(tx, (&known, today)).await?
    };
    Ok(World { numbers, people, in_force })
}

fn rest<'a>(all: &'a Verdicts, run: &Progress) -> &'a [(i32, Verdict)] {
    all.get(usize::try_from(run.position).unwrap_or_default()..).unwrap_or_default()
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Notes what is not to be entered: wrong rows, known agreements, people who must be asked about.
async fn check(
    app: &App,
    actor: &Actor,
    mut run: Progress,
    (all, tell): (&Verdicts, Tell<'_>),
) -> anyhow::Result<()> {
    for batch in rest(all, &run).chunks(CHECKED) {
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

/// A row that is not entered.
fn passed_over((line, verdict): &(i32, Verdict)) -> Option<Noted> {
    match verdict {
        Verdict::Good(_) => None,
        Verdict::Known(id) => Some(Noted {
            line: *line,
            outcome: "known",
            agreement: Some(*id),
            cells: String::new(),
        }),
        Verdict::Wrong(told) => Some(Noted {
            line: *line,
            outcome: "wrong",
            agreement: None,
            cells: serde_json::to_string(told).unwrap_or_default(),
        }),
    }
}

/// The rows of a batch that are not simply good.
async fn look(
    app: &App,
    actor: &Actor,
    batch: &[(i32, Verdict)],
) -> Result<Vec<Noted>, StoreError> {
    let mut noted: Vec<Noted> = batch.iter().filter_map(passed_over).collect();
    // The people who are not in the register by a number: one after the other, user and assistant.
    let mut asked: Vec<(usize, bool)> = Vec::new();
    let mut new: Vec<NewPerson> = Vec::new();
    for (at, (_, verdict)) in batch.iter().enumerate() {
        let Verdict::Good(good) = verdict else { continue };
        if good.known.0.is_none() {
            asked.push((at, true));
            new.push(person(&good.line.user));
        }
        if good.known.1.is_none() {
            asked.push((at, false));
            new.push(person(&good.line.assistant));
        }
    }
    let found = likely_many(app, actor, &new.iter().collect::<Vec<_>>()).await?;
    let mut waiting: HashMap<usize, (Vec<PersonId>, Vec<PersonId>)> = HashMap::new();
    for ((at, is_user), alike) in asked.into_iter().zip(found) {
        if alike.is_empty() {
            continue;
        }
        let both = waiting.entry(at).or_default();
        if is_user { both.0 = alike } else { both.1 = alike }
    }
    for (at, (user, assistant)) in waiting {
        if let Some((line, Verdict::Good(good))) = batch.get(at) {
            let likely = Likely { line: good.line.clone(), user, assistant };
            let cells = serde_json::to_string(&likely).unwrap_or_default();
            noted.push(Noted { line: *line, outcome: "likely", agreement: None, cells });
        }
    }
    Ok(noted)
}

/// A row as it is kept when its agreement was entered.
pub fn entered(line: i32, written: &Written) -> Noted {
    let cells = serde_json::to_string(written).unwrap_or_default();
    let agreement = Some(written.made.agreement);
    Noted { line, outcome: "entered", agreement, cells }
}

/// Enters the good rows. What came to be wrong or known since the check is noted so.
async fn enter_all(
    app: &App,
    actor: &Actor,
    mut run: Progress,
    (all, tell): (&Verdicts, Tell<'_>),
) -> anyhow::Result<()> {
    let law = app.law(actor.municipality);
    let tx = app.db.read(actor).await?;
    let noted: HashSet<i32> =
        store::outcomes(&tx, run.id).await?.into_iter().map(|(line, _)| line).collect();
    tx.rollback().await;
    for batch in rest(all, &run).chunks(ENTERED) {
        let before = run.position;
        run.position += count(batch.len());
        let mut tx = app.db.write(actor).await?;
        let mut rows = Vec::new();
        for one in batch.iter().filter(|(line, _)| !noted.contains(line)) {
            if let (line, Verdict::Good(good)) = one {
                let written = enter::enter(&mut tx, &law, good, run.here_from).await?;
                run.entered_count += 1;
                run.people_count += count(written.people.len());
                rows.push(entered(*line, &written));
            } else if let Some(row) = passed_over(one) {
                run.known_count += i32::from(row.outcome == "known");
                run.wrong_count += i32::from(row.outcome == "wrong");
                rows.push(row);
            }
        }
        store::note(&tx, run.id, rows).await?;
        store::step(&tx, (Stage::Running, before), &run).await?;
        tx.audit(Entry::new("import", "assistance-agreement", ""));
        tx.commit().await?;
        tell(&run);
    }
    let mut tx = app.db.write(actor).await?;
    end(&mut tx, &run, Stage::Done, "brought-done").await?;
    Ok(tx.commit().await?)
}

/// Ends the work with a table: its file goes.
///
/// # Errors
/// [`StoreError::Conflict`] when it stands elsewhere by now.
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
    let counts = [("entered", run.entered_count), ("people", run.people_count)];
    let data = counts.map(|(name, count)| (name, count.to_string())).to_vec();
    tx.event(Event { kind: event, data, ..Event::default() }).await
}

/// Takes the agreements back with which nobody has worked, the last of the file first: who came
/// with an earlier row and assists in a later one goes with the earlier.
async fn take_back(
    app: &App,
    actor: &Actor,
    mut run: Progress,
    tell: Tell<'_>,
) -> anyhow::Result<()> {
    let mut line = i32::MAX;
    loop {
        let mut tx = app.db.write(actor).await?;
        let rows = store::made(&tx, (run.id, line), ENTERED as u64).await?;
        let Some(last) = rows.last() else {
            end(&mut tx, &run, Stage::Undone, "brought-undone").await?;
            return Ok(tx.commit().await?);
        };
        line = last.line;
        let mut ids = Vec::new();
        let mut written: Vec<Written> = Vec::new();
        for row in &rows {
            if let Ok(one) = serde_json::from_str(&store::cells(&tx, row)?) {
                ids.push(row.id);
                written.push(one);
            }
        }
        let before = run.position;
        if !enter::worked_with(&tx, &written).await? {
            store::taken_back(&tx, &ids).await?;
            run.people_count -= count(enter::take_back(&mut tx, &written).await?);
            run.entered_count -= count(ids.len());
            run.position += count(ids.len());
            store::step(&tx, (Stage::Undoing, before), &run).await?;
        }
        tx.audit(Entry::new("remove", "assistance-agreement", &ids.len().to_string()));
        tx.commit().await?;
        tell(&run);
    }
}
