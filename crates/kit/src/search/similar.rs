//! How like one word of a query is to one word of a name, and a whole query to a whole name.
//!
//! Pure functions over folded keys. Two words are compared by the fewest slips of the hand between
//! them (a letter wrong, missing, too many, or two neighbours swapped), as a share of the longer
//! word. A query is laid over a name word by word in any order, each word of the name used once.

/// Letters of one word that are compared; longer words are cut here and in the index alike.
pub(super) const WORD_LETTERS_MAX: usize = 32;
/// Words of one query that are looked up.
pub(super) const QUERY_WORDS_MAX: usize = 8;
/// Words of one person's names, all of them together, that are kept.
pub(super) const NAME_WORDS_MAX: usize = 24;

/// Below this two words are strangers.
pub(super) const LIKE_MIN: f32 = 0.5;
/// What an abbreviated word is worth: „Ив.“ for Иван.
const INITIAL: f32 = 0.8;
/// What a word found inside another is worth: „петров“ in Хаджипетров.
const INSIDE: f32 = 0.75;
/// What each word of the name that nobody asked for takes off, so that of equals the shorter name
/// stands first.
const UNASKED: f32 = 0.004;
/// What it adds when the words stand in their order, and when the given and the family name are
/// both among them.
const IN_PLACE: f32 = 0.005;
/// Letters that can stand for a whole word: „И.“, „Ив.“, and „Лю.“ whose ю is two letters of the
/// key.
const INITIALS_MAX: usize = 3;

/// One word of a query.
pub(super) struct Asked {
    pub(super) letters: Vec<char>,
    /// Still being typed: what it begins counts as found.
    pub(super) unfinished: bool,
}

impl Asked {
    /// Its beginning may be all there is.
    pub(super) fn open_ended(&self) -> bool {
        self.unfinished || self.letters.len() <= INITIALS_MAX
    }
}

/// How well a query fits a name.
pub(super) struct Fit {
    /// 0 to about 1; the order of hits.
    pub(super) score: f32,
    /// Every word asked for stands in the name, letter for letter.
    pub(super) exact: bool,
    /// They stand in the order of the name, or that order begun elsewhere, as lists begin with the
    /// family name. Мария Георгиева Стоянова is not Мария Стоянова Георгиева.
    pub(super) in_order: bool,
    /// The given name and a family name, present or earlier, are both among them.
    pub(super) both_ends: bool,
}

/// 1 for the same word, 0 for strangers.
pub(super) fn likeness(asked: &Asked, word: &[char]) -> f32 {
    let letters = asked.letters.as_slice();
    if letters == word {
        return 1.0;
    }
    let (length, of) = (letters.len(), word.len());
    if length == 0 || of == 0 {
        return 0.0;
    }
    let begins = word.starts_with(letters);
    let (whole, start) = slips(letters, word);
    let mut best = 1.0 - whole as f32 / length.max(of) as f32;
    if begins && length <= INITIALS_MAX {
        best = best.max(INITIAL);
    }
    if asked.unfinished && (begins || length >= 4) {
        let typed = 1.0 - start as f32 / length as f32;
        best = best.max(typed * (0.82 + 0.16 * length.min(of) as f32 / of as f32));
    }
    if length >= 4 && best < INSIDE && word.windows(length).any(|part| part == letters) {
        best = INSIDE;
    }
    if best < LIKE_MIN { 0.0 } else { best }
}

/// Slips of the hand between two words, whole: a letter wrong, missing, too many, or two neighbours
/// swapped counts one.
pub fn slips_between(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    slips(&one, &other).0
}

/// Slips between the two words, and between the first and the best fitting beginning of the second.
fn slips(one: &[char], other: &[char]) -> (usize, usize) {
    let one = &one[..one.len().min(WORD_LETTERS_MAX)];
    let other = &other[..other.len().min(WORD_LETTERS_MAX)];
    let mut before = [0u8; WORD_LETTERS_MAX + 1];
    let mut last = [0u8; WORD_LETTERS_MAX + 1];
    let mut row = [0u8; WORD_LETTERS_MAX + 1];
    for (cell, value) in last.iter_mut().zip(0u8..) {
        *cell = value;
    }
    for i in 1..=one.len() {
        row[0] = i as u8;
        for j in 1..=other.len() {
            let wrong = u8::from(one[i - 1] != other[j - 1]);
            let mut cost = (last[j - 1] + wrong).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row[j] = cost;
        }
        (before, last, row) = (last, row, before);
    }
    let start = last[..=other.len()].iter().copied().min().unwrap_or(0);
    (usize::from(last[other.len()]), usize::from(start))
}

/// Lays the query over a name of `length` words: always the best pair left, so the order of words
/// does not count. `family` is the place of the present family name, `likeness` tells of a word
/// asked for and a place in the name.
pub(super) fn fit(
    asked: &[Asked],
    length: usize,
    family: usize,
    mut likeness: impl FnMut(usize, usize) -> f32,
) -> Fit {
    let mut pairs = Vec::with_capacity(asked.len() * length);
    for a in 0..asked.len() {
        for n in 0..length {
            let like = likeness(a, n);
            if like > 0.0 {
                pairs.push((like, a, n));
            }
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut places = [None; QUERY_WORDS_MAX];
    let (mut name_used, mut sum, mut exact) = (0u32, 0.0, 0);
    for (like, a, n) in pairs {
        if places[a].is_none() && name_used & (1 << n) == 0 {
            places[a] = Some(n);
            name_used |= 1 << n;
            sum += like * weight(&asked[a]);
            exact += usize::from(like == 1.0);
        }
    }
    let all: f32 = asked.iter().map(weight).sum();
    let unasked = length.saturating_sub(asked.len()) as f32 * UNASKED;
    let in_order = goes_round(places.iter().flatten().copied());
    let both_ends = name_used & 1 != 0 && name_used >> family.max(1) != 0;
    let in_place = f32::from(u8::from(in_order) + u8::from(both_ends)) * IN_PLACE;
    Fit {
        score: sum / all.max(1.0) - unasked + in_place,
        exact: exact == asked.len(),
        in_order,
        both_ends,
    }
}

/// Whether the places rise, starting over at most once and then staying below the first.
fn goes_round(places: impl Iterator<Item = usize>) -> bool {
    let mut seen = (None, None, false);
    for place in places {
        seen = match seen {
            (None, _, _) => (Some(place), Some(place), false),
            (Some(first), last, false) if last < Some(place) => (Some(first), Some(place), false),
            (Some(first), _, false) if place < first => (Some(first), Some(place), true),
            (Some(first), last, true) if last < Some(place) && place < first => {
                (Some(first), Some(place), true)
            }
            _ => return false,
        };
    }
    true
}

/// A long word says more than a short one.
pub(super) fn weight(word: &Asked) -> f32 {
    word.letters.len().clamp(2, 6) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str, unfinished: bool) -> Asked {
        Asked { letters: text.chars().collect(), unfinished }
    }

    fn like(query: &str, word: &str) -> f32 {
        likeness(&asked(query, false), &word.chars().collect::<Vec<_>>())
    }

    #[test]
    fn slips_of_the_hand_are_counted() {
        for (one, other, expected) in [
            ("иван", "ивна", 1),
            ("петров", "перов", 1),
            ("петров", "пертоф", 2),
            ("", "ана", 3),
            ("мария", "марина", 2),
        ] {
            let (one, other): (Vec<char>, Vec<char>) =
                (one.chars().collect(), other.chars().collect());
            assert_eq!(slips(&one, &other).0, expected);
            assert_eq!(slips(&other, &one).0, expected);
        }
    }

    #[test]
    fn the_nearer_word_is_more_like() {
        assert_eq!(like("петров", "петров"), 1.0);
        assert!(like("перов", "петров") > like("перов", "петков"));
        assert!(like("иванов", "иванова") > like("иванов", "йоанова"));
        assert_eq!(like("иван", "стефка"), 0.0);
        assert_eq!(like("и", "иван"), INITIAL);
        assert_eq!(like("петров", "хаджипетров"), INSIDE);
    }

    #[test]
    fn a_word_being_typed_fits_what_it_begins() {
        let word: Vec<char> = "костадинова".chars().collect();
        assert!(likeness(&asked("коста", true), &word) > 0.85);
        assert!(likeness(&asked("косат", true), &word) > 0.6);
        assert_eq!(likeness(&asked("коста", false), &word), INSIDE);
    }

    fn laid(query: &str, name: &str) -> Fit {
        let asked: Vec<Asked> = query.split(' ').map(|word| asked(word, false)).collect();
        let name: Vec<Vec<char>> = name.split(' ').map(|word| word.chars().collect()).collect();
        fit(&asked, name.len(), 2, |a, n| likeness(&asked[a], &name[n]))
    }

    #[test]
    fn words_fit_in_any_order_and_one_word_serves_once() {
        let name = "иван петров иванов";
        assert!(laid("иванов иван петров", name).exact);
        assert!(laid("петров иванов", name).exact);
        assert!(!laid("иван иван иван", name).exact);
        assert!(laid("иван иванов", name).score > laid("иван иван", name).score);
    }

    #[test]
    fn the_order_is_told_all_the_same() {
        let name = "иван петров иванов";
        assert!(laid("иван петров иванов", name).in_order);
        assert!(laid("иванов иван петров", name).in_order);
        assert!(!laid("иван иванов петров", name).in_order);
        assert!(!laid("петров иван иванов", name).in_order);
        assert!(laid("иван иванов", name).both_ends);
        assert!(!laid("иван петров", name).both_ends);
    }
}
