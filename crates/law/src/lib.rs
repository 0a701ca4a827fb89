//! What the law says, and what follows from it: pure, dated, cited, explained.
//!
//! No I/O, no clock, no floats. What the law says lies in `rules/*.toml`; the code holds neither
//! numbers nor articles. Every answer carries a [`Derivation`]: the steps in Bulgarian, the
//! articles, the version of the rule files, and how sure the least sure rule used is. In JSON the
//! derivation is flattened into the answer (`derivation`, `articles`, `rule_version`,
//! `confidence`).
//!
//! # How to ask
//!
//! [`Law::current`] is the law shipped with the program, made once. [`Law::with_draft`] lays a
//! draft TOML over it, so that every answer that hangs on a changed rule changes.
//!
//! ```
//! use law::{Case, Competent, Duration, Law, Pause, Regime, ValidityInput, ValidityState};
//! use jiff::civil::date;
//!
//! let law = Law::current();
//!
//! // Days: чл. 154 КТ.
//! assert!(!law.is_working(date(2026, 12, 28)));
//! assert_eq!(law.add_working_days(date(2026, 12, 21), 3), date(2026, 12, 29));
//!
//! // Terms: D01–D67, Z01–Z59, branches such as D14.extended.
//! let due = law.due("D01", date(2026, 12, 11), &[])?;
//! assert_eq!(due.due, Some(date(2026, 12, 31)));
//! assert!(due.derivation.articles.contains(&"чл. 10, ал. 4 ППЗСУ".to_owned()));
//! let paused = law.due("D01", date(2026, 12, 11), &[Pause::parse("2026-12-20..2026-12-24")?])?;
//! assert_eq!(paused.due, Some(date(2027, 1, 5)));
//!
//! // The regime and who refers.
//! assert_eq!(law.regime(date(2026, 12, 30)), Regime::Old);
//! let case: Case = serde_json::from_str(r#"{
//!     "date": "2026-12-30", "this_municipality": "RSE27",
//!     "service": {"kind": 7, "access": "specialised", "level": "municipal", "funding": "state"},
//!     "person": {"present_address": "RSE27"}
//! }"#)?;
//! let answer = law.competence(&case)?;
//! assert_eq!((answer.rule.as_str(), answer.competent), ("R6", Competent::Dsp));
//! println!("{}", answer.derivation.text());
//!
//! // Validity of a preliminary assessment.
//! let validity = law.validity(&ValidityInput {
//!     signed: date(2026, 12, 31), duration: Duration::Short, pauses: vec![],
//!     as_of: date(2027, 1, 15),
//! })?;
//! assert_eq!(validity.valid_until, Some(date(2027, 2, 1)));
//! assert_eq!(validity.state, ValidityState::Valid);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! For many terms at once look the rule up once: [`Law::deadline`] gives a [`Deadline`] whose
//! [`Deadline::day`] does not allocate. Identifiers are [`Egn`], [`Lnch`], [`ServiceNumber`],
//! [`Eik`], [`Iban`]; money is [`Money`] in whole cents; the rules themselves are [`Law::book`].
//!
//! The rest, in one line each:
//!
//! ```
//! use law::{Citizen, FeeQuestion, Law, Minutes, Month, PopulationCount, Support};
//!
//! let law = Law::current();
//! // Personal assistance: contract by hours, pay of a month, a report on its way to pay.
//! assert_eq!(law.contract(120)?.hours_per_day, Some(6));
//! let pay = law.pay(Month::parse("2026-10")?, Minutes::parse("84:00")?, 12, None)?;
//! assert_eq!((pay.cost.as_str(), pay.administration.as_str()), ("562.54", "16.88"));
//! // What a citizen has a right to; unanswered questions are asked, not guessed.
//! let mut citizen = Citizen::default();
//! citizen.set("disability", &95.into())?;
//! let rights = law.rights(&citizen, None);
//! assert!(rights.rights.iter().any(|r| r.id == "parking-card"));
//! // Fees, incompatibilities, the planning formula.
//! let question: FeeQuestion =
//!     serde_json::from_str(r#"{"date": "2026-12-01", "kind": 10, "funding": "state"}"#)?;
//! assert_eq!(law.fee(&question)?.due, law::FeeDue::None);
//! assert!(!law.conflicts(Support::PersonalAssistance, Support::ResidentialCare).is_empty());
//! let need = law.need(&PopulationCount::read_csv("criterion,count,source,date\n")?)?;
//! assert_eq!(need.services.len(), 25);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A municipality's own values go through [`Law::with_local`] (or, as TOML,
//! [`Law::with_municipal`]), which refuses what the law does not leave to it. Two laws over one population: [`Law::compare`]. The commands of `opora law`:
//! [`cli`]. All rules in Markdown: [`handbook`].
//!
//! # Invariants
//!
//! Same input, same output. A rule that no code reads, two versions of a rule on one day, a float
//! in a rule: the law refuses to be built, and a test builds it. A term that the law moves never
//! ends on a day off; adding a pause never brings a term forward.

mod articles;
mod assignment;
mod assistance;
mod book;
mod calendar;
pub mod cli;
mod compare;
mod competence;
mod csv;
mod day;
mod deadline;
mod derivation;
mod draft;
mod eligibility;
mod error;
mod fees;
mod handbook;
mod id;
mod law;
mod licence;
mod local;
mod money;
mod pause;
mod persons;
mod planning;
mod rate;
mod reader;
mod rule;
mod services;
mod standards;
mod support;
mod time;
mod training;
mod validity;
mod words;
mod working_age;

pub use assistance::{
    Amendment, ChildAid, ChildAidInput, Contract, EndGround, LeaveInput, MonthWork, Pay, PayLines,
    PayScale, Redirected, RegisterEnd, ReportInput, ReportStatus, ReportTimeline, WorkLimits,
};
pub use book::{Book, Source};
pub use calendar::{Calendar, LAST_YEAR, NonWorking};
pub use cli::RuleFilter;
pub use compare::{Comparison, DeskChange, GroupChange, MoneyChange, Population, RightChange};
pub use competence::{
    Access, Case, Competence, Competent, Desk, Funding, Guardianship, Level, Notify, Person,
    Referral, Regime, Replacement, Service, Urgent,
};
pub use day::{parse_day, weekday_name, written, written_long};
pub use deadline::{Deadline, Due, DueDay, VariantDue};
pub use derivation::Derivation;
pub use eligibility::{Answer, Citizen, Decision, Fact, Right, RightAnswer, Rights, UNKNOWN};
pub use error::LawError;
pub use fees::{DeliveryUnit, Fee, FeeDue, FeeQuestion, Payer, TariffRate};
pub use handbook::handbook;
pub use id::{Egn, Eik, Iban, IdError, IdKind, IdKinds, Lnch, ServiceNumber, Sex, id_kinds};
pub use law::Law;
pub use licence::LicenceTerms;
pub use local::{Left, LocalRefusal, LocalValue};
pub use money::{Currency, Exchange, Money, Rounding};
pub use pause::Pause;
pub use persons::{Capacity, CapacityInput, Signs};
pub use planning::{Criterion, Need, NeedService, NeedTerm, PopulationCount, WholeUsers};
pub use rate::Rate;
pub use rule::{Confidence, Rule};
pub use services::{
    Conflict, Kind, Legacy, LegacyKind, Mobile, ResidentialLimit, ResidentialPerson, Support,
};
pub use standards::{LeastServices, Standard, StandardCheck, StandardNumbers};
pub use support::{Disabled, Pension, Quota, SupportAmount};
pub use time::{Minutes, Month};
pub use training::{TrainingNorm, TrainingNumbers};
pub use validity::{Duration, PauseGround, Validity, ValidityInput, ValidityPause, ValidityState};
pub use working_age::WorkingAge;
