//! The population: the pyramid of a year, and how it changed over the years.

use super::ages::{BROAD, bands, trend, years};
use super::draw::{self, Series, number};
use super::frame::{self, HOME, Line, Pick, Picture, Pictures, sections};
use crate::app::App;
use crate::figures::{self, Cell, Territory};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, choices};
use ui::{Choice, Head};

/// So many years are looked back.
const BACK: i32 = 40;
/// Whose population: codes of the box.
const TERRITORIES: [&str; 3] = ["municipality", "district", "country"];
/// What the pages are asked by.
const FILTERS: [&str; 2] = ["territory", "year"];
const PYRAMID: [&str; 4] = ["age", "women", "men", "together"];

fn territory(form: &Form) -> (&'static str, Territory) {
    match form.get("territory") {
        "district" => (TERRITORIES[1], Territory::District),
        "country" => (TERRITORIES[2], Territory::Country),
        _ => (TERRITORIES[0], Territory::Municipality),
    }
}

async fn read(app: &App, ctx: &Ctx, (form, what): (&Form, Entry)) -> Result<Vec<Cell>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let year = i32::from(tx.today().0.year());
    let cells = figures::ages(&tx, &territory(form).1, year - BACK, year).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok(cells)
}

/// The year that is asked for, or the newest one.
fn year_of(form: &Form, years: &[i32]) -> i32 {
    let asked = form.get("year").parse().ok().filter(|year| years.contains(year));
    asked.or_else(|| years.last().copied()).unwrap_or_default()
}

fn picks(ctx: &Ctx, form: &Form, years: &[i32]) -> Vec<Pick> {
    let own = territory(form).0;
    let pick = |name: &str, choices: Vec<Choice>| Pick {
        field: form.field(name),
        label: ctx.t(&format!("atlas-{name}")).into_owned(),
        choices,
    };
    let of = |code: &str| format!("atlas-territory-{code}");
    let mut all = vec![pick("territory", choices(ctx, &TERRITORIES, own, of))];
    if !years.is_empty() {
        let chosen = year_of(form, years);
        let year = |year: &i32| Choice::new(year.to_string(), year.to_string());
        let years = years.iter().rev().map(|one| year(one).checked(*one == chosen));
        all.push(pick("year", years.collect()));
    }
    all
}

fn pyramid(ctx: &Ctx, form: &Form, cells: &[Cell]) -> Picture {
    let year = year_of(form, &years(cells));
    let whose = ctx.t(&format!("atlas-territory-{}", territory(form).0)).into_owned();
    let args = [("whose", whose), ("year", year.to_string())];
    let title = ctx.ta("atlas-pyramid-title", &args).into_owned();
    let sides = (ctx.t("atlas-column-women"), ctx.t("atlas-column-men"));
    Picture {
        svg: draw::pyramid(&title, &bands(cells, year), &sides.0, &sides.1),
        hint: ctx.t("atlas-pyramid-hint").into_owned(),
        empty: ctx.t("atlas-people-empty").into_owned(),
        files: Vec::new(),
        title,
    }
}

fn pyramid_table(ctx: &Ctx, form: &Form, cells: &[Cell]) -> (Vec<Head>, Vec<Line>) {
    let bands = bands(cells, year_of(form, &years(cells)));
    let line = |(name, women, men): &(String, i64, i64)| Line {
        cells: vec![
            name.clone(),
            number(*women as f64),
            number(*men as f64),
            number((women + men) as f64),
        ],
        ..Line::default()
    };
    let mut lines: Vec<Line> = bands.iter().map(line).collect();
    if !bands.is_empty() {
        let women: i64 = bands.iter().map(|one| one.1).sum();
        let men: i64 = bands.iter().map(|one| one.2).sum();
        lines.push(line(&(ctx.t("atlas-age-all").into_owned(), women, men)));
    }
    (frame::heads(ctx, &PYRAMID), lines)
}

/// A page with one picture and its table, or the empty one.
fn shown(
    ctx: &Ctx,
    (form, name): (&Form, &str),
    (picture, table): (Picture, (Vec<Head>, Vec<Line>)),
    years: &[i32],
) -> Result<Response, Problem> {
    let is_pyramid = name == "people";
    let (title, asked) =
        if is_pyramid { ("atlas-people", &FILTERS[..]) } else { ("atlas-trends", &FILTERS[..1]) };
    let query = frame::query(form, asked);
    let mut page = Pictures::new(ctx.page(ctx.t(title)), sections(ctx, &format!("/{name}")));
    page.action = ctx.url(&format!("{HOME}/{name}"));
    page.lead = ctx.t("atlas-people-lead").into_owned();
    page.picks = picks(ctx, form, if is_pyramid { years } else { &[] });
    page.caption = ctx.t("atlas-table").into_owned();
    page.empty.clone_from(&picture.empty);
    page.pictures = vec![Picture { files: frame::files(ctx, name, &query), ..picture }];
    page.file = ctx.url(&format!("{HOME}/{name}.csv{query}"));
    let base = format!("{}{query}", page.action);
    page.table(table, (form, &base));
    page.links = vec![ui::Link::new(ctx.url("/figures"), ctx.t("atlas-to-figures"))];
    page.shown()
}

/// `GET /atlas/people`.
pub async fn people(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let cells = read(&app, &ctx, (&form, Entry::list("atlas-people"))).await?;
    let drawn = (pyramid(&ctx, &form, &cells), pyramid_table(&ctx, &form, &cells));
    shown(&ctx, (&form, "people"), drawn, &years(&cells))
}

fn trends_picture(ctx: &Ctx, form: &Form, cells: &[Cell]) -> Picture {
    let years = years(cells);
    let series = |broad: (&str, u8, u8)| Series {
        name: ctx.t(&format!("atlas-age-{}", broad.0)).into_owned(),
        values: trend(cells, &years, broad).into_iter().map(|many| Some(many as f64)).collect(),
        ..Series::default()
    };
    let whose = ctx.t(&format!("atlas-territory-{}", territory(form).0)).into_owned();
    let title = ctx.ta("atlas-trends-title", &[("whose", whose)]).into_owned();
    let x: Vec<String> = years.iter().map(i32::to_string).collect();
    Picture {
        svg: draw::lines(&title, &x, &BROAD.map(series)),
        hint: ctx.t("atlas-trends-hint").into_owned(),
        empty: ctx.t("atlas-people-empty").into_owned(),
        files: Vec::new(),
        title,
    }
}

fn trends_table(ctx: &Ctx, cells: &[Cell]) -> (Vec<Head>, Vec<Line>) {
    let years = years(cells);
    let columns: Vec<Vec<i64>> = BROAD.iter().map(|broad| trend(cells, &years, *broad)).collect();
    let line = |(at, year): (usize, &i32)| {
        let of = |column: &Vec<i64>| number(column.get(at).copied().unwrap_or_default() as f64);
        let mut line = vec![year.to_string()];
        line.extend(columns.iter().map(of));
        Line { cells: line, ..Line::default() }
    };
    let mut heads = frame::heads(ctx, &["year"]);
    let age = |broad: &(&str, u8, u8)| Head::new(ctx.t(&format!("atlas-age-{}", broad.0)));
    heads.extend(BROAD.iter().map(|broad| age(broad).numeric()));
    (heads, years.iter().enumerate().rev().map(line).collect())
}

/// `GET /atlas/trends`.
pub async fn trends(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let cells = read(&app, &ctx, (&form, Entry::list("atlas-trends"))).await?;
    let drawn = (trends_picture(&ctx, &form, &cells), trends_table(&ctx, &cells));
    shown(&ctx, (&form, "trends"), drawn, &[])
}

/// A picture or a table as a file.
async fn file(
    app: &App,
    (ctx, form): (&Ctx, &Form),
    (name, ending): (&'static str, &str),
) -> Result<Response, Problem> {
    let cells = read(app, ctx, (form, Entry::new("print", "atlas-people", name))).await?;
    let is_pyramid = name == "people";
    if ending == "csv" {
        let (heads, lines) =
            if is_pyramid { pyramid_table(ctx, form, &cells) } else { trends_table(ctx, &cells) };
        return frame::csv(name, &heads, lines);
    }
    let picture =
        if is_pyramid { pyramid(ctx, form, &cells) } else { trends_picture(ctx, form, &cells) };
    frame::drawn(app, (name, ending), &picture).await
}

/// `GET /atlas/people.svg`.
pub async fn people_svg(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    file(&app, (&ctx, &form), ("people", "svg")).await
}

/// `GET /atlas/people.png`.
pub async fn people_png(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    file(&app, (&ctx, &form), ("people", "png")).await
}

/// `GET /atlas/people.csv`.
pub async fn people_csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    file(&app, (&ctx, &form), ("people", "csv")).await
}

/// `GET /atlas/trends.svg`.
pub async fn trends_svg(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    file(&app, (&ctx, &form), ("trends", "svg")).await
}

/// `GET /atlas/trends.png`.
pub async fn trends_png(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    file(&app, (&ctx, &form), ("trends", "png")).await
}

/// `GET /atlas/trends.csv`.
pub async fn trends_csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    file(&app, (&ctx, &form), ("trends", "csv")).await
}
