//! Brochures, posters and leaflets for anybody: the editions that say what the directory says today, of
//! campaigns with a public page. An edition that the directory has left behind is given to nobody.

use super::event;
use super::frame::HOME;
use super::material;
use super::paper::{self, Made};
use super::plan::{self, Campaign};
use super::{CampaignId, CampaignPaperId, EventId};
use crate::app::App;
use crate::services::offers;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Id, Problem, html, see};
use std::collections::HashSet;

/// The page, below the municipality.
const PAGE: &str = "/campaigns/materials/public";

/// An edition that may be taken home.
pub struct Edition {
    /// Where it is.
    pub href: String,
    /// What it is, with its size and language.
    pub title: String,
    /// Number and day.
    pub about: String,
}

#[derive(Template)]
#[template(path = "campaigns/download.html")]
struct DownloadPage {
    page: ui::Page,
    campaigns: Vec<(String, String, Vec<Edition>)>,
}

/// What may be given away today.
pub struct Shelf {
    papers: Vec<Made>,
    stock: String,
    ahead: HashSet<EventId>,
}

impl Shelf {
    /// Of one campaign, or of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(tx: &Tx, of: Option<CampaignId>) -> Result<Shelf, StoreError> {
        let today = tx.today();
        let events = event::events(tx, of).await?;
        let ahead = events.iter().filter(|one| one.is_ahead(today)).map(|one| one.row.id);
        let mut papers = paper::papers(tx, of).await?;
        papers.retain(Made::is_material);
        let stock = material::stock(&offers(tx).await?);
        Ok(Shelf { papers, stock, ahead: ahead.collect() })
    }

    /// Made of the directory of today, and not for an event that is over.
    fn holds(&self, one: &Made) -> bool {
        one.standing(&self.stock).0 == "today"
            && one.event_id.is_none_or(|id| self.ahead.contains(&id))
    }

    /// The newest edition of each kind, size and language of a campaign.
    #[must_use]
    pub fn editions(&self, ctx: &Ctx, campaign: CampaignId) -> Vec<Edition> {
        let mut seen = HashSet::new();
        let own = self.papers.iter().filter(|one| one.campaign_id == campaign && self.holds(one));
        let newest =
            own.filter(|one| seen.insert((&one.kind, &one.form, &one.language, one.event_id)));
        newest.map(|one| edition(ctx, one)).collect()
    }
}

fn edition(ctx: &Ctx, one: &Made) -> Edition {
    let kind = ctx.t(&format!("campaigns-paper-{}", one.kind));
    let language = ctx.t(&format!("campaigns-lang-{}", one.language));
    Edition {
        href: ctx.url(&format!("{HOME}/materials/{}/public", one.id)),
        title: format!("{kind}, {}, {}", one.form.to_uppercase(), language.to_lowercase()),
        about: one.words(),
    }
}

fn is_open(campaign: &Campaign) -> bool {
    campaign.row.is_public && campaign.row.revoked_at.is_none()
}

/// `GET /campaigns/materials/public`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let campaigns = plan::campaigns(&tx).await?;
    let shelf = Shelf::load(&tx, None).await?;
    tx.commit().await?;
    let one = |campaign: &Campaign| {
        let editions = shelf.editions(&ctx, campaign.row.id);
        let home = ctx.url(&format!("{HOME}/{}", campaign.row.code));
        (!editions.is_empty()).then(|| (campaign.row.name.clone(), home, editions))
    };
    html(&DownloadPage {
        page: ctx.public_page(ctx.t("campaigns-download")),
        campaigns: campaigns.iter().filter(|one| is_open(one)).filter_map(one).collect(),
    })
}

/// `GET /campaigns/materials/{id}/public`: an edition as a file. Who has the address of one that is no
/// longer current is shown those that are.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignPaperId>,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let row = paper::paper(&tx, id).await?;
    let campaign = plan::campaign(&tx, row.campaign_id).await?;
    if !row.is_material() || !is_open(&campaign) {
        return Err(Problem::NotFound);
    }
    let shelf = Shelf::load(&tx, Some(row.campaign_id)).await?;
    tx.commit().await?;
    if !shelf.holds(&row) {
        return Ok(see(&ctx, PAGE, None));
    }
    paper::printed(&app, &ctx.actor, &row).await
}
