//! The list of rounds against double financing, also as a file, and the beginning of one that is due.

use super::frame::{self, HALF_YEAR, HOME, MONTHLY, reasons};
use super::round::{self, KINDS, RESULTS, Round};
use super::round_page::month_of;
use super::table::{self, Button, Cell, Line, List};
use super::{RoundId, WRITE};
use crate::app::App;
use crate::assistance::{self, Pairs};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, see};
use law::Law;
use std::collections::HashMap;

const COLUMNS: [&str; 7] =
    ["round", "month", "users", "checked-count", "found-count", "due", "ended"];
const BACK: (&str, &str) = ("/rounds", "control-rounds");

/// Lines of a round with a result.
type Counts = HashMap<(RoundId, String), i64>;

/// A round that should be made, as a button with the reasons of its day.
fn button(ctx: &Ctx, law: &Law, one: &round::Wanted) -> (String, Button) {
    let rule = if one.kind == KINDS[0] { MONTHLY } else { HALF_YEAR };
    let args = [
        ("round", ctx.t(&format!("control-round-{}", one.kind)).into_owned()),
        ("count", one.users.to_string()),
        ("day", one.due_on.bg()),
        ("why", reasons(law, rule, one.from).pop().unwrap_or_default()),
    ];
    let text = ctx.ta("control-round-wanted", &args).into_owned();
    let action = ctx.url("/control/rounds");
    let fields = vec![("kind", one.kind.to_owned()), ("month", one.month.to_string())];
    let begin = ctx.ta("control-round-begin", &args).into_owned();
    (text, Button { action, fields, text: begin })
}

/// The rounds as rows of the list.
fn lines(ctx: &Ctx, (all, counts, today): (&[Round], &Counts, Day)) -> Vec<Line> {
    let line = |one: &Round| {
        let row = &one.row;
        let of = |result: &str| counts.get(&(row.id, result.to_owned())).copied().unwrap_or(0);
        let (word, colour) = match row.ended_on {
            Some(_) => ("ended", "green"),
            None if row.due_on < today => ("overdue", "red"),
            None => ("open", "yellow"),
        };
        Line {
            href: ctx.url(&format!("{HOME}/rounds/{}", row.id)),
            cells: vec![
                Cell::new(ctx.t(&format!("control-round-{}", one.kind()))),
                Cell::new(month_of(ctx, &row.month)),
                Cell::number(row.total),
                Cell::number(of(RESULTS[0]) + of(RESULTS[1])),
                Cell::number(of(RESULTS[1])),
                Cell::day(Some(row.due_on)),
                Cell::day(row.ended_on),
            ],
            word: ctx.t(&format!("control-round-state-{word}")).into_owned(),
            colour,
        }
    };
    all.iter().map(line).collect()
}

/// `GET /control/rounds`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = round::rounds(&tx).await?;
    let counts = round::counts(&tx).await?;
    let pairs = assistance::pairs(&tx, Pairs::Open).await?;
    tx.audit(audit::Entry::list("control-rounds"));
    tx.commit().await?;
    let mut list = List::new(BACK, &COLUMNS, lines(&ctx, (&all, &counts, today)));
    let wanted = round::wanted(&law, (&pairs, &all), today)?;
    let (texts, buttons): (Vec<String>, Vec<Button>) =
        wanted.iter().map(|one| button(&ctx, &law, one)).unzip();
    let lead = ctx.t("control-rounds-lead").into_owned();
    list.lead = std::iter::once(lead).chain(texts).collect::<Vec<_>>().join(" ");
    if ctx.actor.may(WRITE) {
        list.buttons = buttons;
    }
    list.file = "/rounds.csv".to_owned();
    list.empty = "control-empty-rounds";
    table::shown(&ctx, form, list)
}

/// `GET /control/rounds.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = round::rounds(&tx).await?;
    let counts = round::counts(&tx).await?;
    tx.audit(audit::Entry::new("print", "control-rounds", "list"));
    tx.commit().await?;
    let lines = lines(&ctx, (&all, &counts, app.today()));
    table::csv(&ctx, &form, (&COLUMNS, "rounds"), lines)
}

/// `POST /control/rounds`: begins the round that is wanted.
pub async fn begin(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/control/rounds")).await?;
    let pairs = assistance::pairs(&tx, Pairs::Open).await?;
    let all = round::rounds(&tx).await?;
    let wanted = round::wanted(&law, (&pairs, &all), app.today())?;
    let is_asked = |one: &&round::Wanted| {
        one.kind == form.get("kind") && one.month.to_string() == form.get("month")
    };
    let wanted = wanted.iter().find(is_asked);
    let wanted = wanted.ok_or(Problem::Impossible("control-refused-round"))?;
    let id = round::begin(&mut tx, (wanted, &frame::bg("control-sources-usual"))).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/rounds/{id}"), Some("control-done")))
}
