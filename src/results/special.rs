//! The special categories of a participant: a sealed record of its own, seen and written with a right
//! of its own, each reading in the audit. The answers may always be refused or not collected.

use super::frame::{self, HOME, home};
use super::participant::{self, Participant};
use super::question::{self, Answers, Question, checked};
use super::store::result_special::{ActiveModel, Column, Entity, Model};
use super::{ParticipantId, SpecialId};
use crate::app::App;
use crate::projects::ProjectName;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, Set};
use std::collections::HashMap;

const TABLE: &str = "result_special";

async fn row(tx: &Tx, id: ParticipantId) -> Result<Option<Model>, StoreError> {
    Ok(tx.find::<Entity>().filter(Column::ParticipantId.eq(id)).one(tx.conn()).await?)
}

fn opened(tx: &Tx, row: &Model) -> Result<Answers, StoreError> {
    tx.open_json(TABLE, "answers_sealed", row.id.0, &row.answers_sealed)
}

/// The special categories of several participants; the reading is noted.
///
/// # Errors
/// When the database does not answer.
pub async fn of_all(
    tx: &mut Tx,
    ids: &[ParticipantId],
) -> Result<HashMap<ParticipantId, Answers>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ParticipantId.is_in(ids.iter().copied()));
    let rows = rows.all(tx.conn()).await?;
    let mut all = HashMap::new();
    for row in &rows {
        tx.audit(Entry::read("result-special", row.id.0));
        all.insert(row.participant_id, opened(tx, row)?);
    }
    Ok(all)
}

/// Writes the special categories of a participant.
///
/// # Errors
/// When somebody else saved meanwhile, or the database refuses.
pub async fn put(
    tx: &mut Tx,
    (id, version): (ParticipantId, i32),
    given: &Answers,
) -> Result<(), StoreError> {
    let answers = checked(&question::asked_of(tx, true).await?, given);
    let there = row(tx, id).await?;
    let own = there.as_ref().map_or_else(|| SpecialId(tx.new_id()), |row| row.id);
    let answers_sealed = tx.seal_json(TABLE, "answers_sealed", own.0, &answers)?;
    if there.is_some() {
        let row = ActiveModel { answers_sealed: Set(answers_sealed), ..Default::default() };
        tx.update::<Entity>(own, version, row).await?;
    } else {
        let row = Model {
            municipality_id: tx.municipality(),
            id: own,
            participant_id: id,
            answers_sealed,
            made_at: tx.now(),
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("result-special", own.0));
    Ok(())
}

struct Behind {
    one: Participant,
    project: ProjectName,
    name: String,
    questions: Vec<Question>,
    answers: Answers,
    version: i32,
}

async fn behind(app: &App, ctx: &Ctx, id: ParticipantId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = participant::participant(&tx, id).await?;
    let project = frame::project(&tx, one.row.project_id).await?;
    let names = participant::names(&tx, std::slice::from_ref(&one)).await?;
    let name = names.get(&one.row.employee_id).map(|name| name.name.clone()).unwrap_or_default();
    let questions = question::asked_of(&tx, true).await?;
    let row = row(&tx, id).await?;
    let answers = row.as_ref().map(|row| opened(&tx, row)).transpose()?.unwrap_or_default();
    tx.audit(Entry::read("result-special", row.as_ref().map_or(id.0, |row| row.id.0)));
    tx.commit().await?;
    let version = row.map_or(0, |row| row.version);
    Ok(Behind { one, project, name, questions, answers, version })
}

/// `GET /results/microdata/{id}/special`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ParticipantId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, behind.answers.clone());
    let mut act = Act::new("results-special", "/special", "ui-save")
        .lead(ctx.ta("results-special-lead", &[("name", &behind.name)]));
    for question in &behind.questions {
        let list = (question.words(ctx.lang).to_owned(), question.choices(ctx.lang));
        act = act.choice((&ctx, &form), &question.name, list);
    }
    let page = frame::page(&ctx, ctx.t("results-special"), &behind.project);
    let home = format!("{HOME}/microdata/{}", behind.one.row.id);
    act.shown(&ctx, Around { page, home, version: behind.version }, &form)
}

/// `POST /results/microdata/{id}/special`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ParticipantId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = participant::participant(&tx, id).await?;
    let path = format!("{}/microdata", home(one.row.project_id));
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let questions = question::asked_of(&tx, true).await?;
    let given = given(&questions, &form);
    put(&mut tx, (id, form.version()), &given).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}

/// The answers of a form.
#[must_use]
pub fn given(questions: &[Question], form: &Form) -> Answers {
    let one = |question: &Question| (question.name.clone(), form.get(&question.name).to_owned());
    questions.iter().map(one).collect()
}
