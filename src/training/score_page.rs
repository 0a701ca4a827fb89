//! Evaluation on the screen: change of what participants know as table and bars, what they think of the
//! seminar, a participant's answers, a sheet without a name.

use super::chart::{Chart, Pair};
use super::frame::{self, HOME};
use super::load::{self, Seminar};
use super::question::{self, Question};
use super::score::{self, LEAST_SHOWN, PHASES, SCORES, SEMINAR, SUPERVISION, Sum, hundredths};
use super::table::{self, Cell, Line, Part};
use super::{InvitedId, SeminarId, SupervisionId};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, html, see};
use std::collections::BTreeMap;
use ui::{Choice, Link};

const CHANGE: [&str; 5] = ["question", "before", "after", "change", "answers"];
const RATED: [&str; 9] =
    ["question", "one", "two", "three", "four", "five", "six", "mean", "answers"];
const BACK: (&str, &str) = ("", "training-seminars");

fn mean(sum: Sum) -> String {
    sum.mean().map(hundredths).unwrap_or_default()
}

/// The change of what participants know, a line for each question.
fn change_lines(
    ctx: &Ctx,
    (questions, sums): (&[Question], &BTreeMap<String, [Sum; 2]>),
) -> (Vec<Line>, Vec<Pair>) {
    let (mut lines, mut pairs) = (Vec::new(), Vec::new());
    for one in questions {
        let Some([before, after]) = sums.get(&one.code).copied() else { continue };
        let means = [before.mean(), after.mean()];
        let change = means[0].zip(means[1]).map(|(before, after)| after - before);
        let label = (pairs.len() + 1).to_string();
        lines.push(Line {
            cells: vec![
                Cell::new(format!("{label}. {}", one.words(ctx.lang))),
                Cell::new(mean(before)),
                Cell::new(mean(after)),
                Cell::new(change.map(hundredths).unwrap_or_default()),
                Cell::new(format!("{} / {}", before.count, after.count)),
            ],
            ..Line::default()
        });
        pairs.push(Pair { label, means });
    }
    (lines, pairs)
}

/// What a seminar or a supervision was given, a line for each question; too few are not shown.
fn rated_lines(
    ctx: &Ctx,
    (questions, counts): (&[Question], &BTreeMap<String, [i32; 6]>),
) -> Vec<Line> {
    let line = |one: &Question| {
        let own = counts.get(&one.code)?;
        let sum = score::sum_of(own);
        if sum.count < LEAST_SHOWN {
            return None;
        }
        let mut cells = vec![Cell::new(one.words(ctx.lang))];
        cells.extend(own.iter().map(|count| Cell::number(*count)));
        cells.push(Cell::new(mean(sum)));
        cells.push(Cell::number(sum.count));
        Some(Line { cells, ..Line::default() })
    };
    questions.iter().filter_map(line).collect()
}

/// What a supervision was given, as a part of its page.
///
/// # Errors
/// When the database does not answer.
pub async fn guided_part(tx: &Tx, ctx: &Ctx, id: SupervisionId) -> Result<Part, StoreError> {
    let mut questions = question::all(tx).await?;
    questions.retain(|one| one.phase == question::PHASES[2]);
    let counts = score::ratings(tx, (SUPERVISION, id.0)).await?;
    let lines = rated_lines(ctx, (&questions, &counts));
    let mut part = Part::new(ctx, "training-rating-guided", &RATED, lines);
    part.empty = ctx.ta("training-empty-rating", &[("count", LEAST_SHOWN)]).into_owned();
    Ok(part)
}

#[derive(Template)]
#[template(path = "training/scores.html")]
struct ScoresPage {
    page: ui::Page,
    chart: String,
    parts: Vec<Part>,
    links: Vec<Link>,
}

/// `GET /training/seminars/{id}/scores`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::seminar(&tx, id).await?;
    let questions = question::all(&tx).await?;
    let sums = score::changes(&tx, id).await?;
    let counts = score::ratings(&tx, (SEMINAR, id.0)).await?;
    tx.audit(audit::Entry::read("training-scores", id.0));
    tx.commit().await?;
    let (lines, pairs) = change_lines(&ctx, (&questions, &sums));
    let title = ctx.t("training-change").into_owned();
    let chart = Chart::new(title, ctx.t("training-change-hint").into_owned(), pairs);
    let mut change = Part::new(&ctx, "training-change", &CHANGE, lines);
    change.empty = ctx.t("training-empty-scores").into_owned();
    let mut rated =
        Part::new(&ctx, "training-rating", &RATED, rated_lines(&ctx, (&questions, &counts)));
    rated.empty = ctx.ta("training-empty-rating", &[("count", LEAST_SHOWN)]).into_owned();
    let at = |rest: &str, key: &str| {
        Link::new(ctx.url(&format!("{HOME}/seminars/{id}{rest}")), ctx.t(key))
    };
    let mut links = vec![at("", "training-to-seminar"), at("/scores.csv", "training-csv")];
    if ctx.actor.may(super::WRITE) {
        links.push(at("/rate", "training-rate"));
    }
    let title = format!("{}: {}", ctx.t("training-scores"), one.row.title);
    html(&ScoresPage {
        page: frame::page(&ctx, title, BACK),
        chart: chart.drawn().map_err(Problem::internal)?,
        parts: vec![change, rated],
        links,
    })
}

/// `GET /training/seminars/{id}/scores.csv`.
pub async fn csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    load::seminar(&tx, id).await?;
    let questions = question::all(&tx).await?;
    let sums = score::changes(&tx, id).await?;
    tx.audit(audit::Entry::print("training-scores", id.0));
    tx.commit().await?;
    let (lines, _) = change_lines(&ctx, (&questions, &sums));
    table::csv(&ctx, &form, (&CHANGE, "scores"), lines)
}

fn score_choices() -> Vec<Choice> {
    SCORES.iter().map(|score| Choice::new(*score, *score)).collect()
}

/// A select for each question.
fn asked(ctx: &Ctx, form: &Form, (act, questions): (Act, &[Question])) -> Act {
    let both = (ctx, form);
    let each = |act: Act, one: &Question| {
        let name = format!("score-{}", one.code);
        act.choice(both, &name, (one.words(ctx.lang).to_owned(), score_choices()))
    };
    questions.iter().fold(act, each)
}

/// A participant whose answers are typed.
struct Behind {
    seminar: Seminar,
    name: String,
    questions: Vec<Question>,
}

async fn behind(tx: &Tx, id: InvitedId) -> Result<Behind, Problem> {
    let row = load::invitation(tx, id).await?;
    let seminar = load::seminar(tx, row.seminar_id).await?;
    let name = frame::name_of(&frame::names(tx, [row.employee_id]).await?, row.employee_id);
    let questions = question::asked(tx, question::PHASES[0]).await?;
    Ok(Behind { seminar, name, questions })
}

fn shown(ctx: &Ctx, form: &Form, (id, behind): (InvitedId, &Behind)) -> Result<Response, Problem> {
    let act = Act::new("training-scores-type", "/scores", "ui-save")
        .lead(ctx.t("training-scores-lead"))
        .one((ctx, form), "phase", ("training-column-phase", &PHASES), |code| {
            format!("training-when-{code}")
        });
    let act = asked(ctx, form, (act, &behind.questions));
    let title = format!("{}: {}", ctx.t(act.title()), behind.name);
    let page = frame::page(ctx, title, BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/invited/{id}"), version: 0 }, form)
}

/// `GET /training/invited/{id}/scores`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InvitedId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    tx.audit(audit::Entry::read("training-scores", id.0));
    tx.commit().await?;
    shown(&ctx, &Form::empty(ctx.lang), (id, &behind))
}

/// `POST /training/invited/{id}/scores`: answers of a participant from a sheet of paper.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<InvitedId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let behind = behind(&tx, id).await?;
    let phase = chosen(&mut form, "phase", &PHASES);
    let answers = score::read(&mut form, &behind.questions);
    if !form.ok() {
        tx.audit(audit::Entry::read("training-scores", id.0));
        tx.commit().await?;
        return shown(&ctx, &form, (id, &behind));
    }
    let home = format!("{HOME}/seminars/{}/scores", behind.seminar.row.id);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let row = load::invitation(&tx, id).await?;
    score::put(&mut tx, &row, (&phase, &answers)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("training-done")))
}

fn rate_shown(
    ctx: &Ctx,
    form: &Form,
    (home, questions): (String, &[Question]),
) -> Result<Response, Problem> {
    let act = Act::new("training-rate", "/rate", "ui-save").lead(ctx.t("training-rate-lead"));
    let act = asked(ctx, form, (act, questions));
    let page = frame::page(ctx, ctx.t("training-rate"), BACK);
    act.shown(ctx, Around { page, home, version: 0 }, form)
}

/// What is rated: a seminar, or a supervision.
async fn rated_of(
    tx: &Tx,
    subject: (&'static str, i64),
) -> Result<(String, Vec<Question>), Problem> {
    let (kind, id) = subject;
    if kind == SEMINAR {
        let id = SeminarId(id);
        load::seminar(tx, id).await?;
        let questions = question::asked(tx, question::PHASES[1]).await?;
        return Ok((format!("{HOME}/seminars/{id}"), questions));
    }
    let id = SupervisionId(id);
    load::supervision(tx, id).await?;
    let questions = question::asked(tx, question::PHASES[2]).await?;
    Ok((format!("{HOME}/supervision/{id}"), questions))
}

async fn asks(app: &App, ctx: &Ctx, subject: (&'static str, i64)) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (home, questions) = rated_of(&tx, subject).await?;
    tx.audit(audit::Entry::read("training-rating", subject.1));
    tx.commit().await?;
    rate_shown(ctx, &Form::empty(ctx.lang), (home, &questions))
}

async fn adds(
    app: &App,
    ctx: &Ctx,
    (subject, mut form): ((&'static str, i64), Form),
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let (home, questions) = rated_of(&tx, subject).await?;
    let answers = score::read(&mut form, &questions);
    if !form.ok() {
        tx.audit(audit::Entry::read("training-rating", subject.1));
        tx.commit().await?;
        return rate_shown(ctx, &form, (home, &questions));
    }
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    score::rate(&mut tx, subject, &answers).await?;
    tx.commit().await?;
    Ok(see(ctx, &home, Some("training-done")))
}

/// `GET /training/seminars/{id}/rate`.
pub async fn rate_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
) -> Result<Response, Problem> {
    asks(&app, &ctx, (SEMINAR, id.0)).await
}

/// `POST /training/seminars/{id}/rate`: a sheet without a name.
pub async fn rate_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SeminarId>,
    form: Form,
) -> Result<Response, Problem> {
    adds(&app, &ctx, ((SEMINAR, id.0), form)).await
}

/// `GET /training/supervision/{id}/rate`.
pub async fn guided_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
) -> Result<Response, Problem> {
    asks(&app, &ctx, (SUPERVISION, id.0)).await
}

/// `POST /training/supervision/{id}/rate`: a sheet without a name.
pub async fn guided_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SupervisionId>,
    form: Form,
) -> Result<Response, Problem> {
    adds(&app, &ctx, ((SUPERVISION, id.0), form)).await
}
