//! Amounts with their words, as the official forms ask for („с цифри и думи“). Pure.

use super::paper::bg;
use law::{Currency, Money};

/// So many euro and more are written with digits alone: no form has such a sum.
const MOST: i64 = 1_000_000;

/// How one and two are said, as a place in their texts: of cents, of thousands, of euro.
const MASCULINE: usize = 0;
const FEMININE: usize = 1;
const NEUTER: usize = 2;

/// One word of a text that lists some.
fn nth(key: &str, at: usize) -> String {
    bg(key).split_whitespace().nth(at).unwrap_or_default().to_owned()
}

fn digit(number: usize, gender: usize) -> String {
    match number {
        1 => nth("assistants-numeral-one", gender),
        2 => nth("assistants-numeral-two", gender),
        more => nth("assistants-numeral-units", more),
    }
}

/// The words of a number below a thousand.
fn parts(number: usize, gender: usize) -> Vec<String> {
    let (hundreds, rest) = (number / 100, number % 100);
    let mut all = Vec::new();
    if hundreds > 0 {
        all.push(nth("assistants-numeral-hundreds", hundreds - 1));
    }
    if rest >= 20 {
        all.push(nth("assistants-numeral-tens", rest / 10 - 2));
    }
    let last = if rest >= 20 { rest % 10 } else { rest };
    if last > 0 {
        all.push(digit(last, gender));
    }
    all
}

/// „и“ stands before the last word, after whatever stands before it.
fn joined(before: &str, parts: &[String]) -> String {
    let Some((last, first)) = parts.split_last() else { return before.to_owned() };
    let and = bg("assistants-numeral-and");
    let mut all: Vec<&str> = [before].into_iter().filter(|text| !text.is_empty()).collect();
    all.extend(first.iter().map(String::as_str));
    if !all.is_empty() {
        all.push(&and);
    }
    all.push(last);
    all.join(" ")
}

fn number(number: usize, gender: usize) -> String {
    let (thousands, rest) = (number / 1_000, number % 1_000);
    let before = match thousands {
        0 if rest == 0 => return nth("assistants-numeral-units", 0),
        0 => String::new(),
        1 => nth("assistants-numeral-thousand", 0),
        many => {
            let count = joined("", &parts(many, FEMININE));
            format!("{count} {}", nth("assistants-numeral-thousand", 1))
        }
    };
    joined(&before, &parts(rest, gender))
}

/// An amount of euro by its decimal: digits and, in brackets, words. Empty stays empty.
#[must_use]
pub fn amount(decimal: &str) -> String {
    if decimal.is_empty() {
        return String::new();
    }
    let Ok(money) = Money::parse(decimal, Currency::Eur) else { return decimal.to_owned() };
    let (digits, cents) = (money.written(), money.cents);
    let (Ok(euro), Ok(rest)) = (usize::try_from(cents / 100), usize::try_from(cents % 100)) else {
        return digits;
    };
    if cents >= MOST * 100 {
        return digits;
    }
    let euro = format!("{} {}", number(euro, NEUTER), bg("assistants-numeral-euro"));
    let cent = nth("assistants-numeral-cents", usize::from(rest != 1));
    let rest = format!("{} {cent}", number(rest, MASCULINE));
    format!("{digits} ({euro} {} {rest})", bg("assistants-numeral-and"))
}
