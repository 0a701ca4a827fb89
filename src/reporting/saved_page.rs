//! The saved reports, one of them with its answer, sharing, sending, taking away.

use super::build_page::{About, answered};
use super::frame::{self, BUILD, HOME, LINE};
use super::question::Question;
use super::report::{measure_name, period};
use super::saved::{self, SCHEDULES, Saved};
use super::{SavedId, load};
use crate::app::App;
use crate::municipality;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::mail::Mailer;
use kit::types::AccountId;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, again, chosen, html, see};
use ui::{Choice, Head, Link};

/// A line of the list.
struct Line {
    title: String,
    href: String,
    about: String,
    by: String,
    schedule: String,
}

#[derive(Template)]
#[template(path = "reporting/home.html")]
struct HomePage {
    page: ui::Page,
    state: String,
    heads: Vec<Head>,
    lines: Vec<Line>,
    build: String,
    links: Vec<Link>,
}

fn line(ctx: &Ctx, row: &Saved, today: kit::types::Day) -> Line {
    let question = saved::question(row, today);
    let about = format!("{}, {}", measure_name(ctx.lang, question.measure), period(&question));
    Line {
        title: row.title.clone(),
        href: ctx.url(&home(row.id)),
        about,
        by: row.account_name.clone(),
        schedule: ctx.t(&format!("reporting-schedule-{}", row.schedule)).into_owned(),
    }
}

fn home(id: SavedId) -> String {
    format!("{HOME}/saved/{id}")
}

/// `GET /reporting`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = match ctx.actor.account {
        Some(account) => saved::of(&tx, account).await?,
        None => Vec::new(),
    };
    let state = load::state(&tx).await?;
    tx.audit(audit::Entry::list("report-saved"));
    tx.commit().await?;
    let today = app.today();
    let state = match state {
        None => ctx.t("reporting-not-yet").into_owned(),
        Some(row) => {
            let args = [("at", row.refreshed_at.bg()), ("day", row.begun_on.bg())];
            ctx.ta("reporting-state", &args).into_owned()
        }
    };
    let heads = ["title", "about", "by", "schedule"];
    let heads = heads.map(|name| Head::new(ctx.t(&format!("reporting-column-{name}"))));
    let mut links = Vec::new();
    if ctx.actor.may(municipality::FORMS) {
        links.push(Link::new(ctx.url(&format!("{HOME}/settings")), ctx.t("reporting-settings")));
    }
    html(&HomePage {
        page: ctx.page(ctx.t("reporting-title")),
        state,
        heads: heads.to_vec(),
        lines: rows.iter().map(|row| line(&ctx, row, today)).collect(),
        build: ctx.url(BUILD),
        links,
    })
}

/// `GET /reporting/saved/{id}`: the report as it is today, or as what the address says of it.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SavedId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = saved::one(&tx, id).await?;
    tx.audit(audit::Entry::read("report-saved", id.0));
    tx.commit().await?;
    let mut actions = Vec::new();
    if row.account_id == ctx.actor.account {
        let link = |rest: &str| {
            let path = format!("{}/{rest}", home(id));
            Link::new(ctx.url(&path), ctx.t(&format!("reporting-{rest}")))
        };
        actions = ["share", "schedule", "remove"].map(link).to_vec();
    }
    let about = About { page: frame::page(&ctx, row.title.clone()), actions };
    let question = saved::question(&row, app.today());
    answered(&app, &ctx, (question, &form, about)).await
}

fn save_shown(ctx: &Ctx, (question, form): (&Question, &Form)) -> Result<Response, Problem> {
    let lead = format!("{}, {}", measure_name(ctx.lang, question.measure), period(question));
    let page = frame::page(ctx, ctx.t("reporting-save"));
    Act::new("reporting-save", "/save", "ui-save")
        .lead(lead)
        .line((ctx, form), "title", "reporting-column-title")
        .hidden(form, "question")
        .shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /reporting/save?…`.
pub async fn save_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    form: Form,
) -> Result<Response, Problem> {
    let question = Question::read(&form, app.today());
    let filled = Form::filled(ctx.lang, [("question", question.query())]);
    save_shown(&ctx, (&question, &filled))
}

/// `POST /reporting/save`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let title = form.required("title", LINE);
    let question = saved::read(form.get("question"), app.today());
    let mut tx = app.db.write(&ctx.actor).await?;
    if !form.ok() {
        tx.audit(audit::Entry::list("report-saved"));
        tx.commit().await?;
        return save_shown(&ctx, (&question, &form));
    }
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = saved::save(&mut tx, (&title, &question)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("reporting-saved")))
}

#[derive(Template)]
#[template(path = "reporting/share.html")]
struct SharePage {
    page: ui::Page,
    action: String,
    cancel: String,
    version: i32,
    form: Form,
    choices: Vec<Choice>,
}

fn share_shown(
    ctx: &Ctx,
    (row, form): (&Saved, Form),
    (all, with): (Vec<(AccountId, String)>, &[String]),
) -> Result<Response, Problem> {
    let others = all.into_iter().filter(|(id, _)| Some(*id) != row.account_id);
    let choice = |(id, name): (AccountId, String)| {
        let id = id.to_string();
        let is_chosen = with.contains(&id);
        Choice::new(id, name).checked(is_chosen)
    };
    let mut page = frame::page(ctx, ctx.t("reporting-share"));
    page.errors = form.errors();
    let shown = SharePage {
        page,
        action: ctx.url(&format!("{}/share", home(row.id))),
        cancel: ctx.url(&home(row.id)),
        version: form.version_or(row.version),
        choices: others.map(choice).collect(),
        form,
    };
    if shown.form.ok() { html(&shown) } else { again(&shown) }
}

/// `GET /reporting/saved/{id}/share`.
pub async fn share_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SavedId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = saved::own(&tx, id).await?;
    let all = saved::colleagues(&tx).await?;
    let with = saved::shares(&tx, id).await?;
    tx.audit(audit::Entry::read("report-saved", id.0));
    tx.commit().await?;
    let with: Vec<String> = with.iter().map(ToString::to_string).collect();
    share_shown(&ctx, (&row, Form::empty(ctx.lang)), (all, &with))
}

/// `POST /reporting/saved/{id}/share`.
pub async fn share(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SavedId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut row = saved::own(&tx, id).await?;
    let all = saved::colleagues(&tx).await?;
    let asked: Vec<String> = form.all("with").into_iter().map(str::to_owned).collect();
    let known = all.iter().map(|(account, _)| *account);
    let with: Vec<AccountId> =
        known.filter(|account| asked.contains(&account.to_string())).collect();
    if with.len() < asked.len() {
        form.wrong("with", "form-choose");
        tx.audit(audit::Entry::read("report-saved", id.0));
        tx.commit().await?;
        return share_shown(&ctx, (&row, form), (all, &asked));
    }
    row.version = form.version_or(row.version);
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    saved::share(&mut tx, &row, &with).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("reporting-saved")))
}

fn schedule_shown(ctx: &Ctx, (row, form): (&Saved, &Form)) -> Result<Response, Problem> {
    let page = frame::page(ctx, ctx.t("reporting-schedule"));
    let version = form.version_or(row.version);
    Act::new("reporting-schedule", "/schedule", "ui-save")
        .lead(ctx.t("reporting-schedule-lead"))
        .one((ctx, form), "schedule", ("reporting-column-schedule", &SCHEDULES), |code| {
            format!("reporting-schedule-{code}")
        })
        .line((ctx, form), "mail", "reporting-mail")
        .shown(ctx, Around { page, home: home(row.id), version }, form)
}

/// `GET /reporting/saved/{id}/schedule`.
pub async fn schedule_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SavedId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = saved::own(&tx, id).await?;
    let mail = saved::mail(&tx, &row)?;
    tx.audit(audit::Entry::read("report-saved", id.0));
    tx.commit().await?;
    let filled = [("schedule", row.schedule.clone()), ("mail", mail)];
    schedule_shown(&ctx, (&row, &Form::filled(ctx.lang, filled)))
}

/// `POST /reporting/saved/{id}/schedule`.
pub async fn schedule(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SavedId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let when = chosen(&mut form, "schedule", &SCHEDULES);
    let mail = form.optional("mail", LINE);
    if when != SCHEDULES[0] && !Mailer::is_address(&mail) {
        form.wrong("mail", "reporting-wrong-mail");
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut row = saved::own(&tx, id).await?;
    if !form.ok() {
        tx.audit(audit::Entry::read("report-saved", id.0));
        tx.commit().await?;
        return schedule_shown(&ctx, (&row, &form));
    }
    row.version = form.version_or(row.version);
    tx.use_form(&form.key(), &ctx.url(&home(id))).await?;
    saved::schedule(&mut tx, &row, (&when, &mail)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home(id), Some("reporting-saved")))
}

/// `GET /reporting/saved/{id}/remove`.
pub async fn remove_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SavedId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = saved::own(&tx, id).await?;
    tx.audit(audit::Entry::read("report-saved", id.0));
    tx.commit().await?;
    let page = frame::page(&ctx, ctx.t("reporting-remove"));
    let form = Form::empty(ctx.lang);
    Act::new("reporting-remove", "/remove", "reporting-remove")
        .lead(ctx.t("reporting-remove-lead"))
        .grave()
        .shown(&ctx, Around { page, home: home(id), version: row.version }, &form)
}

/// `POST /reporting/saved/{id}/remove`.
pub async fn remove(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<SavedId>,
    form: Form,
) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let mut row = saved::own(&tx, id).await?;
    row.version = form.version_or(row.version);
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    saved::remove(&mut tx, &row).await?;
    tx.commit().await?;
    Ok(see(&ctx, HOME, Some("reporting-removed")))
}
