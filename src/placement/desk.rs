//! The workspace of a provider with an account: the referrals to its services, what is asked of it,
//! and the same answers as through a safe link. Nothing of other providers.

use super::PlacementId;
use super::course::State;
use super::door::DoorPage;
use super::link::taken;
use super::list::due_word;
use super::load::{self, Short};
use super::reasons::{self, Text};
use super::store::placement::{self, Column};
use super::store::provider_account;
use super::telling::{self, Task};
use crate::app::App;
use crate::people::{self, PersonId};
use crate::services::{self, ProviderId, Service};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Around, Ctx, Form, Id, PAGE_ROWS, Paging, Problem, html, list_address, paged, see};
use sea_orm::sea_query::NullOrdering;
use sea_orm::{ColumnTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use ui::{Choice, Head, Link, Pages};

/// Where it is.
pub const HOME: &str = "/provider-desk";

/// The provider for which the account works.
async fn provider(ctx: &Ctx, tx: &Tx) -> Result<Option<ProviderId>, StoreError> {
    let row = tx
        .find::<provider_account::Entity>()
        .filter(provider_account::Column::AccountId.eq(ctx.actor.account))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.provider_id))
}

/// A row of the list.
struct Line {
    href: String,
    name: String,
    service: String,
    state: String,
    colour: &'static str,
    asked: String,
    due: String,
    word: String,
    urgency: &'static str,
}

#[derive(Template)]
#[template(path = "placement/desk.html")]
struct DeskPage {
    page: ui::Page,
    action: String,
    form: Form,
    states: Vec<Choice>,
    /// Whether the account works for a provider at all.
    is_set: bool,
    heads: Vec<Head>,
    lines: Vec<Line>,
    pages: Pages,
}

async fn lines(
    ctx: &Ctx,
    tx: &Tx,
    (rows, known): (&[placement::Model], &[Service]),
) -> Result<Vec<Line>, StoreError> {
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person_id).collect();
    let heads = people::heads(tx, &ids).await?;
    let today = tx.today();
    let line = |row: &placement::Model| {
        let state = State::from_code(&row.state).unwrap_or(State::Closed);
        let asked = Task::of(row, state);
        let (word, urgency) = due_word(ctx, row.next_on.filter(|_| asked.is_some()), today);
        let service = known.iter().find(|service| service.id == row.service_id);
        Line {
            href: ctx.url(&format!("{HOME}/{}", row.id)),
            name: heads.get(&row.person_id).map(|head| head.name.clone()).unwrap_or_default(),
            service: service.map(|service| service.name.clone()).unwrap_or_default(),
            state: ctx.t(&state.key()).into_owned(),
            colour: state.colour(),
            asked: asked.map(|task| ctx.t(task.key()).into_owned()).unwrap_or_default(),
            due: row.next_on.filter(|_| asked.is_some()).map(Day::bg).unwrap_or_default(),
            word,
            urgency,
        }
    };
    Ok(rows.iter().map(line).collect())
}

/// `GET /provider-desk?state=&page=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let mine = provider(&ctx, &tx).await?;
    let mut known = services::all(&tx).await?;
    known.retain(|service| Some(service.provider_id) == mine);
    let mut query = tx
        .find::<placement::Entity>()
        .filter(Column::ServiceId.is_in(known.iter().map(|service| service.id)));
    query = match form.get("state") {
        "all" => query,
        code => match State::from_code(code) {
            Some(state) => query.filter(Column::State.eq(state.code())),
            None => query.filter(Column::ClosedAt.is_null()),
        },
    };
    let rows = query
        .order_by_with_nulls(Column::NextOn, Order::Asc, NullOrdering::Last)
        .order_by_desc(Column::Id)
        .offset((number - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS + 1)
        .all(tx.conn())
        .await
        .map_err(StoreError::from)?;
    let address = list_address(&ctx.url(HOME), &[("state", form.get("state"))]);
    let (rows, paging) = paged(rows, number, address);
    let lines = lines(&ctx, &tx, (&rows, &known)).await?;
    tx.audit(Entry::list("provider-desk"));
    tx.commit().await?;
    let all = Choice::new("all", ctx.t("ui-all")).checked(form.get("state") == "all");
    let state = |state: &State| {
        Choice::new(state.code(), ctx.t(&state.key())).checked(form.get("state") == state.code())
    };
    html(&DeskPage {
        page: ctx.page(ctx.t("placement-desk-title")),
        action: ctx.url(HOME),
        states: std::iter::once(all).chain(State::ALL.iter().map(state)).collect(),
        is_set: mine.is_some(),
        heads: [
            "placement-column-person",
            "placement-column-service",
            "placement-column-state",
            "placement-desk-asked",
            "placement-column-due",
        ]
        .map(|key| Head::new(ctx.t(key)))
        .to_vec(),
        lines,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        form,
    })
}

/// A referral to a service of the account's provider; of others it is as if there were none.
async fn opened(app: &App, ctx: &Ctx, tx: &Tx, id: PlacementId) -> Result<Short, Problem> {
    let mine = provider(ctx, tx).await?;
    let short = load::short(tx, id).await?;
    if Some(short.service.provider_id) != mine {
        return Err(Problem::NotFound);
    }
    app.freshen_law(tx.municipality()).await?;
    Ok(short)
}

/// The page of a referral: what is asked, or how it stands.
fn drawn(
    ctx: &Ctx,
    (short, facts, texts): (&Short, Vec<(String, String)>, &[Text]),
    form: &Form,
) -> Result<Response, Problem> {
    let task = Task::of(&short.row, short.state);
    let mut page = ctx.page(ctx.t(task.map_or("placement-door-title", Task::key)));
    page.breadcrumbs = vec![
        Link::new(ctx.url(HOME), ctx.t("placement-desk-title")),
        Link::new("", short.head.name.clone()),
    ];
    let home = format!("{HOME}/{}", short.row.id);
    if let Some(task) = task {
        let act = telling::act(ctx, form, (short, task, texts)).facts(facts);
        return act.shown(ctx, Around { page, home, version: short.row.version }, form);
    }
    html(&DoorPage {
        page,
        facts: facts.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        notice: ctx.t("placement-desk-nothing").into_owned(),
        state: ctx.t(&short.state.key()).into_owned(),
        colour: short.state.colour(),
        next: match short.row.next_kind.as_str() {
            "" => String::new(),
            kind => ctx.t(&format!("placement-next-{kind}")).into_owned(),
        },
    })
}

/// `GET /provider-desk/{id}`.
pub async fn case(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = opened(&app, &ctx, &tx, id).await?;
    let facts = telling::facts(&ctx, &taken(&app, &tx, &short).await?);
    tx.audit(Entry::read("placement", id.0).about(Some(short.row.person_id.0)));
    let task = Task::of(&short.row, short.state);
    let texts = reasons::of(&tx, task.map_or("", Task::reasons)).await?;
    let form = match task {
        Some(task) => ctx.draft(&tx, telling::fresh(&ctx, &short, task)).await?,
        None => Form::empty(ctx.lang),
    };
    tx.commit().await?;
    drawn(&ctx, (&short, facts, &texts), &form)
}

/// `POST /provider-desk/{id}`.
pub async fn answer(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = opened(&app, &ctx, &tx, id).await?;
    let task = Task::of(&short.row, short.state);
    let task = task.ok_or(Problem::Impossible("placement-refused-state"))?;
    let told = telling::read(&app, &tx, &mut form, (&short, task)).await?;
    let facts = telling::facts(&ctx, &taken(&app, &tx, &short).await?);
    let texts = reasons::of(&tx, task.reasons()).await?;
    tx.audit(Entry::read("placement", id.0).about(Some(short.row.person_id.0)));
    tx.commit().await?;
    let Some(told) = told else { return drawn(&ctx, (&short, facts, &texts), &form) };
    let here = format!("{HOME}/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&here)).await?;
    ctx.sent(&tx, &form).await?;
    let fresh = opened(&app, &ctx, &tx, id).await?;
    if Task::of(&fresh.row, fresh.state) != Some(task) {
        return Err(Problem::Impossible("placement-refused-state"));
    }
    telling::tell(&mut tx, &app, &fresh.row, &told).await?;
    tx.commit().await?;
    Ok(see(&ctx, &here, Some("placement-door-thanks")))
}
