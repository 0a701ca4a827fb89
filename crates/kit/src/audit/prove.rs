//! Proofs that leave the database: a row is in the audit, an older head is the beginning of a newer.
//! They are checked with the public key alone, on any machine.

use super::chain::{FIELDS, fields, link_fields};
use super::entity::{audit, audit_seal};
use super::head::{TreeHead, leaves, tree_head};
use super::tree::{self, Hash};
use crate::crypto::RootKey;
use crate::store::{StoreError, Tx};
use data_encoding::BASE64;
use sea_orm::{ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};

/// A proof as a file holds it. Bytes are in base64.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "proof", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Proof {
    /// A row is in the audit, as it stands here.
    Inclusion {
        /// The row: names and values in the order in which they are hashed.
        row: Vec<(String, String)>,
        /// Its place in the chain, from 1.
        seq: u64,
        /// The hash of the place before.
        previous: String,
        /// The way to the root.
        path: Vec<String>,
        /// The signed head.
        head: String,
    },
    /// What the older head covers is the beginning of what the newer covers.
    Consistency {
        /// The older signed head.
        older: String,
        /// The newer signed head.
        newer: String,
        /// The steps of the proof.
        path: Vec<String>,
    },
}

/// What a proof shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The row with these values stands in the audit under this head.
    Row(Vec<(String, String)>, TreeHead),
    /// The newer head only added to the older.
    Grown(TreeHead, TreeHead),
}

/// Why a proof shows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    /// It is not a proof.
    #[error("not a proof")]
    Unreadable,
    /// The head was not signed with this key.
    #[error("not signed with this key")]
    Signature,
    /// The hashes do not lead to the root that was signed.
    #[error("does not lead to the signed root")]
    Root,
}

fn encoded(path: &[Hash]) -> Vec<String> {
    path.iter().map(|hash| BASE64.encode(hash)).collect()
}

fn decoded(path: &[String]) -> Result<Vec<Hash>, CheckError> {
    let hash = |text: &String| BASE64.decode(text.as_bytes()).ok()?.try_into().ok();
    path.iter().map(hash).collect::<Option<_>>().ok_or(CheckError::Unreadable)
}

/// The proof that a row is in the audit, under the newest signed head.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such row, or it is not sealed yet.
pub async fn prove_row(tx: &Tx, root: &RootKey, id: i64) -> Result<Proof, StoreError> {
    let seal = tx
        .find::<audit_seal::Entity>()
        .filter(audit_seal::Column::AuditId.eq(id))
        .one(tx.conn())
        .await?
        .ok_or(StoreError::NotFound)?;
    let row = tx
        .find::<audit::Entity>()
        .filter(audit::Column::Id.eq(id))
        .one(tx.conn())
        .await?
        .ok_or(StoreError::NotFound)?;
    let before = tx
        .find::<audit_seal::Entity>()
        .filter(audit_seal::Column::Seq.eq(seal.seq - 1))
        .one(tx.conn())
        .await?;
    let head = tree_head(tx, None).await?.ok_or(StoreError::NotFound)?;
    let seq = u64::try_from(seal.seq).unwrap_or_default();
    if seq == 0 || seq > head.size {
        return Err(StoreError::NotFound);
    }
    let leaves = leaves(tx, head.size).await?;
    let place = usize::try_from(seq - 1).unwrap_or(usize::MAX);
    let named = FIELDS.iter().zip(fields(&row));
    Ok(Proof::Inclusion {
        row: named.map(|(name, value)| ((*name).to_owned(), value.into_owned())).collect(),
        seq,
        previous: BASE64.encode(&before.map(|seal| seal.hash).unwrap_or_default()),
        path: encoded(&tree::inclusion(place, &leaves)),
        head: head.note(root),
    })
}

/// The proof that a signed head over so many rows is the beginning of another: of the newest one,
/// when `newer` does not say.
///
/// # Errors
/// [`StoreError::NotFound`] when no head was signed over exactly so many rows.
pub async fn prove_growth(
    tx: &Tx,
    root: &RootKey,
    older: u64,
    newer: Option<u64>,
) -> Result<Proof, StoreError> {
    let old = tree_head(tx, Some(older)).await?.ok_or(StoreError::NotFound)?;
    let new = tree_head(tx, newer).await?.ok_or(StoreError::NotFound)?;
    if new.size < old.size {
        return Err(StoreError::NotFound);
    }
    let leaves = leaves(tx, new.size).await?;
    let size = usize::try_from(old.size).unwrap_or(usize::MAX);
    let path = encoded(&tree::consistency(size, &leaves));
    Ok(Proof::Consistency { older: old.note(root), newer: new.note(root), path })
}

/// Checks a proof with nothing but the log's public key.
///
/// # Errors
/// When it is not a proof, was not signed with this key, or does not lead to what was signed.
pub fn check(proof: &str, verifier: &str) -> Result<Shown, CheckError> {
    let signed = |note: &str| TreeHead::read(note, verifier).ok_or(CheckError::Signature);
    match serde_json::from_str(proof).map_err(|_| CheckError::Unreadable)? {
        Proof::Inclusion { row, seq, previous, path, head } => {
            let head = signed(&head)?;
            let same = |(name, (told, _)): (&&str, &(String, String))| *name == told;
            if row.len() != FIELDS.len() || !FIELDS.iter().zip(&row).all(same) {
                return Err(CheckError::Unreadable);
            }
            let previous =
                BASE64.decode(previous.as_bytes()).map_err(|_| CheckError::Unreadable)?;
            let place = i64::try_from(seq).map_err(|_| CheckError::Unreadable)?;
            let hash = link_fields(&previous, place, row.iter().map(|(_, value)| value.as_str()));
            let (leaf, path) = (tree::leaf(&hash), decoded(&path)?);
            let at = seq.checked_sub(1).ok_or(CheckError::Unreadable)?;
            if tree::is_included(&leaf, at, head.size, &path, &head.root) {
                return Ok(Shown::Row(row, head));
            }
            Err(CheckError::Root)
        }
        Proof::Consistency { older, newer, path } => {
            let (older, newer) = (signed(&older)?, signed(&newer)?);
            let (old, new) = ((older.size, &older.root), (newer.size, &newer.root));
            if tree::is_consistent(old, new, &decoded(&path)?) {
                return Ok(Shown::Grown(older, newer));
            }
            Err(CheckError::Root)
        }
    }
}
