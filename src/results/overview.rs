//! The projects, and the results of one at the start, in the middle, at the end of its period and
//! today: each figure opens the records behind it.

use super::WRITE;
use super::count::{three, until};
use super::frame::{self, HOME, home};
use super::gather::of_all;
use super::indicator::{self, goal, span};
use super::store::result_indicator::Model;
use super::table::{self, Cell, Line, List, Table, format_of};
use crate::app::App;
use crate::projects::{self, ProjectId, ProjectName};
use crate::proof::Proof;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, html};
use std::collections::HashMap;
use ui::{DateField, Head, Link, NavItem};

const PROJECTS: [&str; 5] = ["project", "contract", "from", "to", "indicators"];

/// `GET /results`: the projects.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = projects::names(&tx).await?;
    let open = indicator::open(&tx).await?;
    tx.audit(Entry::list("result-indicator"));
    tx.commit().await?;
    let today = app.today();
    let line = |one: &ProjectName| {
        let own = open.iter().filter(|row| row.project_id == one.id).count();
        let (word, colour) = match (today < one.from, today > one.to) {
            (true, _) => ("ahead", "grey"),
            (_, true) => ("over", "blue"),
            _ => ("runs", "green"),
        };
        Line {
            href: ctx.url(&home(one.id)),
            cells: vec![
                Cell::new(one.short.clone()),
                Cell::new(one.contract.clone()),
                Cell::day(Some(one.from)),
                Cell::day(Some(one.to)),
                Cell::number(i64::try_from(own).unwrap_or(0)),
            ],
            word: ctx.t(&format!("results-project-{word}")).into_owned(),
            colour,
        }
    };
    let lines = all.iter().map(line).collect();
    let page = ctx.page(ctx.t("results-title"));
    let mut list = List::new((page, Vec::new()), HOME.to_owned(), &PROJECTS, lines);
    list.lead = ctx.t("results-lead").into_owned();
    list.empty = "results-empty-projects";
    if ctx.actor.may(WRITE) {
        let questions = ctx.url(&format!("{HOME}/questions"));
        list.actions = vec![Link::new(questions, ctx.t("results-questions"))];
    }
    table::shown(&ctx, form, list)
}

/// A figure of a day, that opens its records; empty while the day is ahead.
struct Figure {
    value: String,
    href: String,
}

/// An indicator in a row.
struct Row {
    code: String,
    name: String,
    href: String,
    target: i64,
    figures: Vec<Figure>,
    percent: i64,
    word: String,
    colour: &'static str,
}

#[derive(Template)]
#[template(path = "results/overview.html")]
struct Overview {
    page: ui::Page,
    sections: Vec<NavItem>,
    period: String,
    actions: Vec<Link>,
    action: String,
    at: DateField,
    heads: Vec<Head>,
    rows: Vec<Row>,
    files: Vec<Link>,
}

/// The results of a project, counted.
pub struct Results {
    /// The project.
    pub project: ProjectName,
    /// Its indicators.
    pub rows: Vec<Model>,
    /// What counts, by name.
    pub proofs: HashMap<String, Vec<Proof>>,
    /// The days that are shown: start, middle, end, and the one asked for.
    pub days: Vec<Day>,
}

impl Results {
    /// The value of an indicator on a day.
    #[must_use]
    pub fn value(&self, row: &Model, day: Day) -> i64 {
        let proofs = self.proofs.get(&row.counted).map(Vec::as_slice).unwrap_or_default();
        row.base + until(proofs, day)
    }
}

/// Counts the results of a project: each name once, whatever the number of days.
///
/// # Errors
/// When there is no such project, or the database does not answer.
pub async fn counted(
    tx: &kit::store::Tx,
    (id, at): (ProjectId, Day),
) -> Result<Results, kit::store::StoreError> {
    let project = frame::project(tx, id).await?;
    let rows = indicator::of_project(tx, id).await?;
    let today = tx.today();
    let span = span(&project, today, tx.now());
    let counted: Vec<&str> = rows.iter().map(|row| row.counted.as_str()).collect();
    let proofs = of_all(tx, &counted, &span).await?;
    let mut days = three(project.from, project.to).to_vec();
    days.push(at.min(today));
    Ok(Results { project, rows, proofs, days })
}

fn row(ctx: &Ctx, results: &Results, (one, today): (&Model, Day)) -> Row {
    let path = ctx.url(&format!("{HOME}/indicators/{}", one.id));
    let figure = |day: &Day| {
        if *day > today {
            return Figure { value: String::new(), href: String::new() };
        }
        let value = results.value(one, *day).to_string();
        Figure { value, href: format!("{path}/evidence?at={day}&known=now") }
    };
    let last = results.days.last().copied().unwrap_or(today);
    let value = results.value(one, last);
    let goal = goal(one, &results.project);
    let (word, colour) = goal.standing(value, last).word();
    Row {
        code: one.code.clone(),
        name: one.name.clone(),
        href: format!("{path}?at={last}"),
        target: one.target,
        figures: results.days.iter().map(figure).collect(),
        percent: goal.percent(value),
        word: ctx.t(&format!("results-standing-{word}")).into_owned(),
        colour,
    }
}

fn heads(ctx: &Ctx, days: &[Day]) -> Vec<Head> {
    let names = ["start", "middle", "end", "on"];
    let day = |(name, day): (&str, &Day)| {
        let args = [("day", day.bg())];
        Head::new(ctx.ta(&format!("results-head-{name}"), &args)).numeric()
    };
    let first = Head::new(ctx.t("results-column-indicator"));
    let target = Head::new(ctx.t("results-target")).numeric();
    let last = ["results-column-percent", "results-column-state"].map(|key| Head::new(ctx.t(key)));
    let days = names.into_iter().zip(days).map(day);
    [first, target].into_iter().chain(days).chain(last).collect()
}

/// `GET /results/projects/{id}?at=`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let today = app.today();
    let at = form.day_optional("at").unwrap_or(today);
    let mut tx = app.db.read(&ctx.actor).await?;
    let results = counted(&tx, (id, at)).await?;
    tx.audit(Entry::list("result-indicator"));
    tx.commit().await?;
    let project = &results.project;
    let path = ctx.url(&home(id));
    let mut actions = Vec::new();
    if ctx.actor.may(WRITE) {
        let new = format!("{path}/indicators");
        actions.push(Link::new(new, ctx.t("results-indicator-new")));
    }
    actions.push(Link::new(format!("{path}/openings"), ctx.t("results-openings")));
    let contract = match project.contract.as_str() {
        "" => project.short.clone(),
        number => ctx.ta("results-contract", &[("number", number)]).into_owned(),
    };
    let args = [("from", project.from.bg()), ("to", project.to.bg()), ("contract", contract)];
    let shown = results.days.last().copied();
    let values = kit::web::day_values("at", shown);
    html(&Overview {
        page: frame::page(&ctx, ctx.t("results-overview"), project),
        sections: frame::sections(&ctx, id, ""),
        period: ctx.ta("results-overview-lead", &args).into_owned(),
        actions,
        at: Form::filled(ctx.lang, values).date_field("at"),
        heads: heads(&ctx, &results.days),
        rows: results.rows.iter().map(|one| row(&ctx, &results, (one, today))).collect(),
        files: vec![
            Link::new(format!("{path}/table"), ctx.t("results-csv")),
            Link::new(format!("{path}/table?format=xlsx"), ctx.t("results-xlsx")),
        ],
        action: path,
    })
}

/// `GET /results/projects/{id}/table`.
pub async fn csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let today = app.today();
    let at = form.day_optional("at").unwrap_or(today);
    let mut tx = app.db.read(&ctx.actor).await?;
    let results = counted(&tx, (id, at)).await?;
    tx.audit(Entry::new("print", "result-indicator", "list"));
    tx.commit().await?;
    let mut heads: Vec<String> =
        heads(&ctx, &results.days).into_iter().map(|head| head.text.to_string()).collect();
    heads.insert(0, ctx.t("results-code").into_owned());
    let cells = |one: &Model| {
        let row = row(&ctx, &results, (one, today));
        let figures = row.figures.into_iter().map(|figure| figure.value);
        let first = [row.code, row.name, row.target.to_string()];
        let last = [format!("{} %", row.percent), row.word];
        first.into_iter().chain(figures).chain(last).collect::<Vec<String>>()
    };
    let rows = results.rows.iter().map(cells).collect();
    Table { heads, rows }.file("results", format_of(&form))
}
