//! ЛНЧ of a foreigner and the service number (служебен номер) that НАП gives.

use super::{IdError, digits, text_of, weighted};

const WEIGHTS: [u32; 9] = [21, 19, 17, 13, 11, 9, 7, 3, 1];

/// A checked ЛНЧ. It tells neither birth nor sex.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Lnch {
    digits: [u8; 10],
}

impl Lnch {
    /// Reads ten digits.
    ///
    /// # Errors
    /// `Shape` or `Check`.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let digits: [u8; 10] = digits(text)?;
        if weighted(&digits, &WEIGHTS) % 10 == u32::from(digits[9]) {
            Ok(Self { digits })
        } else {
            Err(IdError::Check)
        }
    }

    /// The ten digits in the open.
    #[must_use]
    pub fn reveal(&self) -> String {
        text_of(&self.digits)
    }
}

impl std::fmt::Debug for Lnch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lnch(**********)")
    }
}

/// A service number: ten digits without a published check digit.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ServiceNumber {
    digits: [u8; 10],
}

impl ServiceNumber {
    /// Reads ten digits that are not all zero.
    ///
    /// # Errors
    /// `Shape`.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        Ok(Self { digits: digits(text)? })
    }

    /// The digits in the open.
    #[must_use]
    pub fn reveal(&self) -> String {
        text_of(&self.digits)
    }
}

impl std::fmt::Debug for ServiceNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServiceNumber(**********)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known() {
        assert_eq!(Lnch::parse("7111042925").unwrap().reveal(), "7111042925");
        assert_eq!(Lnch::parse("1001122334"), Err(IdError::Check));
        assert_eq!(Lnch::parse("100112233"), Err(IdError::Shape));
    }

    #[test]
    fn service_numbers_have_ten_digits() {
        assert!(ServiceNumber::parse("1234567890").is_ok());
        assert!(ServiceNumber::parse("0000000000").is_err());
        assert!(ServiceNumber::parse("123456789").is_err());
    }
}
