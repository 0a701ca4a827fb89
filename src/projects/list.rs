//! The list of projects: sought by name, programme and contract in any spelling.

use super::frame::{HOME, lists, path, period};
use super::load::{self, Project};
use super::table::{self, Cell, Line, List};
use super::{ProjectId, WRITE, contract, money};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices};
use law::Law;
use ui::Link;

const COLUMNS: [&str; 5] = ["project", "contract", "period", "total", "programme"];
const STATES: [&str; 3] = ["ahead", "running", "over"];

/// Where a project stands on a day: a code of the states and a colour.
#[must_use]
pub fn standing((from, until): (Day, Day), today: Day) -> (&'static str, &'static str) {
    if today < from {
        ("ahead", "blue")
    } else if today <= until {
        ("running", "green")
    } else {
        ("over", "grey")
    }
}

fn matches(one: &Project, sought: &str) -> bool {
    let about = &one.content;
    let texts = [&about.short, &about.name, &about.programme, &about.procedure];
    let plain = kit::search::plain(sought);
    let key = contract::key(sought);
    texts.iter().any(|text| kit::search::plain(text).contains(&plain))
        || (!key.is_empty() && one.row.contract_key.contains(&key))
}

async fn lines(
    app: &App,
    ctx: &Ctx,
    (form, law, what): (&Form, &Law, Entry),
) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let amendments = load::amendments(&tx, None).await?;
    let all = load::projects(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let (today, sought) = (app.today(), form.get("q"));
    let mut lines = Vec::new();
    for one in all.iter().filter(|one| sought.is_empty() || matches(one, sought)) {
        let span = one.period(&amendments, today);
        let (word, colour) = standing(span, today);
        if !form.get("state").is_empty() && form.get("state") != word {
            continue;
        }
        let total = one.grant().total();
        let id: ProjectId = one.row.id;
        lines.push(Line {
            href: ctx.url(&path(id, "")),
            cells: vec![
                Cell::new(one.content.short.clone()),
                Cell::new(one.content.contract.clone()),
                Cell::new(period(span)),
                Cell::money(money::shown(law, total, one.currency()), total),
                Cell::new(one.content.programme.clone()),
            ],
            word: ctx.t(&format!("projects-standing-{word}")).into_owned(),
            colour,
        });
    }
    Ok(lines)
}

/// `GET /projects`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let lines = lines(&app, &ctx, (&form, &law, Entry::list("project"))).await?;
    let around = (ctx.page(ctx.t("projects-title")), lists(&ctx, ""));
    let mut list = List::new(around, HOME.to_owned(), &COLUMNS, lines);
    list.lead = ctx.t("projects-lead").into_owned();
    list.states =
        choices(&ctx, &STATES, form.get("state"), |code| format!("projects-standing-{code}"));
    list.file = format!("{HOME}/list.csv");
    list.empty = "projects-empty-list";
    if ctx.actor.may(WRITE) {
        let at = |rest: &str, key: &str| Link::new(ctx.url(&format!("{HOME}{rest}")), ctx.t(key));
        list.actions = vec![at("/new", "projects-new"), at("/reference", "projects-reference")];
    }
    list.sought = true;
    table::shown(&ctx, form, list)
}

/// `GET /projects/list.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let what = Entry::new("print", "project", "list");
    let lines = lines(&app, &ctx, (&form, &law, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "projects"), lines)
}
