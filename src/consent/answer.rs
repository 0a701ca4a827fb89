//! One request: what is asked, until when, and the answer as a numbered paper. For access the
//! paper holds everything that the program holds about the person.

use super::entry::{choices, chosen};
use super::gathered::held;
use super::page::frame;
use super::request::{self, OUTCOMES, Words, number, words};
use super::request_pages::path;
use super::store::{self, data_request};
use super::{DataRequestId, WRITE};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::{self, Bar, NewPaper, PersonId};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use serde_json::{Value, json};
use ui::{Choice, Lang, Link};

#[derive(Template)]
#[template(path = "consent/request.html")]
struct RequestPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    pairs: Vec<(String, String)>,
    due: String,
    steps: Vec<String>,
    articles: String,
    paper: Option<Link>,
    outcomes: Vec<Choice>,
    may_answer: bool,
    may_extend: bool,
    is_access: bool,
    version: i32,
    base: String,
}

fn pairs(ctx: &Ctx, row: &data_request::Model, words: &Words) -> Vec<(String, String)> {
    let coded = |prefix: &str, code: &str| match code {
        "" => String::new(),
        code => ctx.t(&format!("consent-{prefix}-{code}")).into_owned(),
    };
    let day = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let list = [
        ("consent-request-number", number(row)),
        ("consent-ask", coded("ask", &row.kind)),
        ("consent-channel", coded("channel", &row.channel)),
        ("consent-received", row.received_on.bg()),
        ("consent-asked", words.asked.clone()),
        ("consent-extended-on", day(row.extended_on)),
        ("consent-extended-why", words.extended.clone()),
        ("consent-answered-on", day(row.answered_on)),
        ("consent-outcome", coded("outcome", &row.outcome)),
        ("consent-answer", words.answer.clone()),
    ];
    let filled = list.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(key, value)| (ctx.t(key).into_owned(), value)).collect()
}

async fn draw(
    app: &App,
    ctx: &Ctx,
    (id, request): (PersonId, DataRequestId),
    form: Form,
) -> Result<RequestPage, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, ctx, id, "/data-requests").await?;
    let row = store::request(&tx, id, request).await?;
    let words = words(&tx, &row)?;
    tx.audit(Entry::read("data-request", request.0).about(Some(id.0)));
    tx.commit().await?;
    let due = request::due(&law, row.received_on, row.extended_on.is_some());
    let due = due.map_err(Problem::internal)?;
    let own = ("people-section-requests", "data-requests");
    let mut page = frame(ctx, (&bar, id), own, Some("consent-request"));
    page.errors = form.errors();
    let is_open = row.answered_on.is_none() && ctx.actor.may(WRITE);
    let paper = row.paper_id.map(|paper| {
        Link::new(ctx.url(&format!("/people/{id}/papers/{paper}")), ctx.t("consent-paper"))
    });
    Ok(RequestPage {
        page,
        bar,
        pairs: pairs(ctx, &row, &words),
        due: row.due_on.bg(),
        steps: due.derivation.steps.iter().map(ToString::to_string).collect(),
        articles: due.derivation.articles.join("; "),
        paper,
        outcomes: choices(ctx, &form, ("outcome", "outcome"), &OUTCOMES),
        may_answer: is_open,
        may_extend: is_open && row.extended_on.is_none() && row.due_on >= app.today(),
        is_access: row.kind == "access",
        version: row.version,
        base: ctx.url(&path(id, request)),
        form,
    })
}

/// `GET /people/{id}/data-requests/{request}`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, request)): Path<(String, PersonId, DataRequestId)>,
) -> Result<Response, Problem> {
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    html(&draw(&app, &ctx, (id, request), form).await?)
}

/// `POST /people/{id}/data-requests/{request}/extend`.
pub async fn extend(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, request)): Path<(String, PersonId, DataRequestId)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let why = form.required("why", 1_000);
    if !form.ok() {
        return again(&draw(&app, &ctx, (id, request), form).await?);
    }
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    let path = path(id, request);
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    request::extend(&mut tx, &law, (id, request, form.version()), &why).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("consent-request-extended-done")))
}

/// `POST /people/{id}/data-requests/{request}/answer`.
pub async fn answer(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, id, request)): Path<(String, PersonId, DataRequestId)>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let text = form.optional("answer", 4_000);
    if outcome != "granted" && text.is_empty() {
        form.wrong("answer", "consent-answer-needed");
    }
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = store::request(&tx, id, request).await?;
    if row.kind != "access" && text.is_empty() {
        form.wrong("answer", "consent-answer-needed");
    }
    if !form.ok() {
        tx.rollback().await;
        return again(&draw(&app, &ctx, (id, request), form).await?);
    }
    let data = document(&app, &ctx, &mut tx, (&row, &outcome, &text)).await?;
    tx.commit().await?;
    let title = ui::text::text(Lang::Bg, "people-paper-data").into_owned();
    let verify = people::verify_address(&app, &ctx, &headers);
    let mut tx = app.db.write(&ctx.actor).await?;
    let to = path(id, request);
    tx.use_form(&form.key(), &ctx.url(&to)).await?;
    ctx.sent(&tx, &form).await?;
    let paper = NewPaper { person: id, kind: "data", title, data, verify };
    let paper = people::add_paper(&tx, paper).await?;
    request::answer(&mut tx, (id, request, form.version()), (&outcome, &text, paper)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &to, Some("consent-request-answered-done")))
}

/// What the printer is given; documents are in Bulgarian.
async fn document(
    app: &App,
    ctx: &Ctx,
    tx: &mut Tx,
    (row, outcome, text): (&data_request::Model, &str, &str),
) -> Result<Value, StoreError> {
    let settings = Settings::of(&ctx.municipality);
    let bg = |key: &str| ui::text::text(Lang::Bg, key).into_owned();
    let head = people::head(tx, row.person_id).await?;
    let args = [("number", number(row)), ("day", row.received_on.bg())];
    let mut opening = ui::text::text_args(Lang::Bg, "consent-answer-opening", &args).into_owned();
    opening.push('\n');
    opening.push_str(&bg(&format!("consent-answer-{outcome}")));
    if !text.is_empty() {
        opening.push('\n');
        opening.push_str(text);
    }
    let mut sections = Vec::new();
    // A refused request for access shows nothing.
    if row.kind == "access" && outcome != "refused" {
        for part in held(app, tx, row.person_id).await? {
            sections.push(json!({ "title": part.title, "lines": part.lines }));
        }
    }
    tx.audit(Entry::print("data-request", row.id.0).about(Some(row.person_id.0)));
    let mut data = json!({
        "office": settings.office(&ctx.municipality),
        "name": bg("people-paper-data").to_uppercase(),
        "about": bg(&format!("consent-ask-{}", row.kind)),
        "addressee": [head.name],
        "opening": opening,
        "sections": sections,
        "closing": bg("consent-answer-closing"),
    });
    if let Some(publicity) = settings.publicity() {
        data["publicity"] = publicity;
    }
    Ok(data)
}
