//! Numbers that the municipality decides about its work: when it stalls, and what it weighs.

use super::store::work_number::{self, Column};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{Owned, StoreError, Tx};
use kit::web::{Ctx, Form, Problem, again, html, see};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// Days that the next step of a case may be overdue before the head is told.
pub const STALL_DAYS: &str = "stall-days";

/// What there is to decide, and what holds until somebody decides.
const NUMBERS: [(&str, i32); 7] = [
    (STALL_DAYS, 5),
    ("weight-open", 1),
    ("weight-new", 2),
    ("weight-closed", 1),
    ("weight-meetings", 3),
    ("weight-contacts", 1),
    ("weight-overdue", 2),
];
/// More is a slip of the finger.
const MOST: i32 = 365;

/// The numbers in force.
pub struct Numbers(Vec<(&'static str, i32)>);

impl Numbers {
    /// One of them.
    pub fn get(&self, code: &str) -> i32 {
        self.0.iter().find(|(name, _)| *name == code).map_or(0, |(_, value)| *value)
    }
}

pub async fn numbers(tx: &Tx) -> Result<Numbers, StoreError> {
    let rows = tx.find::<work_number::Entity>().all(tx.conn()).await?;
    let of = |(code, usual): (&'static str, i32)| {
        let own = rows.iter().find(|row| row.code == code);
        (code, own.map_or(usual, |row| row.value))
    };
    Ok(Numbers(NUMBERS.map(of).into()))
}

/// Replaces the numbers.
pub async fn put(tx: &Tx, values: &[(&'static str, i32)]) -> Result<(), StoreError> {
    work_number::Entity::delete_many()
        .filter(<work_number::Entity as Owned>::municipality().eq(tx.municipality()))
        .filter(Column::Code.is_in(values.iter().map(|(code, _)| *code)))
        .exec(tx.conn())
        .await?;
    for (code, value) in values {
        tx.insert(work_number::ActiveModel {
            municipality_id: Set(tx.municipality()),
            code: Set((*code).to_owned()),
            value: Set(*value),
        })
        .await?;
    }
    Ok(())
}

#[derive(Template)]
#[template(path = "work/numbers.html")]
struct NumbersPage {
    page: ui::Page,
    action: String,
    stall: ui::Field,
    weights: Vec<(ui::Field, String)>,
    cancel: String,
}

fn numbers_page(ctx: &Ctx, form: &Form) -> NumbersPage {
    let mut page = super::load_page::framed(ctx, ctx.t("work-numbers"));
    page.errors = form.errors();
    let weights = NUMBERS.iter().skip(1);
    let weight = |(code, _): &(&str, i32)| {
        let name = code.trim_start_matches("weight-");
        (form.field(code), ctx.t(&format!("work-load-{name}")).into_owned())
    };
    NumbersPage {
        page,
        action: ctx.url("/work/numbers"),
        stall: form.field(STALL_DAYS),
        weights: weights.map(weight).collect(),
        cancel: ctx.url("/work/load"),
    }
}

pub async fn show(State(app): State<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let numbers = numbers(&tx).await?;
    tx.audit(Entry::list("work-number"));
    tx.commit().await?;
    let values = numbers.0.iter().map(|(code, value)| ((*code).to_owned(), value.to_string()));
    html(&numbers_page(&ctx, &Form::filled(ctx.lang, values)))
}

pub async fn save(State(app): State<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let mut values = Vec::new();
    for (code, _) in NUMBERS {
        match form.parsed::<i32>(code, "work-number-wrong") {
            Some(value) if (0..=MOST).contains(&value) => values.push((code, value)),
            Some(_) => form.wrong(code, "work-number-wrong"),
            None => {}
        }
    }
    if !form.ok() {
        return again(&numbers_page(&ctx, &form));
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url("/work/load")).await?;
    put(&tx, &values).await?;
    tx.audit(Entry::write("work-numbers-changed", 0));
    tx.commit().await?;
    Ok(see(&ctx, "/work/load", Some("work-saved")))
}
