//! ЕИК (БУЛСТАТ) of nine digits, or of thirteen for a branch.

use serde::{Deserialize, Serialize};

use super::{IdError, digits, weighted};

/// A checked ЕИК. Organisations are public, so it prints.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Eik(String);

impl Eik {
    /// Reads nine or thirteen digits.
    ///
    /// # Errors
    /// `Shape` or `Check`.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        match text.len() {
            9 => main_part(&digits::<9>(text)?)?,
            13 => {
                let all: [u8; 13] = digits(text)?;
                main_part(&all[..9])?;
                let check = two_tries(&all[8..12], &[2, 7, 3, 5], &[4, 9, 5, 7]);
                if check != all[12] {
                    return Err(IdError::Check);
                }
            }
            _ => return Err(IdError::Shape),
        }
        Ok(Self(text.to_owned()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Eik {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl From<Eik> for String {
    fn from(eik: Eik) -> Self {
        eik.0
    }
}

impl std::fmt::Display for Eik {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn main_part(all: &[u8]) -> Result<(), IdError> {
    // Zeros pass every check digit, and nobody is registered under them.
    if all.iter().all(|digit| *digit == 0) {
        return Err(IdError::Check);
    }
    let check = two_tries(&all[..8], &[1, 2, 3, 4, 5, 6, 7, 8], &[3, 4, 5, 6, 7, 8, 9, 10]);
    if check == all[8] { Ok(()) } else { Err(IdError::Check) }
}

/// The remainder by 11; when it is 10 the second weights decide, and 10 again is 0.
fn two_tries(digits: &[u8], first: &[u32], second: &[u32]) -> u8 {
    let tried = match weighted(digits, first) % 11 {
        10 => weighted(digits, second) % 11 % 10,
        rest => rest,
    };
    // A remainder below 10 is one digit.
    tried as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("175074752")]
    #[case("131071587")]
    #[case("020469788")]
    #[case("1213961230342")]
    fn known(#[case] text: &str) {
        assert_eq!(Eik::parse(text).unwrap().as_str(), text);
    }

    #[rstest]
    #[case("123456789", IdError::Check)]
    #[case("1213961230343", IdError::Check)]
    #[case("12139612303", IdError::Shape)]
    #[case("17507475x", IdError::Shape)]
    #[case("000000000", IdError::Shape)]
    #[case("0000000000000", IdError::Shape)]
    fn refused(#[case] text: &str, #[case] why: IdError) {
        assert_eq!(Eik::parse(text), Err(why));
    }
}
