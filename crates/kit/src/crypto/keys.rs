//! The root key and the keys of the municipalities wrapped with it.

use super::seal::{MunicipalityKey, SealError};
use super::{random_bytes, sha256};
use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use sha2::Sha256;
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
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
}

impl std::fmt::Debug for RootKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RootKey({})", self.name())
    }
}

/// The opened keys of all municipalities.
#[derive(Debug)]
pub struct Keys {
    root: RootKey,
    opened: RwLock<HashMap<i64, Arc<MunicipalityKey>>>,
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
        self.opened.read().ok()?.get(&municipality).cloned()
    }

    /// A fresh municipality key, wrapped for the table that keeps it.
    ///
    /// # Errors
    /// Never in practice; the signature is that of sealing.
    pub fn wrap_new(&self, municipality: i64) -> Result<Vec<u8>, SealError> {
        let key = Zeroizing::new(random_bytes::<32>());
        self.root.wrapping().seal("municipality_key", "wrapped", municipality, key.as_slice())
    }

    /// Opens the wrapped keys (version, bytes) of a municipality and keeps them at hand.
    ///
    /// # Errors
    /// When a key was wrapped with another root key.
    pub fn open(
        &self,
        municipality: i64,
        wrapped: &[(u32, Vec<u8>)],
    ) -> Result<Arc<MunicipalityKey>, SealError> {
        let wrapping = self.root.wrapping();
        let mut versions = HashMap::new();
        for (version, bytes) in wrapped {
            let plain = wrapping.open("municipality_key", "wrapped", municipality, bytes)?;
            let key = plain.try_into().map_err(|_| SealError::KeyGone(*version))?;
            versions.insert(*version, Zeroizing::new(key));
        }
        let current = versions.keys().copied().max().ok_or(SealError::KeyGone(0))?;
        let key = Arc::new(MunicipalityKey::new(municipality, current, versions));
        if let Ok(mut opened) = self.opened.write() {
            opened.insert(municipality, key.clone());
        }
        Ok(key)
    }
}
