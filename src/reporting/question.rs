//! A question to the layer: what is counted, how it is split and filtered, over which months; and its form in
//! an address.

use super::entry::{month_number, month_of};
use kit::types::Day;
use kit::web::Form;
use law::Month;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// People who use a service on some day of a month.
    Users,
    /// People who stated a wish to use one.
    Wishes,
    /// People on a waiting list on some day of a month.
    Waiting,
    /// People whom a provider refused.
    Refusals,
    /// Users whose present address is in another municipality.
    FromElsewhere,
    /// Employees.
    Staff,
    /// Places.
    Places,
    /// People who began to use a service.
    Entered,
    /// People who ceased to use one.
    Left,
}

impl Measure {
    /// All.
    pub const ALL: [Measure; 9] = [
        Measure::Users,
        Measure::Wishes,
        Measure::Waiting,
        Measure::Refusals,
        Measure::FromElsewhere,
        Measure::Entered,
        Measure::Left,
        Measure::Places,
        Measure::Staff,
    ];

    /// As addresses and the database write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Measure::Users => "users",
            Measure::Wishes => "wishes",
            Measure::Waiting => "waiting",
            Measure::Refusals => "refusals",
            Measure::FromElsewhere => "from-elsewhere",
            Measure::Staff => "staff",
            Measure::Places => "places",
            Measure::Entered => "entered",
            Measure::Left => "left",
        }
    }

    /// The measure with a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Under which code its rows are kept.
    #[must_use]
    pub fn kept(self) -> &'static str {
        if self == Measure::FromElsewhere { Measure::Users.code() } else { self.code() }
    }

    /// Whether people are counted whom the office knows as persons.
    #[must_use]
    pub fn is_of_people(self) -> bool {
        !matches!(self, Measure::Staff | Measure::Places)
    }
}

/// By what a count is split and filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// Kind by чл. 15 ЗСУ.
    ServiceKind,
    /// The service.
    Service,
    /// The provider.
    Provider,
    /// For whom the service is.
    Group,
    /// Settlement of the present address.
    Settlement,
    /// Sex.
    Sex,
    /// Age at the end of the period, or of the month when months are told apart.
    AgeGroup,
    /// The month.
    Month,
    /// Municipality of the present address.
    HomeMunicipality,
}

impl Dimension {
    /// All.
    pub const ALL: [Dimension; 9] = [
        Dimension::ServiceKind,
        Dimension::Service,
        Dimension::Provider,
        Dimension::Group,
        Dimension::Settlement,
        Dimension::HomeMunicipality,
        Dimension::Sex,
        Dimension::AgeGroup,
        Dimension::Month,
    ];

    /// As addresses write it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Dimension::ServiceKind => "kind",
            Dimension::Service => "service",
            Dimension::Provider => "provider",
            Dimension::Group => "group",
            Dimension::Settlement => "settlement",
            Dimension::Sex => "sex",
            Dimension::AgeGroup => "age",
            Dimension::Month => "month",
            Dimension::HomeMunicipality => "home",
        }
    }

    /// The dimension with a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Dimension> {
        Dimension::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Whether it tells people apart, and not services or months.
    #[must_use]
    pub fn is_of_person(self) -> bool {
        matches!(
            self,
            Dimension::Settlement
                | Dimension::Sex
                | Dimension::AgeGroup
                | Dimension::HomeMunicipality
        )
    }
}

/// What is not known of somebody.
pub const UNKNOWN: &str = "unknown";
/// Age groups: code, and the years with which the next one begins.
pub const AGES: [(&str, u16); 7] = [
    ("0-7", 8),
    ("8-13", 14),
    ("14-17", 18),
    ("18-34", 35),
    ("35-64", 65),
    ("65-79", 80),
    ("80+", u16::MAX),
];
/// The sexes, by the number of a row.
pub const SEXES: [&str; 3] = [UNKNOWN, "female", "male"];

/// Which age group somebody is in, in a month: an index of [`AGES`], or their number when it is not known.
#[must_use]
pub fn age_at(born: u16, month: u16) -> usize {
    if born == 0 || born > month {
        return AGES.len();
    }
    let years = (month - born) / 12;
    AGES.iter().position(|(_, next)| years < *next).unwrap_or(AGES.len())
}

/// The code of an age group.
#[must_use]
pub fn age_code(index: usize) -> &'static str {
    AGES.get(index).map_or(UNKNOWN, |(code, _)| *code)
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is counted.
    pub measure: Measure,
    /// How it is split.
    pub split: Vec<Dimension>,
    /// Only these; several values of one dimension are alternatives.
    pub filter: Vec<(Dimension, String)>,
    /// The first month.
    pub from: Month,
    /// The last month.
    pub to: Month,
    /// As it was known at the end of this day; as it is known now when there is none.
    pub as_known_on: Option<Day>,
}

/// A number of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is split by, in the order of the question.
    pub keys: Vec<String>,
    /// How many.
    pub count: i64,
}

/// By no more than so many dimensions at once: a person reads no more.
pub const SPLITS: usize = 3;
/// No more months than ten years of them.
pub const MONTHS: u16 = 120;

impl Question {
    /// What is asked by an address; what it does not say is asked as most ask it.
    #[must_use]
    pub fn read(form: &Form, today: Day) -> Question {
        let now = Month::of(today.0);
        let month = |name: &str| Month::parse(form.get(name)).ok();
        let to = month("to").unwrap_or(now);
        let from = month("from").unwrap_or_else(|| to.plus(-11)).min(to);
        let earliest = to.plus(1 - i64::from(MONTHS));
        let mut split: Vec<Dimension> = Vec::new();
        for one in form.all("split").into_iter().filter_map(Dimension::of) {
            if !split.contains(&one) && split.len() < SPLITS {
                split.push(one);
            }
        }
        let filter = Dimension::ALL.into_iter().flat_map(|one| {
            let values = form.all(&format!("only-{}", one.code()));
            let given = values.into_iter().filter(|value| !value.is_empty());
            given.map(|value| (one, value.to_owned())).collect::<Vec<_>>()
        });
        Question {
            measure: Measure::of(form.get("measure")).unwrap_or(Measure::Users),
            split,
            filter: filter.collect(),
            from: from.max(earliest),
            to,
            as_known_on: form.get("known").parse().ok(),
        }
    }

    /// The question as pairs of an address.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut all = vec![("measure".to_owned(), self.measure.code().to_owned())];
        all.extend(self.split.iter().map(|one| ("split".to_owned(), one.code().to_owned())));
        let only =
            |(one, value): &(Dimension, String)| (format!("only-{}", one.code()), value.clone());
        all.extend(self.filter.iter().map(only));
        all.push(("from".to_owned(), month_code(self.from)));
        all.push(("to".to_owned(), month_code(self.to)));
        if let Some(day) = self.as_known_on {
            all.push(("known".to_owned(), day.to_string()));
        }
        all
    }

    /// The question as an address writes it.
    #[must_use]
    pub fn query(&self) -> String {
        let pairs = self.pairs();
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        kit::web::list_address("", &pairs).trim_start_matches('?').to_owned()
    }

    /// The question whose people are behind one number of the answer.
    #[must_use]
    pub fn behind(&self, keys: &[String]) -> Question {
        let mut own = self.clone();
        let split = std::mem::take(&mut own.split);
        for (dimension, key) in split.into_iter().zip(keys) {
            match (dimension, Month::parse(key)) {
                (Dimension::Month, Ok(month)) => (own.from, own.to) = (month, month),
                _ => {
                    own.filter.retain(|(one, _)| *one != dimension);
                    own.filter.push((dimension, key.clone()));
                }
            }
        }
        own
    }

    /// The question without a split: the whole.
    #[must_use]
    pub fn whole(&self) -> Question {
        Question { split: Vec::new(), ..self.clone() }
    }

    /// The months as numbers; nothing after the day on which it was known is counted.
    #[must_use]
    pub fn span(&self, today: Day) -> (u16, u16) {
        let known = self.as_known_on.map_or(today, |day| day.min(today));
        let months = self.only(Dimension::Month).into_iter().filter_map(|m| Month::parse(m).ok());
        let only: Vec<Month> = months.collect();
        let from = only.iter().min().map_or(self.from, |first| self.from.max(*first));
        let to = only.iter().max().map_or(self.to, |last| self.to.min(*last));
        let last = month_number(to.first_day()).min(month_number(known.0));
        (month_number(from.first_day()), last)
    }

    /// The values that a dimension is filtered by.
    #[must_use]
    pub fn only(&self, dimension: Dimension) -> Vec<&str> {
        let own = self.filter.iter().filter(|(one, _)| *one == dimension);
        own.map(|(_, value)| value.as_str()).collect()
    }
}

/// `2026-11`.
#[must_use]
pub fn month_code(month: Month) -> String {
    let first = month.first_day();
    format!("{:04}-{:02}", first.year(), first.month())
}

/// The code of a month by its number.
#[must_use]
pub fn number_code(number: u16) -> String {
    month_code(month_of(number))
}
