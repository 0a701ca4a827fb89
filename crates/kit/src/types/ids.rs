//! One id type for each kind of thing.
//!
//! An id is 63 bits: milliseconds since 2024, then 22 bits that grow within a millisecond
//! (see [`super::Ids`]). It sorts by time, fits one integer column on both databases and is
//! written in addresses as 13 letters and digits of Crockford's base 32.

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Writes an id as 13 characters.
#[doc(hidden)]
#[must_use]
pub fn encode_id(id: i64) -> String {
    let bits = id.cast_unsigned();
    (0..13).rev().map(|place| ALPHABET[((bits >> (place * 5)) & 31) as usize] as char).collect()
}

/// Reads what [`encode_id`] wrote. `None` for anything else.
#[doc(hidden)]
#[must_use]
pub fn decode_id(text: &str) -> Option<i64> {
    if text.len() != 13 {
        return None;
    }
    let mut bits: u64 = 0;
    for byte in text.bytes() {
        let value = ALPHABET.iter().position(|letter| *letter == byte)? as u64;
        if bits >> 59 != 0 {
            return None;
        }
        bits = (bits << 5) | value;
    }
    i64::try_from(bits).ok()
}

/// Declares an id type: a column, a path segment, a JSON string.
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sea_orm::DeriveValueType,
        )]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::types::encode_id(self.0))
            }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                $crate::types::decode_id(text).map($name).ok_or_else(|| "not an id".to_owned())
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id! {
    /// A municipality: the tenant. First in every primary key.
    MunicipalityId
}
id! {
    /// A staff account of one municipality.
    AccountId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_written() {
        for id in [0, 1, 31, 32, 1 << 40, i64::MAX] {
            assert_eq!(decode_id(&encode_id(id)), Some(id));
        }
        assert_eq!(decode_id("zzzzzzzzzzzzz"), None, "64 bits and more are not an id");
        assert_eq!(decode_id("7"), None);
        assert_eq!(decode_id("00000000000u0"), None);
    }
}
