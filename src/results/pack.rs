//! Evidence packs: what belongs into one, what is missing from it, and the job that makes it.

use super::PackId;
use super::bundle::{Piece, closed};
use super::count::names;
use super::draft::{Draft, Drafts};
use super::frame::{self, bg, bg_with};
use super::gather::of_all;
use super::indicator::{self, span};
use super::neighbours::{scans, spent};
use super::report::{Asked, KINDS, Section, evidence, printed, report};
use super::store::result_pack::{ActiveModel, Column, Entity};
use super::table::Table;
use super::{micro_page, pack_work, paper};
use crate::app::App;
use crate::people::PAPER;
use crate::projects::{self, ProjectId, ProjectName};
use crate::proof::Proof;
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::crypto::fingerprint;
use kit::jobs::{Handler, Job};
use kit::store::{Municipality, StoreError, Tx};
use kit::types::{Day, Instant, MunicipalityId};
use kit::web::Problem;
use sea_orm::{
    ColumnTrait, FromQueryResult, QueryFilter, QuerySelect, Select, SelectModel, Selector, Set,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sheet::Format;
use std::sync::Arc;

/// The job that makes a pack.
pub const MAKE: &str = "make-evidence-pack";
const PURPOSE: &str = "results: evidence pack";
/// How many papers are printed before the bar moves.
const PART: usize = 16;
/// The largest pack; a longer period goes in parts.
const LARGEST: usize = 200 * 1024 * 1024;

/// What a pack holds, and what is missing from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Name, title and hash of each piece.
    pub pieces: Vec<[String; 3]>,
    /// What should be there and is not.
    pub missing: Vec<String>,
}

async fn reports(tx: &Tx, drafts: &mut Drafts<'_>, row: &Pack) -> Result<(), Problem> {
    let made = paper::of_project(tx, row.project_id).await?;
    for kind in KINDS {
        let (from, to) = (row.from_on, row.to_on);
        let asked = Asked { kind, from, to, known_at: row.made_at };
        let report = report(tx, drafts.project, asked).await?;
        let title = bg(&format!("results-paper-{kind}"));
        drafts.table("1-reports", title.clone(), &report.table)?;
        let is_made =
            made.iter().any(|one| one.kind == kind && one.from_on == from && one.to_on == to);
        if !is_made {
            drafts.missing.push(bg_with("results-missing-report", &[("kind", title.clone())]));
        }
        drafts.paper("1-reports", title, |data| report.write(data));
    }
    Ok(())
}

async fn lists(tx: &Tx, drafts: &mut Drafts<'_>, row: &Pack) -> Result<(), Problem> {
    let span = span(drafts.project, row.to_on, row.made_at);
    let proofs = of_all(tx, &names(), &span).await?;
    let within = |name: &str| -> Vec<&Proof> {
        let all = proofs.get(name).into_iter().flatten();
        all.filter(|one| row.from_on <= one.day).collect()
    };
    for name in names() {
        let own = within(name);
        if own.is_empty() {
            continue;
        }
        let title = bg(&format!("results-counted-{name}"));
        let heads = ["evidence", "day", "amount"].map(|head| bg(&format!("results-column-{head}")));
        let rows: Vec<Vec<String>> = own.into_iter().map(evidence).collect();
        let table = Table { heads: heads.to_vec(), rows: rows.clone() };
        drafts.table("2-evidence", title.clone(), &table)?;
        let section =
            Section { title: title.clone(), text: String::new(), heads: heads.to_vec(), rows };
        drafts.paper("2-evidence", title, |data| data["sections"] = vec![printed(&section)].into());
    }
    for one in indicator::of_project(tx, row.project_id).await? {
        if within(&one.counted).is_empty() {
            let args = [("name", one.name.clone())];
            drafts.missing.push(bg_with("results-missing-evidence", &args));
        }
    }
    Ok(())
}

async fn participants(tx: &Tx, drafts: &mut Drafts<'_>, row: &Pack) -> Result<(), Problem> {
    let book = micro_page::book(tx, row.project_id).await?;
    drafts.table("3-microdata", bg("results-microdata"), &book.table(ui::Lang::Bg, None))?;
    let span = span(drafts.project, row.to_on, row.made_at);
    let trained = super::gather::proofs(tx, "trained", &span).await?.len();
    if book.all.len() < trained {
        let args = [("count", book.all.len().to_string()), ("trained", trained.to_string())];
        drafts.missing.push(bg_with("results-missing-participants", &args));
    }
    let lacks = |one: &&super::participant::Participant| {
        one.answers.values().any(|value| value == "not-collected")
    };
    let lacking = book.all.iter().filter(lacks).count();
    if lacking > 0 {
        let args = [("count", lacking.to_string())];
        drafts.missing.push(bg_with("results-missing-answers", &args));
    }
    Ok(())
}

async fn drafts<'a>(
    tx: &Tx,
    (office, project): (&'a Municipality, &'a ProjectName),
    row: &Pack,
) -> Result<Drafts<'a>, Problem> {
    let publicity = projects::printed(tx, row.project_id, row.to_on).await?;
    let mut all = Drafts { office, project, publicity, list: Vec::new(), missing: Vec::new() };
    if all.publicity.is_none() {
        all.missing.push(bg_with("results-missing-heading", &[("day", row.to_on.bg())]));
    }
    reports(tx, &mut all, row).await?;
    lists(tx, &mut all, row).await?;
    participants(tx, &mut all, row).await?;
    let spent = spent(tx, row.project_id, row.from_on, row.to_on).await?;
    let mut scans = scans(tx, &spent).await?;
    for one in &spent {
        all.document(one, &mut scans);
    }
    pack_work::attended(tx, &mut all, row).await?;
    pack_work::worked(tx, &mut all, row).await?;
    Ok(all)
}

/// What is known of a pack, without the file: that may be large, and is read by whoever takes it alone.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Pack {
    /// The pack.
    pub id: PackId,
    /// Of which project.
    pub project_id: ProjectId,
    /// The claim in words; empty of a pack of days.
    pub claim: String,
    /// Its first day.
    pub from_on: Day,
    /// Its last day.
    pub to_on: Day,
    /// How far it is.
    pub state: String,
    /// Pieces that are made.
    pub done: i32,
    /// All pieces.
    pub total: i32,
    /// How much is missing.
    pub missing: i32,
    /// Its index; empty until it is made.
    pub index_sealed: Vec<u8>,
    /// Fingerprint of the file.
    pub sha256: String,
    /// When it was asked for.
    pub made_at: Instant,
    /// When it was made.
    pub finished_at: Option<Instant>,
    /// Who asked for it.
    pub account_name: String,
    /// Version of the row.
    pub version: i32,
}

/// What is known of some packs.
#[must_use]
pub fn facts(rows: Select<Entity>) -> Selector<SelectModel<Pack>> {
    let whose = [Column::Id, Column::ProjectId, Column::Claim, Column::FromOn, Column::ToOn];
    let far = [Column::State, Column::Done, Column::Total, Column::Missing, Column::IndexSealed];
    let made = [Column::Sha256, Column::MadeAt, Column::FinishedAt, Column::AccountName];
    let rows = rows.select_only().columns(whose).columns(far).columns(made);
    rows.column(Column::Version).into_model()
}

/// One pack.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn pack(tx: &Tx, id: PackId) -> Result<Pack, StoreError> {
    let row = facts(tx.find::<Entity>().filter(Column::Id.eq(id))).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// The file of a pack that is made.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none, or when it cannot be opened.
pub async fn file(tx: &Tx, id: PackId) -> Result<Vec<u8>, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).select_only().column(Column::Sealed);
    let sealed: Option<Vec<u8>> = row.into_tuple().one(tx.conn()).await?;
    let sealed = sealed.ok_or(StoreError::NotFound)?;
    Ok(tx.key().open("result_pack", "sealed", id.0, &sealed)?)
}

/// What is known of the contents of a pack; nothing while it is not made.
///
/// # Errors
/// When it cannot be opened.
pub fn index(tx: &Tx, row: &Pack) -> Result<Index, StoreError> {
    if row.index_sealed.is_empty() {
        return Ok(Index::default());
    }
    tx.open_json("result_pack", "index_sealed", row.id.0, &row.index_sealed)
}

fn small(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

async fn note(app: &App, actor: &Actor, id: PackId, change: ActiveModel) -> Result<(), Problem> {
    let mut tx = app.db.write(actor).await?;
    let row = pack(&tx, id).await?;
    tx.update::<Entity>(id, row.version, change).await?;
    tx.audit(Entry::write("result-pack", id.0));
    Ok(tx.commit().await?)
}

/// Papers in print, on all processors; all bear the day to which the pack speaks.
async fn in_print(
    app: &App,
    papers: Vec<(String, String, Value)>,
    created: jiff::Zoned,
) -> Result<Vec<(Piece, String)>, Problem> {
    let printer = app.printer.clone();
    let work = move || {
        let jobs: Vec<print::Job<'_>> = papers
            .iter()
            .map(|(_, title, data)| print::Job {
                template: PAPER,
                data,
                title,
                lang: "bg-BG",
                created: &created,
            })
            .collect();
        let done = printer.pdfs(&jobs);
        let named = papers.into_iter().zip(done);
        // The message may quote the data: it is not logged.
        named
            .map(|((name, title, _), pdf)| match pdf {
                Ok(pdf) => Ok((Piece { name, bytes: pdf.bytes }, title)),
                Err(_) => Err(Problem::internal("the printer refused")),
            })
            .collect::<Result<Vec<_>, Problem>>()
    };
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?
}

/// The index on paper and as lines of text, before all other pieces.
async fn indexed(
    app: &App,
    (mut data, created): (Value, jiff::Zoned),
    (mut pieces, missing): (Vec<(Piece, String)>, Vec<String>),
) -> Result<(Vec<Piece>, Index), Problem> {
    let line = |(one, title): &(Piece, String)| {
        vec![one.name.clone(), title.clone(), fingerprint(&one.bytes)]
    };
    let rows: Vec<Vec<String>> = pieces.iter().map(line).collect();
    let heads = ["file", "title", "hash"].map(|head| bg(&format!("results-column-{head}")));
    let table = Table { heads: heads.to_vec(), rows: rows.clone() };
    let list = Section {
        title: bg("results-pack-pieces"),
        text: String::new(),
        heads: heads[..2].to_vec(),
        rows: rows.iter().map(|row| row[..2].to_vec()).collect(),
    };
    let lacks = Section {
        title: bg("results-pack-missing"),
        text: if missing.is_empty() { bg("results-pack-nothing") } else { missing.join("\n") },
        ..Section::default()
    };
    data["sections"] = vec![printed(&lacks), printed(&list)].into();
    let title = bg("results-pack-index");
    let index = ("000-index.pdf".to_owned(), title.clone(), data);
    let mut all = in_print(app, vec![index], created).await?;
    let csv = Piece { name: "000-index.csv".to_owned(), bytes: table.bytes(Format::Csv)? };
    all.push((csv, title));
    all.append(&mut pieces);
    let of =
        |(one, title): &(Piece, String)| [one.name.clone(), title.clone(), fingerprint(&one.bytes)];
    let index = Index { pieces: all.iter().map(of).collect(), missing };
    Ok((all.into_iter().map(|(piece, _)| piece).collect(), index))
}

/// Makes a pack: gathers, prints, packs, keeps it sealed.
///
/// # Errors
/// When something cannot be read or printed.
pub async fn make(app: &App, municipality: MunicipalityId, id: PackId) -> Result<(), Problem> {
    let actor = Actor::system(municipality, PURPOSE);
    let known = app.db.municipalities().into_iter().find(|one| one.id == municipality);
    let office = known.ok_or(Problem::NotFound)?;
    let tx = app.db.read(&actor).await?;
    let row = pack(&tx, id).await?;
    if row.finished_at.is_some() {
        tx.rollback().await;
        return Ok(());
    }
    let project = frame::project(&tx, row.project_id).await?;
    let drafts = drafts(&tx, (&*office, &project), &row).await?;
    tx.rollback().await;
    let created = row.to_on.0.at(12, 0, 0, 0).in_tz("Europe/Sofia").map_err(Problem::internal)?;
    let cover = drafts.frame(&bg("results-pack-index"));
    let (missing, total) = (drafts.missing, drafts.list.len());
    let begun =
        ActiveModel { state: Set("busy".into()), total: Set(small(total)), ..Default::default() };
    note(app, &actor, id, begun).await?;
    let mut pieces = Vec::new();
    let mut papers = Vec::new();
    for draft in drafts.list {
        match draft {
            Draft::Paper { name, title, data } => papers.push((name, title, data)),
            Draft::File { name, title, bytes } => pieces.push((Piece { name, bytes }, title)),
        }
    }
    while !papers.is_empty() {
        let rest = papers.split_off(papers.len().min(PART));
        let part = std::mem::replace(&mut papers, rest);
        pieces.extend(in_print(app, part, created.clone()).await?);
        let change = ActiveModel { done: Set(small(pieces.len())), ..Default::default() };
        note(app, &actor, id, change).await?;
    }
    pieces.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
    let (pieces, index) = indexed(app, (cover, created), (pieces, missing)).await?;
    keep(app, &actor, id, (pieces, index)).await
}

async fn keep(
    app: &App,
    actor: &Actor,
    id: PackId,
    (pieces, index): (Vec<Piece>, Index),
) -> Result<(), Problem> {
    let size: usize = pieces.iter().map(|one| one.bytes.len()).sum();
    if size > LARGEST {
        let change = ActiveModel { state: Set("large".into()), ..Default::default() };
        return note(app, actor, id, change).await;
    }
    let packed = tokio::task::spawn_blocking(move || closed(&pieces)).await;
    let bytes = packed.map_err(Problem::internal)?.map_err(Problem::internal)?;
    let mut tx = app.db.write(actor).await?;
    let row = pack(&tx, id).await?;
    let change = ActiveModel {
        state: Set("done".into()),
        done: Set(row.total),
        missing: Set(small(index.missing.len())),
        index_sealed: Set(tx.seal_json("result_pack", "index_sealed", id.0, &index)?),
        sealed: Set(tx.seal_bytes("result_pack", "sealed", id.0, &bytes)?),
        sha256: Set(fingerprint(&bytes)),
        finished_at: Set(Some(tx.now())),
        ..Default::default()
    };
    tx.update::<Entity>(id, row.version, change).await?;
    tx.audit(Entry::write("result-pack", id.0));
    Ok(tx.commit().await?)
}

/// Says on the page that it did not come out; the job is tried again.
async fn failed(app: &App, municipality: MunicipalityId, id: PackId) {
    let change = ActiveModel { state: Set("failed".into()), ..Default::default() };
    // When the database is away the page keeps saying that the pack is being made.
    drop(note(app, &Actor::system(municipality, PURPOSE), id, change).await);
}

/// Runs [`MAKE`]. Killed, it begins anew: nothing is kept before the end.
pub fn making(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            let id = serde_json::from_value(job.payload["pack"].clone()).context("a pack")?;
            match make(&app, job.municipality, id).await {
                Ok(()) => Ok(()),
                Err(problem) => {
                    failed(&app, job.municipality, id).await;
                    anyhow::bail!("no pack: {}", problem.status())
                }
            }
        })
    })
}
