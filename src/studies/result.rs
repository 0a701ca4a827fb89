//! What the answers say together, without a database: shares and means with their intervals, and
//! what of it may be shown.

use super::content::{Question, Sheet};
use super::hide::{LEAST, of_list, of_pair};
use super::interval::{self, Interval, SURE};
use super::question::{divides, figure, values};
use super::weight::worth;

/// An answer with how many it stands for.
#[derive(Clone, Copy, Debug)]
pub struct Weighed<'a> {
    /// What was answered.
    pub sheet: &'a Sheet,
    /// Its weight; the mean is one.
    pub weight: f64,
}

/// A value of a question with its numbers; none where they would show too few.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The value.
    pub value: String,
    /// How many gave it.
    pub count: Option<i64>,
    /// Which share of the population would.
    pub share: Option<Interval>,
}

/// A question with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The question.
    pub question: Question,
    /// How many answered it; none when too few did.
    pub base: Option<i64>,
    /// Its values.
    pub parts: Vec<Part>,
    /// The mean of a scale or of numbers.
    pub mean: Option<Interval>,
}

fn size<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}

fn given<'a>(question: &Question, sheet: &'a Sheet) -> Option<&'a Vec<String>> {
    sheet.get(&question.code).filter(|values| !values.is_empty())
}

/// The numbers that were answered, each with its weight.
fn figures(question: &Question, answers: &[Weighed<'_>]) -> Vec<(f64, f64)> {
    let one = |one: &Weighed<'_>| Some((figure(given(question, one.sheet)?)?, one.weight));
    answers.iter().filter_map(one).collect()
}

/// Mean and standard deviation of weighted numbers.
#[must_use]
pub fn moments(figures: &[(f64, f64)]) -> (f64, f64) {
    let weights: f64 = figures.iter().map(|(_, weight)| weight).sum();
    if weights <= 0.0 || figures.len() < 2 {
        return (figures.first().map_or(0.0, |(figure, _)| *figure), 0.0);
    }
    let mean = figures.iter().map(|(figure, weight)| figure * weight).sum::<f64>() / weights;
    let squares =
        figures.iter().map(|(figure, weight)| weight * (figure - mean).powi(2)).sum::<f64>();
    let count = figures.len() as f64;
    (mean, (squares / weights * count / (count - 1.0)).sqrt())
}

fn mean_of(figures: &[(f64, f64)], unasked: f64) -> Option<Interval> {
    if size(figures) < LEAST {
        return None;
    }
    let weights: Vec<f64> = figures.iter().map(|(_, weight)| *weight).collect();
    let (mean, deviation) = moments(figures);
    interval::mean(mean, deviation, (worth(&weights), unasked), SURE)
}

/// Which counts of a question are hidden: of one answer each they add up to all who answered, of
/// several answers each count stands by itself.
#[must_use]
pub fn hidden(question: &Question, counts: &[i64], base: i64) -> Vec<bool> {
    if divides(question) {
        return of_list(counts);
    }
    counts.iter().map(|count| of_pair(*count, base)).collect()
}

/// How many gave each value, among those who answered.
fn counted(question: &Question, own: &[Weighed<'_>]) -> Vec<(String, i64, f64)> {
    let count = |value: &&str| {
        let holds = |one: &&Weighed<'_>| {
            given(question, one.sheet).is_some_and(|list| list.iter().any(|given| given == value))
        };
        let who: Vec<&Weighed<'_>> = own.iter().filter(holds).collect();
        ((*value).to_owned(), size(&who), who.iter().map(|one| one.weight).sum())
    };
    values(question).iter().map(count).collect()
}

/// A question with its numbers, of the answers of a whole study; `unasked` is what of its
/// population was not asked.
#[must_use]
pub fn found(question: &Question, answers: &[Weighed<'_>], unasked: f64) -> Found {
    let own: Vec<Weighed<'_>> =
        answers.iter().filter(|one| given(question, one.sheet).is_some()).copied().collect();
    let weights: Vec<f64> = own.iter().map(|one| one.weight).collect();
    let (worth, base) = (worth(&weights), size(&own));
    let question = question.clone();
    if base < LEAST {
        return Found { question, base: None, parts: Vec::new(), mean: None };
    }
    let counts = counted(&question, &own);
    let plain: Vec<i64> = counts.iter().map(|(_, count, _)| *count).collect();
    let hidden = hidden(&question, &plain, base);
    let whole: f64 = weights.iter().sum();
    let part = |((value, count, weight), is_hidden): (&(String, i64, f64), &bool)| {
        let share = interval::share(weight / whole, worth, unasked, SURE);
        let shown = !is_hidden;
        Part { value: value.clone(), count: shown.then_some(*count), share: shown.then_some(share) }
    };
    let parts: Vec<Part> = counts.iter().zip(&hidden).map(part).collect();
    // With the mean of a scale, counts that are hidden could be computed.
    let mean = match question.kind.as_str() {
        "number" => mean_of(&figures(&question, &own), unasked),
        "scale" if !hidden.contains(&true) => mean_of(&figures(&question, &own), unasked),
        _ => None,
    };
    Found { question, base: Some(base), parts, mean }
}
