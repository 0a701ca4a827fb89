//! A contact: somebody asked something and got an answer. May be anonymous; no identifier is asked.

use super::desk::Desk;
use super::lists::{Lists, offers, words as words_of};
use super::moment::{moment, moment_values};
use super::reference::{Item, age_group, has, reference};
use super::store::contact::{self, Column, Entity};
use super::{ContactId, SheetId, change, script};
use crate::forms::{self, Kind, Own, Values};
use crate::municipality::ServicePointId;
use crate::people::{self, PersonId};
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Form, day_values};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use ui::Lang;

/// The longest note, in characters.
const NOTE_MAX: usize = 5_000;
/// A conversation lasts at most a working day.
pub const MINUTES_MAX: i32 = 480;

/// What is entered.
#[derive(Clone, Debug)]
pub struct NewContact {
    pub at: Instant,
    pub point: Option<ServicePointId>,
    pub channel: String,
    pub place: String,
    pub topic: String,
    /// The topic in Bulgarian, for the timeline.
    pub topic_words: String,
    pub law: String,
    pub outcome: String,
    pub minutes: i32,
    pub person: Option<PersonId>,
    pub asker: String,
    pub ekatte: Option<String>,
    pub sex: String,
    pub age_group: String,
    pub documents: Vec<String>,
    pub campaign: String,
    pub follow_up_on: Option<Day>,
    pub sheet: Option<SheetId>,
    pub note: String,
    /// The own fields of the office, and what was answered in them.
    pub own: Own,
    pub extra: Values,
}

/// A value that must be of a list.
fn one_of(form: &mut Form, name: &str, list: &[Item]) -> String {
    let id = form.required(name, 50);
    if !id.is_empty() && !has(list, &id) {
        form.wrong(name, "form-choose");
    }
    id
}

/// A value that is of a list, or its usual one when nothing came.
fn or_usual(form: &mut Form, name: &str, (list, usual): (&[Item], &str)) -> String {
    match form.optional(name, 50) {
        id if id.is_empty() => usual.to_owned(),
        id => {
            if !has(list, &id) {
                form.wrong(name, "form-choose");
            }
            id
        }
    }
}

impl NewContact {
    /// Reads the form; `None` when something in it is wrong. `was` is what is corrected: what has
    /// been retired since may stay.
    pub fn read(
        form: &mut Form,
        desk: &Desk,
        now: Instant,
        was: Option<&contact::Model>,
    ) -> Option<NewContact> {
        let lists = reference();
        let at = moment(form, "at", now);
        let on = at.unwrap_or(now).day();
        let topic = form.required("topic", 50);
        let stays = was.is_some_and(|row| row.topic == topic);
        if !topic.is_empty() && !stays && !offers(&desk.lists.topics, &topic, on) {
            form.wrong("topic", "form-choose");
        }
        let outcome = one_of(form, "outcome", &lists.outcome);
        let channel = one_of(form, "channel", &lists.channel);
        let minutes = minutes_of(form, "minutes");
        let point = form.parsed_optional::<ServicePointId>("point", "form-choose");
        let stays = was.is_some_and(|row| row.service_point_id == point);
        if point.is_some_and(|id| !stays && !desk.has_point(id)) {
            form.wrong("point", "form-choose");
        }
        let note = form.optional("note", NOTE_MAX);
        let law = or_usual(form, "law", (&lists.law, desk.lists.law_of(&topic)));
        let ekatte = settlement(form, desk);
        let campaign = form.optional("campaign", 50);
        let stays = was.is_some_and(|row| row.campaign == campaign);
        if !campaign.is_empty() && !stays && !offers(&desk.lists.campaigns, &campaign, on) {
            form.wrong("campaign", "form-choose");
        }
        let asker = or_usual(form, "asker", (&lists.asker, "self"));
        let sex = or_usual(form, "sex", (&lists.sex, "unknown"));
        let age_group = or_usual(form, "age", (&lists.age, ""));
        let documents = documents_of(form, &desk.lists);
        let follow_up_on = follow_up(form, on);
        let place = form.optional("place", 200);
        let person = form.parsed_optional::<PersonId>("person", "contacts-person-unknown");
        if !form.ok() {
            return None;
        }
        Some(NewContact {
            at: at?,
            topic_words: words_of(&desk.lists.topics, &topic, Lang::Bg),
            minutes: minutes?,
            ekatte: Some(ekatte).filter(|code| !code.is_empty()),
            sheet: was.and_then(|row| row.sheet_id),
            point,
            channel,
            place,
            topic,
            law,
            outcome,
            person,
            asker,
            sex,
            age_group,
            documents,
            campaign,
            follow_up_on,
            note,
            own: Own::default(),
            extra: Values::default(),
        })
    }

    /// What the register knows of the person is not asked again: sex, age, settlement.
    pub async fn complete(&mut self, tx: &Tx) -> Result<(), StoreError> {
        let Some(id) = self.person else { return Ok(()) };
        let head = people::head(tx, id).await?;
        if self.sex == "unknown" {
            self.sex = head.sex.clone();
        }
        if let (Some(born), true) = (head.birth_day, self.age_group.is_empty()) {
            self.age_group = age_group(years(born, self.at.day())).to_owned();
        }
        if self.ekatte.is_none() && !head.is_protected {
            self.ekatte = people::residence(tx, id, self.at.day()).await?.ekatte;
        }
        Ok(())
    }

    async fn row(&self, tx: &Tx, id: ContactId) -> Result<contact::ActiveModel, StoreError> {
        let note = (!self.note.is_empty())
            .then(|| tx.seal("contact", "note_sealed", id.0, &self.note))
            .transpose()?;
        let script = script::on(tx, &self.topic, self.at.day()).await?;
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
            asker: Set(self.asker.clone()),
            ekatte: Set(self.ekatte.clone()),
            sex: Set(self.sex.clone()),
            age_group: Set(self.age_group.clone()),
            script_id: Set(script.map(|script| script.id)),
            documents: Set(self.documents.join(" ")),
            campaign: Set(self.campaign.clone()),
            follow_up_on: Set(self.follow_up_on),
            sheet_id: Set(self.sheet),
            ..Default::default()
        })
    }

    /// Adds the contact, on the person's timeline when there is a person.
    pub async fn save(&self, tx: &mut Tx, id: ContactId) -> Result<(), StoreError> {
        let account = tx.actor().account.ok_or(StoreError::NotFound)?;
        let mut row = self.row(tx, id).await?;
        row.municipality_id = Set(tx.municipality());
        row.id = Set(id);
        row.account_id = Set(account);
        row.followed_up_at = Set(None);
        row.cancelled_at = Set(None);
        row.follow_up_by = Set(None);
        row.version = Set(1);
        tx.insert(row).await?;
        forms::save(tx, (Kind::Contact, id.0), (&self.own, &self.extra)).await?;
        self.happened(tx, "contact-recorded", id).await
    }

    /// Corrects the contact if it still has this version; what it said before is kept.
    pub async fn change(
        &self,
        tx: &mut Tx,
        was: &contact::Model,
        version: i32,
    ) -> Result<(), StoreError> {
        let mut row = self.row(tx, was.id).await?;
        if was.topic == self.topic && was.at.day() == self.at.day() {
            // What was answered then stays what was answered then.
            row.script_id = Set(was.script_id);
        }
        tx.update::<Entity>(was.id, version, row).await?;
        change::keep(tx, was).await?;
        forms::save(tx, (Kind::Contact, was.id.0), (&self.own, &self.extra)).await?;
        self.happened(tx, "contact-corrected", was.id).await
    }

    async fn happened(
        &self,
        tx: &mut Tx,
        kind: &'static str,
        id: ContactId,
    ) -> Result<(), StoreError> {
        match self.person {
            Some(person) => {
                let data = vec![("topic", self.topic_words.clone())];
                tx.event(Event { kind, person: Some(person.0), case: None, data }).await
            }
            None => {
                tx.audit(Entry::write(kind, id.0));
                Ok(())
            }
        }
    }
}

/// The EKATTE code of a settlement of the municipality, or nothing.
pub fn settlement(form: &mut Form, desk: &Desk) -> String {
    let ekatte = form.optional("ekatte", 5);
    if !ekatte.is_empty() && !desk.places.iter().any(|(code, _)| *code == ekatte) {
        form.wrong("ekatte", "form-choose");
    }
    ekatte
}

/// Minutes typed into a box.
pub fn minutes_of(form: &mut Form, name: &str) -> Option<i32> {
    let minutes = form.parsed::<i32>(name, "contacts-minutes-wrong");
    if minutes.is_some_and(|minutes| !(0..=MINUTES_MAX).contains(&minutes)) {
        form.wrong(name, "contacts-minutes-wrong");
    }
    minutes
}

fn documents_of(form: &mut Form, lists: &Lists) -> Vec<String> {
    let given: Vec<String> = form.all("documents").iter().map(|&code| code.to_owned()).collect();
    let mut given: Vec<String> = given.into_iter().filter(|code| !code.is_empty()).collect();
    if given.iter().any(|code| !lists.documents.iter().any(|line| line.code == *code)) {
        form.wrong("documents", "form-choose");
    }
    given.sort_unstable();
    given.dedup();
    given
}

fn follow_up(form: &mut Form, on: Day) -> Option<Day> {
    let day = form.day_optional("follow");
    if day.is_some_and(|day| day < on) {
        form.wrong("follow", "contacts-follow-early");
    }
    day
}

/// Whole years between two days.
pub fn years(born: Day, on: Day) -> i16 {
    let had = (on.0.month(), on.0.day()) >= (born.0.month(), born.0.day());
    on.0.year() - born.0.year() - i16::from(!had)
}

/// The values of a contact as its form shows them.
pub fn values(row: &contact::Model, note: String) -> Vec<(String, String)> {
    let mut values = moment_values("at", row.at);
    values.extend(day_values("follow", row.follow_up_on));
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
        ("asker", row.asker.clone()),
        ("ekatte", text(row.ekatte.clone())),
        ("sex", row.sex.clone()),
        ("age", row.age_group.clone()),
        ("campaign", row.campaign.clone()),
        ("note", note),
    ];
    values.extend(rest.map(|(name, value)| (name.to_owned(), value)));
    let documents = row.documents.split_whitespace();
    values.extend(documents.map(|code| ("documents".to_owned(), code.to_owned())));
    values
}

/// One contact.
pub async fn contact(tx: &Tx, id: ContactId) -> Result<contact::Model, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id));
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
        .find::<Entity>()
        .filter(Column::AccountId.eq(tx.actor().account))
        .order_by_desc(Column::Id);
    Ok(rows.limit(1).one(tx.conn()).await?)
}
