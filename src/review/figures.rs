//! The figures of the analysis: each with its block, its unit, its source and the list behind it.

use super::course::BLOCKS;

/// In what a figure is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A whole number.
    Count,
    /// Whole cents of the euro.
    Money,
    /// Percent.
    Percent,
}

/// A figure that is computed; its name has the key `review-figure-<code>`, its source
/// `review-source-<source>`.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its code.
    pub code: &'static str,
    /// A code of [`BLOCKS`].
    pub block: &'static str,
    /// In what it is counted.
    pub unit: Unit,
    /// The capability that counts.
    pub source: &'static str,
    /// The list behind it, below the municipality; `{from}` and `{until}` are the days of the year.
    pub list: &'static str,
}

const fn count(
    code: &'static str,
    (block, source): (usize, &'static str),
    list: &'static str,
) -> Spec {
    Spec { code, block: BLOCKS[block], unit: Unit::Count, source, list }
}

const PLACES: &str = "/placements/statistics?from={from}&until={until}";
const REFUSALS: &str = "/placements/refusals?from={from}&until={until}";

/// All figures in their order.
pub static SPECS: [Spec; 34] = [
    count("services", (0, "services"), "/services"),
    count("providers", (0, "services"), "/services"),
    count("places", (0, "services"), "/services"),
    count("users", (0, "placement"), "/placements"),
    count("began", (0, "placement"), PLACES),
    count("ended", (0, "placement"), PLACES),
    count("refused", (0, "placement"), REFUSALS),
    count("appealed", (0, "placement"), REFUSALS),
    count("waiting", (0, "placement"), PLACES),
    count("months", (0, "delivery"), "/delivery"),
    count("checks-planned", (1, "oversight"), "/oversight"),
    count("checks-held", (1, "oversight"), "/oversight"),
    count("prescriptions", (1, "oversight"), "/oversight"),
    count("prescriptions-done", (1, "oversight"), "/oversight"),
    count("reported", (1, "oversight"), "/oversight"),
    count("unchecked", (1, "oversight"), "/oversight"),
    count("surveys", (1, "voices"), "/voices"),
    count("answers", (1, "voices"), "/voices"),
    count("complaints", (1, "voices"), "/voices"),
    count("complaints-in-time", (1, "voices"), "/voices"),
    count("meetings", (1, "council"), "/council"),
    count("meetings-short", (1, "council"), "/council"),
    count("decisions", (1, "decisions"), "/decisions"),
    count("decisions-done", (1, "decisions"), "/decisions"),
    count("decisions-late", (1, "decisions"), "/decisions"),
    money("charged"),
    money("paid"),
    money("remitted"),
    count("contracts", (2, "powers"), "/powers"),
    count("agreements", (2, "powers"), "/powers"),
    Spec {
        code: "occupied",
        block: BLOCKS[3],
        unit: Unit::Percent,
        source: "placement",
        list: "/placements/statistics?from={from}&until={until}",
    },
    count("staff", (3, "workforce"), "/workforce"),
    count("trainings", (3, "training"), "/training?year={year}"),
    count("supervisions", (3, "training"), "/training/supervision"),
];

const fn money(code: &'static str) -> Spec {
    Spec { code, block: BLOCKS[2], unit: Unit::Money, source: "fees", list: "/fees" }
}

/// The list behind a figure in a year, below the municipality.
#[must_use]
pub fn list_of(spec: &Spec, year: i16) -> String {
    let days = [
        ("{from}", format!("{year}-01-01")),
        ("{until}", format!("{year}-12-31")),
        ("{year}", year.to_string()),
    ];
    let start = spec.list.to_owned();
    days.iter().fold(start, |text, (name, value)| text.replace(name, value))
}

/// A value in words: `1 234,56 €`, `87 %`, `12`.
#[must_use]
pub fn written(unit: Unit, value: i64) -> String {
    match unit {
        Unit::Count => value.to_string(),
        Unit::Percent => format!("{value} %"),
        Unit::Money => law::Money { cents: value, currency: law::Currency::Eur }.written(),
    }
}
