//! Measures: what visits recommended, until when, and what came of it.

use super::frame::{self, HOME, TEXT};
use super::load::{self, Asked};
use super::table::{self, Cell, Line, List};
use super::visit::{self, OUTCOMES};
use super::visit_page::measure_lines;
use super::{MeasureId, WRITE};
use crate::app::App;
use crate::people::{self, PersonId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, day_values, see};
use std::collections::HashMap;

const COLUMNS: [&str; 6] = ["user", "measure", "who", "due", "done", "outcome"];
const SHOWN: [&str; 3] = ["open", "overdue", "all"];

/// The measures that are asked for, with the names of users.
async fn lines(
    app: &App,
    ctx: &Ctx,
    form: &Form,
    what: audit::Entry,
) -> Result<Vec<Line>, Problem> {
    let today = app.today();
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = load::measures(&tx, form.get("state") != "all").await?;
    if form.get("state") == "overdue" {
        all.retain(|one| one.row.due_on < today);
    }
    let ids: Vec<PersonId> = all.iter().map(|one| one.row.person_id).collect();
    let heads = people::heads(&tx, &ids).await?;
    tx.audit(what);
    tx.commit().await?;
    let names: HashMap<PersonId, String> =
        heads.into_iter().map(|(id, head)| (id, head.name)).collect();
    let lines = measure_lines(ctx, &all, today).into_iter().zip(&all);
    let named = |(mut line, one): (Line, &Asked)| {
        let name = names.get(&one.row.person_id).cloned().unwrap_or_default();
        line.cells.insert(0, Cell::new(name));
        line
    };
    Ok(lines.map(named).collect())
}

/// `GET /control/measures?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = lines(&app, &ctx, &form, audit::Entry::list("control-measures")).await?;
    let mut list = List::new(("/measures", "control-measures"), &COLUMNS, lines);
    list.lead = ctx.t("control-measures-lead").into_owned();
    list.states =
        choices(&ctx, &SHOWN, form.get("state"), |code| format!("control-measure-shown-{code}"));
    list.file = "/measures.csv".to_owned();
    list.empty = "control-empty-measures";
    table::shown(&ctx, form, list)
}

/// `GET /control/measures.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = audit::Entry::new("print", "control-measures", "list");
    let lines = lines(&app, &ctx, &form, what).await?;
    table::csv(&ctx, &form, (&COLUMNS, "measures"), lines)
}

async fn behind(app: &App, ctx: &Ctx, id: MeasureId) -> Result<(Asked, String), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let asked = load::measure(&tx, id).await?;
    let name = people::head(&tx, asked.row.person_id).await?.name;
    tx.audit(audit::Entry::read("control-measure", id.0).about(Some(asked.row.person_id.0)));
    tx.commit().await?;
    Ok((asked, name))
}

fn shown(ctx: &Ctx, (asked, name): &(Asked, String), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let row = &asked.row;
    let facts = [
        ("control-column-user", name.clone()),
        ("control-column-measure", asked.content.text.clone()),
        ("control-column-who", asked.content.who.clone()),
        ("control-column-due", row.due_on.bg()),
        ("control-column-done", row.done_on.map(Day::bg).unwrap_or_default()),
        ("control-column-outcome", asked.content.result.clone()),
        ("control-column-officer", asked.content.by.clone()),
    ]
    .map(|(key, text)| (ctx.t(key).into_owned(), text));
    let mut act = Act::new("control-measure", "", "ui-save").facts(facts.into());
    if row.done_on.is_none() && ctx.actor.may(WRITE) {
        act = act
            .day(both, "on", ("control-followed-on", String::new()))
            .one(both, "outcome", ("control-column-outcome", &OUTCOMES), |code| {
                format!("control-outcome-{code}")
            })
            .area(both, "result", ("control-result", "control-result-hint"));
    }
    let title = format!("{}: {name}", ctx.t("control-measure"));
    let page = frame::page(ctx, title, ("/measures", "control-measures"));
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/measures/{}", row.id), version }, form)
}

/// `GET /control/measures/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MeasureId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    shown(&ctx, &behind, &form)
}

/// `POST /control/measures/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<MeasureId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut behind = behind(&app, &ctx, id).await?;
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today()) {
        form.wrong("on", "control-wrong-future");
    }
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let result = form.required("result", TEXT);
    let (Some(on), true) = (on, form.ok()) else { return shown(&ctx, &behind, &form) };
    behind.0.row.version = form.version_or(behind.0.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/visits/{}", behind.0.row.visit_id);
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    visit::follow(&mut tx, &behind.0, (on, &outcome, &result)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("control-done")))
}
