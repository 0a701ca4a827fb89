//! Values as pages ask for them: filtered and sorted by the database, one page at a time.

use super::catalogue::Catalogue;
use super::door::known;
use super::store::figure::{Column, Entity, Model};
use super::value::{AREAS, KINDS, Territory, Value, amount, kind};
use super::{FigureImportId, ValueId};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Form, Paging};
use sea_orm::{
    ColumnTrait, Condition, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use std::collections::HashMap;

/// Rows of a page: wide ones, and the choice of groups stands beside them.
pub const ROWS: u64 = 40;

/// The columns by which the list is sorted.
pub const COLUMNS: [&str; 6] = ["group", "territory", "on", "kind", "amount", "source"];
/// What of the history is shown besides what counts.
pub const STATES: [&str; 3] = ["counts", "ended", "all"];
/// The filters of the list, as they stand in its address.
pub const FILTERS: [&str; 8] = ["q", "group", "kind", "area", "ekatte", "state", "import", "known"];

/// The moment after the last one of a day.
#[must_use]
pub fn within(day: Day) -> Instant {
    Instant::of_local(day.plus(1).0.at(0, 0, 0, 0))
}

/// A row as a value; `None` when its kind or territory is one that this version does not know.
#[must_use]
pub fn value(row: &Model) -> Option<Value> {
    Some(Value {
        group: row.group_code.clone(),
        kind: kind(&row.kind)?,
        territory: Territory::of(&row.area, &row.ekatte)?,
        on: row.figure_on,
        amount: amount(row.amount_milli),
        source: row.source.clone(),
        id: row.id,
    })
}

/// Rows as values.
#[must_use]
pub fn opened(rows: Vec<Model>) -> Vec<Value> {
    rows.iter().filter_map(value).collect()
}

/// What people look for in words: groups, settlements and sources.
fn sought(form: &Form, catalogue: &Catalogue, names: &HashMap<String, String>) -> Condition {
    let text = kit::search::plain(form.get("q"));
    if text.is_empty() {
        return Condition::all();
    }
    let places = names.iter().filter(|(_, name)| kit::search::plain(name).contains(&text));
    let places: Vec<String> = places.map(|(ekatte, _)| ekatte.clone()).collect();
    Condition::any()
        .add(Column::Folded.contains(&text))
        .add(Column::GroupCode.is_in(catalogue.holding(&text)))
        .add(Column::Ekatte.is_in(places))
}

/// The query for what is asked.
pub fn asked(
    tx: &Tx,
    form: &Form,
    (catalogue, names): (&Catalogue, &HashMap<String, String>),
) -> Select<Entity> {
    let mut query = tx.find::<Entity>().filter(sought(form, catalogue, names));
    let as_known = form.get("known").parse::<Day>().ok();
    query = match (as_known, form.get("state")) {
        (Some(day), _) => query.filter(known(Some(day))),
        (None, "ended") => query.filter(Column::EndedAt.is_not_null()),
        (None, "all") => query,
        (None, _) => query.filter(known(None)),
    };
    if catalogue.get(form.get("group")).is_some() {
        query = query.filter(Column::GroupCode.eq(form.get("group")));
    }
    if KINDS.contains(&form.get("kind")) {
        query = query.filter(Column::Kind.eq(form.get("kind")));
    }
    if AREAS.contains(&form.get("area")) {
        query = query.filter(Column::Area.eq(form.get("area")));
    }
    if names.contains_key(form.get("ekatte")) {
        query = query.filter(Column::Ekatte.eq(form.get("ekatte")));
    }
    if let Ok(import) = form.get("import").parse::<FigureImportId>() {
        query = query.filter(Column::ImportId.eq(import));
    }
    query
}

/// In the order that is asked for; when nothing is, the newest day first, and of a day the municipality itself.
#[must_use]
pub fn ordered(query: Select<Entity>, order: &str) -> Select<Entity> {
    let (name, way) = match order.strip_prefix('-') {
        Some(name) => (name, Order::Desc),
        None => (order, Order::Asc),
    };
    let query = match name {
        "group" => query.order_by(Column::GroupCode, way),
        "territory" => query.order_by(Column::Area, way.clone()).order_by(Column::Ekatte, way),
        "on" => query.order_by(Column::FigureOn, way),
        "kind" => query.order_by(Column::Kind, way),
        "amount" => query.order_by(Column::AmountMilli, way),
        "source" => query.order_by(Column::Folded, way),
        _ => query
            .order_by(Column::FigureOn, Order::Desc)
            .order_by(Column::Area.eq(AREAS[1]), Order::Desc),
    };
    query.order_by(Column::Id, Order::Desc)
}

/// The rows of the page that is asked for, and how many there are in all. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn page(
    tx: &Tx,
    query: Select<Entity>,
    form: &Form,
) -> Result<(Vec<Model>, u64), StoreError> {
    let found = query.clone().count(tx.conn()).await?;
    let number = Paging::asked(form).min(found.div_ceil(ROWS).max(1));
    let rows = ordered(query, form.get("sort")).offset((number - 1) * ROWS).limit(ROWS);
    Ok((rows.all(tx.conn()).await?, found))
}

/// One row.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn row(tx: &Tx, id: ValueId) -> Result<Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(tx.conn()).await?;
    row.ok_or(StoreError::NotFound)
}

/// All rows of a group and territory, the newest day first: what counts, and what did.
///
/// # Errors
/// When the database does not answer.
pub async fn beside(tx: &Tx, one: &Model) -> Result<Vec<Model>, StoreError> {
    let rows = tx
        .find::<Entity>()
        .filter(Column::GroupCode.eq(one.group_code.clone()))
        .filter(Column::Area.eq(one.area.clone()))
        .filter(Column::Ekatte.eq(one.ekatte.clone()))
        .order_by_desc(Column::FigureOn)
        .order_by_desc(Column::Id)
        .limit(MOST_BESIDE);
    Ok(rows.all(tx.conn()).await?)
}

/// So many rows of one group and territory are shown beside one.
const MOST_BESIDE: u64 = 200;

/// All values that count and hold on a day or before it, for conflicts and checks.
///
/// # Errors
/// When the database does not answer.
pub async fn counting(tx: &Tx, on: Day) -> Result<Vec<Value>, StoreError> {
    let rows = tx.find::<Entity>().filter(known(None)).filter(Column::FigureOn.lte(on));
    Ok(opened(rows.all(tx.conn()).await?))
}

/// Whether anything was ever entered.
///
/// # Errors
/// When the database does not answer.
pub async fn is_filled(tx: &Tx) -> Result<bool, StoreError> {
    Ok(tx.find::<Entity>().one(tx.conn()).await?.is_some())
}
