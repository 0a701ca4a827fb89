//! The own fields of the demonstration's municipalities, and answers in them.

use super::{PURPOSE, store};
use crate::app::App;
use crate::forms::{self, Field, Forms, Kind, Values};
use anyhow::Context;
use kit::access::Actor;
use kit::audit::Entry;
use kit::store::{Municipality, Tx};
use kit::types::{Day, Instant};
use serde::Deserialize;
use std::collections::HashMap;

const FILE: &str = include_str!("../../demo/forms.toml");
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// So many of the newest rows of a form have answers.
const ROWS: u64 = 90;

#[derive(Deserialize)]
struct File {
    version: Vec<Version>,
}

#[derive(Deserialize)]
struct Version {
    municipality: String,
    form: Kind,
    /// In force since so many days.
    days: i64,
    field: Vec<Line>,
}

/// A field with the answers that rows are given in turn.
#[derive(Deserialize)]
struct Line {
    answers: Vec<String>,
    #[serde(flatten)]
    field: serde_json::Map<String, serde_json::Value>,
}

impl Line {
    fn field(&self) -> anyhow::Result<Field> {
        let field = serde_json::Value::Object(self.field.clone());
        serde_json::from_value(field).context("a field of demo/forms.toml")
    }

    fn answer(&self, turn: usize) -> Vec<String> {
        let turn = self.answers.len().checked_sub(1).map(|last| turn % (last + 1));
        let answer = turn.map(|turn| self.answers[turn].as_str()).unwrap_or_default();
        let is_list = self.field.get("kind").is_some_and(|kind| kind == "several");
        match is_list {
            true => answer.split_whitespace().map(str::to_owned).collect(),
            false => Some(answer.to_owned()).filter(|text| !text.is_empty()).into_iter().collect(),
        }
    }
}

/// Fills them, unless they are filled. Moves the clock, and sets it back.
///
/// # Errors
/// When the file is not as expected, or the database refuses.
pub async fn fill(app: &App, municipality: &Municipality, now: Instant) -> anyhow::Result<()> {
    let actor = Actor::system(municipality.id, PURPOSE);
    let tx = app.db.read(&actor).await?;
    let forms = Forms::load(&tx).await?;
    tx.rollback().await;
    if Kind::ALL.iter().any(|kind| forms.of(*kind).next().is_some()) {
        return Ok(());
    }
    let mut file: File = toml::from_str(FILE).context("demo/forms.toml")?;
    file.version.retain(|version| version.municipality == municipality.slug);
    for version in &file.version {
        app.clock().set(now.plus_ms(-version.days * DAY_MS));
        let put = put_in_force(app, &actor, version).await;
        app.clock().set(now);
        put?;
    }
    let mut tx = app.db.write(&actor).await?;
    for kind in Kind::ALL {
        answer(&tx, kind, &file.version).await?;
    }
    tx.audit(Entry::new("demonstration-filled", "form-version", ""));
    tx.commit().await?;
    Ok(())
}

async fn put_in_force(app: &App, actor: &Actor, version: &Version) -> anyhow::Result<()> {
    let fields = version.field.iter().map(Line::field).collect::<Result<Vec<_>, _>>()?;
    let mut tx = app.db.write(actor).await?;
    let id = forms::begin(&mut tx, version.form, &fields).await?;
    let all = Forms::load(&tx).await?;
    let begun = all.of(version.form).find(|one| one.id == id).context("the draft")?;
    let from = tx.today();
    forms::date(&mut tx, begun, (Some(from), begun.version)).await?;
    tx.commit().await?;
    Ok(())
}

async fn answer(tx: &Tx, kind: Kind, versions: &[Version]) -> anyhow::Result<()> {
    let forms = Forms::load(tx).await?;
    let own = versions.iter().filter(|version| version.form == kind);
    let lines: Vec<HashMap<String, &Line>> = own
        .map(|version| {
            let keyed = version
                .field
                .iter()
                .filter_map(|line| Some((line.field.get("key")?.as_str()?.to_owned(), line)));
            keyed.collect()
        })
        .collect();
    for (turn, (row, on)) in newest(tx, kind).await?.into_iter().enumerate() {
        let own = forms.on(kind, on);
        let number = forms.in_force(kind, on).map(|version| version.number).unwrap_or_default();
        let Some(lines) = usize::try_from(number - 1).ok().and_then(|at| lines.get(at)) else {
            continue;
        };
        let given = own.fields.iter().filter_map(|field| {
            let given = lines.get(&field.key)?.answer(turn);
            (!given.is_empty()).then(|| (field.key.clone(), given))
        });
        let values = Values(given.collect());
        forms::save(tx, (kind, row), (&own, &values)).await?;
    }
    Ok(())
}

/// The newest rows of a form with their days.
async fn newest(tx: &Tx, kind: Kind) -> anyhow::Result<Vec<(i64, Day)>> {
    let today = tx.today();
    let rows = match kind {
        Kind::Contact => store::newest(tx, "contact", ("at", ROWS)).await?,
        Kind::Wish => store::newest(tx, "wish", ("registered_at", ROWS)).await?,
        Kind::Assessment => store::newest(tx, "assessment", ("handed_over_at", ROWS)).await?,
    };
    // What is not given yet is of today.
    Ok(rows.into_iter().map(|(id, at)| (id, at.map_or(today, Instant::day))).collect())
}
