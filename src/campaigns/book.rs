//! What campaigns came to: the figures of each from its records, read together so that a list needs no
//! query per row.

use super::course::FIGURES;
use super::entry::{self, APPROACH, Entered, HANDED, MEDIA, PRINTED};
use super::event::{self, Event};
use super::plan::Campaign;
use super::store::campaign_view;
use super::{CampaignId, EventId};
use crate::contacts;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeSet, HashMap};

/// Everything that figures are counted from.
pub struct Book {
    /// Events, by day.
    pub events: Vec<Event>,
    /// Who came, kind by kind.
    pub came: HashMap<EventId, Vec<(String, i64)>>,
    /// Copies, media items, approaches.
    pub entries: Vec<Entered>,
    /// How often pages were opened: campaign, day, times.
    pub views: Vec<(CampaignId, String, i64)>,
    /// Contacts that name a campaign, by its code in the log.
    pub naming: HashMap<String, i64>,
}

impl Book {
    /// Reads what belongs to a campaign, or to all. Five queries.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(tx: &Tx, of: Option<CampaignId>) -> Result<Book, StoreError> {
        use campaign_view::Column;
        let mut views = tx.find::<campaign_view::Entity>();
        if let Some(id) = of {
            views = views.filter(Column::CampaignId.eq(id));
        }
        let views = views.order_by_asc(Column::Day).all(tx.conn()).await?;
        Ok(Book {
            events: event::events(tx, of).await?,
            came: event::came(tx, None).await?,
            entries: entry::entries(tx, of).await?,
            views: views.into_iter().map(|row| (row.campaign_id, row.day, row.views)).collect(),
            naming: contacts::naming(tx).await?,
        })
    }

    /// How many came to an event.
    #[must_use]
    pub fn people(&self, id: EventId) -> i64 {
        self.came.get(&id).map_or(0, |came| came.iter().map(|(_, people)| people).sum())
    }

    /// The events of a campaign that count.
    pub fn held(&self, id: CampaignId) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(move |one| one.row.campaign_id == id && one.counts())
    }

    /// The entries of a register of a campaign that count.
    pub fn noted<'a>(
        &'a self,
        id: CampaignId,
        register: &'a str,
    ) -> impl Iterator<Item = &'a Entered> {
        self.entries.iter().filter(move |one| {
            one.row.campaign_id == Some(id)
                && one.row.register == register
                && one.row.revoked_at.is_none()
        })
    }

    /// The figures of a campaign in the order of [`FIGURES`].
    #[must_use]
    pub fn figures(&self, campaign: &Campaign) -> Vec<(&'static str, i64)> {
        FIGURES.iter().map(|figure| (*figure, self.figure(campaign, figure))).collect()
    }

    /// One figure of a campaign.
    #[must_use]
    pub fn figure(&self, campaign: &Campaign, figure: &str) -> i64 {
        let id = campaign.row.id;
        let copies =
            |register: &str| -> i64 { self.noted(id, register).map(|one| one.row.amount).sum() };
        let count = |all: usize| i64::try_from(all).unwrap_or(i64::MAX);
        match figure {
            "events" => count(self.held(id).count()),
            "reached" => self.held(id).map(|one| self.people(one.row.id)).sum(),
            "settlements" => count(self.places(id).len()),
            "printed" => copies(PRINTED),
            "copies" => copies(HANDED),
            "media" => count(self.noted(id, MEDIA).count()),
            "views" => {
                let own = self.views.iter().filter(|(of, ..)| *of == id);
                own.map(|(_, _, times)| times).sum()
            }
            "consulted" => self.naming.get(&campaign.row.contact_code).copied().unwrap_or(0),
            _ => count(self.noted(id, APPROACH).count()),
        }
    }

    /// Codes of the settlements that a campaign reached: by an event, or by copies.
    #[must_use]
    pub fn places(&self, id: CampaignId) -> BTreeSet<&str> {
        let events = self.held(id).map(|one| one.row.ekatte.as_str());
        let copies = self.noted(id, HANDED).map(|one| one.row.ekatte.as_str());
        events.chain(copies).filter(|code| !code.is_empty()).collect()
    }
}

/// The address of the list behind a figure, below the municipality.
#[must_use]
pub fn behind(campaign: &Campaign, figure: &str) -> String {
    let home = super::frame::HOME;
    let id = campaign.row.id;
    match figure {
        "events" | "reached" => format!("{home}/events?campaign={id}&state=held"),
        "settlements" => format!("{home}/plans/{id}/reach"),
        "printed" => format!("{home}/entries?campaign={id}&register={PRINTED}"),
        "copies" => format!("{home}/entries?campaign={id}&register={HANDED}"),
        "media" => format!("{home}/entries?campaign={id}&register={MEDIA}"),
        "approaches" => format!("{home}/entries?campaign={id}&register={APPROACH}"),
        "consulted" => format!("/contacts?campaign={}", campaign.row.contact_code),
        _ => format!("{home}/plans/{id}"),
    }
}

/// A consultation, as evidence names it: nothing of whom it was with.
#[must_use]
pub fn consultation(day: kit::types::Day) -> String {
    super::frame::bg_with("campaigns-consultation", &[("day", day.bg())])
}
