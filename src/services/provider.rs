//! Providers: who they are, with which licences they work, how they are reached.

use super::catalogue::{NewProvider, create_provider};
use super::facts;
use super::frame::{frame, sections};
use super::licence::{self, Row as LicenceRow};
use super::page::LicenceCard;
use super::store::provider as row;
use super::typed::{email, one_of};
use super::{ProviderId, ServiceId, WRITE, inquiry, search, words};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, cut, html, list_address, see};
use law::Eik;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// A provider as it was entered.
pub type Provider = row::Model;

/// One provider.
pub async fn provider(tx: &Tx, id: ProviderId) -> Result<Provider, StoreError> {
    let found = tx.find::<row::Entity>().filter(row::Column::Id.eq(id)).one(tx.conn()).await?;
    found.ok_or(StoreError::NotFound)
}

/// All providers by name.
pub async fn providers(tx: &Tx) -> Result<Vec<Provider>, StoreError> {
    Ok(tx.find::<row::Entity>().order_by_asc(row::Column::Name).all(tx.conn()).await?)
}

fn facts_of(row: &Provider) -> NewProvider {
    NewProvider {
        name: row.name.clone(),
        kind: row.kind.clone(),
        eik: row.eik.clone(),
        address: row.address.clone(),
        phone: row.phone.clone(),
        email: row.email.clone(),
        website: row.website.clone(),
        contact: row.contact.clone(),
        note: row.note.clone(),
    }
}

#[derive(Template)]
#[template(path = "services/providers.html")]
struct ProvidersPage {
    page: ui::Page,
    sections: Vec<ui::NavItem>,
    form: Form,
    action: String,
    forms: Vec<ui::Choice>,
    heads: Vec<ui::Head>,
    rows: Vec<ListRow>,
    found: usize,
    pages: ui::Pages,
    new: Option<String>,
}

struct ListRow {
    href: String,
    name: String,
    eik: String,
    form: String,
    services: usize,
    services_href: String,
    licences: Vec<(String, &'static str)>,
}

/// The services of each provider, in one query.
async fn services_of(tx: &Tx) -> Result<HashMap<ProviderId, Vec<ServiceId>>, StoreError> {
    let ids = search::sought(tx, &search::Sought::default()).await?;
    let mut of: HashMap<ProviderId, Vec<ServiceId>> = HashMap::new();
    for one in facts::wholes(tx, &ids).await? {
        of.entry(one.facts.provider_id).or_default().push(one.id);
    }
    Ok(of)
}

/// `GET /providers`.
pub async fn list(State(app): State<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let law = app.law(ctx.actor.municipality);
    let (text, kind) = (kit::search::fold(form.get("q")), form.get("form").to_owned());
    let mut all = providers(&tx).await?;
    all.retain(|one| (kind.is_empty() || one.kind == kind) && one.folded.contains(&text));
    all.sort_by_cached_key(|one| kit::search::plain(&one.name));
    let found = all.len();
    let base = list_address(&ctx.url("/providers"), &[("q", form.get("q")), ("form", &kind)]);
    let (shown, pages) = cut(all, &form, &base);
    let services = services_of(&tx).await?;
    let none = Vec::new();
    let ids: Vec<ServiceId> =
        shown.iter().flat_map(|one| services.get(&one.id).unwrap_or(&none)).copied().collect();
    let licences = licence::licence_on(&tx, &law, &ids, tx.today()).await?;
    tx.audit(Entry::list("provider"));
    tx.commit().await?;
    let rows = shown.into_iter().map(|one| {
        let own = services.get(&one.id).unwrap_or(&none);
        let cards = own.iter().filter_map(|id| licences.get(id));
        let mut marks: Vec<(String, &'static str)> = Vec::new();
        for licence in cards {
            let card = LicenceCard::of(&ctx, licence, app.today());
            let text = card.warning.unwrap_or(card.text);
            if card.code != "not-needed" && !marks.iter().any(|(known, _)| *known == text) {
                marks.push((text, card.colour));
            }
        }
        let id = one.id.to_string();
        ListRow {
            href: ctx.url(&format!("/providers/{id}")),
            services: own.len(),
            services_href: list_address(&ctx.url("/services"), &[("provider", &id)]),
            form: words::say(ctx.lang, &words::PROVIDERS, &one.kind),
            name: one.name,
            eik: one.eik,
            licences: marks,
        }
    });
    let heads = [
        "services-provider",
        "services-provider-kind",
        "services-section-list",
        "services-licences",
    ];
    html(&ProvidersPage {
        page: frame(&ctx, ctx.t("services-providers-title"), &[]),
        sections: sections(&ctx),
        action: ctx.url("/providers"),
        forms: words::choices(ctx.lang, &words::PROVIDERS),
        heads: heads.map(|key| ui::Head::new(ctx.t(key))).into(),
        rows: rows.collect(),
        found,
        pages,
        new: ctx.actor.may(WRITE).then(|| ctx.url("/providers/new")),
        form,
    })
}

#[derive(Template)]
#[template(path = "services/provider.html")]
struct ProviderPage {
    page: ui::Page,
    lines: Vec<(&'static str, String)>,
    services: Vec<(String, String, LicenceCard)>,
    licences: Vec<LicenceLine>,
    inquiries: Vec<inquiry::Line>,
    path: String,
    may_change: bool,
    may_ask: bool,
}

struct LicenceLine {
    href: String,
    number: String,
    service: String,
    issued: Day,
    until: Day,
    ended: String,
}

/// `GET /providers/{id}`.
pub async fn show(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ProviderId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let law = app.law(ctx.actor.municipality);
    let row = provider(&tx, id).await?;
    let sought = search::Sought { provider: id.to_string(), ..search::Sought::default() };
    let ids = search::sought(&tx, &sought).await?;
    let services = facts::wholes(&tx, &ids).await?;
    let mut stands = licence::licence_on(&tx, &law, &ids, tx.today()).await?;
    let licences = licence::of_provider(&tx, id).await?;
    let inquiries = inquiry::lines_of(&tx, &ctx, id).await?;
    tx.audit(Entry::read("provider", id.0));
    tx.commit().await?;
    let names: HashMap<ServiceId, String> =
        services.iter().map(|one| (one.id, one.facts.name.clone())).collect();
    let line = |one: &LicenceRow| LicenceLine {
        href: ctx.url(&format!("/licences/{}", one.id)),
        number: one.number.clone(),
        service: names.get(&one.service_id).cloned().unwrap_or_default(),
        issued: one.issued_on,
        until: one.valid_until,
        ended: one.ended_on.map_or_else(String::new, |on| {
            format!("{} {}", words::say(ctx.lang, &words::ENDINGS, &one.ended_how), on.bg())
        }),
    };
    let lines = vec![
        ("services-provider-kind", words::say(ctx.lang, &words::PROVIDERS, &row.kind)),
        ("services-eik", row.eik.clone()),
        ("services-seat", row.address.clone()),
        ("services-phone", row.phone.clone()),
        ("services-email", row.email.clone()),
        ("services-website", row.website.clone()),
        ("services-contact", row.contact.clone()),
        ("services-provider-note", row.note.clone()),
    ];
    let cards = services.iter().map(|one| {
        let stands = stands.remove(&one.id).unwrap_or(licence::Licence::Missing);
        let card = LicenceCard::of(&ctx, &stands, app.today());
        (ctx.url(&format!("/services/{}", one.id)), one.facts.name.clone(), card)
    });
    let trail = [("/providers".to_owned(), ctx.t("services-providers-title").into_owned())];
    html(&ProviderPage {
        page: frame(&ctx, row.name.clone(), &trail),
        lines: lines.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        services: cards.collect(),
        licences: licences.iter().rev().map(line).collect(),
        inquiries,
        path: ctx.url(&format!("/providers/{id}")),
        may_change: ctx.actor.may(WRITE),
        may_ask: ctx.actor.may(WRITE) && app.mail.is_some() && !row.email.is_empty(),
    })
}

#[derive(Template)]
#[template(path = "services/provider_form.html")]
struct ProviderForm {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    version: i32,
    forms: Vec<ui::Choice>,
}

fn draw(ctx: &Ctx, form: Form, edited: Option<(ProviderId, i32)>) -> ProviderForm {
    let title = if edited.is_some() { "services-provider-edit" } else { "services-provider-new" };
    let trail = [("/providers".to_owned(), ctx.t("services-providers-title").into_owned())];
    let mut page = frame(ctx, ctx.t(title), &trail);
    page.errors = form.errors();
    let path = match edited {
        Some((id, _)) => ctx.url(&format!("/providers/{id}")),
        None => ctx.url("/providers"),
    };
    ProviderForm {
        page,
        back: path.clone(),
        action: path,
        version: edited.map_or(0, |(_, version)| version),
        forms: words::choices(ctx.lang, &words::PROVIDERS),
        form,
    }
}

fn read(form: &mut Form) -> NewProvider {
    let eik = form.optional("eik", 20).replace(' ', "");
    if !eik.is_empty() && Eik::parse(&eik).is_err() {
        form.wrong("eik", "services-eik-wrong");
    }
    let website = form.optional("website", 200);
    let is_page = ["https://", "http://"].iter().any(|scheme| website.starts_with(scheme));
    if !website.is_empty() && (!is_page || website.contains([' ', '"', '<'])) {
        form.wrong("website", "services-website-wrong");
    }
    NewProvider {
        name: form.required("name", 300),
        kind: one_of(form, "kind", &words::PROVIDERS),
        eik,
        address: form.optional("address", 300),
        phone: form.optional("phone", 100),
        email: email(form, "email"),
        website,
        contact: form.optional("contact", 200),
        note: form.optional("note", 2000),
    }
}

/// `GET /providers/new`.
pub async fn new(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let form = ctx.draft(&tx, Form::empty(ctx.lang)).await?;
    tx.audit(Entry::new("open-form", "provider", ""));
    tx.commit().await?;
    html(&draw(&ctx, form, None))
}

/// `POST /providers`.
pub async fn add(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let new = read(&mut form);
    if !form.ok() {
        return again(&draw(&ctx, form, None));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/providers")).await?;
    ctx.sent(&tx, &form).await?;
    let id = match create_provider(&tx, &new).await {
        Err(StoreError::Duplicate(_)) => {
            tx.rollback().await;
            form.wrong("name", "services-provider-taken");
            return again(&draw(&ctx, form, None));
        }
        other => other?,
    };
    let data = vec![("name", new.name)];
    tx.event(Event { kind: "provider-added", case: Some(id.0), data, ..Event::default() }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("/providers/{id}"), Some("services-saved")))
}

fn values(facts: &NewProvider) -> Vec<(&'static str, String)> {
    vec![
        ("name", facts.name.clone()),
        ("kind", facts.kind.clone()),
        ("eik", facts.eik.clone()),
        ("address", facts.address.clone()),
        ("phone", facts.phone.clone()),
        ("email", facts.email.clone()),
        ("website", facts.website.clone()),
        ("contact", facts.contact.clone()),
        ("note", facts.note.clone()),
    ]
}

/// `GET /providers/{id}/edit`.
pub async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ProviderId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = provider(&tx, id).await?;
    tx.audit(Entry::read("provider", id.0));
    tx.commit().await?;
    let form = ctx.resumed(Form::filled(ctx.lang, values(&facts_of(&row))), &[]).await?;
    let version = form.version_or(row.version);
    html(&draw(&ctx, form, Some((id, version))))
}

/// `POST /providers/{id}`.
pub async fn change(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ProviderId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let new = read(&mut form);
    let version = form.version();
    let tx = app.db.read(&ctx.actor).await?;
    let there = facts_of(&provider(&tx, id).await?);
    let is_taken = providers(&tx).await?.iter().any(|one| one.name == new.name && one.id != id);
    tx.rollback().await;
    if is_taken {
        form.wrong("name", "services-provider-taken");
    }
    if !form.ok() {
        return again(&draw(&ctx, form, Some((id, version))));
    }
    let path = format!("/providers/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    match tx.update::<row::Entity>(id, version, new.columns()).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            tx.rollback().await;
            return Err(Problem::Conflict(compared(&ctx, &form, &there)));
        }
        Err(e) => return Err(e.into()),
    }
    let data = vec![("name", new.name)];
    let event = Event { kind: "provider-changed", case: Some(id.0), data, ..Event::default() };
    tx.event(event).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}

fn compared(ctx: &Ctx, form: &Form, theirs: &NewProvider) -> Vec<Compared> {
    let differing = values(theirs).into_iter().filter(|(name, value)| form.get(name) != value);
    differing
        .map(|(name, theirs)| Compared {
            label: ctx.t(&format!("services-provider-{name}")).into_owned(),
            mine: form.get(name).to_owned(),
            theirs,
        })
        .collect()
}
