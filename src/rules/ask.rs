//! Questions to the law without a case: the last day of a term, leva and euro.
//!
//! Nothing is kept and nobody is named: the questions stand in the address, so that an answer can
//! be sent to a colleague.

use super::list::mark;
use super::{frame, sections};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, day_values, html};
use law::{Currency, Derivation, Due, Exchange, Law, Money, Pause, Rounding};

/// How an answer came about, for a page.
pub struct Why {
    /// The steps, in Bulgarian.
    pub steps: Vec<String>,
    /// The articles.
    pub articles: String,
    /// The version of the rules.
    pub version: String,
    /// Key of the words of the least sure rule.
    pub mark: &'static str,
    /// The colour of that mark.
    pub colour: &'static str,
}

impl From<Derivation> for Why {
    fn from(why: Derivation) -> Why {
        let (mark, colour) = mark(why.confidence);
        Why {
            articles: why.articles.join("; "),
            steps: why.steps,
            version: why.rule_version,
            mark,
            colour,
        }
    }
}

/// How many stops of the clock the pages take.
pub const PAUSES: usize = 2;

#[derive(Template)]
#[template(path = "rules/term.html")]
struct TermPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    rules: Vec<ui::Choice>,
    pauses: usize,
    answer: Option<TermAnswer>,
}

struct TermAnswer {
    due: Due,
    variants: Vec<(String, String)>,
    why: Why,
    rule: String,
}

/// The terms as choices: id and title.
fn terms(law: &Law) -> Vec<ui::Choice> {
    let ids = law.deadline_ids();
    ids.map(|id| {
        let title = law.book().newest(id).map_or("", |rule| &rule.title);
        ui::Choice::new(id, format!("{id} – {title}"))
    })
    .collect()
}

/// Reads the stops of the clock; one without a last day goes on.
pub fn pauses(form: &mut Form) -> Vec<(usize, Pause)> {
    let mut read = Vec::new();
    for at in 0..PAUSES {
        let from = form.day_optional(&format!("pause-{at}-from"));
        let to = form.day_optional(&format!("pause-{at}-to"));
        if let Some(from) = from {
            match Pause::new(from.0, to.map(|day| day.0)) {
                Ok(pause) => read.push((at, pause)),
                Err(_) => form.wrong(&format!("pause-{at}-to"), "rules-refused-period"),
            }
        } else if to.is_some() {
            form.wrong(&format!("pause-{at}-from"), "form-day-required");
        }
    }
    read
}

/// The term that is asked for. Mistakes are noted beside the fields.
pub fn ask_term(form: &mut Form, law: &Law) -> Option<Due> {
    let rule = form.required("rule", 40);
    let from = form.day("from");
    let stops: Vec<Pause> = pauses(form).into_iter().map(|(_, pause)| pause).collect();
    if !rule.is_empty() && law.deadline(&rule).is_err() {
        form.wrong("rule", "form-choose");
    }
    let from = from?;
    if !form.ok() {
        return None;
    }
    let due = law.due(&rule, from.0, &stops);
    if due.is_err() {
        form.wrong("from", "rules-refused-not-in-force");
    }
    due.ok()
}

pub async fn term(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let asked = form.has("from-day");
    let answer = if asked { ask_term(&mut form, &law) } else { None };
    if !asked {
        let mut values = vec![("rule".to_owned(), form.get("rule").to_owned())];
        values.extend(day_values("from", Some(app.today())));
        form = Form::filled(ctx.lang, values);
    }
    let mut page = frame(&ctx, ctx.t("rules-section-term"), &[]);
    page.errors = form.errors();
    let day = |day: Option<jiff::civil::Date>| match day {
        Some(day) => Day(day).bg(),
        None => "–".to_owned(),
    };
    html(&TermPage {
        page,
        sections: sections(&ctx),
        action: ctx.url("/law/ask/term"),
        rules: terms(&law),
        pauses: PAUSES,
        answer: answer.map(|due| TermAnswer {
            variants: due
                .variants
                .iter()
                .map(|one| (format!("{}: {}", one.rule, one.title), day(one.due)))
                .collect(),
            why: due.derivation.clone().into(),
            rule: ctx.url(&format!("/law/rules/{}", due.rule)),
            due,
        }),
        form,
    })
}

#[derive(Template)]
#[template(path = "rules/money.html")]
struct MoneyPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    currencies: Vec<ui::Choice>,
    roundings: Vec<ui::Choice>,
    answer: Option<MoneyAnswer>,
}

struct MoneyAnswer {
    bgn: String,
    eur: String,
    why: Why,
}

const CURRENCIES: [(&str, &str); 2] = [("eur", "rules-money-eur"), ("bgn", "rules-money-bgn")];
const ROUNDINGS: [(&str, &str); 2] =
    [("usual", "rules-rounding-usual"), ("benefits", "rules-rounding-benefits")];

/// The amount that is asked for, in both currencies.
pub fn ask_money(form: &mut Form, law: &Law) -> Option<Exchange> {
    let amount = form.required("amount", 30).replace([' ', '\u{a0}'], "");
    let currency = if form.get("currency") == "bgn" { Currency::Bgn } else { Currency::Eur };
    let rounding =
        if form.get("rounding") == "benefits" { Rounding::Benefits } else { Rounding::Usual };
    if !form.ok() {
        return None;
    }
    let money = Money::parse(&amount.replace(',', "."), currency);
    let exchange = money.and_then(|money| law.exchange(money, rounding));
    if exchange.is_err() {
        form.wrong("amount", "rules-money-wrong");
    }
    exchange.ok()
}

pub async fn money(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let answer = if form.has("amount") { ask_money(&mut form, &law) } else { None };
    let mut page = frame(&ctx, ctx.t("rules-section-money"), &[]);
    page.errors = form.errors();
    let written = |text: &str, currency| {
        Money::parse(text, currency).map_or_else(|_| text.to_owned(), |money| money.written())
    };
    html(&MoneyPage {
        page,
        sections: sections(&ctx),
        action: ctx.url("/law/ask/money"),
        currencies: choices(&ctx, &form, ("currency", &CURRENCIES)),
        roundings: choices(&ctx, &form, ("rounding", &ROUNDINGS)),
        answer: answer.map(|found| MoneyAnswer {
            bgn: written(&found.bgn, Currency::Bgn),
            eur: written(&found.eur, Currency::Eur),
            why: found.derivation.into(),
        }),
        form,
    })
}

/// Codes with the keys of their words as choices; the first is chosen when nothing came.
pub fn choices(ctx: &Ctx, form: &Form, (name, all): (&str, &[(&str, &str)])) -> Vec<ui::Choice> {
    let first = all.first().map_or("", |(code, _)| *code);
    let chosen = if form.get(name).is_empty() { first } else { form.get(name) };
    all.iter()
        .map(|(code, key)| ui::Choice::new(*code, ctx.t(key)).checked(*code == chosen))
        .collect()
}
