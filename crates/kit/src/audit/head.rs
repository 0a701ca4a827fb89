//! Signed heads of the tree over the audit, as text that other programs read: a checkpoint as
//! C2SP tlog-checkpoint and signed-note describe it.

use super::chain::link_hash;
use super::entity::{audit_seal, audit_tree_head};
use super::tree::{Hash, Peaks, leaf};
use crate::crypto::{RootKey, sha256};
use crate::store::{StoreError, Tx};
use crate::types::{Instant, MunicipalityId};
use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer, Verifier, VerifyingKey};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

/// So many hashes are read at once.
const PAGE: u64 = 5_000;
/// The kind of an Ed25519 key in a signed note.
const ED25519: u8 = 1;

/// A signed head: so many rows have this root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeHead {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// How many rows the tree has.
    pub size: u64,
    /// When it was signed.
    pub at: Instant,
    /// The root over them.
    pub root: Hash,
    /// Ed25519 over [`TreeHead::text`].
    pub signature: Vec<u8>,
}

/// The name of a municipality's log.
fn origin(municipality: MunicipalityId) -> String {
    format!("opora-audit-tree/{municipality}")
}

/// The first bytes of a signature line: which key signed.
fn key_mark(origin: &str, key: &VerifyingKey) -> [u8; 4] {
    let bytes = [origin.as_bytes(), b"\n", &[ED25519], key.as_bytes()].concat();
    let [a, b, c, d, ..] = sha256(&bytes);
    [a, b, c, d]
}

/// The public key of a municipality's log in one line, for [`super::check`].
#[must_use]
pub fn verifier(root: &RootKey, municipality: MunicipalityId) -> String {
    let (origin, key) = (origin(municipality), root.signing().verifying_key());
    let mark = HEXLOWER.encode(&key_mark(&origin, &key));
    format!("{origin}+{mark}+{}", BASE64.encode(&[&[ED25519], key.as_bytes().as_slice()].concat()))
}

/// The log's name and public key from the line that [`verifier`] gives.
#[must_use]
pub(super) fn read_verifier(line: &str) -> Option<(String, VerifyingKey)> {
    let mut parts = line.trim().splitn(3, '+');
    let (origin, mark, key) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes = BASE64.decode(key.as_bytes()).ok()?;
    let key = match bytes.split_first()? {
        (&ED25519, key) => VerifyingKey::from_bytes(key.try_into().ok()?).ok()?,
        _ => return None,
    };
    (HEXLOWER.encode(&key_mark(origin, &key)) == mark).then(|| (origin.to_owned(), key))
}

impl TreeHead {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        let root = BASE64.encode(&self.root);
        format!("{}\n{}\n{root}\nat {}\n", origin(self.municipality), self.size, self.at.0)
    }

    /// The whole note: the text, an empty line, the signature.
    #[must_use]
    pub fn note(&self, root: &RootKey) -> String {
        let origin = origin(self.municipality);
        let mark = key_mark(&origin, &root.signing().verifying_key());
        let signed = BASE64.encode(&[mark.as_slice(), &self.signature].concat());
        format!("{}\n\u{2014} {origin} {signed}\n", self.text())
    }

    /// Reads a note, if it was signed with this key. The answer is what was signed, nothing else.
    #[must_use]
    pub fn read(note: &str, verifier: &str) -> Option<TreeHead> {
        let (name, key) = read_verifier(verifier)?;
        let (text, lines) = note.split_once("\n\n")?;
        let text = format!("{text}\n");
        let mark = key_mark(&name, &key);
        let own = format!("\u{2014} {name} ");
        let signed = lines.lines().filter_map(|line| line.strip_prefix(&own)).find_map(|line| {
            let bytes = BASE64.decode(line.as_bytes()).ok()?;
            bytes.strip_prefix(&mark).map(<[u8]>::to_vec)
        })?;
        key.verify(text.as_bytes(), &Signature::from_slice(&signed).ok()?).ok()?;
        let mut lines = text.lines();
        let municipality = lines.next().filter(|line| *line == name)?;
        let head = TreeHead {
            municipality: municipality.strip_prefix("opora-audit-tree/")?.parse().ok()?,
            size: lines.next()?.parse().ok()?,
            root: BASE64.decode(lines.next()?.as_bytes()).ok()?.try_into().ok()?,
            at: Instant(lines.next()?.strip_prefix("at ")?.parse().ok()?),
            signature: signed,
        };
        (head.text() == text).then_some(head)
    }
}

impl TryFrom<audit_tree_head::Model> for TreeHead {
    type Error = StoreError;

    fn try_from(row: audit_tree_head::Model) -> Result<TreeHead, StoreError> {
        let broken = || StoreError::Other(format!("the tree head at {} is broken", row.size));
        Ok(TreeHead {
            municipality: row.municipality_id,
            size: u64::try_from(row.size).map_err(|_| broken())?,
            at: row.at,
            root: row.root.as_slice().try_into().map_err(|_| broken())?,
            signature: row.signature,
        })
    }
}

/// The newest signed head, or the one over exactly so many rows.
///
/// # Errors
/// When the database does not answer.
pub async fn tree_head(tx: &Tx, size: Option<u64>) -> Result<Option<TreeHead>, StoreError> {
    let mut query = tx.find::<audit_tree_head::Entity>();
    if let Some(size) = size {
        query = query.filter(audit_tree_head::Column::Size.eq(size));
    }
    let row = query.order_by_desc(audit_tree_head::Column::Size).one(tx.conn()).await?;
    row.map(TreeHead::try_from).transpose()
}

/// The leaves of the tree: hashes of the chain's places, from the first on.
pub(super) async fn leaves(tx: &Tx, until: u64) -> Result<Vec<Hash>, StoreError> {
    let mut leaves: Vec<Hash> = Vec::new();
    while (leaves.len() as u64) < until {
        let next = i64::try_from(leaves.len()).unwrap_or(i64::MAX);
        let last = i64::try_from(until).unwrap_or(i64::MAX);
        let seals = tx
            .find::<audit_seal::Entity>()
            .filter(audit_seal::Column::Seq.gt(next))
            .filter(audit_seal::Column::Seq.lte(last))
            .order_by_asc(audit_seal::Column::Seq)
            .limit(PAGE)
            .all(tx.conn())
            .await?;
        if seals.is_empty() {
            return Err(StoreError::Other(format!("the chain of the audit ends at {next}")));
        }
        leaves.extend(seals.iter().map(|seal| leaf(&seal.hash)));
    }
    Ok(leaves)
}

/// Adds the places just sealed to the tree and signs its head.
pub(super) async fn grow(
    tx: &Tx,
    before: i64,
    seals: &[audit_seal::Model],
) -> Result<(), StoreError> {
    let newest = tx
        .find::<audit_tree_head::Entity>()
        .order_by_desc(audit_tree_head::Column::Size)
        .one(tx.conn())
        .await?;
    let before = u64::try_from(before).unwrap_or_default();
    let known = newest.and_then(|row| {
        let size = u64::try_from(row.size).ok()?;
        (size == before).then(|| Peaks::read(size, &row.peaks))?
    });
    let mut peaks = match known {
        Some(peaks) => peaks,
        // The first time in a database that had a chain before it had a tree.
        None => {
            let mut peaks = Peaks::default();
            leaves(tx, before).await?.into_iter().for_each(|leaf| peaks.push(leaf));
            peaks
        }
    };
    seals.iter().for_each(|seal| peaks.push(link_hash(seal)));
    let mut head = TreeHead {
        municipality: tx.municipality(),
        size: peaks.size(),
        at: tx.now(),
        root: peaks.root(),
        signature: Vec::new(),
    };
    let key = tx.inner().keys.root().signing();
    head.signature = key.sign(head.text().as_bytes()).to_bytes().to_vec();
    let row = audit_tree_head::Model {
        municipality_id: head.municipality,
        size: i64::try_from(head.size).unwrap_or(i64::MAX),
        at: head.at,
        root: head.root.to_vec(),
        peaks: peaks.bytes(),
        signature: head.signature,
    };
    tx.insert(row.into_active_model()).await
}

/// The heads that the database keeps, to be verified.
pub(super) async fn own_heads(tx: &Tx) -> Result<Vec<TreeHead>, StoreError> {
    let rows = tx
        .find::<audit_tree_head::Entity>()
        .order_by_asc(audit_tree_head::Column::Size)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(TreeHead::try_from).collect()
}

/// Whether a head carries the signature of a key.
pub(super) fn is_signed(head: &TreeHead, key: &VerifyingKey) -> bool {
    Signature::from_slice(&head.signature)
        .is_ok_and(|signature| key.verify(head.text().as_bytes(), &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_only_with_the_key_that_signed_it() {
        let root = RootKey::from_bytes([7; 32]);
        let mut head = TreeHead {
            municipality: MunicipalityId(5),
            size: 3,
            at: Instant(1_795_507_200_000),
            root: [9; 32],
            signature: Vec::new(),
        };
        head.signature = root.signing().sign(head.text().as_bytes()).to_bytes().to_vec();
        let (note, own) = (head.note(&root), verifier(&root, MunicipalityId(5)));
        assert_eq!(TreeHead::read(&note, &own), Some(head.clone()));
        let other = verifier(&RootKey::from_bytes([8; 32]), MunicipalityId(5));
        assert_eq!(TreeHead::read(&note, &other), None, "another key");
        let other = verifier(&root, MunicipalityId(6));
        assert_eq!(TreeHead::read(&note, &other), None, "another log");
        assert_eq!(TreeHead::read(&note.replace("\n3\n", "\n4\n"), &own), None, "another size");
        assert_eq!(TreeHead::read(&note.replace("at 1", "at 2"), &own), None, "another moment");
        assert_eq!(TreeHead::read(&note, "opora-audit-tree/5+00000000+AAAA"), None);
    }
}
