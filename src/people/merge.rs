//! Two rows of one person become one, and two again.
//!
//! Invariants: everything that names the one who goes is moved in the same transaction and logged
//! row by row; the row of the one who goes stays as it was, only marked; what the kept row was is
//! sealed beside the merge; an undo gives back exactly what was moved and asks about the rest.

use super::belonging::Belonging;
use super::create::SINCE_UNKNOWN;
use super::merge_fields::{Choices, FIELDS, Fields, Side, chosen};
use super::store::once::person_merge;
use super::store::{merges, names, person, read, write};
use super::{AddressKind, PersonId, address};
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use sea_orm::Set;
use serde::{Deserialize, Serialize};

/// One of two people about to be merged.
pub struct Half {
    /// The row, with its names in the open.
    pub row: person::Model,
    /// What it says.
    pub fields: Fields,
}

impl Half {
    /// Reads one.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none, or it was merged away already.
    pub async fn load(tx: &Tx, id: PersonId) -> Result<Half, StoreError> {
        let row = read::person(tx, id).await?;
        let note = read::note(tx, &row)?;
        let fields = Fields::of(&row, note);
        Ok(Half { row, fields })
    }
}

/// What a merge did to the row that stays, for its undo.
#[derive(Default, Serialize, Deserialize)]
pub struct Before {
    before: Fields,
    written: Fields,
    /// Addresses that were ended: id, the day before, the day written.
    ended: Vec<(i64, Option<Day>, Day)>,
    /// Names that were kept.
    names: Vec<i64>,
}

/// Merges `gone` into `kept`; gives the id of the merge.
///
/// # Errors
/// [`StoreError::Conflict`] when one of the rows was changed since it was read.
pub async fn merge(
    tx: &mut Tx,
    (kept, gone): (&Half, &Half),
    (choices, why): (&Choices, &str),
    belongings: &[Belonging],
) -> Result<i64, StoreError> {
    let (a, b) = (kept.row.id, gone.row.id);
    let written = chosen(&kept.fields, &gone.fields, choices);
    let mut before = Before {
        before: kept.fields.clone(),
        written: written.clone(),
        ended: end_addresses(tx, (a, b), choices).await?,
        names: Vec::new(),
    };
    let (new, died_on) = written.person();
    write::put_person(tx, (a, kept.row.version), (&new, died_on)).await?;
    merges::outrun(tx, a, kept.row.version.max(gone.row.version) + 1).await?;
    merges::mark(tx, (b, gone.row.version), Some(a)).await?;
    for name in other_names(&written, &kept.fields, &gone.fields) {
        before.names.push(merges::add_name(tx, a, (&name, written.is_protected)).await?);
    }
    tx.event(Event { kind: "person-merged", person: Some(a.0), ..Event::default() }).await?;
    tx.audit(Entry::write("person-merged", b.0).about(Some(b.0)));
    // From here on: whatever names the kept person under a larger id came after the merge.
    let id = tx.new_id();
    tx.insert(person_merge::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        kept_id: Set(a),
        gone_id: Set(b),
        at: Set(tx.now()),
        account_name: Set(tx.actor().name.to_string()),
        why_sealed: Set(tx.seal("person_merge", "why_sealed", id, why)?),
        before_sealed: Set(tx.seal("person_merge", "before_sealed", id, &json(&before)?)?),
        undone_at: Set(None),
        undone_by: Set(String::new()),
        undone_why_sealed: Set(None),
        version: Set(1),
    })
    .await?;
    for belonging in belongings {
        merges::move_rows(tx, (belonging, id), (b, a)).await?;
    }
    protect(tx, a, written.is_protected).await?;
    merges::move_drafts(tx, (b, a)).await?;
    merges::settle_pairs(tx, (a, b), "merged").await?;
    Ok(id)
}

fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Other(e.to_string()))
}

/// Names under which the one person was known and that are not the one chosen.
fn other_names(written: &Fields, kept: &Fields, gone: &Fields) -> Vec<String> {
    let now = written.full_name();
    let mut list = vec![kept.full_name(), gone.full_name()];
    list.retain(|name| *name != now && !name.is_empty());
    list.dedup();
    list
}

/// Of two addresses of a kind in force one stays; the other ends yesterday.
async fn end_addresses(
    tx: &Tx,
    (kept, gone): (PersonId, PersonId),
    choices: &Choices,
) -> Result<Vec<(i64, Option<Day>, Day)>, StoreError> {
    let rows = read::addresses(tx, &[kept, gone]).await?;
    let mut ended = Vec::new();
    for (name, kind) in [("present", AddressKind::Present), ("permanent", AddressKind::Permanent)] {
        let held = address::in_force(rows.clone(), kind, tx.today());
        if !held.contains_key(&kept) || !held.contains_key(&gone) {
            continue;
        }
        let loser = match choices.get(name).copied().unwrap_or_default() {
            Side::Gone => &held[&kept],
            _ => &held[&gone],
        };
        // One that began today would end before it began: that marks a mistake, and it was one.
        let last = tx.today().plus(-1).max(SINCE_UNKNOWN);
        merges::set_address_end(tx, loser.id, Some(last)).await?;
        ended.push((loser.id, loser.valid_to, last));
    }
    Ok(ended)
}

/// Names and addresses of a person are sealed or open, as the row says.
async fn protect(tx: &Tx, id: PersonId, is_protected: bool) -> Result<(), StoreError> {
    address::protect(tx, id, is_protected).await?;
    names::protect_earlier(tx, id, is_protected).await
}

/// Why a merge cannot be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was undone before.
    Undone,
    /// The kept person was merged into somebody since: that is to be undone first.
    MergedOn,
}

/// What may be done with a merge now.
///
/// # Errors
/// When the database does not answer.
pub async fn undoable(
    tx: &Tx,
    merge: &person_merge::Model,
) -> Result<Result<(), Refusal>, StoreError> {
    if merge.undone_at.is_some() {
        return Ok(Err(Refusal::Undone));
    }
    let on = merges::merged_into(tx, merge.kept_id).await?;
    Ok(if on.is_some() { Err(Refusal::MergedOn) } else { Ok(()) })
}

/// Rows that came to the kept person since the merge, by belonging.
///
/// # Errors
/// When the database does not answer.
pub async fn added<'a>(
    tx: &Tx,
    merge: &person_merge::Model,
    belongings: &'a [Belonging],
) -> Result<Vec<(&'a Belonging, Vec<i64>)>, StoreError> {
    let mut list = Vec::new();
    let follows =
        |one: &Belonging| belongings.iter().any(|h| h.follows.is_some() && h.name() == one.name());
    // A column listed twice, once as following, is asked about once: for what follows nothing.
    for belonging in belongings.iter().filter(|h| h.follows.is_some() || !follows(h)) {
        let rows = merges::added_since(tx, (belonging, merge.id), merge.kept_id).await?;
        if !rows.is_empty() {
            list.push((belonging, rows));
        }
    }
    Ok(list)
}

/// Undoes a merge: moved rows go back; `given` names the rows added since that go with them.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody undid it meanwhile.
pub async fn undo(
    tx: &mut Tx,
    merge: &person_merge::Model,
    (given, why): (&[(&Belonging, i64)], &str),
    belongings: &[Belonging],
) -> Result<(), StoreError> {
    let (a, b) = (merge.kept_id, merge.gone_id);
    let text = tx.open("person_merge", "before_sealed", merge.id, &merge.before_sealed)?;
    let before: Before =
        serde_json::from_str(&text).map_err(|e| StoreError::Other(e.to_string()))?;
    merges::drop_names(tx, &before.names).await?;
    for belonging in belongings {
        merges::move_back(tx, (belonging, merge.id), (a, b)).await?;
    }
    for (belonging, row) in given {
        merges::give(tx, (belonging, *row), (a, b)).await?;
    }
    for belonging in belongings {
        merges::follow(tx, belonging, (a, b)).await?;
    }
    for (id, was, wrote) in &before.ended {
        let rows = read::addresses(tx, &[a, b]).await?;
        if rows.iter().any(|row| row.id == *id && row.valid_to == Some(*wrote)) {
            merges::set_address_end(tx, *id, *was).await?;
        }
    }
    let kept = Half::load(tx, a).await?;
    let back = restored(&kept.fields, &before);
    let (new, died_on) = back.person();
    write::put_person(tx, (a, kept.row.version), (&new, died_on)).await?;
    let gone = read::person_row(tx, b).await?;
    merges::mark(tx, (b, gone.version), None).await?;
    protect(tx, a, back.is_protected).await?;
    protect(tx, b, gone.is_protected).await?;
    let row = person_merge::ActiveModel {
        undone_at: Set(Some(tx.now())),
        undone_by: Set(tx.actor().name.to_string()),
        undone_why_sealed: Set(Some(tx.seal(
            "person_merge",
            "undone_why_sealed",
            merge.id,
            why,
        )?)),
        ..Default::default()
    };
    tx.update::<person_merge::Entity>(merge.id, merge.version, row).await?;
    merges::settle_pairs(tx, (a, b), "dismissed").await?;
    for id in [a, b] {
        let kind = "person-merge-undone";
        tx.event(Event { kind, person: Some(id.0), ..Event::default() }).await?;
    }
    Ok(())
}

/// What the kept row says after the undo: each field as before, unless somebody changed it since.
fn restored(now: &Fields, before: &Before) -> Fields {
    let texts = FIELDS.iter().map(|name| {
        let is_ours = now.get(name) == before.written.get(name);
        let text = if is_ours { before.before.get(name) } else { now.get(name) };
        ((*name).to_owned(), text.to_owned())
    });
    let same = now.is_protected == before.written.is_protected;
    let is_protected = if same { before.before.is_protected } else { now.is_protected };
    Fields { texts: texts.collect(), is_protected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let texts = pairs.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
        Fields { texts, is_protected: false }
    }

    #[test]
    fn an_undo_keeps_what_was_changed_since() {
        let before = Before {
            before: fields(&[("given", "Мария"), ("phone", "1")]),
            written: fields(&[("given", "Марийка"), ("phone", "2")]),
            ..Before::default()
        };
        let now = fields(&[("given", "Марийка"), ("phone", "3")]);
        let back = restored(&now, &before);
        assert_eq!((back.get("given"), back.get("phone")), ("Мария", "3"));
    }
}
