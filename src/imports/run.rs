//! One import: how far it is, what was found, and the steps that are possible now.

use super::columns::name_of_file;
use super::report::{Wrong, wrong_rows};
use super::store::{self, Progress};
use super::work::Likely;
use super::{RunId, Stage, steps};
use crate::app::App;
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
use ui::Head;

/// Wrong rows and decisions shown on the page; all wrong rows are in the report.
const SHOWN: u64 = 50;

/// A row that waits for a decision.
struct Waiting {
    action: String,
    line: i32,
    name: String,
    born: String,
    alike: Vec<Alike>,
}

/// Who may be the person of the row.
struct Alike {
    id: String,
    href: String,
    name: String,
    born: String,
    button: String,
}

#[derive(Template)]
#[template(path = "imports/run.html")]
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
    /// Known people are renewed when the import starts.
    has_renewals: bool,
    has_people: bool,
    percent: i32,
    so_far: String,
    base: String,
    columns_href: String,
    heads: Vec<Head>,
    wrong: Vec<Wrong>,
    waiting_heads: Vec<Head>,
    waiting: Vec<Waiting>,
}

/// People whom the next step would enter.
fn fresh(run: &Progress) -> i32 {
    match run.stage() {
        Stage::Checked => run.total - run.known_count - run.likely_count - run.wrong_count,
        _ => run.created_count,
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
    let ids: Vec<PersonId> = read.iter().flat_map(|(_, likely)| likely.alike.clone()).collect();
    let known: HashMap<PersonId, people::Head> = people::heads(tx, &ids).await?;
    let born = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let one = |head: &people::Head| Alike {
        id: head.id.to_string(),
        href: ctx.url(&format!("/people/{}", head.id)),
        name: head.name.clone(),
        born: born(head.birth_day),
        button: ctx.ta("imports-same", &[("name", head.name.as_str())]).into_owned(),
    };
    let shown = read.into_iter().map(|(row, likely)| {
        let person = super::rows::person(&likely.person);
        Waiting {
            action: ctx.url(&format!("/imports/rows/{}", row.id)),
            line: row.line,
            name: person.full_name(),
            born: born(person.birth_day),
            alike: likely.alike.iter().filter_map(|id| known.get(id)).map(one).collect(),
        }
    });
    Ok(shown.collect())
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
    tx.audit(Entry::read("import", id.0));
    tx.commit().await?;
    let stage = run.stage();
    if stage == Stage::Columns {
        return Ok(see(&ctx, &format!("/imports/{id}/columns"), None));
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
    let of = if stage == Stage::Undoing { run.position + run.created_count } else { run.total };
    let (id, new) = (run.id, fresh(&run));
    let numbers = [("done", run.position), ("all", of)];
    let last = Head::new(ctx.t("imports-decision")).hidden();
    let mut waiting_heads =
        heads(ctx, &["imports-report-row", "imports-waiting-row", "imports-waiting-alike"]);
    waiting_heads.push(last);
    RunPage {
        page: ctx.page(ctx.t("imports-run")),
        name,
        state: ctx.t(&format!("imports-state-{}", run.state)).into_owned(),
        colour: stage.colour(),
        is_busy: stage.is_busy(),
        is_checked: stage == Stage::Checked,
        is_done: stage == Stage::Done,
        fresh: new,
        fresh_label: match stage {
            Stage::Checked => "imports-count-fresh",
            _ => "imports-count-created",
        },
        start_label: ctx.ta("imports-start", &[("count", new)]).into_owned(),
        has_renewals: run.known_rule == "update" && run.known_count > 0,
        has_people: stage != Stage::Checked && new > 0,
        percent: run.position.saturating_mul(100) / of.max(1),
        so_far: ctx.ta("imports-so-far", &numbers).into_owned(),
        base: ctx.url(&format!("/imports/{id}")),
        columns_href: ctx.url(&format!("/imports/{id}/columns")),
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
    let to = format!("/imports/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    steps::start(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, None))
}

/// Nothing is entered; the file goes.
pub async fn cancel(State(app): State<App>, ctx: Ctx, Id(id): Id<RunId>, form: Form) -> Step {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/imports")).await?;
    steps::cancel(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, "/imports", Some("imports-cancelled")))
}

/// The people are taken back, if nobody has worked with any of them.
pub async fn undo(State(app): State<App>, ctx: Ctx, Id(id): Id<RunId>, form: Form) -> Step {
    let to = format!("/imports/{id}");
    steps::may_be_undone(&app, &ctx, id).await?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    steps::undo(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, None))
}

/// An import that stands still goes on.
pub async fn resume(State(app): State<App>, ctx: Ctx, Id(id): Id<RunId>, form: Form) -> Step {
    let to = format!("/imports/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    steps::resume(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, Some("imports-resumed")))
}
