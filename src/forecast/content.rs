//! What a forecast is computed from and what comes out of it, as both are kept. Pure.

use super::assumption::Assumption;
use super::chance::Spread;
use super::cohort::{Rates, Year};
use super::demand::Service;
use super::fit::{Past, Tested};
use super::months::{Ahead, Compared, Known};
use super::queue::Start;
use super::spread::Model;
use serde::{Deserialize, Serialize};

/// What is forecast; words have the key `forecast-what-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The need of the services, year by year.
    Need,
    /// The waiting lists, month by month.
    Waiting,
}

impl What {
    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            What::Need => "need",
            What::Waiting => "waiting",
        }
    }

    /// Of a code; need when it is none.
    #[must_use]
    pub fn of(code: &str) -> What {
        if code == What::Waiting.code() { What::Waiting } else { What::Need }
    }
}

/// What a forecast of need is computed from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NeedInputs {
    /// The assumptions as they were chosen.
    pub used: Vec<Assumption>,
    /// Migration was taken from the newest five known years.
    pub is_fitted: bool,
    /// The year of the population at the start.
    pub year: i32,
    /// The model.
    pub model: Model,
    /// The assumptions before anything was fitted: the forecast of the past begins with them.
    pub assumed: Rates,
    /// Populations of the years that are known.
    pub past: Past,
    /// The services with their need today.
    pub services: Vec<Service>,
}

/// What the forecast of a waiting list is computed from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueInputs {
    /// Kind of services, by its code.
    pub kind: String,
    /// The months that are known.
    pub months: Vec<Known>,
    /// How the simulation begins.
    pub start: Start,
}

/// What a forecast is computed from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inputs {
    /// Of need.
    Need(Box<NeedInputs>),
    /// Of the waiting lists, one of each kind of services.
    Waiting(Vec<QueueInputs>),
}

/// What a forecast of need says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NeedOutcome {
    /// The population by the assumptions as they stand.
    pub years: Vec<Year>,
    /// The shown parts of the population over all runs, year by year.
    pub people: Vec<Vec<Spread>>,
    /// The need of each service over all runs, year by year; empty where a group is missing.
    pub needs: Vec<Vec<Spread>>,
    /// The forecast of the past.
    pub tested: Option<Tested>,
}

/// What the forecast of a waiting list says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QueueOutcome {
    /// Month by month.
    pub ahead: Vec<Ahead>,
    /// The forecast of the past.
    pub tested: Vec<Compared>,
}

/// What comes out of a forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Of need.
    Need(NeedOutcome),
    /// Of the waiting lists, in the order of what they were computed from.
    Waiting(Vec<QueueOutcome>),
}
