//! Money and duties under ЗХУ: monthly support, targeted aids, the employer's quota.
//!
//! Invariants: amounts are a percent or a multiple of the poverty line of the year, rounded half up
//! to cents; boundaries of degrees come from the rules and do not overlap.

mod quota;

use jiff::civil::Date;
pub use quota::Quota;
use serde::{Deserialize, Serialize};

use crate::assistance::{is_stale, read_money};
use crate::day::{DayNo, number};
use crate::derivation::Derivation;
use crate::money::Money;
use crate::rate::Rate;
use crate::reader::{Dated, Reader, RuleNo};
use crate::rule::{Confidence, Rule};
use crate::{Law, LawError};

/// A pension, as far as support depends on it (чл. 70 ЗХУ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pension {
    /// None.
    None,
    /// Disability, general illness.
    Illness,
    /// Disability, work accident or occupational disease.
    Work,
    /// Social disability pension.
    Social,
    /// Military disability.
    Military,
    /// Civil disability.
    Civil,
    /// Survivor's pension.
    Survivor,
    /// Old age.
    OldAge,
}

impl Pension {
    /// All pensions in the order of the question `pension`, with the names that rules use.
    const ALL: [(Self, &'static str); 8] = [
        (Self::None, "none"),
        (Self::Illness, "illness"),
        (Self::Work, "work"),
        (Self::Social, "social"),
        (Self::Military, "military"),
        (Self::Civil, "civil"),
        (Self::Survivor, "survivor"),
        (Self::OldAge, "old_age"),
    ];

    /// The pension at a place of the question.
    pub(crate) fn at(place: u8) -> Option<Self> {
        Self::ALL.get(usize::from(place)).map(|(pension, _)| *pension)
    }
}

fn pension_bits(rule: &Rule) -> Result<u16, LawError> {
    let names = rule.texts("pensions");
    if names.is_empty() {
        return Ok(u16::MAX);
    }
    names.iter().try_fold(0, |bits, name| {
        let place = Pension::ALL.iter().position(|(_, n)| n == name);
        let place =
            place.ok_or_else(|| LawError::rules(format!("„{}“: пенсия „{name}“", rule.id)))?;
        Ok(bits | 1 << place)
    })
}

/// An adult with a permanent disability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disabled {
    /// Degree in whole percent.
    pub degree: u8,
    /// Определена чужда помощ.
    pub foreign_help: bool,
    /// Pension.
    pub pension: Pension,
}

/// A monthly amount with its reasoning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SupportAmount {
    /// Deciding rule; none when nothing is due.
    pub rule: Option<String>,
    /// Decimal amount.
    pub amount: String,
    /// Currency of the amount.
    pub currency: crate::Currency,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

#[derive(Deserialize)]
struct Span {
    from: u32,
    to: u32,
}

#[derive(Debug, Clone)]
struct Tier {
    degree: (u8, u8),
    foreign_help: bool,
    /// Bits of the pensions that fit; all when the rule names none.
    pensions: u16,
    percent: Rate,
    rule: RuleNo,
}

#[derive(Debug, Clone)]
struct ChildAidTier {
    degree: (u8, u8),
    amount: Dated<Money>,
}

#[derive(Debug, Clone)]
pub(crate) struct Disability {
    line: Dated<Money>,
    /// Most demanding first, so that the first that fits decides.
    tiers: Vec<Tier>,
    child_aid: Vec<ChildAidTier>,
    aids: Vec<(String, RuleNo, Rate)>,
    small: (u32, u32, u32),
    large_from: u32,
    large: Rate,
    contribution: Rate,
    alternative: Rate,
}

fn degrees(rule: &Rule) -> Result<(u8, u8), LawError> {
    let span: Span = rule.key("degree")?;
    let small =
        |n: u32| u8::try_from(n).map_err(|_| LawError::rules(format!("„{}“: степен", rule.id)));
    Ok((small(span.from)?, small(span.to)?))
}

impl Disability {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        let mut tiers = Vec::new();
        for n in (1..=5).rev() {
            let (no, rule) = reader.one(&format!("zhu.support.{n}"))?;
            let flag = rule.extra.get("foreign_help").and_then(toml::Value::as_bool);
            tiers.push(Tier {
                degree: degrees(rule)?,
                foreign_help: flag.unwrap_or(false),
                pensions: pension_bits(rule)?,
                percent: Rate::percent_of(rule)?,
                rule: no,
            });
        }
        reader.family("zhu.support.");
        let mut child_aid = Vec::new();
        for name in ["90", "70", "50"] {
            let id = format!("zhu.child-aid.{name}");
            let amount = reader.dated(&id, read_money)?;
            child_aid.push(ChildAidTier { degree: degrees(reader.one(&id)?.1)?, amount });
        }
        let mut aids = Vec::new();
        for (no, rule) in reader.family("zhu.aid.") {
            if rule.unit == "poverty-lines" {
                aids.push((rule.id.clone(), no, Rate::factor_of(rule)?));
            }
        }
        reader.one("parking.percent")?.1.decimal()?;
        let small_rule = reader.one("zhu.quota.small")?.1;
        let staff: Span = small_rule.key("staff")?;
        let large_rule = reader.one("zhu.quota.large")?.1;
        Ok(Self {
            line: reader.dated("zhu.poverty-line", read_money)?,
            tiers,
            child_aid,
            aids,
            small: (staff.from, staff.to, small_rule.int()?),
            large_from: large_rule.key("staff_from")?,
            large: Rate::percent_of(large_rule)?,
            contribution: Rate::percent_of(reader.one("zhu.quota.contribution")?.1)?,
            alternative: Rate::factor_of(reader.one("zhu.quota.alternative")?.1)?,
        })
    }

    /// The tier of a person; none when no support is due.
    #[inline]
    fn tier(&self, who: &Disabled) -> Option<&Tier> {
        self.tiers.iter().find(|t| {
            let fits = (t.degree.0..=t.degree.1).contains(&who.degree);
            let pension = t.pensions >> who.pension as u16 & 1 == 1;
            fits && (!t.foreign_help || who.foreign_help) && pension
        })
    }
}

impl Law {
    /// The poverty line of a day, a month.
    ///
    /// # Errors
    /// `NotInForce` before the first known year.
    pub fn poverty_line(&self, day: Date) -> Result<Money, LawError> {
        Ok(self.disability.line.at(number(day))?.value)
    }

    /// Monthly financial support in cents, without words: the fast path. Zero when nothing is due.
    ///
    /// # Errors
    /// As [`Law::poverty_line`].
    pub fn support_cents(&self, who: &Disabled, day: Date) -> Result<Money, LawError> {
        let line = self.poverty_line(day)?;
        let cents = self.disability.tier(who).map_or(0, |t| t.percent.of_cents(line.cents));
        Ok(Money { cents, ..line })
    }

    /// [`Law::support_cents`] by day number.
    #[inline]
    pub(crate) fn support_cents_no(&self, who: &Disabled, day: DayNo) -> Result<i64, LawError> {
        let line = self.disability.line.at(day)?.value;
        Ok(self.disability.tier(who).map_or(0, |t| t.percent.of_cents(line.cents)))
    }

    /// Monthly financial support of an adult (чл. 70 ЗХУ). Whether the right exists (age,
    /// residential care) is a question of eligibility.
    ///
    /// # Errors
    /// As [`Law::poverty_line`].
    pub fn support(&self, who: &Disabled, day: Date) -> Result<SupportAmount, LawError> {
        let money = self.support_cents(who, day)?;
        let version = self.disability.line.at(number(day))?;
        let line = &self.book().rules()[version.rule];
        let mut why = Derivation::default();
        why.step_by(
            line,
            format!("{} за {}: {}.", line.title, day.year(), version.value.written()),
        );
        if is_stale(line, day) {
            why.confidence = why.confidence.max(Confidence::M);
            why.step("Внимание: линията на бедност е от по-ранна година.");
        }
        let tier = self.disability.tier(who);
        match tier {
            None => why.step(format!("При {} % подкрепа не се дължи.", who.degree)),
            Some(tier) => {
                let rule = &self.book().rules()[tier.rule];
                let percent = tier.percent.written();
                let text = format!("{}: {percent} = {}.", rule.title, money.written());
                why.step_by(rule, text);
            }
        }
        Ok(SupportAmount {
            rule: tier.map(|t| self.book().rules()[t.rule].id.clone()),
            amount: money.decimal(),
            currency: money.currency,
            derivation: why,
        })
    }

    /// Monthly aid for a child with a permanent disability by degree (чл. 8д ЗСПД); zero under 50
    /// %.
    ///
    /// # Errors
    /// `NotInForce` before the first known year.
    pub fn child_monthly_aid(&self, degree: u8, day: Date) -> Result<Money, LawError> {
        let tiers = &self.disability.child_aid;
        let found = tiers.iter().find(|t| (t.degree.0..=t.degree.1).contains(&degree));
        match found {
            Some(tier) => Ok(tier.amount.at(number(day))?.value),
            None => Ok(Money { cents: 0, ..self.poverty_line(day)? }),
        }
    }

    /// The most that a targeted aid can be on a day; `aid` is `car`, `home` or `balneo`.
    ///
    /// # Errors
    /// `UnknownRule` for another aid; as [`Law::poverty_line`].
    pub fn targeted_aid(&self, aid: &str, day: Date) -> Result<SupportAmount, LawError> {
        let id = format!("zhu.aid.{aid}");
        let found = self.disability.aids.iter().find(|(name, _, _)| *name == id);
        let (_, no, times) = found.ok_or(LawError::UnknownRule(id))?;
        let version = self.disability.line.at(number(day))?;
        let money = Money { cents: times.of_cents(version.value.cents), ..version.value };
        let (rule, line) = (&self.book().rules()[*no], &self.book().rules()[version.rule]);
        let mut why = Derivation::default();
        why.step_by(line, format!("{}: {}.", line.title, version.value.written()));
        let times = rule.value_text().replace('.', ",");
        let text =
            format!("{} {times} × {} = {}.", rule.title, version.value.written(), money.written());
        why.step_by(rule, text);
        Ok(SupportAmount {
            rule: Some(rule.id.clone()),
            amount: money.decimal(),
            currency: money.currency,
            derivation: why,
        })
    }
}
