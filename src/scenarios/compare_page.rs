//! Two scenarios of the same kind beside each other.

use super::content::Kind;
use super::effect::Effect;
use super::form::{FormPage, Places};
use super::frame::{self, HOME, home};
use super::result::{assumptions, fair_rows, service_name, totals};
use super::result_page::{Done, done};
use super::sited::question;
use super::store::scenario;
use super::table::{Block, ScenarioPage};
use super::words::{heads, more, number, rows, t, tenths};
use super::{ScenarioId, load};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem};
use ui::{Choice, Lang, Link};

/// A block that says what one scenario assumes.
fn assumed(title: &str, lines: Vec<String>) -> Block {
    Block { title: title.to_owned(), lines, ..Block::default() }
}

fn services(lang: Lang, names: impl Fn(u8) -> String, both: [&[Effect]; 2]) -> Block {
    let [first, second] = both;
    let row = |one: &Effect| {
        let other = second.iter().find(|other| other.number == one.number)?;
        let gap = other.served - one.served;
        Some(vec![
            names(one.number),
            number(one.served),
            number(other.served),
            more(gap),
            number(one.waiting),
            number(other.waiting),
            more(other.waiting - one.waiting),
        ])
    };
    let columns =
        ["service", "served-1", "served-2", "difference", "waiting-1", "waiting-2", "difference"];
    Block {
        title: t(lang, "scenario-block-services"),
        heads: heads(lang, &columns, 1),
        rows: rows(first.iter().filter_map(row)),
        ..Block::default()
    }
}

/// Both beside each other; none when they are of two kinds or one has no answer.
fn beside(lang: Lang, names: [&str; 2], both: [&Done; 2]) -> Option<Vec<Block>> {
    let columns = ["what", "first", "second"];
    match both {
        [Done::WhatIf(one), Done::WhatIf(other)] => {
            let ((today, changes, first), (then, others, second)) = (&**one, &**other);
            let people = [first.people[1], second.people[1]];
            let sums = Block {
                title: t(lang, "scenario-block-sums"),
                heads: heads(lang, &["what", "first", "second", "difference"], 1),
                rows: totals(lang, [&first.then, &second.then], people),
                ..Block::default()
            };
            let name = |no: u8| service_name(today, no);
            Some(vec![
                sums,
                services(lang, name, [&first.then, &second.then]),
                assumed(names[0], assumptions(lang, today, changes)),
                assumed(names[1], assumptions(lang, then, others)),
            ])
        }
        [Done::Sites(asked, one), Done::Sites(other_asked, other)] => {
            let cost =
                |goal: &str, cost: i64| if goal == "cover" { number(cost) } else { tenths(cost) };
            let mut lines = rows([vec![
                t(lang, "scenario-sum-sites"),
                cost(&asked.goal, one.cost),
                cost(&other_asked.goal, other.cost),
            ]]);
            lines.extend(fair_rows(lang, &[one.fair, other.fair]));
            let sums = Block {
                title: t(lang, "scenario-block-fair"),
                heads: heads(lang, &columns, 1),
                rows: lines,
                ..Block::default()
            };
            Some(vec![
                sums,
                assumed(names[0], question(lang, asked)),
                assumed(names[1], question(lang, other_asked)),
            ])
        }
        _ => None,
    }
}

fn asking(ctx: &Ctx, all: &[scenario::Model], form: &Form) -> Result<Response, Problem> {
    let places =
        Places { action: format!("{HOME}/compare"), cancel: HOME, button: "scenario-compare-do" };
    let both = (ctx, form);
    let list = || {
        let kind =
            |row: &scenario::Model| ctx.t(&format!("scenario-kind-{}", Kind::of(&row.kind).code()));
        let words = |row: &scenario::Model| format!("{} ({})", row.title, kind(row));
        let known = all.iter().filter(|row| row.ended_at.is_some());
        let known = known.map(|row| Choice::new(row.id.to_string(), words(row)));
        let none = Choice::new("", ctx.t("scenario-choose"));
        [none].into_iter().chain(known).collect::<Vec<Choice>>()
    };
    FormPage::new(ctx, frame::page(ctx, ctx.t("scenario-compare")), places)
        .asking()
        .lead(ctx.t("scenario-compare-lead"))
        .select(both, ("one", "scenario-first"), list())
        .select(both, ("other", "scenario-second"), list())
        .shown(form)
}

/// A scenario that an address names, among those there are.
fn named<'a>(all: &'a [scenario::Model], asked: &str) -> Option<&'a scenario::Model> {
    let id: ScenarioId = asked.parse().ok()?;
    all.iter().find(|row| row.id == id)
}

/// `GET /scenarios/compare?one=&other=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::all(&tx).await?;
    let pair = named(&all, form.get("one")).zip(named(&all, form.get("other")));
    let mut both = None;
    if let Some((one, other)) = pair {
        both = done(&tx, one.id).await?.zip(done(&tx, other.id).await?);
    }
    tx.audit(Entry::list("scenario"));
    tx.commit().await?;
    let Some(((one, other), (first, second))) = pair.zip(both) else {
        return asking(&ctx, &all, &form);
    };
    let names = [one.title.as_str(), other.title.as_str()];
    let Some(blocks) = beside(ctx.lang, names, [&first, &second]) else {
        form.wrong("other", "scenario-wrong-kind");
        return asking(&ctx, &all, &form);
    };
    let mut page = ScenarioPage::new(frame::page(&ctx, ctx.t("scenario-compare")));
    let words = |key: &str, row: &scenario::Model| (ctx.t(key).into_owned(), row.title.clone());
    page.facts = vec![words("scenario-first", one), words("scenario-second", other)];
    page.blocks = blocks;
    page.links = [one, other]
        .map(|row| Link::new(ctx.url(&home(row.id)), row.title.clone()))
        .into_iter()
        .collect();
    page.shown()
}
