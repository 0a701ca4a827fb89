//! People as the decision about duplicates sees them, many in few statements.

use super::{names, person, person_name, read};
use crate::people::matching::Card;
use crate::people::{NewPerson, PersonId, address};
use kit::search::{fold, plain};
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Values bound in one statement.
const BOUND: usize = 500;
/// Letters that make a line of address say something: „ул. 1“ is everybody's.
const LINE_MIN: usize = 5;

/// The cards of these people; of those who were merged away there is none.
pub async fn cards(tx: &Tx, ids: &[PersonId]) -> Result<HashMap<PersonId, Card>, StoreError> {
    let mut cards = HashMap::with_capacity(ids.len());
    for part in ids.chunks(BOUND) {
        let of = person_name::Column::PersonId.is_in(part.iter().copied());
        let mut questions = tx.questions();
        let people = questions.ask(&read::people_of(tx, part));
        let earlier = questions.ask(&tx.find::<person_name::Entity>().filter(of));
        let numbers = questions.ask(&read::identifiers_of(tx, part));
        let places = questions.ask(&read::addresses_of(tx, part));
        let mut answers = tx.answers(questions).await?;
        for row in answers.take(people)? {
            let row = names::whole(tx, row)?;
            if row.merged_into.is_none() {
                cards.insert(row.id, card(row));
            }
        }
        for row in answers.take(earlier)? {
            let name = names::earlier(tx, &row)?;
            if let Some(card) = cards.get_mut(&row.person_id) {
                card.earlier.push(fold(&name));
            }
        }
        for (id, number) in read::opened(tx, answers.take(numbers)?)? {
            if let Some(card) = cards.get_mut(&id) {
                card.numbers.push((number.kind, number.value));
            }
        }
        for row in answers.take(places)? {
            let (ekatte, line) = address::opened(tx, &row)?;
            if let (Some(card), Some(place)) =
                (cards.get_mut(&row.person_id), place(ekatte.as_deref(), &line))
            {
                card.places.push(place);
            }
        }
    }
    Ok(cards)
}

fn card(row: person::Model) -> Card {
    Card {
        birth_day: row.birth_day,
        sex: row.sex,
        phone: row.phone,
        email: row.email.to_lowercase(),
        is_dead: row.died_on.is_some(),
        ..Card::named(&row.given, &row.middle, &row.family)
    }
}

/// A place as it is compared; `None` when its line says nothing.
fn place(ekatte: Option<&str>, line: &str) -> Option<(String, String)> {
    let line = plain(line);
    (line.chars().count() >= LINE_MIN).then(|| (ekatte.unwrap_or_default().to_owned(), line))
}

/// The card of somebody about to be entered.
pub fn of_new(new: &NewPerson) -> Card {
    let places = new.present.iter().chain(&new.permanent);
    let numbers = new.identifiers.iter().map(|(kind, value)| (*kind, kind.normal(value)));
    Card {
        birth_day: new.birth_day,
        sex: new.sex.clone(),
        phone: crate::people::phone::normal(&new.phone),
        email: new.email.to_lowercase(),
        places: places.filter_map(|(ekatte, line)| place(Some(ekatte), line)).collect(),
        numbers: numbers.collect(),
        ..Card::named(&new.given, &new.middle, &new.family)
    }
}

/// People born on a day, who are still their own: at most so many.
pub async fn born_on(tx: &Tx, day: Day, most: u64) -> Result<Vec<PersonId>, StoreError> {
    let found = tx
        .find::<person::Entity>()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::BirthDay.eq(day))
        .filter(person::Column::MergedInto.is_null())
        .limit(most)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(found)
}

/// People entered after an id was given out, newest first: those whom a look before could not see.
pub async fn entered_after(tx: &Tx, id: i64) -> Result<Vec<PersonId>, StoreError> {
    let found = tx
        .find::<person::Entity>()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::Id.gt(PersonId(id)))
        .filter(person::Column::MergedInto.is_null())
        .order_by_desc(person::Column::Id)
        .limit(BOUND as u64)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(found)
}

/// One clerk of a municipality at a time enters somebody, until the transaction ends: so that the
/// second one's look sees the first one's person. A number is given, and its row is held.
pub async fn one_at_a_time(tx: &Tx) -> Result<(), StoreError> {
    tx.next_number("people-entered", i32::from(tx.today().0.year())).await?;
    Ok(())
}
