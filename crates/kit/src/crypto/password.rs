//! Passwords: Argon2id with 64 MiB, 2 passes, 1 lane (OWASP ASVS 5 appendix C asks for 46 MiB).

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 2;

fn hasher() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash to keep of a password. Takes about 100 ms and 64 MiB: call it off the async threads.
///
/// # Errors
/// When the hasher refuses the password's length.
pub fn hash_password(password: &str) -> Result<String, argon2::password_hash::Error> {
    hasher().hash_password(password.as_bytes()).map(|hash| hash.to_string())
}

/// Whether the password is the one that was hashed. A broken hash is a no.
#[must_use]
pub fn verify_password(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept)
        .is_ok_and(|hash| hasher().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_password_opens_and_the_parameters_are_in_the_hash() {
        let kept = hash_password("дълга парола за опит").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"), "{kept}");
        assert!(verify_password("дълга парола за опит", &kept));
        assert!(!verify_password("друга парола", &kept));
        assert!(!verify_password("друга парола", "not a hash"));
    }
}
