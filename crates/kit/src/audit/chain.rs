//! Sealing: each row gets a place in the municipality's chain and a hash over all before it.
//!
//! Two processes may write rows whose ids overlap in time, so a row's place is given when it is
//! sealed, not by its id. The head of the chain is signed (Ed25519) into a checkpoint.

use super::entity::{audit, audit_checkpoint, audit_seal};
use super::head;
use crate::access::Actor;
use crate::crypto::sha256;
use crate::store::{Db, StoreError, Tx};
use crate::types::{Instant, MunicipalityId};
use data_encoding::BASE64;
use ed25519_dalek::Signer;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use std::borrow::Cow;

/// So many rows are sealed in one transaction.
const SEALED_AT_ONCE: u64 = 2_000;
/// A transaction that began ten minutes (in the scale of ids) before the newest sealed row may
/// still bring its rows.
const LATE: i64 = 600_000 << 22;

/// The signed head of a chain. Kept in the database and, as a line of text, outside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// How many rows the chain has.
    pub seq: i64,
    /// When it was signed.
    pub at: Instant,
    /// The hash over all rows.
    pub hash: Vec<u8>,
    /// Ed25519 over [`Checkpoint::note`].
    pub signature: Vec<u8>,
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn note(municipality: MunicipalityId, seq: i64, at: Instant, hash: &[u8]) -> String {
        format!("opora-audit/{municipality} {seq} {} {}", at.0, BASE64.encode(hash))
    }

    /// The line that leaves the database: the note and its signature.
    #[must_use]
    pub fn line(&self) -> String {
        let note = Self::note(self.municipality, self.seq, self.at, &self.hash);
        format!("{note} {}", BASE64.encode(&self.signature))
    }

    /// Reads a line written by [`Checkpoint::line`].
    #[must_use]
    pub fn parse(line: &str) -> Option<Checkpoint> {
        let mut words = line.split(' ');
        let municipality = words.next()?.strip_prefix("opora-audit/")?.parse().ok()?;
        let seq = words.next()?.parse().ok()?;
        let at = Instant(words.next()?.parse().ok()?);
        let hash = BASE64.decode(words.next()?.as_bytes()).ok()?;
        let signature = BASE64.decode(words.next()?.as_bytes()).ok()?;
        Some(Checkpoint { municipality, seq, at, hash, signature })
    }
}

/// The fields of a row in the order in which they are hashed.
pub(super) const FIELDS: [&str; 17] = [
    "municipality_id",
    "id",
    "at",
    "actor",
    "account_id",
    "on_behalf_of",
    "role",
    "session_id",
    "ip",
    "action",
    "object_kind",
    "object_id",
    "subject",
    "purpose",
    "reason",
    "outcome",
    "correlation",
];

/// The values of [`FIELDS`].
pub(super) fn fields(row: &audit::Model) -> [Cow<'_, str>; 17] {
    let number = |n: Option<i64>| Cow::from(n.map(|n| n.to_string()).unwrap_or_default());
    let text = |text: &Option<String>| Cow::from(text.clone().unwrap_or_default());
    [
        row.municipality_id.to_string().into(),
        row.id.to_string().into(),
        row.at.0.to_string().into(),
        row.actor.as_str().into(),
        number(row.account_id.map(|id| id.0)),
        text(&row.on_behalf_of),
        row.role.as_str().into(),
        number(row.session_id),
        row.ip.as_str().into(),
        row.action.as_str().into(),
        row.object_kind.as_str().into(),
        row.object_id.as_str().into(),
        text(&row.subject),
        row.purpose.as_str().into(),
        text(&row.reason),
        row.outcome.as_str().into(),
        row.correlation.as_str().into(),
    ]
}

/// The hash of values in a place: each with its length, so that no two rows give the same bytes.
pub(super) fn link_fields<'a>(
    previous: &[u8],
    seq: i64,
    values: impl IntoIterator<Item = &'a str>,
) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(320);
    bytes.extend_from_slice(previous);
    bytes.extend_from_slice(&seq.to_be_bytes());
    for value in values {
        bytes.extend_from_slice(&(value.len() as u64).to_be_bytes());
        bytes.extend_from_slice(value.as_bytes());
    }
    sha256(&bytes).to_vec()
}

/// The hash of a row in its place.
pub(super) fn link(previous: &[u8], seq: i64, row: &audit::Model) -> Vec<u8> {
    link_fields(previous, seq, fields(row).iter().map(AsRef::as_ref))
}

/// The leaf of a place in the tree.
pub(super) fn link_hash(seal: &audit_seal::Model) -> super::tree::Hash {
    super::tree::leaf(&seal.hash)
}

/// Seals all rows that have no place yet and signs the new head. `None` when there was nothing.
///
/// # Errors
/// When the database refuses; what was sealed before stays sealed.
pub async fn seal(db: &Db, municipality: MunicipalityId) -> Result<Option<Checkpoint>, StoreError> {
    let mut head = None;
    loop {
        let (sealed, checkpoint) = seal_some(db, municipality).await?;
        head = checkpoint.or(head);
        if sealed < SEALED_AT_ONCE {
            return Ok(head);
        }
    }
}

/// Seals some rows. The number is below [`SEALED_AT_ONCE`] when none are left.
async fn seal_some(
    db: &Db,
    municipality: MunicipalityId,
) -> Result<(u64, Option<Checkpoint>), StoreError> {
    let actor = Actor::system(municipality, "sealing the audit");
    // Read and hashed before the writer is held: whoever saves waits only for the seals.
    let tx = db.read(&actor).await?;
    let last = last_seal(&tx).await?;
    let rows = unsealed_rows(&tx, last.as_ref()).await?;
    tx.rollback().await;
    if rows.is_empty() {
        return Ok((0, None));
    }
    let (before, hash) = last.map_or((0, Vec::new()), |row| (row.seq, row.hash));
    let seals = linked((before, hash), &rows);
    let tx = db.write(&actor).await?;
    if last_seal(&tx).await?.map_or(0, |row| row.seq) != before {
        // Somebody else sealed meanwhile: these places are taken, the rows are looked for again.
        tx.rollback().await;
        return Ok((SEALED_AT_ONCE, None));
    }
    let checkpoint = put(&tx, before, seals).await?;
    tx.commit().await?;
    Ok((rows.len() as u64, checkpoint))
}

/// The newest seal of the chain.
async fn last_seal(tx: &Tx) -> Result<Option<audit_seal::Model>, StoreError> {
    let newest = tx.find::<audit_seal::Entity>().order_by_desc(audit_seal::Column::Seq);
    Ok(newest.one(tx.conn()).await?)
}

/// The places of rows after the last one, which has this number and hash.
fn linked((mut seq, mut hash): (i64, Vec<u8>), rows: &[audit::Model]) -> Vec<audit_seal::Model> {
    let mut seals = Vec::with_capacity(rows.len());
    for row in rows {
        seq += 1;
        hash = link(&hash, seq, row);
        let (municipality_id, audit_id, hash) = (row.municipality_id, row.id, hash.clone());
        seals.push(audit_seal::Model { municipality_id, seq, audit_id, hash });
    }
    seals
}

/// Puts seals down and signs the new head.
async fn put(
    tx: &Tx,
    before: i64,
    seals: Vec<audit_seal::Model>,
) -> Result<Option<Checkpoint>, StoreError> {
    let Some((seq, hash)) = seals.last().map(|last| (last.seq, last.hash.clone())) else {
        return Ok(None);
    };
    for some in seals.chunks(500) {
        let some = some.iter().cloned().map(IntoActiveModel::into_active_model);
        audit_seal::Entity::insert_many(some).exec_without_returning(tx.conn()).await?;
    }
    head::grow(tx, before, &seals).await?;
    let (municipality, at) = (tx.municipality(), tx.now());
    let note = Checkpoint::note(municipality, seq, at, &hash);
    let signature = tx.inner().keys.root().signing().sign(note.as_bytes()).to_bytes().to_vec();
    let row = audit_checkpoint::Model {
        municipality_id: municipality,
        seq,
        at,
        hash: hash.clone(),
        signature: signature.clone(),
    };
    tx.insert(row.into_active_model()).await?;
    Ok(Some(Checkpoint { municipality, seq, at, hash, signature }))
}

/// Rows without a place in the chain, oldest first.
async fn unsealed_rows(
    tx: &Tx,
    last: Option<&audit_seal::Model>,
) -> Result<Vec<audit::Model>, StoreError> {
    // Rows older than this are sealed or were slipped in; reading them all again would cost more
    // with each day. `verify` looks at them.
    let floor = last.map_or(i64::MIN, |row| row.audit_id.saturating_sub(LATE));
    let sealed = Query::select()
        .expr(Expr::val(1))
        .from(audit_seal::Entity)
        .and_where(audit_seal::Column::MunicipalityId.eq(tx.municipality()))
        .and_where(
            Expr::col((audit_seal::Entity, audit_seal::Column::AuditId))
                .equals((audit::Entity, audit::Column::Id)),
        )
        .take();
    Ok(tx
        .find::<audit::Entity>()
        .filter(audit::Column::Id.gt(floor))
        .filter(Expr::exists(sealed).not())
        .order_by_asc(audit::Column::Id)
        .limit(SEALED_AT_ONCE)
        .all(tx.conn())
        .await?)
}
