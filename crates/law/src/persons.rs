//! Who acts and signs for a person: by age, parent, guardian, curator, power of attorney; and when
//! a child is heard.
//!
//! Invariants: an unknown birth day is never taken for an adult's or a child's; guardianship of an
//! adult comes before age; the ages are rules `person.*`, not code.

use jiff::civil::Date;
use serde::Serialize;

use crate::competence::Guardianship;
use crate::derivation::Derivation;
use crate::reader::{Reader, RuleNo};
use crate::{Law, LawError};

/// The rules, taken once.
#[derive(Debug, Clone)]
pub(crate) struct Persons {
    adult: (RuleNo, i16),
    minor: (RuleNo, i16),
    opinion: (RuleNo, i16),
    disclosure: (RuleNo, i16),
    parents: RuleNo,
    full: RuleNo,
    limited: RuleNo,
    attorney: RuleNo,
}

impl Persons {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self, LawError> {
        let years = |id: &str| {
            let (no, rule) = reader.one(id)?;
            Ok::<_, LawError>((no, rule.typed::<i16>()?))
        };
        let word = |id: &str| Ok::<_, LawError>(reader.one(id)?.0);
        Ok(Self {
            adult: years("person.adult")?,
            minor: years("person.minor")?,
            opinion: years("person.opinion")?,
            disclosure: years("person.disclosure")?,
            parents: word("person.parents")?,
            full: word("person.full-guardianship")?,
            limited: word("person.limited-guardianship")?,
            attorney: word("person.attorney")?,
        })
    }
}

/// What capacity depends on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CapacityInput {
    /// Day of birth, when known.
    pub birth: Option<Date>,
    /// Guardianship.
    pub guardianship: Guardianship,
}

/// Who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signs {
    /// The person alone.
    Alone,
    /// The person, with the consent of a parent or curator.
    WithConsent,
    /// A parent or guardian instead of the person.
    Representative,
    /// The birth day is not known.
    Unknown,
}

/// Who signs for a person on a day, whether a child is heard, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Capacity {
    /// Who signs.
    pub signs: Signs,
    /// The person is a child.
    pub is_child: bool,
    /// The child must be heard and the opinion written down.
    pub is_heard: bool,
    /// The child's own consent is needed before anything about it is told to others.
    pub consents_to_disclosure: bool,
    /// Why.
    #[serde(flatten)]
    pub derivation: Derivation,
}

/// Whole years on a day; a birthday of 29 February is kept on 1 March of a common year.
fn years(birth: Date, day: Date) -> i16 {
    let had = (day.month(), day.day()) >= (birth.month(), birth.day());
    day.year() - birth.year() - i16::from(!had)
}

impl Law {
    /// Who acts and signs for a person on a day.
    ///
    /// # Errors
    /// `BadInput` when the day is before the birth.
    ///
    /// ```
    /// let law = law::Law::current();
    /// let input = law::CapacityInput { birth: "2016-11-23".parse().ok(), ..Default::default() };
    /// let capacity = law.capacity(&input, "2026-11-22".parse()?)?;
    /// assert_eq!((capacity.signs, capacity.is_heard), (law::Signs::Representative, false));
    /// assert!(law.capacity(&input, "2026-11-23".parse()?)?.is_heard);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn capacity(&self, input: &CapacityInput, day: Date) -> Result<Capacity, LawError> {
        let mut answer = Capacity {
            signs: Signs::Unknown,
            is_child: false,
            is_heard: false,
            consents_to_disclosure: false,
            derivation: Derivation::default(),
        };
        let age = input.birth.map(|birth| years(birth, day));
        if age.is_some_and(|age| age < 0) {
            return Err(LawError::input("денят е преди раждането"));
        }
        let is_child = age.is_some_and(|age| age < self.persons.adult.1);
        match (input.guardianship, age) {
            (Guardianship::Full, _) if !is_child => {
                answer.signs = Signs::Representative;
                self.say(&mut answer.derivation, self.persons.full, "say", "articles")?;
            }
            (Guardianship::Limited, _) if !is_child => {
                answer.signs = Signs::WithConsent;
                self.say(&mut answer.derivation, self.persons.limited, "say", "articles")?;
            }
            (_, Some(age)) => self.by_age(&mut answer, age)?,
            (_, None) => {
                answer
                    .derivation
                    .step("Рожденият ден не е известен: кой подписва, не може да се каже.");
            }
        }
        if answer.signs != Signs::Representative && !answer.is_child {
            self.say(&mut answer.derivation, self.persons.attorney, "say", "articles")?;
        }
        Ok(answer)
    }

    fn by_age(&self, answer: &mut Capacity, age: i16) -> Result<(), LawError> {
        let rules = &self.persons;
        answer.is_child = age < rules.adult.1;
        let why = &mut answer.derivation;
        why.step(format!("На този ден човекът е на {age} години."));
        if !answer.is_child {
            answer.signs = Signs::Alone;
            return self.say(why, rules.adult.0, "say", "articles");
        }
        let under = |limit: i16| {
            if age < limit { ("say_under", "articles_under") } else { ("say", "articles") }
        };
        answer.signs = if age < rules.minor.1 { Signs::Representative } else { Signs::WithConsent };
        let (say, articles) = under(rules.minor.1);
        self.say(why, rules.minor.0, say, articles)?;
        self.say(why, rules.parents, "say", "articles")?;
        answer.is_heard = age >= rules.opinion.1;
        let (say, articles) = under(rules.opinion.1);
        self.say(why, rules.opinion.0, say, articles)?;
        answer.consents_to_disclosure = age >= rules.disclosure.1;
        let (say, _) = under(rules.disclosure.1);
        self.say(why, rules.disclosure.0, say, "articles")
    }

    /// A step in the rule's own words, with its own articles or those of another key.
    fn say(
        &self,
        why: &mut Derivation,
        rule: RuleNo,
        say: &str,
        articles: &str,
    ) -> Result<(), LawError> {
        let rule = &self.book().rules()[rule];
        let text = rule.text(say).unwrap_or_default().to_owned();
        if articles == "articles" {
            why.step_by(rule, text);
            return Ok(());
        }
        let list = rule.texts(articles);
        why.step(format!("{} ({}).", text.trim_end_matches('.'), list.join("; ")));
        why.cite(rule);
        why.cite_articles(&list);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    fn asked(birth: &str, guardianship: Guardianship, day: &str) -> Capacity {
        let input = CapacityInput { birth: birth.parse().ok(), guardianship };
        Law::current().capacity(&input, day.parse().unwrap()).unwrap()
    }

    #[test]
    fn the_day_before_a_birthday_and_the_birthday_differ() {
        let none = Guardianship::None;
        for (day, signs, heard, consents) in [
            ("2022-03-14", Signs::Representative, false, false),
            ("2022-03-15", Signs::Representative, true, false),
            ("2026-03-14", Signs::Representative, true, false),
            ("2026-03-15", Signs::WithConsent, true, true),
            ("2030-03-14", Signs::WithConsent, true, true),
            ("2030-03-15", Signs::Alone, false, false),
        ] {
            let answer = asked("2012-03-15", none, day);
            assert_eq!(
                (answer.signs, answer.is_heard, answer.consents_to_disclosure),
                (signs, heard, consents),
                "{day}"
            );
            assert!(!answer.derivation.articles.is_empty());
        }
    }

    #[test]
    fn guardianship_of_an_adult_comes_before_age_and_unknown_stays_unknown() {
        let full = asked("1956-01-01", Guardianship::Full, "2026-11-22");
        assert_eq!(full.signs, Signs::Representative);
        let limited = asked("1956-01-01", Guardianship::Limited, "2026-11-22");
        assert_eq!(limited.signs, Signs::WithConsent);
        assert_eq!(asked("", Guardianship::None, "2026-11-22").signs, Signs::Unknown);
        assert_eq!(asked("2010-02-28", Guardianship::Full, "2026-11-22").signs, Signs::WithConsent);
        let early = CapacityInput { birth: "2026-11-23".parse().ok(), ..Default::default() };
        assert!(Law::current().capacity(&early, "2026-11-22".parse().unwrap()).is_err());
    }

    #[test]
    fn born_on_the_last_of_february_of_a_leap_year() {
        assert_eq!(years("2012-02-29".parse().unwrap(), "2026-02-28".parse().unwrap()), 13);
        assert_eq!(years("2012-02-29".parse().unwrap(), "2026-03-01".parse().unwrap()), 14);
    }
}
