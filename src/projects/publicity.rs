//! How papers of a project are headed, from a day on: lines, statement, emblem, and the rule.

use super::content::{Heading, sealed};
use super::frame::{self, LINE, TEXT, path, sections};
use super::load::{self, Project};
use super::registry_page::known;
use super::side_load::{self, heading_on};
use super::side_store::project_publicity;
use super::table::{Cell, Line, Part, Thing};
use super::{ProjectId, PublicityId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use sea_orm::IntoActiveModel;
use ui::Link;

/// Sets the heading from a day on.
///
/// # Errors
/// When the database refuses.
pub async fn set(
    tx: &mut Tx,
    project: ProjectId,
    (from_on, heading): (Day, &Heading),
) -> Result<PublicityId, StoreError> {
    let id = PublicityId(tx.new_id());
    let row = project_publicity::Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        from_on,
        content_sealed: sealed(tx, ("project_publicity", id.0), heading)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project-publicity", project.0));
    Ok(id)
}

/// `GET /projects/{id}/publicity`: the heading of today, those that were set, the rules by day.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let now = heading_on(&tx, &one, app.today()).await?;
    let set = side_load::headings(&tx, id).await?;
    let (reference, _) = side_load::reference(&tx).await?;
    tx.audit(Entry::read("project-publicity", id.0));
    tx.commit().await?;
    let page = frame::page(&ctx, &one, ctx.t("projects-publicity"));
    let mut thing = Thing::new(page, ctx.t("projects-publicity"));
    thing.sections = sections(&ctx, id, "/publicity");
    thing.say(&ctx, "projects-header", now.header.join("; "));
    thing.say(&ctx, "projects-footer", now.footer.join("; "));
    thing.say(&ctx, "projects-statement", now.statement);
    thing.say(&ctx, "projects-emblem", now.emblem);
    thing.say(&ctx, "projects-rule", now.rule);
    let own = set.iter().map(|known| Line {
        cells: vec![
            Cell::day(Some(known.row.from_on)),
            Cell::new(known.content.statement.clone()),
            Cell::new(known.content.header.join("; ")),
            Cell::new(known.content.rule.clone()),
        ],
        ..Line::default()
    });
    let columns = ["valid-from", "statement", "header", "rule"];
    thing.parts.push(Part::new(&ctx, "projects-headings", &columns, own.collect()));
    let always = ctx.t("projects-always").into_owned();
    let rules = reference.heading.iter().map(|dated| Line {
        cells: vec![
            Cell::new(dated.from.map_or(always.clone(), Day::bg)),
            Cell::new(dated.statement.clone()),
            Cell::new(dated.rule.clone()),
        ],
        ..Line::default()
    });
    let columns = ["valid-from", "statement", "rule"];
    thing.parts.push(Part::new(&ctx, "projects-rules", &columns, rules.collect()));
    if ctx.actor.may(WRITE) {
        let new = ctx.url(&path(id, "/publicity/new"));
        thing.actions.push(Link::new(new, ctx.t("projects-publicity-new")));
        let make = ctx.url(&path(id, "/paper"));
        let words = ctx.t("projects-make-poster").into_owned();
        thing.papers.push((make, "poster".to_owned(), words));
    }
    thing.shown()
}

fn shown(ctx: &Ctx, one: &Project, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("projects-publicity-new", "/publicity/new", "ui-save")
        .lead(ctx.t("projects-publicity-lead"))
        .day(both, "from", ("projects-valid-from", String::new()))
        .area(both, "header", ("projects-header", "projects-lines-each"))
        .area(both, "footer", ("projects-footer", "projects-lines-each"))
        .line(both, "statement", "projects-statement")
        .line(both, "emblem", "projects-emblem")
        .area(both, "rule", ("projects-rule", ""));
    let page = frame::page(ctx, one, ctx.t("projects-publicity-new"));
    act.shown(ctx, Around { page, home: path(one.row.id, ""), version: 0 }, form)
}

/// `GET /projects/{id}/publicity/new`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::project(&tx, id).await?;
    let now = heading_on(&tx, &one, app.today()).await?;
    tx.audit(Entry::read("project-publicity", id.0));
    tx.commit().await?;
    let mut values = day_values("from", Some(app.today()));
    let texts = [
        ("header", now.header.join("\n")),
        ("footer", now.footer.join("\n")),
        ("statement", now.statement),
        ("emblem", now.emblem),
        ("rule", now.rule),
    ];
    values.extend(texts.map(|(name, text)| (name.to_owned(), text)));
    shown(&ctx, &one, &Form::filled(ctx.lang, values))
}

/// `POST /projects/{id}/publicity/new`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = known(&app, &ctx, id).await?;
    let from = form.day("from");
    let lines = |text: String| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let heading = Heading {
        header: lines(form.required("header", TEXT)),
        footer: lines(form.optional("footer", TEXT)),
        statement: form.required("statement", LINE),
        emblem: form.required("emblem", LINE),
        rule: form.optional("rule", TEXT),
    };
    let (Some(from), true) = (from, form.ok()) else { return shown(&ctx, &one, &form) };
    let home = path(id, "/publicity");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    set(&mut tx, id, (from, &heading)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}
