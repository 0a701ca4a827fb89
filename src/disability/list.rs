//! Whose decision ends when: the working list, on the screen, on paper and as a table.

use super::KINDS;
use super::state::{FILTERS, Horizon, State, last_in_time};
use super::store::{self, disability_fact};
use crate::app::App;
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, html, list_address, paged};
use law::Law;
use sea_orm::{ColumnTrait, Condition, PaginatorTrait, QuerySelect};
use ui::{Choice, Head, Pages};

/// The most rows of a table that is taken away.
const TABLE_MAX: u64 = 5_000;

#[derive(Template)]
#[template(path = "disability/list.html")]
struct ListPage {
    page: ui::Page,
    form: Form,
    action: String,
    table: String,
    tiles: Vec<(String, u64, String, &'static str)>,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
}

/// A row of the list.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub struct Row {
    /// The person's page.
    #[serde(skip)]
    pub href: String,
    /// The person.
    #[schema(value_type = String)]
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// A code of [`KINDS`].
    pub kind: String,
    /// The kind in words.
    #[serde(skip)]
    pub kind_text: String,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Day>,
    /// Last day for asking for a new decision in time.
    #[schema(value_type = Option<String>, format = Date)]
    pub last_in_time: Option<Day>,
    /// `six`, `three`, `one`, `expired`, `filed`, `late`, `valid`.
    pub state: &'static str,
    /// The state in words.
    #[serde(skip)]
    pub state_text: String,
    #[serde(skip)]
    colour: &'static str,
}

/// The rows that a query asks for.
fn condition(form: &Form, horizon: &Horizon) -> Condition {
    let asked = FILTERS.iter().find(|(code, _)| *code == form.get("state"));
    let by_state = match (asked, form.get("state")) {
        (Some((_, state)), _) => horizon.condition(*state),
        (None, "all") => Condition::all(),
        _ => horizon.to_do(),
    };
    let mut all = Condition::all().add(by_state);
    if KINDS.contains(&form.get("kind")) {
        all = all.add(disability_fact::Column::Kind.eq(form.get("kind")));
    }
    all
}

/// Rows with their people, in two queries.
async fn rows_of(
    ctx: &Ctx,
    (tx, law): (&Tx, &Law),
    horizon: &Horizon,
    found: Vec<disability_fact::Model>,
) -> Result<Vec<Row>, Problem> {
    let ids: Vec<PersonId> = found.iter().map(|row| row.person_id).collect();
    let people = people::heads(tx, &ids).await?;
    let row = |row: disability_fact::Model| {
        let state = horizon.of_days(row.ends_on, row.filed_on.map(|_| row.in_time));
        let expert = row.ends_on.filter(|_| row.kind == "expert");
        Row {
            href: ctx.url(&super::page::path(row.person_id)),
            person: row.person_id,
            name: people.get(&row.person_id).map(|p| p.name.clone()).unwrap_or_default(),
            kind_text: ctx.t(&format!("disability-kind-{}", row.kind)).into_owned(),
            kind: row.kind,
            ends_on: row.ends_on,
            last_in_time: expert.and_then(|day| last_in_time(law, day).ok().flatten()),
            state: state.code(),
            state_text: ctx.t(&format!("disability-state-{}", state.code())).into_owned(),
            colour: state.colour(),
        }
    };
    Ok(found.into_iter().map(row).collect())
}

/// One page of rows, and whether more follow.
pub async fn asked(app: &App, ctx: &Ctx, form: &Form) -> Result<(Vec<Row>, Paging), Problem> {
    let law = app.law(ctx.actor.municipality);
    let horizon = Horizon::of(&law, app.today()).map_err(Problem::internal)?;
    let number = Paging::asked(form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = store::ending(&tx, condition(form, &horizon));
    let found = found.offset((number - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1);
    let found = found.all(tx.conn()).await.map_err(kit::store::StoreError::from)?;
    let filters = [("state", form.get("state")), ("kind", form.get("kind"))];
    let here = ctx.path.split('?').next().unwrap_or_default();
    let (found, paging) = paged(found, number, list_address(here, &filters));
    let rows = rows_of(ctx, (&tx, &law), &horizon, found).await?;
    tx.audit(Entry::list("disability"));
    tx.commit().await?;
    Ok((rows, paging))
}

/// `GET /disability?state=&kind=&page=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let (rows, paging) = asked(&app, &ctx, &form).await?;
    let law = app.law(ctx.actor.municipality);
    let horizon = Horizon::of(&law, app.today()).map_err(Problem::internal)?;
    let tx = app.db.read(&ctx.actor).await?;
    let mut tiles = Vec::new();
    for (code, state) in FILTERS {
        let count = store::ending(&tx, horizon.condition(state)).count(tx.conn()).await;
        let count = count.map_err(kit::store::StoreError::from)?;
        let colour = match state {
            _ if count == 0 => "",
            State::Expired | State::One | State::FiledLate => "late",
            State::Filed => "done",
            _ => "soon",
        };
        let href = ctx.url(&format!("/disability?state={code}"));
        let text = ctx.t(&format!("disability-state-{code}")).into_owned();
        tiles.push((href, count, text, colour));
    }
    tx.rollback().await;
    let mut choices: Vec<Choice> = FILTERS
        .iter()
        .map(|(code, _)| {
            let text = ctx.t(&format!("disability-state-{code}"));
            Choice::new(*code, text).checked(form.get("state") == *code)
        })
        .collect();
    let all = Choice::new("all", ctx.t("disability-state-any"));
    choices.push(all.checked(form.get("state") == "all"));
    let kinds = KINDS.map(|kind| {
        let text = ctx.t(&format!("disability-kind-{kind}"));
        Choice::new(kind, text).checked(form.get("kind") == kind)
    });
    let filters = [("state", form.get("state")), ("kind", form.get("kind"))];
    let heads = ["disability-person", "disability-what", "disability-ends", "disability-last"];
    let mut page = ctx.page(ctx.t("disability-list-title"));
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/work"), ctx.t("nav-work")),
        ui::Link::new("", ctx.t("disability-list-title")),
    ];
    html(&ListPage {
        page,
        table: list_address(&ctx.url("/disability/list.csv"), &filters),
        tiles,
        kinds: kinds.into(),
        states: choices,
        heads: heads.map(|key| Head::new(ctx.t(key))).to_vec(),
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        action: ctx.url("/disability"),
        form,
    })
}

/// `GET /disability/list.csv`: the same rows, all of them, for a spreadsheet.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let horizon = Horizon::of(&law, app.today()).map_err(Problem::internal)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = store::ending(&tx, condition(&form, &horizon)).limit(TABLE_MAX);
    let found = found.all(tx.conn()).await.map_err(kit::store::StoreError::from)?;
    let rows = rows_of(&ctx, (&tx, &law), &horizon, found).await?;
    tx.audit(Entry::new("print", "disability", "list"));
    tx.commit().await?;
    let heads = ["person", "what", "ends", "last", "state"];
    let heads = heads.map(|key| ctx.t(&format!("disability-{key}")).into_owned());
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let lines = rows.into_iter().map(|row| {
        [row.name, row.kind_text, day(row.ends_on), day(row.last_in_time), row.state_text]
    });
    let text = sheet::csv(&heads, lines).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"disability.csv\""),
    ];
    Ok((headers, text).into_response())
}
