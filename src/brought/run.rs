//! One table: how far it is, what was found, and the steps that are possible now.

use super::columns::name_of_file;
use super::list::frame;
use super::report::{Wrong, wrong_rows};
use super::store::{self, Progress};
use super::work::Likely;
use super::{RunId, steps};
use crate::app::App;
use crate::imports::Stage;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html, see};
use std::collections::HashMap;
use ui::{Choice, Head};

/// Wrong rows and decisions shown on the page; all wrong rows are in the report.
const SHOWN: u64 = 50;

/// A row that waits for a decision.
struct Waiting {
    action: String,
    line: i32,
    number: String,
    people: Vec<Asked>,
}

/// A person of the row: who may be the same.
struct Asked {
    /// `user` or `assistant`.
    name: &'static str,
    legend: String,
    alike: Vec<Alike>,
    choices: Vec<Choice>,
}

/// Who may be the person of the row.
struct Alike {
    href: String,
    name: String,
    born: String,
}

#[derive(Template)]
#[template(path = "brought/run.html")]
struct RunPage {
    page: ui::Page,
    run: Progress,
    name: String,
    state: String,
    colour: &'static str,
    is_busy: bool,
    is_checked: bool,
    is_done: bool,
    /// Rows that would be entered, or were.
    fresh: i32,
    fresh_label: &'static str,
    start_label: String,
    has_list: bool,
    here_from: String,
    percent: i32,
    so_far: String,
    base: String,
    columns_href: String,
    heads: Vec<Head>,
    wrong: Vec<Wrong>,
    waiting_heads: Vec<Head>,
    waiting: Vec<Waiting>,
}

/// Agreements that the next step would enter.
fn fresh(run: &Progress) -> i32 {
    match run.stage() {
        Stage::Checked => run.total - run.known_count - run.likely_count - run.wrong_count,
        _ => run.entered_count,
    }
}

async fn waiting(tx: &Tx, ctx: &Ctx, id: RunId) -> Result<Vec<Waiting>, Problem> {
    let rows = store::rows(tx, (id, "likely"), -1, SHOWN).await?;
    let mut read = Vec::new();
    for row in &rows {
        if let Ok(likely) = serde_json::from_str::<Likely>(&store::cells(tx, row)?) {
            read.push((row, likely));
        }
    }
    let both = read.iter().flat_map(|(_, likely)| likely.user.iter().chain(&likely.assistant));
    let ids: Vec<PersonId> = both.copied().collect();
    let known: HashMap<PersonId, people::Head> = people::heads(tx, &ids).await?;
    let shown = read.into_iter().map(|(row, likely)| {
        let line = &likely.line;
        let sides =
            [("user", &line.user, &likely.user), ("assistant", &line.assistant, &likely.assistant)];
        let asked = sides.into_iter().filter(|(.., alike)| !alike.is_empty());
        Waiting {
            action: ctx.url(&format!("/brought/rows/{}", row.id)),
            line: row.line,
            number: line.number.clone(),
            people: asked.map(|(name, of, alike)| one(ctx, name, (of, alike, &known))).collect(),
        }
    });
    Ok(shown.collect())
}

fn born(day: Option<Day>) -> String {
    day.map(Day::bg).unwrap_or_default()
}

/// A person of a row with those who may be the same.
fn one(
    ctx: &Ctx,
    name: &'static str,
    (of, ids, known): (&sheet::Checked, &[PersonId], &HashMap<PersonId, people::Head>),
) -> Asked {
    let new = super::row::person(of);
    let whole = [new.full_name(), born(new.birth_day)];
    let whole = whole.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let known: Vec<&people::Head> = ids.iter().filter_map(|id| known.get(id)).collect();
    let choice = |head: &&people::Head| {
        let text = ctx.ta("imports-same", &[("name", head.name.as_str())]).into_owned();
        Choice::new(head.id.to_string(), text)
    };
    let mut choices: Vec<Choice> = known.iter().map(choice).collect();
    choices.push(Choice::new("new", ctx.t("imports-new")));
    let alike = known.iter().map(|head| Alike {
        href: ctx.url(&format!("/people/{}", head.id)),
        name: head.name.clone(),
        born: born(head.birth_day),
    });
    Asked {
        name,
        legend: ctx.ta(&format!("brought-asked-{name}"), &[("name", whole.as_str())]).into_owned(),
        alike: alike.collect(),
        choices,
    }
}

fn heads(ctx: &Ctx, keys: &[&str]) -> Vec<Head> {
    keys.iter().map(|key| Head::new(ctx.t(key))).collect()
}

pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<RunId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let run = store::progress(&tx, id).await?;
    let detail = store::detail(&tx, &run)?;
    let wrong = wrong_rows(&tx, (id, ctx.lang), &detail, SHOWN).await?;
    let waiting = waiting(&tx, &ctx, id).await?;
    tx.audit(Entry::read("brought", id.0));
    tx.commit().await?;
    let stage = run.stage();
    if stage == Stage::Columns {
        return Ok(see(&ctx, &format!("/brought/{id}/columns"), None));
    }
    let mut response = html(&draw(&ctx, run, name_of_file(&ctx, &detail), (wrong, waiting)))?;
    if stage.is_busy() {
        // The page comes again by itself, with scripts or without.
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    Ok(response)
}

fn draw(
    ctx: &Ctx,
    run: Progress,
    name: String,
    (wrong, waiting): (Vec<Wrong>, Vec<Waiting>),
) -> RunPage {
    let stage = run.stage();
    let of = if stage == Stage::Undoing { run.position + run.entered_count } else { run.total };
    let (id, new) = (run.id, fresh(&run));
    let numbers = [("done", run.position), ("all", of)];
    let waiting_heads =
        heads(ctx, &["imports-report-row", "brought-field-number", "imports-decision"]);
    RunPage {
        page: frame(ctx, "brought-run"),
        name,
        state: ctx.t(&format!("imports-state-{}", run.state)).into_owned(),
        colour: stage.colour(),
        is_busy: stage.is_busy(),
        is_checked: stage == Stage::Checked,
        is_done: stage == Stage::Done,
        fresh: new,
        fresh_label: match stage {
            Stage::Checked => "brought-count-fresh",
            _ => "brought-count-entered",
        },
        start_label: ctx.ta("brought-start", &[("count", new)]).into_owned(),
        has_list: stage != Stage::Checked && new > 0,
        here_from: run.here_from.bg(),
        percent: run.position.saturating_mul(100) / of.max(1),
        so_far: ctx.ta("imports-so-far", &numbers).into_owned(),
        base: ctx.url(&format!("/brought/{id}")),
        columns_href: ctx.url(&format!("/brought/{id}/columns")),
        heads: heads(
            ctx,
            &[
                "imports-report-row",
                "imports-report-column",
                "imports-report-value",
                "imports-report-what",
            ],
        ),
        run,
        wrong,
        waiting_heads,
        waiting,
    }
}

type Step = Result<Response, Problem>;

/// The rows found good are entered.
pub async fn start(State(app): State<App>, ctx: Ctx, Id(id): Id<RunId>, form: Form) -> Step {
    let to = format!("/brought/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    steps::start(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, None))
}

/// Nothing is entered; the file goes.
pub async fn cancel(State(app): State<App>, ctx: Ctx, Id(id): Id<RunId>, form: Form) -> Step {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/brought")).await?;
    steps::cancel(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, "/brought", Some("imports-cancelled")))
}

/// The agreements are taken back, if nobody has worked with any of them.
pub async fn undo(State(app): State<App>, ctx: Ctx, Id(id): Id<RunId>, form: Form) -> Step {
    let to = format!("/brought/{id}");
    steps::may_be_undone(&app, &ctx, id).await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    steps::undo(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, None))
}

/// A table that stands still goes on.
pub async fn resume(State(app): State<App>, ctx: Ctx, Id(id): Id<RunId>, form: Form) -> Step {
    let to = format!("/brought/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    steps::resume(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, Some("imports-resumed")))
}
