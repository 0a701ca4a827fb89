//! Where it begins: what can be sent, what each asks for and how long it takes; a form is begun, or one
//! that lies is gone on with by its code.

use super::FROM_CHECK;
use super::content::Typed;
use super::course::digits;
use super::draft;
use super::frame::{count_try, not_stopped, whom_to_call};
use super::question::KINDS;
use crate::app::App;
use crate::entitlements;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Ctx, Form, Problem, again, html, see};
use ui::Link;

/// Codes of a check of entitlements are short.
const CHECK_MAX: usize = 40;

#[derive(Template)]
#[template(path = "online/start.html")]
struct StartPage {
    page: ui::Page,
    form: Form,
    /// What can be sent: address, name, what it is for.
    kinds: Vec<(String, String, String)>,
    resume: String,
    status: String,
    call: Vec<(String, String)>,
}

fn draw(ctx: &Ctx, form: Form) -> StartPage {
    let mut page = ctx.public_page(ctx.t("online-start"));
    page.errors = form.errors();
    let kind = |code: &str| {
        let word = |end: &str| ctx.t(&format!("online-kind-{code}{end}")).into_owned();
        (ctx.url(&format!("/online/{code}/new")), word(""), word("-lead"))
    };
    StartPage {
        page,
        form,
        kinds: KINDS.into_iter().map(kind).collect(),
        resume: ctx.url("/online/resume"),
        status: ctx.url("/online/status"),
        call: whom_to_call(ctx),
    }
}

/// `GET /online`.
pub async fn start(ctx: Ctx) -> Result<Response, Problem> {
    html(&draw(&ctx, Form::empty(ctx.lang)))
}

/// `POST /online/resume`: goes on with a form by its code. A wrong code is counted.
pub async fn resume(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    not_stopped(&app, &ctx)?;
    let code = digits(form.get("code"));
    let mut tx = app.db.read(&ctx.nobody()).await?;
    let found = draft::behind(&tx, &code).await;
    tx.audit(Entry::search("online-draft"));
    tx.commit().await?;
    match found {
        Ok(_) => Ok(see(&ctx, &format!("/online/begun/{code}"), None)),
        Err(Problem::NotFound) => {
            count_try(&app, &ctx);
            form.wrong("code", "online-resume-wrong");
            again(&draw(&ctx, form))
        }
        Err(other) => Err(other),
    }
}

/// What is sent, by the address of the page; the routes name all of them.
fn kind_of(ctx: &Ctx) -> Result<&'static str, Problem> {
    let path = ctx.path.split('?').next().unwrap_or_default();
    let code = path.split('/').nth(3).unwrap_or_default();
    KINDS.into_iter().find(|kind| *kind == code).ok_or(Problem::NotFound)
}

#[derive(Template)]
#[template(path = "online/begin.html")]
struct BeginPage {
    page: ui::Page,
    action: String,
    lead: String,
    /// What is asked for, in words.
    needs: Vec<String>,
    danger: bool,
    /// The code of a check of entitlements, to be carried on.
    check: String,
    found: Vec<String>,
    call: Vec<(String, String)>,
}

/// What a check of entitlements found that the person kept for the desk. A code that leads nowhere is
/// counted as one who guesses is, and finds nothing.
async fn found(
    (app, ctx): (&App, &Ctx),
    (tx, check): (&Tx, &str),
) -> Result<Vec<String>, StoreError> {
    if check.is_empty() {
        return Ok(Vec::new());
    }
    let is_code = check.len() <= CHECK_MAX;
    let checked = if is_code { entitlements::of_code(tx, check).await? } else { None };
    let Some(checked) = checked else {
        count_try(app, ctx);
        return Ok(Vec::new());
    };
    let told = checked.outcomes.into_iter().filter(|one| one.answer != "no");
    Ok(told.map(|one| format!("{} ({})", one.next, one.article)).collect())
}

/// `GET /online/{kind}/new?check=`. Without a code it opens also for one who guessed too often.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let kind = kind_of(&ctx)?;
    let check = form.get(FROM_CHECK).to_owned();
    if !check.is_empty() {
        not_stopped(&app, &ctx)?;
    }
    let tx = app.db.read(&ctx.nobody()).await?;
    let found = found((&app, &ctx), (&tx, &check)).await?;
    tx.rollback().await;
    let mut page = ctx.public_page(ctx.t(&format!("online-kind-{kind}")));
    page.back = Some(Link::new(ctx.url("/online"), ctx.t("online-start")));
    let needs = ctx.t(&format!("online-needs-{kind}"));
    let needs = needs.split(';').map(|one| one.trim().to_owned());
    html(&BeginPage {
        page,
        action: ctx.url(&format!("/online/{kind}/new")),
        lead: ctx.t(&format!("online-kind-{kind}-lead")).into_owned(),
        needs: needs.filter(|one| !one.is_empty()).collect(),
        danger: matches!(kind, "wish" | "signal"),
        check: if found.is_empty() { String::new() } else { check },
        found,
        call: whom_to_call(&ctx),
    })
}

/// `POST /online/{kind}/new`: begins a form. Sent twice it leads to the same one.
pub async fn begin(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let kind = kind_of(&ctx)?;
    not_stopped(&app, &ctx)?;
    let law = app.law(ctx.actor.municipality);
    let key = form.key();
    let mut tx = app.db.write(&ctx.nobody()).await?;
    let code = draft::code_of(&tx, &key.0)?;
    let there = format!("/online/begun/{code}");
    // The way to the form is a secret: it is made again of the key, and stands nowhere.
    match tx.use_form(&key, &ctx.url("/online")).await {
        Ok(()) => {}
        Err(StoreError::FormUsed(_)) => {
            tx.audit(Entry::refused("online-draft"));
            tx.commit().await?;
            return Ok(see(&ctx, &there, None));
        }
        Err(other) => return Err(other.into()),
    }
    // Whoever begins many is stopped for an hour, as one who guesses; a machine fills no inbox.
    count_try(&app, &ctx);
    let found = found((&app, &ctx), (&tx, form.get(FROM_CHECK))).await?;
    let typed = Typed { found, ..Typed::default() };
    draft::begin(&mut tx, &law, (kind, &key.0, &typed)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &there, None))
}
