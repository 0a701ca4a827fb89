//! A talk as a worker sees it: what was said, an answer, taking, giving back, ending.

use super::course::{How, State, may_take};
use super::desk_page::{name_of, risk_words};
use super::duty;
use super::frame::{HOME, clock, names, page as frame};
use super::line::{self, Line};
use super::setting;
use super::talk::{self, Talk};
use super::{TalkId, WRITE};
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};

/// What one line shows.
struct Said {
    who: String,
    at: String,
    text: String,
    is_own: bool,
}

#[derive(Template)]
#[template(path = "desk/talk.html")]
struct TalkPage {
    page: ui::Page,
    form: Form,
    live: String,
    path: String,
    name: String,
    state: String,
    colour: &'static str,
    risk: String,
    facts: Vec<(String, String)>,
    lines: Vec<Said>,
    empty: String,
    may_take: bool,
    is_own: bool,
}

fn state_of(talk: &Talk, own_is_here: bool) -> (&'static str, &'static str) {
    match talk.state {
        State::Ended => ("ended", "grey"),
        State::Waiting => ("waiting", "blue"),
        State::Taken if own_is_here => ("talking", "green"),
        State::Taken => ("away", "orange"),
    }
}

/// What is known of a talk, besides what was said.
async fn facts(ctx: &Ctx, tx: &Tx, talk: &Talk) -> Result<Vec<(String, String)>, Problem> {
    let names = names(tx).await?;
    let row = &talk.row;
    let passes = talk::passes(tx, row.id).await?;
    let passed = passes
        .iter()
        .map(|one| format!("{} ({})", ctx.t(&format!("desk-pass-{}", one.kind)), one.at.bg()));
    let how = match row.ended_how.as_str() {
        "" => String::new(),
        how => ctx.t(&format!("desk-how-{how}")).into_owned(),
    };
    let kept = if row.is_kept { "desk-kept-yes" } else { "desk-kept-no" };
    let all = [
        ("desk-began", row.began_at.bg()),
        ("desk-worker", row.account_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default()),
        ("desk-transcript", ctx.t(kept).into_owned()),
        ("desk-passed", passed.collect::<Vec<_>>().join("; ")),
        ("desk-how", how),
        ("desk-question-number", talk.content.number.clone()),
        (
            "desk-until",
            row.lines_until.filter(|_| row.is_kept).map(|at| at.bg()).unwrap_or_default(),
        ),
    ];
    let shown = all.into_iter().filter(|(_, text)| !text.is_empty());
    Ok(shown.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect())
}

async fn draw(
    (app, ctx): (&App, &Ctx),
    tx: &mut Tx,
    (id, form): (TalkId, Form),
) -> Result<TalkPage, Problem> {
    let talk = talk::talk(tx, id).await?;
    let here = duty::here(tx, app).await?;
    let own_is_here = here.has(talk.row.account_id);
    let (state, colour) = state_of(&talk, own_is_here);
    // After its end only what the citizen agreed to keep is for the office to read.
    let is_readable = talk.state != State::Ended || talk.row.is_kept;
    let lines = if is_readable { line::lines(tx, &talk).await? } else { Vec::new() };
    let is_mine = talk.row.account_id.is_some() && talk.row.account_id == ctx.actor.account;
    let may = ctx.actor.may(WRITE);
    tx.audit(Entry::read("desk-talk", id.0));
    let said = |line: Line| Said {
        who: ctx.t(&format!("desk-said-{}", line.via)).into_owned(),
        at: clock(line.at),
        is_own: !line.is_citizen(),
        text: line.text,
    };
    let mut page = frame(ctx, ctx.t("desk-talk"));
    page.errors = form.errors();
    Ok(TalkPage {
        page,
        live: ctx.url(&format!("{HOME}/live?stay=1")),
        path: ctx.url(&format!("{HOME}/talks/{id}")),
        name: name_of(ctx, &talk),
        state: ctx.t(&format!("desk-state-{state}")).into_owned(),
        colour,
        risk: risk_words(ctx, &talk.row.risk),
        facts: facts(ctx, tx, &talk).await?,
        lines: lines.into_iter().map(said).collect(),
        empty: ctx
            .t(if is_readable { "desk-no-lines" } else { "desk-lines-gone-text" })
            .into_owned(),
        may_take: may && may_take(talk.state, own_is_here) && !(is_mine && own_is_here),
        is_own: may && is_mine && talk.state == State::Taken,
        form,
    })
}

/// `GET /desk/talks/{id}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    if let Some(account) = ctx.actor.account
        && duty::of(&tx, account).await?.is_some()
    {
        app.desk.touch((ctx.actor.municipality, account));
    }
    let page = draw((&app, &ctx), &mut tx, (id, form)).await?;
    tx.commit().await?;
    html(&page)
}

fn path_of(id: TalkId) -> String {
    format!("{HOME}/talks/{id}")
}

/// `POST /desk/talks/{id}`: the worker's answer.
pub async fn say(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let text = form.required("text", line::LONGEST);
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() {
        let page = draw((&app, &ctx), &mut tx, (id, form)).await?;
        tx.commit().await?;
        return again(&page);
    }
    let talk = talk::talk(&tx, id).await?;
    let account = talk::own(&tx, &talk)?;
    tx.use_form(&form.key(), &ctx.url(&path_of(id))).await?;
    line::say(&mut tx, &talk, (Some(account), &text)).await?;
    tx.commit().await?;
    app.desk.touch((ctx.actor.municipality, account));
    app.desk.tell(ctx.actor.municipality, id);
    Ok(see(&ctx, &path_of(id), None))
}

/// `POST /desk/talks/{id}/take`.
pub async fn take(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let talk = talk::talk(&tx, id).await?;
    tx.use_form(&form.key(), &ctx.url(&path_of(id))).await?;
    let here = duty::here(&tx, &app).await?;
    talk::take(&mut tx, &talk, here.has(talk.row.account_id)).await?;
    tx.commit().await?;
    moved(&app, &ctx, id);
    Ok(see(&ctx, &path_of(id), None))
}

/// The queue moved: everybody who waits sees their new place.
fn moved(app: &App, ctx: &Ctx, id: TalkId) {
    app.desk.tell(ctx.actor.municipality, id);
    app.desk.tell_all(ctx.actor.municipality);
}

/// `POST /desk/talks/{id}/release`.
pub async fn release(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let talk = talk::talk(&tx, id).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    talk::release(&mut tx, &talk).await?;
    tx.commit().await?;
    moved(&app, &ctx, id);
    Ok(see(&ctx, HOME, Some("desk-released")))
}

/// `POST /desk/talks/{id}/end`.
pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<TalkId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let talk = talk::talk(&tx, id).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    talk::own(&tx, &talk)?;
    let setting = setting::read(&tx).await?;
    let content = talk.content.clone();
    talk::end(&mut tx, (&talk, &content), (How::Worker, &setting)).await?;
    tx.commit().await?;
    app.desk.tell(ctx.actor.municipality, id);
    app.desk.ended(ctx.actor.municipality, id);
    Ok(see(&ctx, HOME, Some("desk-talk-over")))
}
