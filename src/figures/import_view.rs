//! A table that was read, on the screen: what becomes of each cell, entering it, taking it back.

use super::FigureImportId;
use super::frame::{self, HOME, TEXT, place, written};
use super::import::{Item, Verdict};
use super::import_deed::{self, Import, Preview, standing};
use super::overview::{EXCESS, excess_rows};
use super::view::{Line, Part};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, cut, html, list_address, see};
use ui::{Choice, Link, Pages};

/// What is shown of a table first: what has to be mended.
const SHOWS: [&str; 5] = ["wrong", "new", "corrects", "same", "skipped"];
/// So many excesses are shown.
const EXCESSES: usize = 20;

#[derive(Template)]
#[template(path = "figures/preview.html")]
struct PreviewPage {
    page: ui::Page,
    name: String,
    state: String,
    colour: &'static str,
    warnings: Vec<String>,
    summary: String,
    enter: String,
    asks: bool,
    version: i32,
    links: Vec<Link>,
    action: String,
    form: Form,
    shows: Vec<Choice>,
    parts: Vec<Part>,
    pages: Pages,
}

fn code(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Wrong(_) => SHOWS[0],
        Verdict::New(_) => SHOWS[1],
        Verdict::Corrects(..) => SHOWS[2],
        Verdict::Same(_) => SHOWS[3],
        Verdict::Skipped(_) => SHOWS[4],
    }
}

fn line(ctx: &Ctx, preview: &Preview, item: &Item) -> Line {
    let told = match &item.verdict {
        Verdict::New(new) | Verdict::Corrects(_, new) => {
            let (area, ekatte) = (new.territory.area(), new.territory.ekatte());
            vec![
                preview.catalogue.title(&new.group, ctx.lang),
                place(ctx.lang, area, ekatte, &preview.names),
                new.on.bg(),
                ctx.t(&format!("figures-kind-{}", new.kind)).into_owned(),
                written(ctx.lang, new.amount),
            ]
        }
        Verdict::Same(_) | Verdict::Skipped(_) | Verdict::Wrong(_) => Vec::new(),
    };
    let (key, colour) = match &item.verdict {
        Verdict::Wrong(key) => (*key, "red"),
        Verdict::Skipped(key) => (*key, "grey"),
        Verdict::New(_) => ("figures-row-new", "green"),
        Verdict::Corrects(..) => ("figures-row-corrects", "yellow"),
        Verdict::Same(_) => ("figures-row-same", "grey"),
    };
    let href = match &item.verdict {
        Verdict::Same(id) | Verdict::Corrects(id, _) => ctx.url(&super::list::address(*id)),
        _ => String::new(),
    };
    let at = [("row", item.row.to_string()), ("column", (item.column + 1).to_string())];
    let mut cells = vec![ctx.ta("figures-cell-at", &at).into_owned(), item.text.clone()];
    cells.extend(told);
    Line { href, cells, word: ctx.t(key).into_owned(), colour }
}

fn summary(ctx: &Ctx, preview: &Preview) -> String {
    let count = |wanted: &'static str| preview.count(|verdict| code(verdict) == wanted);
    let args: Vec<(&str, usize)> = SHOWS.into_iter().map(|code| (code, count(code))).collect();
    ctx.ta("figures-import-summary", &args[..]).into_owned()
}

fn links(ctx: &Ctx, import: &Import) -> Vec<Link> {
    let home = import.home();
    let at = |rest: &str, key: &str| Link::new(ctx.url(&format!("{home}{rest}")), ctx.t(key));
    let mut links = Vec::new();
    if import.is_open() {
        links.push(at("/columns", "figures-columns"));
        links.push(at("/revoke", "figures-import-drop"));
    } else {
        let filters = [("import", import.row.id.to_string()), ("state", "all".to_owned())];
        let filters = filters.each_ref().map(|(name, value)| (*name, value.as_str()));
        let href = list_address(&ctx.url(HOME), &filters);
        links.push(Link::new(href, ctx.t("figures-import-values")));
        if import.row.revoked_at.is_none() {
            links.push(at("/revoke", "figures-import-back"));
        }
    }
    links
}

/// The cells of a table that waits, those asked for; all pages of it.
fn parts(
    ctx: &Ctx,
    preview: &Preview,
    (form, home): (&Form, &str),
) -> (Vec<Part>, Pages, &'static str) {
    let first = if preview.wrong() > 0 { SHOWS[0] } else { SHOWS[1] };
    let asked = form.get("show");
    let show = SHOWS.into_iter().find(|code| *code == asked).unwrap_or(first);
    let items = preview.items.iter().filter(|item| code(&item.verdict) == show);
    let base = list_address(&ctx.url(home), &[("show", show)]);
    let (items, pages) = cut(items.collect(), form, &base);
    let rows = items.into_iter().map(|item| line(ctx, preview, item)).collect();
    // Only of what will be entered it is known what the cell means.
    let columns = ["cell", "typed", "group", "territory", "on", "kind", "amount"];
    let columns = if [SHOWS[1], SHOWS[2]].contains(&show) { &columns[..] } else { &columns[..2] };
    let mut parts = vec![Part::new(ctx, &format!("figures-import-show-{show}"), columns, rows)];
    if !preview.excesses.is_empty() {
        let few = preview.excesses.get(..EXCESSES).unwrap_or(&preview.excesses);
        let rows = excess_rows(ctx, (&preview.catalogue, &preview.names), few);
        parts.push(Part::new(ctx, "figures-checks", &EXCESS, rows));
    }
    (parts, pages, show)
}

/// `GET /figures/figure-imports/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FigureImportId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let import = import_deed::import(&tx, id).await?;
    let preview = match import.is_open() {
        true => Some(import_deed::preview(&tx, &ctx.municipality, &import).await?),
        false => None,
    };
    tx.audit(Entry::read("figure-import", id.0));
    tx.commit().await?;
    let home = import.home();
    let (word, colour) = standing(import.row.entered_at, import.row.revoked_at);
    let mut page = PreviewPage {
        page: frame::below(&ctx, import.row.file_name.clone()),
        name: import.row.file_name.clone(),
        state: ctx.t(&format!("figures-import-{word}")).into_owned(),
        colour,
        warnings: Some(import.why.clone()).filter(|why| !why.is_empty()).into_iter().collect(),
        summary: String::new(),
        enter: String::new(),
        asks: false,
        version: import.row.version,
        links: links(&ctx, &import),
        action: ctx.url(&home),
        shows: Vec::new(),
        parts: Vec::new(),
        pages: Pages::new(1, 1, ""),
        form,
    };
    if let Some(preview) = preview {
        let (parts, pages, show) = parts(&ctx, &preview, (&page.form, &home));
        (page.parts, page.pages) = (parts, pages);
        page.shows = choices(&ctx, &SHOWS, show, |code| format!("figures-import-show-{code}"));
        page.summary = summary(&ctx, &preview);
        page.asks = !preview.excesses.is_empty();
        if preview.wrong() > 0 {
            page.warnings.push(ctx.t("figures-import-wrong").into_owned());
        } else if preview.entered() > 0 {
            page.enter = ctx.url(&format!("{home}/enter"));
        }
    }
    html(&page)
}

/// `POST /figures/figure-imports/{id}/enter`: all that is new, or nothing.
pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FigureImportId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut import = behind(&app, &ctx, id).await?;
    import.row.version = form.version_or(import.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&import.home())).await?;
    let has_seen = form.has_value("seen", "yes");
    import_deed::enter(&mut tx, &ctx.municipality, (&import, has_seen)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &import.home(), Some("figures-done")))
}

fn revoke_shown(ctx: &Ctx, import: &Import, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let facts = vec![
        (ctx.t("figures-column-file").into_owned(), import.row.file_name.clone()),
        (ctx.t("figures-column-lines").into_owned(), import.row.total.to_string()),
    ];
    let act = Act::new("figures-import-back", "/revoke", "figures-import-back")
        .lead(ctx.t("figures-import-back-lead"))
        .grave()
        .facts(facts)
        .area(both, "why", ("figures-why", "figures-why-hint"));
    let page = frame::below(ctx, ctx.t("figures-import-back"));
    let version = form.version_or(import.row.version);
    act.shown(ctx, Around { page, home: import.home(), version }, form)
}

async fn behind(app: &App, ctx: &Ctx, id: FigureImportId) -> Result<Import, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let import = import_deed::import(&tx, id).await?;
    tx.audit(Entry::read("figure-import", id.0));
    tx.commit().await?;
    Ok(import)
}

/// `GET /figures/figure-imports/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FigureImportId>,
) -> Result<Response, Problem> {
    let import = behind(&app, &ctx, id).await?;
    revoke_shown(&ctx, &import, &Form::empty(ctx.lang))
}

/// `POST /figures/figure-imports/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FigureImportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut import = behind(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return revoke_shown(&ctx, &import, &form);
    }
    import.row.version = form.version_or(import.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&import.home())).await?;
    import_deed::take_back(&mut tx, &import, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &import.home(), Some("figures-done")))
}
