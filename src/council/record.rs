//! A meeting with everything that belongs to it, read at once: no query per point.

use super::ItemId;
use super::agenda::{self, Item};
use super::attend::Room;
use super::decide::{self, Decision};
use super::rules::{self, Rules};
use super::sitting::Sitting;
use super::store::{council_ballot, council_opinion, council_recusal, council_vote};
use super::term::Member;
use super::vote;
use kit::store::{StoreError, Tx};
use std::collections::HashSet;

/// The whole of a meeting.
pub struct Record {
    /// The meeting.
    pub sitting: Sitting,
    /// The rules of its day.
    pub rules: Rules,
    /// Who may be there, and is.
    pub room: Room,
    /// Its points.
    pub items: Vec<Item>,
    /// Who takes no part in which, and why.
    pub recusals: Vec<(council_recusal::Model, String)>,
    /// Written opinions.
    pub opinions: Vec<(council_opinion::Model, String)>,
    /// Votes that stand.
    pub votes: Vec<council_vote::Model>,
    /// Who voted how.
    pub ballots: Vec<council_ballot::Model>,
    /// Decisions that stand.
    pub decisions: Vec<Decision>,
}

impl Record {
    /// Reads it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(tx: &Tx, sitting: Sitting) -> Result<Record, StoreError> {
        let rules = rules::on(tx, sitting.row.day).await?;
        let room = Room::load(tx, &sitting).await?;
        let items = agenda::items(tx, sitting.row.id).await?;
        let ids: Vec<ItemId> = items.iter().map(|one| one.row.id).collect();
        let recusals = agenda::recusals(tx, &ids).await?;
        let opinions = agenda::opinions(tx, &ids).await?;
        let votes = vote::standing(tx, &ids).await?;
        let taken: Vec<_> = votes.iter().map(|row| row.id).collect();
        let ballots = vote::ballots(tx, &taken).await?;
        let decisions = decide::decisions_of(tx, &[sitting.row.id]).await?;
        Ok(Record { sitting, rules, room, items, recusals, opinions, votes, ballots, decisions })
    }

    /// The vote of a point that stands.
    #[must_use]
    pub fn vote(&self, item: ItemId) -> Option<&council_vote::Model> {
        self.votes.iter().find(|row| row.item_id == item)
    }

    /// The decisions of a point.
    pub fn decisions(&self, item: ItemId) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(move |one| one.row.item_id == item)
    }

    /// Who takes no part in a point.
    #[must_use]
    pub fn recused(&self, item: ItemId) -> HashSet<super::MemberId> {
        let own = self.recusals.iter().filter(|(row, _)| row.item_id == item);
        own.map(|(row, _)| row.member_id).collect()
    }

    /// Name of a member; nothing of others.
    #[must_use]
    pub fn name(&self, id: super::MemberId) -> &str {
        let known = self.room.members.iter().find(|one| one.row.id == id);
        known.map_or("", |one| one.content.name.as_str())
    }

    /// Members who took part in one of some ways.
    pub fn who<'a>(&'a self, hows: &'a [&str]) -> impl Iterator<Item = &'a Member> {
        let ids = move |one: &&'a Member| hows.contains(&self.room.how(one.row.id));
        self.room.members.iter().filter(ids)
    }

    /// Whoever has a post: `chair`, `deputy`, `secretary`.
    #[must_use]
    pub fn post(&self, role: &str) -> &str {
        let known = self.room.members.iter().find(|one| one.row.role == role);
        known.map_or("", |one| one.content.name.as_str())
    }
}
