//! What waits until a day besides the steps of cases: agreed calls, booked hours, questions to
//! institutions, decisions that end, requests about data, notices to be given at once.

use super::load::Whose;
use super::moment::due_words;
use super::store::urgent_notice::{self, Column};
use super::work::Tile;
use crate::app::App;
use crate::people::{self, Task, Wanted};
use crate::{
    assistance, assistants, campaigns, consent, contacts, control, cooperation, council, decisions,
    delivery, disability, duties, fees, homecare, hours, municipality, online, oversight, payroll,
    placement, planning, powers, projects, reception, referral, results, studies, support,
    training, voices, workforce,
};
use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, cut, html};
use law::Law;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;

/// So many days ahead are shown.
const AHEAD: i32 = 7;
/// So many of a kind; whoever has more finds them in the list of the kind.
const MOST: u64 = 100;

/// A line of the list.
pub struct Line {
    pub href: String,
    pub what: String,
    pub who: String,
    pub day: String,
    pub word: String,
    pub state: &'static str,
}

/// All that waits and that the asker may open, the nearest first.
pub async fn tasks(app: &App, ctx: &Ctx, tx: &Tx, whose: &Whose) -> Result<Vec<Task>, StoreError> {
    let until = tx.today().plus(AHEAD);
    let wanted = Wanted { whose: whose.accounts(), until, most: MOST };
    let law = app.law(ctx.actor.municipality);
    let mut all = of_people(ctx, tx, &law, wanted).await?;
    all.extend(of_months(ctx, tx, &law, wanted).await?);
    all.extend(of_projects(ctx, tx, &law, wanted).await?);
    all.sort_by(|a, b| (a.day, &a.note, &a.path).cmp(&(b.day, &b.note, &b.path)));
    Ok(all)
}

/// What people asked for, from the first word to the service.
async fn of_people(
    ctx: &Ctx,
    tx: &Tx,
    law: &Law,
    wanted: Wanted<'_>,
) -> Result<Vec<Task>, StoreError> {
    let mut all = notices(tx, wanted).await?;
    all.extend(contacts::tasks(tx, wanted).await?);
    if ctx.actor.may(reception::READ) {
        all.extend(reception::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(referral::READ) {
        all.extend(referral::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(cooperation::WRITE) {
        all.extend(cooperation::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(placement::READ) {
        all.extend(placement::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(support::READ) {
        all.extend(support::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(disability::READ) {
        all.extend(disability::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(consent::READ) {
        all.extend(consent::tasks(tx, wanted).await?);
    }
    Ok(all)
}

/// What each month of work and money asks for.
async fn of_months(
    ctx: &Ctx,
    tx: &Tx,
    law: &Law,
    wanted: Wanted<'_>,
) -> Result<Vec<Task>, StoreError> {
    let mut all = Vec::new();
    if ctx.actor.may(delivery::CLOSE) {
        all.extend(delivery::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(homecare::WRITE) {
        let approves = ctx.actor.may(homecare::CLOSE);
        all.extend(homecare::tasks(tx, law, (wanted, approves)).await?);
    }
    if ctx.actor.may(fees::RATES) {
        all.extend(fees::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(hours::ACCEPT) {
        all.extend(hours::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(payroll::PREPARE) || ctx.actor.may(payroll::APPROVE) {
        all.extend(payroll::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(assistants::WRITE) {
        all.extend(assistants::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(assistance::WRITE) {
        all.extend(assistance::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(control::WRITE) {
        all.extend(control::tasks(tx, law, wanted).await?);
    }
    Ok(all)
}

/// What the projects and the office's own people ask for.
async fn of_projects(
    ctx: &Ctx,
    tx: &Tx,
    law: &Law,
    wanted: Wanted<'_>,
) -> Result<Vec<Task>, StoreError> {
    let mut all = Vec::new();
    if ctx.actor.may(projects::WRITE) {
        all.extend(projects::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(workforce::WRITE) {
        all.extend(workforce::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(training::WRITE) {
        all.extend(training::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(campaigns::WRITE) {
        all.extend(campaigns::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(results::WRITE) {
        all.extend(results::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(decisions::WRITE) {
        all.extend(decisions::tasks(tx, wanted).await?);
    }
    if ctx.actor.may(powers::WRITE) {
        all.extend(powers::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(studies::WRITE) {
        all.extend(studies::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(voices::WRITE) {
        all.extend(voices::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(oversight::WRITE) {
        all.extend(oversight::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(council::WRITE) {
        all.extend(council::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(duties::WRITE) {
        all.extend(duties::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(planning::WRITE) {
        all.extend(planning::tasks(tx, law, wanted).await?);
    }
    if ctx.actor.may(online::WRITE) {
        all.extend(online::tasks(tx, law, wanted).await?);
    }
    Ok(all)
}

/// Whom ДСП and МВР must be told of at once: they belong to whoever is there.
async fn notices(tx: &Tx, wanted: Wanted<'_>) -> Result<Vec<Task>, StoreError> {
    let rows = tx
        .find::<urgent_notice::Entity>()
        .filter(Column::NotifiedAt.is_null())
        .order_by_asc(Column::Id)
        .limit(wanted.most)
        .all(tx.conn())
        .await?;
    let task = |row: urgent_notice::Model| {
        let path = match (row.wish_id, row.signal_id) {
            (Some(wish), _) => format!("/wishes/{wish}/urgent"),
            (None, Some(signal)) => format!("/signals/{signal}/urgent"),
            (None, None) => "/urgent".to_owned(),
        };
        let (day, note) = (row.noticed_on, String::new());
        Task { day, key: "frontdesk-task-urgent", person: None, note, path }
    };
    Ok(rows.into_iter().map(task).collect())
}

/// Tiles of what other capabilities wait with, for those who may open it.
pub async fn facts_waiting(app: &App, ctx: &Ctx, tx: &Tx) -> Result<Vec<Tile>, StoreError> {
    let mut tiles = Vec::new();
    let mut tile = |path: &str, count: u64, key: &str| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let text = ctx.t(key).into_owned();
        tiles.push(Tile { href: ctx.url(path), count, text, state: "soon" });
    };
    if ctx.actor.may(disability::READ) {
        let law = app.law(ctx.actor.municipality);
        let count = disability::waiting(tx, &law).await?;
        if count > 0 {
            tile("/disability", count, "frontdesk-work-ending");
        }
    }
    if ctx.actor.may(consent::READ) {
        let count = consent::open_requests(tx).await?;
        if count > 0 {
            tile("/data-requests?state=open", count, "frontdesk-work-data");
        }
    }
    Ok(tiles)
}

/// The tasks as lines, with names: one query.
pub async fn lines(ctx: &Ctx, tx: &Tx, tasks: &[Task]) -> Result<Vec<Line>, StoreError> {
    let ids: Vec<_> = tasks.iter().filter_map(|task| task.person).collect();
    let heads = people::heads(tx, &ids).await?;
    let today = tx.today();
    let line = |task: &Task| {
        let (word, state) = due_words(ctx, task.day, today);
        let name = task.person.and_then(|id| heads.get(&id)).map(|head| head.name.clone());
        let parts = [name.unwrap_or_default(), task.note.clone()];
        Line {
            href: ctx.url(&task.path),
            what: ctx.t(task.key).into_owned(),
            who: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            day: task.day.bg(),
            word,
            state,
        }
    };
    Ok(tasks.iter().map(line).collect())
}

#[derive(Template)]
#[template(path = "frontdesk/deadlines.html")]
struct DeadlinesPage {
    page: ui::Page,
    lines: Vec<Line>,
    pages: ui::Pages,
}

async fn asked(ctx: &Ctx, tx: &Tx, form: &Form) -> Result<Whose, Problem> {
    let account = ctx.actor.account.ok_or(Problem::NotSignedIn)?;
    let stands_in = municipality::stands_in_for(tx, account).await?;
    Ok(Whose::asked(ctx, form, (account, &stands_in)))
}

/// `GET /work/deadlines`.
pub async fn page(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whose = asked(&ctx, &tx, &form).await?;
    let tasks = tasks(&app, &ctx, &tx, &whose).await?;
    let here = kit::web::list_address(&ctx.url("/work/deadlines"), &[("who", form.get("who"))]);
    let (shown, pages) = cut(tasks, &form, &here);
    let lines = lines(&ctx, &tx, &shown).await?;
    tx.audit(Entry::list("task"));
    tx.commit().await?;
    let mut page = ctx.page(ctx.t("frontdesk-deadlines"));
    let work = ui::Link::new(ctx.url("/work"), ctx.t("nav-work"));
    page.breadcrumbs = vec![work, ui::Link::new("", page.title.clone())];
    html(&DeadlinesPage { page, lines, pages })
}

/// Something that waits.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TaskOut {
    /// What is to be done: `contacts-task-call`, `disability-task-ending` …
    what: &'static str,
    #[schema(value_type = String, format = Date)]
    day: Day,
    #[schema(value_type = Option<String>)]
    person: Option<people::PersonId>,
    /// Where it is done, below the municipality.
    path: String,
}

/// What waits until a week from now besides the steps of cases.
#[utoipa::path(
    get,
    path = "/{municipality}/api/work/deadlines",
    operation_id = "work-deadlines",
    params(("who" = Option<String>, Query)),
    responses((status = 200, description = "", body = Vec<TaskOut>)),
)]
pub async fn list(
    State(app): State<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Json<Vec<TaskOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whose = asked(&ctx, &tx, &form).await?;
    let tasks = tasks(&app, &ctx, &tx, &whose).await?;
    tx.audit(Entry::list("task"));
    tx.commit().await?;
    let out = |task: Task| TaskOut {
        what: task.key,
        day: task.day,
        person: task.person,
        path: task.path,
    };
    Ok(Json(tasks.into_iter().map(out).collect()))
}
