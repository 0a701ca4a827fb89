//! A line with its arithmetic and its articles: what was counted, at which price, why it differs.

use super::course::State;
use super::frame::{self, hours, line_path, month_words, own, paid, run_number, run_path};
use super::line;
use super::load;
use super::rates;
use super::store::{payroll_line, payroll_run};
use super::sums::{Sums, written};
use super::{LineId, PREPARE};
use crate::app::App;
use crate::assistance::ContractId;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Id, Problem, html, list_address};
use law::{Law, Month};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use ui::{Head, Lang, Link};

struct Other {
    href: String,
    run: String,
    hours: String,
    gross: String,
}

#[derive(Template)]
#[template(path = "payroll/line.html")]
struct LinePage {
    page: ui::Page,
    worked: String,
    word: String,
    colour: &'static str,
    why: String,
    held: String,
    facts: Vec<(String, String)>,
    steps: Vec<String>,
    articles: String,
    rates: Vec<Link>,
    heads: Vec<Head>,
    others: Vec<Other>,
    free: String,
    version: i32,
    links: Vec<Link>,
}

/// The articles of the rules behind a price, as they stood in the month of work.
#[must_use]
pub fn articles(law: &Law, worked: &str) -> String {
    let day = Month::parse(worked).map(Month::first_day).unwrap_or_default();
    let ids = [
        "assistance.coefficient",
        "pay.service-supplement",
        "pay.contributions",
        "assistance.administration",
    ];
    let mut all: Vec<String> = Vec::new();
    for rule in ids.iter().filter_map(|id| law.book().at(id, day).ok()) {
        for article in &rule.articles {
            if !all.contains(article) {
                all.push(article.clone());
            }
        }
    }
    all.join("; ")
}

/// How the amounts of a line are found, a sentence each. What was released before is taken off.
#[must_use]
pub fn steps(lang: Lang, row: &payroll_line::Model) -> Vec<String> {
    let say =
        |key: &str, args: &[(&str, String)]| ui::text::text_args(lang, key, args).into_owned();
    let money = |cents| written(cents, &row.currency);
    let sums = own(row);
    let mut all = vec![
        say(
            "payroll-step-hours",
            &[
                ("hours", line::hours(i64::from(row.minutes))),
                ("before", line::hours(i64::from(row.minutes_before))),
            ],
        ),
        say("payroll-step-pay", &[("price", line::comma(&row.price)), ("sum", money(sums.pay))]),
        say(
            "payroll-step-service",
            &[
                ("years", row.years.to_string()),
                ("percent", line::comma(&row.percent)),
                ("sum", money(sums.supplement)),
            ],
        ),
        say("payroll-step-gross", &[("sum", money(sums.gross()))]),
        say(
            "payroll-step-contributions",
            &[("rate", line::comma(&row.rate)), ("sum", money(sums.contributions))],
        ),
        say("payroll-step-cost", &[("sum", money(sums.cost()))]),
        say("payroll-step-administration", &[("sum", money(sums.administration))]),
    ];
    if row.currency != row.paid_currency {
        let paid = written(paid(row).gross(), &row.paid_currency);
        all.push(say("payroll-step-euro", &[("sum", paid)]));
    }
    all
}

/// The sentence that says why a line differs, or comes only now.
///
/// # Errors
/// When it cannot be opened.
pub fn why(tx: &Tx, row: &payroll_line::Model) -> Result<String, StoreError> {
    match &row.why_sealed {
        Some(sealed) => tx.open("payroll_line", "why_sealed", row.id.0, sealed),
        None => Ok(String::new()),
    }
}

/// Why a line is held, and by whom.
///
/// # Errors
/// When it cannot be opened.
pub fn held(tx: &Tx, row: &payroll_line::Model) -> Result<String, StoreError> {
    match &row.held_sealed {
        Some(sealed) => tx.open("payroll_line", "held_sealed", row.id.0, sealed),
        None => Ok(String::new()),
    }
}

fn facts(
    ctx: &Ctx,
    row: &payroll_line::Model,
    names: [(&str, String); 3],
) -> Vec<(String, String)> {
    let sums: Sums = paid(row);
    let money = |cents| written(cents, &row.paid_currency);
    let mut rows: Vec<(&str, String)> = names.into();
    rows.extend([
        ("payroll-column-hours", hours(row)),
        ("payroll-gross", money(sums.gross())),
        ("payroll-cost", money(sums.cost())),
        ("payroll-administration", money(sums.administration)),
        ("payroll-pay-by", row.pay_by.map(Day::bg).unwrap_or_default()),
        ("payroll-held-by", row.held_by.clone()),
    ]);
    let shown = rows.into_iter().filter(|(_, value)| !value.is_empty());
    shown.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect()
}

/// All released lines of a contract and a month of work, in the order of their release.
async fn others(
    tx: &Tx,
    (contract, worked): (ContractId, &str),
) -> Result<Vec<payroll_line::Model>, StoreError> {
    use payroll_line::Column;
    let rows = tx
        .find::<payroll_line::Entity>()
        .filter(Column::ContractId.eq(contract))
        .filter(Column::Worked.eq(worked))
        .filter(Column::ReleasedTurn.is_not_null())
        .order_by_asc(Column::ReleasedTurn);
    Ok(rows.all(tx.conn()).await?)
}

fn links(ctx: &Ctx, run: &payroll_run::Model, row: &payroll_line::Model) -> Vec<Link> {
    let report = format!("/worktime/labour/{}", row.contract_id);
    let report = list_address(&ctx.url(&report), &[("month", &row.worked)]);
    let mut all = vec![
        Link::new(ctx.url(&run_path(run.id, "")), run_number(run)),
        Link::new(report, ctx.t("payroll-to-report")),
        Link::new(ctx.url(&format!("/payroll/people/{}", row.person_id)), ctx.t("payroll-to-user")),
    ];
    all.push(Link::new(ctx.url(&line_path(row.id, "/leave")), ctx.t("payroll-leave")));
    let is_draft = run.state == State::Draft.code();
    if is_draft && row.held_kind.is_empty() && ctx.actor.may(PREPARE) {
        all.push(Link::new(ctx.url(&line_path(row.id, "/hold")), ctx.t("payroll-hold")));
    }
    all
}

/// `GET /payroll/lines/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::line(&tx, id).await?;
    let run = load::run(&tx, row.run_id).await?;
    let around = load::around(&tx, run.id, std::slice::from_ref(&row)).await?;
    let all = others(&tx, (row.contract_id, &row.worked)).await?;
    let (why, held) = (why(&tx, &row)?, held(&tx, &row)?);
    tx.audit(Entry::read("payroll-line", id.0).about(Some(row.person_id.0)));
    tx.commit().await?;
    let other = |one: &payroll_line::Model| Other {
        href: ctx.url(&line_path(one.id, "")),
        run: ctx.t(&format!("payroll-kind-{}", one.kind)).into_owned(),
        hours: hours(one),
        gross: written(own(one).gross(), &one.currency),
    };
    let names = [
        ("payroll-column-assistant", around.assistant(&row)),
        ("payroll-column-user", around.user(&row)),
        ("payroll-column-contract", around.contract(&row)),
    ];
    let is_held = !row.held_kind.is_empty();
    let word = if is_held {
        format!("payroll-held-{}", row.held_kind)
    } else {
        format!("payroll-kind-{}", row.kind)
    };
    let may_free = is_held && run.state == State::Draft.code() && ctx.actor.may(PREPARE);
    html(&LinePage {
        page: frame::page(&ctx, format!("{} – {}", around.assistant(&row), around.user(&row))),
        worked: month_words(ctx.lang, &row.worked),
        word: ctx.t(&word).into_owned(),
        colour: if is_held { "red" } else { "green" },
        why,
        held,
        facts: facts(&ctx, &row, names),
        steps: steps(ctx.lang, &row),
        articles: articles(&law, &row.worked),
        rates: rates::links(&ctx, &law, &row.worked),
        heads: frame::columns(&ctx, &["kind", "hours", "gross"]),
        others: all.iter().map(other).collect(),
        free: if may_free { ctx.url(&line_path(id, "/free")) } else { String::new() },
        version: row.version,
        links: links(&ctx, &run, &row),
    })
}
