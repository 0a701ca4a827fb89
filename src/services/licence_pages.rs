//! Pages of a licence: entering one, renewing, noting that renewal was asked for or that it ended.

use super::facts::{self, Whole};
use super::frame::frame;
use super::licence::{self, NewLicence, Row};
use super::typed::one_of;
use super::{LicenceId, ProviderId, ServiceId, provider, search, words};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use law::Law;

#[derive(Template)]
#[template(path = "services/licence.html")]
struct LicencePage {
    page: ui::Page,
    form: Form,
    action: String,
    back: String,
    version: i32,
    services: Vec<ui::Choice>,
    endings: Vec<ui::Choice>,
    steps: Vec<String>,
    articles: String,
    is_new: bool,
    renew: Option<String>,
}

/// The provider, its services and the licence at hand.
struct Desk {
    provider: (ProviderId, String),
    services: Vec<Whole>,
    row: Option<Row>,
}

async fn desk(tx: &Tx, id: ProviderId, row: Option<Row>) -> Result<Desk, StoreError> {
    let named = provider::provider(tx, id).await?;
    let sought = search::Sought { provider: id.to_string(), ..search::Sought::default() };
    let ids = search::sought(tx, &sought).await?;
    let services = facts::wholes(tx, &ids).await?;
    Ok(Desk { provider: (id, named.name), services, row })
}

fn draw(ctx: &Ctx, law: &Law, desk: &Desk, (form, version): (Form, i32)) -> LicencePage {
    let (id, name) = &desk.provider;
    let path = format!("/providers/{id}");
    let trail = [
        ("/providers".to_owned(), ctx.t("services-providers-title").into_owned()),
        (path.clone(), name.clone()),
    ];
    let title = if desk.row.is_some() { "services-licence-edit" } else { "services-licence-new" };
    let mut page = frame(ctx, ctx.t(title), &trail);
    page.errors = form.errors();
    let terms = desk.row.as_ref().and_then(|row| law.licence_terms(row.issued_on.0).ok());
    let derivation = terms.map(|terms| terms.derivation).unwrap_or_default();
    let choice = |one: &Whole| ui::Choice::new(one.id.to_string(), one.facts.name.clone());
    LicencePage {
        page,
        action: match &desk.row {
            Some(row) => ctx.url(&format!("/licences/{}", row.id)),
            None => ctx.url(&format!("{path}/licences")),
        },
        back: ctx.url(&path),
        version,
        services: desk.services.iter().map(choice).collect(),
        endings: words::choices(ctx.lang, &words::ENDINGS),
        articles: derivation.articles.join(", "),
        steps: derivation.steps,
        is_new: desk.row.is_none(),
        renew: desk
            .row
            .as_ref()
            .map(|row| ctx.url(&format!("{path}/licences/new?renews={}", row.id))),
        form,
    }
}

/// `GET /providers/{id}/licences/new`; `?renews=` a licence that this one follows.
pub async fn new(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ProviderId>,
    form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let desk = desk(&tx, id, None).await?;
    let mut values: Vec<(String, String)> = Vec::new();
    if let Ok(renews) = form.get("renews").parse::<LicenceId>() {
        let row = licence::licence(&tx, renews).await?;
        values.push(("renews".into(), row.id.to_string()));
        values.push(("service".into(), row.service_id.to_string()));
        values.extend(day_values("issued", Some(row.valid_until.plus(1))));
    }
    let form = ctx.draft_like(&tx, Form::filled(ctx.lang, values), &["renews"]).await?;
    tx.audit(Entry::read("provider", id.0));
    tx.commit().await?;
    html(&draw(&ctx, &law, &desk, (form, 0)))
}

/// What is typed of a licence. Without a last day it holds as long as the law says.
fn read(form: &mut Form, law: &Law, desk: &Desk) -> Option<NewLicence> {
    let service = match &desk.row {
        Some(row) => Some(row.service_id),
        None => form.get("service").parse::<ServiceId>().ok(),
    };
    let service = service.filter(|id| desk.services.iter().any(|one| one.id == *id));
    if service.is_none() {
        form.wrong("service", "services-licence-service-needed");
    }
    let number = form.required("number", 100);
    let issued = form.day("issued");
    let until = form.day_optional("until");
    if issued.zip(until).is_some_and(|(issued, until)| until < issued) {
        form.wrong("until", "services-last-before-first");
    }
    let asked_on = form.day_optional("asked");
    let ended_on = form.day_optional("ended");
    let ended_how = match ended_on {
        Some(_) => one_of(form, "ended-how", &words::ENDINGS),
        None => String::new(),
    };
    let ground = form.optional("ground", 500);
    if ended_how == "withdrawn" && ground.is_empty() {
        form.wrong("ground", "services-ground-needed");
    }
    let source = form.required("source", 500);
    let issued_on = issued?;
    let by_law = law.licence_terms(issued_on.0).ok().map(|terms| Day(terms.valid_until));
    Some(NewLicence {
        service_id: service?,
        provider_id: desk.provider.0,
        renews_id: match &desk.row {
            Some(row) => row.renews_id,
            None => form.get("renews").parse().ok(),
        },
        number,
        issued_on,
        valid_until: until.or(by_law)?,
        asked_on,
        ended_on,
        ended_how,
        ground,
        source,
    })
}

/// `POST /providers/{id}/licences`.
pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ProviderId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let tx = app.db.read(&ctx.actor).await?;
    let desk = desk(&tx, id, None).await?;
    if let Ok(renews) = form.get("renews").parse::<LicenceId>() {
        let row = licence::licence(&tx, renews).await?;
        if row.provider_id != id {
            return Err(Problem::NotFound);
        }
    }
    tx.rollback().await;
    let new = read(&mut form, &law, &desk).filter(|_| form.ok());
    let Some(new) = new else {
        return again(&draw(&ctx, &law, &desk, (form, 0)));
    };
    let path = format!("/providers/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    licence::add_licence(&tx, &new).await?;
    tell(&mut tx, "licence-added", &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}

async fn tell(tx: &mut Tx, kind: &'static str, new: &NewLicence) -> Result<(), StoreError> {
    let data = vec![("number", new.number.clone()), ("day", new.valid_until.bg())];
    tx.event(Event { kind, case: Some(new.service_id.0), data, ..Event::default() }).await
}

fn values(row: &Row) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = [
        ("service", row.service_id.to_string()),
        ("number", row.number.clone()),
        ("ended-how", row.ended_how.clone()),
        ("ground", row.ground.clone()),
        ("source", row.source.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    values.extend(day_values("issued", Some(row.issued_on)));
    values.extend(day_values("until", Some(row.valid_until)));
    values.extend(day_values("asked", row.asked_on));
    values.extend(day_values("ended", row.ended_on));
    values
}

/// `GET /licences/{id}`.
pub async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<LicenceId>,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = licence::licence(&tx, id).await?;
    let desk = desk(&tx, row.provider_id, Some(row.clone())).await?;
    tx.audit(Entry::read("licence", id.0));
    tx.commit().await?;
    let form = ctx.resumed(Form::filled(ctx.lang, values(&row)), &[]).await?;
    let version = form.version_or(row.version);
    html(&draw(&ctx, &law, &desk, (form, version)))
}

/// `POST /licences/{id}`.
pub async fn change(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<LicenceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let tx = app.db.read(&ctx.actor).await?;
    let row = licence::licence(&tx, id).await?;
    let desk = desk(&tx, row.provider_id, Some(row.clone())).await?;
    tx.rollback().await;
    let version = form.version();
    let new = read(&mut form, &law, &desk).filter(|_| form.ok());
    let Some(new) = new else {
        return again(&draw(&ctx, &law, &desk, (form, version)));
    };
    let path = format!("/providers/{}", row.provider_id);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    match licence::change_licence(&tx, (id, version), &new).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            tx.rollback().await;
            return Err(Problem::Conflict(compared(&ctx, &form, &row)));
        }
        Err(e) => return Err(e.into()),
    }
    let kind = if new.ended_on.is_some() { "licence-ended" } else { "licence-changed" };
    tell(&mut tx, kind, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}

fn compared(ctx: &Ctx, form: &Form, theirs: &Row) -> Vec<Compared> {
    let differing =
        values(theirs).into_iter().filter(|(name, value)| form.get(name) != value.as_str());
    differing
        .map(|(name, theirs)| {
            let word = name.split("-day").next().unwrap_or_default();
            let word = word.split("-month").next().unwrap_or_default();
            let word = word.split("-year").next().unwrap_or_default();
            Compared {
                label: ctx.t(&format!("services-licence-{word}")).into_owned(),
                mine: form.get(&name).to_owned(),
                theirs,
            }
        })
        .collect()
}
