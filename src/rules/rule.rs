//! One rule: what it says, its history, who may change it, which answers rest on it.

use super::list::{below, mark, period};
use super::store::{self, law_value};
use super::{WRITE, uses, value};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html};
use law::{Law, Left, Rule};

#[derive(Template)]
#[template(path = "rules/rule.html")]
struct RulePage {
    page: ui::Page,
    rule: Rule,
    today: String,
    period: String,
    area: String,
    sources: Vec<String>,
    mark: &'static str,
    mark_text: &'static str,
    colour: &'static str,
    left: &'static str,
    by_day: bool,
    versions: Vec<Version>,
    own: Vec<Own>,
    uses: Vec<ui::Link>,
    ask: Option<String>,
    set: Option<String>,
    list: String,
}

/// A version of the rule in time, of the law or of the municipality.
struct Version {
    period: String,
    value: String,
    articles: String,
    note: String,
    local: bool,
    now: bool,
}

/// A value that the municipality entered.
struct Own {
    href: Option<String>,
    period: String,
    value: String,
    act: String,
    reason: String,
    withdrawn: String,
    taken: bool,
}

pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<String>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let today = app.today();
    let rule = of_day(&law, &id, today)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let own = store::of_rule(&tx, &id).await?;
    tx.audit(Entry::new("read", "law-rule", &id));
    tx.commit().await?;
    let (mark, colour) = mark(rule.confidence);
    let may = ctx.actor.may(WRITE);
    let country = app.laws.country();
    let is_term = law.deadline(&id).is_ok();
    let shown = RulePage {
        page: below(&ctx, format!("{id}: {}", rule.title), None),
        today: rule.shown(),
        period: period(&ctx, rule),
        area: area(&law, rule),
        sources: sources(&law, rule),
        mark,
        mark_text: mark_text(mark),
        colour,
        left: left_key(rule),
        by_day: law.reads_by_day(&id),
        versions: law.book().history(&id).iter().map(|r| version(&ctx, r, today)).collect(),
        own: own.iter().map(|row| own_value(&ctx, (country, rule), row, may)).collect(),
        uses: uses::of(&ctx, &id),
        ask: is_term.then(|| ctx.url(&format!("/law/ask/term?rule={id}"))),
        set: (may && rule.left() != Left::Nobody)
            .then(|| ctx.url(&format!("/law/rules/{id}/value"))),
        list: ctx.url("/law"),
        rule: rule.clone(),
    };
    html(&shown)
}

/// The version of a rule in force on a day, else the newest.
pub fn of_day<'a>(law: &'a Law, id: &str, day: Day) -> Result<&'a Rule, Problem> {
    let found = law.book().at(id, day.0).or_else(|_| law.book().newest(id));
    found.map_err(|_| Problem::NotFound)
}

/// Key of the sentence under the mark.
fn mark_text(mark: &str) -> &'static str {
    match mark {
        "rules-mark-v" => "rules-mark-v-text",
        "rules-mark-m" => "rules-mark-m-text",
        _ => "rules-mark-c-text",
    }
}

/// Key of who may change a rule.
pub fn left_key(rule: &Rule) -> &'static str {
    match rule.left() {
        Left::Municipality => "rules-left-municipality",
        Left::Memory => "rules-left-memory",
        Left::Nobody => "rules-left-nobody",
    }
}

fn area(law: &Law, rule: &Rule) -> String {
    let found = law.book().sources().iter().find(|source| source.file == rule.file);
    found.map_or_else(|| rule.file.clone(), |source| source.act.clone())
}

/// Where the value was read, in words: each key of the rule is a `source.*` rule.
fn sources(law: &Law, rule: &Rule) -> Vec<String> {
    let named = |key: &str| match law.book().newest(&format!("source.{key}")) {
        Ok(source) => format!("{}: {}", source.title, source.value_text()),
        Err(_) => key.to_owned(),
    };
    rule.source.split(' ').filter(|key| !key.is_empty()).map(named).collect()
}

fn version(ctx: &Ctx, rule: &Rule, today: Day) -> Version {
    Version {
        period: period(ctx, rule),
        value: rule.shown(),
        articles: rule.articles.join("; "),
        note: rule.note.clone().unwrap_or_default(),
        local: rule.local,
        now: rule.in_force(today.0),
    }
}

fn own_value(ctx: &Ctx, (country, rule): (&Law, &Rule), row: &law_value::Model, may: bool) -> Own {
    let words = rule.choices().into_iter().find(|(name, _)| *name == row.value);
    let to = row.valid_to.map_or_else(|| "…".to_owned(), Day::bg);
    let held = row.withdrawn_on.is_none();
    Own {
        href: (may && held).then(|| ctx.url(&format!("/law/values/{}", row.id))),
        period: format!("{} – {to}", row.valid_from.bg()),
        value: words.map_or_else(|| row.value.clone(), |(_, text)| text),
        act: row.act.clone(),
        reason: row.reason.clone(),
        withdrawn: row
            .withdrawn_on
            .map(|day| format!("{} · {}", day.bg(), row.withdrawn_why))
            .unwrap_or_default(),
        taken: held && value::local(row).check(country).is_ok(),
    }
}
