//! Sheets with codes: printed for the users of a service, plain or easy to read, and one shown on the
//! screen for whoever wants to answer by phone at once.

use super::SurveyId;
use super::content::Question;
use super::frame::{self, HOME, Press, bg, service_choices};
use super::paper;
use super::question::{FACES, easy_values, grouped, has_faces, of_version, values, words};
use super::sheet::{self, MOST_COPIES};
use super::survey::{self, Survey};
use super::survey_page::BACK;
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::store::Tx;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, html, qr_rows, qr_svg, see};
use serde_json::{Value, json};
use ui::Lang;

/// Versions of a sheet; words have the key `voices-version-<code>`.
const VERSIONS: [&str; 2] = ["plain", "easy"];
/// How it is given out; words have the key `voices-give-<code>`.
const WAYS: [&str; 2] = ["print", "screen"];

/// A survey with its services.
///
/// # Errors
/// When there is no such survey.
pub async fn with_services(tx: &Tx, id: SurveyId) -> Result<(Survey, Vec<Service>), Problem> {
    let survey = survey::survey(tx, id).await?;
    let ids: Vec<ServiceId> =
        survey::subjects(tx, id).await?.into_iter().map(|row| row.service_id).collect();
    let mut known = services::by_ids(tx, &ids).await?;
    let found = ids.iter().filter_map(|id| known.remove(id)).collect();
    Ok((survey, found))
}

fn shown(
    ctx: &Ctx,
    form: &Form,
    (survey, all): (&Survey, &[Service]),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let services = (ctx.t("voices-column-service").into_owned(), service_choices(all));
    let copies = ctx.ta("voices-copies", &[("most", MOST_COPIES)]).into_owned();
    let act = Act::new("voices-sheets-do", "/sheets", "voices-sheets-do")
        .lead(ctx.t("voices-sheets-lead"))
        .choice(both, "service", services)
        .one(both, "way", ("voices-column-give", &WAYS), |code| format!("voices-give-{code}"))
        .one(both, "version", ("voices-column-version", &VERSIONS), |code| {
            format!("voices-version-{code}")
        })
        .said(both, "copies", copies);
    let page = frame::page(ctx, ctx.t("voices-sheets-do"), BACK);
    let home = format!("{HOME}/surveys/{}", survey.row.id);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// `GET /voices/surveys/{id}/sheets`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (survey, all) = with_services(&tx, id).await?;
    tx.audit(audit::Entry::read("voice-survey", id.0));
    tx.commit().await?;
    let values = [("copies", "20"), ("way", WAYS[0]), ("version", VERSIONS[0])];
    shown(&ctx, &Form::filled(ctx.lang, values), (&survey, &all))
}

/// A question as the sheet prints it.
fn printed((number, question): (usize, &Question), is_easy: bool) -> Value {
    let faces = has_faces(question, is_easy);
    let options: Vec<String> = match (faces, is_easy) {
        (true, _) => FACES.iter().map(|code| bg(&format!("voices-face-{code}"))).collect(),
        (false, true) => {
            easy_values(question).iter().map(|one| words(question, one, Lang::Bg)).collect()
        }
        (false, false) => {
            values(question).iter().map(|one| words(question, one, Lang::Bg)).collect()
        }
    };
    let text = if is_easy { &question.easy } else { &question.text };
    let kind = if faces { "faces" } else { question.kind.as_str() };
    json!({ "number": number, "text": text, "kind": kind, "options": options })
}

/// What the printer is given for some codes.
#[must_use]
pub fn data(
    press: &Press,
    (survey, service): (&Survey, &str),
    (codes, is_easy): (&[String], bool),
) -> Value {
    let copy = |code: &String| {
        let address = press.open("survey", code);
        json!({ "code": grouped(code), "matrix": qr_rows(&address) })
    };
    let mut data = press.frame(&survey.row.title, "");
    data["about"] = service.into();
    data["easy"] = is_easy.into();
    let lead = if is_easy { bg("voices-easy-lead") } else { survey.asked.lead.clone() };
    data["lead"] = format!("{lead}\n{}", bg("voices-sheet-how")).into();
    data["thanks"] = bg("voices-sheet-thanks").into();
    // The easy version leaves questions out and keeps the numbers of the others: a clerk types by them.
    let asked = of_version(&survey.asked, is_easy);
    data["questions"] = asked.into_iter().map(|one| printed(one, is_easy)).collect();
    data["copies"] = codes.iter().map(copy).collect();
    data
}

#[derive(Template)]
#[template(path = "voices/hand.html")]
struct HandPage {
    page: ui::Page,
    service: String,
    address: String,
    code: String,
    qr: String,
    back: String,
}

/// `POST /voices/surveys/{id}/sheets`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let press = Press::here(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let (survey, all) = with_services(&tx, id).await?;
    let asked: Option<ServiceId> = form.parsed("service", "form-choose");
    let service = asked.and_then(|id| all.iter().find(|one| one.id == id));
    if asked.is_some() && service.is_none() {
        form.wrong("service", "form-choose");
    }
    let is_print = chosen(&mut form, "way", &WAYS) == WAYS[0];
    let is_easy = chosen(&mut form, "version", &VERSIONS) == VERSIONS[1];
    let copies: Option<u32> = form.parsed("copies", "voices-wrong-copies");
    if copies.is_some_and(|copies| !(1..=MOST_COPIES).contains(&copies)) {
        form.wrong("copies", "voices-wrong-copies");
    }
    let (Some(service), Some(copies), true) = (service, copies, form.ok()) else {
        tx.audit(audit::Entry::refused("voice-codes"));
        tx.commit().await?;
        return shown(&ctx, &form, (&survey, &all));
    };
    let home = format!("{HOME}/surveys/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let copies = if is_print { copies } else { 1 };
    let codes = sheet::give_out(&mut tx, &survey, (service.id, copies, is_easy)).await?;
    if is_print {
        let data = data(&press, (&survey, &service.name), (&codes, is_easy));
        paper::add(&mut tx, &press, (paper::SHEETS, id.0, data)).await?;
        tx.commit().await?;
        return Ok(see(&ctx, &home, Some("voices-sheets-made")));
    }
    tx.commit().await?;
    let code = codes.into_iter().next().ok_or(Problem::NotFound)?;
    let address = press.open("survey", &code);
    html(&HandPage {
        page: frame::page(&ctx, ctx.t("voices-hand"), BACK),
        service: service.name.clone(),
        qr: qr_svg(&address),
        address,
        code: grouped(&code),
        back: ctx.url(&home),
    })
}
