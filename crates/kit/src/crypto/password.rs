//! Passwords: Argon2id with 46 MiB, which OWASP ASVS 5 appendix C asks for, in 3 passes where it
//! asks for 1, 1 lane.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

const MEMORY_KIB: u32 = 46 * 1024;
const PASSES: u32 = 3;

fn hasher() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash to keep of a password. Takes about 100 ms and 46 MiB: call it off the async threads.
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

/// Whether a hash was made with less work than a password costs today.
#[must_use]
pub fn is_cheaper_than_today(kept: &str) -> bool {
    PasswordHash::new(kept)
        .ok()
        .and_then(|hash| Params::try_from(&hash).ok())
        .is_some_and(|cost| cost.m_cost() < MEMORY_KIB || cost.t_cost() < PASSES)
}

/// A hash that no password fits, which takes as long to find out as any other: what is typed for a
/// name that nobody bears is checked against it.
#[must_use]
pub fn hash_of_nobody() -> String {
    const SALT: &str = "b3BvcmFvcG9yYW9wb3Jh";
    const ZEROS: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p=1${SALT}${ZEROS}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_password_opens_and_the_parameters_are_in_the_hash() {
        let kept = hash_password("дълга парола за опит").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=47104,t=3,p=1$"), "{kept}");
        assert!(verify_password("дълга парола за опит", &kept));
        assert!(!verify_password("друга парола", &kept));
        assert!(!verify_password("друга парола", "not a hash"));
    }

    #[test]
    fn a_hash_of_less_work_is_told_from_one_of_today() {
        let before = "$argon2id$v=19$m=19456,t=2,p=1$b3BvcmFvcG9yYW9wb3Jh$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assert!(is_cheaper_than_today(before));
        assert!(!is_cheaper_than_today(&hash_of_nobody()));
        assert!(!is_cheaper_than_today("not a hash"));
    }

    #[test]
    fn nobody_s_hash_asks_for_the_work_of_somebody_s() {
        let costs = |hash: &str| PasswordHash::new(hash).unwrap().params.to_string();
        let kept = hash_password("дълга парола за опит").unwrap();
        assert_eq!(costs(&hash_of_nobody()), costs(&kept));
        assert!(!verify_password("", &hash_of_nobody()));
    }
}
