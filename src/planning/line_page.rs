//! The planned services of a cycle: the list, a new one, a change, taking one out.

use super::content::Planned;
use super::course::{CHANGES, WAYS, refused_change};
use super::document::budgets;
use super::figure::written;
use super::frame::{self, HOME, LINE, SAID, heads, home, name};
use super::load::{self, Cycle, Line as Service};
use super::part_page::outdated;
use super::planned::{self, LineGiven};
use super::table::{Block, Line, PlanningPage};
use super::{CycleId, LineId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, cut, see};
use ui::Link;

const COLUMNS: [&str; 7] = ["service", "budget", "now", "planned", "way", "cost", "change"];

fn money(cents: i64) -> String {
    match cents {
        0 => String::new(),
        cents => law::Money { cents, currency: law::Currency::Eur }.written(),
    }
}

fn row(ctx: &Ctx, (is_open, one): (bool, &Service)) -> Line {
    let colour = match one.row.change.as_str() {
        "more" | "new" => "green",
        "fewer" | "end" => "orange",
        _ => "grey",
    };
    let edit = ctx.url(&format!("{HOME}/planned/{}/edit", one.row.id));
    let users = |count: i64| match one.is_unstated() {
        true => ctx.t("planning-unstated").into_owned(),
        false => written(count.into()),
    };
    Line {
        href: if is_open { edit } else { String::new() },
        cells: vec![
            one.planned.name.clone(),
            ctx.t(&format!("planning-budget-{}", one.row.budget)).into_owned(),
            users(one.row.users_now),
            users(one.row.users_planned),
            ctx.t(&format!("planning-way-{}", one.row.way)).into_owned(),
            money(one.row.cost_cents),
        ],
        word: ctx.t(&format!("planning-change-{}", one.row.change)).into_owned(),
        colour,
    }
}

/// Planned services as a block of a page.
#[must_use]
pub fn block(ctx: &Ctx, (cycle, lines): (&Cycle, &[&Service])) -> Block {
    let may = cycle.state().is_open() && ctx.actor.may(WRITE);
    Block {
        title: ctx.t("planning-lines").into_owned(),
        heads: heads(ctx, &COLUMNS),
        rows: lines.iter().map(|one| row(ctx, (may, one))).collect(),
        empty: ctx.t("planning-lines-none").into_owned(),
        ..Block::default()
    }
}

/// `GET /planning/cycles/{id}/lines`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    let old = planned::outdated(&tx, &cycle).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    let at = home(id);
    let whole = name(&ctx, &cycle.row.kind, cycle.row.year);
    let mut page = PlanningPage::new(frame::below(&ctx, ctx.t("planning-lines"), (id, whole)));
    if cycle.state().is_open() && ctx.actor.may(WRITE) {
        let new = Link::new(ctx.url(&format!("{at}/line")), ctx.t("planning-line-new"));
        page.actions.push(new);
    }
    let base = ctx.url(&format!("{at}/lines"));
    let (lines, pages) = cut(cycle.lines.iter().collect::<Vec<_>>(), &form, &base);
    page.pages = pages;
    page.blocks = vec![block(&ctx, (&cycle, &lines))];
    outdated(&ctx, &mut page, (&cycle, &old));
    page.shown()
}

/// A form, and where it is sent.
struct Sheet<'a> {
    title: &'static str,
    rest: &'static str,
    home: String,
    version: i32,
    cycle: &'a Cycle,
}

fn shown(ctx: &Ctx, form: &Form, sheet: Sheet<'_>) -> Result<Response, Problem> {
    let row = &sheet.cycle.row;
    let budgets = budgets(&row.kind);
    let both = (ctx, form);
    let whole = name(ctx, &row.kind, row.year);
    let page = frame::below(ctx, ctx.t(sheet.title), (row.id, whole));
    let mut act = Act::new(sheet.title, sheet.rest, "ui-save");
    if sheet.version == 0 {
        act = act.line(both, "name", "planning-column-service").one(
            both,
            "budget",
            ("planning-column-budget", &budgets),
            |code| format!("planning-budget-{code}"),
        );
    }
    act.line(both, "now", "planning-column-now")
        .line(both, "planned", "planning-column-planned")
        .one(both, "change", ("planning-column-change", &CHANGES), |code| {
            format!("planning-change-{code}")
        })
        .one(both, "way", ("planning-column-way", &WAYS), |code| format!("planning-way-{code}"))
        .line(both, "cost", "planning-column-cost")
        .area(both, "motive", ("planning-column-motive", "planning-motive-hint"))
        .shown(ctx, Around { page, home: sheet.home, version: sheet.version }, form)
}

/// A sum as it is typed: `1234,56`, `1 234`.
fn cents(form: &mut Form) -> i64 {
    let typed: String = form.get("cost").chars().filter(|c| !c.is_whitespace()).collect();
    if typed.is_empty() {
        return 0;
    }
    let number = typed.replace(',', ".").parse::<rust_decimal::Decimal>().ok();
    let whole = number.and_then(|sum| sum.checked_mul(rust_decimal::Decimal::ONE_HUNDRED));
    let whole = whole.filter(|sum| sum.is_integer() && !sum.is_sign_negative());
    let cents = whole.and_then(|sum| i64::try_from(sum.as_i128()).ok());
    if cents.is_none() {
        form.wrong("cost", "planning-wrong-cost");
    }
    cents.unwrap_or(0)
}

/// How many users a service may be planned for at most: more is a slip of the keys.
const MOST_USERS: i64 = 1_000_000;

fn users(form: &mut Form, name: &str) -> i64 {
    let count: Option<i64> = form.parsed(name, "planning-wrong-users");
    if count.is_some_and(|count| !(0..=MOST_USERS).contains(&count)) {
        form.wrong(name, "planning-wrong-users");
    }
    count.unwrap_or(0)
}

/// What a form gives; what is wrong stands beside the field. A reason is asked for whatever changes (чл. 60,
/// т. 3 НПСУ).
fn read(form: &mut Form, (cycle, old): (&Cycle, Option<&Service>)) -> LineGiven {
    let (name, budget) = match old {
        Some(old) => (old.planned.name.clone(), old.row.budget.clone()),
        None => {
            let name = form.required("name", LINE);
            (name, chosen(form, "budget", &budgets(&cycle.row.kind)))
        }
    };
    let (users_now, planned) = (users(form, "now"), users(form, "planned"));
    let change = chosen(form, "change", &CHANGES);
    let way = chosen(form, "way", &WAYS);
    let cost_cents = cents(form);
    let motive = match change.as_str() {
        "keep" => form.optional("motive", SAID),
        _ => form.required("motive", SAID),
    };
    if form.ok()
        && let Some(key) = refused_change(&change, (users_now, planned))
    {
        form.wrong("change", key);
    }
    let content = Planned { name, motive };
    LineGiven { budget, users_now, planned, change, way, cost_cents, content }
}

/// `GET /planning/cycles/{id}/line`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    tx.audit(Entry::read("planning-cycle", id.0));
    tx.commit().await?;
    shown(&ctx, &Form::empty(ctx.lang), new_sheet(&cycle))
}

fn new_sheet(cycle: &Cycle) -> Sheet<'_> {
    let home = home(cycle.row.id);
    Sheet { title: "planning-line-new", rest: "/line", home, version: 0, cycle }
}

/// `POST /planning/cycles/{id}/line`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CycleId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let cycle = load::cycle(&tx, id).await?;
    let given = read(&mut form, (&cycle, None));
    if !cycle.state().is_open() {
        return Err(Problem::Impossible("planning-refused-adopted"));
    }
    if !form.ok() {
        tx.audit(Entry::read("planning-cycle", id.0));
        tx.commit().await?;
        return shown(&ctx, &form, new_sheet(&cycle));
    }
    let there = format!("{}/lines", home(id));
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    planned::add(&mut tx, &cycle, &given).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("planning-saved")))
}

fn edit_sheet<'a>(cycle: &'a Cycle, one: &Service, form: &Form) -> Sheet<'a> {
    let home = format!("{HOME}/planned/{}", one.row.id);
    let version = form.version_or(one.row.version);
    Sheet { title: "planning-line-edit", rest: "/edit", home, version, cycle }
}

/// `GET /planning/planned/{id}`: the same as its form; whoever gives up comes here.
pub async fn show(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::line(&tx, id).await?;
    let cycle = load::cycle(&tx, one.row.cycle_id).await?;
    tx.audit(Entry::read("planning-line", id.0));
    tx.commit().await?;
    let row = &cycle.row;
    let whole = name(&ctx, &row.kind, row.year);
    let page = frame::below(&ctx, one.planned.name.clone(), (row.id, whole));
    let mut page = PlanningPage::new(page);
    page.blocks = vec![block(&ctx, (&cycle, &[&one])).said(&one.planned.motive)];
    if cycle.state().is_open() && ctx.actor.may(WRITE) {
        let path = format!("{HOME}/planned/{id}/remove");
        page.actions.push(Link::new(ctx.url(&path), ctx.t("planning-line-remove")));
    }
    page.links
        .push(Link::new(ctx.url(&format!("{}/lines", home(row.id))), ctx.t("planning-lines")));
    page.shown()
}

/// `GET /planning/planned/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::line(&tx, id).await?;
    let cycle = load::cycle(&tx, one.row.cycle_id).await?;
    tx.audit(Entry::read("planning-line", id.0));
    tx.commit().await?;
    let cost = rust_decimal::Decimal::new(one.row.cost_cents, 2).to_string().replace('.', ",");
    let filled = [
        ("now", one.row.users_now.to_string()),
        ("planned", one.row.users_planned.to_string()),
        ("change", one.row.change.clone()),
        ("way", one.row.way.clone()),
        ("cost", if one.row.cost_cents == 0 { String::new() } else { cost }),
        ("motive", one.planned.motive.clone()),
    ];
    let form = Form::filled(ctx.lang, filled);
    shown(&ctx, &form, edit_sheet(&cycle, &one, &form))
}

/// `POST /planning/planned/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = load::line(&tx, id).await?;
    let cycle = load::cycle(&tx, one.row.cycle_id).await?;
    let given = read(&mut form, (&cycle, Some(&one)));
    if !form.ok() {
        tx.audit(Entry::read("planning-line", id.0));
        tx.commit().await?;
        return shown(&ctx, &form, edit_sheet(&cycle, &one, &form));
    }
    let there = format!("{}/lines", home(one.row.cycle_id));
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    let version = form.version_or(one.row.version);
    planned::change_line(&mut tx, (&cycle, &one), (version, &given)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("planning-saved")))
}

/// `GET /planning/planned/{id}/remove`.
pub async fn remove_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::line(&tx, id).await?;
    tx.audit(Entry::read("planning-line", id.0));
    tx.commit().await?;
    let page = frame::page(&ctx, ctx.t("planning-line-remove"));
    let home = format!("{HOME}/planned/{id}");
    Act::new("planning-line-remove", "/remove", "planning-line-remove")
        .lead(one.planned.name)
        .grave()
        .shown(&ctx, Around { page, home, version: one.row.version }, &Form::empty(ctx.lang))
}

/// `POST /planning/planned/{id}/remove`.
pub async fn remove_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<LineId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = load::line(&tx, id).await?;
    let cycle = load::cycle(&tx, one.row.cycle_id).await?;
    let there = format!("{}/lines", home(one.row.cycle_id));
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    let version = form.version_or(one.row.version);
    planned::remove_line(&mut tx, (&cycle, &one), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("planning-saved")))
}
