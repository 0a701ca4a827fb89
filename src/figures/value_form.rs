//! Entering, correcting and withdrawing one value on the screen.

use super::ValueId;
use super::catalogue::{Catalogue, catalogue};
use super::deed::{self, NewValue, Origin};
use super::frame::{self, HOME, LINE, NoAmount, TEXT, chosen_place, place, read_amount, written};
use super::list::address;
use super::load;
use super::store::figure::Model;
use super::value::{KINDS, Territory, amount, kind, milli};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// What the forms choose from.
struct Known {
    catalogue: Catalogue,
    names: HashMap<String, String>,
    today: Day,
}

async fn known(app: &App, ctx: &Ctx) -> Result<Known, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let known = Known {
        catalogue: catalogue(&tx).await?,
        names: frame::names(&tx, &ctx.municipality.code).await?,
        today: tx.today(),
    };
    tx.audit(Entry::list("figure-group"));
    tx.commit().await?;
    Ok(known)
}

/// The boxes that a new value and a corrected one share.
fn boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    act.one(both, "kind", ("figures-column-kind", &KINDS), |code| format!("figures-kind-{code}"))
        .day(both, "on", ("figures-column-on", both.0.t("figures-on-hint").into_owned()))
        .line(both, "amount", "figures-column-amount")
        .line(both, "source", "figures-source")
        .area(both, "note", ("figures-column-note", ""))
}

/// What was typed of them.
struct Typed {
    kind: Option<&'static str>,
    on: Option<Day>,
    amount: Option<Decimal>,
    source: String,
    note: String,
}

fn typed(form: &mut Form, today: Day) -> Typed {
    let code = chosen(form, "kind", &KINDS);
    let on = form.day("on");
    if on.is_some_and(|day| day > today) {
        form.wrong("on", "figures-row-future");
    }
    let number = form.required("amount", 40);
    let amount = match read_amount(&number) {
        Ok((amount, _)) if milli(amount).is_some() => Some(amount),
        Ok(_) => {
            form.wrong("amount", "figures-wrong-amount");
            None
        }
        Err(why) => {
            let key = match why {
                NoAmount::Ambiguous => "figures-row-ambiguous",
                _ => "figures-row-number",
            };
            if !number.is_empty() {
                form.wrong("amount", key);
            }
            None
        }
    };
    let (source, note) = (form.required("source", LINE), form.optional("note", TEXT));
    Typed { kind: kind(&code), on, amount, source, note }
}

impl Typed {
    fn of(self, (group, territory): (&str, Territory)) -> Option<NewValue> {
        Some(NewValue {
            group: group.to_owned(),
            kind: self.kind?,
            territory,
            on: self.on?,
            amount: self.amount?,
            source: self.source,
            note: self.note,
        })
    }
}

fn new_shown(ctx: &Ctx, known: &Known, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let groups = frame::groups(ctx, &known.catalogue, form.get("group"));
    let places = frame::places(ctx, &known.names, form.get("place"));
    let label = |key: &str| ctx.t(key).into_owned();
    let act = Act::new("figures-new", "/new", "ui-save")
        .lead(ctx.t("figures-new-lead"))
        .choice(both, "group", (label("figures-column-group"), groups))
        .choice(both, "place", (label("figures-column-territory"), places));
    let page = frame::below(ctx, ctx.t("figures-new"));
    boxes(act, both).shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

/// `GET /figures/new`.
pub async fn new_form(Shared(app): Shared<App>, ctx: Ctx, form: Form) -> Result<Response, Problem> {
    let known = known(&app, &ctx).await?;
    let first = [("place", "municipality"), ("kind", KINDS[0])];
    let filled = Form::filled(ctx.lang, first).with("group", form.get("group"));
    new_shown(&ctx, &known, &filled)
}

/// `POST /figures/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let known = known(&app, &ctx).await?;
    let group = form.required("group", LINE);
    if !group.is_empty() && known.catalogue.get(&group).is_none() {
        form.wrong("group", "form-choose");
    }
    let place = form.required("place", LINE);
    let territory = chosen_place(&place, &known.names);
    if !place.is_empty() && territory.is_none() {
        form.wrong("place", "form-choose");
    }
    let typed = typed(&mut form, known.today);
    let new = territory.and_then(|territory| typed.of((&group, territory)));
    let (Some(new), true) = (new, form.ok()) else { return new_shown(&ctx, &known, &form) };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = match deed::add(&mut tx, &new, Origin::default()).await {
        Err(Problem::Impossible(key)) => {
            form.wrong("source", key);
            return new_shown(&ctx, &known, &form);
        }
        other => other?,
    };
    tx.commit().await?;
    Ok(see(&ctx, &address(id), Some("figures-done")))
}

async fn old(app: &App, ctx: &Ctx, id: ValueId) -> Result<(Model, Known), Problem> {
    let known = known(app, ctx).await?;
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = load::row(&tx, id).await?;
    tx.audit(Entry::read("figure", id.0));
    tx.commit().await?;
    if row.ended_at.is_some() {
        return Err(Problem::Impossible("figures-refused-ended"));
    }
    Ok((row, known))
}

/// What is known of a value above the boxes of a form.
fn facts(ctx: &Ctx, (row, known): (&Model, &Known)) -> Vec<(String, String)> {
    let all = [
        ("group", known.catalogue.title(&row.group_code, ctx.lang)),
        ("territory", place(ctx.lang, &row.area, &row.ekatte, &known.names)),
        ("on", row.figure_on.bg()),
        ("amount", written(ctx.lang, amount(row.amount_milli))),
        ("source", row.source.clone()),
    ];
    all.map(|(key, text)| (ctx.t(&format!("figures-column-{key}")).into_owned(), text)).into()
}

fn correct_shown(
    ctx: &Ctx,
    (row, known): (&Model, &Known),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("figures-correcting", "/correct", "ui-save")
        .lead(ctx.t("figures-correct-lead"))
        .facts(facts(ctx, (row, known)));
    let act = boxes(act, both).area(both, "why", ("figures-why", "figures-why-hint"));
    let page = frame::below(ctx, ctx.t("figures-correcting"));
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: address(row.id), version }, form)
}

/// `GET /figures/{id}/correct`.
pub async fn correct_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
) -> Result<Response, Problem> {
    let (row, known) = old(&app, &ctx, id).await?;
    let mut values = vec![
        ("kind".to_owned(), row.kind.clone()),
        ("amount".to_owned(), written(ctx.lang, amount(row.amount_milli))),
        ("source".to_owned(), row.source.clone()),
        ("note".to_owned(), row.note.clone()),
    ];
    values.extend(day_values("on", Some(row.figure_on)));
    correct_shown(&ctx, (&row, &known), &Form::filled(ctx.lang, values))
}

/// `POST /figures/{id}/correct`: the row before stays.
pub async fn correct_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (row, known) = old(&app, &ctx, id).await?;
    let typed = typed(&mut form, known.today);
    let why = form.required("why", TEXT);
    let territory = Territory::of(&row.area, &row.ekatte).ok_or(Problem::NotFound)?;
    let new = typed.of((&row.group_code, territory));
    let (Some(new), true) = (new, form.ok()) else {
        return correct_shown(&ctx, (&row, &known), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&address(id))).await?;
    let version = form.version_or(row.version);
    let made = match deed::correct(&mut tx, (&row, version), &new, (&why, None)).await {
        Err(Problem::Impossible(key)) => {
            form.wrong("source", key);
            return correct_shown(&ctx, (&row, &known), &form);
        }
        other => other?,
    };
    tx.commit().await?;
    Ok(see(&ctx, &address(made), Some("figures-done")))
}

fn withdraw_shown(
    ctx: &Ctx,
    (row, known): (&Model, &Known),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let act = Act::new("figures-withdrawing", "/withdraw", "figures-withdraw")
        .lead(ctx.t("figures-withdraw-lead"))
        .grave()
        .facts(facts(ctx, (row, known)))
        .area(both, "why", ("figures-why", "figures-why-hint"));
    let page = frame::below(ctx, ctx.t("figures-withdrawing"));
    let version = form.version_or(row.version);
    act.shown(ctx, Around { page, home: address(row.id), version }, form)
}

/// `GET /figures/{id}/withdraw`.
pub async fn withdraw_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
) -> Result<Response, Problem> {
    let (row, known) = old(&app, &ctx, id).await?;
    withdraw_shown(&ctx, (&row, &known), &Form::empty(ctx.lang))
}

/// `POST /figures/{id}/withdraw`.
pub async fn withdraw_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (row, known) = old(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return withdraw_shown(&ctx, (&row, &known), &form);
    }
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&address(id))).await?;
    let version = form.version_or(row.version);
    deed::end(&mut tx, &row, ("withdrawn", &why, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &address(id), Some("figures-done")))
}
