//! Proposals on the screen: what waits for an agenda, a proposal for quality entered and answered.

use super::content::Proposed;
use super::frame::{self, HOME, LINE, TEXT};
use super::proposal::{self, KINDS, Proposal, STATES, colour};
use super::table::{self, Cell, Line, List, Thing};
use super::{ProposalId, WRITE};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, choices, chosen, see};
use ui::Link;

const BACK: (&str, &str) = ("/proposals", "council-proposals");
const COLUMNS: [&str; 4] = ["proposal", "kind", "author", "made"];

/// `GET /council/proposals?state=`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = proposal::proposals(&tx, None).await?;
    tx.audit(audit::Entry::list("council-proposals"));
    tx.commit().await?;
    let state = form.get("state").to_owned();
    let wanted = |one: &&Proposal| state.is_empty() || one.row.state == state;
    let line = |one: &Proposal| Line {
        href: ctx.url(&format!("{HOME}/proposals/{}", one.row.id)),
        cells: vec![
            Cell::new(one.content.title.clone()),
            Cell::new(ctx.t(&format!("council-proposal-{}", one.row.kind))),
            Cell::new(one.content.author.clone()),
            Cell::day(Some(one.row.made_at.day())),
        ],
        word: ctx.t(&format!("council-proposed-{}", one.row.state)).into_owned(),
        colour: colour(&one.row.state),
    };
    let lines = all.iter().filter(wanted).map(line).collect();
    let mut list = List::new(BACK, &COLUMNS, lines);
    list.lead = ctx.t("council-proposals-lead").into_owned();
    list.states = choices(&ctx, &STATES, &state, |code| format!("council-proposed-{code}"));
    if ctx.actor.may(WRITE) {
        let new = ctx.url("/council/proposals/new");
        list.actions.push(Link::new(new, ctx.t("council-proposal-new")));
    }
    table::shown(&ctx, form, list)
}

fn new_shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("council-proposal-new", "/new", "ui-save")
        .lead(ctx.t("council-proposal-lead"))
        .line(both, "title", "council-column-proposal")
        .line(both, "author", "council-column-author")
        .area(both, "text", ("council-column-text", ""));
    let page = frame::page(ctx, ctx.t("council-proposal-new"), BACK);
    act.shown(ctx, Around { page, home: format!("{HOME}/proposals"), version: 0 }, form)
}

/// `GET /council/proposals/new`.
pub async fn new_form(ctx: Ctx) -> Result<Response, Problem> {
    new_shown(&ctx, &Form::empty(ctx.lang))
}

/// `POST /council/proposals/new`: a proposal for quality.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let content = Proposed {
        title: form.required("title", LINE),
        author: form.required("author", LINE),
        text: form.required("text", TEXT),
        answer: String::new(),
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.audit(audit::Entry::list("council-proposals"));
    if !form.ok() {
        tx.commit().await?;
        return new_shown(&ctx, &form);
    }
    tx.use_form(&form.key(), &ctx.url("/council/proposals")).await?;
    let id = proposal::add(&tx, (KINDS[1], ""), &content).await?;
    tx.audit(audit::Entry::write("council-proposal", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/proposals/{id}"), Some("council-done")))
}

/// `GET /council/proposals/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProposalId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = proposal::proposal(&tx, id).await?;
    tx.audit(audit::Entry::read("council-proposal", id.0));
    tx.commit().await?;
    let Proposal { row, content } = &one;
    let page = frame::page(&ctx, content.title.clone(), BACK);
    let mut thing = Thing::new(page, content.title.clone());
    thing.number = row.made_at.day().bg();
    thing.state = ctx.t(&format!("council-proposed-{}", row.state)).into_owned();
    thing.colour = colour(&row.state);
    thing.say(&ctx, "council-column-kind", ctx.t(&format!("council-proposal-{}", row.kind)));
    thing.say(&ctx, "council-column-author", content.author.clone());
    thing.say(&ctx, "council-column-text", content.text.clone());
    thing.say(&ctx, "council-answer", content.answer.clone());
    thing.say(&ctx, "council-handled", row.handled_on.map(Day::bg).unwrap_or_default());
    if ctx.actor.may(WRITE) && STATES[..2].contains(&row.state.as_str()) {
        let path = ctx.url(&format!("{HOME}/proposals/{id}/answer"));
        thing.actions.push(Link::new(path, ctx.t("council-proposal-answer")));
    }
    if !row.href.is_empty() {
        thing.links.push(Link::new(ctx.url(&row.href), ctx.t("council-to-paper")));
    }
    thing.shown()
}

fn answer_shown(ctx: &Ctx, form: &Form, one: &Proposal) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("council-proposal-answer", "/answer", "ui-save")
        .one(both, "state", ("council-column-state", &STATES[2..]), |code| {
            format!("council-proposed-{code}")
        })
        .area(both, "text", ("council-answer", ""));
    let page = frame::page(ctx, ctx.t("council-proposal-answer"), BACK);
    let version = form.version_or(one.row.version);
    act.shown(ctx, Around { page, home: format!("{HOME}/proposals/{}", one.row.id), version }, form)
}

/// `GET /council/proposals/{id}/answer`.
pub async fn answer_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProposalId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = proposal::proposal(&tx, id).await?;
    tx.audit(audit::Entry::read("council-proposal", id.0));
    tx.commit().await?;
    answer_shown(&ctx, &Form::empty(ctx.lang), &one)
}

/// `POST /council/proposals/{id}/answer`.
pub async fn answer_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ProposalId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let state = chosen(&mut form, "state", &STATES[2..]);
    let text = form.required("text", TEXT);
    let mut tx = app.db.write(&ctx.actor).await?;
    let one = proposal::proposal(&tx, id).await?;
    if !form.ok() {
        tx.audit(audit::Entry::read("council-proposal", id.0));
        tx.commit().await?;
        return answer_shown(&ctx, &form, &one);
    }
    let home = format!("{HOME}/proposals/{id}");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let version = form.version_or(one.row.version);
    proposal::handle(&mut tx, (&one, version), (&state, &text)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("council-done")))
}
