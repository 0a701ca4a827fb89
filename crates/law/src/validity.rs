//! Validity of a preliminary assessment (ПО): 1, 2 or 3 months, with four stops of the clock.
//!
//! Invariants: validity is computed from the signing and the pauses, never stored; a pause that
//! goes on leaves it without an end; the terms are rules D08–D10 (чл. 16 ППЗСУ).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::day::{date, number, written_long};
use crate::deadline::{Count, Unit};
use crate::derivation::Derivation;
use crate::pause::Pause;
use crate::{Law, LawError};

/// The kind of use that the person chose; it decides the length of validity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duration {
    /// Up to 6 months of use.
    Short,
    /// Up to a year of use.
    Medium,
    /// One to three years of use.
    Long,
    /// Residential care.
    Residential,
}

impl Duration {
    /// The rule that holds the length.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Short => "D08",
            Self::Medium | Self::Long => "D09",
            Self::Residential => "D10",
        }
    }
}

/// Why the clock stands still (чл. 16, ал. 2 ППЗСУ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PauseGround {
    /// Hospital treatment.
    Hospital,
    /// On the waiting list of the service.
    Waiting,
    /// The service is restricted in an emergency.
    Restriction,
    /// The person appealed the assessment.
    Appeal,
}

impl PauseGround {
    fn words(self) -> &'static str {
        match self {
            Self::Hospital => "болнично лечение",
            Self::Waiting => "списък на чакащите",
            Self::Restriction => "ограничение на услугата",
            Self::Appeal => "обжалване",
        }
    }
}

/// A stop of the validity clock; both days are paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidityPause {
    /// Why.
    pub ground: PauseGround,
    /// First paused day.
    pub from: Date,
    /// Last paused day; none while it goes on.
    #[serde(default)]
    pub to: Option<Date>,
}

/// What validity depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidityInput {
    /// Day both signatures stood.
    pub signed: Date,
    /// Kind of use chosen.
    pub duration: Duration,
    /// Stops of the clock.
    #[serde(default)]
    pub pauses: Vec<ValidityPause>,
    /// The day the question is about.
    pub as_of: Date,
}

/// Where a preliminary assessment stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ValidityState {
    /// It can be presented to a provider.
    Valid,
    /// The clock stands still.
    Paused,
    /// It is over; a new wish is needed.
    Expired,
}

/// Validity on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Validity {
    /// Last valid day; none while a pause goes on.
    pub valid_until: Option<Date>,
    /// State on the day asked about.
    pub state: ValidityState,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

impl Law {
    /// Whether and until when a preliminary assessment is valid.
    ///
    /// A pause that has not begun by `as_of` and has no end is not yet counted.
    ///
    /// # Errors
    /// `BadInput` when a pause ends before it begins or `as_of` is before the signing; errors of
    /// [`Law::due`].
    pub fn validity(&self, input: &ValidityInput) -> Result<Validity, LawError> {
        if input.as_of < input.signed {
            let text = "денят, за който се пита, е преди подписването на предварителната оценка";
            return Err(LawError::input(text));
        }
        let mut pauses = Vec::with_capacity(input.pauses.len());
        for pause in &input.pauses {
            let known = pause.to.is_some() || pause.from <= input.as_of;
            if known {
                pauses.push(Pause::new(pause.from, pause.to)?);
            }
        }
        let due = self.due(input.duration.rule(), input.signed, &pauses)?;
        let mut why = Derivation::default();
        for pause in &input.pauses {
            let to = pause.to.map_or("продължава".to_owned(), written_long);
            why.step(format!(
                "Спиране: {} – от {} до {to}.",
                pause.ground.words(),
                written_long(pause.from)
            ));
        }
        why.absorb(due.derivation);
        let state = self.state(input, &pauses, due.due)?;
        why.step(match state {
            ValidityState::Valid => "На този ден предварителната оценка е валидна.",
            ValidityState::Paused => "На този ден срокът е спрян.",
            ValidityState::Expired => "На този ден предварителната оценка вече не е валидна.",
        });
        Ok(Validity { valid_until: due.due, state, derivation: why })
    }

    fn state(
        &self,
        input: &ValidityInput,
        pauses: &[Pause],
        until: Option<Date>,
    ) -> Result<ValidityState, LawError> {
        if until.is_some_and(|last| last < input.as_of) {
            return Ok(ValidityState::Expired);
        }
        let inside = |p: &Pause| {
            let last = p.to.map_or(Date::MAX, |to| self.last_paused(input.signed, to));
            p.from <= input.as_of && input.as_of <= last
        };
        Ok(if pauses.iter().any(inside) { ValidityState::Paused } else { ValidityState::Valid })
    }

    fn last_paused(&self, signed: Date, to: Date) -> Date {
        if self.pause_counts_last_day(number(signed)) { to } else { date(number(to) - 1) }
    }

    /// Months of validity of a kind of use on a day; for showing beside the choice.
    ///
    /// # Errors
    /// `NotInForce`.
    pub fn validity_months(&self, duration: Duration, day: Date) -> Result<i32, LawError> {
        let term = self.terms(duration.rule())?.at(number(day))?.value;
        if term.unit == Unit::Months {
            Ok(term.n)
        } else {
            Err(LawError::rules("D08–D10: месеци"))
        }
    }

    /// Last valid day without words: the fast path. `None` while a pause goes on.
    ///
    /// # Errors
    /// As [`Law::due`].
    pub fn valid_until(
        &self,
        signed: Date,
        duration: Duration,
        pauses: &[Pause],
    ) -> Result<Option<Date>, LawError> {
        let from = number(signed);
        let term = self.terms(duration.rule())?.at(from)?.value;
        match crate::deadline::count(self, &term, from, pauses)? {
            Count::Day { day, .. } => Ok(Some(date(day))),
            _ => Ok(None),
        }
    }
}
