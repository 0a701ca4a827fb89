//! One forecast: how far it is while it is computed, then what it says.

use super::content::{Inputs, NeedInputs, NeedOutcome, Outcome, QueueInputs, QueueOutcome, What};
use super::frame::{self, home};
use super::list_page::below;
use super::need;
use super::store::forecast;
use super::table::{Block, ForecastPage};
use super::waiting;
use super::{ForecastId, WRITE, load, neighbours};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem};
use ui::{Lang, Link};

/// Part of a forecast of need: the movement of the population, ages and sexes.
const MOVEMENT: &str = "movement";
/// Part of a forecast of need: the forecast of the past, year by year.
const TESTED: &str = "tested";

/// A forecast that is computed.
pub enum Done {
    /// Of need.
    Need(Box<NeedInputs>, NeedOutcome),
    /// Of the waiting lists.
    Waiting(Vec<(QueueInputs, QueueOutcome)>),
}

/// What is kept of a forecast; none while it is computed.
///
/// # Errors
/// When the database does not answer.
pub async fn done(tx: &Tx, id: ForecastId) -> Result<Option<Done>, StoreError> {
    let Some(outcome) = load::outcome(tx, id).await? else { return Ok(None) };
    let done = match (load::inputs(tx, id).await?, outcome) {
        (Inputs::Need(inputs), Outcome::Need(outcome)) => Done::Need(inputs, outcome),
        (Inputs::Waiting(inputs), Outcome::Waiting(outcome)) => {
            Done::Waiting(inputs.into_iter().zip(outcome).collect())
        }
        _ => return Err(StoreError::Other(format!("forecast {id}: another outcome"))),
    };
    Ok(Some(done))
}

/// The blocks of a forecast in a language.
#[must_use]
pub fn blocks(lang: Lang, done: &Done) -> Vec<Block> {
    match done {
        Done::Need(inputs, outcome) => need::blocks(lang, (&**inputs, outcome)),
        Done::Waiting(all) => {
            let read: Vec<waiting::Read<'_>> = all.iter().map(|(i, o)| (i, o)).collect();
            waiting::blocks(lang, &read)
        }
    }
}

/// What is known of a forecast besides its numbers, as pairs.
#[must_use]
pub fn facts(lang: Lang, row: &forecast::Model) -> Vec<(String, String)> {
    let unit = match What::of(&row.kind) {
        What::Need => "forecast-ahead-years",
        What::Waiting => "forecast-ahead-months",
    };
    let t = |key: &str| ui::text::text(lang, key).into_owned();
    let ahead = ui::text::text_args(lang, unit, &[("count", row.ahead)]).into_owned();
    vec![
        (t("forecast-column-made"), format!("{}, {}", row.account_name, row.made_at.bg())),
        (t("forecast-column-ahead"), ahead),
        (t("forecast-runs"), row.runs.to_string()),
        (t("forecast-seed"), row.seed.to_string()),
    ]
}

fn part_href(ctx: &Ctx, id: ForecastId, of: &str) -> String {
    ctx.url(&format!("{}/part?of={of}", home(id)))
}

/// On the page the rows of services and of lists lead to pages of their own, and so do the parts that would
/// make it too long.
fn linked(ctx: &Ctx, id: ForecastId, done: &Done) -> Vec<Block> {
    let lang = ctx.lang;
    match done {
        Done::Need(inputs, outcome) => {
            let read = (&**inputs, outcome);
            let link = |of: &str, key: &str| Link::new(part_href(ctx, id, of), ctx.t(key));
            let mut people = need::people(lang, read);
            people.links.push(link(MOVEMENT, "forecast-flows"));
            let mut needs = need::needs(lang, read);
            for (line, service) in needs.rows.iter_mut().zip(&inputs.services) {
                line.href = part_href(ctx, id, &service.number.to_string());
            }
            let mut tested = need::tested(lang, read);
            if !tested.rows.is_empty() {
                tested.rows.clear();
                tested.links.push(link(TESTED, "forecast-tested-all"));
            }
            vec![people, needs, tested, need::assumptions(lang, inputs)]
        }
        Done::Waiting(all) => {
            let read: Vec<waiting::Read<'_>> = all.iter().map(|(i, o)| (i, o)).collect();
            let mut lists = waiting::lists(lang, &read);
            for (line, (inputs, _)) in lists.rows.iter_mut().zip(&read) {
                line.href = part_href(ctx, id, &inputs.kind);
            }
            vec![lists]
        }
    }
}

/// `GET /forecasts/computed/{id}`; while it is computed the page comes again by itself.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ForecastId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let done = done(&tx, id).await?;
    tx.audit(Entry::read("forecast", id.0));
    tx.commit().await?;
    let mut page = ForecastPage::new(frame::page(&ctx, row.title.clone()));
    page.facts = facts(ctx.lang, &row);
    let Some(done) = done else {
        page.percent = Some(row.done * 100 / row.runs.max(1));
        let args = [("done", row.done), ("runs", row.runs)];
        page.so_far = ctx.ta("forecast-so-far", &args).into_owned();
        let mut response = page.shown()?;
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("2"));
        return Ok(response);
    };
    page.blocks = linked(&ctx, id, &done);
    if ctx.actor.may(WRITE) {
        page.print = ctx.url(&format!("{}/paper", home(id)));
    }
    let link = |rest: String, key: &str| Link::new(ctx.url(&rest), ctx.t(key));
    page.links = vec![
        link(format!("{}/table?format=xlsx", home(id)), "forecast-xlsx"),
        link(format!("{}/table?format=csv", home(id)), "forecast-csv"),
        link(format!("{}/compare?one={id}", frame::HOME), "forecast-compare"),
    ];
    page.shown()
}

/// The blocks of a service, or of the list of a kind of services.
async fn parts(ctx: &Ctx, tx: &Tx, (done, of): (&Done, &str)) -> Result<Vec<Block>, Problem> {
    match done {
        Done::Need(inputs, outcome) => {
            let read = (&**inputs, outcome);
            match of {
                MOVEMENT => {
                    return Ok(vec![need::flows(ctx.lang, read), need::pyramid(ctx.lang, read)]);
                }
                TESTED => return Ok(vec![need::tested(ctx.lang, read)]),
                _ => {}
            }
            let at = inputs.services.iter().position(|one| one.number.to_string() == of);
            let at = at.ok_or(Problem::NotFound)?;
            let mut service = inputs.services[at].clone();
            service.missing = neighbours::group_names(tx, ctx.lang, &service.missing).await?;
            let values = outcome.needs.get(at).ok_or(Problem::NotFound)?;
            Ok(vec![need::service(ctx.lang, inputs, (&service, values.as_slice()))])
        }
        Done::Waiting(all) => {
            let found = all.iter().find(|(inputs, _)| inputs.kind == of);
            let (inputs, outcome) = found.ok_or(Problem::NotFound)?;
            let read = (inputs, outcome);
            let mut list = waiting::list(ctx.lang, read);
            if let Some(month) = waiting::known_until(inputs) {
                let href = ctx.url(&neighbours::waiting_href(of, month));
                list.links.push(Link::new(href, ctx.t("forecast-waiting-now")));
            }
            Ok(vec![list, waiting::tested(ctx.lang, read)])
        }
    }
}

/// `GET /forecasts/computed/{id}/part?of=`: a service by its number, a list by its kind, or a part by its word.
pub async fn part(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ForecastId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    let done = done(&tx, id).await?.ok_or(Problem::NotFound)?;
    let mut blocks = parts(&ctx, &tx, (&done, form.get("of"))).await?;
    tx.audit(Entry::read("forecast", id.0));
    tx.commit().await?;
    // The first block is what the page is about: its title is that of the page.
    let title = blocks.first_mut().map(|block| std::mem::take(&mut block.title));
    let mut page = ForecastPage::new(below(&ctx, &row, title.unwrap_or_default()));
    page.blocks = blocks;
    page.links = vec![Link::new(ctx.url(&home(id)), row.title.clone())];
    page.shown()
}
