//! Numbers and lists that the municipality decides: each has a value that holds until then.

use super::course::{typed_hours, typed_time};
use super::frame::{self, HOME};
use super::store::workforce_setting::{self, Column, Entity};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit;
use kit::store::{Owned, StoreError, Tx};
use kit::web::{Act, Around, Ctx, Form, Problem, see};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// What there is to decide, and what holds until somebody decides. The official standard of load and
/// the text of the normal working time are not known to the program: they are the municipality's.
const CODES: [(&str, &str); 6] = [
    ("day-most", "12:00"),
    ("normal-begin", "08:30"),
    ("normal-end", "17:00"),
    ("mentor-months", "6"),
    ("load-most", "40"),
    ("regulated", "762020"),
];
const BACK: (&str, &str) = ("/settings", "workforce-settings");

/// What holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    values: Vec<(&'static str, String)>,
}

impl Settings {
    fn text(&self, code: &str) -> &str {
        self.values.iter().find(|(name, _)| *name == code).map_or("", |(_, value)| value)
    }

    fn usual(code: &str) -> &'static str {
        CODES.iter().find(|(name, _)| *name == code).map_or("", |(_, usual)| usual)
    }

    fn number(&self, code: &str) -> i32 {
        let read = |text: &str| text.parse().ok();
        read(self.text(code)).or_else(|| read(Settings::usual(code))).unwrap_or(0)
    }

    fn minutes(&self, code: &str) -> i32 {
        typed_hours(self.text(code)).or_else(|| typed_hours(Settings::usual(code))).unwrap_or(0)
    }

    /// The most minutes of work on a day, under all contracts together.
    #[must_use]
    pub fn day_most(&self) -> i32 {
        self.minutes("day-most")
    }

    /// When the normal working day begins and ends.
    #[must_use]
    pub fn normal(&self) -> (i32, i32) {
        (self.minutes("normal-begin"), self.minutes("normal-end"))
    }

    /// So many months a mentor accompanies somebody new.
    #[must_use]
    pub fn mentor_months(&self) -> i32 {
        self.number("mentor-months")
    }

    /// Above this weighted load of a week a plan is written.
    #[must_use]
    pub fn load_most(&self) -> i32 {
        self.number("load-most")
    }

    /// Whether a code of the national classification is of a regulated profession.
    #[must_use]
    pub fn is_regulated(&self, class_code: &str) -> bool {
        let code = class_code.trim();
        !code.is_empty() && self.text("regulated").split([',', ' ']).any(|one| one == code)
    }
}

/// What holds now.
///
/// # Errors
/// When the database does not answer.
pub async fn settings(tx: &Tx) -> Result<Settings, StoreError> {
    let rows = tx.find::<Entity>().all(tx.conn()).await?;
    let of = |(code, usual): (&'static str, &str)| {
        let own = rows.iter().find(|row| row.code == code);
        (code, own.map_or_else(|| usual.to_owned(), |row| row.value.clone()))
    };
    Ok(Settings { values: CODES.map(of).into() })
}

/// Replaces what holds.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, values: &[(&'static str, String)]) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(<Entity as Owned>::municipality().eq(tx.municipality()))
        .filter(Column::Code.is_in(values.iter().map(|(code, _)| *code)))
        .exec(tx.conn())
        .await?;
    for (code, value) in values {
        tx.insert(workforce_setting::ActiveModel {
            municipality_id: Set(tx.municipality()),
            code: Set((*code).to_owned()),
            value: Set(value.clone()),
        })
        .await?;
    }
    tx.audit(audit::Entry::new("write", "workforce-settings", ""));
    Ok(())
}

fn shown(ctx: &Ctx, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let mut act = Act::new("workforce-settings", "/settings", "ui-save")
        .lead(ctx.t("workforce-settings-lead"));
    for (code, _) in CODES {
        act = act.line(both, code, &format!("workforce-setting-{code}"));
    }
    let page = frame::page(ctx, ctx.t("workforce-settings"), BACK);
    act.shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /workforce/settings`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let now = settings(&tx).await?;
    tx.audit(audit::Entry::new("read", "workforce-settings", ""));
    tx.commit().await?;
    shown(&ctx, &Form::filled(ctx.lang, now.values))
}

fn fits(code: &str, value: &str) -> bool {
    match code {
        "day-most" => typed_hours(value).is_some_and(|minutes| minutes > 0 && minutes <= 24 * 60),
        "normal-begin" | "normal-end" => typed_time(value).is_some(),
        "mentor-months" => value.parse().is_ok_and(|months: i32| (0..=24).contains(&months)),
        "load-most" => value.parse().is_ok_and(|load: i32| (1..=10_000).contains(&load)),
        _ => true,
    }
}

/// `POST /workforce/settings`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut values = Vec::new();
    for (code, _) in CODES {
        let value = form.required(code, 200);
        if !value.is_empty() && !fits(code, &value) {
            form.wrong(code, "workforce-wrong-number");
        }
        values.push((code, value));
    }
    if !form.ok() {
        return shown(&ctx, &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    let home = format!("{HOME}/settings");
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    put(&mut tx, &values).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("workforce-done")))
}
