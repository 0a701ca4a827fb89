//! Files of attendance and of copies as JSON: the same steps as on the screen.

use super::choice::Words;
use super::import::{self, KINDS, Verdict};
use super::import_deed::{self, Import, standing};
use super::plan;
use super::{CampaignId, ImportId};
use crate::app::App;
use axum::Json;
use axum::extract::State as Shared;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem};
use serde::{Deserialize, Serialize};

/// A table to be brought in.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct CampaignTableIn {
    /// `events` or `copies`.
    kind: String,
    /// What the file is called.
    name: String,
    /// The lines of the table, heads first, cells with `;` or `,`.
    table: String,
}

/// Why a row is wrong.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CampaignRowOut {
    /// Its number in the file.
    row: u32,
    /// Why, in words.
    wrong: String,
}

/// A file that was read.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CampaignImportOut {
    #[schema(value_type = String)]
    id: ImportId,
    /// `events` or `copies`.
    kind: String,
    /// `read`, `entered`, `dropped`, `revoked`.
    state: &'static str,
    rows: usize,
    /// Rows that are to be entered, while it is not.
    new: usize,
    /// Rows that are wrong: nothing is entered while there are any.
    wrong: Vec<CampaignRowOut>,
    /// How many records came from it.
    entered: usize,
    /// To be sent back with a change.
    version: i32,
}

async fn out(tx: &Tx, ctx: &Ctx, one: Import) -> Result<CampaignImportOut, Problem> {
    let state = standing(one.row.entered_at, one.row.revoked_at).0;
    let verdicts = if state == "read" {
        let campaign = plan::campaign(tx, one.row.campaign_id).await?;
        let desk = import_deed::desk(tx, &ctx.municipality.code, &campaign).await?;
        import::verdicts(&desk, (&one.row.kind, &one.rows))
    } else {
        Vec::new()
    };
    let wrong = one.rows.iter().zip(&verdicts).filter_map(|(row, verdict)| match verdict {
        Verdict::Wrong(key) => {
            Some(CampaignRowOut { row: row.number, wrong: ctx.t(key).into_owned() })
        }
        _ => None,
    });
    Ok(CampaignImportOut {
        id: one.row.id,
        state,
        rows: one.rows.len(),
        new: verdicts.iter().filter(|verdict| verdict.is_new()).count(),
        wrong: wrong.collect(),
        entered: import_deed::became(tx, one.row.id).await?.len(),
        version: one.row.version,
        kind: one.row.kind,
    })
}

/// `POST /api/campaigns/{id}/import`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/campaigns/{id}/import",
    operation_id = "campaign-import",
    params(("id" = String, Path)),
    request_body = CampaignTableIn,
    responses((status = 200, description = "", body = CampaignImportOut)),
)]
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    form: Form,
) -> Result<Json<CampaignImportOut>, Problem> {
    let new: CampaignTableIn = form.json()?;
    let kind = KINDS.into_iter().find(|kind| *kind == new.kind).ok_or(Problem::NotFound)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/campaigns")).await?;
    let campaign = plan::campaign(&tx, id).await?;
    let words = Words::load(&tx).await?;
    let file = (new.table.as_bytes(), "table.csv");
    let rows = import::rows(file, (kind, words.of("came"))).map_err(Problem::Impossible)?;
    let id = import_deed::add(&mut tx, &campaign, (kind, &new.name, &rows)).await?;
    let out = out(&tx, &ctx, import_deed::import(&tx, id).await?).await?;
    tx.commit().await?;
    Ok(Json(out))
}

/// The version that was read; why, when a file is taken back.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct CampaignImportStep {
    /// The version that was read.
    version: i32,
    /// Why it is taken back; not asked for when it is entered.
    #[serde(default)]
    why: String,
}

/// `POST /api/campaigns/imports/{id}/enter`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/campaigns/imports/{id}/enter",
    operation_id = "campaign-import-enter",
    params(("id" = String, Path)),
    request_body = CampaignImportStep,
    responses((status = 200, description = "", body = CampaignImportOut)),
)]
pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ImportId>,
    form: Form,
) -> Result<Json<CampaignImportOut>, Problem> {
    let step: CampaignImportStep = form.json()?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/campaigns")).await?;
    let mut import = import_deed::import(&tx, id).await?;
    import.row.version = step.version;
    let campaign = plan::campaign(&tx, import.row.campaign_id).await?;
    import_deed::enter(&mut tx, &ctx.municipality.code, (&campaign, &import)).await?;
    let out = out(&tx, &ctx, import_deed::import(&tx, id).await?).await?;
    tx.commit().await?;
    Ok(Json(out))
}

/// `POST /api/campaigns/imports/{id}/revoke`.
#[utoipa::path(
    post,
    path = "/{municipality}/api/campaigns/imports/{id}/revoke",
    operation_id = "campaign-import-revoke",
    params(("id" = String, Path)),
    request_body = CampaignImportStep,
    responses((status = 200, description = "", body = CampaignImportOut)),
)]
pub async fn revoke(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ImportId>,
    form: Form,
) -> Result<Json<CampaignImportOut>, Problem> {
    let step: CampaignImportStep = form.json()?;
    let why = step.why.trim();
    if why.is_empty() {
        return Err(Problem::Impossible("campaigns-refused-why"));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/api/campaigns")).await?;
    let mut import = import_deed::import(&tx, id).await?;
    import.row.version = step.version;
    import_deed::take_back(&mut tx, &import, why).await?;
    let out = out(&tx, &ctx, import_deed::import(&tx, id).await?).await?;
    tx.commit().await?;
    Ok(Json(out))
}
