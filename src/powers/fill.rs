//! Files of the demonstration, each step noted on its own day and checked as the pages check it.
//! Called by the demonstration only.

use super::agreement::{self, NewAgreement};
use super::candidate;
use super::content::{About, Agreed, Between, Entrant, Judged, Noted, Seat};
use super::contract::{self, NewContract};
use super::evaluation;
use super::file::{self, NewFile, NewStep};
use super::frame::Press;
use super::load;
use super::member::{self, Seated};
use super::paper;
use super::{FileId, reference};
use crate::app::App;
use crate::services;
use kit::access::Actor;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use serde::Deserialize;

/// Name, ЕИК, licence, its first and last day, points.
pub type AskedCandidate = (String, String, String, String, String, Vec<i32>);

/// A file as the demonstration tells it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Its kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The service in words.
    pub words: String,
    /// A part of the name of a service of the directory, or empty.
    pub service: String,
    /// How it is funded.
    pub funding: String,
    /// Conditions of a competition.
    pub conditions: String,
    /// When it began.
    pub begun: String,
    /// For which day a competition is planned, or empty.
    pub planned: String,
    /// Code, day, number, note.
    pub step: Vec<[String; 4]>,
    /// Name, post, role, day of the declaration.
    pub member: Vec<[String; 4]>,
    /// Candidates of a competition.
    pub candidate: Vec<AskedCandidate>,
    /// Number, first and last day, for how many; it is signed on the day of its step.
    pub contract: Option<[String; 4]>,
    /// Year, points, conclusion.
    pub evaluation: Vec<(i32, Vec<i32>, String)>,
    /// Number, parties, first and last day, case, decisions of councils; what was agreed.
    pub agreement: Option<([String; 6], Vec<String>)>,
    /// Papers to be issued.
    pub paper: Vec<String>,
}

/// Whether a file was ever begun.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!load::files(tx, "").await?.is_empty())
}

fn day(text: &str) -> Result<Day, Problem> {
    text.parse().map_err(Problem::internal)
}

fn maybe(text: &str) -> Result<Option<Day>, Problem> {
    if text.is_empty() { Ok(None) } else { day(text).map(Some) }
}

/// Whoever enters everything, each thing at ten in the morning of its day, but never after now.
struct Teller<'a> {
    app: &'a App,
    actor: &'a Actor,
    now: Instant,
}

impl Teller<'_> {
    async fn on(&self, day: Day) -> Result<Tx, Problem> {
        let at = Instant::of_local(day.0.at(10, 0, 0, 0));
        self.app.clock().set(if at < self.now { at } else { self.now });
        Ok(self.app.db.write(self.actor).await?)
    }
}

/// Enters a file with all that belongs to it, and leaves the clock as it was.
///
/// # Errors
/// When the file is not as expected, a step is refused, or the database refuses.
pub async fn fill(app: &App, actor: &Actor, asked: &Asked, verify: &str) -> Result<(), Problem> {
    let teller = Teller { app, actor, now: app.clock().now() };
    let done = told(&teller, asked).await;
    app.clock().set(teller.now);
    let id = done?;
    let law = app.law(actor.municipality);
    let press = Press::of(app, actor.municipality, verify.to_owned())?;
    let mut tx = app.db.write(actor).await?;
    let whole = load::whole(&tx, id).await?;
    for kind in &asked.paper {
        let known = paper::KINDS.into_iter().find(|known| known == kind);
        let known = known.ok_or_else(|| Problem::internal(format!("no paper {kind}")))?;
        paper::add(&mut tx, &law, (&whole, known, &press)).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn told(teller: &Teller<'_>, asked: &Asked) -> Result<FileId, Problem> {
    let begun_on = day(&asked.begun)?;
    let mut tx = teller.on(begun_on).await?;
    let known = services::all(&tx).await?;
    let sought =
        |one: &&services::Service| !asked.service.is_empty() && one.name.contains(&asked.service);
    let about = About {
        title: asked.title.clone(),
        service: asked.words.clone(),
        funding: asked.funding.clone(),
        conditions: asked.conditions.clone(),
        ..About::default()
    };
    let new = NewFile {
        kind: asked.kind.clone(),
        service: known.iter().find(sought).map(|one| one.id),
        begun_on,
        planned_on: maybe(&asked.planned)?,
        about,
    };
    let id = file::add(&mut tx, &new).await?;
    for [name, post, role, declared] in &asked.member {
        let seat = Seat { name: name.clone(), post: post.clone(), ..Seat::default() };
        let declared_on = maybe(declared)?;
        let new = Seated { role: role.clone(), declared_on, left_on: None, seat };
        member::add(&mut tx, id, &new).await?;
    }
    for (name, eik, licence, from, until, points) in &asked.candidate {
        let entrant = Entrant {
            name: name.clone(),
            eik: eik.clone(),
            licence: licence.clone(),
            licence_from: maybe(from)?,
            licence_until: maybe(until)?,
            ..Entrant::default()
        };
        let own = candidate::add(&mut tx, id, None, &entrant).await?;
        let one = load::candidate(&tx, own).await?;
        candidate::judge(&mut tx, &one, (points.clone(), String::new()), 1).await?;
    }
    tx.commit().await?;
    for step in &asked.step {
        stepped(teller, asked, (id, step)).await?;
    }
    judged(teller, asked, id).await?;
    Ok(id)
}

/// Notes a step, and before it what it asks for.
async fn stepped(
    teller: &Teller<'_>,
    asked: &Asked,
    (id, [code, on, number, note]): (FileId, &[String; 4]),
) -> Result<(), Problem> {
    let on = day(on)?;
    let law = teller.app.law(teller.actor.municipality);
    let mut tx = teller.on(on).await?;
    let whole = load::whole(&tx, id).await?;
    if let (true, Some(told)) = (code == "contract", &asked.contract) {
        agreed(&mut tx, &whole, (told, on)).await?;
    }
    if let (true, Some(told)) = (code == "signed", &asked.agreement) {
        between(&mut tx, &whole, told).await?;
    }
    let whole = load::whole(&tx, id).await?;
    let noted = Noted { number: number.clone(), note: note.clone(), revoked: String::new() };
    let new = NewStep { code: code.clone(), on, is_extended: false, noted };
    let wrong = file::wrong(&tx, &law, (&whole, &new)).await?;
    if !wrong.is_empty() {
        return Err(Problem::internal(format!("{} {code}: {wrong:?}", asked.title)));
    }
    file::note(&mut tx, &law, (&whole, &new), whole.file.row.version).await?;
    tx.commit().await?;
    Ok(())
}

async fn agreed(
    tx: &mut Tx,
    whole: &load::Whole,
    ([number, from, until, users], on): (&[String; 4], Day),
) -> Result<(), Problem> {
    let first = contract::first(whole);
    let first = first.first().ok_or_else(|| Problem::internal("nobody is ranked"))?;
    let agreed = Agreed {
        number: number.clone(),
        provider: first.content.name.clone(),
        service: whole.file.content.service.clone(),
        users: users.clone(),
        funding: whole.file.content.funding.clone(),
        ..Agreed::default()
    };
    let new = NewContract { signed_on: on, period: (day(from)?, day(until)?), agreed };
    contract::add(tx, (whole, first), &new).await?;
    Ok(())
}

async fn between(
    tx: &mut Tx,
    whole: &load::Whole,
    ([number, parties, from, until, case, decisions], said): &([String; 6], Vec<String>),
) -> Result<(), Problem> {
    let points = whole.reference.point.iter().zip(said);
    let points = points.map(|(point, text)| (point.title.clone(), text.clone()));
    let between = Between {
        number: number.clone(),
        parties: parties.clone(),
        service: whole.file.content.service.clone(),
        points: points.collect(),
        case: case.clone(),
        decisions: decisions.clone(),
        ended_why: String::new(),
    };
    let new = NewAgreement {
        is_host: true,
        from_on: maybe(from)?,
        until_on: maybe(until)?,
        ended_on: None,
        between,
    };
    agreement::put(tx, (whole.file.row.id, None), &new, 0).await?;
    Ok(())
}

/// Evaluates the years of the contract, each at the end of January of the next year.
async fn judged(teller: &Teller<'_>, asked: &Asked, id: FileId) -> Result<(), Problem> {
    for (year, points, conclusion) in &asked.evaluation {
        let mut tx = teller.on(day(&format!("{}-01-28", year + 1))?).await?;
        let whole = load::whole(&tx, id).await?;
        let one = whole.contract.ok_or_else(|| Problem::internal("no contract"))?;
        let criteria = reference::on(&tx, tx.today()).await?.evaluation;
        let judged = Judged {
            criteria,
            points: points.clone(),
            conclusion: conclusion.clone(),
            measures: String::new(),
        };
        evaluation::put(&mut tx, (one.row.id, *year), None, &judged).await?;
        tx.commit().await?;
    }
    Ok(())
}
