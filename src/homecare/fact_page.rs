//! Entering what is declared of a person or excludes the service, and ending or withdrawing it.

use super::FactId;
use super::fact::{self, BY, Content, DECLARED, EXCLUDING, Fact};
use super::frame::span;
use super::person::{framed, path};
use crate::app::App;
use crate::people::PersonId;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};

/// All kinds of facts, the declared ones first.
fn kinds() -> Vec<&'static str> {
    DECLARED.into_iter().chain(EXCLUDING).collect()
}

fn act(ctx: &Ctx, form: &Form) -> Act {
    let boxes = (ctx, form);
    Act::new("homecare-fact-new", "/new", "ui-save")
        .lead(ctx.t("homecare-fact-lead"))
        .one(boxes, "kind", ("homecare-fact-kind", &kinds()), |code| {
            format!("homecare-fact-{code}")
        })
        .one(boxes, "says", ("homecare-fact-says", &["yes", "no"]), |code| {
            format!("homecare-{code}")
        })
        .day(boxes, "from_on", ("homecare-fact-from", String::new()))
        .day(
            boxes,
            "until_on",
            ("homecare-fact-until", ctx.t("homecare-fact-until-hint").into_owned()),
        )
        .one(boxes, "by", ("homecare-fact-by", &BY), |code| format!("homecare-by-{code}"))
        .line(boxes, "who", "homecare-fact-who")
        .area(boxes, "note", ("homecare-fact-note", "homecare-fact-note-hint"))
}

async fn name_of(app: &App, ctx: &Ctx, id: PersonId) -> Result<String, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let name = crate::people::head(&tx, id).await?.name;
    tx.audit(Entry::read("homecare", id.0).about(Some(id.0)));
    tx.commit().await?;
    Ok(name)
}

fn shown(
    ctx: &Ctx,
    (id, name): (PersonId, &str),
    (act, version): (Act, i32),
    form: &Form,
) -> Result<Response, Problem> {
    let page = framed(ctx, (id, name), Some(act.title()));
    act.shown(ctx, Around { page, home: path(id, ""), version }, form)
}

/// `GET /people/{id}/homecare/new`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
) -> Result<Response, Problem> {
    let name = name_of(&app, &ctx, id).await?;
    let mut values = day_values("from_on", Some(app.today()));
    values.push(("says".to_owned(), "yes".to_owned()));
    let form = ctx.resumed(Form::filled(ctx.lang, values), &[]).await?;
    shown(&ctx, (id, &name), (act(&ctx, &form), 0), &form)
}

/// `POST /people/{id}/homecare/new`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let name = name_of(&app, &ctx, id).await?;
    let content = Content {
        kind: chosen(&mut form, "kind", &kinds()),
        yes: chosen(&mut form, "says", &["yes", "no"]) == "yes",
        by: chosen(&mut form, "by", &BY),
        who: form.required("who", 200),
        note: form.optional("note", 500),
    };
    let from_on = form.day("from_on");
    let until_on = form.day_optional("until_on");
    if from_on.zip(until_on).is_some_and(|(from, until)| until < from) {
        form.wrong("until_on", "homecare-days-wrong");
    }
    let (Some(from_on), true) = (from_on, form.ok()) else {
        return shown(&ctx, (id, &name), (act(&ctx, &form), 0), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    ctx.sent(&tx, &form).await?;
    fact::add(&mut tx, id, (from_on, until_on), &content).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("homecare-fact-done")))
}

fn end_act(ctx: &Ctx, form: &Form, fact: &Fact) -> Act {
    let what = ctx.t(&format!("homecare-fact-{}", fact.content.kind)).into_owned();
    let days = span(ctx, fact.row.from_on, fact.row.until_on);
    Act::new("homecare-fact-end", "/end", "ui-save")
        .facts(vec![(what, days)])
        .hidden(form, "fact")
        .one((ctx, form), "how", ("homecare-fact-how", &["end", "mistake"]), |code| {
            format!("homecare-fact-how-{code}")
        })
        .day(
            (ctx, form),
            "until_on",
            ("homecare-fact-last", ctx.t("homecare-fact-last-hint").into_owned()),
        )
}

async fn ending(
    app: &App,
    ctx: &Ctx,
    id: PersonId,
    form: &Form,
) -> Result<(Fact, String), Problem> {
    let which: FactId = form.get("fact").parse().map_err(|_| Problem::NotFound)?;
    let name = name_of(app, ctx, id).await?;
    let tx = app.db.read(&ctx.actor).await?;
    let fact = fact::one(&tx, id, which).await;
    tx.rollback().await;
    let fact = fact?;
    if fact.row.withdrawn_at.is_some() {
        return Err(Problem::NotFound);
    }
    Ok((fact, name))
}

/// `GET /people/{id}/homecare/end?fact=`.
pub async fn end_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    form: Form,
) -> Result<Response, Problem> {
    let (fact, name) = ending(&app, &ctx, id, &form).await?;
    let mut values = day_values("until_on", Some(app.today()));
    values.push(("fact".to_owned(), fact.row.id.to_string()));
    values.push(("how".to_owned(), "end".to_owned()));
    let form = Form::filled(ctx.lang, values);
    shown(&ctx, (id, &name), (end_act(&ctx, &form, &fact), fact.row.version), &form)
}

/// `POST /people/{id}/homecare/end`: its last day, or it was a mistake.
pub async fn end(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<PersonId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (mut fact, name) = ending(&app, &ctx, id, &form).await?;
    let how = chosen(&mut form, "how", &["end", "mistake"]);
    let until = if how == "mistake" { None } else { form.day("until_on") };
    if until.is_some_and(|until| until < fact.row.from_on) {
        form.wrong("until_on", "homecare-days-wrong");
    }
    if !form.ok() {
        return shown(&ctx, (id, &name), (end_act(&ctx, &form, &fact), fact.row.version), &form);
    }
    fact.row.version = form.version_or(fact.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    fact::end(&mut tx, &fact, until).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("homecare-fact-ended")))
}
