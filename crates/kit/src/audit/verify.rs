//! Walking the chain of a municipality and pointing at the first row that is not as it was.

use super::chain::{Checkpoint, link};
use super::entity::{audit, audit_checkpoint, audit_seal};
use super::head::{TreeHead, is_signed, own_heads};
use super::tree::{Hash, Peaks, leaf};
use crate::access::Actor;
use crate::store::{Db, StoreError, Tx};
use crate::types::MunicipalityId;
use ed25519_dalek::{Signature, Verifier, VerifyingKey};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{HashMap, HashSet};

/// So many rows are read at once.
const PAGE: u64 = 5_000;

/// The result for one municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Rows whose hashes were recomputed.
    pub rows: i64,
    /// Rows written since the last sealing.
    pub unsealed: u64,
    /// Signed heads that were checked.
    pub checkpoints: usize,
    /// The first thing found wrong.
    pub finding: Option<Finding>,
}

/// What was done to the audit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The row with this id does not give the hash it gave when sealed: edited or swapped.
    Changed {
        /// Its place in the chain.
        seq: i64,
        /// Its id.
        audit_id: i64,
    },
    /// The row that was sealed here is gone.
    Deleted {
        /// Its place in the chain.
        seq: i64,
        /// Its id.
        audit_id: i64,
    },
    /// Places are missing or repeated in the chain.
    Gap {
        /// The place that was expected.
        seq: i64,
    },
    /// A row that claims an old moment stands outside the chain.
    Inserted {
        /// Its id.
        audit_id: i64,
    },
    /// The chain is shorter than a signed head says.
    Cut {
        /// The head's length.
        signed: i64,
        /// The chain's length.
        found: i64,
    },
    /// The head at this place was not signed by this installation's key, or its hash differs.
    BadCheckpoint {
        /// Its place.
        seq: i64,
    },
}

/// Recomputes the whole chain. `outside` are checkpoints kept elsewhere (see
/// [`Checkpoint::parse`]); with them a chain rebuilt as a whole is found too.
///
/// # Errors
/// When the database does not answer.
pub async fn verify(
    db: &Db,
    municipality: MunicipalityId,
    outside: &[Checkpoint],
) -> Result<Verified, StoreError> {
    let actor = Actor::system(municipality, "verifying the audit");
    let tx = db.read(&actor).await?;
    let mut checkpoints = own_checkpoints(&tx).await?;
    checkpoints.extend(outside.iter().filter(|c| c.municipality == municipality).cloned());
    let signed_at: HashSet<i64> = checkpoints.iter().map(|c| c.seq).collect();

    let trees = own_heads(&tx).await?;
    let grown_to: HashSet<u64> = trees.iter().map(|head| head.size).collect();

    let Walk { length, last_sealed, heads, roots, mut finding, .. } =
        walk(&tx, &signed_at, &grown_to).await?;
    if finding.is_none() {
        let key = db.keys().root().signing().verifying_key();
        finding = checkpoints.iter().find_map(|c| check(c, length, &heads, &key));
        finding =
            finding.or_else(|| trees.iter().find_map(|t| check_tree(t, length, &roots, &key)));
    }
    let outside_chain = outside_the_chain(&tx).await?;
    let unsealed = outside_chain.len() as u64;
    if finding.is_none()
        && let Some(first) = outside_chain.iter().find(|id| is_older(**id, last_sealed))
    {
        finding = Some(Finding::Inserted { audit_id: *first });
    }
    tx.rollback().await;
    Ok(Verified { rows: length, unsealed, checkpoints: checkpoints.len(), finding })
}

/// The signed heads that the database itself keeps.
async fn own_checkpoints(tx: &Tx) -> Result<Vec<Checkpoint>, StoreError> {
    let rows = tx
        .find::<audit_checkpoint::Entity>()
        .order_by_asc(audit_checkpoint::Column::Seq)
        .all(tx.conn())
        .await?;
    let municipality = tx.municipality();
    let heads = rows.into_iter().map(|row| Checkpoint {
        municipality,
        seq: row.seq,
        at: row.at,
        hash: row.hash,
        signature: row.signature,
    });
    Ok(heads.collect())
}

/// What a walk along the chain found.
struct Walk {
    length: i64,
    last_sealed: i64,
    /// The hashes at the places that were signed.
    heads: HashMap<i64, Vec<u8>>,
    /// The tree as far as the walk has come, and its roots at the sizes that were signed.
    peaks: Peaks,
    roots: HashMap<u64, Hash>,
    finding: Option<Finding>,
}

async fn walk(
    tx: &Tx,
    signed_at: &HashSet<i64>,
    grown_to: &HashSet<u64>,
) -> Result<Walk, StoreError> {
    let mut walk = Walk {
        length: 0,
        last_sealed: i64::MIN,
        heads: HashMap::new(),
        peaks: Peaks::default(),
        roots: HashMap::new(),
        finding: None,
    };
    let mut hash = Vec::new();
    loop {
        let seals = tx
            .find::<audit_seal::Entity>()
            .filter(audit_seal::Column::Seq.gt(walk.length))
            .order_by_asc(audit_seal::Column::Seq)
            .limit(PAGE)
            .all(tx.conn())
            .await?;
        if seals.is_empty() {
            return Ok(walk);
        }
        let rows = rows_of(tx, &seals).await?;
        for seal in seals {
            let (seq, audit_id) = (seal.seq, seal.audit_id);
            if seq != walk.length + 1 {
                walk.finding = Some(Finding::Gap { seq: walk.length + 1 });
                return Ok(walk);
            }
            walk.length = seq;
            let Some(row) = rows.get(&audit_id) else {
                walk.finding = Some(Finding::Deleted { seq, audit_id });
                return Ok(walk);
            };
            hash = link(&hash, seq, row);
            if hash != seal.hash {
                walk.finding = Some(Finding::Changed { seq, audit_id });
                return Ok(walk);
            }
            walk.last_sealed = walk.last_sealed.max(row.id);
            walk.peaks.push(leaf(&hash));
            if grown_to.contains(&walk.peaks.size()) {
                walk.roots.insert(walk.peaks.size(), walk.peaks.root());
            }
            if signed_at.contains(&seq) {
                walk.heads.insert(seq, hash.clone());
            }
        }
    }
}

fn check(
    checkpoint: &Checkpoint,
    length: i64,
    heads: &HashMap<i64, Vec<u8>>,
    key: &VerifyingKey,
) -> Option<Finding> {
    let Checkpoint { municipality, seq, at, hash, signature } = checkpoint;
    let note = Checkpoint::note(*municipality, *seq, *at, hash);
    let signed = Signature::from_slice(signature)
        .is_ok_and(|signature| key.verify(note.as_bytes(), &signature).is_ok());
    if !signed {
        return Some(Finding::BadCheckpoint { seq: *seq });
    }
    if *seq > length {
        return Some(Finding::Cut { signed: *seq, found: length });
    }
    (heads.get(seq) != Some(hash)).then_some(Finding::BadCheckpoint { seq: *seq })
}

fn check_tree(
    head: &TreeHead,
    length: i64,
    roots: &HashMap<u64, Hash>,
    key: &VerifyingKey,
) -> Option<Finding> {
    let seq = i64::try_from(head.size).unwrap_or(i64::MAX);
    if !is_signed(head, key) {
        return Some(Finding::BadCheckpoint { seq });
    }
    if seq > length {
        return Some(Finding::Cut { signed: seq, found: length });
    }
    (roots.get(&head.size) != Some(&head.root)).then_some(Finding::BadCheckpoint { seq })
}

/// Rows are sealed within seconds; one whose id is a minute older than the newest sealed row and
/// that still has no place was put there by hand.
fn is_older(id: i64, last_sealed: i64) -> bool {
    const MINUTE: i64 = 60_000 << 22;
    id < last_sealed.saturating_sub(MINUTE)
}

async fn rows_of(
    tx: &Tx,
    seals: &[audit_seal::Model],
) -> Result<HashMap<i64, audit::Model>, StoreError> {
    let mut found = HashMap::with_capacity(seals.len());
    for some in seals.chunks(500) {
        let ids = some.iter().map(|seal| seal.audit_id);
        let rows =
            tx.find::<audit::Entity>().filter(audit::Column::Id.is_in(ids)).all(tx.conn()).await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

async fn outside_the_chain(tx: &Tx) -> Result<Vec<i64>, StoreError> {
    use sea_orm::sea_query::{Expr, ExprTrait, Query};
    let sealed = Query::select()
        .expr(Expr::val(1))
        .from(audit_seal::Entity)
        .and_where(audit_seal::Column::MunicipalityId.eq(tx.municipality()))
        .and_where(
            Expr::col((audit_seal::Entity, audit_seal::Column::AuditId))
                .equals((audit::Entity, audit::Column::Id)),
        )
        .take();
    let ids = tx
        .find::<audit::Entity>()
        .select_only()
        .column(audit::Column::Id)
        .filter(Expr::exists(sealed).not())
        .order_by_asc(audit::Column::Id)
        .into_tuple::<i64>()
        .all(tx.conn())
        .await?;
    Ok(ids)
}
