//! What was found, in words: for the page, for paper, for the desk. Short sentences; the arithmetic where
//! there is one.

use super::answers::{Answers, Income, Way};
use super::checks::{Kind, Question, UNKNOWN, question};
use super::evaluate::{Found, Outcomes};
use law::{Answer, Competent, Confidence, Fact, Money};
use ui::Lang;

/// The text of a key.
#[must_use]
pub fn text(lang: Lang, key: &str) -> String {
    ui::text::text(lang, key).into_owned()
}

/// The text of a key with arguments.
#[must_use]
pub fn text_with(lang: Lang, key: &str, args: &[(&str, String)]) -> String {
    ui::text::text_args(lang, key, args).into_owned()
}

/// The name of a right.
#[must_use]
pub fn title(lang: Lang, code: &str) -> String {
    text(lang, &format!("entitlements-right-{code}"))
}

/// The word of an answer, and its colour.
#[must_use]
pub fn answer(lang: Lang, code: &str) -> (String, &'static str) {
    let colour = match code {
        "yes" => "green",
        "ask" => "yellow",
        _ => "grey",
    };
    (text(lang, &format!("entitlements-answer-{code}")), colour)
}

fn fact(lang: Lang, fact: &Fact) -> String {
    let prefix = if fact.holds == Some(false) { "entitlements-not" } else { "entitlements-fact" };
    text(lang, &format!("{prefix}-{}", fact.id))
}

fn facts(lang: Lang, all: &[Fact]) -> String {
    all.iter().map(|one| fact(lang, one)).collect::<Vec<_>>().join("; ")
}

/// Facts that hang on the poverty line.
fn is_of_income(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| fact.id == "below-poverty")
}

/// Why: what decided, the sum, and the income where it mattered, each in a line of its own.
#[must_use]
pub fn why(lang: Lang, (found, income): (&Found, Option<&Income>)) -> String {
    let mut all = vec![reason(lang, found)];
    if let Some(amount) = &found.amount {
        let key = if amount.is_monthly { "entitlements-monthly" } else { "entitlements-once" };
        all.push(text_with(lang, key, &[("amount", amount.written.clone())]));
        if lang == Lang::Bg && !amount.steps.is_empty() {
            all.push(text_with(lang, "entitlements-steps", &[("steps", amount.steps.join(" "))]));
        }
    }
    if let Some(income) = income.filter(|_| is_of_income(&found.facts)) {
        all.push(arithmetic(lang, income));
    }
    all.join("\n")
}

fn reason(lang: Lang, found: &Found) -> String {
    let listed = facts(lang, &found.facts);
    let key = match found.answer {
        Answer::Yes if found.facts.is_empty() => return text(lang, "entitlements-why-all"),
        Answer::Yes => "entitlements-why-yes",
        Answer::No => "entitlements-why-no",
        Answer::Ask if found.is_looked_at() => "entitlements-why-look",
        Answer::Ask => "entitlements-why-ask",
    };
    text_with(lang, key, &[("facts", listed)])
}

/// The income of each and the poverty line, as they are counted; on which side of it they are the reason
/// has said.
#[must_use]
pub fn arithmetic(lang: Lang, income: &Income) -> String {
    let source = match mark(lang, income) {
        mark if mark.is_empty() => income.article.clone(),
        mark => format!("{}; {mark}", income.article),
    };
    let args = [
        ("whole", income.whole.written()),
        ("members", income.members.to_string()),
        ("each", income.each.written()),
        ("line", income.line.written()),
        ("article", source),
    ];
    text_with(lang, "entitlements-income", &args)
}

/// What is not sure about the poverty line; nothing of a line that was read in its text.
fn mark(lang: Lang, income: &Income) -> String {
    let sure = match income.mark {
        Confidence::V => String::new(),
        Confidence::C => sure(lang, "C"),
        Confidence::M => sure(lang, "M"),
    };
    let old = income
        .of_year
        .map(|year| text_with(lang, "entitlements-mark-old", &[("year", year.to_string())]));
    let all = [Some(sure), old].into_iter().flatten().filter(|one| !one.is_empty());
    all.collect::<Vec<_>>().join("; ")
}

/// The code of who refers.
fn who(competent: Competent) -> &'static str {
    match competent {
        Competent::Municipality => "municipality",
        Competent::OtherMunicipality => "other",
        Competent::Dsp => "dsp",
        Competent::Court => "court",
        Competent::Provider => "provider",
        Competent::Nobody => "nobody",
    }
}

/// What to do next, and where; nothing of a "no".
#[must_use]
pub fn next(lang: Lang, found: &Found) -> String {
    if found.answer == Answer::No {
        return String::new();
    }
    let Some(refers) = &found.refers else {
        let desk =
            if found.check.desk == "refer" { "municipality" } else { found.check.desk.as_str() };
        return text(lang, &format!("entitlements-next-{desk}"));
    };
    let mut all = text(lang, &format!("entitlements-refers-{}", who(refers.competent)));
    if let Some((day, then)) = refers.later {
        let then = text(lang, &format!("entitlements-who-{}", who(then)));
        all.push(' ');
        all += &text_with(lang, "entitlements-later", &[("day", day.bg()), ("who", then)]);
    }
    all
}

/// How sure something is, by its mark.
#[must_use]
pub fn sure(lang: Lang, mark: &str) -> String {
    match mark {
        "" => String::new(),
        mark => text(lang, &format!("entitlements-mark-{}", mark.to_lowercase())),
    }
}

/// Where the right stands, how sure that is where no rule of the law says it, and who refers.
#[must_use]
pub fn article(lang: Lang, found: &Found) -> String {
    let mut all = vec![match sure(lang, &found.check.mark) {
        sure if sure.is_empty() => found.article.clone(),
        sure => format!("{} ({sure})", found.article),
    }];
    for article in found.refers.iter().flat_map(|refers| &refers.articles) {
        if !all.iter().any(|known| known.contains(article.as_str())) {
            all.push(article.clone());
        }
    }
    all.retain(|one| !one.is_empty());
    all.join("; ")
}

/// The words of a question.
#[must_use]
pub fn asked(lang: Lang, question: &Question) -> String {
    text(lang, &format!("entitlements-ask-{}", question.key))
}

/// The words of an answer to a question.
#[must_use]
pub fn answered(lang: Lang, question: &Question, value: &str) -> String {
    match question.kind {
        _ if value == UNKNOWN => text(lang, "entitlements-unknown"),
        Kind::YesNo => text(lang, &format!("entitlements-{value}")),
        Kind::Choice => text(lang, &format!("entitlements-choice-{}-{value}", question.key)),
        Kind::Number => value.to_owned(),
        Kind::Money => Money::parse(value, law::Currency::Eur)
            .map_or_else(|_| value.to_owned(), Money::written),
    }
}

/// The questions that were asked and what was answered: key, question, answer.
#[must_use]
pub fn listed(lang: Lang, way: &Way, answers: &Answers) -> Vec<(String, String, String)> {
    let asked_here = way.asked.iter().filter_map(|one| {
        let value = answers.get(&one.key)?;
        Some((one.key.clone(), asked(lang, one), answered(lang, one, value)))
    });
    asked_here.collect()
}

/// The same of answers that were kept, whatever is asked today.
#[must_use]
pub fn listed_kept(lang: Lang, answers: &[(String, String)]) -> Vec<(String, String)> {
    let one = |(key, value): &(String, String)| {
        let question = question(key)?;
        Some((asked(lang, question), answered(lang, question, value)))
    };
    answers.iter().filter_map(one).collect()
}

/// A right as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The right.
    pub title: String,
    /// Why.
    pub why: String,
    /// Where it stands.
    pub article: String,
    /// What to do next.
    pub next: String,
}

/// The rights with one answer, in their order.
#[must_use]
pub fn shown(lang: Lang, outcomes: &Outcomes, wanted: Answer) -> Vec<Shown> {
    let these = outcomes.found.iter().filter(|one| one.answer == wanted);
    let shown = |found: &Found| Shown {
        title: title(lang, &found.check.code),
        why: why(lang, (found, outcomes.income.as_ref())),
        article: article(lang, found),
        next: next(lang, found),
    };
    these.map(shown).collect()
}
