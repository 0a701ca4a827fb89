//! The waiting list of a service: entered in order, left in order; nobody is passed over without a
//! row that says why (чл. 79 ЗСУ).

use super::course::{Facts, Move, State};
use super::load::{self, position};
use super::moves::{Moved, broken, go, told};
use super::places::{self, Kept};
use super::step::last_day;
use super::store::{place_offer, placement, waiting_entry, waiting_skip};
use super::{OfferId, PlacementId};
use crate::app::App;
use crate::services::ServiceId;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use law::Law;
use sea_orm::sea_query::Order;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// The groups that go before others (чл. 79, ал. 4 ЗСУ).
pub const URGENT: [&str; 3] = ["crisis", "violence", "trafficking"];

/// Why somebody is passed over: they decide whether the place goes to the next.
pub const SKIPS: [&str; 4] = ["declined", "unreachable", "unsuitable_unit", "other"];

/// Writes an entry at the end of the list; one that goes before the others leaves it at once.
async fn write(
    tx: &Tx,
    row: &placement::Model,
    (urgent, ask_on, has_left): (Option<&(String, String)>, Option<Day>, bool),
) -> Result<(), StoreError> {
    let id = super::EntryId(tx.new_id());
    let turn = last_turn(tx, row.service_id).await? + 1;
    let reason = match urgent {
        Some((_, reason)) => Some(tx.seal("waiting_entry", "reason_sealed", id.0, reason)?),
        None => None,
    };
    tx.insert(waiting_entry::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(row.id),
        service_id: Set(row.service_id),
        turn: Set(turn),
        entered_at: Set(tx.now()),
        urgent_ground: Set(urgent.map(|(ground, _)| ground.clone()).unwrap_or_default()),
        reason_sealed: Set(reason),
        asked_on: Set(None),
        ask_on: Set(ask_on),
        left_at: Set(has_left.then(|| tx.now())),
        left_how: Set(if has_left { "urgent" } else { "" }.to_owned()),
        version: Set(1),
    })
    .await
}

/// Puts a placement at the end of the list of its service.
///
/// # Errors
/// When the database refuses.
pub async fn enter(
    tx: &mut Tx,
    law: &Law,
    row: &placement::Model,
    urgent: Option<&(String, String)>,
) -> Result<(), StoreError> {
    places::lock(tx, row.service_id).await?;
    let ask_on = last_day(law, "W01", tx.today()).map_err(broken)?;
    write(tx, row, (urgent, ask_on, false)).await?;
    told(tx, row, "placement-waiting", Vec::new()).await?;
    if let Some(of) = row.case_id.zip(row.proposal_id) {
        crate::referral::begin_waiting(tx, law, of, tx.today()).await?;
    }
    let step = placement::ActiveModel {
        next_on: Set(ask_on),
        next_kind: Set("ask_waiting".to_owned()),
        ..Default::default()
    };
    tx.update::<placement::Entity>(row.id, row.version, step).await
}

/// Urgent support went before all who wait: why stays in the list.
///
/// # Errors
/// When the database refuses.
pub async fn went_first(
    tx: &Tx,
    row: &placement::Model,
    urgent: &(String, String),
) -> Result<(), StoreError> {
    write(tx, row, (Some(urgent), None, true)).await
}

async fn last_turn(tx: &Tx, service: ServiceId) -> Result<i64, StoreError> {
    let last = tx
        .find::<waiting_entry::Entity>()
        .filter(waiting_entry::Column::ServiceId.eq(service))
        .order_by_desc(waiting_entry::Column::Turn)
        .limit(1)
        .one(tx.conn())
        .await?;
    Ok(last.map_or(0, |row| row.turn))
}

/// Who waits for a service, in the order in which places are offered.
///
/// # Errors
/// When the database does not answer.
pub async fn line(tx: &Tx, service: ServiceId) -> Result<Vec<waiting_entry::Model>, StoreError> {
    use waiting_entry::Column;
    let rows = tx
        .find::<waiting_entry::Entity>()
        .filter(Column::ServiceId.eq(service))
        .filter(Column::LeftAt.is_null())
        .order_by(Column::Turn, Order::Asc)
        .all(tx.conn())
        .await?;
    let (urgent, others): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| !row.urgent_ground.is_empty());
    Ok(urgent.into_iter().chain(others).collect())
}

/// Leaves the list.
async fn leave(tx: &Tx, id: PlacementId, how: &str) -> Result<(), StoreError> {
    let Some(entry) = load::open_entry(tx, id).await? else { return Ok(()) };
    let active = waiting_entry::ActiveModel {
        left_at: Set(Some(tx.now())),
        left_how: Set(how.to_owned()),
        ..Default::default()
    };
    tx.update::<waiting_entry::Entity>(entry.id, entry.version, active).await
}

/// What an offer says.
pub struct NewOffer {
    /// To whom.
    pub placement: PlacementId,
    /// The last day to answer.
    pub answer_by: Day,
    /// How it was told: `phone`, `letter`, `mail`, `person`.
    pub how: String,
    /// Why those who stand before them are passed over: a code of [`SKIPS`] and words.
    pub skip: Option<(String, String)>,
}

/// Those who stand before a placement in the order and have no offer that waits for an answer.
///
/// # Errors
/// When the database does not answer.
pub async fn ahead(
    tx: &Tx,
    row: &placement::Model,
) -> Result<Vec<waiting_entry::Model>, StoreError> {
    let line = line(tx, row.service_id).await?;
    let before = line.into_iter().take_while(|entry| entry.placement_id != row.id);
    let before: Vec<waiting_entry::Model> = before.collect();
    let ids: Vec<PlacementId> = before.iter().map(|entry| entry.placement_id).collect();
    let offered: Vec<PlacementId> = tx
        .find::<placement::Entity>()
        .filter(placement::Column::Id.is_in(ids))
        .filter(placement::Column::State.eq(State::Offered.code()))
        .select_only()
        .column(placement::Column::Id)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(before.into_iter().filter(|entry| !offered.contains(&entry.placement_id)).collect())
}

/// Offers a place to who waits; those passed over get a row each with the reason.
///
/// # Errors
/// When no place is free, somebody is passed over without a reason, or somebody was quicker.
pub async fn offer(tx: &mut Tx, app: &App, new: &NewOffer) -> Result<OfferId, Problem> {
    let row = load::row(tx, new.placement).await?;
    places::lock(tx, row.service_id).await?;
    let passed = ahead(tx, &row).await?;
    if !passed.is_empty() && new.skip.is_none() {
        return Err(Problem::Impossible("placement-refused-order"));
    }
    let kept = places::keep_any(tx, row.service_id).await?;
    let id = OfferId(tx.new_id());
    tx.insert(place_offer::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        placement_id: Set(row.id),
        unit_id: Set(kept.unit()),
        offered_on: Set(tx.today()),
        answer_by: Set(new.answer_by),
        how: Set(new.how.clone()),
        answered_on: Set(None),
        answer: Set(String::new()),
        paper_id: Set(None),
        version: Set(1),
    })
    .await?;
    if let Some((ground, words)) = &new.skip {
        for entry in &passed {
            skip(tx, entry, id, (ground, words)).await?;
        }
    }
    let facts = Facts { place: kept != Kept::Nothing, ..Facts::default() };
    let with = Moved { unit: kept.unit(), ..Moved::default() };
    go(tx, app, &row, (Move::Offer, &facts), with).await?;
    told(tx, &row, "placement-offered", vec![("day", new.answer_by.bg())]).await?;
    Ok(id)
}

async fn skip(
    tx: &Tx,
    entry: &waiting_entry::Model,
    offer: OfferId,
    (ground, words): (&str, &str),
) -> Result<(), StoreError> {
    let id = tx.new_id();
    tx.insert(waiting_skip::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        entry_id: Set(entry.id),
        offer_id: Set(offer),
        ground: Set(ground.to_owned()),
        reason_sealed: Set(tx.seal("waiting_skip", "reason_sealed", id, words)?),
        skipped_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
    })
    .await
}

/// How an offer is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The person takes the place.
    Accepted,
    /// The person does not want it now and stays on the list.
    Declined,
    /// Nobody answered in time.
    Lapsed,
}

impl Answer {
    /// As the database keeps it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Answer::Accepted => "accepted",
            Answer::Declined => "declined",
            Answer::Lapsed => "lapsed",
        }
    }
}

/// Answers the open offer of a placement. Taken, the person leaves the list and the provider's term
/// begins; otherwise the place is free for the next and the turn is kept.
///
/// # Errors
/// When there is no open offer, or it is answered after its term.
pub async fn answer(
    tx: &mut Tx,
    app: &App,
    row: &placement::Model,
    (answer, on): (Answer, Day),
) -> Result<State, Problem> {
    places::lock(tx, row.service_id).await?;
    let offer = load::offers(tx, row.id).await?.pop().filter(|o| o.answered_on.is_none());
    let offer = offer.ok_or(Problem::Impossible("placement-refused-state"))?;
    let active = place_offer::ActiveModel {
        answered_on: Set(Some(on)),
        answer: Set(answer.code().to_owned()),
        ..Default::default()
    };
    tx.update::<place_offer::Entity>(offer.id, offer.version, active).await?;
    let facts = Facts { late_answer: on > offer.answer_by, ..Facts::default() };
    let (step, with) = match answer {
        Answer::Accepted => (Move::Accept, Moved { stated_on: Some(on), ..Moved::default() }),
        Answer::Declined => (Move::Decline, Moved::default()),
        Answer::Lapsed => (Move::Lapse, Moved::default()),
    };
    if answer == Answer::Accepted {
        leave(tx, row.id, "accepted").await?;
    }
    let after = go(tx, app, row, (step, &facts), with).await?;
    told(tx, row, "placement-answered", vec![("answer", answer.code().to_owned())]).await?;
    Ok(after)
}

/// The person was asked and still wants the service: the next day to ask.
///
/// # Errors
/// When the person is not on a list.
pub async fn asked(tx: &mut Tx, law: &Law, row: &placement::Model, on: Day) -> Result<(), Problem> {
    let entry = load::open_entry(tx, row.id).await?;
    let entry = entry.ok_or(Problem::Impossible("placement-refused-state"))?;
    let ask_on = last_day(law, "W01", on).map_err(broken)?;
    let active = waiting_entry::ActiveModel {
        asked_on: Set(Some(on)),
        ask_on: Set(ask_on),
        ..Default::default()
    };
    tx.update::<waiting_entry::Entity>(entry.id, entry.version, active).await?;
    let step = placement::ActiveModel { next_on: Set(ask_on), ..Default::default() };
    tx.update::<placement::Entity>(row.id, row.version, step).await?;
    told(tx, row, "placement-asked", Vec::new()).await?;
    Ok(())
}

/// A placement that is given up leaves the list too.
///
/// # Errors
/// When the database refuses.
pub async fn given_up(tx: &Tx, row: &placement::Model) -> Result<(), StoreError> {
    leave(tx, row.id, "given_up").await
}

/// Where a placement stands in the list, from 1.
///
/// # Errors
/// When the database does not answer.
pub async fn place_in_line(tx: &Tx, id: PlacementId) -> Result<Option<u64>, StoreError> {
    match load::open_entry(tx, id).await? {
        Some(entry) => Ok(Some(position(tx, &entry).await?)),
        None => Ok(None),
    }
}
