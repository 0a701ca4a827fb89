//! Entering a service and correcting what is known of it.

use super::catalogue::{NewProvider, NewService, create_provider, create_service};
use super::facts::{self, Whole};
use super::{ProviderId, ServiceId, words};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Event, StoreError, Tx};
use kit::web::{Compared, Ctx, Form, Id, Problem, TEXT_MAX, again, day_values, html, see};

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
    environments: Vec<ui::Choice>,
    replacements: Vec<ui::Choice>,
    confidence: Vec<ui::Choice>,
    cancel: String,
}

type Providers = [(ProviderId, String)];

fn service_form(
    ctx: &Ctx,
    form: Form,
    providers: &Providers,
    edited: Option<(ServiceId, i32)>,
) -> ServiceForm {
    let title = ctx.t(if edited.is_some() { "services-edit" } else { "services-new" });
    let mut page = ctx.page(title);
    page.errors = form.errors();
    page.breadcrumbs = vec![
        ui::Link::new(ctx.url("/services"), ctx.t("services-title")),
        ui::Link::new("", page.title.clone()),
    ];
    let path = match edited {
        Some((id, _)) => ctx.url(&format!("/services/{id}")),
        None => ctx.url("/services"),
    };
    let choices = |all| words::choices(ctx.lang, all);
    let several = choices(&words::ENVIRONMENT).into_iter().map(|choice| {
        let checked = form.has_value("environment", &choice.value);
        choice.checked(checked)
    });
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
        environments: several.collect(),
        replacements: choices(&words::REPLACEMENT),
        confidence: choices(&words::CONFIDENCE),
        version: edited.map_or(0, |(_, version)| version),
        cancel: path.clone(),
        action: path,
        form,
    }
}

/// One of the values listed; noted as wrong when it is another.
fn one_of(form: &mut Form, name: &str, all: &[(&str, &str)]) -> String {
    let value = form.required(name, 40);
    if !value.is_empty() && !all.iter().any(|(known, _)| *known == value) {
        form.wrong(name, "form-choose");
    }
    value
}

/// The facts typed, and the provider to be entered first when it is a new one.
fn read_facts(form: &mut Form, providers: &Providers) -> (NewService, Option<NewProvider>) {
    let name = form.required("name", 300);
    let legacy_name = form.optional("legacy-name", 300);
    let provider = form.get("provider").parse::<ProviderId>().ok();
    let provider = provider.filter(|id| providers.iter().any(|(known, _)| known == id));
    let new_provider = form.optional("new-provider", 300);
    let provider_kind = form.optional("provider-kind", 40);
    let new_provider = match (provider, new_provider.is_empty()) {
        (_, false) if providers.iter().any(|(_, known)| *known == new_provider) => {
            form.wrong("new-provider", "services-provider-taken");
            None
        }
        (_, false) => {
            let known = words::PROVIDERS.iter().any(|(kind, _)| *kind == provider_kind);
            let kind = if known { provider_kind } else { "assigned".to_owned() };
            Some(NewProvider { name: new_provider, kind, ..NewProvider::default() })
        }
        (None, true) => {
            form.wrong("provider", "services-provider-needed");
            None
        }
        (Some(_), true) => None,
    };
    let kind = one_of(form, "kind", &words::KINDS).parse().unwrap_or_default();
    let environment = form.all("environment").join(",");
    if form.all("environment").iter().any(|e| !words::ENVIRONMENT.iter().any(|(k, _)| k == e)) {
        form.wrong("environment", "form-choose");
    }
    let replacement = form.optional("replacement", 40);
    if !replacement.is_empty() && !words::REPLACEMENT.iter().any(|(k, _)| *k == replacement) {
        form.wrong("replacement", "form-choose");
    }
    let capacity = form.parsed_optional::<i32>("capacity", "services-number-wrong");
    if capacity.is_some_and(|places| !(0..=100_000).contains(&places)) {
        form.wrong("capacity", "services-number-wrong");
    }
    let capacity_on = form.day_optional("capacity-on");
    let facts = NewService {
        code: String::new(),
        provider_id: provider.unwrap_or(ProviderId(0)),
        name,
        legacy_name,
        kind,
        in_zsu: form.get("in-zsu") == "yes",
        access: one_of(form, "access", &words::ACCESS),
        purpose: one_of(form, "purpose", &words::PURPOSE),
        users: form.optional("users", 2000),
        level: one_of(form, "level", &words::LEVELS),
        funding: one_of(form, "funding", &words::FUNDING),
        environment,
        replacement_care: Some(replacement).filter(|text| !text.is_empty()),
        optional_referral: form.get("optional-referral") == "yes",
        legacy_home: form.get("legacy-home") == "yes",
        address: form.optional("address", 300),
        ekatte: None,
        capacity,
        capacity_on,
        decision: form.optional("decision", 300),
        // A figure without its source is worth nothing a year later.
        source: form.required("source", 1000),
        confidence: one_of(form, "confidence", &words::CONFIDENCE),
        note: form.optional("note", TEXT_MAX),
    };
    (facts, new_provider)
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
    let (mut new, provider) = read_facts(&mut form, &providers);
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

fn values_of(whole: &Whole) -> Vec<(String, String)> {
    let facts = &whole.facts;
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let mut values: Vec<(String, String)> = [
        ("name", facts.name.clone()),
        ("legacy-name", facts.legacy_name.clone()),
        ("provider", facts.provider_id.to_string()),
        ("kind", facts.kind.to_string()),
        ("in-zsu", yes(facts.in_zsu)),
        ("access", facts.access.clone()),
        ("purpose", facts.purpose.clone()),
        ("users", facts.users.clone()),
        ("level", facts.level.clone()),
        ("funding", facts.funding.clone()),
        ("replacement", facts.replacement_care.clone().unwrap_or_default()),
        ("optional-referral", yes(facts.optional_referral)),
        ("legacy-home", yes(facts.legacy_home)),
        ("address", facts.address.clone()),
        ("capacity", facts.capacity.map(|n| n.to_string()).unwrap_or_default()),
        ("decision", facts.decision.clone()),
        ("source", facts.source.clone()),
        ("confidence", facts.confidence.clone()),
        ("note", facts.note.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let several = facts.environment.split(',').map(str::trim).filter(|one| !one.is_empty());
    values.extend(several.map(|one| ("environment".to_owned(), one.to_owned())));
    values.extend(day_values("capacity-on", facts.capacity_on));
    values
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
    let (mut new, provider) = read_facts(&mut form, &providers);
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
    (new.code, new.ekatte) = (there.facts.code.clone(), there.facts.ekatte.clone());
    match facts::change(&tx, id, form.version(), &new).await {
        Ok(()) => {}
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

type Told = (&'static str, Vec<(&'static str, String)>);

/// The events of a correction: name, capacity and place are told with what they were before.
fn what_changed(was: &NewService, is: &NewService) -> Vec<Told> {
    let places = |n: Option<i32>| n.map_or_else(|| "—".to_owned(), |n| n.to_string());
    let mut told = Vec::new();
    if was.name != is.name {
        told.push(("service-renamed", vec![("was", was.name.clone()), ("is", is.name.clone())]));
    }
    if was.capacity != is.capacity {
        let data = vec![("was", places(was.capacity)), ("is", places(is.capacity))];
        told.push(("service-capacity-changed", data));
    }
    if was.address != is.address {
        let data = vec![("was", was.address.clone()), ("is", is.address.clone())];
        told.push(("service-moved", data));
    }
    if told.is_empty() {
        told.push(("service-changed", vec![("name", is.name.clone())]));
    }
    told
}

fn compared(ctx: &Ctx, form: &Form, theirs: &Whole) -> Vec<Compared> {
    let label = |name: &str| match name {
        "name" => "services-name",
        "legacy-name" => "services-legacy-name",
        "provider" => "services-provider",
        "kind" => "services-kind",
        "in-zsu" => "services-in-zsu",
        "access" => "services-access",
        "purpose" => "services-purpose",
        "users" => "services-users",
        "level" => "services-level",
        "funding" => "services-funding",
        "environment" => "services-environment",
        "replacement" => "services-replacement",
        "optional-referral" => "services-optional-referral",
        "legacy-home" => "services-legacy-home",
        "address" => "services-address",
        "capacity" => "services-capacity",
        "decision" => "services-decision",
        "source" => "services-source",
        "confidence" => "services-confidence",
        "note" => "services-note",
        _ => "services-capacity-on",
    };
    let several = |name: &str| form.all(name).join(", ");
    let differing = values_of(theirs).into_iter().filter(|(name, value)| several(name) != *value);
    differing
        .map(|(name, theirs)| Compared {
            label: ctx.t(label(&name)).into_owned(),
            mine: several(&name),
            theirs,
        })
        .collect()
}
