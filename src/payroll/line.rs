//! A line of a pay run, without a database: what the law gives for the hours of a month, less what
//! was released before; the difference in the currency of the run, and why in a sentence.

use super::sums::{Sums, code, written};
use law::{Currency, Law, LawError, Minutes, Month, PayScale};
use ui::Lang;

/// Why there is a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The month of the run.
    Pay,
    /// A month before it, of which nothing was released yet.
    Earlier,
    /// A month of which something was released: the difference.
    Correction,
}

impl Kind {
    /// The code kept; the name has the key `payroll-kind-<code>`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Pay => "pay",
            Kind::Earlier => "earlier",
            Kind::Correction => "correction",
        }
    }
}

/// The run in which a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its month.
    pub month: Month,
    /// In which currency it pays.
    pub currency: Currency,
}

/// What holds of a contract and a month of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// The month.
    pub worked: Month,
    /// Minutes that count.
    pub minutes: u32,
    /// Full years of service.
    pub years: u32,
}

/// What was released of a contract and a month of work, in the currency of that month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// All lines together.
    pub sums: Sums,
    /// Minutes of the last line.
    pub minutes: u32,
    /// Years of service of the last line.
    pub years: u32,
    /// Price of an hour of the last line.
    pub price: String,
    /// Percent for service of the last line.
    pub percent: String,
    /// Rate of contributions of the last line.
    pub rate: String,
    /// How many lines there are.
    pub turns: i32,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Why it stands there.
    pub kind: Kind,
    /// Hours and service.
    pub work: Work,
    /// What was released before.
    pub before: Released,
    /// The difference, in the currency of the month of work.
    pub sums: Sums,
    /// That currency.
    pub currency: Currency,
    /// The difference in the currency of the run.
    pub paid: Sums,
    /// Price of an hour.
    pub price: String,
    /// Percent for service.
    pub percent: String,
    /// Rate of contributions.
    pub rate: String,
    /// Why it differs from what was released, or comes only now; empty for the month itself.
    pub why: String,
}

/// The prices of a month, looked up once.
#[derive(Clone, Debug)]
pub struct Prices {
    scale: PayScale,
    price: String,
    rate: String,
}

impl Prices {
    /// Of a month.
    ///
    /// # Errors
    /// Those of [`Law::pay_scale`].
    pub fn of(law: &Law, month: Month) -> Result<Prices, LawError> {
        let scale = law.pay_scale(month, None)?;
        Ok(Prices { price: scale.hour_price(), rate: scale.contributions_percent(), scale })
    }

    /// What the law gives for hours.
    #[must_use]
    pub fn due(&self, work: &Work) -> Sums {
        self.scale.lines(Minutes(work.minutes), work.years).into()
    }

    /// In which currency.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.scale.currency()
    }
}

/// The line of some work; none when nothing is due and nothing was paid too much.
///
/// # Errors
/// Those of [`Law::convert`].
pub fn line(
    law: &Law,
    frame: &Frame,
    prices: &Prices,
    (work, before): (&Work, Option<&Released>),
) -> Result<Option<Line>, LawError> {
    let kind = match before {
        Some(_) => Kind::Correction,
        None if work.worked == frame.month => Kind::Pay,
        None => Kind::Earlier,
    };
    let before = before.cloned().unwrap_or_default();
    let due = prices.due(work);
    let sums = due - before.sums;
    if sums.is_nothing() && before.minutes == work.minutes {
        return Ok(None);
    }
    let currency = prices.currency();
    let percent = prices.scale.service_percent(work.years);
    let (price, rate) = (prices.price.clone(), prices.rate.clone());
    let paid = sums.converted(law, currency, frame.currency)?;
    let mut line = Line {
        kind,
        work: *work,
        before,
        sums,
        currency,
        paid,
        price,
        percent,
        rate,
        why: String::new(),
    };
    line.why = why(&line);
    Ok(Some(line))
}

fn bg(key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(Lang::Bg, key, args).into_owned()
}

/// Hours as people write them: `168`, `52:30`.
#[must_use]
pub fn hours(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let minutes = minutes.unsigned_abs();
    match minutes % 60 {
        0 => format!("{sign}{}", minutes / 60),
        rest => format!("{sign}{}:{rest:02}", minutes / 60),
    }
}

/// A number with the comma of the language.
#[must_use]
pub fn comma(number: &str) -> String {
    number.replace('.', ",")
}

/// In a sentence: what was paid, what is due now, what the difference comes from.
fn why(line: &Line) -> String {
    let month = crate::delivery::month_words(Lang::Bg, line.work.worked);
    let money = |cents| written(cents, code(line.currency));
    match line.kind {
        Kind::Pay => String::new(),
        Kind::Earlier => bg("payroll-why-earlier", &[("month", month)]),
        Kind::Correction => {
            let now = line.before.sums.gross() + line.sums.gross();
            let args = [
                ("month", month),
                ("before", money(line.before.sums.gross())),
                ("hours", hours(i64::from(line.before.minutes))),
                ("now", money(now)),
                ("hours_now", hours(i64::from(line.work.minutes))),
                ("price", comma(&line.price)),
                ("percent", comma(&line.percent)),
                ("difference", money(line.sums.gross())),
                ("causes", causes(line)),
            ];
            bg("payroll-why-correction", &args)
        }
    }
}

/// What changed, in words.
fn causes(line: &Line) -> String {
    let (was, now) = (&line.before, &line.work);
    let mut all = Vec::new();
    let mut told = |key: &str, from: String, to: String| {
        if from != to {
            all.push(bg(key, &[("from", from), ("to", to)]));
        }
    };
    told("payroll-cause-hours", hours(i64::from(was.minutes)), hours(i64::from(now.minutes)));
    told("payroll-cause-price", comma(&was.price), comma(&line.price));
    told("payroll-cause-years", was.years.to_string(), now.years.to_string());
    if was.years == now.years {
        told("payroll-cause-percent", comma(&was.percent), comma(&line.percent));
    }
    told("payroll-cause-rate", comma(&was.rate), comma(&line.rate));
    if all.is_empty() {
        all.push(bg("payroll-cause-rounding", &[]));
    }
    all.join("; ")
}
