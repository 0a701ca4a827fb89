//! Agreements of a list with their plan-schedules and labour contracts in files of many: printed and
//! signed in one go when many families come at once.

use super::AgreementId;
use super::frame::HOME;
use super::list::agreement_rows;
use super::store::{assistance_agreement, assistance_contract, assistance_schedule};
use crate::app::App;
use crate::people::{self, PaperId};
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, list_address};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use ui::Link;

/// So many agreements in one file: with plan and contract a minute of printing at the most.
const MANY: usize = 150;

/// Links to the files of a list with so many rows.
#[must_use]
pub fn links(ctx: &Ctx, rows: usize, filters: &[(&str, &str)]) -> Vec<Link> {
    let link = |at: usize| {
        let (first, last) = (at * MANY + 1, rows.min((at + 1) * MANY));
        let args = [("first", first.to_string()), ("last", last.to_string())];
        let part = (at + 1).to_string();
        let all: Vec<(&str, &str)> =
            filters.iter().copied().chain([("part", part.as_str())]).collect();
        let href = list_address(&ctx.url(&format!("{HOME}/agreements/papers")), &all);
        Link::new(href, ctx.ta("assistance-papers", &args).into_owned())
    };
    (0..rows.div_ceil(MANY)).map(link).collect()
}

/// The papers of some agreements, those of each together: the agreement, its last plan, the contracts
/// in force.
async fn papers(tx: &Tx, ids: &[AgreementId]) -> Result<Vec<PaperId>, StoreError> {
    let mut of: HashMap<AgreementId, Vec<PaperId>> = HashMap::new();
    let own = ids.iter().copied();
    let rows = tx.find::<assistance_agreement::Entity>();
    let rows = rows.filter(assistance_agreement::Column::Id.is_in(own.clone()));
    for row in rows.all(tx.conn()).await? {
        of.entry(row.id).or_default().extend(row.paper_id);
    }
    let rows = tx
        .find::<assistance_schedule::Entity>()
        .filter(assistance_schedule::Column::AgreementId.is_in(own.clone()))
        .filter(assistance_schedule::Column::ReplacedAt.is_null())
        .order_by_asc(assistance_schedule::Column::FromOn)
        .order_by_asc(assistance_schedule::Column::Id);
    let mut plans = HashMap::new();
    for row in rows.all(tx.conn()).await? {
        plans.insert(row.agreement_id, row.paper_id);
    }
    for (agreement, paper) in plans {
        of.entry(agreement).or_default().extend(paper);
    }
    let rows = tx
        .find::<assistance_contract::Entity>()
        .filter(assistance_contract::Column::AgreementId.is_in(own))
        .filter(assistance_contract::Column::EndedOn.is_null())
        .order_by_asc(assistance_contract::Column::Id);
    for row in rows.all(tx.conn()).await? {
        of.entry(row.agreement_id).or_default().extend(row.paper_id);
    }
    Ok(ids.iter().filter_map(|id| of.remove(id)).flatten().collect())
}

/// `GET /assistance/agreements/papers?q=&state=&part=`: what the list shows, printed if it is not yet.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let part: usize = form.get("part").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = agreement_rows(&tx, &ctx, &form).await?;
    let ids: Vec<AgreementId> = rows.iter().filter_map(|row| row.agreement).collect();
    let ids = ids.chunks(MANY).nth(part.saturating_sub(1)).unwrap_or_default();
    let papers = papers(&tx, ids).await?;
    tx.audit(Entry::new("print", "assistance", "papers"));
    tx.commit().await?;
    if papers.is_empty() {
        return Err(Problem::Impossible("assistance-refused-papers"));
    }
    people::print_papers(&app, &ctx.actor, &papers).await?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let bytes = people::packed(&mut tx, &papers).await?;
    tx.commit().await?;
    let name = format!("attachment; filename=\"agreements-{part}.zip\"");
    let headers =
        [(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
