//! How near the end of a decision is, by the law and the municipality's own warnings.

use super::fact::Fact;
use super::store::disability_fact::Column;
use kit::types::Day;
use law::{Law, LawError};
use sea_orm::{ColumnTrait, Condition};

/// The rules of the three warnings: the first, the second, the last.
pub const WARNINGS: [&str; 3] = ["Z57", "Z58", "Z59"];
/// The last day on which a new decision is asked for in time.
pub const IN_TIME: &str = "Z39";

/// Where a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Without a last day.
    Life,
    /// Its end is far.
    Valid,
    /// Within the first warning.
    Six,
    /// Within the second.
    Three,
    /// Within the last.
    One,
    /// Its last day is past and nothing protects it.
    Expired,
    /// A new one was asked for in time: it holds until then.
    Filed,
    /// A new one was asked for, but late: it does not hold beyond its last day.
    FiledLate,
}

/// The states that a list can be asked for, with their codes.
pub const FILTERS: [(&str, State); 6] = [
    ("six", State::Six),
    ("three", State::Three),
    ("one", State::One),
    ("expired", State::Expired),
    ("filed", State::Filed),
    ("late", State::FiledLate),
];

impl State {
    /// The end of its keys: `disability-state-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            State::Life => "life",
            State::Valid => "valid",
            State::Six => "six",
            State::Three => "three",
            State::One => "one",
            State::Expired => "expired",
            State::Filed => "filed",
            State::FiledLate => "late",
        }
    }

    /// The colour of its tag.
    pub fn colour(self) -> &'static str {
        match self {
            State::Life | State::Valid => "grey",
            State::Six => "yellow",
            State::Three | State::FiledLate => "orange",
            State::One | State::Expired => "red",
            State::Filed => "green",
        }
    }
}

/// Until which last day each warning reaches on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// The day from which is looked.
    pub today: Day,
    /// The last days that the warnings reach, the farthest first.
    pub until: [Day; 3],
}

/// No warning reaches farther, in days.
const FARTHEST: i32 = 1_500;

impl Horizon {
    /// What the warnings reach today.
    ///
    /// # Errors
    /// When a rule is missing.
    pub fn of(law: &Law, today: Day) -> Result<Horizon, LawError> {
        let mut until = [today; 3];
        for (last, rule) in until.iter_mut().zip(WARNINGS) {
            let term = law.deadline(rule)?;
            let reaches = |days: i32| {
                let warned = term.day(today.plus(days).0).ok().and_then(law::DueDay::date);
                warned.is_some_and(|day| Day(day) <= today)
            };
            // The longer until the end, the later it is warned: the border is found by halving.
            let (mut near, mut far) = (0, FARTHEST);
            while near < far {
                let middle = (near + far + 1) / 2;
                if reaches(middle) { near = middle } else { far = middle - 1 }
            }
            *last = today.plus(near);
        }
        Ok(Horizon { today, until })
    }

    /// How many of the warnings a last day has passed.
    pub fn warned(&self, ends_on: Day) -> usize {
        self.until.iter().filter(|until| ends_on <= **until).count()
    }

    /// Where a fact stands.
    pub fn state(&self, fact: &Fact) -> State {
        self.of_days(fact.ends_on, fact.filed_on.map(|_| fact.in_time))
    }

    /// The same of its days: the last one, and whether a new decision was asked for in time.
    pub fn of_days(&self, ends_on: Option<Day>, filed: Option<bool>) -> State {
        let Some(ends_on) = ends_on else { return State::Life };
        match (filed, self.warned(ends_on)) {
            (Some(true), _) => State::Filed,
            (Some(false), _) => State::FiledLate,
            _ if ends_on < self.today => State::Expired,
            (_, 0) => State::Valid,
            (_, 1) => State::Six,
            (_, 2) => State::Three,
            _ => State::One,
        }
    }

    /// The rows of a state; the warnings include the nearer ones.
    pub fn condition(&self, state: State) -> Condition {
        let open = || Condition::all().add(Column::FiledOn.is_null());
        let within =
            |until: Day| open().add(Column::EndsOn.gte(self.today)).add(Column::EndsOn.lte(until));
        let filed = |in_time: bool| {
            Condition::all().add(Column::FiledOn.is_not_null()).add(Column::InTime.eq(in_time))
        };
        match state {
            State::Life => Condition::all().add(Column::EndsOn.is_null()),
            State::Valid => open().add(Column::EndsOn.gt(self.until[0])),
            State::Six => within(self.until[0]),
            State::Three => within(self.until[1]),
            State::One => within(self.until[2]),
            State::Expired => open().add(Column::EndsOn.lt(self.today)),
            State::Filed => filed(true),
            State::FiledLate => filed(false),
        }
    }

    /// All that asks for work: warned of, expired, or filed late.
    pub fn to_do(self) -> Condition {
        let open =
            Condition::all().add(Column::FiledOn.is_null()).add(Column::EndsOn.lte(self.until[0]));
        Condition::any().add(open).add(self.condition(State::FiledLate))
    }
}

/// The last day on which a new decision is asked for in time.
///
/// # Errors
/// When the rule is missing.
pub fn last_in_time(law: &Law, ends_on: Day) -> Result<Option<Day>, LawError> {
    Ok(law.deadline(IN_TIME)?.day(ends_on.0)?.date().map(Day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn warnings_begin_on_their_day_and_not_before() {
        let law = Law::current();
        let horizon = Horizon::of(law, day("2026-11-24")).expect("the rules");
        assert_eq!(horizon.until, [day("2027-05-24"), day("2027-02-24"), day("2026-12-24")]);
        let of = |ends: &str, filed| horizon.of_days(Some(day(ends)), filed);
        assert_eq!(of("2027-05-25", None), State::Valid);
        assert_eq!(of("2027-05-24", None), State::Six);
        assert_eq!(of("2027-02-24", None), State::Three);
        assert_eq!(of("2026-12-24", None), State::One);
        assert_eq!(of("2026-11-24", None), State::One);
        assert_eq!(of("2026-11-23", None), State::Expired);
        assert_eq!(of("2026-11-23", Some(true)), State::Filed);
        assert_eq!(of("2026-11-23", Some(false)), State::FiledLate);
        assert_eq!(horizon.of_days(None, None), State::Life);
        let last = last_in_time(law, day("2027-02-24")).expect("the rule");
        assert_eq!(last, Some(day("2026-11-24")));
    }
}
