//! What contradicts itself: values of one group and territory side by side by kind, and parts that are
//! more than their whole.

use super::catalogue::{Catalogue, catalogue};
use super::check::excesses;
use super::frame::{self, HOME, place, written};
use super::list::address;
use super::load;
use super::value::{Chosen, KINDS, Value, chosen_by, rank};
use super::view::{Line, Part, Tables, head};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, cut, list_address};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Percents of a whole.
const HUNDRED: i64 = 100;

/// What both pages need.
struct Known {
    values: Vec<Value>,
    catalogue: Catalogue,
    names: HashMap<String, String>,
}

async fn known(app: &App, ctx: &Ctx) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = Known {
        values: load::counting(&tx, tx.today()).await?,
        catalogue: catalogue(&tx).await?,
        names: frame::names(&tx, &ctx.municipality.code).await?,
    };
    tx.audit(Entry::list("figure"));
    tx.commit().await?;
    Ok(known)
}

/// By how much the value that is farthest from the one that counts differs, in percent of it.
fn widest(chosen: &Chosen) -> Decimal {
    let of = chosen.value.amount;
    let far = chosen.rivals.iter().map(|other| (other.amount - of).abs()).max();
    match far {
        Some(far) if !of.is_zero() => (far * Decimal::from(HUNDRED) / of).round_dp(1),
        _ => Decimal::ZERO,
    }
}

/// A group and territory with its values, a column for each kind.
fn conflict(ctx: &Ctx, known: &Known, chosen: &Chosen) -> Line {
    let value = &chosen.value;
    let (area, ekatte) = (value.territory.area(), value.territory.ekatte());
    let mut cells = vec![
        known.catalogue.title(&value.group, ctx.lang),
        place(ctx.lang, area, ekatte, &known.names),
    ];
    for kind in KINDS {
        let of_kind = std::iter::once(value).chain(&chosen.rivals).filter(|one| one.kind == kind);
        let told =
            of_kind.map(|one| format!("{} ({})", written(ctx.lang, one.amount), one.on.bg()));
        cells.push(told.collect::<Vec<_>>().join("; "));
    }
    cells.push(format!("{} %", written(ctx.lang, widest(chosen))));
    let href = ctx.url(&address(value.id));
    Line { href, cells, ..Line::default() }
}

/// `GET /figures/conflicts`: the widest difference first.
pub async fn conflicts(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let mut known = known(&app, &ctx).await?;
    let values = std::mem::take(&mut known.values);
    let all = chosen_by(values, |value| (value.group.clone(), value.territory.clone()));
    let mut all: Vec<Chosen> =
        all.into_values().filter(|chosen| !chosen.rivals.is_empty()).collect();
    all.sort_by_key(|chosen| std::cmp::Reverse(widest(chosen)));
    let found = all.len();
    let (shown, pages) = cut(all, &form, &ctx.url(&format!("{HOME}/conflicts")));
    let rows = shown.iter().map(|chosen| conflict(&ctx, &known, chosen)).collect();
    let heads = ["group", "territory"].into_iter().map(|name| head(&ctx, name));
    let kinds = KINDS.iter().map(|kind| ui::Head::new(ctx.t(&format!("figures-kind-{kind}"))));
    let heads = heads.chain(kinds).chain([head(&ctx, "difference")]).collect();
    let empty = ctx.t("figures-conflicts-none").into_owned();
    let part = Part { title: String::new(), heads, rows, empty };
    let around = (frame::below(&ctx, ctx.t("figures-conflicts")), frame::lists(&ctx, "/conflicts"));
    let mut page = Tables::new(around, form, vec![part]);
    page.lead = ctx.t("figures-conflicts-lead").into_owned();
    page.found = ctx.ta("figures-found", &[("count", found)]).into_owned();
    page.pages = pages;
    page.shown()
}

/// The parts of an excess in words: few are named, many are counted.
fn parts(ctx: &Ctx, catalogue: &Catalogue, parts: &[String]) -> String {
    const NAMED: usize = 4;
    if parts.len() > NAMED {
        return ctx.ta("figures-check-many", &[("count", parts.len())]).into_owned();
    }
    let titles = parts.iter().map(|code| catalogue.title(code, ctx.lang));
    titles.collect::<Vec<_>>().join(" + ")
}

/// Parts that are more than their whole, as rows: the same on the page of checks and before a table is
/// entered.
#[must_use]
pub fn excess_rows(
    ctx: &Ctx,
    (catalogue, names): (&Catalogue, &HashMap<String, String>),
    all: &[super::check::Excess],
) -> Vec<Line> {
    let line = |one: &super::check::Excess| {
        let (area, ekatte) = (one.territory.area(), one.territory.ekatte());
        let whole = catalogue.title(&one.whole, ctx.lang);
        let filters = [("group", one.whole.as_str()), ("area", area), ("ekatte", ekatte)];
        Line {
            href: list_address(&ctx.url(HOME), &filters),
            cells: vec![
                whole,
                place(ctx.lang, area, ekatte, names),
                one.on.bg(),
                ctx.t(&format!("figures-kind-{}", one.kind)).into_owned(),
                parts(ctx, catalogue, &one.parts),
                written(ctx.lang, one.sum),
                written(ctx.lang, one.of),
            ],
            word: ctx.t(&format!("figures-check-{}", one.how.code())).into_owned(),
            colour: "red",
        }
    };
    all.iter().map(line).collect()
}

/// The columns of [`excess_rows`].
pub const EXCESS: [&str; 7] = ["group", "territory", "on", "kind", "parts", "sum", "whole"];

/// `GET /figures/checks`.
pub async fn checks(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let known = known(&app, &ctx).await?;
    let mut all = excesses(&known.catalogue, &known.values);
    all.sort_by_key(|one| (std::cmp::Reverse(one.on), rank(one.kind)));
    let found = all.len();
    let (shown, pages) = cut(all, &form, &ctx.url(&format!("{HOME}/checks")));
    let rows = excess_rows(&ctx, (&known.catalogue, &known.names), &shown);
    let mut part = Part::new(&ctx, "", &EXCESS, rows);
    part.empty = ctx.t("figures-checks-none").into_owned();
    let around = (frame::below(&ctx, ctx.t("figures-checks")), frame::lists(&ctx, "/checks"));
    let mut page = Tables::new(around, form, vec![part]);
    page.lead = ctx.t("figures-checks-lead").into_owned();
    page.found = ctx.ta("figures-found", &[("count", found)]).into_owned();
    page.pages = pages;
    page.shown()
}
