//! Which services somebody looks for: by words, by need, by free places, near a settlement. Pure.

use super::book::{Need, needs};
use super::figures::Figure;
use crate::services::{Far, Offer};
use std::cmp::Reverse;
use ui::Lang;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Sought<'a> {
    /// Words, plain as the search writes them; all when empty.
    pub words: String,
    /// The need.
    pub need: Option<&'a Need>,
    /// Only where a place is free, or where places are not counted.
    pub free: bool,
}

impl Sought<'_> {
    /// Whether a service is among them.
    #[must_use]
    pub fn fits(&self, offer: &Offer, figure: Option<&Figure>) -> bool {
        let is_named = self.words.is_empty() || self.is_named(offer);
        let is_free = !self.free || figure.and_then(|one| one.free).is_none_or(|free| free > 0);
        is_named && is_free && self.need.is_none_or(|need| need.fits(offer))
    }

    /// Whether each word is said of the service, or of a need that it answers: who writes „дете“ finds what
    /// the directory has „за деца“.
    fn is_named(&self, offer: &Offer) -> bool {
        let mut said = vec![offer.name.as_str(), &offer.users, &offer.provider];
        for need in needs().iter().filter(|need| need.fits(offer)) {
            said.extend([need.words(Lang::Bg), need.words(Lang::En)]);
        }
        let said: Vec<String> = said.into_iter().map(kit::search::plain).collect();
        let mut words = self.words.split_whitespace().map(stem);
        words.all(|word| said.iter().any(|text| text.contains(word)))
    }
}

/// What a list is sorted by: how near, then whether a place is free, then the name.
#[must_use]
pub fn order(
    offer: &Offer,
    far: Option<Far>,
    figure: Option<&Figure>,
) -> (i64, Reverse<bool>, u8, String) {
    let metres = far.map_or(i64::MAX, |far| far.metres);
    let is_free = figure.and_then(|one| one.free).is_some_and(|free| free > 0);
    (metres, Reverse(is_free), offer.kind, kit::search::plain(&offer.name))
}

/// A word without what Bulgarian bends at its end, the longer the more: „възрастните“ finds „възрастен“.
fn stem(word: &str) -> &str {
    let long = word.chars().count();
    let bent = match long {
        0..5 => 0,
        5..7 => 1,
        7..9 => 2,
        9..11 => 3,
        _ => 4,
    };
    word.char_indices().nth(long - bent).map_or(word, |(at, _)| &word[..at])
}
