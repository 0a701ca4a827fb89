//! The forms of a file: begun, corrected, a step noted or taken back, dropped.

use super::FileId;
use super::content::{About, Noted};
use super::course::{KINDS, is_contest, loose};
use super::file::{self, NewFile, NewStep};
use super::frame::{self, HOME, LINE, NUMBER, TEXT, day, path};
use super::load::{self, Whole};
use super::reference::{criteria, lines};
use crate::app::App;
use crate::services::{self, Service, ServiceId};
use axum::extract::State as Shared;
use axum::response::Response;
use kit::audit::Entry;
use kit::types::Day;
use kit::web::{Act, Around, Ctx, Form, Id, Problem, chosen, day_values, see};
use law::Law;
use ui::Choice;

fn boxes(act: Act, both: (&Ctx, &Form)) -> Act {
    act.line(both, "title", "powers-column-file")
        .line(both, "words", "powers-service-words")
        .area(both, "funding", ("powers-funding", ""))
        .area(both, "note", ("powers-column-note", ""))
        .part(both.0, "powers-for-contest")
        .day(both, "planned", ("powers-planned", both.0.t("powers-planned-hint").into_owned()))
        .area(both, "conditions", ("powers-conditions", "powers-conditions-hint"))
        .area(both, "criteria", ("powers-contest-criteria", "powers-criteria-hint"))
}

/// What was typed of a file.
fn typed(form: &mut Form, kind: &str) -> (About, Option<Day>) {
    let mut about = About {
        title: form.required("title", LINE),
        service: form.optional("words", LINE),
        funding: form.optional("funding", TEXT),
        conditions: form.optional("conditions", TEXT),
        note: form.optional("note", TEXT),
        ..About::default()
    };
    let planned_on = form.day_optional("planned");
    let typed = form.optional("criteria", TEXT);
    if is_contest(kind) {
        if planned_on.is_none() {
            form.wrong("planned", "form-day-required");
        }
        match criteria(&typed) {
            Some(all) => about.criteria = all,
            None => form.wrong("criteria", "powers-wrong-criteria"),
        }
    }
    (about, planned_on.filter(|_| is_contest(kind)))
}

fn new_shown(ctx: &Ctx, (all, form): (&[Service], &Form)) -> Result<Response, Problem> {
    let both = (ctx, form);
    let list = all.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone()));
    let label = ctx.t("powers-column-service").into_owned();
    let act = Act::new("powers-new", "/new", "ui-save")
        .lead(ctx.t("powers-new-lead"))
        .one(both, "kind", ("powers-column-kind", &KINDS), |code| format!("powers-kind-{code}"))
        .choice(both, "service", (label, list.collect()))
        .day(both, "begun", ("powers-column-begun", String::new()));
    let page = frame::top_page(ctx, ctx.t("powers-new"));
    boxes(act, both).shown(ctx, Around { page, home: HOME.to_owned(), version: 0 }, form)
}

async fn directory(app: &App, ctx: &Ctx) -> Result<(Vec<Service>, String), Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let all = services::all(&tx).await?;
    let known = super::reference::on(&tx, tx.today()).await?;
    tx.audit(Entry::list("service"));
    tx.commit().await?;
    Ok((all, lines(&known.contest)))
}

/// `GET /powers/new`.
pub async fn new_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    asked: Form,
) -> Result<Response, Problem> {
    let (all, proposed) = directory(&app, &ctx).await?;
    let kind = asked.get("kind").to_owned();
    let mut values = vec![("criteria".to_owned(), proposed), ("kind".to_owned(), kind)];
    values.extend(day_values("begun", Some(app.today())));
    new_shown(&ctx, (&all, &Form::filled(ctx.lang, values)))
}

/// `POST /powers/new`.
pub async fn new_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    mut form: Form,
) -> Result<Response, Problem> {
    let (all, _) = directory(&app, &ctx).await?;
    let kind = chosen(&mut form, "kind", &KINDS);
    let service: Option<ServiceId> = form.parsed_optional("service", "form-choose");
    if service.is_some_and(|id| !all.iter().any(|one| one.id == id)) {
        form.wrong("service", "form-choose");
    }
    if service.is_none() && matches!(kind.as_str(), "number" | "place" | "close") {
        form.wrong("service", "powers-wrong-service");
    }
    let begun = form.day("begun");
    if begun.is_some_and(|day| day > app.today()) {
        form.wrong("begun", "powers-wrong-future");
    }
    let (about, planned_on) = typed(&mut form, &kind);
    let (Some(begun_on), true) = (begun, form.ok()) else { return new_shown(&ctx, (&all, &form)) };
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(HOME)).await?;
    let id = file::add(&mut tx, &NewFile { kind, service, begun_on, planned_on, about }).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("powers-done")))
}

/// A file that goes on, for a form.
async fn known(app: &App, ctx: &Ctx, id: FileId) -> Result<Whole, Problem> {
    let whole = any(app, ctx, id).await?;
    match whole.file.row.ended_on {
        None => Ok(whole),
        Some(_) => Err(Problem::Impossible("powers-refused-ended")),
    }
}

async fn any(app: &App, ctx: &Ctx, id: FileId) -> Result<Whole, Problem> {
    let mut tx = app.db.read(&ctx.actor).await?;
    let whole = load::whole(&tx, id).await?;
    tx.audit(Entry::read("power-file", id.0));
    tx.commit().await?;
    Ok(whole)
}

fn around(ctx: &Ctx, whole: &Whole, (title, form): (&str, &Form)) -> Around {
    let page = frame::page(ctx, &whole.file, ctx.t(title));
    let version = form.version_or(whole.file.row.version);
    Around { page, home: path(whole.file.row.id, ""), version }
}

fn edit_shown(ctx: &Ctx, whole: &Whole, form: &Form) -> Result<Response, Problem> {
    let act = boxes(Act::new("powers-edit", "/edit", "ui-save"), (ctx, form));
    act.shown(ctx, around(ctx, whole, ("powers-edit", form)), form)
}

/// `GET /powers/dossiers/{id}/edit`.
pub async fn edit_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    let whole = known(&app, &ctx, id).await?;
    let about = whole.file.content.clone();
    let mut values = vec![
        ("title".to_owned(), about.title),
        ("words".to_owned(), about.service),
        ("funding".to_owned(), about.funding),
        ("conditions".to_owned(), about.conditions),
        ("note".to_owned(), about.note),
        ("criteria".to_owned(), lines(&about.criteria)),
    ];
    values.extend(day_values("planned", whole.file.row.planned_on));
    edit_shown(&ctx, &whole, &Form::filled(ctx.lang, values))
}

/// `POST /powers/dossiers/{id}/edit`.
pub async fn edit_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let whole = known(&app, &ctx, id).await?;
    let (about, planned_on) = typed(&mut form, &whole.file.row.kind);
    // What was announced is what candidates are scored by.
    let is_new = about.criteria != whole.file.content.criteria;
    if whole.done_on("notice").is_some() && is_new {
        form.wrong("criteria", "powers-wrong-announced");
    }
    if !form.ok() {
        return edit_shown(&ctx, &whole, &form);
    }
    let version = form.version_or(whole.file.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    file::correct(&mut tx, id, (&about, planned_on), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("powers-done")))
}

fn step_shown(
    ctx: &Ctx,
    law: &Law,
    (whole, form, today): (&Whole, &Form, Day),
) -> Result<Response, Problem> {
    let both = (ctx, form);
    let points = whole.course(law, today);
    let open = points.iter().filter(|point| point.done_on.is_none());
    let list = open.map(|point| Choice::new(point.step.code.clone(), point.step.title.clone()));
    let fact = |key: &str, text: String| (ctx.t(key).into_owned(), text);
    let asked = points.iter().find(|point| point.step.code == form.get("step"));
    let facts = asked.map_or_else(Vec::new, |point| {
        vec![
            fact("powers-column-article", point.step.article.clone()),
            fact("powers-column-who", point.step.who.clone()),
            fact("powers-column-due", day(point.due_on)),
            fact("powers-how", point.how.join(" ")),
            fact("powers-column-earliest", day(point.earliest)),
            fact(
                "powers-mark",
                match point.step.mark.as_str() {
                    "V" => String::new(),
                    _ => ctx.t("powers-mark-m").into_owned(),
                },
            ),
        ]
    });
    let longer = [
        Choice::new("no", ctx.t("powers-extended-no")),
        Choice::new("yes", ctx.t("powers-extended-yes")),
    ];
    let act = Act::new("powers-step", "/step", "ui-save")
        .facts(facts)
        .among(both, "step", ("powers-column-step", list.collect()))
        .day(both, "on", ("powers-column-done", String::new()))
        .line(both, "number", "powers-step-number")
        .area(both, "note", ("powers-column-note", "powers-step-hint"))
        .among(both, "extended", ("powers-extended", longer.into()));
    act.shown(ctx, around(ctx, whole, ("powers-step", form)), form)
}

/// `GET /powers/dossiers/{id}/step?code=`.
pub async fn step_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    asked: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let whole = known(&app, &ctx, id).await?;
    let mut values = vec![
        ("step".to_owned(), asked.get("code").to_owned()),
        ("extended".to_owned(), "no".to_owned()),
    ];
    values.extend(day_values("on", Some(app.today())));
    step_shown(&ctx, &law, (&whole, &Form::filled(ctx.lang, values), app.today()))
}

/// `POST /powers/dossiers/{id}/step`.
pub async fn step_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let law = app.law(ctx.actor.municipality);
    let whole = known(&app, &ctx, id).await?;
    let code = form.required("step", 50);
    let on = form.day("on");
    let noted = Noted {
        number: form.optional("number", NUMBER),
        note: form.optional("note", TEXT),
        revoked: String::new(),
    };
    let is_extended = form.get("extended") == "yes";
    let (Some(on), true) = (on, form.ok()) else {
        return step_shown(&ctx, &law, (&whole, &form, app.today()));
    };
    let new = NewStep { code, on, is_extended, noted };
    let mut tx = app.db.write(&ctx.actor).await?;
    for (field, key, args) in file::wrong(&tx, &law, (&whole, &new)).await? {
        form.wrong_text(field, ctx.ta(key, &args).into_owned());
    }
    if !form.ok() {
        tx.rollback().await;
        return step_shown(&ctx, &law, (&whole, &form, app.today()));
    }
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    let version = form.version_or(whole.file.row.version);
    file::note(&mut tx, &law, (&whole, &new), version).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("powers-done")))
}

fn undo_shown(ctx: &Ctx, whole: &Whole, form: &Form) -> Result<Response, Problem> {
    let both = (ctx, form);
    let done = load::done(&whole.notings);
    let steps = loose(&whole.steps(), &done).into_iter();
    let list = steps.map(|step| Choice::new(step.code.clone(), step.title.clone())).collect();
    let act = Act::new("powers-undo", "/undo", "powers-undo")
        .lead(ctx.t("powers-undo-lead"))
        .grave()
        .among(both, "step", ("powers-column-step", list))
        .area(both, "why", ("powers-why", ""));
    act.shown(ctx, around(ctx, whole, ("powers-undo", form)), form)
}

/// `GET /powers/dossiers/{id}/undo`.
pub async fn undo_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    undo_shown(&ctx, &any(&app, &ctx, id).await?, &Form::empty(ctx.lang))
}

/// `POST /powers/dossiers/{id}/undo`.
pub async fn undo_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let whole = any(&app, &ctx, id).await?;
    if whole.file.row.ended_how == "dropped" {
        return Err(Problem::Impossible("powers-refused-ended"));
    }
    let code = form.required("step", 50);
    let why = form.required("why", TEXT);
    let done = load::done(&whole.notings);
    let is_loose = loose(&whole.steps(), &done).iter().any(|step| step.code == code);
    if !code.is_empty() && !is_loose {
        form.wrong("step", "powers-wrong-rests");
    }
    let noting = whole.notings.iter().find(|one| one.row.code == code);
    let (Some(noting), true) = (noting, form.ok()) else { return undo_shown(&ctx, &whole, &form) };
    let version = form.version_or(whole.file.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    file::revoke(&mut tx, (&whole, noting), (why, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("powers-done")))
}

fn drop_shown(ctx: &Ctx, whole: &Whole, form: &Form) -> Result<Response, Problem> {
    let act = Act::new("powers-drop", "/drop", "powers-drop")
        .lead(ctx.t("powers-drop-lead"))
        .grave()
        .area((ctx, form), "why", ("powers-why", ""));
    act.shown(ctx, around(ctx, whole, ("powers-drop", form)), form)
}

/// `GET /powers/dossiers/{id}/drop`.
pub async fn drop_form(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
) -> Result<Response, Problem> {
    drop_shown(&ctx, &known(&app, &ctx, id).await?, &Form::empty(ctx.lang))
}

/// `POST /powers/dossiers/{id}/drop`.
pub async fn drop_save(
    Shared(app): Shared<App>,
    ctx: Ctx,
    Id(id): Id<FileId>,
    mut form: Form,
) -> Result<Response, Problem> {
    let whole = known(&app, &ctx, id).await?;
    let why = form.required("why", TEXT);
    if !form.ok() {
        return drop_shown(&ctx, &whole, &form);
    }
    let version = form.version_or(whole.file.row.version);
    let mut tx = app.db.write(&ctx.actor).await?;
    tx.use_form(&form.key(), &ctx.url(&path(id, ""))).await?;
    file::end(&mut tx, &whole, (why, version)).await?;
    tx.commit().await?;
    Ok(see(&ctx, &path(id, ""), Some("powers-done")))
}
