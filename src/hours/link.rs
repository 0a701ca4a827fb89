//! Addresses by which an assistant or a user reaches their months on their own phone. The secret is
//! made from the key of the municipality and kept nowhere; only its fingerprint is.

use super::HourLinkId;
use super::filing::sealed_text;
use super::store::hour_link::{self, Column, Entity};
use crate::people::PersonId;
use kit::audit;
use kit::crypto::Index;
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::Problem;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};

/// By what the secrets of addresses are made.
pub const SECRET: Index = Index::new("hour_link", "secret");
/// Whose an address may be; the name has the key `hours-role-<code>`.
pub const ROLES: [&str; 2] = ["assistant", "user"];
/// An address is offered for so many days.
pub const USUAL_DAYS: i32 = 365;
/// And for no more than so many.
pub const MOST_DAYS: i32 = 750;

/// The secret of an address.
///
/// # Errors
/// When the municipality's key is gone.
pub fn secret(tx: &Tx, id: HourLinkId) -> Result<String, StoreError> {
    Ok(tx.key().secret(&SECRET, &id.to_string())?)
}

/// The address with a secret. Whoever guesses learns nothing: it is as if no page were there.
///
/// # Errors
/// [`Problem::NotFound`] when there is none, it ended or was taken back.
pub async fn behind(tx: &Tx, secret: &str) -> Result<hour_link::Model, Problem> {
    let row = tx
        .find::<Entity>()
        .filter(Column::Fingerprint.eq(kit::crypto::fingerprint(secret)))
        .one(tx.conn())
        .await
        .map_err(StoreError::from)?;
    row.filter(|row| is_open(row, tx.now())).ok_or(Problem::NotFound)
}

/// Whether an address may be used.
#[must_use]
pub fn is_open(row: &hour_link::Model, now: Instant) -> bool {
    row.revoked_at.is_none() && row.expires_at > now
}

/// Who holds the phone: the person, or who speaks for them.
///
/// # Errors
/// When it cannot be opened.
pub fn holder(tx: &Tx, row: &hour_link::Model) -> Result<String, StoreError> {
    tx.open("hour_link", "holder_sealed", row.id.0, &row.holder_sealed)
}

/// Makes an address.
///
/// # Errors
/// When the database refuses.
pub async fn make(
    tx: &mut Tx,
    (person, role): (PersonId, &str),
    (holder, until): (&str, Day),
) -> Result<(HourLinkId, String), StoreError> {
    let id = HourLinkId(tx.new_id());
    let secret = secret(tx, id)?;
    let row = hour_link::Model {
        municipality_id: tx.municipality(),
        id,
        person_id: person,
        role: role.to_owned(),
        fingerprint: kit::crypto::fingerprint(&secret),
        holder_sealed: sealed_text(tx, ("hour_link", id.0), holder)?,
        made_at: tx.now(),
        expires_at: Instant::of_local(until.plus(1).0.at(0, 0, 0, 0)),
        opened_at: None,
        revoked_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(audit::Entry::write("hours-link-made", id.0).about(Some(person.0)));
    Ok((id, secret))
}

/// The addresses of a person, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_person(tx: &Tx, person: PersonId) -> Result<Vec<hour_link::Model>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::PersonId.eq(person));
    Ok(rows.order_by_desc(Column::Id).all(tx.conn()).await?)
}

/// A page of one's own: as assistant or as user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPage {
    /// A code of [`ROLES`].
    pub role: String,
    /// Its path below the municipality.
    pub path: String,
    /// The last day on which it opens.
    pub until: Day,
}

/// The pages of a person that open today, of each role the one that opens longest. Addresses that were
/// made for somebody else who holds the phone are the same pages.
///
/// # Errors
/// When the database does not answer.
pub async fn own_pages(tx: &Tx, person: PersonId) -> Result<Vec<OwnPage>, StoreError> {
    let mut open = of_person(tx, person).await?;
    open.retain(|row| is_open(row, tx.now()));
    open.sort_by_key(|row| std::cmp::Reverse(row.expires_at));
    let mut pages: Vec<OwnPage> = Vec::new();
    for row in open {
        if pages.iter().any(|page| page.role == row.role) {
            continue;
        }
        let path = format!("/my-hours/{}", secret(tx, row.id)?);
        let until = Instant(row.expires_at.0 - 1).day();
        pages.push(OwnPage { role: row.role, path, until });
    }
    Ok(pages)
}

/// Takes an address back.
///
/// # Errors
/// When the database refuses.
pub async fn revoke(tx: &mut Tx, row: &hour_link::Model) -> Result<(), StoreError> {
    let active = hour_link::ActiveModel { revoked_at: Set(Some(tx.now())), ..Default::default() };
    tx.update::<Entity>(row.id, row.version, active).await?;
    tx.audit(audit::Entry::write("hours-link-revoked", row.id.0).about(Some(row.person_id.0)));
    Ok(())
}

/// Notes that an address was opened, whatever its version: of two at once both may.
///
/// # Errors
/// When the database refuses.
pub async fn touched(tx: &Tx, id: HourLinkId) -> Result<(), StoreError> {
    let active = hour_link::ActiveModel { opened_at: Set(Some(tx.now())), ..Default::default() };
    Entity::update_many()
        .set(active)
        .filter(Column::MunicipalityId.eq(tx.municipality()))
        .filter(Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}
