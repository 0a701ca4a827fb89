//! Which contacts are listed and counted: one filter for the list, the numbers and the exports, so
//! that each number opens exactly what it counted.

use super::SheetId;
use super::own_fields;
use super::reference::reference;
use super::store::contact::{self, Column, Entity};
use crate::municipality::ServicePointId;
use crate::people::PersonId;
use kit::store::{StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use kit::web::{Form, PAGE_ROWS};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// The empty value in an address: those of which nothing is known.
pub const NONE: &str = "none";

/// The filter. An empty text does not filter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub texts: [String; TEXTS.len()],
    pub worker: Option<AccountId>,
    /// `none` is a contact outside any point.
    pub point: String,
    pub person: Option<PersonId>,
    pub sheet: Option<SheetId>,
    /// `known` or `anonymous`.
    pub who: String,
    /// Answers in own fields: key and code.
    pub own: Vec<(String, String)>,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// Columns of texts that filter, by the name in addresses.
pub const TEXTS: [(&str, Column); 9] = [
    ("topic", Column::Topic),
    ("channel", Column::Channel),
    ("law", Column::Law),
    ("outcome", Column::Outcome),
    ("asker", Column::Asker),
    ("sex", Column::Sex),
    ("age", Column::AgeGroup),
    ("campaign", Column::Campaign),
    ("ekatte", Column::Ekatte),
];

/// The place of a name in [`TEXTS`].
pub fn at(name: &str) -> usize {
    TEXTS.iter().position(|(known, _)| *known == name).unwrap_or_default()
}

/// So many own fields filter at once.
const OWN_MAX: usize = 10;

/// Letters, digits, `_` and `-`: what ids and codes are made of.
fn is_code(text: &str) -> bool {
    text.len() <= 50 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
}

impl Filter {
    /// Reads the query of the address. What cannot be a code does not filter.
    pub fn read(form: &mut Form) -> Filter {
        let code = |name: &str| Some(form.get(name)).filter(|text| is_code(text)).unwrap_or("");
        let texts = TEXTS.map(|(name, _)| code(name).to_owned());
        let own = form.fields().iter().filter_map(|(name, value)| {
            let key = name.strip_prefix("extra-").filter(|key| is_code(key))?;
            let value = Some(value.trim()).filter(|text| is_code(text) && !text.is_empty())?;
            Some((key.to_owned(), value.to_owned()))
        });
        let own = own.take(OWN_MAX).collect();
        let who = Some(form.get("who")).filter(|who| ["known", "anonymous"].contains(who));
        Filter {
            texts,
            worker: form.get("worker").parse().ok(),
            point: code("point").to_owned(),
            person: form.get("person").parse().ok(),
            sheet: form.get("sheet").parse().ok(),
            who: who.unwrap_or_default().to_owned(),
            own,
            from: form.day_optional("from"),
            to: form.day_optional("to"),
        }
    }

    /// The same with one of the texts changed.
    pub fn with(&self, name: &str, value: &str) -> Filter {
        let mut changed = self.clone();
        changed.texts[at(name)] = value.to_owned();
        changed
    }

    /// The same with the answer in an own field changed; an empty one does not filter.
    pub fn with_own(&self, key: &str, value: &str) -> Filter {
        let mut changed = self.clone();
        changed.own.retain(|(known, _)| known != key);
        if !value.is_empty() {
            changed.own.push((key.to_owned(), value.to_owned()));
        }
        changed
    }

    /// The query of the address that gives this filter. Only ids and numbers: nothing to escape.
    pub fn query(&self) -> String {
        let mut parts = Vec::new();
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                parts.push(format!("{name}={value}"));
            }
        };
        for ((name, _), value) in TEXTS.iter().zip(&self.texts) {
            put(name, value);
        }
        put("worker", &self.worker.map(|id| id.to_string()).unwrap_or_default());
        put("point", &self.point);
        put("person", &self.person.map(|id| id.to_string()).unwrap_or_default());
        put("sheet", &self.sheet.map(|id| id.to_string()).unwrap_or_default());
        put("who", &self.who);
        for (key, value) in &self.own {
            put(&format!("extra-{key}"), value);
        }
        for (name, day) in [("from", self.from), ("to", self.to)] {
            put(name, &day.map(|day| day.to_string()).unwrap_or_default());
        }
        parts.join("&")
    }

    /// The contacts that pass. Cancelled ones never do.
    pub fn matching(&self, tx: &Tx) -> Select<Entity> {
        let mut rows = tx.find::<Entity>().filter(Column::CancelledAt.is_null());
        for ((name, column), value) in TEXTS.iter().zip(&self.texts) {
            rows = match value.as_str() {
                "" => rows,
                NONE if *name == "ekatte" => rows.filter(column.is_null()),
                NONE => rows.filter(column.eq("")),
                value => rows.filter(column.eq(value)),
            };
        }
        if let Some(worker) = self.worker {
            rows = rows.filter(Column::AccountId.eq(worker));
        }
        if self.point == NONE {
            rows = rows.filter(Column::ServicePointId.is_null());
        } else if let Ok(point) = self.point.parse::<ServicePointId>() {
            rows = rows.filter(Column::ServicePointId.eq(point));
        }
        if let Some(person) = self.person {
            rows = rows.filter(Column::PersonId.eq(person));
        }
        if let Some(sheet) = self.sheet {
            rows = rows.filter(Column::SheetId.eq(sheet));
        }
        rows = match self.who.as_str() {
            "known" => rows.filter(Column::PersonId.is_not_null()),
            "anonymous" => rows.filter(Column::PersonId.is_null()),
            _ => rows,
        };
        for (key, value) in &self.own {
            rows = own_fields::narrow(tx, rows, (key, value));
        }
        if let Some(first) = self.from {
            rows = rows.filter(Column::At.gte(midnight(first)));
        }
        if let Some(last) = self.to {
            rows = rows.filter(Column::At.lt(midnight(last.plus(1))));
        }
        rows
    }

    /// A page of contacts in an order, and one more when there is one.
    pub async fn page(
        &self,
        tx: &Tx,
        page: u64,
        order: &str,
    ) -> Result<Vec<contact::Model>, StoreError> {
        let rows = self.sorted(tx, order).offset((page - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1);
        Ok(rows.all(tx.conn()).await?)
    }

    /// All that pass in an order: newest first, oldest first, longest first.
    pub fn sorted(&self, tx: &Tx, order: &str) -> Select<Entity> {
        let rows = self.matching(tx);
        match order {
            "oldest" => rows.order_by_asc(Column::At).order_by_asc(Column::Id),
            "minutes" => rows.order_by_desc(Column::Minutes).order_by_desc(Column::Id),
            _ => rows.order_by_desc(Column::At).order_by_desc(Column::Id),
        }
    }

    /// The period that somebody named by a word, when no days were typed.
    pub fn in_period(mut self, word: &str, today: Day) -> Filter {
        if self.from.is_some() || self.to.is_some() {
            return self;
        }
        let date = today.0;
        let quarter = (date.month() - 1) / 3 * 3 + 1;
        let first = match word {
            "month" => date.first_of_month(),
            "quarter" => jiff::civil::Date::new(date.year(), quarter, 1).unwrap_or(date),
            "all" => return self,
            _ => date.first_of_year(),
        };
        self.from = Some(Day(first));
        self.to = Some(today);
        self
    }
}

/// The first moment of a day in Sofia.
pub fn midnight(day: Day) -> Instant {
    Instant::of_local(day.0.to_datetime(jiff::civil::Time::midnight()))
}

/// Whether a filter's text names something: for the words of a chip.
pub fn known(name: &str) -> Option<&'static [super::reference::Item]> {
    let lists = reference();
    match name {
        "channel" => Some(&lists.channel),
        "law" => Some(&lists.law),
        "outcome" => Some(&lists.outcome),
        "asker" => Some(&lists.asker),
        "sex" => Some(&lists.sex),
        "age" => Some(&lists.age),
        _ => None,
    }
}
