//! Sealed fields and blind indices of one municipality.

use super::index::Index;
use super::random::random_bytes;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::collections::HashMap;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, Ordering};
use zeroize::Zeroizing;

const NONCE: usize = 24;
/// So many first bytes of a sealed value, key version and nonce, tell it from every other.
pub const SEALED_HEAD: usize = 4 + NONCE;

/// Why a sealed value did not open: the key or the place is not the one it was sealed with.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SealError {
    /// Wrong key, wrong row, or the bytes were changed.
    #[error("a sealed value does not open in {table}.{column}")]
    Broken {
        /// The table that was read.
        table: &'static str,
        /// The column that was read.
        column: &'static str,
    },
    /// Sealed with a key version that this municipality no longer has.
    #[error("key version {0} is gone")]
    KeyGone(u32),
}

/// What a derived key is for: key version, purpose, table, column.
type Place = (u32, &'static str, &'static str, &'static str);

/// The keys of one municipality, all versions that still open something.
pub struct MunicipalityKey {
    municipality: i64,
    current: u32,
    versions: HashMap<u32, Zeroizing<[u8; 32]>>,
    /// Keys of blind indices that are kept apart.
    indices: HashMap<Index, Zeroizing<[u8; 32]>>,
    /// A value was met whose key version is not here: another process may have made it.
    met_unknown: AtomicBool,
    /// Column keys are derived once; HKDF on each field would be felt on the hot path.
    derived: RwLock<HashMap<Place, Zeroizing<[u8; 32]>>>,
}

impl MunicipalityKey {
    /// The key of a municipality; `current` names the version that seals from now on.
    #[must_use]
    pub fn new(
        municipality: i64,
        current: u32,
        versions: HashMap<u32, Zeroizing<[u8; 32]>>,
    ) -> MunicipalityKey {
        MunicipalityKey {
            municipality,
            current,
            versions,
            indices: HashMap::new(),
            met_unknown: AtomicBool::new(false),
            derived: RwLock::default(),
        }
    }

    /// The same with keys of indices that are kept apart.
    #[must_use]
    pub(super) fn with_indices(
        self,
        indices: HashMap<Index, Zeroizing<[u8; 32]>>,
    ) -> MunicipalityKey {
        MunicipalityKey { indices, ..self }
    }

    /// Whether these are the keys that are held here.
    pub(super) fn holds(
        &self,
        current: u32,
        versions: &HashMap<u32, Zeroizing<[u8; 32]>>,
        indices: usize,
    ) -> bool {
        self.current == current && self.versions == *versions && self.indices.len() == indices
    }

    /// The versions that still open something, from the oldest.
    #[must_use]
    pub fn versions(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.versions.keys().copied().collect();
        all.sort_unstable();
        all
    }

    /// Whether a value was met that a newer key seals.
    #[must_use]
    pub(super) fn is_behind(&self) -> bool {
        self.met_unknown.load(Ordering::Relaxed)
    }

    /// Says that there are newer keys than these.
    pub(crate) fn is_old(&self) {
        self.met_unknown.store(true, Ordering::Relaxed);
    }

    /// Which key version sealed a value.
    #[must_use]
    pub fn version_of(sealed: &[u8]) -> Option<u32> {
        sealed.first_chunk::<4>().map(|bytes| u32::from_be_bytes(*bytes))
    }

    /// The version that seals now.
    #[must_use]
    pub fn current(&self) -> u32 {
        self.current
    }

    fn derive(
        &self,
        version: u32,
        purpose: &'static str,
        table: &'static str,
        column: &'static str,
    ) -> Result<Zeroizing<[u8; 32]>, SealError> {
        let place = (version, purpose, table, column);
        if let Ok(derived) = self.derived.read()
            && let Some(key) = derived.get(&place)
        {
            return Ok(key.clone());
        }
        let root = self.versions.get(&version).ok_or_else(|| {
            self.is_old();
            SealError::KeyGone(version)
        })?;
        let mut key = Zeroizing::new([0u8; 32]);
        let info = format!("opora/{purpose}/{table}/{column}");
        // 32 bytes are far below the longest output of HKDF-SHA-256 (8160), so this cannot fail.
        let _ = Hkdf::<Sha256>::new(None, root.as_slice()).expand(info.as_bytes(), key.as_mut());
        if let Ok(mut derived) = self.derived.write() {
            derived.insert(place, key.clone());
        }
        Ok(key)
    }

    fn place(&self, version: u32, table: &str, column: &str, row: i64) -> Vec<u8> {
        format!("{}|{table}|{column}|{row}|{version}", self.municipality).into_bytes()
    }

    /// Seals a text for one place. The answer is key version, nonce, ciphertext.
    ///
    /// # Errors
    /// When the current key version is gone.
    pub fn seal(
        &self,
        table: &'static str,
        column: &'static str,
        row: i64,
        plain: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        let version = self.current;
        let key = self.derive(version, "seal", table, column)?;
        let nonce = random_bytes::<NONCE>();
        let aad = self.place(version, table, column, row);
        let sealed = XChaCha20Poly1305::new((&*key).into())
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &aad })
            .map_err(|_| SealError::Broken { table, column })?;
        let mut out = Vec::with_capacity(4 + NONCE + sealed.len());
        out.extend_from_slice(&version.to_be_bytes());
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    /// Opens what [`MunicipalityKey::seal`] made for the same place.
    ///
    /// # Errors
    /// When the place, the key or the bytes differ.
    pub fn open(
        &self,
        table: &'static str,
        column: &'static str,
        row: i64,
        sealed: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        let broken = SealError::Broken { table, column };
        let Some((version, rest)) = sealed.split_first_chunk::<4>() else {
            return Err(broken);
        };
        let Some((nonce, body)) = rest.split_first_chunk::<NONCE>() else {
            return Err(broken);
        };
        let version = u32::from_be_bytes(*version);
        let key = self.derive(version, "seal", table, column)?;
        let aad = self.place(version, table, column, row);
        XChaCha20Poly1305::new((&*key).into())
            .decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: &aad })
            .map_err(|_| broken)
    }

    /// [`MunicipalityKey::open`] for text.
    ///
    /// # Errors
    /// As `open`; also when the bytes are not text.
    pub fn open_text(
        &self,
        table: &'static str,
        column: &'static str,
        row: i64,
        sealed: &[u8],
    ) -> Result<String, SealError> {
        String::from_utf8(self.open(table, column, row, sealed)?)
            .map_err(|_| SealError::Broken { table, column })
    }

    /// A keyed fingerprint by which an exact value is found without being kept: 16 bytes of
    /// HMAC-SHA-256. Its key stays when the keys that seal change.
    ///
    /// # Errors
    /// When the index has no key of its own and the first key version is gone.
    pub fn blind(&self, index: &Index, value: &str) -> Result<Vec<u8>, SealError> {
        let Index { table, column } = *index;
        let key = match self.indices.get(index) {
            Some(key) => key.clone(),
            None => self.index_key(index)?,
        };
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_slice())
            .map_err(|_| SealError::Broken { table, column })?;
        mac.update(value.as_bytes());
        Ok(mac.finalize().into_bytes()[..16].to_vec())
    }

    /// The secret of an address of a row: [`Self::blind`] of its identifier as 32 hexadecimal
    /// digits. It can be shown again and is kept nowhere.
    ///
    /// # Errors
    /// As of [`Self::blind`].
    pub fn secret(&self, index: &Index, row: &str) -> Result<String, SealError> {
        Ok(data_encoding::HEXLOWER.encode(&self.blind(index, row)?))
    }

    /// The key that an index has had since before its key was kept apart.
    pub(super) fn index_key(&self, index: &Index) -> Result<Zeroizing<[u8; 32]>, SealError> {
        self.derive(1, "index", index.table, index.column)
    }

    /// Whether an index has a key that is kept apart.
    pub(super) fn has_index(&self, index: &Index) -> bool {
        self.indices.contains_key(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VALUE: Index = Index::new("identifier", "value");

    fn key(municipality: i64, byte: u8) -> MunicipalityKey {
        let versions = HashMap::from([(1, Zeroizing::new([byte; 32]))]);
        MunicipalityKey::new(municipality, 1, versions)
    }

    #[test]
    fn a_sealed_value_opens_only_in_its_place() {
        let ruse = key(1, 7);
        let sealed = ruse.seal("person", "note", 5, "тайна".as_bytes()).unwrap();
        assert_eq!(ruse.open_text("person", "note", 5, &sealed).unwrap(), "тайна");
        assert!(ruse.open("person", "note", 6, &sealed).is_err(), "another row");
        assert!(ruse.open("person", "egn", 5, &sealed).is_err(), "another column");
        assert!(ruse.open("wish", "note", 5, &sealed).is_err(), "another table");
        assert!(key(2, 7).open("person", "note", 5, &sealed).is_err(), "another municipality");
        assert!(key(1, 8).open("person", "note", 5, &sealed).is_err(), "another key");
    }

    #[test]
    fn two_municipalities_share_no_blind_index() {
        let a = key(1, 7).blind(&VALUE, "7523169263").unwrap();
        let b = key(2, 8).blind(&VALUE, "7523169263").unwrap();
        assert_ne!(a, b);
        assert_eq!(a.len(), 16);
    }

    #[test]
    fn an_old_version_still_opens_and_a_gone_one_says_so() {
        let old = key(1, 7).seal("t", "c", 1, b"x").unwrap();
        let both = HashMap::from([(1, Zeroizing::new([7; 32])), (2, Zeroizing::new([9; 32]))]);
        let rotated = MunicipalityKey::new(1, 2, both);
        assert_eq!(rotated.open("t", "c", 1, &old).unwrap(), b"x");
        let fresh = rotated.seal("t", "c", 1, b"x").unwrap();
        assert_eq!(key(1, 7).open("t", "c", 1, &fresh), Err(SealError::KeyGone(2)));
    }

    #[test]
    fn an_index_kept_apart_gives_the_same_after_its_first_key_is_gone() {
        let first = key(1, 7);
        let before = first.blind(&VALUE, "7523169263").unwrap();
        let kept = HashMap::from([(VALUE, first.index_key(&VALUE).unwrap())]);
        let newer = HashMap::from([(2, Zeroizing::new([9; 32]))]);
        let alone = MunicipalityKey::new(1, 2, newer.clone());
        assert_eq!(alone.blind(&VALUE, "7523169263"), Err(SealError::KeyGone(1)));
        let later = MunicipalityKey::new(1, 2, newer).with_indices(kept);
        assert_eq!(later.blind(&VALUE, "7523169263").unwrap(), before);
    }

    #[test]
    fn the_version_stands_before_the_value_and_is_bound_to_it() {
        let both = HashMap::from([(1, Zeroizing::new([7; 32])), (2, Zeroizing::new([7; 32]))]);
        let mut sealed = MunicipalityKey::new(1, 2, both.clone()).seal("t", "c", 1, b"x").unwrap();
        assert_eq!(MunicipalityKey::version_of(&sealed), Some(2));
        // The same bytes under another version: the version is part of what is authenticated.
        sealed[3] = 1;
        assert!(MunicipalityKey::new(1, 2, both).open("t", "c", 1, &sealed).is_err());
    }

    proptest! {
        #[test]
        fn any_flipped_bit_is_an_error(text in ".{0,40}", at in 0usize..200, bit in 0u8..8) {
            let ruse = key(1, 7);
            let mut sealed = ruse.seal("t", "c", 1, text.as_bytes()).unwrap();
            let at = at % sealed.len();
            sealed[at] ^= 1 << bit;
            prop_assert!(ruse.open("t", "c", 1, &sealed).is_err());
        }
    }
}
