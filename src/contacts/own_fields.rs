//! The own fields of the office in the contact log: beside the boxes of a contact, in filters, in
//! numbers, in files.

use super::ContactId;
use super::contact;
use super::desk::Desk;
use super::filter::{Filter, NONE};
use super::statistics::{Count, Told, counted, line, total};
use super::store::contact::{Column, Entity, Model};
use crate::forms::{self, Field, Kind, Own, Values};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form};
use sea_orm::sea_query::Expr;
use sea_orm::{QueryTrait, Select};
use std::collections::HashMap;
use ui::{Choice, Lang};

/// The own fields of a contact with what was answered; of a new one those of today.
pub async fn of_contact(
    tx: &Tx,
    desk: &Desk,
    id: Option<ContactId>,
) -> Result<(Own, Values), StoreError> {
    match id {
        None => Ok((desk.forms.on(Kind::Contact, tx.today()), Values::default())),
        Some(id) => {
            let on = contact::contact(tx, id).await?.at.day();
            forms::of_row(tx, &desk.forms, (Kind::Contact, id.0, on)).await
        }
    }
}

/// The fields that can be counted, and so filter.
pub fn countable(desk: &Desk, today: Day) -> Vec<Field> {
    let mut fields = desk.forms.ever(Kind::Contact, today);
    fields.retain(Field::is_countable);
    fields
}

/// A field as a box of the filters.
pub struct OwnFilter {
    /// The box.
    pub field: ui::Field,
    /// The field's label.
    pub label: String,
    /// Its answers, and that nothing is known.
    pub choices: Vec<Choice>,
}

/// The boxes of the filters.
pub fn filters(ctx: &Ctx, desk: &Desk, (form, today): (&Form, Day)) -> Vec<OwnFilter> {
    let one = |field: Field| {
        let choices = field.choices(ctx.lang).into_iter();
        let mut choices: Vec<_> = choices.map(|(code, words)| Choice::new(code, words)).collect();
        choices.push(Choice::new(NONE, ctx.t("contacts-not-known")));
        let label = field.label(ctx.lang).to_owned();
        OwnFilter { field: form.field(&field.name()), label, choices }
    };
    countable(desk, today).into_iter().map(one).collect()
}

/// `Как научихте: от личен лекар`.
pub fn chip(ctx: &Ctx, desk: &Desk, (key, value): (&str, &str)) -> String {
    let Some(field) = desk.forms.field(Kind::Contact, key) else {
        return value.to_owned();
    };
    format!("{}: {}", field.label(ctx.lang), answer(ctx, field, value))
}

/// An answer in words; nothing known has words too.
pub fn answer(ctx: &Ctx, field: &Field, value: &str) -> String {
    match value {
        "" | NONE => ctx.t("contacts-not-known").into_owned(),
        value => field.words(&[value.to_owned()], ctx.lang),
    }
}

/// Only the contacts that answered a field so; or did not answer it.
pub fn narrow(tx: &Tx, rows: Select<Entity>, (key, value): (&str, &str)) -> Select<Entity> {
    use sea_orm::{ColumnTrait, QueryFilter};
    let field = (Kind::Contact, key);
    match value {
        NONE => rows.filter(Column::Id.not_in_subquery(forms::answered(tx, field, None))),
        value => rows.filter(Column::Id.in_subquery(forms::answered(tx, field, Some(value)))),
    }
}

/// How many contacts answered each field how; who did not answer stands under the empty text.
pub async fn counts(
    tx: &Tx,
    desk: &Desk,
    filter: &Filter,
) -> Result<Vec<(Field, Vec<(String, Count)>)>, StoreError> {
    let mut all = Vec::new();
    for field in countable(desk, tx.today()) {
        let mut rows = filter.matching(tx);
        let row = Expr::col((Entity, Column::Id));
        let by = forms::join(QueryTrait::query(&mut rows), (tx, Kind::Contact, &field.key), row);
        let mut lines = counted(tx, rows, by).await?;
        let none = total(tx, &filter.with_own(&field.key, NONE)).await?;
        if none.contacts > 0 {
            lines.push((String::new(), none));
        }
        all.push((field, lines));
    }
    Ok(all)
}

/// The table of an own field: its answers in the order of the form, those unknown last.
pub fn table(ctx: &Ctx, filter: &Filter, (field, rows): (&Field, &[(String, Count)])) -> Told {
    let mut rows: Vec<_> = rows.iter().collect();
    let codes: Vec<String> = field.choices(ctx.lang).into_iter().map(|(code, _)| code).collect();
    rows.sort_by_key(|(value, _)| codes.iter().position(|c| c == value).unwrap_or(codes.len()));
    let one = |(value, count): &(String, Count)| {
        let stored = if value.is_empty() { NONE } else { value };
        let narrow = filter.with_own(&field.key, stored);
        line(ctx, answer(ctx, field, value), &narrow, *count)
    };
    let title = field.label(ctx.lang).to_owned();
    Told { by: field.name(), title, lines: rows.into_iter().map(one).collect() }
}

/// The columns of a file: heads, and the cells of each contact.
pub struct Columns {
    fields: Vec<Field>,
    kept: HashMap<i64, forms::Kept>,
    lang: Lang,
}

impl Columns {
    /// Loads what these contacts answered in the fields that may leave the walls.
    pub async fn load(ctx: &Ctx, tx: &Tx, desk: &Desk, rows: &[Model]) -> Result<Self, StoreError> {
        let mut fields = desk.forms.ever(Kind::Contact, tx.today());
        fields.retain(|field| !field.sealed);
        let ids: Vec<i64> = rows.iter().map(|row| row.id.0).collect();
        let kept = match fields.is_empty() {
            true => HashMap::new(),
            false => forms::plain_values_of(tx, Kind::Contact, &ids).await?,
        };
        Ok(Columns { fields, kept, lang: ctx.lang })
    }

    /// Their heads.
    pub fn heads(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.label(self.lang).to_owned()).collect()
    }

    /// The cells of a contact.
    pub fn cells(&self, row: &Model) -> Vec<String> {
        let kept = self.kept.get(&row.id.0);
        let cell = |field: &Field| {
            let given = kept.map(|kept| kept.values.of(&field.key)).unwrap_or_default();
            // A line of a file is a contact.
            field.words(given, self.lang).replace(['\r', '\n'], " ")
        };
        self.fields.iter().map(cell).collect()
    }
}
