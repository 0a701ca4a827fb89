//! Counting over the rows of the layer. Decides without a database.
//!
//! A person is counted once in each number, however many services they use; so the numbers of a split may add
//! up to more than the whole, and the whole is a question of its own.

use super::entry::{Entry, Header, Sheet};
use super::question::{
    AGES, Dimension, Measure, Question, Row, SEXES, UNKNOWN, age_at, age_code, number_code,
};
use kit::types::Day;
use std::collections::{BTreeMap, HashMap};

/// Of each settlement the code of its municipality; which municipality asks.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// By EKATTE code.
    pub homes: HashMap<u32, String>,
    /// The municipality that asks.
    pub own: String,
}

/// The key of a settlement.
#[must_use]
pub fn place_key(ekatte: u32) -> String {
    if ekatte == 0 { UNKNOWN.to_owned() } else { format!("{ekatte:05}") }
}

impl Map {
    fn home(&self, ekatte: u32) -> &str {
        self.homes.get(&ekatte).map_or(UNKNOWN, String::as_str)
    }

    fn is_elsewhere(&self, ekatte: u32) -> bool {
        let home = self.home(ekatte);
        home != UNKNOWN && home != self.own
    }
}

/// What of a person is told apart.
type Marks = (u32, u8);

/// An entry that counts.
struct Hit {
    who: i64,
    cell: usize,
    first: u16,
    last: u16,
    born: u16,
    amount: u16,
}

/// A question made ready for very many entries.
struct Plan<'a> {
    question: &'a Question,
    map: &'a Map,
    span: (u16, u16),
    ages: Vec<&'a str>,
    by_month: bool,
    by_age: bool,
}

impl<'a> Plan<'a> {
    fn new(question: &'a Question, (map, today): (&'a Map, Day)) -> Plan<'a> {
        let has = |one| question.split.contains(&one);
        Plan {
            question,
            map,
            span: question.span(today),
            ages: question.only(Dimension::AgeGroup),
            by_month: has(Dimension::Month),
            by_age: has(Dimension::AgeGroup),
        }
    }

    fn has(&self, dimension: Dimension) -> bool {
        self.question.split.contains(&dimension)
    }

    fn holds_header(&self, header: &Header) -> bool {
        let fits = |dimension, value: &str| {
            let only = self.question.only(dimension);
            only.is_empty() || only.contains(&value)
        };
        header.measure == self.question.measure.kept()
            && fits(Dimension::ServiceKind, &header.kind.to_string())
            && fits(Dimension::Service, &id_key(header.service))
            && fits(Dimension::Provider, &id_key(header.provider))
            && fits(Dimension::Group, &header.group)
    }

    /// Whether it does not matter where somebody lives.
    fn takes_any_place(&self) -> bool {
        self.question.measure != Measure::FromElsewhere
            && self.question.only(Dimension::Settlement).is_empty()
            && self.question.only(Dimension::HomeMunicipality).is_empty()
    }

    fn holds_place(&self, ekatte: u32) -> bool {
        let only = |dimension, value: &str| {
            let only = self.question.only(dimension);
            only.is_empty() || only.contains(&value)
        };
        only(Dimension::Settlement, &place_key(ekatte))
            && only(Dimension::HomeMunicipality, self.map.home(ekatte))
            && (self.question.measure != Measure::FromElsewhere || self.map.is_elsewhere(ekatte))
    }

    fn holds_age(&self, born: u16, month: u16) -> bool {
        self.ages.is_empty() || self.ages.contains(&age_code(age_at(born, month)))
    }

    /// The months of an entry that are asked for.
    fn months(&self, entry: &Entry) -> Option<(u16, u16)> {
        let (from, to) = self.span;
        // Places are there or not: those of the last month stand for a time.
        let from =
            if self.question.measure == Measure::Places && !self.by_month { to } else { from };
        let (first, last) = (entry.first.max(from), entry.last.min(to));
        (first <= last).then_some((first, last))
    }
}

/// The key of a service or provider.
#[must_use]
pub fn id_key(id: i64) -> String {
    if id == 0 { "0".to_owned() } else { crate::services::ServiceId(id).to_string() }
}

/// Cells without their month and age: what of the sheet and of the person is told apart.
#[derive(Default)]
struct Cells {
    list: Vec<(usize, Marks)>,
    known: HashMap<(usize, Marks), usize>,
}

impl Cells {
    fn at(&mut self, cell: (usize, Marks)) -> usize {
        *self.known.entry(cell).or_insert_with(|| {
            self.list.push(cell);
            self.list.len() - 1
        })
    }
}

/// The entries that count, in the order of people; sheets by their place in the list.
fn hits(plan: &Plan<'_>, sheets: &[Sheet]) -> (Vec<Hit>, Cells) {
    let (mut hits, mut cells) = (Vec::new(), Cells::default());
    let mut fitting: HashMap<u32, bool> = HashMap::new();
    let any_place = plan.takes_any_place();
    let sexes = plan.question.only(Dimension::Sex);
    let by_place = plan.has(Dimension::Settlement) || plan.has(Dimension::HomeMunicipality);
    let by_sex = plan.has(Dimension::Sex);
    for (at, sheet) in sheets.iter().enumerate() {
        if !plan.holds_header(&sheet.header) {
            continue;
        }
        let usual = (!by_place && !by_sex).then(|| cells.at((at, (0, 0))));
        for entry in &sheet.rows {
            let Some((first, last)) = plan.months(entry) else { continue };
            let place = entry.ekatte;
            if !any_place && !*fitting.entry(place).or_insert_with(|| plan.holds_place(place)) {
                continue;
            }
            let sex = SEXES.get(usize::from(entry.sex)).copied().unwrap_or(UNKNOWN);
            if !sexes.is_empty() && !sexes.contains(&sex) {
                continue;
            }
            if !plan.by_month && !plan.holds_age(entry.born, plan.span.1) {
                continue;
            }
            let cell = usual.unwrap_or_else(|| {
                let place = if by_place { entry.ekatte } else { 0 };
                cells.at((at, (place, if by_sex { entry.sex } else { 0 })))
            });
            let (who, born, amount) = (entry.who, entry.born, entry.amount);
            hits.push(Hit { who, cell, first, last, born, amount });
        }
    }
    // Sheets are in order by themselves, which this sort makes use of.
    hits.sort_by_key(|hit| hit.who);
    (hits, cells)
}

/// Counts, by cell, month and age.
struct Counts {
    counts: Vec<i64>,
    months: usize,
    ages: usize,
}

impl Counts {
    fn place(&self, cell: usize, month: usize, age: usize) -> usize {
        (cell * self.months + month) * self.ages + age
    }

    /// Where one entry counts.
    fn places(&self, plan: &Plan<'_>, (hit, cell): (&Hit, usize), mut put: impl FnMut(usize)) {
        if !plan.by_month {
            let age = if plan.by_age { age_at(hit.born, plan.span.1) } else { 0 };
            put(self.place(cell, 0, age));
            return;
        }
        for month in hit.first..=hit.last {
            if plan.holds_age(hit.born, month) {
                let age = if plan.by_age { age_at(hit.born, month) } else { 0 };
                put(self.place(cell, usize::from(month - plan.span.0), age));
            }
        }
    }
}

/// The keys of each sheet, place and sex as the question splits them, made numbers.
fn merged_cells(
    plan: &Plan<'_>,
    sheets: &[Sheet],
    cells: &Cells,
) -> (Vec<usize>, Vec<Vec<String>>) {
    let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut list = Vec::new();
    let numbers = cells.list.iter().map(|(at, (place, sex))| {
        let header = &sheets[*at].header;
        let key = |dimension: &Dimension| match dimension {
            Dimension::ServiceKind => header.kind.to_string(),
            Dimension::Service => id_key(header.service),
            Dimension::Provider => id_key(header.provider),
            Dimension::Group => header.group.clone(),
            Dimension::Settlement => place_key(*place),
            Dimension::HomeMunicipality => plan.map.home(*place).to_owned(),
            Dimension::Sex => SEXES.get(usize::from(*sex)).copied().unwrap_or(UNKNOWN).to_owned(),
            Dimension::AgeGroup | Dimension::Month => String::new(),
        };
        let keys: Vec<String> = plan.question.split.iter().map(key).collect();
        *known.entry(keys.clone()).or_insert_with(|| {
            list.push(keys);
            list.len() - 1
        })
    });
    let numbers: Vec<usize> = numbers.collect();
    (numbers, list)
}

/// Numbers of one person: each of their cells once.
fn count_all(plan: &Plan<'_>, hits: &[Hit], (numbers, counts): (&[usize], &mut Counts)) {
    let is_sum = plan.question.measure == Measure::Places;
    let mut own: Vec<usize> = Vec::new();
    for group in hits.chunk_by(|a, b| a.who == b.who) {
        own.clear();
        for hit in group {
            let amount = if is_sum { usize::from(hit.amount) } else { 1 };
            counts.places(plan, (hit, numbers[hit.cell]), |place| {
                own.extend(std::iter::repeat_n(place, amount));
            });
        }
        if !is_sum && group.len() > 1 {
            own.sort_unstable();
            own.dedup();
        }
        for place in &own {
            counts.counts[*place] += 1;
        }
    }
}

/// Numbers before words, so that kinds stand in their order.
fn by_key(a: &Row, b: &Row) -> std::cmp::Ordering {
    let number = |key: &String| key.parse::<i64>().ok();
    let each = a.keys.iter().zip(&b.keys).map(|(a, b)| (number(a), a).cmp(&(number(b), b)));
    each.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
}

/// The answer to a question, over the sheets that were known then. Numbers that are nil are left out.
#[must_use]
pub fn counted(question: &Question, sheets: &[Sheet], (map, today): (&Map, Day)) -> Vec<Row> {
    let plan = Plan::new(question, (map, today));
    let (from, to) = plan.span;
    if from > to {
        return Vec::new();
    }
    let (hits, cells) = hits(&plan, sheets);
    let (numbers, list) = merged_cells(&plan, sheets, &cells);
    let months = if plan.by_month { usize::from(to - from) + 1 } else { 1 };
    let ages = if plan.by_age { AGES.len() + 1 } else { 1 };
    let mut counts = Counts { counts: vec![0; list.len() * months * ages], months, ages };
    count_all(&plan, &hits, (&numbers, &mut counts));
    let mut rows = Vec::new();
    for (at, count) in counts.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (cell, month, age) = (at / (months * ages), at / ages % months, at % ages);
        let mut keys = list[cell].clone();
        for (key, dimension) in keys.iter_mut().zip(&question.split) {
            match dimension {
                Dimension::AgeGroup => age_code(age).clone_into(key),
                Dimension::Month => {
                    *key = number_code(from.saturating_add(u16::try_from(month).unwrap_or(0)));
                }
                _ => {}
            }
        }
        rows.push(Row { keys, count: *count });
    }
    rows.sort_by(by_key);
    rows
}

/// Who is behind the number that a question without a split has, by id, with how many each stands for.
#[must_use]
pub fn behind(question: &Question, sheets: &[Sheet], (map, today): (&Map, Day)) -> Vec<(i64, i64)> {
    let whole = question.whole();
    let plan = Plan::new(&whole, (map, today));
    if plan.span.0 > plan.span.1 {
        return Vec::new();
    }
    let mut all: Vec<(i64, i64)> = Vec::new();
    for hit in hits(&plan, sheets).0 {
        match all.last_mut() {
            Some((who, amount)) if *who == hit.who => {
                if question.measure == Measure::Places {
                    *amount += i64::from(hit.amount);
                }
            }
            _ => all.push((hit.who, i64::from(hit.amount))),
        }
    }
    all
}
