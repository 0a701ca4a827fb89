//! Service points that a project opened: said by somebody on a day, and taken back when it was wrong.
//! Points whose money begins and ends within the period of the project are proposed.

use super::OpeningId;
use super::frame::{self, HOME, Parts, Post, home};
use super::store::result_opening::{ActiveModel, Column, Entity, Model};
use super::table::{Cell, Line, Part};
use crate::app::App;
use crate::campaigns::Opened;
use crate::municipality::{self, ServicePoint, ServicePointId};
use crate::projects::{ProjectId, ProjectName};
use crate::proof::{Proof, Span};
use crate::results::WRITE;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;
use ui::Choice;

/// Whether the money of a point begins and ends within a period: then a project of that period may
/// have opened it.
#[must_use]
pub fn is_likely(point: &ServicePoint, (from, to): (Day, Day)) -> bool {
    let is_within =
        |start: Day, end: Option<Day>| from <= start && end.is_some_and(|end| end <= to);
    from <= point.opened_on
        && point.opened_on <= to
        && point.funding.iter().any(|one| is_within(one.from, one.to))
}

async fn rows(tx: &Tx, id: ProjectId) -> Result<Vec<Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ProjectId.eq(id));
    Ok(rows.order_by_asc(Column::Day).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// The points that a project had opened, as known at the moment of a span, each since its first day.
///
/// # Errors
/// When the database does not answer.
pub async fn points(tx: &Tx, span: &Span) -> Result<Vec<Opened>, StoreError> {
    let Some(project) = span.project else { return Ok(Vec::new()) };
    let stood = |row: &Model| span.holds(row.day, row.entered_at, row.revoked_at);
    let rows = rows(tx, ProjectId(project)).await?;
    Ok(rows.iter().filter(|row| stood(row)).map(|row| (row.point_id, row.day)).collect())
}

/// The points that count as opened within a span.
///
/// # Errors
/// When the database does not answer.
pub async fn proofs(tx: &Tx, span: &Span) -> Result<Vec<Proof>, StoreError> {
    let mut rows = tx.find::<Entity>();
    if let Some(project) = span.project {
        rows = rows.filter(Column::ProjectId.eq(ProjectId(project)));
    }
    let rows = rows.filter(Column::Day.between(span.from, span.to)).all(tx.conn()).await?;
    let points = municipality::service_points(tx).await?;
    let names: HashMap<ServicePointId, String> =
        points.into_iter().map(|point| (point.id, point.name)).collect();
    let counts = rows.into_iter().filter(|row| span.holds(row.day, row.entered_at, row.revoked_at));
    let proof = |row: Model| Proof {
        once: format!("point-{}", row.point_id),
        label: names.get(&row.point_id).cloned().unwrap_or_default(),
        day: row.day,
        href: format!("/office/points/{}", row.point_id),
        amount: 1,
    };
    Ok(counts.map(proof).collect())
}

/// Says that a project opened a point on a day.
///
/// # Errors
/// When the database refuses.
pub async fn put(
    tx: &mut Tx,
    (project, point): (ProjectId, ServicePointId),
    (day, entered_at): (Day, Instant),
) -> Result<(), StoreError> {
    let id = OpeningId(tx.new_id());
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        point_id: point,
        day,
        entered_at,
        revoked_at: None,
        revoked_why: String::new(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("result-opening", id.0));
    Ok(())
}

fn line(ctx: &Ctx, row: &Model, names: &HashMap<ServicePointId, String>) -> Line {
    let is_open = row.revoked_at.is_none();
    let href = if is_open && ctx.actor.may(WRITE) {
        ctx.url(&format!("{HOME}/openings/{}", row.id))
    } else {
        ctx.url(&format!("/office/points/{}", row.point_id))
    };
    Line {
        href,
        cells: vec![
            Cell::new(names.get(&row.point_id).cloned().unwrap_or_default()),
            Cell::day(Some(row.day)),
            Cell::new(row.entered_at.bg()),
            Cell::new(row.revoked_why.clone()),
        ],
        word: ctx.t(if is_open { "results-counts" } else { "results-revoked" }).into_owned(),
        colour: if is_open { "green" } else { "grey" },
    }
}

/// `GET /results/projects/{id}/openings`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project: ProjectName = frame::project(&tx, id).await?;
    let rows = rows(&tx, id).await?;
    let points = municipality::service_points(&tx).await?;
    tx.audit(Entry::list("result-opening"));
    tx.commit().await?;
    let names = points.iter().map(|point| (point.id, point.name.clone())).collect();
    let mut page = Parts::new(&ctx, &project, ("/openings", "results-openings"));
    page.lead = ctx.t("results-openings-lead").into_owned();
    let lines = rows.iter().map(|row| line(&ctx, row, &names)).collect();
    let columns = ["point", "day", "entered", "why"];
    page.parts = vec![Part::new(&ctx, "results-openings", &columns, lines)];
    let counted = |point: &ServicePoint| {
        rows.iter().any(|row| row.point_id == point.id && row.revoked_at.is_none())
    };
    let period = (project.from, project.to);
    let mut choices: Vec<(bool, Choice)> = points
        .iter()
        .filter(|point| !counted(point))
        .map(|point| {
            let (is_likely, day) = (is_likely(point, period), point.opened_on.bg());
            let args = [("name", point.name.clone()), ("day", day)];
            let key = if is_likely { "results-point-likely" } else { "results-point-other" };
            (is_likely, Choice::new(point.id.to_string(), ctx.ta(key, &args)))
        })
        .collect();
    choices.sort_by_key(|(is_likely, _)| !is_likely);
    if ctx.actor.may(WRITE) && !choices.is_empty() {
        let choices = choices.into_iter().map(|(_, choice)| choice).collect();
        page.posts = vec![Post {
            title: ctx.t("results-opening-new").into_owned(),
            action: ctx.url(&format!("{}/openings", home(id))),
            picks: vec![(form.field("point"), ctx.t("results-column-point").into(), choices)],
            days: Vec::new(),
            button: ctx.t("results-opening-new").into_owned(),
        }];
    }
    page.shown()
}

/// `POST /results/projects/{id}/openings`.
pub async fn add(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let path = format!("{}/openings", home(id));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let project = frame::project(&tx, id).await?;
    let point: ServicePointId = form.get("point").parse().map_err(|_| Problem::NotFound)?;
    let point = municipality::service_point(&tx, point).await?;
    let is_there = rows(&tx, id).await?;
    if is_there.iter().any(|row| row.point_id == point.id && row.revoked_at.is_none()) {
        return Err(Problem::Impossible("results-refused-counted"));
    }
    let now = tx.now();
    put(&mut tx, (project.id, point.id), (point.opened_on, now)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}

async fn one(tx: &Tx, id: OpeningId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

fn shown(
    ctx: &Ctx,
    (row, project): (&Model, &ProjectName),
    form: &Form,
) -> Result<Response, Problem> {
    let act = Act::new("results-revoke", "", "results-revoke")
        .lead(ctx.t("results-revoke-lead"))
        .area((ctx, form), "why", ("results-why", "results-why-hint"));
    let page = frame::page(ctx, ctx.t("results-revoke"), project);
    act.shown(ctx, Around { page, home: format!("{HOME}/openings/{}", row.id), version: 0 }, form)
}

/// `GET /results/openings/{id}`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<OpeningId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = one(&tx, id).await?;
    let project = frame::project(&tx, row.project_id).await?;
    tx.audit(Entry::read("result-opening", id.0));
    tx.commit().await?;
    shown(&ctx, (&row, &project), &Form::empty(ctx.lang))
}

/// `POST /results/openings/{id}`: it does not count from now on; what it was before stays known.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<OpeningId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", frame::TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let row = one(&tx, id).await?;
    if !form.ok() {
        let project = frame::project(&tx, row.project_id).await?;
        tx.rollback().await;
        return shown(&ctx, (&row, &project), &form);
    }
    let path = format!("{}/openings", home(row.project_id));
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
    tx.audit(Entry::write("result-opening", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}
