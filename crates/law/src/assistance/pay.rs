//! The price of an hour and what a month costs (чл. 31, 33 ЗЛП; чл. 12, 18 НСОРЗ).
//!
//! Invariants: the price is coefficient × minimum hourly wage of the month, rounded to a cent first
//! unless reading F4 says otherwise; each line is rounded half up once; cost = gross +
//! contributions, gross = pay + supplement.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::day::{number, written};
use crate::derivation::Derivation;
use crate::money::{Currency, Money};
use crate::rate::{Rate, million, to_cents};
use crate::reader::{Dated, Reader, Version};
use crate::rule::{Confidence, Rule};
use crate::time::{Minutes, Month};
use crate::{Law, LawError};

#[derive(Deserialize)]
struct RawMoney {
    amount: String,
    currency: Currency,
}

/// Reads `{ amount = "3.74", currency = "EUR" }`.
pub(crate) fn read_money(rule: &Rule) -> Result<Money, LawError> {
    let raw: RawMoney = rule.typed()?;
    Money::parse(&raw.amount, raw.currency)
}

#[derive(Debug, Clone)]
pub(crate) struct PayRules {
    coefficient: Dated<Rate>,
    minimum_hour: Dated<Money>,
    pub(crate) minimum_month: Dated<Money>,
    supplement: Dated<Rate>,
    contributions: Dated<Rate>,
    administration: Dated<Rate>,
    rounds_first: Dated<bool>,
    pub(super) leave_base_days: u32,
}

impl PayRules {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        reader.one("reading.F4.base")?;
        for id in ["assistance.flat-month", "assistance.counted-hours", "reading.F7"] {
            reader.one(id)?.1.yes()?;
        }
        Ok(Self {
            coefficient: reader.dated("assistance.coefficient", Rate::factor_of)?,
            minimum_hour: reader.dated("wage.minimum.hour", read_money)?,
            minimum_month: reader.dated("wage.minimum.month", read_money)?,
            supplement: reader.dated("pay.service-supplement", Rate::percent_of)?,
            contributions: reader.dated("pay.contributions", Rate::percent_of)?,
            administration: reader.dated("assistance.administration", Rate::percent_of)?,
            rounds_first: reader.dated("reading.F4.rounding", Rule::yes)?,
            leave_base_days: reader.one("pay.leave.base-days")?.1.int()?,
        })
    }
}

/// The prices of one month, looked up once: the fast path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayScale {
    /// Price of an hour in millionths of a cent.
    price: i64,
    supplement: Rate,
    contributions: Rate,
    administration: Rate,
    currency: Currency,
}

/// What one assistant's month costs, in cents of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayLines {
    /// Hours times price.
    pub pay: i64,
    /// Supplement for full years of service.
    pub service_supplement: i64,
    /// Pay and supplement.
    pub gross: i64,
    /// Employer's contributions on the gross.
    pub contributions: i64,
    /// Gross and contributions.
    pub cost: i64,
    /// What the municipality gets for administration, on top.
    pub administration: i64,
}

impl PayScale {
    /// The lines for counted minutes and full years of service. Does not allocate.
    #[must_use]
    #[inline]
    pub fn lines(&self, minutes: Minutes, years_of_service: u32) -> PayLines {
        let product = i128::from(self.price) * i128::from(minutes.0);
        let pay = to_cents(product, 60 * million());
        let service_supplement = self.supplement.times(years_of_service).of_cents(pay);
        let gross = pay + service_supplement;
        let contributions = self.contributions.of_cents(gross);
        let cost = gross + contributions;
        let administration = self.administration.of_cents(cost);
        PayLines { pay, service_supplement, gross, contributions, cost, administration }
    }

    /// Currency of the lines.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Price of an hour as a decimal, such as `5.24` (or `5.236` when it is not rounded first).
    #[must_use]
    pub fn hour_price(&self) -> String {
        let exact = rust_decimal::Decimal::new(self.price, 8).normalize();
        let places = exact.scale().max(2);
        format!("{exact:.*}", places as usize)
    }

    /// The supplement for full years of service in percent, as people write it: `7.2`.
    #[must_use]
    pub fn service_percent(&self, years_of_service: u32) -> String {
        self.supplement.times(years_of_service).percent_text()
    }

    /// The rate of the employer's contributions in percent: `19.22`.
    #[must_use]
    pub fn contributions_percent(&self) -> String {
        self.contributions.percent_text()
    }

    /// The rate for administration in percent: `3`.
    #[must_use]
    pub fn administration_percent(&self) -> String {
        self.administration.percent_text()
    }

    /// The full cost of some hours, rounded once: what чл. 2, ал. 6 of the Наредба multiplies.
    pub(super) fn full_cost(&self, minutes: Minutes, years_of_service: u32) -> i64 {
        let supplement = self.supplement.times(years_of_service).one_plus();
        let price = i128::from(self.price) * supplement * self.contributions.one_plus();
        to_cents(price * i128::from(minutes.0), 60 * million() * million() * million())
    }
}

/// The pay of one month with its reasoning. Amounts are decimal text in `currency`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pay {
    /// The month.
    pub month: Month,
    /// Counted hours, `84:00`.
    pub hours: Minutes,
    /// Full years of service.
    pub years_of_service: u32,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Price of an hour.
    pub hour_price: String,
    /// Hours times price.
    pub pay: String,
    /// Supplement for service.
    pub service_supplement: String,
    /// Pay and supplement.
    pub gross: String,
    /// Employer's contributions.
    pub contributions: String,
    /// Gross and contributions.
    pub cost: String,
    /// For administration, on top of the cost.
    pub administration: String,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

impl Law {
    /// The prices of a month. `employer_rate` replaces the rate of the rules.
    ///
    /// # Errors
    /// `NotInForce` when a rate of the month is not known.
    pub fn pay_scale(
        &self,
        month: Month,
        employer_rate: Option<Rate>,
    ) -> Result<PayScale, LawError> {
        let rules = &self.assistance.pay;
        let no = number(month.first_day());
        let minimum = rules.minimum_hour.at(no)?.value;
        let mut price = rules.coefficient.at(no)?.value.scale_cents(minimum.cents);
        if rules.rounds_first.around(no).value {
            price = to_cents(i128::from(price), million()).saturating_mul(1_000_000);
        }
        Ok(PayScale {
            price,
            supplement: rules.supplement.at(no)?.value,
            contributions: match employer_rate {
                Some(rate) => rate,
                None => rules.contributions.at(no)?.value,
            },
            administration: rules.administration.at(no)?.value,
            currency: minimum.currency,
        })
    }

    /// Whether the minimum hourly wage of an earlier year had to be used for a month: the value of its
    /// own year is not known yet.
    ///
    /// # Errors
    /// `NotInForce` when no value holds in the month.
    pub fn is_price_old(&self, month: Month) -> Result<bool, LawError> {
        let no = number(month.first_day());
        let version = self.assistance.pay.minimum_hour.at(no)?;
        Ok(is_stale(&self.book().rules()[version.rule], month.first_day()))
    }

    /// The pay of a month for counted hours.
    ///
    /// # Errors
    /// As [`Law::pay_scale`].
    ///
    /// ```
    /// use law::{Law, Minutes, Month};
    /// let pay = Law::current().pay(Month::parse("2026-10")?, Minutes::hours(84), 12, None)?;
    /// assert_eq!((pay.hour_price.as_str(), pay.cost.as_str()), ("5.24", "562.54"));
    /// # Ok::<(), law::LawError>(())
    /// ```
    pub fn pay(
        &self,
        month: Month,
        hours: Minutes,
        years_of_service: u32,
        employer_rate: Option<Rate>,
    ) -> Result<Pay, LawError> {
        let scale = self.pay_scale(month, employer_rate)?;
        let lines = scale.lines(hours, years_of_service);
        let text = |cents| Money { cents, currency: scale.currency }.decimal();
        let mut why = Derivation::default();
        let asked = Asked { month, hours, years: years_of_service, employer_rate };
        self.explain_pay(&mut why, &scale, &lines, &asked)?;
        Ok(Pay {
            month,
            hours,
            years_of_service,
            currency: scale.currency,
            hour_price: scale.hour_price(),
            pay: text(lines.pay),
            service_supplement: text(lines.service_supplement),
            gross: text(lines.gross),
            contributions: text(lines.contributions),
            cost: text(lines.cost),
            administration: text(lines.administration),
            derivation: why,
        })
    }

    fn explain_pay(
        &self,
        why: &mut Derivation,
        scale: &PayScale,
        lines: &PayLines,
        asked: &Asked,
    ) -> Result<(), LawError> {
        let rules = &self.assistance.pay;
        let no = number(asked.month.first_day());
        let show = |cents| Money { cents, currency: scale.currency }.written();
        let minimum = rules.minimum_hour.at(no)?;
        self.step(
            why,
            minimum,
            format!(
                "Минималната часова заплата за {} е {}.",
                asked.month.written(),
                show(minimum.value.cents)
            ),
        );
        let factor = rules.coefficient.at(no)?;
        let coefficient = self.book().rules()[factor.rule].value_text().replace('.', ",");
        let price = scale.hour_price().replace('.', ",");
        self.step(
            why,
            factor,
            format!("Цената на часа е {coefficient} × {} = {price}.", show(minimum.value.cents)),
        );
        why.cite(&self.book().rules()[rules.rounds_first.around(no).rule]);
        why.cite(self.book().newest("reading.F4.base")?);
        why.step(format!("{} ч. × {price} = {}.", asked.hours, show(lines.pay)));
        let supplement = rules.supplement.at(no)?;
        let percent = scale.supplement.times(asked.years).written();
        let text = format!(
            "Стаж {} пълни години: {percent} = {}.",
            asked.years,
            show(lines.service_supplement)
        );
        self.step(why, supplement, text);
        why.step(format!("Брутно: {}.", show(lines.gross)));
        let rate = scale.contributions.written();
        let text = format!("Осигуровки за работодателя {rate}: {}.", show(lines.contributions));
        match asked.employer_rate {
            Some(_) => why.step(format!("{text} Процентът е зададен.")),
            None => self.step(why, rules.contributions.at(no)?, text),
        }
        why.step(format!("Разход: {}.", show(lines.cost)));
        let percent = scale.administration.written();
        let text = format!("За администриране {percent}: {}.", show(lines.administration));
        self.step(why, rules.administration.at(no)?, text);
        self.warn_if_old(why, asked.month)
    }

    /// Warns when a yearly value of an earlier year had to be used.
    fn warn_if_old(&self, why: &mut Derivation, month: Month) -> Result<(), LawError> {
        let no = number(month.first_day());
        let rule = &self.book().rules()[self.assistance.pay.minimum_hour.at(no)?.rule];
        if is_stale(rule, month.first_day()) {
            why.confidence = why.confidence.max(Confidence::M);
            why.step(format!(
                "Внимание: „{}“ е от {}; за {} г. още няма обявена стойност.",
                rule.title,
                written(rule.valid_from),
                month.first_day().year()
            ));
        }
        Ok(())
    }

    fn step<T>(&self, why: &mut Derivation, version: &Version<T>, text: String) {
        why.step_by(&self.book().rules()[version.rule], text);
    }
}

struct Asked {
    month: Month,
    hours: Minutes,
    years: u32,
    employer_rate: Option<Rate>,
}

/// Whether a value that changes every year is from an earlier year than the day asked about.
pub(crate) fn is_stale(rule: &Rule, day: Date) -> bool {
    let yearly = rule.extra.get("yearly").and_then(toml::Value::as_bool).unwrap_or(false);
    yearly && rule.valid_from.year() < day.year()
}
