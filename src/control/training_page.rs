//! Training on the screen: sessions, who was invited and came, assistants with what they learnt.

use super::content::Session;
use super::frame::{self, HOME, TEXT, press};
use super::table::{self, Cell, Line, List};
use super::training::{self, KINDS, MOST, NewTraining, Trained, Training};
use super::{TrainingId, WRITE};
use crate::app::App;
use crate::assistance::{self, Pairs};
use crate::assistants::{self, AssistantId};
use crate::people::{self, PersonId};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, html, see};
use law::{Law, Minutes};
use std::collections::{HashMap, HashSet};
use ui::{Choice, Link};

const COLUMNS: [&str; 6] = ["training", "held", "hours", "invited", "came", "trainer"];
const PEOPLE: [&str; 5] = ["assistant", "village", "hours", "missed", "last-training"];
const BACK: (&str, &str) = ("/training", "control-training");
const SHOWN: [&str; 3] = ["behind", "trained", "known"];
/// Who is invited: all at work, or those who are behind.
const INVITED: [&str; 2] = ["behind", "all"];

fn hours(minutes: i32) -> String {
    Minutes(u32::try_from(minutes).unwrap_or(0)).to_string()
}

async fn sessions(app: &App, ctx: &Ctx, what: audit::Entry) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = training::trainings(&tx).await?;
    let counts = training::counts(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let today = app.today();
    let line = |one: &Training| {
        let row = &one.row;
        let of = |state: &str| counts.get(&(row.id, state.to_owned())).copied().unwrap_or(0);
        let (word, colour) = match row.state.as_str() {
            "held" => ("held", "green"),
            _ if row.held_on <= today => ("to-note", "red"),
            _ => ("planned", "blue"),
        };
        Line {
            href: ctx.url(&format!("{HOME}/training/{}", row.id)),
            cells: vec![
                Cell::new(one.content.name.clone()),
                Cell::day(Some(row.held_on)),
                Cell::new(hours(row.minutes)),
                Cell::number(of("invited") + of("came") + of("absent")),
                Cell::number(of("came")),
                Cell::new(one.content.trainer.clone()),
            ],
            word: ctx.t(&format!("control-training-state-{word}")).into_owned(),
            colour,
        }
    };
    Ok(all.iter().map(line).collect())
}

/// `GET /control/training`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let lines = sessions(&app, &ctx, audit::Entry::list("control-training")).await?;
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = format!("{} {}", ctx.t("control-training-lead"), ground(&law));
    list.file = "/training.csv".to_owned();
    list.empty = "control-empty-training";
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/control/training/new");
        list.actions.push(Link::new(new, ctx.t("control-training-new")));
    }
    list.actions.push(Link::new(ctx.url("/control/trained"), ctx.t("control-trained")));
    table::shown(&ctx, form, list)
}

/// The articles behind training.
fn ground(law: &Law) -> String {
    let rule = |code: &&str| law.book().newest(&format!("control.training.{code}")).ok();
    let articles = KINDS.iter().filter_map(rule).flat_map(|rule| rule.articles.clone());
    format!("({})", articles.collect::<Vec<_>>().join("; "))
}

/// `GET /control/training.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "control-training", "list");
    let lines = sessions(&app, &ctx, what).await?;
    table::csv(&ctx, &form, (&COLUMNS, "training"), lines)
}

async fn assistants_lines(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let pairs = assistance::pairs(&tx, Pairs::Open).await?;
    let mut all = training::trained(&tx, &pairs).await?;
    let ids: Vec<PersonId> = all.iter().map(|one| one.person).collect();
    let heads = people::heads(&tx, &ids).await?;
    let villages = people::settlements_of(&tx, &ids, app.today()).await?;
    tx.audit(what);
    tx.commit().await?;
    let asked = form.get("state");
    all.retain(|one| asked.is_empty() || one.learnt.word().0 == asked);
    let line = |one: &Trained| {
        let (word, colour) = one.learnt.word();
        let name = heads.get(&one.person).map(|head| head.name.clone()).unwrap_or_default();
        Line {
            href: ctx.url(&format!("/assistants/{}", one.assistant)),
            cells: vec![
                Cell::new(name),
                Cell::new(villages.get(&one.person).cloned().unwrap_or_default()),
                Cell::new(Minutes(one.learnt.minutes).to_string()),
                Cell::number(one.learnt.missed),
                Cell::day(one.last_on),
            ],
            word: ctx.t(&format!("control-learnt-{word}")).into_owned(),
            colour,
        }
    };
    Ok(all.iter().map(line).collect())
}

/// `GET /control/trained?state=`: assistants at work with what they learnt.
pub async fn people(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::list("control-training");
    let lines = assistants_lines(&app, &ctx, (&form, what)).await?;
    let mut list = List::new(("/trained", "control-trained"), &PEOPLE, lines);
    list.lead = ctx.t("control-trained-lead").into_owned();
    list.states = choices(&ctx, &SHOWN, form.get("state"), |code| format!("control-learnt-{code}"));
    list.file = "/trained.csv".to_owned();
    table::shown(&ctx, form, list)
}

/// `GET /control/trained.csv`.
pub async fn people_csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "control-training", "people");
    let lines = assistants_lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&PEOPLE, "trained"), lines)
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("control-training-new", "/new", "ui-save")
        .one(both, "kind", ("control-column-kind", &KINDS), |code| {
            format!("control-training-{code}")
        })
        .line(both, "name", "control-training-name")
        .day(both, "on", ("control-column-held", String::new()))
        .line(both, "hours", "control-training-hours")
        .line(both, "place", "control-place")
        .line(both, "trainer", "control-trainer")
        .area(both, "themes", ("control-themes", "control-themes-hint"))
        .one(both, "invited", ("control-invited", &INVITED), |code| {
            format!("control-invited-{code}")
        });
    let page = frame::page(ctx, ctx.t("control-training-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/training"), version: 0 }, form)
}

/// `GET /control/training/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut values = day_values("on", Some(app.today().plus(14)));
    values.push(("invited".to_owned(), INVITED[0].to_owned()));
    new_shown(&ctx, &Form::filled(ctx.lang, values))
}

/// `POST /control/training/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let kind = chosen(&mut form, "kind", &KINDS);
    let content = Session {
        name: form.required("name", 200),
        place: form.optional("place", 200),
        trainer: form.optional("trainer", 200),
        themes: form.required("themes", TEXT),
    };
    let on = form.day("on");
    let hours: u32 = form.parsed("hours", "control-wrong-number").unwrap_or(0);
    if form.ok() && !(1..=MOST / 60).contains(&hours) {
        form.wrong("hours", "control-wrong-number");
    }
    let whom = chosen(&mut form, "invited", &INVITED);
    let (Some(held_on), true) = (on, form.ok()) else { return new_shown(&ctx, &form) };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/control/training")).await?;
    let pairs = assistance::pairs(&tx, Pairs::Open).await?;
    let all = training::trained(&tx, &pairs).await?;
    let wanted = all.iter().filter(|one| whom == INVITED[1] || one.learnt.is_behind());
    let invited = wanted.map(|one| one.assistant).collect();
    let new = NewTraining { kind, held_on, minutes: hours * 60, content, invited };
    let id = training::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/training/{id}"), Some("control-done")))
}

#[derive(Template)]
#[template(path = "control/training.html")]
struct TrainingPage {
    page: ui::Page,
    number: String,
    state: String,
    colour: &'static str,
    pdf: String,
    facts: Vec<(String, String)>,
    themes: Vec<String>,
    form: Form,
    action: String,
    invited: Vec<Choice>,
    came: Vec<(String, String, &'static str)>,
}

/// Whether somebody came, in a word.
fn attendance(ctx: &Ctx, state: &str) -> (String, &'static str) {
    let colour = match state {
        "came" => "green",
        "absent" => "red",
        _ => "grey",
    };
    (ctx.t(&format!("control-attendance-{state}")).into_owned(), colour)
}

/// `GET /control/training/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TrainingId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = training::training(&tx, id).await?;
    let rows = training::invited(&tx, id).await?;
    let all = assistants::all(&tx, None).await?;
    let persons: HashMap<AssistantId, PersonId> =
        all.iter().map(|one| (one.id, one.person)).collect();
    let ids: Vec<PersonId> =
        rows.iter().filter_map(|row| persons.get(&row.assistant_id).copied()).collect();
    let heads = people::heads(&tx, &ids).await?;
    tx.audit(audit::Entry::read("control-training", id.0));
    tx.commit().await?;
    let name = |id: AssistantId| {
        let person = persons.get(&id).and_then(|person| heads.get(person));
        person.map(|head| head.name.clone()).unwrap_or_default()
    };
    let is_over = one.row.state == "held";
    let may_note = !is_over && one.row.held_on <= app.today() && ctx.actor.may(WRITE);
    let choice = |row: &super::store::control_attendance::Model| {
        Choice::new(row.assistant_id.to_string(), name(row.assistant_id))
    };
    let word = |row: &super::store::control_attendance::Model| {
        let (word, colour) = attendance(&ctx, &row.state);
        (name(row.assistant_id), word, colour)
    };
    let state = if is_over { "held" } else { "planned" };
    let facts = [
        ("control-column-kind", ctx.t(&format!("control-training-{}", one.row.kind)).into_owned()),
        ("control-column-held", one.row.held_on.bg()),
        ("control-training-hours", hours(one.row.minutes)),
        ("control-place", one.content.place.clone()),
        ("control-trainer", one.content.trainer.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let mut came: Vec<_> = rows.iter().map(word).collect();
    came.sort();
    let paper = one.row.paper_id.map(|id| ctx.url(&format!("{HOME}/papers/{id}")));
    html(&TrainingPage {
        page: frame::page(&ctx, one.content.name.clone(), BACK),
        number: one.row.held_on.bg(),
        state: ctx.t(&format!("control-training-state-{state}")).into_owned(),
        colour: if is_over { "green" } else { "blue" },
        pdf: paper.unwrap_or_default(),
        facts: facts.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        themes: one.content.themes.lines().map(str::to_owned).collect(),
        form: Form::empty(ctx.lang),
        action: ctx.url(&format!("{HOME}/training/{id}/came")),
        invited: if may_note { rows.iter().map(choice).collect() } else { Vec::new() },
        came,
    })
}

/// `POST /control/training/{id}/came`.
pub async fn came(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TrainingId>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Problem> {
    let press = press(&app, &ctx, &headers)?;
    let came: HashSet<AssistantId> =
        form.all("came").into_iter().filter_map(|id| id.parse().ok()).collect();
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/training/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let mut one = training::training(&tx, id).await?;
    one.row.version = form.version_or(one.row.version);
    training::came(&mut tx, &one, (&came, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}
