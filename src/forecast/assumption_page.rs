//! The assumptions: the list, and one with its values.

use super::assumption::{Assumption, KINDS, Kind, written};
use super::bands::name;
use super::frame::{self, ASSUMPTIONS, numbers};
use super::load::{self, Offered};
use super::need::spread_words;
use super::table::{Block, ForecastPage, Line};
use super::words::{heads, rows};
use super::{AssumptionId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem, cut};
use ui::{Lang, Link};

/// The words of a row of values: of survival the newborn come first.
#[must_use]
pub fn row_name(lang: Lang, kind: Kind, at: usize) -> String {
    match (kind, at) {
        (Kind::Survival, 0) => ui::text::text(lang, "forecast-newborn").into_owned(),
        (Kind::Survival, at) => name(at - 1),
        (_, at) => name(at),
    }
}

fn line(ctx: &Ctx, one: &Offered) -> Line {
    let told = &one.one;
    let is_own = !one.by.is_empty();
    Line {
        href: if is_own { ctx.url(&format!("{ASSUMPTIONS}/{}", one.code)) } else { String::new() },
        cells: vec![
            told.name.clone(),
            ctx.t(&format!("forecast-kind-{}", told.kind.code())).into_owned(),
            told.source.clone(),
            ctx.t(&format!("forecast-mark-{}", told.mark.to_lowercase())).into_owned(),
            told.on.bg(),
            if is_own { one.by.clone() } else { ctx.t("forecast-shipped").into_owned() },
        ],
        ..Line::default()
    }
}

/// `GET /forecasts/assumptions`: those of the municipality, the newest first, then what the program
/// comes with.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = load::entered_all(&tx).await?;
    let shipped = load::offered(&tx).await?.into_iter().filter(|one| one.by.is_empty());
    all.extend(shipped);
    tx.audit(Entry::list("forecast-assumption"));
    tx.commit().await?;
    let mut page = ForecastPage::new(frame::page(&ctx, ctx.t("forecast-assumptions")));
    page.lead = ctx.t("forecast-assumptions-lead").into_owned();
    if ctx.actor.may(WRITE) {
        let link = |kind: Kind| {
            let path = format!("{ASSUMPTIONS}/new?kind={}", kind.code());
            Link::new(ctx.url(&path), ctx.t(&format!("forecast-add-{}", kind.code())))
        };
        page.actions = KINDS.map(link).into();
    }
    let (all, pages) = cut(all, &form, &ctx.url(ASSUMPTIONS));
    page.pages = pages;
    page.blocks = vec![Block {
        heads: heads(ctx.lang, &["name", "kind", "source", "mark", "on", "entered"]),
        rows: all.iter().map(|one| line(&ctx, one)).collect(),
        ..Block::default()
    }];
    page.shown()
}

/// The values of an assumption as a table.
fn values(lang: Lang, one: &Assumption) -> Block {
    let kind = one.kind;
    let value =
        |list: &[f64], at: usize| list.get(at).map(|value| written(*value, 1)).unwrap_or_default();
    let row = |at: usize| {
        let mut cells = vec![row_name(lang, kind, at), value(&one.values.women, at)];
        if kind.has_men() {
            cells.push(value(&one.values.men, at));
        }
        cells
    };
    let names: &[&str] =
        if kind.has_men() { &["band", "women", "men"] } else { &["band", "women"] };
    Block {
        title: ui::text::text(lang, "forecast-values").into_owned(),
        lines: vec![ui::text::text(lang, &format!("forecast-how-{}", kind.code())).into_owned()],
        heads: numbers(lang, names),
        rows: rows((0..kind.values()).map(row)),
        ..Block::default()
    }
}

/// `GET /forecasts/assumptions/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AssumptionId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let offered = load::assumption(&tx, id).await?;
    tx.audit(Entry::read("forecast-assumption", id.0));
    tx.commit().await?;
    let one = &offered.one;
    let mut page = ForecastPage::new(frame::page(&ctx, one.name.clone()));
    page.breadcrumbs_below(&ctx);
    let t = |key: &str| ctx.t(key).into_owned();
    page.facts = vec![
        (t("forecast-column-kind"), t(&format!("forecast-kind-{}", one.kind.code()))),
        (t("forecast-column-source"), one.source.clone()),
        (t("forecast-column-mark"), t(&format!("forecast-mark-{}", one.mark.to_lowercase()))),
        (t("forecast-column-on"), one.on.bg()),
        (t("forecast-spread"), spread_words(ctx.lang, one.kind, one.values.spread)),
        (t("forecast-column-entered"), offered.by.clone()),
    ];
    if one.kind == Kind::Fertility {
        page.facts.push((t("forecast-share"), written(one.values.share, 0)));
    }
    if ctx.actor.may(WRITE) {
        let path = format!("{ASSUMPTIONS}/new?kind={}&from={id}", one.kind.code());
        page.actions.push(Link::new(ctx.url(&path), ctx.t("forecast-change")));
    }
    page.blocks = vec![values(ctx.lang, one)];
    page.shown()
}

impl ForecastPage {
    /// The way back leads over the list of assumptions.
    fn breadcrumbs_below(&mut self, ctx: &Ctx) {
        let link = Link::new(ctx.url(ASSUMPTIONS), ctx.t("forecast-assumptions"));
        self.page.breadcrumbs.insert(1, link);
    }
}
