//! The sign-ins of the demonstration: made up from the names, so that they stay the same.

use super::files;
use crate::municipality::DEMO_PASSWORD;
use kit::access::SecondFactor;
use kit::crypto::sha256;
use serde::Serialize;
use std::path::Path;

/// The file in the data folder that scripts and browser tests read.
const FILE: &str = "sign-ins.json";

/// How somebody of the demonstration signs in.
#[derive(Clone, Debug, Serialize)]
pub struct SignInLine {
    /// The municipality's name in addresses.
    pub municipality: String,
    /// Role.
    pub role: String,
    /// Name typed at sign-in.
    pub username: String,
    /// The person's name.
    pub name: String,
    /// The one password.
    pub password: &'static str,
    /// The secret of the second factor in base 32.
    pub secret: String,
}

/// The second factor of an account of the demonstration.
pub fn second_factor(username: &str) -> Option<SecondFactor> {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bytes = sha256(format!("opora demonstration/{username}").as_bytes());
    // 32 letters of base 32 are the 160 bits of a secret.
    let text = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)]));
    SecondFactor::from_base32(&text.collect::<String>())
}

/// The sign-ins of all who may use them.
///
/// # Errors
/// When a file of the demonstration is not as expected.
pub fn sign_ins() -> anyhow::Result<Vec<SignInLine>> {
    let mut lines = Vec::new();
    for file in files::all()? {
        for account in file.office.account.into_iter().filter(|account| account.active) {
            let secret = second_factor(&account.username).map(|factor| factor.base32());
            lines.push(SignInLine {
                municipality: file.office.municipality.slug.clone(),
                role: account.role,
                name: account.full_name,
                password: DEMO_PASSWORD,
                secret: secret.unwrap_or_default(),
                username: account.username,
            });
        }
    }
    Ok(lines)
}

/// Writes the sign-ins into the data folder.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_sign_ins(folder: &Path, lines: &[SignInLine]) -> anyhow::Result<()> {
    std::fs::write(folder.join(FILE), serde_json::to_string_pretty(lines)?)?;
    Ok(())
}
