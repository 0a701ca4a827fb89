//! The proposal of services in the assessment, and which of them somebody else would refer to.

use super::CaseId;
use super::assessment::{Draft, FormFrame, draft, save};
use super::content::Proposed;
use super::view::frame;
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::Tx;
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, again, html};
use ui::Choice;

#[derive(Template)]
#[template(path = "referral/proposal.html")]
struct ProposalPage {
    page: ui::Page,
    form: Form,
    groups: Vec<(String, Vec<Choice>)>,
    frame: FormFrame,
}

/// The catalogue as checkboxes by kind, each with who pays and, when it is not we who would refer
/// there, who would.
fn groups(app: &App, ctx: &Ctx, all: &[Service], form: &Form) -> Vec<(String, Vec<Choice>)> {
    let mut groups: Vec<(String, Vec<Choice>)> = Vec::new();
    for service in all.iter().filter(|service| service.in_zsu) {
        let kind = ctx.t(&format!("referral-kind-{}", service.kind)).into_owned();
        let funding = ctx.t(&format!("referral-funding-{}", service.funding));
        let mut hint = format!("{} · {funding}", service.provider);
        if let Some(other) = referred_by(app, ctx, service) {
            hint = format!("{hint}. {}", ctx.ta("referral-other-refers", &[("who", other)]));
        }
        let id = service.id.to_string();
        let checked = form.has_value("service", &id);
        let choice = Choice::new(id, service.name.clone()).hint(hint).checked(checked);
        match groups.last_mut() {
            Some((last, list)) if *last == kind => list.push(choice),
            _ => groups.push((kind, vec![choice])),
        }
    }
    groups
}

/// Who would refer to a service a person who lives here, when not this municipality.
fn referred_by(app: &App, ctx: &Ctx, service: &Service) -> Option<&'static str> {
    let case = case_of((service, &ctx.municipality.code), app.today())?;
    let competent = app.law(ctx.actor.municipality).competent(&case).ok()?;
    (competent != law::Competent::Municipality).then(|| competent.words())
}

/// Who refers to a service a person who lives in this municipality, by a wish of a day, and why;
/// none when the service is not described well enough to tell.
#[must_use]
pub fn refers(
    law: &law::Law,
    (service, here): (&Service, &str),
    day: Day,
) -> Option<law::Competence> {
    law.competence(&case_of((service, here), day)?).ok()
}

/// A wish of somebody who lives here.
fn case_of((service, here): (&Service, &str), day: Day) -> Option<law::Case> {
    let here = here.to_owned();
    Some(law::Case {
        date: day.0,
        signed: None,
        this_municipality: here.clone(),
        service: facts_of(service, &here)?,
        person: law::Person { present_address: Some(here), ..law::Person::default() },
    })
}

fn facts_of(service: &Service, here: &str) -> Option<law::Service> {
    let named = |text: &str| serde_json::Value::from(text);
    let facts = serde_json::json!({
        "kind": service.kind,
        "access": named(&service.access),
        "level": named(&service.level),
        "funding": named(&service.funding),
        "provider_municipality": here,
        "replacement_care": service.replacement_care,
        "optional_referral": service.optional_referral,
        "legacy_home": service.legacy_home,
    });
    serde_json::from_value(facts).ok()
}

async fn proposal_page(
    app: &App,
    ctx: &Ctx,
    (tx, draft): (&Tx, &Draft),
    form: Form,
) -> Result<ProposalPage, Problem> {
    let mut page = frame(ctx, &draft.short, "referral-part-proposal");
    page.errors = form.errors();
    let all = services::all(tx).await?;
    Ok(ProposalPage {
        page,
        groups: groups(app, ctx, &all, &form),
        frame: FormFrame::new(ctx, draft.short.case.id, "proposal", draft.version),
        form,
    })
}

pub async fn proposal_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let draft = draft(&mut tx, id).await?;
    let content = &draft.content;
    let mut values: Vec<(String, String)> =
        content.proposal.iter().map(|p| ("service".to_owned(), p.service.to_string())).collect();
    if values.is_empty() && content.no_proposal.is_empty() {
        // The wished service is where the proposal begins.
        values.push(("service".into(), draft.short.case.service_id.to_string()));
    }
    values.push(("no_proposal".into(), content.no_proposal.clone()));
    let form = ctx.draft(&tx, Form::filled(ctx.lang, values)).await?;
    let shown = proposal_page(&app, &ctx, (&tx, &draft), form).await?;
    tx.commit().await?;
    html(&shown)
}

pub async fn save_proposal(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let picked: Vec<ServiceId> =
        form.all("service").iter().filter_map(|t| t.parse().ok()).collect();
    let no_proposal = form.optional("no_proposal", 4_000);
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = services::by_ids(&tx, &picked).await?;
    let picked: Vec<ServiceId> = picked.into_iter().filter(|id| known.contains_key(id)).collect();
    if picked.is_empty() && no_proposal.is_empty() {
        form.wrong("service", "referral-proposal-empty");
    }
    if !form.ok() {
        let draft = draft(&mut tx, id).await?;
        let shown = proposal_page(&app, &ctx, (&tx, &draft), form).await?;
        tx.commit().await?;
        return again(&shown);
    }
    tx.rollback().await;
    let names = |list: &[ServiceId]| -> String {
        let name = |id: &ServiceId| known.get(id).map_or("…", |s| s.name.as_str()).to_owned();
        list.iter().map(name).collect::<Vec<_>>().join("; ")
    };
    let labels = (ctx.t("referral-proposed"), ctx.t("referral-no-proposal"));
    save(&app, &ctx, (id, &form), "proposal", |content| {
        let before: Vec<ServiceId> = content.proposal.iter().map(|p| p.service).collect();
        let changes = vec![
            (labels.0.into_owned(), names(&picked), names(&before)),
            (labels.1.into_owned(), no_proposal.clone(), content.no_proposal.clone()),
        ];
        let kept = std::mem::take(&mut content.proposal);
        content.proposal = picked
            .iter()
            .map(|id| {
                let old = kept.iter().find(|p| p.service == *id).cloned();
                old.unwrap_or_else(|| Proposed::new(*id))
            })
            .collect();
        content.no_proposal = no_proposal;
        changes
    })
    .await
}
