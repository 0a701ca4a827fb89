//! The register as a list: sought, filtered by who decided, year and standing, and as a file.

use super::course::{BODIES, STANDINGS, colour};
use super::frame::{HOME, sections};
use super::load::{self, Decision, Sought};
use super::table::{self, Cell, Line, List, Tile};
use super::{DecisionId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, choices, list_address};
use ui::{Choice, Link};

const COLUMNS: [&str; 6] = ["number", "taken", "body", "text", "responsible", "due"];
/// So many letters of a decision stand in a list.
const SHORT: usize = 160;

/// The beginning of a text.
#[must_use]
pub fn short(text: &str) -> String {
    if text.chars().count() <= SHORT {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(SHORT).collect();
    short.push('…');
    short
}

/// What an address asks for.
#[must_use]
pub fn sought(form: &Form) -> Sought {
    let known = |name: &str, codes: &[&str]| {
        let code = form.get(name);
        if codes.contains(&code) { code.to_owned() } else { String::new() }
    };
    Sought {
        body: known("body", &BODIES),
        standing: known("state", &STANDINGS),
        year: form.get("year").parse().ok(),
        is_public: form.get("public") == "yes",
    }
}

fn line(ctx: &Ctx, one: &Decision, today: Day) -> Line {
    let id: DecisionId = one.row.id;
    let standing = one.standing(today);
    Line {
        href: ctx.url(&format!("{HOME}/{id}")),
        cells: vec![
            Cell::new(one.content.number.clone()),
            Cell::day(Some(one.row.taken_on)),
            Cell::new(ctx.t(&format!("decisions-body-{}", one.row.body))),
            Cell::new(short(&one.content.text)),
            Cell::new(one.content.responsible.clone()),
            Cell::day(one.row.due_on),
        ],
        word: ctx.t(&format!("decisions-state-{standing}")).into_owned(),
        colour: colour(standing),
    }
}

fn tiles(ctx: &Ctx, (all, form): (&[Decision], &Form), today: Day) -> Vec<Tile> {
    let tile = |standing: &'static str, state: &'static str| {
        let count = all.iter().filter(|one| one.standing(today) == standing).count();
        let filters = [("state", standing), ("body", form.get("body")), ("year", form.get("year"))];
        Tile {
            href: list_address(&ctx.url(HOME), &filters),
            number: count.to_string(),
            text: ctx.t(&format!("decisions-state-{standing}")).into_owned(),
            state: if count > 0 { state } else { "" },
        }
    };
    vec![tile("late", "late"), tile("open", "soon"), tile("in-progress", ""), tile("done", "")]
}

/// The years as choices.
#[must_use]
pub fn year_choices(years: &[i32], chosen: &str) -> Vec<Choice> {
    let choice = |year: &i32| {
        let text = year.to_string();
        let is_chosen = text == chosen;
        Choice::new(text.clone(), text).checked(is_chosen)
    };
    years.iter().map(choice).collect()
}

/// `GET /decisions`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let asked = sought(&form);
    let mut tx = app.db.read(&ctx.actor).await?;
    // The numbers above the list count every standing of the same body and year.
    let whole = Sought { standing: String::new(), ..asked.clone() };
    let counted = load::decisions(&tx, &whole).await?;
    let withdrawn = match asked.standing.as_str() {
        "withdrawn" => load::decisions(&tx, &asked).await?,
        _ => Vec::new(),
    };
    let years = load::years(&tx).await?;
    let today = tx.today();
    tx.audit(Entry::list("decision"));
    tx.commit().await?;
    let wanted = asked.standing.as_str();
    let fits = |one: &&Decision| wanted.is_empty() || one.standing(today) == wanted;
    let shown = counted.iter().filter(fits).chain(&withdrawn);
    let lines = shown.map(|one| line(&ctx, one, today)).collect();
    let around = (ctx.page(ctx.t("decisions-title")), sections(&ctx, ""));
    let mut list = List::new(around, HOME.to_owned(), &COLUMNS, lines);
    list.lead = ctx.t("decisions-lead").into_owned();
    list.tiles = tiles(&ctx, (&counted, &form), today);
    list.states = choices(&ctx, &STANDINGS, wanted, |code| format!("decisions-state-{code}"));
    let bodies = choices(&ctx, &BODIES, &asked.body, |code| format!("decisions-body-{code}"));
    let years = year_choices(&years, form.get("year"));
    let label = |key: &str| ctx.t(key).into_owned();
    list.picks = vec![
        ("body", label("decisions-column-body"), bodies),
        ("year", label("decisions-year"), years),
    ];
    list.file = format!("{HOME}/file");
    list.empty = "decisions-empty-list";
    if ctx.actor.may(WRITE) {
        list.actions = vec![Link::new(ctx.url(&format!("{HOME}/new")), ctx.t("decisions-new"))];
    }
    table::shown(&ctx, form, list)
}

/// `GET /decisions/file?as=csv|xlsx`.
pub async fn file(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = load::decisions(&tx, &sought(&form)).await?;
    let today = tx.today();
    tx.audit(Entry::new("print", "decision", "list"));
    tx.commit().await?;
    // A file holds the whole texts.
    let whole = |one: &Decision| {
        let mut line = line(&ctx, one, today);
        line.cells[3] = Cell::new(one.content.text.clone());
        line
    };
    let lines = all.iter().filter(|one| fits(one, &form, today)).map(whole).collect();
    table::file(&ctx, &form, &COLUMNS, lines)
}

/// Late ones are not among the open ones, as on the page.
fn fits(one: &Decision, form: &Form, today: Day) -> bool {
    let wanted = form.get("state");
    !STANDINGS.contains(&wanted) || one.standing(today) == wanted
}
