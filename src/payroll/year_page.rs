//! The report of a year: its numbers by age and by settlement, the analysis, the paper.

use super::REPORT;
use super::frame::{self, bg, bg_with};
use super::paper::{self, About, YEAR};
use super::sums::written;
use super::term;
use super::year::{self, Part, Year};
use crate::app::App;
use crate::assistants::Press;
use crate::people::verify_address;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, html, list_address, see};
use law::Law;
use serde_json::json;
use ui::{Head, Lang, Link};

const PATH: &str = "/payroll/year";
/// The columns of the list.
const COLUMNS: [&str; 6] = ["group", "name", "users", "hours", "cost", "administration"];
/// Years of the law.
const YEARS: std::ops::RangeInclusive<i16> = 2019..=2199;

struct Row {
    group: String,
    name: String,
    cells: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "payroll/year.html")]
struct YearPage {
    page: ui::Page,
    year: String,
    beside: [Link; 2],
    lead: String,
    facts: Vec<(String, String)>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    papers: Vec<Link>,
    write: String,
}

/// The year of an address; the one that is just over when it names none.
fn year_of(form: &Form, today: Day) -> i16 {
    let asked = form.get("year").parse().ok().filter(|year| YEARS.contains(year));
    asked.unwrap_or(today.0.year() - 1)
}

/// The rows of the list: by age, then by settlement.
fn rows(lang: Lang, year: &Year) -> Vec<Vec<String>> {
    let say = |key: &str| ui::text::text(lang, key).into_owned();
    let row = |group: &str, name: String, part: &Part| {
        let mut cells = vec![say(group), name];
        cells.extend(part.cells());
        cells
    };
    let ages = year
        .ages
        .iter()
        .map(|(code, part)| row("payroll-by-age", say(&format!("payroll-age-{code}")), part));
    let places = year.places.iter().map(|(name, part)| {
        let name = if name.is_empty() { say("payroll-place-unknown") } else { name.clone() };
        row("payroll-by-place", name, part)
    });
    ages.chain(places).collect()
}

fn facts(lang: Lang, year: &Year) -> Vec<(String, String)> {
    let say = |key: &str| ui::text::text(lang, key).into_owned();
    let money = |cents| written(cents, &year.currency);
    vec![
        (say("payroll-column-users"), year.total.users.to_string()),
        (say("payroll-hours"), super::line::hours(year.total.minutes)),
        (say("payroll-gross"), money(year.total.sums.gross())),
        (say("payroll-cost"), money(year.total.sums.cost())),
        (say("payroll-administration"), money(year.total.sums.administration)),
    ]
}

fn lead(ctx: &Ctx, law: &Law, year: i16) -> Result<String, Problem> {
    let day = term::year_by(law, year).map_err(Problem::internal)?;
    Ok(ctx.ta("payroll-year-lead", &[("day", day.bg())]).into_owned())
}

/// `GET /payroll/year?year=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let year = year_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let numbers = year::of(&tx, year).await?;
    let papers = paper::of_period(&tx, (YEAR, &year.to_string())).await?;
    tx.audit(Entry::list("payroll-year"));
    tx.commit().await?;
    let heads = frame::columns(&ctx, &COLUMNS);
    let row = |cells: Vec<String>| {
        let labels = heads.iter().map(|head| head.text.to_string());
        let mut pairs = labels.zip(cells);
        let mut next = || pairs.next().map(|(_, text)| text).unwrap_or_default();
        let (group, name) = (next(), next());
        Row { group, name, cells: pairs.collect() }
    };
    let beside = [-1, 1].map(|step| {
        let to = (year + step).to_string();
        Link::new(list_address(&ctx.url(PATH), &[("year", &to)]), to)
    });
    let write = list_address(&ctx.url(&format!("{PATH}/write")), &[("year", &year.to_string())]);
    let has = numbers.total.users > 0;
    html(&YearPage {
        page: frame::page(&ctx, ctx.t("payroll-year")),
        year: year.to_string(),
        beside,
        lead: lead(&ctx, &law, year)?,
        facts: if has { facts(ctx.lang, &numbers) } else { Vec::new() },
        rows: rows(ctx.lang, &numbers).into_iter().map(row).collect(),
        heads,
        papers: paper::links(&ctx, &papers),
        write: if has && ctx.actor.may(REPORT) { write } else { String::new() },
    })
}

fn shown(ctx: &Ctx, law: &Law, (year, form): (i16, &Form)) -> Result<Response, Problem> {
    let act = Act::new("payroll-year-write", "/write", "payroll-year-button")
        .lead(lead(ctx, law, year)?)
        .hidden(form, "year")
        .area((ctx, form), "analysis", ("payroll-analysis", "payroll-analysis-hint"))
        .area((ctx, form), "goals", ("payroll-goals", ""));
    let page = frame::page(ctx, format!("{} {year}", ctx.t("payroll-year-write")));
    act.shown(ctx, Around { page, home: PATH.to_owned(), version: 0 }, form)
}

/// `GET /payroll/year/write?year=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let year = year_of(&form, app.today());
    let filled = Form::filled(ctx.lang, [("year", year.to_string())]);
    let form = ctx.resumed(filled, &["year"]).await?;
    shown(&ctx, &law, (year, &form))
}

/// What the paper of a year says.
fn about<'a>(numbers: &Year, period: &'a str, (analysis, goals): (&str, &str)) -> About<'a> {
    let mut sum = vec![bg("payroll-sum"), String::new()];
    sum.extend(numbers.total.cells());
    About {
        kind: YEAR,
        subject: 0,
        period,
        ground: bg("payroll-year-ground"),
        about: bg_with("payroll-year-about", &[("year", period.to_owned())]),
        opening: analysis.to_owned(),
        lines: facts(Lang::Bg, numbers),
        list: bg("payroll-year-list"),
        heads: COLUMNS.map(|name| bg(&format!("payroll-column-{name}"))).into(),
        rows: rows(Lang::Bg, numbers),
        sum,
        closing: goals.to_owned(),
        signatures: json!([]),
    }
}

/// `POST /payroll/year/write`: a numbered paper; written again it is another one, the old stays.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let year = year_of(&form, app.today());
    let (analysis, goals) = (form.required("analysis", 10_000), form.required("goals", 10_000));
    if !form.ok() {
        return shown(&ctx, &law, (year, &form));
    }
    let press = Press::of(&app, ctx.actor.municipality, verify_address(&app, &ctx, &headers))?;
    let (period, back) = (year.to_string(), list_address(PATH, &[("year", &year.to_string())]));
    let mut tx = app.db.write(&ctx.actor).await?;
    let numbers = year::of(&tx, year).await?;
    if numbers.total.users == 0 {
        return Err(frame::refused("payroll-refused-year"));
    }
    tx.use_form(&form.key(), &ctx.url(&back)).await?;
    ctx.sent(&tx, &form).await?;
    let mut about = about(&numbers, &period, (&analysis, &goals));
    about.signatures = json!([
        { "role": bg("payroll-signs-prepared"), "name": tx.actor().name.to_string() },
        { "role": bg("payroll-signs-mayor"), "name": press.mayor() },
    ]);
    paper::add(&mut tx, &about, &press).await?;
    tx.audit(Entry::new("write", "payroll-year", &period));
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("payroll-done")))
}
