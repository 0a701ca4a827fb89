//! Accounts to АСП: their days, what was asked for and what came; one of them by users.

use super::frame::{self, asp_path, month_words, run_path};
use super::line;
use super::load;
use super::paper::{self, REQUEST};
use super::rates;
use super::request::{self, expected, number, standing};
use super::store::{payroll_request, payroll_transfer};
use super::sums::written;
use super::term::Standing;
use super::{REPORT, RequestId};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, cut, html};
use sea_orm::{QueryOrder, QuerySelect};
use ui::{Head, Link, Pages};

/// The most accounts of the list: two a month for twenty years.
const MOST: u64 = 500;

struct Row {
    href: String,
    number: String,
    month: String,
    kind: String,
    expected: String,
    received: String,
    difference: String,
    word: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "payroll/asp.html")]
struct AspPage {
    page: ui::Page,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

/// Where an account stands, in words with its day.
fn word(ctx: &Ctx, one: Standing) -> String {
    let day = one.day().map(Day::bg).unwrap_or_default();
    ctx.ta(&format!("payroll-standing-{}", one.code()), &[("day", day)]).into_owned()
}

/// `GET /payroll/asp`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = tx
        .find::<payroll_request::Entity>()
        .order_by_desc(payroll_request::Column::Id)
        .limit(MOST)
        .all(tx.conn())
        .await?;
    let ids: Vec<RequestId> = found.iter().map(|row| row.id).collect();
    let received = request::received(&tx, &ids).await?;
    tx.audit(Entry::list("payroll-account"));
    tx.commit().await?;
    let row = |row: &payroll_request::Model| {
        let came = received.get(&row.id).copied().unwrap_or(0);
        let money = |cents| written(cents, &row.currency);
        let one = standing(row, app.today());
        Row {
            href: ctx.url(&asp_path(row.id, "")),
            number: number(row),
            month: month_words(ctx.lang, &row.month),
            kind: ctx.t(&format!("payroll-run-{}", row.kind)).into_owned(),
            expected: money(expected(row)),
            received: money(came),
            difference: money(came - expected(row)),
            word: word(&ctx, one),
            colour: one.colour(),
        }
    };
    let rows = found.iter().map(row).collect();
    let (rows, pages) = cut(rows, &form, &ctx.url("/payroll/asp"));
    let columns = ["account", "month", "kind", "expected", "received", "difference", "state"];
    html(&AspPage {
        page: frame::page(&ctx, ctx.t("payroll-asp")),
        heads: frame::columns(&ctx, &columns),
        rows,
        pages,
    })
}

/// The part of a user: the name, then each column with its head.
struct ClaimRow {
    href: String,
    name: String,
    cells: Vec<(String, String)>,
}

struct Came {
    day: String,
    sum: String,
    document: String,
    by: String,
}

#[derive(Template)]
#[template(path = "payroll/account.html")]
struct AccountPage {
    page: ui::Page,
    month: String,
    word: String,
    colour: &'static str,
    warnings: Vec<String>,
    facts: Vec<(String, String)>,
    rates: Vec<Link>,
    heads: Vec<Head>,
    rows: Vec<ClaimRow>,
    pages: Pages,
    came_heads: Vec<Head>,
    came: Vec<Came>,
    links: Vec<Link>,
}

fn facts(ctx: &Ctx, row: &payroll_request::Model, came: i64) -> Vec<(String, String)> {
    let money = |cents| written(cents, &row.currency);
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let rows = [
        ("payroll-column-kind", ctx.t(&format!("payroll-run-{}", row.kind)).into_owned()),
        ("payroll-hours", line::hours(row.minutes)),
        ("payroll-gross", money(row.gross)),
        ("payroll-contributions", money(row.contributions)),
        ("payroll-cost", money(row.gross + row.contributions)),
        ("payroll-child-aid", money(row.child_aid)),
        ("payroll-supplement-aid", money(row.supplement_aid)),
        ("payroll-column-state-part", money(row.state_part)),
        ("payroll-administration", money(row.administration)),
        ("payroll-expected", money(expected(row))),
        ("payroll-column-received", money(came)),
        ("payroll-column-difference", money(came - expected(row))),
        ("payroll-due-on", day(Some(row.due_on))),
        ("payroll-again-on", day(Some(row.again_on))),
        ("payroll-filed-on", day(row.filed_on)),
        ("payroll-document", row.document.clone()),
        ("payroll-expected-on", day(row.expected_on)),
    ];
    let shown = rows.into_iter().filter(|(_, value)| !value.is_empty());
    shown.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect()
}

fn warnings(
    ctx: &Ctx,
    row: &payroll_request::Model,
    (pay_by, one): (Option<Day>, Standing),
) -> Vec<String> {
    let mut all = Vec::new();
    let money = written(row.gross + row.contributions + row.administration, &row.currency);
    match one {
        Standing::Missed(day) => {
            let args = [("day", day.bg()), ("sum", money)];
            all.push(ctx.ta("payroll-warn-missed", &args).into_owned());
        }
        Standing::Own => all.push(ctx.ta("payroll-warn-own", &[("sum", money)]).into_owned()),
        Standing::Filed(day) if pay_by.is_some_and(|pay| pay < day) => {
            let args = [("day", day.bg()), ("pay", pay_by.map(Day::bg).unwrap_or_default())];
            all.push(ctx.ta("payroll-warn-late-money", &args).into_owned());
        }
        _ => {}
    }
    all
}

fn links(ctx: &Ctx, row: &payroll_request::Model, papers: Vec<Link>) -> Vec<Link> {
    let mut all = papers;
    let mut add = |rest: &str, key: &str| {
        all.push(Link::new(ctx.url(&asp_path(row.id, rest)), ctx.t(key)));
    };
    if ctx.actor.may(REPORT) {
        add("/list", "payroll-list-csv");
        if row.filed_on.is_none() {
            add("/filed", "payroll-filed");
        } else {
            add("/transfer", "payroll-transfer");
            add("/filed", "payroll-refiled");
        }
    }
    all.push(Link::new(ctx.url(&run_path(row.run_id, "")), ctx.t("payroll-to-run")));
    all
}

fn claim_row(heads: &[Head], (href, cells): (String, Vec<String>)) -> ClaimRow {
    let labels = heads.iter().map(|head| head.text.to_string());
    let mut pairs = labels.zip(cells);
    let name = pairs.next().map(|(_, name)| name).unwrap_or_default();
    ClaimRow { href, name, cells: pairs.collect() }
}

/// `GET /payroll/asp/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RequestId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = request::one(&tx, id).await?;
    let run = load::run(&tx, row.run_id).await?;
    let claims = request::claims(&tx, id).await?;
    let names = load::heads(&tx, claims.iter().map(|one| one.person_id)).await?;
    let came = request::transfers(&tx, id).await?;
    let papers = paper::of(&tx, (REQUEST, id.0)).await?;
    tx.audit(Entry::read("payroll-account", id.0));
    tx.commit().await?;
    let one = standing(&row, app.today());
    let mut listed: Vec<(String, Vec<String>)> = claims
        .iter()
        .map(|claim| {
            let name = names.get(&claim.person_id).map(|head| head.name.clone());
            let cells = request::cells(name.unwrap_or_default(), &request::claim_of(claim));
            (ctx.url(&format!("/payroll/people/{}", claim.person_id)), cells)
        })
        .collect();
    listed.sort_by(|a, b| a.1.cmp(&b.1));
    let (listed, pages) = cut(listed, &form, &ctx.url(&asp_path(id, "")));
    let heads = frame::columns(&ctx, &request::COLUMNS);
    let received = came.iter().map(|one| one.cents).sum();
    let line = |one: &payroll_transfer::Model| Came {
        day: one.received_on.bg(),
        sum: written(one.cents, &row.currency),
        document: one.document.clone(),
        by: format!("{}, {}", one.account_name, one.made_at.bg()),
    };
    html(&AccountPage {
        page: frame::page(&ctx, number(&row)),
        month: month_words(ctx.lang, &row.month),
        word: word(&ctx, one),
        colour: one.colour(),
        warnings: warnings(&ctx, &row, (run.pay_by, one)),
        facts: facts(&ctx, &row, received),
        rates: rates::links(&ctx, &app.law(ctx.actor.municipality), &row.month),
        rows: listed.into_iter().map(|one| claim_row(&heads, one)).collect(),
        heads,
        pages,
        came_heads: frame::columns(&ctx, &["day", "sum", "document", "by"]),
        came: came.iter().map(line).collect(),
        links: links(&ctx, &row, paper::links(&ctx, &papers)),
    })
}
