//! The contracts of all services: found by service and day of signing, taken away as a table,
//! printed together.

use super::act::path;
use super::store::{placement, print_batch, service_contract};
use super::{BatchId, PlacementId, WRITE};
use crate::app::App;
use crate::people::{self, PaperId, PersonId};
use crate::services::{self, ServiceId};
use anyhow::Context;
use askama::Template;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::access::Actor;
use kit::audit::Entry;
use kit::jobs::{Handler, Job, enqueue};
use kit::store::{StoreError, Tx};
use kit::types::{Day, MunicipalityId};
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Paging, Problem, html, list_address, paged, see};
use law::Money;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Set};
use std::collections::HashMap;
use std::sync::Arc;
use ui::{Choice, Head, Pages};

/// The job that prints a batch.
pub const PRINT: &str = "print-contracts";
const HOME: &str = "/placements/contracts";
/// The most contracts of one batch, or of a table that is taken away.
const MOST: u64 = 5_000;
/// After how many papers the bar moves.
const STEP: usize = 50;

/// What is asked for: service, first and last day of signing.
struct Asked {
    service: Option<ServiceId>,
    from: Option<Day>,
    until: Option<Day>,
}

impl Asked {
    fn read(form: &Form) -> Asked {
        Asked {
            service: form.get("service").parse().ok(),
            from: form.get("from").parse().ok(),
            until: form.get("until").parse().ok(),
        }
    }

    fn query(&self, tx: &Tx) -> Select<service_contract::Entity> {
        use service_contract::Column;
        let mut query = tx.find::<service_contract::Entity>();
        if let Some(service) = self.service {
            let of = tx.find::<placement::Entity>().select_only().column(placement::Column::Id);
            let of = of.filter(placement::Column::ServiceId.eq(service)).into_query();
            query = query.filter(Column::PlacementId.in_subquery(of));
        }
        if let Some(from) = self.from {
            query = query.filter(Column::SignedOn.gte(from));
        }
        if let Some(until) = self.until {
            query = query.filter(Column::SignedOn.lte(until));
        }
        query.order_by_desc(Column::SignedOn).order_by_desc(Column::Id)
    }
}

/// A contract in a line.
struct Line {
    href: String,
    number: String,
    signed: String,
    name: String,
    service: String,
    term: String,
    fee: String,
    paper: String,
}

/// Rows with placements, people and services: three queries.
async fn lines(
    ctx: &Ctx,
    tx: &Tx,
    rows: &[service_contract::Model],
) -> Result<Vec<Line>, StoreError> {
    let ids = rows.iter().map(|row| row.placement_id);
    let of = tx.find::<placement::Entity>().filter(placement::Column::Id.is_in(ids));
    let of = of.all(tx.conn()).await?;
    let people_ids: Vec<PersonId> = of.iter().map(|row| row.person_id).collect();
    let heads = people::heads(tx, &people_ids).await?;
    let service_ids: Vec<ServiceId> = of.iter().map(|row| row.service_id).collect();
    let known = services::by_ids(tx, &service_ids).await?;
    let of: HashMap<PlacementId, placement::Model> =
        of.into_iter().map(|row| (row.id, row)).collect();
    let line = |row: &service_contract::Model| {
        let placement = of.get(&row.placement_id)?;
        let paper = row.paper_id.map(|id| format!("/people/{}/papers/{id}", placement.person_id));
        Some(Line {
            href: ctx.url(&path(row.placement_id, "")),
            number: format!("{}/{}", row.number, row.year),
            signed: row.signed_on.bg(),
            name: heads.get(&placement.person_id).map(|h| h.name.clone()).unwrap_or_default(),
            service: known.get(&placement.service_id).map(|s| s.name.clone()).unwrap_or_default(),
            term: format!("{} – {}", row.from_on.bg(), row.until_on.bg()),
            fee: row.fee_cents.map(|cents| Money::eur(cents).written()).unwrap_or_default(),
            paper: paper.map(|path| ctx.url(&path)).unwrap_or_default(),
        })
    };
    Ok(rows.iter().filter_map(line).collect())
}

const COLUMNS: [&str; 6] = [
    "placement-contract-number",
    "placement-signed-on",
    "placement-column-person",
    "placement-column-service",
    "placement-paper-term-title",
    "placement-fee",
];

#[derive(Template)]
#[template(path = "placement/contracts.html")]
struct ListPage {
    page: ui::Page,
    action: String,
    table: String,
    print: String,
    form: Form,
    services: Vec<Choice>,
    heads: Vec<Head>,
    lines: Vec<Line>,
    pages: Pages,
    may_print: bool,
}

/// `GET /placements/contracts?service=&from=&until=&page=`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let number = Paging::asked(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    let query = Asked::read(&form).query(&tx);
    let rows = query.offset((number - 1) * PAGE_ROWS).limit(PAGE_ROWS + 1).all(tx.conn()).await;
    let filters = ["service", "from", "until"].map(|name| (name, form.get(name)));
    let address = list_address(&ctx.url(HOME), &filters);
    let (rows, paging) = paged(rows.map_err(StoreError::from)?, number, address);
    let lines = lines(&ctx, &tx, &rows).await?;
    let services = super::list::service_choices(&tx).await?;
    tx.audit(Entry::list("contract"));
    tx.commit().await?;
    let chosen = |choice: Choice| {
        let is_chosen = choice.value == form.get("service");
        choice.checked(is_chosen)
    };
    html(&ListPage {
        page: ctx.page(ctx.t("placement-contracts")),
        action: ctx.url(HOME),
        table: list_address(&ctx.url(&format!("{HOME}/list.csv")), &filters),
        print: ctx.url(&format!("{HOME}/print")),
        services: services.into_iter().map(chosen).collect(),
        heads: COLUMNS.map(|key| Head::new(ctx.t(key))).to_vec(),
        may_print: !lines.is_empty() && ctx.actor.may(WRITE),
        lines,
        pages: Pages { previous: paging.previous(), next: paging.next(), items: Vec::new() },
        form,
    })
}

/// `GET /placements/contracts/list.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = Asked::read(&form).query(&tx).limit(MOST).all(tx.conn()).await;
    let lines = lines(&ctx, &tx, &rows.map_err(StoreError::from)?).await?;
    tx.audit(Entry::new("print", "contract", "list"));
    tx.commit().await?;
    let heads = COLUMNS.map(|key| ctx.t(key).into_owned());
    let row = |line: Line| [line.number, line.signed, line.name, line.service, line.term, line.fee];
    let text = sheet::csv(&heads, lines.into_iter().map(row)).map_err(Problem::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"contracts.csv\""),
    ];
    Ok((headers, text).into_response())
}

/// `POST /placements/contracts/print`: the contracts that the list shows, all pages of it.
pub async fn print(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let id = BatchId(tx.new_id());
    let here = format!("{HOME}/print/{id}");
    tx.use_form(&form.key(), &ctx.url(&here)).await?;
    let rows = Asked::read(&form).query(&tx).limit(MOST).all(tx.conn()).await;
    let papers: Vec<PaperId> =
        rows.map_err(StoreError::from)?.into_iter().filter_map(|row| row.paper_id).collect();
    if papers.is_empty() {
        return Err(Problem::Impossible("placement-contracts-none"));
    }
    let text: Vec<String> = papers.iter().map(ToString::to_string).collect();
    tx.insert(print_batch::ActiveModel {
        municipality_id: Set(tx.municipality()),
        id: Set(id),
        account_id: Set(tx.actor().account),
        account_name: Set(tx.actor().name.to_string()),
        made_at: Set(tx.now()),
        papers: Set(text.join(" ")),
        total: Set(count(papers.len())),
        done: Set(0),
        finished_at: Set(None),
        version: Set(1),
    })
    .await?;
    enqueue(&tx, PRINT, None, &serde_json::json!({ "batch": id }), tx.now()).await?;
    tx.audit(Entry::write("print-batch", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &here, None))
}

fn count(papers: usize) -> i32 {
    i32::try_from(papers).unwrap_or(i32::MAX)
}

fn papers(row: &print_batch::Model) -> Vec<PaperId> {
    row.papers.split(' ').filter_map(|id| id.parse().ok()).collect()
}

async fn batch(tx: &Tx, id: BatchId) -> Result<print_batch::Model, StoreError> {
    let row = tx.find::<print_batch::Entity>().filter(print_batch::Column::Id.eq(id));
    row.one(tx.conn()).await?.ok_or(StoreError::NotFound)
}

#[derive(Template)]
#[template(path = "placement/batch.html")]
struct BatchPage {
    page: ui::Page,
    done: i32,
    total: i32,
    is_busy: bool,
    so_far: String,
    file: String,
    back: String,
}

/// `GET /placements/contracts/print/{id}`: how far it is; the page comes again by itself.
pub async fn progress(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<BatchId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = batch(&tx, id).await?;
    tx.audit(Entry::read("print-batch", id.0));
    tx.commit().await?;
    let is_busy = row.finished_at.is_none();
    let numbers = [("done", row.done), ("all", row.total)];
    let mut response = html(&BatchPage {
        page: ctx.page(ctx.t("placement-batch")),
        done: row.done,
        total: row.total,
        is_busy,
        so_far: ctx.ta("placement-batch-so-far", &numbers).into_owned(),
        file: ctx.url(&format!("{HOME}/print/{id}/file")),
        back: ctx.url(HOME),
    })?;
    if is_busy {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    Ok(response)
}

/// `GET /placements/contracts/print/{id}/file`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<BatchId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = batch(&tx, id).await?;
    if row.finished_at.is_none() {
        return Err(Problem::Impossible("placement-batch-busy"));
    }
    tx.audit(Entry::print("print-batch", id.0));
    let bytes = people::packed(&mut tx, &papers(&row)).await?;
    tx.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"contracts.zip\""),
    ];
    Ok((headers, bytes).into_response())
}

/// Runs [`PRINT`]. Killed, it goes on: what is printed is kept.
pub fn printing(app: &App) -> Handler {
    let app = app.clone();
    Arc::new(move |job: Job| {
        let app = app.clone();
        Box::pin(async move {
            let id = serde_json::from_value(job.payload["batch"].clone()).context("a batch")?;
            match run(&app, job.municipality, id).await {
                Ok(()) => Ok(()),
                Err(problem) => anyhow::bail!("not printed: {}", problem.status()),
            }
        })
    })
}

async fn run(app: &App, municipality: MunicipalityId, id: BatchId) -> Result<(), Problem> {
    let actor = Actor::system(municipality, "placement: printing of contracts");
    let tx = app.db.read(&actor).await?;
    let row = batch(&tx, id).await?;
    tx.rollback().await;
    let papers = papers(&row);
    let mut done = 0;
    for part in papers.chunks(STEP) {
        people::print_papers(app, &actor, part).await?;
        done += part.len();
        let mut tx = app.db.write(&actor).await?;
        let row = batch(&tx, id).await?;
        let active = print_batch::ActiveModel {
            done: Set(count(done)),
            finished_at: Set((done == papers.len()).then(|| tx.now())),
            ..Default::default()
        };
        tx.update::<print_batch::Entity>(id, row.version, active).await?;
        tx.audit(Entry::write("print-batch", id.0));
        tx.commit().await?;
    }
    Ok(())
}
