//! Who takes part in a meeting, and whether there is a quorum at this moment.

use super::agenda;
use super::content::{There, opened, sealed};
use super::count::Quorum;
use super::rules::Rules;
use super::sitting::Sitting;
use super::store::council_attendance::{ActiveModel, Column, Entity, Model};
use super::term::{Member, members};
use super::{AttendanceId, ItemId, MemberId, SittingId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use std::collections::{HashMap, HashSet};

/// How a member takes part; words have the key `council-how-<code>`. The first three are there.
pub const HOWS: [&str; 6] = ["present", "remote", "represented", "left", "excused", "absent"];

/// Whether somebody who takes part so is there now.
#[must_use]
pub fn is_there(how: &str) -> bool {
    HOWS[..3].contains(&how)
}

/// How a member takes part, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The row.
    pub row: Model,
    /// Who stands for them, why they did not come.
    pub content: There,
}

/// How a member is noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Who.
    pub member: MemberId,
    /// A code of [`HOWS`].
    pub how: String,
    /// Who stands for them.
    pub by: String,
}

/// Who took part in some meetings.
///
/// # Errors
/// When the database does not answer.
pub async fn attendance(tx: &Tx, ids: &[SittingId]) -> Result<Vec<Attendance>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::SittingId.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    let read = |row: Model| {
        let content = opened(tx, ("council_attendance", row.id.0), &row.content_sealed)?;
        Ok(Attendance { row, content })
    };
    rows.into_iter().map(read).collect()
}

/// Who may be at a meeting, with how they take part.
#[derive(Clone, Debug, Default)]
pub struct Room {
    /// The members on the day of the meeting, those without a vote too; no reserves.
    pub members: Vec<Member>,
    /// How they take part.
    pub noted: HashMap<MemberId, Attendance>,
}

impl Room {
    /// Reads it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(tx: &Tx, of: &Sitting) -> Result<Room, StoreError> {
        let mut all = members(tx, of.row.mandate_id).await?;
        all.retain(|one| one.is_invited() && one.is_in(of.row.day));
        let noted = attendance(tx, &[of.row.id]).await?;
        let noted = noted.into_iter().map(|one| (one.row.member_id, one)).collect();
        Ok(Room { members: all, noted })
    }

    /// How a member takes part; empty when nothing is noted.
    #[must_use]
    pub fn how(&self, id: MemberId) -> &str {
        self.noted.get(&id).map_or("", |one| one.row.how.as_str())
    }

    /// Members with a vote who are there.
    pub fn voters(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|one| one.has_vote() && is_there(self.how(one.row.id)))
    }

    /// The quorum when some take no part.
    #[must_use]
    pub fn quorum(&self, rules: &Rules, recused: &HashSet<MemberId>) -> Quorum {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let all = self.members.iter().filter(|one| one.has_vote()).count();
        let there = self.voters().count();
        let away = self.voters().filter(|one| recused.contains(&one.row.id)).count();
        rules.quorum((number(all), number(there), number(away)))
    }

    /// Those who may vote when some take no part.
    #[must_use]
    pub fn entitled(&self, recused: &HashSet<MemberId>) -> Vec<&Member> {
        self.voters().filter(|one| !recused.contains(&one.row.id)).collect()
    }
}

/// Who takes no part in a point.
///
/// # Errors
/// When the database does not answer.
pub async fn recused(tx: &Tx, id: ItemId) -> Result<HashSet<MemberId>, StoreError> {
    let rows = agenda::recusals(tx, &[id]).await?;
    Ok(rows.into_iter().map(|(row, _)| row.member_id).collect())
}

/// Notes how members take part. Those of whom nothing changes are left as they are.
///
/// # Errors
/// When the meeting is neither called nor open.
pub async fn note(
    tx: &mut Tx,
    (of, room): (&Sitting, &Room),
    all: &[Noted],
) -> Result<usize, Problem> {
    if !matches!(of.state(), "called" | "open") {
        return Err(Problem::Impossible("council-refused-state"));
    }
    let mut changed = 0;
    for new in all {
        let is_member = room.members.iter().any(|one| one.row.id == new.member);
        let old = room.noted.get(&new.member);
        let is_same = old.is_some_and(|old| old.row.how == new.how && old.content.by == new.by);
        if !is_member || is_same {
            continue;
        }
        match old {
            Some(old) => rewrite(tx, old, new).await?,
            None => insert(tx, of.row.id, new).await?,
        }
        changed += 1;
    }
    tx.audit(Entry::write("council-attendance", of.row.id.0));
    Ok(changed)
}

async fn insert(tx: &Tx, sitting: SittingId, new: &Noted) -> Result<(), StoreError> {
    let id = AttendanceId(tx.new_id());
    let content = There { by: new.by.clone(), why: String::new() };
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        sitting_id: sitting,
        member_id: new.member,
        how: new.how.clone(),
        came_at: is_there(&new.how).then(|| tx.now()),
        left_at: None,
        content_sealed: sealed(tx, ("council_attendance", id.0), &content)?,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await
}

async fn rewrite(tx: &Tx, old: &Attendance, new: &Noted) -> Result<(), StoreError> {
    let id = old.row.id;
    let content = There { by: new.by.clone(), ..old.content.clone() };
    let came = match old.row.came_at {
        None if is_there(&new.how) => Some(tx.now()),
        known => known,
    };
    let active = ActiveModel {
        how: Set(new.how.clone()),
        came_at: Set(came),
        left_at: Set((new.how == "left").then(|| tx.now())),
        content_sealed: Set(sealed(tx, ("council_attendance", id.0), &content)?),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<Entity>(id, old.row.version, active).await
}

/// How many meetings in a row, the newest first, somebody did not come to.
#[must_use]
pub fn absences<'a>(hows: impl IntoIterator<Item = &'a str>) -> i32 {
    let missed = hows.into_iter().take_while(|how| matches!(*how, "absent" | "excused"));
    i32::try_from(missed.count()).unwrap_or(i32::MAX)
}
