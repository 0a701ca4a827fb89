//! Entering a service and correcting what is known of it.

use super::catalogue::{NewProvider, NewService, create_provider, create_service};
use super::facts;
use super::typed::{Providers, SEVERAL, compared, read_facts, values_of};
use super::{ServiceId, words};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Ctx, Form, Id, Problem, again, html, see};

#[derive(Template)]
#[template(path = "services/form.html")]
struct ServiceForm {
    page: ui::Page,
    form: Form,
    action: String,
    version: i32,
    providers: Vec<ui::Choice>,
    provider_kinds: Vec<ui::Choice>,
    kinds: Vec<ui::Choice>,
    access: Vec<ui::Choice>,
    purposes: Vec<ui::Choice>,
    levels: Vec<ui::Choice>,
    funding: Vec<ui::Choice>,
    several: Vec<Several>,
    standards: Several,
    is_new: bool,
    replacements: Vec<ui::Choice>,
    confidence: Vec<ui::Choice>,
    cancel: String,
}

/// A list of which several may be chosen.
struct Several {
    name: &'static str,
    legend: &'static str,
    choices: Vec<ui::Choice>,
}

impl Several {
    fn new(form: &Form, name: &'static str, legend: &'static str, all: Vec<ui::Choice>) -> Several {
        let checked = |choice: ui::Choice| {
            let is_chosen = form.has_value(name, &choice.value);
            choice.checked(is_chosen)
        };
        Several { name, legend, choices: all.into_iter().map(checked).collect() }
    }
}

/// A standard in words.
pub fn standard_name(ctx: &Ctx, id: &str) -> String {
    let law = law::Law::current();
    let name = law.standards().iter().find(|known| known.id == id).map(|known| &*known.name);
    let args = [("number", id.trim_start_matches('0')), ("name", name.unwrap_or_default())];
    ctx.ta("services-standard-n", &args).into_owned()
}

fn service_form(
    ctx: &Ctx,
    form: Form,
    providers: &Providers,
    edited: Option<(ServiceId, i32)>,
) -> ServiceForm {
    let title = ctx.t(if edited.is_some() { "services-edit" } else { "services-new" });
    let mut page = super::frame::frame(ctx, title, &[]);
    page.errors = form.errors();
    let path = match edited {
        Some((id, _)) => ctx.url(&format!("/services/{id}")),
        None => ctx.url("/services"),
    };
    let choices = |all: &[(&str, &str)]| words::choices(ctx.lang, all);
    let several =
        SEVERAL.map(|(name, legend, all)| Several::new(&form, name, legend, choices(all)));
    let standards = law::Law::current().standards().iter();
    let standards =
        standards.map(|one| ui::Choice::new(one.id.clone(), standard_name(ctx, &one.id)));
    let standards = standards.collect();
    ServiceForm {
        page,
        providers: providers
            .iter()
            .map(|(id, name)| ui::Choice::new(id.to_string(), name.clone()))
            .collect(),
        provider_kinds: choices(&words::PROVIDERS),
        kinds: choices(&words::KINDS),
        access: choices(&words::ACCESS),
        purposes: choices(&words::PURPOSE),
        levels: choices(&words::LEVELS),
        funding: choices(&words::FUNDING),
        several: several.into(),
        standards: Several::new(&form, "standards", "services-standards", standards),
        is_new: edited.is_none(),
        replacements: choices(&words::REPLACEMENT),
        confidence: choices(&words::CONFIDENCE),
        version: edited.map_or(0, |(_, version)| version),
        cancel: path.clone(),
        action: path,
        form,
    }
}

async fn with_provider(
    tx: &Tx,
    facts: &mut NewService,
    provider: Option<NewProvider>,
) -> Result<(), StoreError> {
    if let Some(new) = provider {
        facts.provider_id = create_provider(tx, &new).await?;
    }
    Ok(())
}

pub async fn new(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let providers = facts::providers(&tx).await?;
    let fresh = ctx.draft(&tx, Form::filled(ctx.lang, [("in-zsu", "yes")])).await?;
    tx.audit(Entry::new("open-form", "service", ""));
    tx.commit().await?;
    html(&service_form(&ctx, fresh, &providers, None))
}

pub async fn add(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let providers = facts::providers(&tx).await?;
    tx.rollback().await;
    let (mut new, provider) = read_facts(&mut form, &app.law(ctx.actor.municipality), &providers);
    if !form.ok() {
        return again(&service_form(&ctx, form, &providers, None));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/services")).await?;
    with_provider(&tx, &mut new, provider).await?;
    new.code = kit::types::encode_id(tx.new_id());
    let id = create_service(&tx, &new).await?;
    let data = vec![("name", new.name.clone())];
    tx.event(Event { kind: "service-added", case: Some(id.0), data, ..Event::default() }).await?;
    ctx.drop_draft(&tx, "/services/new").await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("/services/{id}"), Some("services-saved")))
}

pub async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = facts::whole(&tx, id).await?;
    let providers = facts::providers(&tx).await?;
    tx.audit(Entry::read("service", id.0));
    tx.commit().await?;
    let form = ctx.resumed(Form::filled(ctx.lang, values_of(&whole)), &[]).await?;
    let version = form.version_or(whole.version);
    html(&service_form(&ctx, form, &providers, Some((id, version))))
}

pub async fn change(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ServiceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    facts::whole(&tx, id).await?;
    let providers = facts::providers(&tx).await?;
    tx.rollback().await;
    let (mut new, provider) = read_facts(&mut form, &app.law(ctx.actor.municipality), &providers);
    if !form.ok() {
        let version = form.version();
        return again(&service_form(&ctx, form, &providers, Some((id, version))));
    }
    let path = format!("/services/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    let there = facts::whole(&tx, id).await?;
    with_provider(&tx, &mut new, provider).await?;
    keep(&mut new, &there.facts);
    match facts::change(&tx, id, form.version(), &new).await {
        Ok(()) => super::site::keep_step(&tx, id).await?,
        Err(StoreError::Conflict) => {
            tx.rollback().await;
            return Err(Problem::Conflict(compared(&ctx, &form, &there)));
        }
        Err(e) => return Err(e.into()),
    }
    for (kind, data) in what_changed(&there.facts, &new) {
        tx.event(Event { kind, case: Some(id.0), data, ..Event::default() }).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &path, Some("services-saved")))
}

/// What has pages of its own stays as it is: the code, where it is, how many places.
fn keep(new: &mut NewService, there: &NewService) {
    new.code.clone_from(&there.code);
    new.ekatte.clone_from(&there.ekatte);
    new.address.clone_from(&there.address);
    (new.capacity, new.capacity_on) = (there.capacity, there.capacity_on);
    new.decision.clone_from(&there.decision);
}

type Told = (&'static str, Vec<(&'static str, String)>);

/// The events of a correction: a new name and another provider are told with what was before.
fn what_changed(was: &NewService, is: &NewService) -> Vec<Told> {
    let mut told = Vec::new();
    if was.name != is.name {
        told.push(("service-renamed", vec![("was", was.name.clone()), ("is", is.name.clone())]));
    }
    let same_name = NewService { name: was.name.clone(), ..is.clone() };
    if same_name != *was || told.is_empty() {
        told.push(("service-changed", vec![("name", is.name.clone())]));
    }
    told
}
