//! Sealing: each row gets a place in the municipality's chain and a hash over all before it.
//!
//! Two processes may write rows whose ids overlap in time, so a row's place is given when it is
//! sealed, not by its id. The head of the chain is signed (Ed25519) into a checkpoint.

use super::entity::{audit, audit_checkpoint, audit_seal};
use crate::access::Actor;
use crate::crypto::sha256;
use crate::store::{Db, StoreError, Tx};
use crate::types::{Instant, MunicipalityId};
use data_encoding::BASE64;
use ed25519_dalek::Signer;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

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

/// The bytes of a row that the hash covers: each field with its length, so that no two rows
/// give the same bytes.
pub(super) fn canonical(row: &audit::Model) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    let mut put = |field: &str| {
        bytes.extend_from_slice(&(field.len() as u64).to_be_bytes());
        bytes.extend_from_slice(field.as_bytes());
    };
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    put(&row.municipality_id.to_string());
    put(&row.id.to_string());
    put(&row.at.0.to_string());
    put(&row.actor);
    put(&number(row.account_id.map(|id| id.0)));
    put(row.on_behalf_of.as_deref().unwrap_or_default());
    put(&row.role);
    put(&number(row.session_id));
    put(&row.ip);
    put(&row.action);
    put(&row.object_kind);
    put(&row.object_id);
    put(row.subject.as_deref().unwrap_or_default());
    put(&row.purpose);
    put(row.reason.as_deref().unwrap_or_default());
    put(&row.outcome);
    put(&row.correlation);
    bytes
}

/// The hash of a row in its place.
pub(super) fn link(previous: &[u8], seq: i64, row: &audit::Model) -> Vec<u8> {
    let mut bytes = previous.to_vec();
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes.extend_from_slice(&canonical(row));
    sha256(&bytes).to_vec()
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

async fn seal_some(
    db: &Db,
    municipality: MunicipalityId,
) -> Result<(u64, Option<Checkpoint>), StoreError> {
    let actor = Actor::system(municipality, "sealing the audit");
    let tx = db.write(&actor).await?;
    let last = tx
        .find::<audit_seal::Entity>()
        .order_by_desc(audit_seal::Column::Seq)
        .one(tx.conn())
        .await?;
    let rows = unsealed_rows(&tx, last.as_ref()).await?;
    if rows.is_empty() {
        tx.rollback().await;
        return Ok((0, None));
    }
    let (mut seq, mut hash) = last.map_or((0, Vec::new()), |row| (row.seq, row.hash));
    let mut seals = Vec::with_capacity(rows.len());
    for row in &rows {
        seq += 1;
        hash = link(&hash, seq, row);
        let (audit_id, hash) = (row.id, hash.clone());
        seals.push(audit_seal::Model { municipality_id: municipality, seq, audit_id, hash });
    }
    for some in seals.chunks(500) {
        let some = some.iter().cloned().map(IntoActiveModel::into_active_model);
        audit_seal::Entity::insert_many(some).exec_without_returning(tx.conn()).await?;
    }
    let at = tx.now();
    let note = Checkpoint::note(municipality, seq, at, &hash);
    let signature = db.keys().root().signing().sign(note.as_bytes()).to_bytes().to_vec();
    let checkpoint = Checkpoint { municipality, seq, at, hash, signature };
    tx.insert(
        audit_checkpoint::Model {
            municipality_id: municipality,
            seq,
            at,
            hash: checkpoint.hash.clone(),
            signature: checkpoint.signature.clone(),
        }
        .into_active_model(),
    )
    .await?;
    tx.commit().await?;
    Ok((rows.len() as u64, Some(checkpoint)))
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
