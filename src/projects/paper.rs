//! Papers of projects: numbered by kind, headed by the project as of their day, with a code that
//! anybody may check. The budget against spending, money by month, the activities, the A3 poster.

use super::frame::{HOME, Press, bg, bg_with, path, period};
use super::load::{self, Project};
use super::money;
use super::side_load;
use super::side_store::project_paper::{self, Column, Entity};
use super::{ProjectId, ProjectPaperId, door};
use crate::app::App;
use crate::people::{Answered, Keeps, Verified, ask_print, coded, print_kept, verify_address};
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Pdf, Problem, chosen, pdf, see};
use law::Law;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value, json};

/// The poster.
pub const POSTER: &str = "poster";
/// The kinds; titles have the key `projects-paper-<code>`.
pub const KINDS: [&str; 4] = ["budget", "flow", "activities", POSTER];

/// What a kind is printed with.
#[must_use]
pub fn template(kind: &str) -> &'static str {
    if kind == POSTER { include_str!("poster.typ") } else { include_str!("paper.typ") }
}

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:04}"))];
    bg_with(&format!("projects-number-{kind}"), &args)
}

/// What a paper says: sections of lines and tables.
async fn content(tx: &Tx, law: &Law, (one, kind): (&Project, &str)) -> Result<Value, Problem> {
    match kind {
        "budget" => super::export::section(tx, law, one).await,
        "flow" => super::flow_page::section(tx, one).await,
        "activities" => super::activity_page::section(tx, one).await,
        _ => Ok(json!([])),
    }
}

fn facts(law: &Law, one: &Project, span: (kit::types::Day, kit::types::Day)) -> Value {
    let about = &one.content;
    let grant = one.grant();
    let shown = |cents| money::shown(law, cents, one.currency());
    json!([
        [bg("projects-beneficiary"), about.beneficiary],
        [bg("projects-programme"), about.programme],
        [bg("projects-procedure"), about.procedure],
        [bg("projects-contract"), about.contract],
        [bg("projects-period"), period(span)],
        [bg("projects-total"), shown(grant.total())],
        [bg("projects-european"), shown(grant.european)],
        [bg("projects-national"), shown(grant.national)],
        [bg("projects-aim"), about.aim],
    ])
}

/// Writes a paper down; it is printed afterwards.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    law: &Law,
    (one, kind, press): (&Project, &'static str, &Press),
) -> Result<ProjectPaperId, Problem> {
    let today = tx.today();
    let heading = door::printed(tx, one.row.id, today).await?;
    let mut data = press.frame(&bg(&format!("projects-paper-{kind}")), heading);
    data["about"] = one.content.name.clone().into();
    let amendments = load::amendments(tx, Some(one.row.id)).await?;
    let span = one.period(&amendments, today);
    data["facts"] = facts(law, one, span);
    data["sections"] = content(tx, law, (one, kind)).await?;
    data["rule"] = side_load::heading_on(tx, one, today).await?.rule.into();
    let id = ProjectPaperId(tx.new_id());
    let year = i32::from(today.0.year());
    let next = tx.next_number(&format!("project-{kind}"), year).await?;
    let code = coded(&mut data, &press.verify);
    let day = format!("{} г.", today.bg());
    data["register"] = json!({ "number": number(kind, year, next), "date": day });
    let row = project_paper::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: one.row.id,
        kind: kind.to_owned(),
        year,
        number: next,
        code,
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("project-paper", id.0));
    Ok(id)
}

/// The papers of a project: id and words, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of(tx: &Tx, id: ProjectId) -> Result<Vec<(ProjectPaperId, String)>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ProjectId.eq(id)).order_by_desc(Column::Id);
    let rows = rows.all(tx.conn()).await?;
    let words = |row: project_paper::Model| {
        let title = bg(&format!("projects-paper-{}", row.kind));
        let number = number(&row.kind, row.year, row.number);
        (row.id, format!("{title} {number} / {}", row.made_at.day().bg()))
    };
    Ok(rows.into_iter().map(words).collect())
}

/// `POST /projects/{id}/paper`.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = chosen(&mut form, "kind", &KINDS);
    let Some(kind) = KINDS.into_iter().find(|known| *known == kind) else {
        return Err(form.problem());
    };
    let law = app.law(ctx.actor.municipality);
    let verify = verify_address(&app, &ctx, &headers);
    let press = Press::of(&app, ctx.actor.municipality, verify)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let one = load::project(&tx, id).await?;
    let made = add(&mut tx, &law, (&one, kind, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/papers/{made}"), None))
}

/// `GET /projects/papers/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await;
    let row = row.map_err(StoreError::from)?.ok_or(Problem::NotFound)?;
    tx.audit(Entry::print("project-paper", id.0));
    tx.commit().await?;
    let bytes = print_kept::<Entity>(&app, &ctx.actor, id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: match row.kind.as_str() {
                POSTER => "projects-paper-poster",
                "flow" => "projects-paper-flow",
                "activities" => "projects-paper-activities",
                _ => "projects-paper-budget",
            },
            number: number(&row.kind, row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
