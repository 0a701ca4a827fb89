//! The consent for the state's system (ИИС): taken back at any time; the entry, once it is given
//! (чл. 14, ал. 4 ППЗСУ).

use super::CaseId;
use super::load::{self, Short};
use super::store::{assessment, referral_case};
use super::view::path;
use crate::app::App;
use crate::people::PersonId;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::store::{Event, StoreError, Tx};
use kit::types::Day;
use kit::web::{Ctx, Form, Id, Problem, see};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, Set};
use std::collections::HashMap;

const IMPOSSIBLE: Problem = Problem::Impossible("referral-refused-state");

/// The consent holds: given, and not taken back.
pub fn holds(row: &assessment::Model) -> bool {
    row.signed_on.is_some()
        && row.iis_consent_on.is_some()
        && row.iis_consent_withdrawn_on.is_none()
}

pub async fn withdraw(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let change = |_: &assessment::Model, today: Day| assessment::ActiveModel {
        iis_consent_withdrawn_on: Set(Some(today)),
        ..Default::default()
    };
    changed(&app, &ctx, (id, &form), ("consent-withdrawn", change)).await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-consent-done")))
}

pub async fn enter(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<CaseId>,
    form: Form,
) -> Result<Response, Problem> {
    let change = |row: &assessment::Model, today: Day| assessment::ActiveModel {
        iis_entered_on: Set(Some(row.iis_entered_on.unwrap_or(today))),
        ..Default::default()
    };
    changed(&app, &ctx, (id, &form), ("iis-entered", change)).await?;
    Ok(see(&ctx, &path(id, ""), Some("referral-iis-done")))
}

/// One column of the assessment that counts changes, while the consent holds.
async fn changed(
    app: &App,
    ctx: &Ctx,
    (id, form): (CaseId, &Form),
    (kind, change): (&'static str, impl Fn(&assessment::Model, Day) -> assessment::ActiveModel),
) -> Result<(), Problem> {
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let short: Short = load::short(&tx, id).await?;
    let row = short.assessment().filter(|row| holds(row)).ok_or(IMPOSSIBLE)?;
    let active = change(row, tx.today());
    tx.update::<assessment::Entity>(row.id, row.version, active).await?;
    let (person, data) = (Some(short.case.person_id.0), Vec::new());
    tx.event(Event { kind, person, case: Some(id.0), data }).await?;
    Ok(tx.commit().await?)
}

/// A consent for the state's system, as a case keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IisConsent {
    /// The case.
    pub case: CaseId,
    /// Whose.
    pub person: PersonId,
    /// The day it was given.
    pub given_on: Day,
    /// The day it was taken back.
    pub withdrawn_on: Option<Day>,
}

/// Which of them are wanted. `None` does not limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct IisWanted {
    /// Taken back, or not.
    pub withdrawn: Option<bool>,
    /// Given on this day or later.
    pub from: Option<Day>,
    /// Given on this day or before.
    pub to: Option<Day>,
}

fn given(tx: &Tx) -> Select<assessment::Entity> {
    let rows = tx.find::<assessment::Entity>().filter(assessment::Column::SignedOn.is_not_null());
    rows.filter(assessment::Column::IisConsentOn.is_not_null())
}

/// The consents of all cases, the newest first; the register of consents shows them.
///
/// # Errors
/// When the database does not answer.
pub async fn iis_consents(
    tx: &Tx,
    wanted: &IisWanted,
    (offset, limit): (u64, u64),
) -> Result<Vec<IisConsent>, StoreError> {
    use assessment::Column;
    let mut rows = given(tx);
    rows = match wanted.withdrawn {
        Some(true) => rows.filter(Column::IisConsentWithdrawnOn.is_not_null()),
        Some(false) => rows.filter(Column::IisConsentWithdrawnOn.is_null()),
        None => rows,
    };
    if let Some(from) = wanted.from {
        rows = rows.filter(Column::IisConsentOn.gte(from));
    }
    if let Some(to) = wanted.to {
        rows = rows.filter(Column::IisConsentOn.lte(to));
    }
    let rows = rows.order_by_desc(Column::IisConsentOn).order_by_desc(Column::Id);
    of_rows(tx, rows.offset(offset).limit(limit).all(tx.conn()).await?).await
}

/// The consents of a person's cases.
///
/// # Errors
/// When the database does not answer.
pub async fn iis_consents_of(tx: &Tx, person: PersonId) -> Result<Vec<IisConsent>, StoreError> {
    let cases = tx.find::<referral_case::Entity>();
    let cases = cases.filter(referral_case::Column::PersonId.eq(person));
    let cases = cases.select_only().column(referral_case::Column::Id).into_query();
    let rows = given(tx).filter(assessment::Column::CaseId.in_subquery(cases));
    of_rows(tx, rows.order_by_desc(assessment::Column::Id).all(tx.conn()).await?).await
}

async fn of_rows(tx: &Tx, rows: Vec<assessment::Model>) -> Result<Vec<IisConsent>, StoreError> {
    let ids: Vec<CaseId> = rows.iter().map(|row| row.case_id).collect();
    let cases = tx.find::<referral_case::Entity>();
    let cases = cases.filter(referral_case::Column::Id.is_in(ids)).all(tx.conn()).await?;
    let people: HashMap<CaseId, PersonId> =
        cases.into_iter().map(|case| (case.id, case.person_id)).collect();
    let consent = |row: assessment::Model| {
        Some(IisConsent {
            person: *people.get(&row.case_id)?,
            case: row.case_id,
            given_on: row.iis_consent_on?,
            withdrawn_on: row.iis_consent_withdrawn_on,
        })
    };
    Ok(rows.into_iter().filter_map(consent).collect())
}
