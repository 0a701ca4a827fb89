//! Rates that the municipality answers for: what stands here by default until somebody confirms it, and
//! what it put in itself. Each is said beside the numbers it makes, and leads to its rule.

use super::line;
use kit::web::Ctx;
use law::{Confidence, Law, Left, Month, Rule};
use ui::Link;

/// The rules behind an amount of pay, in the order of the arithmetic.
const RULES: [&str; 6] = [
    "wage.minimum.hour",
    "assistance.coefficient",
    "reading.F4.rounding",
    "pay.service-supplement",
    "pay.contributions",
    "assistance.administration",
];

/// Of a rule the key of what is to be said; none where the law says the value and nobody chose it.
#[must_use]
pub fn key(rule: &Rule) -> Option<&'static str> {
    match (rule.local, rule.confidence, rule.left()) {
        (true, ..) => Some("payroll-rate-own"),
        (_, Confidence::V, _) | (_, _, Left::Nobody) => None,
        (false, ..) => Some("payroll-rate-default"),
    }
}

fn value(rule: &Rule) -> String {
    let part = |name: &str| rule.value.get(name).and_then(|part| part.as_str());
    match (part("amount"), part("currency"), rule.unit.as_str()) {
        (Some(amount), Some(currency), _) => format!("{} {currency}", line::comma(amount)),
        (.., "percent") => format!("{} %", line::comma(&rule.value_text())),
        _ => line::comma(&rule.value_text()),
    }
}

/// The rates of a month of work for which the municipality answers.
#[must_use]
pub fn links(ctx: &Ctx, law: &Law, worked: &str) -> Vec<Link> {
    let Ok(month) = Month::parse(worked) else { return Vec::new() };
    let link = |id: &&str| {
        let rule = law.book().at(id, month.first_day()).ok()?;
        let words = ctx.ta(key(rule)?, &[("title", rule.title.clone()), ("value", value(rule))]);
        Some(Link::new(ctx.url(&format!("/law/rules/{id}")), words.into_owned()))
    };
    RULES.iter().filter_map(link).collect()
}
