//! Informed estimates: how many of the participants in an activity belong to a special category, by the
//! judgement of somebody who knows, in place of personal answers. One that was wrong is revoked.

use super::EstimateId;
use super::frame::{self, HOME, TEXT, home};
use super::question::{self, Question};
use super::store::result_estimate::{ActiveModel, Column, Entity, Model};
use crate::app::App;
use crate::projects::{ProjectId, ProjectName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use ui::Choice;

/// What is estimated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEstimate {
    /// When.
    pub day: Day,
    /// Of which activity.
    pub activity: String,
    /// Which question.
    pub code: String,
    /// How many.
    pub people: i64,
    /// Of how many.
    pub of_people: i64,
    /// On what grounds.
    pub basis: String,
}

/// The estimates of a project, those that were revoked too.
///
/// # Errors
/// When the database does not answer.
pub async fn of_project(tx: &Tx, id: ProjectId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ProjectId.eq(id));
    Ok(rows.order_by_asc(Column::Day).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// Enters an estimate.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, project: ProjectId, new: &NewEstimate) -> Result<(), StoreError> {
    let id = EstimateId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        day: new.day,
        activity: new.activity.clone(),
        code: new.code.clone(),
        people: new.people,
        of_people: new.of_people,
        basis: new.basis.clone(),
        entered_at: tx.now(),
        revoked_at: None,
        revoked_why: String::new(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("result-estimate", id.0));
    Ok(())
}

async fn known(
    app: &App,
    ctx: &Ctx,
    id: ProjectId,
) -> Result<(ProjectName, Vec<Question>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    let questions = question::asked_of(&tx, true).await?;
    tx.audit(Entry::list("result-estimate"));
    tx.commit().await?;
    Ok((project, questions))
}

fn shown(
    ctx: &Ctx,
    (project, questions): (&ProjectName, &[Question]),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let choice = |one: &Question| Choice::new(one.name.clone(), one.words(ctx.lang));
    let act = Act::new("results-estimate-new", "/estimates", "ui-save")
        .lead(ctx.t("results-estimate-lead"))
        .day(both, "day", ("results-column-day", String::new()))
        .line(both, "activity", "results-column-activity")
        .among(both, "code", ("results-column-question", questions.iter().map(choice).collect()))
        .line(both, "people", "results-people")
        .line(both, "of", "results-of-people")
        .area(both, "basis", ("results-basis", "results-basis-hint"));
    let page = frame::page(ctx, ctx.t("results-estimate-new"), project);
    act.shown(ctx, Around { page, home: home(project.id), version: 0 }, form)
}

/// `GET /results/projects/{id}/estimates`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let (project, questions) = known(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("day", Some(app.today())));
    shown(&ctx, (&project, &questions), &form)
}

/// `POST /results/projects/{id}/estimates`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (project, questions) = known(&app, &ctx, id).await?;
    let day = form.day("day");
    let activity = form.required("activity", 300);
    let codes: Vec<&str> = questions.iter().map(|one| one.name.as_str()).collect();
    let code = kit::web::chosen(&mut form, "code", &codes);
    let people: Option<i64> = form.parsed("people", "results-wrong-number");
    let of_people: Option<i64> = form.parsed("of", "results-wrong-number");
    let basis = form.required("basis", TEXT);
    if let (Some(people), Some(of_people)) = (people, of_people)
        && !(0..=of_people).contains(&people)
    {
        form.wrong("people", "results-wrong-estimate");
    }
    let (Some(day), Some(people), Some(of_people), true) = (day, people, of_people, form.ok())
    else {
        return shown(&ctx, (&project, &questions), &form);
    };
    let path = format!("{}/microdata", home(id));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let new = NewEstimate { day, activity, code, people, of_people, basis };
    add(&mut tx, id, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}

async fn one(tx: &Tx, id: EstimateId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

fn revoke_shown(
    ctx: &Ctx,
    (row, project): (&Model, &ProjectName),
    form: &Form,
) -> Result<Response, Problem> {
    let act = Act::new("results-revoke", "", "results-revoke")
        .lead(ctx.t("results-revoke-lead"))
        .facts(vec![
            (ctx.t("results-column-activity").into_owned(), row.activity.clone()),
            (ctx.t("results-basis").into_owned(), row.basis.clone()),
        ])
        .area((ctx, form), "why", ("results-why", "results-why-hint"));
    let page = frame::page(ctx, ctx.t("results-revoke"), project);
    act.shown(ctx, Around { page, home: format!("{HOME}/estimates/{}", row.id), version: 0 }, form)
}

/// `GET /results/estimates/{id}`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EstimateId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = one(&tx, id).await?;
    let project = frame::project(&tx, row.project_id).await?;
    tx.audit(Entry::read("result-estimate", id.0));
    tx.commit().await?;
    revoke_shown(&ctx, (&row, &project), &Form::empty(ctx.lang))
}

/// `POST /results/estimates/{id}`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<EstimateId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = one(&tx, id).await?;
    if !form.ok() {
        let project = frame::project(&tx, row.project_id).await?;
        tx.rollback().await;
        return revoke_shown(&ctx, (&row, &project), &form);
    }
    let path = format!("{}/microdata", home(row.project_id));
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let change = ActiveModel {
        revoked_at: Set(Some(tx.now())),
        revoked_why: Set(why),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(change)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await
        .map_err(StoreError::from)?;
    if changed.rows_affected == 0 {
        return Err(Problem::Conflict(Vec::new()));
    }
    tx.audit(Entry::write("result-estimate", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}
