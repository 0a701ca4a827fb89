//! A contact: somebody asked something and got an answer. May be anonymous; no identifier is asked.

use super::ContactId;
use super::moment::{moment, moment_values};
use super::reference::{has, reference, words};
use super::store::contact;
use crate::municipality::ServicePointId;
use crate::people::PersonId;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{AccountId, Day, Instant};
use kit::web::{Form, PAGE_ROWS};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};
use ui::Lang;

/// The longest note, in characters.
const NOTE_MAX: usize = 5_000;
/// A conversation lasts at most a working day.
const MINUTES_MAX: i32 = 480;

/// What is entered.
#[derive(Clone, Debug)]
pub struct NewContact {
    pub at: Instant,
    pub point: Option<ServicePointId>,
    pub channel: String,
    pub place: String,
    pub topic: String,
    pub law: String,
    pub outcome: String,
    pub minutes: i32,
    pub person: Option<PersonId>,
    pub note: String,
}

impl NewContact {
    /// Reads the form; `None` when something in it is wrong.
    pub fn read(form: &mut Form, points: &[ServicePointId], now: Instant) -> Option<NewContact> {
        let lists = reference();
        let mut one_of = |name: &str, list| -> String {
            let id = form.required(name, 50);
            if !id.is_empty() && !has(list, &id) {
                form.wrong(name, "form-choose");
            }
            id
        };
        let topic = one_of("topic", &lists.topic);
        let outcome = one_of("outcome", &lists.outcome);
        let channel = one_of("channel", &lists.channel);
        let minutes = form.parsed::<i32>("minutes", "frontdesk-minutes-wrong");
        if minutes.is_some_and(|minutes| !(0..=MINUTES_MAX).contains(&minutes)) {
            form.wrong("minutes", "frontdesk-minutes-wrong");
        }
        let point = form.parsed_optional::<ServicePointId>("point", "form-choose");
        if point.is_some_and(|id| !points.contains(&id)) {
            form.wrong("point", "form-choose");
        }
        let note = form.optional("note", NOTE_MAX);
        let law = match form.optional("law", 50) {
            law if law.is_empty() => lists.law_of(&topic).to_owned(),
            law => law,
        };
        if !has(&lists.law, &law) {
            form.wrong("law", "form-choose");
        }
        let at = moment(form, "at", now);
        let place = form.optional("place", 200);
        let person = form.parsed_optional::<PersonId>("person", "frontdesk-person-unknown");
        if !form.ok() {
            return None;
        }
        let (at, minutes) = (at?, minutes?);
        Some(NewContact { at, point, channel, place, topic, law, outcome, minutes, person, note })
    }

    fn row(&self, tx: &Tx, id: ContactId) -> Result<contact::ActiveModel, StoreError> {
        let note = (!self.note.is_empty())
            .then(|| tx.seal("contact", "note_sealed", id.0, &self.note))
            .transpose()?;
        Ok(contact::ActiveModel {
            at: Set(self.at),
            service_point_id: Set(self.point),
            channel: Set(self.channel.clone()),
            place: Set(self.place.clone()),
            topic: Set(self.topic.clone()),
            law: Set(self.law.clone()),
            outcome: Set(self.outcome.clone()),
            minutes: Set(self.minutes),
            person_id: Set(self.person),
            note_sealed: Set(note),
            ..Default::default()
        })
    }

    /// Adds the contact, on the person's timeline when there is a person.
    pub async fn save(&self, tx: &mut Tx, id: ContactId) -> Result<(), StoreError> {
        let account = tx.actor().account.ok_or(StoreError::NotFound)?;
        let mut row = self.row(tx, id)?;
        row.municipality_id = Set(tx.municipality());
        row.id = Set(id);
        row.account_id = Set(account);
        row.version = Set(1);
        tx.insert(row).await?;
        self.happened(tx, "contact-recorded", id).await
    }

    /// Corrects the contact if it still has this version.
    pub async fn change(&self, tx: &mut Tx, id: ContactId, version: i32) -> Result<(), StoreError> {
        let row = self.row(tx, id)?;
        tx.update::<contact::Entity>(id, version, row).await?;
        self.happened(tx, "contact-corrected", id).await
    }

    async fn happened(
        &self,
        tx: &mut Tx,
        kind: &'static str,
        id: ContactId,
    ) -> Result<(), StoreError> {
        match self.person {
            Some(person) => {
                let topic = words(&reference().topic, &self.topic, Lang::Bg);
                let data = vec![("topic", topic)];
                tx.event(Event { kind, person: Some(person.0), case: None, data }).await
            }
            None => {
                tx.audit(Entry::write(kind, id.0));
                Ok(())
            }
        }
    }
}

/// The values of a contact as its form shows them.
pub fn values(row: &contact::Model, note: String) -> Vec<(String, String)> {
    let mut values = moment_values("at", row.at);
    let text = |id: Option<String>| id.unwrap_or_default();
    let rest = [
        ("topic", row.topic.clone()),
        ("outcome", row.outcome.clone()),
        ("channel", row.channel.clone()),
        ("minutes", row.minutes.to_string()),
        ("point", text(row.service_point_id.map(|id| id.to_string()))),
        ("law", row.law.clone()),
        ("place", row.place.clone()),
        ("person", text(row.person_id.map(|id| id.to_string()))),
        ("note", note),
    ];
    values.extend(rest.map(|(name, value)| (name.to_owned(), value)));
    values
}

/// One contact.
pub async fn contact(tx: &Tx, id: ContactId) -> Result<contact::Model, StoreError> {
    let row = tx.find::<contact::Entity>().filter(contact::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// Its note, opened.
pub fn note_of(tx: &Tx, row: &contact::Model) -> Result<String, StoreError> {
    match &row.note_sealed {
        Some(sealed) => tx.open("contact", "note_sealed", row.id.0, sealed),
        None => Ok(String::new()),
    }
}

/// The last contact that this account entered: the source of defaults.
pub async fn last_of(tx: &Tx) -> Result<Option<contact::Model>, StoreError> {
    let rows = tx
        .find::<contact::Entity>()
        .filter(contact::Column::AccountId.eq(tx.actor().account))
        .order_by_desc(contact::Column::Id);
    Ok(rows.limit(1).one(tx.conn()).await?)
}

/// Which contacts are listed and counted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub channel: String,
    pub topic: String,
    pub law: String,
    pub outcome: String,
    pub worker: Option<AccountId>,
    pub point: Option<ServicePointId>,
    pub from: Option<Day>,
    pub to: Option<Day>,
}

impl Filter {
    /// Reads the query of the address. What is unknown does not filter.
    pub fn read(form: &mut Form) -> Filter {
        let lists = reference();
        let known = |name: &str, list| {
            let id = form.get(name);
            if has(list, id) { id.to_owned() } else { String::new() }
        };
        Filter {
            channel: known("channel", &lists.channel),
            topic: known("topic", &lists.topic),
            law: known("law", &lists.law),
            outcome: known("outcome", &lists.outcome),
            worker: form.get("worker").parse().ok(),
            point: form.get("point").parse().ok(),
            from: form.day_optional("from"),
            to: form.day_optional("to"),
        }
    }

    /// The query of the address that gives this filter. Only ids and numbers: nothing to escape.
    pub fn query(&self) -> String {
        let mut parts = Vec::new();
        let mut put = |name: &str, value: &str| {
            if !value.is_empty() {
                parts.push(format!("{name}={value}"));
            }
        };
        put("channel", &self.channel);
        put("topic", &self.topic);
        put("law", &self.law);
        put("outcome", &self.outcome);
        put("worker", &self.worker.map(|id| id.to_string()).unwrap_or_default());
        put("point", &self.point.map(|id| id.to_string()).unwrap_or_default());
        for (name, day) in [("from", self.from), ("to", self.to)] {
            for (part, value) in kit::web::day_values(name, day) {
                put(&part, &value);
            }
        }
        parts.join("&")
    }

    /// The contacts that pass.
    pub fn matching(&self, tx: &Tx) -> Select<contact::Entity> {
        use contact::Column;
        let mut rows = tx.find::<contact::Entity>();
        let texts = [
            (Column::Channel, &self.channel),
            (Column::Topic, &self.topic),
            (Column::Law, &self.law),
            (Column::Outcome, &self.outcome),
        ];
        for (column, value) in texts {
            if !value.is_empty() {
                rows = rows.filter(column.eq(value.as_str()));
            }
        }
        if let Some(worker) = self.worker {
            rows = rows.filter(Column::AccountId.eq(worker));
        }
        if let Some(point) = self.point {
            rows = rows.filter(Column::ServicePointId.eq(point));
        }
        if let Some(first) = self.from {
            rows = rows.filter(Column::At.gte(midnight(first)));
        }
        if let Some(last) = self.to {
            rows = rows.filter(Column::At.lt(midnight(last.plus(1))));
        }
        rows
    }

    /// A page of contacts, newest first, and one more when there is one.
    pub async fn page(&self, tx: &Tx, page: u64) -> Result<Vec<contact::Model>, StoreError> {
        let rows = self
            .matching(tx)
            .order_by_desc(contact::Column::At)
            .order_by_desc(contact::Column::Id)
            .offset((page - 1) * PAGE_ROWS)
            .limit(PAGE_ROWS + 1);
        Ok(rows.all(tx.conn()).await?)
    }
}

/// The first moment of a day in Sofia.
pub fn midnight(day: Day) -> Instant {
    Instant::of_local(day.0.to_datetime(jiff::civil::Time::midnight()))
}
