//! Fees for social services: who pays, what is free, what is reduced (чл. 46–52, 102–104 ЗСУ;
//! чл. 72–77 ППЗСУ).
//!
//! Invariants: a fee of the state tariff is waived before it is reduced; services of the municipal
//! budget go by the council's ordinance, private ones by the provider; the law's list never gives
//! an amount, only who owes one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::competence::Funding;
use crate::day::number;
use crate::derivation::Derivation;
use crate::reader::{Dated, Reader};
use crate::rule::Rule;
use crate::{Access, Law, LawError};

/// What the fee depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeQuestion {
    /// The day.
    pub date: Date,
    /// Item of чл. 15 ЗСУ.
    pub kind: u8,
    /// Access.
    #[serde(default)]
    pub access: Access,
    /// Who funds the service.
    pub funding: Funding,
    /// Item of чл. 104, ал. 1 ЗСУ, when the service is one of the free ones.
    #[serde(default)]
    pub free_item: Option<u8>,
    /// The person.
    #[serde(default)]
    pub payer: Payer,
}

/// The person who would pay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Payer {
    /// Age in full years.
    pub age: Option<u32>,
    /// In secondary school.
    pub secondary_school: bool,
    /// Used residential care under ЗЗДет until 18.
    pub care_leaver: bool,
    /// No income and no deposits.
    pub no_income_no_deposits: bool,
    /// Items of чл. 75 ППЗСУ that hold, 1..=5.
    pub reduced_items: Vec<u8>,
    /// Items of чл. 76 ППЗСУ that hold, 1..=4.
    pub full_anyway_items: Vec<u8>,
    /// Support in crisis after the urgency ended.
    pub after_crisis: bool,
}

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeDue {
    /// Nothing.
    None,
    /// Less than the whole fee; by how much the law does not say.
    Reduced,
    /// The whole fee of the state tariff.
    Full,
    /// What the municipal council decided.
    ByCouncil,
    /// What the provider decided.
    ByProvider,
}

/// The answer about a fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// What is owed.
    pub due: FeeDue,
    /// The rule that decided.
    pub rule: String,
    /// Unit in which the fee is counted (чл. 73 ППЗСУ).
    pub unit: String,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

/// One rate of the tariff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TariffRate {
    /// Rule id.
    pub id: String,
    /// The old type of service.
    pub name: String,
    /// Percent of personal income.
    pub percent: String,
    /// How sure; the shipped tariff is of 2006.
    pub confidence: crate::Confidence,
}

#[derive(Debug, Clone)]
pub(crate) struct Fees {
    assistant_support_due: Dated<bool>,
    care_leaver: (u32, u32),
    adult: u32,
}

#[derive(Deserialize)]
struct Ages {
    from: u32,
    to: u32,
}

impl Fees {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        for family in [
            "fee.exempt.",
            "fee.free.",
            "fee.reduced.",
            "fee.full-anyway.",
            "fee.reduced-service.",
            "fee.tariff.",
            "fee.unit.",
        ] {
            reader.family(family);
        }
        for id in ["fee.no-prepayment", "fee.arrears", "fee.day-hours"] {
            reader.one(id)?;
        }
        let ages: Ages = reader.one("fee.exempt.care-leaver")?.1.typed()?;
        Ok(Self {
            assistant_support_due: reader.dated("fee.assistant-support.due", Rule::yes)?,
            care_leaver: (ages.from, ages.to),
            adult: reader.one("service.adult-age")?.1.int()?,
        })
    }
}

/// A unit in which what a service gives is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeliveryUnit {
    /// `hour`, `half-day`, `day`, `day-night`.
    pub code: String,
    /// Its name in Bulgarian.
    pub name: String,
    /// How long it is.
    pub minutes: u32,
    /// The article.
    pub articles: Vec<String>,
}

const UNIT: &str = "fee.unit.";

fn unit(rule: &Rule) -> Result<DeliveryUnit, LawError> {
    Ok(DeliveryUnit {
        code: rule.id.trim_start_matches(UNIT).to_owned(),
        name: rule.title.clone(),
        minutes: rule.int()?,
        articles: rule.articles.clone(),
    })
}

const ASSISTANT_SUPPORT: u8 = 10;
const ADVOCACY: u8 = 2;

impl Law {
    /// Whether a fee is owed for a service, and why.
    ///
    /// # Errors
    /// `BadInput` for a kind outside чл. 15 or an item that does not exist; `NotInForce`.
    pub fn fee(&self, question: &FeeQuestion) -> Result<Fee, LawError> {
        let unit = self.kind(question.kind)?.fee_unit.clone();
        let mut why = Derivation::default();
        let (due, rule) = self.fee_rule(question, &mut why)?;
        Ok(Fee { due, rule, unit, derivation: why })
    }

    fn fee_rule(
        &self,
        question: &FeeQuestion,
        why: &mut Derivation,
    ) -> Result<(FeeDue, String), LawError> {
        match question.funding {
            Funding::Municipal => {
                why.step("Само общинско финансиране: таксата е с решение на общинския съвет.");
                return Ok((FeeDue::ByCouncil, String::new()));
            }
            Funding::Private => {
                why.step("Услугата е без публично финансиране: цената определя доставчикът.");
                return Ok((FeeDue::ByProvider, String::new()));
            }
            Funding::State | Funding::Mixed => {}
        }
        if let Some(id) = self.waived(question)? {
            return self.decided(why, FeeDue::None, &id, question.date);
        }
        if let Some(id) = self.reduced(question)? {
            return self.decided(why, FeeDue::Reduced, &id, question.date);
        }
        if let Some(item) = question.payer.full_anyway_items.first() {
            return self.decided(
                why,
                FeeDue::Full,
                &format!("fee.full-anyway.{item}"),
                question.date,
            );
        }
        self.decided(why, FeeDue::Full, "fee.no-prepayment", question.date)
    }

    fn waived(&self, question: &FeeQuestion) -> Result<Option<String>, LawError> {
        let payer = &question.payer;
        if let Some(item) = question.free_item {
            let id = format!("fee.free.{item:02}");
            self.book().newest(&id).map_err(|_| {
                LawError::input(format!("няма т. {item} в списъка на безплатните услуги"))
            })?;
            return Ok(Some(id));
        }
        let no = number(question.date);
        let support = question.kind == ASSISTANT_SUPPORT;
        if support && !self.fees.assistant_support_due.at(no)?.value {
            return Ok(Some("fee.assistant-support.due".to_owned()));
        }
        let (from, to) = self.fees.care_leaver;
        let found = if payer.secondary_school || payer.age.is_some_and(|a| a < self.fees.adult) {
            Some("fee.exempt.child")
        } else if payer.care_leaver && payer.age.is_some_and(|a| (from..=to).contains(&a)) {
            Some("fee.exempt.care-leaver")
        } else if payer.no_income_no_deposits {
            Some("fee.exempt.no-income")
        } else {
            None
        };
        Ok(found.map(str::to_owned))
    }

    fn reduced(&self, question: &FeeQuestion) -> Result<Option<String>, LawError> {
        let payer = &question.payer;
        for item in &payer.reduced_items {
            let id = format!("fee.reduced.{item}");
            self.book().newest(&id).map_err(|_| {
                LawError::input(format!("няма т. {item} в случаите на намалена такса"))
            })?;
        }
        for item in &payer.full_anyway_items {
            self.book().newest(&format!("fee.full-anyway.{item}")).map_err(|_| {
                LawError::input(format!("няма т. {item} в случаите на пълна такса"))
            })?;
        }
        // Low income (the last two items) does not help in residential care when there is property.
        let property = question.kind == 8 && !payer.full_anyway_items.is_empty();
        let holds = |item: &&u8| !(property && **item >= 4);
        if let Some(item) = payer.reduced_items.iter().find(holds) {
            return Ok(Some(format!("fee.reduced.{item}")));
        }
        let service = if question.access == Access::General1 {
            Some("fee.reduced-service.general-1")
        } else if question.kind == ADVOCACY {
            Some("fee.reduced-service.advocacy")
        } else if payer.after_crisis {
            Some("fee.reduced-service.crisis-after")
        } else {
            None
        };
        Ok(service.map(str::to_owned))
    }

    fn decided(
        &self,
        why: &mut Derivation,
        due: FeeDue,
        id: &str,
        day: Date,
    ) -> Result<(FeeDue, String), LawError> {
        let rule = self.book().at(id, day)?;
        let verdict = match due {
            FeeDue::None => "Такса не се дължи",
            FeeDue::Reduced => "Таксата е в намален размер",
            _ => "Дължи се пълна такса",
        };
        why.step_by(rule, format!("{verdict}: {}.", rule.title));
        if let Some(open) = &rule.open {
            why.step(format!("Отворен въпрос: {open}"));
        }
        Ok((due, id.to_owned()))
    }

    /// Rates of the state tariff, as far as they were found.
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    pub fn tariff(&self) -> Result<Vec<TariffRate>, LawError> {
        let rates = self.book().rules().iter();
        let rates = rates.filter(|r| r.id.starts_with("fee.tariff.") && r.unit == "percent");
        rates
            .map(|rule| {
                Ok(TariffRate {
                    id: rule.id.clone(),
                    name: rule.title.clone(),
                    percent: rule.word()?.to_owned(),
                    confidence: rule.confidence,
                })
            })
            .collect()
    }

    /// The units in which what a kind of service gives is counted (чл. 73 ППЗСУ), shortest first.
    ///
    /// # Errors
    /// `BadInput` for a kind outside чл. 15; `BadRules` never with a law that was built.
    pub fn delivery_units(&self, kind: u8) -> Result<Vec<DeliveryUnit>, LawError> {
        let of = &self.kind(kind)?.fee_unit;
        let rules = self.book().rules().iter().filter(|rule| rule.id.starts_with(UNIT));
        let rules = rules.filter(|rule| rule.texts("of").contains(of));
        let mut units = rules.map(unit).collect::<Result<Vec<_>, LawError>>()?;
        units.sort_by_key(|unit| unit.minutes);
        Ok(units)
    }

    /// Unpaid months after which the month of rule D24 starts (чл. 102, ал. 2 ЗСУ).
    ///
    /// # Errors
    /// `BadRules` never happens with a law that was built.
    pub fn arrears_months(&self) -> Result<u32, LawError> {
        self.book().newest("fee.arrears")?.int()
    }
}
