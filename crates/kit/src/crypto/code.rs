//! Codes that people hold in their hands: digits of a secret, printed in groups and typed by a clerk.

/// The digits of a secret, so many as the number below which they stay has zeros.
#[must_use]
pub fn digits_of(secret: &str, below: u64) -> String {
    let head: String = secret.chars().take(15).collect();
    let number = u64::from_str_radix(&head, 16).unwrap_or_default() % below;
    let width = below.ilog10() as usize;
    format!("{number:0width$}")
}

/// A code as somebody types it: digits only.
#[must_use]
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A code as it is printed: groups of four digits.
#[must_use]
pub fn grouped(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    chars.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
