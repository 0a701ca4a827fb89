//! The page behind the link of a letter: a provider reads its entries and says in one click that
//! they are true, or what has changed. No account is needed; the link serves once.
//!
//! Reading the page confirms nothing: programs that look into mail open links.

use super::facts::{self, Whole};
use super::inquiry::{self, Inquiry};
use super::{ServiceId, capacity, provider, report, standing, words};
use crate::app::App;
use crate::municipality::Settings;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Problem, again, html, see};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "services/confirm.html")]
struct ConfirmPage {
    page: ui::Page,
    action: String,
    provider: String,
    municipality: String,
    phone: String,
    until: String,
    state: &'static str,
    said: String,
    entries: Vec<EntryCard>,
}

struct EntryCard {
    name: String,
    lines: Vec<(&'static str, String)>,
    question: ui::Field,
    note: ui::Field,
    choices: Vec<ui::Choice>,
    answer: String,
}

/// What a provider must read to say that an entry is true.
fn lines(ctx: &Ctx, one: &Whole, places: Option<i64>, stands: &str) -> Vec<(&'static str, String)> {
    let facts = &one.facts;
    let all = vec![
        ("services-kind", words::say(ctx.lang, &words::KINDS, &facts.kind.to_string())),
        ("services-users", facts.users.clone()),
        ("services-address", facts.address.clone()),
        ("services-phone", facts.phone.clone()),
        ("services-email", facts.email.clone()),
        ("services-capacity", places.map(|count| count.to_string()).unwrap_or_default()),
        ("services-state", stands.to_owned()),
        ("services-admission", facts.admission.clone()),
        ("services-fee", facts.fee.clone()),
        ("services-assured", one.assured_on.map(Day::bg).unwrap_or_default()),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// How the link stands: `open`, `answered`, `expired`, `revoked`.
fn state_of(one: &Inquiry, tx: &Tx) -> &'static str {
    match one.state.as_str() {
        "answered" => "answered",
        "revoked" => "revoked",
        _ if inquiry::serves(one, tx.now()) => "open",
        _ => "expired",
    }
}

async fn draw(app: &App, ctx: &Ctx, secret: &str, form: Form) -> Result<ConfirmPage, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let one = inquiry::behind(&tx, secret).await?;
    let state = state_of(&one, &tx);
    let answers: HashMap<ServiceId, String> =
        inquiry::entries(&tx, one.id).await?.into_iter().collect();
    let mut ids: Vec<ServiceId> = answers.keys().copied().collect();
    ids.sort();
    // A link that no longer serves tells what was said, not what the entries are today.
    let services = facts::wholes(&tx, &ids).await?;
    let places = capacity::places_on(&tx, &ids, tx.today()).await?;
    let stands = standing::standing_on(&tx, &ids, tx.today()).await?;
    let provider = provider::provider(&tx, one.provider_id).await?;
    tx.commit().await?;
    let card = |service: &Whole| {
        let total = places.get(&service.id).map(|places| places.total);
        let standing = stands.get(&service.id).map_or("open", |one| one.state.as_str());
        let standing = words::say(ctx.lang, &words::STATES, standing);
        let typed = form.get(&format!("answer-{}", service.id));
        let choices = ["true", "changed"].map(|code| {
            let text = ctx.t(&format!("services-confirm-{code}"));
            let is_chosen = typed == code || (typed.is_empty() && code == "true");
            ui::Choice::new(code, text).checked(is_chosen)
        });
        let answer = answers.get(&service.id).map_or("", String::as_str);
        EntryCard {
            question: form.field_once(&format!("answer-{}", service.id)),
            note: form.field(&format!("note-{}", service.id)),
            name: service.facts.name.clone(),
            lines: if state == "open" { lines(ctx, service, total, &standing) } else { Vec::new() },
            choices: choices.into(),
            answer: match answer {
                "" => String::new(),
                code => ctx.t(&format!("services-confirm-{code}")).into_owned(),
            },
        }
    };
    let mut page = ctx.public_page(ctx.t("services-confirm-title"));
    page.errors = form.errors();
    Ok(ConfirmPage {
        page,
        action: ctx.url(&format!("/confirm/{secret}")),
        provider: provider.name,
        municipality: ctx.municipality_name().to_owned(),
        phone: Settings::of(&ctx.municipality).phone,
        until: one.expires_at.day().bg(),
        state,
        said: one.answered_at.map(|at| at.bg()).unwrap_or_default(),
        entries: services.iter().map(card).collect(),
    })
}

/// `GET /confirm/{secret}`.
pub async fn page(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let form = Form::empty(ctx.lang);
    html(&draw(&app, &ctx, &secret, form).await?)
}

/// What was said of an entry.
enum Said {
    True,
    Changed(String),
}

fn read(form: &mut Form, ids: &[ServiceId]) -> Vec<(ServiceId, Said)> {
    let mut all = Vec::new();
    for id in ids {
        let said = match form.get(&format!("answer-{id}")) {
            "changed" => {
                let name = format!("note-{id}");
                let text = form.required(&name, report::TEXT_MAX);
                Said::Changed(text)
            }
            _ => Said::True,
        };
        all.push((*id, said));
    }
    all
}

/// `POST /confirm/{secret}`.
pub async fn save(
    State(app): State<App>,
    ctx: Ctx,
    Path((_, secret)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let one = inquiry::behind(&tx, &secret).await?;
    let ids: Vec<ServiceId> =
        inquiry::entries(&tx, one.id).await?.into_iter().map(|(id, _)| id).collect();
    tx.rollback().await;
    let said = read(&mut form, &ids);
    if !form.ok() {
        return again(&draw(&app, &ctx, &secret, form).await?);
    }
    let path = format!("/confirm/{secret}");
    let mut tx = app.db.write(&ctx.actor).await?;
    let now = inquiry::behind(&tx, &secret).await?;
    // Used, expired or revoked meanwhile: the page tells which.
    if !inquiry::serves(&now, tx.now()) || !inquiry::take(&tx, one.id).await? {
        tx.audit(kit::audit::Entry::refused("service-inquiry"));
        tx.commit().await?;
        return Ok(see(&ctx, &path, None));
    }
    write(&mut tx, &one, &said).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, None))
}

async fn write(tx: &mut Tx, one: &Inquiry, said: &[(ServiceId, Said)]) -> Result<(), StoreError> {
    let by = provider::provider(tx, one.provider_id).await?.name;
    let mut confirmed = Vec::new();
    for (id, said) in said {
        match said {
            Said::True => {
                inquiry::answer(tx, one.id, (*id, "true")).await?;
                confirmed.push(*id);
            }
            Said::Changed(text) => {
                inquiry::answer(tx, one.id, (*id, "changed")).await?;
                report::put(tx, (*id, Some(one.id)), (text, &by)).await?;
            }
        }
    }
    facts::assure(tx, &confirmed, "mail").await?;
    for id in confirmed {
        let data = vec![("provider", by.clone())];
        let kind = "service-confirmed";
        tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    }
    let kind = "provider-answered";
    tx.event(Event { kind, case: Some(one.provider_id.0), ..Event::default() }).await
}
