//! An indicator on the screen: its value on any day, as known then or now, what was corrected, the
//! way by month, and the records behind it.

use super::IndicatorId;
use super::WRITE;
use super::chart::Chart;
use super::count::{changed, known_then, months, until};
use super::frame::{self, HOME};
use super::gather::proofs;
use super::indicator::{self, goal, span};
use super::store::result_indicator::Model;
use super::table::{self, Cell, Line, List, Table, format_of};
use crate::app::App;
use crate::projects::ProjectName;
use crate::proof::Proof;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::types::{Day, Instant};
use kit::web::{Ctx, Form, Id, Problem, choices, day_values, html};
use ui::{Choice, DateField, Field, Head, Link};

const EVIDENCE: [&str; 3] = ["evidence", "day", "amount"];
/// As it was known at the end of the day, or as it is known now.
const KNOWN: [&str; 2] = ["now", "then"];

/// The day that is asked for and what was known of it.
struct Asked {
    at: Day,
    is_then: bool,
}

impl Asked {
    /// A day ahead is today.
    fn read(form: &mut Form, today: Day) -> Asked {
        let at = form.day_optional("at").unwrap_or(today).min(today);
        Asked { at, is_then: form.get("known") == KNOWN[1] }
    }

    fn known_at(&self, now: Instant) -> Instant {
        if self.is_then { known_then(self.at, now) } else { now }
    }

    fn query(&self) -> String {
        format!("?at={}&known={}", self.at, KNOWN[usize::from(self.is_then)])
    }
}

#[derive(Template)]
#[template(path = "results/indicator.html")]
struct IndicatorPage {
    page: ui::Page,
    number: String,
    state: String,
    colour: &'static str,
    edit: String,
    evidence: String,
    value: i64,
    of_target: String,
    words: String,
    facts: Vec<(String, String)>,
    action: String,
    at: DateField,
    known: Field,
    choices: Vec<Choice>,
    corrected: String,
    changes: Vec<(String, String)>,
    chart: String,
    heads: Vec<Head>,
    months: Vec<Month>,
}

/// The records of a day: as known then, and as known now.
struct Both {
    then: Vec<Proof>,
    now: Vec<Proof>,
}

async fn both(tx: &Tx, (row, project): (&Model, &ProjectName), at: Day) -> Result<Both, Problem> {
    let known = known_then(at, tx.now());
    let then = proofs(tx, &row.counted, &span(project, at, known)).await?;
    let now = proofs(tx, &row.counted, &span(project, at, tx.now())).await?;
    Ok(Both { then, now })
}

fn facts(ctx: &Ctx, (row, project): (&Model, &ProjectName)) -> Vec<(String, String)> {
    let period = format!("{} – {}", project.from.bg(), project.to.bg());
    let all = [
        ("results-definition", row.definition.clone()),
        ("results-counted", ctx.t(&format!("results-counted-{}", row.counted)).into_owned()),
        ("results-unit", row.unit.clone()),
        ("results-base", row.base.to_string()),
        ("results-target", row.target.to_string()),
        ("results-period", period),
        ("results-closed-on", row.closed_on.map(Day::bg).unwrap_or_default()),
    ];
    let all = all.into_iter().filter(|(_, text)| !text.is_empty());
    all.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

/// What was corrected since, in words, and each record that makes the difference.
fn corrections(ctx: &Ctx, (both, base, at): (&Both, i64, Day)) -> (String, Vec<(String, String)>) {
    let changed = changed(&both.then, &both.now);
    if changed.gone.is_empty() && changed.later.is_empty() {
        return (String::new(), Vec::new());
    }
    let args = [
        ("day", at.bg()),
        ("then", (base + until(&both.then, at)).to_string()),
        ("now", (base + until(&both.now, at)).to_string()),
    ];
    let line = |key: &str, one: &Proof| {
        let args = [("label", one.label.clone()), ("day", one.day.bg())];
        (ctx.url(&one.href), ctx.ta(key, &args).into_owned())
    };
    let gone = changed.gone.iter().map(|one| line("results-gone", one));
    let later = changed.later.iter().map(|one| line("results-later", one));
    let lines = gone.chain(later).collect();
    (ctx.ta("results-corrected-to", &args).into_owned(), lines)
}

/// `GET /results/indicators/{id}?at=&known=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<IndicatorId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let today = app.today();
    let asked = Asked::read(&mut form, today);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = indicator::indicator(&tx, id).await?;
    let project = frame::project(&tx, row.project_id).await?;
    let both = both(&tx, (&row, &project), asked.at).await?;
    let last = project.to.min(today);
    let whole = proofs(&tx, &row.counted, &span(&project, last, tx.now())).await?;
    tx.audit(Entry::read("result-indicator", id.0));
    tx.commit().await?;
    shown(&ctx, &form, &Seen { row, project, both, whole, last, asked })
}

/// What the page of an indicator is made of.
struct Seen {
    row: Model,
    project: ProjectName,
    both: Both,
    whole: Vec<Proof>,
    last: Day,
    asked: Asked,
}

/// A month: its end, its value and the list behind the value.
type Month = (String, String, String);

/// The value by month: picture and rows.
fn way(
    ctx: &Ctx,
    (seen, path): (&Seen, &str),
    args: &[(&str, String)],
) -> Result<(String, Vec<Month>), Problem> {
    let row = &seen.row;
    let series = months(&seen.whole, seen.project.from, seen.last);
    let series: Vec<(Day, i64)> =
        series.into_iter().map(|(day, value)| (day, row.base + value)).collect();
    let words = (ctx.t("results-way").into_owned(), ctx.ta("results-chart", args).into_owned());
    let chart = Chart::new(words, &series, row.target).render().map_err(Problem::internal)?;
    let month = |(day, value): &(Day, i64)| {
        (day.bg(), value.to_string(), format!("{path}/evidence?at={day}&known=now"))
    };
    Ok((chart, series.iter().map(month).collect()))
}

fn shown(ctx: &Ctx, form: &Form, seen: &Seen) -> Result<Response, Problem> {
    let Seen { row, project, both, asked, .. } = seen;
    let known = if asked.is_then { &both.then } else { &both.now };
    let value = row.base + until(known, asked.at);
    let goal = goal(row, project);
    let (word, colour) = goal.standing(value, asked.at).word();
    let args = [
        ("percent", goal.percent(value).to_string()),
        ("value", value.to_string()),
        ("base", row.base.to_string()),
        ("target", row.target.to_string()),
        ("day", asked.at.bg()),
        ("unit", row.unit.clone()),
        ("count", known.len().to_string()),
    ];
    let path = ctx.url(&format!("{HOME}/indicators/{}", row.id));
    let (chart, months) = way(ctx, (seen, &path), &args)?;
    let (corrected, changes) = corrections(ctx, (both, row.base, asked.at));
    let known = KNOWN[usize::from(asked.is_then)];
    let edit = if ctx.actor.may(WRITE) { format!("{path}/edit") } else { String::new() };
    html(&IndicatorPage {
        page: frame::page(ctx, row.name.clone(), project),
        number: row.code.clone(),
        state: ctx.t(&format!("results-standing-{word}")).into_owned(),
        colour,
        edit,
        evidence: format!("{path}/evidence{}", asked.query()),
        value,
        of_target: ctx.ta("results-of-target", &args).into_owned(),
        words: ctx.ta("results-arithmetic", &args).into_owned(),
        facts: facts(ctx, (row, project)),
        at: Form::filled(ctx.lang, day_values("at", Some(asked.at))).date_field("at"),
        known: form.field("known"),
        choices: choices(ctx, &KNOWN, known, |code| format!("results-known-{code}")),
        action: path,
        corrected,
        changes,
        chart,
        heads: vec![
            Head::new(ctx.t("results-column-month")),
            Head::new(ctx.t("results-column-value")).numeric(),
        ],
        months,
    })
}

struct Behind {
    row: Model,
    project: ProjectName,
    lines: Vec<Line>,
    asked: Asked,
}

async fn behind(
    app: &App,
    ctx: &Ctx,
    (id, form): (IndicatorId, &mut Form),
    action: &'static str,
) -> Result<Behind, Problem> {
    let asked = Asked::read(form, app.today());
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = indicator::indicator(&tx, id).await?;
    let project = frame::project(&tx, row.project_id).await?;
    let known = asked.known_at(tx.now());
    let all = proofs(&tx, &row.counted, &span(&project, asked.at, known)).await?;
    tx.audit(Entry::new(action, "result-evidence", &id.to_string()));
    tx.commit().await?;
    let line = |one: Proof| Line {
        href: ctx.url(&one.href),
        cells: vec![Cell::new(one.label), Cell::day(Some(one.day)), Cell::number(one.amount)],
        ..Line::default()
    };
    Ok(Behind { row, project, lines: all.into_iter().map(line).collect(), asked })
}

/// `GET /results/indicators/{id}/evidence?at=&known=`: the records behind a figure.
pub async fn evidence(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<IndicatorId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let found = behind(&app, &ctx, (id, &mut form), "list").await?;
    let own = format!("{HOME}/indicators/{id}");
    let title = ctx.ta("results-evidence-of", &[("name", found.row.name.clone())]).into_owned();
    let mut page = frame::page(&ctx, title, &found.project);
    let link = Link::new(ctx.url(&own), found.row.name.clone());
    page.breadcrumbs.insert(2, link);
    let path = format!("{own}/evidence");
    let total: usize = found.lines.len();
    let mut list = List::new((page, Vec::new()), path, &EVIDENCE, found.lines);
    let key = if found.asked.is_then { "results-evidence-then" } else { "results-evidence-now" };
    let args = [("day", found.asked.at.bg()), ("count", total.to_string())];
    list.lead = ctx.ta(key, &args).into_owned();
    let known = KNOWN[usize::from(found.asked.is_then)].to_owned();
    list.kept = vec![("at", found.asked.at.to_string()), ("known", known)];
    let file = ctx.url(&format!("{own}/evidence/table{}", found.asked.query()));
    list.files = vec![
        Link::new(file.clone(), ctx.t("results-csv")),
        Link::new(format!("{file}&format=xlsx"), ctx.t("results-xlsx")),
    ];
    list.empty = "results-empty-evidence";
    table::shown(&ctx, form, list)
}

/// `GET /results/indicators/{id}/evidence/table`.
pub async fn evidence_csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<IndicatorId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let found = behind(&app, &ctx, (id, &mut form), "print").await?;
    Table::of(&ctx, &EVIDENCE, found.lines).file("evidence", format_of(&form))
}
