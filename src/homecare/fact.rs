//! What is declared of a person, and what excludes the service: with days, by whom, on what paper.

use super::FactId;
use super::store::homecare_fact::{self, Column, Entity};
use crate::delivery;
use crate::people::PersonId;
use crate::placement;
use crate::services;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use law::{Conflict, Law, Support};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Declared of the person themselves. Words have the key `homecare-fact-<code>`.
pub const DECLARED: [&str; 3] = ["unable", "over-age", "no-degree"];
/// What the service does not go together with. Words as above.
pub const EXCLUDING: [&str; 6] =
    ["residential", "replacement", "whole-day", "hospital", "personal-assistance", "other-aid"];
/// By whom it was declared. Words have the key `homecare-by-<code>`.
pub const BY: [&str; 4] = ["person", "representative", "document", "officer"];

/// The kind of residential care (чл. 15 ЗСУ).
const RESIDENTIAL: u8 = 8;

/// The sealed part of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// A code of [`DECLARED`] or [`EXCLUDING`].
    pub kind: String,
    /// It is so.
    pub yes: bool,
    /// A code of [`BY`].
    pub by: String,
    /// Who, or which document.
    pub who: String,
    /// What else is to be known.
    pub note: String,
}

/// A fact as it was written down.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The row.
    pub row: homecare_fact::Model,
    /// What it says.
    pub content: Content,
}

impl Fact {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.row.withdrawn_at.is_none()
            && self.row.from_on <= day
            && self.row.until_on.is_none_or(|until| day <= until)
    }

    /// It excludes the service.
    #[must_use]
    pub fn excludes(&self) -> bool {
        self.content.yes && EXCLUDING.contains(&self.content.kind.as_str())
    }
}

/// Days on which the service may not be given, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// A code of [`EXCLUDING`].
    pub kind: String,
    /// The first day.
    pub from_on: Day,
    /// The last one, when known.
    pub until_on: Option<Day>,
    /// From where it is known: `declared`, `away`, `placement`.
    pub source: &'static str,
    /// Who declared it, or which service.
    pub who: String,
}

impl Exclusion {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from_on <= day && self.until_on.is_none_or(|until| day <= until)
    }
}

/// What the law says of a kind: the conflict with its articles.
#[must_use]
pub fn conflict(law: &Law, kind: &str) -> Option<Conflict> {
    let other = match kind {
        "residential" => Support::ResidentialCare,
        "replacement" => Support::ReplacementCare,
        "whole-day" => Support::WholeDayCare,
        "hospital" => Support::Hospital,
        "personal-assistance" | "other-aid" => Support::PersonalAssistance,
        _ => return None,
    };
    let mut found = law.conflicts(Support::AssistantSupport, other).into_iter();
    found.find(|one| !one.for_providers && !one.warning)
}

fn opened(tx: &Tx, row: homecare_fact::Model) -> Result<Fact, StoreError> {
    let content = tx.open_json("homecare_fact", "content_sealed", row.id.0, &row.content_sealed)?;
    Ok(Fact { row, content })
}

/// The facts of some people that were not withdrawn, oldest first.
pub async fn of_people(
    tx: &Tx,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Fact>>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::PersonId.is_in(ids.iter().copied()))
        .filter(Column::WithdrawnAt.is_null())
        .order_by_asc(Column::FromOn)
        .order_by_asc(Column::Id)
        .all(tx.conn())
        .await?;
    let mut all: HashMap<PersonId, Vec<Fact>> = HashMap::new();
    for row in rows {
        all.entry(row.person_id).or_default().push(opened(tx, row)?);
    }
    Ok(all)
}

/// Every fact of a person, the withdrawn ones too, the newest first.
pub async fn all_of(tx: &Tx, person: PersonId) -> Result<Vec<Fact>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    let rows = rows.order_by_desc(Column::FromOn).order_by_desc(Column::Id);
    rows.all(tx.conn()).await?.into_iter().map(|row| opened(tx, row)).collect()
}

/// One fact of a person.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn one(tx: &Tx, person: PersonId, id: FactId) -> Result<Fact, StoreError> {
    let row = tx.find::<Entity>().filter(Column::PersonId.eq(person)).filter(Column::Id.eq(id));
    opened(tx, row.one(tx.conn()).await?.ok_or(StoreError::NotFound)?)
}

/// Writes a fact down.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    person: PersonId,
    (from_on, until_on): (Day, Option<Day>),
    content: &Content,
) -> Result<FactId, StoreError> {
    let id = FactId(tx.new_id());
    tx.insert(homecare_fact::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        person_id: Set(person),
        from_on: Set(from_on),
        until_on: Set(until_on),
        content_sealed: Set(tx.seal_json("homecare_fact", "content_sealed", id.0, content)?),
        made_at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        withdrawn_at: Set(None),
        version: Set(1),
    })
    .await?;
    // Which fact is told by nobody's timeline: it may be their health.
    let data = vec![("from", from_on.bg())];
    tx.event(Event { kind: "homecare-fact", person: Some(person.0), case: None, data }).await?;
    Ok(id)
}

/// Ends a fact on a day, or withdraws it as a mistake.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody changed it meanwhile.
pub async fn end(tx: &mut Tx, fact: &Fact, until: Option<Day>) -> Result<(), StoreError> {
    let mut active = homecare_fact::ActiveModel::default();
    match until {
        Some(until) => active.until_on = Set(Some(until)),
        None => active.withdrawn_at = Set(Some(tx.now())),
    }
    tx.update::<Entity>(fact.row.id, fact.row.version, active).await?;
    let data = vec![("from", fact.row.from_on.bg())];
    let person = Some(fact.row.person_id.0);
    tx.event(Event { kind: "homecare-fact-ended", person, case: None, data }).await
}

/// What excludes the service on some days: declared here, known to delivery as a stay in hospital,
/// or by another service that the person uses. A constant number of queries.
///
/// # Errors
/// When the database does not answer.
pub async fn exclusions(
    tx: &Tx,
    ids: &[PersonId],
    days: (Day, Day),
) -> Result<HashMap<PersonId, Vec<Exclusion>>, StoreError> {
    let mut all: HashMap<PersonId, Vec<Exclusion>> = HashMap::new();
    for (person, facts) in of_people(tx, ids).await? {
        let facts = facts.into_iter().filter(Fact::excludes);
        all.entry(person).or_default().extend(facts.map(|fact| Exclusion {
            kind: fact.content.kind,
            from_on: fact.row.from_on,
            until_on: fact.row.until_on,
            source: "declared",
            who: fact.content.who,
        }));
    }
    for (person, stays) in delivery::in_hospital(tx, ids, days).await? {
        all.entry(person).or_default().extend(stays.into_iter().map(|(from_on, until_on)| {
            let (kind, who) = ("hospital".to_owned(), String::new());
            Exclusion { kind, from_on, until_on, source: "away", who }
        }));
    }
    for (person, found) in other_services(tx, ids, days).await? {
        all.entry(person).or_default().extend(found);
    }
    for list in all.values_mut() {
        list.retain(|one| {
            one.from_on <= days.1 && one.until_on.is_none_or(|until| until >= days.0)
        });
        list.sort_by(|a, b| (a.from_on, &a.kind).cmp(&(b.from_on, &b.kind)));
    }
    Ok(all)
}

/// Residential and replacement care by contract with a service of the directory.
async fn other_services(
    tx: &Tx,
    ids: &[PersonId],
    days: (Day, Day),
) -> Result<HashMap<PersonId, Vec<Exclusion>>, StoreError> {
    let wanted: std::collections::HashSet<PersonId> = ids.iter().copied().collect();
    let mut uses = match ids {
        [one] => placement::uses_of(tx, *one, days).await?,
        _ => placement::uses(tx, None, days).await?,
    };
    uses.retain(|one| wanted.contains(&one.person));
    let services: Vec<_> = uses.iter().map(|one| one.service).collect();
    let known = services::by_ids(tx, &services).await?;
    let mut all: HashMap<PersonId, Vec<Exclusion>> = HashMap::new();
    for one in uses {
        let Some(service) = known.get(&one.service) else { continue };
        let kind = if service.replacement_care.is_some() {
            "replacement"
        } else if service.kind == RESIDENTIAL && service.in_zsu {
            "residential"
        } else {
            continue;
        };
        all.entry(one.person).or_default().extend(one.cover.iter().map(|cover| Exclusion {
            kind: kind.to_owned(),
            from_on: cover.from_on,
            until_on: cover.until_on,
            source: "placement",
            who: service.name.clone(),
        }));
    }
    Ok(all)
}
