//! A sheet: one head and many rows, checked row by row and saved whole in one transaction. For an
//! outreach day, and for a village mayor's office that enters on behalf of the centre.

use super::contact::{MINUTES_MAX, NewContact, settlement};
use super::desk::Desk;
use super::lists::offers;
use super::moment::moment;
use super::reference::{has, reference};
use super::store::contact::{self, Column};
use super::store::contact_sheet::{self, Entity};
use super::{ContactId, SheetId};
use crate::forms;
use crate::municipality::ServicePointId;
use crate::people::PersonId;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Instant;
use kit::web::{Form, PAGE_ROWS};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// Rows of a fresh sheet, how many are added at once, and how many there may be.
pub const ROWS: usize = 10;
/// A page stays light; who has more sends two.
pub const ROWS_MAX: usize = 30;

/// What is the same for all rows.
#[derive(Clone, Debug)]
pub struct SheetHead {
    /// When.
    pub at: Instant,
    /// How people came.
    pub channel: String,
    /// Where, in words.
    pub place: String,
    /// The settlement.
    pub ekatte: Option<String>,
    /// The campaign, or empty.
    pub campaign: String,
    /// The point on whose behalf it is entered.
    pub point: Option<ServicePointId>,
}

impl SheetHead {
    /// Reads the head of a sheet; `None` when something in it is wrong.
    pub fn read(form: &mut Form, desk: &Desk, now: Instant) -> Option<SheetHead> {
        let at = moment(form, "at", now);
        let channel = form.required("channel", 50);
        if !channel.is_empty() && !has(&reference().channel, &channel) {
            form.wrong("channel", "form-choose");
        }
        let point = form.parsed_optional::<ServicePointId>("point", "form-choose");
        if point.is_some_and(|id| !desk.has_point(id)) {
            form.wrong("point", "form-choose");
        }
        let ekatte = settlement(form, desk);
        let place = form.optional("place", 200);
        if place.is_empty() && ekatte.is_empty() {
            form.wrong("ekatte", "contacts-sheet-where");
        }
        let campaign = form.optional("campaign", 50);
        let on = at.unwrap_or(now).day();
        if !campaign.is_empty() && !offers(&desk.lists.campaigns, &campaign, on) {
            form.wrong("campaign", "form-choose");
        }
        let ekatte = Some(ekatte).filter(|code| !code.is_empty());
        Some(SheetHead { at: at?, channel, place, ekatte, campaign, point })
    }

    /// The place in words: as typed, or the settlement.
    #[must_use]
    pub fn where_words(&self, desk: &Desk) -> String {
        match (&self.ekatte, self.place.as_str()) {
            (Some(code), "") => desk.place(code),
            (_, place) => place.to_owned(),
        }
    }

    /// Writes the sheet's row.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn save(&self, tx: &mut Tx, kind: &str, lines: usize) -> Result<SheetId, StoreError> {
        let id = SheetId(tx.new_id());
        tx.insert(contact_sheet::ActiveModel {
            municipality_id: Set(tx.municipality()),
            id: Set(id),
            kind: Set(kind.to_owned()),
            at: Set(self.at),
            entered_at: Set(tx.now()),
            account_id: Set(tx.actor().account.ok_or(StoreError::NotFound)?),
            service_point_id: Set(self.point),
            channel: Set(self.channel.clone()),
            place: Set(self.place.clone()),
            ekatte: Set(self.ekatte.clone()),
            campaign: Set(self.campaign.clone()),
            lines: Set(i32::try_from(lines).unwrap_or(i32::MAX)),
            undone_at: Set(None),
            version: Set(1),
        })
        .await?;
        tx.audit(Entry::write("sheet-entered", id.0));
        Ok(id)
    }
}

/// How many rows a form has.
#[must_use]
pub fn rows_of(form: &Form) -> usize {
    let asked = form.get("rows").parse().unwrap_or(ROWS);
    let more = if form.has("more") { ROWS } else { 0 };
    (asked + more).clamp(1, ROWS_MAX)
}

/// A filled row of a sheet of contacts.
#[derive(Clone, Debug)]
pub struct Row {
    pub contact: NewContact,
}

/// Boxes of a row that make it one that counts.
const BOXES: [&str; 7] = ["name", "topic", "minutes", "place", "sex", "age", "note"];

/// Whether anything was typed into a row.
#[must_use]
pub fn is_filled(form: &Form, row: usize, boxes: &[&str]) -> bool {
    boxes.iter().any(|name| !form.get(&format!("r{row}-{name}")).is_empty())
}

/// Reads the rows that are filled; what is wrong stands beside its cell.
pub fn rows(form: &mut Form, desk: &Desk, head: &SheetHead) -> Vec<Row> {
    let filled: Vec<usize> =
        (0..rows_of(form)).filter(|row| is_filled(form, *row, &BOXES)).collect();
    if filled.is_empty() {
        form.wrong("r0-topic", "contacts-sheet-empty");
    }
    filled.into_iter().filter_map(|number| row(form, desk, head, number)).collect()
}

fn row(form: &mut Form, desk: &Desk, head: &SheetHead, number: usize) -> Option<Row> {
    let lists = reference();
    let cell = |name: &str| format!("r{number}-{name}");
    let on = head.at.day();
    let typed = form.optional(&cell("topic"), 200);
    let typed = if typed.is_empty() { form.get("topic").to_owned() } else { typed };
    let topic = desk.lists.topic_meant(&typed, on);
    if topic.is_none() {
        form.wrong(&cell("topic"), "contacts-sheet-topic");
    }
    let minutes = minutes_meant(form, &cell("minutes"));
    let place = form.optional(&cell("place"), 100);
    let ekatte = match place.as_str() {
        "" => head.ekatte.clone(),
        typed => desk.place_meant(typed).map(str::to_owned),
    };
    if !place.is_empty() && ekatte.is_none() {
        form.wrong(&cell("place"), "contacts-sheet-place");
    }
    let mut one_of = |name: &str, items, usual: &str| match form.get(&cell(name)) {
        "" => usual.to_owned(),
        id if has(items, id) => id.to_owned(),
        _ => {
            form.wrong(&cell(name), "form-choose");
            String::new()
        }
    };
    let sex = one_of("sex", &lists.sex, "unknown");
    let age_group = one_of("age", &lists.age, "");
    let outcome = outcome_meant(form.get(&cell("outcome")));
    if outcome.is_none() {
        form.wrong(&cell("outcome"), "contacts-sheet-outcome");
    }
    let name = form.optional(&cell("name"), 200);
    let said = form.optional(&cell("note"), 1_000);
    let person = form.get(&cell("person")).parse::<PersonId>().ok();
    let topic = topic?;
    // Who is in the register has a name there; another's name is kept sealed with the note.
    let note = [if person.is_none() { name } else { String::new() }, said];
    let note: Vec<String> = note.into_iter().filter(|text| !text.is_empty()).collect();
    let contact = NewContact {
        at: head.at,
        point: head.point,
        channel: head.channel.clone(),
        place: head.place.clone(),
        topic: topic.code.clone(),
        topic_words: topic.bg.clone(),
        law: topic.law.clone(),
        outcome: outcome?,
        minutes: minutes?,
        person,
        asker: "self".to_owned(),
        ekatte,
        sex,
        age_group,
        documents: Vec::new(),
        campaign: head.campaign.clone(),
        follow_up_on: None,
        sheet: None,
        note: note.join("\n"),
        own: forms::Own::default(),
        extra: forms::Values::default(),
    };
    Some(Row { contact })
}

/// The minutes of a row, or those of the head.
fn minutes_meant(form: &mut Form, cell: &str) -> Option<i32> {
    let typed = match form.get(cell) {
        "" => form.get("minutes"),
        typed => typed,
    };
    let minutes = typed.parse().ok().filter(|minutes| (0..=MINUTES_MAX).contains(minutes));
    if minutes.is_none() {
        form.wrong(cell, "contacts-minutes-wrong");
    }
    minutes
}

/// The outcome that somebody means: its number, its words; informed when nothing was typed.
fn outcome_meant(typed: &str) -> Option<String> {
    let list = &reference().outcome;
    let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
    let number = digits.parse::<usize>().ok().and_then(|number| list.get(number.checked_sub(1)?));
    let same = |text: &str| kit::search::plain(text) == kit::search::plain(typed);
    let found = match typed {
        "" => list.first(),
        _ => number.or_else(|| list.iter().find(|item| same(&item.bg) || same(&item.en))),
    };
    found.map(|item| item.id.clone())
}

/// Saves the head and all rows: all or nothing is the caller's transaction.
pub async fn save(tx: &mut Tx, head: &SheetHead, rows: Vec<Row>) -> Result<SheetId, StoreError> {
    let sheet = head.save(tx, "contacts", rows.len()).await?;
    for mut row in rows {
        row.contact.sheet = Some(sheet);
        let id = ContactId(tx.new_id());
        row.contact.save(tx, id).await?;
    }
    Ok(sheet)
}

/// One sheet.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
pub async fn sheet(tx: &Tx, id: SheetId) -> Result<contact_sheet::Model, StoreError> {
    let row = tx.find::<Entity>().filter(contact_sheet::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

/// A page of sheets, newest first: all, or only those of the asker.
pub async fn sheets(
    tx: &Tx,
    only_own: bool,
    page: u64,
) -> Result<Vec<contact_sheet::Model>, StoreError> {
    use contact_sheet::Column;
    let mut rows = tx.find::<Entity>();
    if only_own {
        rows = rows.filter(Column::AccountId.eq(tx.actor().account));
    }
    let rows = rows.order_by_desc(Column::Id).offset((page - 1) * PAGE_ROWS);
    Ok(rows.limit(PAGE_ROWS + 1).all(tx.conn()).await?)
}

/// The contacts of a sheet, in its order.
pub async fn contacts(tx: &Tx, id: SheetId) -> Result<Vec<contact::Model>, StoreError> {
    let rows = tx.find::<contact::Entity>().filter(Column::SheetId.eq(id));
    Ok(rows.order_by_asc(Column::Id).all(tx.conn()).await?)
}

/// Takes a sheet of contacts back whole: its contacts leave lists and statistics, and stay.
pub async fn undo(
    tx: &mut Tx,
    sheet: &contact_sheet::Model,
    version: i32,
) -> Result<(), StoreError> {
    let change =
        contact_sheet::ActiveModel { undone_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(sheet.id, version, change).await?;
    for row in contacts(tx, sheet.id).await? {
        if row.cancelled_at.is_none() {
            super::change::cancel(tx, &row, row.version).await?;
        }
    }
    tx.audit(Entry::write("sheet-undone", sheet.id.0));
    Ok(())
}
