//! Studies on the screen: the list, the page of one with what can be done, its units, closing.

use super::frame::{self, HOME, decimal, percent};
use super::paper::{self, Made};
use super::round::{self, Round};
use super::round_page::{self, unit_line};
use super::store::study::Model;
use super::study::{self, State, Study, state_of};
use super::table::{self, Cell, Line, List, Part, Thing};
use super::unit::{self, STATES};
use super::{StudyId, WRITE, interval};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, list_address, see};
use std::collections::HashMap;
use ui::Link;

const COLUMNS: [&str; 5] = ["title", "method", "from-day", "to-day", "answers"];

/// The page of a study.
#[must_use]
pub fn home(id: StudyId) -> String {
    format!("{HOME}/{id}")
}

/// What stands above the pages of a study.
#[must_use]
pub fn above(one: &Study) -> Vec<(String, String)> {
    vec![(home(one.row.id), one.row.title.clone())]
}

fn line(ctx: &Ctx, (row, today): (&Model, Day), counts: &HashMap<StudyId, i64>) -> Line {
    let state = state_of(row, today);
    Line {
        href: ctx.url(&home(row.id)),
        cells: vec![
            Cell::new(row.title.clone()),
            Cell::new(ctx.t(&format!("studies-method-{}", row.method))),
            Cell::day(Some(row.starts_on)),
            Cell::day(Some(row.ends_on)),
            Cell::number(counts.get(&row.id).copied().unwrap_or(0)),
        ],
        word: ctx.t(&format!("studies-state-{}", state.code())).into_owned(),
        colour: state.colour(),
    }
}

async fn listed(app: &App, ctx: &Ctx, (form, what): (&Form, Entry)) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let today = tx.today();
    let rows = study::studies(&tx).await?;
    let counts = study::counts(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let asked = form.get("state");
    let fits = |row: &&Model| asked.is_empty() || state_of(row, today).code() == asked;
    Ok(rows.iter().filter(fits).map(|row| line(ctx, (row, today), &counts)).collect())
}

/// `GET /studies?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = listed(&app, &ctx, (&form, Entry::list("study"))).await?;
    let mut list = List::new(("", "studies-title"), &COLUMNS, lines);
    list.lead = ctx.t("studies-lead").into_owned();
    let codes = State::ALL.map(State::code);
    list.states = choices(&ctx, &codes, form.get("state"), |code| format!("studies-state-{code}"));
    list.file = ".csv".to_owned();
    list.empty = "studies-empty-list";
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&format!("{HOME}/new"));
        list.actions.push(Link::new(new, ctx.t("studies-new")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /studies.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::new("print", "study", "list");
    let lines = listed(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "studies"), lines)
}

fn actions(ctx: &Ctx, one: &Study, today: Day) -> Vec<Link> {
    let at = |rest: &str, key: &str| {
        Link::new(ctx.url(&format!("{}{rest}", home(one.row.id))), ctx.t(key))
    };
    let state = one.state(today);
    let mut all = Vec::new();
    if state == State::Closed {
        all.push(at("/results", "studies-results"));
        all.push(at("/cross", "studies-cross"));
    }
    if !ctx.actor.may(WRITE) {
        return all;
    }
    if one.row.is_named {
        all.push(at("/contacts", "studies-contacts"));
    }
    if state == State::Closed {
        all.push(at("/weights", "studies-weights"));
        all.push(at("/answers", "studies-answers-file"));
        return all;
    }
    if one.drawn() > 0 {
        all.push(at("/sheets", "studies-sheets-do"));
        all.push(at("/round", "studies-round-new"));
    }
    if one.row.is_open {
        all.push(at("/link", "studies-link"));
    }
    if state.takes() {
        all.push(at("/enter", "studies-enter"));
        all.push(at("/close", "studies-close"));
    }
    all
}

/// What is known of a study besides its plan.
struct Known {
    tally: Vec<(i32, String, i64)>,
    answers: i64,
    rounds: Vec<Round>,
    papers: Vec<Made>,
}

impl Known {
    /// Units of a stratum, or of all, in a state.
    fn units(&self, stratum: Option<i32>, state: &str) -> i64 {
        let fits = |row: &&(i32, String, i64)| stratum.is_none_or(|at| at == row.0);
        self.tally.iter().filter(fits).filter(|row| row.1 == state).map(|row| row.2).sum()
    }
}

fn strata(ctx: &Ctx, (one, known): (&Study, &Known)) -> Part {
    let line = |(at, stratum): (usize, &super::sample::Stratum)| {
        let number = i32::try_from(at).unwrap_or(i32::MAX);
        let count = |state: &str| Cell::number(known.units(Some(number), state));
        let units = ctx.url(&format!("{}/units", home(one.row.id)));
        Line {
            href: list_address(&units, &[("stratum", at.to_string().as_str())]),
            cells: vec![
                Cell::new(stratum.name.clone()),
                Cell::number(stratum.size),
                Cell::number(stratum.drawn),
                count(STATES[1]),
                count(STATES[2]),
                count(STATES[3]),
                count(STATES[0]),
            ],
            ..Line::default()
        }
    };
    let lines = one.plan.strata.iter().enumerate().map(line).collect();
    let columns = ["stratum", "size", "drawn", "answered", "refused", "absent", "waiting"];
    Part::new(ctx, "studies-strata", &columns, lines)
}

/// The papers of a study as a table.
fn papers(ctx: &Ctx, all: &[Made]) -> Part {
    let line = |one: &Made| Line {
        href: ctx.url(&format!("{HOME}/study-papers/{}", one.id)),
        cells: vec![
            Cell::new(one.number.clone()),
            Cell::new(ctx.t(&format!("studies-paper-{}", one.kind))),
            Cell::day(Some(one.day)),
        ],
        ..Line::default()
    };
    let lines = all.iter().map(line).collect();
    Part::new(ctx, "studies-papers", &["number", "kind", "day"], lines)
}

/// How the sample was made, step by step: with it anybody draws the same.
fn how(ctx: &Ctx, one: &Study) -> Vec<String> {
    let drawn = one.drawn();
    if drawn == 0 {
        return vec![ctx.t("studies-how-none").into_owned()];
    }
    let people = one.population();
    let asked = usize::try_from(drawn).unwrap_or(usize::MAX);
    let left = interval::unasked(asked, Some(people));
    let error = interval::share(0.5, asked as f64, left, interval::SURE);
    let allocation = ctx.t(&format!("studies-allocation-{}", one.plan.allocation));
    let step = |key: &str, args: &[(&str, String)]| ctx.ta(key, args).into_owned();
    vec![
        step("studies-how-size", &[("people", people.to_string()), ("drawn", drawn.to_string())]),
        step("studies-how-shared", &[("allocation", allocation.into_owned())]),
        step("studies-how-seed", &[("seed", one.plan.seed.clone())]),
        step("studies-how-error", &[("error", decimal((error.high - 0.5) * 100.0, 1))]),
    ]
}

fn facts(ctx: &Ctx, thing: &mut Thing, (one, known): (&Study, &Known)) {
    let method = ctx.t(&format!("studies-method-{}", one.row.method));
    thing.say(ctx, "studies-column-method", method);
    let population = thing.page.number(one.population());
    thing.say(ctx, "studies-population", population);
    thing.say(ctx, "studies-source", one.plan.source.clone());
    let drawn = thing.page.number(one.drawn());
    thing.say(ctx, "studies-drawn", drawn);
    thing.say(ctx, "studies-seed", one.plan.seed.clone());
    let answers = thing.page.number(known.answers);
    thing.say(ctx, "studies-column-answers", answers);
    let answered = known.units(None, STATES[1]);
    if one.drawn() > 0 {
        let rate = percent(answered as f64 / one.drawn() as f64);
        let args = [("answered", answered.to_string()), ("rate", rate)];
        thing.say(ctx, "studies-rate", ctx.ta("studies-rate-of", &args));
    }
    thing.say(ctx, "studies-column-edition", one.row.edition.to_string());
    let closed = one.row.closed_on.map(Day::bg).unwrap_or_default();
    thing.say(ctx, "studies-closed-on", closed);
}

/// `GET /studies/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    let known = Known {
        tally: unit::tally(&tx, id).await?,
        answers: study::counts(&tx).await?.get(&id).copied().unwrap_or(0),
        rounds: round::rounds(&tx, id).await?,
        papers: paper::about(&tx, id.0).await?,
    };
    tx.audit(Entry::read("study", id.0));
    tx.commit().await?;
    let today = app.today();
    let state = one.state(today);
    let title = one.row.title.clone();
    let mut thing = Thing::new(frame::page(&ctx, title.clone(), &[]), title);
    thing.number = one.period();
    thing.state = ctx.t(&format!("studies-state-{}", state.code())).into_owned();
    thing.colour = state.colour();
    if state == State::Entering {
        thing.warnings.push(ctx.t("studies-warn-entering").into_owned());
    }
    thing.actions = actions(&ctx, &one, today);
    facts(&ctx, &mut thing, (&one, &known));
    thing.how = how(&ctx, &one);
    thing.parts.push(strata(&ctx, (&one, &known)));
    thing.parts.push(round_page::part(&ctx, &known.rounds));
    thing.parts.push(papers(&ctx, &known.papers));
    thing.shown()
}

/// `GET /studies/{id}/units?stratum=&state=`: what was drawn.
pub async fn units(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    let rows = unit::units(&tx, id).await?;
    tx.audit(Entry::read("study", id.0));
    tx.commit().await?;
    let stratum: Option<i32> = form.get("stratum").parse().ok();
    let state = form.get("state");
    let own = rows.iter().filter(|row| stratum.is_none_or(|at| at == row.stratum));
    let own = own.filter(|row| state.is_empty() || row.state == state);
    let lines = own.map(|row| unit_line(&ctx, &one, row)).collect();
    let rest = format!("/{id}/units");
    let mut list = List::new((&rest, "studies-units"), &["unit"], lines);
    list.lead = one.row.title.clone();
    list.states = choices(&ctx, &STATES, state, |code| format!("studies-unit-{code}"));
    list.kept = form.get("stratum").to_owned();
    list.actions.push(Link::new(ctx.url(&home(id)), ctx.t("ui-back")));
    table::shown(&ctx, form.clone(), list)
}

fn close_shown(ctx: &Ctx, form: &Form, one: &Study) -> Result<Response, Problem> {
    let act = Act::new("studies-close", "/close", "studies-close")
        .lead(ctx.t("studies-close-lead"))
        .grave();
    let page = frame::page(ctx, ctx.t("studies-close"), &above(one));
    act.shown(ctx, Around { page, home: home(one.row.id), version: one.row.version }, form)
}

/// `GET /studies/{id}/close`.
pub async fn close_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    tx.audit(Entry::read("study", id.0));
    tx.commit().await?;
    close_shown(&ctx, &Form::empty(ctx.lang), &one)
}

/// `POST /studies/{id}/close`.
pub async fn close_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut one = study::study(&tx, id).await?;
    one.row.version = form.version_or(one.row.version);
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    study::close(&mut tx, &one).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("studies-closed")))
}
