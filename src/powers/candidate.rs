//! Candidates of a competition: entered with a licence that holds on its day, scored by its criteria.

use super::content::{Entrant, sealed};
use super::frame::{self, HOME, LINE, TEXT, path};
use super::load::{self, Candidate, Whole};
use super::score::{self, holds};
use super::store::power_candidate;
use super::{CandidateId, FileId};
use crate::app::App;
use crate::services::{self, Licence, ProviderId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, see};
use law::{Eik, Law};
use sea_orm::{IntoActiveModel, Set};
use ui::Choice;

/// The day on which a licence must hold: that of the competition.
#[must_use]
pub fn day_of(whole: &Whole, today: Day) -> Day {
    whole.done_on("contest").or(whole.file.row.planned_on).unwrap_or(today)
}

/// Enters a candidate.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    file: FileId,
    provider_id: Option<ProviderId>,
    entrant: &Entrant,
) -> Result<CandidateId, StoreError> {
    let id = CandidateId(tx.new_id());
    let row = power_candidate::Model {
        municipality_id: tx.municipality(),
        id,
        file_id: file,
        provider_id,
        state: "admitted".to_owned(),
        points: None,
        content_sealed: sealed(tx, ("power_candidate", id.0), entrant)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("power-candidate", file.0));
    Ok(id)
}

/// Notes the points of a candidate, or why it was not admitted.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn judge(
    tx: &mut Tx,
    one: &Candidate,
    (scores, why): (Vec<i32>, String),
    version: i32,
) -> Result<(), StoreError> {
    let id = one.row.id;
    let is_refused = !why.is_empty();
    let points: Option<i32> = (!is_refused && !scores.is_empty()).then(|| scores.iter().sum());
    let content = Entrant { scores, why, ..one.content.clone() };
    let active = power_candidate::ActiveModel {
        state: Set(if is_refused { "refused".to_owned() } else { "admitted".to_owned() }),
        points: Set(points),
        content_sealed: Set(sealed(tx, ("power_candidate", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<power_candidate::Entity>(id, version, active).await?;
    tx.audit(Entry::write("power-candidate-judged", one.row.file_id.0));
    Ok(())
}

/// The licence of a provider of the directory on a day: number and last day of the one that holds
/// longest.
///
/// # Errors
/// When the database does not answer.
pub async fn licence_of(
    tx: &Tx,
    law: &Law,
    (provider, on): (ProviderId, Day),
) -> Result<Option<(String, Day)>, StoreError> {
    let all = services::all(tx).await?;
    let own = all.iter().filter(|one| one.provider_id == provider);
    let ids: Vec<_> = own.map(|one| one.id).collect();
    let licences = services::licence_on(tx, law, &ids, on).await?;
    let good = licences.into_values().filter_map(|licence| match licence {
        Licence::Valid { number, until, .. } => Some((number, until)),
        _ => None,
    });
    Ok(good.max_by_key(|(_, until)| *until))
}

async fn known(
    app: &App,
    ctx: &Ctx,
    id: FileId,
) -> Result<(Whole, Vec<(ProviderId, String, String)>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, id).await?;
    let providers = services::providers(&tx).await?;
    tx.audit(Entry::read("power-file", id.0));
    tx.commit().await?;
    if !super::course::is_contest(&whole.file.row.kind) || whole.file.row.ended_on.is_some() {
        return Err(Problem::Impossible("powers-refused-no-contest"));
    }
    let private = providers.into_iter().filter(|one| one.kind != "municipality");
    Ok((whole, private.map(|one| (one.id, one.name, one.eik)).collect()))
}

fn new_shown(
    ctx: &Ctx,
    (whole, providers): &(Whole, Vec<(ProviderId, String, String)>),
    (form, today): (&Form, Day),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let list = providers.iter().map(|(id, name, _)| Choice::new(id.to_string(), name.clone()));
    let label = ctx.t("powers-provider-known").into_owned();
    let on = day_of(whole, today).bg();
    let act = Act::new("powers-candidate-new", "/candidate", "ui-save")
        .lead(ctx.ta("powers-candidate-lead", &[("day", on)]))
        .choice(both, "provider", (label, list.collect()))
        .line(both, "name", "powers-column-candidate")
        .line(both, "eik", "powers-eik")
        .line(both, "licence", "powers-licence-number")
        .day(both, "from", ("powers-licence-from", String::new()))
        .day(both, "until", ("powers-licence-until", String::new()));
    let page = frame::page(ctx, &whole.file, ctx.t("powers-candidate-new"));
    act.shown(ctx, Around { page, home: path(whole.file.row.id, ""), version: 0 }, form)
}

/// `GET /powers/dossiers/{id}/candidate`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx, id).await?;
    new_shown(&ctx, &known, (&Form::empty(ctx.lang), app.today()))
}

/// What was typed of a candidate; the name and ЕИК of a provider of the directory are taken from
/// there.
fn typed(
    form: &mut Form,
    providers: &[(ProviderId, String, String)],
) -> (Option<ProviderId>, Entrant) {
    let chosen = form.get("provider").to_owned();
    let known = providers.iter().find(|(id, ..)| id.to_string() == chosen);
    if !chosen.is_empty() && known.is_none() {
        form.wrong("provider", "form-choose");
    }
    let mut entrant = Entrant {
        name: form.optional("name", LINE),
        eik: form.optional("eik", 20),
        licence: form.optional("licence", 80),
        licence_from: form.day_optional("from"),
        licence_until: form.day_optional("until"),
        ..Entrant::default()
    };
    if let Some((_, name, eik)) = known {
        entrant.name.clone_from(name);
        entrant.eik.clone_from(eik);
    } else if entrant.name.is_empty() {
        form.wrong("name", "form-required");
    } else if Eik::parse(&entrant.eik).is_err() {
        form.wrong("eik", "powers-wrong-eik");
    }
    (known.map(|(id, ..)| *id), entrant)
}

/// `POST /powers/dossiers/{id}/candidate`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let known = known(&app, &ctx, id).await?;
    let (whole, providers) = &known;
    let (provider, mut entrant) = typed(&mut form, providers);
    let on = day_of(whole, app.today());
    let mut tx = app.db.write(&ctx.actor).await?;
    if let Some(provider) = provider.filter(|_| entrant.licence.is_empty())
        && let Some((number, until)) = licence_of(&tx, &law, (provider, on)).await?
    {
        entrant.licence = number;
        entrant.licence_until = Some(until);
    }
    if entrant.licence.is_empty() {
        form.wrong("licence", "powers-wrong-no-licence");
    } else if !holds(entrant.licence_from, entrant.licence_until, on) {
        form.wrong("until", "powers-wrong-licence");
    }
    let is_here = |one: &Candidate| !entrant.eik.is_empty() && one.content.eik == entrant.eik;
    if whole.candidates.iter().any(is_here) {
        form.wrong("name", "powers-wrong-twice");
    }
    if whole.done_on("scoring").is_some() {
        form.wrong("name", "powers-wrong-scored");
    }
    if !form.ok() {
        tx.rollback().await;
        return new_shown(&ctx, &known, (&form, app.today()));
    }
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    add(&mut tx, id, provider, &entrant).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("powers-done")))
}

async fn behind(app: &App, ctx: &Ctx, id: CandidateId) -> Result<(Whole, Candidate), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::candidate(&tx, id).await?;
    let whole = load::whole(&tx, one.row.file_id).await?;
    tx.audit(Entry::read("power-candidate", id.0));
    tx.commit().await?;
    if whole.done_on("scoring").is_some() || whole.file.row.ended_on.is_some() {
        return Err(Problem::Impossible("powers-wrong-scored"));
    }
    Ok((whole, one))
}

fn shown(ctx: &Ctx, (whole, one): &(Whole, Candidate), form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let fact = |key: &str, text: String| (ctx.t(key).into_owned(), text);
    let facts = vec![
        fact("powers-column-candidate", one.content.name.clone()),
        fact("powers-licence-number", one.content.licence.clone()),
        fact("powers-licence-until", frame::day(one.content.licence_until)),
    ];
    let mut act =
        Act::new("powers-scores", "", "ui-save").lead(ctx.t("powers-scores-lead")).facts(facts);
    for (at, criterion) in whole.file.content.criteria.iter().enumerate() {
        let args = [("title", criterion.title.clone()), ("most", criterion.most.to_string())];
        let label = ctx.ta("powers-points-of", &args).into_owned();
        act = act.said(both, &format!("points-{at}"), label);
    }
    let act = act.area(both, "why", ("powers-not-admitted", ""));
    let page = frame::page(ctx, &whole.file, ctx.t("powers-scores"));
    let home = format!("{HOME}/candidates/{}", one.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(one.row.version) }, form)
}

/// `GET /powers/candidates/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CandidateId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let content = &behind.1.content;
    let points = content.scores.iter().enumerate();
    let mut values: Vec<(String, String)> =
        points.map(|(at, points)| (format!("points-{at}"), points.to_string())).collect();
    values.push(("why".to_owned(), content.why.clone()));
    shown(&ctx, &behind, &Form::filled(ctx.lang, values))
}

/// `POST /powers/candidates/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CandidateId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let (whole, one) = &behind;
    let why = form.optional("why", TEXT);
    let criteria = &whole.file.content.criteria;
    let typed: Vec<String> =
        (0..criteria.len()).map(|at| form.optional(&format!("points-{at}"), 10)).collect();
    let texts: Vec<&str> = typed.iter().map(String::as_str).collect();
    let scores = match score::points(criteria, &texts) {
        _ if !why.is_empty() => Vec::new(),
        Ok(scores) => scores,
        Err(wrong) => {
            for at in wrong {
                let args = [("most", criteria[at].most)];
                let message = ctx.ta("powers-wrong-score", &args).into_owned();
                form.wrong_text(&format!("points-{at}"), message);
            }
            Vec::new()
        }
    };
    if !form.ok() {
        return shown(&ctx, &behind, &form);
    }
    let home = path(whole.file.row.id, "");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    judge(&mut tx, one, (scores, why), form.version_or(one.row.version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("powers-done")))
}
