//! The desk: an officer who has checked an identity document says whose an account is, ends that again,
//! and prints who looked for somebody without an account (the same as they would see in one).

use super::account::{digits, grouped};
use super::data_page::log_section;
use super::link::{self, ENDS, Link as AccountLink, PROOFS};
use super::log_page::plain_log;
use super::whose::may_own;
use super::{WRITE, limit_page};
use crate::app::App;
use crate::municipality::Settings;
use crate::people::{self, Bar, PersonId};
use crate::trust::Viewer;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Pdf, Problem, again, choices, chosen, html, pdf, see};
use serde_json::json;
use ui::{Choice, Lang, Link};

/// So many entries stand on a printed log.
const LOOKS: usize = 500;
/// As whom the log is asked for at the desk; the name has the key `citizens-asker-<code>`.
const ASKERS: [&str; 2] = ["own", "representative"];

/// A link as the page shows it.
struct LinkRow {
    login: String,
    how: String,
    from: String,
    until: String,
    by: String,
}

#[derive(Template)]
#[template(path = "citizens/person.html")]
struct PersonPage {
    page: ui::Page,
    bar: Bar,
    form: Form,
    links: Vec<LinkRow>,
    is_linked: bool,
    may: bool,
    proofs: Vec<Choice>,
    ends: Vec<Choice>,
    askers: Vec<Choice>,
    limits: Vec<limit_page::LimitRow>,
    counts: String,
    base: String,
}

fn path_of(id: PersonId) -> String {
    format!("/people/{id}/citizen")
}

/// How it was said whose an account is, in words.
#[must_use]
pub fn how_of(lang: Lang, row: &AccountLink) -> String {
    let text = |key: &str| ui::text::text(lang, key);
    match row.how.as_str() {
        "desk" => {
            let proof = text(&format!("citizens-proof-{}", row.proof));
            format!("{}: {proof}", text("citizens-how-desk"))
        }
        how => text(&format!("citizens-how-{how}")).into_owned(),
    }
}

/// When a link ended and why, in words; empty while it holds.
#[must_use]
pub fn until_of(lang: Lang, row: &AccountLink) -> String {
    let Some(at) = row.ended_at else { return String::new() };
    let why = ui::text::text(lang, &format!("citizens-ended-{}", row.ended_how));
    format!("{}: {why}", at.bg())
}

async fn rows(ctx: &Ctx, tx: &Tx, links: &[AccountLink]) -> Result<Vec<LinkRow>, Problem> {
    let ids: Vec<_> = links.iter().map(|row| row.citizen_id).collect();
    let logins = super::account::logins(tx, &ids).await?;
    let row = |row: &AccountLink| LinkRow {
        login: logins.get(&row.citizen_id).map(|login| grouped(login)).unwrap_or_default(),
        how: how_of(ctx.lang, row),
        from: row.made_at.bg(),
        until: until_of(ctx.lang, row),
        by: row.account_name.clone(),
    };
    Ok(links.iter().map(row).collect())
}

/// The page of a person's account.
///
/// # Errors
/// When there is no such person.
pub async fn draw(app: &App, ctx: &Ctx, id: PersonId, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let bar = Bar::of(&tx, ctx, id, "/citizen").await?;
    let links = link::of_person(&tx, id).await?;
    let is_linked = links.iter().any(|row| row.ended_at.is_none());
    let links = rows(ctx, &tx, &links).await?;
    let may = ctx.actor.may(WRITE);
    // Whoever may not set limits does not learn here that there are any.
    let (limits, counts) =
        if may { limit_page::shown(ctx, &tx, id).await? } else { (Vec::new(), String::new()) };
    tx.audit(Entry::read("citizen", id.0).about(Some(id.0)));
    if may {
        tx.audit(Entry::list("disclosure-limits").about(Some(id.0)));
    }
    tx.commit().await?;
    let mut page = ctx.page(format!("{} – {}", bar.name, ctx.t("people-section-citizen")));
    page.errors = form.errors();
    page.breadcrumbs = vec![
        Link::new(ctx.url("/people"), ctx.t("people-title")),
        Link::new(ctx.url(&format!("/people/{id}")), bar.name.clone()),
        Link::new("", ctx.t("people-section-citizen")),
    ];
    let list = |name: &str, codes: &[&str], prefix: &str| {
        choices(ctx, codes, form.get(name), |code| format!("{prefix}{code}"))
    };
    let shown = PersonPage {
        page,
        bar,
        links,
        is_linked,
        may,
        proofs: list("proof", &PROOFS, "citizens-proof-"),
        ends: list("end", &ENDS[..3], "citizens-ended-"),
        askers: list("asker", &ASKERS, "citizens-asker-"),
        limits,
        counts,
        base: ctx.url(&path_of(id)),
        form,
    };
    if shown.form.ok() { html(&shown) } else { again(&shown) }
}

/// `GET /people/{id}/citizen`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    draw(&app, &ctx, id, Form::empty(ctx.lang)).await
}

/// `POST /people/{id}/citizen`: the account that shows this code is this person's.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    if app.kit.guesses.stopped(&ctx.actor.ip, app.clock().now()) {
        return Err(Problem::TooMany);
    }
    let code = digits(&form.required("code", 20));
    let proof = chosen(&mut form, "proof", &PROOFS);
    let mut tx = app.db.write(&ctx.actor).await?;
    let head = people::head(&tx, id).await?;
    let signing = people::signing(&app, &tx, id).await?;
    if head.died_on.is_some() || !may_own(signing.capacity.signs) {
        form.wrong("code", "citizens-refused-own");
    }
    let citizen = if form.ok() {
        tx.use_form(&form.key(), &ctx.url(&path_of(id))).await?;
        link::use_code(&tx, &code).await?
    } else {
        None
    };
    let Some(citizen) = citizen else {
        if form.ok() {
            app.kit.guesses.wrong(&ctx.actor.ip, app.clock().now());
            form.wrong("code", "citizens-desk-code-wrong");
        }
        tx.audit(Entry::refused("citizen-linked").about(Some(id.0)));
        tx.commit().await?;
        return draw(&app, &ctx, id, form).await;
    };
    link::make(&mut tx, (citizen, id), ("desk", &proof)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path_of(id), Some("citizens-linked")))
}

/// `POST /people/{id}/citizen/end`: the account is this person's no more.
pub async fn end(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let how = chosen(&mut form, "end", &ENDS[..3]);
    let mut tx = app.db.write(&ctx.actor).await?;
    people::head(&tx, id).await?;
    if !form.ok() {
        tx.audit(Entry::refused("citizen-unlinked").about(Some(id.0)));
        tx.commit().await?;
        return draw(&app, &ctx, id, form).await;
    }
    tx.use_form(&form.key(), &ctx.url(&path_of(id))).await?;
    if !link::end_of_person(&mut tx, id, &how).await? {
        return Err(Problem::Impossible("citizens-not-linked"));
    }
    tx.commit().await?;
    Ok(see(&ctx, &path_of(id), Some("citizens-unlinked")))
}

/// `POST /people/{id}/citizen/log`: who looked, on paper, for who asks at the desk. The audit says so.
pub async fn print(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let asker = chosen(&mut form, "asker", &ASKERS);
    let viewer = if asker == "own" { Viewer::Own } else { Viewer::Representative };
    let mut tx = app.db.read(&ctx.actor).await?;
    let head = people::head(&tx, id).await?;
    if !form.ok() {
        tx.audit(Entry::refused("citizen-log").about(Some(id.0)));
        tx.commit().await?;
        return draw(&app, &ctx, id, form).await;
    }
    let settings = Settings::of(&ctx.municipality);
    let around = (settings.unit.clone(), String::new());
    let looked = plain_log((&ctx, Lang::Bg), &tx, (id, viewer), (around, LOOKS)).await?;
    let why = ui::text::text(Lang::Bg, "citizens-log-at-desk");
    tx.audit(Entry::print("citizen-log", id.0).about(Some(id.0)).because(&why));
    tx.commit().await?;
    let title = ui::text::text(Lang::Bg, "citizens-log-title").into_owned();
    let data = json!({
        "office": settings.office(&ctx.municipality),
        "name": title.to_uppercase(),
        "addressee": [head.name],
        "opening": ui::text::text(Lang::Bg, "citizens-paper-opening"),
        "sections": [log_section(&looked)],
        "closing": ui::text::text(Lang::Bg, "citizens-paper-closing"),
    });
    let bytes = people::printed(&app, &title, data).await?;
    Ok(pdf(Pdf { name: "log".to_owned(), bytes }))
}
