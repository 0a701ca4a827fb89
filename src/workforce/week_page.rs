//! The load of a week on the screen, with the way to a plan; and who is away, with deputies.

use super::course::{LEAVES, Lasts};
use super::employee_page::lasting;
use super::frame::HOME;
use super::load::{self, Known};
use super::table::{self, Cell, Line, List, Tile};
use super::week::{self, Stands, Worker};
use super::{WRITE, store::workforce_leave};
use crate::app::App;
use crate::work;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices, list_address};
use ui::Link;

const LOADS: [&str; 3] = ["employee", "load", "most"];
const AWAY: [&str; 5] = ["employee", "kind", "from", "until", "deputy"];
const AWAY_STATES: [&str; 5] = ["now", "ahead", "over", "alone", "revoked"];
/// Leave is shown so many days back and ahead.
const AROUND: i32 = 400;

/// A week: its Monday, the limit, and what each worker carried.
pub struct Week {
    first: Day,
    /// Above it a plan is written.
    pub most: i32,
    /// The workers, the heaviest load first.
    pub all: Vec<Worker>,
}

/// The week that is asked for: of all for whoever may assign work, of themselves for the others.
///
/// # Errors
/// When the database does not answer.
pub async fn week(
    app: &App,
    ctx: &Ctx,
    (form, what): (&Form, audit::Entry),
) -> Result<Week, Problem> {
    let first = week::monday(form.get("week").parse().unwrap_or(app.today()));
    let only = if ctx.actor.may(work::ASSIGN) { None } else { ctx.actor.account };
    let mut tx = app.db.read(&ctx.actor).await?;
    let (most, all) = week::workers(&tx, (first, only)).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok(Week { first, most, all })
}

fn load_lines(ctx: &Ctx, form: &Form, week: &Week) -> Vec<Line> {
    let asked = form.get("state");
    let line = |one: &Worker| {
        let href = match (one.employee, one.stands, ctx.actor.may(WRITE)) {
            (Some(id), Stands::Over, true) => {
                format!("{HOME}/employees/{id}/plan?load={}", one.load)
            }
            (Some(id), ..) => format!("{HOME}/employees/{id}"),
            (None, ..) => String::new(),
        };
        Line {
            href: if href.is_empty() { href } else { ctx.url(&href) },
            cells: vec![
                Cell::new(one.name.clone()),
                Cell::number(one.load),
                Cell::number(week.most),
            ],
            word: ctx.t(&format!("workforce-load-{}", one.stands.code())).into_owned(),
            colour: one.stands.colour(),
        }
    };
    let shown = week.all.iter().filter(|one| asked.is_empty() || one.stands.code() == asked);
    shown.map(line).collect()
}

/// `GET /workforce/load?week=&state=`: who carries how much against the limit.
pub async fn loads(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let week = week(&app, &ctx, (&form, audit::Entry::list("load"))).await?;
    let path = ctx.url(&format!("{HOME}/load"));
    let monday = week.first.to_string();
    let tile = |stands: Stands| {
        let number = week.all.iter().filter(|one| one.stands == stands).count();
        Tile {
            href: list_address(&path, &[("week", monday.as_str()), ("state", stands.code())]),
            number,
            text: ctx.t(&format!("workforce-load-{}", stands.code())).into_owned(),
            state: if stands == Stands::Over && number > 0 { "late" } else { "" },
        }
    };
    let tiles = Stands::ALL.map(tile).into();
    let lines = load_lines(&ctx, &form, &week);
    let mut list = List::new(("/load", "workforce-load"), &LOADS, lines);
    list.tiles = tiles;
    let args = [
        ("from", week.first.bg()),
        ("to", week.first.plus(6).bg()),
        ("most", week.most.to_string()),
    ];
    list.lead = ctx.ta("workforce-load-lead", &args).into_owned();
    list.kept = vec![("week", week.first.to_string())];
    let codes = Stands::ALL.map(Stands::code);
    list.states = choices(&ctx, &codes, form.get("state"), |code| format!("workforce-load-{code}"));
    for days in [-7, 7] {
        let day = week.first.plus(days);
        list.around.push(Link::new(format!("{path}?week={day}"), day.bg()));
    }
    list.file = "/load.csv".to_owned();
    list.empty = "workforce-empty-load";
    list.actions.push(Link::new(ctx.url("/work/load"), ctx.t("workforce-to-load")));
    if ctx.actor.may(work::ASSIGN) {
        list.actions.push(Link::new(ctx.url("/work/numbers"), ctx.t("workforce-to-weights")));
    }
    table::shown(&ctx, form, list)
}

/// `GET /workforce/load.csv`.
pub async fn loads_csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let week = week(&app, &ctx, (&form, audit::Entry::new("print", "load", "list"))).await?;
    let lines = load_lines(&ctx, &form, &week);
    table::csv(&ctx, &form, (&LOADS, "load"), lines)
}

/// In which states a leave stands: one without a deputy that is not over stands alone too.
fn states(one: &workforce_leave::Model, today: Day) -> Vec<&'static str> {
    let (from, until) = one.span();
    let mut all = match (one.revoked_at, from > today) {
        (Some(_), _) => return vec!["revoked"],
        (None, true) => vec!["ahead"],
        _ if until.is_some_and(|until| until < today) => return vec!["over"],
        _ => vec!["now"],
    };
    if one.deputy_id.is_none() {
        all.push("alone");
    }
    all
}

struct Away {
    all: Vec<workforce_leave::Model>,
    known: Known,
}

async fn read(app: &App, ctx: &Ctx, what: audit::Entry) -> Result<Away, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::leaves(&tx, (today.plus(-AROUND), today.plus(AROUND))).await?;
    let known = Known::read(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok(Away { all, known })
}

fn away_lines(ctx: &Ctx, form: &Form, (away, today): (&Away, Day)) -> Vec<Line> {
    let (state, kind) = (form.get("state"), form.get("kind"));
    let fits = |one: &&workforce_leave::Model| {
        (state.is_empty() || states(one, today).contains(&state))
            && (kind.is_empty() || one.kind == kind)
    };
    let line = |one: &workforce_leave::Model| {
        let (word, colour) = lasting(ctx, (one.revoked_at.is_some(), one.span()), today);
        Line {
            href: ctx.url(&format!("{HOME}/employees/{}", one.employee_id)),
            cells: vec![
                Cell::new(away.known.name(one.employee_id)),
                Cell::new(ctx.t(&format!("workforce-leave-{}", one.kind))),
                Cell::day(Some(one.from_on)),
                Cell::day(Some(one.until_on)),
                Cell::new(one.deputy_id.map(|id| away.known.name(id)).unwrap_or_default()),
            ],
            word,
            colour,
        }
    };
    away.all.iter().filter(fits).map(line).collect()
}

/// `GET /workforce/leave?state=&kind=`: who is away, and who stands in.
pub async fn away(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let today = app.today();
    let away = read(&app, &ctx, audit::Entry::list("leave")).await?;
    let path = ctx.url(&format!("{HOME}/leave"));
    let tile = |(code, colour): (&'static str, &'static str)| {
        let number = away.all.iter().filter(|one| states(one, today).contains(&code)).count();
        Tile {
            href: list_address(&path, &[("state", code)]),
            number,
            text: ctx.t(&format!("workforce-away-{code}")).into_owned(),
            state: if number > 0 { colour } else { "" },
        }
    };
    let tiles = [("now", ""), ("ahead", ""), ("alone", "late")].map(tile).into();
    let lines = away_lines(&ctx, &form, (&away, today));
    let mut list = List::new(("/leave", "workforce-away"), &AWAY, lines);
    list.tiles = tiles;
    list.lead = ctx.t("workforce-away-lead").into_owned();
    list.states =
        choices(&ctx, &AWAY_STATES, form.get("state"), |code| format!("workforce-away-{code}"));
    let kinds = choices(&ctx, &LEAVES, form.get("kind"), |code| format!("workforce-leave-{code}"));
    list.picks = vec![("kind", ctx.t("workforce-column-kind").into_owned(), kinds)];
    list.file = "/leave.csv".to_owned();
    list.empty = "workforce-empty-away";
    list.actions.push(Link::new(ctx.url("/work/deputies"), ctx.t("workforce-to-deputies")));
    table::shown(&ctx, form, list)
}

/// `GET /workforce/leave.csv`.
pub async fn away_csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let away = read(&app, &ctx, audit::Entry::new("print", "leave", "list")).await?;
    let lines = away_lines(&ctx, &form, (&away, app.today()));
    table::csv(&ctx, &form, (&AWAY, "leave"), lines)
}
