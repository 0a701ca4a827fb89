//! The check against double funding on the screen: findings with their reasons, a decision on each.

use super::content::{Reason, sealed};
use super::double::{Finding, Paid, Worked};
use super::frame::{self, HOME, TEXT, lists};
use super::load;
use super::side_load;
use super::side_store::project_decision;
use super::spending::document;
use super::table::{self, Cell, Line, List, Thing};
use super::{DecisionId, ProjectId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Problem, choices, chosen, list_address, see};
use sea_orm::IntoActiveModel;
use std::collections::HashMap;
use ui::Link;

const COLUMNS: [&str; 4] = ["finding", "kind", "reason", "decided-by"];
const OUTCOMES: [&str; 2] = ["justified", "corrected"];
const STATES: [&str; 3] = ["open", "justified", "corrected"];

/// The hours and the things that documents of all projects pay. Two queries.
///
/// # Errors
/// When the database does not answer.
pub async fn paid_twice(tx: &Tx) -> Result<(Vec<Worked>, Vec<Paid>), StoreError> {
    let projects = load::projects(tx).await?;
    let names: HashMap<ProjectId, String> =
        projects.into_iter().map(|one| (one.row.id, one.content.short)).collect();
    let plain = |text: &str| kit::search::plain(text);
    let (mut hours, mut paid) = (Vec::new(), Vec::new());
    for one in load::all_spending(tx).await? {
        let (row, content) = (&one.row, &one.content);
        let source = names.get(&row.project_id).cloned().unwrap_or_default();
        let href = format!("{HOME}/spending/{}", row.id);
        if let Some(day) = row.worked_on.filter(|_| row.minutes > 0) {
            hours.push(Worked {
                who: content.person.clone(),
                label: content.person.clone(),
                day,
                minutes: i64::from(row.minutes),
                source: source.clone(),
                href: href.clone(),
            });
        }
        let own = document(content, row.issued_on);
        let invoice = if row.kind == "invoice" && !own.number.is_empty() {
            format!("{}|{}|{}", own.supplier, own.number, own.day)
        } else {
            String::new()
        };
        let label = format!("{} / {}, {}", content.number, row.issued_on.bg(), content.supplier);
        let part = if content.person.is_empty() || content.part.is_empty() {
            String::new()
        } else {
            format!("{}|{}", plain(&content.person), plain(&content.part))
        };
        let part_label = format!("{}: {}", content.person, content.part);
        for (kind, what, label) in [
            ("item", plain(&content.item), content.item.clone()),
            ("invoice", invoice, label),
            ("part", part, part_label),
        ] {
            let (source, href) = (source.clone(), href.clone());
            paid.push(Paid { kind, what, label, source, href });
        }
    }
    Ok((hours, paid))
}

/// A finding in words.
#[must_use]
pub fn words(ctx: &Ctx, one: &Finding) -> String {
    ctx.ta(one.key, &one.args).into_owned()
}

async fn lines(app: &App, ctx: &Ctx, (form, what): (&Form, Entry)) -> Result<Vec<Line>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = super::double_findings(&tx, [&[], &[]]).await?;
    let decided = side_load::decisions(&tx).await?;
    tx.audit(what);
    tx.commit().await?;
    let wanted = form.get("state");
    let mut lines = Vec::new();
    for one in found {
        let known = decided.get(&one.hash);
        let word = known.map_or("open", |[outcome, ..]| outcome.as_str());
        if !wanted.is_empty() && wanted != word {
            continue;
        }
        let page = list_address(&format!("{HOME}/double/finding"), &[("finding", &one.hash)]);
        let [reason, by] =
            known.map_or_else(Default::default, |[_, reason, by]| [reason.clone(), by.clone()]);
        lines.push(Line {
            href: ctx.url(&page),
            cells: vec![
                Cell::new(words(ctx, &one)),
                Cell::new(ctx.t(&format!("projects-found-{}", one.kind))),
                Cell::new(reason),
                Cell::new(by),
            ],
            word: ctx.t(&format!("projects-decided-{word}")).into_owned(),
            colour: match word {
                "open" => "red",
                "justified" => "green",
                _ => "grey",
            },
        });
    }
    Ok(lines)
}

/// `GET /projects/double`.
pub async fn page(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let lines = lines(&app, &ctx, (&form, Entry::list("project-double"))).await?;
    let around = (ctx.page(ctx.t("projects-double")), lists(&ctx, "/double"));
    let mut list = List::new(around, format!("{HOME}/double"), &COLUMNS, lines);
    list.lead = ctx.t("projects-double-lead").into_owned();
    list.states =
        choices(&ctx, &STATES, form.get("state"), |code| format!("projects-decided-{code}"));
    list.file = format!("{HOME}/double.csv");
    list.empty = "projects-empty-double";
    table::shown(&ctx, form, list)
}

/// `GET /projects/double.csv`.
pub async fn csv(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let what = Entry::new("print", "project-double", "list");
    let lines = lines(&app, &ctx, (&form, what)).await?;
    table::csv(&ctx, &form, (&COLUMNS, "double"), lines)
}

/// A finding that still stands; none when it was corrected meanwhile.
async fn finding(app: &App, ctx: &Ctx, hash: &str) -> Result<Option<Finding>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = super::double_findings(&tx, [&[], &[]]).await?;
    tx.audit(Entry::list("project-double"));
    tx.commit().await?;
    Ok(all.into_iter().find(|one| one.hash == hash))
}

/// `GET /projects/double/finding?finding=`: a finding with its records.
pub async fn one(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let Some(one) = finding(&app, &ctx, form.get("finding")).await? else {
        return Ok(see(&ctx, &format!("{HOME}/double"), None));
    };
    let title = ctx.t(&format!("projects-found-{}", one.kind)).into_owned();
    let mut thing = Thing::new(frame::top_page(&ctx, title.clone()), title);
    thing.say(&ctx, "projects-column-finding", words(&ctx, &one));
    for (at, href) in one.hrefs.iter().enumerate() {
        let words = format!("{} {}", ctx.t("projects-record"), at + 1);
        thing.links.push(Link::new(ctx.url(href), words));
    }
    if ctx.actor.may(WRITE) {
        let path = list_address(&format!("{HOME}/double/decide"), &[("finding", &one.hash)]);
        thing.actions.push(Link::new(ctx.url(&path), ctx.t("projects-decide")));
    }
    thing.shown()
}

fn shown(ctx: &Ctx, one: &Finding, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let facts = [("projects-column-finding", words(ctx, one))];
    let act = Act::new("projects-decide", "/double/decide", "ui-save")
        .facts(facts.map(|(key, text)| (ctx.t(key).into_owned(), text)).into())
        .hidden(form, "finding")
        .one(both, "outcome", ("projects-decision", &OUTCOMES), |code| {
            format!("projects-decided-{code}")
        })
        .area(both, "reason", ("projects-reason", "projects-decide-hint"));
    let page = frame::top_page(ctx, ctx.t("projects-decide"));
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /projects/double/decide?finding=`.
pub async fn decide_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    match finding(&app, &ctx, form.get("finding")).await? {
        Some(one) => shown(&ctx, &one, &form),
        None => Ok(see(&ctx, &format!("{HOME}/double"), None)),
    }
}

/// Writes a decision down.
///
/// # Errors
/// When the database refuses.
pub async fn decide(
    tx: &mut Tx,
    hash: &str,
    (outcome, reason): (&str, String),
) -> Result<(), StoreError> {
    let id = DecisionId(tx.new_id());
    let row = project_decision::Model {
        municipality_id: tx.municipality(),
        id,
        finding_hash: hash.to_owned(),
        outcome: outcome.to_owned(),
        content_sealed: sealed(tx, ("project_decision", id.0), &Reason { reason })?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("project-decision", id.0));
    Ok(())
}

/// `POST /projects/double/decide`.
pub async fn decide_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let one = finding(&app, &ctx, form.get("finding")).await?.ok_or(Problem::NotFound)?;
    let outcome = chosen(&mut form, "outcome", &OUTCOMES);
    let reason = form.required("reason", TEXT);
    if !form.ok() {
        return shown(&ctx, &one, &form);
    }
    let home = format!("{HOME}/double");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    decide(&mut tx, &one.hash, (&outcome, reason)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("projects-done")))
}
