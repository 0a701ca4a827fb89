//! The requests of people about their data: the register, one person's, a new one.

use super::entry::{choices, chosen};
use super::page::frame;
use super::request::{self, ASKS, CHANNELS, NewRequest, number};
use super::store::data_request::{self, Column};
use super::{DataRequestId, WRITE};
use crate::app::App;
use crate::people::{self, Bar, PersonId};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Paging, Problem, again, day_values, html, paged, see};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use ui::{Choice, Head, Link, Pages};

#[derive(Template)]
#[template(path = "consent/requests.html")]
struct ListPage {
    page: ui::Page,
    bar: Option<Bar>,
    form: Form,
    action: String,
    states: Vec<Choice>,
    heads: Vec<Head>,
    rows: Vec<Row>,
    pages: Pages,
    new: Option<String>,
}

/// A row of the register.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub struct Row {
    /// The request.
    #[schema(value_type = String)]
    pub id: DataRequestId,
    /// Whose.
    #[schema(value_type = String)]
    pub person: PersonId,
    /// Its number.
    pub number: String,
    /// A code of what may be asked.
    pub kind: String,
    /// The day it came.
    #[schema(value_type = String, format = Date)]
    pub received_on: Day,
    /// The last day for the answer.
    #[schema(value_type = String, format = Date)]
    pub due_on: Day,
    /// The day of the answer.
    #[schema(value_type = Option<String>, format = Date)]
    pub answered_on: Option<Day>,
    /// A code of how it ended.
    pub outcome: String,
    #[serde(skip)]
    name: String,
    #[serde(skip)]
    href: String,
    #[serde(skip)]
    kind_text: String,
    #[serde(skip)]
    state: (String, &'static str),
}

/// Path of a request below the municipality.
pub fn path(person: PersonId, id: DataRequestId) -> String {
    format!("/people/{person}/data-requests/{id}")
}

async fn rows_of(
    ctx: &Ctx,
    tx: &Tx,
    found: Vec<data_request::Model>,
) -> Result<Vec<Row>, StoreError> {
    let ids: Vec<PersonId> = found.iter().map(|row| row.person_id).collect();
    let people = people::heads(tx, &ids).await?;
    let today = tx.today();
    let row = |row: data_request::Model| {
        let (key, colour) = match row.answered_on {
            Some(_) => ("answered", "green"),
            None if row.due_on < today => ("late", "red"),
            None if row.extended_on.is_some() => ("extended", "yellow"),
            None => ("open", "blue"),
        };
        Row {
            number: number(&row),
            name: people.get(&row.person_id).map(|p| p.name.clone()).unwrap_or_default(),
            href: ctx.url(&path(row.person_id, row.id)),
            kind_text: ctx.t(&format!("consent-ask-{}", row.kind)).into_owned(),
            state: (ctx.t(&format!("consent-request-{key}")).into_owned(), colour),
            id: row.id,
            person: row.person_id,
            kind: row.kind,
            received_on: row.received_on,
            due_on: row.due_on,
            answered_on: row.answered_on,
            outcome: row.outcome,
        }
    };
    Ok(found.into_iter().map(row).collect())
}

/// One page of requests: of a person, or of all.
pub async fn asked(
    ctx: &Ctx,
    tx: &Tx,
    (form, person): (&Form, Option<PersonId>),
) -> Result<(Vec<Row>, Paging), StoreError> {
    let page = Paging::asked(form);
    let mut rows = tx.find::<data_request::Entity>();
    if let Some(person) = person {
        rows = rows.filter(Column::PersonId.eq(person));
    }
    rows = match form.get("state") {
        "open" => rows.filter(Column::AnsweredOn.is_null()).order_by_asc(Column::DueOn),
        "late" => {
            let open = rows.filter(Column::AnsweredOn.is_null());
            open.filter(Column::DueOn.lt(tx.today())).order_by_asc(Column::DueOn)
        }
        "answered" => rows.filter(Column::AnsweredOn.is_not_null()),
        _ => rows,
    };
    let rows = rows.order_by_desc(Column::Id).offset((page - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1);
    let found = rows.all(tx.conn()).await?;
    let here = ctx.path.split('?').next().unwrap_or_default();
    let base = kit::web::list_address(here, &[("state", form.get("state"))]);
    let (found, paging) = paged(found, page, base);
    Ok((rows_of(ctx, tx, found).await?, paging))
}

async fn shown(
    app: &App,
    ctx: &Ctx,
    (person, form): (Option<PersonId>, Form),
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = match person {
        Some(id) => Some(Bar::of(&tx, ctx, id, "/data-requests").await?),
        None => None,
    };
    let (rows, paging) = asked(ctx, &tx, (&form, person)).await?;
    tx.audit(Entry::list("data-request").about(person.map(|id| id.0)));
    tx.commit().await?;
    let own = ("people-section-requests", "data-requests");
    let page = match (&bar, person) {
        (Some(bar), Some(id)) => frame(ctx, (bar, id), own, None),
        _ => {
            let mut page = ctx.page(ctx.t("consent-requests-title"));
            page.breadcrumbs = vec![
                Link::new(ctx.url("/consents"), ctx.t("consent-list-title")),
                Link::new("", ctx.t("consent-requests-title")),
            ];
            page
        }
    };
    let states = ["open", "late", "answered"].map(|code| {
        let text = ctx.t(&format!("consent-request-{code}"));
        Choice::new(code, text).checked(form.get("state") == code)
    });
    let heads = ["request-number", "person", "ask", "due", "state"];
    let new = person.filter(|_| ctx.actor.may(WRITE));
    html(&ListPage {
        page,
        bar,
        states: states.into(),
        heads: heads.map(|key| Head::new(ctx.t(&format!("consent-{key}")))).to_vec(),
        rows,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        new: new.map(|id| ctx.url(&format!("/people/{id}/data-requests/new"))),
        action: ctx.path.split('?').next().unwrap_or_default().to_owned(),
        form,
    })
}

/// `GET /data-requests?state=`.
pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    shown(&app, &ctx, (None, form)).await
}

/// `GET /people/{id}/data-requests`.
pub async fn of_person(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    shown(&app, &ctx, (Some(id), form)).await
}

#[derive(Template)]
#[template(path = "consent/request_new.html")]
struct NewPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    kinds: Vec<Choice>,
    channels: Vec<Choice>,
    due: String,
    articles: String,
    action: String,
    back: String,
}

async fn draw(app: &App, ctx: &Ctx, id: PersonId, form: Form) -> Result<NewPage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, ctx, id, "/data-requests").await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let law = app.law(ctx.actor.municipality);
    let due = request::due(&law, app.today(), false).map_err(Problem::internal)?;
    let own = ("people-section-requests", "data-requests");
    let mut page = frame(ctx, (&bar, id), own, Some("consent-request-new"));
    page.errors = form.errors();
    let back = ctx.url(&format!("/people/{id}/data-requests"));
    Ok(NewPage {
        page,
        bar,
        kinds: choices(ctx, &form, ("kind", "ask"), &ASKS),
        channels: choices(ctx, &form, ("channel", "channel"), &CHANNELS),
        due: due.due.map(|day| Day(day).bg()).unwrap_or_default(),
        articles: due.derivation.articles.join("; "),
        action: format!("{back}/new"),
        back,
        form,
    })
}

/// `GET /people/{id}/data-requests/new`.
pub async fn form(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let mut values = vec![("kind".to_owned(), "access".to_owned())];
    values.push(("channel".to_owned(), "in_person".to_owned()));
    values.extend(day_values("received", Some(app.today())));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    html(&draw(&app, &ctx, id, form).await?)
}

/// `POST /people/{id}/data-requests/new`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = NewRequest {
        kind: chosen(&mut form, "kind", &ASKS),
        channel: chosen(&mut form, "channel", &CHANNELS),
        received_on: form.day("received"),
        asked: form.optional("asked", 2_000),
    };
    if new.received_on.is_some_and(|day| day > app.today()) {
        form.wrong("received", "consent-future");
    }
    if new.kind != "access" && new.asked.is_empty() {
        form.wrong("asked", "consent-asked-needed");
    }
    if !form.ok() {
        return again(&draw(&app, &ctx, id, form).await?);
    }
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let list = format!("/people/{id}/data-requests");
    tx.use_form(&form.key(), &ctx.url(&list)).await?;
    ctx.sent(&tx, &form).await?;
    people::head(&tx, id).await?;
    let request = request::register(&mut tx, &law, id, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, request), Some("consent-request-saved")))
}

/// All requests of a person.
pub async fn rows(tx: &Tx, id: PersonId) -> Result<Vec<data_request::Model>, StoreError> {
    let rows = tx.find::<data_request::Entity>().filter(Column::PersonId.eq(id));
    Ok(rows.order_by_desc(Column::Id).all(tx.conn()).await?)
}
