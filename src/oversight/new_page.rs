//! Preparing a check: of whom, of which service, by which appendix, and why.

use super::check::{self, NewCheck};
use super::checklist::appendices;
use super::course::KINDS;
use super::frame::{self, HOME, TEXT, provider_choices, read_provider};
use super::load;
use super::programme;
use super::{CheckId, PlanId};
use crate::app::App;
use crate::services::{self, ProviderId, Service, ServiceId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Problem, chosen, see};
use std::collections::HashMap;
use ui::Choice;

const BACK: (&str, &str) = ("", "oversight-checks");

/// What may be chosen.
struct Known {
    providers: HashMap<ProviderId, String>,
    services: Vec<Service>,
}

async fn known(tx: &Tx) -> Result<Known, StoreError> {
    let providers = frame::providers(tx).await?;
    Ok(Known { providers, services: services::all(tx).await? })
}

fn standards() -> Result<Vec<Choice>, StoreError> {
    let all = appendices()?.iter();
    Ok(all.map(|one| Choice::new(&one.code, format!("№ {} – {}", one.code, one.name))).collect())
}

fn shown(ctx: &Ctx, form: &Form, known: &Known) -> Result<Response, Problem> {
    let both = (ctx, form);
    let label = |key: &str| ctx.t(key).into_owned();
    let service =
        |one: &Service| Choice::new(one.id.to_string(), format!("{} – {}", one.provider, one.name));
    let services = known.services.iter().map(service).collect();
    let act = Act::new("oversight-check-new", "/checks/new", "ui-save")
        .lead(ctx.t("oversight-lead-new"))
        .choice(
            both,
            "provider",
            (label("oversight-column-provider"), provider_choices(&known.providers)),
        )
        .choice(both, "service", (label("oversight-service-of"), services))
        .one(both, "kind", ("oversight-column-kind", &KINDS), |code| {
            format!("oversight-kind-{code}")
        })
        .choice(both, "standard", (label("oversight-column-standard"), standards()?))
        .area(both, "basis", ("oversight-basis", "oversight-basis-hint"));
    let page = frame::page(ctx, ctx.t("oversight-check-new"), BACK);
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /oversight/checks/new?provider=`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = known(&tx).await?;
    tx.audit(Entry::list("oversight-checks"));
    tx.commit().await?;
    let fresh = [("provider", form.get("provider")), ("kind", KINDS[0])];
    shown(&ctx, &Form::filled(ctx.lang, fresh), &known)
}

/// The line of this year's programme that a check of a provider holds.
async fn plan_of(tx: &Tx, provider: ProviderId) -> Result<Option<PlanId>, StoreError> {
    let rows = programme::of_year(tx, tx.today().0.year()).await?;
    Ok(rows.into_iter().find(|row| row.provider_id == provider).map(|row| row.id))
}

fn read(form: &mut Form, known: &Known) -> Option<NewCheck> {
    let provider = read_provider(form, &known.providers);
    let service: Option<ServiceId> = form.parsed_optional("service", "form-choose");
    let of = service.map(|id| known.services.iter().find(|one| one.id == id));
    if of.is_some_and(|one| one.map(|one| one.provider_id) != provider) {
        form.wrong("service", "oversight-wrong-service");
    }
    let kind = chosen(form, "kind", &KINDS);
    let standard = form.required("standard", 4);
    let is_known = |code: &str| appendices().is_ok_and(|all| all.iter().any(|a| a.code == code));
    if !standard.is_empty() && !is_known(&standard) {
        form.wrong("standard", "form-choose");
    }
    let basis = form.required("basis", TEXT);
    let provider = provider?;
    Some(NewCheck { provider, service, plan: None, after: None, kind, standard, basis })
}

async fn saved(tx: &mut Tx, mut new: NewCheck) -> Result<CheckId, Problem> {
    new.plan = plan_of(tx, new.provider).await?;
    check::prepare(tx, &new).await
}

/// `POST /oversight/checks/new`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    let known = known(&tx).await?;
    let new = read(&mut form, &known);
    if let Some(new) = &new
        && load::open_of(&tx, new.provider).await?.is_some()
    {
        form.wrong("provider", "oversight-refused-second");
    }
    let (Some(new), true) = (new, form.ok()) else {
        tx.audit(Entry::list("oversight-checks"));
        tx.commit().await?;
        return shown(&ctx, &form, &known);
    };
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = saved(&mut tx, new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &format!("{HOME}/checks/{id}"), Some("oversight-done")))
}
