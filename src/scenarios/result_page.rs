//! One scenario: how far it is while it is worked out, then what it says; working it out again.

use super::content::{Asked, Inputs, Outcome, Refused, Sited};
use super::frame::{self, HOME, below, home};
use super::result::{self, Read};
use super::store::scenario;
use super::table::{Block, ScenarioPage};
use super::words::{number, t};
use super::{ScenarioId, WRITE, load, neighbours, run, sited};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use std::sync::Arc;
use ui::{Lang, Link};

/// A scenario that is worked out.
pub enum Done {
    /// What if.
    WhatIf(Box<(super::model::World, super::change::Changes, super::effect::Beside)>),
    /// Where to open.
    Sites(Box<Asked>, Sited),
    /// Nowhere.
    Refused(Box<Asked>, Refused),
}

/// What is kept of a scenario; none while it is worked out.
///
/// # Errors
/// When the database does not answer.
pub async fn done(tx: &Tx, id: ScenarioId) -> Result<Option<Done>, StoreError> {
    let Some(outcome) = load::outcome(tx, id).await? else { return Ok(None) };
    let done = match (load::inputs(tx, id).await?, outcome) {
        (Inputs::WhatIf(today, changes), Outcome::WhatIf(beside)) => {
            Done::WhatIf(Box::new((*today, changes, beside)))
        }
        (Inputs::Sites(asked), Outcome::Sites(sited)) => Done::Sites(asked, sited),
        (Inputs::Sites(asked), Outcome::Refused(refused)) => Done::Refused(asked, refused),
        _ => return Err(StoreError::Other(format!("scenario {id}: another outcome"))),
    };
    Ok(Some(done))
}

/// The blocks of a scenario in a language.
#[must_use]
pub fn blocks(lang: Lang, done: &Done) -> Vec<Block> {
    match done {
        Done::WhatIf(all) => {
            let (today, changes, beside) = &**all;
            result::blocks(lang, Read { today, changes, beside })
        }
        Done::Sites(asked, sited) => sited::blocks(lang, asked, sited),
        Done::Refused(asked, refused) => sited::refused(lang, asked, refused),
    }
}

/// What is known of a scenario besides its numbers, as pairs.
#[must_use]
pub fn facts(lang: Lang, row: &scenario::Model) -> Vec<(String, String)> {
    vec![
        (t(lang, "scenario-column-made"), format!("{}, {}", row.account_name, row.made_at.bg())),
        (t(lang, "scenario-seed"), number(row.seed)),
    ]
}

/// `GET /scenarios/made/{id}`; while it is worked out the page comes again by itself.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ScenarioId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let done = done(&tx, id).await?;
    tx.audit(Entry::read("scenario", id.0));
    tx.commit().await?;
    let mut page = ScenarioPage::new(frame::page(&ctx, row.title.clone()));
    page.facts = facts(ctx.lang, &row);
    let Some(done) = done else {
        page.percent = Some(row.done);
        page.so_far = ctx.ta("scenario-so-far", &[("done", row.done)]).into_owned();
        let mut response = page.shown()?;
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("2"));
        return Ok(response);
    };
    page.blocks = blocks(ctx.lang, &done);
    // On the page the rows of services lead to pages of their own.
    for line in page.blocks.iter_mut().flat_map(|block| &mut block.rows) {
        if !line.href.is_empty() {
            line.href = ctx.url(&format!("{}/service?of={}", home(id), line.href));
        }
    }
    let link = |rest: String, key: &str| Link::new(ctx.url(&rest), ctx.t(key));
    page.links = vec![
        link(format!("{}/table?format=xlsx", home(id)), "scenario-xlsx"),
        link(format!("{}/table?format=csv", home(id)), "scenario-csv"),
        link(format!("{HOME}/compare?one={id}"), "scenario-compare"),
    ];
    if ctx.actor.may(WRITE) {
        page.links.push(link(format!("{}/again", home(id)), "scenario-again"));
    }
    page.shown()
}

/// `GET /scenarios/made/{id}/service?of=`: a service by its number.
pub async fn service(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ScenarioId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let done = done(&tx, id).await?.ok_or(Problem::NotFound)?;
    let groups = neighbours::groups(&tx).await?;
    tx.audit(Entry::read("scenario", id.0));
    tx.commit().await?;
    let Done::WhatIf(all) = &done else { return Err(Problem::NotFound) };
    let (today, changes, beside) = &**all;
    let read = Read { today, changes, beside };
    // Without a number the first service is shown.
    let first = beside.shifts.first().map_or(0, |one| one.number);
    let no = if form.get("of").is_empty() { first } else { form.get("of").parse().unwrap_or(0) };
    let group = |code: &str| groups.title(code, ctx.lang);
    let blocks = result::service(ctx.lang, (read, no), &group).ok_or(Problem::NotFound)?;
    let mut page = ScenarioPage::new(below(&ctx, &row, result::service_name(today, no)));
    page.blocks = blocks;
    page.links = vec![Link::new(ctx.url(&home(id)), row.title.clone())];
    page.shown()
}

/// `GET /scenarios/made/{id}/again`.
pub async fn again_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ScenarioId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    tx.audit(Entry::read("scenario", id.0));
    tx.commit().await?;
    let page = below(&ctx, &row, ctx.t("scenario-again"));
    let around = Around { page, home: home(id), version: row.version };
    Act::new("scenario-again", "/again", "scenario-again-do")
        .lead(ctx.t("scenario-again-lead"))
        .shown(&ctx, around, &form)
}

/// `POST /scenarios/made/{id}/again`: works out once more from what was kept, and says whether the same
/// came of it.
pub async fn again(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ScenarioId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    load::row(&tx, id).await?;
    let inputs = Arc::new(load::inputs(&tx, id).await?);
    let kept = load::outcome(&tx, id).await?;
    tx.audit(Entry::read("scenario", id.0));
    tx.commit().await?;
    let Some(kept) = kept else { return Ok(see(&ctx, &home(id), Some("scenario-not-yet"))) };
    let same = run::worked_out(inputs).await? == kept;
    let told = if same { "scenario-again-same" } else { "scenario-again-other" };
    Ok(see(&ctx, &home(id), Some(told)))
}
