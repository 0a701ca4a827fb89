//! Whether the papers of a project bear the heading that the rules of their day ask for. What the rules
//! ask for on a day the projects know; here it stands beside each paper.

use super::frame::{self, Parts};
use super::paper;
use super::report_page;
use super::table::{Cell, Line, Part};
use crate::app::App;
use crate::projects::{self, ProjectId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Ctx, Id, Problem};
use serde_json::Value;

const RULES: [&str; 3] = ["day", "heading", "statement"];
const PAPERS: [&str; 4] = ["number", "kind", "period", "made"];

/// Some days of a period, so near each other that a rule that changes in between is seen.
#[must_use]
pub fn sampled(from: Day, to: Day) -> Vec<Day> {
    let step = (to.days_since(from) / 12).max(1);
    let mut days: Vec<Day> = (0..12).map(|n| from.plus(n * step)).filter(|day| *day < to).collect();
    days.push(to);
    days
}

/// The lines and the statement of a heading in words; none when there is none.
#[must_use]
pub fn words(heading: Option<&Value>) -> Option<[String; 2]> {
    let heading = heading?;
    let lines = heading["lines"].as_array()?.iter().filter_map(Value::as_str);
    let statement = heading["statement"].as_str().unwrap_or_default();
    Some([lines.collect::<Vec<_>>().join(" / "), statement.to_owned()])
}

/// `GET /results/projects/{id}/headings`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    let mut rules: Vec<(Day, Option<[String; 2]>)> = Vec::new();
    for day in sampled(project.from, project.to) {
        let said = words(projects::printed(&tx, id, day).await?.as_ref());
        if rules.last().is_none_or(|(_, known)| *known != said) {
            rules.push((day, said));
        }
    }
    let papers = paper::of_project(&tx, id).await?;
    tx.audit(Entry::list("result-paper"));
    tx.commit().await?;
    let mut page = Parts::new(&ctx, &project, ("/headings", "results-headings"));
    page.lead = ctx.t("results-headings-lead").into_owned();
    if rules.iter().any(|(_, said)| said.is_none()) {
        page.warnings.push(ctx.t("results-headings-none").into_owned());
    }
    let wrong = papers.iter().filter(|row| !row.has_heading).count();
    if wrong > 0 {
        page.warnings.push(ctx.ta("results-headings-wrong", &[("count", wrong)]).into_owned());
    }
    let line = |(day, said): &(Day, Option<[String; 2]>)| {
        let is_there = said.is_some();
        let [heading, statement] = said.clone().unwrap_or_default();
        let word = if is_there { "results-has-heading" } else { "results-no-heading" };
        Line {
            href: String::new(),
            cells: vec![Cell::day(Some(*day)), Cell::new(heading), Cell::new(statement)],
            word: ctx.t(word).into_owned(),
            colour: if is_there { "green" } else { "red" },
        }
    };
    let rules = rules.iter().map(line).collect();
    let papers = papers.iter().map(|row| report_page::line(&ctx, row)).collect();
    page.parts = vec![
        Part::new(&ctx, "results-headings-rules", &RULES, rules),
        Part::new(&ctx, "results-headings-papers", &PAPERS, papers),
    ];
    page.shown()
}
