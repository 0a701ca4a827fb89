//! The pages of the municipality's rates: the list, a new one, the end of one.

use super::frame::{self, eur};
use super::rate::{self, KINDS, MARKS, NewRate};
use super::store::fee_rate::{self, Entity};
use super::sum::{WHOLE, percent};
use super::{RATES, RateId};
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use askama::Template;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Problem, again, choices, chosen, day_values, html, see};
use law::{Currency, Money};
use sea_orm::Set;
use std::collections::HashMap;
use ui::{Choice, Head};

const PATH: &str = "/fees/rates";
/// The units that a rate may be of: those of any kind of service.
const UNITS: [&str; 4] = ["hour", "half-day", "day", "day-night"];

struct Row {
    name: String,
    says: String,
    reduced: String,
    basis: String,
    from: String,
    until: String,
    mark: String,
    colour: &'static str,
    end_href: String,
}

#[derive(Template)]
#[template(path = "fees/rates.html")]
struct RatesPage {
    page: ui::Page,
    heads: Vec<Head>,
    rows: Vec<Row>,
    new: String,
    found: Vec<(String, String, String)>,
}

fn says(ctx: &Ctx, row: &fee_rate::Model) -> String {
    match row.kind.as_str() {
        "percent" => {
            let args = [("percent", percent(i64::from(row.percent)))];
            ctx.ta("fees-rate-percent", &args).into_owned()
        }
        "amount" => {
            let unit = ctx.t(&format!("fees-unit-{}", row.unit)).into_owned();
            ctx.ta("fees-rate-amount", &[("sum", eur(row.cents)), ("unit", unit)]).into_owned()
        }
        _ => {
            let item = row.free_item.unwrap_or_default().to_string();
            ctx.ta("fees-rate-free", &[("item", item)]).into_owned()
        }
    }
}

fn row(ctx: &Ctx, row: &fee_rate::Model, known: &HashMap<ServiceId, Service>) -> Row {
    let service = row.service_id.and_then(|id| known.get(&id)).map(|one| one.name.clone());
    let may_end = ctx.actor.may(RATES) && row.valid_to.is_none();
    Row {
        name: service.unwrap_or_else(|| row.legacy_name.clone()),
        says: says(ctx, row),
        reduced: row.reduced.map(|part| percent(i64::from(part))).unwrap_or_default(),
        basis: row.basis.clone(),
        from: row.valid_from.bg(),
        until: row.valid_to.map(Day::bg).unwrap_or_default(),
        mark: ctx.t(&format!("fees-mark-{}", row.confidence)).into_owned(),
        colour: if row.confidence == "V" { "green" } else { "yellow" },
        end_href: if may_end {
            ctx.url(&format!("{PATH}/end?rate={}", row.id))
        } else {
            String::new()
        },
    }
}

/// `GET /fees/rates`.
pub async fn list(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut tx = app.db.read(&ctx.actor).await?;
    let rows = rate::all(&tx).await?;
    let ids: Vec<ServiceId> = rows.iter().filter_map(|row| row.service_id).collect();
    let known = services::by_ids(&tx, &ids).await?;
    tx.audit(Entry::list("fee-rates"));
    tx.commit().await?;
    let found = law.tariff().map_err(Problem::internal)?;
    let found = found
        .into_iter()
        .map(|rate| (rate.name, format!("{} %", rate.percent), rate.confidence.words().to_owned()));
    let names = ["service", "rate", "reduced", "basis", "valid", "mark"];
    html(&RatesPage {
        page: frame::page(&ctx, ctx.t("fees-rates")),
        heads: names.map(|name| Head::new(ctx.t(&format!("fees-column-{name}")))).into(),
        rows: rows.iter().map(|one| row(&ctx, one, &known)).collect(),
        new: if ctx.actor.may(RATES) { ctx.url("/fees/rates/new") } else { String::new() },
        found: found.collect(),
    })
}

#[derive(Template)]
#[template(path = "fees/rate.html")]
struct RatePage {
    page: ui::Page,
    action: String,
    cancel: String,
    form: Form,
    services: Vec<Choice>,
    kinds: Vec<Choice>,
    units: Vec<Choice>,
    by_days: Vec<Choice>,
    marks: Vec<Choice>,
}

async fn draw(app: &App, ctx: &Ctx, form: Form) -> Result<RatePage, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let mut all = services::all(&tx).await?;
    tx.audit(Entry::list("fee-rates"));
    tx.commit().await?;
    all.retain(|one| one.in_zsu && one.closed_on.is_none());
    let choice = |one: Service| {
        let is_chosen = form.get("service") == one.id.to_string();
        Choice::new(one.id.to_string(), one.name).checked(is_chosen)
    };
    let mut page = frame::page(ctx, ctx.t("fees-rate-new"));
    page.errors = form.errors();
    let by_days = Choice::new("yes", ctx.t("fees-by-days"));
    Ok(RatePage {
        page,
        action: ctx.url("/fees/rates/new"),
        cancel: ctx.url(PATH),
        services: all.into_iter().map(choice).collect(),
        kinds: choices(ctx, &KINDS, form.get("kind"), |code| format!("fees-kind-{code}")),
        units: choices(ctx, &UNITS, form.get("unit"), |code| format!("fees-unit-{code}")),
        by_days: vec![by_days.checked(form.get("by_days") == "yes")],
        marks: choices(ctx, &MARKS, form.get("mark"), |code| format!("fees-mark-{code}")),
        form,
    })
}

/// `GET /fees/rates/new`.
pub async fn form(Shared(app): Shared<App>, ctx: Ctx) -> Result<Response, Problem> {
    let mut values = day_values("valid_from", Some(app.today()));
    values.push(("kind".to_owned(), "percent".to_owned()));
    values.push(("mark".to_owned(), "V".to_owned()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    html(&draw(&app, &ctx, form).await?)
}

/// Hundredths of a percent of what was typed: `70`, `12,5`.
fn typed_percent(form: &mut Form, name: &str) -> Option<i64> {
    let text = form.get(name).replace([' ', '%'], "").replace(',', ".");
    let cents = Money::parse(&text, Currency::Eur).ok().map(|money| money.cents);
    let found = cents.filter(|cents| (0..=WHOLE).contains(cents));
    if found.is_none() {
        form.wrong(name, "fees-percent-wrong");
    }
    found
}

/// Cents of what was typed.
pub fn typed_sum(form: &mut Form, name: &str) -> Option<i64> {
    let text = form.get(name).replace([' ', '\u{a0}', '€'], "").replace(',', ".");
    let found = Money::parse(&text, Currency::Eur).ok().map(|money| money.cents);
    let found = found.filter(|cents| (0..=100_000_000).contains(cents));
    if found.is_none() {
        form.wrong(name, "fees-sum-wrong");
    }
    found
}

fn read(form: &mut Form) -> Option<NewRate> {
    let mut new = NewRate { kind: chosen(form, "kind", &KINDS), ..NewRate::default() };
    new.service = form.parsed_optional("service", "form-choose");
    new.legacy_name = form.optional("legacy_name", 200);
    if new.service.is_none() == new.legacy_name.is_empty() {
        form.wrong("service", "fees-rate-of-what");
    }
    match new.kind.as_str() {
        "percent" => new.percent = typed_percent(form, "percent")?,
        "amount" => {
            new.cents = typed_sum(form, "cents")?;
            new.unit = chosen(form, "unit", &UNITS);
        }
        _ => {
            new.free_item = form.parsed("free_item", "fees-item-wrong");
        }
    }
    if !form.get("reduced").is_empty() {
        new.reduced = typed_percent(form, "reduced");
    }
    new.by_days = form.has_value("by_days", "yes");
    new.basis = form.required("basis", 300);
    new.valid_from = form.day("valid_from");
    new.valid_to = form.day_optional("valid_to");
    if new.valid_from.zip(new.valid_to).is_some_and(|(from, to)| to < from) {
        form.wrong("valid_to", "fees-until-wrong");
    }
    new.mark = chosen(form, "mark", &MARKS);
    form.ok().then_some(new)
}

/// `POST /fees/rates/new`.
pub async fn save(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let mut new = read(&mut form);
    let item = new.as_ref().and_then(|new| new.free_item);
    if item.is_some_and(|item| law.book().newest(&format!("fee.free.{item:02}")).is_err()) {
        form.wrong("free_item", "fees-item-wrong");
        new = None;
    }
    let Some(new) = new else {
        return again(&draw(&app, &ctx, form).await?);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(PATH)).await?;
    ctx.sent(&tx, &form).await?;
    rate::add(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(see(&ctx, PATH, Some("fees-rate-done")))
}

fn end_act(ctx: &Ctx, form: &Form, row: &fee_rate::Model) -> Act {
    let args = [("rate", says(ctx, row)), ("basis", row.basis.clone())];
    Act::new("fees-rate-end", "/end", "ui-save")
        .lead(ctx.ta("fees-rate-end-lead", &args))
        .hidden(form, "rate")
        .day((ctx, form), "valid_to", ("fees-valid-to", String::new()))
}

fn end_shown(ctx: &Ctx, row: &fee_rate::Model, form: &Form) -> Result<Response, Problem> {
    let page = frame::page(ctx, ctx.t("fees-rate-end"));
    let around = Around { page, home: PATH.to_owned(), version: row.version };
    end_act(ctx, form, row).shown(ctx, around, form)
}

async fn found(app: &App, ctx: &Ctx, form: &Form) -> Result<fee_rate::Model, Problem> {
    let id: RateId = form.get("rate").parse().map_err(|_| Problem::NotFound)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = rate::one(&tx, id).await?;
    tx.audit(Entry::read("fee-rate", id.0));
    tx.commit().await?;
    Ok(row)
}

/// `GET /fees/rates/end?rate=`.
pub async fn end_form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let row = found(&app, &ctx, &form).await?;
    let mut values = day_values("valid_to", Some(app.today()));
    values.push(("rate".to_owned(), row.id.to_string()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &["rate"]).await?;
    end_shown(&ctx, &row, &form)
}

/// `POST /fees/rates/end`.
pub async fn end(Shared(app): Shared<App>, ctx: Ctx, mut form: Form) -> Result<Response, Problem> {
    let row = found(&app, &ctx, &form).await?;
    let last = form.day("valid_to");
    if last.is_some_and(|last| last < row.valid_from) {
        form.wrong("valid_to", "fees-until-wrong");
    }
    let (Some(last), true) = (last, form.ok()) else { return end_shown(&ctx, &row, &form) };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(PATH)).await?;
    ctx.sent(&tx, &form).await?;
    let active = fee_rate::ActiveModel { valid_to: Set(Some(last)), ..Default::default() };
    tx.update::<Entity>(row.id, form.version(), active).await?;
    tx.audit(Entry::write("fee-rate-ended", row.id.0));
    tx.commit().await?;
    Ok(see(&ctx, PATH, Some("fees-rate-ended")))
}
