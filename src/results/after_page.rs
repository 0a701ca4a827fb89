//! What stays and what ends with the money of a project, on the screen, with the decision on each.

use super::WRITE;
use super::after::{self, Decision, Grounds, KINDS, Thing};
use super::frame::{self, TEXT, home};
use super::table::{self, Cell, Line, List, Table, format_of};
use crate::app::App;
use crate::projects::{ProjectId, ProjectName};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, list_address, see};
use std::collections::HashMap;
use ui::Link;

const COLUMNS: [&str; 6] = ["thing", "kind", "ends", "next", "from", "document"];

struct Known {
    project: ProjectName,
    things: Vec<Thing>,
    decisions: HashMap<String, Decision>,
}

async fn known(app: &App, ctx: &Ctx, id: ProjectId, what: Entry) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    let things = after::things(&tx, &project).await?;
    let decisions = after::decisions(&tx, id).await?;
    tx.audit(what);
    tx.commit().await?;
    Ok(Known { project, things, decisions })
}

fn line(ctx: &Ctx, known: &Known, one: &Thing) -> Line {
    let decided = known.decisions.get(&one.subject);
    let (word, colour) = match decided.map(|one| one.row.kind.as_str()) {
        None => ("open", "red"),
        Some("ends") => ("ends", "grey"),
        Some(kind) => (kind, "green"),
    };
    let decide = ctx.url(&format!("{}/after/decide", home(known.project.id)));
    let href = if ctx.actor.may(WRITE) {
        list_address(&decide, &[("subject", &one.subject)])
    } else {
        ctx.url(&one.href)
    };
    Line {
        href,
        cells: vec![
            Cell::new(one.label.clone()),
            Cell::new(ctx.t(&format!("results-thing-{}", one.kind))),
            Cell::day(Some(one.ends_on)),
            Cell::new(one.next.clone()),
            Cell::day(decided.map(|one| one.row.valid_from)),
            Cell::new(decided.map(|one| one.grounds.document.clone()).unwrap_or_default()),
        ],
        word: ctx.t(&format!("results-after-{word}")).into_owned(),
        colour,
    }
}

/// `GET /results/projects/{id}/after`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id, Entry::list("result-decision")).await?;
    let mut lines: Vec<Line> = known.things.iter().map(|one| line(&ctx, &known, one)).collect();
    let is_open = form.get("state") == "open";
    lines.retain(|one| !is_open || one.colour == "red");
    let path = format!("{}/after", home(id));
    let page = frame::page(&ctx, ctx.t("results-after"), &known.project);
    let frame = (page, frame::sections(&ctx, id, "/after"));
    let mut list = List::new(frame, path.clone(), &COLUMNS, lines);
    let stays = |kind: &str| kind != "ends";
    let decided = known.decisions.values();
    let args = [
        ("all", known.things.len().to_string()),
        ("stays", decided.clone().filter(|one| stays(&one.row.kind)).count().to_string()),
        ("ends", decided.filter(|one| !stays(&one.row.kind)).count().to_string()),
        ("day", known.project.to.bg()),
    ];
    list.lead = ctx.ta("results-after-lead", &args).into_owned();
    list.states = kit::web::choices(&ctx, &["open"], form.get("state"), |code| {
        format!("results-after-{code}")
    });
    let table = ctx.url(&format!("{path}/table"));
    list.files = vec![
        Link::new(table.clone(), ctx.t("results-csv")),
        Link::new(format!("{table}?format=xlsx"), ctx.t("results-xlsx")),
    ];
    list.empty = "results-empty-after";
    table::shown(&ctx, form, list)
}

/// `GET /results/projects/{id}/after/table`.
pub async fn csv(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let what = Entry::new("print", "result-decision", "list");
    let known = known(&app, &ctx, id, what).await?;
    let lines = known.things.iter().map(|one| line(&ctx, &known, one)).collect();
    Table::of(&ctx, &COLUMNS, lines).file("after", format_of(&form))
}

fn shown(ctx: &Ctx, (known, one): (&Known, &Thing), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let facts = [
        ("results-column-thing", one.label.clone()),
        ("results-column-ends", one.ends_on.bg()),
        ("results-column-next", one.next.clone()),
    ];
    let facts = facts.map(|(key, text)| (ctx.t(key).into_owned(), text)).into();
    let act = Act::new("results-decide", "/after/decide", "ui-save")
        .lead(ctx.t("results-decide-lead"))
        .facts(facts)
        .one(both, "kind", ("results-decision", &KINDS), |code| format!("results-after-{code}"))
        .day(both, "from", ("results-column-from", String::new()))
        .line(both, "document", "results-column-document")
        .area(both, "note", ("results-note", ""))
        .hidden(form, "subject");
    let page = frame::page(ctx, ctx.t("results-decide"), &known.project);
    act.shown(ctx, Around { page, home: home(known.project.id), version: 0 }, form)
}

/// `GET /results/projects/{id}/after/decide?subject=`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id, Entry::list("result-decision")).await?;
    let sought = form.get("subject");
    let one = known.things.iter().find(|one| one.subject == sought).ok_or(Problem::NotFound)?;
    let decided = known.decisions.get(sought);
    let from = decided.map_or(one.ends_on.plus(1), |one| one.row.valid_from);
    let mut values = day_values("from", Some(from));
    values.push(("subject".to_owned(), sought.to_owned()));
    if let Some(decided) = decided {
        values.push(("kind".to_owned(), decided.row.kind.clone()));
        values.push(("document".to_owned(), decided.grounds.document.clone()));
        values.push(("note".to_owned(), decided.grounds.note.clone()));
    }
    shown(&ctx, (&known, one), &Form::filled(ctx.lang, values))
}

/// `POST /results/projects/{id}/after/decide`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id, Entry::list("result-decision")).await?;
    let sought = form.get("subject").to_owned();
    let one = known.things.iter().find(|one| one.subject == sought).ok_or(Problem::NotFound)?;
    let kind = chosen(&mut form, "kind", &KINDS);
    let from = form.day("from");
    let grounds =
        Grounds { document: form.required("document", 300), note: form.optional("note", TEXT) };
    let (Some(from), true) = (from, form.ok()) else { return shown(&ctx, (&known, one), &form) };
    let path = format!("{}/after", home(id));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    after::decide(&mut tx, (id, &sought), (&kind, from), &grounds).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("results-done")))
}
