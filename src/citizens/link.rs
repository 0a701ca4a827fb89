//! Whose an account is. An officer says so after checking an identity document at the desk, against a
//! code that the account shows; or a provider of identities does, that names the person.
//!
//! Invariants: an account belongs to one person, and a person has one account; a code serves once and
//! for an hour; a link is ended, never deleted. A child under the age from which it acts itself has no
//! account: who signs instead of it sees its things.

use super::store::{citizen_code, citizen_link};
use super::{AccountLinkId, CitizenId, CodeId};
use crate::people::PersonId;
use kit::store::{Event, StoreError, Tx};
use kit::types::Instant;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// What an officer looked at; the name has the key `citizens-proof-<code>`.
pub const PROOFS: [&str; 4] = ["id_card", "passport", "residence", "other"];
/// How a link ended; the name has the key `citizens-ended-<code>`.
pub const ENDS: [&str; 4] = ["asked", "wrong", "lost", "closed"];
/// A code is shown for so long.
const CODE_MS: i64 = 60 * 60 * 1000;
/// Digits of a code.
const CODE_DIGITS: usize = 8;

/// The row of a link.
pub use citizen_link::Model as Link;

/// A code to be shown at the desk, and until when.
///
/// # Errors
/// When the database refuses.
pub async fn make_code(tx: &Tx, citizen: CitizenId) -> Result<(String, Instant), StoreError> {
    let number = kit::crypto::random_u32() % 100_000_000;
    let code = format!("{number:0width$}", width = CODE_DIGITS);
    // The one before it serves no more.
    citizen_code::Entity::update_many()
        .set(citizen_code::ActiveModel { used_at: Set(Some(tx.now())), ..Default::default() })
        .filter(citizen_code::Column::MunicipalityId.eq(tx.municipality()))
        .filter(citizen_code::Column::CitizenId.eq(citizen))
        .filter(citizen_code::Column::UsedAt.is_null())
        .exec(tx.conn())
        .await?;
    let until = tx.now().plus_ms(CODE_MS);
    let row = citizen_code::Model {
        municipality_id: tx.municipality(),
        id: CodeId(tx.new_id()),
        citizen_id: citizen,
        fingerprint: kit::crypto::fingerprint(&code),
        expires_at: until,
        used_at: None,
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    Ok((code, until))
}

/// Uses a code up; gives the account that shows it. None when no open code is this one.
///
/// # Errors
/// When the database refuses.
pub async fn use_code(tx: &Tx, code: &str) -> Result<Option<CitizenId>, StoreError> {
    use citizen_code::Column;
    let rows = tx
        .find::<citizen_code::Entity>()
        .filter(Column::Fingerprint.eq(kit::crypto::fingerprint(code)))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(tx.now()))
        .all(tx.conn())
        .await?;
    // Two accounts that drew the same digits: neither is taken, both draw anew.
    let [row] = rows.as_slice() else { return Ok(None) };
    let active = citizen_code::ActiveModel { used_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<citizen_code::Entity>(row.id, row.version, active).await?;
    Ok(Some(row.citizen_id))
}

/// Says whose an account is. What it and the person were linked to before ends.
///
/// # Errors
/// When the database refuses.
pub async fn make(
    tx: &mut Tx,
    (citizen, person): (CitizenId, PersonId),
    (how, proof): (&str, &str),
) -> Result<AccountLinkId, StoreError> {
    end_of_account(tx, citizen, "wrong").await?;
    end_of_person(tx, person, "lost").await?;
    // Whose an account is changes what its sessions show: its owner comes in anew.
    super::session::end_all(tx, citizen).await?;
    let id = AccountLinkId(tx.new_id());
    let row = citizen_link::Model {
        municipality_id: tx.municipality(),
        id,
        citizen_id: citizen,
        person_id: person,
        how: how.to_owned(),
        proof: proof.to_owned(),
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        ended_at: None,
        ended_how: String::new(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    let data = vec![("how", how.to_owned())];
    let kind = "citizen-linked";
    tx.event(Event { kind, person: Some(person.0), data, ..Event::default() }).await?;
    Ok(id)
}

/// The person whom an account belongs to.
///
/// # Errors
/// When the database does not answer.
pub async fn person_of(tx: &Tx, citizen: CitizenId) -> Result<Option<PersonId>, StoreError> {
    use citizen_link::Column;
    let row = tx.find::<citizen_link::Entity>().filter(Column::CitizenId.eq(citizen));
    let row = row.filter(Column::EndedAt.is_null()).one(tx.conn()).await?;
    Ok(row.map(|row| row.person_id))
}

/// The links of a person, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Vec<Link>, StoreError> {
    use citizen_link::Column;
    let rows = tx.find::<citizen_link::Entity>().filter(Column::PersonId.eq(person));
    Ok(rows.order_by_desc(Column::Id).all(tx.conn()).await?)
}

/// The account that a person has today.
///
/// # Errors
/// When the database does not answer.
pub async fn account_of(tx: &Tx, person: PersonId) -> Result<Option<CitizenId>, StoreError> {
    let open = of_person(tx, person).await?.into_iter().find(|row| row.ended_at.is_none());
    Ok(open.map(|row| row.citizen_id))
}

/// Ends the open link of a person, and the sessions of the account with it.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_person(tx: &mut Tx, person: PersonId, how: &str) -> Result<bool, StoreError> {
    let open: Vec<Link> =
        of_person(tx, person).await?.into_iter().filter(|row| row.ended_at.is_none()).collect();
    for row in &open {
        end(tx, row, how).await?;
    }
    Ok(!open.is_empty())
}

/// Ends the open links of an account.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_account(tx: &mut Tx, citizen: CitizenId, how: &str) -> Result<(), StoreError> {
    use citizen_link::Column;
    let rows = tx.find::<citizen_link::Entity>().filter(Column::CitizenId.eq(citizen));
    let rows = rows.filter(Column::EndedAt.is_null()).all(tx.conn()).await?;
    for row in &rows {
        end(tx, row, how).await?;
    }
    Ok(())
}

async fn end(tx: &mut Tx, row: &Link, how: &str) -> Result<(), StoreError> {
    let active = citizen_link::ActiveModel {
        ended_at: Set(Some(tx.now())),
        ended_how: Set(how.to_owned()),
        ..Default::default()
    };
    tx.update::<citizen_link::Entity>(row.id, row.version, active).await?;
    super::session::end_all(tx, row.citizen_id).await?;
    let data = vec![("how", how.to_owned())];
    let (kind, person) = ("citizen-unlinked", Some(row.person_id.0));
    tx.event(Event { kind, person, data, ..Event::default() }).await
}
