//! Another choice after a refusal (чл. 21 ППЗСУ): the next suitable services with their free places
//! and how far they are by air, and those that cannot be offered with who refers to them.

use super::PlacementId;
use super::act::{Act, doing, done, opened, shown};
use super::course::State;
use super::end::give_up;
use super::load::Short;
use super::moves::{Begin, REPLACED, begin};
use super::places::{self, Places};
use crate::app::App;
use crate::people::{self, AddressKind};
use crate::referral;
use crate::services::{self, Far, Service, ServiceId};
use axum::Json;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::Tx;
use kit::web::{Ctx, Form, Id, Problem, day_values};
use law::{Competence, Competent};
use serde::Serialize;
use std::collections::HashMap;
use ui::Choice;

/// A service that might be chosen.
struct Other {
    service: Service,
    /// Free places; none when they are not known.
    free: Option<i32>,
    far: Option<Far>,
    /// Who refers to it and why, when it is not this office.
    elsewhere: Option<Competence>,
}

/// What there is to choose from.
struct Choices {
    /// Where the person lives, by whose point distances are counted; empty when not known.
    from: String,
    list: Vec<Other>,
}

/// How well a place can be had: one is free, nobody knows, none is.
fn rank(free: Option<i32>) -> u8 {
    match free {
        Some(free) if free > 0 => 0,
        None => 1,
        Some(_) => 2,
    }
}

/// Free places of a service; whoever comes anew does not go past those who wait.
fn free(places: Option<&Places>) -> Option<i32> {
    let places = places.filter(|places| places.total > 0)?;
    Some(if places.waiting > 0 { 0 } else { places.free() })
}

/// The settlement where the person lives, as far as the asker may know it: code and name.
async fn lives_in(ctx: &Ctx, tx: &Tx, short: &Short) -> Result<Option<(String, String)>, Problem> {
    let may = ctx.actor.may(people::PROTECTED);
    let today = tx.today();
    let all = people::addresses(tx, short.row.person_id, may).await?;
    let holds = |kind: AddressKind| {
        let now = all.iter().filter(|one| one.kind == kind && one.holds_on(today));
        now.filter(|one| !one.is_mistake).find_map(|one| one.settlement.as_ref())
    };
    let found = holds(AddressKind::Present).or_else(|| holds(AddressKind::Permanent));
    Ok(found.map(|place| (place.ekatte.clone(), place.label())))
}

/// Services of the same kind that are open: those with a free place first, then the near ones.
async fn others(app: &App, ctx: &Ctx, (tx, short): (&Tx, &Short)) -> Result<Choices, Problem> {
    let known = places::all(tx).await?;
    let mut all = services::all(tx).await?;
    all.retain(|s| s.kind == short.service.kind && s.id != short.service.id);
    all.retain(|s| s.closed_on.is_none() && s.in_zsu);
    let ids: Vec<ServiceId> = all.iter().map(|service| service.id).collect();
    let home = lives_in(ctx, tx, short).await?;
    let mut far = match &home {
        Some((ekatte, _)) => services::distances(tx, ekatte, &ids).await?,
        None => HashMap::new(),
    };
    let law = app.law(tx.municipality());
    let other = |service: Service| {
        let answer = referral::refers(&law, (&service, &ctx.municipality.code), tx.today());
        Other {
            free: free(known.get(&service.id)),
            far: far.remove(&service.id),
            elsewhere: answer.filter(|answer| is_elsewhere(answer.competent)),
            service,
        }
    };
    let mut list: Vec<Other> = all.into_iter().map(other).collect();
    list.sort_by_key(|one| {
        let metres = one.far.map_or(i64::MAX, |far| far.metres);
        (one.service.state != "open", rank(one.free), metres, one.service.name.clone())
    });
    let from = home.filter(|_| list.iter().any(|one| one.far.is_some()));
    Ok(Choices { from: from.map(|(_, name)| name).unwrap_or_default(), list })
}

/// Somebody else refers: this office can only tell of the service.
fn is_elsewhere(competent: Competent) -> bool {
    matches!(competent, Competent::Dsp | Competent::OtherMunicipality | Competent::Court)
}

/// „12,4 км по въздух“, shorter ones in metres.
fn far_text(ctx: &Ctx, far: Option<Far>) -> String {
    let Some(far) = far else { return ctx.t("placement-far-unknown").into_owned() };
    let (unit, count) = if far.metres < 1_000 {
        ("m", far.metres.to_string())
    } else {
        let tenths = (far.metres + 50) / 100;
        ("km", format!("{},{}", tenths / 10, tenths % 10))
    };
    let text = ctx.ta(&format!("placement-far-{unit}"), &[("count", count)]);
    let about = if far.is_exact { "" } else { "placement-far-settlement" };
    if about.is_empty() { text.into_owned() } else { format!("{text} {}", ctx.t(about)) }
}

fn hint(ctx: &Ctx, one: &Other) -> String {
    let free = match one.free {
        Some(free) => ctx.ta("placement-free-count", &[("count", free)]),
        None => ctx.t("placement-free-unknown"),
    };
    let far = far_text(ctx, one.far);
    let parts = [free.as_ref(), &far, &one.service.address];
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// Who refers to a service that this office does not, and by which article.
fn why(ctx: &Ctx, answer: &Competence) -> String {
    let args = [
        ("who", answer.competent.words().to_owned()),
        ("title", answer.title.clone()),
        ("articles", answer.derivation.articles.join("; ")),
    ];
    ctx.ta("placement-again-elsewhere", &args).into_owned()
}

fn act(ctx: &Ctx, form: &Form, choices: &Choices) -> Act {
    let boxes = (ctx, form);
    let name = |one: &Other| format!("{} – {}", one.service.name, one.service.provider);
    let ours = choices.list.iter().filter(|one| one.elsewhere.is_none());
    let offered: Vec<Choice> = ours
        .map(|one| Choice::new(one.service.id.to_string(), name(one)).hint(hint(ctx, one)))
        .collect();
    let not_ours = choices.list.iter().filter_map(|one| {
        let answer = one.elsewhere.as_ref()?;
        Some((name(one), format!("{}. {}", why(ctx, answer), hint(ctx, one))))
    });
    let lead = match (offered.is_empty(), choices.from.is_empty()) {
        (true, _) => ctx.t("placement-again-none"),
        (false, true) => ctx.t("placement-again-lead"),
        (false, false) => ctx.ta("placement-again-lead-from", &[("place", &choices.from)]),
    };
    Act::new("placement-again", "/again", "placement-begin-button")
        .lead(lead)
        .facts(not_ours.collect())
        .among(boxes, "service", ("placement-service", offered))
        .day(boxes, "on", ("placement-stated-on", ctx.t("placement-stated-hint").into_owned()))
}

async fn asked(app: &App, ctx: &Ctx, id: PlacementId) -> Result<(Short, Choices), Problem> {
    let short = opened(app, ctx, id).await?;
    if short.state != State::ChoiceAgain {
        return Err(Problem::Impossible("placement-refused-state"));
    }
    let tx = app.db.read(&ctx.actor).await?;
    let choices = others(app, ctx, (&tx, &short)).await?;
    tx.rollback().await;
    Ok((short, choices))
}

/// `GET /placements/{id}/again`: the next suitable services with their free places.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Response, Problem> {
    let (short, choices) = asked(&app, &ctx, id).await?;
    let values = day_values("on", Some(app.today()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    shown(&ctx, &short, act(&ctx, &form, &choices), &form)
}

/// `POST /placements/{id}/again`: the choice replaces this placement (чл. 21, ал. 2 ППЗСУ).
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (short, choices) = asked(&app, &ctx, id).await?;
    let picked = choices.list.iter().find(|one| one.service.id.to_string() == form.get("service"));
    let picked = picked.filter(|one| one.elsewhere.is_none());
    if picked.is_none() {
        form.wrong("service", "form-choose");
    }
    let on = form.day("on");
    if on.is_some_and(|on| on > app.today() || on < short.row.stated_on) {
        form.wrong("on", "placement-stated-wrong");
    }
    let (Some(picked), Some(on), true) = (picked, on, form.ok()) else {
        return shown(&ctx, &short, act(&ctx, &form, &choices), &form);
    };
    let (mut tx, row) = doing(&app, &ctx, id, &form).await?;
    let law = app.law(ctx.actor.municipality);
    give_up(&mut tx, &app, &row, (on, REPLACED)).await?;
    let new = Begin {
        person: row.person_id,
        chosen: row.case_id.zip(row.proposal_id),
        service: picked.service.id,
        duration: row.duration.clone(),
        urgent: None,
        on,
        follows: Some(row.id),
        officer: row.officer_id,
    };
    let (next_id, _) = begin(&mut tx, &law, &new).await?;
    done(tx, &ctx, next_id, "placement-again-done").await
}

/// A service that might be chosen.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ChoiceOut {
    /// The service.
    #[schema(value_type = String)]
    service: ServiceId,
    name: String,
    provider: String,
    /// Free places; absent when they are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    free: Option<i32>,
    /// Metres by air from where the person lives.
    #[serde(skip_serializing_if = "Option::is_none")]
    metres: Option<i64>,
    /// The distance is to the place itself, not to the middle of its settlement.
    is_exact: bool,
    /// This office may refer to it.
    is_offered: bool,
    /// Who refers to it instead, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    why_not: Option<String>,
}

/// `GET /api/placements/{id}/choices`.
#[utoipa::path(
    get,
    path = "/{municipality}/api/placements/{id}/choices",
    operation_id = "placements-choices",
    params(("id" = String, Path)),
    responses((status = 200, description = "", body = Vec<ChoiceOut>)),
)]
pub async fn as_json(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PlacementId>,
) -> Result<Json<Vec<ChoiceOut>>, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let short = super::load::short(&tx, id).await?;
    let choices = others(&app, &ctx, (&tx, &short)).await?;
    tx.audit(Entry::read("placement", id.0).about(Some(short.row.person_id.0)));
    tx.commit().await?;
    let out = |one: Other| ChoiceOut {
        service: one.service.id,
        free: one.free,
        metres: one.far.map(|far| far.metres),
        is_exact: one.far.is_some_and(|far| far.is_exact),
        is_offered: one.elsewhere.is_none(),
        why_not: one.elsewhere.as_ref().map(|answer| why(&ctx, answer)),
        name: one.service.name,
        provider: one.service.provider,
    };
    Ok(Json(choices.list.into_iter().map(out).collect()))
}
