//! Rounds in the office: an interviewer is given units and an address, and what came of it.

use super::frame;
use super::hand::{self, Handed};
use super::round::{self, Round};
use super::sheets_page::{place, strata, wanted};
use super::store::study_unit;
use super::study::{self, Study};
use super::study_page::{above, home};
use super::table::{Cell, Line, Part, Thing};
use super::unit::{self, MOST_GIVEN, STATES};
use super::visit_page::at;
use super::{RoundId, StudyId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use ui::Link;

/// The colour of how a unit answered.
#[must_use]
pub fn colour(state: &str) -> &'static str {
    match state {
        "answered" => "green",
        "refused" => "red",
        "absent" => "yellow",
        _ => "grey",
    }
}

fn page_of(id: RoundId) -> String {
    format!("{}/study-rounds/{id}", frame::HOME)
}

fn shown(ctx: &Ctx, form: &Form, one: &Study) -> Result<Response, Problem> {
    let both = (ctx, form);
    let count = ctx.ta("studies-count", &[("most", MOST_GIVEN)]).into_owned();
    let act = Act::new("studies-round-new", "/round", "ui-save")
        .lead(ctx.t("studies-round-lead"))
        .line(both, "interviewer", "studies-column-interviewer")
        .among(both, "stratum", ("studies-column-stratum", strata(one)))
        .said(both, "count", count);
    let page = frame::page(ctx, ctx.t("studies-round-new"), &above(one));
    act.shown(ctx, Around { page, home: home(one.row.id), version: 0 }, form)
}

/// `GET /studies/{id}/round`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    tx.audit(Entry::read("study", id.0));
    tx.commit().await?;
    let values = [("count", "12"), ("stratum", "0")];
    shown(&ctx, &Form::filled(ctx.lang, values), &one)
}

/// `POST /studies/{id}/round`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<StudyId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = study::study(&tx, id).await?;
    let interviewer = form.required("interviewer", frame::LINE);
    let Some((stratum, count)) = wanted(&mut form, &one) else {
        tx.audit(Entry::refused("study-round"));
        tx.commit().await?;
        return shown(&ctx, &form, &one);
    };
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    let made = round::add(&mut tx, &one, (&interviewer, stratum, count)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &page_of(made), Some("studies-done")))
}

/// A unit of the list as a row.
#[must_use]
pub fn unit_line(ctx: &Ctx, one: &Study, unit: &study_unit::Model) -> Line {
    Line {
        href: String::new(),
        cells: vec![Cell::new(place(ctx.lang, one, unit))],
        word: ctx.t(&format!("studies-unit-{}", unit.state)).into_owned(),
        colour: colour(&unit.state),
    }
}

/// The rounds of a study as a table of its page.
#[must_use]
pub fn part(ctx: &Ctx, rounds: &[Round]) -> Part {
    let line = |one: &Round| Line {
        href: ctx.url(&page_of(one.row.id)),
        cells: vec![
            Cell::new(one.content.interviewer.clone()),
            Cell::day(Some(one.row.made_at.day())),
        ],
        ..Line::default()
    };
    let lines = rounds.iter().map(line).collect();
    Part::new(ctx, "studies-rounds", &["interviewer", "day"], lines)
}

async fn behind(
    app: &App,
    ctx: &Ctx,
    id: RoundId,
) -> Result<(Round, Study, Vec<study_unit::Model>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let round = round::round(&tx, id).await?;
    let one = study::study(&tx, round.row.study_id).await?;
    let units = unit::of_round(&tx, id).await?;
    tx.audit(Entry::read("study-round", id.0));
    tx.commit().await?;
    Ok((round, one, units))
}

/// `GET /studies/study-rounds/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RoundId>,
) -> Result<Response, Problem> {
    let (round, one, units) = behind(&app, &ctx, id).await?;
    let title = round.content.interviewer;
    let page = frame::page(&ctx, title.clone(), &above(&one));
    let mut thing = Thing::new(page, title);
    thing.number = one.period();
    let done = units.iter().filter(|unit| unit.state != STATES[0]).count();
    let args = [("done", done), ("all", units.len())];
    thing.say(&ctx, "studies-visited", ctx.ta("studies-visited-of", &args));
    if ctx.actor.may(WRITE) && one.state(app.today()).takes() {
        let address = ctx.url(&format!("{}/address", page_of(id)));
        thing.actions.push(Link::new(address, ctx.t("studies-round-address")));
    }
    let lines = units.iter().map(|unit| unit_line(&ctx, &one, unit)).collect();
    thing.parts.push(Part::new(&ctx, "studies-units", &["unit"], lines));
    thing.shown()
}

/// `GET /studies/study-rounds/{id}/address`: for the tablet or the phone of the interviewer.
pub async fn address(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<RoundId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (round, one, _) = behind(&app, &ctx, id).await?;
    if !one.state(app.today()).takes() {
        return Err(Problem::Impossible("studies-refused-over"));
    }
    let tx = app.db.read(&ctx.actor).await?;
    let path = ctx.url(&at(&round::secret(&tx, id)?, ""));
    tx.rollback().await;
    let address = format!("{}{path}", app.kit.origin(&headers));
    let lead = ctx.t("studies-round-address-lead").into_owned();
    let back = (page_of(id), round.content.interviewer);
    let title = "studies-round-address";
    hand::shown(&ctx, Handed { title, lead, address, code: String::new(), back })
}
