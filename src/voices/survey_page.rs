//! Surveys on the screen: the list, planning, the page of one with what can be done, closing.

use super::complaint_page::paper_lines;
use super::form;
use super::frame::{self, HOME, LINE, open_services, service_choices};
use super::paper;
use super::sheet;
use super::store::voice_survey;
use super::survey::{self, NewSurvey, State, Survey};
use super::table::{self, Cell, Line, List, Part, Thing};
use super::{SurveyId, WRITE};
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, again, choices, html, see};
use std::collections::HashMap;
use ui::{Choice, Link};

const COLUMNS: [&str; 4] = ["title", "from-day", "to-day", "answers"];
/// The list that pages lead back to.
pub const BACK: (&str, &str) = ("/surveys", "voices-surveys");
/// So many services fit one survey, and its page.
const MOST_SERVICES: usize = 60;

fn state_of(row: &voice_survey::Model, today: Day) -> State {
    survey::state((row.starts_on, row.ends_on), row.closed_on, today)
}

fn line(
    ctx: &Ctx,
    (row, today): (&voice_survey::Model, Day),
    counts: &HashMap<SurveyId, i64>,
) -> Line {
    let state = state_of(row, today);
    Line {
        href: ctx.url(&format!("{HOME}/surveys/{}", row.id)),
        cells: vec![
            Cell::new(row.title.clone()),
            Cell::day(Some(row.starts_on)),
            Cell::day(Some(row.ends_on)),
            Cell::number(counts.get(&row.id).copied().unwrap_or(0)),
        ],
        word: ctx.t(&format!("voices-state-{}", state.code())).into_owned(),
        colour: state.colour(),
    }
}

async fn listed(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let today = tx.today();
    let rows = survey::surveys(&tx).await?;
    let counts = survey::counts(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let asked = form.get("state");
    let fits =
        |row: &&voice_survey::Model| asked.is_empty() || state_of(row, today).code() == asked;
    Ok(rows.iter().filter(fits).map(|row| line(ctx, (row, today), &counts)).collect())
}

/// `GET /voices/surveys?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = listed(&app, &ctx, (&form, audit::Entry::list("voice-survey"))).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("voices-surveys-lead").into_owned();
    let codes = State::ALL.map(State::code);
    list.states = choices(&ctx, &codes, form.get("state"), |code| format!("voices-state-{code}"));
    list.file = "/surveys.csv".to_owned();
    list.empty = "voices-empty-surveys";
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/surveys/new"));
        list.actions.push(Link::new(new, ctx.t("voices-survey-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /voices/surveys.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "voice-survey", "list");
    let lines = listed(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "surveys"), lines)
}

#[derive(Template)]
#[template(path = "voices/survey_form.html")]
struct SurveyForm {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    from: ui::DateField,
    to: ui::DateField,
    editions: Vec<Choice>,
    before: Vec<Choice>,
    services: Vec<Choice>,
}

/// What the form chooses from.
struct Choosing {
    editions: Vec<form::Form>,
    surveys: Vec<voice_survey::Model>,
    services: Vec<Service>,
}

impl Choosing {
    async fn load(tx: &kit::store::Tx) -> Result<Choosing, Problem> {
        Ok(Choosing {
            editions: form::newest(tx).await?,
            surveys: survey::surveys(tx).await?,
            services: open_services(tx).await?,
        })
    }
}

fn draw(ctx: &Ctx, form: Form, from: &Choosing) -> SurveyForm {
    let mut page = frame::page(ctx, ctx.t("voices-survey-new"), BACK);
    page.errors = form.errors();
    let edition = |one: &form::Form| {
        let is_chosen = form.get("form") == one.code;
        Choice::new(one.code.clone(), one.title.clone()).checked(is_chosen)
    };
    let before = |one: &voice_survey::Model| Choice::new(one.id.to_string(), one.title.clone());
    let service = |one: Choice| {
        let is_chosen = form.has_value("services", &one.value);
        one.checked(is_chosen)
    };
    SurveyForm {
        page,
        action: ctx.url(&format!("{HOME}/surveys/new")),
        back: ctx.url(&format!("{HOME}/surveys")),
        from: form.date_field("from"),
        to: form.date_field("to"),
        editions: from.editions.iter().map(edition).collect(),
        before: from.surveys.iter().take(20).map(before).collect(),
        services: service_choices(&from.services).into_iter().map(service).collect(),
        form,
    }
}

/// `GET /voices/surveys/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let from = Choosing::load(&tx).await?;
    tx.audit(audit::Entry::list("voice-form"));
    tx.commit().await?;
    html(&draw(&ctx, Form::empty(ctx.lang), &from))
}

/// What was typed; what is wrong stands beside the fields.
fn read<'a>(form: &mut Form, from: &'a Choosing) -> Option<(&'a form::Form, NewSurvey)> {
    let title = form.required("title", LINE);
    let code = form.required("form", 40);
    let edition = from.editions.iter().find(|one| one.code == code);
    if edition.is_none() && !code.is_empty() {
        form.wrong("form", "form-choose");
    }
    let days = (form.day("from"), form.day("to"));
    if let (Some(first), Some(last)) = days
        && last < first
    {
        form.wrong("to", "voices-wrong-period");
    }
    let before: Option<SurveyId> = form.parsed_optional("before", "form-choose");
    if let Some(id) = before
        && !from.surveys.iter().any(|one| one.id == id && one.code == code)
    {
        form.wrong("before", "voices-wrong-before");
    }
    let chosen: Vec<(ServiceId, _)> = from
        .services
        .iter()
        .filter(|one| form.has_value("services", &one.id.to_string()))
        .map(|one| (one.id, one.provider_id))
        .collect();
    if chosen.is_empty() || chosen.len() > MOST_SERVICES {
        form.wrong("services", "voices-wrong-services");
    }
    let (Some(edition), (Some(first), Some(last)), true) = (edition, days, form.ok()) else {
        return None;
    };
    Some((edition, NewSurvey { title, days: (first, last), before, services: chosen }))
}

/// `POST /voices/surveys/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let from = Choosing::load(&tx).await?;
    let Some((edition, new)) = read(&mut form, &from) else {
        tx.audit(audit::Entry::refused("voice-survey"));
        tx.commit().await?;
        return again(&draw(&ctx, form, &from));
    };
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/surveys"))).await?;
    let id = survey::add(&mut tx, edition, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/surveys/{id}"), Some("voices-done")))
}

fn actions(ctx: &Ctx, one: &Survey, today: Day) -> Vec<Link> {
    let at = |rest: &str, key: &str| {
        Link::new(ctx.url(&format!("{HOME}/surveys/{}{rest}", one.row.id)), ctx.t(key))
    };
    let state = one.state(today);
    let mut all = Vec::new();
    if state == State::Closed {
        all.push(at("/results", "voices-results"));
    }
    if !ctx.actor.may(WRITE) {
        return all;
    }
    if matches!(state, State::Planned | State::Open) {
        all.push(at("/sheets", "voices-sheets-do"));
    }
    if matches!(state, State::Open | State::Entering) {
        all.push(at("/enter", "voices-enter"));
        all.push(at("/talk", "voices-talk"));
        all.push(at("/close", "voices-close"));
    }
    all
}

/// `GET /voices/surveys/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = survey::survey(&tx, id).await?;
    let subjects = survey::subjects(&tx, id).await?;
    let ids: Vec<ServiceId> = subjects.iter().map(|row| row.service_id).collect();
    let known = services::by_ids(&tx, &ids).await?;
    let [given, used] = sheet::given_out(&tx, &one).await?;
    let counts = survey::counts(&tx).await?;
    let papers = paper::about(&tx, id.0).await?;
    tx.audit(audit::Entry::read("voice-survey", id.0));
    tx.commit().await?;
    let today = app.today();
    let state = one.state(today);
    let title = one.row.title.clone();
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), BACK), title);
    thing.number = one.period();
    thing.state = ctx.t(&format!("voices-state-{}", state.code())).into_owned();
    thing.colour = state.colour();
    if state == State::Entering {
        thing.warnings.push(ctx.t("voices-warn-entering").into_owned());
    }
    thing.actions = actions(&ctx, &one, today);
    let answers = counts.get(&id).copied().unwrap_or(0).to_string();
    thing.say(&ctx, "voices-column-answers", answers);
    thing.say(&ctx, "voices-sheets-given", given.to_string());
    thing.say(&ctx, "voices-sheets-used", used.to_string());
    thing.say(&ctx, "voices-column-edition", one.row.edition.to_string());
    let line = |id: &ServiceId| {
        let found = known.get(id);
        let cell = |text: Option<String>| Cell::new(text.unwrap_or_default());
        let cells = vec![
            cell(found.map(|one| one.name.clone())),
            cell(found.map(|one| one.provider.clone())),
        ];
        Line { href: ctx.url(&format!("/services/{id}")), cells, ..Line::default() }
    };
    let lines = ids.iter().map(line).collect();
    thing.parts.push(Part::new(&ctx, "voices-services", &["service", "provider"], lines));
    let lines = paper_lines(&ctx, &papers);
    thing.parts.push(Part::new(&ctx, "voices-papers", &["number", "kind", "day"], lines));
    if let Some(before) = one.row.before_id {
        let path = format!("{HOME}/surveys/{before}");
        thing.links.push(Link::new(ctx.url(&path), ctx.t("voices-to-before")));
    }
    thing.shown()
}

fn close_shown(ctx: &Ctx, form: &Form, one: &Survey) -> Result<Response, Problem> {
    let act =
        Act::new("voices-close", "/close", "voices-close").lead(ctx.t("voices-close-lead")).grave();
    let page = frame::page(ctx, ctx.t("voices-close"), BACK);
    let home = format!("{HOME}/surveys/{}", one.row.id);
    act.shown(ctx, Around { page, home, version: one.row.version }, form)
}

/// `GET /voices/surveys/{id}/close`.
pub async fn close_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = survey::survey(&tx, id).await?;
    tx.audit(audit::Entry::read("voice-survey", id.0));
    tx.commit().await?;
    close_shown(&ctx, &Form::empty(ctx.lang), &one)
}

/// `POST /voices/surveys/{id}/close`.
pub async fn close_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SurveyId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = survey::survey(&tx, id).await?;
    one.row.version = form.version_or(one.row.version);
    let home = format!("{HOME}/surveys/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    survey::close(&mut tx, &one).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("voices-closed")))
}
