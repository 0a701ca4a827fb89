//! The root key and the keys of the municipalities wrapped with it.

use super::index::Index;
use super::seal::{MunicipalityKey, SealError};
use super::{random_bytes, sha256};
use crate::types::Instant;
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use sha2::Sha256;
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};
use zeroize::Zeroizing;

/// The key above all others: 32 random bytes in a file that only the program's user may read.
#[derive(Clone)]
pub struct RootKey(Zeroizing<[u8; 32]>);

impl RootKey {
    /// Reads the key file; makes one with access 0600 when there is none.
    ///
    /// # Errors
    /// When the file cannot be read or written, or does not hold 32 bytes.
    pub fn load_or_create(path: &Path) -> std::io::Result<RootKey> {
        match std::fs::read(path) {
            Ok(bytes) => {
                let key: [u8; 32] = bytes.try_into().map_err(|_| {
                    std::io::Error::other(format!("{} is not a key of 32 bytes", path.display()))
                })?;
                Ok(RootKey(Zeroizing::new(key)))
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let key = RootKey(Zeroizing::new(random_bytes()));
                if let Some(folder) = path.parent() {
                    std::fs::create_dir_all(folder)?;
                }
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(path)?;
                file.write_all(key.0.as_slice())?;
                file.sync_all()?;
                Ok(key)
            }
            Err(e) => Err(e),
        }
    }

    /// A key from given bytes, for tests and for keys kept elsewhere.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> RootKey {
        RootKey(Zeroizing::new(bytes))
    }

    fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        // 32 bytes are far below the longest output of HKDF-SHA-256 (8160), so this cannot fail.
        let _ =
            Hkdf::<Sha256>::new(None, self.0.as_slice()).expand(purpose.as_bytes(), key.as_mut());
        key
    }

    /// The key that signs the audit's checkpoints.
    #[must_use]
    pub fn signing(&self) -> SigningKey {
        SigningKey::from_bytes(&self.derive("opora/audit-checkpoints"))
    }

    /// A name for this key that gives nothing of it away: kept in backups to tell keys apart.
    #[must_use]
    pub fn name(&self) -> String {
        data_encoding::HEXLOWER.encode(&sha256(self.derive("opora/name").as_slice())[..6])
    }

    fn wrapping(&self) -> MunicipalityKey {
        MunicipalityKey::new(0, 1, HashMap::from([(1, self.derive("opora/wrap"))]))
    }

    /// Each index has a wrapping of its own: a wrapped key moved to another index does not open.
    fn wrapping_index(&self, index: &Index) -> MunicipalityKey {
        let purpose = format!("opora/wrap-index/{}/{}", index.table, index.column);
        MunicipalityKey::new(0, 1, HashMap::from([(1, self.derive(&purpose))]))
    }
}

impl std::fmt::Debug for RootKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RootKey({})", self.name())
    }
}

/// A wrapped key of a municipality, as its table keeps it.
#[derive(Clone, Debug)]
pub struct KeyVersion {
    /// From 1.
    pub version: u32,
    /// The key under the root key.
    pub wrapped: Vec<u8>,
    /// When it was made.
    pub created_at: Instant,
}

/// So long after it was made a key begins to seal: by then every process knows it.
pub(crate) const ANNOUNCED_MS: i64 = 10_000;
/// So often each process looks whether there are other keys.
const LOOKED_MS: i64 = 2_000;

/// The keys of a municipality in this process.
#[derive(Debug)]
struct Held {
    key: Arc<MunicipalityKey>,
    looked: AtomicI64,
}

/// The opened keys of all municipalities.
#[derive(Debug)]
pub struct Keys {
    root: RootKey,
    opened: RwLock<HashMap<i64, Held>>,
}

impl std::fmt::Debug for MunicipalityKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MunicipalityKey(version {})", self.current())
    }
}

impl Keys {
    /// No municipality's key is opened yet.
    #[must_use]
    pub fn new(root: RootKey) -> Keys {
        Keys { root, opened: RwLock::default() }
    }

    /// The root key.
    #[must_use]
    pub fn root(&self) -> &RootKey {
        &self.root
    }

    /// The key of a municipality, when [`Keys::open`] has opened it.
    #[must_use]
    pub fn of(&self, municipality: i64) -> Option<Arc<MunicipalityKey>> {
        self.opened.read().ok()?.get(&municipality).map(|held| held.key.clone())
    }

    /// Whether it is time to look for other keys of a municipality. Says so once.
    pub(crate) fn is_due(&self, municipality: i64, now: Instant) -> bool {
        let Ok(opened) = self.opened.read() else { return false };
        let Some(held) = opened.get(&municipality) else { return true };
        let before = held.looked.load(Ordering::Relaxed);
        let is_due = held.key.is_behind() || (now.0 - before).abs() >= LOOKED_MS;
        if is_due {
            held.looked.store(now.0, Ordering::Relaxed);
        }
        is_due
    }

    /// A fresh municipality key, wrapped for the table that keeps it.
    ///
    /// # Errors
    /// Never in practice; the signature is that of sealing.
    pub fn wrap_new(&self, municipality: i64) -> Result<Vec<u8>, SealError> {
        let key = Zeroizing::new(random_bytes::<32>());
        self.root.wrapping().seal("municipality_key", "wrapped", municipality, key.as_slice())
    }

    /// The key of an index, wrapped for the table that keeps it; none when it is kept already.
    /// It is the one the index always had; a fresh one when the index is younger than that key.
    ///
    /// # Errors
    /// Never in practice; the signature is that of sealing.
    pub(crate) fn wrap_index(
        &self,
        municipality: i64,
        index: &Index,
    ) -> Result<Option<Vec<u8>>, SealError> {
        let key = self.of(municipality).ok_or(SealError::KeyGone(0))?;
        if key.has_index(index) {
            return Ok(None);
        }
        let own = match key.versions().contains(&1) {
            true => key.index_key(index)?,
            false => Zeroizing::new(random_bytes()),
        };
        let wrapping = self.root.wrapping_index(index);
        wrapping.seal("index_key", "wrapped", municipality, own.as_slice()).map(Some)
    }

    /// Opens the wrapped keys of a municipality and of its indices and keeps them at hand.
    ///
    /// # Errors
    /// When a key was wrapped with another root key.
    pub(crate) fn open(
        &self,
        municipality: i64,
        wrapped: &[KeyVersion],
        indices: &[(Index, Vec<u8>)],
        now: Instant,
    ) -> Result<Arc<MunicipalityKey>, SealError> {
        let wrapping = self.root.wrapping();
        let mut versions = HashMap::new();
        for row in wrapped {
            let plain = wrapping.open("municipality_key", "wrapped", municipality, &row.wrapped)?;
            versions.insert(row.version, whole(plain, row.version)?);
        }
        let current = current(wrapped, now).ok_or(SealError::KeyGone(0))?;
        let known = self.of(municipality);
        let same =
            known.filter(|key| !key.is_behind() && key.holds(current, &versions, indices.len()));
        let key = match same {
            Some(key) => key,
            None => {
                let mut opened = HashMap::new();
                for (index, bytes) in indices {
                    let wrapping = self.root.wrapping_index(index);
                    let plain = wrapping.open("index_key", "wrapped", municipality, bytes)?;
                    opened.insert(*index, whole(plain, 0)?);
                }
                let key = MunicipalityKey::new(municipality, current, versions);
                Arc::new(key.with_indices(opened))
            }
        };
        if let Ok(mut opened) = self.opened.write() {
            let looked = AtomicI64::new(now.0);
            opened.insert(municipality, Held { key: key.clone(), looked });
        }
        Ok(key)
    }
}

fn whole(plain: Vec<u8>, version: u32) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let plain = Zeroizing::new(plain);
    let key = plain.as_slice().try_into().map_err(|_| SealError::KeyGone(version))?;
    Ok(Zeroizing::new(key))
}

/// The version that seals: the newest that every process has had the time to learn of; the oldest
/// when all are that young.
pub(crate) fn current(wrapped: &[KeyVersion], now: Instant) -> Option<u32> {
    let known = wrapped.iter().filter(|row| row.created_at.0 + ANNOUNCED_MS <= now.0);
    let newest = known.map(|row| row.version).max();
    newest.or_else(|| wrapped.iter().map(|row| row.version).min())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_key_seals_after_everybody_has_heard_of_it() {
        let row = |version, at| KeyVersion { version, wrapped: vec![], created_at: Instant(at) };
        let rows = [row(1, 0), row(2, 100_000)];
        assert_eq!(current(&rows[..1], Instant(1)), Some(1), "the first at once");
        assert_eq!(current(&rows, Instant(100_001)), Some(1));
        assert_eq!(current(&rows, Instant(110_000)), Some(2));
        assert_eq!(current(&rows[1..], Instant(100_001)), Some(2), "the only one");
        assert_eq!(current(&[], Instant(1)), None);
    }

    #[test]
    fn a_wrapped_key_of_an_index_opens_for_no_other_index() {
        let keys = Keys::new(RootKey::from_bytes([3; 32]));
        let now = Instant(0);
        let first = KeyVersion { version: 1, wrapped: keys.wrap_new(5).unwrap(), created_at: now };
        keys.open(5, &[first.clone()], &[], now).unwrap();
        let (a, b) = (Index::new("identifier", "value"), Index::new("decision", "answer"));
        let wrapped = keys.wrap_index(5, &a).unwrap().unwrap();
        assert!(keys.open(5, &[first.clone()], &[(b, wrapped.clone())], now).is_err());
        let before = keys.of(5).unwrap().blind(&a, "x").unwrap();
        let key = keys.open(5, &[first], &[(a, wrapped)], now).unwrap();
        assert_eq!(key.blind(&a, "x").unwrap(), before);
        assert!(keys.wrap_index(5, &a).unwrap().is_none(), "kept already");
    }
}
