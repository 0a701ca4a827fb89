//! What ends with the money of a project and what stays: appointments it paid for, by what became
//! of them after its last day.

use super::course::{After, Lasts};
use super::frame::{HOME, Projects};
use super::load::{self, Known};
use super::table::{self, Cell, Line, List, Tile};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::web::{Ctx, Form, Problem, choices, list_address};
use std::collections::HashMap;
use ui::Choice;

const COLUMNS: [&str; 6] = ["employee", "post", "project", "project-end", "paid-after", "until"];

struct Read {
    lines: Vec<(After, Line)>,
    projects: Projects,
}

async fn read(app: &App, ctx: &Ctx, (form, what): (&Form, audit::Entry)) -> Result<Read, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let (known, projects) = (Known::read(&tx).await?, Projects::read(&tx).await?);
    let appointments = load::appointments(&tx).await?;
    let mut funding: HashMap<_, Vec<load::Funding>> = HashMap::new();
    for one in load::funding(&tx).await?.into_iter().filter(|one| one.revoked_at.is_none()) {
        funding.entry(one.appointment_id).or_default().push(one);
    }
    tx.audit(what);
    tx.commit().await?;
    let asked = form.get("project");
    let mut lines = Vec::new();
    for one in appointments.iter().filter(|one| one.revoked_at.is_none()) {
        let none = Vec::new();
        let own = funding.get(&one.id).unwrap_or(&none);
        let ids: std::collections::BTreeSet<_> =
            own.iter().filter_map(|paid| paid.project_id).collect();
        for project in ids.into_iter().filter_map(|id| projects.get(id)) {
            if !asked.is_empty() && project.id.to_string() != asked {
                continue;
            }
            let after = After::of(one.until_on, own, (project.id, project.to));
            let next = own
                .iter()
                .find(|paid| paid.project_id != Some(project.id) && paid.holds(project.to.plus(1)));
            let payer = next.map(|paid| projects.words(ctx.lang, &paid.source, paid.project_id));
            let line = Line {
                href: ctx.url(&format!("{HOME}/appointments/{}", one.id)),
                cells: vec![
                    Cell::new(known.name(one.employee_id)),
                    Cell::new(known.title(one.post_id)),
                    Cell::new(project.short.clone()),
                    Cell::day(Some(project.to)),
                    Cell::new(payer.unwrap_or_default()),
                    Cell::day(one.until_on),
                ],
                word: ctx.t(&format!("workforce-after-{}", after.code())).into_owned(),
                colour: after.colour(),
            };
            lines.push((after, line));
        }
    }
    Ok(Read { lines, projects })
}

fn wanted(read: Vec<(After, Line)>, form: &Form) -> Vec<Line> {
    let asked = form.get("state");
    let all = read.into_iter().filter(|(after, _)| asked.is_empty() || after.code() == asked);
    all.map(|(_, line)| line).collect()
}

/// `GET /workforce/after?project=&state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let read = read(&app, &ctx, (&form, audit::Entry::list("appointment"))).await?;
    let tile = |after: After| {
        let filters = [("state", after.code()), ("project", form.get("project"))];
        Tile {
            href: list_address(&ctx.url(&format!("{HOME}/after")), &filters),
            number: read.lines.iter().filter(|(own, _)| *own == after).count(),
            text: ctx.t(&format!("workforce-after-{}", after.code())).into_owned(),
            state: if after == After::Unpaid { "late" } else { "" },
        }
    };
    let tiles = After::ALL.map(tile).into();
    let names = read.projects.0.iter();
    let names = names.map(|one| Choice::new(one.id.to_string(), one.short.clone())).collect();
    let mut list = List::new(("/after", "workforce-after"), &COLUMNS, wanted(read.lines, &form));
    list.lead = ctx.t("workforce-after-lead").into_owned();
    list.tiles = tiles;
    let codes = After::ALL.map(After::code);
    list.states =
        choices(&ctx, &codes, form.get("state"), |code| format!("workforce-after-{code}"));
    list.picks = vec![("project", ctx.t("workforce-column-project").into_owned(), names)];
    list.file = "/after.csv".to_owned();
    table::shown(&ctx, form, list)
}

/// `GET /workforce/after.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "appointment", "after");
    let read = read(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "after"), wanted(read.lines, &form))
}
