//! The page of a value: where it comes from, what stands beside it, what it was before.

use super::catalogue::catalogue;
use super::frame::{self, HOME, place, written};
use super::list::{Words, address};
use super::load;
use super::store::figure::Model;
use super::value::{Chosen, amount, choose};
use super::view::{Line, Part};
use super::{ValueId, WRITE};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Id, Problem, html};
use ui::Link;

#[derive(Template)]
#[template(path = "figures/value.html")]
struct ValuePage {
    page: ui::Page,
    name: String,
    number: String,
    state: String,
    colour: &'static str,
    warnings: Vec<String>,
    actions: Vec<Link>,
    facts: Vec<(String, String)>,
    parts: Vec<Part>,
    links: Vec<Link>,
}

fn facts(words: &Words<'_>, row: &Model) -> Vec<(String, String)> {
    let ctx = words.ctx;
    let ended = row.ended_at.map(|at| format!("{}, {}", row.ended_by, at.bg()));
    let all = [
        ("group", words.catalogue.title(&row.group_code, ctx.lang)),
        ("territory", place(ctx.lang, &row.area, &row.ekatte, words.names)),
        ("ekatte", row.ekatte.clone()),
        ("on", row.figure_on.bg()),
        ("kind", ctx.t(&format!("figures-kind-{}", row.kind)).into_owned()),
        ("source", row.source.clone()),
        ("note", row.note.clone()),
        ("who", format!("{}, {}", row.account_name, row.entered_at.bg())),
        ("ended", ended.unwrap_or_default()),
        ("why", row.ended_why.clone()),
    ];
    let shown = all.into_iter().filter(|(_, text)| !text.is_empty());
    shown.map(|(key, text)| (ctx.t(&format!("figures-column-{key}")).into_owned(), text)).collect()
}

fn actions(ctx: &Ctx, row: &Model) -> Vec<Link> {
    if !ctx.actor.may(WRITE) || row.ended_at.is_some() {
        return Vec::new();
    }
    let home = address(row.id);
    let at = |rest: &str, key: &str| Link::new(ctx.url(&format!("{home}{rest}")), ctx.t(key));
    vec![at("/correct", "figures-correct"), at("/withdraw", "figures-withdraw")]
}

fn links(ctx: &Ctx, row: &Model) -> Vec<Link> {
    let mut links = Vec::new();
    if let Some(old) = row.replaces_id {
        links.push(Link::new(ctx.url(&address(old)), ctx.t("figures-before")));
    }
    if let Some(import) = row.import_id.filter(|_| ctx.actor.may(WRITE)) {
        let href = ctx.url(&format!("{HOME}/figure-imports/{import}"));
        let args = [("row", row.import_row.to_string())];
        links.push(Link::new(href, ctx.ta("figures-from-table", &args)));
    }
    links
}

/// What is said of values that contradict the one that counts.
fn rivals(ctx: &Ctx, chosen: &Chosen) -> Option<String> {
    if chosen.rivals.is_empty() {
        return None;
    }
    let args = [
        ("amount", written(ctx.lang, chosen.value.amount)),
        ("kind", ctx.t(&format!("figures-kind-{}", chosen.value.kind)).into_owned()),
        ("count", chosen.rivals.len().to_string()),
    ];
    Some(ctx.ta("figures-rivals", &args).into_owned())
}

/// `GET /figures/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let beside = load::beside(&tx, &row).await?;
    let catalogue = catalogue(&tx).await?;
    let names = frame::names(&tx, &ctx.municipality.code).await?;
    let today = tx.today();
    tx.audit(Entry::read("figure", id.0));
    tx.commit().await?;
    let words = Words { ctx: &ctx, catalogue: &catalogue, names: &names };
    let counting = beside.iter().filter(|one| one.ended_at.is_none() && one.figure_on <= today);
    let chosen = choose(counting.filter_map(load::value).collect());
    let line = |one: &Model| {
        let is_chosen = chosen.as_ref().is_some_and(|chosen| chosen.value.id == one.id);
        let line = words.line(one);
        // The group and the territory are the same in all rows: the day names a row here.
        let cells = line.cells.get(2..).unwrap_or_default().to_vec();
        let word = ctx.t("figures-is-chosen").into_owned();
        if is_chosen {
            Line { cells, word, colour: "blue", ..line }
        } else {
            Line { cells, ..line }
        }
    };
    let rows = beside.iter().map(line).collect();
    let columns = ["on", "kind", "amount", "source"];
    let name = frame::capital(&catalogue.title(&row.group_code, ctx.lang));
    html(&ValuePage {
        page: frame::below(&ctx, name.clone()),
        number: format!(
            "{}: {}",
            ctx.t("figures-column-amount"),
            written(ctx.lang, amount(row.amount_milli))
        ),
        state: words.line(&row).word,
        colour: words.line(&row).colour,
        warnings: chosen.iter().filter_map(|chosen| rivals(&ctx, chosen)).collect(),
        actions: actions(&ctx, &row),
        facts: facts(&words, &row),
        parts: vec![Part::new(&ctx, "figures-beside", &columns, rows)],
        links: links(&ctx, &row),
        name,
    })
}
