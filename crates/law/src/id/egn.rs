//! ЕГН: date of birth, sex and check digit.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use super::{IdError, digits, text_of, weighted};

const WEIGHTS: [u32; 9] = [2, 4, 8, 5, 10, 9, 7, 3, 6];

/// Sex as the ninth digit of an ЕГН tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Even ninth digit.
    Male,
    /// Odd ninth digit.
    Female,
}

/// A checked ЕГН. It never prints itself: use [`Egn::reveal`] where the law needs it written out.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Egn {
    digits: [u8; 10],
}

impl Egn {
    /// Reads ten digits.
    ///
    /// # Errors
    /// `Shape`, `Date` or `Check`. A birth date in the future is not refused here, because there is
    /// no clock: ask [`Egn::check_born_by`].
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let digits: [u8; 10] = digits(text)?;
        birth_of(&digits)?;
        let check = weighted(&digits, &WEIGHTS) % 11 % 10;
        if check == u32::from(digits[9]) { Ok(Self { digits }) } else { Err(IdError::Check) }
    }

    /// The ten digits for birth date, three-digit sequence and the right check digit.
    ///
    /// # Errors
    /// `Date` when the year is outside 1800–2099 or the sequence above 999.
    pub fn compose(birth: Date, sequence: u16) -> Result<Self, IdError> {
        let (century, shift) = match birth.year() {
            1800..=1899 => (1800, 20),
            1900..=1999 => (1900, 0),
            2000..=2099 => (2000, 40),
            _ => return Err(IdError::Date),
        };
        if sequence > 999 {
            return Err(IdError::Date);
        }
        let (year, month) = (birth.year() - century, birth.month() + shift);
        let text = format!("{year:02}{month:02}{:02}{sequence:03}0", birth.day());
        let mut digits: [u8; 10] = digits(&text)?;
        // The remainder of a division by 11, then by 10, is one digit.
        digits[9] = (weighted(&digits, &WEIGHTS) % 11 % 10) as u8;
        Ok(Self { digits })
    }

    /// Day of birth.
    #[must_use]
    pub fn birth(&self) -> Date {
        birth_of(&self.digits).unwrap_or(Date::MIN)
    }

    /// Sex by the ninth digit.
    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.digits[8].is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// Refuses a birth date after `day`.
    ///
    /// # Errors
    /// `Future`.
    pub fn check_born_by(&self, day: Date) -> Result<(), IdError> {
        if self.birth() > day { Err(IdError::Future) } else { Ok(()) }
    }

    /// The ten digits in the open. The caller answers for where they go.
    #[must_use]
    pub fn reveal(&self) -> String {
        text_of(&self.digits)
    }
}

impl fmt::Debug for Egn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Egn(**********)")
    }
}

fn birth_of(digits: &[u8; 10]) -> Result<Date, IdError> {
    let pair = |i: usize| i16::from(digits[i]) * 10 + i16::from(digits[i + 1]);
    let (year, month, day) = (pair(0), pair(2), pair(4));
    let (century, month) = match month {
        1..=12 => (1900, month),
        21..=32 => (1800, month - 20),
        41..=52 => (2000, month - 40),
        _ => return Err(IdError::Date),
    };
    let small = |n: i16| i8::try_from(n).map_err(|_| IdError::Date);
    Date::new(century + year, small(month)?, small(day)?).map_err(|_| IdError::Date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("7523169263", date(1875, 3, 16), Sex::Male)]
    #[case("8032056031", date(1880, 12, 5), Sex::Female)]
    #[case("7542011030", date(2075, 2, 1), Sex::Female)]
    #[case("0550290476", date(2005, 10, 29), Sex::Female)]
    #[case("6101047500", date(1961, 1, 4), Sex::Male)]
    fn known(#[case] text: &str, #[case] birth: Date, #[case] sex: Sex) {
        let egn = Egn::parse(text).unwrap();
        assert_eq!((egn.birth(), egn.sex(), egn.reveal().as_str()), (birth, sex, text));
    }

    #[rstest]
    #[case("6101047501", IdError::Check)]
    #[case("610104750", IdError::Shape)]
    #[case("61010475000", IdError::Shape)]
    #[case("610104750a", IdError::Shape)]
    #[case("6113047500", IdError::Date)]
    #[case("6102307500", IdError::Date)]
    #[case("", IdError::Shape)]
    fn refused(#[case] text: &str, #[case] why: IdError) {
        assert_eq!(Egn::parse(text), Err(why));
    }

    #[test]
    fn debug_does_not_tell() {
        let shown = format!("{:?}", Egn::parse("6101047500").unwrap());
        assert!(!shown.contains(|c: char| c.is_ascii_digit()));
    }

    #[test]
    fn a_future_birth_is_refused_when_asked() {
        let egn = Egn::parse("7542011030").unwrap();
        assert_eq!(egn.check_born_by(date(2026, 11, 21)), Err(IdError::Future));
        assert_eq!(egn.check_born_by(date(2075, 2, 1)), Ok(()));
    }

    proptest! {
        #[test]
        fn composed_is_parsed_back(days in 0i32..109_000, sequence in 0u16..1000) {
            let birth = crate::day::date(crate::day::from_ymd(1800, 1, 1) + days);
            let egn = Egn::compose(birth, sequence).unwrap();
            let back = Egn::parse(&egn.reveal()).unwrap();
            prop_assert_eq!(back.birth(), birth);
            prop_assert_eq!(back, egn);
        }

        #[test]
        fn one_wrong_digit_is_always_noticed(place in 0usize..9, add in 1u8..10) {
            let good = "6101047500";
            let mut bytes = good.as_bytes().to_vec();
            bytes[place] = b'0' + (bytes[place] - b'0' + add) % 10;
            let bad = String::from_utf8(bytes).unwrap();
            // Two remainders (0 and 10) share the check digit 0, so a rare change stays unseen; it
            // is never seen as the same person.
            if let Ok(other) = Egn::parse(&bad) {
                prop_assert_ne!(other.reveal(), good);
            }
        }
    }
}
