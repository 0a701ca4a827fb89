//! A run: what it comes to before anybody approves it, its lines, who did what, what may be done.

use super::course::State;
use super::frame::{
    self, beside, hours, line_path, money, month_words, paid, run_number, run_path,
};
use super::line;
use super::load::{self, Around};
use super::rates;
use super::slip;
use super::store::{payroll_line, payroll_request, payroll_run};
use super::sums::Sums;
use super::{APPROVE, EXPORT, PREPARE, REPORT, RunId};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use kit::audit::Entry;
use kit::search::{fold, plain};
use kit::store::{StoreError, Tx};
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, Problem, choices, cut, html, list_address};
use law::{Law, Month};
use sea_orm::{ColumnTrait, QueryFilter};
use ui::{Choice, Head, Link, Pages};

/// Which lines are shown.
const SHOWN: [&str; 6] = ["pay", "earlier", "correction", "held", "treasury", "account"];

struct Row {
    href: String,
    assistant: String,
    user: String,
    contract: String,
    worked: String,
    hours: String,
    percent: String,
    gross: String,
    word: String,
    colour: &'static str,
}

/// A button that moves the run.
struct Button {
    action: String,
    key: String,
    text: String,
    is_main: bool,
}

#[derive(Template)]
#[template(path = "payroll/page.html")]
struct RunPage {
    page: ui::Page,
    month: String,
    state: String,
    colour: &'static str,
    is_counting: bool,
    warnings: Vec<String>,
    returned: String,
    tiles: Vec<(String, String, String)>,
    facts: Vec<(String, String)>,
    rates: Vec<Link>,
    buttons: Vec<Button>,
    version: i32,
    links: Vec<Link>,
    slips: String,
    action: String,
    form: Form,
    shown: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

fn is_of(row: &payroll_line::Model, shown: &str, around: &Around) -> bool {
    match shown {
        "" => true,
        "held" => !row.held_kind.is_empty(),
        "treasury" => row.is_treasury && row.held_kind.is_empty(),
        "account" => {
            let one = around.assistants.get(&row.assistant_id);
            one.is_none_or(|one| one.content.iban.is_empty())
        }
        kind => row.kind == kind && row.held_kind.is_empty(),
    }
}

fn in_words(
    ctx: &Ctx,
    run: &payroll_run::Model,
    row: &payroll_line::Model,
    around: &Around,
) -> Row {
    let is_held = !row.held_kind.is_empty();
    let (word, colour) = match (is_held, row.kind.as_str()) {
        (true, _) => (format!("payroll-held-{}", row.held_kind), "red"),
        (_, "correction") => ("payroll-kind-correction".to_owned(), "yellow"),
        (_, "earlier") => ("payroll-kind-earlier".to_owned(), "yellow"),
        _ => ("payroll-kind-pay".to_owned(), "green"),
    };
    Row {
        href: ctx.url(&line_path(row.id, "")),
        assistant: around.assistant(row),
        user: around.user(row),
        contract: around.contract(row),
        worked: month_words(ctx.lang, &row.worked),
        hours: hours(row),
        percent: format!("{} %", line::comma(&row.percent)),
        gross: money(paid(row).gross(), run),
        word: ctx.t(&word).into_owned(),
        colour,
    }
}

/// The numbers above the lines; each opens its list.
fn tiles(
    ctx: &Ctx,
    run: &payroll_run::Model,
    (lines, around): (&[payroll_line::Model], &Around),
) -> Vec<(String, String, String)> {
    let home = ctx.url(&run_path(run.id, ""));
    let of = |shown: &str| {
        let all: Vec<_> = lines.iter().filter(|row| is_of(row, shown, around)).collect();
        let sum: Sums = all.iter().map(|row| paid(row)).sum();
        (all.len(), sum.gross())
    };
    let tile = |shown: &&str| {
        let (count, gross) = of(shown);
        let href = list_address(&home, &[("shown", *shown)]);
        let text = ctx.t(&format!("payroll-shown-{shown}")).into_owned();
        let number = if *shown == "account" || *shown == "treasury" {
            count.to_string()
        } else {
            format!("{count} · {}", money(gross, run))
        };
        (count > 0).then_some((href, number, text))
    };
    SHOWN.iter().filter_map(tile).collect()
}

fn facts(
    ctx: &Ctx,
    run: &payroll_run::Model,
    before: Option<&payroll_run::Model>,
) -> Vec<(String, String)> {
    let who = |name: &str, at: Option<Instant>| {
        at.map(|at| format!("{name}, {}", at.bg())).unwrap_or_default()
    };
    let before = before.filter(|other| other.currency == run.currency).map(|other| {
        let args = [
            ("people", (run.people - other.people).to_string()),
            ("sum", money(run.gross - other.gross, run)),
        ];
        ctx.ta("payroll-against", &args).into_owned()
    });
    let rows = [
        ("payroll-column-kind", ctx.t(&format!("payroll-run-{}", run.kind)).into_owned()),
        ("payroll-people", run.people.to_string()),
        ("payroll-hours", line::hours(run.minutes)),
        ("payroll-gross", money(run.gross, run)),
        ("payroll-contributions", money(run.contributions, run)),
        ("payroll-cost", money(run.gross + run.contributions, run)),
        ("payroll-administration", money(run.administration, run)),
        ("payroll-before", before.unwrap_or_default()),
        ("payroll-pay-by", run.pay_by.map(Day::bg).unwrap_or_default()),
        ("payroll-begun", who(&run.account_name, Some(run.made_at))),
        ("payroll-prepared", who(&run.prepared_name, run.prepared_at)),
        ("payroll-approved", who(&run.approved_name, run.approved_at)),
        ("payroll-released", who(&run.released_name, run.released_at)),
        ("payroll-rules", run.rules.clone()),
    ];
    let shown = rows.into_iter().filter(|(_, value)| !value.is_empty());
    shown.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect()
}

fn buttons(ctx: &Ctx, run: &payroll_run::Model, state: State) -> Vec<Button> {
    let all: &[(&'static str, &'static str, bool)] = match state {
        State::Draft => &[("submit", PREPARE, true)],
        State::Prepared => &[("approve", APPROVE, true)],
        State::Approved => &[("release", APPROVE, true)],
        State::Released => &[("account", REPORT, true), ("statement", super::READ, false)],
        State::Counting | State::Cancelled => &[],
    };
    let button = |(what, _, is_main): &(&'static str, &'static str, bool)| Button {
        action: ctx.url(&run_path(run.id, &format!("/{what}"))),
        key: format!("{}-{what}", run.version),
        text: ctx.t(&format!("payroll-do-{what}")).into_owned(),
        is_main: *is_main,
    };
    all.iter().filter(|one| ctx.actor.may(one.1)).map(button).collect()
}

fn links(
    ctx: &Ctx,
    (run, state): (&payroll_run::Model, State),
    request: Option<&payroll_request::Model>,
) -> Vec<Link> {
    let mut all = Vec::new();
    let mut add = |shows: bool, rest: &str, key: &str| {
        if shows {
            all.push(Link::new(ctx.url(&run_path(run.id, rest)), ctx.t(key)));
        }
    };
    let is_open = !matches!(state, State::Released | State::Cancelled);
    let waits = matches!(state, State::Prepared | State::Approved);
    let files = ctx.actor.may(EXPORT) && !matches!(state, State::Counting | State::Cancelled);
    add(waits && ctx.actor.may(APPROVE), "/return", "payroll-return");
    add(is_open && ctx.actor.may(PREPARE), "/cancel", "payroll-cancel");
    add(files, "/file?format=csv", "payroll-file-csv");
    add(files, "/file?format=xlsx", "payroll-file-xlsx");
    add(files && state == State::Released, "/net", "payroll-net");
    add(files && state == State::Released, "/bank", "payroll-bank");
    add(files && state == State::Released && run.slips > 0, "/slips", "payroll-slips-file");
    if let Some(request) = request {
        let href = ctx.url(&frame::asp_path(request.id, ""));
        all.push(Link::new(href, ctx.t("payroll-asp-one")));
    }
    all
}

/// What must be seen before anybody signs.
fn warnings(
    ctx: &Ctx,
    law: &Law,
    (run, month): (&payroll_run::Model, Month),
    lines: &[payroll_line::Model],
) -> Vec<String> {
    let mut all = Vec::new();
    if law.is_price_old(month).unwrap_or(false) {
        let year = month.first_day().year().to_string();
        all.push(ctx.ta("payroll-warn-price", &[("year", year)]).into_owned());
    }
    let treasury = lines.iter().filter(|row| row.is_treasury && row.held_kind.is_empty());
    let treasury: Sums = treasury.map(paid).sum();
    if treasury.gross() > 0 {
        let args = [("sum", money(treasury.cost(), run))];
        all.push(ctx.ta("payroll-warn-treasury", &args).into_owned());
    }
    if lines.iter().any(|row| paid(row).gross() < 0) {
        all.push(ctx.t("payroll-warn-negative").into_owned());
    }
    all
}

/// Keeps the lines that are asked for: of a kind, and of whom a name or a contract has some letters.
fn keep(lines: &mut Vec<payroll_line::Model>, around: &Around, (shown, q): (&str, &str)) {
    // Names meet across scripts and spellings; numbers only as they are.
    let (name, number) = (fold(q), plain(q));
    let is_called = |text: String| fold(&text).contains(&name);
    let is_found = |row: &payroll_line::Model| {
        name.is_empty()
            || is_called(around.assistant(row))
            || is_called(around.user(row))
            || plain(&around.contract(row)).contains(&number)
    };
    lines.retain(|row| is_of(row, shown, around) && is_found(row));
    lines.sort_by_cached_key(|row| (around.assistant(row), row.worked.clone(), row.id));
}

struct Behind {
    run: payroll_run::Model,
    before: Option<payroll_run::Model>,
    request: Option<payroll_request::Model>,
    lines: Vec<payroll_line::Model>,
    around: Around,
    returned: String,
}

async fn read(tx: &Tx, id: RunId) -> Result<Behind, StoreError> {
    let run = load::run(tx, id).await?;
    let lines = load::lines(tx, id).await?;
    let around = load::around(tx, id, &lines).await?;
    let month = Month::parse(&run.month).map_err(frame::unlawful)?;
    let is_before =
        |row: &payroll_run::Model| row.kind == run.kind && row.state == State::Released.code();
    let before = load::of_month(tx, beside(month, -1)).await?.into_iter().rfind(is_before);
    let request = tx
        .find::<payroll_request::Entity>()
        .filter(payroll_request::Column::RunId.eq(id))
        .one(tx.conn())
        .await?;
    let returned = match &run.why_sealed {
        Some(sealed) => tx.open("payroll_run", "why_sealed", id.0, sealed)?,
        None => String::new(),
    };
    Ok(Behind { run, before, request, lines, around, returned })
}

/// `GET /payroll/{id}?shown=&q=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let Behind { run, before, request, mut lines, around, returned } = read(&tx, id).await?;
    tx.audit(Entry::read("payroll-run", id.0));
    tx.commit().await?;
    let state = load::state(&run)?;
    let month = Month::parse(&run.month).map_err(Problem::internal)?;
    let tiles = tiles(&ctx, &run, (&lines, &around));
    let warnings = warnings(&ctx, &law, (&run, month), &lines);
    let (wanted, home) = (form.get("shown").to_owned(), ctx.url(&run_path(id, "")));
    let asked = [("shown", wanted.as_str()), ("q", form.get("q"))];
    keep(&mut lines, &around, (&wanted, form.get("q")));
    let (lines, pages) = cut(lines, &form, &list_address(&home, &asked));
    let columns = ["assistant", "user", "contract", "worked", "hours", "service", "gross", "kind"];
    let slips = state == State::Released && ctx.actor.may(EXPORT) && !slip::is_done(&run);
    let mut response = html(&RunPage {
        page: frame::page(&ctx, run_number(&run)),
        month: month_words(ctx.lang, &run.month),
        state: ctx.t(&format!("payroll-state-{}", state.code())).into_owned(),
        colour: state.colour(),
        is_counting: state == State::Counting,
        warnings,
        returned,
        tiles,
        facts: facts(&ctx, &run, before.as_ref()),
        rates: rates::links(&ctx, &law, &run.month),
        buttons: buttons(&ctx, &run, state),
        version: run.version,
        links: links(&ctx, (&run, state), request.as_ref()),
        slips: if slips { ctx.url(&run_path(id, "/slips")) } else { String::new() },
        action: home,
        shown: choices(&ctx, &SHOWN, &wanted, |code| format!("payroll-shown-{code}")),
        heads: frame::columns(&ctx, &columns),
        rows: lines.iter().map(|row| in_words(&ctx, &run, row, &around)).collect(),
        pages,
        form,
    })?;
    if state == State::Counting {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    Ok(response)
}
