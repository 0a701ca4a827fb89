//! Random bytes of the operating system.

use data_encoding::BASE64URL_NOPAD;

/// So many random bytes.
///
/// # Panics
/// When the operating system has no random bytes to give: nothing secret can be made then.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that asks for randomness")]
#[expect(clippy::expect_used, reason = "without randomness no secret may be made")]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A random number of 32 bits.
#[must_use]
pub fn random_u32() -> u32 {
    u32::from_le_bytes(random_bytes())
}

/// A fresh secret of 192 bits for a session, a form or a link.
#[must_use]
pub fn token() -> String {
    BASE64URL_NOPAD.encode(&random_bytes::<24>())
}
