//! The list of placements: by state, service and what is late; the nearest term first.

use super::act::path;
use super::course::State;
use super::end::{GIVEN_UP, GROUNDS};
use super::places::Places;
use super::store::placement::{self, Column};
use crate::app::App;
use crate::people::{self, PersonId};
use crate::services::{self, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, PAGE_ROWS, Paging, Problem, choices, html, list_address, paged};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{ColumnTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use ui::{Choice, Head, Pages};

/// The filters of the list, as they stand in its address.
pub const FILTERS: [&str; 8] =
    ["state", "service", "ground", "officer", "late", "person", "from", "until"];
/// The most rows of a table that is taken away.
const TABLE_MAX: u64 = 20_000;

/// The query for what is asked.
pub fn asked(tx: &Tx, form: &Form) -> Select<placement::Entity> {
    let mut query = tx.find::<placement::Entity>();
    query = match State::from_code(form.get("state")) {
        Some(state) => query.filter(Column::State.eq(state.code())),
        None if form.get("state") == "all" || form.has("ground") => query,
        None => query.filter(Column::ClosedAt.is_null()),
    };
    if let Ok(service) = form.get("service").parse::<ServiceId>() {
        query = query.filter(Column::ServiceId.eq(service));
    }
    if let Ok(person) = form.get("person").parse::<PersonId>() {
        query = query.filter(Column::PersonId.eq(person));
    }
    if GROUNDS.contains(&form.get("ground")) || GIVEN_UP.contains(&form.get("ground")) {
        query = query.filter(Column::EndGround.eq(form.get("ground")));
    }
    // The days between which the use ended.
    if let Ok(from) = form.get("from").parse::<Day>() {
        query = query.filter(Column::EndedOn.gte(from));
    }
    if let Ok(until) = form.get("until").parse::<Day>() {
        query = query.filter(Column::EndedOn.lte(until));
    }
    if form.get("officer") == "mine" {
        query = query.filter(Column::OfficerId.eq(tx.actor().account));
    }
    if form.get("late") == "yes" {
        query = query.filter(Column::NextOn.lt(tx.today()));
    }
    query
        .order_by_with_nulls(Column::NextOn, Order::Asc, NullOrdering::Last)
        .order_by_desc(Column::Id)
}

/// A row as the page shows it.
pub struct Line {
    pub href: String,
    pub name: String,
    pub service: String,
    pub state: String,
    pub colour: &'static str,
    pub next: String,
    pub due: String,
    pub word: String,
    pub urgency: &'static str,
}

/// Rows with people and services: two queries.
pub async fn lines(ctx: &Ctx, tx: &Tx, rows: &[placement::Model]) -> Result<Vec<Line>, StoreError> {
    let people_ids: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let service_ids: Vec<ServiceId> = rows.iter().map(|row| row.service_id).collect();
    let heads = people::heads(tx, &people_ids).await?;
    let known = services::by_ids(tx, &service_ids).await?;
    let today = tx.today();
    let line = |row: &placement::Model| {
        let state = State::from_code(&row.state).unwrap_or(State::Closed);
        let (word, urgency) = due_word(ctx, row.next_on, today);
        let next = match row.next_kind.as_str() {
            "" => String::new(),
            kind => ctx.t(&format!("placement-next-{kind}")).into_owned(),
        };
        Line {
            href: ctx.url(&path(row.id, "")),
            name: heads.get(&row.person_id).map(|head| head.name.clone()).unwrap_or_default(),
            service: known.get(&row.service_id).map(|s| s.name.clone()).unwrap_or_default(),
            state: ctx.t(&state.key()).into_owned(),
            colour: state.colour(),
            next,
            due: row.next_on.map(Day::bg).unwrap_or_default(),
            word,
            urgency,
        }
    };
    Ok(rows.iter().map(line).collect())
}

/// A term in words: late, today, in some days.
pub fn due_word(ctx: &Ctx, on: Option<Day>, today: Day) -> (String, &'static str) {
    let Some(on) = on else { return (String::new(), "") };
    let days = on.days_since(today);
    match days {
        ..0 => (ctx.ta("placement-due-late", &[("days", -days)]).into_owned(), "late"),
        0 => (ctx.t("placement-due-today").into_owned(), "soon"),
        1..=2 => (ctx.ta("placement-due-in", &[("days", days)]).into_owned(), "soon"),
        _ => (ctx.ta("placement-due-in", &[("days", days)]).into_owned(), ""),
    }
}

/// Places of a service in one line.
pub fn places_line(ctx: &Ctx, places: Option<&Places>) -> String {
    match places {
        None => ctx.t("placement-free-unknown").into_owned(),
        Some(places) => {
            let args = [
                ("free", places.free().to_string()),
                ("total", places.total.to_string()),
                ("waiting", places.waiting.to_string()),
            ];
            ctx.ta("placement-places-line", &args).into_owned()
        }
    }
}

#[derive(Template)]
#[template(path = "placement/list.html")]
struct ListPage {
    page: ui::Page,
    action: String,
    table: String,
    waiting: String,
    contracts: String,
    statistics: String,
    reasons: String,
    heads: Vec<Head>,
    lines: Vec<Line>,
    pages: Pages,
    form: Form,
    states: Vec<Choice>,
    services: Vec<Choice>,
    grounds: Vec<Choice>,
    officers: Vec<Choice>,
    lates: Vec<Choice>,
}

/// The services that have placements, for the filter.
pub async fn service_choices(tx: &Tx) -> Result<Vec<Choice>, StoreError> {
    let used: Vec<ServiceId> = tx
        .find::<placement::Entity>()
        .select_only()
        .column(Column::ServiceId)
        .distinct()
        .into_tuple()
        .all(tx.conn())
        .await?;
    let known = services::by_ids(tx, &used).await?;
    let mut list: Vec<Choice> =
        known.values().map(|s| Choice::new(s.id.to_string(), s.name.clone())).collect();
    list.sort_by(|a, b| a.text.cmp(&b.text));
    Ok(list)
}

/// `GET /placements?state=&service=&ground=&officer=&late=&page=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = asked(&tx, &form).offset((number - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1);
    let found = found.all(tx.conn()).await.map_err(StoreError::from)?;
    let filters = FILTERS.map(|name| (name, form.get(name)));
    let (found, paging) = paged(found, number, list_address(&ctx.url("/placements"), &filters));
    let lines = lines(&ctx, &tx, &found).await?;
    let services = service_choices(&tx).await?;
    tx.audit(Entry::list("placement"));
    tx.commit().await?;
    let codes = State::ALL.map(State::code);
    let mut states =
        choices(&ctx, &codes, form.get("state"), |code| format!("placement-state-{code}"));
    let all = Choice::new("all", ctx.t("placement-state-all"));
    states.push(all.checked(form.get("state") == "all"));
    let heads = ["person", "service", "state", "next", "due"]
        .map(|name| Head::new(ctx.t(&format!("placement-column-{name}"))));
    html(&ListPage {
        page: ctx.page(ctx.t("placement-list")),
        action: ctx.url("/placements"),
        table: list_address(&ctx.url("/placements/list.csv"), &filters),
        waiting: ctx.url("/places"),
        contracts: ctx.url("/placements/contracts"),
        statistics: ctx.url("/placements/statistics"),
        reasons: ctx.url(super::reason_pages::HOME),
        heads: heads.to_vec(),
        lines,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        states,
        services: services
            .into_iter()
            .map(|choice| {
                let is_chosen = choice.value == form.get("service");
                choice.checked(is_chosen)
            })
            .collect(),
        grounds: choices(&ctx, &GROUNDS, form.get("ground"), |c| format!("placement-end-{c}")),
        officers: choices(&ctx, &["mine"], form.get("officer"), |c| {
            format!("placement-officer-{c}")
        }),
        lates: choices(&ctx, &["yes"], form.get("late"), |c| format!("placement-overdue-{c}")),
        form,
    })
}

/// `GET /placements/list.csv`: the same rows, all of them, for a spreadsheet.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = asked(&tx, &form).limit(TABLE_MAX).all(tx.conn()).await;
    let lines = lines(&ctx, &tx, &found.map_err(StoreError::from)?).await?;
    tx.audit(Entry::new("print", "placement", "list"));
    tx.commit().await?;
    let heads = ["person", "service", "state", "next", "due"]
        .map(|name| ctx.t(&format!("placement-column-{name}")).into_owned());
    let rows =
        lines.into_iter().map(|line| [line.name, line.service, line.state, line.next, line.due]);
    let text = sheet::csv(&heads, rows).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"placements.csv\""),
    ];
    Ok((headers, text).into_response())
}
