//! A file that was read, on the screen: what becomes of each row, entering it, taking it back.

use super::ImportId;
use super::frame::{self, HOME, TEXT};
use super::import::{self, Row, Verdict};
use super::import_deed::{self, Became, Import, standing};
use super::plan::{self, Campaign};
use super::table::{Cell, Line};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Around, Ctx, Form, Id, Problem, cut, html, see};
use std::collections::HashMap;
use ui::{Head, Link, Pages};

#[derive(Template)]
#[template(path = "campaigns/import.html")]
struct ImportPage {
    page: ui::Page,
    name: String,
    number: String,
    state: String,
    colour: &'static str,
    warnings: Vec<String>,
    summary: String,
    enter: String,
    version: i32,
    links: Vec<Link>,
    heads: Vec<Head>,
    rows: Vec<Line>,
    pages: Pages,
}

/// A file with its campaign, and what becomes or became of its rows.
struct Behind {
    campaign: Campaign,
    import: Import,
    /// Of a file that is still to be entered.
    verdicts: Vec<Verdict>,
    /// Of one that was entered.
    became: HashMap<u32, Became>,
}

impl Behind {
    fn is_open(&self) -> bool {
        self.import.row.entered_at.is_none() && self.import.row.revoked_at.is_none()
    }

    fn count(&self, is_it: impl Fn(&Verdict) -> bool) -> usize {
        self.verdicts.iter().filter(|one| is_it(one)).count()
    }
}

async fn behind(app: &App, ctx: &Ctx, id: ImportId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let import = import_deed::import(&tx, id).await?;
    let campaign = plan::campaign(&tx, import.row.campaign_id).await?;
    let became = import_deed::became(&tx, id).await?;
    let mut behind = Behind { campaign, import, verdicts: Vec::new(), became };
    if behind.is_open() {
        let desk = import_deed::desk(&tx, &ctx.municipality.code, &behind.campaign).await?;
        let rows = (behind.import.row.kind.as_str(), behind.import.rows.as_slice());
        behind.verdicts = import::verdicts(&desk, rows);
    }
    tx.audit(audit::Entry::read("campaign-import", id.0));
    tx.commit().await?;
    Ok(behind)
}

/// The word of a row and the colour of its tag.
fn word_of(verdict: Option<&Verdict>, became: Option<&Became>) -> (&'static str, &'static str) {
    match (verdict, became) {
        (Some(Verdict::Wrong(key)), _) => (*key, "red"),
        (Some(Verdict::Event(one)), _) if one.planned.is_some() => {
            ("campaigns-row-reports", "green")
        }
        (Some(Verdict::Event(_) | Verdict::Copies(_)), _) => ("campaigns-row-new", "green"),
        (Some(Verdict::Known), _) => ("campaigns-row-known", "grey"),
        (None, Some(_)) => ("campaigns-import-entered", "green"),
        (None, None) => ("campaigns-row-left", "grey"),
    }
}

/// What a row says in one line: who came, or how many copies.
fn sum(row: &Row) -> String {
    if row.came.is_empty() { row.get("amount").to_owned() } else { came(row).to_string() }
}

/// How many came by a row, as far as it can be read.
fn came(row: &Row) -> i64 {
    let number = |text: &String| -> i64 {
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>().parse().unwrap_or(0)
    };
    row.came.values().map(number).fold(0, i64::saturating_add)
}

fn line(ctx: &Ctx, (row, verdict): (&Row, Option<&Verdict>), became: Option<&Became>) -> Line {
    let (key, colour) = word_of(verdict, became);
    let href = match became {
        Some(Became::Event(id)) => ctx.url(&format!("{HOME}/events/{id}")),
        Some(Became::Entry(id)) => ctx.url(&format!("{HOME}/entries/{id}")),
        None => String::new(),
    };
    let cells = [
        row.number.to_string(),
        row.get("day").to_owned(),
        row.get("settlement").to_owned(),
        row.get("title").to_owned(),
        sum(row),
    ];
    Line { href, cells: cells.map(Cell::new).into(), word: ctx.t(key).into_owned(), colour }
}

/// The rows: those that are wrong first.
fn lines(ctx: &Ctx, behind: &Behind) -> Vec<Line> {
    let row = |(at, row): (usize, &Row)| {
        let verdict = behind.verdicts.get(at);
        let line = line(ctx, (row, verdict), behind.became.get(&row.number));
        (!verdict.is_some_and(Verdict::is_wrong), line)
    };
    let mut all: Vec<(bool, Line)> = behind.import.rows.iter().enumerate().map(row).collect();
    all.sort_by_key(|(is_right, _)| *is_right);
    all.into_iter().map(|(_, line)| line).collect()
}

fn summary(ctx: &Ctx, behind: &Behind) -> String {
    let (key, args) = if behind.is_open() {
        let known = behind.count(|one| *one == Verdict::Known);
        let args = [
            ("all", behind.import.rows.len()),
            ("new", behind.count(Verdict::is_new)),
            ("known", known),
            ("wrong", behind.count(Verdict::is_wrong)),
        ];
        ("campaigns-import-summary", args.to_vec())
    } else {
        let args = vec![("all", behind.import.rows.len()), ("count", behind.became.len())];
        ("campaigns-import-summary-done", args)
    };
    ctx.ta(key, &args[..]).into_owned()
}

/// Where to go from here: another file, and taking this one back.
fn ways(ctx: &Ctx, behind: &Behind) -> Vec<Link> {
    let (row, above) = (&behind.import.row, behind.campaign.home());
    let mut links =
        vec![Link::new(ctx.url(&format!("{above}/import")), ctx.t("campaigns-import-again"))];
    if row.revoked_at.is_none() {
        let is_entered = row.entered_at.is_some();
        let key = if is_entered { "campaigns-import-back" } else { "campaigns-import-drop" };
        let href = ctx.url(&format!("{}/revoke", behind.import.home()));
        links.push(Link::new(href, ctx.t(key)));
    }
    links
}

/// `GET /campaigns/imports/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ImportId>,
    form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let row = &behind.import.row;
    let (word, colour) = standing(row.entered_at, row.revoked_at);
    let (new, wrong) = (behind.count(Verdict::is_new), behind.count(Verdict::is_wrong));
    let mut warnings: Vec<String> =
        Some(behind.import.why.clone()).filter(|why| !why.is_empty()).into_iter().collect();
    if wrong > 0 {
        warnings.push(ctx.t("campaigns-import-wrong").into_owned());
    }
    let home = behind.import.home();
    let heads = ["row", "day", "settlement", "title", "amount", "state"]
        .map(|name| Head::new(ctx.t(&format!("campaigns-column-{name}"))));
    let (rows, pages) = cut(lines(&ctx, &behind), &form, &ctx.url(&home));
    let above = (behind.campaign.home(), behind.campaign.row.name.clone());
    html(&ImportPage {
        page: frame::below(&ctx, row.file_name.clone(), (&above.0, &above.1)),
        name: row.file_name.clone(),
        number: ctx.t(&format!("campaigns-import-{}", row.kind)).into_owned(),
        state: ctx.t(&format!("campaigns-import-{word}")).into_owned(),
        colour,
        warnings,
        summary: summary(&ctx, &behind),
        enter: if behind.is_open() && wrong == 0 && new > 0 {
            ctx.url(&format!("{home}/enter"))
        } else {
            String::new()
        },
        version: row.version,
        links: ways(&ctx, &behind),
        heads: heads.into(),
        rows,
        pages,
    })
}

/// `POST /campaigns/imports/{id}/enter`: all that is new, or nothing.
pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ImportId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut import = import_deed::import(&tx, id).await?;
    let campaign = plan::campaign(&tx, import.row.campaign_id).await?;
    import.row.version = form.version_or(import.row.version);
    tx.use_form(&form.key(), &ctx.url(&import.home())).await?;
    import_deed::enter(&mut tx, &ctx.municipality.code, (&campaign, &import)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &import.home(), Some("campaigns-done")))
}

fn revoke_shown(ctx: &Ctx, behind: &Behind, form: &Form) -> Result<Response, Problem> {
    let row = &behind.import.row;
    let home = behind.import.home();
    let title = ctx.t("campaigns-import-back");
    let page = frame::below(ctx, title, (&home, &row.file_name));
    let facts = vec![
        (ctx.t("campaigns-column-file").into_owned(), row.file_name.clone()),
        (ctx.t("campaigns-column-campaign").into_owned(), behind.campaign.row.name.clone()),
        (ctx.t("campaigns-import-records").into_owned(), behind.became.len().to_string()),
    ];
    let version = form.version_or(row.version);
    frame::revoke_shown(ctx, form, Around { page, home, version }, facts)
}

/// `GET /campaigns/imports/{id}/revoke`.
pub async fn revoke_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ImportId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    revoke_shown(&ctx, &behind, &Form::empty(ctx.lang))
}

/// `POST /campaigns/imports/{id}/revoke`.
pub async fn revoke_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ImportId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return revoke_shown(&ctx, &behind, &form);
    }
    behind.import.row.version = form.version_or(behind.import.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&behind.import.home())).await?;
    import_deed::take_back(&mut tx, &behind.import, &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &behind.import.home(), Some("campaigns-done")))
}
