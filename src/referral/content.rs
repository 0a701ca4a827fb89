//! What is written in a preliminary assessment. Kept sealed as a whole.

use crate::services::ServiceId;
use kit::types::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The content of an assessment, from its first draft on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// Where the facts come from, one source a line.
    pub sources: String,
    /// What is needed, by area of life.
    pub needs: BTreeMap<String, String>,
    /// The services proposed.
    pub proposal: Vec<Proposed>,
    /// Why none is proposed.
    pub no_proposal: String,
    /// What the person said about what is not wanted.
    pub declined_note: String,
    /// Who spoke for or accompanied the person.
    pub accompanying: String,
    /// `yes`, `no`, or empty: the question about the state's system is still open.
    pub consent: String,
    /// The day of the answer.
    pub consent_on: Option<Day>,
    /// How many originals and copies, for whom.
    pub copies: String,
    /// Why it was signed late, in words.
    pub late_note: String,
    /// Why it was annulled, in words.
    pub annul_note: String,
}

/// A service that is proposed, and what the person said to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The service.
    pub service: ServiceId,
    /// Why it suits.
    #[serde(default)]
    pub why: String,
    /// Chosen or not; none until the person answered.
    #[serde(default)]
    pub chosen: Option<bool>,
    /// `short`, `medium`, `long`, `residential`.
    #[serde(default)]
    pub duration: String,
    /// Why it is not wanted.
    #[serde(default)]
    pub reason: String,
}

impl Proposed {
    /// A service just proposed.
    #[must_use]
    pub fn new(service: ServiceId) -> Proposed {
        let (why, duration, reason) = Default::default();
        Proposed { service, why, chosen: None, duration, reason }
    }
}

impl Content {
    /// Whether needs are written.
    #[must_use]
    pub fn has_needs(&self) -> bool {
        self.needs.values().any(|text| !text.is_empty())
    }

    /// Whether services are proposed, or it is said why none is.
    #[must_use]
    pub fn has_proposal(&self) -> bool {
        !self.proposal.is_empty() || !self.no_proposal.is_empty()
    }

    /// Whether the person answered to every service, and each chosen one has its duration.
    #[must_use]
    pub fn has_choice(&self) -> bool {
        self.has_proposal()
            && self.proposal.iter().all(|p| match p.chosen {
                Some(true) => !p.duration.is_empty(),
                Some(false) => true,
                None => false,
            })
    }

    /// Ready to be signed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.has_needs() && self.has_choice()
    }

    /// The content with which the assessment is written again: consent is asked anew.
    #[must_use]
    pub fn begun_again(self) -> Content {
        let (consent, late_note, annul_note) = Default::default();
        Content { consent, consent_on: None, late_note, annul_note, ..self }
    }

    /// How many services the person chose.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.proposal.iter().filter(|p| p.chosen == Some(true)).count()
    }
}

/// An area of life in which needs are written down.
#[derive(Clone, Debug, Deserialize)]
pub struct Area {
    /// Its code.
    pub code: String,
    /// Its name in Bulgarian, as printed.
    pub bg: String,
    /// Its name in English.
    pub en: String,
    /// What belongs there.
    pub hint_bg: String,
    /// The same in English.
    pub hint_en: String,
}

#[derive(Deserialize)]
struct Areas {
    area: Vec<Area>,
}

/// The areas, in the order of the form.
pub fn areas() -> &'static [Area] {
    static AREAS: OnceLock<Vec<Area>> = OnceLock::new();
    AREAS.get_or_init(|| {
        toml::from_str::<Areas>(include_str!("areas.toml")).map(|a| a.area).unwrap_or_default()
    })
}

/// Residential care has a term of its own (чл. 15, т. 8 ЗСУ; чл. 16, ал. 1, т. 3 ППЗСУ).
pub const RESIDENTIAL_KIND: u8 = 8;
/// The durations a person may choose, without residential care.
pub const DURATIONS: [&str; 3] = ["short", "medium", "long"];
