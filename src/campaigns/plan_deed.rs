//! A campaign that was entered by mistake is withdrawn.

use super::CampaignId;
use super::frame::{self, TEXT};
use super::plan::{self, Campaign};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Around, Ctx, Form, Id, Problem, see};

fn revoke_page(ctx: &Ctx, campaign: &Campaign, form: &Form) -> Result<Response, Problem> {
    let home = campaign.home();
    let title = ctx.t("campaigns-revoke");
    let page = frame::below(ctx, title, (&home, &campaign.row.name));
    let version = form.version_or(campaign.row.version);
    let facts = vec![(ctx.t("campaigns-column-campaign").into_owned(), campaign.row.name.clone())];
    frame::revoke_shown(ctx, form, Around { page, home, version }, facts)
}

async fn read(app: &App, ctx: &Ctx, id: CampaignId) -> Result<Campaign, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let campaign = plan::campaign(&tx, id).await?;
    tx.audit(audit::Entry::read("campaign", id.0));
    tx.commit().await?;
    Ok(campaign)
}

/// `GET /campaigns/plans/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
) -> Result<Response, Problem> {
    let campaign = read(&app, &ctx, id).await?;
    revoke_page(&ctx, &campaign, &Form::empty(ctx.lang))
}

/// `POST /campaigns/plans/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut campaign = read(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return revoke_page(&ctx, &campaign, &form);
    }
    campaign.row.version = form.version_or(campaign.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&campaign.home())).await?;
    plan::revoke(&mut tx, &campaign, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &campaign.home(), Some("campaigns-done")))
}
