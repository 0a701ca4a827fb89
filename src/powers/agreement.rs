//! What an agreement between municipalities says (чл. 55, 56 ЗСУ): the parties, the six points, the
//! days, why the others cannot themselves.

use super::content::{Between, sealed};
use super::frame::{self, LINE, TEXT, path};
use super::load::{self, Agreement, Whole};
use super::store::power_agreement;
use super::{AgreementId, FileId, course};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use sea_orm::{IntoActiveModel, Set};

/// Why other municipalities have no objective possibility (чл. 56, ал. 3); words have the key
/// `powers-case-<code>`.
pub const CASES: [&str; 4] = ["environment", "specialists", "approval", "funding"];
/// Whether the service is with us.
const HOSTS: [&str; 2] = ["host", "guest"];

/// What is written of an agreement.
#[derive(Clone, Debug)]
pub struct NewAgreement {
    /// The service is with us.
    pub is_host: bool,
    /// The first day, when it is signed.
    pub from_on: Option<Day>,
    /// The last day, when it has one.
    pub until_on: Option<Day>,
    /// When it ended before its time.
    pub ended_on: Option<Day>,
    /// What it says.
    pub between: Between,
}

/// Writes an agreement down; one of the file is corrected.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn put(
    tx: &mut Tx,
    (file, known): (FileId, Option<&Agreement>),
    new: &NewAgreement,
    version: i32,
) -> Result<AgreementId, StoreError> {
    let id = known.map_or_else(|| AgreementId(tx.new_id()), |one| one.row.id);
    let content_sealed = sealed(tx, ("power_agreement", id.0), &new.between)?;
    if known.is_some() {
        let active = power_agreement::ActiveModel {
            is_host: Set(new.is_host),
            from_on: Set(new.from_on),
            until_on: Set(new.until_on),
            ended_on: Set(new.ended_on),
            content_sealed: Set(content_sealed),
            ..Default::default()
        };
        tx.update::<power_agreement::Entity>(id, version, active).await?;
    } else {
        let row = power_agreement::Model {
            municipality_id: tx.municipality(),
            id,
            file_id: file,
            is_host: new.is_host,
            from_on: new.from_on,
            until_on: new.until_on,
            ended_on: new.ended_on,
            content_sealed,
            made_at: tx.now(),
            account_name: tx.actor().name.to_string(),
            version: 1,
        };
        tx.insert(row.into_active_model()).await?;
    }
    tx.audit(Entry::write("power-agreement", file.0));
    Ok(id)
}

async fn known(app: &App, ctx: &Ctx, id: FileId) -> Result<Whole, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, id).await?;
    tx.audit(Entry::read("power-file", id.0));
    tx.commit().await?;
    if course::is_agreement(&whole.file.row.kind) {
        Ok(whole)
    } else {
        Err(Problem::Impossible("powers-refused-no-agreement"))
    }
}

/// Whether the other municipalities must be without an objective possibility.
fn needs_case(whole: &Whole) -> bool {
    whole.file.row.kind == "agreement-56"
}

fn shown(ctx: &Ctx, whole: &Whole, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let mut act = Act::new("powers-agreement", "/agreement", "ui-save")
        .lead(ctx.t("powers-agreement-lead"))
        .line(both, "number", "powers-column-number")
        .area(both, "parties", ("powers-parties", "powers-parties-hint"))
        .line(both, "service", "powers-column-service")
        .one(both, "host", ("powers-host", &HOSTS), |code| format!("powers-host-{code}"));
    if needs_case(whole) {
        act = act
            .one(both, "case", ("powers-case", &CASES), |code| format!("powers-case-{code}"))
            .area(both, "decisions", ("powers-councils", ""));
    }
    for (at, point) in whole.reference.point.iter().enumerate() {
        act = act.said(both, &format!("point-{at}"), point.title.clone());
    }
    let act = act
        .day(both, "from", ("powers-column-from", String::new()))
        .day(both, "until", ("powers-column-until", ctx.t("powers-until-hint").into_owned()))
        .day(both, "ended", ("powers-column-ended", ctx.t("powers-ended-hint").into_owned()))
        .area(both, "why", ("powers-ended-why", ""));
    let page = frame::page(ctx, &whole.file, ctx.t("powers-agreement"));
    let version = form.version_or(whole.agreement.as_ref().map_or(0, |one| one.row.version));
    act.shown(ctx, Around { page, home: path(whole.file.row.id, ""), version }, form)
}

/// `GET /powers/dossiers/{id}/agreement`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let whole = known(&app, &ctx, id).await?;
    let Some(one) = &whole.agreement else {
        let values =
            [("service", whole.file.content.service.clone()), ("host", HOSTS[0].to_owned())];
        return shown(&ctx, &whole, &Form::filled(ctx.lang, values));
    };
    let content = one.content.clone();
    let host = if one.row.is_host { HOSTS[0] } else { HOSTS[1] };
    let mut values = vec![
        ("number".to_owned(), content.number),
        ("parties".to_owned(), content.parties),
        ("service".to_owned(), content.service),
        ("host".to_owned(), host.to_owned()),
        ("case".to_owned(), content.case),
        ("decisions".to_owned(), content.decisions),
        ("why".to_owned(), content.ended_why),
    ];
    let points = content.points.into_iter().enumerate();
    values.extend(points.map(|(at, (_, text))| (format!("point-{at}"), text)));
    values.extend(day_values("from", one.row.from_on));
    values.extend(day_values("until", one.row.until_on));
    values.extend(day_values("ended", one.row.ended_on));
    shown(&ctx, &whole, &Form::filled(ctx.lang, values))
}

/// What was typed of an agreement.
fn typed(form: &mut Form, whole: &Whole) -> NewAgreement {
    let needs_case = needs_case(whole);
    let points = whole.reference.point.iter().enumerate();
    let points: Vec<(String, String)> = points
        .map(|(at, point)| (point.title.clone(), form.optional(&format!("point-{at}"), LINE)))
        .collect();
    let new = NewAgreement {
        is_host: chosen(form, "host", &HOSTS) == HOSTS[0],
        from_on: form.day("from"),
        until_on: form.day_optional("until"),
        ended_on: form.day_optional("ended"),
        between: Between {
            number: form.required("number", 60),
            parties: form.required("parties", TEXT),
            service: form.required("service", LINE),
            points,
            case: if needs_case { chosen(form, "case", &CASES) } else { String::new() },
            decisions: if needs_case { form.required("decisions", TEXT) } else { String::new() },
            ended_why: form.optional("why", TEXT),
        },
    };
    // The law lists what an agreement says; not all of it is in every one, but nothing is none.
    if new.between.points.iter().all(|(_, text)| text.is_empty()) {
        form.wrong("point-0", "powers-wrong-no-point");
    }
    let days = [("until", new.until_on), ("ended", new.ended_on)];
    for (field, day) in days {
        if day.zip(new.from_on).is_some_and(|(day, from)| day < from) {
            form.wrong(field, "powers-wrong-period");
        }
    }
    if new.ended_on.is_some() && new.between.ended_why.is_empty() {
        form.wrong("why", "form-required");
    }
    new
}

/// `POST /powers/dossiers/{id}/agreement`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let whole = known(&app, &ctx, id).await?;
    let new = typed(&mut form, &whole);
    if !form.ok() {
        return shown(&ctx, &whole, &form);
    }
    let known = whole.agreement.as_ref();
    let version = form.version_or(known.map_or(0, |one| one.row.version));
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    put(&mut tx, (id, known), &new, version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("powers-done")))
}
