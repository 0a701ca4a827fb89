//! The plan of a campaign: aim, audience, period, money, channels, measures of success.

use super::CampaignId;
use super::content::why;
use super::course::{self, Targets};
use super::store::campaign::{self, Column, Entity};
use crate::contacts::{self, NewLine};
use crate::projects::{self, ProjectId, ProjectName};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// A campaign, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// The row.
    pub row: campaign::Model,
    /// What is wanted of it.
    pub targets: Targets,
    /// Why it was withdrawn.
    pub why: String,
}

impl Campaign {
    /// How it stands on a day: the code of its word and the colour of its tag.
    #[must_use]
    pub fn phase(&self, today: Day) -> (&'static str, &'static str) {
        course::phase((self.row.from_on, self.row.to_on), self.row.revoked_at, today)
    }

    /// Its page.
    #[must_use]
    pub fn home(&self) -> String {
        format!("{}/plans/{}", super::frame::HOME, self.row.id)
    }

    /// Its days, as a Bulgarian reads them.
    #[must_use]
    pub fn period(&self) -> String {
        format!("{} – {}", self.row.from_on.bg(), self.row.to_on.bg())
    }
}

fn campaign_of(tx: &Tx, row: campaign::Model) -> Result<Campaign, StoreError> {
    let why = why(tx, ("campaign", row.id.0), &row.why_sealed)?;
    Ok(Campaign { targets: Targets::read(&row.targets), why, row })
}

/// One campaign.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn campaign(tx: &Tx, id: CampaignId) -> Result<Campaign, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    campaign_of(tx, row.ok_or(StoreError::NotFound)?)
}

/// The campaign of a public address.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none that anybody may see.
pub async fn of_code(tx: &Tx, code: &str) -> Result<Campaign, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Code.eq(code)).one(tx.conn()).await?;
    let row = row.filter(|row| row.is_public && row.revoked_at.is_none());
    campaign_of(tx, row.ok_or(StoreError::NotFound)?)
}

/// All campaigns, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn campaigns(tx: &Tx) -> Result<Vec<Campaign>, StoreError> {
    let rows = tx.find::<Entity>().order_by_desc(Column::FromOn).order_by_desc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| campaign_of(tx, row)).collect()
}

/// The projects by id, for their names.
///
/// # Errors
/// When the database does not answer.
pub async fn projects_by_id(tx: &Tx) -> Result<HashMap<ProjectId, ProjectName>, StoreError> {
    Ok(projects::names(tx).await?.into_iter().map(|one| (one.id, one)).collect())
}

/// What is written of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlan {
    /// Its name.
    pub name: String,
    /// What is to change by it.
    pub aim: String,
    /// Codes of the audience.
    pub audience: Vec<String>,
    /// Codes of the channels.
    pub channels: Vec<String>,
    /// The first day.
    pub from: Day,
    /// The last one.
    pub to: Day,
    /// The project that pays, if one does.
    pub project: Option<ProjectId>,
    /// Who pays otherwise, in words.
    pub funded_by: String,
    /// What is wanted.
    pub targets: Targets,
    /// Whether anybody may see its page.
    pub is_public: bool,
    /// The campaign of the contact log under which it is named; a new one when none.
    pub contact_code: Option<String>,
}

impl NewPlan {
    fn line(&self, code: &str) -> NewLine {
        NewLine {
            list: "campaign".to_owned(),
            code: code.to_owned(),
            law: String::new(),
            bg: self.name.clone(),
            en: String::new(),
            valid_from: Some(self.from),
            valid_to: Some(self.to),
        }
    }
}

/// Enters a campaign; from now on contacts can name it.
///
/// # Errors
/// When its days are impossible.
pub async fn add(tx: &mut Tx, new: &NewPlan) -> Result<CampaignId, Problem> {
    if let Some(key) = course::period_refused(new.from, new.to) {
        return Err(Problem::Impossible(key));
    }
    let contact_code = match &new.contact_code {
        Some(code) => code.clone(),
        None => contacts::add_to_list(tx, &new.line("")).await?,
    };
    let id = CampaignId(tx.new_id());
    let year = i32::from(new.from.0.year());
    let number = tx.next_number("campaign", year).await?;
    let row = campaign::Model {
        municipality_id: tx.municipality(),
        id,
        code: format!("{year}-{number}"),
        contact_code,
        project_id: new.project,
        name: new.name.clone(),
        aim: new.aim.clone(),
        audience: course::joined(&new.audience),
        channels: course::joined(&new.channels),
        funded_by: new.funded_by.clone(),
        from_on: new.from,
        to_on: new.to,
        targets: new.targets.text(),
        is_public: new.is_public,
        entered_at: tx.now(),
        revoked_at: None,
        why_sealed: Vec::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("campaign", id.0));
    Ok(id)
}

/// Changes the plan. What was held and handed out stays as it was.
///
/// # Errors
/// When its days are impossible, it was withdrawn, or somebody saved meanwhile.
pub async fn change(tx: &mut Tx, old: &Campaign, new: &NewPlan) -> Result<(), Problem> {
    if let Some(key) = course::period_refused(new.from, new.to) {
        return Err(Problem::Impossible(key));
    }
    if old.row.revoked_at.is_some() {
        return Err(Problem::Impossible("campaigns-refused-revoked"));
    }
    let active = campaign::ActiveModel {
        project_id: Set(new.project),
        name: Set(new.name.clone()),
        aim: Set(new.aim.clone()),
        audience: Set(course::joined(&new.audience)),
        channels: Set(course::joined(&new.channels)),
        funded_by: Set(new.funded_by.clone()),
        from_on: Set(new.from),
        to_on: Set(new.to),
        targets: Set(new.targets.text()),
        is_public: Set(new.is_public),
        ..Default::default()
    };
    tx.update::<Entity>(old.row.id, old.row.version, active).await?;
    tx.audit(Entry::write("campaign", old.row.id.0));
    Ok(())
}

/// Withdraws a campaign that was entered by mistake: nothing of it counts any more.
///
/// # Errors
/// When it is withdrawn already, or somebody saved meanwhile.
pub async fn revoke(tx: &mut Tx, old: &Campaign, why: &str) -> Result<(), Problem> {
    if old.row.revoked_at.is_some() {
        return Err(Problem::Impossible("campaigns-refused-revoked"));
    }
    let active = campaign::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        why_sealed: Set(tx.seal("campaign", "why_sealed", old.row.id.0, why)?),
        ..Default::default()
    };
    tx.update::<Entity>(old.row.id, old.row.version, active).await?;
    tx.audit(Entry::write("campaign-revoked", old.row.id.0));
    Ok(())
}
