//! The words that names are made of, each once, with the people whose names hold it; and which of
//! them are like a given one.
//!
//! A municipality of a million people uses some ten thousands of words, so looking for misspelt
//! words among words, not among people, is what makes search fast and small. Words are found by the
//! pairs of neighbouring letters that they share (their ends count as letters), the most promising
//! are then compared in full.
//!
//! Invariants: the holders of a word stand in ascending order, each once; a word keeps its number
//! for the life of the index, also when nobody holds it any more.

use std::collections::HashMap;

use super::similar::{Asked, WORD_LETTERS_MAX, likeness};

/// Place of a person in the index.
pub(super) type Slot = u32;
/// Number of a word.
pub(super) type WordId = u32;

/// Words and how like they are to the one asked for, the likest first.
pub(super) type LikeWords = Vec<(WordId, f32)>;

/// Words compared in full for each word of a query.
const COMPARED_MAX: usize = 256;
/// What stands before the first letter and after the last.
const END: char = ' ';

#[derive(Default)]
pub(super) struct Words {
    list: Vec<Word>,
    by_key: HashMap<Box<str>, WordId>,
    by_pair: HashMap<(char, char), Vec<WordId>>,
}

struct Word {
    letters: Box<[char]>,
    holders: Vec<Slot>,
}

impl Words {
    pub(super) fn likeness(&self, asked: &Asked, word: WordId) -> f32 {
        likeness(asked, &self.list[word as usize].letters)
    }

    pub(super) fn holders(&self, word: WordId) -> &[Slot] {
        &self.list[word as usize].holders
    }

    /// The number of a word, given to it now if it is new.
    pub(super) fn learn(&mut self, key: &str) -> WordId {
        if let Some(&known) = self.by_key.get(key) {
            return known;
        }
        let letters: Box<[char]> = key.chars().take(WORD_LETTERS_MAX).collect();
        let word = self.list.len() as WordId;
        for pair in pairs(&letters) {
            let sharing = self.by_pair.entry(pair).or_default();
            if sharing.last() != Some(&word) {
                sharing.push(word);
            }
        }
        self.by_key.insert(key.into(), word);
        self.list.push(Word { letters, holders: Vec::new() });
        word
    }

    pub(super) fn add_holder(&mut self, word: WordId, slot: Slot) {
        let holders = &mut self.list[word as usize].holders;
        if holders.last().is_none_or(|&last| last < slot) {
            holders.push(slot);
        } else if let Err(at) = holders.binary_search(&slot) {
            holders.insert(at, slot);
        }
    }

    pub(super) fn remove_holder(&mut self, word: WordId, slot: Slot) {
        let holders = &mut self.list[word as usize].holders;
        if let Ok(at) = holders.binary_search(&slot) {
            holders.remove(at);
        }
    }

    pub(super) fn shrink(&mut self) {
        self.list.iter_mut().for_each(|word| word.holders.shrink_to_fit());
        self.by_pair.values_mut().for_each(Vec::shrink_to_fit);
    }

    /// Words like the one asked for, the likest first.
    pub(super) fn like(&self, asked: &Asked) -> LikeWords {
        let mut found: LikeWords = self
            .promising(asked)
            .into_iter()
            .map(|word| (word, self.likeness(asked, word)))
            .filter(|&(_, like)| like > 0.0)
            .collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        found
    }

    /// Words that share the most pairs of letters with the one asked for; of equals those that more
    /// people hold.
    fn promising(&self, asked: &Asked) -> Vec<WordId> {
        let mut shared = vec![0u8; self.list.len()];
        let mut count = 0u8;
        for pair in pairs(&asked.letters) {
            count += 1;
            for &word in self.by_pair.get(&pair).map_or(&[][..], Vec::as_slice) {
                shared[word as usize] = shared[word as usize].saturating_add(1);
            }
        }
        let (least, inner) = ((count / 4).max(1), f32::from(count - 1));
        let mut ranked: Vec<(f32, usize, WordId)> = Vec::new();
        for ((number, &common), word) in (0..).zip(&shared).zip(&self.list) {
            if common < least || word.holders.is_empty() {
                continue;
            }
            let whole =
                2.0 * f32::from(common) / (f32::from(count) + word.letters.len() as f32 + 1.0);
            let start = if asked.open_ended() { (f32::from(common) / inner).min(1.0) } else { 0.0 };
            ranked.push((whole.max(start), word.holders.len(), number));
        }
        if ranked.len() > COMPARED_MAX {
            ranked.select_nth_unstable_by(COMPARED_MAX, |one, other| {
                other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)).then(one.2.cmp(&other.2))
            });
            ranked.truncate(COMPARED_MAX);
        }
        ranked.into_iter().map(|(_, _, word)| word).collect()
    }
}

/// The pairs of neighbouring letters of a word, its ends included.
fn pairs(letters: &[char]) -> impl Iterator<Item = (char, char)> + '_ {
    let start = letters.first().map(|&first| (END, first));
    let end = letters.last().map(|&last| (last, END));
    start.into_iter().chain(letters.windows(2).map(|two| (two[0], two[1]))).chain(end)
}
