//! Many people at once, for an import: who is known, who is likely the same, taking back.

use super::address::{self, AddressKind};
use super::duplicate::{Candidate, ranked, spellings};
use super::finder::shares_a_name;
use super::search::name_index;
use super::store::pairs::Light;
use super::store::write::Place;
use super::store::{bulk, cards};
use super::{IdentifierKind, NewPerson, PersonId, head, phone};
use crate::app::App;
use kit::access::Actor;
use kit::search::plain;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use std::collections::{HashMap, HashSet};

/// So many likely people of one row are named: with more, nobody reads.
const SHOWN: usize = 3;
/// Names of the index that are looked at.
const LOOKED_AT: usize = 10;
/// People of one name or telephone at most.
const BLOCK_MAX: usize = 60;
/// A telephone has so many digits at least.
const PHONE_MIN: usize = 6;

/// Who has these identifiers (in the form in which they are compared).
///
/// # Errors
/// When the database does not answer.
pub async fn find_many(
    tx: &Tx,
    wanted: &[(IdentifierKind, String)],
) -> Result<HashMap<(IdentifierKind, String), PersonId>, StoreError> {
    bulk::owners(tx, wanted).await
}

/// For each of these people, none of whom is known by an identifier: who in the register must be
/// asked about, the likeliest first, by the same bands as a form asks. Candidates come from the
/// whole name, the telephone and the birth day in few statements; the index of names is asked only
/// where neither an identifier nor a birth day is known.
///
/// # Errors
/// When the database does not answer.
pub async fn likely_many(
    app: &App,
    actor: &Actor,
    new: &[&NewPerson],
) -> Result<Vec<Vec<PersonId>>, StoreError> {
    let by_index = |person: &NewPerson| person.identifiers.is_empty() && person.birth_day.is_none();
    let mut found: Vec<Vec<PersonId>> = vec![Vec::new(); new.len()];
    if new.iter().any(|person| by_index(person)) {
        let index = name_index(app, actor).await?;
        for (place, person) in new.iter().enumerate().filter(|(_, person)| by_index(person)) {
            for name in spellings(person) {
                // The space says that the last word is finished.
                let hits = index.search(&format!("{name} "), LOOKED_AT);
                found[place].extend(hits.into_iter().map(|hit| PersonId(hit.id)));
            }
        }
    }
    let tx = app.db.read(actor).await?;
    let blocks = Blocks::of(&tx, new).await?;
    for (place, person) in new.iter().enumerate() {
        found[place].extend(blocks.near(person));
    }
    let all: HashSet<PersonId> = found.iter().flatten().copied().collect();
    let all: Vec<PersonId> = all.into_iter().collect();
    let known = cards::cards(&tx, &all).await?;
    tx.rollback().await;
    let mut likely = Vec::with_capacity(new.len());
    for (person, ids) in new.iter().zip(found) {
        let of_person = ids.iter().filter_map(|id| Some((*id, known.get(id)?)));
        let asked = ranked(&cards::of_new(person), of_person);
        let asked = asked.into_iter().filter(Candidate::must_be_asked).map(|found| found.id);
        likely.push(asked.take(SHOWN).collect());
    }
    Ok(likely)
}

/// The people of the register who share something with those of a batch.
struct Blocks {
    names: HashMap<String, Vec<PersonId>>,
    phones: HashMap<String, Vec<PersonId>>,
    born: HashMap<String, Vec<Light>>,
}

impl Blocks {
    async fn of(tx: &Tx, new: &[&NewPerson]) -> Result<Blocks, StoreError> {
        let names: HashSet<String> = new.iter().map(|p| plain(&p.full_name())).collect();
        let names: Vec<String> = names.into_iter().collect();
        let phones: HashSet<String> = new.iter().map(|p| phone::normal(&p.phone)).collect();
        let phones: Vec<String> = phones.into_iter().filter(|p| is_phone(p)).collect();
        let days: HashSet<Day> = new.iter().filter_map(|person| person.birth_day).collect();
        let days: Vec<Day> = days.into_iter().collect();
        let mut born: HashMap<String, Vec<Light>> = HashMap::new();
        for light in bulk::born_on(tx, &days).await? {
            born.entry(light.born.to_string()).or_default().push(light);
        }
        let names = bulk::named(tx, &names).await?;
        Ok(Blocks { names, phones: bulk::with_phones(tx, &phones).await?, born })
    }

    fn near(&self, person: &NewPerson) -> Vec<PersonId> {
        let lists = [
            self.names.get(&plain(&person.full_name())),
            self.phones.get(&phone::normal(&person.phone)),
        ];
        // A name or a telephone that very many share says nothing.
        let small = lists.into_iter().flatten().filter(|list| list.len() <= BLOCK_MAX);
        let mut ids: Vec<PersonId> = small.flatten().copied().collect();
        let day = person.birth_day.map(|day| day.to_string()).unwrap_or_default();
        let light = Light::of_names(&person.given, &person.family);
        let near = self.born.get(&day).into_iter().flatten();
        ids.extend(near.filter(|other| shares_a_name(&light, other)).map(|other| other.id));
        ids
    }
}

fn is_phone(phone: &str) -> bool {
    phone.chars().filter(char::is_ascii_digit).count() >= PHONE_MIN
}

/// Writes the address of a known person from today on, when it is another than the present one.
/// Says whether anything was written.
///
/// # Errors
/// When the database refuses.
pub async fn renew_address(
    tx: &mut Tx,
    id: PersonId,
    kind: AddressKind,
    (ekatte, line): (&str, &str),
) -> Result<bool, StoreError> {
    let today = tx.today();
    let known = super::addresses(tx, id, true).await?;
    let now = known.iter().find(|a| a.kind == kind && !a.is_mistake && a.holds_on(today));
    let is_same = now.is_some_and(|a| {
        a.line == line && a.settlement.as_ref().is_some_and(|place| place.ekatte == ekatte)
    });
    if is_same {
        return Ok(false);
    }
    let head = head(tx, id).await?;
    let place = Place { ekatte, line, is_protected: head.is_protected };
    // One that begins today was written by somebody today: theirs stays.
    Ok(address::move_to(tx, &head, (kind, today), place).await?.is_ok())
}

/// Which of these people somebody has worked with since they were entered.
///
/// # Errors
/// When the database does not answer.
pub async fn touched(tx: &Tx, ids: &[PersonId]) -> Result<HashSet<PersonId>, StoreError> {
    bulk::touched(tx, ids, &[]).await
}

/// Takes people back who were entered by mistake, with all that was entered of them then. Those
/// with whom somebody has worked since stay; the answer are those who went.
///
/// # Errors
/// When the database refuses.
pub async fn remove_untouched(tx: &Tx, ids: &[PersonId]) -> Result<Vec<PersonId>, StoreError> {
    remove_but(tx, ids, &[]).await
}

/// The same of people of whom more was entered with them: events of these kinds are no work.
///
/// # Errors
/// When the database refuses.
pub async fn remove_but(
    tx: &Tx,
    ids: &[PersonId],
    own: &[&str],
) -> Result<Vec<PersonId>, StoreError> {
    let touched = bulk::touched(tx, ids, own).await?;
    let gone: Vec<PersonId> = ids.iter().copied().filter(|id| !touched.contains(id)).collect();
    bulk::remove(tx, &gone).await?;
    tx.changed("person", gone.iter().map(|id| id.0)).await?;
    Ok(gone)
}
