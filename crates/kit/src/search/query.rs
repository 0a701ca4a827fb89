//! What somebody typed into the search box, taken apart: words to look for and perhaps a year of
//! birth.

use super::fold::fold;
use super::similar::{Asked, QUERY_WORDS_MAX, WORD_LETTERS_MAX};

/// Letters of what was typed that are read; the rest is ignored.
const READ_MAX: usize = 200;

pub(super) struct Query {
    pub(super) words: Vec<Asked>,
    pub(super) birth_year: Option<i16>,
}

impl Query {
    /// Never fails: what makes no sense is left out. The last word counts as unfinished unless a
    /// space follows it.
    pub(super) fn read(typed: &str) -> Self {
        let typed: String = typed.chars().take(READ_MAX).collect();
        let key = fold(&typed);
        let mut query = Self { words: Vec::new(), birth_year: None };
        let mut parts = key.split(' ').filter(|part| !part.is_empty()).peekable();
        let finished = typed.ends_with(|letter: char| !letter.is_alphanumeric());
        while let Some(part) = parts.next() {
            if part.chars().all(char::is_numeric) {
                query.birth_year = query.birth_year.or(year(part));
            } else if query.words.len() < QUERY_WORDS_MAX {
                let letters = part.chars().take(WORD_LETTERS_MAX).collect();
                query
                    .words
                    .push(Asked { letters, unfinished: parts.peek().is_none() && !finished });
            }
        }
        query
    }
}

fn year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|year| (1850..=2150).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_told_from_names() {
        let query = Query::read("Иван Петров, 12.03.1956");
        assert_eq!(query.words.len(), 2);
        assert_eq!(query.birth_year, Some(1956));
        assert!(query.words.iter().all(|word| !word.unfinished));
        assert_eq!(Query::read("Иван 195").birth_year, None);
        assert_eq!(Query::read("99999999999999").birth_year, None);
    }

    #[test]
    fn only_the_last_word_can_be_unfinished() {
        let unfinished =
            |typed| Query::read(typed).words.iter().map(|word| word.unfinished).collect::<Vec<_>>();
        assert_eq!(unfinished("Иван Пет"), [false, true]);
        assert_eq!(unfinished("Иван Пет "), [false, false]);
        assert!(unfinished("  ").is_empty());
    }

    #[test]
    fn endless_input_is_cut() {
        let query = Query::read(&"я ".repeat(1_000_000));
        assert_eq!(query.words.len(), QUERY_WORDS_MAX);
    }
}
