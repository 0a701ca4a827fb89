//! Agreed hours and the labour contract that follows (чл. 3а, ал. 4–5 Наредба № РД-07-7).
//!
//! Invariant: brackets join without gap or overlap; each assistant's contract goes by his own
//! hours, and all together stay within the hours of the directive.

use serde::{Deserialize, Serialize};

use crate::derivation::Derivation;
use crate::reader::{Reader, RuleNo};
use crate::{Law, LawError};

#[derive(Debug, Clone)]
pub(crate) struct Bracket {
    from: u32,
    to: u32,
    ground: String,
    hours_per_day: Option<u8>,
    register: Vec<String>,
    rule: RuleNo,
}

#[derive(Deserialize)]
pub(crate) struct Span {
    pub from: u32,
    pub to: u32,
}

pub(super) fn read(reader: &Reader<'_>) -> Result<Vec<Bracket>, LawError> {
    let mut brackets: Vec<Bracket> = Vec::new();
    for (no, rule) in reader.family("assistance.contract.") {
        let Span { from, to } = rule.typed()?;
        let expected = brackets.last().map_or(1, |b| b.to + 1);
        if from != expected || to < from {
            return Err(LawError::rules(format!("„{}“: скобите не се допират", rule.id)));
        }
        let hours_per_day = rule.extra.get("hours_per_day").and_then(toml::Value::as_integer);
        brackets.push(Bracket {
            from,
            to,
            ground: rule.key("ground")?,
            hours_per_day: hours_per_day.and_then(|h| u8::try_from(h).ok()),
            register: rule.texts("register"),
            rule: no,
        });
    }
    Ok(brackets)
}

/// The kind of labour contract for a number of agreed hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contract {
    /// Agreed hours a month.
    pub hours: u32,
    /// `114` (чл. 114 КТ), `68-138` (fixed term, part time) or `68` (fixed term, full time).
    pub ground: String,
    /// Length of the working day; none for чл. 114, where work goes by schedule.
    pub hours_per_day: Option<u8>,
    /// Codes that the register of employment accepts for it.
    pub register_codes: Vec<String>,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

/// What a change of agreed hours means for the labour contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Amendment {
    /// The contract before.
    pub before: Contract,
    /// The contract after.
    pub after: Contract,
    /// Codes of the record in the register of employment; empty when nothing changes.
    pub register_codes: Vec<String>,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

impl Law {
    fn bracket(&self, hours: u32) -> Result<&Bracket, LawError> {
        let brackets = &self.assistance.brackets;
        let found = brackets.iter().find(|b| b.from <= hours && hours <= b.to);
        let most = brackets.last().map_or(0, |b| b.to);
        found.ok_or_else(|| {
            LawError::input(format!("{hours} часа: уговарят се от 1 до {most} часа месечно"))
        })
    }

    /// The labour contract for agreed hours a month.
    ///
    /// # Errors
    /// `BadInput` when no bracket holds the hours.
    ///
    /// ```
    /// let contract = law::Law::current().contract(120)?;
    /// assert_eq!((contract.ground.as_str(), contract.hours_per_day), ("68-138", Some(6)));
    /// # Ok::<(), law::LawError>(())
    /// ```
    pub fn contract(&self, hours: u32) -> Result<Contract, LawError> {
        let bracket = self.bracket(hours)?;
        let rule = &self.book().rules()[bracket.rule];
        let mut why = Derivation::default();
        let (from, to) = (bracket.from, bracket.to);
        why.step_by(rule, format!("{hours} часа месечно са между {from} и {to}: {}.", rule.title));
        match bracket.hours_per_day {
            None => why.step("Работното време е по план-график, без уговорен работен ден."),
            Some(h) => why.step(format!("Работният ден е {h} часа.")),
        }
        why.step(format!("Код в регистъра на заетостта: {}.", bracket.register.join(" или ")));
        Ok(Contract {
            hours,
            ground: bracket.ground.clone(),
            hours_per_day: bracket.hours_per_day,
            register_codes: bracket.register.clone(),
            derivation: why,
        })
    }

    /// The contracts of all assistants of one user, within the hours of the directive.
    ///
    /// # Errors
    /// `BadInput` when the sum is above the directive or some hours fit no bracket.
    pub fn agreement(
        &self,
        directive_hours: u32,
        agreed: &[u32],
    ) -> Result<Vec<Contract>, LawError> {
        let sum = agreed.iter().try_fold(0u32, |all, &h| all.checked_add(h));
        match sum {
            Some(sum) if sum <= directive_hours => {}
            _ => {
                let rule = self.book().newest("assistance.hours.directive")?;
                let sum = sum.map_or("твърде много".to_owned(), |s| s.to_string());
                let text = format!(
                    "уговорени са {sum} часа при {directive_hours} в направлението ({})",
                    rule.articles.join("; ")
                );
                return Err(LawError::input(text));
            }
        }
        agreed.iter().map(|&hours| self.contract(hours)).collect()
    }

    /// What changes when agreed hours change.
    ///
    /// # Errors
    /// As [`Law::contract`].
    pub fn amendment(&self, before: u32, after: u32) -> Result<Amendment, LawError> {
        let (before, after) = (self.contract(before)?, self.contract(after)?);
        let mut codes = Vec::new();
        let mut why = Derivation::default();
        if before.hours != after.hours {
            for id in ["assistance.amendment.working-time", "assistance.amendment.pay"] {
                let rule = self.book().newest(id)?;
                why.step_by(rule, format!("{} {}.", rule.title, rule.word()?));
                codes.push(rule.word()?.to_owned());
            }
        }
        let text = |c: &Contract| {
            c.hours_per_day.map_or("по график".to_owned(), |h| format!("{h}-часов ден"))
        };
        why.step(format!(
            "{} часа ({}) стават {} ({}).",
            before.hours,
            text(&before),
            after.hours,
            text(&after)
        ));
        Ok(Amendment { before, after, register_codes: codes, derivation: why })
    }

    /// The ceiling of hours for a degree of dependency, 1..=4.
    ///
    /// # Errors
    /// `BadInput` for another degree.
    pub fn degree_hours(&self, degree: u8) -> Result<u32, LawError> {
        let place = usize::from(degree).wrapping_sub(1);
        let found = self.assistance.degrees.get(place).map(|(hours, _)| *hours);
        found.ok_or_else(|| LawError::input(format!("няма степен на зависимост {degree}")))
    }

    /// The lowest degree of dependency whose ceiling holds the hours of a directive.
    #[must_use]
    pub fn degree_for_hours(&self, hours: u32) -> Option<u8> {
        let place = self.assistance.degrees.iter().position(|(most, _)| hours <= *most)?;
        u8::try_from(place + 1).ok()
    }

    /// The rules of the degrees, lowest first.
    #[must_use]
    pub fn degrees(&self) -> Vec<&crate::Rule> {
        self.assistance.degrees.iter().map(|(_, no)| &self.book().rules()[*no]).collect()
    }
}
