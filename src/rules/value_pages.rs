//! Entering, correcting and withdrawing a municipality's own value of a rule.

use super::list::below;
use super::rule::{left_key, of_day};
use super::store::{self, law_value};
use super::value::{self, New};
use super::{ValueId, list};
use crate::app::App;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Timeline};
use kit::types::Day;
use kit::web::{Compared, Ctx, Form, Id, Problem, again, day_values, html, see};
use law::{Left, Rule};

#[derive(Template)]
#[template(path = "rules/value.html")]
struct ValuePage {
    page: ui::Page,
    rule: Rule,
    now: String,
    period: String,
    left: &'static str,
    from_hint: &'static str,
    choices: Vec<ui::Choice>,
    form: Form,
    action: String,
    version: i32,
    cancel: String,
    withdraw: Option<String>,
    history: Vec<ui::Event>,
}

/// The rule as the law of the country has it; refused when the law leaves it to nobody.
fn open_rule(app: &App, id: &str) -> Result<Rule, Problem> {
    let law = app.laws.country();
    let rule = of_day(law, id, app.today())?;
    let history = law.book().history(id);
    if history.iter().all(|version| version.left() == Left::Nobody) {
        return Err(Problem::Impossible("rules-fixed"));
    }
    // Of a rule from memory the old versions may be corrected although today's was read.
    let open = history.into_iter().rev().find(|version| version.left() != Left::Nobody);
    Ok(if rule.left() == Left::Nobody { open.unwrap_or(rule) } else { rule }.clone())
}

fn value_form(
    ctx: &Ctx,
    app: &App,
    rule: Rule,
    (form, version, edited): (Form, i32, Option<ValueId>),
) -> ValuePage {
    let key = if edited.is_some() { "rules-edit" } else { "rules-set" };
    let mut page = below(ctx, ctx.t(key), Some(&rule.id));
    page.errors = form.errors();
    let path = ctx.url(&format!("/law/rules/{}", rule.id));
    let chosen = form.get("value").to_owned();
    let choice = |(value, text): (String, String)| {
        let checked = value == chosen;
        ui::Choice::new(value, text).checked(checked)
    };
    ValuePage {
        page,
        now: rule.shown(),
        period: list::period(ctx, &rule),
        left: left_key(&rule),
        from_hint: if app.laws.country().reads_by_day(&rule.id) {
            "rules-from-hint"
        } else {
            "rules-from-hint-asked"
        },
        choices: rule.choices().into_iter().map(choice).collect(),
        action: match edited {
            Some(id) => ctx.url(&format!("/law/values/{id}")),
            None => format!("{path}/value"),
        },
        withdraw: edited.map(|id| ctx.url(&format!("/law/values/{id}/withdraw"))),
        history: Vec::new(),
        cancel: path,
        version,
        form,
        rule,
    }
}

pub async fn new(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<String>,
) -> Result<Response, Problem> {
    let rule = open_rule(&app, &id)?;
    let mut tx = app.db.read(&ctx.actor).await?;
    tx.audit(Entry::new("read", "law-rule", &id));
    tx.commit().await?;
    let form = ctx.resumed(Form::empty(ctx.lang), &[]).await?;
    html(&value_form(&ctx, &app, rule, (form, 0, None)))
}

pub async fn add(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<String>,
    mut form: Form,
) -> Result<Response, Problem> {
    let rule = open_rule(&app, &id)?;
    let Some(new) = value::read(&mut form, app.laws.country(), &id) else {
        return again(&value_form(&ctx, &app, rule, (form, 0, None)));
    };
    let path = format!("/law/rules/{id}");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    value::check_overlap(&tx, &mut form, &new, None).await?;
    if !form.ok() {
        tx.rollback().await;
        return again(&value_form(&ctx, &app, rule, (form, 0, None)));
    }
    let saved = store::add(&tx, &new).await?;
    value::note(&mut tx, "law-value-set", saved, &new).await?;
    tx.commit().await?;
    value::take(&app, &ctx).await?;
    Ok(see(&ctx, &path, Some("rules-saved")))
}

pub async fn edit(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = store::one(&tx, id).await?;
    let history = tx.timeline(Timeline::Case(id.0), None, 20).await?;
    tx.audit(Entry::read("law-value", id.0));
    tx.commit().await?;
    refuse_withdrawn(&row)?;
    let rule = open_rule(&app, &row.rule)?;
    let mut values = vec![
        ("value".to_owned(), row.value.clone()),
        ("act".to_owned(), row.act.clone()),
        ("reason".to_owned(), row.reason.clone()),
    ];
    values.extend(day_values("from", Some(row.valid_from)));
    values.extend(day_values("to", row.valid_to));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    let version = form.version_or(row.version);
    let mut page = value_form(&ctx, &app, rule, (form, version, Some(id)));
    page.history = history
        .iter()
        .map(|one| ui::Event {
            title: one.text(ctx.lang),
            by: one.by.clone(),
            when: one.at.bg(),
            iso: one.at.day().to_string(),
            ..ui::Event::default()
        })
        .collect();
    html(&page)
}

fn refuse_withdrawn(row: &law_value::Model) -> Result<(), Problem> {
    if row.withdrawn_on.is_some() { Err(Problem::Impossible("rules-is-withdrawn")) } else { Ok(()) }
}

pub async fn change(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let row = store::one(&tx, id).await?;
    tx.rollback().await;
    refuse_withdrawn(&row)?;
    let rule = open_rule(&app, &row.rule)?;
    let version = form.version();
    let Some(new) = value::read(&mut form, app.laws.country(), &row.rule) else {
        return again(&value_form(&ctx, &app, rule, (form, version, Some(id))));
    };
    let path = format!("/law/rules/{}", row.rule);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    ctx.sent(&tx, &form).await?;
    value::check_overlap(&tx, &mut form, &new, Some(id)).await?;
    if !form.ok() {
        tx.rollback().await;
        return again(&value_form(&ctx, &app, rule, (form, version, Some(id))));
    }
    match store::change(&tx, (id, version), &new).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => {
            let there = store::one(&tx, id).await?;
            tx.rollback().await;
            return Err(Problem::Conflict(compared(&ctx, &new, &there)));
        }
        Err(e) => return Err(e.into()),
    }
    value::note(&mut tx, "law-value-changed", id, &new).await?;
    tx.commit().await?;
    value::take(&app, &ctx).await?;
    Ok(see(&ctx, &path, Some("rules-saved")))
}

fn compared(ctx: &Ctx, mine: &New, theirs: &law_value::Model) -> Vec<Compared> {
    let until = |day: Option<Day>| day.map(Day::bg).unwrap_or_default();
    let rows = [
        ("rules-value", mine.value.clone(), theirs.value.clone()),
        ("rules-from", mine.from.bg(), theirs.valid_from.bg()),
        ("rules-to", until(mine.to), until(theirs.valid_to)),
        ("rules-act-number", mine.act.clone(), theirs.act.clone()),
        ("rules-reason", mine.reason.clone(), theirs.reason.clone()),
        ("rules-withdrawn", String::new(), until(theirs.withdrawn_on)),
    ];
    let differ = rows.into_iter().filter(|(_, mine, theirs)| mine != theirs);
    differ
        .map(|(key, mine, theirs)| Compared { label: ctx.t(key).into_owned(), mine, theirs })
        .collect()
}

#[derive(Template)]
#[template(path = "rules/withdraw.html")]
struct WithdrawPage {
    page: ui::Page,
    form: Form,
    action: String,
    version: i32,
    what: String,
    cancel: String,
}

fn withdraw_form(ctx: &Ctx, row: &law_value::Model, form: Form, version: i32) -> WithdrawPage {
    let is_day = row.rule.starts_with("calendar.");
    let mut page =
        below(ctx, ctx.t("rules-withdraw"), Some(&row.rule).filter(|_| !is_day).map(|r| &**r));
    page.errors = form.errors();
    let from = row.valid_from.bg();
    let what = format!("{} · {} · {from} · {}", row.rule, row.value, row.act);
    WithdrawPage {
        page,
        form,
        action: ctx.url(&format!("/law/values/{}/withdraw", row.id)),
        version,
        what,
        cancel: ctx.url(&back_to(row)),
    }
}

/// Where a value stands: with its rule, or among the declared days.
fn back_to(row: &law_value::Model) -> String {
    if row.rule.starts_with("calendar.") {
        format!("/law/days?year={}", row.valid_from.0.year())
    } else {
        format!("/law/rules/{}", row.rule)
    }
}

pub async fn withdraw_page(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
) -> Result<Response, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let row = store::one(&tx, id).await?;
    tx.audit(Entry::read("law-value", id.0));
    tx.commit().await?;
    refuse_withdrawn(&row)?;
    html(&withdraw_form(&ctx, &row, Form::empty(ctx.lang), row.version))
}

pub async fn withdraw(
    State(app): State<App>,
    ctx: Ctx,
    Id(id): Id<ValueId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let tx = app.db.read(&ctx.actor).await?;
    let row = store::one(&tx, id).await?;
    tx.rollback().await;
    let why = form.required("why", 500);
    let version = form.version();
    if !form.ok() {
        return again(&withdraw_form(&ctx, &row, form, version));
    }
    let path = back_to(&row);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path)).await?;
    let today = tx.today();
    store::withdraw(&tx, (id, version), (today, &why)).await?;
    let gone = New {
        rule: row.rule,
        value: row.value,
        from: row.valid_from,
        to: row.valid_to,
        act: row.act,
        reason: row.reason,
    };
    value::note(&mut tx, "law-value-withdrawn", id, &gone).await?;
    tx.commit().await?;
    value::take(&app, &ctx).await?;
    Ok(see(&ctx, &path, Some("rules-saved")))
}
