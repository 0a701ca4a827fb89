//! The registers of a campaign: copies printed, copies handed out, media items, new approaches to
//! informing and consulting. Entered once; what was wrong is withdrawn and entered anew.

use super::content::why;
use super::course::COPIES_MAX;
use super::store::campaign_entry::{self, Column, Entity};
use super::{CampaignId, CampaignPaperId, EntryId};
use crate::projects::ProjectId;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// The registers; words have the key `campaigns-register-<code>`.
pub const REGISTERS: [&str; 4] = ["printed", "handed", "media", "approach"];
/// Copies that were printed.
pub const PRINTED: &str = REGISTERS[0];
/// Copies that were handed out at a place.
pub const HANDED: &str = REGISTERS[1];
/// Newspaper, site, radio.
pub const MEDIA: &str = REGISTERS[2];
/// A new approach to informing and consulting.
pub const APPROACH: &str = REGISTERS[3];

/// An entry, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The row.
    pub row: campaign_entry::Model,
    /// Why it was withdrawn.
    pub why: String,
}

impl Entered {
    /// Its page.
    #[must_use]
    pub fn home(&self) -> String {
        format!("{}/entries/{}", super::frame::HOME, self.row.id)
    }
}

fn entered(tx: &Tx, row: campaign_entry::Model) -> Result<Entered, StoreError> {
    let why = why(tx, ("campaign_entry", row.id.0), &row.why_sealed)?;
    Ok(Entered { row, why })
}

/// One entry.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn entry(tx: &Tx, id: EntryId) -> Result<Entered, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    entered(tx, row.ok_or(StoreError::NotFound)?)
}

/// The entries of a campaign, or all, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn entries(tx: &Tx, of: Option<CampaignId>) -> Result<Vec<Entered>, StoreError> {
    let mut rows = tx.find::<Entity>();
    if let Some(id) = of {
        rows = rows.filter(Column::CampaignId.eq(id));
    }
    let rows = rows.order_by_desc(Column::EntryOn).order_by_desc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| entered(tx, row)).collect()
}

/// What is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// A code of [`REGISTERS`].
    pub register: &'static str,
    /// The campaign; an approach may have none.
    pub campaign: Option<CampaignId>,
    /// The project, of an approach without a campaign.
    pub project: Option<ProjectId>,
    /// Which edition of a material was printed or handed out.
    pub paper: Option<CampaignPaperId>,
    /// Of a media item a code of the list `media`; else empty.
    pub kind: String,
    /// The day; of an approach the one since which it is in use.
    pub on: Day,
    /// EKATTE code, of copies handed out.
    pub ekatte: String,
    /// Where they were handed out, or the name of the medium.
    pub place: String,
    /// What it is about.
    pub title: String,
    /// By what it is proved, or a remark.
    pub detail: String,
    /// The address of a page.
    pub link: String,
    /// How many copies; 1 of what is not copies.
    pub amount: i64,
}

impl NewEntry {
    /// An entry of a register on a day, with nothing else yet.
    #[must_use]
    pub fn on(register: &'static str, on: Day) -> NewEntry {
        NewEntry {
            register,
            campaign: None,
            project: None,
            paper: None,
            kind: String::new(),
            on,
            ekatte: String::new(),
            place: String::new(),
            title: String::new(),
            detail: String::new(),
            link: String::new(),
            amount: 1,
        }
    }

    fn refused(&self, today: Day) -> Option<&'static str> {
        match () {
            () if self.on > today => Some("campaigns-wrong-future"),
            () if !(1..=COPIES_MAX).contains(&self.amount) => Some("campaigns-wrong-number"),
            () if self.register != APPROACH && self.campaign.is_none() => {
                Some("campaigns-wrong-campaign")
            }
            () if self.register == APPROACH && self.detail.is_empty() => {
                Some("campaigns-wrong-proof")
            }
            () if self.register == HANDED && self.ekatte.is_empty() => {
                Some("campaigns-wrong-settlement")
            }
            () => None,
        }
    }
}

/// Whether an address can be shown as a link: one of the web, and nothing else.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

/// Enters it.
///
/// # Errors
/// When its day is ahead, or what the register asks for is missing.
pub async fn add(tx: &mut Tx, new: &NewEntry) -> Result<EntryId, Problem> {
    if let Some(key) = new.refused(tx.today()) {
        return Err(Problem::Impossible(key));
    }
    let id = EntryId(tx.new_id());
    let row = campaign_entry::Model {
        municipality_id: tx.municipality(),
        id,
        register: new.register.to_owned(),
        campaign_id: new.campaign,
        project_id: new.project,
        paper_id: new.paper,
        kind: new.kind.clone(),
        entry_on: new.on,
        ekatte: new.ekatte.clone(),
        place: new.place.clone(),
        title: new.title.clone(),
        detail: new.detail.clone(),
        link: new.link.clone(),
        amount: new.amount,
        entered_at: tx.now(),
        revoked_at: None,
        why_sealed: Vec::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(audit::Entry::write("campaign-entry", id.0));
    Ok(id)
}

/// Withdraws it.
///
/// # Errors
/// When it is withdrawn already, or somebody saved meanwhile.
pub async fn revoke(tx: &mut Tx, old: &Entered, why: &str) -> Result<(), Problem> {
    if old.row.revoked_at.is_some() {
        return Err(Problem::Impossible("campaigns-refused-revoked"));
    }
    let id = old.row.id;
    let active = campaign_entry::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        why_sealed: Set(tx.seal("campaign_entry", "why_sealed", id.0, why)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, old.row.version, active).await?;
    tx.audit(audit::Entry::write("campaign-entry-revoked", id.0));
    Ok(())
}
