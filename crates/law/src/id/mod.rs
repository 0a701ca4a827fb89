//! Identifiers: shapes and check digits. The type of an identifier is stored, never guessed.
//!
//! Invariants: a parsed identifier has a right check digit; [`Egn`] cannot be printed or serialised
//! by accident (no `Display`, no `Serialize`, redacted `Debug`). The weights are the published
//! algorithms of the registers, not law, so they are code.

mod egn;
mod eik;
mod iban;
mod lnch;

pub use egn::{Egn, Sex};
pub use eik::Eik;
pub use iban::Iban;
pub use lnch::{Lnch, ServiceNumber};

use jiff::civil::Date;
use serde::Serialize;

/// Why a text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not the right number of characters, not digits, or only zeros.
    #[error("броят или видът на знаците не е верен")]
    Shape,
    /// The check digit does not fit.
    #[error("контролната цифра не е вярна")]
    Check,
    /// The birth date does not exist.
    #[error("датата на раждане не съществува")]
    Date,
    /// The birth date lies after the day it is looked at.
    #[error("датата на раждане е в бъдещето")]
    Future,
}

/// Kinds of identifier that a text could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum IdKind {
    /// ЕГН of a Bulgarian citizen.
    Egn,
    /// ЛНЧ of a foreigner.
    Lnch,
    /// ЕИК (БУЛСТАТ) of an organisation.
    Eik,
}

/// What a text could be. For a person's record the clerk chooses the type; this only warns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdKinds {
    /// Kinds whose shape and check digit fit.
    pub kinds: Vec<IdKind>,
    /// Birth day, when it could be an ЕГН.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth: Option<Date>,
    /// Sex, when it could be an ЕГН.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
}

/// Tries a text as every kind of identifier.
///
/// ```
/// let found = law::id_kinds("7523169263");
/// assert_eq!(found.birth, Some(jiff::civil::date(1875, 3, 16)));
/// assert!(law::id_kinds("123456789").kinds.is_empty());
/// ```
#[must_use]
pub fn id_kinds(text: &str) -> IdKinds {
    let egn = Egn::parse(text).ok();
    let mut kinds = Vec::new();
    if egn.is_some() {
        kinds.push(IdKind::Egn);
    }
    if Lnch::parse(text).is_ok() {
        kinds.push(IdKind::Lnch);
    }
    if Eik::parse(text).is_ok() {
        kinds.push(IdKind::Eik);
    }
    IdKinds { kinds, birth: egn.as_ref().map(Egn::birth), sex: egn.as_ref().map(Egn::sex) }
}

/// Exactly `N` ASCII digits as numbers. Zeros alone satisfy every checksum and are nobody's: they
/// are typed where a number is asked for and not known.
fn digits<const N: usize>(text: &str) -> Result<[u8; N], IdError> {
    let bytes: [u8; N] = text.as_bytes().try_into().map_err(|_| IdError::Shape)?;
    let has_number = bytes.iter().any(|byte| *byte != b'0');
    if bytes.iter().all(u8::is_ascii_digit) && has_number {
        Ok(bytes.map(|b| b - b'0'))
    } else {
        Err(IdError::Shape)
    }
}

/// Sum of digits times weights.
fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(&d, &w)| u32::from(d) * w).sum()
}

fn text_of(digits: &[u8]) -> String {
    digits.iter().map(|d| char::from(b'0' + d)).collect()
}
