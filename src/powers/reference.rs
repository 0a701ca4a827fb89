//! What the municipality sets itself, in dated versions: criteria of competitions and of the
//! evaluation of a year, points of agreements, titles and own terms of steps.

use super::ReferenceId;
use super::content::{Own, opened, sealed};
use super::frame::{self, HOME, TEXT};
use super::store::power_reference::{self, Column, Entity};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, day_values, see};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The most points of a criterion, and the longest own term in days.
const MOST: i32 = 1_000;

/// A step of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Step {
    /// Of which kind of file.
    pub kind: String,
    /// Its code in the file.
    pub code: String,
    /// What is done.
    pub title: String,
    /// By which article.
    pub article: String,
    /// Who does it.
    pub who: String,
    /// How sure it is: `V` read in the text, `M` an order of work.
    pub mark: String,
    /// The rule of the law that is its term.
    pub rule: String,
    /// The rule of its longer term.
    pub extended: String,
    /// Its own term, where no rule is.
    pub days: Option<u32>,
    /// `days` or `working-days`.
    pub unit: String,
    /// Its own longer term.
    pub extended_days: Option<u32>,
    /// As above.
    pub extended_unit: String,
    /// From which steps the term runs.
    pub from: Vec<String>,
    /// Without which steps it cannot be; without the one before when none is told.
    pub after: Option<Vec<String>>,
    /// A rule counted back from this step.
    pub earliest: String,
    /// It may never come.
    pub optional: bool,
    /// The municipal council decides.
    pub decides: bool,
}

/// A criterion with the most points that it gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criterion {
    /// In words.
    pub title: String,
    /// At most.
    pub most: i32,
}

/// A title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Titled {
    /// In words.
    pub title: String,
}

/// What the municipality set of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnStep {
    /// Kind of the file and code of the step: `place/aksu`.
    pub step: String,
    /// Its own term in days, where no rule of the law is.
    pub days: Option<u32>,
    /// What is done.
    pub title: String,
}

/// All that a file is led by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Reference {
    /// Steps of all kinds.
    pub step: Vec<Step>,
    /// Criteria of a competition.
    pub contest: Vec<Criterion>,
    /// Criteria of the evaluation of a year.
    pub evaluation: Vec<Criterion>,
    /// Points of an agreement.
    pub point: Vec<Titled>,
}

static PROPOSED: LazyLock<Result<Reference, String>> = LazyLock::new(|| {
    toml::from_str(include_str!("reference.toml")).map_err(|e| format!("powers: {e}"))
});

impl Reference {
    /// What the program proposes.
    ///
    /// # Errors
    /// When its file is not as expected, which a test would find.
    pub fn proposed() -> Result<Reference, StoreError> {
        PROPOSED.clone().map_err(StoreError::Other)
    }

    /// With what the municipality set itself.
    #[must_use]
    pub fn with(mut self, own: Own) -> Reference {
        for step in &mut self.step {
            let name = format!("{}/{}", step.kind, step.code);
            let Some(set) = own.step.iter().find(|one| one.step == name) else { continue };
            step.title.clone_from(&set.title);
            step.days = step.days.map(|days| set.days.unwrap_or(days));
        }
        self.contest = own.contest;
        self.evaluation = own.evaluation;
        self.point = own.point;
        self
    }

    /// The steps of a kind of file.
    #[must_use]
    pub fn of(&self, kind: &str) -> Vec<&Step> {
        self.step.iter().filter(|step| step.kind == kind).collect()
    }
}

/// What holds on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn on(tx: &Tx, day: Day) -> Result<Reference, StoreError> {
    let proposed = Reference::proposed()?;
    let row = tx
        .find::<Entity>()
        .filter(Column::ValidFrom.lte(day))
        .order_by_desc(Column::ValidFrom)
        .order_by_desc(Column::Id)
        .one(tx.conn())
        .await?;
    match row {
        Some(row) => {
            let own: Own = opened(tx, ("power_reference", row.id.0), &row.content_sealed)?;
            Ok(proposed.with(own))
        }
        None => Ok(proposed),
    }
}

/// Criteria as lines `points; title`.
#[must_use]
pub fn lines(criteria: &[Criterion]) -> String {
    let lines = criteria.iter().map(|one| format!("{}; {}", one.most, one.title));
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads lines `points; title`.
#[must_use]
pub fn criteria(text: &str) -> Option<Vec<Criterion>> {
    let one = |row: &str| {
        let (most, title) = row.split_once(';')?;
        let most: i32 = most.trim().parse().ok()?;
        let title = title.trim().to_owned();
        ((1..=MOST).contains(&most) && !title.is_empty()).then_some(Criterion { title, most })
    };
    let rows = text.lines().filter(|row| !row.trim().is_empty());
    rows.map(one).collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())
}

/// Steps as lines `kind/code; days; title`; those with a rule of the law have no days.
fn step_lines(reference: &Reference) -> String {
    let line = |step: &Step| {
        let days = step.days.map(|days| days.to_string()).unwrap_or_default();
        format!("{}/{}; {days}; {}", step.kind, step.code, step.title)
    };
    reference.step.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads what [`step_lines`] wrote: all steps must be there, and days where they were.
#[must_use]
pub fn steps(text: &str, known: &Reference) -> Option<Vec<OwnStep>> {
    let one = |row: &str| {
        let mut parts = row.splitn(3, ';').map(str::trim);
        let (name, days, title) = (parts.next()?, parts.next()?, parts.next()?);
        let days: Option<u32> = if days.is_empty() { None } else { Some(days.parse().ok()?) };
        let step = known.step.iter().find(|step| format!("{}/{}", step.kind, step.code) == name)?;
        let is_right = step.days.is_some() == days.is_some()
            && days.is_none_or(|days| days <= MOST.unsigned_abs())
            && !title.is_empty();
        is_right.then(|| OwnStep { step: name.to_owned(), days, title: title.to_owned() })
    };
    let rows = text.lines().filter(|row| !row.trim().is_empty());
    let all: Vec<OwnStep> = rows.map(one).collect::<Option<_>>()?;
    let is_whole = known.step.iter().all(|step| {
        let name = format!("{}/{}", step.kind, step.code);
        all.iter().filter(|one| one.step == name).count() == 1
    });
    is_whole.then_some(all)
}

fn shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("powers-reference", "/reference", "ui-save")
        .lead(ctx.t("powers-reference-lead"))
        .day(both, "from", ("powers-valid-from", String::new()))
        .area(both, "contest", ("powers-contest-criteria", "powers-criteria-hint"))
        .area(both, "evaluation", ("powers-evaluation-criteria", "powers-evaluation-hint"))
        .area(both, "points", ("powers-points", "powers-points-hint"))
        .area(both, "steps", ("powers-steps", "powers-steps-hint"));
    let page = frame::top_page(ctx, ctx.t("powers-reference"));
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

async fn known(app: &App, ctx: &Ctx) -> Result<Reference, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = on(&tx, tx.today()).await?;
    tx.audit(Entry::list("power-reference"));
    tx.commit().await?;
    Ok(known)
}

/// `GET /powers/reference`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let known = known(&app, &ctx).await?;
    let points: Vec<&str> = known.point.iter().map(|one| one.title.as_str()).collect();
    let mut values = vec![
        ("contest".to_owned(), lines(&known.contest)),
        ("evaluation".to_owned(), lines(&known.evaluation)),
        ("points".to_owned(), points.join("\n")),
        ("steps".to_owned(), step_lines(&known)),
    ];
    values.extend(day_values("from", Some(app.today())));
    shown(&ctx, &Form::filled(ctx.lang, values))
}

/// Enters a version.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, valid_from: Day, own: &Own) -> Result<(), StoreError> {
    let id = ReferenceId(tx.new_id());
    let row = power_reference::Model {
        municipality_id: tx.municipality(),
        id,
        valid_from,
        content_sealed: sealed(tx, ("power_reference", id.0), own)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("power-reference", id.0));
    Ok(())
}

/// `POST /powers/reference`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let known = known(&app, &ctx).await?;
    let from = form.day("from");
    if from.is_some_and(|day| day < app.today()) {
        form.wrong("from", "powers-wrong-past");
    }
    let contest = criteria(&form.required("contest", TEXT));
    if contest.is_none() {
        form.wrong("contest", "powers-wrong-criteria");
    }
    let wanted = law.assignment_criteria().map_err(Problem::internal)?;
    let evaluation = criteria(&form.required("evaluation", TEXT));
    if evaluation.as_ref().is_none_or(|all| all.len() != wanted) {
        form.wrong("evaluation", "powers-wrong-eleven");
    }
    let points = form.required("points", TEXT);
    let points = points.lines().map(str::trim).filter(|row| !row.is_empty());
    let point: Vec<Titled> = points.map(|title| Titled { title: title.to_owned() }).collect();
    if point.len() != known.point.len() {
        form.wrong("points", "powers-wrong-points");
    }
    let step = steps(&form.required("steps", 4 * TEXT), &known);
    if step.is_none() {
        form.wrong("steps", "powers-wrong-steps");
    }
    let (Some(from), Some(contest), Some(evaluation), Some(step), true) =
        (from, contest, evaluation, step, form.ok())
    else {
        return shown(&ctx, &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    add(&mut tx, from, &Own { contest, evaluation, point, step }).await?;
    tx.commit().await?;
    Ok(see(&ctx, HOME, Some("powers-done")))
}
