//! How like one word of a query is to one word of a name, and a whole query to a whole name.
//!
//! Pure functions over folded keys. Two words are compared by the fewest slips of the hand between them (a letter wrong, missing, too
//! many, or two neighbours swapped), as a share of the longer word. A query is laid over a name word by word in any order, each word of
//! the name used once.

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
/// What each word of the name that nobody asked for takes off, so that of equals the shorter name stands first.
const UNASKED: f32 = 0.004;
/// What it adds when the first word asked for is the first of the name.
const IN_ORDER: f32 = 0.005;

/// One word of a query.
pub(super) struct Asked {
    pub(super) letters: Vec<char>,
    /// Still being typed: what it begins counts as found.
    pub(super) unfinished: bool,
}

/// How well a query fits a name.
pub(super) struct Fit {
    /// 0 to about 1; the order of hits.
    pub(super) score: f32,
    /// Every word asked for stands in the name, letter for letter.
    pub(super) exact: bool,
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
    if begins && length <= 2 {
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

/// Lays the query over the words of a name: always the best pair left, so the order of words does not count.
pub(super) fn fit(asked: &[Asked], name: &[&[char]]) -> Fit {
    let mut pairs = Vec::with_capacity(asked.len() * name.len());
    for (a, word) in asked.iter().enumerate() {
        for (n, other) in name.iter().enumerate() {
            let like = likeness(word, other);
            if like > 0.0 {
                pairs.push((like, a, n));
            }
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut asked_used, mut name_used) = (0u32, 0u32);
    let (mut sum, mut exact, mut in_order) = (0.0, 0, 0.0);
    for (like, a, n) in pairs {
        if asked_used & (1 << a) == 0 && name_used & (1 << n) == 0 {
            asked_used |= 1 << a;
            name_used |= 1 << n;
            sum += like * weight(&asked[a]);
            exact += usize::from(like == 1.0);
            if (a, n) == (0, 0) {
                in_order = IN_ORDER;
            }
        }
    }
    let all: f32 = asked.iter().map(weight).sum();
    let unasked = name.len().saturating_sub(asked.len()) as f32 * UNASKED;
    Fit { score: sum / all.max(1.0) - unasked + in_order, exact: exact == asked.len() }
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
        for (one, other, expected) in
            [("иван", "ивна", 1), ("петров", "перов", 1), ("петров", "пертоф", 2), ("", "ана", 3), ("мария", "марина", 2)]
        {
            let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
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

    #[test]
    fn order_does_not_count_and_one_word_serves_once() {
        let name: Vec<Vec<char>> = ["иван", "петров", "иванов"].iter().map(|word| word.chars().collect()).collect();
        let name: Vec<&[char]> = name.iter().map(Vec::as_slice).collect();
        let query = |words: &[&str]| words.iter().map(|word| asked(word, false)).collect::<Vec<_>>();
        assert!(fit(&query(&["иванов", "иван", "петров"]), &name).exact);
        assert!(!fit(&query(&["иван", "иван", "иван"]), &name).exact);
        assert!(fit(&query(&["иван", "иванов"]), &name).score > fit(&query(&["иван", "иван"]), &name).score);
    }
}
