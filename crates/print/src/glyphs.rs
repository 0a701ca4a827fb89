//! Whatever people paste into a form must come out on paper, and must not hold up the printer.
//!
//! PDF/A forbids glyphs that are not there: control characters go, characters that the fonts for text do
//! not have become □ and are reported. A run of letters longer than any word gets places to break: without
//! them it would leave the page, and looking for one takes a minute.

use std::collections::BTreeSet;

use serde_json::Value;
use typst::text::{FontBook, FontInfo, FontStyle};

use crate::glued::glued;

/// Stands for a character that cannot be printed.
const MISSING: char = '□';

/// No Bulgarian word and no usual address is longer.
const RUN_MAX: usize = 40;

/// Where a longer run may break.
const RUN_PIECE: usize = 12;

/// An invisible place to break a line.
const BREAK: char = '\u{200b}';

/// The characters that can be printed, and those that were asked for and cannot.
pub struct Glyphs<'a> {
    /// The upright fonts of each family for text; letters are not set in italics.
    families: Vec<Vec<&'a FontInfo>>,
    replaced: BTreeSet<char>,
}

impl<'a> Glyphs<'a> {
    /// Of these families for text.
    pub fn of(book: &'a FontBook, families: &[String]) -> Self {
        let fonts = |family: &String| {
            let indices = book.select_family(&family.to_lowercase());
            indices
                .filter_map(|index| book.info(index))
                .filter(|font| font.variant.style == FontStyle::Normal)
                .collect()
        };
        Glyphs { families: families.iter().map(fonts).collect(), replaced: BTreeSet::new() }
    }

    /// The same data with printable texts only, what belongs together kept on one line.
    pub fn printable(&mut self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(glued(&self.text(text)).into_owned()),
            Value::Array(items) => items.iter().map(|item| self.printable(item)).collect(),
            Value::Object(fields) => {
                fields.iter().map(|(key, value)| (key.clone(), self.printable(value))).collect()
            }
            other => other.clone(),
        }
    }

    /// The same text with printable characters only.
    pub fn text(&mut self, text: &str) -> String {
        let mut printable = String::with_capacity(text.len());
        for c in text.chars() {
            if let Some(whole) = composed(printable.chars().next_back(), c) {
                printable.pop();
                printable.push(whole);
                continue;
            }
            let kept = match c {
                '\n' | ' '..='~' | 'А'..='я' | '\u{a0}' => Some(c),
                '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
                _ if c.is_control() || ignorable(c) => None,
                _ if mark(c) => self.mark(printable.chars().next_back(), c),
                _ => Some(self.character(c)),
            };
            printable.extend(kept);
        }
        with_breaks(printable)
    }

    /// The characters that could not be printed, in order.
    pub fn replaced(self) -> String {
        self.replaced.into_iter().collect()
    }

    fn character(&mut self, c: char) -> char {
        if !private(c) && self.families.iter().any(|fonts| have(fonts, c)) {
            return c;
        }
        self.replaced.insert(c);
        MISSING
    }

    /// A mark over or under `base` needs a font that has both; else the letter stays without it.
    fn mark(&mut self, base: Option<char>, c: char) -> Option<char> {
        let both = |fonts: &Vec<&FontInfo>| {
            base.is_some_and(|base| base.is_alphabetic() && have(fonts, base) && have(fonts, c))
        };
        if self.families.iter().any(both) {
            return Some(c);
        }
        self.replaced.insert(c);
        None
    }
}

/// Whether each style of a family has the character.
fn have(fonts: &[&FontInfo], c: char) -> bool {
    !fonts.is_empty() && fonts.iter().all(|font| font.coverage.contains(c.into()))
}

/// The same text with places to break in runs that are too long.
fn with_breaks(text: String) -> String {
    let too_long = |word: &str| word.chars().nth(RUN_MAX).is_some();
    if !text.split([' ', '\n']).any(too_long) {
        return text;
    }
    let mut broken = String::with_capacity(text.len() + text.len() / RUN_PIECE);
    for word in text.split_inclusive([' ', '\n']) {
        let long = too_long(word.trim_end_matches([' ', '\n']));
        for (at, c) in word.chars().enumerate() {
            if long && at > 0 && at % RUN_PIECE == 0 && !mark(c) {
                broken.push(BREAK);
            }
            broken.push(c);
        }
    }
    broken
}

/// The Bulgarian letters that some programs write in two parts.
fn composed(base: Option<char>, mark: char) -> Option<char> {
    match (base?, mark) {
        ('и', '\u{300}') => Some('ѝ'),
        ('И', '\u{300}') => Some('Ѝ'),
        ('и', '\u{306}') => Some('й'),
        ('И', '\u{306}') => Some('Й'),
        _ => None,
    }
}

/// Characters without a shape of their own: marks of direction and order, joiners, variants, noncharacters.
fn ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{ffff}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Marks that combine with the letter before them, of the scripts that the fonts for text have.
fn mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5c7}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{2de0}'..='\u{2dff}'
            | '\u{a66f}'..='\u{a67d}'
            | '\u{a69e}'..='\u{a69f}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

fn private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}
