//! My data: what the office holds and who looked, to read by eye and by machine; what is wrong is asked
//! to be corrected, and the page tells what was decided (чл. 15, 16 и 20 ОРЗД).

use super::frame::{self, Me};
use super::log_page::plain_log;
use super::whose::{self, Standing, Whose};
use super::words::Plain;
use crate::app::App;
use crate::consent::{self, NewRequest, RequestTold};
use crate::municipality::Settings;
use crate::people::{self, Holding, PersonId};
use crate::trust::Viewer;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Pdf, Problem, again, html, pdf, see};
use serde_json::{Value, json};
use ui::Lang;

/// So many entries of the log go along with the data.
const LOOKS: usize = 1_000;
/// So many requests are shown.
const REQUESTS: u64 = 20;
/// Parts of what is held that are noted to protect the person: who signs instead of them does not read them.
const PROTECTING: [&str; 2] = ["people-section-warnings", "people-notes-shared"];

/// A request with what was decided.
struct RequestRow {
    number: String,
    kind: String,
    asked: String,
    state: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "citizens/data.html")]
struct DataPage {
    page: ui::Page,
    form: Form,
    name: String,
    held: Vec<Holding>,
    requests: Vec<RequestRow>,
    base: String,
}

/// What is held about a person, as far as the viewer reads it.
async fn held(app: &App, tx: &Tx, one: &Whose) -> Result<Vec<Holding>, StoreError> {
    let mut all = Vec::new();
    for holder in app.holdings {
        all.extend(holder(app, tx, one.head.id).await?);
    }
    all.retain(|part| !part.lines.is_empty());
    if one.standing != Standing::Own {
        let left_out = PROTECTING.map(|key| ui::text::text(Lang::Bg, key).into_owned());
        all.retain(|part| !left_out.contains(&part.title));
    }
    Ok(all)
}

fn request_row(ctx: &Ctx, one: RequestTold) -> RequestRow {
    let day = |key: &str, day: Day| ctx.ta(key, &[("day", day.bg())]).into_owned();
    let state = match (one.answered_on, one.extended.is_empty()) {
        (Some(on), _) => {
            let outcome = ctx.t(&format!("consent-outcome-{}", one.outcome));
            format!("{outcome}, {}", on.bg())
        }
        (None, true) => day("citizens-request-until", one.due_on),
        (None, false) => {
            format!("{} {}", day("citizens-request-extended", one.due_on), one.extended)
        }
    };
    RequestRow {
        number: one.number,
        kind: ctx.t(&format!("consent-ask-{}", one.kind)).into_owned(),
        asked: one.asked,
        state,
        answer: one.answer,
    }
}

/// Whose data it is, where they are the reader's to read.
async fn readable(
    app: &App,
    tx: &Tx,
    (me, id): (&Me, PersonId),
) -> Result<(Whose, Viewer), Problem> {
    let one = whose::one(app, tx, (me.person()?, id)).await?;
    let viewer = one.standing.viewer().ok_or(Problem::NotFound)?;
    Ok((one, viewer))
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (me, id): (&Me, PersonId),
    form: Form,
) -> Result<DataPage, Problem> {
    let mut tx = app.db.read(&me.actor).await?;
    let (one, _) = readable(app, &tx, (me, id)).await?;
    let held = held(app, &tx, &one).await?;
    let requests = consent::requests_told(&tx, id, REQUESTS).await?;
    tx.audit(Entry::read("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    let mut page = me.page(ctx, ctx.t("citizens-data-title"));
    page.errors = form.errors();
    Ok(DataPage {
        page,
        form,
        name: one.head.name,
        held,
        requests: requests.into_iter().map(|one| request_row(ctx, one)).collect(),
        base: ctx.url(&format!("/my/people/{id}")),
    })
}

/// `GET /my/people/{id}/data`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    me: Me,
) -> Result<Response, Problem> {
    html(&draw(&app, &ctx, (&me, id), Form::empty(ctx.lang)).await?)
}

/// `POST /my/people/{id}/data`: a correction is asked for; its term runs from today.
pub async fn correct(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    me: Me,
    mut form: Form,
) -> Result<Response, Problem> {
    me.unforged(&ctx, &form)?;
    let asked = form.required("asked", 2_000);
    if !form.ok() {
        return again(&draw(&app, &ctx, (&me, id), form).await?);
    }
    let back = format!("/my/people/{id}/data");
    let law = app.law(ctx.actor.municipality);
    let mut tx = frame::doing(&app, &ctx, (&me, &form), &back).await?;
    readable(&app, &tx, (&me, id)).await?;
    let new = NewRequest {
        kind: "correction".to_owned(),
        channel: "online".to_owned(),
        received_on: Some(tx.today()),
        asked,
    };
    consent::register(&mut tx, &law, id, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &back, Some("citizens-correction-sent")))
}

/// All that a file holds.
struct Whole {
    one: Whose,
    held: Vec<Holding>,
    looked: Vec<Plain>,
    requests: Vec<RequestTold>,
}

async fn whole(app: &App, ctx: &Ctx, (me, id): (&Me, PersonId)) -> Result<Whole, Problem> {
    let mut tx = app.db.read(&me.actor).await?;
    let (one, viewer) = readable(app, &tx, (me, id)).await?;
    let held = held(app, &tx, &one).await?;
    let unit = Settings::of(&ctx.municipality).unit;
    let around = (unit, me.actor.username.to_string());
    let looked = plain_log((ctx, Lang::Bg), &tx, (id, viewer), (around, LOOKS)).await?;
    let requests = consent::requests_told(&tx, id, REQUESTS).await?;
    tx.audit(Entry::print("person", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(Whole { one, held, looked, requests })
}

/// `GET /my/people/{id}/data.json`: the same for a machine.
pub async fn as_json(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    me: Me,
) -> Result<Response, Problem> {
    let Whole { one, held, looked, requests } = whole(&app, &ctx, (&me, id)).await?;
    let request = |one: RequestTold| {
        json!({
            "number": one.number,
            "kind": one.kind,
            "asked": one.asked,
            "received_on": one.received_on,
            "due_on": one.due_on,
            "answered_on": one.answered_on,
            "outcome": one.outcome,
            "answer": one.answer,
        })
    };
    let body = json!({
        "municipality": ctx.municipality.name,
        "name": one.head.name,
        "made_at": app.clock().now().local().to_string(),
        "held": held,
        "looked": looked,
        "requests": requests.into_iter().map(request).collect::<Vec<Value>>(),
    });
    let text = serde_json::to_string_pretty(&body).map_err(Problem::internal)?;
    let kind = (header::CONTENT_TYPE, "application/json; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\"");
    Ok(([kind, name], text).into_response())
}

/// A log as rows of a paper.
pub fn log_section(looked: &[Plain]) -> Value {
    let bg = |key: &str| ui::text::text(Lang::Bg, key).into_owned();
    let rows: Vec<Value> =
        looked.iter().map(|one| json!([one.when, one.who, one.what, one.why])).collect();
    let heads = ["citizens-when", "citizens-who", "citizens-what", "citizens-why"].map(bg);
    let text = if rows.is_empty() { bg("citizens-log-empty") } else { String::new() };
    json!({ "title": bg("citizens-log-title"), "text": text, "heads": heads, "rows": rows })
}

/// `GET /my/people/{id}/data.pdf`: the same on paper.
pub async fn as_pdf(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    me: Me,
) -> Result<Response, Problem> {
    let Whole { one, held, looked, .. } = whole(&app, &ctx, (&me, id)).await?;
    let title = ui::text::text(Lang::Bg, "citizens-data-title").into_owned();
    let part = |part: Holding| json!({ "title": part.title, "lines": part.lines });
    let mut sections: Vec<Value> = held.into_iter().map(part).collect();
    sections.push(log_section(&looked));
    let data = json!({
        "office": Settings::of(&ctx.municipality).office(&ctx.municipality),
        "name": title.to_uppercase(),
        "addressee": [one.head.name],
        "opening": ui::text::text(Lang::Bg, "citizens-paper-opening"),
        "sections": sections,
        "closing": ui::text::text(Lang::Bg, "citizens-paper-closing"),
    });
    let bytes = people::printed(&app, &title, data).await?;
    Ok(pdf(Pdf { name: "my-data".to_owned(), bytes }))
}
