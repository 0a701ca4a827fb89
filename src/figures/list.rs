//! The values as a list: sought, filtered, sorted, in pages, and the same rows as a table.

use super::catalogue::{Catalogue, catalogue};
use super::frame::{self, HOME, place, written};
use super::load::{self, COLUMNS, FILTERS, STATES};
use super::store::figure::Model;
use super::value::{AREAS, KINDS, amount};
use super::view::{self, Line, Part, Tables};
use super::{ValueId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::StoreError;
use kit::web::{Ctx, Form, Paging, Problem, choices, list_address};
use sea_orm::QuerySelect;
use std::collections::HashMap;
use ui::{Link, Pages};

/// The most rows of a table that is taken away.
const TABLE_MAX: u64 = 50_000;

/// What every row needs to be shown in words.
pub struct Words<'a> {
    /// The page's language and addresses.
    pub ctx: &'a Ctx,
    /// The groups.
    pub catalogue: &'a Catalogue,
    /// Names of settlements.
    pub names: &'a HashMap<String, String>,
}

impl Words<'_> {
    /// How a row stands: the code of its word and the colour of its tag.
    fn standing(row: &Model) -> (&'static str, &'static str) {
        match (row.ended_at, row.ended_how.as_str()) {
            (None, _) => ("counts", "green"),
            (_, "corrected") => ("corrected", "grey"),
            (_, "revoked") => ("revoked", "grey"),
            _ => ("withdrawn", "grey"),
        }
    }

    /// The cells of a row, in the order of [`COLUMNS`].
    #[must_use]
    pub fn cells(&self, row: &Model) -> Vec<String> {
        let ctx = self.ctx;
        vec![
            self.catalogue.title(&row.group_code, ctx.lang),
            place(ctx.lang, &row.area, &row.ekatte, self.names),
            row.figure_on.bg(),
            ctx.t(&format!("figures-kind-{}", row.kind)).into_owned(),
            written(ctx.lang, amount(row.amount_milli)),
            row.source.clone(),
        ]
    }

    /// A row of a list, which opens its page.
    #[must_use]
    pub fn line(&self, row: &Model) -> Line {
        let (word, colour) = Words::standing(row);
        Line {
            href: self.ctx.url(&address(row.id)),
            cells: self.cells(row),
            word: self.ctx.t(&format!("figures-is-{word}")).into_owned(),
            colour,
        }
    }
}

/// The page of a value, below the municipality.
#[must_use]
pub fn address(id: ValueId) -> String {
    format!("{HOME}/{id}")
}

fn actions(ctx: &Ctx) -> Vec<Link> {
    if !ctx.actor.may(WRITE) {
        return Vec::new();
    }
    let at = |rest: &str, key: &str| Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(key));
    vec![at("/new", "figures-new"), at("/import", "figures-import")]
}

/// The links to the same rows as files.
fn files(ctx: &Ctx, filters: &[(&str, &str)]) -> Vec<Link> {
    let file = |code: &'static str| {
        let mut all = filters.to_vec();
        all.push(("as", code));
        let href = list_address(&ctx.url(&format!("{HOME}/file")), &all);
        Link::new(href, ctx.t(&format!("figures-{code}")))
    };
    vec![file("csv"), file("xlsx")]
}

/// `GET /figures?q=&group=&kind=&area=&ekatte=&state=&import=&known=&sort=&page=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let catalogue = catalogue(&tx).await?;
    let names = frame::names(&tx, &ctx.municipality.code).await?;
    let query = load::asked(&tx, &form, (&catalogue, &names));
    let (rows, found) = load::page(&tx, query, &form).await?;
    tx.audit(Entry::list("figure"));
    tx.commit().await?;
    let words = Words { ctx: &ctx, catalogue: &catalogue, names: &names };
    let lines = rows.iter().map(|row| words.line(row)).collect();
    let path = ctx.url(HOME);
    let values = FILTERS.map(|name| form.get(name).to_owned());
    let mut filters: Vec<(&str, &str)> =
        FILTERS.into_iter().zip(values.iter().map(String::as_str)).collect();
    let order = form.get("sort").to_owned();
    let mut heads = view::sorted_heads(&ctx, &COLUMNS, (&path, &filters, &order));
    heads.push(view::head(&ctx, "state"));
    let files = files(&ctx, &filters);
    filters.push(("sort", &order));
    let base = list_address(&path, &filters);
    let total = found.div_ceil(load::ROWS).max(1);
    let kept = ["import", "known"].map(|name| (name.to_owned(), form.get(name).to_owned()));
    let empty = ctx.t("figures-empty").into_owned();
    let part = Part { title: String::new(), heads, rows: lines, empty };
    let around = (ctx.page(ctx.t("figures-title")), frame::lists(&ctx, ""));
    let number = Paging::asked(&form).min(total);
    let mut page = Tables::new(around, form, vec![part]);
    page.lead = ctx.t("figures-lead").into_owned();
    page.actions = actions(&ctx);
    page.action = path;
    page.kept = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    page.picks = picks(&ctx, &page.form, (&catalogue, &names));
    page.found = ctx.ta("figures-found", &[("count", found)]).into_owned();
    page.pages = Pages::new(number, total, &base);
    page.files = files;
    page.shown()
}

type Picks = Vec<(ui::Field, String, Vec<ui::Choice>)>;

fn picks(
    ctx: &Ctx,
    form: &Form,
    (catalogue, names): (&Catalogue, &HashMap<String, String>),
) -> Picks {
    let pick = |name: &'static str, list: Vec<ui::Choice>| {
        (form.field(name), ctx.t(&format!("figures-column-{name}")).into_owned(), list)
    };
    let kind = |code: &str| format!("figures-kind-{code}");
    let area = |code: &str| format!("figures-area-{code}");
    let state = |code: &str| format!("figures-show-{code}");
    let mut settled: Vec<(&String, &String)> = names.iter().collect();
    settled.sort_by(|a, b| a.1.cmp(b.1));
    let chosen = form.get("ekatte");
    let settled = settled.into_iter().map(|(code, name)| {
        ui::Choice::new(code.clone(), name.clone()).checked(code.as_str() == chosen)
    });
    vec![
        pick("group", frame::groups(ctx, catalogue, form.get("group"))),
        pick("kind", choices(ctx, &KINDS, form.get("kind"), kind)),
        pick("area", choices(ctx, &AREAS, form.get("area"), area)),
        (form.field("ekatte"), ctx.t("figures-settlement").into_owned(), settled.collect()),
        pick("state", choices(ctx, &STATES, form.get("state"), state)),
    ]
}

/// `GET /figures/file?as=`: the same rows, all of them.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let catalogue = catalogue(&tx).await?;
    let names = frame::names(&tx, &ctx.municipality.code).await?;
    let query = load::asked(&tx, &form, (&catalogue, &names));
    let rows = load::ordered(query, form.get("sort")).limit(TABLE_MAX).all(tx.conn()).await;
    let rows = rows.map_err(StoreError::from)?;
    tx.audit(Entry::new("print", "figure", "list"));
    tx.commit().await?;
    let words = Words { ctx: &ctx, catalogue: &catalogue, names: &names };
    let more = ["code", "ekatte", "note", "who"];
    let heads = COLUMNS.iter().chain(&more);
    let heads: Vec<String> =
        heads.map(|name| ctx.t(&format!("figures-column-{name}")).into_owned()).collect();
    let row = |row: &Model| {
        let mut cells = words.cells(row);
        // A file is read by programs: the number stands as one.
        if let Some(cell) = cells.get_mut(4) {
            *cell = amount(row.amount_milli).to_string();
        }
        let who = format!("{}, {}", row.account_name, row.entered_at.bg());
        cells.extend([row.group_code.clone(), row.ekatte.clone(), row.note.clone(), who]);
        cells
    };
    view::file(("figures", &form), &heads, rows.iter().map(row))
}
