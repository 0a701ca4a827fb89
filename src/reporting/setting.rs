//! What the municipality decides of reports: under which number of people nothing is published.

use super::frame::{self, HOME};
use super::store::report_setting::{ActiveModel, Column, Entity};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{Owned, StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Problem, see};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// The setting.
const THRESHOLD: &str = "threshold";
/// What holds until somebody decides: statistics of people usually hide fewer than five.
const USUAL: i64 = 5;
/// More would hide all.
const MOST: i64 = 100;

/// Numbers of people below this one are not published.
///
/// # Errors
/// When the database does not answer.
pub async fn threshold(tx: &Tx) -> Result<i64, StoreError> {
    let row = tx.find::<Entity>().filter(Column::Code.eq(THRESHOLD)).one(tx.conn()).await?;
    Ok(row.and_then(|row| row.value.parse().ok()).unwrap_or(USUAL))
}

async fn put(tx: &mut Tx, value: i64) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(<Entity as Owned>::municipality().eq(tx.municipality()))
        .filter(Column::Code.eq(THRESHOLD))
        .exec(tx.conn())
        .await?;
    let row = ActiveModel {
        municipality_id: Set(tx.municipality()),
        code: Set(THRESHOLD.to_owned()),
        value: Set(value.to_string()),
    };
    tx.insert(row).await?;
    tx.audit(audit::Entry::new("write", "report-setting", THRESHOLD));
    Ok(())
}

fn shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let page = frame::page(ctx, ctx.t("reporting-settings"));
    Act::new("reporting-settings", "/settings", "ui-save")
        .lead(ctx.t("reporting-settings-lead"))
        .line((ctx, form), THRESHOLD, "reporting-threshold")
        .shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /reporting/settings`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let now = threshold(&tx).await?.to_string();
    tx.audit(audit::Entry::new("read", "report-setting", THRESHOLD));
    tx.commit().await?;
    shown(&ctx, &Form::filled(ctx.lang, [(THRESHOLD, now)]))
}

/// `POST /reporting/settings`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let value: Option<i64> = form.parsed(THRESHOLD, "reporting-wrong-threshold");
    if value.is_some_and(|value| !(1..=MOST).contains(&value)) {
        form.wrong(THRESHOLD, "reporting-wrong-threshold");
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let (Some(value), true) = (value, form.ok()) else {
        tx.audit(audit::Entry::new("read", "report-setting", THRESHOLD));
        tx.commit().await?;
        return shown(&ctx, &form);
    };
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    put(&mut tx, value).await?;
    tx.commit().await?;
    Ok(see(&ctx, HOME, Some("reporting-saved")))
}
