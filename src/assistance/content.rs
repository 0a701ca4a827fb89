//! What is written in applications, agreements and contracts: the sealed parts.

use kit::store::{StoreError, Tx};
use kit::types::Day;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The directive of ДСП (чл. 25, ал. 2 ЗХУ).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Directive {
    /// Its number.
    pub number: String,
    /// Its day.
    #[schema(value_type = Option<String>, format = Date)]
    pub issued_on: Option<Day>,
    /// Who issued it.
    pub issued_by: String,
    /// First day of its term.
    #[schema(value_type = Option<String>, format = Date)]
    pub from_on: Option<Day>,
    /// Last day of its term.
    #[schema(value_type = Option<String>, format = Date)]
    pub until_on: Option<Day>,
    /// Degree of dependency, when it is said.
    pub degree: Option<u8>,
    /// Hours a month.
    pub hours: u32,
}

/// Who files the application for the user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Through {
    /// Name.
    pub name: String,
    /// In what capacity: a code of `people::GROUNDS`.
    pub ground: String,
    /// Identifier.
    pub identifier: String,
    /// Permanent address.
    pub permanent: String,
    /// Present address, if another.
    pub present: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// The document that gives the power.
    pub document: String,
}

/// An application (Приложение № 1), without the choice of assistants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Application {
    /// The directive.
    pub directive: Directive,
    /// Who files it, when not the user.
    pub through: Option<Through>,
    /// All hours of the directive are wanted.
    pub all_hours: bool,
    /// Gets the supplement of чл. 103 КСО.
    pub gets_supplement: bool,
    /// Its cents a month, as НОИ says.
    pub supplement_cents: Option<i64>,
    /// Aid of чл. 8д, ал. 5, т. 2 ЗСПД is paid for the user.
    pub gets_child_aid: bool,
    /// Consents that the supplement goes to the municipality.
    pub consent_supplement: Option<bool>,
    /// Consents that a part of the aid goes to the municipality.
    pub consent_child_aid: Option<bool>,
    /// Who signs the consent to the aid: a parent.
    pub parent: String,
    /// The part of the aid, decimal, as it was computed.
    pub child_aid: String,
    /// How it was computed.
    pub child_aid_steps: Vec<String>,
    /// Declares: what is said is true.
    pub is_true: bool,
    /// Agrees to let in strangers.
    pub lets_in: bool,
    /// Declares: no other support for the same needs.
    pub no_other: bool,
    /// Uses similar services or other support.
    pub uses_similar: bool,
    /// Which: term, kind, source of money.
    pub similar: String,
    /// Other documents attached.
    pub documents: String,
    /// Who took it and checked it.
    pub accepted_by: String,
    /// What else the work needs.
    pub note: String,
}

/// What a step, a check, a message or a change says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// In words.
    pub text: String,
    /// A document: number and day.
    pub document: String,
    /// Sources asked and what they answered, of a check.
    pub sources: String,
    /// Who did it.
    pub by: String,
    /// The last day that was given.
    pub until: Option<Day>,
    /// Facts as pairs of a key and a value.
    pub facts: Vec<(String, String)>,
}

/// What an agreement says beside its days and hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// Where help is given.
    pub place: String,
    /// Sanctions, conflicts and other conditions.
    pub other: String,
    /// In which town it was signed.
    pub town: String,
    /// Why and how it ended.
    pub ending: Note,
    /// Proof that a new decision was asked for in time.
    pub held: Note,
}

/// What a labour contract says beside its days and hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Labour {
    /// Where the work is done.
    pub place: String,
    /// Trial, months.
    pub trial_months: u32,
    /// Base pay of a month, decimal.
    pub base_pay: String,
    /// Supplement for service, decimal.
    pub service_pay: String,
    /// Full years of service on the day it began.
    pub years: u32,
    /// Price of an hour.
    pub hour_price: String,
    /// How pay was computed.
    pub steps: Vec<String>,
    /// Paid leave, working days.
    pub leave_days: u32,
    /// Notice, in words of the law.
    pub notice: String,
    /// Other conditions.
    pub other: String,
    /// Absence of the replaced assistant, of a substitute's contract.
    pub absence: String,
    /// Why and how it ended.
    pub ending: Note,
}

/// Opens what was sealed as JSON.
///
/// # Errors
/// When it cannot be opened or read.
pub fn opened<T: DeserializeOwned>(
    tx: &Tx,
    (table, row): (&'static str, i64),
    sealed: &[u8],
) -> Result<T, StoreError> {
    tx.open_json(table, "content_sealed", row, sealed)
}

/// Seals as JSON.
///
/// # Errors
/// When the municipality's key is gone.
pub fn sealed<T: Serialize>(
    tx: &Tx,
    (table, row): (&'static str, i64),
    content: &T,
) -> Result<Vec<u8>, StoreError> {
    tx.seal_json(table, "content_sealed", row, content)
}
