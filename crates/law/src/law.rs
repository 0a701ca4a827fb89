//! The law of one moment of legislation: the rules, and what was made of them once.
//!
//! Invariants: a `Law` is immutable and has been validated; equal texts give equal answers; nothing
//! in it reads a clock.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::LawError;
use crate::articles;
use crate::assistance::Assistance;
use crate::book::Book;
use crate::calendar::Calendar;
use crate::compare::CompareRules;
use crate::competence::Competences;
use crate::deadline::Deadlines;
use crate::eligibility::Eligibility;
use crate::fees::Fees;
use crate::money::Rates;
use crate::persons::Persons;
use crate::planning::Planning;
use crate::reader::Reader;
use crate::services::Services;
use crate::standards::Standards;
use crate::support::Disability;
use crate::working_age::WorkingAges;

/// The rule files, embedded, in the order of the handbook.
const FILES: &[&str] = &[
    include_str!("../rules/acts.toml"),
    include_str!("../rules/calendar.toml"),
    include_str!("../rules/competence.toml"),
    include_str!("../rules/deadlines-referral.toml"),
    include_str!("../rules/deadlines-case.toml"),
    include_str!("../rules/deadlines-municipality.toml"),
    include_str!("../rules/deadlines-assistance.toml"),
    include_str!("../rules/deadlines-assistance-2.toml"),
    include_str!("../rules/deadlines-zhu.toml"),
    include_str!("../rules/deadlines-data.toml"),
    include_str!("../rules/deadlines-office.toml"),
    include_str!("../rules/deadlines-voices.toml"),
    include_str!("../rules/deadlines-online.toml"),
    include_str!("../rules/services.toml"),
    include_str!("../rules/catalogue.toml"),
    include_str!("../rules/assistance.toml"),
    include_str!("../rules/assistance-work.toml"),
    include_str!("../rules/assistance-report.toml"),
    include_str!("../rules/control.toml"),
    include_str!("../rules/pay.toml"),
    include_str!("../rules/fees.toml"),
    include_str!("../rules/zhu.toml"),
    include_str!("../rules/eligibility.toml"),
    include_str!("../rules/rights.toml"),
    include_str!("../rules/rights-aid.toml"),
    include_str!("../rules/planning.toml"),
    include_str!("../rules/planning-services.toml"),
    include_str!("../rules/standards.toml"),
    include_str!("../rules/training.toml"),
    include_str!("../rules/comparison.toml"),
    include_str!("../rules/euro.toml"),
    include_str!("../rules/persons.toml"),
    include_str!("../rules/working-age.toml"),
    include_str!("../rules/sources-services.toml"),
    include_str!("../rules/sources-assistance.toml"),
];

/// What the law says, ready to be asked.
#[derive(Debug, Clone)]
pub struct Law {
    book: Book,
    /// Rules whose versions follow each other in time; of the others only the newest is read.
    pub(crate) dated: BTreeSet<String>,
    calendar: Calendar,
    pub(crate) deadlines: Deadlines,
    pub(crate) competences: Competences,
    pub(crate) rates: Rates,
    pub(crate) assistance: Assistance,
    pub(crate) services: Services,
    pub(crate) fees: Fees,
    pub(crate) disability: Disability,
    pub(crate) standards: Standards,
    pub(crate) planning: Planning,
    pub(crate) eligibility: Eligibility,
    pub(crate) compare: CompareRules,
    pub(crate) persons: Persons,
    pub(crate) working_ages: WorkingAges,
}

static CURRENT: LazyLock<Law> = LazyLock::new(|| match Law::embedded() {
    Ok(law) => law,
    // The embedded rules are part of the program and a test reads them: this cannot happen in a
    // program that passed its tests, and there is nothing sensible to serve without a law.
    #[allow(clippy::panic)]
    Err(error) => panic!("вградените правила не се четат: {error}"),
});

impl Law {
    /// The law as embedded in the program, made once.
    #[must_use]
    pub fn current() -> &'static Self {
        &CURRENT
    }

    /// Reads the embedded rules.
    ///
    /// # Errors
    /// `BadRules`; a test makes sure that the shipped rules never do.
    pub fn embedded() -> Result<Self, LawError> {
        Self::build(Book::read(FILES)?)
    }

    /// This law with a draft laid over it; see [`Book::overlay`] for the form of a draft.
    ///
    /// # Errors
    /// `BadRules` when the draft is not TOML, names a rule that does not exist or contradicts
    /// itself.
    ///
    /// ```
    /// let draft = "[[rule]]\nid = \"regime.switch\"\nvalue = \"2027-07-01\"";
    /// let law = law::Law::current().with_draft(draft)?;
    /// assert_eq!(law.regime("2027-06-30".parse()?), law::Regime::Old);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_draft(&self, draft: &str) -> Result<Self, LawError> {
        Self::build(self.book.overlay(draft)?)
    }

    /// This law with a municipality's own settings; see [`Book::overlay_municipal`].
    ///
    /// # Errors
    /// `BadRules` when a setting is not left to the municipality, or as [`Law::with_draft`].
    ///
    /// ```
    /// let law = law::Law::current();
    /// assert!(law.with_municipal("[[rule]]\nid = \"Z51\"\nvalue = 5").is_ok());
    /// assert!(law.with_municipal("[[rule]]\nid = \"D01\"\nvalue = 40").is_err());
    /// ```
    pub fn with_municipal(&self, settings: &str) -> Result<Self, LawError> {
        Self::build(self.book.overlay_municipal(settings)?)
    }

    pub(crate) fn build(book: Book) -> Result<Self, LawError> {
        let reader = Reader::new(&book);
        articles::check(&reader)?;
        crate::assignment::check(&reader)?;
        crate::licence::check(&reader)?;
        crate::training::check(&reader)?;
        let calendar = Calendar::read(&reader)?;
        let deadlines = Deadlines::read(&reader)?;
        let competences = Competences::read(&reader)?;
        let rates = Rates::read(&reader)?;
        let assistance = Assistance::read(&reader)?;
        let services = Services::read(&reader)?;
        let fees = Fees::read(&reader)?;
        let disability = Disability::read(&reader)?;
        let standards = Standards::read(&reader)?;
        let planning = Planning::read(&reader, &standards)?;
        let eligibility = Eligibility::read(&reader)?;
        let compare = CompareRules::read(&reader)?;
        let persons = Persons::read(&reader)?;
        let working_ages = WorkingAges::read(&reader)?;
        let unused = reader.unused();
        if !unused.is_empty() {
            let ids = unused.join(", ");
            return Err(LawError::rules(format!("правила, които никой не ползва: {ids}")));
        }
        let dated = reader.dated_ids();
        Ok(Self {
            dated,
            calendar,
            deadlines,
            competences,
            rates,
            assistance,
            services,
            fees,
            disability,
            standards,
            planning,
            eligibility,
            compare,
            persons,
            working_ages,
            book,
        })
    }

    /// All rules.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The law as a whole in a few words: the newest date of its files, and the draft if there is
    /// one.
    #[must_use]
    pub fn version(&self) -> String {
        let newest = self.book.sources().iter().map(|s| s.date).max().unwrap_or(Date::MIN);
        let changed = self.book.rules().iter().filter(|r| r.draft.is_some());
        let draft = changed.clone().find(|r| !r.local).and_then(|r| r.draft.as_deref());
        match draft {
            None if changed.count() > 0 => format!("law {newest} (със стойности на общината)"),
            None => format!("law {newest}"),
            Some(draft) => format!("law {newest} (проект: {draft})"),
        }
    }

    /// Working and non-working days.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Whether the municipality works on this day.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        self.calendar.is_working(day)
    }

    /// The day itself if working, else the next working day.
    #[must_use]
    pub fn next_working(&self, day: Date) -> Date {
        self.calendar.next_working(day)
    }

    /// The `n`-th working day after a day.
    #[must_use]
    pub fn add_working_days(&self, day: Date, n: u32) -> Date {
        self.calendar.add_working_days(day, n)
    }
}
