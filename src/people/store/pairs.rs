//! Likely pairs: read page by page, written as the nightly search finds them.

use super::once::duplicate_pair::{self, Column, Entity, Model};
use super::{names, person};
use crate::people::PersonId;
use crate::people::matching::{Alike, Band};
use kit::search::fold;
use kit::store::{StoreError, Tx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use std::collections::HashMap;

/// What blocking needs of a person: little, for there are many.
pub struct Light {
    /// Who.
    pub id: PersonId,
    /// Folded given name.
    pub given: Box<str>,
    /// Folded family name.
    pub family: Box<str>,
    /// The folded whole name.
    pub whole: Box<str>,
    /// ISO day of birth, or empty.
    pub born: Box<str>,
    /// Telephone, or empty.
    pub phone: Box<str>,
}

/// A page of people after an id, by id.
pub async fn light_page(tx: &Tx, after: PersonId, rows: u64) -> Result<Vec<Light>, StoreError> {
    let page = tx
        .find::<person::Entity>()
        .filter(person::Column::Id.gt(after))
        .filter(person::Column::MergedInto.is_null())
        .order_by_asc(person::Column::Id)
        .limit(rows)
        .all(tx.conn())
        .await?;
    page.into_iter().map(|row| Light::of(tx, row)).collect()
}

impl Light {
    /// Of a row.
    pub fn of(tx: &Tx, row: person::Model) -> Result<Light, StoreError> {
        let row = names::whole(tx, row)?;
        let whole = format!("{} {} {}", row.given, row.middle, row.family);
        Ok(Light {
            id: row.id,
            whole: fold(&whole).into(),
            born: row.birth_day.map(|day| day.to_string()).unwrap_or_default().into(),
            phone: row.phone.into(),
            ..Light::of_names(&row.given, &row.family)
        })
    }

    /// Of somebody who has no row yet: enough to compare names.
    pub fn of_names(given: &str, family: &str) -> Light {
        Light {
            id: PersonId(0),
            given: fold(given).into(),
            family: fold(family).into(),
            whole: Box::default(),
            born: Box::default(),
            phone: Box::default(),
        }
    }
}

/// A pair found: the smaller id first.
pub struct FoundPair {
    /// The smaller id.
    pub one: PersonId,
    /// The larger id.
    pub other: PersonId,
    /// How likely, and why.
    pub alike: Alike,
}

/// Writes pairs that were found. One that somebody decided about keeps its decision.
pub async fn put(tx: &Tx, found: &[FoundPair]) -> Result<(), StoreError> {
    let ones = found.iter().map(|pair| pair.one);
    let rows = tx.find::<Entity>().filter(Column::OneId.is_in(ones)).all(tx.conn()).await?;
    let known: HashMap<(PersonId, PersonId), Model> =
        rows.into_iter().map(|row| ((row.one_id, row.other_id), row)).collect();
    let mut fresh = Vec::new();
    for pair in found {
        let (band, reasons) = (pair.alike.band.code(), pair.alike.reasons_text());
        match known.get(&(pair.one, pair.other)) {
            None => fresh.push(row(tx, pair)),
            Some(row) if row.state == "dismissed" || row.state == "merged" => {}
            Some(row) if row.state == "open" && row.band == band && row.reasons == reasons => {}
            Some(row) => {
                let change = duplicate_pair::ActiveModel {
                    band: Set(band.to_owned()),
                    points: Set(pair.alike.points),
                    reasons: Set(reasons),
                    state: Set("open".to_owned()),
                    ..Default::default()
                };
                tx.update::<Entity>(row.id, row.version, change).await?;
            }
        }
    }
    if !fresh.is_empty() {
        Entity::insert_many(fresh).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

fn row(tx: &Tx, pair: &FoundPair) -> duplicate_pair::ActiveModel {
    duplicate_pair::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(tx.new_id()),
        one_id: Set(pair.one),
        other_id: Set(pair.other),
        band: Set(pair.alike.band.code().to_owned()),
        points: Set(pair.alike.points),
        reasons: Set(pair.alike.reasons_text()),
        state: Set("open".to_owned()),
        found_at: Set(tx.now()),
        decided_at: Set(None),
        decided_by: Set(String::new()),
        why_sealed: Set(None),
        version: Set(1),
    }
}

/// Whether there is any pair, in whichever state.
pub async fn any(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<Entity>().one(tx.conn()).await?.is_some())
}

/// The open pairs, for seeing which are no longer likely.
pub async fn open(tx: &Tx) -> Result<Vec<Model>, StoreError> {
    Ok(tx.find::<Entity>().filter(Column::State.eq("open")).all(tx.conn()).await?)
}

/// Closes pairs that are no longer likely.
pub async fn close(tx: &Tx, ids: &[i64]) -> Result<(), StoreError> {
    for part in ids.chunks(500) {
        Entity::update_many()
            .set(duplicate_pair::ActiveModel {
                state: Set("closed".to_owned()),
                ..Default::default()
            })
            .filter(Column::MunicipalityId.eq(tx.municipality()))
            .filter(Column::State.eq("open"))
            .filter(Column::Id.is_in(part.iter().copied()))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// A page of pairs in a state, and perhaps a band, the likeliest first.
pub async fn list(
    tx: &Tx,
    (state, band): (&str, Option<Band>),
    (skip, rows): (u64, u64),
) -> Result<Vec<Model>, StoreError> {
    let mut query = tx.find::<Entity>().filter(Column::State.eq(state));
    if let Some(band) = band {
        query = query.filter(Column::Band.eq(band.code()));
    }
    let query = query.order_by_desc(Column::Points).order_by_desc(Column::Id);
    Ok(query.offset(skip).limit(rows).all(tx.conn()).await?)
}

/// The open pairs of a person.
pub async fn of_person(tx: &Tx, id: PersonId) -> Result<Vec<Model>, StoreError> {
    let of = sea_orm::Condition::any().add(Column::OneId.eq(id)).add(Column::OtherId.eq(id));
    let rows = tx.find::<Entity>().filter(Column::State.eq("open")).filter(of);
    Ok(rows.order_by_desc(Column::Points).limit(20).all(tx.conn()).await?)
}

/// Keeps that two are two people, with who says so and why.
pub async fn dismiss(
    tx: &Tx,
    (one, other): (PersonId, PersonId),
    (alike, why): (&Alike, &str),
) -> Result<(), StoreError> {
    let (one, other) = if one.0 < other.0 { (one, other) } else { (other, one) };
    let known = tx
        .find::<Entity>()
        .filter(Column::OneId.eq(one))
        .filter(Column::OtherId.eq(other))
        .one(tx.conn())
        .await?;
    let id = known.as_ref().map_or_else(|| tx.new_id(), |row| row.id);
    let decided = duplicate_pair::ActiveModel {
        state: Set("dismissed".to_owned()),
        decided_at: Set(Some(tx.now())),
        decided_by: Set(tx.actor().name.to_string()),
        why_sealed: Set(Some(tx.seal("duplicate_pair", "why_sealed", id, why)?)),
        ..Default::default()
    };
    match known {
        Some(row) => tx.update::<Entity>(row.id, row.version, decided).await,
        None => {
            let pair = FoundPair { one, other, alike: alike.clone() };
            let row = duplicate_pair::ActiveModel {
                id: Set(id),
                state: decided.state,
                decided_at: decided.decided_at,
                decided_by: decided.decided_by,
                why_sealed: decided.why_sealed,
                ..row(tx, &pair)
            };
            tx.insert(row).await
        }
    }
}

/// Why a pair is two people.
pub fn why(tx: &Tx, row: &Model) -> Result<String, StoreError> {
    match &row.why_sealed {
        Some(sealed) => tx.open("duplicate_pair", "why_sealed", row.id, sealed),
        None => Ok(String::new()),
    }
}
