//! The family's aid that goes to the municipality while help is given (чл. 13 ЗЛП; чл. 2, 2а, 8, 9
//! Наредба № РД-07-7).
//!
//! Invariants: the redirected part of the child aid is never below zero and never above the
//! ceiling; the чужда помощ supplement goes whole; which is deducted first is reading F3.

use jiff::civil::Date;
use serde::Serialize;

use super::read_money;
use crate::day::{add_months, date, end_of_month, number};
use crate::derivation::Derivation;
use crate::money::{Currency, Money, Rounding};
use crate::rate::Rate;
use crate::reader::{Dated, Reader};
use crate::time::{Minutes, Month};
use crate::{Law, LawError};

#[derive(Debug, Clone)]
pub(super) struct AidRules {
    ceiling: Dated<Money>,
    deduct_first: Dated<bool>,
    stop_day: i32,
    supplement_stop_day: i32,
    again_months: i32,
}

impl AidRules {
    pub fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        for id in [
            "assistance.child-aid.formula",
            "assistance.supplement.share",
            "assistance.supplement.rate",
            "assistance.supplement.amount",
        ] {
            reader.one(id)?;
        }
        Ok(Self {
            ceiling: reader.dated("assistance.child-aid.ceiling", read_money)?,
            deduct_first: reader
                .dated("reading.F3", |rule| Ok(rule.word()? == "deduct-then-cap"))?,
            stop_day: reader.one("assistance.redirection.child-aid")?.1.int()?,
            supplement_stop_day: reader.one("assistance.redirection.supplement")?.1.int()?,
            again_months: reader.one("assistance.redirection.again")?.1.int()?,
        })
    }
}

/// What the redirected part of the child aid depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChildAidInput {
    /// The month.
    pub month: Month,
    /// Hours stated in section I of the application.
    pub hours: Minutes,
    /// Full years of service of the chosen assistant; 0 when not known.
    pub years_of_service: u32,
    /// The чл. 103 КСО supplement of the user, if any.
    pub supplement: Option<Money>,
    /// Another employer's rate than that of the rules.
    pub employer_rate: Option<Rate>,
}

/// What goes to the municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChildAid {
    /// Cost of the hours under чл. 31 ЗЛП.
    pub cost: String,
    /// The ceiling.
    pub ceiling: String,
    /// The redirected part of the child aid.
    pub amount: String,
    /// The redirected чужда помощ supplement.
    pub supplement: String,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

/// Which aid is redirected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redirected {
    /// Part of the monthly aid for a child.
    ChildAid,
    /// The чл. 103 КСО supplement; `help_given` in the month of the end.
    Supplement {
        /// Whether any help was given in the month in which the contract ended.
        help_given: bool,
    },
}

impl Law {
    /// How much of the monthly aid of a child goes to the municipality.
    ///
    /// # Errors
    /// Those of [`Law::pay_scale`]; `BadInput` when the supplement is in another currency.
    pub fn child_aid(&self, input: &ChildAidInput) -> Result<ChildAid, LawError> {
        let scale = self.pay_scale(input.month, input.employer_rate)?;
        let currency = scale.currency();
        let rules = &self.assistance.aid;
        let version = rules.ceiling.at(number(input.month.first_day()))?;
        let ceiling = if version.value.currency == currency {
            version.value
        } else {
            self.convert(version.value, Rounding::Benefits)?
        };
        let supplement = input.supplement.unwrap_or(Money { cents: 0, currency });
        if supplement.currency != currency || supplement.cents < 0 {
            return Err(LawError::input("добавката е в друга валута или е отрицателна"));
        }
        let cost = scale.full_cost(input.hours, input.years_of_service);
        let amount = if rules.deduct_first.around(number(input.month.first_day())).value {
            (cost - supplement.cents).max(0).min(ceiling.cents)
        } else {
            (cost.min(ceiling.cents) - supplement.cents).max(0)
        };
        let show = |cents| Money { cents, currency }.written();
        let mut why = Derivation::default();
        let formula = self.book().newest("assistance.child-aid.formula")?;
        let price = scale.hour_price().replace('.', ",");
        let text = format!(
            "{}: {} ч. по {price} със стаж и осигуровки = {}.",
            formula.title,
            input.hours,
            show(cost)
        );
        why.step_by(formula, text);
        let cap = &self.book().rules()[version.rule];
        why.step_by(cap, format!("{}: {}.", cap.title, show(ceiling.cents)));
        if supplement.cents > 0 {
            let share = self.book().newest("assistance.supplement.share")?;
            why.step_by(share, format!("{}: {}.", share.title, show(supplement.cents)));
            let order = self.book().newest("reading.F3")?;
            why.step_by(order, format!("{}.", order.title));
        }
        why.step(format!("Към общината се насочват {}.", show(amount)));
        Ok(ChildAid {
            cost: Money { cents: cost, currency }.decimal(),
            ceiling: ceiling.decimal(),
            amount: Money { cents: amount, currency }.decimal(),
            supplement: supplement.decimal(),
            currency,
            derivation: why,
        })
    }

    /// The first day from which a redirected aid is paid to the family again, when the contract of
    /// the only assistant ended on `contract_end`.
    #[must_use]
    pub fn redirection_ends(&self, aid: Redirected, contract_end: Date) -> Date {
        let rules = &self.assistance.aid;
        let this_month = number(contract_end.first_of_month());
        let first = match aid {
            Redirected::ChildAid => add_months(this_month, 1) + rules.stop_day - 1,
            Redirected::Supplement { help_given: true } => {
                add_months(this_month, 1) + rules.supplement_stop_day - 1
            }
            Redirected::Supplement { help_given: false } => {
                this_month + rules.supplement_stop_day - 1
            }
        };
        date(first)
    }

    /// The last day on which the aid is still paid to the family, when a new contract is concluded.
    #[must_use]
    pub fn family_paid_until(&self, new_contract: Date) -> Date {
        date(end_of_month(number(new_contract), self.assistance.aid.again_months))
    }
}
