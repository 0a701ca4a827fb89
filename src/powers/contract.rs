//! Contracts that assign services: with the candidate ranked first, as long as the law lets, while
//! the licence holds; ended before their time with a reason.

use super::content::{Agreed, sealed};
use super::frame::{self, HOME, LINE, TEXT, path};
use super::load::{self, Candidate, Contract, Whole};
use super::score::{self, holds};
use super::store::power_contract;
use super::{ContractId, FileId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use law::Law;
use sea_orm::{IntoActiveModel, Set};
use ui::Choice;

/// A contract to be entered.
#[derive(Clone, Debug)]
pub struct NewContract {
    /// When it was signed.
    pub signed_on: Day,
    /// The first and the last day.
    pub period: (Day, Day),
    /// What it says.
    pub agreed: Agreed,
}

/// Candidates ranked first: with one of them the contract is made.
#[must_use]
pub fn first(whole: &Whole) -> Vec<&Candidate> {
    let admitted = whole.admitted();
    let points: Vec<Option<i32>> = admitted.iter().map(|one| one.row.points).collect();
    let places = score::places(&points);
    let ranked = admitted.into_iter().zip(places);
    ranked.filter(|(_, place)| *place == Some(1)).map(|(one, _)| one).collect()
}

/// What is wrong with the days of a contract: field, key, arguments.
///
/// # Errors
/// When the law cannot tell.
pub fn refusals(
    law: &Law,
    (is_partnership, candidate): (bool, &Candidate),
    (signed_on, period, today): (Day, (Day, Day), Day),
) -> Result<Vec<super::course::Wrong>, Problem> {
    let [least, most] = score::ends(law, is_partnership, period.0).map_err(Problem::internal)?;
    let mut wrong: Vec<super::course::Wrong> = Vec::new();
    if signed_on > today {
        wrong.push(("signed", "powers-wrong-future", Vec::new()));
    }
    let content = &candidate.content;
    if !holds(content.licence_from, content.licence_until, signed_on) {
        let args = vec![("day", frame::day(content.licence_until))];
        wrong.push(("signed", "powers-wrong-licence-then", args));
    }
    if period.0 < signed_on {
        wrong.push(("from", "powers-wrong-from", Vec::new()));
    }
    if period.1 < least {
        wrong.push(("until", "powers-wrong-short", vec![("day", least.bg())]));
    }
    if period.1 > most {
        wrong.push(("until", "powers-wrong-long", vec![("day", most.bg())]));
    }
    Ok(wrong)
}

/// Enters the contract of a file.
///
/// # Errors
/// [`StoreError::Duplicate`] when the file has one.
pub async fn add(
    tx: &mut Tx,
    (whole, candidate): (&Whole, &Candidate),
    new: &NewContract,
) -> Result<ContractId, StoreError> {
    let id = ContractId(tx.new_id());
    let file = &whole.file.row;
    let row = power_contract::Model {
        municipality_id: tx.municipality(),
        id,
        file_id: file.id,
        candidate_id: candidate.row.id,
        service_id: file.service_id,
        is_partnership: file.kind == "partnership",
        signed_on: new.signed_on,
        from_on: new.period.0,
        until_on: new.period.1,
        ended_on: None,
        content_sealed: sealed(tx, ("power_contract", id.0), &new.agreed)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("power-contract", file.id.0));
    Ok(id)
}

async fn known(app: &App, ctx: &Ctx, id: FileId) -> Result<Whole, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, id).await?;
    tx.audit(Entry::read("power-file", id.0));
    tx.commit().await?;
    if whole.done_on("results").is_none() || whole.file.row.ended_on.is_some() {
        return Err(Problem::Impossible("powers-refused-no-results"));
    }
    if whole.contract.is_some() {
        return Err(Problem::Impossible("powers-refused-contract"));
    }
    Ok(whole)
}

fn new_shown(ctx: &Ctx, whole: &Whole, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let list = first(whole)
        .into_iter()
        .map(|one| Choice::new(one.row.id.to_string(), one.content.name.clone()));
    let act = Act::new("powers-contract-new", "/contract", "ui-save")
        .lead(ctx.t("powers-contract-lead"))
        .among(both, "candidate", ("powers-column-candidate", list.collect()))
        .line(both, "number", "powers-column-number")
        .day(both, "signed", ("powers-column-signed", String::new()))
        .day(both, "from", ("powers-column-from", String::new()))
        .day(both, "until", ("powers-column-until", String::new()))
        .line(both, "users", "powers-users")
        .area(both, "funding", ("powers-funding", ""))
        .area(both, "note", ("powers-column-note", ""));
    let page = frame::page(ctx, &whole.file, ctx.t("powers-contract-new"));
    act.shown(ctx, Around { page, home: path(whole.file.row.id, ""), version: 0 }, form)
}

/// `GET /powers/dossiers/{id}/contract`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let whole = known(&app, &ctx, id).await?;
    let mut values = day_values("signed", Some(app.today()));
    values.push(("funding".to_owned(), whole.file.content.funding.clone()));
    new_shown(&ctx, &whole, &Form::filled(ctx.lang, values))
}

/// What was typed of a contract.
fn typed(form: &mut Form, whole: &Whole, name: &str) -> Option<NewContract> {
    let agreed = Agreed {
        number: form.required("number", 60),
        provider: name.to_owned(),
        service: whole.file.content.service.clone(),
        users: form.optional("users", LINE),
        funding: form.optional("funding", TEXT),
        note: form.optional("note", TEXT),
        ended_why: String::new(),
    };
    let (signed, from, until) = (form.day("signed"), form.day("from"), form.day("until"));
    Some(NewContract { signed_on: signed?, period: (from?, until?), agreed })
}

/// `POST /powers/dossiers/{id}/contract`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let whole = known(&app, &ctx, id).await?;
    let chosen = form.required("candidate", 20);
    let candidate = first(&whole).into_iter().find(|one| one.row.id.to_string() == chosen);
    if candidate.is_none() {
        form.wrong("candidate", "powers-wrong-not-first");
    }
    let name = candidate.map_or("", |one| one.content.name.as_str());
    let new = typed(&mut form, &whole, name);
    if let (Some(new), Some(candidate)) = (&new, candidate) {
        let is_partnership = whole.file.row.kind == "partnership";
        let days = (new.signed_on, new.period, app.today());
        for (field, key, args) in refusals(&law, (is_partnership, candidate), days)? {
            form.wrong_text(field, ctx.ta(key, &args).into_owned());
        }
    }
    let (Some(new), Some(candidate), true) = (new, candidate, form.ok()) else {
        return new_shown(&ctx, &whole, &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    add(&mut tx, (&whole, candidate), &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("powers-done")))
}

async fn behind(app: &App, ctx: &Ctx, id: ContractId) -> Result<(load::File, Contract), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::contract(&tx, id).await?;
    let file = load::file(&tx, one.row.file_id).await?;
    tx.audit(Entry::read("power-contract", id.0));
    tx.commit().await?;
    Ok((file, one))
}

fn end_shown(
    ctx: &Ctx,
    (file, one): &(load::File, Contract),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("powers-contract-end", "/end", "powers-contract-end")
        .lead(ctx.t("powers-contract-end-lead"))
        .grave()
        .day(both, "on", ("powers-column-ended", String::new()))
        .area(both, "why", ("powers-why", ""));
    let page = frame::page(ctx, file, ctx.t("powers-contract-end"));
    let home = format!("{HOME}/assigned/{}", one.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(one.row.version) }, form)
}

/// `GET /powers/assigned/{id}/end`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    end_shown(&ctx, &behind, &Form::filled(ctx.lang, day_values("on", Some(app.today()))))
}

/// `POST /powers/assigned/{id}/end`.
pub async fn end_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ContractId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let one = &behind.1;
    let on = form.day("on");
    let why = form.required("why", TEXT);
    if on.is_some_and(|on| on < one.row.from_on || on > one.row.until_on) {
        form.wrong("on", "powers-wrong-outside");
    }
    let (Some(on), true) = (on, form.ok()) else { return end_shown(&ctx, &behind, &form) };
    let home = format!("{HOME}/assigned/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    let content = Agreed { ended_why: why, ..one.content.clone() };
    let active = power_contract::ActiveModel {
        ended_on: Set(Some(on)),
        content_sealed: Set(sealed(&tx, ("power_contract", id.0), &content)?),
        ..Default::default()
    };
    tx.update::<power_contract::Entity>(id, form.version_or(one.row.version), active).await?;
    tx.audit(Entry::write("power-contract-ended", id.0));
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("powers-done")))
}
