//! An assistant is chosen by typing a name. A municipality has hundreds of them: all in every box
//! would be a page that a village office cannot load.

use crate::assistants::{self, Assistant, AssistantId};
use crate::people::{self, PersonId};
use kit::search::plain;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form};
use std::cmp::Reverse;

/// The list of names that boxes offer.
pub const NAMES: &str = "names";
/// So many are offered while one types; everybody on the list is found.
const OFFERED: usize = 100;

/// Somebody on the list of candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who it is.
    pub id: AssistantId,
    /// Incoming number of the application, which no other has.
    pub number: String,
    /// Name and settlement.
    pub name: String,
    /// As they are offered: name, settlement, free hours, number.
    pub text: String,
    /// Free hours a month.
    pub free: u32,
}

/// Who is offered while one types: those with the most free hours, in the order of their names.
#[must_use]
pub fn offered(all: &[Named]) -> Vec<String> {
    let mut best: Vec<&Named> = all.iter().collect();
    best.sort_by_key(|one| Reverse(one.free));
    best.truncate(OFFERED);
    best.sort_by_cached_key(|one| plain(&one.name));
    best.into_iter().map(|one| one.text.clone()).collect()
}

/// Who is meant: words of a name and a settlement that only one has, or a number. Hours do not
/// count: they may have changed since the page was read.
///
/// # Errors
/// The key of what is said beside the box: nobody is called so, or several are.
pub fn meant(all: &[Named], typed: &str) -> Result<AssistantId, &'static str> {
    let has_number = |one: &&Named| typed.split([' ', '(', ')']).any(|word| word == one.number);
    if let Some(one) = all.iter().find(has_number) {
        return Ok(one.id);
    }
    let about = plain(typed.split(" – ").next().unwrap_or_default());
    let is_called = |one: &&Named| {
        let name = plain(&one.name);
        let begins = |part: &str| name.split(' ').any(|word| word.starts_with(part));
        !about.is_empty() && about.split(' ').all(begins)
    };
    let mut found = all.iter().filter(is_called);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.id),
        (None, _) => Err("assistance-name-unknown"),
        (Some(_), Some(_)) => Err("assistance-name-several"),
    }
}

/// Reads a box in which somebody may be named; says beside it what is wrong.
pub fn read(form: &mut Form, name: &str, all: &[Named]) -> Option<AssistantId> {
    let typed = form.optional(name, 300);
    if typed.is_empty() {
        return None;
    }
    meant(all, &typed).map_err(|key| form.wrong(name, key)).ok()
}

/// Reads a box in which somebody has to be named.
pub fn read_required(form: &mut Form, name: &str, all: &[Named]) -> Option<AssistantId> {
    if form.get(name).trim().is_empty() {
        form.wrong(name, "form-choose");
    }
    read(form, name, all)
}

/// All on the list of candidates. Three queries.
///
/// # Errors
/// When the database does not answer.
pub async fn listed(tx: &Tx, ctx: &Ctx) -> Result<Vec<Named>, StoreError> {
    let all = assistants::all(tx, Some(assistants::State::Listed)).await?;
    let ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let heads = people::heads(tx, &ids).await?;
    let places = people::settlements_of(tx, &ids, tx.today()).await?;
    let named = |one: &Assistant| {
        let name = heads.get(&one.person).map(|head| head.name.clone()).unwrap_or_default();
        let place = places.get(&one.person).cloned().unwrap_or_default();
        let (free, other) = (one.hours_free(), one.content.other_minutes / 60);
        let key = if other > 0 { "assistance-candidate-busy" } else { "assistance-candidate" };
        let args = [
            ("name", name.clone()),
            ("place", place.clone()),
            ("free", free.to_string()),
            ("other", other.to_string()),
            ("number", one.number.clone()),
        ];
        Named {
            id: one.id,
            number: one.number.clone(),
            name: format!("{name} {place}"),
            text: ctx.ta(key, &args).into_owned(),
            free,
        }
    };
    Ok(all.iter().map(named).collect())
}
