//! Bulgarian IBAN: to pay assistants.

use super::IdError;

/// A checked Bulgarian IBAN.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Iban(String);

impl Iban {
    /// Reads `BG` with two check digits, four letters, six digits and eight letters or digits;
    /// spaces between groups are allowed.
    ///
    /// # Errors
    /// `Shape` or `Check` (ISO 13616, remainder 97).
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let plain: String = text.chars().filter(|c| *c != ' ').collect();
        let bytes = plain.as_bytes();
        let good = bytes.len() == 22
            && bytes.starts_with(b"BG")
            && bytes[2..4].iter().all(u8::is_ascii_digit)
            && bytes[4..8].iter().all(u8::is_ascii_uppercase)
            && bytes[8..14].iter().all(u8::is_ascii_digit)
            && bytes[14..].iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if !good {
            return Err(IdError::Shape);
        }
        let rest = bytes[4..].iter().chain(&bytes[..4]).fold(0u32, |rest, &b| match b {
            b'0'..=b'9' => (rest * 10 + u32::from(b - b'0')) % 97,
            _ => (rest * 100 + u32::from(b - b'A') + 10) % 97,
        });
        if rest == 1 { Ok(Self(plain)) } else { Err(IdError::Check) }
    }

    /// The 22 characters in the open.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Iban {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Iban(BG********************)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known() {
        assert!(Iban::parse("BG80BNBG96611020345678").is_ok());
        assert!(Iban::parse("BG15 UNCR 7000 1522 6046 29").is_ok());
        assert_eq!(Iban::parse("BG81BNBG96611020345678"), Err(IdError::Check));
        assert_eq!(Iban::parse("DE80BNBG96611020345678"), Err(IdError::Shape));
    }
}
