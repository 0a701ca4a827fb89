//! Finding a person: one box for a misspelt name, a telephone, an exact identifier.

use super::identifier::{Masked, masked};
use super::store::read;
use super::{Head, IdentifierKind, PersonId, address, phone};
use crate::app::App;
use crate::municipality::{ask_settlements, asked_settlements};
use kit::access::Actor;
use kit::search::{Cursor, Looked, NameIndex};
use kit::store::{StoreError, Tx};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many names are looked through for a list.
pub const FOUND_MAX: usize = 200;
/// People read at once while an index is built.
const BUILD_ROWS: u64 = 5_000;
/// Changes read at once.
const FEED_ROWS: u64 = 2_000;
/// Where several processes write, changes of the last minute are looked at again: one with a
/// smaller id may have been committed later (ids hold milliseconds above 22 bits).
const OVERLAP: i64 = 60_000 << 22;

/// A person as a list of results shows them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Found {
    /// Name, birth day, protection.
    pub head: Head,
    /// Settlement of the present address; none when it is protected or not known.
    pub settlement: Option<String>,
    /// An identifier, masked.
    pub identifier: Option<Masked>,
}

/// What was typed into the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Nothing that can be looked for.
    Nothing,
    /// A number or a document: never part of an address (URL).
    Number(String),
    /// A name, perhaps with a year of birth.
    Name(String),
}

impl Sought {
    /// Tells a number from a name. A year beside a name belongs to the name.
    #[must_use]
    pub fn read(typed: &str) -> Sought {
        let typed = typed.trim();
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        let letters = typed.chars().filter(|c| c.is_alphabetic()).count();
        if digits == 0 && letters == 0 {
            Sought::Nothing
        } else if digits >= 5 && (letters == 0 || !typed.contains(' ')) || digits >= 9 {
            Sought::Number(typed.to_owned())
        } else {
            Sought::Name(typed.to_owned())
        }
    }
}

/// Who is meant by what was typed, the likeliest first.
///
/// # Errors
/// When the database does not answer.
pub async fn search(
    app: &App,
    actor: &Actor,
    sought: &Sought,
) -> Result<Vec<PersonId>, StoreError> {
    match sought {
        Sought::Nothing => Ok(Vec::new()),
        Sought::Number(typed) => {
            let tx = app.db.read(actor).await?;
            let ids = by_number(&tx, typed).await?;
            tx.rollback().await;
            Ok(ids)
        }
        Sought::Name(typed) => {
            let index = name_index(app, actor).await?;
            let hits = index.search(typed, FOUND_MAX);
            Ok(hits.into_iter().map(|hit| PersonId(hit.id)).collect())
        }
    }
}

async fn by_number(tx: &Tx, typed: &str) -> Result<Vec<PersonId>, StoreError> {
    let mut ids = read::people_of_number(tx, &IdentifierKind::Foreign.normal(typed)).await?;
    let digits: String = typed.chars().filter(|c| "+0123456789".contains(*c)).collect();
    if ids.is_empty() && digits.len() >= 9 {
        // „ЕГН 6101047500“: the words around a number are not part of it.
        ids = read::people_of_number(tx, &digits).await?;
    }
    let phone = phone::normal(&digits);
    if ids.is_empty() && phone.chars().filter(char::is_ascii_digit).count() >= 6 {
        ids = read::people_of_phone(tx, &phone, FOUND_MAX as u64).await?;
    }
    Ok(ids)
}

/// What a list shows of these people, in their order. Who is not of this municipality, or was
/// merged into another, is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn found(tx: &Tx, ids: &[PersonId]) -> Result<Vec<Found>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut questions = tx.questions();
    let people = questions.ask(&read::people_of(tx, ids));
    let identifiers = questions.ask(&read::identifiers_of(tx, ids));
    let addresses = questions.ask(&read::addresses_of(tx, ids));
    let places = ask_settlements(&mut questions, read::ekatte_of(tx, ids));
    let mut answers = tx.answers(questions).await?;
    let mut heads = read::whole(tx, answers.take(people)?)?;
    let mut identifiers = masked(read::opened(tx, answers.take(identifiers)?)?);
    let places = asked_settlements(&mut answers, places)?;
    let addresses = answers.take(addresses)?;
    let mut settlements = address::present_settlements(addresses, &places, tx.today());
    let show = |id: &PersonId| {
        Some(Found {
            head: heads.remove(id)?,
            settlement: settlements.remove(id),
            identifier: identifiers.remove(id),
        })
    };
    Ok(ids.iter().filter_map(show).collect())
}

/// The municipality's index of names, up to date with the database.
///
/// # Errors
/// When the database does not answer.
pub async fn name_index(app: &App, actor: &Actor) -> Result<Arc<NameIndex>, StoreError> {
    let municipality = actor.municipality.0;
    let now = Looked { changes: app.db.changes(), at: app.db.clock().now() };
    if app.db.is_single_process()
        && let Some(index) = app.search.fresh(municipality, now)
    {
        return Ok(index);
    }
    let mut cursor = app.search.cursor(municipality).await;
    // Taken after the wait for the cursor: who waits must not hold a connection.
    let tx = app.db.read(actor).await?;
    let newest = read::last_change(&tx).await?;
    let mut is_built_now = false;
    let index = app
        .search
        .get_or_build(municipality, async || {
            is_built_now = true;
            build(&tx).await
        })
        .await?;
    if is_built_now {
        *cursor = Cursor { last: newest, recent: BTreeSet::new() };
    } else if newest > cursor.last || !app.db.is_single_process() {
        let overlap = if app.db.is_single_process() { 0 } else { OVERLAP };
        catch_up(&tx, &index, &mut cursor, overlap).await?;
    }
    tx.rollback().await;
    app.search.looked(municipality, now);
    Ok(index)
}

async fn build(tx: &Tx) -> Result<NameIndex, StoreError> {
    let index = NameIndex::default();
    let mut after = None;
    loop {
        let page = read::index_page(tx, after, BUILD_ROWS).await?;
        let Some(last) = page.last() else {
            return Ok(index);
        };
        after = Some(PersonId(last.id));
        index.upsert(&page);
    }
}

/// Reads the change feed from where it was left.
async fn catch_up(
    tx: &Tx,
    index: &NameIndex,
    cursor: &mut Cursor,
    overlap: i64,
) -> Result<(), StoreError> {
    let mut from = cursor.last - overlap;
    loop {
        let page = read::changes(tx, from, FEED_ROWS).await?;
        let Some((last, _)) = page.last() else { break };
        from = *last;
        let fresh = page.iter().filter(|(change, _)| !cursor.recent.contains(change));
        let people: BTreeSet<PersonId> = fresh.map(|(_, person)| *person).collect();
        let people: Vec<PersonId> = people.into_iter().collect();
        let entries = read::index_entries(tx, &people).await?;
        let there: BTreeSet<i64> = entries.iter().map(|entry| entry.id).collect();
        index.upsert(&entries);
        for gone in people.iter().filter(|id| !there.contains(&id.0)) {
            index.remove(gone.0);
        }
        if overlap > 0 {
            cursor.recent.extend(page.iter().map(|(change, _)| *change));
        }
    }
    cursor.last = cursor.last.max(from);
    cursor.recent = cursor.recent.split_off(&(cursor.last - overlap));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Sought;

    #[test]
    fn a_number_is_told_from_a_name() {
        let is_number = |typed| matches!(Sought::read(typed), Sought::Number(_));
        assert!(
            is_number("6101047500") && is_number("610104 7500") && is_number("+359 888 123456")
        );
        assert!(is_number("AB123456") && is_number("ЕГН 6101047500"));
        assert!(!is_number("Иван Петров 1956") && !is_number("1956") && !is_number("Иван"));
        assert!(!is_number("Иван Петров 12.03.1956"));
        assert_eq!(Sought::read(" -,. "), Sought::Nothing);
    }
}
