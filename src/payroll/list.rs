//! The first page: a month with its accepted reports and days, its runs, and what may be begun.

use super::frame::{self, HOME, beside_links, money, month_of, month_words, run_number, run_path};
use super::load;
use super::store::payroll_run;
use super::term::{self, KINDS};
use super::{EXPORT, PREPARE};
use crate::app::App;
use crate::hours::{self, Class};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut, html, list_address};
use law::{Law, Month};
use sea_orm::{QueryOrder, QuerySelect};
use ui::{Head, Link, Pages};

/// The most runs of the list: two a month for twenty years.
const MOST: u64 = 500;

/// A run in a line.
pub struct RunRow {
    href: String,
    number: String,
    month: String,
    kind: String,
    people: i32,
    held: i32,
    gross: String,
    state: String,
    colour: &'static str,
}

struct Begin {
    kind: &'static str,
    key: String,
    text: String,
}

#[derive(Template)]
#[template(path = "payroll/list.html")]
struct ListPage {
    page: ui::Page,
    month: String,
    iso: String,
    beside: [Link; 2],
    lead: String,
    tiles: Vec<(String, usize, String)>,
    begins: Vec<Begin>,
    action: String,
    heads: Vec<Head>,
    tables: Vec<(String, Vec<RunRow>)>,
    pages: Pages,
    links: Vec<Link>,
}

fn row(ctx: &Ctx, run: &payroll_run::Model) -> Result<RunRow, Problem> {
    let state = load::state(run)?;
    Ok(RunRow {
        href: ctx.url(&run_path(run.id, "")),
        number: run_number(run),
        month: month_words(ctx.lang, &run.month),
        kind: ctx.t(&format!("payroll-run-{}", run.kind)).into_owned(),
        people: run.people,
        held: run.held,
        gross: money(run.gross, run),
        state: ctx.t(&format!("payroll-state-{}", state.code())).into_owned(),
        colour: state.colour(),
    })
}

fn in_lines(ctx: &Ctx, runs: &[payroll_run::Model]) -> Result<Vec<RunRow>, Problem> {
    runs.iter().map(|run| row(ctx, run)).collect()
}

fn lead(ctx: &Ctx, law: &Law, month: Month) -> Result<String, Problem> {
    let day = |day: Result<Day, law::LawError>| day.map(Day::bg).map_err(Problem::internal);
    let pay = term::pay_by(law, month).map_err(Problem::internal)?;
    let args = [
        ("request", day(term::request_by(law, month, KINDS[0]))?),
        ("late", day(term::request_by(law, month, KINDS[1]))?),
        ("pay", pay.map(Day::bg).unwrap_or_default()),
    ];
    Ok(ctx.ta("payroll-lead", &args).into_owned())
}

/// What may be begun: a kind of which no run is open or released.
fn begins(ctx: &Ctx, runs: &[payroll_run::Model], is_over: bool) -> Vec<Begin> {
    if !ctx.actor.may(PREPARE) || !is_over {
        return Vec::new();
    }
    let is_free =
        |kind: &&str| !runs.iter().any(|row| row.kind == **kind && row.state != "cancelled");
    let begin = |kind: &'static str| Begin {
        kind,
        key: format!("{kind}-begin"),
        text: ctx.t(&format!("payroll-begin-{kind}")).into_owned(),
    };
    KINDS.into_iter().filter(is_free).map(begin).collect()
}

/// `GET /payroll?month=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let month = month_of(&form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let reports = hours::accepted_in(&tx, month).await?;
    let own = load::of_month(&tx, month).await?;
    let rows = tx
        .find::<payroll_run::Entity>()
        .order_by_desc(payroll_run::Column::Id)
        .limit(MOST)
        .all(tx.conn())
        .await?;
    tx.audit(Entry::list("payroll"));
    tx.commit().await?;
    let iso = month.to_string();
    let base = list_address(&ctx.url(HOME), &[("month", &iso)]);
    let (rows, pages) = cut(rows, &form, &base);
    let accepted = list_address(&ctx.url("/worktime"), &[("month", &iso), ("shown", "accepted")]);
    let classes = [
        (Class::Timely, "payroll-class-timely"),
        (Class::Late, "payroll-class-late"),
        (Class::Earlier, "payroll-class-earlier"),
    ];
    let tile = |(class, key): (Class, &str)| {
        let count = reports.iter().filter(|one| one.class == class).count();
        (accepted.clone(), count, ctx.t(key).into_owned())
    };
    let mut links = vec![
        Link::new(ctx.url("/payroll/asp"), ctx.t("payroll-asp")),
        Link::new(ctx.url("/payroll/year"), ctx.t("payroll-year")),
        Link::new(ctx.url("/law?q=wage.minimum.hour"), ctx.t("payroll-rates")),
    ];
    if ctx.actor.may(EXPORT) {
        let register = list_address(&ctx.url("/payroll/register"), &[("month", &iso)]);
        links.push(Link::new(register, ctx.t("payroll-register")));
    }
    html(&ListPage {
        page: ctx.page(ctx.t("payroll-title")),
        month: month_words(ctx.lang, &iso),
        beside: beside_links(&ctx, &ctx.url(HOME), month),
        lead: lead(&ctx, &law, month)?,
        tiles: classes.into_iter().map(tile).collect(),
        begins: begins(&ctx, &own, Day(month.last_day()) < app.today()),
        action: ctx.url("/payroll/begin"),
        heads: frame::columns(&ctx, &["run", "month", "kind", "people", "held", "gross", "state"]),
        tables: vec![
            (ctx.t("payroll-own").into_owned(), in_lines(&ctx, &own)?),
            (ctx.t("payroll-all").into_owned(), in_lines(&ctx, &rows)?),
        ],
        pages,
        links,
        iso,
    })
}
