//! Evidence packs on the screen: of a claim or of days, how far one is, what is in it and what is
//! missing.

use super::PackId;
use super::frame::{self, HOME, Parts, Post, home};
use super::neighbours::claims;
use super::pack::{self, MAKE, Pack, index};
use super::store::result_pack::{Column, Entity, Model};
use super::table::{Cell, Line, Part};
use super::{WRITE, bundle};
use crate::app::App;
use crate::projects::{ProjectId, ProjectName};
use askama::Template;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kit::audit::Entry;
use kit::jobs::enqueue;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, PAGE_ROWS, Problem, cut, html, see};
use sea_orm::{ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use ui::{Choice, Head, NavItem, Pages};

const COLUMNS: [&str; 4] = ["period", "claim", "made", "missing"];

/// `large`, `failed`, `done`, and while it waits or is made `busy`.
fn state(row: &Pack) -> (&'static str, &'static str) {
    match (row.state.as_str(), row.missing) {
        ("done", 0) => ("done", "green"),
        ("done", _) => ("lacking", "yellow"),
        ("large", _) => ("large", "red"),
        ("failed", _) => ("failed", "red"),
        _ => ("busy", "blue"),
    }
}

fn period(row: &Pack) -> String {
    format!("{} – {}", row.from_on.bg(), row.to_on.bg())
}

fn line(ctx: &Ctx, row: &Pack) -> Line {
    let (word, colour) = state(row);
    Line {
        href: ctx.url(&format!("{HOME}/packs/{}", row.id)),
        cells: vec![
            Cell::new(period(row)),
            Cell::new(row.claim.clone()),
            Cell::new(row.made_at.bg()),
            Cell::number(row.missing),
        ],
        word: ctx.t(&format!("results-pack-{word}")).into_owned(),
        colour,
    }
}

async fn rows(tx: &Tx, id: ProjectId) -> Result<Vec<Pack>, StoreError> {
    let rows = tx.find::<Entity>().filter(Column::ProjectId.eq(id));
    let rows = rows.order_by_desc(Column::Id).limit(PAGE_ROWS);
    Ok(pack::facts(rows).all(tx.conn()).await?)
}

/// `GET /results/projects/{id}/packs`.
pub async fn list(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let project = frame::project(&tx, id).await?;
    let rows = rows(&tx, id).await?;
    let claims = claims(&tx, id).await?;
    tx.audit(Entry::list("result-pack"));
    tx.commit().await?;
    let (from, to) = frame::period(&form, &project);
    let form = Form::filled(ctx.lang, [("from", from.to_string()), ("to", to.to_string())]);
    let mut page = Parts::new(&ctx, &project, ("/packs", "results-packs"));
    page.lead = ctx.t("results-packs-lead").into_owned();
    let lines = rows.iter().map(|row| line(&ctx, row)).collect();
    page.parts = vec![Part::new(&ctx, "results-packs-made", &COLUMNS, lines)];
    if ctx.actor.may(WRITE) {
        let path = format!("{}/packs", home(id));
        let words = ("results-pack-new", path, "results-pack-make");
        let mut post = Post::between(&ctx, &form, words);
        let own = Choice::new("", ctx.t("results-pack-days"));
        let claim = |one: super::neighbours::Claim| {
            Choice::new(format!("{}/{}/{}", one.from, one.to, one.words), one.words)
        };
        let choices = [own].into_iter().chain(claims.into_iter().map(claim)).collect();
        post.picks.push((form.field("claim"), ctx.t("results-column-claim").into(), choices));
        page.posts.push(post);
    }
    page.shown()
}

/// The days and the words of a claim, or those of the form.
fn asked(form: &mut Form) -> Option<(Day, Day, String)> {
    let claim = form.optional("claim", 300);
    let mut parts = claim.splitn(3, '/');
    if let (Some(from), Some(to), Some(words)) = (parts.next(), parts.next(), parts.next()) {
        return Some((from.parse().ok()?, to.parse().ok()?, words.to_owned()));
    }
    Some((form.day("from")?, form.day("to")?, String::new()))
}

/// `POST /results/projects/{id}/packs`.
pub async fn make(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProjectId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let asked = asked(&mut form).filter(|(from, to, _)| from <= to && form.ok());
    let (from, to, claim) = asked.ok_or(Problem::Impossible("results-wrong-period"))?;
    let mut tx = app.db.write(&ctx.actor).await?;
    let project: ProjectName = frame::project(&tx, id).await?;
    let pack = add(&mut tx, project.id, (from, to, claim), (&ctx, &form)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/packs/{pack}"), None))
}

async fn add(
    tx: &mut Tx,
    project: ProjectId,
    (from, to, claim): (Day, Day, String),
    (ctx, form): (&Ctx, &Form),
) -> Result<PackId, StoreError> {
    let id = PackId(tx.new_id());
    tx.use_form(&form.key(), &ctx.url(&format!("{HOME}/packs/{id}"))).await?;
    let row = Model {
        municipality_id: tx.municipality(),
        id,
        project_id: project,
        claim,
        from_on: from,
        to_on: to,
        state: "waiting".to_owned(),
        done: 0,
        total: 0,
        missing: 0,
        index_sealed: Vec::new(),
        sealed: Vec::new(),
        sha256: String::new(),
        made_at: tx.now(),
        finished_at: None,
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    enqueue(tx, MAKE, None, &serde_json::json!({ "pack": id }), tx.now()).await?;
    tx.audit(Entry::write("result-pack", id.0));
    Ok(id)
}

#[derive(Template)]
#[template(path = "results/pack.html")]
struct PackPage {
    page: ui::Page,
    sections: Vec<NavItem>,
    period: String,
    state: String,
    colour: &'static str,
    done: i32,
    total: i32,
    is_busy: bool,
    file: String,
    facts: Vec<(String, String)>,
    missing: Vec<String>,
    heads: Vec<Head>,
    pieces: Vec<[String; 3]>,
    pages: Pages,
}

/// `GET /results/packs/{id}`: how far it is, then what is in it; the page comes again by itself.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PackId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = pack::pack(&tx, id).await?;
    let project = frame::project(&tx, row.project_id).await?;
    let index = index(&tx, &row)?;
    tx.audit(Entry::read("result-pack", id.0));
    tx.commit().await?;
    let (word, colour) = state(&row);
    let is_busy = word == "busy";
    let base = ctx.url(&format!("{HOME}/packs/{id}"));
    let (pieces, pages) = cut(index.pieces, &form, &base);
    let facts = [
        ("results-column-claim", row.claim.clone()),
        ("results-column-made", row.made_at.bg()),
        ("results-column-by", row.account_name.clone()),
        ("results-pack-sha256", row.sha256.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    let mut response = html(&PackPage {
        page: frame::page(&ctx, ctx.t("results-pack"), &project),
        sections: frame::sections(&ctx, project.id, "/packs"),
        period: period(&row),
        state: ctx.t(&format!("results-pack-{word}")).into_owned(),
        colour,
        done: row.done,
        total: row.total.max(1),
        is_busy,
        file: if row.finished_at.is_some() { format!("{base}/file") } else { String::new() },
        facts: facts.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect(),
        missing: index.missing,
        heads: ["file", "title", "hash"]
            .map(|name| Head::new(ctx.t(&format!("results-column-{name}"))))
            .into(),
        pieces,
        pages,
    })?;
    if is_busy {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    Ok(response)
}

/// `GET /results/packs/{id}/file`.
pub async fn file(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PackId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = pack::pack(&tx, id).await?;
    if row.finished_at.is_none() {
        return Err(Problem::Impossible("results-pack-not-yet"));
    }
    let bytes = pack::file(&tx, id).await?;
    let project = frame::project(&tx, row.project_id).await?;
    tx.audit(Entry::print("result-pack", id.0));
    tx.commit().await?;
    let name = bundle::latin(&project.short);
    let disposition = format!("attachment; filename=\"{name}-{}-{}.zip\"", row.from_on, row.to_on);
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}
