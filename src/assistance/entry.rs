//! The application is entered (Приложение № 1, field by field), and written anew while it is not yet
//! regular.

use super::apply::{self, NewApplication};
use super::content::Directive;
use super::entry_boxes::boxes;
use super::entry_read::{choices, filled, read};
use super::frame::{self, application_path, person_path, press};
use super::load::{self, Filed};
use super::named::{Named, listed};
use super::{ApplicationId, regular};
use crate::app::App;
use crate::disability;
use crate::online;
use crate::people::{self, PersonId};
use axum::extract::{Path, State as Shared};
use axum::http::HeaderMap;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, day_values, see};
use law::Month;

/// The directive of a person that is known already: nobody types it twice.
fn known(facts: &[disability::Fact]) -> Directive {
    let is_one = |fact: &&disability::Fact| {
        fact.kind == "directive" && !fact.is_replaced && fact.facts.support == "personal_assistance"
    };
    let Some(fact) = facts.iter().find(is_one) else { return Directive::default() };
    Directive {
        number: fact.facts.number.clone(),
        issued_on: fact.facts.issued_on,
        issued_by: fact.facts.body.clone(),
        from_on: fact.facts.issued_on,
        until_on: fact.facts.until,
        degree: fact.facts.grade,
        hours: fact.facts.hours.unwrap_or(0),
    }
}

struct Behind {
    name: String,
    names: Vec<Named>,
    directive: Directive,
}

async fn behind(app: &App, ctx: &Ctx, id: PersonId) -> Result<Behind, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let name = people::head(&tx, id).await?.name;
    let names = listed(&tx, ctx).await?;
    let directive = known(&disability::of_person(&tx, id).await?);
    tx.audit(Entry::read("assistance", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(Behind { name, names, directive })
}

fn new_page(
    ctx: &Ctx,
    form: &Form,
    (id, behind): (PersonId, &Behind),
) -> Result<Response, Problem> {
    let act = Act::new("assistance-new", "/new", "ui-save").lead(ctx.t("assistance-new-lead")).day(
        (ctx, form),
        "filed_on",
        ("assistance-filed-on", String::new()),
    );
    let act = act.hidden(form, "online");
    let page = frame::page(ctx, format!("{}: {}", ctx.t("assistance-new"), behind.name));
    let around = Around { page, home: person_path(id, ""), version: 0 };
    boxes(ctx, form, (act, Some(&behind.names))).shown(ctx, around, form)
}

/// A fresh form with what came online: the directive as it was typed, where none is known yet.
async fn came_online(app: &App, ctx: &Ctx, (asked, form): (&Form, Form)) -> Result<Form, Problem> {
    let Ok(id) = asked.get("online").parse::<online::SentId>() else { return Ok(form) };
    let tx = app.db.read(&ctx.actor).await?;
    let came = online::prefill(&tx, id).await?;
    tx.rollback().await;
    let Some(came) = came else { return Ok(form) };
    let mut form = form.with("online", &id.to_string());
    let (number, day, hours) = came.directive;
    if form.get("directive_number").is_empty() {
        form = form.with("directive_number", &number).with("directive_hours", &hours);
        for (name, value) in day_values("directive_issued", day) {
            form = form.with(&name, &value);
        }
    }
    Ok(form)
}

/// `GET /people/{id}/assistance/new`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    asked: Form,
) -> Result<Response, Problem> {
    let behind = behind(&app, &ctx, id).await?;
    let directive = &behind.directive;
    let mut values = day_values("filed_on", Some(app.today()));
    values.extend(day_values("directive_issued", directive.issued_on));
    values.extend(day_values("directive_from", directive.from_on));
    values.extend(day_values("directive_until", directive.until_on));
    let degree = directive.degree.map(|degree| degree.to_string()).unwrap_or_default();
    let hours = if directive.hours == 0 { String::new() } else { directive.hours.to_string() };
    for (name, value) in [
        ("directive_number", directive.number.clone()),
        ("directive_by", directive.issued_by.clone()),
        ("directive_degree", degree),
        ("directive_hours", hours),
        ("all_hours", "yes".to_owned()),
    ] {
        values.push((name.to_owned(), value));
    }
    let fresh = came_online(&app, &ctx, (&asked, Form::filled(ctx.lang, values))).await?;
    let form = ctx.resumed(fresh, &["online"]).await?;
    new_page(&ctx, &form, (id, &behind))
}

/// `POST /people/{id}/assistance/new`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let filed_on = form.day("filed_on");
    if filed_on.is_some_and(|day| day > app.today()) {
        form.wrong("filed_on", "assistance-future");
    }
    let (mut content, hours) = read(&mut form, &law);
    let behind = behind(&app, &ctx, id).await?;
    let choices = choices(&mut form, &behind.names);
    if !form.ok() {
        return new_page(&ctx, &form, (id, &behind));
    }
    content.accepted_by = ctx.actor.name.to_string();
    let press = press(&app, &ctx, &headers)?;
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&person_path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let new = NewApplication { filed_on, hours, content, choices };
    let made = apply::apply(&mut tx, &law, id, (&new, &press)).await?;
    if let Ok(sent) = form.get("online").parse::<online::SentId>() {
        let number = load::application(&tx, made).await?.number();
        let (kind, path) = ("application", application_path(made, ""));
        let became = online::Became { kind, number, path, person: Some(id) };
        online::became(&mut tx, sent, &became).await?;
    }
    tx.commit().await?;
    Ok(see(&ctx, &application_path(made, ""), Some("assistance-new-done")))
}

fn edit_page(ctx: &Ctx, form: &Form, (filed, name): (&Filed, &str)) -> Result<Response, Problem> {
    let act = Act::new("assistance-edit", "/edit", "ui-save").lead(ctx.t("assistance-edit-lead"));
    let page = frame::page_of(ctx, (filed, name), "assistance-edit");
    let home = application_path(filed.row.id, "");
    let around = Around { page, home, version: form.version_or(filed.row.version) };
    boxes(ctx, form, (act, None)).shown(ctx, around, form)
}

async fn found(app: &App, ctx: &Ctx, id: ApplicationId) -> Result<(Filed, String), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let filed = load::application(&tx, id).await?;
    let name = people::head(&tx, filed.row.person_id).await?.name;
    tx.audit(Entry::read("assistance-application", id.0).about(Some(filed.row.person_id.0)));
    tx.commit().await?;
    use super::State;
    if matches!(filed.state, State::Filed | State::Irregular | State::Suspended) {
        Ok((filed, name))
    } else {
        Err(Problem::Impossible("assistance-refused-state"))
    }
}

/// `GET /assistance/applications/{application}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, ApplicationId)>,
) -> Result<Response, Problem> {
    let (filed, name) = found(&app, &ctx, id).await?;
    let form = ctx.resumed(filled(&ctx, &filed), &[]).await?;
    edit_page(&ctx, &form, (&filed, &name))
}

/// `POST /assistance/applications/{application}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Path((_, id)): Path<(String, ApplicationId)>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut filed, name) = found(&app, &ctx, id).await?;
    let law = app.law(ctx.actor.municipality);
    let (mut content, hours) = read(&mut form, &law);
    if !form.ok() {
        return edit_page(&ctx, &form, (&filed, &name));
    }
    content.accepted_by.clone_from(&filed.content.accepted_by);
    let press = press(&app, &ctx, &headers)?;
    let month = Month::of(filed.row.filed_on.0);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&application_path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    let years = apply::years_of_chosen(&tx, &filed).await?;
    apply::compute(&law, &mut content, (month, hours, years))?;
    filed.content = content;
    filed.row.hours = i32::try_from(hours).unwrap_or(0);
    filed.row.version = form.version_or(filed.row.version);
    regular::rewrite(&mut tx, &law, (&filed, &press)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &application_path(id, ""), Some("assistance-edit-done")))
}
