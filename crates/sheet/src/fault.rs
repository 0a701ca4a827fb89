//! What can be wrong with a cell.

use crate::field::Field;

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Which.
    pub field: Field,
    /// What.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has its words in the texts of imports, by its code")]
pub enum Fault {
    Missing,
    TooLong,
    Digits,
    MixedScript,
    IdShape,
    IdCheck,
    IdDate,
    Day,
    DayFuture,
    DayOld,
    DayDiffers,
    Sex,
    SexDiffers,
    Email,
    PlaceUnknown,
    PlaceSeveral,
    PlaceMissing,
    Language,
    SameInFile,
}

impl Fault {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Fault::Missing => "missing",
            Fault::TooLong => "long",
            Fault::Digits => "digits",
            Fault::MixedScript => "mixed",
            Fault::IdShape => "id-shape",
            Fault::IdCheck => "id-check",
            Fault::IdDate => "id-date",
            Fault::Day => "day",
            Fault::DayFuture => "day-future",
            Fault::DayOld => "day-old",
            Fault::DayDiffers => "day-differs",
            Fault::Sex => "sex",
            Fault::SexDiffers => "sex-differs",
            Fault::Email => "email",
            Fault::PlaceUnknown => "place-unknown",
            Fault::PlaceSeveral => "place-several",
            Fault::PlaceMissing => "place-missing",
            Fault::Language => "language",
            Fault::SameInFile => "same",
        }
    }
}
