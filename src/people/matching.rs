//! Whether two cards describe one person: a decision without a database.
//!
//! Every trait that agrees or disagrees is a reason with points; the sum and a few guards give the
//! band. A false merge is worse than a false split, so `Sure` asks for more than points: the given
//! name must be the same, a second trait beside the birth day must agree, and nothing may
//! contradict. Namesakes, twins and a father with his son must never be `Sure`.

use super::IdentifierKind;
use kit::search::{fold, is_short_for, slips_between};
use kit::types::Day;

/// How likely it is that two cards are one person.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Two people who share something.
    Unlikely,
    /// A person should look.
    Likely,
    /// Nothing speaks against it; still a person decides.
    Sure,
}

impl Band {
    /// All bands, the surest first.
    pub const ALL: [Band; 3] = [Band::Sure, Band::Likely, Band::Unlikely];

    /// The code kept in rows; the name has the key `people-band-<code>`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Band::Sure => "sure",
            Band::Likely => "likely",
            Band::Unlikely => "unlikely",
        }
    }

    /// The band of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Band> {
        Band::ALL.into_iter().find(|band| band.code() == code)
    }
}

/// Points from which a pair is `Likely`, and `Sure` if the guards agree.
const LIKELY: i32 = 55;
const SURE: i32 = 100;
/// Below this a pair is not worth showing.
pub const SHOWN: i32 = 25;

/// What each reason adds or takes away. The text of a reason has the key `people-alike-<code>`.
/// The scale: 45 points are about what the same birth day says among some ten thousand people.
/// Measured on the pairs of `crates/kit/testdata/names`; see docs/names.md.
pub const WEIGHTS: &[(&str, i32)] = &[
    ("same_identifier", 120),
    ("same_birth_day", 45),
    ("same_full_name", 45),
    ("earlier_name", 40),
    ("name_order", 40),
    ("same_given_family", 30),
    ("name_one_letter", 30),
    ("family_part", 28),
    ("short_name", 26),
    ("same_phone", 25),
    ("same_email", 25),
    ("name_alike", 20),
    ("family_changed", 20),
    ("birth_day_slip", 20),
    ("same_address", 20),
    ("given_only", 10),
    ("dead", -5),
    ("other_father", -25),
    ("other_sex", -25),
    ("other_given", -25),
    ("other_name", -45),
    ("other_birth_day", -60),
    ("other_identifier", -90),
];

/// Reasons that a clerk must weigh: with one of these nothing is `Sure`.
pub(super) const AGAINST: [&str; 6] = [
    "other_father",
    "other_sex",
    "other_given",
    "other_name",
    "other_birth_day",
    "other_identifier",
];
/// Names so like that the guard of `Sure` lets them through.
pub(super) const CLEAR_NAMES: [&str; 5] =
    ["same_full_name", "same_given_family", "name_order", "earlier_name", "name_one_letter"];

/// What is known of somebody, ready to be compared: names folded, numbers in their normal form.
/// Holds identifiers: it is not printed.
#[derive(Clone, Default)]
pub struct Card {
    /// Given name, folded.
    pub given: String,
    /// Father's name, folded.
    pub middle: String,
    /// Family name, folded.
    pub family: String,
    /// Earlier and maiden names, each folded whole.
    pub earlier: Vec<String>,
    /// Day of birth.
    pub birth_day: Option<Day>,
    /// `female`, `male`, `unknown` or empty.
    pub sex: String,
    /// Telephone in the form in which it is kept.
    pub phone: String,
    /// E-mail in lower case.
    pub email: String,
    /// EKATTE codes with the folded line; only lines that say something.
    pub places: Vec<(String, String)>,
    /// Kinds and normal values of identifiers.
    pub numbers: Vec<(IdentifierKind, String)>,
    /// Died.
    pub is_dead: bool,
}

/// What two cards come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// How likely.
    pub band: Band,
    /// The sum of the reasons.
    pub points: i32,
    /// Codes of the reasons, the weightiest first; those against stand last.
    pub reasons: Vec<&'static str>,
}

impl Alike {
    /// The reasons as a row keeps them.
    #[must_use]
    pub fn reasons_text(&self) -> String {
        self.reasons.join(",")
    }
}

/// Compares two cards. The order of the two does not matter.
#[must_use]
pub fn compare(one: &Card, other: &Card) -> Alike {
    let mut reasons = names(one, other);
    reasons.extend(birth(one, other));
    reasons.extend(numbers(one, other));
    if !one.phone.is_empty() && one.phone == other.phone {
        reasons.push("same_phone");
    }
    if !one.email.is_empty() && one.email == other.email {
        reasons.push("same_email");
    }
    if one.places.iter().any(|place| other.places.contains(place)) {
        reasons.push("same_address");
    }
    if matches!((&*one.sex, &*other.sex), ("female", "male") | ("male", "female")) {
        reasons.push("other_sex");
    }
    if one.is_dead != other.is_dead {
        reasons.push("dead");
    }
    let points = reasons.iter().map(|code| weight(code)).sum();
    reasons.sort_by_key(|code| -weight(code));
    Alike { band: band(points, &reasons, one.given == other.given), points, reasons }
}

pub(super) fn weight(code: &str) -> i32 {
    WEIGHTS.iter().find(|(known, _)| *known == code).map_or(0, |(_, points)| *points)
}

fn band(points: i32, reasons: &[&'static str], same_given: bool) -> Band {
    let has = |codes: &[&str]| reasons.iter().any(|code| codes.contains(code));
    let second = has(&["same_phone", "same_email", "same_address"]);
    let proof = has(&["same_identifier"]) || (has(&["same_birth_day"]) && second);
    let guarded = same_given && has(&CLEAR_NAMES) && proof && !has(&AGAINST);
    if points >= SURE && guarded {
        Band::Sure
    } else if points >= LIKELY || has(&["same_identifier"]) {
        Band::Likely
    } else {
        Band::Unlikely
    }
}

pub(super) fn birth(one: &Card, other: &Card) -> Option<&'static str> {
    let (one, other) = (one.birth_day?.0, other.birth_day?.0);
    let parts = |day: jiff::civil::Date| (day.year(), day.month(), day.day());
    let ((y1, m1, d1), (y2, m2, d2)) = (parts(one), parts(other));
    let swapped = y1 == y2 && m1 == d2 && d1 == m2;
    let differ =
        one.to_string().bytes().zip(other.to_string().bytes()).filter(|(a, b)| a != b).count();
    Some(match () {
        () if one == other => "same_birth_day",
        () if swapped || differ == 1 => "birth_day_slip",
        () => "other_birth_day",
    })
}

fn numbers(one: &Card, other: &Card) -> Option<&'static str> {
    let same = |(_, value): &(IdentifierKind, String)| other.numbers.iter().any(|o| o.1 == *value);
    if one.numbers.iter().any(same) {
        return Some("same_identifier");
    }
    // Of passports one may have several; of these only one.
    let single = [IdentifierKind::Egn, IdentifierKind::Lnch];
    let kinds = |card: &Card| card.numbers.iter().map(|(kind, _)| *kind).collect::<Vec<_>>();
    let (of_one, of_other) = (kinds(one), kinds(other));
    single
        .iter()
        .any(|kind| of_one.contains(kind) && of_other.contains(kind))
        .then_some("other_identifier")
}

/// How one part of a name stands to the same part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Same,
    /// One letter wrong, missing, too many, or two swapped.
    Letter,
    /// Two slips in a long word.
    Alike,
    /// A short form of the other: Гошо and Георги.
    Short,
    /// One of a double name: Петрова and Петрова-Колева.
    Within,
    /// Not known of one, or only its first letter.
    Missing,
    Other,
}

fn part(one: &str, other: &str) -> Part {
    if one.is_empty() || other.is_empty() {
        return Part::Missing;
    }
    if one == other || one.replace(' ', "") == other.replace(' ', "") {
        return Part::Same;
    }
    let (a, b) = (one.chars().count(), other.chars().count());
    if a.min(b) <= 2 {
        let starts = one.starts_with(other) || other.starts_with(one);
        return if starts { Part::Missing } else { Part::Other };
    }
    let slips = slips_between(one, other);
    let longer = a.max(b);
    if slips == 1 && longer >= 4 {
        Part::Letter
    } else if is_short_for(one, other) {
        Part::Short
    } else if one.split(' ').any(|word| other.split(' ').any(|o| o == word)) {
        Part::Within
    } else if slips == 2 && longer >= 6 {
        Part::Alike
    } else {
        Part::Other
    }
}

/// What the names say, the present ones first; an earlier name of either that fits says more than
/// present names that do not.
fn names(one: &Card, other: &Card) -> Vec<&'static str> {
    let present = present_names(one, other);
    let sum = |codes: &[&'static str]| codes.iter().map(|code| weight(code)).sum::<i32>();
    if sum(&present) >= weight("earlier_name") {
        return present;
    }
    let whole = |card: &Card| {
        let parts = [&*card.given, &*card.middle, &*card.family];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let fits = |earlier: &String, name: &str, card: &Card| {
        let last = earlier.rsplit(' ').next().unwrap_or_default();
        let first = earlier.split(' ').next().unwrap_or_default();
        same_words(earlier, name)
            || (first == card.given && last == card.family && !card.family.is_empty())
    };
    let (name_one, name_other) = (whole(one), whole(other));
    let earlier = one.earlier.iter().any(|e| fits(e, &name_other, other))
        || other.earlier.iter().any(|e| fits(e, &name_one, one))
        || one.earlier.iter().any(|e| other.earlier.contains(e));
    if earlier { vec!["earlier_name"] } else { present }
}

fn same_words(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    sorted(one) == sorted(other)
}

fn present_names(one: &Card, other: &Card) -> Vec<&'static str> {
    use Part::{Alike, Letter, Missing, Other, Same, Short, Within};
    let given = part(&one.given, &other.given);
    let middle = part(&one.middle, &other.middle);
    let family = part(&one.family, &other.family);
    let all = |card: &Card| format!("{} {} {}", card.given, card.middle, card.family);
    let swapped = || same_words(&all(one), &all(other)) || crossed(one, other);
    let code = match (given, middle, family) {
        (Same, Same, Same) => "same_full_name",
        (Same, Missing, Same) => "same_given_family",
        (Letter, Same | Missing, Same) | (Same, Letter, Same) | (Same, Same | Missing, Letter) => {
            "name_one_letter"
        }
        (Short, Same | Letter | Missing, Same | Letter) => "short_name",
        _ if swapped() => "name_order",
        (Same | Letter, Same | Letter | Missing | Alike, Within) => "family_part",
        (Same, Within, Same) => "same_given_family",
        (Same, Other | Alike | Short, Same) => return vec!["same_given_family", "other_father"],
        (
            Same | Letter | Alike | Within,
            Same | Letter | Alike | Missing | Within,
            Same | Letter | Alike | Within,
        ) => "name_alike",
        (Same | Letter, Same | Letter, Missing) => "name_alike",
        (Same | Short, Same, Other | Short) => "family_changed",
        (Same, Missing, Missing | Other) => "given_only",
        (Other, Same | Missing, Same) => "other_given",
        _ => "other_name",
    };
    vec![code]
}

/// Family name typed before the given one, with the father's name known of one only.
fn crossed(one: &Card, other: &Card) -> bool {
    !one.family.is_empty()
        && one.given == other.family
        && one.family == other.given
        && part(&one.middle, &other.middle) != Part::Other
}

impl Card {
    /// Sets the three names, folded.
    #[must_use]
    pub fn named(given: &str, middle: &str, family: &str) -> Card {
        Card { given: fold(given), middle: fold(middle), family: fold(family), ..Card::default() }
    }
}
