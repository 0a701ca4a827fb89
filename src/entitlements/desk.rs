//! The desk: an officer opens a result by the code that somebody brings, and goes on to a contact or a wish.

use super::KeptId;
use super::answers;
use super::checks::{check, checks};
use super::evaluate::{Under, evaluate};
use super::kept::{self, Checked, digits};
use super::words;
use crate::app::App;
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Ctx, Form, Id, Problem, again, html, see};
use std::collections::BTreeMap;
use ui::Link;

#[derive(Template)]
#[template(path = "entitlements/desk.html")]
struct DeskPage {
    page: ui::Page,
    form: Form,
    action: String,
    public: String,
    /// Who helps at once: name, telephone, how sure it is.
    lines: Vec<(String, &'static str, String)>,
}

fn shown_line(ctx: &Ctx, one: &'static super::checks::Line) -> (String, &'static str, String) {
    let name = words::text(ctx.lang, &format!("entitlements-line-{}", one.code));
    (name, one.phone.as_str(), words::sure(ctx.lang, &one.mark))
}

fn drawn(ctx: &Ctx, form: Form) -> DeskPage {
    let mut page = ctx.page(ctx.t("entitlements-desk"));
    page.errors = form.errors();
    DeskPage {
        page,
        form,
        action: ctx.url("/entitlements/desk"),
        public: ctx.url("/entitlements"),
        lines: checks().line.iter().map(|one| shown_line(ctx, one)).collect(),
    }
}

/// `GET /entitlements/desk`.
pub async fn form(ctx: Ctx) -> Result<Response, Problem> {
    let empty = Form::empty(ctx.lang);
    html(&drawn(&ctx, empty))
}

/// `POST /entitlements/desk`: a code leads to what was kept under it.
pub async fn open(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let code = digits(&form.required("code", 40));
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = if code.is_empty() { None } else { kept::behind(&tx, &code).await? };
    let Some(found) = found else {
        form.wrong("code", "entitlements-desk-none");
        tx.audit(Entry::refused("entitlement-kept"));
        tx.commit().await?;
        return again(&drawn(&ctx, form));
    };
    tx.audit(Entry::search("entitlement-kept"));
    tx.commit().await?;
    Ok(see(&ctx, &format!("/entitlements/saved/{}", found.id), None))
}

#[derive(Template)]
#[template(path = "entitlements/opened.html")]
struct OpenedPage {
    page: ui::Page,
    lead: String,
    answers: Vec<(String, String)>,
    lines: Vec<Line>,
    people: String,
    wish: String,
    contact: String,
}

/// A right as it was found when it was kept.
struct Line {
    title: String,
    word: String,
    colour: &'static str,
    /// What is answered today, when that is something else.
    today: String,
    why: String,
    article: String,
    next: String,
    contact: String,
}

/// What the same answers give today, by the code of the right.
fn of_today(app: &App, ctx: &Ctx, checked: &Checked) -> BTreeMap<&'static str, &'static str> {
    let law = app.law(ctx.actor.municipality);
    let under = Under { law: &law, day: app.today(), here: &ctx.municipality.code };
    let pairs = checked.answers.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let found = evaluate(under, &answers::read(pairs)).found;
    found.iter().map(|one| (one.check.code.as_str(), one.code())).collect()
}

fn lines(app: &App, ctx: &Ctx, checked: &Checked) -> Vec<Line> {
    let now = of_today(app, ctx, checked);
    let line = |one: &kept::Outcome| {
        let (word, colour) = words::answer(ctx.lang, one.answer);
        let today = now.get(one.code).filter(|answer| **answer != one.answer);
        let topic = check(one.code).map(|check| check.topic.as_str()).unwrap_or_default();
        let contact = if one.answer == "no" {
            String::new()
        } else {
            ctx.url(&format!("/contacts/new?topic={topic}"))
        };
        Line {
            title: words::title(ctx.lang, one.code),
            word,
            colour,
            today: today.map(|answer| words::answer(ctx.lang, answer).0).unwrap_or_default(),
            why: one.why.clone(),
            article: one.article.clone(),
            next: one.next.clone(),
            contact,
        }
    };
    let rank = |one: &&kept::Outcome| ["yes", "ask", "no"].iter().position(|a| *a == one.answer);
    let mut ordered: Vec<&kept::Outcome> = checked.outcomes.iter().collect();
    ordered.sort_by_key(rank);
    ordered.into_iter().map(line).collect()
}

/// `GET /entitlements/saved/{id}`: a result as it was kept, and what is different today.
pub async fn page(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<KeptId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let found = kept::kept(&tx, id).await?;
    tx.audit(Entry::read("entitlement-kept", id.0));
    tx.commit().await?;
    let mut page = ctx.page(ctx.t("entitlements-opened"));
    page.breadcrumbs = vec![
        Link::new(ctx.url("/entitlements/desk"), ctx.t("entitlements-desk")),
        Link::new("", ctx.t("entitlements-opened")),
    ];
    let args = [("day", found.day.bg()), ("until", found.until.bg())];
    html(&OpenedPage {
        page,
        lead: ctx.ta("entitlements-opened-lead", &args).into_owned(),
        answers: words::listed_kept(ctx.lang, &found.checked.answers),
        lines: lines(&app, &ctx, &found.checked),
        people: ctx.url("/people"),
        wish: ctx.url("/wishes/new"),
        contact: ctx.url("/contacts/new?topic=services_overview"),
    })
}
