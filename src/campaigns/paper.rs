//! Papers of campaigns: numbered by kind, with a code that anybody may check, and the heading of the
//! project that pays.

use super::frame::{Press, bg_with};
use super::plan::Campaign;
use super::store::campaign_paper::{self, Column, Entity};
use super::{CampaignId, CampaignPaperId, EventId};
use crate::app::App;
use crate::people::{Answered, Keeps, PAPER, Verified, ask_print, coded, print_kept};
use crate::projects;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::access::Actor;
use kit::audit::Entry;
use kit::crypto::fingerprint;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Id, Pdf, Problem, pdf};
use sea_orm::{
    ColumnTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Value, json};

/// The calendar of a campaign.
pub const CALENDAR: &str = "calendar";
/// An attendance list, to be signed.
pub const SHEET: &str = "sheet";
/// The materials made from the directory; words have the key `campaigns-paper-<code>`.
pub const MATERIALS: [&str; 3] = ["brochure", "poster", "leaflet"];

/// With what a kind of paper is printed.
#[must_use]
pub fn template(kind: &str) -> &'static str {
    match kind {
        "brochure" => include_str!("brochure.typ"),
        "poster" => include_str!("poster.typ"),
        "leaflet" => include_str!("leaflet.typ"),
        _ => PAPER,
    }
}

/// The number of a paper in words.
#[must_use]
pub fn number(kind: &str, year: i32, number: i64) -> String {
    let args = [("year", year.to_string()), ("number", format!("{number:03}"))];
    bg_with(&format!("campaigns-number-{kind}"), &args)
}

/// The `publicity` of the papers of a campaign today: of the project that pays for it.
///
/// # Errors
/// When the database does not answer.
pub async fn publicity(tx: &Tx, campaign: &Campaign) -> Result<Option<Value>, StoreError> {
    match campaign.row.project_id {
        Some(project) => projects::printed(tx, project, tx.today()).await,
        None => Ok(None),
    }
}

/// A paper in a line.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Made {
    /// The paper.
    pub id: CampaignPaperId,
    /// Its campaign.
    pub campaign_id: CampaignId,
    /// Its event, when it is of one.
    pub event_id: Option<EventId>,
    /// Its kind.
    pub kind: String,
    /// Its size: `a3`, `a4`, `a5`.
    pub form: String,
    /// Its language.
    pub language: String,
    /// Its number.
    pub year: i32,
    /// As above.
    pub number: i64,
    /// What the directory said then; see [`super::material::stock`].
    pub stock: String,
    /// When it was made.
    pub made_at: Instant,
    /// Who made it.
    pub account_name: String,
}

impl Made {
    /// Number and day.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} / {}", self.title(), self.day().bg())
    }

    /// Its number in words.
    #[must_use]
    pub fn title(&self) -> String {
        number(&self.kind, self.year, self.number)
    }

    /// Its day: the directory stood so on it.
    #[must_use]
    pub fn day(&self) -> Day {
        self.made_at.day()
    }

    /// How it stands to what the directory says today: the code of its word and the colour of its
    /// tag. Of editions older than this comparison only their day is known.
    #[must_use]
    pub fn standing(&self, stock: &str) -> (&'static str, &'static str) {
        match self.stock.as_str() {
            "" => ("older", "grey"),
            own if own == stock => ("today", "green"),
            _ => ("changed", "orange"),
        }
    }

    /// Whether it is made from the directory.
    #[must_use]
    pub fn is_material(&self) -> bool {
        MATERIALS.contains(&self.kind.as_str())
    }
}

const COLUMNS: [Column; 11] = [
    Column::Id,
    Column::CampaignId,
    Column::EventId,
    Column::Kind,
    Column::Form,
    Column::Language,
    Column::Year,
    Column::Number,
    Column::Stock,
    Column::MadeAt,
    Column::AccountName,
];

/// The papers of a campaign, or all, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn papers(tx: &Tx, of: Option<CampaignId>) -> Result<Vec<Made>, StoreError> {
    let mut rows = tx.find::<Entity>();
    if let Some(id) = of {
        rows = rows.filter(Column::CampaignId.eq(id));
    }
    let rows = rows.order_by_desc(Column::Id).select_only().columns(COLUMNS);
    Ok(rows.into_model::<Made>().all(tx.conn()).await?)
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn paper(tx: &Tx, id: CampaignPaperId) -> Result<Made, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).select_only().columns(COLUMNS);
    row.into_model::<Made>().one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// A paper as a file.
///
/// # Errors
/// When it cannot be printed.
pub async fn printed(app: &App, actor: &Actor, row: &Made) -> Result<Response, Problem> {
    let bytes = print_kept::<Entity>(app, actor, row.id.0).await?;
    Ok(pdf(Pdf { name: format!("{}-{}-{}", row.kind, row.year, row.number), bytes }))
}

/// What a paper is, besides its data.
#[derive(Clone, Copy, Debug)]
pub struct Kind<'a> {
    /// [`CALENDAR`], [`SHEET`] or one of [`MATERIALS`].
    pub kind: &'a str,
    /// Its size.
    pub form: &'a str,
    /// Its language.
    pub language: &'a str,
    /// Its event, when it is of one.
    pub event: Option<EventId>,
    /// What the directory says; empty of what is not made from it.
    pub stock: &'a str,
}

/// The paper that says the same, when there is one: it is not numbered twice.
async fn same(
    tx: &Tx,
    (campaign, kind): (CampaignId, &str),
    digest: &str,
) -> Result<Option<CampaignPaperId>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::CampaignId.eq(campaign))
        .filter(Column::Kind.eq(kind))
        .filter(Column::Digest.eq(digest));
    let row = rows.select_only().column(Column::Id).into_tuple().one(tx.conn()).await?;
    Ok(row)
}

/// Writes a paper down; it is printed afterwards. One that says the same is given again.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (campaign, of): (&Campaign, Kind<'_>),
    (mut data, press): (Value, &Press),
) -> Result<CampaignPaperId, StoreError> {
    if let Some(publicity) = publicity(tx, campaign).await? {
        data["publicity"] = publicity;
    }
    let digest = fingerprint(data.to_string());
    if let Some(same) = same(tx, (campaign.row.id, of.kind), &digest).await? {
        tx.audit(Entry::read("campaign-paper", same.0));
        return Ok(same);
    }
    let id = CampaignPaperId(tx.new_id());
    let year = i32::from(tx.today().0.year());
    let next = tx.next_number(&format!("campaign-{}", of.kind), year).await?;
    let code = coded(&mut data, &press.verify);
    data["office"] = press.settings().office(&press.office);
    data["register"] = json!({
        "number": number(of.kind, year, next),
        "date": format!("{} г.", tx.today().bg()),
    });
    let row = campaign_paper::Model {
        municipality_id: tx.municipality(),
        id,
        campaign_id: campaign.row.id,
        event_id: of.event,
        kind: of.kind.to_owned(),
        form: of.form.to_owned(),
        language: of.language.to_owned(),
        year,
        number: next,
        code,
        digest,
        stock: of.stock.to_owned(),
        data_sealed: tx.seal(Entity::TABLE, "data_sealed", id.0, &data.to_string())?,
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    ask_print::<Entity>(tx, id.0).await?;
    tx.audit(Entry::write("campaign-paper", id.0));
    Ok(id)
}

/// `GET /campaigns/prints/{id}`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CampaignPaperId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = paper(&tx, id).await?;
    tx.audit(Entry::print("campaign-paper", id.0));
    tx.commit().await?;
    printed(&app, &ctx.actor, &row).await
}

/// A paper with a code, for the public check.
#[must_use]
pub fn by_code<'a>(tx: &'a Tx, code: &'a str) -> Answered<'a> {
    Box::pin(async move {
        let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
        Ok(row.map(|row| Verified {
            key: match row.kind.as_str() {
                SHEET => "campaigns-paper-sheet",
                "brochure" => "campaigns-paper-brochure",
                "poster" => "campaigns-paper-poster",
                "leaflet" => "campaigns-paper-leaflet",
                _ => "campaigns-paper-calendar",
            },
            number: number(&row.kind, row.year, row.number),
            day: row.made_at.day().bg(),
            sha256: row.sha256,
        }))
    })
}
