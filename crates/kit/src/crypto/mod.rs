//! The only module that touches cryptographic primitives.
//!
//! Root key → a key for each municipality (random, wrapped, in versions) → a key for each column
//! (HKDF-SHA-256). A sealed field is bound to municipality, table, column, row and key version:
//! moved elsewhere it does not open. Look-ups of sealed values go by [`MunicipalityKey::blind`],
//! whose keys are kept apart and outlive the versions.

mod code;
mod index;
mod keys;
mod password;
mod random;
mod seal;

pub use code::{digits, digits_of, grouped};
pub use index::Index;
pub(crate) use keys::ANNOUNCED_MS;
pub use keys::{KeyVersion, Keys, RootKey};
pub use password::{hash_of_nobody, hash_password, is_cheaper_than_today, verify_password};
pub use random::{random_bytes, random_u32, token};
pub use seal::{MunicipalityKey, SEALED_HEAD, SealError};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// SHA-256 of some bytes, as is.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 in lower-case hexadecimal digits: what is kept of a token, what tells a file from another.
#[must_use]
pub fn fingerprint(bytes: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(&sha256(bytes.as_ref()))
}

/// Compares secrets in a time that does not tell where they differ.
#[must_use]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    use subtle::ConstantTimeEq;
    a.ct_eq(b).into()
}
