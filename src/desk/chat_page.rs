//! The talk as its citizen sees it, behind an address that nobody guesses.

use super::ask;
use super::course::{How, Stand, State, stand};
use super::crisis::{self, Help};
use super::duty;
use super::frame::{CHAT, clock, framed};
use super::line::{self, Line};
use super::setting::{self, Setting};
use super::talk::{self, Content, Talk};
use crate::app::App;
use askama::Template;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::Choice;

/// What one line shows.
struct Said {
    who: String,
    at: String,
    text: String,
    is_own: bool,
}

#[derive(Template)]
#[template(path = "desk/chat.html")]
struct ChatPage {
    page: ui::Page,
    form: Form,
    path: String,
    start: String,
    /// A code of [`Stand`].
    stand: &'static str,
    /// Which form stands below: `say`, `question`, `over`.
    kind: &'static str,
    state: String,
    help: Option<Help>,
    lines: Vec<Said>,
    /// What became of the question.
    facts: Vec<(String, String)>,
    /// Where the question is followed by its number and code.
    status: String,
    keep: Vec<Choice>,
    is_kept: bool,
    may_clear: bool,
    /// The page reloads by itself; only without scripts.
    reloads: bool,
}

/// A talk with everything that its page shows.
struct View {
    talk: Talk,
    stand: Stand,
    place: u64,
    lines: Vec<Line>,
    setting: Setting,
}

async fn view(app: &App, tx: &Tx, talk: Talk) -> Result<View, Problem> {
    let here = duty::here(tx, app).await?;
    let stand = stand(talk.state, here.has(talk.row.account_id), here.anybody());
    let place = match stand {
        Stand::Waiting if talk.state == State::Waiting => talk::place(tx, &talk.row).await?,
        _ => 1,
    };
    let lines = line::lines(tx, &talk).await?;
    Ok(View { stand, place, lines, setting: setting::read(tx).await?, talk })
}

/// What a page says of how the talk stands.
fn state_words(ctx: &Ctx, view: &View) -> String {
    match view.stand {
        Stand::Waiting => ctx.ta("desk-stand-waiting", &[("place", view.place)]).into_owned(),
        Stand::Ended => ctx.t(&format!("desk-over-{}", view.talk.row.ended_how)).into_owned(),
        other => ctx.t(&format!("desk-stand-{}", other.code())).into_owned(),
    }
}

fn facts(ctx: &Ctx, talk: &Talk) -> Vec<(String, String)> {
    let content = &talk.content;
    let all = [
        ("desk-question-number", content.number.clone()),
        ("desk-question-code", kit::crypto::grouped(&content.code).replace('-', " ")),
        ("desk-question-until", content.answer_until.clone()),
    ];
    let shown = all.into_iter().filter(|(_, text)| !text.is_empty());
    shown.map(|(key, text)| (ctx.t(key).into_owned(), text)).collect()
}

fn said(ctx: &Ctx, line: &Line) -> Said {
    let who = if line.is_citizen() { "desk-via-citizen" } else { "desk-via-worker" };
    Said {
        who: ctx.t(who).into_owned(),
        at: clock(line.at),
        text: line.text.clone(),
        is_own: line.is_citizen(),
    }
}

fn draw(ctx: &Ctx, secret: &str, (view, form): (&View, Form)) -> ChatPage {
    let kind = match view.stand {
        Stand::Ended => "over",
        Stand::Left => "question",
        Stand::Waiting if form.has("leave") => "question",
        Stand::Waiting | Stand::Talking => "say",
    };
    let typed = talk::typed(&view.lines);
    // What was typed before stands in the question, unless it was changed there already.
    let form = match kind {
        "question" if form.get("text").is_empty() && form.ok() => form.with("text", &typed),
        _ => form,
    };
    let row = &view.talk.row;
    let mut page = ctx.public_page(ctx.t("desk-chat-title"));
    page.errors = form.errors();
    let keep = Choice::new("yes", ctx.t("desk-keep")).checked(row.is_kept);
    ChatPage {
        page,
        path: ctx.url(&format!("{CHAT}/{secret}")),
        start: ctx.url(CHAT),
        stand: view.stand.code(),
        kind,
        state: state_words(ctx, view),
        help: crisis::help(&row.risk, ctx.lang),
        lines: view.lines.iter().map(|line| said(ctx, line)).collect(),
        facts: facts(ctx, &view.talk),
        status: ctx.url("/online/status"),
        keep: vec![keep],
        is_kept: row.is_kept,
        may_clear: view.stand == Stand::Ended && !row.is_kept && !view.lines.is_empty(),
        reloads: form.has("reload"),
        form,
    }
}

/// `GET /chat/{secret}`.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.nobody()).await?;
    let talk = talk::behind(&tx, &secret).await?;
    let view = view(&app, &tx, talk).await?;
    tx.rollback().await;
    Ok(framed(html(&draw(&ctx, &secret, (&view, form)))?, &view.setting))
}

/// The page again with what is wrong; what was typed stays in its box.
async fn refused(
    (app, ctx): (&App, &Ctx),
    (mut tx, secret): (Tx, &str),
    form: Form,
) -> Result<Response, Problem> {
    let talk = talk::behind(&tx, secret).await?;
    let view = view(app, &tx, talk).await?;
    tx.audit(Entry::refused("desk-line"));
    tx.commit().await?;
    Ok(framed(again(&draw(ctx, secret, (&view, form)))?, &view.setting))
}

/// Uses up the key of a form; `false` when it was sent before. The place noted holds no secret.
async fn is_first(tx: &Tx, ctx: &Ctx, form: &Form) -> Result<bool, StoreError> {
    match tx.use_form(&form.key(), &ctx.url(CHAT)).await {
        Ok(()) => Ok(true),
        Err(StoreError::FormUsed(_)) => Ok(false),
        Err(other) => Err(other),
    }
}

/// `POST /chat/{secret}`.
pub async fn say(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let text = form.required("text", line::LONGEST);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let talk = talk::behind(&tx, &secret).await?;
    if !form.ok() {
        return refused((&app, &ctx), (tx, &secret), form).await;
    }
    if is_first(&tx, &ctx, &form).await? {
        match line::say(&mut tx, &talk, (None, &text)).await {
            Ok(()) => {}
            Err(Problem::Impossible(key)) => {
                form.wrong("text", key);
                return refused((&app, &ctx), (tx, &secret), form).await;
            }
            Err(Problem::TooMany) => {
                form.wrong("text", "desk-wrong-fast");
                return refused((&app, &ctx), (tx, &secret), form).await;
            }
            Err(other) => return Err(other),
        }
    } else {
        tx.audit(Entry::refused("desk-line"));
    }
    tx.commit().await?;
    app.desk.tell(ctx.actor.municipality, talk.row.id);
    Ok(see(&ctx, &format!("{CHAT}/{secret}"), None))
}

/// `POST /chat/{secret}/end`: the citizen ends the talk, or has the last words removed at once.
pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let mut talk = talk::behind(&tx, &secret).await?;
    let setting = setting::read(&tx).await?;
    let id = talk.row.id;
    if talk.state != State::Ended {
        talk.row.is_kept = form.has_value("keep", "yes");
        let content: Content = talk.content.clone();
        talk::end(&mut tx, (&talk, &content), (How::Citizen, &setting)).await?;
    } else if talk.row.is_cleared || talk.row.is_kept {
        tx.audit(Entry::refused("desk-talk"));
    } else {
        talk::clear(&mut tx, talk.row).await?;
    }
    tx.commit().await?;
    app.desk.tell(ctx.actor.municipality, id);
    app.desk.ended(ctx.actor.municipality, id);
    Ok(see(&ctx, &format!("{CHAT}/{secret}"), None))
}

/// `POST /chat/{secret}/question`: nobody is there, or the citizen does not want to wait.
pub async fn question(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let question = ask::read(&mut form);
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let talk = talk::behind(&tx, &secret).await?;
    if talk.state == State::Ended {
        tx.audit(Entry::refused("desk-talk"));
        tx.commit().await?;
        return Ok(see(&ctx, &format!("{CHAT}/{secret}"), None));
    }
    if !form.ok() {
        let form = form.with("leave", "1");
        return refused((&app, &ctx), (tx, &secret), form).await;
    }
    let setting = setting::read(&tx).await?;
    ask::ask(&mut tx, &talk, (question, &setting)).await?;
    tx.commit().await?;
    app.desk.tell(ctx.actor.municipality, talk.row.id);
    app.desk.ended(ctx.actor.municipality, talk.row.id);
    Ok(see(&ctx, &format!("{CHAT}/{secret}"), None))
}
