//! Events of campaigns: planned, reported once with who came, called off, withdrawn.

use super::content::{Said, opened, sealed, why};
use super::course::{self, State};
use super::plan::Campaign;
use super::store::{campaign_attendance, campaign_event};
use super::{AttendanceId, CampaignId, EventId};
use campaign_event::{Column, Entity};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use std::collections::HashMap;

/// An event, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The row.
    pub row: campaign_event::Model,
    /// How far it has come.
    pub state: State,
    /// What is sealed of it.
    pub content: Said,
    /// Why it was withdrawn.
    pub why: String,
}

impl Event {
    /// It is planned for a day that has not passed.
    #[must_use]
    pub fn is_ahead(&self, today: Day) -> bool {
        self.state == State::Planned && self.row.revoked_at.is_none() && self.row.held_on >= today
    }

    /// How it stands on a day: the code of its word and the colour of its tag.
    #[must_use]
    pub fn standing(&self, today: Day) -> (&'static str, &'static str) {
        course::standing((self.state, self.row.held_on), self.row.revoked_at, today)
    }

    /// Its page.
    #[must_use]
    pub fn home(&self) -> String {
        format!("{}/events/{}", super::frame::HOME, self.row.id)
    }

    /// Its hours: `10:00–12:00`.
    #[must_use]
    pub fn hours(&self) -> String {
        match (self.row.begins.as_str(), self.row.ends.as_str()) {
            (begins, "") => begins.to_owned(),
            (begins, ends) => format!("{begins}–{ends}"),
        }
    }

    /// Whether it counts: held, and not withdrawn.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.state == State::Held && self.row.revoked_at.is_none()
    }
}

fn event_of(tx: &Tx, row: campaign_event::Model) -> Result<Event, StoreError> {
    let of = ("campaign_event", row.id.0);
    let content = opened(tx, of, &row.content_sealed)?;
    let why = why(tx, of, &row.why_sealed)?;
    Ok(Event { state: State::of(&row.state), content, why, row })
}

/// One event.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn event(tx: &Tx, id: EventId) -> Result<Event, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    event_of(tx, row.ok_or(StoreError::NotFound)?)
}

/// The events of a campaign, or all, by day.
///
/// # Errors
/// When the database does not answer.
pub async fn events(tx: &Tx, of: Option<CampaignId>) -> Result<Vec<Event>, StoreError> {
    let mut rows = tx.find::<Entity>();
    if let Some(id) = of {
        rows = rows.filter(Column::CampaignId.eq(id));
    }
    let rows = rows.order_by_asc(Column::HeldOn).order_by_asc(Column::Id).all(tx.conn()).await?;
    rows.into_iter().map(|row| event_of(tx, row)).collect()
}

/// Who came to events, kind by kind. One query.
///
/// # Errors
/// When the database does not answer.
pub async fn came(
    tx: &Tx,
    of: Option<EventId>,
) -> Result<HashMap<EventId, Vec<(String, i64)>>, StoreError> {
    use campaign_attendance::Column;
    let mut rows = tx.find::<campaign_attendance::Entity>();
    if let Some(id) = of {
        rows = rows.filter(Column::EventId.eq(id));
    }
    let mut all: HashMap<EventId, Vec<(String, i64)>> = HashMap::new();
    for row in rows.order_by_asc(Column::Id).all(tx.conn()).await? {
        all.entry(row.event_id).or_default().push((row.kind, row.people));
    }
    Ok(all)
}

/// What is written of an event before it is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// A code of the list `event`.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The day.
    pub held_on: Day,
    /// `10:00`.
    pub begins: String,
    /// `12:00`, or empty.
    pub ends: String,
    /// EKATTE code of the settlement.
    pub ekatte: String,
    /// Where there.
    pub place: String,
    /// With whom.
    pub partners: String,
    /// Name and telephone of the host; sealed.
    pub contact: String,
    /// Remarks for the preparation; sealed.
    pub note: String,
}

impl NewEvent {
    fn said(&self) -> Said {
        Said { contact: self.contact.clone(), note: self.note.clone(), ..Said::default() }
    }

    fn within(&self, campaign: &Campaign) -> Result<(), Problem> {
        let row = &campaign.row;
        if row.revoked_at.is_some() {
            return Err(Problem::Impossible("campaigns-refused-revoked"));
        }
        if self.held_on < row.from_on || self.held_on > row.to_on {
            return Err(Problem::Impossible("campaigns-refused-outside"));
        }
        if !self.ends.is_empty() && self.ends <= self.begins {
            return Err(Problem::Impossible("campaigns-wrong-hours"));
        }
        Ok(())
    }
}

/// Plans an event.
///
/// # Errors
/// When it lies outside the days of its campaign.
pub async fn add(tx: &mut Tx, campaign: &Campaign, new: &NewEvent) -> Result<EventId, Problem> {
    new.within(campaign)?;
    let id = EventId(tx.new_id());
    let row = campaign_event::Model {
        municipality_id: tx.municipality(),
        id,
        campaign_id: campaign.row.id,
        kind: new.kind.clone(),
        title: new.title.clone(),
        held_on: new.held_on,
        begins: new.begins.clone(),
        ends: new.ends.clone(),
        ekatte: new.ekatte.clone(),
        place: new.place.clone(),
        partners: new.partners.clone(),
        state: State::Planned.code().to_owned(),
        content_sealed: sealed(tx, ("campaign_event", id.0), &new.said())?,
        entered_at: tx.now(),
        reported_at: None,
        revoked_at: None,
        why_sealed: Vec::new(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("campaign-event", id.0));
    Ok(id)
}

fn open(event: &Event) -> Result<(), Problem> {
    if event.state != State::Planned || event.row.revoked_at.is_some() {
        return Err(Problem::Impossible("campaigns-refused-state"));
    }
    Ok(())
}

/// Changes an event that is still planned: its day moved, or its place.
///
/// # Errors
/// When it was held, called off or withdrawn, or somebody saved meanwhile.
pub async fn change(
    tx: &mut Tx,
    (campaign, event): (&Campaign, &Event),
    new: &NewEvent,
) -> Result<(), Problem> {
    open(event)?;
    new.within(campaign)?;
    let id = event.row.id;
    let active = campaign_event::ActiveModel {
        kind: Set(new.kind.clone()),
        title: Set(new.title.clone()),
        held_on: Set(new.held_on),
        begins: Set(new.begins.clone()),
        ends: Set(new.ends.clone()),
        ekatte: Set(new.ekatte.clone()),
        place: Set(new.place.clone()),
        partners: Set(new.partners.clone()),
        content_sealed: Set(sealed(tx, ("campaign_event", id.0), &new.said())?),
        ..Default::default()
    };
    tx.update::<Entity>(id, event.row.version, active).await?;
    tx.audit(Entry::write("campaign-event", id.0));
    Ok(())
}

/// Reports an event: how many of each kind came, and what was said.
///
/// # Errors
/// When it is ahead, nobody came, it was reported before, or somebody saved meanwhile.
pub async fn report(
    tx: &mut Tx,
    event: &Event,
    (came, report): (&[(String, i64)], &str),
) -> Result<(), Problem> {
    open(event)?;
    let (of, today) = ((event.state, event.row.held_on), tx.today());
    if let Some(key) = course::report_refused(of, came, today) {
        return Err(Problem::Impossible(key));
    }
    let id = event.row.id;
    let said = Said { report: report.to_owned(), ..event.content.clone() };
    let active = campaign_event::ActiveModel {
        state: Set(State::Held.code().to_owned()),
        reported_at: Set(Some(tx.now())),
        content_sealed: Set(sealed(tx, ("campaign_event", id.0), &said)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, event.row.version, active).await?;
    for (kind, people) in came.iter().filter(|(_, people)| *people > 0) {
        let row = campaign_attendance::Model {
            municipality_id: tx.municipality(),
            id: AttendanceId(tx.new_id()),
            event_id: id,
            kind: kind.clone(),
            people: *people,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("campaign-event-reported", id.0));
    Ok(())
}

/// Calls off an event that is planned.
///
/// # Errors
/// When it was held or called off, or somebody saved meanwhile.
pub async fn cancel(tx: &mut Tx, event: &Event, why: &str) -> Result<(), Problem> {
    open(event)?;
    let id = event.row.id;
    let said = Said { cancelled: why.to_owned(), ..event.content.clone() };
    let active = campaign_event::ActiveModel {
        state: Set(State::Cancelled.code().to_owned()),
        content_sealed: Set(sealed(tx, ("campaign_event", id.0), &said)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, event.row.version, active).await?;
    tx.audit(Entry::write("campaign-event-cancelled", id.0));
    Ok(())
}

/// Withdraws an event with its report: entered by mistake, or with wrong numbers.
///
/// # Errors
/// When it is withdrawn already, or somebody saved meanwhile.
pub async fn revoke(tx: &mut Tx, event: &Event, why: &str) -> Result<(), Problem> {
    if event.row.revoked_at.is_some() {
        return Err(Problem::Impossible("campaigns-refused-revoked"));
    }
    let id = event.row.id;
    let active = campaign_event::ActiveModel {
        revoked_at: Set(Some(tx.now())),
        why_sealed: Set(tx.seal("campaign_event", "why_sealed", id.0, why)?),
        ..Default::default()
    };
    tx.update::<Entity>(id, event.row.version, active).await?;
    tx.audit(Entry::write("campaign-event-revoked", id.0));
    Ok(())
}
