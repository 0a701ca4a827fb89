//! Decisions of the demonstration, each entered on its own day. Called by the demonstration only.

use super::content::{Content, Shown};
use super::course::State;
use super::frame::Press;
use super::load::{self, Sought};
use super::paper;
use super::register::{self, Entered};
use crate::app::App;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use serde::Deserialize;

/// A decision as the demonstration tells it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Who took it.
    pub body: String,
    /// Its number.
    pub number: String,
    /// When it was taken.
    pub taken: String,
    /// Until when it is carried out, or empty.
    pub due: String,
    /// What was decided.
    pub text: String,
    /// Who answers for it, or empty.
    pub responsible: String,
    /// In which paper it stands.
    pub source: String,
    /// Only the office reads it.
    pub inner: bool,
    /// Day, state or empty, note.
    pub note: Vec<[String; 3]>,
    /// Day, title, link.
    pub shown: Vec<[String; 3]>,
}

/// Whether a decision was ever entered.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(!load::decisions(tx, &Sought::default()).await?.is_empty())
}

fn day(text: &str) -> Result<Day, Problem> {
    text.parse().map_err(Problem::internal)
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

/// Enters decisions with all that was noted of them, and leaves the clock as it was.
///
/// # Errors
/// When the file is not as expected, or the database refuses.
pub async fn fill(
    app: &App,
    actor: &Actor,
    (asked, verify): (&[Asked], &str),
) -> Result<(), Problem> {
    let teller = Teller { app, actor, now: app.clock().now() };
    let mut done = Ok(());
    for one in asked {
        done = told(&teller, one).await;
        if done.is_err() {
            break;
        }
    }
    app.clock().set(teller.now);
    done?;
    let press = Press::of(app, actor.municipality, verify.to_owned())?;
    let mut tx = app.db.write(actor).await?;
    let year = i32::from(tx.today().0.year());
    paper::add(&mut tx, ("municipal-council", year), &press).await?;
    tx.commit().await?;
    Ok(())
}

async fn told(teller: &Teller<'_>, asked: &Asked) -> Result<(), Problem> {
    let taken_on = day(&asked.taken)?;
    let due_on = if asked.due.is_empty() { None } else { Some(day(&asked.due)?) };
    let content = Content {
        number: asked.number.clone(),
        text: asked.text.clone(),
        responsible: asked.responsible.clone(),
        source: asked.source.clone(),
    };
    let is_public = !asked.inner;
    let entered = Entered { body: &asked.body, origin: None, taken_on, due_on, is_public, content };
    let mut tx = teller.on(taken_on).await?;
    let id = register::add(&tx, entered).await?;
    tx.audit(Entry::write("decision", id.0));
    tx.commit().await?;
    for [on, state, note] in &asked.note {
        let on = day(on)?;
        let to = State::SET.into_iter().find(|known| known.code() == state);
        let mut tx = teller.on(on).await?;
        let one = load::decision(&tx, id).await?;
        let done_on = (to == Some(State::Done)).then_some(on);
        register::note(&tx, &one, (to, done_on), (note.clone(), one.row.version)).await?;
        tx.audit(Entry::write("decision-progress", id.0));
        tx.commit().await?;
    }
    for [on, title, link] in &asked.shown {
        let shown = Shown { title: title.clone(), link: link.clone() };
        let mut tx = teller.on(day(on)?).await?;
        register::show(&tx, id, &shown, None).await?;
        tx.audit(Entry::write("decision-evidence", id.0));
        tx.commit().await?;
    }
    Ok(())
}
