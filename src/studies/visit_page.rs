//! A round on a tablet or a phone: the units to be visited, behind an address of its own, without
//! an account. It works with the network off and is sent later, by the script of the page: so what
//! is typed is always kept, and a unit that was sent twice is kept once.

use super::answer_page::{AnswerPage, drawn};
use super::asking::{outcomes, read_as_typed, read_contact};
use super::round::{self, Round};
use super::round_page::colour;
use super::sheet::{self, HOWS, New};
use super::sheets_page::place;
use super::store::study_unit;
use super::study::{self, Study};
use super::unit::{self, STATES};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::access::Actor;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Problem, html, see};

/// The script that shows kept pages while the network is off.
const WORKER: &str = include_str!("worker.js");
/// What that script may reach: this site.
const WORKER_POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'";
/// So much of who asks stands as the writer's name.
const NAME: usize = 120;

/// `GET /study-visit/worker.js`.
pub async fn worker() -> Response {
    let policy = HeaderValue::from_static(WORKER_POLICY);
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    let headers: [(HeaderName, HeaderValue); 2] = [kind, (header::CONTENT_SECURITY_POLICY, policy)];
    (headers, WORKER).into_response()
}

/// A place below a secret.
#[must_use]
pub fn at(secret: &str, rest: &str) -> String {
    format!("/study-visit/{secret}{rest}")
}

/// What stands behind an address.
struct Inside {
    round: Round,
    study: Study,
    units: Vec<study_unit::Model>,
    /// Who writes: the interviewer.
    actor: Actor,
}

/// The round behind a secret, while its study takes answers.
async fn inside(app: &App, ctx: &Ctx, secret: &str) -> Result<Inside, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let round = round::behind(&tx, secret).await?;
    let study = study::study(&tx, round.row.study_id).await?;
    let units = unit::of_round(&tx, round.row.id).await?;
    tx.audit(Entry::read("study-round", round.row.id.0));
    let takes = study.state(tx.today()).takes();
    tx.commit().await?;
    if !takes {
        return Err(Problem::NotFound);
    }
    let name: String = round.content.interviewer.chars().take(NAME).collect();
    let mut actor = ctx.actor.clone();
    actor.name = name.as_str().into();
    actor.username = "interviewer".into();
    Ok(Inside { round, study, units, actor })
}

/// A unit in the list of the round.
struct Stop {
    href: String,
    text: String,
    word: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "studies/visit.html")]
struct HomePage {
    page: ui::Page,
    name: String,
    study: String,
    iso: String,
    stops: Vec<Stop>,
    worker: String,
}

/// `GET /study-visit/{secret}`.
pub async fn home(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let inside = inside(&app, &ctx, &secret).await?;
    let id = inside.study.row.id;
    let stop = |(number, unit): (usize, &study_unit::Model)| {
        // Whoever answered is asked no more: the form is not opened again, nor kept on the tablet.
        let is_open = unit.state != STATES[1];
        let rest = format!("/write?contract={number}&month={id}");
        Stop {
            href: if is_open { ctx.url(&at(&secret, &rest)) } else { String::new() },
            text: place(ctx.lang, &inside.study, unit),
            word: ctx.t(&format!("studies-unit-{}", unit.state)).into_owned(),
            colour: colour(&unit.state),
        }
    };
    html(&HomePage {
        page: ctx.public_page(ctx.t("studies-visit-title")),
        name: inside.round.content.interviewer.clone(),
        study: inside.study.row.title.clone(),
        iso: id.to_string(),
        stops: (1..).zip(&inside.units).map(stop).collect(),
        worker: ctx.url("/study-visit/worker.js"),
    })
}

/// The unit with a number of the round.
fn unit_of<'a>(inside: &'a Inside, form: &Form) -> Result<&'a study_unit::Model, Problem> {
    let number: usize = form.get("contract").parse().unwrap_or(0);
    let at = number.checked_sub(1).ok_or(Problem::NotFound)?;
    inside.units.get(at).ok_or(Problem::NotFound)
}

fn asked(ctx: &Ctx, (inside, secret): (&Inside, &str), form: &Form) -> Result<AnswerPage, Problem> {
    let unit = unit_of(inside, form)?;
    let number = form.get("contract").to_owned();
    let outcome = if unit.state == STATES[0] { "" } else { unit.state.as_str() };
    let blank = Form::filled(ctx.lang, [("outcome", outcome)]);
    let list = outcomes(ctx, &blank);
    let page = drawn(ctx, (&inside.study, blank), ctx.url(&at(secret, "/write")));
    let lead = format!("{}. {}", place(ctx.lang, &inside.study, unit), page.lead);
    Ok(AnswerPage {
        lead,
        home: ctx.url(&at(secret, "")),
        worker: ctx.url("/study-visit/worker.js"),
        asked: (number, inside.study.row.id.to_string()),
        outcomes: list,
        ..page
    })
}

/// `GET /study-visit/{secret}/write?contract=`: the questions for one unit.
pub async fn write_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let inside = inside(&app, &ctx, &secret).await?;
    if unit_of(&inside, &form)?.state == STATES[1] {
        return Ok(see(&ctx, &at(&secret, ""), None));
    }
    html(&asked(&ctx, (&inside, &secret), &form)?)
}

/// `POST /study-visit/{secret}/write`: kept as typed. Of a unit that answered, nothing more is
/// kept.
pub async fn write_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let inside = inside(&app, &ctx, &secret).await?;
    let unit = unit_of(&inside, &form)?;
    let there = at(&secret, "");
    let mut tx = app.db.write(&inside.actor).await?;
    tx.audit(Entry::write("study-round", inside.round.row.id.0));
    if unit.state == STATES[1] {
        tx.commit().await?;
        return Ok(see(&ctx, &there, Some("studies-visit-before")));
    }
    tx.use_form(&form.key(), &ctx.url(&there)).await?;
    let study = &inside.study;
    let sheet = read_as_typed(&form, &study.plan.asked);
    let said = form.get("outcome").to_owned();
    // Who answered something answered, whatever was marked above; who answered nothing did not.
    let outcome = match said.as_str() {
        _ if !sheet.is_empty() => STATES[1],
        "refused" => STATES[2],
        _ => STATES[3],
    };
    unit::settle(&tx, &[unit.id], outcome).await?;
    if outcome == STATES[1] {
        let new = New { stratum: unit.stratum, how: HOWS[2], sheet };
        sheet::keep(&mut tx, study, &[new]).await?;
        if let Some(contact) = read_contact(&mut form, study, tx.today()) {
            sheet::keep_contact(&mut tx, study.row.id, &contact).await?;
        }
    }
    tx.commit().await?;
    Ok(see(&ctx, &there, Some("studies-visit-kept")))
}
