//! What members declare: an interest, and to keep silent until a day after their membership.

use super::content::{Said, opened, sealed};
use super::rules::{Rules, months_after};
use super::store::{council_declaration, council_mandate};
use super::term::Member;
use super::{DeclarationId, MemberId};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// What is declared; words have the key `council-declared-<code>`.
pub const DECLARED: [&str; 2] = ["interest", "confidentiality"];

/// Until when a member keeps silent: so long after the membership or the composition.
#[must_use]
pub fn silent_until(member: &Member, mandate: &council_mandate::Model, rules: &Rules) -> Day {
    let last = mandate.ended_on.unwrap_or(mandate.ends_on);
    let last = member.row.ended_on.map_or(last, |ended| ended.min(last));
    months_after(last, rules.confidential_months)
}

/// Notes what a member declared.
///
/// # Errors
/// When the database refuses.
pub async fn declare(
    tx: &mut Tx,
    (member, kind, text): (&Member, &str, &str),
    (given_on, until_on): (Day, Option<Day>),
) -> Result<DeclarationId, StoreError> {
    let id = DeclarationId(tx.new_id());
    let said = Said { text: text.to_owned() };
    let row = council_declaration::Model {
        municipality_id: tx.municipality(),
        id,
        member_id: member.row.id,
        kind: kind.to_owned(),
        given_on,
        until_on,
        content_sealed: sealed(tx, ("council_declaration", id.0), &said)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("council-declaration", id.0));
    Ok(id)
}

/// What some members declared, with the texts, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn declarations(
    tx: &Tx,
    ids: &[MemberId],
) -> Result<Vec<(council_declaration::Model, String)>, StoreError> {
    use council_declaration::{Column, Entity, Model};
    let rows = tx.find::<Entity>().filter(Column::MemberId.is_in(ids.iter().copied()));
    let rows = rows.order_by_asc(Column::Id).all(tx.conn()).await?;
    let read = |row: Model| {
        let said: Said = opened(tx, ("council_declaration", row.id.0), &row.content_sealed)?;
        Ok((row, said.text))
    };
    rows.into_iter().map(read).collect()
}
