//! Compositions by decisions of the municipal council: who is in the council, for whom, from when
//! until when; reserves who come in.

use super::content::{Person, opened, sealed};
use super::store::{council_mandate, council_member};
use super::{MandateId, MemberId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::Problem;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, Select, Set};

/// Whom a member stands for (чл. 26 ЗСУ); words have the key `council-body-<code>`.
pub const BODIES: [&str; 10] = [
    "municipality",
    "labour",
    "health",
    "education",
    "interior",
    "state",
    "provider",
    "npo",
    "users",
    "university",
];
/// Members and those who stand by; words have the key `council-kind-<code>`.
pub const KINDS: [&str; 2] = ["main", "reserve"];
/// Posts; words have the key `council-role-<code>`.
pub const ROLES: [&str; 4] = ["member", "chair", "deputy", "secretary"];
/// How a membership ends early; words have the key `council-ended-<code>`.
pub const ENDS: [&str; 7] =
    ["resigned", "absences", "unable", "left-post", "breach", "replaced", "other"];
/// The most members of a composition, reserves with them.
pub const MOST: usize = 80;

/// A member, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The row.
    pub row: council_member::Model,
    /// Who it is.
    pub content: Person,
}

impl Member {
    /// Whether they are a member on a day.
    #[must_use]
    pub fn is_in(&self, day: Day) -> bool {
        self.row.starts_on <= day && self.row.ended_on.is_none_or(|ended| day < ended)
    }

    /// Whether they vote and count for the quorum: the secretary and reserves do not.
    #[must_use]
    pub fn has_vote(&self) -> bool {
        self.row.kind == KINDS[0] && self.row.role != "secretary"
    }

    /// Whether they are invited: all but reserves.
    #[must_use]
    pub fn is_invited(&self) -> bool {
        self.row.kind == KINDS[0]
    }
}

/// A composition as it is entered.
#[derive(Clone, Debug)]
pub struct NewMandate {
    /// Number of the decision of the municipal council.
    pub decision: String,
    /// Its day.
    pub decided_on: Day,
    /// The term.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// What else is to be known.
    pub note: String,
}

/// A member as they are entered.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// A code of [`KINDS`].
    pub kind: String,
    /// A code of [`ROLES`].
    pub role: String,
    /// A code of [`BODIES`].
    pub body: String,
    /// From when.
    pub from: Day,
    /// Who it is.
    pub content: Person,
}

/// Whether a composition holds on a day.
#[must_use]
pub fn holds(row: &council_mandate::Model, day: Day) -> bool {
    let is_over = row.ends_on < day || row.ended_on.is_some_and(|ended| ended <= day);
    row.starts_on <= day && !is_over
}

/// All compositions, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn mandates(tx: &Tx) -> Result<Vec<council_mandate::Model>, StoreError> {
    use council_mandate::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_desc(Column::StartsOn).order_by_desc(Column::Id);
    Ok(rows.all(tx.conn()).await?)
}

/// One composition.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn mandate(tx: &Tx, id: MandateId) -> Result<council_mandate::Model, StoreError> {
    use council_mandate::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// The composition that holds on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn holding(tx: &Tx, day: Day) -> Result<Option<council_mandate::Model>, StoreError> {
    Ok(mandates(tx).await?.into_iter().find(|row| holds(row, day)))
}

async fn opened_members(
    tx: &Tx,
    rows: Select<council_member::Entity>,
) -> Result<Vec<Member>, StoreError> {
    use council_member::Column;
    let rows = rows.order_by_asc(Column::Position).order_by_asc(Column::Id).all(tx.conn()).await?;
    let read = |row: council_member::Model| {
        let content = opened(tx, ("council_member", row.id.0), &row.content_sealed)?;
        Ok(Member { row, content })
    };
    rows.into_iter().map(read).collect()
}

/// The members of a composition, also those who left, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn members(tx: &Tx, id: MandateId) -> Result<Vec<Member>, StoreError> {
    let own = council_member::Column::MandateId.eq(id);
    opened_members(tx, tx.find::<council_member::Entity>().filter(own)).await
}

/// One member.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn member(tx: &Tx, id: MemberId) -> Result<Member, StoreError> {
    let own = council_member::Column::Id.eq(id);
    let found = opened_members(tx, tx.find::<council_member::Entity>().filter(own)).await?;
    found.into_iter().next().ok_or(StoreError::NotFound)
}

/// Which bodies and persons of чл. 26 nobody stands for on a day. The municipality and other state
/// bodies may be missing.
#[must_use]
pub fn missing_bodies(all: &[Member], day: Day) -> Vec<&'static str> {
    let stands = |code: &str| all.iter().any(|one| one.is_in(day) && one.row.body == code);
    BODIES
        .into_iter()
        .filter(|code| !matches!(*code, "municipality" | "state") && !stands(code))
        .collect()
}

/// Why somebody cannot be a member: the field and the key of the reason.
#[must_use]
pub fn refusal(
    all: &[Member],
    (new, but, day): (&NewMember, Option<MemberId>, Day),
) -> Option<(&'static str, &'static str)> {
    let name = kit::search::plain(&new.content.name);
    let mut others =
        all.iter().filter(|one| Some(one.row.id) != but && one.is_in(day.max(new.from)));
    if others.clone().any(|one| kit::search::plain(&one.content.name) == name) {
        return Some(("name", "council-wrong-twice"));
    }
    let is_single = new.role != ROLES[0];
    if is_single && new.kind != KINDS[0] {
        return Some(("role", "council-wrong-reserve-role"));
    }
    if is_single && new.role != "deputy" && others.any(|one| one.row.role == new.role) {
        return Some(("role", "council-wrong-role-taken"));
    }
    None
}

/// Enters a composition.
///
/// # Errors
/// When another begins on the same day, or the database refuses.
pub async fn add_mandate(tx: &mut Tx, new: &NewMandate) -> Result<MandateId, Problem> {
    if mandates(tx).await?.iter().any(|row| row.starts_on == new.from) {
        return Err(Problem::Impossible("council-refused-mandate"));
    }
    let id = MandateId(tx.new_id());
    let row = council_mandate::Model {
        municipality_id: tx.municipality(),
        id,
        decision: new.decision.clone(),
        decided_on: new.decided_on,
        starts_on: new.from,
        ends_on: new.to,
        ended_on: None,
        note: new.note.clone(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-mandate", id.0));
    Ok(id)
}

/// Ends a composition before its last day.
///
/// # Errors
/// When it ended before, or somebody else saved meanwhile.
pub async fn end_mandate(
    tx: &mut Tx,
    (row, version): (&council_mandate::Model, i32),
    (day, why): (Day, &str),
) -> Result<(), Problem> {
    if row.ended_on.is_some() {
        return Err(Problem::Impossible("council-refused-ended"));
    }
    let note = [row.note.as_str(), why].join("\n").trim().to_owned();
    let active = council_mandate::ActiveModel {
        ended_on: Set(Some(day)),
        note: Set(note),
        ..Default::default()
    };
    tx.update::<council_mandate::Entity>(row.id, version, active).await?;
    tx.audit(Entry::write("council-mandate", row.id.0));
    Ok(())
}

/// Enters a member. Who is one already, or whose post is taken, is refused.
///
/// # Errors
/// When the composition has ended, or the member is refused.
pub async fn add_member(
    tx: &mut Tx,
    mandate: &council_mandate::Model,
    new: &NewMember,
) -> Result<MemberId, Problem> {
    if !holds(mandate, new.from.max(mandate.starts_on)) {
        return Err(Problem::Impossible("council-refused-over"));
    }
    let all = members(tx, mandate.id).await?;
    if all.len() >= MOST {
        return Err(Problem::Impossible("council-refused-many"));
    }
    if let Some((_, key)) = refusal(&all, (new, None, new.from)) {
        return Err(Problem::Impossible(key));
    }
    let id = MemberId(tx.new_id());
    let row = council_member::Model {
        municipality_id: tx.municipality(),
        id,
        mandate_id: mandate.id,
        position: i32::try_from(all.len() + 1).unwrap_or(i32::MAX),
        kind: new.kind.clone(),
        role: new.role.clone(),
        body: new.body.clone(),
        starts_on: new.from,
        ended_on: None,
        ended_how: String::new(),
        content_sealed: sealed(tx, ("council_member", id.0), &new.content)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-member", id.0));
    Ok(id)
}

/// Changes a member: a post, an address, a reserve who comes in.
///
/// # Errors
/// When the member is refused, or somebody else saved meanwhile.
pub async fn change_member(
    tx: &mut Tx,
    (old, version): (&Member, i32),
    new: &NewMember,
) -> Result<(), Problem> {
    let all = members(tx, old.row.mandate_id).await?;
    if let Some((_, key)) = refusal(&all, (new, Some(old.row.id), tx.today())) {
        return Err(Problem::Impossible(key));
    }
    let id = old.row.id;
    let content = Person { why: old.content.why.clone(), ..new.content.clone() };
    let active = council_member::ActiveModel {
        kind: Set(new.kind.clone()),
        role: Set(new.role.clone()),
        body: Set(new.body.clone()),
        starts_on: Set(new.from),
        content_sealed: Set(sealed(tx, ("council_member", id.0), &content)?),
        account_name: Set(tx.actor().name.to_string()),
        ..Default::default()
    };
    tx.update::<council_member::Entity>(id, version, active).await?;
    tx.audit(Entry::write("council-member", id.0));
    Ok(())
}

/// Ends a membership.
///
/// # Errors
/// When it ended before, or somebody else saved meanwhile.
pub async fn end_member(
    tx: &mut Tx,
    (old, version): (&Member, i32),
    (how, day, why): (&str, Day, &str),
) -> Result<(), Problem> {
    if old.row.ended_on.is_some() {
        return Err(Problem::Impossible("council-refused-ended"));
    }
    let id = old.row.id;
    let content = Person { why: why.to_owned(), ..old.content.clone() };
    let active = council_member::ActiveModel {
        ended_on: Set(Some(day)),
        ended_how: Set(how.to_owned()),
        content_sealed: Set(sealed(tx, ("council_member", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<council_member::Entity>(id, version, active).await?;
    tx.audit(Entry::write("council-member-ended", id.0));
    Ok(())
}
