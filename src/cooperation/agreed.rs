//! What was agreed at a conference: tasks with an institution and a term, followed to the end.

use super::content::{Promise, sealed};
use super::frame::{self, LINE, TEXT, path};
use super::institution::{offered, picked};
use super::load::{self, Agreed, Conference, Institution};
use super::store::cooperation_task;
use super::{AgreedId, ConferenceId, InstitutionId};
use crate::app::App;
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::store::{StoreError, Tx};
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use sea_orm::{IntoActiveModel, Set};

/// What a note on a task says; words have the key `cooperation-mark-<code>`.
pub const MARKS: [&str; 3] = ["progress", "done", "dropped"];

/// A task to be agreed.
#[derive(Clone, Debug)]
pub struct NewTask {
    /// Who does it; none for the municipality itself.
    pub institution: Option<InstitutionId>,
    /// Until when.
    pub due_on: Day,
    /// What.
    pub promise: Promise,
}

/// Enters a task that was agreed.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, id: ConferenceId, new: &NewTask) -> Result<AgreedId, StoreError> {
    let task = AgreedId(tx.new_id());
    let row = cooperation_task::Model {
        municipality_id: tx.municipality(),
        id: task,
        conference_id: id,
        institution_id: new.institution,
        due_on: new.due_on,
        done_on: None,
        dropped_on: None,
        content_sealed: sealed(tx, ("cooperation_task", task.0), &new.promise)?,
        made_at: tx.now(),
        account_name: tx.actor().name.to_string(),
        version: 1,
    };
    tx.insert(row.into_active_model()).await?;
    tx.audit(Entry::write("cooperation-task", task.0));
    Ok(task)
}

/// Notes what was done of a task: it goes on, is done, or is dropped.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody saved meanwhile.
pub async fn mark(
    tx: &mut Tx,
    one: &Agreed,
    (mark, on, words): (&str, Day, &str),
    version: i32,
) -> Result<(), StoreError> {
    let id = one.row.id;
    let mut promise = one.content.clone();
    match mark {
        "dropped" => words.clone_into(&mut promise.why),
        _ if !words.is_empty() => promise.progress.push((on, words.to_owned())),
        _ => {}
    }
    let active = cooperation_task::ActiveModel {
        done_on: Set((mark == "done").then_some(on)),
        dropped_on: Set((mark == "dropped").then_some(on)),
        content_sealed: Set(sealed(tx, ("cooperation_task", id.0), &promise)?),
        ..Default::default()
    };
    tx.update::<cooperation_task::Entity>(id, version, active).await?;
    tx.audit(Entry::write("cooperation-task-marked", id.0));
    Ok(())
}

/// A conference that was held, and the institutions to choose from.
async fn known(
    app: &App,
    ctx: &Ctx,
    id: ConferenceId,
) -> Result<(Conference, Vec<Institution>), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::conference(&tx, id).await?;
    let all = load::institutions(&tx).await?;
    let person = Some(one.row.person_id.0);
    tx.audit(Entry::read("cooperation-conference", id.0).about(person));
    tx.commit().await?;
    match one.row.state.as_str() {
        "held" => Ok((one, all)),
        _ => Err(Problem::Impossible("cooperation-refused-not-held")),
    }
}

fn new_shown(
    ctx: &Ctx,
    (one, all): (&Conference, &[Institution]),
    form: &Form,
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let label = ctx.t("cooperation-task-institution").into_owned();
    let act = Act::new("cooperation-task-new", "/task", "ui-save")
        .lead(ctx.t("cooperation-task-lead"))
        .area(both, "task", ("cooperation-column-task", ""))
        .choice(both, "institution", (label, offered(all, None)))
        .line(both, "responsible", "cooperation-column-responsible")
        .day(both, "due", ("cooperation-column-due", String::new()));
    let page = frame::page(ctx, one, ctx.t("cooperation-task-new"));
    act.shown(ctx, Around { page, home: path(one.row.id, ""), version: 0 }, form)
}

/// `GET /cooperation/conferences/{id}/task`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
) -> Result<Response, Problem> {
    let (one, all) = known(&app, &ctx, id).await?;
    new_shown(&ctx, (&one, &all), &Form::empty(ctx.lang))
}

/// `POST /cooperation/conferences/{id}/task`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<ConferenceId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (one, all) = known(&app, &ctx, id).await?;
    let promise = Promise {
        task: form.required("task", TEXT),
        responsible: form.optional("responsible", LINE),
        ..Promise::default()
    };
    let institution = match form.get("institution").is_empty() {
        true => None,
        false => picked(&mut form, "institution", &all),
    };
    let due = form.day("due");
    if due.is_some_and(|due| due < one.row.day) {
        form.wrong("due", "cooperation-wrong-before");
    }
    let (Some(due_on), true) = (due, form.ok()) else {
        return new_shown(&ctx, (&one, &all), &form);
    };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    add(&mut tx, id, &NewTask { institution, due_on, promise }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("cooperation-done")))
}

/// What is wrong with the day of a note: keys of texts.
#[must_use]
pub fn wrong(on: Day, (conference, today): (Day, Day)) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    if on > today {
        wrong.push("cooperation-wrong-future");
    }
    if on < conference {
        wrong.push("cooperation-wrong-before");
    }
    wrong
}

async fn own(app: &App, ctx: &Ctx, id: AgreedId) -> Result<(Agreed, Conference), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let one = load::task(&tx, id).await?;
    let conference = load::conference(&tx, one.row.conference_id).await?;
    let person = Some(conference.row.person_id.0);
    tx.audit(Entry::read("cooperation-task", id.0).about(person));
    tx.commit().await?;
    Ok((one, conference))
}

/// What was done of a task so far, a line each.
#[must_use]
pub fn story(one: &Agreed) -> String {
    let lines = one.content.progress.iter().map(|(on, words)| format!("{}: {words}", on.bg()));
    let why = (!one.content.why.is_empty()).then(|| one.content.why.clone());
    lines.chain(why).collect::<Vec<_>>().join("\n")
}

fn shown(
    ctx: &Ctx,
    (one, conference): (&Agreed, &Conference),
    (form, today): (&Form, Day),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let fact = |key: &str, text: String| (ctx.t(key).into_owned(), text);
    let state = one.state(today);
    let facts = vec![
        fact("cooperation-column-task", one.content.task.clone()),
        fact("cooperation-column-responsible", one.content.responsible.clone()),
        fact("cooperation-column-due", one.row.due_on.bg()),
        fact("cooperation-column-state", ctx.t(&format!("cooperation-state-{state}")).into_owned()),
        fact("cooperation-progress", story(one)),
    ];
    let act = Act::new("cooperation-task", "", "ui-save")
        .facts(facts)
        .one(both, "mark", ("cooperation-mark", &MARKS), |code| format!("cooperation-mark-{code}"))
        .day(both, "on", ("cooperation-column-day", String::new()))
        .area(both, "words", ("cooperation-mark-words", "cooperation-mark-hint"));
    let page = frame::page(ctx, conference, ctx.t("cooperation-task"));
    let home = format!("{}/agreed-tasks/{}", frame::HOME, one.row.id);
    act.shown(ctx, Around { page, home, version: form.version_or(one.row.version) }, form)
}

/// `GET /cooperation/agreed-tasks/{id}`.
pub async fn form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AgreedId>,
) -> Result<Response, Problem> {
    let (one, conference) = own(&app, &ctx, id).await?;
    let form = Form::filled(ctx.lang, day_values("on", Some(app.today())));
    shown(&ctx, (&one, &conference), (&form, app.today()))
}

/// `POST /cooperation/agreed-tasks/{id}`.
pub async fn save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<AgreedId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let (one, conference) = own(&app, &ctx, id).await?;
    let what = chosen(&mut form, "mark", &MARKS);
    let on = form.day("on");
    let words = match what.as_str() {
        "done" => form.optional("words", TEXT),
        _ => form.required("words", TEXT),
    };
    for key in on.map(|on| wrong(on, (conference.row.day, app.today()))).unwrap_or_default() {
        form.wrong("on", key);
    }
    let (Some(on), true) = (on, form.ok()) else {
        return shown(&ctx, (&one, &conference), (&form, app.today()));
    };
    let home = path(conference.row.id, "");
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&home)).await?;
    mark(&mut tx, &one, (&what, on, &words), form.version_or(one.row.version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &home, Some("cooperation-done")))
}
