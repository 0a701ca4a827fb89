//! Points of an agenda, members who take no part in one, written opinions.

use super::content::{Point, Said, opened, sealed};
use super::sitting::Sitting;
use super::store::{council_item, council_opinion, council_recusal};
use super::term::Member;
use super::{ItemId, MemberId, OpinionId, ProposalId, RecusalId, SittingId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Select, Set};

/// A point that stands, and one that was taken off; words have the key `council-item-<code>`.
pub const STATES: [&str; 3] = ["waiting", "done", "removed"];
/// The most points of an agenda.
pub const MOST: usize = 40;

/// A point, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The row.
    pub row: council_item::Model,
    /// What it is about.
    pub content: Point,
}

/// A point as it is entered.
#[derive(Clone, Debug, Default)]
pub struct NewItem {
    /// Whether it is closed to the public.
    pub is_closed: bool,
    /// `simple` or `qualified`.
    pub majority: String,
    /// The proposal that it comes from.
    pub proposal: Option<ProposalId>,
    /// Where its paper stands, below the municipality.
    pub href: String,
    /// What it is about.
    pub content: Point,
}

async fn opened_items(
    tx: &Tx,
    rows: Select<council_item::Entity>,
) -> Result<Vec<Item>, StoreError> {
    use council_item::Column;
    let rows = rows.order_by_asc(Column::Position).order_by_asc(Column::Id).all(tx.conn()).await?;
    let read = |row: council_item::Model| {
        let content = opened(tx, ("council_item", row.id.0), &row.content_sealed)?;
        Ok(Item { row, content })
    };
    rows.into_iter().map(read).collect()
}

/// The points of a meeting that were not taken off, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn items(tx: &Tx, id: SittingId) -> Result<Vec<Item>, StoreError> {
    use council_item::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::SittingId.eq(id));
    opened_items(tx, rows.filter(Column::State.ne(STATES[2]))).await
}

/// One point.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn item(tx: &Tx, id: ItemId) -> Result<Item, StoreError> {
    let rows = tx.find::<council_item::Entity>().filter(council_item::Column::Id.eq(id));
    opened_items(tx, rows).await?.into_iter().next().ok_or(StoreError::NotFound)
}

/// Puts a point on an agenda.
///
/// # Errors
/// When the meeting was held, or the agenda is full.
pub async fn add(tx: &mut Tx, of: &Sitting, new: &NewItem) -> Result<ItemId, Problem> {
    if !of.is_ahead() {
        return Err(Problem::Impossible("council-refused-state"));
    }
    let known = items(tx, of.row.id).await?;
    if known.len() >= MOST {
        return Err(Problem::Impossible("council-refused-points"));
    }
    let id = ItemId(tx.new_id());
    let last = known.iter().map(|one| one.row.position).max().unwrap_or(0);
    let row = council_item::Model {
        municipality_id: tx.municipality(),
        id,
        sitting_id: of.row.id,
        position: last + 1,
        is_closed: new.is_closed,
        majority: new.majority.clone(),
        proposal_id: new.proposal,
        state: STATES[0].to_owned(),
        href: new.href.clone(),
        content_sealed: sealed(tx, ("council_item", id.0), &new.content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-item", id.0));
    Ok(id)
}

/// Changes a point. By which majority it is decided is not changed once it was voted on.
///
/// # Errors
/// When the meeting was called off, or somebody else saved meanwhile.
pub async fn change(
    tx: &mut Tx,
    (old, version): (&Item, i32),
    (new, is_voted): (&NewItem, bool),
) -> Result<(), Problem> {
    if is_voted && (new.majority != old.row.majority || new.content.draft != old.content.draft) {
        return Err(Problem::Impossible("council-refused-voted"));
    }
    let id = old.row.id;
    let active = council_item::ActiveModel {
        is_closed: Set(new.is_closed),
        majority: Set(new.majority.clone()),
        content_sealed: Set(sealed(tx, ("council_item", id.0), &new.content)?),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<council_item::Entity>(id, version, active).await?;
    tx.audit(Entry::write("council-item", id.0));
    Ok(())
}

/// Takes a point off, or notes that it was dealt with.
///
/// # Errors
/// When somebody else saved meanwhile.
pub async fn set_state(
    tx: &mut Tx,
    (old, version): (&Item, i32),
    state: &'static str,
) -> Result<(), StoreError> {
    let active = council_item::ActiveModel { state: Set(state.to_owned()), ..Default::default() };
    tx.update::<council_item::Entity>(old.row.id, version, active).await?;
    tx.audit(Entry::write("council-item", old.row.id.0));
    Ok(())
}

/// Who takes no part in some points, with the reasons.
///
/// # Errors
/// When the database does not answer.
pub async fn recusals(
    tx: &Tx,
    ids: &[ItemId],
) -> Result<Vec<(council_recusal::Model, String)>, StoreError> {
    use council_recusal::{Column, Entity, Model};
    let rows = tx.find::<Entity>().filter(Column::ItemId.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    let read = |row: Model| {
        let said: Said = opened(tx, ("council_recusal", row.id.0), &row.content_sealed)?;
        Ok((row, said.text))
    };
    rows.into_iter().map(read).collect()
}

/// A member takes no part in a point. Who voted on it cannot any more.
///
/// # Errors
/// When they said so before, or the point was voted on.
pub async fn recuse(
    tx: &mut Tx,
    (item, who): (&Item, &Member),
    (why, is_voted): (&str, bool),
) -> Result<(), Problem> {
    if is_voted {
        return Err(Problem::Impossible("council-refused-voted"));
    }
    let known = recusals(tx, &[item.row.id]).await?;
    if known.iter().any(|(row, _)| row.member_id == who.row.id) {
        return Err(Problem::Impossible("council-refused-recused"));
    }
    let id = RecusalId(tx.new_id());
    let row = council_recusal::Model {
        municipality_id: tx.municipality(),
        id,
        item_id: item.row.id,
        member_id: who.row.id,
        content_sealed: sealed(tx, ("council_recusal", id.0), &Said { text: why.to_owned() })?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-recusal", item.row.id.0));
    Ok(())
}

/// Written opinions on some points, with their texts.
///
/// # Errors
/// When the database does not answer.
pub async fn opinions(
    tx: &Tx,
    ids: &[ItemId],
) -> Result<Vec<(council_opinion::Model, String)>, StoreError> {
    use council_opinion::{Column, Entity, Model};
    let rows = tx.find::<Entity>().filter(Column::ItemId.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    let read = |row: Model| {
        let said: Said = opened(tx, ("council_opinion", row.id.0), &row.content_sealed)?;
        Ok((row, said.text))
    };
    rows.into_iter().map(read).collect()
}

/// Keeps a written opinion.
///
/// # Errors
/// When the database refuses.
pub async fn give_opinion(
    tx: &mut Tx,
    (item, member, day): (ItemId, MemberId, Day),
    text: &str,
) -> Result<OpinionId, StoreError> {
    let id = OpinionId(tx.new_id());
    let row = council_opinion::Model {
        municipality_id: tx.municipality(),
        id,
        item_id: item,
        member_id: member,
        given_on: day,
        content_sealed: sealed(tx, ("council_opinion", id.0), &Said { text: text.to_owned() })?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-opinion", id.0));
    Ok(id)
}
