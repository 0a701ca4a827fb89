//! Facts entered, replaced, filed; and how many wait.

use super::FactId;
use super::fact::{Fact, Facts};
use super::state::{Horizon, last_in_time};
use super::store::{self, disability_fact};
use crate::people::{PersonId, Task, Wanted};
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use law::{Law, LawError};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Set};

/// A fact that is entered.
#[derive(Clone, Debug, Default)]
pub struct NewFact {
    /// A code of [`super::KINDS`].
    pub kind: String,
    /// What it says.
    pub facts: Facts,
    /// The version in whose place it comes, and that row's version.
    pub of: Option<(FactId, i32)>,
}

fn unlawful(error: &LawError) -> StoreError {
    StoreError::Other(error.to_string())
}

/// All facts of a person in all versions, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, id: PersonId) -> Result<Vec<Fact>, StoreError> {
    let rows = store::of_person(tx, id).await?;
    rows.into_iter().map(|row| Fact::opened(tx, row)).collect()
}

/// One version of a fact.
pub async fn fact(tx: &Tx, person: PersonId, id: FactId) -> Result<Fact, StoreError> {
    Fact::opened(tx, store::one(tx, person, id).await?)
}

/// The row of a fact that nothing came before.
fn fresh(
    tx: &Tx,
    law: &Law,
    (id, person): (FactId, PersonId),
    new: &NewFact,
) -> Result<disability_fact::ActiveModel, StoreError> {
    let ends_on = new.facts.ends_on(law).map_err(|e| unlawful(&e))?;
    Ok(disability_fact::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        line_id: Set(id),
        kind: Set(new.kind.clone()),
        ends_on: Set(ends_on),
        filed_on: Set(None),
        in_time: Set(false),
        replaced_by: Set(None),
        alerts: Set(0),
        facts_sealed: Set(sealed(tx, id, &new.facts)?),
        account_name: Set(tx.actor().name.to_string()),
        made_at: Set(tx.now()),
        version: Set(1),
    })
}

/// Enters a fact, or a new version of one.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody replaced the same version meanwhile.
pub async fn add(
    tx: &mut Tx,
    law: &Law,
    person: PersonId,
    new: &NewFact,
) -> Result<FactId, StoreError> {
    let id = FactId(tx.new_id());
    let mut row = fresh(tx, law, (id, person), new)?;
    let mut kind = "disability-added";
    if let Some((old, version)) = new.of {
        kind = replace(tx, (person, old, version), (id, &mut row), &new.facts).await?;
    }
    tx.insert(row).await?;
    if kind == "disability-renewed" && new.kind == "expert" {
        // The old assessment held only until the new decision.
        unfile(tx, person).await?;
    }
    let data = vec![("kind", new.kind.clone())];
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await?;
    Ok(id)
}

/// The kind of the event of a fact that was brought in.
pub const BROUGHT: &str = "disability-brought";

/// Enters a fact that the office had before it began with Opora; none when the person has one of
/// this kind and number.
///
/// # Errors
/// When the database refuses.
pub async fn bring(
    tx: &mut Tx,
    law: &Law,
    person: PersonId,
    new: &NewFact,
) -> Result<Option<FactId>, StoreError> {
    let known = of_person(tx, person).await?;
    let is_same = |one: &Fact| one.kind == new.kind && one.facts.number == new.facts.number;
    if known.iter().any(is_same) {
        return Ok(None);
    }
    let id = FactId(tx.new_id());
    let row = fresh(tx, law, (id, person), new)?;
    tx.insert(row).await?;
    let data = vec![("kind", new.kind.clone())];
    tx.event(Event { kind: BROUGHT, person: Some(person.0), data, ..Event::default() }).await?;
    Ok(Some(id))
}

/// Whether somebody has worked with any of these facts: replaced, filed or scanned one.
///
/// # Errors
/// When the database does not answer.
pub async fn worked_with(tx: &Tx, ids: &[FactId]) -> Result<bool, StoreError> {
    use disability_fact::Column;
    let changed = tx
        .find::<disability_fact::Entity>()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::Version.ne(1))
        .count(tx.conn())
        .await?;
    Ok(changed > 0 || !store::scans(tx, ids).await?.is_empty())
}

/// Takes facts back that were brought in; who asks has looked with [`worked_with`].
///
/// # Errors
/// When the database refuses.
pub async fn take_back(tx: &Tx, ids: &[FactId]) -> Result<(), StoreError> {
    use disability_fact::Column;
    disability_fact::Entity::delete_many()
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The old version steps aside; gives the kind of the event.
async fn replace(
    tx: &Tx,
    (person, old, version): (PersonId, FactId, i32),
    (id, row): (FactId, &mut disability_fact::ActiveModel),
    facts: &Facts,
) -> Result<&'static str, StoreError> {
    let before = store::one(tx, person, old).await?;
    if before.replaced_by.is_some() {
        return Err(StoreError::Conflict);
    }
    let active = disability_fact::ActiveModel { replaced_by: Set(Some(id)), ..Default::default() };
    tx.update::<disability_fact::Entity>(old, version, active).await?;
    row.line_id = Set(before.line_id);
    if facts.reason == "correction" {
        // A corrected decision is the same one: what was filed about it stays filed.
        let opened = Fact::opened(tx, before.clone())?.facts;
        let kept = Facts {
            filed_number: opened.filed_number,
            filed_with: opened.filed_with,
            ..facts.clone()
        };
        row.facts_sealed = Set(sealed(tx, id, &kept)?);
        row.filed_on = Set(before.filed_on);
        row.in_time = Set(before.in_time);
        return Ok("disability-corrected");
    }
    Ok("disability-renewed")
}

fn sealed(tx: &Tx, id: FactId, facts: &Facts) -> Result<Vec<u8>, StoreError> {
    tx.seal_json("disability_fact", "facts_sealed", id.0, facts)
}

async fn unfile(tx: &Tx, person: PersonId) -> Result<(), StoreError> {
    use disability_fact::{ActiveModel, Column, Entity};
    let active = ActiveModel { filed_on: Set(None), in_time: Set(false), ..Default::default() };
    Entity::update_many()
        .set(active)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::PersonId.eq(person))
        .filter(Column::ReplacedBy.is_null())
        .filter(Column::Kind.ne("expert"))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Notes that a new expert decision was asked for on a day; gives whether in time. What rests on
/// the decision — assessments and directives — is protected with it.
///
/// # Errors
/// [`StoreError::Conflict`] when the decision changed meanwhile.
pub async fn file(
    tx: &mut Tx,
    law: &Law,
    (person, id, version): (PersonId, FactId, i32),
    (on, number, with): (Day, &str, &str),
) -> Result<bool, StoreError> {
    let fact = fact(tx, person, id).await?;
    let Some(ends_on) = fact.ends_on.filter(|_| fact.kind == "expert" && !fact.is_replaced) else {
        return Err(StoreError::Conflict);
    };
    let last = last_in_time(law, ends_on).map_err(|e| unlawful(&e))?;
    let in_time = last.is_some_and(|last| on <= last);
    let facts = Facts {
        filed_number: number.to_owned(),
        filed_with: with.to_owned(),
        ..fact.facts.clone()
    };
    let mut row = disability_fact::ActiveModel {
        filed_on: Set(Some(on)),
        in_time: Set(in_time),
        facts_sealed: Set(sealed(tx, id, &facts)?),
        ..Default::default()
    };
    tx.update::<disability_fact::Entity>(id, version, row.clone()).await?;
    if in_time {
        row.facts_sealed = sea_orm::NotSet;
        use disability_fact::Column;
        disability_fact::Entity::update_many()
            .set(row)
            .filter(Column::MunicipalityId.eq(tx.municipality()))
            .filter(Column::PersonId.eq(person))
            .filter(Column::ReplacedBy.is_null())
            .filter(Column::Kind.ne("expert"))
            .filter(Column::EndsOn.is_not_null())
            .exec(tx.conn())
            .await?;
    }
    let late = if in_time { "no" } else { "yes" }.to_owned();
    let data = vec![("day", on.bg()), ("late", late)];
    let kind = "disability-filed";
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await?;
    Ok(in_time)
}

/// The decisions that ask for work: by the last day on which a new one is asked for in time while
/// it is ahead, else by their last day.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(tx: &Tx, law: &Law, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let today = tx.today();
    let horizon = Horizon::of(law, today).map_err(|e| unlawful(&e))?;
    let rows = store::ending(tx, horizon.to_do()).limit(wanted.most).all(tx.conn()).await?;
    let task = |row: store::disability_fact::Model| {
        let ends_on = row.ends_on.unwrap_or(today);
        let in_time = last_in_time(law, ends_on).ok().flatten();
        Task {
            day: in_time.filter(|day| *day >= today && row.kind == "expert").unwrap_or(ends_on),
            key: "disability-task-ending",
            person: Some(row.person_id),
            note: String::new(),
            path: super::page::path(row.person_id),
        }
    };
    Ok(rows.into_iter().map(task).collect())
}

/// How many decisions ask for work: they end soon, have ended, or were renewed late.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(tx: &Tx, law: &Law) -> Result<u64, StoreError> {
    let horizon = Horizon::of(law, tx.today()).map_err(|e| unlawful(&e))?;
    Ok(store::ending(tx, horizon.to_do()).count(tx.conn()).await?)
}

/// What expert bodies determined of a person, as it stands on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Determined {
    /// Degree of reduced capacity, per cent.
    pub degree: Option<u8>,
    /// Чужда помощ, while its own term lasts.
    pub help: bool,
    /// Number of the decision.
    pub number: String,
    /// Its last day; none for life.
    pub ends_on: Option<Day>,
    /// It holds: it has not ended, or a new one was asked for in time.
    pub holds: bool,
}

/// The newest expert decision of a person, when one is known.
///
/// # Errors
/// When the database does not answer.
pub async fn determined(
    tx: &Tx,
    person: PersonId,
    on: Day,
) -> Result<Option<Determined>, StoreError> {
    let all = of_person(tx, person).await?;
    let expert = all.into_iter().filter(|fact| fact.kind == "expert" && !fact.is_replaced);
    let newest = expert.max_by_key(|fact| (fact.facts.issued_on, fact.id));
    Ok(newest.map(|fact| Determined {
        degree: fact.facts.degree,
        help: fact.facts.help && fact.facts.help_until.is_none_or(|until| on <= until),
        holds: fact.in_time || fact.ends_on.is_none_or(|until| on <= until),
        number: fact.facts.number,
        ends_on: fact.ends_on,
    }))
}
