//! Votes on points, by name and by count. A vote keeps the numbers it was counted by; a wrong one
//! is revoked and taken anew.

use super::agenda::Item;
use super::attend::Room;
use super::content::{Said, sealed_in};
use super::count::{ANSWERS, Quorum, Tally, adopted};
use super::rules::Rules;
use super::sitting::Sitting;
use super::store::{council_ballot, council_vote};
use super::{BallotId, ItemId, MemberId, VoteId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use std::collections::HashSet;

/// By name and by count; words have the key `council-manner-<code>`.
pub const MANNERS: [&str; 2] = ["names", "count"];
/// What came of a vote; words have the key `council-outcome-<code>`.
pub const OUTCOMES: [&str; 2] = ["adopted", "rejected"];

/// A vote as it is given.
#[derive(Clone, Debug)]
pub enum Cast {
    /// Who voted how.
    Names(Vec<(MemberId, String)>),
    /// How many.
    Count(Tally),
}

/// What a vote is taken over.
pub struct Over<'a> {
    /// The meeting.
    pub sitting: &'a Sitting,
    /// The point.
    pub item: &'a Item,
    /// Who is there.
    pub room: &'a Room,
    /// Who takes no part.
    pub recused: &'a HashSet<MemberId>,
    /// The rules of the day.
    pub rules: &'a Rules,
}

impl Over<'_> {
    /// The quorum of the point.
    #[must_use]
    pub fn quorum(&self) -> Quorum {
        self.room.quorum(self.rules, self.recused)
    }

    /// Why a vote cannot be counted: the key of the reason.
    ///
    /// # Errors
    /// The key, when it cannot.
    pub fn outcome(&self, cast: &Cast) -> Result<(Tally, bool), &'static str> {
        if !self.sitting.is_open() {
            return Err("council-refused-state");
        }
        let tally = match cast {
            Cast::Count(tally) => *tally,
            Cast::Names(all) => {
                let may: HashSet<MemberId> =
                    self.room.entitled(self.recused).iter().map(|one| one.row.id).collect();
                let mut seen = HashSet::new();
                for (who, answer) in all {
                    if !may.contains(who) {
                        return Err("council-refused-voter");
                    }
                    if !seen.insert(*who) || !ANSWERS.contains(&answer.as_str()) {
                        return Err("council-refused-ballot");
                    }
                }
                Tally::of(all.iter().map(|(_, answer)| answer.as_str()))
            }
        };
        let majority = self.rules.majority(&self.item.row.majority);
        match adopted(&self.quorum(), majority, tally) {
            Ok(is_adopted) => Ok((tally, is_adopted)),
            Err(wrong) => Err(wrong.key()),
        }
    }
}

/// Takes a vote.
///
/// # Errors
/// When it cannot be counted, or the point was voted on before.
pub async fn take(tx: &mut Tx, over: &Over<'_>, cast: &Cast) -> Result<VoteId, Problem> {
    let (tally, is_adopted) = over.outcome(cast).map_err(Problem::Impossible)?;
    if !standing(tx, &[over.item.row.id]).await?.is_empty() {
        return Err(Problem::Impossible("council-refused-voted"));
    }
    let quorum = over.quorum();
    let majority = over.rules.majority(&over.item.row.majority);
    let number = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    let id = VoteId(tx.new_id());
    let row = council_vote::Model {
        municipality_id: tx.municipality(),
        id,
        item_id: over.item.row.id,
        how: MANNERS[usize::from(matches!(cast, Cast::Count(_)))].to_owned(),
        majority: over.item.row.majority.clone(),
        members: number(quorum.members),
        present: number(quorum.present),
        recused: number(quorum.recused),
        quorum_needed: number(quorum.needed),
        needed: number(majority.needed(&quorum)),
        voted_for: number(tally.voted_for),
        against: number(tally.against),
        abstained: number(tally.abstained),
        outcome: OUTCOMES[usize::from(!is_adopted)].to_owned(),
        turn: 0,
        why_sealed: Vec::new(),
        taken_at: tx.now(),
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    if let Cast::Names(all) = cast {
        for (who, answer) in all {
            let row = council_ballot::Model {
                municipality_id: tx.municipality(),
                id: BallotId(tx.new_id()),
                vote_id: id,
                member_id: *who,
                answer: answer.clone(),
            };
            tx.insert(row.into_active_model()).await?;
        }
    }
    tx.audit(Entry::write("council-vote", id.0));
    Ok(id)
}

/// The votes of some points that stand.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(tx: &Tx, ids: &[ItemId]) -> Result<Vec<council_vote::Model>, StoreError> {
    use council_vote::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::ItemId.is_in(ids.iter().copied()));
    Ok(rows.filter(Column::Turn.eq(0)).order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// One vote.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn vote(tx: &Tx, id: VoteId) -> Result<council_vote::Model, StoreError> {
    use council_vote::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// Who voted how in some votes.
///
/// # Errors
/// When the database does not answer.
pub async fn ballots(tx: &Tx, ids: &[VoteId]) -> Result<Vec<council_ballot::Model>, StoreError> {
    use council_ballot::{Column, Entity};
    let rows = tx.find::<Entity>().filter(Column::VoteId.is_in(ids.iter().copied()));
    Ok(rows.order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// Revokes a vote that was wrong.
///
/// # Errors
/// When it was revoked before, the meeting is over, or a decision was taken on it.
pub async fn revoke(
    tx: &mut Tx,
    (row, of): (&council_vote::Model, &Sitting),
    (why, is_decided): (&str, bool),
) -> Result<(), Problem> {
    if row.turn != 0 || !of.is_open() || is_decided {
        return Err(Problem::Impossible("council-refused-revoke-vote"));
    }
    let said = Said { text: why.to_owned() };
    let active = council_vote::ActiveModel {
        turn: Set(row.id.0),
        why_sealed: Set(sealed_in(tx, ("council_vote", "why_sealed", row.id.0), &said)?),
        revoked_at: Set(Some(tx.now())),
        ..Default::default()
    };
    tx.update::<council_vote::Entity>(row.id, row.version, active).await?;
    tx.audit(Entry::write("council-vote-revoked", row.id.0));
    Ok(())
}
