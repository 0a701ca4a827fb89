//! Invented people: who the n-th one is, from the seed alone.
//!
//! Identifiers follow the scheme of `demo/README.md`: an ЕГН of the years 2090–2099 that agrees
//! with the person's own day, month, last digit of the year and sex. The number of the person
//! decides them, so that no two are alike and nothing has to be counted.

use super::draw::Draw;
use super::names::Names;
use crate::people::IdentifierKind;
use jiff::civil::Date;
use kit::types::Day;
use law::Egn;

/// Days of a year that occur: nobody is born on 29 February.
const DAYS: u64 = 365;
/// Years by their last digit.
const DIGITS: u64 = 10;
/// Sequences of a date and sex; ten more are kept for the stories.
const SEQUENCES: u64 = 240;
const COMBINATIONS: u64 = DAYS * DIGITS * 2 * SEQUENCES;
/// Spreads neighbours over the calendar; shares no factor with [`COMBINATIONS`].
const STRIDE: u64 = 1_000_003;
/// The decade of identifiers, and how far it may go down.
const DECADE: i16 = 2090;

/// An invented person.
pub struct Invented {
    pub given: String,
    pub middle: String,
    pub family: String,
    pub is_female: bool,
    pub birth_day: Day,
    pub language: String,
    pub needs: String,
    pub identifier: Option<(IdentifierKind, String)>,
    pub phone: String,
    pub email: String,
    pub is_protected: bool,
}

/// Where an identifier's numbers come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Sequences 000–499, ЛНЧ from 00001.
    First,
    /// Sequences 500–999, ЛНЧ from 50000.
    Second,
}

impl Half {
    fn first_sequence(self) -> u64 {
        if self == Half::First { 0 } else { 500 }
    }

    fn first_foreigner(self) -> u64 {
        if self == Half::First { 1 } else { 50_000 }
    }
}

/// What a number decides.
struct Slot {
    digit: i16,
    month: i8,
    day: i8,
    is_female: bool,
    sequence: u64,
    decade: i16,
}

fn slot(number: u64, half: Half) -> Slot {
    let place = (number % COMBINATIONS).wrapping_mul(STRIDE) % COMBINATIONS;
    let of_year = i16::try_from(place % DAYS).unwrap_or_default();
    let rest = place / DAYS;
    // 2091 is no leap year: its n-th day is that of any year without 29 February.
    let day = Day(Date::constant(2091, 1, 1)).plus(i32::from(of_year));
    let is_female = (rest / DIGITS) % 2 == 1;
    let sequence = (rest / DIGITS / 2) * 2 + u64::from(is_female);
    Slot {
        digit: i16::try_from(rest % DIGITS).unwrap_or_default(),
        month: day.0.month(),
        day: day.0.day(),
        is_female,
        sequence: half.first_sequence() + sequence,
        decade: DECADE - 10 * i16::try_from(number / COMBINATIONS).unwrap_or_default(),
    }
}

/// The day of birth: its last digit, month and day are given, its decade is drawn. Most people
/// whom the office serves are old.
fn birth_day(slot: &Slot, today: Day, draw: &mut Draw) -> Day {
    let (oldest, youngest) = match draw.below(100) {
        0..12 => (17, 2),
        12..40 => (64, 18),
        40..85 => (88, 65),
        _ => (99, 80),
    };
    let at = |year: i16| Date::new(year, slot.month, slot.day).unwrap_or(today.0);
    let this_year = today.0.year();
    let years = (this_year - oldest..=this_year - youngest)
        .filter(|year| year % 10 == slot.digit)
        .collect::<Vec<i16>>();
    let any = this_year - 70 - (this_year - 70 - slot.digit).rem_euclid(10);
    Day(at(draw.one_of(&years).copied().unwrap_or(any)))
}

/// The ЕГН of a slot.
fn egn(slot: &Slot) -> Option<String> {
    let date = Date::new(slot.decade + slot.digit, slot.month, slot.day).ok()?;
    let egn = Egn::compose(date, u16::try_from(slot.sequence).ok()?).ok()?;
    Some(egn.reveal())
}

/// The ЕГН of the n-th story's person, from the sequences kept for stories.
pub fn story_egn(born: Day, is_female: bool, half: Half, story: usize) -> Option<String> {
    let turn = u64::try_from(story).unwrap_or_default() % 10;
    let slot = Slot {
        digit: born.0.year() % 10,
        month: born.0.month(),
        day: born.0.day(),
        is_female,
        sequence: half.first_sequence() + 2 * (SEQUENCES + turn) + u64::from(is_female),
        decade: DECADE,
    };
    egn(&slot)
}

/// The ЛНЧ of the n-th story's person, from the end of the scheme.
pub fn story_lnch(half: Half, story: usize) -> Option<String> {
    lnch(half, 49_900 + u64::try_from(story).unwrap_or_default() % 90)
}

/// The ЛНЧ of the n-th foreigner; none when there are more than the scheme has room for.
fn lnch(half: Half, ordinal: u64) -> Option<String> {
    const WEIGHTS: [u64; 9] = [21, 19, 17, 13, 11, 9, 7, 3, 1];
    let number = half.first_foreigner() + ordinal;
    if number >= half.first_foreigner() + 49_999 {
        return None;
    }
    let digits = format!("{number:09}");
    let sum: u64 =
        digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u64::from(digit - b'0') * weight).sum();
    Some(format!("{digits}{}", sum % 10))
}

/// Of a hundred people in a row three come from Ukraine, two give no identifier.
fn foreigner(number: u64) -> Option<u64> {
    let place = number % 100;
    (place % 33 == 7 && place < 99).then(|| number / 100 * 3 + place / 33)
}

/// The n-th person of a municipality.
pub fn person(names: &Names, half: Half, today: Day, draw: &mut Draw, number: u64) -> Invented {
    let slot = slot(number, half);
    let foreigner = foreigner(number);
    let group = match foreigner {
        Some(_) => names.group("uk"),
        None => {
            let known: Vec<_> = names.people.iter().filter(|group| group.group != "uk").collect();
            draw.weighted(&known, |group| group.weight).copied()
        }
    };
    let sex = usize::from(slot.is_female);
    let text = |found: Option<&String>| found.cloned().unwrap_or_default();
    let (given, middle, family, spoken) = match group {
        Some(group) => {
            let first = if slot.is_female { &group.first_female } else { &group.first_male };
            let of_pair = |pair: Option<&[String; 2]>| text(pair.map(|pair| &pair[sex]));
            (
                text(draw.one_of(first)),
                of_pair(draw.one_of(&group.middle)),
                of_pair(draw.one_of(&group.family)),
                text(draw.one_of(&group.languages)),
            )
        }
        None => Default::default(),
    };
    let identifier = match foreigner {
        Some(ordinal) => lnch(half, ordinal).map(|digits| (IdentifierKind::Lnch, digits)),
        None if number % 50 == 11 => None,
        None => egn(&slot).map(|digits| (IdentifierKind::Egn, digits)),
    };
    let need = draw.weighted(&names.accessibility, |need| need.weight);
    let needs = need.filter(|need| need.id != "none").map(|need| need.id.clone());
    let has_phone = draw.percent(85);
    let three = |draw: &mut Draw| format!("{:03}", draw.below(1000));
    let phone =
        if has_phone { format!("000 {} {}", three(draw), three(draw)) } else { String::new() };
    let has_email = draw.percent(15);
    let latin = |name: &str| kit::search::latin(name).to_lowercase();
    let email = if has_email {
        format!("{}.{}{}@poshta.example", latin(&given), latin(&family), number % 1000)
    } else {
        String::new()
    };
    Invented {
        is_female: slot.is_female,
        birth_day: birth_day(&slot, today, draw),
        language: if spoken.is_empty() { "bg".to_owned() } else { spoken },
        needs: needs.unwrap_or_default(),
        is_protected: draw.below(200) == 0,
        given,
        middle,
        family,
        identifier,
        phone,
        email,
    }
}

/// Street, number and flat.
pub fn street(names: &Names, draw: &mut Draw) -> String {
    let kind = draw.weighted(&names.addresses.street_kinds, |(_, weight)| *weight);
    let kind = kind.map_or("ул.", |(kind, _)| kind.as_str());
    let street = draw.one_of(&names.addresses.streets).map_or("", String::as_str);
    let house = draw.between(1, 120);
    if !draw.percent(40) {
        return format!("{kind} „{street}“ № {house}");
    }
    let entrance = draw.one_of(&names.addresses.entrances).map_or("А", String::as_str);
    let (floor, flat) = (draw.between(1, 8), draw.between(1, 60));
    format!("{kind} „{street}“ № {house}, вх. {entrance}, ет. {floor}, ап. {flat}")
}

/// What the person says about a service of a kind, if the lists have something that fits.
pub fn said<'a>(
    names: &'a Names,
    (kind, is_female, age): (u8, bool, i32),
    draw: &mut Draw,
) -> &'a str {
    let sex = if is_female { "female" } else { "male" };
    let fits = names.wish.iter().filter(|said| {
        said.kinds.contains(&kind)
            && said.sex.as_ref().is_none_or(|own| own == sex)
            && said.age.is_none_or(|[from, to]| (from..=to).contains(&age))
    });
    let fits: Vec<_> = fits.collect();
    draw.one_of(&fits).map_or("", |said| said.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn identifiers_are_valid_impossible_today_and_never_repeat() {
        let (names, today) = (Names::read().unwrap(), "2026-11-24".parse().unwrap());
        let mut seen = HashSet::new();
        for number in (0..3000).chain(COMBINATIONS..COMBINATIONS + 500) {
            for half in [Half::First, Half::Second] {
                let person = person(&names, half, today, &mut Draw::new(1, number), number);
                assert!(person.birth_day <= today);
                let Some((kind, digits)) = person.identifier else {
                    continue;
                };
                assert!(seen.insert(digits.clone()), "{digits}");
                assert_eq!(kind.read(&digits).as_ref(), Ok(&digits));
                if kind == IdentifierKind::Egn {
                    let egn = Egn::parse(&digits).unwrap();
                    assert!(egn.birth().year() >= 2080);
                    assert_eq!(egn.birth().day(), person.birth_day.0.day());
                    assert_eq!(egn.sex() == law::Sex::Female, person.is_female);
                }
            }
        }
    }
}
